//! In which language a text is written.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use whatlang::{Detector, Lang};

use crate::language::shipped;

/// The languages looked for, and their ISO 639-1 codes. Those of the second group stand there so that a Dutch text is not
/// taken for a German one; those of the third have a script of their own.
const LANGUAGES: &[(Lang, &str)] = &[
    (Lang::Fra, "fr"),
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Ita, "it"),
    (Lang::Por, "pt"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Ron, "ro"),
    (Lang::Ces, "cs"),
    (Lang::Swe, "sv"),
    (Lang::Hun, "hu"),
    (Lang::Tur, "tr"),
    (Lang::Bul, "bg"),
    (Lang::Kor, "ko"),
    (Lang::Jpn, "ja"),
    (Lang::Cmn, "zh"),
];

/// How sure the detector must be: below, a text is in no language that is known.
const MARGIN: f64 = 0.1;

/// How much of a text tells its language, in bytes.
const SAMPLE: usize = 1_500;

/// Classes of words without which no sentence of a language does.
const FUNCTION: [&str; 9] =
    ["determiner", "preposition", "conjunction", "relative", "complementizer", "auxiliary", "be", "negation", "clitic"];

/// Fewest words that tell a language by themselves.
const WORDS: usize = 60;

/// Which packs have a word as a function word, one bit each; and the codes of the packs.
static FUNCTION_WORDS: LazyLock<(FxHashMap<String, u32>, Vec<String>)> = LazyLock::new(|| {
    let packs = shipped().unwrap_or_default();
    let mut words = FxHashMap::default();
    for (n, pack) in packs.iter().enumerate() {
        let listed = FUNCTION.iter().flat_map(|class| pack.class(class)).map(str::to_owned);
        for word in listed.chain(pack.pronouns.keys().cloned()) {
            *words.entry(word.trim_end_matches('\'').to_owned()).or_default() |= 1 << n;
        }
    }
    (words, packs.into_iter().map(|pack| pack.code).collect())
});

/// The ISO 639-1 code of the language of `text`; none when it is too short or too mixed to tell. A stretch from its middle is
/// enough where that leaves no doubt: the ends of a page may be in another language.
pub fn detect(text: &str) -> Option<String> {
    let start = text.floor_char_boundary(text.len().saturating_sub(SAMPLE) / 2);
    let sample = &text[start..text.floor_char_boundary(start + SAMPLE)];
    let surely_in = |part: &str| by_function_words(part).map(str::to_owned).or_else(|| surely(part));
    surely_in(sample).or_else(|| (sample.len() < text.len()).then(|| surely(text)).flatten())
}

/// The language of a pack in which the text has far more function words than in any other, and as many as its sentences need:
/// quick, and certain. Languages without a pack share too few words with one.
fn by_function_words(text: &str) -> Option<&'static str> {
    let (known, codes) = &*FUNCTION_WORDS;
    let mut counts = [0_usize; u32::BITS as usize];
    let mut all = 0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        all += 1;
        let mut packs = known.get(word).copied().unwrap_or_default();
        while packs != 0 {
            counts[packs.trailing_zeros() as usize] += 1;
            packs &= packs - 1;
        }
    }
    let (best, most) = counts.iter().copied().enumerate().max_by_key(|&(_, count)| count)?;
    let next = counts.iter().copied().enumerate().filter(|&(n, _)| n != best).map(|(_, count)| count).max()?;
    let sure = all >= WORDS && most * 10 >= all * 3 && most >= next * 2;
    codes.get(best).filter(|_| sure).map(String::as_str)
}

fn surely(text: &str) -> Option<String> {
    let detector = Detector::with_allowlist(LANGUAGES.iter().map(|&(lang, _)| lang).collect());
    let info = detector.detect(text)?;
    let sure = info.is_reliable() || info.confidence() >= MARGIN;
    LANGUAGES.iter().find(|&&(lang, _)| sure && lang == info.lang()).map(|&(_, code)| code.to_owned())
}

/// Shortest text, in bytes, that is believed against what is told about it.
const LONG: usize = 200;

/// Whether a text may be in the language of a tag such as `fr-CA`, for all one can tell. Many a site says `en` of everything.
pub fn may_be(tag: &str, text: &str) -> bool {
    let told = tag.split(['-', '_']).next().unwrap_or(tag);
    let known = LANGUAGES.iter().any(|(_, code)| code.eq_ignore_ascii_case(told));
    !known || text.len() < LONG || detect(text).is_none_or(|code| code.eq_ignore_ascii_case(told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_told() {
        for (text, code) in [
            (
                "L'ambassadeur a déclaré que ces rapports étaient des mensonges effrontés, sans donner de preuves.",
                Some("fr"),
            ),
            (
                "The ambassador said that these reports were barefaced lies, without giving any evidence for it.",
                Some("en"),
            ),
            ("Der Botschafter erklärte, diese Berichte seien dreiste Lügen, ohne dafür Belege zu nennen.", Some("de")),
            (
                "El embajador declaró que esos informes eran mentiras descaradas, sin dar ninguna prueba de ello.",
                Some("es"),
            ),
            (
                "L'ambasciatore ha dichiarato che queste notizie erano bugie sfacciate, senza fornire alcuna prova.",
                Some("it"),
            ),
            (
                "O embaixador declarou que essas notícias eram mentiras descaradas, sem apresentar qualquer prova.",
                Some("pt"),
            ),
            ("Посол заявил, что эти сообщения являются наглой ложью, не приведя никаких доказательств.", Some("ru")),
            ("Посол заявив, що ці повідомлення є нахабною брехнею, не навівши жодних доказів цього.", Some("uk")),
            ("대사는 이러한 보도가 뻔뻔한 거짓말이라고 말했다.", Some("ko")),
            (
                "De ambassadeur verklaarde dat deze berichten brutale leugens waren, zonder enig bewijs te leveren.",
                Some("nl"),
            ),
            (
                "Ambasador oświadczył, że te doniesienia są bezczelnymi kłamstwami, nie podając żadnych dowodów.",
                Some("pl"),
            ),
            ("Le ministre a déclaré que la réunion était utile.", Some("fr")),
            ("42 – 17", None),
        ] {
            assert_eq!(detect(text).as_deref(), code, "{text}");
        }
    }
}
