"""Recording captures: what lands, what does not, and what stays as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from pactwatch.archive import Archive, Capture
from pactwatch.model import Change, Fact, Name, Outcome, Quote, Verdict, Wording

ONE = ["The treaty was signed in Portville.", "It covers 15 ships.", "It takes effect in May."]
TWO = ["The treaty was signed in Portville.", "It covers 51 ships.", "It takes effect in May."]

Make = Callable[..., Capture]
Add = Callable[..., int]


def _counts(archive: Archive) -> dict[str, object]:
    """Count the rows of what a capture can write."""
    tables = (
        "fetches",
        "snapshots",
        "bodies",
        "versions",
        "claims",
        "wording_texts",
        "wording_places",
        "changes",
        "facts",
    )
    return {name: archive.rows(f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in tables}


def test_capture_first_version_comes_back(archive: Archive, add: Add, capture: Make) -> None:
    """What was recorded of a first reading is what `last_version` gives back."""
    article = add()
    made = capture(article, 1, ONE)
    recorded = archive.record_capture(made)
    version = archive.last_version(article)
    assert version is not None
    assert (recorded.version_id, recorded.version_number, recorded.change_ids) == (version.id, 1, ())
    assert version.text == "\n\n".join(ONE)
    assert version.headline == "Harbour treaty signed"
    assert tuple(wording for _, wording in version.claims) == made.wordings
    assert (version.first_seen_at, version.last_seen_at) == ("2024-11-01T10:00:00Z", "2024-11-01T10:00:00Z")
    assert archive.snapshot_body(version.snapshot_id) == ("\n".join(ONE).encode(), "text/html")


def test_capture_keeps_every_field_of_a_wording(archive: Archive, add: Add, capture: Make) -> None:
    """Speaker, quotes, names with offices, modality and the rest survive the way through the archive."""
    wording = Wording(
        text='"We may sign," said Minister Ana Ruiz. 岩屋毅',
        kind="standfirst",
        paragraph=3,
        speaker="Ana Ruiz",
        quotes=(Quote("We may sign", 1, 12, "Ana Ruiz"),),
        names=(Name("Ana Ruiz", 29, 37, "person", "Minister"), Name("岩屋毅", 39, 42)),
        modality="possible",
        polarity="negative",
        language=None,
    )
    article = add()
    made = capture(article, 1, [wording.text])
    archive.record_capture(replace(made, wordings=(wording,)))
    version = archive.last_version(article)
    assert version is not None
    assert [kept for _, kept in version.claims] == [wording]


def test_capture_of_a_change_keeps_the_lineage(
    archive: Archive, add: Add, capture: Make, number_change: Change
) -> None:
    """A changed sentence stays the same claim with a second wording; unchanged ones are not stored again."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    before = archive.last_version(article)
    same = [(0, 0), (1, 1), (2, 2)]
    recorded = archive.record_capture(capture(article, 2, TWO, lineage=same, changes=[number_change]))
    after = archive.last_version(article)
    assert before is not None
    assert after is not None
    assert [claim for claim, _ in after.claims] == [claim for claim, _ in before.claims]
    assert after.number == 2
    assert _counts(archive) | {"claims": 3, "wording_texts": 4, "wording_places": 6, "changes": 1} == _counts(archive)
    change = archive.rows("SELECT * FROM changes WHERE id = ?", recorded.change_ids)[0]
    assert change["claim_id"] == before.claims[1][0]
    assert (change["old_version_id"], change["new_version_id"]) == (before.id, after.id)
    assert json.loads(str(change["facets"])) == ["number"]
    assert json.loads(str(change["words"])) == [["=", "It covers "], ["-", "15"], ["+", "51"], ["=", " ships."]]
    assert (change["material"], change["rule"]) == (1, "number-differs")


