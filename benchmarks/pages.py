"""How soon the pages answer over a large archive while a pass is writing into it.

    python benchmarks/archive.py --million --scale 0.1 --keep large.db
    python benchmarks/pages.py large.db [--requests 40] [--profile PAGE]

The archive is copied first, because it is written into, and brought up to date. The server is kept to one core; the
writer records new versions, twenty a second, through the path of a pass. For each page: wall time until the first byte,
and the server's CPU time for the whole answer, which other programs on the machine do not disturb. The first request of
each page is told apart: it may have to take a count over the whole archive.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from pactwatch.archive import Capture, open_archive
from pactwatch.archive.serve import serve_command
from pactwatch.model import Article, Block, Fetch, Judgement, Outcome, Url, Wording

FIRST_BYTE_MS, PER_SECOND = 200, 50
"""What is wanted: the first byte of every page at p95, and Today's requests in a second of one core."""


def write(path: Path, stop: multiprocessing.synchronize.Event) -> None:
    """Record new versions of articles, twenty a second, until told to stop."""
    dice, written = random.Random(2), 0
    with closing(open_archive(path)) as archive:
        articles = archive.rows(
            "SELECT a.id, a.url, c.topic_id FROM articles a JOIN coverage c ON c.article_id = a.id LIMIT 5000"
        )
        while not stop.is_set():
            row, at = dice.choice(articles), datetime.now(UTC) + timedelta(seconds=written)
            said = [
                f"Sentence {dice.randrange(10**9)} of a page that is edited while it is watched." for _ in range(30)
            ]
            url = Url(str(row["url"]))
            archive.record_capture(
                Capture(
                    topic_id=int(str(row["topic_id"])),
                    article_id=int(str(row["id"])),
                    run_id=None,
                    fetch=Fetch(url, url, at, 200, (), "\n".join(said).encode()),
                    judgement=Judgement(Outcome.STORED, "benchmark"),
                    article=Article(tuple(Block("paragraph", one) for one in said), headline=said[0]),
                    extractor="benchmark",
                    wordings=tuple(Wording(one, place) for place, one in enumerate(said)),
                )
            )
            written += 1
            time.sleep(0.05)
    print(f"written meanwhile: {written} versions")


def serve(path: Path) -> tuple[subprocess.Popen[str], int]:
    """Serve the archive on one core; give the process and its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    server = subprocess.Popen(
        serve_command(path, "127.0.0.1", port), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    os.sched_setaffinity(server.pid, {0})
    assert server.stderr is not None
    if not any("Uvicorn running" in line for line in server.stderr):
        raise SystemExit("the pages could not be served; try `pactwatch serve`.")
    return server, port


def cpu_ms(pid: int) -> float:
    """Give the CPU time that a process has had, all threads together."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total / 1e6


def pages(path: Path) -> dict[str, Callable[[], str]]:
    """Give each kind of page with something that makes addresses of it."""
    dice = random.Random(1)
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        last = {name: db.execute(f"SELECT max(id) FROM {name}").fetchone()[0] or 1 for name in ("changes", "articles")}
        snapshots = [row[0] for row in db.execute("SELECT snapshot_id FROM versions LIMIT 4000")]
        topic = db.execute("SELECT name FROM topics").fetchone()[0]
        outlets = [row[0] for row in db.execute("SELECT DISTINCT outlet FROM articles LIMIT 50")]
        texts = db.execute("SELECT text FROM wording_texts WHERE length(text) > 20 LIMIT 200 OFFSET 1000").fetchall()
    words = sorted({word for row in texts for word in re.findall(r"\w{3,}", row[0])}) or ["the"]

    def outlet() -> str:
        """Name an outlet, as an address does."""
        return quote(dice.choice(outlets))

    return {
        "today": lambda: "/today",
        "today, all time": lambda: "/today?since=all&all=1",
        "today, one facet": lambda: f"/today?since=all&facet={dice.choice(('number', 'date', 'quote', 'speaker'))}",
        "today, one outlet": lambda: f"/today?since=all&outlet={outlet()}",
        "change": lambda: f"/change/{dice.randrange(1, last['changes'] + 1)}",
        "articles": lambda: "/articles",
        "articles, one outlet": lambda: f"/articles?outlet={outlet()}",
        "article": lambda: f"/article/{dice.randrange(1, last['articles'] + 1)}",
        "article, side by side": lambda: f"/article/{dice.randrange(1, last['articles'] + 1)}?view=sides",
        "facts": lambda: f"/topic/{topic}",
        "outlets": lambda: "/outlets",
        "health": lambda: "/health",
        "search": lambda: f"/search?q={quote(dice.choice(words))}",
        "search, two words": lambda: f"/search?q={quote(' '.join(dice.sample(words, 2)))}",
        "snapshot": lambda: f"/snapshot/{dice.choice(snapshots)}",
        "snapshot, the page": lambda: f"/snapshot/{dice.choice(snapshots)}/page",
    }


