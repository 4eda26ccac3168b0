"""Each kind of source: what its answers give, and what is wrong with those that give nothing."""

from __future__ import annotations

import gzip
import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from bounds import cpu_s, fastest_s

from pactwatch.model import Entity, Fetch, Outcome, Relevance, SourceSpec, Topic, Url
from pactwatch.sources import Found, read_source, requests_for

NOW = datetime(2024, 11, 2, 12, 0, tzinfo=UTC)
TOPIC = Topic(
    "pact",
    "The pact",
    ("en", "ja"),
    Relevance(all_of=(("Japan", "日本"), ("pact", "パートナーシップ"))),
    entities=(
        Entity("eu", "organisation", "European Union", ("EU",)),
        Entity("sdp", "work", "Security and Defence Partnership", ("SDP", "安全保障・防衛パートナーシップ")),
    ),
)
FEED = "https://news.example/feed"


def read(kind: str, body: bytes | str, content_type: str = "application/xml", url: str = FEED, **options: Any) -> Found:
    """Read an answer of 200."""
    data = body.encode() if isinstance(body, str) else body
    fetch = Fetch(Url(url), Url(url), NOW, 200, (("content-type", content_type),), data)
    return read_source(SourceSpec(kind, url, "The Example", "en", options), fetch, TOPIC)


RSS2 = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Example</title><link>https://news.example/</link><language>en-GB</language>
<item><title>Japan &amp; EU sign &lt;b&gt;pact&lt;/b&gt;</title><link>/2024/pact?utm_source=rss</link>
<description>&lt;p&gt;In Tokyo.&lt;/p&gt;</description><pubDate>Fri, 01 Nov 2024 18:30:00 +0900</pubDate></item>
<item><title>No link</title></item>
<item><title>By guid</title><guid isPermaLink="true">https://news.example/guid</guid><dc:date>2024-11-01</dc:date></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><title>t</title>
<link rel="next" href="?page=2"/><link rel="self" href="https://news.example/feed"/>
<entry><title type="html">&lt;i&gt;協力&lt;/i&gt;</title><link href="https://news.example/1"/><id>urn:1</id>
<published>2024-11-01T10:00:00+09:00</published><updated>2024-11-01T02:00:00Z</updated><summary>要約</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title></channel>
<item rdf:about="https://news.example/r"><title>RDF</title><link>https://news.example/r</link>
<dc:date>2024-11-01T09:00:00+09:00</dc:date></item></rdf:RDF>"""


def test_rss_gives_leads() -> None:
    """Titles and summaries become plain text, dates UTC, links canonical; an entry that leads nowhere is left out."""
    found = read("feed", RSS2)
    assert found.problem is None
    assert [(lead.url, lead.title, lead.summary, lead.published_at) for lead in found.leads] == [
        ("https://news.example/2024/pact", "Japan & EU sign pact", "In Tokyo.", "2024-11-01T09:30:00Z"),
        ("https://news.example/guid", "By guid", None, None),
    ]
    assert {(lead.language, lead.outlet) for lead in found.leads} == {("en", "The Example")}


def test_atom_gives_leads_and_its_next_page() -> None:
    """Both dates are read, and RFC 5005's next page."""
    found = read("feed", ATOM)
    (lead,) = found.leads
    assert (lead.url, lead.title, lead.summary) == ("https://news.example/1", "協力", "要約")
    assert (lead.published_at, lead.modified_at) == ("2024-11-01T01:00:00Z", "2024-11-01T02:00:00Z")
    assert found.more == ("https://news.example/feed?page=2",)


def test_rss_1_gives_leads() -> None:
    """RDF feeds, which Japanese papers still use, are read."""
    (lead,) = read("feed", RDF).leads
    assert (lead.url, lead.title, lead.modified_at) == ("https://news.example/r", "RDF", "2024-11-01T00:00:00Z")


