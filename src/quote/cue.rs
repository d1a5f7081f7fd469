//! Cues in a sentence: verb groups that say that somebody speaks.

use super::{
    lexicon::{Classes, Cue, class},
    reading::{Places, Reading},
};
use crate::language::{Form, Frame};

/// A verb group around a cue.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// From the first auxiliary, negation or object pronoun to the last word of the cue.
    pub places: Places,
    /// The verb itself.
    pub verb: usize,
    /// Place in the lexicon.
    pub cue: u16,
    pub form: Form,
    /// A subject inside the group: *a-t-il déclaré*.
    pub pronoun: Option<usize>,
    pub plural: bool,
    pub negated: bool,
}

impl Group {
    /// The cue's row in the pack.
    pub fn cue<'a>(&self, r: &Reading<'a>) -> &'a Cue {
        &r.lexicon.cues[self.cue as usize]
    }

    /// Whether the cue takes `frame`.
    pub fn takes(&self, r: &Reading, frame: Frame) -> bool {
        self.cue(r).frames.contains(&frame)
    }
}

/// How far an auxiliary may stand before its participle, in tokens.
const REACH: usize = 9;

/// The cues of one sentence that do not stand between quotation marks, in order.
pub(super) fn groups(r: &Reading, sentence: &Places) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    for i in sentence.clone() {
        let Some(word) = r.word(i).filter(|w| !w.cues.is_empty()) else { continue };
        if r.name_at(i).is_some() || (r.is_capital(i) && i > sentence.start && !opens_sentence(r, i)) {
            continue;
        }
        let floor = found.last().map_or(sentence.start, |g| g.places.end);
        let best = word.cues.iter().filter_map(|&(cue, form)| group(r, floor..sentence.end, i, (cue, form)));
        if let Some(group) = best.max_by_key(|g| rank(r, g)) {
            found.push(group);
        }
    }
    found
}

/// Among readings of one word the one with a tail or a reflexive pronoun wins, then the compound one.
fn rank(r: &Reading, group: &Group) -> (usize, bool, bool) {
    let cue = group.cue(r);
    (cue.tail.len(), cue.reflexive, group.form == Form::Participle)
}

fn opens_sentence(r: &Reading, i: usize) -> bool {
    r.quoted_at(i).is_some_and(|q| q.tokens.0 + 1 == i)
}

fn group(r: &Reading, sentence: Places, i: usize, (cue, form): (u16, Form)) -> Option<Group> {
    let row = &r.lexicon.cues[cue as usize];
    let inside = r.quoted_at(i);
    if inside.is_some_and(|q| q.tokens.0 + 1 != i) {
        return None;
    }
    let tail = tail(r, i + 1, &row.tail)?;
    let mut group = Group { places: i..tail, verb: i, cue, form, pronoun: None, plural: false, negated: false };
    match form {
        Form::Participle => compound(r, &sentence, &mut group)?,
        Form::Finite => finite(r, &sentence, &mut group)?,
        Form::Gerund => gerund(r, &sentence, &mut group),
        Form::Infinitive => return None,
    }
    if inside.is_some() && form != Form::Participle {
        return None;
    }
    let reflexive = (group.places.start..i).any(|k| r.is(k, class::REFLEXIVE));
    (reflexive || !row.reflexive).then_some(group)
}

/// Where the cue's tail ends; an object may not stand before it, an adverb may.
fn tail(r: &Reading, from: usize, words: &[String]) -> Option<usize> {
    if words.is_empty() {
        return Some(from);
    }
    let skip = (from..from + 3).take_while(|&k| is_adverb(r, k)).count();
    r.follows(from, words)
        .then_some(from + words.len())
        .or_else(|| r.follows(from + skip, words).then_some(from + skip + words.len()))
}

/// Whether the token at `i` is an adverb: listed, or by its ending.
pub(super) fn is_adverb(r: &Reading, i: usize) -> bool {
    if r.is(i, class::ADVERB) {
        return true;
    }
    r.name_at(i).is_none() && !r.is_capital(i) && r.lexicon.ends_as_adverb(&r.lower(i))
}

/// `a … déclaré`, `n'a pas confirmé`, `a-t-il déclaré`, `s'est dit`.
fn compound(r: &Reading, sentence: &Places, group: &mut Group) -> Option<()> {
    let lowest = sentence.start.max(group.verb.saturating_sub(REACH));
    let mut k = group.verb;
    let mut passive = false;
    let aux = loop {
        if k == lowest {
            return None;
        }
        k -= 1;
        if r.is(k, class::AUXILIARY) && r.name_at(k).is_none() {
            break k;
        }
        if r.is(k, class::BE) {
            // s'est dit is a compound form; a été dit and est dit are passives
            let own = k > lowest && r.is(k - 1, class::REFLEXIVE);
            if own {
                break k;
            }
            passive = true;
            continue;
        }
        let inverted = r.is(k, class::PRONOUN) && k > lowest && r.mark(k - 1) == Some('-');
        if inverted {
            group.pronoun = Some(k);
            continue;
        }
        let quote = r.quoted_at(group.verb).is_some_and(|q| q.tokens.0 == k);
        let stops = r.word(k).is_some_and(|w| !w.cues.is_empty())
            || r.is(k, class::RELATIVE | class::COMPLEMENTIZER | class::PRONOUN);
        if (r.mark(k).is_some_and(|c| !matches!(c, ',' | '-')) && !quote) || (stops && !is_adverb(r, k)) {
            return None;
        }
    };
    if passive {
        return None;
    }
    group.plural = r.lexicon.is_plural_verb(&r.lower(aux));
    group.places.start = aux;
    left(r, sentence.start, group);
    Some(())
}

