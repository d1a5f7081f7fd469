//! `dixit language try`: how a sentence is read, underlined.

use std::io::{self, Read as _, Write as _};

use super::{
    super::{
        args,
        explain::{Teller, counted},
        failure::Failure,
        problem::harmless,
        screen,
    },
    Source,
    underline::{Row, underlined},
};
use crate::{
    annotate::Annotator,
    gazetteer::Gazetteer,
    language::{self, Pack},
    model::Annotations,
    quote::{Trace, TracedCue},
    span::Span,
};

/// Prints the sentences with what is found in each; exit code 3 when the pack cannot be read.
pub(super) fn run(given: &args::Try) -> Result<u8, Failure> {
    let source = Source::find(&given.pack)?;
    let pack = Pack::read(&source.name, &source.text)?;
    let code = pack.code.clone();
    let text = text(&given.text)?;
    let mut packs = language::shipped()?;
    packs.retain(|shipped| shipped.code != code);
    packs.push(pack);
    let annotator = Annotator::with_packs(Gazetteer::shipped(), packs);
    let found = annotator.annotate(&text, Some(&code), given.date.as_deref());
    let Some(trace) = annotator.trace(&text, &code, given.date.as_deref()) else {
        screen::say(&format!("{}: without cues: read for names only", source.name));
        return Ok(0);
    };
    let teller = Teller { text: &text, gazetteer: annotator.gazetteer() };
    let shown = harmless(&text); // as many bytes, so that spans still fit
    let mut out = anstream::stdout();
    for sentence in &trace.sentences {
        writeln!(out, "{}", underlined(&shown, *sentence, &rows(&teller, &found, &trace, *sentence)))?;
    }
    let (sentences, quotations) = (trace.sentences.len(), found.quotations.len());
    screen::say(&format!("{} · {}", counted(sentences, "sentence"), counted(quotations, "quotation")));
    Ok(0)
}

/// What was given as words, or standard input.
fn text(given: &[String]) -> io::Result<String> {
    if given == ["-"] {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text)?;
        return Ok(text);
    }
    Ok(given.join(" "))
}

/// Everything that is underlined in a sentence, in the order in which it is shown.
fn rows(teller: &Teller<'_>, found: &Annotations, trace: &Trace, sentence: Span) -> Vec<Row> {
    let mut rows = vec![Row::plain('"', trace.marked.clone(), "marks"), names(teller, found, sentence)];
    rows.extend(trace.cues.iter().map(cue));
    for (n, q) in (1..).zip(&found.quotations) {
        let nobody = if q.speakers.is_empty() { " · nobody was found who speaks" } else { "" };
        let label = format!("{n} content · {} · {} · {}{nobody}", q.kind, q.act, q.rule);
        rows.push(Row { sign: '~', colour: "\x1b[32m", spans: q.content.clone(), label });
        let spans = q.speakers.iter().filter_map(|s| s.phrase.or(s.span)).collect();
        let label = format!("{n} speaker · {}", teller.speakers(&q.speakers));
        rows.push(Row { sign: '=', colour: "\x1b[1;36m", spans, label });
        let spans = q.addressees.iter().filter_map(|s| s.phrase.or(s.span)).collect();
        let label = format!("{n} addressee · {}", teller.speakers(&q.addressees));
        rows.push(Row { sign: '+', colour: "\x1b[36m", spans, label });
    }
    rows
}

fn names(teller: &Teller<'_>, found: &Annotations, sentence: Span) -> Row {
    let mentions = found.mentions.iter().map(|m| (m.span, m.entity.map(|e| teller.gazetteer.entity(e).name)));
    let names = mentions.chain(found.names.iter().map(|n| (n.span, None)));
    let mut own: Vec<(Span, Option<&str>)> = names.filter(|(span, _)| sentence.contains(*span)).collect();
    own.sort();
    let told = own.iter().map(|(span, name)| name.map_or_else(|| format!("{}?", teller.words(*span)), str::to_owned));
    let label = format!("names · {}", told.collect::<Vec<_>>().join(", "));
    Row { sign: '-', colour: "\x1b[1;35m", spans: own.into_iter().map(|(span, _)| span).collect(), label }
}

fn cue(cue: &TracedCue) -> Row {
    let frames = cue.frames.join(" ");
    let prior = cue.prior.map(|prior| format!(" · no speech {prior}")).unwrap_or_default();
    let (sign, label) = match &cue.reading {
        Some(reading) => ('^', format!("cue {} · {} · {} · {frames}{prior}", cue.lemma, cue.act, reading.join(", "))),
        None => ('.', format!("a form of {}, not read as a cue here", cue.lemma)),
    };
    Row { sign, colour: "\x1b[33m", spans: vec![cue.span], label }
}
