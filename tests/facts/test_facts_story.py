"""A story of several outlets over several passes: views, lags, mix-ups, languages, and facts that are read again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from pactwatch.archive import Archive, open_archive, read
from pactwatch.clock import VirtualClock
from pactwatch.facts import LANGUAGES, sheet
from pactwatch.factsheet import as_plain, mixed_up
from pactwatch.model import AlertRule, Entity, FetchRules, Question, Relevance, SourceSpec, Topic, Url
from pactwatch.passes import LocalEngine, run_pass
from pactwatch.rereading import read_facts_again

START = datetime(2031, 5, 3, 9, tzinfo=UTC)
COMPACT, CHARTER = (
    Entity("compact", "work", "Marsh Compact", ("Marsh Compact",)),
    Entity("charter", "work", "Delta Charter", ("Delta Charter",)),
)
DEATHS = Question("deaths", "How many died?", "count", event="kill")
EFFECT = Question("effect", "When does the Compact take effect?", "date", event="take effect", about="compact")
CHARTER_EFFECT = replace(EFFECT, id="charter_effect", label="When does the Charter?", about="charter")
OUTLETS = ("wire", "copy", "herald", "gazette", "gazeta")
TOPIC = Topic(
    name="marsh",
    title="The Marsh Compact",
    languages=("en",),
    relevance=Relevance(mode="all"),
    fetch=FetchRules(per_host_delay_s=0, attempts=1, recheck="always"),
    entities=(COMPACT, CHARTER),
    questions=(DEATHS, EFFECT, CHARTER_EFFECT),
    sources=tuple(SourceSpec("url", Url(f"https://{name}.example/a"), outlet=name.title()) for name in OUTLETS),
    alerts=(AlertRule("all", to=("stdout:",)),),
)
REPORT = (
    "The flood in the Marsh killed {} people, the ministry said. Rescue boats searched the reed beds until dark. "
    "Families waited at the school in the upper town for news of the missing. The bridge to the harbour stays closed. "
    "{} The river is expected to fall by the weekend, according to the weather service."
)
LATE = "Officials spoke of a night without sleep for all who live along the old dyke. {}"


def page(text: str, language: str = "en") -> bytes:
    """Give an article's page."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        f'<html lang="{language}"><head><title>Flood in the Marsh</title>'
        '<meta property="article:published_time" content="2031-05-03T08:00:00Z"></head>'
        f"<body><article><h1>Flood in the Marsh</h1>{paragraphs}</article></body></html>"
    ).encode()


def first_round() -> dict[str, bytes]:
    """Give the pages as they stand first."""
    ours = "The Marsh Compact takes effect on 1 July 2031."
    return {
        "wire": page(REPORT.format(29, ours)),
        "copy": page(REPORT.format(29, ours)),
        "herald": page(
            LATE.format("The flood killed 29 people. The Marsh Compact takes effect on 1 July 2031. " * 1)
            + "\n\nThe Delta Charter, which is older, takes effect on 1 January 2032, lawyers say there."
        ),
        "gazette": page(
            "Nobody in the lower town had been warned, residents say in the square. The flood killed "
            "29 people.\n\nThe Marsh Compact takes effect on 1 January 2032, said a person in the hall."
        ),
        "gazeta": page("Powódź zabiła 29 osób, podało ministerstwo. Szkoły są zamknięte do poniedziałku. " * 3, "pl"),
    }


class Pages(httpx.AsyncBaseTransport):
    """Serves one page of each host."""

    def __init__(self) -> None:
        self.pages = first_round()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        if request.url.path != "/a":
            return httpx.Response(404, stream=httpx.ByteStream(b"no"), request=request)
        body = self.pages[request.url.host.split(".")[0]]
        head = {"content-type": "text/html; charset=utf-8"}
        return httpx.Response(200, headers=head, stream=httpx.ByteStream(body), request=request)


def one_pass(archive: Archive, topic: Topic, pages: Pages, hours: float) -> list[str]:
    """Do one pass so many hours after the first; give what it had to tell."""
    clock = VirtualClock(START + timedelta(hours=hours))
    _, desk = asyncio.run(run_pass(topic, archive, clock, LocalEngine(), pages))
    return desk.tally.problems


