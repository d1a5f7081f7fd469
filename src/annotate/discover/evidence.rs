//! What speaks for and against one candidate.

use rustc_hash::FxHashSet;

use super::{Discovery, Evidence, Like, Piece, Sighting, kind};
use crate::{
    gazetteer::Tenure,
    model::{EntityId, Kind},
    text::{fold, searchable},
};

/// An unknown name to be compared with candidates.
pub(super) struct Case<'c, 'a> {
    pub discovery: &'c Discovery<'a>,
    pub name: &'c str,
    pub sightings: &'c [Sighting],
}

/// Likeness counts between these, in log-odds: beyond, it tells nothing more.
const LIKENESS: (f32, f32) = (-8.0, 6.0);

/// Names less alike than this, in log-odds, are hardly alike.
const HARDLY: f32 = -4.0;

/// Words of a description that are counted, and the fewest letters of one.
const DESCRIBED: usize = 3;
const LETTERS: usize = 4;

impl Case<'_, '_> {
    /// All that speaks for and against `entity`, whose spelling `like` is most like the name.
    pub fn evidence(&self, entity: EntityId, like: &Like) -> Vec<Evidence> {
        let mut found = self.names(like);
        found.extend(self.office(entity));
        found.extend(self.country(entity));
        found.extend(self.described(entity));
        found.extend(self.company(entity));
        found.extend(self.twin(entity));
        found.extend(self.kind(entity));
        found.extend(self.gender(entity));
        found.extend(self.together(entity));
        found
    }

    fn names(&self, like: &Like) -> Vec<Evidence> {
        let why = self.discovery.known.why(self.name, like);
        let odds = like.odds.clamp(LIKENESS.0, LIKENESS.1);
        let mut found = vec![evidence(Piece::Likeness, odds, why)];
        if like.odds < HARDLY {
            found.push(evidence(
                Piece::Unlike,
                (HARDLY - like.odds).min(4.0) / 4.0,
                "the names are hardly alike".into(),
            ));
        }
        if !self.name.contains([' ', '-']) {
            found.push(evidence(Piece::Word, 1.0, "it is a single word".into()));
        }
        found
    }

    /// What the offices beside the name say.
    fn office(&self, entity: EntityId) -> Option<Evidence> {
        let own: Vec<Tenure> = self.discovery.known.tenures(entity).collect();
        let all = self.sightings.iter().flat_map(|s| self.office_at(s, entity, &own));
        all.max_by(|a, b| a.weight().total_cmp(&b.weight()))
    }

    fn office_at(&self, sighting: &Sighting, entity: EntityId, own: &[Tenure]) -> Option<Evidence> {
        let (roles, of) = (&sighting.beside.roles, self.discovery.bodies(sighting));
        if roles.is_empty() {
            return None;
        }
        let words = as_printed(sighting);
        let named = |t: &&Tenure| roles.iter().any(|r| r == t.role);
        let date = self.discovery.pages[sighting.page].date.as_deref();
        let here = |t: &&Tenure| named(t) && of.contains(&t.of);
        if let Some(tenure) = own.iter().filter(here).max_by_key(|t| date.is_some_and(|day| holds(t, day))) {
            let now = date.is_none_or(|day| holds(tenure, day));
            let (piece, has) = if now { (Piece::Office, "holds") } else { (Piece::OfficeOnce, "held") };
            let since = if tenure.since.is_empty() { String::new() } else { format!(" since {}", tenure.since) };
            return Some(evidence(piece, 1.0, format!("beside it stands {words}: an office that it {has}{since}")));
        }
        if let Some(other) = date.and_then(|day| self.holder(roles, &of, day)).filter(|&other| other != entity) {
            let other = self.discovery.annotator.gazetteer().name(other);
            return Some(evidence(Piece::OfficeOfAnother, 1.0, format!("beside it stands {words}: that is {other}")));
        }
        let own_country = self.discovery.known.country(entity).is_some_and(|c| of.contains(&c));
        if own.iter().any(|t| named(&t)) && of.is_empty() {
            return Some(evidence(
                Piece::Role,
                1.0,
                format!("beside it stands {words}: such an office it holds or held"),
            ));
        }
        let unheld = || {
            evidence(Piece::OfficeUnheld, 1.0, format!("beside it stands {words}: it is not known to have been that"))
        };
        (own_country && !own.is_empty()).then(unheld)
    }

