//! The program in French: what people read changes, what programs read does not.

use super::bench::{Bench, Run};

const ARTICLE: &str =
    "Le pont de Bruxelles\n\nPublié le 5 mars 2024\n\nMark Rutte a déclaré : « Le pont tiendra cent ans ».\n";

/// The lines of standard input, carried out in French.
fn french(bench: &Bench, lines: &str) -> Run {
    bench.piped(&["--ui", "fr", "--allow-edits"], lines)
}

#[track_caller]
fn holds(text: &str, words: &[&str]) {
    words.iter().for_each(|word| assert!(text.contains(word), "expected {word:?} in {text}"));
}

#[test]
fn answers_and_their_evidence_are_told_in_french() {
    let bench = Bench::article(ARTICLE);
    let run = french(&bench, "quotes direct | show speaker, content\n.open 1\n.why 1\n.cite 1\n").ok();
    holds(&run.err, &["quotes · direct · 1 ligne\n"]);
    holds(
        &run.out,
        &[
            "locuteur   │ propos",
            "publié     2024-03-05 (du texte)",
            "langue     tel qu’imprimé en fr",
            "⟨locuteur⟩ · ‹verbe› · [propos]",
            "trouvée    direct, par la règle ",
            "Mark Rutte a dit\u{a0}: «\u{a0}Le pont tiendra cent ans\u{a0}» [tel qu’imprimé en fr]",
            ". Empreinte du texte ",
        ],
    );
    let run = french(&bench, "quotes by Mark Rutte about Koursk since 2024\n").ok();
    holds(
        &run.err,
        &[
            "paru le 2024-01-01 ou plus tard · 0 ligne\n",
            "sans `by Mark Rutte`\u{a0}: 0\u{202f}; sans tout le reste\u{a0}: 1",
            "rien trouvé dans 1 document\u{202f}; cela ne veut pas dire que personne ne l’a dit\n",
        ],
    );
}

#[test]
fn wrong_questions_are_answered_in_french() {
    let bench = Bench::article(ARTICLE);
    let wrong = |question: &str, words: &[&str]| _ = bench.dixit(&["--ui", "fr", "ask", question]).fails(2, words);
    wrong(
        "quotes abuot Koursk",
        &[
            "erreur\u{a0}: attendu une clause comme `by`, `about` ou `since`, `|` ou la fin, trouvé `abuot`",
            "aide\u{a0}: vouliez-vous dire `about`\u{202f}?",
            "essayer\u{a0}: quotes about Koursk",
        ],
    );
    wrong("quotes by Mark Ruttte", &["`Mark Ruttte` n’est pas connu comme un locuteur", "locuteur inconnu"]);
    wrong("quotes containing mensonges", &["attendu un texte entre guillemets, trouvé `mensonges`"]);
    let run = french(&bench, "quotes\n.opne 1\n");
    assert_eq!(run.code, 2);
    holds(
        &run.err,
        &["erreur\u{a0}: standard input:2:1: attendu", "trouvé `.opne`\u{202f}; vouliez-vous dire `.open`\u{202f}?"],
    );
    let nowhere = Bench::empty();
    nowhere
        .dixit(&["--ui", "fr", "ask", "quotes"])
        .fails(3, &["erreur\u{a0}: ", "aucun fichier trouvé\u{202f}; `dixit ingest` en fait une"]);
}

