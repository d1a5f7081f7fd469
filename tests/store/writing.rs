//! Documents in, dumps out.

use dixit::{
    store::{OpenMode, Prepared, Role, Store, StoreError, Versions},
    table::Cell,
};

use super::fixture::*;

const OTHER: &str = "Rien\n\n« Des mensonges, a dit Lune à Orme, très effrontés » Zorro Petit.\n";

#[test]
fn the_order_of_documents_does_not_matter() {
    let (mut one, mut two) = (base(), base());
    add(&mut one.store, "a.txt", TEXT);
    add(&mut one.store, "b.txt", OTHER);
    add(&mut two.store, "b.txt", OTHER);
    add(&mut two.store, "a.txt", TEXT);
    assert_eq!(dump(&one.store), dump(&two.store));
}

#[test]
fn a_document_taken_out_leaves_nothing_behind() {
    let mut base = base();
    let before = dump(&base.store);
    let row = add(&mut base.store, "a.txt", TEXT);
    assert_ne!(dump(&base.store), before);
    base.store.write(|w| w.remove_document(row)).unwrap();
    assert_eq!(dump(&base.store), before);
    assert_eq!(numbers(&base.store, "SELECT NULL, count(*) FROM quotation_words"), [0]);
    assert_eq!(numbers(&base.store, "SELECT NULL, count(*) FROM document_words"), [0]);
}

