//! Saved questions: checked when they are kept, filled in when they are run.

use super::Resolver;
use crate::query::error::{Problem, Result};
use crate::query::parse::parse;
use crate::query::print;
use crate::query::registry::NameClass;
use crate::query::resolved::{Run, Save};
use crate::query::syntax::{self, Date, DateForm, Form, Head, Line, Name, Operands, Query, Statement, Tree, Word};

/// Values by parameter.
type Values = Vec<(String, Name)>;

impl Resolver<'_> {
    /// A question to keep; it is checked as if it were run, with open parameters standing for anything.
    pub(super) fn save(&self, save: &syntax::Save) -> Result<Save> {
        self.check_parameters(save)?;
        Resolver { hollow: true, ..*self }.query(&save.query)?;
        let defaults: Values =
            save.parameters.iter().filter_map(|(word, value)| Some((word.text.clone(), value.clone()?))).collect();
        if !defaults.is_empty() {
            self.check_filled(&filled(&save.query, &defaults))?;
        }
        let text = print::print(&Line {
            statement: Statement::Save(save.clone()),
            origin: syntax::Origin { source: String::new(), words: Vec::new() },
        });
        let replaces = self.names.saved(&save.name.text).is_some();
        Ok(Save { name: save.name.text.clone(), text, replaces })
    }

    fn check_filled(&self, query: &Query) -> Result<()> {
        let line = parse(&print::query(query))?;
        let Statement::Query(query) = &line.statement else { return Ok(()) };
        Resolver { source: &line.origin.source, names: self.names, hollow: true }.query(query).map(drop)
    }

    /// Every parameter is declared once, and used.
    fn check_parameters(&self, save: &syntax::Save) -> Result<()> {
        let used = parameters(&save.query);
        if let Some(word) = used.iter().find(|word| !save.parameters.iter().any(|(known, _)| known == *word)) {
            return Err(self.undeclared(word, save));
        }
        for (i, (word, _)) in save.parameters.iter().enumerate() {
            let complain = |message: String| Err(Problem::new(self.source, word.at.0, message));
            if save.parameters[..i].iter().any(|(other, _)| other == word) {
                return complain(format!("`${}` stands here twice", word.text));
            }
            if !used.contains(word) {
                return complain(format!("`${}` is not used in the question", word.text));
            }
        }
        Ok(())
    }

    fn undeclared(&self, word: &Word, save: &syntax::Save) -> Box<Problem> {
        let known: Vec<&str> = save.parameters.iter().map(|(known, _)| known.text.as_str()).collect();
        let message = format!("`${}` is not among the parameters of `{}`", word.text, save.name.text);
        let problem = Problem::new(self.source, word.at.0, message).label("unknown parameter");
        if let Some(near) = crate::query::registry::nearest(&word.text, known.iter().copied()) {
            return problem.hint(format!("did you mean `${near}`?")).instead(word.at.0, &format!("${near}"));
        }
        let all: Vec<String> = known.iter().chain([&word.text.as_str()]).map(|name| format!("${name}")).collect();
        problem.hint(format!("write `save {}({}) = …`", save.name.text, all.join(", ")))
    }

    /// A kept question with its values; what goes wrong inside it is told on the question as filled in.
    pub(super) fn run(&self, run: &syntax::Run) -> Result<Run> {
        let name = &run.name.text;
        let text = self.names.saved(name).ok_or_else(|| self.suggest(NameClass::Query, name, run.name.at.0))?;
        let Statement::Save(save) = parse(&text)?.statement else {
            let message = format!("what is kept as `{name}` is not a question");
            return Err(Problem::new(self.source, run.name.at.0, message));
        };
        self.check_export(&save.query.stages)?;
        let values = self.values(run, &save)?;
        let mut query = filled(&save.query, &values);
        query.stages.extend(run.stages.iter().cloned());
        let line = parse(&print::query(&query))?;
        let Statement::Query(query) = &line.statement else {
            return Err(Problem::new(&line.origin.source, run.name.at.0, "this is not a question"));
        };
        let query = Resolver { source: &line.origin.source, ..*self }.query(query)?;
        let arguments = values.iter().map(|(name, value)| format!("{name}={}", print::name(value)));
        Ok(Run { name: name.clone(), arguments: arguments.collect::<Vec<_>>().join(", "), query })
    }

    fn values(&self, run: &syntax::Run, save: &syntax::Save) -> Result<Values> {
        for (i, (word, _)) in run.arguments.iter().enumerate() {
            if !save.parameters.iter().any(|(known, _)| known.text == word.text) {
                return Err(self.no_parameter(word, save));
            }
            if run.arguments[..i].iter().any(|(other, _)| other.text == word.text) {
                return Err(Problem::new(self.source, word.at.0, format!("`{}` stands here twice", word.text)));
            }
        }
        let given =
            |name: &str| run.arguments.iter().find(|(word, _)| word.text == name).map(|(_, value)| value.clone());
        let value = |(word, default): &(Word, Option<Name>)| {
            let value = given(&word.text).or_else(|| default.clone());
            value.map(|value| (word.text.clone(), value)).ok_or_else(|| self.missing(run, word))
        };
        save.parameters.iter().map(value).collect()
    }

    fn missing(&self, run: &syntax::Run, word: &Word) -> Box<Problem> {
        let message = format!("`{}` needs a value for `{}`", run.name.text, word.text);
        let hint = format!("write `run {} {}=…`", run.name.text, word.text);
        Problem::new(self.source, run.name.at.0, message).label("a value is missing").hint(hint)
    }

    fn no_parameter(&self, word: &Word, save: &syntax::Save) -> Box<Problem> {
        let known: Vec<&str> = save.parameters.iter().map(|(known, _)| known.text.as_str()).collect();
        let message = format!("`{}` has no parameter `{}`", save.name.text, word.text);
        let problem = Problem::new(self.source, word.at.0, message).label("unknown parameter");
        let near = crate::query::registry::nearest(&word.text, known.iter().copied());
        match (near, known.is_empty()) {
            (Some(near), _) => problem.hint(format!("did you mean `{near}`?")).instead(word.at.0, near),
            (None, true) => problem.hint("it has none at all"),
            (None, false) => problem.hint(format!("it has {}", known.join(", "))),
        }
    }
}

