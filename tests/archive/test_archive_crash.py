"""Kills, several writers, full disks: nothing half written, nothing lost."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from pactwatch.archive import Archive, Capture, open_archive
from pactwatch.archive.verify import verify
from pactwatch.errors import NoSpace

Make = Callable[..., Capture]
Add = Callable[..., int]
At = Callable[[float], datetime]

# Records articles one after the other, each with the row that a caller would count on, and says when each is done.
_WRITE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pactwatch.archive import Capture, open_archive
from pactwatch.model import Article, Block, Fetch, Judgement, Lead, Outcome, Topic, Url, Wording
archive = open_archive(Path(sys.argv[1]))
now = datetime(2024, 11, 1, tzinfo=UTC)
topic = archive.sync_topic(Topic("t", "T", ("en",)), now)
for number in range(100_000):
    url = Url(f"https://{sys.argv[2]}.example/{number}")
    texts = [f"Sentence {place} of {url}." for place in range(40)]
    article = Article(tuple(Block("paragraph", text) for text in texts), headline=url)
    with archive.transaction():
        id, _ = archive.add_article(topic, Lead(url), now, outlet=None, relevance=1.0, why="")
        archive.record_capture(Capture(topic, id, None, Fetch(url, url, now, 200, (), url.encode() * 50),
            Judgement(Outcome.STORED, "x"), article, "e", tuple(Wording(t, n) for n, t in enumerate(texts))))
    print(url, flush=True)
"""


def _writer(path: Path, name: str) -> subprocess.Popen[str]:
    """Start a process that records articles."""
    return subprocess.Popen([sys.executable, "-c", _WRITE, str(path), name], stdout=subprocess.PIPE, text=True)


def _kill_after(process: subprocess.Popen[str], articles: int) -> list[str]:
    """Kill a writer with SIGKILL once it has reported so many articles; give all that it reported."""
    assert process.stdout is not None
    done = [process.stdout.readline().strip() for _ in range(articles)]
    os.kill(process.pid, signal.SIGKILL)
    done += [line.strip() for line in process.stdout.read().splitlines() if line.endswith(tuple("0123456789"))]
    process.stdout.close()
    process.wait()
    return done


def _half_articles(archive: Archive) -> list[dict[str, object]]:
    """Find articles of which something, but not everything, was written."""
    return archive.rows(
        "SELECT a.url FROM articles a LEFT JOIN versions v ON v.article_id = a.id WHERE v.id IS NULL "
        "OR 40 <> (SELECT count(*) FROM wordings w WHERE w.version_id = v.id) "
        "OR 1 <> (SELECT count(*) FROM fetches f WHERE f.article_id = a.id)"
    )


def test_kill_in_the_middle_leaves_no_half_article(path: Path) -> None:
    """Killed at random moments, the archive holds every article that was reported, and each one whole."""
    reported: list[str] = []
    for attempt in range(4):
        reported += _kill_after(_writer(path, f"host{attempt}"), random.Random(attempt).randint(1, 30))
    archive = open_archive(path)
    stored = {str(row["url"]) for row in archive.rows("SELECT url FROM articles")}
    assert set(reported) <= stored
    assert _half_articles(archive) == []
    assert verify(archive) == []
    archive.close()


def test_kill_of_two_writers_at_once_loses_nothing(path: Path) -> None:
    """Two processes write at the same time; both are killed; what each reported is there."""
    open_archive(path).close()
    writers = [_writer(path, "one"), _writer(path, "two")]
    reported = [url for writer in writers for url in _kill_after(writer, 15)]
    archive = open_archive(path)
    assert set(reported) <= {str(row["url"]) for row in archive.rows("SELECT url FROM articles")}
    assert _half_articles(archive) == []
    archive.close()


def test_error_inside_a_transaction_takes_everything_back(
    archive: Archive, add: Add, capture: Make, topic_id: int
) -> None:
    """An exception after half of the writes leaves none of them, nested transactions included."""
    article = add()

    def half() -> None:
        with archive.transaction():
            archive.record_capture(capture(article, 1, ["One."]))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert archive.last_version(article) is None
    assert archive.rows("SELECT count(*) AS n FROM fetches") == [{"n": 0}]
    archive.record_capture(capture(article, 1, ["One."]))
    assert archive.last_version(article) is not None


