"""The tables of the archive, step by step: `sqlite-utils migrate archive.db store/migrations.py`.

A step that has been released is never edited: what comes later is a new function at the end. Each one leaves its number
in `user_version`, by which an older Pactwatch knows that an archive is too new for it. The comments inside the tables
are kept by SQLite, so that `sqlite-utils schema archive.db` explains itself, and the documents are made from them.

Times are UTC ISO 8601 text with `Z`; columns that hold JSON say so; NULL means "not stated" unless a comment says more.
"""

from __future__ import annotations

import hashlib
import json

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x50616374
"""`Pact` in ASCII: marks a SQLite file as an archive of ours (`PRAGMA application_id`)."""

migrations = Migrations("pactwatch")

REWRITING = frozenset({"m0005_facts"})
"""The steps that change or remove what an archive holds: before these Pactwatch keeps a copy, `FILE.before-m0005`.

A step that only adds tables, columns, indices or rows to new tables is none of them. tests/store runs every step on an
archive of the schema before it, and fails when one that is not named here alters a row.
"""

_TABLES = (
    """
CREATE TABLE topics (  -- an event that is watched; what it means stands in its TOML file
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    first_seen_at TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE questions (  -- a question that a topic asks; each answer is a row of facts
    topic_id INTEGER NOT NULL REFERENCES topics(id),
    question TEXT NOT NULL,  -- its short id in the topic file
    label TEXT NOT NULL,  -- as a person would ask it
    value TEXT NOT NULL,  -- the kind of value wanted: person, date, amount, place, role, …
    many INTEGER NOT NULL CHECK (many IN (0, 1)),  -- 1: several values can be true at once
    PRIMARY KEY (topic_id, question)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE sources (  -- a place where articles are found
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topics(id),
    kind TEXT NOT NULL,  -- feed, sitemap, listing, gdelt, search, url, warc, memento
    url TEXT NOT NULL,
    outlet TEXT,  -- who publishes there; NULL: the host's name is used
    language TEXT,
    options TEXT NOT NULL DEFAULT '{}',  -- JSON object: what only this kind understands
    enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),  -- 0: no longer watched, kept for its history
    added_by TEXT NOT NULL DEFAULT 'topic' CHECK (added_by IN ('topic', 'watch')),  -- the topic file, or `watch add`
    added_at TEXT NOT NULL,
    checked_at TEXT,  -- NULL: never asked
    failures INTEGER NOT NULL DEFAULT 0,  -- in a row, up to now
    failing_since_at TEXT,  -- NULL: the last check went well
    last_error TEXT,  -- of the last check
    etag TEXT,
    last_modified TEXT,
    UNIQUE (topic_id, kind, url, options)
) STRICT
""",
    """
CREATE TABLE articles (  -- an article, known by its canonical URL
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    outlet TEXT NOT NULL,  -- as its source says; the host where it does not
    lead_title TEXT,  -- what the source called it
    first_seen_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'new',  -- new (never fetched), live, moved, gone, blocked, …
    moved_to_id INTEGER REFERENCES articles(id),  -- its history goes on there
    checked_at TEXT,  -- NULL: never fetched
    checked_run_id INTEGER REFERENCES runs(id),
    next_check_at TEXT,  -- NULL: not planned
    last_outcome TEXT,  -- of the last fetch
    bad_streak INTEGER NOT NULL DEFAULT 0,  -- passes in a row, up to now, that did not get to see the article
    bad_since_at TEXT,  -- the first fetch of these; NULL: the last one saw it
    ok_at TEXT,  -- last time that the article itself was read or confirmed unchanged
    etag TEXT,  -- validators of the last stored snapshot
    last_modified TEXT,
    last_snapshot_id INTEGER REFERENCES snapshots(id),  -- the last that was stored as good
    last_version_id INTEGER REFERENCES versions(id),
    held_text_sha256 TEXT,  -- a doubtful reading that waits for a second one that says the same
    held_reason TEXT
) STRICT
""",
    """
CREATE TABLE coverage (  -- the membership of an article in a topic
    topic_id INTEGER NOT NULL REFERENCES topics(id),
    article_id INTEGER NOT NULL REFERENCES articles(id),
    relevance REAL NOT NULL,
    why TEXT NOT NULL,  -- which terms met
    source_id INTEGER REFERENCES sources(id),  -- where it was found first, if known
    watched INTEGER NOT NULL DEFAULT 1 CHECK (watched IN (0, 1)),  -- 0: no source names it any more, it is not fetched
    added_at TEXT NOT NULL,
    PRIMARY KEY (topic_id, article_id)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE runs (  -- a monitoring pass
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topics(id),
    started_at TEXT NOT NULL,
    finished_at TEXT,  -- NULL: under way, or killed
    software TEXT NOT NULL,
    counts TEXT,  -- JSON object: outcome -> fetches, written at the end
    error TEXT  -- why the pass as a whole failed
) STRICT
""",
    """
CREATE TABLE bodies (  -- bytes, stored once whoever sent them
    sha256 TEXT PRIMARY KEY,  -- of the plain bytes
    codec TEXT NOT NULL CHECK (codec IN ('raw', 'zstd', 'zstd-delta')),  -- zstd-delta: base's bytes are the dictionary
    base_sha256 TEXT REFERENCES bodies(sha256),
    size_bytes INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL,
    data BLOB NOT NULL,
    CHECK ((codec = 'zstd-delta') = (base_sha256 IS NOT NULL))
) STRICT
""",
    """
CREATE TABLE snapshots (  -- a distinct stored representation of an article
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    captured_at TEXT NOT NULL,
    outcome TEXT NOT NULL,  -- stored; or why it was held back: walled, partial, … (evidence, never compared)
    url TEXT NOT NULL,  -- that the bytes came from, after redirects
    status INTEGER,
    content_type TEXT,
    headers TEXT NOT NULL,  -- JSON list of [name, value]
    body_sha256 TEXT NOT NULL REFERENCES bodies(sha256)
) STRICT
""",
    """
CREATE TABLE fetches (  -- one HTTP exchange for an article, whatever came of it
    id INTEGER PRIMARY KEY,
    run_id INTEGER REFERENCES runs(id),
    article_id INTEGER NOT NULL REFERENCES articles(id),
    url TEXT NOT NULL,  -- as asked for
    final_url TEXT,  -- after redirects; NULL: the same
    fetched_at TEXT NOT NULL,
    status INTEGER,  -- NULL: no answer came
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,  -- the rule that decided, with what it saw
    elapsed_ms INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    snapshot_id INTEGER REFERENCES snapshots(id),  -- what came back, where it is stored
    text_sha256 TEXT  -- of the reading that was held back as doubtful
) STRICT
""",
    """
CREATE TABLE versions (  -- a distinct reading of an article
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    number INTEGER NOT NULL,  -- 1, 2, …
    snapshot_id INTEGER NOT NULL REFERENCES snapshots(id),
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    headline TEXT,
    byline TEXT,
    published_at TEXT,  -- as the page states it: a full time, or a date
    modified_at TEXT,
    language TEXT,
    text TEXT NOT NULL,  -- paragraphs, joined by empty lines
    text_sha256 TEXT NOT NULL,  -- of headline, byline and text
    extractor TEXT NOT NULL,
    UNIQUE (article_id, number)
) STRICT
""",
    """
CREATE TABLE claims (  -- one statement, followed through the versions of one article
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    first_version_id INTEGER NOT NULL REFERENCES versions(id),
    last_version_id INTEGER NOT NULL REFERENCES versions(id),
    removed_at TEXT  -- when a version without it was first seen; NULL: it stands
) STRICT
""",
    """
CREATE TABLE wording_texts (  -- a distinct wording of a claim, stored once however many versions keep it
    id INTEGER PRIMARY KEY,
    claim_id INTEGER NOT NULL REFERENCES claims(id),
    kind TEXT NOT NULL,  -- sentence, standfirst, item, caption, heading, correction
    text TEXT NOT NULL,
    speaker TEXT,
    quotes TEXT,  -- JSON list of {text, start, end, speaker}; NULL: none (so for the next three)
    figures TEXT,  -- JSON list of {text, start, end, value, unit, comparator, high, kind}; defaults are left out
    dates TEXT,  -- JSON list of {text, start, end, value, granularity}
    names TEXT,  -- JSON list of {text, start, end, kind, office}
    modality TEXT NOT NULL,  -- done, planned, expected, possible, alleged, denied
    polarity TEXT NOT NULL CHECK (polarity IN ('positive', 'negative')),
    language TEXT
) STRICT
""",
    """
CREATE TABLE wording_places (  -- where a wording stands in a version
    version_id INTEGER NOT NULL REFERENCES versions(id),
    position INTEGER NOT NULL,  -- in reading order, from 0
    paragraph INTEGER NOT NULL,
    wording_id INTEGER NOT NULL REFERENCES wording_texts(id),
    PRIMARY KEY (version_id, position)
) STRICT, WITHOUT ROWID
""",
    """
CREATE VIEW wordings AS  -- a claim's text in one version
SELECT w.id, w.claim_id, p.version_id, p.position, p.paragraph, w.kind, w.text, w.speaker, w.quotes, w.figures,
    w.dates, w.names, w.modality, w.polarity, w.language
FROM wording_places p
JOIN wording_texts w ON w.id = p.wording_id
""",
    """
CREATE TABLE changes (  -- what happened to one claim, headline or byline between two versions
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    claim_id INTEGER REFERENCES claims(id),  -- NULL: headline or byline
    old_version_id INTEGER NOT NULL REFERENCES versions(id),
    new_version_id INTEGER NOT NULL REFERENCES versions(id),
    kind TEXT NOT NULL CHECK (kind IN ('new', 'changed', 'removed', 'moved')),
    subject TEXT NOT NULL CHECK (subject IN ('claim', 'headline', 'byline')),
    facets TEXT NOT NULL,  -- JSON list: number, date, name, quote, speaker, modality, polarity, wording
    material INTEGER NOT NULL CHECK (material IN (0, 1)),  -- 1: a reader could come away believing something else
    rule TEXT NOT NULL,  -- that decided
    score REAL,  -- 0 to 1: how likely people are to call it a change of meaning
    old_text TEXT,
    new_text TEXT,
    words TEXT NOT NULL,  -- JSON list of ["=" | "-" | "+", text]: the word diff, in reading order
    differences TEXT NOT NULL,  -- JSON list of {facet, old, new}
    old_positions TEXT NOT NULL,  -- JSON list: several where claims were merged
    new_positions TEXT NOT NULL,  -- JSON list: several where a claim was split
    detected_at TEXT NOT NULL,  -- when the new wording was first seen
    not_before_at TEXT NOT NULL  -- when the old wording was last seen
) STRICT
""",
    """
CREATE TABLE facts (  -- a value that a version of an article gives to one of the topic's questions
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topics(id),
    question TEXT NOT NULL,
    value TEXT NOT NULL,  -- normalised: an entity's id, an ISO date, a figure
    label TEXT NOT NULL,  -- as printed
    article_id INTEGER NOT NULL REFERENCES articles(id),
    version_id INTEGER NOT NULL REFERENCES versions(id),
    claim_id INTEGER REFERENCES claims(id),  -- NULL: it stands in the headline
    sentence TEXT NOT NULL,
    position INTEGER NOT NULL,
    "start" INTEGER NOT NULL,  -- characters of the sentence
    "end" INTEGER NOT NULL,
    role TEXT NOT NULL,  -- signer, attendee, …; empty: does not apply
    modality TEXT NOT NULL,
    speaker TEXT  -- NULL: the outlet says it itself
) STRICT
""",
    """
CREATE TABLE conflicts (  -- a contradiction: articles give values to one question that exclude one another
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topics(id),
    question TEXT NOT NULL,
    kind TEXT NOT NULL,  -- asserted (numbers, dates), accounts diverge (people, roles)
    side_values TEXT NOT NULL,  -- JSON list of lists: the values of each side
    opened_at TEXT NOT NULL,
    closed_at TEXT  -- NULL: open
) STRICT
""",
    """
CREATE TABLE conflict_sides (  -- who stands on which side of a conflict, and with which sentence
    conflict_id INTEGER NOT NULL REFERENCES conflicts(id),
    side INTEGER NOT NULL,  -- the place of its values in side_values, from 0
    article_id INTEGER NOT NULL REFERENCES articles(id),
    value TEXT NOT NULL,
    voice TEXT NOT NULL,  -- articles that copy one report share it; empty: speaks for itself
    first_fact_id INTEGER NOT NULL REFERENCES facts(id),  -- the sentence that put it on this side
    fact_id INTEGER NOT NULL REFERENCES facts(id),  -- the latest sentence that kept it there
    since_at TEXT NOT NULL,
    ended_at TEXT,  -- when it was found to say so no more; NULL: it still does
    ended_version_id INTEGER REFERENCES versions(id),  -- the version that no longer says it
    PRIMARY KEY (conflict_id, side, article_id, value)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE alerts (  -- a message owed to a maintainer
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topics(id),
    dedupe_key TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    settled_at TEXT  -- nothing more is owed; NULL: still is
) STRICT
""",
    """
CREATE TABLE deliveries (  -- an attempt to send an alert
    id INTEGER PRIMARY KEY,
    alert_id INTEGER NOT NULL REFERENCES alerts(id),
    channel TEXT NOT NULL,  -- without its secrets
    attempted_at TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('delivered', 'failed')),
    error TEXT
) STRICT
""",
)

