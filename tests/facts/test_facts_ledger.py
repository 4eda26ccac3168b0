"""One more article gives the same conflicts as reading everything again."""

from __future__ import annotations

import random

import pytest

from pactwatch.facts import Docket, Ledger, find_conflicts
from pactwatch.model import Fact, Question, Said

QUESTIONS = (
    Question("deaths", "How many died?", "count", event="kill"),
    Question("when", "When was it signed?", "date", event="sign"),
    Question("who", "Who signed?", "person", many=True, event="sign"),
    Question("scope", "What about?", "text", many=True),
)
VALUES = {
    "deaths": ("29", "92", ">=29", "~90"),
    "when": ("2024-11-01", "2024-11", "2024-11-15", "2024"),
    "who": ("ann", "bob", "cid", "dee"),
    "scope": ("cyber", "space"),
}


def article(number: int, chooser: random.Random) -> list[Said]:
    """Make what one article says: some copy another's voice, some outlets publish twice."""
    url = f"https://{number}.example/"
    voice = f"https://{chooser.randrange(8)}.example/" if chooser.random() < 0.4 else url
    said = []
    for question, values in VALUES.items():
        for value in chooser.sample(values, chooser.choice((0, 1, 1, 2))):
            modality = chooser.choice(("done", "done", "done", "planned", "denied"))
            fact = Fact(question, value, value, f"{number} {value}", modality=modality)
            day = f"2024-11-{chooser.randint(1, 20):02}"
            said.append(Said(fact, f"outlet {number % 9}", url, number, voice, day))
    return said


@pytest.mark.parametrize("seed", range(12))
def test_the_ledger_says_what_reading_everything_says(seed: int) -> None:
    """After articles have come, changed and gone, each question has the same sides."""
    chooser = random.Random(seed)
    ledger = Ledger(QUESTIONS)
    now: dict[int, list[Said]] = {}
    for _ in range(60):
        number = chooser.randrange(25)
        said = article(number, chooser) if chooser.random() < 0.85 else []
        now.pop(number, None)
        now[number] = said
        ledger.put(f"https://{number}.example/", said)
    everything = [one for said in now.values() for one in said]
    found = {conflict.question: conflict.values for conflict in find_conflicts(everything, QUESTIONS)}
    assert {q.id: ledger.values(q.id) for q in QUESTIONS if ledger.values(q.id)} == found
    again = Ledger(QUESTIONS, everything)
    assert {q.id: again.values(q.id) for q in QUESTIONS if again.values(q.id)} == found


def test_the_ledger_names_the_questions_that_changed() -> None:
    """What is said again changes nothing; what is dropped does."""
    ledger = Ledger(QUESTIONS)
    said = [Said(Fact("deaths", "29", "29", "29 died."), "a", "https://a.example/")]
    assert ledger.put("https://a.example/", said) == ["deaths"]
    assert ledger.put("https://a.example/", list(said)) == []
    assert ledger.conflict("deaths") is None
    ledger.put("https://b.example/", [Said(Fact("deaths", "92", "92", "92 died."), "b", "https://b.example/")])
    conflict = ledger.conflict("deaths")
    assert conflict is not None
    assert (conflict.kind, conflict.values) == ("asserted", (("29",), ("92",)))
    assert ledger.put("https://b.example/", []) == ["deaths"]
    assert ledger.conflict("deaths") is None


def test_the_docket_reads_everything_once() -> None:
    """The first article makes it read all; the next only its own; after it was made to forget, all again."""
    asked: list[str] = []
    first = [Said(Fact("deaths", "29", "29", "29 died."), "a", "https://a.example/")]
    second = [Said(Fact("deaths", "92", "92", "92 died."), "b", "https://b.example/")]

    def everything() -> list[Said]:
        asked.append("everything")
        return first

    def own() -> list[Said]:
        asked.append("own")
        return second

    docket = Docket()
    assert docket.judge(QUESTIONS, "https://a.example/", everything, own) == (tuple(VALUES), [])
    touched, (conflict,) = docket.judge(QUESTIONS, "https://b.example/", everything, own)
    assert (touched, conflict.values) == (("deaths",), (("29",), ("92",)))
    docket.forget()
    docket.judge(QUESTIONS, "https://b.example/", everything, own)
    assert asked == ["everything", "own", "everything"]
