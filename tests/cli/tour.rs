//! `dixit tour`: every step with its own answer, with others that do the same, with a wrong one, and passed over.

use serde::Deserialize;

use super::bench::{Bench, Run};

#[derive(Deserialize)]
struct Step {
    title: String,
    hint: String,
    answer: String,
}

#[derive(Deserialize)]
struct Tour {
    step: Vec<Step>,
}

fn steps() -> Vec<Step> {
    toml::from_str::<Tour>(include_str!("../../data/tour.toml")).unwrap().step
}

fn tour(lines: &str) -> Run {
    let bench = Bench::empty();
    std::fs::create_dir(bench.path("tmp")).unwrap();
    let mut command = bench.command(&["tour"]);
    command.env("TMPDIR", bench.path("tmp"));
    let run = super::bench::run(command, lines.as_bytes()).ok();
    assert!(std::fs::read_dir(bench.path("tmp")).unwrap().next().is_none(), "its folder is gone");
    assert!(!bench.base().exists(), "it has a base of its own");
    run
}

#[test]
fn every_step_takes_its_answer_and_no_wrong_one() {
    let steps = steps();
    assert_eq!(steps.len(), 10);
    let lines: String = steps.iter().map(|step| format!("documents | count\nquots\n{}\n", step.answer)).collect();
    let told = tour(&lines).err;
    let parts: Vec<&str> = told.split(" of 10 · ").collect();
    assert_eq!(parts.len(), 11, "{told}");
    for (step, part) in steps.iter().zip(&parts[1..]) {
        assert!(part.starts_with(&step.title), "{part}");
        let said: Vec<&str> =
            part.lines().filter(|line| line.starts_with("not yet") || line.starts_with("right")).collect();
        let hint = format!("not yet. {}", step.hint);
        assert_eq!(said, [&*hint, &*format!("{hint} One way is: {}", step.answer), "right!"], "{part}");
        assert!(part.contains("did you mean `quotes`?"), "a wrong line is really carried out: {part}");
    }
    assert!(told.ends_with("`dixit ingest FILES` reads articles of yours.\n"), "{told}");
}

#[test]
fn what_counts_is_what_a_line_gives_and_not_how_it_is_spelt() {
    let others = [
        "quotes containing «petit nombre» | show content",
        ".open",
        "quotes act deny about @north-korea",
        "what did Rutte say about Kursk",
        "quotes published after 2024-10-30 about Koursk",
        ".cite",
        "mentions of Nunkzya | count by spelling",
        "quotes | count by speaker | sort by count desc | limit 5",
        "alias «Sergij Kislyza» = @sergiy-kyslytsya because \"one article\"",
        "save mine \"All about Koursk\" = quotations about Kursk",
    ];
    let run = tour(&others.join("\n"));
    assert_eq!(run.err.matches("right!").count(), 10, "{}", run.err);
    assert!(run.out.contains("Pentagone"), "{}", run.out);
}

#[test]
fn a_change_of_something_else_is_wrong() {
    let skips = "skip\n".repeat(8);
    let lines = "alias \"Sergij\" = Sergiy Kyslytsya\npreview alias \"Sergij Kislyza\" = Sergiy Kyslytsya\nskip\nsave x = quotes about OTAN\nquit\n";
    let told = tour(&format!("{skips}{lines}")).err;
    assert_eq!((told.matches("not yet").count(), told.matches("right!").count()), (3, 0), "{told}");
    assert!(told.ends_with("the tour ends here; `dixit tour` begins it again\n"), "{told}");
}

#[test]
fn steps_can_be_passed_over_and_the_tour_left() {
    let told = tour(&"skip\n".repeat(10)).err;
    assert_eq!(told.matches("one way is: ").count(), 10, "{told}");
    assert!(tour("").err.contains("the tour ends here"));
    assert!(tour("skip\nquit\n").err.contains("2 of 10"));
}
