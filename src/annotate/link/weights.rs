//! What speaks for a candidate, and how much.

/// One kind of evidence: its name, which is the rule of a mention that it decides, and its weight in log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::annotate) struct Piece {
    /// The name of the rule.
    pub rule: &'static str,
    /// How much it adds to the score of a candidate.
    pub weight: f32,
}

/// By how much the best candidate must be ahead of the next; closer ones stay ambiguous.
pub(super) const MARGIN: f32 = 0.7;

/// By how much an entity that was taken in from another gazetteer must be ahead, by the document alone, of all of the same spelling that the
/// shipped gazetteer or the user knows; else it is none that is meant.
pub(super) const AHEAD: f32 = 3.0;

/// Defines one constant a row.
macro_rules! pieces {
    ($($name:ident = $rule:literal $weight:literal $meaning:literal;)+) => {
        $(#[doc = $meaning] pub(in crate::annotate) const $name: Piece = Piece { rule: $rule, weight: $weight };)+
        /// Every piece, in order.
        #[cfg(test)]
        const PIECES: &[Piece] = &[$($name),+];
    };
}

pieces! {
    // the spelling by itself
    LISTED = "only-candidate" 3.0 "The gazetteer gives this spelling to it.";
    FULL_SPELLING = "full-name-first" 1.0 "The spelling is its full name, not a part of it.";
    COUNTRY = "country-first" 1.5 "It is a country.";
    CAPITAL = "capital-first" 0.4 "It is the capital of a country.";
    IN_OFFICE = "in-office" 0.5 "It holds an office on the day, or held one where no day is known.";
    PROMINENT = "best-known" 0.5 "It is better known than the least known of the spelling (for each power of ten).";
    SHORT_ALONE = "short-alone" -1.0 "A part of the name of somebody whose full name the document does not give.";
    // the document
    FULL_NAME_EARLIER = "full-name-earlier" 3.0 "The full name of the person stood earlier.";
    FULL_NAME_LATER = "full-name-in-document" 2.0 "The full name of the person stands later on.";
    NAMED = "named-in-document" 1.5 "Another full name of the place, organisation or work stands in the document.";
    INTRODUCED = "acronym-introduced" 4.0 "The document says in brackets what the initials stand for.";
    CO_COUNTRY = "same-country" 2.0 "The rest of the document is about its country (the share of mentions that are).";
    CO_OFFICE = "office-of-mentioned" 1.0 "The document names what it holds an office of.";
    DESCRIBED = "description" 0.5 "A word of its description stands in the document (up to three).";
    ONE_SENSE = "one-sense" 0.5 "What stands beside the same spelling elsewhere in the document speaks for it.";
    // the words around
    TITLE = "title-before" 4.0 "A title or form of address stands before it: a person.";
    ROLE = "role-before" 2.5 "A word for somebody's work stands before it: a person.";
    APPOSITION = "role-behind" 1.5 "A word for somebody's work stands behind it and a comma: a person.";
    AGE = "age-behind" 2.0 "An age stands behind it: a person.";
    GENDER = "gender" 1.5 "The title before it is of that gender.";
    OFFICE = "office-by-date" 3.0 "The words around it name an office that it held on the day.";
    OFFICE_ONCE = "office" 1.5 "The words around it name an office that it holds or held.";
    SPEAKS = "speaks" 0.8 "A verb of saying stands beside it: a person, a country, a capital.";
    PLACE_BEFORE = "place-before" 2.5 "A preposition of place stands before it: a place.";
    PLACE_MAYBE = "place-perhaps" 1.0 "A preposition that often tells a place stands before it.";
    PLACE_NOUN = "place-noun" 3.0 "A word for a sort of place stands beside it: a place.";
    PLACE_IN = "place-in-place" 3.0 "A wider place stands behind it and a comma or in brackets: a place.";
    PLACE_AROUND = "place-around-place" 2.5 "A place of its country stands before it and a comma.";
    DATELINE = "dateline" 3.0 "It begins a report: a place.";
    ORGANISATION_NOUN = "organisation-noun" 3.0 "A word for a sort of organisation stands before it.";
    ORGANISATION_END = "organisation-end" 3.0 "A legal form stands behind it: an organisation.";
    CONTEST = "contest" 1.5 "A result or a word of contest stands beside it: an organisation.";
}

/// The evidence for one candidate. Most have no more than two pieces, which take no memory of their own.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    first: [Option<(Piece, f32)>; 2],
    more: Vec<(Piece, f32)>,
}

impl Evidence {
    /// Adds `amount` times the weight of `piece`.
    pub fn add(&mut self, piece: Piece, amount: f32) {
        if amount == 0.0 {
            return;
        }
        match self.first.iter_mut().find(|place| place.is_none()) {
            Some(place) => *place = Some((piece, amount)),
            None => self.more.push((piece, amount)),
        }
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: &Evidence) {
        other.pieces().for_each(|(piece, amount)| self.add(*piece, *amount));
    }

    /// Everything together.
    pub fn sum(&self) -> f32 {
        self.pieces().map(|(piece, amount)| piece.weight * amount).sum()
    }

    fn pieces(&self) -> impl Iterator<Item = &(Piece, f32)> {
        self.first.iter().flatten().chain(&self.more)
    }

    /// What one piece adds.
    pub fn of(&self, piece: Piece) -> f32 {
        self.pieces().filter(|(p, _)| *p == piece).map(|(p, amount)| p.weight * amount).sum()
    }

    /// The piece by which this one is most ahead of `other`; the first such.
    pub fn ahead_by(&self, other: &Evidence) -> Option<Piece> {
        let mut best: Option<(Piece, f32)> = None;
        for &(piece, _) in self.pieces() {
            let lead = self.of(piece) - other.of(piece);
            if lead > best.map_or(0.0, |(_, most)| most) {
                best = Some((piece, lead));
            }
        }
        best.map(|(piece, _)| piece)
    }
}

/// The share of each of these sums, beside the chance that none of them is meant.
pub(super) fn shares(sums: impl Iterator<Item = f32> + Clone) -> impl Iterator<Item = f32> {
    let all: f32 = 1.0 + sums.clone().map(f32::exp).sum::<f32>();
    sums.map(move |s| (s.exp() / all * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_has_its_own_name() {
        let mut names: Vec<&str> = PIECES.iter().map(|p| p.rule).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), PIECES.len());
    }

    #[test]
    fn shares_leave_room_for_none() {
        let shares = |sums: &[f32]| shares(sums.iter().copied()).collect::<Vec<f32>>();
        let [a, b] = shares(&[2.0, 2.0])[..] else { panic!() };
        assert!(a == b && a < 0.5 && a > 0.4, "{a} {b}");
        assert!(shares(&[LISTED.weight])[0] > 0.9);
    }
}
