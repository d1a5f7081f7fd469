//! Speakers without a verb: *selon X*, *according to X*.

use super::{
    clause,
    cue::Group,
    draft::Draft,
    lexicon::class,
    phrase::{self, Subject},
    reading::{Places, Reading},
};
use crate::{language::Form, model::QuotationKind, span::Span};

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
    let mut k = sentence.start;
    while k < sentence.end {
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

fn at(r: &Reading, sentence: &Places, groups: &[Group], k: usize, (n, after): (usize, usize)) -> Option<According> {
    let limit = (after..sentence.end)
        .find(|&i| matches!(r.mark(i), Some(';' | '(' | ')' | ':' | '«' | '“')))
        .unwrap_or(sentence.end);
    let leads = opens(r, sentence, k);
    let right = if leads { phrase::right_of_followed } else { phrase::right_of };
    let subject = right(r, after, limit)?;
    let mut end = match &subject {
        Subject::Phrase(p, _) | Subject::Pronoun(p) => p.end,
        _ => return None,
    };
    let via = relayed(r, end, limit);
    if let Some(v) = &via {
        end = v.end;
    }
    let places = k..end;
    let content = content(r, sentence, groups, &places)?;
    let spans: Vec<Span> = content.iter().map(|c| r.span(c)).collect();
    let mut kind = QuotationKind::Indirect;
    let mut covered = spans.clone();
    if let [only] = content.as_slice() {
        let quoted = r.quoted_in(only);
        if let [q] = quoted
            && q.tokens == (only.start, only.end)
        {
            kind = QuotationKind::Direct;
            covered = vec![q.inner];
        }
    }
    if kind == QuotationKind::Indirect && content.iter().any(|c| c.clone().any(|i| r.quoted_at(i).is_some())) {
        kind = QuotationKind::Mixed;
    }
    let attribution = &r.lexicon.attributions[n];
    let draft = Draft {
        content: covered,
        kind,
        cue: Some(k..after),
        lemma: Some(attribution.words.join(" ").replace("' ", "'")),
        act: attribution.act,
        subject,
        via: via.map(|v| r.span(&v)),
        rule: "according-to",
        at: k,
    };
    Some(According { places, draft, content })
}

/// `relayées par la chaîne X`: who passed it on.
fn relayed(r: &Reading, end: usize, limit: usize) -> Option<Places> {
    let relay = end > 0 && r.is(end - 1, class::RELAY) && r.is(end, class::AGENT);
    match relay.then(|| phrase::right_of(r, end + 1, limit)).flatten()? {
        Subject::Phrase(p, _) => Some(p),
        _ => None,
    }
}

/// Whether an attribution at `k` begins its sentence, but for a conjunction or an adverb.
fn opens(r: &Reading, sentence: &Places, k: usize) -> bool {
    let lead = r.trimmed(sentence.start..k);
    lead.is_empty() || (lead.len() <= 2 && r.is(lead.start, class::CONJUNCTION | class::ADVERB))
}

/// What the attribution covers: the rest of its sentence, or what stands before it.
fn content(r: &Reading, sentence: &Places, groups: &[Group], own: &Places) -> Option<Vec<Places>> {
    let last = r.trimmed(sentence.clone()).end;
    let comma = |i: usize| matches!(r.mark(i), Some(',' | ':'));
    if opens(r, sentence, own.start) {
        let from = if comma(own.end) { own.end + 1 } else { own.end };
        let end = clause::end(r, from, sentence, groups);
        let rest = r.trimmed(from..end);
        return (rest.len() >= 3).then(|| vec![rest]);
    }
    let before = if comma(own.start - 1) { own.start - 1 } else { own.start };
    let head = r.trimmed(sentence.start..before);
    let after = own.end + 1;
    let goes_on = before < own.start && comma(own.end) && after < last && !leaves(r, after, groups);
    if goes_on {
        let end = clause::end(r, after, sentence, groups);
        return Some(vec![head, r.trimmed(after..end)]);
    }
    (head.len() >= 3).then(|| vec![head])
}

/// Whether what begins at `k` no longer belongs to the attributed clause.
fn leaves(r: &Reading, k: usize, groups: &[Group]) -> bool {
    r.is(k, class::RELATIVE | class::CONJUNCTION | class::ENDER)
        || groups.iter().any(|g| g.places.start == k && g.form == Form::Gerund)
}
