//! Whether the catalogues have all that the program says, and nothing else.

mod source;

use std::{collections::BTreeSet, fs, path::Path};

use self::source::{literals, pieces};
use super::{
    super::{args, dot, tour},
    CATALOGUES,
    catalogue::{Catalogue, rows},
};
use crate::{
    model::Kind,
    query::{
        self,
        registry::{
            ACTS, ALIAS_PARTICULARS, CLAUSES, ENTITY_PARTICULARS, FAMILIES, HEADS, HINTS, JOINING, PARTICULARS, Use,
            fields, is_keyword, shipped,
        },
        syntax::Statement,
    },
};

/// Fails with all that a catalogue does not have, so that it can be added.
fn assert_told(ours: impl IntoIterator<Item = String>, has: impl Fn(&Catalogue, &str) -> bool) {
    let ours: BTreeSet<String> = ours.into_iter().filter(|text| text.contains(char::is_alphabetic)).collect();
    assert!(!ours.is_empty());
    for (file, text) in CATALOGUES {
        let catalogue = Catalogue::read(text);
        let missing: Vec<&String> = ours.iter().filter(|text| !has(&catalogue, text)).collect();
        let told: String = missing.iter().map(|text| format!("{text}\n")).collect();
        assert!(missing.is_empty(), "data/ui/{file} has no row for {}:\n{told}", missing.len());
    }
}

fn is_told(catalogue: &Catalogue, message: &str) -> bool {
    catalogue.untold(message).is_empty()
}

#[test]
fn every_word_of_help_is_told() {
    let topics = query::help(None).unwrap_or_default();
    let all_fields = || FAMILIES.iter().flat_map(|(family, _)| fields(*family));
    let mut ours: Vec<&str> = topics.iter().flat_map(|topic| [topic.part, topic.meaning]).collect();
    ours.extend(["field", "instead"]);
    ours.extend(all_fields().map(|field| field.meaning));
    ours.extend(HINTS.iter().map(|hint| hint.text));
    ours.extend(PARTICULARS.iter().map(|row| row.meaning));
    ours.extend(ENTITY_PARTICULARS.iter().map(|row| row.meaning));
    ours.extend(ALIAS_PARTICULARS.iter().map(|row| row.meaning));
    let refused = |used: &Use| if let Use::Refused(why, _) = used { Some(*why) } else { None };
    ours.extend(CLAUSES.iter().flat_map(|row| row.uses.iter().filter_map(refused)));
    ours.extend(dot::helps());
    assert_told(ours.into_iter().map(str::to_owned), is_told);
}

/// What the questions that are in every base are for.
fn purposes() -> Vec<String> {
    let purpose = |text: &str| match query::parse(text).unwrap().statement {
        Statement::Save(save) => save.description,
        _ => None,
    };
    shipped().filter_map(|(_, text)| purpose(text)).collect()
}

#[test]
fn what_stands_in_the_menu_is_told_whole() {
    let places = |name: &str| name.ends_with("mod.rs") || name.ends_with("types.rs");
    let phrases = literals("src/query/registry", places).into_iter();
    let phrases: Vec<String> = phrases.filter(|text| text.starts_with("a ") || text.starts_with("an ")).collect();
    let nouns = phrases.iter().map(|phrase| phrase.split_once(' ').unwrap().1.to_owned());
    let nouns = nouns.filter(|noun| !noun.contains(' '));
    let kinds = Kind::ALL.iter().map(|kind| kind.word());
    let own = literals("src/cli/line/offers.rs", |_| true)
        .into_iter()
        .filter(|text| text.bytes().all(|b| b.is_ascii_lowercase()));
    let meanings = JOINING.iter().map(|(_, meaning)| *meaning).chain(kinds).map(str::to_owned);
    let ours = meanings.chain(nouns).chain(own).chain(purposes()).chain(phrases.clone());
    let waits = literals("src/query/complete.rs", |_| true).into_iter().filter(|text| text.contains(' '));
    assert_told(ours.chain(waits), |catalogue, text| catalogue.whole(text).is_some());
}

#[test]
fn the_commands_of_the_prompt_fit_a_screen() {
    for (file, text) in CATALOGUES {
        let catalogue = Catalogue::read(text);
        for help in dot::helps() {
            let told = catalogue.find(help).unwrap_or_default();
            let brief = told.split([';', ':']).next().unwrap_or_default().trim_end();
            assert!(brief.chars().count() <= 80 - dot::USAGE - 2, "data/ui/{file}: {brief}");
        }
    }
}

