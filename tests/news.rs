//! How well quotations and speakers are found in whole articles, written by others than the rules: content, and who said it.
//! `cargo test --test news -- --nocapture` prints the figures.

#[path = "news/read.rs"]
mod read;
#[path = "news/score.rs"]
mod score;

use std::{collections::BTreeMap, path::Path};

use dixit::{annotate::Annotator, gazetteer::Gazetteer, model::Quotation};
use read::Article;

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
    let annotator = Annotator::new(Gazetteer::shipped());
    for (language, least) in LEAST {
        let mut counts = Counts::default();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/news").join(language);
        for article in read::folder(&folder) {
            let found = annotator.annotate(&article.text, Some(language), None).quotations;
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