def test_json_feed_gives_leads() -> None:
    """JSON Feed is recognised by itself."""
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "fr",
        "next_url": "https://news.example/feed?2",
        "items": [
            {
                "id": "1",
                "url": "/a",
                "title": "Un",
                "content_html": "<p>Deux</p>",
                "date_published": "2024-11-01T09:00:00Z",
            },
            {"id": "https://news.example/b"},
            {"id": 7},
            "nonsense",
        ],
    }
    found = read("feed", json.dumps(body), "application/feed+json")
    assert [(lead.url, lead.title, lead.summary, lead.language) for lead in found.leads] == [
        ("https://news.example/a", "Un", "Deux", "fr"),
        ("https://news.example/b", None, None, "fr"),
    ]
    assert found.more == ("https://news.example/feed?2",)


def japanese(declared: str) -> str:
    """Make a feed that declares an encoding."""
    return (
        f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>t</title><item>'
        "<title>日EU、安保協力で合意</title><link>https://news.example/a</link></item></channel></rss>"
    )


@pytest.mark.parametrize(
    ("declared", "codec", "content_type"),
    [
        pytest.param("UTF-8", "utf-8", "application/xml", id="UTF-8"),
        pytest.param("UTF-8", "utf-8-sig", "application/xml", id="UTF-8 with a mark"),
        pytest.param("Shift_JIS", "cp932", "application/xml", id="Shift_JIS"),
        pytest.param("shift-jis", "cp932", "text/xml", id="shift-jis, text/xml"),
        pytest.param("Windows-31J", "cp932", "application/xml", id="Windows-31J"),
        pytest.param("EUC-JP", "euc_jp", "application/xml", id="EUC-JP"),
        pytest.param("ISO-2022-JP", "iso2022_jp", "application/xml", id="ISO-2022-JP"),
        pytest.param("UTF-16", "utf-16", "application/xml", id="UTF-16 with a mark"),
        pytest.param("UTF-16", "utf-16-be", "application/xml", id="UTF-16 without"),
        pytest.param("UTF-8", "cp932", "application/xml; charset=Shift_JIS", id="the header says it"),
        pytest.param("UTF-8", "utf-8", "application/xml; charset=iso-8859-1", id="UTF-8 under a default header"),
        pytest.param("UTF-8", "utf-8", "text/xml; charset=rot13", id="a header of nonsense"),
        pytest.param("zlib", "utf-8", "application/xml", id="a declaration of nonsense"),
    ],
)
def test_encodings_are_read_right(declared: str, codec: str, content_type: str) -> None:
    """The title comes out as it was written, whatever the encoding and whoever names it."""
    (lead,) = read("feed", japanese(declared).encode(codec), content_type).leads
    assert lead.title == ("日EU、安保協力で合意" if "8859" not in content_type else lead.title)


def test_a_wrong_header_loses_to_the_document() -> None:
    """A server's default of ISO-8859-1 does not turn a document that is UTF-8 into mojibake."""
    (lead,) = read("feed", japanese("UTF-8").encode(), "text/xml; charset=iso-8859-1").leads
    assert lead.title == "日EU、安保協力で合意"


BOMB = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("kind", ["feed", "sitemap", "search"])
@pytest.mark.parametrize(
    "prolog",
    [
        pytest.param(BOMB, id="entities"),
        pytest.param('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>', id="a file"),
        pytest.param('<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>', id="a parameter entity"),
        pytest.param(f"<!-- <rss> -->\n<?pi <a> ?>{BOMB}", id="behind a comment"),
        pytest.param(BOMB.lower().replace("entity", "ENTITY"), id="in small letters"),
    ],
)
def test_entities_are_refused(kind: str, prolog: str) -> None:
    """A document that declares entities is not given to any parser."""
    body = (
        f'<?xml version="1.0"?>{prolog}<rss><channel><item><title>&b;&x;</title><link>/a</link></item></channel></rss>'
    )
    found = read(kind, body)
    assert found.leads == ()
    assert "entities" in (found.problem or "")