    /// Who holds one of `roles` in one of these places on the day.
    fn holder(&self, roles: &[String], of: &[EntityId], day: &str) -> Option<EntityId> {
        let gazetteer = self.discovery.annotator.gazetteer();
        let mut tenures = roles.iter().flat_map(|r| of.iter().flat_map(move |&of| gazetteer.tenures_of(r, of)));
        tenures.find(|t| !t.since.is_empty() && holds(t, day)).map(|t| t.holder)
    }

    /// What the countries beside the name say.
    fn country(&self, entity: EntityId) -> Option<Evidence> {
        let own = self.discovery.known.country(entity)?;
        let bodies = self.sightings.iter().map(|s| (s, self.discovery.bodies(s)));
        let with: Vec<(&Sighting, Vec<EntityId>)> = bodies.filter(|(_, of)| !of.is_empty()).collect();
        let gazetteer = self.discovery.annotator.gazetteer();
        if let Some((sighting, _)) = with.iter().find(|(_, of)| of.contains(&own)) {
            let words = as_printed(sighting);
            return Some(evidence(
                Piece::Country,
                1.0,
                format!("beside it stands {words}: its country is {}", gazetteer.name(own)),
            ));
        }
        let (sighting, _) = with.first()?;
        let words = format!("beside it stands {}, and its country is {}", as_printed(sighting), gazetteer.name(own));
        Some(evidence(Piece::OtherCountry, 1.0, words))
    }

