//! A block with its speaker under it: `– Lloyd Austin, secrétaire américain à la Défense`.

use super::{
    draft::Draft,
    phrase::{self, Subject},
    reading::{Places, Reading},
};
use crate::model::{Act, QuotationKind};

/// Longest signature, in tokens.
const SIGNATURE: usize = 22;

/// Adds the blocks of the text to `drafts`, in the place of what was found inside them.
pub(super) fn add(r: &Reading, drafts: &mut Vec<Draft>) {
    for pair in r.paragraphs.windows(2) {
        let (block, signature) = (&pair[0], &pair[1]);
        let Some(name) = signed(r, signature) else { continue };
        let span = r.span(block).trim(r.text, |c| c.is_whitespace() || "«»“”„\"‹›".contains(c));
        let inside = |d: &Draft| d.content.iter().any(|c| span.overlaps(*c));
        let spoken = |d: &Draft| {
            inside(d) && !matches!(d.subject, Subject::Unknown | Subject::Previous) && d.kind == QuotationKind::Direct
        };
        if drafts.iter().any(spoken) || block.len() < 4 {
            continue;
        }
        drafts.retain(|d| !inside(d));
        drafts.push(Draft {
            content: vec![span],
            kind: QuotationKind::Direct,
            cue: None,
            lemma: None,
            act: Act::Say,
            subject: Subject::Phrase(name, true),
            via: None,
            rule: "block-signature",
            at: block.start,
        });
    }
}

/// The name in a paragraph that is a dash and a name.
fn signed(r: &Reading, places: &Places) -> Option<Places> {
    let dash = r.mark(places.start).is_some_and(|c| matches!(c, '–' | '—' | '-' | '―'));
    let name = places.start + 1..r.trimmed(places.clone()).end;
    let sentence = r.sentences.get(r.sentence_of(places.start)).is_some_and(|s| s.end >= places.end);
    let begins = r.name_at(name.start).is_some() || r.is_capital(name.start);
    let named = phrase::eligible(r, &name).next().is_some();
    (dash && sentence && begins && named && name.len() <= SIGNATURE && places.len() > 1).then_some(name)
}
