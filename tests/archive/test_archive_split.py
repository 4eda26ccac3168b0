"""Two articles that were taken for one by mistake are taken apart again, each with what was read under its address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from pactwatch.archive import Archive, Capture
from pactwatch.archive.verify import verify
from pactwatch.errors import NotFound, UsageError
from pactwatch.model import Change, Fact, Outcome, Url

OLD, NEW = "https://gazette.example/a", "https://gazette.example/b"
Make = Callable[..., Capture]
Add = Callable[..., int]
At = Callable[[float], datetime]


def versions(archive: Archive, url: str) -> list[tuple[object, object]]:
    """Give the versions of the article at *url*: number and text."""
    rows = archive.rows(
        "SELECT v.number, v.text FROM versions v JOIN articles a ON a.id = v.article_id WHERE a.url = ? ORDER BY 1",
        [url],
    )
    return [(row["number"], row["text"]) for row in rows]


def claims(archive: Archive, url: str) -> list[tuple[object, ...]]:
    """Give the claims of the article at *url*: wordings, first and last version, and when it was removed."""
    rows = archive.rows(
        """
        SELECT group_concat(DISTINCT w.text) AS texts, f.number AS first, l.number AS last, c.removed_at
        FROM claims c JOIN articles a ON a.id = c.article_id JOIN wording_texts w ON w.claim_id = c.id
        JOIN versions f ON f.id = c.first_version_id JOIN versions l ON l.id = c.last_version_id
        WHERE a.url = ? GROUP BY c.id ORDER BY c.id
        """,
        [url],
    )
    return [tuple(row.values()) for row in rows]


@pytest.fixture
def merged(archive: Archive, add: Add, capture: Make, number_change: Change) -> int:
    """Read an article twice, let it move by mistake to another one's address, and read that twice."""
    article = add(OLD)
    fact = Fact("cost", "15", "15", "It covers 15 ships.", position=1)
    archive.record_capture(capture(article, 1, ["A treaty was signed.", "It covers 15 ships."], facts=[fact]))
    archive.record_capture(
        capture(
            article,
            2,
            ["A treaty was signed.", "It covers 51 ships."],
            lineage=[(0, 0), (1, 1)],
            changes=[number_change],
        )
    )
    archive.record_capture(capture(article, 3, outcome=Outcome.MOVED, moved_to=NEW))
    archive.record_capture(
        capture(
            article, 3, ["A treaty was signed.", "Fish is dear."], url=NEW, lineage=[(0, 0)], changes=[number_change]
        )
    )
    archive.record_capture(
        capture(article, 4, ["A treaty was signed.", "Fish is cheap."], url=NEW, lineage=[(0, 0), (1, 1)])
    )
    assert [number for number, _ in versions(archive, NEW)] == [1, 2, 3, 4]
    return article


@pytest.mark.usefixtures("merged")
def test_split_gives_each_address_what_was_read_there(archive: Archive, at: At) -> None:
    """Versions, fetches and claims before the move go back; those since stay, numbered from 1."""
    parted = archive.split(Url(OLD), at(5))
    assert (parted.url, parted.other_url, parted.versions) == (OLD, NEW, 2)
    treaty = "A treaty was signed."
    assert versions(archive, OLD) == [
        (1, f"{treaty}\n\nIt covers 15 ships."),
        (2, f"{treaty}\n\nIt covers 51 ships."),
    ]
    assert versions(archive, NEW) == [(1, f"{treaty}\n\nFish is dear."), (2, f"{treaty}\n\nFish is cheap.")]
    assert claims(archive, OLD) == [
        (treaty, 1, 2, None),
        ("It covers 15 ships.,It covers 51 ships.", 1, 2, None),
    ]
    assert claims(archive, NEW) == [("Fish is dear.,Fish is cheap.", 1, 2, None), (treaty, 1, 2, None)]
    fetched = archive.rows(
        "SELECT a.url, count(*) AS n FROM fetches f JOIN articles a ON a.id = f.article_id GROUP BY a.url ORDER BY 1"
    )
    # The move and the first look at the other address happened within one second.
    assert [(row["url"], row["n"]) for row in fetched] == [(OLD, 3), (NEW, 2)]


