"""Coverage health over whole passes: blindness is told once, says what is seen instead, and ends by itself."""

from __future__ import annotations

import re
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from arrivals import Answer
from paper import Newsroom, html

from pactwatch.archive import Archive, open_archive, read
from pactwatch.health import detection_delay, troubles_in
from pactwatch.model import AlertRule, FetchRules, Relevance, SourceSpec, Topic

STORY = "".join(
    f"<p>The ministers met for the {n}th time on Friday and agreed on the next steps of the harbour treaty.</p>"
    for n in range(4, 12)
)
TOPIC = Topic(
    name="health",
    title="Every page",
    languages=("en",),
    relevance=Relevance(mode="all"),
    fetch=FetchRules(allow_private_hosts=("127.0.0.1",), recheck="always", per_host_delay_s=0, attempts=1),
    alerts=(AlertRule("desk", ("health",), ("stdout:",)),),
)


def broken(status: int) -> Answer:
    """Answer that something is wrong."""
    return lambda visit, now: visit.answer(b"no", status=f"{status} Broken")


ARTICLE = html(f"<html><title>Treaty signed</title><article><h1>Treaty signed</h1>{STORY}</article></html>")
CHALLENGE = html(
    "<html><head><title>Just a moment...</title></head><body><div id='cf-wrapper'>Checking your browser before "
    "accessing the site. <script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script></div></body>",
    "cf-mitigated: challenge",
)


def told(archive: Archive) -> list[str]:
    """Give the subjects of all alerts, oldest first, without the port of the test's host."""
    return [str(row["subject"]) for row in reversed(read.alerts(archive))]


def test_a_site_that_turns_us_away_is_told_once_and_its_end_once(tmp_path: Path) -> None:
    """Three passes before a challenge page owe one alert that says what is seen since when; then one for the end."""
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, {"/1": ARTICLE, "/2": ARTICLE})
        topic = replace(TOPIC, sources=tuple(SourceSpec("url", url) for url in news.urls))
        news.one_pass(topic).close()
        news.answers |= dict.fromkeys(news.answers, CHALLENGE)
        for _ in range(2):
            with closing(news.one_pass(topic)) as archive:
                assert told(archive) == []
        with closing(news.one_pass(topic)) as archive:
            (subject,) = told(archive)
            assert subject.startswith("cannot see 127.0.0.1: blocked (")
            assert subject.endswith("2 pages, since 2024-11-01 14:00 UTC"), subject
        with closing(news.one_pass(topic)) as archive:
            assert len(told(archive)) == 1
        news.answers |= dict.fromkeys(news.answers, ARTICLE)
        for _ in range(2):
            with closing(news.one_pass(topic)) as archive:
                _, second = told(archive)
                assert second.startswith("sees 127.0.0.1 again: it was blocked (")
                rows = archive.rows("SELECT since_at, closed_at FROM troubles")
                assert rows == [{"since_at": "2024-11-01T14:00:00Z", "closed_at": "2024-11-01T18:00:00Z"}]


def test_trouble_that_comes_back_is_told_again(tmp_path: Path) -> None:
    """A site that is lost, found and lost again owes three alerts."""
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, {"/1": ARTICLE})
        topic = replace(TOPIC, sources=tuple(SourceSpec("url", url) for url in news.urls))
        for answer in [ARTICLE, *[CHALLENGE] * 3, ARTICLE, *[CHALLENGE] * 3]:
            news.answers["/1"] = answer
            archive = news.one_pass(topic)
            subjects = [subject.split()[0] for subject in told(archive)]
            archive.close()
        assert subjects == ["cannot", "sees", "cannot"]


@pytest.mark.parametrize(
    ("options", "broken", "problem"),
    [
        pytest.param({"selector": "h2 a"}, "<h3><a href='/1'>Treaty signed by both</a></h3>", "selector", id="css"),
        pytest.param(
            {"pattern": r"/story/\d+"}, "<a href='/s-1'>Treaty signed by both sides</a>", "`pattern`", id="pattern"
        ),
    ],
)
def test_a_listing_that_gives_nothing_is_told(
    tmp_path: Path, options: dict[str, str], broken: str, problem: str
) -> None:
    """A listing whose layout or addresses changed gives no lead for three passes: then it is told, with the reason."""
    good = html("<h2><a href='/story/1'>Treaty signed by both sides</a></h2>")
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, {"/news": good, "/story/1": ARTICLE})
        topic = replace(TOPIC, sources=(SourceSpec("listing", news.urls[0], options=options),))
        with closing(news.one_pass(topic)) as archive:
            assert [row["versions"] for row in read.articles(archive)] == [1]
        news.answers["/news"] = html(broken)
        for _ in range(3):
            archive = news.one_pass(topic)
            subjects, rows = told(archive), read.health(archive)
            archive.close()
        assert len(subjects) == 1 and problem in str(rows[0]["problem"])
        news.answers["/news"] = good
        with closing(news.one_pass(topic)) as archive:
            assert [subject.split()[0] for subject in told(archive)] == ["cannot", "sees"]


