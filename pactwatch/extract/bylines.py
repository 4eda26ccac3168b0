"""Who wrote an article, judged from the page's data and from what a reader sees.

The order of trust: the persons that JSON-LD states, then `meta`, then names marked by the headline (microdata, `rel`,
links to authors' pages), then the visible byline. More people in the byline than in the data, all of the data's among
them: the byline is whole. Agencies, desks and the outlet itself are authors only if nobody else is.
"""

from __future__ import annotations

import re
from itertools import takewhile

from pactwatch.extract import jsonld
from pactwatch.extract.blocks import Box, Page, Text
from pactwatch.extract.datelines import is_apart
from pactwatch.extract.dates import find_dates
from pactwatch.extract.names import bodies, is_caseless_name, is_desk, is_full_name, people
from pactwatch.extract.sets import word_list
from pactwatch.patterns import late

_AUTHORS = word_list(
    "author article:author og:article:author parsely-author sailthru.author dc.creator dc:creator dcterms.creator "
    "byl article:author_name cxenseparse:author authors article.author rbauthors citation_author citation_authors "
    "shareaholic:article_author_name creator vr:author dc.contributor bt:author author-name article-author "
    "news:author lrt_authors byline"
)
# Blocks before and after the headline in which a byline may stand, and how far apart its marked names may be.
_BEFORE, _AFTER, _CLUSTER = 16, 30, 3
# A line right by the headline that is nothing but a name is a byline if it is this near.
_BARE_AFTER = 4
_BY_LINE = re.compile(
    r"(?:^|[|•·–-]\s?|\d\s?,?\s|[AP]M\s|EST\s|Uhr\s)(?:(?:written |posted |story |words |reported |article |text |"
    r"published |photos and story |compiled )?(?:by|von|par|por|di|door|av|af|oleh)\b|autore?:|auteur:|tekst:|texte?:|"
    r"автор:|authors?:)[:\s]+(?=\S)|^(?-i:By(?=[A-Z][a-z]))",
    re.I,
)
_WRITTEN_BY = late(r"^(?:this (?:post|article|story) was )?(?:written|posted|reported) by\s+\S", re.I)
_BYLINE_NAMES = re.compile(r"(?:^|[\s_-])(?:by-?line|author|writer|autor|auteur|contributor)|authorName", re.I)
_READING_TIME = late(r"\b\d+\s*-?\s*min", re.I)
_EDITOR = late(r"[（(]责任?编辑?[：:]\s*([^）)]{2,30})[）)]")
_MOST_LINES = 3_000
_TEAM = late(r"\s(?:team|staff|editors|redaktion)$", re.I)
_PARTS = late(r"\s*(?:[|•·]|\s[–—-]\s)\s*")


def find_authors(
    page: Page, stated: jsonld.Stated, metas: dict[str, list[str]], outlet: str | None, at: int
) -> tuple[str, ...]:
    """Give the names of an article's authors; *at* is the block of its headline."""
    outlet = outlet or stated.publisher
    tags = [_tag_values(metas, name) for name in _AUTHORS if name in metas]
    said = _people(stated.authors, outlet, stated=True)
    said = said or next((names for values in tags if (names := _people(values, outlet, stated=True))), ())
    if said:
        return _whole(said, _in_one_line(page, at), _lines_naming(page, at, said), outlet=outlet)
    marked = _marked(page, at)
    lines = _by_lines(page, at)
    seen = _people(marked, outlet) or _people(lines, outlet)
    found = (
        _full(seen)
        or _full(_people(lines, outlet))
        or tuple(name for raw in lines for name in bodies(raw) if not is_desk(name))
        or _bare(page, at)
        or seen
        or _far(page, outlet)
        or _people(_marked_far(page), outlet)
    )
    if found:
        return found
    for raws in (
        stated.authors,
        stated.organisations,
        [value for values in tags for value in values],
        lines,
        marked,
        _marked_boxes(page, at),
        _marked_far(page),
    ):
        whole = raws is stated.organisations
        whoever = tuple(dict.fromkeys(name for raw in raws[:5] for name in ([raw] if whole else bodies(raw))))
        if whoever:
            return whoever[:3]
    return ()


