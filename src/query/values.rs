//! Values of saved questions as they come from outside: from a command line, or one by one at the prompt.

use super::parse::{Kind, in_word, tokens};
use super::print::{bare_or_quoted, run};
use super::syntax::{Asked, At, Form, Line, Name, Statement, Word};
use crate::span::Span;

/// A value as it stands behind `=`: `@key` and what stands between quotation marks already as they are, other words as a name.
pub fn value(text: &str) -> String {
    let text = text.trim();
    let key = text.strip_prefix('@').is_some_and(|key| !key.is_empty() && key.chars().all(in_word));
    let marked =
        || tokens(text).is_ok_and(|all| matches!(all.as_slice(), [one] if matches!(one.kind, Kind::Quoted(_))));
    if key || marked() { text.to_owned() } else { bare_or_quoted(text) }
}

/// The saved question whose values are being typed at the end of `line`, and the parameter that the last one is for.
pub fn running(line: &str) -> Option<(String, Option<String>)> {
    let tokens = tokens(line).ok()?;
    let text = |at: usize| tokens.get(at).map(|token| token.span.of(line));
    let run = (0..tokens.len()).rfind(|&at| text(at) == Some("run") && tokens[at].kind == Kind::Word)?;
    let question = tokens.get(run + 1).filter(|token| token.kind == Kind::Word)?;
    let rest = &tokens[run + 2..];
    let begun = rest.iter().rposition(|token| token.kind == Kind::Sign(',')).map_or(0, |comma| comma + 1);
    let parameter = match &rest[begun..] {
        [name, equals, ..] if equals.kind == Kind::Sign('=') => Some(name.span.of(line).trim_start_matches('$')),
        _ => None,
    };
    Some((question.span.of(line).to_owned(), parameter.map(str::to_owned)))
}

/// A line that runs a saved question, with one more value; any other line as it was.
pub fn with_value(line: &Line, parameter: &str, given: &str) -> String {
    let (Statement::Run(running) | Statement::Explain(Asked::Run(running))) = &line.statement else {
        return line.origin.source.clone();
    };
    let at = At(Span::new(0, 0));
    let written = value(given);
    let form = match tokens(&written).ok().and_then(|tokens| tokens.into_iter().next()).map(|token| token.kind) {
        Some(Kind::Key) => Form::Key(written[1..].to_owned()),
        Some(Kind::Quoted(text)) => Form::Quoted(text),
        _ => Form::Words(written.split(' ').map(|word| Word { text: word.to_owned(), at }).collect()),
    };
    let mut running = running.clone();
    running.arguments.push((Word { text: parameter.to_owned(), at }, Name { form, at }));
    let explain = if matches!(line.statement, Statement::Explain(_)) { "explain " } else { "" };
    format!("{explain}{}", run(&running))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn values_as_they_stand_behind_the_sign() {
        for (given, expected) in [
            ("Mark Rutte", "Mark Rutte"),
            (" \"Mark Rutte\" ", "\"Mark Rutte\""),
            ("@mark-rutte", "@mark-rutte"),
            ("@ mark", "\"@ mark\""),
            ("Council of Europe", "\"Council of Europe\""),
            ("a, b=c", "\"a, b=c\""),
            ("30 days ago", "30 days ago"),
            ("il a dit \"non\"", "«il a dit \"non\"»"),
        ] {
            assert_eq!(value(given), expected);
        }
    }

    #[test]
    fn what_is_being_typed_in_a_run() {
        for (line, expected) in [
            ("run said ", Some(("said", None))),
            ("run said who=", Some(("said", Some("who")))),
            ("explain run said topic=OTAN, $who = La", Some(("said", Some("who")))),
            ("run said topic=OTAN, ", Some(("said", None))),
            ("quotes by", None),
            ("run", None),
        ] {
            let found = running(line);
            let shown = found.as_ref().map(|(question, parameter)| (question.as_str(), parameter.as_deref()));
            assert_eq!(shown, expected, "{line}");
        }
    }

    #[test]
    fn a_value_comes_before_the_stages() {
        for (line, given, expected) in [
            ("run said | limit 3", "Mark Rutte", "run said who=Mark Rutte | limit 3"),
            ("run said topic=OTAN", "@mark-rutte", "run said topic=OTAN, who=@mark-rutte"),
            ("explain run said", "Bank of X", "explain run said who=\"Bank of X\""),
            ("quotes", "x", "quotes"),
        ] {
            let longer = parse(line).map(|line| with_value(&line, "who", given));
            assert_eq!(longer.as_deref(), Ok(expected));
        }
    }
}
