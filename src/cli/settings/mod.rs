//! What may be set for good: one registry, read by the configuration file, the environment, `dixit doctor` and the docs.

mod file;

use std::{collections::BTreeMap, env, path::PathBuf, sync::OnceLock};

use rustyline::EditMode;

use super::{
    args::Args,
    dot::line::KEYS,
    failure::Failure,
    pager::{PAGINGS, Paging},
    paths, ui,
};
use crate::{output::FORMATS, output::Format, query::registry::nearest};

/// What a setting may be.
pub(super) enum Kind {
    /// The name of a file.
    File,
    /// On or off.
    Switch,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
}

/// One setting.
pub(super) struct Setting {
    /// What it is called in the file; in the environment it is `DIXIT_` and that in capitals.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What it is.
    pub meaning: &'static str,
    /// What it is where nobody sets it.
    pub usual: &'static str,
}

const fn setting(name: &'static str, kind: Kind, meaning: &'static str, usual: &'static str) -> Setting {
    Setting { name, kind, meaning, usual }
}

/// Every setting.
pub(super) const SETTINGS: &[Setting] = &[
    setting("db", Kind::File, "the knowledge base", "`dixit/dixit.db` in your data folder"),
    setting("format", Kind::Word(|| FORMATS.iter().map(|f| f.name).collect()), "how answers are printed", "table"),
    setting("bom", Kind::Switch, "whether CSV begins with a byte-order mark", "off"),
    setting(
        "pager",
        Kind::Word(|| PAGINGS.iter().map(|(word, _)| *word).collect()),
        "whether answers at the prompt go through `$PAGER`; auto: those that are taller than the screen",
        "auto",
    ),
    setting("timing", Kind::Switch, "whether it is told how long an answer took", "on at a terminal"),
    setting("read-only", Kind::Switch, "whether the base is opened only for reading", "off"),
    setting("raw", Kind::Switch, "whether texts are printed as they stand in documents", "off"),
    setting("ui", Kind::Word(|| ui::codes().collect()), "the language of heads, help and messages", "en"),
    setting(
        "keys",
        Kind::Word(|| KEYS.iter().map(|(word, _)| *word).collect()),
        "the keys of the line at the prompt",
        "emacs",
    ),
];

impl Setting {
    /// The setting of this name.
    fn named(name: &str) -> Result<&'static Setting, String> {
        SETTINGS.iter().find(|setting| setting.name == name).ok_or_else(|| {
            let names = || SETTINGS.iter().map(|setting| setting.name);
            wrong(&format!("one of {}", names().collect::<Vec<_>>().join(", ")), name, nearest(name, names()))
        })
    }

    /// What it is called in the environment.
    pub fn variable(&self) -> String {
        format!("DIXIT_{}", self.name.to_uppercase().replace('-', "_"))
    }
}

impl Kind {
    /// What may stand there, in words.
    pub fn expected(&self) -> String {
        match self {
            Kind::File => "the name of a file".to_owned(),
            Kind::Switch => "on or off".to_owned(),
            Kind::Word(words) => format!("one of {}", words().join(", ")),
        }
    }

    /// The value as it is kept, where it is one.
    fn accept(&self, value: &str) -> Result<String, String> {
        const ON: [&str; 4] = ["on", "true", "yes", "1"];
        const OFF: [&str; 4] = ["off", "false", "no", "0"];
        match self {
            Kind::File if !value.is_empty() => Ok(value.to_owned()),
            Kind::Switch if ON.contains(&value) => Ok("on".to_owned()),
            Kind::Switch if OFF.contains(&value) => Ok("off".to_owned()),
            Kind::Word(words) if words().contains(&value) => Ok(value.to_owned()),
            Kind::Word(words) => Err(wrong(&self.expected(), value, nearest(value, words()))),
            Kind::Switch => Err(wrong(&self.expected(), value, nearest(value, ["on", "off", "true", "false"]))),
            Kind::File => Err(wrong(&self.expected(), value, None)),
        }
    }
}

fn wrong(expected: &str, found: &str, near: Option<&str>) -> String {
    let advice = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("expected {expected}, found `{found}`{advice}")
}

/// Where a value comes from; what comes later goes before what comes earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The configuration file.
    File,
    /// The environment.
    Environment,
    /// The command line.
    CommandLine,
}

impl Origin {
    /// It in words.
    pub fn phrase(self) -> &'static str {
        match self {
            Origin::File => "the configuration file",
            Origin::Environment => "the environment",
            Origin::CommandLine => "the command line",
        }
    }
}

/// What is set.
#[derive(Default)]
pub(super) struct Settings {
    values: BTreeMap<&'static str, (String, Origin)>,
    /// The configuration file, and whether there was one to read.
    pub file: Option<(PathBuf, bool)>,
}

static NOW: OnceLock<Settings> = OnceLock::new();

/// What is set for this run of the program.
pub(super) fn now() -> &'static Settings {
    NOW.get_or_init(Settings::default)
}

