//! Files into the base.

use std::{fs, ops::ControlFlow, path::PathBuf};

use dixit::{
    annotate::Annotator,
    gazetteer::Gazetteer,
    import::{self, Event, Options, Report, ingest, refresh, revise},
    model::{AliasSort, CasePolicy},
    store::{Edit, EditError, OpenMode, Store, StoreError, Writer},
};

struct Bench {
    folder: tempfile::TempDir,
    store: Store,
    annotator: Annotator,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("base"), OpenMode::Create).unwrap();
    store.write(|w| w.take_gazetteer(&Gazetteer::shipped())).unwrap();
    let annotator = Annotator::new(store.read(|r| r.gazetteer()).unwrap());
    Bench { folder, store, annotator }
}

impl Bench {
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn ingest(&mut self, paths: &[PathBuf], options: &Options) -> Report {
        let go_on = &mut |_: Event<'_>| ControlFlow::Continue(());
        ingest((&mut self.store, &self.annotator), (paths, options), go_on).unwrap()
    }

    fn refusals(&mut self, paths: &[PathBuf]) -> Vec<String> {
        let mut refusals = Vec::new();
        let mut note = |event: Event<'_>| {
            if let Event::Refused(_, failure) = event {
                refusals.push(failure.to_string());
            }
            ControlFlow::Continue(())
        };
        ingest((&mut self.store, &self.annotator), (paths, &threads(2)), &mut note).unwrap();
        refusals
    }

    fn dump(&self) -> String {
        let mut out = Vec::new();
        self.store.read(|r| r.dump(&mut out)).unwrap();
        String::from_utf8(out).unwrap()
    }
}

fn samples() -> Vec<PathBuf> {
    let folder = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn threads(threads: usize) -> Options {
    Options { threads, batch: 128, ..Options::default() }
}

#[test]
fn twice_the_same_files_are_the_same_base() {
    let mut bench = bench();
    let first = bench.ingest(&samples(), &threads(2));
    assert_eq!((first.taken as usize, first.refused as usize), (samples().len(), 0));
    let dump = bench.dump();
    let second = bench.ingest(&samples(), &threads(2));
    assert_eq!((second.taken as usize, second.skipped as usize), (0, samples().len()));
    assert_eq!(bench.dump(), dump);
}

#[test]
fn neither_threads_nor_order_nor_repetition_matter() {
    let (mut one, mut two, mut three) = (bench(), bench(), bench());
    one.ingest(&samples(), &threads(1));
    two.ingest(&samples(), &threads(2));
    let backwards: Vec<PathBuf> = samples().into_iter().rev().chain(samples()).collect();
    let report = three.ingest(&backwards, &threads(3));
    assert_eq!(report.skipped as usize, samples().len());
    assert_eq!(one.dump(), two.dump());
    assert_eq!(one.dump(), three.dump());
}

/// Three samples, each with an edited copy and one verbatim, in files of their own.
fn copied(bench: &Bench) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for (n, sample) in samples().iter().enumerate().take(3) {
        let text = fs::read_to_string(sample).unwrap();
        let last = text.trim_end().rfind("\n\n").unwrap();
        files.push(bench.file(&format!("{n}-a.txt"), text.as_bytes()));
        files.push(bench.file(&format!("{n}-b.txt"), &text.as_bytes()[..last]));
        files.push(bench.file(&format!("{n}-c.txt"), text.to_uppercase().as_bytes()));
    }
    files
}

