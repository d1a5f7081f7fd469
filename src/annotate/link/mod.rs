//! Linking: which entity a mention means.
//!
//! Each hit becomes a [`Draft`] with its candidates. Evidence is added up for each: what the gazetteer says of it, the
//! full names and brackets of the document, the words beside the name, and then, when the plain cases are certain, the
//! company they make. The best candidate is chosen when it is far enough ahead.

mod acronym;
mod around;
mod document;
mod draft;
mod offices;
mod surnames;
mod weights;

use rustc_hash::FxHashMap;

pub(super) use self::surnames::surnames;
use self::{
    around::{For, Sign},
    document::{Company, Document, Senses},
    draft::{Candidate, Draft},
    weights::Evidence,
};
use super::source::Source;
use crate::{
    matcher::Hit,
    model::{self, EntityId, Kind, Mention},
};

/// By how much a mention must be decided to say what a document is about.
const CERTAIN: f32 = 1.5;

/// Chooses an entity for each hit; the ones that stay ambiguous keep all candidates and get none.
pub(super) fn link(source: &Source, hits: &[Hit]) -> Vec<Mention> {
    let mut drafts: Vec<Draft> = hits.iter().filter_map(|h| Draft::new(source, h)).collect();
    let brackets = acronym::read(source, &drafts);
    drafts.retain(|d| !brackets.unknown.contains(&d.folded));
    weigh_alone(source, &mut drafts, &brackets.bound);
    put_first(source, &mut drafts);
    weigh_company(source, &mut drafts);
    let mut choices: Vec<Choice> = drafts.iter_mut().map(Choice::new).collect();
    same_sense(&drafts, &mut choices);
    drafts.iter().zip(choices).map(|(draft, choice)| choice.mention(source, draft)).collect()
}

/// Adds what each draft has for itself: names, prior, brackets, the words beside it.
fn weigh_alone(source: &Source, drafts: &mut [Draft], bound: &FxHashMap<String, EntityId>) {
    let document = Document::new(source, drafts);
    let mut found: Vec<(Evidence, Evidence)> = Vec::with_capacity(drafts.len());
    for (n, draft) in drafts.iter().enumerate() {
        if let [only] = draft.candidates.as_slice() {
            found.push((document.names(draft, only), Evidence::default()));
            continue;
        }
        let least_known = draft.least_known(source);
        let (signs, roles) = (around::signs(source, drafts, n), offices::roles(source, draft.span));
        let demonym = draft.is_demonym(source);
        found.extend(draft.candidates.iter().map(|c| {
            let mut evidence = document.names(draft, c);
            evidence.extend(&document.prior(draft, c));
            let known = least_known.map_or(0, |least| source.gazetteer.prominence(c.entity).saturating_sub(least));
            evidence.add(weights::PROMINENT, f32::from(known) / 10.0);
            if bound.get(&draft.folded) == Some(&c.entity) {
                evidence.add(weights::INTRODUCED, 1.0);
            }
            let mut beside = offices::evidence(source, &roles, c.entity);
            if !demonym {
                speak_for(source, c.entity, &signs, &mut beside);
            }
            evidence.extend(&beside);
            (evidence, beside)
        }));
    }
    let candidates = drafts.iter_mut().flat_map(|draft| &mut draft.candidates);
    for (c, (evidence, beside)) in candidates.zip(found) {
        (c.evidence, c.beside) = (evidence, beside);
    }
}

/// Leaves entities of other gazetteers out beside those of the shipped one and of the user, unless the document speaks for them. Where
/// one entity is left, nothing but its names is told of it, as if it had been alone.
fn put_first(source: &Source, drafts: &mut [Draft]) {
    let mut narrowed = Vec::new();
    for (n, draft) in drafts.iter_mut().enumerate().filter(|(_, d)| d.first().len() < d.candidates.len()) {
        let best = draft.first().iter().map(Candidate::sum).fold(f32::NEG_INFINITY, f32::max);
        draft.candidates.retain(|c| !c.taken_in || c.sum() - best >= weights::AHEAD);
        narrowed.extend((draft.candidates.len() == 1).then_some(n));
    }
    if narrowed.is_empty() {
        return;
    }
    let document = Document::new(source, drafts);
    let names: Vec<Evidence> = narrowed.iter().map(|&n| document.names(&drafts[n], &drafts[n].candidates[0])).collect();
    for (n, names) in narrowed.into_iter().zip(names) {
        (drafts[n].candidates[0].evidence, drafts[n].candidates[0].beside) = (names, Evidence::default());
    }
}

/// Adds the signs that speak for `entity`, each piece once.
fn speak_for(source: &Source, entity: EntityId, signs: &[Sign], evidence: &mut Evidence) {
    let (gazetteer, kind) = (source.gazetteer, source.gazetteer.kind(entity));
    let person = kind == Kind::Person;
    for (n, (piece, whom)) in signs.iter().enumerate() {
        let holds = match whom {
            For::Kind(known) => kind == *known,
            For::Gender(gender) => person && gazetteer.gender(entity) == Some(*gender),
            For::Speaker => {
                person
                    || kind == Kind::Place && gazetteer.country(entity).is_none()
                    || offices::is_capital(source, entity)
            }
            For::Country(country) => kind == Kind::Place && source.country(entity) == Some(*country),
        };
        if holds && !signs[..n].contains(&(*piece, *whom)) {
            evidence.add(*piece, 1.0);
        }
    }
}

