"""Memento (RFC 7089): what the archive holds of a page, for other archives, aggregators and browsers of the past.

`/memento/timegate/URL` leads to the capture that stood at the `Accept-Datetime`, `/memento/timemap/link/URL` and
`/memento/timemap/json/URL` list them all, `/memento/20241105080000/URL` is one of them, `…id_/…` the same: bodies are
stored as they came, and are shown in the box in which the pages show them. The headers that came with them are
`X-Archive-Orig-…`.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from pactwatch.clock import iso, parse_iso
from pactwatch.pages import answers
from pactwatch.pages.reader import Missing, Reader, TooLong, one
from pactwatch.pages.stored import stored_bytes
from pactwatch.pages.timemaps import (
    LINK_FORMAT,
    Original,
    announcement,
    as_captured,
    as_json,
    as_link_format,
    http_date,
    links,
)
from pactwatch.sources import canonicalise
from pactwatch.urls import BadUrl, parse_url

Handler = Callable[[Datasette, Request], Awaitable[Response]]

_ARTICLE = "SELECT coalesce(moved_to_id, id) AS id, url FROM articles WHERE url = :url"
# What was taken for the article, with its bytes still there: walls are evidence, and no page of anybody's.
_HELD = """
FROM snapshots s JOIN bodies b ON b.sha256 = s.body_sha256
WHERE s.article_id = :id AND s.outcome = 'stored' AND (b.stored_bytes > 0 OR b.size_bytes = 0)
"""
# Of two captures within one second the later one stands.
_TIMES = f"SELECT DISTINCT s.captured_at {_HELD} ORDER BY s.captured_at"
_CAPTURE = f"SELECT s.content_type, s.body_sha256, s.headers {_HELD} AND s.captured_at = :at ORDER BY s.id DESC LIMIT 1"
# The one form of a date that RFC 7089 allows in Accept-Datetime.
_HTTP_DATE = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What a browser may show; anything else that a page's server said of it is for saving.
_SHOWN = re.compile(r"(?:text/html|text/plain|application/xhtml\+xml)\s*(?:;[\x20-\x7e]*)?", re.IGNORECASE)
# A client says itself which host it asks; what could end a link's address is none.
_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]+")


def routes() -> list[tuple[str, Handler]]:
    """Give Datasette the patterns and what answers them."""
    return [
        (r"^/memento/timegate/(?P<url>.+)$", _answered(_timegate)),
        (r"^/memento/timemap/(?P<form>link|json)/(?:(?P<part>\d{1,6})/(?=https?:))?(?P<url>.+)$", _answered(_timemap)),
        (r"^/memento/(?P<stamp>\d{14})(?:id_)?/(?P<url>.+)$", _answered(_memento)),
    ]


async def announced(reader: Reader, article_id: int, url: str) -> str | None:
    """Write the Link header of a page on an article: where its captures are; None: there are none."""
    times = await _times(reader, article_id)
    return announcement(Original(article_id, url, times, _prefix(reader))) if times else None


def _answered(handler: Callable[[Reader, Original], Awaitable[Response]]) -> Handler:
    """Find the page that is asked for; say in a sentence what cannot be answered."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        reader = Reader(datasette, request)
        try:
            return await handler(reader, await _original(reader))
        except Missing as missing:
            return _sentence(str(missing), 404)
        except TooLong as long:
            return _sentence(str(long), 503)

    return answer


async def _original(reader: Reader) -> Original:
    """Find the page whose address is the rest of ours.

    Raises:
        Missing: it is not in the archive, or no capture of it is.
    """
    for url in _addresses(reader.request):
        found = await reader.rows(_ARTICLE, url=url)
        if not found:
            continue
        article_id = int(str(found[0]["id"]))
        if times := await _times(reader, article_id):
            return Original(article_id, str(found[0]["url"]), times, _prefix(reader))
    raise Missing("No capture of this page in this archive.")


async def _times(reader: Reader, article_id: int) -> tuple[datetime, ...]:
    """Give when an article was captured, in order: all times, however many rows Datasette hands out at once."""

    def read(connection: sqlite3.Connection) -> tuple[datetime, ...]:
        return tuple(parse_iso(row[0]) for row in connection.execute(_TIMES, {"id": article_id}))

    found: tuple[datetime, ...] = await reader.datasette.get_database(reader.name).execute_fn(read)
    return found


def _prefix(reader: Reader) -> str:
    """Give what stands before our paths: scheme and host as they were asked for, unless that is no host's name."""
    path = str(reader.datasette.urls.path("/"))
    if _HOST.fullmatch(str(reader.request.host)):
        path = str(reader.datasette.absolute_url(reader.request, path))
    return path.rstrip("/")


