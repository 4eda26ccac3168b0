"""Pictures as numbers: what a template draws as SVG, and what it says instead for whoever does not see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from pactwatch.pages.shaping import GOOD, moment

Row = Mapping[str, object]
WIDTH = 720
"""Units across a picture of time; the browser scales them."""
_LANES = 6
_BAR = 16


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a picture of time."""

    x: float
    width: float
    kind: str
    told: str


def _scale(first: datetime, last: datetime) -> tuple[datetime, float]:
    """Give where a picture begins, and how many units a second takes."""
    return first, WIDTH / max((last - first).total_seconds(), 1.0)


def article_strip(versions: Sequence[Row], fetches: Sequence[Row]) -> dict[str, object] | None:
    """Draw an article's life: a mark for each version, a bar while it was not seen. None: there is nothing to draw."""
    times = [at for row in fetches if (at := moment(str(row["fetched_at"]))) is not None]
    times += [at for row in versions if (at := moment(str(row["first_seen_at"]))) is not None]
    if len(times) < 2 or min(times) == max(times):
        return None
    start, per_second = _scale(min(times), max(times))

    def x(text: object) -> float:
        """Place a moment."""
        at = moment(str(text)) or start
        return round(min(max((at - start).total_seconds() * per_second, 0.0), WIDTH), 1)

    gaps = []
    rows = list(reversed(fetches))
    for good, group in groupby(enumerate(rows), key=lambda pair: pair[1]["outcome"] in GOOD):
        if good:
            continue
        looks = list(group)
        after = looks[-1][0] + 1
        end = x(rows[after]["fetched_at"]) if after < len(rows) else WIDTH
        begin = x(looks[0][1]["fetched_at"])
        told = ", ".join(dict.fromkeys(str(row["outcome"]).replace("_", " ") for _, row in looks))
        gaps.append(Span(begin, round(max(end - begin, 3.0), 1), "gap", f"not seen: {told}"))
    marks = [Span(x(row["first_seen_at"]), 0, "version", f"version {row['number']}") for row in versions]
    return {"gaps": gaps, "marks": marks, "from": _iso(min(times)), "to": _iso(max(times)), "width": WIDTH}


# So many letters of a moment name its minute: what one pass saw is of one moment.
_MINUTE = 16


def spread(rows: Sequence[Row], names: Mapping[str, str], last: datetime) -> dict[str, object] | None:
    """Draw how the answers to one question spread: for each value a lane for each article that ever gave it.

    None: there is nothing to see, because each has said the same from one moment until now.
    """
    if len({str(row["first_seen_at"])[:_MINUTE] for row in rows}) < 2 and all(row["stands"] for row in rows):
        return None
    times = [at for row in rows if (at := moment(str(row["first_seen_at"]))) is not None]
    if not times:
        return None
    start, per_second = _scale(min(times), max([last, *times]))
    lanes: list[dict[str, object]] = []
    y = 0
    by_value: dict[str, list[Row]] = {}
    for row in rows:
        by_value.setdefault(str(row["value"]), []).append(row)
    for value, said in list(by_value.items())[:_LANES]:
        lanes.append({"y": y, "name": names.get(value) or str(said[0]["printed"]), "bars": [], "more": 0})
        y += 18
        bars: list[dict[str, object]] = []
        for row in said[:_LANES]:
            begin = ((moment(str(row["first_seen_at"])) or start) - start).total_seconds() * per_second
            until = last if row["stands"] else moment(str(row["last_seen_at"])) or last
            end = (until - start).total_seconds() * per_second
            bars.append({"x": round(begin, 1), "width": round(max(end - begin, 4.0), 1), "y": y, "row": row})
            y += _BAR
        lanes[-1]["bars"] = bars
        lanes[-1]["more"] = len(said) - len(bars)
        y += 18 if len(said) > len(bars) else 6
    return {"lanes": lanes, "width": WIDTH, "height": y, "from": _iso(min(times)), "to": _iso(last), "rows": rows}


def _iso(at: datetime) -> str:
    """Write a moment as the archive does."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def strips(rows: Iterable[Row], days: Sequence[str]) -> dict[str, list[dict[str, object]]]:
    """Give each outlet's days: the share of fetches that saw the article, in five steps; None: it was not asked."""
    found = {}
    for outlet, group in groupby(rows, key=lambda row: row["outlet"]):
        by_day: dict[str, dict[str, int]] = {}
        for row in group:
            by_day.setdefault(str(row["day"]), {})[str(row["outcome"])] = int(str(row["fetches"]))
        cells: list[dict[str, object]] = []
        for place, day in enumerate(days):
            counts = by_day.get(day)
            if counts is None:
                continue
            good = sum(n for outcome, n in counts.items() if outcome in (*GOOD, "gone", "off_topic"))
            told = ", ".join(f"{n} {outcome.replace('_', ' ')}" for outcome, n in sorted(counts.items()))
            cells.append({"x": place * 10, "day": day, "step": int(4 * good / sum(counts.values())), "told": told})
        found[str(outlet)] = cells
    return found


def sparkline(rows: Iterable[Row], days: Sequence[str]) -> dict[str, object]:
    """Give a bar for the changes of each of *days*: place, height (of 32), and what to say of it."""
    counts = {str(row["day"]): int(str(row["changes"])) for row in rows}
    most = max([counts.get(day, 0) for day in days] + [1])
    bars = []
    for place, day in enumerate(days):
        count = counts.get(day, 0)
        height = round(30 * count / most) + 2 if count else 1
        bars.append({"x": place * 8, "y": 32 - height, "height": height, "day": day, "count": count})
    return {
        "bars": bars,
        "width": len(days) * 8,
        "total": sum(counts.get(day, 0) for day in days),
        "most": most,
        "from": days[0],
        "to": days[-1],
    }
