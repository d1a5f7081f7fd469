//! Gazetteers of others taken into a base: who is joined with whom, and everything taken out again.

use std::io;

use dixit::{
    gazetteer::{
        Gazetteer,
        exchange::{Spelling, Taker, Told},
    },
    import::{self, Intake},
    model::{AliasSort, CasePolicy, Kind},
    store::{Edit, EditError, Import, IntakeError, OpenMode, Store},
};
use tempfile::TempDir;

const ENTITIES: &str = "id\tkind\tname\tdescription\tgender\tcountry\texternal
mali\tplace\tMali\tcountry\t\t\tiso3166:ML wikidata:Q912
norland\tplace\tNorland\tcountry\t\t\t
ada-lune\tperson\tAda Lune\tmayor of Orme\tf\tmali\t
orme\tplace\tOrme\ttown\t\tmali\tgeonames:11
";
const ALIASES: &str = "entity\talias\tlanguage\tsort\tcase
mali\tMali\t*\tname\tmatch
norland\tNorland\t*\tname\tmatch
ada-lune\tAda Lune\t*\tname\tmatch
ada-lune\tLune\t*\tshort\tmatch
orme\tOrme\t*\tname\tmatch
";
const OFFICES: &str = "office\trole\tof\tholder\tfrom\tto\n";

struct Base {
    store: Store,
    _folder: TempDir,
}

fn base() -> Base {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("base.db"), OpenMode::Create).unwrap();
    let gazetteer = Gazetteer::from_tsv(ENTITIES, ALIASES, OFFICES).unwrap();
    store.write(|w| w.take_gazetteer(&gazetteer)).unwrap();
    Base { store, _folder: folder }
}

fn spelling(text: &str) -> Spelling {
    let (sort, case) = (AliasSort::Name, CasePolicy::Match);
    Spelling { text: text.into(), language: "*".into(), sort, case }
}

/// A row: ids, kind and country, spellings, the first of them the name.
fn told(ids: &[&str], kind: Kind, country: &str, spellings: &[&str]) -> Told {
    Told {
        external: ids.iter().map(|id| (*id).to_owned()).collect(),
        kind: Some(kind),
        country: Some(country.to_owned()).filter(|c| !c.is_empty()),
        spellings: spellings.iter().map(|text| spelling(text)).collect(),
        ..Told::default()
    }
}

fn take(base: &mut Base, rows: Vec<Told>) -> Intake {
    try_take(base, rows, Ok(())).unwrap()
}

fn try_take(base: &mut Base, rows: Vec<Told>, end: io::Result<()>) -> Result<Intake, IntakeError> {
    let import = Import { format: "test", file: "names.tsv", command: "gazetteer import test names.tsv", who: None };
    import::take_in(&mut base.store, (import, true), |taker: &mut dyn Taker| {
        for (row, line) in rows.into_iter().zip(1..) {
            taker.take(line, row)?;
        }
        end
    })
}

fn dump(base: &Base) -> String {
    let mut out = Vec::new();
    base.store.read(|r| r.dump(&mut out)).unwrap();
    let mut problems = Vec::new();
    assert_eq!(base.store.read(|r| r.check(&mut |problem| problems.push(problem))).unwrap(), 0, "{problems:?}");
    let found = base.store.read(|r| r.gazetteer()).unwrap().version();
    assert_eq!(base.store.read(|r| r.gazetteer_version()).unwrap(), Some(found));
    String::from_utf8(out).unwrap()
}

/// The spellings of an entity, with the origin of each.
fn spellings(base: &Base, key: &str) -> Vec<String> {
    let gazetteer = base.store.read(|r| r.gazetteer()).unwrap();
    let own = gazetteer.find(key).unwrap_or_else(|| panic!("no {key}"));
    gazetteer.aliases().filter(|(_, a)| a.entity == own).map(|(_, a)| format!("{} {}", a.spelling, a.origin)).collect()
}

