"""What the pages show: moved statements, two versions side by side, pictures, filters, bundles, feeds, mix-ups."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import feedparser
import httpx
import pytest
from datasette.app import Datasette

from pactwatch.archive import Capture, open_archive
from pactwatch.config import load_topic
from pactwatch.model import Article, Block, Fact, Fetch, Judgement, Lead, Outcome, Url, Wording
from pactwatch.pages import drawing, queries
from pactwatch.pages.reader import Reader, TooLong
from pactwatch.paths import STORE

FEEDS = (
    "/today", "/change/2", "/articles", "/article/2", "/facts", "/topic/japan-eu-pact", "/outlets", "/health",
    "/search?q=signed", "/snapshot/1",
)  # fmt: skip


def text_of(html: str) -> str:
    """Give what a reader sees of a page, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def with_form(path: str, form: str) -> str:
    """Give the address of a page's data."""
    bare, _, query = path.partition("?")
    return f"{bare}.{form}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("path", FEEDS)
def test_every_page_is_data_and_a_feed_too(site: str, path: str) -> None:
    """JSON and CSV hold the same rows, the feed reads without complaint, and the page links all three."""
    page = httpx.get(site + path).text
    for form in ("json", "csv", "atom"):
        assert f'href="{with_form(path, form)}"'.replace("&", "&amp;") in page
    rows = httpx.get(site + with_form(path, "json")).json()
    lines = httpx.get(site + with_form(path, "csv")).text
    assert not rows or lines.startswith(",".join(rows[0]))
    feed = feedparser.parse(httpx.get(site + with_form(path, "atom")).content)
    assert not feed.bozo and feed.feed.id and feed.feed.updated and feed.feed.title
    ids = [entry.id for entry in feed.entries]
    assert all(entry.link and entry.updated and entry.title for entry in feed.entries) and len(ids) == len(set(ids))


@pytest.mark.parametrize("path", FEEDS)
def test_every_page_shows_its_query_and_the_query_runs(site: str, path: str) -> None:
    """One click from the page to its SQL, with the same values filled in."""
    link = re.search(r'<a href="([^"]+)">Show the query', httpx.get(site + path).text)
    assert link is not None
    answer = httpx.get(site + link[1].replace("&amp;", "&").replace("/seeds?", "/seeds.json?"))
    assert answer.status_code == 200 and answer.json()["ok"]


def test_a_moved_statement_is_joined_to_where_it_stood(site: str) -> None:
    """Inline and side by side, each place leads to the other."""
    for view in ("", "&view=sides"):
        html = httpx.get(f"{site}/article/2?from=1&to=5{view}").text
        to, back = re.findall(r'href="#(s\d+)"', html), re.findall(r'href="#(w\d+)"', html)
        assert len(to) == len(back) == 2
        assert all(f'id="{place}"' in html for place in (*to, *back))


def test_two_versions_stand_side_by_side(site: str) -> None:
    """What went is on the left, what came on the right, in one row."""
    html = httpx.get(f"{site}/article/2?from=1&to=5&view=sides").text
    row = next(row for row in re.findall(r'<tr class="changed".*?</tr>', html, re.DOTALL) if "did not commit" in row)
    left, right = re.findall(r"<td>.*?</td>", row, re.DOTALL)
    assert "<del>" in left and "<ins>" not in left and "<ins>" in right and "<del>" not in right


def test_the_bundle_of_a_change_is_whole(site: str) -> None:
    """A zip with both captures, the difference and the verifier."""
    answer = httpx.get(f"{site}/change/2/evidence.zip")
    assert answer.headers["content-type"] == "application/zip"
    assert 'filename="pactwatch-change-2.zip"' in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as bundle:
        assert bundle.testzip() is None
        names = " ".join(bundle.namelist())
    assert "verify.py" in names and ".warc" in names


def test_outlets_are_counted_and_their_days_drawn(site: str) -> None:
    """An outlet's edits, and a field for each day that it was asked."""
    told = {row["outlet"]: row for row in httpx.get(f"{site}/outlets.json").json()}
    assert told["MENAFN"]["articles"] == 1 and told["MENAFN"]["edits"] == 4
    html = httpx.get(f"{site}/outlets").text
    assert len(re.findall(r'<svg class="heat".*?</svg>', html, re.DOTALL)) == 2
    assert re.search(r"<title>2024-11-\d\d: \d+ \w+", html)


