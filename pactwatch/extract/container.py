"""Choose the box that holds the article, by the mass of prose in each.

The steps and what each is worth (loss of 4-token shingle F1 without it, on three sets of news pages):
withdrawing a reason that would drop far more prose than is left .037-.073; the choice by mass .004-.020.
"""

from __future__ import annotations

import re

from pactwatch.extract.blocks import Box, Page, Text

# The deepest box that calls itself the article's text wins if it holds this share of all prose.
EXPLICIT_SHARE = 0.45
# Else go down from the root while one child holds this share of its parent's prose.
DESCEND_SHARE = 0.8
# A reason is withdrawn when what it drops outweighs what is left this many times.
WITHDRAW_RATIO = 2.0
# Less than this (some two sentences) withdraws nothing.
LEAST_MASS = 150.0
# A box with more than this share of all prose on the page keeps it, whatever its name.
BOX_SHARE = 0.6

_SENTENCE = re.compile(r"[.!?。！？][\s\"”’»」)]|[.!?。！？…][\"”’»」)]*$|[,、，;]")
_WEIGHT = {"p": 1.25, "li": 0.4, "td": 0.4, "th": 0.3, "dd": 0.6, "dt": 0.3}
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


def weigh(texts: list[Text]) -> None:
    """Give each block its mass: length to the power of .9, less its links, more for sentences and paragraphs."""
    for text in texts:
        if text.tag in _HEADINGS:
            text.mass = 0.0
            continue
        length = len(text.text)
        density = min(1.0, text.linked / length)
        mass = text.size**0.9 * (1.0 - density) ** 2
        marks = len(_SENTENCE.findall(text.text))
        mass *= 0.35 if not marks and text.size < 100 else 1.0 + min(marks, 8) * 0.05
        text.mass = mass * _WEIGHT.get(text.tag, 1.0)


def condemn(page: Page) -> None:
    """Mark the blocks that no standing reason drops as alive.

    A reason is only evidence. A box that holds most of the page's prose is not an aside whatever it is called, and a
    reason that would drop far more prose than it leaves is withdrawn for the whole page.
    """
    boxes = page.boxes
    weigh(page.texts)
    for text in page.texts:
        text.box.total += text.mass
    for box in reversed(boxes):
        if box.parent is not None:
            box.parent.total += box.total
    most = BOX_SHARE * boxes[0].total
    for box in boxes:
        inherited = box.parent.why if box.parent else ()
        if "figure" in inherited and box.tag in ("blockquote", "table"):
            inherited = tuple(reason for reason in inherited if reason != "figure")
        own = box.own
        if own and box.total > most and not _NEVER.intersection(own):
            own = ()
        box.why = inherited + own if own else inherited
    believed = _believed(page)
    for text in page.texts:
        text.alive = not believed.intersection(text.box.why)
        if not text.alive:
            text.rule = "box: " + next(reason for reason in text.box.why if reason in believed)


def _believed(page: Page) -> set[str]:
    """Give the reasons that stand."""
    masses: dict[tuple[str, ...], float] = {}
    for text in page.texts:
        masses[text.box.why] = masses.get(text.box.why, 0.0) + text.mass
    believed = {reason for why in masses for reason in why}
    while True:
        alive = sum(mass for why, mass in masses.items() if not believed.intersection(why))
        freed: dict[frozenset[str], float] = {}
        for why, mass in masses.items():
            if bars := believed.intersection(why):
                freed[frozenset(bars)] = freed.get(frozenset(bars), 0.0) + mass
        best = max((bars for bars in freed if not bars & _NEVER), key=lambda bars: (freed[bars], sorted(bars)), default=None)
        if best is None or freed[best] < max(LEAST_MASS, alive * WITHDRAW_RATIO):
            return believed
        believed -= best


# Cookie notices and comments are often longer than a short article.
_NEVER = frozenset({"cookie", "comments"})


def choose(page: Page) -> Box:
    """Give the box that holds the article's text."""
    boxes = page.boxes
    for box in boxes:
        box.total = 0.0
    for text in page.texts:
        if text.alive:
            text.box.total += text.mass
    for box in reversed(boxes):
        if box.parent is not None:
            box.parent.total += box.total
    whole = boxes[0].total
    explicit = [box for box in boxes if (box.body or box.tag == "article") and box.total >= EXPLICIT_SHARE * whole]
    marked = [box for box in explicit if box.body]
    if whole and (marked or explicit):
        return max(marked or explicit, key=lambda box: (box.depth, box.total))
    return _descend(boxes)


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


def inside(box: Box, container: Box) -> bool:
    """Tell whether a box is the container or lies in it."""
    current: Box | None = box
    while current is not None and current.depth >= container.depth:
        if current is container:
            return True
        current = current.parent
    return False
