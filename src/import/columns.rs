//! The gazetteer of a base on its way into the file beside it: told row by row, kept in files, and compiled without the base.

use std::{io, path::Path};

use crate::{
    flat::{Buckets, Saving},
    gazetteer::{Alias, Columns, Entity, Tenure},
    matcher::Compiler,
    model::{AliasSort, CasePolicy, EntityId, Kind},
    store::{Hearer, Reader, StoreError},
};

/// First bytes of a record.
const ENTITY: u8 = 0;
const ALIAS: u8 = 1;

/// All that a file will hold, not yet in order.
pub(super) struct Told {
    columns: Columns,
    /// For each row of an entity its number, counted from 1: its place among the keys.
    numbers: Vec<u32>,
    entities: u32,
    /// Entities by number, each with its aliases behind it.
    rows: Buckets,
    /// Rows of aliases are less than this.
    aliases: u32,
    /// What aliases fold to, in order, each behind the row of the alias.
    folded: Buckets,
    spellings: u32,
}

/// Hears the gazetteer of a base; `file` is where it will be compiled.
pub(super) fn told(reader: &Reader<'_>, file: &Path) -> Result<Told, StoreError> {
    let failed = |source| StoreError::Io { path: file.to_owned(), source };
    let told = Told::new(file, reader.gazetteer_rows()?).map_err(failed)?;
    let mut hearing = Hearing { file, told, record: Vec::new() };
    reader.tell_gazetteer(&mut hearing)?;
    Ok(hearing.told)
}

impl Told {
    fn new(file: &Path, (entities, aliases): (u32, u32)) -> io::Result<Self> {
        Ok(Told {
            columns: Columns::new(file)?,
            numbers: Vec::new(),
            entities: 0,
            rows: Buckets::new(file, entities)?,
            aliases: 0,
            folded: Buckets::new(file, aliases)?,
            spellings: 0,
        })
    }

    /// Writes the file, which is then as [`crate::annotate::Annotator::save`] writes it; the version of the gazetteer in it.
    pub fn compile(self, file: &Path) -> io::Result<String> {
        let Told { mut columns, numbers, rows, aliases, folded, .. } = self;
        drop(numbers);
        let mut spellings = Compiler::new(file)?;
        // for each row of an alias its number, counted from 1
        let mut places: Vec<u32> = vec![0; aliases as usize];
        rows.each(|record| match record.split_first() {
            Some((&ENTITY, rest)) => columns.entity(&entity(rest)?).map(|_| ()),
            Some((&ALIAS, rest)) => {
                let (row, alias) = alias(rest)?;
                places[row as usize] = spellings.alias(&alias) + 1;
                columns.alias(&alias)
            }
            _ => Err(broken()),
        })?;
        folded.each(|mut record| {
            // those that the user took out were not told
            match places.get(take_number(&mut record)? as usize).and_then(|place| place.checked_sub(1)) {
                Some(number) => spellings.folded(str::from_utf8(record).map_err(io::Error::other)?, number),
                None => Ok(()),
            }
        })?;
        drop(places);
        let mut to = Saving::new(file)?;
        let version = columns.save(&mut to)?;
        spellings.save(&mut to)?;
        to.finish()?;
        Ok(version)
    }

    fn number(&self, row: i64) -> Option<u32> {
        self.numbers.get(row as usize)?.checked_sub(1)
    }
}

struct Hearing<'f> {
    file: &'f Path,
    told: Told,
    /// The record being made.
    record: Vec<u8>,
}

impl Hearing<'_> {
    fn kept<T>(&self, result: io::Result<T>) -> Result<T, StoreError> {
        result.map_err(|source| StoreError::Io { path: self.file.to_owned(), source })
    }

    /// Keeps the record that was made, at the place of an entity.
    fn keep(&mut self, entity: i64) -> Result<(), StoreError> {
        let place = self.told.number(entity).ok_or_else(broken);
        let kept = place.and_then(|place| self.told.rows.push(place, &self.record));
        self.kept(kept)
    }
}

impl Hearer for Hearing<'_> {
    fn key(&mut self, row: i64) -> Result<(), StoreError> {
        let told = &mut self.told;
        told.numbers.resize(told.numbers.len().max(row as usize + 1), 0);
        told.entities += 1;
        told.numbers[row as usize] = told.entities;
        Ok(())
    }

    fn entity(&mut self, row: i64, e: &Entity) -> Result<(), StoreError> {
        let (gender, country) = (e.gender.unwrap_or_default(), e.country.unwrap_or_default());
        self.record.clear();
        self.record.extend([ENTITY, e.kind as u8, e.prominence]);
        for text in [e.key, e.name, e.description, gender, country, e.external, e.origin] {
            put_text(&mut self.record, text);
        }
        self.keep(row)
    }

    fn alias(&mut self, row: i64, entity: i64, a: &Alias) -> Result<(), StoreError> {
        self.record.clear();
        self.record.extend([ALIAS, a.sort as u8, a.case as u8]);
        self.record.extend((row as u32).to_ne_bytes());
        for text in [a.spelling, a.language, a.origin] {
            put_text(&mut self.record, text);
        }
        self.told.aliases = self.told.aliases.max(row as u32 + 1);
        self.keep(entity)
    }

    fn tenure(&mut self, tenure: &Tenure, (of, holder): (i64, i64), keys: (&str, &str)) -> Result<(), StoreError> {
        let number = |row| self.told.number(row).map(EntityId);
        if let (Some(of), Some(holder)) = (number(of), number(holder)) {
            self.told.columns.tenure(&Tenure { of, holder, ..*tenure }, keys);
        }
        Ok(())
    }

    fn folded(&mut self, folded: &str, row: i64) -> Result<(), StoreError> {
        self.record.clear();
        self.record.extend((row as u32).to_ne_bytes());
        self.record.extend(folded.as_bytes());
        let kept = self.told.folded.push(self.told.spellings, &self.record);
        self.told.spellings += 1;
        self.kept(kept)
    }
}

