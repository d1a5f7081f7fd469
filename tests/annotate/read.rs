//! Articles in which everything that is said is marked: `⟦Q1 …⟧` its content, `⟦C1 …⟧` its cue, `⟦S1 …⟧` its speaker; `⟦S1,2 …⟧` speaks
//! twice. Below a line `---` one line each: number, kind, acts that are right, and the speaker's name or `-`.

use std::{fs, path::Path};

use dixit::span::Span;

/// One article.
pub struct Article {
    pub text: String,
    pub quotations: Vec<Marked>,
}

/// A quotation as it is marked.
#[derive(Default)]
pub struct Marked {
    pub kind: String,
    pub content: Vec<Span>,
    pub speakers: Vec<Span>,
    /// The speaker's name, where the article tells it.
    pub name: Option<String>,
}

/// The articles in a folder, in order of their names.
pub fn folder(path: &Path) -> Vec<Article> {
    let mut files: Vec<_> = fs::read_dir(path).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| read(&fs::read_to_string(file).unwrap())).collect()
}

fn read(marked: &str) -> Article {
    let (body, table) = marked.split_once("\n---\n").expect("a table of what is said");
    let mut quotations: Vec<(usize, Marked)> = table.lines().filter(|l| !l.trim().is_empty()).map(row).collect();
    let mut text = String::new();
    let mut open: Vec<(char, Vec<usize>, usize)> = Vec::new();
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '⟦' => {
                let (tag, behind) = rest.split_once(char::is_whitespace).expect("a tag and words");
                let numbers = tag[1..].split(',').map(|n| n.parse().unwrap()).collect();
                open.push((tag.chars().next().unwrap(), numbers, text.len()));
                rest = behind;
            }
            '⟧' => {
                let (sort, numbers, start) = open.pop().expect("an opening mark");
                let span = Span::new(start, text.len());
                for (_, q) in quotations.iter_mut().filter(|(n, _)| numbers.contains(n)) {
                    match sort {
                        'Q' => q.content.push(span),
                        'S' => q.speakers.push(span),
                        _ => {} // the cue
                    }
                }
            }
            c => text.push(c),
        }
    }
    Article { text, quotations: quotations.into_iter().map(|(_, q)| q).collect() }
}

fn row(line: &str) -> (usize, Marked) {
    let mut parts = line.splitn(4, char::is_whitespace);
    let mut next = || parts.next().unwrap_or_else(|| panic!("number, kind, acts, name: {line}")).trim();
    let (number, kind, _, name) = (next().parse().unwrap(), next().to_owned(), next(), next());
    (number, Marked { kind, name: (name != "-").then(|| name.to_owned()), ..Marked::default() })
}
