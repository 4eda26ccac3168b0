"""The `[[sources]]` of a topic file: which kinds there are, and which options each kind knows.

An option stands beside `kind` and `url`, or in a table of its own: `options = { pattern = "…" }`.
"""

from __future__ import annotations

from pactwatch.config.languages import check_language
from pactwatch.config.patterns import pattern_problem
from pactwatch.config.tables import Table, nearest, shown
from pactwatch.model import SourceSpec
from pactwatch.urls import BadUrl, parse_url

_FILTERS = ("pattern", "exclude", "limit")
_SEARCH = ("query", "timespan", "start", "end", "limit", "language", "country", "sort")

# By kind, the options that the sources room may be given. A kind that reads none of its own still takes the filters.
OPTIONS: dict[str, tuple[str, ...]] = {
    "feed": (*_FILTERS, "pages"),
    "sitemap": (*_FILTERS, "since", "max_age_days", "pages"),
    "listing": (*_FILTERS, "selector", "pages", "next", "title", "date"),
    "gdelt": (*_SEARCH, "pattern", "exclude", "domain", "mode"),
    "search": (*_SEARCH, "pattern", "exclude", "template", "format", "items", "link", "title", "date", "pages", "key"),
    "url": ("title", "published_at"),
    "warc": _FILTERS,
    "memento": (*_FILTERS, "timemap", "start", "end"),
}
PATTERNS = ("pattern", "exclude")
KEYS = ("kind", "url", "outlet", "language", "options", "official")
WHOLE_NUMBERS = {"pages": (1, 1_000), "limit": (1, 100_000), "max_age_days": (1, 36_500)}


def read_sources(root: Table) -> tuple[SourceSpec, ...]:
    """Read where articles are found; the same place twice is a mistake."""
    sources: list[SourceSpec] = []
    taken: dict[tuple[str, str], str] = {}
    for table in root.tables("sources"):
        kind = table.text("kind", None, choices=tuple(OPTIONS))
        spec = SourceSpec(
            kind=kind,
            url=_read_url(table, kind),
            outlet=table.optional_text("outlet"),
            language=table.optional_text("language"),
            options=_read_options(table, kind),
            official=table.flag("official", False),
        )
        if spec.language:
            check_language(table, "language", spec.language)
        first = taken.setdefault((spec.kind, spec.url), table.path)
        if spec.url and first != table.path:
            table.note("url", f"{shown(spec.url)} is already the {kind} of {first}; keep one of them")
        table.done()
        sources.append(spec)
    return tuple(sources)


def _read_url(table: Table, kind: str) -> str:
    """Read the address; gdelt can do without, and a WARC file may lie in a folder."""
    if kind in ("gdelt", "") and table.is_blank("url"):  # "": the kind is wrong, which was noted
        return ""
    text = table.text("url", None, max_chars=4_000)
    if not text or (kind == "warc" and "://" not in text):
        return text
    try:
        url = parse_url(text)
    except BadUrl as error:
        table.note("url", f"{error}; write it in full, such as https://example.org/feed.xml")
        return ""
    if "@" in text.split("://", 1)[-1].split("/", 1)[0]:
        table.note("url", "holds a user name or password; pages behind a login cannot be watched, so leave it out")
    # A template keeps its braces: the parser would write them as %7B.
    return text if "{" in text else url


def _read_options(table: Table, kind: str) -> dict[str, str | int | bool]:
    """Read what only this kind understands."""
    known = OPTIONS.get(kind)
    options: dict[str, str | int | bool] = {}
    for place in (table, table.table("options")):
        for key in place:
            if place is table and key in KEYS:
                continue
            value = place.scalar(key)
            if known is not None and key not in known:
                wanted = (*known, *KEYS) if place is table else known
                place.note(key, f"is not known for a source of kind {kind!r}; {nearest(key, wanted)}")
            elif value is not None and _fits(place, key, value):
                options[key] = value
    return options


def _fits(table: Table, key: str, value: str | int | bool) -> bool:
    """Whether an option has a usable value; if not, that was noted."""
    if key in WHOLE_NUMBERS:
        low, high = WHOLE_NUMBERS[key]
        return table.number(key, low, low, high, whole=True) == value
    if isinstance(value, str) and not table.text(key, max_chars=2_000):
        return False
    if key in PATTERNS:
        problem = pattern_problem(value) if isinstance(value, str) else "is not text; put it in quotes"
        if problem:
            table.note(key, problem)
            return False
    return True
