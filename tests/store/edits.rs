//! Edits of the gazetteer, and a newer gazetteer under them.

use dixit::{
    gazetteer::Gazetteer,
    model::{AliasSort, CasePolicy, Kind},
    store::{Asked, Edit, EditError, OpenMode, SavedQuery, Step, Store, StoreError},
};

use super::fixture::*;

fn alias(entity: &str, spelling: &str) -> Edit {
    let (entity, spelling) = (entity.into(), spelling.into());
    Edit::AddAlias { entity, spelling, language: "*".into(), sort: AliasSort::Name, case: CasePolicy::Match }
}

fn forget(entity: &str, spelling: &str) -> Edit {
    Edit::ForgetAlias { entity: entity.into(), spelling: spelling.into() }
}

fn make(store: &mut Store, edit: Edit) -> dixit::store::Change {
    store.write(|w| w.edit(edit, "as typed")).unwrap()
}

#[test]
fn the_gazetteer_comes_back_as_it_was_put_in() {
    let base = base();
    let back = base.store.read(|r| r.gazetteer()).unwrap();
    assert_eq!(back.version(), gazetteer().version());
    assert_eq!(base.store.read(|r| r.gazetteer_version()).unwrap(), Some(back.version()));
}

#[test]
fn undo_and_redo_reach_across_sessions() {
    let mut base = base();
    let empty = dump(&base.store);
    let change = make(&mut base.store, alias("mali", "Malie"));
    assert!(!change.noticed.revived && change.noticed.also.is_empty());
    let one = dump(&base.store);
    assert_ne!(empty, one);
    drop(std::mem::replace(&mut base.store, Store::open(&base.path, OpenMode::Write).unwrap()));
    let undone = base.store.write(|w| w.undo()).unwrap().changes.remove(0).change;
    assert_eq!((undone.edit, undone.command.as_str()), (alias("mali", "Malie"), "as typed"));
    assert_eq!(dump(&base.store), empty);
    base.store.write(|w| w.redo()).unwrap();
    assert_eq!(dump(&base.store), one);
    assert!(matches!(base.store.write(|w| w.redo()), Err(EditError::NothingToRedo)));
}

/// Several edits as one step.
fn make_all(store: &mut Store, edits: Vec<Edit>) -> Result<Step, EditError> {
    let who = Some("Ada".to_owned());
    let asked = |edit| Asked { edit, command: "as typed".into(), who: who.clone(), why: Some("a test".into()) };
    store.write(|w| w.edit_all(edits.into_iter().map(asked).collect()))
}

#[test]
fn edits_of_one_step_are_made_undone_and_redone_together() {
    let mut base = base();
    let empty = dump(&base.store);
    make(&mut base.store, alias("mali", "Malie"));
    let one = dump(&base.store);
    let zorro = Edit::AddEntity { key: "zorro".into(), kind: Kind::Person, name: "Zorro".into() };
    let step = make_all(&mut base.store, vec![zorro, alias("zorro", "Zorro Petit"), forget("mali", "Malie")]).unwrap();
    assert_eq!((step.number, step.changes.len()), (2, 3));
    let all = dump(&base.store);
    for _ in 0..2 {
        assert_eq!(base.store.write(|w| w.undo()).unwrap().changes.len(), 3);
        assert_eq!(dump(&base.store), one);
        base.store.write(|w| w.redo()).unwrap();
        assert_eq!(dump(&base.store), all);
    }
    let logged = base.store.read(|r| r.edits()).unwrap();
    let told: Vec<_> = logged.iter().map(|e| (e.step, e.who.as_deref(), e.why.as_deref(), e.undone)).collect();
    assert_eq!(told[1..], [(2, Some("Ada"), Some("a test"), false); 3]);
    base.store.write(|w| w.undo()).unwrap();
    assert!(base.store.read(|r| r.edits()).unwrap()[1..].iter().all(|e| e.undone));
    base.store.write(|w| w.undo()).unwrap();
    assert_eq!(dump(&base.store), empty);
}

