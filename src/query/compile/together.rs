//! Names that stand near to each other: in one sentence, paragraph, quotation or document.

use super::Writer;
use super::condition::in_document;
use super::rows::{write_tree, zones};
use crate::query::names::NamedEntity;
use crate::query::registry::{Family, Scope};
use crate::query::resolved::Query;
use crate::query::syntax::Tree;

type Names = Tree<NamedEntity>;

/// Writes that the entities are mentioned together, and with the row where that has a place of its own.
pub fn together(out: &mut Writer, (scope, names): (Scope, &Names), query: &Query) {
    let family = query.family();
    match (family, scope) {
        (_, Scope::Document) => each(out, names, query, &|out, entity| in_document(out, entity, query)),
        (Family::Quotation, Scope::Quote) => each(out, names, query, &|out, entity| in_words(out, "q", entity)),
        (Family::Quotation, Scope::Sentence) => in_sentence_of_words(out, names, query),
        (Family::Document, Scope::Quote) => in_quotation(out, names, query, "TRUE"),
        (Family::Document, near) => in_part(out, names, query, part(near)),
        (_, Scope::Quote) => {
            let row = letter(family);
            let holds_row = format!(
                "EXISTS (SELECT 1 FROM content c WHERE c.quotation = y.id AND {row}.start >= c.start AND {row}.\"end\" <= c.\"end\")"
            );
            in_quotation(out, names, query, &holds_row);
        }
        (_, near) => each(out, names, query, &|out, entity| beside(out, (letter(family), part(near)), entity)),
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

/// The column of mentions and names that tells the part of the document.
fn part(scope: Scope) -> &'static str {
    if scope == Scope::Sentence { "sentence" } else { "paragraph" }
}

/// The tree with a condition for each name. A row that is an entity itself is not together with itself.
fn each(out: &mut Writer, names: &Names, query: &Query, leaf: &dyn Fn(&mut Writer, &NamedEntity)) {
    write_tree(out, names, &|out, entity| {
        leaf(out, entity);
        if query.family() == Family::Entity {
            out.integer(" AND e.id <> ?", entity.id);
        }
    });
}

/// The entity is mentioned in the same part as the row of table `row`, by another mention.
fn beside(out: &mut Writer, (row, part): (&str, &str), entity: &NamedEntity) {
    out.push(&format!("EXISTS (SELECT 1 FROM mention x WHERE x.document = {row}.document AND x.{part} = {row}.{part}"));
    out.push(if row == "m" { " AND x.id <> m.id" } else { "" });
    out.integer(" AND x.entity = ?)", entity.id);
}

/// The entity is mentioned in the words of the quotation `row`.
pub fn in_words(out: &mut Writer, row: &str, entity: &NamedEntity) {
    in_words_but(out, row, "", entity);
}

/// The same by a mention `x` for which one more condition holds.
fn in_words_but(out: &mut Writer, row: &str, but: &str, entity: &NamedEntity) {
    out.push(&format!(
        "EXISTS (SELECT 1 FROM content k JOIN mention x ON x.document = {row}.document AND x.start >= k.start"
    ));
    out.push(&format!(" AND x.\"end\" <= k.\"end\" WHERE k.quotation = {row}.id{but}"));
    out.integer(" AND x.entity = ?)", entity.id);
}

/// All of it stands in the words of one quotation of the row's document, for which `holds` is true, too.
fn in_quotation(out: &mut Writer, names: &Names, query: &Query, holds: &str) {
    let document = query.base().document.unwrap_or("NULL");
    out.push(
        "EXISTS (SELECT 1 FROM quotation y JOIN paragraph z ON z.document = y.document AND z.ordinal = y.paragraph",
    );
    out.push(&format!(" WHERE y.document = {document} AND z.zone IN ({}) AND {holds} AND ", zones(query)));
    let but = if query.family() == Family::Mention { " AND x.id <> m.id" } else { "" };
    each(out, names, query, &|out, entity| in_words_but(out, "y", but, entity));
    out.push(")");
}

/// All of it stands in one part of the document, in which some mention `u` stands.
fn in_part(out: &mut Writer, names: &Names, query: &Query, part: &str) {
    out.push("EXISTS (SELECT 1 FROM mention u JOIN paragraph z ON z.document = u.document AND z.ordinal = u.paragraph");
    out.push(&format!(" WHERE u.document = d.id AND z.zone IN ({}) AND ", zones(query)));
    write_some(out, names);
    write_tree(out, names, &|out, entity| {
        out.push(&format!("EXISTS (SELECT 1 FROM mention x WHERE x.document = u.document AND x.{part} = u.{part}"));
        out.integer(" AND x.entity = ?)", entity.id);
    });
    out.push(")");
}

/// All of it stands in one sentence of the quotation's words, in which some mention `u` stands.
fn in_sentence_of_words(out: &mut Writer, names: &Names, query: &Query) {
    out.push("EXISTS (SELECT 1 FROM content c JOIN mention u ON u.document = q.document AND u.start >= c.start");
    out.push(" AND u.\"end\" <= c.\"end\" WHERE c.quotation = q.id AND ");
    write_some(out, names);
    each(out, names, query, &|out, entity| {
        out.push("EXISTS (SELECT 1 FROM content k JOIN mention x ON x.document = q.document AND x.start >= k.start");
        out.push(" AND x.\"end\" <= k.\"end\" WHERE k.quotation = q.id AND x.sentence = u.sentence");
        out.integer(" AND x.entity = ?)", entity.id);
    });
    out.push(")");
}

/// That `u` is of a name that must be there in any case: it is then found by index.
fn write_some(out: &mut Writer, names: &Names) {
    let needed = match names {
        Tree::One(entity) => Some(entity),
        Tree::And(parts) => {
            parts.iter().find_map(|part| if let Tree::One(entity) = part { Some(entity) } else { None })
        }
        Tree::Or(_) | Tree::Not(_) => None,
    };
    if let Some(entity) = needed {
        out.integer("u.entity = ? AND ", entity.id);
    }
}
