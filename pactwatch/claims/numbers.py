"""Which numbers does a sentence hold, in digits or in words? Their bare values and places, without units.

For the languages that put spaces between words; Japanese is read in `figures_ja`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pactwatch.claims.marks import Mark
from pactwatch.claims.reading import Reading
from pactwatch.claims.spans import Taken
from pactwatch.claims.words import Words
from pactwatch.claims.words.common import CURRENCIES
from pactwatch.claims.words.shape import words as word_set

# Longer runs of digits are identifiers: the largest sums in the news have 16.
LONGEST = 24


@dataclass(slots=True)
class Atom:
    """A bare number and where it stands."""

    start: int
    end: int
    value: Decimal
    spelled: bool = False
    """Whether it is written in words."""
    ordinal: bool = False
    comparator: str = ""
    """Set where the word itself says it (`dozens`)."""
    whole: bool = False
    """Whether nothing may be multiplied onto it any more (`half a million`)."""


_GROUPS = "[.,'’\u00a0\u202f\u2009]"
_DIGITS = re.compile(rf"\d+(?:{_GROUPS}\d+)*")
_SPACED = re.compile(rf"\d{{1,3}}(?: \d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:{_GROUPS}\d+)*")
_FRACTION_SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333", "⅔": "0.666667", "⅕": "0.2", "⅛": "0.125"}
_ORDINAL_ENDING = re.compile(
    r"(?:st|nd|rd|th)\b|(?:er|re|ère|e|ème|nd|nde)\b|\.?[ºª]|(?:to|ta|ter)\b|esim[oaie]\b|"
    r"°(?= (?!(?:in|all|di|a|e|nel|sopra|sotto|en|de|bajo|sobre|alla|al)\b)[a-zà-ÿ]{2})"
)
_URL = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|\S+\.(?:com|org|net|eu|jp|de|fr|es|it|uk|gov)\b(?:/\S*)?", re.IGNORECASE
)
_PARTS = re.compile(r"\d+")


def find_numbers(reading: Reading, taken: Sequence[tuple[int, int]]) -> list[Atom]:
    """Find every number outside the *taken* spans, in order."""
    atoms: list[Atom] = []
    if reading.has_digit:
        folded = reading.folded
        closed = (
            sorted([*taken, *((m.start(), m.end()) for m in _URL.finditer(folded))])
            if _may_hold_url(folded)
            else list(taken)
        )
        atoms.extend(_digit_atoms(reading, closed))
    if reading.marked(Mark.NUMBER):
        atoms.extend(_word_atoms(reading, taken))
    if not reading.text.isascii():
        atoms.extend(_sign_atoms(reading.text))
    atoms.sort(key=lambda a: (a.start, -a.end))
    atoms = _without_overlaps(atoms)
    return _with_shares(reading, atoms) if reading.words.code == "en" else atoms


_IN = re.compile(r" (?:in|out of) (?:every )?$")


def _with_shares(reading: Reading, atoms: list[Atom]) -> list[Atom]:
    """Read "one in five" and "nine out of 10" as the shares they are."""
    out: list[Atom] = []
    for atom in atoms:
        place = reading.word_before(atom.start)
        if (
            out
            and _IN.fullmatch(reading.folded[out[-1].end : atom.start])
            and 0 < out[-1].value < atom.value <= 100
            and out[-1].spelled
        ):
            one = out.pop()
            out.append(Atom(one.start, atom.end, _decimal(int(one.value), int(atom.value)), True, whole=True))
        elif (
            atom.value > 1
            and place >= 1
            and reading.lows[place - 1 : place + 1] == ["one", "in"]
            and reading.joined(place - 1)
            and reading.joined(place)
        ):
            out.append(Atom(reading.starts[place - 1], atom.end, _decimal(1, int(atom.value)), True, whole=True))
        else:
            out.append(atom)
    return out


def _without_overlaps(atoms: list[Atom]) -> list[Atom]:
    out: list[Atom] = []
    for atom in atoms:
        if not out or atom.start >= out[-1].end:
            out.append(atom)
    return out


def _may_hold_url(folded: str) -> bool:
    return "://" in folded or "@" in folded or "#" in folded or "www." in folded or ".com" in folded or ".org" in folded


# ---------------------------------------------------------------- digits


def _digit_atoms(reading: Reading, closed: Sequence[tuple[int, int]]) -> Iterator[Atom]:
    words = reading.words
    pattern = _SPACED if words.spaced_groups else _DIGITS
    text = reading.folded
    next_closed = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        while next_closed < len(closed) and closed[next_closed][1] <= start:
            next_closed += 1
        if next_closed < len(closed) and closed[next_closed][0] < end:
            continue
        if end - start > LONGEST or not _may_begin(reading, start):
            continue
        for low, high, value in _values(match.group(), words):
            atom = _digit_atom(reading, start + low, start + high, value)
            if atom is not None:
                yield atom


def _may_begin(reading: Reading, start: int) -> bool:
    """Whether digits at *start* begin a number, not a name (G7, COVID-19, 9/11) or the rest of one."""
    text = reading.folded
    before = text[start - 1] if start else " "
    if before.isalnum() or before == "_":
        return _after_currency(text, start)
    if before in "-–‑" and start >= 2:
        place = reading.word_before(start)
        earlier = text[start - 2]
        if earlier.isalpha() and reading.ends[place] == start - 1:
            # `COVID-19`, but not `pre-2000`, `mid-30` and not the range `five-10`.
            return reading.lows[place] in reading.words.numbers or reading.lows[place] in (
                "mid",
                "sub",
                "under",
                "over",
                "plus",
            )
        return True
    if before in "'’" and start >= 2 and text[start - 2].isalnum():
        place = reading.word_before(start)
        return reading.lows[place] in _ELIDED  # dell'1,8%, but not Euro'96
    if before == ":" and start >= 2 and text[start - 2].isdigit():
        first = _BEHIND_COLON.search(text[max(0, start - 5) : start])
        begin = start - (len(first.group()) if first else 0)
        return first is not None and _SCORE.fullmatch(text, begin, _digits_end(text, start)) is not None
    return before not in "/\\#" or (before == "/" and start >= 2 and not text[start - 2].isalnum())


_ELIDED = word_set("l d dell all nell dall sull un")


def _after_currency(text: str, start: int) -> bool:
    """Whether the letters before the digits are a currency: `EUR5bn`, `US5`."""
    if text[start - 2 : start] == "Rs" and not text[start - 3 : start - 2].isalnum():
        return True
    return text[start - 3 : start] in CURRENCIES and not text[start - 4 : start - 3].isalnum()


def _values(printed: str, words: Words) -> list[tuple[int, int, Decimal]]:
    """Read digits with their separators: one value, or several where the separators were only commas of a list."""
    if printed.isdigit():
        return [(0, len(printed), Decimal(printed))]
    one = _one_value(printed, words)
    if one is not None:
        return [(0, len(printed), one)]
    if "." in printed and "," not in printed:
        return []  # a version, an address, a chapter
    return [(m.start(), m.end(), Decimal(m.group())) for m in _PARTS.finditer(printed)]


def _one_value(printed: str, words: Words) -> Decimal | None:
    """Read a number with separators as its language writes it; None: it is not one number."""
    plain = re.sub("[ '’\u00a0\u202f\u2009]", "_", printed)
    signs = [c for c in plain if not c.isdigit()]
    parts = re.split(r"[.,_]", plain)
    last = signs[-1]
    groups = all(len(p) == 3 for p in parts[1:]) and 1 <= len(parts[0]) <= 3
    if len(signs) == 1:
        if last == "_":
            return Decimal("".join(parts)) if groups else None
        if groups and parts[0] != "0" and _is_grouping(last, parts, words):
            return Decimal("".join(parts))
        return Decimal(f"{parts[0]}.{parts[1]}")
    if len(set(signs)) == 1:
        indian = len(parts[-1]) == 3 and all(len(p) == 2 for p in parts[1:-1]) and len(parts[0]) <= 2
        return Decimal("".join(parts)) if groups or (indian and last == ",") else None
    whole = parts[:-1]
    if signs.count(last) == 1 and len(set(signs[:-1])) == 1 and all(len(p) == 3 for p in whole[1:]):
        return Decimal(f"{''.join(whole)}.{parts[-1]}")
    return None


def _is_grouping(sign: str, parts: Sequence[str], words: Words) -> bool:
    """Whether one separator before three digits groups them: `1,000` in English, `1.000` in German."""
    if words.decimal == ".":
        return sign == ","
    # Latin America and many translated texts write 1,000: three noughts are never decimals.
    return sign == "." or parts[1] == "000"


def _digit_atom(reading: Reading, start: int, end: int, value: Decimal) -> Atom | None:
    """Look at what touches the digits: an ordinal's ending, a fraction, a score, a name."""
    text, words = reading.folded, reading.words
    after = text[end : end + 1]
    if (
        after == ":"
        and text[end + 1 : end + 2].isdigit()
        and _SCORE.fullmatch(text, start, _digits_end(text, end + 1)) is None
    ):
        return None  # 10:30, 1:2:3
    if after == "/":
        fraction = _FRACTION.match(text, start)
        if fraction is None or fraction.end() < end:
            return None
        top, bottom = int(fraction[1]), int(fraction[2])
        if not 0 < top < bottom <= 10 or text[fraction.end() : fraction.end() + 1] in ("/", "-"):
            return None
        return Atom(start, fraction.end(), _decimal(top, bottom), whole=True)
    if after in _FRACTION_SIGNS:
        return Atom(start, end + 1, value + Decimal(_FRACTION_SIGNS[after]))
    ending = _ORDINAL_ENDING.match(text, end)
    if ending is not None and _is_ordinal(ending.group(), words):
        return Atom(start, ending.end(), value, ordinal=True)
    if words.dotted_ordinals and after == "." and _DOTTED.match(text, end) and value <= 200:
        return Atom(start, end + 1, value, ordinal=True)
    return Atom(start, end, value)


_FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})(?!\d)")
# 3:2 and 31:28 are scores, two figures; 10:30 is a time.
_SCORE = re.compile(r"\d{1,3}:\d|(?:2[5-9]|[3-9]\d|\d{3}):\d{2,3}")
_BEHIND_COLON = re.compile(r"(?<![\d:.,])\d{1,3}:$")


def _digits_end(text: str, at: int) -> int:
    """Give where the digits that begin at *at* end; what goes on with another colon is no score."""
    while text[at : at + 1].isdigit():
        at += 1
    return at + 1 if text[at : at + 1] == ":" else at


_DOTTED = re.compile(r"\. (?:[^\W\d_])")


def _is_ordinal(ending: str, words: Words) -> bool:
    if ending in ("st", "nd", "rd", "th"):
        return words.code in ("en", "fr")
    if ending in ("º", "ª", ".º", ".ª") or ending.startswith("esim"):
        return True
    if ending == "°":
        return words.code in ("it", "es")
    return words.code == (
        "fr"
        if ending in ("er", "re", "ère", "e", "ème", "nd", "nde")
        else "es"
        if ending in ("to", "ta", "ter")
        else ""
    )


def _decimal(top: int, bottom: int) -> Decimal:
    """Give a fraction to six places, so that 2/3 and "two thirds" are equal."""
    return (Decimal(top) / Decimal(bottom)).quantize(Decimal("0.000001")).normalize()


