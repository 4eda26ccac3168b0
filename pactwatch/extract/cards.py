"""Other stories at the end of a page, in boxes that say nothing: a heading, then links, each with a line at most."""

from __future__ import annotations

from pactwatch.extract.blocks import Text

# What follows is a small part of all that was kept, or it is no afterword.
_SHARE = 0.4
# A line more than there are links: a notice at the very end.
_SPARE = 1
# So many headings from the end are asked; pages made to be slow have 18,000.
_HEADINGS = 12


def no_cards(kept: list[Text], leading: set[int]) -> list[Text]:
    """Give what stands before a heading for other stories, if only cards stand after it.

    A card is a link with at most one block of prose, which stands in no box that holds paragraphs of the story;
    *leading* are the numbers of such headings.
    """
    whole = sum(text.mass for text in kept)
    headings = [position for position, text in enumerate(kept) if text.index in leading]
    for position in headings[-_HEADINGS:]:
        tail = kept[position + 1 :]
        lines = [other for other in tail if not _is_link(other)]
        story = {before.box.parent for before in kept[:position] if before.mass}
        if (
            tail
            and _is_link(tail[0])
            and len(lines) <= len(tail) - len(lines) + _SPARE
            and sum(line.mass for line in lines) < _SHARE * whole
            and not any(line.box.parent in story for line in lines)
        ):
            for other in kept[position:]:
                other.rule = "other stories"
            return kept[:position]
    return kept


def _is_link(text: Text) -> bool:
    return text.linked > 0.9 * len(text.text)
