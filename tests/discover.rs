//! Discovery with context: two-sentence articles about invented people, in which an unknown name is a new spelling of somebody the
//! gazetteer knows, or somebody else. `held-back.tsv` is never looked at when weights are fitted; `DIXIT_FIT=1 cargo test --test discover`
//! fits them on `fitted.tsv` and writes them into `data/discover/weights.tsv`.

#[path = "discover/figures.rs"]
mod figures;
#[path = "discover/fit.rs"]
mod fit;
#[path = "discover/world.rs"]
mod world;

use figures::Figures;
use world::{Judged, World};

/// Parts of the articles.
const PARTS: [&str; 2] = ["fitted", "held-back"];

#[test]
fn context_tells_whose_spellings_names_are() {
    let world = World::new();
    if std::env::var_os("DIXIT_FIT").is_some() {
        fit::write(&world.judged("fitted"));
        return;
    }
    let [fitted, held_back] = PARTS.map(|part| world.judged(part));
    if std::env::var_os("DIXIT_WRONG").is_some() {
        fitted.iter().for_each(|case| println!("{}", case.told()));
    }
    let alone = figures::names_alone(&fitted);
    let all: Vec<&Judged> = fitted.iter().chain(&held_back).collect();
    let parts = [("fitted", fitted.iter().collect()), ("held back", held_back.iter().collect()), ("all", all)];
    for (part, judged) in parts {
        let (context, names) = (Figures::with_context(&judged), Figures::of_names(&judged, &alone));
        println!("{part}, {} articles: {}", judged.len(), context.told());
        println!("{part}, names alone: {}", names.told());
        assert!(context.sure_precision() >= 0.99, "{part}: {}", context.told());
        assert!(part != "all" || context.f1() >= names.f1() + 0.145, "{} against {}", context.told(), names.told());
    }
}
