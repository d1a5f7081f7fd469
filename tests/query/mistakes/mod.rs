//! Mistakes by the thousand, the same at each run: none may pass for another question, and each is to be told where it is and how the
//! line was meant.

mod place;
mod slip;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use dixit::cli::BaseNames;
use dixit::model::AliasSort;
use dixit::query::registry::{ACTS, BASES, CLAUSES, CONNECTIVES, FAMILIES, HEADS, STAGES, STATEMENTS, UNITS, fields};
use dixit::query::{Problem, Resolved, bare_or_quoted, compile, parse, read};
use dixit::store::{OpenMode, SavedQuery, Store, StoreError};
use dixit::text::fold;
use place::{Class, Place};
use rayon::prelude::*;
use rusqlite::{Connection, params};
use slip::Mistake;

use crate::crowd::{self, Random};

/// How many mistakes are made.
const MISTAKES: usize = 10_000;

/// Spellings of the gazetteer.
const SPELLINGS: usize = 100_000;

const OUTLETS: &[&str] = &[
    "Le Monde",
    "20 Minutes",
    "L'Équipe",
    "Die Zeit",
    "Est Républicain",
    "The Times",
    "La Gazette",
    "Süddeutsche Zeitung",
    "El País",
    "Ouest-France",
    "The Kyiv Independent",
    "Gazeta Wyborcza",
];

const SAVED: &[(&str, &str)] = &[
    ("said", "save said($who, $topic = OTAN) \"What X said about Y\" = quotes by $who about $topic"),
    ("recent", "save recent($from) = quotes since $from"),
    ("denials", "save denials = quotes act deny | count by speaker"),
];

/// A base, and what names it has.
struct World {
    path: std::path::PathBuf,
    /// Names to ask for.
    names: Vec<String>,
    /// Every folded spelling.
    spellings: HashSet<String>,
    _folder: tempfile::TempDir,
}

/// The base as one thread has it open.
struct Asked<'w> {
    world: &'w World,
    store: Store,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mistakes.dixit");
        let gazetteer = crowd::gazetteer(SPELLINGS);
        let mut store = Store::open(&path, OpenMode::Create).unwrap();
        store.write(|w| w.take_gazetteer(&gazetteer).map(drop)).unwrap();
        for (name, text) in SAVED {
            let query = SavedQuery { name: (*name).to_owned(), text: (*text).to_owned() };
            store.write(|w| w.save(&query).map(drop)).unwrap();
        }
        fill(&Connection::open(&path).unwrap());
        let named = gazetteer.aliases().filter(|(_, alias)| alias.sort == AliasSort::Name);
        let names = named.map(|(_, alias)| alias.spelling.to_owned()).collect();
        let spellings = gazetteer.aliases().map(|(_, alias)| fold(alias.spelling)).collect();
        World { path, names, spellings, _folder: folder }
    }
}

impl Asked<'_> {
    fn new(world: &World) -> Asked<'_> {
        Asked { world, store: Store::open(&world.path, OpenMode::Read).unwrap() }
    }

    /// What a line means; a problem where it means nothing.
    fn meaning(&self, line: &str) -> Result<String, Box<Problem>> {
        let read = self.store.read(|reader| Ok::<_, StoreError>(read(line, &BaseNames::of(reader))));
        read.unwrap().map(|resolved| meaning(&resolved))
    }
}

/// Documents in each outlet and language.
fn fill(connection: &Connection) {
    let sql = "INSERT INTO document (key, source, format, replaced, title, outlet, language, published, published_basis, byte_hash, \
               text_hash, text, read_at) \
               VALUES (?, ?, 'text', 0, ?, ?, ?, '2024-10-31', 'given', '', '', '', '')";
    let titles = ["Démenti à Moscou", "Gas für Kiew", "Troupes à Koursk", "Council hears denial"];
    let sources = ["otan-moscou.txt", "kiew-gas.txt", "koursk-troupes.txt", "council.txt"];
    for (n, outlet) in OUTLETS.iter().enumerate() {
        let source = sources.get(n).map_or_else(|| format!("page-{n}.txt"), |s| (*s).to_owned());
        let language = ["fr", "de", "en", "es"][n % 4];
        let title = titles.get(n).copied();
        connection.execute(sql, params![format!("d{n:07}"), source, title, outlet, language]).unwrap();
    }
}

