use proptest::prelude::*;

use super::{Name, Names};

/// Plainly invented people, some of them alike.
const KNOWN: &[&str] = &[
    "Wladimir Petrowitsch Sorokin-Test",
    "Ivan Petrovich Testov",
    "Ivan Sergeevich Testov",
    "Joseph Fraenkel",
    "Jonathan Marble",
    "John Q. Marble",
    "Anne Hollowell",
    "Hafez al-Rassad",
    "PALLADINI Giulia",
    "Kim Dae-won",
    "Mary Ann Teller",
];

fn names() -> Names {
    listed(KNOWN)
}

fn listed(names: &[&str]) -> Names {
    Names::new(&names.iter().map(|&name| (name, false)).collect::<Vec<_>>())
}

fn first(name: &str) -> (&'static str, f32) {
    names().like(&Name::new(name), 5).first().map_or(("", 0.0), |c| (KNOWN[c.name], c.score))
}

#[test]
fn other_spellings_are_found() {
    for (spelling, known) in [
        ("Jozef Fränkel", "Joseph Fraenkel"),
        ("Josef Fraenkel", "Joseph Fraenkel"),
        ("Ann Hollowell", "Anne Hollowell"),
        ("Iosephus Fraenkel", "Joseph Fraenkel"),
        ("Jon Q. Marble", "John Q. Marble"),
        ("Hafez xal-Rassad", "Hafez al-Rassad"),
        ("Giulia Palladini", "PALLADINI Giulia"),
        ("Kim Daewon", "Kim Dae-won"),
        ("Дае Вон Ким", "Kim Dae-won"),
        ("M. A. Teller", "Mary Ann Teller"),
        ("Джулия Палладини", "PALLADINI Giulia"),
        ("Vladimir Sorokin-Test", "Wladimir Petrowitsch Sorokin-Test"),
        ("حافظ الرساد", "Hafez al-Rassad"),
    ] {
        assert_eq!(first(spelling).0, known, "{spelling}");
    }
}

#[test]
fn what_is_left_out_counts_less_than_what_is_contradicted() {
    let scores = |name: &str| {
        let found = names().like(&Name::new(name), 11);
        move |known: &str| found.iter().find(|c| KNOWN[c.name] == known).map_or(0.0, |c| c.score)
    };
    let omitted = scores("Ivan Testov");
    let contradicted = scores("Ivan Pavlovich Testov");
    eprintln!(
        "{} {} {}",
        omitted("Ivan Petrovich Testov"),
        omitted("Ivan Sergeevich Testov"),
        contradicted("Ivan Petrovich Testov")
    );
    assert!(omitted("Ivan Petrovich Testov") > contradicted("Ivan Petrovich Testov"));
    let own = scores("Ivan Petrovich Testov");
    assert!(own("Ivan Petrovich Testov") > own("Ivan Sergeevich Testov") + 0.3);
}

/// `King` and `Lord` are ranks before a name and surnames behind one.
#[test]
fn a_rank_behind_a_name_is_a_surname() {
    let names = listed(&["Testina King", "Testina Lord", "Testina Marble"]);
    assert_eq!(names.like(&Name::new("Testina King"), 1)[0].name, 0);
    assert_eq!(names.like(&Name::new("Lord Testina Marble"), 1)[0].name, 2);
}

#[test]
fn strangers_score_low() {
    for name in ["Harald Zwick", "Petra Ungern", "李小龙", "Mohamed Salah Idrissi"] {
        assert!(first(name).1 < 0.3, "{name}: {:?}", first(name));
    }
}

#[test]
fn reasons_name_the_words() {
    let names = names();
    let best = &names.like(&Name::new("Jozef Fränkel"), 1)[0];
    let why = names.why(&Name::new("Jozef Fränkel"), best.name).join("; ");
    assert!(why.contains("jozef") && why.contains("frankel"), "{why}");
    let why = names.why(&Name::new("Ivan Testov"), 1).join("; ");
    assert!(why.contains("petrovich is left out here"), "{why}");
}

/// Names are looked up without accents and in Latin letters: a line that has others is never found.
#[test]
fn listed_names_are_plain_latin_letters() {
    let lines = include_str!("../../data/likeness/nicknames.tsv").lines().skip(1);
    let odd: Vec<&str> = lines
        .flat_map(|line| line.split(' '))
        .filter(|w| w.is_empty() || !w.bytes().all(|b| b.is_ascii_lowercase()))
        .collect();
    assert!(odd.is_empty(), "{odd:?}");
}

proptest! {
    #[test]
    fn any_text_is_taken(known in "\\PC{0,40}", name in "\\PC{0,40}") {
        let names = Names::new(&[(KNOWN[0], false), (&known, true)]);
        for candidate in names.like(&Name::new(&name), 5) {
            prop_assert!((0.0..=1.0).contains(&candidate.score));
            names.why(&Name::new(&name), candidate.name);
        }
    }

    #[test]
    fn a_name_is_most_like_itself(n in 0..KNOWN.len()) {
        prop_assert_eq!(first(KNOWN[n]).0, KNOWN[n]);
    }
}
