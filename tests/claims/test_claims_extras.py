"""Heavier analysers are optional: they add names, and take none away."""

from __future__ import annotations

import pytest

from pactwatch.claims import names_ja
from pactwatch.claims.extras import Span, merged
from pactwatch.claims.names_ja import find_names_ja

TEXT = "岩屋毅外相は鈴木直道と札幌で会談した。"


def test_without_an_analyser_names_come_from_the_tables() -> None:
    """Titles and known places are found without any extra."""
    found = [(name.text, name.kind) for name in find_names_ja(TEXT, TEXT)]
    assert ("岩屋毅", "person") in found
    assert ("札幌", "place") in found


def test_an_analyser_only_adds_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tables found keeps its kind and office; what they missed comes from the analyser."""

    def analyse(text: str) -> list[Span]:
        start = text.index("鈴木直道")
        return [(0, 3, "place"), (start, start + 4, "person")]

    monkeypatch.setattr(names_ja, "analyser", lambda language: analyse)
    found = [(name.text, name.kind, name.office) for name in find_names_ja(TEXT, TEXT)]
    assert found == [("岩屋毅", "person", "外相"), ("鈴木直道", "person", None), ("札幌", "place", None)]


def test_family_and_given_name_are_one() -> None:
    """Two persons' names side by side are one person; single signs are none."""
    assert merged([(0, 2, "person"), (2, 4, "person"), (4, 5, "place")]) == [(0, 4, "person")]