    /// Words of the description, and what it names, beside the name.
    fn described(&self, entity: EntityId) -> Vec<Evidence> {
        let known = &self.discovery.known;
        let description = known.gazetteer.description(entity);
        if description.is_empty() {
            return Vec::new();
        }
        let named = self.discovery.annotator.named_in(description);
        let country = known.country(entity);
        let beside: FxHashSet<EntityId> = self.sightings.iter().flat_map(|s| s.beside.of.iter().copied()).collect();
        let both = named.iter().filter(|e| beside.contains(e) && Some(**e) != country && **e != entity);
        let names: Vec<&str> = both.map(|&e| known.gazetteer.name(e)).take(DESCRIBED).collect();
        let mut found = Vec::new();
        if !names.is_empty() {
            let words = format!("its description names {}, as do the words beside it", names.join(", "));
            found.push(evidence(Piece::Described, names.len() as f32, words));
        }
        let told = searchable(description);
        let own = fold(self.name);
        let printed: FxHashSet<String> = self
            .sightings
            .iter()
            .flat_map(|s| s.beside.words.iter())
            .flat_map(|w| searchable(w).split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let telling = |w: &&str| {
            w.chars().count() >= LETTERS
                && !w.starts_with(|c: char| c.is_ascii_digit())
                && !own.contains(*w)
                && !STOP.contains(w)
        };
        let mut words: Vec<&str> = told.split(' ').filter(telling).filter(|w| printed.contains(*w)).collect();
        words.sort_unstable();
        words.dedup();
        words.truncate(DESCRIBED);
        if !words.is_empty() {
            let text = format!("words of its description stand beside it: {}", words.join(", "));
            found.push(evidence(Piece::WordDescribed, words.len() as f32, text));
        }
        found
    }

    /// How much of what its documents name those of the candidate name, too.
    fn company(&self, entity: EntityId) -> Vec<Evidence> {
        let d = self.discovery;
        let pages: FxHashSet<usize> = self.sightings.iter().map(|s| s.page).collect();
        let union = |pages: &mut dyn Iterator<Item = usize>| {
            let mut all: FxHashSet<EntityId> = FxHashSet::default();
            pages.for_each(|p| all.extend(d.pages[p].entities.iter().filter(|e| **e != entity)));
            all
        };
        let here = union(&mut pages.iter().copied());
        let others = d.places.get(&entity).into_iter().flatten().map(|&p| p as usize).filter(|p| !pages.contains(p));
        let there = union(&mut others.take(MOST));
        let mut found = Vec::new();
        let weight = |e: &EntityId| {
            let often = d.places.get(e).map_or(1, Vec::len) as f32;
            (1.0 + d.pages.len() as f32 / often).ln()
        };
        let total = |set: &mut dyn Iterator<Item = &EntityId>| set.map(|e| weight(e).powi(2)).sum::<f32>();
        let mut shared: Vec<EntityId> = here.intersection(&there).copied().collect();
        if !shared.is_empty() {
            let both = total(&mut shared.iter());
            let share = both / (total(&mut here.iter()) * total(&mut there.iter())).sqrt();
            shared.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
            let names: Vec<&str> = shared.iter().take(DESCRIBED).map(|&e| d.known.gazetteer.name(e)).collect();
            found.push(evidence(
                Piece::Company,
                share,
                format!("documents with either name also {}", names.join(", ")),
            ));
        }
        let ties: Vec<EntityId> =
            d.known.ties(entity).into_iter().filter(|e| here.contains(e)).take(DESCRIBED).collect();
        if !ties.is_empty() {
            let names: Vec<&str> = ties.iter().map(|&e| d.known.gazetteer.name(e)).collect();
            found.push(evidence(
                Piece::Ties,
                1.0,
                format!("its documents name {}, which it has to do with", names.join(", ")),
            ));
        }
        found
    }

    /// The same sentence or the same words elsewhere, with the candidate.
    fn twin(&self, entity: EntityId) -> Option<Evidence> {
        let d = self.discovery;
        let twins = self.sightings.iter().flat_map(|s| s.twins.iter().map(move |t| (s.page, t)));
        let mut with =
            twins.flat_map(|(page, t)| d.twins.get(t).into_iter().flatten().map(move |(e, p)| (page, *e, *p)));
        with.any(|(page, e, other)| e == entity && other as usize != page).then(|| {
            let words = "another document has the same words with the candidate in the place of the name";
            evidence(Piece::Twin, 1.0, words.into())
        })
    }

    fn kind(&self, entity: EntityId) -> Option<Evidence> {
        let (own, found) = (self.discovery.annotator.gazetteer().kind(entity), kind(self.sightings)?);
        let piece = if own == found { Piece::Kind } else { Piece::OtherKind };
        let words = match own == found {
            true => format!("the words beside it go with a {own}"),
            false => format!("the words beside it go with a {found}, and the candidate is a {own}"),
        };
        Some(evidence(piece, 1.0, words))
    }

    fn gender(&self, entity: EntityId) -> Option<Evidence> {
        let own = self.discovery.annotator.gazetteer().gender(entity)?;
        let other = self.sightings.iter().any(|s| s.beside.gender.is_some_and(|g| g != own));
        other.then(|| evidence(Piece::OtherGender, 1.0, "the title before it is one of the other gender".into()))
    }

    /// Whether the candidate stands beside the name as somebody else.
    fn together(&self, entity: EntityId) -> Option<Evidence> {
        let gazetteer = self.discovery.annotator.gazetteer();
        if gazetteer.kind(entity) != Kind::Person {
            return None;
        }
        let name = gazetteer.name(entity);
        if self.sightings.iter().any(|s| s.persons.contains(&entity)) {
            return Some(evidence(Piece::Beside, 1.0, format!("{name} stands in the same sentence, too")));
        }
        let both = self.sightings.iter().any(|s| self.discovery.pages[s.page].full.contains_key(&entity));
        both.then(|| evidence(Piece::Together, 1.0, format!("{name} stands in the same document under the full name")))
    }
}

/// Documents of a candidate that are looked at for what they name.
const MOST: usize = 200;

/// Words of descriptions that tell nothing.
const STOP: &[&str] = &["since", "former", "from", "with", "until"];

fn evidence(piece: Piece, amount: f32, words: String) -> Evidence {
    Evidence { piece, amount, words }
}

/// The words beside a name, in quotation marks.
fn as_printed(sighting: &Sighting) -> String {
    let words: Vec<&str> = sighting.beside.words.iter().map(|w| w.trim()).filter(|w| !w.is_empty()).collect();
    format!("“{}”", words.join(" … "))
}

/// Whether `day` falls in the tenure, as far as its dates are known.
fn holds(tenure: &Tenure, day: &str) -> bool {
    let begun = tenure.since.is_empty() || tenure.since <= day || tenure.since.starts_with(day);
    let over = !tenure.until.is_empty() && tenure.until < day && !day.starts_with(tenure.until);
    begun && !over
}