# Each index names the question it answers; tests/store asks the query planner whether it does.
_INDICES = (
    "CREATE INDEX articles_by_outlet ON articles(outlet, state, ok_at, checked_at)",
    "CREATE INDEX articles_unseen ON articles(bad_streak) WHERE bad_streak > 0",
    "CREATE INDEX articles_by_age ON articles(first_seen_at)",
    "CREATE INDEX articles_moved ON articles(moved_to_id) WHERE moved_to_id IS NOT NULL",
    "CREATE INDEX coverage_by_article ON coverage(article_id)",
    "CREATE INDEX runs_by_topic ON runs(topic_id, started_at)",
    "CREATE INDEX bodies_by_base ON bodies(base_sha256) WHERE base_sha256 IS NOT NULL",
    "CREATE INDEX snapshots_by_article ON snapshots(article_id, captured_at)",
    "CREATE INDEX snapshots_by_body ON snapshots(body_sha256)",
    "CREATE INDEX fetches_by_article ON fetches(article_id, fetched_at)",
    "CREATE INDEX fetches_by_run ON fetches(run_id, outcome)",
    "CREATE INDEX fetches_by_time ON fetches(fetched_at, outcome)",
    "CREATE INDEX versions_by_time ON versions(first_seen_at)",
    "CREATE INDEX versions_by_snapshot ON versions(snapshot_id)",
    "CREATE INDEX claims_by_article ON claims(article_id)",
    "CREATE INDEX wording_texts_by_claim ON wording_texts(claim_id)",
    "CREATE INDEX wording_places_by_wording ON wording_places(wording_id, version_id)",
    "CREATE INDEX changes_by_time ON changes(detected_at)",
    "CREATE INDEX changes_material ON changes(detected_at) WHERE material = 1",
    "CREATE INDEX changes_by_article ON changes(article_id, new_version_id)",
    "CREATE INDEX changes_by_claim ON changes(claim_id) WHERE claim_id IS NOT NULL",
    "CREATE INDEX facts_by_question ON facts(topic_id, question, value)",
    "CREATE INDEX facts_by_version ON facts(version_id, topic_id)",
    "CREATE INDEX facts_by_article ON facts(article_id, question, value)",
    # Two open conflicts over the same values are one.
    "CREATE UNIQUE INDEX conflicts_open ON conflicts(topic_id, question, kind, side_values) WHERE closed_at IS NULL",
    "CREATE INDEX conflicts_by_time ON conflicts(opened_at)",
    "CREATE INDEX conflict_sides_by_article ON conflict_sides(article_id)",
    "CREATE INDEX conflict_sides_by_fact ON conflict_sides(fact_id)",
    "CREATE INDEX alerts_owed ON alerts(created_at) WHERE settled_at IS NULL",
    "CREATE INDEX alerts_by_time ON alerts(created_at)",
    "CREATE INDEX deliveries_by_alert ON deliveries(alert_id, outcome, channel)",
)


