//! Days as running text tells them: `mercredi`, `hier`, `le 30 octobre`, counted from the day of publication.

use std::borrow::Cow;

use jiff::{ToSpan as _, civil::Date};

use super::{calendar::Days, written::written};
use crate::{
    model::{Said, SaidBasis},
    text::{TokenKind, Tokens, folded},
};

/// A text in a language whose days are known.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// The words of its language.
    pub days: &'a Days,
    /// The day on which it was published, where that is known to the day.
    pub published: Option<Date>,
}

impl Told<'_> {
    /// The day that the token at `i` begins to tell: on or before the day of publication, the last one that fits.
    pub fn day(&self, i: usize) -> Option<Said> {
        let kind = self.tokens.get(i)?.kind;
        let told = match kind {
            TokenKind::Word => self.in_words(i).or_else(|| self.dated(i)),
            TokenKind::Number => self.dated(i),
            TokenKind::Mark(_) => None,
        };
        told.filter(|_| !self.before(i, |days, word| days.is_apart(word)))
    }

    /// `hier`, `mercredi`, `mercredi 30`, `mercredi 30 octobre`.
    fn in_words(&self, i: usize) -> Option<Said> {
        let word = folded(self.tokens.lower(i));
        if let Some(ago) = self.days.ago(&word) {
            return inferred(self.published?.checked_sub(ago.days()).ok()?);
        }
        let weekday = self.days.weekday(&word)?;
        let behind = (i + 1..i + 4).take_while(|&k| k == i + 1 || self.joins(k - 1)).find_map(|k| self.dated(k));
        if behind.is_some() {
            return behind;
        }
        let beside = |is: fn(&Days, &str) -> bool| is(self.days, &self.folded(i + 1)) || self.before(i, is);
        let possessed =
            self.tokens.get(i + 1).is_some_and(|t| !t.spaced && matches!(t.kind, TokenKind::Mark('\'' | '’')));
        if possessed || beside(Days::is_next) || self.before(i, Days::is_every) {
            return None;
        }
        let numbered = self.tokens.get(i + 1).filter(|t| t.kind == TokenKind::Number);
        match numbered.and_then(|number| number.span.of(self.text).parse().ok()) {
            Some(day) => self.last_of(weekday, Some(day)),
            None if beside(Days::is_last) => self.last_before(weekday),
            None => self.last_of(weekday, None),
        }
    }

    /// A date with its month. Without a year it is the last such day.
    fn dated(&self, i: usize) -> Option<Said> {
        let (written, _) = written(self.text, self.tokens, i)?;
        if let Some(year) = written.year {
            let date = Date::new(year, written.month, written.day).ok()?;
            let known = self.published.is_none_or(|published| date <= published);
            return known.then(|| Said { date: date.to_string(), basis: SaidBasis::Written });
        }
        let published = self.published?;
        let years = [published.year(), published.year() - 1].into_iter();
        let mut dates = years.filter_map(|year| Date::new(year, written.month, written.day).ok());
        inferred(dates.find(|date| *date <= published)?)
    }

    /// The last day of that name, the day of publication included; of that number in its month, where one stands there.
    fn last_of(&self, weekday: i8, number: Option<i8>) -> Option<Said> {
        let fits = |date: &Date| {
            date.weekday().to_monday_one_offset() == weekday && number.is_none_or(|number| date.day() == number)
        };
        let span = if number.is_some() { 62 } else { 7 };
        let published = self.published?;
        let mut past = (0..span).filter_map(|n: i64| published.checked_sub(n.days()).ok());
        inferred(past.find(fits)?)
    }

    /// The last day of that name before the day of publication.
    fn last_before(&self, weekday: i8) -> Option<Said> {
        Told { published: Some(self.published?.yesterday().ok()?), ..*self }.last_of(weekday, None)
    }

    /// Whether the word before the token at `i` is such a one.
    fn before(&self, i: usize, is: fn(&Days, &str) -> bool) -> bool {
        let steps = (1..=2).take_while(|back| i >= *back && (*back == 1 || self.is_article(i - 1)));
        steps.into_iter().any(|back| is(self.days, &self.folded(i - back)))
    }

    /// What may stand between a preposition and a date: `depuis le 30 octobre`.
    fn is_article(&self, i: usize) -> bool {
        ["le", "the", "dem", "den", "el"].contains(&self.tokens.lower(i))
    }

    /// What may stand between a weekday and its date: `Mittwoch, dem 30. Oktober`.
    fn joins(&self, i: usize) -> bool {
        self.tokens.lower(i) == "," || self.is_article(i)
    }

    fn folded(&self, i: usize) -> Cow<'_, str> {
        folded(self.tokens.lower(i))
    }
}

