//! Pages as publishing systems print them, read whole. What belongs to the article stands between `<!--+-->` and `<!--/-->`.

use std::{collections::HashMap, fs, path::PathBuf};

use dixit::import::{
    dates,
    format::{FORMATS, Read},
    record::{Failure, Record},
};

fn read(page: &str) -> Result<Record, Failure> {
    let format = FORMATS.iter().find(|f| f.name == "html").unwrap();
    let Read::One(read) = format.read else { panic!("one page is one document") };
    read(page.as_bytes())
}

struct Case {
    name: String,
    expected: HashMap<String, String>,
    gold: String,
    page: String,
}

fn cases() -> Vec<Case> {
    let folder = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/html")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(case).collect()
}

fn case(path: &PathBuf) -> Case {
    let file = fs::read_to_string(path).unwrap();
    let (head, page) = file.split_once("-->\n").unwrap();
    let expected = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    let marked = page.split("<!--+-->").skip(1).map(|rest| rest.split_once("<!--/-->").unwrap().0);
    Case {
        name: path.file_stem().unwrap().to_string_lossy().into_owned(),
        expected: expected.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
        gold: marked.map(shown).collect::<Vec<_>>().join(" "),
        page: page.replace("<!--+-->", "").replace("<!--/-->", ""),
    }
}

/// The text of a piece of a page, told in the plainest way.
fn shown(html: &str) -> String {
    const INLINE: &[&str] = &["a", "abbr", "b", "em", "font", "i", "span", "strong", "sup"];
    const ENTITIES: &[(&str, &str)] = &[
        ("&nbsp;", "\u{A0}"),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&eacute;", "é"),
        ("&egrave;", "è"),
        ("&agrave;", "à"),
        ("&ecirc;", "ê"),
        ("&rsquo;", "’"),
        ("&#8217;", "’"),
        ("&mdash;", "—"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    let mut text = String::new();
    for (n, piece) in html.split('<').enumerate() {
        let (tag, rest) = if n == 0 { ("span", piece) } else { piece.split_once('>').unwrap() };
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !INLINE.contains(&&*name.to_lowercase()) {
            text.push(' ');
        }
        text.push_str(rest);
    }
    ENTITIES.iter().fold(text, |text, (entity, c)| text.replace(entity, c))
}

/// How often each word stands in a text; a character is one where words are not set apart.
fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    let unspaced = |c: char| ('\u{3000}'..'\u{A000}').contains(&c);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let step = if word.contains(unspaced) { 1 } else { word.chars().count() };
        for part in word.chars().collect::<Vec<_>>().chunks(step) {
            *words.entry(part.iter().collect()).or_insert(0) += 1;
        }
    }
    words
}

/// Words that two texts share, and words of each.
fn compare(gold: &str, found: &str) -> [usize; 3] {
    let (gold, found) = (words(gold), words(found));
    let shared = gold.iter().map(|(word, n)| found.get(word).map_or(0, |m| *n.min(m))).sum();
    [shared, gold.values().sum(), found.values().sum()]
}

fn f1([shared, gold, found]: [usize; 3]) -> f64 {
    2.0 * shared as f64 / (gold + found).max(1) as f64
}

#[test]
fn articles_are_taken_out_of_their_pages() {
    let mut all = [0; 3];
    let mut low = Vec::new();
    for case in cases() {
        let counts = compare(&case.gold, &read(&case.page).unwrap().text);
        println!("{:24} {:.3}", case.name, f1(counts));
        all = std::array::from_fn(|i| all[i] + counts[i]);
        low.extend((f1(counts) < 0.85).then_some(case.name));
    }
    println!("{:24} {:.4}", "all", f1(all));
    assert!(f1(all) >= 0.95 && low.is_empty(), "{low:?}");
}

#[test]
fn metadata_is_what_pages_say_of_themselves() {
    let mut wrong = Vec::new();
    for case in cases() {
        let record = read(&case.page).unwrap();
        let language = record.language.as_deref();
        let published = record.published.as_deref().and_then(|date| dates::metadata(date, language));
        let code = language.map(|tag| tag.split('-').next().unwrap().to_owned());
        for (key, found) in [
            ("title", record.title),
            ("outlet", record.outlet),
            ("author", record.author),
            ("language", code),
            ("published", published),
            ("url", record.url),
        ] {
            if found.as_ref() != case.expected.get(key) {
                wrong.push(format!("{}: {key} {:?}, expected {:?}", case.name, found, case.expected.get(key)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
