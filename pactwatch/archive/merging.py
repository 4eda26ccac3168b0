"""Join another archive to this one: what it holds of articles that are new here, row by row, under ids of our own.

A body is known by its digest, so bodies need no new name. Every other row gets a new id: that of an article and of what
hangs on it is moved up behind the rows that are here (`Offsets`), a topic, source, run or article that both archives
have is found by what it is (`_MAPS`). Which column points where is asked of SQLite (`_columns`), so that a column or a
reference that a later migration adds is carried along; a table that none of the lists below names is an error.

An article lands in one transaction with all that hangs on it, or not at all. That an article is here is what marks it
as done: a join that was killed is begun again and goes on.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pactwatch.archive import chain
from pactwatch.archive.archive import Archive
from pactwatch.archive.bodies import read_body, store_body
from pactwatch.archive.encode import to_json
from pactwatch.archive.failures import as_sentences
from pactwatch.archive.merging_owed import join_owed

# What hangs on one article and refers to nothing of another; in the order in which rows may be written.
OF_ARTICLE = ("snapshots", "fetches", "versions", "claims", "wording_texts", "wording_places", "changes", "facts")
# What both archives may have: how a row is found here, given that of the other archive as `x`.
_MAPS = {
    "topics": "SELECT m.id FROM main.topics m WHERE m.name = x.name",
    "sources": "SELECT m.id FROM main.sources m JOIN temp.map_topics t ON t.new = m.topic_id "
    "WHERE t.old = x.topic_id AND m.kind = x.kind AND m.url = x.url AND m.options = x.options",
    "articles": "SELECT m.id FROM main.articles m WHERE m.url = x.url",
    # Passes of two archives may begin in the same second: it is the same run if it brought the same exchange.
    "runs": "SELECT coalesce((SELECT g.run_id FROM other.fetches f JOIN main.fetches g ON g.fetched_at = f.fetched_at "
    "AND g.url = f.url JOIN main.runs r ON r.id = g.run_id AND r.started_at = x.started_at "
    "AND r.software = x.software WHERE f.run_id = x.id LIMIT 1), (SELECT r.id FROM main.runs r "
    "JOIN temp.map_topics t ON t.new = r.topic_id WHERE t.old = x.topic_id AND r.started_at = x.started_at "
    "AND r.software = x.software AND r.counts IS x.counts "
    "AND NOT EXISTS (SELECT 1 FROM other.fetches f WHERE f.run_id = x.id) "
    "AND NOT EXISTS (SELECT 1 FROM main.fetches f WHERE f.run_id = r.id)))",
}
# Joined by statements of their own.
_BY_HAND = (
    "bodies", "keyframes", "questions", "coverage", "alerts", "deliveries", "hosts", "troubles", "kept_apart",
    "conflicts", "conflict_sides", "mutes", "thinned_bodies",
)  # fmt: skip
# How far the other archive's own upkeep had come.
_OF_NO_USE = ("upkeep",)
# Found out anew from the texts, once they stand beside the others.
_FOUND_ANEW = ("voices", "voice_bands")

# A chain of bodies is site <- page <- version; a base may hang deeper here than it did there.
_LONGEST_CHAIN = 2


@contextmanager
def beside(archive: Archive, other: Path) -> Iterator[None]:
    """Have the other archive at hand, read-only, and the rows found that both have."""
    db = archive.db.conn
    with as_sentences(other):
        db.execute("ATTACH ? AS other", (f"file:{quote(str(other.absolute()))}?mode=ro",))
        try:
            for name in _MAPS:
                db.execute(f"CREATE TEMP TABLE map_{name} (old INTEGER PRIMARY KEY, new INTEGER)")
            yield
        finally:
            for name in _MAPS:
                db.execute(f"DROP TABLE IF EXISTS temp.map_{name}")
            db.execute("DETACH other")


def unknown_tables(db: sqlite3.Connection) -> list[str]:
    """List the tables that a join would leave out: there is to be none."""
    known = {*OF_ARTICLE, *_MAPS, *_BY_HAND, *_FOUND_ANEW, *_OF_NO_USE}
    names = db.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' "
        "AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\'"
    )
    return sorted(name for (name,) in names if name not in known)


# ---------------------------------------------------------------- what both have


def join_frame(archive: Archive) -> None:
    """Bring over topics, questions and sources that are new here, and find those that both have."""
    db = archive.db.conn
    with archive.transaction():
        write_rows(db, "topics", "x.name NOT IN (SELECT name FROM main.topics)", {"id": "NULL"})
        _find(db, "topics")
        db.execute(
            "INSERT OR IGNORE INTO main.questions SELECT t.new, x.question, x.label, x.value, x.many "
            "FROM other.questions x JOIN temp.map_topics t ON t.old = x.topic_id"
        )
        _find(db, "sources")
        write_rows(db, "sources", "x.id IN (SELECT old FROM temp.map_sources WHERE new IS NULL)", {"id": "NULL"})
        for name in ("sources", "articles", "runs"):
            _find(db, name)


def _find(db: sqlite3.Connection, name: str) -> None:
    """Find the rows of a table that are here already."""
    db.execute(f"DELETE FROM temp.map_{name}")
    db.execute(f"INSERT INTO temp.map_{name} SELECT x.id, ({_MAPS[name]}) FROM other.{name} x")


# A row that only says that there is such an address, and no more.
_BARE = (
    "{0}.checked_at IS NULL AND {0}.moved_to_id IS NULL AND {0}.last_version_id IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM {1}.fetches f WHERE f.article_id = {0}.id)"
)


def new_articles(archive: Archive) -> list[int]:
    """List what the other archive holds of articles that are new here, those that moved last: their ids there."""
    here, there = _BARE.format("m", "main"), _BARE.format("x", "other")
    rows = archive.db.conn.execute(
        "SELECT x.id FROM other.articles x LEFT JOIN main.articles m ON m.url = x.url "
        f"WHERE m.id IS NULL OR (({here}) AND NOT ({there})) ORDER BY x.moved_to_id IS NOT NULL, x.id"
    )
    return [row[0] for row in rows]


def shared_articles(archive: Archive) -> list[tuple[int, int]]:
    """List the articles that have a history in both archives, of which the other knows more: its id there and here."""
    rows = archive.db.conn.execute(
        "SELECT x.id, coalesce(m.moved_to_id, m.id) FROM other.articles x JOIN main.articles m ON m.url = x.url "
        "WHERE EXISTS (SELECT 1 FROM other.fetches f WHERE f.article_id = x.id AND NOT EXISTS ("
        "SELECT 1 FROM main.fetches g WHERE g.article_id IN (m.id, m.moved_to_id) AND g.fetched_at = f.fetched_at "
        "AND (g.url = f.url OR g.final_url = f.url OR g.url = f.final_url))) ORDER BY x.id"
    )
    return [(row[0], row[1]) for row in rows]


# ---------------------------------------------------------------- articles that are new here


@dataclass(frozen=True, slots=True)
class Offsets:
    """By how much the ids of each table that hangs on articles are moved up, for one batch."""

    by_table: dict[str, int]

    @classmethod
    def of(cls, db: sqlite3.Connection) -> Offsets:
        """Put the rows of a batch behind those that are here."""
        offsets = {}
        for table in OF_ARTICLE:
            if not _has_id(db, table):
                continue
            last = db.execute(f"SELECT coalesce(max(id), 0) FROM main.{table}").fetchone()[0]
            first = db.execute(f"SELECT min(x.id) FROM other.{table} x WHERE {_of_batch(db, table)}").fetchone()[0]
            offsets[table] = last + 1 - (first or 1)
        return cls(offsets)


def join_articles(archive: Archive, articles: Sequence[int]) -> None:
    """Bring over some of `new_articles` with all that hangs on them, inside the caller's transaction."""
    db = archive.db.conn
    db.execute("PRAGMA defer_foreign_keys = ON")  # rows point at one another; all stand at the end
    db.execute("CREATE TEMP TABLE batch (id INTEGER PRIMARY KEY)")
    try:
        db.executemany("INSERT INTO temp.batch VALUES (?)", [(article,) for article in articles])
        _join_bodies(db)
        _join_runs(db)
        offsets = Offsets.of(db)
        _join_article_rows(db, offsets)
        last, _ = chain.head(db)
        for table in OF_ARTICLE:
            write_rows(db, table, _of_batch(db, table), {}, offsets)
        chain.chain_again(db, last)
        db.execute(
            "INSERT INTO main.coverage (topic_id, article_id, relevance, why, source_id, added_at, watched) "
            "SELECT t.new, a.new, x.relevance, x.why, s.new, x.added_at, x.watched FROM other.coverage x "
            "JOIN temp.map_topics t ON t.old = x.topic_id JOIN temp.map_articles a ON a.old = x.article_id "
            "LEFT JOIN temp.map_sources s ON s.old = x.source_id WHERE x.article_id IN (SELECT id FROM temp.batch) "
            "ON CONFLICT (topic_id, article_id) DO UPDATE SET relevance = excluded.relevance, why = excluded.why, "
            "watched = max(watched, excluded.watched)"
        )
        db.execute(
            "INSERT OR IGNORE INTO main.keyframes SELECT * FROM other.keyframes x "
            "WHERE x.body_sha256 IN (SELECT sha256 FROM main.bodies)"
        )
    finally:
        db.execute("DROP TABLE temp.batch")


