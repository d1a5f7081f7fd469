//! After any edits the base is what it would be had all documents been read with the final gazetteer.

#[path = "revision/texts.rs"]
mod texts;

use std::{fs, ops::ControlFlow, path::Path};

use dixit::{
    annotate::Annotator,
    gazetteer::{Alias, Builder, Entity, Gazetteer, Tenure},
    import::{self, Effect, Options, revise, revise_heeding},
    model::{AliasSort, CasePolicy, EntityId, Kind, Particular},
    store::{Correction, Edit, EditError, OpenMode, Store, StoreError, Writer},
};
use proptest::prelude::*;

use texts::{NAMES, texts};

/// Key, kind, gender, country, description, origin, and spellings with their language and sort.
type Known = (
    &'static str,
    Kind,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str, AliasSort)],
);

const KNOWN: &[Known] = &[
    (
        "ada-lune",
        Kind::Person,
        "f",
        "norland",
        "mayor of Orme",
        "shipped",
        &[("Ada Lune", "*", AliasSort::Name), ("Lune", "*", AliasSort::Short)],
    ),
    ("otto-varn", Kind::Person, "m", "norland", "minister", "shipped", &[("Otto Varn", "*", AliasSort::Name)]),
    (
        "norland",
        Kind::Place,
        "",
        "",
        "country",
        "shipped",
        &[("Norland", "*", AliasSort::Name), ("norlandais", "fr", AliasSort::Demonym)],
    ),
    (
        "kelm",
        Kind::Place,
        "",
        "norland",
        "capital",
        "shipped",
        &[("Kelm", "*", AliasSort::Name), ("كلم", "*", AliasSort::Name)],
    ),
    ("orka", Kind::Organisation, "", "norland", "research council", "shipped", &[("ORKA", "*", AliasSort::Acronym)]),
    (
        "mary-harrow",
        Kind::Person,
        "f",
        "",
        "singer",
        "import:1",
        &[("Mary Harrow", "en", AliasSort::Name), ("Mary", "en", AliasSort::Short)],
    ),
    (
        "harrow",
        Kind::Place,
        "",
        "norland",
        "town",
        "import:1",
        &[("Harrow", "en", AliasSort::Name), ("Mars", "*", AliasSort::Name)],
    ),
    ("lune", Kind::Place, "", "", "river", "import:1", &[("Lune", "*", AliasSort::Name)]),
];

fn gazetteer() -> Gazetteer {
    let mut rows = Builder::default();
    let mut ids: Vec<EntityId> = Vec::new();
    for &(key, kind, gender, country, description, origin, spellings) in KNOWN {
        let filled = |text: &'static str| Some(text).filter(|t| !t.is_empty());
        let (gender, country, name, external) = (filled(gender), filled(country), spellings[0].0, "");
        let id =
            rows.entity(&Entity { key, kind, name, description, gender, country, external, prominence: 10, origin });
        for &(spelling, language, sort) in spellings {
            rows.alias(&Alias { entity: id, spelling, language, sort, case: CasePolicy::Match, origin });
        }
        ids.push(id);
    }
    let (norland, until) = (ids[2], "");
    rows.tenure(&Tenure {
        office: "minister",
        role: "defence-minister",
        of: norland,
        holder: ids[1],
        since: "2020",
        until,
    });
    rows.tenure(&Tenure { office: "capital", role: "capital", of: norland, holder: ids[3], since: "", until });
    rows.build()
}

fn store(path: &Path) -> Store {
    let mut store = Store::open(path, OpenMode::Create).unwrap();
    store.write(|w| w.take_gazetteer(&gazetteer())).unwrap();
    store
}

fn ingest(store: &mut Store, (folder, language): (&Path, Option<&str>)) {
    let annotator = Annotator::new(store.read(|r| r.gazetteer()).unwrap());
    let options = Options {
        threads: 2,
        date: Some("2024-10-31".into()),
        language: language.map(str::to_owned),
        ..Options::default()
    };
    let report =
        import::ingest((store, &annotator), (&[folder.to_owned()], &options), &mut |_| ControlFlow::Continue(()));
    assert!(report.unwrap().taken > 0);
}

fn dump(store: &Store) -> String {
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    store.read(|r| r.dump(&mut out)).unwrap();
    store.read(|r| r.check(&mut |problem| problems.push(problem))).unwrap();
    problems.retain(|problem| !problem.ends_with("is of an import that is not there")); // it is made up
    assert!(problems.is_empty(), "{problems:?}");
    String::from_utf8(out).unwrap()
}

/// One thing that a user does.
#[derive(Clone, Debug)]
enum Step {
    Edit(Edit),
    Undo,
    Redo,
}

impl Step {
    fn make(&self, store: &mut Store) -> Result<Effect, EditError> {
        let work = |w: &mut Writer<'_>| match self {
            Step::Edit(edit) => w.edit(edit.clone(), "as typed").map(drop),
            Step::Undo => w.undo().map(drop),
            Step::Redo => w.redo().map(drop),
        };
        store.write(|w| revise(w, work)).map(|((), effect)| effect)
    }
}

const SORTS: &[AliasSort] = &[
    AliasSort::Name,
    AliasSort::Name,
    AliasSort::Short,
    AliasSort::Acronym,
    AliasSort::Demonym,
    AliasSort::Misspelling,
    AliasSort::Weak,
];
const KEYS: &[&str] = &["ada-lune", "otto-varn", "norland", "kelm", "orka", "mary-harrow", "harrow", "lune", "new"];

