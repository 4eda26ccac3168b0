"""A disk that fills while something is written: one sentence, exit code 3, nothing half written under its name.

The disk is a real one of some hundred kilobytes, mounted in a name space of its own; where the system does not let
users do that, the cases are skipped.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pactwatch.archive import open_archive

_NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]


def on_small_disk(folder: Path, kilobytes: int, *commands: str) -> subprocess.CompletedProcess[str]:
    """Run *commands* in *folder*, where `small` is a disk of so many kilobytes; then list what is on it."""
    script = [f"mount -t tmpfs -o size={kilobytes}k tmpfs small", *commands, "code=$?", "ls small", "exit $code"]
    environ = {key: value for key, value in os.environ.items() if not key.startswith("PACTWATCH")}
    return subprocess.run(
        [*_NAMESPACE, "\n".join(script)],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def pactwatch(*arguments: str) -> str:
    """Write a command as the shell takes it."""
    return shlex.join([sys.executable, "-m", "pactwatch.cli", *arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the replayed seeds, their captures as WARC, what an ingest makes of these, and an empty archive."""
    folder = tmp_path_factory.mktemp("full")
    (folder / "small").mkdir()
    try:
        probe = on_small_disk(folder, 64)
    except FileNotFoundError:
        pytest.skip("no `unshare` here")
    if probe.returncode:
        pytest.skip("a user may not mount a disk here")
    made = " && ".join(
        [
            pactwatch("run", "--offline", "--engine", "local", "--archive", "seeds.db"),
            pactwatch("export", "--warc", "captures.warc.gz", "--archive", "seeds.db"),
            pactwatch("ingest", "captures.warc.gz", "--archive", "live.db"),
        ]
    )
    subprocess.run(["sh", "-c", made], cwd=folder, capture_output=True, check=True, timeout=120)
    open_archive(folder / "empty.db").close()
    return folder


@pytest.mark.parametrize(
    ("kilobytes", "arguments", "left"),
    [
        pytest.param(8, ["export", "--warc", "small/out.warc.gz"], "", id="WARC"),
        pytest.param(12, ["export", "--csv", "small"], "topics.csv questions.csv sources.csv", id="CSV"),
        pytest.param(12, ["export", "--jsonl", "small"], "topics.jsonl", id="JSON Lines"),
        pytest.param(8, ["evidence", "1", "small/out.zip"], "", id="evidence"),
        pytest.param(64, ["copy", "small/copy.db"], "", id="copy"),
        pytest.param(64, ["merge", "--into", "small/all.db", "live.db", "seeds.db"], "", id="merge into a new one"),
    ],
)
def test_a_full_disk_is_told_in_a_sentence(folder: Path, kilobytes: int, arguments: list[str], left: str) -> None:
    """The sentence names the file and the next step; a part of a file is not left behind."""
    done = on_small_disk(folder, kilobytes, pactwatch(*arguments, *[] if arguments[0] == "merge" else _SEEDS))
    *notes, last = done.stderr.splitlines()
    assert done.returncode == 3, done
    assert last.startswith("pactwatch: small/")
    assert "the disk is full" in last
    assert "free some space" in last
    assert all(": " in note and " row" in note for note in notes), notes
    assert {Path(name).stem for name in done.stdout.split()} >= {Path(name).stem for name in left.split()}
    assert ".part" not in done.stdout


_SEEDS = ["--archive", "seeds.db"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["ingest", "captures.warc.gz", "--archive", "small/a.db"], id="ingest"),
        pytest.param(["merge", "small/a.db", "live.db"], id="merge"),
    ],
)
def test_an_archive_on_a_full_disk_stays_whole(folder: Path, arguments: list[str]) -> None:
    """What was taken up by then is there, and `verify`, for which the disk still has room, finds nothing wrong."""
    size = (folder / "empty.db").stat().st_size // 1024 + 200
    done = on_small_disk(
        folder,
        size,
        "cp empty.db small/a.db",
        pactwatch(*arguments),
        "told=$?",
        pactwatch("verify", "--archive", "small/a.db"),
        "whole=$?",
        'test "$told $whole" = "3 0"',
    )
    assert done.returncode == 0, done
    sentence = next(line for line in done.stderr.splitlines() if line.startswith("pactwatch: "))
    assert sentence == "pactwatch: small/a.db: the disk is full; nothing was lost, free some space and run again."


def test_a_full_standard_output_is_told_too(folder: Path) -> None:
    """`export --warc -` into a disk without room leaves with 3, not as if the file were whole."""
    done = on_small_disk(folder, 8, pactwatch("export", "--warc", "-", "--archive", "seeds.db") + " > small/out.gz")
    assert (done.returncode, done.stderr) == (
        3,
        "pactwatch: standard output: the disk is full; the archive is as it was, free some space and run again.\n",
    )


def test_a_lock_can_be_taken_on_a_full_disk(folder: Path) -> None:
    """The number of the process in the lock file is for people to read; without room for it the lock holds too."""
    script = "\n".join(
        [
            "from pathlib import Path",
            "from pactwatch.archive import writer_lock",
            "with writer_lock(Path('small/a.db')):",
            "    print('held')",
        ]
    )
    done = on_small_disk(
        folder, 64, "head -c 70000 /dev/zero > small/filler", shlex.join([sys.executable, "-c", script])
    )
    assert done.stdout.split()[0] == "held", done
