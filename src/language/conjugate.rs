//! Forms of a cue, from its dictionary form and its conjugation.

use super::pack::{Conjugation, Cue};

/// What a form can do in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A third person: *affirme*, *said*.
    Finite,
    /// A third person whose first part stands apart, at the end of its clause: *teilte … mit*.
    Apart,
    /// A past participle, which needs an auxiliary.
    Participle,
    /// A present participle: *affirmant*, *saying*.
    Gerund,
    /// The dictionary form.
    Infinitive,
}

/// Every form of the verb in `cue`, in lower case.
///
/// # Errors
/// When the dictionary form does not end as its conjugation says.
pub fn forms(cue: &Cue, class: &Conjugation) -> Result<Vec<(String, Form)>, String> {
    let verb = verb(cue);
    let verb = verb.strip_prefix(cue.apart.as_str()).unwrap_or(verb);
    let stem = verb
        .strip_suffix(class.infinitive.as_str())
        .ok_or_else(|| format!("expected a verb in -{} (class {}), found \"{verb}\"", class.infinitive, cue.class))?;
    let prefix = class.participle_prefix.as_str();
    let mut made = vec![(verb.to_string(), Form::Infinitive)];
    for (endings, form) in
        [(&class.finite, Form::Finite), (&class.participle, Form::Participle), (&class.gerund, Form::Gerund)]
    {
        if endings.starts_with(' ') {
            made.push((stem.to_string(), form));
        }
        let before = if form == Form::Participle { prefix } else { "" };
        made.extend(
            endings.split_whitespace().map(|e| (format!("{before}{stem}{}", if e == "0" { "" } else { e }), form)),
        );
    }
    made.extend(cue.also.split_whitespace().map(|f| (f.to_string(), Form::Finite)));
    made.extend(cue.participle.split_whitespace().map(|f| (f.to_string(), Form::Participle)));
    Ok(if cue.apart.is_empty() { made } else { parted(made, &cue.apart) })
}

/// The forms of a verb whose first part may stand apart: *mitteilen*, *mitgeteilt*, *mitteilte*, and *teilte … mit*.
fn parted(made: Vec<(String, Form)>, first: &str) -> Vec<(String, Form)> {
    let apart = made.iter().filter(|(_, form)| *form == Form::Finite).map(|(verb, _)| (verb.clone(), Form::Apart));
    let whole = made.iter().map(|(verb, form)| (format!("{first}{verb}"), *form));
    apart.chain(whole).collect()
}

/// The inflected word of a lemma: without the reflexive pronoun before it and the tail behind it.
fn verb(cue: &Cue) -> &str {
    let lemma = cue.lemma.as_str();
    let tail = cue.tail.replace("' ", "'"); // the tokenizer cuts behind an elision
    let lemma = lemma.strip_suffix(tail.as_str()).unwrap_or(lemma).trim_end();
    let bare = || lemma.strip_prefix("se ").or_else(|| lemma.strip_prefix("s'")).or_else(|| lemma.strip_suffix("se"));
    bare().filter(|_| cue.reflexive).unwrap_or(lemma)
}
