//! `.cite`: footnotes, with all that is needed to find the words again.

use super::super::ui;
use crate::{
    import::fields::is_web,
    model::Judgement,
    output::{Layout, clean_line, literal},
    query::registry::{act_row, verb},
    store::{DocumentHead, Judged, QuotationTold, SpeakerTold, Told},
    table::{Cell, Table},
    text::fold,
};

/// What a footnote tells.
pub(in crate::cli) struct Cited {
    key: String,
    words: Option<Words>,
    document: DocumentHead,
}

/// Words that are cited.
struct Words {
    text: String,
    kind: String,
    speaker: Option<String>,
    /// The speaker as the article prints the name, where that is another spelling.
    printed: Option<String>,
    act: Option<String>,
    via: Option<String>,
    verdicts: Option<String>,
}

const COLUMNS: [&str; 17] = [
    "key",
    "content",
    "kind",
    "printed_in",
    "translated",
    "speaker",
    "printed_as",
    "act",
    "via",
    "outlet",
    "title",
    "published",
    "basis",
    "url",
    "hash",
    "read",
    "by_hand",
];

impl Cited {
    /// The citation of what was found, or of a document.
    pub fn of(told: Told) -> Self {
        match told {
            Told::Quotation(q) => Cited { key: q.key.clone(), words: Some(Words::of(&q)), document: q.document },
            Told::Mention(m) => {
                let words = Words {
                    text: m.link.surface,
                    kind: "mention".into(),
                    speaker: None,
                    printed: None,
                    act: None,
                    via: None,
                    verdicts: None,
                };
                Cited { key: m.key, words: Some(words), document: m.document }
            }
            Told::Document(document) => Cited { key: document.key.clone(), words: None, document: *document },
        }
    }

    /// The footnote in one line.
    pub fn line(&self) -> String {
        let d = &self.document;
        let words = self.words.as_ref().map(|words| format!("{} [{}]", words.line(), ui::told(&printed(d))));
        let via = self
            .words
            .as_ref()
            .and_then(|words| words.via.as_ref())
            .map(|via| ui::told(&format!("via {via}")).into_owned());
        let title = d.title.as_ref().map(|title| quoted(title));
        let parts = [words, via, d.outlet.clone(), title, Some(dated(d)), place(d).map(str::to_owned)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let read = d.read_at.get(..10).unwrap_or(&d.read_at);
        let by_hand = self.words.as_ref().and_then(|words| words.verdicts.as_ref());
        let by_hand = by_hand.map(|told| format!(" {} {told}.", ui::told("By hand:"))).unwrap_or_default();
        let text = format!("Hash of the text {}, read {read} ({}).", d.text_hash, self.key);
        let line = format!("{}. {}{by_hand}", parts.join(", "), ui::told(&text));
        clean_line(&line).into_owned()
    }

    /// The footnote in Markdown.
    pub fn markdown(&self) -> String {
        format!("[^{}]: {}", self.key, literal(&self.line(), Layout::default()))
    }

    /// Citations as a table, one a row.
    pub fn table(all: &[Cited]) -> Table {
        let columns = COLUMNS.map(str::to_owned).to_vec();
        Table { columns, rows: all.iter().map(Cited::row).collect(), keys: vec![None; all.len()], ..Table::default() }
    }

    fn row(&self) -> Vec<Cell> {
        let (d, words) = (&self.document, self.words.as_ref());
        let of = |part: fn(&Words) -> Option<&String>| words.and_then(part).cloned();
        let cells = [
            Some(self.key.clone()),
            words.map(|words| words.text.clone()),
            words.map(|words| words.kind.clone()),
            d.language.clone(),
            d.translated.clone(),
            of(|words| words.speaker.as_ref()),
            of(|words| words.printed.as_ref()),
            of(|words| words.act.as_ref()),
            of(|words| words.via.as_ref()),
            d.outlet.clone(),
            d.title.clone(),
            d.published.clone(),
            Some(d.published_basis.clone()),
            Some(d.url.as_ref().unwrap_or(&d.source).clone()),
            Some(d.text_hash.clone()),
            Some(d.read_at.clone()),
            of(|words| words.verdicts.as_ref()),
        ];
        cells.into_iter().map(|cell| cell.map_or(Cell::Empty, Cell::Text)).collect()
    }
}

impl Words {
    fn of(q: &QuotationTold) -> Self {
        let names = q.speakers.iter().filter_map(|speaker| speaker.name.as_ref().or(speaker.surface.as_ref()));
        let names: Vec<&str> = names.map(String::as_str).collect();
        let printed: Vec<&str> = q.speakers.iter().filter_map(printed_as).collect();
        Words {
            text: q.content.clone(),
            kind: q.kind.clone(),
            speaker: Some(names.join(" & ")).filter(|names| !names.is_empty()),
            printed: Some(printed.join(" & ")).filter(|names| !names.is_empty()),
            act: Some(q.act.clone()),
            via: q.via.clone(),
            verdicts: Some(by_hand(q).join("; ")).filter(|told| !told.is_empty()),
        }
    }

