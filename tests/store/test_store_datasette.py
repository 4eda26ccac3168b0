"""A real Datasette on loopback: our queries and descriptions, on any file name, while a pass goes on."""

from __future__ import annotations

import contextlib
import json
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from served_pages import served

from pactwatch.archive import Archive, Capture, open_archive
from pactwatch.archive.serve import serve_command
from pactwatch.errors import ArchiveError
from pactwatch.model import Article, Block, Change, Fetch, Judgement, Lead, Outcome, Topic, Url, Verdict, Wording

NOW = datetime(2024, 11, 1, tzinfo=UTC)
URL = Url("https://gazette.example/a")


def _record(archive: Archive, sentences: list[str], changes: list[Change]) -> None:
    """Record one reading of the one article."""
    topic_id = archive.sync_topic(Topic("harbour", "The harbour treaty", ("en",)), NOW)
    article_id, _ = archive.add_article(topic_id, Lead(URL), NOW, outlet="Gazette", relevance=1.0, why="harbour")
    archive.record_capture(
        Capture(
            topic_id=topic_id,
            article_id=article_id,
            run_id=None,
            fetch=Fetch(URL, URL, NOW, 200, (), "\n".join(sentences).encode()),
            judgement=Judgement(Outcome.STORED, "stored: by hand"),
            article=Article(tuple(Block("paragraph", text) for text in sentences), headline="Treaty <b>signed</b>"),
            extractor="hand-1",
            wordings=tuple(Wording(text, place) for place, text in enumerate(sentences)),
            lineage=tuple((place, place) for place in range(len(sentences))),
            changes=tuple(changes),
        )
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive with two versions, under a name that is not `archive`."""
    path = tmp_path_factory.mktemp("served") / "my-watch.db"
    archive = open_archive(path)
    change = Change("changed", "claim", "It covers 15 ships.", "It covers 51 ships.", Verdict(True, ("number",), "n"))
    _record(archive, ["It covers 15 ships.", "岩屋毅外相が署名した。"], [])
    _record(archive, ["It covers 51 ships.", "岩屋毅外相が署名した。"], [change])
    archive.close()
    return path


@pytest.fixture(scope="module")
def get(path: Path) -> Iterator[Callable[[str], str]]:
    """Serve the archive, and give a function that fetches a page of it."""
    with served(path) as base:

        def fetch(page: str) -> str:
            with contextlib.closing(urllib.request.urlopen(f"{base}/{page}")) as answer:
                return str(answer.read().decode())

        yield fetch


def test_datasette_offers_every_query(get: Callable[[str], str]) -> None:
    """Each file in `store/queries` is a page with its title, whatever the archive's file is called."""
    queries = json.loads(get("my-watch.json"))["queries"]
    titles = {query["name"]: query["title"] for query in queries}
    assert len(titles) >= 8
    assert titles["changes_lately"] == "What changed lately"
    for query in queries:
        values = urllib.parse.urlencode(dict.fromkeys(query["params"], ""))
        json.loads(get(f"my-watch/{query['name']}.json?_shape=array&{values}"))


def test_datasette_answers_a_query(get: Callable[[str], str]) -> None:
    """A canned query gives its rows."""
    rows = json.loads(get("my-watch/material_changes_by_facet.json?_shape=array&facet=number"))
    assert [(row["old_text"], row["new_text"]) for row in rows] == [("It covers 15 ships.", "It covers 51 ships.")]
    assert json.loads(get("my-watch/material_changes_by_facet.json?_shape=array&facet=date")) == []


@pytest.mark.parametrize("words", ["ships 51", "岩屋", "外相が", '"odd'])
def test_datasette_searches(get: Callable[[str], str], words: str) -> None:
    """Words as a person types them find the sentence, in Japanese by any part; odd signs do no harm."""
    rows = json.loads(get(f"my-watch/search.json?_shape=array&words={urllib.parse.quote(words)}"))
    assert len(rows) == (0 if "odd" in words else 1)


def test_datasette_describes_views(get: Callable[[str], str]) -> None:
    """Pages of views carry our descriptions, newest changes first; text from pages is escaped."""
    page = get("my-watch/changes_readable")
    assert "What changed, with the article it happened in." in page
    assert "<b>signed</b>" not in page
    assert "&lt;b&gt;signed" in page


def test_datasette_cannot_write(get: Callable[[str], str]) -> None:
    """SQL that writes is refused, and so is what would read other files."""
    for sql in ("delete from topics", "attach '/etc/passwd' as x", "with x as (select 1) delete from topics"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            get(f"my-watch.json?sql={urllib.parse.quote(sql)}")
        assert caught.value.code == 400
        caught.value.close()
    assert json.loads(get("my-watch/topics.json?_shape=array"))[0]["name"] == "harbour"


def test_datasette_sees_a_pass_go_on(get: Callable[[str], str], path: Path) -> None:
    """What a pass writes while the archive is served is there on the next page."""
    count = "my-watch.json?_shape=array&sql=select+count(*)+as+n+from+fetches"
    before = json.loads(get(count))[0]["n"]
    archive = open_archive(path)
    _record(archive, ["It covers 51 ships.", "岩屋毅外相が署名した。"], [])
    archive.close()
    assert json.loads(get(count))[0]["n"] == before + 1


def test_datasette_and_a_pass_let_one_another_be(get: Callable[[str], str], path: Path) -> None:
    """While a page runs a `SELECT` that takes long, captures are stored; the page answers as of when it began."""
    sql = (
        "select (select count(*) from fetches) as earlier, (with recursive n(i) as (select 1 union all select i + 1 "
        "from n where i < 500000) select max(i) from n) as counted, (select count(*) from fetches) as later"
    )
    with ThreadPoolExecutor(1) as threads, contextlib.closing(open_archive(path)) as archive:
        page = threads.submit(get, f"my-watch.json?_shape=array&sql={urllib.parse.quote(sql)}")
        stored = 0
        while not page.done() and stored < 200:
            _record(archive, ["It covers 51 ships.", "岩屋毅外相が署名した。"], [])
            stored += 1
        (row,) = json.loads(page.result())
    assert stored > 1
    assert row["counted"] == 500_000 and row["earlier"] == row["later"]


def test_datasette_works_by_hand(path: Path) -> None:
    """`datasette archive.db --metadata store/datasette.yaml --get` answers as the documents say."""
    command = [*serve_command(path, "127.0.0.1", 0), "--get", "/my-watch/fact_sheet.json?_shape=array"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == []


def test_datasette_is_not_started_on_nothing(tmp_path: Path) -> None:
    """Serving what is not there ends in a sentence, before anything is started."""
    with pytest.raises(ArchiveError, match="no archive yet"):
        serve_command(tmp_path / "archive.db")
