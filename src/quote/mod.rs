//! Quotations and their speakers, by rules that a language pack fills with words.
//!
//! For each sentence: the cues in it, then attributions without a verb, then words between quotation marks, then what the
//! remaining cues govern, then quotation marks that nobody explained. Each step makes drafts; [`resolve`] then finds out, in
//! the order of the text, who the speakers are.

mod according;
mod addressee;
mod around;
mod backward;
mod block;
mod clause;
mod cue;
mod dialogue;
mod direct;
mod draft;
mod dropped;
mod floating;
mod leading;
mod lexicon;
mod marks;
mod named;
mod office;
mod phrase;
mod prior;
mod rates;
mod reading;
mod reported;
mod resolve;
mod said;
mod second;
mod sentence;
mod trace;
mod unlisted;
mod unreal;

pub use named::Named;
pub use rates::{Rates, rates};
pub use trace::{Trace, TracedCue};

use rustc_hash::FxHashSet;

use crate::{
    gazetteer::Gazetteer,
    language::{
        Pack, Told,
        calendar::{Days, days},
    },
    model::{About, Quotation, Speaker},
    span::Span,
    text::Tokens,
};
use draft::Draft;
use lexicon::{Lexicon, class};
use reading::Reading;

/// Names of the word classes of a pack that are read for quotations.
pub fn word_classes() -> impl Iterator<Item = &'static str> {
    lexicon::word_classes()
}

/// A text with what has been found in it so far.
pub struct Input<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its paragraphs, in order.
    pub paragraphs: &'a [Span],
    /// The names in it, in order and not overlapping.
    pub named: &'a [Named],
    /// Where entities, their gender and their offices are looked up.
    pub gazetteer: &'a Gazetteer,
    /// ISO date of publication, for offices.
    pub date: Option<&'a str>,
}

/// Classes of words that no name begins with.
const FUNCTION: lexicon::Classes = class::DETERMINER
    | class::PREPOSITION
    | class::LINKER
    | class::CONJUNCTION
    | class::RELATIVE
    | class::COMPLEMENTIZER
    | class::WHETHER
    | class::AUXILIARY
    | class::BE
    | class::ADVERB
    | class::NEGATION
    | class::CLITIC
    | class::DAY
    | class::MONTH
    | class::PRONOUN
    | class::FIRST_PERSON
    | class::TITLE
    | class::ANAPHOR
    | class::SUBORDINATOR
    | class::ECHO;

/// Finds quotations in one language.
pub struct Engine {
    language: String,
    lexicon: Lexicon,
    days: Option<&'static Days>,
}

impl Engine {
    /// Makes a pack ready.
    pub fn new(pack: &Pack) -> Self {
        Engine { language: pack.code.clone(), lexicon: Lexicon::new(pack), days: days(&pack.code) }
    }

    /// Every quotation in the text, in order.
    pub fn find(&self, input: &Input) -> Vec<Quotation> {
        let named = named::whole(input.text, input.tokens, input.named, &self.lexicon);
        let named = named::with_surnames(input.text, input.tokens, named, &self.lexicon);
        let r = Reading::new(input.text, input.tokens, input.paragraphs, &named, &self.lexicon);
        let mut drafts = sentence::drafts(&r);
        block::add(&r, &mut drafts);
        drafts.iter_mut().for_each(|d| d.content.retain(|c| !c.is_empty()));
        drafts.retain(|d| !d.content.is_empty());
        drafts.sort_by_key(|d| (d.at, d.content.first().map(|s| s.start)));
        let speakers = resolve::speakers(&r, &drafts, input);
        let heard: Vec<_> = drafts.iter().map(|draft| addressee::of(&r, draft)).collect();
        let mut addressees = resolve::addressees(&r, &heard, input);
        addressees.iter_mut().flatten().for_each(|one| addressee::keep_listeners(&r, one));
        let published = input.date.and_then(|date| date.parse().ok());
        let told = self.days.map(|days| Told { text: input.text, tokens: input.tokens, days, published });
        let said = |draft: &Draft| told.and_then(|told| said::said(&r, draft, &told));
        let quotation = |((draft, speakers), addressees): ((Draft, _), _)| Quotation {
            said: said(&draft),
            addressees,
            ..self.quotation(&r, draft, speakers)
        };
        let mut found: Vec<Quotation> = drafts.into_iter().zip(speakers).zip(addressees).map(quotation).collect();
        found.sort_by_key(|q| (q.hull().start, q.hull().end));
        found
    }

