//! Where in a line which mistakes can be made.

use dixit::query::registry::{NameClass, Takes};
use dixit::query::syntax::{Asked, DateForm, Edit, Head, Line, Name, Operands, Query, Stage, Statement, Tree};
use dixit::span::Span;

/// What a mistake is made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Keyword,
    Field,
    Name,
    Outlet,
    Language,
    Document,
    Date,
    Parameter,
    Question,
    Mark,
    Bracket,
    Mix,
}

/// A place for a mistake.
#[derive(Clone, Debug)]
pub struct Place {
    pub class: Class,
    /// The word, name or date; of marks and brackets the whole pair.
    pub span: Span,
}

/// Every place of a line that has nothing wrong.
pub fn places(line: &Line) -> Vec<Place> {
    let mut found = Finder { places: Vec::new(), free: Vec::new() };
    found.statement(&line.statement);
    let source = &line.origin.source;
    for (word, language) in line.origin.words.concat() {
        let inside = |span: &Span| span.start <= word.at.0.start && word.at.0.end <= span.end;
        let taken = found.places.iter().map(|p| p.span).chain(found.free.iter().copied()).any(|span| inside(&span));
        if language && !taken && word.text.chars().all(|c| c.is_ascii_lowercase()) {
            found.places.push(Place { class: Class::Keyword, span: word.at.0 });
        }
    }
    found.signs(source);
    found.mixes(source);
    found.places
}

struct Finder {
    places: Vec<Place>,
    /// Words that may be anything.
    free: Vec<Span>,
}

impl Finder {
    fn add(&mut self, class: Class, span: Span) {
        self.places.push(Place { class, span });
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Query(query) | Statement::Explain(Asked::Query(query)) => self.query(query),
            Statement::Save(save) => {
                self.free.push(save.name.at.0);
                for (word, value) in &save.parameters {
                    self.add(Class::Parameter, word.at.0);
                    value.iter().for_each(|value| self.value(value));
                }
                if let Asked::Query(query) = &save.asked {
                    self.query(query);
                }
            }
            Statement::Run(run) => {
                self.add(Class::Question, run.name.at.0);
                for (word, value) in &run.arguments {
                    self.add(Class::Parameter, word.at.0);
                    self.value(value);
                }
                self.stages(&run.stages);
            }
            Statement::Edit(change) => self.edit(&change.edit),
            _ => {}
        }
    }

    fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::ForgetAlias(..) | Edit::Describe(..) | Edit::SetEntity(..) => {
                edit.names().iter().for_each(|name| self.add(Class::Name, inner(name)));
            }
            Edit::ForgetQuery(name) => self.add(Class::Question, name.at.0),
            Edit::Set(set) => {
                self.add(Class::Document, inner(&set.document));
                self.value(&set.value);
            }
            _ => {}
        }
    }

    /// A value: a date, or a name; a language otherwise.
    fn value(&mut self, value: &Name) {
        let text = value.text();
        let class = match text.chars().next() {
            Some(c) if c.is_ascii_digit() => Class::Date,
            Some(c) if c.is_lowercase() && !text.contains(' ') => Class::Language,
            _ => Class::Name,
        };
        self.add(class, inner(value));
    }

    fn query(&mut self, query: &Query) {
        match &query.head {
            Head::What(names, _, _) | Head::Positions(names, _) => self.names(Class::Name, names),
            Head::Who(_, words, _) => self.free.extend(words.iter().map(|words| words.at.0)),
            Head::Plain(..) => {}
        }
        for clause in query.filter.iter().flat_map(Tree::leaves) {
            match (&clause.operands, clause.word.row().takes) {
                (Operands::Names(names), Takes::Names(class)) => self.names(of(class), names),
                (Operands::Dates(dates), _) => {
                    for date in dates {
                        match date.form {
                            DateForm::Digits(_) => self.add(Class::Date, date.at.0),
                            DateForm::Parameter(_) => self.add(Class::Parameter, date.at.0),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        self.stages(&query.stages);
    }

    fn names(&mut self, class: Class, names: &Tree<Name>) {
        for name in names.leaves() {
            let parameter = matches!(name.form, dixit::query::syntax::Form::Parameter(_));
            self.add(if parameter { Class::Parameter } else { class }, inner(name));
        }
    }

    fn stages(&mut self, stages: &[Stage]) {
        for stage in stages {
            let words = match stage {
                Stage::Count(words, _) | Stage::Show(words) => words.iter().collect(),
                Stage::Sort(word, _) | Stage::Top(_, word, _) => vec![word],
                _ => Vec::new(),
            };
            words.iter().for_each(|word| self.add(Class::Field, word.at.0));
        }
    }

    /// Quotation marks and brackets, each pair with what stands between.
    fn signs(&mut self, source: &str) {
        for (class, open, close) in
            [(Class::Mark, '"', '"'), (Class::Mark, '«', '»'), (Class::Mark, '“', '”'), (Class::Bracket, '(', ')')]
        {
            let mut from = 0;
            while let Some(start) = source[from..].find(open).map(|at| from + at) {
                let behind = start + open.len_utf8();
                let Some(end) = source[behind..].find(close).map(|at| behind + at + close.len_utf8()) else { break };
                self.add(class, Span::new(start, end));
                from = end;
            }
        }
    }

    /// Words that join, where another of them makes two readings.
    fn mixes(&mut self, source: &str) {
        let brackets = self.places.iter().filter(|p| p.class == Class::Bracket).map(|p| p.span);
        let joined = |span: &Span| {
            let inside = span.of(source);
            inside.contains(" or ") && (source[..span.start].contains(" and ") || source[span.end..].len() > 1)
        };
        let mixed: Vec<Span> = brackets.filter(joined).collect();
        mixed.into_iter().for_each(|span| self.add(Class::Mix, span));
    }
}

fn of(class: NameClass) -> Class {
    match class {
        NameClass::Outlet => Class::Outlet,
        NameClass::Language => Class::Language,
        NameClass::Document => Class::Document,
        NameClass::Act => Class::Keyword,
        _ => Class::Name,
    }
}

/// A name without its marks.
fn inner(name: &Name) -> Span {
    let text = name.text();
    let at = name.at.0;
    let marks = (at.end - at.start).saturating_sub(text.len());
    match name.form {
        dixit::query::syntax::Form::Quoted(_) => Span::new(at.start + marks / 2, at.end - marks / 2),
        _ => at,
    }
}
