//! A compiled gazetteer: opened as it was saved, and with changes over it the same as one put together anew.

use std::collections::BTreeMap;

use dixit::{
    annotate::Annotator,
    gazetteer::{Alias, Builder, Entity, Gazetteer, KeyedTenure, Tenure},
    model::{AliasSort, CasePolicy, Kind},
};
use proptest::prelude::*;

/// Entities by key, each with its name and spellings.
type World = BTreeMap<String, (String, Vec<String>)>;

/// Entities that nobody changes, so many that the list is a long one.
const CROWD: usize = 300;

/// Who heads whom: country or body, then holder, by keys.
type Heads = Vec<(String, String)>;

fn rows<'w>(world: impl Iterator<Item = (&'w String, &'w (String, Vec<String>))>, heads: &Heads) -> Builder {
    let mut rows = Builder::default();
    let mut ids = BTreeMap::new();
    for (key, (name, spellings)) in world {
        let kind = if key.len() % 2 == 0 { Kind::Person } else { Kind::Place };
        let (description, external, origin) = ("", "", "shipped");
        let id = rows.entity(&Entity {
            key,
            kind,
            name,
            description,
            gender: None,
            country: None,
            external,
            prominence: 0,
            origin,
        });
        ids.insert(key.clone(), id);
        for spelling in spellings {
            let (language, sort, case) = ("*", AliasSort::Name, CasePolicy::Match);
            rows.alias(&Alias { entity: id, spelling, language, sort, case, origin });
        }
    }
    for (of, holder) in heads {
        let (of, holder) = (ids[of], ids[holder]);
        rows.tenure(&Tenure { office: "head", role: "head", of, holder, since: "", until: "" });
    }
    rows
}

/// Heads of those among `keys` that the world has, each by one of a crowd and by its neighbour.
fn heads(world: &World, keys: &[String], step: usize) -> Heads {
    let known: Vec<&String> = keys.iter().filter(|key| world.contains_key(*key)).collect();
    let crowd = known.iter().enumerate().map(|(n, key)| ((*key).clone(), format!("crowd-{}", n * step)));
    let neighbours = known.windows(2).map(|pair| (pair[1].clone(), pair[0].clone()));
    crowd.chain(neighbours).collect()
}

fn keyed(heads: &Heads) -> Vec<KeyedTenure> {
    let keyed = |(of, holder): &(String, String)| KeyedTenure {
        office: "head".into(),
        role: "head".into(),
        of: of.clone(),
        holder: holder.clone(),
        since: String::new(),
        until: String::new(),
    };
    heads.iter().map(keyed).collect()
}

fn crowd() -> World {
    (0..CROWD).map(|n| (format!("crowd-{n}"), (format!("Crowd {n}"), vec![format!("Crowd Person {n}")]))).collect()
}

/// What a gazetteer knows and finds, by keys.
fn seen(annotator: &Annotator, text: &str) -> Vec<String> {
    let gazetteer = annotator.gazetteer();
    let key = |id| gazetteer.entity(id).key;
    let mut all = vec![gazetteer.version()];
    all.extend(gazetteer.entities().map(|(id, e)| {
        assert_eq!(gazetteer.find(e.key), Some(id));
        format!("{e:?}")
    }));
    all.extend(gazetteer.aliases().map(|(_, a)| format!("{} {}", key(a.entity), a.spelling)));
    all.extend(gazetteer.tenures().map(|t| format!("{} {} {}", t.office, key(t.of), key(t.holder))));
    for (id, e) in gazetteer.entities() {
        let heads = gazetteer.tenures_of("head", id).map(|t| format!("{} {}", key(t.of), key(t.holder)));
        all.push(format!("head of {} {}", e.key, heads.collect::<Vec<_>>().join(", ")));
        let held = gazetteer.tenures_held(id).map(|t| format!("{} {}", key(t.of), key(t.holder)));
        all.push(format!("held by {} {}", e.key, held.collect::<Vec<_>>().join(", ")));
    }
    all.extend(["kim", "un", "lee"].map(|word| format!("{word} {}", gazetteer.is_given_name(word))));
    all.sort();
    let found = annotator.annotate(text, Some("en"), None);
    all.extend(found.mentions.iter().map(|m| {
        let candidates: Vec<&str> = m.candidates.iter().map(|c| key(c.entity)).collect();
        format!("{:?} {} {:?} {candidates:?} {}", m.span, m.alias, m.entity.map(key), m.rule)
    }));
    all
}

