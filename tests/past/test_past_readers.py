"""Other people's tools on our WARC files, and ours on theirs: warcio always, pywb where `make pywb` installed it."""

from __future__ import annotations

import io
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from newsroom import HARBOUR, edited, page, story
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter
from warcs import members, response

URL = "https://ledger.example/a/3"
FIRST, SECOND = page(story(3), 1).encode(), page(edited(story(3), "number"), 1).encode()
# What two archives that tell the same story have in common.
STORY = (
    "SELECT number, first_seen_at, text_sha256 FROM versions ORDER BY id",
    "SELECT rule, old_text, new_text, detected_at, not_before_at FROM changes ORDER BY id",
    "SELECT captured_at, body_sha256 FROM snapshots ORDER BY id",
)


def pactwatch(folder: Path, *arguments: str) -> str:
    """Run a command in *folder*; anything but success is a failure of the test."""
    (folder / "harbour.toml").write_text(HARBOUR, encoding="utf-8")
    command = [sys.executable, "-m", "pactwatch.cli", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def told(folder: Path) -> list[list[tuple[object, ...]]]:
    """Give the story that an archive tells."""
    with closing(sqlite3.connect(folder / "archive.db")) as db:
        return [db.execute(query).fetchall() for query in STORY]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with two versions and a look between them, exported as `b.warc.gz`."""
    folder = tmp_path_factory.mktemp("exported")
    (folder / "a.warc.gz").write_bytes(
        members(
            response(URL, "2026-03-02T08:00:00Z", FIRST, headers='ETag: "x"\r\n'),
            response(URL, "2026-03-04T08:00:00Z", FIRST),
            response(URL, "2026-03-09T08:00:00Z", SECOND),
        )
    )
    pactwatch(folder, "ingest", "a.warc.gz", "--topic", "harbour.toml")
    pactwatch(folder, "export", "--warc", "b.warc.gz")
    return folder


def test_warcio_reads_what_we_write(exported: Path) -> None:
    """Each record with its kind, date and payload; warcio's own check of the digests finds nothing wrong."""
    found = []
    with (exported / "b.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            body = record.content_stream().read()
            assert record.digest_checker.passed is not False
            found.append((record.rec_type, record.rec_headers.get_header("WARC-Date"), body))
            if record.rec_type == "response":
                assert record.http_headers.get_statuscode() == "200"
                assert record.rec_headers.get_header("WARC-Target-URI") == URL
    assert [one for one in found if one[0] == "response"] == [
        ("response", "2026-03-02T08:00:00Z", FIRST),
        ("response", "2026-03-09T08:00:00Z", SECOND),
    ]
    assert [kind for kind, _, _ in found] == ["warcinfo", "request", "response", "revisit", "request", "response"]


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # warcio's writer closes none
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_we_read_what_warcio_writes(tmp_path: Path, exported: Path, version: str) -> None:
    """Responses and a revisit as warcio writes them tell the same story."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=version)
    head = [("Content-Type", "text/html; charset=utf-8")]
    for date, body in (("2026-03-02T08:00:00Z", FIRST), ("2026-03-09T08:00:00Z", SECOND)):
        headers = StatusAndHeaders("200 OK", head, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                URL, "response", io.BytesIO(body), http_headers=headers, warc_headers_dict={"WARC-Date": date}
            )
        )
    writer.write_record(
        writer.create_revisit_record(
            URL, "sha1:AAAA", URL, "2026-03-02T08:00:00Z", warc_headers_dict={"WARC-Date": "2026-03-04T08:00:00Z"}
        )
    )
    (tmp_path / "theirs.warc.gz").write_bytes(out.getvalue())
    pactwatch(tmp_path, "ingest", "theirs.warc.gz", "--topic", "harbour.toml")
    assert told(tmp_path) == told(exported)


# ---------------------------------------------------------------- pywb


def _pywb() -> Path | None:
    """Find pywb: where `make pywb` puts it, or on the PATH."""
    named = Path(os.environ.get("PACTWATCH_PYWB") or Path(__file__).parents[2] / ".venv-pywb" / "bin")
    found = shutil.which("wayback", path=str(named)) or shutil.which("wayback")
    return Path(found).parent if found else None


@pytest.fixture
def wayback(tmp_path: Path, exported: Path) -> Iterator[str]:
    """Let pywb serve what we exported; give its collection's address."""
    tools = _pywb()
    if tools is None:
        pytest.skip("pywb is not installed; `make pywb` does that")
    place = tmp_path / "pywb"
    place.mkdir()
    # Its packages are its own: ours are not on its path.
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for arguments in (["init", "watch"], ["add", "watch", str(exported / "b.warc.gz")]):
        subprocess.run([tools / "wb-manager", *arguments], cwd=place, env=plain, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(tools / "wayback"), "-b", "127.0.0.1", "-p", str(port), "-d", str(place)]
    with (place / "said.txt").open("wb") as said:
        server = subprocess.Popen(command, cwd=place, env=plain, stdout=said, stderr=subprocess.STDOUT)
    base = f"http://127.0.0.1:{port}/watch"
    try:
        _wait_for(base, server)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(base: str, server: subprocess.Popen[bytes]) -> None:
    """Ask until it answers: it says nowhere that it listens."""
    for _ in range(300):
        assert server.poll() is None
        try:
            with urllib.request.urlopen(f"{base}/cdx?url={URL}", timeout=5) as answer:
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("pywb did not start")


@pytest.mark.slow
def test_pywb_replays_what_we_export_and_backfill_takes_it_up(wayback: str, exported: Path, tmp_path: Path) -> None:
    """pywb finds every capture of our file, a revisit too; its CDX server and its TimeMaps give our story back."""
    for date, body in (("20260302080000", FIRST), ("20260304080000", FIRST), ("20260309080000", SECOND)):
        with urllib.request.urlopen(f"{wayback}/{date}id_/{URL}", timeout=30) as answer:
            assert answer.read() == body
    for name, options in {
        "cdx": ["--cdx", f"{wayback}/cdx", "--replay", f"{wayback}/"],
        "timemap": ["--timemap", f"{wayback}/timemap/link/"],
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        said = pactwatch(folder, "backfill", URL, "--topic", "harbour.toml", *options)
        assert said.splitlines()[0] == "1 new article, 2 new versions, 1 change"
        assert told(folder) == told(exported)
