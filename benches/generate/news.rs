//! Made-up news of about five kilobytes an article, with names of the shipped gazetteer and four quotations each.

use dixit::{
    gazetteer::Gazetteer,
    model::{AliasSort, Kind},
};

use super::Random;

/// Bytes of an article, about.
const LENGTH: usize = 5_000;

/// What sentences are made of: `P` a person, `L` a place, `O` an organisation, `w` a common word.
pub struct Forms {
    /// ISO 639-1 code.
    pub language: &'static str,
    sentences: &'static [&'static str],
    /// Sentences that quote.
    quotations: &'static [&'static str],
}

/// English news.
pub const ENGLISH: Forms = Forms {
    language: "en",
    sentences: &[
        "The w of the w met P to speak about the w, the w and the w of the coming months, which nobody had w so far.",
        "Officials from L and from O had w the w for weeks before the w was w at last, to the w of those who had to w it.",
        "A w which has its seat in L remained w through the whole w of the week, and it was not the first of its sort.",
        "Nobody expected the w, and few of those who had w with the w were w about it when the w was over in the evening.",
        "The w between the w and the w was w again on Tuesday, after a w of several hours near the w of L.",
        "In the streets people w the w, while the w of the w went on as it had before, with more w than anyone could w.",
        "It was the third w in a w since the w began, and the w of O was not the only one to w it in the course of the year.",
    ],
    quotations: &[
        "“The w is w, and we will w it with our w in L,” P said on Wednesday.",
        "P said that the w of L was w and that no w would w the w before the spring.",
        "According to P, the w is w for O and for everyone who w in L.",
        "P denied that O had w the w, and warned that the w would be w for L.",
    ],
};

/// French news.
pub const FRENCH: Forms = Forms {
    language: "fr",
    sentences: &[
        "La w de la w a rencontré P pour parler de la w, du w et des w des prochains mois, que personne n’avait w jusqu’ici.",
        "Des responsables de L et de O avaient w le w pendant des semaines avant que la w ne soit enfin w, à la w de ceux qui devaient la w.",
        "Une w qui a son siège à L est restée w pendant toute la w de la semaine, et ce n’était pas la première de cette sorte.",
        "Personne n’attendait la w, et peu de ceux qui avaient w avec le w en étaient w lorsque la w s’est achevée dans la soirée.",
        "La w entre le w et la w a été de nouveau w mardi, après une w de plusieurs heures près de la w de L.",
        "Dans les rues, les gens w les w, tandis que la w des w continuait comme auparavant, avec plus de w qu’on ne pouvait en w.",
        "C’était la troisième w d’affilée depuis le début du w, et le w de O n’était pas le seul à l’avoir w au cours de l’année.",
    ],
    quotations: &[
        "« La w est w, et nous allons la w avec nos w à L », a déclaré P mercredi.",
        "P a affirmé que la w de L était w et qu’aucune w ne pourrait w la w avant le printemps.",
        "Selon P, la w est w pour O et pour tous ceux qui w à L.",
        "P a démenti que O ait w la w, et a averti que la w serait w pour L.",
    ],
};

/// The sources of one run of articles.
pub struct News {
    forms: Forms,
    names: [Vec<String>; 3],
    words: Vec<String>,
}

impl News {
    /// English news with the names that are shipped.
    pub fn new() -> Self {
        Self::of(ENGLISH, &Gazetteer::shipped())
    }

    /// Prepares the words, and the names of this gazetteer.
    pub fn of(forms: Forms, gazetteer: &Gazetteer) -> Self {
        let mut names = [Vec::new(), Vec::new(), Vec::new()];
        let full = |sort| matches!(sort, AliasSort::Name | AliasSort::Acronym);
        for (_, alias) in
            gazetteer.aliases().filter(|(_, a)| full(a.sort) && ["*", forms.language].contains(&a.language))
        {
            let place = match gazetteer.entity(alias.entity).kind {
                Kind::Person => 0,
                Kind::Place => 1,
                Kind::Organisation | Kind::Work => 2,
            };
            names[place].push(alias.spelling.to_owned());
        }
        let mut random = Random(5);
        names.iter_mut().for_each(|list| shuffle(list, &mut random));
        let words = (0..6_000).map(|_| super::word(&mut random)).collect();
        News { forms, names, words }
    }

    /// Article `n`: always the same.
    pub fn article(&self, n: u64) -> String {
        // a seed by way of the generator: with plain numbers the next article would have the same numbers, one later
        let mut random = Random(Random(n ^ 3).next());
        let mut text = format!("Made-up article {n} of the day\n\n");
        let mut sentences = 0;
        while text.len() < LENGTH {
            let quotes = [9, 17, 25].contains(&sentences);
            let list = if quotes { self.forms.quotations } else { self.forms.sentences };
            self.sentence(list[random.below(list.len())], &mut random, &mut text);
            sentences += 1;
            text.push_str(if sentences % 4 == 0 { "\n\n" } else { " " });
        }
        text
    }

    fn sentence(&self, form: &str, random: &mut Random, text: &mut String) {
        let bytes = form.as_bytes();
        for (at, c) in form.char_indices() {
            let alone = |at: usize| bytes.get(at).is_none_or(|b| !b.is_ascii_alphabetic());
            let place = at.checked_sub(1).is_none_or(alone) && alone(at + 1);
            let list = match c {
                'P' if place => &self.names[0],
                'L' if place => &self.names[1],
                'O' if place => &self.names[2],
                'w' if place => &self.words,
                _ => {
                    text.push(c);
                    continue;
                }
            };
            text.push_str(&list[random.skewed(list.len())]);
        }
    }
}

fn shuffle(list: &mut [String], random: &mut Random) {
    for n in (1..list.len()).rev() {
        list.swap(n, random.below(n + 1));
    }
}
