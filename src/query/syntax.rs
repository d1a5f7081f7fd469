//! The syntax tree: what a line says, before anything is looked up.

mod edit;

pub use edit::{AliasValue, Change, Edit, EntityValue, New, Set, Split, Tenure};

use super::registry::{Clause as ClauseWord, Head as HeadWord, Scope, Unit};
use crate::model::Act;
use crate::span::Span;

/// A place in the source. Two trees are equal wherever they were written, so places are equal always.
#[derive(Clone, Copy, Debug)]
pub struct At(pub Span);

impl PartialEq for At {
    fn eq(&self, _: &At) -> bool {
        true
    }
}

impl Eq for At {}

/// A parsed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub statement: Statement,
    /// Where it was read, and its seams.
    pub origin: Origin,
}

/// The source of a line. Equal always, as places are.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The line as typed.
    pub source: String,
    /// Every bare word in order, with `true` where it was read as a word of the language: the seams between names.
    pub words: Vec<Vec<(Word, bool)>>,
}

impl PartialEq for Origin {
    fn eq(&self, _: &Origin) -> bool {
        true
    }
}

impl Eq for Origin {}

/// Anything that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// A question.
    Query(Query),
    /// `explain QUESTION`
    Explain(Asked),
    /// `save …`
    Save(Save),
    /// `run …`
    Run(Run),
    /// A change of the gazetteer, of a document or of the saved questions.
    Edit(Change),
    /// `queries`
    Queries,
    /// `show query NAME`
    ShowQuery(Word),
    /// `export queries to "FILE" [replacing]`
    Export(Export),
    /// `help [WORD]`
    Help(Option<String>),
}

/// What may stand where a question is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A question of its own.
    Query(Query),
    /// A saved one.
    Run(Run),
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What it asks for.
    pub head: Head,
    /// What narrows it.
    pub filter: Option<Tree<Clause>>,
    /// What happens to the rows.
    pub stages: Vec<Stage>,
}

/// What a question asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// One of the plain heads.
    Plain(HeadWord, At),
    /// `who VERB ["TEXT"]`
    Who(Act, Option<Name>, At),
    /// `what did NAMES VERB`
    What(Tree<Name>, Act, At),
    /// `positions of NAMES`
    Positions(Tree<Name>, At),
}

impl Head {
    /// Which head it is, and where its word stands.
    pub fn word(&self) -> (HeadWord, Span) {
        match self {
            Head::Plain(word, at) => (*word, at.0),
            Head::Who(_, _, at) => (HeadWord::Who, at.0),
            Head::What(_, _, at) => (HeadWord::What, at.0),
            Head::Positions(_, at) => (HeadWord::Positions, at.0),
        }
    }
}

/// Things joined by `and`, `or` and `not`. Lists hold at least two trees, none of their own sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree<T> {
    /// A single one.
    One(T),
    /// The opposite.
    Not(Box<Tree<T>>),
    /// All of them.
    And(Vec<Tree<T>>),
    /// One of them at least.
    Or(Vec<Tree<T>>),
}

impl<T> Tree<T> {
    /// Joins trees with `and`, flat.
    pub fn and(parts: Vec<Tree<T>>) -> Option<Tree<T>> {
        let parts = parts.into_iter().flat_map(|part| match part {
            Tree::And(inner) => inner,
            other => vec![other],
        });
        single_or(parts.collect(), Tree::And)
    }

    /// Joins trees with `or`, flat.
    pub fn or(parts: Vec<Tree<T>>) -> Option<Tree<T>> {
        let parts = parts.into_iter().flat_map(|part| match part {
            Tree::Or(inner) => inner,
            other => vec![other],
        });
        single_or(parts.collect(), Tree::Or)
    }

    /// The same shape, with each leaf replaced; stops at the first error.
    pub fn try_map<U, E>(&self, leaf: &mut impl FnMut(&T) -> Result<Tree<U>, E>) -> Result<Tree<U>, E> {
        let mut all = |parts: &[Tree<T>]| parts.iter().map(|p| p.try_map(leaf)).collect::<Result<Vec<_>, E>>();
        Ok(match self {
            Tree::One(one) => leaf(one)?,
            Tree::Not(inner) => Tree::Not(Box::new(inner.try_map(leaf)?)),
            Tree::And(parts) => Tree::And(all(parts)?),
            Tree::Or(parts) => Tree::Or(all(parts)?),
        })
    }

