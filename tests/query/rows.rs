//! What questions find in the small base.

use dixit::query::{Query, Resolved, compile, compile_count, complete, parse, parts, reading, resolve};

use crate::fixture::Base;

fn query(base: &Base, line: &str) -> Query {
    let tree = parse(line).unwrap_or_else(|problem| panic!("{problem}"));
    match resolve(&tree, base).unwrap_or_else(|problem| panic!("{problem}")) {
        Resolved::Query(query) | Resolved::Explain(query) => query,
        Resolved::Run(run) => run.query,
        other => panic!("{line} is no question: {other:?}"),
    }
}

#[test]
fn rows() {
    let base = Base::new();
    let answer = |line| {
        let query = query(&base, line);
        base.answer(&compile(&query), &query)
    };
    let found: Vec<(&str, String)> = ROWS.iter().map(|(line, _)| (*line, answer(line))).collect();
    let wrong = found.iter().zip(ROWS).filter(|((_, found), (_, expected))| found != expected);
    let told: Vec<String> = wrong.map(|((line, found), (_, right))| format!("{line}\n  {found}\n  {right}")).collect();
    assert!(told.is_empty(), "question, found, expected:\n{}", told.join("\n"));
}

pub const ROWS: &[(&str, &str)] = &[
    ("quotes", "q4; q5; q9; q3; q7; q1; q2; q6"),
    ("quotes by Mark Rutte", "q1"),
    ("quotes by Mark Rutte including furniture", "q1; q8"),
    ("quotes not by Mark Rutte", "q4; q5; q9; q3; q7; q2; q6"),
    ("quotes by Mark Rutte or Lloyd Austin", "q1; q2"),
    ("quotes by Lavrov and Peskov", "q5"),
    ("quotes by not (Lavrov or Peskov) in language fr", "q4; q9; q1; q2"),
    ("quotes by Jean Testard", "q9"),
    ("quotes about Koursk", "q1; q2"),
    ("quotes strictly about Koursk", ""),
    ("quotes about Corée du Nord", "q4; q3; q1"),
    ("quotes strictly about Corée du Nord", "q3; q1"),
    ("quotes mentioning OTAN", "q5"),
    ("who denied about Corée du Nord", "q4; q3"),
    ("who said about Corée du Nord", "q4; q3; q1"),
    ("quotes act say", "q5; q7; q1; q6"),
    ("quotes act deny or warn", "q4; q3; q2"),
    ("who said \"mensonges\"", "q4"),
    ("who said \"MENSONGES !\"", "q4"),
    ("quotes containing \"l’escalade\"", "q2"),
    ("quotes containing \"OTAN\"", "q5"),
    ("quotes containing \"mensonges\" or \"lies\"", "q4; q3"),
    ("what did Vassili Nebenzia say", "q3"),
    ("what did Peskov and Lavrov say about OTAN", "q5"),
    ("what did Mark Rutte promise", ""),
    ("quotes since 2024-10-31", "q4; q5; q9; q3; q7"),
    ("quotes since 2024-11-02", ""),
    ("quotes until 2024-10-31", "q3; q7; q1; q2"),
    ("quotes after 2024-10-31", "q4; q5; q9"),
    ("quotes before 2024-10-31", "q1; q2"),
    ("quotes on 2024-10", "q3; q7; q1; q2"),
    ("quotes between 2024-10-28 and 2024-10-31", "q3; q7; q1; q2"),
    ("quotes not since 2024-11", "q3; q7; q1; q2; q6"),
    ("quotes said before 2024-10-28", "q9"),
    ("quotes undated", "q6"),
    ("quotes direct in outlet Le Monde", "q5; q9"),
    ("quotes anonymous or collective", "q4; q6"),
    ("quotes no speaker", "q7"),
    ("quotes (by Lavrov or about Koursk) not act warn", "q5; q1"),
    ("quotes in document un-council", "q3; q7"),
    ("quotes in language english titled \"council\"", "q3; q7"),
    ("quotes | count", "8"),
    (
        "quotes | count by speaker",
        "Dmitry Peskov/1; Jean Testard/1; Lloyd Austin/1; Mark Rutte/1; Sergey Lavrov/1; Vasily Nebenzya/1; ein Beamter/1; experts/1; -/1",
    ),
    ("quotes | count by outlet", "Le Monde/3; 20 Minutes/2; The Times/2; -/1"),
    ("quotes | count by month", "2024-10/4; 2024-11/3; -/1"),
    ("quotes | count by act | sort by act | limit 2", "deny/2; promise/1"),
    ("quotes | count by act | limit 2 | sort by act desc", "say/4; deny/2"),
    ("quotes | limit 3 | count by act", "deny/1; promise/1; say/1"),
    ("quotes | sort by confidence | limit 2", "q4; q5"),
    ("quotes by Lavrov | show speaker, about, month", "Sergey Lavrov & Dmitry Peskov/NATO/2024-11"),
    ("quotes act warn | show about", "Kursk ≈"),
    ("quotes to Vassili Nebenzia", "q2"),
    ("quotes to Koursk", ""),
    ("quotes act warn or promise not to Vassili Nebenzia", "q9"),
    ("quotes to Vassili Nebenzia | show addressee", "Vasily Nebenzya & the council"),
    ("mentions", "m7; m8; m6; m4; m5; m10; m1; m2; m3"),
    ("mentions ambiguous", "m10"),
    ("mentions ambiguous | show spelling, candidates", "Austin/Austin, Lloyd Austin"),
    ("mentions ambiguous | count by candidates", "Austin/1; Lloyd Austin/1"),
    ("mentions of Lloyd Austin", ""),
    ("mentions of Lloyd Austin including ambiguous", "m10"),
    ("mentions of Koursk including ambiguous", "m8; m2; m3"),
    ("mentions of Koursk", "m8; m2; m3"),
    ("mentions of Vassili Nebenzia as \"Vasily Nunkzya\"", "m4"),
    ("mentions as \"koursk\"", "m8; m2; m3"),
    ("mentions mentioning Koursk", "m7; m1"),
    ("mentions of Koursk | count by spelling", "Koursk/2; KOURSK/1"),
    ("mentions | count by entity | limit 1", "Kursk/3"),
    ("mentions | count by name | sort by count desc | limit 1", "Kursk/3"),
    ("documents", "d3; d2; d1; d5; d4"),
    ("documents mentioning Koursk", "d3; d1"),
    ("documents mentioning Koursk and OTAN", "d3"),
    ("documents mentioning OTAN including furniture", "d3; d1"),
    ("documents not mentioning Koursk", "d2; d5; d4"),
    ("documents in outlet Le Monde", "d3; d5"),
    ("documents not in outlet Le Monde", "d2; d1; d4"),
    ("documents containing \"otan\"", "d3"),
    ("documents titled \"démentis\" or \"marche\"", "d3; d5"),
    ("documents | show title, quotations, mentions | limit 2", "Démentis à Moscou/3/3; Council hears denial/2/3"),
    ("documents | count by year", "2023/1; 2024/3; -/1"),
    ("people | count", "6"),
    ("people with Koursk", "mark-rutte; sergey-lavrov"),
    ("places", "kursk; north-korea; austin-texas; bosnia; herzegovina; moscow; russia; trinidad; ukraine"),
    ("entities with Koursk in language fr | count by name", "Mark Rutte/1; NATO/1; Sergey Lavrov/1"),
    ("organisations since 2024 | show name, mentions", "NATO/1"),
    ("organisations since 2024 including furniture | show name, mentions", "NATO/2"),
    ("entities | sort by mentions desc | limit 1", "kursk"),
    ("aliases of Koursk", "Koursk/Kursk/*/name/shipped/3; Kursk/Kursk/*/name/shipped/0"),
    ("aliases as \"austin\" | count by entity", "Austin/1; Lloyd Austin/1"),
    ("names", "OLENA MARCHENKO/2/2; Harrowmere/1/1"),
    ("names with Koursk", "Oléna Marchenko/1/1"),
    ("names including furniture | count", "3"),
    ("names | count by outlet", "The Times/2; 20 Minutes/1"),
    ("names | sort by count desc | limit 1", "OLENA MARCHENKO/2/2"),
    ("run said who=Sergueï Lavrov", "q5"),
    ("run said who=Mark Rutte, topic=Koursk | count", "1"),
    ("run recent from=2024-11", "Le Monde/3"),
    ("quotes by @mark-rutte", "q1"),
    ("quotes about Koursk on last month", "q1; q2"),
    ("quotes since 1 week ago", "q4; q5; q9; q3; q7"),
];