/// Adds what the certain mentions say for the others, and what stands beside the same spelling elsewhere.
fn weigh_company(source: &Source, drafts: &mut [Draft]) {
    if drafts.iter().all(|d| d.candidates.len() == 1) {
        return;
    }
    let company = Company::new(source, drafts.iter().filter_map(certain));
    let senses = Senses::new(drafts);
    for draft in drafts.iter_mut().filter(|d| d.candidates.len() > 1) {
        for c in &mut draft.candidates {
            let elsewhere = senses.elsewhere(&draft.folded, c);
            c.evidence.extend(&company.evidence(c.entity));
            c.evidence.add(weights::ONE_SENSE, elsewhere);
        }
    }
}

/// The entity that a draft surely means.
fn certain(draft: &Draft) -> Option<EntityId> {
    let (mut first, mut second): (Option<(f32, EntityId)>, Option<f32>) = (None, None);
    for (sum, entity) in draft.candidates.iter().map(|c| (c.sum(), c.entity)) {
        match first {
            Some((most, _)) if sum.total_cmp(&most).is_le() => {
                second = Some(second.map_or(sum, |next| if sum.total_cmp(&next).is_gt() { sum } else { next }));
            }
            before => {
                second = before.map(|(most, _)| most);
                first = Some((sum, entity));
            }
        }
    }
    let sure = |most: f32| second.map_or(most >= weights::LISTED.weight, |next| most - next >= CERTAIN);
    first.filter(|(most, _)| sure(*most)).map(|(_, entity)| entity)
}

/// What was chosen for a draft.
struct Choice {
    /// The candidate, by place.
    chosen: Option<usize>,
    rule: &'static str,
}

impl Choice {
    /// Puts the candidates in order, the best first and equal ones by key, and chooses the first if it is ahead enough.
    fn new(draft: &mut Draft) -> Choice {
        draft.candidates.sort_by(|a, b| b.sum().total_cmp(&a.sum())); // stable: they were in order
        let (chosen, rule) = match draft.candidates.as_slice() {
            [first, second, ..] if first.sum() - second.sum() >= weights::MARGIN => {
                (Some(0), first.evidence.ahead_by(&second.evidence).map_or("evidence", |p| p.rule))
            }
            [first, second, ..] => (None, open(first, second)),
            _ => (Some(0), weights::LISTED.rule),
        };
        Choice { chosen, rule }
    }

    fn mention(self, source: &Source, draft: &Draft) -> Mention {
        let place = self.chosen.unwrap_or(0);
        let candidate = &draft.candidates[place];
        let scores = weights::shares(draft.candidates.iter().map(Candidate::sum));
        let candidates = draft.candidates.iter().zip(scores);
        let candidates: Vec<_> = candidates.map(|(c, score)| model::Candidate { entity: c.entity, score }).collect();
        Mention {
            span: draft.span,
            alias: source.gazetteer.spelling(candidate.alias).to_string(),
            sort: source.gazetteer.sort(candidate.alias),
            entity: self.chosen.map(|_| candidate.entity),
            score: candidates[place].score,
            candidates,
            stands_for: None,
            rule: self.rule,
        }
    }
}

/// The rule of a mention that stays ambiguous between these two.
fn open(first: &Candidate, second: &Candidate) -> &'static str {
    let introduced = |c: &Candidate| c.evidence.of(weights::FULL_NAME_EARLIER) > 0.0;
    if introduced(first) && introduced(second) { "ambiguous-in-document" } else { "ambiguous" }
}

/// One spelling has one sense in a document: what was chosen for it wherever it was chosen is meant also where it was
/// nearly chosen.
fn same_sense(drafts: &[Draft], choices: &mut [Choice]) {
    let mut senses: FxHashMap<&str, Vec<EntityId>> = FxHashMap::default();
    for (draft, choice) in drafts.iter().zip(choices.iter()).filter(|(d, _)| d.candidates.len() > 1) {
        let chosen = senses.entry(&draft.folded).or_default();
        chosen.extend(choice.chosen.map(|n| draft.candidates[n].entity).filter(|e| !chosen.contains(e)));
    }
    for (draft, choice) in drafts.iter().zip(choices.iter_mut()).filter(|(_, c)| c.chosen.is_none()) {
        let Some([sense]) = senses.get(draft.folded.as_str()).map(Vec::as_slice) else { continue };
        let near = |c: &Candidate| c.entity == *sense && draft.candidates[0].sum() - c.sum() < weights::MARGIN;
        if let Some(n) = draft.candidates.iter().position(near) {
            choice.chosen = Some(n);
            choice.rule = weights::ONE_SENSE.rule;
        }
    }
}
