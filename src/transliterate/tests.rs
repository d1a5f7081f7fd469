use super::*;

/// The Latin spellings of a name in one language, those of every language included.
fn spellings(code: &str, given: &str, family: &str, language: &str) -> Vec<String> {
    let found = system(code).unwrap().latin(&Name { given, family }).into_iter();
    found.filter(|l| l.language == language || l.language == "*").map(|l| l.full).collect()
}

/// System, given name, family name, language, spellings that the press of that language has printed.
const ROWS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "uk",
        "Володимир",
        "Зеленський",
        "en",
        "Volodymyr Zelensky, Volodymyr Zelenskyy, Volodymyr Zelenskyi, Volodymyr Zelenskiy",
    ),
    ("uk", "Володимир", "Зеленський", "fr", "Volodymyr Zelenski, Volodymyr Zelensky"),
    ("uk", "Володимир", "Зеленський", "de", "Wolodymyr Selenskyj, Wolodymyr Selensky"),
    ("uk", "Володимир", "Зеленський", "es", "Volodimir Zelenski, Volodymyr Zelensky"),
    ("uk", "Володимир", "Зеленський", "pl", "Wołodymyr Zełenski"),
    ("uk", "Денис", "Шмигаль", "en", "Denys Shmyhal"),
    ("uk", "Денис", "Шмигаль", "fr", "Denys Chmyhal"),
    ("uk", "Денис", "Шмигаль", "de", "Denys Schmyhal"),
    ("uk", "Юлія", "Свириденко", "en", "Yuliia Svyrydenko, Yulia Svyrydenko"),
    ("uk", "Юлія", "Свириденко", "de", "Julija Swyrydenko, Julia Swyrydenko"),
    ("uk", "Андрій", "Єрмак", "en", "Andriy Yermak, Andrii Yermak"),
    ("uk", "Андрій", "Єрмак", "fr", "Andriy Yermak, Andriï Iermak"),
    ("uk", "Андрій", "Єрмак", "de", "Andrij Jermak"),
    ("uk", "Сергій", "Кислиця", "en", "Serhiy Kyslytsya, Serhii Kyslytsia"),
    ("uk", "Сергій", "Кислиця", "pl", "Serhij Kysłycia"),
    ("ru", "Владимир", "Путин", "en", "Vladimir Putin"),
    ("ru", "Владимир", "Путин", "fr", "Vladimir Poutine"),
    ("ru", "Владимир", "Путин", "de", "Wladimir Putin"),
    ("ru", "Владимир", "Путин", "pl", "Władimir Putin"),
    ("ru", "Сергей", "Лавров", "en", "Sergei Lavrov, Sergey Lavrov"),
    ("ru", "Сергей", "Лавров", "fr", "Sergueï Lavrov, Serguei Lavrov"),
    ("ru", "Сергей", "Лавров", "de", "Sergei Lawrow, Sergej Lawrow"),
    ("ru", "Сергей", "Лавров", "es", "Serguei Lavrov"),
    ("ru", "Сергей", "Лавров", "pl", "Siergiej Ławrow"),
    ("ru", "Дмитрий", "Песков", "en", "Dmitry Peskov, Dmitriy Peskov, Dmitri Peskov"),
    ("ru", "Дмитрий", "Песков", "fr", "Dmitri Peskov"),
    ("ru", "Дмитрий", "Медведев", "de", "Dmitri Medwedew, Dmitrij Medwedew"),
    ("ru", "Дмитрий", "Медведев", "pl", "Dmitrij Miedwiediew"),
    ("ru", "Мария", "Захарова", "de", "Maria Sacharowa"),
    ("ru", "Мария", "Захарова", "es", "Maria Zajarova"),
    ("ru", "Сергей", "Шойгу", "en", "Sergei Shoigu, Sergey Shoygu"),
    ("ru", "Сергей", "Шойгу", "fr", "Sergueï Choïgou"),
    ("ru", "Сергей", "Шойгу", "de", "Sergei Schoigu"),
    ("ru", "Евгений", "Пригожин", "en", "Yevgeny Prigozhin, Evgeni Prigozhin"),
    ("ru", "Евгений", "Пригожин", "fr", "Evgueni Prigojine"),
    ("ru", "Евгений", "Пригожин", "de", "Jewgeni Prigoschin"),
    ("ru", "Алексей", "Навальный", "en", "Alexei Navalny, Aleksey Navalnyy"),
    ("ru", "Алексей", "Навальный", "fr", "Alexeï Navalny"),
    ("ru", "Алексей", "Навальный", "de", "Alexei Nawalny"),
    ("ru", "Никита", "Хрущев", "fr", "Nikita Khrouchtchev"),
    ("be", "Сьвятлана", "Ціханоўская", "fr", "Sviatlana Tsikhanouskaïa"),
    ("bg", "Румен", "Радев", "de", "Rumen Radew"),
    ("sr", "Александар", "Вучић", "fr", "Aleksandar Vučić"),
    ("sr", "Александар", "Вучић", "en", "Aleksandar Vučić, Aleksandar Vuchich"),
    ("ar", "ʿAbd al-Fattāḥ", "al-Sīsī", "en", "Abdel Fattah al-Sisi, Abdul Fattah al-Sisi"),
    ("ar", "ʿAbd al-Fattāḥ", "al-Sīsī", "fr", "Abdel Fattah al-Sissi"),
    ("ar", "Baššār", "al-Asad", "fr", "Bachar al-Assad"),
    ("ar", "Ḥasan", "Naṣrallāh", "es", "Hasan Nasrallah"),
    ("ar", "Muḥammad", "bin Salmān", "en", "Mohammed bin Salman"),
    ("ar", "Muḥammad", "bin Salmān", "fr", "Mohammed ben Salmane"),
    ("ar", "Ǧamāl", "Ḫāšuqǧī", "de", "Dschamal Chaschuqdschi"),
    ("fa", "Masʿud", "Pezeškiyān", "en", "Masud Pezeshkian"),
    ("fa", "Masʿud", "Pezeškiyān", "fr", "Massoud Pezechkian"),
    ("fa", "Masʿud", "Pezeškiyān", "de", "Massud Peseschkian"),
    ("he", "Binyamin", "Netanyahu", "fr", "Binyamin Netanyahou"),
    ("he", "Binyamin", "Netanyahu", "de", "Binjamin Netanjahu"),
    ("he", "Yiṣḥaq", "Herṣog", "en", "Yitzhak Hertzog"),
    ("ko", "재명", "이", "fr", "Lee Jae-myung, Lee Jaemyung, Lee Jae Myung, I Jae-myeong"),
    ("ko", "석열", "윤", "en", "Yoon Seok-yeol, Yoon Seokyeol, Yun Seok-yeol"),
    ("ko", "근혜", "박", "de", "Park Geun-hye"),
    ("ko", "진", "박", "es", "Park Jin"),
    ("ko-KP", "정은", "김", "en", "Kim Jong Un, Kim Jong-un"),
    ("ko-KP", "선희", "최", "fr", "Choe Son Hui, Choe Son-hui"),
    ("zh", "Jin-ping", "Xi", "fr", "Xi Jinping, Xi Jin-ping"),
    ("zh", "Yi", "Wang", "en", "Wang Yi"),
    ("zh-TW", "Ying-wen", "Cai", "en", "Tsai Ying-wen"),
    ("zh-TW", "Qing-de", "Lai", "en", "Lai Ching-te, Lai Ching Te"),
    ("zh-TW", "Jie-shi", "Jiang", "en", "Chiang Chieh-shih"),
];

