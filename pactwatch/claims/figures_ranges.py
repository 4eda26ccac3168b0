"""Which figures are the two ends of one range? 5-10 years, between 5 and 10, from 5 to 10 years."""

from __future__ import annotations

from pactwatch.claims.figures_draft import Draft
from pactwatch.claims.reading import Reading
from pactwatch.claims.words.shape import words as word_set


def join_ranges(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Join `5-10 years`, `between 5 and 10`, `from 5 to 10 years` into one figure each."""
    out: list[Draft] = []
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


def _joined(reading: Reading, one: Draft, other: Draft) -> Draft | None:
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
    return Draft(
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


def _is_span(reading: Reading, place: int, other: Draft) -> bool:
    """Whether "from 5 to 10" is a span: of time or age, or ranging; otherwise something rose from one to the other."""
    before = reading.lows[place - 1] if place else ""
    return before in ("ranging", "range", "ranged", "ranges", "varying", "anywhere", "aged", "ages") or (
        other.kind in ("duration", "age")
        and before not in ("extended", "raised", "reduced", "cut", "increased", "rose", "up", "lowered")
    )
