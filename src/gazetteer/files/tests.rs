use super::*;

const ENTITY_HEAD: &str = "id\tkind\tname\tdescription\tgender\tcountry\texternal\n";
const ALIAS_HEAD: &str = "entity\talias\tlanguage\tsort\tcase\n";
const OFFICE_HEAD: &str = "office\trole\tof\tholder\tfrom\tto\n";

fn read(entities: &str, aliases: &str, offices: &str) -> Result<Gazetteer, FilesError> {
    let put = |head: &str, body: &str| format!("{head}{body}");
    Gazetteer::from_tsv(&put(ENTITY_HEAD, entities), &put(ALIAS_HEAD, aliases), &put(OFFICE_HEAD, offices))
}

fn flaws(result: Result<Gazetteer, FilesError>) -> Vec<String> {
    match result {
        Err(FilesError::Flaws(flaws)) => flaws.iter().map(Flaw::to_string).collect(),
        other => panic!("flaws expected, found {other:?}"),
    }
}

const MALI: &str = "mali\tplace\tMali\tcountry\t\t\t\n";

#[test]
fn the_shipped_files_are_sound_and_round_trip() {
    let shipped = Gazetteer::shipped();
    let folder = tempfile::tempdir().unwrap();
    shipped.write(folder.path()).unwrap();
    let again = Gazetteer::from_folder(folder.path()).unwrap();
    assert_eq!(again.version(), shipped.version());
    assert_eq!(again.entities().count(), shipped.entities().count());
}

#[test]
fn quotes_in_a_cell_are_plain_characters() {
    let gazetteer = read(MALI, "mali\t\"Le\" Mali\tfr\tname\tmatch\n", "").unwrap();
    assert_eq!(gazetteer.alias(0).spelling, "\"Le\" Mali");
}

#[test]
fn columns_may_stand_in_any_order_and_lines_may_end_in_crlf() {
    let entities = "\u{FEFF}kind\tid\tname\tdescription\tgender\tcountry\texternal\r\nplace\tmali\tMali\t\t\t\t\r\n";
    let gazetteer = Gazetteer::from_tsv(entities, ALIAS_HEAD, OFFICE_HEAD).unwrap();
    assert_eq!(gazetteer.entity(crate::model::EntityId(0)).external, "");
    assert!(gazetteer.find("mali").is_some());
}

#[test]
fn each_flaw_has_its_line() {
    let person = "ada\tperson\tAda\t\tf\tmali\t\n";
    let cases: [(&str, &str, &str, &str); 14] = [
        ("mali\tplace\tMali\n", "", "", "entities.tsv:2: expected 7 cells, separated by tabs, found 3"),
        (
            "Mali!\tplace\tMali\t\t\t\t\n",
            "",
            "",
            "entities.tsv:2: expected an id of a-z, 0-9 and single hyphens, found “Mali!”",
        ),
        (
            "mali\tland\tMali\t\t\t\t\n",
            "",
            "",
            "entities.tsv:2: expected person or place or organisation or work, found “land”",
        ),
        ("mali\tplace\t\t\t\t\t\n", "", "", "entities.tsv:2: expected a name, found an empty cell"),
        ("mali\tplace\tMali\t\tx\t\t\n", "", "", "entities.tsv:2: expected f, m or nothing as gender, found “x”"),
        (
            "mali\tplace\tMali\t\t\tatlantis\t\n",
            "",
            "",
            "entities.tsv:2: expected the id of an entity as country, found “atlantis”",
        ),
        (
            "mali\tplace\tMali\t\t\t\t\nmali\tplace\tMali\t\t\t\t\n",
            "",
            "",
            "entities.tsv:3: expected each id once, found “mali” again",
        ),
        (MALI, "chad\tTchad\tfr\tname\tmatch\n", "", "aliases.tsv:2: expected the id of an entity, found “chad”"),
        (
            MALI,
            "mali\tMali\tfrench\tname\tmatch\n",
            "",
            "aliases.tsv:2: expected a language of two letters, or *, found “french”",
        ),
        (
            MALI,
            "mali\tMali\tfr\tname\tmatch\nmali\tMALI\ten\tname\tmatch\n",
            "",
            "aliases.tsv:3: expected each spelling once in an entity, found “MALI” again for mali",
        ),
        (MALI, "mali\t\u{AD}\tfr\tname\tmatch\n", "", "aliases.tsv:2: expected a spelling, found “\u{AD}”"),
        (MALI, "", "head\thead\tmali\tbob\t\t\n", "offices.tsv:2: expected the id of an entity, found “bob”"),
        (
            MALI,
            "",
            "head\thead\tmali\tmali\t2024-13\t\n",
            "offices.tsv:2: expected a date YYYY, YYYY-MM or YYYY-MM-DD, or nothing, found “2024-13”",
        ),
        (
            MALI,
            "",
            "head\thead\tmali\tmali\t2024-05\t2023\n",
            "offices.tsv:2: expected an end behind the beginning, found 2024-05 to 2023",
        ),
    ];
    for (entities, aliases, offices, expected) in cases {
        assert_eq!(flaws(read(entities, aliases, offices)), [expected]);
    }
    assert!(read(&format!("{person}{MALI}"), "", "").is_ok(), "a country may stand below");
}

#[test]
fn all_flaws_of_all_files_are_collected() {
    let found =
        flaws(read("A\tplace\tA\t\t\t\t\nb\tland\tB\t\t\t\t\n", "c\tC\tfr\tname\tmaybe\n", "d\te\tf\tg\t1\t2\n"));
    assert_eq!(found.len(), 8, "{found:#?}");
}

#[test]
fn a_missing_column_is_named() {
    let found = flaws(Gazetteer::from_tsv("id\tkind\n", ALIAS_HEAD, OFFICE_HEAD));
    assert!(found[0].starts_with("entities.tsv:1: expected a column “name”, found the columns id, kind"));
    assert_eq!(found.len(), 5);
}

#[test]
fn a_made_spelling_gives_way_to_one_that_people_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    write("entities.tsv", format!("{ENTITY_HEAD}{MALI}"));
    write("aliases.tsv", format!("{ALIAS_HEAD}mali\tMali\t*\tname\tmatch\n"));
    write("offices.tsv", OFFICE_HEAD.to_owned());
    write("generated.tsv", format!("{ALIAS_HEAD}mali\tmali\tde\tname\tmatch\nmali\tmalisch\tde\tdemonym\tmatch\n"));
    let gazetteer = Gazetteer::from_folder(folder.path()).unwrap();
    let found: Vec<_> = gazetteer.aliases().map(|(_, a)| (a.spelling, a.language)).collect();
    assert_eq!(found, [("Mali", "*"), ("malisch", "de")]);
    write("generated.tsv", format!("{ALIAS_HEAD}niger\tNiger\tde\tname\tmatch\n"));
    assert_eq!(
        flaws(Gazetteer::from_folder(folder.path())),
        ["generated.tsv:2: expected the id of an entity, found “niger”"]
    );
}
