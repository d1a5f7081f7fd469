//! A block with its speaker under it, `– Lloyd Austin, secrétaire américain à la Défense`, or with an attribution between
//! dashes.

use super::{
    dialogue,
    draft::Draft,
    phrase::{self, Subject},
    reading::{Places, Reading},
};
use crate::model::QuotationKind;

/// Longest signature, in tokens.
const SIGNATURE: usize = 22;

/// Adds the blocks of the text to `drafts`, in the place of what was found inside them.
pub(super) fn add(r: &Reading, drafts: &mut Vec<Draft>) {
    // drafts lie in one sentence each, so those of a paragraph stand together
    drafts.sort_by_key(start);
    let mut blocks = Vec::new();
    let mut replaced = vec![false; drafts.len()];
    for (n, block) in r.paragraphs.iter().enumerate() {
        let whole = r.span(block);
        let first = drafts.partition_point(|d| start(d) < whole.start);
        let inside = first..first + drafts[first..].partition_point(|d| start(d) < whole.end);
        let found = dialogue::spoken(r, block).or_else(|| {
            let name = r.paragraphs.get(n + 1).and_then(|signature| signed(r, signature));
            let fits = block.len() >= 4 && !drafts[inside.clone()].iter().any(is_spoken);
            name.filter(|_| fits).map(|name| spoken(r, block, name))
        });
        if let Some(draft) = found {
            replaced[inside].fill(true);
            blocks.push(draft);
        }
    }
    let mut replaced = replaced.into_iter();
    drafts.retain(|_| !replaced.next().unwrap_or(false));
    drafts.append(&mut blocks);
}

fn start(draft: &Draft) -> usize {
    draft.content.first().map_or(0, |c| c.start)
}

/// Whether somebody is said to speak these very words.
fn is_spoken(draft: &Draft) -> bool {
    !matches!(draft.subject, Subject::Unknown | Subject::Previous) && draft.kind == QuotationKind::Direct
}

fn spoken(r: &Reading, block: &Places, name: Places) -> Draft {
    let words = r.span(block).trim(r.text, |c| c.is_whitespace() || "«»“”„\"‹›".contains(c));
    Draft::said(Subject::Phrase(name, true), "block-signature", block.start).direct(r, words)
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
