//! Questions by chance: heads and filters. Every head, every clause that the registry allows it, lists and parentheses.

use dixit::query::registry::{ACTS, CLAUSES, Clause, Family, Field, Head, HeadRow, SCOPES, Scope, Takes, Use, fields};

use crate::dice::Dice;
use crate::world::World;

/// What a question must have.
#[derive(Clone, Copy)]
pub struct Wish {
    pub head: &'static HeadRow,
    pub clause: (Clause, Option<Scope>),
}

/// Each clause that a head may have, and each scope.
pub fn wishes(head: &'static HeadRow) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for row in CLAUSES.iter().filter(|row| allowed(row.clause, head.family)) {
        wishes.push(Wish { head, clause: (row.clause, None) });
        for scope in SCOPES.iter().filter(|_| row.scoped) {
            wishes.push(Wish { head, clause: (row.clause, Some(scope.scope)) });
        }
    }
    wishes
}

/// What a stage does with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    Show,
    Sort,
    Count,
}

/// Each field of a family with each stage that may have it.
pub fn deeds(family: Family) -> Vec<(Deed, &'static Field)> {
    let deeds = |field| [Deed::Show, Deed::Sort, Deed::Count].map(|deed| (deed, field));
    let all = fields(family).iter().flat_map(deeds);
    all.filter(|(deed, field)| if *deed == Deed::Count { !field.single } else { !field.many }).collect()
}

fn allowed(clause: Clause, family: Family) -> bool {
    matches!(clause.used(family), Use::Is(_))
}

/// Who asks.
pub struct Asker<'w> {
    pub dice: Dice,
    pub world: &'w World,
    pub family: Family,
}

impl Asker<'_> {
    /// A question with the clause wished for, and others.
    pub fn question(&mut self, wish: Wish, deed: (Deed, &'static Field)) -> String {
        self.family = wish.head.family;
        let head = self.head(wish.head);
        let filter = self.filter(wish);
        let stages = self.stages(deed);
        [head, filter, stages].join(" ").trim().to_owned()
    }

    fn head(&mut self, row: &HeadRow) -> String {
        match row.head {
            Head::Who => {
                let words = if self.dice.chance(30) { self.operand(Clause::Containing) } else { String::new() };
                format!("who {} {words}", self.verb().past)
            }
            Head::What => format!("what did {} {}", self.items(Clause::By), self.verb().act),
            Head::Positions => format!("positions of {}", self.items(Clause::By)),
            _ => {
                let words: Vec<&'static str> = [row.word, row.word].iter().chain(row.synonyms).copied().collect();
                self.dice.word(&words).to_owned()
            }
        }
    }

    /// A verb that stands for any act more often than for one.
    fn verb(&mut self) -> &'static dixit::query::registry::ActRow {
        if self.dice.chance(70) { &ACTS[0] } else { self.dice.pick(ACTS) }
    }

    fn filter(&mut self, wish: Wish) -> String {
        let (clause, scope) = wish.clause;
        let whole =
            matches!(clause, Clause::Furniture | Clause::Repeats | Clause::Rejected | Clause::Open | Clause::Copies);
        let wished = self.clause(clause, scope);
        let joint = if !whole && self.dice.chance(20) { " or " } else { self.dice.word(&[" ", " ", " and "]) };
        let mut terms = vec![if whole { wished } else { self.term(wished) }];
        for _ in 0..*self.dice.pick(&[0, 0, 1, 1, 1, 2]) {
            let clause = self.any_clause();
            let term = self.term(clause);
            terms.push(term);
        }
        if joint != " or " && self.dice.chance(25) {
            terms.extend(self.flag());
        }
        if wish.head.head == Head::Positions {
            terms.push(if joint == " or " { format!("({})", self.topic()) } else { self.topic() });
        }
        self.dice.shuffle(&mut terms);
        terms.join(joint)
    }

    /// A flag for the whole question.
    fn flag(&mut self) -> Option<String> {
        let flags = [Clause::Furniture, Clause::Repeats, Clause::Rejected, Clause::Open, Clause::Copies];
        let clause = *self.dice.pick(&flags);
        allowed(clause, self.family).then(|| self.clause(clause, None))
    }

    fn topic(&mut self) -> String {
        let clause = *self.dice.pick(&[Clause::About, Clause::StrictlyAbout, Clause::Mentioning, Clause::Containing]);
        self.clause(clause, None)
    }

    /// A clause as it is, denied, or beside another one.
    fn term(&mut self, clause: String) -> String {
        match self.dice.below(20) {
            0..=11 => clause,
            12..=14 => format!("not {clause}"),
            15..=16 => format!("({clause} or {})", self.any_clause()),
            17 => format!("not ({} {clause})", self.any_clause()),
            18 => format!("(not {clause} or {})", self.any_clause()),
            _ => format!("not (({} or not {clause}) and {})", self.any_clause(), self.any_clause()),
        }
    }

    /// A clause that may stand anywhere.
    fn any_clause(&mut self) -> String {
        loop {
            let clause = self.dice.pick(CLAUSES).clause;
            let whole = matches!(
                clause,
                Clause::Furniture | Clause::Repeats | Clause::Rejected | Clause::Open | Clause::Copies
            );
            if !whole && allowed(clause, self.family) {
                let scope = if self.dice.chance(40) { Some(self.dice.pick(SCOPES).scope) } else { None };
                return self.clause(clause, scope.filter(|_| clause.row().scoped));
            }
        }
    }

    fn clause(&mut self, clause: Clause, scope: Option<Scope>) -> String {
        let row = clause.row();
        let phrases: Vec<&str> = row.phrases().collect();
        let word = *self.dice.pick_early(&phrases);
        let same = scope.map(|scope| format!(" in same {}", scope.row().word)).unwrap_or_default();
        match row.takes {
            Takes::Nothing => word.to_owned(),
            Takes::Date => format!("{}{word} {}", self.basis(), self.date()),
            Takes::Dates => format!("{}{word} {}", self.basis(), self.dates()),
            Takes::Share => format!("{word} {}", self.dice.word(&["0.5", "0.75", "1", "0", "0.31"])),
            Takes::Names(_) | Takes::Text => format!("{word} {}{same}", self.items(clause)),
        }
    }

    /// Names or texts, joined in any way that may hold of one row.
    fn items(&mut self, clause: Clause) -> String {
        let and = if clause.row().joint { "and" } else { "or" };
        let mut one = || self.operand(clause);
        let (a, b, c) = (one(), one(), one());
        match self.dice.below(16) {
            0..=8 => a,
            9..=10 => format!("{a} or {b}"),
            11 => format!("not {a}"),
            12 => format!("{a} and not {b}"),
            13 => format!("{a} {and} {b}"),
            14 => format!("not ({a} or not {b})"),
            _ => format!("{a} {and} ({b} or {c})"),
        }
    }
}
