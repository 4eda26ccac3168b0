"""Which figures does a sentence hold? Numbers with unit, scale and comparator, so that equal values have equal keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pactwatch.claims.figures_ja import find_figures_ja
from pactwatch.claims.numbers import Atom, find_numbers
from pactwatch.claims.reading import Reading
from pactwatch.claims.words import Unit
from pactwatch.claims.words.common import CURRENCIES, DOLLARS, SHORT_SCALES, SIGN_UNITS, SIGNS
from pactwatch.claims.words.shape import words as word_set
from pactwatch.model import Figure, Moment

# A "sentence" with more numbers than this is a table that lost its lines: the rest is left out, so that it stays cheap.
MOST = 300


def find_figures(reading: Reading, dates: Sequence[Moment]) -> list[Figure]:
    """Find the figures of a sentence, in order; digits inside *dates*, names, times and URLs are none."""
    taken = [(d.start, d.end) for d in dates]
    if reading.words.code == "ja":
        return find_figures_ja(reading.folded, reading.text, taken)
    atoms = find_numbers(reading, taken)
    if not atoms:
        return []
    drafts = [draft for atom in atoms[:MOST] if (draft := _draft(reading, atom)) is not None]
    drafts = _ranges(reading, drafts)
    return [_figure(reading, draft) for draft in drafts]


@dataclass(slots=True)
class _Draft:
    """A figure in the making."""

    start: int
    end: int
    value: Decimal
    bare: Decimal
    """Before the scale."""
    scale: Decimal = Decimal(1)
    unit: str = ""
    kind: str = "number"
    comparator: str = "="
    high: Decimal | None = None
    number_start: int = 0
    number_end: int = 0


def plain(value: Decimal) -> str:
    """Write a number in plain digits.

    >>> plain(Decimal("1.50") * 10**9), plain(Decimal("40"))
    ('1500000000', '40')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text or "0"


def _figure(reading: Reading, draft: _Draft) -> Figure:
    text = reading.text[draft.start : draft.end]
    high = None if draft.high is None else plain(draft.high)
    return Figure(text, draft.start, draft.end, plain(draft.value), draft.unit, draft.comparator, high, draft.kind)


def _draft(reading: Reading, atom: Atom) -> _Draft | None:
    """Read what stands round a number; None: it is the number of a thing (Article 5), not a figure."""
    draft = _Draft(atom.start, atom.end, atom.value, atom.value, number_start=atom.start, number_end=atom.end)
    if atom.ordinal:
        draft.kind = "ordinal"
        draft.unit = "th"
        return None if _is_label(reading, draft) else draft
    _prefix(reading, draft)
    if not atom.whole:
        _scale(reading, draft, atom)
    _suffix(reading, draft)
    if not draft.unit and not atom.spelled and _is_label(reading, draft):
        return None
    if not draft.unit and _glued(reading, draft):
        return None
    _age(reading, draft)
    _comparator(reading, draft)
    if atom.comparator and draft.comparator == "=":
        draft.comparator = atom.comparator
    return draft


# ---------------------------------------------------------------- before the number: currency, sign


def _prefix(reading: Reading, draft: _Draft) -> None:
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


def _next_word(reading: Reading, draft: _Draft) -> int | None:
    """Give the word that follows the draft after nothing, a space or a hyphen."""
    text, end = reading.folded, draft.end
    place = reading.word_at(end)
    if place >= len(reading.starts):
        return None
    gap = text[end : reading.starts[place]]
    return place if gap in _GAPS else None


_GAPS = frozenset(("", " ", "-", "\u00a0", "\u202f", "\u2009", "‑", "  ", "\n", " -"))


def _attached(reading: Reading, draft: _Draft) -> tuple[str, int] | None:
    """Give letters that touch the digits (`5bn`, `10km`) and where they end."""
    text, end = reading.folded, draft.end
    match = _LETTERS.match(text, end)
    return (match.group(), match.end()) if match else None


_LETTERS = re.compile(r"[^\W\d_]+[²³]?(?!\w)")


def _scale(reading: Reading, draft: _Draft, atom: Atom) -> None:
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
            elif low == "m" and _counts_heads(reading, attached[1]):
                _multiply(draft, Decimal(10**6), attached[1])
    for _ in range(2):
        place = _next_word(reading, draft)
        if place is None or (draft.end == reading.starts[place] and draft.scale != 1):
            return
        low = reading.lows[place]
        if low in words.scales:
            _multiply(draft, Decimal(words.scales[low]), reading.ends[place])
        elif low in SHORT_SCALES and draft.kind == "money" and reading.starts[place] > draft.end:
            _multiply(draft, Decimal(SHORT_SCALES[low]), reading.ends[place])
        else:
            return
        # `Mio.`, `Mrd.`: the full stop belongs to the abbreviation, not to the sentence.
        if reading.folded[draft.end : draft.end + 2] in (". ", ".\u00a0") and low in _ABBREVIATED:
            draft.end += 1


