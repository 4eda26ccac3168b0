"""What came back from a channel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a channel said to one message."""

    error: str | None
    """None: it was delivered. Otherwise why not, in one sentence without secrets."""
    said: str = ""
    """What the receiver answered when it took it, for `alerts test`."""
    retry_after_s: float | None = None
    """How long the receiver asked to be left alone; None: it did not."""
