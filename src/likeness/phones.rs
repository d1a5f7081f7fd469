//! Words as phones: a small alphabet of sounds that spellings of one name share across languages, and how far two words are apart in it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// One sound, as its letter in `data/likeness/phones.tsv`.
pub(super) type Phone = u8;

/// Vowels.
const VOWELS: &[u8] = b"aeiou";

/// Sounds that come and go between spellings: `h`, and what stands between vowels.
const SLIGHT: &[u8] = b"hjw";

/// Most letters that stand for one phone together.
const LONGEST: usize = 4;

/// Costs are counted in hundredths of a consonant.
const WHOLE: u16 = 100;

/// One sound for a quite different one.
const OTHER: u8 = 160;
const VOWEL_MORE: u16 = 30;
const SLIGHT_MORE: u16 = 40;
const CONSONANT_MORE: u16 = 120;
const END_MORE: u16 = 55;
/// In scripts that leave vowels out.
const UNWRITTEN_VOWEL: u16 = 8;

/// Groups of letters and the phone they stand for.
static PHONES: LazyLock<FxHashMap<&str, Phone>> = LazyLock::new(|| {
    let lines = include_str!("../../data/likeness/phones.tsv").lines().skip(1).filter_map(|l| l.split_once('\t'));
    lines.flat_map(|(phone, letters)| letters.split(' ').map(move |l| (l, phone.as_bytes()[0]))).collect()
});

/// What it costs to take one phone for another, for each pair of two ASCII letters.
static COSTS: LazyLock<Box<[[u8; 128]; 128]>> = LazyLock::new(|| {
    let mut costs = Box::new([[OTHER; 128]; 128]);
    (0..128).for_each(|p| costs[p][p] = 0);
    for (cost, groups) in
        include_str!("../../data/likeness/costs.tsv").lines().skip(1).filter_map(|l| l.split_once('\t'))
    {
        let cost: u8 = cost.parse().expect("costs are whole numbers");
        for group in groups.split(' ') {
            for (a, b) in group.bytes().flat_map(|a| group.bytes().map(move |b| (a as usize, b as usize))) {
                costs[a][b] = costs[a][b].min(cost);
            }
        }
    }
    costs
});

/// The phones of a word in lower case. Letters that no table knows are first written in plain Latin ones; doubled sounds count once.
pub(super) fn phones(word: &str) -> Vec<Phone> {
    let mut spelt = String::with_capacity(word.len());
    for c in word.chars() {
        match PHONES.contains_key(c.encode_utf8(&mut [0; 4]) as &str) {
            true => spelt.push(c),
            false => spelt.extend(
                any_ascii::any_ascii_char(c).chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()),
            ),
        }
    }
    let starts: Vec<usize> = spelt.char_indices().map(|(at, _)| at).chain([spelt.len()]).collect();
    let (mut phones, mut at) = (Vec::with_capacity(starts.len()), 0);
    while at + 1 < starts.len() {
        let known = (1..=LONGEST.min(starts.len() - 1 - at))
            .rev()
            .find_map(|length| PHONES.get(&spelt[starts[at]..starts[at + length]]).map(|phone| (length, *phone)));
        let (length, phone) = known.unwrap_or((1, b'h'));
        let phone = if spelt[starts[at]..].starts_with('c') && length == 1 {
            before_c(&spelt[starts[at + 1]..])
        } else {
            phone
        };
        if phones.last() != Some(&phone) {
            phones.push(phone);
        }
        at += length;
    }
    phones
}

/// What `c` stands for by what comes behind it.
fn before_c(rest: &str) -> Phone {
    if rest.starts_with(['e', 'i', 'y', 'é', 'í', 'ə', 'ä', 'ö', 'ü', 'ē', 'ī']) { b'c' } else { b'k' }
}

/// Whether it is a vowel.
pub(super) fn is_vowel(phone: Phone) -> bool {
    VOWELS.contains(&phone)
}

/// How much a word says: what it would cost to leave it out.
fn size(phones: &[Phone]) -> f32 {
    phones.iter().map(|&p| if is_vowel(p) || SLIGHT.contains(&p) { 0.5 } else { 1.0 }).sum()
}