/// `affirme`, `n'affirme pas`, `dit-il`, `affirme-t-elle`; not a noun of the same form.
fn finite(r: &Reading, sentence: &Places, group: &mut Group) -> Option<()> {
    let i = group.verb;
    let noun_like = r.is(i, class::NOUN_LIKE);
    if i > sentence.start {
        let before = i - 1;
        let object = r.is(before, class::CLITIC)
            && before > sentence.start
            && r.is(before - 1, class::PRONOUN | class::RELATIVE);
        let governed = r.is(before, class::DETERMINER | class::PREPOSITION) && !object && !is_adverb(r, before);
        if governed && !r.is(before, class::REFLEXIVE | class::NEGATION) {
            return None;
        }
        if noun_like && !noun_may_be_verb(r, before) && !r.is(i + 1, class::COMPLEMENTIZER) {
            return None;
        }
    } else if noun_like {
        return None;
    }
    if r.mark(group.places.end) == Some('-') && group.places.end == i + 1 {
        let mut k = i + 2;
        if r.is(k, class::INVERTING) && r.mark(k + 1) == Some('-') {
            k += 2;
        }
        if r.is(k, class::PRONOUN | class::FIRST_PERSON) {
            group.pronoun = Some(k);
            group.places.end = k + 1;
        }
    }
    group.plural = r.lexicon.is_plural_verb(&r.lower(i));
    left(r, sentence.start, group);
    Some(())
}

/// A word that is a noun as well needs a subject right before it, or a comma or closing mark (`», annonce X`).
fn noun_may_be_verb(r: &Reading, before: usize) -> bool {
    let closing = r.mark(before).is_some_and(|c| matches!(c, ',' | '»' | '”' | '"' | '’'));
    let plural_noun = r.lower(before).ends_with('s') && r.word(before).is_none_or(|w| w.cues.is_empty());
    closing
        || plural_noun
        || is_adverb(r, before)
        || r.name_at(before).is_some_and(|n| !n.demonym)
        || r.is(
            before,
            class::PRONOUN | class::RELATIVE | class::CLITIC | class::GROUP | class::AUTHORITY | class::CONJUNCTION,
        )
        || r.is(before, class::SOURCE)
}

/// Takes in *en* and *by* before a present participle.
fn gerund(r: &Reading, sentence: &Places, group: &mut Group) {
    while group.places.start > sentence.start
        && (r.is(group.places.start - 1, class::GERUND_MARK) || r.is(group.places.start - 1, class::OBJECT))
    {
        group.places.start -= 1;
    }
}

/// Takes in the negation and the object pronouns before a verb group.
fn left(r: &Reading, floor: usize, group: &mut Group) {
    while group.places.start > floor {
        let k = group.places.start - 1;
        let plain = r.is(k, class::CLITIC) && r.name_at(k).is_none() && r.mark(group.places.start).is_none();
        let noun = r.is(k, class::DETERMINER) && !r.is(k, class::OBJECT);
        if !plain || noun || r.is(k, class::PRONOUN) && k > floor && r.mark(k - 1) == Some('-') {
            break;
        }
        group.places.start = k;
    }
    group.negated = (group.places.start..group.verb).any(|k| r.is(k, class::NEGATION));
}

/// The first token of the complementizer that belongs to `group`, when only an adverbial or an addressee stands between.
pub(super) fn complementizer(r: &Reading, group: &Group, limit: usize, classes: Classes) -> Option<usize> {
    let mut k = group.places.end;
    let stop = limit.min(k + 18);
    while k < stop {
        if r.is(k, classes) && r.name_at(k).is_none() {
            return Some(k);
        }
        let first = k == group.places.end;
        let starts = is_adverb(r, k)
            || r.is(k, class::PREPOSITION | class::LINKER | class::DAY | class::CLITIC)
            || matches!(r.mark(k), Some(',' | '«' | '“' | '"' | '('))
            || r.name_at(k).is_some()
            || r.tokens[k].kind == crate::text::TokenKind::Number;
        let other = r.is(k, class::AUXILIARY | class::RELATIVE | class::PRONOUN)
            || r.mark(k).is_some_and(|c| matches!(c, ':' | ';' | '.'));
        let cue =
            r.word(k).is_some_and(|w| w.cues.iter().any(|&(_, f)| f != Form::Infinitive)) && !r.is(k, class::NOUN_LIKE);
        if (first && !starts && !group.takes(r, Frame::Addressee)) || other || (cue && r.name_at(k).is_none()) {
            return None;
        }
        k += 1;
    }
    None
}

/// The cue at `i` when it stands between quotation marks: `« …, dit-il, … »`.
pub(super) fn group_inside(r: &Reading, inside: &Places, i: usize) -> Option<Group> {
    let word = r.word(i)?;
    let found = word.cues.iter().filter_map(|&(cue, form)| {
        let row = &r.lexicon.cues[cue as usize];
        let end = tail(r, i + 1, &row.tail)?;
        let mut group = Group { places: i..end, verb: i, cue, form, pronoun: None, plural: false, negated: false };
        match form {
            Form::Finite => finite(r, inside, &mut group)?,
            Form::Participle => compound(r, inside, &mut group)?,
            Form::Gerund | Form::Infinitive => return None,
        }
        (!row.reflexive).then_some(group)
    });
    found.max_by_key(|g| rank(r, g))
}
