//! The encoding that a page declares in its first bytes.

/// Where a declaration must stand.
const HEAD: usize = 2048;

/// The value of `charset=` or `encoding=` in the first 2 KB: of a `meta` element in either form, or of an XML declaration.
pub fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let declarations = ["<meta", "<?xml"].into_iter().flat_map(|begin| head.split(begin).skip(1));
    declarations.filter_map(|rest| value(rest.split_once('>').map_or(rest, |(tag, _)| tag))).next()
}

fn value(tag: &str) -> Option<String> {
    let (_, rest) = ["charset", "encoding"].iter().find_map(|name| tag.split_once(name))?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_in_their_forms() {
        for (page, label) in [
            ("<!doctype html><meta charset=utf-8>", Some("utf-8")),
            ("<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=ISO-8859-1\">", Some("iso-8859-1")),
            ("<meta name=viewport content='width=1'><meta charset = 'koi8-r' />", Some("koi8-r")),
            ("<?xml version='1.0' encoding='Shift_JIS'?><html>", Some("shift_jis")),
            ("<meta name=description content='a charset'><p>charset=big5", None),
            ("<meta charset>", None),
        ] {
            assert_eq!(declared(page.as_bytes()).as_deref(), label, "{page}");
        }
        assert_eq!(declared(format!("{}<meta charset=utf-8>", " ".repeat(HEAD)).as_bytes()), None);
    }
}
