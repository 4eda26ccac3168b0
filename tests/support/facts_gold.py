"""How well are facts and conflicts read from the articles in `tests/gate/facts/`?

Run by hand it prints every miss: `python tests/support/facts_gold.py [FILE ...]`.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from found import Score

from pactwatch.claims import find_claims
from pactwatch.config import load_topic
from pactwatch.facts import find_conflicts, read_facts, sheet, voices
from pactwatch.model import Said, Topic

FOLDER = Path(__file__).parents[1] / "gate" / "facts"
# What a reader would call one thing: whether an outlet expects it or has seen it; a denied value is another.
SURE = ("done", "planned", "expected")


@dataclass(frozen=True)
class Story:
    """One article, and what a careful reader takes from it."""

    outlet: str
    language: str
    published_at: str
    headline: str
    text: str
    facts: dict[str, list[str]] = field(default_factory=dict)
    maybe: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """The articles of one file, in the order in which they appeared, and what they disagree on."""

    name: str
    topic: Topic
    stories: tuple[Story, ...]
    conflicts: tuple[str, ...]
    """Questions on which independent outlets contradict one another."""
    verdicts: dict[str, str]


@cache
def load(name: str) -> Event:
    """Read one file of articles; a file without a topic of its own is on the default one."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    topic = load_topic(str(FOLDER / data["topic"])) if "topic" in data else load_topic("japan-eu-pact")
    stories = tuple(_stories(data["articles"]))
    return Event(name, topic, stories, tuple(data.get("conflicts", ())), data.get("verdicts", {}))


def _stories(articles: list[dict[str, Any]]) -> Iterator[Story]:
    """Write out the copies: the text of another outlet with a desk's edits."""
    texts: dict[str, str] = {}
    for article in articles:
        copied = article.pop("copies", None)
        if copied:
            article["text"] = texts[copied]
        for old, new in article.pop("edits", ()):
            assert old in article["text"], (article["outlet"], old)
            article["text"] = article["text"].replace(old, new)
        texts.setdefault(article["outlet"], article["text"])
        yield Story(**article)


@cache
def heard(name: str) -> tuple[Said, ...]:
    """Read all articles of a file, each with the voice it copies."""
    event = load(name)
    texts = {f"https://{number}.example/": story.text for number, story in enumerate(event.stories)}
    voice = voices(texts)
    said: list[Said] = []
    for url, story in zip(texts, event.stories, strict=True):
        wordings = find_claims(story.text, language=story.language, published_at=story.published_at)
        facts = read_facts(
            wordings, event.topic, headline=story.headline, published_at=story.published_at, language=story.language
        )
        said += [Said(fact, story.outlet, url, voice=voice[url], said_at=story.published_at) for fact in facts]
    return tuple(said)


def values(name: str, questions: Sequence[str] = ()) -> Score:
    """Compare the values read with the gold, article by article."""
    event, total = load(name), Score()
    for number, story in enumerate(event.stories):
        mine = [one for one in heard(name) if one.article_url == f"https://{number}.example/"]
        for question in event.topic.questions:
            if question.id == "document_kind" or (questions and question.id not in questions):
                continue
            got = {_plain(one) for one in mine if one.fact.question == question.id}
            gold = set(story.facts.get(question.id, ()))
            maybe = set(story.maybe.get(question.id, ()))
            about = f"{story.outlet} [{story.language}] {question.id}"
            total += Score(
                len(got & gold - maybe),
                len(got - maybe),
                len(gold - maybe),
                [f"{about}: missed {value}" for value in sorted(gold - got - maybe)]
                + [f"{about}: wrong {_evidence(mine, question.id, value)}" for value in sorted(got - gold - maybe)],
            )
    return total


def _plain(one: Said) -> str:
    """Write a value as the gold does; for a date of effect, planned goes without saying."""
    fact = one.fact
    if fact.modality == "done" or (fact.modality in SURE and "effect" in fact.question):
        return fact.value
    return f"{fact.value} {'planned' if fact.modality == 'expected' else fact.modality}"


def _evidence(mine: Iterable[Said], question: str, value: str) -> str:
    """Quote the sentence that gave a wrong value."""
    return next(
        f"{value} ({one.fact.sentence[:110]})" for one in mine if (one.fact.question, _plain(one)) == (question, value)
    )


def conflicts(name: str) -> Score:
    """Compare the questions in conflict with the gold."""
    event = load(name)
    got = {conflict.question for conflict in find_conflicts(heard(name), event.topic.questions)}
    gold = set(event.conflicts)
    return Score(
        len(got & gold),
        len(got),
        len(gold),
        [f"{name}: conflict missed: {q}" for q in sorted(gold - got)]
        + [f"{name}: no conflict: {q}" for q in sorted(got - gold)],
    )


def verdicts(name: str) -> Score:
    """Compare the verdicts with the gold."""
    event = load(name)
    got = {answer.question: answer.verdict for answer in sheet(heard(name), event.topic)}
    right = [question for question, verdict in event.verdicts.items() if got[question] == verdict]
    wrong = [f"{name} {q}: {got[q]}, not {v}" for q, v in event.verdicts.items() if q not in right]
    return Score(len(right), len(event.verdicts), len(event.verdicts), wrong)


def main(names: Sequence[str]) -> None:
    """Print scores and misses."""
    for name in names or sorted(path.stem for path in FOLDER.glob("*.toml")):
        for what, score in (("values", values(name)), ("conflicts", conflicts(name)), ("verdicts", verdicts(name))):
            print(f"{name} {what}: {score}")
            print(*(f"  {miss}" for miss in score.misses), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
