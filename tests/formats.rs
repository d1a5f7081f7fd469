//! `docs/formats.md` is written from the registries of formats, containers and fields.

use std::{fmt::Write, path::Path};

use dixit::import::{
    container::{self, CONTAINERS},
    feed,
    fields::FIELDS,
    format::FORMATS,
    record::LARGEST,
};

#[test]
fn the_page_is_what_the_registries_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let page = page();
    if std::env::var_os("DIXIT_REWRITE").is_some() {
        std::fs::write(&path, page).unwrap();
    } else {
        let hint = "run the test with DIXIT_REWRITE=1 to write the page anew";
        assert!(std::fs::read_to_string(&path).unwrap_or_default() == page, "{} is old: {hint}", path.display());
    }
}

#[test]
fn endings_mean_one_format() {
    let formats = FORMATS.iter().flat_map(|format| format.extensions.iter().copied());
    let containers = CONTAINERS.iter().flat_map(|container| container.extensions.iter().map(|(end, _)| *end));
    let mut all: Vec<&str> = formats.chain(containers).collect();
    all.sort();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count);
}

fn page() -> String {
    let mut out = include_str!("formats/head.md").to_owned();
    out.push_str("\n## Formats\n\n| format | endings | what is read |\n| --- | --- | --- |\n");
    for format in FORMATS {
        row(&mut out, &[format.name, &endings(format.extensions.iter()), format.meaning]);
    }
    out.push_str("\n## Archives and compressed files\n\n| container | endings | what is read |\n| --- | --- | --- |\n");
    for container in CONTAINERS {
        row(&mut out, &[container.name, &endings(container.extensions.iter().map(|(end, _)| end)), container.meaning]);
    }
    out.push_str("\n## Limits\n\nWhatever lies beyond is refused, and is not held in memory.\n\n| what | at most |\n| --- | --- |\n");
    for (what, most) in limits() {
        row(&mut out, &[what, &most]);
    }
    out.push_str("\n## Fields and columns\n\n| field | usual names |\n| --- | --- |\n");
    for field in &FIELDS {
        row(&mut out, &[&format!("`{}`", field.word), &field.names.join(", ")]);
    }
    out + include_str!("formats/tail.md")
}

fn limits() -> Vec<(&'static str, String)> {
    let megabytes = |bytes: u64| format!("{} MB", bytes >> 20);
    vec![
        ("an article, also a line, a row, an element of a list, an item of a feed", megabytes(LARGEST)),
        ("archives in each other", container::DEEPEST.to_string()),
        ("files in one file, in archives at all depths", container::MEMBERS.to_string()),
        (
            "what comes out of a compressed file, at all depths",
            format!("{} times its size, or {}", container::RATIO, megabytes(container::FLOOR)),
        ),
        ("a zip archive in another archive or on standard input", megabytes(container::HELD)),
        ("elements in each other in a feed", feed::DEEPEST.to_string()),
        ("lists and objects in each other in JSON, where they are read", "128".to_owned()),
    ]
}

fn endings<'e>(endings: impl Iterator<Item = &'e &'e str>) -> String {
    endings.map(|end| format!("`.{end}`")).collect::<Vec<_>>().join(" ")
}

fn row(out: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}