#[test]
fn any_external_id_joins_and_the_others_are_learnt() {
    let mut base = base();
    let rows = vec![
        told(&["geonames:99", "wikidata:Q912"], Kind::Place, "", &["Mali", "Malia"]),
        told(&["geonames:99"], Kind::Place, "", &["Malistan"]),
    ];
    let report = take(&mut base, rows).report;
    assert_eq!((report.joined, report.added, report.spellings, report.known), (1, 0, 2, 1));
    assert_eq!(spellings(&base, "mali"), ["Mali shipped", "Malia import:1", "Malistan import:1"]);
    let gazetteer = base.store.read(|r| r.gazetteer()).unwrap();
    let mali = gazetteer.entity(gazetteer.find("mali").unwrap());
    assert_eq!(mali.external, "iso3166:ML wikidata:Q912 geonames:99");
    assert_eq!(mali.origin, "shipped");
}

#[test]
fn a_name_joins_where_kind_and_country_are_the_same() {
    let mut base = base();
    let rows = vec![
        told(&["x:1"], Kind::Person, "wikidata:Q912", &["ADA LUNE", "Ada L. Lune"]),
        told(&["x:2"], Kind::Person, "norland", &["Ada Lune"]),
        told(&["x:3"], Kind::Place, "iso3166:ML", &["Mali", "Malia"]),
        told(&["y:4"], Kind::Person, "", &["Ada Lune"]),
        told(&["geonames:12"], Kind::Place, "mali", &["Orme"]),
    ];
    let report = take(&mut base, rows).report;
    assert_eq!(spellings(&base, "ada-lune"), ["Ada L. Lune import:1", "Ada Lune shipped", "Lune shipped"]);
    assert_eq!(spellings(&base, "ada-lune-2"), ["Ada Lune import:1"], "of another country");
    assert_eq!(spellings(&base, "mali"), ["Mali shipped", "Malia import:1"], "a country is its own");
    assert_eq!(spellings(&base, "ada-lune-3"), ["Ada Lune import:1"], "the country is not told");
    assert_eq!(spellings(&base, "orme-2"), ["Orme import:1"], "another id of the same scheme");
    assert_eq!((report.joined, report.added), (2, 3));
    let reason = "it may be @ada-lune: of one the country is not told".to_owned();
    assert_eq!(report.doubtful.told, [(4, reason)]);
}

#[test]
fn two_candidates_decide_nothing() {
    let mut base = base();
    take(&mut base, vec![told(&["x:1"], Kind::Person, "mali", &["Bo Rill"])]);
    take(&mut base, vec![told(&["y:1"], Kind::Person, "mali", &["Bo Rill"])]);
    assert_eq!(spellings(&base, "bo-rill"), ["Bo Rill import:1"], "the second is the first");
    let two = vec![
        told(&["z:1"], Kind::Person, "mali", &["Cy Lamb"]),
        told(&["z:2"], Kind::Person, "mali", &["Cy Lamb"]),
        told(&[], Kind::Person, "mali", &["Cy Lamb"]),
    ];
    let report = take(&mut base, two).report;
    assert_eq!(report.added, 3, "two of one file with ids are two; the third has none");
    let report = take(&mut base, vec![told(&["w:1"], Kind::Person, "mali", &["Cy Lamb"])]).report;
    assert_eq!(report.added, 1);
    assert_eq!(report.doubtful.told, [(1, "it may be @cy-lamb or @cy-lamb-2 or @cy-lamb-3".to_owned())]);
}

#[test]
fn rows_without_ids_and_of_one_name_are_one_entity() {
    let mut base = base();
    let rows = ["Zed", "Zed Rook"].map(|more| told(&[], Kind::Person, "", &["Zed R. Rook", more])).to_vec();
    assert_eq!(take(&mut base, rows).report.added, 1);
    assert_eq!(spellings(&base, "zed-r-rook").len(), 3);
}

#[test]
fn spellings_alone_go_to_whom_the_base_has() {
    let mut base = base();
    let alone = |id: &str, text: &str| Told { kind: None, ..told(&[id], Kind::Place, "", &[text]) };
    let report = take(&mut base, vec![alone("geonames:11", "Ormeville"), alone("geonames:13", "Nowhere")]).report;
    assert_eq!((report.spellings, report.unknown, report.added), (1, 1, 0));
    let own = Told { key: Some("orme".into()), ..alone("geonames:11", "Ormetown") };
    assert_eq!(take(&mut base, vec![Told { external: Vec::new(), ..own }]).report.spellings, 1);
    assert_eq!(spellings(&base, "orme"), ["Orme shipped", "Ormetown import:2", "Ormeville import:1"]);
}

