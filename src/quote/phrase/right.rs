//! Noun phrases behind a verb or an attribution, read forwards.

use super::{
    Subject, can_speak_as_person, continues, eligible, end_of_day, followed_by_noun, is_common, is_noun_phrase,
    pronoun_ending,
};
use crate::quote::{
    cue,
    lexicon::class,
    reading::{Places, Reading},
};

/// The noun phrase that begins at `start`, read forwards, with its apposition; nothing when none stands there.
pub(in crate::quote) fn right_of(r: &Reading, start: usize, limit: usize) -> Option<Subject> {
    phrase(r, start, limit, false)
}

/// The same where more must follow (*selon X, …*): an apposition counts only when a comma closes it.
pub(in crate::quote) fn right_of_followed(r: &Reading, start: usize, limit: usize) -> Option<Subject> {
    phrase(r, start, limit, true)
}

fn phrase(r: &Reading, start: usize, limit: usize, followed: bool) -> Option<Subject> {
    let limit = limit.min(r.tokens.len());
    let mut k = behind_adverbs(r, start, limit);
    if k >= limit {
        return None;
    }
    let preposition = r.is(k, class::PREPOSITION) && (!r.is(k, class::DETERMINER) || r.is(k, class::LINKER));
    if preposition && r.name_at(k).is_none() {
        k = behind_addressee(r, k, limit)?;
    }
    if r.is(k, class::FIRST_PERSON) && r.name_at(k).is_none() {
        return Some(Subject::Unknown);
    }
    if r.is(k, class::PRONOUN) && r.name_at(k).is_none() {
        return Some(Subject::Pronoun(k..k + 1));
    }
    if let Some(p) = (k + 1 < limit).then(|| pronoun_at(r, k, limit)).flatten() {
        return Some(Subject::Pronoun(p));
    }
    let core = core_right(r, k, limit);
    if core.is_empty() {
        return None;
    }
    let end = apposition_right(r, &core, limit, followed);
    Some(Subject::Phrase(core.start..end, true))
}

/// Behind adverbs, days and listeners in a case of their own: *a dit mardi X*, *dijo el lunes X*, *сказал журналистам X*.
fn behind_adverbs(r: &Reading, mut k: usize, limit: usize) -> usize {
    while k < limit && r.name_at(k).is_none() && !r.is(k, class::PRONOUN) {
        let adverb = cue::is_adverb(r, k) && (!r.is(k, class::PREPOSITION) || cue::is_adverb(r, k + 1));
        let small = adverb || r.is(k, class::DAY | class::HEARER);
        let day = end_of_day(r, k);
        if day > k {
            k = day;
        } else if small && (!r.is(k, class::DETERMINER) || r.is(k + 1, class::DAY)) {
            k += 1;
        } else {
            break;
        }
    }
    k
}

/// The pronoun of several words that begins at `k`.
fn pronoun_at(r: &Reading, k: usize, limit: usize) -> Option<Places> {
    let ending = |last: usize| pronoun_ending(r, k, last).filter(|p| p.start == k);
    (k + 2 < limit).then(|| ending(k + 2)).flatten().or_else(|| ending(k + 1))
}

/// `a déclaré à la presse Lloyd Austin`: the name behind the addressee.
fn behind_addressee(r: &Reading, k: usize, limit: usize) -> Option<usize> {
    (k + 1..limit.min(k + 12))
        .take_while(|&i| r.mark(i).is_none_or(|c| c == '-'))
        .filter(|&i| {
            let article = i > k + 1 && r.is(i, class::DETERMINER) && !r.is(i, class::LINKER | class::DAY);
            let article = article && end_of_day(r, i) == i;
            let bare = r.lexicon.drops_subject && r.is(i, class::SOURCE | class::GROUP | class::PERSON); // fuentes
            article || bare || r.name_at(i).is_some_and(|n| !n.demonym && n.span.start == r.tokens[i].span.start)
        })
        .find(|&i| !r.is(i - 1, class::LINKER | class::PREPOSITION | class::DETERMINER))
}

fn core_right(r: &Reading, start: usize, limit: usize) -> Places {
    let mut k = start;
    let mut person = false;
    let mut completes = false;
    while k < limit {
        if let Some(name) = r.name_at(k) {
            if person
                && !completes
                && !name.demonym
                && r.is_spaced(k)
                && r.tokens[k].span.start == name.span.start
                && !r.is(k - 1, class::CONJUNCTION | class::LINKER)
            {
                break;
            }
            let own = r.tokens.within(name.span);
            let modifies = is_common(r, name, &own, start, limit) || followed_by_noun(r, own.end, limit);
            person |= can_speak_as_person(name) && !modifies;
            completes = k > start && r.is(k - 1, class::LINKER); // le maire de Plouvec Jean Kerbrat
            k = own.end.max(k + 1);
            continue;
        }
        let linker = r.is(k, class::LINKER);
        if person && (linker || r.is(k, class::DETERMINER)) && !r.is(k - 1, class::CONJUNCTION) {
            break;
        }
        if r.is(k, class::CONJUNCTION) {
            let second =
                k + 1 < limit && (r.is(k + 1, class::DETERMINER) || r.name_at(k + 1).is_some_and(|n| !n.demonym));
            if !second || k == start {
                break;
            }
            person &= !r.is(k + 1, class::DETERMINER); // X et le général Y
            k += 1;
            continue;
        }
        if ends_sentence(r, k) || ends_noun(r, start, k) {
            break;
        }
        let adverb = cue::is_adverb(r, k) && !r.is(k, class::DETERMINER);
        if adverb
            || (r.is(k, class::DAY | class::HEARER) && !r.is(k, class::DETERMINER))
            || !continues(r, k, limit, limit)
            || (r.is(k, class::DETERMINER) && r.is(k + 1, class::DAY))
        {
            break;
        }
        k += 1;
    }
    while k > start
        && r.name_at(k - 1).is_none()
        && (r.is(k - 1, class::LINKER | class::DETERMINER) || r.mark(k - 1).is_some_and(|c| c != '.'))
        && !closes_name(r, start, k - 1)
    {
        k -= 1;
    }
    start..k
}

