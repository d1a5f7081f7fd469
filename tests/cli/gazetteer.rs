//! `dixit gazetteer`: what it covers.

use super::bench::Bench;

/// `area: what` of each line, with its numbers.
fn counts() -> Vec<(String, usize, Option<usize>)> {
    let run = Bench::empty().dixit(&["gazetteer", "coverage", "--format", "csv"]);
    let number = |cell: &str| cell.parse().ok();
    let out = run.ok().out;
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    lines.iter().map(|l| (format!("{}: {}", &l[0], &l[1]), number(&l[2]).unwrap(), number(&l[3]))).collect()
}

#[test]
fn the_shipped_gazetteer_covers_what_it_promises() {
    let found = counts();
    let of = |name: &str| found.iter().find(|(n, ..)| n == name).unwrap_or_else(|| panic!("no {name} in {found:?}"));
    assert!(of("entities: person").1 >= 600);
    assert!(of("entities: organisation").1 >= 200);
    for language in ["fr", "en", "de", "es"] {
        assert_eq!(of(&format!("UN members: with demonyms in {language}")).1, 193);
        assert!(of(&format!("other scripts: with all transliterations of {language}")).1 >= 250);
    }
    assert_eq!(of("UN members: with a capital, or a reason why not").1, 193);
    assert_eq!(of("UN members: with a head of state or government").1, 193);
}

const ENTITIES: &str = "id\tkind\tname\tdescription\tgender\tcountry\texternal
ada\tperson\tAda\t\tf\tmali\t
orlov\tperson\tPavel Orlov\t\tm\tmali\t
mali\tplace\tMali\t\t\t\tiso3166:ML
";
const ALIASES: &str = "entity\talias\tlanguage\tsort\tcase
ada\tAda\t*\tname\tmatch
orlov\tPavel Orlov\ten\tname\tmatch
mali\tMali\t*\tname\tmatch
mali\tmalien\tfr\tdemonym\tmatch
";
const OFFICES: &str = "office\trole\tof\tholder\tfrom\tto\nmali-president\tpresident\tmali\tada\t2020\t\nmali-president\tpresident\tmali\torlov\t2010\t2020\n";
const NATIVE: &str =
    "entity\tsystem\tgiven\tfamily\tgiven_reading\tfamily_reading\tlatin\norlov\tru\tПавел\tОрлов\t\t\tyes\n";

fn folder() -> Bench {
    let bench = Bench::empty();
    let files = [("entities", ENTITIES), ("aliases", ALIASES), ("offices", OFFICES), ("native", NATIVE)];
    files.iter().for_each(|(name, text)| drop(bench.file(&format!("own/{name}.tsv"), text)));
    bench
}

#[test]
fn a_folder_of_ones_own_is_counted() {
    let run = folder().dixit(&["gazetteer", "coverage", "own", "--format", "tsv"]).ok();
    for line in [
        "entities\tperson\t2\t",
        "entities\twith ids elsewhere\t1\t",
        "aliases\tname *\t2\t",
        "aliases\tdemonym fr\t1\t",
        "people\twith an office at any time\t2\t2",
        "people\twith an office today\t1\t2",
        "UN members\twith demonyms in fr\t1\t193",
        "UN members\twith demonyms in de\t0\t193",
        "UN members\twith one today\t1\t193",
        "UN members\tcomplete\t0\t193",
        "other scripts\tnames\t1\t",
        "other scripts\twith all transliterations of en\t1\t1",
        "other scripts\twith all transliterations of de\t0\t1",
    ] {
        assert!(run.out.lines().any(|l| l == line), "no {line} in\n{}", run.out);
    }
}

#[test]
fn what_is_missing_is_named() {
    let run = folder().dixit(&["gazetteer", "coverage", "own", "--missing", "--format", "tsv"]).ok();
    assert!(run.out.contains("other scripts\twith all transliterations of de\torlov\n"), "{}", run.out);
    assert!(!run.out.contains("demonyms in fr\tmali"), "{}", run.out);
}

#[test]
fn a_folder_without_a_gazetteer_is_refused() {
    let run = folder().dixit(&["gazetteer", "coverage", "nowhere"]);
    assert_eq!((run.code, run.err.contains("entities.tsv")), (3, true), "{}", run.err);
}

#[test]
fn it_is_printed_in_every_format() {
    for format in dixit::output::FORMATS {
        let run = folder().dixit(&["gazetteer", "coverage", "own", "--format", format.name]).ok();
        assert!(run.out.contains("UN members") && run.out.contains("193"), "{}: {}", format.name, run.out);
    }
}
