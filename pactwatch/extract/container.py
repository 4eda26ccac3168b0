"""Choose the box that holds the article, by the mass of prose in each.

The steps and what each is worth (loss of 4-token shingle F1 without it, on three sets of news pages):
withdrawing a reason that would drop far more prose than is left .037-.073; the choice by mass .004-.020.
"""

from __future__ import annotations

from pactwatch.extract.blocks import Box, Page, Text
from pactwatch.extract.sets import HEADINGS
from pactwatch.extract.words import SITE_REASON

# The deepest box that calls itself the article's text wins if it holds this share of all prose.
EXPLICIT_SHARE = 0.45
# Of several stories on a page, each holds at least this share.
RIVAL_SHARE = 0.25
# Else go down from the root while one child holds this share of its parent's prose.
DESCEND_SHARE = 0.9
# A reason is withdrawn when what it drops outweighs what is left this many times.
WITHDRAW_RATIO = 2.0
# A box of the same tag, class and depth as the chosen one belongs to the story if it holds this share of its prose.
COUSIN_SHARE = 0.05
# Where a box calls itself the article's text and holds some four sentences, it takes more to withdraw a reason.
NAMED_MASS = 300.0
NAMED_RATIO = 4.0
# The same holds for what stands right below the headline, if it is some four sentences.
HEADED_MASS = 300.0
# Less than this (some two sentences) withdraws nothing.
LEAST_MASS = 150.0
# A box with more than this share of all prose on the page keeps it, whatever its name.
BOX_SHARE = 0.4

# Where sentences are looked for: eight marks are all that counts.
_LOOK = 500
_WEIGHT = {"p": 1.25, "li": 0.7, "td": 0.7, "th": 0.3, "dd": 0.6, "dt": 0.3}


def weigh(texts: list[Text]) -> None:
    """Give each block its mass: length to the power of .9, less its links, more for sentences and paragraphs."""
    for text in texts:
        length = len(text.text)
        if text.linked >= length or text.tag in HEADINGS:
            text.mass = 0.0
            continue
        mass: float = text.size**0.9
        if text.linked:
            mass *= (1.0 - text.linked / length) ** 2
        marks = _marks(text.text[:_LOOK])
        mass *= 0.35 if not marks and text.size < 100 else 1.0 + min(marks, 8) * 0.05
        text.mass = mass * _WEIGHT.get(text.tag, 1.0)


def _marks(text: str) -> int:
    """Count commas and ends of sentences.

    >>> _marks("He said, “Yes.” She left."), _marks('He said, "Yes." She left.'), _marks("「はい。」と言い、去る。")
    (3, 3, 3)
    """
    count = text.count
    marks = count(",") + count(";")
    if text.isascii():
        stops = ".?!"
        marks += text[-1:] in stops
    else:
        stops = _STOPS
        marks += count("、") + count("，")
        marks += text[-1:] in stops or text.rstrip(_CLOSING)[-1:] == "…"
    for stop in stops:
        if stop in text:
            for after in text.split(stop)[1:]:
                marks += after[:1] in _CLOSES
    return marks


_STOPS = ".?!。！？"
_CLOSING = ' "”’»」)'
_CLOSES = frozenset(_CLOSING)


def condemn(page: Page, headline_at: int) -> None:
    """Mark the blocks that no standing reason drops as alive.

    A reason is only evidence. A box that holds most of the page's prose is not an aside whatever it is called, and a
    reason that would drop far more prose than it leaves is withdrawn for the whole page.
    """
    boxes = page.boxes
    weigh(page.texts)
    for text in page.texts:
        text.box.total += text.mass
    _sum_up(boxes)
    if headline_at >= 0:
        _clear(page.texts[headline_at].box)
    most = BOX_SHARE * boxes[0].total
    for box in boxes:
        inherited = box.parent.why if box.parent else ()
        own = box.own
        if not own and not inherited:
            continue  # `why` is empty already
        if "figure" in inherited and box.tag in ("blockquote", "table"):
            inherited = tuple(reason for reason in inherited if reason != "figure")
        if not own:
            box.why = inherited
            continue
        if box.total > (LINKS_MASS if _LINKS.issuperset(own) else most) and not _NEVER.intersection(own):
            own = ()
        if inherited:
            own = tuple(reason for reason in own if reason not in inherited)
        box.why = inherited + own if own else inherited
    believed = _believed(page, headline_at)
    verdicts: dict[tuple[str, ...], str] = {(): ""}
    for text in page.texts:
        why = text.box.why
        if why not in verdicts:
            verdicts[why] = next((f"box: {reason}" for reason in why if reason in believed), "")
        text.rule = verdicts[why]
        text.alive = not text.rule


