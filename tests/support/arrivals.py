"""Polite and moody hosts on loopback that note when each request arrived, on the clock that the pass runs on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

from hostile_server import Hostile, Script, Visit, serving

from pactwatch.clock import VirtualClock

Answer = Callable[[Visit, datetime], None]
ROBOTS = "/robots.txt"


class Log:
    """Notes when each request arrived, and how many were being answered at once."""

    def __init__(self, clock: VirtualClock, busy_s: float = 0.0) -> None:
        self.clock = clock
        self.busy_s = busy_s
        self.arrivals: list[tuple[datetime, str]] = []
        self.most = 0
        self._busy = 0
        self._lock = threading.Lock()

    def noting(self, answer: Answer) -> Script:
        """Answer so, and note it."""

        def script(visit: Visit) -> None:
            now = self.clock.now()
            with self._lock:
                self.arrivals.append((now, visit.path))
                self._busy += 1
                self.most = max(self.most, self._busy)
            threading.Event().wait(self.busy_s)  # the server's time, in its own thread
            with self._lock:
                self._busy -= 1
            answer(visit, now)

        return script

    def times(self, *, robots: bool = False) -> list[datetime]:
        """Give the arrivals of pages, or those of robots.txt."""
        return [at for at, path in self.arrivals if (path == ROBOTS) is robots]

    def of(self, path: str) -> list[datetime]:
        """Give the arrivals of one path."""
        return [at for at, seen in self.arrivals if seen == path]


def gap(times: Sequence[datetime]) -> float:
    """Give the least distance between two arrivals, in seconds."""
    return min(((b - a).total_seconds() for a, b in pairwise(times)), default=float("inf"))


def page(visit: Visit, now: datetime) -> None:
    """Answer with a page."""
    visit.answer(b"<p>The pact was signed.</p>")


def missing(visit: Visit, now: datetime) -> None:
    """There is no such file."""
    visit.answer(b"no", status="404 Not Found")


def failing(visit: Visit, now: datetime) -> None:
    """Answer that the server is broken."""
    visit.answer(b"sorry", status="500 Broken")


def robots(text: str) -> Answer:
    """Answer with such a robots.txt."""
    return lambda visit, now: visit.answer(text.encode(), "Content-Type: text/plain")


def later(status: int, wait: timedelta, *, as_date: bool = False) -> Answer:
    """Ask to come back after *wait*, told in seconds or as a date."""

    def answer(visit: Visit, now: datetime) -> None:
        value = format_datetime(now + wait, usegmt=True) if as_date else str(int(wait.total_seconds()))
        visit.answer(b"later", f"Retry-After: {value}", status=f"{status} Later")

    return answer


def start(stack: ExitStack, log: Log, answers: Mapping[str, Answer]) -> list[str]:
    """Start a host that answers so; give the addresses of its pages."""
    server: Hostile = stack.enter_context(serving({path: log.noting(answer) for path, answer in answers.items()}))
    return [server.base + path for path in answers if path != ROBOTS]
