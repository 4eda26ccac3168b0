"""The readers of claims stay as good as they are on our own tables (tests/gate/claims, every part)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from claims_gold import READERS, halves, score_of

FLOORS: dict[str, dict[str, float]] = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))[
    "claims"
]


@pytest.mark.parametrize(("reader", "half"), list(halves()))
def test_a_reader_keeps_its_floor(reader: str, half: str) -> None:
    """No reader falls below its floor on any of its tables; the misses are listed if one does."""
    score = score_of(reader, half)
    assert score.wanted >= 14
    for measure, floor in FLOORS[reader].items():
        reached = getattr(score, measure)
        assert reached >= floor, "\n".join([f"{measure} {reached:.3f} is below {floor}", *score.misses])


def test_every_reader_has_a_floor() -> None:
    """A new table comes with its floor."""
    assert set(FLOORS) == set(READERS)