def test_a_plain_document_type_is_harmless() -> None:
    """RSS 0.91 names a document type; it is left out, and the feed read."""
    body = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>t</title>'
        "<item><title>old</title><link>https://news.example/old</link></item></channel></rss>"
    )
    assert [lead.title for lead in read("feed", body).leads] == ["old"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        pytest.param(b"", "not a feed", id="nothing"),
        pytest.param(b"\0\xff\xfe" * 100, "not a feed", id="binary"),
        pytest.param(b"hello", "not a feed", id="text"),
        pytest.param(b"<!doctype html><html><body>Welcome</body></html>", "a web page", id="web page"),
        pytest.param(b"{", "not JSON", id="broken JSON"),
        pytest.param(b'{"a": 1}', "without `items`", id="other JSON"),
        pytest.param(b'{"items": ' + b"[" * 100_000, "not JSON", id="deep JSON"),
        pytest.param(b"<?xml version='1.0'?><unknown/>", "not a feed", id="other XML"),
        pytest.param(b"<!-- never ends", "ends before it begins", id="endless comment"),
        pytest.param(b"\x1f\x8b" + b"\0" * 40, "gzip", id="broken gzip"),
    ],
)
def test_what_is_no_feed_is_a_problem(body: bytes, problem: str) -> None:
    """An answer that is no feed gives no leads and one sentence."""
    found = read("feed", body)
    assert found.leads == ()
    assert problem in (found.problem or "")


def test_a_page_in_place_of_a_feed_names_its_feeds() -> None:
    """Autodiscovery: the feeds that a page names are further pages of the source."""
    page = """<!doctype html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml">
    <link rel="alternate stylesheet" href="x.css">
    <link rel=alternate type="application/atom+xml" href="/atom"></head>"""
    found = read("feed", page, "text/html")
    assert (found.more, found.problem) == (("https://news.example/rss.xml", "https://news.example/atom"), None)


def test_a_broken_feed_gives_what_stood_before() -> None:
    """A feed that is cut off, or not well-formed, is read as far as it goes."""
    found = read("feed", RSS2[: RSS2.index("<item><title>No")] + "<item><title>Japan & EU</title")
    assert found.leads[0].url == "https://news.example/2024/pact"


@pytest.mark.parametrize(
    ("fetch", "problem"),
    [
        pytest.param(
            {"outcome": Outcome.UNAVAILABLE, "reason": "timeout: 30 s"}, "unavailable: timeout: 30 s", id="outage"
        ),
        pytest.param({"status": 404}, "it answered 404", id="404"),
        pytest.param({"status": 403}, "it answered 403", id="403"),
    ],
)
@pytest.mark.parametrize("kind", ["feed", "sitemap", "listing", "gdelt", "search", "url"])
def test_an_answer_that_is_none_is_a_problem(kind: str, fetch: dict[str, object], problem: str) -> None:
    """A source that could not be fetched says so; it never looks like a source without news."""
    fields: dict[str, object] = {"url": FEED, "final_url": FEED, "fetched_at": NOW, "status": None}
    answer = Fetch(**(fields | fetch))  # type: ignore[arg-type]
    assert read_source(SourceSpec(kind, FEED), answer, TOPIC) == Found((), problem=problem)


# ---------------------------------------------------------------- what every kind understands


def feed_of(*urls: str) -> str:
    """Make a feed of these links."""
    items = "".join(f"<item><title>t</title><link>{url.replace('&', '&amp;')}</link></item>" for url in urls)
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'


def test_one_article_is_one_lead() -> None:
    """Links that differ in what does not matter are one article."""
    found = read("feed", feed_of("/a?utm_medium=x", "/a#top", "https://news.example/a/amp", "/a?fbclid=1", "/b"))
    assert [lead.url for lead in found.leads] == ["https://news.example/a", "https://news.example/b"]


