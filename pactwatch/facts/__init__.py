"""Facts: what articles answer to the topic's questions, where outlets contradict one another, and who copies whom."""

from pactwatch.facts.conflicts import find_conflicts
from pactwatch.facts.read import HEADLINE, read_facts
from pactwatch.facts.sheet import Answer, Value, sheet
from pactwatch.facts.voices import voices

__all__ = ["HEADLINE", "Answer", "Value", "find_conflicts", "read_facts", "sheet", "voices"]
