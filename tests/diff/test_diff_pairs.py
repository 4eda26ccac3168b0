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


# Longer sentences, in all languages, by verdict: (facet, before, after). What is missed may not be found unnoticed.
ADVERSARIAL = [
    pytest.param(
        code,
        facet,
        verdict != "cosmetic",
        old,
        new,
        id=f"{code} {facet}: {new[:40]}",
        marks=[pytest.mark.xfail(strict=True)] if verdict == "missed" else [],
    )
    for file in ("adversarial", "adversarial_b", "newsroom")
    for code, verdicts in tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8")).items()
    for verdict, pairs in verdicts.items()
    for facet, old, new in pairs
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


@pytest.mark.parametrize(("language", "facet", "material", "old", "new"), ADVERSARIAL)
def test_a_longer_pair_is_judged(language: str, facet: str, material: bool, old: str, new: str) -> None:
    """One small thing that differs in a long sentence is told with its facet; another form of it is not."""
    forth, back = classify(old, new, language=language), classify(new, old, language=language)
    assert (forth.material, back.material) == (material, material), (forth, back)
    assert (facet in forth.facets) is material, forth


@pytest.mark.parametrize(
    ("old", "new", "language", "material"),
    [
        pytest.param("原子力規制委員会（NRA）は承認した。", "NRAは承認した。", "ja", False, id="Japanese"),
        pytest.param("The Forest Board (FB) agreed.", "The FB agreed.", "en", False, id="English"),
        pytest.param("L'Office national des forêts (ONF) a parlé.", "L'ONF a parlé.", "fr", False, id="French"),
        pytest.param("Ministers of Japan (MOFA) left.", "MOFA left.", "en", True, id="other letters"),
        pytest.param(
            "The Forest Board (FB) agreed.", "The Forest Board (FB) and Ana Roe agreed.", "en", True, id="more"
        ),
    ],
)
def test_a_short_name_stands_for_the_full_one_before_it(old: str, new: str, language: str, material: bool) -> None:
    """What a bracket explains may be left out, or come."""
    assert classify(old, new, language=language).material is material


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        pytest.param("(Tokio, 1. November) Der Pakt gilt.", "Der Pakt gilt.", "de", id="German"),
        pytest.param("(Tokyo, 1er novembre) – Le pacte est signé.", "Le pacte est signé.", "fr", id="French"),
        pytest.param("(Tokio, 1 de noviembre).- El pacto rige.", "El pacto rige.", "es", id="Spanish"),
        pytest.param("（東京、11月1日）協定は発効した。", "協定は発効した。", "ja", id="Japanese"),
    ],
)
def test_a_dateline_in_parentheses_says_nothing_of_the_event(old: str, new: str, language: str) -> None:
    """Where and when it was written is the page's, not the claim's."""
    assert classify(old, new, language=language).rule == "page-furniture"
