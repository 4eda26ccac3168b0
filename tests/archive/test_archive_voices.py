"""Who copies whom, who has corrected what, and who has not: over real captures, asked by SQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pactwatch.archive import Archive, Capture, read
from pactwatch.facts import LANGUAGES, hear
from pactwatch.model import Fact

Make = Callable[..., Capture]
Add = Callable[..., int]

WIRE = [
    "The old harbour wall gave way at dawn on Monday after three nights of storm from the west.",
    "It carried away the fish market and two cranes, and the ferry to the islands does not sail.",
    "Repairs will cost 40 million crowns, the port captain told reporters on the quay.",
    "Nobody was hurt, but forty families have been lodged in the gymnasium of the school.",
]
OWN = [
    "Fishermen had warned for years that the stones were loose, and a letter to the ministry was never answered.",
    "On the square people speak of little else; the baker gives bread to those who lost their kitchens.",
    "An engineer who built the wall in his youth says that he would build it elsewhere today.",
]


def _cost(value: str, sentence: str) -> list[Fact]:
    return [Fact("cost", value, value, sentence)]


def _url(name: str) -> str:
    return f"https://{name}.example/wall"


@pytest.fixture
def wired(archive: Archive, add: Add, capture: Make) -> dict[str, int]:
    """Let a wire service report, two papers copy it (one with a figure changed), and a third write for itself."""
    texts = {
        "wire": WIRE,
        "morning": [*WIRE[:3], "Nobody was hurt, but fifty families have been lodged in the gymnasium of the school."],
        "evening": ["Our town has lost its wall.", *WIRE],
        "review": OWN,
    }
    ids = {}
    for hour, (name, text) in enumerate(texts.items(), start=1):
        ids[name] = add(_url(name), name.title())
        facts = _cost("40", text[2])
        archive.record_capture(capture(ids[name], hour, text, url=_url(name), facts=facts))
        hear(archive, ids[name])
    return ids


def test_voices_copies_share_one(archive: Archive, wired: dict[str, int], topic_id: int) -> None:
    """Four outlets, two voices; what was said carries the address of its original."""
    rows = archive.rows("SELECT voices, outlets, outlet_names FROM independent_voices WHERE question = 'cost'")
    assert rows == [{"voices": 2, "outlets": 4, "outlet_names": '["Wire","Morning","Evening","Review"]'}]
    assert {one.outlet: one.voice for one in archive.said(topic_id)} == {
        "Wire": _url("wire"),
        "Morning": _url("wire"),
        "Evening": _url("wire"),
        "Review": _url("review"),
    }


def test_voices_list_what_each_copy_changed(archive: Archive, wired: dict[str, int]) -> None:
    """A figure that a desk changed, and a sentence that it put in front."""
    rows = archive.rows("SELECT outlet, original_outlet, edits FROM wire_copies ORDER BY outlet")
    assert [(row["outlet"], row["original_outlet"]) for row in rows] == [("Evening", "Wire"), ("Morning", "Wire")]
    assert rows[0]["edits"] == '[[null,"Our town has lost its wall."]]'
    assert "fifty families" in str(rows[1]["edits"])
    assert "forty families" in str(rows[1]["edits"])


def test_voices_an_older_text_takes_the_place_of_its_copy(archive: Archive, add: Add, capture: Make) -> None:
    """A copy may be seen first; when the text that is older turns up, the voice is its."""
    ids = {name: add(_url(name), name.title()) for name in ("paper", "other", "wire")}
    for name, hour in (("paper", 5), ("other", 6)):
        archive.record_capture(capture(ids[name], hour, WIRE, url=_url(name)))
        hear(archive, ids[name])
    archive.db.conn.execute("UPDATE articles SET first_seen_at = '2024-10-31T00:00:00Z' WHERE id = ?", (ids["wire"],))
    archive.record_capture(capture(ids["wire"], 7, WIRE, url=_url("wire")))
    hear(archive, ids["wire"])
    rows = archive.rows("SELECT article_id, original_id FROM voices ORDER BY article_id")
    assert rows == [{"article_id": ids[name], "original_id": ids["wire"]} for name in ("paper", "other", "wire")]


def test_voices_an_article_rewritten_speaks_for_itself(archive: Archive, wired: dict[str, int], capture: Make) -> None:
    """A copy that becomes a report of its own leaves the voice; an original that others copy keeps it."""
    archive.record_capture(capture(wired["morning"], 8, [*OWN[:2], "A report of our own."], url=_url("morning")))
    hear(archive, wired["morning"])
    archive.record_capture(capture(wired["wire"], 9, ["Nothing of it is left."], url=_url("wire")))
    hear(archive, wired["wire"])
    voice = {row["article_id"]: row["original_id"] for row in archive.rows("SELECT * FROM voices")}
    assert voice[wired["morning"]] in (wired["morning"], wired["review"])
    assert voice[wired["evening"]] == wired["wire"]
    assert voice[wired["wire"]] == wired["wire"]


def test_voices_those_left_by_an_earlier_program_are_found(archive: Archive, add: Add, capture: Make) -> None:
    """What was read and never compared is listed until it is heard."""
    one = add(_url("wire"))
    archive.record_capture(capture(one, 1, WIRE, url=_url("wire")))
    assert archive.unheard(10) == [one]
    hear(archive, one)
    assert archive.unheard(10) == []


def test_corrections_and_who_has_not_followed(archive: Archive, wired: dict[str, int], capture: Make) -> None:
    """One corrects, one follows after five hours, two still carry the old figure."""
    corrected = [*WIRE[:2], "Repairs will cost 14 million crowns.", WIRE[3]]
    for name, hour in (("wire", 10), ("evening", 15)):
        archive.record_capture(capture(wired[name], hour, corrected, url=_url(name), facts=_cost("14", corrected[2])))
    assert archive.rows("SELECT outlet, first_outlet, lag_hours FROM correction_lags ORDER BY corrected_at") == [
        {"outlet": "Wire", "first_outlet": "Wire", "lag_hours": 0.0},
        {"outlet": "Evening", "first_outlet": "Wire", "lag_hours": 5.0},
    ]
    rows = archive.rows("SELECT outlet, value, corrected_by, corrected_to FROM stale_values ORDER BY outlet")
    assert rows == [
        {"outlet": "Morning", "value": "40", "corrected_by": "Wire", "corrected_to": "14"},
        {"outlet": "Review", "value": "40", "corrected_by": "Wire", "corrected_to": "14"},
    ]
    history = archive.rows("SELECT value, stands, ended_at FROM fact_history WHERE outlet = 'Wire' ORDER BY value")
    assert history == [
        {"value": "14", "stands": 1, "ended_at": None},
        {"value": "40", "stands": 0, "ended_at": "2024-11-01T19:00:00Z"},
    ]


def test_what_was_once_said_is_given_with_its_end(
    archive: Archive, wired: dict[str, int], capture: Make, topic_id: int
) -> None:
    """An earlier answer that the article itself replaced; one that it only dropped is not given."""
    archive.record_capture(
        capture(wired["wire"], 10, [*WIRE[:2], "It cost 14."], url=_url("wire"), facts=_cost("14", "It cost 14."))
    )
    archive.record_capture(capture(wired["evening"], 11, WIRE[:3], url=_url("evening")))
    (once,) = archive.once_said(topic_id)
    assert (once.outlet, once.fact.value, once.since_at, once.ended_at) == (
        "Wire",
        "40",
        "2024-11-01T10:00:00Z",
        "2024-11-01T19:00:00Z",
    )


def test_languages_without_rules_are_named(archive: Archive, wired: dict[str, int]) -> None:
    """An article in a language in which no facts are read says so in `health`; one of no stated language does not."""
    db = archive.db.conn
    db.execute("UPDATE versions SET language = 'sv' WHERE article_id = ?", (wired["review"],))
    db.execute("UPDATE versions SET language = 'fr' WHERE article_id = ?", (wired["wire"],))
    (row,) = read.unread_languages(archive, LANGUAGES)
    assert (row["subject"], row["problem"]) == ("sv", "1 in a language without rules: no facts are read from it")
