//! How well quotations and speakers are found in whole articles, written by others than the rules: content, and who said it.
//! `cargo test --test annotate news -- --nocapture` prints the figures.

use std::{collections::BTreeMap, path::Path};

use dixit::model::Quotation;

use super::{
    ANNOTATOR,
    read::{self, Article},
    score,
};

/// Least F1 of content and speaker together, by language.
const LEAST: [(&str, f64); 2] = [("en", 0.86), ("fr", 0.82)];

#[derive(Default)]
struct Counts {
    marked: usize,
    found: usize,
    content: usize,
    right: usize,
    named: usize,
    name: usize,
    kinds: BTreeMap<String, (usize, usize)>,
}

#[test]
fn who_said_what_is_right_often_enough() {
    for (language, least) in LEAST {
        let mut counts = Counts::default();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/news").join(language);
        for article in read::folder(&folder) {
            let found = ANNOTATOR.annotate(&article.text, Some(language), None).quotations;
            count(&article, &found, &mut counts);
        }
        let f1 = |n: usize| 2.0 * n as f64 / (counts.marked + counts.found) as f64;
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        println!("{language}: {} marked, {} found", counts.marked, counts.found);
        println!("  content F1 {:.3}, who said what F1 {:.3}", f1(counts.content), f1(counts.right));
        println!(
            "  speaker right {:.3}, name right {:.3}",
            share(counts.right, counts.content),
            share(counts.name, counts.named)
        );
        for (kind, (found, marked)) in &counts.kinds {
            println!("  {kind}: {found} of {marked} found");
        }
        assert!(f1(counts.right) >= least, "{language}: expected at least {least}, found {:.3}", f1(counts.right));
    }
}

fn count(article: &Article, found: &[Quotation], counts: &mut Counts) {
    let mut free: Vec<&Quotation> = found.iter().collect();
    counts.marked += article.quotations.len();
    counts.found += found.len();
    for marked in &article.quotations {
        let kind = counts.kinds.entry(marked.kind.clone()).or_default();
        kind.1 += 1;
        let best =
            free.iter().enumerate().map(|(n, q)| (score::shared(marked, q), n)).max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, n)) = best.filter(|&(_, n)| score::is_found(marked, free[n])) else { continue };
        let q = free.remove(n);
        kind.0 += 1;
        counts.content += 1;
        counts.named += usize::from(marked.name.is_some());
        counts.name += usize::from(score::has_name(marked, q));
        counts.right += usize::from(score::is_right(marked, q));
    }
}

/// Least F1 of telling uses of French verbs that report something from those that do not.
const LEAST_OF_CUES: f64 = 0.90;

/// Each row: 1 where the verb reports something, the verb, the sentence.
#[test]
fn verbs_that_report_nothing_are_told_from_those_that_do() {
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for row in include_str!("../news/fr.cues.tsv").lines().skip(1) {
        let [speech, verb, text] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {row}") };
        let start = text.find(verb).unwrap_or_else(|| panic!("the verb in its sentence: {row}"));
        let found = ANNOTATOR.annotate(text, Some("fr"), None).quotations;
        let taken = found.iter().filter_map(|q| q.cue).any(|c| c.start < start + verb.len() && start < c.end);
        match (speech, taken) {
            ("1", true) => right += 1,
            ("1", false) => missed += 1,
            (_, true) => wrong += 1,
            (_, false) => {}
        }
    }
    let f1 = 2.0 * f64::from(right) / f64::from(2 * right + wrong + missed);
    println!("cues of speech: {right} found, {missed} missed, {wrong} that are none; F1 {f1:.3}");
    assert!(f1 >= LEAST_OF_CUES, "expected at least {LEAST_OF_CUES}, found {f1:.3}");
}
