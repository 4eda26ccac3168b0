"""Whether processes that read pages beside a pass pay: passes over edited pages with none, one and two of them.

    python benchmarks/workers.py                     # 100 pages of 175 KB and of 15 KB, 3 rounds

The rounds are interleaved. Told are pages per second as it was, and the CPU time of a page in the pass's own process
and in all. On two cores that nobody else uses, a pass can be no faster than its own process goes, nor than both cores
do together: the last column is the less of the two, by arithmetic.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from statistics import median

from memory import HERE, TOPIC, edit, serving

CORES = 2


def used_ms(session: int) -> dict[int, float]:
    """Give the CPU time that each process of a session has had.

    Not what the system counts of children: readers are those of a server that nobody waits for.
    """
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (place / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                found[int(place.name)] = 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def look(folder: Path, workers: int) -> dict[str, float]:
    """Do a pass; give its wall seconds, and the CPU milliseconds of its own process and of all."""
    words = ["run", "--topic", "topic.toml", "--archive", f"{workers}.db", "--engine", "local", "--json"]
    command = [sys.executable, "-m", "pactwatch.cli", *words, "--workers", str(workers)]
    env, began, used = os.environ | {"PYTHONPATH": str(HERE)}, time.perf_counter(), dict[int, float]()
    with (folder / "said.json").open("w") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdout=said, stderr=subprocess.DEVNULL, start_new_session=True
        )
        while process.poll() is None:
            used |= used_ms(process.pid)
            time.sleep(0.05)
    assert process.returncode == 0
    assert set(json.loads((folder / "said.json").read_text())["outcomes"]) == {"stored"}
    return {"wall_s": time.perf_counter() - began, "own_ms": used[process.pid], "all_ms": sum(used.values())}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=100)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--workers", type=int, nargs="+", default=[0, 1, 2])
    chosen = options.parse_args()
    print("| pages of | workers | pages/s | CPU ms a page: the pass | all | pages/s on two free cores |")
    print("|---|---|---|---|---|---|")
    for size in (175_000, 15_000):
        found: dict[int, list[dict[str, float]]] = {workers: [] for workers in chosen.workers}
        for _ in range(chosen.rounds):
            with serving(chosen.pages, size) as base, tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                (folder / "topic.toml").write_text(TOPIC.format(base=base), encoding="utf-8")
                for workers in found:
                    look(folder, workers)
                edit(base)
                for workers, rows in found.items():
                    rows.append(look(folder, workers))
        for workers, rows in found.items():
            wall, own, whole = (median(row[key] for row in rows) for key in ("wall_s", "own_ms", "all_ms"))
            free = 1000 * chosen.pages / max(own, whole / CORES)
            print(
                f"| {size // 1000} KB | {workers} | {chosen.pages / wall:.0f} | {own / chosen.pages:.1f} "
                f"| {whole / chosen.pages:.1f} | {free:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