def test_capture_bounds_the_time_of_a_change(archive: Archive, add: Add, capture: Make, number_change: Change) -> None:
    """A change is not older than the last time the old wording was seen, even if that was in an unchanged fetch."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    archive.record_capture(capture(article, 5, outcome=Outcome.NOT_MODIFIED))
    archive.record_capture(capture(article, 9, TWO, changes=[number_change]))
    assert archive.rows("SELECT not_before_at, detected_at FROM changes") == [
        {"not_before_at": "2024-11-01T14:00:00Z", "detected_at": "2024-11-01T18:00:00Z"}
    ]


def test_capture_of_a_removed_and_a_new_claim(archive: Archive, add: Add, capture: Make) -> None:
    """A claim that is gone is marked with when; a new one begins in its version; others move on in place."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    now = ["A storm delayed it.", ONE[0], ONE[2]]
    verdict = Verdict(True, (), "claim-removed")
    changes = [
        Change("removed", "claim", ONE[1], None, verdict, old_positions=(1,)),
        Change("new", "claim", None, now[0], verdict, new_positions=(0,)),
    ]
    archive.record_capture(capture(article, 2, now, lineage=[(0, 1), (2, 2)], changes=changes))
    claims = archive.rows(
        "SELECT w.text, f.number AS first, l.number AS last, c.removed_at FROM claims c "
        "JOIN versions f ON f.id = c.first_version_id JOIN versions l ON l.id = c.last_version_id "
        "JOIN wording_texts w ON w.claim_id = c.id ORDER BY c.id"
    )
    assert claims == [
        {"text": ONE[0], "first": 1, "last": 2, "removed_at": None},
        {"text": ONE[1], "first": 1, "last": 1, "removed_at": "2024-11-01T11:00:00Z"},
        {"text": ONE[2], "first": 1, "last": 2, "removed_at": None},
        {"text": now[0], "first": 2, "last": 2, "removed_at": None},
    ]
    kinds = archive.rows(
        "SELECT c.kind, w.text FROM changes c JOIN wording_texts w ON w.claim_id = c.claim_id ORDER BY c.id"
    )
    assert kinds == [{"kind": "removed", "text": ONE[1]}, {"kind": "new", "text": now[0]}]


def test_capture_wordings_view_has_each_claim_in_each_version(archive: Archive, add: Add, capture: Make) -> None:
    """`wordings` gives one row per claim and version, at the place where it stands there."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    archive.record_capture(capture(article, 2, [ONE[2], *TWO[:2]], lineage=[(0, 1), (1, 2), (2, 0)]))
    rows = archive.rows(
        "SELECT v.number, w.position, w.text FROM wordings w JOIN versions v ON v.id = w.version_id "
        "ORDER BY v.number, w.position"
    )
    assert [(row["number"], row["position"], row["text"]) for row in rows] == [
        *((1, place, text) for place, text in enumerate(ONE)),
        (2, 0, ONE[2]),
        (2, 1, TWO[0]),
        (2, 2, TWO[1]),
    ]


@pytest.mark.parametrize(
    "outcome", [pytest.param(Outcome.UNCHANGED, id="same body"), pytest.param(Outcome.NOT_MODIFIED, id="304")]
)
def test_capture_without_news_writes_a_fetch_and_nothing_else(
    archive: Archive, add: Add, capture: Make, outcome: Outcome
) -> None:
    """A pass over an unchanged page writes a fetch row; the version was just seen once more."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    before = _counts(archive)
    recorded = archive.record_capture(capture(article, 2, outcome=outcome))
    assert _counts(archive) == before | {"fetches": 2}
    assert recorded.snapshot_id is None
    assert recorded.version_id is None
    assert archive.rows("SELECT first_seen_at, last_seen_at FROM versions") == [
        {"first_seen_at": "2024-11-01T10:00:00Z", "last_seen_at": "2024-11-01T11:00:00Z"}
    ]
    assert archive.rows("SELECT snapshot_id FROM fetches WHERE outcome = ?", [outcome]) == [{"snapshot_id": 1}]


def test_capture_recorded_again_as_stored_writes_a_fetch_and_nothing_else(
    archive: Archive, add: Add, capture: Make
) -> None:
    """The same bytes stored a second time make neither a snapshot nor a version."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    before = _counts(archive)
    archive.record_capture(capture(article, 2, ONE, lineage=[(0, 0), (1, 1), (2, 2)]))
    assert _counts(archive) == before | {"fetches": 2}


def test_capture_with_another_body_and_the_same_text_is_a_snapshot_only(
    archive: Archive, add: Add, capture: Make
) -> None:
    """A page whose chrome changed is kept as evidence, and is no version."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    recorded = archive.record_capture(capture(article, 2, ONE, body=b"<p>other chrome</p>"))
    assert recorded.snapshot_id is not None
    assert recorded.version_id is None
    known = archive.known(article)
    assert known is not None
    assert known.body_sha256 == archive.rows("SELECT body_sha256 FROM snapshots WHERE id = 2")[0]["body_sha256"]


def test_capture_that_returns_to_an_old_text_is_a_version(archive: Archive, add: Add, capture: Make) -> None:
    """A to B to A makes three versions over two bodies."""
    article = add()
    for hours, text in ((1, ONE), (2, TWO), (3, ONE)):
        archive.record_capture(capture(article, hours, text, lineage=[(0, 0), (1, 1), (2, 2)]))
    counts = _counts(archive)
    assert (counts["versions"], counts["bodies"], counts["snapshots"]) == (3, 2, 3)