def test_pattern_exclude_and_limit() -> None:
    """The topic file may say which addresses it wants, and how many."""
    body = feed_of("/news/1", "/news/2", "/sport/3", "/news/live-4", "/news/5")
    found = read("feed", body, pattern="/news/", exclude="live", limit=2)
    assert [lead.url for lead in found.leads] == ["https://news.example/news/1", "https://news.example/news/2"]


def test_links_that_are_none_are_left_out() -> None:
    """Scripts, mail and files are no leads."""
    body = feed_of("javascript:x", "mailto:a@b.c", "file:///etc/passwd", "http://", "x" * 5_000, "/ok")
    assert [lead.url for lead in read("feed", body).leads] == ["https://news.example/ok"]


# ---------------------------------------------------------------- sitemaps

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
SITEMAP = f"""<?xml version="1.0"?><urlset {NS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://news.example/old</loc><lastmod>2023-01-01</lastmod></url>
<url><loc> https://news.example/new </loc><lastmod>2024-11-01T10:00:00+00:00</lastmod>
<image:image><image:loc>https://news.example/x.jpg</image:loc><image:title>A photo</image:title></image:image></url>
<url><loc>https://news.example/news</loc><news:news><news:publication><news:name>The Example</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2024-11-01T12:00:00Z</news:publication_date>
<news:title>Japan &amp; EU sign pact</news:title></news:news></url><url><lastmod>2024-01-01</lastmod></url></urlset>"""


def test_a_sitemap_gives_the_newest_first() -> None:
    """Addresses with their dates, and what the news extension says of them; images are not articles."""
    found = read("sitemap", SITEMAP)
    assert [(lead.url, lead.title, lead.published_at, lead.modified_at) for lead in found.leads] == [
        ("https://news.example/news", "Japan & EU sign pact", "2024-11-01T12:00:00Z", None),
        ("https://news.example/new", None, None, "2024-11-01T10:00:00Z"),
        ("https://news.example/old", None, None, "2023-01-01"),
    ]


@pytest.mark.parametrize(
    "options", [pytest.param({"since": "2024-11-01"}, id="since"), pytest.param({"max_age_days": 30}, id="age")]
)
def test_old_entries_can_be_left_out(options: dict[str, Any]) -> None:
    """The topic file may say how far back a sitemap is read."""
    assert [lead.url[-4:] for lead in read("sitemap", SITEMAP, **options).leads] == ["news", "/new"]


def test_a_sitemap_may_be_packed() -> None:
    """`sitemap.xml.gz` is unpacked, of any number of members."""
    half = len(SITEMAP) // 2
    body = gzip.compress(SITEMAP[:half].encode()) + gzip.compress(SITEMAP[half:].encode())
    assert len(read("sitemap", body, "application/gzip").leads) == 3


def test_a_packed_bomb_is_refused() -> None:
    """A sitemap may be 50 MB unpacked and no more."""
    started = time.process_time()
    found = read("sitemap", gzip.compress(bytes(60_000_000), 1), "application/gzip")
    assert "larger than" in (found.problem or "")
    assert time.process_time() - started < cpu_s(2)


def test_an_index_gives_its_newest_children() -> None:
    """The children of an index are further pages, bounded, the newest first."""
    children = "".join(
        f"<sitemap><loc>https://news.example/s{n}.xml</loc><lastmod>2024-{n:02}-01</lastmod></sitemap>"
        for n in range(1, 13)
    )
    found = read("sitemap", f"<sitemapindex {NS}>{children}</sitemapindex>", pages=3)
    assert found.more == tuple(f"https://news.example/s{n}.xml" for n in (12, 11, 10))


def test_a_sitemap_is_bounded() -> None:
    """50,000 addresses are read, in seconds; the rest is not."""
    body = "".join(f"<url><loc>https://news.example/{n}</loc></url>" for n in range(60_000))
    started = time.process_time()
    found = read("sitemap", f"<urlset {NS}>{body}</urlset>")
    assert len(found.leads) == 50_000
    assert time.process_time() - started < cpu_s(8)


