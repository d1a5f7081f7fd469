//! Names in a noun phrase: which of them is its head.

use crate::{
    model::Kind,
    quote::{
        lexicon::class,
        reading::{Named, Places, Reading},
    },
};

/// Whether a name can be that of somebody who speaks in person: a person, or a name that nothing is known of.
pub(in crate::quote) fn can_speak_as_person(name: &Named) -> bool {
    !name.demonym && name.kind.is_none_or(|k| k == Kind::Person)
}

/// The names in a phrase that are its head or stand beside it, not its complement (*ministre de la Défense de la Russie*).
pub(in crate::quote) fn eligible<'r, 'a>(
    r: &'r Reading<'a>,
    places: &Places,
) -> impl Iterator<Item = (&'a Named, Places)> + use<'r, 'a> {
    let phrase = places.clone();
    let person = move |n: &Named, own: &Places| {
        can_speak_as_person(n) && name_behind(r, own, &phrase) && followed_by_noun(r, own.end, phrase.end)
    };
    heads(r, places).filter(move |(n, own)| !person(n, own))
}

/// The same in a sentence, where a word behind a person may be a verb.
pub(in crate::quote) fn heads<'r, 'a>(
    r: &'r Reading<'a>,
    places: &Places,
) -> impl Iterator<Item = (&'a Named, Places)> + use<'r, 'a> {
    let places = places.clone();
    let mut coordinated = true; // nothing stands before the first name
    r.named_in(r.span(&places)).iter().filter(|name| !name.demonym).filter_map(move |name| {
        let own = r.tokens.within(name.span);
        let i = own.start;
        if i < places.start || own.end > places.end || own.is_empty() {
            return None;
        }
        let mut k = i;
        while k > places.start && r.is(k - 1, class::DETERMINER) && !r.is(k - 1, class::LINKER) {
            k -= 1;
        }
        let article = r.lexicon.verb_second && k == places.start + 1 && r.is(k - 1, class::DETERMINER); // Der Kreml
        let governs = if r.lexicon.drops_subject { class::LINKER | class::PREPOSITION } else { class::LINKER };
        let linked = k > places.start && !article && (r.is(k - 1, governs) || classified(r, name, &own, &places));
        let joined = k > places.start && r.is(k - 1, class::CONJUNCTION);
        let modifier = !can_speak_as_person(name) && followed_by_noun(r, own.end, places.end)
            || possessive(r, own.end, places.end);
        let common = is_common(r, name, &own, places.start, places.end);
        let beside = r.lexicon.verb_second && (is_complement(r, k, i, &places) || is_first_part(r, &own));
        let linked = linked || is_genitive(r, &own, &places);
        let keep = !common && !linked && !beside && (!joined || coordinated) && !modifier;
        coordinated = keep;
        keep.then_some((name, own))
    })
}

/// `Pentagon spokesman`: a common noun right behind the name, in a phrase that goes on.
pub(in crate::quote) fn followed_by_noun(r: &Reading, i: usize, end: usize) -> bool {
    r.lexicon.names_modify
        && !r.lexicon.verb_second
        && i < end
        && r.is_word(i)
        && !r.is_capital(i)
        && r.classes(i)
            & !(class::GROUP
                | class::AUTHORITY
                | class::SOURCE
                | class::TITLE
                | class::NOUN_LIKE
                | class::PERSON
                | class::NOT_ADVERB)
            == 0
}

/// `ein Gericht in Virginia`, `die Zeitung „Kurier“`: a name that says which one a noun before it means.
fn is_complement(r: &Reading, article: usize, name: usize, places: &Places) -> bool {
    let governed = article > places.start && r.is(article - 1, class::PREPOSITION) && r.name_at(article - 1).is_none();
    governed || r.quoted_at(name).is_some_and(|q| q.tokens.0 > places.start && q.tokens.1 <= places.end)
}

/// `die SPD-Fraktion`, `Mareks Sprecherin`: a name that is part of the noun behind it, or its genitive.
fn is_first_part(r: &Reading, own: &Places) -> bool {
    let compound = r.mark(own.end) == Some('-') && !r.is_spaced(own.end);
    let noun = r.is(own.end, class::PERSON | class::GROUP | class::TITLE | class::AUTHORITY | class::SOURCE);
    let genitive = r.lower(own.end - 1).ends_with('s') && noun && r.is_capital(own.end);
    compound || genitive
}

/// `Олег Ветров, мэр Заречья`: a single word behind the title in an apposition says of what, where nouns have cases.
fn is_genitive(r: &Reading, own: &Places, places: &Places) -> bool {
    let comma = own.start.checked_sub(2).filter(|&k| k > places.start && r.mark(k) == Some(','));
    let named = comma.is_some_and(|k| r.name_at(k - 1).is_some_and(|n| !n.demonym));
    r.lexicon.comma_before_clause && own.len() == 1 && named && r.is(own.start - 1, class::TITLE | class::PERSON)
}

/// `Putin's spokesman`.
fn possessive(r: &Reading, i: usize, end: usize) -> bool {
    i + 1 < end && r.mark(i).is_some_and(|c| matches!(c, '\'' | '’')) && !r.is_spaced(i)
}

/// Whether a further name stands behind `own` in the phrase, with nothing but words between them.
fn name_behind(r: &Reading, own: &Places, places: &Places) -> bool {
    (own.end..places.end).take_while(|&k| r.mark(k).is_none()).any(|k| r.name_at(k).is_some_and(|n| !n.demonym))
}

/// A single unknown word with a capital inside a determined phrase is a common noun with a capital: *la Société
/// nautique du Léon*.
pub(in crate::quote) fn is_common(r: &Reading, name: &Named, own: &Places, start: usize, end: usize) -> bool {
    let i = own.start;
    let determined = i > start && r.is(i - 1, class::DETERMINER) && r.name_at(i - 1).is_none();
    let unknown = name.entity.is_none() && name.kind.is_none() && own.len() == 1;
    let goes_on = own.end < end && r.is_word(own.end) && !r.is_capital(own.end);
    let verb = r.word(own.end).is_some_and(|w| !w.cues.is_empty())
        || r.is(
            own.end,
            class::PREPOSITION
                | class::ADVERB
                | class::RELATIVE
                | class::CONJUNCTION
                | class::DAY
                | class::AUXILIARY
                | class::BE,
        ) && !r.is(own.end, class::LINKER);
    unknown && determined && goes_on && !verb
}

/// A single word that says which one a common noun before it means, where that noun completes another: *la gérante de la
/// maison Kerbrat*. A full name there is a person of its own: *la présidente de l'association Marie Dupont*.
fn classified(r: &Reading, name: &Named, own: &Places, places: &Places) -> bool {
    let noun = own.start.wrapping_sub(1);
    if own.len() > 1 || name.kind == Some(Kind::Person) || noun <= places.start || r.lexicon.names_modify {
        return false;
    }
    let common = r.is_word(noun) && r.classes(noun) == 0 && !r.is_capital(noun);
    let mut k = noun;
    while k > places.start && r.is(k - 1, class::DETERMINER) && !r.is(k - 1, class::LINKER) {
        k -= 1;
    }
    common && k > places.start && r.is(k - 1, class::LINKER)
}
