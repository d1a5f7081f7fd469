//! Parameters of saved questions: where they stand, what they stand for, and what a value means there.

use super::Resolver;
use crate::query::error::{Problem, Result};
use crate::query::parse::{date_form, query_names};
use crate::query::print;
use crate::query::registry::{Clause as ClauseWord, Type};
use crate::query::resolved::{Condition, Parameter, Speaker};
use crate::query::syntax::{Asked, At, Basis, Clause, Date, DateForm, Form, Head, Name, Operands, Query};
use crate::query::syntax::{Save, Tree, Word, join};
use crate::text::fold;

/// How deep saved questions may run one another.
pub(super) const DEEPEST: usize = 16;

/// A place that a parameter fills, as the clause it is an operand of.
pub(super) struct Place {
    word: ClauseWord,
    at: At,
}

/// A parameter with all its places.
pub(super) struct Placed {
    /// What is known of it.
    pub parameter: Parameter,
    /// The clauses that it is an operand of.
    pub words: Vec<ClauseWord>,
}

impl Resolver<'_> {
    /// The parameters of a saved question; one that stands for two sorts of things is refused.
    pub(super) fn placed(&self, save: &Save) -> Result<Vec<Placed>> {
        let all = self.places(&save.asked, 0);
        let placed = |(word, default): &(Word, Option<Name>)| {
            let places: Vec<&Place> = all.iter().filter(|(own, _)| *own == word.text).map(|(_, place)| place).collect();
            let sort = self.sort(&word.text, &places)?;
            let parameter = Parameter { name: word.text.clone(), sort, default: default.as_ref().map(print::name) };
            Ok(Placed { parameter, words: places.iter().map(|place| place.word).collect() })
        };
        save.parameters.iter().map(placed).collect()
    }

    /// Every place of a parameter in what is asked, with its name, also by way of the saved questions that this runs.
    fn places(&self, asked: &Asked, deep: usize) -> Vec<(String, Place)> {
        let run = match asked {
            Asked::Query(query) => return places_in(query),
            Asked::Run(run) => run,
        };
        let Some(kept) = self.kept(&run.name).ok().filter(|_| deep < DEEPEST) else { return Vec::new() };
        let inside = self.places(&kept.save.asked, deep + 1);
        let mut all: Vec<(String, Place)> = Vec::new();
        for (word, value) in &run.arguments {
            let Some(parameter) = super::parameter(value) else { continue };
            for (_, place) in inside.iter().filter(|(own, _)| *own == word.text) {
                if !all.iter().any(|(own, known)| own == parameter && known.word == place.word) {
                    all.push((parameter.to_owned(), Place { word: place.word, at: value.at }));
                }
            }
        }
        all
    }

    fn sort(&self, parameter: &str, places: &[&Place]) -> Result<Type> {
        let sort_of = |place: &&Place| Type::of(place.word.row().takes).unwrap_or(Type::Text);
        let Some((first, rest)) = places.split_first() else { return Ok(Type::Text) };
        rest.iter().try_fold(sort_of(first), |sort, place| {
            let here = sort_of(place);
            sort.both(here).ok_or_else(|| {
                let word = place.word.row().word;
                let message =
                    format!("`${parameter}` is {} before, but behind `{word}` {}", sort.phrase(), here.phrase());
                let problem = Problem::new(self.source, place.at.0, message).label(format!("{} here", here.phrase()));
                problem.hint(format!("one value cannot be both: give `{word}` a parameter of its own"))
            })
        })
    }

    /// What `value` means at all places of its parameter, in a form that stays when names change; refused where it means nothing.
    pub(super) fn meaning(&self, words: &[ClauseWord], value: &Name) -> Result<String> {
        let mut told = None;
        for (i, &word) in words.iter().enumerate().filter(|(i, word)| !words[..*i].contains(word)) {
            let lasting = match Type::of(word.row().takes) {
                Some(Type::Date) => self.date_value(value)?,
                _ => lasting(&self.condition(word, value)?),
            };
            told = if i == 0 { lasting } else { told.or(lasting) };
        }
        Ok(told.unwrap_or_else(|| print::quoted(&value.text())))
    }

    /// Refuses what is no date.
    fn date_value(&self, value: &Name) -> Result<Option<String>> {
        let date = date(value);
        let text = print::date(&date);
        let operands = Operands::Dates(vec![date.clone()]);
        let (word, basis, at) = (ClauseWord::On, Some(Basis::Published), value.at);
        let clause = Clause { word, basis, operands, same: None, word_at: at, at };
        self.dates(&clause, &[date]).map(|_| Some(text))
    }
}

/// The value as a date: read as behind `since`, with quotation marks or without.
pub(super) fn date(value: &Name) -> Date {
    let form = match &value.form {
        Form::Parameter(name) => DateForm::Parameter(name.clone()),
        _ => date_form(&value.text()).unwrap_or_else(|| DateForm::Quoted(value.text())),
    };
    Date { form, at: value.at }
}