def _full(names: tuple[str, ...]) -> tuple[str, ...]:
    return names if any(" " in name or not name.isascii() for name in names) else ()


def _tag_values(metas: dict[str, list[str]], name: str) -> list[str]:
    """Give the values of one `meta` that can be names."""
    values = [value for value in metas[name] if not value.startswith(("http", "www.", "/")) and "@" not in value]
    return [_turned(value) for value in values] if name.startswith(("citation", "dc")) else values


def _people(raws: list[str], outlet: str | None, *, stated: bool = False) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for raw in raws[:12] for name in people(raw, outlet, stated=stated)))[:12]


def _turned(name: str) -> str:
    """Give `Li, Jo` as `Jo Li`, the way libraries write names."""
    parts = [part.strip() for part in name.split(",")]
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and all(parts) and len(name.split()) <= 4 else name


def _whole(said: tuple[str, ...], *visible: list[str], outlet: str | None) -> tuple[str, ...]:
    """Give the visible byline if it names everyone that the data does, and more."""
    for raws in visible:
        names = _people(raws, outlet)
        # What follows a comma may be an office; what follows an `and` is a name.
        joined = len(raws) > 1 or any(_AND.search(raw) for raw in raws)
        more = [name for name in names if not any(_same(name, other) for other in said)]
        if (
            (len(more) > 1 or (more and joined))
            and len(names) == len(said) + len(more)
            and all(map(is_full_name, more))
        ):
            return names
    return said


def _same(a: str, b: str) -> bool:
    first, second = set(a.casefold().split()), set(b.casefold().split())
    return len(first & second) >= min(2, len(first), len(second)) and (first <= second or second <= first)


def _lines_naming(page: Page, at: int, said: tuple[str, ...]) -> list[str]:
    """Give the first line below the headline that names the first of the authors, if it is a byline."""
    surname = said[0].split()[-1].casefold()
    for text in page.texts[at + 1 : at + 12] if at >= 0 else ():
        line = text.text
        if len(line) <= 160 and surname in line.casefold():
            found = _BY_LINE.search(line)
            return ["By " + line[found.end() :]] if found else [line] if _is_marked(text) else []
    return []


# ---------------------------------------------------------------- what is marked


def _marked(page: Page, at: int) -> list[str]:
    """Give the names marked by the headline: those next to the nearest one, of the best kind of mark."""
    start, end = (at - _BEFORE, at + _AFTER) if at >= 0 else (0, 40)
    for mark in ("itemprop", "rel", "href"):
        near = [(text, where) for how, text, where in page.authors if how == mark and text and start <= where <= end]
        near = [item for item in near if not _is_review(page, item[1])]
        near = [item for item in near if people(item[0])] or near
        if near:
            first = min((where for _, where in near), key=lambda where: (where < at, abs(where - at)))
            return [text for text, where in near if abs(where - first) <= _CLUSTER]
    return []


def _marked_far(page: Page) -> list[str]:
    """Give the first names marked as the author's anywhere: a box about the author follows the story."""
    return [text for how, text, _ in page.authors if how in ("itemprop", "rel") and text][:2]


def _in_one_line(page: Page, at: int) -> list[str]:
    """Give the marked names that share the line of the first one by the headline."""
    near = [(text, where) for _, text, where in page.authors if text and at < where <= at + _AFTER] if at >= 0 else []
    return list(dict.fromkeys(text for text, where in near if where == near[0][1]))


_REVIEW = late(r"review|fact.?check|edited|verified|geprüft|relu par", re.I)


def _is_review(page: Page, where: int) -> bool:
    """Tell whether a marked name is that of somebody who looked the text over."""
    return any(len(text.text) < 120 and _REVIEW.search(text.text) for text in page.texts[max(0, where - 1) : where + 1])


