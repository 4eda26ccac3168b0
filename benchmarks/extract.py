"""Read saved article pages with ours and with others, interleaved in one run: quality, pages per CPU second, memory.

    python benchmarks/extract.py                                    # ours, on pages of our own making
    python benchmarks/extract.py --rivals                           # and five others, each in its own environment
    python benchmarks/extract.py --rivals trafilatura,resiliparse   # or some of them
    python benchmarks/extract.py --data FOLDER                      # on gold pages; default: $PACTWATCH_EXTRACTION_DATA
    python benchmarks/extract.py --pages FOLDER                     # on *.html and *.html.gz without gold: speed alone
    python benchmarks/extract.py --check                            # leave with 1 if ours misses a target of its own

A folder of gold pages holds `*.jsonl` files; each row has `path` (from the folder, plain or .gz) and `text`, and may
have `url optional title date authors`. Rows without `text` are left out. Each set is scored, and all of them together.

Quality is 4-token shingle F1 (see tests/support/scores.py), Japanese and Chinese by characters, with the 95 % interval
of our lead over each rival by paired bootstrap. Every program is a process of its own that reads a few pages in turn,
`--rounds` times over; CPU time is counted inside the process, around the call alone. On a shared machine only figures
of one run may be compared.

The rivals are no dependency of ours. `--rivals` makes a virtual environment for each below `--cache` (default:
~/.cache/pactwatch-rivals) with pip, once; `--python NAME=PATH` takes an interpreter that has one already.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# What helps the tests make and score pages helps here too.
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

import layouts  # noqa: E402
import scores  # noqa: E402

DATA = "PACTWATCH_EXTRACTION_DATA"
# Pages that a process reads before the next one's turn: short enough that a busy minute weighs on all alike.
TURN = 10
# What `--check` holds ours to: against trafilatura with metadata in the same run if it is there, and by itself.
LEAST_TIMES_TRAFILATURA = 10.0
MOST_MEMORY_MB = 80.0
MOST_PAGE_S = 1.0


@dataclass(frozen=True)
class Reader:
    """One program: what pip installs for it, and a function `read(body, url)` that gives a dict."""

    needs: str
    program: str


_TRAFILATURA = """
import trafilatura
def read(body, url):
    page = trafilatura.bare_extraction(body, url=url, with_metadata=True, include_comments=False, {options})
    return {{}} if page is None else dict(
        text=page.text, title=page.title, date=page.date, authors=(page.author or "").split("; "))
"""
READERS = {
    "ours": Reader(
        "",
        """
from pactwatch.extract import extract
def read(body, url):
    page = extract(body, url=url, content_type="text/html")
    return dict(text=page.text, title=page.headline, date=page.published_at, authors=page.authors)
""",
    ),
    "trafilatura": Reader("trafilatura==2.3.0 lxml_html_clean", _TRAFILATURA.format(options="")),
    "trafilatura-fast": Reader("trafilatura==2.3.0 lxml_html_clean", _TRAFILATURA.format(options="fast=True")),
    "trafilatura-precision": Reader(
        "trafilatura==2.3.0 lxml_html_clean", _TRAFILATURA.format(options="favor_precision=True")
    ),
    "readability-lxml": Reader(
        "readability-lxml==0.9 lxml_html_clean",
        """
from readability import Document
from lxml.html import fromstring
def read(body, url):
    page = Document(decoded(body))
    summary = page.summary(html_partial=True)
    return dict(text=fromstring(summary).text_content() if summary else "", title=page.short_title())
""",
    ),
    "newspaper4k": Reader(
        "newspaper4k==0.9.6 lxml_html_clean",
        """
import newspaper
def read(body, url):
    page = newspaper.Article(url or "http://a.example/", fetch_images=False)
    page.download(input_html=decoded(body))
    page.parse()
    date = page.publish_date.isoformat() if page.publish_date else None
    return dict(text=page.text, title=page.title, date=date, authors=page.authors)
""",
    ),
    "resiliparse": Reader(
        "Resiliparse==2.0.1",
        """
from resiliparse.extract.html2text import extract_plain_text
def read(body, url):
    return dict(text=extract_plain_text(decoded(body), main_content=True, alt_texts=False, links=False))
