//! Made-up articles in which names stand in all the ways that a spelling may.

use proptest::prelude::*;

/// Names of nobody, known to the gazetteer or perhaps one day. The last word of many is also a word of its own.
pub const NAMES: &[&str] = &[
    "Ada Lune",
    "Lune",
    "Otto Varn",
    "Varn",
    "Ada Varn",
    "Nell Ashby",
    "Ashby",
    "Jean Varn",
    "Orme",
    "Oria Orme",
    "Norland",
    "Norlandia",
    "Korvie",
    "Kelm",
    "Port-Kelm",
    "ORKA",
    "Orka",
    "L'Alliance de Kelm",
    "Alliance de Kelm",
    "Conseil",
    "Bahri al-Nur",
    "al-Nur",
    "نور كلم",
    "كلم",
    "東海市",
    "東海",
    "Harrow",
    "Harrow Vale",
    "Mary",
    "Mary Harrow",
    "norlandais",
    "Temur Kelm",
    "O'Brann",
    "Mars",
    "Jean",
    "Quill",
];

/// What sentences are made of: `P` is a name.
const FRENCH: &[&str] = &[
    "P a rencontré P à P, où l’P et d'P étaient attendus.",
    "« Nous n’irons pas à P », a déclaré P mardi.",
    "Il a ajouté que P serait prêt. « Rien ne change », a-t-il dit.",
    "Selon P, qu’P avait prévenu, la route de P est fermée.",
    "Le ministre norlandais de la Défense a affirmé que P attendait P.",
    "Le ministre de la Défense de P, P, a démenti que P ait menti.",
    "P (ORKA) a annoncé une enquête, a indiqué P. Ce dernier a refusé de répondre.",
    "P-P : P 2-1 P. Mme P, 45 ans, vit à P.",
];
const ENGLISH: &[&str] = &[
    "P met P in P, and P's friends were there.",
    "“We will not go to P,” P said on Tuesday. He added that P was ready.",
    "The defence minister of P said that P had left P.",
    "P, the mayor of P, denied that P had lied. She declined to comment on P.",
    "According to P, P’s plan is dead, said Mr P.",
    "A man who had worked for P in P was seen near the har-\nrow and the nor-\nland road that evening, and the rest of the\nwords fill the line up to a width that wraps\nwhere nobody asked P.",
];
const GERMAN: &[&str] = &[
    "Ps Sprecher sagte, P werde nach P reisen.",
    "„Wir gehen nicht nach P“, sagte P am Dienstag. Er fügte hinzu, P sei bereit.",
    "Der Verteidigungsminister von P traf P und Ps Bruder.",
    "Laut P ist Ps Plan tot.",
];
const OTHER: &[&str] =
    &["وقال P إن P في بP", "P는 P에서 말했다", "EUと東海市のP。P", "«Слова P», сказал P.", "P\u{200B}P Acme™ P"];

/// Texts of a few sentences each, with the ending of the file's name, which tells the language.
pub fn texts() -> impl Strategy<Value = Vec<String>> {
    let lists = [FRENCH, ENGLISH, GERMAN, OTHER];
    let text = (0..lists.len()).prop_flat_map(move |list| {
        let sentence = (prop::sample::select(lists[list]), prop::collection::vec(prop::sample::select(NAMES), 8));
        prop::collection::vec(sentence, 2..7)
    });
    prop::collection::vec(text, 3..9).prop_map(|all| all.iter().map(|sentences| written(sentences)).collect())
}

fn written(sentences: &[(&str, Vec<&str>)]) -> String {
    let mut text = String::new();
    for (n, (form, names)) in sentences.iter().enumerate() {
        let mut names = names.iter();
        for part in form.split_inclusive('P') {
            match part.strip_suffix('P') {
                Some(before) => text.extend([before, names.next().copied().unwrap_or("Kelm")]),
                None => text += part,
            }
        }
        text += if n % 3 == 2 { "\n\n" } else { " " };
    }
    text
}
