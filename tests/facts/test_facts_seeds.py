"""The two shipped articles disagree on who signed, and general rules say so unprompted."""

from __future__ import annotations

import pytest

from pactwatch.claims import find_claims
from pactwatch.config import load_topic
from pactwatch.facts import find_conflicts, read_facts, sheet
from pactwatch.model import Said, Topic
from pactwatch.paths import SEEDS

ARTICLES = {"first": ("000_0c31da6bcd59c834.txt", "2024-11-02"), "second": ("003_d31afd8a50a80280.txt", "2024-11-05")}


@pytest.fixture(scope="module")
def topic() -> Topic:
    """The shipped topic."""
    return load_topic("japan-eu-pact")


@pytest.fixture(scope="module")
def said(topic: Topic) -> list[Said]:
    """All that the two articles say."""
    found: list[Said] = []
    for outlet, (file, published_at) in ARTICLES.items():
        text = (SEEDS / file).read_text(encoding="utf-8")
        wordings = find_claims(text, language="en", published_at=published_at)
        facts = read_facts(wordings, topic, published_at=published_at, language="en")
        found += [Said(fact, outlet, f"https://{outlet}.example/") for fact in facts]
    return found


def test_who_signed_diverges_with_both_sentences(said: list[Said], topic: Topic) -> None:
    """Kishida and von der Leyen at the ceremony, against Borrell and Iwaya as signers: the only conflict."""
    (conflict,) = find_conflicts(said, topic.questions)
    assert (conflict.question, conflict.kind) == ("signatory", "accounts diverge")
    assert conflict.values == (("borrell", "iwaya"), ("kishida", "von-der-leyen"))
    sides = {tuple(sorted(one.fact.value for one in side)): side for side in conflict.sides}
    attended = sides["kishida", "von-der-leyen"]
    signed = sides["borrell", "iwaya"]
    assert {one.fact.role for one in attended} == {"attendee"}
    assert {one.fact.role for one in signed} == {"signer"}
    assert all(one.fact.sentence.startswith("The signing ceremony took place in Tokyo") for one in attended)
    assert all(one.fact.sentence.startswith("Signed on Friday by Borrell") for one in signed)


@pytest.mark.parametrize(
    ("question", "verdict", "expected"),
    [
        pytest.param("signatory", "diverging", {"borrell", "iwaya", "kishida", "von-der-leyen"}, id="who"),
        pytest.param("place", "one source", {"tokyo"}, id="where"),
        pytest.param("date_signed", "one source", {"2024-11-01"}, id="when"),
        pytest.param("date_of_effect", "one source", {"2025-01-01"}, id="effect"),
        pytest.param("spa_date_of_effect", "unanswered", set(), id="the other treaty's effect"),
        pytest.param("office_iwaya", "one source", {"defence minister of japan"}, id="office of Iwaya"),
        pytest.param("office_kishida", "one source", {"prime minister of japan"}, id="office of Kishida"),
        pytest.param("office_borrell", "one source", {"high representative of european union"}, id="office of Borrell"),
        pytest.param("announcer", "one source", {"borrell"}, id="announcer"),
        pytest.param("parties", "agreed", {"japan", "eu"}, id="parties"),
        pytest.param("first_of_its_kind", "one source", {"yes"}, id="first of its kind"),
    ],
)
def test_the_fact_sheet_of_the_seeds(
    said: list[Said], topic: Topic, question: str, verdict: str, expected: set[str]
) -> None:
    """Each question has the verdict and the values that a reader of the two articles would give it."""
    answer = next(answer for answer in sheet(said, topic) if answer.question == question)
    assert (answer.verdict, {value.value for value in answer.values}) == (verdict, expected)


def test_both_name_cyber_threats_and_disinformation(said: list[Said], topic: Topic) -> None:
    """What they share of the scope is said by both."""
    answer = next(answer for answer in sheet(said, topic) if answer.question == "scope")
    shared = {value.value for value in answer.values if value.outlets == ("first", "second")}
    assert shared == {"cyber", "disinformation"}
