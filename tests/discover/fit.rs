//! Weights by logistic regression over each name's candidates and nobody, drawn towards the weights set by hand.

use std::{fs, path::Path};

use dixit::annotate::discover::Piece;

use super::{figures, world::Judged};

/// How much a weight is drawn to the one set by hand.
const DRAWN: f32 = 0.6;
/// How much less and more than by hand a weight may become: a few articles cannot turn what speaks for somebody into what speaks against.
const LEAST: f32 = 0.25;
const MOST: f32 = 3.0;
const STEPS: usize = 4000;
const STEP: f32 = 0.02;

/// How likely each candidate of a name is with these weights, by [`Piece`].
pub fn chances(case: &Judged, weights: &[f32]) -> Vec<f32> {
    let sum = |evidence: &[(Piece, f32)]| evidence.iter().map(|(p, x)| weights[*p as usize] * x).sum::<f32>();
    let sums: Vec<f32> = case.candidates.iter().map(|(_, _, e)| weights[Piece::None as usize] + sum(e)).collect();
    let most = sums.iter().copied().fold(0.0, f32::max);
    let all = (-most).exp() + sums.iter().map(|s| (s - most).exp()).sum::<f32>();
    sums.iter().map(|s| (s - most).exp() / all).collect()
}

/// The weights of `pieces` that make the articles likeliest; those of others are 0.
pub fn fit(judged: &[&Judged], pieces: &[Piece]) -> Vec<f32> {
    let hand: Vec<f32> = Piece::ALL.iter().map(|p| if pieces.contains(p) { by_hand(*p) } else { 0.0 }).collect();
    let counts = figures::weights(judged);
    let mut weights = hand.clone();
    let (mut mean, mut square) = (vec![0.0f32; hand.len()], vec![0.0f32; hand.len()]);
    for step in 1..=STEPS {
        let mut slope: Vec<f32> = weights.iter().zip(&hand).map(|(w, h)| DRAWN * (w - h)).collect();
        for (case, weight) in judged.iter().zip(&counts) {
            for ((key, _, evidence), chance) in case.candidates.iter().zip(chances(case, &weights)) {
                let off = weight * (chance - if case.gold.as_ref() == Some(key) { 1.0 } else { 0.0 });
                slope[Piece::None as usize] += off;
                evidence.iter().for_each(|(p, x)| slope[*p as usize] += off * x);
            }
        }
        for n in (0..weights.len()).filter(|&n| pieces.contains(&Piece::ALL[n])) {
            mean[n] = 0.9 * mean[n] + 0.1 * slope[n];
            square[n] = 0.999 * square[n] + 0.001 * slope[n] * slope[n];
            let (m, s) = (mean[n] / (1.0 - 0.9f32.powi(step as i32)), square[n] / (1.0 - 0.999f32.powi(step as i32)));
            let (few, many) = (hand[n] * LEAST, hand[n] * MOST);
            weights[n] = (weights[n] - STEP * m / (s.sqrt() + 1e-6)).clamp(few.min(many), few.max(many));
        }
    }
    weights
}

/// Fits all weights and writes them.
pub fn write(judged: &[Judged]) {
    let weights = fit(&judged.iter().collect::<Vec<_>>(), Piece::ALL);
    let text = table();
    let mut lines = text.lines();
    let mut written = format!("{}\n", lines.next().expect("a header"));
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let piece = Piece::ALL.iter().find(|p| p.word() == cells[0]).expect("a piece");
        written += &format!("{}\t{:.2}\t{}\t{}\n", cells[0], weights[*piece as usize], cells[2], cells[3]);
    }
    fs::write(path(), written).expect("the weights can be written");
}

fn by_hand(piece: Piece) -> f32 {
    let text = table();
    let row = text.lines().find(|line| line.split('\t').next() == Some(piece.word())).expect("a row");
    row.split('\t').nth(2).and_then(|cell| cell.parse().ok()).expect("a number")
}

fn table() -> String {
    fs::read_to_string(path()).expect("the weights can be read")
}

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/discover/weights.tsv")
}
