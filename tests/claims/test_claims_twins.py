"""Two ways to print one thing read the same: what no change may be made of."""

from __future__ import annotations

import pytest

from pactwatch.claims import read_wording
from pactwatch.model import Wording


def wording(text: str, language: str) -> Wording:
    """Read a sentence published on a Tuesday."""
    return read_wording(text, language=language, published_at="2024-11-05")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        pytest.param("en", "It was signed on Tuesday.", "It was signed on Tues.", id="weekday cut short"),
        pytest.param("es", "Se firmó el 1 de noviembre.", "Se firmó el 1.º de noviembre.", id="ordinal day"),
        pytest.param("fr", "Cela coûte 5 millions d'euros.", "Cela coûte 5 M€.", id="M€"),
        pytest.param("fr", "Cela coûte 5 milliards d'euros.", "Cela coûte 5 Md€.", id="Md€"),
        pytest.param("it", "Costa 5 milioni di euro.", "Costa 5 mln €.", id="mln €"),
        pytest.param("fr", "De 10 à 12 millions d'euros.", "10-12 millions d'euros.", id="de … à"),
        pytest.param("es", "De 10 a 12 millones de euros.", "Entre 10 y 12 millones de euros.", id="de … a"),
        pytest.param("it", "Da 10 a 12 milioni di euro.", "Tra i 10 e i 12 milioni di euro.", id="da … a"),
        pytest.param("en", "From 10 to 12 ships came.", "Between 10 and 12 ships came.", id="from … to"),
        pytest.param("it", "È il terzo vertice.", "È il 3° vertice.", id="3°"),
        pytest.param("de", "Sie gewannen 3:2.", "Sie gewannen 3-2.", id="score"),
        pytest.param("de", "In den Achtzigerjahren.", "In den 1980er Jahren.", id="decade in words"),
        pytest.param("it", "Negli anni Ottanta.", "Negli anni '80.", id="decade in words (it)"),
        pytest.param("ja", "第3四半期に増えた。", "2024年第3四半期に増えた。", id="quarter of this year"),
        pytest.param("ja", "任期は2年半だ。", "任期は2.5年だ。", id="two years and a half"),
    ],
)
def test_twins_have_the_same_keys(language: str, one: str, other: str) -> None:
    """Figures and dates of both forms have equal keys, and there is something to compare."""
    first, second = wording(one, language), wording(other, language)
    assert [f.key for f in first.figures] == [f.key for f in second.figures]
    assert [m.key for m in first.dates] == [m.key for m in second.dates]
    assert first.figures or first.dates


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The suspect drove the car."),
        ("it", "Il sospettato guidava l'auto."),
        ("es", "El sospechoso conducía el coche."),
        ("ja", "容疑者は車を運転していた。"),
    ],
)
def test_a_suspect_does_not_make_a_statement_alleged(language: str, text: str) -> None:
    """The suspect is a person; what is told of him is told as done."""
    assert wording(text, language).modality == "done"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("「もう終わりだ」と外相は述べた。", "外相"),
        ("「もう終わりだ」と岸田氏は述べた。", "岸田"),
        ("「もう終わりだ」と、専門家の佐藤健氏は指摘する。", "佐藤健"),
    ],
)
def test_a_japanese_speaker_may_stand_behind_the_quotation(text: str, speaker: str) -> None:
    """The topic between と and the verb speaks."""
    assert wording(text, "ja").speaker == speaker
