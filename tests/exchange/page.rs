//! `docs/gazetteers.md` is written from the registry of formats and their examples.

use std::{fmt::Write, fs, path::Path};

use dixit::gazetteer::exchange::{FORMATS, Format, LONGEST, LONGEST_SPELLING, usual_columns};

use super::example;

/// Lines of an example that are shown, and characters of each.
const SHOWN: (usize, usize) = (3, 150);

#[test]
fn the_page_is_what_the_registry_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/gazetteers.md");
    let page = page();
    if std::env::var_os("DIXIT_REWRITE").is_some() {
        fs::write(&path, page).unwrap();
    } else {
        let hint = "run the test with DIXIT_REWRITE=1 to write the page anew";
        assert!(fs::read_to_string(&path).unwrap_or_default() == page, "{} is old: {hint}", path.display());
    }
}

fn page() -> String {
    let mut out = include_str!("head.md").to_owned();
    out.push_str("\n## Formats\n\n| format | what it is | endings | what is read | written | what it has no place for, or what is not read |\n");
    out.push_str("| --- | --- | --- | --- | --- | --- |\n");
    for format in FORMATS {
        let endings: Vec<String> = format.suffixes.iter().map(|end| format!("`.{end}`")).collect();
        let written = if format.write.is_some() { "yes" } else { "" };
        let name = format!("`{}`", format.name);
        let cells = [&name, format.meaning, &endings.join(" "), format.reads, written, format.lacks];
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    let _ = writeln!(out, "\nA line may have {} MB, a spelling {LONGEST_SPELLING} bytes.", LONGEST >> 20);
    out.push_str(
        "`tsv` and `jsonl` come back as they were; an export in another format tells what it dropped, and how often.\n",
    );
    out.push_str("\n## Columns of a table\n\n`csv` finds columns by these names, in any order, apart by commas, semicolons, tabs or `|`; capitals do not count.\n");
    out.push_str("`aliases` holds several spellings, apart by `|` or `;`.\n\n");
    for names in usual_columns() {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(out, "* {}", names.join(", "));
    }
    out.push_str("\n## Examples\n");
    FORMATS.iter().for_each(|format| shown(&mut out, format));
    out + include_str!("tail.md")
}

/// The first lines of a format's example.
fn shown(out: &mut String, format: &Format) {
    let text = fs::read_to_string(example(format)).unwrap();
    let _ = writeln!(out, "\n`{}`:\n\n```text", format.name);
    for line in text.lines().take(SHOWN.0) {
        let cut: String = line.chars().take(SHOWN.1).collect();
        let _ = writeln!(out, "{cut}{}", if cut.len() < line.len() { " …" } else { "" });
    }
    out.push_str("```\n");
}
