//! Canonical print: one way to write each tree, which reads back as the same tree.

mod edit;

pub use edit::{change, edit};

use std::fmt::Write;

use super::parse::{MARKS, in_word};
use super::registry::{UNITS, is_keyword, verb};
use super::syntax::{Asked, Basis, Clause, Date, DateForm, Form, Head, Line, Name, Operands, Query, Run, Save, Stage};
use super::syntax::{Statement, Tree, Word};

/// `line` as it would be written by hand.
pub fn print(line: &Line) -> String {
    statement(&line.statement)
}

/// One line of source from the arguments of a command line: one argument is the source as it is; among several, one
/// that holds spaces is a string.
pub fn join<S: AsRef<str>>(arguments: &[S]) -> String {
    let [one] = arguments else {
        let word =
            |a: &S| if a.as_ref().contains(char::is_whitespace) { quoted(a.as_ref()) } else { a.as_ref().to_owned() };
        return arguments.iter().map(word).collect::<Vec<_>>().join(" ");
    };
    one.as_ref().to_owned()
}

/// `text` between quotation marks that do not stand in it.
pub fn quoted(text: &str) -> String {
    let free = MARKS.iter().find(|(_, close)| !text.contains(*close));
    match free {
        Some((open, close)) => format!("{open}{text}{close}"),
        None => format!("\"{}\"", text.replace('"', "'")),
    }
}

/// `text` as a name: bare where it can be, between quotation marks otherwise.
pub fn bare_or_quoted(text: &str) -> String {
    let bare = |word: &str| !is_keyword(word) && verb(word).is_none() && word.chars().all(in_word);
    let plain = !text.is_empty() && text.split(' ').all(|word| !word.is_empty() && bare(word));
    if plain { text.to_owned() } else { quoted(text) }
}

fn statement(statement: &Statement) -> String {
    match statement {
        Statement::Query(inner) => query(inner),
        Statement::Explain(inner) => format!("explain {}", asked(inner)),
        Statement::Save(inner) => save(inner),
        Statement::Run(inner) => run(inner),
        Statement::Edit(inner) => change(inner),
        Statement::Queries => "queries".to_owned(),
        Statement::ShowQuery(name) => format!("show query {}", name.text),
        Statement::Export(export) => {
            let replacing = if export.replacing { " replacing" } else { "" };
            format!("export queries to {}{replacing}", quoted(&export.file))
        }
        Statement::Help(None) => "help".to_owned(),
        Statement::Help(Some(word)) => format!("help {word}"),
    }
}

fn spaced(out: &mut String, more: &str) {
    if !more.is_empty() {
        out.push(' ');
        out.push_str(more);
    }
}

fn asked(asked: &Asked) -> String {
    match asked {
        Asked::Query(inner) => query(inner),
        Asked::Run(inner) => run(inner),
    }
}

/// A `run` statement as it would be written by hand.
pub fn run(run: &Run) -> String {
    let argument = |(word, value): &(Word, Name)| format!("{}={}", word.text, name(value));
    let mut out = format!("run {}", run.name.text);
    spaced(&mut out, &run.arguments.iter().map(argument).collect::<Vec<_>>().join(", "));
    stages(&mut out, &run.stages);
    out
}

/// A question as it would be written by hand.
pub fn query(query: &Query) -> String {
    let mut out = match &query.head {
        Head::Plain(word, _) => word.row().word.to_owned(),
        Head::Who(act, words, _) => {
            let mut out = format!("who {}", super::registry::act_row(*act).past);
            spaced(&mut out, &words.as_ref().map(name).unwrap_or_default());
            out
        }
        Head::Positions(names, _) => format!("positions of {}", tree(names, " and ", &name)),
        Head::What(names, act, _) => format!("what did {} {}", tree(names, " and ", &name), act.word()),
    };
    spaced(&mut out, &query.filter.as_ref().map(filter).unwrap_or_default());
    stages(&mut out, &query.stages);
    out
}

/// A filter as it would be written by hand.
pub fn filter(filter: &Tree<Clause>) -> String {
    tree(filter, " ", &clause)
}

/// A tree with `and` between the parts of conjunctions, and parentheses where they are needed.
pub fn tree<T>(whole: &Tree<T>, and: &str, leaf: &dyn Fn(&T) -> String) -> String {
    let part = |part: &Tree<T>| match part {
        Tree::And(_) | Tree::Or(_) => format!("({})", tree(part, and, leaf)),
        Tree::One(_) | Tree::Not(_) => tree(part, and, leaf),
    };
    let all = |parts: &[Tree<T>], joint: &str| parts.iter().map(part).collect::<Vec<_>>().join(joint);
    match whole {
        Tree::One(one) => leaf(one),
        Tree::Not(inner) if matches!(**inner, Tree::Not(_)) => format!("not ({})", tree(inner, and, leaf)),
        Tree::Not(inner) => format!("not {}", part(inner)),
        Tree::And(parts) => all(parts, and),
        Tree::Or(parts) => all(parts, " or "),
    }
}

