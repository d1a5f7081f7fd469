//! Edits by chance: whatever is done to the gazetteer, the base is the one that reading all documents with it makes.

#[path = "edits/dice.rs"]
mod dice;
#[path = "edits/world.rs"]
mod world;

use std::collections::HashSet;

use dixit::{
    import::revise,
    store::{Asked, Edit, EditError, Step, Writer},
};
use proptest::prelude::*;
use world::World;

use dice::Throw;

/// Does what a throw says; none where the edits do not fit, and so change nothing.
fn play(world: &mut World, throw: &Throw) -> Option<Played> {
    let result = match throw {
        Throw::Undo => world.revise(|w| w.undo()),
        Throw::Redo => world.revise(|w| w.redo()),
        Throw::Edits(edits) => {
            let edits: Vec<Edit> = {
                let (gazetteer, quotations) = (world.gazetteer(), world.quotations());
                edits.iter().filter_map(|chance| chance.edit(&gazetteer, &quotations)).collect()
            };
            if edits.is_empty() {
                return None;
            }
            let asked = |edit| Asked { edit, command: "by chance".into(), who: None, why: None };
            world.revise(|w| w.edit_all(edits.into_iter().map(asked).collect()))
        }
    };
    match (result, throw) {
        (Ok(_), Throw::Undo) => Some(Played::Undo),
        (Ok(_), Throw::Redo) => Some(Played::Redo),
        (Ok(_), Throw::Edits(_)) => Some(Played::Edits),
        (Err(EditError::Store(error)), _) => panic!("{error}"),
        (Err(_), _) => None,
    }
}

/// Compares dumps; tells the lines that only one has.
fn same(found: &str, expected: &str) -> Result<(), TestCaseError> {
    let only = |a: &str, b: &str| {
        let known: HashSet<&str> = b.lines().collect();
        a.lines().filter(|line| !known.contains(line)).collect::<Vec<_>>().join("\n")
    };
    prop_assert!(found == expected, "found\n{}\nexpected\n{}", only(found, expected), only(expected, found));
    Ok(())
}

enum Played {
    Undo,
    Redo,
    Edits,
}

impl World {
    fn revise(&mut self, work: impl FnOnce(&mut Writer<'_>) -> Result<Step, EditError>) -> Result<(), EditError> {
        self.store.write(|w| revise(w, work)).map(|_| ())
    }
}

/// How many sequences are played; `DIXIT_EDITS_ROUNDS=20` plays twenty times as many.
fn cases() -> u32 {
    let rounds = std::env::var("DIXIT_EDITS_ROUNDS").ok().and_then(|rounds| rounds.parse().ok());
    8 * rounds.unwrap_or(1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_base_is_as_if_read_with_the_last_gazetteer(
        throws in prop::collection::vec(dice::throw(), 1..9),
    ) {
        let mut world = World::new();
        // the base behind each step in force, then behind those undone
        let (mut done, mut undone) = (vec![world.dump()], Vec::new());
        for throw in &throws {
            let played = play(&mut world, throw);
            let dump = world.dump();
            match played {
                None => same(&dump, done.last().unwrap())?,
                Some(Played::Edits) => {
                    done.push(dump.clone());
                    undone.clear();
                }
                Some(Played::Undo) => {
                    undone.push(done.pop().unwrap());
                    same(&dump, done.last().unwrap())?;
                }
                Some(Played::Redo) => {
                    done.push(undone.pop().unwrap());
                    same(&dump, done.last().unwrap())?;
                }
            }
            let anew = world.read_anew();
            same(&world::comparable(&dump), &world::comparable(&anew))?;
        }
        let last = world.dump();
        while done.len() > 1 {
            prop_assert!(play(&mut world, &Throw::Undo).is_some());
            undone.push(done.pop().unwrap());
        }
        same(&world.dump(), &done[0])?;
        prop_assert!(play(&mut world, &Throw::Undo).is_none());
        while play(&mut world, &Throw::Redo).is_some() {
            done.push(undone.pop().unwrap());
            same(&world.dump(), done.last().unwrap())?;
        }
        prop_assert!(undone.is_empty() && done.contains(&last));
        // handed on as a table, and made in another base; what is said of quotations belongs to this one
        let (table, other) = (world.table(), world.untouched());
        if done.len() > 1 && world.verdicts().is_empty() {
            let told = other.apply(&table);
            prop_assert!(told.contains(" 0 conflicts"), "{}\n{}", table, told);
            same(&other.dump(), done.last().unwrap())?;
            prop_assert_eq!(&other.table(), &table);
            prop_assert!(other.apply(&table).starts_with("nothing to change: "));
        }
    }
}
