//! Stages: fields are looked up, and an order that means nothing is refused.

use super::Resolver;
use crate::query::error::{Problem, Result};
use crate::query::registry::{Family, Field, HeadRow, field, fields, nearest};
use crate::query::resolved::{Column, Stage};
use crate::query::syntax::{self, Word};

/// What the rows are by now: those of the head, or counted by these fields.
type Counted = Option<Vec<&'static Field>>;

impl Resolver<'_> {
    /// The stages of a question that begins with `head`.
    pub(super) fn stages(&self, stages: &[syntax::Stage], head: &HeadRow) -> Result<Vec<Stage>> {
        let mut counted: Counted = None;
        stages.iter().map(|stage| self.stage(stage, head.family, &mut counted)).collect()
    }

    fn stage(&self, stage: &syntax::Stage, family: Family, counted: &mut Counted) -> Result<Stage> {
        Ok(match stage {
            syntax::Stage::Count(_, at) if counted.is_some() => {
                let message = "these rows are counted already";
                return Err(Problem::new(self.source, at.0, message).label("a second `count`"));
            }
            syntax::Stage::Count(by, _) => {
                let by = by.iter().map(|word| self.counted_by(word, family)).collect::<Result<Vec<_>>>()?;
                *counted = Some(by.clone());
                Stage::Count(by)
            }
            syntax::Stage::Sort(word, descending) => Stage::Sort(self.column(word, family, counted)?, *descending),
            syntax::Stage::Limit(number) => Stage::Limit(*number),
            syntax::Stage::New(_) if self.kept => Stage::New,
            syntax::Stage::New(at) => return Err(self.not_kept(at.0)),
            syntax::Stage::Show(words) => {
                Stage::Show(words.iter().map(|word| self.column(word, family, counted)).collect::<Result<_>>()?)
            }
        })
    }

    /// The problem of `new` where nothing tells what was given before.
    fn not_kept(&self, at: crate::span::Span) -> Box<Problem> {
        let message = "`new` belongs to a saved question: only of such is it known what it has given";
        let problem = Problem::new(self.source, at, message).label("not saved");
        problem.hint("save the question, `save NAME = …`, then ask `run NAME | new`")
    }

    fn counted_by(&self, word: &Word, family: Family) -> Result<&'static Field> {
        let found = field(family, &word.text).ok_or_else(|| self.no_field(word, family))?;
        if found.total {
            let message = format!("`{}` is itself a number, so nothing can be counted by it", word.text);
            return Err(Problem::new(self.source, word.at.0, message).label("a number"));
        }
        Ok(found)
    }

    fn column(&self, word: &Word, family: Family, counted: &Counted) -> Result<Column> {
        let Some(by) = counted else {
            return field(family, &word.text).map(Column::Field).ok_or_else(|| self.no_field(word, family));
        };
        if word.text == "count" {
            return Ok(Column::Count);
        }
        let found = by.iter().find(|f| f.name == word.text || f.synonyms.contains(&word.text.as_str()));
        found.map(|field| Column::Field(field)).ok_or_else(|| {
            let left: Vec<&str> = by.iter().map(|field| field.name).chain(["count"]).collect();
            self.no_column(word, &left, "counted rows have")
        })
    }

    fn no_field(&self, word: &Word, family: Family) -> Box<Problem> {
        let known: Vec<&str> = fields(family).iter().map(|field| field.name).collect();
        let problem = self.no_column(word, &known, &format!("{} have", family.word()));
        if word.text == "count" { problem.hint("count first: `| count by …`") } else { problem }
    }

    fn no_column(&self, word: &Word, known: &[&str], whose: &str) -> Box<Problem> {
        let problem = Problem::new(self.source, word.at.0, format!("`{}` is no field here", word.text))
            .label("unknown field")
            .hint(format!("{whose} {}", known.join(", ")));
        match nearest(&word.text.to_lowercase(), known.iter().copied()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")).instead(word.at.0, near),
            None => problem,
        }
    }
}
