"""What differs between two wordings in figures, dates, names, quotes, speaker, modality and polarity?

The wordings were read by `pactwatch.claims`. A reader may see a name in one version and miss it in the next, so a
difference counts only if the printed words bear it out: a name is gone when its words are gone.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from pactwatch.diff.facets_names import capitals_for_pronoun, compare_names, spelled_alike
from pactwatch.diff.findings import Finding, found, leftovers, same_frame, three
from pactwatch.diff.lexicon import (
    articles,
    evidentials,
    is_failing,
    is_softening,
    negators,
    passives,
    pronouns,
    side_of_date,
)
from pactwatch.diff.residue import Residue, words_of
from pactwatch.model import Figure, Moment, Quote, Wording


def typed_findings(old: Wording, new: Wording, left: Residue) -> tuple[list[Finding], Residue]:
    """Compare two wordings facet by facet; the weightiest facets come first.

    Also gives the residue without the words of names that were merely shortened or written out: they are explained.
    """
    old, new = _with_clocks(old, new), _with_clocks(new, old)
    names, explained = compare_names(old, new)
    if not names:
        names, pronouned = capitals_for_pronoun(old, new, left)
        explained |= pronouned
    left = dataclasses.replace(
        left,
        old=tuple(word for word in left.old if word not in explained),
        new=tuple(word for word in left.new if word not in explained),
    )
    left = _denied_alike(old, new, left)
    findings = [
        *_figures(old, new),
        *_dates(old, new),
        *names,
        *(_roles(old, new, left) if not names else ()),
        *_quotes(old, new, left),
        *_polarity(old, new, left),
        *_speaker(old, new, left, explained),
        *_modality(old, new, left),
    ]
    return findings or _swapped_words(left) or _turned_voice(old, new, left), left


def _roles(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    """Find a part in the story that is given to somebody else ("suspect", "victim").

    Beside a quotation whose speaker nobody could name, it is the speaker.
    """
    if not left.rivals:
        return []
    one, other = left.rivals[0]
    if _stands_outside(one, old) and _stands_outside(other, new):
        return [found("speaker-changed", "speaker", one, other)]
    return [found("role-changed", "name", one, other)]


def _stands_outside(word: str, wording: Wording) -> bool:
    """Whether a wording has a quotation without a speaker, and *word* in none of its quotations."""
    return (
        bool(wording.quotes)
        and wording.speaker is None
        and all(word not in quote.text.casefold() for quote in wording.quotes)
    )


def _swapped_words(left: Residue) -> list[Finding]:
    if left.swapped is None:
        return []
    one, other = left.swapped
    return [found("words-swapped", "wording", f"{one} … {other}", f"{other} … {one}")]


def _turned_voice(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    """Find a verb made passive while the parties kept their places: who did it to whom is turned round."""
    if left.old or left.new or not left.grammar:
        return []
    be, by = passives(old.language or "en")
    active, passive = _small_words(old, new), _small_words(new, old)
    if active & by:
        active, passive = passive, active
    if active & (be | by) or not (passive & be and passive & by):
        return []
    kept = [[word for word in words_of(wording.text) if word not in left.grammar] for wording in (old, new)]
    forms = dict(left.inflected)
    if [forms.get(word, word) for word in kept[0]] != kept[1]:
        return []
    return [found("words-swapped", "wording", old.text, new.text)]


def _small_words(here: Wording, there: Wording) -> set[str]:
    """Give the words of one wording that the other lacks."""
    return set(words_of(here.text)) - set(words_of(there.text))


# ---------------------------------------------------------------- numbers and dates

# "More than 40" and "at least 40" say the same to a reader; "about" is a matter of wording.
_COMPARATORS = {">=": ">", "<=": "<", "~": "="}


# 1,200 metres are 1.2 km, and 500 kg half a tonne: written in one unit of the same measure.
_IN_ONE_UNIT = {"km": ("m", 1000), "t": ("kg", 1000)}


def _figure_key(figure: Figure) -> tuple[str, str, str]:
    unit, factor = _IN_ONE_UNIT.get(figure.unit, (figure.unit, 1))
    low, high = (value and _times(value, factor) for value in (figure.value, figure.high))
    span = f"{low}..{high}" if high else f"{low}"
    return _COMPARATORS.get(figure.comparator, figure.comparator), span, unit


def _times(value: str, factor: int) -> str:
    """Multiply a figure's value and write it without noughts at its end."""
    return value if factor == 1 else format((Decimal(value) * factor).normalize(), "f")