def _join_article_rows(db: sqlite3.Connection, offsets: Offsets) -> None:
    """Write the rows of `articles`; an address that was only known here keeps its id and takes the rest over."""
    db.execute(
        "UPDATE temp.map_articles SET new = old + (SELECT coalesce(max(id), 0) FROM main.articles) + 1 "
        "- (SELECT min(id) FROM temp.batch) WHERE new IS NULL AND old IN (SELECT id FROM temp.batch)"
    )
    known = "x.id IN (SELECT id FROM temp.batch) AND x.url IN (SELECT url FROM main.articles)"
    moved = "(SELECT coalesce(m.moved_to_id, m.id) FROM main.articles m JOIN temp.map_articles t ON t.new = m.id "
    moved += "WHERE t.old = x.moved_to_id)"
    own = {"id": "(SELECT new FROM temp.map_articles WHERE old = x.id)", "moved_to_id": moved}
    new = f"x.id IN (SELECT id FROM temp.batch) AND NOT ({known})"
    write_rows(db, "articles", f"{new} AND x.moved_to_id IS NULL", own, offsets)  # what others may have moved to
    columns = [name for name in _columns(db, "articles") if name not in ("id", "url", "first_seen_at", "lead_title")]
    values = _expressions(db, "articles", own, offsets)
    rows = db.execute(
        f"SELECT {', '.join(values[name] for name in columns)}, x.first_seen_at, x.lead_title, x.url "
        f"FROM other.articles x WHERE {known}"
    ).fetchall()
    listed = ", ".join(f'"{name}" = ?' for name in columns)
    db.executemany(
        f"UPDATE main.articles SET {listed}, first_seen_at = min(first_seen_at, ?), "
        "lead_title = coalesce(lead_title, ?) WHERE url = ?",
        rows,
    )
    write_rows(db, "articles", f"{new} AND x.moved_to_id IS NOT NULL", own, offsets)


