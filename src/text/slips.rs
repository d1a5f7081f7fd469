//! Slips of the finger: walking through texts in order, past all that too many slips part from the one that was typed.
//!
//! A slip is a letter more, a letter less, another letter, or two letters in each other's place (Damerau, as OSA counts them).

/// Looks for texts near to one, among texts in the order of their characters. Whoever has the texts shows one after the other with
/// [`Slips::look`] and is told from where to go on; few of a million are then ever looked at.
pub struct Slips {
    wanted: Vec<char>,
    /// How many slips may have happened by each letter of `wanted`.
    allowed: Vec<u8>,
    /// How many, where the last one is a letter more behind it.
    allowed_more: Vec<u8>,
    /// The text looked at last, as far as it was of interest.
    path: Vec<char>,
    /// For each letter of `path`, and before it: the slips between it and each beginning of `wanted`.
    rows: Vec<Vec<u8>>,
}

/// What was found of a text, and where to go on.
#[derive(Debug, PartialEq, Eq)]
pub struct Look {
    /// How many slips part the text from the one wanted, if they are few enough.
    pub slips: Option<u8>,
    /// Nothing before this is of interest any more; none at the end.
    pub next: Option<String>,
}

/// More than any number of slips allowed.
const FAR: u8 = u8::MAX / 2;

impl Slips {
    /// Texts that at most `most` slips part from `wanted`, and at most `early` of them within its first `letters`.
    pub fn new(wanted: &str, most: u8, (letters, early): (usize, u8)) -> Self {
        let wanted: Vec<char> = wanted.chars().collect();
        let allowed: Vec<u8> = (0..=wanted.len()).map(|j| if j <= letters { early } else { most }).collect();
        let allowed_more = (0..=wanted.len()).map(|j| if j < letters { early } else { most }).collect();
        let first = (0..=wanted.len()).map(|j| kept(j.min(FAR.into()) as u8, allowed[j])).collect();
        Slips { wanted, allowed, allowed_more, path: Vec::new(), rows: vec![first] }
    }

    /// Looks at `text`, which does not stand before what was asked for.
    pub fn look(&mut self, text: &str) -> Look {
        let same = self.path.iter().zip(text.chars()).take_while(|(a, b)| **a == *b).count();
        self.path.truncate(same);
        self.rows.truncate(same + 1);
        for c in text.chars().skip(same) {
            self.path.push(c);
            self.rows.push(self.row(c));
            if self.is_lost() {
                return Look { slips: None, next: self.behind() };
            }
        }
        let slips = self.rows.last().and_then(|row| row.last().copied()).filter(|&slips| slips < FAR);
        Look { slips, next: Some(format!("{text}\u{1}")) }
    }

    /// The row behind one more letter, the last of `path`.
    fn row(&self, c: char) -> Vec<u8> {
        let at = self.rows.len(); // of the new row
        let before = &self.rows[at - 1];
        let mut row = Vec::with_capacity(before.len());
        row.push(kept(before[0] + 1, self.allowed_more[0]));
        for j in 1..before.len() {
            let other = u8::from(self.wanted[j - 1] != c);
            let mut slips = (before[j - 1] + other).min(row[j - 1] + 1);
            if j > 1 && at > 1 && c == self.wanted[j - 2] && self.path[at - 2] == self.wanted[j - 1] {
                slips = slips.min(self.rows[at - 2][j - 2] + 1);
            }
            row.push(kept(slips, self.allowed[j]).min(kept(before[j] + 1, self.allowed_more[j])));
        }
        row
    }

    /// Whether nothing that begins with `path` can be near.
    fn is_lost(&self) -> bool {
        let row = &self.rows[self.path.len()];
        row.iter().all(|&slips| slips >= FAR) && self.turned(self.path.len()).next().is_none()
    }

    /// Letters which, behind `at` of them, end two in each other's place.
    fn turned(&self, at: usize) -> impl Iterator<Item = char> {
        let begun = (2..self.allowed.len()).filter(move |&j| {
            at > 0 && self.path[at - 1] == self.wanted[j - 1] && self.rows[at - 1][j - 2] < self.allowed[j]
        });
        begun.map(|j| self.wanted[j - 2])
    }

