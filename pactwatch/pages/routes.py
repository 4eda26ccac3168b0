"""Which address shows what."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Awaitable, Callable

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from pactwatch.pages import answers, news, overview, reading
from pactwatch.pages.reader import Missing, Reader, TooLong, render

Handler = Callable[[Datasette, Request], Awaitable[Response]]
# A row's id: SQLite counts to 2^63, and more signs than that are nobody's.
_ID = r"(?P<id>\d{1,18})"
# So long one answer stands for all who ask for the same: a newsroom's screens all reload Today.
_STANDS_S = 1.0
_KEPT = 64
_lately: dict[tuple[str, str], tuple[float, Response]] = {}
_warmed: dict[str, asyncio.Task[None]] = {}
_FORM = r"(?:\.(?P<format>json|csv|atom))?"


def routes() -> list[tuple[str, Handler]]:
    """Give Datasette the patterns and what answers them."""
    found: list[tuple[str, Handler]] = [
        (r"^/$", news.front),
        (rf"^/today{_FORM}$", news.today),
        (rf"^/change/{_ID}{_FORM}$", news.change),
        (rf"^/change/{_ID}/evidence\.zip$", news.evidence),
        (rf"^/articles{_FORM}$", reading.articles),
        (rf"^/article/{_ID}{_FORM}$", reading.article),
        (rf"^/facts{_FORM}$", overview.facts),
        (rf"^/topic/(?P<topic>[^/.]+){_FORM}$", overview.facts),
        (rf"^/outlets{_FORM}$", overview.outlets),
        (rf"^/health{_FORM}$", overview.health),
        (rf"^/search{_FORM}$", overview.search),
        (rf"^/snapshot/{_ID}{_FORM}$", reading.snapshot),
        (rf"^/snapshot/{_ID}/page$", reading.stored_page),
        (rf"^/snapshot/{_ID}/text$", reading.stored_text),
        (r"^/robots\.txt$", _robots),
    ]
    return [(pattern, _answered(handler)) for pattern, handler in found]


def _answered(handler: Handler) -> Handler:
    """Say on a page of ours what is missing: Datasette would write a traceback into its log for it."""

    @functools.wraps(handler)
    async def answer(datasette: Datasette, request: Request) -> Response:
        try:
            return await handler(datasette, request) if handler is not news.today else await _today(datasette, request)
        except Missing as missing:
            return _excuse(datasette, request, "Not here", str(missing), 404)
        except TooLong as long:
            return _excuse(datasette, request, "This takes too long", str(long), 503)

    return answer


async def _robots(datasette: Datasette, request: Request) -> Response:
    """Ask crawlers to stay away: what is archived here has addresses of its own. Memento clients may ask."""
    return Response.text("User-agent: *\nAllow: /memento/\nDisallow: /\n")


async def _today(datasette: Datasette, request: Request) -> Response:
    """Answer with Today, made at most once a second for each address; the first request takes the large counts, too."""
    reader = Reader(datasette, request)
    archive = str(datasette.get_database(reader.name).path)
    if archive not in _warmed:
        _warmed[archive] = asyncio.create_task(overview.warm(reader))
    # The host is part of a feed's addresses.
    key, now = (archive, str(request.url)), time.monotonic()
    made, response = _lately.get(key, (0.0, None))
    if response is None or now - made > _STANDS_S:
        response = await news.today(datasette, request)
        if len(_lately) >= _KEPT:
            _lately.pop(next(iter(_lately)))
        _lately[key] = (now, response)
    return response


def _excuse(datasette: Datasette, request: Request, title: str, told: str, status: int) -> Response:
    """Answer with what could not be shown, and where to go on."""
    context = {"title": title, "told": told, "database": Reader(datasette, request).name, "here": request.path}
    return answers.page(render("pw_missing.html", context), status)
