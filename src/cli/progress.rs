//! How far a long piece of work has come: a bar on a terminal, a line every ten seconds elsewhere; and whether to stop.

use std::{
    io::IsTerminal as _,
    ops::ControlFlow,
    sync::{
        OnceLock,
        atomic::{AtomicBool, AtomicU8, Ordering},
    },
    time::{Duration, Instant},
};

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{report, screen, ui};
use crate::import::Report;

/// Between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(10);

static STOPPED: AtomicBool = AtomicBool::new(false);

/// What Ctrl-C means now: a [`Meaning`] as a number.
static MEANING: AtomicU8 = AtomicU8::new(Meaning::Stop as u8);

/// What Ctrl-C means.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
enum Meaning {
    /// It asks for a stop at the next good place; a second one ends the program.
    Stop,
    /// It is for another program on the same terminal.
    Away,
    /// It stops what runs, and nothing else.
    Cancel,
    /// It ends the program.
    End,
}

/// From now on Ctrl-C asks for a stop at the next good place; a second one ends the program at once.
pub(super) fn watch_for_stop() {
    static WATCHED: OnceLock<()> = OnceLock::new();
    WATCHED.get_or_init(|| {
        let stop = || {
            let now = MEANING.load(Ordering::Relaxed);
            let away = now == Meaning::Away as u8;
            let again = !away && STOPPED.swap(true, Ordering::Relaxed);
            if now == Meaning::End as u8 || (again && now == Meaning::Stop as u8) {
                std::process::exit(130);
            }
        };
        // without the handler Ctrl-C ends the program at once, which loses nothing that was acknowledged
        let _ = ctrlc::set_handler(stop);
    });
}

/// While this lives, Ctrl-C means something else than before.
pub(super) struct Meanwhile(u8);

fn meanwhile(meaning: Meaning) -> Meanwhile {
    watch_for_stop();
    Meanwhile(MEANING.swap(meaning as u8, Ordering::Relaxed))
}

/// Leaves Ctrl-C to another program on the same terminal.
pub(super) fn leave_ctrl_c() -> Meanwhile {
    meanwhile(Meaning::Away)
}

/// Ctrl-C stops what runs, and the program goes on.
pub(super) fn cancel_by_ctrl_c() -> Meanwhile {
    meanwhile(Meaning::Cancel)
}

/// What was asked to stop has stopped.
pub(super) fn forget_stop() {
    STOPPED.store(false, Ordering::Relaxed);
}

/// Ctrl-C ends the program, where the line editor does not take it.
pub(super) fn end_by_ctrl_c() -> Meanwhile {
    meanwhile(Meaning::End)
}

impl Drop for Meanwhile {
    fn drop(&mut self) {
        MEANING.store(self.0, Ordering::Relaxed);
    }
}

/// Whether a stop was asked for.
pub(super) fn is_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// The bar, or what stands in its place.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    told: Instant,
    total: u64,
}

impl Progress {
    /// Begins, with `total` bytes to read.
    pub fn new(total: u64) -> Self {
        let terminal = std::io::stderr().is_terminal() && !report::is_json();
        let target = if terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(total), target);
        let form = format!("{{bar:24}} {{percent:>3}} %  {{msg}}  {}", ui::told("{eta} left"));
        bar.set_style(ProgressStyle::with_template(&form).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Progress { bar, begun: Instant::now(), told: Instant::now(), total }
    }

    /// Tells how far it has come.
    pub fn at(&mut self, report: &Report, bytes: u64) {
        let done = report.taken + report.skipped + report.changed + report.replaced + report.refused;
        self.come(done, "documents", bytes);
    }

    /// Tells how far it has come, in what is counted and in bytes read.
    pub fn come(&mut self, done: u64, what: &str, bytes: u64) {
        self.show(done, what, (bytes, &|n| HumanBytes(n).to_string()));
    }

    /// Tells how many there are done, and of how many; `told` says what the latter are counted in.
    fn show(&mut self, done: u64, what: &str, (position, told): (u64, &dyn Fn(u64) -> String)) {
        let rate = done as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(ui::told(&format!("{done} {what}, {rate:.0}/s")).into_owned());
        self.bar.set_position(position.min(self.total));
        if self.bar.is_hidden() && self.told.elapsed() >= PAUSE {
            self.told = Instant::now();
            screen::say(&format!("{done} {what}, {rate:.0}/s, {} of {}", told(position), told(self.total)));
        }
    }

    /// Says something above the bar.
    pub fn aside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// Takes the bar away.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}

/// A revision shorter than this shows nothing.
const QUIET: Duration = Duration::from_millis(500);

/// Shows how far the reading of documents has come that follows an edit, and lets Ctrl-C take the edit back.
pub(super) struct Revising {
    progress: Option<Progress>,
    begun: Instant,
}

impl Revising {
    /// Begins; what stopped others before is forgotten.
    pub fn new() -> Self {
        watch_for_stop();
        forget_stop();
        Revising { progress: None, begun: Instant::now() }
    }

    /// To be told of it.
    pub fn heed(mut self) -> impl FnMut(u64, u64) -> ControlFlow<()> {
        move |done, all| {
            if self.progress.is_some() || self.begun.elapsed() >= QUIET {
                let progress = self.progress.get_or_insert_with(|| Progress::new(all));
                progress.show(done, "documents read again", (done, &|n| n.to_string()));
            }
            if done == all
                && let Some(progress) = self.progress.take()
            {
                progress.finish();
            }
            if is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    }
}
