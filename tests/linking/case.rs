//! Cases, one a line: `language | text`, or `language date | text`.
//!
//! In the text `[Austin|lloyd-austin]` marks a mention and its entity, `[Kim|?]` one that stays ambiguous, and `{Ada Lune}`
//! an unknown name; nothing else may be found. `\n` is a line break, `\u{AD}` that character; `#` begins a remark.

use std::{fs, path::Path};

use dixit::annotate::Annotator;

/// A text with all that is named in it.
pub struct Case {
    /// File and line.
    pub place: String,
    pub language: String,
    pub date: Option<String>,
    /// Without marks.
    pub text: String,
    /// With marks.
    pub marked: String,
}

impl Case {
    /// The text with marks for what is found.
    pub fn found(&self, annotator: &Annotator) -> String {
        let found = annotator.annotate(&self.text, Some(&self.language), self.date.as_deref());
        let key = |id| annotator.gazetteer().entity(id).key.to_string();
        let mut marks: Vec<(usize, usize, String)> = Vec::new();
        for m in &found.mentions {
            let entity = m.entity.map_or("?".to_string(), key);
            marks.push((m.span.start, m.span.end, format!("[{}|{entity}]", m.span.of(&self.text))));
        }
        marks.extend(found.names.iter().map(|n| (n.span.start, n.span.end, format!("{{{}}}", n.span.of(&self.text)))));
        marks.sort();
        let mut out = self.text.clone();
        for (start, end, mark) in marks.iter().rev() {
            out.replace_range(*start..*end, mark);
        }
        out
    }
}

/// The cases of one file.
pub fn read(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let rows = text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    rows.map(|(n, line)| case(format!("{name}:{}", n + 1), line)).collect()
}

fn case(place: String, line: &str) -> Case {
    let (head, text) = line.split_once(" | ").unwrap_or_else(|| panic!("{place}: expected `language | text`"));
    let (language, date) = head.split_once(' ').map_or((head, None), |(l, d)| (l, Some(d.to_string())));
    let marked = plain(text);
    Case { place, language: language.to_string(), date, text: unmarked(&marked), marked }
}

/// Puts the characters that escapes stand for.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        rest = match behind.strip_prefix("u{").and_then(|b| b.split_once('}')) {
            Some((code, behind)) => {
                out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
                behind
            }
            None => {
                out.push('\n');
                behind.strip_prefix('n').unwrap_or_else(|| panic!("{text}: expected \\n or \\u{{…}}"))
            }
        };
    }
    out + rest
}

fn unmarked(marked: &str) -> String {
    let mut out = String::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['[', '{']) {
        let (open, close) = if rest[at..].starts_with('[') { ('[', ']') } else { ('{', '}') };
        out.push_str(&rest[..at]);
        let (inner, behind) = rest[at..].trim_start_matches(open).split_once(close).expect("a mark that closes");
        out.push_str(inner.split_once('|').map_or(inner, |(surface, _)| surface));
        rest = behind;
    }
    out + rest
}
