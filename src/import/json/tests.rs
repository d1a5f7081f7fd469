use std::{
    io::{self, BufReader, Read},
    ops::ControlFlow,
};

use proptest::prelude::*;

use crate::import::{
    stream::SHARE,
    trial::{reader, trial},
};

fn told(format: &str, text: &str, map: &str) -> Vec<(String, String)> {
    trial(format, text, map).told().into_iter().map(|(place, text)| (place.to_owned(), text)).collect()
}

fn pairs(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(place, text)| (place.to_string(), text.to_string())).collect()
}

#[test]
fn every_line_is_a_document_and_a_broken_one_stops_nobody() {
    let text = "{\"id\": \"x\", \"text\": \"a\"}\r\n\n{\"text\": \"b\" \"c\"}\n[1]\n{\"id\": 7, \"body\": \"d\"}\n{\"title\": \"e\"}\n{\"text\": \"f";
    let expected = pairs(&[
        ("x", "a"),
        ("3", "expected a JSON object, found a mistake in column 14: expected `,` or `}`"),
        ("4", "expected a JSON object, found `[1]`"),
        ("7", "d"),
        ("6", "expected a field with the text, found the fields `title`; name it with --map text=FIELD"),
        ("7", "expected a JSON object, found a mistake in column 11: EOF while parsing a string"),
    ]);
    assert_eq!(told("JSON lines", text, ""), expected);
    assert_eq!(told("JSON", text, ""), expected, "lines are told by their first two");
    assert!(told("JSON lines", "", "").is_empty());
}

