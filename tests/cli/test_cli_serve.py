"""`pactwatch serve`: the archive in a browser, for reading only."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from interrupts import interruptible


def fetch(url: str, method: str = "GET") -> tuple[int, str]:
    """Ask the server; give the status and the body."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.slow
def test_the_archive_is_served_for_reading_only(tmp_path: Path) -> None:
    """A canned query answers on a live archive, anything but reading is refused, Ctrl-C ends it."""
    command = [sys.executable, "-m", "pactwatch.cli"]
    run = [*command, "run", "--offline", "--engine", "local", "--json"]
    subprocess.run(run, cwd=tmp_path, stdout=subprocess.DEVNULL, check=True, timeout=120)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [*command, "serve", "--port", str(port)],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=interruptible,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(OSError):
                fetch(base)
                break
        status, page = fetch(f"{base}/archive/who_says_what?question=signatory")
        assert status == 200
        assert "Borrell" in page
        for path in ("/archive/who_says_what", "/archive/changes", "/archive"):
            assert fetch(base + path, "POST")[0] == 405
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
