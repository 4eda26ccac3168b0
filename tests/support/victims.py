"""Pactwatch as a process that dies: killed with SIGKILL at its n-th write, or after a time, saying what it had done.

A nursery process imports Pactwatch once and forks a child for each job, so that a job costs its work and no start-up.
The child runs the command line as `pactwatch` does. Its SQLite connections count the writes, and after each COMMIT it
writes down how many rows of each table are there: what it has reported as done.

Run as a script it is the nursery: jobs come in as lines of JSON, what became of them goes out so.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from newsroom import page, story

_WRITES = frozenset(
    {"BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "VACUUM", "PRAGMA"}
)
_TABLES = (
    "fetches",
    "snapshots",
    "versions",
    "claims",
    "wording_texts",
    "wording_places",
    "changes",
    "facts",
    "alerts",
)
_COUNTS = "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in _TABLES)


@dataclass(frozen=True)
class Death:
    """When a victim dies: at its n-th write (before or after it), or after a time; both 0: it lives."""

    write: int = 0
    after: bool = False
    delay_s: float = 0.0


@dataclass(frozen=True)
class Fate:
    """What became of a victim."""

    killed: bool
    code: int
    writes: int
    took_s: float
    said: str
    reported: dict[str, int]
    """Rows by table, after the last transaction that it had finished."""


class Nursery:
    """The process that forks victims; a context manager."""

    def __enter__(self) -> Nursery:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def run(self, folder: Path, arguments: Sequence[str], death: Death | None = None) -> Fate:
        """Run `pactwatch ARGUMENTS` in *folder* until it ends or dies."""
        death = death or Death()
        job = {"folder": str(folder), "arguments": list(arguments), **death.__dict__}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        diary = (folder / "diary").read_text(encoding="ascii").splitlines()
        # A line is one write, so that only the last could be cut off, and no kill falls into a write of our own.
        counts = next((line for line in reversed(diary) if line.startswith("[")), None)
        writes = max((int(line) for line in diary if line.isdigit()), default=0)
        reported = dict(zip(_TABLES, json.loads(counts), strict=True)) if counts else {}
        said = (folder / "said").read_text(encoding="utf-8", errors="replace")
        return Fate(told["killed"], told["code"], writes, told["took_s"], said, reported)


def counts(path: Path) -> dict[str, int]:
    """Give the rows of each table as they are now."""
    db = sqlite3.connect(path)
    try:
        return dict(zip(_TABLES, db.execute(_COUNTS).fetchone(), strict=True))
    finally:
        db.close()


# ---------------------------------------------------------------- the nursery and its children


class _Dying(sqlite3.Connection):
    """A connection that keeps a diary, and dies at the write that it was told."""

    diary = -1
    death = Death()
    writes = 0

    # What SQLite's own methods take and give is not ours to say, hence `Any`.
    def execute(self, sql: str, *parameters: Any) -> Any:
        return self._watched(sql, lambda: super(_Dying, self).execute(sql, *parameters))

    def executemany(self, sql: str, *parameters: Any) -> Any:
        return self._watched(sql, lambda: super(_Dying, self).executemany(sql, *parameters))

    def _watched(self, sql: str, run: Any) -> Any:
        """Run a statement; die before or after it, if its number has come."""
        kind = sql.split(None, 1)[0].upper() if sql.strip() else ""
        if kind not in _WRITES:
            return run()
        _Dying.writes += 1
        doomed = _Dying.writes == self.death.write
        if doomed and not self.death.after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = run()
        if kind == "COMMIT":
            self._report()
        if doomed:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    def _report(self) -> None:
        """Write down what is there now that a transaction has ended."""
        try:
            found = super().execute(_COUNTS).fetchone()
        except sqlite3.OperationalError:  # another database, or no table yet
            return
        os.write(self.diary, f"{json.dumps(found)}\n".encode())


def _child(job: dict[str, Any]) -> int:
    """Run the command line in a forked process; give its exit code."""
    from pactwatch.cli import main

    os.chdir(job["folder"])
    said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.stdin.close()
    _Dying.death = Death(job["write"], job["after"], job["delay_s"])
    connect = sqlite3.connect
    sqlite3.connect = lambda *a, **k: connect(*a, **(k | {"factory": _Dying}))
    try:
        main(job["arguments"])
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(_Dying.diary, f"{_Dying.writes}\n".encode())
    return code


def _raise_one(job: dict[str, Any]) -> dict[str, object]:
    """Fork a child for a job, kill it when its time is up, and say what became of it."""
    _Dying.diary = os.open(f"{job['folder']}/diary", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    Path(job["folder"], "said").write_bytes(b"")
    started = time.monotonic()
    child = os.fork()
    if not child:
        code = 70
        try:
            code = _child(job)
        finally:
            os._exit(code)
    os.close(_Dying.diary)
    # For whoever wants to choose the moment: what a child has not written yet, a kill cannot leave half written.
    Path(job["folder"], "pid").write_text(str(child), encoding="ascii")
    if job["delay_s"]:
        descriptor = os.pidfd_open(child)
        if not select.select([descriptor], [], [], job["delay_s"])[0]:
            os.kill(child, signal.SIGKILL)
        os.close(descriptor)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    return {"killed": killed, "code": code, "took_s": time.monotonic() - started}


def _nursery() -> None:
    """Take jobs until there are no more."""
    import pactwatch.commands
    import pactwatch.commands_alerts
    import pactwatch.keeping  # noqa: F401 (imported once, for every child)
    from pactwatch.claims import claims_of
    from pactwatch.diff import compare
    from pactwatch.extract import extract

    # What is loaded on first use, once for all: a page is read, its claims compared with themselves.
    article = extract(page(story(1), 1).encode(), url="https://ledger.example/a/1")
    claims = claims_of(article)
    compare(claims, claims, language="en")
    for line in sys.stdin:
        print(json.dumps(_raise_one(json.loads(line))), flush=True)


if __name__ == "__main__":
    _nursery()
