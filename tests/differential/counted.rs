//! Rows that are counted, and what stages do to them.

use dixit::query::Column;
use dixit::table::Cell;

use crate::order::{Key, ordering};

/// Rows that are counted.
pub struct Counted {
    pub names: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

impl Counted {
    /// Periods in the order of time, anything else by how many.
    pub fn put_in_usual_order(&mut self) {
        let last = self.names.len() - 1;
        let in_time = ["day", "week", "month", "quarter", "year", "published", "said"].contains(&self.names[0]);
        self.rows.sort_by(|a, b| {
            let (often, named) = (ordering(&b[last..], &a[last..]), ordering(&a[..last], &b[..last]));
            if in_time { named.then(often) } else { often.then(named) }
        });
    }

    fn place(&self, name: &str) -> usize {
        self.names.iter().position(|own| *own == name).expect("a column of the rows")
    }

    pub fn sort(&mut self, name: &str, descending: bool) {
        let place = self.place(name);
        self.rows.sort_by_cached_key(|row| Key { value: row[place].clone(), descending });
    }

    pub fn show(&mut self, columns: &[Column]) {
        let places: Vec<usize> = columns.iter().map(|column| self.place(column.name())).collect();
        for row in &mut self.rows {
            *row = places.iter().map(|place| row[*place].clone()).collect();
        }
        self.names = columns.iter().map(|column| column.name()).collect();
    }
}