_ABBREVIATED = word_set("mio mrd mill bio tsd md mds")


def _multiply(draft: _Draft, by: Decimal, end: int) -> None:
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


def _suffix(reading: Reading, draft: _Draft) -> None:
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


def _points(reading: Reading, draft: _Draft) -> None:
    """Tell `5% points` from `5%`."""
    place = reading.word_at(draft.end)
    if (
        place < len(reading.lows)
        and reading.lows[place] in ("points", "point", "punkte")
        and reading.folded[draft.end : reading.starts[place]] in (" ", "-", "")
    ):
        draft.unit, draft.end = "pp", reading.ends[place]


def _unit_words(reading: Reading, draft: _Draft) -> None:
    words = reading.words
    place = _next_word(reading, draft)
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


def _unit_fits(reading: Reading, draft: _Draft, unit: Unit, first: int, last: int) -> bool:
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


def _give_unit(draft: _Draft, unit: Unit) -> None:
    draft.unit, draft.kind = unit[0], unit[1] if unit[1] != "count" else "number"
    if unit[2] != "1":
        draft.value *= Decimal(unit[2])


def _is_label(reading: Reading, draft: _Draft) -> bool:
    """Whether the number names a thing: Article 5, Flight 370, Apollo 11, No. 10."""
    place = reading.word_before(draft.start)
    if place < 0:
        return False
    gap = reading.folded[reading.ends[place] : draft.start]
    low = reading.lows[place]
    if low in reading.words.references and gap in (" ", ". ", "\u00a0", ".", ".\u00a0", " (", "-"):
        return True
    if gap != " " or draft.kind == "ordinal" or place == 0 or not reading.capital(place):
        return False
    if low in reading.words.starters or low in reading.words.weekdays or reading.words.all_nouns_capital:
        return False
    if (
        reading.folded[draft.end : draft.end + 1] in ("-", "–")
        and reading.folded[draft.end + 1 : draft.end + 2].isdigit()
    ):
        return False  # "beat Italy 4-1"
    following = _next_word(reading, draft)
    if following is not None and reading.folded[draft.end : reading.starts[following]] in (" ", "-"):
        # "In Gaza 40 children died": what is counted follows.
        return not reading.lows[following].endswith(("s", "x", "n", "i", "e", "people", "children")) or reading.capital(
            following
        )
    return True


def _glued(reading: Reading, draft: _Draft) -> bool:
    """Whether letters touch the digits and are no unit: 5G, 3D, 747s."""
    after = reading.folded[draft.end : draft.end + 1]
    return bool(after) and (after.isalpha() or after == "_") and reading.folded[draft.end - 1].isdigit()


# ---------------------------------------------------------------- ages and comparators


def _age(reading: Reading, draft: _Draft) -> None:
    """Read `aged 29` and the bare `, 29,` behind a name."""
    if draft.unit == "year" and draft.kind == "age":
        return
    words, text = reading.words, reading.folded
    place = reading.word_before(draft.start)
    if place < 0 or not 0 < draft.value < 125:
        return
    first = reading.has_phrase_until(place, words.aged, 3)
    if first is not None and text[reading.ends[place] : draft.start] == " " and draft.unit in ("", "year"):
        if draft.unit == "year" or reading.lows[first] != "ages":
            draft.unit, draft.kind = "year", "age"
            draft.start = reading.starts[first]
        return
    if not draft.unit and draft.scale == 1 and _stands_behind_a_name(reading, draft, place):
        draft.unit, draft.kind = "year", "age"


def _stands_behind_a_name(reading: Reading, draft: _Draft, place: int) -> bool:
    """Whether a bare number between commas is somebody's age: "John Smith, 29, …"."""
    text = reading.folded
    after = text[draft.end : draft.end + 2]
    if text[draft.start - 2 : draft.start] != ", " or after[:1] not in (",", ".", ";") or after[1:].isdigit():
        return False
    if draft.value < 5 or draft.value != draft.value.to_integral_value() or reading.lows[place] in reading.words.months:
        return False
    return place >= 1 and len(reading.lows[place]) > 1 and reading.capital(place) and reading.capital(place - 1)


def _comparator(reading: Reading, draft: _Draft) -> None:
    """Read `more than` before and `or more` behind the figure; the words become part of it."""
    words, text = reading.words, reading.folded
    before = text[draft.start - 1 : draft.start] if draft.start else ""
    if before in _SIGNS_OF_COMPARISON and before:
        draft.comparator, draft.start = _SIGNS_OF_COMPARISON[before], draft.start - 1
        return
    if draft.start >= 2 and before == " " and text[draft.start - 2] in _SIGNS_OF_COMPARISON:
        draft.comparator, draft.start = _SIGNS_OF_COMPARISON[text[draft.start - 2]], draft.start - 2
        return
    place = reading.word_before(draft.start)
    if place >= 0 and text[reading.ends[place] : draft.start] in (" ", "\u00a0", "\n", "  "):
        skipped = place
        if reading.lows[place] in _SKIPPED and place:
            skipped = place - 1
        found = reading.phrase_until(skipped, words.more_before, 4)
        if found is None and skipped != place:
            found = reading.phrase_until(place, words.more_before, 4)
        if found is not None and _compares(reading, found[1], skipped):
            draft.comparator = found[0]
            draft.start = reading.starts[found[1]]
    if text[draft.end : draft.end + 1] == "+":
        draft.comparator, draft.end = ">=", draft.end + 1
        return
    following = reading.word_at(draft.end)
    if following < len(reading.lows) and text[draft.end : reading.starts[following]] in (" ", "-", ", "):
        after = reading.phrase_from(following, words.more_after, 3)
        if after is not None:
            draft.comparator = after[0]
            draft.end = reading.ends[after[1]]


