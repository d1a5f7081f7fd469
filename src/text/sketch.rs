//! What tells whether two texts are almost the same: the runs of words that both have, and a sketch that finds such pairs among many.
//!
//! Texts are *alike* when they are equal word for word, or when of all the different runs of [`RUN`] words in the two at least
//! [`ALIKE`] stand in both (their Jaccard similarity). Case, accents and punctuation do not count.

use super::{fold::accented, fold_char, is_unspaced, is_word_char};

/// Words of a run.
pub const RUN: usize = 6;

/// By how many bits each word of a run is turned against the next.
const TURN: u32 = 19;

/// By how many bits the first word of a run is turned in the end.
const TURNED: u32 = TURN * (RUN as u32 - 1) % u64::BITS;

/// Share of the runs of two texts that must be in both, in hundredths.
pub const ALIKE: usize = 60;

/// Fewest words of a text that can be alike without being equal.
pub const SHORT: usize = 40;

/// Smallest hashes kept of a text, each of its own share of the runs.
const MINIMA: usize = 18;

/// Minima that two sketches must have in common before the texts are compared; alike texts that share a band have so many
/// in 99 cases of 100 at least.
const AGREEING: usize = 8;

/// Minima that a band takes in: two texts share one with a chance of s³, s being their similarity.
const TAKEN: usize = 3;

/// Bytes of a word with what stands behind it, at the least on average.
const LETTERS: usize = 5;

/// The words of a text, each as a hash of what it folds to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording(Vec<u64>);

/// A sketch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Hash of all words in order: equal texts have the same.
    pub wording: i64,
    /// Where texts that are alike mostly meet; none of a short text.
    pub bands: Option<Bands>,
}

/// Hashes that alike texts share with a chance that grows steeply with their similarity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands {
    /// One hash a band.
    pub hashes: [i64; MINIMA / TAKEN],
    /// A byte of each minimum, for a look at a pair before its texts are read.
    pub bytes: [u8; MINIMA],
}

impl Bands {
    /// Whether a text with these `bytes` may be alike.
    pub fn agrees(&self, bytes: &[u8]) -> bool {
        self.bytes.iter().zip(bytes).filter(|(a, b)| a == b).count() >= AGREEING
    }
}

impl Wording {
    /// The words of a text that is given in parts.
    pub fn new<'t>(parts: impl Iterator<Item = &'t str>) -> Self {
        let mut words = Wording::default();
        parts.for_each(|part| _ = words.add(part, true));
        words
    }

    /// Hash of the words of another part, which are added behind where they are to be kept.
    pub fn add(&mut self, part: &str, kept: bool) -> i64 {
        let before = self.0.len();
        let mut words = Words { list: std::mem::take(&mut self.0), word: 0 };
        words.list.reserve(part.len() / LETTERS);
        words.take(part);
        words.end();
        self.0 = words.list;
        let hash = hash(&self.0[before..]);
        self.0.truncate(if kept { self.0.len() } else { before });
        hash
    }

    /// The sketch; none where there is no word.
    pub fn sketch(&self) -> Option<Sketch> {
        if self.0.is_empty() {
            return None;
        }
        let bands = (self.0.len() >= SHORT).then(|| bands(&self.minima()));
        Some(Sketch { wording: self.hash(), bands })
    }

    /// Hash of all words in order.
    pub fn hash(&self) -> i64 {
        hash(&self.0)
    }

    /// Whether two texts are alike. Their runs are put in order first: ask [`Runs`] where one text is compared with many.
    pub fn is_alike(&self, other: &Wording) -> bool {
        self.0 == other.0 || Runs::new(self).is_alike(&Runs::new(other))
    }

    fn runs(&self) -> impl Iterator<Item = u64> {
        let join = |sum: u64, word: &u64| sum.rotate_left(TURN) ^ word;
        let (first, rest) = self.0.split_at(self.0.len().min(RUN - 1));
        let mut sum = first.iter().fold(0, join);
        rest.iter().zip(&self.0).map(move |(last, first)| {
            let run = join(sum, last);
            sum = run ^ first.rotate_left(TURNED);
            mixed(run)
        })
    }

    /// The smallest hash of each share of the runs; an empty share takes over another's, the same one in every text.
    fn minima(&self) -> [u64; MINIMA] {
        let mut minima = [u64::MAX; MINIMA];
        for run in self.runs() {
            let least = &mut minima[below(run, MINIMA)];
            *least = run.min(*least);
        }
        let filled = minima;
        for (n, least) in minima.iter_mut().enumerate().filter(|(_, least)| **least == u64::MAX) {
            let others = (1..).map(|turn| filled[below(mixed((n as u64) << 32 | turn), MINIMA)]);
            *least = others.take(1 << 10).find(|&other| other != u64::MAX).unwrap_or(0);
        }
        minima
    }
}

fn hash(words: &[u64]) -> i64 {
    mixed(words.iter().fold(words.len() as u64, |sum, &word| mixed(sum ^ word))) as i64
}

fn bands(minima: &[u64; MINIMA]) -> Bands {
    // 48 bits: SQLite stores them in six bytes, and two by chance the same only cost a comparison
    let band = |n: usize| (minima[n * TAKEN..][..TAKEN].iter().fold(n as u64, |sum, &m| mixed(sum ^ m)) >> 16) as i64;
    Bands { hashes: std::array::from_fn(band), bytes: minima.map(|least| least as u8) }
}

/// The different runs of words of a text, in order.
pub struct Runs {
    sorted: Vec<u64>,
    short: bool,
}

