//! Signs of machine translation.

use super::bench::Bench;

const SAID: &str = "« Le pont est vieux et ne rouvrira pas avant le printemps », a déclaré Mark Rutte à la presse.";

#[test]
fn what_a_machine_translated_is_marked_and_told() {
    let bench = Bench::empty();
    bench.file("plain.txt", format!("Un pont usé\n\n{SAID}\n"));
    bench.file("notice.txt", format!("Un port\n\nCet article a été traduit automatiquement.\n\n{SAID}\n"));
    let page = |class: &str, foot: &str| {
        let body = format!(
            "<article><h1>Une page</h1><p>{SAID}</p><p>Les travaux coûtent cher, la commune n'a pas d'argent et les habitants passent par la digue.</p></article>"
        );
        format!(
            "<!DOCTYPE html><html lang=fr class=\"{class}\"><body>{body}<footer><p>{foot}</p></footer></body></html>"
        )
    };
    bench.file("class.html", page("translated-ltr", "Mentions légales"));
    bench.file("foot.html", page("", "Traduction automatique"));
    bench.file("page.html", page("", "Mentions légales"));
    let files = ["plain.txt", "notice.txt", "class.html", "foot.html", "page.html"].map(Into::into);
    bench.ingest(&[], &files).ok();
    let rows = bench.rows("documents including copies | sort by source | show source, translated");
    let marks: Vec<&str> = rows.iter().skip(1).map(|row| row.split_once('\t').unwrap().1).collect();
    assert_eq!(
        marks,
        ["class.html\tmachine", "foot.html\tmachine", "notice.txt\tmachine", "page.html\t", "plain.txt\t"]
    );
    let run = bench.ask("quotes by Mark Rutte including copies").ok();
    assert!(run.err.contains("3 rows stand in machine translations"), "{run:#?}");
    assert_eq!(run.out.matches("(machine-translated)").count(), 3);
    let run = bench.ask("quotes by Mark Rutte not translated including copies").ok();
    assert!(run.out.lines().count() > 2 && !run.out.contains("(machine-translated)"), "{run:#?}");
    assert!(!run.err.contains("machine translation"), "{run:#?}");
}
