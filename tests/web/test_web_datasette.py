"""Datasette's own pages over an archive: described, sorted, readable; with the version that is locked."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path
from typing import Any

import datasette
import httpx
import pytest
from datasette.utils import parse_metadata
from markupsafe import Markup

from pactwatch.pages.cells import cell
from pactwatch.paths import STORE


def described() -> dict[str, dict[str, Any]]:
    """Give what `datasette.yaml` says of each table and view."""
    metadata = parse_metadata((STORE / "datasette.yaml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, Any]] = metadata["databases"]["archive"]["tables"]
    return found


def test_the_version_is_the_one_the_documents_name() -> None:
    """0.65: what 1.0 answers is another address, and `units` is gone there."""
    assert datasette.__version__.startswith("0.65.")
    assert not any("units" in table for table in described().values())


def test_every_table_is_described_and_nothing_else_is(seeds: Path) -> None:
    """Tables, columns, facets and sort orders are those of the archive."""
    with contextlib.closing(sqlite3.connect(f"{seeds.as_uri()}?mode=ro", uri=True)) as db:
        names = {
            row[0]
            for row in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            if "_fts" not in row[0] and not row[0].startswith("_")
        }
        told = {name: table for name, table in described().items() if "_fts" not in name and not name.startswith("_")}
        assert names == set(told)
        for name, table in told.items():
            columns = {row[1] for row in db.execute(f"PRAGMA table_info({name})")}
            named = {*table.get("columns", {}), *table.get("facets", [])}
            named |= {table[key] for key in ("sort", "sort_desc", "label_column") if key in table}
            assert named <= columns, name
            assert table.get("description"), name


def test_every_table_and_view_can_be_opened(site: str) -> None:
    """With its sort order, facets and cells; none takes the page down."""
    for name, table in described().items():
        if table.get("hidden"):
            continue
        answer = httpx.get(f"{site}/seeds/{name}", timeout=30)
        assert answer.status_code == 200, name
        assert table["description"].split()[0] in answer.text


def test_a_change_is_readable_in_datasettes_own_table(site: str) -> None:
    """Marks instead of JSON, and a link to our page of it."""
    html = httpx.get(f"{site}/seeds/changes_readable").text
    assert "<del>40</del><ins>14</ins>" in html and '<a href="/change/2">2</a>' in html
    assert re.search(r'<a href="/article/\d+">', html) and "[[&#34;" not in html


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        pytest.param("facets", '["number", "date"]', "number, date", id="list"),
        pytest.param("facets", "[]", "—", id="nothing"),
        pytest.param("counts", '{"stored": 2, "walled": 1}', "<b>stored</b> 2 · <b>walled</b> 1", id="object"),
        pytest.param("words", '[["=", "a"], ["-", "<b>"], ["+", "c"]]', "a<del>&lt;b&gt;</del><ins>c</ins>", id="w"),
        pytest.param("names", '[{"text": "<script>"}]', "<b>text</b> &lt;script&gt;", id="markup"),
        pytest.param("headers", '[["a", "b"], ["c", "d"]]', "a, b<br>c, d", id="pairs"),
        pytest.param("facets", "no json", None, id="no-json"),
        pytest.param("text", "[1]", None, id="no-json-column"),
        pytest.param("words", '[1, ["x"], {"<i>": 2}]', "1x<b>&lt;i&gt;</b> 2", id="odd-words"),
        pytest.param("article_id", 7, '<a href="/article/7">7</a>', id="link"),
    ],
)  # fmt: skip
def test_columns_of_json_are_written_out(column: str, value: object, shown: str | None) -> None:
    """Whatever they hold, and never as markup."""
    found = cell("any", column, value)
    assert found == (None if shown is None else Markup(shown))
