"""One request: the archive it reads, what it asks for, and the form in which it is answered."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response
from jinja2 import Environment, FileSystemLoader

from pactwatch.atom import Entry
from pactwatch.pages import answers
from pactwatch.paths import STORE

Row = dict[str, object]
# Counts over a whole archive are taken anew after so many seconds, in the background: the reader gets the last ones.
_FRESH_S = 60.0
# So many results are kept; an archive has some dozen of such counts, and their filters a few more.
_KEPT = 512
# So long after a count was begun a page still waits for it; after that it is shown without.
_PATIENCE_S = 1.0


class Missing(Exception):
    """What was asked for is not in the archive."""


class TooLong(Exception):
    """A query reached its time limit."""


@dataclass(slots=True)
class _Count:
    """The rows of a count, when they were taken, and the task that takes them; no rows: there are none yet."""

    rows: list[Row] | None = None
    taken: float = -math.inf
    began: float = 0.0
    task: asyncio.Task[None] | None = None


_counts: dict[tuple[str, str, tuple[tuple[str, object], ...]], _Count] = {}


@dataclass(frozen=True, slots=True)
class Reader:
    """One request: the archive it reads, and how it answers."""

    datasette: Datasette
    request: Request

    @property
    def name(self) -> str:
        """Give the archive's name, as Datasette's own pages use it."""
        return next(str(name) for name in self.datasette.databases if not name.startswith("_"))

    async def rows(self, sql: str, **params: object) -> list[Row]:
        """Run a query, read-only and within Datasette's limits.

        Raises:
            TooLong: it took longer than a page may.
        """
        try:
            found = await self.datasette.get_database(self.name).execute(sql, params)
        except QueryInterrupted:
            raise TooLong("This archive is too large for this question; narrow it, or ask with SQL.") from None
        return [dict(row) for row in found.rows]

    async def counted(self, sql: str, **params: object) -> list[Row]:
        """Run a query whose answer may be a minute old: counts over the whole archive.

        What is older is given once more while it is counted anew, so that only the first readers ever wait.

        Raises:
            TooLong: it takes longer than a page may.
        """
        return await self._counted(sql, params, math.inf)

    async def _counted(self, sql: str, params: Mapping[str, object], patience_s: float) -> list[Row]:
        """Do so, and wait no longer than *patience_s* from when the count was begun; it goes on."""
        path = str(self.datasette.get_database(self.name).path)
        key = (path, sql, tuple(sorted(params.items())))
        if key not in _counts and len(_counts) >= _KEPT:
            _counts.pop(next(iter(_counts)))
        count, now = _counts.setdefault(key, _Count()), time.monotonic()
        if now - count.taken > _FRESH_S and (count.task is None or count.task.done()):
            count.began, count.task = now, asyncio.create_task(self._again(count, sql, params))
        if count.rows is None and count.task is not None and not count.task.done():
            left = max(0.0, count.began + patience_s - now)
            await asyncio.wait([count.task], timeout=None if left == math.inf else left)
            if count.task.done():
                count.task.result()  # raises what it raised
        if count.rows is None:
            raise TooLong("This is still being counted: try again in a moment, or narrow it, or ask with SQL.")
        return count.rows

    async def _again(self, count: _Count, sql: str, params: Mapping[str, object]) -> None:
        """Take a count anew; where that takes too long, the last one stands."""
        with contextlib.suppress(TooLong):
            count.rows = await self.rows(sql, **params)
        count.taken = time.monotonic()

    async def counted_if_possible(self, sql: str, **params: object) -> list[Row] | None:
        """Do the same for a page; None: it takes long, and the page goes without for now.

        Raises:
            TooLong: the same, where data is asked for: an empty list would say that there is nothing.
        """
        if self.request.url_vars.get("format"):
            return await self.counted(sql, **params)
        try:
            return await self._counted(sql, params, _PATIENCE_S)
        except TooLong:
            return None

    def asked(self, name: str, default: str = "") -> str:
        """Give a parameter of the address."""
        return (self.request.args.get(name) or default)[:500]

    def with_(self, **changed: object) -> str:
        """Give this page's address with other parameters; an empty one goes."""
        params = {name: self.asked(name) for name in self.request.args} | {k: str(v) for k, v in changed.items()}
        query = urlencode({name: value for name, value in params.items() if value})
        return f"{_bare(self.request)}?{query}" if query else _bare(self.request)

    async def show(
        self,
        template: str,
        title: str,
        rows: Sequence[Row],
        query: tuple[str, Mapping[str, object]],
        *,
        entries: Sequence[Entry] = (),
        **context: object,
    ) -> Response:
        """Answer in the form that the address asks for; *rows* and *entries* are what the page's data forms hold."""
        form = self.request.url_vars.get("format")
        if form == "json":
            return answers.as_json(rows)
        if form == "csv":
            return answers.as_csv(rows)
        bare, tail = _bare(self.request), f"?{self.request.query_string}" if self.request.query_string else ""
        if form == "atom":
            origin = f"{self.request.scheme}://{self.request.host}"
            return answers.as_atom(f"{title} · Pactwatch", origin, f"{bare}.atom{tail}", f"{bare}{tail}", entries)
        sql, params = query
        shown = {
            "title": title,
            "here": self.request.path,
            "query_url": f"/{self.name}?{urlencode({'sql': sql.strip(), **_given(params)})}",
            "data_url": f"{bare}.json{tail}",
            "csv_url": f"{bare}.csv{tail}",
            "feed_url": f"{bare}.atom{tail}",
            "database": self.name,
        }
        return answers.page(render(template, shown | context))


def render(template: str, context: Mapping[str, object]) -> str:
    """Fill in a template of ours."""
    return _templates().get_template(template).render(context)


@functools.cache
def _templates() -> Environment:
    """Give our templates. Datasette's own environment awaits every value of a page, which takes twice as long."""
    return Environment(loader=FileSystemLoader(STORE / "templates"), autoescape=True, auto_reload=False)


def _given(params: Mapping[str, object]) -> dict[str, object]:
    """Leave out the parameters that say nothing."""
    return {key: value for key, value in params.items() if value not in ("", None)}


def _bare(request: Request) -> str:
    """Give the page's path without the form at its end."""
    form = request.url_vars.get("format")
    path = str(request.path)
    return path.removesuffix(f".{form}") if form else path


def one(rows: Sequence[Row], what: str) -> Row:
    """Give the only row.

    Raises:
        Missing: there is none.
    """
    if not rows:
        raise Missing(f"No such {what} in this archive.")
    return rows[0]