/// Every parameter that a question uses.
fn parameters(query: &Query) -> Vec<Word> {
    let names = crate::query::parse::query_names(query).into_iter();
    let named = names.filter_map(|name| super::parameter(name).map(|text| Word { text: text.to_owned(), at: name.at }));
    let clauses = query.filter.as_ref().map(Tree::leaves).unwrap_or_default();
    let dates = clauses.into_iter().flat_map(|clause| match &clause.operands {
        Operands::Dates(dates) => dates.as_slice(),
        _ => &[],
    });
    let dated = dates.filter_map(|date| match &date.form {
        DateForm::Parameter(text) => Some(Word { text: text.clone(), at: date.at }),
        _ => None,
    });
    named.chain(dated).collect()
}

/// `query` with values in place of the parameters they are for; words become strings, so that they stay one name.
fn filled(query: &Query, values: &Values) -> Query {
    let value = |name: &str| values.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let name = |name: &Name| match super::parameter(name).and_then(value) {
        Some(Name { form: Form::Words(words), at }) => Name { form: Form::Quoted(syntax::join(words)), at: *at },
        Some(value) => value.clone(),
        None => name.clone(),
    };
    let date = |date: &Date| match &date.form {
        DateForm::Parameter(parameter) => match value(parameter) {
            Some(value) => Date { form: DateForm::Quoted(value.text()), at: value.at },
            None => date.clone(),
        },
        _ => date.clone(),
    };
    let mut filled = query.clone();
    match &mut filled.head {
        Head::What(names, _, _) | Head::Positions(names, _) => *names = mapped(names, &name),
        Head::Who(_, Some(words), _) => *words = name(words),
        Head::Who(_, None, _) | Head::Plain(..) => {}
    }
    filled.filter = filled.filter.map(|filter| {
        mapped(&filter, &|clause: &syntax::Clause| {
            let operands = match &clause.operands {
                Operands::Names(names) => Operands::Names(mapped(names, &name)),
                Operands::Dates(dates) => Operands::Dates(dates.iter().map(date).collect()),
                Operands::Nothing => Operands::Nothing,
            };
            syntax::Clause { operands, ..clause.clone() }
        })
    });
    filled
}

fn mapped<T>(tree: &Tree<T>, leaf: &dyn Fn(&T) -> T) -> Tree<T> {
    let Ok(tree) = tree.try_map(&mut |one| Ok::<_, std::convert::Infallible>(Tree::One(leaf(one))));
    tree
}
