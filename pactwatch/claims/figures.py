"""Which figures does a sentence hold? Numbers with unit, scale and comparator, so that equal values have equal keys."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pactwatch.claims.figures_draft import Draft, next_word
from pactwatch.claims.figures_ja import find_figures_ja
from pactwatch.claims.figures_ranges import CHANGES, join_ranges
from pactwatch.claims.figures_units import read_prefix, read_scale, read_suffix
from pactwatch.claims.numbers import Atom, find_numbers
from pactwatch.claims.reading import Reading
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
    drafts = join_ranges(reading, drafts)
    return [_figure(reading, draft) for draft in drafts]


def plain(value: Decimal) -> str:
    """Write a number in plain digits.

    >>> plain(Decimal("1.50") * 10**9), plain(Decimal("40"))
    ('1500000000', '40')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text or "0"


def _figure(reading: Reading, draft: Draft) -> Figure:
    text = reading.text[draft.start : draft.end]
    high = None if draft.high is None else plain(draft.high)
    return Figure(text, draft.start, draft.end, plain(draft.value), draft.unit, draft.comparator, high, draft.kind)


def _draft(reading: Reading, atom: Atom) -> Draft | None:
    """Read what stands round a number; None: it is the number of a thing (Article 5), not a figure."""
    draft = Draft(atom.start, atom.end, atom.value, atom.value, number_start=atom.start, number_end=atom.end)
    if atom.ordinal:
        draft.kind = "ordinal"
        draft.unit = "th"
        return None if _is_label(reading, draft) or _is_in_a_name(reading, draft) else draft
    read_prefix(reading, draft)
    if not atom.whole:
        read_scale(reading, draft, atom)
    read_suffix(reading, draft)
    if not draft.unit and not atom.spelled and _is_label(reading, draft):
        return None
    if not draft.unit and _glued(reading, draft):
        return None
    _age(reading, draft)
    _comparator(reading, draft)
    if atom.comparator and draft.comparator == "=":
        draft.comparator = atom.comparator
    return draft


def _is_label(reading: Reading, draft: Draft) -> bool:
    """Whether the number names a thing: Article 5, Flight 370, Apollo 11, No. 10."""
    place = reading.word_before(draft.start)
    if place < 0:
        return False
    gap = reading.folded[reading.ends[place] : draft.start]
    low = reading.lows[place]
    if gap == "-" and low.isdigit() and place and reading.lows[place - 1] in reading.words.references:
        return True  # Boeing 737-800
    if low in reading.words.references and gap in (" ", ". ", "\u00a0", ".", ".\u00a0", " (", "-"):
        return True
    if gap != " " or draft.kind == "ordinal" or place == 0 or not reading.capital(place):
        return False
    if low in reading.words.starters or low in reading.words.weekdays:
        return False
    if reading.words.all_nouns_capital:
        return len(low) >= 2 and reading.surface(place, place).isupper() and not draft.unit  # ICE 577, BMW 320
    if (
        reading.folded[draft.end : draft.end + 1] in ("-", "–")
        and reading.folded[draft.end + 1 : draft.end + 2].isdigit()
    ):
        return False  # "beat Italy 4-1"
    following = next_word(reading, draft)
    if following is not None and reading.folded[draft.end : reading.starts[following]] in (" ", "-"):
        # "In Gaza 40 children died": what is counted follows.
        return not reading.lows[following].endswith(("s", "x", "n", "i", "e", "people", "children")) or reading.capital(
            following
        )
    return True


def _is_in_a_name(reading: Reading, draft: Draft) -> bool:
    """Whether an ordinal is part of a name or an office: the Second World War, Zweiter Weltkrieg, primer ministro."""
    place = next_word(reading, draft)
    if place is None:
        return False
    if draft.value == 1 and reading.lows[place] in _FIRST:
        return True
    return reading.capital(place) and reading.lows[place] in _NUMBERED


_FIRST = frozenset(("ministro", "ministra", "ministre", "ministres", "ministri", "ministros", "dama", "dame", "lady"))

_NUMBERED = frozenset(
    ("world", "weltkrieg", "weltkriegs", "weltkrieges", "guerre", "guerra", "amendment", "reich", "republic")
)


def _glued(reading: Reading, draft: Draft) -> bool:
    """Whether letters touch the digits and are no unit: 5G, 3D, 747s."""
    after = reading.folded[draft.end : draft.end + 1]
    return bool(after) and (after.isalpha() or after == "_") and reading.folded[draft.end - 1].isdigit()


# ---------------------------------------------------------------- ages and comparators


def _age(reading: Reading, draft: Draft) -> None:
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


def _stands_behind_a_name(reading: Reading, draft: Draft, place: int) -> bool:
    """Whether a bare number between commas is somebody's age: "John Smith, 29, …"."""
    text = reading.folded
    after = text[draft.end : draft.end + 2]
    if text[draft.start - 2 : draft.start] != ", " or after[:1] not in (",", ".", ";") or after[1:].isdigit():
        return False
    if draft.value < 5 or draft.value != draft.value.to_integral_value() or reading.lows[place] in reading.words.months:
        return False
    return place >= 1 and len(reading.lows[place]) > 1 and reading.capital(place) and reading.capital(place - 1)


def _comparator(reading: Reading, draft: Draft) -> None:
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
        if found is not None and _compares(reading, draft, found[1], skipped):
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


# "over seven years" is a span that something happens in, "lasted over seven years" is more than seven.
_LASTING = word_set(
    "for lasted lasts took takes lasting of after in than just well at spent seit nach für in von vor dauerte dauert "
    "gut"
)
_SIGNS_OF_COMPARISON = {">": ">", "<": "<", "≥": ">=", "≤": "<=", "~": "~", "≈": "~", "±": "~"}
_SKIPPED = frozenset(
    ("the", "a", "an", "some", "les", "los", "las", "el", "il", "al", "ai", "lo", "de", "d", "von", "à", "a")
)


def _compares(reading: Reading, draft: Draft, first: int, last: int) -> bool:
    """Refuse `over` and `under` where they are prepositions of time or place ("over the 2 years")."""
    low = reading.lows[first]
    if low in ("hasta", "fino", "jusqu") and not CHANGES.isdisjoint(reading.lows[max(0, first - 6) : first]):
        return False  # "subió hasta 66 dólares" is where it ended
    if first == last and low in ("over", "über") and draft.kind == "duration":
        return first > 0 and reading.lows[first - 1] in _LASTING
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
