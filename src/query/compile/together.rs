//! Names that stand near to each other: in one sentence, paragraph, quotation or document.

use super::Writer;
use super::condition::in_document;
use super::lead::needed;
use super::place::{Place, write_tree};
use crate::query::names::NamedEntity;
use crate::query::registry::{Family, Scope};
use crate::query::syntax::Tree;

/// The mentions `x` in the words of a quotation `z`.
const WORDS: &str = "quotation z JOIN content k ON k.quotation = z.id \
                     JOIN mention x ON x.document = z.document AND x.start >= k.start AND x.\"end\" <= k.\"end\"";

type Names = Tree<NamedEntity>;

/// A mention `x` in the document of the row, found by its entity.
const MENTION: &str = "mention x WHERE {at x}";

/// Writes that the entities are mentioned together, and with the row where that has a place of its own.
pub fn together(out: &mut Writer, (scope, names): (Scope, &Names), place: &Place<'_>) {
    let family = place.query.family();
    if let (Family::Quotation | Family::Mention, Some(entity)) = (family, needed(names)) {
        write_found(out, entity, place);
    }
    match (family, scope) {
        (Family::Mention, Scope::Document) => {
            each(out, names, place, &|out, entity| beside(out, "{in x}", entity, place))
        }
        (_, Scope::Document) => each(out, names, place, &|out, entity| in_document(out, entity, place)),
        (Family::Quotation, Scope::Quote) => {
            each(out, names, place, &|out, entity| in_words(out, place.base.id, entity, place));
        }
        (Family::Quotation, Scope::Sentence) => in_sentence_of_words(out, names, place),
        (Family::Document, Scope::Quote) => in_quotation(out, names, "TRUE", place),
        (Family::Document, near) => in_part(out, names, part(near), place),
        (_, Scope::Quote) => {
            let row = letter(family);
            let holds_row = format!(
                "EXISTS (SELECT 1 FROM content c WHERE c.quotation = y.id AND {row}.start >= c.start AND {row}.\"end\" <= c.\"end\")"
            );
            in_quotation(out, names, &holds_row, place);
        }
        (_, near) => {
            let (row, part) = (letter(family), part(near));
            let same = format!("x.{part} = {row}.{part}");
            each(out, names, place, &|out, entity| beside(out, &same, entity, place));
        }
    }
}

/// The letter by which the table goes whose place a row has.
fn letter(family: Family) -> &'static str {
    match family {
        Family::Quotation => "q",
        Family::Name => "n",
        _ => "m",
    }
}

/// The table whose place a row has.
fn table(family: Family) -> &'static str {
    match family {
        Family::Quotation => "quotation",
        Family::Name => "name",
        _ => "mention",
    }
}

/// The column of mentions and names that tells the part of the document.
fn part(scope: Scope) -> &'static str {
    if scope == Scope::Sentence { "sentence" } else { "paragraph" }
}

/// The tree with a condition for each name. A row that is an entity itself is not together with itself.
fn each(out: &mut Writer, names: &Names, place: &Place<'_>, leaf: &dyn Fn(&mut Writer, &NamedEntity)) {
    write_tree(out, names, &|out, entity| {
        leaf(out, entity);
        if place.query.family() == Family::Entity {
            out.entity(if place.plain { " AND m.entity <> ?" } else { " AND e.id <> ?" }, entity);
        }
    });
}

/// The entity is mentioned in the same document where `same` holds too, by another mention than the row.
fn beside(out: &mut Writer, same: &str, entity: &NamedEntity, place: &Place<'_>) {
    let other = if letter(place.query.family()) == "m" { " AND x.id <> m.id" } else { "" };
    out.entity(&place.fill(&format!("EXISTS (SELECT 1 FROM {MENTION} AND {same}{other} AND x.entity = ?)")), entity);
}

/// That the entity is mentioned in the document at all: where nothing leads, an index then finds the few such documents.
pub fn write_found(out: &mut Writer, entity: &NamedEntity, place: &Place<'_>) {
    if !place.base.led && !place.plain {
        out.entity(&place.fill("{document} IN (SELECT x.document FROM mention x WHERE x.entity = ?) AND "), entity);
    }
}

