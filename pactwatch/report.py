"""What a pass did, in words: the lines of its log and the Markdown of its artifact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from pactwatch.alerts import marked, plain
from pactwatch.archive import Archive, read

if TYPE_CHECKING:
    from pactwatch.passes import Summary

Row = Mapping[str, object]

# Said in this order, the good news first; what a maintainer would call each outcome.
OUTCOME_WORDS = {
    "stored": "stored",
    "unchanged": "unchanged",
    "not_modified": "not modified",
    "moved": "moved",
    "gone": "gone",
    "blocked": "blocked",
    "walled": "behind a wall",
    "empty": "empty",
    "partial": "doubtful",
    "too_large": "too large",
    "unsupported": "not text",
    "disallowed": "disallowed by robots.txt",
    "refused": "refused by the address guard",
    "unavailable": "unavailable",
    "off_topic": "off topic",
}


def outcome_counts(summary: Summary) -> str:
    """List the counts by outcome in one line, e.g. `4 stored, 2 not modified, 1 behind a wall`."""
    parts = [f"{summary.outcomes[key]} {word}" for key, word in OUTCOME_WORDS.items() if summary.outcomes[key]]
    return ", ".join(parts) or "nothing was due"


def are(count: int) -> str:
    """Give the verb that goes with a count.

    >>> are(1), are(2)
    ('is', 'are')
    """
    return "is" if count == 1 else "are"


def plural(count: int, noun: str) -> str:
    """Count a noun.

    >>> plural(1, "pass"), plural(2, "change"), plural(3, "pass")
    ('1 pass', '2 changes', '3 passes')
    """
    ending = "" if count == 1 else "es" if noun.endswith("s") else "s"
    return f"{count} {noun}{ending}"


def span(length: timedelta) -> str:
    """Write a length of time as people say it, to two digits or so.

    >>> span(timedelta(seconds=40)), span(timedelta(minutes=90)), span(timedelta(hours=75))
    ('1 minute', '1.5 hours', '3.1 days')
    """
    minutes = max(1.0, length / timedelta(minutes=1))
    size, unit, digits = (1440, "day", 1) if minutes >= 1440 else (60, "hour", 1) if minutes >= 60 else (1, "minute", 0)
    number = f"{minutes / size:.{digits}f}".removesuffix(".0")
    return f"{number} {unit}" + ("" if number == "1" else "s")


def summary_lines(summary: Summary) -> list[str]:
    """Say in a few lines what was done; for logs."""
    lines = [
        f"{summary.topic}: {plural(summary.passes, 'pass')}, {plural(summary.new_articles, 'new article')}, "
        f"{plural(len(summary.change_ids), 'change')}, {plural(summary.conflicts_opened, 'new conflict')}",
        f"fetches: {outcome_counts(summary)}",
    ]
    return lines + summary.problems


def changes_of(summary: Summary, archive: Archive) -> list[Row]:
    """Give the material changes that the passes found, newest first."""
    wanted = set(summary.change_ids)
    since = summary.started_at
    found = read.changes(archive, since=since, material_only=True, limit=100_000)
    return [row for row in found if row["id"] in wanted]


def summary_markdown(summary: Summary, archive: Archive) -> str:
    """Write what the passes did as Markdown: counts, then a table of the material changes."""
    lines = [f"# {summary.topic}", "", *(f"- {line}" for line in summary_lines(summary)), ""]
    changes = changes_of(summary, archive)
    if changes:
        lines += ["| when | outlet | facets | change | rule |", "|---|---|---|---|---|"]
    for row in changes[:200]:
        cells = (row["detected_at"], row["outlet"], ", ".join(_texts(row["facets"])), told(row), row["rule"])
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    if len(changes) > 200:
        lines.append(f"\n… and {len(changes) - 200} more: `pactwatch changes`.")
    return "\n".join(lines)


def _texts(value: object) -> list[str]:
    """Read a JSON list of texts that a row holds."""
    return [str(item) for item in value] if isinstance(value, list | tuple) else []


def told(row: Row) -> str:
    """Tell one change in one line that reads without colour: what went in `[-…-]`, what came in `{+…+}`."""
    pairs = word_pairs(row)
    return marked(pairs) if any(sign != "=" for sign, _ in pairs) else plain(str(row["new_text"]))


def word_pairs(row: Row) -> list[tuple[str, str]]:
    """Give the words of a row of changes: its word diff; without one, the whole text as gone, come or kept."""
    words = row["words"]
    pairs = [item for item in words if isinstance(item, list | tuple)] if isinstance(words, list | tuple) else []
    if pairs:
        return [(str(sign), str(text)) for sign, text in pairs]
    if row["new_text"] is None:
        return [("-", str(row["old_text"] or ""))]
    return [("+" if row["old_text"] is None else "=", str(row["new_text"]))]
