"""Facts that take two sentences: what points back is taken up where it is unambiguous, and nowhere else."""

from __future__ import annotations

import pytest

from pactwatch.claims import find_claims
from pactwatch.config import load_topic
from pactwatch.facts import read_facts
from pactwatch.model import Fact

PACT = load_topic("japan-eu-pact")
BOTH = {"borrell", "iwaya"}


def facts(text: str, language: str = "en") -> list[Fact]:
    """Read a text that appeared on 4 November 2024."""
    wordings = find_claims(text, language=language, published_at="2024-11-04")
    return read_facts(wordings, PACT, published_at="2024-11-04", language=language)


def values(text: str, question: str, language: str = "en") -> set[str]:
    """Give the values of one question."""
    return {fact.value for fact in facts(text, language) if fact.question == question}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Josep Borrell and Takeshi Iwaya met in Tokyo. They signed the SDP on 1 November.", "en"),
        ("Josep Borrell and Takeshi Iwaya met in Tokyo. On Friday, the two ministers signed the SDP.", "en"),
        ("岩屋外相とボレル上級代表は会談した。両氏は安全保障・防衛パートナーシップに署名した。", "ja"),
        ("岩屋外相はボレル上級代表と会談した。同日、両外相は安全保障・防衛パートナーシップに署名した。", "ja"),
        ("Borrell und Iwaya trafen sich. Sie unterzeichneten die Sicherheits- und Verteidigungspartnerschaft.", "de"),
        ("Borrell et Iwaya ont présenté le partenariat de sécurité et de défense. Ils l'ont signé vendredi.", "fr"),
        ("Borrell y Iwaya presentaron la Asociación de Seguridad y Defensa. Lo firmaron el viernes.", "es"),
        ("Borrell e Iwaya hanno presentato il partenariato di sicurezza e difesa. L'hanno firmato venerdì.", "it"),
    ],
)
def test_two_people_of_the_sentence_before_are_meant(text: str, language: str) -> None:
    """`They`, `両氏`, a Spanish verb without a subject: the two whom the sentence before names."""
    assert values(text, "signatory", language) == BOTH


def test_one_person_and_the_minister_are_meant() -> None:
    """`He` is the only person of the sentence before; `the foreign minister` the only one who is."""
    assert values("Takeshi Iwaya praised the SDP. He signed it on Friday.", "signatory") == {"iwaya"}
    told = "Takeshi Iwaya received Josep Borrell. The foreign minister signed the SDP."
    assert values(told, "signatory") == {"iwaya"}


def test_two_parties_are_meant() -> None:
    """`The two sides` are the two parties, and nobody's name."""
    text = "Japan and the EU ended years of talks. The two sides signed the SDP on Friday."
    assert values(text, "parties") == {"japan", "eu"}
    assert values(text, "signatory") == set()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Iwaya received Borrell. He signed the SDP.", id="he: which of two?"),
        pytest.param("Iwaya spoke to Borrell and Kishida. They signed the SDP.", id="they: which of three?"),
        pytest.param("Iwaya and Borrell met.\n\nThey signed the SDP.", id="another paragraph"),
        pytest.param("Iwaya and Borrell met. Talks went on. They signed the SDP.", id="not the sentence before"),
        pytest.param("Iwaya and Borrell met. They did not sign the SDP's annex.", id="another paper"),
        pytest.param("Iwaya and Borrell met. Nobody says that they signed the SDP?", id="a question"),
        pytest.param("Iwaya arrived. The two ministers signed the SDP.", id="the two: one is named"),
        pytest.param("“Iwaya and Borrell met,” it said. They signed the SDP.", id="named in a quote"),
    ],
)
def test_what_is_ambiguous_names_nobody(text: str) -> None:
    """A missing name costs less than a wrong one."""
    assert {f.value for f in facts(text) if f.question == "signatory" and f.modality == "done"} == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Borrell and Iwaya signed the SDP. The ceremony took place in Tokyo on 1 November.", "en"),
        ("岩屋外相は安全保障・防衛パートナーシップに署名した。式典は1日、東京で行われた。", "ja"),
        (
            "Borrell e Iwaya hanno firmato il partenariato di sicurezza e difesa. La cerimonia "
            "si è svolta venerdì a Tokyo.",
            "it",
        ),
    ],
)
def test_a_ceremony_is_the_event_of_the_sentence_before(text: str, language: str) -> None:
    """When and where `the ceremony` was is when and where they signed."""
    assert values(text, "place", language) == {"tokyo"}
    assert values(text, "date_signed", language) == {"2024-11-01"}


def test_there_and_the_same_day_are_those_of_the_sentence_before() -> None:
    """`There` and `the same day` carry one place and one day over."""
    text = "Borrell met Iwaya in Tokyo on 1 November. The two signed the SDP there the same day."
    assert values(text, "place") == {"tokyo"}
    assert values(text, "date_signed") == {"2024-11-01"}


def test_a_fact_of_two_sentences_keeps_both() -> None:
    """The value is where its offsets say, in its own sentence; the other sentence stands beside it."""
    (first, second) = (f for f in facts("Borrell and Iwaya met. They signed the SDP.") if f.question == "signatory")
    for fact, label in ((first, "Borrell"), (second, "Iwaya")):
        assert fact.sentence == "Borrell and Iwaya met."
        assert fact.sentence[fact.start : fact.end] == fact.label == label
        assert fact.beside == "They signed the SDP."
        assert fact.evidence == "Borrell and Iwaya met. … They signed the SDP."
        assert fact.position == 0


def test_one_sentence_that_says_it_all_is_preferred() -> None:
    """Where both ways lead to a value, the sentence that needs no other is its evidence."""
    text = "Borrell and Iwaya met. They signed the SDP. Borrell and Iwaya signed the SDP in Tokyo."
    assert {f.beside for f in facts(text) if f.question == "signatory"} == {""}


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        pytest.param("Anna Kerr sat in the rain. She signed the SDP.", "signatory", {"anna kerr"}, id="a stranger"),
        pytest.param("Iwaya and Borrell had tea. They laughed. They signed the SDP.", "signatory", BOTH, id="a chain"),
        pytest.param(
            "Many recall the Delta Water Treaty.\n\nThe treaty was signed in Tokyo.",
            "place",
            set(),
            id="another treaty",
        ),
        pytest.param(
            "Many recall the Delta Water Treaty. Why?\n\nThe treaty was signed in Tokyo.",
            "place",
            set(),
            id="asked why",
        ),
        pytest.param("Many recall the floods.\n\nThe treaty was signed in Tokyo.", "place", {"tokyo"}, id="no treaty"),
        pytest.param("Iwaya had tea.\n\nThe cat slept. He signed the SDP.", "signatory", set(), id="too far back"),
    ],
)
def test_a_sentence_that_answers_nothing_is_still_pointed_to(text: str, question: str, expected: set[str]) -> None:
    """What is passed over because it answers no question is read when a later sentence needs it."""
    assert values(text, question) == expected
