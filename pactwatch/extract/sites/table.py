"""The tables: read once, checked in full, looked up by host."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from pactwatch.errors import UsageError
from pactwatch.urls import BadUrl, parse_url

_PLACES = ("headline", "published", "byline")
_LISTS = ("keep", "drop")
_KEYS = ("path", "since", "until", *_LISTS, *_PLACES)


@dataclass(frozen=True, slots=True)
class Rule:
    """Where things stand on the pages of one publisher, for some time."""

    name: str
    """`table#number`, for those who ask why."""
    hosts: tuple[str, ...]
    path: str
    """What the address goes on with after the host."""
    since: date
    until: date | None
    """The last day it holds; None: it still does."""
    keep: tuple[str, ...] = ()
    """Selectors of what holds the whole article; none: the general rules find it."""
    drop: tuple[str, ...] = ()
    """Selectors of what is no part of it."""
    headline: str | None = None
    published: str | None = None
    byline: str | None = None

    def holds(self, path: str, captured: date | None) -> bool:
        """Tell whether it is for an address's path on a day; None: now."""
        if not path.startswith(self.path):
            return False
        return self.until is None if captured is None else self.since <= captured <= (self.until or date.max)


def rule_for(url: str | None, captured: date | None = None) -> Rule | None:
    """Give the rule for a page captured on a day (None: now), or None; a longer path wins."""
    # A glance at the host, since nearly all pages end here: parsing the address costs ten times as much.
    if not url or not (rules := _by_host().get(url.partition("://")[2].partition("/")[0].lower())):
        return None
    try:
        path = "/" + parse_url(url).split("/", 3)[3]
    except BadUrl:
        return None
    return max((rule for rule in rules if rule.holds(path, captured)), key=lambda rule: len(rule.path), default=None)


@cache
def _by_host() -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        for rule in read_table(file.read_text(encoding="utf-8"), file.name):
            for host in rule.hosts:
                found[host] = (*found.get(host, ()), rule)
    return found


def read_table(text: str, file: str) -> tuple[Rule, ...]:
    """Read and check one table.

    Raises:
        UsageError: a sentence with the file, the place and what to do.

    >>> read_table("hosts = ['a.example']\\n[[rules]]\\nsince = 2024-01-01\\nkeep = ['#story']", "a.toml")[0].keep
    ('#story',)
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: not TOML: {error}.") from None
    hosts, rules = table.pop("hosts", None), table.pop("rules", None)
    if table:
        raise UsageError(f"{file}: {next(iter(table))}: unknown; a table has hosts and [[rules]].")
    if not _is_strings(hosts) or any(host != host.lower() or "/" in host or "." not in host for host in hosts):
        raise UsageError(f'{file}: hosts: write a list of host names in lower case, such as ["www.mofa.go.jp"].')
    if not isinstance(rules, list) or not rules or not all(isinstance(rule, dict) for rule in rules):
        raise UsageError(f"{file}: rules: write at least one [[rules]] table.")
    name = file.removesuffix(".toml")
    return tuple(_rule(raw, tuple(hosts), f"{name}#{n}", f"{file}: rules {n}") for n, raw in enumerate(rules, start=1))


def _rule(raw: dict[str, Any], hosts: tuple[str, ...], name: str, place: str) -> Rule:
    for problem in _problems(raw):
        raise UsageError(f"{place}: {problem}.")
    keep, drop = (tuple(raw.get(key, ())) for key in _LISTS)
    places = {key: raw.get(key) for key in _PLACES}
    return Rule(name, hosts, raw.get("path", "/"), raw["since"], raw.get("until"), keep, drop, **places)


def _problems(raw: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with one rule; `Any`, because a file may hold anything."""
    for key in raw.keys() - set(_KEYS):
        yield f"{key}: unknown; a rule has {', '.join(_KEYS)}"
    if type(raw.get("since")) is not date:
        yield "since: write the first day it holds, such as 2024-01-01"
    until = raw.get("until", date.max)
    if type(until) is not date or (type(raw.get("since")) is date and until < raw["since"]):
        yield "until: write the last day it held, not before since, or leave it out"
    path = raw.get("path", "/")
    if not isinstance(path, str) or not path.startswith("/"):
        yield 'path: write what the address goes on with after the host, such as "/press/"'
    for key in _LISTS:
        if key in raw and not _is_strings(raw[key]):
            yield f'{key}: write a list of CSS selectors, such as ["#story"]'
    if not any(raw.get(key) for key in (*_LISTS, *_PLACES)):
        yield f"it says nothing; give one of {', '.join((*_LISTS, *_PLACES))}"
    for key in (*_LISTS, *_PLACES):
        value = raw.get(key, ())
        for selector in value if isinstance(value, list) else [value] if value else []:
            if not isinstance(selector, str) or not _is_selector(selector):
                yield f"{key}: {selector!r} is no CSS selector"


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, str) and entry for entry in value)


def _is_selector(text: str) -> bool:
    try:
        LexborHTMLParser("<p>").css(text)
    except SelectolaxError:
        return False
    return True
