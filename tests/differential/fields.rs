//! What a row shows, and what it is counted by: the lists of fields of `docs/query.md`, read literally.

use std::collections::{BTreeSet, HashMap};

use dixit::query::Query;
use dixit::table::Cell;
use jiff::ToSpan;
use jiff::civil::Weekday;

use crate::copied::others;
use crate::holds::days;
use crate::records::{Record, counts, counts_said};
use crate::world::{Document, Mention, Party, Quotation, World};

/// Looks at rows.
pub struct Viewer<'w, 'q> {
    pub world: &'w World,
    pub query: &'q Query,
    /// What `change` is of each quotation.
    pub changes: HashMap<i64, String>,
}

fn text(value: impl Into<String>) -> Cell {
    Cell::Text(value.into())
}

fn maybe(value: Option<impl Into<String>>) -> Cell {
    value.map_or(Cell::Empty, text)
}

fn number(count: usize) -> Cell {
    Cell::Integer(count as i64)
}

impl Viewer<'_, '_> {
    /// What a row made of `records` shows.
    pub fn value(&self, records: &[Record<'_>], field: &str) -> Cell {
        let first = records[0];
        match (first, field) {
            (Record::Entity(..) | Record::Name(..), "mentions") => {
                number(records.iter().filter(|record| record.document().is_some()).count())
            }
            (Record::Entity(..) | Record::Name(..), "documents") => {
                number(records.iter().filter_map(|record| Some(record.document()?.id)).collect::<BTreeSet<_>>().len())
            }
            (Record::Name(..), "name") => {
                let surfaces =
                    records.iter().map(|record| if let Record::Name(_, name) = record { &name.surface } else { "" });
                maybe(surfaces.min())
            }
            _ => self.of_record(first, field),
        }
    }

    /// What one record shows.
    fn of_record(&self, record: Record<'_>, field: &str) -> Cell {
        match record {
            Record::Quotation(document, quotation) => self.of_quotation(record, (document, quotation), field),
            Record::Mention(document, mention) => self.of_mention(record, (document, mention), field),
            Record::Document(document) => self.of_document(record, document, field),
            Record::Entity(entity, place) => match field {
                "name" => text(entity.name),
                "kind" => text(entity.kind.word()),
                "description" => text(entity.description),
                "country" => maybe(entity.country),
                "origin" => text(entity.origin),
                "key" => text(entity.key),
                _ => place.map_or(Cell::Empty, |(document, _)| self.printed(record, document, field)),
            },
            Record::Alias(alias) => match field {
                "spelling" => text(alias.spelling),
                "entity" => text(self.world.entity(alias.entity).name),
                "language" => text(alias.language),
                "sort" => text(alias.sort.word()),
                "origin" => text(alias.origin),
                "kind" => text(self.world.entity(alias.entity).kind.word()),
                "case" => text(alias.case),
                "key" => text(self.world.entity(alias.entity).key),
                "mentions" => {
                    let all = self
                        .world
                        .documents
                        .iter()
                        .flat_map(|d| d.mentions.iter().filter(|m| self.counts(d, m.paragraph)));
                    number(all.filter(|m| m.entity == Some(alias.entity) && m.alias == alias.spelling).count())
                }
                _ => panic!("no field {field} of aliases"),
            },
            Record::Name(_, name) if field == "name" => text(&name.surface),
            Record::Name(document, _) => self.printed(record, document, field),
        }
    }

    fn of_quotation(&self, record: Record<'_>, (document, quotation): (&Document, &Quotation), field: &str) -> Cell {
        match field {
            "speaker" => self.speakers(&quotation.speakers),
            "speaker-sort" => joined(quotation.speakers.iter().map(|one| one.sort.word().to_owned()).collect(), " & "),
            "addressee" => self.parties(&quotation.addressees),
            "act" => text(quotation.act.word()),
            "content" => text(&quotation.content),
            "about" => self.topics(quotation, " ≈"),
            "about-widely" => self.widely(quotation),
            "kind" => text(quotation.kind.word()),
            "cue" => maybe(quotation.cue),
            "via" => maybe(quotation.via),
            "said" => match &quotation.said {
                Some(said) if quotation.inferred => text(format!("{said} ≈")),
                Some(said) => text(said),
                None => doubted(document, document.published.clone()),
            },
            "said-basis" => match &quotation.said {
                Some(_) if quotation.inferred => text("inferred"),
                Some(_) => text("written"),
                None => maybe(document.published.as_ref().map(|_| "published")),
            },
            "change" => maybe(self.changes.get(&quotation.id).cloned()),
            "rule" => text(quotation.rule),
            "confidence" => Cell::Real(quotation.confidence),
            "key" => text(&quotation.key),
            _ => self.printed(record, document, field),
        }
    }

    fn of_mention(&self, record: Record<'_>, (document, mention): (&Document, &Mention), field: &str) -> Cell {
        let entity = mention.entity.map(|id| self.world.entity(id));
        match field {
            "spelling" => text(&mention.surface),
            "entity" => maybe(entity.map(|entity| entity.name)),
            "sort" => text(mention.sort.word()),
            "kind" => maybe(entity.map(|entity| entity.kind.word())),
            "stands-for" => maybe(mention.stands_for.map(|id| self.world.entity(id).name)),
            "alias" => text(mention.alias),
            "candidates" => {
                let key = |id: i64| self.world.entity(id).key;
                let mut all = mention.candidates.clone();
                all.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(key(*a).cmp(key(*b))));
                joined(all.iter().map(|(id, _)| self.world.entity(*id).name.to_owned()).collect(), ", ")
            }
            "rule" => text(mention.rule),
            "score" => Cell::Real(mention.score),
            "key" => text(&mention.key),
            _ => self.printed(record, document, field),
        }
    }

