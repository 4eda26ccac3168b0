"""What is known by now: the fact sheet, the outlets, what is not seen, and search."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from pactwatch.archive import open_archive
from pactwatch.arguments import parse_since
from pactwatch.atom import Entry
from pactwatch.checkup import Checkup, checkup
from pactwatch.clock import SystemClock
from pactwatch.errors import UsageError
from pactwatch.pages import drawing, mixing, queries, shaping
from pactwatch.pages.news import trouble_entry
from pactwatch.pages.reader import Reader, Row, TooLong, one

# Of each question so many values, of each value so many voices: a fact sheet is for reading.
_VALUES, _VOICES, _FETCHED = 5, 3, 24
# Answers of more articles than these are not drawn one by one.
_DRAWN = 2_000
# With more answers than these in all, mix-ups are left to `pactwatch facts`: each answer is compared with the others.
_MIXED = 20_000
_HITS, _HITS_AS_DATA = 80, 500
_STRIP_DAYS, _EDIT_DAYS = 28, 90
# Rows of a table about the watch: for reading; the data forms have all.
_LISTED = 60


async def facts(datasette: Datasette, request: Request) -> Response:
    """The fact sheet of a topic."""
    reader = Reader(datasette, request)
    topics = await reader.rows(queries.TOPICS)
    named = request.url_vars.get("topic")
    wanted = named or (topics[0]["name"] if topics else "")
    if named:
        one([row for row in topics if row["name"] == named], "topic")
    params: dict[str, object] = {"topic": wanted}
    counted = await reader.counted_if_possible(queries.VALUES, **params)
    rows = counted or []
    title = next((str(row["title"]) for row in topics if row["name"] == wanted), "Facts")
    query = (queries.VALUES, params)
    if request.url_vars.get("format"):
        entries = [_value_entry(row) for row in rows]
        return await reader.show("pw_facts.html", title, rows, query, entries=entries)
    passes = await reader.rows(queries.LAST_PASS)
    last = _latest(passes)
    small = sum(int(str(row["articles"])) for row in rows) <= _MIXED
    mixed = await mixing.mix_ups(reader, str(wanted), passes) if rows and small else {}
    sheet = []
    for question in shaping.questions(rows):
        values = question["values"] if isinstance(question["values"], list) else []
        names = {row["value"]: shaping.name(str(row["value"]), str(row["printed"]))[0] for row in values}
        picture = None
        if sum(int(str(row["articles"])) for row in values) <= _DRAWN:
            key = {"topic_id": question["topic_id"], "question": question["question"]}
            picture = drawing.spread(await reader.counted_if_possible(queries.SPREAD, **key) or [], names, last)
        groups = shaping.said_together([await _said(reader, row) for row in values[:_VALUES]])
        more = max(len(values) - _VALUES, 0)
        told = {"mixed": mixed.get(str(question["question"]), [])}
        sheet.append(question | told | {"groups": groups, "picture": picture, "more_values": more})
    context: dict[str, Any] = {"questions": sheet, "topics": topics, "topic": wanted, "too_long": counted is None}
    return await reader.show("pw_facts.html", title, rows, query, **context)


async def _said(reader: Reader, row: Row) -> Row:
    """Add to a value who says so."""
    key = {name: row[name] for name in ("topic_id", "question", "value")}
    said = shaping.folded_voices(await reader.counted_if_possible(queries.VOICES, **key, but=0, most=_FETCHED) or [])
    return row | {"name": shaping.name(str(row["value"]), str(row["printed"])), "said": said[:_VOICES]}


def _value_entry(row: Row) -> Entry:
    """Give an answer as an entry of a feed."""
    told = f"{row['voices']} independent voice(s), {row['outlets']} outlet(s)"
    # Each answer has an address of its own, or a feed reader would show the last one only.
    path = f"/topic/{row['topic']}?answer={quote(str(row['value']), safe='')}#{quote(str(row['question']), safe='')}"
    return Entry(path, f"{row['label']} {row['printed']}", str(row["since_at"]), told)


async def outlets(datasette: Datasette, request: Request) -> Response:
    """Outlet by outlet: how much it publishes, how much it edits, how openly, and whether we get to see it."""
    reader = Reader(datasette, request)
    passes = await reader.rows(queries.LAST_PASS)
    latest = _latest(passes)
    days = shaping.days_until(latest, _STRIP_DAYS)
    counted, edits, lags, outcomes = await _of_outlets(reader, latest)
    rows = counted or []
    strips = drawing.strips(outcomes or [], days)
    by_outlet = {row["outlet"]: row for row in edits or []}
    lag_of = {row["outlet"]: row for row in lags or []}
    none = {"material_edits": 0 if edits is not None else None, "disclosed": 0 if edits is not None else None}
    joined = [
        row | none | by_outlet.get(row["outlet"], {}) | {"lag_hours": lag_of.get(row["outlet"], {}).get("lag_hours")}
        for row in rows
    ]
    entries = [
        Entry(
            f"/articles?outlet={quote(str(row['outlet']), safe='')}",
            str(row["outlet"]),
            str(row["last_seen_well_at"] or ""),
            "",
        )
        for row in joined
        if row["last_seen_well_at"]
    ]
    context = {
        "outlets": [row | {"strip": strips.get(str(row["outlet"]), [])} for row in joined],
        "days": days,
        "edit_days": _EDIT_DAYS,
        "too_long": counted is None,
        "lags_pending": lags is None,
    }
    return await reader.show("pw_outlets.html", "Outlets", joined, (queries.OUTLETS, {}), entries=entries, **context)


async def _of_outlets(reader: Reader, latest: datetime) -> tuple[list[Row] | None, ...]:
    """Take the counts of the page on outlets, side by side: outlets, edits, lags, outcomes."""
    return await asyncio.gather(
        reader.counted_if_possible(queries.OUTLETS),
        reader.counted_if_possible(queries.EDITS, from_day=shaping.iso(latest, days=-_EDIT_DAYS)),
        reader.counted_if_possible(queries.LAGS),
        reader.counted_if_possible(queries.OUTCOMES, from_day=shaping.days_until(latest, _STRIP_DAYS)[0]),
    )


async def warm(reader: Reader) -> None:
    """Take the counts over the whole archive before somebody waits for them."""
    with contextlib.suppress(TooLong):
        for topic in await reader.rows(queries.TOPICS):
            await reader.counted_if_possible(queries.VALUES, topic=topic["name"])
        latest = _latest(await reader.rows(queries.LAST_PASS))
        await _of_outlets(reader, latest)


def _latest(passes: Sequence[Row]) -> datetime:
    """Give the moment of the last pass; now, where there was none."""
    return shaping.moment(max((str(row["started_at"] or "") for row in passes), default="")) or SystemClock().now()


async def health(datasette: Datasette, request: Request) -> Response:
    """What is not as it should be, as `pactwatch health` lists it, and the troubles of the last weeks."""
    reader = Reader(datasette, request)
    topics = await reader.rows(queries.LAST_PASS)
    now = SystemClock().now()
    latest = shaping.moment(max((str(row["started_at"] or "") for row in topics), default="")) or now
    found = await asyncio.to_thread(_checkup, Path(str(datasette.get_database(reader.name).path)), now)
    troubles = await reader.rows(queries.TROUBLES, since=shaping.iso(latest, days=-_STRIP_DAYS))
    context = {
        "listed": [*found.own, *found.drifts, *found.patchy, *found.unseen][:_LISTED],
        "late": found.overdue[:_LISTED],
        "many_late": len(found.overdue),
        "troubles": troubles,
        "topics": topics,
        "day_ago": shaping.iso(now, days=-1),
    }
    entries = [trouble_entry(row) for row in troubles]
    return await reader.show("pw_health.html", "Health", found.rows, (queries.HEALTH, {}), entries=entries, **context)


def _checkup(path: Path, now: datetime) -> Checkup:
    """Look at an archive."""
    with closing(open_archive(path, readonly=True)) as archive:
        return checkup(archive, None, now)


async def search(datasette: Datasette, request: Request) -> Response:
    """Full text over everything that was ever said."""
    reader = Reader(datasette, request)
    words = reader.asked("q").replace("\0", " ").strip()
    now, problem = SystemClock().now(), None
    params: dict[str, object] = {name: reader.asked(name) for name in ("outlet", "language")}
    for name in ("since", "until"):
        params[name] = ""
        if reader.asked(name):
            try:
                params[name] = shaping.iso(parse_since(reader.asked(name), now))
            except UsageError as error:
                problem = str(error)
    params["match"] = shaping.match(words)
    limit = _HITS_AS_DATA if request.url_vars.get("format") else _HITS
    sql = queries.search(params, limit)
    rows = await reader.rows(sql, **params) if params["match"] else []
    context = {
        "words": words,
        "problem": problem,
        "hits": [row | {"marked": shaping.marked(str(row["text"]), words)} for row in rows],
        "many": len(rows) == limit,
        "outlets": [row["outlet"] for row in await reader.counted(queries.OUTLET_NAMES)],
        "asked": params,
    }
    title = f"Search: {words}" if words else "Search"
    entries = [
        Entry(f"/article/{row['article_id']}?to={row['version']}#s{row['claim_id']}", str(row["outlet"]),
              str(row["first_seen_at"]), str(row["text"]))
        for row in rows
    ]  # fmt: skip
    return await reader.show("pw_search.html", title, rows, (sql, params), entries=entries, **context)
