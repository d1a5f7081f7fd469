//! What may be typed at the cursor: the one list behind the menu and behind Tab.

use crate::{
    cli::{dot, names::BaseNames, session::Session, ui},
    model::Kind,
    output::clean_line,
    query::{
        self,
        registry::{ACTS, HEADS, JOINING, NameClass, Type, fields},
    },
    store::{Choice, Reader, Start, StoreError, WordStarts},
    text::fold,
};

/// Most names offered at once.
const NAMES: usize = 8;

/// Most words of the language that stand before names.
const WORDS_FIRST: usize = 3;

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Offer {
    /// Where in the line it goes.
    pub start: usize,
    /// What stands there then.
    pub text: String,
    /// What it is called in the menu.
    pub name: String,
    /// What it is: a person, an outlet; empty for words of the language.
    pub kind: String,
    /// How many mentions or quotations it has.
    pub count: Option<u64>,
    /// What else tells it from others: the spelling that was typed, or what a command does.
    pub note: String,
}

impl Offer {
    /// A plain word or name; spellings may come from a base that somebody else made.
    pub fn new(start: usize, text: &str, name: &str) -> Self {
        let clean = |text: &str| clean_line(text).into_owned();
        Offer { start, text: clean(text), name: clean(name), kind: String::new(), count: None, note: String::new() }
    }

    /// It in one line, for lists.
    pub fn told(&self) -> String {
        match self.count {
            Some(count) => format!("{} ({}, {}, {count})", self.text.trim_end(), self.name, ui::whole(&self.kind)),
            None => self.text.trim_end().to_owned(),
        }
    }

    fn with(self, kind: &str, count: Option<u64>, note: &str) -> Self {
        Offer { kind: kind.to_owned(), count, note: clean_line(note).into_owned(), ..self }
    }
}

/// All that may be typed at `pos` of `line`, best first, and what else is wanted there, in words.
pub(super) fn offers(
    session: &Session,
    starts: Option<&WordStarts>,
    (line, pos): (&str, usize),
) -> (Vec<Offer>, Vec<&'static str>) {
    let look = |class, start: usize| {
        let place = Place { starts, line, start, pos };
        session.store.read(|r| Ok::<_, StoreError>(place.names(r, class))).unwrap_or_default()
    };
    if let Some(sort) = session.asked_for {
        return (if let Type::Name(class) = sort { look(class, 0) } else { Vec::new() }, Vec::new());
    }
    if dot::is_dot(line) {
        return (dot::completions(&line[..pos]), Vec::new());
    }
    let found = query::complete(line, pos);
    let word = found.word.map_or(pos, |word| word.start);
    let mut words: Vec<Offer> = found.keywords.iter().map(|k| Offer::new(word, &format!("{k} "), k)).collect();
    words.sort_by_key(|offer| JOINING.iter().any(|(own, _)| *own == offer.name && *own != "|"));
    let names: Vec<Offer> = found.names.iter().flat_map(|(class, span)| look(*class, span.start)).collect();
    let later = words.split_off(match names.as_slice() {
        [] => words.len(),
        // whoever is in the middle of a name goes on with it
        [name, ..] if name.start < word && word < pos => 0,
        _ => words.len().min(WORDS_FIRST),
    });
    (words.into_iter().chain(names).chain(later).collect(), found.wanted)
}

/// A place in a line for a name, as far as it is typed.
struct Place<'p> {
    starts: Option<&'p WordStarts>,
    line: &'p str,
    start: usize,
    pos: usize,
}

