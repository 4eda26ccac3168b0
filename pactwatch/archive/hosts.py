"""Hosts: what one pass learnt of how each wants to be treated, for the next.

What it means is the fetching room's business: its `HostMemory` has a field for each column, and rooms do not know each
other, so what makes one is handed in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from pactwatch.archive.encode import clean_or_none, insert_into, to_json
from pactwatch.clock import iso, parse_iso

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# What was not asked for so long is asked as if for the first time.
FORGET_AFTER = timedelta(days=90)

Memory = TypeVar("Memory")

_AS_THEY_ARE = ("hold_by", "hold_status", "pauses", "robots", "robots_failures", "robots_problem", "crawl_delay_s")
# What must not happen too early is rounded up to whole seconds; what must not last too long, down.
_NOT_BEFORE = ("asked_at", "hold_until_at", "robots_retry_at")
_SINCE = ("robots_at", "robots_failing_since_at")


def whole_second_after(moment: datetime) -> datetime:
    """Round up to a whole second, so that what is stored never comes before what was meant.

    >>> whole_second_after(parse_iso("2024-11-01T12:00:00.25Z")).second
    1
    """
    return moment if moment.microsecond == 0 else moment.replace(microsecond=0) + timedelta(seconds=1)


def remember(db: sqlite3.Connection, hosts: Mapping[str, DataclassInstance], now: str) -> None:
    """Write what is known of each origin, in place of what was."""
    columns = ["origin", *_AS_THEY_ARE, *_NOT_BEFORE, *_SINCE, "page_holds", "seen_at"]
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    db.executemany(
        f"{insert_into('hosts', ' '.join(columns))} ON CONFLICT (origin) DO UPDATE SET {updates}",
        [(origin, *_values(memory), now) for origin, memory in hosts.items()],
    )


def _values(memory: Any) -> Iterator[object]:
    """Give the values of one row, in the order of the columns above."""
    for name in _AS_THEY_ARE:
        value = getattr(memory, name)
        yield clean_or_none(value) if isinstance(value, str) else value
    for name in _NOT_BEFORE:
        moment = getattr(memory, name)
        yield iso(whole_second_after(moment)) if moment else None
    for name in _SINCE:
        moment = getattr(memory, name)
        yield iso(moment) if moment else None
    holds = memory.page_holds.items()
    yield to_json({url: [iso(whole_second_after(until)), status] for url, (until, status) in holds})


def recall(db: sqlite3.Connection, make: Callable[..., Memory]) -> dict[str, Memory]:
    """Give what is known of each origin; *make* takes the columns by name."""
    times = [*_NOT_BEFORE, *_SINCE]
    rows = db.execute(f"SELECT origin, page_holds, {', '.join([*_AS_THEY_ARE, *times])} FROM hosts ORDER BY origin")
    found = {}
    for origin, holds, *values in rows:
        columns = dict(zip([*_AS_THEY_ARE, *times], values, strict=True))
        columns |= {name: parse_iso(columns[name]) for name in times if columns[name]}
        pages = {url: (parse_iso(until), status) for url, (until, status) in json.loads(holds).items()}
        found[origin] = make(**columns, page_holds=pages)
    return found


def forget(db: sqlite3.Connection, now: datetime) -> None:
    """Drop the origins that nobody has asked for long."""
    db.execute("DELETE FROM hosts WHERE seen_at < ?", (iso(now - FORGET_AFTER),))
