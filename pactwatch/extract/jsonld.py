"""What a page says of itself in JSON-LD: every shape that turns up, broken ones too."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pactwatch.extract.headline import words_of
from pactwatch.extract.sets import word_set
from pactwatch.patterns import late

ARTICLE_TYPES = word_set(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
    "reviewnewsarticle asknewsarticle liveblogposting blogposting socialmediaposting techarticle scholarlyarticle "
    "advertisercontentarticle satiricalarticle medicalscholarlyarticle report newsstory press-release pressrelease"
)
_PAGE_TYPES = word_set(
    "webpage itempage aboutpage collectionpage medicalwebpage videoobject podcastepisode review recipe howto "
    "claimreview"
)
# A page may nest as it likes; what says anything about the article lies near the top.
_DEPTH = 6
_MAX_NODES = 2_000
_MAX_CHARS = 2_000_000
_MAX_SCRIPTS = 200
# Of all scripts of a page together; mending is slower than parsing.
_MAX_MENDED = 300_000

_TRAILING_COMMA = late(r",(\s*[}\]])")
_WRAPPING = late(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|"
    r"\]\]>)\s*$"
)
_FIELD = late(
    r'"(headline|datePublished|dateModified|articleSection|inLanguage|isAccessibleForFree)"\s*:\s*'
    r'("(?:[^"\\\n]|\\.){0,1000}"|true|false)'
)
_AUTHOR_FIELD = late(r'"author"\s*:[\[{\s]*(?:"@type"\s*:\s*"[^"]{0,40}"\s*,\s*)?"name"\s*:\s*"([^"\\\n]{2,100})"')
_TAG = late(r"<[^<>]{1,200}>")
# Halves of characters, which JSON may hold and nothing else can; control characters.
_UNPRINTABLE = late("[\ud800-\udfff\x00-\x08\x0e-\x1f]")

Node = dict[str, object]


@dataclass(slots=True)
class Stated:
    """What the JSON-LD of a page says of its article; empty: nothing."""

    headline: str | None = None
    alternative: str | None = None
    published: str | None = None
    published_all: list[str] = field(default_factory=list)
    """Every `datePublished` of nodes about the article."""
    modified: str | None = None
    authors: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    """Authors that are not persons."""
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    free: bool | None = None
    body: str | None = None
    description: str | None = None
    correction: str | None = None
    crumbs: list[str] = field(default_factory=list)
    """The names of the breadcrumbs, from the home page on."""
    is_article: bool = False


def read(scripts: list[str], titles: Sequence[str] = (), url: str | None = None) -> Stated:
    """Read all JSON-LD of a page; the node of the article counts, that of the page fills in.

    *titles* and *url* are what else the page calls itself: of several articles, the one that bears them is meant.

    >>> read(['{"@graph": [{"@type": ["NewsArticle"], "headline": "A &amp; B", "author": ["Jo Li"]}]}']).headline
    'A & B'
    """
    nodes: list[Node] = []
    broken: list[str] = []
    left = _MAX_MENDED
    for script in scripts[:_MAX_SCRIPTS]:
        found = _load(script)
        if found is None and script.strip():
            left -= len(script)
            found = _mended(script) if left >= 0 else None
        if found is None:
            broken.append(script)
        else:
            nodes.extend(_nodes(found))
    stated = Stated()
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    if len(articles) > 1:
        # Lists of related stories are articles too, but they say less than the story's own node.
        wanted = {title for title in map(_folded, titles) if title}
        address = _address(url)
        articles.sort(key=lambda node: -_fitness(node, wanted, address))
    for node in articles[:1]:
        stated.is_article = True
        _fill(stated, node, by_id)
    stated.published_all = _published_of(articles)
    for node in nodes:
        if _types(node) & _PAGE_TYPES:
            _fill(stated, node, by_id, page=True)
    stated.crumbs = next((crumbs for node in nodes if (crumbs := _crumbs(node))), [])
    for script in broken[:20]:
        _fill_broken(stated, script)
    return stated


def _fitness(node: Node, titles: set[str], address: str | None) -> int:
    """Give how much speaks for a node being the page's own story."""
    fitness = sum(key in node for key in _TELLING)
    headline = _folded(_text(node.get("headline")) or _text(node.get("name")))
    if headline in titles or (len(headline) >= 8 and any(headline in title for title in titles)):
        fitness += 8
    if address and address in {_address(_text(node.get(key))) for key in ("url", "mainEntityOfPage", "@id")}:
        fitness += 4
    return fitness


