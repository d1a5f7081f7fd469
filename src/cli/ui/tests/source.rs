//! The texts of the program's own source.

use std::{fs, path::Path};

use walkdir::WalkDir;

/// The texts in quotation marks in the source below a folder, without its tests: what is formatted has its braces.
pub fn literals(folder: &str, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = WalkDir::new(root.join(folder)).into_iter().map(|entry| entry.unwrap().into_path());
    let mut texts = Vec::new();
    for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "rs")) {
        let name = file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if name.contains("tests") || !wanted(&name) {
            continue;
        }
        let source = fs::read_to_string(&file).unwrap();
        texts.extend(in_quotes(source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()));
    }
    texts
}

/// The texts in quotation marks in a piece of source.
fn in_quotes(source: &str) -> Vec<String> {
    let (mut texts, mut rest) = (Vec::new(), source);
    while let Some(at) = rest.find(['"', '\'', '/']) {
        rest = &rest[at..];
        rest = match rest.as_bytes() {
            [b'/', b'/', ..] => rest.split_once('\n').map_or("", |(_, behind)| behind),
            [b'\'', b'\\', ..] => {
                rest[2..].split_once('\'').map_or("", |(_, behind)| behind.strip_prefix('\'').unwrap_or(behind))
            }
            [b'\'', ..] => {
                let mut behind = rest[1..].chars();
                behind.next();
                behind.as_str().strip_prefix('\'').unwrap_or(&rest[1..])
            }
            [b'"', ..] => {
                let end = end(&rest[1..]);
                texts.push(unescaped(&rest[1..=end]));
                rest.get(end + 2..).unwrap_or_default()
            }
            _ => &rest[1..],
        };
    }
    texts
}

/// How long a text is, up to its quotation mark.
fn end(text: &str) -> usize {
    let mut escaped = false;
    let closes = |c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    };
    text.find(closes).unwrap_or(text.len())
}

fn unescaped(text: &str) -> String {
    let (mut shown, mut rest) = (String::new(), text);
    while let Some((before, escaped)) = rest.split_once('\\') {
        shown += before;
        let mut behind = escaped.chars();
        match behind.next() {
            Some('\n') => {
                rest = escaped.trim_start();
                continue;
            }
            Some('n') => shown.push('\n'),
            Some('t') => shown.push('\t'),
            Some(other) => shown.push(other),
            None => {}
        }
        rest = behind.as_str();
    }
    shown + rest
}

/// What stands between the braces of a formatted text, trimmed of signs.
pub fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for line in text.replace("{{", "\u{1}").replace("}}", "\u{2}").split(['\n', ';', '·']) {
        let mut rest = line;
        while let Some((before, behind)) = rest.split_once('{') {
            pieces.push(before.to_owned());
            rest = behind.split_once('}').map_or("", |(_, behind)| behind);
        }
        pieces.push(rest.to_owned());
    }
    let plain = |piece: String| {
        let piece = piece.replace('\u{1}', "{").replace('\u{2}', "}");
        piece.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    };
    pieces.into_iter().map(plain).filter(|piece| !piece.is_empty()).collect()
}
