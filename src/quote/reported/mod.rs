//! Reported words: clauses, infinitives and noun phrases that a cue governs.

mod clauses;
mod nouns;
mod told;
mod verbs;

use clauses::{bare, clause_frame, colon, whether};
use nouns::{as_quoted, noun};
use told::{told, told_by};
pub(super) use verbs::governs_infinitive;
use verbs::{infinitive, refusal, request};

use super::{
    clause,
    cue::{self, Group},
    direct::{Sentence, floor},
    draft::Draft,
    dropped,
    lexicon::class,
    phrase::{self, Subject},
    prior,
    reading::{Places, Reading},
    second, unreal,
};
use crate::{language::Form, model::Act};

/// One way in which a cue governs words.
type FrameRule = fn(&Reading, &Sentence, &Group) -> Option<Found>;

/// Every way, the surest first.
const FRAMES: [FrameRule; 10] =
    [whether, clause_frame, colon, refusal, infinitive, request, as_quoted, noun, bare, told];

/// The quotation that the `n`-th cue of the sentence governs, if it governs one.
pub(in crate::quote) fn governed(r: &Reading, s: &Sentence, n: usize) -> Option<Draft> {
    let group = &s.groups[n];
    if group.passive {
        return passive(r, s, group);
    }
    let found = FRAMES.iter().find_map(|frame| frame(r, s, group))?;
    let subject = subject(r, s, group);
    let whether = found.rule == "cue-whether-clause";
    let doing = matches!(found.rule, "cue-infinitive" | "cue-request" | "cue-noun" | "cue-refusal");
    if doing && unreal::is_thing(r, &subject) {
        return None;
    }
    if !whether && unreal::is_unreal(r, s, group, &subject) || whether && unreal::asks_not(r, group) {
        return None;
    }
    let quoted = match &found.content {
        Content::Words(places) => places.clone().any(|i| r.quoted_at(i).is_some()),
        Content::Quoted(_) => true,
    };
    if prior::is_doubtful(r, group, &subject, quoted) {
        return None;
    }
    let mut draft = Draft::of(r, group, subject, found.rule);
    draft.act = match (&found.content, found.act) {
        (_, Some(act)) => act,
        (Content::Words(places), _) if unreal::declines(r, draft.act, places) => Act::Decline,
        _ => draft.act,
    };
    Some(finish(r, draft, found.content))
}

/// `Il a été annoncé par X que …`: who is said to speak behind a passive.
fn agent(r: &Reading, s: &Sentence, group: &Group) -> Subject {
    let by = r.is(group.places.end, class::AGENT).then_some(group.places.end + 1);
    by.and_then(|from| phrase::right_of(r, from, s.places.end)).unwrap_or(Subject::Unknown)
}

/// The quotation that a passive governs: nobody is its speaker unless it says by whom.
fn passive(r: &Reading, s: &Sentence, group: &Group) -> Option<Draft> {
    let second = r.lexicon.verb_second;
    let subject = if second { second::agent(r, s, group) } else { agent(r, s, group) };
    let own = !second || second::is_followed(r, group);
    let clause =
        || if second { second::passive(r, s, group).and_then(|k| words(r, s, k, "")) } else { bare(r, s, group) };
    let found = clause_frame(r, s, group)
        .filter(|_| own)
        .or_else(|| whether(r, s, group))
        .or_else(clause)
        .or_else(|| as_quoted(r, s, group))
        .or_else(|| told_by(r, s, group, &subject))?;
    if found.rule != "cue-whether-clause" && unreal::says_not(r, group) {
        return None; // was not told that …
    }
    let mut draft = Draft::of(r, group, subject, "cue-passive");
    draft.act = found.act.unwrap_or(draft.act);
    Some(finish(r, draft, found.content))
}

fn finish(r: &Reading, draft: Draft, content: Content) -> Draft {
    match content {
        Content::Words(places) => draft.reported(r, r.trimmed(places)),
        Content::Quoted(span) => draft.direct(r, span),
    }
}

