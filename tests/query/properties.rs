//! What holds of every line: trees that are printed read back, words that are offered can be typed, and nothing breaks the parser.

use dixit::model::{Act, AliasSort, CasePolicy, Kind};
use dixit::query::registry::{
    ACTS, CLAUSES, Clause as Word, GENDERS, HEADS, Head as HeadWord, NameClass, Takes, UNITS, fields, is_keyword, verb,
};
use dixit::query::syntax::{
    AliasValue, At, Basis, Change, Clause, Date, DateForm, Edit, EntityValue, Form, Head, Line, Name, New, Operands,
    Origin, Query, Split, Stage, Statement, Tenure, Tree, Word as Bare,
};
use dixit::query::{complete, parse, print};
use dixit::span::Span;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const NOWHERE: At = At(Span { start: 0, end: 0 });

/// Words that names are made of: like words of the language, with signs, in other scripts, and dates.
const WORDS: &[&str] = &[
    "Mark",
    "de",
    "la",
    "20",
    "Minutes",
    "S&P",
    "L’Équipe",
    "By",
    "To",
    "Київ",
    "2024-10",
    "quotes",
    "count",
    "x/y",
    "outlet",
];

fn word() -> impl Strategy<Value = Bare> {
    select(WORDS).prop_map(|text| Bare { text: text.to_owned(), at: NOWHERE })
}

fn named(form: Form) -> Name {
    Name { form, at: NOWHERE }
}

fn text() -> impl Strategy<Value = Name> {
    let text = "[a-zé«“'(), |]{0,12}".prop_map(|text: String| named(Form::Quoted(text.trim().to_owned())));
    prop_oneof![3 => text, 1 => Just(named(Form::Parameter("who".to_owned())))]
}

fn name() -> impl Strategy<Value = Name> {
    let words = vec(word(), 1..4).prop_map(|words| named(Form::Words(words)));
    prop_oneof![3 => words, 1 => text(), 1 => Just(named(Form::Key("mark-rutte".to_owned())))]
}

/// Trees as the parser makes them: flat, and never of one part.
fn tree<T: Clone + std::fmt::Debug + 'static>(
    leaf: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Tree<T>> {
    leaf.prop_map(Tree::One).prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|tree| Tree::Not(Box::new(tree))),
            vec(inner.clone(), 2..4).prop_map(|parts| Tree::and(parts).unwrap()),
            vec(inner, 2..4).prop_map(|parts| Tree::or(parts).unwrap()),
        ]
    })
}

fn date() -> impl Strategy<Value = Date> {
    let unit = select(UNITS.iter().map(|row| row.unit).collect::<Vec<_>>());
    let form = prop_oneof![
        select(&["2024", "2024-10", "2024-10-31", "2024-Q4"][..]).prop_map(|d| DateForm::Digits(d.to_owned())),
        Just(DateForm::Today),
        Just(DateForm::Yesterday),
        unit.clone().prop_map(DateForm::Last),
        (0..99u32, unit).prop_map(|(n, unit)| DateForm::Ago(n, unit)),
        Just(DateForm::Quoted("2024-10".to_owned())),
        Just(DateForm::Parameter("from".to_owned())),
    ];
    form.prop_map(|form| Date { form, at: NOWHERE })
}

fn clause() -> impl Strategy<Value = Clause> {
    let row = select(CLAUSES.iter().map(|row| row.clause).collect::<Vec<_>>());
    let basis = select(vec![None, Some(Basis::Said), Some(Basis::Published)]);
    (row, basis, tree(name()), tree(text()), date(), date()).prop_map(|(word, basis, names, texts, first, last)| {
        let (operands, basis) = match word.row().takes {
            Takes::Names(_) => (Operands::Names(names), None),
            Takes::Text => (Operands::Names(texts), None),
            Takes::Date => (Operands::Dates(vec![first]), basis),
            Takes::Dates => (Operands::Dates(vec![first, last]), basis),
            Takes::Share => {
                let share = Bare { text: "0.8".to_owned(), at: NOWHERE };
                (Operands::Names(Tree::One(named(Form::Words(vec![share])))), None)
            }
            Takes::Nothing => (Operands::Nothing, None),
        };
        Clause { word, basis, operands, same: None, word_at: NOWHERE, at: NOWHERE }
    })
}

fn head() -> impl Strategy<Value = Head> {
    let special = |head: &HeadWord| !matches!(head, HeadWord::Who | HeadWord::What | HeadWord::Positions);
    let plain: Vec<HeadWord> = HEADS.iter().map(|row| row.head).filter(special).collect();
    let act = select(ACTS.iter().map(|row| row.act).collect::<Vec<Act>>());
    prop_oneof![
        4 => select(plain).prop_map(|head| Head::Plain(head, NOWHERE)),
        1 => (act.clone(), proptest::option::of(text())).prop_map(|(act, text)| Head::Who(act, text, NOWHERE)),
        1 => (tree(name()), act).prop_map(|(names, act)| Head::What(names, act, NOWHERE)),
        1 => tree(name()).prop_map(|names| Head::Positions(names, NOWHERE)),
    ]
}

