//! The configuration file: names and values, as TOML.

use std::{fs, ops::Range, path::Path};

use toml::de::{DeTable, DeValue};

use super::{
    super::failure::{Failure, Place},
    Kind, Setting,
};
use crate::import::explained;

/// Tells every setting of the file, in its order.
///
/// # Errors
/// What is wrong first, with its place.
pub(super) fn read(path: &Path, mut set: impl FnMut(&'static str, String)) -> Result<(), Failure> {
    let name = path.display().to_string();
    let failed = |place: Place, why: String| Failure::Data(why).at(place);
    let text = fs::read_to_string(path).map_err(|e| failed(Place::file(&name), explained(&e)))?;
    let at = |span: Range<usize>, why: String| failed(Place::in_text(&name, &text, span.start), why);
    let table = DeTable::parse(&text).map_err(|e| {
        at(
            e.span().unwrap_or_default(),
            format!("expected lines like `pager = \"off\"`, found what is no TOML: {}", e.message()),
        )
    })?;
    let mut entries: Vec<_> = table.into_inner().into_iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let setting = Setting::named(key.get_ref()).map_err(|why| at(key.span(), why))?;
        let given = match value.get_ref() {
            DeValue::String(word) => word.to_string(),
            DeValue::Boolean(on) => on.to_string(),
            _ => text[value.span()].to_owned(),
        };
        let given = setting.kind.accept(&given).map_err(|why| at(value.span(), why))?;
        set(setting.name, if matches!(setting.kind, Kind::File) { beside(path, &given) } else { given });
    }
    Ok(())
}

/// The file that is meant: `~` is the home folder, and what has no folder stands beside the configuration file.
fn beside(path: &Path, given: &str) -> String {
    let home = given.strip_prefix("~/").and_then(|rest| Some(etcetera::home_dir().ok()?.join(rest)));
    let file = home.unwrap_or_else(|| path.parent().unwrap_or(Path::new("")).join(given));
    file.display().to_string()
}
