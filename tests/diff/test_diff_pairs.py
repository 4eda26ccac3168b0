"""classify, language by language: every facet with its harmless twin, from the tables in pairs/."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from pactwatch.diff import classify

FOLDER = Path(__file__).with_name("pairs")
LANGUAGES = ("de", "en", "es", "fr", "it", "ja")
FACETS = {"number", "date", "name", "quote", "speaker", "modality", "polarity", "wording"}


def rows(language: str) -> list[tuple[str, bool, str, str, str]]:
    """Give (facet, material, what differs, before, after) for each row of a language's table."""
    tables = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return [
        (facet, verdict == "material", name, old, new)
        for facet, verdicts in tables.items()
        for verdict, pairs in verdicts.items()
        for name, old, new in pairs
    ]


ROWS = [
    pytest.param(code, facet, material, old, new, id=f"{code} {facet}: {name}")
    for code in LANGUAGES
    for facet, material, name, old, new in rows(code)
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_covers_every_facet_both_ways(language: str) -> None:
    """Sixty pairs or more, of each facet some that matter and some that do not."""
    count = Counter((facet, material) for facet, material, *_ in rows(language))
    assert sum(count.values()) >= 60
    assert set(count) == {(facet, material) for facet in FACETS for material in (True, False)}


@pytest.mark.parametrize(("language", "facet", "material", "old", "new"), ROWS)
def test_a_pair_is_judged(language: str, facet: str, material: bool, old: str, new: str) -> None:
    """What could alter a reader's belief is material and names its facet; its twin is cosmetic; either way round."""
    forth, back = classify(old, new, language=language), classify(new, old, language=language)
    assert (forth.material, back.material) == (material, material), (forth, back)
    # What no typed facet decides is wording; that one more facet is seen there is no mistake.
    assert not material or facet in (*forth.facets, "wording"), forth
