"""What answers say of themselves: when to ask again, who tells of news, where the feed is, what is new."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from pactwatch.model import Fetch, Outcome, SourceSpec, Topic, Url
from pactwatch.sources import Found, read_source

NOW = datetime(2024, 11, 10, 12, 0, tzinfo=UTC)
TOPIC = Topic("pact", "The pact", ("en",))
FEED = "https://news.example/feed"


def read(
    body: str,
    kind: str = "feed",
    *headers: tuple[str, str],
    status: int = 200,
    outcome: Outcome | None = None,
    retry_after_s: float | None = None,
    since: datetime | None = None,
) -> Found:
    """Read an answer with these headers."""
    fetch = Fetch(
        Url(FEED), Url(FEED), NOW, status, headers, body.encode(), outcome=outcome, retry_after_s=retry_after_s
    )
    return read_source(SourceSpec(kind, FEED), fetch, TOPIC, since)


def rss(channel: str = "", entry: str = "<item><title>t</title><link>/a</link></item>") -> str:
    """Make a feed whose channel says this of itself."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
        f'xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>t</title>{channel}{entry}</channel></rss>'
    )


# ---------------------------------------------------------------- when to ask again

HOURLY = "<sy:updatePeriod>\n\thourly\t</sy:updatePeriod>"


@pytest.mark.parametrize(
    ("channel", "control", "expected"),
    [
        pytest.param("", "", None, id="nothing said"),
        pytest.param("<ttl>30</ttl>", "", 1_800, id="ttl, in minutes"),
        pytest.param("<ttl>0</ttl>", "", None, id="a ttl of nothing"),
        pytest.param("<ttl>-5</ttl>", "", None, id="a negative ttl"),
        pytest.param("<ttl>soon</ttl>", "", None, id="a ttl in words"),
        pytest.param("<ttl>99999999999999</ttl>", "", None, id="a ttl of too many digits"),
        pytest.param("<ttl>525600</ttl>", "", 86_400, id="a year is a day at most"),
        pytest.param(HOURLY, "", 3_600, id="hourly, once if not said"),
        pytest.param(f"{HOURLY}<sy:updateFrequency>\n\t4\t</sy:updateFrequency>", "", 900, id="four times an hour"),
        pytest.param("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
                     "", 86_400, id="zero times a day"),
        pytest.param("<sy:updatePeriod>often</sy:updatePeriod>", "", None, id="a period of nonsense"),
        pytest.param(f"<ttl>120</ttl>{HOURLY}", "", 7_200, id="the longer one"),
        pytest.param("", "public, max-age=600", 600, id="max-age"),
        pytest.param("", "max-age=600, no-cache", None, id="max-age that does not count"),
        pytest.param("", "x-max-age=600, s-maxage=900", None, id="other directives"),
        pytest.param("", "max-age=abc", None, id="max-age of nonsense"),
        pytest.param("<ttl>30</ttl>", "max-age=60", 1_800, id="ttl beyond max-age"),
        pytest.param("<ttl>1</ttl>", "max-age=600", 600, id="max-age beyond ttl"),
    ],
)  # fmt: skip
def test_a_feed_hints_when_to_ask_again(channel: str, control: str, expected: int | None) -> None:
    """`ttl`, `updatePeriod` and Cache-Control are read; the longest counts, up to a day; nonsense says nothing."""
    headers = [("cache-control", control)] if control else []
    assert read(rss(channel), "feed", *headers).next_check_s == expected


def test_time_in_a_cache_counts() -> None:
    """Of an hour's freshness, what a cache on the way has used up is gone."""
    assert read(rss(), "feed", ("cache-control", "max-age=3600"), ("age", "3000")).next_check_s == 600
    assert read(rss(), "feed", ("cache-control", "max-age=3600"), ("age", "9000")).next_check_s is None


@pytest.mark.parametrize("kind", ["sitemap", "listing", "search", "gdelt"])
def test_every_kind_of_source_hints_by_its_headers(kind: str) -> None:
    """Cache-Control counts for whatever is asked."""
    body = {"search": "[]", "gdelt": "{}"}.get(kind, "<urlset/>")
    assert read(body, kind, ("cache-control", "max-age=300")).next_check_s == 300


def test_nothing_modified_is_no_problem() -> None:
    """A source that has nothing new gives nothing, and may hint all the same."""
    found = read("", "feed", ("cache-control", "max-age=300"), status=304, outcome=Outcome.NOT_MODIFIED)
    assert found == Found((), next_check_s=300)


def test_a_source_that_asks_for_time_gets_it() -> None:
    """Retry-After of an outage is when to ask again; how long a refusal may be cached is not."""
    found = read("", "feed", ("cache-control", "max-age=9"), status=503, outcome=Outcome.UNAVAILABLE, retry_after_s=120)
    assert (found.next_check_s, found.problem) == (120, "unavailable: ")
    assert read("", "feed", ("cache-control", "max-age=900"), status=403).next_check_s is None


# ---------------------------------------------------------------- who tells of news

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{}<entry><link href="/a"/></entry></feed>'


