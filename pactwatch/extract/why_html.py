"""The page that was read, coloured by what became of each block: one HTML file that runs and loads nothing.

The page's elements are written anew from a list of harmless tags, without any of their attributes: no script, no style,
no address of the page gets into the file, and its policy would stop them if one did. Its styles are left out on
purpose, since they hide and overlay blocks, and every block must be seen here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import groupby, pairwise

from selectolax.lexbor import LexborNode

from pactwatch.extract.blocks import clean
from pactwatch.extract.sets import word_set
from pactwatch.extract.why import OUTSIDE, Decision, Explanation

# Written as they are; other elements become a `div` or a `span`.
_SAME = word_set(
    "p div section article main header footer aside nav ul ol li dl dt dd table thead tbody tfoot tr td th caption "
    "blockquote pre figure figcaption h1 h2 h3 h4 h5 h6 address summary b strong i em u s small sub sup ruby rt rp code"
)
_AS_DIV = word_set("form fieldset legend center dialog hgroup search details menu")
_NOTHING = word_set(
    "script style template head link meta base title noscript noframes source track param datalist area map input wbr"
) | {"-comment", "-doctype"}
_PLACEHOLDER = word_set(
    "img picture svg iframe object embed canvas video audio applet math select textarea button progress meter"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light; --kept: #d3f2da; --head: #cfe3ff; --box: #fbdcdf; --rule: #fdeebf; --out: #e7eaee; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #f4f5f7; display: grid;
  grid-template-columns: minmax(18rem, 24rem) minmax(0, 1fr); }
.read { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem 1.2rem; background: #fff;
  border-right: 1px solid #d4d9df; font-size: .875rem; }
.read h1 { font-size: 1.15rem; line-height: 1.3; margin: .2rem 0 .6rem; }
.read h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .05em; color: #56606b; margin: 1.2rem 0 .4rem; }
.read dl { display: grid; grid-template-columns: auto 1fr; gap: .15rem .7rem; margin: 0; }
.read dt { color: #56606b; } .read dd { margin: 0; overflow-wrap: anywhere; }
.read ul { list-style: none; margin: 0; padding: 0; }
.read li { margin: .2rem 0; padding: .2rem .5rem; border-radius: 4px; display: flex; gap: .5rem; }
.read li a { color: inherit; flex: 1; text-decoration: none; } .read li a:hover { text-decoration: underline; }
.note { background: #fdeebf; padding: .5rem .7rem; border-radius: 4px; }
.page { padding: 1.2rem 2rem 4rem; max-width: 60rem; overflow-wrap: anywhere; }
.page :is(h1, h2, h3, h4, h5, h6) { font-size: 1.1rem; line-height: 1.35; margin: .8em 0 .3em; }
.page :is(p, ul, ol, dl, blockquote, figure, pre, table) { margin: .45em 0; }
.page :is(ul, ol) { padding-left: 1.4em; }
.page :is(td, th) { padding: .1em .5em; vertical-align: top; text-align: left; }
.page li:has(mark):not(:has(.kept, .head, .rule, .chip, p, div, ul, ol)) { display: inline-block; margin: 0 .6em 0 0; }
.page li:not(:has(mark)) { display: none; }
.page pre { white-space: pre-wrap; }
mark { color: inherit; border-radius: 2px; padding: .05em .1em; box-decoration-break: clone;
  -webkit-box-decoration-break: clone; }
.kept { background: var(--kept); } .head { background: var(--head); } .box { background: var(--box); }
.rule { background: var(--rule); } .out { background: var(--out); }
mark:is(.box, .rule, .out) { font-size: .82rem; color: #3d4650; }
.chip { font: 600 .68rem/1.4 ui-monospace, monospace; color: #fff; background: #8a3a44; border-radius: 3px;
  padding: .05rem .35rem; margin-right: .3rem; scroll-margin-top: 2rem; white-space: nowrap; }
.chip.on { background: #2c6e3f; } .chip.rule { background: #7a5b00; } .chip.out { background: #5b6570; }
.chip:target { outline: 3px solid #1f6feb; }
.gone { color: #7b858f; font-size: .72rem; border: 1px dashed #b9c0c8; border-radius: 3px; padding: 0 .3rem; }
.unread { color: #7b858f; font-size: .82rem; }
@media (max-width: 50rem) { body { display: block; } .read { position: static; height: auto; border: 0; } }
@media print { .read { position: static; height: auto; } body { display: block; } }
"""


# So many blocks after the last one the words of a text node are looked for.
_AHEAD = 40


def as_html(explanation: Explanation, *, address: str | None = None) -> str:
    """Give the coloured page as a whole HTML document; *address* is shown, never linked."""
    article = explanation.article
    title = article.headline or address or "a page"
    page = "".join(_Painter(explanation).paint()) or _plain(explanation)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">'
        f"<title>{_text(title)} – how it was read</title><style>{_STYLE}</style></head><body>"
        f'<aside class="read">{"".join(_panel(explanation, address))}</aside>'
        f'<main class="page">{page}</main></body></html>\n'
    )


def _text(text: str) -> str:
    """Write a text from a page so that it is only text, whatever is in it."""
    return escape("".join(sign for sign in text if sign.isprintable() or sign.isspace()))


# ---------------------------------------------------------------- what was read, and the rules that decided


