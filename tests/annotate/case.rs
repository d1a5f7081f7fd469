//! Cases in words.
//!
//! Blocks apart by empty lines. In a block, `#` begins a remark, `@` the date of publication, `>` a paragraph of the text,
//! and each other line is a quotation: `kind | act | speaker | sort | content`, then `| via words` where somebody passed it
//! on. Where a line of a case ends in `| told words`, every line of it tells whom it is spoken to, `| told -` nobody. The speaker is an entity's id, else a name, else the words; `-` is nobody; several are joined by ` + `, and several
//! spans of content by ` // `. A block with no such line expects that nobody is quoted. `?` marks one known to be wrong.

use std::{fs, path::Path};

use dixit::{
    annotate::Annotator,
    model::{Quotation, Speaker, SpeakerSort},
};

/// What stands before those to whom words are spoken.
const TOLD: &str = " | told ";

/// A text and what is said in it.
pub struct Case {
    /// File and line.
    pub place: String,
    pub language: String,
    pub date: Option<String>,
    pub text: String,
    pub expected: Vec<String>,
    /// The engine reads it otherwise, and we know.
    pub known_wrong: bool,
}

impl Case {
    /// The quotations of the text, in the words of the cases.
    pub fn found(&self, annotator: &Annotator) -> Vec<String> {
        let found = annotator.annotate(&self.text, Some(&self.language), self.date.as_deref());
        let told = self.expected.iter().any(|line| line.contains(TOLD));
        let to = |q: &Quotation| {
            let (addressees, _) = speakers(&q.addressees, &self.text, annotator);
            if told { format!("{TOLD}{addressees}") } else { String::new() }
        };
        found.quotations.iter().map(|q| line(q, &self.text, annotator) + &to(q)).collect()
    }
}

/// The cases of one file.
pub fn read(language: &str, path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let mut cases = Vec::new();
    let mut block: Vec<(usize, &str)> = Vec::new();
    for (n, line) in text.lines().chain([""]).enumerate() {
        if line.trim().is_empty() {
            cases.extend(of_block(language, &name, &block));
            block.clear();
        } else {
            block.push((n + 1, line));
        }
    }
    cases
}

fn of_block(language: &str, file: &str, block: &[(usize, &str)]) -> Option<Case> {
    let marked = |mark: char| block.iter().filter_map(move |(n, l)| Some((*n, l.strip_prefix(mark)?.trim())));
    let paragraphs: Vec<&str> = marked('>').map(|(_, l)| l).collect();
    let (first, _) = marked('>').next()?;
    let expected = block.iter().filter(|(_, l)| !l.starts_with(['#', '@', '>', '?']));
    Some(Case {
        place: format!("{language}/{file}:{first}"),
        language: language.to_string(),
        date: marked('@').next().map(|(_, d)| d.to_string()),
        text: paragraphs.join("\n\n"),
        expected: expected.map(|(_, l)| l.trim().to_string()).collect(),
        known_wrong: marked('?').next().is_some(),
    })
}

/// One quotation in the words of the cases.
fn line(q: &Quotation, text: &str, annotator: &Annotator) -> String {
    let content: Vec<&str> = q.content.iter().map(|c| c.of(text)).collect();
    let (speakers, sort) = speakers(&q.speakers, text, annotator);
    let via = q.via.map(|via| format!(" | via {}", via.of(text))).unwrap_or_default();
    format!("{} | {} | {speakers} | {sort} | {}{via}", q.kind, q.act, content.join(" // ").replace("\n\n", " ¶ "))
}

fn speakers(speakers: &[Speaker], text: &str, annotator: &Annotator) -> (String, SpeakerSort) {
    let one = |s: &Speaker| match (s.entity, &s.name, s.span) {
        (Some(entity), ..) => annotator.gazetteer().entity(entity).key.to_owned(),
        (None, Some(name), _) => name.clone(),
        (None, None, Some(span)) => span.of(text).to_string(),
        _ => "-".to_string(),
    };
    match speakers.first() {
        None => ("-".to_string(), SpeakerSort::None),
        Some(first) => (speakers.iter().map(one).collect::<Vec<_>>().join(" + "), first.sort),
    }
}
