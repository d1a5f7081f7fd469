//! The shipped gazetteer: sound, and no member state of the United Nations left out.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fs,
    path::Path,
};

use dixit::{
    annotate::Annotator,
    gazetteer::{
        Gazetteer,
        files::well_formed,
        generate::{Sources, generate},
    },
    language,
    model::{AliasSort, CasePolicy, Kind},
    text::fold,
};

const ENTITIES: &str = include_str!("../data/gazetteer/entities.tsv");
const ALIASES: &str = include_str!("../data/gazetteer/aliases.tsv");
const GENERATED: &str = include_str!("../data/gazetteer/generated.tsv");
const MEMBERS: &str = include_str!("../data/gazetteer/un-members.tsv");
const OFFICES: &str = include_str!("../data/gazetteer/offices.tsv");

/// The lines of a file without its header, cut into cells.
fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines().enumerate().skip(1).map(|(n, line)| (n + 1, line.split('\t').collect()))
}

#[test]
fn the_program_reads_every_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/gazetteer");
    let gazetteer = Gazetteer::from_folder(&folder).unwrap_or_else(|flaws| panic!("{flaws}"));
    assert_eq!(gazetteer.entities().count(), rows(ENTITIES).count());
    assert_eq!(gazetteer.aliases().count(), rows(ALIASES).count() + rows(GENERATED).count());
    assert_eq!(gazetteer.tenures().count(), rows(OFFICES).count());
    assert_eq!(gazetteer.version(), Gazetteer::shipped().version());
}

/// `generated.tsv` is what rules make of the other files; `DIXIT_REWRITE=1` writes it.
#[test]
fn the_spellings_that_rules_give_are_up_to_date() {
    let made = generate(&Sources::shipped()).unwrap_or_else(|flaws| panic!("{flaws}")).tsv();
    if std::env::var_os("DIXIT_REWRITE").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/gazetteer/generated.tsv"), &made).unwrap();
        return;
    }
    let stale = made.lines().zip(GENERATED.lines()).find(|(made, kept)| made != kept);
    assert_eq!(stale, None, "generated.tsv is stale: DIXIT_REWRITE=1 cargo test --test gazetteer");
    assert_eq!(made.lines().count(), GENERATED.lines().count());
}

#[test]
fn no_entity_stands_twice_and_every_kind_and_id_is_good() {
    let mut seen = HashMap::new();
    for (line, row) in rows(ENTITIES) {
        let [id, kind, name, .., _external] = row.as_slice() else { panic!("entities.tsv:{line}: {row:?}") };
        assert_eq!(row.len(), 7, "entities.tsv:{line}");
        assert!(well_formed(id), "entities.tsv:{line}: {id}");
        assert!(Kind::from_word(kind).is_some(), "entities.tsv:{line}: {kind}");
        assert!(!name.trim().is_empty(), "entities.tsv:{line}");
        let before = seen.insert(*id, line);
        assert_eq!(before, None, "entities.tsv:{line}: {id} again");
    }
}

#[test]
fn an_id_elsewhere_is_of_one_entity() {
    let mut seen = HashMap::new();
    for (line, row) in rows(ENTITIES) {
        for id in row[6].split_whitespace() {
            let good = match id.split_once(':') {
                Some(("wikidata", q)) => q.strip_prefix('Q').is_some_and(|n| n.parse::<u64>().is_ok()),
                Some(("iso3166", code)) => code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()),
                _ => false,
            };
            assert!(good, "entities.tsv:{line}: {id}");
            assert_eq!(seen.insert(id, line), None, "entities.tsv:{line}: {id} again");
        }
    }
}

#[test]
fn no_alias_stands_twice_in_one_entity_and_every_word_is_known() {
    let ids: HashSet<&str> = rows(ENTITIES).map(|(_, row)| row[0]).collect();
    let mut seen = HashMap::new();
    for (line, row) in rows(ALIASES).chain(rows(GENERATED)) {
        let [entity, alias, language, sort, case] = row[..] else { panic!("aliases.tsv:{line}: {row:?}") };
        assert!(ids.contains(entity), "aliases.tsv:{line}: no entity {entity}");
        assert!(language == "*" || language.len() == 2, "aliases.tsv:{line}: {language}");
        assert!(AliasSort::from_word(sort).is_some(), "aliases.tsv:{line}: {sort}");
        assert!(CasePolicy::from_word(case).is_some(), "aliases.tsv:{line}: {case}");
        assert_eq!(alias, alias.trim(), "aliases.tsv:{line}");
        assert!(fold(alias).contains(char::is_alphanumeric), "aliases.tsv:{line}: {alias}");
        let before = seen.insert((entity, fold(alias)), line);
        assert_eq!(before, None, "aliases.tsv:{line}: {alias} again for {entity}");
    }
    let spelled: HashSet<&str> = rows(ALIASES).chain(rows(GENERATED)).map(|(_, row)| row[0]).collect();
    let silent: Vec<&str> = rows(ENTITIES).map(|(_, row)| row[0]).filter(|id| !spelled.contains(id)).collect();
    assert_eq!(silent, [""; 0], "entities that no text can mention");
}

