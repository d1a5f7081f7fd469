//! A language pack made ready for lookup: for each word in lower case, what it can be.

use rustc_hash::FxHashSet;

use crate::{
    language::{Form, Frame, Pack, forms},
    model::Act,
    text::{Dictionary, Tokens},
};

/// Sets of word classes.
pub(super) type Classes = u128;

/// Defines one bit for each class that packs list.
macro_rules! classes {
    ($($name:ident = $word:literal),+ $(,)?) => {
        /// One bit for each class that packs list words for.
        pub(super) mod class {
            use super::Classes;
            classes!(@bits 0; $($name)+);
        }
        const CLASSES: &[(&str, Classes)] = &[$(($word, class::$name)),+];
    };
    (@bits $n:expr; $name:ident $($rest:ident)*) => {
        pub const $name: Classes = 1 << $n;
        classes!(@bits $n + 1; $($rest)*);
    };
    (@bits $n:expr;) => {};
}

classes! {
    DETERMINER = "determiner", PLURAL = "plural", INDEFINITE = "indefinite", PREPOSITION = "preposition", LINKER = "linker",
    CONJUNCTION = "conjunction", RELATIVE = "relative", COMPLEMENTIZER = "complementizer", WHETHER = "whether",
    REQUEST = "request", AUXILIARY = "auxiliary", BE = "be", ADVERB = "adverb", NEGATION = "negation", CLITIC = "clitic",
    DAY = "day", FIRST_PERSON = "first_person", TITLE = "title", ABBREVIATION = "abbreviation", ANAPHOR = "anaphor",
    GERUND_MARK = "gerund_mark", ENDER = "ender", GROUP = "group", AUTHORITY = "authority", SOURCE = "source",
    SPEECH = "speech", NOUN_LIKE = "noun_like", PLURAL_VERB = "plural_verb", PARTICLE = "particle", MONTH = "month", CONDITIONAL = "conditional", NOBODY = "nobody", MODAL = "modal", PRONOUN = "pronoun", REFLEXIVE = "reflexive", OBJECT = "object", INVERTING = "inverting", RELAY = "relay", TWO = "two", AGENT = "agent",
    SUBORDINATOR = "subordinator", CONTENT_NOUN = "content_noun", EXAMPLE = "example", FINITE = "finite", PERSON = "person",
    AS_MARK = "as_mark", NOT_ADVERB = "not_adverb", LATTER = "latter", INFINITIVE_MARK = "infinitive_mark",
    QUOTED_ATTRIBUTION = "quoted_attribution", ECHO = "echo", NAMING = "naming", IMPERSONAL = "impersonal", THING = "thing", FEMININE = "feminine", MASCULINE = "masculine", GIVEN_FEMININE = "given_feminine",
    GIVEN_MASCULINE = "given_masculine", ARTICLE_FEMININE = "article_feminine", ARTICLE_MASCULINE = "article_masculine", REPORTIVE = "reportive", PERIOD = "period",
    OBLIQUE = "oblique", NOMINATIVE = "nominative", TIME = "time", COMPLEMENT = "complement", TAKES_UP = "takes_up", UNREAL = "unreal", TELLING = "telling", MEANS = "means", PURPOSE = "purpose", PART = "part", SO = "so", HENCE = "hence", WHEREBY = "whereby",
    ADDRESSEE_MARK = "addressee_mark", HEARSAY = "hearsay", FEMALE_NOUN = "female_noun", FEMALE_DATIVE = "female_dative", THUS = "thus", HEARER = "hearer", WORKPLACE_MARK = "workplace_mark", TITLED = "titled",
    VERB_ADVERB = "verb_adverb", RESTRICTION = "restriction", INABILITY = "inability",
}

/// Classes that list ends of words.
const ENDS: &[&str] = &[
    "plural_end",
    "adverb_end",
    "infinitive_end",
    "participle_end",
    "past_end",
    "finite_end",
    "reportive_end",
    "thing_end",
    "people_end",
];

/// The class of nouns for those who listen, apart from the others: elsewhere it tells nothing of a word.
const AUDIENCE: &str = "audience";

