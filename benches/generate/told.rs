//! Made-up rows of a gazetteer of others: persons, places, organisations and works under ids of their own, all that is shipped once more
//! under such ids, and homonyms of it.

use dixit::{
    gazetteer::{
        Gazetteer,
        exchange::{Spelling, Taker, Told},
    },
    model::{AliasSort, CasePolicy, Kind},
};

use super::{Random, capital, word};

/// Words that names are made of.
const WORDS: usize = 150_000;

/// Spellings of an entity.
const EACH: usize = 4;

/// Homonyms of what is shipped, at most.
const HOMONYMS: usize = 20_000;

const KINDS: [Kind; 8] =
    [Kind::Person, Kind::Person, Kind::Person, Kind::Person, Kind::Place, Kind::Place, Kind::Organisation, Kind::Work];
const LANGUAGES: [&str; 5] = ["*", "fr", "en", "de", "es"];

/// Hands rows with `spellings` spellings in all to `taker`.
pub fn tell(spellings: usize, taker: &mut dyn Taker) -> std::io::Result<()> {
    let mut made = Made { taker, line: 0, spellings: 0 };
    let shipped = Gazetteer::shipped();
    made.shipped(&shipped)?;
    made.homonyms(&shipped, HOMONYMS.min(spellings / 50))?;
    let mut random = Random(7);
    let words: Vec<String> = (0..WORDS).map(|_| capital(&word(&mut random))).collect();
    while made.spellings < spellings {
        let kind = KINDS[random.below(KINDS.len())];
        let mut one = || words[random.skewed(WORDS)].as_str();
        let (first, second, third) = (one(), one(), one());
        let all = [
            format!("{first} {second}"),
            format!("{first} {third} {second}"),
            format!("{third} {first}"),
            format!("{second} {first}-{third}"),
        ];
        let n = (EACH).min(spellings - made.spellings);
        let of = |n: usize| spelling(&all[n], LANGUAGES[n % LANGUAGES.len()], AliasSort::Name);
        let country = (!made.line.is_multiple_of(3)).then(|| "iso3166:FR".to_owned());
        made.tell(Told { kind: Some(kind), country, spellings: (0..n).map(of).collect(), ..Told::default() })?;
    }
    Ok(())
}

fn spelling(text: &str, language: &str, sort: AliasSort) -> Spelling {
    Spelling { text: text.to_owned(), language: language.to_owned(), sort, case: CasePolicy::Match }
}

struct Made<'t> {
    taker: &'t mut dyn Taker,
    line: u64,
    spellings: usize,
}

impl Made<'_> {
    fn tell(&mut self, told: Told) -> std::io::Result<()> {
        self.line += 1;
        self.spellings += told.spellings.len();
        let prominence = (self.line % 60) as u8;
        self.taker.take(self.line, Told { external: vec![format!("made:{}", self.line)], prominence, ..told })
    }

    /// All that is shipped under ids that have nothing in common; every second one does not tell its country, and so stays apart.
    fn shipped(&mut self, shipped: &Gazetteer) -> std::io::Result<()> {
        let mut aliases: Vec<Vec<Spelling>> = shipped.entities().map(|_| Vec::new()).collect();
        for (_, a) in shipped.aliases() {
            aliases[a.entity.0 as usize].push(spelling(a.spelling, a.language, a.sort));
        }
        for ((id, e), spellings) in shipped.entities().zip(aliases) {
            let (name, description) = (e.name.to_owned(), e.description.to_owned());
            let country = e.country.map(str::to_owned).filter(|_| id.0 % 2 == 0);
            self.tell(Told { kind: Some(e.kind), name, description, country, spellings, ..Told::default() })?;
        }
        Ok(())
    }

    /// Second entities of a name, and persons with the family name of another.
    fn homonyms(&mut self, shipped: &Gazetteer, count: usize) -> std::io::Result<()> {
        let all: Vec<_> = shipped.entities().map(|(_, e)| e).collect();
        let mut random = Random(11);
        for n in 0..count {
            let e = all[n % all.len()];
            let country = all[random.below(all.len())].country.map(str::to_owned);
            let family = e.name.rsplit(' ').next().unwrap_or(e.name);
            let (kind, name, short) = match (e.kind, n % 3) {
                (Kind::Place, 0) => (Kind::Place, e.name.to_owned(), None),
                _ => (Kind::Person, format!("{} {family}", capital(&word(&mut random))), Some(family)),
            };
            let mut spellings = vec![spelling(&name, "*", AliasSort::Name)];
            spellings.extend(short.map(|short| spelling(short, "*", AliasSort::Short)));
            self.tell(Told { kind: Some(kind), country, spellings, ..Told::default() })?;
        }
        Ok(())
    }
}
