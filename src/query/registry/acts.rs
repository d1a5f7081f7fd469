//! Acts as verbs.

use crate::model::Act;

/// One act.
pub struct ActRow {
    /// Which.
    pub act: Act,
    /// The past form, after `who`; the base form is the act's own word.
    pub past: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// A question that works.
    pub example: &'static str,
}

const fn row(act: Act, past: &'static str, meaning: &'static str, example: &'static str) -> ActRow {
    ActRow { act, past, meaning, example }
}

/// Every act.
pub const ACTS: &[ActRow] = &[
    row(Act::Say, "said", "plain saying; after `who` and `what did` it stands for any act", "who said \"mensonges\""),
    row(Act::Ask, "asked", "asking a question", "who asked about Koursk"),
    row(Act::Announce, "announced", "making known", "who announced since 2024-10"),
    row(Act::Confirm, "confirmed", "saying that it is so", "who confirmed about Corée du Nord"),
    row(Act::Deny, "denied", "saying that it is not so", "what did Peskov deny"),
    row(Act::Dismiss, "dismissed", "waving away", "who dismissed about Koursk"),
    row(Act::Decline, "declined", "refusing to say, to confirm or to deny", "who declined in language en"),
    row(Act::Accuse, "accused", "blaming somebody", "who accused about OTAN"),
    row(Act::Warn, "warned", "pointing to a danger", "who warned about Koursk"),
    row(Act::Threaten, "threatened", "holding out harm", "who threatened"),
    row(Act::Demand, "demanded", "wanting somebody to do something", "who demanded"),
    row(Act::Promise, "promised", "undertaking to do something", "what did Mark Rutte promise"),
    row(Act::Praise, "praised", "speaking well of", "who praised about OTAN"),
    row(Act::Estimate, "estimated", "giving a guess or judgement", "who estimated about Koursk"),
];

/// The row of `act`.
pub fn act_row(act: Act) -> &'static ActRow {
    &ACTS[act as usize]
}

/// The act that a verb in base or past form names.
pub fn verb(word: &str) -> Option<Act> {
    ACTS.iter().find(|row| row.past == word || row.act.word() == word).map(|row| row.act)
}