impl Place<'_> {
    fn typed(&self) -> &str {
        self.line[self.start..self.pos].trim_start_matches(['"', '«', '“', '„']).trim_start()
    }

    fn offer(&self, text: &str, name: &str) -> Offer {
        Offer::new(self.start, &format!("{text} "), name)
    }

    /// Names of `class`. Of a saved question that is run, its parameters, and values of the sort that each takes.
    fn names(&self, reader: &Reader, class: NameClass) -> Vec<Offer> {
        let before = &self.line[..self.start];
        let run = || query::running(before).filter(|_| matches!(class, NameClass::Parameter | NameClass::Value));
        let Some((question, parameter)) = run() else { return self.plainly(reader, class) };
        let known = query::saved(&question, &BaseNames::of(reader)).map(|saved| saved.parameters);
        let known = known.unwrap_or_default();
        match parameter {
            None => {
                let fits = known.iter().filter(|own| own.name.starts_with(self.typed()));
                let offer = |own: &query::Parameter| {
                    let (text, sort) = (format!("{}=", own.name), own.sort.phrase());
                    Offer::new(self.start, &text, &own.name).with("parameter", None, sort)
                };
                fits.map(offer).collect()
            }
            Some(parameter) => match known.iter().find(|own| own.name == parameter).map(|own| own.sort) {
                Some(Type::Name(class)) => self.plainly(reader, class),
                _ => Vec::new(),
            },
        }
    }

    fn plainly(&self, reader: &Reader, class: NameClass) -> Vec<Offer> {
        match class {
            NameClass::Entity | NameClass::Speaker | NameClass::Relay | NameClass::Value => {
                self.entities(reader, class).unwrap_or_default()
            }
            NameClass::Act => self.told(ACTS.iter().map(|row| (row.act.word(), row.meaning)), class),
            NameClass::Field => {
                let first = self.line.split_whitespace().next().unwrap_or_default();
                let head = HEADS.iter().find(|head| head.word == first || head.synonyms.contains(&first));
                let fields = head.map_or(&[][..], |head| fields(head.family));
                self.told(fields.iter().map(|field| (field.name, field.meaning)), class)
            }
            NameClass::Query => self.saved(reader),
            _ => self.listed(BaseNames::of(reader).list(class), class),
        }
    }

    /// Rows of a registry that begin with what is typed.
    fn told(&self, rows: impl Iterator<Item = (&'static str, &'static str)>, class: NameClass) -> Vec<Offer> {
        let fits = rows.filter(|(name, _)| name.starts_with(self.typed()));
        fits.map(|(name, meaning)| self.offer(name, name).with(class.noun(), None, meaning)).collect()
    }

    /// Names of a short list in which a word begins with what is typed, those first that do so themselves.
    fn listed(&self, list: Vec<String>, class: NameClass) -> Vec<Offer> {
        let mut fits: Vec<String> = list.into_iter().filter(|name| WordStarts::holds(name, self.typed())).collect();
        fits.sort_by_key(|name| !fold(name).starts_with(&fold(self.typed())));
        let offer = |name: String| self.offer(&query::bare_or_quoted(&name), &name).with(class.noun(), None, "");
        fits.into_iter().map(offer).collect()
    }

    /// Saved questions, with what they are for.
    fn saved(&self, reader: &Reader) -> Vec<Offer> {
        let names = BaseNames::of(reader);
        let told = |name: &str| query::saved(name, &names).ok().and_then(|saved| saved.description).unwrap_or_default();
        let listed = self.listed(names.list(NameClass::Query), NameClass::Query);
        listed.into_iter().map(|offer| offer.clone().with("question", None, &told(&offer.name))).collect()
    }

    /// Entities by any spelling, and speakers whom the gazetteer does not know; behind `@` entities by their keys.
    fn entities(&self, reader: &Reader, class: NameClass) -> Result<Vec<Offer>, StoreError> {
        if let Some(key) = self.typed().strip_prefix('@') {
            let keys = if key.is_empty() { Vec::new() } else { reader.keys_from(key, NAMES)? };
            let offer = |(key, name, kind): (String, String, Kind)| {
                self.offer(&format!("@{key}"), &name).with(kind.word(), None, &format!("@{key}"))
            };
            return Ok(keys.into_iter().map(offer).collect());
        }
        let rows =
            || reader.spellings_from(self.typed(), NAMES).map(|rows| rows.into_iter().map(Start::Alias).collect());
        let found = match self.starts {
            _ if self.typed().is_empty() => Vec::new(),
            Some(starts) => starts.find(self.typed(), NAMES),
            None => rows()?,
        };
        let mut offers: Vec<Offer> = Vec::new();
        for start in found {
            offers.extend(match start {
                Start::Alias(alias) => reader.choice(alias)?.map(|choice| self.chosen(reader, &choice)).transpose()?,
                Start::Speaker(folded) if class != NameClass::Entity => self.speaker(reader, folded)?,
                Start::Speaker(_) => None,
            });
        }
        offers.dedup_by(|a, b| a.text == b.text);
        Ok(offers)
    }

    /// An entity, by the spelling that was meant where that means no other; its name goes before other spellings.
    fn chosen(&self, reader: &Reader, choice: &Choice) -> Result<Offer, StoreError> {
        let own = WordStarts::holds(&choice.name, self.typed());
        let meant = if own { &choice.name } else { &choice.spelling };
        let mut clear = None;
        for spelling in [meant, &choice.name] {
            if clear.is_none() && reader.means_only(spelling, choice)? {
                clear = Some(query::bare_or_quoted(spelling));
            }
        }
        let text = clear.unwrap_or_else(|| format!("@{}", choice.key));
        let plain = own || choice.spelling == choice.name;
        let note = if plain { String::new() } else { format!("{} {}", ui::whole("as"), choice.spelling) };
        Ok(self.offer(&text, &choice.name).with(choice.kind.word(), Some(choice.mentions), &note))
    }

    fn speaker(&self, reader: &Reader, folded: &str) -> Result<Option<Offer>, StoreError> {
        let name = reader.unknown_speakers(folded)?.into_iter().next();
        let count = reader.unknown_speaker_count(folded)?;
        let offer = |name: String| self.offer(&query::bare_or_quoted(&name), &name).with("speaker", Some(count), "");
        Ok(name.map(offer))
    }
}