def _addresses(request: Request) -> list[str]:
    """Give the addresses that may be meant: as it stands, without what only tracks readers, with a scheme."""
    text, query = str(request.url_vars["url"]), str(request.query_string)
    if re.match(r"https?%3A%2F", text, re.IGNORECASE):
        text = unquote(text)
    text = re.sub(r"^(https?)%3A/", r"\1:/", text, flags=re.IGNORECASE)
    # A proxy may have made one slash of two.
    text = re.sub(r"^(https?):/+", r"\1://", text, flags=re.IGNORECASE)
    if query:
        text += "?" + query.encode("latin-1", "replace").decode("utf-8", "replace")
    found: list[str] = []
    for typed in [text] if re.match("https?://", text, re.IGNORECASE) else [f"https://{text}", f"http://{text}"]:
        with contextlib.suppress(BadUrl):
            found.append(parse_url(typed))
            found.append(canonicalise(typed))
    return list(dict.fromkeys(found))


# ---------------------------------------------------------------- the three resources


async def _timegate(reader: Reader, original: Original) -> Response:
    """Lead to the capture that stood at the time asked for; without one, to the last."""
    asked = reader.request.headers.get("accept-datetime")
    wanted = original.times[-1] if asked is None else _http_date(asked)
    headers = {"vary": "accept-datetime", "link": links(original, None)}
    if wanted is None:
        return _sentence("Accept-Datetime must be like: Fri, 01 Nov 2024 09:00:00 GMT.", 400, headers)
    return _found(reader, original, original.place_of(wanted), headers)


async def _timemap(reader: Reader, original: Original) -> Response:
    """List all captures, or those of one part."""
    form, number = str(reader.request.url_vars["form"]), int(reader.request.url_vars.get("part") or 1)
    if not 1 <= number <= original.parts:
        raise Missing(f"No such part: the captures of this page are listed in {original.parts}.")
    if form == "json":
        return _with(json.dumps(as_json(original, number), indent=1) + "\n", "application/json; charset=utf-8")
    return _with(as_link_format(original, number), LINK_FORMAT)


async def _memento(reader: Reader, original: Original) -> Response:
    """Give one capture as it was; a time between two leads to the one that stood then."""
    try:
        wanted = datetime.strptime(str(reader.request.url_vars["stamp"]), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return _sentence("No such time: the 14 digits are year, month, day, hour, minute, second.", 404)
    place = original.place_of(wanted)
    at = original.times[place]
    headers = {"link": links(original, place)}
    if at != wanted:
        return _found(reader, original, place, headers)
    memento = one(await reader.rows(_CAPTURE, id=original.article_id, at=iso(at)), "capture")
    try:
        body = await stored_bytes(reader.datasette, reader.name, str(memento["body_sha256"]))
    except ValueError as error:
        return _sentence(f"{error}; `pactwatch verify` says more.", 500)
    said = str(memento["content_type"] or "text/html")
    response = answers.archived("")
    response.body = body
    response.content_type = said if _SHOWN.fullmatch(said) else "application/octet-stream"
    if response.content_type != said:
        headers["content-disposition"] = "attachment"
    headers |= {"memento-datetime": http_date(at)} | as_captured(str(memento["headers"]))
    response.headers = response.headers | headers
    return response


# ---------------------------------------------------------------- how they are written


def _http_date(text: str) -> datetime | None:
    """Read a time as HTTP writes it; None: it is none."""
    match = _HTTP_DATE.fullmatch(text.strip())
    if match is None or match[2] not in _MONTHS:
        return None
    hour, minute, second = (int(part) for part in match.groups()[3:])
    try:
        return datetime(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]), hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _found(reader: Reader, original: Original, place: int, headers: dict[str, str]) -> Response:
    """Lead on to a capture: by its path, so that nobody is led to another server."""
    response = answers.text(f"{iso(original.times[place])}\n")
    response.status = 302
    location = str(reader.datasette.urls.path(original.path(place)))
    response.headers = response.headers | headers | {"location": location}
    return response


def _with(body: str, content_type: str) -> Response:
    """Answer with a list."""
    response = answers.text(body)
    response.content_type = content_type
    return response


def _sentence(told: str, status: int, headers: dict[str, str] | None = None) -> Response:
    """Answer with one sentence."""
    response = answers.text(f"{told}\n")
    response.status = status
    response.headers = response.headers | (headers or {})
    return response
