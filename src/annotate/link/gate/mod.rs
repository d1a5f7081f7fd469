//! The gate: spellings that prove nothing by themselves count only with evidence.
//!
//! `gazetteer::doubts` tells why a spelling is doubted; here each doubt is met by what stands beside the spelling and elsewhere in
//! the document, or the candidate goes. A hit without candidates is no mention.

mod beside;

use rustc_hash::{FxHashMap, FxHashSet};

use self::beside::Beside;
use super::{Source, draft::Draft, weights};
use crate::{
    gazetteer::doubts::{Doubt, Doubts, Wording},
    model::{AliasSort, EntityId, Kind},
};

/// By how much better known an entity must be than all others of its name, to need no evidence among them: ten times as many people.
const BETTER_KNOWN: u8 = 10;

/// Takes out the candidates whose spelling is in doubt and for which nothing else speaks, and the drafts that have no other.
/// `bound` are initials that the document explains.
pub(super) fn close(source: &Source, drafts: &mut Vec<Draft>, bound: &FxHashMap<String, EntityId>) {
    let doubtful = |draft: &Draft| draft.candidates.iter().any(|c| source.gazetteer.is_doubtful(c.alias));
    if !drafts.iter().any(doubtful) {
        return;
    }
    let mut gate = Gate::new(source, drafts, bound);
    // what is open by itself may be the full name that opens others, and those are what opens the same spelling elsewhere
    gate.open(|gate, closed| gate.opens(closed));
    gate.note_full_names();
    gate.open(|gate, closed| gate.opens(closed));
    gate.note_open_spellings();
    gate.open(|gate, closed| gate.is_open_elsewhere(closed));
    let shut: FxHashSet<(usize, EntityId)> = gate.closed.iter().map(|c| (c.draft, c.entity)).collect();
    for (n, draft) in drafts.iter_mut().enumerate() {
        draft.candidates.retain(|c| !shut.contains(&(n, c.entity)));
    }
    drafts.retain(|draft| !draft.candidates.is_empty());
}

/// A candidate that needs evidence.
struct Closed {
    /// Its draft, by place.
    draft: usize,
    entity: EntityId,
    doubts: Doubts,
}

struct Gate<'a> {
    source: &'a Source<'a>,
    drafts: &'a [Draft],
    bound: &'a FxHashMap<String, EntityId>,
    /// What stands beside the drafts that have a closed candidate, by place.
    beside: FxHashMap<usize, Beside<'a>>,
    closed: Vec<Closed>,
    /// Spellings, in no doubt, of the entities in question.
    full: FxHashMap<EntityId, Vec<&'a str>>,
    /// Spellings that are open somewhere, and for whom.
    open: FxHashSet<(&'a str, EntityId)>,
}

impl<'a> Gate<'a> {
    fn new(source: &'a Source<'a>, drafts: &'a [Draft], bound: &'a FxHashMap<String, EntityId>) -> Self {
        let (beside, closed) = (FxHashMap::default(), Vec::new());
        let (full, open) = (FxHashMap::default(), FxHashSet::default());
        let mut gate = Gate { source, drafts, bound, beside, closed, full, open };
        let mut wordings: FxHashMap<&str, Wording> = FxHashMap::default();
        for (n, draft) in drafts.iter().enumerate() {
            if !draft.candidates.iter().any(|c| source.gazetteer.is_doubtful(c.alias)) {
                continue;
            }
            let read = || Wording::new(source.gazetteer, &draft.folded, source.language);
            gate.doubt(n, wordings.entry(&draft.folded).or_insert_with(read));
        }
        gate.note_full_names();
        gate
    }

