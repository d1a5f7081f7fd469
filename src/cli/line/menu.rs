//! The menu under the line: never taller or wider than the screen leaves.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr};

use super::offers::Offer;
use crate::{cli::ui, query, store::COUNTED};

/// Most rows of the menu.
const ROWS: usize = 6;

/// Columns and rows of the screen.
pub(super) type Size = (usize, usize);

/// The screen, as far as it is known.
pub(super) fn size() -> Size {
    terminal_size::terminal_size().map_or((80, 24), |(width, height)| (width.0.into(), height.0.into()))
}

/// Where a text ends that begins at the left of the screen: its column, and the rows before that one.
pub(super) fn end(text: &str, columns: usize) -> Size {
    let columns = columns.max(1);
    let lines = text.split('\n').map(UnicodeWidthStr::width).collect::<Vec<_>>();
    let rows = lines.iter().map(|width| width / columns).sum::<usize>() + lines.len() - 1;
    (lines.last().map_or(0, |width| width % columns), rows)
}

/// The rows that show `offers` under the line, which begins at a byte of the text, each behind a line break; the one that was taken is marked.
pub(super) fn rows(offers: &[Offer], taken: Option<usize>, line: (&str, usize), (columns, left): Size) -> String {
    let most = ROWS.min(left).min(offers.len());
    if most == 0 {
        return String::new();
    }
    let from = taken.map_or(0, |row| (row + 1).saturating_sub(most));
    let seen: Vec<(bool, Row)> =
        (from..from + most).map(|at| (taken == Some(at), Row::new(&offers[at], line))).collect();
    let widest = |part: fn(&Row) -> &str| seen.iter().map(|(_, row)| part(row).width()).max().unwrap_or(0);
    let widths =
        [widest(|row| &row.name).min((columns / 2).max(12)), widest(|row| &row.kind), widest(|row| &row.count)];
    seen.iter().map(|(taken, row)| row.drawn(*taken, widths, columns.saturating_sub(1))).collect()
}

/// What stands in a row.
struct Row {
    name: String,
    kind: String,
    count: String,
    note: String,
}

impl Row {
    fn new(offer: &Offer, (text, line): (&str, usize)) -> Self {
        let plain = offer.kind.is_empty() && offer.note.is_empty();
        let before = text.get(..line + offer.start).unwrap_or_default();
        let count = |n: u64| if n >= COUNTED as u64 { format!("{COUNTED}+") } else { n.to_string() };
        let note = if plain { query::meaning(&offer.name, before) } else { offer.note.clone() };
        Row {
            name: offer.name.clone(),
            kind: ui::whole(&offer.kind).to_owned(),
            count: offer.count.map(count).unwrap_or_default(),
            note: ui::whole(&note).to_owned(),
        }
    }

    fn drawn(&self, taken: bool, [name, kind, count]: [usize; 3], columns: usize) -> String {
        let sign = if taken { "› " } else { "  " };
        let head = format!("{sign}{}", padded(&cut(&self.name, name), name));
        let mut rest = String::new();
        if kind > 0 {
            rest += &format!("  {}", padded(&self.kind, kind));
        }
        if count > 0 {
            rest += &format!("  {:>count$}", self.count);
        }
        if !self.note.is_empty() {
            rest += &format!("  {}", self.note);
        }
        let head = cut(&head, columns);
        let rest = cut(rest.trim_end(), columns - head.width());
        let bold = if taken { "\x1b[1m" } else { "" };
        format!("\n{bold}{head}\x1b[0m\x1b[2m{rest}\x1b[0m")
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The text in so many columns; what is left out is told by an ellipsis.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let fits = |c: &char| {
        let width = c.width().unwrap_or(0);
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    if columns == 0 { kept } else { kept + "…" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stay_within_the_screen() {
        let offer = |n: usize| Offer {
            kind: "organisation".into(),
            count: Some(12_345),
            note: "as 朝鮮民主主義人民共和国外務省".into(),
            ..Offer::new(0, "x ", &"Ligue européenne 欧州".repeat(n))
        };
        let offers: Vec<Offer> = (1..10).map(offer).collect();
        for (columns, left, rows_seen) in [(40, 20, 6), (20, 20, 6), (3, 2, 2), (80, 1, 1), (80, 0, 0)] {
            for taken in [None, Some(0), Some(8)] {
                let drawn = rows(&offers, taken, ("", 0), (columns, left));
                let plain = anstream::adapter::strip_str(&drawn).to_string();
                assert_eq!(plain.lines().skip(1).count(), rows_seen, "{columns} {left}");
                assert!(plain.lines().all(|line| line.width() < columns), "{plain}");
            }
        }
        assert!(rows(&offers, Some(8), ("", 0), (80, 24)).lines().last().unwrap().contains("› "));
    }

    #[test]
    fn where_a_text_ends() {
        assert_eq!(end("dixit> quotes", 80), (13, 0));
        assert_eq!(end("dixit> quotes", 10), (3, 1));
        assert_eq!(end("dixit> a\nbc", 80), (2, 1));
    }
}
