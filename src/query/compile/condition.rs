//! One condition as SQL. The tables of the base go by their letters: q, m, d, e, a, n.

use super::Writer;
use super::rows::zones;
use super::together::{in_words, together};
use crate::query::names::NamedEntity;
use crate::query::registry::Family;
use crate::query::resolved::{Condition, Phrase, Query, Speaker, Test};
use crate::query::syntax::Basis;

/// Writes `condition` on the rows of `query`.
pub fn condition(out: &mut Writer, condition: &Condition, query: &Query) {
    let document = query.base().document.unwrap_or("NULL");
    match condition {
        Condition::By(speaker) => by(out, speaker),
        Condition::To(entity) => {
            let addressee = "EXISTS (SELECT 1 FROM addressee t WHERE t.quotation = q.id AND t.entity = ?)";
            out.integer(addressee, entity.id);
        }
        Condition::Via(Speaker::Entity(entity)) => out.integer("q.via IS NOT NULL AND q.via_entity = ?", entity.id),
        Condition::Via(Speaker::Words(words)) => out.list("q.via IN (SELECT value FROM json_each(?))", words),
        Condition::Together(scope, names) => together(out, (*scope, names), query),
        Condition::About(entity, strict) => about(out, entity, *strict),
        Condition::Mentioning(entity) => mentioning(out, entity, query),
        Condition::Of(entity) if query.family() == Family::Alias => out.integer("a.entity = ?", entity.id),
        Condition::Of(entity) => of(out, entity, query),
        Condition::With(entity) => with(out, entity, query),
        Condition::Containing(phrase) => containing(out, phrase, query.family()),
        Condition::Matching(pattern) => out.text(&format!("matches(?, {})", printed(query.family())), pattern),
        Condition::Sure(share) => {
            let sure = if query.family() == Family::Mention { "m.score" } else { "q.confidence" };
            out.text(&format!("{sure} >= CAST(? AS REAL)"), share);
        }
        Condition::Spelled { folded, .. } => spelled(out, folded, query.family()),
        Condition::Titled { documents, .. } => {
            out.list(&format!("{document} IN (SELECT value FROM json_each(?))"), documents);
        }
        Condition::Document(one) => out.integer(&format!("{document} = ?"), one.id),
        Condition::Outlet(names) => out.list("d.outlet IN (SELECT value FROM json_each(?))", names),
        Condition::Language(code) if query.family() == Family::Alias => out.text("a.language = ?", code),
        Condition::Language(code) => out.text("d.language = ?", code),
        Condition::Act(act) => out.text("q.act = ?", act.word()),
        Condition::Dated(basis, test) => dated(out, *basis, test),
        Condition::Printed(kind) => out.text("q.kind = ?", kind.word()),
        Condition::SpeakerSort(sort) => {
            out.text("EXISTS (SELECT 1 FROM speaker s WHERE s.quotation = q.id AND s.sort = ?)", sort.word());
        }
        Condition::NoSpeaker => {
            out.push("NOT EXISTS (SELECT 1 FROM speaker s WHERE s.quotation = q.id AND s.sort <> 'none')");
        }
        Condition::Undated => {
            out.push("d.published IS NULL");
        }
        Condition::Doubtful => {
            out.push("d.published_doubt IS NOT NULL");
        }
        Condition::Translated => {
            out.push("d.translated IS NOT NULL");
        }
        Condition::Ambiguous => {
            out.push("m.entity IS NULL");
        }
    }
}

fn of(out: &mut Writer, entity: &NamedEntity, query: &Query) {
    out.integer("m.entity = ?", entity.id);
    if query.ambiguous {
        let candidate = "EXISTS (SELECT 1 FROM candidate c WHERE c.mention = m.id AND c.entity = ?)";
        out.integer(&format!(" OR m.entity IS NULL AND {candidate}"), entity.id);
    }
}

