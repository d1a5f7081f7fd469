//! What on a page is no part of its article, by its elements and their names.

use super::{
    blocks::{Block, blocks},
    names::Role,
    sums::prose,
    tree::Tree,
};

/// An element that holds more than this share of what there is to read is not dropped for a name that often means nothing.
const MUCH: f64 = 0.35;

/// The blocks of a page that are no furniture by name, `all` being those of elements that may be part of an article, and `headed`
/// the place in the tree of its headline.
pub fn unfurnished(tree: &Tree, roles: &[Role], (all, headed): (Vec<Block>, Option<usize>)) -> Vec<Block> {
    let mut skipped: Vec<bool> = roles.iter().map(|role| role.apart).collect();
    let mut wanted: Vec<usize> = headed.into_iter().collect();
    wanted.extend(bodies(tree, roles, &all));
    drop_named(tree, (roles, &wanted), &mut skipped);
    let named = blocks(tree, &skipped);
    drop_doubtful(tree, (roles, &wanted, &named), &mut skipped);
    let best = blocks(tree, &skipped);
    // where the names leave nothing to read, they mean something else on this page
    let read = |blocks: &Vec<Block>| blocks.iter().any(Block::is_prose);
    [best, named].into_iter().find(read).unwrap_or(all)
}

/// Whether one of these nodes is or lies in an element.
fn holds(tree: &Tree, element: usize, wanted: &[usize]) -> bool {
    wanted.iter().any(|at| (element..tree.nodes[element].end).contains(at))
}

/// The innermost elements that have the name of a body, and much of what there is to read.
fn bodies(tree: &Tree, roles: &[Role], blocks: &[Block]) -> Vec<usize> {
    let prose = prose(tree, blocks);
    let mut bodies: Vec<usize> = Vec::new();
    for n in (0..roles.len()).filter(|&n| roles[n].body && prose.of(tree, n) > prose.of(tree, 0) * MUCH) {
        bodies.pop_if(|outer| n < tree.nodes[*outer].end);
        bodies.push(n);
    }
    bodies
}

/// Leaves out what is furniture by its name and holds nothing that is wanted.
fn drop_named(tree: &Tree, (roles, wanted): (&[Role], &[usize]), skipped: &mut [bool]) {
    for (n, node) in tree.nodes.iter().enumerate() {
        let is_frame = matches!(&*node.name, "" | "html" | "body" | "main");
        skipped[n] |= roles[n].furniture && !roles[n].body && !is_frame && !holds(tree, n, wanted);
    }
}

/// Leaves out what has a name of furniture that is given to other things too, unless it holds what is wanted or much of what
/// there is to read, is itself a paragraph, or signs a quotation.
fn drop_doubtful(tree: &Tree, (roles, wanted, blocks): (&[Role], &[usize], &[Block]), skipped: &mut [bool]) {
    let prose = prose(tree, blocks);
    for (n, node) in tree.nodes.iter().enumerate() {
        let is_frame = matches!(&*node.name, "" | "html" | "body" | "main" | "article");
        let own = prose.of(tree, n);
        let is_paragraph = own > 0.0 && matches!(&*node.name, "p" | "li" | "blockquote");
        let signs = &*tree.nodes[node.parent].name == "blockquote";
        let counts = own > prose.of(tree, 0) * MUCH || is_paragraph || signs || holds(tree, n, wanted);
        skipped[n] |= roles[n].perhaps && !roles[n].body && !is_frame && !counts;
    }
}
