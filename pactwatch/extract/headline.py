"""The headline: what stands over the story, not the site's name and not what is written for search engines."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pactwatch.extract.blocks import Page
from pactwatch.patterns import late

_SEPARATOR = re.compile(r"\s+[|｜•·»›–—-]\s+|\s*[|｜ㅣ]\s*|\s+::\s+|--+|：(?=[^：]{2,20}$)")
_WORD = re.compile(r"\w+")
_MOST_HEADINGS = 60
# Beyond these a title is not one; the work grows with their product.
_LONGEST, _MOST_MARKS = 1_000, 20


def words_of(text: str | None) -> list[str]:
    """Give the case-folded words without accents: what two spellings of one headline share.

    >>> words_of("Élysée: “Non”")
    ['elysee', 'non']
    """
    return list(_words(text)) if text else []


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    text = text.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(_WORD.findall(text))


def alike(a: str | None, b: str | None) -> float:
    """Give how much of the shorter text's words the other has, 0 to 1; Chinese and Japanese by characters.

    >>> alike("EU and Japan sign pact", "EU and Japan sign pact - The Paper")
    1.0
    """
    first, second = words_of(a), words_of(b)
    if len(first) <= 2 or len(second) <= 2:
        first, second = list("".join(first)), list("".join(second))
    if not first or not second:
        return 0.0
    short, long = sorted((set(first), set(second)), key=len)
    return len(short & long) / len(short)


def headings(page: Page, level: str = "h1") -> list[tuple[str, int]]:
    """Give the texts of all headings of a level, in order, each with the number of its first block."""
    heads = [box.index for box in page.boxes if box.tag == level][:_MOST_HEADINGS]
    if not heads:
        return []
    # Boxes are numbered in the order they open: what a heading holds follows it, and lies deeper.
    owner: dict[int, int] = {}
    for head in heads:
        depth = page.boxes[head].depth
        owner[head] = head
        for box in page.boxes[head + 1 : head + 20]:
            if box.depth <= depth:
                break
            owner[box.index] = head
    found: dict[int, list[str]] = {}
    first: dict[int, int] = {}
    for text in page.texts:
        key = owner.get(text.box.index)
        if key is not None:
            found.setdefault(key, []).append(text.text)
            first.setdefault(key, text.index)
    return [(" ".join(found[key]), first[key]) for key in found]


def without_site(title: str, outlet: str | None, others: Iterable[str]) -> str:
    """Take the site's name off a title: `Pact signed | The Paper` is `Pact signed`.

    >>> without_site("Pact signed | The Paper", "The Paper", ())
    'Pact signed'
    >>> without_site("One - two - three", None, ())
    'One - two - three'
    """
    marks = list(_SEPARATOR.finditer(title)) if len(title) <= _LONGEST else []
    if not marks or len(marks) > _MOST_MARKS:
        return title
    confirmed = {tuple(words_of(other)) for other in others}  # by a heading or another tag; the site's logo is one, too
    parts = [part for mark in marks for part in (title[: mark.start()], title[mark.end() :]) if len(part) > 8]
    best = max((part for part in parts if tuple(words_of(part)) in confirmed), key=len, default=None)
    if best is not None:
        return best.strip()
    if outlet:
        for mark in marks:
            if mark.start() > 3 and is_site(title[mark.end() :], outlet):
                return title[: mark.start()].strip()
        if is_site(title[: marks[0].start()], outlet):
            return title[marks[0].end() :].strip()
    last = marks[-1]
    tail = title[last.end() :]
    if last.start() > 3 and _HOST.match(tail):
        return title[: last.start()].strip()
    strong = "|" in last.group() or "｜" in last.group()
    if len(words_of(title[: last.start()])) >= 4 and len(words_of(tail)) <= (5 if strong else 3) and strong:
        return title[: last.start()].strip()
    return title


# A site that calls itself by its address.
_HOST = late(r"(?:[\w-]+\.){1,3}(?:com|org|net|info|news|eu|[a-z]{2})$", re.I)


def is_site(part: str, outlet: str) -> bool:
    """Tell whether a part of a title is the site's name, spelt in a few words more or less.

    >>> is_site("news.Tide.at", "Tide.at"), is_site("Coffee", "The Stevens Point"), is_site("tide", "The Tide")
    (True, False, True)
    """
    first, second = words_of(part), words_of(outlet)
    if not first or not second:
        return False
    if "".join(first) == "".join(second):
        return True
    few, many = sorted((set(first) - _SMALL_WORDS, set(second) - _SMALL_WORDS), key=len)
    longest = len(second) + 2 if len(second) > 1 or len(second[0]) < 5 else 8
    return bool(few) and few <= many and len(first) <= longest


_SMALL_WORDS = frozenset({"the", "of", "and", "news", "com", "www", "de", "la", "le", "der", "die", "das", "il"})


def site_in(title: str | None, shared: str | None) -> str | None:
    """Give the site's name by what the window's title has more than the shared one.

    >>> site_in("The Tide: Pact signed in Halden", "Pact signed in Halden"), site_in("Pact signed", "Pact signed")
    ('The Tide', None)
    """
    if not title or not shared or len(shared) < 9 or shared not in title:
        return None
    rest = title.replace(shared, "", 1).strip(" |｜:•·»›–—-")
    return rest if 1 < len(rest) <= 50 else None


def choose_headline(
    page: Page, stated: str | None, shared: list[str], title: str | None, outlet: str | None
) -> tuple[str | None, int]:
    """Give the headline and the number of the block it stands in, -1 if it is not seen on the page.

    A visible `h1` that the page's own data bears out is what readers see; else the only `h1`, if it is a sentence; else
    the data. *stated* is JSON-LD's, *shared* those of Open Graph and the like, in order of trust.
    """
    seen = headings(page)
    outlet = outlet or site_in(title, shared[0] if shared else None)
    found, at = _choose(page, seen, stated, shared, title, outlet)
    if found and "&" in found and ";" in found:
        found = html.unescape(found)  # escaped twice
    return _LABEL.sub("", found) if found else found, at


# What kind of piece it is, behind a bar: `Raise the sea wall | Opinion`.
_LABEL = re.compile(
    r"\s*[|｜]\s*(?:opinion|editorial|analysis|commentary|letters?|column|kommentar|analyse|leitartikel|"
    r"opinión|análisis|tribune|éditorial|opinione|commento|analisi|社説|オピニオン)\s*$",
    re.I,
)


# A logo has no more words.
_LOGO = 4


def _choose(
    page: Page,
    seen: list[tuple[str, int]],
    stated: str | None,
    shared: list[str],
    title: str | None,
    outlet: str | None,
) -> tuple[str | None, int]:
    said = [text for text in (stated, *shared, title) if text]
    # Where the first heading is but a logo, the story's own is one of the second level.
    logos = all(len(words_of(text)) <= _LOGO for text, _ in seen)
    confirmed = [text for text, _ in (*seen, *(headings(page, "h2") if logos else ()))]
    confirmed += [bare for text in confirmed if len(bare := _COUNTER.sub("", text)) > 8 and bare != text]
    cleaned = [without_site(text, outlet, confirmed) for text in said]
    best, score, at = "", 0.0, -1
    for text, index in seen:
        if len(text) < 4 or len(text) > 400 or _is_outlet(text, outlet):
            continue
        match = max((_agreement(text, other) for other in cleaned), default=0.0)
        if match > score + 0.05:
            best, score, at = text, match, index
    # The only heading of a page, if it is a sentence and not quite another subject, is what readers see; what the
    # data says beside it was written for search engines.
    alone = len(seen) == 1 and len(words_of(best)) >= 4
    if best and score >= (0.3 if alone else 0.6):
        return _second_line(page, at, best, stated, *shared[:1]) or (_without_kicker(best, cleaned), at)
    for level in ("h2", "h3"):
        for text, index in headings(page, level):
            if len(text) >= 15 and any(words_of(text) == words_of(without_site(other, outlet, ())) for other in said):
                return text, index
    offered = [text for text in (stated, *shared) if text and not _is_outlet(text, outlet)]
    for candidate in offered:
        if (index := _find(page, candidate)) >= 0:
            return without_site(candidate, outlet, [title] if title else []), index
    only = seen[0] if len(seen) == 1 and not _is_outlet(seen[0][0], outlet) else ("", -1)
    if _leads_to_prose(page, only[1]) and (len(words_of(only[0])) >= 4 or _shares(only[0], said, outlet)):
        return only
    if offered:
        return without_site(offered[0], outlet, [title] if title else []), -1
    if len(only[0]) >= 12:
        return only
    if title and not _is_outlet(title, outlet):
        return without_site(title, outlet, confirmed), -1
    return seen[0] if seen else (None, -1)


def _second_line(page: Page, at: int, best: str, *wanted: str | None) -> tuple[str, int] | None:
    """Give the `h2` right under the `h1` if the data calls that the headline; the `h1` is for search engines."""
    first = words_of(best)
    others = [
        (other, words)
        for other in wanted
        if other and len(words := words_of(other)) >= 4 and words[: len(first)] != first
        if _agreement(best, other) <= 0.9
    ]
    for text, index in headings(page, "h2") if others and at >= 0 else ():
        for other, words in others:
            if 0 < index - at <= 4 and words_of(text)[-len(words) :] == words:  # with or without a kicker
                return other, index
    return None


def _shares(heading: str, said: list[str], outlet: str | None) -> bool:
    """Tell whether a short heading, which is not the site's name, has a word that a stated title has."""
    words = set(words_of(heading)) - _SMALL_WORDS
    return not (outlet and is_site(heading, outlet)) and any(not words.isdisjoint(words_of(other)) for other in said)


