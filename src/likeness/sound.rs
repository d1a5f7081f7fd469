//! How far two words are apart as they sound.

use std::sync::LazyLock;

use super::{
    keys::{Key, hash},
    phones::{Phone, SLIGHT, ending, is_vowel},
};

/// Most phones of a word that are looked at.
const MOST: usize = 24;

/// Costs are counted in hundredths of a consonant.
const WHOLE: u16 = 100;

/// One sound for a quite different one.
const OTHER: u8 = 160;
const VOWEL_MORE: u8 = 30;
const SLIGHT_MORE: u8 = 40;
const CONSONANT_MORE: u8 = 120;
const END_MORE: u8 = 55;
/// In scripts that leave vowels out.
const UNWRITTEN_VOWEL: u8 = 8;

/// Phones told apart: the last six bits of their letters.
const KINDS: usize = 64;

/// What it costs to take one phone for another.
static COSTS: LazyLock<Box<[[u8; KINDS]; KINDS]>> = LazyLock::new(|| {
    let mut costs = Box::new([[OTHER; KINDS]; KINDS]);
    (0..KINDS).for_each(|p| costs[p][p] = 0);
    for (cost, groups) in
        include_str!("../../data/likeness/costs.tsv").lines().skip(1).filter_map(|l| l.split_once('\t'))
    {
        let cost: u8 = cost.parse().expect("costs are whole numbers");
        for group in groups.split(' ') {
            for (a, b) in group.bytes().flat_map(|a| group.bytes().map(move |b| (kind(a), kind(b)))) {
                costs[a][b] = costs[a][b].min(cost);
            }
        }
    }
    costs
});

fn kind(phone: Phone) -> usize {
    usize::from(phone) % KINDS
}

/// A word as it sounds, ready to be compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sound {
    phones: [Phone; MOST],
    /// What it costs that a phone has nothing on the other side.
    more: [u8; MOST],
    length: u8,
    /// How much the word says, in half consonants.
    size: u8,
    /// Which ending it has that many names share, 0 for none, and how much that says.
    ending: u8,
    ending_size: u8,
    /// A hash of the phones.
    pub hash: Key,
    /// Whether only words in other letters are compared with it.
    pub across: bool,
}

impl Sound {
    /// The sound of these phones.
    pub fn new(phones: &[Phone]) -> Self {
        let length = phones.len().min(MOST);
        let mut sound = Sound {
            phones: [0; MOST],
            more: [0; MOST],
            length: length as u8,
            size: 0,
            ending: 0,
            ending_size: 0,
            hash: hash(&phones[..length]),
            across: false,
        };
        sound.phones[..length].copy_from_slice(&phones[..length]);
        for (at, &phone) in phones[..length].iter().enumerate() {
            sound.size += size(phone);
            sound.more[at] = more(phone, at + 1 == phones.len());
        }
        if let Some((shared, which)) = ending(&phones[..length]) {
            sound.ending = which as u8;
            sound.ending_size = phones[length - shared..length].iter().map(|&phone| size(phone)).sum();
        }
        sound
    }

    /// The same, compared only with words in other letters if `across`.
    pub fn only(self, across: bool) -> Self {
        Sound { across, ..self }
    }

    /// Its phones.
    pub fn phones(&self) -> &[Phone] {
        &self.phones[..usize::from(self.length)]
    }

    /// Whether it says about as much as two others together.
    pub fn is_about(&self, first: &Sound, second: &Sound) -> bool {
        let (own, both) = (u16::from(self.size), u16::from(first.size) + u16::from(second.size));
        own * 2 >= both && own * 2 <= both * 3
    }

    /// Two words as if they were one.
    pub fn joined(&self, next: &Sound) -> Self {
        Sound::new(&[self.phones(), next.phones()].concat())
    }

