//! Speakers without a verb: *selon X*, *according to X*.

use super::{
    around, clause,
    cue::Group,
    draft::Draft,
    lexicon::class,
    phrase::{self, Subject},
    reading::{Places, Reading},
    second,
};
use crate::{
    language::Form,
    model::{Act, QuotationKind},
    span::Span,
};

/// An attribution and what it covers.
pub(super) struct According {
    /// From *selon* to the end of the speaker phrase.
    pub places: Places,
    pub draft: Draft,
    /// The tokens of its content.
    pub content: Vec<Places>,
}

/// The attributions of one sentence.
pub(super) fn find(r: &Reading, sentence: &Places, groups: &[Group]) -> Vec<According> {
    let mut found = Vec::new();
    if !r.attributes(sentence) {
        return found;
    }
    let mut k = sentence.start;
    while k < sentence.end {
        if k == sentence.start && r.is(k, class::QUOTED_ATTRIBUTION) {
            found.extend(before_quote(r, sentence, k));
        }
        if let Some((places, n)) = postposed(r, sentence, k) {
            found.extend(behind(r, sentence, groups, &places, n));
            k = places.end;
            continue;
        }
        match (r.quoted_at(k).is_none()).then(|| clause::attribution(r, k)).flatten() {
            Some((n, after)) => {
                let one = at(r, sentence, groups, k, (n, after));
                k = one.as_ref().map_or(after, |a| a.places.end.max(after));
                found.extend(one);
            }
            None => k += 1,
        }
    }
    found
}

/// `Pour X, « … »`: only before words between quotation marks.
fn before_quote(r: &Reading, sentence: &Places, k: usize) -> Option<According> {
    let subject = phrase::right_of_followed(r, k + 1, sentence.end)?;
    let end = phrase::end_of(&subject)?;
    let quoted = *r.quoted_in(&(end..sentence.end)).first()?;
    let adverbial = r.mark(quoted.tokens.0 - 1) == Some(',') && quoted.tokens.0 < end + 7; // Pour X, à l'inverse, « … »
    if quoted.tokens.0 != end + 1 && !adverbial {
        return None;
    }
    let speaks = r.mark(end).is_some_and(|c| matches!(c, ',' | ':')) && around::is_speaker_like(r, &subject);
    speaks.then(|| {
        let draft = Draft {
            content: vec![quoted.inner],
            kind: QuotationKind::Direct,
            cue: Some(k..k + 1),
            lemma: Some(r.lower(k).to_owned()),
            act: Act::Say,
            subject,
            via: None,
            rule: "according-to",
            at: k,
        };
        let content = Places { start: quoted.tokens.0, end: quoted.tokens.1 };
        According { places: k..end, draft, content: Vec::from([content]) }
    })
}

fn at(r: &Reading, sentence: &Places, groups: &[Group], k: usize, (n, after): (usize, usize)) -> Option<According> {
    if r.is_finite(after) && r.name_at(after).is_none() {
        return None; // según avanzaba la tarde
    }
    if r.lexicon.verb_second && r.lexicon.attributions[n].parted && second::is_verb(r, after) {
        return None; // so lautet der Titel
    }
    let opening = |i: usize| !r.lexicon.verb_second || r.quoted_at(i).is_none_or(|q| q.tokens.0 == i);
    let limit = (after..sentence.end)
        .find(|&i| matches!(r.mark(i), Some(';' | '(' | ')' | ':' | '«' | '“')) && opening(i))
        .unwrap_or(sentence.end);
    let leads = opens(r, sentence, k);
    if r.lexicon.attributions[n].own {
        let places = k..after;
        return made(r, content(r, sentence, groups, &places)?, (n, k..after), Subject::Inherited, places, None);
    }
    let between = r.lexicon.comma_before_clause && k > sentence.start && r.mark(k - 1) == Some(',');
    let followed = leads || between || interrupts(r, sentence, k);
    let right = if followed { phrase::right_of_followed } else { phrase::right_of };
    let quoted = r.quoted_at(after).filter(|q| r.lexicon.verb_second && q.tokens.0 == after && q.tokens.1 - after < 8);
    let mut subject = match quoted {
        Some(q) => Subject::Phrase(after + 1..q.tokens.1 - 1, false), // laut „Kurier“
        None if r.lexicon.verb_second => {
            right(r, after, limit).or_else(|| second::source_before_verb(r, after, limit))?
        }
        None => right(r, after, limit)?,
    };
    let mut end = match &subject {
        Subject::Phrase(p, _) | Subject::Pronoun(p) => p.end + usize::from(quoted.is_some()),
        _ => return None,
    };
    let via = relayed(r, end, limit);
    if let Some(v) = &via {
        end = v.end;
    }
    if let (Some(_), Subject::Phrase(p, _)) = (&via, &mut subject) {
        p.end -= 1; // without "relayées"
    } else if let (true, Subject::Phrase(p, _)) = (r.lexicon.verb_second && quoted.is_none(), &mut subject) {
        end = second::source_end(r, p, limit, leads);
        p.end = end;
        end = relative_end(r, end, limit);
    } else if let (false, Subject::Phrase(p, _)) = (leads || followed || r.lexicon.verb_second, &mut subject) {
        end = modified_end(r, end, limit);
        p.end = end;
    } else if let (true, Subject::Phrase(p, _)) = (leads && quoted.is_none(), &mut subject) {
        end = complement_end(r, end, limit);
        p.end = end;
        end = relative_end(r, end, limit);
    }
    let a = &r.lexicon.attributions[n];
    let marked = r.quoted_in(&(end..sentence.end)).first().filter(|q| q.tokens.0 == end && q.tokens.1 - end > 3);
    if let (Some(q), false, false) = (marked, leads, r.lexicon.verb_second) {
        let content = Vec::from([Places { start: q.tokens.0, end: q.tokens.1 }]);
        return made(r, content, (n, k..after), subject, k..end, via); // où, selon X « … »
    }
    if r.lexicon.verb_second && a.parted && r.is(end, class::ADVERB) && r.mark(end + 1) == Some(',') {
        end += 1; // so der Sprecher weiter, „…“
    }
    let known = leads || a.parted || a.source || r.lexicon.verb_second;
    if !known && r.mark(k - 1) != Some(',') && !around::is_speaker_like(r, &subject) {
        return None; // "varie selon sa définition"
    }
    let places = k..end;
    made(r, content(r, sentence, groups, &places)?, (n, k..after), subject, places, via)
}

