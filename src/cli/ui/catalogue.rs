//! A catalogue of messages: patterns in English with what they are in another language.

use std::{borrow::Cow, collections::HashMap, ops::ControlFlow};

/// What stands for a part of a message that is not always the same.
const GAP: &str = "{}";

/// How deep what fills a gap may be filled itself.
const DEEPEST: usize = 32;

/// A pattern with gaps.
struct Pattern {
    /// What stands between the gaps.
    parts: Vec<&'static str>,
    /// Which gaps stand in quotation marks.
    quoted: Vec<bool>,
    says: &'static str,
}

/// What fills a gap, and whether it stands in quotation marks.
type Fill<'m> = (&'m str, bool);

/// Messages of a language.
pub(super) struct Catalogue {
    whole: HashMap<&'static str, &'static str>,
    /// Those with the most text first, before them those of several messages.
    patterns: Vec<Pattern>,
}

/// The rows of a catalogue: English, and the other language.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

impl Catalogue {
    /// Reads a catalogue: a row a line, the columns apart by a tab; remarks begin with `#`.
    pub fn read(text: &'static str) -> Self {
        let (gaps, whole): (Vec<_>, Vec<_>) = rows(text).partition(|(english, _)| english.contains(GAP));
        let pattern = |(english, says): (&'static str, _)| {
            let gaps = english.match_indices(GAP);
            let quoted = gaps.map(|(at, _)| !is_whole(&english[..at])).collect();
            Pattern { parts: english.split(GAP).collect(), quoted, says }
        };
        let mut patterns: Vec<Pattern> = gaps.into_iter().map(pattern).collect();
        // a line of several messages is told message by message
        patterns.sort_by_key(|pattern| {
            let text = pattern.parts.concat();
            std::cmp::Reverse((text.contains('·'), text.len()))
        });
        Catalogue { whole: whole.into_iter().collect(), patterns }
    }

    /// The message in the language of the catalogue; none where it has none.
    pub fn find(&self, message: &str) -> Option<String> {
        self.look_up(message, DEEPEST)
    }

    /// What a message that is always the same is in the language of the catalogue.
    pub fn whole(&self, message: &str) -> Option<&'static str> {
        self.whole.get(message).copied()
    }

    fn look_up(&self, message: &str, deep: usize) -> Option<String> {
        if let Some(says) = self.whole.get(message) {
            return Some((*says).to_owned());
        }
        let deep = deep.checked_sub(1)?;
        self.patterns.iter().find_map(|pattern| Some(self.filled(pattern.says, &pattern.fills(message)?, deep)))
    }

    /// The English patterns.
    #[cfg(test)]
    pub fn english(&self) -> impl Iterator<Item = String> {
        let patterns = self.patterns.iter().map(|pattern| pattern.parts.join(GAP));
        self.whole.keys().map(|english| (*english).to_owned()).chain(patterns)
    }

    /// What in a message would stay English: itself, or what fills a gap, unless it is a name.
    #[cfg(test)]
    pub fn untold<'m>(&self, message: &'m str) -> Vec<&'m str> {
        if self.whole.contains_key(message) {
            return Vec::new();
        }
        let Some(fills) = self.patterns.iter().find_map(|pattern| pattern.fills(message)) else { return vec![message] };
        let fills = fills.into_iter().filter(|(_, quoted)| !quoted).map(|(text, _)| text.trim());
        let ours = |text: &&str| text.contains(' ') && text.starts_with(|c: char| c.is_ascii_lowercase());
        fills.filter(ours).flat_map(|text| self.untold(text)).collect()
    }

    /// The text with what stands in its gaps: in their order, or by number as `{2}`.
    fn filled(&self, says: &str, fills: &[Fill<'_>], deep: usize) -> String {
        let mut shown = String::with_capacity(says.len());
        let (mut rest, mut next) = (says, 0);
        while let Some((before, after)) = rest.split_once('{') {
            let (named, behind) = after.split_once('}').unwrap_or_default();
            let at = named.parse::<usize>().map_or(next, |number| number.saturating_sub(1));
            shown += before;
            match fills.get(at).filter(|_| named.bytes().all(|b| b.is_ascii_digit())) {
                Some(fill) => {
                    shown += &self.fill(*fill, deep);
                    (rest, next) = (behind, at + 1);
                }
                // a brace of the message itself
                None => {
                    shown.push('{');
                    rest = after;
                }
            }
        }
        shown + rest
    }

    /// What fills a gap, in the language of the catalogue. What is quoted is somebody's own; a single word is a name, or one of the language of questions.
    fn fill<'m>(&self, (text, quoted): Fill<'m>, deep: usize) -> Cow<'m, str> {
        let core = text.trim();
        let found = match core {
            _ if quoted => None,
            number if is_grouped(number) => {
                self.look_up(THOUSAND, deep).map(|own| number.replace(',', separator(&own)))
            }
            words if words.contains(' ') => self.look_up(words, deep),
            _ => None,
        };
        found.map_or(Cow::Borrowed(text), |found| text.replacen(core, &found, 1).into())
    }
}