fn reopened(annotator: &Annotator) -> Annotator {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("compiled");
    annotator.save(&path).unwrap();
    Annotator::open(&path).unwrap()
}

const WORDS: &[&str] = &["Kim", "Un", "Lee", "Kursk", "Koursk", "Élan", "al-Nur", "U.S."];

fn spelling() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 1..4).prop_map(|words| words.join(" "))
}

fn world() -> impl Strategy<Value = World> {
    let spellings = prop::collection::btree_set(spelling(), 0..4).prop_map(|all| all.into_iter().collect());
    prop::collection::btree_map("[a-d]{1,3}", ("[A-C]", spellings), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn compiled_and_changes_over_it_are_the_same_as_rebuilt(
        before in world(),
        after in world(),
        words in prop::collection::vec(prop::sample::select(WORDS), 0..20),
    ) {
        let text = format!("He met {} and Crowd Person 7 there.", words.join(" "));
        let with = |part: &World| part.iter().map(|(k, v)| (k.clone(), v.clone())).chain(crowd()).collect::<World>();
        let (old, new) = (with(&before), with(&after));
        let keys: Vec<String> = before.keys().chain(after.keys()).cloned().collect();
        // an office between others stands whatever changes
        let more = |heads: Heads| heads.into_iter().chain([("crowd-1".to_owned(), "crowd-2".to_owned())]).collect::<Heads>();
        let (was, is) = (heads(&before, &keys, 3), heads(&after, &keys, 5));
        let compiled = Annotator::new(rows(old.iter(), &more(was)).build());
        let opened = reopened(&compiled);
        prop_assert_eq!(seen(&opened, &text), seen(&compiled, &text));
        let changed = keys.iter().map(String::as_str);
        let changes = opened.gazetteer().with_changes(changed, rows(after.iter(), &Heads::new()), keyed(&is));
        let over = opened.with_changes(changes);
        let rebuilt = Annotator::new(rows(new.iter(), &more(is)).build());
        prop_assert_eq!(seen(&over, &text), seen(&rebuilt, &text));
    }
}

#[test]
fn offices_follow_entities_that_change_and_go_with_those_that_go() {
    let mut world = crowd();
    let keys: Vec<String> = world.keys().cloned().collect();
    let all: Heads = keys.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
    let compiled = rows(world.iter(), &all).build();
    world.get_mut(&keys[0]).unwrap().0 = "Another Name".into();
    let gone = keys[3].clone();
    let renamed = world.iter().filter(|(key, _)| **key == keys[0]);
    let changed = [keys[0].as_str(), &gone].into_iter();
    let over = compiled.with_changes(changed, rows(renamed, &Heads::new()), keyed(&all[..1].to_vec()));
    let id = over.find(&keys[0]).unwrap();
    let heads: Vec<&str> = over.tenures_of("head", id).map(|t| over.entity(t.holder).key).collect();
    assert_eq!((over.entity(id).name, heads), ("Another Name", vec![keys[1].as_str()]));
    let of_gone = over.find(&keys[2]).unwrap();
    assert_eq!(over.tenures_of("head", of_gone).count(), 0, "the holder is gone");
    assert_eq!(over.tenures().count(), CROWD / 2 - 1);
    assert_eq!(over.find(&gone), None);
    let again = over.with_changes(std::iter::empty(), Builder::default(), Vec::new());
    assert_eq!(again.version(), compiled.version());
}

#[test]
fn what_is_no_compiled_gazetteer_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    std::fs::write(&path, "not a gazetteer").unwrap();
    assert!(Annotator::open(&path).is_err());
    let short = Annotator::new(rows(crowd().iter().take(3), &Heads::new()).build());
    assert!(short.save(&path).is_err(), "a short list is not worth a file");
    assert!(!Gazetteer::shipped().version().is_empty());
}