/// What is asked or done, whatever the words.
fn meaning(resolved: &Resolved) -> String {
    match resolved {
        Resolved::Query(query) => format!("{:?}", compile(query)),
        Resolved::Explain(query) => format!("explain {:?}", compile(query)),
        Resolved::Run(run) => format!("run {} {:?}", run.name, compile(&run.query)),
        Resolved::Save(save) => save.text.clone(),
        Resolved::Edit(change) => format!("{} {:?}", change.text, change.because),
        other => format!("{other:?}"),
    }
}

/// How often each thing happened in one class.
#[derive(Default)]
struct Tally {
    made: usize,
    same: usize,
    valid: usize,
    refused: usize,
    first: usize,
    any: usize,
}

/// What became of a mistake.
enum Fate {
    /// It is another way to say the same.
    Same,
    /// What stands there now is as right as what stood there.
    Valid,
    /// It was refused; whether the first, and any, corrected line says what was meant.
    Refused { first: bool, any: bool },
}

#[test]
fn mistakes_are_told_and_mended() {
    let world = World::new();
    let questions = questions();
    assert!(questions.len() >= 60);
    let mut tallies: BTreeMap<Class, Tally> = BTreeMap::new();
    let mut wrong = Vec::new();
    let fates = (0..MISTAKES).into_par_iter().map_init(|| Asked::new(&world), |base, n| one(base, &questions, n));
    for (class, fate) in fates.collect::<Vec<_>>() {
        let tally = tallies.entry(class).or_default();
        tally.made += 1;
        match fate {
            Ok(Fate::Same) => tally.same += 1,
            Ok(Fate::Valid) => tally.valid += 1,
            Ok(Fate::Refused { first, any }) => {
                tally.refused += 1;
                tally.first += usize::from(first);
                tally.any += usize::from(any);
            }
            Err(why) => wrong.push(why),
        }
    }
    print(&tallies);
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    let rate = |classes: &[Class]| {
        let sum = |of: fn(&Tally) -> usize| classes.iter().map(|class| of(&tallies[class])).sum::<usize>() as f64;
        sum(|tally| tally.first) / sum(|tally| tally.refused)
    };
    assert!(rate(&[Class::Keyword, Class::Field]) >= 0.97 && rate(&[Class::Name]) >= 0.93);
}

/// Makes the `n`th mistake, and sees what becomes of it.
fn one(base: &Asked, questions: &[&str], n: usize) -> (Class, Result<Fate, String>) {
    let mut random = Random(2024 + 1_000_003 * n as u64);
    let (line, meaning, places) = filled(&mut random, base, questions);
    let classes: Vec<Class> = places.iter().map(|p| p.class).collect::<BTreeSet<_>>().into_iter().collect();
    let class = *random.pick(&classes);
    let there: Vec<Place> = places.into_iter().filter(|p| p.class == class).collect();
    let place = random.pick(&there).clone();
    let mistake = slip::make(&mut random, &line, &place);
    let wrong = |why| format!("{why}\n  meant: {line}\n  typed: {}", mistake.line);
    (class, fate(base, (&line, &meaning), &mistake).map_err(wrong))
}

fn questions() -> Vec<&'static str> {
    include_str!("questions.txt").lines().collect()
}

/// A question with names in it that has nothing wrong, its meaning, and its places.
fn filled(random: &mut Random, base: &Asked, questions: &[&str]) -> (String, String, Vec<Place>) {
    loop {
        let mut line = (*random.pick(questions)).to_owned();
        for (slot, all) in [("<name>", None), ("<outlet>", Some(OUTLETS))] {
            while let Some(at) = line.find(slot) {
                let name = match all {
                    Some(all) => (*random.pick(all)).to_owned(),
                    None => random.pick(&base.world.names).clone(),
                };
                let quoted = line[..at].ends_with('"');
                let name = if quoted { name } else { bare_or_quoted(&name) };
                line.replace_range(at..at + slot.len(), &name);
            }
        }
        if let Ok(meaning) = base.meaning(&line) {
            let places = place::places(&parse(&line).unwrap());
            return (line, meaning, places);
        }
    }
}

