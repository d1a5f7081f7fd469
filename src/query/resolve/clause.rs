//! Clauses.

use super::{Resolver, parameter};
use crate::model::{Act, QuotationKind, SpeakerSort};
use crate::query::error::{Problem, Result};
use crate::query::names::NamedEntity;
use crate::query::print;
use crate::query::registry::{ACTS, Clause as Word, Family, HeadRow, NameClass, Scope, Takes, Use, nearest};
use crate::query::resolved::{Clause, Condition, Phrase, Speaker};
use crate::query::syntax::{self, Basis, Name, Operands, Tree};
use crate::text::{fold, searchable};

impl Resolver<'_> {
    /// One clause of a question that begins with `head`.
    pub(super) fn clause(&self, clause: &syntax::Clause, head: &HeadRow) -> Result<Clause> {
        self.check_use(clause, head)?;
        let text = print::clause(clause);
        match &clause.operands {
            Operands::Nothing => {
                let condition = self.flag(clause)?;
                Ok(Clause { reading: text.clone(), text, condition: Tree::One(condition) })
            }
            Operands::Dates(dates) => {
                let (reading, test) = self.dates(clause, dates)?;
                let basis = clause.basis.unwrap_or(Basis::Published);
                Ok(Clause { text, reading, condition: Tree::One(Condition::Dated(basis, test)) })
            }
            Operands::Names(names) => {
                self.check_joint(clause, names)?;
                // a document is what these are bound to already
                let usual = matches!(head.family, Family::Document | Family::Entity | Family::Name);
                let condition = match clause.same {
                    Some(scope) if scope != Scope::Document || !usual => Tree::One(self.together(scope, names)?),
                    _ => names.try_map(&mut |name| self.condition(clause.word, name).map(Tree::One))?,
                };
                Ok(Clause { reading: reading(clause, names, &condition), text, condition })
            }
        }
    }

    /// Refuses a clause that means nothing for the head.
    pub(super) fn check_use(&self, clause: &syntax::Clause, head: &HeadRow) -> Result<()> {
        let said = clause.basis == Some(Basis::Said) && head.family != Family::Quotation;
        let (why, instead) = match clause.word.used(head.family) {
            Use::Refused(why, instead) => (why, instead),
            Use::Is(_) if said => ("only quotations have a date on which they were said", None),
            Use::Is(_) => return Ok(()),
        };
        let at = clause.word_at.0;
        let message = format!("`{}` is refused for {}: {why}", clause.word.row().word, head.family.word());
        let mut problem = Problem::new(self.source, at, message).label(format!("not for {}", head.family.word()));
        if let Some(instead) = instead {
            problem = problem.hint(format!("did you mean `{instead}`?")).instead(at, instead);
        }
        Err(problem)
    }

    fn check_joint(&self, clause: &syntax::Clause, names: &Tree<Name>) -> Result<()> {
        if clause.word.row().joint || !demands_two(names) {
            return Ok(());
        }
        let mut other = clause.clone();
        other.operands = Operands::Names(with_or(names));
        let message = format!("nothing can be `{}`", print::clause(clause));
        let problem =
            Problem::new(self.source, clause.at.0, message).label("two things at once").hint("did you mean `or`?");
        Err(problem.instead(clause.at.0, &print::clause(&other)))
    }

    fn flag(&self, clause: &syntax::Clause) -> Result<Condition> {
        Ok(match clause.word {
            Word::Direct => Condition::Printed(QuotationKind::Direct),
            Word::Indirect => Condition::Printed(QuotationKind::Indirect),
            Word::Mixed => Condition::Printed(QuotationKind::Mixed),
            Word::Named => Condition::SpeakerSort(SpeakerSort::Named),
            Word::Anonymous => Condition::SpeakerSort(SpeakerSort::Anonymous),
            Word::Collective => Condition::SpeakerSort(SpeakerSort::Collective),
            Word::NoSpeaker => Condition::NoSpeaker,
            Word::Undated => Condition::Undated,
            Word::Doubtful => Condition::Doubtful,
            Word::Translated => Condition::Translated,
            Word::Ambiguous => Condition::Ambiguous,
            Word::Checked => Condition::Checked(true),
            Word::Unchecked => Condition::Checked(false),
            Word::Corrected => Condition::Corrected,
            other => {
                let message = format!("`{}` is for the whole question, not for a part of it", other.row().word);
                return Err(Problem::new(self.source, clause.at.0, message)
                    .label("inside `not`, `or` or parentheses")
                    .hint("write it directly behind the other clauses"));
            }
        })
    }

    fn together(&self, scope: Scope, names: &Tree<Name>) -> Result<Condition> {
        let open = names.leaves().into_iter().find_map(parameter);
        if open.is_some() && self.hollow {
            return Ok(Condition::Undated);
        }
        let entities = names.try_map(&mut |name| self.entity(name).map(Tree::One))?;
        Ok(Condition::Together(scope, entities))
    }

    pub(super) fn condition(&self, word: Word, name: &Name) -> Result<Condition> {
        if let Some(open) = parameter(name) {
            // the tree of a question that is only checked is thrown away: any condition will do
            return if self.hollow { Ok(Condition::Undated) } else { Err(self.open(open, name.at.0)) };
        }
        match word.row().takes {
            Takes::Text => self.text(word, name),
            Takes::Share => self.share(name).map(Condition::Sure),
            Takes::Names(NameClass::Relay) => self.relay(name).map(Condition::Via),
            Takes::Names(NameClass::Act) => self.act(name).map(Condition::Act),
            Takes::Names(NameClass::Language) => self.language(name).map(Condition::Language),
            Takes::Names(NameClass::Outlet) => self.outlet(name).map(Condition::Outlet),
            Takes::Names(NameClass::Document) => self.document(name).map(Condition::Document),
            Takes::Names(NameClass::Speaker) => self.speaker(name).and_then(|speaker| match speaker {
                Speaker::Entity(entity) => Ok(Condition::By(Speaker::Entity(self.voice(entity, name)?))),
                words => Ok(Condition::By(words)),
            }),
            _ if word == Word::To => self.voice(self.entity(name)?, name).map(Condition::To),
            _ => self.entity(name).map(|entity| match word {
                Word::StrictlyAbout => Condition::About(entity, true),
                Word::Mentioning => Condition::Mentioning(entity),
                Word::Of => Condition::Of(entity),
                Word::With => Condition::With(entity),
                _ => Condition::About(entity, false),
            }),
        }
    }

    /// One who speaks or is spoken to: no capital that only stands for a government.
    fn voice(&self, entity: NamedEntity, name: &Name) -> Result<NamedEntity> {
        let Some(country) = self.names.government(&entity) else { return Ok(entity) };
        let message = format!("{} stands for a government there, which is kept as {}", entity.name, country.name);
        let problem = Problem::new(self.source, name.at.0, message).label("a capital");
        Err(problem.hint(format!("ask for {}", country.name)).instead(name.at.0, &print::bare_or_quoted(&country.name)))
    }

    /// A number from 0 to 1, as typed.
    fn share(&self, name: &Name) -> Result<String> {
        let text = name.text();
        let problem = |message: &str| Problem::new(self.source, name.at.0, format!("`{text}` {message}"));
        match text.parse::<f64>() {
            Ok(share) if (0.0..=1.0).contains(&share) => Ok(text),
            Ok(percent) if (1.0..=100.0).contains(&percent) => {
                let share = (percent / 100.0).to_string();
                Err(problem("is more than certain").label("from 0 to 1").instead(name.at.0, &share))
            }
            _ => Err(problem("is no number from 0 to 1").label("from 0 to 1")),
        }
    }

    fn pattern(&self, name: &Name) -> Result<Condition> {
        let pattern = name.text();
        let told = |error: regex::Error| error.to_string().lines().last().unwrap_or_default().replace("error: ", "");
        match regex::Regex::new(&pattern) {
            Ok(_) => Ok(Condition::Matching(pattern)),
            Err(error) => Err(Problem::new(self.source, name.at.0, format!("no pattern: {}", told(error)))
                .label("a regular expression")
                .hint("plain words are searched with `containing`; a sign of patterns is taken as it is behind `\\`")),
        }
    }

    fn text(&self, word: Word, name: &Name) -> Result<Condition> {
        if word == Word::Matching {
            return self.pattern(name);
        }
        let text = name.text();
        let (begins, starred) = (text.ends_with('*'), text.trim_end_matches('*').contains('*'));
        if starred || begins && word != Word::Containing {
            let message =
                if starred { "a star stands only behind the last word" } else { "a star is for `containing`" };
            let problem = Problem::new(self.source, name.at.0, message).label("`*`");
            return Err(problem.instead(name.at.0, &print::quoted(&text.replace('*', ""))));
        }
        let words = searchable(&text);
        if words.is_empty() {
            let message = "there is no letter or digit to search for";
            return Err(Problem::new(self.source, name.at.0, message).label("no words"));
        }
        Ok(match word {
            Word::Containing => Condition::Containing(Phrase { words, begins }),
            Word::Titled => Condition::Titled { documents: self.names.titled(&words), words },
            _ => Condition::Spelled { folded: fold(&text), exact: text },
        })
    }

    fn act(&self, name: &Name) -> Result<Act> {
        let text = name.text();
        crate::query::registry::verb(&text).ok_or_else(|| {
            if let Some(problem) = self.misspelt_word(name) {
                return problem;
            }
            let known = ACTS.iter().map(|row| row.act.word());
            let problem = Problem::new(self.source, name.at.0, format!("`{text}` is no act"))
                .label("unknown act")
                .hint(format!("acts: {}", known.clone().collect::<Vec<_>>().join(", ")));
            match nearest(&text.to_lowercase(), known) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")).instead(name.at.0, near),
                None => problem,
            }
        })
    }
}

