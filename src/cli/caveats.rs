//! What must be known beside an answer: what it stands on, what was not searched, and why there are no rows.

use super::answer::{count_among, count_up_to};
use crate::{
    language,
    query::{self, Query, Shown, registry::Family},
    store::{Reader, StoreError},
};

/// Rows of a single clause that are counted where the whole question has none.
const MANY: u32 = 1_000;

/// What to know beside rows: which stand on a date that can hardly be true or in a machine translation, and which documents
/// were not read for what was asked.
pub(super) fn beside(reader: &Reader, query: &Query, shown: Option<&Shown>) -> Result<Vec<String>, StoreError> {
    let number = |also: Option<Query>| also.map_or(Ok(0), |also| count_among(reader, &also, shown));
    let mut lines = Vec::new();
    let doubtful = match reader.doubtful_count()? {
        0 => 0,
        _ => number(query::doubtful(query))?,
    };
    if doubtful > 0 {
        let stand = rows(doubtful, "1 row stands on a date", "rows stand on dates");
        lines.push(format!("{stand} that can hardly be true (?); `doubtful` asks for such"));
    }
    let translated = match reader.translated_count()? {
        0 => 0,
        _ => number(query::translated(query))?,
    };
    if translated > 0 {
        let stand = rows(translated, "1 row stands in a machine translation", "rows stand in machine translations");
        lines.push(format!("{stand}; `translated` asks for such"));
    }
    lines.extend(names_only(reader, query)?.map(|(_, told)| told));
    Ok(lines)
}

fn rows(n: i64, one: &str, many: &str) -> String {
    if n == 1 { one.to_owned() } else { format!("{n} {many}") }
}

/// Which clause emptied the answer, and how much was searched.
pub(super) fn nothing(reader: &Reader, query: &Query) -> Result<Vec<String>, StoreError> {
    let mut lines = Vec::new();
    let all = if query.asks_new() { told(reader, query)? } else { "0".to_owned() };
    if all != "0" {
        let rows = if all == "1" { "row" } else { "rows" };
        return Ok(vec![format!("nothing is new; without `new` it is {all} {rows}")]);
    }
    let parts = query::parts(query);
    if parts.len() > 1 {
        for part in &parts {
            let (only, without) = (told(reader, &part.only)?, told(reader, &part.without)?);
            lines.push(format!("  leaving out `{}`: {without}; leaving out all else: {only}", part.clause));
        }
    }
    if let Some((clause, wider)) = query::wider(query) {
        let rows = told(reader, &wider)?;
        lines.extend((rows != "0").then(|| format!("  asking for `{clause}` instead: {rows}")));
    }
    lines.push(searched(reader, query)?);
    Ok(lines)
}

/// How many rows a question has: that they are many is enough to know, and to count them all may take long.
fn told(reader: &Reader, query: &Query) -> Result<String, StoreError> {
    let count = count_up_to(reader, query, MANY + 1)?;
    Ok(if count > i64::from(MANY) { format!("over {MANY}") } else { count.to_string() })
}

/// `nothing found in 10 of 12 documents; 2 uk were read for names only; 3 with no date stand outside every date clause; …`
fn searched(reader: &Reader, query: &Query) -> Result<String, StoreError> {
    let total = reader.document_count()?;
    let unread = names_only(reader, query)?;
    let read = unread.as_ref().map(|(n, _)| format!("{} of ", total.saturating_sub(*n))).unwrap_or_default();
    let mut parts = vec![format!("nothing found in {read}{total} document{}", if total == 1 { "" } else { "s" })];
    parts.extend(unread.map(|(_, told)| told));
    if query::doubtful(query).is_some() {
        let undated = reader.undated_count()?;
        parts.extend((undated > 0).then(|| format!("{undated} with no date stand outside every date clause")));
        let doubtful = reader.doubtful_count()?;
        parts.extend((doubtful > 0).then(|| format!("{doubtful} with a date that can hardly be true")));
    }
    if query.family() == Family::Quotation {
        parts.push("that does not mean that nobody said it".to_owned());
    }
    Ok(parts.join("; "))
}

/// How many documents were not read for quotations where these are asked for, and in which languages:
/// `12 uk, 3 ko were read for names only`.
fn names_only(reader: &Reader, query: &Query) -> Result<Option<(u64, String)>, StoreError> {
    if query.family() != Family::Quotation {
        return Ok(None);
    }
    let mut codes = reader.languages()?;
    codes.retain(|code| !language::is_quoted(code));
    codes.retain(|code| query::may_be_in(query, Some(code.as_str()).filter(|code| !code.is_empty())));
    let counted = |code: String| reader.language_count(&code).map(|n| (code, n));
    let mut unread = codes.into_iter().map(counted).collect::<Result<Vec<(String, u64)>, _>>()?;
    unread.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    let one = |(code, n): &(String, u64)| match code.as_str() {
        "" => format!("{n} in no known language"),
        code => format!("{n} {code}"),
    };
    let total: u64 = unread.iter().map(|(_, n)| n).sum();
    let all = unread.iter().map(one).collect::<Vec<_>>().join(", ");
    let verb = if total == 1 { "was" } else { "were" };
    Ok((total > 0).then(|| (total, format!("{all} {verb} read for names only"))))
}
