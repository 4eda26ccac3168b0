"""What differs between two wordings in figures and dates, by value, unit, bound and side."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal

from pactwatch.diff.findings import Finding, found, leftovers, same_frame, three
from pactwatch.diff.lexicon import articles, side_of_date
from pactwatch.diff.residue import words_of
from pactwatch.model import Figure, Moment, Wording

# "More than 40" and "at least 40" say the same to a reader; "about" is a matter of wording.
_COMPARATORS = {">=": ">", "<=": "<", "~": "="}


_UNDER = "未満"

# 1,200 metres are 1.2 km, and 500 kg half a tonne: written in one unit of the same measure.
_IN_ONE_UNIT = {"km": ("m", 1000), "t": ("kg", 1000), "point": ("pp", 1)}


def _figure_key(figure: Figure) -> tuple[str, str, str]:
    unit, factor = _IN_ONE_UNIT.get(figure.unit, (figure.unit, 1))
    if not unit and figure.value.startswith("0.") and ("/" in figure.text or not _ANY_DIGIT.search(figure.text)):
        unit, factor = "%", 100  # "a quarter of" is 25 %
    low, high = (value and _times(value, factor) for value in (figure.value, figure.high))
    span = f"{low}..{high}" if high else f"{low}"
    # Japanese tells "under 18" from "up to 18" in one sign, and means it.
    bound = _UNDER if figure.text.endswith(_UNDER) else _COMPARATORS.get(figure.comparator, figure.comparator)
    return bound, span, unit


def _times(value: str, factor: int) -> str:
    """Multiply a figure's value and write it without noughts at its end."""
    return value if factor == 1 else format((Decimal(value) * factor).normalize(), "f")


def figure_findings(old: Wording, new: Wording) -> list[Finding]:
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
    for only, here, there in ((only_a, old, new), (only_b, new, old)):
        for figure in here.figures:
            if figure.value == "1" and _figure_key(figure) in only and _has_article(figure, there):
                only.remove(_figure_key(figure))
    findings = three("number", [printed_a[k] for k in only_a], [printed_b[k] for k in only_b])
    if not findings and a != b and sorted(a) == sorted(b) and same_frame(old, old.figures, new, new.figures):
        findings.append(
            found(
                "number-swapped", "number", ", ".join(f.key for f in old.figures), ", ".join(f.key for f in new.figures)
            )
        )
    return findings or _digits(old, new)


_ARTICLE = r"\b(?:an?|eine?[mnrs]?|une?|un[ao]?) "


def _has_article(figure: Figure, there: Wording) -> bool:
    """Whether the other wording has "a year" where this one has "one year"."""
    unit = figure.text.split()[-1]
    return unit.isalpha() and re.search(_ARTICLE + re.escape(unit) + r"\b", there.text, re.I) is not None


def lone_units(here: Wording, there: Wording) -> set[str]:
    """Give the units that figures of one hold in one wording, and articles in the other."""
    ones = [figure for figure in here.figures if figure.value == "1" and _has_article(figure, there)]
    return {word for figure in ones for word in words_of(figure.text.split()[-1])}


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


def without_units(wording: Wording) -> Wording:
    """Take out the names that are part of a figure: "40 degrees Celsius", "Half a million"."""
    names = tuple(
        name
        for name in wording.names
        if not any(figure.start <= name.start and name.end <= figure.end for figure in wording.figures)
    )
    return wording if len(names) == len(wording.names) else dataclasses.replace(wording, names=names)


def with_clocks(wording: Wording, other: Wording) -> Wording:
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


def date_findings(old: Wording, new: Wording) -> list[Finding]:
    """Compare the dates by value, and by the side on which something holds."""
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