    /// Whether the pack knows this word, in lower case, as one that no name begins with: an article, a preposition …
    pub fn is_function_word(&self, lower: &str) -> bool {
        self.lexicon.word(lower).is_some_and(|w| w.classes & FUNCTION != 0)
    }

    /// The same of the token at `i`.
    pub fn is_function(&self, tokens: &Tokens, i: usize) -> bool {
        self.lexicon.at(tokens, i).is_some_and(|w| w.classes & FUNCTION != 0)
    }

    /// Whether the token at `i` is an abbreviation, whose point ends no sentence.
    pub fn is_abbreviation(&self, tokens: &Tokens, i: usize) -> bool {
        self.lexicon.at(tokens, i).is_some_and(|w| w.classes & class::ABBREVIATION != 0)
    }

    /// Whether the token at `i` may stand inside a name: *von*, *ben*.
    pub fn is_particle(&self, tokens: &Tokens, i: usize) -> bool {
        self.lexicon.at(tokens, i).is_some_and(|w| w.classes & class::PARTICLE != 0)
    }

    fn quotation(&self, r: &Reading, draft: Draft, speakers: Vec<Speaker>) -> Quotation {
        Quotation {
            kind: draft.kind,
            cue: draft.cue.as_ref().map(|c| r.span(c)),
            about: about(r, &draft, &speakers),
            cue_lemma: draft.lemma,
            act: draft.act,
            via: draft.via,
            via_entity: draft.via.and_then(|via| r.named_in(via).iter().find_map(|named| named.entity)),
            said: None,
            addressees: Vec::new(),
            rule: draft.rule,
            measured: rates::measured(&self.language, draft.rule, &speakers),
            speakers,
            content: draft.content,
        }
    }
}

/// Strictly: entities named in the content. Widely: those named beside it in its sentence, and, when the content takes
/// something up (*ces troupes*, *elles*), in the sentence before.
fn about(r: &Reading, draft: &Draft, speakers: &[Speaker]) -> Vec<About> {
    let Some(&first) = draft.content.first() else { return Vec::new() };
    let (mut found, mut known) = (Vec::new(), FxHashSet::default());
    let mut add = |entity, strict| {
        if known.insert(entity) {
            found.push(About { entity, strict });
        }
    };
    let ordered = draft.content.windows(2).all(|pair| pair[0].end <= pair[1].start);
    let inside = |span: Span| {
        let near = draft.content.partition_point(|c| ordered && c.end <= span.start);
        draft.content[near..].iter().take_while(|c| !ordered || c.start <= span.start).any(|c| c.contains(span))
    };
    let speaks = |span: Span| speakers.iter().any(|s| s.phrase.is_some_and(|p| p.contains(span)));
    let own = draft.content.iter().flat_map(|&c| r.named_in(c));
    own.filter(|n| inside(n.span) && !speaks(n.span)).filter_map(|n| n.entity).for_each(|e| add(e, true));
    let at = r.tokens.at(first.start);
    let n = r.sentence_of(at);
    let takes_up = draft.content.iter().any(|&c| r.tokens.within(c).any(|i| r.is(i, class::ANAPHOR)));
    let paragraph = r.paragraph_of(at);
    let near = |p: &usize| r.paragraph_of(r.sentences[*p].start) + 1 >= paragraph;
    let before = n.checked_sub(1).filter(|p| takes_up && near(p));
    for s in before.into_iter().chain([n]) {
        let Some(places) = r.sentences.get(s) else { continue };
        let sentence = r.span(places);
        let beside =
            r.named_in(sentence).iter().filter(|n| sentence.contains(n.span) && !inside(n.span) && !speaks(n.span));
        let own = |e: &_| speakers.iter().any(|s| s.entity == Some(*e));
        beside.filter_map(|n| n.entity).filter(|e| !own(e)).for_each(|e| add(e, false));
    }
    found.sort();
    found
}
