//! From the syntax tree to the resolved one: names are looked up, dates become days, and whatever cannot be is refused.

mod clause;
mod date;
mod edit;
mod name;
mod parameter;
mod run;
mod saved;
mod seam;
mod stage;

use self::stage::Staged;
use super::error::{Problem, Result};
use super::names::Names;
use super::parse::parse;
use super::print;
use super::registry::{Clause as ClauseWord, HeadRow, act_row};
use super::resolved::{Clause, Condition, Query, Resolved};
use super::syntax::{self, Asked, Form, Head, Line, Name, Operands, Statement, Tree};
use crate::model::{Act, Zone};

pub use run::missing;
pub use saved::{described, runs, saved};

/// Parses `source` and looks up everything that it names; of the corrected lines of a problem, those that then have
/// nothing wrong left are kept, if there are any.
pub fn read(source: &str, names: &dyn Names) -> Result<Resolved> {
    read_mending(source, names, MISTAKES)
}

/// How many mistakes of a line are mended one behind the other.
const MISTAKES: usize = 3;

/// How many of the lines in which a mistake is mended are looked at for the next one.
const FOLLOWED: usize = 2;

fn read_mending(source: &str, names: &dyn Names, mistakes: usize) -> Result<Resolved> {
    let resolver = Resolver::new(source, names);
    let line = parse(source).map_err(|problem| proven(resolver.kept_together(problem), names, mistakes))?;
    resolver.seams(&line.origin)?;
    resolver.statement(&line.statement).map_err(|problem| proven(problem, names, mistakes))
}

/// Looks up everything that `line` names.
pub fn resolve(line: &Line, names: &dyn Names) -> Result<Resolved> {
    let resolver = Resolver::new(&line.origin.source, names);
    resolver.seams(&line.origin)?;
    resolver.statement(&line.statement).map_err(|problem| proven(problem, names, MISTAKES))
}

/// The problem with those of its corrected lines that have nothing wrong left, where there are any; else those are mended further.
fn proven(mut problem: Box<Problem>, names: &dyn Names, mistakes: usize) -> Box<Problem> {
    if mistakes > 1 && !problem.corrected.iter().any(|line| works(line, names)) {
        for line in problem.corrected.iter().take(FOLLOWED).cloned().collect::<Vec<_>>() {
            let next = read_mending(&line, names, mistakes - 1).err();
            if let Some(next) = next.filter(|next| next.corrected.first().is_some_and(|whole| works(whole, names))) {
                problem = problem.mended(&line, &next);
            }
        }
    }
    problem.keep(|line| works(line, names))
}

/// Whether a corrected line has nothing wrong left.
fn works(line: &str, names: &dyn Names) -> bool {
    parse(line).is_ok_and(|line| {
        let resolver = Resolver { trying: true, ..Resolver::new(&line.origin.source, names) };
        resolver.seams(&line.origin).is_ok() && resolver.statement(&line.statement).is_ok()
    })
}

/// What resolution needs all the way down.
#[derive(Clone, Copy)]
struct Resolver<'r> {
    /// The line that spans point into.
    source: &'r str,
    names: &'r dyn Names,
    /// Whether parameters may stand open: a question is only checked, its tree thrown away.
    hollow: bool,
    /// Whether the question is a saved one, which may ask for what is `new`.
    kept: bool,
    /// Whether a corrected line is only tried: why it is wrong does not matter.
    trying: bool,
}

impl<'r> Resolver<'r> {
    fn new(source: &'r str, names: &'r dyn Names) -> Self {
        Resolver { source, names, hollow: false, kept: false, trying: false }
    }
}

