//! One scan of a text for every alias of a gazetteer.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::{
    gazetteer::{Alias, Gazetteer},
    model::{AliasSort, CasePolicy},
    span::Span,
    text::{Folded, fold},
};

/// A place where aliases stand, by place in [`Gazetteer::aliases`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where, in the text as read.
    pub span: Span,
    /// The aliases with this spelling whose case policy the text meets; never empty.
    pub aliases: Vec<u32>,
}

/// Finds aliases in texts: spellings compared folded, whole words, longest from the left.
pub struct Matcher {
    automaton: AhoCorasick,
    /// For each pattern the aliases that fold to it.
    owners: Vec<Vec<u32>>,
}

impl Matcher {
    /// Compiles the aliases of `gazetteer`. Equal spellings become one pattern.
    ///
    /// # Panics
    /// When the aliases together exceed what an automaton can address (2³¹ states).
    pub fn new(gazetteer: &Gazetteer) -> Self {
        let mut spellings: Vec<(String, u32)> =
            gazetteer.aliases().iter().enumerate().map(|(n, a)| (fold(&a.spelling), n as u32)).collect();
        spellings.retain(|(folded, _)| !folded.is_empty());
        spellings.sort();
        let mut patterns: Vec<String> = Vec::new();
        let mut owners: Vec<Vec<u32>> = Vec::new();
        for (folded, n) in spellings {
            if patterns.last() == Some(&folded) {
                owners[patterns.len() - 1].push(n);
            } else {
                patterns.push(folded);
                owners.push(vec![n]);
            }
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(&patterns)
            .expect("fewer than 2^31 states");
        Matcher { automaton, owners }
    }

    /// Every alias in `text`, in order and not overlapping. `within` are the stretches that a name may not cross.
    pub fn scan(&self, text: &str, aliases: &[Alias], within: &[Span]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for &stretch in within {
            self.scan_stretch(stretch.of(text), aliases, stretch.start, &mut hits);
        }
        hits
    }

    fn scan_stretch(&self, text: &str, aliases: &[Alias], offset: usize, hits: &mut Vec<Hit>) {
        let folded = Folded::new(text);
        let mut found: Vec<(usize, usize, u32)> = self
            .automaton
            .find_overlapping_iter(&folded.text)
            .filter(|m| is_word(&folded.text, m.start(), m.end()))
            .map(|m| (m.start(), m.end(), m.pattern().as_u32()))
            .collect();
        found.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
        let capitals = is_capitals(text);
        let mut free = 0;
        for (start, end, pattern) in found {
            if start < free {
                continue;
            }
            let span = folded.source(text, start, end);
            let fits = |n: &u32| case_fits(&aliases[*n as usize], span.of(text), capitals);
            let owners: Vec<u32> = self.owners[pattern as usize].iter().copied().filter(fits).collect();
            if !owners.is_empty() {
                free = end;
                hits.push(Hit { span: Span::new(span.start + offset, span.end + offset), aliases: owners });
            }
        }
    }
}

/// Whether no letter or digit touches the match on either side.
fn is_word(folded: &str, start: usize, end: usize) -> bool {
    let touches = |c: Option<char>, own: Option<char>| {
        c.is_some_and(char::is_alphanumeric) && own.is_some_and(char::is_alphanumeric)
    };
    let inner = &folded[start..end];
    !touches(folded[..start].chars().next_back(), inner.chars().next())
        && !touches(folded[end..].chars().next(), inner.chars().next_back())
}

/// Whether a stretch of text is printed in capitals, so that capitals tell nothing.
fn is_capitals(text: &str) -> bool {
    let mut capitals = 0;
    for c in text.chars() {
        if c.is_lowercase() {
            return false;
        }
        capitals += usize::from(c.is_uppercase());
    }
    capitals > 12
}

/// Whether the surface meets the alias' case policy.
fn case_fits(alias: &Alias, surface: &str, capitals: bool) -> bool {
    if alias.case == CasePolicy::Any || !alias.spelling.chars().any(char::is_uppercase) {
        return true;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let all_capitals = !alias.spelling.chars().any(char::is_lowercase);
    if alias.sort == AliasSort::Acronym || (all_capitals && !alias.spelling.contains(' ')) {
        let exact = !surface.chars().any(char::is_lowercase) || surface == alias.spelling;
        let titled = letters(surface) >= 4 && all_capitals && is_titled(surface);
        // in a line of capitals the short ones are as likely a common word
        return (exact && !(capitals && letters(surface) < 4)) || titled;
    }
    let begins = |text: &str| text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    !begins(&alias.spelling) || begins(surface)
}

/// `Otan`: a capital and small letters.
fn is_titled(surface: &str) -> bool {
    let mut letters = surface.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        let entities = "id\tkind\tname\tdescription\tgender\tcountry\texternal\n\
            nato\torganisation\tNATO\t\t\t\t\nus\tplace\tUnited States\t\t\t\t\nny\tplace\tNew York\t\t\t\t\n\
            nyt\torganisation\tNew York Times\t\t\t\t\nkju\tperson\tKim Jong-un\t\t\t\t\nkj\tperson\tKim Jong\t\t\t\t\n";
        let aliases = "entity\talias\tlanguage\tsort\tcase\nnato\tOTAN\tfr\tacronym\tmatch\nnato\tAlliance\t*\tshort\tmatch\n\
            us\tUS\ten\tacronym\tmatch\nus\tÉtats-Unis\tfr\tname\tmatch\nus\taméricain\tfr\tdemonym\tmatch\n\
            ny\tNew York\t*\tname\tmatch\nnyt\tNew York Times\t*\tname\tmatch\nkju\tKim Jong-un\t*\tname\tmatch\nkj\tKim Jong\t*\tname\tmatch\n";
        Gazetteer::from_tsv(entities, aliases, "office\trole\tof\tholder\tfrom\tto\n").unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn finds_whole_words_longest_from_the_left() {
        let gazetteer = gazetteer();
        let matcher = Matcher::new(&gazetteer);
        for (text, expected) in [
            ("l’OTAN et l'Otan, pas otan", vec!["OTAN", "Otan"]),
            ("tell us, US; L’Alliance et une alliance", vec!["US", "Alliance"]),
            ("les Etats unis, ÉTATS-UNIS", vec!["Etats unis", "ÉTATS-UNIS"]),
            ("A New York Timesman in New York", vec!["New York", "New York"]),
            ("Kim Jong Unified, Kim Jong-Un", vec!["Kim Jong", "Kim Jong-Un"]),
            ("Américains, franco-américain, Latino-Américaine", vec!["américain"]),
            ("E\u{301}tats\u{A0}Unis", vec!["E\u{301}tats\u{A0}Unis"]),
        ] {
            let whole = [Span::new(0, text.len())];
            let got: Vec<_> = matcher.scan(text, gazetteer.aliases(), &whole).iter().map(|h| h.span.of(text)).collect();
            assert_eq!(got, expected, "{text}");
        }
    }
}
