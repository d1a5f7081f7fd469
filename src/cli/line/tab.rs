//! Tab: takes the first row of the menu, then the next ones.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use rustyline::{Cmd, ConditionalEventHandler, Event, EventContext, RepeatCount};

use super::offers::Offer;
use crate::cli::ui;

/// What the menu shows, and the line that it was made for.
#[derive(Default)]
pub(super) struct Menu {
    pub line: String,
    pub pos: usize,
    pub offers: Vec<Offer>,
    /// What else may be typed, in words.
    pub wanted: Vec<&'static str>,
    /// The offer that Tab put into the line.
    pub taken: Option<usize>,
    /// What stood before the cursor when the offers were made.
    typed: String,
}

impl Menu {
    /// The menu for a line with the cursor at a byte of it.
    pub fn new((line, pos): (&str, usize), offers: Vec<Offer>, wanted: Vec<&'static str>) -> Self {
        Menu { line: line.to_owned(), pos, offers, wanted, typed: line[..pos].to_owned(), ..Menu::default() }
    }

    /// Whether it was made for this line.
    pub fn is_for(&self, line: &str, pos: usize) -> bool {
        self.pos == pos && self.line == line
    }

    /// How the line may go on, to be shown behind it; and what the arrow puts there.
    pub fn ahead(&self) -> (String, Option<String>) {
        let first = self.offers.first().filter(|_| self.taken.is_none());
        let typed = first.map(|offer| &self.typed[offer.start..]).filter(|typed| !typed.trim().is_empty());
        let rest = first.zip(typed).and_then(|(offer, typed)| offer.text.trim_end().strip_prefix(typed));
        match rest.filter(|rest| !rest.is_empty()) {
            Some(rest) => (rest.to_owned(), Some(rest.to_owned())),
            None if self.typed.ends_with(' ') => {
                (self.wanted.first().map_or("", |wanted| ui::whole(wanted)).to_owned(), None)
            }
            None => Default::default(),
        }
    }

    /// Takes the next offer, or the one before: what stands before the cursor then.
    pub fn take(&mut self, back: bool) -> Option<String> {
        let many = self.offers.len();
        let next = match (self.taken, back) {
            (_, _) if many == 0 => return None,
            (None, false) => 0,
            (None, true) => many - 1,
            (Some(now), false) => (now + 1) % many,
            (Some(now), true) => (now + many - 1) % many,
        };
        let offer = &self.offers[next];
        let head = format!("{}{}", &self.typed[..offer.start], offer.text);
        let line = format!("{head}{}", &self.line[self.pos..]);
        (self.line, self.pos, self.taken) = (line, head.len(), Some(next));
        if many == 1 {
            *self = Menu::default(); // a single one leaves room for what follows it
        }
        Some(head)
    }
}

/// Shift-Tab: Tab the other way round.
pub(in crate::cli) struct Back(pub(super) Arc<AtomicBool>);

impl ConditionalEventHandler for Back {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext) -> Option<Cmd> {
        self.0.store(true, Ordering::Relaxed);
        Some(Cmd::Complete)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_goes_through_the_menu_and_back() {
        let offers = || vec![Offer::new(14, "and ", "and"), Offer::new(10, "Kim Jong-un ", "Kim Jong-un")];
        let mut menu = Menu::new(("quotes by Kim an| count", 16), offers(), Vec::new());
        assert_eq!(menu.ahead(), ("d".to_owned(), Some("d".to_owned())));
        for (back, head) in [
            (false, "quotes by Kim and "),
            (false, "quotes by Kim Jong-un "),
            (false, "quotes by Kim and "),
            (true, "quotes by Kim Jong-un "),
        ] {
            assert_eq!(menu.take(back).as_deref(), Some(head));
            assert!(menu.is_for(&format!("{head}| count"), head.len()));
        }
        let mut menu = Menu::new(("quo", 3), vec![Offer::new(0, "quotes ", "quotes")], Vec::new());
        assert_eq!(menu.take(true).as_deref(), Some("quotes "));
        assert!(!menu.is_for("quotes ", 7));
        assert_eq!(Menu::new(("quotes by ", 10), Vec::new(), vec!["a speaker"]).ahead(), ("a speaker".into(), None));
        assert_eq!(Menu::default().take(false), None);
    }
}
