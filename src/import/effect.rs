//! What an edit changes in the documents.

use std::collections::BTreeMap;

use crate::store::Ascribed;

/// Spellings told one by one that are taken from somebody; the others are counted only.
const TOLD: usize = 100;

/// What reading documents again has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Documents in the base.
    pub documents: u64,
    /// Documents read.
    pub read: u64,
    /// Documents in which mentions, quotations or speakers are other than before.
    pub changed: u64,
    /// What became of mentions.
    pub mentions: Fates,
    /// What became of quotations: somebody's are those of which a speaker is an entity.
    pub quotations: Fates,
    /// Mentions that an entity lost: as printed, the entity's key, how many.
    pub taken: BTreeMap<(String, String), u64>,
}

/// What became of things that may be somebody's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fates {
    /// Those that were not there before.
    pub new: u64,
    /// Those that are there no longer.
    pub gone: u64,
    /// Nobody's before, somebody's now.
    pub found: u64,
    /// Somebody's before, nobody's now.
    pub lost: u64,
    /// Somebody else's.
    pub moved: u64,
}

impl Fates {
    /// Whether nothing became of anything.
    pub fn is_empty(&self) -> bool {
        *self == Fates::default()
    }

    /// Counts one by whose it was and is, none where it is not there.
    fn count<T: PartialEq>(&mut self, before: Option<(bool, &T)>, after: Option<(bool, &T)>) {
        match (before, after) {
            (None, Some(_)) => self.new += 1,
            (Some(_), None) => self.gone += 1,
            (Some((was, before)), Some((is, after))) if before != after => match (was, is) {
                (false, true) => self.found += 1,
                (true, false) => self.lost += 1,
                _ => self.moved += 1,
            },
            _ => {}
        }
    }
}

impl Effect {
    /// Counts a document that was read again.
    pub fn count(&mut self, before: &Ascribed, after: &Ascribed) {
        self.read += 1;
        if before == after {
            return;
        }
        self.changed += 1;
        for key in keys(&before.mentions, &after.mentions) {
            let whose = |findings: &Ascribed| findings.mentions.get(key).map(|(_, entity)| entity.clone());
            let (was, is) = (whose(before), whose(after));
            let somebody = |entity: &Option<Option<String>>| entity.as_ref().is_some_and(Option::is_some);
            let pair = |entity: &Option<Option<String>>| entity.is_some().then(|| somebody(entity));
            self.mentions.count(pair(&was).zip(was.as_ref()), pair(&is).zip(is.as_ref()));
            if let (Some((surface, Some(owner))), false) = (before.mentions.get(key), was == is) {
                self.take(surface, owner);
            }
        }
        for key in keys(&before.quotations, &after.quotations) {
            let said = |findings: &'_ Ascribed| findings.quotations.get(key).cloned();
            let (was, is) = (said(before), said(after));
            let pair = |s: &Option<Vec<(bool, String)>>| s.as_ref().map(|s| s.iter().any(|(entity, _)| *entity));
            self.quotations.count(pair(&was).zip(was.as_ref()), pair(&is).zip(is.as_ref()));
        }
    }

    /// Notes that an entity lost a mention, unless the entity itself is gone.
    fn take(&mut self, surface: &str, owner: &str) {
        if owner.starts_with('#') {
            return;
        }
        let key = (surface.to_owned(), owner.to_owned());
        if self.taken.len() < TOLD || self.taken.contains_key(&key) {
            *self.taken.entry(key).or_default() += 1;
        }
    }
}

/// The keys of both, each once.
fn keys<'f, T>(
    before: &'f std::collections::HashMap<String, T>,
    after: &'f std::collections::HashMap<String, T>,
) -> impl Iterator<Item = &'f str> {
    let new = after.keys().filter(|key| !before.contains_key(*key));
    before.keys().chain(new).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(mentions: &[(&str, Option<&str>)], quotations: &[(&str, &[(bool, &str)])]) -> Ascribed {
        let mention =
            |(key, entity): &(&str, Option<&str>)| ((*key).to_owned(), ("Kim".to_owned(), entity.map(str::to_owned)));
        let quotation = |(key, speakers): &(&str, &[(bool, &str)])| {
            ((*key).to_owned(), speakers.iter().map(|(entity, name)| (*entity, (*name).to_owned())).collect())
        };
        Ascribed {
            mentions: mentions.iter().map(mention).collect(),
            quotations: quotations.iter().map(quotation).collect(),
        }
    }

    #[test]
    fn what_became_of_mentions_and_quotations() {
        let before = findings(
            &[("m1", Some("a")), ("m2", None), ("m3", Some("a")), ("m4", Some("a")), ("m5", Some("b"))],
            &[("q1", &[(false, "Kim")]), ("q2", &[(true, "a")]), ("q3", &[]), ("q4", &[(true, "b")])],
        );
        let after = findings(
            &[("m1", Some("b")), ("m2", Some("a")), ("m3", None), ("m5", Some("b")), ("m6", None)],
            &[("q1", &[(true, "a")]), ("q2", &[(true, "b")]), ("q3", &[]), ("q5", &[(true, "b")])],
        );
        let mut effect = Effect::default();
        effect.count(&before, &before);
        effect.count(&before, &after);
        assert_eq!((effect.read, effect.changed), (2, 1));
        assert_eq!(effect.mentions, Fates { new: 1, gone: 1, found: 1, lost: 1, moved: 1 });
        assert_eq!(effect.quotations, Fates { new: 1, gone: 1, found: 1, lost: 0, moved: 1 });
        assert_eq!(effect.taken.into_iter().collect::<Vec<_>>(), [(("Kim".to_owned(), "a".to_owned()), 3)]);
    }
}
