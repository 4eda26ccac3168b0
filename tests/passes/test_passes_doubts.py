"""What an archive itself gives reason to doubt: texts that jump in length, late checks, walls every other time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from arrivals import Answer
from click.testing import CliRunner
from hostile_server import Visit
from paper import Newsroom, html

from pactwatch.archive import Archive, open_archive
from pactwatch.checkup import checkup
from pactwatch.cli import cli
from pactwatch.clock import iso, parse_iso
from pactwatch.model import AlertRule, FetchRules, Relevance, SourceSpec, Topic

TOPIC = Topic(
    name="doubts",
    title="Every page",
    languages=("en",),
    relevance=Relevance(mode="all"),
    fetch=FetchRules(allow_private_hosts=("127.0.0.1",), recheck="always", per_host_delay_s=0, attempts=1),
    alerts=(AlertRule("desk", ("health",), ("$NOBODY",)),),
)
VERBS = ("approved", "postponed", "discussed", "rejected", "welcomed", "criticised", "drafted", "funded", "signed")
THINGS = ("harbour", "tramway", "library", "reservoir", "hospital", "market", "bridge", "school", "stadium", "museum")


def paragraphs(first: int, last: int) -> str:
    """Write paragraphs of some 110 characters, no two alike."""
    return "".join(
        f"<p>The council {VERBS[n % 9]} the plan for the {THINGS[n // 9 % 10]} in its session number {n}, after "
        f"residents had spoken for {n + 2} hours.</p>"
        for n in range(first, last)
    )


def story(text: str, title: str = "Council decides on the town's plans") -> Answer:
    """Put a text on a page."""
    return html(f"<html lang='en'><title>{title}</title><body><article><h1>{title}</h1>{text}</article></body></html>")


LONG = paragraphs(0, 24)
CUT = paragraphs(0, 9)


def told(archive: Archive) -> list[str]:
    """Give the subjects of all alerts, the first first, without their times."""
    rows = archive.rows("SELECT subject FROM alerts ORDER BY id")
    return [re.sub(r",? (since|from) 2024.*", "", str(row["subject"])) for row in rows]


def lived(path: Path, pages: Sequence[str], hours: float = 1.0) -> Iterator[list[str]]:
    """Let one article read so in one pass after the other; give what had been told after each."""
    with ExitStack() as stack:
        news = Newsroom(path / "a.db", stack, {"/1": story(pages[0])})
        topic = replace(TOPIC, sources=(SourceSpec("url", news.urls[0], outlet="The Paper"),))
        for page in pages:
            news.answers["/1"] = story(page)
            with closing(news.one_pass(topic, hours)) as archive:
                yield told(archive)


SHRANK = "trouble with 127.0.0.1: text shrank to less than half"


def test_a_page_that_loses_most_of_its_text_is_told_once_and_its_return_once(tmp_path: Path) -> None:
    """A capture that is believed on second sight, and is less than half of all before, is a doubt until it is whole."""
    after = list(lived(tmp_path, [LONG, LONG, CUT, CUT, CUT, CUT, LONG, LONG]))
    assert after[3] == after[5] == [SHRANK]
    assert after[-1] == [SHRANK, SHRANK.replace("trouble with", "over:")]


def test_what_has_stood_for_days_is_what_the_page_is(tmp_path: Path) -> None:
    """An outlet that has cut its article for good is not told of for ever."""
    after = list(lived(tmp_path, [LONG, LONG, *[CUT] * 8], hours=12))
    assert after[3] == [SHRANK]
    assert after[-1] == [SHRANK, SHRANK.replace("trouble with", "over:")]


def test_the_message_says_where_and_how_much(tmp_path: Path) -> None:
    """It names the page, both lengths, and what may be behind it."""
    list(lived(tmp_path, [LONG, CUT, CUT]))
    with closing(open_archive(tmp_path / "a.db", readonly=True)) as archive:
        (body,) = (str(row["body"]) for row in archive.rows("SELECT body FROM alerts"))
        last = archive.rows("SELECT max(started_at) AS at FROM runs")[0]["at"]
        (row,) = checkup(archive, None, parse_iso(str(last))).drifts
    told = r"^http://127\.0\.0\.1:\d+/1: text shrank to less than half: 1,\d{3} characters, before 2,\d{3}\. The reader"
    assert re.search(told, body, re.MULTILINE), body
    assert (row["kind"], row["outlet"], row["streak"]) == ("length", "The Paper", 0)
    assert str(row["problem"]) in body


LIVE = [paragraphs(0, n) for n in (6, 10, 16, 30, 48)]


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([LONG, paragraphs(0, 15), paragraphs(0, 15)], id="an editor takes a third out"),
        pytest.param([paragraphs(0, 2), paragraphs(0, 5), LONG, paragraphs(0, 40)], id="a flash grows into a story"),
        pytest.param([*LIVE, paragraphs(30, 48), paragraphs(30, 48)], id="a live blog drops its early entries"),
        pytest.param([*LIVE, *[paragraphs(0, 14)] * 2], id="a live blog is wrapped up"),
        pytest.param(
            [LONG, *["<p>Correction: an earlier version of this article gave wrong figures.</p>" + CUT] * 2],
            id="a notice says why",
        ),
        pytest.param([LONG, LONG.replace("residents", "neighbours"), LONG], id="words are changed"),
    ],
)
def test_ordinary_edits_and_live_blogs_raise_no_doubt(tmp_path: Path, pages: list[str]) -> None:
    """What a newsroom does every day to a text's length is not told."""
    assert list(lived(tmp_path, [*pages, pages[-1]]))[-1] == []


