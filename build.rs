//! Lists the files of data folders, so that a new file there is known without a line of code.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    list("data/languages", "toml", "packs.rs")?;
    list("data/samples", "txt", "samples.rs")?;
    list("data/queries", "dixit", "queries.rs")?;
    list("data/ui", "tsv", "ui.rs")?;
    list("data/transliteration", "toml", "transliteration.rs")?;
    list("data/inflection", "toml", "inflection.rs")?;
    list("data/common_words", "toml", "common_words.rs")
}

/// Writes `&[(name, text), …]` of the files in `folder` with this ending, by name.
fn list(folder: &str, ending: &str, out: &str) -> io::Result<()> {
    println!("cargo::rerun-if-changed={folder}");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == ending));
    paths.sort();
    let row = |p: &std::path::PathBuf| {
        format!("({:?}, include_str!({:?})),\n", p.file_name().unwrap_or_default(), Path::new(&root).join(p))
    };
    let rows: String = paths.iter().map(row).collect();
    let target = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&target).join(out), format!("&[\n{rows}]"))
}
