//! `dixit gazetteer import`: gazetteers of others into the base, a file a transaction.

use std::{
    io::{self, BufRead},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::{
    super::{
        args, base, edit,
        failure::{Failure, Place},
        progress, screen,
    },
    teller::{Nobody, Stoppable, Teller, Telling},
};
use crate::{
    gazetteer::exchange::Part,
    import::{self, Intake, container},
    store::{Import, IntakeError, OpenMode, Store},
};

/// Most refused and doubtful lines of a file that are told one by one.
pub(super) const TOLD: usize = 20;

/// Takes files in; exit code 3 when one was broken or a row was refused, 130 when it was stopped.
pub(super) fn run(base: &Path, given: &args::GazetteerImport) -> Result<u8, Failure> {
    progress::watch_for_stop();
    let mut work = Work::new(base, given)?;
    for file in &given.files {
        let outcome = work.file(file);
        work.teller.aside(|| match &outcome {
            Ok(outcome) => outcome.tell(&file.display().to_string(), given),
            Err(reason) if !progress::is_stopped() => {
                Failure::in_file(file.display(), format!("{reason}; nothing of it was taken")).print()
            }
            Err(_) => {}
        });
        work.odd |= !outcome.is_ok_and(|outcome| outcome.refused == 0);
        if progress::is_stopped() {
            screen::say("stopped; files that were told of are taken, nothing of this one");
            return Err(Failure::Cancelled);
        }
    }
    work.end()
}

/// What became of a file.
#[derive(Default)]
pub(super) struct Outcome {
    pub entities: u64,
    pub spellings: u64,
    pub passed: u64,
    pub refused: u64,
    /// The first lines that were refused.
    pub first: Vec<(u64, String)>,
    /// What the base made of it; none where there is no base.
    taken: Option<Intake>,
}

impl Outcome {
    fn tell(&self, file: &str, given: &args::GazetteerImport) {
        let Outcome { entities, spellings, passed, refused, .. } = self;
        for (line, reason) in &self.first {
            Failure::Data(reason.clone()).at(Place::line(file, *line as usize)).print();
        }
        if *refused > self.first.len() as u64 {
            let all = if given.rejects.is_some() { "" } else { "; `--rejects FILE` writes all" };
            screen::say(&format!("… and {} more refused{all}", refused - self.first.len() as u64));
        }
        let read = if given.dry_run { "would be read" } else { "read" };
        screen::say(&format!(
            "{file}: {entities} entities with {spellings} spellings {read}, {passed} lines passed over, {refused} refused"
        ));
        if let Some(taken) = &self.taken {
            taken
                .report
                .doubtful
                .told
                .iter()
                .take(TOLD)
                .for_each(|(line, reason)| screen::say(&format!("{file}:{line}: {reason}")));
            screen::say(&told(taken, given.dry_run));
        }
    }
}

fn told(Intake { report, effect, documents }: &Intake, dry_run: bool) -> String {
    let mut parts = vec![format!("{} entities joined", report.joined), format!("{} added", report.added)];
    parts.push(format!("{} spellings new", report.spellings));
    let mut add = |n: u64, what: &str| parts.extend((n > 0).then(|| format!("{n} {what}")));
    add(report.known, "there already");
    add(report.unknown, "of entities that are not there");
    add(report.doubtful.count, "doubtful");
    let mut said = vec![if dry_run { format!("it would be: {}", parts.join(", ")) } else { parts.join(", ") }];
    match effect {
        _ if report.import.is_none() || dry_run => {}
        Some(effect) => said.push(format!("{} documents read again, {} changed", effect.read, effect.changed)),
        None if *documents > 0 => said.push("`dixit refresh` reads the documents again".to_owned()),
        None => {}
    }
    said.extend(report.import.filter(|_| !dry_run).map(|_| "`dixit ask undo` takes all of it out again".to_owned()));
    said.join("; ")
}

/// The import of several files.
struct Work<'w> {
    given: &'w args::GazetteerImport,
    /// None in a dry run without a base.
    store: Option<Store>,
    teller: Teller,
    odd: bool,
}

impl<'w> Work<'w> {
    fn new(path: &Path, given: &'w args::GazetteerImport) -> Result<Self, Failure> {
        let needed = !given.dry_run || path.exists();
        let store = needed.then(|| base::open(path, OpenMode::Create)).transpose()?;
        Ok(Work { given, store, teller: Teller::new(given)?, odd: false })
    }

    /// Takes in a file, or says why nothing of it was taken.
    fn file(&mut self, file: &Path) -> Result<Outcome, String> {
        let Work { given, teller, .. } = self;
        let name = file.display().to_string();
        teller.begin(&name);
        let Some(store) = &mut self.store else {
            read(given, file, &mut teller.over(&mut Nobody)).map_err(|e| import::explained(&e))?;
            return Ok(teller.outcome());
        };
        let command = format!("gazetteer import {} {name}", given.format.name);
        let who = edit::who();
        let import = Import { format: given.format.name, file: &name, command: &command, who: who.as_deref() };
        let taken =
            import::take_in(store, (import, !given.dry_run), |taker| read(given, file, &mut teller.over(taker)));
        let taken = taken.map_err(|error| match error {
            IntakeError::File(error) => import::explained(&error),
            other => other.to_string(),
        })?;
        Ok(Outcome { taken: Some(taken), ..teller.outcome() })
    }

    fn end(self) -> Result<u8, Failure> {
        self.teller.end()?;
        Ok(if self.odd { 3 } else { 0 })
    }
}

/// Reads a file, and all that it holds when it is compressed or an archive.
fn read(given: &args::GazetteerImport, file: &Path, teller: &mut Telling<'_>) -> io::Result<()> {
    let part = Part {
        kinds: given.kinds.clone(),
        languages: given.languages.clone(),
        min_sitelinks: given.min_sitelinks,
        min_population: given.min_population,
        folder: Some(file.parent().map_or_else(|| PathBuf::from("."), Path::to_owned)),
    };
    let counter = teller.counter();
    let mut result = Ok(());
    let mut each = |name: &str, input: Result<&mut dyn BufRead, import::Failure>| {
        if given.format.beside.iter().any(|other| name.ends_with(&format!("!{other}"))) {
            return ControlFlow::Continue(());
        }
        result = match input {
            Ok(input) => (given.format.read)(&mut Stoppable(input), &part, teller),
            Err(import::Failure::Source(error)) => Err(error),
            Err(failure) => Err(io::Error::other(failure.to_string())),
        };
        if result.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let _ = container::members(&file.display().to_string(), file, &counter, &mut each);
    result
}
