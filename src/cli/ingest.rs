//! `dixit ingest` and `dixit refresh`.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::{
    args, base,
    failure::Failure,
    progress::{self, Progress, Revising},
    screen,
};
use crate::{
    annotate::{Annotator, ENGINE},
    gazetteer::Gazetteer,
    import::{self, Event, Options, Report, meta::Meta},
    store::{OpenMode, Store, StoreError},
};

/// What the user has to hear again when a run was stopped.
const GO_ON: &str = "stopped; what was taken is safe, and the same command goes on where it stopped";

/// Reads articles into the base; exit code 3 when one was refused, 130 when it was stopped.
pub(super) fn run(path: &Path, given: &args::Ingest) -> Result<u8, Failure> {
    match read(path, given) {
        Err(Failure::Cancelled) => {
            screen::say(GO_ON);
            Ok(130)
        }
        result => result,
    }
}

fn read(path: &Path, given: &args::Ingest) -> Result<u8, Failure> {
    let options = options(given)?;
    progress::watch_for_stop();
    let mut store = base::open(path, OpenMode::Create)?;
    let annotator = annotator(&mut store)?;
    let mut teller = Teller::new(given)?;
    let mut watch = |event: Event<'_>| teller.hear(&event);
    let report = import::ingest((&mut store, &annotator), (&given.files, &options), &mut watch)?;
    teller.end()?;
    tell(&report, given.dry_run);
    if report.stopped {
        return Err(Failure::Cancelled);
    }
    if !given.dry_run {
        announce_stale(&store, &annotator)?;
        announce_orphans(&store)?;
    }
    Ok(if report.refused == 0 && report.changed == 0 { 0 } else { 3 })
}

/// Tells the user what happens on the way, and the driver whether to go on.
struct Teller {
    progress: Progress,
    update: bool,
    rejects: Option<BufWriter<File>>,
    broken: Option<io::Error>,
}

impl Teller {
    fn new(given: &args::Ingest) -> Result<Self, Failure> {
        let explain = |path: &Path, e: io::Error| Failure::in_file(path.display(), import::explained(&e));
        let create = |path: &PathBuf| File::create_new(path).map(BufWriter::new).map_err(|e| explain(path, e));
        let rejects = given.rejects.as_ref().map(create).transpose()?;
        Ok(Teller { progress: Progress::new(size(&given.files)), update: given.update, rejects, broken: None })
    }

