//! Why two names may be one person's, in words.

use super::{
    align::{How, align},
    words::Words,
};

/// One line for each word of either name: what it is in the other one.
pub(super) fn lines(left: &Words, right: &Words) -> Vec<String> {
    let found = align(left, right);
    let mut lines: Vec<(usize, String)> = found
        .pairs
        .iter()
        .map(|pair| {
            let (a, b) = (&left.words[pair.left].folded, &right.words[pair.right].folded);
            let line = match pair.how {
                How::Same => format!("{a} is the same"),
                How::Sounds => format!("{a} sounds like {b} ({:.2})", pair.like),
                How::Family => format!("{a} is {b} in another language, or short for it"),
                How::Initial => format!("{a} and {b} begin alike"),
                How::Beginning => format!("one of {a} and {b} is how the other begins"),
                How::Joined => format!("{a} and {b}: two words here are one there ({:.2})", pair.like),
            };
            (pair.left, line)
        })
        .collect();
    lines.sort();
    let over = |words: &Words, over: &[usize]| over.iter().map(|&n| words.words[n].folded.clone()).collect::<Vec<_>>();
    let (here, there) = (over(left, &found.left_over), over(right, &found.right_over));
    let mut lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    match (here.is_empty(), there.is_empty()) {
        (true, true) => {}
        (false, true) => lines.push(format!("{} is left out there", here.join(" "))),
        (true, false) => lines.push(format!("{} is left out here", there.join(" "))),
        (false, false) => lines.push(format!("{} here, {} there", here.join(" "), there.join(" "))),
    }
    lines
}
