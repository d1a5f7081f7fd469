//! What the user says of quotations, told beside what the machine found.

use super::super::ui;
use crate::{
    model::Judgement,
    store::Judged,
    table::{Cell, Table},
};

const COLUMNS: [&str; 9] = ["quotation", "what", "value", "content", "source", "who", "when", "why", "state"];

/// One sentence for each verdict; `found` is the speaker whom the machine found, where the user names another.
pub(super) fn lines(verdicts: &[Judged], found: Option<&str>) -> Vec<String> {
    verdicts.iter().map(|judged| line(judged, found)).collect()
}

/// `speaker: Sergey Lavrov; the machine found Mark Rutte (ada, 2026-11-21: “UN video”)`
fn line(Judged { what, verdict, .. }: &Judged, found: Option<&str>) -> String {
    let value = &verdict.value;
    let machine = match what {
        Judgement::Speaker => format!("; the machine found {}", found.unwrap_or("nobody")),
        _ => String::new(),
    };
    let day = verdict.at.as_deref().and_then(|at| at.get(..10)).unwrap_or_default();
    let why = verdict.why.as_ref().map(|why| format!(": “{why}”")).unwrap_or_default();
    let what = if value.is_empty() { what.to_string() } else { format!("{what}: ") };
    let (what, machine) = (ui::told(&what), ui::told(&machine));
    format!("{what}{value}{machine} ({}, {day}{why})", verdict.who.as_deref().unwrap_or(&ui::told("somebody")))
}

/// All verdicts as a table, one a row.
pub(in crate::cli) fn list(all: &[Judged]) -> Table {
    let keys = all.iter().map(|judged| Some(judged.quotation.clone()).filter(|_| !judged.orphan)).collect();
    Table {
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows: all.iter().map(row).collect(),
        keys,
        ..Table::default()
    }
}

fn row(judged: &Judged) -> Vec<Cell> {
    let Judged { quotation, what, verdict, source, content, orphan, likely } = judged;
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let maybe = |value: &Option<String>| text(value.as_deref().unwrap_or_default());
    vec![
        text(quotation),
        text(what.word()),
        text(&verdict.value),
        text(content),
        text(source),
        maybe(&verdict.who),
        maybe(&verdict.at),
        maybe(&verdict.why),
        text(&match (orphan, likely) {
            (false, _) => String::new(),
            (true, None) => "orphan".to_owned(),
            (true, Some(key)) => format!("orphan; the same words are {key}"),
        }),
    ]
}
