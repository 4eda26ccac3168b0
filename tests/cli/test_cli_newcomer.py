"""What somebody who has just come does: stops a server or a query, exports over a device, leaves a variable empty."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from interrupts import interruptible

from pactwatch.archive import open_archive

RUN = [sys.executable, "-m", "pactwatch.cli"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an archive in which nothing is."""
    open_archive(tmp_path / "archive.db").close()
    return tmp_path


def pactwatch(folder: Path, *arguments: str | bytes) -> subprocess.CompletedProcess[str]:
    """Run a command in *folder*."""
    return subprocess.run([*RUN, *arguments], cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.slow
def test_who_stops_serve_stops_the_server(folder: Path) -> None:
    """A supervisor sends SIGTERM to the process that it began, and to no other."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*RUN, "serve", "--port", str(port)], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            assert process.poll() is None and time.monotonic() < deadline
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/-/versions.json", timeout=2):
                break
            time.sleep(0.2)
    finally:
        process.terminate()
        process.wait(timeout=30)
    with socket.create_server(("127.0.0.1", port)):
        pass  # nobody listens there any more


def test_a_query_without_end_is_stopped_by_ctrl_c(folder: Path) -> None:
    """SQLite is left in the middle of it, without a traceback."""
    endless = "with recursive c(x) as (select 1 union all select x+1 from c) select count(*) from c"
    process = subprocess.Popen(
        [*RUN, "query", endless], cwd=folder, stderr=subprocess.PIPE, text=True, preexec_fn=interruptible
    )
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["query", b"select\xff"], "not UTF-8", id="bytes that are no text"),
        pytest.param(["export", "--csv", "--jsonl", "out"], "in one", id="two formats"),
        pytest.param(["verify", "--head", "deadbeef"], "64 hexadecimal digits", id="no link of a chain"),
        pytest.param(["run", "--topic", "", "--offline"], "names no topic", id="an empty variable"),
        pytest.param(["ingest", "missing.warc"], "name a WARC file", id="no such file"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(folder: Path, arguments: list[str | bytes], told: str) -> None:
    """With what to do, and the exit code of a wrong use."""
    done = pactwatch(folder, *arguments)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr and "Traceback" not in done.stderr


def test_a_configured_api_that_does_not_answer_is_not_passed_over_in_silence(folder: Path) -> None:
    """`--engine auto` runs here then, and says why."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        api = f"http://127.0.0.1:{free.getsockname()[1]}/api"
    done = subprocess.run(
        [*RUN, "run", "--offline", "--archive", "seeds.db"],
        cwd=folder,
        env=os.environ | {"PREFECT_API_URL": api, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"the Prefect API at {api} does not answer" in done.stderr


def test_an_export_is_written_into_what_is_no_file(folder: Path) -> None:
    """A pipe is written to and stays one; a link stays a link, and what it names is written."""
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    done = pactwatch(folder, "export", "--warc", "pipe")
    reader.join(timeout=30)
    assert done.returncode == 0, done.stderr
    assert pipe.is_fifo() and read[0].startswith(b"WARC/1.1")
    (folder / "link.warc").symlink_to("real.warc")
    assert pactwatch(folder, "export", "--warc", "link.warc").returncode == 0
    assert (folder / "link.warc").is_symlink() and (folder / "real.warc").stat().st_size
