"""One short story and its paragraphs, for pages of all shapes."""

from __future__ import annotations

STORY = (
    "The coastal states of Norland and Veria signed a fisheries treaty on Tuesday after eleven months of talks.",
    "Under the treaty, 412 vessels may fish in the shared zone from 1 March, down from 530 in the year before.",
    "“This is a beginning, not an end,” said Ingrid Solvang, the fisheries minister of Norland, after the ceremony.",
    "Environmental groups welcomed the rule but warned that penalties of 40,000 crowns would not deter large fleets.",
    "The treaty enters into force once both parliaments have ratified it, which is expected before the end of April.",
)


def paragraphs(*texts: str) -> str:
    """Mark texts up, each as a paragraph."""
    return "".join(f"<p>{text}</p>" for text in texts)