fn broken() -> io::Error {
    io::Error::other("the gazetteer is not as its indexes say")
}

/// The entity in a record, behind its first byte.
fn entity(mut record: &[u8]) -> io::Result<Entity<'_>> {
    let (kind, prominence) = (take_byte(&mut record)?, take_byte(&mut record)?);
    let mut text = || take_text(&mut record);
    Ok(Entity {
        kind: *Kind::ALL.get(kind as usize).ok_or_else(broken)?,
        prominence,
        key: text()?,
        name: text()?,
        description: text()?,
        gender: maybe(text()?),
        country: maybe(text()?),
        external: text()?,
        origin: text()?,
    })
}

fn maybe(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The alias in a record, behind its first byte, with its row.
fn alias(mut record: &[u8]) -> io::Result<(u32, Alias<'_>)> {
    let (sort, case, row) = (take_byte(&mut record)?, take_byte(&mut record)?, take_number(&mut record)?);
    let mut text = || take_text(&mut record);
    let alias = Alias {
        entity: EntityId(0),
        spelling: text()?,
        language: text()?,
        origin: text()?,
        sort: *AliasSort::ALL.get(sort as usize).ok_or_else(broken)?,
        case: *CasePolicy::ALL.get(case as usize).ok_or_else(broken)?,
    };
    Ok((row, alias))
}

fn put_text(record: &mut Vec<u8>, text: &str) {
    record.extend((text.len() as u32).to_ne_bytes());
    record.extend(text.as_bytes());
}

fn take_byte(record: &mut &[u8]) -> io::Result<u8> {
    let (byte, rest) = record.split_first().ok_or_else(broken)?;
    *record = rest;
    Ok(*byte)
}

fn take_number(record: &mut &[u8]) -> io::Result<u32> {
    let (number, rest) = record.split_first_chunk().ok_or_else(broken)?;
    *record = rest;
    Ok(u32::from_ne_bytes(*number))
}

fn take_text<'r>(record: &mut &'r [u8]) -> io::Result<&'r str> {
    let len = take_number(record)? as usize;
    let (text, rest) = record.split_at_checked(len).ok_or_else(broken)?;
    *record = rest;
    str::from_utf8(text).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotate::Annotator,
        gazetteer::Gazetteer,
        store::{Edit, OpenMode, Store},
    };

    /// All that a gazetteer knows, by keys.
    fn known(gazetteer: &Gazetteer) -> Vec<String> {
        let key = |id| gazetteer.key(id).to_owned();
        let mut all: Vec<String> = gazetteer.entities().map(|(_, e)| format!("{e:?}")).collect();
        all.extend(
            gazetteer.aliases().map(|(_, a)| format!("{} {:?}", key(a.entity), Alias { entity: EntityId(0), ..a })),
        );
        all.extend(gazetteer.tenures().map(|t| {
            let held = gazetteer.tenures_of(t.role, t.of).count() + gazetteer.tenures_held(t.holder).count();
            format!("{} {} {} {} {held}", t.office, key(t.of), key(t.holder), t.since)
        }));
        all.extend(["kim", "sergey", "quorin"].map(|word| format!("{word} {}", gazetteer.is_given_name(word))));
        all.sort_unstable();
        all
    }

    #[test]
    fn what_was_written_row_by_row_is_what_is_put_together_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("base.db"), OpenMode::Create).unwrap();
        store.write(|w| w.take_gazetteer(&Gazetteer::shipped())).unwrap();
        let forget = Edit::ForgetAlias { entity: "sergey-lavrov".into(), spelling: "Lavrov".into() };
        store.write(|w| w.edit(forget, "as typed")).unwrap();
        let file = folder.path().join("compiled");
        let heard = store.read(|r| told(r, &file)).unwrap();
        let version = heard.compile(&file).unwrap();
        let (written, made) = (Annotator::open(&file).unwrap(), Annotator::new(store.read(|r| r.gazetteer()).unwrap()));
        assert_eq!(version, made.gazetteer().version());
        assert_eq!(known(written.gazetteer()), known(made.gazetteer()));
        let samples = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples")).unwrap();
        for sample in samples.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()) {
            let found = |annotator: &Annotator| {
                let found = annotator.annotate(&sample, Some("fr"), None);
                let key = |m: &crate::model::Mention| m.entity.map(|e| annotator.gazetteer().key(e).to_owned());
                found.mentions.iter().map(|m| (m.span, m.alias.clone(), key(m), m.rule)).collect::<Vec<_>>()
            };
            assert_eq!(found(&written), found(&made));
        }
        assert_eq!(
            std::fs::read_dir(folder.path())
                .unwrap()
                .filter(|e| { e.as_ref().unwrap().file_name().to_string_lossy().starts_with("compiled") })
                .count(),
            1,
            "what waited in files is gone"
        );
    }
}
