//! The program as people and scripts use it: arguments in; two streams and an exit code out.

#[path = "cli/annotate.rs"]
mod annotate;
#[path = "cli/answers.rs"]
mod answers;
#[path = "cli/ask.rs"]
mod ask;
#[path = "cli/bad.rs"]
mod bad;
#[path = "cli/bench.rs"]
mod bench;
#[path = "cli/care.rs"]
mod care;
#[path = "cli/config.rs"]
mod config;
#[path = "cli/corrections.rs"]
mod corrections;
#[path = "cli/dates.rs"]
mod dates;
#[path = "cli/discover.rs"]
mod discover;
#[path = "cli/edit.rs"]
mod edit;
#[path = "cli/edits.rs"]
mod edits;
#[path = "cli/exchange.rs"]
mod exchange;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/export.rs"]
mod export;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/gate.rs"]
mod gate;
#[path = "cli/gazetteer.rs"]
mod gazetteer;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/ingest.rs"]
mod ingest;
#[path = "cli/json.rs"]
mod json;
#[path = "cli/language.rs"]
mod language;
#[path = "cli/manual.rs"]
mod manual;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/pipe.rs"]
mod pipe;
#[path = "cli/reconcile.rs"]
mod reconcile;
#[path = "cli/saved.rs"]
mod saved;
#[path = "cli/sql.rs"]
mod sql;
#[path = "cli/tables.rs"]
mod tables;
#[path = "cli/tour.rs"]
mod tour;
#[path = "cli/translated.rs"]
mod translated;
#[path = "cli/ui.rs"]
mod ui;
#[path = "cli/unread.rs"]
mod unread;