    /// Notes the doubts of a draft's candidates.
    fn doubt(&mut self, n: usize, wording: &Wording) {
        let (draft, gazetteer) = (&self.drafts[n], self.source.gazetteer);
        let own = draft.candidates.iter().any(|c| !gazetteer.is_imported(c.alias));
        let before = self.closed.len();
        let capital = wording.single && has_one_capital(self.source, draft);
        let initial = capital && beside::begins_sentence(self.source, self.source.tokens.within(draft.span).start);
        let noun = (capital && !initial).then(|| Noun::new(self.source, draft)).flatten();
        for c in draft.candidates.iter().filter(|c| gazetteer.is_doubtful(c.alias)) {
            let mut doubts = gazetteer.doubts(c.alias, wording, draft.candidates.len());
            let imported = gazetteer.is_imported(c.alias);
            doubts.add(Doubt::Homonym, own && imported);
            let noun = || noun.is_some_and(|noun| noun.speaks_against(gazetteer.kind(c.entity)));
            let tells_nothing = imported && gazetteer.sort(c.alias) != AliasSort::Demonym && (initial || noun());
            doubts.add(Doubt::Capital, tells_nothing);
            if !doubts.is_empty() {
                self.closed.push(Closed { draft: n, entity: c.entity, doubts });
            }
        }
        if self.closed.len() > before {
            self.beside.insert(n, Beside::new(self.source, (self.drafts, n), wording));
        }
    }

    /// Opens the candidates for which `opens` holds.
    fn open(&mut self, opens: impl Fn(&Self, &Closed) -> bool) {
        let mut closed = std::mem::take(&mut self.closed);
        closed.retain(|one| !opens(self, one));
        self.closed = closed;
    }

    /// Notes the full names among the candidates that are not closed.
    fn note_full_names(&mut self) {
        let shut: FxHashSet<(usize, EntityId)> = self.closed.iter().map(|c| (c.draft, c.entity)).collect();
        let wanted: FxHashSet<EntityId> = self.closed.iter().map(|c| c.entity).collect();
        for (n, draft) in self.drafts.iter().enumerate() {
            for c in draft.candidates.iter().filter(|c| wanted.contains(&c.entity) && !shut.contains(&(n, c.entity))) {
                let named = matches!(
                    self.source.gazetteer.sort(c.alias),
                    AliasSort::Name | AliasSort::Misspelling | AliasSort::Acronym
                );
                if named {
                    self.full.entry(c.entity).or_default().push(&draft.folded);
                }
            }
        }
    }

    fn note_open_spellings(&mut self) {
        let shut: FxHashSet<(usize, EntityId)> = self.closed.iter().map(|c| (c.draft, c.entity)).collect();
        let pairs =
            self.drafts.iter().enumerate().flat_map(|(n, d)| d.candidates.iter().map(move |c| (n, d, c.entity)));
        let open = pairs.filter(|(n, _, entity)| !shut.contains(&(*n, *entity)));
        self.open = open.map(|(_, draft, entity)| (draft.folded.as_str(), entity)).collect();
    }

    /// Whether every doubt of a candidate is met.
    fn opens(&self, closed: &Closed) -> bool {
        let folded = self.drafts[closed.draft].folded.as_str();
        if self.bound.get(folded) == Some(&closed.entity) {
            return true;
        }
        closed.doubts.iter().all(|doubt| self.meets(closed, doubt))
    }

    fn meets(&self, closed: &Closed, doubt: Doubt) -> bool {
        let (beside, entity) = (&self.beside[&closed.draft], closed.entity);
        let part = closed.doubts.has(Doubt::Part);
        let kind = self.source.gazetteer.kind(entity);
        let full = || self.has_full_name(closed) && !beside.is_plain_word();
        match doubt {
            Doubt::Weak | Doubt::Part => full(),
            _ if part => true, // only the full name can speak for it, and does
            Doubt::Capital => {
                full() || beside.is_expected(entity) || beside.is_perhaps_place(entity) || beside.speaks(kind)
            }
            Doubt::Common => {
                full() || beside.has_telling_capital(entity) || beside.is_expected(entity) || beside.speaks(kind)
            }
            Doubt::Given | Doubt::Family => {
                full() || beside.is_expected(entity) || beside.is_perhaps_place(entity) || beside.speaks(kind)
            }
            Doubt::Calendar | Doubt::Short => full() || beside.is_called(entity),
            Doubt::Shared => full() || beside.is_in_wider(entity) || self.is_best_known(closed),
            Doubt::Homonym => full() || self.is_the_only_expected(closed),
        }
    }

