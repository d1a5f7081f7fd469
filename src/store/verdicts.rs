//! What the user says of quotations, laid over what the machine found.
//!
//! It lies in the rows that questions read: the speaker named by the user stands in `speaker`, those of the machine wait in `found_speaker`;
//! what was rejected stands in a zone of its own. Before the machine writes the findings of a document it is lifted, and laid again behind.

use rusqlite::{OptionalExtension as _, Params, Row, params};
use serde::{Deserialize, Serialize};

use super::{EditError, Reader, StoreError, Writer, gazetteer::word};
use crate::{model::Judgement, text::fold};

/// The rule of a speaker whom the user names.
const RULE: &str = "user";

/// What the user says of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The speaker's name; else the user's words.
    pub value: String,
    /// The speaker's key, where it is an entity.
    pub entity: Option<String>,
    /// Who says so.
    pub who: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// When, UTC; nothing until it is written.
    pub at: Option<String>,
}

/// A verdict in the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The quotation's key.
    pub quotation: String,
    /// What it is about.
    pub what: Judgement,
    /// What is said.
    pub verdict: Verdict,
    /// The source of its document.
    pub source: String,
    /// Its words.
    pub content: String,
    /// Whether no quotation of the base has the key.
    pub orphan: bool,
    /// Key of a quotation of the same source with the same words.
    pub likely: Option<String>,
}

const COLUMNS: &str = "quotation, what, value, entity, who, why, at, source, content,
    NOT EXISTS (SELECT 1 FROM quotation q WHERE q.key = quotation) AS orphan,
    (SELECT q.key FROM document d JOIN quotation q ON q.document = d.id AND q.content = verdict.content
        WHERE d.source = verdict.source ORDER BY q.start LIMIT 1) AS likely";