/// The entity is mentioned in the words of the quotation with this row number, by another mention than the row.
pub fn in_words(out: &mut Writer, quotation: &str, entity: &NamedEntity, place: &Place<'_>) {
    let other = if place.query.family() == Family::Mention { " AND x.id <> m.id" } else { "" };
    let words = match place.plain {
        true => format!("EXISTS (SELECT 1 FROM {WORDS} WHERE z.id = {quotation}{other} AND x.entity = ?)"),
        false => format!(
            "EXISTS (SELECT 1 FROM content k JOIN {MENTION} AND x.start >= k.start AND x.\"end\" <= k.\"end\" \
             AND k.quotation = {quotation}{other} AND x.entity = ?)"
        ),
    };
    out.entity(&place.fill(&words), entity);
}

/// All of it stands in the words of one quotation of the row's document, for which `holds` is true, too.
fn in_quotation(out: &mut Writer, names: &Names, holds: &str, place: &Place<'_>) {
    let quotation = match (place.plain, place.query.family()) {
        (false, _) => "EXISTS (SELECT 1 FROM quotation y WHERE y.document = {document} AND {in y}".to_owned(),
        (true, Family::Document) => "{document} IN (SELECT y.document FROM quotation y WHERE {in y}".to_owned(),
        (true, family) => {
            let (row, table) = (letter(family), table(family));
            format!(
                "{row}.id IN (SELECT {row}.id FROM {table} {row} JOIN quotation y ON y.document = {row}.document WHERE {{in y}}"
            )
        }
    };
    out.push(&place.fill(&quotation)).push(" AND ").push(holds).push(" AND ");
    each(out, names, place, &|out, entity| in_words(out, "y.id", entity, place));
    out.push(")");
}

/// All of it stands in one part of the document, in which some mention `u` stands.
fn in_part(out: &mut Writer, names: &Names, part: &str, place: &Place<'_>) {
    let (some, near) = match place.plain {
        true => (
            "{document} IN (SELECT u.document FROM mention u WHERE {in u} AND ",
            "mention x WHERE x.document = u.document",
        ),
        false => ("EXISTS (SELECT 1 FROM mention u WHERE {at u} AND {in u} AND ", MENTION),
    };
    out.push(&place.fill(some));
    write_some(out, names);
    write_tree(out, names, &|out, entity| {
        let same = format!("EXISTS (SELECT 1 FROM {near} AND x.{part} = u.{part} AND x.entity = ?)");
        out.entity(&place.fill(&same), entity);
    });
    out.push(")");
}

/// All of it stands in one sentence of the quotation's words, in which some mention `u` stands.
fn in_sentence_of_words(out: &mut Writer, names: &Names, place: &Place<'_>) {
    let quotation = if place.plain { "y.id" } else { place.base.id };
    let words = match place.plain {
        true => format!(
            "{} IN (SELECT y.id FROM quotation y JOIN content c ON c.quotation = y.id \
             JOIN mention u ON u.document = y.document AND u.start >= c.start AND u.\"end\" <= c.\"end\" WHERE ",
            place.base.id
        ),
        false => format!(
            "EXISTS (SELECT 1 FROM content c JOIN mention u WHERE {{at u}} AND u.start >= c.start \
             AND u.\"end\" <= c.\"end\" AND c.quotation = {quotation} AND "
        ),
    };
    out.push(&place.fill(&words));
    write_some(out, names);
    each(out, names, place, &|out, entity| {
        let same = match place.plain {
            true => format!(
                "EXISTS (SELECT 1 FROM {WORDS} WHERE z.id = {quotation} AND x.sentence = u.sentence AND x.entity = ?)"
            ),
            false => format!(
                "EXISTS (SELECT 1 FROM content k JOIN {MENTION} AND x.start >= k.start AND x.\"end\" <= k.\"end\" \
                 AND k.quotation = {quotation} AND x.sentence = u.sentence AND x.entity = ?)"
            ),
        };
        out.entity(&place.fill(&same), entity);
    });
    out.push(")");
}

/// That `u` is of a name that must be there in any case: it is then found by index.
fn write_some(out: &mut Writer, names: &Names) {
    if let Some(entity) = needed(names) {
        out.entity("u.entity = ? AND ", entity);
    }
}
