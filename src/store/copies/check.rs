//! Whether the clusters in the base are those that its texts make.

use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry};

use super::LEADERS;
use crate::{
    store::{Reader, StoreError},
    text::{Bands, Runs, Wording},
};

/// Problems told; more of them say no more.
const TOLD: usize = 20;

/// The wordings of the base, as its texts tell them: which documents have each, and its bands.
#[derive(Default)]
struct Wordings {
    documents: BTreeMap<i64, Vec<i64>>,
    bands: BTreeMap<i64, Bands>,
}

impl Reader<'_> {
    /// Reads every text again, and tells where wordings, bands or clusters are other than they should be.
    pub(in crate::store) fn check_copies(&self, tell: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        let mut problems = Vec::new();
        let wordings = self.read_wordings(&mut problems)?;
        self.check_bands(&wordings, &mut problems)?;
        self.check_clusters(&wordings, &mut problems)?;
        problems.into_iter().take(TOLD).for_each(tell);
        Ok(())
    }

    fn read_wordings(&self, problems: &mut Vec<String>) -> Result<Wordings, StoreError> {
        let mut found = Wordings::default();
        let mut select = self.connection.prepare("SELECT id, key FROM document ORDER BY key")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (id, key): (i64, String) = (row.get(0)?, row.get(1)?);
            if !self.paragraphs_fit(id)? {
                problems.push(format!("document {key}: a paragraph has other words than those noted"));
            }
            let sketch = self.words(id)?.sketch();
            if self.copy_row(id)?.map(|place| place.wording) != sketch.as_ref().map(|sketch| sketch.wording) {
                problems.push(format!("document {key}: its words are not those by which copies of it are found"));
            }
            if let Some(sketch) = sketch {
                found.documents.entry(sketch.wording).or_default().push(id);
                found.bands.extend(sketch.bands.map(|bands| (sketch.wording, bands)));
            }
        }
        Ok(found)
    }

    /// Whether the hash noted of each paragraph is that of its words.
    fn paragraphs_fit(&self, document: i64) -> Result<bool, StoreError> {
        let sql = r#"SELECT substr(text, start + 1, "end" - start), wording
            FROM document JOIN paragraph ON document = id WHERE id = ?"#;
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([document])?;
        while let Some(row) = rows.next()? {
            let words = Wording::new([row.get::<_, String>(0)?.as_str()].into_iter());
            if words.hash() != row.get::<_, i64>(1)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn check_bands(&self, wordings: &Wordings, problems: &mut Vec<String>) -> Result<(), StoreError> {
        let own = |(&wording, bands): (&i64, &Bands)| bands.hashes.map(|band| (band, wording));
        let expected: BTreeSet<(i64, i64)> = wordings.bands.iter().flat_map(own).collect();
        let mut select = self.connection.prepare("SELECT band, wording FROM band ORDER BY band, wording")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let stored = rows.collect::<Result<BTreeSet<(i64, i64)>, _>>()?;
        let wrong = expected.symmetric_difference(&stored).count();
        if wrong > 0 {
            problems.push(format!("bands: {wrong} by which copies are found are missing, or belong to no document"));
        }
        Ok(())
    }

    fn check_clusters(&self, wordings: &Wordings, problems: &mut Vec<String>) -> Result<(), StoreError> {
        let mut forest = Forest::default();
        for bucket in buckets(wordings) {
            self.link_all(&bucket, wordings, &mut forest)?;
        }
        let mut expected: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        for (&wording, documents) in &wordings.documents {
            expected.entry(forest.root(wording)).or_default().extend(documents);
        }
        let mut select = self.connection.prepare("SELECT cluster, document FROM copy WHERE cluster IS NOT NULL")?;
        let mut stored: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            stored.entry(row.get(0)?).or_default().insert(row.get(1)?);
        }
        let expected: BTreeSet<_> = expected.into_values().filter(|documents| documents.len() > 1).collect();
        let stored: BTreeSet<_> = stored.into_values().collect();
        for wrong in stored.difference(&expected) {
            problems.push(format!("copies: {} are a cluster, and should not be", self.keys(wrong)?));
        }
        for missing in expected.difference(&stored) {
            problems.push(format!("copies: {} should be a cluster, and are not", self.keys(missing)?));
        }
        Ok(())
    }

    /// Joins the wordings of a band that are linked.
    fn link_all(&self, bucket: &[i64], wordings: &Wordings, forest: &mut Forest) -> Result<(), StoreError> {
        let mut runs: HashMap<i64, Runs> = HashMap::new();
        for (n, &one) in bucket.iter().enumerate() {
            for &other in &bucket[..n.min(LEADERS)] {
                let agree = wordings.bands[&one].agrees(&wordings.bands[&other].bytes);
                if !agree || forest.root(one) == forest.root(other) {
                    continue;
                }
                for wording in [one, other] {
                    if let Entry::Vacant(entry) = runs.entry(wording) {
                        entry.insert(Runs::new(&self.words(wordings.documents[&wording][0])?));
                    }
                }
                if runs[&one].is_alike(&runs[&other]) {
                    forest.join(one, other);
                }
            }
        }
        Ok(())
    }

    fn keys(&self, documents: &BTreeSet<i64>) -> Result<String, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT key FROM document WHERE id = ?")?;
        let keys = documents.iter().take(4).map(|id| select.query_row([id], |row| row.get::<_, String>(0)));
        let more = if documents.len() > 4 { " …" } else { "" };
        Ok(keys.collect::<Result<Vec<_>, _>>()?.join(", ") + more)
    }
}

/// The wordings of each band, in order.
fn buckets(wordings: &Wordings) -> impl Iterator<Item = Vec<i64>> {
    let mut buckets: HashMap<i64, Vec<i64>> = HashMap::new();
    for (&wording, bands) in &wordings.bands {
        bands.hashes.iter().for_each(|&band| buckets.entry(band).or_default().push(wording));
    }
    buckets.into_values()
}

/// Sets that are joined: for each wording another one of its set, or none for the one that stands for all.
#[derive(Default)]
struct Forest(HashMap<i64, i64>);

impl Forest {
    fn root(&mut self, wording: i64) -> i64 {
        let mut root = wording;
        while let Some(&up) = self.0.get(&root) {
            root = up;
        }
        if root != wording {
            self.0.insert(wording, root);
        }
        root
    }

    fn join(&mut self, one: i64, other: i64) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.0.insert(one, other);
        }
    }
}