def _sign_atoms(text: str) -> Iterator[Atom]:
    """Find ½ where no digit stands before it."""
    for sign, value in _FRACTION_SIGNS.items():
        at = text.find(sign)
        # Inside words it is the rubble of a wrong encoding (ï¿½).
        if at >= 0 and (at == 0 or text[at - 1] in " \u00a0(~") and not text[at + 1 : at + 2].isdigit():
            yield Atom(at, at + 1, Decimal(value))


# ---------------------------------------------------------------- words


def _word_atoms(reading: Reading, taken: Sequence[tuple[int, int]]) -> Iterator[Atom]:
    words = reading.words
    closed = Taken(len(reading.text), taken)
    behind = 0
    for index in reading.marked(Mark.NUMBER):
        if index < behind:
            continue
        atom, behind = _word_atom(reading, words, index)
        if atom is not None and not closed.touches(atom.start, atom.end):
            yield atom


def _word_atom(reading: Reading, words: Words, index: int) -> tuple[Atom | None, int]:
    """Read what begins at word *index*; give it and the first word behind it."""
    low = reading.lows[index]
    phrase = reading.phrase_from(index, words.fractions, 5)
    if phrase is not None:
        share = Decimal(phrase[0])  # "one and a half" may go on with "million", "half of" may not
        return _spelled(reading, index, phrase[1], share, whole=not 1 < share < 1000), phrase[1] + 1
    vague = reading.phrase_from(index, words.vague, 4)
    if vague is not None:
        (value, comparator), last = vague
        # "A hundred and five" and "a million" go on as plain numbers; "one dozen eggs" too.
        if comparator == "=":
            total, last = _run_on(reading, words, last, Decimal(value))
            return _spelled(reading, index, last, total), last + 1
        return _spelled(
            reading, index, last, Decimal(value), comparator="" if comparator == "=" else comparator, whole=True
        ), last + 1
    if low == "zero" and reading.folded[reading.ends[index] : reading.ends[index] + 1] == "-":
        return None, index + 1  # zero-emission, zero-day
    if low in words.numbers and not _is_name(reading, index):
        number = _cardinal(reading, words, index)
        if number is not None:
            return number
    if low in words.ordinals and _is_ordinal_word(reading, index):
        return _spelled(reading, index, index, Decimal(words.ordinals[low]), ordinal=True), index + 1
    return None, index + 1


