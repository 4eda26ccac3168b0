"""Memento (RFC 7089): what the archive holds of a page, for other archives, aggregators and browsers of the past.

`/memento/timegate/URL` leads to the capture that stood at the `Accept-Datetime`, `/memento/timemap/link/URL` and
`/memento/timemap/json/URL` list them all, `/memento/20241105080000/URL` is one of them, `…id_/…` the same: bodies are
stored as they came, and are shown in the box in which the pages show them.
"""

import bisect
import contextlib
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import unquote

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from pactwatch.clock import parse_iso
from pactwatch.pages import answers
from pactwatch.pages.reader import Missing, Reader, TooLong
from pactwatch.pages.stored import stored_bytes
from pactwatch.sources import canonicalise
from pactwatch.urls import BadUrl, parse_url

Handler = Callable[[Datasette, Request], Awaitable[Response]]

_ARTICLE = "SELECT coalesce(moved_to_id, id) AS id, url FROM articles WHERE url = :url"
# What was taken for the article, with its bytes still there: walls are evidence, and no page of anybody's.
_MEMENTOS = """
SELECT s.captured_at, s.content_type, s.body_sha256
FROM snapshots s JOIN bodies b ON b.sha256 = s.body_sha256
WHERE s.article_id = :id AND s.outcome = 'stored' AND (b.stored_bytes > 0 OR b.size_bytes = 0)
ORDER BY s.captured_at, s.id
"""
# The one form of a date that RFC 7089 allows in Accept-Datetime.
_HTTP_DATE = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What a browser may show; anything else that a page's server said of it is for saving.
_SHOWN = re.compile(r"(?:text/html|text/plain|application/xhtml\+xml)\s*(?:;[\x20-\x7e]*)?", re.IGNORECASE)
# A client says itself which host it asks; what could end a link's address is none.
_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]+")
_LINK_FORMAT = "application/link-format"


@dataclass(frozen=True, slots=True)
class Memento:
    """One capture."""

    at: datetime
    content_type: str | None
    body_sha256: str


@dataclass(frozen=True, slots=True)
class Original:
    """A page with its captures in order of time, and the address before which ours stand."""

    url: str
    mementos: tuple[Memento, ...]
    prefix: str

    def timegate(self) -> str:
        """Give where a capture is chosen by date."""
        return f"{self.prefix}/memento/timegate/{self.url}"

    def timemap(self, form: str = "link") -> str:
        """Give where all captures are listed."""
        return f"{self.prefix}/memento/timemap/{form}/{self.url}"

    def memento(self, place: int) -> str:
        """Give where a capture is."""
        return self.prefix + self.path(place)

    def path(self, place: int) -> str:
        """Give the path of a capture on this server."""
        return f"/memento/{self.mementos[place].at:%Y%m%d%H%M%S}/{self.url}"

    def place_of(self, wanted: datetime) -> int:
        """Find the capture that stood at a time: the last one until then, or the first one of all."""
        return max(0, bisect.bisect_right(self.mementos, wanted, key=lambda memento: memento.at) - 1)

    def rels(self, place: int) -> str:
        """Name what a capture is among all."""
        last = len(self.mementos) - 1
        return " ".join([*["first"] * (place == 0), *["last"] * (place == last), "memento"])


@hookimpl  # type: ignore[untyped-decorator]  # datasette ships no types
def register_routes(datasette: Datasette) -> list[tuple[str, Handler]]:
    """Offer the archive to Memento clients."""
    return [
        (r"^/memento/timegate/(?P<url>.+)$", _answered(_timegate)),
        (r"^/memento/timemap/(?P<form>link|json)/(?P<url>.+)$", _answered(_timemap)),
        (r"^/memento/(?P<stamp>\d{14})(?:id_)?/(?P<url>.+)$", _answered(_memento)),
    ]


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
        rows = await reader.rows(_MEMENTOS, id=found[0]["id"])
        # Of two captures within one second the later one stands.
        by_time = {str(row["captured_at"]): row for row in rows}
        mementos = tuple(
            Memento(parse_iso(at), str(row["content_type"]) if row["content_type"] else None, str(row["body_sha256"]))
            for at, row in by_time.items()
        )
        if mementos:
            return Original(str(found[0]["url"]), mementos, _prefix(reader))
    raise Missing("No capture of this page in this archive.")


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
    wanted = original.mementos[-1].at if asked is None else _http_date(asked)
    headers = {"vary": "accept-datetime", "link": _links(original, None)}
    if wanted is None:
        return _sentence("Accept-Datetime must be like: Fri, 01 Nov 2024 09:00:00 GMT.", 400, headers)
    return _found(reader, original, original.place_of(wanted), headers)


