"""Who wrote an article: one small page for each way of getting it wrong."""

from __future__ import annotations

import json

import pytest

from pactwatch.extract import extract
from pactwatch.extract.names import bodies, people

_STORY = (
    "<p>The ferry between Halden and the outer islands will sail again from Monday, after eleven months in the yard, "
    "the harbour office said, and the fares will stay as they were before the fire in its engine room last autumn.</p>"
) * 3


def _page(head: str = "", under: str = "", after: str = "", site: str = "The Tide") -> bytes:
    return (
        f'<html><head><title>Ferry sails again</title><meta property="og:site_name" content="{site}">{head}</head>'
        f"<body><main><h1>Ferry sails again from Monday</h1>{under}<div class=text>{_STORY}</div>{after}</main></body>"
    ).encode()


def _ld(author: object) -> str:
    data = {"@type": "NewsArticle", "headline": "Ferry sails again from Monday", "author": author}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{value}">'


@pytest.mark.parametrize(
    ("page", "authors"),
    [
        # -------- the data
        pytest.param(_page(_ld({"@type": "Person", "name": "Jo Li"})), ("Jo Li",), id="a person"),
        pytest.param(_page(_ld([{"name": "Jo Li"}, {"name": "Ana Diaz"}])), ("Jo Li", "Ana Diaz"), id="two persons"),
        pytest.param(
            _page(_meta("author", "Jo Li, Ana Diaz and Bo Ek")), ("Jo Li", "Ana Diaz", "Bo Ek"), id="one string"
        ),
        pytest.param(
            _page(_meta("citation_author", "Li, Jo") + _meta("citation_author", "Diaz, Ana")),
            ("Jo Li", "Ana Diaz"),
            id="surname first",
        ),
        pytest.param(_page(_meta("author", "https://tide.example/jo")), (), id="an address is nobody"),
        pytest.param(_page(_meta("author", "NOC Admin")), (), id="an administrator is nobody"),
        pytest.param(
            _page(_ld({"name": ", The Tide"}), "<p class=byline>Jo Li</p>"),
            ("Jo Li",),
            id="the outlet is not the author",
        ),
        pytest.param(_page(_meta("author", "jo.li"), "<p class=author>Jo Li</p>"), ("Jo Li",), id="nor is a login"),
        pytest.param(
            _page(_ld({"name": "The Tide Team"}), '<p><a rel=author href="/authors/jo">Jo Li</a></p>'),
            ("Jo Li",),
            id="nor is a desk, if somebody is",
        ),
        pytest.param(_page(_ld({"name": "Jo Li The Associated Press"})), ("Jo Li",), id="an agency after the name"),
        pytest.param(
            _page(_ld({"name": "Jo Li"}), "<p>By Jo Li and Ana Diaz</p>"), ("Jo Li", "Ana Diaz"), id="more are seen"
        ),
        pytest.param(
            _page(_ld({"name": "Jo Li"}), "<p>By Jo Li, Deputy CTO, Northern Technologies</p>"),
            ("Jo Li",),
            id="not an office",
        ),
        pytest.param(
            _page(_ld({"name": "Jo Li"}), "<p>By Jo Li</p><p>Reviewed by Ana Diaz</p>"), ("Jo Li",), id="not a reviewer"
        ),
        # -------- what is marked
        pytest.param(
            _page(
                under='<p><a href="/author/jo">Jo Li</a></p>',
                after='<div class=card><a href="/author/ana">Ana Diaz</a></div>' * 4,
            ),
            ("Jo Li",),
            id="authors of other stories",
        ),
        pytest.param(_page(under='<a href="/author/jo">Articles by Jo Li</a>'), ("Jo Li",), id="words round the name"),
        # -------- what is seen
        pytest.param(_page(under="<p>By JO LI</p>"), ("Jo Li",), id="shouted"),
        pytest.param(_page(under="<p>ByJo Li</p>"), ("Jo Li",), id="run together"),
        pytest.param(_page(under="<p>March 4, 2031 By Jo Li 4 Comments</p>"), ("Jo Li",), id="date, name, comments"),
        pytest.param(_page(under="<p>posted on 2031-03-04 23:30 EST by Jo Li</p>"), ("Jo Li",), id="date and by"),
        pytest.param(_page(under="<p>Dec 26, 2031 • Jo Li in Harbour News</p>"), ("Jo Li",), id="date, name, section"),
        pytest.param(_page(under="<p>Jo Li | 05.04.2031</p>"), ("Jo Li",), id="name and date"),
        pytest.param(_page(under="<p>Jo Li</p><p>March 4, 2031</p>"), ("Jo Li",), id="a name over a date"),
        pytest.param(_page(under="<p>Harbour News</p><p>March 4, 2031</p>"), (), id="a section over a date"),
        pytest.param(_page(under="<p>Von Jo Li und Ana Diaz, Halden</p>"), ("Jo Li", "Ana Diaz"), id="German"),
        pytest.param(_page(under="<p>Par Jo Li (à Halden)</p>"), ("Jo Li",), id="French"),
        pytest.param(_page(under="<p>Por: Jo Li</p>"), ("Jo Li",), id="Spanish"),
        pytest.param(_page(under="<p>di Jo Li</p>"), ("Jo Li",), id="Italian"),
        pytest.param(
            _page(after="<p>This post was written by Jo Li, MD, gastroenterologist.</p>"), ("Jo Li",), id="at the end"
        ),
        pytest.param(_page(after="<p>（责编：牛镛、岳弘彬）</p>"), ("牛镛", "岳弘彬"), id="Chinese editors"),
        pytest.param(_page(under="<p>By the 17th century, fairs were held.</p>"), (), id="a sentence"),
        pytest.param(_page(under="<p>March 4, 2031 - Foto: Cesar Greco</p>"), (), id="a photographer"),
        # -------- nobody else
        pytest.param(_page(_ld({"@type": "Organization", "name": "Reuters"})), ("Reuters",), id="an agency alone"),
        pytest.param(
            _page(_ld({"@type": "Organization", "name": "Morgan & Li"})),
            ("Morgan & Li",),
            id="a firm is not two people",
        ),
        pytest.param(_page(under="<p class=authorName>Tide Staff</p>"), ("Tide Staff",), id="a desk alone"),
        pytest.param(_page(under="<p>by jli</p>"), ("jli",), id="a login alone"),
        pytest.param(_page(), (), id="no byline"),
    ],
)
def test_authors_are_the_people_who_wrote_it(page: bytes, authors: tuple[str, ...]) -> None:
    """Persons before desks, the headline's byline before that of any other story, and no offices."""
    assert extract(page).authors == authors


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        pytest.param("Jo Li, Ph.D.", ["Jo Li"], id="degree"),
        pytest.param("Rui Ma", ["Rui Ma"], id="a surname like a degree"),
        pytest.param("Photos and Story By Jo Li Special Correspondent to THE TIDE", ["Jo Li"], id="correspondent"),
        pytest.param("Jo Li1 ; Ana Diaz2", ["Jo Li", "Ana Diaz"], id="footnotes"),
        pytest.param("Jo Li on Friday December 19, 2031 @08:00PM", ["Jo Li"], id="a time after the name"),
        pytest.param("Frankfurt, Germany", [], id="places alone"),
        pytest.param("文／岩田花子", ["岩田花子"], id="Japanese"),
        pytest.param("이용민 기자", ["이용민"], id="Korean"),
        pytest.param("Автор: Иван Петров", ["Иван Петров"], id="Russian"),
        pytest.param("Sammy Davis, Jr.", ["Sammy Davis, Jr"], id="junior"),
    ],
)
def test_names_lose_what_is_not_the_name(byline: str, names: list[str]) -> None:
    """Degrees, places, times and footnotes come and go; the name stays."""
    assert people(byline) == names


def test_a_credit_is_never_a_date_or_a_button() -> None:
    """What stands in for an author is at least a name."""
    assert [bodies(text) for text in ("March 07", "Reading Time", "Share this", "Wednesday")] == [[], [], [], []]