def _figures(old: Wording, new: Wording) -> list[Finding]:
    """Compare the figures by value, unit and bound."""
    a, b = [_figure_key(f) for f in _counted(old)], [_figure_key(f) for f in _counted(new)]
    printed_a = {_figure_key(f): f.key for f in old.figures}
    printed_b = {_figure_key(f): f.key for f in new.figures}
    only_a, only_b = leftovers(a, b)
    # A unit that one reading states and the other leaves out ("40", "40 ships") is no other number.
    for key in list(only_a):
        twin = next((k for k in only_b if k[:2] == key[:2] and not (k[2] and key[2])), None)
        if twin is not None:
            only_a.remove(key)
            only_b.remove(twin)
    _drop_same_digits(only_a, only_b, old, new)
    findings = three("number", [printed_a[k] for k in only_a], [printed_b[k] for k in only_b])
    if not findings and a != b and sorted(a) == sorted(b) and same_frame(old, old.figures, new, new.figures):
        findings.append(
            found(
                "number-swapped", "number", ", ".join(f.key for f in old.figures), ", ".join(f.key for f in new.figures)
            )
        )
    return findings or _digits(old, new)


_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def _drop_same_digits(
    only_a: list[tuple[str, str, str]], only_b: list[tuple[str, str, str]], old: Wording, new: Wording
) -> None:
    """Leave out figures that are one but for their separators ("30.000", "30,000"): nobody means thirty."""

    def grouped(wording: Wording) -> list[tuple[str, tuple[str, str, str]]]:
        found = ((_GROUPED.search(figure.text), figure) for figure in wording.figures if not figure.high)
        return [(match.group(), _figure_key(figure)) for match, figure in found if match]

    there = grouped(new)
    for printed, key in grouped(old):
        for other, twin in there:
            if printed != other and _without_marks(printed) == _without_marks(other) and key[::2] == twin[::2]:
                if key in only_a and twin in only_b:
                    only_a.remove(key)
                    only_b.remove(twin)
                break


def _without_marks(figure: str) -> str:
    return figure.replace(".", "").replace(",", "")


def _with_clocks(wording: Wording, other: Wording) -> Wording:
    """Read "0600" as the time that the other wording prints as "06:00"."""
    times = {moment.key[-5:]: moment.key for moment in other.dates if _CLOCK_KEY.search(moment.key)}
    clocks = {
        figure: times[at]
        for figure in wording.figures
        if re.fullmatch(r"\d{4}", figure.text) and (at := f"{figure.text[:2]}:{figure.text[2:]}") in times
    }
    if not clocks:
        return wording
    moments = [Moment(figure.text, figure.start, figure.end, key, "time") for figure, key in clocks.items()]
    return dataclasses.replace(
        wording,
        figures=tuple(figure for figure in wording.figures if figure not in clocks),
        dates=tuple(sorted((*wording.dates, *moments), key=lambda moment: moment.start)),
    )


_CLOCK_KEY = re.compile(r"T\d\d:\d\d$")


def _counted(wording: Wording) -> list[Figure]:
    """The figures without "one", which is a pronoun or an article more often than a count."""
    return [f for f in wording.figures if f.unit or f.value != "1" or not f.text.isalpha()]


def _digits(old: Wording, new: Wording) -> list[Finding]:
    """Compare the digits that stand in no figure and no date ("G7" and "G8")."""
    only_a, only_b = leftovers(_loose_digits(old), _loose_digits(new))
    return three("number", only_a, only_b) and [
        found("digits-changed", "number", " ".join(only_a) or None, " ".join(only_b) or None)
    ]


_ANY_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"[\dA-Za-z]+(?:[.,:][\dA-Za-z]+)*")


def _loose_digits(wording: Wording) -> list[str]:
    """Words with digits outside every figure and date."""
    if not _ANY_DIGIT.search(wording.text):
        return []
    taken = [(f.start, f.end) for f in wording.figures] + [(d.start, d.end) for d in wording.dates]
    return [
        match.group().casefold()
        for match in _DIGITS.finditer(wording.text)
        if any(sign.isdigit() for sign in match.group())
        and not any(start < match.end() and match.start() < end for start, end in taken)
    ]