/// Whether one row would have to be two things at once.
fn demands_two(names: &Tree<Name>) -> bool {
    match names {
        Tree::One(_) => false,
        Tree::Not(inner) => demands_two(inner),
        Tree::Or(parts) => parts.iter().any(demands_two),
        Tree::And(parts) => parts.iter().filter(|part| !matches!(part, Tree::Not(_))).count() > 1,
    }
}

fn with_or(names: &Tree<Name>) -> Tree<Name> {
    match names {
        Tree::One(_) => names.clone(),
        Tree::Not(inner) => Tree::Not(Box::new(with_or(inner))),
        Tree::And(parts) | Tree::Or(parts) => {
            Tree::or(parts.iter().map(with_or).collect()).unwrap_or_else(|| names.clone())
        }
    }
}

fn reading(clause: &syntax::Clause, names: &Tree<Name>, condition: &Tree<Condition>) -> String {
    let together = clause.word == Word::By && demands_two(names);
    let note = if together { " (speaking together; `or` for either)" } else { "" };
    format!("{} {}{note}", clause.word.row().word, print::tree(condition, " and ", &told))
}

/// What a condition is, in full.
fn told(condition: &Condition) -> String {
    match condition {
        Condition::To(e)
        | Condition::About(e, _)
        | Condition::Mentioning(e)
        | Condition::Of(e)
        | Condition::With(e)
        | Condition::Via(Speaker::Entity(e))
        | Condition::By(Speaker::Entity(e)) => format!("{} (@{}, {})", e.name, e.key, e.kind),
        Condition::By(Speaker::Words(words)) => format!("{} (not in the gazetteer)", words.join(" = ")),
        Condition::Via(Speaker::Words(words)) => {
            words.iter().map(|words| print::quoted(words)).collect::<Vec<_>>().join(" or ")
        }
        Condition::Together(scope, names) => {
            let name = |e: &NamedEntity| told(&Condition::With(e.clone()));
            format!("{} in the same {}", print::tree(names, " and ", &name), scope.row().word)
        }
        Condition::Containing(phrase) => format!("\"{}{}\"", phrase.words, if phrase.begins { "*" } else { "" }),
        Condition::Matching(pattern) => format!("{} (a pattern)", print::quoted(pattern)),
        Condition::Sure(share) => share.clone(),
        Condition::Spelled { exact, .. } => print::quoted(exact),
        Condition::Titled { words, documents } => format!("\"{words}\" ({} documents)", documents.len()),
        Condition::Document(document) => format!("{} ({})", document.title, document.key),
        Condition::Outlet(names) => names.join(" = "),
        Condition::Language(code) => code.clone(),
        Condition::Act(act) => act.to_string(),
        Condition::Dated(..)
        | Condition::Printed(_)
        | Condition::SpeakerSort(_)
        | Condition::NoSpeaker
        | Condition::Undated
        | Condition::Doubtful
        | Condition::Translated
        | Condition::Ambiguous
        | Condition::Checked(_)
        | Condition::Corrected => String::new(), // clauses without names tell themselves
    }
}
