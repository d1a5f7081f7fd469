//! Two names laid beside each other, word by word.

use super::{
    sound::Sound,
    words::{Script, Sort, Word, Words},
};

/// Why two words are taken for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// They are spelt alike but for capitals and accents.
    Same,
    /// They sound alike, more or less.
    Sounds,
    /// One is the other in another language, or short for it.
    Family,
    /// One is the first letter of the other.
    Initial,
    /// One is how the other begins.
    Beginning,
    /// Two words here are one there.
    Joined,
}

/// A word of one name and the word of the other that it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub left: usize,
    pub right: usize,
    /// How alike they are, 0 to 1.
    pub like: f32,
    pub how: How,
}

/// Both names beside each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    pub pairs: Vec<Pair>,
    /// Words of each that the other has nothing for.
    pub left_over: Vec<usize>,
    pub right_over: Vec<usize>,
}

/// Words less alike than this are two words.
const LEAST: f32 = 0.45;
/// How alike words are that are one name in two languages.
pub(super) const FAMILY: f32 = 0.86;
const INITIAL: f32 = 0.6;
const BEGINNING: f32 = 0.7;
/// Phones that a beginning has at least.
const BEGINS: usize = 3;

/// Lays two names beside each other: the likest words first.
pub(super) fn align(left: &Words, right: &Words) -> Alignment {
    let mut all: Vec<Pair> = Vec::new();
    for (i, a) in left.words.iter().enumerate() {
        for (j, b) in right.words.iter().enumerate() {
            let (like, how) = compare(a, b);
            if like >= LEAST {
                all.push(Pair { left: i, right: j, like, how });
            }
        }
    }
    all.sort_by(|a, b| {
        b.like.total_cmp(&a.like).then((a.left + a.right).cmp(&(b.left + b.right))).then(a.left.cmp(&b.left))
    });
    let (mut used_left, mut used_right) = ([false; 16], [false; 16]);
    let mut found = Alignment::default();
    for pair in all {
        if !used_left[pair.left] && !used_right[pair.right] {
            (used_left[pair.left], used_right[pair.right]) = (true, true);
            found.pairs.push(pair);
        }
    }
    join(left, right, &mut found, (&mut used_left, &mut used_right));
    found.left_over = (0..left.words.len()).filter(|&i| !used_left[i]).collect();
    found.right_over = (0..right.words.len()).filter(|&j| !used_right[j]).collect();
    found
}

/// Takes two words beside each other for one of the other name where that is liker than what each of them has by itself.
fn join(
    left: &Words,
    right: &Words,
    found: &mut Alignment,
    (used_left, used_right): (&mut [bool; 16], &mut [bool; 16]),
) {
    for swapped in [false, true] {
        let (one, two) = if swapped { (right, left) } else { (left, right) };
        for i in 0..one.words.len() {
            for j in 0..two.words.len().saturating_sub(1) {
                let (used_one, used_two): (&[bool; 16], &[bool; 16]) =
                    if swapped { (used_right, used_left) } else { (used_left, used_right) };
                let place = found.pairs.iter().position(|p| if swapped { p.right == i } else { p.left == i });
                let own = place.map(|n| found.pairs[n]);
                let partner = own.map(|p| if swapped { p.left } else { p.right });
                let free = |n: usize| !used_two[n] || partner == Some(n);
                if (used_one[i] && own.is_none()) || !free(j) || !free(j + 1) {
                    continue;
                }
                let (own_sound, first, second) =
                    (&one.words[i].readings[0], &two.words[j].readings[0], &two.words[j + 1].readings[0]);
                if !own_sound.is_about(first, second) {
                    continue;
                }
                let whole = first.joined(second);
                let like = own_sound.likeness(&whole, None, is_unwritten(left.script(), right.script()), LEAST);
                if like > own.map_or(LEAST + 0.2, |p| p.like + 0.1) {
                    let (l, r) = if swapped { (j, i) } else { (i, j) };
                    place.map(|n| found.pairs.swap_remove(n));
                    found.pairs.push(Pair { left: l, right: r, like, how: How::Joined });
                    let (one_used, two_used) =
                        if swapped { (&mut *used_right, &mut *used_left) } else { (&mut *used_left, &mut *used_right) };
                    (one_used[i], two_used[j], two_used[j + 1]) = (true, true, true);
                }
            }
        }
    }
}

/// How alike two words are, and why.
pub(super) fn compare(a: &Word, b: &Word) -> (f32, How) {
    if a.folded == b.folded {
        return (1.0, How::Same);
    }
    if (a.sort == Sort::Initial) != (b.sort == Sort::Initial) {
        let same = a.phones().first() == b.phones().first() || a.folded.chars().next() == b.folded.chars().next();
        return (if same { INITIAL } else { 0.0 }, How::Initial);
    }
    let like = best(a, (&b.readings, b.script), LEAST);
    if a.families.share(&b.families) {
        return (like.max(FAMILY), How::Family);
    }
    let (short, long) =
        if a.phones().len() < b.phones().len() { (a.phones(), b.phones()) } else { (b.phones(), a.phones()) };
    if short.len() >= BEGINS
        && long.starts_with(short)
        && like < BEGINNING
        && a.sort == Sort::Full
        && b.sort == Sort::Full
    {
        return (BEGINNING, How::Beginning);
    }
    (like, How::Sounds)
}

/// How alike a word sounds and one with these readings in that script: the first reading of either with any of the other's; 0 where
/// less than `least`.
pub(super) fn best(a: &Word, (b, script): (&[Sound], Script), least: f32) -> f32 {
    let across = a.script != script;
    let unwritten = is_unwritten(a.script, script);
    let sounds = || a.readings.iter().zip(a.nearest());
    let (first, nearest) = sounds().next().expect("a word has a reading");
    let mut best = first.likeness(&b[0], Some(nearest), unwritten, least);
    let readings = sounds().skip(1).map(|(own, nearest)| (own.across, own, nearest, &b[0]));
    let others = b[1..].iter().map(|other| (other.across, first, nearest, other));
    for (_, own, nearest, other) in readings.chain(others).filter(|(a, ..)| *a == across) {
        if best == 1.0 {
            break;
        }
        // what is no liker than the best so far need not be known
        let least = least.max(best + READING - SLACK);
        best = best.max(own.likeness(other, Some(nearest), unwritten, least) - READING);
    }
    best
}

/// Whether one of two different scripts leaves vowels out.
fn is_unwritten(left: Script, right: Script) -> bool {
    left != right && (left == Script::Unwritten || right == Script::Unwritten)
}

/// What it takes off that a word is not read as in most languages.
const READING: f32 = 0.03;

/// More than sums of likenesses are rounded by.
const SLACK: f32 = 0.001;
