"""Which dates belong together? A day and its time are one moment; from one date to another is a range."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from pactwatch.claims.reading import Reading
from pactwatch.claims.words.shape import words as word_set
from pactwatch.model import Moment

_AT = word_set(
    "at on um gegen à a_las alle alle_ore a_la at_around at_about kl ore local_time local_time_on ortszeit ortszeit_am "
    "vers vers_les hacia_las hacia sobre_las verso_le verso intorno_alle attorno_alle um_etwa heure_locale "
    "heure_locale_le hora_local hora_local_del ora_locale ora_locale_di am le del"
) | {"", ", at"}


def merged(reading: Reading, found: Iterable[Moment]) -> list[Moment]:
    """Join a day with its time, and two dates that make a range; in order."""
    out: list[Moment] = []
    for moment in sorted(found, key=lambda m: (m.start, -m.end)):
        if out and moment.start < out[-1].end:
            continue
        joined = _joined(reading, out[-1], moment) if out else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(moment)
    return out


def _joined(reading: Reading, one: Moment, other: Moment) -> Moment | None:
    text = reading.text
    gap = _PART_OF_DAY.sub("", text[one.end : other.start][:40])
    if len(gap) > 18:
        return None
    pair = {one.granularity, other.granularity}
    if pair == {"day", "time"} or pair == {"relative", "time"}:
        day, time = (one, other) if other.granularity == "time" else (other, one)
        if time.value.startswith("T") and gap.strip(" ,").lower() in _AT:
            value = f"{day.value}{time.value}" if day.granularity == "day" else f"{day.value} {time.value}"
            return Moment(
                text[one.start : other.end],
                one.start,
                other.end,
                value,
                "time" if day.granularity == "day" else "relative",
            )
        return None
    if one.granularity != other.granularity or one.granularity not in ("day", "month", "year", "time", "quarter"):
        return None
    if not _range_gap(reading, one, gap.strip().lower()):
        return None
    low, high = _same_year(one.value, other.value)
    if reading.words.weekdays.keys() >= {one.text.lower(), other.text.lower()} and low < high:
        low = _within_a_week(low, high)
    if low >= high:
        return None
    return Moment(text[one.start : other.end], one.start, other.end, f"{low}/{high}", "range")


_PART_OF_DAY = re.compile(
    r"\b(?:morning|afternoon|evening|night|matin|après-midi|soir|mattina|pomeriggio|sera|notte|"
    r"por la (?:mañana|tarde|noche)|früh|vormittag|nachmittag|abend)\b",
    re.IGNORECASE,
)


def _within_a_week(low: str, high: str) -> str:
    """Move the first day of "from Monday to Wednesday" to the week of the second."""
    days = (date.fromisoformat(high) - date.fromisoformat(low)).days
    return (date.fromisoformat(low) + timedelta(days=days // 7 * 7)).isoformat()


def _range_gap(reading: Reading, one: Moment, gap: str) -> bool:
    """Whether what stands between two dates, and before the first, makes them a range."""
    words = reading.words
    if gap in ("-", "–", "—", "‑"):
        return True
    place = reading.word_before(one.start)
    while place > 0 and reading.lows[place] in words.determiners and reading.lows[place] not in words.between:
        place -= 1
    before = reading.lows[place] if place >= 0 else ""
    link = gap.split()
    if not link or len(link) > 2 or len(gap) > 12:
        return False
    if link[0] in words.and_words:
        return before in words.between
    if link[0] not in words.range_words:
        return False
    # "postponed from 1 November to 15 November" gives two dates, not a range.
    return not any(low in words.moved for low in reading.lows[max(0, place - 5) : place + 1])


def _same_year(low: str, high: str) -> tuple[str, str]:
    """Give the first date the year of the second one if only that was stated ("from 1 May to 3 June 2019")."""
    if high[:4].isdigit() and low[:4].isdigit() and low > high and len(low) >= 7:
        candidate = high[:4] + low[4:]
        if candidate < high:
            return candidate, high
    if low.startswith("--") and high[:4].isdigit():
        return f"{high[:4]}{low[1:]}", high
    return low, high
