//! A gazetteer of people and places that are not.

use dixit::model::{AliasSort, Kind};

use crate::world::{Alias, Entity};

use AliasSort::{Acronym, Demonym, Misspelling, Name, Short};
use Kind::{Organisation, Person, Place, Work};

type Spelling = (&'static str, &'static str, AliasSort);

type Known = (&'static str, Kind, &'static str, Option<&'static str>, &'static [Spelling]);

/// Key, kind, name, country, spellings; those asked for and printed most come first.
const ENTITIES: &[Known] = &[
    ("ada-lune", Person, "Ada Lune", Some("vestria"), &[("Ada Lune", "*", Name), ("Lune", "*", Short)]),
    (
        "harrowmere",
        Place,
        "Harrowmere",
        Some("vestria"),
        &[("Harrowmere", "en", Name), ("Harrow-mère", "fr", Misspelling)],
    ),
    ("lake-council", Organisation, "Lake Council", None, &[("Lake Council", "en", Name), ("LC", "*", Acronym)]),
    ("bram-oster", Person, "Bram Oster", None, &[("Bram Oster", "*", Name), ("Oster", "*", Short)]),
    ("hanna-oster", Person, "Hanna Oster", Some("dunmark"), &[("Hanna Oster", "*", Name), ("Oster", "*", Short)]),
    (
        "vestria",
        Place,
        "Vestria",
        None,
        &[("Vestria", "en", Name), ("Vestrie", "fr", Name), ("Vestrian", "en", Demonym)],
    ),
    ("vestria-city", Place, "Vestria", Some("vestria"), &[("Vestria", "en", Name), ("Vestria City", "en", Name)]),
    ("dunmark", Place, "Nord-Dunmark", None, &[("Nord-Dunmark", "de", Name), ("Dunmark du Nord", "fr", Name)]),
    (
        "ivo-kestrel",
        Person,
        "Ivo Këstrel",
        Some("dunmark"),
        &[("Ivo Këstrel", "*", Name), ("Kestrel", "*", Misspelling)],
    ),
    (
        "forge-guild",
        Organisation,
        "Guilde des Forges",
        None,
        &[("Guilde des Forges", "fr", Name), ("la Guilde", "fr", Short)],
    ),
    ("kelm-pact", Work, "Kelm Pact", None, &[("Kelm Pact", "en", Name), ("Pacte", "fr", Short)]),
    ("mara-quill", Person, "Mara Quill", None, &[("Mara Quill", "*", Name)]),
    (
        "mill-post",
        Organisation,
        "Mill Valley Post",
        None,
        &[("Mill Valley Post", "en", Name), ("le Post", "fr", Short)],
    ),
    ("old-kelm", Place, "Old Kelm", None, &[("Old Kelm", "en", Name)]),
    ("silent-moon", Work, "Silent Moon", None, &[("Silent Moon", "en", Name)]),
];

/// A spelling that its entity once had.
const FORGOTTEN: (&str, &str) = ("ada-lune", "Lunette");

/// The entities.
pub fn entities() -> Vec<Entity> {
    let entity = |(i, (key, kind, name, country, _)): (usize, &Known)| Entity {
        id: i as i64 * 7 % 97 + 1,
        key,
        kind: *kind,
        name,
        description: ["known to all", "of some note"][i % 2],
        country: *country,
        origin: if i % 5 == 4 { "user" } else { "shipped" },
    };
    ENTITIES.iter().enumerate().map(entity).collect()
}

/// Their spellings.
pub fn aliases(entities: &[Entity]) -> Vec<Alias> {
    let id = |key: &str| entities.iter().find(|entity| entity.key == key).expect("a key of the list").id;
    let spelling = |entity, (spelling, language, sort): Spelling| Alias {
        id: 0,
        entity,
        spelling,
        language,
        sort,
        case: if sort == Acronym { "match" } else { "any" },
        origin: if sort == Misspelling { "user" } else { "shipped" },
        active: true,
    };
    let known = ENTITIES.iter().flat_map(|(key, _, _, _, all)| all.iter().map(|one| spelling(id(key), *one)));
    let gone = Alias { active: false, ..spelling(id(FORGOTTEN.0), (FORGOTTEN.1, "fr", Short)) };
    known.chain([gone]).zip(1..).map(|(alias, id)| Alias { id, ..alias }).collect()
}
