"""What stands over the story: one small page for each way of getting it wrong."""

from __future__ import annotations

import json

import pytest

from pactwatch.extract import extract
from pactwatch.extract.headline import is_site, site_in

_STORY = (
    "<p>The ferry between Halden and the outer islands will sail again from Monday, after eleven months in the yard, "
    "the harbour office said, and the fares will stay as they were before the fire in its engine room last autumn.</p>"
) * 3


def _page(title: str, body: str, head: str = "", site: str | None = None) -> bytes:
    name = f'<meta property="og:site_name" content="{site}">' if site else ""
    return f"<html><head><title>{title}</title>{name}{head}</head><body><main>{body}{_STORY}</main></body>".encode()


def _og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


def _ld(headline: str) -> str:
    data = {"@type": "NewsArticle", "headline": headline}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("page", "headline"),
    [
        pytest.param(
            _page("Ferry sails again | The Tide", "<h1>Ferry sails again</h1>", site="The Tide"),
            "Ferry sails again",
            id="the site's name after it",
        ),
        pytest.param(
            _page("The Tide: Ferry sails again on Monday", "<h1>The Tide</h1>", _og("Ferry sails again on Monday")),
            "Ferry sails again on Monday",
            id="the site's name is the only heading",
        ),
        pytest.param(
            _page("All about ferries in 2031", "<h1>Ferry fares</h1>", _og("The ferry: what it costs")),
            "Ferry fares",
            id="two words over the story, and nothing else on the page",
        ),
        pytest.param(
            _page("The ferry: what it costs", "<h1>Our fares</h1>", _og("The ferry: what it costs")),
            "The ferry: what it costs",
            id="two words that the data has not",
        ),
        pytest.param(
            _page("Coffee - University of Stevens Point", "<h1>Coffee</h1>", site="University of Stevens Point"),
            "Coffee",
            id="one word",
        ),
        pytest.param(
            _page("“Tireless effort” - The New Southern Daily", "<h1>“Tireless effort”</h1>"),
            "“Tireless effort”",
            id="a heading confirms what is left",
        ),
        pytest.param(
            _page(
                "Islands: cheap ferry tickets for summer",
                "<h1>Islands: cheap ferry tickets for summer</h1><h2>Harbour office promises stable fares</h2>",
                _ld("Harbour office promises stable fares"),
            ),
            "Harbour office promises stable fares",
            id="the first heading is for search engines",
        ),
        pytest.param(
            _page("Ferry news and more", "<h1>Harbour town waits for its ferry</h1>", _og("All about ferries in 2031")),
            "Harbour town waits for its ferry",
            id="the only sentence over the story",
        ),
        pytest.param(
            _page("x", "<h1>Ferry sails again (tide.example) 87</h1>", _og("Ferry sails again")),
            "Ferry sails again",
            id="a source and a number of comments",
        ),
        pytest.param(
            _page("x", '<h1>Ferry sails again<span class="d-block">Eleven months, in numbers</span></h1>'),
            "Ferry sails again Eleven months, in numbers",
            id="a part set on a line of its own by CSS alone",
        ),
        pytest.param(
            _page("x", "<h1><span>F</span>erry <span>Mc</span><span>Kay</span> sails<span>, again</span></h1>"),
            "Ferry McKay sails, again",
            id="parts of one line",
        ),
        pytest.param(
            _page("x", "<h1>Ferry &amp;amp; island sail again</h1>"), "Ferry & island sail again", id="escaped twice"
        ),
        pytest.param(
            _page("x", "<h1>Harbour: Ferry sails again on Monday</h1>", _og("Ferry sails again on Monday")),
            "Ferry sails again on Monday",
            id="a kicker in the heading",
        ),
        pytest.param(
            _page(
                "x",
                "<h1><span>Talks in Halden</span> <span>“We are not done with this”</span></h1>",
                _og("Fish dispute: “We are not done with this”"),
            ),
            "“We are not done with this”",
            id="a kicker of its own in the heading and in the data",
        ),
        pytest.param(
            _page(
                "x",
                "<h1><span>Talks in Halden</span> <span>“We are not done with this”</span></h1>",
                _og("Talks in Halden: “We are not done with this”"),
            ),
            "Talks in Halden: “We are not done with this”",
            id="what looks like a kicker in both, set apart by its line alone",
        ),
        pytest.param(
            _page("x", "<h1>Ferry sails again: a guide</h1>", _og("Ferry sails again: a guide")),
            "Ferry sails again: a guide",
            id="a colon of its own",
        ),
        pytest.param(
            _page(
                "x",
                "<h1>The 2031 Islands Awards: Ferry of the year</h1>",
                _ld("The 2031 Islands Awards: Ferry of the year") + _og("Ferry of the year"),
            ),
            "The 2031 Islands Awards: Ferry of the year",
            id="what looks like a kicker stands in the data too",
        ),
        pytest.param(
            _page("x", "<h1>2031 guide to the ferries</h1>", _og("Guide to the ferries")),
            "2031 guide to the ferries",
            id="a year is no kicker",
        ),
        pytest.param(
            _page(
                "Ferry sails again on Monday | The Slipway", "<h1>The Slipway</h1><h2>Ferry sails again on Monday</h2>"
            ),
            "Ferry sails again on Monday",
            id="the first heading is a logo",
        ),
        pytest.param(_page("Storm glass | tide.example.com", ""), "Storm glass", id="a site that goes by its address"),
        pytest.param(_page("Storm glass | No. 4", ""), "Storm glass | No. 4", id="a full stop makes no address"),
        pytest.param(
            _page("x", "<h1>Raise the sea wall now | Opinion</h1>", _og("Raise the sea wall now | Opinion")),
            "Raise the sea wall now",
            id="what kind of piece it is",
        ),
        pytest.param(
            _page("x", "<h1>Islanders have no opinion</h1>", _og("Islanders have no opinion")),
            "Islanders have no opinion",
            id="an opinion in the headline",
        ),
        pytest.param(
            _page(
                "Ferry sails again on Monday - Slipway",
                "<h1>Ferry sails again on Monday (tide.com) 87</h1>",
                _og("Ferry sails again on Monday - Slipway"),
            ),
            "Ferry sails again on Monday",
            id="a source and a number, and the site unnamed",
        ),
        pytest.param(_page("フェリー再開｜潮新聞", "", site="潮新聞"), "フェリー再開", id="Japanese bar"),
        pytest.param(
            _page("渡轮星期一恢复航行--时政--潮报", "", site="潮报"), "渡轮星期一恢复航行", id="Chinese dashes"
        ),
    ],
)
def test_the_headline_is_what_stands_over_the_story(page: bytes, headline: str) -> None:
    """Not the site's name, a kicker or what is written for search engines."""
    assert extract(page).headline == headline


def test_a_sites_name_is_told_by_its_words() -> None:
    """A word or two more or less; never by letters alone."""
    assert [is_site(part, "The Tide") for part in ("Tide", "the tide", "THE TIDE", "Tide News", "Edit", "The", "")] == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_the_windows_title_gives_the_sites_name_away() -> None:
    """What the title has more than the shared one."""
    assert site_in("Pact signed in Halden — The Tide", "Pact signed in Halden") == "The Tide"
    assert site_in("Pact signed in Halden", "Something else entirely") is None
