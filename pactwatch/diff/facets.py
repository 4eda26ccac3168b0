"""What differs between two wordings in figures, dates, names, quotes, speaker, modality and polarity?

The wordings were read by `pactwatch.claims`. A reader may see a name in one version and miss it in the next, so a
difference counts only if the printed words bear it out: a name is gone when its words are gone.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pactwatch.diff.lexicon import evidentials, joiners, negators, pronouns
from pactwatch.diff.residue import Residue, misspelled, same_stem, words_of
from pactwatch.model import Difference, Figure, Moment, Name, Quote, Wording

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """One typed difference and the rule that saw it (see rules.py)."""

    rule: str
    difference: Difference


def typed_findings(old: Wording, new: Wording, left: Residue) -> tuple[list[Finding], Residue]:
    """Compare two wordings facet by facet; the weightiest facets come first.

    Also gives the residue without the words of names that were merely shortened or written out: they are explained.
    """
    names, explained = _names(old, new)
    if not names:
        names, explained = _capitals_for_pronoun(old, new, left)
    left = dataclasses.replace(
        left,
        old=tuple(word for word in left.old if word not in explained),
        new=tuple(word for word in left.new if word not in explained),
    )
    findings = [
        *_figures(old, new),
        *_dates(old, new),
        *names,
        *_quotes(old, new, left),
        *_polarity(old, new, left),
        *_speaker(old, new),
        *_modality(old, new, left),
    ]
    return findings or _swapped_words(left), left


def _swapped_words(left: Residue) -> list[Finding]:
    if left.swapped is None:
        return []
    one, other = left.swapped
    return [_found("words-swapped", "wording", f"{one} … {other}", f"{other} … {one}")]


def _found(rule: str, facet: str, old: str | None, new: str | None) -> Finding:
    return Finding(rule, Difference(facet, old, new))


def _three(facet: str, old: Sequence[str], new: Sequence[str]) -> list[Finding]:
    """Pair leftovers in order: changed as far as both sides reach, then added or removed."""
    findings = []
    for k in range(max(len(old), len(new))):
        before = old[k] if k < len(old) else None
        after = new[k] if k < len(new) else None
        how = "changed" if before is not None and after is not None else "added" if before is None else "removed"
        findings.append(_found(f"{facet}-{how}", facet, before, after))
    return findings


# ---------------------------------------------------------------- numbers and dates

# "More than 40" and "at least 40" say the same to a reader; "about" is a matter of wording.
_COMPARATORS = {">=": ">", "<=": "<", "~": "="}


def _figure_key(figure: Figure) -> tuple[str, str, str]:
    span = figure.value if figure.high is None else f"{figure.value}..{figure.high}"
    return _COMPARATORS.get(figure.comparator, figure.comparator), span, figure.unit


def _figures(old: Wording, new: Wording) -> list[Finding]:
    a, b = [_figure_key(f) for f in _counted(old)], [_figure_key(f) for f in _counted(new)]
    printed_a = {_figure_key(f): f.key for f in old.figures}
    printed_b = {_figure_key(f): f.key for f in new.figures}
    only_a, only_b = _leftovers(a, b)
    # A unit that one reading states and the other leaves out ("40", "40 ships") is no other number.
    for key in list(only_a):
        twin = next((k for k in only_b if k[:2] == key[:2] and not (k[2] and key[2])), None)
        if twin is not None:
            only_a.remove(key)
            only_b.remove(twin)
    findings = _three("number", [printed_a[k] for k in only_a], [printed_b[k] for k in only_b])
    if not findings and a != b and sorted(a) == sorted(b) and _same_frame(old, old.figures, new, new.figures):
        findings.append(
            _found(
                "number-swapped", "number", ", ".join(f.key for f in old.figures), ", ".join(f.key for f in new.figures)
            )
        )
    return findings or _digits(old, new)


def _counted(wording: Wording) -> list[Figure]:
    """The figures without "one", which is a pronoun or an article more often than a count."""
    return [f for f in wording.figures if f.unit or f.value != "1" or not f.text.isalpha()]


def _digits(old: Wording, new: Wording) -> list[Finding]:
    """Compare the digits that stand in no figure and no date ("G7" and "G8")."""
    only_a, only_b = _leftovers(_loose_digits(old), _loose_digits(new))
    return _three("number", only_a, only_b) and [
        _found("digits-changed", "number", " ".join(only_a) or None, " ".join(only_b) or None)
    ]


_DIGITS = re.compile(r"[\dA-Za-z]+(?:[.,:][\dA-Za-z]+)*")


def _loose_digits(wording: Wording) -> list[str]:
    """Words with digits outside every figure and date."""
    taken = [(f.start, f.end) for f in wording.figures] + [(d.start, d.end) for d in wording.dates]
    return [
        match.group().casefold()
        for match in _DIGITS.finditer(wording.text)
        if any(sign.isdigit() for sign in match.group())
        and not any(start < match.end() and match.start() < end for start, end in taken)
    ]


def _dates(old: Wording, new: Wording) -> list[Finding]:
    only_a, only_b = _leftovers([d.key for d in old.dates], [d.key for d in new.dates])
    for key in list(only_a):
        twin = next((k for k in only_b if _compatible(key, k)), None)
        if twin is not None:
            only_a.remove(key)
            only_b.remove(twin)
    findings = _three("date", only_a, only_b)
    a, b = [d.key for d in old.dates], [d.key for d in new.dates]
    if not findings and a != b and sorted(a) == sorted(b) and _same_frame(old, old.dates, new, new.dates):
        findings.append(_found("date-swapped", "date", ", ".join(a), ", ".join(b)))
    return findings


def _compatible(one: str, other: str) -> bool:
    """Whether one date is the other without its year ("--11-01", "2024-11-01"): readers supply the year themselves."""
    short, long = sorted((one, other), key=len)
    return short.startswith("--") and long[:1].isdigit() and long[4:] == short[1:]


def _leftovers(a: Sequence[T], b: Sequence[T]) -> tuple[list[T], list[T]]:
    """Give what only *a* and only *b* hold, in order."""
    return _minus(a, b), _minus(b, a)


def _minus(a: Sequence[T], b: Sequence[T]) -> list[T]:
    rest = Counter(b)
    out = []
    for item in a:
        if rest[item] > 0:
            rest[item] -= 1
        else:
            out.append(item)
    return out


def _same_frame(
    old: Wording, old_parts: Sequence[Figure | Moment | Name], new: Wording, new_parts: Sequence[Figure | Moment | Name]
) -> bool:
    """Whether the sentences are alike but for the order of these parts: then the parts changed places."""
    return _frame(old.text, old_parts) == _frame(new.text, new_parts)


def _frame(text: str, parts: Sequence[Figure | Moment | Name]) -> list[str]:
    pieces, at = [], 0
    for start, end in sorted((part.start, part.end) for part in parts):
        pieces.append(" ".join(words_of(text[at:start])))
        at = max(at, end)
    return [*pieces, " ".join(words_of(text[at:]))]


# ---------------------------------------------------------------- names


def _names(old: Wording, new: Wording) -> tuple[list[Finding], set[str]]:
    """Compare the names; also give the words of names that were written in another form."""
    (gone, shortened), (come, lengthened) = _missing_names(old, new), _missing_names(new, old)
    explained = {word for name in (*shortened, *lengthened) for word in words_of(name.text)}
    findings = []
    for name in list(gone):
        twin = next((other for other in come if _spelled_alike(name.text, other.text)), None)
        if twin is not None:
            gone.remove(name)
            come.remove(twin)
            findings.append(_found("name-spelling", "name", name.text, twin.text))
    if gone and not come and _has_more_pronouns(new, old):
        findings += [_found("name-or-pronoun", "name", name.text, None) for name in gone]
        explained |= {word for name in gone for word in words_of(name.text)}
        gone = []
    elif come and not gone and _has_more_pronouns(old, new):
        findings += [_found("name-or-pronoun", "name", None, name.text) for name in come]
        explained |= {word for name in come for word in words_of(name.text)}
        come = []
    findings += _three("name", [name.text for name in gone], [name.text for name in come])
    if not findings:
        findings += [_found("name-form", "name", name.text, None) for name in shortened]
        findings += [_found("name-form", "name", None, name.text) for name in lengthened]
        findings += _swapped_names(old, new)
    return findings + _offices(old, new), explained


def _missing_names(here: Wording, there: Wording) -> tuple[list[Name], list[Name]]:
    """Give the names of one wording that the other does not print at all, and those that it prints in another form."""
    words = words_of(there.text)
    known = set(words)
    missing: list[Name] = []
    reformed: list[Name] = []
    for name in here.names:
        if name.text and name.text[0] > _UNSPACED:
            if name.text not in there.text:
                (reformed if _is_longer_form(name, there) else missing).append(name)
            continue
        parts = [word for word in words_of(name.text) if len(word) > 1]
        absent = [word for word in parts if word not in known]
        absent = [word for word in absent if not any(len(other) > 4 and same_stem(word, other) for other in known)]
        if not absent:
            continue
        if len(absent) == len(parts) or _rival(name, there):
            (reformed if _initials_in(parts, known) or _written_out(parts, words) else missing).append(name)
        elif name.kind == "person":
            reformed.append(name)  # the surname stays
    return missing, reformed


# Signs beyond this one are written without spaces (kana, Han, Hangul).
_UNSPACED = "\u2e7f"


def _is_longer_form(name: Name, there: Wording) -> bool:
    """Whether a name without spaces begins with one on the other side (岩屋毅, 岩屋)."""
    return any(len(other.text) > 1 and name.text.startswith(other.text) for other in there.names)


def _rival(name: Name, there: Wording) -> bool:
    """Whether the other wording has a name that shares a word with this one but differs in another."""
    mine = set(words_of(name.text))
    return any(
        mine & (theirs := set(words_of(other.text))) and mine - theirs and theirs - mine for other in there.names
    )


def _initials_in(parts: Sequence[str], known: set[str]) -> bool:
    """Whether the other side has the name's initials ("United Nations", "UN")."""
    return len(parts) > 1 and "".join(part[0] for part in parts) in known


