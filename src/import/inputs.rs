//! What the user names on the command line: files, folders, patterns, standard input.

use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::record::Failure;

/// A file to read, or a name that leads to none.
pub type Input = Result<PathBuf, (PathBuf, Failure)>;

/// The files that `named` stands for, in the order of their names: a file itself, what lies in a folder at any depth, what fits
/// a pattern such as `news/*.html` that the shell left alone, `-` for standard input.
pub fn inputs(named: &Path) -> Box<dyn Iterator<Item = Input> + Send> {
    if named.is_dir() {
        let files = WalkDir::new(named).sort_by_file_name().into_iter().filter(|entry| !is_folder(entry));
        let mut files = files.map(|entry| entry.map(walkdir::DirEntry::into_path).map_err(unreadable)).peekable();
        if files.peek().is_some() {
            return Box::new(files);
        }
    }
    let text = named.to_string_lossy();
    if !named.exists()
        && text.contains(['*', '?', '['])
        && let Ok(found) = glob::glob(&text)
    {
        let mut found = found.filter_map(Result::ok).peekable();
        if found.peek().is_some() {
            return Box::new(found.flat_map(|path| inputs(&path)));
        }
    }
    Box::new(std::iter::once(Ok(named.to_owned())))
}

fn is_folder(entry: &walkdir::Result<walkdir::DirEntry>) -> bool {
    entry.as_ref().is_ok_and(|e| e.file_type().is_dir())
}

fn unreadable(error: walkdir::Error) -> (PathBuf, Failure) {
    let path = error.path().map(Path::to_owned).unwrap_or_default();
    let source = error.into_io_error().unwrap_or_else(|| std::io::Error::other("a folder that holds itself"));
    (path, source.into())
}

/// The path as a source: `./a//b/./c` is `a/b/c`. Nothing is looked up.
pub fn source(path: &Path) -> String {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.collect::<PathBuf>().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_source_is_its_path_without_detours() {
        for (path, expected) in
            [("./a.txt", "a.txt"), ("a//b/./c.txt", "a/b/c.txt"), ("/x/../y", "/x/../y"), ("../a", "../a")]
        {
            assert_eq!(source(Path::new(path)), expected);
        }
    }

    #[test]
    fn folders_and_patterns_give_their_files_in_order() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["c.txt", "a.txt", "b/2.txt", "b/1.txt", "d.html"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let found = |named: &str| -> Vec<String> {
            let paths = inputs(&folder.path().join(named)).map(Result::unwrap);
            paths.map(|p| p.strip_prefix(folder.path()).unwrap().to_string_lossy().replace('\\', "/")).collect()
        };
        assert_eq!(found(""), ["a.txt", "b/1.txt", "b/2.txt", "c.txt", "d.html"]);
        assert_eq!(found("*.txt"), ["a.txt", "c.txt"]);
        assert_eq!(found("?"), ["b/1.txt", "b/2.txt"]);
        assert_eq!(found("*.xml"), ["*.xml"]);
    }
}
