//! The line at the prompt: what may be typed next, in a menu under it and by Tab, and its colours.

mod colours;
mod menu;
mod offers;
mod spellings;
mod tab;

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::HashMap,
    io::Write as _,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use rustyline::{
    Context, Helper, Result,
    completion::{Completer, Pair},
    highlight::{CmdKind, Highlighter},
    hint::{Hint, Hinter},
    history::SearchDirection,
    validate::Validator,
};

pub(super) use self::offers::Offer;
pub(super) use self::tab::Back;
use self::{spellings::Spellings, tab::Menu};
use super::{names::BaseNames, screen, session::Session};
use crate::{query::registry::NameClass, store::StoreError, text::fold};

/// What rustyline asks about a line.
pub(super) struct Line {
    session: Rc<RefCell<Session>>,
    spellings: RefCell<Spellings>,
    menu: RefCell<Menu>,
    /// Whether Tab goes back once.
    back: Arc<AtomicBool>,
    /// The lines before this one, where it goes on from them.
    before: RefCell<String>,
    /// Names looked up since the last question, and whether the base knows them.
    known: RefCell<HashMap<String, bool>>,
    /// The line as it was drawn last, and what was drawn behind and under it.
    drawn: RefCell<(String, String)>,
    /// Whether the line is being entered: nothing stays that only helps to type it.
    entered: Cell<bool>,
}

/// Whether the menu and hints are shown: on terminals that can draw them dim.
pub(super) fn is_live() -> bool {
    colours() && !screen::is_dumb()
}

/// Whether the terminal takes colours and the user wants them.
pub(super) fn colours() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

impl Line {
    pub fn new(session: &Rc<RefCell<Session>>) -> Self {
        Line {
            session: Rc::clone(session),
            spellings: RefCell::default(),
            menu: RefCell::default(),
            back: Arc::default(),
            before: RefCell::default(),
            known: RefCell::default(),
            drawn: RefCell::default(),
            entered: Cell::default(),
        }
    }

    /// Gets ready for a line that goes on from those `before`.
    pub fn begin(&self, before: &str) {
        *self.before.borrow_mut() = if before.is_empty() { String::new() } else { format!("{before}\n") };
        self.known.borrow_mut().clear();
        *self.menu.borrow_mut() = Menu::default();
        let session = self.session.borrow();
        self.spellings.borrow_mut().keep_up(session.path(), &session.store);
    }

    /// What Shift-Tab does.
    pub fn back(&self) -> Back {
        Back(Arc::clone(&self.back))
    }

    /// Takes away what stands behind and under a line that was dropped: the cursor is in the row below all of that.
    pub fn wipe(&self, prompt: &str) {
        let (line, below) = self.drawn.take();
        if below.is_empty() {
            return;
        }
        let columns = menu::size().0;
        let shown = anstream::adapter::strip_str(&below).to_string();
        let (column, row) = menu::end(&format!("{prompt}{line}"), columns);
        let (_, last) = menu::end(&format!("{prompt}{line}{shown}"), columns);
        let right = if column > 0 { format!("\x1b[{column}C") } else { String::new() };
        // a terminal that takes no more will be told so by the next prompt
        let _ = writeln!(std::io::stdout(), "\x1b[{}A{right}\x1b[J", last + 1 - row);
    }

    /// Brings the menu up to date.
    fn look(&self, line: &str, pos: usize) {
        let before = self.before.borrow();
        let mut spellings = self.spellings.borrow_mut();
        let whole = format!("{before}{line}");
        let (offers, wanted) = offers::offers(&self.session.borrow(), spellings.get(), (&whole, before.len() + pos));
        let here = |offer: Offer| Some(Offer { start: offer.start.checked_sub(before.len())?, ..offer });
        let offers = offers.into_iter().filter_map(here).collect();
        *self.menu.borrow_mut() = Menu::new((line, pos), offers, wanted);
    }

