"""Our pages over a real Datasette on loopback, on an archive whose every text is an attack; and in a real browser."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from pactwatch.archive import Archive, Capture, Trouble, open_archive
from pactwatch.archive.serve import serve_command
from pactwatch.model import (
    Article,
    Block,
    Change,
    Difference,
    Fact,
    Fetch,
    Judgement,
    Lead,
    Outcome,
    Question,
    Topic,
    Url,
    Verdict,
    Wording,
)

START = datetime(2024, 11, 1, 9, tzinfo=UTC)
ATTACK = "<script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">{{7*7}}\u202e"
URL = Url("https://gazette.example/a?x=%22%3E%3Cscript%3E")
STORED = (
    b"<html><head><title>Harbour</title><script>document.title='pwned'</script></head>"
    b"<body><h1>Treaty</h1><p>The stored page.</p><form action='https://evil.example/'></form></body></html>"
)


def record(archive: Archive, topic_id: int, article_id: int, hours: int, sentences: list[str], **more: object) -> None:
    """Record one reading of an article; without sentences, a wall."""
    at = START + timedelta(hours=hours)
    stored = bool(sentences)
    archive.record_capture(
        Capture(
            topic_id=topic_id,
            article_id=article_id,
            run_id=None,
            fetch=Fetch(URL, URL, at, 200, (("content-type", "text/html"),), STORED + str(hours).encode()),
            judgement=Judgement(Outcome.STORED if stored else Outcome.WALLED, f"by-hand: {ATTACK}"),
            article=Article(tuple(Block("paragraph", text) for text in sentences), headline=f"Treaty {ATTACK}")
            if stored
            else None,
            extractor="hand-1",
            wordings=tuple(Wording(text, place, language="en") for place, text in enumerate(sentences)),
            **more,  # type: ignore[arg-type]
        )
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive in which every text that comes from outside is an attack."""
    path = tmp_path_factory.mktemp("pages") / "watch.db"
    with contextlib.closing(open_archive(path)) as archive:
        question = Question("cost", f"What does it cost? {ATTACK}", "amount")
        topic_id = archive.sync_topic(Topic("harbour", f"The harbour {ATTACK}", ("en",), questions=(question,)), START)
        run_id, _ = archive.start_run(topic_id, START, "test")
        article_id, _ = archive.add_article(
            topic_id, Lead(URL), START, outlet=f"Gazette {ATTACK}", relevance=1.0, why="harbour"
        )
        fact = Fact("cost", "15", ATTACK, f"It covers 15 ships. {ATTACK}", position=0, role=ATTACK, speaker=ATTACK)
        old, new, japanese = f"It covers 15 ships. {ATTACK}", f"It covers 51 ships. {ATTACK}", "岩屋毅外相が署名した。"
        change = Change(
            "changed",
            "claim",
            old,
            new,
            Verdict(True, ("number",), "number-changed", (Difference("number", ATTACK, "51"),), 0.9),
            (0,),
            (0,),
            (("=", "It covers "), ("-", "15"), ("+", "51"), ("=", f" ships. {ATTACK}")),
        )
        record(archive, topic_id, article_id, 0, [old, japanese], facts=(fact,))
        record(archive, topic_id, article_id, 2, [])
        record(
            archive,
            topic_id,
            article_id,
            4,
            [new, japanese],
            facts=(fact,),
            lineage=((0, 0), (1, 1)),
            changes=(change,),
        )
        archive.settle_troubles(topic_id, [Trouble(ATTACK, "s", ATTACK, "2024-11-01T09:00:00Z", 3)], START)
        archive.finish_run(run_id, START)
    return path


@pytest.fixture(scope="module")
def base(path: Path) -> Iterator[str]:
    """Serve the archive; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(serve_command(path, "127.0.0.1", port), stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    said = ""
    for line in server.stderr:
        said += line
        if "Uvicorn running" in line:
            break
    else:
        raise AssertionError(said)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)
        server.stderr.close()


def get(url: str) -> tuple[int, dict[str, str], str]:
    """Fetch a page: status, headers, text."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read().decode()


