"""What does a number count? The currency or sign before it, the scale and the unit behind it."""

from __future__ import annotations

import re
from decimal import Decimal

from pactwatch.claims.figures_draft import Draft, next_word
from pactwatch.claims.numbers import Atom
from pactwatch.claims.reading import Reading
from pactwatch.claims.words import Unit
from pactwatch.claims.words.common import CURRENCIES, DOLLARS, SHORT_SCALES, SIGN_UNITS, SIGNS
from pactwatch.claims.words.shape import words as word_set

# ---------------------------------------------------------------- before the number: currency, sign


def read_prefix(reading: Reading, draft: Draft) -> None:
    """Read `US$`, `€`, `EUR`, `-` before the number."""
    text, start = reading.folded, draft.start
    at = start - 1
    if at >= 0 and text[at] in " \u00a0\u202f" and at >= 1 and (text[at - 1] in SIGNS or text[at - 1].isupper()):
        at -= 1
    if at >= 0 and text[at] in SIGNS:
        draft.unit, draft.kind, draft.start = SIGNS[text[at]], "money", at
        if text[at] == "$":
            letters = at
            while letters and (text[letters - 1].isupper() or text[letters - 1] == ".") and at - letters < 4:
                letters -= 1
            nation = DOLLARS.get(text[letters:at])
            if nation is not None and not (letters and text[letters - 1].isalnum()):
                draft.unit, draft.start = nation, letters
        if draft.start and text[draft.start - 1] in "-" and not text[draft.start - 2 : draft.start - 1].isalnum():
            draft.start, draft.value, draft.bare = draft.start - 1, -draft.value, -draft.bare
        return
    code = text[at - 2 : at + 1] if at >= 2 else ""
    if code in CURRENCIES and not text[at - 3 : at - 2].isalnum():
        draft.unit, draft.kind, draft.start = "CNY" if code == "RMB" else code, "money", at - 2
    elif start and text[start - 1] == "-" and (start == 1 or text[start - 2] in " (\u00a0\u202f\n"):
        draft.start, draft.value, draft.bare = start - 1, -draft.value, -draft.bare
    else:
        place = reading.word_before(start)
        if _is_minus(reading, place):
            draft.start, draft.value, draft.bare = reading.starts[place], -draft.value, -draft.bare
        elif place >= 0 and reading.lows[place] == "rs" and text[reading.ends[place] : start] in (" ", ". ", ".", ""):
            draft.unit, draft.kind, draft.start = "INR", "money", reading.starts[place]


def _is_minus(reading: Reading, place: int) -> bool:
    """Whether word *place* is a minus, and not the end of "au moins"."""
    if place < 0 or reading.lows[place] not in ("minus", "moins", "menos", "meno") or not reading.joined(place):
        return False
    return reading.phrase_until(place, reading.words.more_before, 3) is None


# ---------------------------------------------------------------- behind the number: scale, unit


def _attached(reading: Reading, draft: Draft) -> tuple[str, int] | None:
    """Give letters that touch the digits (`5bn`, `10km`) and where they end."""
    text, end = reading.folded, draft.end
    match = _LETTERS.match(text, end)
    return (match.group(), match.end()) if match else None


_LETTERS = re.compile(r"[^\W\d_]+[²³]?(?!\w)")


def read_scale(reading: Reading, draft: Draft, atom: Atom) -> None:
    """Multiply by `million`, `Mrd.`, `bn`, `k`."""
    words = reading.words
    if not atom.spelled:
        attached = _attached(reading, draft)
        if attached is not None:
            low = attached[0].lower()
            if low in words.scales or (
                low in SHORT_SCALES and (draft.kind == "money" or low in ("k", "bn", "mn", "mln", "tn"))
            ):
                _multiply(draft, Decimal(words.scales.get(low) or SHORT_SCALES[low]), attached[1])
            elif low in SHORT_SCALES and reading.folded[attached[1] : attached[1] + 1] in _CURRENCY_SIGNS:
                _multiply(draft, Decimal(SHORT_SCALES[low]), attached[1])  # 5M€
            elif low == "m" and _counts_heads(reading, attached[1]):
                _multiply(draft, Decimal(10**6), attached[1])
    for _ in range(2):
        place = next_word(reading, draft)
        if place is None or (draft.end == reading.starts[place] and draft.scale != 1):
            return
        low = reading.lows[place]
        if low in words.scales:
            _multiply(draft, Decimal(words.scales[low]), reading.ends[place])
        elif (
            low in SHORT_SCALES
            and reading.starts[place] > draft.end
            and (draft.kind == "money" or _before_currency(reading, place))
        ):
            _multiply(draft, Decimal(SHORT_SCALES[low]), reading.ends[place])
        else:
            return
        # `Mio.`, `Mrd.`: the full stop belongs to the abbreviation, not to the sentence.
        if reading.folded[draft.end : draft.end + 2] in (". ", ".\u00a0") and low in _ABBREVIATED:
            draft.end += 1


_CURRENCY_SIGNS = frozenset("€$£¥")


def _before_currency(reading: Reading, place: int) -> bool:
    """Whether a currency's sign stands behind word *place*: `5 M€`, `5 mln €`."""
    return reading.folded[reading.ends[place] : reading.ends[place] + 2].strip()[:1] in _CURRENCY_SIGNS


_ABBREVIATED = word_set("mio mrd mill bio tsd md mds")


