"""Which blocks of the chosen container are the article: block by block, each with the rule that dropped it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import partial
from itertools import accumulate

from pactwatch.extract.blocks import Box, Page, Text
from pactwatch.extract.cards import no_cards
from pactwatch.extract.container import inside, members, spans_of_text
from pactwatch.extract.dates import is_stamp, iso_date
from pactwatch.extract.endings import no_endings
from pactwatch.extract.headline import alike, words_of
from pactwatch.extract.heads import Heads
from pactwatch.extract.live import entry_times
from pactwatch.extract.metadata import Metadata
from pactwatch.extract.phrases import furniture, said_in
from pactwatch.extract.repeats import no_captions, no_repeats
from pactwatch.extract.sets import HEADINGS, word_set
from pactwatch.extract.tables import cell_of, cells_of_tables, with_whole_tables
from pactwatch.model import Block
from pactwatch.patterns import late

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_ENDS = re.compile(r"[.!?…:。！？」』”\"»)]\s*$")
_PROSE_TAGS = word_set("time p li td th dd dt blockquote pre") | HEADINGS


def to_blocks(kept: list[Text]) -> tuple[Block, ...]:
    """Give the blocks as they go into the article; the cells of a table's row become one."""
    blocks: list[Block] = []
    row: Box | None = None
    cell: Box | None = None
    held = Counter(cell for text in kept if (cell := cell_of(text)) is not None)
    data = {text.index for text in cells_of_tables(kept)} if held else set()
    for text in kept:
        kind, box = _kind(text)
        own = cell_of(text) if held else None
        if kind == "row" and own is not None and held[own] > 1 and text.index not in data:
            kind = "paragraph"  # a cell of several paragraphs is there for layout
        if kind == "row" and box is not None and box is row:
            blocks[-1] = Block("row", f"{blocks[-1].text}{' ' if own is cell else ' | '}{text.text}")
        else:
            blocks.append(Block(kind, text.text))
        row, cell = (box, own) if kind == "row" else (None, None)
    return tuple(blocks)


# A cell longer than this with a full stop is a paragraph in a table made for layout.
_CELL_MAX = 160


def _kind(text: Text) -> tuple[str, Box | None]:
    """Give the kind of a block as `model.Block` names it, and of a cell its row."""
    if text.tag == "time":
        return "time", None
    box: Box | None = text.box
    for _ in range(5):
        if box is None:
            break
        tag = box.tag
        if tag in _HEADINGS or tag == "summary":
            return "heading", None
        if tag in ("li", "dd", "dt"):
            return "item", None
        if tag in ("td", "th"):
            return ("paragraph", None) if text.size > _CELL_MAX and _ENDS.search(text.text) else ("row", box.parent)
        if tag == "blockquote":
            return "quote", None
        box = box.parent
    return "paragraph", None


_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|stand-first|subtitle|sub-title|subhead\w*|subheadline|strapline|summary|"
    r"intro\w*|lede?|"
    r"lead|excerpt|abstract|teaser|chapo|chapeau|vorspann|entradilla|bajada|sommario|ingress|description|"
    r"synopsis)(?:$|[\s_-])",
    re.I,
)


def standfirst(page: Page, kept: list[Text], known: Metadata) -> str | None:
    """Give the line under the headline, if there is one a reader sees: marked as such, or the page's own "
    "description."""
    start = known.headline_at + 1 if known.headline_at >= 0 else 0
    end = kept[0].index + 1 if kept else start
    for text in page.texts[start : min(end, start + 25)]:
        if not 30 <= text.size <= 800 or text.linked > 0.5 * len(text.text) or is_stamp(text.text):
            continue
        names = f"{_CAMEL.sub('-', text.box.names)} {_CAMEL.sub('-', text.box.parent.names) if text.box.parent else ''}"
        described = known.description is not None and words_of(text.text) == words_of(known.description)
        under = _is_alone_under_headline(text, kept, known.headline_box)
        if text.rule == "lead" or described or under or (_STANDFIRST.search(names) and not text.box.why):
            return text.text
    return None


def _is_alone_under_headline(text: Text, kept: list[Text], heading: Box | None) -> bool:
    """Tell whether a line is the only paragraph that shares the headline's box: the story stands in another."""
    if heading is None or heading.parent is None or text.box.parent is not heading.parent or text.tag not in _LINES:
        return False
    return len(kept) > 1 and not any(other.box.parent is heading.parent for other in kept if other is not text)


