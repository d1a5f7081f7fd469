//! How a text is read, before quotations are made of it: for those who write packs.

use super::{
    Engine, Input,
    cue::{self, Group},
    named,
    reading::Reading,
};
use crate::{
    language::{FRAMES, Form, Frame},
    model::Act,
    span::Span,
};

/// How a text is read.
pub struct Trace {
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// What stands between quotation marks, marks included.
    pub marked: Vec<Span>,
    /// Forms of cues, in order of the text.
    pub cues: Vec<TracedCue>,
}

/// A form of a cue.
pub struct TracedCue {
    /// The verb with its auxiliaries, or the word alone where it is not read as a verb.
    pub span: Span,
    /// Dictionary form.
    pub lemma: String,
    /// What a speaker does with it.
    pub act: Act,
    /// What may follow.
    pub frames: Vec<&'static str>,
    /// The chance that a use of it is no speech, where the pack tells one.
    pub prior: Option<f32>,
    /// What it is where it stands; nothing where it is not read as a verb.
    pub reading: Option<Vec<&'static str>>,
}

impl Engine {
    /// How the text is read.
    pub fn trace(&self, input: &Input) -> Trace {
        let named = named::whole(input.text, input.tokens, input.named, &self.lexicon);
        let r = Reading::new(input.text, input.tokens, input.paragraphs, &named, &self.lexicon);
        let mut cues: Vec<TracedCue> = Vec::new();
        for places in &r.sentences {
            let groups = cue::groups(&r, places);
            cues.extend(groups.iter().map(|group| read(&r, group)));
            let free = |i: &usize| !groups.iter().any(|g| g.places.contains(i) || g.apart == Some(*i));
            cues.extend(places.clone().filter(free).filter_map(|i| unread(&r, i)));
        }
        cues.sort_by_key(|cue| cue.span);
        Trace {
            sentences: r.sentences.iter().map(|places| r.span(places)).collect(),
            marked: r.quoted.iter().map(|q| q.outer).collect(),
            cues,
        }
    }
}

fn read(r: &Reading, group: &Group) -> TracedCue {
    let row = group.cue(r);
    let form = match group.form {
        Form::Finite | Form::Apart => "finite",
        Form::Participle => "participle",
        Form::Gerund => "present participle",
        Form::Infinitive => "infinitive",
    };
    let flags = [
        (group.negated, "negated"),
        (group.passive, "passive"),
        (group.plural, "plural"),
        (row.weak, "weak"),
        (row.mute, "mute"),
    ];
    let flags = flags.into_iter().filter(|(so, _)| *so).map(|(_, word)| word);
    TracedCue {
        prior: row.prior,
        span: r.span(&group.places),
        lemma: row.lemma.clone(),
        act: row.act,
        frames: names(&row.frames),
        reading: Some([form].into_iter().chain(flags).collect()),
    }
}

/// A form of a cue that is not read as one where it stands.
fn unread(r: &Reading, i: usize) -> Option<TracedCue> {
    let &(cue, _) = r.word(i)?.cues.first()?;
    let row = &r.lexicon.cues[usize::from(cue)];
    Some(TracedCue {
        prior: row.prior,
        span: r.span(&(i..i + 1)),
        lemma: row.lemma.clone(),
        act: row.act,
        frames: names(&row.frames),
        reading: None,
    })
}

fn names(frames: &[Frame]) -> Vec<&'static str> {
    FRAMES.iter().filter(|(_, frame)| frames.contains(frame)).map(|(name, _)| *name).collect()
}
