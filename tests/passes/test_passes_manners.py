"""Politeness of whole passes: ten of them with restarts, over servers that note each arrival, on a virtual clock."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

from arrivals import ROBOTS, Answer, Log, gap, later, missing, robots, start
from hostile_server import NOW, Visit

from pactwatch.archive import Archive, open_archive
from pactwatch.clock import VirtualClock
from pactwatch.model import FetchRules, Relevance, SourceSpec, Topic
from pactwatch.passes import LocalEngine, run_pass

HOURS = 3
STORY = "".join(
    f"<p>The ministers met for the {n}th time on Friday and agreed on the next steps of the harbour treaty.</p>"
    for n in range(4, 12)
)


def article(number: int) -> Answer:
    """Answer with an article of its own."""
    html = (
        f"<html><title>Treaty {number}</title><article><h1>Treaty {number} signed</h1>{STORY * (number + 1)}</article>"
    )
    return lambda visit, now: visit.answer(html.encode(), "Content-Type: text/html; charset=utf-8")


def feed(visit: Visit, items: range) -> None:
    """Answer with a feed that names the articles of its host."""
    base = f"http://{visit.headers['host']}"
    entries = "".join(f"<item><title>Treaty {n}</title><link>{base}/{n}</link></item>" for n in items)
    xml = f'<rss version="2.0"><channel><title>News</title>{entries}</channel></rss>'
    visit.answer(xml.encode(), "Content-Type: application/rss+xml")


def one_pass(archive_path: Path, topic: Topic, clock: VirtualClock) -> Archive:
    """Do one pass in a process of its own, as far as the archive can tell."""
    with closing(open_archive(archive_path)) as archive:
        asyncio.run(run_pass(topic, archive, clock, LocalEngine()))
        return archive


def test_no_host_gets_more_than_its_share_over_ten_passes(tmp_path: Path) -> None:
    """With recheck = "always", ten passes keep delay, Crawl-delay, and Retry-After of articles, feeds and hosts."""
    clock = VirtualClock(NOW)
    plain, slow, shy, full = logs = [Log(clock) for _ in range(4)]
    pages = {f"/{n}": article(n) for n in range(4)}
    with ExitStack() as stack:
        first = start(stack, plain, {ROBOTS: missing, "/feed": lambda v, now: feed(v, range(4))} | pages)
        second = start(stack, slow, {ROBOTS: robots("User-agent: *\nCrawl-delay: 7")} | pages)
        third = start(
            stack,
            shy,
            {ROBOTS: missing, "/feed": later(503, timedelta(hours=5)), "/x": later(503, timedelta(hours=5))} | pages,
        )
        fourth = start(
            stack, full, {ROBOTS: missing} | dict.fromkeys(pages, later(429, timedelta(hours=4), as_date=True))
        )
        feeds = [url for url in first + third if url.endswith("/feed")]
        urls = [url for url in second + third + fourth if url not in feeds]
        topic = Topic(
            name="share",
            title="Every page",
            languages=("en",),
            relevance=Relevance(mode="all"),
            fetch=FetchRules(allow_private_hosts=("127.0.0.1",), recheck="always"),
            sources=(
                *(SourceSpec("feed", url) for url in feeds),
                *(SourceSpec("url", url) for url in urls),
            ),
        )
        pages_of_full = []
        for number in range(10):
            clock.advance_to(NOW + timedelta(hours=HOURS * number))
            one_pass(tmp_path / "archive.db", topic, clock)
            pages_of_full.append(len(full.times()))
    for log in logs:
        assert gap([at for at, _ in log.arrivals]) >= 2
        assert log.most == 1
        assert gap(log.times(robots=True)) >= 86_400
    assert gap(slow.times()) >= 7
    assert [len(plain.of(f"/{n}")) for n in range(4)] == [10] * 4
    assert len(slow.times()) == 40
    for path in ("/feed", "/x"):
        assert gap(shy.of(path)) >= 5 * 3_600
        assert len(shy.of(path)) == 5
    assert pages_of_full == [3, 3, 4, 4, 5, 5, 6, 6, 7, 7]
