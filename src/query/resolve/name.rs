//! Names: found, ambiguous or unknown, but never ignored.

use super::{Resolver, parameter, works};
use crate::query::error::{Problem, Result, replaced};
use crate::query::names::{NamedDocument, NamedEntity};
use crate::query::parse::words_at;
use crate::query::print::bare_or_quoted;
use crate::query::registry::{self, BASES, CONNECTIVES, NameClass, STAGES, clause_words, hint};
use crate::query::resolved::Speaker;
use crate::query::syntax::{Form, Name, Word, join};
use crate::span::Span;
use crate::text::{fold, searchable};

/// How many candidates or suggestions are shown.
const SHOWN: usize = 5;

impl Resolver<'_> {
    /// The one entity that `name` means.
    pub(super) fn entity(&self, name: &Name) -> Result<NamedEntity> {
        if let Form::Key(key) = &name.form {
            let found = self.names.entity_by_key(key);
            return found.ok_or_else(|| self.unknown_key(key, name.at.0));
        }
        if let Some(open) = parameter(name) {
            return Err(self.open(open, name.at.0));
        }
        let mut found = self.names.entities(&fold(&name.text()));
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(self.unknown(NameClass::Entity, name)),
            _ => Err(self.ambiguous(name, &found)),
        }
    }

    /// The speaker that `name` means: an entity, or somebody the gazetteer does not know.
    pub(super) fn speaker(&self, name: &Name) -> Result<Speaker> {
        let folded = fold(&name.text());
        if matches!(name.form, Form::Words(_) | Form::Quoted(_)) && self.names.entities(&folded).is_empty() {
            let words = self.names.speakers(&folded);
            let words = if words.is_empty() { vec![self.as_printed(NameClass::Speaker, name)?] } else { words };
            return Ok(Speaker::Words(words));
        }
        self.entity(name).map(Speaker::Entity)
    }

    /// Whoever passes words on that `name` means: an entity, or the words of the base in which it stands.
    pub(super) fn relay(&self, name: &Name) -> Result<Speaker> {
        let plain = matches!(name.form, Form::Words(_) | Form::Quoted(_));
        if !plain || !self.names.entities(&fold(&name.text())).is_empty() {
            return self.entity(name).map(Speaker::Entity);
        }
        let words = searchable(&name.text());
        let relays = if words.is_empty() { Vec::new() } else { self.names.relays(&words) };
        if relays.is_empty() { Err(self.unknown(NameClass::Relay, name)) } else { Ok(Speaker::Words(relays)) }
    }

    /// The spellings of the outlet that `name` means.
    pub(super) fn outlet(&self, name: &Name) -> Result<Vec<String>> {
        let found = self.names.outlets(&fold(&name.text()));
        if found.is_empty() { Ok(vec![self.as_printed(NameClass::Outlet, name)?]) } else { Ok(found) }
    }

    /// A name that nothing has, as documents elsewhere may print it, where it is not almost a known one.
    fn as_printed(&self, class: NameClass, name: &Name) -> Result<String> {
        let problem = self.unknown(class, name);
        let slips = matches!(&name.form, Form::Words(words) if slip(words).is_some());
        let odd = self.trying || slips || !problem.corrected.is_empty() || !self.names.is_elsewhere(class);
        if odd { Err(problem) } else { Ok(name.text()) }
    }

    /// The code of the language that `name` means.
    pub(super) fn language(&self, name: &Name) -> Result<String> {
        let mut found = self.names.languages(&fold(&name.text()));
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(self.unknown(NameClass::Language, name)),
            _ => {
                let message = format!("`{}` may mean {} languages", name.text(), found.len());
                let problem = Problem::new(self.source, name.at.0, message).label("which one?");
                Err(found.iter().fold(problem, |problem, code| problem.instead(name.at.0, code)))
            }
        }
    }

    /// The document that `name` means.
    pub(super) fn document(&self, name: &Name) -> Result<NamedDocument> {
        let mut found = self.names.documents(&name.text());
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(self.unknown(NameClass::Document, name)),
            many => {
                let message = format!("`{}` may mean {many} documents", name.text());
                let problem = Problem::new(self.source, name.at.0, message).label("which one?");
                let shown = found.iter().take(SHOWN);
                Err(shown.fold(problem, |p, d| p.hint(format!("{}: {}", d.key, d.title)).instead(name.at.0, &d.key)))
            }
        }
    }

    fn ambiguous(&self, name: &Name, found: &[NamedEntity]) -> Box<Problem> {
        let message = format!("`{}` may mean {} entities", name.text(), found.len());
        let problem = Problem::new(self.source, name.at.0, message).label("which one?");
        let mut found: Vec<&NamedEntity> = found.iter().collect();
        found.sort_by_key(|entity| std::cmp::Reverse(entity.count));
        let told = found.iter().take(SHOWN).enumerate().fold(problem, |problem, (n, e)| {
            let NamedEntity { key, name: full, kind, description, count, .. } = e;
            let mentions = if *count == 1 { "mention" } else { "mentions" };
            let told = format!("{}. @{key}: {full}, {kind}, {description} ({count} {mentions})", n + 1);
            problem.hint(told).instead(name.at.0, &format!("@{key}"))
        });
        match found.len().saturating_sub(SHOWN) {
            0 => told,
            more => told.hint(format!("and {more} more")),
        }
    }

    /// The problem of a name that nothing has: a misspelt word of the language in it, a name like it, or words behind a known one.
    fn unknown(&self, class: NameClass, name: &Name) -> Box<Problem> {
        if self.trying {
            return Problem::new(self.source, name.at.0, "unknown");
        }
        let Form::Words(words) = &name.form else { return self.suggest(class, &name.text(), name.at.0) };
        if let Some(problem) = self.misspelt_word(name) {
            return problem;
        }
        let known = (1..words.len()).rev().find(|&n| self.knows(class, &join(&words[..n])));
        if let Some(known) = known {
            return self.derailed(class, words, known);
        }
        let near = self.names.nearest(class, &name.text());
        match slip(words).filter(|_| near.is_empty()) {
            Some((slip, keyword)) => self.both_wrong(class, words, slip, keyword),
            None => self.suggested(class, (&name.text(), name.at.0), &near),
        }
    }

    /// The problem of a word among those of a name that is almost a word of the language, where the line is right with that.
    pub(super) fn misspelt_word(&self, name: &Name) -> Option<Box<Problem>> {
        let Form::Words(words) = &name.form else { return None };
        if self.trying {
            return None;
        }
        let mut found = Vec::new();
        for (i, word) in words.iter().enumerate().filter(|(_, word)| word.text.starts_with(char::is_lowercase)) {
            for keyword in words_at(self.source, word.at.0.start) {
                let distance = registry::distance(&word.text, keyword);
                let right = |_: &_| works(&replaced(self.source, word.at.0, keyword), self.names);
                found.extend(distance.filter(right).map(|distance| (distance, i, keyword)));
            }
        }
        found.sort();
        let odd = &words[found.first()?.1];
        let message = match join(&words[..found.first()?.1]) {
            head if head.is_empty() => format!("`{}` is not understood", odd.text),
            head => format!("`{head}` is known, but `{}` behind it is not understood", odd.text),
        };
        let problem = Problem::new(self.source, odd.at.0, message).label("not understood");
        let meant = |p: Box<Problem>, &(_, i, keyword): &(_, usize, &str)| p.meant(words[i].at.0, keyword, keyword);
        Some(found.iter().fold(problem, meant))
    }

    fn knows(&self, class: NameClass, text: &str) -> bool {
        let folded = fold(text);
        match class {
            NameClass::Speaker => !self.names.entities(&folded).is_empty() || !self.names.speakers(&folded).is_empty(),
            NameClass::Outlet => !self.names.outlets(&folded).is_empty(),
            NameClass::Document => !self.names.documents(text).is_empty(),
            NameClass::Language => !self.names.languages(&folded).is_empty(),
            _ => !self.names.entities(&folded).is_empty(),
        }
    }

    /// The problem of words behind a known name.
    fn derailed(&self, class: NameClass, words: &[Word], known: usize) -> Box<Problem> {
        let (head, odd) = (join(&words[..known]), &words[known]);
        let rest = join(&words[known..]);
        let all = Span::hull(words[0].at.0, words[words.len() - 1].at.0);
        let message = format!("`{head}` is known, but `{odd}` behind it is not understood", odd = odd.text);
        let problem = Problem::new(self.source, odd.at.0, message).label("not understood");
        let near = self.names.nearest(class, &join(words));
        let lower = odd.text.to_lowercase();
        if registry::is_keyword(&lower) {
            let hint = format!("words of the language are written in lower case: `{lower}`");
            return problem.hint(hint).instead(odd.at.0, &lower);
        }
        if let Some(hint) = hint(&odd.text) {
            let problem = problem.hint(hint.text);
            return hint.instead.iter().fold(problem, |problem, text| problem.instead(odd.at.0, text));
        }
        if let Some(stage) = STAGES.iter().find(|row| row.word == odd.text) {
            let hint = format!("`{}` is a stage, and stages stand behind `|`", stage.word);
            return problem.hint(hint).instead(odd.at.0, &format!("| {}", stage.word));
        }
        if let Some(act) = registry::verb(&odd.text) {
            let hint = format!("acts are asked for with `act {act}`, or by beginning with `who {}`", odd.text);
            return problem.hint(hint).instead(odd.at.0, &format!("act {act}"));
        }
        if odd.text.starts_with(|c: char| c.is_ascii_digit()) && !self.knows(class, &rest) {
            let problem = problem.hint("a date stands behind `on`, `since`, `until`, `before` or `after`");
            return ["on", "since"]
                .iter()
                .fold(problem, |p, word| p.instead(odd.at.0, &format!("{word} {}", odd.text)));
        }
        let problem = near.iter().take(SHOWN).fold(problem, |p, near| p.meant(all, near, &bare_or_quoted(near)));
        if let Some(keyword) = keyword_like(odd) {
            return problem.meant(odd.at.0, keyword, keyword);
        }
        if (known + 1..=words.len()).any(|end| self.knows(class, &join(&words[known..end]))) {
            let hint = "two names need `or` or `and` between them";
            return problem.hint(hint).instead(odd.at.0, &format!("or {}", odd.text));
        }
        problem
    }

    /// The problem of an unknown name that a misspelt word of the language follows.
    fn both_wrong(&self, class: NameClass, words: &[Word], slip: usize, keyword: &str) -> Box<Problem> {
        let (head, odd) = (join(&words[..slip]), &words[slip]);
        let at = words[0].at.0.hull(words[slip - 1].at.0);
        let message = format!("`{head}` is not known as {}", class.phrase());
        let problem = Problem::new(self.source, at, message).label(format!("unknown {}", class.noun()));
        let problem = problem.hint(format!("`{}`: did you mean `{keyword}`?", odd.text));
        let whole = at.hull(odd.at.0);
        self.names.nearest(class, &head).iter().take(SHOWN).fold(problem, |problem, near| {
            let line = format!("{} {keyword}", bare_or_quoted(near));
            problem.meant(whole, near, &line)
        })
    }

    /// The problem of a name that nothing has, with names like it.
    pub(super) fn suggest(&self, class: NameClass, text: &str, at: Span) -> Box<Problem> {
        let near = if self.trying { Vec::new() } else { self.names.nearest(class, text) };
        self.suggested(class, (text, at), &near)
    }

    fn suggested(&self, class: NameClass, (text, at): (&str, Span), near: &[String]) -> Box<Problem> {
        let message = format!("`{text}` is not known as {}", class.phrase());
        let problem = Problem::new(self.source, at, message).label(format!("unknown {}", class.noun()));
        if near.is_empty() && matches!(class, NameClass::Entity | NameClass::Speaker) {
            return problem.hint(format!("add a spelling with `alias {} = NAME`", crate::query::print::quoted(text)));
        }
        near.iter().take(SHOWN).fold(problem, |problem, near| {
            let written = if class == NameClass::Query { near.clone() } else { bare_or_quoted(near) };
            problem.meant(at, near, &written)
        })
    }

    fn unknown_key(&self, key: &str, at: Span) -> Box<Problem> {
        let problem = Problem::new(self.source, at, format!("no entity has the key `{key}`")).label("unknown key");
        let near = if self.trying { Vec::new() } else { self.names.nearest(NameClass::Key, key) };
        let problem =
            near.iter().take(SHOWN).fold(problem, |p, near| p.meant(at, &format!("@{near}"), &format!("@{near}")));
        problem.hint("keys are shown by `entities | show key, name`; a name can stand here as well")
    }
}

/// The first word behind another that is almost a word of the language.
fn slip(words: &[Word]) -> Option<(usize, &'static str)> {
    words.iter().enumerate().skip(1).find_map(|(i, word)| keyword_like(word).map(|keyword| (i, keyword)))
}

/// The word of the language that `word` is almost; names are written with capitals.
fn keyword_like(word: &Word) -> Option<&'static str> {
    let all = clause_words().chain(CONNECTIVES.iter().copied()).chain(BASES.iter().copied());
    let lower = word.text.chars().all(|c| !c.is_uppercase());
    registry::nearest(&word.text, all).filter(|_| lower)
}