fn edit() -> impl Strategy<Value = Edit> {
    let name = || prop::sample::select(NAMES).prop_map(str::to_owned);
    let key = || prop::sample::select(KEYS).prop_map(str::to_owned);
    let language = prop::sample::select(&["*", "*", "fr", "en", "de"][..]).prop_map(str::to_owned);
    let case = prop::sample::select(&[CasePolicy::Match, CasePolicy::Any][..]);
    let alias = (key(), name(), language, prop::sample::select(SORTS), case);
    let kinds = &[Kind::Person, Kind::Place, Kind::Organisation][..];
    let language = prop::sample::select(&["fr", "en", "de"][..]).prop_map(str::to_owned);
    prop_oneof![
        5 => alias.prop_map(|(entity, spelling, language, sort, case)| Edit::AddAlias { entity, spelling, language, sort, case }),
        4 => (key(), name()).prop_map(|(entity, spelling)| Edit::ForgetAlias { entity, spelling }),
        2 => (prop::sample::select(kinds), name()).prop_map(|(kind, name)| Edit::AddEntity { key: "new".into(), kind, name }),
        1 => (0..4u32, language).prop_map(|(n, value)| Edit::Set {
            source: format!("{n}.txt"),
            particular: Particular::Language,
            correction: Correction { value, reason: None },
        }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![6 => edit().prop_map(Step::Edit), 2 => Just(Step::Undo), 1 => Just(Step::Redo)]
}

/// Files of these texts.
fn written(folder: &Path, texts: &[String]) {
    fs::create_dir(folder).unwrap();
    texts.iter().enumerate().for_each(|(n, text)| fs::write(folder.join(format!("{n}.txt")), text).unwrap());
}

/// `PROPTEST_CASES`, or a few.
fn cases() -> u32 {
    std::env::var_os("PROPTEST_CASES").map_or(24, |_| ProptestConfig::default().cases)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_leave_what_reading_everything_leaves(texts in texts(), steps in prop::collection::vec(step(), 1..6)) {
        let folder = tempfile::tempdir().unwrap();
        let news = folder.path().join("news");
        written(&news, &texts);
        let (mut edited, mut fresh) = (store(&folder.path().join("edited")), store(&folder.path().join("fresh")));
        ingest(&mut edited, (&news, None));
        let first = dump(&edited);
        for step in &steps {
            let made = step.make(&mut edited).is_ok();
            prop_assert_eq!(step.make(&mut fresh).is_ok(), made);
        }
        ingest(&mut fresh, (&news, None));
        prop_assert_eq!(dump(&edited), dump(&fresh));
        while Step::Undo.make(&mut edited).is_ok() {}
        prop_assert_eq!(dump(&edited), first);
    }
}

const TEXTS: [&str; 3] = [
    "Le maire a rencontré Otto Varn à Kelm. « Rien ne change », a déclaré Varn.",
    "Nell Ashby a rencontré Otto Varn. « Rien ne change », a déclaré Ashby.",
    "La pluie est tombée sur la route, et personne n’a rien dit.",
];

fn three() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    written(&news, &TEXTS.map(str::to_owned));
    let mut base = store(&folder.path().join("base"));
    ingest(&mut base, (&news, Some("fr")));
    (folder, base)
}

fn ashby() -> Edit {
    Edit::AddAlias {
        entity: "ada-lune".into(),
        spelling: "Nell Ashby".into(),
        language: "*".into(),
        sort: AliasSort::Name,
        case: CasePolicy::Match,
    }
}

#[test]
fn only_documents_are_read_in_which_the_words_stand() {
    let (_folder, mut base) = three();
    let effect = Step::Edit(ashby()).make(&mut base).unwrap();
    assert_eq!((effect.read, effect.changed), (1, 1));
    let quotations = effect.quotations.found + effect.quotations.moved;
    assert_eq!((effect.mentions.new, quotations), (2, 1), "two mentions, and the quotation has another speaker");
    let undone = Step::Undo.make(&mut base).unwrap();
    assert_eq!((undone.read, undone.mentions.gone, undone.quotations.lost), (1, 2, 1));
}

#[test]
fn rows_that_are_the_same_are_not_written_again() {
    let (_folder, mut base) = three();
    let rows = |store: &Store| {
        let sql =
            "SELECT NULL, m.id FROM mention m JOIN entity e ON e.id = m.entity WHERE e.key = 'otto-varn' ORDER BY m.id";
        store.read(|r| r.query((sql, &[]), &["id".to_owned()])).unwrap().rows
    };
    let before = rows(&base);
    Step::Edit(ashby()).make(&mut base).unwrap();
    assert_eq!(rows(&base), before);
}

#[test]
fn what_is_stopped_leaves_the_old_state() {
    let (_folder, mut base) = three();
    let before = dump(&base);
    let work = |w: &mut Writer<'_>| w.edit(ashby(), "as typed");
    let stopped = base.write(|w| revise_heeding(w, work, &mut |_, _| ControlFlow::Break(())));
    assert!(matches!(stopped, Err(EditError::Store(StoreError::Interrupted))));
    assert_eq!(dump(&base), before);
    assert!(base.read(|r| r.edits()).unwrap().is_empty());
}