def ask(port: int, address: str) -> tuple[float, int, int]:
    """Ask for a page: milliseconds until the first byte, status, bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    began = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    first = 1000 * (time.perf_counter() - began)
    size = len(answer.read())
    connection.close()
    return first, answer.status, size


def measure(server: subprocess.Popen[str], port: int, path: Path, count: int) -> Iterator[str]:
    """Measure each page; give a line of a table for each."""
    yield "| page | first byte p50 | p95 | the first of all | CPU p50 | CPU p95 | KB |"
    yield "|---|---|---|---|---|---|---|"
    for name, make in pages(path).items():
        waits, spent, sizes, wrong = [], [], [], 0
        for _ in range(count):
            before = cpu_ms(server.pid)
            wait, status, size = ask(port, make())
            wrong += status not in (200, 404)
            waits.append(wait)
            spent.append(cpu_ms(server.pid) - before)
            sizes.append(size)
        first = waits[0]
        waits.sort()
        spent.sort()
        p50, p95 = len(waits) // 2, min(int(len(waits) * 0.95), len(waits) - 1)
        note = f" ({wrong} failed)" if wrong else ""
        note += " **over**" if waits[p95] > FIRST_BYTE_MS else ""
        yield (
            f"| {name}{note} | {waits[p50]:.0f} ms | {waits[p95]:.0f} ms | {first:.0f} ms | {spent[p50]:.0f} ms "
            f"| {spent[p95]:.0f} ms | {max(sizes) // 1000} |"
        )
    began, before, done = time.perf_counter(), cpu_ms(server.pid), 0
    while time.perf_counter() - began < 8:
        ask(port, "/today")
        done += 1
    took, cpu = time.perf_counter() - began, (cpu_ms(server.pid) - before) / 1000
    yield ""
    wanted = f"wanted: {PER_SECOND}"
    yield f"Today, one after another: {done / took:.0f} a second, {done / cpu:.0f} a second of CPU ({wanted})"


def profile(port: int, address: str) -> None:
    """Say where the time of one address goes: five requests, wall time of each."""
    for _ in range(5):
        wait, status, size = ask(port, address)
        print(f"{address}: {wait:.0f} ms, status {status}, {size} bytes")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("archive", type=Path, nargs="?", help="an archive, such as archive.py --keep leaves it")
    options.add_argument("--requests", type=int, default=40, help="for each page")
    options.add_argument("--profile", metavar="PAGE", help="ask for this address only")
    chosen = options.parse_args()
    if chosen.archive is None:
        print("skipped: name an archive, such as `archive.py --million --scale 0.1 --keep large.db` leaves it")
        return
    with tempfile.TemporaryDirectory(dir=chosen.archive.parent) as folder:
        path = Path(folder) / "pages.db"
        shutil.copy(chosen.archive, path)
        open_archive(path).close()
        stop = multiprocessing.Event()
        writer = multiprocessing.Process(target=write, args=(path, stop))
        server, port = serve(path)
        writer.start()
        os.sched_setaffinity(0, {1 % (os.cpu_count() or 1)})
        try:
            if chosen.profile:
                profile(port, chosen.profile)
            else:
                for line in measure(server, port, path, chosen.requests):
                    print(line, flush=True)
        finally:
            stop.set()
            writer.join(timeout=60)
            server.terminate()
            server.wait(timeout=30)


if __name__ == "__main__":
    main()
