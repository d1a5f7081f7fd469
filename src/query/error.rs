//! What is wrong with a line, complete enough for carets, hints and corrections to be drawn elsewhere.

use unicode_width::UnicodeWidthStr;

use crate::span::Span;

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// One sentence that says it.
    pub message: String,
    /// The line that the spans point into: as typed, or as a saved question was filled in.
    pub line: String,
    /// Where it is; empty at the end of a line that stops too early.
    pub span: Span,
    /// A few words to stand at the caret.
    pub label: String,
    /// Everything that could have stood there, when it is the grammar that is broken.
    pub expected: Vec<String>,
    /// What stood there instead; none at the end of the line.
    pub found: Option<String>,
    /// Advice, one sentence each.
    pub hints: Vec<String>,
    /// The line as it may have been meant.
    pub corrected: Vec<String>,
    /// Hints that go with a corrected line.
    meant: Vec<(String, String)>,
}

/// How many corrected lines are shown.
const SHOWN: usize = 4;

/// Something, or what is wrong with the line.
pub type Result<T> = std::result::Result<T, Box<Problem>>;

impl Problem {
    /// A problem at `span` of `line`.
    pub fn new(line: &str, span: Span, message: impl Into<String>) -> Box<Problem> {
        let found = Some(span.of(line)).filter(|f| !f.is_empty()).map(str::to_owned);
        Box::new(Problem {
            message: message.into(),
            line: line.to_owned(),
            span,
            label: String::new(),
            expected: Vec::new(),
            found,
            hints: Vec::new(),
            corrected: Vec::new(),
            meant: Vec::new(),
        })
    }

    /// With a label at the caret.
    pub fn label(mut self: Box<Self>, label: impl Into<String>) -> Box<Self> {
        self.label = label.into();
        self
    }

    /// With one more piece of advice.
    pub fn hint(mut self: Box<Self>, hint: impl Into<String>) -> Box<Self> {
        self.hints.push(hint.into());
        self
    }

    /// With one more corrected line: `text` in place of `span`.
    pub fn instead(self: Box<Self>, span: Span, text: &str) -> Box<Self> {
        let line = replaced(&self.line, span, text);
        self.corrected(line)
    }

    /// With the advice that `meant` was meant, and the corrected line with `text` in place of `span`.
    pub fn meant(mut self: Box<Self>, span: Span, meant: &str, text: &str) -> Box<Self> {
        let hint = format!("did you mean `{meant}`?");
        self.meant.push((hint.clone(), replaced(&self.line, span, text)));
        let said = self.hints.contains(&hint);
        let problem = self.instead(span, text);
        if said { problem } else { problem.hint(hint) }
    }

    /// Keeps the corrected lines for which `keep` holds, and the hints that go with them, if there are any.
    pub fn keep(mut self: Box<Self>, keep: impl Fn(&str) -> bool) -> Box<Self> {
        let kept: Vec<String> = self.corrected.iter().filter(|line| keep(line)).cloned().collect();
        if !kept.is_empty() {
            self.corrected = kept;
        }
        self.corrected.truncate(SHOWN);
        let (lines, meant) = (&self.corrected, &self.meant);
        let goes = |hint: &String| {
            meant.iter().any(|(h, _)| h == hint) && !meant.iter().any(|(h, l)| h == hint && lines.contains(l))
        };
        self.hints.retain(|hint| !goes(hint));
        self
    }

    /// With what the corrected line `line` was mended to in its turn, and what was wrong in that.
    pub fn mended(mut self: Box<Self>, line: &str, next: &Problem) -> Box<Self> {
        let Some(at) = self.corrected.iter().position(|own| own == line) else { return self };
        let Some(whole) = next.corrected.first() else { return self };
        whole.clone_into(&mut self.corrected[at]);
        self.meant.iter_mut().filter(|(_, own)| own == line).for_each(|(_, own)| whole.clone_into(own));
        for (hint, _) in next.meant.iter().filter(|(_, own)| own == whole) {
            let found = next.found.as_deref().filter(|_| !hint.starts_with('`'));
            let hint = found.map_or(hint.clone(), |found| format!("`{found}`: {hint}"));
            self.meant.push((hint.clone(), whole.clone()));
            self.hints.push(hint);
        }
        self
    }

    /// With a corrected line before all others.
    pub fn rather(mut self: Box<Self>, line: String) -> Box<Self> {
        self.corrected.retain(|other| *other != line);
        self.corrected.insert(0, line);
        self
    }

    /// With more corrected lines.
    pub fn corrected_all(self: Box<Self>, lines: impl IntoIterator<Item = String>) -> Box<Self> {
        lines.into_iter().fold(self, Self::corrected)
    }

    /// With one more corrected line.
    pub fn corrected(mut self: Box<Self>, line: String) -> Box<Self> {
        if line != self.line && !self.corrected.contains(&line) {
            self.corrected.push(line);
        }
        self
    }
}

/// `line` with `text` in place of `span`; when `text` is empty, one space goes with it.
pub(super) fn replaced(line: &str, span: Span, text: &str) -> String {
    let (head, tail) = (&line[..span.start], &line[span.end..]);
    if text.is_empty() {
        let gap = if head.is_empty() || head.ends_with(' ') { "" } else { " " };
        return format!("{head}{gap}{}", tail.trim_start()).trim_end().to_owned();
    }
    format!("{head}{text}{tail}")
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let indent = self.line[..self.span.start].width();
        let carets = self.span.of(&self.line).width().max(1);
        writeln!(f, "{}", self.message)?;
        writeln!(f, "  {}", self.line)?;
        write!(f, "  {}{}", " ".repeat(indent), "^".repeat(carets))?;
        if !self.label.is_empty() {
            write!(f, " {}", self.label)?;
        }
        for hint in &self.hints {
            write!(f, "\n  hint: {hint}")?;
        }
        for line in &self.corrected {
            write!(f, "\n  try:  {line}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}