def _dates(old: Wording, new: Wording) -> list[Finding]:
    only_a, only_b = leftovers([d.key for d in old.dates], [d.key for d in new.dates])
    for key in list(only_a):
        twin = next((k for k in only_b if _compatible(key, k)), None)
        if twin is not None:
            only_a.remove(key)
            only_b.remove(twin)
    findings = three("date", only_a, only_b)
    a, b = [d.key for d in old.dates], [d.key for d in new.dates]
    if not findings and a != b and sorted(a) == sorted(b) and same_frame(old, old.dates, new, new.dates):
        findings.append(found("date-swapped", "date", ", ".join(a), ", ".join(b)))
    return findings or _sides(old, new)


def _sides(old: Wording, new: Wording) -> list[Finding]:
    """Compare on which side of a date something holds ("from 1 March", "until 1 March")."""
    sides = {d.key: side for d in new.dates if (side := _side(new, d))}
    return [
        found("date-side", "date", f"{side} {d.key}", f"{sides[d.key]} {d.key}")
        for d in old.dates
        if (side := _side(old, d)) and sides.get(d.key, side) != side
    ]


# So many letters before a date are looked at for a word like "from", and so many behind a Japanese one.
_BEFORE_DATE, _BEHIND_DATE = 24, 3


def _side(wording: Wording, moment: Moment) -> str | None:
    """Name the side by the word that stands before a date, articles apart, or behind it in Japanese."""
    if wording.language == "ja":
        behind = wording.text[moment.end : moment.end + _BEHIND_DATE]
        return next((side for k in range(_BEHIND_DATE, 0, -1) if (side := side_of_date(behind[:k]))), None)
    # The reader may have taken the word into the date.
    words = words_of(wording.text[max(0, moment.start - _BEFORE_DATE) : moment.end])
    before = words[: max(1, len(words) - len(words_of(moment.text)) + 1)]
    return next((side for word in before[::-1][:3] if word not in articles() and (side := side_of_date(word))), None)


def _compatible(one: str, other: str) -> bool:
    """Whether one date is the other without its year ("--11-01", "2024-11-01"): readers supply the year themselves."""
    short, long = sorted((one, other), key=len)
    return short.startswith("--") and long[:1].isdigit() and long[4:] == short[1:]


# ---------------------------------------------------------------- quotes and speakers


