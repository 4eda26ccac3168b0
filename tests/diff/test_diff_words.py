"""word_diff: which words were taken out and put in."""

from __future__ import annotations

import time

import pytest
from bounds import cpu_s
from hypothesis import given, settings, strategies as st

from pactwatch.diff import word_diff
from pactwatch.diff.lexicon import (
    confusable,
    faced,
    function_words,
    hedges,
    meaning_of,
    negators,
    phrase_hints,
    phrases,
)
from pactwatch.diff.residue import words_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", (), id="nothing"),
        pytest.param("Same.", "Same.", (("=", "Same."),), id="same"),
        pytest.param("", "New.", (("+", "New."),), id="new"),
        pytest.param(
            "29 people were killed.",
            "92 people were killed.",
            (("-", "29"), ("+", "92"), ("=", " people were killed.")),
            id="figure",
        ),
        pytest.param(
            "It cost 1,000.50 euros.",
            "It cost 1,000.55 euros.",
            (("=", "It cost "), ("-", "1,000.50"), ("+", "1,000.55"), ("=", " euros.")),
            id="a figure stays whole",
        ),
        pytest.param(
            "They don't agree.", "They agree.", (("=", "They "), ("-", "don't "), ("=", "agree.")), id="short form"
        ),
        pytest.param(
            "岩屋外相が署名した。",
            "岩屋毅外相が署名した。",
            (("=", "岩屋"), ("+", "毅"), ("=", "外相が署名した。")),
            id="Japanese",
        ),
        pytest.param(
            "11月1日に発効する。",
            "11月15日に発効する。",
            (("=", "11月"), ("-", "1"), ("+", "15"), ("=", "日に発効する。")),
            id="Japanese figure",
        ),
    ],
)
def test_words_are_told_apart(old: str, new: str, expected: tuple[tuple[str, str], ...]) -> None:
    """The parts are what a person would mark."""
    assert word_diff(old, new) == expected


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_the_parts_join_to_both_texts(old: str, new: str) -> None:
    """Kept and taken out give the old text, kept and put in the new one, letter for letter."""
    parts = word_diff(old, new)
    assert "".join(text for mark, text in parts if mark in "=-") == old
    assert "".join(text for mark, text in parts if mark in "=+") == new
    assert all(text for _, text in parts)


def test_an_endless_sentence_is_shown_as_replaced() -> None:
    """Beyond the length cap the middle is replaced as a whole, at once, and the parts still join."""
    old = "Start " + " ".join(f"a{k}" for k in range(200_000)) + " end."
    new = "Start " + " ".join(f"b{k}" for k in range(200_000)) + " end."
    started = time.process_time()
    parts = word_diff(old, new)
    assert [mark for mark, _ in parts] == ["=", "-", "+", "="]
    assert time.process_time() - started < cpu_s(5)


def test_every_turn_of_phrase_is_hinted_at() -> None:
    """A phrase without a hint would never be looked for."""
    for pattern, _ in phrases():
        for branch in pattern.pattern.split(r"\b|"):
            assert any(hint in branch for hint in phrase_hints()), branch
    assert words_of("Il n'est plus là.") == ("il", "est", "pas", "là")
    assert words_of("Non è più qui.") == words_of("Non è qui.")
    assert words_of("内閣総理大臣") == words_of("首相")


def test_a_listed_word_is_one_that_a_text_can_have() -> None:
    """Texts are brought to one spelling before they are looked up; a list that is not would never be met."""
    listed = {word for code in ("de", "en", "es", "fr", "it") for word in function_words(code) | hedges(code)}
    listed |= {word for pair in confusable() for word in pair}
    for table in ("opposites", "rivals"):
        listed |= {word for code in ("en", "fr") for sides in faced(table, code) for side in sides for word in side}
    whole = {word for word in listed if word.isalpha()}
    assert {word for word in whole if words_of(word) != (word,)} == set()
    assert negators("en")
    # Written the British way, behind a star, and of one syllable.
    assert meaning_of(*words_of("criticised"), "en") == meaning_of(*words_of("condemned"), "en") is not None
    assert meaning_of(*words_of("utilise"), "fr") == meaning_of(*words_of("emploie"), "fr") is not None
    assert words_of("killed called travelled") == ("killed", "called", "traveled")