@migrations()
def m0001_tables(db: Database) -> None:
    """Make every table, the view `wordings` and the indices."""
    for statement in _TABLES + _INDICES:
        db.execute(statement.strip())
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


# Kana, Han and Hangul: scripts written without spaces between words (Hangul has them, but is searched by syllable).
_UNSPACED = "぀-ヿ㐀-䶿一-鿿가-힣豈-﫿"


def _searchable(column: str) -> str:
    """Give the SQL that spaces out the signs of scripts without word breaks, so that each is a token.

    The tokenizer splits at spaces only, so `岩屋毅外相` would be one word that nobody finds by `岩屋`; as signs it is
    found by the phrase `"岩 屋"`. A trigram index finds no word of two signs, be it 岩屋 or EU. Only the first 1,000
    characters of such a text count, ten times a long sentence: taking a text apart in SQL costs their square (60
    characters 0.05 ms, 1,000 about 2 ms).
    """
    return f"""CASE WHEN {column} NOT GLOB '*[{_UNSPACED}]*' THEN {column} ELSE (
        WITH RECURSIVE signs(i, sign) AS (
            SELECT 1, substr({column}, 1, 1)
            UNION ALL SELECT i + 1, substr({column}, i + 1, 1) FROM signs WHERE i < min(length({column}), 1000)
        )
        SELECT group_concat(CASE WHEN sign GLOB '[{_UNSPACED}]' THEN ' ' || sign || ' ' ELSE sign END, '') FROM signs
    ) END"""


