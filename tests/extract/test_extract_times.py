"""When an article was published and changed: one small page for each way of getting it wrong."""

from __future__ import annotations

import json

import pytest

from pactwatch.extract import extract
from pactwatch.extract.dates import date_in_url, find_dates, iso_date

_STORY = (
    "<p>The ferry between Halden and the outer islands will sail again from Monday, after eleven months in the yard, "
    "the harbour office said, and the fares will stay as they were before the fire in its engine room last autumn.</p>"
) * 3


def _page(head: str = "", under: str = "", after: str = "", lang: str = "en") -> bytes:
    return (
        f"<html lang={lang}><head><title>Ferry sails again from Monday</title>{head}</head><body>"
        f"<main><h1>Ferry sails again from Monday</h1>{under}<div class=text>{_STORY}</div>{after}</main></body></html>"
    ).encode()


def _ld(**fields: object) -> str:
    data = {"@type": "NewsArticle", "headline": "Ferry sails again from Monday", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


_UTC = "2031-03-05T02:18:00Z"


@pytest.mark.parametrize(
    ("page", "url", "published", "modified"),
    [
        pytest.param(
            _page(_ld(datePublished="2031-03-04T10:00:00+01:00", dateModified="2031-03-06T08:00:00+01:00")),
            None,
            "2031-03-04T10:00:00+01:00",
            "2031-03-06T08:00:00+01:00",
            id="JSON-LD",
        ),
        pytest.param(
            _page(
                _ld(datePublished="2031-03-04", dateModified="2031-03-09"), "<p class=date>Updated March 9, 2031</p>"
            ),
            None,
            "2031-03-04",
            "2031-03-09",
            id="the update that is printed is not the publication",
        ),
        pytest.param(
            _page(under="<p>Published 4 March 2031 | Last updated 9 March 2031</p>"),
            None,
            "2031-03-04",
            "2031-03-09",
            id="both in one line",
        ),
        pytest.param(
            _page(under="<p>Last updated: 9 March 2031</p><p>Published: 4 March 2031</p>"),
            None,
            "2031-03-04",
            "2031-03-09",
            id="update first",
        ),
        pytest.param(
            _page(
                under="<div><span>Zuletzt aktualisiert:</span><div>9. März 2031</div></div><p>4. März 2031</p>",
                lang="de",
            ),
            None,
            "2031-03-04",
            "2031-03-09",
            id="label in a line of its own",
        ),
        pytest.param(
            _page(under="<p>公開 2031年3月4日 10時00分　更新 2031年3月9日</p>", lang="ja"),
            None,
            "2031-03-04T10:00:00",
            "2031-03-09",
            id="Japanese labels before",
        ),
        pytest.param(
            _page(under="<p>2031年3月9日 更新</p><p>2031年3月4日 公開</p>", lang="ja"),
            None,
            "2031-03-04",
            "2031-03-09",
            id="Japanese labels after",
        ),
        pytest.param(_page(under="<p>令和13年3月4日</p>", lang="ja"), None, "2031-03-04", None, id="an era"),
        pytest.param(
            _page(under="<p>Updated March 9, 2031</p>"),
            None,
            "2031-03-09",
            "2031-03-09",
            id="only an update is printed",
        ),
        # -------- the outlet's own day
        pytest.param(
            _page(_ld(datePublished=_UTC), "<p>March 4, 2031 at 6:18 PM</p>"),
            None,
            "2031-03-04T18:18:00-08:00",
            None,
            id="the printed clock tells the zone",
        ),
        pytest.param(
            _page(_ld(datePublished=_UTC), f'<time datetime="{_UTC}">Mar. 4, 2031, 9:18 pm EST</time>'),
            None,
            "2031-03-04T21:18:00-05:00",
            None,
            id="the printed zone",
        ),
        pytest.param(
            _page(_ld(datePublished=_UTC), '<time datetime="2031-03-04T19:18:00-07:00">March 4, 2031</time>'),
            None,
            "2031-03-04T19:18:00-07:00",
            None,
            id="the time element knows the zone",
        ),
        pytest.param(
            _page(_ld(datePublished="2031-03-04T22:03:00Z"), "<p>March 5, 2031 - 9:03AM</p>"),
            None,
            "2031-03-05T09:03:00+11:00",
            None,
            id="east of Greenwich",
        ),
        pytest.param(
            _page(_ld(datePublished=_UTC), "<p>March 4, 2031</p>"),
            "https://tide.example/2031/03/04/ferry",
            "2031-03-04",
            None,
            id="only the day is known",
        ),
        pytest.param(
            _page(
                _ld(datePublished="2031-03-05T14:18:00Z", dateModified="2031-03-06T09:00:00Z"), "<p>6 March 2031</p>"
            ),
            None,
            "2031-03-05T14:18:00Z",
            "2031-03-06T09:00:00Z",
            id="the day after is the update's",
        ),
        pytest.param(_page(_ld(datePublished=_UTC), "<p>5 March 2031</p>"), None, _UTC, None, id="the day is the same"),
        # -------- witnesses that differ
        pytest.param(
            _page(
                _ld(datePublished="2031-08-21", dateModified="2031-08-20"),
                "<div>Published <span>Apr 26, 2029</span></div><div>Updated <span>Aug 21, 2031</span></div>",
            ),
            None,
            "2029-04-26",
            "2031-08-20",
            id="a page that moved states the day of the move",
        ),
        pytest.param(
            _page(
                _meta("article:published_time", "2031-11-03T10:00:00Z"), "<p>Concert hall</p><p>November 9, 2031</p>"
            ),
            None,
            "2031-11-03T10:00:00Z",
            None,
            id="an event to come",
        ),
        pytest.param(
            _page(_ld(datePublished="2031-03-08") + _meta("article:published_time", "2031-03-04T10:00:00Z")),
            "https://tide.example/2031/03/04/ferry",
            "2031-03-04T10:00:00Z",
            None,
            id="two against one",
        ),
        pytest.param(
            _page(
                _meta("dc.date", "2031-07-05T14:20:08Z") + _meta("og:updated_time", "2031-07-05T14:20:08-04:00"),
                "<time datetime='2031-03-01 05:00:00'>March 1, 2031</time>",
            ),
            None,
            "2031-03-01",
            "2031-07-05T14:20:08-04:00",
            id="a general date may be the update's",
        ),
        pytest.param(
            _page(under="<p>posted on 2031-03-04 23:30 EST</p>"),
            "https://tide.example/2031/03/05/ferry",
            "2031-03-04T23:30:00-05:00",
            None,
            id="the URL may be a day late",
        ),
        pytest.param(
            _page(under="<p>12 June 2030</p>"),
            "https://tide.example/2031/03/05/ferry",
            "2031-03-05",
            None,
            id="the URL against a line of something else",
        ),
        pytest.param(
            _page(_meta("article:modified_time", "2031-05-03T10:00:00Z"), "<p>03/05/2031</p>"),
            None,
            "2031-05-03",
            "2031-05-03T10:00:00Z",
            id="two readings, one borne out",
        ),
        pytest.param(_page(under="<p>03/05/2031</p>"), None, None, None, id="two readings, none borne out"),
        pytest.param(
            _page(under="<p>03/05/2031</p>", lang="it"), None, "2031-05-03", None, id="Italians write days first"
        ),
        pytest.param(
            _page(under="<p>03/05/2031</p>"), "https://tide.example.gov/x", "2031-03-05", None, id="Americans do not"
        ),
        # -------- dates of something else
        pytest.param(
            _page(after="<div class=related><h3><a href=/a>Old story</a></h3><time>1 January 2030</time></div>"),
            None,
            None,
            None,
            id="a related story's",
        ),
        pytest.param(
            _page(under="<p>Jo and Ana have been married for five years since 30th June 2018.</p>"),
            None,
            None,
            None,
            id="in a sentence",
        ),
        pytest.param(
            _page(under="<figure><img src=x><figcaption>Halden, 4 March 2029</figcaption></figure>"),
            None,
            None,
            None,
            id="a caption's",
        ),
        pytest.param(
            _page(under="<blockquote>— Tide Watch (@tide) March 4, 2029</blockquote>"),
            None,
            None,
            None,
            id="a quoted post's",
        ),
        pytest.param(_page(after="<p>© 2031-01-01 The Tide</p>"), None, None, None, id="a copyright's"),
        pytest.param(
            _page(
                after="".join(
                    f"<div class=card><h3>No. {n}</h3><time itemprop=datePublished datetime=2031-03-1{n}>x</time></div>"
                    for n in range(4)
                )
            ),
            None,
            None,
            None,
            id="microdata of cards",
        ),
        pytest.param(
            _page(_ld(datePublished="0001-01-01T00:00:00Z"), "<p>4 March 2031</p>"),
            None,
            "2031-03-04",
            None,
            id="a zero",
        ),
        # -------- where else it may stand
        pytest.param(
            _page(after="<p>Posted on March 4, 2031</p>"), None, "2031-03-04", None, id="named at the end of the story"
        ),
        pytest.param(
            _page(under="<footer><p>March 4, 2031</p></footer>"), None, "2031-03-04", None, id="in the head's footer"
        ),
        pytest.param(
            _page(
                '<script type="application/ld+json">{"@type":"NewsArticle", // draft\n'
                '"datePublished":"2031-03-04",}</script>'
            ),
            None,
            "2031-03-04",
            None,
            id="JSON-LD with comments",
        ),
        pytest.param(
            _page(
                '<script type="application/ld+json">{"@type":"WebPage"} '
                '{"@type":"NewsArticle","datePublished":"2031-03-04"}}</script>'
            ),
            None,
            "2031-03-04",
            None,
            id="JSON-LD with more than one value",
        ),
        *(
            pytest.param(_page(_meta(name, "2031-03-04T10:00:00Z")), None, "2031-03-04T10:00:00Z", None, id=name)
            for name in (
                "parsely-pub-date",
                "sailthru.date",
                "DC.date.issued",
                "citation_publication_date",
                "article:published_time",
                "pubdate",
                "dcterms.created",
                "date",
            )
        ),
    ],
)
def test_times_are_judged_from_all_witnesses(
    page: bytes, url: str | None, published: str | None, modified: str | None
) -> None:
    """The publication is the article's own, on the outlet's own day; what cannot be told is left open."""
    article = extract(page, url=url)
    assert (article.published_at, article.modified_at) == (published, modified)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("Fri Mar 04 19:20:36 CET 2031", "2031-03-04T19:20:36+01:00", id="Unix"),
        pytest.param("Tue Mar 04 2031 19:20:36 GMT+0200", "2031-03-04T19:20:36+02:00", id="JavaScript"),
        pytest.param("الثلاثاء، 04 مارس 2031 - 12:09", "2031-03-04T12:09:00", id="Arabic"),
        pytest.param("4 Mart 2031 Salı", "2031-03-04", id="Turkish"),
        pytest.param("4. maaliskuuta 2031", "2031-03-04", id="Finnish"),
        pytest.param("2031. március 4.", "2031-03-04", id="Hungarian"),
        pytest.param("2031 m. kovo 4 d.", "2031-03-04", id="Lithuanian"),
        pytest.param("4 tháng 3 năm 2031", "2031-03-04", id="Vietnamese"),
        pytest.param("4 Μαρτίου 2031", "2031-03-04", id="Greek"),
        pytest.param("4 marca 2031 r., 10:15", "2031-03-04T10:15:00", id="Polish"),
        pytest.param("4 maart 2031 om 12:00", "2031-03-04T12:00:00", id="Dutch"),
        pytest.param("4 de março de 2031 às 14h30", "2031-03-04T14:30:00", id="Portuguese"),
        pytest.param("4 марта 2031 г.", "2031-03-04", id="Russian"),
        pytest.param("民國120年3月4日", "2031-03-04", id="Taiwanese"),
        pytest.param("令和元年5月1日", "2019-05-01", id="first year of an era"),
        pytest.param("입력 2031.03.04. 오후 3:05", "2031-03-04T15:05:00", id="Korean"),
        pytest.param("18:05, 4 March 2031", "2031-03-04T18:05:00", id="clock before"),
        pytest.param("Mar 4, 2031 at 6 p.m. EST", "2031-03-04T18:00:00-05:00", id="hour alone"),
        pytest.param("1989-11-09", None, id="before the web"),
        pytest.param("٤ مارس ٢٠٣١", "2031-03-04", id="Arabic digits"),
    ],
)
def test_dates_are_read_in_many_languages(text: str, iso: str | None) -> None:
    """Month names, eras and orders of day, month and year."""
    assert iso_date(text) == iso


def test_all_dates_of_a_line_are_found_in_order() -> None:
    """Two dates run together are two dates."""
    found = find_dates("Posted on June 29, 2030November 12, 2031")
    assert [item.readings for item in found] == [("2030-06-29",), ("2031-11-12",)]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2031/3/4/ferry", "2031-03-04"),
        ("https://a.example/2031/march/04/ferry", "2031-03-04"),
        ("https://a.example/2031/mar/04/ferry", "2031-03-04"),
        ("https://a.example/2031/best/04/ferry", None),
        ("https://a.example/9-2031-99", None),
    ],
)
def test_urls_write_days_in_several_ways(url: str, day: str | None) -> None:
    """Short numbers and month names count; other words do not."""
    assert date_in_url(url) == day