#[test]
fn every_head_is_told() {
    let heads = FAMILIES.iter().flat_map(|(family, _)| fields(*family)).map(|field| field.name);
    let more = ["count", "period", "key", "also"];
    let listed = listed(&[
        "src/cli/edit/log.rs",
        "src/cli/evidence/verdicts.rs",
        "src/cli/evidence/cite.rs",
        "src/cli/discover/table.rs",
    ]);
    assert_told(heads.chain(more).map(str::to_owned).chain(listed), |catalogue, head| catalogue.whole(head).is_some());
}

/// The heads that these files list under `COLUMNS`.
fn listed(files: &[&str]) -> Vec<String> {
    let list = |file: &&str| {
        let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let list = source
            .split_once("const COLUMNS")
            .unwrap()
            .1
            .split_once(';')
            .unwrap()
            .1
            .split_once(';')
            .unwrap()
            .0
            .to_owned();
        list.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
    };
    files.iter().flat_map(list).collect()
}

#[test]
fn what_is_shown_of_an_answer_is_told_with_its_rows() {
    let heads = HEADS.iter().filter(|row| row.rest.is_empty()).map(|row| row.word);
    let shown = |word: &str| [1, 2].map(|n| format!("{n} of 9 {word} shown"));
    assert_told(heads.chain(["groups", "periods"]).flat_map(shown), is_told);
}

#[test]
fn every_act_is_told_in_footnotes() {
    assert_told(ACTS.iter().map(|row| format!("{}:", row.past)), |catalogue, act| catalogue.whole(act).is_some());
}

/// What the command line tells of itself: every text, line by line; examples and what only lists are made of stay.
fn usage(command: &clap::Command, texts: &mut Vec<String>) {
    let help = command.get_arguments().filter_map(|arg| arg.get_help());
    let values: Vec<_> = command.get_arguments().flat_map(|arg| arg.get_possible_values()).collect();
    let values = values.iter().filter_map(|value| value.get_help());
    let after = command.get_after_help().into_iter().chain(command.get_after_long_help());
    let own = command.get_about().into_iter().chain(after).chain(help).chain(values);
    let names = command.get_arguments().filter(|arg| arg.get_action().takes_values());
    let names = names.flat_map(|arg| arg.get_value_names().unwrap_or_default());
    texts.extend(names.map(ToString::to_string));
    let lines = own.flat_map(|text| text.to_string().lines().map(str::to_owned).collect::<Vec<_>>());
    texts.extend(lines.filter(|line| !line.starts_with("  ")));
    command.get_subcommands().for_each(|command| usage(command, texts));
}

fn whole_usage() -> Vec<String> {
    let (mut command, mut texts) = (args::english(), Vec::new());
    command.build();
    usage(&command, &mut texts);
    texts
}

#[test]
fn every_line_of_usage_is_told() {
    assert_told(whole_usage(), |catalogue, line| catalogue.whole(line).is_some());
}

#[test]
fn every_step_of_the_tour_is_told() {
    assert_told(tour::texts(), |catalogue, text| catalogue.whole(text).is_some());
}

/// What clap says of wrong arguments, of each sort that the command line can have.
fn misread() -> Vec<String> {
    let lines = [
        "--foo",
        "stats --size",
        "stats --foo=1 x",
        "stats x",
        "stats -x",
        "cite -q7f3k",
        "askk",
        "o",
        "gazetteer im",
        "--ui xx",
        "--ui end",
        "--ui",
        "--db a --db b stats",
        "--read-only=yes",
        "serve",
        "serve --reconcile --port 70000",
        "serve --reconcile --port x",
        "ingest --threads 0 a",
        "discover --limit 99999999999999999999999",
        "discover --limit=",
        "discover --accept all",
        "discover --gazetteer a --limit 3",
        "discover --gazetteer a --limit 3 --fail-empty",
        "dump tables",
        "ingest --date 2024-99 a",
        "ingest --url x a",
        "ingest --language fra a",
        "ask --formt csv names",
    ];
    let told = |line: &&str| match args::command().try_get_matches_from(format!("dixit {line}").split(' ')) {
        Err(error) if error.use_stderr() => error.render().to_string(),
        _ => panic!("expected wrong arguments: {line}"),
    };
    let texts: Vec<String> = lines.iter().map(told).collect();
    let lines = texts.iter().flat_map(|text| text.trim_start_matches("error: ").lines());
    // what begins so is a list of arguments
    lines.filter(|line| !line.starts_with("  -") && !line.starts_with("  <")).map(str::to_owned).collect()
}

#[test]
fn every_wrong_argument_is_told() {
    // how a command is written
    let own = |part: &&str| !part.starts_with("dixit ");
    assert_told(misread(), |catalogue, line| !catalogue.untold(line).iter().any(own));
}