#[test]
fn lists_are_read_where_they_are() {
    for (text, expected) in [
        (r#"[{"text": "a"}, {"text": "b"}]"#, &[("1", "a"), ("2", "b")][..]),
        (r#"{"status": "ok", "articles": [{"url": "u", "content": "a"}], "totalResults": 1}"#, &[("u", "a")]),
        (r#"{"response": {"docs": [{"text": "a"}, {"text": "b"}]}}"#, &[("1", "a"), ("2", "b")]),
        (r#"{"images": [{"x": 1}], "pages": [{"text": "a"}, {"text": "b"}]}"#, &[("1", "a"), ("2", "b")]),
        ("{\n\"title\": \"t\",\n\"text\": \"a\", \"comments\": [{\"text\": \"b\"}]}", &[("1", "a")]),
        (r#"{"text": "a"} {"text": "b"}"#, &[("1", "a"), ("2", "b")]),
        (r#"[[{"text": "a"}]]"#, &[("1", r#"expected a JSON object, found `[{"text": "a"}]`"#)]),
        (r#"{"articles": []}"#, &[]),
        ("[]", &[]),
        ("", &[]),
        (
            r#"{"data": null, "feed": -1.5, "items": true}"#,
            &[("1", "expected a field with the text, found the fields (none); name it with --map text=FIELD")],
        ),
        (
            r#"[{"text": "a"}, {"text": "b""#,
            &[("1", "a"), ("end", "expected JSON, found a mistake: EOF while parsing an object at line 1 column 28")],
        ),
    ] {
        assert_eq!(told("JSON", text, ""), pairs(expected), "{text}");
    }
}

#[test]
fn values_of_every_kind_become_fields() {
    let text = r#"[{"id": 7, "title": {"rendered": "L&rsquo;été"}, "content": {"protected": false, "rendered": "<p>Un</p><p>deux</p>"},
        "authors": ["A. B.", {"name": "C. D."}, null, ""], "source": {"id": "g", "name": "La Gazette"}, "lang": "fr",
        "date": "2024-10-31", "url": "https://example.org/7", "crawled": 1730332800, "other": {"text": [1, [2]]}}]"#;
    let record = trial("JSON", text, "").record();
    assert_eq!(record.text, "Un\n\ndeux");
    assert_eq!((record.title.as_deref(), record.author.as_deref()), (Some("L’été"), Some("A. B., C. D.")));
    assert_eq!((record.outlet.as_deref(), record.language.as_deref()), (Some("La Gazette"), Some("fr")));
    assert_eq!(
        (record.published.as_deref(), record.url.as_deref()),
        (Some("2024-10-31"), Some("https://example.org/7"))
    );
    assert_eq!((record.retrieved.as_deref(), record.encoding), (Some("2024-10-31T00:00:00Z"), Some("UTF-8")));
    assert_eq!(trial("JSON", r#"[{"text": ["Un", ["deux", 3]]}]"#, "").record().text, "Un\n\ndeux\n\n3");
}

#[test]
fn a_map_reaches_into_objects() {
    let text = r#"[{"text": "no", "article": {"Main-Body": "a", "meta": {"seen": "2024-10-31"}}}]"#;
    let record = trial("JSON", text, "text=article.mainbody,date=article.meta.seen").record();
    assert_eq!((record.text.as_str(), record.published.as_deref()), ("a", Some("2024-10-31")));
    assert_eq!(told("JSON", r#"[{"text": "no", "article": "x"}]"#, "text=article.body").len(), 1);
    let list = r#"{"data": {"items": [{"b": "a"}]}}"#;
    assert_eq!(told("JSON", list, "text=b"), pairs(&[("1", "a")]));
}

#[test]
fn older_encodings_are_told() {
    let text = "{\"text\": \"L’été à Besançon, œuvre de « Mémé ».\"}\n{\"text\": \"déjà\"}\n";
    let trial = trial("JSON lines", encoding_rs::WINDOWS_1252.encode(text).0, "");
    assert_eq!(trial.told()[1].1, "déjà");
    assert_eq!(trial.pieces[0].record.as_ref().unwrap().encoding, Some("windows-1252"));
}

#[test]
fn reading_stops_when_it_is_told_to() {
    for (format, mut input) in
        [("JSON lines", &b"{\"text\": \"a\"}\n{\"text\": \"b\"}"[..]), ("JSON", b"[{\"text\": \"a\"}, {]")]
    {
        let mut seen = 0;
        let mut sink = |_| {
            seen += 1;
            ControlFlow::Break(())
        };
        reader(format)(&mut input, &Default::default(), &mut sink).unwrap();
        assert_eq!(seen, 1);
    }
}

#[test]
fn deep_nesting_is_refused() {
    let deep = "[".repeat(100_000);
    for text in
        [format!("[{{\"text\": {deep}"), deep.clone(), format!("{{\"data\": {deep}"), "{\"data\":".repeat(100_000)]
    {
        assert!(trial("JSON", &text, "").failure.is_some());
    }
    let closed = format!("{{\"text\": \"a\", \"x\": {deep}{}}}", "]".repeat(100_000));
    assert_eq!(told("JSON lines", &closed, ""), pairs(&[("1", "a")]), "what is skipped may be as deep as it likes");
    let text = format!("{{\"text\": {deep}{}}}", "]".repeat(100_000));
    assert!(trial("JSON lines", &text, "").pieces[0].record.is_err());
}

#[test]
fn what_never_ends_is_refused() {
    for start in ["{\"articles\": [{\"text\": \"", "{\"title\": ["] {
        let mut input = BufReader::new(start.as_bytes().chain(io::repeat(b'1')));
        let result = reader("JSON")(&mut input, &Default::default(), &mut |_| ControlFlow::Continue(()));
        assert!(result.unwrap_err().to_string().starts_with("expected an article of at most 64 MB"), "{start}");
    }
}

#[test]
fn a_line_that_is_too_long_is_refused_and_the_next_is_read() {
    let (before, after) = (&b"{\"text\": \"a\"}\n{\"text\": \""[..], &b"\"}\n{\"text\": \"b\"}"[..]);
    let mut input = BufReader::new(before.chain(io::repeat(b'x').take(SHARE)).chain(after));
    let mut seen = Vec::new();
    let mut sink = |piece: crate::import::record::Piece| {
        seen.push((piece.place, piece.record.map_err(|f| f.to_string()).map(|r| r.text)));
        ControlFlow::Continue(())
    };
    reader("JSON lines")(&mut input, &Default::default(), &mut sink).unwrap();
    assert_eq!(seen.len(), 3);
    assert!(seen[1].1.as_ref().unwrap_err().contains("64 MB"));
    assert_eq!(seen[2], ("3".to_owned(), Ok("b".to_owned())));
}

proptest! {
    #[test]
    fn any_bytes_give_pieces_or_a_failure(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in ["JSON", "JSON lines"] {
            let found = trial(format, &bytes, "");
            prop_assert!(found.pieces.len() <= bytes.len());
        }
    }

    #[test]
    fn any_json_signs_too(text in r#"([\[\]{}:,"a ]|"text"|"data"|"a"|null|-1|1e9|\n|\\u00e9|\\){0,60}"#) {
        for format in ["JSON", "JSON lines"] {
            let found = trial(format, &text, "");
            prop_assert!(found.pieces.iter().all(|piece| piece.record.as_ref().is_ok_and(|r| !r.text.is_empty()) || piece.record.is_err()));
        }
    }
}