def test_a_picture_is_drawn_only_of_what_spread() -> None:
    """Answers that all stood from one moment until now make no picture; one that ended, or came later, does."""
    start, last = "2024-11-01T09:00:00Z", datetime(2024, 11, 5, 9, tzinfo=UTC)
    row = {"value": "a", "printed": "A", "outlet": "X", "article_id": 1, "last_seen_at": start, "first_seen_at": start}
    assert drawing.spread([row | {"stands": 1}, row | {"stands": 1, "value": "b"}], {}, last) is None
    later = row | {"stands": 1, "value": "b", "first_seen_at": "2024-11-03T09:00:00Z"}
    picture = drawing.spread([row | {"stands": 0}, later], {"a": "First"}, last)
    assert picture is not None
    first, second = cast("list[dict[str, Any]]", picture["lanes"])
    assert first["name"] == "First" and second["bars"][0]["x"] == drawing.WIDTH / 2
    assert second["bars"][0]["width"] == drawing.WIDTH / 2 and first["bars"][0]["width"] == 4.0


@pytest.mark.parametrize(
    ("asked", "fewer"),
    [("facet=number", True), ("outlet=MENAFN", True), ("question=signatory", True), ("all=1", False),
     ("language=en", None), ("since=2024-11-06&until=2024-11-07", True)],
)  # fmt: skip
def test_filters_narrow_the_list(site: str, asked: str, fewer: bool | None) -> None:
    """Each does what it says, on the page and in its data; `all` widens it."""
    everything = {row["id"] for row in httpx.get(f"{site}/today.json?since=all").json()}
    found = {row["id"] for row in httpx.get(f"{site}/today.json?{asked}").json()}
    assert found and (found < everything if fewer else found == everything if fewer is None else found > everything)


def test_a_long_list_goes_on_where_it_ended(site: str) -> None:
    """`before` gives what is older than a change, without a gap and without a repetition."""
    ids = [row["id"] for row in httpx.get(f"{site}/today.json?since=all").json()]
    older = [row["id"] for row in httpx.get(f"{site}/today.json?since=all&before={ids[4]}").json()]
    assert ids[5:] == older


def test_pages_are_asked_for_anew_and_files_are_kept(site: str) -> None:
    """A shared computer's cache holds no page; the style sheet is kept for an hour."""
    assert httpx.get(f"{site}/today").headers["cache-control"] == "private, no-cache"
    assert httpx.get(f"{site}/pactwatch/pactwatch.css").headers["cache-control"] == "max-age=3600"


@pytest.mark.parametrize(
    "path", ["/change/0", "/article/99999", "/snapshot/99999", "/topic/none", "/change/9999999999"]
)
def test_what_is_missing_is_said_in_a_sentence(site: str, path: str) -> None:
    """With a way on, and the status that machines understand."""
    answer = httpx.get(site + path)
    assert answer.status_code == 404 and "in this archive." in answer.text and 'href="/search"' in answer.text


@pytest.mark.parametrize(("page", "query"), [("/facts", queries.VALUES), ("/outlets", queries.OUTLETS)])
def test_a_count_that_takes_too_long_is_a_sentence(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, page: str, query: str
) -> None:
    """The page stands, says so, and leads to the table behind it."""
    real = Reader.rows

    async def rows(self: Reader, sql: str, **params: object) -> list[dict[str, object]]:
        """Run out of time for one query."""
        if sql == query:
            raise TooLong("too long")
        return await real(self, sql, **params)

    monkeypatch.setattr(Reader, "rows", rows)
    monkeypatch.setattr("pactwatch.pages.reader._counts", {})
    status, html = asyncio.run(ask(seeds, page))
    assert status == 200 and "still being counted" in html
    # As data, nothing would read as "there is nothing".
    for form in ("json", "csv", "atom"):
        assert asyncio.run(ask(seeds, f"{page}.{form}"))[0] == 503