impl Resolver<'_> {
    fn statement(&self, statement: &Statement) -> Result<Resolved> {
        Ok(match statement {
            Statement::Query(query) => Resolved::Query(self.query(query)?),
            Statement::Explain(Asked::Query(query)) => Resolved::Explain(self.query(query)?),
            Statement::Explain(Asked::Run(run)) => Resolved::Explain(self.run(run)?.query),
            Statement::Save(save) => Resolved::Save(self.save(save)?),
            Statement::Run(run) => Resolved::Run(self.run(run)?),
            Statement::Edit(change) => self.change(change)?,
            Statement::Queries => Resolved::Queries,
            Statement::ShowQuery(name) => Resolved::ShowQuery(self.saved(name)?),
            Statement::Export(export) => Resolved::Export(export.clone()),
            Statement::Help(word) => Resolved::Help(word.clone()),
        })
    }

    fn query(&self, query: &syntax::Query) -> Result<Query> {
        let row = query.head.word().0.row();
        let mut clauses = self.head(&query.head, row)?;
        self.check_topic(query)?; // behind the names: a word that is no clause may stand among them
        let mut zones = vec![Zone::Body];
        let (mut rejected, mut ambiguous, mut copies) = (false, false, false);
        for part in query.filter.iter().flat_map(Tree::conjuncts) {
            match included(part) {
                Some((included, clause)) => {
                    self.check_use(clause, row)?;
                    match included {
                        Included::Zone(zone) => zones.push(zone),
                        Included::Rejected => rejected = true,
                        Included::Ambiguous => ambiguous = true,
                        Included::Copies => copies = true,
                    }
                }
                None => clauses.push(part.try_map(&mut |clause| self.clause(clause, row).map(Tree::One))?),
            }
        }
        let Staged { stages, timeline, export } = self.stages(&query.stages, row)?;
        let text = print::query(query);
        let filter = Tree::and(clauses);
        let head = row.head;
        Ok(Query { head, text, filter, zones, rejected, ambiguous, copies, stages, timeline, export, mark: None })
    }

    /// What a kept question does is only to answer: a base from elsewhere may hold it.
    pub(super) fn check_export(&self, stages: &[syntax::Stage]) -> Result<()> {
        let export =
            stages.iter().find_map(|stage| if let syntax::Stage::Export(_, at) = stage { Some(at) } else { None });
        let problem = |at: &syntax::At| {
            let problem = Problem::new(self.source, at.0, "a kept question writes no files");
            problem.label("not kept").hint("write it behind `run`: `run NAME | export to \"…\"`")
        };
        export.map_or(Ok(()), |at| Err(problem(at)))
    }

    /// Positions are taken on something.
    fn check_topic(&self, query: &syntax::Query) -> Result<()> {
        use ClauseWord::{About, Containing, Matching, Mentioning, StrictlyAbout};
        let topic = |clause: &&syntax::Clause| {
            matches!(clause.word, About | StrictlyAbout | Mentioning | Containing | Matching)
        };
        let Head::Positions(speakers, at) = &query.head else { return Ok(()) };
        let clauses = query.filter.as_ref().map(Tree::leaves).unwrap_or_default();
        if clauses.iter().any(topic) {
            return Ok(());
        }
        for name in speakers.leaves().into_iter().filter(|name| parameter(name).is_none()) {
            self.speaker(name)?; // a word that was meant to ask for the topic stands there
        }
        let end = speakers.leaves().last().map_or(at.0, |name| name.at.0).end;
        let problem = Problem::new(self.source, crate::span::Span::new(end, end), "positions on what?");
        Err(problem
            .label("a topic is missing")
            .hint("add `about …` or `containing \"…\"`; all they said is `quotes by …`"))
    }

    /// The clauses that are part of the head.
    fn head(&self, head: &Head, row: &HeadRow) -> Result<Vec<Tree<Clause>>> {
        let mut clauses = Vec::new();
        let act = match head {
            Head::Plain(..) => None,
            Head::Who(act, words, _) => {
                clauses.extend(words.as_ref().map(|words| (ClauseWord::Containing, Tree::One(words.clone()))));
                Some(*act)
            }
            Head::What(speakers, act, _) => {
                clauses.push((ClauseWord::By, speakers.clone()));
                Some(*act)
            }
            Head::Positions(speakers, _) => {
                clauses.push((ClauseWord::By, speakers.clone()));
                None
            }
        };
        let written = clauses.into_iter().map(|(word, names)| self.clause(&written(word, names), row).map(Tree::One));
        let mut resolved = written.collect::<Result<Vec<_>>>()?;
        resolved.extend(act.filter(|act| *act != Act::Say).map(|act| Tree::One(act_clause(act))));
        Ok(resolved)
    }

    /// The problem that a parameter stands where only `run` could fill it.
    fn open(&self, name: &str, at: crate::span::Span) -> Box<Problem> {
        Problem::new(self.source, at, format!("`${name}` has no value here"))
            .label("not filled in")
            .hint("parameters belong to saved questions: `save NAME($who) = quotes by $who`, then `run NAME who=…`")
    }
}

/// A clause that the head spells in its own way.
fn written(word: ClauseWord, names: Tree<Name>) -> syntax::Clause {
    let spans = names.leaves().into_iter().map(|name| name.at.0);
    let at = syntax::At(spans.reduce(crate::span::Span::hull).unwrap_or(crate::span::Span::new(0, 0)));
    syntax::Clause { word, basis: None, operands: Operands::Names(names), same: None, word_at: at, at }
}

fn act_clause(act: Act) -> Clause {
    let text = format!("act {act}");
    let reading = format!("who {}", act_row(act).past);
    Clause { text, reading, condition: Tree::One(Condition::Act(act)) }
}

/// What a flag for the whole question lets in.
enum Included {
    Zone(Zone),
    Rejected,
    Ambiguous,
    Copies,
}

/// What a part lets in, if it is such a flag.
fn included(part: &Tree<syntax::Clause>) -> Option<(Included, &syntax::Clause)> {
    let Tree::One(clause) = part else { return None };
    let included = match clause.word {
        ClauseWord::Furniture => Included::Zone(Zone::Furniture),
        ClauseWord::Repeats => Included::Zone(Zone::Repeat),
        ClauseWord::Rejected => Included::Rejected,
        ClauseWord::Open => Included::Ambiguous,
        ClauseWord::Copies => Included::Copies,
        _ => return None,
    };
    Some((included, clause))
}

/// Whether a name stands open.
fn parameter(name: &Name) -> Option<&str> {
    if let Form::Parameter(parameter) = &name.form { Some(parameter) } else { None }
}