#[test]
fn every_wrong_question_is_answered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/query/error");
    let mut ours = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        ours.extend(text.lines().nth(1).map(str::to_owned));
        let label = |line: &str| Some(line.trim_start().strip_prefix('^')?.trim_start_matches('^').trim().to_owned());
        ours.extend(text.lines().filter_map(label));
        ours.extend(text.lines().filter_map(|line| line.strip_prefix("  hint: ")).map(str::to_owned));
    }
    assert!(ours.len() > 500);
    // names of saved questions, and what the reader of patterns says
    let own = |part: &&str| !part.contains(" → ") && *part != "unclosed group";
    assert_told(ours, |catalogue, message| !catalogue.untold(message).iter().any(own));
}

/// What speaks to programs, or to those who write language packs and gazetteers, or is of the language of questions itself.
const OTHERS: [&str; 17] = [
    "src/cli/args",
    "src/cli/demo",
    "src/cli/doctor",
    "src/cli/language",
    "src/cli/names",
    "src/cli/ui",
    "src/cli/edit/sentence",
    "src/cli/run.rs",
    "src/cli/mod.rs",
    "src/cli/dot/registry",
    "src/query/compile",
    "src/query/dialect/syntax",
    "src/query/print",
    "src/query/registry",
    "src/query/help",
    "src/query/timeline",
    "src/query/complete",
];

/// What is printed into a file or a cell, or is of the language of questions; and how a bar is drawn.
const NOT_SAID: [&str; 19] = [
    "in same document",
    "is no name of the gazetteer: looked for as printed",
    "the outlet is compared as it is printed, capitals and accents too",
    "SQLite format 30",
    "a test reads the shipped file",
    "mentions of Vassili Nebenzia | count by spelling",
    "quotes by Lloyd Austin about Koursk since 2024-10",
    "who denied about Corée du Nord | count by speaker",
    "Saved questions of dixit, one a line",
    "bar:24} {percent:>3} %  {msg",
    "export queries to",
    "gazetteer import",
    "in and out",
    "including copies",
    "it counts wherever it stands",
    "names only",
    "of alias",
    "read as",
    "run by",
];

/// The pieces of several words of what the program says.
fn said() -> Vec<String> {
    let ours = |name: &str| !OTHERS.iter().any(|other| name.starts_with(other));
    let mut texts = literals("src/cli", ours);
    texts.extend(literals("src/query", ours));
    let below = ["src/store", "src/import", "src/gazetteer/exchange"];
    let errors = below.iter().flat_map(|folder| literals(folder, |_| true));
    texts.extend(errors.filter(|text| text.starts_with("expected ") || text.contains(": expected ")));
    let read = |name: &str| {
        !["format.rs", "names.rs", "translated.rs", "container/mod.rs"].iter().any(|end| name.ends_with(end))
    };
    let articles = literals("src/import", read).into_iter();
    texts.extend(articles.filter(|text| ["a ", "an ", "one "].iter().any(|begins| text.starts_with(begins))));
    let store = |name: &str| name.ends_with("store/error.rs") || name.ends_with("store/edits.rs");
    texts.extend(
        literals("src/store", store).into_iter().filter(|text| text.starts_with(['“', '{']) || text.starts_with("the")),
    );
    let sentence = |piece: &String| {
        let mut words = piece.split(' ');
        let plain = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase());
        piece.contains(' ')
            && words.clone().any(|word| plain(word) && !is_keyword(word))
            && words.all(|word| !word.starts_with('-'))
    };
    let own = |piece: &String| sentence(piece) && !NOT_SAID.contains(&&**piece);
    texts.iter().flat_map(|text| pieces(text)).filter(own).collect()
}

#[test]
fn every_message_of_the_source_is_told() {
    assert_told(said(), |catalogue, piece| catalogue.english().any(|english| english.contains(piece)));
}

/// What is expected and found, with something in each gap: told whole, and not only where its signs part it.
#[test]
fn every_expectation_is_told_whole() {
    let folders = ["src/cli", "src/query", "src/store", "src/import", "src/gazetteer/exchange"];
    let ours = |name: &str| !OTHERS[1..].iter().any(|other| name.starts_with(other));
    let texts = folders.iter().flat_map(|folder| literals(folder, ours));
    let filled = |text: String| {
        let parts = text.replace("{{", "\u{1}").replace("}}", "\u{2}");
        let parts = parts.split('{').map(|part| part.split_once('}').map_or(part, |(_, behind)| behind).to_owned());
        parts.collect::<Vec<_>>().join("X9").replace('\u{1}', "{").replace('\u{2}', "}")
    };
    let begun = ["expected the columns id and name, apart by a tab", "expected one of X9, found `X9`X9"];
    let whole = |text: &String| !begun.contains(&&**text) && !text.ends_with(" MB)");
    let expects = |text: &String| (text.starts_with("expected ") || text.starts_with("X9: expected ")) && whole(text);
    assert_told(texts.map(filled).filter(expects), is_told);
}