#[test]
fn names_are_written_as_the_press_of_each_language_does() {
    let mut wrong = Vec::new();
    for &(code, given, family, language, expected) in ROWS {
        let found = spellings(code, given, family, language);
        wrong.extend(
            expected
                .split(", ")
                .filter(|e| !found.iter().any(|f| f == e))
                .map(|e| format!("{code}: no {e} in {found:?}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A system that reads a script leaves no letter of it behind.
#[test]
fn every_letter_has_a_rule() {
    for (code, letters) in [
        ("ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
        ("uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
        ("be", "абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
        ("bg", "абвгдежзийклмнопрстуфхцчшщъьюя"),
        ("sr", "абвгдђежзијклљмнњопрстћуфхцчџш"),
        ("ko", "가나다라마바사아자차카타파하꺼떠뻐써쩌개걔계과괘괴교궤귀규그긔닭읽밟"),
        ("ko-KP", "가나다라마바사아자차카타파하꺼떠뻐써쩌개걔계과괘괴교궤귀규그긔"),
    ] {
        for letter in letters.chars().map(String::from) {
            for latin in system(code).unwrap().latin(&Name { given: "", family: &letter }) {
                assert!(latin.full.chars().all(|c| c < '\u{250}'), "{code}: {letter} becomes {}", latin.full);
            }
        }
    }
}

#[test]
fn no_system_gives_one_spelling_twice() {
    for system in systems() {
        let found = system.latin(&Name { given: "", family: "Абв" });
        let mut once = found.clone();
        once.dedup();
        assert_eq!(found, once, "{}", system.code);
        assert!(!system.name.is_empty());
    }
}

#[test]
fn a_table_that_is_wrong_is_refused_with_the_line() {
    let read = |rules: &str| {
        System::read("xx.toml", &format!("name = 'X'\ncolumns = 'en fr'\nrules = '''\n{rules}\n'''")).err()
    };
    assert_eq!(read("а - a"), None);
    assert_eq!(read("а - a b c").as_deref(), Some("xx.toml: not a rule: а - a b c"));
    assert!(read("а b").is_some_and(|e| e.ends_with("not a rule: а b")));
}
