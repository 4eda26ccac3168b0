"""What one change comes to, in a few words: `changed the date of effect: 1 January 2025 -> 1 February 2025`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pactwatch.alerts.plain import plain
from pactwatch.model import Change, Difference, Question, Topic, phrases_of

# The weightiest first: what a reader would act on. New and removed statements stand among the facets of changed ones.
IMPORTANCE = ("number", "date", "name", "quote", "polarity", "modality", "new", "removed", "speaker", "wording")

# How far from a difference the words of a question may stand, in characters, for the difference to be its answer: about
# one clause. A person changes an answer only right beside them: "signed by X and welcomed by Y" asks for X alone.
NEAR_CHARS = {"date": 120, "number": 120, "name": 30}
_VALUES = {"date": ("date",), "name": ("person", "organisation", "place")}
_NOUNS = {
    "number": "a number",
    "date": "a date",
    "name": "a name",
    "quote": "a quote",
    "speaker": "who says it",
    "modality": "how certain it is",
    "polarity": "whether it is so",
    "wording": "the wording",
}
# Not strftime: the names would depend on the machine's locale.
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_VALUE_CHARS = 70
# Sentences are shorter and change in fewer places; these bound what a page of one endless line may cost.
_LOOK_CHARS = 4_000
_LOOK_PLACES = 20


def weight(change: Change) -> int:
    """Give a change's place in the order of importance; 0 is the weightiest."""
    words = change.verdict.facets if change.kind == "changed" else (change.kind,)
    return min((IMPORTANCE.index(word) for word in words if word in IMPORTANCE), default=len(IMPORTANCE))


def told_in_one_line(topic: Topic, change: Change) -> str:
    """Say what changed, without the outlet."""
    subject = plain(change.subject, 30)
    if change.kind in ("new", "removed"):
        thing = "a statement" if subject == "claim" else f"the {subject}"
        text = change.new_text if change.kind == "new" else change.old_text
        return f"{'added' if change.kind == 'new' else 'removed'} {thing}: {_value('quote', text)}"
    told = sorted(change.verdict.differences, key=_importance)
    if not told or (subject != "claim" and told[0].facet == "wording"):
        thing = "a statement" if subject == "claim" else f"the {subject}"
        old, new = _value("quote", change.old_text), _value("quote", change.new_text)
        return f"changed {thing}: {old} -> {new}"
    place = "" if subject == "claim" else f" in the {subject}"
    return _told(told[0], _noun(topic, change, told[0]), place, change.words)


def _importance(difference: Difference) -> int:
    """Give a difference's place in the order of importance."""
    return IMPORTANCE.index(difference.facet) if difference.facet in IMPORTANCE else len(IMPORTANCE)


def _told(difference: Difference, noun: str, place: str, words: Sequence[tuple[str, str]]) -> str:
    """Say one difference; *words* are those of the whole change."""
    gone, come = (_only(words, sign) for sign in "-+")
    if difference.facet == "polarity" and (gone or come):
        # "Positive" and "negative" are our words for it; a reader knows "committed" and "did not commit".
        said = f'"{gone}" -> "{come}"' if gone and come else f'dropped "{gone}"' if gone else f'added "{come}"'
        return f"reversed a statement{place}: {said}"
    old, new = _value(difference.facet, difference.old), _value(difference.facet, difference.new)
    if difference.facet == "modality" and gone and come:
        old, new = f'"{gone}"', f'"{come}"'
    if difference.facet == "number":
        new += _counted(difference, words)
    if difference.old is None and difference.new is None:
        return f"changed {noun}{place}"
    if difference.old is None:
        return f"added {noun}{place}: {new}"
    if difference.new is None:
        return f"dropped {noun}{place}: {old}"
    return f"changed {noun}{place}: {old} -> {new}"


# What a message quotes of the words that changed is a few of them; the whole sentence stands below.
_GIST_CHARS = 40


def _only(words: Sequence[tuple[str, str]], sign: str) -> str:
    """Give the words that went, or came, if they are few and stand in one place; empty: they do not."""
    found = [plain(text) for mark, text in words if mark == sign]
    return found[0] if len(found) == 1 and len(found[0]) <= _GIST_CHARS else ""


def _counted(difference: Difference, words: Sequence[tuple[str, str]]) -> str:
    """Quote what a bare number counts, from the words after it: `3 -> 5 "joint naval exercises are…"`."""
    bare = all(value is None or re.fullmatch(r"[\d.]+", value) for value in (difference.old, difference.new))
    place = next((n for n, (mark, _) in enumerate(words) if mark == "+"), len(words)) + 1
    if not bare or not _only(words, "+") or place >= len(words):
        return ""
    after = re.match(r"\s*([^\W\d_][^.,;:!?()\[\]«»“”„\"。、，；：！？（）「」]{0,200})", words[place][1])
    if after is None:
        return ""
    some = after[1].split()
    wide = not after[1].isascii() and len(some) == 1
    gist = some[0][:_COUNTED_WIDE] if wide else " ".join(some[:_COUNTED_WORDS])
    return f' "{gist}…"' if len(gist) < len(" ".join(some)) else f' "{gist}"'


