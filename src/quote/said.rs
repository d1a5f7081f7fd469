//! The day on which something was said, where the words around the cue tell it.

use super::{
    draft::Draft,
    lexicon::class,
    reading::{Places, Reading},
};
use crate::{language::Told, model::Said};

/// How far behind the cue the day may stand, in tokens: the speaker with his office stands between.
const BEHIND: usize = 16;

/// How far before it.
const BEFORE: usize = 4;

/// How far behind the beginning of the sentence.
const OPENING: usize = 4;

/// The day of a quotation: inside its cue, behind it, right before it, or at the beginning of its sentence.
pub(super) fn said(r: &Reading, draft: &Draft, told: &Told) -> Option<Said> {
    let cue = draft.cue.clone()?;
    let sentence = r.sentences.get(r.sentence_of(cue.start))?.clone();
    let search = Search { r, draft, told };
    let inside = || cue.clone().find_map(|i| search.day(i));
    let before = || search.before(sentence.start.max(cue.start.saturating_sub(BEFORE))..cue.start);
    let opening = || search.opening(sentence.start..cue.start.min(sentence.start + OPENING));
    inside().or_else(|| search.behind(cue.end..sentence.end.min(cue.end + BEHIND))).or_else(before).or_else(opening)
}

struct Search<'a> {
    r: &'a Reading<'a>,
    draft: &'a Draft,
    told: &'a Told<'a>,
}

impl Search<'_> {
    /// Behind the cue, up to the content or another clause. Behind a comma the day comes at once, or is another's.
    fn behind(&self, places: Places) -> Option<Said> {
        let mut parted = false;
        for i in places {
            let day = self.day(i);
            if self.is_said(i) || self.r.is(i, class::COMPLEMENTIZER | class::RELATIVE) && day.is_none() {
                return None;
            }
            match self.r.mark(i) {
                Some(',') => parted = true,
                Some('-' | '.' | '\'' | '’') => {}
                Some(_) => return None,
                None if day.is_some() => return day.filter(|_| !parted || self.follows_comma(i)),
                None if self.r.is_finite(i) && self.r.name_at(i).is_none() => return None,
                None => {}
            }
        }
        None
    }

    fn before(&self, places: Places) -> Option<Said> {
        places.rev().take_while(|&i| self.r.mark(i).is_none() && !self.is_said(i)).find_map(|i| self.day(i))
    }

    fn opening(&self, mut places: Places) -> Option<Said> {
        places.by_ref().take_while(|&i| self.r.mark(i).is_none() && !self.is_said(i)).find_map(|i| self.day(i))
    }

    /// Whether only an article or a preposition stands between the token at `i` and the comma before it.
    fn follows_comma(&self, i: usize) -> bool {
        let small = |k: &usize| self.r.is(*k, class::PREPOSITION | class::DETERMINER);
        let first = (0..i).rev().take_while(small).last().unwrap_or(i);
        first > 0 && self.r.mark(first - 1) == Some(',')
    }

    /// Whether the token at `i` is part of what was said.
    fn is_said(&self, i: usize) -> bool {
        let Some(token) = self.r.tokens.get(i) else { return true };
        self.r.quoted_at(i).is_some() || self.draft.content.iter().any(|content| content.contains(token.span))
    }

    /// The day told at `i`, unless it is part of a name.
    fn day(&self, i: usize) -> Option<Said> {
        self.told.day(i).filter(|_| self.r.name_at(i).is_none() && !self.is_said(i))
    }
}
