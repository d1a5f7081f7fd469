//! Folding: of what several copies of a document print, only the record of the earliest in the base is left, after filtering.

use super::{
    Shown, Writer,
    rows::{More, Rows},
};
use crate::query::registry::{Field, Same};

/// Whether counting by these fields counts what copies print each time.
pub fn counts_each(by: &[&'static Field]) -> bool {
    by.iter().any(|field| field.each_copy)
}

/// Whether `document` is in a cluster. Most are in none: where many rows are read, a look into this set spares the look for an earlier copy.
pub fn clustered(document: &str) -> String {
    format!("in_set((SELECT set_of(document) FROM copy WHERE cluster IS NOT NULL), {document})")
}

/// How many records are looked at, which tells how copies are best found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Those shown, whose documents are read anyway to put them in order.
    Shown,
    /// Not many.
    Few,
    /// Many.
    Many,
}

/// Keeps the records of documents without copies, and of the others the earliest of each sort. All records of the earliest
/// document stay: what one document prints twice is no copy.
pub fn write_condition(out: &mut Writer, rows: &Rows<'_>, same: (&Same, &str), reading: Reading) {
    let (same, document) = match reading {
        Reading::Shown => (same.0, "d.id"),
        _ => same,
    };
    if reading != Reading::Many {
        out.push(" AND NOT ");
        return write_earlier(out, rows, (same, document));
    }
    out.push(&format!(" AND (NOT coalesce({}, FALSE) OR NOT ", clustered(document)));
    write_earlier(out, rows, (same, document));
    out.push(")");
}

/// Keeps, of many rows, those that an earlier copy has.
pub fn write_folded(out: &mut Writer, rows: &Rows<'_>, same: (&Same, &str)) {
    out.push(&format!(" AND {} AND ", clustered(same.1)));
    write_earlier(out, rows, same);
}

/// Whether an earlier copy of the record's `document` has the same, which the question holds for too.
fn write_earlier(out: &mut Writer, rows: &Rows<'_>, (same, document): (&Same, &str)) {
    let base = rows.base();
    // of its own tables nothing is asked here: most records are in no cluster, and what nobody asks is not read
    out.push("EXISTS (SELECT 1 FROM (SELECT k.cluster, kd.published IS NULL AS undated, coalesce(kd.published, '') AS published, kd.source");
    for (n, own) in same.own.iter().enumerate() {
        out.push(&format!(", {own} AS same{n}"));
    }
    out.push(" FROM copy k JOIN document kd INDEXED BY document_told ON kd.id = k.document")
        .push(&same.join.replace("{id}", base.unit));
    out.push(&format!(" WHERE k.document = {document} AND k.cluster IS NOT NULL) own CROSS JOIN "));
    rows.of_copies().write_unfolded(out, More::default(), true);
    out.push(" AND o.cluster = own.cluster");
    out.push(
        " AND (d.published IS NULL, coalesce(d.published, ''), d.source) < (own.undated, own.published, own.source)",
    );
    for (n, other) in same.other.iter().enumerate() {
        out.push(&format!(" AND {other} IS own.same{n}"));
    }
    out.push(")");
}

/// Behind `FROM`: the records that fold, of clusters in which a document shown is.
pub fn write_folded_into(out: &mut Writer, rows: &Rows<'_>, same: &Same, shown: &Shown) {
    let copies = rows.of_copies();
    let clusters = "(SELECT DISTINCT k.cluster FROM copy k WHERE k.cluster IS NOT NULL \
                    AND k.document IN (SELECT value FROM json_each(?))) shown CROSS JOIN ";
    out.list(clusters, &shown.documents);
    copies.write_unfolded(out, More::default(), true);
    out.push(" AND o.cluster = shown.cluster AND ");
    write_earlier(out, &copies, (same, "o.document"));
}
