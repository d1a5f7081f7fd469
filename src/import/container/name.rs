//! Names of files in archives: text from anywhere.

use super::CONTAINERS;
use crate::output::clean_line;

/// Longest name that is shown whole, in characters.
const LONGEST: usize = 500;

/// What systems put into archives beside the files that people do.
const LITTER: &[&str] = &[".DS_Store", "Thumbs.db", "desktop.ini"];

/// A name on one line, without what a terminal would obey.
pub(super) fn cleaned(name: &str) -> String {
    let name: String = name.chars().take(LONGEST).collect();
    clean_line(name.trim_start_matches("./")).into_owned()
}

/// Whether a file is not one that somebody put there.
pub(super) fn is_litter(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    let file = parts.next_back().unwrap_or_default();
    LITTER.contains(&file) || file.starts_with("._") || parts.any(|folder| folder == "__MACOSX")
}

/// The name of what lies in a compressed file: `a.jsonl` of `a.jsonl.gz`.
pub(super) fn inside(name: &str) -> String {
    let ends = CONTAINERS.iter().flat_map(|container| container.extensions);
    let found = ends.filter_map(|(end, inner)| {
        let stem = name.len().checked_sub(end.len() + 1)?;
        let tail = name.get(stem..)?;
        let fits = tail.starts_with('.') && tail[1..].eq_ignore_ascii_case(end);
        fits.then(|| if inner.is_empty() { name[..stem].to_owned() } else { format!("{}.{inner}", &name[..stem]) })
    });
    let mut found = found;
    found.next().unwrap_or_else(|| name.to_owned())
}
