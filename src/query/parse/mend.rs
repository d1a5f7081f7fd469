//! What to say when a line cannot be read, and how it may have been meant.

use super::cursor::{Expected, Record};
use super::expected::{describe, summary};
use super::lex::{Kind, Token};
use super::pairs::{alone, marks, parentheses};
use super::repair::{Repair, repairs};
use super::tokens;
use crate::query::error::{Problem, replaced};
use crate::query::print::quoted;
use crate::query::registry::{
    ACTS, ActRow, CLAUSES, FAMILIES, STAGES, act_row, field, hint, is_keyword, near, nearest, verb,
};
use crate::span::Span;

/// The problem of a line whose farthest readable place is known.
pub fn problem(source: &str, tokens: &[Token], record: &Record) -> Box<Problem> {
    let token = tokens.get(record.farthest);
    let end = source.trim_end().len();
    let span = token.map_or(Span::new(end, end), |t| t.span);
    let expected = summary(&record.expected);
    let message = match token {
        Some(_) => format!("expected {expected}, found `{}`", span.of(source)),
        None if tokens.is_empty() => format!("nothing to read; expected {expected}"),
        None => format!("the line stops too early; expected {expected}"),
    };
    let mut problem = Problem::new(source, span, message);
    problem.expected = record.expected.iter().filter_map(|&e| describe(e)).collect();
    if let Some(token) = token {
        let before = record.farthest.checked_sub(1).and_then(|i| tokens.get(i));
        problem =
            Mend { source, tokens, at: record.farthest, token, before, expected: &record.expected }.advise(problem);
    }
    let last = tokens.last().map_or("", |t| t.span.of(source));
    if let Some(hint) = hint(last).filter(|_| token.is_none()) {
        problem = problem.hint(hint.text);
    }
    if token.is_none() {
        problem = stopped(problem, tokens);
    }
    let mut problem = balanced(problem, tokens);
    keep_readable(&mut problem.corrected, span.start);
    problem
}

/// The problem of a line in which a quotation mark never closes, with places where the one may be that is missing or too much.
pub fn marks_astray(mut problem: Box<Problem>) -> Box<Problem> {
    if problem.found.as_deref() == Some("(") {
        return problem;
    }
    let fixes = marks(&problem.line, problem.span.start);
    if let Some(fix) = fixes.first().filter(|fix| fix.at.start < problem.span.start) {
        problem.message = "a quotation mark is missing here, or one is too much".to_owned();
        problem.span = fix.at;
        problem.label.clear();
    }
    let plain = std::mem::take(&mut problem.corrected);
    problem.corrected_all(fixes.into_iter().map(|fix| fix.line).chain(plain))
}

/// The problem, with the lines in which a parenthesis without partner has one first.
pub fn balanced(mut problem: Box<Problem>, tokens: &[Token]) -> Box<Problem> {
    let Some(alone) = alone(tokens) else { return problem };
    let fixes = parentheses(&problem.line, tokens, alone);
    if fixes.is_empty() {
        return problem;
    }
    problem.corrected.clear();
    let sign = tokens[alone].span.of(&problem.line).to_owned();
    let problem = problem.corrected_all(fixes.into_iter().map(|fix| fix.line));
    problem.hint(format!("`{sign}` stands alone: parentheses come in pairs"))
}

/// The problem of a line that stops too early: a parenthesis is open, or the last word was another one.
fn stopped(mut problem: Box<Problem>, tokens: &[Token]) -> Box<Problem> {
    let source = problem.line.clone();
    if let Some(alone) = alone(tokens) {
        problem.span = tokens[alone].span;
        problem.message = "this parenthesis never closes".to_owned();
        problem.found = Some("(".to_owned());
        return problem.label("needs a )");
    }
    let mut repairs = repairs(&source, tokens, tokens.len());
    repairs.retain(|repair| !repair.fits);
    if let Some(first) = repairs.first() {
        problem.span = first.span;
        problem.message = format!("`{}` is not understood", first.span.of(&source));
        problem.found = Some(first.span.of(&source).to_owned());
        problem.expected.clear();
    }
    repairs.iter().fold(problem, |problem, repair| problem.meant(repair.span, repair.word, repair.word))
}

/// Keeps the lines that can be read; where there is none, those that can be read farther than to `reached`.
fn keep_readable(lines: &mut Vec<String>, reached: usize) {
    let readable = lines.iter().any(|line| super::parse_quietly(line).is_some());
    lines.retain(|line| if readable { super::parse_quietly(line).is_some() } else { better(line, reached) });
}

