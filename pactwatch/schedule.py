"""Keep passes going on one machine, with nothing else installed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta


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
        left = every - (now() - started)
        sleep(min(max(left, timedelta()), every).total_seconds())
