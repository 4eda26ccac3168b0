"""Which places of a text are taken already? One look-up however many spans there are."""

from __future__ import annotations

from collections.abc import Iterable


class Taken:
    """The characters of a text that belong to something already.

    >>> taken = Taken(10, [(2, 5)])
    >>> taken.touches(4, 6), taken.touches(5, 9)
    (True, False)
    """

    def __init__(self, length: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._mask = bytearray(length)
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take the characters from *start* up to *end*."""
        self._mask[start:end] = b"\x01" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Whether any character from *start* up to *end* is taken."""
        return self._mask.find(1, start, end) >= 0
