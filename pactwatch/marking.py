"""The words of a change, marked: what went is `[-so-]`, what came `{+so+}`, in colour for those who see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from pactwatch.alerts import one_line
from pactwatch.diff import Comparison, word_diff


def marked(words: Sequence[Sequence[str]]) -> Text:
    """Show a word diff: marks for everybody, colours for those who see them."""
    text = Text()
    for sign, part in words:
        if sign == "-":
            text.append(f"[-{one_line(part)}-]", style="red")
        elif sign == "+":
            text.append(f"{{+{one_line(part)}+}}", style="green")
        else:
            text.append(one_line(part))
    return text


def side_by_side(comparison: Comparison) -> Iterator[tuple[Text, Text]]:
    """Give the rows of a two-column diff: changed claims with their words marked, each side its own."""
    for change in comparison.changes:
        left, right = Text(), Text()
        if change.kind in ("new", "removed", "moved") or change.old_text is None or change.new_text is None:
            left.append(one_line(change.old_text or ""), style="red" if change.kind == "removed" else "")
            right.append(one_line(change.new_text or ""), style="green" if change.kind == "new" else "")
        else:
            words = change.words or word_diff(change.old_text, change.new_text)
            left = marked([pair for pair in words if pair[0] != "+"])
            right = marked([pair for pair in words if pair[0] != "-"])
        facets = f": {', '.join(change.verdict.facets) or 'wording'}" if change.kind == "changed" else ""
        label = f"{change.kind} {change.subject}{facets}"
        style = "bold magenta" if change.verdict.material else "dim"
        yield Text.assemble((f"{label}\n", style), left), Text.assemble((f"{change.verdict.rule}\n", "dim"), right)
