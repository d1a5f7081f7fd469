//! Forms of a cue, from its dictionary form and its conjugation.

use super::pack::{Conjugation, Cue};

/// What a form can do in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A third person: *affirme*, *said*.
    Finite,
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
    let stem = verb
        .strip_suffix(class.infinitive.as_str())
        .ok_or_else(|| format!("expected a verb in -{} (class {}), found \"{verb}\"", class.infinitive, cue.class))?;
    let mut made = vec![(verb.to_string(), Form::Infinitive)];
    for (endings, form) in
        [(&class.finite, Form::Finite), (&class.participle, Form::Participle), (&class.gerund, Form::Gerund)]
    {
        if endings.starts_with(' ') {
            made.push((stem.to_string(), form));
        }
        made.extend(endings.split_whitespace().map(|e| (format!("{stem}{}", if e == "0" { "" } else { e }), form)));
    }
    made.extend(cue.also.split_whitespace().map(|f| (f.to_string(), Form::Finite)));
    made.extend(cue.participle.split_whitespace().map(|f| (f.to_string(), Form::Participle)));
    Ok(made)
}

/// The inflected word of a lemma: without the reflexive pronoun before it and the tail behind it.
fn verb(cue: &Cue) -> &str {
    let lemma = cue.lemma.as_str();
    let lemma = lemma.strip_suffix(cue.tail.as_str()).unwrap_or(lemma).trim_end();
    if cue.reflexive { lemma.strip_prefix("se ").or_else(|| lemma.strip_prefix("s'")).unwrap_or(lemma) } else { lemma }
}