#[test]
fn every_member_state_has_its_names_demonyms_and_capital() {
    let members: BTreeMap<&str, &str> = rows(MEMBERS).map(|(_, row)| (row[0], row[1])).collect();
    assert_eq!(members.len(), 193);
    let kinds: HashMap<&str, &str> = rows(ENTITIES).map(|(_, row)| (row[0], row[1])).collect();
    let aliases: BTreeSet<(&str, &str, &str)> =
        rows(ALIASES).chain(rows(GENERATED)).map(|(_, row)| (row[0], row[3], row[2])).collect();
    let has = |id, sort, language| aliases.contains(&(id, sort, language)) || aliases.contains(&(id, sort, "*"));
    let capitals: HashMap<&str, &str> =
        rows(OFFICES).filter(|(_, row)| row[1] == "capital").map(|(_, row)| (row[2], row[3])).collect();
    let mut missing = Vec::new();
    for (&id, &without_capital) in &members {
        let mut want = |there: bool, what: &str| missing.extend((!there).then(|| format!("{id}: {what}")));
        want(kinds.get(id) == Some(&"place"), "a line in entities.tsv as a place");
        for language in ["fr", "en"] {
            want(has(id, "name", language), &format!("a name in {language}"));
        }
        for language in ["fr", "en", "de", "es"] {
            want(has(id, "demonym", language), &format!("a demonym in {language}"));
        }
        match capitals.get(id) {
            Some(capital) => want(kinds.get(capital) == Some(&"place"), "a capital that is a place"),
            None => want(!without_capital.is_empty(), "a capital, or the reason why it has none"),
        }
    }
    assert_eq!(missing, [""; 0]);
}

#[test]
fn places_organisations_and_public_figures_are_many() {
    let kind = |wanted: &'static str| rows(ENTITIES).map(|(_, row)| row).filter(move |row| row[1] == wanted);
    assert!(kind("place").count() >= 700 && kind("organisation").count() >= 200);
    let people: HashSet<&str> = kind("person").map(|row| row[0]).collect();
    let unknown: Vec<&str> =
        kind("person").filter(|row| row[4].is_empty() || row[5].is_empty()).map(|row| row[0]).collect();
    assert_eq!(unknown, [""; 0], "people without gender or country");
    let held: Vec<Vec<&str>> = rows(OFFICES).map(|(_, row)| row).filter(|row| people.contains(row[3])).collect();
    let in_office: BTreeSet<&str> = held.iter().map(|row| row[3]).collect();
    assert!(in_office.len() >= 600, "{}", in_office.len());
    let dated = held.iter().filter(|row| !row[4].is_empty()).count();
    assert!(dated * 10 >= held.len() * 9, "only {dated} of {} offices of persons say since when", held.len());
}

#[test]
fn offices_have_one_role_and_one_seat() {
    let kinds: HashMap<&str, &str> = rows(ENTITIES).map(|(_, row)| (row[0], row[1])).collect();
    let mut offices: HashMap<&str, (&str, &str)> = HashMap::new();
    for (line, row) in rows(OFFICES) {
        let [office, role, of, holder, ..] = row[..] else { panic!("offices.tsv:{line}: {row:?}") };
        let before = *offices.entry(office).or_insert((role, of));
        assert_eq!(before, (role, of), "offices.tsv:{line}: {office} is two offices");
        let expected = if role == "capital" { "place" } else { "person" };
        assert_eq!(kinds[holder], expected, "offices.tsv:{line}: {holder} as {role}");
    }
}

/// A pack may lack phrases for a role; those that it has must be of roles that somebody holds, and it must have the
/// most frequent ones.
#[test]
fn the_packs_know_the_roles_that_are_held() {
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    rows(OFFICES).filter(|(_, row)| row[1] != "capital").for_each(|(_, row)| *held.entry(row[1]).or_default() += 1);
    for pack in language::shipped().unwrap() {
        let known: BTreeSet<&str> = pack.roles.iter().map(|r| r.role.as_str()).collect();
        let idle: Vec<&&str> = known.iter().filter(|role| !held.contains_key(**role)).collect();
        assert!(idle.is_empty(), "{}: nobody holds {idle:?}", pack.code);
        let unknown: BTreeMap<&&str, &usize> = held.iter().filter(|(role, _)| !known.contains(**role)).collect();
        eprintln!("{}.toml has no phrases for {unknown:?}", pack.code);
        for role in ["president", "prime-minister", "foreign-minister", "defence-minister", "un-ambassador"] {
            assert!(known.contains(role), "{}: {role}", pack.code);
        }
    }
}

/// Phrases with the entities that they name.
const PHRASES: [(&str, &str, &str); 10] = [
    ("ru", "Книга о Сергее Лаврове и Марии Захаровой", "sergey-lavrov maria-zakharova"),
    ("ru", "Письмо Владимиру Зеленскому из Харькова", "volodymyr-zelensky kharkiv"),
    ("uk", "Лист Володимиру Зеленському від Дмитра Кулеби", "volodymyr-zelensky dmytro-kuleba"),
    ("ar", "كتاب عن عبد الفتاح السيسي في القاهرة", "abdel-fattah-al-sisi cairo"),
    ("ko", "이재명 대통령", "lee-jae-myung"),
    ("zh", "习近平 北京", "xi-jinping beijing"),
    ("he", "ספר על בנימין נתניהו", "benjamin-netanyahu"),
    (
        "de",
        "Ein Buch über Wolodymyr Selenskyj und die Ukrainerinnen in slowenischen Städten",
        "volodymyr-zelensky ukraine slovenia",
    ),
    ("es", "Un libro sobre Serguei Lavrov y las ciudades eslovacas", "sergey-lavrov slovakia"),
    ("pl", "Książka o Siergiej Ławrow i Wołodymyr Zełenski", "sergey-lavrov volodymyr-zelensky"),
];

#[test]
fn names_are_found_in_their_scripts_and_cases() {
    let annotator = Annotator::new(Gazetteer::shipped());
    for (language, text, expected) in PHRASES {
        let mentions = annotator.annotate(text, Some(language), None).mentions;
        let found: Vec<&str> =
            mentions.iter().map(|m| m.entity.map_or("?", |id| annotator.gazetteer().key(id))).collect();
        assert_eq!(found.join(" "), expected, "{language}: {text}");
    }
}
