use super::*;

const ENTITIES: &str = "id\tkind\tname\tdescription\tgender\tcountry\texternal
orlov\tperson\tPavel Orlov\t\tm\tzemlya\t
orlova\tperson\tPavla Orlova\t\tf\tzemlya\t
zemlya\tplace\tZemlya\t\t\t\t
quai\tplace\tQuai\t\t\t\t
";
const DEMONYM_HEAD: &str = "entity\tfr\ten\tde\tes\n";

fn made(aliases: &str, native: &str, demonyms: &str) -> Generated {
    let aliases = format!("entity\talias\tlanguage\tsort\tcase\n{aliases}");
    let (native, demonyms) = (format!("{NATIVE_HEAD}{native}"), format!("{DEMONYM_HEAD}{demonyms}"));
    let sources = Sources { entities: ENTITIES, aliases: &aliases, native: &native, demonyms: &demonyms };
    generate(&sources).unwrap_or_else(|flaws| panic!("{flaws}"))
}

/// `spelling language sort` of what was made.
fn lines(all: &[Spelling]) -> Vec<String> {
    all.iter().map(|s| format!("{} {} {} {}", s.entity, s.spelling, s.language, s.sort)).collect()
}

const ORLOV: &str = "orlov\tru\tПавел\tОрлов\t\t\tyes\n";

#[test]
fn a_name_gets_its_script_its_cases_and_its_transliterations() {
    let found = lines(&made("", ORLOV, "").spellings);
    for expected in [
        "orlov Павел Орлов ru name",
        "orlov Павелу Орлову ru name",
        "orlov Pavel Orlov * name",
        "orlov Pawel Orlow de name",
    ] {
        assert!(found.iter().any(|f| f == expected), "no {expected} in {found:#?}");
    }
    assert!(
        !found.iter().any(|f| f.ends_with("short")),
        "nobody wrote that the family name stands for him: {found:#?}"
    );
}

#[test]
fn the_family_name_stands_alone_where_people_wrote_so() {
    let found = lines(&made("orlov\tOrlov\t*\tshort\tmatch\n", ORLOV, "").spellings);
    for expected in ["orlov Орлов ru short", "orlov Орлову ru short", "orlov Orlow * short"] {
        assert!(found.iter().any(|f| f == expected), "no {expected} in {found:#?}");
    }
    assert!(!found.iter().any(|f| f == "orlov Orlov * short"), "people wrote it already");
}

#[test]
fn a_spelling_that_two_have_goes_to_neither() {
    let native = "orlov\tru\tПавел\tОрлов\t\t\tno\norlova\tru\tПавла\tОрлова\t\t\tno\n";
    let written =
        "orlov\tOrlov\t*\tshort\tmatch\norlova\tOrlova\t*\tshort\tmatch\nquai\tПавел Орлов\tru\tname\tmatch\n";
    let all = made(written, native, "");
    let out = lines(&all.left_out);
    assert!(
        out.contains(&"orlov Орлова ru short".to_owned()) && out.contains(&"orlova Орлова ru short".to_owned()),
        "{out:?}"
    );
    assert!(out.contains(&"orlov Павел Орлов ru name".to_owned()), "people wrote that it is another entity's: {out:?}");
}

#[test]
fn demonyms_take_all_their_forms() {
    let all =
        made("zemlya\tzemlien\tfr\tdemonym\tmatch\n", "", "zemlya\tzemlien\tZemlian\tzemlisch, =Zemli\tzemlano\n");
    let expected = "Zemli de, Zemlian en, Zemlians en, zemlana es, zemlanas es, zemlano es, zemlanos es, zemlienne fr, zemliennes fr, \
        zemliens fr, zemlisch de, zemlische de, zemlischem de, zemlischen de, zemlischer de, zemlisches de";
    let found: Vec<String> = all.spellings.iter().map(|s| format!("{} {}", s.spelling, s.language)).collect();
    assert_eq!(found.join(", "), expected);
}

#[test]
fn lines_that_cannot_stand_are_told() {
    let aliases = "entity\talias\tlanguage\tsort\tcase\n";
    let native = format!(
        "{NATIVE_HEAD}orlov\txx\t\tОрлов\t\t\tyes\nnobody\tru\t\tОрлов\t\t\tyes\norlov\tru\t\tОрлов\t\tOrlov\tmaybe\n"
    );
    let demonyms = format!("{DEMONYM_HEAD}nowhere\ta\tb\tc\td\n");
    let flaws = generate(&Sources { entities: ENTITIES, aliases, native: &native, demonyms: &demonyms }).unwrap_err();
    let expected = "native.tsv:2: expected the code of a table in data/transliteration, found “xx”
native.tsv:3: expected the id of an entity, found “nobody”
native.tsv:4: expected yes or no as latin, found “maybe”
native.tsv:4: expected a reading just where the system reads one, found “Orlov”
demonyms.tsv:2: expected the id of an entity, found “nowhere”";
    assert_eq!(flaws.to_string(), expected);
}