#[test]
fn what_is_no_name_is_refused_with_its_line() {
    let mut base = base();
    let rows = vec![
        told(&["x:1"], Kind::Place, "", &["—"]),
        told(&["x:2"], Kind::Place, "", &["Bad\u{0}name", "Goodname", "GOODNAME"]),
        told(&["x:3"], Kind::Place, "", &[&"long".repeat(1_000)]),
    ];
    let report = take(&mut base, rows).report;
    let lines: Vec<u64> = report.refused.told.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 1, 2, 3, 3]);
    assert_eq!((report.added, report.spellings), (1, 1));
    assert_eq!(spellings(&base, "goodname"), ["Goodname import:1"]);
}

#[test]
fn a_file_that_breaks_off_leaves_the_base_as_it_was() {
    let mut base = base();
    let before = dump(&base);
    let rows = vec![told(&["x:1", "wikidata:Q912"], Kind::Place, "", &["Malia"]); 3];
    let broken = Err(io::Error::other("line 4: broken"));
    assert!(matches!(try_take(&mut base, rows, broken), Err(IntakeError::File(_))));
    assert_eq!(dump(&base), before);
    assert!(base.store.read(|r| r.edits()).unwrap().is_empty());
}

#[test]
fn an_import_that_brings_nothing_is_no_edit() {
    let mut base = base();
    let before = dump(&base);
    let report = take(&mut base, vec![told(&["wikidata:Q912"], Kind::Place, "", &["Mali"])]).report;
    assert_eq!((report.import, report.known), (None, 1));
    assert_eq!(dump(&base), before);
}

/// Few, and so many that the indexes are dropped meanwhile.
fn many(n: usize) -> Vec<Told> {
    let mut rows: Vec<Told> = (0..n)
        .map(|n| told(&[&format!("x:{n}")], Kind::Person, "mali", &[&format!("Pim Fell{n}"), &format!("Fell{n} Pim")]))
        .collect();
    rows.push(told(&["y:1", "wikidata:Q912"], Kind::Place, "", &["Malia"]));
    rows.push(told(&["y:2"], Kind::Person, "mali", &["Ada Lune", "Ada Luna"]));
    rows.push(told(&["y:3"], Kind::Person, "norland", &["Ada Lune", "Orme"]));
    rows.push(told(&["x:7"], Kind::Person, "mali", &["Pim Again"]));
    rows
}

#[test]
fn undo_takes_all_of_it_out() {
    for n in [10, 11_000] {
        let mut base = base();
        let before = dump(&base);
        let Intake { report, .. } = take(&mut base, many(n));
        assert_eq!((report.import, report.added, report.joined), (Some(1), n as u64 + 1, 2));
        let after = dump(&base);
        assert_eq!(spellings(&base, "pim-fell7"), ["Fell7 Pim import:1", "Pim Again import:1", "Pim Fell7 import:1"]);
        let (change, _) = import::undo(&mut base.store).unwrap();
        assert_eq!(change.changes[0].change.command, "gazetteer import test names.tsv");
        assert_eq!(dump(&base), before, "{n}");
        assert!(matches!(base.store.write(|w| w.redo()), Err(EditError::ImportAgain(_))));
        take(&mut base, many(n));
        assert_eq!(dump(&base), after, "keys are the same each time");
        let plans = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('alias', 'entity') AND sql NOT NULL";
        let connection = rusqlite::Connection::open(base._folder.path().join("base.db")).unwrap();
        assert_eq!(connection.query_row(plans, [], |row| row.get(0)), Ok(4));
    }
}

