"""Readers for tests: pages that kill or hang whoever reads them, and readers that are slow enough to be shot at."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pactwatch import reading
from pactwatch.model import Fetch, Known
from pactwatch.reading import Seen, Sheet, read_batch

_see = reading.see


@contextmanager
def _seeing(see: Callable[..., Seen]) -> Iterator[None]:
    """Have pages read otherwise for one batch: the process may read others after it."""
    reading.see = see
    try:
        yield
    finally:
        reading.see = _see


def _see_if_it_lives(fetch: Fetch, known: Known | None) -> Seen:
    """Read a page, unless it is number 3."""
    if fetch.url.endswith("/3"):
        os._exit(7)
    return _see(fetch, known)


def _see_if_it_can(fetch: Fetch, known: Known | None) -> Seen:
    """Read a page, unless it is one that trips a rule of ours or kills."""
    if fetch.url.endswith("/7"):
        raise ValueError("a rule that trips")
    return _see_if_it_lives(fetch, known)


def deadly(topic: bytes, batch: Sequence[Sheet], page_s: float | None) -> list[Seen]:
    """Read a batch: page 3 ends the process, page 7 is a mistake of ours."""
    with _seeing(_see_if_it_can):
        return read_batch(topic, batch, page_s)


def _see_for_ever(fetch: Fetch, known: Known | None) -> Seen:
    """Never end."""
    time.sleep(3_600)
    return _see(fetch, known)


def endless(topic: bytes, batch: Sequence[Sheet], page_s: float | None) -> list[Seen]:
    """Read a batch whose pages never end."""
    with _seeing(_see_for_ever):
        return read_batch(topic, batch, page_s)


def crashing(topic: bytes, batch: Sequence[Sheet], page_s: float | None) -> list[Seen]:
    """Read a batch: page 3 ends the process."""
    with _seeing(_see_if_it_lives):
        return read_batch(topic, batch, page_s)


def shot_once(flag: str, topic: bytes, batch: Sequence[Sheet], page_s: float | None) -> list[Seen]:
    """Read a batch, but the first process that gets a page called 3 dies in the middle of it, as if it were shot."""
    for sheet in batch:
        if sheet.fetch.url.endswith("/3") and not Path(flag).exists():
            Path(flag).touch()
            os._exit(9)
    return read_batch(topic, batch, page_s)


def waiting_once(flag: str, topic: bytes, batch: Sequence[Sheet], page_s: float | None) -> list[Seen]:
    """Read a batch, but the first process that gets a page called 3 says so and waits: what becomes of it meanwhile?"""
    for sheet in batch:
        if sheet.fetch.url.endswith("/3") and not Path(flag).exists():
            Path(flag).touch()
            time.sleep(3_600)
    return read_batch(topic, batch, page_s)


def tripping(topic: bytes, batch: Sequence[Sheet], page_s: float | None) -> list[Seen]:
    """Read nothing: as a worker that lacks what it is sent."""
    raise ModuleNotFoundError("No module named 'pactwatch'")