def _join_runs(db: sqlite3.Connection) -> None:
    """Bring over the passes that a batch rests on."""
    new = (
        "x.id IN (SELECT old FROM temp.map_runs WHERE new IS NULL) AND (x.id IN (SELECT f.run_id FROM other.fetches f "
        "WHERE f.article_id IN (SELECT id FROM temp.batch)) OR x.id IN (SELECT a.checked_run_id FROM other.articles a "
        "WHERE a.id IN (SELECT id FROM temp.batch)))"
    )
    _join_runs_where(db, new)


def _join_runs_where(db: sqlite3.Connection, where: str) -> None:
    """Bring over some passes. One that is not finished there is none that may be taken up here."""
    for (old,) in db.execute(f"SELECT x.id FROM other.runs x WHERE {where} ORDER BY x.id").fetchall():
        # Nothing takes it up here: its articles are due by their own times.
        own = {"id": "NULL", "finished_at": "coalesce(x.finished_at, x.started_at)"}
        new = write_rows(db, "runs", f"x.id = {int(old)}", own)
        db.execute("UPDATE temp.map_runs SET new = ? WHERE old = ?", (new, old))


def _join_bodies(db: sqlite3.Connection) -> None:
    """Bring over the bodies of a batch, with those that they are stored against."""
    wanted = (
        "WITH RECURSIVE wanted(sha256) AS (SELECT s.body_sha256 FROM other.snapshots s "
        "WHERE s.article_id IN (SELECT id FROM temp.batch) "
        "UNION SELECT b.base_sha256 FROM wanted w JOIN other.bodies b ON b.sha256 = w.sha256 "
        "WHERE b.base_sha256 IS NOT NULL) "
        "SELECT sha256 FROM wanted WHERE sha256 NOT IN (SELECT sha256 FROM main.bodies)"
    )
    new = [row[0] for row in db.execute(wanted)]
    columns = ", ".join(_columns(db, "bodies"))
    db.executemany(
        f"INSERT INTO main.bodies ({columns}) SELECT {columns} FROM other.bodies WHERE sha256 = ?",
        [(digest,) for digest in new],
    )
    db.executemany(
        "INSERT INTO main.thinned_bodies SELECT * FROM other.thinned_bodies WHERE sha256 = ?",
        [(digest,) for digest in new],
    )
    deep = [digest for digest in new if _depth(db, digest) > _LONGEST_CHAIN]
    for digest in deep:
        body = read_body(db, digest)
        db.execute("DELETE FROM main.bodies WHERE sha256 = ?", (digest,))
        store_body(db, body)


