"""How one page's reading is shown: the article as it was taken, or why each block was kept or dropped."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from rich.text import Text

from pactwatch.alerts import one_line
from pactwatch.extract.why import Decision, Explanation
from pactwatch.model import Article, Judgement

Line = tuple[Text, int]
"""A paragraph of output, and how far it is indented."""
# Of a dropped block a glance is enough, and of its neighbours of the same fate a few.
_GLANCE, _FEW = 70, 4
_MARKS = {"heading": "## ", "item": "- ", "quote": "> ", "row": "| ", "time": "* "}


def article_lines(article: Article) -> Iterator[Line]:
    """Show an article: headline, what is known of it, its paragraphs."""
    yield Text(one_line(article.headline or "(no headline)"), style="bold"), 0
    for name, value in _known(article).items():
        yield Text.assemble((f"{name}: ", "dim"), one_line(value)), 0
    yield Text(""), 0
    if article.problem:
        yield Text(f"not read in full: {one_line(article.problem)}", style="red"), 0
    elif not article.blocks:
        yield Text("no article text found; --why shows what became of each block.", style="red"), 0
    for block in article.blocks:
        style = "bold" if block.kind == "heading" else ""
        yield Text(_MARKS.get(block.kind, "") + one_line(block.text), style=style), 0
        yield Text(""), 0


def _known(article: Article) -> dict[str, str]:
    free = {True: "free to read", False: "not free to read", None: None}[article.free_to_read]
    fields = {
        "standfirst": article.standfirst,
        "by": article.byline,
        "outlet": article.outlet,
        "published": article.published_at,
        "modified": article.modified_at,
        "language": article.language,
        "section": article.section,
        "address": article.canonical_url,
        "next page": article.next_url,
        "correction": article.correction,
        "access": free,
    }
    return {name: value for name, value in fields.items() if value}


def why_lines(explanation: Explanation) -> Iterator[Line]:
    """Show every block with the rule that kept (`+`) or dropped (`-`) it, neighbours of one fate together."""
    article = explanation.article
    yield Text(one_line(article.headline or "(no headline)"), style="bold"), 0
    if explanation.note:
        yield Text(one_line(explanation.note), style="yellow"), 0
    for run in explanation.runs():
        first = run[0]
        if first.kept:
            yield Text.assemble(("+ ", "green"), (f"{first.rule}  ", "dim"), one_line(first.text)), 0
        else:
            yield _dropped(run), 0
    kept = sum(one.kept for one in explanation.decisions)
    yield Text(f"{kept} of {len(explanation.decisions)} blocks kept", style="dim"), 0


def _dropped(run: tuple[Decision, ...]) -> Text:
    glances = [_glance(one.text) for one in run[:_FEW]]
    more = f" … {len(run) - _FEW} more" if len(run) > _FEW else ""
    line = Text.assemble(("- ", "red"), (f"{run[0].rule}  ", "magenta"), (f"{one_line(run[0].where)}  ", "dim"))
    return line.append(" · ".join(glances) + more, style="dim")


def _glance(text: str) -> str:
    line = one_line(text[: 2 * _GLANCE])
    return line if len(line) <= _GLANCE else line[: _GLANCE - 1].rstrip() + "…"


def as_json(explanation: Explanation, judgement: Judgement | None, *, address: str, why: bool) -> dict[str, object]:
    """Give an article for machines; with *why*, every block and its rule as well.

    *judgement* is what a pass would make of the page; None: it was not fetched, so there is nothing to judge.
    """
    row: dict[str, object] = {"source": address}
    if judgement:
        row |= {"outcome": judgement.outcome, "reason": judgement.reason}
    row |= dataclasses.asdict(explanation.article)
    row |= {"byline": explanation.article.byline, "text": explanation.article.text}
    if why:
        row["note"] = explanation.note
        row["decisions"] = [dataclasses.asdict(one) | {"says": one.says} for one in explanation.decisions]
    return row
