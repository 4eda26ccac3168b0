"""Facts: what articles answer to the topic's questions, where outlets contradict one another, and who copies whom."""

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
