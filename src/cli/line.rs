//! The line at the prompt: completion, hints, colours, and lines that go on.

use std::{cell::RefCell, rc::Rc};

use rustyline::{
    Context, Helper, Result,
    completion::{Completer, Pair},
    highlight::{CmdKind, Highlighter},
    hint::Hinter,
    validate::{ValidationContext, ValidationResult, Validator},
};

use super::{dot, names::BaseNames, session::Session};
use crate::{
    output::clean_line,
    query::{
        self, Piece,
        registry::{NameClass, Type},
    },
    span::Span,
    store::Reader,
};

/// Most names offered at once.
const NAMES: usize = 24;

/// What rustyline asks about a line.
pub(super) struct Line(pub Rc<RefCell<Session>>);

impl Helper for Line {}

impl Completer for Line {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        if let Some(sort) = self.0.borrow().asked_for {
            return Ok((0, self.values(sort, &line[..pos])));
        }
        if line.starts_with('.') {
            return Ok((0, dot::completions(&line[..pos])));
        }
        let found = query::complete(line, pos);
        let mut pairs: Vec<(usize, Pair)> = Vec::new();
        if let Some(word) = found.word {
            pairs.extend(found.keywords.iter().map(|k| (word.start, pair(k, format!("{k} ")))));
        }
        let session = self.0.borrow();
        for (class, span) in &found.names {
            let typed = &line[span.start..pos];
            let names = session
                .store
                .read(|r| Ok::<_, crate::store::StoreError>(in_place(r, *class, &line[..span.start], typed)));
            pairs.extend(names.unwrap_or_default().into_iter().map(|p| (span.start, p)));
        }
        Ok(from_one_place(line, pairs))
    }
}

impl Line {
    /// What may be a value of this sort, as far as it is typed.
    fn values(&self, sort: Type, typed: &str) -> Vec<Pair> {
        let Type::Name(class) = sort else { return Vec::new() };
        let session = self.0.borrow();
        session.store.read(|r| Ok::<_, crate::store::StoreError>(offers(r, class, typed))).unwrap_or_default()
    }

    /// Whether what is typed is a question, or a line of the prompt itself.
    fn asks(&self) -> bool {
        self.0.borrow().asked_for.is_none()
    }
}

/// Candidates with one start for all: those that begin later take the words before them along.
fn from_one_place(line: &str, pairs: Vec<(usize, Pair)>) -> (usize, Vec<Pair>) {
    let start = pairs.iter().map(|(at, _)| *at).min().unwrap_or(0);
    let whole = |(at, p): (usize, Pair)| Pair { replacement: format!("{}{}", &line[start..at], p.replacement), ..p };
    (start, pairs.into_iter().map(whole).collect())
}

fn pair(display: &str, replacement: String) -> Pair {
    // spellings may come from a base that somebody else made
    Pair { display: clean_line(display).into_owned(), replacement: clean_line(&replacement).into_owned() }
}

/// The same behind `before`: of a saved question that is run, its parameters, and values of the sort that each takes.
fn in_place(reader: &Reader, class: NameClass, before: &str, typed: &str) -> Vec<Pair> {
    let run = || query::running(before).filter(|_| matches!(class, NameClass::Parameter | NameClass::Value));
    let Some((question, parameter)) = run() else { return offers(reader, class, typed) };
    let known = query::saved(&question, &BaseNames { reader, shown: &[] }).map(|saved| saved.parameters);
    let known = known.unwrap_or_default();
    match parameter {
        None => {
            let fits = known.iter().filter(|own| own.name.starts_with(typed));
            fits.map(|own| pair(&own.name, format!("{}=", own.name))).collect()
        }
        Some(parameter) => match known.iter().find(|own| own.name == parameter).map(|own| own.sort) {
            Some(Type::Name(class)) => offers(reader, class, typed),
            _ => Vec::new(),
        },
    }
}

/// Names of `class` that begin with `typed`; an entity by any of its spellings.
fn offers(reader: &Reader, class: NameClass, typed: &str) -> Vec<Pair> {
    let typed = typed.trim_start_matches(['"', '«', '“']).trim_start();
    match class {
        NameClass::Entity | NameClass::Speaker | NameClass::Value if typed.chars().count() >= 2 => {
            let spellings = reader.completions(typed, NAMES).unwrap_or_default();
            spellings
                .into_iter()
                .map(|s| {
                    let told =
                        if s.spelling == s.name { s.spelling.clone() } else { format!("{} ({})", s.spelling, s.name) };
                    pair(&told, query::bare_or_quoted(&s.spelling) + " ")
                })
                .collect()
        }
        _ => {
            let begins = |name: &String| crate::text::fold(name).starts_with(&crate::text::fold(typed));
            let all = BaseNames { reader, shown: &[] }.list(class).into_iter().filter(begins);
            all.map(|name| pair(&name, query::bare_or_quoted(&name) + " ")).collect()
        }
    }
}

impl Hinter for Line {
    type Hint = String;

    /// The rest of the only keyword that fits.
    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<String> {
        if pos < line.len() || line.is_empty() || line.starts_with('.') || !self.asks() {
            return None;
        }
        let found = query::complete(line, pos);
        let typed = found.word?.of(line);
        let fits: Vec<&&str> = found.keywords.iter().filter(|k| !typed.is_empty() && k.starts_with(typed)).collect();
        match fits.as_slice() {
            [only] => Some(only[typed.len()..].to_owned()).filter(|rest| !rest.is_empty()),
            _ => None,
        }
    }
}

impl Highlighter for Line {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> std::borrow::Cow<'l, str> {
        if !colours() || !self.asks() {
            return line.into();
        }
        let mut shown = String::with_capacity(line.len() * 2);
        let mut at = 0;
        for (Span { start, end }, piece) in query::highlight(line) {
            let colour = match piece {
                Piece::Language => "\x1b[1;34m",
                Piece::Text => "\x1b[32m",
                Piece::Reference => "\x1b[36m",
                Piece::Name | Piece::Sign => "",
            };
            shown.push_str(&line[at..start]);
            shown.push_str(colour);
            shown.push_str(&line[start..end]);
            shown.push_str(if colour.is_empty() { "" } else { "\x1b[0m" });
            at = end;
        }
        shown.push_str(&line[at..]);
        shown.into()
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> std::borrow::Cow<'h, str> {
        if colours() { format!("\x1b[2m{hint}\x1b[0m").into() } else { hint.into() }
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        true
    }
}

/// Whether the terminal takes colours and the user wants them.
pub(super) fn colours() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

impl Validator for Line {
    /// A line goes on while a quotation mark or a bracket is open, and after a bar.
    fn validate(&self, ctx: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        Ok(if self.asks() && goes_on(ctx.input()) {
            ValidationResult::Incomplete
        } else {
            ValidationResult::Valid(None)
        })
    }
}

fn goes_on(line: &str) -> bool {
    if line.starts_with('.') {
        return false;
    }
    let ended_by_user = line.ends_with("\n\n") || line.ends_with('\n');
    let open_quote = line.matches('«').count() > line.matches('»').count()
        || line.matches('“').count() > line.matches('”').count()
        || line.matches('"').count() % 2 == 1;
    let open_bracket = line.matches('(').count() > line.matches(')').count();
    !ended_by_user && (open_quote || open_bracket || line.trim_end().ends_with('|'))
}