fn fate(base: &Asked, (line, meant): (&str, &str), mistake: &Mistake) -> Result<Fate, String> {
    match base.meaning(&mistake.line) {
        Ok(meaning) if meaning == meant => Ok(Fate::Same),
        Ok(_) if is_right(base.world, mistake) => Ok(Fate::Valid),
        Ok(_) => Err("taken for another question".to_owned()),
        Err(problem) => {
            caret(&problem, mistake, line)?;
            let right = |corrected: &String| base.meaning(corrected).is_ok_and(|meaning| meaning == meant);
            let (first, any) = (problem.corrected.first().is_some_and(right), problem.corrected.iter().any(right));
            if std::env::var_os("DIXIT_MISTAKES").is_some() && !first {
                println!("{:?}: {line}\n{problem}\n", mistake.class);
            }
            Ok(Fate::Refused { first, any })
        }
    }
}

/// Whether the caret stands inside the mistake or right after it.
fn caret(problem: &Problem, mistake: &Mistake, line: &str) -> Result<(), String> {
    if problem.line != mistake.line {
        // a saved question filled in: the caret stands under the value
        let shown = problem.span.of(&problem.line);
        return if shown.contains(&mistake.text) { Ok(()) } else { Err(format!("the caret is elsewhere:\n{problem}")) };
    }
    let behind = mistake.line[mistake.span.end..]
        .find(|c: char| !c.is_whitespace())
        .map_or(mistake.line.len(), |n| mistake.span.end + n);
    let start = problem.span.start;
    if mistake.class == Class::Parameter && problem.message.contains("parameters of") {
        return Ok(()); // declared and used under two names: either may be the mistake
    }
    let inside = problem.span.end > mistake.span.start && start < mistake.span.end;
    let at = inside || start == behind || start == mistake.span.end || (mistake.span.is_empty() && start <= behind);
    if at { Ok(()) } else { Err(format!("the caret is elsewhere ({line}):\n{problem}")) }
}

/// Whether what the mistake made is itself a word, name or date of its class.
fn is_right(world: &World, mistake: &Mistake) -> bool {
    let text = mistake.text.as_str();
    match mistake.class {
        Class::Keyword => keywords().any(|word| word == text),
        Class::Field => FAMILIES
            .iter()
            .any(|(family, _)| fields(*family).iter().any(|f| f.name == text || f.synonyms.contains(&text))),
        Class::Name => world.spellings.contains(&fold(text)),
        Class::Outlet => OUTLETS.iter().any(|outlet| fold(outlet) == fold(text)),
        Class::Language => text.len() == 2,
        Class::Date => is_date(text),
        _ => false,
    }
}

fn keywords() -> impl Iterator<Item = &'static str> {
    let heads = HEADS.iter().flat_map(|row| std::iter::once(row.word).chain(row.synonyms.iter().copied()));
    let clauses = CLAUSES.iter().flat_map(|row| row.phrases()).flat_map(|phrase| phrase.split(' '));
    let acts = ACTS.iter().flat_map(|row| [row.past, row.act.word()]);
    let units = UNITS.iter().flat_map(|row| [row.word, row.plural]);
    let others = STAGES.iter().map(|row| row.word).chain(STATEMENTS.iter().map(|row| row.word));
    heads.chain(clauses).chain(acts).chain(units).chain(others).chain(CONNECTIVES.iter().chain(BASES).copied())
}

/// A year, month, quarter or day that the calendar has.
fn is_date(text: &str) -> bool {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 if text.contains('Q') => return matches!(&text[4..6], "-Q") && matches!(&text[6..], "1" | "2" | "3" | "4"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    full.len() == 10 && full.parse::<jiff::civil::Date>().is_ok()
}

fn print(tallies: &BTreeMap<Class, Tally>) {
    println!("mistake      made   same  valid  refused  first right  any right");
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    for (class, t) in tallies {
        println!(
            "{:10} {:6} {:6} {:6} {:8}     {:6.1} %   {:6.1} %",
            format!("{class:?}").to_lowercase(),
            t.made,
            t.same,
            t.valid,
            t.refused,
            percent(t.first, t.refused),
            percent(t.any, t.refused)
        );
    }
}
