"""Bounds on CPU time that a test may state: against inputs that would take minutes, never to measure speed."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

# Coverage's tracer makes pure Python two to four times slower.
_TRACED = 5.0
# CPU seconds that `_work` takes on the machine whose bounds the tests state.
_REFERENCE_S = 0.008
_TRIES = 3


def cpu_s(limit: float) -> float:
    """Give the CPU seconds that are allowed: *limit*, and more on a slower machine or while every line is watched."""
    return limit * _slowness() * (_TRACED if sys.gettrace() is not None else 1.0)


def fastest_s(call: Callable[[], object], limit: float) -> float:
    """Give the CPU seconds of *call*, the least of up to three runs: one within *limit* (see `cpu_s`) settles it."""
    least = float("inf")
    with _unburdened():
        for _ in range(_TRIES):
            started = time.process_time()
            call()
            least = min(least, time.process_time() - started)
            if least < cpu_s(limit):
                break
    return least


@contextmanager
def _unburdened() -> Iterator[None]:
    """Keep the garbage collector from walking through what thousands of earlier tests have left."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@cache
def _slowness() -> float:
    """Give how many times slower than the reference this machine is, 1 at least and 4 at most."""
    trace = sys.gettrace()
    sys.settrace(None)
    try:
        times = []
        for _ in range(5):
            started = time.process_time()
            _work()
            times.append(time.process_time() - started)
    finally:
        sys.settrace(trace)
    return min(4.0, max(1.0, min(times) / _REFERENCE_S))


def _work() -> None:
    """Do some of everything that the rooms do: strings, dictionaries, sorting."""
    counts: dict[str, int] = {}
    for number in range(60_000):
        word = f"word{number % 977}"
        counts[word] = counts.get(word, 0) + len(word)
    sorted(counts, key=counts.__getitem__)
