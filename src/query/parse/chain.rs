//! Things joined by `and` and `or`, never by both without parentheses.

use super::cursor::{Cursor, Expected, Fault, Parsed};
use crate::query::error::Problem;
use crate::query::syntax::Tree;
use crate::span::Span;

/// One link of a chain.
struct Link<T> {
    tree: Tree<T>,
    span: Span,
    /// What joins it to the one before, and where; true for `and`.
    joint: Option<(bool, Span)>,
}

/// A chain of elements. `joint` reads what joins two of them: true for `and`, false for `or`, none for the end.
pub fn chain<'s, T>(
    start: Cursor<'s>,
    element: impl Fn(Cursor<'s>) -> Parsed<'s, Tree<T>>,
    joint: impl Fn(Cursor<'s>) -> Parsed<'s, Option<bool>>,
) -> Parsed<'s, Tree<T>> {
    let (mut cursor, tree) = element(start)?;
    let mut links = vec![Link { tree, span: start.span_to(cursor), joint: None }];
    loop {
        // what would mix `and` and `or` is read, and refused, but it is not what was expected
        let kind = links.iter().find_map(|link| link.joint).map(|(and, _)| and);
        let (after, joint) = joint(cursor)?;
        kind.into_iter().for_each(|and| cursor.unnote(Expected::Word(if and { "or" } else { "and" })));
        let Some(and) = joint else { break };
        let noted = cursor.noted();
        match element(after) {
            Ok((next, tree)) => {
                let place = if after.at > cursor.at { cursor.span_to(after) } else { after.span_to(next) };
                links.push(Link { tree, span: after.span_to(next), joint: Some((and, place)) });
                cursor = next;
            }
            Err(nom::Err::Error(_)) => {
                if kind.is_some_and(|kind| kind != and) {
                    after.forget(noted);
                }
                break;
            }
            Err(other) => return Err(other),
        }
    }
    if let Some(problem) = mixed(start.source, &links) {
        return Err(nom::Err::Failure(Fault::Stop(problem)));
    }
    let and = links.last().and_then(|l| l.joint).is_some_and(|(and, _)| and);
    let trees = links.into_iter().map(|l| l.tree).collect();
    match if and { Tree::and(trees) } else { Tree::or(trees) } {
        Some(tree) => Ok((cursor, tree)),
        None => Err(nom::Err::Error(Fault::Miss)),
    }
}

/// The problem of `and` and `or` side by side, with both readings.
fn mixed<T>(source: &str, links: &[Link<T>]) -> Option<Box<Problem>> {
    let joints: Vec<(bool, Span)> = links.iter().filter_map(|l| l.joint).collect();
    let first = joints.first()?.0;
    let &(_, odd) = joints.iter().find(|(and, _)| *and != first)?;
    let problem = Problem::new(source, odd, "`and` and `or` side by side can be read in two ways")
        .label("needs parentheses")
        .hint("clauses side by side count as joined by `and`")
        .corrected(grouped(source, links, true))
        .corrected(grouped(source, links, false));
    Some(problem)
}

/// The line with parentheses around each run of links joined by `and`, or by `or`.
fn grouped<T>(source: &str, links: &[Link<T>], and: bool) -> String {
    let joined = |i: usize| links.get(i).and_then(|l| l.joint).is_some_and(|(joint, _)| joint == and);
    let mut out = String::new();
    let mut copied = 0;
    for (i, link) in links.iter().enumerate() {
        if !joined(i) && joined(i + 1) {
            out.push_str(&source[copied..link.span.start]);
            out.push('(');
            copied = link.span.start;
        }
        if joined(i) && !joined(i + 1) {
            out.push_str(&source[copied..link.span.end]);
            out.push(')');
            copied = link.span.end;
        }
    }
    out.push_str(&source[copied..]);
    out
}
