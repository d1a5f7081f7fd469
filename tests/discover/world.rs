//! The articles, read with the shipped gazetteer and the invented one together.

use std::{fs, path::Path};

use dixit::{
    annotate::{
        Annotator,
        discover::{Discovery, Page, Piece, Pile, Proposal},
    },
    gazetteer::Gazetteer,
    text::fold,
};

/// One article and what discovery makes of its unknown name.
pub struct Judged {
    /// The name.
    pub name: String,
    /// Whose it is; none of somebody whom the gazetteer does not know.
    pub gold: Option<String>,
    /// What makes the article hard.
    pub case: String,
    pub text: String,
    /// Of the likeliest candidate.
    pub pile: Pile,
    /// The likeliest first.
    pub candidates: Vec<Weighed>,
}

/// A candidate: the entity's key, how likely it is, and what speaks for it.
type Weighed = (String, f32, Vec<(Piece, f32)>);

impl Judged {
    /// Whether the first candidate is meant.
    pub fn is_right(&self) -> bool {
        self.candidates.first().map(|(key, ..)| key) == self.gold.as_ref()
    }

    /// One line for whoever looks at it.
    pub fn told(&self) -> String {
        let mark = match (self.pile, self.is_right(), &self.gold) {
            (Pile::New, _, None) => "ok  ",
            (Pile::New, ..) => "MISS",
            (_, true, _) => "ok  ",
            (Pile::Sure, false, _) => "FALSE SURE",
            (Pile::Likely, false, _) => "FALSE",
        };
        let first = self.candidates.first();
        let why = first.map_or(String::new(), |(key, chance, evidence)| {
            let pieces: Vec<String> = evidence.iter().map(|(p, x)| format!("{} {x:.2}", p.word())).collect();
            format!("{key} {chance:.3} {}", pieces.join(", "))
        });
        let gold = self.gold.as_deref().unwrap_or("-");
        format!("{mark} [{}] {} = {gold} · {why}\n      {}", self.case, self.name, self.text)
    }
}

/// All that is read once.
pub struct World {
    annotator: Annotator,
}

impl World {
    pub fn new() -> Self {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/gazetteer");
        let both = |file: &str| {
            let own = read(file);
            let rest = own.split_once('\n').expect("a header").1;
            fs::read_to_string(shipped.join(file)).expect("a shipped file") + rest
        };
        let gazetteer = Gazetteer::from_tsv(&both("entities.tsv"), &both("aliases.tsv"), &both("offices.tsv"));
        World { annotator: Annotator::new(gazetteer.expect("the files are well-formed")) }
    }

    /// What is made of the unknown name of each article of a part, when all of them are in one base.
    pub fn judged(&self, part: &str) -> Vec<Judged> {
        let mut discovery = Discovery::new(&self.annotator);
        for row in rows("background.tsv") {
            let [language, date, text] = row.try_into().expect("three columns");
            discovery.add(&self.page(&language, &date, &text));
        }
        let cases: Vec<[String; 6]> =
            rows(&format!("{part}.tsv")).into_iter().map(|row| row.try_into().expect("six columns")).collect();
        for [language, date, .., text] in &cases {
            discovery.add(&self.page(language, date, text));
        }
        let proposals = discovery.propose(&|_, _| false);
        cases.into_iter().map(|case| self.judge(case, &proposals)).collect()
    }

    fn page(&self, language: &str, date: &str, text: &str) -> Page {
        Page::new(text, Some(date), &self.annotator.annotate(text, Some(language), Some(date)))
    }

    fn judge(&self, [_, _, name, entity, case, text]: [String; 6], proposals: &[Proposal]) -> Judged {
        let folded = fold(&name);
        let own = proposals.iter().find(|p| p.folded == folded);
        let candidates = own.map(|p| p.candidates.iter()).into_iter().flatten().map(|c| {
            let key = self.annotator.gazetteer().key(c.entity).to_owned();
            (key, c.chance, c.evidence.iter().map(|e| (e.piece, e.amount)).collect())
        });
        let gold = Some(entity).filter(|entity| entity != "-");
        let pile = own.map_or(Pile::New, Proposal::pile);
        Judged { pile, candidates: candidates.collect(), name, gold, case, text }
    }
}

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/discover").join(file);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The cells of a file below its header.
fn rows(file: &str) -> Vec<Vec<String>> {
    read(file).lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}
