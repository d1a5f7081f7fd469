//! Folding: of what several copies of a document print, only the record of the earliest in the base is left, after filtering.

use super::{Writer, rows::Rows};
use crate::query::registry::Field;

/// Whether counting by these fields counts what copies print each time.
pub fn counts_each(by: &[&'static Field]) -> bool {
    by.iter().any(|field| field.each_copy)
}

/// Keeps the records of documents without copies, and of the others the earliest of each sort. All records of the earliest
/// document stay: what one document prints twice is no copy.
pub fn write_condition(out: &mut Writer, rows: &Rows<'_>, same: &str) {
    let base = rows.base();
    let Some(document) = base.document else { return };
    out.push(&format!(" AND ((SELECT k.cluster FROM copy k WHERE k.document = {document}) IS NULL"));
    out.push(&format!(" OR {} IN (SELECT id", base.unit));
    write_folding(out, rows, same, "document = earliest");
    out.push("))");
}

/// The records of documents with copies, each beside the earliest document that has the same, of which `kept` holds.
pub fn write_folding(out: &mut Writer, rows: &Rows<'_>, same: &str, kept: &str) {
    let base = rows.base();
    let document = base.document.unwrap_or("NULL");
    out.push(&format!(" FROM (SELECT {} AS id, {document} AS document, first_value({document}) OVER", base.unit));
    out.push(&format!(
        " (PARTITION BY k.cluster, {same} ORDER BY d.published IS NULL, d.published, d.source) AS earliest"
    ));
    rows.write_unfolded(out, &format!(" JOIN copy k ON k.document = {document} AND k.cluster IS NOT NULL"), true);
    out.push(&format!(") WHERE {kept}"));
}
