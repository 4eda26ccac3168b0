"""Rows into what a template shows: groups, lines of a comparison, a timeline, a sparkline."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from pactwatch.archive.bodies import read_body
from pactwatch.diff import word_diff
from pactwatch.extract import decode

if TYPE_CHECKING:
    from datasette.app import Datasette

Row = Mapping[str, object]
FACETS = ("number", "date", "name", "quote", "speaker", "modality", "polarity", "wording")
_UNSPACED = re.compile(r"([぀-ヿ㐀-䶿一-鿿가-힣豈-﫿])")
_SPACED = r" \1 "
_GOOD = ("stored", "unchanged", "not_modified", "moved")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in the comparison of two versions."""

    state: str
    """`same`, `new`, `removed`, `changed`, `moved`."""
    kind: str
    words: tuple[tuple[str, str], ...]
    """(`=`, `-` or `+`, text) in reading order."""
    starts: bool = False
    """Whether it begins a paragraph."""


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


def by_article(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Group changes by the article and the moment they were found in, newest first."""
    groups = groupby(rows, key=lambda row: (row["article_id"], row["detected_at"]))
    return [dict(group[0]) | {"changes": [change(row) for row in group]} for group in (list(g) for _, g in groups)]


def entry(row: Row) -> tuple[str, str, str, str]:
    """Give a change as an entry of a feed: path, title, time, text."""
    found = change(row)
    marks = {"-": "[-{}-]", "+": "{{+{}+}}", "=": "{}"}
    words = found["words"]
    body = "".join(marks[str(sign)].format(part) for sign, part in words) if isinstance(words, list) else ""
    facets = ", ".join(json.loads(str(row["facets"])))
    title = f"{row['outlet']}: {row['kind']} {row['subject']}" + (f" ({facets})" if facets else "")
    return f"/change/{row['id']}", title, str(row["detected_at"]), f"{row['headline']}\n\n{body}\n\n{row['url']}"


def conflicts(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Group the voices of each conflict by side."""
    found = []
    for _, group in groupby(rows, key=lambda row: row["conflict_id"]):
        voices = list(group)
        sides = [list(side) for _, side in groupby(voices, key=lambda row: row["side"])]
        found.append(dict(voices[0]) | {"sides": sides})
    return found


def questions(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Group a fact sheet: questions, the disputed ones first; in each its values, with who says so.

    Values that the same outlets give in the same sentences, such as two who signed, stand together.
    """
    found = []
    for _, group in groupby(rows, key=lambda row: row["question"]):
        facts = list(group)
        values: dict[object, dict[str, object]] = {}
        for _, same in groupby(facts, key=lambda row: row["value"]):
            said = list(same)
            key = tuple(dict.fromkeys((row["outlet"], row["sentence"]) for row in said))
            entry = values.setdefault(key, {"names": [], "said": said, "since": said[0]["since_at"]})
            names = entry["names"]
            if isinstance(names, list):
                names.append(_name(said))
        found.append({"label": facts[0]["label"], "disputed": facts[0]["disputed"], "groups": list(values.values())})
    return found


def _name(said: Sequence[Row]) -> tuple[str, str]:
    """Give a value as it reads best, and a note: a date as such, anything else as it was printed in full."""
    value = str(said[0]["value"])
    printed = max((str(row["printed"]) for row in said), key=len)
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


def compare(old: Sequence[Row], new: Sequence[Row], *, first: bool) -> list[Line]:
    """Lay two versions over one another: in the order of the new one, what was removed where it stood."""
    before = {row["claim_id"]: row for row in old}
    after = {row["claim_id"] for row in new}
    lines: list[Line] = []
    waiting = list(old)
    paragraph: object = None

    def removed_until(claim_id: object) -> None:
        """Show what was removed in front of a claim that is still there."""
        if claim_id not in {row["claim_id"] for row in waiting}:
            return
        while waiting:
            row = waiting.pop(0)
            if row["claim_id"] == claim_id:
                return
            if row["claim_id"] not in after:
                lines.append(Line("removed", str(row["kind"]), (("-", str(row["text"])),)))

    for row in new:
        text, known = str(row["text"]), before.get(row["claim_id"])
        removed_until(row["claim_id"])
        words: tuple[tuple[str, str], ...] = (("=", text),)
        state = "same"
        if not first and known is None:
            state, words = "new", (("+", text),)
        elif known is not None and known["text"] != text:
            state, words = (
                "changed",
                tuple((str(sign), str(part)) for sign, part in word_diff(str(known["text"]), text)),
            )
        lines.append(Line(state, str(row["kind"]), words, row["paragraph"] != paragraph))
        paragraph = row["paragraph"]
    rest = [row for row in waiting if row["claim_id"] not in after]
    lines += [Line("removed", str(row["kind"]), (("-", str(row["text"])),)) for row in rest]
    return lines


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
                "event": "good" if outcome[0] in _GOOD else "bad",
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


def strips(rows: Iterable[Row], days: Sequence[str]) -> list[dict[str, object]]:
    """Give each outlet's days: the share of fetches that saw the article, in five steps; None: it was not asked."""
    found = []
    for outlet, group in groupby(rows, key=lambda row: row["outlet"]):
        by_day: dict[str, dict[str, int]] = {}
        for row in group:
            by_day.setdefault(str(row["day"]), {})[str(row["outcome"])] = int(str(row["fetches"]))
        cells: list[dict[str, object]] = []
        for day in days:
            counts = by_day.get(day)
            if counts is None:
                cells.append({"day": day, "step": None, "told": "not asked"})
                continue
            good = sum(n for outcome, n in counts.items() if outcome in (*_GOOD, "gone", "off_topic"))
            told = ", ".join(f"{n} {outcome.replace('_', ' ')}" for outcome, n in sorted(counts.items()))
            cells.append({"day": day, "step": round(4 * good / sum(counts.values())), "told": told})
        found.append({"outlet": outlet, "cells": cells})
    return found


def sparkline(rows: Iterable[Row], days: Sequence[str]) -> dict[str, object]:
    """Give a bar for the changes of each of *days*: place, height (of 24), and what to say of it."""
    counts = {str(row["day"]): int(str(row["changes"])) for row in rows}
    most = max([counts.get(day, 0) for day in days] + [1])
    bars = []
    for place, day in enumerate(days):
        count = counts.get(day, 0)
        height = round(22 * count / most) + 2 if count else 1
        bars.append({"x": place * 6, "y": 24 - height, "height": height, "day": day, "count": count})
    return {"bars": bars, "width": len(days) * 6, "total": sum(counts.get(day, 0) for day in days)}


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


async def stored_text(datasette: Datasette, database: str, digest: str, content_type: str | None) -> str:
    """Read a stored body as text, in the encoding that the page is in."""

    def read(connection: sqlite3.Connection) -> bytes:
        return read_body(connection, digest)

    body: bytes = await datasette.get_database(database).execute_fn(read)
    return decode(body, content_type)[0]