    /// The first text behind all that begin with `path`, which leads nowhere, that may lead somewhere.
    fn behind(&self) -> Option<String> {
        (0..self.path.len()).rev().find_map(|at| {
            let next = self.next_letter(at)?;
            Some(self.path[..at].iter().copied().chain([next]).collect())
        })
    }

    /// The first letter behind the one at `at` of `path` that leads on from there.
    fn next_letter(&self, at: usize) -> Option<char> {
        let (row, last) = (&self.rows[at], self.path[at]);
        let spare = |j: usize| row[j] < self.allowed_more[j] || self.allowed.get(j + 1).is_some_and(|&a| row[j] < a);
        if (0..row.len()).any(|j| row[j] < FAR && spare(j)) {
            return (u32::from(last) + 1..=char::MAX.into()).find_map(char::from_u32);
        }
        let right = (0..self.wanted.len()).filter(|&j| row[j] < FAR).map(|j| self.wanted[j]);
        right.chain(self.turned(at)).filter(|&c| c > last).min()
    }
}

/// `slips`, where no more than `allowed` are too many.
fn kept(slips: u8, allowed: u8) -> u8 {
    if slips <= allowed { slips } else { FAR }
}

/// How many letters of `typed` do not belong to `word`: among equal slips, letters are left out or swapped more often than
/// others are hit by chance.
pub fn strangers(typed: &str, word: &str) -> usize {
    let mut own: Vec<char> = word.chars().collect();
    let strange = |c: &char| match own.iter().position(|o| o == c) {
        Some(at) => {
            own.swap_remove(at);
            false
        }
        None => true,
    };
    typed.chars().filter(strange).count()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// What a walk through `texts` finds, and how many it looks at.
    fn walk(texts: &BTreeSet<String>, mut slips: Slips) -> (Vec<(u8, &str)>, usize) {
        let (mut found, mut looks, mut from) = (Vec::new(), 0, Some(String::new()));
        while let Some(text) = from.and_then(|from| texts.range(from..).next()) {
            let look = slips.look(text);
            found.extend(look.slips.map(|slips| (slips, text.as_str())));
            from = look.next;
            looks += 1;
        }
        (found, looks)
    }

    proptest! {
        #[test]
        fn a_walk_finds_what_a_scan_finds(texts in proptest::collection::btree_set("[a-d]{0,7}", 0..200), wanted in "[a-d]{0,7}") {
            for most in 0..3u8 {
                let all = texts.iter().map(|t| (strsim::osa_distance(t, &wanted) as u8, t.as_str()));
                let expected: Vec<_> = all.filter(|(slips, _)| *slips <= most).collect();
                prop_assert_eq!(walk(&texts, Slips::new(&wanted, most, (0, most))).0, expected);
            }
        }

        #[test]
        fn forwards_and_backwards_find_all(texts in proptest::collection::btree_set("[a-c]{3,9}", 0..200), wanted in "[a-c]{3,9}") {
            let backward = |text: &str| text.chars().rev().collect::<String>();
            let turned: BTreeSet<String> = texts.iter().map(|t| backward(t)).collect();
            for most in 1..3u8 {
                let half = wanted.len() / 2;
                let ahead = walk(&texts, Slips::new(&wanted, most, (half, most - 1))).0;
                let back = walk(&turned, Slips::new(&backward(&wanted), most, (wanted.len() - half, 0))).0;
                let found: BTreeSet<String> =
                    ahead.into_iter().map(|(_, t)| t.to_owned()).chain(back.into_iter().map(|(_, t)| backward(t))).collect();
                let near = |t: &&String| strsim::osa_distance(t, &wanted) <= most.into();
                prop_assert_eq!(found, texts.iter().filter(near).cloned().collect::<BTreeSet<String>>());
            }
        }
    }

    #[test]
    fn most_texts_are_never_looked_at() {
        let letters = || "abcdefghijklmnopqrst".chars();
        let pairs: Vec<String> = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}"))).collect();
        let texts: BTreeSet<String> = pairs.iter().flat_map(|a| pairs.iter().map(move |b| format!("{a}{b}"))).collect();
        assert_eq!(texts.len(), 160_000);
        let (found, looks) = walk(&texts, Slips::new("abcd", 1, (2, 0)));
        assert!(found.contains(&(0, "abcd")) && found.contains(&(1, "abdc")) && looks < 200, "{looks}");
    }
}
