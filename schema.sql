-- The tables of a dixit knowledge base. Open the file with any SQLite tool; the views at the end join the names in.
--
-- Offsets count Unicode code points of document.text, end exclusive: substr(text, start + 1, "end" - start) is the span.
-- The views use nothing newer than SQLite 3.37; the two full-text indexes need 3.43, and only where they are asked.
-- Checks are written out with OR: for IN (…) SQLite makes a table of the words at each insert.
-- Lasting keys (`key` columns) are made from content, never from row numbers; row numbers join tables and mean nothing else.

-- Facts about the base itself: versions of the gazetteer in it, of the shipped gazetteer
-- it began from, and of the one that was compiled into the file beside it.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Entities that may be other than when the gazetteer was compiled into the file beside the base: keys, also of those that are gone.
CREATE TABLE changed (
  entity TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What has read documents: equal versions find equal things. A row may stand for several documents, and moves on with the gazetteer when all
-- that an edit concerns was read again.
CREATE TABLE version (
  id        INTEGER PRIMARY KEY,
  engine    TEXT NOT NULL,                           -- of the code that annotates
  packs     TEXT NOT NULL,                           -- of the language packs
  gazetteer TEXT NOT NULL
) STRICT;

-- One article, with the text exactly as it was read and all that is known of where it came from.
CREATE TABLE document (
  id              INTEGER PRIMARY KEY,
  key             TEXT NOT NULL UNIQUE,              -- 'd' and a hash of source and text
  source          TEXT NOT NULL UNIQUE,              -- path or URL as the reader was given it; behind # the place in the file
  format          TEXT NOT NULL,                     -- what it was read from: text, HTML …
  url             TEXT,                              -- where it was published
  retrieved       TEXT,                              -- when it was fetched, as the source says
  title           TEXT,
  outlet          TEXT,
  author          TEXT,
  credit          TEXT,                              -- agencies that it credits, apart by commas
  language        TEXT,                              -- ISO 639-1
  published       TEXT,                              -- 2024, 2024-10 or 2024-10-31: as much as is known
  day             INTEGER GENERATED ALWAYS AS (      -- the same as a number that sorts alike: year - 2000, month and day in 4 and 5 bits
    ((substr(published, 1, 4) - 2000) << 9) + (substr(published, 6, 2) << 5) + substr(published, 9, 2)),
  published_basis TEXT NOT NULL CHECK (published_basis = 'given' OR published_basis = 'metadata' OR published_basis = 'text' OR published_basis = 'none'),
  published_why   TEXT,                              -- the user's reason, or the other date that was found
  published_doubt TEXT,                              -- why it can hardly be true; then it decides nothing when the text is read
  translated      TEXT CHECK (translated = 'machine'),  -- by whom, where the page says so
  encoding        TEXT,                              -- the encoding it was in, where it was bytes
  replaced        INTEGER NOT NULL,                  -- broken places, now U+FFFD
  byte_hash       TEXT NOT NULL,                     -- of the bytes as they were read
  text_hash       TEXT NOT NULL,                     -- of the text below
  read_at         TEXT NOT NULL,                     -- when it was read, UTC; no part of a dump
  version         INTEGER REFERENCES version,        -- what annotated it; NULL: it is to be annotated again
  text            TEXT NOT NULL
) STRICT;
CREATE INDEX document_version ON document (version);
-- Every answer asks how many documents there are of each sort.
CREATE INDEX document_language ON document (language);
CREATE INDEX document_day ON document (day);
CREATE INDEX document_outlet ON document (outlet);
CREATE INDEX document_told ON document (id, outlet, language, day, published, source); -- what is asked of many: their rows hold texts
CREATE INDEX document_doubt ON document (published_doubt) WHERE published_doubt IS NOT NULL;
CREATE INDEX document_translated ON document (translated) WHERE translated IS NOT NULL;

-- What the user says of documents, over what was read of them. It belongs to the source, and stays when that is read anew.
CREATE TABLE correction (
  source     TEXT NOT NULL,
  particular TEXT NOT NULL CHECK (particular IN ('date', 'outlet', 'language', 'title', 'author', 'url')),
  value      TEXT NOT NULL,
  reason     TEXT,
  PRIMARY KEY (source, particular)
) STRICT, WITHOUT ROWID;

-- What was read of a document that the user has corrected: it comes back when the correction goes.
CREATE TABLE reading (
  document        INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  title           TEXT,
  outlet          TEXT,
  author          TEXT,
  language        TEXT,
  url             TEXT,
  published       TEXT,
  published_basis TEXT NOT NULL,
  published_why   TEXT,
  published_doubt TEXT
) STRICT;

-- The bytes of a document as they were read, deflated (zlib), where they are more than its text; `dixit original` prints them.
CREATE TABLE original (
  document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  bytes    BLOB NOT NULL
) STRICT;

-- The paragraphs of a document; questions count those of zone body.
CREATE TABLE paragraph (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ordinal  INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  zone     TEXT NOT NULL CHECK (zone = 'body' OR zone = 'furniture' OR zone = 'repeat'),
  wording  INTEGER NOT NULL,                         -- hash of its words: the same in copies
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- What the body of a document says, word for word as a hash, and the cluster of documents almost the same that it is in.
-- Which documents these are follows from their texts alone; nothing tells who copied whom. No row where a body has no word.
CREATE TABLE copy (
  document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  wording  INTEGER NOT NULL,                         -- hash of the words; equal ones are equal texts
  sketch   BLOB,                                     -- a byte for each share of its words, like those of texts alike; NULL of a short text
  cluster  INTEGER                                   -- a number that only groups; NULL while no other document is almost the same
) STRICT;
CREATE INDEX copy_wording ON copy (wording);
CREATE INDEX copy_cluster ON copy (cluster, document) WHERE cluster IS NOT NULL;

-- Where wordings that may be almost the same are found: those that have a band in common. Made again from the texts at any time.
CREATE TABLE band (
  band    INTEGER NOT NULL,
  wording INTEGER NOT NULL,
  PRIMARY KEY (band, wording)
) STRICT, WITHOUT ROWID;

-- A person, place, organisation or work that the gazetteer knows.
CREATE TABLE entity (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL,                         -- readable: vasily-nebenzya
  kind        TEXT NOT NULL CHECK (kind = 'person' OR kind = 'place' OR kind = 'organisation' OR kind = 'work'),
  name        TEXT NOT NULL,
  description TEXT NOT NULL,
  gender      TEXT,                                  -- f, m
  country     TEXT,                                  -- key of the country it belongs to
  external    TEXT NOT NULL,                         -- ids elsewhere: 'wikidata:Q142 iso3166:FR'
  prominence  INTEGER NOT NULL DEFAULT 0,            -- how well known, 0 to 255: ten times the decimal logarithm of people or of pages; 0 unknown
  origin      TEXT NOT NULL                          -- shipped, user, import:3
) STRICT;
CREATE UNIQUE INDEX entity_key ON entity (key);

-- The ids in entity.external, each with whom it belongs to: by them the same entity is known again in another gazetteer.
CREATE TABLE external_id (
  id     TEXT PRIMARY KEY,                           -- wikidata:Q142
  entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- One file of another gazetteer that was taken in. What it added has the origin 'import:' and this number.
CREATE TABLE import (
  id        INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,                           -- when, UTC; no part of a dump
  format    TEXT NOT NULL,
  file      TEXT NOT NULL,
  joined    INTEGER NOT NULL,                        -- entities that were there and that it tells of
  added     INTEGER NOT NULL,                        -- entities that it brought
  spellings INTEGER NOT NULL,                        -- spellings that it brought
  doubtful  INTEGER NOT NULL                         -- entities that may have been there under another key
) STRICT;

-- What an import changed of an entity that was there, and how that was before. A log: no part of a dump.
CREATE TABLE joined (
  import            INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  entity            INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
  external          TEXT NOT NULL,                   -- ids that it added, apart by spaces
  prominence        INTEGER NOT NULL,                -- as it tells it
  before_external   TEXT NOT NULL,
  before_prominence INTEGER NOT NULL,
  PRIMARY KEY (import, entity)
) STRICT, WITHOUT ROWID;

-- Keys of entities that were merged into another: `@key` in a saved question goes on meaning that one.
CREATE TABLE former_key (
  key    TEXT PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- One spelling of an entity; the same spelling may belong to several.
CREATE TABLE alias (
  id          INTEGER PRIMARY KEY,
  entity      INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
  spelling    TEXT NOT NULL,
  folded      TEXT NOT NULL,                         -- without case, accents, dashes: what is looked up
  backward    TEXT NOT NULL DEFAULT '',              -- the same from its end: to find names misspelt at their beginning
  sound       INTEGER NOT NULL DEFAULT 0,            -- hash of how it sounds, to find other spellings of it
  language    TEXT NOT NULL,                         -- ISO 639-1, * for every language
  sort        TEXT NOT NULL CHECK (sort = 'name' OR sort = 'short' OR sort = 'acronym' OR sort = 'demonym' OR sort = 'misspelling' OR sort = 'weak'),
  case_policy TEXT NOT NULL CHECK (case_policy = 'match' OR case_policy = 'any'),
  origin      TEXT NOT NULL,                         -- shipped, user, import:3
  active      INTEGER NOT NULL DEFAULT 1,            -- 0: taken out by the user, kept so that it can come back as it was
  UNIQUE (entity, folded)
) STRICT;
CREATE INDEX alias_folded ON alias (folded);
CREATE INDEX alias_backward ON alias (backward);
CREATE INDEX alias_sound ON alias (sound);

-- Who held an office, from when to when.
CREATE TABLE tenure (
  office TEXT NOT NULL,                              -- us-defense-secretary
  role   TEXT NOT NULL,                              -- defence-minister: packs know the phrases for it
  of     INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,  -- the country or body it belongs to
  holder INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
  since  TEXT NOT NULL,                              -- '' when not known
  until  TEXT NOT NULL,                              -- '' when not known, or still in office
  PRIMARY KEY (office, holder, since)
) STRICT, WITHOUT ROWID;

-- What every question asks of a row stands beside it, too: `zone` and `wording` of its paragraph, `day` and `document` of where it stands,
-- `act` of its quotation. So questions about an entity are answered from indexes alone, in the order of time, the latest first.
-- `dixit check` compares them.

-- A place where an alias stands.
CREATE TABLE mention (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL,                          -- 'm', six digits of the document's key, and a hash of the span
  document   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  paragraph  INTEGER NOT NULL,                       -- ordinal in the document
  sentence   INTEGER NOT NULL,                       -- where its sentence begins
  zone       TEXT,                                   -- the paragraph's; NULL for body
  day        INTEGER,                                -- the document's
  wording    INTEGER,                                -- the paragraph's
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  surface    TEXT NOT NULL,                          -- as printed
  alias      TEXT NOT NULL,                          -- the gazetteer's spelling that matched
  sort       TEXT NOT NULL,                          -- the alias' sort: name, short, acronym, demonym, misspelling, weak
  entity     INTEGER REFERENCES entity,              -- NULL while ambiguous: see candidate
  stands_for INTEGER REFERENCES entity,              -- for a place that speaks for its government
  rule       TEXT NOT NULL,                          -- the rule that chose the entity
  score      REAL NOT NULL                           -- how likely the entity is, 0 to 1; while ambiguous, the likeliest candidate
) STRICT;
CREATE INDEX mention_entity ON mention (entity, day, document, zone, alias, wording);
CREATE INDEX mention_document ON mention (document, start);
-- By this one and `quotation_via_entity` SQLite sees that nothing refers to an entity that goes.
CREATE INDEX mention_stands_for ON mention (stands_for) WHERE stands_for IS NOT NULL;

-- The same mentions once more, of the body and with an entity, packed: who stands in a document is told without reading a row of each.
CREATE TABLE company (
  document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  mentions BLOB NOT NULL                             -- for each the entity's row, 7 bits a byte, and 4 bytes of a hash of alias and wording
) STRICT;

-- The entities a mention may be, where there are several: the one chosen and the others.
CREATE TABLE candidate (
  mention INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
  entity  INTEGER NOT NULL REFERENCES entity,
  score   REAL NOT NULL,                             -- how likely it is, 0 to 1
  PRIMARY KEY (mention, entity)
) STRICT, WITHOUT ROWID;

-- A capitalised name that no alias matches: raw material for new aliases.
CREATE TABLE name (
  id        INTEGER PRIMARY KEY,
  document  INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  paragraph INTEGER NOT NULL,
  sentence  INTEGER NOT NULL,
  zone      TEXT,                                    -- the paragraph's; NULL for body
  start     INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  surface   TEXT NOT NULL,
  folded    TEXT NOT NULL
) STRICT;
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_document ON name (document, start);

-- The same names once more, of the body, packed likewise.
CREATE TABLE packed_name (
  document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  names    BLOB NOT NULL                             -- for each spelling its length and whether a name begins, how often, and its letters
) STRICT;

-- Words that somebody is reported to have said: "as printed", which is not proof that they were said.
CREATE TABLE quotation (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE,                   -- 'q' and a hash of document and spans
  document   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  paragraph  INTEGER NOT NULL,
  zone       TEXT,                                   -- the paragraph's; NULL for body; 'rejected' or 'rejected-furniture' … where the user rejects it
  start      INTEGER NOT NULL,                       -- hull of the content; its parts are in content
  "end"      INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind = 'direct' OR kind = 'indirect' OR kind = 'mixed'),
  act        TEXT NOT NULL,                          -- say, deny, warn …: what the speaker does by saying it
  content    TEXT NOT NULL,                          -- the words, parts joined by ' […] '
  cue_start  INTEGER,
  cue_end    INTEGER,
  cue        TEXT,                                   -- dictionary form of the cue
  said       TEXT,                                   -- day on which it was said, where the text tells it
  said_basis TEXT CHECK (said_basis IN ('written', 'inferred')),  -- inferred: counted from the day of publication
  via        TEXT,                                   -- who passed it on, in words
  via_entity INTEGER REFERENCES entity,              -- the entity named there
  rule       TEXT NOT NULL,                          -- the rule that found it
  confidence REAL NOT NULL                           -- measured rate of that rule and of its speaker's, 0 to 1
) STRICT;
CREATE INDEX quotation_document ON quotation (document, start);
CREATE INDEX quotation_act ON quotation (act);
CREATE INDEX quotation_via ON quotation (via_entity, via) WHERE via IS NOT NULL;
CREATE INDEX quotation_via_entity ON quotation (via_entity) WHERE via_entity IS NOT NULL;

-- The spans of a quotation's content, in order.
CREATE TABLE content (
  quotation INTEGER NOT NULL REFERENCES quotation ON DELETE CASCADE,
  ordinal   INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  PRIMARY KEY (quotation, ordinal)
) STRICT, WITHOUT ROWID;

-- Who says a quotation; several rows when they speak together, none when nobody was found.
CREATE TABLE speaker (
  quotation    INTEGER NOT NULL REFERENCES quotation ON DELETE CASCADE,
  ordinal      INTEGER NOT NULL,
  start        INTEGER,                              -- the name, pronoun or noun phrase
  "end"        INTEGER,
  phrase_start INTEGER,                              -- the whole phrase, with role and apposition
  phrase_end   INTEGER,
  surface      TEXT,                                 -- as printed
  sort         TEXT NOT NULL CHECK (sort = 'named' OR sort = 'anonymous' OR sort = 'collective' OR sort = 'none'),
  entity       INTEGER REFERENCES entity,
  name         TEXT,                                 -- the best name known, also of somebody the gazetteer does not know
  folded       TEXT,                                 -- that name without case, accents, dashes, where there is no entity: what is looked up
  rule         TEXT NOT NULL,                        -- the rule that resolved the speaker
  document     INTEGER NOT NULL,                     -- the quotation's, as the next three
  zone         TEXT,
  day          INTEGER,
  act          TEXT,
  PRIMARY KEY (quotation, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_entity ON speaker (entity, day, document, zone, act) WHERE entity IS NOT NULL;
CREATE INDEX speaker_folded ON speaker (folded, name) WHERE folded IS NOT NULL;
CREATE INDEX speaker_name ON speaker (name, day, document, zone, act, entity) WHERE entity IS NULL AND name IS NOT NULL;

-- Whom a quotation is spoken to, where the text tells that; several rows when there are several.
CREATE TABLE addressee (
  quotation INTEGER NOT NULL REFERENCES quotation ON DELETE CASCADE,
  ordinal   INTEGER NOT NULL,
  start     INTEGER,                                 -- the name or noun phrase
  "end"     INTEGER,
  surface   TEXT,                                    -- as printed
  entity    INTEGER REFERENCES entity,
  name      TEXT,                                    -- the best name known
  rule      TEXT NOT NULL,                           -- the rule that resolved it
  PRIMARY KEY (quotation, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX addressee_entity ON addressee (entity);

-- What a quotation is about.
CREATE TABLE about (
  quotation INTEGER NOT NULL REFERENCES quotation ON DELETE CASCADE,
  entity    INTEGER NOT NULL REFERENCES entity,
  strict    INTEGER NOT NULL,                        -- 1: mentioned in the content; 0: only taken up by it, or in the sentence around it
  document  INTEGER NOT NULL,                        -- the quotation's, as the next three
  zone      TEXT,
  day       INTEGER,
  act       TEXT,
  PRIMARY KEY (quotation, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX about_entity ON about (entity, day, document, zone, strict, act);

-- What the user says of quotations, over what the machine found. It belongs to the lasting key, and stays when the quotation goes: `source` and `content` tell of what it was said.
CREATE TABLE verdict (
  quotation TEXT NOT NULL,                           -- its lasting key
  what      TEXT NOT NULL CHECK (what IN ('speaker', 'rejected', 'checked', 'note')),
  value     TEXT NOT NULL,                           -- the speaker's name; else the user's words, '' where there are none
  entity    TEXT,                                    -- the speaker's key, where it is an entity
  source    TEXT NOT NULL,                           -- of the document
  content   TEXT NOT NULL,                           -- the words of the quotation
  at        TEXT NOT NULL,                           -- when, UTC; no part of a dump
  who       TEXT,                                    -- the user, as the system names them
  why       TEXT,                                    -- the reason that was given
  PRIMARY KEY (quotation, what)
) STRICT, WITHOUT ROWID;

-- The speakers that the machine found, of quotations for which the user names another: they come back when that goes.
CREATE TABLE found_speaker (
  quotation    INTEGER NOT NULL REFERENCES quotation ON DELETE CASCADE,
  ordinal      INTEGER NOT NULL,
  start        INTEGER,
  "end"        INTEGER,
  phrase_start INTEGER,
  phrase_end   INTEGER,
  surface      TEXT,
  sort         TEXT NOT NULL,
  entity       TEXT,                                 -- its key
  name         TEXT,
  rule         TEXT NOT NULL,
  PRIMARY KEY (quotation, ordinal)
) STRICT, WITHOUT ROWID;

-- The folded words of documents and quotations, for `containing`; rowid is the document's or quotation's id. Those of documents also tell where something of the gazetteer
-- may stand: behind U+E000 come other ways to read a word that is broken; U+E001 where there are too many.
CREATE VIRTUAL TABLE document_words USING fts5 (folded, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE quotation_words USING fts5 (folded, content = '', contentless_delete = 1, tokenize = 'ascii');

-- The user's changes of the gazetteer and of what is known of documents, in order; `undone` ones can be redone. A log: no part of a dump.
CREATE TABLE edit (
  id      INTEGER PRIMARY KEY,
  step    INTEGER NOT NULL,                          -- edits of one step are made, undone and redone together
  at      TEXT NOT NULL,                             -- when, UTC
  who     TEXT,                                      -- the user, as the system names them
  why     TEXT,                                      -- the reason that was given
  command TEXT NOT NULL,                             -- as it could be typed again
  change  TEXT NOT NULL,                             -- JSON: what to do, and the rows that it changed, before and after
  undone  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Unknown names of which the user says that they are no spellings of an entity: they are not proposed again. No part of the gazetteer, whose tables stay as they are.
CREATE TABLE rejected (
  folded TEXT NOT NULL,                              -- the name, without case, accents, dashes
  entity TEXT NOT NULL,                              -- the entity's key
  PRIMARY KEY (folded, entity)
) STRICT, WITHOUT ROWID;

-- Saved questions.
CREATE TABLE saved_query (
  name        TEXT PRIMARY KEY,
  text        TEXT NOT NULL                          -- the whole statement in canonical print: save NAME(…) "…" = …
) STRICT, WITHOUT ROWID;

-- What a saved question with these arguments has delivered already, for `| new`. A log: no part of a dump.
CREATE TABLE delivered (
  name      TEXT NOT NULL,
  arguments TEXT NOT NULL,
  key       TEXT NOT NULL,                           -- lasting key of the row, and its attribution
  PRIMARY KEY (name, arguments, key)
) STRICT, WITHOUT ROWID;

-- Quotations to read: one row each, names joined in.
CREATE VIEW quotations AS
SELECT q.key, coalesce(d.title, d.source) AS document, d.outlet, d.published, d.published_doubt, d.language, q.kind, q.act,
       (SELECT group_concat(one, ' & ') FROM (SELECT coalesce(e.name, s.name, s.surface) AS one
          FROM speaker s LEFT JOIN entity e ON e.id = s.entity WHERE s.quotation = q.id ORDER BY s.ordinal)) AS speaker,
       q.content,
       (SELECT group_concat(one, ' & ') FROM (SELECT coalesce(e.name, t.name, t.surface) AS one
          FROM addressee t LEFT JOIN entity e ON e.id = t.entity WHERE t.quotation = q.id ORDER BY t.ordinal)) AS addressee,
       q.said, q.said_basis,
       (SELECT group_concat(one, ', ') FROM (SELECT e.name || CASE a.strict WHEN 1 THEN '' ELSE ' ≈' END AS one
          FROM about a JOIN entity e ON e.id = a.entity WHERE a.quotation = q.id ORDER BY e.name)) AS about,
       q.via, q.rule, q.confidence
FROM quotation q JOIN document d ON d.id = q.document;

-- Mentions to read: one row each, names joined in.
CREATE VIEW mentions AS
SELECT m.key, coalesce(d.title, d.source) AS document, d.outlet, d.published, d.published_doubt, m.surface, m.sort, e.name AS entity, e.kind,
       f.name AS stands_for, m.rule, m.score
FROM mention m JOIN document d ON d.id = m.document
     LEFT JOIN entity e ON e.id = m.entity LEFT JOIN entity f ON f.id = m.stands_for;

-- Spellings to read: one row each, with how often they occur.
CREATE VIEW spellings AS
SELECT e.name AS entity, e.kind, a.spelling, a.language, a.sort, a.origin,
       (SELECT count(*) FROM mention m WHERE m.entity = a.entity AND m.alias = a.spelling) AS mentions
FROM alias a JOIN entity e ON e.id = a.entity WHERE a.active;
