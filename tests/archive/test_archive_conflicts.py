"""Conflicts: opened and closed with the sentences that did it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from pactwatch.archive import Archive, Capture, Settled, read
from pactwatch.model import Conflict, Fact, Outcome, Said

Make = Callable[..., Capture]
Add = Callable[..., int]
At = Callable[[float], datetime]

A, B = "https://gazette.example/a", "https://herald.example/b"


def _says(value: str, sentence: str) -> list[Fact]:
    """Give one answer to who signed."""
    return [Fact("signatory", value, value.title(), sentence)]


def _conflict(said: list[Said], *values: str) -> Conflict:
    """Put those who say each value on a side."""
    sides = tuple(tuple(one for one in said if one.fact.value == value) for value in values)
    return Conflict("signatory", "accounts diverge", sides)


@pytest.fixture
def disputed(archive: Archive, topic_id: int, add: Add, capture: Make, at: At) -> tuple[int, int]:
    """Let two outlets disagree over who signed, and settle it; give the ids of their articles."""
    one, two = add(A, "Gazette"), add(B, "Herald")
    archive.record_capture(capture(one, 1, ["Ruiz signed it."], facts=_says("ruiz", "Ruiz signed it.")))
    archive.record_capture(capture(two, 1, ["Olsen signed it."], url=B, facts=_says("olsen", "Olsen signed it.")))
    said = archive.said(topic_id)
    settled = archive.settle_conflicts(topic_id, [_conflict(said, "ruiz", "olsen")], at(1))
    assert settled == Settled(opened=(_conflict(said, "ruiz", "olsen"),))
    return one, two


def test_conflict_opens_with_both_sentences(archive: Archive, disputed: tuple[int, int]) -> None:
    """An open conflict shows each side's outlet, value and sentence."""
    rows = archive.rows("SELECT side, value, outlet, sentence, since_at FROM open_conflicts ORDER BY side")
    assert rows == [
        {
            "side": 0,
            "value": "olsen",
            "outlet": "Herald",
            "sentence": "Olsen signed it.",
            "since_at": "2024-11-01T10:00:00Z",
        },
        {
            "side": 1,
            "value": "ruiz",
            "outlet": "Gazette",
            "sentence": "Ruiz signed it.",
            "since_at": "2024-11-01T10:00:00Z",
        },
    ]


def test_conflict_found_again_is_the_same(archive: Archive, topic_id: int, disputed: tuple[int, int], at: At) -> None:
    """Settling the same conflict again, its sides in another order, opens and changes nothing."""
    before = archive.rows("SELECT * FROM conflict_sides")
    said = archive.said(topic_id)
    assert archive.settle_conflicts(topic_id, [_conflict(said, "olsen", "ruiz")], at(2)) == Settled()
    assert archive.rows("SELECT * FROM conflict_sides") == before
    assert archive.rows("SELECT count(*) AS n FROM conflicts") == [{"n": 1}]


def test_conflict_closes_with_the_version_that_ended_it(
    archive: Archive, topic_id: int, disputed: tuple[int, int], capture: Make, at: At
) -> None:
    """When one outlet corrects itself the conflict is closed, and says which version left its side."""
    _, two = disputed
    archive.record_capture(
        capture(two, 5, ["Ruiz signed it, too."], url=B, facts=_says("ruiz", "Ruiz signed it, too."))
    )
    assert archive.settle_conflicts(topic_id, [], at(5)) == Settled()
    assert archive.rows("SELECT * FROM open_conflicts") == []
    rows = archive.rows("SELECT closed_at, value, ended_at, ended_version FROM conflict_voices ORDER BY side")
    assert rows == [
        {"closed_at": "2024-11-01T14:00:00Z", "value": "olsen", "ended_at": "2024-11-01T14:00:00Z", "ended_version": 2},
        {"closed_at": "2024-11-01T14:00:00Z", "value": "ruiz", "ended_at": None, "ended_version": None},
    ]


def test_conflict_that_comes_back_is_a_new_one(
    archive: Archive, topic_id: int, disputed: tuple[int, int], at: At
) -> None:
    """A closed conflict stays closed; the same contradiction later is opened anew, and returned as new."""
    said = archive.said(topic_id)
    archive.settle_conflicts(topic_id, [], at(2))
    assert len(archive.settle_conflicts(topic_id, [_conflict(said, "ruiz", "olsen")], at(3)).opened) == 1
    assert archive.rows("SELECT opened_at, closed_at FROM conflicts ORDER BY id") == [
        {"opened_at": "2024-11-01T10:00:00Z", "closed_at": "2024-11-01T11:00:00Z"},
        {"opened_at": "2024-11-01T12:00:00Z", "closed_at": None},
    ]