def _index_text(db: Database, table: str, fts: str, columns: tuple[str, ...]) -> None:
    """Make a full-text index over *columns* of *table* that stores no text itself, with triggers to keep it in step."""
    names = ", ".join(columns)
    texts = ", ".join(f"{_searchable(name)} AS {name}" for name in columns)
    db.execute(f"CREATE VIEW {fts}_content AS  -- what {fts} indexes\nSELECT id, {texts} FROM {table}")
    db.execute(
        f"CREATE VIRTUAL TABLE {fts} USING fts5({names}, content='{fts}_content', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    db.execute(
        f"CREATE TRIGGER {fts}_insert AFTER INSERT ON {table} BEGIN "
        f"INSERT INTO {fts}(rowid, {names}) SELECT id, {names} FROM {fts}_content WHERE id = new.id; END"
    )
    # Before, not after: the words to take out are read from the row that is about to go.
    db.execute(
        f"CREATE TRIGGER {fts}_delete BEFORE DELETE ON {table} BEGIN "
        f"INSERT INTO {fts}({fts}, rowid, {names}) SELECT 'delete', id, {names} FROM {fts}_content "
        "WHERE id = old.id; END"
    )


@migrations()
def m0002_search(db: Database) -> None:
    """Index the wordings, and the headlines and bylines of versions, for full-text search.

    The text of a version is searched through its wordings, each of which is indexed once for all versions that keep it.
    """
    _index_text(db, "wording_texts", "wordings_fts", ("text",))
    _index_text(db, "versions", "versions_fts", ("headline", "byline"))
    # The triggers see only what comes. No release made archives without this step, but `--stop-before` can.
    for table, fts in (("wording_texts", "wordings_fts"), ("versions", "versions_fts")):
        if db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
            db.execute(f"INSERT INTO {fts}({fts}) VALUES ('rebuild')")
    db.execute("PRAGMA user_version = 2")


