//! `.why`: by which rules something was found and attributed, and how often these were right where they were counted.

use std::fmt::Write as _;

use super::{
    super::{screen, ui},
    verdicts,
};
use crate::{
    model::{Judgement, Measured},
    output::clean_line,
    quote::rates,
    store::{DocumentHead, Link, MentionTold, QuotationTold, SpeakerTold, Told},
};

/// What no command counts.
const NOT_MEASURED: &str = "not measured";

/// The chain of rules behind a quotation, a mention or a document, one step a line.
pub(in crate::cli) fn why(told: &Told) -> String {
    let (key, steps) = match told {
        Told::Quotation(quotation) => (&quotation.key, of_quotation(quotation)),
        Told::Mention(mention) => (&mention.key, of_mention(mention)),
        Told::Document(document) => (&document.key, of_document(document)),
    };
    let mut out = format!("{key}\n");
    for (what, told) in steps {
        let line = format!("{:<10} {}", ui::told(what), clean_line(&ui::told(&told)));
        let _ = writeln!(out, "{}", screen::hanging(&line, 11));
    }
    out
}

type Steps = Vec<(&'static str, String)>;

fn of_quotation(q: &QuotationTold) -> Steps {
    let language = q.document.language.as_deref().unwrap_or_default();
    let corrected = q.verdicts.iter().any(|judged| judged.what == Judgement::Speaker);
    let machine = if corrected { &q.found } else { &q.speakers };
    let first = machine.first().map(|speaker| speaker.rule.as_str());
    let all = rates(language, &q.rule, first);
    let mut steps = vec![("found", format!("{}, by rule {} · {}", q.kind, q.rule, counted(all.rule)))];
    if machine.is_empty() {
        steps.push(("speaker", format!("nobody was found · {}", counted(all.speaker))));
    }
    for speaker in machine {
        let rate = rates(language, &q.rule, Some(&speaker.rule)).speaker;
        steps.push(("speaker", format!("{}, by rule {} · {}", chain(speaker), speaker.rule, counted(rate))));
        steps.extend(speaker.link.as_ref().map(|link| ("linked", linked(link))));
    }
    let cue = q.cue.as_ref().map_or("without a cue".to_owned(), |cue| format!("by the cue “{cue}”"));
    steps.push(("act", format!("{}, {cue} · {NOT_MEASURED}", q.act)));
    steps.push(("together", together(all.together)));
    let found = (!q.found.is_empty()).then(|| q.found.iter().map(chain).collect::<Vec<_>>().join(" & "));
    steps.extend(verdicts::lines(&q.verdicts, found.as_deref()).into_iter().map(|line| ("the user", line)));
    steps
}

fn of_mention(mention: &MentionTold) -> Steps {
    let mut steps = vec![
        (
            "spelling",
            format!("“{}” as {}, of the gazetteer’s “{}”", mention.link.surface, mention.sort, mention.link.alias),
        ),
        ("linked", linked(&mention.link)),
    ];
    steps.extend(mention.stands_for.as_ref().map(|name| ("stands for", format!("{name} · {NOT_MEASURED}"))));
    let others = mention.candidates.iter().map(|(name, score)| ("candidate", format!("{name} · score {score:.2}")));
    steps.extend(others);
    steps
}

fn of_document(head: &DocumentHead) -> Steps {
    let date = head.published.as_deref().unwrap_or("no date is known");
    let why = head.published_why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    let doubt = head.published_doubt.as_ref().map(|doubt| ("doubtful", doubt.clone()));
    std::iter::once(("published", format!("{date}, from {}{why}", head.published_basis))).chain(doubt).collect()
}

/// `il → Sergueï Lavrov`
fn chain(speaker: &SpeakerTold) -> String {
    let parts: Vec<&str> = [&speaker.surface, &speaker.name].into_iter().flatten().map(String::as_str).collect();
    match parts[..] {
        [one, other] if one != other => format!("{one} → {other}"),
        [one, ..] => one.to_owned(),
        [] => "nobody with a name".to_owned(),
    }
}

fn linked(link: &Link) -> String {
    let entity = link.entity.as_deref().unwrap_or("ambiguous");
    format!(
        "“{}” → {entity}, by rule {}, score {:.2} of the linker · {NOT_MEASURED}",
        link.surface, link.rule, link.score
    )
}

/// `right 812 of 900`
fn counted(measured: Option<Measured>) -> String {
    measured.map_or(NOT_MEASURED.to_owned(), |m| format!("right {} of {}", m.right, m.of))
}

fn together(measured: Option<Measured>) -> String {
    let Some(m) = measured else { return NOT_MEASURED.to_owned() };
    let which = match (m.rule, m.speaker) {
        (Some(_), Some(_)) => "both rules",
        (Some(_), None) => "the rule that found it",
        _ => "the rule of its speaker",
    };
    let language = m.language.map(|code| format!(" in {code}")).unwrap_or_default();
    format!("confidence {:.2}: {which} right {} of {}{language}", m.share(), m.right, m.of)
}