def _multiply(draft: Draft, by: Decimal, end: int) -> None:
    draft.scale *= by
    draft.value *= by
    draft.end = end


def _counts_heads(reading: Reading, end: int) -> bool:
    """Whether `5m` is five million: before people or a currency, not before a wall."""
    place = reading.word_at(end)
    if place >= len(reading.lows) or reading.folded[end : reading.starts[place]] != " ":
        return False
    unit = reading.words.units.get(reading.lows[place])
    return (unit is not None and unit[1] in ("money", "count")) or reading.lows[place] in (
        "jobs",
        "users",
        "homes",
        "tonnes",
        "barrels",
        "viewers",
    )


def read_suffix(reading: Reading, draft: Draft) -> None:
    """Read the unit behind the number, by its sign or by its words."""
    text, end = reading.folded, draft.end
    at = end + 1 if text[end : end + 1] in (" ", "\u00a0", "\u202f") else end
    sign = text[at : at + 1]
    if sign in SIGNS and not draft.unit and sign and not text[at + 1 : at + 2].isdigit():
        draft.unit, draft.kind, draft.end = SIGNS[sign], "money", at + 1
        return
    if sign and (sign in _SIGN_STARTS or (sign in "km" and text[at + 1 : at + 2] in ("/", "²", "³", "m"))):
        for printed, unit, kind in SIGN_UNITS:
            if text.startswith(printed, at):
                if not draft.unit:
                    draft.unit, draft.kind, draft.end = unit, kind, at + len(printed)
                break
        if draft.unit == "%":
            _points(reading, draft)
            return
    _unit_words(reading, draft)


_SIGN_STARTS = frozenset("%°º℃℉％‰")


def _points(reading: Reading, draft: Draft) -> None:
    """Tell `5% points` from `5%`."""
    place = reading.word_at(draft.end)
    if (
        place < len(reading.lows)
        and reading.lows[place] in ("points", "point", "punkte")
        and reading.folded[draft.end : reading.starts[place]] in (" ", "-", "")
    ):
        draft.unit, draft.end = "pp", reading.ends[place]


_DEGREES = re.compile(r"([CF])(?!\w)")
_OF_WARMTH = word_set(
    "temperature temperatures degree degrees heat warming celsius fahrenheit warmer hotter colder heatwave"
)


def _degrees(reading: Reading, draft: Draft) -> bool:
    """Read `41.5C` and, where warmth is spoken of, `30C`."""
    match = _DEGREES.match(reading.folded, draft.end)
    if match is None or draft.unit or reading.words.code != "en" or draft.scale != 1:
        return False
    if draft.value == draft.value.to_integral_value() and _OF_WARMTH.isdisjoint(reading.lows):
        return False
    draft.unit, draft.kind, draft.end = f"°{match[1]}", "measure", match.end()
    return True


def _unit_words(reading: Reading, draft: Draft) -> None:
    words = reading.words
    if _degrees(reading, draft):
        return
    place = next_word(reading, draft)
    if place is None:
        return
    linked = place
    if reading.lows[place] in words.unit_links and reading.folded[reading.ends[place] : reading.ends[place] + 1] in (
        " ",
        "'",
        "’",
        "\u00a0",
    ):
        linked = place + 1
        if linked >= len(reading.lows):
            return
    low = reading.lows[linked]
    # `5 US dollars`, `5 EUR`: codes count only in capitals.
    printed = reading.text[reading.starts[linked] : reading.ends[linked]]
    if printed in CURRENCIES and not draft.unit:
        draft.unit, draft.kind, draft.end = "CNY" if printed == "RMB" else printed, "money", reading.ends[linked]
        return
    found = reading.phrase_from(linked, words.units, 4)
    if found is None:
        if low == "won" and draft.value >= 1000 and words.code == "en":
            draft.unit, draft.kind, draft.end = "KRW", "money", reading.ends[linked]
        return
    unit, last = found
    if draft.unit and not (draft.kind == "money" and unit[1] == "money"):
        return
    if not _unit_fits(reading, draft, unit, linked, last):
        return
    if not draft.unit:
        _give_unit(draft, unit)
    draft.end = reading.ends[last]


def _unit_fits(reading: Reading, draft: Draft, unit: Unit, first: int, last: int) -> bool:
    """Refuse short signs that are words here: `5 m` is a measure, `5 M` and `5 a` are not."""
    printed = reading.text[reading.starts[first] : reading.ends[last]]
    if len(printed) == 1 and unit[1] == "measure":
        if printed == "C":
            return "degree" in reading.folded or "°" in reading.folded
        return printed in "mgtlLVW" and not (printed == "l" and reading.words.code in ("fr", "it"))
    if unit[0] == "GBP" and printed.lower().startswith("pound") and _is_weight(reading):
        draft.unit, draft.kind = "lb", "measure"
    if unit[0] == "second" and printed == "second":
        return draft.value == 1 or reading.folded[draft.end : draft.end + 1] == "-"
    return True


def _is_weight(reading: Reading) -> bool:
    """Whether pounds are weighed here, not paid."""
    return any(low.startswith(("weigh", "heav")) for low in reading.lows)


def _give_unit(draft: Draft, unit: Unit) -> None:
    draft.unit, draft.kind = unit[0], unit[1] if unit[1] != "count" else "number"
    if unit[2] != "1":
        draft.value *= Decimal(unit[2])
