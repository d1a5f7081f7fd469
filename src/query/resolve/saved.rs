//! Saved questions: checked when they are kept, found again, listed.

use super::Resolver;
use super::parameter::{DEEPEST, Placed, used};
use crate::query::error::{Problem, Result};
use crate::query::names::Names;
use crate::query::parse::parse;
use crate::query::print;
use crate::query::registry::{NameClass, nearest, shipped};
use crate::query::resolved::{Resolved, Save, Saved};
use crate::query::syntax::{self, Asked, At, Statement, Word};
use crate::span::Span;

/// A saved question as it is found.
pub(super) struct Kept {
    /// The statement.
    pub save: syntax::Save,
    /// Its source, which its places point into.
    pub text: String,
    /// Whether it is shipped, and not the user's.
    pub shipped: bool,
}

/// What is known of the saved question `name`.
///
/// # Errors
/// When there is none, or it cannot be read.
pub fn saved(name: &str, names: &dyn Names) -> Result<Saved> {
    let resolver = Resolver::new(name, names);
    resolver.saved(&Word { text: name.to_owned(), at: At(Span::new(0, name.len())) })
}

/// The saved question that a `save` statement runs.
pub fn runs(text: &str) -> Option<String> {
    match parse(text).ok()?.statement {
        Statement::Save(syntax::Save { asked: Asked::Run(run), .. }) => Some(run.name.text),
        _ => None,
    }
}

/// What a saved question says of itself. Nothing that it names is looked up, so none that runs itself is followed.
pub fn described(name: &str, names: &dyn Names) -> Option<String> {
    let text = names.saved(name).or_else(|| shipped_text(name).map(str::to_owned))?;
    match parse(&text).ok()?.statement {
        Statement::Save(save) => save.description,
        _ => None,
    }
}

impl Resolver<'_> {
    /// The saved question of this name: the user's own, or a shipped one.
    pub(super) fn kept(&self, name: &Word) -> Result<Kept> {
        let own = self.names.saved(&name.text);
        let shipped = own.is_none();
        let text = own.or_else(|| shipped_text(&name.text).map(str::to_owned));
        let text = text.ok_or_else(|| self.not_saved(name))?;
        match parse(&text)?.statement {
            Statement::Save(save) => Ok(Kept { save, text, shipped }),
            _ => {
                let message = format!("what is saved as `{}` is not a question", name.text);
                Err(Problem::new(self.source, name.at.0, message))
            }
        }
    }

    /// What is known of a saved question.
    pub(super) fn saved(&self, name: &Word) -> Result<Saved> {
        let Kept { save, text, shipped } = self.kept(name)?;
        let inside = Resolver { source: &text, ..*self };
        let placed = inside.check(&save.asked).and_then(|()| inside.placed(&save));
        let broken = placed.as_ref().err().map(|problem| problem.message.clone());
        Ok(Saved {
            name: save.name.text.clone(),
            text: print::save(&save),
            parameters: placed.unwrap_or_default().into_iter().map(|placed| placed.parameter).collect(),
            description: save.description,
            shipped,
            broken,
        })
    }

    /// Checks what is asked as if it were run, with open parameters standing for anything.
    fn check(&self, asked: &Asked) -> Result<()> {
        let open = Resolver { hollow: true, kept: true, ..*self };
        match asked {
            Asked::Query(query) => {
                self.check_export(&query.stages)?;
                open.query(query).and_then(|read| open.check_new(&query.stages, &read.stages))
            }
            Asked::Run(run) => {
                self.check_export(&run.stages)?;
                open.expand(run, &[]).map(drop)
            }
        }
    }

    /// The user's saved question that is to be forgotten.
    pub(super) fn forgotten(&self, name: &Word) -> Result<Resolved> {
        if self.names.saved(&name.text).is_some() {
            return Ok(Resolved::ForgetQuery(name.text.clone()));
        }
        if shipped_text(&name.text).is_some() {
            let message = format!("`{}` is shipped: it is in every base, and cannot be forgotten", name.text);
            let problem = Problem::new(self.source, name.at.0, message).label("a shipped question");
            return Err(problem.hint("a question that you save under its name goes before it"));
        }
        Err(self.not_saved(name))
    }

    fn not_saved(&self, name: &Word) -> Box<Problem> {
        let problem = self.suggest(NameClass::Query, &name.text, name.at.0);
        if problem.hints.is_empty() { problem.hint("`queries` lists those there are") } else { problem }
    }

    /// A question to keep.
    pub(super) fn save(&self, save: &syntax::Save) -> Result<Save> {
        self.check_circle(save)?;
        self.check_parameters(save)?;
        self.check(&save.asked)?;
        for (Placed { words, .. }, (_, default)) in self.placed(save)?.iter().zip(&save.parameters) {
            default.as_ref().map(|value| self.meaning(words, value)).transpose()?;
        }
        let name = &save.name.text;
        let replaces = self.names.saved(name).is_some();
        let text = print::save(save).replace(['\n', '\r'], " "); // a file holds one a line
        Ok(Save { name: name.clone(), text, replaces, over_shipped: shipped_text(name).is_some() })
    }

    /// Refuses a question that would run itself.
    fn check_circle(&self, save: &syntax::Save) -> Result<()> {
        let Asked::Run(run) = &save.asked else { return Ok(()) };
        let mut chain = vec![save.name.text.clone(), run.name.text.clone()];
        while chain.last() != chain.first() && chain.len() <= DEEPEST {
            let last = chain.last().cloned().unwrap_or_default();
            let text = self.names.saved(&last).or_else(|| shipped_text(&last).map(str::to_owned));
            match text.as_deref().and_then(runs) {
                Some(next) if !chain[1..].contains(&next) => chain.push(next),
                _ => return Ok(()),
            }
        }
        if chain.last() != chain.first() {
            return Ok(()); // too deep: that is told where it is filled in
        }
        let message = format!("`{}` would run itself: {}", save.name.text, chain.join(" → "));
        Err(Problem::new(self.source, run.name.at.0, message).label("a circle"))
    }

    /// Every parameter is declared once, and used.
    fn check_parameters(&self, save: &syntax::Save) -> Result<()> {
        let used = used(&save.asked);
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
        if let Some(near) = nearest(&word.text, known.iter().copied()) {
            return problem.hint(format!("did you mean `${near}`?")).instead(word.at.0, &format!("${near}"));
        }
        let all: Vec<String> = known.iter().chain([&word.text.as_str()]).map(|name| format!("${name}")).collect();
        problem.hint(format!("write `save {}({}) = …`", save.name.text, all.join(", ")))
    }
}

/// The shipped question of this name.
fn shipped_text(name: &str) -> Option<&'static str> {
    shipped().find(|(known, _)| *known == name).map(|(_, text)| text)
}