def test_a_text_that_swells_after_days_is_told(tmp_path: Path) -> None:
    """A page that stood still, and now reads three times as long, has taken in what is not its own."""
    quiet = [paragraphs(0, 10)] * 4
    assert list(lived(tmp_path, [*quiet, paragraphs(0, 50)], hours=24))[-1] == [
        "trouble with 127.0.0.1: text swelled to more than three times"
    ]


@pytest.mark.parametrize(
    ("sizes", "problem"),
    [
        pytest.param([20, 24, 30] * 6 + [3] * 5, "new articles are read at less than half the usual length", id="less"),
        pytest.param([4, 6, 5] * 6 + [30] * 5, "new articles are read at more than three times", id="more"),
        pytest.param([20, 24, 30] * 6 + [3] * 4, "", id="four may be chance"),
        pytest.param([20, 3, 24, 4, 30, 3] * 3 + [3] * 5, "", id="an outlet that has short ones too"),
        pytest.param([6] * 18 + [14] * 5, "", id="five live blogs in a row"),
    ],
)
def test_new_articles_that_read_otherwise_than_those_before_are_told(
    tmp_path: Path, sizes: list[int], problem: str
) -> None:
    """The last five of an outlet beside those before: a template that changed shows in no page's own history."""
    pages = {f"/{n}": story(paragraphs(n, n + size), f"Plan {n} for the town") for n, size in enumerate(sizes)}
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, pages)
        specs = tuple(SourceSpec("url", url, outlet="The Paper") for url in news.urls)
        news.one_pass(replace(TOPIC, sources=specs[:-5])).close()
        after = []
        for _ in range(3):
            with closing(news.one_pass(replace(TOPIC, sources=specs), hours=4)) as archive:
                after.append(told(archive))
    assert after[0] == [], "a new article is given time to grow"
    assert len(after[2]) == bool(problem) and problem in "".join(after[2])


# ---------------------------------------------------------------- late checks


def test_checks_that_passes_do_not_get_to_are_told_once_and_their_end_once(tmp_path: Path) -> None:
    """A budget that is too small leaves checks behind: one alert, however many; `health` has a row for each."""
    pages = {f"/{n}": story(paragraphs(n, n + 8), f"Plan {n} for the town") for n in range(12)}
    small = FetchRules(allow_private_hosts=("127.0.0.1",), per_host_delay_s=0, attempts=1, requests_per_pass=2)
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, pages)
        topic = replace(TOPIC, sources=tuple(SourceSpec("url", url) for url in news.urls), fetch=small)
        for _ in range(8):
            news.one_pass(topic).close()
        late = news.clock.now()
        with closing(open_archive(tmp_path / "a.db", readonly=True)) as archive:
            rows = checkup(archive, topic, late).overdue
            (subject,) = told(archive)
            since = [str(row["since"]) for row in rows]
        assert re.fullmatch(r"trouble with the checks: overdue, the longest by [\d.]+ hours(, \d+ pages)?", subject)
        assert rows and since == sorted(since) and {row["kind"] for row in rows} == {"check"}
        assert re.fullmatch(r"its check is overdue by [\d.]+ hours", str(rows[0]["problem"]))
        with closing(news.one_pass(replace(topic, fetch=replace(small, requests_per_pass=1000)))) as archive:
            assert [text.split(":")[0] for text in told(archive)] == ["trouble with the checks", "over"]
            assert checkup(archive, topic, news.clock.now()).rows == []


