//! A gazetteer taken in, with all shipped entities again and thousands of homonyms of them, does not change who is meant.

use std::{collections::HashMap, fs, path::Path};

use dixit::{
    annotate::Annotator,
    gazetteer::{Alias, Builder, Entity, Gazetteer},
    model::{AliasSort, CasePolicy, EntityId, Kind},
};

const ORIGIN: &str = "import:1";

/// The shipped gazetteer, and over it what was taken in.
struct Crowd {
    rows: Builder,
    made: usize,
}

impl Crowd {
    fn new(shipped: &Gazetteer) -> Self {
        let mut rows = Builder::default();
        let ids: Vec<EntityId> = shipped.entities().map(|(_, e)| rows.entity(&e)).collect();
        let new = |id: EntityId| ids[id.0 as usize];
        shipped.aliases().for_each(|(_, a)| rows.alias(&Alias { entity: new(a.entity), ..a }));
        shipped.tenures().for_each(|t| {
            rows.tenure(&dixit::gazetteer::Tenure { of: new(t.of), holder: new(t.holder), ..t });
        });
        Crowd { rows, made: 0 }
    }

    fn entity(&mut self, kind: Kind, name: &str, (description, country): (&str, Option<&str>)) -> EntityId {
        self.made += 1;
        // in front of and behind the keys of the others
        let key = format!("{}{}", if self.made.is_multiple_of(2) { "a0-" } else { "zz-" }, self.made);
        let prominence = (self.made * 37 % 80) as u8;
        let (gender, external, origin) = ((kind == Kind::Person).then_some("m"), "", ORIGIN);
        self.rows.entity(&Entity { key: &key, kind, name, description, gender, country, external, prominence, origin })
    }

    fn alias(&mut self, entity: EntityId, spelling: &str, (language, sort): (&str, AliasSort)) {
        let case = CasePolicy::Match;
        self.rows.alias(&Alias { entity, spelling, language, sort, case, origin: ORIGIN });
    }
}

/// All that is shipped once more, apart; of each entity a second one of another kind, and of each person ten more with the family name.
fn with_homonyms(shipped: &Gazetteer) -> Gazetteer {
    let mut crowd = Crowd::new(shipped);
    let countries: Vec<&str> = shipped.entities().filter_map(|(_, e)| e.country).collect();
    let mut aliases: HashMap<EntityId, Vec<Alias>> = HashMap::new();
    shipped.aliases().for_each(|(_, a)| aliases.entry(a.entity).or_default().push(a));
    for (id, e) in shipped.entities() {
        let again = crowd.entity(e.kind, e.name, (e.description, e.country));
        for a in aliases.get(&id).into_iter().flatten() {
            crowd.alias(again, a.spelling, (a.language, a.sort));
        }
        let country = countries[id.0 as usize * 31 % countries.len()];
        let kind = if e.kind == Kind::Place { Kind::Person } else { Kind::Place };
        let second = crowd.entity(kind, e.name, ("town or somebody of the same name", Some(country)));
        crowd.alias(second, e.name, ("*", AliasSort::Name));
        let family = e.name.rsplit(' ').next().filter(|_| e.kind == Kind::Person).unwrap_or_default();
        for n in 0..if family.is_empty() { 0 } else { 10 } {
            let name = format!("Quorin{n} {family}");
            let country = countries[(id.0 as usize + n) * 17 % countries.len()];
            let person = crowd.entity(Kind::Person, &name, ("somebody else", Some(country)));
            crowd.alias(person, &name, ("*", AliasSort::Name));
            crowd.alias(person, family, ("*", AliasSort::Short));
        }
    }
    crowd.rows.build()
}

fn samples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples");
    let mut all: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
        })
        .collect();
    all.sort();
    all
}

/// Mentions of a text: where, whom and by which rule.
fn read(annotator: &Annotator, (name, text): &(String, String)) -> Vec<String> {
    let language = dixit::import::language::detect(text);
    let found = annotator.annotate(text, language.as_deref(), name.get(..10));
    let key = |e: EntityId| annotator.gazetteer().key(e).to_owned();
    let told = |m: &dixit::model::Mention| format!("{name} {} {:?} {}", m.span.of(text), m.entity.map(key), m.rule);
    found.mentions.iter().map(told).collect()
}

#[test]
fn homonyms_taken_in_change_nothing_where_no_text_speaks_for_them() {
    let shipped = Gazetteer::shipped();
    let crowd = with_homonyms(&shipped);
    assert!(crowd.entities().count() > 15_000);
    let (plain, crowded) = (Annotator::new(shipped), Annotator::new(crowd));
    let samples = samples();
    let expected: Vec<String> = samples.iter().flat_map(|sample| read(&plain, sample)).collect();
    let found: Vec<String> = samples.iter().flat_map(|sample| read(&crowded, sample)).collect();
    assert!(expected.len() > 100, "{}", expected.len());
    assert_eq!(found, expected);
}

#[test]
fn who_is_named_in_full_or_told_by_the_words_around_is_meant() {
    let shipped = Gazetteer::shipped();
    let mut crowd = Crowd::new(&shipped);
    let person = crowd.entity(Kind::Person, "Quorin Lavrov", ("gardener", None));
    crowd.alias(person, "Quorin Lavrov", ("*", AliasSort::Name));
    crowd.alias(person, "Lavrov", ("*", AliasSort::Short));
    let village = crowd.entity(Kind::Place, "Lavrov", ("village", Some("france")));
    crowd.alias(village, "Lavrov", ("*", AliasSort::Name));
    let annotator = Annotator::new(crowd.rows.build());
    let found = |text: &str| {
        let sample = ("2024-10-31".to_owned(), text.to_owned());
        read(&annotator, &sample).into_iter().rfind(|m| m.contains(" Lavrov ")).unwrap_or_default()
    };
    let text =
        "The gardener Quorin Lavrov was at the market of the town. On Monday Lavrov said that the roses are late.";
    assert!(found(text).contains("zz-1"), "{}", found(text));
    let text = "Le marché a lieu dans le village de Lavrov, comme chaque année, dit le maire de la commune.";
    assert!(found(text).contains("a0-2"), "{}", found(text));
    let text = "The minister came to Moscow on Monday. Lavrov said that the talks will go on.";
    assert!(found(text).contains("sergey-lavrov"), "{}", found(text));
}

#[test]
fn of_two_taken_in_the_better_known_is_meant() {
    let mut rows = Builder::default();
    for (key, prominence) in [("kelm", 30), ("kelm-2", 57), ("tarn", 41), ("tarn-2", 42)] {
        let name = if key.starts_with("kelm") { "Kelm" } else { "Tarn" };
        let (kind, description, gender, country, external) = (Kind::Place, "", None, None, "");
        let entity = rows.entity(&Entity {
            key,
            kind,
            name,
            description,
            gender,
            country,
            external,
            prominence,
            origin: ORIGIN,
        });
        let (language, sort, case) = ("*", AliasSort::Name, CasePolicy::Match);
        rows.alias(&Alias { entity, spelling: name, language, sort, case, origin: ORIGIN });
    }
    let annotator = Annotator::new(rows.build());
    let sample = ("2024-10-31".to_owned(), "The road from Kelm leads to Tarn and then to the sea.".to_owned());
    let found = read(&annotator, &sample);
    assert_eq!(found, [r#"2024-10-31 Kelm Some("kelm-2") best-known"#, "2024-10-31 Tarn None ambiguous"]);
}
