//! Cues in a sentence: verb groups that say that somebody speaks.

mod complement;
mod verb;

pub(in crate::quote) use complement::complementizer;
use verb::{apart, compound, finite, gerund, infinitive};

use super::{
    lexicon::{Cue, class},
    reading::{Places, Reading},
};
use crate::language::{Form, Frame};

/// A verb group around a cue.
#[derive(Clone, Debug)]
pub(in crate::quote) struct Group {
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
    /// A passive: *il a été annoncé*, *was told*; nobody is its speaker.
    pub passive: bool,
    /// Where the part stands that the verb leaves at the end of its clause: *mit* in *teilte … mit*.
    pub apart: Option<usize>,
}

impl Group {
    /// The verb at the head of `places` and its tail, before anything around them is looked at.
    fn new(places: Places, cue: u16, form: Form) -> Self {
        let verb = places.start;
        Group { places, verb, cue, form, pronoun: None, plural: false, negated: false, passive: false, apart: None }
    }

    /// The cue's row in the pack.
    pub fn cue<'a>(&self, r: &Reading<'a>) -> &'a Cue {
        &r.lexicon.cues[self.cue as usize]
    }

    /// Whether it says who speaks: no verb of believing, no passive.
    pub fn speaks(&self, r: &Reading) -> bool {
        !self.passive && !self.cue(r).mute
    }

    /// Whether the cue takes `frame`.
    pub fn takes(&self, r: &Reading, frame: Frame) -> bool {
        self.cue(r).frames.contains(&frame)
    }
}

/// The cues of one sentence that do not stand between quotation marks, in order.
pub(in crate::quote) fn groups(r: &Reading, sentence: &Places) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    for i in sentence.clone() {
        let Some(word) = r.word(i).filter(|w| !w.cues.is_empty()) else { continue };
        if r.name_at(i).is_some()
            || hyphenated(r, i)
            || (r.is_capital(i) && i > sentence.start && !opens_sentence(r, i))
        {
            continue;
        }
        let floor = found.last().map_or(sentence.start, |g| g.places.end);
        let best = word.cues.iter().filter_map(|&(cue, form)| group(r, floor..sentence.end, i, (cue, form)));
        if let Some(group) = best.max_by_key(|g| rank(r, g)).filter(|g| !g.passive || announces(r, g)) {
            found.push(group);
        } else if let Some(group) = coordinated(r, i, found.last()) {
            found.push(group);
        }
    }
    found
}

/// `a dénoncé … et réclamé …`: a second participle shares the auxiliary of the first.
fn coordinated(r: &Reading, i: usize, before: Option<&Group>) -> Option<Group> {
    let shares = before.is_some_and(|b| b.form == Form::Participle && !b.passive && b.places.end < i);
    if !shares || !r.is(i - 1, class::CONJUNCTION) || r.is(i - 1, class::ADVERB) || r.quoted_at(i).is_some() {
        return None;
    }
    let word = r.word(i)?;
    let &(cue, form) =
        word.cues.iter().find(|&&(c, f)| f == Form::Participle && !r.lexicon.cues[c as usize].reflexive)?;
    let end = tail(r, i + 1, &r.lexicon.cues[cue as usize].tail)?;
    let plural = before.is_some_and(|b| b.plural);
    Some(Group { plural, ..Group::new(i..end, cue, form) })
}

/// Among readings of one word the one with a tail or a reflexive pronoun wins, then the compound one.
fn rank(r: &Reading, group: &Group) -> (usize, bool, bool) {
    let cue = group.cue(r);
    (cue.tail.len() + cue.apart.len(), cue.reflexive, group.form == Form::Participle)
}

/// `so-called`, `sous-entendu`: the second part of a compound word.
fn hyphenated(r: &Reading, i: usize) -> bool {
    let joined = |k: usize| r.tokens.get(k).is_some_and(|t| !t.spaced);
    i > 1 && r.mark(i - 1) == Some('-') && joined(i) && joined(i - 1)
}