/// The number by which a catalogue tells what stands between thousands.
const THOUSAND: &str = "1,000";

fn is_grouped(number: &str) -> bool {
    number.contains(',')
        && number.split(',').all(|group| (1..=3).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_digit()))
}

fn separator(thousand: &str) -> &str {
    thousand.strip_prefix('1').and_then(|rest| rest.strip_suffix("000")).unwrap_or(",")
}

impl Pattern {
    /// What fills the gaps in `message`; none where it does not fit.
    fn fills<'m>(&self, message: &'m str) -> Option<Vec<Fill<'m>>> {
        let rest = message.strip_prefix(self.parts[0])?;
        let mut fills = Vec::new();
        let fits = fit(rest, (&self.parts, &self.quoted), &mut fills).is_break() && !self.cuts(&fills);
        fits.then_some(fills)
    }
}

impl Pattern {
    /// Whether it takes the beginning of one message and the end of another for one: these are joined by signs that it has not.
    fn cuts(&self, fills: &[Fill<'_>]) -> bool {
        let signs = [" · ", ": ", "; ", ", "];
        let joins = |sign: &&str| self.parts.iter().any(|part| part.contains(*sign));
        let joined = |text: &str| signs.iter().any(|sign| text.contains(sign));
        self.parts[0].is_empty() && !signs.iter().any(joins) && fills.first().is_some_and(|(text, _)| joined(text))
    }
}

/// Fills the gap behind the first of `parts`, and those behind it; breaks when `rest` fits.
fn fit<'m>(rest: &'m str, (parts, quoted): (&[&str], &[bool]), fills: &mut Vec<Fill<'m>>) -> ControlFlow<()> {
    let ([_, after, ..], [own, ..]) = (parts, quoted) else {
        return if rest.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    };
    let last = rest.strip_suffix(after).filter(|_| parts.len() == 2).map(str::len);
    let before = rest.match_indices(after).map(|(at, _)| at).take_while(|_| parts.len() > 2);
    for end in last.into_iter().chain(before) {
        let fill = &rest[..end];
        let fits = *own || (!fill.trim().is_empty() && (is_whole(fill) || fill.chars().nth(1).is_none()));
        if fits {
            fills.push((fill, *own));
            fit(&rest[end + after.len()..], (&parts[1..], &quoted[1..]), fills)?;
            fills.pop();
        }
    }
    ControlFlow::Continue(())
}

/// Whether every quotation in a text ends there: else a pattern would cut it in two.
fn is_whole(text: &str) -> bool {
    let count = |sign| text.matches(sign).count();
    count('“') == count('”') && count('«') == count('»') && count('`') % 2 == 0 && count('"') % 2 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "# remark\nthe end\tla fin\na speaker\tun locuteur\nexpected {}, found `{}`\tattendu {1}, trouvé « {2} »\n\
        {} of {} shown\t{2} dont {1}\n{} or {}\t{} ou {}\n{} · {}\t{} · {}\n{}: {}\t{} : {}\n{}, {}\t{}, {}\n\
        1 taken\tun pris\n{} taken\t{} pris\nthe end taken\tla fin prise\n1,000\t1 000\nexpected {}; {\"q\"} it\tattendu {} ; {\"q\"}\n";

    #[test]
    fn messages_are_found_whole_or_by_their_patterns() {
        let catalogue = Catalogue::read(ROWS);
        for (message, told) in [
            ("the end", Some("la fin")),
            (
                "expected a speaker or the end, found `or the end, found `",
                Some("attendu un locuteur ou la fin, trouvé « or the end, found  »"),
            ),
            ("expected `,` or `, found `, found `x`", Some("attendu `,` ou `, found `, trouvé « x »")),
            ("quotes · 20 of 1,204 shown", Some("quotes · 1 204 dont 20")),
            ("expected a speaker; {\"q\"} it", Some("attendu un locuteur ; {\"q\"}")),
            ("a.txt: the end taken", Some("a.txt : la fin prise")),
            ("1 taken, 2 taken", Some("un pris, 2 pris")),
            ("remark", None),
            ("something else", None),
        ] {
            assert_eq!(catalogue.find(message).as_deref(), told, "{message}");
        }
    }

    #[test]
    fn quotations_and_single_words_stay() {
        let catalogue = Catalogue::read("end\tfin\nthe end\tla fin\nsaid {}: “{}”\tdit {} : « {} »\n");
        assert_eq!(catalogue.find("said end: “the end”").as_deref(), Some("dit end : « the end »"));
        assert_eq!(catalogue.find("said the end: “”").as_deref(), Some("dit la fin : «  »"));
    }
}