/// Every class that is read for quotations.
pub(super) fn word_classes() -> impl Iterator<Item = &'static str> {
    CLASSES.iter().map(|(name, _)| *name).chain(ENDS.iter().copied()).chain([AUDIENCE])
}

/// Gender and number of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agreement {
    /// `m`, `f`; none when the form does not tell.
    pub gender: Option<char>,
    pub plural: bool,
}

/// What a word can be.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub classes: Classes,
    /// Cues of which it is a form, as places in [`Lexicon::cues`].
    pub cues: Vec<(u16, Form)>,
    /// Attributions that begin with it, as places in [`Lexicon::attributions`].
    pub attributions: Vec<u16>,
    pub agreement: Option<Agreement>,
    /// What one does with what this noun names, where a clause may complete it.
    pub act: Option<Act>,
}

impl Word {
    /// Whether it is a form of a cue, or brings in words of somebody by itself.
    pub fn is_speaking(&self) -> bool {
        !self.cues.is_empty() || self.classes & class::THUS != 0
    }
}

/// A cue of the pack.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub lemma: String,
    pub act: Act,
    pub frames: Vec<Frame>,
    pub tail: Vec<String>,
    /// What finite forms leave at the end of their clause.
    pub apart: String,
    /// Prepositions whose words it tells of; `0` for an object without one.
    pub with: Vec<String>,
    /// The preposition before who says it.
    pub speaker: String,
    pub reflexive: bool,
    pub weak: bool,
    pub mute: bool,
    /// The chance that a use of it is no speech.
    pub prior: Option<f32>,
}

/// Words that bring in a speaker without a verb.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    pub words: Vec<String>,
    pub act: Act,
    pub not_before: Vec<String>,
    /// It stands behind its speaker.
    pub behind: bool,
    /// It needs a comma or closing mark before it.
    pub parted: bool,
    /// It needs the name of a source behind it.
    pub source: bool,
    /// It means whoever spoke before.
    pub own: bool,
}

/// One phrase for an office.
#[derive(Clone, Debug)]
pub(super) struct Role {
    pub role: String,
    /// Words in lower case, without the country.
    pub phrase: Vec<String>,
}

/// A pack made ready for lookup.
pub(super) struct Lexicon {
    words: Dictionary<Word>,
    pub cues: Vec<Cue>,
    pub attributions: Vec<Attribution>,
    pub roles: Vec<Role>,
    pub bare_clauses: bool,
    pub names_modify: bool,
    pub verb_second: bool,
    pub drops_subject: bool,
    pub comma_before_clause: bool,
    plural_ends: Vec<String>,
    adverb_ends: Vec<String>,
    infinitive_ends: Vec<String>,
    participle_ends: Vec<String>,
    past_ends: Vec<String>,
    finite_ends: Vec<String>,
    reportive_ends: Vec<String>,
    thing_ends: Vec<String>,
    people_ends: Vec<String>,
    audience: FxHashSet<String>,
}

impl Lexicon {
    /// Compiles `pack`; cues that its reader has checked cannot fail here, others are left out.
    pub fn new(pack: &Pack) -> Self {
        let mut lexicon = Lexicon {
            words: Dictionary::default(),
            cues: Vec::new(),
            attributions: pack.attributions.iter().map(attribution).collect(),
            roles: pack.roles.iter().flat_map(roles).collect(),
            bare_clauses: pack.bare_clauses,
            names_modify: pack.names_modify,
            verb_second: pack.verb_second,
            drops_subject: pack.drops_subject,
            comma_before_clause: pack.comma_before_clause,
            plural_ends: pack.class("plural_end").map(str::to_string).collect(),
            infinitive_ends: pack.class("infinitive_end").map(str::to_string).collect(),
            participle_ends: pack.class("participle_end").map(str::to_string).collect(),
            past_ends: pack.class("past_end").map(str::to_string).collect(),
            finite_ends: pack.class("finite_end").map(str::to_string).collect(),
            thing_ends: pack.class("thing_end").map(str::to_string).collect(),
            people_ends: pack.class("people_end").map(str::to_string).collect(),
            reportive_ends: pack.class("reportive_end").map(str::to_string).collect(),
            adverb_ends: pack.class("adverb_end").map(str::to_string).collect(),
            audience: pack.class(AUDIENCE).map(str::to_string).collect(),
        };
        for (n, attribution) in (0..).zip(&lexicon.attributions) {
            if let Some(first) = attribution.words.first() {
                lexicon.words.entry(first).attributions.push(n);
            }
        }
        for &(class, bit) in CLASSES {
            for word in pack.class(class) {
                lexicon.words.entry(word).classes |= bit;
            }
        }
        for (pronoun, agreement) in &pack.pronouns {
            let mut parts = agreement.split_whitespace();
            let gender = parts.next().and_then(|g| g.chars().next()).filter(|g| matches!(g, 'm' | 'f'));
            let word = lexicon.words.entry(pronoun);
            word.classes |= class::PRONOUN;
            word.agreement = Some(Agreement { gender, plural: parts.next() == Some("p") });
        }
        for (act, noun) in pack.nouns.iter().flat_map(|g| g.words.split_whitespace().map(|w| (g.act, w))) {
            let word = lexicon.words.entry(noun);
            word.act = Some(act);
            word.classes |= class::TELLING;
        }
        lexicon.add_cues(pack);
        lexicon
    }