#[test]
fn readings() {
    let base = Base::new();
    for (line, expected) in [
        ("quotes by Rutte about Koursk", "quotes · by Mark Rutte (@mark-rutte, person) · about Kursk (@kursk, place)"),
        (
            "quotes by Lavrov and Peskov",
            "quotes · by Sergey Lavrov (@sergey-lavrov, person) and Dmitry Peskov (@dmitry-peskov, person) (speaking together; `or` for either)",
        ),
        ("who denied since last month", "quotes · who denied · published on 2024-10-01 or later"),
        ("people not in outlet le monde", "people · not in outlet LE MONDE = Le Monde"),
        ("quotes said on 2024-Q4 including repeats", "quotes · said from 2024-10-01 to 2024-12-31 · including repeats"),
        ("quotes direct containing \"l’a\"", "quotes · direct · containing \"l a\""),
    ] {
        assert_eq!(reading(&query(&base, line)), expected, "{line}");
    }
}

#[test]
fn parts_tell_which_clause_empties_the_answer() {
    let base = Base::new();
    let query = query(&base, "quotes by Mark Rutte act deny (since 2024 or undated)");
    let count = |query: &Query| base.answer(&compile_count(query), query);
    let told: Vec<_> =
        parts(&query).iter().map(|p| format!("{}: {} {}", p.clause, count(&p.only), count(&p.without))).collect();
    assert_eq!(told, ["by Mark Rutte: 1 2", "act deny: 2 1", "since 2024 or undated: 8 0"]);
}

#[test]
fn completions() {
    for (line, keywords, names) in [
        ("", "quotes", ""),
        ("quo", "quotes", ""),
        ("quotes ab", "about", ""),
        ("quotes in ", "language", ""),
        ("quotes by ", "not", "Speaker 10..10"),
        ("quotes by Lloyd Au", "", "Speaker 10..18"),
        ("quotes by Lloyd abo", "about", "Speaker 10..19"),
        ("quotes in outlet Le M", "", "Outlet 17..21"),
        ("quotes | co", "count", ""),
        ("quotes | count by sp", "", "Field 18..20"),
        ("who de", "denied", ""),
        ("what did Peskov de", "deny", "Speaker 9..18"),
        ("quotes since last ", "week", ""),
        ("quotes by Koursk ", "|", "Speaker 10..17"),
        ("run sa", "", "Query 4..6"),
        ("quotes containing \"ab", "", ""),
        ("quotes nonsense ab", "", ""),
    ] {
        let found = complete(line, line.len());
        let told: Vec<_> = found.names.iter().map(|(c, s)| format!("{c:?} {}..{}", s.start, s.end)).collect();
        assert_eq!(told.join(", "), names, "{line}");
        assert!(keywords.is_empty() && !line.is_empty() || found.keywords.contains(&keywords), "{line}: {found:?}");
    }
}