/// Whether `line` can be read, or at least farther than to `reached`.
fn better(line: &str, reached: usize) -> bool {
    let Ok(tokens) = tokens(line) else { return false };
    match super::read(line, &tokens) {
        Ok(_) => true,
        Err(super::Failure::Stop(problem)) => problem.span.start > reached,
        Err(super::Failure::Miss(record)) => tokens.get(record.farthest).is_none_or(|t| t.span.start > reached),
    }
}

/// What is known about the place where reading stopped.
struct Mend<'s> {
    source: &'s str,
    tokens: &'s [Token],
    at: usize,
    token: &'s Token,
    before: Option<&'s Token>,
    expected: &'s [Expected],
}

impl Mend<'_> {
    /// The first advice that fits.
    fn advise(&self, problem: Box<Problem>) -> Box<Problem> {
        let advice = [
            Self::pair,
            Self::colon,
            Self::comma,
            Self::text,
            Self::field,
            Self::what,
            Self::habit,
            Self::place,
            Self::capitals,
            Self::slip,
            Self::verb,
            Self::stage,
            Self::bare,
            Self::date,
            Self::keyword,
            Self::missing,
            Self::other,
        ];
        for advise in advice {
            if let Some(done) = advise(self, &problem) {
                return done;
            }
        }
        problem
    }

    fn found(&self) -> &str {
        self.token.span.of(self.source)
    }

    fn words(&self) -> impl Iterator<Item = &'static str> {
        self.expected.iter().filter_map(|e| if let Expected::Word(word) = e { Some(*word) } else { None })
    }

    fn expects_clause(&self) -> bool {
        self.words().any(|word| word == CLAUSES[0].word)
    }

    fn is_word(&self) -> bool {
        self.token.kind == Kind::Word
    }

    /// The bare words from here up to the next word of the language.
    fn run(&self) -> Span {
        let rest = &self.tokens[self.at..];
        let name = |t: &&Token| t.kind == Kind::Word && !is_keyword(t.span.of(self.source));
        rest.iter().take_while(name).map(|t| t.span).reduce(Span::hull).unwrap_or(self.token.span)
    }

    /// A parenthesis or quotation mark without partner.
    fn pair(&self, problem: &Problem) -> Option<Box<Problem>> {
        let bracket = matches!(self.token.kind, Kind::Sign('[' | ']' | '{' | '}'));
        let parentheses = if bracket { parentheses(self.source, self.tokens, self.at) } else { Vec::new() };
        let closing = |t: &Token| matches!(t.kind, Kind::Sign('»' | '”' | '“'));
        let lost = self.tokens.iter().any(closing) || apostrophe(self.found());
        let fixes =
            if parentheses.is_empty() && lost { marks(self.source, self.token.span.start) } else { parentheses };
        let hint = match self.token.kind {
            _ if fixes.is_empty() => return None,
            Kind::Sign('[' | ']' | '{' | '}') => "parentheses are round",
            _ => "text stands between two quotation marks that fit",
        };
        Some(Box::new(problem.clone()).hint(hint).corrected_all(fixes.into_iter().map(|fix| fix.line)))
    }

    fn colon(&self, problem: &Problem) -> Option<Box<Problem>> {
        let sign = matches!(self.token.kind, Kind::Sign(':' | ';' | '=' | '!' | '?'));
        let hint = format!("leave `{}` out", self.found());
        (sign && self.before.is_some())
            .then(|| Box::new(problem.clone()).hint(hint).corrected(without_sign(self.source, self.token.span)))
    }

    /// A comma between names.
    fn comma(&self, problem: &Problem) -> Option<Box<Problem>> {
        let listed = self.token.kind == Kind::Sign(',') && self.expects_clause();
        let hint = "names are joined by `or` or `and`";
        let start = self.before?.span.end;
        let comma = Span::new(start, self.token.span.end);
        listed.then(|| Box::new(problem.clone()).hint(hint).instead(comma, " or").instead(comma, " and"))
    }

    /// Bare words where text is asked for.
    fn text(&self, problem: &Problem) -> Option<Box<Problem>> {
        let asked =
            self.expected.contains(&Expected::Text) && !self.expected.iter().any(|e| matches!(e, Expected::Name(_)));
        let fits = asked && self.is_word() && !self.expected.contains(&Expected::Date);
        let fix = (fits && !self.expects_clause()).then(|| quoted(self.run().of(self.source)))?;
        Some(Box::new(problem.clone()).hint("free text stands in quotation marks").instead(self.run(), &fix))
    }

    /// `in` without saying in what.
    fn place(&self, problem: &Problem) -> Option<Box<Problem>> {
        let places: Vec<_> = CLAUSES.iter().filter_map(|row| row.word.strip_prefix("in ")).collect();
        let asked = places.iter().all(|place| self.words().any(|w| w == *place));
        let slip = nearest(self.found(), places.iter().copied());
        if !asked || slip.is_some() {
            return None;
        }
        let mut problem = Box::new(problem.clone()).hint("say in what: a document, an outlet or a language");
        let code = self.found().len() == 2 && self.found().chars().all(|c| c.is_ascii_lowercase());
        for place in places.iter().filter(|place| code == (**place == "language")) {
            problem = problem.instead(self.token.span, &format!("{place} {}", self.found()));
        }
        Some(problem)
    }

    /// `what` with a verb and nobody who says it, or with another word than `did`.
    fn what(&self, problem: &Problem) -> Option<Box<Problem>> {
        let what =
            self.before.filter(|t| t.span.of(self.source) == "what" && self.words().any(|word| word == "did"))?;
        let passive = ["was", "were", "is", "are", "has", "have", "had"].contains(&self.found());
        let words = self.tokens[self.at..].iter().filter(|t| t.kind == Kind::Word);
        let act = words.take(1 + usize::from(passive)).find_map(|t| Some((act(t.span.of(self.source))?, t.span)));
        let mut problem = Box::new(problem.clone());
        problem.expected.clear();
        if let Some((row, span)) = act {
            let (past, base) = (row.past, row.act);
            let hint =
                format!("`who {past}` asks what was {past}, and by whom; of one speaker ask `what did NAME {base}`");
            return Some(problem.hint(hint).instead(what.span.hull(span), &format!("who {past}")));
        }
        let auxiliary = ["has", "have", "had", "does", "do"].contains(&self.found());
        auxiliary.then(|| problem.meant(self.token.span, "did", "did"))
    }

    /// A verb where a question begins.
    fn verb(&self, problem: &Problem) -> Option<Box<Problem>> {
        let row = act(self.found()).filter(|_| self.at == 0 && self.is_word())?;
        let meant = format!("who {}", row.past);
        Some(Box::new(problem.clone()).meant(self.token.span, &meant, &meant))
    }

    fn capitals(&self, problem: &Problem) -> Option<Box<Problem>> {
        let lower = self.found().to_lowercase();
        let word = self.words().find(|word| *word == lower && *word != self.found())?;
        let hint = format!("words of the language are written in lower case: `{word}`");
        Some(Box::new(problem.clone()).hint(hint).instead(self.token.span, word))
    }

    /// A word that is almost one of the language, here or a little before.
    fn slip(&self, problem: &Problem) -> Option<Box<Problem>> {
        let mut repairs = repairs(self.source, self.tokens, self.at);
        repairs.retain(|repair| !repair.fits);
        let mut problem = Box::new(problem.clone());
        let here = |repair: &Repair| repair.span == self.token.span;
        match repairs.first() {
            None => return self.half_a_slip(problem),
            Some(first) if !repairs.iter().any(here) => {
                let found = first.span.of(self.source);
                problem.message = format!("`{found}` is not understood");
                (problem.span, problem.found) = (first.span, Some(found.to_owned()));
                problem.expected.clear();
            }
            Some(_) => {}
        }
        Some(repairs.iter().fold(problem, |problem, repair| problem.meant(repair.span, repair.word, repair.word)))
    }

    /// A word that is almost one of the language, where more is wrong behind it.
    fn half_a_slip(&self, problem: Box<Problem>) -> Option<Box<Problem>> {
        let words = near(self.found(), self.words());
        let fits = self.is_word() && !words.is_empty();
        fits.then(|| words.iter().fold(problem, |problem, word| problem.meant(self.token.span, word, word)))
    }

    fn habit(&self, problem: &Problem) -> Option<Box<Problem>> {
        let hint = hint(self.found()).filter(|_| self.expected != [Expected::Number])?;
        let mut problem = Box::new(problem.clone()).hint(hint.text);
        let sign = self.tokens.get(self.at + 1).filter(|t| matches!(t.kind, Kind::Sign(':' | '=')));
        let span = sign.map_or(self.token.span, |sign| self.token.span.hull(sign.span));
        for instead in hint.instead {
            problem = problem.instead(span, instead);
        }
        problem = problem.corrected_all(hint.questions().map(str::to_owned));
        let slips = repairs(self.source, self.tokens, self.at);
        Some(slips.iter().fold(problem, |problem, slip| problem.meant(slip.span, slip.word, slip.word)))
    }

    /// A field without the `by` before it: *count speaker*.
    fn field(&self, problem: &Problem) -> Option<Box<Problem>> {
        let behind = self.before.is_some_and(|t| STAGES.iter().any(|row| row.word == t.span.of(self.source)));
        let asked = behind && self.words().any(|word| word == "by");
        let known = FAMILIES.iter().any(|(family, _)| field(*family, self.found()).is_some());
        let fix = format!("by {}", self.found());
        (asked && known).then(|| Box::new(problem.clone()).hint("is `by` missing?").instead(self.token.span, &fix))
    }

    /// A stage without its bar.
    fn stage(&self, problem: &Problem) -> Option<Box<Problem>> {
        let row = STAGES.iter().find(|row| row.word == self.found() && self.expected.contains(&Expected::Sign('|')))?;
        let hint = format!("`{}` is a stage, and stages stand behind `|`", row.word);
        Some(Box::new(problem.clone()).hint(hint).instead(self.token.span, &format!("| {}", row.word)))
    }

    /// A name or text where a clause should begin.
    fn bare(&self, problem: &Problem) -> Option<Box<Problem>> {
        let (hint, clauses): (_, &[&str]) = match self.token.kind {
            _ if !self.expects_clause() => return None,
            Kind::Quoted(_) => ("say what the text is: words that are printed, or a spelling", &["containing", "as"]),
            Kind::Word | Kind::Key | Kind::Parameter => ("say what the name is for", &["by", "about", "mentioning"]),
            Kind::Sign(_) => return None,
        };
        let mut problem = Box::new(problem.clone()).hint(hint);
        if self.is_word() && self.expected.contains(&Expected::Text) {
            let text = quoted(self.run().of(self.source));
            problem = problem.hint("free text stands in quotation marks").instead(self.run(), &text);
        }
        for clause in clauses {
            problem = problem.instead(self.token.span, &format!("{clause} {}", self.found()));
        }
        Some(problem)
    }

    /// A name where a date is asked for.
    fn date(&self, problem: &Problem) -> Option<Box<Problem>> {
        if !self.expected.contains(&Expected::Date) || !self.is_word() {
            return None;
        }
        let hint =
            "dates are written 2024, 2024-10, 2024-10-31 or 2024-Q4; also today, yesterday, last week, 3 days ago";
        let on = self.before.filter(|t| t.span.of(self.source) == "on");
        let problem = Box::new(problem.clone()).hint(hint);
        Some(
            on.map_or(problem.clone(), |on| {
                problem.hint("a topic is asked for with `about`").instead(on.span, "about")
            }),
        )
    }
}

