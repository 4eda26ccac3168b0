"""Read a folder of saved pages with ours and with others, interleaved: pages per CPU second and peak memory.

    python benchmarks/extract.py FOLDER                                   # ours, on every *.html and *.html.gz in it
    python benchmarks/extract.py FOLDER --other trafilatura=/venv/bin/python --other readability=/other/bin/python

Each program runs in its own interpreter (so that none of them is a dependency of ours) and in turn, `--rounds` times:
on a shared machine only figures of one run may be compared. Quality is measured with gold pages, elsewhere.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

READERS = {
    "ours": "from pactwatch.extract import extract\nread = lambda body: extract(body).text",
    "trafilatura": "import trafilatura\nread = lambda body: trafilatura.extract(body, with_metadata=True)",
    "readability": "from readability import Document\n"
    "read = lambda body: Document(body.decode('utf-8', 'replace')).summary()",
    "newspaper": "import newspaper\ndef read(body):\n"
    "    page = newspaper.Article('http://a.example/', fetch_images=False)\n"
    "    page.download(input_html=body.decode('utf-8', 'replace')); page.parse(); return page.text",
    "resiliparse": "from resiliparse.extract.html2text import extract_plain_text\n"
    "read = lambda body: extract_plain_text(body.decode('utf-8', 'replace'), main_content=True)",
}

PROGRAM = """
import gzip, json, resource, sys, time
from pathlib import Path
{reader}
cpu, slowest, failed = 0.0, 0.0, 0
paths = sorted(path for path in Path(sys.argv[1]).iterdir() if path.name.endswith((".html", ".html.gz")))
for path in paths:
    body = path.read_bytes()
    body = gzip.decompress(body) if path.suffix == ".gz" else body
    started = time.process_time()
    try:
        read(body)
    except Exception:
        failed += 1
    took = time.process_time() - started
    cpu, slowest = cpu + took, max(slowest, took)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(dict(pages=len(paths), cpu_s=cpu, slowest_s=slowest, failed=failed, memory_mb=memory)))
"""


def measure(name: str, python: str, folder: Path) -> dict[str, float]:
    program = PROGRAM.format(reader=READERS[name])
    run = subprocess.run([python, "-c", program, str(folder)], capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--other", action="append", default=[], metavar="NAME=PYTHON", help=", ".join(READERS))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    programs = {"ours": sys.executable, **dict(other.split("=", 1) for other in options.other)}
    results: dict[str, list[dict[str, float]]] = {name: [] for name in programs}
    for _ in range(options.rounds):
        for name, python in programs.items():
            results[name].append(measure(name, python, options.folder))
    print("| extractor | pages/CPU s | slowest page, s | memory, MB | failed |\n|---|---|---|---|---|")
    for name, rounds in results.items():
        speed = statistics.median(run["pages"] / max(run["cpu_s"], 1e-9) for run in rounds)
        slowest = max(run["slowest_s"] for run in rounds)
        memory = max(run["memory_mb"] for run in rounds)
        print(f"| {name} | {speed:.0f} | {slowest:.2f} | {memory:.0f} | {rounds[0]['failed']:.0f} |")


if __name__ == "__main__":
    main()
