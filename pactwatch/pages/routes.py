"""Which address shows what: each page gathers its rows, and leaves as HTML, JSON, CSV or Atom."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from pactwatch.arguments import parse_since
from pactwatch.clock import SystemClock
from pactwatch.errors import UsageError
from pactwatch.pages import answers, queries, shaping

Row = dict[str, object]
Handler = Callable[[Datasette, Request], Awaitable[Response]]
_FORMATS = ("json", "csv", "atom")


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
        """Run a query, read-only and within Datasette's limits."""
        found = await self.datasette.get_database(self.name).execute(sql, params)
        return [dict(row) for row in found.rows]

    def asked(self, name: str, default: str = "") -> str:
        """Give a parameter of the address."""
        return (self.request.args.get(name) or default)[:500]

    async def show(
        self, template: str, title: str, rows: Sequence[Row], query: tuple[str, Mapping[str, object]], **context: object
    ) -> Response:
        """Answer in the form that the address asks for; *rows* are what the page's data forms hold."""
        form = self.request.url_vars.get("format")
        if form == "json":
            return answers.as_json(rows)
        if form == "csv":
            return answers.as_csv(rows)
        if form == "atom":
            address = f"{self.request.scheme}://{self.request.host}{self.request.full_path}"
            return answers.as_atom(title, address, [shaping.entry(row) for row in rows if row.get("detected_at")])
        sql, params = query
        plain = {key: value for key, value in params.items() if value not in ("", None)}
        shown = {
            "title": title,
            "here": self.request.path,
            "query_url": f"/{self.name}?{urlencode({'sql': sql.strip(), **plain})}",
            "data_url": f"{self.request.path}.json?{self.request.query_string}",
            "csv_url": f"{self.request.path}.csv?{self.request.query_string}",
            "database": self.name,
        }
        html = await self.datasette.render_template(template, shown | context, request=self.request)
        return answers.page(html)


def routes() -> list[tuple[str, Handler]]:
    """Give Datasette the patterns and what answers them."""
    data = r"(?:\.(?P<format>json|csv))?"
    feed = r"(?:\.(?P<format>json|csv|atom))?"
    found = [
        (r"^/$", _front),
        (rf"^/today{feed}$", _today),
        (rf"^/change/(?P<id>\d+){data}$", _change),
        (rf"^/articles{data}$", _articles),
        (rf"^/article/(?P<id>\d+){data}$", _article),
        (rf"^/facts{data}$", _facts),
        (rf"^/topic/(?P<topic>[^/.]+){data}$", _facts),
        (rf"^/health{data}$", _health),
        (rf"^/search{data}$", _search),
        (r"^/snapshot/(?P<id>\d+)$", _snapshot),
        (r"^/snapshot/(?P<id>\d+)/page$", _stored_page),
        (r"^/snapshot/(?P<id>\d+)/text$", _stored_text),
    ]
    return [(pattern, _answered(handler)) for pattern, handler in found]


async def _front(datasette: Datasette, request: Request) -> Response:
    """The way in is what is new."""
    return Response.redirect("/today")


async def _today(datasette: Datasette, request: Request) -> Response:
    """What changed since the reader last looked."""
    reader = Reader(datasette, request)
    topics = await reader.rows(queries.LAST_PASS)
    latest = max((str(row["started_at"] or "") for row in topics), default="")
    # A day before now; in an archive of long ago (the replayed seeds), all of it.
    now = SystemClock().now()
    since_text = reader.asked("since", "24h" if latest >= shaping.iso(now, days=-1) else "2000-01-01")
    problem = None
    try:
        since = parse_since(since_text, now).strftime("%Y-%m-%dT%H:%M:%SZ")
    except UsageError as error:
        problem, since = str(error), shaping.iso(now, days=-1)
    params: dict[str, object] = {"since": since, "until": "9999", "all": reader.asked("all")}
    params |= {name: reader.asked(name) for name in ("facet", "outlet", "language")}
    rows = await reader.rows(queries.CHANGES, **params)
    days = shaping.days_until(shaping.moment(latest) or now, 30)
    context = {
        "since": since,
        "since_text": since_text,
        "problem": problem,
        "asked": params,
        "stories": shaping.by_article(rows),
        "count": len(rows),
        "articles": await reader.rows(queries.NEW_ARTICLES, since=since, until="9999", outlet=params["outlet"]),
        "conflicts": shaping.conflicts(await reader.rows(queries.CONFLICTS, since=since)),
        "troubles": await reader.rows(queries.TROUBLES, since=since),
        "topics": topics,
        "outlets": [row["outlet"] for row in await reader.rows(queries.OUTLETS)],
        "facets": shaping.FACETS,
        "spark": shaping.sparkline(await reader.rows(queries.CHANGES_PER_DAY, from_day=days[0]), days),
        "feed_url": f"/today.atom?{request.query_string}",
    }
    return await reader.show("pw_today.html", "Today", rows, (queries.CHANGES, params), **context)


