//! What words are looked up by: hashes that most spellings of one name share.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::{
    phones::Phone,
    skeleton::skeletons,
    words::{Sort, Word},
};

/// A hash of what spellings share.
pub(super) type Key = u32;

/// Consonants that a skeleton has at least to say something by itself.
const LONG: usize = 3;

/// The keys of a word as its readings for names in the same letters give them, or those for other letters, each once: those that say most
/// come first.
pub(super) fn keys(word: &Word, across: bool) -> Vec<Key> {
    let bones = bones(word, across);
    let mut found: Vec<Key> = bones.iter().map(|bones| hash(bones)).collect();
    found.extend(word.families.lines().filter(|_| !across).map(|n| hash(&[b'#', n as u8, (n >> 8) as u8])));
    for key in bones.iter().flat_map(|bones| shorter(bones)) {
        if !found.contains(&key) {
            found.push(key);
        }
    }
    found
}

/// The key of a word whose reading for other letters gives this one.
pub(super) fn foreign(key: Key) -> Key {
    key.rotate_left(1) ^ 0x5bd1_e995
}

/// The keys of a word by its whole skeletons.
pub(super) fn whole(word: &Word) -> Vec<Key> {
    bones(word, false).iter().filter(|bones| bones.len() >= LONG).map(|bones| hash(bones)).collect()
}

/// The key of two words as if they were one; none where that would say little.
pub(super) fn joined(first: &[Phone], second: &[Phone]) -> Option<Key> {
    let bones = skeletons(&[first, second].concat()).swap_remove(0);
    (bones.len() >= LONG).then(|| hash(&bones))
}

fn bones(word: &Word, across: bool) -> Vec<Vec<u8>> {
    let readings = word.readings.iter().filter(|r| r.across == across && !r.phones().is_empty());
    let mut found: Vec<Vec<u8>> = Vec::new();
    for bones in readings.filter(|_| word.sort == Sort::Full).flat_map(|reading| skeletons(reading.phones())) {
        if !found.contains(&bones) {
            found.push(bones);
        }
    }
    found
}

/// The keys of a skeleton with one consonant gone; of a short one only an `s` at its end, which some languages put there.
fn shorter(bones: &[u8]) -> impl Iterator<Item = Key> {
    let gone = match bones.len() {
        n if n > LONG => 0..n,
        LONG if bones.ends_with(b"s") => LONG - 1..LONG,
        _ => 0..0,
    };
    gone.map(|gone| hash(&[&bones[..gone], &bones[gone + 1..]].concat()))
}

/// The hash of these bytes.
pub(super) fn hash(bytes: &[u8]) -> Key {
    let mut hash = FxHasher::default();
    bytes.hash(&mut hash);
    hash.finish() as Key
}
