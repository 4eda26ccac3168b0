"""Ctrl-C for processes that a test starts, also when the test run itself was put into the background."""

from __future__ import annotations

import signal


def interruptible() -> None:
    """Let SIGINT through again: a shell that starts a job with `&` has its children ignore it. For `preexec_fn`."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