""",
    ),
}

# One line in, a list of [path, url]; one line out, what was read and how long each took.
WORKER = """
import gzip, json, logging, os, resource, sys, time
out = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)                                   # whatever a library prints is not our answer
logging.disable(logging.CRITICAL)
def decoded(body):
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        import re
        found = re.search(rb"charset=[\\"' ]*([A-Za-z0-9_-]+)", body[:4096])
        try:
            return body.decode(found.group(1).decode() if found else "cp1252", "replace")
        except LookupError:
            return body.decode("cp1252", "replace")
{program}
def memory_mb():
    # Linux counts what our parent had in ru_maxrss; VmHWM begins anew with each program.
    try:
        with open("/proc/self/status") as file:
            return int(next(line for line in file if line.startswith("VmHWM")).split()[1]) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
try:
    read(b"<html><body><article><p>Long enough to be a paragraph, to warm up with.</p></article></body></html>", None)
except Exception:
    pass
base = memory_mb()
for line in sys.stdin:
    answers = []
    for path, url in json.loads(line):
        with open(path, "rb") as file:
            body = file.read()
        body = gzip.decompress(body) if path.endswith(".gz") else body
        started = time.process_time()
        try:
            found = read(body, url)
        except Exception as error:
            found = dict(failed=repr(error)[:200])
        answers.append([time.process_time() - started, found])
    print(json.dumps(dict(answers=answers, memory_mb=memory_mb(), base_mb=base), default=str), file=out, flush=True)
"""


_EARLY = 100


@dataclass
class Gold:
    """One page with what should be read from it."""

    path: str
    url: str | None
    subset: str
    text: str | None = None
    optional: tuple[str, ...] = ()
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()


@dataclass
class Record:
    """What one program made of all pages."""

    cpu_s: list[list[float]] = field(default_factory=list)
    """For each round, the CPU seconds of each page."""
    read: list[dict[str, Any]] = field(default_factory=list)
    memory_mb: float = 0.0
    base_mb: float = 0.0
    memories: list[tuple[int, float]] = field(default_factory=list)
    """(how many pages had been read, the most memory held so far) after each turn."""

    def pages_per_s(self, chosen: Sequence[int]) -> float:
        """Give pages per CPU second, the middle one of the rounds."""
        return statistics.median(len(chosen) / max(1e-9, sum(times[n] for n in chosen)) for times in self.cpu_s)

    @property
    def early_mb(self) -> float:
        """The peak after the first hundred readings: what comes on top of it later is growth."""
        return next((memory for done, memory in self.memories if done >= _EARLY), self.memory_mb)

    @property
    def readings(self) -> int:
        """How many pages one process read, over all rounds."""
        return self.memories[-1][0] if self.memories else 0

    @property
    def slowest_s(self) -> float:
        """The slowest page, in its fastest round: what the page costs, not what the machine was doing."""
        return max(map(min, zip(*self.cpu_s, strict=True)), default=0.0)


# ---------------------------------------------------------------- pages


def own_pages(folder: Path) -> list[Gold]:
    """Write pages of our own making: every layout with its stories, five captures of each."""
    found = []
    for layout, story in layouts.pairs():
        for turn in range(5):
            path = folder / f"{layout.__name__}-{story.key}-{turn}.html"
            path.write_bytes(layouts.page(layout, story, turn))
            found.append(
                Gold(
                    str(path),
                    f"https://press.example/{story.key}",
                    "own pages",
                    story.text,
                    (story.standfirst,) if story.standfirst else (),
                    story.headline,
                    story.published,
                    tuple(story.author.split(" and ")) if story.author else (),
                )
            )
    return found


def gold_pages(folder: Path) -> list[Gold]:
    """Read the rows of every `*.jsonl` in a folder."""
    found = []
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
            if not line.strip():
                continue
            try:
                row: dict[str, Any] = json.loads(line)
            except ValueError as error:
                sys.exit(
                    f"benchmarks/extract.py: {file}:{number}: {error}; a line is one JSON object with path and text."
                )
            if not row.get("text"):
                continue
            authors = row.get("authors") or ()
            found.append(
                Gold(
                    str(folder / row["path"]),
                    row.get("url"),
                    file.stem,
                    row["text"],
                    tuple(row.get("optional") or ()),
                    row.get("title"),
                    row.get("date"),
                    (authors,) if isinstance(authors, str) else tuple(map(str, authors)),
                )
            )
    return found


def bare_pages(folder: Path) -> list[Gold]:
    """List the pages of a folder, of which nothing is known."""
    paths = sorted(path for path in folder.iterdir() if path.name.endswith((".html", ".html.gz")))
    return [Gold(str(path), None, folder.name) for path in paths]


def chosen_pages(options: argparse.Namespace, folder: Path) -> list[Gold]:
    """Give the pages that were asked for; leave with a sentence if there are none."""
    if options.pages is not None:
        found = bare_pages(options.pages) if options.pages.is_dir() else []
        return found or _leave(f"{options.pages} holds no *.html or *.html.gz pages.")
    data = options.data or (Path(os.environ[DATA]) if os.environ.get(DATA) else None)
    if data is not None:
        found = gold_pages(data) if data.is_dir() else []
        return found or _leave(
            f"{data} holds no *.jsonl with gold texts; without --data and ${DATA} our own pages are read."
        )
    print(f"Pages of our own making; for gold pages name their folder with --data or ${DATA}.\n")
    return own_pages(folder)


def _leave(sentence: str) -> list[Gold]:
    sys.exit(f"benchmarks/extract.py: {sentence}")


# ---------------------------------------------------------------- programs


def interpreter(name: str, options: argparse.Namespace) -> str:
    """Give the Python that has a program, after making its environment if need be."""
    reader = READERS[name]
    given = dict(entry.split("=", 1) for entry in options.python)
    if name in given or not reader.needs:
        return str(given.get(name, sys.executable))
    folder: Path = options.cache / reader.needs.split()[0].replace("==", "-")
    python = folder / "bin" / "python"
    if not (folder / ".ready").exists():
        print(f"making {folder} …", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *reader.needs.split()]
        if subprocess.run(command, check=False).returncode:
            sys.exit(f"benchmarks/extract.py: pip could not install {reader.needs}; name an interpreter with --python.")
        (folder / ".ready").touch()
    return str(python)


class Process:
    """A program at work."""

    def __init__(self, name: str, python: str) -> None:
        self.name = name
        self.record = Record()
        environ = {**os.environ, "PYTHONPATH": str(ROOT)} if name == "ours" else dict(os.environ)
        if name != "ours":
            environ.pop("PYTHONPATH", None)
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - lives as long as the process
        self._process = subprocess.Popen(
            [python, "-c", WORKER.replace("{program}", READERS[name].program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            env=environ,
        )

    def read(self, pages: Sequence[Gold], *, first: bool) -> None:
        """Have it read some pages, and note what came of it; texts are kept from the *first* round."""
        assert self._process.stdin is not None and self._process.stdout is not None
        line = ""
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps([[page.path, page.url] for page in pages]) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        if not line:
            self._process.wait()
            self._said.seek(0)
            last = (self._said.read().strip().splitlines() or ["it said nothing"])[-1]
            sys.exit(f"benchmarks/extract.py: {self.name} ended before it read {pages[0].path}: {last}")
        said = json.loads(line)
        self.record.cpu_s[-1] += [cpu for cpu, _ in said["answers"]]
        if first:
            self.record.read += [found for _, found in said["answers"]]
        self.record.memory_mb, self.record.base_mb = said["memory_mb"], said["base_mb"]
        done = self.record.memories[-1][0] if self.record.memories else 0
        self.record.memories.append((done + len(said["answers"]), said["memory_mb"]))

    def end(self) -> None:
        """Let it go."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def run(pages: Sequence[Gold], pythons: dict[str, str], rounds: int) -> dict[str, Record]:
    """Have every program read all pages, a few at a time and in turn."""
    processes = [Process(name, python) for name, python in pythons.items()]
    for number in range(rounds):
        for process in processes:
            process.record.cpu_s.append([])
        for start in range(0, len(pages), TURN):
            for process in processes:
                process.read(pages[start : start + TURN], first=number == 0)
    for process in processes:
        process.end()
    return {process.name: process.record for process in processes}


# ---------------------------------------------------------------- tables


def tables(pages: Sequence[Gold], records: dict[str, Record]) -> Iterator[str]:
    """Give a table for each set of pages, and one for all of them."""
    subsets: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        subsets.setdefault(page.subset, []).append(number)
    if len(subsets) > 1:
        subsets["all pages"] = list(range(len(pages)))
    for name, chosen in subsets.items():
        scored = any(pages[n].text for n in chosen)
        quality = "F1 | our lead | under .5 | titles | dates right / wrong | authors F1 | " if scored else ""
        yield f"| {name}, {len(chosen)} | {quality}pages/CPU s | ours is faster |"
        yield "|---" * (quality.count("|") + 3) + "|"
        ours = [_counts(pages[n], records["ours"].read[n]) for n in chosen] if scored else []
        for program, record in records.items():
            cells = _quality(pages, record, chosen, ours if program != "ours" else None) if scored else []
            speed = record.pages_per_s(chosen)
            times = "" if program == "ours" else f"{records['ours'].pages_per_s(chosen) / speed:.1f} times"
            yield "| " + " | ".join([program, *cells, f"{speed:.0f}", times]) + " |"
        yield ""
    yield "| memory | readings | peak MB | before the first page | after 100 | slowest page, CPU s | failed |"
    yield "|---|---|---|---|---|---|---|"
    for program, record in records.items():
        failed = sum("failed" in found for found in record.read)
        memory = [f"{mb:.0f}" for mb in (record.memory_mb, record.base_mb, record.early_mb)]
        cells = [str(record.readings), *memory, f"{record.slowest_s:.2f}", str(failed)]
        yield "| " + " | ".join([program, *cells]) + " |"


def _counts(page: Gold, found: dict[str, Any]) -> scores.Counts:
    return scores.count(page.text or "", found.get("text") or "", page.optional)


def _quality(
    pages: Sequence[Gold], record: Record, chosen: Sequence[int], ours: list[scores.Counts] | None
) -> list[str]:
    """Give the cells that say how good a program was on some pages."""
    counts = [_counts(pages[n], record.read[n]) for n in chosen]
    lead = ""
    if ours is not None:
        found = scores.difference(ours, counts)
        lead = f"{found.middle:+.3f} ({found.low:+.3f} to {found.high:+.3f})"
    bad = sum(scores.page_f1(page) < 0.5 for page in counts) / len(counts)
    given = {key for found in record.read for key, value in found.items() if value}
    titles = [
        scores.folded(pages[n].title) == scores.folded(record.read[n].get("title")) for n in chosen if pages[n].title
    ]
    dates = [scores.date_verdict(str(pages[n].date), record.read[n].get("date")) for n in chosen if pages[n].date]
    people = [
        scores.author_counts(pages[n].authors, record.read[n].get("authors") or ()) for n in chosen if pages[n].authors
    ]
    right, wrong, missing = (sum(column) for column in zip(*people, strict=True)) if people else (0, 0, 0)
    return [
        f"{scores.f1(counts):.3f}",
        lead,
        f"{bad:.1%}",
        f"{sum(titles) / len(titles):.2f}" if titles and "title" in given else "",
        f"{dates.count('right') / len(dates):.2f} / {dates.count('wrong') / len(dates):.2f}"
        if dates and "date" in given
        else "",
        f"{2 * right / (2 * right + wrong + missing):.2f}" if right + wrong + missing and "authors" in given else "",
    ]


def misses(records: dict[str, Record]) -> list[str]:
    """Say which targets of its own ours misses."""
    ours = records["ours"]
    every = range(len(ours.read))
    found = []
    if "trafilatura" in records:
        times = ours.pages_per_s(every) / records["trafilatura"].pages_per_s(every)
        if times < LEAST_TIMES_TRAFILATURA:
            found.append(f"{times:.1f} times as fast as trafilatura with metadata; at least {LEAST_TIMES_TRAFILATURA}")
    if ours.memory_mb > MOST_MEMORY_MB:
        found.append(f"{ours.memory_mb:.0f} MB of memory; at most {MOST_MEMORY_MB}")
    if ours.slowest_s > MOST_PAGE_S:
        found.append(f"{ours.slowest_s:.2f} s for one page; at most {MOST_PAGE_S}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    rivals = [name for name in READERS if name != "ours"]
    parser.add_argument("--rivals", nargs="?", const=",".join(rivals), default="", metavar="NAMES")
    parser.add_argument("--data", type=Path, metavar="FOLDER")
    parser.add_argument("--pages", type=Path, metavar="FOLDER")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "pactwatch-rivals", metavar="FOLDER")
    parser.add_argument("--python", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep what was read, for a closer look")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    wanted = [name.strip() for name in options.rivals.split(",") if name.strip()]
    wanted += [name for name, _, _ in (entry.partition("=") for entry in options.python) if name not in wanted]
    if unknown := sorted(set(wanted) - set(rivals)):
        parser.error(f"no such program: {', '.join(unknown)}; there are {', '.join(rivals)}")
    with tempfile.TemporaryDirectory() as folder:
        pages = chosen_pages(options, Path(folder))
        pythons = {name: interpreter(name, options) for name in ["ours", *wanted]}
        records = run(pages, pythons, options.rounds)
    print("\n".join(tables(pages, records)))
    if options.json:
        kept = {name: dict(zip((p.path for p in pages), r.read, strict=True)) for name, r in records.items()}
        options.json.write_text(json.dumps(kept, ensure_ascii=False, default=str), encoding="utf-8")
    if options.check and (found := misses(records)):
        sys.exit("\n".join(f"ours misses a target: {miss}" for miss in found))


if __name__ == "__main__":
    main()
