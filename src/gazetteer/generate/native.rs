//! Names in their own script: as they stand, in their cases, and in the Latin letters of each language.

use super::{NATIVE, Spelling, inflect, proposals::Proposals};
use crate::{
    gazetteer::{
        Gazetteer,
        files::{Flaws, Row},
    },
    language::given,
    model::{AliasSort, EntityId, Kind},
    text::fold,
    transliterate::{Latin, Name, System, system},
};

/// A family name of fewer letters does not stand for a person by itself.
const SHORTEST: usize = 5;

/// One line of `native.tsv`.
pub(super) struct Native {
    pub entity: EntityId,
    pub latin: bool,
    system: &'static System,
    own: [String; 2],
    reading: [String; 2],
}

/// The lines of `native.tsv`; those that cannot stand are noted.
pub(super) fn names(text: &str, gazetteer: &Gazetteer, flaws: &mut Flaws) -> Vec<Native> {
    let rows = NATIVE.rows(text, flaws);
    rows.iter().filter_map(|row| name(row, gazetteer, flaws)).collect()
}

fn name(row: &Row, gazetteer: &Gazetteer, flaws: &mut Flaws) -> Option<Native> {
    let mut expect = |there: bool, expected: &str, found: &str| {
        (!there).then(|| flaws.add(row, expected, format!("“{found}”")));
        there
    };
    let (entity, known) = (gazetteer.find(row.cell(0)), system(row.cell(1)));
    expect(entity.is_some(), "the id of an entity", row.cell(0));
    expect(known.is_some(), "the code of a table in data/transliteration", row.cell(1));
    let reads = known.is_some_and(|s| !s.reads.is_empty());
    let whole = expect(!row.cell(3).is_empty(), "a name as its own language writes it", row.cell(3))
        & expect(["yes", "no"].contains(&row.cell(6)), "yes or no as latin", row.cell(6))
        & expect(
            row.cell(5).is_empty() != (reads && row.cell(6) == "yes"),
            "a reading just where the system reads one",
            row.cell(5),
        );
    whole.then_some(())?;
    let pair = |k: usize| [row.cell(k).to_owned(), row.cell(k + 1).to_owned()];
    let own = pair(2);
    let reading = if reads { pair(4) } else { own.clone() };
    Some(Native { entity: entity?, latin: row.cell(6) == "yes", system: known?, own, reading })
}

impl Native {
    /// The name in Latin letters, as the press of each language has it.
    pub fn spelled(&self) -> Vec<Latin> {
        self.system.latin(&Name { given: &self.reading[0], family: &self.reading[1] })
    }

    /// The name in its own script.
    fn whole(&self, [given, family]: [&str; 2]) -> String {
        match (given, self.system.family_first) {
            ("", _) => family.to_owned(),
            (given, true) => format!("{family}{given}"),
            (given, false) => format!("{given} {family}"),
        }
    }

    /// The name in each of its cases, given and family name.
    fn cases(&self, class: &str) -> Vec<[String; 2]> {
        let Some(table) = inflect::table(self.system.language()) else { return Vec::new() };
        let forms = |part: &str, word: &str| match (part, class) {
            ("family", "place") => table.forms("place", word),
            _ => table.forms(&format!("{part}.{class}"), word),
        };
        let [given, family] = &self.own;
        let (givens, families) = (forms("given", given), compound(family, |word| forms("family", word)));
        let given = |k: usize| if given.is_empty() { String::new() } else { givens[k].clone() };
        families.into_iter().enumerate().map(|(k, family)| [given(k), family]).collect()
    }
}

/// The forms of a name of which each part with a hyphen is declined, unless its first part is a short one that stays.
fn compound(name: &str, forms: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    const STAYS: usize = 4;
    match name.split_once('-').filter(|(first, _)| first.chars().count() > STAYS) {
        Some((first, last)) => {
            forms(first).iter().zip(forms(last)).map(|(first, last)| format!("{first}-{last}")).collect()
        }
        None => forms(name),
    }
}

/// Proposes what follows from each line of `native.tsv`.
pub(super) fn propose(text: &str, proposals: &mut Proposals, flaws: &mut Flaws) {
    let gazetteer = proposals.gazetteer;
    for name in names(text, gazetteer, flaws) {
        let entity = gazetteer.entity(name.entity);
        let short = entity.kind == Kind::Person
            && !name.own[0].is_empty()
            && !name.system.family_first
            && proposals.is_short(name.entity);
        let mut add = |spelling: &str, language: &str, sort| {
            let entity = entity.key.to_owned();
            proposals.add(Spelling { entity, spelling: spelling.to_owned(), language: language.to_owned(), sort });
        };
        let mut both = |full: &str, family: &str, language: &str| {
            add(full, language, AliasSort::Name);
            if short && stands_alone(family) {
                add(family, language, AliasSort::Short);
            }
        };
        let [given, family] = &name.own;
        both(&name.whole([given, family]), family, name.system.language());
        let class = if entity.kind == Kind::Place { Some("place") } else { entity.gender };
        for [given, family] in class.into_iter().flat_map(|class| name.cases(class)) {
            both(&name.whole([&given, &family]), &family, name.system.language());
        }
        let latin = if name.latin { name.spelled() } else { Vec::new() };
        latin.iter().for_each(|l| both(&l.full, &l.family, &l.language));
    }
}

/// Whether a family name can stand for a person by itself: it is long enough, and no given name.
fn stands_alone(family: &str) -> bool {
    family.chars().count() >= SHORTEST
        && given::gender(&family.to_lowercase()).is_none()
        && given::gender(&fold(family)).is_none()
}