#[test]
fn edits_and_help_are_told_in_french() {
    let bench = Bench::article(ARTICLE);
    let run = french(&bench, "alias \"Le Hollandais\" = Mark Rutte\nundo\nundo\n");
    assert_eq!(run.code, 2, "{run:#?}");
    holds(
        &run.err,
        &[
            "ajouté\u{a0}: alias \"Le Hollandais\" = ",
            " · rien ne change dans les documents\u{202f}; ne prend «\u{a0}Le Hollandais\u{a0}» à personne\n",
            "annulé\u{a0}: alias \"Le Hollandais\" = ",
            "erreur\u{a0}: standard input:3:1: il n’y a rien à annuler",
        ],
    );
    let run = french(&bench, "help about\n.help\n.help cite\n").ok();
    holds(
        &run.out,
        &[
            "clause\n  about",
            "de quoi l’on parle\u{a0}: nommé dans les propos",
            "quotes about Corée du Nord",
            ".why N | KEY              les règles d’une ligne\n",
            "notes de bas de page, imprimées ou dans un fichier\u{a0}: propos",
        ],
    );
    let usage = bench.dixit(&["ingest", "--ui=fr", "--help"]).ok().out;
    holds(
        &usage,
        &[
            "Lire des articles dans la base",
            "Usage\u{a0}: dixit ingest [OPTIONS] <FICHIERS>...",
            "Options\u{a0}:",
            "Média de tous ces articles",
            "Exemples\u{a0}:\n  dixit ingest news/*.txt",
        ],
    );
    holds(
        &bench.dixit(&["--ui", "fr", "--help"]).ok().out,
        &["Commandes\u{a0}:", "Répondre à une question", "Imprimer l’aide", "Réglages de config.toml\u{a0}:"],
    );
}

