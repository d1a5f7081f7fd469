//! That the work grows with the length of a text and no faster, whatever stands in it.

use super::Annotator;
use crate::{gazetteer::Gazetteer, text::looks};

/// Bytes of the shorter text.
const SHORT: usize = 6_000;

/// How many times as long the longer one is.
const TIMES: usize = 4;

/// What texts are made of, in which language; `#` is a number that counts up.
const KINDS: &[(&str, &str)] = &[
    ("fr", "« "),
    ("en", "\"a "),
    ("fr", "« oui », dit Anna Example, et "),
    ("fr", "Anna dit : « oui\n\n"),
    ("en", "the men of the town and the women who had said that they would go, "),
    ("en", "she said that he said "),
    ("en", "Anna Example, "),
    ("en", "Anna Example# and "),
    ("en", "Anna# Example said no. Example left. "),
    ("en", "The manager, Anna Example#, said no. The manager left. "),
    ("fr", "Selon Anna Example#, il pleut. "),
    ("fr", "Paris (AFP) – Emmanuel Macron a dit : « Oui. » "),
    ("de", "Er sagte, er komme. Das sei gut. "),
    ("en", "WHO "),
    ("fr", "ONU ("),
    ("en", "a\n\n"),
];

fn text(unit: &str, bytes: usize) -> String {
    (0..bytes / unit.len()).map(|n| unit.replace('#', &n.to_string())).collect()
}

#[test]
fn work_grows_with_the_length_of_a_text() {
    let annotator = Annotator::new(Gazetteer::shipped());
    let work = |language: &str, text: &str| {
        let before = looks();
        annotator.annotate(text, Some(language), Some("2024-10-31"));
        looks() - before
    };
    for (language, unit) in KINDS {
        let (short, long) = (work(language, &text(unit, SHORT)), work(language, &text(unit, SHORT * TIMES)));
        assert!(long * 10 <= short * TIMES * 13, "{unit:?}: {short} looks at tokens become {long}");
    }
}
