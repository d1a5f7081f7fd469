//! Who stands in the documents of an entity: counted by an aggregate function of the store over packed mentions or names, where a
//! self-join would read a row for each.

use super::Writer;
use super::family::base;
use super::fold::{self, clustered};
use super::lead::{Lead, lead};
use super::place::Place;
use crate::model::Zone;
use crate::query::registry::{Family, Field};
use crate::query::resolved::{Clause, Column, Condition, Query, Stage};
use crate::query::syntax::Tree;

/// Whether packed mentions answer `query`: entities or names with an entity, narrowed by what holds of documents, and nothing is told of
/// them but what the gazetteer says and how often they are mentioned.
pub fn answers(query: &Query) -> bool {
    let (lead, leading) = lead(query);
    let own = leading.map_or(std::ptr::null(), std::ptr::from_ref);
    matches!(query.family(), Family::Entity | Family::Name)
        && lead == Lead::Mention
        && matches!(leading, Some(Condition::With(_)))
        && query.zones == [Zone::Body]
        && query
            .filter
            .iter()
            .flat_map(Tree::leaves)
            .flat_map(|clause: &Clause| clause.condition.leaves())
            .all(|one| std::ptr::eq(one, own) || is_of_documents(one))
        && query.stages.iter().all(|stage| is_of_packed(stage, query.family()))
}

fn is_of_documents(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::Outlet(_)
            | Condition::Language(_)
            | Condition::Dated(..)
            | Condition::Document(_)
            | Condition::Titled { .. }
            | Condition::Undated
            | Condition::Doubtful
            | Condition::Translated
    )
}

fn is_of_packed(stage: &Stage, family: Family) -> bool {
    let own = |field: &Field| field.sql.starts_with("e.") || field.sql.starts_with('{');
    let column = |column: &Column| match column {
        Column::Field(field) => own(field),
        Column::Count => true,
    };
    match stage {
        Stage::Count(fields) => {
            family == Family::Entity && fields.iter().all(|field| own(field)) && !fold::counts_each(fields)
        }
        Stage::Sort(by, _) => column(by),
        Stage::Limit(_) => true,
        Stage::Sample(_) | Stage::New => false,
        Stage::Show(columns) => columns.iter().all(column),
    }
}

/// Writes the conditions on documents.
type Filter<'f> = &'f dyn Fn(&mut Writer, &Place<'_>);

/// Behind `FROM`: entities `e` with their numbers `t.value`; those of the mentions that fold instead, when `folded`.
pub fn write_entities(out: &mut Writer, query: &Query, folded: bool, filter: Filter<'_>) {
    // most documents are in no cluster: of these nothing is looked up
    let place = match query.copies {
        true => "NULL".to_owned(),
        false => format!(
            "CASE WHEN {} THEN (SELECT k.cluster || char(1) || (kd.published IS NULL) || \
             coalesce(kd.published, '') || char(1) || kd.source FROM copy k JOIN document kd INDEXED BY document_told ON kd.id = k.document \
             WHERE k.document = own.value) END",
            clustered("own.value")
        ),
    };
    let function = if folded { "company_folded" } else { "company" };
    out.push(&format!("json_each((SELECT {function}(c.mentions, {place}) FROM "));
    write_documents(out, query, folded, filter);
    out.push(" CROSS JOIN company c ON c.document = own.value)) t CROSS JOIN entity e ON e.id = CAST(t.key AS INTEGER) WHERE TRUE");
}

/// Behind `FROM`: names by what they are folded to, `t.key`, with `t.value`, a list of what else is told of them.
pub fn write_names(out: &mut Writer, query: &Query, filter: Filter<'_>) {
    out.push("json_each((SELECT names(c.names) FROM ");
    write_documents(out, query, false, filter);
    out.push(" CROSS JOIN packed_name c ON c.document = own.value)) t WHERE TRUE");
}

/// The documents in their own order, in which what is packed is read from one end of the table to the other; only those in a cluster, when
/// `copied`.
fn write_documents(out: &mut Writer, query: &Query, copied: bool, filter: Filter<'_>) {
    let documents = base(Family::Document, Lead::Mention);
    let place = Place { query, base: documents.counted.unwrap_or(documents), plain: false };
    let mut conditions = Writer::default();
    filter(&mut conditions, &place);
    out.push("json_each((SELECT in_order(v.document) FROM ").push(&place.tables(&[&conditions.text]));
    out.push(" WHERE ").append(&conditions);
    out.push(&if copied { format!(" AND {}", clustered("v.document")) } else { String::new() });
    out.push(")) own");
}