_COUNTED_WORDS, _COUNTED_WIDE = 4, 10


def _value(facet: str, text: str | None) -> str:
    """Write a value as a person would: quoted words in quotation marks, a date in words, thousands apart."""
    line = plain(text, _VALUE_CHARS)
    if facet in ("quote", "wording"):
        return f'"{line.rstrip(",;、，")}"'
    if facet == "date":
        return _date(line)
    if facet == "number":
        whole = re.sub(r"(?<![\d.,])\d{5,}(?![\d.,])", lambda digits: _large(int(digits[0])), line, flags=re.ASCII)
        return re.sub(r"(?<![\d.,])\d{5,}(?=\.)", lambda digits: f"{int(digits[0]):,}", whole, flags=re.ASCII)
    return line


def _large(number: int) -> str:
    """Write a large number for people.

    >>> [_large(n) for n in (12_345, 40_000_000, 1_250_000_000, 1_234_567)]
    ['12,345', '40 million', '1.25 billion', '1,234,567']
    """
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if number >= size and number % (size // 100) == 0:
            return f"{number / size:.2f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{number:,}"


def _date(line: str) -> str:
    """Write a normalised date in words; anything else stays as it is.

    >>> [_date(value) for value in ("2025-02-01", "2025-02", "--11-15", "relative:next week", "2024-W44")]
    ['1 February 2025', 'February 2025', '15 November', 'next week', '2024-W44']
    """
    parts = re.fullmatch(r"(\d{4}|-)-(0[1-9]|1[0-2])(?:-(\d\d))?", line, re.ASCII)
    if not parts:
        return line.removeprefix("relative:")
    day = str(int(parts[3])) if parts[3] else ""
    return " ".join(part for part in (day, _MONTHS[int(parts[2]) - 1], parts[1].strip("-")) if part)


def _noun(topic: Topic, change: Change, difference: Difference) -> str:
    """Name what differs: by the topic's question that it answers, if the question's words stand near it."""
    fallback = _NOUNS.get(difference.facet, f"the {plain(difference.facet, 30)}")
    kinds = _VALUES.get(difference.facet, ())
    if difference.facet == "number":  # `three exercises, at a cost of 40 million euros`: only money answers the cost
        kinds = ("amount",) if _is_money(difference) else ("count",)
    candidates = [question for question in topic.questions if question.value in kinds]
    ranked: list[tuple[int, bool, int, str]] = []
    sides = ((change.new_text, difference.new, "+"), (change.old_text, difference.old, "-"))
    for text, value, mark in sides if candidates else ():
        folded = (text or "")[:_LOOK_CHARS].casefold()
        places = _places(folded, value, mark, change.words)
        for order, question in enumerate(candidates):
            near = min((_gap(*place, *span) for span in _asked(question, folded) for place in places), default=None)
            if near is not None and near <= NEAR_CHARS[difference.facet]:
                ranked.append((near, not _speaks_of(topic, question, folded), order, question.id))
    return "the " + re.sub(r"[_-]+", " ", min(ranked)[3]) if ranked else fallback


def _is_money(difference: Difference) -> bool:
    """Tell whether a number is a sum: its unit is a currency (`40000000 EUR`)."""
    return re.search(r" [A-Z]{3}$", difference.new or difference.old or "") is not None


def _places(folded: str, value: str | None, mark: str, words: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Find where a value stands in a sentence; if it is not printed like that, where the sentence's words changed."""
    start = folded.find(value.casefold()) if value else -1
    if value and start >= 0:
        return [(start, start + len(value))]
    places: list[tuple[int, int]] = []
    position = 0
    for kind, text in words:
        if kind == mark:
            places.append((position, position + len(text)))
        if kind in ("=", mark):
            position += len(text)
    return places[:_LOOK_PLACES]


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    """Count the characters between two spans."""
    return max(0, other_start - end, start - other_end)


def _asked(question: Question, folded: str) -> Iterator[tuple[int, int]]:
    """Find a question's trigger words in a sentence."""
    for triggers in question.triggers.values():
        for trigger in triggers:
            for phrase in phrases_of(trigger)[1]:
                if words := phrase.casefold().replace("*", " ").split():
                    yield from (match.span() for match in re.finditer(_pattern(words), folded))


def _pattern(words: list[str]) -> str:
    """Match the words in a row, each with any ending ("take effect": "takes effect"); Japanese has no word borders."""
    start = r"(?<!\w)" if words[0].isascii() else ""
    return start + r"\s+".join(re.escape(word) + r"[a-z]{0,4}" for word in words)


def _speaks_of(topic: Topic, question: Question, folded: str) -> bool:
    """Whether a sentence names what the question is about."""
    names = (
        name for entity in topic.entities if entity.id == question.about for name in (entity.label, *entity.aliases)
    )
    return any(name.casefold() in folded for name in names)
