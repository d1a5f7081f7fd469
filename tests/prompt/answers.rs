//! Answers on screens of several sizes: bars, cards, and the pager.

use super::{Prompt, dixit};

/// A session with these variables.
fn prompt(size: (u16, u16), variables: &[(&str, &str)]) -> Prompt {
    let home = Prompt::home();
    let mut command = dixit(&home);
    command.envs(variables.iter().copied());
    Prompt::sized(size, command, home)
}

#[test]
fn an_answer_taller_than_the_screen_goes_through_the_pager() {
    let mut prompt = prompt((120, 20), &[("PAGER", "sed s/^/paged:/")]);
    prompt
        .asks("mentions | show spelling | limit 30", &["30 of ", "paged:mentions · 30 of ", "paged: # ", "paged:30 "]);
    prompt.asks("quotes | count by act | limit 1", &["\r\n# ", "\r\n1 "]);
    prompt.asks(".pager on", &["answers go through the pager"]);
    prompt.asks("quotes | count by act | limit 1", &["paged:quotes · 1 of ", "paged:# ", "paged:1 "]);
    prompt.asks(".pager off", &["answers go through no pager"]);
    prompt.asks("mentions | show spelling | limit 30", &["30 of ", "\r\n # ", "\r\n30 "]);
    prompt.asks(".pager", &["answers go through no pager"]);
    prompt.asks(".pager of", &["expected one of auto, on, off, found `of`"]);
}

#[test]
fn without_a_pager_that_starts_the_answer_is_printed_all_the_same() {
    for (pager, why) in [("no-such-pager -x", "there is no such program"), ("false", "it ended with")] {
        let mut prompt = prompt((120, 20), &[("PAGER", pager)]);
        let note = format!("the pager `{pager}` cannot show it ({why}");
        prompt.asks("mentions | show spelling | limit 30", &[&note, "\r\n # ", "\r\n30 "]);
    }
}

#[test]
fn counts_have_bars_that_the_terminal_can_show() {
    let question = "quotes | count by act";
    prompt((120, 40), &[]).asks(question, &["│ count │", "│ say ", "│ ████"]);
    prompt((80, 40), &[("TERM", "dumb")]).asks(question, &["│ count │", "│ say ", "│ ####"]);
    // where there is no room there is none
    let mut narrow = prompt((24, 40), &[]);
    narrow.types(question);
    narrow.types("\r");
    narrow.sees("│ say     │    63\r\n");
}

#[test]
fn a_narrow_screen_gets_cards_and_a_wide_one_does_when_asked() {
    let question = "quotes by Dobromir Vantongeren";
    prompt((40, 40), &[]).asks(question, &["1 row", "── 1 ──", "speaker    Dobromir Vantongeren", "act        say"]);
    let mut wide = prompt((120, 40), &[]);
    wide.asks(question, &["1 row", "# │ speaker"]);
    wide.asks(".format cards", &["answers are printed as cards"]);
    wide.asks(question, &["1 row", "── 1 ──", "speaker    Dobromir Vantongeren"]);
    wide.asks(".format html", &["answers are printed as html"]);
    wide.asks(question, &["<!DOCTYPE html>", "<td dir=\"auto\">Dobromir Vantongeren</td>", "</html>"]);
}

#[test]
fn how_long_an_answer_took_is_told_unless_not_wanted() {
    let mut prompt = prompt((120, 40), &[]);
    prompt.asks("documents | count", &["documents · 1 row · ", " ms\r\n"]);
    prompt.asks(".timing off", &["is not told"]);
    prompt.asks("documents | count", &["documents · 1 row\r\n"]);
    prompt.asks(".timing on", &["how long an answer took is told"]);
    prompt.asks("documents | count", &["documents · 1 row · ", " ms\r\n"]);
}

#[test]
fn it_is_told_how_many_rows_a_limit_leaves_out() {
    let mut prompt = prompt((120, 40), &[]);
    prompt.asks("documents | limit 3", &["documents · 3 of 11 documents shown"]);
    prompt.asks("documents | limit 11", &["documents · 11 rows"]);
}