def _quotes(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    """Compare quoted words; marks put round words that stay are typography."""
    changed = {*left.old, *left.new, *left.hedges[0], *left.hedges[1]}
    changed |= {word for pair in (*left.opposites, *left.synonyms) for word in pair}
    if left.negators[0] != left.negators[1]:
        changed |= negators(old.language or "en") | negators(new.language or "en")
    if old.polarity != new.polarity:
        changed |= set(left.grammar)  # a Japanese verb carries its denial in its ending
    gone, come = _missing_quotes(old.quotes, new, changed), _missing_quotes(new.quotes, old, changed)
    return three("quote", gone, come)


def _missing_quotes(quotes: Iterable[Quote], there: Wording, changed: set[str]) -> list[str]:
    flat = f" {' '.join(words_of(there.text))} "
    missing = []
    for quote in quotes:
        words = words_of(quote.text)
        if words and f" {' '.join(words)} " not in flat and changed & set(words):
            missing.append(quote.text)
    return missing


def _speaker(old: Wording, new: Wording, left: Residue, explained: set[str]) -> list[Finding]:
    if not old.speaker or not new.speaker:
        return []
    if set(words_of(old.speaker)) <= explained | articles() or set(words_of(new.speaker)) <= explained | articles():
        return []  # the same body by its short name
    if _head(old) in left.old and _head(new) in left.new:
        return [found("speaker-changed", "speaker", old.speaker, new.speaker)]  # "the pilot's widow", "… lawyer"
    a, b = set(words_of(old.speaker)), set(words_of(new.speaker))
    if a & b or (a | b) & pronouns() or spelled_alike(old.speaker, new.speaker):
        return []
    if a <= set(words_of(new.text)) and b <= set(words_of(old.text)):
        return []  # both stand in both: the reader took another one of them
    return [found("speaker-changed", "speaker", old.speaker, new.speaker)]


_OF = re.compile(r" (?:of|for|at|from|in|with|von|der|des|vom|beim|aus|de|du|d'|d’|del|della|dell['’]|dei|di)\b")
_ROMANCE = frozenset(("fr", "es", "it"))


def _head(wording: Wording) -> str | None:
    """Give the noun of a speaker who is not named ("widow" of "the pilot's widow"); None: a name stands there."""
    printed = wording.speaker or ""
    if wording.language == "ja" or any(name.text in printed for name in wording.names if name.kind == "person"):
        return None
    words = [word for word in words_of(_OF.split(printed)[0]) if word not in articles() and word not in pronouns()]
    return (words[0] if wording.language in _ROMANCE else words[-1]) if words else None


# ---------------------------------------------------------------- how it is said


def _polarity(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    if left.opposites:
        one, other = left.opposites[0]
        return [found("opposite", "polarity", one, other)]
    gone, come = left.negators
    failed = _governing(old, new, left, is_failing)
    if failed is not None and gone == come:
        return [found("polarity-changed", "polarity", *failed)]
    # A sentence may deny one thing and assert another, so a lone word of negation counts whatever the whole sentence's
    # polarity is. Where it was put in another way ("not … or", "neither … nor"), or in a language whose words of
    # negation we do not know, the reader is believed.
    lone = (gone > 0) != (come > 0)
    believed = old.polarity != new.polarity and (gone != come or not negators(old.language or ""))
    if lone or (believed and not left.same_words):
        was, now = (
            (("negative", "positive") if gone else ("positive", "negative")) if lone else (old.polarity, new.polarity)
        )
        return [found("polarity-changed", "polarity", was, now)]
    return []


def _denied_alike(old: Wording, new: Wording, left: Residue) -> Residue:
    """Take out what denies the same in two ways: "did not answer", "failed to answer"."""
    failed = _governing(old, new, left, is_failing)
    if failed is None or left.negators != (int(failed[1] is not None), int(failed[0] is not None)):
        return left
    return dataclasses.replace(left, old=(), new=(), negators=(0, 0))


def _modality(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    vouched = [
        sorted(evidentials() & {*content, *hedges})
        for content, hedges in zip((left.old, left.new), left.hedges, strict=True)
    ]
    if vouched[0] != vouched[1] and not (vouched[0] and vouched[1]):
        return [found("modality-changed", "modality", " ".join(vouched[0]) or None, " ".join(vouched[1]) or None)]
    softened = _governing(old, new, left, is_softening)
    if softened is not None:
        return [found("modality-changed", "modality", *softened)]
    if old.modality == new.modality or not _mood_is_borne_out(left):
        return []
    return [found("modality-changed", "modality", old.modality, new.modality)]


# What stands between such a verb and the one that it governs; in German the infinitive comes later.
_GOVERN = {"en": ("to",), "fr": ("de", "d", "à"), "es": ("de", "con", "a"), "it": ("di", "d", "a")}
_INFINITIVE = {"fr": ("er", "ir", "re", "oir"), "es": ("ar", "er", "ir"), "it": ("are", "ere", "ire")}
_ZU = re.compile(r"\bzu\b|zu\w{2,}en\b")


def _governing(
    old: Wording, new: Wording, left: Residue, wanted: Callable[[str, str], bool]
) -> tuple[str | None, str | None] | None:
    """Find the verb that came or went as the only word of content, and now governs another one, or did before."""
    language = old.language or "en"
    words = [(*content, *hedges) for content, hedges in zip((left.old, left.new), left.hedges, strict=True)]
    if sorted(map(len, words)) != [0, 1]:
        return None
    wording, (word,) = (old, words[0]) if words[0] else (new, words[1])
    if not wanted(word, language) or not _governs(word, wording.text, language):
        return None
    return (word, None) if words[0] else (None, word)


def _governs(word: str, text: str, language: str) -> bool:
    """Whether an infinitive hangs on the verb."""
    if language == "de":
        return _ZU.search(text) is not None
    words = words_of(text)
    behind = words[words.index(word) + 1 : words.index(word) + 2]
    return bool(behind) and (
        behind[0] in _GOVERN.get(language, ()) or behind[0].endswith(_INFINITIVE.get(language, ()))
    )


def _mood_is_borne_out(left: Residue) -> bool:
    """Whether words that carry mood differ, and the statement is still the same one: else its words decide."""
    moody = left.grammar or any(left.hedges) or left.inflected
    return bool(moody) and not left.same_words and len(left.old) + len(left.new) <= max(left.kept, 3)
