//! A quotation before its speaker is looked up.

use super::{
    cue::Group,
    phrase::Subject,
    reading::{Places, Reading},
};
use crate::{
    model::{Act, QuotationKind},
    span::Span,
};

/// A quotation with its subject still in words.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub content: Vec<Span>,
    pub kind: QuotationKind,
    pub cue: Option<Places>,
    pub lemma: Option<String>,
    pub act: Act,
    pub subject: Subject,
    pub via: Option<Span>,
    pub rule: &'static str,
    /// The token where the sentence's or quotation's own words begin; what stands before it is known when it is read.
    pub at: usize,
}

impl Draft {
    /// A quotation that `group` brings in.
    pub fn of(r: &Reading, group: &Group, subject: Subject, rule: &'static str) -> Self {
        let cue = group.cue(r);
        let mut act = cue.act;
        if group.negated && matches!(act, Act::Say | Act::Confirm | Act::Announce | Act::Deny) {
            act = Act::Decline;
        }
        Draft {
            content: Vec::new(),
            kind: QuotationKind::Indirect,
            cue: Some(group.places.clone()),
            lemma: Some(cue.lemma.clone()),
            act,
            subject,
            via: None,
            rule,
            at: group.places.start,
        }
    }

    /// A quotation that no cue of the pack brings in: somebody says it.
    pub fn said(subject: Subject, rule: &'static str, at: usize) -> Self {
        Draft {
            content: Vec::new(),
            kind: QuotationKind::Indirect,
            cue: None,
            lemma: None,
            act: Act::Say,
            subject,
            via: None,
            rule,
            at,
        }
    }

    /// The same with this content between quotation marks.
    pub fn direct(mut self, r: &Reading, content: Span) -> Self {
        let whether = self.cue.is_some() && self.act == Act::Demand;
        if whether && content.of(r.text).ends_with('?') {
            self.act = Act::Ask; // « … ? » demande X
        }
        self.content.push(content);
        self.kind = QuotationKind::Direct;
        self
    }

    /// The same with the words of `places` as content: mixed when some of them stand between quotation marks.
    pub fn reported(mut self, r: &Reading, places: Places) -> Self {
        let quoted = places.clone().any(|i| r.quoted_at(i).is_some());
        self.kind = if quoted { QuotationKind::Mixed } else { QuotationKind::Indirect };
        let closes_only = |c: char| matches!(c, '»' | '”');
        let span = r.span(&places);
        let opened = span.of(r.text).contains(['«', '“', '„']);
        self.content.push(if opened { span } else { span.trim(r.text, |c| closes_only(c) || c.is_whitespace()) });
        self
    }
}