impl Mend<'_> {
    /// A word of the language where a name is asked for.
    fn keyword(&self, problem: &Problem) -> Option<Box<Problem>> {
        let name = self.expected.iter().any(|e| matches!(e, Expected::Name(_) | Expected::More(..)));
        let hint = format!("if `{}` belongs to the name, the name stands in quotation marks", self.found());
        (name && self.is_word() && is_keyword(self.found())).then(|| Box::new(problem.clone()).hint(hint))
    }

    /// A word of the language that may have been meant to be another one.
    fn other(&self, problem: &Problem) -> Option<Box<Problem>> {
        let repairs = repairs(self.source, self.tokens, self.at);
        let meant = |p: Box<Problem>, repair: &Repair| p.meant(repair.span, repair.word, repair.word);
        (!repairs.is_empty()).then(|| repairs.iter().fold(Box::new(problem.clone()), meant))
    }

    /// The only word that fits here was left out.
    fn missing(&self, problem: &Problem) -> Option<Box<Problem>> {
        let [Expected::Word(word)] = self.expected else { return None };
        let fix = format!("{word} {}", self.found());
        Some(Box::new(problem.clone()).hint(format!("is `{word}` missing?")).instead(self.token.span, &fix))
    }
}

/// The act that a verb names, or one that was meant to be it.
fn act(word: &str) -> Option<&'static ActRow> {
    let act = verb(word).or_else(|| verb(nearest(word, ACTS.iter().flat_map(|row| [row.past, row.act.word()]))?));
    act.map(act_row)
}

fn apostrophe(word: &str) -> bool {
    word.starts_with('\'') || word.ends_with('\'')
}

fn without_sign(source: &str, span: Span) -> String {
    let spaced = source[..span.start].ends_with(' ') || source[span.end..].starts_with(' ');
    if spaced { replaced(source, span, "") } else { replaced(source, span, " ") }
}
