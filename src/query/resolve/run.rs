//! Saved questions that are run: filled in, step by step where one runs another.

use super::Resolver;
use super::parameter::{DEEPEST, Placed, filled, value_in};
use super::saved::Kept;
use super::stage::Staged;
use crate::query::error::{Problem, Result};
use crate::query::names::Names;
use crate::query::parse::parse;
use crate::query::print;
use crate::query::registry::nearest;
use crate::query::resolved::{self, Mark, Parameter, Query, Run};
use crate::query::syntax::{self, Asked, At, Line, Name, Stage, Statement, Word};

/// Values by parameter.
type Values = Vec<(String, Name)>;

/// A saved question with its values in it.
pub(super) struct Expanded {
    /// As it would be typed.
    question: syntax::Query,
    /// Looked up.
    pub query: Query,
    /// What its values mean: `who=@…, topic=@…`.
    pub arguments: String,
}

/// The values of a line.
struct Given {
    values: Values,
    /// What each means: `who=@…`.
    meanings: Vec<String>,
    /// Parameters that have none.
    missing: Vec<Parameter>,
}

/// The parameters that a line which runs a saved question leaves without a value; none for any other line.
///
/// # Errors
/// When a value that is given means nothing, or the question cannot be run at all.
pub fn missing(line: &Line, names: &dyn Names) -> Result<Vec<Parameter>> {
    let (Statement::Run(run) | Statement::Explain(Asked::Run(run))) = &line.statement else { return Ok(Vec::new()) };
    let resolver = Resolver::new(&line.origin.source, names);
    resolver.seams(&line.origin)?;
    let kept = resolver.kept(&run.name)?;
    let placed = Resolver { source: &kept.text, ..resolver }.placed(&kept.save)?;
    Ok(resolver.given(run, &kept, &placed)?.missing)
}

