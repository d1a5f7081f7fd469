//! `dixit gazetteer diff` and `apply`: the user's edits as a table that a newsroom keeps, and made again in another base.

use std::{collections::HashMap, fs, io, path::Path};

use super::super::{
    base, edit,
    explain::counted,
    failure::{Failure, Place},
    names::BaseNames,
    screen,
};
use crate::{
    gazetteer::Gazetteer,
    import::{self, Effect, explained},
    output::clean_line,
    query::{self, Resolved},
    store::{Asked, Edit, EditError, Logged, OpenMode, Reader, Step, StoreError, Writer},
};

/// The columns of the table.
const COLUMNS: [&str; 3] = ["edit", "who", "why"];

/// Prints the edits of the gazetteer in force, in the order in which they were made.
pub(super) fn diff(path: &Path) -> Result<u8, Failure> {
    let store = base::open(path, OpenMode::Read)?;
    let (lines, left_out) = store.read(|r| {
        let mut edits = r.edits()?;
        edits.retain(|edit| !edit.undone);
        let lines = edits.iter().map(|edit| lines(r, edit)).collect::<Result<Vec<_>, StoreError>>()?;
        let left_out = edits.iter().filter(|edit| edit.change.edit.is_of_this_base()).count();
        Ok::<_, StoreError>((lines.concat(), left_out))
    })?;
    let mut out = anstream::stdout();
    io::Write::write_all(&mut out, format!("{}\n{}", COLUMNS.join("\t"), lines.concat()).as_bytes())?;
    if left_out > 0 {
        let left_out = counted(left_out, "edit");
        screen::say(&format!(
            "not in it: {left_out} of documents or quotations, of names rejected, or of files taken in; they belong to this base alone"
        ));
    }
    Ok(0)
}

/// The rows of one edit.
fn lines(reader: &Reader<'_>, logged: &Logged) -> Result<Vec<String>, StoreError> {
    let [who, why] = [&logged.who, &logged.why].map(|text| text.as_deref().unwrap_or_default());
    let row = |edit: &String| [edit, who, why].map(|cell| clean_line(&tidy(cell)).into_owned()).join("\t") + "\n";
    Ok(edit::sentences(&logged.change.edit, name(reader, &logged.change.edit)?.as_deref()).iter().map(row).collect())
}

/// A text that is one cell.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of the entity whose spelling an edit adds.
fn name(reader: &Reader<'_>, edit: &Edit) -> Result<Option<String>, StoreError> {
    let Edit::AddAlias { entity, .. } = edit else { return Ok(None) };
    Ok(reader.entity(entity)?.map(|found| found.name))
}

/// Makes the edits of a file in the base, as one step; exit code 3 when some do not fit.
pub(super) fn apply(path: &Path, file: &Path, dry_run: bool) -> Result<u8, Failure> {
    let rows = read(file)?;
    let mut store = base::open(path, OpenMode::Create)?;
    let work = |w: &mut Writer<'_>| {
        if w.gazetteer_version()?.is_none() {
            w.take_gazetteer(&Gazetteer::shipped())?;
        }
        import::revise(w, |w| make(w, &rows))
    };
    let done = if dry_run { store.rehearse(work) } else { store.write(work) };
    let (report, told) = match done {
        Ok((report, effect)) => {
            let told = told(&report, &effect, dry_run);
            (report, told)
        }
        Err(Stop::Nothing(report)) => {
            let told = format!("nothing to change: {} made already", counted(report.already, "edit"));
            (report, told)
        }
        Err(Stop::Failed(error)) => return Err(error.into()),
    };
    for (line, reason) in &report.conflicts {
        Failure::Data(reason.clone()).at(Place::line(&file.display().to_string(), *line)).print();
    }
    for (line, note) in &report.notes {
        screen::say(&format!("{}:{line}: note: {note}", file.display()));
    }
    screen::say(&told);
    Ok(if report.conflicts.is_empty() { 0 } else { 3 })
}

fn told(report: &Report, effect: &Effect, dry_run: bool) -> String {
    let step = Step { number: 0, changes: Vec::new() };
    let verb = if dry_run { "would be applied" } else { "applied" };
    let [made, conflicts] =
        [(report.made, "edit"), (report.conflicts.len(), "conflict")].map(|(n, what)| counted(n, what));
    format!("{verb}: {made}, {} made already, {conflicts} · {}", report.already, edit::told(effect, &step))
}

/// A row of the file.
struct Row {
    line: usize,
    edit: String,
    who: Option<String>,
    why: Option<String>,
}