    /// The parts that must all hold.
    pub fn conjuncts(&self) -> &[Tree<T>] {
        if let Tree::And(parts) = self { parts } else { std::slice::from_ref(self) }
    }

    /// Every leaf in order.
    pub fn leaves(&self) -> Vec<&T> {
        match self {
            Tree::One(one) => vec![one],
            Tree::Not(inner) => inner.leaves(),
            Tree::And(parts) | Tree::Or(parts) => parts.iter().flat_map(Tree::leaves).collect(),
        }
    }
}

fn single_or<T>(mut parts: Vec<Tree<T>>, list: fn(Vec<Tree<T>>) -> Tree<T>) -> Option<Tree<T>> {
    if parts.len() > 1 { Some(list(parts)) } else { parts.pop() }
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Which.
    pub word: ClauseWord,
    /// For dates: which date is meant, if it says so.
    pub basis: Option<Basis>,
    /// What stands behind its word.
    pub operands: Operands,
    /// How near to each other its names must stand, if it says so.
    pub same: Option<Scope>,
    /// Where its word stands.
    pub word_at: At,
    /// Where all of it stands.
    pub at: At,
}

/// What stands behind a clause's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operands {
    /// Nothing.
    Nothing,
    /// Names, texts, or one number.
    Names(Tree<Name>),
    /// A date, or two for `between`.
    Dates(Vec<Date>),
}

/// Which date is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The date the words were said.
    Said,
    /// The date the document was published.
    Published,
}

/// A word and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as typed.
    pub text: String,
    /// Where.
    pub at: At,
}

/// A name, or text where text is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// How it is written.
    pub form: Form,
    /// Where.
    pub at: At,
}

/// How a name is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Bare words.
    Words(Vec<Word>),
    /// Between quotation marks.
    Quoted(String),
    /// `@key`
    Key(String),
    /// `$name`
    Parameter(String),
}

impl Name {
    /// The name without its marks.
    pub fn text(&self) -> String {
        match &self.form {
            Form::Words(words) => join(words),
            Form::Quoted(text) | Form::Key(text) | Form::Parameter(text) => text.clone(),
        }
    }
}

/// Words with single spaces between them.
pub fn join(words: &[Word]) -> String {
    words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// A date as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// How.
    pub form: DateForm,
    /// Where.
    pub at: At,
}

/// How a date is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// `2024`, `2024-10`, `2024-10-31`, `2024-Q4`; or a slip that resolution tells of.
    Digits(String),
    /// Between quotation marks.
    Quoted(String),
    /// `$name`
    Parameter(String),
    /// `today`
    Today,
    /// `yesterday`
    Yesterday,
    /// `last UNIT`
    Last(Unit),
    /// `this UNIT`
    This(Unit),
    /// `N UNITS ago`
    Ago(u32, Unit),
}

/// What happens to the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// `count [by FIELDS]`
    Count(Vec<Word>, At),
    /// `sort by FIELD [desc]`; true for descending.
    Sort(Word, bool),
    /// `limit N`
    Limit(u32),
    /// `show FIELDS`
    Show(Vec<Word>),
    /// `timeline [by UNIT]`
    Timeline(Unit, At),
    /// `top N by FIELD`
    Top(u32, Word, At),
    /// `sample N`
    Sample(u32, At),
    /// `export to "FILE" [replacing]`
    Export(Export, At),
    /// `new`
    New(At),
}

/// Where rows are written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The file; its ending tells the format.
    pub file: String,
    /// Whether a file of that name may go.
    pub replacing: bool,
}

/// `save NAME($A [= DEFAULT], …) ["DESCRIPTION"] = QUESTION`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The name it is kept under.
    pub name: Word,
    /// Its parameters, with their defaults.
    pub parameters: Vec<(Word, Option<Name>)>,
    /// What it is for.
    pub description: Option<String>,
    /// The question.
    pub asked: Asked,
}

/// `run NAME [A=VALUE, …] [| STAGES]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The saved question's name.
    pub name: Word,
    /// Values for its parameters.
    pub arguments: Vec<(Word, Name)>,
    /// Stages behind its own.
    pub stages: Vec<Stage>,
}