/// What a base says of copies.
fn clusters(bench: &Bench) -> Vec<String> {
    bench.dump().lines().filter(|line| line.starts_with(r#"{"table":"copy""#)).map(str::to_owned).collect()
}

#[test]
fn copies_are_the_same_in_any_order_on_any_threads_and_after_an_update() {
    let (mut one, mut two) = (bench(), bench());
    let files = copied(&one);
    let report = one.ingest(&files, &threads(1));
    assert_eq!((report.taken, report.copies), (9, 6));
    assert_eq!(clusters(&one).len(), 9);
    // the other base reads the same files, first with another text in one of them
    let second = fs::read(&files[1]).unwrap();
    fs::write(&files[1], fs::read(&files[3]).unwrap()).unwrap();
    let backwards: Vec<PathBuf> = files.iter().rev().cloned().collect();
    two.ingest(&backwards, &threads(2));
    assert_ne!(clusters(&one), clusters(&two));
    fs::write(&files[1], second).unwrap();
    let update = Options { update: true, ..threads(2) };
    let report = two.ingest(&backwards, &update);
    assert_eq!((report.replaced, report.skipped, report.copies), (1, 8, 1));
    assert_eq!(one.dump(), two.dump());
    let mut told = Vec::new();
    two.store.read(|r| r.check(&mut |problem| told.push(problem))).unwrap();
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn an_agency_that_is_credited_is_kept() {
    let mut bench = bench();
    let text = "La maire inaugure le pont\n\nVILLENEUVE (AFP) – La maire a inauguré le pont mardi.\n\nLe Petit Journal avec Reuters\n";
    let files =
        [bench.file("pont.txt", text.as_bytes()), bench.file("rien.txt", b"Une maire\n\nElle parle \xc3\xa0 l'AFP.\n")];
    bench.ingest(&files, &threads(1));
    assert_eq!(bench.dump().matches(r#""credit":"AFP, Reuters""#).count(), 1);
    assert_eq!(bench.dump().matches(r#""credit":null"#).count(), 1);
}

#[test]
fn more_files_than_a_batch_come_in_their_order() {
    let mut bench = bench();
    let paths: Vec<PathBuf> =
        (0..300).map(|n| bench.file(&format!("{n:03}.txt"), format!("Texte {n}").as_bytes())).collect();
    let mut seen = Vec::new();
    let mut progress = |event: Event<'_>| {
        if let Event::Batch(report, _) = event {
            seen.push(report.taken);
        }
        ControlFlow::Continue(())
    };
    let report = ingest((&mut bench.store, &bench.annotator), (&paths, &threads(2)), &mut progress).unwrap();
    assert_eq!(seen, [128, 256, 300]);
    assert!(report.taken == 300);
}

#[test]
fn it_can_be_stopped_and_taken_up_again() {
    let mut bench = bench();
    let paths: Vec<PathBuf> =
        (0..300).map(|n| bench.file(&format!("{n:03}.txt"), format!("Texte {n}").as_bytes())).collect();
    let mut stop = |_: Event<'_>| ControlFlow::Break(());
    let report = ingest((&mut bench.store, &bench.annotator), (&paths, &threads(2)), &mut stop).unwrap();
    assert!(report.stopped && report.taken == 128);
    let report = bench.ingest(&paths, &threads(2));
    assert_eq!((report.skipped, report.taken), (128, 172));
}

#[test]
fn bad_files_are_named_and_stop_nobody() {
    let mut bench = bench();
    let paths = [
        bench.file("empty.txt", b""),
        bench.file("binary.txt", b"abc\0def"),
        bench.file("page.pdf", b"%PDF-1.4"),
        bench.folder.path().join("missing.txt"),
        bench.file("good.txt", "Le ministre est arrivé".as_bytes()),
        bench.file("latin.txt", &encoding_rs::WINDOWS_1252.encode("L’été à Besançon, œuvre de « Mémé ».").0),
    ];
    let reasons = bench.refusals(&paths);
    let expected = [
        "expected text, found an empty file; get the article again",
        "expected text, found binary data (byte 0x00 at offset 3); save it as plain text",
        "expected text, found a PDF file; convert it to text first",
        "expected a file, found nothing there; check the path",
    ];
    assert_eq!(reasons, expected);
    assert_eq!(bench.ingest(&paths, &threads(1)).skipped, 2);
    assert!(bench.dump().contains("L’été à Besançon, œuvre de « Mémé »."));
}

#[test]
fn a_changed_text_is_refused_unless_an_update_is_asked_for() {
    let mut bench = bench();
    let paths = [bench.file("a.txt", b"First version")];
    bench.ingest(&paths, &threads(1));
    let first = bench.dump();
    bench.file("a.txt", b"Second version");
    assert_eq!(bench.ingest(&paths, &threads(1)).changed, 1);
    assert_eq!(bench.dump(), first);
    let update = Options { update: true, ..threads(1) };
    assert_eq!(bench.ingest(&paths, &update).replaced, 1);
    assert!(bench.dump().contains("Second version") && !bench.dump().contains("First version"));
    bench.file("a.txt", b"First version");
    bench.ingest(&paths, &update);
    assert_eq!(bench.dump(), first);
}

#[test]
fn what_the_user_says_counts_more_than_what_the_text_says() {
    let mut bench = bench();
    let paths = [bench.file("a.txt", "Publié le 31 octobre 2024\n\nLe ministre est arrivé.".as_bytes())];
    let options = Options {
        language: Some("de".into()),
        date: Some("2023-01".into()),
        outlet: Some("La Gazette".into()),
        ..threads(1)
    };
    bench.ingest(&paths, &options);
    let dump = bench.dump();
    for part in [r#""language":"de","published":"2023-01","published_basis":"given""#, r#""outlet":"La Gazette""#] {
        assert!(dump.contains(part), "{dump}");
    }
}

#[test]
fn an_edit_reads_again_what_it_may_concern_and_its_undoing_too() {
    let mut bench = bench();
    bench.ingest(&samples(), &threads(2));
    let before = bench.dump();
    let gazetteer = bench.store.read(|r| r.gazetteer()).unwrap();
    let entity = gazetteer.entities().next().unwrap().1.key.to_owned();
    let edit = || Edit::AddAlias {
        entity: entity.clone(),
        spelling: "Ormettes".into(),
        language: "*".into(),
        sort: AliasSort::Name,
        case: CasePolicy::Match,
    };
    let work = |w: &mut Writer<'_>| w.edit(edit(), "alias");
    let (_, effect) = bench.store.rehearse(|w| revise(w, work)).unwrap();
    assert_eq!(effect.documents as usize, samples().len());
    assert!(effect.read < effect.documents && effect.changed > 0, "{effect:?}");
    assert_eq!(bench.dump(), before);
    bench.store.write(|w| revise(w, work)).unwrap();
    assert_ne!(bench.dump(), before);
    bench.store.write(|w| revise(w, |w: &mut Writer<'_>| w.undo())).unwrap();
    assert_eq!(bench.dump(), before);
    let nothing = bench.store.write(|w| revise(w, |w: &mut Writer<'_>| w.undo()));
    assert!(matches!(nothing, Err(EditError::NothingToUndo)));
}

#[test]
fn refreshing_what_is_fresh_reads_nothing() {
    let mut bench = bench();
    bench.ingest(&samples(), &threads(1));
    assert_eq!(refresh(&mut bench.store, &bench.annotator).unwrap().read, 0);
}

#[test]
fn another_gazetteer_than_the_bases_is_refused() {
    let mut bench = bench();
    bench.annotator = Annotator::new(
        Gazetteer::from_tsv(
            "id\tkind\tname\tdescription\tgender\tcountry\texternal\nno-such\tplace\tX\t\t\t\t\n",
            "entity\talias\tlanguage\tsort\tcase\n",
            "office\trole\tof\tholder\tfrom\tto\n",
        )
        .unwrap(),
    );
    let before = bench.dump();
    let go_on = &mut |_: Event<'_>| ControlFlow::Continue(());
    let result = ingest((&mut bench.store, &bench.annotator), (&samples(), &threads(1)), go_on);
    assert!(matches!(result, Err(StoreError::OtherGazetteer)));
    assert_eq!(bench.dump(), before);
}

/// The shipped gazetteer with so many further places that it is a large one.
fn large_gazetteer() -> Gazetteer {
    let read = |name| fs::read_to_string(format!("{}/data/gazetteer/{name}.tsv", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (mut entities, mut aliases) = (read("entities"), read("aliases"));
    for n in 0..50_000 {
        entities += &format!("hamlet-{n}\tplace\tHamlet {n}\t\t\t\t\n");
        aliases += &format!("hamlet-{n}\tHamlet {n}\t*\tname\tmatch\n");
    }
    Gazetteer::from_tsv(&entities, &aliases, &read("offices")).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn a_large_gazetteer_is_compiled_once_and_edits_lie_over_it() {
    let Bench { folder, mut store, .. } = bench();
    let large = large_gazetteer();
    store.write(|w| w.take_gazetteer(&large)).unwrap();
    let annotator = store.write(import::annotator).unwrap();
    let mut bench = Bench { folder, store, annotator };
    let file = bench.folder.path().join("base-gazetteer");
    let written = fs::metadata(&file).unwrap().modified().unwrap();
    bench.ingest(&samples(), &threads(2));
    let before = bench.dump();
    let (entity, spelling) = ("france".to_owned(), "Hamlet 7 sur Mer".to_owned());
    let (language, sort, case) = ("*".to_owned(), AliasSort::Name, CasePolicy::Match);
    let edit = || Edit::AddAlias { entity, spelling, language, sort, case };
    bench.store.write(|w| revise(w, |w: &mut Writer<'_>| w.edit(edit(), "alias"))).unwrap();
    let over = bench.store.write(import::annotator).unwrap();
    let rebuilt = bench.store.read(|r| r.gazetteer()).unwrap();
    assert_eq!(over.gazetteer().version(), rebuilt.version());
    assert_eq!(Some(rebuilt.version()), bench.store.read(|r| r.gazetteer_version()).unwrap());
    assert_ne!(over.gazetteer().compiled_version(), rebuilt.version(), "the edit lies over the compiled one");
    let found = over.annotate("We saw Hamlet 7 sur Mer and Hamlet 7.", Some("en"), None);
    let keys: Vec<_> = found.mentions.iter().map(|m| m.entity.map(|e| over.gazetteer().entity(e).key)).collect();
    assert_eq!(keys, [Some("france"), Some("hamlet-7")]);
    bench.store.write(|w| revise(w, |w: &mut Writer<'_>| w.undo())).unwrap();
    assert_eq!(bench.dump(), before);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), written, "compiled once");
    let [office, role, of] = ["hamlet-mayor", "mayor", "hamlet-7"].map(str::to_owned);
    let (holder, since, until) = ("sergey-lavrov".to_owned(), "2020".to_owned(), String::new());
    for edit in [
        Edit::Hold { office, role, of, holder, since, until },
        Edit::Merge { from: "hamlet-7".into(), into: "hamlet-8".into() },
        Edit::ForgetEntity { entity: "hamlet-9".into() },
        Edit::Merge { from: "moscow".into(), into: "hamlet-10".into() },
    ] {
        bench.store.write(|w| revise(w, |w: &mut Writer<'_>| w.edit(edit, "edit"))).unwrap();
        let over = bench.store.write(import::annotator).unwrap();
        let (over, rebuilt) = (over.gazetteer(), bench.store.read(|r| r.gazetteer()).unwrap());
        let held = |g: &Gazetteer| {
            let key = |id| g.key(id).to_owned();
            g.tenures().map(|t| [t.role.to_owned(), key(t.of), key(t.holder), t.since.to_owned()]).collect::<Vec<_>>()
        };
        assert_eq!((over.version(), held(over)), (rebuilt.version(), held(&rebuilt)));
    }
    (0..4).for_each(|_| drop(bench.store.write(|w| revise(w, |w: &mut Writer<'_>| w.undo())).unwrap()));
    assert_eq!(bench.dump(), before);
    fs::write(&file, "damaged").unwrap();
    let again = bench.store.write(import::annotator).unwrap();
    assert_eq!(again.gazetteer().version(), large.version());
    assert!(fs::metadata(&file).unwrap().len() > 1 << 20, "made again");
}