def test_conflict_follows_who_stands_where(
    archive: Archive, topic_id: int, disputed: tuple[int, int], add: Add, capture: Make, at: At
) -> None:
    """A third outlet joins a side, the first leaves it: the conflict is the same, its sides are not."""
    one, _ = disputed
    third = add("https://courier.example/c", "Courier")
    archive.record_capture(
        capture(third, 2, ["It was Ruiz."], url="https://courier.example/c", facts=_says("ruiz", "It was Ruiz."))
    )
    archive.record_capture(capture(one, 3, ["Somebody signed it."]))
    said = archive.said(topic_id)
    assert archive.settle_conflicts(topic_id, [_conflict(said, "ruiz", "olsen")], at(3)) == Settled()
    rows = archive.rows("SELECT outlet, side FROM open_conflicts ORDER BY outlet")
    assert rows == [{"outlet": "Courier", "side": 1}, {"outlet": "Herald", "side": 0}]
    assert archive.rows("SELECT outlet, ended_version FROM conflict_voices WHERE ended_at IS NOT NULL") == [
        {"outlet": "Gazette", "ended_version": 2}
    ]


def test_conflict_shows_the_latest_sentence_and_keeps_the_first(
    archive: Archive, topic_id: int, disputed: tuple[int, int], capture: Make, at: At
) -> None:
    """A side reworded still stands: its latest sentence is shown, the one that opened the conflict is kept."""
    one, _ = disputed
    archive.record_capture(capture(one, 2, ["It was Ruiz who signed."], facts=_says("ruiz", "It was Ruiz who signed.")))
    archive.settle_conflicts(topic_id, [_conflict(archive.said(topic_id), "ruiz", "olsen")], at(2))
    rows = archive.rows(
        "SELECT s.since_at, f.sentence AS first, g.sentence AS latest FROM conflict_sides s "
        "JOIN facts f ON f.id = s.first_fact_id JOIN facts g ON g.id = s.fact_id WHERE s.value = 'ruiz'"
    )
    assert rows == [
        {"since_at": "2024-11-01T10:00:00Z", "first": "Ruiz signed it.", "latest": "It was Ruiz who signed."}
    ]


@pytest.mark.parametrize(
    ("outcome", "state", "speaks"),
    [
        pytest.param(Outcome.BLOCKED, "blocked", True, id="blocked"),
        pytest.param(Outcome.UNAVAILABLE, "live", True, id="unavailable"),
        pytest.param(Outcome.GONE, "missing", True, id="missing once"),
        pytest.param(Outcome.GONE, "gone", False, id="gone"),
        pytest.param(Outcome.OFF_TOPIC, "off_topic", False, id="off topic"),
    ],
)
def test_conflict_article_speaks_until_it_is_gone(
    archive: Archive,
    topic_id: int,
    disputed: tuple[int, int],
    capture: Make,
    outcome: Outcome,
    state: str,
    speaks: bool,
) -> None:
    """Not being able to look is not unsaying; a page that is gone says nothing."""
    archive.record_capture(capture(disputed[0], 2, outcome=outcome, state=state))
    assert (A in {said.article_url for said in archive.said(topic_id)}) is speaks


def test_conflict_facts_are_those_of_the_last_version(
    archive: Archive, topic_id: int, disputed: tuple[int, int], capture: Make
) -> None:
    """What an article no longer says is not among what is said."""
    archive.record_capture(capture(disputed[0], 2, ["Nobody signed."]))
    assert {said.fact.value for said in archive.said(topic_id)} == {"olsen"}


def test_conflict_rows_for_the_command_line_are_grouped(archive: Archive, disputed: tuple[int, int]) -> None:
    """`read.conflicts` gives a row per conflict with its sides in it."""
    (row,) = read.conflicts(archive)
    assert (row["question"], row["label"], row["kind"]) == ("signatory", "Who signed?", "accounts diverge")
    sides = row["sides"]
    assert isinstance(sides, list)
    assert [(side["outlet"], side["sentence"]) for side in sides] == [
        ("Herald", "Olsen signed it."),
        ("Gazette", "Ruiz signed it."),
    ]