def _spelled(
    reading: Reading,
    first: int,
    last: int,
    value: Decimal,
    *,
    comparator: str = "",
    ordinal: bool = False,
    whole: bool = False,
) -> Atom:
    return Atom(reading.starts[first], reading.ends[last], value, True, ordinal, comparator, whole)


def _is_name(reading: Reading, index: int) -> bool:
    """Whether a number word with a capital is part of a name: the Group of Seven, the Big Four."""
    if index == 0 or not reading.capital(index):
        return False
    before = reading.text[: reading.starts[index]].rstrip(" \"'“‘«„(¡¿—–-")
    if not before or before[-1] in ".:!?…;":
        return False
    return not titled(reading)


def titled(reading: Reading) -> bool:
    """Whether most words have a capital, as in a headline.

    Short words say nothing ("of", "EU"), nor does the first one.
    """
    capitals = reading.capitals
    if sum(capitals) * 3 < len(capitals):
        return False
    content = [
        capitals[k]
        for k, low in enumerate(reading.lows[:60])
        if k and len(low) > 3 and low not in _SMALL and not low[0].isdigit()
    ]
    return len(content) >= 3 and sum(content) >= 0.9 * len(content)


_SMALL = word_set("with from over after into than that under amid upon through against")


def _cardinal(reading: Reading, words: Words, index: int) -> tuple[Atom | None, int] | None:
    """Read a number in words as far as it goes."""
    lows = reading.lows
    value = Decimal(words.numbers[lows[index]])
    if value >= 100 and lows[index] in words.scales and value != 100 and words.code == "en":
        return None  # "million" without a number before it
    total, last = _run_on(reading, words, index, value)
    if last == index and lows[index] in words.ones and not _counts(reading, index):
        return None
    return _spelled(reading, index, last, total), last + 1


def _run_on(reading: Reading, words: Words, index: int, value: Decimal) -> tuple[Decimal, int]:
    """Add and multiply the number words that follow: "two hundred and five thousand"."""
    total, current, last = Decimal(0), value, index
    if value >= 1000:
        total, current = value, Decimal(0)
    while reading.joined(last):
        place = last + 1
        low = reading.lows[place]
        joined = False
        if low in words.joiners and reading.joined(place):
            place, joined = place + 1, True
            low = reading.lows[place]
        number = words.numbers.get(low)
        if number is None and not joined and _goes_on(reading, words, place, bool(total)):
            number = words.scales[low]  # "zwei Millionen fünfhunderttausend"
        if number is None or (joined and not _may_join(words, current, total, number)):
            break
        step = _step(total, current, number)
        if step is None:
            break
        total, current = step
        last = place
    return total + current, last