@migrations()
def m0003_hosts(db: Database) -> None:
    """Remember across passes how each host wants to be treated, and until when an article asked not to be asked.

    `hold_until_at` is apart from `next_check_at`, which is our plan: a pass that checks everything overrides the plan,
    and never the hold.
    """
    db.execute(
        """
CREATE TABLE hosts (  -- an origin (scheme, host and port) that was asked, with what manners the next pass owes it
    origin TEXT PRIMARY KEY,
    asked_at TEXT,  -- when the last exchange over a page ended; NULL: only its robots.txt was asked for
    hold_until_at TEXT,  -- nothing of it is asked before; NULL: it may be
    hold_by TEXT CHECK (hold_by IN ('retry-after', 'back-off')),  -- who wants that: the host, or we as it keeps failing
    hold_status INTEGER,  -- that led to it; NULL: no answer came
    pauses INTEGER NOT NULL,  -- how many such holds there were since it last answered normally
    page_holds TEXT NOT NULL,  -- JSON object of pages with a Retry-After of their own: URL -> [until, status]
    robots TEXT,  -- the last robots.txt that was read, up to 500 KiB; NULL: it has none
    robots_at TEXT,  -- when that was learnt; NULL: never
    robots_failing_since_at TEXT,  -- since when it cannot be had; NULL: the last attempt went well
    robots_failures INTEGER NOT NULL,  -- attempts since then
    robots_retry_at TEXT,  -- not tried again before
    robots_problem TEXT,  -- what came of the last failed attempt
    crawl_delay_s REAL NOT NULL,  -- that its robots.txt asks of us; 0: none
    seen_at TEXT NOT NULL  -- when this row was written
) STRICT
""".strip()
    )
    # The default is what ends the comment: SQLite puts this text before the closing bracket of the table's own.
    db.execute(
        "ALTER TABLE articles ADD COLUMN hold_until_at TEXT  -- its Retry-After: never asked before; NULL: none\n"
        "    DEFAULT NULL"
    )
    db.execute("PRAGMA user_version = 3")


