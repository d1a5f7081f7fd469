//! Annotations as the interchange format: one JSON object a document, offsets in Unicode code points.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::Annotator;
use crate::{
    model::{Annotations, Candidate, EntityId, Mention, Quotation, Speaker},
    output::harmless_json,
    span::{CodePoints, Span},
};

/// Writes the interchange object of one document, one finding after the other, and a line end.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_json(
    out: &mut dyn Write,
    (id, text): (&str, &str),
    annotations: &Annotations,
    annotator: &Annotator,
) -> io::Result<()> {
    let writer = Writer { text, points: CodePoints::new(text), annotator };
    let plain = |value: Value| harmless_json(&value.to_string()).into_owned();
    write!(out, "{{\"id\":{},\"lang\":{}", plain(id.into()), plain(annotations.language.as_deref().into()))?;
    list(out, "mentions", annotations.mentions.iter().map(|m| writer.mention(m)))?;
    list(out, "names", annotations.names.iter().map(|n| writer.located(n.span).into()))?;
    list(out, "quotations", annotations.quotations.iter().map(|q| writer.quotation(q)))?;
    writeln!(out, "}}")
}

fn list(out: &mut dyn Write, name: &str, items: impl Iterator<Item = Value>) -> io::Result<()> {
    write!(out, ",\"{name}\":[")?;
    for (n, item) in items.enumerate() {
        let comma = if n > 0 { "," } else { "" };
        write!(out, "{comma}{}", harmless_json(&item.to_string()))?;
    }
    write!(out, "]")
}

struct Writer<'a> {
    text: &'a str,
    points: CodePoints<'a>,
    annotator: &'a Annotator,
}

impl Writer<'_> {
    fn pair(&self, span: Span) -> Value {
        let (start, end) = self.points.of(span);
        json!([start, end])
    }

    fn located(&self, span: Span) -> Map<String, Value> {
        let (start, end) = self.points.of(span);
        let mut map = Map::new();
        map.insert("start".into(), start.into());
        map.insert("end".into(), end.into());
        map.insert("text".into(), span.of(self.text).into());
        map
    }

    fn key(&self, id: Option<EntityId>) -> Value {
        id.map(|e| self.annotator.gazetteer().key(e)).into()
    }

    fn mention(&self, m: &Mention) -> Value {
        let mut map = self.located(m.span);
        map.insert("entity".into(), self.key(m.entity));
        map.insert("kind".into(), if m.sort == crate::model::AliasSort::Demonym { "demonym" } else { "name" }.into());
        map.insert("alias".into(), m.alias.as_str().into());
        map.insert("rule".into(), m.rule.into());
        map.insert("score".into(), decimals(m.score, 1000.0));
        if m.candidates.len() > 1 {
            let one = |c: &Candidate| json!({"entity": self.key(Some(c.entity)), "score": decimals(c.score, 1000.0)});
            map.insert("candidates".into(), m.candidates.iter().map(one).collect());
        }
        Value::Object(map)
    }

    fn quotation(&self, q: &Quotation) -> Value {
        json!({
            "kind": q.kind,
            "content": q.content.iter().map(|&c| self.pair(c)).collect::<Vec<_>>(),
            "cue": q.cue.map(|c| self.pair(c)),
            "lemma": q.cue_lemma,
            "act": q.act,
            "rule": q.rule,
            "confidence": decimals(q.confidence(), 100.0),
            "measured": q.measured,
            "speakers": q.speakers.iter().map(|s| self.speaker(s)).collect::<Vec<_>>(),
            "addressee": q.addressees.iter().map(|s| self.speaker(s)).collect::<Vec<_>>(),
            "said": q.said.as_ref().map(|said| &said.date),
            "said_basis": q.said.as_ref().map(|said| said.basis),
            "via": q.via.map(|via| via.of(self.text)),
            "about": q.about.iter().map(|a| self.key(Some(a.entity))).collect::<Vec<_>>(),
        })
    }

    /// The words that stand for a speaker: the whole phrase with office and apposition, as PARC 3 marks sources.
    fn source(&self, s: &Speaker) -> Option<Span> {
        let short = |p: &Span| p.of(self.text).chars().count() <= LONGEST_SOURCE;
        s.phrase.filter(short).or(s.span)
    }

    fn speaker(&self, s: &Speaker) -> Value {
        let source = self.source(s);
        let points = source.map(|span| self.points.of(span));
        json!({
            "start": points.map(|p| p.0),
            "end": points.map(|p| p.1),
            "text": source.map(|span| span.of(self.text)),
            "head": s.span.map(|span| self.pair(span)),
            "sort": s.sort,
            "entity": self.key(s.entity),
            "name": s.name,
            "rule": s.rule,
        })
    }
}

/// The longest phrase, in code points, that is given as the words of a speaker; of a longer one only the head is.
const LONGEST_SOURCE: usize = 120;

/// A number with as many decimals as `scale` has zeros.
fn decimals(x: f32, scale: f64) -> Value {
    ((f64::from(x) * scale).round() / scale).into()
}
