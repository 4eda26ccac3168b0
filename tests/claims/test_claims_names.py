"""Names: persons with their offices, organisations, places, by language."""

from __future__ import annotations

import pytest

from pactwatch.claims import read_wording


def names(text: str, language: str) -> list[tuple[str, str, str | None]]:
    """Give text, kind and office of a sentence's names."""
    return [(name.text, name.kind, name.office) for name in read_wording(text, language=language).names]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            "en",
            "Prime Minister Fumio Kishida left.",
            [("Fumio Kishida", "person", "Prime Minister")],
            id="office before the name",
        ),
        pytest.param(
            "en",
            "It was signed by Japan’s Defense Minister Iwaya Takeshi.",
            [("Japan", "place", None), ("Iwaya Takeshi", "person", "Defense Minister")],
            id="whose office",
        ),
        pytest.param(
            "en",
            "They met European Commission President Ursula von der Leyen.",
            [("European Commission", "organisation", None), ("Ursula von der Leyen", "person", "President")],
            id="organisation, office, particles",
        ),
        pytest.param(
            "en",
            "The EU foreign policy chief Josep Borrell left.",
            [("EU", "organisation", None), ("Josep Borrell", "person", "foreign policy chief")],
            id="lower-case office",
        ),
        pytest.param(
            "en",
            "Josep Borrell, the bloc's foreign policy chief, left.",
            [("Josep Borrell", "person", "foreign policy chief")],
            id="office behind",
        ),
        pytest.param(
            "en",
            "The Ministry of Foreign Affairs said so.",
            [("Ministry of Foreign Affairs", "organisation", None)],
            id="of inside",
        ),
        pytest.param(
            "en",
            "They signed the Security and Defence Partnership in Tokyo.",
            [("Security and Defence Partnership", "name", None), ("Tokyo", "place", None)],
            id="and inside",
        ),
        pytest.param(
            "en",
            "Japan and the European Union agreed.",
            [("Japan", "place", None), ("European Union", "organisation", None)],
            id="two parties",
        ),
        pytest.param(
            "en",
            "Officials said the talks in South Korea failed.",
            [("South Korea", "place", None)],
            id="sentence starter is no name",
        ),
        pytest.param("en", "Borrell said so.", [("Borrell", "name", None)], id="surname at the start"),
        pytest.param(
            "en",
            "In Berlin, Mr. Scholz left on Friday.",
            [("Berlin", "place", None), ("Scholz", "person", None)],
            id="title and weekday",
        ),
        pytest.param("en", "nothing here", [], id="no capitals"),
        pytest.param(
            "de",
            "Bundeskanzler Olaf Scholz sprach mit der Presse.",
            [("Olaf Scholz", "person", "Bundeskanzler")],
            id="German office",
        ),
        pytest.param(
            "de", "Die Regierung will im Sommer mehr Geld für Schulen ausgeben.", [], id="German nouns are no names"
        ),
        pytest.param(
            "de",
            "Die Europäische Union und Japan einigten sich.",
            [("Europäische Union", "organisation", None), ("Japan", "place", None)],
            id="German adjective",
        ),
        pytest.param(
            "de",
            "Ursula von der Leyen kam nach Brüssel.",
            [("Ursula von der Leyen", "person", None), ("Brüssel", "place", None)],
            id="German particles",
        ),
        pytest.param(
            "fr",
            "Le président Emmanuel Macron est à Paris.",
            [("Emmanuel Macron", "person", "président"), ("Paris", "place", None)],
            id="French",
        ),
        pytest.param(
            "fr",
            "La ministre Annalena Baerbock est partie.",
            [("Annalena Baerbock", "person", "ministre")],
            id="French office",
        ),
        pytest.param(
            "es",
            "El presidente Pedro Sánchez viajó a España.",
            [("Pedro Sánchez", "person", "presidente"), ("España", "place", None)],
            id="Spanish",
        ),
        pytest.param(
            "it",
            "Il premier Giorgia Meloni è a Roma.",
            [("Giorgia Meloni", "person", "premier"), ("Roma", "place", None)],
            id="Italian",
        ),
        pytest.param(
            "ja",
            "岩屋毅外相は東京で会談した。",
            [("岩屋毅", "person", "外相"), ("東京", "place", None)],
            id="Japanese office",
        ),
        pytest.param(
            "ja",
            "ボレル氏と欧州連合が発表した。",
            [("ボレル", "person", None), ("欧州連合", "organisation", None)],
            id="Japanese title",
        ),
        pytest.param(
            "ja",
            "岩屋外務大臣とバイデン米大統領が会談した。",
            [("岩屋", "person", "外務大臣"), ("バイデン", "person", "米大統領")],
            id="Japanese long office",
        ),
        pytest.param("ja", "両首相は会談した。", [], id="Japanese: both prime ministers are no name"),
        pytest.param("ja", "外務省は発表した。", [("外務省", "organisation", None)], id="Japanese ministry"),
    ],
)
def test_names(language: str, text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """A name is given as printed, with its kind and office."""
    assert names(text, language) == expected


def test_a_changed_office_shows() -> None:
    """Foreign minister and defence minister are different offices of one person."""
    one = names("Foreign Minister Iwaya signed it.", "en")
    other = names("Defense Minister Iwaya signed it.", "en")
    assert one[0][0] == other[0][0] == "Iwaya"
    assert one[0][2] != other[0][2]


def test_key_is_one_for_accents_and_hyphens() -> None:
    """A name's key is without case and accents."""
    (name,) = read_wording("Le ministre José Bové est là.", language="fr").names
    assert name.key == "jose bove"
