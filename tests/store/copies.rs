//! Clusters of copies follow from the set of documents alone.

use dixit::{
    model::{Annotations, Paragraph, Zone},
    span::Span,
    store::{Prepared, Store, StoreError},
    table::Cell,
    text::Wording,
};

use super::fixture::*;

/// A small generator of random numbers (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % n as u64) as usize
    }
}

/// What documents are made of: how many there are, and in how many of the 300 words each has its own.
const FAMILIES: [(usize, usize); 5] = [(8, 2), (20, 60), (80, 15), (40, 35), (30, 120)];

/// Version `n` of a family: the same words but for some runs of its own.
fn version((family, own): (usize, usize), n: usize) -> String {
    let mut random = Random((family * 1000 + n) as u64);
    let mut words: Vec<String> = (0..300).map(|w| format!("f{family}w{w}")).collect();
    let at = random.below(300);
    for w in 0..random.below(own + 1) + own / 2 {
        words[(at + w) % 300] = format!("n{n}w{w}");
    }
    words.join(" ")
}

/// Sources and texts of all families, some verbatim twice, and some short ones.
fn documents() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (family, &(count, own)) in FAMILIES.iter().enumerate() {
        for n in 0..count {
            all.push((format!("{family}-{n}"), version((family, own), n)));
            all.extend((n % 9 == 0).then(|| (format!("{family}-{n}-again"), version((family, own), n))));
        }
    }
    all.extend((0..6).map(|n| (format!("short-{n}"), format!("Réservé aux abonnés {}", n % 2))));
    all
}

fn put(store: &mut Store, (source, text): &(String, String)) {
    let words = Wording::new([text.as_str()].into_iter());
    let paragraphs = vec![Paragraph { span: Span::new(0, text.len()), zone: Zone::Body, wording: words.hash() }];
    let sketch = words.sketch();
    let annotations = Annotations { paragraphs, sketch, ..Annotations::default() };
    let work = |w: &mut dixit::store::Writer<'_>| {
        let revision = w.revision(&w.gazetteer()?, VERSIONS)?;
        if let Some(old) = w.standing(source)? {
            w.remove_document(old.id)?;
        }
        w.add_document(&Prepared::new(document(source, text), annotations), &revision).map(drop)
    };
    store.write(work).unwrap_or_else(|e: StoreError| panic!("{e}"));
}

fn number(store: &Store, sql: &str) -> i64 {
    let table = store.read(|r| r.query((&format!("SELECT NULL, ({sql})"), &[]), &["n".into()])).unwrap();
    let Cell::Integer(n) = table.rows[0][0] else { panic!("{table:?}") };
    n
}

fn problems(store: &Store) -> Vec<String> {
    let mut found = Vec::new();
    store.read(|r| r.check(&mut |problem| found.push(problem))).unwrap();
    found
}

/// The documents of each cluster, by source, as the dump has them.
fn clusters(store: &Store) -> Vec<Vec<String>> {
    let mut found = std::collections::BTreeMap::<String, Vec<String>>::new();
    let lines: Vec<serde_json::Value> = dump(store).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let source = |key: &str| {
        let own = lines.iter().find(|line| line["table"] == "document" && line["key"] == key).unwrap();
        own["source"].as_str().unwrap().to_owned()
    };
    for line in lines.iter().filter(|line| line["table"] == "copy") {
        let cluster = found.entry(line["cluster"].as_str().unwrap().to_owned()).or_default();
        cluster.push(source(line["document"].as_str().unwrap()));
    }
    let mut found: Vec<Vec<String>> = found.into_values().collect();
    found.iter_mut().for_each(|cluster| cluster.sort());
    found.sort();
    found
}

#[test]
fn neither_order_nor_what_has_come_and_gone_matters() {
    let all = documents();
    let mut forth = base();
    all.iter().for_each(|one| put(&mut forth.store, one));
    assert_eq!(problems(&forth.store), Vec::<String>::new());
    let many = "SELECT count(*) FROM (SELECT 1 FROM band GROUP BY band HAVING count(*) > 8)";
    assert!(number(&forth.store, many) > 10, "few bands have many wordings, so little is proved of them");
    let mut random = Random(1);
    for _ in 0..2 {
        let mut order: Vec<usize> = (0..all.len()).collect();
        (1..order.len()).for_each(|n| order.swap(n, random.below(n + 1)));
        let mut other = base();
        for &n in &order {
            // every third one stands with other words first, and is replaced
            if n % 3 == 0 {
                let version = version((2 + n % 3, 30), 500 + n);
                put(&mut other.store, &(all[n].0.clone(), version));
            }
        }
        order.iter().for_each(|&n| put(&mut other.store, &all[n]));
        assert_eq!(problems(&other.store), Vec::<String>::new());
        assert_eq!(dump(&other.store), dump(&forth.store));
    }
}

#[test]
fn a_document_taken_out_parts_those_that_it_linked() {
    let mut base = base();
    // each is alike to the next, and the first not to the last
    let words: Vec<String> = (0..600).map(|w| format!("w{w}")).collect();
    let chain = [0, 80, 160].map(|from| (format!("{from}"), words[from..from + 400].join(" ")));
    for one in [&chain[0], &chain[2]] {
        put(&mut base.store, one);
    }
    assert_eq!(clusters(&base.store), Vec::<Vec<String>>::new());
    put(&mut base.store, &chain[1]);
    assert_eq!(clusters(&base.store), [["0", "160", "80"]]);
    put(&mut base.store, &("80".into(), words[..100].join(" ")));
    assert_eq!(clusters(&base.store), Vec::<Vec<String>>::new());
    assert_eq!(problems(&base.store), Vec::<String>::new());
}

#[test]
fn short_texts_and_equal_ones_are_clusters_of_their_own() {
    let mut base = base();
    documents().iter().filter(|(source, _)| source.starts_with("short")).for_each(|one| put(&mut base.store, one));
    assert_eq!(clusters(&base.store), [["short-0", "short-2", "short-4"], ["short-1", "short-3", "short-5"]]);
}

#[test]
fn many_versions_of_one_text_stay_a_cluster_however_they_are_compared() {
    let mut base = base();
    documents().iter().filter(|(source, _)| source.starts_with("2-")).for_each(|one| put(&mut base.store, one));
    let crowded = "SELECT max(n) FROM (SELECT count(*) AS n FROM band GROUP BY band)";
    assert!(number(&base.store, crowded) > 32);
    let clusters = clusters(&base.store);
    assert!(clusters.len() == 1 && clusters[0].len() == 89, "{clusters:?}");
}

#[test]
fn a_check_finds_clusters_that_the_texts_do_not_make() {
    let mut base = base();
    documents().iter().filter(|(source, _)| source.starts_with("0-")).for_each(|one| put(&mut base.store, one));
    drop(std::mem::replace(&mut base.store, Store::open(&base.path, dixit::store::OpenMode::Read).unwrap()));
    let raw = rusqlite::Connection::open(&base.path).unwrap();
    for (sql, expected) in [
        ("UPDATE copy SET cluster = NULL WHERE document = 1", "should not be"),
        ("DELETE FROM band WHERE band = (SELECT min(band) FROM band)", "bands:"),
        ("UPDATE copy SET wording = 7 WHERE document = 2", "words are not those"),
        ("UPDATE paragraph SET wording = 7 WHERE document = 3", "other words than those noted"),
    ] {
        raw.execute_batch(sql).unwrap();
        let found = problems(&base.store);
        assert!(found.iter().any(|problem| problem.contains(expected)), "{sql}: {found:?}");
    }
}
