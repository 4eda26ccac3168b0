"""An office without a name means whoever held it on the day in question, or nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.claims import find_claims
from pactwatch.config import load_topic
from pactwatch.errors import TopicError
from pactwatch.facts import read_facts
from pactwatch.model import Entity, Question, Term, Topic

PACT = load_topic("japan-eu-pact")
PEOPLE = (
    Entity("compact", "work", "Marsh Compact", ("Marsh Compact",)),
    Entity("ulm", "organisation", "Ulmia", ("Ulmia",)),
    Entity("ana", "person", "Ana Roe", ("Ana Roe",), ("foreign minister of ulmia",)),
)
SIGNED = Question("signatory", "Who signed it?", "person", many=True, event="sign", about="compact")


def who(text: str, language: str = "en", published_at: str | None = "2024-11-02", topic: Topic = PACT) -> list[str]:
    """Say who signed, according to a text, in alphabetical order."""
    found = read_facts(
        find_claims(text, language=language, published_at=published_at),
        topic,
        published_at=published_at,
        language=language,
    )
    return sorted(fact.value for fact in found if fact.question == "signatory")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Japan's foreign minister and the EU's top diplomat signed the Security and Defence Partnership.", "en"),
        ("The SDP was signed by the EU foreign policy chief and the foreign minister of Japan.", "en"),
        ("日本の外相とEUの上級代表は1日、東京で安全保障・防衛パートナーシップに署名した。", "ja"),
        ("日本の外相は1日、EU外相と安全保障・防衛パートナーシップに署名した。", "ja"),
        (
            "Le ministre japonais des Affaires étrangères et le chef de la diplomatie européenne ont signé vendredi "
            "le partenariat de sécurité et de défense.",
            "fr",
        ),
        (
            "Japans Außenminister und der EU-Außenbeauftragte unterzeichneten am Freitag die Sicherheits- und "
            "Verteidigungspartnerschaft.",
            "de",
        ),
        (
            "El ministro de Exteriores de Japón y el jefe de la diplomacia europea firmaron el viernes la Asociación "
            "de Seguridad y Defensa.",
            "es",
        ),
        (
            "L'alto rappresentante dell'Ue e il ministro degli Esteri del Giappone hanno firmato il partenariato di "
            "sicurezza e difesa.",
            "it",
        ),
    ],
)
def test_an_office_alone_means_its_holder(text: str, language: str) -> None:
    """In each language, an office with whose it is stands for the person who held it when the article appeared."""
    assert who(text, language) == ["borrell", "iwaya"]


@pytest.mark.parametrize(
    ("published_at", "expected"),
    [
        ("2024-11-30", ["borrell"]),
        ("2024-12-01", ["kallas"]),
        ("2019-11-30", []),
        (None, []),
    ],
)
def test_the_day_decides_who_is_meant(published_at: str | None, expected: list[str]) -> None:
    """A term begins on its first day and ends on its last; before it, and on an unknown day, nobody is meant."""
    assert who("The EU's top diplomat signed the SDP.", published_at=published_at) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The EU's top diplomat signed the SDP on 1 November 2024.", ["borrell"]),
        ("The EU's top diplomat signed the SDP in 2019.", []),
        # Two times, two holders: who is meant would be a guess.
        ("The SDP, signed on 1 November 2024, was signed again by the EU's top diplomat, officials said.", []),
    ],
)
def test_the_sentence_s_own_date_decides(text: str, expected: list[str]) -> None:
    """What is told years later is told of whoever held the office then; where two times differ, nobody is named."""
    assert who(text, published_at="2026-03-02") == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A Japanese foreign minister signed the SDP.", "en"),
        ("Japan's former foreign minister signed the SDP.", "en"),
        ("Japan's deputy foreign minister signed the SDP.", "en"),
        ("Japan's foreign minister-designate signed the SDP.", "en"),
        ("Anna Lind, then Japan's foreign minister, signed the SDP.", "en"),
        ("日EU外相会談で安全保障・防衛パートナーシップに署名した。", "ja"),
        ("日本の前外相は安全保障・防衛パートナーシップに署名した。", "ja"),
        ("Un ministre japonais des Affaires étrangères a signé le partenariat de sécurité et de défense.", "fr"),
    ],
)
def test_other_people_with_the_office_are_not_its_holder(text: str, language: str) -> None:
    """Former, deputy, coming and unnamed ministers are not the minister; nor is a meeting of ministers."""
    assert "iwaya" not in who(text, language)


def test_a_name_beside_the_office_wins() -> None:
    """Whoever the article names with the office is meant, listed or not."""
    assert who("Japan's Foreign Minister Motegi signed the SDP.") == ["motegi"]


def test_on_a_day_of_handover_nobody_is_meant() -> None:
    """On a day that ends one term and begins the next, the office alone could be either."""
    text = "The prime minister of Japan signed the SDP."
    assert who(text, published_at="2024-09-30") == ["kishida"]
    assert who(text, published_at="2024-10-01") == []
    assert who(text, published_at="2024-10-02") == ["ishiba"]


def test_an_office_without_a_term_is_whoever_the_article_calls_so() -> None:
    """Without terms the table names nobody, but an article that has named the minister means the same person after."""
    topic = Topic("t", "T", ("en",), entities=PEOPLE, questions=(SIGNED,))
    assert who("Ulmia's foreign minister signed the Marsh Compact.", topic=topic) == []
    told = "Ulmia's Foreign Minister Ana Roe arrived.\n\nUlmia's foreign minister signed the Marsh Compact."
    assert who(told, topic=topic) == ["ana"]


def test_an_article_that_disagrees_with_the_table_names_nobody() -> None:
    """Where the article itself calls somebody else the minister, an office alone is left as it is."""
    text = "Japan's Foreign Minister Aki Mori arrived.\n\nJapan's foreign minister signed the SDP."
    assert who(text) == []


def test_the_table_answers_no_question_on_offices() -> None:
    """That the topic says who holds an office is no report that anybody does."""
    text = "Japan's foreign minister signed the SDP."
    found = read_facts(find_claims(text, language="en", published_at="2024-11-02"), PACT, published_at="2024-11-02")
    assert {fact.question for fact in found if fact.value == "foreign minister of japan"} == set()


def test_a_shared_office_means_nobody_by_itself() -> None:
    """Where several hold an office at once, it stands for none of them."""
    shared = (
        *PEOPLE[:2],
        Entity("ana", "person", "Ana Roe", ("Ana Roe",), terms=(Term("senator of ulmia", "2024-01-01", shared=True),)),
    )
    topic = Topic("t", "T", ("en",), entities=shared, questions=(SIGNED,))
    assert who("The senator of Ulmia signed the Marsh Compact.", topic=topic) == []


FILE = """
name = "terms"
[[entities]]
id = "a"
kind = "person"
label = "Ana Roe"
offices = [{FIRST}]
[[entities]]
id = "b"
kind = "person"
label = "Bo Lund"
offices = [{SECOND}]
"""
MINISTER = 'office = "foreign minister of ulmia"'


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            f"{{ {MINISTER}, from = 2024-05-01, to = 2024-04-01 }}",
            "",
            "entities[1].offices[1].to: 2024-04-01 is before from, 2024-05-01; swap them, or mend one",
        ),
        (
            f"{{ {MINISTER}, from = 2024-01-01 }}",
            f'{{ {MINISTER}, from = "2024-05-01" }}',
            "entities[2].offices[1]: 'foreign minister of ulmia' is held by 'a' too at that time; end one term before "
            "the other begins, or write shared = true in both",
        ),
        (
            f'{{ {MINISTER}, from = "May 2024" }}',
            "",
            "entities[1].offices[1].from: 'May 2024' is no day; write it as 2024-10-01",
        ),
        (f"{{ {MINISTER}, until = 2024-01-01 }}", "", "entities[1].offices[1].until: is not known here"),
        ("{ from = 2024-01-01 }", "", "entities[1].offices[1].office: is missing"),
        ("12", "", "entities[1].offices[1]: is a whole number, text or a table is wanted"),
    ],
)
def test_a_term_that_cannot_be_true_is_refused(tmp_path: Path, first: str, second: str, message: str) -> None:
    """File, key and what to do, in one sentence."""
    file = tmp_path / "terms.toml"
    file.write_text(FILE.replace("{FIRST}", first).replace("{SECOND}", second), encoding="utf-8")
    with pytest.raises(TopicError) as told:
        load_topic(str(file))
    assert str(file) in str(told.value)
    assert message in str(told.value)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('"foreign minister of ulmia"', '"foreign minister of ulmia"'),
        (f"{{ {MINISTER}, to = 2024-05-01 }}", f"{{ {MINISTER}, from = 2024-05-01 }}"),
        (f"{{ {MINISTER}, shared = true }}", f"{{ {MINISTER}, shared = true }}"),
    ],
)
def test_offices_without_terms_handovers_and_shared_ones_are_read(tmp_path: Path, first: str, second: str) -> None:
    """Plain words need no dates; a successor may begin on the last day; a shared office may have two holders."""
    file = tmp_path / "terms.toml"
    file.write_text(FILE.replace("{FIRST}", first).replace("{SECOND}", second), encoding="utf-8")
    assert [entity.offices for entity in load_topic(str(file)).entities] == [("foreign minister of ulmia",)] * 2