_LINES = frozenset({"p", "div", "h2"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def clean_up(page: Page, containers: list[Box], known: Metadata) -> list[Text]:
    """Give the blocks that are the article's text, in order."""
    held = members(page, containers)
    kept = [text for text in page.texts if text.alive and text.box.index in held]
    kept = sorted([*_lead(page, kept, known), *kept], key=_place)
    times = {text.index for text in entry_times(page, kept)}
    if times:
        kept = sorted(
            [*(text for text in kept if text.index not in times), *(page.texts[at] for at in times)], key=_place
        )
    for step in (_after_headline, _one_story, partial(_no_other_stories, page)):
        kept = step(kept, known)
    cells = cells_of_tables(kept)
    for step in (_no_furniture, _no_link_lists, _no_loose_ends, _no_repeats):
        kept = step(kept, known)
    if cells:
        kept = with_whole_tables(kept, cells)
    kept = no_endings(kept, known)
    return _no_empty_headings(no_captions(page, kept))


def _place(text: Text) -> int:
    return text.index


_LEAD_MOST = 4


def _lead(page: Page, kept: list[Text], known: Metadata) -> list[Text]:
    """Give the paragraphs between the headline and the container: standfirst and first lines in boxes of their "
    "own."""
    if known.headline_at < 0 or not kept or not 0 < kept[0].index - known.headline_at <= 40:
        return []
    between = page.texts[known.headline_at + 1 : kept[0].index]
    if len(between) > 25:
        return []
    found = []
    for text in between:
        prose = (
            text.size >= 60
            and text.linked < 0.3 * len(text.text)
            and text.tag in ("p", "div", "h2", "h3", "li", "span")
        )
        if not prose or (not text.alive and not {"byline"}.issuperset(text.box.why)) or _is_about_outlet(text, known):
            continue
        if _ENDS.search(text.text) or (known.description and alike(text.text, known.description) > 0.9):
            text.rule = "lead"
            found.append(text)
    # More of them are a list of other stories, unless they are one run of paragraphs.
    one_run = len({(text.tag, text.box.parent, text.box.names) for text in found}) == 1 and found[0].tag == "p"
    return found if len(found) <= _LEAD_MOST or one_run else []


def _is_about_outlet(text: Text, known: Metadata) -> bool:
    """Tell whether a line above the story speaks of the outlet: `The Paper tests every product itself.`"""
    outlet = known.outlet or ""
    return len(outlet) >= 4 and text.text[: len(outlet) + 4].casefold().lstrip('“"').startswith(outlet.casefold())


def _drop(text: Text, rule: str) -> bool:
    text.rule = rule
    return False


def _after_headline(kept: list[Text], known: Metadata) -> list[Text]:
    """Nothing up to and including the headline: sections, kickers, trails of links."""
    titles = [title for title in (known.headline, *known.said) if title]
    said = [words_of(title) for title in titles]
    longest = max(map(len, titles), default=0) + 10
    last = -1
    whole = sum(text.mass for text in kept)
    above = 0.0  # prose between the last of them and here: no headline stands under the story
    for position, text in enumerate(kept[:60]):
        is_headline = text.index == known.headline_at or (
            len(text.text) <= longest and _is_title(words_of(text.text), said, whole=known.headline_at >= 0)
        )
        if is_headline and above < 0.1 * whole:
            last, above = position, 0.0
        else:
            above += text.mass
    while last + 1 < len(kept) and _is_date(kept[last + 1]):
        last += 1
    for text in kept[: last + 1]:
        text.rule = "above or in the headline"
    return kept[last + 1 :]


def _is_title(words: list[str], said: list[list[str]], *, whole: bool) -> bool:
    """Tell whether a line is a stated title, or (unless *whole*) three words and more of its beginning or end."""
    return words in said or (
        not whole
        and len(words) >= 3
        and any(title[: len(words)] == words or title[-len(words) :] == words for title in said)
    )


def _is_date(text: Text) -> bool:
    return text.size <= 60 and iso_date(text.text) is not None and not text.text.endswith(_SENTENCE_ENDS)


_SENTENCE_ENDS = (".", "!", "?", "。", "”", "»", "」")


def _no_furniture(kept: list[Text], known: Metadata) -> list[Text]:
    """No share lines, credits, advertisements, bylines: what phrases tell."""
    names = {name.casefold() for name in known.authors}
    words = said_in([text.text for text in kept])
    return [text for text in kept if not (rule := _furniture(text, names, words)) or _drop(text, rule)]


def _furniture(text: Text, names: set[str], words: tuple[str, ...]) -> str:
    if text.tag == "time":
        return ""
    if names and (_is_name(text, names) or _names_an_author(text.text, names)):
        return "byline"
    return furniture(text.text, text.linked, words)


def _is_name(text: Text, names: set[str]) -> bool:
    return text.size < 60 and text.text.strip(" -–—()*").casefold() in names


# How a line that only says who wrote it begins, in seven languages; it is no sentence.
_BY = late(
    r"(?:(?:words|text|story|report|texto|testo|texte|ein (?:kommentar|bericht|gastbeitrag)|eine? (?:analyse|reportage|"
    r"kolumne)|un (?:reportaje|análisis|commento)) )?(?:by|von|par|por|di|door|de|av|af)\s",
    re.I,
)
_BYLINE_MOST = 140


def _names_an_author(line: str, names: set[str]) -> bool:
    """Tell whether a line says who wrote it, and nothing else: `Von Jo Li und Ute Brandl, Brüssel`."""
    return (
        len(line) <= _BYLINE_MOST
        and line[-1] not in _SENTENCE_ENDS
        and _BY.match(line) is not None
        and any(name in line.casefold() for name in names)
    )


def _no_link_lists(kept: list[Text], known: Metadata) -> list[Text]:
    """No blocks that are mostly links, unless they read as a sentence of the story."""
    result = []
    plain = _plain_lists(kept)
    for position, text in enumerate(kept):
        density = text.linked / len(text.text)
        heading = text.tag in _HEADINGS
        if text.tag == "time" or (text.tag == "li" and text.box.parent in plain):
            result.append(text)
            continue
        if density > 0.9 and not (heading and _leads_prose(kept, position)):
            _drop(text, "links only")
        elif density > 0.7 and not (text.tag in ("p", "li") and text.size > 80) and not heading:
            _drop(text, "mostly links")
        else:
            result.append(text)
    return result


def _plain_lists(kept: list[Text]) -> set[Box | None]:
    """Give the lists of which at least half the items are no links: an item that is one belongs to them."""
    balance: Counter[Box | None] = Counter()
    for text in kept:
        if text.tag == "li":
            balance[text.box.parent] += 1 if 2 * text.linked < len(text.text) else -1
    return {box for box, sum_of in balance.items() if sum_of >= 0}


def _leads_prose(kept: list[Text], position: int) -> bool:
    """Tell whether a heading stands right over a paragraph of its own box: a list of things, each with its link."""
    if position + 1 >= len(kept) or kept[position].size > 100:
        return False
    heading, following = kept[position], kept[position + 1]
    return (
        following.tag == "p"
        and following.linked < 0.3 * len(following.text)
        and following.size >= 80
        and (following.box.parent is heading.box.parent)
    )


_OTHERS = Heads(
    r"^(?:(?:related|recommended|trending|popular)"
    r"(?:\s*$|\s*[:：|]|\s+(?:articles?|stor(?:y|ies)|posts?|read(?:ing|s)?|content|news|coverage|links?|topics?|videos?|"
    r"for|from|in|on|now|tags?|searches|products?|resources?|items?|pages?|guides?)\b)|"
    r"(?:noticias|artículos) relacionad[oa]s|articoli correlati|"
    r"more (?:from|on|in|stories|news|coverage|like)|most (?:read|popular|viewed|shared)|"
    r".{0,30}most read|"
    r"editor.{0,2}s.{0,3}picks?|you (?:may|might) (?:also )?(?:like|be interested)|read (?:more|next|also)|see "
    r"also|further reading|"
    r"latest (?:news|stories|articles|posts)|top stories|what to read next|keep reading|don.t "
    r"miss|also (?:read|on)|"
    r"mehr zum thema|das könnte|auch interessant|lesen sie auch|weitere (?:artikel|themen|nachrichten)|à lire|"
    r"lire aussi|sur le même sujet|"
    r"te puede interesar|más (?:noticias|sobre)|lea también|leggi anche|potrebbe interessarti|veja também|leia "
    r"(?:mais|também)|"
    r"lees ook|meer over|läs (?:mer|också)|les også|læs også|関連|おすすめ|あわせて読みたい|人気|相关|推荐|"
    r"references$|sources$|"
    r"about the author|"
    r"leave a (?:reply|comment)|comments$|share this|subscribe|newsletter|sign up)",
    within="most read",
)


def _no_other_stories(page: Page, kept: list[Text], known: Metadata) -> list[Text]:
    """Nothing of a box that opens with a heading for other stories, if it is a small part of the whole."""
    leading = {text.index for text in kept if _leads_to_others(text)}
    if not leading:
        return kept
    places = [text.index for text in kept]
    upto = [0.0, *accumulate(text.mass for text in kept)]
    spans = spans_of_text(page)
    dropped: set[int] = set()
    for position, text in enumerate(kept):
        if text.index not in leading:
            continue
        # A heading often has a box of its own inside the list's.
        parent = text.box.parent
        for box in (parent, parent and parent.parent):
            if box is None:
                break
            first, last = spans[box.index]
            start, end = bisect_left(places, first), bisect_right(places, last)
            if start == position and end - start > 1 and upto[end] - upto[start] < 0.25 * (upto[-1] or 1.0):
                dropped.update(places[start:end])
    if dropped:
        kept = [text for text in kept if text.index not in dropped or _drop(text, "other stories")]
    return no_cards(kept, leading)


def _leads_to_others(text: Text) -> bool:
    """Tell whether a block is a heading, by its tag or in bold type, for other stories."""
    return (
        text.size < 80
        and text.box.parent is not None
        and (text.tag in _HEADINGS or text.strong > 0.8 * len(text.text))
        and _OTHERS.match(text.text)
    )


_Ways = dict[Box | None, Box | None]


def _one_story(kept: list[Text], known: Metadata) -> list[Text]:
    """Nothing after the headline of a second story, as on pages that go on with the next one while you scroll."""
    first = known.headline_box
    if first is None or not kept:
        return kept
    articles: _Ways = {}
    headers: _Ways = {}
    for position, text in enumerate(kept):
        heading = _heading_box(text)
        if (
            heading is not None
            and heading.tag == first.tag
            and heading.names == first.names
            and _is_other_article(heading, first, articles, headers)
            and words_of(text.text) != words_of(known.headline)
            and position > 3
        ):
            for other in kept[position:]:
                other.rule = "next story"
            return kept[:position]
    return kept


def _is_other_article(heading: Box, first: Box, articles: _Ways, headers: _Ways) -> bool:
    """Tell whether a heading's `article`, or where there is none its `header`, is not the headline's, nor in it."""
    ours, theirs = _own(first, "article", articles), _own(heading, "article", articles)
    if ours is not None:
        return theirs is not ours and (theirs is None or not inside(theirs, ours))
    return theirs is not None or _own(heading, "header", headers) is not _own(first, "header", headers)


def _own(box: Box | None, tag: str, known: _Ways) -> Box | None:
    """Give the box of a tag that a heading stands in; *known* remembers, as headings may lie deep."""
    way = []
    while box is not None and box not in known and box.tag != tag:
        way.append(box)
        box = box.parent
    found = known.get(box, box)
    known.update(dict.fromkeys(way, found))
    return found


def _heading_box(text: Text) -> Box | None:
    box: Box | None = text.box
    for _ in range(3):
        if box is None or box.tag in _HEADINGS:
            return box
        box = box.parent
    return None


def _no_loose_ends(kept: list[Text], known: Metadata) -> list[Text]:
    """No short scraps outside of paragraphs: labels, dates, counters; bare `div`s in a row are lines."""
    lines = Counter(text.box.parent for text in kept if _is_bare(text))
    return [
        text
        for text in kept
        if (
            _has_words(text)
            and (
                text.tag in _PROSE_TAGS
                or _kind(text)[0] in ("heading", "row")
                or text.size >= 80
                or (_is_bare(text) and lines[text.box.parent] >= _LINES_LEAST)
                or _ENDS.search(text.text)
            )
        )
        or _drop(text, "scrap")
    ]


# An editor that knows no paragraphs makes a `div` without a name of each line; so many in one box are no labels.
_LINES_LEAST = 5


def _is_bare(text: Text) -> bool:
    return text.tag == "div" and not text.box.names


def _has_words(text: Text) -> bool:
    return text.text[0].isalnum() or any(map(str.isalnum, text.text))


def _no_repeats(kept: list[Text], known: Metadata) -> list[Text]:
    return no_repeats(kept)


def _no_empty_headings(kept: list[Text]) -> list[Text]:
    """No heading without text under it."""
    result: list[Text] = []
    next_level = 0  # of the heading that follows, 0 for the end of the article, 9 for text
    for text in reversed(kept):
        level = _HEADINGS.get(text.tag)
        if level is None:
            next_level = 9
        elif next_level <= level and not (next_level and level == 1):
            _drop(text, "heading of nothing")
            continue
        else:
            next_level = level
        result.append(text)
    result.reverse()
    return result
