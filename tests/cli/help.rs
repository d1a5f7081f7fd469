//! `help`: one screen, and for every word three examples that run on the samples.

use std::{fs, sync::LazyLock};

use dixit::query;
use unicode_width::UnicodeWidthStr as _;

use super::bench::{Bench, Run, samples};

/// The base of the samples, as articles of one outlet, with a saved question.
static BASE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let bench = Bench::empty();
    bench.ingest(&["--outlet", "20 Minutes"], &samples()).ok();
    bench.ask("save said($who, $topic = OTAN) = quotes by $who about $topic").ok();
    fs::read(bench.base()).unwrap()
});

fn bench() -> Bench {
    let bench = Bench::empty();
    fs::write(bench.base(), &*BASE).unwrap();
    bench
}

#[test]
fn the_first_screen_is_one_and_a_word_has_its_examples() {
    let bench = bench();
    let told = bench.ask("help").ok().out;
    assert!(told.lines().count() <= 24 && told.lines().all(|line| line.width() <= 80), "{told}");
    assert!(told.contains("`help WORD`") && told.contains("strictly about"), "{told}");
    let all = bench.ask("help all").ok().out;
    assert!(all.lines().count() > 100 && all.contains("\n  about "), "{all}");
    let about = bench.ask("help about").ok().out;
    let examples: Vec<&str> = about.lines().filter(|line| line.starts_with("         ")).map(str::trim).collect();
    assert_eq!(examples.len(), 6, "three as a clause, three as a field: {about}");
    examples.iter().for_each(|example| drop(bench.ask(example).ok()));
    bench.ask("help abuot").fails(2, &["did you mean `help about`?"]);
    bench.ask("help from").ok();
}

#[test]
fn every_example_of_every_question_runs() {
    let lines: Vec<String> = examples().filter(|line| !writes(line)).collect();
    assert!(lines.len() > 250, "{}", lines.len());
    let bench = bench();
    let run = bench.piped(&[], lines.join("\n"));
    assert_eq!(run.code, 0, "{}", run.err);
    for field in query_fields() {
        lines_of(&field).into_iter().for_each(|line| assert!(query::parse(&line).is_ok(), "{line}"));
    }
    let fields: Vec<String> = query_fields().iter().flat_map(|field| lines_of(field)).collect();
    let run = bench.piped(&[], fields.join("\n"));
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn every_example_of_every_change_runs() {
    let keys: Vec<String> = bench().rows("quotes | show key")[1..].to_vec();
    let lines: Vec<String> = examples().filter(|line| writes(line)).collect();
    assert!(lines.len() > 60, "{}", lines.len());
    let wrong = lines.iter().map(|line| (line, changed(line, &keys))).filter(|(_, run)| run.code != 0);
    let wrong: Vec<String> = wrong.map(|(line, run)| format!("{line}: {}", run.err)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Carries out a change in a base of its own. The number of a row stands for its key, since a script numbers no rows.
fn changed(line: &str, keys: &[String]) -> Run {
    let first = line.split(' ').next().unwrap_or_default();
    let before = match line.trim_start_matches("preview ").split(' ').next() {
        Some("undo") => "alias \"Le Hollandais\" = Mark Rutte\n",
        Some("redo") => "alias \"Le Hollandais\" = Mark Rutte\nundo\n",
        _ => "",
    };
    let judges = ["speaker", "reject", "check", "note"].contains(&first);
    let line = match judges {
        true => line.replacen(" 1", &format!(" {}", keys[0]), 1).replacen(" 2", &format!(" {}", keys[1]), 1),
        false => line.to_owned(),
    };
    bench().piped(&["--allow-edits"], format!("{before}{line}\n"))
}

/// Every example of every word but the fields.
fn examples() -> impl Iterator<Item = String> {
    let topics = query::help(None).unwrap();
    topics.into_iter().flat_map(|topic| topic.examples).map(|example| example.into_owned())
}

/// Every field by its name.
fn query_fields() -> Vec<String> {
    use dixit::query::registry::{FAMILIES, fields};
    let mut names: Vec<String> =
        FAMILIES.iter().flat_map(|(family, _)| fields(*family)).map(|field| field.name.to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

fn lines_of(field: &str) -> Vec<String> {
    let topics = query::help(Some(field)).unwrap();
    let fields = topics.into_iter().filter(|topic| topic.part == "field");
    fields.flat_map(|topic| topic.examples).map(|example| example.into_owned()).collect()
}

/// Whether a line changes the base or writes a file.
fn writes(line: &str) -> bool {
    const QUESTIONS: [&str; 7] = ["explain", "run", "queries", "show", "help", ".queries", "preview"];
    let first = line.split(' ').next().unwrap_or_default();
    let question = QUESTIONS.contains(&first) || dixit::query::registry::HEADS.iter().any(|head| head.word == first);
    !question || line.contains("| new") || line.contains("export") || first == "preview"
}