def _panel(explanation: Explanation, address: str | None) -> Iterator[str]:
    article = explanation.article
    yield f"<h1>{_text(article.headline or 'no headline found')}</h1>"
    if explanation.note:
        yield f'<p class="note">{_text(explanation.note)}</p>'
    fields = {
        "address": address,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "outlet": article.outlet,
        "published": article.published_at,
        "modified": article.modified_at,
        "language": article.language,
        "canonical": article.canonical_url,
        "section": article.section,
        "next page": article.next_url,
        "correction": article.correction,
        "encoding": article.encoding,
    }
    shown = "".join(f"<dt>{name}</dt><dd>{_text(value)}</dd>" for name, value in fields.items() if value)
    yield f"<dl>{shown}</dl>"
    kept = sum(decision.kept for decision in explanation.decisions)
    yield f"<h2>{kept} of {len(explanation.decisions)} blocks kept</h2><ul>"
    counts = Counter((decision.kept, decision.rule) for decision in explanation.decisions)
    first: dict[tuple[bool, str], Decision] = {}
    for decision in explanation.decisions:
        first.setdefault((decision.kept, decision.rule), decision)
    for key, count in sorted(counts.items(), key=lambda entry: (not entry[0][0], -entry[1])):
        decision = first[key]
        says = decision.says if _colour(decision) == "box" else f"{decision.rule}: {decision.says}"
        yield f'<li class="{_colour(decision)}"><a href="#b{decision.index}">{_text(says)}</a> <b>{count}</b></li>'
    yield "</ul><h2>Colours</h2><ul>"
    for name, says in _LEGEND.items():
        yield f'<li class="{name}">{says}</li>'
    yield "</ul>"


_LEGEND = {
    "kept": "part of the article",
    "head": "the headline",
    "box": "in a box that speaks against itself by its tag, role or name",
    "rule": "in the article's box, dropped by a rule for single blocks",
    "out": "outside the article's box",
}


def _colour(decision: Decision) -> str:
    if decision.kept:
        return "kept"
    if decision.rule == OUTSIDE:
        return "out"
    return "box" if decision.rule.startswith("box: ") else "rule"


def _plain(explanation: Explanation) -> str:
    """Show the blocks of an article that has no tree: it was plain text, or nothing."""
    return "".join(f'<p><mark class="kept">{_text(block.text)}</mark></p>' for block in explanation.article.blocks)


# ---------------------------------------------------------------- the page


class _Painter:
    """Writes the tree anew, block by block in its colour."""

    def __init__(self, explanation: Explanation) -> None:
        self._explanation = explanation
        self._blocks = _blocks_of_nodes(explanation)
        self._last: tuple[bool, str, str] | None = None
        self._headline = explanation.article.headline

    def paint(self) -> Iterator[str]:
        """Give the page in pieces."""
        tree = self._explanation.reading.tree
        node: LexborNode | None = tree.body if tree is not None else None
        if node is None:
            return
        ends: list[tuple[LexborNode, str]] = []
        node = node.first_child
        while True:
            if node is None:
                if not ends:
                    return
                node, end = ends.pop()
                yield end
                node = node.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                yield self._words(node)
            elif tag == "br" or tag == "hr":
                yield f"<{tag}>"
            elif tag in _PLACEHOLDER:
                yield _placeholder(node, tag)
            elif tag not in _NOTHING and tag:
                name = tag if tag in _SAME else "div" if tag in _AS_DIV else "span"
                if node.first_child is not None:
                    yield f"<{name}>"
                    ends.append((node, f"</{name}>"))
                    node = node.first_child
                    continue
            node = node.next

    def _words(self, node: LexborNode) -> str:
        """Write one text node."""
        text = node.text_content or ""
        if text.isspace() or not text:
            return " "
        decision = self._blocks.get(node.mem_id)
        if decision is None:
            return f'<span class="unread">{_text(text)}</span>'
        head = not decision.kept and decision.text == self._headline
        colour = "head" if head else _colour(decision)
        about = f"{decision.rule} ({decision.where})"
        return f'{self._chip(decision, colour)}<mark class="{colour}" title="{_text(about)}">{_text(text)}</mark>'

    def _chip(self, decision: Decision, colour: str) -> str:
        """Name the rule where it begins to hold."""
        key = (decision.kept, decision.rule, decision.where)
        if key == self._last or (decision.kept and self._last is not None and self._last[:2] == key[:2]):
            return ""
        self._last = key
        kind = {"kept": " on", "rule": " rule", "out": " out", "head": " out"}.get(colour, "")
        label = "headline" if colour == "head" else decision.rule
        return f'<span class="chip{kind}" id="b{decision.index}">{_text(label)}</span>'


def _placeholder(node: LexborNode, tag: str) -> str:
    alt = clean(node.attributes.get("alt") or "")[:80] if tag == "img" else ""
    return f'<span class="gone">{tag}{": " + _text(alt) if alt else ""}</span>'


def _blocks_of_nodes(explanation: Explanation) -> dict[int, Decision]:
    """Say which block each text node went into; where line breaks made several of one run of text, by its words."""
    decisions = explanation.decisions
    runs = [(start, [node for node, _ in run]) for start, run in groupby(explanation.trail, key=lambda step: step[1])]
    found: dict[int, Decision] = {}
    for (start, nodes), (end, _) in pairwise([*runs, (len(decisions), [])]):
        at = start
        for node in nodes:
            if end - start > 1:
                words = clean(node.text_content or "")
                at = next((n for n in range(at, min(end, at + _AHEAD)) if words in decisions[n].text), at)
            if at < len(decisions):
                found[node.mem_id] = decisions[at]
    return found
