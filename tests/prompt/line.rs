//! The line as it is typed: menu, hints, colours, on screens of several sizes.

use super::{CTRL_C, Prompt, UP, screen::Screen};

const TAB: &str = "\t";
const BACK_TAB: &str = "\u{1b}[Z";
const RIGHT: &str = "\u{1b}[C";
const LEFT: &str = "\u{1b}[D";

#[test]
fn the_menu_follows_what_is_typed_and_goes_with_the_line() {
    let mut screen = Screen::open((100, 24));
    screen.types("quo");
    screen.is("menu-keyword");
    screen.types(RIGHT);
    screen.types(" by ");
    screen.is("menu-expected");
    screen.types("\u{15}");
    screen.ready();
    screen.types("quotes by nebenz");
    screen.is("menu-name");
    screen.types(TAB);
    screen.types("| count\r");
    screen.shows("count");
    screen.types("\u{c}");
    screen.is("menu-gone");
}

#[test]
fn names_are_found_by_any_spelling() {
    let mut screen = Screen::open((100, 24));
    screen.ready();
    for (typed, found, screen_name) in [
        ("quotes by Nunk", "as Nunkzya", "menu-alias"),
        ("quotes by НЕБЕН", "Vasily Nebenzya", "menu-other-script"),
        ("quotes by Nebnez", "Vasily Nebenzya", "menu-slip"),
        ("quotes by vantong", "Dobromir Vantongeren", "menu-speaker"),
        ("mentions of coree d", "North Korea", "menu-accents"),
        ("quotes by \"lavr", "Sergey Lavrov", "menu-in-marks"),
        ("quotes by @kim", "@kim-jong-un", "menu-key"),
    ] {
        screen.types("\u{15}");
        screen.types(typed);
        screen.shows(found);
        screen.is(screen_name);
    }
}

#[test]
fn short_lists_tell_what_their_names_are() {
    let mut screen = Screen::open((100, 24));
    for (typed, screen_name) in [
        ("run den", "menu-questions"),
        ("quotes | count by pu", "menu-fields"),
        ("quotes act de", "menu-acts"),
        (".history c", "menu-command-words"),
        (".re", "menu-command"),
    ] {
        screen.types("\u{15}");
        screen.types(typed);
        screen.is(screen_name);
    }
}

#[test]
fn tab_takes_the_first_row_then_the_next_ones() {
    let mut screen = Screen::open((100, 24));
    screen.ready();
    screen.types("quotes by kim");
    screen.types(TAB);
    screen.is("tab-first");
    screen.types(TAB);
    screen.is("tab-second");
    screen.types(BACK_TAB);
    screen.is("tab-first");
}

#[test]
fn colours_tell_what_is_known_and_what_cannot_be_read() {
    let mut screen = Screen::open((100, 24));
    screen.ready();
    screen.types("quotes by Mark Rutte (containing \"des (unités\" or abuot Koursk");
    screen.is("colours-wrong");
    screen.types("\u{15}quotes by Mark Rutte (containing \"des unités\")");
    screen.is("colours-pair");
    screen.types(LEFT);
    screen.types(LEFT);
    screen.is("colours-marks");
}

#[test]
fn the_menu_stays_within_small_screens() {
    let mut narrow = Screen::open((40, 24));
    narrow.ready();
    narrow.types("quotes by kim");
    narrow.is("narrow");
    let mut low = Screen::open((60, 4));
    low.types("quotes ");
    low.is("low");
    low.types("about Koursk and a line that is longer than the screen ");
    low.is("low-long");
}

#[test]
fn a_line_may_end_where_the_screen_does() {
    let mut screen = Screen::open((40, 24));
    screen.ready();
    screen.types("quotes by Mark Rutte about Koursk");
    screen.is("edge");
    screen.types(" ");
    screen.is("edge-passed");
    screen.types("since 2024");
    screen.is("edge-behind");
}

#[test]
fn errors_and_footnotes_break_between_words_on_a_narrow_screen() {
    let mut screen = Screen::open((40, 34));
    screen.types(" quotes containing mensonges\r");
    screen.shows("\ndixit> ");
    screen.shows("error: expected text in quotation marks,\n       found `mensonges`");
    screen.shows("  = help: free text stands in quotation\n          marks");
    screen.types("quotes by Dobromir Vantongeren\r");
    screen.shows("fermerait lundi");
    screen.types("\u{c}.cite 1\r");
    screen.shows(
        "Dobromir Vantongeren said: que le port\nfermerait lundi (reported, not word for\nword) [as printed in fr], “Un visiteur\nau port”, 2024-03-05",
    );
    screen.types("\u{c}.opne 1\r");
    screen.shows("error: expected one of .help .open .doc\n");
}

#[test]
fn the_screen_may_change_its_size() {
    let mut screen = Screen::open((100, 24));
    screen.ready();
    screen.types("quotes by kim");
    screen.shows("Kim Jong-un");
    screen.resizes((50, 12));
    screen.types(" ");
    screen.is("resized");
}

#[test]
fn a_line_that_is_dropped_leaves_no_menu() {
    let mut screen = Screen::open((100, 24));
    screen.ready();
    screen.types("quotes by kim");
    screen.shows("Kim Jong-un");
    screen.types(CTRL_C);
    screen.is("dropped");
}

#[test]
fn a_line_that_was_brought_back_has_no_menu_until_it_changes() {
    let mut screen = Screen::open((100, 24));
    screen.types(".timing off\r");
    screen.shows("is not told");
    screen.types("documents \r");
    // the last of them: the first lines have left the screen
    screen.shows("Un visiteur au port");
    screen.types("\u{c}");
    screen.begins("dixit> ");
    screen.types(UP);
    screen.is("brought-back");
    screen.types(" ");
    screen.is("brought-back-and-changed");
}

#[test]
fn a_misspelt_word_is_red_and_its_correction_is_told() {
    let mut screen = Screen::open((100, 24));
    screen.types("qoutes about Bruxelles\r");
    screen.shows("did you mean `quotes`?");
    screen.is("misspelt");
}

#[test]
fn without_colours_there_is_no_menu() {
    let home = Prompt::home();
    let mut screen = Screen::at((100, 24), home, &[("NO_COLOR", "1")]);
    screen.types("quotes by Vasily Nebenzya (direct");
    screen.is("no-colour");
    screen.types(")\r");
    screen.shows("rows");
    assert!(!screen.raw().contains("\u{1b}[1;34m") && !screen.raw().contains("\u{1b}[2m"), "{:?}", screen.raw());
}

#[test]
fn a_terminal_that_knows_nothing_gets_plain_lines() {
    let mut prompt = {
        let home = Prompt::home();
        let mut command = super::dixit(&home);
        command.env("TERM", "dumb").env_remove("NO_COLOR");
        Prompt::sized((100, 24), command, home)
    };
    prompt.types("quotes by Vasily Nebenzya | count\r");
    prompt.sees("1 row");
    prompt.sees("dixit> ");
    // nothing is completed, and what is open is asked for on the next line
    prompt.types("quotes containing \"port\r");
    prompt.sees("    \"> ");
    prompt.types("fermerait\"\r");
    prompt.sees("containing \"port fermerait\"");
    prompt.sees("1 row");
}