/// The subject of a cue that stands before its content.
pub(in crate::quote) fn subject(r: &Reading, s: &Sentence, group: &Group) -> Subject {
    if r.lexicon.verb_second {
        return second::subject(r, s, group);
    }
    match group.form {
        Form::Gerund => gerund_subject(r, s, group),
        Form::Infinitive if r.lexicon.drops_subject && r.is(s.places.start, class::GERUND_MARK) => {
            gerund_subject(r, s, group)
        }
        Form::Infinitive if group.places.start <= s.places.start + 2 => Subject::Previous,
        Form::Infinitive => Subject::Inherited,
        _ => match phrase::before(r, floor(r, s, group), group) {
            Subject::Inherited => {
                dropped::behind(r, group, s.places.end).unwrap_or_else(|| of_earlier_verb(r, s, group))
            }
            subject => subject,
        },
    }
}

/// `X espère que … et promet que …`: the subject of a verb before it that says nothing itself.
fn of_earlier_verb(r: &Reading, s: &Sentence, group: &Group) -> Subject {
    let mut earlier = s.groups.iter().filter(|g| g.places.end <= group.places.start);
    match earlier.next() {
        Some(first) if first.cue(r).mute => phrase::before(r, floor(r, s, first), first),
        _ => Subject::Inherited,
    }
}

/// `Warning that …, he urged`: the subject of a participle at the head of a sentence comes later.
fn gerund_subject(r: &Reading, s: &Sentence, group: &Group) -> Subject {
    if group.places.start > s.places.start + usize::from(r.is(s.places.start, class::GERUND_MARK)) {
        return Subject::Inherited;
    }
    let main = clause::main_clause(r, group.places.end, &s.places);
    let next = s.groups.iter().find(|g| g.places.start > main.unwrap_or(group.places.end) && g.form != Form::Gerund);
    match (main, next) {
        (Some(from), Some(g)) => phrase::before(r, from, g),
        (Some(from), None) => phrase::right_of(r, from, s.places.end).unwrap_or(Subject::Inherited),
        _ => Subject::Inherited,
    }
}

struct Found {
    content: Content,
    rule: &'static str,
    act: Option<Act>,
}

enum Content {
    Words(Places),
    Quoted(crate::span::Span),
}

fn words(r: &Reading, s: &Sentence, from: usize, rule: &'static str) -> Option<Found> {
    let mut end = clause::end(r, from, &s.places, s.groups);
    if r.lexicon.verb_second {
        end = second::content_end(r, from, end);
    }
    let mut places = without_part(s, r.trimmed(from..end));
    if matches!(rule, "cue-infinitive" | "cue-request" | "cue-refusal") {
        places = clause::before_shared_verb(r, places);
    }
    (places.len() >= 2).then_some(Found { content: Content::Words(places), rule, act: None })
}

/// `places` without the part of a verb at their end: *wies die Vorwürfe zurück*.
fn without_part(s: &Sentence, places: Places) -> Places {
    let part = s.groups.iter().any(|g| g.apart == Some(places.end.saturating_sub(1)));
    places.start..places.end - usize::from(part)
}

/// Where the object of a cue begins: behind the subject where that stands behind the verb.
fn object(r: &Reading, s: &Sentence, group: &Group) -> usize {
    let behind = if r.lexicon.verb_second {
        phrase::end_of(&subject(r, s, group)).filter(|&end| end > group.verb && group.form != Form::Participle)
    } else {
        None
    };
    skip_adverbs(r, behind.unwrap_or(group.places.end))
}

/// Behind adverbs and adverbials of two words (*avec véhémence*).
fn skip_adverbs(r: &Reading, mut k: usize) -> usize {
    loop {
        if phrase::is_day(r, k) {
            k = phrase::end_of_day(r, k);
        } else if k < r.tokens.len() && cue::is_adverb(r, k) && r.name_at(k).is_none() {
            k += 1;
        } else if r.is(k, class::PREPOSITION | class::LINKER) && cue::is_adverb(r, k + 1) && r.name_at(k + 1).is_none()
        {
            k += 2; // d'ailleurs
        } else if r.is(k, class::PREPOSITION)
            && !r.is(k, class::LINKER | class::REQUEST)
            && !r.is(k + 1, class::DETERMINER)
            && r.is(k + 2, class::DETERMINER)
        {
            k += 2;
        } else {
            return k;
        }
    }
}