fn read(file: &Path) -> Result<Vec<Row>, Failure> {
    let text = match file.to_str() {
        Some("-") => io::read_to_string(io::stdin()),
        _ => fs::read_to_string(file),
    };
    let text = text.map_err(|e| Failure::in_file(file.display(), explained(&e)))?;
    let mut lines = text.trim_start_matches('\u{FEFF}').lines().enumerate();
    let head: Vec<&str> = lines.next().map(|(_, line)| line.split('\t').map(str::trim).collect()).unwrap_or_default();
    let column = |name: &str| head.iter().position(|column| *column == name);
    let Some(edit) = column(COLUMNS[0]) else {
        let found = clean_line(&head.join(" ")).into_owned();
        let why = format!("expected a header with the column `edit`, found “{found}”");
        return Err(Failure::Data(why).at(Place::line(&file.display().to_string(), 1)));
    };
    let (who, why) = (column(COLUMNS[1]), column(COLUMNS[2]));
    let row = |(n, line): (usize, &str)| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell =
            |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let [who, why] = [who, why].map(|at| cell(at).map(str::to_owned));
        Some(Row { line: n + 1, edit: cell(Some(edit))?.to_owned(), who, why })
    };
    Ok(lines.filter(|(_, line)| !line.starts_with('#')).filter_map(row).collect())
}

/// What became of the rows.
#[derive(Default)]
struct Report {
    made: usize,
    already: usize,
    /// Line and reason.
    conflicts: Vec<(usize, String)>,
    /// Line, and what there is to say against what it adds.
    notes: Vec<(usize, String)>,
}

/// Why nothing is kept.
enum Stop {
    Nothing(Report),
    Failed(EditError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Stop::Failed(error.into())
    }
}

/// Makes those edits that the base has not, one after the other.
fn make(writer: &mut Writer<'_>, rows: &[Row]) -> Result<Report, Stop> {
    let (mut report, mut known) = (Report::default(), in_force(writer)?);
    let step = writer.begin_step()?;
    let before = import::gazetteer_of(writer)?;
    for row in rows {
        let canonical = query::parse(&row.edit).map_or_else(|_| row.edit.clone(), |line| query::print(&line));
        if let Some(times) = known.get_mut(&canonical).filter(|times| **times > 0) {
            *times -= 1;
            report.already += 1;
            continue;
        }
        match edits(writer, row) {
            Err(reason) => report.conflicts.push((row.line, reason)),
            Ok(edits) => make_row(writer, &before, (step, edits), (row.line, &mut report))?,
        }
    }
    if report.made == 0 { Err(Stop::Nothing(report)) } else { Ok(report) }
}

/// Makes the edits of one row; `before` is the gazetteer as it was before all of them.
fn make_row(
    writer: &mut Writer<'_>,
    before: &Gazetteer,
    (step, edits): (i64, Vec<Asked>),
    (line, report): (usize, &mut Report),
) -> Result<(), Stop> {
    for asked in edits {
        let notes = edit::notes(writer, || Ok(before), std::slice::from_ref(&asked))?;
        match writer.edit_in(step, asked) {
            Ok(_) => {
                report.made += 1;
                report.notes.extend(notes.into_iter().map(|note| (line, note)));
            }
            Err(EditError::Store(error)) => return Err(error.into()),
            Err(error) if error.is_so_already() => report.already += 1,
            Err(error) => report.conflicts.push((line, error.to_string())),
        }
    }
    Ok(())
}

/// The lines that the edits in force would be, each with how often it was made.
fn in_force(reader: &Reader<'_>) -> Result<HashMap<String, usize>, StoreError> {
    let mut known = HashMap::new();
    for logged in reader.edits()?.iter().filter(|edit| !edit.undone) {
        let name = name(reader, &logged.change.edit)?;
        for line in edit::sentences(&logged.change.edit, name.as_deref()) {
            *known.entry(line).or_default() += 1;
        }
    }
    Ok(known)
}

/// The edits that a row asks for, or why it does not fit.
fn edits(reader: &Reader<'_>, row: &Row) -> Result<Vec<Asked>, String> {
    let names = BaseNames::of(reader);
    let change = match query::read(&row.edit, &names) {
        Ok(Resolved::Edit(change)) if !change.preview => change,
        Ok(_) => return Err("expected an edit of the gazetteer".to_owned()),
        Err(problem) => return Err(problem.message),
    };
    if matches!(change.edit, query::Edit::Undo(_) | query::Edit::Redo(_) | query::Edit::Set(_) | query::Edit::Judge(_))
    {
        return Err("expected an edit of the gazetteer".to_owned());
    }
    let mut asked = edit::asked(reader, &change).map_err(|error| error.to_string())?;
    for asked in &mut asked {
        asked.who = row.who.clone().or(asked.who.take());
        asked.why = row.why.clone().or(asked.why.take());
    }
    Ok(asked)
}
