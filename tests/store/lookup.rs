//! What a question's words may stand for.

use super::fixture::*;

#[test]
fn entities_come_with_their_mentions_most_mentioned_first() {
    let mut base = base();
    add(&mut base.store, "a.txt", TEXT);
    let found = base.store.read(|r| r.entities_spelled("ORME")).unwrap();
    let keys: Vec<&str> = found.iter().map(|f| f.key.as_str()).collect();
    assert_eq!(keys, ["oria-orme", "orme"]);
    assert_eq!(base.store.read(|r| r.entity("ada-lune")).unwrap().unwrap().mentions, 1);
    assert!(base.store.read(|r| r.entity("ada")).unwrap().is_none());
}

#[test]
fn the_key_of_a_merged_entity_finds_the_other() {
    let base = base();
    let other = rusqlite::Connection::open(&base.path).unwrap();
    let merge = "INSERT INTO former_key SELECT ?, id FROM entity WHERE key = 'ada-lune'";
    ["ada", "mali"].iter().for_each(|key| _ = other.execute(merge, [key]).unwrap());
    let found = |key| base.store.read(|r| r.entity(key)).unwrap().map(|found| found.key);
    assert_eq!(found("ada").as_deref(), Some("ada-lune"));
    assert_eq!(found("mali").as_deref(), Some("mali"), "one that has the key goes before");
    let mut dump = Vec::new();
    base.store.read(|r| r.dump(&mut dump)).unwrap();
    assert!(String::from_utf8(dump).unwrap().contains(r#"{"table":"former_key","key":"ada","entity":"ada-lune"}"#));
}

#[test]
fn a_misspelling_finds_the_spellings_near_it() {
    let base = base();
    for (typed, right) in [("Malli", "Mali"), ("dAa Lune", "Ada Lune"), ("Ada Lunne", "Ada Lune"), ("orem", "Orme")] {
        let near = base.store.read(|r| r.nearest(typed, 5)).unwrap();
        assert!(near.iter().any(|s| s.spelling == right), "{typed}: {near:?}");
    }
    for typed in ["Xyzzy", "", "é"] {
        assert!(base.store.read(|r| r.nearest(typed, 5)).unwrap().is_empty(), "{typed}");
    }
}

#[test]
fn completion_goes_by_any_spelling() {
    let base = base();
    let complete = |prefix, limit| base.store.read(|r| r.completions(prefix, limit)).unwrap();
    assert_eq!(complete("O", 10).len(), 3);
    assert_eq!(complete("o", 2).len(), 2);
    assert_eq!(complete("LUN", 10)[0].name, "Ada Lune");
    assert_eq!(complete("", 100).len(), 6);
}

#[test]
fn documents_go_by_key_file_or_title() {
    let mut base = base();
    add(&mut base.store, "news/a.txt", TEXT);
    let key = base.store.read(|r| r.documents_called("a.txt", 5)).unwrap()[0].key.clone();
    for words in [&key, &key[..7], "news/a.txt", "a.txt", "a", "TITRE DE NEWS/A.TXT", "titre"] {
        let found = base.store.read(|r| r.documents_called(words, 5)).unwrap();
        assert_eq!(found.len(), 1, "{words}");
    }
    for words in ["", "d", "%", "b.txt", ".txt", "-"] {
        assert!(base.store.read(|r| r.documents_called(words, 5)).unwrap().is_empty(), "{words}");
    }
}

#[test]
fn outlets_and_languages_are_those_of_the_documents() {
    let mut base = base();
    add(&mut base.store, "a.txt", TEXT);
    assert_eq!(base.store.read(|r| r.outlets()).unwrap(), ["La Gazette"]);
    assert_eq!(base.store.read(|r| r.languages()).unwrap(), ["fr"]);
    assert_eq!(base.store.read(|r| r.language_count("fr")).unwrap(), 1);
    assert_eq!(base.store.read(|r| r.language_count("")).unwrap(), 0);
    assert_eq!(base.store.read(|r| r.document_count()).unwrap(), 1);
}