def _depth(db: sqlite3.Connection, digest: str) -> int:
    """Count the bodies that one hangs on."""
    depth = 0
    while row := db.execute(
        "SELECT base_sha256 FROM main.bodies WHERE sha256 = ? AND base_sha256 IS NOT NULL", (digest,)
    ).fetchone():
        depth, digest = depth + 1, row[0]
    return depth


# ---------------------------------------------------------------- the remapping


def _of_batch(db: sqlite3.Connection, table: str) -> str:
    """Say which rows of a table hang on the articles of the batch."""
    if "article_id" in _columns(db, table):
        return "x.article_id IN (SELECT id FROM temp.batch)"
    parent = {"wording_texts": ("claim_id", "claims"), "wording_places": ("version_id", "versions")}[table]
    return f"x.{parent[0]} IN (SELECT p.id FROM other.{parent[1]} p WHERE p.article_id IN (SELECT id FROM temp.batch))"


def _has_id(db: sqlite3.Connection, table: str) -> bool:
    """Whether rows of a table have an id of their own."""
    return "id" in _columns(db, table)


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    """Name the columns of a table, whatever migrations have added."""
    return [row[1] for row in db.execute(f"PRAGMA main.table_info({table})")]


def _expressions(
    db: sqlite3.Connection, table: str, own: dict[str, str], offsets: Offsets | None = None
) -> dict[str, str]:
    """Say for each column how it reads here, given the other archive's row as `x`: ids and references are remapped."""
    points = {row[3]: row[2] for row in db.execute(f"PRAGMA main.foreign_key_list({table})")}
    by_table = offsets.by_table if offsets else {}
    values = {}
    for name in _columns(db, table):
        target = table if name == "id" and table in OF_ARTICLE else points.get(name)
        if name in own:
            values[name] = own[name]
        elif target in _MAPS:
            values[name] = f'(SELECT new FROM temp.map_{target} WHERE old = x."{name}")'
        elif target in by_table:
            values[name] = f'x."{name}" + {by_table[target]}'
        else:
            values[name] = f'x."{name}"'
    return values


def write_rows(
    db: sqlite3.Connection, table: str, where: str, own: dict[str, str], offsets: Offsets | None = None
) -> int | None:
    """Write rows of the other archive here, with ids and references remapped; give the id of the last."""
    values = _expressions(db, table, own, offsets)
    names = ", ".join(f'"{name}"' for name in values)
    order = "ORDER BY x.id" if _has_id(db, table) else ""
    sql = f"INSERT INTO main.{table} ({names}) SELECT {', '.join(values.values())} FROM other.{table} x WHERE {where} "
    return db.execute(sql + order).lastrowid


# ---------------------------------------------------------------- what hangs on no article


def join_rest(archive: Archive) -> None:
    """Bring over what is known of hosts, what was decided, owed and sent, and the conflicts; all or nothing."""
    db = archive.db.conn
    with archive.transaction():
        _find(db, "articles")
        _find(db, "runs")
        _join_runs_where(db, "x.id IN (SELECT old FROM temp.map_runs WHERE new IS NULL)")
        db.execute("INSERT OR IGNORE INTO main.kept_apart SELECT * FROM other.kept_apart")
        columns = _columns(db, "hosts")
        db.execute(
            f"INSERT OR REPLACE INTO main.hosts ({', '.join(columns)}) SELECT {', '.join(columns)} FROM other.hosts x "
            "WHERE NOT EXISTS (SELECT 1 FROM main.hosts m WHERE m.origin = x.origin AND m.seen_at >= x.seen_at)"
        )
        join_owed(db, write_rows)
        _join_conflicts(db)


_FACT = (
    "(SELECT g.id FROM other.facts f JOIN other.versions v ON v.id = f.version_id "
    "JOIN other.articles o ON o.id = f.article_id JOIN main.articles m ON m.url = o.url "
    "JOIN main.versions w ON w.article_id = coalesce(m.moved_to_id, m.id) AND w.text_sha256 = v.text_sha256 "
    "JOIN main.facts g ON g.version_id = w.id AND g.question = f.question AND g.value = f.value "
    'AND g.position = f.position AND g."start" = f."start" AND g.role = f.role WHERE f.id = x.{0} LIMIT 1)'
)