    /// Whether the base knows a name.
    fn knows(&self, name: &str) -> bool {
        if let Some(known) = self.known.borrow().get(name) {
            return *known;
        }
        let look = |r: &crate::store::Reader<'_>| {
            let outlets = || BaseNames::of(r).list(NameClass::Outlet);
            Ok::<_, StoreError>(r.knows(name)? || outlets().iter().any(|outlet| fold(outlet) == fold(name)))
        };
        let known = self.session.borrow().store.read(look).unwrap_or(false);
        self.known.borrow_mut().insert(name.to_owned(), known);
        known
    }

    /// Whether what is typed is a question, or a line of the prompt itself.
    fn asks(&self) -> bool {
        self.session.borrow().asked_for.is_none()
    }

    /// Whether nothing helps to type this: an empty line, one that was brought back, or the middle of a word.
    fn is_quiet(&self, (line, pos): (&str, usize), ctx: &Context<'_>) -> bool {
        let empty = line.trim().is_empty() && self.before.borrow().is_empty() && self.asks();
        let brought = || ctx.history().get(ctx.history_index(), SearchDirection::Forward).ok().flatten();
        let same = || brought().is_some_and(|found| found.entry == line);
        let letter_behind = line[pos..].starts_with(char::is_alphanumeric);
        let nothing_before = pos < line.len() && !line[..pos].ends_with(char::is_alphanumeric);
        empty || letter_behind || nothing_before || same()
    }
}

impl Helper for Line {}

impl Validator for Line {}

impl Completer for Line {
    type Candidate = Pair;

    /// The next offer; where there is no menu, all of them, to be listed. All begin in one place: those that begin later take the words before
    /// them along.
    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        let back = self.back.swap(false, Ordering::Relaxed);
        if !self.menu.borrow().is_for(line, pos) {
            self.look(line, pos);
        }
        if is_live() {
            let head = self.menu.borrow_mut().take(back);
            return Ok((0, head.map(|head| Pair { display: String::new(), replacement: head }).into_iter().collect()));
        }
        let menu = self.menu.borrow();
        let offers = &menu.offers;
        let start = offers.iter().map(|offer| offer.start).min().unwrap_or(0);
        let pair = |offer: &Offer| Pair {
            display: offer.told(),
            replacement: format!("{}{}", &line[start..offer.start], offer.text),
        };
        Ok((start, offers.iter().map(pair).collect()))
    }
}

/// What is drawn behind the line and under it; the arrow takes what goes on from it.
pub(super) struct Below {
    drawn: String,
    rest: Option<String>,
}

impl Hint for Below {
    fn display(&self) -> &str {
        &self.drawn
    }

    fn completion(&self) -> Option<&str> {
        self.rest.as_deref()
    }
}

impl Hinter for Line {
    type Hint = Below;

    fn hint(&self, line: &str, pos: usize, ctx: &Context<'_>) -> Option<Below> {
        if !is_live() || self.is_quiet((line, pos), ctx) {
            return None;
        }
        if !self.menu.borrow().is_for(line, pos) {
            self.look(line, pos);
        }
        let menu = self.menu.borrow();
        let (columns, height) = menu::size();
        let (column, row) = menu::end(&format!("{}{line}", super::prompt::PROMPT), columns);
        let (ahead, rest) = menu.ahead();
        let ahead =
            if pos == line.len() { menu::cut(&ahead, columns.saturating_sub(column + 1)) } else { String::new() };
        let ahead = if ahead.is_empty() { ahead } else { format!("\x1b[2m{ahead}\x1b[0m") };
        let whole = format!("{}{line}", self.before.borrow());
        let left = height.saturating_sub(row + 1);
        let rows = menu::rows(&menu.offers, menu.taken, (&whole, whole.len() - line.len()), (columns, left));
        // a line break right behind the last column is one row to the terminal and two to rustyline
        let ahead = if ahead.is_empty() && !rows.is_empty() { " ".to_owned() } else { ahead };
        Some(Below { drawn: ahead + &rows, rest: rest.filter(|_| pos == line.len()) })
            .filter(|below| !below.drawn.is_empty())
    }
}

impl Highlighter for Line {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        *self.drawn.borrow_mut() = (line.to_owned(), String::new());
        if !colours() || !self.asks() || super::dot::is_dot(line) {
            return line.into();
        }
        let before = self.before.borrow();
        let cursor = Some(before.len() + pos).filter(|_| !self.entered.get());
        colours::coloured(&format!("{before}{line}"), before.len(), cursor, |name| self.knows(name)).into()
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        self.drawn.borrow_mut().1 = hint.to_owned();
        hint.into()
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.entered.set(kind == CmdKind::ForcedRefresh);
        true
    }
}
