"""`pactwatch ingest`: what other tools captured becomes history, each page at its own date."""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import HARBOUR, WALL, edited, page, story
from warcs import members, record, response

URL = "https://ledger.example/a/3"
FIRST, SECOND = page(story(3), 1).encode(), page(edited(story(3), "number"), 1).encode()


def pactwatch(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in *folder*."""
    (folder / "harbour.toml").write_text(HARBOUR, encoding="utf-8")
    command = [sys.executable, "-m", "pactwatch.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def ingest(folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    """Ingest files; anything but success is a failure of the test."""
    done = pactwatch(folder, "ingest", *files, "--topic", "harbour.toml")
    assert done.returncode == 0, done.stderr
    return done


def ask(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Look into the archive."""
    db = sqlite3.connect(folder / "archive.db")
    rows = db.execute(query).fetchall()
    db.close()
    return rows


def test_ingest_is_as_if_watched(tmp_path: Path) -> None:
    """Two captures out of order, compressed and chunked as servers send them, give one change with its bounds."""
    packed = gzip.compress(FIRST)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    (tmp_path / "a.warc.gz").write_bytes(
        members(
            response(URL + "?utm_source=x", "2026-03-09T08:00:00Z", SECOND),
            response(
                URL, "2026-03-02T08:00:00.123456789Z", chunked,
                headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nSet-Cookie: secret=1\r\n",
            ),
            record("metadata", URL, "2026-03-02T08:00:00Z", b"via: x"),
        )
    )  # fmt: skip
    done = ingest(tmp_path, "a.warc.gz")
    assert done.stdout.splitlines() == [
        "1 new article, 2 new versions, 1 change",
        "captures: 2 stored; 0 in the archive already",
    ]
    assert ask(tmp_path, "SELECT url, outlet FROM articles") == [(URL, "The Ledger")]
    assert ask(tmp_path, "SELECT rule, not_before_at, detected_at FROM changes") == [
        ("number-changed", "2026-03-02T08:00:00Z", "2026-03-09T08:00:00Z")
    ]
    assert ask(tmp_path, "SELECT count(*) FROM alerts") == [(0,)]
    assert ask(tmp_path, "SELECT count(*) FROM snapshots WHERE headers LIKE '%secret%'") == [(0,)]
    assert ask(tmp_path, "SELECT software LIKE '%ingest', counts FROM runs") == [(1, '{"stored":2}')]
    assert pactwatch(tmp_path, "verify").returncode == 0


def test_ingest_again_changes_nothing(tmp_path: Path) -> None:
    """A second ingest of the same file finds everything in the archive already."""
    (tmp_path / "a.warc").write_bytes(
        response(URL, "2026-03-02T08:00:00Z", FIRST) + response(URL, "2026-03-09T08:00:00Z", SECOND)
    )
    ingest(tmp_path, "a.warc")
    rows = "SELECT * FROM fetches UNION ALL SELECT *, 0, 0 FROM changes"
    before = ask(tmp_path, "SELECT count(*) FROM fetches"), ask(tmp_path, "SELECT * FROM changes"), rows
    assert ingest(tmp_path, "a.warc").stdout.splitlines()[-1] == "captures: none; 2 in the archive already"
    assert before == (ask(tmp_path, "SELECT count(*) FROM fetches"), ask(tmp_path, "SELECT * FROM changes"), rows)


def test_ingest_goes_on_past_what_is_broken(tmp_path: Path) -> None:
    """Broken records are told by file and place; the gate keeps out walls; revisits are looks."""
    revisit = record(
        "revisit", URL, "2026-03-05T08:00:00Z", b"HTTP/1.1 200 OK\r\n\r\n", WARC_Refers_To_Date="2026-03-02T08:00:00Z"
    )
    lost = record(
        "revisit", URL, "2026-03-06T08:00:00Z", b"HTTP/1.1 200 OK\r\n\r\n", WARC_Refers_To_Date="2020-01-01T00:00:00Z"
    )
    (tmp_path / "a.warc.gz").write_bytes(
        members(response(URL, "2026-03-02T08:00:00Z", FIRST))
        + members(response(URL, "2026-03-03T08:00:00Z", SECOND))[:-30]
        + members(
            revisit,
            lost,
            response(URL, "2026-03-07T08:00:00Z", WALL.encode()),
            response(URL, "yesterday", FIRST),
            response("dns:ledger.example", "2026-03-07T08:00:00Z", b""),
            response(URL, "2026-03-08T08:00:00Z", b"", status=301),
            response(URL, "2026-03-09T08:00:00Z", SECOND),
        )
    )
    done = ingest(tmp_path, "a.warc.gz")
    assert done.stdout.splitlines()[1] == "captures: 2 stored, 1 unchanged, 1 walled; 0 in the archive already"
    told = " ".join(done.stderr.split())
    for sentence in ("a.warc.gz: at byte", "its WARC-Date is no time", "refers to what is not here"):
        assert sentence in told
    assert ask(tmp_path, "SELECT not_before_at FROM changes") == [("2026-03-05T08:00:00Z",)]


def test_ingest_keeps_to_the_topic(tmp_path: Path) -> None:
    """Pages that are not on topic leave no trace."""
    (tmp_path / "harbour.toml").write_text(HARBOUR.replace('mode = "all"', 'all_of = [["zeppelin"]]'), encoding="utf-8")
    (tmp_path / "a.warc").write_bytes(response(URL, "2026-03-02T08:00:00Z", FIRST))
    command = [sys.executable, "-m", "pactwatch.cli", "ingest", "a.warc", "--topic", "harbour.toml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.splitlines()[-1] == "captures: 1 off topic; 0 in the archive already"
    assert ask(tmp_path, "SELECT count(*) FROM articles") == [(0,)]


def test_export_and_ingest_are_each_others_inverse(tmp_path: Path) -> None:
    """An archive that was exported as WARC and taken up by another tells the same story."""
    (tmp_path / "a.warc").write_bytes(
        response(URL, "2026-03-02T08:00:00Z", FIRST, headers="ETag: x\r\n")
        + response(URL, "2026-03-04T08:00:00Z", FIRST)
        + response(URL, "2026-03-09T08:00:00Z", SECOND)
    )
    ingest(tmp_path, "a.warc")
    assert pactwatch(tmp_path, "export", "--warc", "b.warc.gz").returncode == 0
    (tmp_path / "other").mkdir()
    ingest(tmp_path / "other", "../b.warc.gz")
    for query in (
        "SELECT url, captured_at, status, content_type, body_sha256 FROM snapshots ORDER BY id",
        "SELECT number, first_seen_at, last_seen_at, text_sha256 FROM versions ORDER BY id",
        "SELECT rule, old_text, new_text, detected_at, not_before_at FROM changes ORDER BY id",
    ):
        assert ask(tmp_path / "other", query) == ask(tmp_path, query)
    headers = [dict(json.loads(str(text))) for (text,) in ask(tmp_path / "other", "SELECT headers FROM snapshots")]
    assert headers[0]["etag"] == "x"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda path: None, "cannot be read", id="no such file"),
        pytest.param(lambda path: path.mkdir(), "cannot be read", id="a folder"),
    ],
)
def test_ingest_refuses_what_it_cannot_read(tmp_path: Path, make: object, said: str) -> None:
    """A file that cannot be read is answered with one sentence, and no archive is made of a mistake."""
    make(tmp_path / "a.warc")  # type: ignore[operator]
    done = pactwatch(tmp_path, "ingest", "a.warc", "--topic", "harbour.toml")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