_SIGNS_OF_COMPARISON = {">": ">", "<": "<", "≥": ">=", "≤": "<=", "~": "~", "≈": "~", "±": "~"}
_SKIPPED = frozenset(
    ("the", "a", "an", "some", "les", "los", "las", "el", "il", "al", "ai", "lo", "de", "d", "von", "à", "a")
)


def _compares(reading: Reading, first: int, last: int) -> bool:
    """Refuse `over` and `under` where they are prepositions of time or place ("over the 2 years")."""
    low = reading.lows[first]
    if first == last and low in ("over", "under", "below", "above") and reading.words.code == "en":
        before = reading.lows[first - 1] if first else ""
        return before not in (
            "talks",
            "dispute",
            "row",
            "concerns",
            "take",
            "took",
            "won",
            "win",
            "lead",
            "victory",
            "hand",
            "handed",
            "all",
        )
    return True


# ---------------------------------------------------------------- ranges


def _ranges(reading: Reading, drafts: list[_Draft]) -> list[_Draft]:
    """Join `5-10 years`, `between 5 and 10`, `from 5 to 10 years` into one figure each."""
    out: list[_Draft] = []
    for draft in drafts:
        joined = _joined(reading, out[-1], draft) if out else None
        if joined is not None:
            out[-1] = joined
        elif not out or draft.start >= out[-1].end:
            out.append(draft)
        else:
            # A comparator between two numbers ("5 or more 10") was read twice: it stays with the first.
            draft.start = max(draft.start, out[-1].end)
            if draft.start <= draft.number_start:
                draft.start = draft.number_start
                out.append(draft)
    return out


def _joined(reading: Reading, one: _Draft, other: _Draft) -> _Draft | None:
    text, words = reading.folded, reading.words
    if other.start < one.end or other.start - one.end > 8 or "ordinal" in (one.kind, other.kind):
        return None
    gap = text[one.end : other.start].strip().lower()
    dash = gap in _DASHES
    if other.value < 0 and text[one.end : other.start + 1] in ("-",):
        return None
    place = reading.word_before(one.start)
    before = reading.lows[place] if place >= 0 else ""
    if gap in words.and_words:
        if before not in words.between:
            return None
    elif gap in words.range_words:
        if before in _FROM and not _is_span(reading, place, other):
            return None
    elif not dash:
        return None
    if one.unit and other.unit and one.unit != other.unit:
        return None
    low = one.value
    if one.scale == 1 and other.scale != 1 and one.bare < other.bare:
        low = one.value * other.scale
    if not one.unit and other.unit and other.bare and other.value != other.bare * other.scale:
        low *= other.value / (other.bare * other.scale)  # decades
    if low >= other.value or one.high is not None:
        return None
    # A score ("won 2-3") or a vote ("6-7"): small numbers with no unit, beside a word of sport or voting.
    if dash and not other.unit and not one.unit and not _SCORES.isdisjoint(reading.lows):
        return None
    start = one.start
    if before in words.between or (before in _FROM and gap in words.range_words):
        start = reading.starts[place]
    unit, kind = (other.unit, other.kind) if other.unit else (one.unit, one.kind)
    return _Draft(
        start,
        other.end,
        low,
        one.bare,
        other.scale,
        unit,
        kind,
        one.comparator,
        other.value,
        one.number_start,
        other.number_end,
    )


_DASHES = frozenset(("-", "–", "—", "‑", "~", "-to-", "to-"))
_FROM = frozenset(("from", "von", "de", "da", "desde", "entre"))
_SCORES = word_set(
    "win won wins beat beats lost loss defeat defeated draw drew score victory match game goals vote voted "
    "ruling ruled set"
)


def _is_span(reading: Reading, place: int, other: _Draft) -> bool:
    """Whether "from 5 to 10" is a span: of time or age, or ranging; otherwise something rose from one to the other."""
    before = reading.lows[place - 1] if place else ""
    return before in ("ranging", "range", "ranged", "ranges", "varying", "anywhere", "aged", "ages") or (
        other.kind in ("duration", "age")
        and before not in ("extended", "raised", "reduced", "cut", "increased", "rose", "up", "lowered")
    )
