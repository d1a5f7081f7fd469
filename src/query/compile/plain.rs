//! What is written where only plain SQL may be: rows are put in order by columns of their own, copies are found by their place among all that
//! print the same, and what a row is compared with is joined, since no row looks through another into a third.

use super::Writer;
use super::fold::Reading;
use super::place::tables_named;
use super::rows::{More, Rows};
use crate::query::registry::{Same, same};

/// The table of what other documents of a cluster print, by its letters.
const OTHERS: &str = "others";

/// Who says each quotation, by the letters of the table.
const SPOKEN: (&str, &str) = (
    "spoken",
    " LEFT JOIN (SELECT s.quotation, group_concat(coalesce(s.entity, s.name, s.surface), '&' ORDER BY s.ordinal) AS speakers \
     FROM speaker s GROUP BY s.quotation) spoken ON spoken.quotation = q.id",
);

/// Joins who says each quotation, where that is `needed`.
pub fn tables(needed: &dyn Fn(&str) -> bool) -> &'static str {
    if needed(SPOKEN.0) { SPOKEN.1 } else { "" }
}

/// Joins, where they are asked, how many other documents print the same as a row for which `conditions` hold, in how many other outlets, and
/// what all outlets are called.
pub fn write_others(out: &mut Writer, rows: &Rows<'_>, asked: &[&str], conditions: &Writer) {
    let is_asked = asked.iter().any(|sql| tables_named(sql).any(|table| table == OTHERS));
    let Some((same, document)) = same(rows.family()).filter(|_| is_asked).zip(rows.base().document) else { return };
    let unit = rows.base().unit;
    let mut what = format!("{unit} AS id, {document} AS document, ko.cluster AS cluster, d.outlet AS outlet");
    let mut alike = String::new();
    for (n, own) in same.other.iter().enumerate() {
        what += &format!(", {own} AS same{n}");
        alike += &format!(" AND b.same{n} IS NOT DISTINCT FROM a.same{n}");
    }
    let joins = format!(" JOIN copy ko ON ko.document = {document} AND ko.cluster IS NOT NULL");
    out.push(&format!(
        " LEFT JOIN (SELECT t.id, sum(t.documents) - 1 AS copies, count(nullif(t.outlet, coalesce(t.own, ''))) AS outlets, \
         group_concat(t.outlet, ', ' ORDER BY t.outlet) AS names FROM (SELECT a.id, a.outlet AS own, b.outlet, \
         count(DISTINCT b.document) AS documents FROM (SELECT {what} FROM {}{joins} WHERE ",
        rows.tables(&[&what, &conditions.text])
    ));
    out.append(conditions).push(&format!(
        ") a JOIN (SELECT {what} FROM {}{joins}) b ON b.cluster = a.cluster{alike} \
         GROUP BY a.id, a.outlet, b.outlet) t GROUP BY t.id) {OTHERS} ON {OTHERS}.id = {unit}",
        rows.tables(&[&what])
    ));
}

/// Keeps what no earlier document of its cluster prints: of all that print the same, those are first that stand in the earliest.
pub fn write_condition(out: &mut Writer, rows: &Rows<'_>, same: &Same, document: &str) {
    let unit = rows.base().unit;
    let mut what = format!(
        "{unit} AS id, ko.cluster AS cluster, d.published IS NULL AS undated, coalesce(d.published, '') AS published, d.source AS source"
    );
    let mut group = "cluster".to_owned();
    for (n, other) in same.other.iter().enumerate() {
        what += &format!(", {other} AS same{n}");
        group += &format!(", same{n}");
    }
    out.push(&format!(
        " AND NOT EXISTS (SELECT 1 FROM (SELECT id, rank() OVER (PARTITION BY {group} ORDER BY undated, published, source) AS place \
         FROM (SELECT {what} FROM "
    ));
    let joins = format!(" JOIN copy ko ON ko.document = {document} AND ko.cluster IS NOT NULL");
    rows.write_unfolded(out, More { joins: &joins, asked: &what }, true);
    out.push(&format!(") own) folded WHERE folded.place > 1 AND folded.id = {unit})"));
}

/// The statement that selects `what`, under these `names`, of the rows in their order.
pub fn select(rows: &Rows<'_>, what: &str, names: &str) -> Writer {
    let sorts: Vec<(String, &str)> = rows.sorts().collect();
    let mut inner = what.to_owned();
    for (n, (sql, _)) in sorts.iter().enumerate() {
        inner += &format!(", {sql} AS sort{n}");
    }
    // rows are compared before those that are left are taken out of them
    let left = rows.left().filter(|_| rows.is_compared());
    if left.is_some() {
        inner += &format!(", {} AS one", rows.base().id);
    }
    let mut out = Writer::default();
    out.push(&format!("SELECT {names} FROM (SELECT {inner}"));
    match left {
        Some(_) => rows.write_folded(&mut out, (More::asked(&inner), Reading::Shown), false),
        None => rows.write_body(&mut out, (More::asked(&inner), Reading::Shown), false),
    }
    rows.write_group(&mut out);
    out.push(") found");
    if let Some(left) = left {
        out.push(" WHERE one IN (").append(left).push(")");
    }
    let order: Vec<String> =
        sorts.iter().enumerate().map(|(n, (_, direction))| format!("sort{n} {direction}")).collect();
    out.push(" ORDER BY ").push(&order.join(", "));
    if let Some(limit) = rows.limit_set() {
        out.integer(" LIMIT ?", i64::from(limit));
    }
    out
}