impl Reader<'_> {
    /// All that the user says of quotations, by key.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn verdicts(&self) -> Result<Vec<Judged>, StoreError> {
        self.judged("TRUE", [])
    }

    /// What the user says of one quotation.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn verdicts_of(&self, quotation: &str) -> Result<Vec<Judged>, StoreError> {
        self.judged("quotation = ?", [quotation])
    }

    fn judged(&self, condition: &str, values: impl Params) -> Result<Vec<Judged>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM verdict WHERE {condition} ORDER BY quotation, what");
        let mut select = self.connection.prepare_cached(&sql)?;
        let mut rows = select.query(values)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(judged(row)?);
        }
        Ok(all)
    }

    /// How much was said of quotations that are not there.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn orphaned_verdicts(&self) -> Result<u64, StoreError> {
        let sql =
            "SELECT count(*) FROM verdict v WHERE NOT EXISTS (SELECT 1 FROM quotation q WHERE q.key = v.quotation)";
        let count: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// Keys of quotations that begin with `prefix`, a few.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn quotation_keys(&self, prefix: &str, most: usize) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT key FROM quotation WHERE key >= ?1 AND key < ?1 || '~' ORDER BY key LIMIT ?2";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map(params![prefix, most as i64], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Who says a quotation, in words; none when nobody is known.
    pub(super) fn speakers_of(&self, quotation: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT group_concat(coalesce(e.name, s.name, s.surface), ' & ' ORDER BY s.ordinal)
            FROM quotation q JOIN speaker s ON s.quotation = q.id LEFT JOIN entity e ON e.id = s.entity WHERE q.key = ?";
        Ok(self.connection.prepare_cached(sql)?.query_row([quotation], |row| row.get(0))?)
    }

    /// The same as the machine found it, where the user names another.
    pub(super) fn found_speakers(&self, quotation: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT group_concat(coalesce(e.name, s.name, s.surface), ' & ' ORDER BY s.ordinal)
            FROM quotation q JOIN found_speaker s ON s.quotation = q.id LEFT JOIN entity e ON e.key = s.entity WHERE q.key = ?";
        Ok(self.connection.prepare_cached(sql)?.query_row([quotation], |row| row.get(0))?)
    }

    /// Rows and keys of the quotations in a document of which the user says anything, or did.
    fn judged_in(&self, document: i64) -> Result<Vec<(i64, String)>, StoreError> {
        // in most bases nobody has said anything
        if !self.connection.prepare_cached("SELECT 1 FROM verdict LIMIT 1")?.exists([])? {
            return Ok(Vec::new());
        }
        let sql =
            "SELECT id, key FROM quotation WHERE document = ? AND key IN (SELECT quotation FROM verdict) ORDER BY id";
        let mut select = self.connection.prepare_cached(sql)?;
        Ok(select.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Notes what the user says of a quotation; gives what they had said before.
    pub(super) fn judge(
        &mut self,
        (quotation, what): (&str, Judgement),
        new: Option<&Verdict>,
    ) -> Result<Option<Verdict>, EditError> {
        let old = self.verdicts_of(quotation)?.into_iter().find(|judged| judged.what == what).map(|j| j.verdict);
        let told = |verdict: &Verdict| (verdict.value.clone(), verdict.entity.clone());
        if old.as_ref().map(told) == new.map(told) {
            return Err(EditError::JudgedAlready { what, quotation: quotation.to_owned() });
        }
        if new.is_some() && old.is_none() && self.quotation_row(quotation)?.is_none() {
            return Err(EditError::UnknownQuotation(quotation.to_owned()));
        }
        self.put_verdict((quotation, what), new)?;
        Ok(old)
    }

    /// Puts a verdict in the place of the one that stands there, or takes it away.
    pub(super) fn put_verdict(
        &mut self,
        (quotation, what): (&str, Judgement),
        new: Option<&Verdict>,
    ) -> Result<(), StoreError> {
        let row = self.quotation_row(quotation)?;
        row.map_or(Ok(()), |row| self.lift_verdict(row))?;
        match new {
            Some(new) => self.write_verdict((quotation, what), new)?,
            None => {
                let sql = "DELETE FROM verdict WHERE quotation = ? AND what = ?";
                self.connection.prepare_cached(sql)?.execute([quotation, what.word()])?;
            }
        }
        row.map_or(Ok(()), |row| self.lay_verdict((row, quotation)))
    }

    fn write_verdict(&self, (quotation, what): (&str, Judgement), new: &Verdict) -> Result<(), StoreError> {
        // of an orphan it is still known what it was said of
        let sql = "INSERT INTO verdict (quotation, what, value, entity, at, who, why, source, content)
            SELECT ?1, ?2, ?3, ?4, coalesce(?5, strftime('%Y-%m-%dT%H:%M:%SZ')), ?6, ?7, source, content FROM (
                SELECT d.source, q.content FROM quotation q JOIN document d ON d.id = q.document WHERE q.key = ?1
                UNION ALL SELECT source, content FROM verdict WHERE quotation = ?1 LIMIT 1) WHERE TRUE
            ON CONFLICT DO UPDATE SET value = excluded.value, entity = excluded.entity, at = excluded.at, who = excluded.who, why = excluded.why";
        let Verdict { value, entity, who, why, at } = new;
        let values = params![quotation, what.word(), value, entity, at, who, why];
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn quotation_row(&self, key: &str) -> Result<Option<i64>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT id FROM quotation WHERE key = ?")?;
        Ok(select.query_row([key], |row| row.get(0)).optional()?)
    }

    /// Lets what the machine found in a document stand there alone.
    pub(super) fn lift_verdicts(&mut self, document: i64) -> Result<(), StoreError> {
        self.judged_in(document)?.into_iter().try_for_each(|(row, _)| self.lift_verdict(row))
    }

    /// Lays what the user says over what the machine found in a document.
    pub(super) fn lay_verdicts(&mut self, document: i64) -> Result<(), StoreError> {
        self.judged_in(document)?.into_iter().try_for_each(|(row, key)| self.lay_verdict((row, &key)))
    }

    /// Lays it again where the entities of speakers may have become others.
    ///
    /// # Errors
    /// When the base cannot be written.
    pub fn lay_verdicts_anew(&mut self) -> Result<(), StoreError> {
        let sql = "SELECT q.id, q.key FROM verdict v JOIN quotation q ON q.key = v.quotation WHERE v.what = 'speaker' ORDER BY 1";
        let mut select = self.connection.prepare_cached(sql)?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let all: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
        drop(select);
        for (row, key) in all {
            self.lift_verdict(row)?;
            self.lay_verdict((row, &key))?;
        }
        Ok(())
    }

    fn lift_verdict(&mut self, row: i64) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM speaker WHERE quotation = ?1 AND rule = 'user'",
            "INSERT INTO speaker (quotation, ordinal, start, \"end\", phrase_start, phrase_end, surface, sort, entity, name, folded, rule, document, zone, day, act)
                SELECT q.id, f.ordinal, f.start, f.\"end\", f.phrase_start, f.phrase_end, f.surface, f.sort, e.id, f.name,
                    iif(e.id IS NULL, fold(f.name), NULL), f.rule, q.document, q.zone, d.day, q.act
                FROM found_speaker f JOIN quotation q ON q.id = f.quotation JOIN document d ON d.id = q.document
                LEFT JOIN entity e ON e.key = f.entity WHERE f.quotation = ?1",
            "DELETE FROM found_speaker WHERE quotation = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute([row])?;
        }
        // 'rejected-furniture' is furniture again, and 'rejected' the body
        self.rezone(row, "nullif(substr(zone, 10), '')", "zone GLOB 'rejected*'")
    }

    fn lay_verdict(&mut self, (row, key): (i64, &str)) -> Result<(), StoreError> {
        for Judged { what, verdict, .. } in self.verdicts_of(key)? {
            match what {
                Judgement::Rejected => self.rezone(row, "'rejected' || coalesce('-' || zone, '')", "TRUE")?,
                Judgement::Speaker => self.lay_speaker(row, &verdict)?,
                Judgement::Checked | Judgement::Note => {}
            }
        }
        Ok(())
    }

    fn rezone(&self, quotation: i64, zone: &str, condition: &str) -> Result<(), StoreError> {
        for (table, own) in [("quotation", "id"), ("speaker", "quotation"), ("about", "quotation")] {
            let sql = format!("UPDATE {table} SET zone = {zone} WHERE {own} = ? AND {condition}");
            self.connection.prepare_cached(&sql)?.execute([quotation])?;
        }
        Ok(())
    }

    fn lay_speaker(&mut self, row: i64, verdict: &Verdict) -> Result<(), StoreError> {
        for sql in [
            "INSERT INTO found_speaker (quotation, ordinal, start, \"end\", phrase_start, phrase_end, surface, sort, entity, name, rule)
                SELECT s.quotation, s.ordinal, s.start, s.\"end\", s.phrase_start, s.phrase_end, s.surface, s.sort, e.key, s.name, s.rule
                FROM speaker s LEFT JOIN entity e ON e.id = s.entity WHERE s.quotation = ?",
            "DELETE FROM speaker WHERE quotation = ?",
        ] {
            self.connection.prepare_cached(sql)?.execute([row])?;
        }
        let entity: Option<i64> = match &verdict.entity {
            Some(key) => self.entity(key)?.map(|found| found.id),
            None => None,
        };
        let folded = Some(fold(&verdict.value)).filter(|_| entity.is_none());
        let sql = "INSERT INTO speaker (quotation, ordinal, sort, entity, name, folded, rule, document, zone, day, act)
            SELECT q.id, 0, 'named', ?2, ?3, ?4, ?5, q.document, q.zone, d.day, q.act
            FROM quotation q JOIN document d ON d.id = q.document WHERE q.id = ?1";
        let values = params![row, entity, verdict.value, folded, RULE];
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }
}

fn judged(row: &Row<'_>) -> Result<Judged, StoreError> {
    let (value, entity, who, why, at) =
        (row.get("value")?, row.get("entity")?, row.get("who")?, row.get("why")?, row.get("at")?);
    Ok(Judged {
        quotation: row.get("quotation")?,
        what: word(row, "what", Judgement::from_word)?,
        verdict: Verdict { value, entity, who, why, at: Some(at) },
        source: row.get("source")?,
        content: row.get("content")?,
        orphan: row.get("orphan")?,
        likely: row.get("likely")?,
    })
}