def _written_out(parts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the name is the initials of words that follow one another on the other side."""
    if len(parts) != 1 or not 2 <= len(parts[0]) <= 6 or not parts[0].isascii():
        return False
    return parts[0] in "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))


# A name of fewer letters than this is another name when one letter differs (Iran, Iraq).
_SPELLED_LENGTH = 5


def _spelled_alike(one: str, other: str) -> bool:
    """Whether two names are one, corrected by a letter or two in a word."""
    a, b = words_of(one), words_of(other)
    if "".join(a) == "".join(b):
        return True
    if len(a) != len(b):
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(differing) == 1 and all(
        min(len(x), len(y)) >= _SPELLED_LENGTH and misspelled(x, y) for x, y in differing
    )


def _capitals_for_pronoun(old: Wording, new: Wording, left: Residue) -> tuple[list[Finding], set[str]]:
    """Find a name that only its place hides: at the head of a sentence, where the other wording has a pronoun."""
    for here, there, words, others in ((old, new, left.old, left.new), (new, old, left.new, left.old)):
        if not words or others or len(words) > 3 or not _has_more_pronouns(there, here):
            continue
        if all(word.capitalize() in here.text for word in words):
            name = " ".join(word.capitalize() for word in words)
            return [_found("name-or-pronoun", "name", *((name, None) if here is old else (None, name)))], set(words)
    return [], set()


def _has_more_pronouns(here: Wording, there: Wording) -> bool:
    mine, theirs = words_of(here.text), words_of(there.text)
    return sum(word in pronouns() for word in mine) > sum(word in pronouns() for word in theirs)


def _swapped_names(old: Wording, new: Wording) -> list[Finding]:
    a, b = [name.key for name in old.names], [name.key for name in new.names]
    if a == b or sorted(a) != sorted(b) or not _same_frame(old, old.names, new, new.names):
        return []
    first = next(k for k in range(len(a)) if a[k] != b[k])
    last = next(k for k in range(len(a) - 1, -1, -1) if a[k] != b[k])
    between = _frame(old.text, old.names)[first + 1 : last + 1]
    if all(set(piece.split()) <= joiners() | {"the", "as", "well"} for piece in between):
        return []  # "Japan and the EU" is "the EU and Japan"
    return [_found("name-swapped", "name", ", ".join(n.text for n in old.names), ", ".join(n.text for n in new.names))]


def _offices(old: Wording, new: Wording) -> list[Finding]:
    """Compare the offices of those who are named in both."""
    findings = []
    held = {name.key: name.office for name in new.names if name.office}
    for name in old.names:
        other = held.get(name.key)
        if not name.office or not other:
            continue
        a, b = set(words_of(name.office)), set(words_of(other))
        if a - b and b - a and not any(same_stem(x, y) or misspelled(x, y) for x in a - b for y in b - a):
            findings.append(_found("office-changed", "name", f"{name.office} {name.text}", f"{other} {name.text}"))
    return findings


# ---------------------------------------------------------------- quotes and speakers


def _quotes(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    """Compare quoted words; marks put round words that stay are typography."""
    changed = {*left.old, *left.new, *left.hedges[0], *left.hedges[1]}
    changed |= {word for pair in (*left.opposites, *left.synonyms) for word in pair}
    if left.negators[0] != left.negators[1]:
        changed |= negators(old.language or "en") | negators(new.language or "en")
    gone, come = _missing_quotes(old.quotes, new, changed), _missing_quotes(new.quotes, old, changed)
    return _three("quote", gone, come)


def _missing_quotes(quotes: Iterable[Quote], there: Wording, changed: set[str]) -> list[str]:
    flat = f" {' '.join(words_of(there.text))} "
    missing = []
    for quote in quotes:
        words = words_of(quote.text)
        if words and f" {' '.join(words)} " not in flat and changed & set(words):
            missing.append(quote.text)
    return missing


def _speaker(old: Wording, new: Wording) -> list[Finding]:
    if not old.speaker or not new.speaker:
        return []
    a, b = set(words_of(old.speaker)), set(words_of(new.speaker))
    if a & b or (a | b) & pronouns() or _spelled_alike(old.speaker, new.speaker):
        return []
    if a <= set(words_of(new.text)) and b <= set(words_of(old.text)):
        return []  # both stand in both: the reader took another one of them
    return [_found("speaker-changed", "speaker", old.speaker, new.speaker)]


# ---------------------------------------------------------------- how it is said


def _polarity(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    if left.opposites:
        one, other = left.opposites[0]
        return [_found("opposite", "polarity", one, other)]
    gone, come = left.negators
    # A sentence may deny one thing and assert another, so a lone word of negation counts whatever the whole sentence's
    # polarity is. Where it was put in another way ("not … or", "neither … nor"), or in a language whose words of
    # negation we do not know, the reader is believed.
    lone = (gone > 0) != (come > 0)
    believed = old.polarity != new.polarity and (gone != come or not negators(old.language or ""))
    if lone or (believed and not left.same_words):
        was, now = (
            (("negative", "positive") if gone else ("positive", "negative")) if lone else (old.polarity, new.polarity)
        )
        return [_found("polarity-changed", "polarity", was, now)]
    return []


def _modality(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    vouched = [
        sorted(evidentials() & {*content, *hedges})
        for content, hedges in zip((left.old, left.new), left.hedges, strict=True)
    ]
    if vouched[0] != vouched[1] and not (vouched[0] and vouched[1]):
        return [_found("modality-changed", "modality", " ".join(vouched[0]) or None, " ".join(vouched[1]) or None)]
    if old.modality == new.modality or left.same_words:
        return []
    return [_found("modality-changed", "modality", old.modality, new.modality)]