def _marked_boxes(page: Page, at: int) -> list[str]:
    """Give the lines by the headline whose box is named for authors."""
    near = page.texts[max(0, at - 4) : at + 12] if at >= 0 else []
    return [
        text.text
        for text in near
        if len(text.text) <= 40 and len(text.text.split()) <= 4 and text.index != at
        if (_TEAM.search(text.text) and at < text.index <= at + _BARE_AFTER) or _is_marked(text)
    ]


def _is_marked(text: Text) -> bool:
    """Tell whether one of the three boxes around a line is named for authors."""
    box: Box | None = text.box
    for _ in range(3):
        if box is None:
            return False
        if box.names and _BYLINE_NAMES.search(box.names):
            return True
        box = box.parent
    return False


# ---------------------------------------------------------------- what is seen


def _by_lines(page: Page, at: int) -> list[str]:
    """Give the visible byline by the headline: what follows a word for `by`, or a name in a box named for authors."""
    start, end = (max(0, at - 12), at + _AFTER) if at >= 0 else (0, 40)
    marked = ""
    for text in page.texts[start:end]:
        line = text.text
        if not 4 < len(line) <= 160 or text.index == at:
            continue
        found = _BY_LINE.search(line)
        if found and not is_apart(text.box) and (found.start() == 0 or find_dates(line[: found.end()])):
            rest = line[found.end() :]
            if any(map(is_full_name, people(rest))) or (_is_credit(rest) and (len(line) <= 45 or find_dates(rest))):
                return ["By " + rest]
        if not marked and _is_marked(text) and all(map(_is_name_in_place, people(line) or [""])):
            marked = line
    return [marked] if marked else []


def _is_name_in_place(name: str) -> bool:
    """Tell whether a name in a box for authors is one, in scripts without capitals, too."""
    return is_full_name(name) or is_caseless_name(name)


def _is_credit(rest: str) -> bool:
    """Tell whether what follows `by` in a short line can be who wrote it: `by the 17th century` is none."""
    whoever = bodies(rest)
    first = rest.split()[0].lower()
    return bool(whoever) and rest[-1] not in ".!?:" and (first not in _ARTICLES or is_desk(whoever[0]))


_AND = late(r"\s(?:and|und|et|y|e|&|och|og|en)\s", re.I)
_ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "its", "our", "your", "using", "la", "le", "el", "der", "die", "das", "lo"}
)


def _bare(page: Page, at: int) -> tuple[str, ...]:
    """Give the names in a line by the headline that holds nothing else, or but a date or a reading time beside them."""
    if at < 0:
        return ()
    for text in page.texts[at + 1 : at + 1 + _BARE_AFTER]:
        line = text.text
        if len(line) > 120 or is_apart(text.box) or "tags" in text.box.own:
            continue
        dated = _is_dated(line)
        if dated:
            for found in reversed(find_dates(line)):
                line = f"{line[: found.start]} | {line[found.end :]}"
        elif not any(
            _is_dated(other.text) for other in page.texts[text.index - 1 : text.index + 3] if other.index > at
        ):
            continue
        for part in _PARTS.split(line):
            names = people(part)
            if names and all(map(is_full_name, names)) and len(part.split()) <= 4 * len(names) + 3:
                return tuple(names)
    return ()


def _is_dated(line: str) -> bool:
    return len(line) <= 120 and bool(_READING_TIME.search(line) or find_dates(line))


def _far(page: Page, outlet: str | None) -> tuple[str, ...]:
    """Give the name in a line anywhere that says who wrote it, or who edited it, as Chinese papers do at the end."""
    for text in page.texts[:_MOST_LINES]:
        line = text.text
        if len(line) > 160:
            continue
        if line[:1] in "TtWwPpRr" and _WRITTEN_BY.match(line) and not is_apart(text.box):
            names = tuple(takewhile(is_full_name, people(line, outlet)))
            if names:
                return names
        if "编" in line and (found := _EDITOR.search(line)):
            return tuple(people(found.group(1)))
    return ()
