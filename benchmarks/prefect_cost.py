"""What Prefect adds to a pass: the same passes with a Prefect server on loopback and without, one after the other.

    python benchmarks/prefect_cost.py                            # 1,000 articles
    python benchmarks/prefect_cost.py --articles 200 --rounds 2

Each round makes two new archives and does three passes over each: a first one, one that hears only 304, and one after
every article was edited. CPU time is that of `pactwatch run` with all its processes, not the server's. What Prefect's
database grows by is read from the database itself (pages in use), once the server has stored its events.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from statistics import median

from memory import HERE, TOPIC, edit, serving

BIN = Path(sys.executable).parent
PASSES = ("first", "nothing changed", "all edited")
WANTED = {"wall_s": 5.0, "cpu_s": 2.0, "mb": 2.0}
# The server stores events every 5 s, and what it does of itself must not be counted as ours.
SETTLED_S = 8


def environment(home: Path, **more: str) -> dict[str, str]:
    """Give an environment in which Prefect keeps to one folder and phones nobody."""
    keep = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT", "PACTWATCH"))}
    quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_HOME": str(home)}
    return keep | quiet | {"PYTHONPATH": str(HERE)} | more


@contextmanager
def prefect_server(folder: Path) -> Iterator[dict[str, str]]:
    """Run a Prefect server; give the environment to use it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = environment(folder, PREFECT_API_URL=f"http://127.0.0.1:{port}/api")
    command = [BIN / "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            with suppress(urllib.error.URLError, OSError):
                urllib.request.urlopen(env["PREFECT_API_URL"] + "/health", timeout=2).close()
                break
            time.sleep(0.3)
        yield env
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def database_mb(home: Path) -> float:
    """Give the size of what Prefect's database holds."""
    with closing(sqlite3.connect(f"file:{home / 'prefect.db'}?mode=ro", uri=True)) as db:
        read = ("page_count", "freelist_count", "page_size")
        pages, free, size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in read)
    return float((pages - free) * size / 1e6)


def watch(folder: Path, engine: str, env: dict[str, str]) -> dict[str, float]:
    """Do a pass; give its wall and CPU seconds."""
    words = ["run", "--topic", "topic.toml", "--archive", f"{engine}.db", "--engine", engine, "--json"]
    began, before = time.perf_counter(), os.times()
    done = subprocess.run(
        [sys.executable, "-m", "pactwatch.cli", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    after = os.times()
    assert done.returncode == 0, done.stderr[-2000:]
    assert sum(json.loads(done.stdout)["outcomes"].values()) > 0
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {"wall_s": time.perf_counter() - began, "cpu_s": cpu}


def measure(articles: int, rounds: int) -> dict[str, list[dict[str, float]]]:
    """Give, for each kind of pass, what Prefect added in each round."""
    found: dict[str, list[dict[str, float]]] = {what: [] for what in PASSES}
    with tempfile.TemporaryDirectory() as name:
        home = Path(name, "prefect")
        home.mkdir()
        with prefect_server(home) as env:
            for number in range(rounds):
                folder = Path(name, str(number))
                folder.mkdir()
                with serving(articles) as base:
                    (folder / "topic.toml").write_text(TOPIC.format(base=base), encoding="utf-8")
                    for what in PASSES:
                        if what == "all edited":
                            edit(base)
                        alone = watch(folder, "local", environment(folder))
                        time.sleep(SETTLED_S)
                        size = database_mb(home)
                        with_it = watch(folder, "prefect", env)
                        time.sleep(SETTLED_S)
                        added = {key: with_it[key] - alone[key] for key in alone} | {"mb": database_mb(home) - size}
                        found[what].append(added | {f"alone_{key}": value for key, value in alone.items()})
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=1_000)
    options.add_argument("--rounds", type=int, default=1)
    chosen = options.parse_args()
    found = measure(chosen.articles, chosen.rounds)
    print(
        f"| {chosen.articles:,} articles | alone: wall s | CPU s | Prefect adds: wall s | CPU s | MB in its database |"
    )
    print("|---|---|---|---|---|---|")
    for what, rows in found.items():
        cells = [f"{median(row[key] for row in rows):.1f}" for key in ("alone_wall_s", "alone_cpu_s")]
        for key, wanted in WANTED.items():
            added = median(row[key] for row in rows)
            cells.append(f"{added:.1f}{' **over**' if added > wanted else ''}")
        print(f"| {what} | {' | '.join(cells)} |")
    print(f"wanted: less than {WANTED['wall_s']:.0f} s, {WANTED['cpu_s']:.0f} s and {WANTED['mb']:.0f} MB")


if __name__ == "__main__":
    main()
