//! What a question's words may stand for.

use dixit::store::{Start, StoreError};

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
fn completion_goes_by_any_word_of_any_spelling() {
    let mut base = base();
    add(&mut base.store, "a.txt", TEXT);
    let found = |typed: &str, most| {
        base.store.read(|r| {
            let starts = r.word_starts()?;
            let alias = |start: Start<'_>| if let Start::Alias(row) = start { Some(row) } else { None };
            let rows: Vec<i64> = starts.find(typed, most).into_iter().filter_map(alias).collect();
            let choices = rows.into_iter().map(|row| Ok::<_, StoreError>(r.choice(row)?.unwrap()));
            choices.map(|c| c.map(|c| (c.spelling, c.key, c.mentions))).collect::<Result<Vec<_>, _>>()
        })
    };
    let told = |typed, most| {
        let all = found(typed, most).unwrap();
        all.iter().map(|(spelling, key, n)| format!("{spelling} @{key} {n}")).collect::<Vec<_>>()
    };
    // who is mentioned goes first; each entity stands there once
    assert_eq!(told("LUN", 9), ["Lune @ada-lune 1"]);
    assert_eq!(told("orm", 9).len(), 2);
    assert_eq!(told("orm", 1).len(), 1);
    assert_eq!(told("Orai", 9), ["Oria Orme @oria-orme 0"]);
    assert_eq!(told("xyz", 9), [""; 0]);
    base.store
        .read(|r| {
            let rows = r.spellings_from("o", 9)?;
            assert_eq!(rows.len(), 3);
            let choices: Vec<_> = rows.iter().map(|row| r.choice(*row).unwrap().unwrap()).collect();
            let singer = choices.iter().find(|choice| choice.key == "oria-orme").unwrap();
            assert!(r.means_only("Oria Orme", singer)? && !r.means_only("orme", singer)?);
            assert!(!r.means_only("Mali", singer)?);
            assert!(r.knows("ADA LUNE")? && !r.knows("Ada")?);
            let keys: Vec<String> = r.keys_from("or", 9)?.into_iter().map(|(key, ..)| key).collect();
            assert_eq!(keys, ["oria-orme", "orme"]);
            Ok::<_, StoreError>(())
        })
        .unwrap();
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