#[test]
fn few_and_many_are_joined_alike() {
    // the same rows, once before and once behind those for which indexes are dropped
    let rows = vec![
        told(&[], Kind::Person, "mali", &["Ada Lune", "Ada Luna"]),
        told(&[], Kind::Person, "mali", &["Ada Luna", "Luna Ada"]),
        told(&[], Kind::Person, "", &["Uma Vane", "Uma Vale"]),
        told(&[], Kind::Person, "", &["Uma Vale", "Vale Uma"]),
        told(&["geonames:12"], Kind::Place, "mali", &["Orme"]),
        Told { key: Some("ada-lune".into()), ..told(&["v:1"], Kind::Place, "norland", &["Lune Sea"]) },
        Told { key: Some("ada-lune".into()), kind: None, ..told(&[], Kind::Place, "", &["The Lune Sea"]) },
    ];
    let seen = |rows: Vec<Told>| {
        let mut base = base();
        take(&mut base, rows);
        dump(&base)
            .lines()
            .filter(|l| !l.contains("Fell") && l.starts_with(r#"{"table":"alias""#))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let crowd = || (0..21_000).map(|n| told(&[&format!("x:{n}")], Kind::Work, "", &[&format!("Fell{n}")]));
    let early = seen(rows.iter().cloned().chain(crowd()).collect());
    let late = seen(crowd().chain(rows).collect());
    assert_eq!(early, late);
    assert_eq!(early.matches("Luna").count(), 2, "{early}");
}

#[test]
fn a_newer_gazetteer_keeps_what_was_taken_in() {
    let mut base = base();
    take(&mut base, many(10));
    let add = |entity: &str, spelling: &str| Edit::spelling((entity, "Some Name"), spelling);
    let forget = |entity: &str, spelling: &str| Edit::ForgetAlias { entity: entity.into(), spelling: spelling.into() };
    for edit in
        [add("pim-fell3", "Pimmy"), forget("pim-fell3", "Fell3 Pim"), add("mali", "Maly"), forget("mali", "Malia")]
    {
        base.store.write(|w| w.edit(edit, "as typed")).unwrap();
    }
    let before = dump(&base);
    let same = Gazetteer::from_tsv(ENTITIES, ALIASES, OFFICES).unwrap();
    assert!(base.store.write(|w| w.take_gazetteer(&same)).unwrap().is_empty());
    assert_eq!(dump(&base), before);
    // a newer one without Ada Lune, with an id more and a spelling that the import had
    let (entities, aliases) = (
        ENTITIES.replace("geonames:11", "geonames:11 wikidata:Q5"),
        ALIASES.to_owned() + "mali\tMalia\tfr\tname\tmatch\n",
    );
    let without =
        |text: &str| text.lines().filter(|l| !l.starts_with("ada-lune")).map(|l| format!("{l}\n")).collect::<String>();
    let newer = Gazetteer::from_tsv(&without(&entities), &without(&aliases), OFFICES).unwrap();
    assert!(base.store.write(|w| w.take_gazetteer(&newer)).unwrap().is_empty());
    assert_eq!(spellings(&base, "ada-lune"), ["Ada Luna import:1"]);
    assert_eq!(spellings(&base, "mali"), ["Mali shipped", "Maly user"]);
    assert_eq!(spellings(&base, "pim-fell3"), ["Pim Fell3 import:1", "Pimmy user"]);
    dump(&base);
    for _ in 0..5 {
        import::undo(&mut base.store).unwrap();
    }
    let mut plain = self::base();
    plain.store.write(|w| w.take_gazetteer(&newer)).unwrap();
    assert_eq!(dump(&base), dump(&plain));
}

#[test]
fn check_finds_ids_and_origins_that_lead_nowhere() {
    let mut base = base();
    take(&mut base, many(10));
    dump(&base);
    let connection = rusqlite::Connection::open(base._folder.path().join("base.db")).unwrap();
    for (harm, told) in [
        ("DELETE FROM external_id WHERE id = 'x:3'", "entity pim-fell3: its id x:3 leads nowhere"),
        (
            "UPDATE entity SET external = 'x:5' WHERE external = 'x:4'",
            "the id x:4 leads to an entity that does not have it",
        ),
        (
            "UPDATE alias SET origin = 'import:9' WHERE spelling = 'Malia'",
            "alias Malia is of an import that is not there",
        ),
    ] {
        connection.execute_batch(harm).unwrap();
        let mut problems = Vec::new();
        base.store.read(|r| r.check(&mut |problem| problems.push(problem))).unwrap();
        assert!(problems.iter().any(|problem| problem == told), "{told}: {problems:?}");
    }
}