def test_a_damaged_sitemap_gives_what_stood_before_and_says_so() -> None:
    """What could be read is kept, with a sentence about the rest."""
    found = read("sitemap", SITEMAP[: SITEMAP.index("<news:title>")])
    assert len(found.leads) == 2
    assert "damaged after 2 entries" in (found.problem or "")


def test_other_sitemaps() -> None:
    """A list of addresses in plain text, and a feed, are sitemaps too; a web page is not."""
    assert len(read("sitemap", "https://news.example/1\nhttps://news.example/2\n", "text/plain").leads) == 2
    assert len(read("sitemap", RSS2).leads) == 2
    assert "not a sitemap" in (read("sitemap", "<html><p>hello</p></html>").problem or "")
    assert "not a sitemap" in (read("sitemap", "hello", "text/plain").problem or "")


# ---------------------------------------------------------------- listings

LISTING = """<!doctype html><html><body><nav><a href="/">Home</a><a href="/politics">Politics</a></nav>
<div class=card><a href="/2024/11/01/japan-eu-pact"><img src=x></a><h3><a href="/2024/11/01/japan-eu-pact">
Japan and the EU sign a security pact</a></h3><time datetime="2024-11-01T09:00:00Z">today</time></div>
<div class=card><h3><a href="https://www.news.example/politics/article-12345678">Ministers meet in Tokyo for talks
</a></h3></div><a href="https://elsewhere.example/2024/11/01/some-long-story">A story of somebody else entirely</a>
<a href="/terms-and-conditions-of-use">Terms</a><a href="javascript:x">A long text that is a script and no link</a>
<a rel=next href="/latest?page=2">Older</a></body></html>"""


def test_a_listing_gives_links_that_look_like_articles() -> None:
    """Without further help: links of the same host with an article's address and a headline's length."""
    found = read("listing", LISTING, "text/html", "https://news.example/latest")
    assert [(lead.url, lead.title) for lead in found.leads] == [
        ("https://news.example/2024/11/01/japan-eu-pact", "Japan and the EU sign a security pact"),
        ("https://www.news.example/politics/article-12345678", "Ministers meet in Tokyo for talks"),
    ]
    assert found.more == ()


def test_a_listing_by_selector() -> None:
    """A selector says which elements are entries; title and date are found inside."""
    found = read("listing", LISTING, "text/html", "https://news.example/latest", selector="div.card", title="h3")
    assert [(lead.url[-8:], lead.title, lead.published_at) for lead in found.leads] == [
        ("-eu-pact", "Japan and the EU sign a security pact", "2024-11-01T09:00:00Z"),
        ("12345678", "Ministers meet in Tokyo for talks", None),
    ]


def test_a_listing_by_pattern() -> None:
    """A pattern alone decides, however short the words are."""
    found = read("listing", LISTING, "text/html", "https://news.example/latest", pattern="/politics$")
    assert [lead.url for lead in found.leads] == ["https://news.example/politics"]


def test_pages_of_a_listing_are_bounded() -> None:
    """The next page is asked for as long as its number is within `pages`."""
    for pages, more in ((1, ()), (2, ("https://news.example/latest?page=2",))):
        assert read("listing", LISTING, "text/html", "https://news.example/latest", pages=pages).more == more


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<div>" * 50_000, id="nested"),
        pytest.param(b"<div></x>" * 20_000, id="nested, with endings of nothing"),
        pytest.param(b"<select>" + b"<option>" * 20_000, id="a list of options"),
        pytest.param(b"".join(b"<body a%d=1>" % number for number in range(20_000)), id="bodies"),
        pytest.param(b"<a " + b"x=y " * 50_000 + b">", id="attributes"),
        pytest.param(b"<" * 1_000_000, id="less-than"),
        pytest.param(b"<a href=/1>" * 50_000, id="links in links"),
        pytest.param(b"<b><i>" * 20_000, id="formatting"),
        pytest.param(b"<rt>" * 100_000, id="ruby"),
        pytest.param(b"<x><p></x></p>" * 10_000, id="wrong order"),
        pytest.param(b"x" * 3_500_000, id="too large"),
        pytest.param(b"\0" * 100_000, id="NUL"),
        pytest.param(b"", id="empty"),
    ],
)
@pytest.mark.parametrize("kind", ["listing", "feed", "sitemap", "search", "gdelt"])
def test_hostile_pages_cost_little(kind: str, body: bytes) -> None:
    """Whatever comes, it is read or refused within a second or two, without an exception."""
    assert fastest_s(lambda: read(kind, body, "text/html"), 2) < cpu_s(2)


