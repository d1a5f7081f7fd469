//! `dixit dump --format ndjson FOLDER` and `dixit load FOLDER`: a base as a folder of tables, and back.

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use super::{
    base,
    failure::{Failure, Place},
    screen,
};
use crate::{
    import::explained,
    store::{LoadError, OpenMode, Table},
};

/// Endings of files with one object a line; Spark writes the first, `dixit dump` the second.
const ENDINGS: [&str; 2] = ["json", "ndjson"];

/// Writes each table of the base into a file of its own.
pub(super) fn dump(base: &Path, folder: &Path) -> Result<u8, Failure> {
    let store = base::open(base, OpenMode::Read)?;
    fs::create_dir_all(folder).map_err(|error| unreadable(folder, &error))?;
    if fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?.next().is_some() {
        let why = "expected a new or an empty folder, found one with files in it; nothing was written";
        return Err(Failure::in_file(folder.display(), why.to_owned()));
    }
    store.read(|reader| {
        for table in reader.tables()? {
            let path = folder.join(table.name).with_extension(ENDINGS[1]);
            let file = File::create_new(&path).map_err(|error| unreadable(&path, &error))?;
            let mut out = BufWriter::new(file);
            reader.dump_table(&table, &mut out)?;
            out.flush()?;
        }
        Ok::<_, Failure>(())
    })?;
    Ok(0)
}

/// Makes a base of the tables in a folder.
pub(super) fn load(base: &Path, folder: &Path) -> Result<u8, Failure> {
    if !folder.is_dir() {
        return Err(Failure::in_file(folder.display(), explained(&io::ErrorKind::NotFound.into())));
    }
    let mut store = base::open(base, OpenMode::Create)?;
    let documents = store.write(|writer| {
        writer.check_empty()?;
        let mut documents = 0;
        for table in writer.tables().map_err(LoadError::from)? {
            for path in files(folder, &table)? {
                let file = File::open(&path).map_err(|error| unreadable(&path, &error))?;
                let taken = writer.load(&table, BufReader::new(file)).map_err(|error| misfit(&path, error))?;
                documents += if table.name == "document" { taken } else { 0 };
            }
        }
        writer.settle_loaded()?;
        Ok::<_, Failure>(documents)
    })?;
    screen::say(&format!("{documents} documents taken, with what was found in them"));
    Ok(0)
}

/// The files of a table, in order: `TABLE.ndjson`, or all in a folder `TABLE`.
fn files(folder: &Path, table: &Table) -> Result<Vec<PathBuf>, Failure> {
    let single =
        ENDINGS.iter().map(|ending| folder.join(table.name).with_extension(ending)).filter(|path| path.is_file());
    let mut files: Vec<PathBuf> = single.collect();
    let own = folder.join(table.name);
    for entry in own.is_dir().then(|| WalkDir::new(&own).sort_by_file_name()).into_iter().flatten() {
        let path = entry.map_err(|error| Failure::in_file(own.display(), error.to_string()))?.into_path();
        let named = path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known));
        files.extend((named && path.is_file()).then_some(path));
    }
    Ok(files)
}

fn misfit(path: &Path, error: LoadError) -> Failure {
    let line = if let LoadError::Row { line, .. } = &error { Some(*line) } else { None };
    let place = path.display().to_string();
    Failure::Data(error.to_string()).at(line.map_or_else(|| Place::file(&place), |line| Place::line(&place, line)))
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::in_file(path.display(), explained(error))
}
