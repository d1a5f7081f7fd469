//! How often each rule is right: counted on the cases, and on gold where a folder with it is named.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

use dixit::{
    annotate::Annotator,
    model::{EntityId, Quotation},
    span::CodePoints,
};
use serde::Deserialize;

use super::{
    case::Case,
    read::{self, Article, Marked},
    score,
};

/// Rules whose quotations the gold that was derived from syntax trees does not mark as ours do: not counted there.
const UNMARKED: &[&str] =
    &["according-to", "quote-alone", "cue-noun", "cue-quoted-words", "cue-as-quote", "cue-request", "cue-refusal"];

/// What stands for the rule of a speaker where nobody was found.
const NOBODY: &str = "-";

/// Right ones and all, by language, rule, and rule of the speaker.
type Counts = BTreeMap<(String, &'static str, &'static str), (usize, usize)>;

/// Every rule in the shipped table, of those that find and of those that attribute.
pub fn rules() -> BTreeSet<&'static str> {
    let rows = include_str!("../../src/quote/rates.tsv").lines().skip(1);
    rows.flat_map(|row| row.split('\t').skip(1).take(2)).filter(|rule| *rule != NOBODY).collect()
}

/// Prints the table, counted anew.
pub fn print(annotator: &Annotator, cases: &[Case]) {
    let mut counts = Counts::new();
    cases.iter().for_each(|c| in_case(annotator, c, &mut counts));
    for file in env::var("DIXIT_GOLD").iter().flat_map(|f| fs::read_dir(f).unwrap()) {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let shipped = [".fr.", ".en.", ".de.", ".es.", "seeds", "wikinews"].iter().any(|l| name.contains(l));
        if shipped && name.ends_with(".jsonl") {
            let by_hand = !name.starts_with("pud");
            let text = fs::read_to_string(&path).unwrap();
            text.lines().for_each(|l| in_gold(annotator, &serde_json::from_str(l).unwrap(), by_hand, &mut counts));
        }
    }
    for language in ["en", "fr"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/news").join(language);
        read::folder(&folder).iter().for_each(|article| in_news(annotator, language, article, &mut counts));
    }
    println!("language\trule\tspeaker\tright\tof");
    for ((language, rule, speaker), (right, of)) in counts {
        println!("{language}\t{rule}\t{speaker}\t{right}\t{of}");
    }
}

fn count(counts: &mut Counts, language: &str, q: &Quotation, right: bool) {
    let speaker = q.speakers.first().map_or(NOBODY, |s| s.rule);
    let row = counts.entry((language.to_string(), q.rule, speaker)).or_default();
    row.0 += usize::from(right);
    row.1 += 1;
}

/// A quotation is right when the case has its line.
fn in_case(annotator: &Annotator, case: &Case, counts: &mut Counts) {
    let found = annotator.annotate(&case.text, Some(&case.language), case.date.as_deref());
    for (q, line) in found.quotations.iter().zip(case.found(annotator)) {
        count(counts, &case.language, q, case.expected.contains(&line));
    }
}

/// A quotation is right when it is marked in the article with its speaker.
fn in_news(annotator: &Annotator, language: &str, article: &Article, counts: &mut Counts) {
    for q in &annotator.annotate(&article.text, Some(language), None).quotations {
        let right = |m: &Marked| score::is_found(m, q) && score::is_right(m, q);
        count(counts, language, q, article.quotations.iter().any(right));
    }
}

/// A document of the gold.
#[derive(Deserialize)]
struct Gold {
    lang: String,
    text: String,
    quotations: Vec<Wanted>,
    #[serde(default)]
    optional: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
struct Wanted {
    content: Vec<[usize; 2]>,
    #[serde(default)]
    speakers: Vec<[usize; 2]>,
    #[serde(default)]
    speaker_ids: Vec<String>,
}

fn in_gold(annotator: &Annotator, gold: &Gold, by_hand: bool, counts: &mut Counts) {
    let points = CodePoints::new(&gold.text);
    for q in &annotator.annotate(&gold.text, Some(&gold.lang), None).quotations {
        let own = characters(q.content.iter().map(|&c| points.of(c)));
        let optional = characters(gold.optional.iter().map(|&[a, b]| (a, b)));
        let wanted = gold.quotations.iter().find(|w| {
            let theirs = characters(w.content.iter().map(|&[a, b]| (a, b)));
            2 * own.intersection(&theirs).count() > own.union(&theirs).count()
        });
        let skipped = !by_hand && UNMARKED.contains(&q.rule) || 2 * own.intersection(&optional).count() >= own.len();
        if !skipped {
            count(counts, &gold.lang, q, wanted.is_some_and(|w| right_speaker(annotator, &points, q, w)));
        }
    }
}

fn characters(spans: impl Iterator<Item = (usize, usize)>) -> BTreeSet<usize> {
    spans.flat_map(|(a, b)| a..b).collect()
}

/// The same entities, spans that lie on wanted ones (the name alone is enough) and are not much longer, or nobody on both
/// sides.
fn right_speaker(annotator: &Annotator, points: &CodePoints, q: &Quotation, wanted: &Wanted) -> bool {
    let key = |e: EntityId| annotator.gazetteer().entity(e).key.to_owned();
    let ids: BTreeSet<String> = q.speakers.iter().filter_map(|s| s.entity).map(key).collect();
    if !wanted.speaker_ids.is_empty() && ids == wanted.speaker_ids.iter().cloned().collect() {
        return true;
    }
    let mut spans = q.speakers.iter().filter_map(|s| s.span).map(|s| points.of(s)).peekable();
    match (spans.peek().is_some(), wanted.speakers.is_empty()) {
        (false, empty) => empty,
        (true, true) => false,
        (true, false) => {
            spans.all(|(a, b)| wanted.speakers.iter().any(|w| w[0] < b && a < w[1] && b - a <= 2 * (w[1] - w[0])))
        }
    }
}