/// A value by what it was found to be.
fn lasting(condition: &Condition) -> Option<String> {
    Some(match condition {
        Condition::To(e)
        | Condition::About(e, _)
        | Condition::Mentioning(e)
        | Condition::Of(e)
        | Condition::With(e)
        | Condition::Via(Speaker::Entity(e))
        | Condition::By(Speaker::Entity(e)) => format!("@{}", e.key),
        Condition::By(Speaker::Words(names)) | Condition::Outlet(names) => {
            print::quoted(&names.first().map(|name| fold(name)).unwrap_or_default())
        }
        Condition::Sure(share) => share.clone(),
        Condition::Language(code) => code.clone(),
        Condition::Document(document) => document.key.clone(),
        Condition::Act(act) => act.to_string(),
        _ => return None,
    })
}

/// Every parameter that is used in what is asked, each time.
pub(super) fn used(asked: &Asked) -> Vec<Word> {
    let word = |name: &Name| super::parameter(name).map(|text| Word { text: text.to_owned(), at: name.at });
    let query = match asked {
        Asked::Query(query) => query,
        Asked::Run(run) => return run.arguments.iter().filter_map(|(_, value)| word(value)).collect(),
    };
    let named = query_names(query).into_iter().filter_map(word);
    named.chain(open_dates(query).map(|(word, _)| word)).collect()
}

/// The parameters that stand for dates, with the clauses that they are operands of.
fn open_dates(query: &Query) -> impl Iterator<Item = (Word, ClauseWord)> {
    let clauses = query.filter.as_ref().map(Tree::leaves).unwrap_or_default();
    clauses.into_iter().flat_map(|clause| {
        let dates: &[Date] = if let Operands::Dates(dates) = &clause.operands { dates } else { &[] };
        dates.iter().filter_map(|date| match &date.form {
            DateForm::Parameter(text) => Some((Word { text: text.clone(), at: date.at }, clause.word)),
            _ => None,
        })
    })
}

fn places_in(query: &Query) -> Vec<(String, Place)> {
    let mut named: Vec<(ClauseWord, &Name)> = Vec::new();
    match &query.head {
        Head::Plain(..) | Head::Who(_, None, _) => {}
        Head::Who(_, Some(words), _) => named.push((ClauseWord::Containing, words)),
        Head::What(names, _, _) | Head::Positions(names, _) => {
            named.extend(names.leaves().into_iter().map(|name| (ClauseWord::By, name)))
        }
    }
    for clause in query.filter.as_ref().map(Tree::leaves).unwrap_or_default() {
        if let Operands::Names(names) = &clause.operands {
            named.extend(names.leaves().into_iter().map(|name| (clause.word, name)));
        }
    }
    let place =
        |(word, name): (ClauseWord, &Name)| Some((super::parameter(name)?.to_owned(), Place { word, at: name.at }));
    let dated = open_dates(query).map(|(found, word)| (found.text, Place { word, at: found.at }));
    named.into_iter().filter_map(place).chain(dated).collect()
}

/// `name` with its value in it; words become a string, so that they stay one name.
pub(super) fn value_in(name: &Name, values: &[(String, Name)]) -> Name {
    let value = |wanted: &str| values.iter().find(|(known, _)| known == wanted).map(|(_, value)| value);
    match super::parameter(name).and_then(value) {
        Some(Name { form: Form::Words(words), at }) => Name { form: Form::Quoted(join(words)), at: *at },
        Some(value) => value.clone(),
        None => name.clone(),
    }
}

/// `query` with values in place of the parameters they are for.
pub(super) fn filled(query: &Query, values: &[(String, Name)]) -> Query {
    let name = |name: &Name| value_in(name, values);
    let dated = |given: &Date| match &given.form {
        DateForm::Parameter(parameter) => date(&name(&Name { form: Form::Parameter(parameter.clone()), at: given.at })),
        _ => given.clone(),
    };
    let mut filled = query.clone();
    match &mut filled.head {
        Head::What(names, _, _) | Head::Positions(names, _) => *names = mapped(names, &name),
        Head::Who(_, Some(words), _) => *words = name(words),
        Head::Who(_, None, _) | Head::Plain(..) => {}
    }
    filled.filter = filled.filter.map(|filter| {
        mapped(&filter, &|clause: &Clause| {
            let operands = match &clause.operands {
                Operands::Names(names) => Operands::Names(mapped(names, &name)),
                Operands::Dates(dates) => Operands::Dates(dates.iter().map(dated).collect()),
                Operands::Nothing => Operands::Nothing,
            };
            Clause { operands, ..clause.clone() }
        })
    });
    filled
}

fn mapped<T>(tree: &Tree<T>, leaf: &dyn Fn(&T) -> T) -> Tree<T> {
    let Ok(tree) = tree.try_map(&mut |one| Ok::<_, std::convert::Infallible>(Tree::One(leaf(one))));
    tree
}
