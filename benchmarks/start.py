"""What it costs to begin: CPU time from the start of the process to its first request, or to its end.

    python benchmarks/start.py                       # 7 rounds
    python benchmarks/start.py --beside CHECKOUT     # also another checkout's Pactwatch, in turn with ours

For `pactwatch run` it is what the process has used, all threads together, when its first request reaches a server on
loopback; the archive is there already. For the others it is what the whole command used. The rounds are interleaved, so
that whatever else the machine does disturbs all of them alike; the least and the median are told.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent.parent
TOPIC = """
name = "start"
title = "One page"
languages = ["en"]
[relevance]
mode = "all"
[fetch]
allow_private_hosts = ["127.0.0.1"]
per_host_delay_s = 0
recheck = "always"
[[sources]]
kind = "url"
url = "http://127.0.0.1:{port}/a/1"
"""
PAGE = b"<html><head><title>A page</title></head><body><article><h1>A page</h1><p>" + b"It says something. " * 40
WANTED_MS = {"run, to its first request": 600, "--help": 300, "--version": 300, "health": 300}


class Door:
    """Answers on loopback, and notes what the process under test has used when it knocks first."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.watched: int | None = None
        """The process whose first request is waited for."""
        self.used_ms: float | None = None
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        """Take one connection after the other."""
        while True:
            connection, _ = self._listening.accept()
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        """Answer whatever is asked on one connection."""
        with connection:
            while asked := connection.recv(65536):
                if self.watched is not None:
                    self.used_ms, self.watched = used_ms(self.watched), None
                there = b" /a/1 " in asked.split(b"\r\n", 1)[0]
                head = b"HTTP/1.1 200 OK" if there else b"HTTP/1.1 404 Not Found"
                size = str(len(PAGE)).encode()
                connection.sendall(
                    head + b"\r\nContent-Type: text/html\r\nContent-Length: " + size + b"\r\n\r\n" + PAGE
                )


def used_ms(pid: int) -> float:
    """Give the CPU time that a process has had, with threads that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def command(words: list[str], folder: Path, checkout: Path) -> subprocess.Popen[bytes]:
    """Start `pactwatch` as it stands in a checkout."""
    keep = {key: value for key, value in os.environ.items() if not key.startswith(("PACTWATCH", "PREFECT"))}
    env = keep | {"PYTHONPATH": str(checkout), "PREFECT_HOME": str(folder / "prefect")}
    program = [sys.executable, "-m", "pactwatch.cli", *words]
    return subprocess.Popen(
        program, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def first_request_ms(door: Door, folder: Path, checkout: Path) -> float:
    """Do a pass; give what it had used when its first request came."""
    door.used_ms = None
    process = command(["run", "--topic", "topic.toml", "--archive", "a.db"], folder, checkout)
    door.watched = process.pid
    code = process.wait(timeout=120)
    assert code == 0, f"pactwatch run left with {code}"
    assert door.used_ms is not None, "nothing was asked for"
    return door.used_ms


def whole_ms(words: list[str], folder: Path, checkout: Path) -> float:
    """Run a command to its end; give what it used."""
    process = command(words, folder, checkout)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return 1000 * (used.ru_utime + used.ru_stime)


def measure(rounds: int, checkouts: list[Path]) -> dict[tuple[Path, str], list[float]]:
    """Measure everything in turn."""
    door = Door()
    found: dict[tuple[Path, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folders = {checkout: Path(name, str(number)) for number, checkout in enumerate(checkouts)}
        for checkout, folder in folders.items():
            folder.mkdir()
            (folder / "topic.toml").write_text(TOPIC.format(port=door.port), encoding="utf-8")
            first_request_ms(door, folder, checkout)
        for _ in range(rounds):
            for checkout, folder in folders.items():
                for what in WANTED_MS:
                    if what.startswith("run"):
                        used = first_request_ms(door, folder, checkout)
                    else:
                        more = ["--archive", "a.db", "--topic", "topic.toml"] if what == "health" else []
                        used = whole_ms([what, *more], folder, checkout)
                    found.setdefault((checkout, what), []).append(used)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--beside", type=Path, metavar="CHECKOUT", help="another checkout, measured in turn with ours")
    chosen = options.parse_args()
    checkouts = [HERE, *([chosen.beside.resolve()] if chosen.beside else [])]
    found = measure(chosen.rounds, checkouts)
    print("| CPU ms | least | median | wanted |" + (" least beside | median beside |" if chosen.beside else ""))
    print("|---|---|---|---|" + ("---|---|" if chosen.beside else ""))
    for what, wanted in WANTED_MS.items():
        cells = [f"{at(found[checkout, what]):.0f}" for checkout in checkouts for at in (min, median)]
        print(f"| `pactwatch {what}` | {' | '.join([*cells[:2], str(wanted), *cells[2:]])} |")


if __name__ == "__main__":
    main()
