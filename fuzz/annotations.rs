//! What holds of the annotations of any text; for the fuzz target and for the tests.

use dixit::{
    annotate::{Annotator, write_json},
    model::{Annotations, Quotation, Speaker},
    span::Span,
};
use serde_json::Value;

/// Cuts an input up: a language and a date in its first line, where it has one, and the text.
pub fn parts(input: &str) -> (Option<&str>, Option<&str>, &str) {
    let (head, text) = input.split_once('\n').unwrap_or(("", input));
    let mut words = head.split_whitespace();
    (words.next(), words.next(), text)
}

/// Annotates the text and asserts what must hold of any.
pub fn check(annotator: &Annotator, (language, date, text): (Option<&str>, Option<&str>, &str)) {
    let found = annotator.annotate(text, language, date);
    let place = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    let ordered = |spans: &[Span]| assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "{spans:?} of {text:?}");
    let paragraphs: Vec<Span> = found.paragraphs.iter().map(|p| p.span).collect();
    let mentions: Vec<Span> = found.mentions.iter().map(|m| m.span).collect();
    let names: Vec<Span> = found.names.iter().map(|n| n.span).collect();
    for spans in [&paragraphs, &mentions, &names] {
        spans.iter().for_each(|&span| place(span));
        ordered(spans);
        assert!(spans.iter().all(|span| !span.is_empty()), "{spans:?} of {text:?}");
    }
    for quotation in &found.quotations {
        spans(quotation).into_iter().for_each(place);
        ordered(&quotation.content);
        let said = !quotation.content.is_empty() && quotation.content.iter().all(|c| !c.is_empty());
        assert!(said && (0.0..=1.0).contains(&quotation.confidence()), "{quotation:?} of {text:?}");
    }
    assert!(found.quotations.is_sorted_by_key(|q| q.hull().start), "{text:?}");
    json(annotator, text, &found);
    if let Some(trace) = language.and_then(|language| annotator.trace(text, language, date)) {
        let cues = trace.cues.iter().map(|cue| cue.span);
        trace.sentences.iter().chain(&trace.marked).copied().chain(cues).for_each(place);
        ordered(&trace.sentences);
    }
}

/// Every span of a quotation.
fn spans(q: &Quotation) -> Vec<Span> {
    let who = |s: &Speaker| s.span.into_iter().chain(s.phrase);
    let people = q.speakers.iter().chain(&q.addressees).flat_map(who);
    q.content.iter().copied().chain(q.cue).chain(people).collect()
}

/// The interchange object is one line of JSON, with offsets inside the text.
fn json(annotator: &Annotator, text: &str, found: &Annotations) {
    let mut line = Vec::new();
    write_json(&mut line, ("a", text), found, annotator).unwrap();
    let object: Value = serde_json::from_slice(&line).unwrap();
    assert_eq!(line.iter().filter(|b| **b == b'\n').count(), 1, "{text:?}");
    let length = text.chars().count() as u64;
    for mention in object["mentions"].as_array().unwrap() {
        assert!(mention["end"].as_u64().unwrap() <= length, "{mention} of {text:?}");
    }
}
