"""Why a page was read as it was: every block with the rule that kept or dropped it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pactwatch.extract.article import Reading, read
from pactwatch.extract.blocks import Box, Text
from pactwatch.extract.walk import Trail
from pactwatch.model import Article

KEPT = "kept"
OUTSIDE = "outside"

SAYS = {
    KEPT: "part of the article",
    OUTSIDE: "outside the box that holds most of the page's prose",
    "lead": "prose between the headline and the article's box",
    "above or in the headline": "the headline, or something above it",
    "next story": "after the headline of a second story",
    "other stories": "under a heading for other stories",
    "furniture": "a line that no article is made of, by how it begins",
    "newsletter": "asks to subscribe to something",
    "credit": "ends with the name of a picture agency",
    "signature of a post": "says who posted what stands above",
    "links only": "nothing but links",
    "mostly links": "mostly links",
    "scrap": "a short line outside of any paragraph",
    "repeat": "said before",
    "summary said again": "a summary above the story whose sentences the story says again",
    "pulled quote": "a sentence of the story, set apart once more",
    "cell of a table": "a table is kept whole or not at all",
    "caption by its place": "a short line right below a picture",
    "about the writer": "about the writer, or how to reach them",
    "legal notice": "from the legal notice on",
    "heading of nothing": "a heading with no text under it",
}
"""The rules for single blocks and what each says; a reason of a box is `box: REASON`."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One block of the page, and what became of it."""

    index: int
    text: str
    kept: bool
    rule: str
    """`kept`, `outside`, `box: REASON`, or the name of the rule."""
    where: str
    """The element that decided, as `div.related-posts`: the one the reason was found on, else the block's own."""

    @property
    def says(self) -> str:
        """What the rule means, in a few words."""
        if self.rule.startswith("box: "):
            return f"in a box marked as {self.rule.removeprefix('box: ')}"
        return SAYS.get(self.rule, self.rule)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article and how it came about."""

    article: Article
    decisions: tuple[Decision, ...]
    note: str | None
    """What no block can tell: that the page was plain text, was not parsed, or that the text came from JSON-LD."""
    reading: Reading
    trail: Trail

    def runs(self) -> list[tuple[Decision, ...]]:
        """Give the decisions with neighbours of one fate together; each kept block is a run of its own."""
        found: list[tuple[Decision, ...]] = []
        for (kept, _, _), group in groupby(self.decisions, key=lambda one: (one.kept, one.rule, one.where)):
            members = tuple(group)
            found += [(member,) for member in members] if kept else [members]
        return found


def explain(
    body: bytes, *, url: str | None = None, content_type: str | None = None, site_rules: bool = True
) -> Explanation:
    """Read a page as `extract` does, and say why.

    >>> page = b"<nav><p>Home</p></nav><article><p>A pact was signed on Friday, officials said.</p></article>"
    >>> [(one.rule, one.where) for one in explain(page).decisions]
    [('box: navigation', 'nav'), ('kept', 'p')]
    """
    trail: Trail = []
    reading = read(body, url=url, content_type=content_type, site_rules=site_rules, trail=trail)
    kept = {text.index for text in reading.kept}
    texts = reading.page.texts if reading.page else []
    decisions = tuple(_decision(text, kept) for text in texts)
    return Explanation(reading.article, decisions, _note(reading), reading, trail)


def _decision(text: Text, kept: set[int]) -> Decision:
    if text.index in kept:
        return Decision(text.index, text.text, True, text.rule or KEPT, element_name(text.box))
    return Decision(text.index, text.text, False, text.rule or OUTSIDE, element_name(_decider(text)))


def _decider(text: Text) -> Box:
    """Give the box that a reason was found on, for a block dropped by one; else the block's own."""
    reason = text.rule.removeprefix("box: ")
    box: Box | None = text.box if reason != text.rule else None
    while box is not None:
        if reason in box.own:
            return box
        box = box.parent
    return text.box


def element_name(box: Box) -> str:
    """Name an element as a stylesheet would, with the first three of its classes.

    >>> element_name(Box(1, None, "div", "card related is-wide mt-4", (), False))
    'div.card.related.is-wide'
    """
    return ".".join([box.tag, *(name[:40] for name in box.names.split()[:3])])


def _note(reading: Reading) -> str | None:
    article = reading.article
    if article.problem:
        return f"not read: {article.problem}"
    if reading.page is None:
        return "plain text: there are no boxes to judge, only lines"
    if _letters([block.text for block in article.blocks]) > 2 * _letters([text.text for text in reading.kept]):
        return "a reader without scripts sees less than half of the text in JSON-LD or a script, so that was taken"
    return f"read with the publisher's rule {reading.fitted.rule.name}" if reading.fitted else None


def _letters(texts: Sequence[str]) -> int:
    return sum(map(len, texts))
