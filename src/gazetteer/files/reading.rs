//! Lines of the three files, checked and put together.

use std::collections::{HashMap, HashSet};

use super::{
    ENTITIES, GENERATED, OFFICES,
    sheet::{Flaws, Row, Sheet},
    well_formed,
};
use crate::{
    gazetteer::{Alias, Builder, Entity, Tenure},
    model::{AliasSort, CasePolicy, EntityId, Kind},
    text::fold,
};

/// What has been read so far.
#[derive(Default)]
pub(super) struct Reading {
    pub rows: Builder,
    ids: HashMap<String, EntityId>,
    /// Ids whose line has a flaw already: what refers to them is not blamed again.
    flawed: HashSet<String>,
    /// Folded spellings of each entity.
    spelled: HashSet<(EntityId, String)>,
    pub flaws: Flaws,
}

impl Reading {
    /// Reads the text of `entities.tsv`.
    pub fn entities(&mut self, text: &str) {
        let rows = ENTITIES.rows(text, &mut self.flaws);
        let mut countries = Vec::new();
        for row in &rows {
            let Some(entity) = self.entity(row) else { continue };
            countries.extend(entity.country.map(|country| (row, country)));
            let id = self.rows.entity(&entity);
            if self.ids.insert(entity.key.to_owned(), id).is_some() {
                self.flaws.add(row, "each id once", format!("“{}” again", entity.key));
            }
        }
        for (row, country) in
            countries.into_iter().filter(|(_, c)| !self.ids.contains_key(*c) && !self.flawed.contains(*c))
        {
            self.flaws.add(row, "the id of an entity as country", format!("“{country}”"));
        }
    }

    fn entity<'r>(&mut self, row: &'r Row) -> Option<Entity<'r>> {
        let before = self.flaws.0.len();
        let filled = |cell: &'r str| Some(cell).filter(|c| !c.is_empty());
        if !well_formed(row.cell(0)) {
            self.flaws.add(row, "an id of a-z, 0-9 and single hyphens", format!("“{}”", row.cell(0)));
        }
        let kind = self.word(row, 1, Kind::ALL, Kind::word);
        if row.cell(2).is_empty() {
            self.flaws.add(row, "a name", "an empty cell");
        }
        if !["", "f", "m"].contains(&row.cell(4)) {
            self.flaws.add(row, "f, m or nothing as gender", format!("“{}”", row.cell(4)));
        }
        if self.flaws.0.len() > before {
            self.flawed.insert(row.cell(0).to_owned());
            return None;
        }
        Some(Entity {
            key: row.cell(0),
            kind: kind?,
            name: row.cell(2),
            description: row.cell(3),
            gender: filled(row.cell(4)),
            country: filled(row.cell(5)),
            external: row.cell(6),
            prominence: 0,
            origin: "shipped",
        })
    }

    /// Reads the text of a file of spellings.
    pub fn aliases(&mut self, sheet: &Sheet, text: &str) {
        for row in sheet.rows(text, &mut self.flaws) {
            let folded = fold(row.cell(1));
            let Some(alias) = self.alias(&row, &folded) else { continue };
            if !self.spelled.insert((alias.entity, folded)) {
                if sheet.file == GENERATED.file {
                    continue; // what people wrote since counts
                }
                let found = format!("“{}” again for {}", alias.spelling, row.cell(0));
                self.flaws.add(&row, "each spelling once in an entity", found);
            }
            self.rows.alias(&alias);
        }
    }

    fn alias<'r>(&mut self, row: &'r Row, folded: &str) -> Option<Alias<'r>> {
        let entity = self.known(row, 0);
        if folded.is_empty() {
            self.flaws.add(row, "a spelling", format!("“{}”", row.cell(1)));
        }
        let language = row.cell(2);
        let two_letters = language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase());
        if !two_letters && language != "*" {
            self.flaws.add(row, "a language of two letters, or *", format!("“{language}”"));
        }
        let sort = self.word(row, 3, AliasSort::ALL, AliasSort::word);
        let case = self.word(row, 4, CasePolicy::ALL, CasePolicy::word);
        Some(Alias {
            entity: entity?,
            spelling: (!folded.is_empty()).then(|| row.cell(1))?,
            language,
            sort: sort?,
            case: case?,
            origin: "shipped",
        })
    }

    /// Reads the text of `offices.tsv`.
    pub fn offices(&mut self, text: &str) {
        let mut seen = HashSet::new();
        for row in OFFICES.rows(text, &mut self.flaws) {
            for i in 0..2 {
                if !well_formed(row.cell(i)) {
                    self.flaws.add(&row, "an id of a-z, 0-9 and single hyphens", format!("“{}”", row.cell(i)));
                }
            }
            let (of, holder) = (self.known(&row, 2), self.known(&row, 3));
            self.years(&row);
            let (Some(of), Some(holder)) = (of, holder) else { continue };
            if !seen.insert((row.cell(0).to_owned(), holder, row.cell(4).to_owned())) {
                let found = format!("“{}” by {} again", row.cell(0), row.cell(3));
                self.flaws.add(&row, "each tenure once", found);
            }
            let [office, role, since, until] = [0, 1, 4, 5].map(|i| row.cell(i));
            self.rows.tenure(&Tenure { office, role, of, holder, since, until });
        }
    }

    fn years(&mut self, row: &Row) {
        for i in [4, 5] {
            if !row.cell(i).is_empty() && !is_date(row.cell(i)) {
                self.flaws.add(row, "a date YYYY, YYYY-MM or YYYY-MM-DD, or nothing", format!("“{}”", row.cell(i)));
            }
        }
        let (from, to) = (row.cell(4), row.cell(5));
        let shared = from.len().min(to.len());
        if shared > 0 && from.get(..shared) > to.get(..shared) {
            self.flaws.add(row, "an end behind the beginning", format!("{from} to {to}"));
        }
    }

    fn known(&mut self, row: &Row, column: usize) -> Option<EntityId> {
        let id = self.ids.get(row.cell(column)).copied();
        if id.is_none() && !self.flawed.contains(row.cell(column)) {
            self.flaws.add(row, "the id of an entity", format!("“{}”", row.cell(column)));
        }
        id
    }

    fn word<T: Copy>(&mut self, row: &Row, column: usize, all: &[T], word: fn(T) -> &'static str) -> Option<T> {
        let value = all.iter().copied().find(|&v| word(v) == row.cell(column));
        if value.is_none() {
            let words: Vec<&str> = all.iter().map(|&v| word(v)).collect();
            self.flaws.add(row, words.join(" or "), format!("“{}”", row.cell(column)));
        }
        value
    }
}

/// Whether `text` is a day, month or year of the calendar in ISO form.
fn is_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        10 => text.to_owned(),
        _ => return false,
    };
    whole.parse::<jiff::civil::Date>().is_ok_and(|date| date.to_string() == whole)
}