async def _change(datasette: Datasette, request: Request) -> Response:
    """One change, with everything that is known of it."""
    reader = Reader(datasette, request)
    params = {"id": int(request.url_vars["id"])}
    row = _one(await reader.rows(queries.CHANGE, **params), "change")
    claim = {name: row[name] for name in ("claim_id", "article_id")} | {"version_id": row["new_version_id"]}
    context = {
        "change": shaping.change(row),
        "history": await reader.rows(queries.CLAIM_HISTORY, claim_id=row["claim_id"]),
        "carriers": await reader.rows(queries.CARRIERS, **claim),
    }
    title = f"{row['outlet']}: {row['kind']} {row['subject']}"
    return await reader.show("pw_change.html", title, [row], (queries.CHANGE, params), **context)


async def _articles(datasette: Datasette, request: Request) -> Response:
    """Every article, the latest first."""
    reader = Reader(datasette, request)
    params: dict[str, object] = {"outlet": reader.asked("outlet")}
    rows = await reader.rows(queries.ARTICLES, **params)
    outlets = [row["outlet"] for row in await reader.rows(queries.OUTLETS)]
    query = (queries.ARTICLES, params)
    return await reader.show("pw_articles.html", "Articles", rows, query, articles=rows, outlets=outlets, asked=params)


async def _article(datasette: Datasette, request: Request) -> Response:
    """One article: its timeline, and any two of its versions."""
    reader = Reader(datasette, request)
    params = {"id": int(request.url_vars["id"])}
    article = _one(await reader.rows(queries.ARTICLE, **params), "article")
    if article["moved_to_id"] is not None:
        return Response.redirect(f"/article/{article['moved_to_id']}")
    versions = await reader.rows(queries.VERSIONS, **params)
    old, new = shaping.pick(versions, reader.asked("from"), reader.asked("to"))
    compared: list[shaping.Line] = []
    if new is not None:
        before = await reader.rows(queries.PLACES, version_id=old["id"]) if old else []
        compared = shaping.compare(before, await reader.rows(queries.PLACES, version_id=new["id"]), first=old is None)
    changes = []
    if new is not None:
        changes = await reader.rows(queries.CHANGES_BETWEEN, id=params["id"], new_version_id=new["id"])
    context = {
        "article": article,
        "versions": versions,
        "old": old,
        "new": new,
        "lines": compared,
        "changes": [shaping.change(row) for row in changes],
        "timeline": shaping.timeline(versions, await reader.rows(queries.FETCHES, **params)),
        "headlines": shaping.headlines(versions),
    }
    title = str(article["headline"] or article["lead_title"] or article["url"])
    return await reader.show("pw_article.html", title, versions, (queries.VERSIONS, params), **context)


async def _facts(datasette: Datasette, request: Request) -> Response:
    """The fact sheet of a topic."""
    reader = Reader(datasette, request)
    topics = await reader.rows(queries.TOPICS)
    wanted = request.url_vars.get("topic") or (topics[0]["name"] if topics else "")
    params: dict[str, object] = {"topic": wanted}
    if request.url_vars.get("topic"):
        _one([row for row in topics if row["name"] == wanted], "topic")
    rows = await reader.rows(queries.FACTS, **params)
    title = next((str(row["title"]) for row in topics if row["name"] == wanted), "Facts")
    context = {"questions": shaping.questions(rows), "topics": topics, "topic": wanted}
    return await reader.show("pw_facts.html", title, rows, (queries.FACTS, params), **context)


