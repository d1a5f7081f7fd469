//! Why a spelling may be no proof of its entity: it is a common word, a part of a person's name, everybody's name. Where such a spelling
//! stands, the annotator asks for evidence.

use super::{
    Gazetteer, TAKEN_IN,
    builder::names_in,
    common::{self, Common, CommonWords},
    layer::word_hash,
};
use crate::{
    language::given,
    model::{AliasSort, EntityId, Kind},
};

/// How much the names of a word must weigh together for it to be a given or family name: one written for this gazetteer weighs so
/// much, one taken in weighs 1.
pub(super) const ENOUGH: u32 = 5;

/// A spelling of more entities than this is shared by very many.
pub const MANY: usize = 8;

/// Most letters of a very short spelling.
const SHORT: usize = 2;

/// Whether what comes from there was taken in from elsewhere, and written neither for this gazetteer nor by the user.
pub fn is_imported(origin: &str) -> bool {
    origin.starts_with(TAKEN_IN)
}

/// Defines the doubts, each with its word, the reason and the evidence that is asked for.
macro_rules! doubts {
    ($($name:ident = $word:literal $because:literal $needs:literal;)+) => {
        /// One reason to ask for evidence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Doubt { $(#[doc = $because] $name),+ }

        impl Doubt {
            /// Every doubt.
            pub const ALL: &'static [Doubt] = &[$(Doubt::$name),+];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self { $(Doubt::$name => $word),+ }
            }

            /// Why there is a doubt.
            pub fn because(self) -> &'static str {
                match self { $(Doubt::$name => $because),+ }
            }

            /// The evidence that is asked for.
            pub fn needs(self) -> &'static str {
                match self { $(Doubt::$name => $needs),+ }
            }
        }
    };
}

doubts! {
    Weak = "weak" "its list says that it proves nothing alone" "the full name in the document";
    Part = "part" "one word of the name of a person" "the full name in the document";
    Common = "common" "made of common words of the language"
        "a capital in mid-sentence where the language has none, the full name, an expected kind, a verb of saying beside it";
    Calendar = "calendar" "a month or a day" "the full name, or a word for its kind right beside it";
    Given = "given" "a common first name" "the full name, or an expected kind";
    Family = "family" "a common family name" "the full name, or an expected kind";
    Short = "short" "very short" "the full name, a word for its kind, or brackets that explain it";
    Shared = "shared" "a name of very many" "the full name, or a wider place beside it";
    Capital = "capital" "a capital that a common word would have there too: it begins a sentence, or nouns have capitals and it looks like one"
        "the same word with a capital elsewhere, the full name, an expected kind, a verb of saying beside it";
    Homonym = "homonym" "also a name of something that was not taken in" "the full name, or a word for its kind beside it that fits no other";
}

/// A set of doubts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doubts(u16);

impl Doubts {
    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this one is there.
    pub fn has(self, doubt: Doubt) -> bool {
        self.0 & 1 << doubt as u16 != 0
    }

    /// Adds a doubt where it holds.
    pub fn add(&mut self, doubt: Doubt, holds: bool) {
        self.0 |= u16::from(holds) << doubt as u16;
    }

    /// Those that are there.
    pub fn iter(self) -> impl Iterator<Item = Doubt> {
        Doubt::ALL.iter().copied().filter(move |doubt| self.has(*doubt))
    }
}

/// What the words of a spelling are in a language, whosever it is.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// What is known of each word; empty where one is no common word.
    pub common: Vec<Common>,
    /// It is one word.
    pub single: bool,
    calendar: bool,
    given: bool,
    family: bool,
    short: bool,
}

impl Wording {
    /// Looks at a folded spelling; where the language is not known, in all of them.
    pub fn new(gazetteer: &Gazetteer, folded: &str, language: Option<&str>) -> Self {
        let words = || folded.split([' ', '\'']).filter(|word| !word.is_empty());
        let known: Option<Vec<Common>> = words().map(|word| common_in(word, language)).collect();
        let mut wording = Wording {
            common: known.filter(|all| all.iter().any(|word| !word.article)).unwrap_or_default(),
            single: words().nth(1).is_none(),
            short: is_short(folded),
            ..Wording::default()
        };
        if wording.single {
            wording.calendar = wording.common.iter().any(|word| word.calendar);
            wording.given = gazetteer.is_given_name(folded) || given::gender(folded).is_some();
            wording.family = gazetteer.is_family_name(folded);
        }
        wording
    }

    /// Whether a list of such spellings would be asked for.
    pub(super) fn asks_for_care(&self) -> bool {
        !self.common.is_empty() || self.short
    }

    /// Whether it is an article and one common word: *Le Monde*.
    fn is_article_and_word(&self) -> bool {
        matches!(self.common.as_slice(), [article, word] if article.article && !word.article)
    }
}