def test_transaction_is_one_with_those_inside(path: Path, archive: Archive, at: At) -> None:
    """What happens inside is seen by others only when the outermost transaction ends."""
    other = open_archive(path, readonly=True)
    with archive.transaction():
        archive.db.conn.execute("INSERT INTO topics (name, title, first_seen_at) VALUES ('a', 'A', '')")
        with archive.transaction():
            archive.db.conn.execute("INSERT INTO topics (name, title, first_seen_at) VALUES ('b', 'B', '')")
        assert other.rows("SELECT name FROM topics") == []
    assert len(other.rows("SELECT name FROM topics")) == 2
    other.close()


def test_threads_take_turns(archive: Archive, topic_id: int) -> None:
    """Two threads with transactions on one archive do not get into each other's."""

    def count_up() -> None:
        for _ in range(50):
            with archive.transaction():
                (row,) = archive.rows("SELECT title FROM topics")
                archive.db.conn.execute("UPDATE topics SET title = ?", (str(int(str(row["title"])) + 1),))

    archive.db.conn.execute("UPDATE topics SET title = '0'")
    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert archive.rows("SELECT title FROM topics") == [{"title": "200"}]


def test_writers_in_several_processes_wait_for_one_another(path: Path) -> None:
    """Read-then-write transactions of four processes all succeed."""
    archive = open_archive(path)
    archive.db.conn.execute("INSERT INTO topics (name, title, first_seen_at) VALUES ('n', '0', '')")
    script = (
        "import sys; from pathlib import Path; from pactwatch.archive import open_archive\n"
        "archive = open_archive(Path(sys.argv[1]))\n"
        "for _ in range(40):\n"
        "    with archive.transaction():\n"
        "        n = int(archive.rows('SELECT title FROM topics')[0]['title'])\n"
        "        archive.db.conn.execute('UPDATE topics SET title = ?', (str(n + 1),))\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    assert archive.rows("SELECT title FROM topics") == [{"title": "160"}]
    archive.close()


def test_full_disk_says_so_and_loses_nothing(archive: Archive, add: Add, capture: Make) -> None:
    """When no page can be added the capture is refused in a sentence, and what was there stays."""
    article = add()
    archive.record_capture(capture(article, 1, ["One."]))
    pages = archive.db.conn.execute("PRAGMA page_count").fetchone()[0]
    archive.db.conn.execute(f"PRAGMA max_page_count = {pages}")
    big = random.Random(1).randbytes(200_000)
    with pytest.raises(NoSpace, match="the disk is full; nothing was lost"):
        archive.record_capture(capture(article, 2, ["Two."], body=big))
    assert verify(archive) == []
    archive.db.conn.execute("PRAGMA max_page_count = 1000000")
    assert archive.record_capture(capture(article, 3, ["Two."], body=big)).version_number == 2


def test_file_size_limit_says_so(path: Path) -> None:
    """A limit on file sizes, as `ulimit -f` sets, ends in a sentence and an archive that still opens."""
    open_archive(path).close()
    script = (
        "import sys, signal; from pathlib import Path; from pactwatch.archive import open_archive\n"
        "from pactwatch.errors import PactwatchError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "archive = open_archive(Path(sys.argv[1]))\n"
        "try:\n"
        "    with archive.transaction():\n"
        "        archive.db.conn.execute(\"INSERT INTO bodies VALUES ('x', 'raw', NULL, 1, 1, randomblob(8000000))\")\n"
        "except PactwatchError as error:\n"
        "    print(type(error).__name__, error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000)),
    )
    assert run.stdout.startswith("NoSpace"), run
    archive = open_archive(path)
    assert verify(archive) == []
    archive.close()


def test_reader_with_a_long_query_does_not_stop_a_writer(path: Path, archive: Archive, add: Add, capture: Make) -> None:
    """A read transaction left open, as a slow page would, lets a pass go on, and sees its own moment."""
    article = add()
    reader = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM versions").fetchone() == (0,)
    archive.record_capture(capture(article, 1, ["One."]))
    assert reader.execute("SELECT count(*) FROM versions").fetchone() == (0,)
    reader.execute("COMMIT")
    assert reader.execute("SELECT count(*) FROM versions").fetchone() == (1,)
    reader.close()
