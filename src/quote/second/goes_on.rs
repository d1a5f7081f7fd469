//! Reported speech that goes on over the next sentences.

use super::{comma, is_reportive};
use crate::{
    quote::{
        lexicon::class,
        reading::{Places, Reading},
    },
    text::TokenKind,
};

/// `Er sei …`: a sentence whose main verb stands in the form of reported speech goes on with what was said before it.
pub(in crate::quote) fn goes_on(r: &Reading, sentence: &Places) -> bool {
    let subordinate = class::COMPLEMENTIZER | class::RELATIVE | class::CONDITIONAL;
    let opens = r.is(sentence.start, subordinate | class::SUBORDINATOR) && !r.is(sentence.start, class::DETERMINER);
    let parts = |k: &usize| comma(r, *k) || matches!(r.mark(*k), Some(':' | ';'));
    let end = (sentence.clone()).find(parts).filter(|_| !opens).unwrap_or(sentence.end);
    let finite = class::AUXILIARY | class::BE | class::MODAL | class::FINITE;
    let first = (sentence.start..end).find(|&k| r.is(k, finite) || is_reportive(r, k));
    let word = r.tokens.get(sentence.start).is_some_and(|t| t.kind != TokenKind::Mark('('));
    word && first.is_some_and(|k| is_reportive(r, k))
}
