//! A small gazetteer, two small articles, and annotations made by hand.

use std::path::PathBuf;

use dixit::{
    gazetteer::Gazetteer,
    model::*,
    span::Span,
    store::{OpenMode, Prepared, Store, StoreError, hash},
    text::Wording,
};

pub const ENTITIES: &str = "id\tkind\tname\tdescription\tgender\tcountry\texternal
ada-lune\tperson\tAda Lune\tmayor\tf\tmali\t
mali\tplace\tMali\tcountry\t\t\tiso3166:ML
orme\tplace\tL'Orme\ttown\t\tmali\t
oria-orme\tperson\tOria Orme\tsinger\tf\t\t
";
pub const ALIASES: &str = "entity\talias\tlanguage\tsort\tcase
ada-lune\tAda Lune\tfr\tname\tmatch
ada-lune\tLune\tfr\tshort\tmatch
mali\tMali\t*\tname\tmatch
orme\tOrme\tfr\tname\tmatch
oria-orme\tOria Orme\tfr\tname\tmatch
oria-orme\tOrme\tfr\tshort\tmatch
";
pub const OFFICES: &str = "office\trole\tof\tholder\tfrom\tto
orme-mayor\tmayor\torme\tada-lune\t2020\t
";

pub const VERSIONS: (&str, &str) = ("test", "packs");

pub fn gazetteer() -> Gazetteer {
    Gazetteer::from_tsv(ENTITIES, ALIASES, OFFICES).unwrap()
}

/// A base in a folder of its own, with the gazetteer loaded.
pub struct Base {
    pub store: Store,
    pub path: PathBuf,
    _folder: tempfile::TempDir,
}

pub fn base() -> Base {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/base.dixit");
    let mut store = Store::open(&path, OpenMode::Create).unwrap();
    store.write(|w| w.take_gazetteer(&gazetteer())).unwrap();
    Base { store, path, _folder: folder }
}

pub fn document(source: &str, text: &str) -> Document {
    Document {
        source: source.into(),
        format: "text".into(),
        url: None,
        retrieved: None,
        translated: None,
        encoding: Some("UTF-8".into()),
        replaced: 0,
        title: Some(format!("Titre de {source}")),
        outlet: Some("La Gazette".into()),
        author: None,
        credit: None,
        language: Some("fr".into()),
        published: Some("2024-10-31".into()),
        published_basis: DateBasis::Text,
        published_why: None,
        published_doubt: None,
        original: None,
        byte_hash: hash(text.as_bytes()),
        text: text.into(),
    }
}

pub const TEXT: &str = "Été à L’Orme\n\n« Des mensonges, a dit Lune à Orme, effrontés ! » Zorro Petit se taît.\n";

fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap_or_else(|| panic!("{part} in {text}"));
    Span::new(start, start + part.len())
}

/// What a reader would find in [`TEXT`] and its likes.
pub fn annotations(text: &str, g: &Gazetteer) -> Annotations {
    let id = |key| g.find(key).unwrap();
    let paragraph = |part| {
        let wording = Wording::new([part].into_iter()).hash();
        Paragraph { span: span(text, part), zone: Zone::Body, wording }
    };
    let (head, body) = text.trim_end().split_once("\n\n").unwrap();
    let mention = |part, (sort, entity, candidates)| Mention {
        span: span(text, part),
        alias: part.into(),
        sort,
        candidates,
        entity,
        score: 0.9,
        stands_for: None,
        rule: "test",
    };
    let lune = id("ada-lune");
    let speaker = Speaker {
        span: Some(span(text, "Lune")),
        phrase: None,
        sort: SpeakerSort::Named,
        entity: Some(lune),
        name: Some("Ada Lune".into()),
        rule: "surname",
    };
    Annotations {
        language: Some("fr".into()),
        sketch: Wording::new([head, body].into_iter()).sketch(),
        paragraphs: vec![paragraph(head), paragraph(body)],
        mentions: vec![
            mention("Lune", (AliasSort::Short, Some(lune), vec![Candidate { entity: lune, score: 0.9 }])),
            mention(
                "Orme, ",
                (
                    AliasSort::Name,
                    None,
                    ["orme", "oria-orme"].map(|key| Candidate { entity: id(key), score: 0.4 }).to_vec(),
                ),
            ),
        ],
        names: vec![Name { span: span(text, "Zorro Petit") }],
        sentences: [head, body].map(|part| span(text, part).start).to_vec(),
        quotations: vec![Quotation {
            kind: QuotationKind::Direct,
            content: vec![span(text, "Des mensonges"), span(text, "effrontés")],
            cue: Some(span(text, "a dit")),
            cue_lemma: Some("dire".into()),
            act: Act::Say,
            speakers: vec![speaker.clone()],
            addressees: vec![Speaker { entity: Some(id("mali")), name: Some("Mali".into()), ..speaker }],
            said: Some(Said { date: "2024-10-30".into(), basis: SaidBasis::Inferred }),
            via: None,
            via_entity: None,
            about: vec![About { entity: id("mali"), strict: false }, About { entity: id("mali"), strict: true }],
            rule: "incise",
            measured: Some(Measured { language: Some("fr"), rule: Some("incise"), speaker: None, right: 8, of: 8 }),
        }],
    }
}

pub fn add(store: &mut Store, source: &str, text: &str) -> i64 {
    store
        .write(|w| {
            let g = w.gazetteer()?;
            let revision = w.revision(&g, VERSIONS)?;
            w.add_document(&Prepared::new(document(source, text), annotations(text, &g)), &revision)
        })
        .unwrap_or_else(|e: StoreError| panic!("{e}"))
}

pub fn dump(store: &Store) -> String {
    let mut out = Vec::new();
    store.read(|r| r.dump(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
}