def _folded(text: str | None) -> str:
    return "".join(words_of(text))


def _address(url: str | None) -> str | None:
    """Give a URL without what differs between spellings of one address."""
    return url.split("#")[0].split("?")[0].split("//", 1)[-1].removeprefix("www.").rstrip("/") if url else None


def _published_of(articles: list[Node]) -> list[str]:
    """Give the publication of the article's own node first, then of others with the same headline."""
    if not articles:
        return []
    headline = _folded(_text(articles[0].get("headline")))
    same = [node for node in articles[1:5] if headline and _folded(_text(node.get("headline"))) == headline]
    found = [_text(node.get("datePublished")) or _text(node.get("dateCreated")) for node in (articles[0], *same)]
    return [text for text in found if text]


_TELLING = ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage", "publisher", "dateModified")


def _load(script: str) -> list[object] | None:
    """Parse one script as it is; None: it is not JSON."""
    try:
        return [json.loads(script[:_MAX_CHARS], strict=False)]
    except (ValueError, RecursionError):
        return None


def _mended(script: str) -> list[object] | None:
    """Parse one script, mending what is commonly wrong with it; None: beyond repair."""
    text = _WRAPPING.sub("", script.strip()).strip().rstrip(";")
    for step in _MENDING:
        text = step(text)
        found = _decode(text)
        if found:
            return found
    return None


def _decode(text: str) -> list[object]:
    """Parse JSON values that stand one after the other; what comes after the last good one is left."""
    found: list[object] = []
    position = 0
    try:
        while position < len(text) and len(found) < 50:
            value, position = _DECODER.raw_decode(text, position)
            found.append(value)
            position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr]  # it matches nothing, too
    except (ValueError, RecursionError):
        pass
    return [value for value in found if isinstance(value, (dict, list))]