    fn add_cues(&mut self, pack: &Pack) {
        for (act, cue) in pack.cues.iter().flat_map(|g| g.list.iter().map(|c| (g.act, c))) {
            let Some(Ok(made)) = pack.conjugations.get(&cue.class).map(|c| forms(cue, c)) else { continue };
            let id = self.cues.len() as u16;
            for (form, sort) in made {
                let cues = &mut self.words.entry(&form).cues;
                if !cues.contains(&(id, sort)) {
                    cues.push((id, sort));
                }
            }
            self.cues.push(Cue {
                lemma: cue.lemma.clone(),
                act,
                frames: cue.frames().unwrap_or_default(),
                tail: split(&cue.tail),
                apart: cue.apart.clone(),
                with: split(&cue.with),
                speaker: cue.speaker.clone(),
                reflexive: cue.reflexive,
                weak: cue.weak,
                mute: cue.mute,
                prior: pack.priors.get(&cue.lemma).copied(),
            });
        }
    }

    /// What the pack knows of a word in lower case.
    pub fn word(&self, lower: &str) -> Option<&Word> {
        self.words.get(lower)
    }

    /// What the pack knows of the token at `i`.
    #[inline]
    pub fn at(&self, tokens: &Tokens, i: usize) -> Option<&Word> {
        self.words.at(tokens, i)
    }

    /// The same of every token, nothing of those that are no words.
    pub fn all(&self, tokens: &Tokens) -> Vec<Option<&Word>> {
        self.words.all(tokens)
    }

    /// Whether a verb form speaks of several.
    pub fn is_plural_verb(&self, lower: &str) -> bool {
        self.word(lower).is_some_and(|w| w.classes & class::PLURAL_VERB != 0)
            || self.plural_ends.iter().any(|e| lower.ends_with(e.as_str()))
    }
}

impl Lexicon {
    /// Whether an attribution begins with this word in lower case and stands before its speaker.
    pub fn is_attribution(&self, lower: &str) -> bool {
        let before = |n: &u16| !self.attributions[usize::from(*n)].behind && !self.attributions[usize::from(*n)].parted;
        self.word(lower).is_some_and(|w| w.attributions.iter().any(before))
    }

    /// What the last part of a compound noun in lower case can be: a *Polizeisprecher* is a *Sprecher*.
    pub fn compound(&self, lower: &str) -> Option<&Word> {
        const NOUN: Classes = class::PERSON
            | class::GROUP
            | class::AUTHORITY
            | class::SOURCE
            | class::SPEECH
            | class::FEMALE_NOUN
            | class::TITLE
            | class::TELLING;
        let parts = lower.char_indices().map(|(at, _)| &lower[at..]).skip(2).take_while(|part| part.len() > 3);
        parts.filter_map(|part| self.word(part)).find(|word| word.classes & NOUN != 0)
    }

