//! How languages name days and months, from `data/dates.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::text::fold;

/// Words by language.
type ByLanguage = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    labels: Vec<String>,
    filling: Vec<String>,
    weekdays_beside_dates: Vec<String>,
    months: [Vec<String>; 12],
    weekdays: ByLanguage,
    yesterday: ByLanguage,
    today: ByLanguage,
    next: ByLanguage,
    last: ByLanguage,
    apart: ByLanguage,
    every: ByLanguage,
    past: ByLanguage,
    future: ByLanguage,
}

/// The words of all languages together, folded.
#[derive(Default)]
pub struct Calendar {
    /// What a line begins with when it tells the date of publication, the longest first.
    pub labels: Vec<String>,
    filling: Vec<String>,
    weekdays: Vec<String>,
    months: FxHashMap<String, i8>,
}

/// The words of one language.
#[derive(Default)]
pub struct Days {
    weekdays: Vec<Vec<String>>,
    yesterday: Vec<String>,
    today: Vec<String>,
    next: Vec<String>,
    last: Vec<String>,
    apart: Vec<String>,
    every: Vec<String>,
    past: Vec<String>,
    future: Vec<String>,
}

static WORDS: LazyLock<(Calendar, BTreeMap<String, Days>)> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/dates.toml")).expect("data/dates.toml is tested");
    (Calendar::new(&file), file.weekdays.keys().map(|code| (code.clone(), Days::new(&file, code))).collect())
});

/// The words of all languages together.
pub fn calendar() -> &'static Calendar {
    &WORDS.0
}

/// The words of a language, where they are known.
pub fn days(language: &str) -> Option<&'static Days> {
    WORDS.1.get(language)
}

/// The words of every language.
pub fn all_days() -> impl Iterator<Item = &'static Days> {
    WORDS.1.values()
}

impl Calendar {
    fn new(file: &File) -> Self {
        let all = |words: &Vec<String>| words.iter().map(|word| fold(word)).collect::<Vec<_>>();
        let names = file.weekdays.values().flat_map(|names| names.split([' ', '/'])).map(fold);
        let mut labels = all(&file.labels);
        labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
        Calendar {
            labels,
            filling: all(&file.filling),
            weekdays: all(&file.weekdays_beside_dates).into_iter().chain(names).collect(),
            months: (1..=12)
                .zip(&file.months)
                .flat_map(|(n, names)| all(names).into_iter().map(move |name| (name, n)))
                .collect(),
        }
    }

    /// Whether the folded word may stand between the parts of a date.
    pub fn is_filling(&self, word: &str) -> bool {
        self.filling.iter().any(|own| own == word)
    }

    /// Whether the folded word is a weekday, beside a date.
    pub fn is_weekday(&self, word: &str) -> bool {
        self.weekdays.iter().any(|own| own == word)
    }

    /// The month that the folded word names, 1 to 12.
    pub fn month(&self, word: &str) -> Option<i8> {
        self.months.get(word).copied()
    }
}

impl Days {
    fn new(file: &File, code: &str) -> Self {
        let words = |list: &ByLanguage| -> Vec<String> {
            list.get(code).map(|words| words.split(' ').map(fold).collect()).unwrap_or_default()
        };
        let exact = |list: &ByLanguage| -> Vec<String> {
            list.get(code).map(|words| words.split(' ').map(str::to_owned).collect()).unwrap_or_default()
        };
        let names = file.weekdays[code].split(' ').map(|names| names.split('/').map(fold).collect());
        Days {
            weekdays: names.collect(),
            yesterday: words(&file.yesterday),
            today: words(&file.today),
            next: words(&file.next),
            last: words(&file.last),
            apart: words(&file.apart),
            every: words(&file.every),
            past: exact(&file.past),
            future: exact(&file.future),
        }
    }

    /// The weekday that the folded word names, 1 for Monday to 7.
    pub fn weekday(&self, word: &str) -> Option<i8> {
        (1..).zip(&self.weekdays).find(|(_, names)| names.iter().any(|name| name == word)).map(|(day, _)| day)
    }

    /// How many days before the present one the folded word means: *today*, *yesterday*.
    pub fn ago(&self, word: &str) -> Option<i8> {
        let lists = [&self.today, &self.yesterday];
        (0..).zip(lists).find(|(_, words)| words.iter().any(|own| own == word)).map(|(days, _)| days)
    }

    /// Whether the folded word puts a day into the time to come: *next*.
    pub fn is_next(&self, word: &str) -> bool {
        self.next.iter().any(|own| own == word)
    }

    /// Whether the folded word puts a day before the present one: *last*.
    pub fn is_last(&self, word: &str) -> bool {
        self.last.iter().any(|own| own == word)
    }

    /// Whether the folded word before a day makes it another one than that on which something happens: *since*.
    pub fn is_apart(&self, word: &str) -> bool {
        self.apart.iter().any(|own| own == word)
    }

    /// Whether the folded word before a weekday makes it every such day.
    pub fn is_every(&self, word: &str) -> bool {
        self.every.iter().any(|own| own == word)
    }

    /// Whether the word, in lower case, stands in sentences that tell of the past.
    pub fn is_past(&self, word: &str) -> bool {
        self.past.iter().any(|own| own == word)
    }

    /// Whether the word, in lower case, stands in sentences that tell of what is to come.
    pub fn is_future(&self, word: &str) -> bool {
        self.future.iter().any(|own| own == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_seven_days() {
        assert!(all_days().count() >= 4);
        for days in all_days() {
            assert_eq!(days.weekdays.len(), 7, "{:?}", days.weekdays);
        }
    }

    #[test]
    fn words_mean_what_they_mean_in_their_language() {
        let days = |code| days(code).unwrap();
        assert_eq!((days("fr").ago("hier"), days("de").ago("hier")), (Some(1), None));
        assert_eq!((days("de").weekday("sonnabend"), days("fr").weekday("mar")), (Some(6), None));
        assert_eq!((calendar().month("mar"), calendar().is_weekday("mar")), (Some(3), true));
    }
}
