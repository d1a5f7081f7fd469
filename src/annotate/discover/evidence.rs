//! What speaks for and against one candidate.

use super::{Discovery, Evidence, Like, Piece, Sighting, kind, known::Unknown};
use crate::model::{EntityId, Kind};

/// An unknown name to be compared with candidates.
pub(super) struct Case<'c, 'a> {
    pub discovery: &'c Discovery<'a>,
    pub name: &'c Unknown<'c>,
    pub sightings: &'c [Sighting],
}

/// Likeness counts between these, in log-odds: beyond, it tells nothing more.
const LIKENESS: (f32, f32) = (-8.0, 6.0);

/// Names less alike than this, in log-odds, are hardly alike.
const HARDLY: f32 = -4.0;

impl Case<'_, '_> {
    /// All that speaks for and against `entity`, whose spelling `like` is most like the name.
    pub fn evidence(&self, entity: EntityId, like: &Like) -> Vec<Evidence> {
        let mut found = self.names(like);
        found.extend(self.office(entity));
        found.extend(self.country(entity));
        found.extend(self.described(entity));
        found.extend(self.words(entity));
        found.extend(self.company(entity));
        found.extend(self.ties(entity));
        found.extend(self.twin(entity));
        found.extend(self.kind(entity));
        found.extend(self.gender(entity));
        found.extend(self.together(entity));
        found
    }

    /// The name of an entity.
    pub fn who(&self, entity: EntityId) -> &str {
        self.discovery.known.gazetteer.name(entity)
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
        let unlike = odds / LIKENESS.0;
        if unlike > 0.0 && like.letters > 0.0 {
            let words = "they do not sound alike, but most letters are the same";
            found.push(evidence(Piece::Letters, like.letters * unlike, words.into()));
        }
        if !self.name.spelling.contains([' ', '-']) {
            found.push(evidence(Piece::Word, 1.0, "it is a single word".into()));
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
        let name = self.who(entity);
        if self.sightings.iter().any(|s| s.persons.contains(&entity)) {
            return Some(evidence(Piece::Beside, 1.0, format!("{name} stands in the same sentence, too")));
        }
        let both = self.sightings.iter().any(|s| self.discovery.pages[s.page].full.contains_key(&entity));
        both.then(|| evidence(Piece::Together, 1.0, format!("{name} stands in the same document under the full name")))
    }
}

pub(super) fn evidence(piece: Piece, amount: f32, words: String) -> Evidence {
    Evidence { piece, amount, words }
}