/// A passive counts only right before its clause: *il a été annoncé que*.
fn announces(r: &Reading, group: &Group) -> bool {
    if r.lexicon.verb_second {
        return true;
    }
    let limit = group.places.end + 3;
    let follows = |frame, classes| group.takes(r, frame) && complementizer(r, group, limit, classes).is_some();
    let told = r.lexicon.bare_clauses && group.takes(r, Frame::Addressee) && group.takes(r, Frame::Clause);
    told || follows(Frame::Clause, class::COMPLEMENTIZER) || follows(Frame::Whether, class::WHETHER)
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
    let mut group = Group::new(i..tail, cue, form);
    match form {
        Form::Participle => compound(r, &sentence, &mut group)?,
        Form::Finite => finite(r, &sentence, &mut group)?,
        Form::Apart => apart(r, &sentence, &mut group)?,
        Form::Gerund if r.is(i, class::ADVERB) => return None,
        Form::Gerund => gerund(r, &sentence, &mut group),
        Form::Infinitive => infinitive(r, &sentence, &mut group)?,
    }
    if inside.is_some() && form != Form::Participle {
        return None;
    }
    if row.frames == [Frame::Refusal] && !refuses_to_speak(r, &group) {
        return None;
    }
    let reflexive = (group.places.start..i).any(|k| r.is(k, class::REFLEXIVE));
    let own = r.lexicon.lists_infinitives() && !r.lexicon.drops_subject; // "s'est révélé" says nothing
    (reflexive == row.reflexive || !row.reflexive && !own).then_some(group)
}

/// `refuse de confirmer`, not `refuse de partir`: a refusal counts before a verb that is itself a cue, or a quotation.
fn refuses_to_speak(r: &Reading, group: &Group) -> bool {
    let cue = |k: usize| r.word(k).is_some_and(|w| w.cues.iter().any(|&(_, f)| f == Form::Infinitive));
    let near = |k: usize| cue(k) || r.mark(k).is_some() || r.quoted_at(k).is_some();
    (group.places.end..r.tokens.len().min(group.places.end + 5)).any(near)
}

/// Where the cue's tail ends; an object may not stand before it, an adverb may.
fn tail(r: &Reading, from: usize, words: &[String]) -> Option<usize> {
    if words.is_empty() {
        return Some(from);
    }
    let from = behind_inverted(r, from); // "fait-elle valoir"
    let skip = (from..from + 3).take_while(|&k| is_adverb(r, k)).count();
    r.follows(from, words)
        .then_some(from + words.len())
        .or_else(|| r.follows(from + skip, words).then_some(from + skip + words.len()))
}

/// Behind the pronoun that a hyphen ties to the verb before `from`: `-il`, `-t-elle`.
fn behind_inverted(r: &Reading, from: usize) -> usize {
    let hyphen = |k: usize| r.mark(k) == Some('-') && r.tokens.get(k).is_some_and(|t| !t.spaced);
    let pronoun =
        if hyphen(from) && r.is(from + 1, class::INVERTING) && hyphen(from + 2) { from + 3 } else { from + 1 };
    if hyphen(from) && r.is(pronoun, class::PRONOUN) { pronoun + 1 } else { from }
}

/// Whether the token at `i` is an adverb: listed, or by its ending.
pub(in crate::quote) fn is_adverb(r: &Reading, i: usize) -> bool {
    if r.is(i, class::ADVERB) {
        return true;
    }
    let noun = r.is(i, class::NOT_ADVERB | class::GROUP | class::AUTHORITY | class::SOURCE)
        || i > 0 && r.is(i - 1, class::DETERMINER) && !r.is(i - 1, class::ADVERB);
    !noun && r.name_at(i).is_none() && !r.is_capital(i) && r.lexicon.ends_as_adverb(r.lower(i))
}

/// The cue at `i` when it stands between quotation marks: `« …, dit-il, … »`.
pub(in crate::quote) fn group_inside(r: &Reading, inside: &Places, i: usize) -> Option<Group> {
    let word = r.word(i)?;
    let found = word.cues.iter().filter_map(|&(cue, form)| {
        let row = &r.lexicon.cues[cue as usize];
        let end = tail(r, i + 1, &row.tail)?;
        let mut group = Group::new(i..end, cue, form);
        match form {
            Form::Finite => finite(r, inside, &mut group)?,
            Form::Apart => apart(r, inside, &mut group)?,
            Form::Participle => compound(r, inside, &mut group)?,
            Form::Gerund | Form::Infinitive => return None,
        }
        let reflexive = (group.places.start..i).any(|k| r.is(k, class::REFLEXIVE));
        (reflexive || !row.reflexive).then_some(group)
    });
    found.max_by_key(|g| rank(r, g))
}
