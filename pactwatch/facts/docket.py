"""The conflicts of a topic during one pass: judged anew only where an article has changed what is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pactwatch import facts
from pactwatch.model import Conflict, Question, Said

if TYPE_CHECKING:
    from pactwatch.facts import Ledger


class Docket:
    """Reads everything that is said once, then only what each changed article says.

    With 1,000 articles of eight answers each, judging one more takes 2 ms where reading all again takes 170.
    """

    # not a dataclass: its ledger comes and goes.
    def __init__(self) -> None:
        self._ledger: Ledger | None = None

    def forget(self) -> None:
        """Read everything again next time: the archive may hold something else than what was heard."""
        self._ledger = None

    def judge(
        self,
        questions: Sequence[Question],
        url: str,
        everything: Callable[[], Sequence[Said]],
        own: Callable[[], Sequence[Said]],
    ) -> tuple[tuple[str, ...], list[Conflict]]:
        """Take in what the article at *url* says now; give the questions that this touches, with the conflicts on them.

        *everything* is asked when nothing is known yet, else *own*, which gives the article's own sayings.
        """
        if not questions:
            return (), []
        if self._ledger is None:
            self._ledger = facts.Ledger(questions, everything())
            touched = tuple(question.id for question in questions)
        else:
            touched = tuple(self._ledger.put(url, own()))
        found = [self._ledger.conflict(question) for question in touched]
        return touched, [conflict for conflict in found if conflict is not None]