fn by(out: &mut Writer, speaker: &Speaker) {
    out.push("EXISTS (SELECT 1 FROM speaker s WHERE s.quotation = q.id AND ");
    match speaker {
        Speaker::Entity(entity) => out.integer("s.entity = ?)", entity.id),
        Speaker::Words(names) => out.list("s.entity IS NULL AND s.name IN (SELECT value FROM json_each(?)))", names),
    }
}

fn about(out: &mut Writer, entity: &NamedEntity, strict: bool) {
    out.integer("EXISTS (SELECT 1 FROM about x WHERE x.quotation = q.id AND x.entity = ?", entity.id);
    out.push(if strict { " AND x.strict = 1)" } else { ")" });
}

fn mentioning(out: &mut Writer, entity: &NamedEntity, query: &Query) {
    match query.family() {
        Family::Quotation => in_words(out, "q", entity),
        Family::Mention => out.integer(
            "EXISTS (SELECT 1 FROM mention x WHERE x.document = m.document AND x.paragraph = m.paragraph \
             AND x.id <> m.id AND x.entity = ?)",
            entity.id,
        ),
        _ => in_document(out, entity, query),
    }
}

fn with(out: &mut Writer, entity: &NamedEntity, query: &Query) {
    in_document(out, entity, query);
    if query.family() == Family::Entity {
        out.integer(" AND e.id <> ?", entity.id);
    }
}

pub(super) fn in_document(out: &mut Writer, entity: &NamedEntity, query: &Query) {
    let document = query.base().document.unwrap_or("NULL");
    out.push("EXISTS (SELECT 1 FROM mention x JOIN paragraph z ON z.document = x.document AND z.ordinal = x.paragraph");
    out.push(&format!(" WHERE x.document = {document} AND z.zone IN ({})", zones(query)));
    out.push(if query.family() == Family::Mention { " AND x.id <> m.id" } else { "" });
    out.integer(" AND x.entity = ?)", entity.id);
}

/// The text of a row as it was printed.
fn printed(family: Family) -> &'static str {
    match family {
        Family::Quotation => "q.content",
        Family::Mention | Family::Entity => "m.surface",
        Family::Document => "d.text",
        Family::Alias => "a.spelling",
        Family::Name => "n.surface",
    }
}

/// A phrase of folded words; between quotation marks and without any of its own it is never an FTS5 syntax error.
fn containing(out: &mut Writer, phrase: &Phrase, family: Family) {
    let phrase = format!("\"{}\"{}", phrase.words, if phrase.begins { " *" } else { "" });
    match family {
        Family::Quotation => {
            out.text("q.id IN (SELECT rowid FROM quotation_words WHERE quotation_words MATCH ?)", &phrase)
        }
        _ => out.text("d.id IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)", &phrase),
    }
}

fn spelled(out: &mut Writer, folded: &str, family: Family) {
    match family {
        Family::Alias => out.text("a.folded = ?", folded),
        Family::Name => out.text("n.folded = ?", folded),
        _ => {
            out.text("fold(m.surface) = ?", folded);
            out.text(" OR m.alias IN (SELECT f.spelling FROM alias f WHERE f.folded = ?)", folded);
        }
    }
}

/// A date that is known less precisely counts only when all it may be passes the test.
fn dated(out: &mut Writer, basis: Basis, test: &Test) {
    let date = match basis {
        Basis::Said => "coalesce(q.said, d.published)",
        Basis::Published => "d.published",
    };
    let first = format!("substr({date} || '-01-01', 1, 10)");
    let last = format!(
        "CASE length({date}) WHEN 4 THEN {date} || '-12-31' \
         WHEN 7 THEN date({date} || '-01', '+1 month', '-1 day') ELSE {date} END"
    );
    match test {
        Test::From(day) => out.text(&format!("{first} >= ?"), &day.to_string()),
        Test::To(day) => out.text(&format!("{last} <= ?"), &day.to_string()),
        Test::Within(from, to) => {
            out.text(&format!("{first} >= ?"), &from.to_string());
            out.text(&format!(" AND {last} <= ?"), &to.to_string());
        }
    }
}