@pytest.mark.parametrize(
    ("body", "link", "expected"),
    [
        pytest.param(rss('<atom:link rel="hub" href="https://hub.example/"/>'), "", "https://hub.example/", id="RSS"),
        pytest.param(ATOM.format('<link rel="hub" href="/hub"/>'), "", "https://news.example/hub", id="Atom"),
        pytest.param(ATOM.format('<link rel="self" href="/x"/>'), "", None, id="another link"),
        pytest.param(
            json.dumps({"items": [], "hubs": [5, {"type": "WebSub", "url": "https://hub.example/"}]}),
            "", "https://hub.example/", id="JSON Feed",
        ),
        pytest.param(json.dumps({"items": [], "hubs": "x"}), "", None, id="JSON Feed with nonsense"),
        pytest.param(rss(), '</x>; rel="self", </hub>; rel="x hub"', "https://news.example/hub", id="header"),
        pytest.param(rss(), "</feed>; rel=self, </hub>; rel=hub", "https://news.example/hub", id="header, unquoted"),
        pytest.param(rss(), '</x>; rel="hubs"; title="rel=hub"', None, id="header that only looks so"),
        pytest.param(rss('<atom:link rel="hub" href="javascript:x"/>'), "", None, id="no web address"),
    ],
)  # fmt: skip
def test_a_feed_names_its_hub(body: str, link: str, expected: str | None) -> None:
    """The WebSub hub is noted, from the feed or the Link header."""
    assert read(body, "feed", *([("link", link)] if link else [])).hub == expected


# ---------------------------------------------------------------- where the feed is

NAMED = '<link rel="alternate" type="application/rss+xml" title="The Example" href="/rss">'


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"<!DOCTYPE html><html><head>{NAMED}</head></html>", id="HTML"),
        pytest.param(f"\n\n<html lang=en><head>{NAMED}", id="no document type"),
        pytest.param(f"<!-- made by hand -- really -->\n<!doctype html><head>{NAMED}", id="a comment first"),
        pytest.param(
            '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html><head>'
            f"{NAMED[:-1]}/></head></html>",
            id="XHTML",
        ),
        pytest.param(f"<head>{NAMED}</head>", id="nothing but a head"),
        pytest.param(
            f'<html><head>{NAMED}<link rel="alternate" type="application/rss+xml" title="x » Comments Feed" '
            'href="/comments/feed/"><link rel="alternate" type="application/json" href="/wp-json/1">',
            id="a feed of comments, and other things",
        ),
    ],
)
def test_a_page_leads_to_the_feed_that_it_names(page: str) -> None:
    """A source called a feed that answers with a page leads on to the page's own feed, and only there."""
    found = read(page, "feed", ("content-type", "text/html"))
    assert (found.leads, found.more, found.problem) == ((), ("https://news.example/rss",), None)


def test_a_feed_that_mentions_pages_is_a_feed() -> None:
    """HTML inside of a feed does not make it a page."""
    body = rss(entry="<item><title>t</title><link>/a</link><description><![CDATA[<html><head>]]></description></item>")
    assert len(read(f"<!-- <html> -->{body}", "feed", ("content-type", "text/html")).leads) == 1


# ---------------------------------------------------------------- what is new

SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>"""


def entries(name: str, *dates: str) -> str:
    """Make an entry of each date; an empty one is not stated."""
    return "".join(
        f"<{name}><loc>/{number}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</{name}>"
        for number, date in enumerate(dates)
    )


DATES = ("2024-11-10T11:00:00Z", "2024-11-09", "2024-11-07T00:00:00+09:00", "2024-11-01", "", "2023", "nonsense")


def test_a_sitemap_gives_what_is_new_since_the_last_look() -> None:
    """With three days' grace for sitemaps that are made late; what bears no date may be new."""
    found = read(SITEMAP.format(entries("url", *DATES)), "sitemap", since=NOW - timedelta(hours=12))
    assert [lead.url[-1] for lead in found.leads] == ["0", "1", "4", "5", "6"]


def test_an_index_gives_the_children_that_changed() -> None:
    """A child that has not changed since the last look is not asked for."""
    found = read(INDEX.format(entries("sitemap", *DATES)), "sitemap", since=NOW - timedelta(hours=12))
    assert [url[-1] for url in found.more] == ["0", "1", "4", "5", "6"]


def test_a_sitemap_gives_everything_the_first_time() -> None:
    """Without a last look, nothing is too old."""
    assert len(read(SITEMAP.format(entries("url", *DATES)), "sitemap").leads) == len(DATES)


@pytest.mark.parametrize("since", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_an_odd_last_look_does_no_harm(since: datetime) -> None:
    """The ends of the calendar are times too."""
    assert read(SITEMAP.format(entries("url", *DATES)), "sitemap", since=since).problem is None


@pytest.mark.parametrize(
    ("dates", "since", "leads_on"),
    [
        pytest.param(("2024-11-10T11:00:00Z", "2024-11-10T10:00:00Z"), NOW - timedelta(hours=6), True, id="all newer"),
        pytest.param(("2024-11-10T11:00:00Z", "2024-11-10T01:00:00Z"), NOW - timedelta(hours=6), False, id="one older"),
        pytest.param(("2024-11-10T11:00:00Z", ""), NOW - timedelta(hours=6), False, id="one without a date"),
        pytest.param(("2019-11-10T11:00:00Z", ""), None, True, id="the first time"),
    ],
)
def test_a_feed_leads_on_as_long_as_all_is_new(dates: tuple[str, ...], since: datetime | None, leads_on: bool) -> None:
    """A feed's next pages, which may be years of archive, are asked for only while they can hold something new."""
    items = [{"url": f"/{number}", "date_published": date} for number, date in enumerate(dates)]
    found = read(json.dumps({"items": items, "next_url": "/2"}), "feed", since=since)
    assert (len(found.leads), bool(found.more)) == (2, leads_on)


@pytest.mark.parametrize("kind", ["feed", "listing", "search"])
def test_only_sitemaps_are_cut_by_the_last_look(kind: str) -> None:
    """A feed shows what its editors want seen, however old."""
    entry = "<item><title>t</title><link>/a</link><pubDate>Fri, 01 Nov 2019 18:30:00 +0900</pubDate></item>"
    body = (
        '<a href="/2019/11/01/a">A headline that is long enough to be one</a>' if kind == "listing" else rss("", entry)
    )
    assert len(read(body, kind, since=NOW).leads) == 1
