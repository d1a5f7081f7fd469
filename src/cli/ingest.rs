//! `dixit ingest` and `dixit refresh`.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::{args, failure::Failure, screen};
use crate::{
    annotate::{Annotator, ENGINE},
    gazetteer::Gazetteer,
    import::{self, Event, Options, Report, meta::Meta},
    store::{OpenMode, Store, StoreError},
};

/// Reads articles into the base; exit code 3 when one was refused.
pub(super) fn run(base: &Path, given: &args::Ingest) -> Result<u8, Failure> {
    let options = options(given)?;
    let mut store = Store::open(base, OpenMode::Create)?;
    let annotator = annotator(&mut store)?;
    let mut watch = |event: Event<'_>| {
        told(&event, given.update);
        ControlFlow::Continue(())
    };
    let report = import::ingest((&mut store, &annotator), (&given.files, &options), &mut watch)?;
    tell(&report);
    announce_stale(&store, &annotator)?;
    Ok(if report.refused == 0 && report.changed == 0 { 0 } else { 3 })
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
    options.update = given.update;
    options.threads = given.threads.map_or(options.threads, usize::from);
    options.map = given.map.clone().unwrap_or_default();
    options.url = given.url.clone();
    options.stdin = given.source.clone().unwrap_or(options.stdin);
    let read =
        |path: &PathBuf| Meta::read(path, &options.map).map_err(|e| Failure::Data(format!("{}: {e}", path.display())));
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

fn told(event: &Event<'_>, update: bool) {
    match event {
        Event::Refused(source, why) => screen::complain(&format!("{source}: {why}")),
        Event::Changed(source) if !update => screen::complain(&format!(
            "{source}: the base has another text of it; `dixit ingest --update` takes the new one"
        )),
        Event::Changed(_) | Event::Batch(..) => {}
    }
}

fn tell(report: &Report) {
    let mut parts = vec![format!("{} taken", report.taken)];
    let mut add = |n: u64, what: &str| parts.extend((n > 0).then(|| format!("{n} {what}")));
    add(report.skipped, "in already");
    add(report.replaced, "replaced");
    add(report.changed, "changed and left as they were");
    add(report.refused, "refused");
    screen::say(&parts.join(", "));
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
pub(super) fn refresh(base: &Path) -> Result<u8, Failure> {
    let mut store = Store::open(base, OpenMode::Write)?;
    let shipped = Gazetteer::shipped();
    let newer = store.read(|r| r.shipped_version())? != Some(shipped.version());
    let work = |w: &mut crate::store::Writer<'_>| if newer { w.take_gazetteer(&shipped) } else { Ok(Vec::new()) };
    let (conflicts, effect) = store.write(|w| import::revise::<_, StoreError>(w, work))?;
    for conflict in &conflicts {
        screen::say(&format!(
            "note: your edit `{}` does not fit the newer gazetteer: {}",
            conflict.command, conflict.reason
        ));
    }
    screen::say(&format!("{} documents read again, {} changed", effect.read, effect.changed));
    Ok(0)
}
