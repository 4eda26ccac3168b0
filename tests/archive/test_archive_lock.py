"""The writer's lock: one pass at a time, and no lock left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pactwatch.archive import writer_lock
from pactwatch.errors import ArchiveBusy, NoSpace

_HOLD = """
import sys, time
from pathlib import Path
from pactwatch.archive import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def _holder(path: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def _end(process: subprocess.Popen[str]) -> None:
    """Wait for a process and close what leads to it."""
    process.communicate()


def test_lock_names_who_holds_it(path: Path) -> None:
    """A second pass learns at once which process writes."""
    process = _holder(path)
    with pytest.raises(ArchiveBusy, match=f"process {process.pid} is writing"), writer_lock(path):
        pass
    _end(process)


def test_lock_is_free_after_a_kill(path: Path) -> None:
    """A process killed with SIGKILL leaves no lock behind."""
    process = _holder(path)
    os.kill(process.pid, signal.SIGKILL)
    _end(process)
    with writer_lock(path):
        pass


def test_lock_can_be_waited_for(path: Path) -> None:
    """With `waiting` the second pass begins when the first has ended."""
    process = _holder(path)
    assert process.stdin is not None
    process.stdin.close()
    with writer_lock(path, waiting=bool):
        pass
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_lock_is_given_back_after_an_error(path: Path) -> None:
    """An error inside lets go of the lock."""
    with pytest.raises(ZeroDivisionError), writer_lock(path):
        raise ZeroDivisionError
    with writer_lock(path):
        pass


def test_lock_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    """A lock file that cannot be made gives one sentence."""
    with pytest.raises(NoSpace, match="cannot be made"), writer_lock(tmp_path / "nowhere" / "archive.db"):
        pass