async def _health(datasette: Datasette, request: Request) -> Response:
    """What is not seen, and what came of fetching, outlet by outlet and day by day."""
    reader = Reader(datasette, request)
    topics = await reader.rows(queries.LAST_PASS)
    latest = shaping.moment(max((str(row["started_at"] or "") for row in topics), default="")) or SystemClock().now()
    rows = await reader.rows(queries.HEALTH)
    days = shaping.days_until(latest, 28)
    context = {
        "unseen": rows,
        "troubles": await reader.rows(queries.TROUBLES, since=shaping.iso(latest, days=-28)),
        "outlets": await reader.rows(queries.OUTLETS),
        "days": days,
        "strips": shaping.strips(await reader.rows(queries.OUTCOMES, from_day=days[0]), days),
        "topics": topics,
    }
    return await reader.show("pw_health.html", "Outlets and health", rows, (queries.HEALTH, {}), **context)


async def _search(datasette: Datasette, request: Request) -> Response:
    """Full text over everything that was ever said."""
    reader = Reader(datasette, request)
    words = reader.asked("q").strip()
    params: dict[str, object] = {name: reader.asked(name) for name in ("outlet", "language")}
    params["match"] = shaping.match(words)
    rows = await reader.rows(queries.SEARCH, **params) if params["match"] else []
    context = {
        "words": words,
        "hits": [row | {"marked": shaping.marked(str(row["text"]), words)} for row in rows],
        "outlets": [row["outlet"] for row in await reader.rows(queries.OUTLETS)],
        "asked": params,
    }
    return await reader.show("pw_search.html", "Search", rows, (queries.SEARCH, params), **context)


async def _snapshot(datasette: Datasette, request: Request) -> Response:
    """An archived page in its box, with where it came from."""
    reader = Reader(datasette, request)
    params = {"id": int(request.url_vars["id"])}
    row = _one(await reader.rows(queries.SNAPSHOT, **params), "snapshot")
    title = f"{row['outlet']}, {row['captured_at']}"
    return await reader.show("pw_snapshot.html", title, [row], (queries.SNAPSHOT, params), snapshot=row)


async def _stored_page(datasette: Datasette, request: Request) -> Response:
    """The stored HTML itself: nothing in it runs, and nothing leaves it."""
    html = await shaping.stored_text(Reader(datasette, request).datasette, *await _stored(datasette, request))
    return answers.archived(html)


async def _stored_text(datasette: Datasette, request: Request) -> Response:
    """The stored HTML as plain text, for whoever wants to read the source."""
    return answers.text(await shaping.stored_text(datasette, *await _stored(datasette, request)))


async def _stored(datasette: Datasette, request: Request) -> tuple[str, str, str | None]:
    """Find a snapshot's body: the archive's name, the body's digest, its content type."""
    reader = Reader(datasette, request)
    row = _one(await reader.rows(queries.SNAPSHOT, id=int(request.url_vars["id"])), "snapshot")
    return reader.name, str(row["body_sha256"]), str(row["content_type"]) if row["content_type"] else None


class _Missing(Exception):
    """What was asked for is not in the archive."""


def _one(rows: Sequence[Row], what: str) -> Row:
    """Give the only row.

    Raises:
        _Missing: there is none.
    """
    if not rows:
        raise _Missing(f"No such {what} in this archive.")
    return rows[0]


def _answered(handler: Handler) -> Handler:
    """Say on a page of ours what is missing: Datasette would write a traceback into its log for it."""

    @functools.wraps(handler)
    async def answer(datasette: Datasette, request: Request) -> Response:
        try:
            return await handler(datasette, request)
        except _Missing as missing:
            context = {"title": "Not here", "told": str(missing), "database": Reader(datasette, request).name}
            html = await datasette.render_template("pw_missing.html", context, request=request)
            return answers.page(html, 404)

    return answer