fn inferred(date: Date) -> Option<Said> {
    Some(Said { date: date.to_string(), basis: SaidBasis::Inferred })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::calendar::days;

    /// The days that a text published on Saturday, 2 November 2024 tells.
    fn told(language: &str, text: &str) -> String {
        let tokens = Tokens::new(text);
        let published = Some(jiff::civil::date(2024, 11, 2));
        let told = Told { text, tokens: &tokens, days: days(language).unwrap(), published };
        let mut found: Vec<String> = Vec::new();
        for said in (0..tokens.len()).filter_map(|i| told.day(i)) {
            let day = format!("{}{}", said.date, if said.basis == SaidBasis::Inferred { " ≈" } else { "" });
            if found.last() != Some(&day) {
                found.push(day);
            }
        }
        found.join(", ")
    }

    #[test]
    fn days_count_from_the_day_of_publication() {
        for (language, text, expected) in [
            ("fr", "Il a déclaré mercredi soir", "2024-10-30 ≈"),
            ("fr", "Samedi, il a dit", "2024-11-02 ≈"),
            ("fr", "samedi dernier", "2024-10-26 ≈"),
            ("fr", "hier, et aujourd'hui", "2024-11-01 ≈, 2024-11-02 ≈"),
            ("fr", "lundi 28 octobre, mercredi 30, le 15 décembre", "2024-10-28 ≈, 2024-10-30 ≈, 2023-12-15 ≈"),
            ("fr", "le 30 octobre 2023, le 30 octobre 2025", "2023-10-30"),
            ("fr", "lundi prochain, le lundi, depuis mardi, l'attaque de mardi, demain", ""),
            ("fr", "Il est temps de partir, mardi gras ou pas", "2024-10-29 ≈"),
            ("en", "He said on Wednesday", "2024-10-30 ≈"),
            ("en", "yesterday; last Saturday; Wednesday, October 30, 2024", "2024-11-01 ≈, 2024-10-26 ≈, 2024-10-30"),
            ("en", "next Monday, after Tuesday's vote, since Monday, by Friday", ""),
            ("de", "Er sagte am Mittwoch", "2024-10-30 ≈"),
            ("de", "gestern; am Sonnabend; am vergangenen Samstag", "2024-11-01 ≈, 2024-11-02 ≈, 2024-10-26 ≈"),
            ("de", "am Mittwoch, dem 30. Oktober; seit Montag; am kommenden Montag; ist hier", "2024-10-30 ≈"),
            ("es", "Dijo el miércoles", "2024-10-30 ≈"),
            ("es", "ayer; el 30 de octubre de 2024; el sábado pasado", "2024-11-01 ≈, 2024-10-30, 2024-10-26 ≈"),
            ("es", "el próximo lunes, los martes, desde el lunes", ""),
        ] {
            assert_eq!(told(language, text), expected, "{text}");
        }
    }

    #[test]
    fn without_a_day_of_publication_only_whole_dates_tell_one() {
        let text = "mercredi, le 30 octobre, le 30 octobre 2024";
        let tokens = Tokens::new(text);
        let told = Told { text, tokens: &tokens, days: days("fr").unwrap(), published: None };
        let found: Vec<Said> = (0..tokens.len()).filter_map(|i| told.day(i)).collect();
        assert_eq!(found, [Said { date: "2024-10-30".into(), basis: SaidBasis::Written }]);
    }
}
