//! What stands behind a row: the paragraph or the whole document with speaker, cue, content and mentions marked by signs and colour; the
//! rules with their rates; a footnote.

mod cite;
mod verdicts;
mod why;

pub(super) use self::{cite::Cited, verdicts::list as list_verdicts, why::why};

use std::fmt::Write as _;

use super::{screen, ui};
use crate::{
    output::clean,
    store::{DocumentHead, Evidence, Mark, Role},
};

/// The signs around a role's words, and their colour.
fn signs(role: Role) -> (&'static str, &'static str, &'static str) {
    match role {
        Role::Speaker => ("⟨", "⟩", "\x1b[1;36m"),
        Role::Cue => ("‹", "›", "\x1b[33m"),
        Role::Content => ("[", "]", "\x1b[32m"),
        Role::Mention => ("{", "}", "\x1b[1;35m"),
    }
}

/// The document's particulars and the marked passage.
pub(super) fn told(evidence: &Evidence) -> String {
    let mut out = String::new();
    for (what, value) in particulars(&evidence.document) {
        let line = format!("{:<10} {}", ui::told(what), clean(&value));
        let _ = writeln!(out, "{}", screen::hanging(&line, 11));
    }
    let _ = writeln!(out, "\n{}\n", screen::wrapped(&marked(evidence)));
    let verdicts = verdicts::lines(&evidence.verdicts, evidence.found.as_deref());
    verdicts.iter().for_each(|line| _ = writeln!(out, "{}", screen::wrapped(&clean(line))));
    out.push_str(if verdicts.is_empty() { "" } else { "\n" });
    let legend = ROLES.iter().filter(|(role, _)| evidence.marks.iter().any(|mark| shown(evidence, mark, *role)));
    let legend = legend.map(|(role, word)| format!("{}{}{}", signs(*role).0, ui::told(word), signs(*role).1));
    let rule = evidence.rule.as_ref().map(|rule| ui::told(&format!("rule {rule}")).into_owned());
    let last: Vec<String> = std::iter::once(evidence.key.clone()).chain(legend).chain(rule).collect();
    let _ = writeln!(out, "{}", screen::wrapped(&last.join(" · ")));
    out
}

/// What the signs stand for.
const ROLES: [(Role, &str); 4] =
    [(Role::Speaker, "speaker"), (Role::Cue, "cue"), (Role::Content, "content"), (Role::Mention, "mention")];

/// Whether a mark of this role stands in what is shown.
fn shown(evidence: &Evidence, mark: &Mark, role: Role) -> bool {
    mark.role == role && evidence.passage.contains(mark.span)
}

fn particulars(head: &DocumentHead) -> Vec<(&'static str, String)> {
    let date = head.published.as_ref().map(|date| dated(date, head));
    let language = head.language.as_deref().unwrap_or("unknown");
    let by = head.translated.as_ref().map(|by| format!(", {by}-translated")).unwrap_or_default();
    let language = ui::told(&format!("as printed in {language}{by}")).into_owned();
    let rows = [
        ("title", head.title.clone()),
        ("outlet", head.outlet.clone()),
        ("published", date.or_else(|| Some(ui::told("no date is known").into_owned()))),
        ("language", Some(language)),
        ("url", head.url.clone().filter(|url| *url != head.source)),
        ("source", Some(head.source.clone())),
    ];
    rows.into_iter().filter_map(|(what, value)| Some((what, value?))).collect()
}

/// `2023-10-31 ? (metadata: the text says 2024-10-31; doubtful: the text tells of 2024-10-30 as past)`
fn dated(date: &str, head: &DocumentHead) -> String {
    let mark = if head.published_doubt.is_some() { " ?" } else { "" };
    let why = head.published_why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    let doubt = head.published_doubt.as_ref().map(|doubt| format!("; doubtful: {doubt}")).unwrap_or_default();
    ui::told(&format!("{date}{mark} (from {}{why}{doubt})", head.published_basis)).into_owned()
}

/// The passage with a sign at both ends of every mark. Marks may lie in one another.
fn marked(evidence: &Evidence) -> String {
    let passage = evidence.passage;
    let inside: Vec<&Mark> = evidence.marks.iter().filter(|m| passage.contains(m.span)).collect();
    // at one place: ends before beginnings, inner ends before outer ones, outer beginnings before inner ones
    let mut places: Vec<(usize, u8, isize, &Mark)> = Vec::new();
    for mark in inside {
        places.push((mark.span.start, 1, -(mark.span.len() as isize), mark));
        places.push((mark.span.end, 0, mark.span.len() as isize, mark));
    }
    places.sort_by_key(|&(at, order, length, mark)| (at, order, length, mark.role));
    let mut shown = String::new();
    let mut at = passage.start;
    let mut open: Vec<Role> = Vec::new();
    for (place, order, _, mark) in places {
        shown += &clean(&evidence.text[at..place]);
        at = place;
        let (begin, end, colour) = signs(mark.role);
        if order == 1 {
            open.push(mark.role);
            shown += &format!("{colour}{begin}");
        } else {
            if let Some(n) = open.iter().rposition(|r| *r == mark.role) {
                open.remove(n);
            }
            shown += &format!("{end}\x1b[0m{}", open.last().map_or("", |r| signs(*r).2));
        }
    }
    shown + &clean(&evidence.text[at..passage.end])
}
