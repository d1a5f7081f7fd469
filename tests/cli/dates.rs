//! Dates of publication that can hardly be true, and days on which something was said.

use super::bench::Bench;

/// A page that says it is a year older than what it tells of, one that is right, one from a time to come.
const PAGES: &str = concat!(
    r#"{"id": "1", "date": "2023-11-07", "text": "Le pont a été fermé le 6 novembre 2024. « Il est usé », a déclaré Mark Rutte."}"#,
    "\n",
    r#"{"id": "2", "date": "2024-11-07", "text": "Le pont a été fermé le 6 novembre 2024. « Il est vieux », a déclaré Mark Rutte."}"#,
    "\n",
    r#"{"id": "3", "date": "2099-11-07", "text": "Le pont est beau. « Il est neuf », a déclaré Mark Rutte."}"#,
    "\n",
);

fn pages() -> Bench {
    let bench = Bench::empty();
    bench.file("pages.jsonl", PAGES);
    bench.ingest(&[], &["pages.jsonl".into()]).ok();
    bench
}

/// The rows of an answer without header and keys.
fn rows(bench: &Bench, question: &str) -> Vec<String> {
    let rows = bench.rows(question).into_iter().skip(1);
    rows.map(|row| row.split_once('\t').unwrap().1.to_owned()).collect()
}

#[test]
fn a_date_that_can_hardly_be_true_is_marked_with_the_reason() {
    let bench = pages();
    let found = rows(&bench, "documents | sort by published | show published, basis, doubt");
    assert_eq!(found[0], "2023-11-07\tmetadata\tthe text tells of 2024-11-06 as past");
    assert_eq!(found[1], "2024-11-07\tmetadata\t");
    assert!(found[2].starts_with("2099-11-07\tmetadata\tit is later than "), "{found:?}");
    // where no column tells it, and where people look, a sign does
    assert_eq!(
        rows(&bench, "documents doubtful | sort by published | show published"),
        ["2023-11-07 ?", "2099-11-07 ?"]
    );
    assert!(bench.ask("documents doubtful | show published, doubt").ok().out.contains("2099-11-07 ? "));
    let years = bench.rows("quotes | count by year");
    for (row, year) in years.iter().zip(["year\tdoubtful\tcount", "2023\t1\t", "2024\t0\t", "2099\t1\t"]) {
        assert!(row.starts_with(year), "{years:?}");
    }
    assert_eq!(rows(&bench, "documents doubtful").len(), 2);
    assert_eq!(bench.rows("quotes | count by year | show year"), ["year", "2023 ?", "2024", "2099 ?"]);
}

#[test]
fn an_answer_says_when_such_dates_let_rows_in() {
    let bench = pages();
    let warns = |question: &str| bench.ask(question).ok().err.contains("can hardly be true");
    assert!(warns("quotes since 2023") && warns("quotes until 2023-12"));
    assert!(!warns("quotes on 2024-11-07") && !warns("quotes by Mark Rutte"));
    let run = bench.ask("quotes on 2019");
    assert!(run.err.contains("2 with a date that can hardly be true"), "{run:#?}");
}

#[test]
fn a_date_set_by_the_user_is_doubted_no_more() {
    let bench = pages();
    let run = bench.ask("set date of document \"pages.jsonl#1\" = 2024-11-07 because \"archive\"").ok();
    assert!(run.err.contains("2023-11-07 (metadata, doubtful) → 2024-11-07 (given)"), "{run:#?}");
    assert_eq!(rows(&bench, "documents doubtful").len(), 1);
    bench.ask("undo").ok();
    assert_eq!(rows(&bench, "documents doubtful").len(), 2);
}

/// Published on a Thursday.
const PORT: &str = "Le port

Publié le 7 novembre 2024

« Il est usé », a déclaré mardi Paul Kerbrat. « Il est vieux », a ajouté Jeanne Morvan. « Il est neuf », avait dit Luc Tardieu le 3 mai 2023.
";

#[test]
fn a_day_of_the_week_tells_when_something_was_said() {
    let bench = Bench::article(PORT);
    let said = rows(&bench, "quotes | sort by content | show content, said");
    assert_eq!(said, ["Il est neuf\t2023-05-03", "Il est usé\t2024-11-05 ≈", "Il est vieux\t2024-11-07"]);
    for (question, found) in [
        ("quotes said on 2024-11-05", "Il est usé"),
        ("quotes said before 2024", "Il est neuf"),
        ("quotes said on 2024-11-07", "Il est vieux"),
    ] {
        assert_eq!(rows(&bench, &format!("{question} | show content")), [found], "{question}");
    }
    assert_eq!(rows(&bench, "quotes published on 2024-11-07").len(), 3);
}

#[test]
fn the_day_moves_with_the_date_of_publication() {
    let bench = Bench::article(PORT);
    let said = || rows(&bench, "quotes containing \"usé\" | show said");
    bench.ask("set date of document \"article.txt\" = 2024-11-14").ok();
    assert_eq!(said(), ["2024-11-12 ≈"]);
    bench.ask("set date of document \"article.txt\" = 2024-11").ok();
    assert_eq!(said(), ["2024-11"]);
}
