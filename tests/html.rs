//! Pages as publishing systems print them, read whole. What belongs to the article stands between `<!--+-->` and `<!--/-->`.

use std::{collections::HashMap, fs, path::PathBuf};

use dixit::{
    import::{
        dates,
        format::{FORMATS, Read},
        record::{Failure, Record},
    },
    text::paragraphs,
};
use proptest::prelude::*;

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
fn the_form_of_a_text_is_kept() {
    let page = "<!doctype html><title>Trois moulins rouvrent</title><nav><a href=/>Accueil</a></nav><article>
        <h1>Trois&#32;moulins <em>rouvrent</em></h1>
        <p>« Ils tournent&nbsp;», a dit la meuni&egrave;re Ada Brook.<br>Elle s\u{2019}est r&#233;jouie &amp; tue.
        <blockquote><p>Le blé attend.</p><footer>– Ben Croft, boulanger</footer></blockquote>
        <h2>Les prix</h2><table><tr><td>Blé<td>12<tr><td>Orge<td>9</table><ul><li>un<li>deux</ul>
        <p>La suite en mars, a précisé Ada Brook devant le conseil de la vallée.</article>";
    assert_eq!(
        read(page).unwrap().text,
        "Trois moulins rouvrent\n\n« Ils tournent\u{A0}», a dit la meunière Ada Brook.\nElle s\u{2019}est réjouie & tue.\n\n\
         Le blé attend.\n\n– Ben Croft, boulanger\n\nLes prix\n\nBlé\t12\n\nOrge\t9\n\nun\n\ndeux\n\n\
         La suite en mars, a précisé Ada Brook devant le conseil de la vallée."
    );
}

#[test]
fn small_and_bare_pages_are_read_whole() {
    for (page, text) in [
        ("<p>Hello.</p>", "Hello."),
        ("<html><body>Un texte.<br><br>Un autre.</body></html>", "Un texte.\n\nUn autre."),
        ("no tags at all", "no tags at all"),
        ("<h1>Sirens at noon</h1><div>Only a test</div>", "Sirens at noon\n\nOnly a test"),
        (
            "<script type='application/ld+json'>{\"@type\":\"Article\",\"articleBody\":\"One.\\nTwo.\"}</script><div id=root>",
            "One.\n\nTwo.",
        ),
    ] {
        assert_eq!(read(page).unwrap().text, text);
    }
    let empty = read("<!doctype html><script>let page = 1;</script>").unwrap_err();
    assert_eq!(empty.to_string(), "expected an article, found a page without text; save the page from a browser");
}

/// Runs `work` on a stack as small as a test's, and fails when it takes long.
fn in_time(what: &str, page: &str) {
    let start = std::time::Instant::now();
    let read = read(page);
    assert!(start.elapsed().as_secs() < 20, "{what}: {:?}", start.elapsed());
    if let Err(failure) = read {
        assert!(failure.to_string().starts_with("expected "), "{what}: {failure}");
    }
}

#[test]
fn hostile_pages_take_no_longer_than_large_ones() {
    let many = 60_000;
    for (what, page) in [
        ("deep", "<div>".repeat(many)),
        ("deep and read", format!("{}<p>Text.", "<div class=a>".repeat(many))),
        ("fonts", (0..many).map(|n| format!("<font color={n}>")).collect::<String>() + &"<p>x".repeat(many / 10)),
        ("links", "<a href=x><b>".repeat(many / 2)),
        ("items", "<li><p>one".repeat(many / 2)),
        ("tables", "<table><tr><td>".repeat(many / 3)),
        ("ends", "</div></b></p>".repeat(many / 3)),
        ("headings", "<h2><a href=x>Other articles</a></h2><p>Text.".repeat(many / 6)),
        ("attributes", format!("<p {}>Text.", (0..many).map(|n| format!("a{n}=1 ")).collect::<String>())),
        (
            "classes",
            format!(
                "<div class='{}'>{}",
                "a ".repeat(many),
                "<p>Text that is long enough to be read.".repeat(many / 10)
            ),
        ),
        ("entities", "&amp;&#x41;&unknown;&".repeat(many / 4)),
        ("breaks", "one<br>".repeat(many / 2)),
        ("marks", "<".repeat(many)),
        ("comment", format!("<!--{}", "-".repeat(many))),
        ("title", format!("<title>{}</title>{}", "word ".repeat(many), "<h1>word word</h1>".repeat(1000))),
        ("json", format!("<script type=application/ld+json>{}", "{\"@graph\":[".repeat(many / 10))),
    ] {
        in_time(what, &page);
    }
    let large = "a".repeat((16 << 20) + 1);
    assert_eq!(
        read(&large).unwrap_err().to_string(),
        "expected a page of at most 16 MB, found a larger one; split it into articles"
    );
}

const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<a href='/x'>",
    "</a>",
    "<b>",
    "</b>",
    "<br>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<blockquote>",
    "<cite>",
    "<article>",
    "</article>",
    "<figure>",
    "<nav>",
    "</nav>",
    "<footer>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<svg>",
    "<style/>",
    "</svg>",
    "<pre>",
    "<!--",
    "-->",
    "<div class=comments>",
    "<div class=entry-content>",
    "<time datetime=2024-10-31>",
    "<meta property=og:title content='A title'>",
    "<script type=application/ld+json>",
    "{\"@type\":\"Article\",",
    "&nbsp;",
    "&#",
    "\0",
    "\u{FEFF}",
    "é",
    "町",
    "ا",
    " ",
    "\n",
    "Read more",
    "By Ada Brook",
    "31 October 2024",
    "A sentence that is long enough to be taken for a piece of an article, with a point.",
    "Text",
];

proptest::proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_markup_is_read_or_refused(picks in proptest::collection::vec((0..PIECES.len(), 1..4_usize), 0..200)) {
        let page: String = picks.iter().map(|&(piece, times)| PIECES[piece].repeat(times)).collect();
        if let Ok(record) = read(&page) {
            prop_assert!(!record.text.trim().is_empty());
            let visible: std::collections::HashSet<char> = page.chars().collect();
            let invented = record.text.chars().find(|c| !visible.contains(c) && !"\n\t \u{A0}\u{FFFD}".contains(*c));
            prop_assert_eq!(invented, None);
            prop_assert!(paragraphs(&record.text).iter().all(|p| record.text.get(p.start..p.end).is_some()));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        let format = FORMATS.iter().find(|f| f.name == "html").unwrap();
        let Read::One(read) = format.read else { panic!() };
        let _ = read(&bytes);
    }
}

#[test]
fn articles_are_taken_out_of_their_pages() {
    let mut all = [0; 3];
    let mut low = Vec::new();
    for case in cases() {
        let counts = compare(&case.gold, &read(&case.page).unwrap().text);
        println!("{:24} {:.3}", case.name, f1(counts));
        all = std::array::from_fn(|i| all[i] + counts[i]);
        let floor = case.expected.get("floor").map_or(0.9, |floor| floor.parse().unwrap());
        low.extend((f1(counts) < floor).then_some(case.name));
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
