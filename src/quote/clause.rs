//! Where reported words end.

use super::{
    cue::Group,
    lexicon::class,
    phrase,
    reading::{Places, Reading},
};
use crate::language::Form;

/// The end of what begins at `from` and is reported by the cue before it: the sentence's end, or where another cue takes over.
pub(super) fn end(r: &Reading, from: usize, sentence: &Places, groups: &[Group]) -> usize {
    let last = r.trimmed(from..sentence.end).end;
    for k in from + 1..last {
        if let Some(mark) = r.mark(k) {
            if mark == ';' && r.quoted_at(k).is_none() {
                return k;
            }
            continue;
        }
        let comma = r.mark(k - 1) == Some(',') && r.quoted_at(k).is_none_or(|q| q.tokens.0 > k - 1);
        if comma && (r.is(k, class::ENDER) || attribution(r, k).is_some()) {
            return k - 1;
        }
        if let Some(group) = groups.iter().find(|g| g.places.start == k)
            && let Some(end) = before_group(r, from, group, comma)
        {
            return end;
        }
    }
    last
}

/// Where the content ends because of this later cue, if it does.
fn before_group(r: &Reading, from: usize, group: &Group, comma: bool) -> Option<usize> {
    let k = group.places.start;
    if group.form == Form::Gerund {
        return (comma || r.is(k, class::GERUND_MARK)).then(|| if comma { k - 1 } else { k });
    }
    if comma {
        return Some(k - 1);
    }
    if k > from + 1 && r.is(k - 1, class::CONJUNCTION) {
        return Some(if r.mark(k - 2) == Some(',') { k - 2 } else { k - 1 });
    }
    let start = match phrase::left_of(r, from, k, group.plural) {
        phrase::Subject::Phrase(p, _) | phrase::Subject::Pronoun(p) => p.start,
        _ => return None,
    };
    let conjunction = start > from + 1 && r.is(start - 1, class::CONJUNCTION);
    if conjunction && r.mark(start - 2) == Some(',') {
        return Some(start - 2);
    }
    // "…, X a dit": a second main clause after a bare comma
    (start > from + 2 && r.mark(start - 1) == Some(',') && group.places.end + 1 >= r.sentences[r.sentence_of(k)].end)
        .then(|| start - 1)
}

/// The length of an attribution (*selon*, *d'après*) that begins at `k`, and its place in the lexicon.
pub(super) fn attribution(r: &Reading, k: usize) -> Option<(usize, usize)> {
    r.lexicon.attributions.iter().enumerate().find_map(|(n, a)| {
        let after = k + a.words.len();
        (r.follows(k, &a.words) && !a.not_before.contains(&content_word(r, after))).then_some((n, after))
    })
}

/// The first word behind articles.
fn content_word(r: &Reading, mut k: usize) -> String {
    while r.is(k, class::DETERMINER) && k + 1 < r.tokens.len() {
        k += 1;
    }
    r.lower(k)
}