/// What it costs that the phone at `at` has nothing on the other side.
fn more(phones: &[Phone], at: usize, unwritten: bool) -> u16 {
    let phone = phones[at];
    match phone {
        _ if is_vowel(phone) && unwritten => UNWRITTEN_VOWEL,
        _ if is_vowel(phone) => VOWEL_MORE,
        _ if SLIGHT.contains(&phone) => SLIGHT_MORE,
        b's' | b'S' if at + 1 == phones.len() => END_MORE,
        _ => CONSONANT_MORE,
    }
}

/// How alike two words are, 0 to 1; `unwritten` where one of them is in a script that leaves vowels out.
pub(super) fn likeness(a: &[Phone], b: &[Phone], unwritten: bool) -> f32 {
    if a == b {
        return 1.0;
    }
    let whole = (size(a) + size(b)) / 2.0;
    if a.is_empty() || b.is_empty() || whole == 0.0 {
        return 0.0;
    }
    let cost = f32::from(distance(a, b, unwritten)) / f32::from(WHOLE);
    (1.0 - cost / whole).max(0.0)
}

fn distance(a: &[Phone], b: &[Phone], unwritten: bool) -> u16 {
    const MOST: usize = 32;
    let (a, b) = (&a[..a.len().min(MOST)], &b[..b.len().min(MOST)]);
    let costs = &*COSTS;
    let mut row = [0u16; MOST + 1];
    for j in 0..b.len() {
        row[j + 1] = row[j] + more(b, j, unwritten);
    }
    for i in 0..a.len() {
        let mut diagonal = row[0];
        let gone = more(a, i, unwritten);
        row[0] += gone;
        for j in 0..b.len() {
            let exchanged = diagonal + u16::from(costs[a[i] as usize & 127][b[j] as usize & 127]);
            diagonal = row[j + 1];
            row[j + 1] = exchanged.min(diagonal + gone).min(row[j] + more(b, j, unwritten));
        }
    }
    row[b.len()]
}

/// The consonants of a word by class, with a mark for a vowel at its beginning: what most of its spellings share. Several where letters stand
/// for one thing or another: `j` for a vowel or a hiss, `h` for nothing or a rough sound.
pub(super) fn skeletons(phones: &[Phone]) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = vec![Vec::with_capacity(phones.len())];
    for (i, &phone) in phones.iter().enumerate() {
        let options = classes(phone, phones.get(i + 1).copied(), i == 0);
        let before = all.len();
        for n in 0..before {
            for &other in options[1..].iter().take(usize::from(all.len() < VARIANTS) * options.len()) {
                let mut variant = all[n].clone();
                grow(&mut variant, other, i == 0);
                all.push(variant);
            }
            grow(&mut all[n], options[0], i == 0);
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Most variants of one skeleton.
const VARIANTS: usize = 6;

fn grow(skeleton: &mut Vec<u8>, class: u8, first: bool) {
    match class {
        0 if first => skeleton.push(b'a'),
        0 => {}
        _ if skeleton.last() == Some(&class) => {}
        _ => skeleton.push(class),
    }
}

/// The classes that a phone may belong to, the usual one first; 0 is none.
fn classes(phone: Phone, next: Option<Phone>, first: bool) -> &'static [u8] {
    match phone {
        b'b' | b'p' => b"p",
        b'f' | b'v' => b"f",
        b'w' => b"f\0",
        b't' | b'd' => b"t",
        b'g' if matches!(next, Some(b'e' | b'i')) => b"ks\0",
        b'g' if first => b"k\0",
        b'k' | b'g' | b'X' => b"k",
        b'x' => b"k\0",
        b'h' if first => b"\0k",
        b'C' => b"sk",
        b's' if next.is_none() => b"s\0",
        b's' | b'z' | b'S' | b'Z' | b'J' | b'c' => b"s",
        b'j' => b"s\0",
        b'm' => b"m",
        b'n' | b'N' => b"n",
        b'l' => b"l",
        b'r' => b"r",
        _ => b"\0",
    }
}
