//! Cues that often are no speech (*les chiffres suggèrent que*, *the film promises to*) need evidence that they are.
//!
//! A pack tells for such a cue the chance that a use of it is no speech, when nothing else is known. What stands around it is
//! added up in log-odds: words between quotation marks, and who the subject is.

use super::{
    cue::Group,
    lexicon::class,
    phrase::{self, Subject},
    reading::Reading,
};

/// What words between quotation marks in the content tell.
const QUOTED: f32 = 3.0;

/// What a subject tells that has a name, or is listed as somebody who can speak.
const SPEAKER: f32 = 1.5;

/// What a source, or a pronoun, as the subject tells.
const MAYBE: f32 = 1.0;

/// What it tells that the subject is the one of the cue before.
const SAME: f32 = 0.5;

/// Whether the chance that the cue of `group` is no speech is greater than what speaks for it.
pub(super) fn is_doubtful(r: &Reading, group: &Group, subject: &Subject, quoted: bool) -> bool {
    let Some(prior) = group.cue(r).prior else { return false };
    let odds = ((1.0 - prior) / prior).ln();
    odds + of_subject(r, subject) + if quoted { QUOTED } else { 0.0 } < 0.0
}

fn of_subject(r: &Reading, subject: &Subject) -> f32 {
    const SPEAKS: crate::quote::lexicon::Classes = class::GROUP | class::AUTHORITY | class::TITLE | class::PERSON;
    match subject {
        Subject::Phrase(p, _) if phrase::eligible(r, p).next().is_some() => SPEAKER,
        Subject::Phrase(p, _) if p.clone().take(4).any(|k| r.is(k, SPEAKS)) => SPEAKER,
        Subject::Phrase(p, _) if p.clone().take(4).any(|k| r.is(k, class::SOURCE)) => MAYBE,
        Subject::Phrase(..) => 0.0,
        Subject::Pronoun(_) => MAYBE,
        Subject::Inherited | Subject::Previous | Subject::Unknown => SAME,
    }
}
