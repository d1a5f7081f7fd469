//! What happens to the gazetteer next, by chance.

use dixit::{
    gazetteer::Gazetteer,
    model::{AliasParticular, EntityParticular, Judgement, Kind},
    store::{Edit, Verdict},
};
use proptest::prelude::*;

/// One thing that a user does.
#[derive(Clone, Debug)]
pub enum Throw {
    Undo,
    Redo,
    /// Edits of one step.
    Edits(Vec<Chance>),
}

/// An edit, before it is known what the gazetteer holds: numbers choose among what is there.
#[derive(Clone, Debug)]
pub struct Chance {
    what: usize,
    which: [usize; 4],
}

/// Spellings that stand in the articles, or stand in none.
const SPELLINGS: &[&str] =
    &["Dobro Vanten", "Vanten", "Adda Lune", "Lune", "Torv", "quay", "Port-Ostrel", "Valmarian", "QU", "Nobody Here"];
const YEARS: &[&str] = &["", "2019", "2021-05", "2024-03-06"];

const WAYS: usize = 15;

pub fn throw() -> impl Strategy<Value = Throw> {
    let chance = (0..WAYS, prop::array::uniform4(0..60usize)).prop_map(|(what, which)| Chance { what, which });
    prop_oneof![
        2 => Just(Throw::Undo),
        2 => Just(Throw::Redo),
        7 => prop::collection::vec(chance, 1..4).prop_map(Throw::Edits),
    ]
}

impl Chance {
    /// The edit of a gazetteer as it stands, or of a quotation; none where that holds nothing to edit.
    pub fn edit(&self, gazetteer: &Gazetteer, quotations: &[String]) -> Option<Edit> {
        let [a, b, c, d] = self.which;
        let keys: Vec<&str> = gazetteer.entities().map(|(_, e)| e.key).collect();
        let aliases: Vec<(&str, &str)> =
            gazetteer.aliases().map(|(_, alias)| (gazetteer.key(alias.entity), alias.spelling)).collect();
        let entity = |n: usize| keys.get(n % keys.len().max(1)).map(|key| (*key).to_owned());
        let alias =
            |n: usize| aliases.get(n % aliases.len().max(1)).map(|(key, s)| ((*key).to_owned(), (*s).to_owned()));
        let word = |n: usize| SPELLINGS[n % SPELLINGS.len()].to_owned();
        let kind = Kind::ALL[c % Kind::ALL.len()];
        let new = |n: usize| format!("new-{}", n % 5);
        Some(match self.what {
            0 | 1 => Edit::spelling((&entity(a)?, "A Name"), &word(b)),
            2 => {
                let (entity, spelling) = alias(a)?;
                Edit::ForgetAlias { entity, spelling }
            }
            3 => Edit::AddEntity { key: new(a), kind, name: word(b) },
            4 | 5 => Edit::Merge { from: entity(a)?, into: entity(b)? },
            6 => {
                let (from, spelling) = alias(a)?;
                Edit::Split { from, spellings: vec![spelling], key: new(b), kind, name: word(d) }
            }
            7 => Edit::ForgetEntity { entity: entity(a)? },
            8 => {
                let particular = EntityParticular::ALL[b % EntityParticular::ALL.len()];
                let value = match particular {
                    EntityParticular::Kind => kind.word().to_owned(),
                    EntityParticular::Gender => ["f", "m", ""][c % 3].to_owned(),
                    EntityParticular::Country => entity(c)?,
                    EntityParticular::Name | EntityParticular::Description => word(c),
                };
                Edit::SetEntity { entity: entity(a)?, particular, value }
            }
            9 => {
                let ((entity, spelling), particular) = (alias(a)?, AliasParticular::ALL[b % 3]);
                let value = match particular {
                    AliasParticular::Case => ["match", "any"][c % 2],
                    AliasParticular::Sort => ["name", "short", "weak", "demonym"][c % 4],
                    AliasParticular::Language => ["*", "fr", "en"][c % 3],
                };
                Edit::SetAlias { entity, spelling, particular, value: value.to_owned() }
            }
            10 => {
                let (of, holder, role) = (entity(a)?, entity(b)?, ["defence-minister", "capital", "president"][c % 3]);
                let (since, until) = (YEARS[d % 4].to_owned(), YEARS[c % 4].to_owned());
                Edit::Hold { office: format!("{of}-{role}"), role: role.to_owned(), of, holder, since, until }
            }
            12..=14 => {
                let what = Judgement::ALL[b % Judgement::ALL.len()];
                let speaker = what == Judgement::Speaker && d % 4 > 0;
                let entity = if speaker { Some(entity(c)?) } else { None };
                let verdict = Verdict { value: word(c), entity, who: None, why: None, at: None };
                let quotation = quotations.get(a % quotations.len().max(1))?.clone();
                Edit::Judge { quotation, what, verdict: Some(verdict).filter(|_| d % 5 > 0) }
            }
            _ => {
                let tenure = gazetteer.tenures().nth(a % 3)?;
                let (office, role) = (tenure.office.to_owned(), tenure.role.to_owned());
                let [of, holder] = [tenure.of, tenure.holder].map(|id| gazetteer.key(id).to_owned());
                Edit::ForgetTenure { office, role, of, holder, since: None }
            }
        })
    }
}
