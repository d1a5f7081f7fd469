//! The one shape in which answers travel: named columns and rows of cells.

/// One value of an answer.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Cell {
    /// Nothing known.
    #[default]
    Empty,
    /// A whole number, shown right-aligned.
    Integer(i64),
    /// A number with decimals.
    Real(f64),
    /// Text as stored, not yet safe for a terminal.
    Text(String),
}

impl Cell {
    /// The cell as plain text; empty for [`Cell::Empty`].
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Cell::Empty => "".into(),
            Cell::Integer(n) => n.to_string().into(),
            Cell::Real(x) => x.to_string().into(),
            Cell::Text(s) => s.as_str().into(),
        }
    }
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names of the columns that are shown.
    pub columns: Vec<String>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
    /// For each row the lasting key of what it shows (`q…` a quotation, `m…` a mention, `d…` a document), where it has one.
    pub keys: Vec<Option<String>>,
    /// How the question was read; empty where there was none.
    pub title: String,
    /// What may be drawn of it, where people look at it.
    pub drawn: Option<Drawn>,
    /// For each row whether it is new since the question was last asked; empty where that is not told.
    pub fresh: Vec<bool>,
}

/// What may be drawn of an answer whose last column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// A bar beside each count.
    Counts,
    /// The same; its rows are periods in order, of which a chart can be made.
    Timeline,
}

impl Table {
    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// By what each row is known again: its lasting key, or all that stands in it.
    pub fn known_by(&self) -> Vec<String> {
        let cells = |row: &Vec<Cell>| row.iter().map(Cell::text).collect::<Vec<_>>().join("\u{1f}");
        let keys = self.keys.iter().cloned().chain(std::iter::repeat(None));
        self.rows.iter().zip(keys).map(|(row, key)| key.unwrap_or_else(|| cells(row))).collect()
    }

    /// Whether numbers stand in a column.
    pub fn is_number(&self, column: usize) -> bool {
        self.rows.iter().any(|row| matches!(row[column], Cell::Integer(_) | Cell::Real(_)))
    }
}
