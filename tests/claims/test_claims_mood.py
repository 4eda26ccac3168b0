"""Modality and polarity, by language."""

from __future__ import annotations

import pytest

from pactwatch.claims import read_wording


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("en", "They signed the pact.", "done"),
        ("en", "They will sign the pact.", "planned"),
        ("en", "The pact is set to take effect.", "planned"),
        ("en", "They agreed to sign the pact.", "planned"),
        ("en", "The pact is expected to help.", "expected"),
        ("en", "The pact is likely to help.", "expected"),
        ("en", "The pact may help.", "possible"),
        ("en", "The pact could help.", "possible"),
        ("en", "He allegedly took the money.", "alleged"),
        ("en", "They reportedly signed it.", "alleged"),
        ("en", "He denied the charge.", "denied"),
        ("en", "He was denied entry.", "done"),
        ("en", "They met in May.", "done"),
        ("en", "The will of the people counts.", "done"),
        ("en", "They won the match.", "done"),
        ("en", "They won't sign it.", "planned"),
        ("de", "Sie unterzeichneten den Vertrag.", "done"),
        ("de", "Der Vertrag wird im Januar in Kraft treten.", "planned"),
        ("de", "Der Vertrag wurde unterzeichnet.", "done"),
        ("de", "Er soll kommen.", "planned"),
        ("de", "Er könnte kommen.", "possible"),
        ("de", "Er kam angeblich.", "alleged"),
        ("de", "Er dürfte kommen.", "expected"),
        ("de", "Er bestritt den Vorwurf.", "denied"),
        ("fr", "Ils ont signé l'accord.", "done"),
        ("fr", "L'accord entrera en vigueur.", "planned"),
        ("fr", "L'accord pourrait aider.", "possible"),
        ("fr", "Il aurait signé.", "alleged"),
        ("fr", "Il dément avoir signé.", "denied"),
        ("fr", "L'accord devrait aider.", "expected"),
        ("es", "Firmaron el acuerdo.", "done"),
        ("es", "El acuerdo entrará en vigor.", "planned"),
        ("es", "El acuerdo podría ayudar.", "possible"),
        ("es", "El presunto autor llegó.", "alleged"),
        ("es", "Negó el cargo.", "denied"),
        ("it", "Hanno firmato l'accordo.", "done"),
        ("it", "L'accordo entrerà in vigore.", "planned"),
        ("it", "L'accordo potrebbe aiutare.", "possible"),
        ("it", "Il presunto autore è arrivato.", "alleged"),
        ("it", "Ha smentito.", "denied"),
        ("ja", "協定に署名した。", "done"),
        ("ja", "協定に署名する予定だ。", "planned"),
        ("ja", "1月に発効する。", "planned"),
        ("ja", "協定に署名する可能性がある。", "possible"),
        ("ja", "発効する見通しだ。", "expected"),
        ("ja", "署名を否定した。", "denied"),
    ],
)
def test_modality(language: str, text: str, modality: str) -> None:
    """A sentence tells of something done, planned, expected, possible, alleged or denied."""
    assert read_wording(text, language=language).modality == modality


@pytest.mark.parametrize(
    ("language", "text", "polarity"),
    [
        ("en", "They signed it.", "positive"),
        ("en", "They did not sign it.", "negative"),
        ("en", "They didn’t sign it.", "negative"),
        ("en", "They no longer talk.", "negative"),
        ("en", "They failed to agree.", "negative"),
        ("en", "Not only Japan signed it.", "positive"),
        ("en", "No fewer than 40 came.", "positive"),
        ("en", "It ends no later than May.", "positive"),
        ("en", "Nobody came.", "negative"),
        ("de", "Sie kamen nicht.", "negative"),
        ("de", "Sie haben keine Wahl.", "negative"),
        ("de", "Nicht nur Japan kam.", "positive"),
        ("fr", "Ils ne signent pas.", "negative"),
        ("fr", "Il ne signe que demain.", "positive"),
        ("fr", "Pas seulement le Japon.", "positive"),
        ("fr", "Ils n'ont jamais signé.", "negative"),
        ("es", "No firmaron.", "negative"),
        ("es", "No solo Japón firmó.", "positive"),
        ("es", "Sin embargo, firmaron.", "positive"),
        ("it", "Non hanno firmato.", "negative"),
        ("it", "Non solo il Giappone.", "positive"),
        ("ja", "署名しなかった。", "negative"),
        ("ja", "署名していない。", "negative"),
        ("ja", "署名しなければならない。", "positive"),
        ("ja", "署名するかもしれない。", "positive"),
        ("ja", "日本だけでなく欧州も署名した。", "positive"),
        ("ja", "合意せずに終わった。", "negative"),
    ],
)
def test_polarity(language: str, text: str, polarity: str) -> None:
    """A sentence affirms or negates; "not only" and "no later than" deny nothing."""
    assert read_wording(text, language=language).polarity == polarity