def test_conflict_fact_sheet_puts_disputes_first(archive: Archive, disputed: tuple[int, int]) -> None:
    """The fact sheet says of each value who says so, since when, and whether it is disputed."""
    rows = read.fact_sheet(archive, "harbour")
    assert [(row["value"], row["outlet"], row["disputed"], row["since_at"]) for row in rows] == [
        ("olsen", "Herald", 1, "2024-11-01T10:00:00Z"),
        ("ruiz", "Gazette", 1, "2024-11-01T10:00:00Z"),
    ]


def test_conflict_needs_settling_when_what_is_said_changes(
    archive: Archive, topic_id: int, add: Add, capture: Make
) -> None:
    """A capture says whether conflicts are to be settled again: other facts, or an article that falls silent."""
    one = add(A)
    first = archive.record_capture(capture(one, 1, ["Ruiz signed it."], facts=_says("ruiz", "Ruiz signed it.")))
    more = ["Ruiz signed it.", "More."]
    same = archive.record_capture(capture(one, 2, more, lineage=[(0, 0)], facts=_says("ruiz", "Ruiz signed it.")))
    other = archive.record_capture(capture(one, 3, ["Olsen signed it."], facts=_says("olsen", "Olsen signed it.")))
    blocked = archive.record_capture(capture(one, 4, outcome=Outcome.BLOCKED, state="blocked"))
    none = archive.record_capture(capture(one, 5, ["Nobody knows."]))
    gone = archive.record_capture(capture(one, 6, outcome=Outcome.GONE, state="gone"))
    recorded = [first, same, other, blocked, none, gone]
    assert [one.said_changed for one in recorded] == [True, False, True, False, True, True]


def test_conflict_keeps_its_identity_when_its_values_change(
    archive: Archive, topic_id: int, disputed: tuple[int, int], add: Add, capture: Make, at: At
) -> None:
    """A third value makes it grow, told once; a side that corrects itself changes its values; it stays one conflict."""
    third = add("https://courier.example/c", "Courier")
    archive.record_capture(
        capture(third, 2, ["Lind signed it."], url="https://courier.example/c", facts=_says("lind", "Lind signed it."))
    )
    said = archive.said(topic_id)
    grown = _conflict(said, "ruiz", "olsen", "lind")
    assert archive.settle_conflicts(topic_id, [grown], at(2)) == Settled(grown=((grown, ("lind",)),))
    assert archive.settle_conflicts(topic_id, [grown], at(3)) == Settled()
    archive.record_capture(capture(disputed[1], 4, ["Lind did."], url=B, facts=_says("lind", "Lind did.")))
    said = archive.said(topic_id)
    assert archive.settle_conflicts(topic_id, [_conflict(said, "ruiz", "lind")], at(4)) == Settled()
    # And back again: `olsen` has been told already.
    archive.record_capture(capture(disputed[1], 5, ["Olsen did."], url=B, facts=_says("olsen", "Olsen did.")))
    said = archive.said(topic_id)
    assert archive.settle_conflicts(topic_id, [_conflict(said, "ruiz", "lind", "olsen")], at(5)) == Settled()
    assert archive.rows("SELECT count(*) AS n FROM conflicts") == [{"n": 1}]
    rows = archive.rows("SELECT side, value, outlet FROM open_conflicts ORDER BY side, outlet")
    assert rows == [
        {"side": 1, "value": "ruiz", "outlet": "Gazette"},
        {"side": 2, "value": "lind", "outlet": "Courier"},
        {"side": 3, "value": "olsen", "outlet": "Herald"},
    ]


def test_conflict_over_another_question_stays_when_one_is_settled(
    archive: Archive, topic_id: int, disputed: tuple[int, int], at: At
) -> None:
    """A pass settles only the questions that an article touches; a conflict over another is left open."""
    assert archive.settle_conflicts(topic_id, [], at(2), ["cost"]) == Settled()
    assert archive.rows("SELECT closed_at FROM conflicts") == [{"closed_at": None}]
    archive.settle_conflicts(topic_id, [], at(2), ["cost", "signatory"])
    assert archive.rows("SELECT closed_at FROM conflicts") == [{"closed_at": "2024-11-01T11:00:00Z"}]


def test_conflict_facts_of_one_article(archive: Archive, topic_id: int, disputed: tuple[int, int]) -> None:
    """What one article says can be asked for alone."""
    assert [one.fact.value for one in archive.said(topic_id, article_id=disputed[0])] == ["ruiz"]
