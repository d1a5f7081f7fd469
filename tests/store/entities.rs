//! Edits of whole entities and of offices, undone exactly and made again over a newer gazetteer.

use dixit::{
    gazetteer::Gazetteer,
    model::{AliasParticular, EntityParticular, Kind},
    store::{Edit, EditError, Store},
};

use super::fixture::*;

fn merge(from: &str, into: &str) -> Edit {
    Edit::Merge { from: from.into(), into: into.into() }
}

fn set(entity: &str, particular: EntityParticular, value: &str) -> Edit {
    Edit::SetEntity { entity: entity.into(), particular, value: value.into() }
}

fn split(from: &str, spelling: &str) -> Edit {
    let (from, spellings) = (from.into(), vec![spelling.into()]);
    Edit::Split { from, spellings, key: "new".into(), kind: Kind::Person, name: "New One".into() }
}

fn hold(holder: &str, since: &str, until: &str) -> Edit {
    let [office, role, of] = ["orme-mayor", "mayor", "orme"].map(str::to_owned);
    Edit::Hold { office, role, of, holder: holder.into(), since: since.into(), until: until.into() }
}

fn forget_tenure(holder: &str) -> Edit {
    let [office, role, of] = ["orme-mayor", "mayor", "orme"].map(str::to_owned);
    Edit::ForgetTenure { office, role, of, holder: holder.into(), since: None }
}

fn make(store: &mut Store, edit: Edit) -> Result<(), EditError> {
    store.write(|w| w.edit(edit, "as typed")).map(|_| ())
}

