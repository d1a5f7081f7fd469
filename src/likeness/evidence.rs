//! What two names laid beside each other tell, each thing as a number.

use serde::Deserialize;

use super::{
    align::{Alignment, How, Pair},
    words::{Sort, Word, Words},
};

/// A number for each thing that counts for or against; weights have the same names.
macro_rules! evidence {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {
        /// Everything that counts for or against two names being one.
        #[derive(Clone, Copy, Debug, Default, Deserialize)]
        pub(super) struct Evidence { $($(#[doc = $doc])* pub $name: f32,)* }

        impl Evidence {
            /// The sum of all, each by its weight.
            pub fn weighed(&self, weights: &Evidence) -> f32 {
                0.0 $(+ self.$name * weights.$name)*
            }
        }
    };
}

evidence! {
    /// How alike paired words are, the rarer the more.
    same,
    /// `same` as a part of both names.
    share,
    /// How unlike the worst pair is.
    worst,
    /// What pairs weigh that are spelt or spoken alike, in steps down.
    equal, close, near, fair, far, rest,
    /// How alike pairs sound that are spelt otherwise, added up.
    sounding,
    /// Pairs that begin with another sound.
    begin_otherwise,
    /// Two pairs that are not very alike.
    two_weak,
    /// How often the most frequent word occurs as it stands that is paired with another: then it is probably no misspelling.
    known,
    /// Pairs of names that are one in two languages, and what they weigh.
    families, kin,
    /// Pairs of which one is how the other begins.
    beginnings,
    /// Pairs with an initial.
    initials,
    /// Two words here that are one there.
    joined,
    /// Sounds in all pairs.
    length,
    /// Less than two full words are paired.
    single,
    /// How far the order differs.
    disorder,
    /// Both have words that the other does not have.
    contradicted,
    /// One has words that the other does not have, as a part of both names.
    omitted,
    /// Initials that fit none of the words left over on the other side.
    conflict,
    /// The first or last word of the name, or of the known name, is left over.
    left_first, left_last, right_first, right_last,
    /// Full words left over.
    left_words, right_words,
    /// One is a `Jr`, the other is not.
    suffix,
    /// All words of both are paired, and none sounds otherwise.
    all,
}

/// How much words weigh: what is rare tells more.
pub(super) trait Rarity {
    /// The weight of a word of a name, about 0 to 1.
    fn weight(&self, word: &Word) -> f32;
    /// In how many names a word stands that is spelt so.
    fn spelt(&self, word: &Word) -> usize;
}

/// How alike words are at least, in steps.
const STEPS: [f32; 5] = [0.995, 0.93, 0.86, 0.78, 0.68];

/// Pairs less alike are weak.
const WEAK: f32 = 0.86;

/// What is counted in tens of sounds.
const TEN: f32 = 10.0;

/// The logarithm of how often the most frequent names occur, about.
const FREQUENT: f32 = 8.0;

/// What words weigh that are no full names.
const INITIAL: f32 = 0.15;
const PARTICLE: f32 = 0.1;

/// Two names, and how much their words weigh.
pub(super) struct Beside<'a> {
    pub left: &'a Words,
    pub right: &'a Words,
    pub rarity: &'a dyn Rarity,
}

impl Beside<'_> {
    /// What the alignment of both tells.
    pub fn tell(&self, found: &Alignment) -> Evidence {
        let (mut told, mut weak, mut full) = (Evidence::default(), 0, 0);
        for pair in &found.pairs {
            self.pair(pair, &mut told);
            let counts = pair.how != How::Initial && self.left.words[pair.left].sort == Sort::Full;
            full += usize::from(counts);
            weak += usize::from(counts && pair.how == How::Sounds && pair.like < WEAK);
        }
        told.two_weak = f32::from(weak > 1);
        told.single = f32::from(full < 2);
        told.disorder = disorder(found);
        told.suffix = suffix(self.left, self.right);
        self.left_over(found, &mut told);
        told.all = f32::from(found.left_over.is_empty() && found.right_over.is_empty() && told.worst == 0.0);
        told
    }

    fn part(&self, word: &Word) -> f32 {
        match word.sort {
            Sort::Full => self.rarity.weight(word),
            Sort::Initial => INITIAL,
            Sort::Particle => PARTICLE,
        }
    }

    fn pair(&self, pair: &Pair, told: &mut Evidence) {
        let (a, b) = (&*self.left.words[pair.left], &*self.right.words[pair.right]);
        // a respelt word is as rare as the known one it stands for
        let weight = if pair.how == How::Same { self.part(a).min(self.part(b)) } else { self.part(b) };
        let full = a.sort == Sort::Full;
        if pair.how == How::Initial {
            told.initials += 1.0;
            return;
        }
        told.same += weight * pair.like;
        told.length += if full { b.phones().len() as f32 * pair.like / TEN } else { 0.0 };
        match pair.how {
            How::Family => {
                told.families += 1.0;
                told.kin += if full { weight } else { 0.0 };
                return;
            }
            How::Sounds if full => self.sounds(a, b, pair.like, told),
            How::Beginning => told.beginnings += 1.0,
            How::Joined => told.joined += 1.0,
            _ => {}
        }
        told.worst = told.worst.max(if full { 1.0 - pair.like } else { 0.0 });
        *step(told, pair.like) += weight;
    }

    fn sounds(&self, a: &Word, b: &Word, like: f32, told: &mut Evidence) {
        told.sounding += like;
        told.begin_otherwise += f32::from(a.phones().first() != b.phones().first());
        if a.script == b.script {
            told.known = told.known.max((self.rarity.spelt(a) as f32 + 1.0).ln() / FREQUENT);
        }
    }

    fn left_over(&self, found: &Alignment, told: &mut Evidence) {
        let sum = |words: &Words, over: &[usize]| over.iter().map(|&n| self.part(&words.words[n])).sum::<f32>();
        let (left, right) = (sum(self.left, &found.left_over), sum(self.right, &found.right_over));
        let apart: f32 = found.pairs.iter().map(|pair| self.apart(pair)).sum();
        let whole = told.same + apart + left.max(right) + 0.01;
        told.share = told.same / whole;
        told.contradicted = left.min(right);
        told.omitted = (left - right).abs() / whole;
        let count = |words: &Words, over: &[usize], sort| over.iter().filter(|&&n| words.words[n].sort == sort).count();
        let here = |sort| count(self.left, &found.left_over, sort) as f32;
        let there = |sort| count(self.right, &found.right_over, sort) as f32;
        let (initials, others) = (here(Sort::Initial), there(Sort::Initial));
        told.left_words = here(Sort::Full);
        told.right_words = there(Sort::Full);
        told.conflict =
            initials.min(others + told.right_words) + others.min(initials + told.left_words) - initials.min(others);
        let over = |words: &Words, over: &[usize], place: usize| {
            let word = words.words.get(place).filter(|word| word.sort == Sort::Full && words.words.len() > 1);
            f32::from(word.is_some() && over.contains(&place))
        };
        let last = |words: &Words| words.words.len().saturating_sub(1);
        told.left_first = over(self.left, &found.left_over, 0);
        told.left_last = over(self.left, &found.left_over, last(self.left));
        told.right_first = over(self.right, &found.right_over, 0);
        told.right_last = over(self.right, &found.right_over, last(self.right));
    }

    /// What a pair weighs as far as its words are not alike.
    fn apart(&self, pair: &Pair) -> f32 {
        match pair.how {
            How::Initial | How::Family | How::Same => 0.0,
            _ => self.part(&self.right.words[pair.right]) * (1.0 - pair.like),
        }
    }
}

fn step(told: &mut Evidence, like: f32) -> &mut f32 {
    let steps = [&mut told.equal, &mut told.close, &mut told.near, &mut told.fair, &mut told.far];
    let found = STEPS.into_iter().zip(steps).find(|(least, _)| like >= *least);
    found.map_or(&mut told.rest, |(_, step)| step)
}

fn suffix(left: &Words, right: &Words) -> f32 {
    match (left.suffix, right.suffix) {
        (a, b) if a == b => 0.0,
        (Some(_), Some(_)) => 1.0,
        _ => 0.5,
    }
}

/// Pairs out of order, where neither is the other with its last words put first.
fn disorder(found: &Alignment) -> f32 {
    let mut pairs: Vec<(usize, usize)> = found.pairs.iter().map(|p| (p.left, p.right)).collect();
    pairs.sort_unstable();
    let falls = pairs.windows(2).filter(|w| w[1].1 < w[0].1).count();
    let turned = falls == 1 && pairs.last().zip(pairs.first()).is_some_and(|(l, f)| l.1 < f.1);
    match falls {
        0 => 0.0,
        _ if turned => 0.3,
        n => n as f32,
    }
}