def test_another_topic_of_the_archive_has_its_own_troubles(tmp_path: Path) -> None:
    """A topic is not alerted about a site that only another topic watches."""
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, {"/1": ARTICLE, "/2": CHALLENGE})
        good = replace(TOPIC, sources=(SourceSpec("url", news.urls[0]),))
        bad = replace(TOPIC, name="other", sources=(SourceSpec("url", news.urls[1]),), alerts=())
        for _ in range(3):
            news.one_pass(bad).close()
            with closing(news.one_pass(good)) as archive:
                assert told(archive) == []
        assert [row["topic"] for row in _troubles(tmp_path / "a.db")] == ["other"]


def _troubles(path: Path) -> list[dict[str, object]]:
    """Read the troubles with their topics."""
    with closing(open_archive(path, readonly=True)) as archive:
        return archive.rows("SELECT t.name AS topic FROM troubles b JOIN topics t ON t.id = b.topic_id")


def test_troubles_are_one_for_the_pages_that_show_the_same() -> None:
    """Pages of one host that show the same are one trouble, since the first bad fetch; a source is one of its own."""
    article = {"topic": "t", "kind": "article", "streak": 3, "since": "2024-11-02"}
    rows: list[dict[str, object]] = [
        article | {"subject": "https://a.example/1", "problem": "walled (consent-wall: 3 signs)"},
        article | {"subject": "https://a.example/2", "problem": "unavailable (status-503)"},
        article
        | {"subject": "https://a.example/3", "problem": "walled (consent-wall: 4 signs)", "since": "2024-11-01"},
        article | {"subject": "https://b.example/1", "problem": "empty", "streak": 2},
        article | {"subject": "https://a.example/feed", "problem": "it answered 503", "kind": "source"},
        article | {"subject": "", "problem": "no JSON", "kind": "source"},
    ]
    assert [(one.subject, one.problem, one.since_at, one.pages) for one in troubles_in(rows)] == [
        ("a.example", "unavailable (status 503)", "2024-11-02", 1),
        ("a.example", "walled (consent wall)", "2024-11-01", 2),
        ("https://a.example/feed", "it answered 503", "2024-11-02", 1),
        ("source", "no JSON", "2024-11-02", 1),
    ]


def test_a_stubborn_page_does_not_hide_that_the_site_is_lost(tmp_path: Path) -> None:
    """One page that is refused is told; that all six are refused later is told again, and their end once."""
    paths = [f"/{n}" for n in range(6)]
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, dict.fromkeys(paths, ARTICLE))
        topic = replace(TOPIC, sources=tuple(SourceSpec("url", url) for url in news.urls))
        rounds = [{}, dict.fromkeys(paths[:1], CHALLENGE), {}, {}, dict.fromkeys(paths, CHALLENGE), {}, {}]
        for changed in [*rounds, dict.fromkeys(paths, ARTICLE)]:
            news.answers |= changed
            archive = news.one_pass(topic)
            subjects = [re.split(", (?:since|from)", subject)[0] for subject in told(archive)]
            archive.close()
    what = "blocked (challenge page)"
    assert subjects == [
        f"cannot see 127.0.0.1: {what}",
        f"cannot see 127.0.0.1: {what}, 6 pages",
        f"sees 127.0.0.1 again: it was {what}, 6 pages",
    ]


def test_a_source_that_fails_in_ever_new_words_is_told_once(tmp_path: Path) -> None:
    """What a broken feed answers may differ each time; it is one trouble, and the table says the latest."""
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, {"/feed": html("{}")})
        topic = replace(TOPIC, sources=(SourceSpec("feed", news.urls[0]),))
        for number in range(6):
            news.answers["/feed"] = broken(501 + number)
            archive = news.one_pass(topic)
            subjects, rows = told(archive), archive.rows("SELECT problem FROM troubles")
            archive.close()
    assert len(subjects) == 1 and "506" in str(rows[0]["problem"])


def test_the_delay_until_an_edit_is_seen_follows_the_passes(tmp_path: Path) -> None:
    """Where every pass checks everything, it is half the time between passes, and it grows while none comes."""
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, {"/1": ARTICLE})
        topic = replace(TOPIC, sources=(SourceSpec("url", news.urls[0]),))
        for _ in range(4):
            news.one_pass(topic, hours=2).close()
        with closing(open_archive(tmp_path / "a.db", readonly=True)) as archive:
            delay = detection_delay(archive, news.clock.now())
            late = detection_delay(archive, news.clock.now() + timedelta(hours=10))
        assert delay is not None and late is not None
        assert delay.articles == 1
        assert delay.expected == timedelta(hours=1) and late.expected > timedelta(hours=5)