#[test]
fn a_step_of_which_one_edit_does_not_fit_changes_nothing() {
    let mut base = base();
    let before = dump(&base.store);
    let refused = make_all(&mut base.store, vec![alias("mali", "Malie"), forget("mali", "Chad")]);
    assert!(matches!(refused, Err(EditError::NotThere { .. })));
    assert_eq!(dump(&base.store), before);
    assert!(base.store.read(|r| r.edits()).unwrap().is_empty());
}

#[test]
fn a_new_edit_drops_what_could_be_redone() {
    let mut base = base();
    make(&mut base.store, alias("mali", "Malie"));
    base.store.write(|w| w.undo()).unwrap();
    make(&mut base.store, alias("mali", "Maly"));
    assert!(matches!(base.store.write(|w| w.redo()), Err(EditError::NothingToRedo)));
    assert_eq!(base.store.read(|r| r.edits()).unwrap().len(), 1);
}

#[test]
fn a_spelling_taken_out_and_added_again_is_the_same_base() {
    let mut base = base();
    let before = dump(&base.store);
    make(&mut base.store, forget("orme", "ORME"));
    assert!(base.store.read(|r| r.gazetteer()).unwrap().aliases().count() < gazetteer().aliases().count());
    let change = make(&mut base.store, alias("orme", "orme"));
    assert!(change.noticed.revived);
    assert_eq!(change.noticed.also, ["oria-orme"]);
    assert_eq!(dump(&base.store), before);
    base.store.write(|w| w.undo()).unwrap();
    base.store.write(|w| w.undo()).unwrap();
    assert_eq!(dump(&base.store), before);
    assert!(matches!(base.store.write(|w| w.undo()), Err(EditError::NothingToUndo)));
}

#[test]
fn edits_that_do_not_fit_are_refused_and_change_nothing() {
    let mut base = base();
    let before = dump(&base.store);
    let bad = [
        alias("nobody", "X"),
        alias("mali", "MALI"),
        alias("mali", " - "),
        alias("mali", "a\tb"),
        forget("mali", "Chad"),
    ];
    for edit in bad {
        assert!(base.store.write(|w| w.edit(edit, "")).is_err());
    }
    for key in ["mali", "Not a key"] {
        let edit = Edit::AddEntity { key: key.into(), kind: Kind::Place, name: "X".into() };
        assert!(matches!(base.store.write(|w| w.edit(edit, "")), Err(EditError::Key(_))));
    }
    assert_eq!(dump(&base.store), before);
    assert!(base.store.read(|r| r.edits()).unwrap().is_empty());
}

#[test]
fn an_entity_can_be_added_and_taken_back() {
    let mut base = base();
    let before = dump(&base.store);
    let name = "Zorro Petit";
    let key = base.store.read(|r| r.new_entity_key(name)).unwrap();
    assert_eq!(key, "zorro-petit");
    make(&mut base.store, Edit::AddEntity { key: key.clone(), kind: Kind::Person, name: name.into() });
    assert_eq!(base.store.read(|r| r.new_entity_key(name)).unwrap(), "zorro-petit-2");
    assert_eq!(base.store.read(|r| r.entities_spelled("ZORRO petit")).unwrap()[0].key, key);
    base.store.write(|w| w.undo()).unwrap();
    assert_eq!(dump(&base.store), before);
}

#[test]
fn an_entity_that_documents_mention_goes_only_with_them() {
    let mut base = base();
    add(&mut base.store, "a.txt", TEXT);
    let other = ENTITIES.replace("ada-lune\tperson\tAda Lune\tmayor\tf\tmali\t\n", "");
    let aliases: String = ALIASES.lines().filter(|l| !l.starts_with("ada")).map(|l| format!("{l}\n")).collect();
    let newer = Gazetteer::from_tsv(&other, &aliases, "office\trole\tof\tholder\tfrom\tto\n").unwrap();
    let before = dump(&base.store);
    assert!(base.store.write(|w| w.take_gazetteer(&newer)).is_err(), "its mentions would point nowhere");
    assert_eq!(dump(&base.store), before);
}