@pytest.mark.usefixtures("merged")
def test_split_takes_back_the_false_change(archive: Archive, at: At) -> None:
    """The change between the two articles goes; the true one goes with its article; the archive stays whole."""
    archive.split(Url(OLD), at(5))
    rows = archive.rows("SELECT a.url FROM changes c JOIN articles a ON a.id = c.article_id")
    assert [row["url"] for row in rows] == [OLD]
    assert [row["url"] for row in archive.rows("SELECT a.url FROM facts f JOIN articles a ON a.id = f.article_id")] == [
        OLD
    ]
    assert verify(archive) == []


@pytest.mark.usefixtures("merged")
def test_split_addresses_are_both_due_and_kept_apart(archive: Archive, topic_id: int, at: At) -> None:
    """The one that was missing is fetched in the next pass, and neither is taken for the other again."""
    archive.split(Url(OLD), at(5))
    due = [article.url for article in archive.due_articles(topic_id, at(6))]
    assert OLD in due
    assert archive.are_apart(Url(OLD), Url(NEW)) and archive.are_apart(Url(NEW), Url(OLD))
    assert not archive.are_apart(Url(OLD), Url("https://gazette.example/c"))


def test_split_of_an_article_that_was_never_read_there(archive: Archive, add: Add, capture: Make, at: At) -> None:
    """An address that was left at its first fetch becomes an article without versions; the other keeps all of its."""
    article = add(OLD)
    archive.record_capture(capture(article, 1, outcome=Outcome.MOVED, moved_to=NEW))
    archive.record_capture(capture(article, 1.5, ["Fish is dear."], url=NEW))
    assert archive.split(Url(OLD), at(2)).versions == 0
    assert (versions(archive, OLD), versions(archive, NEW)) == ([], [(1, "Fish is dear.")])
    assert archive.known(archive.article_id(OLD) or 0) is None
    assert verify(archive) == []


def test_split_of_two_that_both_had_a_history(archive: Archive, add: Add, capture: Make, at: At) -> None:
    """An article that ended in another one lives again with its own versions."""
    one, other = add(OLD), add(NEW)
    archive.record_capture(capture(one, 1, ["A treaty was signed."]))
    archive.record_capture(capture(other, 1, ["Fish is dear."], url=NEW))
    archive.record_capture(capture(one, 2, outcome=Outcome.MOVED, moved_to=NEW))
    assert archive.article_id(OLD) == other
    archive.split(Url(OLD), at(3))
    assert archive.article_id(OLD) == one
    assert versions(archive, OLD) == [(1, "A treaty was signed.")]
    assert verify(archive) == []


def test_split_brings_back_what_led_there_before(archive: Archive, add: Add, capture: Make, at: At) -> None:
    """An article that had moved rightly before it moved by mistake keeps the address it had first."""
    first = "https://gazette.example/first"
    article = add(first)
    archive.record_capture(capture(article, 1, ["A treaty was signed."], url=first))
    archive.record_capture(capture(article, 2, outcome=Outcome.MOVED, moved_to=OLD, url=first))
    archive.record_capture(capture(article, 3, outcome=Outcome.MOVED, moved_to=NEW))
    archive.record_capture(capture(article, 3.5, ["Fish is dear."], url=NEW))
    archive.split(Url(OLD), at(4))
    assert archive.article_id(first) == archive.article_id(OLD) != archive.article_id(NEW)
    assert versions(archive, OLD) == [(1, "A treaty was signed.")]


@pytest.mark.usefixtures("merged")
def test_split_says_what_cannot_be_split(archive: Archive, at: At) -> None:
    """An unknown address, and one that is an article of its own, are answered with what to do."""
    with pytest.raises(NotFound, match="no such address"):
        archive.split(Url("https://gazette.example/zzz"), at(5))
    with pytest.raises(UsageError, match=f"name the address that was taken for it by mistake: {OLD}"):
        archive.split(Url(NEW), at(5))
    archive.split(Url(OLD), at(5))
    with pytest.raises(UsageError, match="and was taken for no other"):
        archive.split(Url(OLD), at(6))
