"""Facts: what articles answer to the topic's questions, where outlets contradict one another, and who copies whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwatch.lazy import hand_out

if TYPE_CHECKING:
    from pactwatch.facts.conflicts import find_conflicts
    from pactwatch.facts.copies import Edit, local_edits
    from pactwatch.facts.docket import Docket
    from pactwatch.facts.evidence import judge
    from pactwatch.facts.hearing import hear
    from pactwatch.facts.ledger import Ledger
    from pactwatch.facts.read import HEADLINE, read_facts
    from pactwatch.facts.rules import rules_of
    from pactwatch.facts.sheet import Answer, Value, sheet
    from pactwatch.facts.voices import Voices, bands_of, copied_from, voices
    from pactwatch.facts.words import LANGUAGES

__all__ = [
    "HEADLINE",
    "LANGUAGES",
    "Answer",
    "Docket",
    "Edit",
    "Ledger",
    "Value",
    "Voices",
    "bands_of",
    "copied_from",
    "find_conflicts",
    "hear",
    "judge",
    "local_edits",
    "read_facts",
    "rules_of",
    "sheet",
    "voices",
]

hand_out(
    __name__,
    conflicts=("find_conflicts",),
    copies=("Edit", "local_edits"),
    docket=("Docket",),
    evidence=("judge",),
    hearing=("hear",),
    ledger=("Ledger",),
    read=("HEADLINE", "read_facts"),
    rules=("rules_of",),
    sheet=("Answer", "Value", "sheet"),
    voices=("Voices", "bands_of", "copied_from", "voices"),
    words=("LANGUAGES",),
)