@migrations()
def m0004_discovery(db: Database) -> None:
    """Remember what sources say of themselves, what could not be seen, what stays apart, and what was sent together."""
    db.execute(
        "ALTER TABLE sources ADD COLUMN next_check_at TEXT  -- asking before is pointless, as it says; NULL: any time\n"
        "    DEFAULT NULL"
    )
    db.execute("ALTER TABLE sources ADD COLUMN hub TEXT  -- the WebSub hub that it names; NULL: none\n    DEFAULT NULL")
    db.execute(
        """
CREATE TABLE troubles (  -- a site or source that could not be seen for several passes; told when it begins and ends
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topics(id),
    subject TEXT NOT NULL,  -- the host of pages; a source's address, or its kind where it has none
    sign TEXT NOT NULL,  -- what tells the troubles of one subject apart: the outcome with its rule, or `unreadable`
    problem TEXT NOT NULL,  -- what is seen instead, as of the last pass
    pages INTEGER NOT NULL,  -- how many pages, as it was last told
    since_at TEXT NOT NULL,  -- the first fetch that gave nothing good
    opened_at TEXT NOT NULL,  -- the pass that told it
    closed_at TEXT  -- the pass that saw everything again; NULL: it lasts
) STRICT
""".strip()
    )
    db.execute("CREATE UNIQUE INDEX troubles_open ON troubles(topic_id, subject, sign) WHERE closed_at IS NULL")
    db.execute("CREATE INDEX troubles_by_time ON troubles(opened_at)")
    db.execute(
        """
CREATE TABLE kept_apart (  -- addresses that are two articles, though a page said otherwise: `pactwatch articles split`
    url TEXT NOT NULL,
    other_url TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (url, other_url)
) STRICT, WITHOUT ROWID
""".strip()
    )
    db.execute(
        "ALTER TABLE deliveries ADD COLUMN message TEXT  -- key of the message it went in; several may share one\n"
        "    DEFAULT NULL"
    )
    db.execute("CREATE INDEX deliveries_by_channel ON deliveries(channel, attempted_at)")
    db.execute("PRAGMA user_version = 4")


