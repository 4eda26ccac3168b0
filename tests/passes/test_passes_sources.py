"""How a pass treats its sources and its budget, over a real server, on a virtual clock."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from arrivals import ROBOTS, Answer, Log, missing, robots, start
from hostile_server import NOW

from pactwatch.archive import open_archive, read
from pactwatch.clock import VirtualClock
from pactwatch.model import FetchRules, Relevance, SourceSpec, Topic, Url
from pactwatch.passes import LocalEngine, run_pass

STORY = "".join(
    f"<p>The ministers met for the {n}th time on Friday and agreed on the next steps of the harbour treaty.</p>"
    for n in range(4, 12)
)
TOPIC = Topic(
    name="sources",
    title="Every page",
    languages=("en",),
    relevance=Relevance(mode="all"),
    fetch=FetchRules(allow_private_hosts=("127.0.0.1",), per_host_delay_s=0, attempts=1),
)


def answer(text: str, kind: str = "text/html", *headers: str) -> Answer:
    """Answer with a document."""
    return lambda visit, now: visit.answer(text.encode(), f"Content-Type: {kind}; charset=utf-8", *headers)


def story(number: int, head: str = "") -> Answer:
    """Answer with an article."""
    return answer(
        f"<html><head><title>Treaty {number}</title>{head}</head>"
        f"<body><article><h1>Treaty {number}</h1>{STORY * (number + 1)}</article></body></html>"
    )


def one_pass(path: Path, topic: Topic, clock: VirtualClock) -> list[str]:
    """Do one pass; give what it says was wrong."""
    with closing(open_archive(path)) as archive:
        _, desk = asyncio.run(run_pass(topic, archive, clock, LocalEngine()))
        return desk.tally.problems


def urls_of(path: Path) -> list[str]:
    """Give the paths of the articles in the archive."""
    with closing(open_archive(path, readonly=True)) as archive:
        return sorted("/" + str(row["url"]).rsplit("/", 1)[1] for row in read.articles(archive))


def test_a_site_is_watched_by_the_sitemaps_its_robots_txt_names(tmp_path: Path) -> None:
    """A sitemap source that is only a site asks its robots.txt, and reads every sitemap named there."""
    clock, path = VirtualClock(NOW), tmp_path / "a.db"
    log = Log(clock)
    with ExitStack() as stack:
        pages: dict[str, Answer] = {f"/{n}": story(n) for n in range(3)}
        first, *_ = start(stack, log, pages | {"/one.xml": missing, "/two.xml": missing, ROBOTS: missing})
        base = first.rsplit("/", 1)[0]
        maps = {
            f"/{name}.xml": answer(
                '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                + "".join(f"<url><loc>{base}/{n}</loc></url>" for n in numbers)
                + "</urlset>",
                "application/xml",
            )
            for name, numbers in (("one", (0, 1)), ("two", (2,)))
        }
        # The address of a server is known only once it runs: a second one serves the maps of the first one's pages.
        lines = "User-agent: *\nDisallow:\n"
        site, *_ = start(stack, log, maps | {ROBOTS: missing})
        host = site.rsplit("/", 1)[0]
        front, *_ = start(
            stack, log, {"/x": missing, ROBOTS: robots(f"{lines}Sitemap: {host}/one.xml\nsitemap: {host}/two.xml")}
        )
        topic = replace(TOPIC, sources=(SourceSpec("sitemap", front.rsplit("/", 1)[0] + "/"),))
        assert one_pass(path, topic, clock) == []
    assert urls_of(path) == ["/0", "/1", "/2"]


def test_a_site_without_sitemap_lines_is_tried_where_most_have_theirs(tmp_path: Path) -> None:
    """Without Sitemap lines, /sitemap.xml is asked for; where there is none either, that is said."""
    clock, path = VirtualClock(NOW), tmp_path / "a.db"
    with ExitStack() as stack:
        log = Log(clock)
        (url,) = start(stack, log, {ROBOTS: missing, "/sitemap.xml": missing})
        topic = replace(TOPIC, sources=(SourceSpec("sitemap", url.replace("sitemap.xml", "")),))
        assert any("404" in problem for problem in one_pass(path, topic, clock))
        assert len(log.of("/sitemap.xml")) == 1


def test_a_feed_is_left_alone_for_as_long_as_it_says(tmp_path: Path) -> None:
    """A ttl of 90 minutes is kept between passes, its hub is noted; a topic that checks always asks all the same."""
    clock, path = VirtualClock(NOW), tmp_path / "a.db"
    with ExitStack() as stack:
        log = Log(clock)
        xml = (
            '<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><title>News</title><ttl>90</ttl>'
            '<a:link rel="hub" href="https://hub.example/"/></channel></rss>'
        )
        (url,) = start(stack, log, {ROBOTS: missing, "/feed": answer(xml, "application/rss+xml")})
        topic = replace(TOPIC, sources=(SourceSpec("feed", url),))
        for _ in range(6):
            one_pass(path, topic, clock)
            clock.advance_to(clock.now() + timedelta(minutes=30))
        assert [(at - NOW) // timedelta(minutes=30) for at in log.of("/feed")] == [0, 3]
        with closing(open_archive(path, readonly=True)) as archive:
            (row,) = read.sources(archive, "sources")
            assert (row["hub"], row["next_check_at"]) == ("https://hub.example/", "2024-11-01T15:00:00Z")
        one_pass(path, replace(topic, fetch=replace(topic.fetch, recheck="always")), clock)
        one_pass(path, replace(topic, fetch=replace(topic.fetch, recheck="always")), clock)
        assert len(log.of("/feed")) == 4


def test_a_small_budget_goes_to_what_is_most_urgent(tmp_path: Path) -> None:
    """Of more articles than a pass may ask for, it asks for as many, says so, and reaches all in a few passes."""
    clock, path = VirtualClock(NOW), tmp_path / "a.db"
    with ExitStack() as stack:
        log = Log(clock)
        pages: dict[str, Answer] = {f"/{n}": story(n) for n in range(12)}
        urls = start(stack, log, {ROBOTS: missing} | pages)
        topic = replace(
            TOPIC,
            fetch=replace(TOPIC.fetch, requests_per_pass=5),
            sources=tuple(SourceSpec("url", url) for url in urls),
        )
        said = []
        for _ in range(4):
            said += one_pass(path, topic, clock)
            clock.advance_to(clock.now() + timedelta(minutes=20))
        assert said[0] == (
            "requests_per_pass (5) is used up: 8 due articles, the least urgent ones, wait for the next pass"
        )
        assert len(log.arrivals) == 20 and all(log.of(f"/{n}") for n in range(12))
        with closing(open_archive(path, readonly=True)) as archive:
            # What is not asked for is no bad fetch, and no exchange.
            assert archive.rows("SELECT DISTINCT outcome FROM fetches ORDER BY 1") == [
                {"outcome": "stored"},
                {"outcome": "unchanged"},
            ]


def test_a_clock_that_was_set_back_is_told(tmp_path: Path) -> None:
    """A pass that seems to begin before the last one says so, and the bounds of what it finds do not cross."""
    path = tmp_path / "a.db"
    with ExitStack() as stack:
        log = Log(VirtualClock(NOW))
        told = {"/1": story(1)}
        urls = start(stack, log, {ROBOTS: missing, "/1": lambda visit, now: told["/1"](visit, now)})
        fetch = replace(TOPIC.fetch, recheck="always")
        topic = replace(TOPIC, fetch=fetch, sources=(SourceSpec("url", urls[0]),))
        assert one_pass(path, topic, VirtualClock(NOW)) == []
        told["/1"] = story(2)
        (problem,) = one_pass(path, topic, VirtualClock(NOW - timedelta(days=2)))
        assert problem.startswith(
            "this machine's clock says 2024-10-30 12:00 UTC, but the last pass began at 2024-11-01"
        )
        with closing(open_archive(path, readonly=True)) as archive:
            rows = archive.rows("SELECT count(*) AS n, sum(not_before_at > detected_at) AS crossed FROM changes")
            assert rows[0]["n"] and rows[0]["crossed"] == 0


def test_an_article_that_somebody_split_stays_split(tmp_path: Path) -> None:
    """Two pages that call one address canonical are one article; after a split each is read under its own address."""
    clock, path = VirtualClock(NOW), tmp_path / "a.db"
    with ExitStack() as stack:
        log = Log(clock)
        link = '<link rel="canonical" href="/treaty-live-report-1">'
        answers = {"/treaty-live-report-1": story(1), "/treaty-live-report-2": story(2, link)}
        urls = start(stack, log, {ROBOTS: missing} | answers)
        topic = replace(
            TOPIC,
            fetch=replace(TOPIC.fetch, recheck="always"),
            sources=tuple(SourceSpec("url", url) for url in urls),
        )
        one_pass(path, topic, clock)
        with closing(open_archive(path)) as archive:
            assert archive.article_id(urls[0]) == archive.article_id(urls[1])
            archive.split(Url(urls[1]), clock.now())
        for _ in range(2):
            clock.advance_to(clock.now() + timedelta(hours=1))
            one_pass(path, topic, clock)
        with closing(open_archive(path)) as archive:
            rows = archive.rows("SELECT url, versions, changes FROM latest_versions ORDER BY url")
        assert [(row["versions"], row["changes"]) for row in rows] == [(1, 0), (1, 0)]
