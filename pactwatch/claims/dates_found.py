"""What was found of a sentence's dates so far, and which words belong to them?"""

from __future__ import annotations

from datetime import date

from pactwatch.claims.reading import Reading
from pactwatch.model import Moment


class DateSearch:
    """A sentence that is being searched for dates, and everything that was found in it so far."""

    __slots__ = ("found", "reading", "taken", "today", "words")

    def __init__(self, reading: Reading, today: date | None) -> None:
        self.reading = reading
        self.words = reading.words
        self.today = today
        """The day of publication; None: not known."""
        self.found: list[Moment] = []
        self.taken: set[int] = set()
        """Words that belong to a date already."""

    def take(self, first: int, last: int, value: str, granularity: str) -> None:
        """Keep a date from word *first* to word *last*, and mark its words as taken."""
        start, end = self.reading.starts[first], self.reading.ends[last]
        self.take_span(start, end, value, granularity)
        self.taken.update(range(first, last + 1))

    def take_span(self, start: int, end: int, value: str, granularity: str) -> None:
        """Keep a date by its places in the text; its words are marked by `claim_words`."""
        self.found.append(Moment(self.reading.text[start:end], start, end, value, granularity))

    def claim_words(self, start: int, end: int) -> bool:
        """Mark the words of a span as taken; False: one of them already was."""
        first = self.reading.word_at(start)
        last = self.reading.word_before(end)
        places = range(first, last + 1)
        if any(place in self.taken for place in places):
            return False
        self.taken.update(places)
        return True
