"""Facts, conflicts and verdicts stay as good as they are on our own articles (tests/gate/facts)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from facts_gold import FOLDER, conflicts, load, values, verdicts
from found import Score

FLOORS: dict[str, dict[str, dict[str, float]]] = json.loads(
    Path(__file__).with_name("floors.json").read_text(encoding="utf-8")
)["facts"]
FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))
SCORERS: dict[str, Callable[[str], Score]] = {"values": values, "conflicts": conflicts, "verdicts": verdicts}


def files_of(group: str) -> list[str]:
    """Give the files of a group: `open` was seen while the rules were written, `held` only afterwards."""
    return [name for name in FILES if name.endswith("_held") == (group == "held")]


@pytest.mark.parametrize("what", SCORERS)
@pytest.mark.parametrize("group", ["open", "held"])
def test_facts_keep_their_floors(group: str, what: str) -> None:
    """Neither what is read nor what is made of it falls below its floor; the misses are listed if it does."""
    score = sum((SCORERS[what](name) for name in files_of(group)), Score())
    for measure, floor in FLOORS[group][what].items():
        reached = getattr(score, measure)
        assert reached >= floor, "\n".join([f"{measure} {reached:.3f} is below {floor}", *score.misses])


def test_the_articles_are_many_and_in_six_languages() -> None:
    """Each event has articles in all six languages; over all there are more than a hundred."""
    for event in ("ferry", "accord", "vote", "pact"):
        stories = [story for name in FILES if name.startswith(event) for story in load(name).stories]
        assert {story.language for story in stories} == {"en", "fr", "de", "es", "it", "ja"}, event
        assert len(stories) >= 20, event


def test_a_score_counts_misses_and_inventions() -> None:
    """The measure can fail: what is not found lowers recall, what is made up precision."""
    score = Score(right=6, found=8, wanted=12)
    assert (score.precision, score.recall) == (0.75, 0.5)
