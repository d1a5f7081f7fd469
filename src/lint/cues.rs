//! Cues: forms that two of them share, forms that are also other words, cues that no case tries; attributions and roles.

use std::collections::{BTreeMap, BTreeSet};

use super::{Beside, Draft, advice, forms_of, meant_frame};
use crate::{
    language::{Cue, Form},
    model::Act,
    query::registry::nearest,
    text::Tokens,
};

/// Classes of words that stand between other words: a form among them is hardly read as a verb.
const SMALL: &[&str] = &[
    "determiner",
    "preposition",
    "conjunction",
    "relative",
    "complementizer",
    "auxiliary",
    "be",
    "adverb",
    "negation",
    "modal",
];

/// Classes of nouns: a form among them is read as a verb only with care, which the class `noun_like` asks for.
const NOUNS: &[&str] = &["group", "authority", "source", "speech", "title", "person", "content_noun"];

/// A cue with its act and its forms.
struct Inflected<'a> {
    act: Act,
    cue: &'a Cue,
    forms: Vec<(String, Form)>,
}

pub(super) fn lint(draft: &mut Draft<'_>, beside: &Beside<'_>) {
    let pack = draft.pack;
    let all = pack.cues.iter().flat_map(|group| group.list.iter().map(|cue| (group.act, cue)));
    let cues: Vec<Inflected> = all.map(|(act, cue)| Inflected { act, cue, forms: forms_of(pack, cue) }).collect();
    cues.iter().for_each(|c| broken(draft, c.cue));
    doubled(draft, &cues);
    cues.iter().filter(|c| !c.cue.mute).for_each(|c| other_words(draft, c));
    if let Some(cases) = beside.cases {
        untried(draft, &cues, cases);
    }
    priors(draft);
    attributions(draft);
    roles(draft, beside);
}

fn broken(draft: &mut Draft<'_>, cue: &Cue) {
    if let Err(reason) = draft.pack.check(cue) {
        let conjugations = draft.pack.conjugations.keys().map(String::as_str);
        let meant = meant_frame(&cue.frames).or_else(|| nearest(&cue.class, conjugations));
        let line = draft.line_of("lemma", &cue.lemma);
        draft.break_at(line, format!("cue \"{}\": {reason}{}", cue.lemma, advice(meant)));
    }
}

/// Pairs of cues that cannot be told apart by their words, and yet mean different things.
fn doubled(draft: &mut Draft<'_>, cues: &[Inflected<'_>]) {
    let mut by_form: BTreeMap<(&str, u8, &str, &str, bool), Vec<usize>> = BTreeMap::new();
    for (n, c) in cues.iter().enumerate() {
        for (form, sort) in &c.forms {
            let key = (form.as_str(), *sort as u8, c.cue.tail.as_str(), c.cue.apart.as_str(), c.cue.reflexive);
            let owners = by_form.entry(key).or_default();
            if !owners.contains(&n) {
                owners.push(n);
            }
        }
    }
    let mut shared: BTreeMap<(usize, usize), BTreeSet<&str>> = BTreeMap::new();
    for ((form, ..), owners) in &by_form {
        for (at, &b) in owners.iter().enumerate() {
            owners[..at].iter().for_each(|&a| _ = shared.entry((a, b)).or_default().insert(form));
        }
    }
    for ((a, b), forms) in shared {
        let (a, b) = (&cues[a], &cues[b]);
        let forms: Vec<&str> = forms.into_iter().collect();
        if let Some(message) = clash(a, b, &forms) {
            let line = draft.line_of("lemma", &b.cue.lemma);
            draft.warn(line, message);
        }
    }
}

/// What there is to say of two cues with forms in common.
fn clash(a: &Inflected<'_>, b: &Inflected<'_>, forms: &[&str]) -> Option<String> {
    if a.cue.lemma == b.cue.lemma {
        return Some(format!("cue \"{}\" is listed twice, as {} and as {}", a.cue.lemma, a.act, b.act));
    }
    let frames = |c: &Inflected<'_>| c.cue.frames.split_whitespace().map(str::to_string).collect::<BTreeSet<_>>();
    let same = a.act == b.act && frames(a) == frames(b) && a.cue.mute == b.cue.mute && a.cue.weak == b.cue.weak;
    let shown = forms.iter().take(3).map(|f| format!("\"{f}\"")).collect::<Vec<_>>().join(", ");
    let more = if forms.len() > 3 { " …" } else { "" };
    (!same).then(|| {
        let of = |c: &Inflected<'_>| format!("\"{}\" ({}: {})", c.cue.lemma, c.act, c.cue.frames);
        format!("cues {} and {} share {shown}{more}", of(a), of(b))
    })
}

