"""What happened: Today, one change, and the bundle that proves it."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

import pactwatch
from pactwatch.archive import open_archive
from pactwatch.arguments import parse_since
from pactwatch.atom import Entry
from pactwatch.clock import SystemClock
from pactwatch.errors import PactwatchError, UsageError
from pactwatch.pages import answers, drawing, queries, shaping
from pactwatch.pages.reader import Missing, Reader, Row, one
from pactwatch.proof import write_evidence

# Changes on one page: with 40 long ones, it weighs some 80 KB. As data, so many more come at once.
_SHOWN, _AS_DATA = 40, 1_000
# A bundle with more than so many bytes of page, or a second one at once, is for the command line.
_BUNDLE_BYTES = 32_000_000
_bundling = asyncio.Semaphore(1)


async def front(datasette: Datasette, request: Request) -> Response:
    """The way in is what is new."""
    return Response.redirect("/today")


async def today(datasette: Datasette, request: Request) -> Response:
    """What changed since the reader last looked."""
    reader = Reader(datasette, request)
    topics = await reader.rows(queries.LAST_PASS)
    latest = max((str(row["started_at"] or "") for row in topics), default="")
    now = SystemClock().now()
    # A day before now; in an archive of long ago (the replayed seeds), all of it.
    span = reader.asked("since", "24h" if latest >= shaping.iso(now, days=-1) else "all")
    since, problem = _moment("2000-01-01" if span == "all" else span, now)
    until, other = _moment(reader.asked("until"), now) if reader.asked("until") else ("", None)
    params: dict[str, object] = {
        "since": since or shaping.iso(now, days=-1),
        "until": until,
        "all": reader.asked("all"),
    }
    params |= {name: reader.asked(name) for name in ("facet", "outlet", "language", "question")}
    params["before"] = _number(reader.asked("before"))
    as_data = request.url_vars.get("format") is not None
    sql = queries.changes(params, _AS_DATA if as_data else _SHOWN + 1)
    rows = await reader.rows(sql, **params)
    entries = [shaping.entry(row) for row in rows]
    if as_data:
        return await reader.show("pw_today.html", "Changes", rows, (sql, params), entries=entries)
    days = shaping.days_until(shaping.moment(latest) or now, 30)
    conflicts = await _conflicts(reader, str(params["since"]))
    shown = rows[:_SHOWN]
    context: dict[str, Any] = {  # Any: what a template takes
        "span": span,
        "spans": [(one, reader.with_(since=one, until="", before="")) for one in ("1h", "24h", "7d", "30d", "all")],
        "problem": problem or other,
        "asked": params | {"since_date": str(since)[:10] if span[:4].isdigit() else "", "until": str(until)[:10]},
        "days": shaping.by_day(shown),
        "count": len(shown),
        "more": reader.with_(before=shown[-1]["id"]) if len(rows) > _SHOWN else None,
        "articles": await reader.rows(queries.NEW_ARTICLES, since=params["since"]),
        "conflicts": conflicts,
        "troubles": await reader.rows(queries.TROUBLES, since=params["since"]),
        "topics": topics,
        "stale": bool(latest) and latest < shaping.iso(now, days=-1),
        "outlets": [row["outlet"] for row in await reader.counted(queries.OUTLET_NAMES)],
        "questions": await reader.counted(queries.QUESTIONS),
        "facets": shaping.FACETS,
        "spark": drawing.sparkline(await reader.counted(queries.CHANGES_PER_DAY, from_day=days[0]), days),
    }
    return await reader.show("pw_today.html", "Today", shown, (sql, params), **context)


def _moment(text: str, now: datetime) -> tuple[str | None, str | None]:
    """Read a moment of the address: as the archive writes it, or what is wrong with it."""
    try:
        return shaping.iso(parse_since(text, now)), None
    except UsageError as error:
        return None, str(error)


def _number(text: str) -> int | str:
    """Read an id of the address; empty: it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else ""


async def _conflicts(reader: Reader, since: str) -> list[Row]:
    """Give the conflicts with the first voices of each side."""
    found = []
    for conflict in await reader.rows(queries.CONFLICTS, since=since):
        key = conflict["conflict_id"]
        sides = []
        for side in await reader.counted(queries.CONFLICT_SIDES, conflict_id=key):
            said = await reader.counted(queries.CONFLICT_SIDE, conflict_id=key, side=side["side"])
            sides.append({"said": said, "articles": side["articles"]})
        found.append(conflict | {"sides": sides})
    return found


async def change(datasette: Datasette, request: Request) -> Response:
    """One change, with everything that is known of it."""
    reader = Reader(datasette, request)
    params = {"id": int(request.url_vars["id"])}
    row = one(await reader.rows(queries.CHANGE, **params), "change")
    keys = {name: row[name] for name in ("claim_id", "old_version_id", "new_version_id")}
    carried = []
    for answer in await reader.rows(queries.ANSWERS_OF_CHANGE, **keys):
        value = {name: answer[name] for name in ("topic_id", "question", "value")}
        said = await reader.rows(queries.VOICES, **value, but=row["article_id"], most=12)
        name, note = shaping.name(str(answer["value"]), str(answer["printed"]))
        carried.append(answer | {"name": name, "note": note, "voices": shaping.folded_voices(said)})
    history = await reader.rows(queries.CLAIM_HISTORY, claim_id=row["claim_id"])
    context = {
        "change": shaping.change(row),
        "history": shaping.wordings(history),
        "carried": carried,
    }
    title = f"{row['outlet']}: {row['kind']} {row['subject']}"
    query = (queries.CHANGE, params)
    return await reader.show("pw_change.html", title, [row], query, entries=[shaping.entry(row)], **context)


async def evidence(datasette: Datasette, request: Request) -> Response:
    """The bundle of one change: both captures, their texts, and what checks them without us."""
    reader = Reader(datasette, request)
    change_id = int(request.url_vars["id"])
    one(await reader.rows(queries.CHANGE, id=change_id), "change")
    size = int(str((await reader.rows(queries.BUNDLE_SIZE, id=change_id))[0]["size_bytes"] or 0))
    by_hand = f"make the bundle with `pactwatch evidence {change_id}` on the machine with the archive."
    if size > _BUNDLE_BYTES:
        raise Missing(f"The pages of this change are {size // 1_000_000} MB: {by_hand}")
    path = Path(str(datasette.get_database(reader.name).path))
    async with _bundling:
        try:
            bundle = await asyncio.to_thread(_bundle, path, change_id)
        except PactwatchError:
            raise Missing(f"This change could not be bundled; {by_hand}") from None
    return answers.as_zip(bundle, f"pactwatch-change-{change_id}.zip")


def _bundle(path: Path, change_id: int) -> bytes:
    """Make the bundle in a folder that goes again."""
    with tempfile.TemporaryDirectory() as folder, closing(open_archive(path, readonly=True)) as archive:
        target = Path(folder) / "bundle.zip"
        software = f"pactwatch {pactwatch.__version__}"
        write_evidence(archive, change_id, target, software=software, now=shaping.iso(SystemClock().now()))
        return target.read_bytes()


def trouble_entry(row: Row) -> Entry:
    """Give a trouble as an entry of a feed."""
    ended = f"; over {row['closed_at']}" if row["closed_at"] else ""
    told = f"{row['problem']}, {row['pages']} page(s), since {row['since_at']}{ended}"
    return Entry(f"/health#trouble-{row['id']}", f"Trouble: {row['subject']}", str(row["opened_at"]), told)
