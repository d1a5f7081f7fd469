//! A small gazetteer and a few articles in which its names stand, are confused, and are missing.

use std::{
    fs,
    ops::ControlFlow,
    path::PathBuf,
    process::{Command, Output},
    rc::Rc,
};

use dixit::{
    annotate::Annotator,
    gazetteer::Gazetteer,
    import::{Event, Options, ingest},
    store::{Edit, Judged, OpenMode, Store, Verdict},
};

const ENTITIES: &str = "id\tkind\tname\tdescription\tgender\tcountry\texternal
ada-lune\tperson\tAda Lune\tminister\tf\tvalmar\twikidata:Q1
oria-lune\tperson\tOria Lune\tsinger\tf\t\t
bram-torv\tperson\tBram Torv\tambassador\tm\tostrel\twikidata:Q2
bram-torve\tperson\tBram Torve\t\t\t\twikidata:Q3
valmar\tplace\tValmar\tcountry\t\t\tiso3166:VM
ostrel\tplace\tOstrel\tcountry\t\t\t
port-ostrel\tplace\tPort-Ostrel\ttown\t\tostrel\t
quay-union\torganisation\tQuay Union\tunion\t\tvalmar\t
";

const ALIASES: &str = "entity\talias\tlanguage\tsort\tcase
ada-lune\tAda Lune\t*\tname\tmatch
ada-lune\tLune\t*\tshort\tmatch
oria-lune\tOria Lune\t*\tname\tmatch
oria-lune\tLune\t*\tshort\tmatch
bram-torv\tBram Torv\t*\tname\tmatch
bram-torv\tTorv\t*\tshort\tmatch
bram-torve\tBram Torve\t*\tname\tmatch
valmar\tValmar\t*\tname\tmatch
valmar\tValmarian\ten\tdemonym\tmatch
ostrel\tOstrel\t*\tname\tmatch
port-ostrel\tPort-Ostrel\t*\tname\tmatch
quay-union\tQuay Union\ten\tname\tmatch
quay-union\tQU\ten\tacronym\tmatch
";

const OFFICES: &str = "office\trole\tof\tholder\tfrom\tto
valmar-defence\tdefence-minister\tvalmar\tada-lune\t2020\t
ostrel-capital\tcapital\tostrel\tport-ostrel\t\t
";

const ARTICLES: [&str; 6] = [
    "The quay\n\nPublished on 5 March 2024\n\nAda Lune said that the quay would close. \"It is late,\" Lune said. Bram Torv denied it.\n",
    "A song\n\nPublished on 6 March 2024\n\nOria Lune sang in Port-Ostrel. \"I was glad,\" said Lune. The Valmarian minister of defence said that nobody came.\n",
    "The defence minister of Valmar\n\nPublished on 7 March 2024\n\nValmar's defence minister said that the wall would hold. Bram Torve told reporters that Ostrel would pay.\n",
    "Unknown visitors\n\nPublished on 8 March 2024\n\nDobro Vanten announced that the Quay Union would strike. \"We will,\" Vanten said. QU confirmed it on Friday.\n",
    "Port-Ostrel denies\n\nPublished on 9 March 2024\n\nPort-Ostrel denied that Torv had left. Adda Lune said: \"He is here.\" Lune and Torv met in Ostrel.\n",
    "Le quai\n\nPublié le 10 mars 2024\n\nAda Lune a déclaré que le quai fermerait. Selon Bram Torv, Valmar paiera. Dobro Vanten a démenti.\n",
];

/// A base in which the articles were read.
pub struct World {
    pub store: Store,
    path: PathBuf,
    files: Vec<PathBuf>,
    folder: Rc<tempfile::TempDir>,
}

