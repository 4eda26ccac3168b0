"""How a fetch ends before there is a page to judge."""

from __future__ import annotations

from pactwatch.model import Outcome


class Stopped(Exception):
    """The exchange is over, and this is what came of it; never leaves the fetching room.

    *reason* begins with the rule that decided: `timeout: 30 s`, `private-address: 10.0.0.1`.
    """

    def __init__(self, outcome: Outcome, reason: str, retry_after_s: float | None = None) -> None:
        self.outcome = outcome
        self.reason = reason
        self.retry_after_s = retry_after_s
        super().__init__(f"{outcome.value}: {reason}")

    def again(self) -> Stopped:
        """Make a copy to raise: one raised a thousand times would drag a thousand tracebacks along."""
        return Stopped(self.outcome, self.reason, self.retry_after_s)


def next_step(reason: str | None, otherwise: str) -> str:
    """Say what to do about a fetch that ended so.

    >>> next_step("timeout: 30 s", "run again later")
    'run again later'
    """
    if (reason or "").startswith("private-address"):
        return "name the host in `allow_private_hosts` of the topic's [fetch] to ask it"
    return otherwise


def one_line(error: Exception) -> str:
    """Give what an error says, in one line for a reason."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split())[:200] or type(error).__name__
