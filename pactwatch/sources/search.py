"""Any search service that answers with RSS or JSON, by a template from the topic file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import ada_url

from pactwatch.model import SourceSpec, Topic, Url
from pactwatch.sources.dates import to_iso
from pactwatch.sources.feed import read_feed
from pactwatch.sources.found import Item, Reading
from pactwatch.sources.gdelt import topic_query
from pactwatch.sources.jsonfeed import load_json, text_of
from pactwatch.sources.markup import plain
from pactwatch.urls import parse_url

_MAX_ITEMS = 1_000
_MAX_QUERY = 300
_FIELD = re.compile(r"\{([a-z]{1,20})\}")
# What services call the same thing.
_LINKS = ("url", "link", "webUrl", "web_url", "href", "permalink")
_TITLES = ("title", "webTitle", "headline", "name")
_DATES = ("publishedAt", "published_at", "published", "date", "webPublicationDate", "pub_date", "seendate")
_LISTS = ("items", "articles", "results", "docs", "data", "value", "hits", "news", "response")


def search_urls(spec: SourceSpec, topic: Topic) -> tuple[Url, ...]:
    """Fill in the template (the source's address, or its `template`); `{query}` by default from the topic's names.

    Other fields are options of the same name (`{language}`, `{country}`, `{start}`, `{end}`, `{limit}`, `{sort}`,
    `{key}`), and `{page}`, which is asked for from 1 up to `pages`.

    Raises:
        urls.BadUrl: what comes out is not an address.
    """
    template = str(spec.options.get("template") or spec.url)
    pages = int(spec.options.get("pages", 1)) if "{page}" in template else 1
    values = {name: str(value) for name, value in spec.options.items()}
    values.setdefault("query", topic_query(topic, _MAX_QUERY))
    values.setdefault("language", spec.language or (topic.languages[0] if topic.languages else ""))
    return tuple(parse_url(_fill(template, values | {"page": str(page)})) for page in range(1, pages + 1))


def _fill(template: str, values: dict[str, str]) -> str:
    """Put encoded values into a template's braces; a field without a value is left empty."""
    return _FIELD.sub(lambda match: _quoted(values.get(match.group(1), "")), template)


def _quoted(text: str) -> str:
    """Encode a value for a query."""
    params = ada_url.URLSearchParams("")
    params.append("q", text)
    return str(params)[2:]


def read_search(spec: SourceSpec, body: bytes, content_type: str | None, base: str) -> Reading:
    """Read an answer: RSS and Atom as a feed; JSON by the options `items`, `link`, `title`, `date` (dotted paths).

    Raises:
        markup.Unreadable: it is neither.
    """
    wanted = str(spec.options.get("format", "")).lower()
    if wanted != "json" and (wanted in ("rss", "atom", "xml", "feed") or body.lstrip()[:1] not in (b"{", b"[")):
        return read_feed(body, content_type, base)
    answer = load_json(body)
    entries = _at(answer, str(spec.options["items"])) if "items" in spec.options else _first_list(answer)
    if not isinstance(entries, list):
        return Reading(problem="the answer has no list of results; set `items` to where it is")
    items = tuple(item for entry in entries[:_MAX_ITEMS] if (item := _item(entry, spec)) is not None)
    problem = None if items or not entries else "the results have no addresses; set `link` to where they are"
    return Reading(items, problem=problem)


def _item(entry: object, spec: SourceSpec) -> Item | None:
    """Read one result. None: it leads nowhere."""
    href = _field(entry, spec, "link", _LINKS)
    if not href:
        return None
    return Item(
        href,
        title=plain(_field(entry, spec, "title", _TITLES)),
        summary=plain(text_of(entry, "description") or text_of(entry, "summary") or text_of(entry, "snippet")),
        published_at=to_iso(_field(entry, spec, "date", _DATES)),
    )


def _field(entry: object, spec: SourceSpec, option: str, names: tuple[str, ...]) -> str | None:
    """Give a result's field: where the topic file says, or under one of the usual names."""
    if option in spec.options:
        found = _at(entry, str(spec.options[option]))
        return found.strip() or None if isinstance(found, str) else None
    return next((found for name in names if (found := text_of(entry, name))), None)


def _at(value: Any, path: str) -> Any:  # Any: JSON
    """Follow a dotted path, in which numbers count list entries. None: it ends nowhere."""
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _first_list(answer: object) -> object:
    """Find the list of results under its usual names, at most two levels down."""
    return next((found for found in _lists(answer, 2) if found), None if not isinstance(answer, list) else answer)


def _lists(answer: object, depth: int) -> Iterator[list[object]]:
    """Give lists of objects, the outer ones first."""
    if isinstance(answer, list):
        yield answer
    elif isinstance(answer, dict):
        for name in _LISTS:
            if isinstance(answer.get(name), list):
                yield answer[name]
        if depth:
            for name in _LISTS:
                yield from _lists(answer.get(name), depth - 1)