def test_a_bad_selector_is_a_problem() -> None:
    """A selector that cannot be used is said to be."""
    found = read("listing", LISTING, "text/html", selector="div[[")
    assert "selector" in (found.problem or "")


# ---------------------------------------------------------------- search


def test_gdelt_asks_for_the_topic() -> None:
    """The query is made of the work's names in Latin letters, with a party beside it, as JSON, newest first."""
    (url,) = requests_for(SourceSpec("gdelt", ""), TOPIC)
    assert url == (
        "https://api.gdeltproject.org/api/v2/doc/doc?query=%22Security+and+Defence+Partnership%22+%22European+Union%22"
        "&mode=ArtList&format=json&maxrecords=250&sort=DateDesc&timespan=3d"
    )


def test_gdelt_options() -> None:
    """A query of one's own, a span of dates and filters."""
    options: dict[str, str | int | bool] = {"query": "pact", "start": "20241101000000", "country": "JA", "limit": 10}
    (url,) = requests_for(SourceSpec("gdelt", "", options=options), TOPIC)
    assert "query=pact+sourcecountry%3AJA&" in url
    assert "startdatetime=20241101000000" in url
    assert "maxrecords=10" in url
    assert "timespan" not in url


def test_gdelt_without_works_asks_by_terms() -> None:
    """A topic without named works is searched for by its relevance terms."""
    topic = Topic("t", "T", ("en",), Relevance(all_of=(("harbour wall", "flood defence"), ("Elsted",))))
    (url,) = requests_for(SourceSpec("gdelt", ""), topic)
    assert "query=%28%22harbour+wall%22+OR+%22flood+defence%22%29+Elsted&" in url


def test_gdelt_gives_leads() -> None:
    """Answers are read, with GDELT's slips of JSON."""
    body = r"""{"articles": [ { "url": "https://a.example/1?utm_source=x", "title": "Japan \'pact\' 	signed",
    "seendate": "20241101T120000Z", "domain": "a.example", "language": "Japanese" }, {"title": "no address"}, 5 ] }"""
    (lead,) = read("gdelt", body, "application/json").leads
    assert (lead.url, lead.title, lead.language, lead.outlet) == (
        "https://a.example/1", "Japan 'pact' signed", "ja", "a.example",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        pytest.param(
            "Your query was too short or too long.", "this is not JSON but: 'Your query was too short", id="words"
        ),
        pytest.param('{"status": 1}', "no `articles`", id="other JSON"),
        pytest.param("[]", "no `articles`", id="a list"),
        pytest.param("{}", None, id="nothing found"),
        pytest.param("", None, id="empty"),
    ],
)
def test_gdelt_says_what_it_did_not_like(body: str, problem: str | None) -> None:
    """The service answers mistakes in words with status 200; nothing found is no mistake."""
    found = read("gdelt", body, "text/html")
    assert found.leads == ()
    assert (found.problem is None) if problem is None else problem in (found.problem or "")