/// The attribution at `cue` to `subject` of what stands at `content`.
fn made(
    r: &Reading,
    content: Vec<Places>,
    (n, cue): (usize, Places),
    subject: Subject,
    places: Places,
    via: Option<Places>,
) -> Option<According> {
    let k = places.start;
    let spans: Vec<Span> = content.iter().map(|c| r.span(c)).collect();
    let mut kind = QuotationKind::Indirect;
    let mut covered = spans.clone();
    let quoted = |places: &Places| r.quoted_in(places).first().filter(|q| q.tokens == (places.start, places.end));
    if content.iter().all(|places| quoted(places).is_some()) {
        kind = QuotationKind::Direct;
        covered = content.iter().filter_map(quoted).map(|q| q.inner).collect();
    }
    if kind == QuotationKind::Indirect && content.iter().any(|c| c.clone().any(|i| r.quoted_at(i).is_some())) {
        kind = QuotationKind::Mixed;
    }
    let attribution = &r.lexicon.attributions[n];
    let draft = Draft {
        content: covered,
        kind,
        cue: Some(cue),
        lemma: Some(attribution.words.join(" ").replace("' ", "'")),
        act: attribution.act,
        subject,
        via: via.map(|v| r.span(&v)),
        rule: "according-to",
        at: k,
    };
    Some(According { places, draft, content })
}

/// Behind `, qui dirige l'alliance,`: a relative clause about the speaker belongs to the attribution.
fn relative_end(r: &Reading, end: usize, limit: usize) -> usize {
    let begins = r.mark(end) == Some(',') && r.is(end + 1, class::RELATIVE) && r.name_at(end + 1).is_none();
    let comma = (end + 2..limit).find(|&i| r.mark(i) == Some(',')).filter(|_| begins);
    comma.unwrap_or(end)
}

/// `relayées par la chaîne X`: who passed it on.
fn relayed(r: &Reading, end: usize, limit: usize) -> Option<Places> {
    let relay = end > 0 && r.is(end - 1, class::RELAY) && r.is(end, class::AGENT);
    match relay.then(|| phrase::right_of(r, end + 1, limit)).flatten()? {
        Subject::Phrase(p, _) => Some(p),
        _ => None,
    }
}

/// `Le port est, selon X, vide`: whether an attribution stands in the middle of a clause that needs what follows.
fn interrupts(r: &Reading, sentence: &Places, k: usize) -> bool {
    let open = class::BE | class::AUXILIARY | class::FINITE | class::PREPOSITION | class::DETERMINER;
    k > sentence.start + 1 && r.mark(k - 1) == Some(',') && r.is(k - 2, open) && r.name_at(k - 2).is_none()
}

/// `Selon une étude sur les données du port, …`: the complement of the speaker phrase, up to its comma.
fn complement_end(r: &Reading, end: usize, limit: usize) -> usize {
    if !r.is(end, class::PREPOSITION) || r.name_at(end).is_some() {
        return end;
    }
    let comma = (end..limit.min(end + 20)).find(|&i| r.mark(i) == Some(','));
    comma.filter(|&c| phrase::is_noun_phrase(r, &(end..c))).unwrap_or(end)
}