    /// How alike two words are, 0 to 1; 0 where less than `least`. `unwritten` where one of them is in a script that leaves vowels out;
    /// `nearest` is that of this word, if many others are compared with it.
    pub fn likeness(&self, other: &Sound, nearest: Option<&Nearest>, unwritten: bool, least: f32) -> f32 {
        if self.length == 0 || other.length == 0 {
            return 0.0;
        }
        if self.hash == other.hash {
            return 1.0;
        }
        let shared = if self.ending == other.ending { self.ending_size.min(other.ending_size) } else { 0 };
        let whole = f32::from(self.size + other.size) / 4.0 - f32::from(shared) / 2.0 * SHARED;
        let most = ((1.0 - least) * whole * f32::from(WHOLE)) as u16;
        let distance = if unwritten {
            distance(&other.without_vowels(), &self.without_vowels(), nearest, most)
        } else {
            distance(other, self, nearest, most)
        };
        distance.map_or(0.0, |d| (1.0 - f32::from(d) / f32::from(WHOLE) / whole).max(0.0))
    }

    /// The same where vowels count for next to nothing.
    fn without_vowels(&self) -> Self {
        let mut sound = *self;
        for at in (0..usize::from(self.length)).filter(|&at| is_vowel(self.phones[at])) {
            sound.more[at] = UNWRITTEN_VOWEL;
        }
        sound
    }
}

/// What each phone of another word costs at least beside one word: tells soon of most words that they are too far away.
#[derive(Clone, Debug)]
pub(super) struct Nearest([u8; KINDS]);

impl Nearest {
    /// Of this word.
    pub fn new(sound: &Sound) -> Self {
        let mut exchanged = [OTHER; KINDS];
        for row in sound.phones().iter().map(|&phone| &COSTS[kind(phone)]) {
            exchanged.iter_mut().zip(row).for_each(|(least, cost)| *least = (*least).min(*cost));
        }
        Nearest(exchanged)
    }

    /// What a phone costs at least that costs so much where it has nothing on this side.
    fn least(&self, phone: Phone, more: u8) -> u16 {
        u16::from(self.0[kind(phone)].min(more))
    }
}

/// How much of an ending that both words share counts for nothing.
const SHARED: f32 = 0.8;

/// How much a phone says, in half consonants.
fn size(phone: Phone) -> u8 {
    if is_vowel(phone) || SLIGHT.contains(&phone) { 1 } else { 2 }
}

/// What it costs that a phone has nothing on the other side.
fn more(phone: Phone, last: bool) -> u8 {
    match phone {
        _ if is_vowel(phone) => VOWEL_MORE,
        _ if SLIGHT.contains(&phone) => SLIGHT_MORE,
        b's' | b'S' if last => END_MORE,
        _ => CONSONANT_MORE,
    }
}

/// What it costs to turn one into the other; nothing where that is more than `most`. `nearest` is that of `b`.
fn distance(a: &Sound, b: &Sound, nearest: Option<&Nearest>, most: u16) -> Option<u16> {
    let least_of = |phone: &Phone, more: &u8| nearest.map_or(0, |nearest| nearest.least(*phone, *more));
    let mut ahead: u16 = a.phones().iter().zip(&a.more).map(|(phone, more)| least_of(phone, more)).sum();
    if ahead > most {
        return None;
    }
    let costs = &*COSTS;
    let (right, more) = (b.phones(), &b.more);
    let mut row = [0u16; MOST + 1];
    for j in 0..right.len() {
        row[j + 1] = row[j] + u16::from(more[j]);
    }
    for (phone, gone) in a.phones().iter().zip(&a.more) {
        ahead -= least_of(phone, gone);
        let (mut diagonal, gone, own) = (row[0], u16::from(*gone), &costs[kind(*phone)]);
        let mut left = diagonal + gone;
        row[0] = left;
        let mut least = left;
        for ((&other, &more), place) in right.iter().zip(more).zip(&mut row[1..]) {
            let exchanged = diagonal + u16::from(own[kind(other)]);
            diagonal = *place;
            left = exchanged.min(diagonal + gone).min(left + u16::from(more));
            *place = left;
            least = least.min(left);
        }
        if least + ahead > most {
            return None;
        }
    }
    Some(row[right.len()]).filter(|d| *d <= most)
}