/// Reads the file, the environment and the options before the command; what is wrong comes beside what is right.
pub(super) fn heed(args: &Args) -> Result<(), Failure> {
    let mut settings = Settings::default();
    let (file, environment) = (settings.read_file(), settings.read_environment());
    settings.read_options(args);
    let _ = NOW.set(settings); // nobody has asked before
    file.and(environment)
}

impl Settings {
    fn read_file(&mut self) -> Result<(), Failure> {
        let Some((path, named)) = paths::configuration() else { return Ok(()) };
        let there = named || path.exists();
        self.file = Some((path.clone(), there));
        if there {
            file::read(&path, |name, value| _ = self.values.insert(name, (value, Origin::File)))?;
        }
        Ok(())
    }

    fn read_environment(&mut self) -> Result<(), Failure> {
        for setting in SETTINGS {
            let variable = setting.variable();
            let Some(value) = env::var(&variable).ok().filter(|value| !value.is_empty()) else { continue };
            let value = setting.kind.accept(&value).map_err(|why| Failure::Refused(format!("{variable}: {why}")))?;
            self.values.insert(setting.name, (value, Origin::Environment));
        }
        Ok(())
    }

    fn read_options(&mut self, args: &Args) {
        let mut given = |name, value: Option<String>| {
            self.values.extend(value.map(|value| (name, (value, Origin::CommandLine))));
        };
        let on = |given: bool| given.then(|| "on".to_owned());
        given("db", args.db.as_ref().map(|path| path.display().to_string()));
        given("read-only", on(args.read_only));
        given("raw", on(args.raw));
        given("ui", args.ui.clone());
    }

    /// What is set, and where.
    pub fn get(&self, name: &str) -> Option<(&str, Origin)> {
        self.values.get(name).map(|(value, origin)| (value.as_str(), *origin))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.get(name).map(|(value, _)| value)
    }

    /// Whether a switch is on; none where nobody set it.
    pub fn switch(&self, name: &str) -> Option<bool> {
        self.text(name).map(|value| value == "on")
    }

    /// The base, where it is named: by whom else than the configuration file, when `nearer`.
    pub fn base(&self, nearer: bool) -> Option<PathBuf> {
        let (value, origin) = self.get("db")?;
        (!nearer || origin != Origin::File).then(|| PathBuf::from(value))
    }

    /// How answers are printed.
    pub fn format(&self) -> &'static Format {
        self.text("format").and_then(Format::named).unwrap_or(&FORMATS[0])
    }

    /// When answers go through the pager.
    pub fn paging(&self) -> Paging {
        let word = self.text("pager");
        PAGINGS.iter().find(|(own, _)| Some(*own) == word).map(|(_, paging)| *paging).unwrap_or_default()
    }

    /// Whose keys the line at the prompt has.
    pub fn keys(&self) -> EditMode {
        let word = self.text("keys");
        KEYS.iter().find(|(own, _)| Some(*own) == word).map_or(EditMode::Emacs, |(_, keys)| *keys)
    }
}

#[cfg(test)]
mod tests {
    use std::{fmt::Write as _, fs, path::Path};

    use super::*;

    #[test]
    fn values_are_checked() {
        let kind = |name| &Setting::named(name).expect("a setting").kind;
        assert_eq!(kind("bom").accept("yes"), Ok("on".to_owned()));
        assert_eq!(kind("bom").accept("false"), Ok("off".to_owned()));
        assert_eq!(kind("bom").accept("offf"), Err("expected on or off, found `offf`; did you mean `off`?".to_owned()));
        assert!(kind("format").accept("cvs").is_err_and(|why| why.ends_with("found `cvs`; did you mean `csv`?")));
        assert!(kind("db").accept("").is_err());
        assert!(Setting::named("paper").is_err_and(|why| why.ends_with("found `paper`; did you mean `pager`?")));
    }

    #[test]
    fn the_page_has_every_setting() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/config.md");
        let page = fs::read_to_string(&path).expect("a page");
        let (before, rest) = page.split_once("| setting |").expect("a table");
        let after = rest.split_once("\n\n").map_or("", |(_, after)| after);
        let told = format!("{before}{}\n{after}", table());
        if env::var_os("DIXIT_REWRITE").is_some() {
            fs::write(&path, told).expect("a page");
        } else {
            assert!(page == told, "docs/config.md is old: run the test with DIXIT_REWRITE=1 to write it anew");
        }
    }

    fn table() -> String {
        let mut out =
            "| setting | in the environment | what it is | it is | unless set |\n| --- | --- | --- | --- | --- |\n"
                .to_owned();
        for own in SETTINGS {
            let expected = own.kind.expected();
            let _ = writeln!(
                out,
                "| `{}` | `{}` | {} | {expected} | {} |",
                own.name,
                own.variable(),
                own.meaning,
                own.usual
            );
        }
        out
    }
}
