//! The prompt in French.

use super::{Prompt, dixit, screen::Screen};

/// From narrow to wide.
const WIDTHS: [u16; 4] = [40, 80, 120, 200];

fn french(columns: u16) -> Screen {
    Screen::at((columns, 60), Prompt::home(), &[("DIXIT_UI", "fr"), ("DIXIT_TIMING", "off")])
}

#[test]
fn the_menu_in_french() {
    for columns in WIDTHS {
        let mut screen = french(columns);
        screen.ready();
        screen.types("mentions of coree d");
        screen.is(&format!("fr-menu-names-{columns}"));
    }
    let mut screen = french(100);
    for (typed, screen_name) in [
        ("quotes by ", "expected"),
        ("quotes by Mark Rutte ", "words"),
        ("quotes | count by pu", "fields"),
        ("quotes act de", "acts"),
        ("documents in language ", "languages"),
        ("run den", "questions"),
        ("run denials ", "parameters"),
        (".re", "commands"),
    ] {
        screen.types("\u{15}");
        screen.types(typed);
        screen.is(&format!("fr-menu-{screen_name}"));
    }
}

#[test]
fn answers_errors_and_changes_in_french_on_every_width() {
    for columns in WIDTHS {
        let mut screen = french(columns);
        for (line, last, screen_name) in [
            ("quotes by Mark Rutte about Koursk since 2024", "propos", "answer"),
            ("quotes by Mark Rutte about Koursk until 2024-10-01", "personne", "nothing"),
            ("quotes by Mark Ruttte abuot Bruxelles", "essayer", "error"),
            ("mentions of Nunkzya | count by spelling", "graphie", "count"),
            ("help since", "clause", "help"),
            ("alias \"Le Hollandais\" = Mark Rutte", "ajouté", "change"),
            ("undo", "annulé", "undo"),
        ] {
            screen.types("\u{c}");
            screen.begins("dixit> ");
            screen.types(line);
            screen.types("\r");
            screen.shows(last);
            screen.is(&format!("fr-{screen_name}-{columns}"));
        }
    }
}

#[test]
fn a_step_of_the_tour_in_french_on_every_width() {
    for columns in WIDTHS {
        let mut screen = french(columns);
        screen.types(".tour\r");
        screen.shows("tour> ");
        screen.types("qui a dit \"petit nombre\"\r");
        screen.shows("pas encore");
        screen.types("who said \"petit nombre\"\r");
        screen.shows("étape 2");
        screen.is(&format!("fr-tour-{columns}"));
    }
}

#[test]
fn a_session_in_french() {
    let home = Prompt::home();
    let mut command = dixit(&home);
    command.env("DIXIT_UI", "fr");
    let mut prompt = Prompt::sized((120, 40), command, home);
    prompt.asks("quotes by Dobromir Vantongeren", &["1 ligne", "# │ locuteur", "port fermerait lundi"]);
    prompt.asks("qoutes about Bruxelles", &["erreur", "attendu une question", "^^^^^^", "vouliez-vous dire `quotes`"]);
    prompt.asks("quotes by Dobromir Vantongeren about Koursk", &["0 ligne", "rien trouvé dans 11 documents"]);
    prompt.asks(".next", &["il n’y a pas encore de réponse"]);
    prompt.asks("help since", &["clause", "dans la période nommée ou plus tard"]);
    // whoever says yes in French is understood
    prompt.types("alias \"Lavrov\" = Mark Rutte\r");
    ["serait ajouté", "est aussi à @sergey-lavrov", "le faire\u{202f}? [o/N] "]
        .iter()
        .for_each(|part| prompt.sees(part));
    prompt.types("o\r");
    prompt.sees("ajouté");
    prompt.sees("dixit> ");
    prompt.asks("undo", &["annulé", "alias \"Lavrov\""]);
    prompt.asks("undo", &["il n’y a rien à annuler"]);
    prompt.types(".quit\r");
    prompt.ends();
}
