//! Lists the language packs, so that a new file in `data/languages/` is a new pack.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=data/languages");
    let mut paths: Vec<_> =
        fs::read_dir("data/languages")?.collect::<io::Result<Vec<_>>>()?.iter().map(|e| e.path()).collect();
    paths.sort();
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let rows: String = paths
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .map(|p| {
            format!("({0:?}, include_str!({1:?})),\n", p.file_name().unwrap_or_default(), Path::new(&root).join(p))
        })
        .collect();
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("packs.rs"), format!("&[\n{rows}]"))
}
