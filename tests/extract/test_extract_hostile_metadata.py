"""Metadata made to be slow, deep or odd: read in time, and never with an exception."""

from __future__ import annotations

import pytest
from bounds import cpu_s, fastest_s
from hypothesis import given, settings, strategies as st

from pactwatch.extract import extract
from pactwatch.extract.dates import find_dates, iso_date
from pactwatch.extract.jsonld import read as read_jsonld
from pactwatch.extract.names import bodies, people

_PROSE = b"<p>" + b"word " * 60 + b"</p>"


def _page(head: bytes = b"", body: bytes = _PROSE) -> bytes:
    return b"<html><head>%s</head><body><h1>Ferry sails again from Monday</h1>%s</body></html>" % (head, body)


def _ld(text: bytes) -> bytes:
    return b'<script type="application/ld+json">%s</script>' % text


_ARTICLE = b'{"@type":"NewsArticle","headline":"x","datePublished":"2031-01-01"}'


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(_page(_ld(b'{"a":' * 100_000)), id="deep and open"),
        pytest.param(_page(_ld(b'{"@graph":' * 5_000 + b"1" + b"}" * 5_000)), id="deep and closed"),
        pytest.param(_page(_ld(b"[" * 200_000)), id="lists in lists"),
        pytest.param(
            _page(_ld(b'{"@type":"NewsArticle","articleBody":"' + b"x" * 8_000_000 + b'"}')), id="eight megabytes"
        ),
        pytest.param(_page(_ld(b'{"@graph":[' + b",".join([_ARTICLE] * 20_000) + b"]}")), id="20,000 articles"),
        pytest.param(_page(_ld(b'{"@type":"NewsArticle","a":"' + b'x" y "z' * 40_000 + b'"}')), id="inner quotes"),
        pytest.param(
            _page(_ld(b'{"@type":"NewsArticle","a":"' + b'x" y ' * 5_000 + b'"}') * 300), id="300 broken scripts"
        ),
        pytest.param(_page(_ld(b'{"@type":"NewsArticle",' + b"/*" * 140_000)), id="open comments"),
        pytest.param(_page(_ld(b'{"a":"' + b"\\" * 290_001)), id="backslashes"),
        pytest.param(_page(_ld(_ARTICLE + b" ") * 300), id="300 scripts"),
        pytest.param(
            _page(b'<meta property="article:published_time" content="2031-01-01">' * 100_000), id="100,000 metas"
        ),
        pytest.param(_page(b'<meta name=author content="' + b"Jo Li, " * 1_000_000 + b'">'), id="a million authors"),
        pytest.param(_page(b"<title>" + b"x | " * 1_000_000 + b"</title>"), id="a million parts of a title"),
        pytest.param(_page(b"", b"<h1>Ferry sails again</h1>" * 20_000), id="20,000 headings"),
        pytest.param(_page(b"", b"<p>Updated 3 March 2031</p>" * 20_000), id="20,000 dates"),
        pytest.param(_page(b"", b"<p>" + b"3 March 2031 " * 60_000 + b"</p>"), id="60,000 dates in a line"),
        pytest.param(_page(b"", b"<p>By Jo Li and Ana Diaz</p>" * 20_000), id="20,000 bylines"),
        pytest.param(_page(b"<link rel=canonical href=/>" * 40_000), id="40,000 canonical links"),
    ],
)
def test_what_is_large_is_read_in_time(page: bytes) -> None:
    """Seconds of CPU and not minutes, parsing included."""
    assert fastest_s(lambda: extract(page, url="https://tide.example/world/" + "9" * 200), 3) < cpu_s(3)


@pytest.mark.parametrize(
    "data",
    [
        "null",
        "[null, [], {}, 1]",
        '{"@type": "NewsArticle", "datePublished": ' + "9" * 5_000 + "}",
        '{"@type": {"a": 1}, "headline": {"@value": {"x": 1}}, "author": {"name": {"name": []}}}',
        '{"@type": "NewsArticle", "isAccessibleForFree": [{}], "position": 1e999999, "author": {"@id": "#a"}}',
        '{"@type": "BreadcrumbList", "itemListElement": {"position": "\u00b2", "name": 1}}',
        '{"@id": "#a", "@type": "NewsArticle", "author": {"@id": "#a"}, "publisher": {"@id": "#a"}}',
    ],
)
def test_odd_json_ld_is_no_error(data: str) -> None:
    """Whatever stands where."""
    extract(_page(_ld(data.encode())))


def test_half_characters_do_not_survive() -> None:
    """JSON may hold what no encoding can write; an article cannot."""
    article = extract(_page(_ld(b'{"@type":"NewsArticle","headline":"\\ud800Ferry","author":"\\udfffJo Li"}'), b""))
    assert article.authors == ("Jo Li",)
    assert article.text_sha256


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_a_date_a_name_or_neither(text: str) -> None:
    """No text is an error."""
    iso_date(text)
    find_dates(text, day_first=True)
    people(text)
    bodies(text)
    read_jsonld([text])
    read_jsonld(['{"@type":"NewsArticle","author":"' + text + '","headline":' + text + "}"])