/// What is known of a word as a common one; where the language is not known, in any.
fn common_in(folded: &str, language: Option<&str>) -> Option<Common> {
    match language {
        Some(language) => CommonWords::of(language)?.get(folded),
        None => common::languages().filter_map(CommonWords::of).find_map(|words| words.get(folded)),
    }
}

/// Letters of scripts in which one sign is a syllable or a word count as three.
fn is_short(folded: &str) -> bool {
    let letters = |c: char| if c < '\u{1100}' { 1 } else { SHORT + 1 };
    folded.chars().filter(|c| c.is_alphanumeric()).map(letters).sum::<usize>() <= SHORT
}

/// What a spelling is that the entity in `own`, or a new one, is to have: common words, a month, a first name, a family name of somebody else,
/// very short. Each with the languages in which it is that; none of them where that does not depend on the language.
pub fn nature(gazetteer: &Gazetteer, spelling: &str, own: Option<EntityId>) -> Vec<(Doubt, Vec<&'static str>)> {
    let folded = crate::text::fold(spelling);
    let wordings: Vec<(&str, Wording)> =
        common::languages().map(|language| (language, Wording::new(gazetteer, &folded, Some(language)))).collect();
    let spoken = |is: fn(&Wording) -> bool| -> Vec<&'static str> {
        wordings.iter().filter(|(_, wording)| is(wording)).map(|(language, _)| *language).collect()
    };
    let words =
        [(Doubt::Calendar, spoken(|w| w.calendar)), (Doubt::Common, spoken(|w| !w.common.is_empty() && !w.calendar))];
    let plain = Wording::new(gazetteer, &folded, None);
    let (given, family) = own_weights(gazetteer, &folded, own);
    let first = given::gender(&folded).is_some() || gazetteer.given_weight(&folded) >= ENOUGH + given;
    let last = gazetteer.family_weight(&folded) >= ENOUGH + family;
    let always =
        [(Doubt::Given, plain.single && first), (Doubt::Family, plain.single && last), (Doubt::Short, plain.short)];
    let always = always.into_iter().filter(|(_, is)| *is).map(|(doubt, _)| (doubt, Vec::new()));
    words.into_iter().filter(|(_, languages)| !languages.is_empty()).chain(always).collect()
}

/// How much the names of an entity weigh that begin, and that end, with a folded word.
fn own_weights(gazetteer: &Gazetteer, folded: &str, own: Option<EntityId>) -> (u32, u32) {
    let Some(own) = own else { return (0, 0) };
    let (kind, hash) = (gazetteer.kind(own), word_hash(folded));
    let names = gazetteer.aliases().filter(|(_, alias)| alias.entity == own);
    names.filter_map(|(_, alias)| names_in(&alias, kind)).fold((0, 0), |(given, family), names| {
        let weight = |is: bool| if is { names.weight } else { 0 };
        (given + weight(names.given == hash), family + weight(names.family == hash))
    })
}

impl Gazetteer {
    /// Whether there may be doubts of the alias with this number: cheaper than to ask which.
    pub fn is_doubtful(&self, n: u32) -> bool {
        let phrase = || self.kind(self.owner(n)) == Kind::Organisation && self.spelling(n).contains([' ', '\u{A0}']);
        self.is_imported(n) || self.sort(n) == AliasSort::Weak || self.is_shipped(n) && phrase()
    }

    /// Why the alias with this number, of such words, may be no proof. `owners` are the entities with the same spelling. What the user
    /// wrote is doubted only where he called it weak; of what is shipped, only an article with a common word is.
    pub fn doubts(&self, n: u32, wording: &Wording, owners: usize) -> Doubts {
        let (mut doubts, sort, imported) = (Doubts::default(), self.sort(n), self.is_imported(n));
        doubts.add(Doubt::Weak, sort == AliasSort::Weak);
        let article = self.is_shipped(n) && wording.is_article_and_word();
        if sort == AliasSort::Demonym {
            return doubts;
        }
        doubts.add(Doubt::Common, !wording.common.is_empty() && (imported || article));
        if imported {
            doubts.add(Doubt::Part, wording.single && self.is_part(self.owner(n)));
            doubts.add(Doubt::Calendar, wording.calendar);
            doubts.add(Doubt::Given, wording.given);
            doubts.add(Doubt::Family, wording.family);
            doubts.add(Doubt::Short, wording.short);
            doubts.add(Doubt::Shared, owners > MANY);
        }
        doubts
    }

    /// Whether a single word can be only a part of the name.
    fn is_part(&self, entity: EntityId) -> bool {
        self.kind(entity) == Kind::Person && self.name(entity).trim().contains(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_doubts_are_their_own() {
        let mut words: Vec<&str> = Doubt::ALL.iter().map(|d| d.word()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Doubt::ALL.len());
    }

    #[test]
    fn a_sign_that_is_a_syllable_is_not_short() {
        assert!(is_short("al") && is_short("ж") && !is_short("김") && !is_short("onu") && !is_short("東京"));
    }
}
