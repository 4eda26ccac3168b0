"""Captures of the past: whatever the order in which they are found, the archive tells the story as it happened."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from newsroom import WALL, edited, page, story

from pactwatch.archive import Archive, open_archive
from pactwatch.archive.verify import verify
from pactwatch.model import Fetch, Outcome, Relevance, Topic, Url
from pactwatch.past import Bench, Tally, take_up

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
TOPIC = Topic("harbour", "The harbour wall", ("en",), Relevance(mode="all"))
URL = Url("https://ledger.example/a/3")
PAGES = {
    "A": page(story(3), 1),
    "a": page(story(3), 2),  # the same text, other surroundings
    "B": page(edited(story(3), "number"), 1),
    "C": page(edited(edited(story(3), "number"), "added"), 1),
    "D": page(edited(edited(story(3), "softened"), "date"), 1),
    "W": WALL,
}


def capture(letter: str, hour: int) -> Fetch:
    """Give what a fetch of a page at that hour would have given."""
    return Fetch(
        URL, URL, START + timedelta(hours=hour), 200, (("content-type", "text/html"),), PAGES[letter].encode(), 9
    )


def bench(archive: Archive) -> Bench:
    """Make ready to take up captures."""
    return Bench(TOPIC, archive.sync_topic(TOPIC, START), archive, Tally())


def told(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """Give the story that an archive tells, without the numbers of rows."""
    queries = {
        "versions": "SELECT number, first_seen_at, last_seen_at, headline, text_sha256 FROM versions ORDER BY number",
        "changes": "SELECT o.number, n.number, c.kind, c.subject, replace(c.rule, 'claim-returned', 'claim-new'), "
        "c.old_text, c.new_text, c.detected_at, "
        "c.not_before_at FROM changes c JOIN versions o ON o.id = c.old_version_id "
        "JOIN versions n ON n.id = c.new_version_id ORDER BY 2, c.old_positions, c.new_positions, 4, 6, 7",
        "claims": "SELECT f.number, l.number, c.removed_at, count(*) FROM claims c "
        "JOIN versions f ON f.id = c.first_version_id JOIN versions l ON l.id = c.last_version_id "
        "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        "wordings": "SELECT v.number, w.position, w.text FROM wordings w JOIN versions v ON v.id = w.version_id "
        "ORDER BY 1, 2",
        "chains": "SELECT group_concat(v.number || ':' || w.position) FROM (SELECT * FROM wordings "
        "ORDER BY version_id) w JOIN versions v ON v.id = w.version_id GROUP BY w.claim_id",
        "fetches": "SELECT fetched_at, outcome FROM fetches WHERE outcome NOT IN ('stored', 'unchanged') ORDER BY 1",
        "article": "SELECT url, first_seen_at, state FROM articles",
    }
    story_ = {name: [tuple(row.values()) for row in archive.rows(query)] for name, query in queries.items()}
    story_["chains"] = sorted(tuple(sorted(str(chain).split(","))) for (chain,) in story_["chains"])
    return story_


def replayed(folder: Path, name: str, captures: Sequence[Fetch]) -> dict[str, list[tuple[object, ...]]]:
    """Take up captures in the order given, and give the story."""
    with closing(open_archive(folder / f"{name}.db")) as archive:
        at = bench(archive)
        for one in captures:
            take_up(at, one)
        assert verify(archive) == []
        assert archive.owed() == []
        return told(archive)


@pytest.mark.parametrize(
    "letters",
    [
        pytest.param("AB", id="one edit"),
        pytest.param("ABC", id="two edits"),
        pytest.param("ABA", id="there and back"),
        pytest.param("AaAaB", id="seen again in other surroundings"),
        pytest.param("ABCDCBA", id="all the way back"),
        pytest.param("AAWBBWC", id="walls in between"),
        pytest.param("DADA", id="to and fro"),
    ],
)
def test_order_does_not_matter(tmp_path: Path, letters: str) -> None:
    """Backwards or shuffled, the versions, changes, bounds and claims are those of the pages watched live."""
    captures = [capture(letter, hour) for hour, letter in enumerate(letters)]
    in_order = replayed(tmp_path, "in-order", captures)
    readings = letters.upper().replace("W", "")
    assert len(in_order["versions"]) == 1 + sum(a != b for a, b in pairwise(readings))
    assert replayed(tmp_path, "backwards", captures[::-1]) == in_order
    for seed in range(2):
        shuffled = captures[:]
        random.Random(seed).shuffle(shuffled)
        assert replayed(tmp_path, f"shuffled-{seed}", shuffled) == in_order, [
            letters[captures.index(one)] for one in shuffled
        ]


def test_capture_between_two_versions_moves_their_bounds(tmp_path: Path) -> None:
    """Captures found later narrow the time in which a change happened, from both sides."""
    with closing(open_archive(tmp_path / "a.db")) as archive:
        at = bench(archive)
        for letter, hour in (("A", 0), ("B", 100)):
            take_up(at, capture(letter, hour))
        row = "SELECT id, not_before_at, detected_at FROM changes"
        (before,) = archive.rows(row)
        assert (before["not_before_at"], before["detected_at"]) == ("2026-03-01T08:00:00Z", "2026-03-05T12:00:00Z")
        take_up(at, capture("a", 40))
        take_up(at, capture("B", 60))
        (after,) = archive.rows(row)
        assert after == {
            "id": before["id"], "not_before_at": "2026-03-03T00:00:00Z", "detected_at": "2026-03-03T20:00:00Z"
        }  # fmt: skip


def test_only_neighbours_are_judged_anew(tmp_path: Path) -> None:
    """A version put into the past leaves all other changes the rows they were, and claims keep their numbers."""
    with closing(open_archive(tmp_path / "a.db")) as archive:
        at = bench(archive)
        for letter, hour in (("A", 0), ("C", 20), ("B", 30), ("D", 40)):
            take_up(at, capture(letter, hour))
        query = (
            "SELECT c.id, c.claim_id, c.rule, c.detected_at FROM changes c JOIN versions n ON n.id = c.new_version_id "
            "WHERE n.first_seen_at > '2026-03-02T04:00:00Z' ORDER BY c.id"
        )
        before = archive.rows(query)
        claims = archive.rows("SELECT id FROM claims ORDER BY id")
        take_up(at, capture("B", 10))
        assert archive.rows(query) == before
        kept = [row["id"] for row in archive.rows("SELECT id FROM claims ORDER BY id")]
        assert kept[: len(claims)] == [row["id"] for row in claims]
        assert len(before) >= 3


def test_capture_is_taken_up_once(tmp_path: Path) -> None:
    """The very same capture, found again, is left alone."""
    with closing(open_archive(tmp_path / "a.db")) as archive:
        at = bench(archive)
        for letter, hour in (("A", 0), ("B", 10)):
            take_up(at, capture(letter, hour))
        fetches = archive.rows("SELECT * FROM fetches")
        assert take_up(at, capture("A", 0)) is None
        assert take_up(at, capture("B", 10)) is None
        assert archive.rows("SELECT * FROM fetches") == fetches
        assert at.tally.known == 2


def test_wall_of_an_unknown_article_leaves_no_trace(tmp_path: Path) -> None:
    """What is no article, of a page that the archive does not know, is not made one."""
    with closing(open_archive(tmp_path / "a.db")) as archive:
        assert take_up(bench(archive), capture("W", 0)) is Outcome.WALLED
        assert archive.rows("SELECT * FROM articles") == []


def test_past_leaves_the_present_as_it_is(tmp_path: Path) -> None:
    """A capture of the past changes neither when an article is asked next nor what it says now."""
    with closing(open_archive(tmp_path / "a.db")) as archive:
        at = bench(archive)
        take_up(at, capture("B", 50))
        query = "SELECT checked_at, next_check_at, last_outcome, last_snapshot_id, last_version_id, etag FROM articles"
        before = archive.rows(query)
        take_up(at, capture("A", 10))
        assert archive.rows(query) == before