def test_capture_of_a_headline_change_is_a_version(archive: Archive, add: Add, capture: Make) -> None:
    """A new headline over the same text is a version, whose change belongs to no claim."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    change = Change("changed", "headline", "Harbour treaty signed", "Treaty off", Verdict(True, ("wording",), "x"))
    archive.record_capture(
        capture(article, 2, ONE, headline="Treaty off", changes=[change], lineage=[(0, 0), (1, 1), (2, 2)])
    )
    assert archive.rows("SELECT subject, claim_id FROM changes") == [{"subject": "headline", "claim_id": None}]
    assert archive.rows("SELECT count(*) AS n FROM wording_texts") == [{"n": 3}]


@pytest.mark.parametrize(
    "outcome",
    [outcome for outcome in Outcome if outcome not in (Outcome.STORED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED)],
)
def test_capture_that_is_not_the_article_touches_no_version(
    archive: Archive, add: Add, capture: Make, outcome: Outcome
) -> None:
    """Whatever else comes back: no version, claim, wording, change or fact, and `last_seen_at` stays."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    before = _counts(archive)
    fact = Fact("cost", "5", "5", ONE[0])
    archive.record_capture(
        capture(article, 2, ["Please accept cookies."], outcome=outcome, facts=[fact], state="blocked")
    )
    after = _counts(archive)
    touched = {"fetches", "snapshots", "bodies"}
    assert {key: value for key, value in after.items() if key not in touched} == {
        key: value for key, value in before.items() if key not in touched
    }
    assert archive.rows("SELECT last_seen_at FROM versions") == [{"last_seen_at": "2024-11-01T10:00:00Z"}]
    assert archive.rows("SELECT last_outcome, bad_streak FROM articles") == [
        {"last_outcome": outcome, "bad_streak": 0 if outcome in (Outcome.MOVED, Outcome.OFF_TOPIC) else 1}
    ]


def test_capture_of_a_wall_is_evidence_kept_once(archive: Archive, add: Add, capture: Make) -> None:
    """A consent wall is stored when it goes up, not again at every pass with another token in it."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    for hours in (2, 3, 4):
        wall = f"<p>Consent, please. {hours}</p>".encode()
        archive.record_capture(capture(article, hours, outcome=Outcome.WALLED, body=wall))
    assert archive.rows("SELECT outcome, captured_at FROM snapshots ORDER BY id") == [
        {"outcome": "stored", "captured_at": "2024-11-01T10:00:00Z"},
        {"outcome": "walled", "captured_at": "2024-11-01T11:00:00Z"},
    ]
    assert archive.rows("SELECT DISTINCT snapshot_id FROM fetches WHERE outcome = 'walled'") == [{"snapshot_id": 2}]
    known = archive.known(article)
    assert known is not None
    assert known.text == "\n\n".join(ONE)


def test_capture_held_back_is_known_the_next_time(archive: Archive, add: Add, capture: Make) -> None:
    """A doubtful reading is remembered, through an outage too, until the article is seen again."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    archive.record_capture(capture(article, 2, ONE[:1], outcome=Outcome.PARTIAL, held="a" * 64))
    archive.record_capture(capture(article, 3, outcome=Outcome.UNAVAILABLE))
    known = archive.known(article)
    assert known is not None
    assert (known.held_text_sha256, known.held_reason) == ("a" * 64, "partial: by hand")
    archive.record_capture(capture(article, 4, outcome=Outcome.UNCHANGED))
    known = archive.known(article)
    assert known is not None
    assert (known.held_text_sha256, known.held_reason) == (None, None)


