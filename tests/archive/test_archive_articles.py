"""Which articles are watched and due, and how their history goes on when they move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from pactwatch.archive import Archive, Capture, SourceCheck
from pactwatch.errors import NotFound
from pactwatch.model import Lead, Outcome, SourceSpec, Topic, Url

TEXT = ["The treaty was signed in Portville.", "It covers 15 ships."]

Make = Callable[..., Capture]
Add = Callable[..., int]
At = Callable[[float], datetime]


# ---------------------------------------------------------------- topics and sources


def test_topic_synced_twice_is_one(archive: Archive, topic: Topic, at: At) -> None:
    """Bringing a topic up to date again changes nothing."""
    one = archive.sync_topic(topic, at(0))
    before = archive.rows("SELECT * FROM sources")
    assert archive.sync_topic(topic, at(1)) == one
    assert archive.rows("SELECT * FROM sources") == before
    assert [row.spec for row in archive.sources(one)] == list(topic.sources)


def test_topic_source_taken_out_of_the_file_is_disabled(archive: Archive, topic: Topic, at: At) -> None:
    """A source that the file no longer names is not asked; its row stays; named again, it is asked again."""
    topic_id = archive.sync_topic(topic, at(0))
    archive.add_source(topic_id, SourceSpec("feed", "https://added.example/rss"), at(0))
    archive.sync_topic(replace(topic, sources=topic.sources[:1]), at(1))
    assert [row.spec.url for row in archive.sources(topic_id)] == [
        "https://gazette.example/feed.xml",
        "https://added.example/rss",
    ]
    archive.sync_topic(topic, at(2))
    assert len(archive.sources(topic_id)) == 3
    assert archive.rows("SELECT count(*) AS n FROM sources") == [{"n": 3}]


def test_topic_questions_follow_the_file(archive: Archive, topic: Topic, at: At) -> None:
    """The questions in the archive are those of the file."""
    archive.sync_topic(topic, at(0))
    archive.sync_topic(replace(topic, title="Another title", questions=topic.questions[:1]), at(1))
    assert archive.rows("SELECT question, label, value, many FROM questions") == [
        {"question": "signatory", "label": "Who signed?", "value": "person", "many": 0}
    ]
    assert archive.rows("SELECT title FROM topics") == [{"title": "Another title"}]


def test_topic_unknown_is_not_found(archive: Archive) -> None:
    """A topic that no pass has watched is not in the archive."""
    with pytest.raises(NotFound, match="pactwatch run"):
        archive.topic_id("nothing")


def test_source_counts_failures_in_a_row(archive: Archive, topic_id: int, at: At) -> None:
    """Failures add up until the source answers; since when is kept."""
    source = archive.sources(topic_id)[0].id
    state = "SELECT failures, failing_since_at, last_error, etag FROM sources WHERE id = 1"
    archive.source_checked(source, at(1), SourceCheck(etag='"1"'))
    archive.source_checked(source, at(2), SourceCheck("status 503"))
    archive.source_checked(source, at(3), SourceCheck("status 502", '"1"'))
    assert archive.rows(state) == [
        {"failures": 2, "failing_since_at": "2024-11-01T11:00:00Z", "last_error": "status 502", "etag": '"1"'}
    ]
    archive.source_checked(source, at(4), SourceCheck())
    assert archive.rows(state) == [{"failures": 0, "failing_since_at": None, "last_error": None, "etag": None}]


def test_source_added_by_hand_can_be_removed(archive: Archive, topic_id: int, at: At) -> None:
    """What was added can be removed once; what the topic file names cannot."""
    spec = SourceSpec("feed", "https://added.example/rss")
    assert archive.add_source(topic_id, spec, at(0)) is True
    assert archive.add_source(topic_id, spec, at(0)) is False
    assert archive.remove_source(topic_id, spec.url) is True
    assert archive.remove_source(topic_id, spec.url) is False
    assert archive.remove_source(topic_id, "https://gazette.example/feed.xml") is False


def test_source_with_other_options_is_another(archive: Archive, topic: Topic, at: At) -> None:
    """A listing read with another selector is asked anew, without the validators of the old reading."""
    topic_id = archive.sync_topic(topic, at(0))
    archive.source_checked(archive.sources(topic_id)[1].id, at(0), SourceCheck(etag='"old"'))
    changed = replace(topic.sources[1], options={"selector": "h3 a"})
    archive.sync_topic(replace(topic, sources=(topic.sources[0], changed)), at(1))
    assert [(row.spec, row.etag) for row in archive.sources(topic_id)] == [(topic.sources[0], None), (changed, None)]


def test_article_no_longer_named_by_hand_is_not_fetched(archive: Archive, topic_id: int, add: Add, at: At) -> None:
    """Removing a fixed URL stops the fetching of its article, until some source names it again."""
    url = "https://gazette.example/fixed"
    archive.add_source(topic_id, SourceSpec("url", url), at(0))
    add(url)
    archive.remove_source(topic_id, url)
    assert archive.due_articles(topic_id, at(1), everything=True) == []
    add(url)
    assert [due.url for due in archive.due_articles(topic_id, at(1))] == [url]


# ---------------------------------------------------------------- due


def test_article_is_new_once(archive: Archive, topic_id: int, at: At) -> None:
    """A second lead to the same URL is the same article."""
    lead = Lead(Url("https://gazette.example/a"), title="A")
    one = archive.add_article(topic_id, lead, at(0), outlet=None, relevance=1.0, why="")
    two = archive.add_article(topic_id, lead, at(1), outlet="Gazette", relevance=1.0, why="")
    assert (one, two) == ((1, True), (1, False))
    assert archive.rows("SELECT outlet, first_seen_at, state FROM articles") == [
        {"outlet": "gazette.example", "first_seen_at": "2024-11-01T09:00:00Z", "state": "new"}
    ]


def test_article_new_is_due_at_once(archive: Archive, topic_id: int, add: Add, at: At) -> None:
    """An article found in the middle of a pass is due in that pass."""
    article = add()
    (due,) = archive.due_articles(topic_id, at(-1))
    assert (due.id, due.url, due.outlet, due.etag, due.last_modified, due.state) == (
        article,
        "https://gazette.example/a",
        "Gazette",
        None,
        None,
        "new",
    )


def test_article_is_due_when_planned(archive: Archive, topic_id: int, add: Add, capture: Make, at: At) -> None:
    """A checked article is due again when its time has come, or when everything is."""
    archive.record_capture(capture(add(), 0, TEXT, next_hours=6))
    assert archive.due_articles(topic_id, at(5)) == []
    assert len(archive.due_articles(topic_id, at(6))) == 1
    assert len(archive.due_articles(topic_id, at(5), everything=True)) == 1


def test_article_fetched_in_a_killed_pass_is_not_due_in_its_second_half(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At
) -> None:
    """A pass that was killed and is taken up again fetches only what it had not yet fetched."""
    done, open_ = add("https://gazette.example/a"), add("https://gazette.example/b")
    run_id, started_at = archive.start_run(topic_id, at(0), "t")
    archive.record_capture(capture(done, 0.1, TEXT, run_id=run_id, next_hours=0))
    again, started_again = archive.start_run(topic_id, at(1), "t")
    assert (again, started_again) == (run_id, started_at)
    assert [due.id for due in archive.due_articles(topic_id, started_again, everything=True)] == [open_]


def test_article_is_due_in_two_passes_within_one_second(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At
) -> None:
    """A pass right after another looks at everything again, though the clock shows the same second."""
    article = add()
    for _ in range(3):
        run_id, started_at = archive.start_run(topic_id, at(0), "t")
        assert [due.id for due in archive.due_articles(topic_id, started_at, everything=True)] == [article]
        archive.record_capture(capture(article, 0, TEXT, run_id=run_id))
        assert archive.due_articles(topic_id, started_at, everything=True) == []
        archive.finish_run(run_id, at(0))


def test_article_checked_by_a_wrong_clock_is_due(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At
) -> None:
    """An article that a clock years ahead has checked and planned is not lost until then."""
    article = add()
    run_id, _ = archive.start_run(topic_id, at(50_000), "t")
    archive.record_capture(capture(article, 50_000, TEXT, run_id=run_id, next_hours=50_006))
    archive.finish_run(run_id, at(50_000))
    _, started_at = archive.start_run(topic_id, at(1), "t")
    assert [due.id for due in archive.due_articles(topic_id, started_at)] == [article]


def test_article_gone_is_left_alone(archive: Archive, topic_id: int, add: Add, capture: Make, at: At) -> None:
    """A page that is gone is not fetched with everything else; where a check is planned, it is due then."""
    article = add()
    archive.record_capture(capture(article, 0, outcome=Outcome.GONE, state="missing", next_hours=1))
    assert len(archive.due_articles(topic_id, at(1), everything=True)) == 1
    archive.record_capture(capture(article, 1, outcome=Outcome.GONE, state="gone", next_hours=100))
    assert archive.due_articles(topic_id, at(2), everything=True) == []
    assert len(archive.due_articles(topic_id, at(100))) == 1


def test_article_unknown_is_nothing(archive: Archive, add: Add) -> None:
    """An article never read has no version; one that does not exist is not found."""
    assert archive.last_version(add()) is None
    assert archive.known(add()) is None
    assert archive.article_id("https://nowhere.example/") is None
    with pytest.raises(NotFound):
        archive.known(99)


# ---------------------------------------------------------------- moves

OLD, NEW = "https://gazette.example/a", "https://gazette.example/news/a"


def test_article_that_moves_goes_on_under_its_new_address(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At
) -> None:
    """The id and all history stay; the old address leads to the new one; only the new one is fetched."""
    article = add(OLD)
    archive.record_capture(capture(article, 1, TEXT))
    archive.record_capture(capture(article, 2, outcome=Outcome.MOVED, state="live", moved_to=NEW))
    assert archive.article_id(OLD) == archive.article_id(NEW) == article
    assert add(OLD) == article
    (due,) = archive.due_articles(topic_id, at(3), everything=True)
    assert (due.id, due.url, due.etag, due.state) == (article, NEW, None, "live")
    archive.record_capture(capture(article, 3, [*TEXT, "More."], url=NEW, lineage=[(0, 0), (1, 1)]))
    version = archive.last_version(article)
    assert version is not None
    assert version.number == 2


def test_article_that_moves_onto_a_bare_lead_takes_its_place(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At
) -> None:
    """An address that was known from a feed but never read is taken over with its history-less row."""
    article, lead = add(OLD), add(NEW)
    archive.record_capture(capture(article, 1, TEXT))
    archive.record_capture(capture(article, 2, outcome=Outcome.MOVED, moved_to=NEW))
    assert archive.article_id(NEW) == archive.article_id(OLD) == article
    assert [due.id for due in archive.due_articles(topic_id, at(3), everything=True)] == [article]
    assert archive.rows("SELECT url, state, moved_to_id FROM articles WHERE id = ?", [lead]) == [
        {"url": OLD, "state": "moved", "moved_to_id": article}
    ]


def test_article_that_moves_onto_one_with_a_history_ends_there(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At
) -> None:
    """Two articles that turn out to be one: the first ends, the second goes on, ids of the first lead to it."""
    one, two = add(OLD), add(NEW)
    archive.record_capture(capture(one, 1, TEXT))
    archive.record_capture(capture(two, 1, ["Something else."], url=NEW))
    recorded = archive.record_capture(capture(one, 2, [*TEXT, "More."], moved_to=NEW))
    assert recorded.version_id is None
    assert archive.article_id(OLD) == two
    known, target = archive.known(one), archive.known(two)
    assert known == target
    assert [due.id for due in archive.due_articles(topic_id, at(3), everything=True)] == [two]
    assert {said.article_url for said in archive.said(topic_id)} <= {NEW}
    archive.record_capture(capture(one, 4, ["Something else.", "And more."], url=NEW, lineage=[(0, 0)]))
    version = archive.last_version(two)
    assert version is not None
    assert version.number == 2


def test_article_that_moves_back_is_where_it_was(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At
) -> None:
    """There and back again leaves one article at its first address, and no chain of forwarding rows."""
    article = add(OLD)
    archive.record_capture(capture(article, 1, TEXT))
    third = "https://gazette.example/third"
    for hours, url in enumerate((NEW, third, OLD, third, OLD), start=2):
        archive.record_capture(capture(article, hours, outcome=Outcome.MOVED, moved_to=url))
        assert [archive.article_id(known) for known in (OLD, url)] == [article, article]
    assert [due.url for due in archive.due_articles(topic_id, at(9), everything=True)] == [OLD]
    assert archive.rows("SELECT url, moved_to_id FROM articles ORDER BY url") == [
        {"url": OLD, "moved_to_id": None},
        {"url": NEW, "moved_to_id": article},
        {"url": third, "moved_to_id": article},
    ]


def test_article_moves_leave_no_chain(archive: Archive, add: Add, capture: Make) -> None:
    """What led to an article that ends leads to where that one ended."""
    third = "https://gazette.example/third"
    one, two = add(OLD), add(third)
    archive.record_capture(capture(one, 1, TEXT))
    archive.record_capture(capture(two, 1, TEXT, url=third))
    archive.record_capture(capture(one, 2, outcome=Outcome.MOVED, moved_to=NEW))
    archive.record_capture(capture(one, 3, outcome=Outcome.MOVED, moved_to=third))
    assert [archive.article_id(url) for url in (OLD, NEW, third)] == [two, two, two]


def test_article_that_moves_in_one_capture_with_its_text_is_stored(archive: Archive, add: Add, capture: Make) -> None:
    """A capture that was redirected and read is a version under the new address, with its validators."""
    article = add(OLD)
    archive.record_capture(capture(article, 1, TEXT))
    recorded = archive.record_capture(capture(article, 2, [*TEXT, "More."], moved_to=NEW, lineage=[(0, 0), (1, 1)]))
    assert recorded.version_number == 2
    assert archive.rows("SELECT url, etag, state FROM articles WHERE id = ?", [article]) == [
        {"url": NEW, "etag": '"1"', "state": "live"}
    ]


def test_article_that_moves_to_its_own_address_stays(archive: Archive, add: Add, capture: Make) -> None:
    """A move to where it is, is none."""
    article = add(OLD)
    archive.record_capture(capture(article, 1, TEXT, moved_to=OLD))
    assert archive.rows("SELECT url, moved_to_id, state FROM articles") == [
        {"url": OLD, "moved_to_id": None, "state": "live"}
    ]
