"""What was read: the list of articles, one article with any two of its versions, and the stored page itself."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from pactwatch.atom import Entry
from pactwatch.pages import answers, comparing, drawing, mementos, queries, shaping, stored
from pactwatch.pages.reader import Missing, Reader, Row, one

_SHOWN, _AS_DATA = 100, 1_000
STATES = ("live", "new", "blocked", "walled", "unavailable", "gone", "off_topic")


async def articles(datasette: Datasette, request: Request) -> Response:
    """Every article, the latest first."""
    reader = Reader(datasette, request)
    before = reader.asked("before")
    params: dict[str, object] = {name: reader.asked(name) for name in ("outlet", "state")}
    params["before"] = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else ""
    as_data = request.url_vars.get("format") is not None
    sql = queries.articles(params, _AS_DATA if as_data else _SHOWN + 1)
    rows = await reader.rows(sql, **params)
    entries = [_article_entry(row) for row in rows]
    shown = rows if as_data else rows[:_SHOWN]
    context = {
        "articles": shown,
        "outlets": [row["outlet"] for row in await reader.counted(queries.OUTLET_NAMES)],
        "states": STATES,
        "asked": params,
        "more": reader.with_(before=shown[-1]["article_id"]) if len(rows) > len(shown) else None,
    }
    return await reader.show("pw_articles.html", "Articles", shown, (sql, params), entries=entries, **context)


def _article_entry(row: Row) -> Entry:
    """Give an article as an entry of a feed."""
    path = f"/article/{row['article_id']}"
    return Entry(path, f"{row['outlet']}: {row['headline']}", str(row["first_seen_at"]), str(row["url"]))


async def article(datasette: Datasette, request: Request) -> Response:
    """One article: its timeline, and any two of its versions."""
    reader = Reader(datasette, request)
    params = {"id": int(request.url_vars["id"])}
    found = one(await reader.rows(queries.ARTICLE, **params), "article")
    if found["moved_to_id"] is not None:
        return Response.redirect(f"/article/{int(str(found['moved_to_id']))}")
    versions = await reader.rows(queries.VERSIONS, **params)
    title = str(found["headline"] or found["lead_title"] or found["url"])
    query = (queries.VERSIONS, params)
    if request.url_vars.get("format"):
        entries = [_version_entry(row, params["id"]) for row in versions]
        return await reader.show("pw_article.html", title, versions, query, entries=entries)
    old, new = shaping.pick(versions, reader.asked("from"), reader.asked("to"))
    lines: list[comparing.Line] = []
    changes: list[Row] = []
    if new is not None:
        before = await reader.rows(queries.PLACES, version_id=old["id"]) if old else []
        lines = comparing.compare(before, await reader.rows(queries.PLACES, version_id=new["id"]), first=old is None)
        changes = await reader.rows(queries.CHANGES_BETWEEN, id=params["id"], new_version_id=new["id"])
    fetches = await reader.rows(queries.FETCHES, **params)
    context: dict[str, Any] = {  # Any: what a template takes
        "article": found,
        "versions": versions,
        "old": old,
        "new": new,
        "lines": lines if reader.asked("whole") else comparing.folded(lines),
        "whole": reader.with_(whole=1),
        "counts": shaping.counts(lines),
        "sides": bool(old) and reader.asked("view") == "sides",
        "inline_url": reader.with_(view=""),
        "sides_url": reader.with_(view="sides"),
        "changes": [shaping.change(row) for row in changes],
        "timeline": shaping.timeline(versions, fetches),
        "strip": drawing.article_strip(versions, fetches),
        "headlines": shaping.headlines(versions),
        "disclosed": await reader.rows(queries.DISCLOSED, **params),
    }
    response = await reader.show("pw_article.html", title, versions, query, **context)
    if versions and (link := await mementos.announced(reader, params["id"], str(found["url"]))):
        response.headers["link"] = link
    return response


def _version_entry(row: Row, article_id: int) -> Entry:
    """Give a version as an entry of a feed."""
    path, told = f"/article/{article_id}?to={row['number']}", f"{row['material_changes']} material change(s)"
    return Entry(path, f"Version {row['number']}: {row['headline']}", str(row["first_seen_at"]), told)


async def snapshot(datasette: Datasette, request: Request) -> Response:
    """An archived page in its box, with where it came from."""
    reader = Reader(datasette, request)
    params = {"id": int(request.url_vars["id"])}
    row = one(await reader.rows(queries.SNAPSHOT, **params), "snapshot")
    title = f"{row['outlet']}, {row['captured_at']}"
    return await reader.show("pw_snapshot.html", title, [row], (queries.SNAPSHOT, params), snapshot=row)


async def stored_page(datasette: Datasette, request: Request) -> Response:
    """The stored HTML itself: nothing in it runs, and nothing leaves it."""
    return answers.archived(await _stored(datasette, request))


async def stored_text(datasette: Datasette, request: Request) -> Response:
    """The stored HTML as plain text, for whoever wants to read the source."""
    return answers.text(await _stored(datasette, request))


async def _stored(datasette: Datasette, request: Request) -> str:
    """Give a snapshot's body as text.

    Raises:
        Missing: there is no such snapshot, or its bytes are gone or damaged.
    """
    reader = Reader(datasette, request)
    row = one(await reader.rows(queries.SNAPSHOT, id=int(request.url_vars["id"])), "snapshot")
    content_type = str(row["content_type"]) if row["content_type"] else None
    try:
        return await stored.stored_text(datasette, reader.name, str(row["body_sha256"]), content_type)
    except ValueError as error:
        raise Missing(f"{str(error).capitalize()}.") from None