_DECODER = json.JSONDecoder(strict=False)
_BETWEEN = late(r"[\s,;]*")
_NOT_DATA = late(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*[^*]{0,2000}\*/', re.S)
_QUOTE = late(r'\\(.)|"', re.S)
_CLOSES = late(r'\s*(?:[:}\]]|$|,\s*(?:["{\[\d-]|true|false|null|[}\]]))')


def _without_comments(text: str) -> str:
    text = _NOT_DATA.sub(lambda found: found.group() if found.group()[0] == '"' else "", text)
    return _TRAILING_COMMA.sub(r"\1", text)


def _with_entities_read(text: str) -> str:
    return html.unescape(text) if "&quot;" in text or "&#34;" in text else text


def _with_inner_quotes_escaped(text: str) -> str:
    """Escape quotation marks that end no string: `"he said "no""`."""
    pieces: list[str] = []
    position = 0
    inside = False
    for found in _QUOTE.finditer(text):
        escaped = found.group(1)
        if escaped is not None:
            if escaped not in '"\\/bfnrtu':  # no such escape: the backslash means itself
                pieces += [text[position : found.start()], escaped]
                position = found.end()
            continue
        if inside and not _CLOSES.match(text, found.end()):
            pieces += [text[position : found.start()], '\\"']
            position = found.end()
            continue
        inside = not inside
    pieces.append(text[position:])
    return _TRAILING_COMMA.sub(r"\1", "".join(pieces))


_MENDING: tuple[Callable[[str], str], ...] = (
    str.strip,
    _without_comments,
    _with_entities_read,
    _with_inner_quotes_escaped,
)


def _nodes(data: object) -> Iterator[Node]:
    """Give every object in the data, outer ones first, with bounds on depth and number."""
    level: list[object] = [data]
    count = 0
    for _ in range(_DEPTH):
        below: list[object] = []
        for item in level:
            if isinstance(item, list):
                below.extend(item[:_MAX_NODES])
            elif isinstance(item, dict):
                count += 1
                if count > _MAX_NODES:
                    return
                yield item
                # Not into lists of other stories.
                below.extend(
                    value
                    for key, value in item.items()
                    if isinstance(value, (dict, list))
                    and key in ("@graph", "mainEntity", "mainEntityOfPage", "item", "hasPart")
                )
        level = below


def _crumbs(node: Node) -> list[str]:
    """Give the names of a `BreadcrumbList` in the order of their positions."""
    if "breadcrumblist" not in _types(node):
        node = node["breadcrumb"] if isinstance(node.get("breadcrumb"), dict) else {}  # type: ignore[assignment]
    items = node.get("itemListElement")
    found: list[tuple[int, str]] = []
    for number, item in enumerate(items[:12] if isinstance(items, list) else ()):
        if not isinstance(item, dict):
            continue
        inner = item.get("item")
        name = _text(item.get("name")) or (_text(inner.get("name")) if isinstance(inner, dict) else None)
        position = str(item.get("position"))
        if name:
            found.append((int(position) if position.isdecimal() and len(position) < 4 else number, name))
    return [name for _, name in sorted(found)]


def _types(node: Node) -> set[str]:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {str(kind).rsplit("/", 1)[-1].lower() for kind in kinds if kind}


def _fill(stated: Stated, node: Node, by_id: dict[str, Node], *, page: bool = False) -> None:
    """Take from a node what is not known yet."""
    if not page:
        stated.headline = stated.headline or _text(node.get("headline")) or _text(node.get("name"))
        stated.alternative = stated.alternative or _text(node.get("alternativeHeadline"))
        stated.body = stated.body or _text(node.get("articleBody"), 2_000_000)
        stated.correction = stated.correction or _text(node.get("correction"), 2_000)
        free = node.get("isAccessibleForFree")
        if stated.free is None and free is not None:
            stated.free = (
                not str(_text(free) if isinstance(free, (dict, list, str)) else free)
                .strip()
                .lower()
                .endswith(("false", "0", "no"))
            )
    if not stated.authors:
        for person, is_person in _people(node.get("author") or (node.get("creator") if not page else None), by_id):
            (stated.authors if is_person else stated.organisations).append(person)
    stated.published = (
        stated.published or _text(node.get("datePublished")) or (None if page else _text(node.get("dateCreated")))
    )
    stated.modified = stated.modified or _text(node.get("dateModified"))
    stated.publisher = stated.publisher or _name(node.get("publisher"), by_id)
    stated.section = stated.section or _text(_first(node.get("articleSection")))
    stated.language = stated.language or _text(_name(node.get("inLanguage"), by_id))
    stated.description = stated.description or _text(node.get("description"), 2_000)
    if not stated.url:
        main = node.get("mainEntityOfPage")
        target = main.get("@id") if isinstance(main, dict) else main
        stated.url = _text(node.get("url")) or _text(target)


def _people(value: object, by_id: dict[str, Node], depth: int = 0) -> Iterator[tuple[str, bool]]:
    """Give the names of authors and whether each is a person, whatever shape they come in."""
    if depth > 3:
        return
    if isinstance(value, list):
        for item in value[:30]:
            yield from _people(item, by_id, depth + 1)
    elif isinstance(value, dict):
        if "name" not in value and str(value.get("@id")) in by_id and depth < 3:
            value = by_id[str(value["@id"])]
        is_person = not _types(value) & {"organization", "newsmediaorganization", "corporation"}
        names = value.get("name")
        for name in names[:30] if isinstance(names, list) else [names]:
            text = _text(name)
            if text:
                yield text, is_person
    elif text := _text(value):
        yield text, True


def _name(value: object, by_id: dict[str, Node]) -> str | None:
    value = _first(value)
    if isinstance(value, dict):
        if "name" not in value and str(value.get("@id")) in by_id:
            value = by_id[str(value["@id"])]
        return _text(value.get("name")) or _text(value.get("alternateName"))
    return _text(value)


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _text(value: object, limit: int = 1_000) -> str | None:
    """Give a string with entities and tags taken out; None for anything else."""
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    text = _UNPRINTABLE.sub("", value[:limit])
    if "&" in text:
        text = html.unescape(text)
    if "<" in text and limit <= 1_000_000:
        text = _TAG.sub(" ", text)
    return (text if limit > 1_000_000 else " ".join(text.split())) or None


def _fill_broken(stated: Stated, script: str) -> None:
    """Take single fields from JSON that cannot be mended, if it is about an article."""
    if "Article" not in script and "BlogPosting" not in script:
        return
    stated.is_article = True
    for key, raw in _FIELD.findall(script[:200_000]):
        try:
            value = json.loads(raw, strict=False)
        except ValueError:
            continue
        text = _text(value)
        if key == "headline":
            stated.headline = stated.headline or text
        elif key == "datePublished":
            stated.published = stated.published or text
            stated.published_all += [text] if text else []
        elif key == "dateModified":
            stated.modified = stated.modified or text
        elif key == "articleSection":
            stated.section = stated.section or text
        elif key == "inLanguage":
            stated.language = stated.language or text
        elif stated.free is None:
            stated.free = str(value).lower() != "false"
    if not stated.authors:
        stated.authors += _AUTHOR_FIELD.findall(script[:200_000])[:5]
