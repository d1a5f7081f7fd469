//! What `integrations/spark/tests` tries: tables, copies and answers on Apache Spark are those of a base. PySpark is installed
//! for it below the target folder; Python and Java come from the machine. `DIXIT_SPARK=off` leaves it out.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use regex::Regex;

#[path = "../benches/generate/shapes.rs"]
#[allow(dead_code, reason = "only the texts are asked here")]
mod shapes;

const PACKAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/integrations/spark");
const REQUIREMENTS: &str = include_str!("../integrations/spark/tests/requirements.txt");
const QUESTIONS: &str = include_str!("../integrations/spark/tests/questions.txt");

#[test]
fn tables_and_answers_on_spark_are_those_of_a_base() {
    if let Some(missing) = missing() {
        assert!(env::var_os("CI").is_none(), "{missing}");
        eprintln!("not tried: {missing}");
        return;
    }
    let python = environment();
    // nothing is printed for five minutes and more
    let done = run(Command::new(python)
        .args(["-m", "unittest"])
        .current_dir(PACKAGE)
        .env("DIXIT", env!("CARGO_BIN_EXE_dixit")));
    let told = String::from_utf8_lossy(&done.stderr);
    eprintln!("{told}");
    assert!(told.contains("Ran ") && !told.contains("Ran 0 tests"));
}

#[test]
fn the_questions_have_the_shapes_of_the_benchmark() {
    let questions: Vec<&str> = QUESTIONS.lines().collect();
    assert_eq!(questions.len(), shapes::SHAPES.len());
    for (question, shape) in questions.iter().zip(&shapes::SHAPES) {
        let word = |word: &str| match word {
            "X" | "Y" => "(Mark Rutte|Koursk)".to_owned(),
            "S" | "U" | "W" => "\"[^\"]+\"".to_owned(),
            year if year.starts_with("20") && year.len() == 4 => "[0-9-]+".to_owned(),
            other => regex::escape(other),
        };
        let words: Vec<String> = shape.text.split(' ').map(word).collect();
        let pattern = Regex::new(&format!("^{}$", words.join(" "))).unwrap();
        assert!(pattern.is_match(question), "{question} is not of the shape {}", shape.text);
    }
}

/// Why it cannot be tried here, where that is so.
fn missing() -> Option<String> {
    if env::var_os("DIXIT_SPARK").is_some_and(|value| value == "off") {
        return Some("DIXIT_SPARK is off".to_owned());
    }
    let java = env::var_os("JAVA_HOME").map_or("java".into(), |home| Path::new(&home).join("bin/java"));
    let there = |program: &Path, option: &str| {
        Command::new(program).arg(option).output().is_ok_and(|done| done.status.success())
    };
    match (there(Path::new("python3"), "--version"), there(&java, "-version")) {
        (true, true) => None,
        (false, _) => Some("expected python3, of 3.10 or newer, found none".to_owned()),
        (_, false) => Some("expected java, of 17 or newer, found none; install it, or set JAVA_HOME".to_owned()),
    }
}

/// The Python of an environment that has what the tests require.
fn environment() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spark");
    let python = folder.join("bin/python");
    let installed = folder.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|told| told == REQUIREMENTS) {
        return python;
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    let list = Path::new(PACKAGE).join("tests/requirements.txt");
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--no-cache-dir", "--requirement"]).arg(list));
    fs::write(installed, REQUIREMENTS).unwrap();
    python
}

#[track_caller]
fn run(command: &mut Command) -> Output {
    let done = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let told = [&done.stdout, &done.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    assert!(done.status.success(), "{command:?}: {}\n{}", done.status, told.join("\n"));
    done
}
