//! Proposals as a table.

use crate::{
    annotate::discover::{Candidate, Evidence, Piece, Pile, Place, Proposal},
    import::Discovered,
    store::{Reader, StoreError},
    table::{Cell, Table},
};

/// Sentences that are shown of a name.
const SENTENCES: usize = 2;

/// Pieces of evidence that are shown of a candidate.
const PIECES: usize = 4;

const COLUMNS: [&str; 8] = ["name", "entity", "pile", "score", "mentions", "documents", "why", "sentences"];

/// The first `most` proposals.
pub(super) fn table(reader: &Reader, found: &Discovered, most: usize) -> Result<Table, StoreError> {
    let mut table = Table { columns: COLUMNS.map(str::to_owned).to_vec(), ..Table::default() };
    for proposal in found.proposals.iter().take(most) {
        table.rows.push(row(reader, found, proposal)?);
        table.keys.push(None);
    }
    Ok(table)
}

fn row(reader: &Reader, found: &Discovered, proposal: &Proposal) -> Result<Vec<Cell>, StoreError> {
    let first = proposal.candidates.first().filter(|_| proposal.pile() != Pile::New);
    let entity = |c: &Candidate| Cell::Text(found.annotator.gazetteer().name(c.entity).to_owned());
    let number = |n: usize| Cell::Integer(n as i64);
    Ok(vec![
        Cell::Text(proposal.name.clone()),
        first.map_or(Cell::Empty, entity),
        Cell::Text(proposal.pile().to_string()),
        Cell::Real((f64::from(proposal.chance()) * 100.0).round() / 100.0),
        number(proposal.places.len()),
        number(proposal.pages),
        first.map_or(Cell::Empty, |c| Cell::Text(why(c).join("; "))),
        Cell::Text(sentences(reader, found, proposal)?.join(" · ")),
    ])
}

/// How alike the names are, then what weighs most for and against a candidate, in words.
pub(super) fn why(candidate: &Candidate) -> Vec<String> {
    let (names, others): (Vec<&Evidence>, Vec<&Evidence>) =
        candidate.evidence.iter().filter(|e| e.weight() != 0.0).partition(|e| e.piece == Piece::Likeness);
    let told = |e: &Evidence| if e.weight() < 0.0 { format!("but {}", e.words) } else { e.words.clone() };
    names.iter().map(|e| e.words.clone()).chain(others.into_iter().take(PIECES).map(told)).collect()
}

/// Two sentences with the name, of two documents where it stands in several.
pub(super) fn sentences(reader: &Reader, found: &Discovered, proposal: &Proposal) -> Result<Vec<String>, StoreError> {
    let mut places: Vec<&Place> = Vec::new();
    for place in &proposal.places {
        if places.iter().all(|p| p.page != place.page) {
            places.push(place);
        }
    }
    let again = proposal.places.iter().filter(|p| places.iter().all(|own| own.sentence != p.sentence));
    let places: Vec<&Place> = places.iter().copied().chain(again).take(SENTENCES).collect();
    let sentence = |place: &Place| {
        let text = reader.document(found.documents[place.page])?.text;
        Ok(place.sentence.of(&text).split_whitespace().collect::<Vec<_>>().join(" "))
    };
    places.into_iter().map(sentence).collect()
}
