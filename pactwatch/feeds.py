"""The feeds as files: `changes.atom` and `conflicts.atom`, for any web server or feed reader.

Ids come from what happened, so that an entry is known again after an archive was moved, merged or made anew. A file is
put in place whole: a reader never sees half a feed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import NAMESPACE_URL, uuid5

from pactwatch.alerts import plain, told_in_one_line, when
from pactwatch.archive import Archive, read
from pactwatch.atom import Entry, Head, feed
from pactwatch.backtest import change_of
from pactwatch.errors import UsageError
from pactwatch.model import Topic
from pactwatch.report import told

Row = Mapping[str, object]
# Feed readers keep what they have seen; a feed is what is new since they looked last.
NEWEST = 200
_TEXT_CHARS = 4_000
_COVERED = (
    "SELECT a.url FROM coverage c JOIN articles a ON a.id = c.article_id JOIN topics t ON t.id = c.topic_id "
    "WHERE t.name = ?"
)


def write_feeds(
    archive: Archive, topic: Topic, folder: Path, *, material_only: bool = True, base_url: str = ""
) -> list[Path]:
    """Write both feeds into *folder*; *base_url* is where it is served, if it is.

    Raises:
        UsageError: the folder cannot be written.
    """
    covered = {str(row["url"]) for row in archive.rows(_COVERED, [topic.name])}
    changes = read.changes(archive, material_only=material_only, limit=NEWEST * 10)
    mine = [row for row in changes if str(row["url"]) in covered][:NEWEST]
    conflicts = [row for row in read.conflicts(archive, open_only=False) if row["topic"] == topic.name]
    latest = sorted(conflicts, key=lambda row: str(row["closed_at"] or row["opened_at"]), reverse=True)[:NEWEST]
    kind = "material changes" if material_only else "changes"
    written = {
        "changes.atom": (f"{topic.title}: {kind}", [change_entry(topic, row) for row in mine]),
        "conflicts.atom": (f"{topic.title}: conflicts", [conflict_entry(row) for row in latest]),
    }
    base = base_url.rstrip("/")
    return [
        _put(
            folder / name,
            feed(
                Head(plain(title), _id("feed", topic.name, name), f"{base}/{name}" if base else ""), _distinct(entries)
            ),
        )
        for name, (title, entries) in written.items()
    ]


def change_entry(topic: Topic, row: Row) -> Entry:
    """Give a change as an entry, in the words of an alert; *row* is one of `read.changes`."""
    url = str(row["url"])
    bounds = f"not before {when(str(row['not_before_at']))}, not after {when(str(row['detected_at']))}"
    text = "\n\n".join([plain(str(row["headline"] or "")), told(row), bounds, url])
    return Entry(
        url,
        plain(f"{plain(str(row['outlet']), 60)} {told_in_one_line(topic, change_of(dict(row)))}", 300),
        str(row["detected_at"]),
        text[:_TEXT_CHARS],
        _id("change", url, *(row[name] for name in ("new_version", "kind", "subject", "old_text", "new_text"))),
    )


def conflict_entry(row: Row) -> Entry:
    """Give a conflict as an entry that is updated when it closes; *row* is one of `read.conflicts`."""
    found = row["sides"]
    said = [side for side in found if isinstance(side, Mapping)] if isinstance(found, list) else []
    sides: dict[object, dict[str, None]] = {}
    sentences: dict[tuple[str, str], list[str]] = {}
    for one in said:
        value = plain(str(one["printed"]), 60)
        sides.setdefault(one["side"], {})[value] = None
        sentences.setdefault((str(one["url"]), str(one["sentence"])), [plain(str(one["outlet"]), 60)]).append(value)
    lines = [
        f"{outlet}: {', '.join(dict.fromkeys(values))}: {plain(sentence)}\n{url}"
        for (url, sentence), (outlet, *values) in sentences.items()
    ]
    values = " / ".join(", ".join(side) for side in sides.values())
    over = f"closed {when(str(row['closed_at']))}" if row["closed_at"] else f"open since {when(str(row['opened_at']))}"
    return Entry(
        str(said[0]["url"]) if said else "urn:pactwatch:nothing",
        plain(f"{row['label']} {values} ({over})", 300),
        str(row["closed_at"] or row["opened_at"]),
        "\n".join(lines)[:_TEXT_CHARS],
        _id("conflict", row["topic"], row["question"], row["kind"], row["opened_at"]),
    )


def _distinct(entries: Sequence[Entry]) -> list[Entry]:
    """Give each entry an id of its own: a page may gain the same sentence twice at once."""
    seen: Counter[str] = Counter()
    told = []
    for entry in entries:
        seen[entry.id] += 1
        again = seen[entry.id]
        told.append(entry if again == 1 else replace(entry, id=_id(entry.id, again)))
    return told


def _id(*parts: object) -> str:
    """Name something by what it is (RFC 4122, version 5)."""
    return uuid5(NAMESPACE_URL, "pactwatch " + "\n".join(map(repr, parts))).urn


def _put(path: Path, text: str) -> Path:
    """Write a file whole, in the place of the one before."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, prefix=".", encoding="utf-8", delete=False) as file:
            file.write(text)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); name another folder.") from None
    return path