PAGES = (
    "/today", "/today?since=30d&all=1&facet=number", "/today?since=%22%3E%3Cscript%3E", "/change/1", "/articles",
    "/article/1", "/article/1?from=1&to=2", "/article/1?to=1", "/facts", "/topic/harbour", "/health",
    "/search?q=ships", "/search?q=%22%3E%3Cscript%3E", "/snapshot/1", "/article/99", "/topic/none",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_an_attack_in_the_archive_stays_text(base: str, page: str) -> None:
    """No text of the archive or of the address becomes markup, and the page allows nothing but its own."""
    status, headers, html = get(base + page)
    assert status == (404 if page in ("/article/99", "/topic/none") else 200)
    assert "<script>" not in html and 'onerror="' not in html and "{{" not in html.replace("{{7*7}}", "")
    assert re.findall(r"<script[^>]*>", html) == ['<script src="/pactwatch/pactwatch.js" defer>']
    assert not re.search(r"\sstyle=|javascript:", html)
    csp = headers["content-security-policy"]
    assert "default-src 'none'" in csp and "unsafe" not in csp and "frame-ancestors 'none'" in csp
    assert headers["x-content-type-options"] == "nosniff"
    assert len(html) < 100_000


def test_today_shows_the_change_word_by_word(base: str) -> None:
    """What went and what came is told apart in markup, and for whoever does not see it."""
    _, _, html = get(f"{base}/today?since=2024-01-01")
    assert '<del><span class="read">removed: </span>15</del>' in html
    assert '<ins><span class="read">added: </span>51</ins>' in html
    assert "1 material change" in html and "Not seen at the moment" in html


def test_an_article_shows_walls_as_gaps_and_any_two_versions(base: str) -> None:
    """The timeline has both versions with the wall between them; one version alone is plain text."""
    _, _, html = get(f"{base}/article/1")
    told = re.sub(r"<[^>]+>", " ", html)
    assert re.search(r"Version\s+2 .*walled .*Version\s+1", told, re.DOTALL)
    _, _, first = get(f"{base}/article/1?to=1")
    assert "<ins>" not in first and "<del>" not in first and "15 ships" in first


def test_pages_are_data_too(base: str) -> None:
    """JSON has the change as it is, CSV no formula, and the Atom feed reads without a complaint."""
    (row,) = json.loads(get(f"{base}/today.json?since=2024-01-01")[2])
    assert row["words"][1] == ["-", "15"] and row["facets"] == ["number"]
    assert get(f"{base}/today.csv?since=2024-01-01")[2].startswith("id,detected_at,")
    feed = feedparser.parse(get(f"{base}/today.atom?since=2024-01-01")[2])
    assert not feed.bozo and feed.entries[0].link.endswith("/change/1")
    assert "[-15-]{+51+}" in feed.entries[0].content[0].value


def test_search_finds_part_of_a_japanese_word(base: str) -> None:
    """Two signs out of a name are found and marked; two words must both be there."""
    assert "<mark>岩屋</mark>毅外相" in get(f"{base}/search?q=%E5%B2%A9%E5%B1%8B")[2]
    assert "<mark>51</mark>" in get(f"{base}/search?q=51+ships")[2]
    assert "0 statements" in get(f"{base}/search?q=51+boats")[2]


def test_an_archived_page_is_in_a_box(base: str) -> None:
    """The stored page comes with a sandbox of its own, and the frame around it has one too."""
    _, headers, html = get(f"{base}/snapshot/1/page")
    assert "The stored page" in html
    assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert 'sandbox title="The archived page"' in get(f"{base}/snapshot/1")[2]
    _, headers, source = get(f"{base}/snapshot/1/text")
    assert headers["content-type"].startswith("text/plain") and "<script>" in source


def test_a_change_leads_to_its_evidence(base: str) -> None:
    """From a change one gets to both stored pages, the article, and the query behind it."""
    _, _, html = get(f"{base}/change/1")
    links = re.findall(r'href="(/[^"]+)"', html)
    for wanted in ("/snapshot/1", "/snapshot/3", "/article/1?from=1&amp;to=2"):
        assert wanted in links
    query = next(link for link in links if link.startswith("/watch?sql="))
    assert get(base + query.replace("&amp;", "&"))[0] == 200


# ---------------------------------------------------------------- a real browser

CHROMIUM = shutil.which("chromium")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium: `make browser-deps` installs it")


def dom(url: str, folder: Path, *more: str) -> str:
    """Let the browser load a page and run what it may; give what became of it."""
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={folder}", "--virtual-time-budget=3000", *more, "--dump-dom", url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("page", ["/today?since=2024-01-01", "/change/1", "/article/1", "/facts", "/snapshot/1/page"])
def test_nothing_of_a_hostile_archive_runs_in_a_browser(base: str, tmp_path: Path, page: str) -> None:
    """A browser that loads the page keeps its title: no script, no event handler of the archive has run."""
    html = dom(base + page, tmp_path)
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert title is not None and title[1] != "pwned"


@needs_browser
@pytest.mark.slow
def test_times_are_the_readers_own(base: str, tmp_path: Path) -> None:
    """With our script, a time is in the reader's zone, and UTC is in the tooltip."""
    html = dom(f"{base}/change/1", tmp_path)
    assert 'title="2024-11-01 13:00:00 UTC"' in html