def _clear(box: Box | None) -> None:
    """Believe no name of what holds the headline and a story: `article--comment` is an opinion piece, no comment."""
    while box is not None:
        if box.own and box.total >= HEADED_MASS:
            box.own = tuple(reason for reason in box.own if reason in _WHATEVER)
        box = box.parent


_WHATEVER = frozenset({"hidden", SITE_REASON})


def _sum_up(boxes: list[Box]) -> None:
    """Add what is in each box to all around it."""
    for position in range(len(boxes) - 1, 0, -1):
        box = boxes[position]
        if box.total and box.parent is not None:
            box.parent.total += box.total


def _believed(page: Page, headline_at: int) -> set[str]:
    """Give the reasons that stand."""
    masses: dict[tuple[str, ...], float] = {}
    for text in page.texts:
        masses[text.box.why] = masses.get(text.box.why, 0.0) + text.mass
    believed = {reason for why in masses for reason in why}
    # A short story under a long list of other stories: what calls itself the article is believed to be all of it.
    named = any(box.body and box.total >= NAMED_MASS and not box.why for box in page.boxes)
    if not named and headline_at >= 0:
        below = page.texts[headline_at + 1 : headline_at + 40]
        named = sum(text.mass for text in below if not text.box.why) >= HEADED_MASS
    while True:
        alive = sum(mass for why, mass in masses.items() if not believed.intersection(why))
        freed: dict[frozenset[str], float] = {}
        for why, mass in masses.items():
            if bars := believed.intersection(why):
                freed[frozenset(bars)] = freed.get(frozenset(bars), 0.0) + mass
        # Comments and cookie notices may well outweigh a short article, but not if there is none beside them.
        never = _NEVER if alive >= LEAST_MASS else frozenset()
        best = max(
            (bars for bars in freed if not bars & never), key=lambda bars: (freed[bars], sorted(bars)), default=None
        )
        ratio = WITHDRAW_RATIO if not named else NAMED_RATIO
        if best is None or freed[best] < max(LEAST_MASS, alive * ratio):
            return believed
        believed -= best


# What is made of links: a box with this much that is no link is something else, say a text with its contents beside it.
_LINKS = frozenset({"navigation", "share", "tags"})
LINKS_MASS = 400.0

# Cookie notices and comments are often longer than a short article.
_NEVER = frozenset({"cookie", "comments", SITE_REASON})


def choose(page: Page, headline_at: int) -> list[Box]:
    """Give the boxes that hold the article's text, the main one first.

    *headline_at* is the block of the headline, -1 if there is none: on a page with several stories, ours is the one
    that the headline stands in or before.
    """
    boxes = page.boxes
    for box in boxes:
        box.total = 0.0
    for text in page.texts:
        if text.alive:
            text.box.total += text.mass
    _sum_up(boxes)
    whole = boxes[0].total
    main = _around_entries(page, _explicit(page, whole, headline_at), headline_at) or _descend(boxes)
    return [main, *_cousins(boxes, main)]


def _explicit(page: Page, whole: float, headline_at: int) -> Box | None:
    """Give the deepest box that calls itself the article and holds enough of the page's prose."""
    if not whole:
        return None
    for named in (True, False):
        boxes = [
            box
            for box in page.boxes
            if box.total >= RIVAL_SHARE * whole and (box.body if named else box.tag == "article")
        ]
        large = [box for box in boxes if box.total >= EXPLICIT_SHARE * whole]
        if large:
            best = max(large, key=lambda box: (box.depth, box.total))
            return _with_headline(page, boxes, best, headline_at)
    return None


# So many entries make a list of them.
_ENTRIES = 3