def test_search_fills_its_template() -> None:
    """The template's fields are filled in and encoded; `{page}` counts."""
    spec = SourceSpec("search", "https://s.example/q?q={query}&l={language}&p={page}&x={unknown}", None, "ja",
                      {"query": "日本 EU&x", "pages": 2})  # fmt: skip
    assert requests_for(spec, TOPIC) == tuple(
        f"https://s.example/q?q=%E6%97%A5%E6%9C%AC+EU%26x&l=ja&p={page}&x=" for page in (1, 2)
    )


@pytest.mark.parametrize(
    ("body", "options"),
    [
        pytest.param({"articles": [{"url": "/1", "title": "T", "publishedAt": "2024-11-01"}]}, {}, id="usual names"),
        pytest.param(
            {"response": {"results": [{"webUrl": "/1", "webTitle": "T", "webPublicationDate": "2024-11-01"}]}},
            {},
            id="nested",
        ),
        pytest.param([{"link": "/1", "name": "T", "date": "2024-11-01"}], {}, id="bare list"),
        pytest.param(
            {"a": {"b": [{"c": {"u": "/1"}, "t": "T", "d": ["2024-11-01"]}]}},
            {"items": "a.b", "link": "c.u", "title": "t", "date": "d.0"},
            id="by path",
        ),
    ],
)
def test_search_reads_json(body: object, options: dict[str, Any]) -> None:
    """Results are found under the usual names, or where the topic file says."""
    (lead,) = read("search", json.dumps(body), "application/json", **options).leads
    assert (lead.url, lead.title, lead.published_at) == ("https://news.example/1", "T", "2024-11-01")


def test_search_reads_rss_and_resolves_wrappers() -> None:
    """Links that lead through the search service become the publisher's; the entry's source is the outlet."""
    body = """<rss version="2.0"><channel><title>s</title><item><title>T</title>
    <link>http://www.bing.com/news/apiclick.aspx?ref=F&amp;url=https%3a%2f%2fpaper.example%2fa%3futm_source%3dx&amp;c=9</link>
    <source url="https://paper.example">The Paper</source></item></channel></rss>"""
    (lead,) = read("search", body).leads
    assert (lead.url, lead.outlet) == ("https://paper.example/a", "The Paper")


def test_wrappers_that_say_nothing_are_a_problem() -> None:
    """When none of a service's links can be resolved, the source says so instead of giving links that lead nowhere."""
    opaque = "https://news.google.com/rss/articles/CBMiSkFVX3lxTE1abcdefghijklmnopqrstuvwxyz0123456789?oc=5"
    found = read("search", feed_of(opaque))
    assert found.leads == ()
    assert "do not say where they lead" in (found.problem or "")


# ---------------------------------------------------------------- the rest


def test_a_url_is_its_own_lead() -> None:
    """A fixed address is asked for, and is the article."""
    spec = SourceSpec("url", "https://news.example/a#x", "The Example")
    assert requests_for(spec, TOPIC) == ("https://news.example/a",)
    fetch = Fetch(Url(FEED), Url(FEED), NOW, 200, (), b"<p>x</p>")
    assert [lead.url for lead in read_source(spec, fetch, TOPIC).leads] == ["https://news.example/a"]


@pytest.mark.parametrize("kind", ["warc", "memento"])
def test_kinds_that_are_not_read_in_a_pass_say_so(kind: str) -> None:
    """A kind that has a command of its own points there."""
    assert requests_for(SourceSpec(kind, "archive.warc.gz"), TOPIC) == ()
    assert (read(kind, b"").problem or "").startswith("not yet: ")


@pytest.mark.parametrize("kind", ["feed", "sitemap", "listing", "gdelt", "search", "url", "nonsense"])
@pytest.mark.parametrize("url", ["", "nonsense", "file:///etc/passwd", "http://", "javascript:x"])
def test_a_source_with_a_bad_address_asks_for_nothing(kind: str, url: str) -> None:
    """What is not an address is not asked for (GDELT has its own)."""
    expected = 1 if kind == "gdelt" and not url else 0
    assert len(requests_for(SourceSpec(kind, url), TOPIC)) == expected
