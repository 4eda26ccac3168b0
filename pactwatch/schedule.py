"""Keep passes going on one machine, with nothing else installed."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

# The wait is slept in pieces: a machine that was suspended, or whose clock jumped, is late by no more than one of them.
_PIECE_S = 30.0
# What a process gets to end by itself before it is killed; a transaction under way is rolled back either way.
_GRACE_S = 10.0


def keep_going(
    one_pass: Callable[[], None],
    every: timedelta,
    passes: int | None,
    now: Callable[[], datetime],
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Call *one_pass* now and then once in each interval, *passes* times or for ever.

    A pass that takes longer than the interval is followed by the next at once; passes that were missed meanwhile (a
    long pass, a sleeping machine) are not made up for: the next one sees everything. A clock set back never makes the
    wait longer than one interval.
    """
    done = 0
    while passes is None or done < passes:
        started = now()
        one_pass()
        done += 1
        if passes is not None and done >= passes:
            return
        _wait(started + every, every, now, sleep)


def _wait(until: datetime, longest: timedelta, now: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
    """Sleep until the clock says *until*, or *longest* is over, whatever the clock says."""
    left = longest.total_seconds()
    while left > 0:
        piece = min(_PIECE_S, left, max(0.0, (until - now()).total_seconds()))
        if piece <= 0:
            return
        sleep(piece)
        left -= piece


def run_bounded(command: Sequence[str], limit: timedelta) -> int | None:
    """Run a process of its own and wait; give its exit code, or None: its time was over and it was ended."""
    with subprocess.Popen(command) as process:
        try:
            return process.wait(limit.total_seconds())
        except subprocess.TimeoutExpired:
            process.terminate()
            try:
                process.wait(_GRACE_S)
            except subprocess.TimeoutExpired:
                process.kill()
            return None
        except BaseException:
            process.terminate()
            raise