@pytest.fixture
def pages() -> Pages:
    """Give the web of the story."""
    return Pages()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Open a fresh archive."""
    with closing(open_archive(tmp_path / "archive.db")) as opened:
        yield opened


def test_the_views_follow_a_correction(archive: Archive, pages: Pages) -> None:
    """Who corrected, who followed after how long, who still carries the old value, and how many voices say what."""
    one_pass(archive, TOPIC, pages, 0)
    voices = archive.rows("SELECT value, outlets, voices FROM independent_voices WHERE question = 'deaths'")
    assert voices == [{"value": "29", "outlets": 4, "voices": 3}]
    pages.pages["herald"] = pages.pages["herald"].replace(b"killed 29", b"killed 92")
    one_pass(archive, TOPIC, pages, 2)
    sides = archive.rows("SELECT value, outlet, found_by FROM open_conflicts WHERE question = 'deaths' ORDER BY 1, 2")
    assert [(row["value"], row["outlet"]) for row in sides] == [
        ("29", "Copy"),
        ("29", "Gazette"),
        ("29", "Wire"),
        ("92", "Herald"),
    ]
    assert {row["found_by"] for row in sides} == {"watching"}
    pages.pages["wire"] = pages.pages["wire"].replace(b"killed 29", b"killed 92")
    one_pass(archive, TOPIC, pages, 7)
    lags = archive.rows("SELECT outlet, first_outlet, lag_hours FROM correction_lags ORDER BY lag_hours")
    assert [tuple(row.values()) for row in lags] == [("Herald", "Herald", 0.0), ("Wire", "Herald", 5.0)]
    stale = archive.rows("SELECT outlet, value, corrected_by, corrected_to, lag_hours FROM stale_values ORDER BY 1")
    assert [tuple(row.values()) for row in stale] == [
        ("Copy", "29", "Herald", "92", 5.0),
        ("Gazette", "29", "Herald", "92", 5.0),
    ]
    now = archive.rows("SELECT outlet, value, sentence FROM fact_sheet WHERE question = 'deaths' ORDER BY outlet")
    assert [(row["outlet"], row["value"]) for row in now] == [
        ("Copy", "29"),
        ("Gazette", "29"),
        ("Herald", "92"),
        ("Wire", "92"),
    ]
    for name in ("copy", "gazette"):
        pages.pages[name] = pages.pages[name].replace(b"29 people", b"92 people")
    one_pass(archive, TOPIC, pages, 9)
    assert archive.rows("SELECT 1 FROM open_conflicts WHERE question = 'deaths'") == []
    assert archive.rows("SELECT 1 FROM stale_values WHERE question = 'deaths'") == []


def test_an_article_that_takes_one_treaty_for_another_is_told(archive: Archive, pages: Pages) -> None:
    """The Gazette gives the Compact the day that another outlet gives the Charter."""
    one_pass(archive, TOPIC, pages, 0)
    answers = {one.question: one for one in sheet(archive.said(archive.topic_id("marsh")), TOPIC)}
    assert list(mixed_up(answers["effect"])) == [
        "Gazette may mean the Delta Charter, of which Herald say 1 January 2032"
    ]
    assert list(mixed_up(answers["charter_effect"])) == []
    told = as_plain(answers["effect"], {})["mixed_up"]
    assert [(one["outlet"], one["value"], one["other_question"]) for one in told] == [  # type: ignore[attr-defined]
        ("Gazette", "2032-01-01", "charter_effect")
    ]


def test_an_article_in_an_unknown_language_yields_no_facts_and_health_says_so(archive: Archive, pages: Pages) -> None:
    """Polish has no rules: nothing is read from it, and that is told."""
    one_pass(archive, TOPIC, pages, 0)
    assert archive.rows("SELECT 1 FROM facts f JOIN articles a ON a.id = f.article_id WHERE a.outlet = 'Gazeta'") == []
    (row,) = read.unread_languages(archive, LANGUAGES)
    assert (row["subject"], row["problem"]) == ("pl", "1 in a language without rules: no facts are read from it")


def test_facts_are_read_again_when_the_questions_change(archive: Archive, pages: Pages) -> None:
    """A question that is added is answered from what is stored, in the next pass, without alerts for old news."""
    less = replace(TOPIC, questions=(DEATHS,))
    one_pass(archive, less, pages, 0)
    alerts = archive.rows("SELECT count(*) AS n FROM alerts")
    assert archive.rows("SELECT 1 FROM facts WHERE question = 'effect'") == []
    problems = one_pass(archive, TOPIC, pages, 1)
    assert problems == [
        "facts of 5 articles read again, for the questions or the rules have changed: conflicts found so, "
        "not alerted as news: effect"
    ]
    assert len(archive.rows("SELECT 1 FROM facts WHERE question = 'effect'")) == 4
    assert archive.rows("SELECT count(*) AS n FROM alerts") == alerts
    found = archive.rows("SELECT DISTINCT question, found_by FROM open_conflicts")
    assert found == [{"question": "effect", "found_by": "reading again"}]
    before = archive.rows("SELECT * FROM facts")
    assert one_pass(archive, TOPIC, pages, 2) == []
    assert archive.rows("SELECT * FROM facts") == before


def test_reading_again_is_bounded_and_goes_on(archive: Archive, pages: Pages) -> None:
    """So many articles at once; the next pass takes up the rest, and the same rules are never read twice."""
    one_pass(archive, replace(TOPIC, questions=(DEATHS,)), pages, 0)
    topic_id = archive.sync_topic(TOPIC, START)
    first = read_facts_again(archive, TOPIC, topic_id, START, at_once=3)
    assert (first.articles, first.more) == (3, True)
    assert first.sentence.endswith("the next pass goes on with the rest")
    second = read_facts_again(archive, TOPIC, topic_id, START, at_once=3)
    assert (second.articles, second.more) == (2, False)
    assert read_facts_again(archive, TOPIC, topic_id, START).articles == 0


def test_a_first_reading_is_not_repeated(archive: Archive, pages: Pages) -> None:
    """What a pass has just read by today's rules needs no other reading."""
    one_pass(archive, TOPIC, pages, 0)
    assert read_facts_again(archive, TOPIC, archive.topic_id("marsh"), START).articles == 0
