"""`pactwatch evidence`: a bundle that proves itself offline, and that cannot be altered unnoticed."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from newsroom import edited, page, story

from pactwatch.archive import open_archive
from pactwatch.errors import NotFound, UsageError
from pactwatch.model import Fetch, Relevance, Topic, Url
from pactwatch.past import Bench, Tally, take_up
from pactwatch.proof import write_evidence

URL = Url("https://ledger.example/a/3")
TOPIC = Topic("harbour", "The harbour wall", ("en",), Relevance(mode="all"))
START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """The evidence of a changed number, of a new and a removed sentence."""
    first, second = story(3), edited(edited(edited(story(3), "number"), "added"), "removed")
    with closing(open_archive(tmp_path / "a.db")) as archive:
        bench = Bench(TOPIC, archive.sync_topic(TOPIC, START), archive, Tally())
        for hour, one in enumerate((first, second)):
            body = page(one, 1).encode()
            headers = (("content-type", "text/html"),)
            take_up(bench, Fetch(URL, URL, START + timedelta(hours=hour), 200, headers, body))
        for change_id in bench.tally.change_ids:
            write_evidence(
                archive, change_id, tmp_path / f"{change_id}.zip", software="test", now="2026-04-01T00:00:00Z"
            )
        assert len(bench.tally.change_ids) == 3
        with pytest.raises(NotFound, match="no change 99"):
            write_evidence(archive, 99, tmp_path / "99.zip", software="test", now="")
        with pytest.raises(UsageError, match="exists"):
            write_evidence(archive, 1, tmp_path / "1.zip", software="test", now="")
    return tmp_path


def proved(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the bundle's own verifier, isolated: no site packages, no environment."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_evidence_proves_itself(bundle: Path) -> None:
    """Each bundle, unpacked or zipped, is proved with the standard library alone."""
    for change_id in (1, 2, 3):
        with zipfile.ZipFile(bundle / f"{change_id}.zip") as packed:
            packed.extractall(bundle / str(change_id))
        done = proved(bundle / str(change_id))
        assert done.returncode == 0, done.stdout + done.stderr
        assert "note:" not in done.stdout  # the sentences stand in the page's own bytes
        assert done.stdout.splitlines()[-1] == "proved"
        assert proved(bundle / str(change_id), str(bundle / f"{change_id}.zip")).returncode == 0
    manifest = json.loads((bundle / "1" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["change"]["rule"] == "number-changed"
    assert manifest["old"]["sentences"][0]["text"] == manifest["change"]["old_text"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("new.txt", "million", "billion", id="text"),
        pytest.param("manifest.json", '"start": ', '"start": 1', id="place"),
        pytest.param("manifest.json", "2026-03-01T08:00:00Z", "2026-03-01T07:00:00Z", id="time"),
        pytest.param("change.txt", "million", "billion", id="telling"),
    ],
)
def test_evidence_that_was_altered_is_not_proved(bundle: Path, name: str, old: str, new: str) -> None:
    """Whatever is altered, the verifier says so."""
    with zipfile.ZipFile(bundle / "1.zip") as packed:
        packed.extractall(bundle / "1")
    file = bundle / "1" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    done = proved(bundle / "1")
    assert done.returncode == 1
    assert "FALSE" in done.stdout
