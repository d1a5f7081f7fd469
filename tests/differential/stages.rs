//! Questions by chance: stages.

use dixit::query::registry::{Family, Field, UNITS};

use crate::questions::{Asker, Deed, deeds};

impl Asker<'_> {
    /// Stages, among them most often the one wished for.
    pub fn stages(&mut self, (deed, field): (Deed, &'static Field)) -> String {
        let name = self.name(field);
        let stages = match deed {
            _ if self.dice.chance(16) => Vec::new(),
            _ if self.dice.chance(8) => self.drawn(),
            Deed::Show => self.shown(name),
            Deed::Sort => self.sorted(name, field.single),
            Deed::Count => self.counted(name, field),
        };
        let joint = if self.dice.chance(90) { "|" } else { "then" };
        stages.iter().map(|stage| format!("{joint} {stage}")).collect::<Vec<_>>().join(" ")
    }

    /// One of the words for a field.
    fn name(&mut self, field: &Field) -> String {
        let words: Vec<&'static str> = [field.name, field.name].iter().chain(field.synonyms).copied().collect();
        self.dice.word(&words).to_owned()
    }

    fn number(&mut self) -> usize {
        *self.dice.pick(&[1, 2, 3, 5, 8, 20])
    }

    fn direction(&mut self) -> &'static str {
        self.dice.word(&["", "", " asc", " desc", " desc"])
    }

    /// Another field that rows may be shown, sorted or counted by.
    fn other(&mut self, deed: Deed) -> &'static Field {
        let fields: Vec<_> = deeds(self.family).into_iter().filter(|(other, _)| *other == deed).collect();
        self.dice.pick(&fields).1
    }

    fn limit(&mut self) -> String {
        format!("limit {}", self.number())
    }

    fn sort(&mut self) -> String {
        let field = self.other(Deed::Sort);
        format!("sort by {}{}", self.name(field), self.direction())
    }

    fn shown(&mut self, name: String) -> Vec<String> {
        let mut stages = Vec::new();
        if self.dice.chance(40) {
            stages.push(self.limit());
        }
        if self.dice.chance(30) {
            stages.push(self.sort());
        }
        let mut names = vec![name];
        for _ in 0..self.dice.below(3) {
            let field = self.other(Deed::Show);
            names.push(self.name(field));
        }
        stages.push(format!("show {}", names.join(self.dice.word(&[", ", " and "]))));
        stages
    }

    fn sorted(&mut self, name: String, single: bool) -> Vec<String> {
        if single && self.dice.chance(30) {
            return vec![format!("top {} by {name}", self.number())];
        }
        let mut stages = vec![format!("sort by {name}{}", self.direction())];
        if self.dice.chance(40) {
            stages.insert(0, if self.dice.chance(50) { self.limit() } else { self.sort() });
        }
        if self.dice.chance(50) {
            stages.push(self.limit());
        }
        if self.dice.chance(20) {
            stages.push(self.sort());
        }
        if self.dice.chance(15) {
            stages.push("count".to_owned());
        }
        stages
    }

    fn counted(&mut self, name: String, field: &Field) -> Vec<String> {
        match self.dice.below(14) {
            0 => return vec!["count".to_owned()],
            1 => return vec![format!("top {} by {name}", self.number())],
            2 if self.family != Family::Alias => {
                let mut stages = vec![format!("timeline by {}", self.dice.pick(UNITS).word)];
                stages.extend(self.dice.chance(30).then(|| self.limit()));
                return stages;
            }
            _ => {}
        }
        let mut names = vec![(name, field.name)];
        for _ in 0..*self.dice.pick(&[0, 0, 0, 1, 1, 2]) {
            let field = self.other(Deed::Count);
            names.push((self.name(field), field.name));
        }
        let mut stages = Vec::new();
        if self.dice.chance(25) {
            stages.extend([self.sort(), self.limit()]);
        }
        let words: Vec<&str> = names.iter().map(|(word, _)| word.as_str()).collect();
        stages.push(format!("count by {}", words.join(", ")));
        let columns: Vec<&str> = names.iter().map(|(_, name)| *name).chain(["count"]).collect();
        for _ in 0..*self.dice.pick(&[0, 0, 1, 2]) {
            stages.push(format!("sort by {}{}", self.dice.pick(&columns), self.direction()));
            stages.extend(self.dice.chance(40).then(|| self.limit()));
        }
        if self.dice.chance(15) {
            stages.push(format!("show {}", self.dice.pick(&columns)));
        }
        stages
    }

    /// Rows drawn by lot.
    fn drawn(&mut self) -> Vec<String> {
        let mut stages = vec![format!("sample {}", self.number())];
        if self.dice.chance(30) {
            stages.insert(0, self.limit());
        }
        match self.dice.below(3) {
            0 => stages.push("count".to_owned()),
            1 => stages.push(format!("show {}", self.other(Deed::Show).name)),
            _ => {}
        }
        stages
    }
}
