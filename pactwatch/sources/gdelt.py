"""GDELT's DOC 2.0 search (https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/): what the world's press published.

It searches the text of 65 languages as machine-translated into English, so the query is made of names in Latin letters.
"""

from __future__ import annotations

import ada_url

from pactwatch.model import Entity, SourceSpec, Topic, Url
from pactwatch.sources.found import Item, Reading
from pactwatch.sources.jsonfeed import load_json, text_of
from pactwatch.sources.markup import plain
from pactwatch.urls import parse_url

API = "https://api.gdeltproject.org/api/v2/doc/doc"
# The most that one answer holds; it has no second page.
_MAX_RECORDS = 250
# The service refuses longer queries, and phrases that are too short.
_MAX_QUERY = 900
_MIN_PHRASE = 5
_MAX_TERMS = 8

_LANGUAGES = {
    "arabic": "ar", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hungarian": "hu",
    "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "norwegian": "no", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv", "turkish": "tr",
    "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip


def gdelt_urls(spec: SourceSpec, topic: Topic) -> tuple[Url, ...]:
    """Give the search's address: the topic file's own, or one made of the topic's names.

    Options: `query`, `timespan` (3d by default), `start` and `end` (YYYYMMDDHHMMSS), `limit`, `language`, `country`,
    `domain`, `sort`, `mode`.

    Raises:
        urls.BadUrl: the topic file's address is none.
    """
    url = ada_url.URL(parse_url(spec.url or API))
    params = ada_url.URLSearchParams(url.search)
    if not params.has("query"):
        params.set("query", _query(spec, topic))
    defaults = {
        "mode": str(spec.options.get("mode", "ArtList")),
        "format": "json",
        "maxrecords": str(min(int(spec.options.get("limit", _MAX_RECORDS)), _MAX_RECORDS)),
        "sort": str(spec.options.get("sort", "DateDesc")),
    }
    if "start" in spec.options or "end" in spec.options:
        defaults |= {f"{name}datetime": str(spec.options[name]) for name in ("start", "end") if name in spec.options}
    else:
        defaults["timespan"] = str(spec.options.get("timespan", "3d"))
    for name, value in defaults.items():
        if not params.has(name):
            params.set(name, value)
    url.search = str(params)
    return (parse_url(url.href),)


def _query(spec: SourceSpec, topic: Topic) -> str:
    """Put a query together: the topic's works by name, else its relevance terms, with the options as filters."""
    query = str(spec.options.get("query", "")) or topic_query(topic, _MAX_QUERY, _MIN_PHRASE)
    filters = {"language": "sourcelang", "country": "sourcecountry", "domain": "domainis"}
    for option, operator in filters.items():
        if option in spec.options:
            query += f" {operator}:{spec.options[option]}"
    return query


def topic_query(topic: Topic, max_chars: int, min_phrase: int = 2) -> str:
    """Make a query that a search engine understands of the topic's names: phrases, OR and brackets.

    A work named by several words says more than any combination of terms; without one, each group of the topic's
    relevance terms must be met.
    """
    named = [_phrases(entity, min_phrase) for entity in topic.entities if entity.kind == "work"]
    first = next((phrases for phrases in named if phrases), [])
    # A name alone may be another year's: one of the topic's parties must stand with it.
    parties = [p for e in topic.entities if e.kind == "organisation" for p in _words(e, min_phrase)][:_MAX_TERMS]
    groups = [first, parties] if first else [_latin(list(group), min_phrase) for group in topic.relevance.all_of]
    groups = [group[:_MAX_TERMS] for group in groups if group] or [[topic.title]]
    query = ""
    for group in groups:
        terms = [f'"{term}"' if " " in term or "-" in term else term for term in group]
        while terms:
            joined = f"({' OR '.join(terms)})" if len(terms) > 1 else terms[0]
            if len(query) + len(joined) < max_chars:
                query = f"{query} {joined}".strip()
                break
            terms.pop()
    return query


def _phrases(entity: Entity, min_chars: int) -> list[str]:
    """Give an entity's names of two words or more."""
    return [name for name in _latin([entity.label, *entity.aliases], min_chars) if " " in name]


def _words(entity: Entity, min_chars: int) -> list[str]:
    """Give an entity's label, if it can be searched for."""
    return _latin([entity.label], min_chars)


def _latin(terms: list[str], min_chars: int) -> list[str]:
    """Leave out what the search does not take: other scripts, quotation marks, what is too short; each term once."""
    kept: dict[str, str] = {}
    for term in terms:
        plain_term = term.replace('"', "").strip()
        if len(plain_term) >= min_chars and all(c < "\u0250" or c == "’" for c in plain_term):
            kept.setdefault(plain_term.casefold(), plain_term)
    return list(kept.values())


def read_gdelt(body: bytes) -> Reading:
    """Read an answer. The date that it gives is when GDELT saw the page, not when it was published, and is left out.

    Raises:
        markup.Unreadable: it is not JSON; the service says in plain words what it did not like.
    """
    if not body.strip():
        return Reading()
    answer = load_json(body)
    if answer == {}:
        return Reading()  # what it says when nothing was found
    articles = answer.get("articles") if isinstance(answer, dict) else None
    if not isinstance(articles, list):
        return Reading(problem="the answer has no `articles`")
    items = []
    for article in articles[:_MAX_RECORDS]:
        href = text_of(article, "url")
        if href:
            language = (text_of(article, "language") or "").lower()
            items.append(
                Item(
                    href,
                    title=plain(text_of(article, "title")),
                    language=_LANGUAGES.get(language),
                    outlet=text_of(article, "domain"),
                )
            )
    return Reading(tuple(items))
