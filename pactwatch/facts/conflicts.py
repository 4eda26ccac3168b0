"""Where outlets give incompatible values to one question."""

from __future__ import annotations

from collections.abc import Sequence

from pactwatch.facts.accounts import accounts_of, conflict_of, sides_of
from pactwatch.model import Conflict, Question, Said


def find_conflicts(said: Sequence[Said], questions: Sequence[Question]) -> list[Conflict]:
    """Find the questions to which independent voices give answers that exclude one another, in the questions' order.

    Contradictions in numbers and dates are `asserted`; in names, places and roles the `accounts diverge`: reporters
    choose different words for one event. Coarser dates, parts of a list, what is only planned against what was done,
    what is denied or only possible, an outlet against itself, and what its later article has replaced are no conflict.
    """
    by_question: dict[str, list[Said]] = {}
    for one in said:
        by_question.setdefault(one.fact.question, []).append(one)
    conflicts = []
    for question in questions:
        sides = sides_of(accounts_of(by_question.get(question.id, []), question), question)
        if sides:
            sayings = [[one for account in side for one in account.said] for side in sides]
            conflicts.append(conflict_of(question, sayings))
    return conflicts