@migrations()
def m0005_facts(db: Database) -> None:
    """Remember which articles speak with one voice; take a conflict for the same as long as its question is open."""
    db.execute(
        """
CREATE TABLE voices (  -- whose voice an article is: its own, or that of the earliest text which it copies
    article_id INTEGER PRIMARY KEY REFERENCES articles(id),
    original_id INTEGER NOT NULL REFERENCES articles(id),  -- the article itself: it speaks for itself
    version_id INTEGER NOT NULL REFERENCES versions(id),  -- the version that was compared
    share REAL NOT NULL,  -- of the shorter text's runs of words, those that both have; 1 for an original
    edits TEXT NOT NULL  -- JSON list of [old, new] sentences: what was changed against the original; null: added, cut
) STRICT
""".strip()
    )
    db.execute("CREATE INDEX voices_by_original ON voices(original_id)")
    db.execute(
        """
CREATE TABLE voice_bands (  -- by what texts that may be copies find one another
    band INTEGER NOT NULL,  -- a hash of some of the text's rarest runs of words
    article_id INTEGER NOT NULL REFERENCES articles(id),
    PRIMARY KEY (band, article_id)
) STRICT, WITHOUT ROWID
""".strip()
    )
    db.execute("CREATE INDEX voice_bands_by_article ON voice_bands(article_id)")
    db.execute(
        "ALTER TABLE conflicts ADD COLUMN told_values TEXT  -- JSON list: every value that was ever on a side\n"
        "    NOT NULL DEFAULT '[]'"
    )
    db.execute(
        "UPDATE conflicts SET told_values = (SELECT json_group_array(DISTINCT v.value) "
        "FROM json_each(conflicts.side_values) s, json_each(s.value) v)"
    )
    # A question has one open conflict, however its values change. Earlier archives could hold more: the latest stays.
    db.execute(
        "UPDATE conflicts SET closed_at = opened_at WHERE closed_at IS NULL AND EXISTS (SELECT 1 FROM conflicts k "
        "WHERE k.topic_id = conflicts.topic_id AND k.question = conflicts.question AND k.closed_at IS NULL "
        "AND k.id > conflicts.id)"
    )
    db.execute("DROP INDEX conflicts_open")
    db.execute("CREATE UNIQUE INDEX conflicts_open ON conflicts(topic_id, question) WHERE closed_at IS NULL")
    db.execute("PRAGMA user_version = 5")


@migrations()
def m0006_keyframes(db: Database) -> None:
    """Remember for each site the body that its pages are stored against, so that they share what they have alike."""
    db.execute(
        """
CREATE TABLE keyframes (  -- a site's keyframe: the whole body that bodies of its pages are deltas of
    host TEXT PRIMARY KEY,
    body_sha256 TEXT NOT NULL REFERENCES bodies(sha256)
) STRICT
""".strip()
    )
    db.execute("CREATE INDEX keyframes_by_body ON keyframes(body_sha256)")
    db.execute("PRAGMA user_version = 6")


def _fill_chain(db: Database) -> None:
    """Chain the snapshots that there are, in the order in which they were taken up."""
    last, previous = 0, ""
    while rows := db.execute(
        "SELECT id, captured_at, outcome, url, status, content_type, headers, body_sha256 FROM snapshots "
        "WHERE id > ? ORDER BY id LIMIT 10000",
        [last],
    ).fetchall():
        filled = []
        for row in rows:
            text = json.dumps([previous, *row], ensure_ascii=False, separators=(",", ":"))
            previous = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            filled.append((previous, row[0]))
        db.conn.executemany("UPDATE snapshots SET chain_sha256 = ? WHERE id = ?", filled)
        last = rows[-1][0]


