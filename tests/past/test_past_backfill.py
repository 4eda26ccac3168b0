"""`pactwatch backfill`, against a small web archive on loopback that speaks CDX and Memento."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from newsroom import HARBOUR, WALL, Answer, edited, page, serving, story

URL = "https://ledger.example/a/3"
A = page(story(3), 1)
B = page(edited(story(3), "number"), 1)


@dataclass
class WebArchive:
    """What it has, by its 14 digits, and what was asked of it."""

    captures: dict[str, str]
    form: str = "wayback"
    broken: frozenset[str] = frozenset()
    asked: list[str] = field(default_factory=list)

    def answer(self, target: str, asked_with: dict[str, str]) -> Answer:
        """Answer one request."""
        self.asked.append(target)
        base = f"http://{asked_with['host']}"
        parts = urlsplit(target)
        if parts.path == "/cdx":
            return 200, {"Content-Type": "application/json"}, self._cdx(parse_qs(parts.query)["url"][0]).encode()
        if parts.path.startswith("/timemap/link/"):
            if not target.endswith(URL):
                return 404, {}, b""
            return 200, {"Content-Type": "application/link-format"}, self._timemap(target, base).encode()
        stamp = parts.path.removeprefix("/web/")[:14]
        if f"/web/{stamp}id_/{URL}" != target or stamp not in self.captures:
            return 404, {}, b""
        if stamp in self.broken:
            return 503, {}, b""
        moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Memento-Datetime": format_datetime(moment, usegmt=True),
            "X-Archive-Orig-ETag": f'"{stamp}"',
            "ETag": "the archive's own",
        }
        return 200, headers, self.captures[stamp].encode()

    def _cdx(self, url: str) -> str:
        """List the captures as the Wayback Machine does, or as pywb does."""
        rows = [(stamp, str(hash(text))) for stamp, text in self.captures.items() if url == URL]
        if self.form == "pywb":
            return "\n".join(
                json.dumps({"timestamp": stamp, "url": URL, "mime": "text/html", "status": "200", "digest": digest})
                for stamp, digest in rows
            )
        head = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest"]
        listed = [["k", stamp, URL, "text/html", "200", digest] for stamp, digest in rows]
        listed.append(["k", "20260301000000", URL, "text/html", "301", "X"])
        listed.append(["k", "20260302000000", URL, "application/pdf", "200", "Y"])
        return json.dumps([head, *listed]) if rows else "[]"

    def _timemap(self, target: str, base: str) -> str:
        """List the captures in link format, in two parts."""
        stamps = sorted(self.captures)
        part = "page=2" in target
        lines = [f'<{URL}>; rel="original"']
        for stamp in stamps[2:] if part else stamps[:2]:
            moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            date = format_datetime(moment, usegmt=True)
            lines.append(f'<{base}/web/{stamp}/{URL}>; rel="first memento"; datetime="{date}"')
        if not part:
            lines.append(f'<{base}/timemap/link/page=2/{URL}>; rel="timemap"; type="application/link-format"')
        return ",\n".join(lines)


def backfill(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in *folder*."""
    (folder / "harbour.toml").write_text(HARBOUR, encoding="utf-8")
    command = [sys.executable, "-m", "pactwatch.cli", "backfill", URL, "--topic", "harbour.toml", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def ask(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Look into the archive."""
    db = sqlite3.connect(folder / "archive.db")
    rows = db.execute(query).fetchall()
    db.close()
    return rows


CAPTURES = {"20260302080000": A, "20260304080000": A, "20260306080000": WALL, "20260309080000": B, "20260310080000": B}


@pytest.mark.parametrize("form", ["wayback", "pywb", "timemap"])
def test_backfill_tells_the_past(tmp_path: Path, form: str) -> None:
    """From a CDX server of either make, or from TimeMaps: versions at their dates, the change with its bounds."""
    archive = WebArchive(CAPTURES, form)
    with serving(archive) as base:
        options = ["--cdx", f"{base}/cdx", "--replay", f"{base}/web/"]
        if form == "timemap":
            options = ["--timemap", f"{base}/timemap/link/"]
        done = backfill(tmp_path, *options)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines() == [
            "1 new article, 2 new versions, 1 change",
            "captures: 2 stored, 2 unchanged, 1 walled; 0 in the archive already",
        ]
        replayed = [target for target in archive.asked if target.startswith("/web/")]
        # The bytes of a capture whose digest is that of the one before are not asked for.
        assert len(replayed) == (5 if form == "timemap" else 3)
        asked = len(archive.asked)
        again = backfill(tmp_path, *options)
        assert again.stdout.splitlines()[-1] == "captures: none; 5 in the archive already"
        assert not [target for target in archive.asked[asked:] if target.startswith("/web/")]
    assert ask(tmp_path, "SELECT rule, not_before_at, detected_at FROM changes") == [
        ("number-changed", "2026-03-04T08:00:00Z", "2026-03-09T08:00:00Z")
    ]
    (headers,) = ask(tmp_path, "SELECT headers FROM snapshots ORDER BY id LIMIT 1")
    assert dict(json.loads(str(headers[0])))["etag"] == '"20260302080000"'
    assert "the archive's own" not in str(headers[0])
    assert ask(tmp_path, "SELECT DISTINCT url FROM fetches") == [(URL,)]


def test_backfill_fills_in_between(tmp_path: Path) -> None:
    """A second span puts captures between those that are known; a capture that cannot be had is told."""
    archive = WebArchive(CAPTURES, broken=frozenset({"20260310080000"}))
    with serving(archive) as base:
        options = ["--cdx", f"{base}/cdx", "--replay", f"{base}/web/"]
        first = backfill(tmp_path, *options, "--limit", "2")
        assert first.stdout.splitlines()[0] == "1 new article, 1 new version, 0 changes"
        assert "not had (status-503)" in " ".join(first.stderr.split())
        archive.broken = frozenset()
        assert backfill(tmp_path, *options, "--since", "2026-03-10").returncode == 0
        assert ask(tmp_path, "SELECT not_before_at, detected_at FROM changes") == [
            ("2026-03-02T08:00:00Z", "2026-03-10T08:00:00Z")
        ]
        assert backfill(tmp_path, *options, "--until", "2026-03-09T12:00Z").returncode == 0
    assert ask(tmp_path, "SELECT not_before_at, detected_at FROM changes") == [
        ("2026-03-04T08:00:00Z", "2026-03-09T08:00:00Z")
    ]


def test_backfill_stops_when_the_archive_does(tmp_path: Path) -> None:
    """After five captures in a row that cannot be had it leaves with one sentence, and keeps what came."""
    captures = {f"202603{day:02}080000": page(story(3), day) for day in range(2, 20)}
    archive = WebArchive(captures, broken=frozenset(list(captures)[2:]))
    with serving(archive) as base:
        done = backfill(tmp_path, "--cdx", f"{base}/cdx", "--replay", f"{base}/web/")
    assert done.returncode == 4
    assert "5 captures in a row" in " ".join(done.stderr.split())
    assert len([target for target in archive.asked if target.startswith("/web/")]) == 7
    assert ask(tmp_path, "SELECT count(*) FROM fetches") == [(2,)]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        pytest.param(["--cdx", "{base}/nowhere", "--replay", "{base}/web/"], 4, "no answer", id="no CDX server"),
        pytest.param(
            ["--cdx", "{base}/timemap/link/https://ledger.example/a/3?x=", "--replay", "x"], 4, "no answer", id="404"
        ),
        pytest.param(["--timemap", "{base}/cdx?url="], 2, "no TimeMap", id="no TimeMap"),
        pytest.param(["--cdx", "{base}/cdx"], 2, "needs --replay", id="half of it"),
        pytest.param(["--timemap", "{base}/none/"], 0, "", id="an archive that has nothing"),
    ],
)
def test_backfill_answers_mistakes_with_a_sentence(tmp_path: Path, options: list[str], code: int, said: str) -> None:
    """What cannot be asked ends in one sentence and its exit code."""
    with serving(WebArchive(CAPTURES)) as base:
        done = backfill(tmp_path, *(option.format(base=base) for option in options))
    assert done.returncode == code, done.stderr
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