async def _timemap(reader: Reader, original: Original) -> Response:
    """List all captures."""
    form = str(reader.request.url_vars["form"])
    if form == "json":
        return _with(json.dumps(_as_json(original), indent=1) + "\n", "application/json; charset=utf-8")
    return _with(_as_link_format(original), _LINK_FORMAT)


async def _memento(reader: Reader, original: Original) -> Response:
    """Give one capture as it was; a time between two leads to the one that stood then."""
    try:
        wanted = datetime.strptime(str(reader.request.url_vars["stamp"]), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return _sentence("No such time: the 14 digits are year, month, day, hour, minute, second.", 404)
    place = original.place_of(wanted)
    memento = original.mementos[place]
    headers = {"link": _links(original, place)}
    if memento.at != wanted:
        return _found(reader, original, place, headers)
    try:
        body = await stored_bytes(reader.datasette, reader.name, memento.body_sha256)
    except ValueError as error:
        return _sentence(f"{error}; `pactwatch verify` says more.", 500)
    said = memento.content_type or "text/html"
    response = answers.archived("")
    response.body = body
    response.content_type = said if _SHOWN.fullmatch(said) else "application/octet-stream"
    if response.content_type != said:
        headers["content-disposition"] = "attachment"
    response.headers = response.headers | headers | {"memento-datetime": _date(memento.at)}
    return response


# ---------------------------------------------------------------- how they are written


def _links(original: Original, place: int | None) -> str:
    """Write a Link header: the page, its TimeGate and TimeMap, the first and last captures and those beside *place*."""
    mementos, last = original.mementos, len(original.mementos) - 1
    parts = [
        _link(original.url, "original"),
        _link(original.timegate(), "timegate"),
        _link(original.timemap(), "timemap", type=_LINK_FORMAT, **_span(mementos)),
    ]
    rels: dict[int, list[str]] = {0: ["first"]}
    rels.setdefault(last, []).append("last")
    if place is not None:
        rels.setdefault(place, [])
        if place > 0:
            rels.setdefault(place - 1, []).append("prev")
        if place < last:
            rels.setdefault(place + 1, []).append("next")
    parts += [
        _link(original.memento(at), " ".join([*names, "memento"]), datetime=_date(mementos[at].at))
        for at, names in sorted(rels.items())
    ]
    return ", ".join(parts)


def _as_link_format(original: Original) -> str:
    """Write a TimeMap as RFC 7089 does, in the form of RFC 6690."""
    lines = [
        _link(original.url, "original"),
        _link(original.timemap(), "self", type=_LINK_FORMAT, **_span(original.mementos)),
        _link(original.timegate(), "timegate"),
        *(
            _link(original.memento(place), original.rels(place), datetime=_date(memento.at))
            for place, memento in enumerate(original.mementos)
        ),
    ]
    return ",\n".join(lines) + "\n"


def _as_json(original: Original) -> dict[str, object]:
    """Write a TimeMap in the form of JSON that Memento aggregators have."""
    listed = [
        {"datetime": f"{memento.at:%Y-%m-%dT%H:%M:%SZ}", "uri": original.memento(place)}
        for place, memento in enumerate(original.mementos)
    ]
    return {
        "original_uri": original.url,
        "self": original.timemap("json"),
        "timegate_uri": original.timegate(),
        "timemap_uri": {"link_format": original.timemap(), "json_format": original.timemap("json")},
        "mementos": {"first": listed[0], "last": listed[-1], "list": listed},
    }


def _span(mementos: Sequence[Memento]) -> dict[str, str]:
    """Say of which time a TimeMap is."""
    return {"from": _date(mementos[0].at), "until": _date(mementos[-1].at)}


def _link(url: str, rel: str, **parameters: str) -> str:
    """Write one link; an address that the parser wrote holds neither quotes nor angle brackets."""
    return f'<{url}>; rel="{rel}"' + "".join(f'; {name}="{value}"' for name, value in parameters.items())


def _date(at: datetime) -> str:
    """Write a time as HTTP does."""
    return format_datetime(at, usegmt=True)


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
    response = answers.text(f"{original.mementos[place].at:%Y-%m-%dT%H:%M:%SZ}\n")
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