def _around_entries(page: Page, best: Box | None, headline_at: int) -> Box | None:
    """Give the box around an `article` that is one entry of several below the headline, as in a live blog."""
    entry = _article_of(best) if best is not None else None
    if entry is None or entry.parent is None or headline_at < 0:
        return best
    entries = [
        box
        for box in page.boxes
        if box.parent is entry.parent and box.tag == "article" and box.names == entry.names and box.total
    ]
    heading = page.texts[headline_at].box
    if len(entries) < _ENTRIES or heading.index >= entries[0].index:
        return best
    return entry.parent


def _with_headline(page: Page, boxes: list[Box], best: Box, headline_at: int) -> Box:
    """Give the story that the headline belongs to: the one it stands in, or the first after it."""
    if headline_at < 0 or len(boxes) < 2:
        return best
    first: dict[int, int] = {}
    for text in page.texts:
        if text.alive and text.mass:
            box: Box | None = text.box
            while box is not None and box.index not in first:
                first[box.index] = text.index
                box = box.parent
    after = [
        box for box in boxes if first.get(box.index, -1) >= headline_at or inside(page.texts[headline_at].box, box)
    ]
    rivals = [
        box for box in after if not inside(box, best) and not inside(best, box) and first[box.index] < first[best.index]
    ]
    if not rivals or best not in after or inside(page.texts[headline_at].box, best):
        return best
    nearest = min(rivals, key=lambda box: (first[box.index], -box.depth))
    return nearest


def _cousins(boxes: list[Box], main: Box) -> list[Box]:
    """Give the other boxes of the same tag and class, or that call themselves the text too: a story cut in pieces."""
    if not main.names or main.tag in ("article", "body", "html", "main"):
        return []
    least = COUSIN_SHARE * main.total
    found = [
        box
        for box in boxes
        if box.total >= least  # so there are few, and the ways up from them may be long
        and box is not main
        and (_is_twin(box, main) or (main.body and box.body and _shares_a_name(box, main)))
        and _article_of(box) is _article_of(main)
    ]
    return [box for box in found if not inside(box, main) and not inside(main, box)]


def _is_twin(box: Box, main: Box) -> bool:
    return box.names == main.names and box.tag == main.tag and box.depth == main.depth


def _shares_a_name(box: Box, main: Box) -> bool:
    """Tell whether two boxes have a class in common: `story-body`, `story-body story-body--last`."""
    return not set(box.names.split()).isdisjoint(main.names.split())


def _article_of(box: Box) -> Box | None:
    """Give the nearest `article` around a box: another one is another story."""
    current: Box | None = box
    while current is not None and current.tag != "article":
        current = current.parent
    return current


def _descend(boxes: list[Box]) -> Box:
    children: dict[int, Box] = {}
    for box in boxes[1:]:
        if box.parent is not None:
            best = children.get(box.parent.index)
            if best is None or box.total > best.total:
                children[box.parent.index] = box
    box = boxes[0]
    while (child := children.get(box.index)) is not None and child.total >= DESCEND_SHARE * box.total and child.total:
        if child.tag in ("p", "li", "td", "blockquote"):
            break
        box = child
    return box


def members(page: Page, containers: list[Box]) -> set[int]:
    """Give the indexes of all boxes that are or lie in one of *containers*, or between two of them."""
    found = {box.index for box in containers}
    first, last = min(found), max(found)
    around = _article_of(containers[0])
    articles: list[Box | None] = []  # of each box the nearest; a box comes after its parent
    for box in page.boxes:
        parent = box.parent
        articles.append(box if box.tag == "article" else None if parent is None else articles[parent.index])
        between = first < box.index < last and articles[-1] is around
        if between or (parent is not None and parent.index in found):
            found.add(box.index)
    return found


def spans_of_text(page: Page) -> list[tuple[int, int]]:
    """Give for each box the numbers of the first and the last block in it; if there is none, the last comes first."""
    first, last = [len(page.texts)] * len(page.boxes), [-1] * len(page.boxes)
    for text in page.texts:
        at = text.box.index
        first[at] = min(first[at], text.index)
        last[at] = text.index
    for box in reversed(page.boxes):
        if box.parent is not None:
            around = box.parent.index
            first[around] = min(first[around], first[box.index])
            last[around] = max(last[around], last[box.index])
    return list(zip(first, last, strict=True))


def inside(box: Box, container: Box) -> bool:
    """Tell whether a box is the container or lies in it."""
    current: Box | None = box
    while current is not None and current.depth >= container.depth:
        if current is container:
            return True
        current = current.parent
    return False
