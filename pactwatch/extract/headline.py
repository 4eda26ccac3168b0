"""The headline: what stands over the story, not the site's name and not what is written for search engines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pactwatch.extract.blocks import Box, Page

_SEPARATOR = re.compile(r"\s+[|｜•·»›–—-]\s+|\s*[|｜]\s*|\s+::\s+|：(?=[^：]{2,20}$)")
_WORD = re.compile(r"\w+")


def words_of(text: str | None) -> list[str]:
    """Give the case-folded words without accents: what two spellings of one headline share.

    >>> words_of("Élysée: “Non”")
    ['elysee', 'non']
    """
    if text is None or text.isascii():
        return _WORD.findall((text or "").casefold())
    plain = unicodedata.normalize("NFKD", (text or "").casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


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
    found: dict[int, list[str]] = {}
    first: dict[int, int] = {}
    for text in page.texts:
        if len(first) > 60:
            break
        box: Box | None = text.box
        for _ in range(4):
            if box is None:
                break
            if box.tag == level:
                found.setdefault(box.index, []).append(text.text)
                first.setdefault(box.index, text.index)
                break
            box = box.parent
    return [(" ".join(found[key]), first[key]) for key in found]


def without_site(title: str, outlet: str | None, others: Iterable[str]) -> str:
    """Take the site's name off a title: `Pact signed | The Paper` is `Pact signed`.

    >>> without_site("Pact signed | The Paper", "The Paper", ())
    'Pact signed'
    >>> without_site("One - two - three", None, ())
    'One - two - three'
    """
    marks = list(_SEPARATOR.finditer(title))
    if not marks:
        return title
    for other in others:  # what a heading or another tag confirms
        for mark in marks:
            for part in (title[: mark.start()], title[mark.end() :]):
                if len(part) > 8 and words_of(part) == words_of(other):
                    return part.strip()
    if outlet:
        for mark in marks:
            if alike(title[mark.end() :], outlet) >= 0.99 and mark.start() > 8:
                return title[: mark.start()].strip()
        head = title[: marks[0].start()]
        if alike(head, outlet) >= 0.99 and len(head) <= len(outlet) + 8:
            return title[marks[0].end() :].strip()
    last = marks[-1]
    tail = title[last.end() :]
    strong = "|" in last.group() or "｜" in last.group()
    if len(words_of(title[: last.start()])) >= 4 and len(words_of(tail)) <= (5 if strong else 3) and strong:
        return title[: last.start()].strip()
    return title


def choose_headline(
    page: Page, stated: str | None, shared: list[str], title: str | None, outlet: str | None
) -> tuple[str | None, int]:
    """Give the headline and the number of the block it stands in, -1 if it is not seen on the page.

    A visible `h1` that the page's own data bears out is what readers see; else the data; else the only `h1`.
    *stated* is JSON-LD's, *shared* those of Open Graph and the like, in order of trust.
    """
    said = [text for text in (stated, *shared, title) if text]
    cleaned = [without_site(text, outlet, ()) for text in said]
    best, score, at = "", 0.0, -1
    seen = headings(page)
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
        return _without_kicker(best, cleaned), at
    for level in ("h2", "h3"):
        for text, index in headings(page, level):
            if len(text) >= 15 and any(words_of(text) == words_of(without_site(other, outlet, ())) for other in said):
                return text, index
    for candidate in (stated, *shared):
        if candidate and not _is_outlet(candidate, outlet):
            return without_site(candidate, outlet, [title] if title else []), _find(page, candidate)
    if len(seen) == 1 and len(seen[0][0]) >= 12 and not _is_outlet(seen[0][0], outlet):
        return seen[0]
    if title and not _is_outlet(title, outlet):
        return without_site(title, outlet, [text for text, _ in seen]), -1
    return seen[0] if seen else (None, -1)


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


_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def _without_kicker(heading: str, said: list[str]) -> str:
    """Give the stated headline if the heading is that with a kicker before it, or with its parts run together."""
    words = words_of(heading)
    for other in said:
        parts = words_of(other)
        if (
            len(parts) >= 3
            and len(words) > len(parts)
            and words[-len(parts) :] == parts
            and len(words) - len(parts) <= 6
        ):
            return other
        if words != parts and "".join(words) == "".join(parts):
            return other
    return heading


def _is_outlet(text: str, outlet: str | None) -> bool:
    return bool(outlet) and words_of(text) == words_of(outlet)


def _find(page: Page, headline: str) -> int:
    wanted = words_of(headline)
    for text in page.texts[:400]:
        if len(text.text) < len(headline) + 60 and words_of(text.text) == wanted:
            return text.index
    return -1
