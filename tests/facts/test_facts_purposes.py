"""What a sum is spent on, and that sums for different things contradict nobody."""

from __future__ import annotations

import pytest

from pactwatch.claims import find_claims
from pactwatch.facts import find_conflicts, read_facts
from pactwatch.model import Question, Said, Topic

SPENT = Question(
    "spent",
    "What is spent on it?",
    "amount",
    {
        "en": ("spend", "spent", "earmarked", "cost", "budget of", "fine", "fined"),
        "fr": ("consacre", "coûtera", "budget de", "amende"),
        "de": ("ausgegeben", "gibt", "kostet", "Budget von"),
        "es": ("destinará", "costará", "presupuesto de"),
        "it": ("speso", "costerà", "stanziato"),
        "ja": ("投じ", "費用"),
    },
)
PAID = Question("paid", "How much is paid?", "amount", event="pay")
TOPIC = Topic("purse", "Who pays for what", ("en", "fr", "de", "es", "it", "ja"), questions=(SPENT, PAID))


def said(text: str, language: str, number: int = 0) -> list[Said]:
    """Read a text as an outlet's own article."""
    url = f"https://{number}.example/"
    wordings = find_claims(text, language=language, published_at="2040-05-02")
    facts = read_facts(wordings, TOPIC, published_at="2040-05-02", language=language)
    return [Said(fact, f"Outlet {number}", url, voice=url, said_at="2040-05-02") for fact in facts]


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        pytest.param("The city has spent 4 million euros on the harbour.", "en", "for port", id="en behind"),
        pytest.param("For new schools, it has earmarked 4 million euros.", "en", "for school", id="en at the head"),
        pytest.param("The repairs will cost 4 million euros.", "en", "for rebuilding", id="en what costs"),
        pytest.param("The government set a budget of 4 million euros.", "en", "", id="en nothing said"),
        pytest.param("It was fined 4 million euros for late reports.", "en", "", id="a fine has a reason, no purpose"),
        pytest.param("La ville consacre 4 millions d'euros aux écoles.", "fr", "for school", id="fr behind"),
        pytest.param("Le pont coûtera 4 millions d'euros à la région.", "fr", "for bridge", id="fr who bears it"),
        pytest.param("Für den Hafen hat die Stadt 4 Millionen Euro ausgegeben.", "de", "for port", id="de at the head"),
        pytest.param("Die Brücke kostet 4 Millionen Euro.", "de", "for bridge", id="de what costs"),
        pytest.param("Destinará 4 millones de euros a las escuelas.", "es", "for school", id="es behind"),
        pytest.param("Ha speso 4 milioni di euro per il porto.", "it", "for port", id="it behind"),
        pytest.param("市は港湾に400万ユーロを投じた。", "ja", "for port", id="ja before"),
        pytest.param("It spent 4 million euros on beekeepers.", "en", "for beekeepers", id="a thing of no table"),
    ],
)
def test_the_purpose_of_a_sum_is_read(text: str, language: str, role: str) -> None:
    """What stands right beside a sum says what it is spent on."""
    assert [one.fact.role for one in said(text, language) if one.fact.question == "spent"] == [role]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("The line will pay 20,000 euros per family.", "en", id="en"),
        pytest.param("La compagnie versera 20 000 euros à chaque famille.", "fr", id="fr"),
        pytest.param("Die Reederei zahlt je 20.000 Euro.", "de", id="de"),
        pytest.param("La naviera pagará 20.000 euros por familia.", "es", id="es"),
        pytest.param("La compagnia verserà 20 mila euro a testa.", "it", id="it"),
        pytest.param("同社は1人当たり2万ユーロを支払う。", "ja", id="ja"),
    ],
)
def test_what_each_gets_is_no_total(text: str, language: str) -> None:
    """A share contradicts no total."""
    total = said("The line will pay 12 million euros to the families.", "en", 1)
    assert [one.fact.role for one in said(text, language)] == ["for each"]
    assert find_conflicts([*said(text, language), *total], TOPIC.questions) == []


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        pytest.param("Germany has spent 4 million euros on the harbour.", "en", "by germany for port", id="English"),
        pytest.param("L'Italie consacre 4 millions d'euros aux écoles.", "fr", "by italy for school", id="French"),
        pytest.param("Für den Hafen hat Frankreich 4 Millionen Euro ausgegeben.", "de", "by france for port", id="de"),
        pytest.param("España destinará 4 millones de euros a las escuelas.", "es", "by spain for school", id="Spanish"),
        pytest.param("日本政府は港湾に400万ユーロを投じた。", "ja", "by japan for port", id="Japanese"),
        pytest.param("Madrid has spent 4 million euros on the harbour.", "en", "by spain for port", id="a capital"),
        pytest.param("Berlin said France had spent 4 million euros.", "en", "by france", id="who only says so"),
        pytest.param("In Germany it has spent 4 million euros on the harbour.", "en", "for port", id="only where"),
    ],
)
def test_who_pays_is_read(text: str, language: str, role: str) -> None:
    """The country that is the subject of the clause pays."""
    assert [one.fact.role for one in said(text, language) if one.fact.question == "spent"] == [role]


def test_a_yearly_sum_is_no_share() -> None:
    """`Per year` says when, not that many get it."""
    assert [one.fact.role for one in said("The line will pay 20,000 euros per year.", "en")] == [""]


@pytest.mark.parametrize(
    ("other", "language", "conflict"),
    [
        pytest.param("It has spent 9 million euros on the schools.", "en", False, id="another thing"),
        pytest.param("La ville consacre 9 millions d'euros aux écoles.", "fr", False, id="another thing in French"),
        pytest.param("It has spent 9 million euros on the harbour.", "en", True, id="the same thing"),
        pytest.param("市は港湾に900万ユーロを投じた。", "ja", True, id="the same thing in Japanese"),
        pytest.param("It has spent 9 million euros so far.", "en", True, id="nothing said"),
        pytest.param("Germany has spent 9 million euros on the harbour.", "en", True, id="one payer is not said"),
    ],
)
def test_only_sums_for_one_thing_contradict(other: str, language: str, conflict: bool) -> None:
    """Two sums are compared unless both say what they are for, and it is not the same."""
    harbour = said("The city has spent 4 million euros on the harbour.", "en", 1)
    assert bool(find_conflicts([*harbour, *said(other, language, 2)], TOPIC.questions)) is conflict


def test_sums_of_different_payers_do_not_contradict() -> None:
    """What Germany gives and what Italy gives are two sums."""
    one = said("Germany has spent 4 million euros on the harbour.", "en", 1)
    assert not find_conflicts(
        [*one, *said("L'Italia ha speso 9 milioni di euro per il porto.", "it", 2)], TOPIC.questions
    )
    assert find_conflicts([*one, *said("Deutschland hat 9 Millionen Euro ausgegeben.", "de", 2)], TOPIC.questions)
