//! A web page that needs nothing else: no script, no picture, nothing to fetch.

use std::io::{self, Write};

use super::{Layout, cells_with_key, columns_with_key};
use crate::table::{Cell, Table};

/// The look of the page.
const STYLE: &str = include_str!("page.css");

/// Prints a page with one table.
pub(super) fn write(table: &Table, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let title = if table.title.is_empty() { "dixit".into() } else { text(&layout.told(&table.title), layout) };
    writeln!(
        out,
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1 dir=\"auto\">{title}</h1>"
    )?;
    write_table(table, layout, out)?;
    let rows = table.rows.len();
    let rows = format!("{rows} row{}", if rows == 1 { "" } else { "s" });
    writeln!(out, "<p>{}</p>\n</body>\n</html>", layout.told(&rows))
}

fn write_table(table: &Table, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let (keyed, columns) = columns_with_key(table);
    if columns.is_empty() {
        return Ok(());
    }
    let heads: Vec<String> = columns.iter().map(|c| format!("<th>{}</th>", text(&layout.told(c), layout))).collect();
    writeln!(out, "<table>\n<thead>\n<tr>{}</tr>\n</thead>\n<tbody>", heads.concat())?;
    for row in 0..table.rows.len() {
        let key = table.keys.get(row).and_then(Option::as_deref);
        let id = key.map(|key| format!(" id=\"{}\"", text(key, layout))).unwrap_or_default();
        let cells: Vec<String> = cells_with_key(table, row, keyed).map(|cell| data(&cell, layout)).collect();
        writeln!(out, "<tr{id}>{}</tr>", cells.concat())?;
    }
    writeln!(out, "</tbody>\n</table>")
}

/// A cell; an address on the web is a link, and nothing else is.
fn data(cell: &Cell, layout: Layout) -> String {
    match cell {
        Cell::Empty => "<td></td>".to_owned(),
        Cell::Integer(_) | Cell::Real(_) => format!("<td class=\"n\">{}</td>", cell.text()),
        Cell::Text(own) if is_link(own) => {
            let address = text(own, layout);
            format!("<td><a href=\"{address}\" rel=\"noopener noreferrer nofollow\">{address}</a></td>")
        }
        Cell::Text(own) => format!("<td dir=\"auto\">{}</td>", text(own, layout).replace('\n', "<br>")),
    }
}

/// Whether a text is an address on the web and nothing more.
fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain =
        |c: char| !c.is_whitespace() && super::clean::harmless(c) && !matches!(c, '"' | '\'' | '<' | '>' | '`' | '\\');
    rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric) && rest.chars().all(plain))
}

/// The text with everything escaped that HTML reads as markup.
fn text(own: &str, layout: Layout) -> String {
    let mut out = String::with_capacity(own.len());
    for c in layout.text(own).chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hostile, printed};
    use super::*;

    #[test]
    fn markup_in_a_cell_is_plain_text() {
        let page = printed("html", &hostile(), None);
        assert!(page.contains("&lt;b&gt;|`"), "{page}");
        assert!(!page.contains("<b>") && !page.contains("<script"), "{page}");
        assert_eq!(page.matches("<tr").count(), 3);
        let title = Table { title: "</title><script>alert(1)</script>".into(), ..hostile() };
        assert!(!printed("html", &title, None).contains("<script"));
    }

    #[test]
    fn only_addresses_on_the_web_are_links() {
        for (own, link) in [
            ("https://example.org/a?b=1&c=2", true),
            ("http://example.org", true),
            ("HTTPS://example.org", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("see https://example.org", false),
            ("https://", false),
            ("https:///etc/passwd", false),
            ("https://example.org/\"onclick=\"x", false),
            ("https://example.org/\u{202E}", false),
            (" https://example.org", false),
        ] {
            let cell = data(&Cell::Text(own.into()), Layout::default());
            assert_eq!(cell.contains("href"), link, "{own}: {cell}");
        }
        let cell = data(&Cell::Text("https://example.org/a?b=1&c=2".into()), Layout::default());
        assert!(cell.contains("href=\"https://example.org/a?b=1&amp;c=2\""), "{cell}");
    }
}