/// A clause as it would be written by hand.
pub fn clause(clause: &Clause) -> String {
    let mut out = match clause.basis {
        Some(Basis::Said) => "said ".to_owned(),
        Some(Basis::Published) => "published ".to_owned(),
        None => String::new(),
    };
    out.push_str(clause.word.row().word);
    match &clause.operands {
        Operands::Nothing => {}
        Operands::Names(names) => spaced(&mut out, &tree(names, " and ", &name)),
        Operands::Dates(dates) => spaced(&mut out, &dates.iter().map(date).collect::<Vec<_>>().join(" and ")),
    }
    if let Some(scope) = clause.same {
        spaced(&mut out, &format!("in same {}", scope.row().word));
    }
    out
}

/// A name as it would be written by hand.
pub fn name(name: &Name) -> String {
    match &name.form {
        Form::Words(_) => name.text(), // read bare, so they can stand bare
        Form::Quoted(text) => quoted(text),
        Form::Key(key) => format!("@{key}"),
        Form::Parameter(parameter) => format!("${parameter}"),
    }
}

/// A date as it would be written by hand.
pub fn date(date: &Date) -> String {
    match &date.form {
        DateForm::Digits(digits) => digits.clone(),
        DateForm::Quoted(text) => quoted(text),
        DateForm::Parameter(parameter) => format!("${parameter}"),
        DateForm::Today => "today".to_owned(),
        DateForm::Yesterday => "yesterday".to_owned(),
        DateForm::Last(unit) => format!("last {}", UNITS[*unit as usize].word),
        DateForm::This(unit) => format!("this {}", UNITS[*unit as usize].word),
        DateForm::Ago(1, unit) => format!("1 {} ago", UNITS[*unit as usize].word),
        DateForm::Ago(number, unit) => format!("{number} {} ago", UNITS[*unit as usize].plural),
    }
}

fn stages(out: &mut String, stages: &[Stage]) {
    for stage in stages {
        out.push_str(" | ");
        out.push_str(&print_stage(stage));
    }
}

/// A stage as it would be written by hand, without its bar.
pub fn print_stage(stage: &Stage) -> String {
    let fields = |words: &[Word]| words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(", ");
    match stage {
        Stage::Count(by, _) if by.is_empty() => "count".to_owned(),
        Stage::Count(by, _) => format!("count by {}", fields(by)),
        Stage::Sort(field, descending) => format!("sort by {}{}", field.text, if *descending { " desc" } else { "" }),
        Stage::Limit(number) => format!("limit {number}"),
        Stage::Show(words) => format!("show {}", fields(words)),
        Stage::Timeline(unit, _) => format!("timeline by {}", UNITS[*unit as usize].word),
        Stage::Top(number, field, _) => format!("top {number} by {}", field.text),
        Stage::Sample(number, _) => format!("sample {number}"),
        Stage::Export(export, _) => {
            format!("export to {}{}", quoted(&export.file), if export.replacing { " replacing" } else { "" })
        }
        Stage::New(_) => "new".to_owned(),
    }
}

/// A `save` statement as it would be written by hand.
pub fn save(save: &Save) -> String {
    let parameter = |(word, default): &(Word, Option<Name>)| match default {
        Some(value) => format!("${} = {}", word.text, name(value)),
        None => format!("${}", word.text),
    };
    let mut out = format!("save {}", save.name.text);
    if !save.parameters.is_empty() {
        let all: Vec<String> = save.parameters.iter().map(parameter).collect();
        let _ = write!(out, "({})", all.join(", ")); // a String takes all
    }
    spaced(&mut out, &save.description.as_deref().map(quoted).unwrap_or_default());
    format!("{out} = {}", asked(&save.asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_of_a_command_line() {
        for (arguments, expected) in [
            (&["quotes by Lloyd Austin"][..], "quotes by Lloyd Austin"),
            (&["quotes", "by", "Lloyd", "Austin"], "quotes by Lloyd Austin"),
            (&["quotes", "by", "Lloyd Austin"], "quotes by \"Lloyd Austin\""),
            (&["who", "said", "des \"mots\" dits"], "who said «des \"mots\" dits»"),
            (&[], ""),
        ] {
            assert_eq!(join(arguments), expected);
        }
    }

    #[test]
    fn names_bare_where_they_can_be() {
        for (name, expected) in [
            ("20 Minutes", "20 Minutes"),
            ("S&P 500", "S&P 500"),
            ("Council of Europe", "\"Council of Europe\""),
            ("Yahoo!", "\"Yahoo!\""),
            ("", "\"\""),
        ] {
            assert_eq!(bare_or_quoted(name), expected);
        }
    }
}