/// `die Zeitung „Bote“`: whether the mark at `k` closes a name that the phrase holds as a whole.
fn closes_name(r: &Reading, start: usize, k: usize) -> bool {
    r.lexicon.verb_second && r.quoted_at(k).is_some_and(|q| q.tokens.0 >= start && q.tokens.1 == k + 1)
}

/// Where nouns have capitals: whether a word behind a noun no longer belongs to its phrase, as only what completes it does.
fn ends_noun(r: &Reading, start: usize, k: usize) -> bool {
    let small = r.is_word(k) && !r.is_capital(k);
    let noun = k > start && r.is_capital(k - 1) && !r.is(k - 1, class::DETERMINER);
    let title = k > start && r.quoted_at(k - 1).is_some_and(|q| q.tokens.1 == k);
    // nach eigenen Angaben Verluste
    let source = k > start && r.is(k - 1, class::SOURCE) && !r.is(k - 1, class::GROUP | class::PERSON);
    let second = r.is_capital(k) && r.name_at(k).is_none() && !r.is(k, class::PERSON | class::TITLE | class::GROUP);
    r.lexicon.verb_second
        && (small && (noun || title) || source && second)
        && !(r.is(k, class::LINKER) || r.is(k, class::DETERMINER) && r.lower(k).ends_with(['s', 'r']))
}

/// Whether the point at `k` is no point of an initial or an abbreviation.
fn ends_sentence(r: &Reading, k: usize) -> bool {
    let short = k > 0 && (r.span(&(k - 1..k)).len() <= 2 || r.is(k - 1, class::ABBREVIATION));
    r.mark(k) == Some('.') && !short
}

/// The end of `, le président du centre` behind a noun phrase; the phrase's own end where nothing of the sort follows.
fn apposition_right(r: &Reading, core: &Places, limit: usize, followed: bool) -> usize {
    if core.end + 1 >= limit || r.mark(core.end) != Some(',') {
        return core.end;
    }
    let start = core.end + 1;
    let end = (start..limit)
        .find(|&k| matches!(r.mark(k), Some(',' | ';' | ':' | '«' | '“' | '"' | '(' | '–' | '—')))
        .unwrap_or(limit);
    let open = r.mark(end).is_none_or(|c| !matches!(c, ',' | ':'));
    if followed && open {
        return core.end;
    }
    let end = if r.mark(end.wrapping_sub(1)) == Some('.') { end - 1 } else { end };
    let chunk = start..end;
    let out = r.is(
        start,
        class::PREPOSITION
            | class::RELATIVE
            | class::CONJUNCTION
            | class::GERUND_MARK
            | class::ADVERB
            | class::DAY
            | class::EXAMPLE
            | class::PRONOUN,
    ) && r.name_at(start).is_none()
        && !r.is(start, class::DETERMINER);
    let gerund = r.word(start).is_some_and(|w| !w.cues.is_empty()) || cue::is_adverb(r, start);
    let names = |p: &Places| eligible(r, p).next().is_some();
    let place = names(core) && !eligible(r, core).any(|(n, _)| can_speak_as_person(n));
    let capital = r.is_capital(start) && !r.is(start, class::TITLE | class::PERSON);
    let second_name = names(core) && capital || followed && capital && !chunk.clone().all(|k| r.name_at(k).is_some());
    let source = names(&chunk) && core.clone().any(|k| r.is(k, class::SOURCE));
    let titled = r.is(start, class::DETERMINER | class::TITLE | class::PERSON) || r.is_capital(start);
    let verb = r.lexicon.bare_clauses && !titled && chunk.clone().skip(1).any(|k| r.lexicon.ends_as_past(r.lower(k)));
    // where no verb can be told by its ending: "как отметил X, мост цел"
    let described = chunk.clone().take(3).any(|k| r.is(k, class::TITLE | class::PERSON | class::GROUP));
    let clause = r.lexicon.comma_before_clause && !described && !names(&chunk);
    let wanted = !second_name && !place && !source && !verb && !clause;
    if out || gerund || !wanted || !is_noun_phrase(r, &chunk) || chunk.len() > 18 { core.end } else { end }
}
