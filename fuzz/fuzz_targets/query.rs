//! Any text as a line of the query language: read or refused, printed so that it reads back, and every place that is told lies in it.
//!
//! `cargo fuzz run query fuzz/corpus/query fuzz/seeds/query`
#![no_main]

use dixit::model::Kind;
use dixit::query::registry::NameClass;
use dixit::query::{
    NamedDocument, NamedEntity, Names, Problem, Resolved, compile, compile_count, complete, highlight, parse, parts,
    print, read, reading,
};
use jiff::civil;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|line: &str| {
    if let Ok(tree) = parse(line) {
        let printed = print(&tree);
        assert_eq!(parse(&printed).as_ref(), Ok(&tree), "{printed}");
    }
    match read(line, &Anything) {
        Ok(Resolved::Query(query) | Resolved::Explain(query)) => {
            let _ = (compile_count(&query), reading(&query), parts(&query));
            let sql = compile(&query);
            assert!(sql.text.matches('?').count() >= sql.values.len(), "{}", sql.text);
        }
        Ok(_) => {}
        Err(problem) => check(&problem),
    }
    for at in 0..=line.len() + 1 {
        let found = complete(line, at);
        assert!(
            found.word.into_iter().chain(found.names.iter().map(|(_, span)| *span)).all(|span| span.end <= line.len())
        );
    }
    assert!(highlight(line).is_sorted_by_key(|(span, _)| span.start));
});

/// A place that is told lies in the line it is told of, and a corrected line is another one.
fn check(problem: &Problem) {
    assert!(problem.line.get(problem.span.start..problem.span.end).is_some(), "{problem:?}");
    assert!(!problem.corrected.contains(&problem.line) && !problem.to_string().is_empty());
}

/// Names that there are or not, by how long they are.
struct Anything;

impl Names for Anything {
    fn entities(&self, folded: &str) -> Vec<NamedEntity> {
        (0..folded.len() as i64 % 3).map(entity).collect()
    }

    fn entity_by_key(&self, key: &str) -> Option<NamedEntity> {
        self.entities(key).pop()
    }

    fn speakers(&self, folded: &str) -> Vec<String> {
        if folded.len() % 2 == 0 { vec![folded.to_owned()] } else { Vec::new() }
    }

    fn relays(&self, words: &str) -> Vec<String> {
        self.speakers(words)
    }

    fn outlets(&self, folded: &str) -> Vec<String> {
        self.speakers(folded)
    }

    fn documents(&self, text: &str) -> Vec<NamedDocument> {
        let document = |id| NamedDocument { id, key: format!("d{id}"), title: text.to_owned() };
        (0..text.len() as i64 % 3).map(document).collect()
    }

    fn titled(&self, folded: &str) -> Vec<i64> {
        vec![folded.len() as i64]
    }

    fn languages(&self, folded: &str) -> Vec<String> {
        self.speakers(folded)
    }

    fn nearest(&self, _: NameClass, text: &str) -> Vec<String> {
        vec![format!("{text}x"), text.chars().rev().collect(), "Council of Europe".to_owned()]
    }

    fn saved(&self, name: &str) -> Option<String> {
        Some(format!("save {name}($who, $from = 2024) = quotes by $who since $from"))
    }

    fn today(&self) -> civil::Date {
        civil::date(2024, 11, 7)
    }
}

fn entity(id: i64) -> NamedEntity {
    let (name, description) = (format!("Name {id}"), "made up".to_owned());
    NamedEntity { id, key: format!("name-{id}"), name, kind: Kind::Person, description, count: id as u64 }
}