#[test]
fn edits_are_made_again_over_a_newer_gazetteer() {
    let mut base = base();
    let text = base.store.read(|r| r.new_entity_key("Nouvelle Ville")).unwrap();
    make(&mut base.store, alias("mali", "Malie"));
    make(&mut base.store, forget("ada-lune", "Lune"));
    make(&mut base.store, Edit::AddEntity { key: text, kind: Kind::Place, name: "Nouvelle Ville".into() });
    make(&mut base.store, alias("mali", "Le Mali"));
    add(&mut base.store, "a.txt", TEXT);
    let newer = Gazetteer::from_tsv(ENTITIES, &format!("{ALIASES}mali\tMalie\tfr\tname\tmatch\n"), OFFICES).unwrap();
    let conflicts = base.store.write(|w| w.take_gazetteer(&newer)).unwrap();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].reason.to_string(), "“Malie” is a spelling of mali already");
    assert_eq!(base.store.read(|r| r.shipped_version()).unwrap(), Some(newer.version()));
    let now = base.store.read(|r| r.gazetteer()).unwrap();
    assert!(now.aliases().any(|(_, a)| a.spelling == "Le Mali" && a.origin == "user"));
    assert!(!now.aliases().any(|(_, a)| a.spelling == "Lune"));
    assert!(now.find("nouvelle-ville").is_some());
    assert_eq!(base.store.read(|r| r.edits()).unwrap().len(), 3);
    for _ in 0..3 {
        base.store.write(|w| w.undo()).unwrap();
    }
    assert_eq!(base.store.read(|r| r.gazetteer()).unwrap().version(), newer.version());
}

#[test]
fn a_rehearsal_leaves_no_trace() {
    let mut base = base();
    let before = dump(&base.store);
    let change = base.store.rehearse(|w| w.edit(alias("mali", "Malie"), "")).unwrap();
    assert_eq!(change.edit, alias("mali", "Malie"));
    assert_eq!(dump(&base.store), before);
}

#[test]
fn questions_are_kept_under_their_names() {
    let mut base = base();
    let (old, new) = ("save a = quotes", "save a = mentions");
    let query = |text: &str| SavedQuery { name: "a".into(), text: text.into() };
    assert_eq!(base.store.write(|w| w.save(&query(old))).unwrap(), None);
    assert_eq!(base.store.write(|w| w.save(&query(new))).unwrap().as_deref(), Some(old));
    assert_eq!(base.store.read(|r| r.saved("a")).unwrap().as_deref(), Some(new));
    assert_eq!(base.store.read(|r| r.all_saved()).unwrap(), [query(new)]);
    let keys = ["q1".to_owned(), "q2".to_owned()];
    let deliver = |store: &mut Store| store.write(|w| w.deliver(("a", ""), &keys)).unwrap();
    assert_eq!(deliver(&mut base.store), [true, true]);
    assert_eq!(deliver(&mut base.store), [false, false]);
    assert!(base.store.write(|w| w.forget_saved("a")).unwrap());
    assert!(!base.store.write(|w| w.forget_saved("a")).unwrap_or_else(|e: StoreError| panic!("{e}")));
}

#[test]
fn the_sort_of_a_spelling_is_told_from_its_looks() {
    for (name, spelling, expected) in [
        ("United Nations", "ONU", AliasSort::Acronym),
        ("Vasily Nebenzya", "Nunkzya", AliasSort::Short),
        ("Vasily Nebenzya", "Vasily  Nunkzya", AliasSort::Name),
        ("Kursk", "Koursk", AliasSort::Name),
    ] {
        let Edit::AddAlias { sort, spelling, .. } = Edit::spelling(("k", name), spelling) else { panic!() };
        assert_eq!(sort, expected, "{spelling}");
        assert!(!spelling.contains("  "));
    }
}