    /// Whether a noun names those who listen: *journalistes*; as the last part of a compound, too: a *Fernsehsender* is a *Sender*.
    pub fn is_audience(&self, lower: &str) -> bool {
        let part = |(at, _): (usize, char)| self.audience.contains(&lower[at..]);
        self.audience.contains(lower) || self.verb_second && lower.char_indices().skip(2).any(part)
    }

    /// Whether a word ends as adverbs do.
    pub fn ends_as_adverb(&self, lower: &str) -> bool {
        lower.len() > 5 && self.adverb_ends.iter().any(|e| lower.ends_with(e.as_str()))
    }

    /// Whether a word ends as participles do that a noun phrase may follow.
    pub fn ends_as_participle(&self, lower: &str) -> bool {
        lower.len() > 5 && self.participle_ends.iter().any(|e| lower.ends_with(e.as_str()))
    }

    /// The same of a form of *to be*, however short: *being*.
    pub fn is_being(&self, lower: &str) -> bool {
        let be = self.word(lower).is_some_and(|w| w.classes & class::BE != 0);
        be && self.participle_ends.iter().any(|e| lower.ends_with(e.as_str()))
    }

    /// Whether a noun ends as the names of things and doings do.
    pub fn ends_as_thing(&self, lower: &str) -> bool {
        let singular = lower.strip_suffix('s').unwrap_or(lower);
        singular.len() > 5 && self.thing_ends.iter().any(|e| singular.ends_with(e.as_str()))
    }

    /// Whether a demonym ends as those for several or all do, where the article does not tell: *the Ukrainians*, *the Dutch*.
    pub fn ends_as_people(&self, lower: &str) -> bool {
        self.people_ends.iter().any(|e| lower.ends_with(e.as_str()))
    }

    /// Whether a word ends as past forms do.
    pub fn ends_as_past(&self, lower: &str) -> bool {
        lower.len() > 4 && self.past_ends.iter().any(|e| lower.ends_with(e.as_str()))
    }

    /// Whether a word ends as nothing but finite verbs do.
    pub fn ends_as_finite(&self, lower: &str) -> bool {
        lower.len() > 5 && self.finite_ends.iter().any(|e| lower.ends_with(e.as_str()))
    }

    /// Whether a word ends as verbs of reported speech do, and not as past forms.
    pub fn ends_as_reportive(&self, lower: &str) -> bool {
        let past = self.past_ends.iter().any(|e| lower.ends_with(e.as_str()));
        lower.len() > 3 && !past && self.reportive_ends.iter().any(|e| lower.ends_with(e.as_str()))
    }

    /// Fewest words of a clause that is surely whole: where nouns have no articles, two (*мост закрыт*).
    pub fn shortest_clause(&self) -> usize {
        if self.comma_before_clause { 2 } else { 3 }
    }

    /// Whether verb forms tell one from several.
    pub fn tells_number(&self) -> bool {
        !self.plural_ends.is_empty()
    }

    /// Whether infinitives can be told by their endings.
    pub fn lists_infinitives(&self) -> bool {
        !self.infinitive_ends.is_empty()
    }

    /// Whether a word ends as infinitives do; any word may be one where the pack lists no endings.
    pub fn ends_as_infinitive(&self, lower: &str) -> bool {
        self.infinitive_ends.is_empty() || lower.len() > 3 && self.has_infinitive_end(lower)
    }

    /// The same of a word that is known to be a verb, however short: *ter*.
    pub fn has_infinitive_end(&self, lower: &str) -> bool {
        self.infinitive_ends.is_empty() || self.infinitive_ends.iter().any(|e| lower.ends_with(e.as_str()))
    }
}

fn attribution(a: &crate::language::Attribution) -> Attribution {
    Attribution {
        words: split(&a.words),
        act: a.act,
        not_before: split(&a.not_before),
        behind: a.behind,
        parted: a.parted,
        source: a.source,
        own: a.own,
    }
}

fn roles(role: &crate::language::Role) -> impl Iterator<Item = Role> {
    role.phrases.iter().map(|phrase| {
        let tokens = Tokens::new(phrase);
        let words = tokens.iter().map(|t| t.span.of(phrase).to_string()).collect();
        Role { role: role.role.clone(), phrase: words }
    })
}

fn split(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_string).collect()
}
