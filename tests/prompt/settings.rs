//! What is set for good, as it shows at a terminal.

use std::fs;

use super::{Prompt, dixit};

/// A session under this configuration file.
fn prompt(size: (u16, u16), config: &str, variables: &[(&str, &str)]) -> Prompt {
    let home = Prompt::home();
    let folder = home.path().join("config/dixit");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), config).unwrap();
    let mut command = dixit(&home);
    command.envs(variables.iter().copied());
    Prompt::sized(size, command, home)
}

#[test]
fn the_line_has_the_keys_of_vi() {
    let mut prompt = prompt((120, 40), "keys = \"vi\"", &[]);
    prompt.types("xdocuments | count\u{1b}");
    // escape is told apart from the beginning of a key by the time behind it
    std::thread::sleep(std::time::Duration::from_millis(700));
    prompt.types("0x");
    prompt.enters(&["documents · 1 row", "11"]);
}

#[test]
fn pager_timing_and_format_are_those_of_the_file() {
    let config = "pager = \"on\"\ntiming = false\nformat = \"cards\"\n";
    let mut prompt = prompt((120, 40), config, &[("PAGER", "sed s/^/paged:/")]);
    prompt.asks("documents | count", &["documents · 1 row\r\n", "paged:── 1 ──", "paged:count  11"]);
    prompt.asks(".timing on", &["how long an answer took is told"]);
    prompt.asks("documents | count", &["documents · 1 row · ", " ms\r\n"]);
}
