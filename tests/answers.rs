//! Answers in every format at every width. Each folder of `tests/answers` is a case: `table.json` is the answer, the other files are how it is
//! printed, one for each width where that makes a difference. `DIXIT_REWRITE=1 cargo test --test answers` writes them anew.

#[path = "answers/case.rs"]
mod case;

use std::{collections::BTreeMap, env, fs, path::Path};

use case::{Case, cases};
use dixit::{
    output::{FORMATS, Format, clean, clean_line, unguarded},
    table::Cell,
};
use html5gum::Token;
use unicode_width::UnicodeWidthStr as _;

/// The widths of screens on which answers are printed.
const WIDTHS: [usize; 4] = [40, 80, 120, 200];

#[test]
fn every_answer_is_printed_as_its_folder_has_it() {
    for case in cases() {
        let printed: BTreeMap<String, String> = FORMATS.iter().flat_map(|format| files(&case, format)).collect();
        if env::var_os("DIXIT_REWRITE").is_some() {
            case.files().keys().for_each(|name| fs::remove_file(case.folder.join(name)).unwrap());
            printed.iter().for_each(|(name, text)| fs::write(case.folder.join(name), text).unwrap());
        }
        let there = case.files();
        assert_eq!(there.keys().collect::<Vec<_>>(), printed.keys().collect::<Vec<_>>(), "{}", case.folder.display());
        for (name, text) in &printed {
            assert!(there[name] == *text, "{}/{name} is now:\n{text}", case.folder.display());
        }
    }
}

/// The files of a format: one for each width, or a single one where all are the same.
fn files(case: &Case, format: &Format) -> Vec<(String, String)> {
    let ending = format.endings.first().unwrap_or(&"txt");
    let all = WIDTHS.map(|width| (width, case.printed(format.name, width)));
    match all.iter().all(|(_, text)| *text == all[0].1) {
        true => vec![(format!("{}.{ending}", format.name), all[0].1.clone())],
        false => all.map(|(width, text)| (format!("{}-{width}.{ending}", format.name), text)).into(),
    }
}

#[test]
fn what_programs_read_comes_back_whole() {
    for case in cases() {
        let rows = case.rows_with_key();
        let csv = case.printed("csv", 80);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(reader.headers().unwrap(), &case.columns_with_key());
        let read: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(|cell| unguarded(cell).to_owned()).collect()).collect();
        let shown = |show: fn(&str) -> String| -> Vec<Vec<String>> {
            rows.iter().map(|row| row.iter().map(|cell| show(&cell.text())).collect()).collect()
        };
        assert_eq!(read, shown(|text| clean(text).into_owned()));
        let tsv = case.printed("tsv", 80);
        let read: Vec<Vec<String>> =
            tsv.lines().skip(1).map(|line| line.split('\t').map(|cell| unguarded(cell).to_owned()).collect()).collect();
        assert_eq!(read, shown(|text| clean_line(text).into_owned()));
    }
}

#[test]
fn json_is_valid_and_loses_nothing() {
    for case in cases() {
        let array: Vec<serde_json::Value> = serde_json::from_str(&case.printed("json", 80)).unwrap();
        let lines: Vec<serde_json::Value> =
            case.printed("ndjson", 80).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(array, lines);
        let rows = case.rows_with_key();
        assert_eq!(array.len(), rows.len());
        for (object, row) in array.iter().zip(rows) {
            for (column, cell) in case.columns_with_key().iter().zip(row) {
                let expected = match cell {
                    Cell::Empty => serde_json::Value::Null,
                    Cell::Integer(n) => n.into(),
                    Cell::Real(x) => x.into(),
                    Cell::Text(text) => text.into(),
                };
                assert_eq!(object[column], expected);
            }
        }
    }
}