def test_capture_held_back_does_not_spoil_the_validators(
    archive: Archive, add: Add, capture: Make, topic_id: int, at: Callable[[float], datetime]
) -> None:
    """The validators asked with are those of the last stored snapshot: a wall's would hide the article's return."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    wall = [("etag", '"wall"')]
    archive.record_capture(capture(article, 2, outcome=Outcome.WALLED, body=b"wall", headers=wall))
    assert [due.etag for due in archive.due_articles(topic_id, at(3), everything=True)] == ['"1"']


def test_capture_attempts_of_one_pass_count_once(
    archive: Archive, add: Add, capture: Make, topic_id: int, at: Callable[[float], datetime]
) -> None:
    """Three attempts within one pass are one bad pass; the next pass adds one; a good answer ends it."""
    article = add()
    runs = [archive.start_run(topic_id, at(0), "t")[0]]
    for minutes in (0.0, 0.1, 0.2):
        archive.record_capture(capture(article, minutes, outcome=Outcome.UNAVAILABLE, run_id=runs[0], state="new"))
    archive.finish_run(runs[0], at(0.5))
    runs.append(archive.start_run(topic_id, at(1), "t")[0])
    archive.record_capture(capture(article, 1, outcome=Outcome.BLOCKED, run_id=runs[1], state="blocked"))
    streak = "SELECT bad_streak, bad_since_at, ok_at FROM articles"
    assert archive.rows(streak) == [{"bad_streak": 2, "bad_since_at": "2024-11-01T09:00:00Z", "ok_at": None}]
    archive.record_capture(capture(article, 2, ONE, run_id=runs[1]))
    assert archive.rows(streak) == [{"bad_streak": 0, "bad_since_at": None, "ok_at": "2024-11-01T11:00:00Z"}]


def test_capture_facts_know_their_claim(archive: Archive, add: Add, capture: Make, topic_id: int) -> None:
    """A fact points to the claim whose sentence it stands in; one from the headline to none."""
    article = add()
    facts = [
        Fact("cost", "15 ships", "15 ships", ONE[1], position=1, start=10, end=18, role="", speaker=None),
        Fact("signatory", "ruiz", "Ruiz", "Harbour treaty signed", position=0),
    ]
    archive.record_capture(capture(article, 1, ONE, facts=facts))
    rows = archive.rows(
        "SELECT f.question, w.text FROM facts f LEFT JOIN wording_texts w ON w.claim_id = f.claim_id ORDER BY f.id"
    )
    assert rows == [{"question": "cost", "text": ONE[1]}, {"question": "signatory", "text": None}]
    said = archive.said(topic_id)
    assert [one.fact for one in said] == facts
    assert [(one.outlet, one.article_url) for one in said] == [("Gazette", "https://gazette.example/a")] * 2


def test_capture_for_a_second_topic_adds_its_facts(archive: Archive, add: Add, capture: Make, topic_id: int) -> None:
    """An article on two topics is one version, with facts for each topic."""
    article = add()
    second = archive.db.conn.execute(
        "INSERT INTO topics (name, title, first_seen_at) VALUES ('b', 'B', '') RETURNING id"
    )
    other = int(second.fetchone()[0])
    archive.record_capture(capture(article, 1, ONE, facts=[Fact("cost", "1", "1", ONE[0])]))
    for hours in (2, 3):
        made = capture(article, hours, ONE, facts=[Fact("when", "2024", "2024", ONE[0])], topic=other)
        archive.record_capture(made)
    assert archive.rows("SELECT topic_id, question FROM facts ORDER BY id") == [
        {"topic_id": topic_id, "question": "cost"},
        {"topic_id": other, "question": "when"},
    ]


def test_capture_of_broken_unicode_is_stored(archive: Archive, add: Add, capture: Make) -> None:
    """NUL and astral signs come back as they were; a lone surrogate, which no file can hold, as U+FFFD."""
    article = add()
    made = capture(article, 1, ["nul \x00 astral 𠮷 rtl \u202e."], body=b"x")
    archive.record_capture(made)
    version = archive.last_version(article)
    assert version is not None
    assert version.text == "nul \x00 astral 𠮷 rtl \u202e."
    odd = Wording(text="bad \ud83d end")
    archive.record_capture(replace(capture(article, 2, ["next"], body=b"y"), wordings=(odd,)))
    version = archive.last_version(article)
    assert version is not None
    assert version.claims[0][1].text == "bad \ufffd end"


def test_capture_with_positions_said_twice_is_stored_in_order(archive: Archive, add: Add, capture: Make) -> None:
    """Wordings that all claim to stand at place 0 are kept in the order given."""
    article = add()
    made = capture(article, 1, ONE)
    twice = tuple(Wording(text=text, position=0) for text in ONE)
    archive.record_capture(replace(made, wordings=twice))
    version = archive.last_version(article)
    assert version is not None
    assert [wording.text for _, wording in version.claims] == ONE


def test_capture_carries_on_a_claim_that_returns(archive: Archive, add: Add, capture: Make) -> None:
    """A claim that was removed and stands again is the same row, and no longer removed; the past tells its texts."""
    article = add()
    archive.record_capture(capture(article, 1, ONE))
    archive.record_capture(capture(article, 2, ONE[:2], lineage=((0, 0), (1, 1))))
    last = archive.last_version(article)
    assert last is not None
    past = archive.past(last.id)
    ((removed_id, text),) = past.removed
    assert (text, past.headlines) == (ONE[2], ("Harbour treaty signed",))
    assert past.texts[last.claims[1][0]] == (ONE[1],)
    archive.record_capture(replace(capture(article, 3, ONE, lineage=((0, 0), (1, 1))), returned=((removed_id, 2),)))
    again = archive.last_version(article)
    assert again is not None
    assert again.claims[2][0] == removed_id
    assert archive.rows("SELECT count(*) AS n FROM claims WHERE removed_at IS NOT NULL") == [{"n": 0}]