    fn hear(&mut self, event: &Event<'_>) -> ControlFlow<()> {
        match event {
            Event::Batch(report, bytes) => self.progress.at(report, *bytes),
            Event::Refused(source, why) => {
                self.progress.aside(|| Failure::in_file(source, why.to_string()).print());
                self.reject(source, &why.to_string());
            }
            Event::Changed(source) if !self.update => {
                let why = "the base has another text of it; `dixit ingest --update` takes the new one";
                self.progress.aside(|| Failure::in_file(source, why.to_string()).print());
                self.reject(source, why);
            }
            Event::Changed(_) => {}
        }
        if progress::is_stopped() || self.broken.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn reject(&mut self, source: &str, why: &str) {
        let cell = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        let written = self.rejects.as_mut().map_or(Ok(()), |out| writeln!(out, "{}\t{}", cell(source), cell(why)));
        self.broken = self.broken.take().or(written.err());
    }

    fn end(mut self) -> Result<(), Failure> {
        self.progress.finish();
        let flushed = self.rejects.as_mut().map_or(Ok(()), Write::flush);
        match self.broken.or(flushed.err()) {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }
}

/// Bytes of all files named.
fn size(named: &[PathBuf]) -> u64 {
    let files = named.iter().flat_map(|named| import::inputs(named)).filter_map(Result::ok);
    files.filter_map(|path| path.metadata().ok()).map(|meta| meta.len()).sum()
}

/// What was given, when it can be right; nothing has been read before.
fn options(given: &args::Ingest) -> Result<Options, Failure> {
    if given.source.is_some() && !given.files.iter().any(|file| file.as_os_str() == "-") {
        return Err(Failure::Refused(
            "expected `-` with --source, which names standard input; found only files".into(),
        ));
    }
    let mut options = Options { language: given.language.clone(), date: given.date.clone(), ..Options::default() };
    options.outlet = given.outlet.clone();
    (options.update, options.dry_run) = (given.update, given.dry_run);
    options.originals = !given.no_originals;
    options.threads = given.threads.map_or(options.threads, usize::from);
    options.batch = given.batch.map_or(options.batch, usize::from);
    options.map = given.map.clone().unwrap_or_default();
    options.url = given.url.clone();
    options.stdin = given.source.clone().unwrap_or(options.stdin);
    let read =
        |path: &PathBuf| Meta::read(path, &options.map).map_err(|e| Failure::in_file(path.display(), e.to_string()));
    options.meta = given.meta.as_ref().map(read).transpose()?;
    Ok(options)
}

/// Reads texts with the gazetteer of the base; the shipped one is taken into a new base.
fn annotator(store: &mut Store) -> Result<Annotator, Failure> {
    if store.read(|r| r.gazetteer_version())?.is_none() {
        store.write(|w| w.take_gazetteer(&Gazetteer::shipped()))?;
    }
    Ok(store.write(import::annotator)?)
}

fn tell(report: &Report, dry_run: bool) {
    let mut parts = vec![format!("{} {}", report.taken, if dry_run { "would be taken" } else { "taken" })];
    let mut add = |n: u64, what: &str| parts.extend((n > 0).then(|| format!("{n} {what}")));
    add(report.skipped, "in already");
    add(report.replaced, "replaced");
    add(report.changed, "changed and left as they were");
    add(report.refused, "refused");
    let copies = match report.copies {
        0 => String::new(),
        n => format!("; {n} almost the same as others"),
    };
    screen::say(&(parts.join(", ") + &copies));
}

fn announce_stale(store: &Store, annotator: &Annotator) -> Result<(), Failure> {
    let versions = (ENGINE, annotator.packs());
    let stale = store.read(|r| {
        let revision = r.revision(annotator.gazetteer(), versions)?;
        r.stale(revision.versions())
    })?;
    if stale > 0 {
        screen::say(&format!("{stale} documents were read by another version; `dixit refresh` reads them again"));
    }
    Ok(())
}

/// Takes the shipped gazetteer where it is newer, and reads again what other versions have read.
pub(super) fn refresh(path: &Path) -> Result<u8, Failure> {
    let mut store = base::open(path, OpenMode::Write)?;
    let shipped = Gazetteer::shipped();
    let newer = store.read(|r| {
        let began = r.shipped_version()?;
        Ok::<_, StoreError>(began.map_or(r.gazetteer_version()?.is_none(), |began| began != shipped.version()))
    })?;
    let work = |w: &mut crate::store::Writer<'_>| if newer { w.take_gazetteer(&shipped) } else { Ok(Vec::new()) };
    let (conflicts, effect) =
        store.write(|w| import::revise_heeding::<_, StoreError>(w, work, &mut Revising::new().heed()))?;
    for conflict in &conflicts {
        screen::say(&format!(
            "note: your edit `{}` does not fit the newer gazetteer: {}",
            conflict.command, conflict.reason
        ));
    }
    screen::say(&format!("{} documents read again, {} changed", effect.read, effect.changed));
    announce_orphans(&store)?;
    Ok(0)
}

/// Tells of what was said by hand of quotations that are not there, as after a text has changed.
fn announce_orphans(store: &Store) -> Result<(), Failure> {
    match store.read(|r| r.orphaned_verdicts())? {
        0 => {}
        n => screen::say(&format!(
            "note: {} by hand without a quotation in the base; `.corrections` lists what was said",
            super::explain::counted(n as usize, "correction")
        )),
    }
    Ok(())
}
