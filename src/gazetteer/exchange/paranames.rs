//! ParaNames: the names of Wikidata's entities, a line a name.

use std::io::{self, BufRead};

use super::{
    Part, Spelling, Taker, Told,
    jrc::cells,
    rows::{self, Row},
    told::wikidata,
    words,
};

const HEADER: [&str; 5] = ["wikidata_id", "eng", "label", "language", "type"];

/// Reads them.
pub(super) fn read(input: &mut dyn BufRead, part: &Part, taker: &mut dyn Taker) -> io::Result<()> {
    let mut begun = false;
    rows::read(input, part, taker, &mut |line| {
        let row: [&str; 5] = cells(line)?;
        if !std::mem::replace(&mut begun, true) && row == HEADER {
            return Ok(Row::Nothing);
        }
        let [id, english, label, language, class] = row;
        let id = wikidata(id).ok_or_else(|| format!("expected an id such as Q142, found “{id}”"))?;
        let kind =
            words::kind("paranames", class).ok_or_else(|| format!("expected PER, LOC or ORG, found “{class}”"))?;
        let Some(language) = words::language(language) else { return Ok(Row::Passed) };
        let spellings = vec![Spelling::of(label, language)];
        let name = if english.is_empty() { label } else { english };
        Ok(Row::Told(Told {
            external: vec![id],
            kind: Some(kind),
            name: name.to_owned(),
            spellings,
            ..Told::default()
        }))
    })
}
