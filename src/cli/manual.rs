//! `dixit completions` and `dixit man`: what other programs make of the command line's own description.

use std::{fs, io, path::Path};

use clap_complete::Shell;

use super::{args, failure::Failure, screen};
use crate::import::explained;

/// The program, as it is called.
const NAME: &str = "dixit";

/// Prints the completions for a shell.
pub(super) fn completions(shell: Shell) -> Result<u8, Failure> {
    // made first: the generator does not tell when nobody reads on
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::english(), NAME, &mut script);
    io::Write::write_all(&mut io::stdout().lock(), &script)?;
    Ok(0)
}

/// Writes a page for dixit and for each of its commands.
pub(super) fn pages(folder: &Path) -> Result<u8, Failure> {
    let refused = |e: io::Error| Failure::Refused(format!("{}: {}", folder.display(), explained(&e)));
    fs::create_dir_all(folder).map_err(refused)?;
    clap_mangen::generate_to(args::english(), folder).map_err(refused)?;
    screen::say(&format!("the manual stands in {}; `man -M` or MANPATH leads there", folder.display()));
    Ok(0)
}
