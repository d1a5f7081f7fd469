//! Sums over the elements of a page.

use super::{blocks::Block, tree::Tree};

/// Sums over the nodes before each node, so that those of an element take one subtraction.
pub struct Sums(Vec<f64>);

impl Sums {
    /// Sums of values at nodes.
    pub fn new(tree: &Tree, values: impl Iterator<Item = (usize, f64)>) -> Self {
        let mut sums = vec![0.0; tree.nodes.len() + 1];
        for (at, value) in values {
            sums[at + 1] += value;
        }
        for at in 1..sums.len() {
            sums[at] += sums[at - 1];
        }
        Sums(sums)
    }

    /// The sum of what is in an element.
    pub fn of(&self, tree: &Tree, element: usize) -> f64 {
        self.0[tree.nodes[element].end] - self.0[element]
    }
}

/// How much there is to read in the elements of a page.
pub fn prose(tree: &Tree, blocks: &[Block]) -> Sums {
    Sums::new(tree, blocks.iter().filter(|block| block.is_prose()).map(|block| (block.at, block.length as f64)))
}