def _leads_to_prose(page: Page, at: int) -> bool:
    """Tell whether a heading stands over a story: its first paragraph follows within a few lines."""
    return any(text.size >= 160 and text.linked < 0.3 * len(text.text) for text in page.texts[at + 1 : at + 16])


def _agreement(heading: str, other: str) -> float:
    """Give how far a heading and a stated headline are the same, 0 to 1; a heading may add or lack a few words."""
    first, second = words_of(heading), words_of(other)
    if "".join(first) == "".join(second):
        return 1.0
    if _UNSPACED.search(heading):
        first, second = list("".join(first)), list("".join(second))
    if not first or not second:
        return 0.0
    common = len(set(first) & set(second))
    covered, covers = common / len(set(first)), common / len(set(second))
    return covered if covers >= 0.35 else covered * covers


_UNSPACED = late(r"[\u3040-\u30ff\u3400-\u9fff]")


def _without_kicker(heading: str, said: list[str]) -> str:
    """Give the stated headline if the heading is that with a kicker before it, or with its parts run together."""
    words = words_of(heading)
    for other in said:
        # Two lines on the page, which the data writes as one: the colon is what the line's end says.
        if ": " in other and _plain(other).replace(": ", " ", 1) == _plain(heading):
            return other
    if any(words == words_of(other) and _plain(heading) == _plain(other) for other in said):
        return heading  # what stands before the rest is part of it, or the data would leave it out
    for other in said:
        parts = words_of(other)
        kicker = words[: -len(parts)]
        # A year or a number is no kicker: `2031 guide to the ferries`.
        if len(parts) >= 3 and 0 < len(kicker) <= 6 and words[-len(parts) :] == parts and not _NUMBER.match(kicker[0]):
            return other
        if words != parts and "".join(words) == "".join(parts):
            return other
        # `Talks in Halden “We are not done”`, shared as `Fish dispute: “We are not done”`: a headline with two kickers.
        rest = other.partition(": ")[2]
        if (
            words != parts
            and len(words_of(rest)) >= 4
            and heading.endswith(rest)
            and _ENDS_IN_WORD.search(heading[: -len(rest)])
        ):
            return rest
        # `Pact signed (tide.example) 87`: a source and a number of comments.
        if (
            len(parts) >= 3
            and heading != other
            and heading.startswith(other)
            and not _COUNTER.sub("", heading[len(other) :])
        ):
            return other
    return heading


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


_NUMBER = late(r"\d+$")
_ENDS_IN_WORD = late(r"\w\s+$")
_COUNTER = re.compile(r"\s*(?:\([\w.-]+\.[a-z]{2,}\))?\s*\d*\s*$")


def _is_outlet(text: str, outlet: str | None) -> bool:
    return bool(outlet) and words_of(text) == words_of(outlet)


def _find(page: Page, headline: str) -> int:
    wanted = words_of(headline)
    for text in page.texts[:400]:
        if len(text.text) < len(headline) + 60 and words_of(text.text) == wanted:
            return text.index
    return -1