    fn of_document(&self, record: Record<'_>, document: &Document, field: &str) -> Cell {
        match field {
            "quotations" => {
                number(document.quotations.iter().filter(|one| counts_said(self.query, document, one)).count())
            }
            "mentions" => number(document.mentions.iter().filter(|one| self.counts(document, one.paragraph)).count()),
            "basis" => text(document.basis),
            "why" => maybe(document.why),
            "credit" => maybe(document.credit),
            "url" => maybe(document.url.as_deref()),
            "key" => text(&document.key),
            _ => self.printed(record, document, field),
        }
    }

    /// What is so of the document that a record stands in.
    fn printed(&self, record: Record<'_>, document: &Document, field: &str) -> Cell {
        let published = document.published.as_deref();
        let known = |length: usize| published.filter(|date| date.len() >= length);
        let period = match field {
            "document" | "title" => {
                let title = document.title.as_ref().unwrap_or(&document.source);
                return text(format!("{title}{}", if document.translated { " (machine-translated)" } else { "" }));
            }
            "published" => published.map(str::to_owned),
            "day" => known(10).map(str::to_owned),
            "week" => known(10).map(|date| {
                let day = days(date).0;
                (day - i64::from(day.weekday().since(Weekday::Monday)).days()).to_string()
            }),
            "month" => known(7).map(|date| date[..7].to_owned()),
            "quarter" => known(7).map(|date| {
                let day = days(date).0;
                format!("{}-Q{}", day.year(), (day.month() - 1) / 3 + 1)
            }),
            "year" => known(4).map(|date| date[..4].to_owned()),
            _ => return self.told(record, document, field),
        };
        doubted(document, period)
    }

    fn told(&self, record: Record<'_>, document: &Document, field: &str) -> Cell {
        match field {
            "outlet" => maybe(document.outlet),
            "language" => maybe(document.language),
            "doubt" => maybe(document.doubt),
            "translated" => maybe(document.translated.then_some("machine")),
            "source" => text(&document.source),
            "author" => maybe(document.author),
            "copies" => number(others(self.world, record).len()),
            "outlets" => {
                let others = others(self.world, record);
                let outlets: BTreeSet<&str> =
                    others.iter().map(|d| d.outlet).chain([document.outlet]).flatten().collect();
                joined(outlets.into_iter().map(str::to_owned).collect(), ", ")
            }
            "also" => {
                let others = others(self.world, record);
                let outlets: BTreeSet<&str> =
                    others.iter().filter_map(|d| d.outlet).filter(|o| Some(*o) != document.outlet).collect();
                match (outlets.len(), others.len()) {
                    (0, 0) => Cell::Empty,
                    (0, 1) => text("+1 copy"),
                    (0, copies) => text(format!("+{copies} copies")),
                    (1, _) => text("+1 outlet"),
                    (outlets, _) => text(format!("+{outlets} outlets")),
                }
            }
            _ => panic!("no field {field}"),
        }
    }

