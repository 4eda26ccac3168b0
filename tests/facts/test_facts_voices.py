"""Near-identical texts are one voice."""

from __future__ import annotations

import random

import pytest

from pactwatch.facts import voices

VOCABULARY = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "lo", "ti", "sum", "ved")]


def report(seed: int, words: int = 240) -> list[str]:
    """Make a text of its own."""
    chooser = random.Random(seed)
    return [chooser.choice(VOCABULARY) for _ in range(words)]


def test_a_retouched_copy_has_the_voice_of_the_earliest() -> None:
    """An agency report that a desk has cut by a third and retouched in four places is still the agency's voice."""
    agency = report(1)
    copy = agency[:160]
    for place in (10, 50, 90, 130):
        copy[place] = "elsewhere"
    assert voices({"agency": " ".join(agency), "paper": " ".join(["own", "lead", *copy])}) == {
        "agency": "agency",
        "paper": "agency",
    }


def test_a_copy_of_a_copy_has_the_first_voice() -> None:
    """Voices do not chain: all copies lead to the earliest text."""
    first = report(2)
    second = [*first[:200], *report(3, 40)]
    third = [*second[:170], *report(4, 30)]
    found = voices({"a": " ".join(first), "b": " ".join(second), "c": " ".join(third)})
    assert found == {"a": "a", "b": "a", "c": "a"}


def test_a_quoting_article_is_its_own_voice() -> None:
    """An article that quotes a paragraph of another speaks for itself."""
    source = report(5)
    quoting = [*report(6, 180), *source[:40]]
    assert voices({"a": " ".join(source), "b": " ".join(quoting)}) == {"a": "a", "b": "b"}


def test_japanese_copies_are_found() -> None:
    """Text without spaces is compared by runs of characters."""
    text = "山あいの貯水池で水位が急に上がり、下流の住民およそ三百人が高台の学校へ移った。県は原因を調べている。" * 2
    assert voices({"a": text, "b": text.replace("県は", "町は")})["b"] == "a"


def test_case_and_punctuation_do_not_part_copies() -> None:
    """Typography is no difference."""
    text = " ".join(report(7))
    assert voices({"a": text, "b": text.upper().replace(" ", ", ")})["b"] == "a"


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"a": "", "b": ""}, id="empty texts"),
        pytest.param({"a": "Dam fails", "b": "Dam fails"}, id="headlines only"),
        pytest.param({"a": "\ud800 lone", "b": "\x00" * 50}, id="odd characters"),
    ],
)
def test_texts_too_short_to_compare_speak_for_themselves(texts: dict[str, str]) -> None:
    """What is too short is nobody's copy, and nothing raises."""
    assert voices(texts) == {name: name for name in texts}


def test_the_answer_is_the_same_each_time() -> None:
    """The order of the texts decides who is earliest; nothing else does."""
    texts = {str(n): " ".join(report(n // 3) + report(100 + n, 20)) for n in range(60)}
    assert voices(texts) == voices(dict(texts))
    assert voices(texts) == {str(n): str(n // 3 * 3) for n in range(60)}


def test_a_thousand_texts_take_a_moment() -> None:
    """A disclaimer under every text makes no crowd: cost stays linear."""
    disclaimer = " ".join(report(9, 60))
    texts = {str(n): " ".join(report(1000 + n, 120)) + " " + disclaimer for n in range(1000)}
    assert voices(texts) == {str(n): str(n) for n in range(1000)}
