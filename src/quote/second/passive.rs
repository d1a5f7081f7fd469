//! Passives: *Ihm wird vorgeworfen, … zu haben*, *Von der Polizei wurde mitgeteilt, dass …*.

use super::{bare, infinitive, is_finite, nominal};
use crate::{
    language::Frame,
    quote::{
        around,
        cue::Group,
        direct::Sentence,
        lexicon::class,
        phrase::{self, Subject},
        reading::Reading,
    },
};

/// Where the infinitive or the clause without *dass* begins that a passive governs.
pub(in crate::quote) fn passive(r: &Reading, s: &Sentence, group: &Group) -> Option<usize> {
    if !r.lexicon.verb_second {
        return None;
    }
    let request = group.takes(r, Frame::Request).then(|| infinitive(r, s, group)).flatten();
    let bare = || bare(r, s, group).filter(|&k| !is_finite(r, k)); // wenn … gemeldet wird, könnte …
    request.or_else(|| if group.takes(r, Frame::Bare) { bare() } else { None })
}

/// Whether what follows a passive can be its own: at the end of a clause (*die angenommen wurde, …*) only a clause right
/// behind it is.
pub(in crate::quote) fn is_followed(r: &Reading, group: &Group) -> bool {
    let closes = r.lexicon.verb_second && group.places.end == group.verb + 2 && r.is(group.verb + 1, class::BE);
    !closes || r.is(group.places.end + 1, class::COMPLEMENTIZER)
}

/// Who does it: behind *von*, or the source behind *in*; nobody where neither stands before the verb.
pub(in crate::quote) fn agent(r: &Reading, s: &Sentence, group: &Group) -> Subject {
    let clause = s.places.start..group.verb;
    let phrase = |k: usize| phrase::right_of(r, k + 1, group.verb).map(|found| nominal::extended(r, found, group.verb));
    let speaks = |found: &Subject| around::is_speaker_like(r, found);
    let by = clause
        .clone()
        .filter(|&k| r.is(k, class::COMPLEMENT) && r.quoted_at(k).is_none())
        .rev()
        .find_map(|k| phrase(k).filter(speaks));
    let source = |found: &Subject| {
        let places = phrase::start_of(found).unwrap_or(0)..phrase::end_of(found).unwrap_or(0);
        places.into_iter().take(4).any(|k| r.is(k, class::SOURCE))
    };
    let told = || clause.filter(|&k| r.is(k, class::MEANS)).find_map(|k| phrase(k).filter(source));
    by.or_else(told).unwrap_or(Subject::Unknown)
}