    fn counts(&self, document: &Document, paragraph: usize) -> bool {
        counts(self.query, document.paragraphs[paragraph].zone)
    }

    fn called(&self, party: &Party) -> Option<String> {
        let entity = party.entity.map(|id| self.world.entity(id).name);
        entity.or(party.name).or(party.surface).map(str::to_owned)
    }

    fn parties(&self, parties: &[Party]) -> Cell {
        joined(parties.iter().filter_map(|party| self.called(party)).collect(), " & ")
    }

    fn speakers(&self, speakers: &[Party]) -> Cell {
        let told = |one: &Party| {
            let word = one.sort.word();
            let sign = if matches!(word, "anonymous" | "collective") { format!(" ({word})") } else { String::new() };
            Some(self.called(one)? + &sign)
        };
        joined(speakers.iter().filter_map(told).collect(), " & ")
    }

    fn widely(&self, quotation: &Quotation) -> Cell {
        let wide = Quotation {
            about: quotation.about.iter().filter(|(_, strict)| !strict).copied().collect(),
            ..quotation.clone()
        };
        self.topics(&wide, "")
    }

    fn topics(&self, quotation: &Quotation, sign: &str) -> Cell {
        let entities = quotation.about.iter().map(|(id, strict)| (self.world.entity(*id), strict));
        let mut topics: Vec<_> = entities.map(|(entity, strict)| (entity.name, entity.key, strict)).collect();
        topics.sort();
        let told = |(name, _, strict): &(&str, &str, &bool)| format!("{name}{}", if **strict { "" } else { sign });
        joined(topics.iter().map(told).collect(), ", ")
    }

    /// What a record is counted under by a field, and how that is shown: several where it has several values.
    pub fn each(&self, record: Record<'_>, field: &str) -> Vec<(Cell, Cell)> {
        let entity = |id: i64| (text(self.world.entity(id).key), text(self.world.entity(id).name));
        let several: Vec<(Cell, Cell)> = match (record, field) {
            (Record::Quotation(_, quotation), "speaker") => {
                let speaker = |party: &Party| match party.entity {
                    Some(id) => entity(id),
                    None => (maybe(self.called(party)), maybe(self.called(party))),
                };
                quotation.speakers.iter().map(speaker).collect()
            }
            (Record::Quotation(_, quotation), "about") => quotation.about.iter().map(|(id, _)| entity(*id)).collect(),
            (Record::Mention(_, mention), "candidates") => {
                mention.candidates.iter().map(|(id, _)| entity(*id)).collect()
            }
            (Record::Mention(_, mention), "entity") => mention.entity.into_iter().map(entity).collect(),
            (Record::Alias(alias), "entity") => vec![entity(alias.entity)],
            (Record::Entity(own, _), "name") => vec![entity(own.id)],
            (Record::Name(_, name), "name") => vec![(text(record.row()), text(&name.surface))],
            (_, "document" | "title") => {
                let key = record.document().map(|document| document.key.clone());
                vec![(maybe(key), self.of_record(record, field))]
            }
            _ => vec![(self.of_record(record, field), self.of_record(record, field))],
        };
        if several.is_empty() { vec![(Cell::Empty, Cell::Empty)] } else { several }
    }
}

/// A period with its mark of doubt.
fn doubted(document: &Document, period: Option<String>) -> Cell {
    maybe(period.map(|period| format!("{period}{}", if document.doubt.is_some() { " ?" } else { "" })))
}

fn joined(all: Vec<String>, between: &str) -> Cell {
    if all.is_empty() { Cell::Empty } else { Cell::Text(all.join(between)) }
}
