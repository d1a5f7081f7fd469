//! A large gazetteer, the same at each run: the shipped one, and made-up entities put together from its parts.
//!
//! People have a given name and a family name of shipped people, often one in another spelling beside it; places and organisations are made of
//! shipped names and of what languages put before or behind them. One made-up name in eight has a neighbour: another entity whose
//! name is one or two letters away, as spellings of names in life are (Meier and Maier, Petrov and Petrova).

use std::collections::HashSet;

use dixit::{
    gazetteer::{Alias, Builder, Entity, Gazetteer, Tenure},
    model::{AliasSort, CasePolicy, EntityId, Kind},
    text::fold,
};

/// Random numbers (SplitMix64), the same at each run.
pub struct Random(pub u64);

impl Random {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % n as u64) as usize
    }

    /// One of `all`.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What languages put around the name of a place to name another one, and around any name to name an organisation.
const PLACES: &[(&str, &str)] = &[
    ("Saint-", ""),
    ("New ", ""),
    ("Nouvelle-", ""),
    ("Bad ", ""),
    ("Nowy ", ""),
    ("San ", ""),
    ("", "ville"),
    ("", "burg"),
    ("", "hausen"),
    ("", "ton"),
    ("", "ovo"),
    ("", "sk"),
    ("", "-sur-Seine"),
    ("", " del Norte"),
];
const ORGANISATIONS: &[(&str, &str)] = &[
    ("Banque de ", ""),
    ("Bank of ", ""),
    ("Université de ", ""),
    ("Universität ", ""),
    ("Fundación ", ""),
    ("Institut ", ""),
    ("Institute for ", ""),
    ("Partido ", ""),
    ("", " Group"),
    ("", " Airlines"),
    ("", " Zeitung"),
    ("", " Télécom"),
];

/// What stands for what in other spellings and neighbouring names.
const TURNS: &[(&str, &str)] = &[
    ("i", "y"),
    ("ei", "ai"),
    ("ou", "u"),
    ("c", "k"),
    ("s", "z"),
    ("v", "w"),
    ("tt", "t"),
    ("nn", "n"),
    ("ll", "l"),
    ("a", "o"),
    ("o", "a"),
    ("e", "i"),
    ("ch", "sh"),
    ("ov", "ev"),
    ("an", "en"),
    ("er", "ar"),
    ("m", "n"),
    ("d", "t"),
    ("r", "rr"),
    ("h", ""),
];

/// The shipped gazetteer and made-up entities, `count` spellings together.
pub fn gazetteer(count: usize) -> Gazetteer {
    let shipped = Gazetteer::shipped();
    let mut crowd = Crowd { rows: Builder::default(), seen: HashSet::new(), random: Random(6) };
    let ids: Vec<EntityId> = shipped.entities().map(|(_, entity)| crowd.rows.entity(&entity)).collect();
    let id = |old: EntityId| ids[old.0 as usize];
    for (_, alias) in shipped.aliases() {
        crowd.seen.insert(fold(alias.spelling));
        crowd.rows.alias(&Alias { entity: id(alias.entity), ..alias });
    }
    shipped.tenures().for_each(|t| crowd.rows.tenure(&Tenure { of: id(t.of), holder: id(t.holder), ..t }));
    let parts = Parts::of(&shipped);
    while crowd.rows.aliases() < count {
        crowd.add(&parts);
    }
    crowd.rows.build()
}

/// What names are made of.
struct Parts {
    given: Vec<String>,
    family: Vec<String>,
    places: Vec<String>,
}

impl Parts {
    fn of(shipped: &Gazetteer) -> Self {
        let named = |kind| {
            let of_kind = shipped.entities().filter(move |(_, e)| e.kind == kind);
            of_kind
                .map(|(_, e)| e.name.to_owned())
                .filter(|name| name.is_ascii() || name.chars().all(|c| c < '\u{250}'))
        };
        let people: Vec<(String, String)> =
            named(Kind::Person).filter_map(|n| n.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned()))).collect();
        let (given, family) = people.into_iter().unzip();
        Parts { given, family, places: named(Kind::Place).filter(|name| !name.contains(' ')).collect() }
    }
}

struct Crowd {
    rows: Builder,
    /// Folded spellings so far.
    seen: HashSet<String>,
    random: Random,
}

impl Crowd {
    /// Adds an entity, and perhaps one of a neighbouring name.
    fn add(&mut self, parts: &Parts) {
        let (kind, name) = self.name(parts);
        if !self.entity(kind, &name) {
            return;
        }
        if self.random.below(8) == 0 {
            let neighbour = (0..1 + self.random.below(2)).fold(name, |name, _| self.turned(&name));
            self.entity(kind, &neighbour);
        }
    }

    fn name(&mut self, parts: &Parts) -> (Kind, String) {
        let random = &mut self.random;
        match random.below(20) {
            0..14 => {
                let family = random.pick(&parts.family).clone();
                let second =
                    if random.below(6) == 0 { format!("-{}", random.pick(&parts.given)) } else { String::new() };
                (Kind::Person, format!("{}{second} {family}", random.pick(&parts.given)))
            }
            14..17 => {
                let &(before, behind) = random.pick(PLACES);
                let stem = if random.below(2) == 0 { &parts.places } else { &parts.family };
                (Kind::Place, format!("{before}{}{behind}", random.pick(stem)))
            }
            _ => {
                let &(before, behind) = random.pick(ORGANISATIONS);
                let stem = if random.below(2) == 0 { &parts.places } else { &parts.family };
                (Kind::Organisation, format!("{before}{}{behind}", random.pick(stem)))
            }
        }
    }

    /// Adds an entity of this name, unless the name is taken; half of them with another spelling.
    fn entity(&mut self, kind: Kind, name: &str) -> bool {
        if !self.seen.insert(fold(name)) {
            return false;
        }
        let key = format!("made-{}", self.rows.aliases());
        let (description, external, origin) = ("made up", "", "shipped");
        let entity =
            Entity { key: &key, kind, name, description, gender: None, country: None, external, prominence: 0, origin };
        let id = self.rows.entity(&entity);
        self.alias(id, name);
        let other = self.turned(name);
        if self.random.below(2) == 0 && self.seen.insert(fold(&other)) {
            self.alias(id, &other);
        }
        true
    }

    fn alias(&mut self, entity: EntityId, spelling: &str) {
        let (sort, case) = (AliasSort::Name, CasePolicy::Match);
        self.rows.alias(&Alias { entity, spelling, language: "*", sort, case, origin: "shipped" });
    }

    /// The name with one of the usual turns, in a place where it fits.
    fn turned(&mut self, name: &str) -> String {
        let fitting: Vec<_> = TURNS.iter().filter(|(from, _)| name.contains(from)).collect();
        if fitting.is_empty() {
            return format!("{name}a");
        }
        let (from, to) = self.random.pick(&fitting);
        let places: Vec<usize> = name.match_indices(from).map(|(at, _)| at).collect();
        let at = *self.random.pick(&places);
        format!("{}{to}{}", &name[..at], &name[at + from.len()..])
    }
}
