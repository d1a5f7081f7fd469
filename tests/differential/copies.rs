//! Copies of generated documents, as outlets make them: cut, in capitals, with other names.

use dixit::model::{Act, Zone};

use crate::dice::Dice;
use crate::generate::{outlet, party, published};
use crate::world::{Document, World};

/// Adds copies of some documents; those of one are a cluster.
pub fn add_copies(dice: &mut Dice, world: &mut World) {
    for i in 0..world.documents.len() {
        if !dice.chance(25) {
            continue;
        }
        let cluster = Some(i as i64 + 100);
        (world.documents[i].cluster, world.documents[i].sketched) = (cluster, true);
        for n in 0..dice.between(1, 3) {
            let copy = copy(dice, world, &world.documents[i], n);
            world.documents.push(copy);
        }
    }
}

fn copy(dice: &mut Dice, world: &World, of: &Document, n: usize) -> Document {
    let mut copy = of.clone();
    copy.key = format!("{}{n}", of.key);
    copy.source = format!("{:02}/{}-{n}", dice.below(100), of.key);
    copy.outlet = outlet(dice);
    if dice.chance(80) {
        copy.published = published(dice);
        copy.doubt = None;
    }
    copy.title = copy.title.filter(|_| dice.chance(80));
    copy.translated = dice.chance(10);
    change_parts(dice, &mut copy);
    change_quotations(dice, world, &mut copy);
    copy
}

fn change_parts(dice: &mut Dice, copy: &mut Document) {
    for paragraph in &mut copy.paragraphs {
        if dice.chance(15) {
            paragraph.wording = dice.number() as i64;
        }
        if dice.chance(8) {
            paragraph.zone = Zone::Furniture;
        }
    }
    copy.mentions.retain(|_| !dice.chance(8));
    copy.names.retain(|_| !dice.chance(8));
    for mention in &mut copy.mentions {
        mention.entity = mention.entity.filter(|_| mention.candidates.is_empty() || dice.chance(70));
    }
}

fn change_quotations(dice: &mut Dice, world: &World, copy: &mut Document) {
    copy.quotations.retain(|_| !dice.chance(12));
    for quotation in &mut copy.quotations {
        match dice.below(8) {
            0 => quotation.content = format!("« {} ! »", quotation.content.to_uppercase()),
            1 => quotation.content.push_str(" treaty"),
            2 => quotation.speakers = vec![party(dice, world)],
            3 => quotation.act = *dice.pick(Act::ALL),
            _ => {}
        }
    }
}
