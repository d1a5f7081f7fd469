//! Lists that are filled without a branch: what is not taken is overwritten by the next.

use crate::text::masks::BLOCK;

/// How many items a batch holds.
const ITEMS: usize = 128;

/// Up to so many items, which are worked on together, so that their looks at far places in memory overlap.
pub(super) struct Batch<T> {
    items: Box<[T; ITEMS]>,
    len: usize,
}

impl<T: Copy + Default> Default for Batch<T> {
    fn default() -> Self {
        Batch { items: Box::new([T::default(); ITEMS]), len: 0 }
    }
}

impl<T: Copy + Default> Batch<T> {
    /// Adds the item if it is to be taken; there must be room.
    #[inline]
    pub fn push_if(&mut self, item: T, take: bool) {
        self.items[self.len % ITEMS] = item;
        self.len += usize::from(take);
    }

    /// Whether there may be no room for what another block of text brings: a word begins at every other byte at the most.
    #[inline]
    pub fn is_full(&self) -> bool {
        self.len >= ITEMS - BLOCK / 2
    }

    /// The items.
    #[inline]
    pub fn items(&self) -> &[T] {
        &self.items[..self.len]
    }

    /// The items, to be changed.
    #[inline]
    pub fn items_mut(&mut self) -> &mut [T] {
        &mut self.items[..self.len]
    }

    /// Takes all items out.
    #[inline]
    pub fn drain(&mut self) -> impl Iterator<Item = T> {
        let items: &[T] = &self.items[..self.len];
        self.len = 0;
        items.iter().copied()
    }

    /// Keeps the items for which `keep` holds.
    #[inline]
    pub fn retain(&mut self, mut keep: impl FnMut(&mut T) -> bool) {
        let len = std::mem::take(&mut self.len);
        for n in 0..len {
            let mut item = self.items[n % ITEMS];
            let take = keep(&mut item);
            self.push_if(item, take);
        }
    }

    /// How many more items it can take.
    #[inline]
    pub fn room(&self) -> usize {
        ITEMS - 1 - self.len
    }

    /// Lets all items go.
    #[inline]
    pub fn clear(&mut self) {
        self.len = 0;
    }
}
