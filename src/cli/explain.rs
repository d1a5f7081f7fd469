//! `dixit annotate --explain`: each quotation with every decision and the rule that took it, in words.

use std::io::{self, Write};

use super::{screen, ui};
use crate::{
    gazetteer::Gazetteer,
    model::{About, Annotations, Measured, Quotation, SaidBasis, Speaker, SpeakerSort},
    output::clean_line,
    span::Span,
};

const CONTENT: &str = "\x1b[32m";
const CUE: &str = "\x1b[33m";
const SPEAKER: &str = "\x1b[1;36m";
const RULE: &str = "\x1b[2m";
const OFF: &str = "\x1b[0m";

/// How far the particulars of a quotation stand in.
const INDENT: &str = "   ";

/// Prints what is found in one document.
///
/// # Errors
/// When `out` cannot be written.
pub(super) fn document(
    out: &mut dyn Write,
    (id, text): (&str, &str),
    found: &Annotations,
    gazetteer: &Gazetteer,
) -> io::Result<()> {
    let teller = Teller { text, gazetteer };
    let count = counted(found.quotations.len(), "quotation");
    let (language, count) = (ui::told(found.language.as_deref().unwrap_or("language unknown")), ui::told(&count));
    let mut lines = format!("\x1b[1m{}{OFF} · {language} · {count}\n\n", clean_line(id));
    for (n, quotation) in found.quotations.iter().enumerate() {
        lines += &teller.quotation(n + 1, quotation);
    }
    out.write_all(lines.as_bytes())?;
    out.flush()
}

/// `1 quotation`, `2 quotations`
pub(super) fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// One document in words.
pub(super) struct Teller<'a> {
    pub text: &'a str,
    pub gazetteer: &'a Gazetteer,
}

impl Teller<'_> {
    fn quotation(&self, number: usize, q: &Quotation) -> String {
        let head = format!("{number:<2} {} · {}", q.kind, q.act);
        let content: Vec<_> = q.content.iter().map(|&c| self.words(c)).collect();
        let content = format!("{INDENT}{CONTENT}{}{OFF}", content.join(" […] "));
        let particulars =
            self.particulars(q).into_iter().map(|(what, value)| format!("{INDENT}{:<10}  {value}", ui::told(what)));
        let lines: Vec<String> = [head, content].into_iter().chain(particulars).map(|l| screen::indented(&l)).collect();
        lines.join("\n") + "\n\n"
    }

    /// What there is to say of a quotation, each with its name.
    fn particulars(&self, q: &Quotation) -> Vec<(&'static str, String)> {
        let cue = q.cue.map(|cue| {
            let lemma = q.cue_lemma.as_ref().map(|lemma| format!(" ({})", clean_line(lemma))).unwrap_or_default();
            format!("{CUE}{}{OFF}{lemma}", self.words(cue))
        });
        let said = q.said.as_ref().map(|said| match said.basis {
            SaidBasis::Written => format!("{} (written)", said.date),
            SaidBasis::Inferred => format!("{} (counted from the day of publication)", said.date),
        });
        let rows = [
            ("cue", cue),
            ("found by", Some(format!("{RULE}{}{OFF}", q.rule))),
            ("speaker", Some(self.speakers(&q.speakers))),
            ("addressee", Some(self.speakers(&q.addressees)).filter(|_| !q.addressees.is_empty())),
            ("via", q.via.map(|via| self.words(via))),
            ("about", self.about(&q.about)),
            ("said", said.map(|said| ui::told(&said).into_owned())),
            ("confidence", Some(ui::told(&confidence(q.measured)).into_owned())),
        ];
        rows.into_iter().filter_map(|(what, value)| Some((what, value?))).collect()
    }

    /// Words of the text on one line.
    pub fn words(&self, span: Span) -> String {
        clean_line(&span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
    }

    /// Who speaks, and by which rule.
    pub fn speakers(&self, speakers: &[Speaker]) -> String {
        if speakers.is_empty() {
            return ui::told("nobody was found").into_owned();
        }
        speakers.iter().map(|s| self.speaker(s)).collect::<Vec<_>>().join("; ")
    }

    /// `Il → Sergey Lavrov (pronoun-previous-speaker)`
    fn speaker(&self, s: &Speaker) -> String {
        let words = s.span.map(|span| self.words(span));
        let entity = s.entity.map(|e| self.gazetteer.entity(e).name);
        let name = entity.or(s.name.as_deref()).map(|name| clean_line(name).into_owned());
        let chain: Vec<&str> = match (&words, &name) {
            (Some(words), Some(name)) if words == name => vec![words],
            _ => [&words, &name].into_iter().flatten().map(String::as_str).collect(),
        };
        let sort = if s.sort == SpeakerSort::Named { String::new() } else { format!(", {}", s.sort) };
        format!("{SPEAKER}{}{OFF}{sort} {RULE}({}){OFF}", chain.join(" → "), s.rule)
    }

    /// `Kursk; widely Russia`
    fn about(&self, about: &[About]) -> Option<String> {
        let names = |strict: bool| {
            let those = about.iter().filter(|a| a.strict == strict);
            those.map(|a| self.gazetteer.entity(a.entity).name).collect::<Vec<_>>().join(", ")
        };
        let (strictly, widely) = (names(true), names(false));
        let parts = [(strictly, ""), (widely, "widely ")];
        let told: Vec<String> =
            parts.iter().filter(|(n, _)| !n.is_empty()).map(|(n, how)| format!("{}{n}", ui::told(how))).collect();
        (!told.is_empty()).then(|| clean_line(&told.join("; ")).into_owned())
    }
}

/// `0.76: rule cue-that-clause with pronoun-previous-speaker, right 31 of 40 in fr`
fn confidence(measured: Option<Measured>) -> String {
    let Some(m) = measured else { return "its rules were never counted".to_owned() };
    let speaker = m.speaker.map(|rule| if rule == "-" { "nobody found" } else { rule });
    let rules: Vec<&str> = m.rule.into_iter().chain(speaker).collect();
    let language = m.language.map(|code| format!(" in {code}")).unwrap_or_default();
    format!("{:.2}: rule {}, right {} of {}{language}", m.share(), rules.join(" with "), m.right, m.of)
}
