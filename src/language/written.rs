//! Dates as running text writes them.

use super::calendar::calendar;
use crate::text::{TokenKind, Tokens, folded};

/// A day as a text writes it, the year only where it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The year.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

/// The date that begins with the token at `i`, and the place behind it: `30 octobre 2024`, `October 30, 2024`, `30.10.2024`,
/// `2024-10-30`.
pub fn written(text: &str, tokens: &Tokens, i: usize) -> Option<(Written, usize)> {
    let reading = Reading { text, tokens };
    match tokens.get(i)?.kind {
        TokenKind::Number => reading.in_numbers(i).or_else(|| reading.day_first(i)),
        TokenKind::Word => reading.month_first(i),
        TokenKind::Mark(_) => None,
    }
}

struct Reading<'a> {
    text: &'a str,
    tokens: &'a Tokens,
}

impl Reading<'_> {
    /// `30 octobre [2024]`, `1er mai`, `30 de octubre de 2024`.
    fn day_first(&self, i: usize) -> Option<(Written, usize)> {
        let day = self.day(i)?;
        let at = self.past(i + 1, &["."], &["de", "of"]);
        let month = self.month(at)?;
        let behind = self.past(at + 1, &[".", ","], &["de", "del", "of"]);
        Some(self.with_year((month, day), at + 1, behind))
    }

    /// `October 30[, 2024]`.
    fn month_first(&self, i: usize) -> Option<(Written, usize)> {
        let month = self.month(i)?;
        let at = self.past(i + 1, &["."], &[]);
        let day = self.day(at)?;
        Some(self.with_year((month, day), at + 1, self.past(at + 1, &[","], &[])))
    }

    fn with_year(&self, (month, day): (i8, i8), end: usize, behind: usize) -> (Written, usize) {
        let year = self.year(behind);
        (Written { year, month, day }, if year.is_some() { behind + 1 } else { end })
    }

    /// `30.10.2024` is one token, `2024-10-30` are five.
    fn in_numbers(&self, i: usize) -> Option<(Written, usize)> {
        let token = self.tokens[i].span.of(self.text);
        let parts: Vec<&str> = token.split('.').collect();
        if let [day, month, year] = parts[..] {
            let day = day.parse().ok().filter(|day| (1..=31).contains(day))?;
            let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
            return Some((Written { year: Some(whole_year(year)?), month, day }, i + 1));
        }
        let year = self.year(i)?;
        let joined = |k: usize| self.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Mark('-') && !t.spaced);
        let month = self.day(i + 2).filter(|month| *month <= 12 && joined(i + 1))?;
        let day = self.day(i + 4).filter(|_| joined(i + 3))?;
        Some((Written { year: Some(year), month, day }, i + 5))
    }

    /// The place behind one mark and one word of these.
    fn past(&self, mut i: usize, marks: &[&str], words: &[&str]) -> usize {
        for list in [marks, words] {
            i += usize::from(self.tokens.get(i).is_some() && list.contains(&self.lower(i)));
        }
        i
    }

    fn lower(&self, i: usize) -> &str {
        self.tokens.lower(i)
    }

    fn month(&self, i: usize) -> Option<i8> {
        self.tokens.get(i).filter(|t| t.kind == TokenKind::Word)?;
        calendar().month(&folded(self.lower(i)))
    }

    /// `30`, `1er`, `30th`.
    fn day(&self, i: usize) -> Option<i8> {
        let token = self.tokens.get(i).filter(|t| t.kind == TokenKind::Number)?.span.of(self.text);
        let digits = ["er", "st", "nd", "rd", "th"].iter().find_map(|end| token.strip_suffix(end)).unwrap_or(token);
        digits.parse().ok().filter(|day| digits.len() <= 2 && (1..=31).contains(day))
    }

    fn year(&self, i: usize) -> Option<i16> {
        let token = self.tokens.get(i).filter(|t| t.kind == TokenKind::Number)?;
        whole_year(token.span.of(self.text))
    }
}

fn whole_year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|year| digits.len() == 4 && (1900..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let tokens = Tokens::new(text);
        let dates = (0..tokens.len()).filter_map(|i| written(text, &tokens, i));
        let print = |(w, _): (Written, usize)| {
            let year = w.year.map_or("?".to_owned(), |year| year.to_string());
            format!("{year}-{:02}-{:02}", w.month, w.day)
        };
        dates.map(print).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn dates_in_running_text() {
        for (text, expected) in [
            ("Le mercredi 30 octobre 2024, le 1er novembre et le 3 mai.", "2024-10-30 ?-11-01 ?-05-03"),
            ("On October 30, 2024, on Nov. 3 and on 5 May 2025", "2024-10-30 ?-11-03 2025-05-05"),
            ("Am 30. Oktober 2024 und am 31.10.2024", "2024-10-30 2024-10-31"),
            ("El 30 de octubre de 2024, 2024-10-31", "2024-10-30 2024-10-31"),
            ("en mars 2024, 12 000 soldats, 3 mars, 40 octobre, 1.2.3", "?-03-03"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
