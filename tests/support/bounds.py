"""Bounds on CPU time that a test may state: against inputs that would take minutes, never to measure speed."""

from __future__ import annotations

import sys

# Coverage's tracer makes pure Python two to four times slower.
_TRACED = 5.0


def cpu_s(limit: float) -> float:
    """Give the CPU seconds that are allowed: *limit*, and more while every line is being watched."""
    return limit * (_TRACED if sys.gettrace() is not None else 1.0)
