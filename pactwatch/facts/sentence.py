"""A sentence with all that was found in it, its clauses, and small questions about its stretches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pactwatch.facts.names import Mention
from pactwatch.facts.phrases import any_of
from pactwatch.facts.triggers import Trigger
from pactwatch.facts.words import Words
from pactwatch.model import Wording

# The longest sentence that is read; what stands behind is left out. Real sentences have 50-600 characters.
LONGEST = 2000


@dataclass(slots=True)
class Sentence:
    """A sentence with all that was found in it."""

    text: str
    wording: Wording
    words: Words
    mentions: list[Mention]
    deals: frozenset[str] = frozenset()
    """Words of the topic's own works, in lower case: a `compact` may be signed where one is watched."""
    triggers: list[Trigger] = field(default_factory=list)
    walls: list[int] = field(default_factory=list)
    """Offsets at which a clause ends, ascending."""


# `have signed a pact, in a ceremony held in Tokyo on Friday`: the ceremony is where and when it was done.
_CEREMONY = re.compile(
    r"(?:(?:in|at|during) an? (?:\w+ )?(?:ceremony|event)|(?:lors|au cours) d'une cérémonie"
    r"|(?:bei|in|während) einer (?:\w+ )?(?:Zeremonie|Feierstunde)"
    r"|(?:en|durante) una ceremonia|(?:in|durante|nel corso di) una cerimonia)\b"
)


def walls_of(sentence: Sentence) -> list[int]:
    """Find where clauses end: strong punctuation, and commas or subordinators outside names, dates and figures."""
    text, wording = sentence.text, sentence.wording
    closed = [(m.left, m.right) for m in sentence.mentions]
    closed += [(d.start, d.end) for d in wording.dates] + [(f.start, f.end) for f in wording.figures]
    walls = {0, len(text)}
    for match in re.finditer(r"[;:—–|]|\.\s| - |, |,$", text):
        if not any(start < match.start() < end for start, end in closed) and not _CEREMONY.match(text, match.end()):
            walls.add(match.start())
    for match in any_of(sentence.words.breaks).finditer(text):
        if not any(start <= match.start() < end for start, end in closed):
            walls.add(match.start())
    return sorted(walls)


def clause_of(sentence: Sentence, trigger: Trigger) -> tuple[int, int]:
    """Give the stretch between the walls around a trigger."""
    start = max(wall for wall in sentence.walls if wall <= trigger.start)
    end = min(wall for wall in sentence.walls if wall >= trigger.end)
    return start, end


def wall_between(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a clause ends within a stretch."""
    return any(start <= wall < end for wall in sentence.walls)


def bare_words(sentence: Sentence, start: int, end: int) -> list[str]:
    """Give the words of a stretch without its dates, figures, places and parentheses, in lower case."""
    text = sentence.text
    blank = [(d.start, d.end) for d in sentence.wording.dates]
    blank += [(m.left, m.right) for m in sentence.mentions if m.kind == "place"]
    if "(" in text:
        blank += [m.span() for m in re.finditer(r"\([^()]{0,60}\)", text[:LONGEST])]
    kept = text[start:end]
    for left, right in blank:
        first, last = max(left - start, 0), min(right - start, len(kept))
        if first < last:
            kept = f"{kept[:first]}{' ' * (last - first)}{kept[last:]}"
    return re.findall(r"[\w'.&-]*\w[.']?|&", kept.lower())


def is_light(sentence: Sentence, start: int, end: int, extra: frozenset[str] = frozenset()) -> bool:
    """Tell whether only small words stand in a stretch."""
    light = sentence.words.light
    return all(
        word in light or word in extra or word.rstrip(".'") in light or word.endswith("ly")
        for word in bare_words(sentence, start, end)
    )


def phrase_before(sentence: Sentence, phrases: Sequence[str], at: int, reach: int = 24) -> bool:
    """Tell whether one of *phrases* stands right before an offset (articles may stand between)."""
    lead = sentence.text[max(0, at - reach) : at].rstrip()
    lead = re.sub(
        r"(?:\b(?:the|la|le|les|el|los|der|die|das|dem|den|il|lo|gli|both|its|his|her|their)|l')$", "", lead, flags=re.I
    ).rstrip()
    return any(match.end() == len(lead) for match in any_of(phrases).finditer(lead))


def is_passive(sentence: Sentence, trigger: Trigger) -> bool:
    """Tell whether a participle has an auxiliary of being before it."""
    if trigger.form != "either":
        return False
    if sentence.words.verb_last:
        passive = re.compile(r"\b(?:wurde|wurden|worden|wird|werden)\b")
        return passive.search(sentence.text, *clause_of(sentence, trigger)) is not None
    before = bare_words(sentence, max(0, trigger.start - 40), trigger.start)
    for word in reversed(before):
        if word in sentence.words.be:
            return True
        if word not in sentence.words.light and not word.endswith("ly"):
            return False
    return False


def is_modifier(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a name only qualifies another word: `EU-Japan pact`, `Japan's economy`."""
    text = sentence.text
    after, before = text[mention.end : mention.end + 2], text[max(0, mention.start - 1) : mention.start]
    return after[:1] == "-" or before == "-" or after == "'s" or after == "' "