_MILLION = 10**6


def _goes_on(reading: Reading, words: Words, place: int, has_more: bool) -> bool:
    """Whether word *place* is a million or more within a number; its last word is a scale, as behind digits."""
    if words.scales.get(reading.lows[place], 0) < _MILLION:
        return False
    if has_more:
        return True  # "eine Milliarde dreihundert Millionen"
    after = place + 1
    if reading.joined(place) and reading.lows[after] in words.joiners and words.join_after == "all":
        place, after = after, after + 1
    return reading.joined(place) and words.numbers.get(reading.lows[after], _MILLION) < _MILLION


def _may_join(words: Words, current: Decimal, total: Decimal, number: int) -> bool:
    if words.join_after == "all":  # "cento e uno", "mille e duecento", "un milione e duecentomila"
        if current:
            return number < 100 and current % 100 == 0
        return total > 0 and number < (_MILLION if total % _MILLION == 0 else 1000)
    if number >= 100:
        return False
    if words.join_after == "tens":
        return current % 10 == 0 and 20 <= current % 100 <= 90
    return (current >= 100 and current % 100 == 0) or (current == 0 and total > 0)


_POWERS = frozenset(10**n for n in range(3, 16, 3))


def _step(total: Decimal, current: Decimal, number: int) -> tuple[Decimal, Decimal] | None:
    """Take the next number word in; None: it begins another number."""
    if number >= 1000 and number not in _POWERS:
        # One word of a language that writes thousands together: "zweihunderttausend".
        return (total + number, Decimal(0)) if current == 0 and total >= _MILLION > number else None
    if number >= 1000:
        if current == 0 and total == 0:
            return None
        if current == 0:
            return (total * number, Decimal(0)) if total < number else None
        return (
            (total + current * number, Decimal(0))
            if total == 0 or total > number
            else ((total + current) * number, Decimal(0))
        )
    if number == 100:
        return (total, current * 100) if 1 <= current <= 20 else None
    if number > 100:
        return (total, current + number) if current == 0 else None
    rest = current % 100
    if number == 20 and rest == 4:
        return total, current - 4 + 80  # quatre-vingt
    if current == 0 and total == 0:
        return None
    if rest in (10, 70, 90) and 7 <= number <= 9:
        return total, current + number  # dix-sept
    if rest == 0 or (rest >= 20 and rest % 10 == 0 and number < 10) or (rest in (60, 80) and number < 20):
        return total, current + number
    return None


def _counts(reading: Reading, index: int) -> bool:
    """Whether `one` is a number here: before a unit, a scale, or after a comparator."""
    words = reading.words
    if index and reading.has_phrase_until(index - 1, words.more_before, 3) is not None and reading.joined(index - 1):
        return True
    if index + 1 >= len(reading.lows) or not reading.joined(index):
        return False
    following = reading.lows[index + 1]
    if following in words.scales:
        return True
    unit = words.units.get(following)
    if reading.lows[index] == "neuf":
        return unit is not None or (following[-1:] in ("s", "x") and following not in _NO_PLURALS)
    return (
        (unit is not None and unit[0] not in ("day", "point", "times"))
        or following in words.speaker_nouns
        or following in _COUNTED
    )


# "Neuf" is new as well as nine; nine is followed by a plural.
_NO_PLURALS = word_set("dans des les ses ces leurs plus pas sous mais vers depuis chez dès très sans puis après alors")
_COUNTED = word_set(
    "killed dead injured wounded missing arrested soldier soldiers child civilian death deaths man woman victim "
    "injury vote seat goal "
    "ship aircraft missile drone death fatality case hostage passenger"
)


def _is_ordinal_word(reading: Reading, index: int) -> bool:
    words = reading.words
    low = reading.lows[index]
    before = reading.lows[index - 1] if index else ""
    if words.ordinals[low] == 2 and before in ("per", "each", "every", "split", "a") and words.code == "en":
        return False
    if not words.ordinal_needs:
        return True
    if words.ordinals[low] <= 2 or words.ordinals[low] == 3:
        return before in words.ordinal_needs and bool(before)
    return True