impl Runs {
    /// Of a text.
    pub fn new(wording: &Wording) -> Self {
        let mut sorted: Vec<u64> = wording.runs().collect();
        sorted.sort_unstable();
        sorted.dedup();
        Runs { sorted, short: wording.0.len() < SHORT }
    }

    /// Whether two texts that are not equal are alike.
    pub fn is_alike(&self, other: &Runs) -> bool {
        let both = self.shared(other);
        let all = self.sorted.len() + other.sorted.len() - both;
        !self.short && !other.short && both * 100 >= all * ALIKE
    }

    /// How many runs are in both.
    fn shared(&self, other: &Runs) -> usize {
        let (mut mine, mut theirs, mut both) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.sorted.get(mine), other.sorted.get(theirs)) {
            both += usize::from(a == b);
            mine += usize::from(a <= b);
            theirs += usize::from(b <= a);
        }
        both
    }
}

/// What each byte is as a letter of a word; 0 where it is none, [`OTHER`] where its character is not ASCII.
const LETTER: [u8; 256] = {
    let (mut table, mut n) = ([OTHER; 256], 0);
    while n < 128 {
        let c = n as u8;
        table[n] = if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { 0 };
        n += 1;
    }
    table
};

/// What stands for letters beyond ASCII.
const OTHER: u8 = u8::MAX;

/// Cuts text into words.
#[derive(Default)]
struct Words {
    list: Vec<u64>,
    word: u64,
}

impl Words {
    fn take(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut at, mut word) = (0, self.word);
        while let Some(&byte) = bytes.get(at) {
            let letter = LETTER[usize::from(byte)];
            if letter == 0 {
                if word != 0 {
                    self.list.push(word);
                    word = 0;
                }
                at += 1;
            } else if letter != OTHER {
                word = with_letter(word, letter.into());
                at += 1;
            } else if let Some(c) = text[at..].chars().next() {
                self.word = word;
                self.take_other(c);
                word = self.word;
                at += c.len_utf8();
            }
        }
        self.word = word;
    }

    fn take_other(&mut self, c: char) {
        if let Some(letter) = accented(c) {
            return self.letter(u64::from(letter));
        }
        if matches!(c, '\u{A0}' | '«' | '»' | '‘'..='”' | '…') {
            return self.end();
        }
        let alone = is_unspaced(c);
        if alone {
            self.end();
        }
        let space = fold_char(c, &mut |f| if is_word_char(f) { self.letter(u64::from(f)) } else { self.end() });
        if space || alone {
            self.end();
        }
    }

    fn letter(&mut self, letter: u64) {
        self.word = with_letter(self.word, letter);
    }

    fn end(&mut self) {
        if self.word != 0 {
            self.list.push(std::mem::take(&mut self.word));
        }
    }
}

/// The hash of a word with a letter more.
fn with_letter(word: u64, letter: u64) -> u64 {
    (word ^ letter).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A number whose every bit depends on all of `z` (the last step of splitmix64).
fn mixed(mut z: u64) -> u64 {
    z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ z >> 31
}

/// A share among `count`, from the upper bits of a hash.
fn below(hash: u64, count: usize) -> usize {
    (((hash >> 32) * count as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(text: &str) -> Wording {
        Wording::new([text].into_iter())
    }

    fn text(words: std::ops::Range<usize>) -> String {
        words.map(|n| format!("word{n} ")).collect()
    }

    #[test]
    fn case_accents_and_marks_do_not_count() {
        let one = wording("« L’été, à Nîmes – dit-elle. »");
        assert_eq!(one, wording("l'ete a nimes dit elle"));
        assert_ne!(one, wording("l'ete a nimes dit il"));
        assert_eq!(Wording::new(["a b", "c"].into_iter()), wording("a b c"));
        assert_eq!(wording(" … ").sketch(), None);
    }

    #[test]
    fn scripts_without_spaces_have_a_word_a_sign() {
        assert_eq!(wording("北京市长说").0.len(), 5);
        assert_eq!(wording("Пекин сказал").0.len(), 2);
    }

    #[test]
    fn the_share_of_common_runs_decides() {
        let whole = wording(&text(0..405));
        // 400 runs; with the first n words gone, n runs fewer of the same
        assert!(whole.is_alike(&wording(&text(160..405))));
        assert!(!whole.is_alike(&wording(&text(161..405))));
        assert!(!whole.is_alike(&wording(&text(500..900))));
    }

    #[test]
    fn short_texts_are_alike_only_when_equal() {
        let short = text(0..39);
        assert!(wording(&short).is_alike(&wording(&short.to_uppercase())));
        assert!(!wording(&short).is_alike(&wording(&text(0..38))));
        assert!(wording(&short).sketch().unwrap().bands.is_none());
        assert!(wording(&text(0..40)).is_alike(&wording(&text(0..41))));
        assert!(wording(&text(0..40)).sketch().unwrap().bands.is_some());
    }

    #[test]
    fn alike_texts_share_bands_as_often_as_chance_has_it() {
        // a pair that has 80 of 100 runs in common shares a band with a chance of .51
        let (mut shared, mut agreeing) = (0, 0);
        for n in 0..200 {
            let sketch = |from: usize| wording(&text(n * 1000 + from..n * 1000 + 405 + from)).sketch().unwrap();
            let (a, b) = (sketch(0).bands.unwrap(), sketch(44).bands.unwrap());
            shared += a.hashes.iter().zip(&b.hashes).filter(|(a, b)| a == b).count();
            agreeing += usize::from(a.agrees(&b.bytes));
        }
        assert!((0.45..0.57).contains(&(shared as f64 / 1200.0)), "{shared}");
        assert_eq!(agreeing, 200);
    }
}