impl World {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<PathBuf> = (0..ARTICLES.len()).map(|n| folder.path().join(format!("{n}.txt"))).collect();
        files.iter().zip(ARTICLES).for_each(|(file, text)| fs::write(file, text).unwrap());
        World::at("base", files, Rc::new(folder))
    }

    /// Another base of the same articles, as this one was before any edit.
    pub fn untouched(&self) -> Self {
        World::at("other", self.files.clone(), Rc::clone(&self.folder))
    }

    fn at(name: &str, files: Vec<PathBuf>, folder: Rc<tempfile::TempDir>) -> Self {
        let gazetteer = Gazetteer::from_tsv(ENTITIES, ALIASES, OFFICES).unwrap_or_else(|e| panic!("{e}"));
        let path = folder.path().join(name);
        World { store: base(&path, &gazetteer, &files), path, files, folder }
    }

    /// The gazetteer as it stands.
    pub fn gazetteer(&self) -> Gazetteer {
        self.store.read(|r| r.gazetteer()).unwrap()
    }

    /// Keys of the quotations, in order.
    pub fn quotations(&self) -> Vec<String> {
        self.store.read(|r| r.quotation_keys("q", 100)).unwrap()
    }

    /// What is said of quotations.
    pub fn verdicts(&self) -> Vec<Judged> {
        self.store.read(|r| r.verdicts()).unwrap()
    }

    pub fn dump(&self) -> String {
        dump(&self.store)
    }

    /// The edits in force, as `dixit gazetteer diff` prints them.
    pub fn table(&self) -> String {
        let output = self.dixit(&["diff"]);
        String::from_utf8(output.stdout).unwrap()
    }

    /// What `dixit gazetteer apply` says of such a table.
    pub fn apply(&self, table: &str) -> String {
        let file = self.folder.path().join("edits.tsv");
        fs::write(&file, table).unwrap();
        let output = self.dixit(&["apply", file.to_str().unwrap()]);
        String::from_utf8(output.stderr).unwrap()
    }

    fn dixit(&self, args: &[&str]) -> Output {
        let mut dixit = Command::new(env!("CARGO_BIN_EXE_dixit"));
        dixit.arg("gazetteer").args(args).env("DIXIT_DB", &self.path).env("HOME", self.folder.path());
        dixit.output().unwrap()
    }

    /// The dump of a new base that reads the articles with the gazetteer as it stands.
    pub fn read_anew(&self) -> String {
        let path = self.folder.path().join("anew");
        let mut store = base(&path, &self.gazetteer(), &self.files);
        for judged in self.verdicts().into_iter().filter(|judged| !judged.orphan) {
            // an entity that was merged into another is known by that one's key
            let now = |key: &String| self.store.read(|r| r.entity(key)).unwrap().map(|found| found.key);
            let entity = judged.verdict.entity.as_ref().and_then(now);
            let verdict = Some(Verdict { entity, ..judged.verdict });
            let edit = Edit::Judge { quotation: judged.quotation, what: judged.what, verdict };
            store.write(|w| w.edit(edit, "anew")).unwrap();
        }
        let dump = dump(&store);
        drop(store);
        for file in fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap()) {
            if file.file_name().to_string_lossy().starts_with("anew") {
                fs::remove_file(file.path()).unwrap();
            }
        }
        dump
    }
}

fn base(path: &std::path::Path, gazetteer: &Gazetteer, files: &[PathBuf]) -> Store {
    let mut store = Store::open(path, OpenMode::Create).unwrap();
    store.write(|w| w.take_gazetteer(gazetteer)).unwrap();
    let annotator = Annotator::new(store.read(|r| r.gazetteer()).unwrap());
    let go_on = &mut |_: Event<'_>| ControlFlow::Continue(());
    let options = Options { threads: 1, batch: 128, ..Options::default() };
    let report = ingest((&mut store, &annotator), (files, &options), go_on).unwrap();
    assert_eq!(report.taken as usize, files.len());
    store
}

fn dump(store: &Store) -> String {
    let mut out = Vec::new();
    store.read(|r| r.dump(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

/// A dump without the keys of merged entities, which no gazetteer tells, and without the verdicts that have them: what they come to stands
/// among the speakers.
pub fn comparable(dump: &str) -> String {
    let told = |table: &str| format!(r#"{{"table":"{table}""#);
    let kept =
        dump.lines().filter(|line| !["former_key", "verdict"].iter().any(|table| line.starts_with(&told(table))));
    kept.map(|line| format!("{line}\n")).collect()
}
