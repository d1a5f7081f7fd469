//! `dixit discover`: candidates for names.

use super::bench::Bench;

const KNOWN: &str = "id\tname\nQ1\tJoseph Fraenkel\nlocal-2\tJoseph Fraenkel\nlocal-3\tPALLADINI Giulia\nlocal-4\tIvan Petrovich Testov\n";

/// The candidates of one name: ids and scores.
fn candidates(bench: &Bench, name: &str) -> Vec<(String, f64)> {
    let run = bench.piped(&["discover", "--gazetteer", "known.tsv"], format!("{{\"q\": {name:?}}}\n")).ok();
    let line: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(line["q"], name);
    let list = line["candidates"].as_array().unwrap();
    assert!(list.iter().all(|c| !c["why"].as_array().unwrap().is_empty()), "{line}");
    list.iter().map(|c| (c["entity"].as_str().unwrap().to_owned(), c["score"].as_f64().unwrap())).collect()
}

#[test]
fn names_get_candidates_with_scores_and_reasons() {
    let bench = Bench::empty();
    bench.file("known.tsv", KNOWN);
    // of two people with one name the one that other lists have comes first
    let found = candidates(&bench, "Josef Fränkel");
    assert_eq!((found[0].0.as_str(), found[1].0.as_str()), ("Q1", "local-2"));
    assert_eq!(candidates(&bench, "Giulia Palladini")[0].0, "local-3");
    assert!(candidates(&bench, "Иван Тестов")[0].1 > 0.3);
    assert!(candidates(&bench, "Harald Zwick").iter().all(|(_, score)| *score < 0.3));
}

#[test]
fn bad_lists_and_lines_are_told() {
    let bench = Bench::empty();
    bench.file("known.tsv", "name\tid\n");
    bench
        .piped(&["discover", "--gazetteer", "known.tsv"], "")
        .fails(3, &["known.tsv:1: expected the columns id and name"]);
    bench.file("known.tsv", "id\tname\nQ1\n");
    bench.piped(&["discover", "--gazetteer", "known.tsv"], "").fails(3, &["known.tsv:2: expected an id and a name"]);
    bench.file("known.tsv", KNOWN);
    let run = bench.piped(&["discover", "--gazetteer", "known.tsv"], "nonsense\n{\"q\": \"Ivan Testov\"}\n");
    assert_eq!(run.code, 3);
    assert!(run.err.contains("standard input:1: expected {\"q\": a name}"), "{run:#?}");
    assert!(run.out.contains("local-4"), "{run:#?}");
}

const PEOPLE: &str = "id,name,kind,description,country\nlev-odintchak,Lev Odintchak,person,President of Russia,russia\n\
    tova-kreel,Tova Kreel,person,Norwegian prime minister,norway\n";
const ARTICLES: [(&str, &str); 2] = [
    (
        "lev.txt",
        "Une visite\n\nPublié le 5 mars 2024\n\nLe président russe Lev Odinchak a déclaré que le pont ouvrirait. Moscou est loin.",
    ),
    (
        "tova.txt",
        "Ein Besuch\n\n5. März 2024\n\nDie norwegische Ministerpräsidentin Tova Kreell sagte, der Hafen bleibe offen. Oslo wartet.",
    ),
];

/// A base of two articles with misspelt names.
fn misspelt() -> Bench {
    let bench = Bench::empty();
    let people = bench.file("people.csv", PEOPLE);
    let articles: Vec<_> = ARTICLES.iter().map(|(name, text)| bench.file(name, text)).collect();
    bench.ingest(&[], &articles).ok();
    bench.dixit(&["gazetteer", "import", "csv", people.to_str().unwrap()]).ok();
    bench
}

#[test]
fn sure_proposals_are_accepted_together_and_undone_as_one() {
    let bench = misspelt();
    let listed = bench.dixit(&["discover", "--format", "tsv"]).ok();
    let mut piles: Vec<Vec<&str>> = listed.out.lines().skip(1).map(|line| line.split('\t').take(3).collect()).collect();
    piles.sort();
    assert_eq!(piles, [["Lev Odinchak", "Lev Odintchak", "sure"], ["Tova Kreell", "Tova Kreel", "sure"]]);
    assert!(listed.err.contains("2 unknown names · 2 sure · 0 likely · 0 new"), "{}", listed.err);
    let before = bench.dump();
    let accepted = bench.dixit(&["discover", "--accept", "sure"]).ok();
    assert!(accepted.err.contains("alias \"Lev Odinchak\" = @lev-odintchak"), "{}", accepted.err);
    for (name, spelling) in [("Tova Kreel", "Tova Kreell"), ("Lev Odintchak", "Lev Odinchak")] {
        let rows = bench.rows(&format!("mentions of {name} | show spelling"));
        assert!(rows.len() == 2 && rows[1].ends_with(spelling), "{rows:?}");
    }
    let nothing = bench.dixit(&["discover", "--accept", "sure", "--fail-empty"]);
    assert_eq!((nothing.code, nothing.err.contains("no name is sure: nothing was changed")), (1, true));
    bench.dixit(&["ask", "undo"]).ok();
    assert_eq!(bench.dump(), before);
}

#[test]
fn a_review_needs_a_terminal() {
    let bench = misspelt();
    bench.piped(&[], ".discover review\n").fails(2, &["a review needs a terminal"]);
    bench.dixit(&["discover", "--accept", "new"]).fails(2, &["expected sure or likely"]);
}

/// Facts that anybody can look up, with a spelling that a machine made.
const NEBENZYA: &str = "Les ambassadeurs à New York\n\nPublié le 31 octobre 2024\n\nL'ambassadeur de l'ONU russe, Vasily Nunkzya, représente la \
    Russie à New York depuis 2017. Le Conseil de sécurité compte quinze membres, et la Russie en est un membre permanent.";

#[test]
fn where_names_do_not_tell_the_office_does() {
    let bench = Bench::article(NEBENZYA);
    for spelling in ["Vasily Nunkzya", "Nunkzya"] {
        bench.ask(&format!("forget alias \"{spelling}\"")).ok();
    }
    let listed = bench.dixit(&["discover", "--format", "tsv"]).ok();
    let first: Vec<&str> = listed.out.lines().nth(1).unwrap().split('\t').collect();
    assert_eq!(first[..2], ["Vasily Nunkzya", "Vasily Nebenzya"]);
    assert!(["sure", "likely"].contains(&first[2]), "{}", listed.out);
    for words in
        ["nunkzya sounds like nebenz", "“L'ambassadeur de l'ONU russe", "Vasily Nebenzya holds that office since 2017"]
    {
        assert!(first[6].contains(words), "{}", first[6]);
    }
}
