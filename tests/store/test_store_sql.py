"""Every view and canned query: it runs, it says who asks it, and it reads no large table from end to end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pactwatch.archive import Archive, open_archive
from pactwatch.archive.describe import comment_above
from pactwatch.archive.schema import view_statements
from pactwatch.pages import queries
from pactwatch.paths import STORE

QUERIES = sorted((STORE / "queries").glob("*.sql"))
VIEWS = sorted((STORE / "views").glob("*.sql"))

# A few rows each, however long the archive is kept.
_SMALL = {"topics", "sources", "questions"}
# A few for each question or site in a year: a page may walk over them.
_WALKED_BY_PAGES = {"SCAN k", "SCAN troubles"}
# Walks along an index that end at a LIMIT, or that cover only what is open now, or that answer from the index alone.
_ORDERED_WALKS = {
    "changes_by_time",
    "changes_material",
    "changes_removed",
    "conflicts_by_time",
    "conflicts_open",
    "alerts_owed",
    "articles_by_outlet",
    "articles_by_age",
}


@pytest.fixture(scope="module", params=["a new archive", "a million snapshots"])
def archive(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Archive]:
    """Open an archive that holds nothing: the planner decides by the schema alone, or by the statistics of a large one.

    These are what `ANALYZE` found in the archive that `benchmarks/archive.py --million` builds.
    """
    path = tmp_path_factory.mktemp("store") / "archive.db"
    opened = open_archive(path)
    if request.param == "a million snapshots":
        opened.db.execute("ANALYZE")
        rows = json.loads((Path(__file__).parent / "million_stat1.json").read_text(encoding="utf-8"))
        opened.db.execute("DELETE FROM sqlite_stat1")
        opened.db.conn.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", rows)
        opened.close()
        opened = open_archive(path)  # statistics are read when a connection begins
    yield opened
    opened.close()


def _sql(path: Path) -> str:
    """Read a query without its comment."""
    return "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("--"))


def _parameters(sql: str, value: str) -> dict[str, object]:
    """Give every named parameter the same value."""
    return dict.fromkeys(re.findall(r":([a-z_]+)", sql), value)


def full_scans(archive: Archive, sql: str, parameters: dict[str, object]) -> list[str]:
    """List the steps of a query's plan that read a large table from end to end."""
    plan = [str(row["detail"]) for row in archive.rows(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    tables = {str(row["name"]) for row in archive.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    aliases = dict(re.findall(r"(?i)(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)", _expanded(sql)))
    by_alias = {alias: table for table, alias in aliases.items()} | {name: name for name in tables}
    found = []
    for step in plan:
        scan = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step)
        if scan and "VIRTUAL TABLE" not in step:
            table = by_alias.get(scan[1], scan[1])
            if table in tables and table not in _SMALL and scan[2] not in _ORDERED_WALKS:
                found.append(step)
    return found


def _expanded(sql: str) -> str:
    """Put the text of the views beside a query that uses them, so that their aliases are known, too."""
    views = view_statements()
    return "\n".join([sql, *(text for name, text in views.items() if name in sql)])


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_store_query_says_who_asks_it(path: Path) -> None:
    """Each query begins with its title, then who asks it; every parameter is explained."""
    comment = comment_above(path)
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("-- title: ")
    assert "ask" in comment
    for name in _parameters(_sql(path), ""):
        assert f"`{name}`" in comment


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_store_view_says_who_asks_it(path: Path) -> None:
    """Each view has its file's name, and a comment above it says who asks it."""
    assert "Asked" in comment_above(path)
    assert view_statements()[path.stem].startswith(f"CREATE VIEW {path.stem} AS\n")


@pytest.mark.parametrize("value", ["", "2024-11-01", "岩屋毅 EU", 'it\'s "odd" ('])
@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_store_query_runs(archive: Archive, path: Path, value: str) -> None:
    """Each query runs on an empty archive with any text as its parameters."""
    sql = _sql(path)
    assert archive.rows(sql, _parameters(sql, value)) == []


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_store_query_reads_no_large_table_whole(archive: Archive, path: Path) -> None:
    """The planner finds an index for each query."""
    sql = _sql(path)
    assert full_scans(archive, sql, _parameters(sql, "x")) == []


# How each view is asked in earnest.
_ASKED = [
    "SELECT * FROM changes_readable ORDER BY detected_at DESC LIMIT 50",
    "SELECT * FROM changes_readable WHERE detected_at >= 'x' AND material = 1 ORDER BY detected_at DESC LIMIT 9",
    "SELECT * FROM changes_readable WHERE article_id = 1",
    "SELECT * FROM changes_readable WHERE url = 'x'",
    "SELECT * FROM fact_sheet WHERE topic = 'x'",
    "SELECT * FROM fact_sheet WHERE question = 'x'",
    "SELECT * FROM open_conflicts",
    "SELECT * FROM fact_history WHERE topic = 'x' AND question = 'x'",
    "SELECT * FROM corrections WHERE topic = 'x'",
    "SELECT * FROM correction_lags WHERE topic = 'x' AND question = 'x'",
    "SELECT * FROM stale_values WHERE question = 'x'",
    "SELECT * FROM independent_voices WHERE topic = 'x'",
    "SELECT * FROM wire_copies WHERE original_id = 1",
    "SELECT * FROM conflict_voices WHERE conflict_id = 1",
    "SELECT * FROM article_history WHERE article_id = 1 ORDER BY at, step, id",
    "SELECT * FROM article_history WHERE url = 'x'",
    "SELECT * FROM latest_versions WHERE url = 'x'",
    "SELECT * FROM latest_versions ORDER BY first_seen_at DESC LIMIT 50",
    "SELECT * FROM coverage_health ORDER BY streak DESC",
    "SELECT * FROM wordings WHERE version_id = 1 ORDER BY position",
    "SELECT * FROM wordings WHERE claim_id = 1",
]


@pytest.mark.parametrize("sql", _ASKED)
def test_store_view_reads_no_large_table_whole(archive: Archive, sql: str) -> None:
    """Each view, asked as it is asked in earnest, goes by an index."""
    assert full_scans(archive, sql, {}) == []


# Those whose names begin with a line are parts of others.
_PAGES = {name: sql for name, sql in vars(queries).items() if name.isupper() and not name.startswith("_")}


@pytest.mark.parametrize("name", _PAGES)
def test_store_page_reads_no_large_table_whole(archive: Archive, name: str) -> None:
    """The query behind each page goes by an index, and runs on an empty archive."""
    values = _parameters(_PAGES[name], "x") | {"most": 1}
    assert set(full_scans(archive, _PAGES[name], values)) <= _WALKED_BY_PAGES
    assert not any(any(row.values()) for row in archive.rows(_PAGES[name], values))


def test_store_scan_detector_sees_a_scan(archive: Archive) -> None:
    """The check above can fail: a search without an index is found, also inside a view and behind an alias."""
    assert full_scans(archive, "SELECT * FROM wording_texts WHERE speaker = 'x'", {}) != []
    assert full_scans(archive, "SELECT * FROM changes_readable WHERE rule = 'x' ORDER BY old_text", {}) != []


def test_store_every_view_is_described_for_datasette() -> None:
    """`datasette.yaml` describes each view."""
    described = (STORE / "datasette.yaml").read_text(encoding="utf-8")
    assert [path.stem for path in VIEWS if f"      {path.stem}:\n" not in described] == []