@migrations()
def m0007_proof(db: Database) -> None:
    """Chain the snapshots, so that none can be altered or taken out unseen; remember which bodies were thinned out."""
    db.execute(
        "ALTER TABLE snapshots ADD COLUMN chain_sha256 TEXT  -- of this row with the chain_sha256 of the row before\n"
        "    NOT NULL DEFAULT ''"
    )
    _fill_chain(db)
    db.execute(
        """
CREATE TABLE thinned_bodies (  -- a body whose bytes were let go of by a rule of retention; its row and digest stay
    sha256 TEXT PRIMARY KEY REFERENCES bodies(sha256),
    thinned_at TEXT NOT NULL,
    rule TEXT NOT NULL
) STRICT
""".strip()
    )
    db.execute(
        """
CREATE TABLE upkeep (  -- how far a piece of upkeep has come that goes on the next time
    task TEXT PRIMARY KEY,
    done_to INTEGER NOT NULL  -- the last row that was looked at
) STRICT
""".strip()
    )
    # What disappeared is asked for from the beginning, and is rare.
    db.execute("CREATE INDEX changes_removed ON changes(detected_at) WHERE material = 1 AND kind = 'removed'")
    db.execute("PRAGMA user_version = 7")


@migrations()
def m0008_alerts(db: Database) -> None:
    """Keep of each alert what it belongs to and says in parts; remember mutes, and when a channel asked to wait."""
    for column, what in (
        ("thread", "what messages about the same thing share; empty: it is alone\n    NOT NULL DEFAULT ''"),
        ("story", "the same edit in copies of one report; empty: it can have no company\n    NOT NULL DEFAULT ''"),
        ("details", "JSON object: what it says, in parts; see docs/alerts.md\n    NOT NULL DEFAULT '{}'"),
        ("muted_until_at", "a mute held it back until then; NULL: none ever did\n    DEFAULT NULL"),
    ):
        db.execute(f"ALTER TABLE alerts ADD COLUMN {column} TEXT  -- {what}")
    db.execute(
        "ALTER TABLE deliveries ADD COLUMN retry_at TEXT  -- not before, as the receiver asked; NULL: it did not\n"
        "    DEFAULT NULL"
    )
    db.execute(
        """
CREATE TABLE mutes (  -- alerts that are held back for a time, and then come in one message
    id INTEGER PRIMARY KEY,
    topic_id INTEGER NOT NULL REFERENCES topics(id),
    kind TEXT NOT NULL CHECK (kind IN ('rule', 'article', 'outlet')),
    subject TEXT NOT NULL,  -- the rule's name, the article's URL, the outlet's name or host
    made_at TEXT NOT NULL,
    until_at TEXT NOT NULL,
    lifted_at TEXT  -- when it was taken back before its time; NULL: it was not
) STRICT
""".strip()
    )
    db.execute("CREATE INDEX mutes_by_topic ON mutes(topic_id, until_at)")
    db.execute("CREATE INDEX alerts_by_story ON alerts(story) WHERE story <> ''")
    db.execute("CREATE INDEX alerts_by_thread ON alerts(thread) WHERE thread <> ''")
    db.execute("PRAGMA user_version = 8")


@migrations()
def m0009_facts_read_again(db: Database) -> None:
    """Keep the second sentence of a fact that takes two, by which rules facts were read, and what rereading found."""
    db.execute(
        "ALTER TABLE facts ADD COLUMN beside TEXT  -- the other sentence that it rests on; empty: one says it all\n"
        "    NOT NULL DEFAULT ''"
    )
    db.execute(
        "ALTER TABLE coverage ADD COLUMN facts_read_by TEXT  -- digest of the rules, questions and entities by which\n"
        "    -- the article's facts were read; null: not known, so they are read again\n    DEFAULT NULL"
    )
    db.execute(
        "ALTER TABLE conflicts ADD COLUMN found_by TEXT  -- 'watching', or 'reading again': old news, read better\n"
        "    NOT NULL DEFAULT 'watching'"
    )
    db.execute("PRAGMA user_version = 9")