#[test]
fn the_help_of_every_command_is_told_in_french() {
    let bench = Bench::empty();
    let help = |command: &str| {
        let words = ["--ui", "fr"].into_iter().chain(command.split(' ')).filter(|word| !word.is_empty());
        bench.dixit(&words.chain(["--help"]).collect::<Vec<_>>()).ok().out
    };
    let listed = |help: &str| {
        let list = help.split_once("Commandes\u{a0}:\n").map_or("", |(_, list)| list);
        let lines = list.split("\n\n").next().unwrap_or_default().lines();
        let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut commands = vec![String::new()];
    for command in listed(&help("")).into_iter().filter(|name| name != "help") {
        let inner = listed(&help(&command)).into_iter().filter(|name| name != "help");
        commands.extend(inner.map(|inner| format!("{command} {inner}")));
        commands.push(command);
    }
    assert!(commands.len() > 30, "{commands:?}");
    for command in commands {
        let told = help(&command);
        holds(&told, &["Usage\u{a0}: dixit", "\n\nOptions\u{a0}:\n", "Imprimer l’aide"]);
        for english in
            ["Usage:", "Options:", "Arguments:", "Commands:", "[default", "ossible values", "Print ", "Examples:"]
        {
            assert!(!told.contains(english), "{english} in {told}");
        }
    }
    holds(&help("ask"), &["Valeurs possibles\u{a0}:", "- json\u{a0}: un seul tableau d’objets"]);
    holds(&help(""), &["\n  timing     si la durée d’une réponse est dite [on sur un terminal]\n"]);
    holds(&help("run"), &["dixit run [OPTIONS] <NOM> [--PARAM VALEUR"]);
    let port = bench.dixit(&["serve", "-h", "--ui", "fr"]).ok().out;
    holds(&port, &["[par défaut\u{a0}: 3210]"]);
}

#[test]
fn wrong_arguments_are_answered_in_french() {
    let bench = Bench::empty();
    for (line, words) in [
        (
            "stats --size",
            &["erreur\u{a0}: argument inattendu\u{a0}: «\u{a0}--size\u{a0}»\n", "semblable, «\u{a0}--sizes\u{a0}»\n"][..],
        ),
        ("stats --size", &["\nUsage\u{a0}: dixit stats --sizes\n\nPour en savoir plus\u{a0}: «\u{a0}--help\u{a0}».\n"]),
        (
            "askk",
            &["erreur\u{a0}: commande inconnue\u{a0}: «\u{a0}askk\u{a0}»", "une commande semblable, «\u{a0}ask\u{a0}»"],
        ),
        ("cite", &["erreur\u{a0}: il manque ces arguments\u{a0}:\n  <CLÉ>...\n"]),
        (
            "serve --reconcile --port x",
            &["«\u{a0}x\u{a0}» pour «\u{a0}--port <N>\u{a0}»\u{a0}: ce n’est pas un nombre"],
        ),
        ("ingest --language fra a", &["«\u{a0}--language <CODE>\u{a0}»\u{a0}: attendu un code de deux lettres"]),
        ("gazetteer", &["Usage\u{a0}: dixit gazetteer [OPTIONS] <COMMANDE>"]),
    ] {
        let mut command = bench.command(&line.split(' ').collect::<Vec<_>>());
        command.env("DIXIT_UI", "fr");
        let run = super::bench::run(command, b"");
        assert_eq!(run.code, 2, "{line}: {}", run.err);
        holds(&run.err, words);
    }
    // what programs read stays, and the words in which it is told
    bench.dixit(&["--ui", "fr", "--json", "stats", "--size"]).fails(2, &["unexpected argument '--size' found"]);
}

#[test]
fn the_tour_is_told_in_french() {
    let bench = Bench::empty();
    let tour = |lines: &str| bench.piped(&["--ui", "fr", "tour"], lines).ok().err;
    let told = tour("documents\ndocuments\n");
    holds(
        &told,
        &[
            "Une visite en 10 étapes. Taper une ligne et Entrée.",
            "\nétape 1 sur 10 · Qui l’a dit\ndixit a lu dix articles",
            "\n→ Quelqu’un a parlé d’un «\u{a0}petit nombre\u{a0}» de soldats.",
            "\npas encore. Commencer par `who said`, et mettre les mots entre guillemets. Une façon de faire\u{a0}: who said \"petit nombre\"\n",
        ],
    );
    let steps = include_str!("../../data/tour.toml").lines().filter_map(|line| line.split_once(" = \""));
    let own = steps.filter(|(key, _)| ["title", "task", "hint"].contains(key));
    let own: Vec<&str> = own.map(|(_, text)| text.trim_end_matches('"')).collect();
    let whole = tour(&"skip\n".repeat(10));
    assert_eq!((own.len(), whole.matches("une façon de faire\u{a0}: ").count()), (30, 10), "{whole}");
    own.iter().for_each(|text| assert!(!whole.contains(text), "{text} in {whole}"));
    holds(&whole, &["\nC’était la visite.", "une façon de faire\u{a0}: alias \"Sergij Kislyza\" = Sergiy Kyslytsya\n"]);
}

#[test]
fn what_programs_read_is_the_same_in_every_language() {
    let bench = Bench::samples();
    let asked = |ui: &str, format: &str, question: &str| {
        bench.dixit(&["--ui", ui, "ask", "--format", format, question]).ok().out
    };
    for question in ["quotes | limit 5", "quotes | count by act", "documents | timeline by month", "entities | limit 3"]
    {
        for format in ["csv", "tsv", "json", "ndjson"] {
            assert_eq!(asked("fr", format, question), asked("en", format, question), "{format}: {question}");
        }
        for format in ["table", "cards", "markdown", "html"] {
            assert_ne!(asked("fr", format, question), asked("en", format, question), "{format}: {question}");
        }
    }
    holds(&asked("fr", "html", "quotes | count by act"), &["<th>acte</th><th>nombre</th>", " lignes</p>"]);
    let fish = |ui: &str| bench.dixit(&["--ui", ui, "completions", "fish"]).ok().out;
    assert_eq!(fish("fr"), fish("en"));
    // the key has a column of its own as long as none shows it, whatever its head
    let keyed = asked("fr", "markdown", "quotes | show key, content | limit 1");
    assert!(keyed.starts_with("| clé | propos |\n"), "{keyed}");
}

#[test]
fn the_variable_chooses_a_language_and_the_option_another() {
    let bench = Bench::article(ARTICLE);
    let mut command = bench.command(&["ask", "quotes"]);
    let told = |command: &mut std::process::Command| String::from_utf8(command.output().unwrap().stderr).unwrap();
    holds(&told(command.env("DIXIT_UI", "fr").env("LANG", "de_DE.UTF-8")), &["1 ligne"]);
    holds(&told(command.args(["--ui", "en"])), &["1 row"]);
    // the language of the system is not asked
    let mut command = bench.command(&["ask", "quotes"]);
    holds(&told(command.env("LANG", "fr_FR.UTF-8").env("LC_ALL", "fr_FR.UTF-8")), &["1 row"]);
    bench.dixit(&["--ui", "xx", "ask", "quotes"]).fails(2, &["'xx'", "en, fr"]);
}