impl Resolver<'_> {
    /// A saved question with its values.
    pub(super) fn run(&self, run: &syntax::Run) -> Result<Run> {
        let Expanded { mut query, arguments, .. } = Resolver { kept: true, ..*self }.expand(run, &[])?;
        query.mark = Some(Mark { name: run.name.text.clone(), arguments });
        Ok(Run { name: run.name.text.clone(), query })
    }

    /// What a saved question asks, with the values in it; `chain` are those that led here. What goes wrong inside it is told on
    /// the question as filled in.
    pub(super) fn expand(&self, run: &syntax::Run, chain: &[&str]) -> Result<Expanded> {
        let name = run.name.text.as_str();
        let chain = &[chain, &[name]].concat();
        if chain[..chain.len() - 1].contains(&name) {
            let message = format!("`{name}` runs itself: {}", chain.join(" → "));
            return Err(Problem::new(self.source, run.name.at.0, message).label("a circle"));
        }
        if chain.len() > DEEPEST {
            let message = format!("saved questions may run one another {DEEPEST} deep, no deeper");
            return Err(Problem::new(self.source, run.name.at.0, message).label("one too many"));
        }
        let kept = self.kept(&run.name)?;
        let placed = Resolver { source: &kept.text, ..*self }.placed(&kept.save)?;
        let given = self.given(run, &kept, &placed)?;
        if !given.missing.is_empty() {
            return Err(self.values_missing(run, &given.missing));
        }
        let mut expanded = self.inside(&kept.save.asked, &given.values, chain)?;
        self.add_stages(&mut expanded, &run.stages)?;
        Ok(Expanded { arguments: given.meanings.join(", "), ..expanded })
    }

    fn inside(&self, asked: &Asked, values: &Values, chain: &[&str]) -> Result<Expanded> {
        let text = match asked {
            Asked::Query(query) => print::query(&filled(query, values)),
            Asked::Run(run) => {
                let arguments = run.arguments.iter().map(|(word, value)| (word.clone(), value_in(value, values)));
                print::run(&syntax::Run { arguments: arguments.collect(), ..run.clone() })
            }
        };
        let line = parse(&text)?;
        let inside = Resolver { source: &text, ..*self };
        match line.statement {
            Statement::Query(question) => {
                inside.check_export(&question.stages)?;
                let query = inside.query(&question)?;
                inside.check_new(&question.stages, &query.stages)?;
                Ok(Expanded { question, query, arguments: String::new() })
            }
            Statement::Run(run) => {
                inside.check_export(&run.stages)?;
                inside.expand(&run, chain)
            }
            _ => Err(Problem::new(&text, crate::span::Span::new(0, text.len()), "this is not a question")),
        }
    }

    /// Puts further stages behind those that the question has.
    fn add_stages(&self, expanded: &mut Expanded, stages: &[Stage]) -> Result<()> {
        let Expanded { question, query, .. } = expanded;
        question.stages.extend(stages.iter().cloned());
        // those that were there are right already: only the further ones, whose places are in this line, can be wrong
        let Staged { stages, timeline, export } = self.stages(&question.stages, query.head.row())?;
        (query.stages, query.timeline, query.export) = (stages, timeline, export);
        self.check_new(&question.stages, &query.stages)?;
        query.text = print::query(question);
        Ok(())
    }

    /// Refuses `new` where rows are counted: what was counted was not shown. `resolved` are what `stages` mean.
    pub(super) fn check_new(&self, stages: &[Stage], resolved: &[resolved::Stage]) -> Result<()> {
        let first = |is: fn(&resolved::Stage) -> bool| resolved.iter().position(is);
        let counted = first(|stage| matches!(stage, resolved::Stage::Count(_)));
        let new = first(|stage| matches!(stage, resolved::Stage::New));
        let (Some(counted), Some(new)) = (counted, new) else { return Ok(()) };
        let (new_at, counted_at) = (stages.iter().find_map(new_at), stages.iter().find_map(counted_at));
        let (at, message) = if counted < new {
            (new_at, "`new` tells rows that were shown before from others, and these are counted")
        } else {
            let message =
                "rows that are `new` are shown, not counted: else they would count as seen, and nobody saw them";
            (counted_at.or(new_at), message)
        };
        let at = at.map_or(crate::span::Span::new(0, 0), |at| at.0);
        let problem = Problem::new(self.source, at, message).label("rows or counts");
        Err(problem.hint("run the question with `| new`, or count it without"))
    }

    /// The values of a line, with the defaults of those that it leaves out.
    fn given(&self, run: &syntax::Run, kept: &Kept, placed: &[Placed]) -> Result<Given> {
        let Kept { save, text, .. } = kept;
        self.check_words(run, save)?;
        let inside = Resolver { source: text, ..*self };
        let mut given = Given { values: Vec::new(), meanings: Vec::new(), missing: Vec::new() };
        for (Placed { parameter, words }, (word, default)) in placed.iter().zip(&save.parameters) {
            let typed = run.arguments.iter().find(|(own, _)| own.text == word.text).map(|(_, value)| value);
            let (value, meaning) = match (typed, default) {
                (Some(value), _) => (value.clone(), self.meaning(words, value)?),
                (None, Some(value)) => (value.clone(), inside.meaning(words, value)?),
                (None, None) => {
                    given.missing.push(parameter.clone());
                    continue;
                }
            };
            given.values.push((word.text.clone(), value));
            given.meanings.push(format!("{}={meaning}", word.text));
        }
        Ok(given)
    }

    /// Every word before `=` is a parameter, and stands there once.
    fn check_words(&self, run: &syntax::Run, save: &syntax::Save) -> Result<()> {
        for (i, (word, _)) in run.arguments.iter().enumerate() {
            if !save.parameters.iter().any(|(known, _)| known.text == word.text) {
                return Err(self.no_parameter(word, save));
            }
            if run.arguments[..i].iter().any(|(other, _)| other.text == word.text) {
                return Err(Problem::new(self.source, word.at.0, format!("`{}` stands here twice", word.text)));
            }
        }
        Ok(())
    }

    fn values_missing(&self, run: &syntax::Run, missing: &[Parameter]) -> Box<Problem> {
        let told = |parameter: &Parameter| format!("`{}` ({})", parameter.name, parameter.sort.phrase());
        let all = missing.iter().map(told).collect::<Vec<_>>().join(" and ");
        let noun = if missing.len() == 1 { "a value" } else { "values" };
        let message = format!("`{}` needs {noun} for {all}", run.name.text);
        let written = missing.iter().map(|parameter| format!("{}=…", parameter.name)).collect::<Vec<_>>().join(", ");
        let label = if missing.len() == 1 { "a value is missing" } else { "values are missing" };
        let hint = format!("write `run {} {written}`", run.name.text);
        Problem::new(self.source, run.name.at.0, message).label(label).hint(hint)
    }

    fn no_parameter(&self, word: &Word, save: &syntax::Save) -> Box<Problem> {
        let known: Vec<&str> = save.parameters.iter().map(|(known, _)| known.text.as_str()).collect();
        let message = format!("`{}` has no parameter `{}`", save.name.text, word.text);
        let problem = Problem::new(self.source, word.at.0, message).label("unknown parameter");
        match (nearest(&word.text, known.iter().copied()), known.is_empty()) {
            (Some(near), _) => problem.hint(format!("did you mean `{near}`?")).instead(word.at.0, near),
            (None, true) => problem.hint("it has none at all"),
            (None, false) => problem.hint(format!("it has {}", known.join(", "))),
        }
    }
}

/// Where `new` stands.
fn new_at(stage: &Stage) -> Option<At> {
    if let Stage::New(at) = stage { Some(*at) } else { None }
}

/// Where a stage stands that counts.
fn counted_at(stage: &Stage) -> Option<At> {
    match stage {
        Stage::Count(_, at) | Stage::Timeline(_, at) | Stage::Top(_, _, at) => Some(*at),
        _ => None,
    }
}
