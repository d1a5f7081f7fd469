//! Seams: names that hold a word of the language, like "Bosnia and Herzegovina" or "Council of Europe".

use super::{Resolver, works};
use crate::query::error::{Problem, Result, replaced};
use crate::query::parse::{bare_words, parse};
use crate::query::print::quoted;
use crate::query::registry::is_keyword;
use crate::query::syntax::{Origin, Word};
use crate::span::Span;
use crate::text::fold;

/// The longest name looked for across a seam, in words.
const LONGEST: usize = 7;

impl Resolver<'_> {
    /// Refuses a line that reads a known spelling as several things; both readings are offered.
    pub(super) fn seams(&self, origin: &Origin) -> Result<()> {
        for run in &origin.words {
            for (start, end) in windows(run) {
                let text = text(&run[start..end]);
                if self.is_spelling(&text) {
                    return Err(self.torn(run, start, end, &text));
                }
            }
        }
        Ok(())
    }

    fn is_spelling(&self, text: &str) -> bool {
        let folded = fold(text);
        !self.names.entities(&folded).is_empty() || !self.names.outlets(&folded).is_empty()
    }

    fn torn(&self, run: &[(Word, bool)], start: usize, end: usize, text: &str) -> Box<Problem> {
        let span = run[start].0.at.0.hull(run[end - 1].0.at.0);
        let seam = run[start..end].iter().find(|(_, language)| *language).map_or("", |(word, _)| &word.text);
        let message = format!("`{text}` is a known name, but `{seam}` in it is also a word of the language");
        let leading = if run[start].1 { "or " } else { "" };
        let whole = self.mended(replaced(self.source, span, &format!("{leading}{}", quoted(text))));
        let parts = self.parts(run, start, end);
        let readings = [whole, parts].into_iter().filter(|line| parse(line).is_ok());
        let problem = Problem::new(self.source, span, message).label("one name, or several?");
        readings.fold(problem.hint("quotation marks say which is meant"), Problem::corrected)
    }

    /// The line with every other known name that a word of the language tears kept together.
    fn mended(&self, line: String) -> String {
        let torn = parse(&line).ok().and_then(|tree| Resolver { source: &line, ..*self }.seams(&tree.origin).err());
        torn.and_then(|problem| problem.corrected.into_iter().next()).unwrap_or(line)
    }

    /// A line that cannot be read, with known names that hold words of the language between quotation marks.
    pub(super) fn kept_together(&self, problem: Box<Problem>) -> Box<Problem> {
        let words = bare_words(self.source);
        let spans = (0..words.len())
            .flat_map(|start| (start + 2..=words.len().min(start + LONGEST)).rev().map(move |end| (start, end)));
        let spans = spans.map(|(start, end)| words[start].hull(words[end - 1]));
        let torn = spans.filter(|span| span.of(self.source).split(' ').any(is_keyword));
        let known = torn.filter(|span| self.is_spelling(span.of(self.source)));
        let lines: Vec<String> = known.map(|span| replaced(self.source, span, &quoted(span.of(self.source)))).collect();
        lines.into_iter().filter(|line| works(line, self.names)).fold(problem, Problem::rather)
    }

    /// The line as it was read, with quotation marks around each name of the seam.
    fn parts(&self, run: &[(Word, bool)], start: usize, end: usize) -> String {
        let first = (0..start).rev().take_while(|&i| !run[start].1 && !run[i].1).last().unwrap_or(start);
        let more = run[end..].iter().take_while(|(_, language)| !run[end - 1].1 && !language).count();
        let names = run[first..end + more].split(|(_, language)| *language).filter(|name| !name.is_empty());
        let spans = names.map(|name| name[0].0.at.0.hull(name[name.len() - 1].0.at.0)).collect::<Vec<Span>>();
        spans.iter().rev().fold(self.source.to_owned(), |line, &span| {
            let name = quoted(span.of(self.source));
            replaced(&line, span, &name)
        })
    }
}

/// Every stretch of the run that holds both a name's word and a word of the language, longest first from each start.
fn windows(run: &[(Word, bool)]) -> impl Iterator<Item = (usize, usize)> {
    (0..run.len()).flat_map(move |start| {
        let longest = run.len().min(start + LONGEST);
        (start + 2..=longest).rev().map(move |end| (start, end)).filter(|&(start, end)| {
            let window = &run[start..end];
            window.iter().any(|(_, language)| *language) && window.iter().any(|(_, language)| !language)
        })
    })
}

fn text(words: &[(Word, bool)]) -> String {
    words.iter().map(|(word, _)| word.text.as_str()).collect::<Vec<_>>().join(" ")
}
