"""Runs and alerts: what survives a kill, and what is owed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from pactwatch.archive import Archive, Capture, read
from pactwatch.model import Alert, Outcome

Make = Callable[..., Capture]
At = Callable[[float], datetime]

ALERT = Alert("change:1", "default", "Gazette changed a number", "15 ships became 51.")


def test_run_unfinished_is_taken_up_again(archive: Archive, topic_id: int, at: At) -> None:
    """A run that was killed less than six hours ago goes on with its own start."""
    run_id, started_at = archive.start_run(topic_id, at(0), "t")
    assert archive.start_run(topic_id, at(5), "t") == (run_id, started_at)


def test_run_long_unfinished_is_left(archive: Archive, topic_id: int, at: At) -> None:
    """After six hours a new run begins; so does one whose clock is behind the unfinished one's."""
    first, _ = archive.start_run(topic_id, at(0), "t")
    assert archive.start_run(topic_id, at(6), "t")[0] != first
    assert archive.start_run(topic_id, at(-1), "t")[0] != first


def test_run_start_has_whole_seconds(archive: Archive, topic_id: int, at: At) -> None:
    """What is returned is what is stored, so that it can be compared with stored times."""
    _, started_at = archive.start_run(topic_id, at(0) + timedelta(microseconds=700), "t")
    assert started_at == at(0)


def test_run_of_another_topic_is_not_taken_up(archive: Archive, topic_id: int, at: At) -> None:
    """Each topic has its own runs."""
    archive.db.conn.execute("INSERT INTO topics (name, title, first_seen_at) VALUES ('b', 'B', '')")
    first, _ = archive.start_run(topic_id, at(0), "t")
    assert archive.start_run(archive.topic_id("b"), at(0), "t")[0] != first


def test_run_counts_its_fetches_by_outcome(
    archive: Archive, topic_id: int, add: Callable[..., int], capture: Make, at: At
) -> None:
    """A finished run says how many fetches came out how."""
    run_id, _ = archive.start_run(topic_id, at(0), "pactwatch 0")
    article = add()
    archive.record_capture(capture(article, 0, ["One."], run_id=run_id))
    archive.record_capture(capture(article, 0, outcome=Outcome.BLOCKED, run_id=run_id))
    archive.finish_run(run_id, at(1), error=None)
    (row,) = read.runs(archive)
    assert row == {
        "id": run_id,
        "topic": "harbour",
        "started_at": "2024-11-01T09:00:00Z",
        "finished_at": "2024-11-01T10:00:00Z",
        "counts": {"blocked": 1, "stored": 1},
        "error": None,
        "software": "pactwatch 0",
    }


def test_run_last_is_the_last_finished(archive: Archive, topic_id: int, at: At) -> None:
    """An unfinished run does not count as the last one."""
    assert archive.last_run_started(topic_id) is None
    run_id, _ = archive.start_run(topic_id, at(0), "t")
    archive.finish_run(run_id, at(1))
    archive.start_run(topic_id, at(2), "t")
    assert archive.last_run_started(topic_id) == at(0)


def test_alert_is_owed_once(archive: Archive, topic_id: int, at: At) -> None:
    """The same dedupe key is owed once, however often it comes up."""
    assert archive.owe([ALERT, ALERT], topic_id, at(0)) == 1
    assert archive.owe([ALERT], topic_id, at(1)) == 0
    (owed,) = archive.owed(topic_id)
    assert (owed.alert, owed.created_at, owed.delivered) == (ALERT, "2024-11-01T09:00:00Z", ())


def test_alert_remembers_where_it_was_delivered(archive: Archive, topic_id: int, at: At) -> None:
    """A failed attempt leaves the channel owed; a delivered one is not owed there again."""
    archive.owe([ALERT], topic_id, at(0))
    archive.record_delivery([1], "chat", at(1), "status 500", "key")
    archive.record_delivery([1], "mail", at(1), None, "key")
    (owed,) = archive.owed()
    assert (owed.delivered, owed.failed) == (("mail",), {"chat": (1, "2024-11-01T10:00:00Z")})
    (row,) = read.alerts(archive)
    assert (row["delivered"], row["subject"]) == (["mail"], "Gazette changed a number")


def test_alert_settled_is_owed_no_more(archive: Archive, topic_id: int, at: At) -> None:
    """Once settled it is out of the way, and its key is still known."""
    archive.owe([ALERT], topic_id, at(0))
    archive.settle_alert(1, at(1))
    assert archive.owed() == []
    assert archive.owe([ALERT], topic_id, at(2)) == 0
