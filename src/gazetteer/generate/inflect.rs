//! Forms of a word by its ending, from the tables in `data/inflection/`.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/inflection.rs"));

static TABLES: LazyLock<HashMap<&str, Table>> = LazyLock::new(|| {
    let read = |(file, text): &(&'static str, &str)| {
        let table = Table::read(text).unwrap_or_else(|e| panic!("data/inflection/{file}: {e}"));
        (file.trim_end_matches(".toml"), table)
    };
    FILES.iter().map(read).collect()
});

/// The inflection of a language, if there is a table for it.
pub(in crate::gazetteer) fn table(language: &str) -> Option<&'static Table> {
    TABLES.get(language)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "name")]
    _name: String,
    rules: String,
}

/// For each class of words, endings and what comes in their place, the longest first.
pub(in crate::gazetteer) struct Table(HashMap<String, Vec<(String, Vec<String>)>>);

impl Table {
    fn read(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut classes: HashMap<String, Vec<(String, Vec<String>)>> = HashMap::new();
        for line in file.rules.lines().filter(|l| !l.trim().is_empty()) {
            let mut cells = line.split_whitespace().map(str::to_owned);
            let (Some(class), Some(ending)) = (cells.next(), cells.next()) else {
                return Err(format!("not a rule: {line}"));
            };
            let ending = if ending == "0" { String::new() } else { ending };
            classes.entry(class).or_default().push((ending, cells.collect()));
        }
        classes.values_mut().for_each(|rules| rules.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len())));
        Ok(Table(classes))
    }

    /// The forms of a word of this class besides itself; none where the table has no such class.
    pub fn forms(&self, class: &str, word: &str) -> Vec<String> {
        let rules = self.0.get(class).into_iter().flatten();
        let mut found = rules.filter_map(|(ending, forms)| Some((word.strip_suffix(ending.as_str())?, forms)));
        let Some((stem, forms)) = found.next() else { return Vec::new() };
        forms.iter().map(|form| if form == "=" { word.to_owned() } else { format!("{stem}{form}") }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Language, class, word, its forms.
    const ROWS: &[(&str, &str, &str, &str)] = &[
        ("fr", "demonym", "malien", "maliens malienne maliennes"),
        ("fr", "demonym", "hongrois", "hongroise hongroises"),
        ("fr", "demonym", "belge", "belges"),
        ("fr", "demonym", "grec", "grecs grecque grecques"),
        ("de", "noun", "Farbe", "Farben Farbes"),
        ("de", "noun", "Haus", "Hauses Hause Hausen"),
        ("fr", "noun", "canal", "canaux canals"),
        ("fr", "adjective", "gentil", "gentils gentille gentilles gentile gentiles"),
        ("en", "noun", "baby", "babies babys"),
        ("es", "noun", "canción", "canciones"),
        ("de", "demonym", "malisch", "malische malischen malischer malisches malischem"),
        ("de", "Demonym", "Malier", "Maliers Maliern Malierin Malierinnen"),
        ("de", "Demonym", "Schwede", "Schweden Schwedin Schwedinnen"),
        ("es", "demonym", "danés", "danesa daneses danesas"),
        ("es", "demonym", "iraquí", "iraquíes iraquís"),
        ("en", "Demonym", "Malian", "Malians"),
        ("en", "Demonym", "Maltese", "Maltese"),
        ("ru", "family.m", "Лавров", "Лаврова Лаврову Лаврова Лавровым Лаврове"),
        ("ru", "family.f", "Захарова", "Захаровой Захаровой Захарову Захаровой Захаровой"),
        ("ru", "family.m", "Чуркин", "Чуркина Чуркину Чуркина Чуркиным Чуркине"),
        ("ru", "given.f", "Мария", "Марии Марии Марию Марией Марии"),
        ("uk", "family.m", "Кулеба", "Кулеби Кулебі Кулебі Кулебу Кулебою Кулебі Кулебо"),
        ("uk", "place", "Харків", "Харкова Харкову Харкову Харків Харковом Харкові Харків"),
    ];

    #[test]
    fn words_take_the_forms_of_their_ending() {
        for (language, class, word, forms) in ROWS {
            assert_eq!(table(language).unwrap().forms(class, word).join(" "), *forms);
        }
    }

    /// Given and family name stand in the same case, so each line of a class must have them all.
    #[test]
    fn every_line_of_names_has_all_cases() {
        for (language, cases) in [("ru", 5), ("uk", 7)] {
            let classes = &table(language).unwrap().0;
            let lines = classes.iter().flat_map(|(class, rules)| rules.iter().map(move |r| (class, r)));
            lines.for_each(|(class, (ending, forms))| assert_eq!(forms.len(), cases, "{language}: {class} {ending}"));
        }
    }
}