/// The lines of the dump that tell of the gazetteer.
fn known(store: &Store) -> String {
    let tells = |line: &&str| {
        ["entity", "alias", "tenure", "former_key"].iter().any(|t| line.contains(&format!("\"table\":\"{t}\"")))
    };
    dump(store).lines().filter(tells).map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_edit_is_undone_and_redone_exactly_and_moves_the_version_as_a_new_one_would_have_it() {
    let tenure = forget_tenure("ada-lune");
    let case = Edit::SetAlias {
        entity: "orme".into(),
        spelling: "ORME".into(),
        particular: AliasParticular::Case,
        value: "any".into(),
    };
    let edits = [
        (merge("oria-orme", "ada-lune"), r#""key":"oria-orme","entity":"ada-lune"#),
        (merge("orme", "mali"), r#""of":"mali","holder":"ada-lune""#),
        (split("ada-lune", "lune"), r#""entity":"new","spelling":"Lune""#),
        (
            Edit::ForgetEntity { entity: "mali".into() },
            r#""key":"orme","kind":"place","name":"L'Orme","description":"town","gender":null,"country":null"#,
        ),
        (set("orme", EntityParticular::Name, "Grande Orme"), r#""spelling":"Grande Orme""#),
        (set("orme", EntityParticular::Description, "a  town"), r#""description":"a town""#),
        (set("orme", EntityParticular::Kind, "organisation"), r#""kind":"organisation""#),
        (set("oria-orme", EntityParticular::Gender, ""), r#""description":"singer","gender":null"#),
        (set("oria-orme", EntityParticular::Country, "mali"), r#""gender":"f","country":"mali""#),
        (case, r#""case_policy":"any""#),
        (hold("ada-lune", "2020", "2024-05"), r#""since":"2020","until":"2024-05""#),
        (hold("oria-orme", "2024-06", ""), r#""holder":"oria-orme","since":"2024-06""#),
        (tenure, ""),
    ];
    for (edit, expected) in edits {
        let mut base = base();
        let before = dump(&base.store);
        make(&mut base.store, edit.clone()).unwrap_or_else(|e| panic!("{edit:?}: {e}"));
        let after = dump(&base.store);
        assert!(known(&base.store).contains(expected) && after != before, "{edit:?}: {}", known(&base.store));
        let rebuilt = base.store.read(|r| r.gazetteer()).unwrap().version();
        assert_eq!(base.store.read(|r| r.gazetteer_version()).unwrap(), Some(rebuilt), "{edit:?}");
        base.store.write(|w| w.undo()).unwrap();
        assert_eq!(dump(&base.store), before, "{edit:?}");
        base.store.write(|w| w.redo()).unwrap();
        assert_eq!(dump(&base.store), after, "{edit:?}");
    }
}

#[test]
fn a_merged_entity_leaves_its_key_its_tenures_and_what_was_delivered_of_it() {
    let mut base = base();
    let given = |key: &str| vec![format!("q7 @{key}"), "q8".to_owned()];
    base.store.write(|w| w.deliver(("a", "who=@ada-lune"), &given("ada-lune"))).unwrap();
    make(&mut base.store, merge("ada-lune", "oria-orme")).unwrap();
    let found = base.store.read(|r| r.entity("ada-lune")).unwrap().unwrap();
    assert_eq!(found.key, "oria-orme");
    assert!(known(&base.store).contains(r#""of":"orme","holder":"oria-orme","since":"2020""#));
    let again = base.store.write(|w| w.deliver(("a", "who=@oria-orme"), &given("oria-orme"))).unwrap();
    assert_eq!(again, [false, false]);
    assert_ne!(base.store.read(|r| r.new_entity_key("Ada Lune")).unwrap(), "ada-lune");
    base.store.write(|w| w.undo()).unwrap();
    let again = base.store.write(|w| w.deliver(("a", "who=@ada-lune"), &given("ada-lune"))).unwrap();
    assert_eq!(again, [false, false]);
}

#[test]
fn edits_of_entities_that_do_not_fit_are_refused_and_change_nothing() {
    let mut base = base();
    let before = dump(&base.store);
    for (edit, expected) in [
        (merge("mali", "mali"), "expected two entities, found mali twice"),
        (
            merge("mali", "ada-lune"),
            "expected two entities of one kind, found kinds place and person; set the kind of one of them first",
        ),
        (merge("mali", "nobody"), "expected an entity, found no “nobody”"),
        (split("mali", "Mali"), "that would leave mali without a spelling"),
        (split("mali", "Chad"), "“Chad” is no spelling of mali"),
        (set("mali", EntityParticular::Name, "Mali"), "the name of mali is “Mali” already"),
        (set("mali", EntityParticular::Kind, "river"), "expected person, place, organisation or work, found “river”"),
        (set("mali", EntityParticular::Country, "chad"), "expected an entity, found no “chad”"),
        (hold("ada-lune", "2020", ""), "ada-lune has that office for these years already"),
        (hold("ada-lune", "2020", "2019"), "expected years in their order, found 2020 before 2019"),
        (forget_tenure("oria-orme"), "expected one tenure of oria-orme in that office, found 0"),
    ] {
        let refused = make(&mut base.store, edit.clone()).err().map(|e| e.to_string());
        assert_eq!(refused.as_deref(), Some(expected), "{edit:?}");
    }
    assert_eq!(dump(&base.store), before);
}

#[test]
fn edits_of_entities_are_made_again_over_a_newer_gazetteer() {
    let mut base = base();
    let edits = [
        set("orme", EntityParticular::Description, "town on a river"),
        merge("oria-orme", "ada-lune"),
        split("ada-lune", "Lune"),
        hold("new", "2021", ""),
    ];
    for edit in edits {
        make(&mut base.store, edit).unwrap();
    }
    let before = known(&base.store);
    // the same once more, then one in which the singer is gone and the town is told of otherwise
    base.store.write(|w| w.take_gazetteer(&gazetteer())).unwrap();
    assert_eq!(known(&base.store), before);
    let entities = ENTITIES.replace("oria-orme\tperson\tOria Orme\tsinger\tf\t\t\n", "").replace("town", "big town");
    let aliases: String = ALIASES.lines().filter(|l| !l.starts_with("oria")).map(|l| format!("{l}\n")).collect();
    let newer = Gazetteer::from_tsv(&entities, &aliases, OFFICES).unwrap();
    let conflicts = base.store.write(|w| w.take_gazetteer(&newer)).unwrap();
    let told: Vec<String> = conflicts.iter().map(|c| c.reason.to_string()).collect();
    assert_eq!(told, ["expected an entity, found no “oria-orme”"]);
    assert!(known(&base.store).contains("town on a river"));
    let rebuilt = base.store.read(|r| r.gazetteer()).unwrap().version();
    assert_eq!(base.store.read(|r| r.gazetteer_version()).unwrap(), Some(rebuilt));
    for _ in 0..3 {
        base.store.write(|w| w.undo()).unwrap();
    }
    assert_eq!(base.store.read(|r| r.gazetteer()).unwrap().version(), newer.version());
}

#[test]
fn a_capital_that_becomes_its_country_leaves_the_gazetteer_as_a_new_one() {
    let mut base = base();
    let store = &mut base.store;
    store.write(|w| w.take_gazetteer(&Gazetteer::shipped())).unwrap();
    for (from, into) in [("moscow", "russia"), ("minsk", "ukraine")] {
        let compiled = Gazetteer::shipped();
        make(store, merge(from, into)).unwrap();
        let (told, read, over) = store
            .read(|r| {
                let over = r.gazetteer_over(&compiled)?.version();
                Ok::<_, dixit::store::StoreError>((r.gazetteer_version()?, r.gazetteer()?.version(), over))
            })
            .unwrap();
        assert_eq!(told.as_deref(), Some(&*read), "{from}");
        assert_eq!(over, read, "{from}");
    }
}

#[test]
fn the_key_of_an_entity_that_was_split_off_is_taken() {
    let mut base = base();
    make(
        &mut base.store,
        Edit::Split {
            from: "ada-lune".into(),
            spellings: vec!["Lune".into()],
            key: "new".into(),
            kind: Kind::Person,
            name: "Lune".into(),
        },
    )
    .unwrap();
    let error = make(&mut base.store, Edit::AddEntity { key: "new".into(), kind: Kind::Place, name: "Newer".into() });
    assert!(matches!(error, Err(EditError::Key(key)) if key == "new"));
}
