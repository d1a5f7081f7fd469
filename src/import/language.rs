//! In which language a text is written.

use whatlang::{Detector, Lang};

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

/// The ISO 639-1 code of the language of `text`; none when it is too short or too mixed to tell. A stretch from its middle is
/// enough where that leaves no doubt: the ends of a page may be in another language.
pub fn detect(text: &str) -> Option<String> {
    let start = text.floor_char_boundary(text.len().saturating_sub(SAMPLE) / 2);
    let sample = &text[start..text.floor_char_boundary(start + SAMPLE)];
    surely(sample).or_else(|| (sample.len() < text.len()).then(|| surely(text)).flatten())
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
