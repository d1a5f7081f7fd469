//! `.tour` at a terminal.

use super::Prompt;

#[test]
fn the_tour_has_a_base_of_its_own_and_leads_back() {
    let mut prompt = Prompt::open();
    prompt.types(".tour\r");
    prompt.sees("A tour of 10 steps");
    prompt.sees("1 of 10 · Who said it");
    prompt.sees("tour> ");
    prompt.types("documents\r");
    prompt.sees("not yet. Begin with `who said`");
    prompt.sees("tour> ");
    prompt.types("who said \"petit nombre\"\r");
    prompt.sees("Pentagon");
    prompt.sees("right!");
    prompt.sees("2 of 10");
    prompt.sees("tour> ");
    prompt.types(".open 1\r");
    prompt.sees("⟨Pentagone⟩");
    prompt.sees("right!");
    prompt.sees("tour> ");
    prompt.types("quit\r");
    prompt.sees("the tour ends here");
    prompt.sees("dixit> ");
    prompt.asks("documents | count", &["documents · 1 row", "11"]);
}