#[test]
fn annotating_again_changes_nothing_but_the_versions() {
    let mut base = base();
    let row = add(&mut base.store, "a.txt", TEXT);
    let before = dump(&base.store);
    base.store
        .write(|w| {
            let g = w.gazetteer()?;
            let revision = w.revision(&g, ("newer", "packs"))?;
            w.annotate(row, &annotations(TEXT, &g), &revision)
        })
        .unwrap_or_else(|e: StoreError| panic!("{e}"));
    assert_eq!(dump(&base.store), before.replace(r#""engine":"test""#, r#""engine":"newer""#));
    assert_eq!(numbers(&base.store, "SELECT NULL, count(*) FROM quotation_words"), [1]);
}

#[test]
fn stale_documents_are_counted() {
    let mut base = base();
    add(&mut base.store, "a.txt", TEXT);
    let gazetteer = base.store.read(|r| r.gazetteer_version()).unwrap().unwrap();
    let mut now = Versions { engine: "test".into(), packs: "packs".into(), gazetteer };
    assert_eq!(base.store.read(|r| r.stale(&now)).unwrap(), 0);
    now.packs = "other".into();
    assert_eq!(base.store.read(|r| r.stale(&now)).unwrap(), 1);
    assert_eq!(base.store.read(|r| r.document_rows(Some(&now))).unwrap().len(), 1);
}

#[test]
fn offsets_are_code_points_and_rows_belong_to_the_paragraph_of_their_start() {
    let mut base = base();
    add(&mut base.store, "a.txt", TEXT);
    let sql = r#"SELECT NULL, m.surface, substr(d.text, m.start + 1, m."end" - m.start), m.paragraph
        FROM mention m JOIN document d ON d.id = m.document ORDER BY m.start"#;
    let table = base.store.read(|r| r.query((sql, &[]), &["a".into(), "b".into(), "p".into()])).unwrap();
    for row in &table.rows {
        assert_eq!(row[0], row[1]);
        assert_eq!(row[2], Cell::Integer(1));
    }
    assert_eq!(numbers(&base.store, "SELECT NULL, strict FROM about"), [1]);
    assert_eq!(numbers(&base.store, "SELECT NULL, count(*) FROM candidate"), [2]);
}

#[test]
fn words_are_found_as_a_phrase_across_accents_and_case() {
    let mut base = base();
    add(&mut base.store, "a.txt", TEXT);
    for (phrase, rows) in [("MENSONGES effrontes", 1), ("mensonges", 1), ("menson", 0), ("effrontés mensonges", 0)] {
        let sql = "SELECT NULL, rowid FROM quotation_words WHERE folded MATCH '\"' || ?1 || '\"'";
        let values = [Cell::Text(dixit::text::searchable(phrase))];
        let table = base.store.read(|r| r.query((sql, &values), &["n".into()])).unwrap();
        assert_eq!(table.rows.len(), rows, "{phrase}");
    }
}

#[test]
fn a_question_may_not_write() {
    let base = base();
    let sql = "DELETE FROM meta RETURNING NULL, 1";
    assert!(base.store.read(|r| r.query((sql, &[]), &["n".into()])).is_err());
}

#[test]
fn what_fails_leaves_nothing() {
    let mut base = base();
    let before = dump(&base.store);
    let result: Result<(), StoreError> = base.store.write(|w| {
        let g = w.gazetteer()?;
        let revision = w.revision(&g, VERSIONS)?;
        w.add_document(&Prepared::new(document("a.txt", TEXT), annotations(TEXT, &g)), &revision)?;
        w.add_document(&Prepared::new(document("a.txt", TEXT), annotations(TEXT, &g)), &revision)?;
        Ok(())
    });
    assert!(result.is_err(), "one source twice");
    assert_eq!(dump(&base.store), before);
}

/// As after kill -9: nothing is closed, only what the system was given is there.
#[test]
fn what_was_acknowledged_is_in_the_files() {
    let mut base = base();
    add(&mut base.store, "a.txt", TEXT);
    let elsewhere = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(base.path.parent().unwrap()).unwrap().map(Result::unwrap) {
        if !entry.file_name().to_string_lossy().ends_with("-shm") {
            std::fs::copy(entry.path(), elsewhere.path().join(entry.file_name())).unwrap();
        }
    }
    let copy = Store::open(&elsewhere.path().join(base.path.file_name().unwrap()), OpenMode::Write).unwrap();
    assert_eq!(dump(&copy), dump(&base.store));
}

#[test]
fn evidence_leads_back_into_the_text() {
    let mut base = base();
    add(&mut base.store, "a.txt", TEXT);
    let keys = |table: &str| {
        let sql = format!("SELECT key FROM {table}");
        base.store.read(|r| r.query((&sql, &[]), &[])).unwrap().keys.into_iter().flatten().next().unwrap()
    };
    let (quotation, mention, document) = (keys("quotation"), keys("mention"), keys("document"));
    let found = base.store.read(|r| r.evidence(&quotation[..6])).unwrap();
    assert_eq!(found.key, quotation);
    let marks: Vec<(Role, &str)> = found.marks.iter().map(|m| (m.role, m.span.of(&found.text))).collect();
    let expected = [
        (Role::Content, "Des mensonges"),
        (Role::Cue, "a dit"),
        (Role::Speaker, "Lune"),
        (Role::Mention, "Orme, "),
        (Role::Content, "effrontés"),
    ];
    assert_eq!(marks, expected);
    assert!(found.passage.of(&found.text).starts_with("« Des"));
    assert_eq!((found.rule.as_deref(), found.confidence), (Some("incise"), Some(0.9)));
    assert_eq!(base.store.read(|r| r.evidence(&mention)).unwrap().marks[0].role, Role::Mention);
    let whole = base.store.read(|r| r.evidence(&document)).unwrap();
    assert_eq!(whole.passage.of(&whole.text), TEXT);
    for wrong in ["q!", "zzz", "", "m'", "é"] {
        assert!(base.store.read(|r| r.evidence(wrong)).is_err(), "{wrong}");
    }
}

#[test]
fn what_runs_can_be_stopped() {
    let base = base();
    let handle = base.store.interrupt_handle();
    let stop = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(100));
        handle.interrupt();
    });
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT NULL, count(*) FROM n";
    let result = base.store.read(|r| r.query((sql, &[]), &["n".into()]));
    assert!(matches!(result, Err(StoreError::Interrupted)), "{result:?}");
    stop.join().unwrap();
}

fn numbers(store: &Store, sql: &str) -> Vec<i64> {
    let table = store.read(|r| r.query((sql, &[]), &["n".into()])).unwrap();
    let number = |cell: &Cell| match cell {
        Cell::Integer(n) => *n,
        other => panic!("{other:?}"),
    };
    table.rows.iter().map(|row| number(&row[0])).collect()
}