/// `…, according to a study published on Wednesday in a journal`: what says more of the source, to the next mark.
fn modified_end(r: &Reading, end: usize, limit: usize) -> usize {
    let begins =
        r.is(end, class::PREPOSITION | class::LINKER) || r.lexicon.ends_as_past(r.lower(end)) && r.classes(end) == 0;
    let stop =
        |&i: &usize| r.mark(i).is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | '–' | '—' | '(' | '«' | '“' | '"'));
    let last = (end..limit.min(end + 16)).find(stop).unwrap_or(limit);
    let whole = begins && r.name_at(end).is_none() && last - end <= 14 && phrase::is_noun_phrase(r, &(end..last));
    if whole { last } else { end }
}

/// Where the part of the sentence begins that holds `k`: behind the last semicolon or colon.
fn part(r: &Reading, sentence: &Places, k: usize) -> usize {
    let stop = |&i: &usize| r.parts(i) && r.quoted_at(i).is_none();
    (sentence.start..k).rev().find(stop).map_or(sentence.start, |i| i + 1)
}

/// Whether an attribution at `k` begins its sentence, but for a conjunction or an adverb.
fn opens(r: &Reading, sentence: &Places, k: usize) -> bool {
    let lead = r.trimmed(part(r, sentence, k)..k);
    lead.is_empty() || (lead.len() <= 2 && r.is(lead.start, class::CONJUNCTION | class::ADVERB))
}

/// What the attribution covers: the rest of its sentence, or what stands before it.
fn content(r: &Reading, sentence: &Places, groups: &[Group], own: &Places) -> Option<Vec<Places>> {
    let last = r.trimmed(sentence.clone()).end;
    let comma = |i: usize| matches!(r.mark(i), Some(',' | ':'));
    let least = r.lexicon.shortest_clause();
    if opens(r, sentence, own.start) {
        let from = if comma(own.end) { own.end + 1 } else { own.end };
        let end = clause::end(r, from, sentence, groups);
        let rest = r.trimmed(from..end);
        return (rest.len() >= least).then(|| vec![rest]);
    }
    let before = if comma(own.start - 1) { own.start - 1 } else { own.start };
    let head = r.trimmed(part(r, sentence, own.start)..before);
    let after = own.end + 1;
    let goes_on = before < own.start && comma(own.end) && after < last && !leaves(r, after, groups);
    if goes_on {
        let end = clause::end(r, after, sentence, groups);
        return Some(vec![head, r.trimmed(after..end)]);
    }
    if r.lexicon.verb_second && before == own.start && own.end < last {
        let (start, end) = second::clause_around(r, &(head.start..last), own);
        let head = r.trimmed(start..before);
        let rest = r.trimmed(own.end..clause::end(r, own.end, sentence, groups).min(end));
        return (!head.is_empty() && !rest.is_empty()).then(|| vec![head, rest]); // stieg laut X auf 30
    }
    (head.len() >= least).then(|| vec![head])
}

/// `X zufolge`: from the speaker to the attribution that ends at `k`, and its place in the lexicon.
fn postposed(r: &Reading, sentence: &Places, k: usize) -> Option<(Places, usize)> {
    let is_one = |n: &usize| r.lexicon.attributions[*n].behind;
    let n = r.word(k)?.attributions.iter().map(|&n| usize::from(n)).find(is_one)?;
    let pronoun = k > sentence.start && r.is(k - 1, class::PRONOUN) && r.name_at(k - 1).is_none();
    let start = if pronoun { k - 1 } else { second::source_start(r, part(r, sentence, k), k) };
    (start < k && r.quoted_at(k).is_none()).then(|| (start..k + 1, n))
}

fn behind(r: &Reading, sentence: &Places, groups: &[Group], own: &Places, n: usize) -> Option<According> {
    let places = own.start..own.end - 1;
    let pronoun = places.len() == 1 && r.is(own.start, class::PRONOUN) && r.name_at(own.start).is_none();
    let subject = if pronoun { Subject::Pronoun(places) } else { Subject::Phrase(places, true) };
    let whole = own.start..relative_end(r, own.end, sentence.end);
    made(r, content(r, sentence, groups, &whole)?, (n, own.end - 1..own.end), subject, whole, None)
}

/// Whether what begins at `k` no longer belongs to the attributed clause.
fn leaves(r: &Reading, k: usize, groups: &[Group]) -> bool {
    r.is(k, class::RELATIVE | class::CONJUNCTION | class::ENDER)
        || groups.iter().any(|g| g.places.start == k && g.form == Form::Gerund)
}
