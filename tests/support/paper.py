"""A host whose pages can be changed between passes on a virtual clock, and an archive that watches it."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from arrivals import ROBOTS, Answer, Log, missing, start
from hostile_server import NOW

from pactwatch.archive import Archive, open_archive
from pactwatch.clock import VirtualClock
from pactwatch.model import Topic
from pactwatch.passes import LocalEngine, run_pass


def html(text: str, *headers: str) -> Answer:
    """Answer with a page."""
    return lambda visit, now: visit.answer(text.encode(), "Content-Type: text/html; charset=utf-8", *headers)


class Newsroom:
    """A host whose answers can be changed between passes, and an archive that watches it."""

    def __init__(self, path: Path, stack: ExitStack, answers: dict[str, Answer]) -> None:
        self.clock = VirtualClock(NOW)
        self.log = Log(self.clock)
        self.answers = answers
        self.path = path
        self.urls = start(stack, self.log, {ROBOTS: missing} | {name: self.answering(name) for name in answers})

    def answering(self, name: str) -> Answer:
        """Answer as is asked for at the time."""
        return lambda visit, now: self.answers[name](visit, now)

    def one_pass(self, topic: Topic, hours: float = 1) -> Archive:
        """Do one pass, so many hours after the last."""
        self.clock.advance_to(self.clock.now() + timedelta(hours=hours))
        archive = open_archive(self.path)
        asyncio.run(run_pass(topic, archive, self.clock, LocalEngine()))
        return archive