#[test]
fn the_figures_of_a_base_are_told() {
    let texts = literals("src/store/care.rs", |_| true);
    let figures = texts.into_iter().filter(|text| {
        !text.contains("SELECT") && !text.contains("VACUUM") && !text.contains(' ') || text.starts_with('…')
    });
    assert_told(figures.filter(|text| text != "value" && text != "part"), is_told);
}

#[test]
fn no_row_is_of_a_message_that_is_no_more() {
    let texts = literals("src", |_| true);
    let mut all: BTreeSet<String> = texts.iter().flat_map(|text| pieces(text)).collect();
    let others = whole_usage().into_iter().chain(misread()).chain(purposes()).chain(tour::texts());
    all.extend(others.flat_map(|text| pieces(&text)));
    let (several, single): (BTreeSet<String>, BTreeSet<String>) =
        all.into_iter().partition(|piece| piece.contains(' '));
    let is_word = |word: &str| {
        word.parse::<u64>().is_ok()
            || single.contains(word)
            || word.strip_suffix('s').is_some_and(|one| single.contains(one))
    };
    let stands = |english: &str| {
        let own = pieces(english);
        own.iter().all(|piece| {
            let words =
                |piece: &str| piece.split([' ', ',', ':', '(', ')', '/']).filter(|word| !word.is_empty()).all(is_word);
            several.iter().any(|other| piece.contains(&**other) || other.contains(&**piece)) || words(piece)
        })
    };
    for (file, text) in CATALOGUES {
        let idle: Vec<&str> = rows(text).map(|(english, _)| english).filter(|english| !stands(english)).collect();
        assert!(idle.is_empty(), "nothing says this any longer, take it out of data/ui/{file}:\n{}", idle.join("\n"));
    }
}

#[test]
fn every_row_is_well_formed() {
    for (file, text) in CATALOGUES {
        let mut seen = BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [english, told] = cells[..] else { panic!("data/ui/{file}: expected two cells, found {line:?}") };
            assert!(seen.insert(english), "data/ui/{file}: {english:?} stands there twice");
            assert!(!english.is_empty() && !told.is_empty() && !english.contains("{}{}"), "data/ui/{file}: {line:?}");
            let gaps = english.matches("{}").count();
            let filled = told.matches("{}").count() + (1..=gaps).filter(|n| told.contains(&format!("{{{n}}}"))).count();
            assert_eq!(filled, gaps, "data/ui/{file}: {line:?}");
        }
    }
}

#[test]
fn one_and_none_are_singular_in_french() {
    let (_, text) = CATALOGUES.iter().find(|(file, _)| *file == "fr.tsv").unwrap();
    let catalogue = Catalogue::read(text);
    for (english, told) in [
        ("nothing found in 1 of 9 documents", "rien trouvé dans 1 document sur 9"),
        ("nothing found in 0 of 9 documents", "rien trouvé dans 0 document sur 9"),
        ("nothing found in 2 of 9 documents", "rien trouvé dans 2 documents sur 9"),
        (
            "dixit 1.0 · a.db · 1 documents · `help` tells the language, `.help` the rest",
            "dixit 1.0 · a.db · 1 document · `help` explique la langue des questions, `.help` le reste",
        ),
        ("written: a.csv (1 rows, csv)", "écrit\u{a0}: a.csv (1 ligne, csv)"),
        ("by Mark Rutte (@mark-rutte, person)", "by Mark Rutte (@mark-rutte, personne)"),
        (
            "quotes · by Mark Rutte (@mark-rutte, person) · 1 row",
            "quotes · by Mark Rutte (@mark-rutte, personne) · 1 ligne",
        ),
        ("12 taken, 1 refused", "12 pris, 1 refusé"),
        ("1 documents read again, 0 changed", "1 document relu, 0 changé"),
        ("12 documents read again, 1 changed", "12 documents relus, 1 changé"),
        (
            "a.tsv: 1 entities with 12 spellings read, 0 lines passed over, 1 refused",
            "a.tsv\u{a0}: 1 entité avec 12 graphies lue, 0 ligne passée, 1 refusé",
        ),
        ("0 entities joined, 1 added, 1 spellings new", "0 entité rejointe, 1 ajoutée, 1 graphie nouvelle"),
    ] {
        assert_eq!(catalogue.find(english).as_deref(), Some(told));
    }
}

#[test]
fn french_has_no_line_break_before_its_signs() {
    let (_, text) = CATALOGUES.iter().find(|(file, _)| *file == "fr.tsv").unwrap();
    for (_, told) in rows(text) {
        for loose in [" ;", " !", " ?", " : ", " »", "« "] {
            assert!(!told.contains(loose), "expected a no-break space, found a plain one: {told}");
        }
    }
}