fn stage() -> impl Strategy<Value = Stage> {
    let all: Vec<&str> = HEADS.iter().flat_map(|row| fields(row.family)).map(|field| field.name).collect();
    let field = select(all).prop_map(|name| Bare { text: name.to_owned(), at: NOWHERE });
    let unit = select(UNITS.iter().map(|row| row.unit).collect::<Vec<_>>());
    prop_oneof![
        vec(field.clone(), 0..3).prop_map(|by| Stage::Count(by, NOWHERE)),
        (field.clone(), any::<bool>()).prop_map(|(field, desc)| Stage::Sort(field, desc)),
        (1..99u32).prop_map(Stage::Limit),
        vec(field.clone(), 1..3).prop_map(Stage::Show),
        unit.prop_map(|unit| Stage::Timeline(unit, NOWHERE)),
        (1..99u32, field).prop_map(|(n, field)| Stage::Top(n, field, NOWHERE)),
        (1..99u32).prop_map(|n| Stage::Sample(n, NOWHERE)),
        Just(Stage::New(NOWHERE)),
    ]
}

/// Changes of every sort.
fn change() -> impl Strategy<Value = Statement> {
    let kind = || select(Kind::ALL);
    let day = || {
        proptest::option::of(select(&["2024", "2024-10-31"][..]).prop_map(|day| named(Form::Quoted(day.to_owned()))))
    };
    let key = proptest::option::of(Just(Bare { text: "new-one".to_owned(), at: NOWHERE }));
    let new = (kind(), name(), key).prop_map(|(kind, name, key)| New { kind, name, key }).boxed();
    let tenure = (name(), name(), name(), day(), day());
    let tenure = tenure.prop_map(|(role, of, holder, since, until)| Tenure { role, of, holder, since, until }).boxed();
    let entity_value = prop_oneof![
        kind().prop_map(EntityValue::Kind),
        select(GENDERS).prop_map(|(_, kept)| EntityValue::Gender(kept)),
        proptest::option::of(name()).prop_map(EntityValue::Country),
    ];
    let alias_value = prop_oneof![
        select(CasePolicy::ALL).prop_map(AliasValue::Case),
        select(AliasSort::ALL).prop_map(AliasValue::Sort),
        proptest::option::of(name()).prop_map(AliasValue::Language),
    ];
    let edit = prop_oneof![
        (name(), name()).prop_map(|(spelling, of)| Edit::Alias(spelling, of)),
        (name(), proptest::option::of(name())).prop_map(|(spelling, of)| Edit::ForgetAlias(spelling, of)),
        name().prop_map(Edit::ForgetEntity),
        tenure.clone().prop_map(|tenure| Edit::ForgetTenure(Tenure { until: None, ..tenure })),
        new.clone().prop_map(Edit::Add),
        name().prop_map(|of| Edit::Describe(of, "a few (words)".to_owned())),
        (name(), name()).prop_map(|(of, new)| Edit::Rename(of, new)),
        (name(), name()).prop_map(|(from, into)| Edit::Merge(from, into)),
        (vec(name(), 1..3), name(), new).prop_map(|(spellings, from, new)| Edit::Split(Split { spellings, from, new })),
        (name(), entity_value).prop_map(|(of, value)| Edit::SetEntity(of, value)),
        (name(), name(), alias_value).prop_map(|(spelling, of, value)| Edit::SetAlias(spelling, of, value)),
        tenure.prop_map(Edit::Hold),
    ];
    let because = proptest::option::of(Just("a «reason»".to_owned()));
    let reasoned = (edit, because).prop_map(|(edit, because)| (edit, because));
    let steps = prop_oneof![(1..9u32).prop_map(Edit::Undo), (1..9u32).prop_map(Edit::Redo)];
    let edit = prop_oneof![4 => reasoned, 1 => steps.prop_map(|edit| (edit, None))];
    (edit, any::<bool>()).prop_map(|((edit, because), preview)| Statement::Edit(Change { edit, because, preview }))
}

fn question() -> impl Strategy<Value = Statement> {
    let query = (head(), proptest::option::of(tree(clause())), vec(stage(), 0..3));
    query.prop_map(|(head, filter, stages)| Statement::Query(Query { head, filter, stages }))
}

/// The line that a statement is printed as.
fn printed(statement: Statement) -> String {
    print(&Line { statement, origin: Origin { source: String::new(), words: Vec::new() } })
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(statement in prop_oneof![3 => question(), 1 => change()]) {
        let line = printed(statement.clone());
        let again = parse(&line);
        prop_assert!(again.is_ok(), "{}\n{}", line, again.unwrap_err());
        prop_assert_eq!(&again.unwrap().statement, &statement, "{}", line);
    }

    #[test]
    fn what_is_offered_can_be_typed(statement in prop_oneof![3 => question(), 1 => change()], cut in any::<proptest::sample::Index>()) {
        let line = printed(statement);
        let cut = cut.index(line.len() + 1);
        prop_assume!(line.is_char_boundary(cut));
        let found = complete(&line, cut);
        let Some(word) = found.word else { return Ok(()) };
        for keyword in found.keywords {
            let typed = format!("{}{keyword} ", &line[..word.start]);
            let problem = parse(&typed).err();
            let behind = problem.as_ref().is_none_or(|problem| problem.span.start >= typed.trim_end().len() || opens(&typed, problem.span));
            prop_assert!(behind, "{}\n{}", typed, problem.unwrap());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..80)) {
        let line = String::from_utf8_lossy(&bytes);
        if let Err(problem) = parse(&line) {
            prop_assert!(problem.line.get(problem.span.start..problem.span.end).is_some());
        }
        let _ = complete(&line, line.len() / 2);
    }
}

/// Whether all that is wrong is a parenthesis that the rest of the line would close.
fn opens(line: &str, at: Span) -> bool {
    at.of(line) == "("
}

#[test]
fn generated_words_make_names() {
    assert!(WORDS.iter().all(|word| !is_keyword(word) && verb(word).is_none()));
    assert!(CLAUSES.iter().any(|row| matches!(row.takes, Takes::Names(NameClass::Outlet))) && Word::By.row().joint);
}
