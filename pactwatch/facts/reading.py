"""What is known while an article is read, and one sentence ready to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pactwatch.facts.frames import Frame
from pactwatch.facts.names import Names
from pactwatch.facts.referring import Before, Origins
from pactwatch.facts.sentence import Sentence
from pactwatch.facts.telling import Looks
from pactwatch.facts.words import Words
from pactwatch.model import Topic, Wording


@dataclass(slots=True)
class Reading:
    """What is known of the article so far."""

    topic: Topic
    names: Names
    language: str | None
    learnt: dict[str, str]
    published_on: date | None
    work: str = ""
    """The work named last: what `the agreement` means."""
    taught: dict[str, frozenset[str]] = field(default_factory=dict)
    """By office (`foreign minister of japan`): whom the article has called so."""
    bearers: dict[str, frozenset[str]] = field(default_factory=dict)
    """By bare office (`foreign minister`): who of those named so far is one."""
    before: Before | None = None
    """The sentence before, if it could be read."""
    passing: str = ""
    """A work unknown to the topic that the sentence before named last."""
    looks: dict[str, Looks] = field(default_factory=dict)
    """By language: what to look for in a sentence."""
    waiting: list[Waiting] = field(default_factory=list)
    """Sentences of one paragraph that answer nothing, behind `before`: read whole only if a later one points back."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sentence that answers nothing by itself."""

    wording: Wording
    text: str
    language: str
    words: Words
    bearers: Mapping[str, frozenset[str]]
    """Who was which office's bearer when it was passed."""
    sentence: Sentence | None = None
    """What it names; None: not looked for yet."""


@dataclass(frozen=True, slots=True)
class Here:
    """One sentence, ready to answer."""

    sentence: Sentence
    frames: Sequence[Frame]
    language: str
    origins: Origins
    before: Wording | None


def day_of(value: str | None) -> date | None:
    """Read a day; None: it is none."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