#[test]
fn columns_stand_under_each_other_and_within_the_screen() {
    let mut tables = 0;
    for case in cases() {
        for width in 30..=200 {
            for format in ["table", "cards"] {
                let text = case.printed(format, width);
                let wide = text.lines().find(|line| line.width() > width);
                assert_eq!(wide, None, "{format} at {width}:\n{text}");
            }
            let text = case.printed("table", width);
            let Some(ruled) = text.lines().position(|line| line.contains('┼')) else { continue };
            let bars = |line: &str| -> Vec<usize> {
                line.match_indices(['│', '┼']).map(|(at, _)| line[..at].width()).collect()
            };
            let expected = bars(text.lines().nth(ruled).unwrap());
            let lines = text.lines().skip(ruled - 1);
            // spaces at the end of a line, and the bars behind which there is nothing, are not printed
            lines.for_each(|line| assert!(expected.starts_with(&bars(line)), "at {width}: {line:?}\n{text}"));
            tables += 1;
        }
    }
    assert!(tables > 100, "only {tables} tables had columns");
}

#[test]
fn numbers_stand_right() {
    for case in cases() {
        let text = case.printed("table", 200);
        let rows = text.lines().skip_while(|line| !line.contains('┼'));
        let ends = |number: i64| {
            let word = number.to_string();
            let line = rows.clone().find(|line| line.split([' ', '│']).any(|own| own == word)).unwrap();
            line[..line.rfind(&word).unwrap() + word.len()].width()
        };
        let numbers: Vec<i64> = case
            .table
            .rows
            .iter()
            .filter_map(|row| if let Some(Cell::Integer(n)) = row.last() { Some(*n) } else { None })
            .collect();
        let widest = numbers.iter().copied().filter(|n| *n > 11).collect::<Vec<_>>();
        assert!(widest.len() > 1 && widest.iter().all(|n| ends(*n) == ends(widest[0])), "{text}");
    }
}

#[test]
fn a_page_has_no_script_and_links_to_the_web_only() {
    for case in cases() {
        let page = case.printed("html", 80);
        let mut rows = 0;
        for token in html5gum::Tokenizer::new(&page).flatten() {
            let Token::StartTag(tag) = token else { continue };
            let name = String::from_utf8(tag.name.to_vec()).unwrap();
            let known = "html head meta title style body h1 p table thead tbody tr th td a br";
            assert!(known.split(' ').any(|own| own == name), "{name}");
            rows += usize::from(name == "tr");
            for (attribute, value) in &tag.attributes {
                let (attribute, value) = (String::from_utf8_lossy(attribute), String::from_utf8_lossy(value));
                assert!(!attribute.starts_with("on") && attribute != "src" && attribute != "style", "{attribute}");
                assert!(attribute != "href" || value.starts_with("https://example.org/"), "{value}");
            }
        }
        assert_eq!(rows, case.table.rows.len() + 1);
    }
}

#[test]
fn a_folder_without_an_answer_is_no_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers");
    let folders = fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_dir()).count();
    assert_eq!(folders, cases().len());
}

#[test]
fn the_page_lists_every_format() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/answers.md");
    let page = fs::read_to_string(&path).unwrap();
    const HEAD: &str = "| format | endings | what it is | made for |\n| --- | --- | --- | --- |\n";
    let (before, behind) = page.split_once(HEAD).unwrap();
    let rest = behind.find("\n\n").map(|at| &behind[at..]).unwrap();
    let endings = |format: &Format| format.endings.iter().map(|ending| format!("`.{ending}` ")).collect::<String>();
    let row = |format: &Format| {
        let reader = if format.data { "programs" } else { "people" };
        format!("| `{}` | {} | {} | {reader} |", format.name, endings(format).trim_end(), format.help)
    };
    let rows: Vec<String> = FORMATS.iter().map(row).collect();
    let now = format!("{before}{HEAD}{}{rest}", rows.join("\n"));
    if env::var_os("DIXIT_REWRITE").is_some() {
        fs::write(&path, now).unwrap();
    } else {
        assert!(now == page, "{} is old: run the test with DIXIT_REWRITE=1", path.display());
    }
}
