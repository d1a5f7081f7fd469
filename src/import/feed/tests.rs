use std::{
    io::{self, BufReader, Read},
    ops::ControlFlow,
};

use proptest::prelude::*;

use super::*;
use crate::import::trial::{reader, trial};

const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="x" xmlns:dc="y" xmlns:media="z" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>La Gazette &amp; Cie</title><language>fr-FR</language><link>https://example.org/</link>
<atom:link rel="self" href="https://example.org/feed"/><image><title>Logo</title></image>
<item><title><![CDATA[L'été à <b>Paris</b>]]></title><link>https://example.org/1</link><guid isPermaLink="false">g1</guid>
<media:title>Photo</media:title><atom:link rel="related" href="https://example.org/other"/>
<pubDate>Thu, 31 Oct 2024 10:32:00 GMT</pubDate><author>a.b@example.org (A. &amp; B.)</author>
<description>Court &lt;b&gt;et&lt;/b&gt; &lt;i&gt;bon&lt;/i&gt;</description>
<content:encoded><![CDATA[<p>« Non&nbsp;», dit-il.</p><p>Fin.</p>]]></content:encoded></item>
<item><guid>https://example.org/2</guid><description>Il a dit &#171;&#160;oui&#160;&#187; &amp;amp; non</description></item>
<item><title>Sans texte</title></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Die Zeitung</title><author><name>Alle</name></author>
<entry><title type="html">A &amp;amp; B</title><id>tag:1</id><link rel="edit" href="https://example.org/e"/><link href="https://example.org/1?a=1&amp;b=2"/>
<author><name>C. D.</name><email>c@example.org</email></author><updated>2024-11-01T00:00:00Z</updated><published>2024-10-31T23:00:00Z</published>
<summary>kurz</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Eins &amp; <em>zwei</em> &lt;3</p><p>drei</p></div></content></entry>
<entry xml:lang="en"><content type="text">plain &lt;text&gt;</content></entry></feed>"#;

const RDF: &str = r#"<!-- x --><rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel rdf:about="x"><title>Blatt</title><dc:language>en</dc:language></channel>
<item rdf:about="y"><title>T</title><link>https://example.org/1</link><description>text</description><dc:date>2024-10-31</dc:date><dc:creator>E. F.</dc:creator></item></rdf:RDF>"#;

fn records(text: &str) -> Vec<Record> {
    let trial = trial("feed", text, "");
    assert!(trial.failure.is_none(), "{:?}", trial.failure);
    trial.pieces.into_iter().filter_map(|piece| piece.record.ok()).collect()
}

#[test]
fn items_of_rss_are_articles() {
    let records = records(RSS);
    let [first, second] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!(first.text, "« Non\u{a0}», dit-il.\n\nFin.");
    assert_eq!((first.title.as_deref(), first.author.as_deref()), (Some("L'été à Paris"), Some("A. & B.")));
    assert_eq!((first.outlet.as_deref(), first.language.as_deref()), (Some("La Gazette & Cie"), Some("fr-FR")));
    assert_eq!((first.url.as_deref(), first.encoding), (Some("https://example.org/1"), Some("UTF-8")));
    assert_eq!(first.published.as_deref(), Some("Thu, 31 Oct 2024 10:32:00 GMT"));
    assert_eq!(
        (second.text.as_str(), second.url.as_deref()),
        ("Il a dit «\u{a0}oui\u{a0}» & non", Some("https://example.org/2"))
    );
    let all = trial("feed", RSS, "");
    assert_eq!(all.pieces.iter().map(|p| p.place.as_str()).collect::<Vec<_>>(), ["g1", "https://example.org/2", "3"]);
    assert_eq!(all.pieces[2].bytes, b"<item><title>Sans texte</title></item>");
    assert_eq!(all.told()[2].1, "expected an item with a text, found one without; get the page it links to");
}

#[test]
fn entries_of_atom_are_articles() {
    let records = records(ATOM);
    let [first, second] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!(first.text, "Eins & zwei <3\n\ndrei");
    assert_eq!((first.title.as_deref(), first.author.as_deref()), (Some("A & B"), Some("C. D.")));
    assert_eq!((first.outlet.as_deref(), first.language.as_deref()), (Some("Die Zeitung"), Some("de")));
    assert_eq!(first.url.as_deref(), Some("https://example.org/1?a=1&b=2"));
    assert_eq!(first.published.as_deref(), Some("2024-10-31T23:00:00Z"));
    assert_eq!((second.text.as_str(), second.language.as_deref()), ("plain <text>", Some("en")));
}

#[test]
fn items_of_rss_1_lie_beside_their_channel() {
    let records = records(RDF);
    let [item] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!(
        (item.text.as_str(), item.outlet.as_deref(), item.language.as_deref()),
        ("text", Some("Blatt"), Some("en"))
    );
    assert_eq!((item.published.as_deref(), item.author.as_deref()), (Some("2024-10-31"), Some("E. F.")));
}

#[test]
fn the_declared_encoding_counts() {
    let feed = RSS.replace("utf-8", "windows-1251").replace("Court", "Привет");
    let bytes: Vec<u8> = encoding_rs::WINDOWS_1251.encode(&feed.replace(['é', 'à', '«', '»'], "ж")).0.into_owned();
    let trial = trial("feed", bytes, "");
    assert_eq!(trial.pieces[0].record.as_ref().unwrap().encoding, Some("windows-1251"));
    assert_eq!(trial.pieces[0].record.as_ref().unwrap().title.as_deref(), Some("L'жtж ж Paris"));
}

#[test]
fn feeds_are_recognised_and_other_markup_is_not() {
    for (head, expected) in [
        (RSS, true),
        (ATOM, true),
        (RDF, true),
        ("<?xml version='1.0'?>\n<!DOCTYPE rss>\n<rss>", true),
        ("<!DOCTYPE html><html><body><rss>", false),
        ("<rdf:RDF xmlns:rdf='x' xmlns:skos='y'>", false),
        ("<feed>", false),
        ("<", false),
        ("Un article", false),
    ] {
        assert_eq!(recognises(head.as_bytes()), expected, "{head}");
    }
}

#[test]
fn what_breaks_off_gives_what_stands_before() {
    let broken = &RSS[..RSS.find("<item><guid>").unwrap() + 30];
    let broken = trial("feed", broken, "");
    assert!(broken.pieces.len() == 1 && broken.pieces[0].record.is_ok());
    assert!(broken.failure.is_some());
    for (text, message) in [
        ("<html></html>", "expected a feed (rss, feed or rdf:RDF), found `html`"),
        ("<rss><channel>", "expected </channel>, found the end of the feed; get it again"),
    ] {
        assert_eq!(trial("feed", text, "").failure.as_deref(), Some(message));
    }
    assert!(trial("feed", "<rss></feed>", "").failure.unwrap().starts_with("expected a feed, found "));
}

#[test]
fn entities_that_a_feed_declares_are_never_expanded() {
    let bomb = r#"<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>
        <rss><channel><item><description>x &b; &f; y</description></item></channel></rss>"#;
    assert_eq!(records(bomb)[0].text, "x &b; &f; y");
}

#[test]
fn deep_nesting_and_endless_items_are_refused() {
    let deep = format!("<rss><channel><item><description>{}", "<b>".repeat(100_000));
    assert_eq!(
        trial("feed", deep, "").failure.as_deref(),
        Some("expected at most 128 elements in each other, found more")
    );
    for start in [
        "<rss><channel><item><description>",
        "<rss><channel><title>",
        "<rss><channel><item ",
        "<!--",
        "<!DOCTYPE rss [",
    ] {
        let mut input = BufReader::new(start.as_bytes().chain(io::repeat(b'x')));
        let result = reader("feed")(&mut input, &Map::default(), &mut |_| ControlFlow::Continue(()));
        assert!(result.unwrap_err().to_string().contains("64 MB"), "{start}");
    }
}

proptest! {
    #[test]
    fn any_bytes_give_pieces_or_a_failure(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for head in [&b""[..], b"<rss><channel><item><description>"] {
            let found = trial("feed", [head, &bytes].concat(), "");
            prop_assert!(found.pieces.len() <= bytes.len());
        }
    }

    #[test]
    fn any_tags_too(tags in "(<(rss|feed|item|entry|title|content type='xhtml'|link href='a'/|/item|/rss|/title|b|/b)>|&[a-z]{0,4};|x|]]>|<!\\[CDATA\\[){0,40}") {
        let text = format!("<rss><item>{tags}");
        let found = trial("feed", text, "");
        prop_assert!(found.pieces.len() <= tags.len());
    }
}