    /// Whether another, fuller spelling stands in the document.
    fn has_full_name(&self, closed: &Closed) -> bool {
        let person = self.source.gazetteer.kind(closed.entity) == Kind::Person;
        let folded = self.drafts[closed.draft].folded.as_str();
        let fuller = |full: &&str| *full != folded && (!person || full.contains(' '));
        self.full.get(&closed.entity).is_some_and(|all| all.iter().any(fuller))
    }

    fn is_best_known(&self, closed: &Closed) -> bool {
        let (gazetteer, own) = (self.source.gazetteer, closed.entity);
        let others = self.drafts[closed.draft].candidates.iter().filter(|c| c.entity != own);
        let next = others.map(|c| gazetteer.prominence(c.entity)).max().unwrap_or(0);
        gazetteer.prominence(own) >= next.saturating_add(BETTER_KNOWN)
    }

    /// Whether it is called by its kind, which is that of this candidate and for none that was not taken in.
    fn is_the_only_expected(&self, closed: &Closed) -> bool {
        let beside = &self.beside[&closed.draft];
        let own = |alias: u32| !self.source.gazetteer.is_imported(alias);
        let mut others = self.drafts[closed.draft].candidates.iter().filter(|c| own(c.alias));
        beside.is_called(closed.entity) && !others.any(|c| beside.is_called(c.entity))
    }

    /// Whether the same spelling is open for the same entity elsewhere in the document, and this place does not speak against it.
    fn is_open_elsewhere(&self, closed: &Closed) -> bool {
        let draft = &self.drafts[closed.draft];
        let never = [Doubt::Weak, Doubt::Part, Doubt::Calendar].into_iter().any(|doubt| closed.doubts.has(doubt));
        !never
            && self.open.contains(&(draft.folded.as_str(), closed.entity))
            && self.beside[&closed.draft].may_be_name()
    }
}

/// Whether a word begins with its only capital.
fn has_one_capital(source: &Source, draft: &Draft) -> bool {
    let surface = draft.span.of(source.text);
    surface.starts_with(char::is_uppercase) && surface.chars().filter(|c| c.is_uppercase()).count() == 1
}

/// How a word looks like a common noun, where those have capitals.
#[derive(Clone, Copy)]
enum Noun {
    /// It ends as nouns do.
    Ending,
    /// An article stands before it, as before the names of many organisations.
    Determined,
}

impl Noun {
    fn new(source: &Source, draft: &Draft) -> Option<Self> {
        let words = source.words.filter(|words| words.nouns_have_capitals())?;
        let own = source.tokens.within(draft.span);
        let ends = words.ends_as_noun(source.tokens.lower(own.end.checked_sub(1)?));
        let determined = || beside::is_determined(source, own.start);
        ends.then_some(Noun::Ending).or_else(|| determined().then_some(Noun::Determined))
    }

    fn speaks_against(self, kind: Kind) -> bool {
        matches!(self, Noun::Ending) || kind != Kind::Organisation
    }
}

/// Signs that tell the kind of a name.
const EXPECTING: &[weights::Piece] = &[
    weights::TITLE,
    weights::ROLE,
    weights::APPOSITION,
    weights::AGE,
    weights::PLACE_BEFORE,
    weights::PLACE_NOUN,
    weights::PLACE_IN,
    weights::PLACE_AROUND,
    weights::DATELINE,
    weights::ORGANISATION_NOUN,
    weights::ORGANISATION_END,
];

/// Signs that call a name by its kind.
const CALLING: &[weights::Piece] =
    &[weights::TITLE, weights::PLACE_NOUN, weights::PLACE_IN, weights::ORGANISATION_NOUN, weights::ORGANISATION_END];
