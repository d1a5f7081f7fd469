//! Who stands in the documents of an entity: counted by an aggregate function of the store over packed mentions, where a self-join would
//! read a row for each.

use super::family::{Base, base};
use super::lead::{Lead, lead};
use super::place::Place;
use super::{Writer, fold};
use crate::model::Zone;
use crate::query::registry::{Family, Field};
use crate::query::resolved::{Clause, Column, Condition, Query, Stage};
use crate::query::syntax::Tree;

/// Whether packed mentions answer `query`: entities with another one, narrowed by what holds of documents, and nothing is told of them
/// but what the gazetteer says and how often they are mentioned.
pub fn answers(query: &Query) -> bool {
    let (lead, leading) = lead(query);
    let own = leading.map_or(std::ptr::null(), std::ptr::from_ref);
    query.family() == Family::Entity
        && lead == Lead::Mention
        && matches!(leading, Some(Condition::With(_)))
        && query.zones == [Zone::Body]
        && query
            .filter
            .iter()
            .flat_map(Tree::leaves)
            .flat_map(|clause: &Clause| clause.condition.leaves())
            .all(|one| std::ptr::eq(one, own) || is_of_documents(one))
        && query.stages.iter().all(is_of_entities)
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

fn is_of_entities(stage: &Stage) -> bool {
    let own = |field: &Field| field.sql.starts_with("e.") || field.name == "mentions";
    let column = |column: &Column| match column {
        Column::Field(field) => own(field),
        Column::Count => true,
    };
    match stage {
        Stage::Count(fields) => fields.iter().all(|field| own(field)) && !fold::counts_each(fields),
        Stage::Sort(by, _) => column(by),
        Stage::Limit(_) => true,
        Stage::Sample(_) | Stage::New => false,
        Stage::Show(columns) => columns.iter().all(column),
    }
}

/// Behind `FROM`: entities `e` with their numbers `t.value`, as the function named counts them.
pub fn write_counted(out: &mut Writer, query: &Query, function: &str, filter: &dyn Fn(&mut Writer, &Place<'_>)) {
    let documents: &Base = base(Family::Document, Lead::Mention);
    let place = Place { query, base: documents };
    let copies = match query.copies {
        true => "NULL, NULL",
        // most documents are in no cluster: of these nothing is looked up
        false => {
            "CASE WHEN own.document IN (SELECT document FROM copy WHERE cluster IS NOT NULL) \
             THEN (SELECT k.cluster FROM copy k WHERE k.document = own.document) END, \
             CASE WHEN own.document IN (SELECT document FROM copy WHERE cluster IS NOT NULL) \
             THEN (SELECT (kd.published IS NULL) || coalesce(kd.published, '') || char(1) || kd.source \
             FROM document kd WHERE kd.id = own.document) END"
        }
    };
    out.push(&format!("json_each((SELECT {function}(c.mentions, {copies}) FROM (SELECT v.document FROM "));
    out.push(documents.from).push(" WHERE ").push(&place.fill(documents.always)).push(" AND ");
    filter(out, &place);
    out.push(" AND ").push(&place.fill(documents.once));
    if function == FOLDED {
        out.push(" AND +v.document IN (SELECT document FROM copy WHERE cluster IS NOT NULL)");
    }
    // in their own order the packed mentions are read from one end of the table to the other
    out.push(" ORDER BY v.document LIMIT -1) own CROSS JOIN company c ON c.document = own.document)) t");
    out.push(" CROSS JOIN entity e ON e.id = CAST(t.key AS INTEGER)");
}

/// The function that counts.
pub const COUNTED: &str = "company";

/// The function that counts what is left out.
pub const FOLDED: &str = "company_folded";
