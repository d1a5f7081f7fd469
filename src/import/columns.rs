//! The gazetteer of a base on its way into the file beside it, row by row.

use std::{collections::HashMap, io, path::Path};

use crate::{
    flat::Saving,
    gazetteer::{Alias, Columns, Entity, Tenure},
    matcher::Compiler,
    model::EntityId,
    store::{Hearer, Reader, StoreError},
};

/// Compiles the gazetteer of a base into `file`, which is as [`crate::annotate::Annotator::save`] writes it; its version.
pub(super) fn compile(reader: &Reader<'_>, file: &Path) -> Result<String, StoreError> {
    let failed = |source| StoreError::Io { path: file.to_owned(), source };
    let made = || Ok((Columns::new(file)?, Compiler::new(file)?));
    let (columns, spellings) = made().map_err(failed)?;
    let mut compiling = Compiling {
        file,
        columns,
        spellings,
        offices: reader.office_rows()?,
        numbers: HashMap::new(),
        places: Vec::new(),
    };
    reader.tell_gazetteer(&mut compiling)?;
    let Compiling { columns, spellings, places, .. } = compiling;
    drop(places);
    let save = || {
        let mut to = Saving::new(file)?;
        let version = columns.save(&mut to)?;
        spellings.save(&mut to)?;
        to.finish()?;
        Ok(version)
    };
    save().map_err(failed)
}

struct Compiling<'f> {
    file: &'f Path,
    columns: Columns,
    spellings: Compiler,
    /// Rows of the entities that stand in a tenure, in order; and the number of each.
    offices: Vec<i64>,
    numbers: HashMap<i64, u32>,
    /// For each row of an alias its number, counted from 1.
    places: Vec<u32>,
}

impl Compiling<'_> {
    fn told<T>(&self, result: io::Result<T>) -> Result<T, StoreError> {
        result.map_err(|source| StoreError::Io { path: self.file.to_owned(), source })
    }
}

impl Hearer for Compiling<'_> {
    fn entity(&mut self, row: i64, entity: &Entity) -> Result<(), StoreError> {
        let number = self.columns.entity(entity);
        let number = self.told(number)?;
        if self.offices.binary_search(&row).is_ok() {
            self.numbers.insert(row, number);
        }
        Ok(())
    }

    fn alias(&mut self, row: i64, alias: &Alias) -> Result<(), StoreError> {
        let written = self.columns.alias(alias);
        self.told(written)?;
        let row = row as usize;
        if row >= self.places.len() {
            self.places.resize(row + 1, 0);
        }
        self.places[row] = self.spellings.alias(alias) + 1;
        Ok(())
    }

    fn tenure(&mut self, tenure: &Tenure, (of, holder): (i64, i64), keys: (&str, &str)) -> Result<(), StoreError> {
        let number = |row| self.numbers.get(&row).copied().map(EntityId);
        if let (Some(of), Some(holder)) = (number(of), number(holder)) {
            self.columns.tenure(&Tenure { of, holder, ..*tenure }, keys);
        }
        Ok(())
    }

    fn folded(&mut self, folded: &str, row: i64) -> Result<(), StoreError> {
        // those that the user took out were not told
        match self.places.get(row as usize).and_then(|place| place.checked_sub(1)) {
            Some(number) => {
                let written = self.spellings.folded(folded, number);
                self.told(written)
            }
            None => Ok(()),
        }
    }
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
        let version = store.read(|r| compile(r, &file)).unwrap();
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