def test_a_source_that_was_not_asked_is_overdue_too(tmp_path: Path) -> None:
    """Hours after the last pass its feed is late as well; nothing is, before the third pass is missed."""
    item = "<item><title>Plans</title><link>http://127.0.0.1/1</link></item>"
    feed = f"<rss version='2.0'><channel><title>The Paper</title>{item}</channel></rss>"
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, {"/feed": html(feed)})
        topic = replace(TOPIC, sources=(SourceSpec("feed", news.urls[0], outlet="The Paper"),), passes_every_s=1200)
        with closing(news.one_pass(topic)) as archive:
            now = news.clock.now()
            early, late = (checkup(archive, topic, now + timedelta(minutes=n)).overdue for n in (75, 100))
    assert [row for row in early if row["subject"] == news.urls[0]] == []
    (row,) = (row for row in late if row["subject"] == news.urls[0])
    assert (row["kind"], row["outlet"], row["since"]) == ("check", "The Paper", iso(now + timedelta(minutes=20)))


def test_health_lists_each_late_check_and_leaves_with_1(tmp_path: Path) -> None:
    """For people the worst twenty and how many more; for programs all."""
    pages = {f"/{n}": story(paragraphs(n, n + 8), f"Plan {n} for the town") for n in range(23)}
    with ExitStack() as stack:
        news = Newsroom(tmp_path / "a.db", stack, pages)
        topic = replace(TOPIC, sources=tuple(SourceSpec("url", url) for url in news.urls))
        news.one_pass(topic).close()
    given = ["health", "--archive", str(tmp_path / "a.db")]
    shown = CliRunner().invoke(cli, given)
    rows = json.loads(CliRunner().invoke(cli, [*given, "--json"]).output)
    assert shown.exit_code == 1 and len(rows) == 23
    assert shown.output.count("its check is overdue by") == 20
    assert "3 more checks are overdue: see --json." in shown.output
    assert "23 checks are overdue: until a pass makes up for it" in " ".join(shown.output.split())


def turned_away(visit: Visit, _: object) -> None:
    """Say that we may not read it."""
    visit.answer(b"<html><title>403 Forbidden</title><h1>Forbidden</h1></html>", status="403 Forbidden")


def looked_at(path: Path, turns: str) -> list[str]:
    """Look at one article once an hour: `.` it is there, `#` the host says 403; give what was told."""
    with ExitStack() as stack:
        news = Newsroom(path / "a.db", stack, {"/1": story(LONG)})
        topic = replace(TOPIC, sources=(SourceSpec("url", news.urls[0], outlet="The Paper"),))
        found: list[str] = []
        for turn in turns:
            news.answers["/1"] = turned_away if turn == "#" else story(LONG)
            with closing(news.one_pass(topic, 1.0)) as archive:
                found = told(archive)
                last = archive.rows("SELECT max(started_at) AS at FROM runs")[0]["at"]
                listed = [str(row["problem"]) for row in checkup(archive, None, parse_iso(str(last))).patchy]
                assert bool(listed) == (len([one for one in found if "every other" in one]) % 2 == 1)
    return found


PATCHY = "trouble with 127.0.0.1: walled or blocked at least every other time"


def test_a_wall_every_other_time_is_told_once_and_its_end_once(tmp_path: Path) -> None:
    """Never three times in a row, so no streak tells it; but half of the looks see nothing."""
    assert looked_at(tmp_path, ".#" * 8) == [PATCHY]


def test_a_wall_now_and_then_is_not_told(tmp_path: Path) -> None:
    """One in three is what a busy site does."""
    assert looked_at(tmp_path, "..#" * 8) == []


def test_the_wall_every_other_time_ends(tmp_path: Path) -> None:
    """Once most looks see the page again, that is told."""
    assert looked_at(tmp_path, ".#" * 6 + "." * 8) == [PATCHY, PATCHY.replace("trouble with", "over:")]


def test_walls_in_a_row_are_told_as_such_only(tmp_path: Path) -> None:
    """An outage of hours is one trouble, not two."""
    found = looked_at(tmp_path, "...." + "#" * 8 + "....")
    assert len(found) == 2 and not any("every other" in one for one in found), found
