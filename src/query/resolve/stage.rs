//! Stages: fields are looked up, and an order that means nothing is refused.

use super::Resolver;
use crate::query::error::{Problem, Result};
use crate::query::registry::{Family, Field, HeadRow, UNITS, Unit, field, fields, near};
use crate::query::resolved::{Column, Stage};
use crate::query::syntax::{self, At, Export, Word};

/// What the rows are by now: those of the head, or counted by these fields.
type Counted = Option<Vec<&'static Field>>;

/// What stages do to the rows, the timeline they make, and the file they go to.
#[derive(Default)]
pub(super) struct Staged {
    pub stages: Vec<Stage>,
    pub timeline: Option<Unit>,
    pub export: Option<Export>,
}

impl Resolver<'_> {
    /// The stages of a question that begins with `head`.
    pub(super) fn stages(&self, stages: &[syntax::Stage], head: &HeadRow) -> Result<Staged> {
        let (mut counted, mut staged) = (None, Staged::default());
        for (i, stage) in stages.iter().enumerate() {
            match stage {
                syntax::Stage::Export(_, at) if i + 1 < stages.len() => {
                    let problem = Problem::new(self.source, at.0, "rows are exported when all else is done");
                    return Err(problem.label("not the last stage").hint("write `export` behind the other stages"));
                }
                syntax::Stage::Export(export, _) => staged.export = Some(export.clone()),
                _ => staged.stages.extend(self.stage(stage, head.family, &mut counted)?),
            }
        }
        let last = stages.iter().rfind(|stage| !matches!(stage, syntax::Stage::Export(..)));
        staged.timeline =
            last.and_then(|stage| if let syntax::Stage::Timeline(unit, _) = stage { Some(*unit) } else { None });
        Ok(staged)
    }

    fn stage(&self, stage: &syntax::Stage, family: Family, counted: &mut Counted) -> Result<Vec<Stage>> {
        Ok(vec![match stage {
            syntax::Stage::Count(by, at) => {
                self.check_uncounted("count", *at, counted)?;
                let by = by.iter().map(|word| self.counted_by(word, family)).collect::<Result<Vec<_>>>()?;
                *counted = Some(by.clone());
                Stage::Count(by)
            }
            syntax::Stage::Timeline(unit, at) => {
                self.check_uncounted("timeline", *at, counted)?;
                let Some(period) = field(family, UNITS[*unit as usize].word) else {
                    let message = format!("`timeline` is refused for {}: they have no date", family.word());
                    return Err(Problem::new(self.source, at.0, message).label(format!("not for {}", family.word())));
                };
                let by = vec![period];
                *counted = Some(by.clone());
                Stage::Count(by)
            }
            syntax::Stage::Top(number, word, _) => return self.top(*number, word, family, counted),
            syntax::Stage::Sample(number, at) => {
                self.check_uncounted("sample", *at, counted)?;
                Stage::Sample(*number)
            }
            syntax::Stage::Sort(word, descending) => Stage::Sort(self.column(word, family, counted)?, *descending),
            syntax::Stage::Limit(number) => Stage::Limit(*number),
            syntax::Stage::New(_) if self.kept => Stage::New,
            syntax::Stage::New(at) => return Err(self.not_kept(at.0)),
            syntax::Stage::Show(words) => {
                Stage::Show(words.iter().map(|word| self.column(word, family, counted)).collect::<Result<_>>()?)
            }
            syntax::Stage::Export(..) => return Ok(Vec::new()),
        }])
    }

    fn check_uncounted(&self, stage: &str, at: At, counted: &Counted) -> Result<()> {
        if counted.is_none() {
            return Ok(());
        }
        let problem = Problem::new(self.source, at.0, "these rows are counted already");
        Err(problem.label(format!("`{stage}` is for rows that are not")))
    }

    /// The rows with the highest number, or the values with most rows.
    fn top(&self, number: u32, word: &Word, family: Family, counted: &mut Counted) -> Result<Vec<Stage>> {
        let column = match counted {
            Some(_) => Some(self.column(word, family, counted)?),
            None => field(family, &word.text).filter(|field| field.single).map(Column::Field),
        };
        if let Some(column) = column {
            return Ok(vec![Stage::Sort(column, true), Stage::Limit(number)]);
        }
        let by = vec![self.counted_by(word, family)?];
        *counted = Some(by.clone());
        Ok(vec![Stage::Count(by), Stage::Sort(Column::Count, true), Stage::Limit(number)])
    }

    /// The problem of `new` where nothing tells what was given before.
    fn not_kept(&self, at: crate::span::Span) -> Box<Problem> {
        let message = "`new` belongs to a saved question: only of such is it known what it has given";
        let problem = Problem::new(self.source, at, message).label("not saved");
        problem.hint("save the question, `save NAME = …`, then ask `run NAME | new`")
    }

    fn counted_by(&self, word: &Word, family: Family) -> Result<&'static Field> {
        let found = field(family, &word.text).ok_or_else(|| self.no_field(word, family))?;
        if found.single {
            let message = format!("`{}` is told of each row by itself, so nothing can be counted by it", word.text);
            return Err(Problem::new(self.source, word.at.0, message).label("not counted by"));
        }
        Ok(found)
    }

    fn column(&self, word: &Word, family: Family, counted: &Counted) -> Result<Column> {
        let Some(by) = counted else {
            let found = field(family, &word.text).ok_or_else(|| self.no_field(word, family))?;
            return if found.many { Err(self.many(word)) } else { Ok(Column::Field(found)) };
        };
        if word.text == "count" {
            return Ok(Column::Count);
        }
        let found = by.iter().find(|f| f.name == word.text || f.synonyms.contains(&word.text.as_str()));
        found.map(|field| Column::Field(field)).ok_or_else(|| {
            let left: Vec<&str> = by.iter().map(|field| field.name).chain(["count"]).collect();
            self.no_column(word, (&left, &[]), "counted rows have")
        })
    }

    fn many(&self, word: &Word) -> Box<Problem> {
        let message = format!("one row may have many of `{}`, so rows can only be counted by it", word.text);
        let problem = Problem::new(self.source, word.at.0, message).label("many for one row");
        problem.hint(format!("count by it, and by a name beside it: `| count by name, {}`", word.text))
    }

    fn no_field(&self, word: &Word, family: Family) -> Box<Problem> {
        let known: Vec<&str> = fields(family).iter().map(|field| field.name).collect();
        if word.text == "count" {
            let problem = Problem::new(self.source, word.at.0, "`count` is no field here").label("unknown field");
            return problem.hint("count first: `| count by …`");
        }
        let synonyms: Vec<&str> = fields(family).iter().flat_map(|field| field.synonyms).copied().collect();
        self.no_column(word, (&known, &synonyms), &format!("{} have", family.word()))
    }

    fn no_column(&self, word: &Word, (known, synonyms): (&[&str], &[&str]), whose: &str) -> Box<Problem> {
        let problem = Problem::new(self.source, word.at.0, format!("`{}` is no field here", word.text))
            .label("unknown field")
            .hint(format!("{whose} {}", known.join(", ")));
        let near = near(&word.text.to_lowercase(), known.iter().chain(synonyms).copied());
        near.iter().fold(problem, |problem, near| problem.meant(word.at.0, near, near))
    }
}
