//! `dixit ingest` and `dixit refresh`.

use std::{ops::ControlFlow, path::Path};

use super::{args, failure::Failure, screen};
use crate::{
    annotate::{Annotator, ENGINE},
    gazetteer::Gazetteer,
    import::{self, Options, Report},
    store::{OpenMode, Store, StoreError},
};

/// Reads articles into the base; exit code 3 when one was refused.
pub(super) fn run(base: &Path, given: &args::Ingest) -> Result<u8, Failure> {
    let mut store = Store::open(base, OpenMode::Create)?;
    let annotator = annotator(&mut store)?;
    let mut options = Options { language: given.language.clone(), date: given.date.clone(), ..Options::default() };
    options.outlet = given.outlet.clone();
    options.update = given.update;
    options.threads = given.threads.map_or(options.threads, usize::from);
    let mut progress = |_| ControlFlow::Continue(());
    let report = import::ingest((&mut store, &annotator), (&given.files, &options), &mut progress)?;
    tell(&report, given.update);
    announce_stale(&store, &annotator)?;
    Ok(if report.refused.is_empty() && (given.update || report.changed.is_empty()) { 0 } else { 3 })
}

/// Reads texts with the gazetteer of the base; the shipped one is taken into a new base.
fn annotator(store: &mut Store) -> Result<Annotator, Failure> {
    if store.read(|r| r.gazetteer_version())?.is_none() {
        store.write(|w| w.take_gazetteer(&Gazetteer::shipped()))?;
    }
    Ok(store.write(import::annotator)?)
}

fn tell(report: &Report, update: bool) {
    for (source, why) in &report.refused {
        screen::complain(&format!("{source}: {why}"));
    }
    for source in report.changed.iter().filter(|_| !update) {
        screen::complain(&format!(
            "{source}: the base has another text of it; `dixit ingest --update` takes the new one"
        ));
    }
    let mut parts = vec![format!("{} taken", report.taken.len())];
    let mut add = |n: usize, what: &str| parts.extend((n > 0).then(|| format!("{n} {what}")));
    add(report.skipped.len(), "in already");
    add(report.changed.len(), if update { "replaced" } else { "changed and left as they were" });
    add(report.refused.len(), "refused");
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
