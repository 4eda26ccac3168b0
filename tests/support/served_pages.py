"""Archives to look at in a browser, and the server that shows them on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from pactwatch.archive.serve import serve_command

ATTACK = (
    "<script>alert('a')</script><img src=https://evil.example/x.png onerror=\"alert('b')\">"
    "{{7*7}}{% raw %}\u202e\0'\" onmouseover=\"alert('c')\" --></title></textarea><svg onload=alert('d')>"
)
"""Markup, Jinja's braces, a right-to-left override, a null byte, quotes to break out of, and ends of elements."""
LINK = "javascript:alert('e')//"
# What rows are found by, or what the archive's own checks hold fast; everything else that is text is poisoned.
_KEPT = {("topics", "name"), ("alerts", "dedupe_key"), ("keyframes", "host"), ("upkeep", "task")}
_JSON = ("facets", "words", "differences", "side_values", "quotes", "figures", "dates", "names", "headers", "edits")


@contextlib.contextmanager
def served(archive: Path, environ: Mapping[str, str] | None = None, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve an archive on loopback; give its address."""
    with socket.create_server((host, 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        serve_command(archive, host, port), stderr=subprocess.PIPE, text=True, env=os.environ | dict(environ or {})
    )
    assert server.stderr is not None
    said = ""
    for line in server.stderr:
        said += line
        if "Uvicorn running" in line:
            break
    else:
        raise AssertionError(said)
    try:
        yield f"http://{host}:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)
        server.stderr.close()


def replay_seeds(path: Path) -> None:
    """Replay the seeds into an archive, as `make run` does."""
    command = [sys.executable, "-m", "pactwatch.cli", "run", "--offline", "--engine=local", f"--archive={path}"]
    subprocess.run(command, check=True, capture_output=True)


def poison(path: Path) -> int:
    """Put an attack into every column of text; give how many columns took it.

    The same words go behind every value, so that what belonged together still does; addresses become a script.
    """
    count = 0
    with contextlib.closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'")
        for (table,) in tables.fetchall():
            for _, column, kind, *_ in connection.execute(f'PRAGMA table_info("{table}")').fetchall():
                if kind != "TEXT" or (table, column) in _KEPT or "sha256" in column or table.startswith("_"):
                    continue
                with contextlib.suppress(sqlite3.IntegrityError):  # only certain words may stand there
                    connection.execute(*_attack(table, column))
                    count += 1
        connection.commit()
    return count


def _attack(table: str, column: str) -> tuple[str, tuple[str, ...]]:
    """Give the statement that poisons one column: inside its strings where it holds JSON."""
    if column in _JSON:
        inside = json.dumps(ATTACK)[1:-1]
        ends = f"replace(\"{column}\", '\"]', ? || '\"]')"
        return f'UPDATE "{table}" SET "{column}" = {ends} WHERE "{column}" IS NOT NULL', (inside,)
    if column == "url":
        return f'UPDATE "{table}" SET "{column}" = ? || "{column}" || ?', (LINK, ATTACK)
    return f'UPDATE "{table}" SET "{column}" = "{column}" || ? WHERE "{column}" IS NOT NULL', (ATTACK,)