    /// Quotation marks stand only around what was printed between them.
    fn line(&self) -> String {
        let text = match self.kind.as_str() {
            "direct" | "mention" => quoted(&self.text),
            "mixed" => format!("{} ({})", self.text, ui::told("partly in quotation marks")),
            _ => format!("{} ({})", self.text, ui::told("reported, not word for word")),
        };
        let Some(act) = &self.act else { return text };
        let speaker = self.speaker.as_deref().map_or_else(|| ui::told("somebody"), Into::into);
        let printed = self.printed.as_ref().map(|name| ui::told(&format!(", printed as “{name}”")).into_owned() + ",");
        let did = verb(act).map_or(act.as_str(), |act| act_row(act).past);
        [&*speaker, &printed.unwrap_or_default(), " ", &ui::told(&format!("{did}:")), " ", &text].concat()
    }
}

/// The name that the article prints for a speaker, where it is another spelling and not only a part of the usual one.
fn printed_as(speaker: &SpeakerTold) -> Option<&str> {
    let (printed, name) = (&speaker.link.as_ref()?.surface, speaker.name.as_ref()?);
    let words = |text: &str| format!(" {} ", fold(text));
    (!words(name).contains(&words(printed))).then_some(printed)
}

/// A text between quotation marks.
fn quoted(text: &str) -> String {
    ui::told("“…”").replace('…', text)
}

/// What of a quotation was said by hand.
fn by_hand(q: &QuotationTold) -> Vec<String> {
    let told = |judged: &Judged| match judged.what {
        Judgement::Speaker => Some("the speaker".to_owned()),
        Judgement::Rejected => Some("rejected as a quotation".to_owned()),
        Judgement::Checked if judged.verdict.value.is_empty() => Some("checked".to_owned()),
        Judgement::Checked => Some(format!("checked: {}", judged.verdict.value)),
        Judgement::Note => None,
    };
    q.verdicts.iter().filter_map(told).map(|said| ui::told(&said).into_owned()).collect()
}

/// `as printed in fr, machine-translated`
fn printed(d: &DocumentHead) -> String {
    let by = d.translated.as_ref().map(|by| format!(", {by}-translated")).unwrap_or_default();
    format!("as printed in {}{by}", d.language.as_deref().unwrap_or("an unknown language"))
}

fn dated(d: &DocumentHead) -> String {
    let doubt = if d.published_doubt.is_some() { " (doubtful)" } else { "" };
    let date = d.published.as_ref().map_or("undated".to_owned(), |date| format!("{date}{doubt}"));
    ui::told(&date).into_owned()
}

/// Where it was published; where nothing else tells what it is, what it was read from.
fn place(d: &DocumentHead) -> Option<&str> {
    let unnamed = d.outlet.is_none() && d.title.is_none();
    d.url.as_deref().or_else(|| Some(&*d.source).filter(|source| unnamed || is_web(source)))
}