def _join_conflicts(db: sqlite3.Connection) -> None:
    """Bring over conflicts with who stood where. Of a question that is open in both, the two become one."""
    rows = db.execute(
        "SELECT x.id, t.new, x.question, x.kind, x.side_values, x.told_values, x.opened_at, x.closed_at "
        "FROM other.conflicts x JOIN temp.map_topics t ON t.old = x.topic_id ORDER BY x.id"
    ).fetchall()
    for old, topic_id, question, kind, sides, told, opened_at, closed_at in rows:
        row = db.execute(
            "SELECT id, side_values, told_values FROM main.conflicts WHERE topic_id = ?1 AND question = ?2 AND "
            "(opened_at = ?3 OR (closed_at IS NULL AND ?4 IS NULL)) ORDER BY closed_at IS NOT NULL LIMIT 1",
            (topic_id, question, opened_at, closed_at),
        ).fetchone()
        if row is None:
            cursor = db.execute(
                "INSERT INTO main.conflicts (topic_id, question, kind, side_values, told_values, opened_at, closed_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (topic_id, question, kind, sides, told, opened_at, closed_at),
            )
            row = (cursor.lastrowid, sides, told)
        numbers = _same_sides(db, row[0], json.loads(row[1]), json.loads(sides), opened_at)
        all_told = [*json.loads(row[2]), *(value for value in json.loads(told) if value not in json.loads(row[2]))]
        db.execute("UPDATE main.conflicts SET told_values = ? WHERE id = ?", (to_json(all_told), row[0]))
        _join_sides(db, old, row[0], numbers)


def _same_sides(
    db: sqlite3.Connection, conflict_id: int, ours: list[list[str]], theirs: list[list[str]], opened_at: str
) -> dict[int, int]:
    """Say which side of a conflict here is which there: the one with a value of it now or once, else a new one."""
    once: dict[str, int] = dict(
        db.execute(
            "SELECT value, min(side) FROM main.conflict_sides WHERE conflict_id = ? GROUP BY value", (conflict_id,)
        )
    )
    once |= {value: number for number, values in enumerate(ours) for value in values}
    numbers = {}
    for number, values in enumerate(theirs):
        met = [once[value] for value in values if value in once]
        numbers[number] = met[0] if met else len(ours)
        if values and not met:
            ours.append(list(values))
        elif met and met[0] < len(ours):
            ours[met[0]] += [value for value in values if value not in once]
    db.execute(
        "UPDATE main.conflicts SET side_values = ?1, opened_at = min(opened_at, ?2) WHERE id = ?3 "
        "AND (side_values <> ?1 OR opened_at > ?2)",
        (to_json(ours), opened_at, conflict_id),
    )
    return numbers


def _join_sides(db: sqlite3.Connection, old: int, conflict_id: int, numbers: dict[int, int]) -> None:
    """Note who stood on which side; whose sentence is not here (it was read otherwise) is left out."""
    rows = db.execute(
        "SELECT x.side, (SELECT coalesce(m.moved_to_id, m.id) FROM main.articles m JOIN other.articles o "
        f"ON o.url = m.url WHERE o.id = x.article_id), x.value, x.voice, {_FACT.format('first_fact_id')}, "
        f"{_FACT.format('fact_id')}, x.since_at, x.ended_at, (SELECT w.id FROM other.versions v "
        "JOIN other.articles o ON o.id = v.article_id JOIN main.articles m ON m.url = o.url "
        "JOIN main.versions w ON w.article_id = coalesce(m.moved_to_id, m.id) AND w.text_sha256 = v.text_sha256 "
        "WHERE v.id = x.ended_version_id LIMIT 1) "
        "FROM other.conflict_sides x WHERE x.conflict_id = ?",
        (old,),
    ).fetchall()
    db.executemany(
        "INSERT OR IGNORE INTO main.conflict_sides (conflict_id, side, article_id, value, voice, first_fact_id, "
        "fact_id, since_at, ended_at, ended_version_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (conflict_id, numbers.get(side, side), article, value, voice, first, last, since, ended, version)
            for side, article, value, voice, first, last, since, ended, version in rows
            if article is not None and first is not None and last is not None
        ],
    )
