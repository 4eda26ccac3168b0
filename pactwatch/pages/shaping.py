"""Rows into what a template shows: groups, lines of a comparison, a timeline, a sparkline."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from pactwatch.atom import Entry

if TYPE_CHECKING:
    from pactwatch.pages.comparing import Line

Row = Mapping[str, object]
FACETS = ("number", "date", "name", "quote", "speaker", "modality", "polarity", "wording")
_UNSPACED = re.compile(r"([぀-ヿ㐀-䶿一-鿿가-힣豈-﫿])")
_SPACED = r" \1 "
GOOD = ("stored", "unchanged", "not_modified", "moved")


def iso(at: datetime, *, days: int = 0) -> str:
    """Give a moment, so many days later, as the archive writes it."""
    return (at + timedelta(days=days)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime | None:
    """Read a moment of the archive; None: it is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def change(row: Row) -> dict[str, object]:
    """Open a change's JSON columns; without a stored word diff, the whole text went or came."""
    words = [tuple(pair) for pair in json.loads(str(row["words"]))]
    if not words:
        words = [(sign, row[name]) for sign, name in (("-", "old_text"), ("+", "new_text")) if row[name]]
    facets = [str(facet) for facet in json.loads(str(row["facets"]))]
    if row["kind"] != "changed":
        facets = [facet for facet in facets if facet != "wording"]
    found = dict(row) | {"words": words, "facets": facets}
    if "differences" in row:
        found["differences"] = json.loads(str(row["differences"]))
    return found


def by_day(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Group changes by day, and there by the article and the moment they were found in, newest first."""
    days = groupby(rows, key=lambda row: str(row["detected_at"])[:10])
    return [{"day": day, "stories": _by_article(group)} for day, group in days]


def _by_article(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Group changes by the article and the moment they were found in."""
    groups = groupby(rows, key=lambda row: (row["detected_at"], row["article_id"]))
    return [dict(group[0]) | {"changes": [change(row) for row in group]} for group in (list(g) for _, g in groups)]


def wordings(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Tell a statement's wordings in order: each with the versions that had it, the first and the last."""
    found = []
    for text, group in groupby(rows, key=lambda row: row["text"]):
        same = list(group)
        found.append({"text": text, "first": same[0], "last": same[-1]})
    return found


def entry(row: Row) -> Entry:
    """Give a change as an entry of a feed."""
    found = change(row)
    marks = {"-": "[-{}-]", "+": "{{+{}+}}", "=": "{}"}
    words = found["words"]
    body = "".join(marks[str(sign)].format(part) for sign, part in words) if isinstance(words, list) else ""
    facets = ", ".join(json.loads(str(row["facets"])))
    title = f"{row['outlet']}: {row['kind']} {row['subject']}" + (f" ({facets})" if facets else "")
    return Entry(f"/change/{row['id']}", title, str(row["detected_at"]), f"{row['headline']}\n\n{body}\n\n{row['url']}")


def folded_voices(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Fold the copies of one text into one voice: the earliest article speaks, the others stand behind it.

    An article that says it in two sentences is one voice, too, with its first sentence.
    """
    found: dict[object, dict[str, object]] = {}
    for row in rows:
        first = found.setdefault(row["voice"], dict(row) | {"copies": []})
        copies = first["copies"]
        if isinstance(copies, list) and row["article_id"] != first["article_id"]:
            pair = (row["article_id"], row["outlet"])
            if pair not in copies:
                copies.append(pair)
    return list(found.values())


def questions(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Group the values of a fact sheet by question; they come with the disputed ones first."""
    found = []
    for _, group in groupby(rows, key=lambda row: row["question"]):
        values = list(group)
        found.append(dict(values[0]) | {"values": values})
    return found


def said_together(values: Iterable[Row]) -> list[dict[str, object]]:
    """Join the values that the same voices give in the same sentences, such as two who signed."""
    found: dict[object, dict[str, object]] = {}
    for row in values:
        said = row["said"]
        key = tuple((one["article_id"], one["sentence"]) for one in said) if isinstance(said, list) else ()
        group = found.setdefault(key or row["value"], dict(row) | {"names": []})
        names = group["names"]
        if isinstance(names, list):
            names.append(row["name"])
    return list(found.values())


def counts(lines: Iterable[Line]) -> dict[str, int]:
    """Count the lines of a comparison by their state."""
    return dict(Counter(line.state for line in lines))


def name(value: str, printed: str) -> tuple[str, str]:
    """Give a value as it reads best, and a note: a date as such, anything else as it was printed in full."""
    try:
        day = datetime.strptime(value, "%Y-%m-%d")
    except ValueError:
        return printed, value if any(c.isdigit() for c in value) and value != printed else ""
    return f"{day:%-d %B %Y}", f"“{printed}”" if printed not in (value, f"{day:%-d %B %Y}") else ""


def pick(versions: Sequence[Row], old: str, new: str) -> tuple[Row | None, Row | None]:
    """Choose the two versions to compare: as asked, or the last and the one before it."""
    numbered = {str(row["number"]): row for row in versions}
    newer = numbered.get(new) or (versions[-1] if versions else None)
    if newer is None:
        return None, None
    older = numbered.get(old) or numbered.get(str(int(str(newer["number"])) - 1))
    return older, newer


def timeline(versions: Sequence[Row], fetches: Sequence[Row]) -> list[dict[str, object]]:
    """Tell an article's story, newest first: versions, and what lay between; looks of one kind are counted together."""
    seen = {row["snapshot_id"]: row for row in versions}
    story: list[dict[str, object]] = []
    told: set[object] = set()
    for outcome, group in groupby(fetches, key=lambda row: (row["outcome"], row["snapshot_id"] in seen)):
        looks = list(group)
        if outcome[0] == "stored":
            for look in looks:
                version = seen.get(look["snapshot_id"])
                if version is not None and version["id"] not in told:
                    told.add(version["id"])
                    story.append({"event": "version", "at": look["fetched_at"], "version": version})
            continue
        story.append(
            {
                "event": "good" if outcome[0] in GOOD else "bad",
                "outcome": str(outcome[0]).replace("_", " "),
                "at": looks[0]["fetched_at"],
                "from": looks[-1]["fetched_at"],
                "count": len(looks),
                "reason": looks[0]["reason"],
                "snapshot_id": looks[0]["snapshot_id"],
            }
        )
    return story


def headlines(versions: Sequence[Row]) -> list[Row]:
    """Give the versions in which the headline became another."""
    found: list[Row] = []
    for row in versions:
        if not found or row["headline"] != found[-1]["headline"]:
            found.append(row)
    return found


def days_until(last: datetime, count: int) -> list[str]:
    """List so many days up to *last*."""
    return [(last.date() - timedelta(days=back)).isoformat() for back in range(count - 1, -1, -1)]


def match(words: str) -> str:
    """Turn what somebody typed into a full-text query: all words, signs of scripts without spaces as a phrase.

    >>> match('岩屋 "EU pact')
    '"岩 屋" "EU" "pact"'
    """
    return " ".join(f'"{" ".join(_UNSPACED.sub(_SPACED, word).split())}"' for word in words.replace('"', " ").split())


def marked(text: str, words: str) -> list[tuple[bool, str]]:
    """Cut a text at the words that were searched for: (is a hit, piece)."""
    wanted = sorted({re.escape(word) for word in words.replace('"', " ").split()}, key=len, reverse=True)
    if not wanted:
        return [(False, text)]
    pieces = re.split(f"({'|'.join(wanted)})", text, flags=re.IGNORECASE)
    return [(place % 2 == 1, piece) for place, piece in enumerate(pieces) if piece]
