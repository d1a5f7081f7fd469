//! Ctrl-C while a question runs.

use std::{
    thread,
    time::{Duration, Instant},
};

use super::{CTRL_C, CTRL_D, PATIENCE, Prompt, dixit};

/// A base in which a question about names has no end: each name stands there again and again.
const ENDLESS: &str = "ALTER TABLE name RENAME TO name_once;
    CREATE VIEW name AS SELECT name_once.* FROM name_once,
        (WITH RECURSIVE times (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM times) SELECT n FROM times)";

/// What is written when a line was entered: from then on the terminal makes a signal of Ctrl-C.
const ENTERED: &str = "\u{1b}[?2004l\r\n";

/// What a stopped question may take until it is told.
const SOON: Duration = Duration::from_millis(100);

/// Questions stopped; the machine may have other things to do during some of them.
const TIMES: usize = 5;

#[test]
fn ctrl_c_stops_what_runs_and_the_session_lives() {
    let home = Prompt::home();
    rusqlite::Connection::open(home.path().join("base.db")).unwrap().execute_batch(ENDLESS).unwrap();
    let mut prompt = Prompt::sized((120, 40), dixit(&home), home);
    let mut fastest = PATIENCE;
    for round in 0..TIMES {
        prompt.types("names | count\r");
        prompt.sees(ENTERED);
        if round > 0 {
            thread::sleep(SOON); // the first is stopped as early as can be, the others while they run
        }
        let stopped = Instant::now();
        prompt.types(CTRL_C);
        prompt.sees("cancelled before its end; the session goes on");
        fastest = fastest.min(stopped.elapsed());
        prompt.sees("dixit> ");
        prompt.asks("documents | count", &["documents · 1 row", "11"]);
    }
    assert!(fastest < SOON, "it took {fastest:?}");
    // twice is no more than once
    prompt.types("names | count\r");
    prompt.sees(ENTERED);
    prompt.types(CTRL_C);
    prompt.types(CTRL_C);
    prompt.sees("cancelled before its end");
    prompt.sees("dixit> ");
    prompt.asks("documents | count", &["documents · 1 row", "11"]);
    prompt.types(CTRL_D);
    prompt.ends();
}
