"""The text read from pages of our own must not get worse than `floors.json` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from extract_gold import PAGES, Score, mean, score

from pactwatch.extract import extract

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text())["extract"]
URL = "https://www.halden-courier.example/story"


def _score(page: Path) -> Score:
    found = extract((page / "page.html").read_bytes(), url=URL).text
    return score((page / "expected.txt").read_text(), found)


def test_there_are_pages_in_seven_languages() -> None:
    """Floors mean nothing without the pages they stand on."""
    languages = {page.name.split("-")[0] for page in PAGES}
    assert len(PAGES) >= 20
    assert languages >= {"en", "de", "fr", "es", "it", "ja", "zh"}


def test_text_stays_above_its_floors() -> None:
    """Mean precision, recall and F1 over all pages."""
    result = mean([_score(page) for page in PAGES])
    floors = FLOORS["text"]
    assert result.precision >= floors["precision"]
    assert result.recall >= floors["recall"]
    assert result.f1 >= floors["f1"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_falls_below_the_floor_of_one(page: Path) -> None:
    """A mean hides a page that is lost; none may be."""
    assert _score(page).f1 >= FLOORS["each page"]["f1"]


def test_a_score_falls_when_a_paragraph_is_lost_or_added() -> None:
    """The measure measures: lost text costs recall, other text precision."""
    text = "One two three four five six.\n\nSeven eight nine ten eleven."
    assert score(text, text).f1 == 1.0
    assert score(text, text[:30]).recall < 0.6 < score(text, text[:30]).precision
    assert score(text, text + "\n\nShare this story with all your friends").precision < 0.7
    assert score("日本とEUは署名した。", "日本とEUは署名した。発効は未定。").precision < 1.0