@pytest.mark.parametrize(("page", "query"), [("/facts", queries.VALUES), ("/outlets", queries.LAGS)])
def test_a_slow_count_does_not_hold_up_its_page(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, page: str, query: str
) -> None:
    """The page says that it is still being counted; the count goes on, is taken once, and the next reader gets it."""
    real, begun, go_on = Reader.rows, list[str](), asyncio.Event()

    async def rows(self: Reader, sql: str, **params: object) -> list[dict[str, object]]:
        """Let one query wait until it is told to go on."""
        if sql == query:
            begun.append(sql)
            await go_on.wait()
        return await real(self, sql, **params)

    async def asked_twice() -> tuple[str, str, str]:
        """Ask twice while it is being counted, and once after."""
        early = [await shown.client.get(page) for _ in range(2)]
        go_on.set()
        late = await shown.client.get(f"{page}.json")  # data waits for the count
        assert late.status_code == 200
        return early[0].text, early[1].text, (await shown.client.get(page)).text

    monkeypatch.setattr(Reader, "rows", rows)
    monkeypatch.setattr("pactwatch.pages.reader._counts", {})
    monkeypatch.setattr("pactwatch.pages.reader._PATIENCE_S", 0.01)
    shown = opened_here(seeds)
    first, second, third = asyncio.run(asked_twice())
    assert "still being counted" in first and "still being counted" in second
    assert "still being counted" not in third
    assert len(begun) == 1


def test_crawlers_are_asked_to_stay_away(site: str) -> None:
    """What is archived here has addresses of its own."""
    answer = httpx.get(site + "/robots.txt")
    assert answer.status_code == 200 and answer.text.splitlines() == [
        "User-agent: *", "Allow: /memento/", "Disallow: /"
    ]  # fmt: skip


def opened_here(archive: Path) -> Datasette:
    """Give a Datasette in this process."""
    return Datasette(
        [str(archive)], plugins_dir=str(STORE / "plugins"), template_dir=str(STORE / "templates"), cors=False
    )


async def ask(archive: Path, path: str) -> tuple[int, str]:
    """Ask a Datasette in this process for a page."""
    answer = await opened_here(archive).client.get(path)
    return answer.status_code, answer.text


def test_the_fact_sheet_tells_of_mix_ups(tmp_path: Path) -> None:
    """An article that gives, of the pact, the date that others give of the wider agreement is named."""
    path, start = tmp_path / "pact.db", datetime(2024, 11, 1, 9, tzinfo=UTC)
    topic = load_topic("japan-eu-pact")
    said = [
        ("Gazette", "date_of_effect", "2025-01-01", "It takes effect on 1 January 2025."),
        ("Herald", "spa_date_of_effect", "2025-01-01", "The wider agreement takes effect on 1 January 2025."),
        ("Ledger", "date_of_effect", "2025-04-01", "The partnership takes effect on 1 April 2025."),
    ]
    with contextlib.closing(open_archive(path)) as archive:
        topic_id = archive.sync_topic(topic, start)
        archive.finish_run(archive.start_run(topic_id, start, "test")[0], start)
        for place, (outlet, question, day, sentence) in enumerate(said):
            url, at = Url(f"https://{outlet.lower()}.example/a"), start + timedelta(hours=place)
            article_id, _ = archive.add_article(topic_id, Lead(url), start, outlet=outlet, relevance=1.0, why="pact")
            archive.record_capture(
                Capture(
                    topic_id=topic_id,
                    article_id=article_id,
                    run_id=None,
                    fetch=Fetch(url, url, at, 200, (), sentence.encode()),
                    judgement=Judgement(Outcome.STORED, "by hand"),
                    article=Article((Block("paragraph", sentence),), headline=outlet),
                    extractor="hand-1",
                    wordings=(Wording(sentence, 0, language="en"),),
                    facts=(Fact(question, day, day, sentence, position=0),),
                )
            )
    _, html = asyncio.run(ask(path, "/facts"))
    assert "Gazette may mean the Strategic Partnership Agreement, of which Herald say" in text_of(html)
    assert text_of(html).count("may mean") == 1


def test_json_columns_come_out_as_what_they_hold(site: str) -> None:
    """A change's words are a list, not text that holds one."""
    (row,) = json.loads(httpx.get(f"{site}/change/2.json").text)
    assert isinstance(row["words"], list) and isinstance(row["differences"], list)