/// Third persons that are also words of another class.
fn other_words(draft: &mut Draft<'_>, c: &Inflected<'_>) {
    let pack = draft.pack;
    let among = |classes: &[&'static str], form: &str| {
        classes.iter().copied().find(|class| pack.class(class).any(|word| word == form))
    };
    let careful =
        |form: &str| pack.verb_second || !c.cue.tail.is_empty() || pack.class("noun_like").any(|word| word == form);
    for (form, _) in c.forms.iter().filter(|(_, sort)| *sort == Form::Finite) {
        let why = match (among(SMALL, form), among(NOUNS, form)) {
            (Some(class), _) => format!("is also in the class `{class}`"),
            (None, Some(class)) if !careful(form) => format!("is also in the class `{class}`: add it to `noun_like`"),
            _ => continue,
        };
        let line = draft.line_of("lemma", &c.cue.lemma);
        draft.warn(line, format!("cue \"{}\": its form \"{form}\" {why}", c.cue.lemma));
    }
}

/// Cues none of whose forms stands in a case.
fn untried(draft: &mut Draft<'_>, cues: &[Inflected<'_>], cases: &str) {
    let tokens = Tokens::new(cases);
    let words: BTreeSet<&str> = (0..tokens.len()).map(|i| tokens.lower(i)).collect();
    let tried = |c: &&Inflected<'_>| {
        let rest = c.cue.tail.split_whitespace().chain(Some(c.cue.apart.as_str()).filter(|part| !part.is_empty()));
        let whole = |form: &String| c.cue.apart.is_empty() || !form.starts_with(&c.cue.apart);
        rest.clone().all(|word| words.contains(word)) && c.forms.iter().any(|(f, _)| words.contains(f.as_str()))
            || c.forms.iter().any(|(f, _)| !whole(f) && words.contains(f.as_str()))
    };
    let missing: Vec<&str> = cues.iter().filter(|c| !tried(c)).map(|c| c.cue.lemma.as_str()).collect();
    if let Some(first) = missing.first() {
        let line = draft.line_of("lemma", first);
        let (n, of) = (missing.len(), cues.len());
        draft.warn(line, format!("{n} of {of} cues stand in no case of tests/annotate: {}", missing.join(", ")));
    }
}

/// Priors of what is no cue.
fn priors(draft: &mut Draft<'_>) {
    let pack = draft.pack;
    let lemmas = || pack.cues.iter().flat_map(|group| &group.list).map(|cue| cue.lemma.as_str());
    for lemma in pack.priors.keys().filter(|lemma| !lemmas().any(|own| own == *lemma)) {
        let line = draft.line_of_key(lemma);
        draft.warn(line, format!("prior of \"{lemma}\": no such cue{}", advice(nearest(lemma, lemmas()))));
    }
}

/// Attributions before a speaker that do not say what makes them something else.
fn attributions(draft: &mut Draft<'_>) {
    let pack = draft.pack;
    let stated = |words: &str| {
        let from = draft.line_of("words", words);
        let own = draft.numbered().skip(from).take_while(|(_, line)| !line.starts_with('['));
        own.into_iter().any(|(_, line)| line.starts_with("not_before"))
    };
    let bare = pack.attributions.iter().filter(|a| !a.behind && !a.source && !a.parted && !stated(&a.words));
    let bare: Vec<&str> = bare.map(|a| a.words.as_str()).collect();
    for words in bare {
        let line = draft.line_of("words", words);
        let message = format!(
            "attribution \"{words}\" has no `not_before`: what makes it something else (« selon les besoins »)? An empty list says: nothing"
        );
        draft.warn(line, message);
    }
}

/// Roles that only one side knows.
fn roles(draft: &mut Draft<'_>, beside: &Beside<'_>) {
    let own: BTreeSet<&str> = draft.pack.roles.iter().map(|r| r.role.as_str()).collect();
    for role in own.difference(&beside.roles) {
        let line = draft.line_of("role", role);
        let meant = advice(nearest(role, beside.roles.iter().copied()));
        draft.warn(line, format!("role \"{role}\" is no role of offices.tsv{meant}"));
    }
    // that a city is a capital is told by its name alone
    let without: Vec<&str> = beside.roles.difference(&own).copied().filter(|role| *role != "capital").collect();
    if !without.is_empty() {
        draft.warn(1, format!("{} roles of offices.tsv have no phrase: {}", without.len(), without.join(", ")));
    }
}
