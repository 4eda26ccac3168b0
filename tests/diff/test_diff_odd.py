"""Odd texts: other scripts, invisible marks, rubbish, next to nothing. Nothing raises, and nothing is guessed."""

from __future__ import annotations

from itertools import product

import pytest

from pactwatch.claims import find_claims
from pactwatch.diff import classify

# Scripts that no table is made for, marks that hide in figures, rubbish, and next to nothing.
_ODD = [
    "", " ", "x", "29", "-1", "1e5", "NaN", "...", "“", "\\", "%s", "\x00\x01\xff" * 50, "\ufffd" * 200, "\ud800",
    "a\u0301" * 300, "\u202e29", "2\u2060 9", "2\u200b9 people died.", "92 people died.", "👨\u200d👩\u200d👧 29 🚢",
    "שלום 29 אנשים נהרגו ביום שישי.", "قُتل 29 شخصا يوم الجمعة.", "९२ लोग मारे गए", "погибли 29 человек", "²⁹",
    "Last Friday he died.", "İstanbul", "ISTANBUL", "<b>29</b>",
]  # fmt: skip


@pytest.mark.parametrize("language", [None, "ja", "xx"])
def test_odd_texts_are_judged_alike_either_way(language: str | None) -> None:
    """Nothing raises, whatever meets whatever; a change is as material backwards, and a text equals itself."""
    for old, new in product(_ODD, repeat=2):
        verdict = classify(old, new, language=language)
        assert verdict.material == classify(new, old, language=language).material, (old, new)
        assert old != new or not verdict.material


@pytest.mark.parametrize("published_at", [None, "rubbish", "2024-13-45"])
def test_without_a_day_of_publication_no_day_is_guessed(published_at: str | None) -> None:
    """Relative dates stay relative, and say so."""
    for text in (*_ODD, "He died yesterday, last week, on Friday.", "昨日、首相が述べた。", "Er starb gestern."):
        for claim in find_claims(text, published_at=published_at):
            assert all(moment.key.startswith("relative:") for moment in claim.dates), text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("قُتل 29 شخصا يوم الجمعة.", "قُتل 92 شخصا يوم الجمعة."),
        ("٢٩ قتيلا", "٩٢ قتيلا"),
        ("२९ लोग मारे गए", "९२ लोग मारे गए"),
        ("погибли 29 человек", "погибли 92 человека"),
        ("29명이 사망했다", "92명이 사망했다"),
        ("死亡29人", "死亡92人"),
        ("29 🚢", "92 🚢"),
        ("2\u200b9 people died.", "92 people died."),
        ("Он не подписал", "Он подписал"),
        ("不是", "是"),
    ],
)
def test_a_figure_counts_in_any_script(old: str, new: str) -> None:
    """Also in languages without a table, from right to left, and with marks that nobody sees."""
    assert classify(old, new).material
