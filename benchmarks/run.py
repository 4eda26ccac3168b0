"""A whole pass over articles that are all edited, and one over articles that are not, from a server on loopback.

    python benchmarks/run.py                          # 500 pages of 15 KB and 500 of 175 KB: two to four minutes
    python benchmarks/run.py --pages 100              # quicker, but the start of a program weighs more
    python benchmarks/run.py --urlwatch COMMAND --webchanges COMMAND --changedetection COMMAND    # beside ours
    python benchmarks/run.py --profile FOLDER         # flame graphs of passes over edited pages; what each step costs
    python benchmarks/run.py --svg docs/img/run.svg   # also a chart

Rivals are commands of environments of their own (`python -m venv x && x/bin/pip install urlwatch`); they watch the
pages of the first size only, and each round is done by everybody before the next one begins. Server and watchers are
processes of their own. CPU time is the watcher's with all its processes, from its start to its end: imports, requests,
reading, comparing and storing; the server's is told apart. Precision is the business of `benchmarks/mixed.py`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from charts import Bar, Panel, bars

HERE = Path(__file__).resolve().parent
SUPPORT = HERE.parent / "tests" / "support"
SIZES = {"15 KB": 15_000, "175 KB": 175_000}
ROUNDS = ("first", "edited", "same")
# Rivals must not ask a proxy for loopback, and may ask loopback at all.
OFFLINE = {"NO_PROXY": "*", "no_proxy": "*", "ALLOW_IANA_RESTRICTED_ADDRESSES": "true"}

# Reading processes belong to a server of theirs, which nobody waits for: here they come home to whoever measures.
TIMED = """
import ctypes, json, os, subprocess, sys, time
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
wall = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
wall = time.perf_counter() - wall
try:
    while True:
        os.wait()
except ChildProcessError:
    used = os.times()
print(json.dumps(dict(wall_s=wall, cpu_s=used.children_user + used.children_system,
                      code=done.returncode, out=done.stdout, err=done.stderr[-2000:])))
"""


# ---------------------------------------------------------------- the server


async def serve(pages: int) -> None:
    """Serve the articles at both sizes; `/edit` edits all of them, `/told` says what was asked and its CPU time."""
    # Imported here: the module lies with the tests, and only the server's process has it on its path.
    from newsroom import MATERIAL, edited, page, story

    fillers = {size: "".join(_teaser(number) for number in range(size // 100)) for size in SIZES.values()}
    bodies: dict[str, tuple[bytes, bytes]] = {}
    for size, filler in fillers.items():
        for number in range(1, pages + 1):
            texts = (page(story(number), 1), page(edited(story(number), MATERIAL[number % len(MATERIAL)]), 2))
            before, after = (_filled(text, filler, size) for text in texts)
            bodies[f"/{size}/a/{number}"] = (before, after)
    turn = asked = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal turn, asked
        while head := await _head(reader):
            path = head.split(" ", 2)[1]
            turn += path == "/edit"
            tag = f'"{min(turn, 1)}"'
            if path in bodies:
                asked += 1
                body, kind = bodies[path][min(turn, 1)], "text/html; charset=utf-8"
            elif path in ("/edit", "/told"):
                body, kind = json.dumps({"asked": asked, "cpu_s": time.process_time()}).encode(), "application/json"
            else:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                continue
            if f"if-none-match: {tag}" in head.lower():
                writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode())
                continue
            fields = f"Content-Type: {kind}\r\nETag: {tag}\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(f"HTTP/1.1 200 OK\r\n{fields}".encode() + body)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _head(reader: asyncio.StreamReader) -> str:
    """Read the head of a request; empty: there are no more."""
    try:
        return (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return ""


def _teaser(number: int) -> str:
    """Make a piece of the chrome that fills a page."""
    return (
        f'<div class="teaser card-{number}"><a href="/news/{number}">Council to vote on budget {number}</a></div>\n'
        f'<script>window.slots.push({{"slot": "s{number}"}})</script>\n'
    )


def _filled(text: str, filler: str, size: int) -> bytes:
    """Fill a page up to its size, in whole pieces."""
    room = filler[: max(0, size - len(text))]
    return text.replace("<footer>", room[: room.rfind("<div")] + "<footer>").encode()


@contextmanager
def serving(pages: int) -> Iterator[str]:
    """Run the server beside us; give its address."""
    command = [sys.executable, __file__, "--pages", str(pages), "--serve"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environ(True))
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.communicate()


def ask(base: str, path: str) -> dict[str, float]:
    """Have every page edited (`edit`), or hear what the server did (`told`)."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{base}/{path}", timeout=30) as answer:
        found: dict[str, float] = json.load(answer)
    return found


# ---------------------------------------------------------------- the watchers


def _environ(support: bool = False) -> dict[str, str]:
    """Give the environment, with the newsroom's module for the server."""
    paths = [str(SUPPORT)] if support else []
    # A shell that forbids compiled modules would have each of our passes compile them anew; the rivals' came with them.
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return found | OFFLINE | {"PYTHONPATH": os.pathsep.join([*paths, os.environ.get("PYTHONPATH", "")])}


def timed(command: Sequence[str], folder: Path) -> dict[str, object]:
    """Run a command; give its times and what it said."""
    whole = [sys.executable, "-c", TIMED, *command]
    done = subprocess.run(whole, cwd=folder, capture_output=True, text=True, check=True, env=_environ())
    found: dict[str, object] = json.loads(done.stdout)
    return found


@dataclass(frozen=True)
class Watcher:
    """A program that watches pages."""

    name: str
    folder: Path
    first: tuple[str, ...]
    again: tuple[str, ...]
    ours: bool = False

    def look(self, turn: str, pages: int) -> dict[str, object]:
        """Do a pass; what ours says must be what happened."""
        run = timed(self.first if turn == "first" else self.again, self.folder)
        assert run["code"] == 0, f"{self.name}: {run['err']}"
        if self.ours:
            said = json.loads(str(run["out"]))["outcomes"]
            assert said == {"not_modified" if turn == "same" else "stored": pages}, said
        return run


def ours(urls: Sequence[str], folder: Path, workers: int = 0) -> Watcher:
    """`pactwatch run`, with or without reading processes."""
    head = (
        'name = "bench"\ntitle = "Every page"\nlanguages = ["en"]\n[relevance]\nmode = "all"\n[fetch]\n'
        'allow_private_hosts = ["127.0.0.1"]\nper_host_delay_s = 0\nper_host_concurrency = 6\nrecheck = "always"\n'
    )
    sources = "".join(f'[[sources]]\nkind = "url"\nurl = "{url}"\n' for url in urls)
    (folder / "topic.toml").write_text(head + sources, encoding="utf-8")
    words = ["run", "--topic", "topic.toml", "--archive", "a.db", "--engine", "local", "--json"]
    command = (sys.executable, "-m", "pactwatch.cli", *words, "--workers", str(workers))
    return Watcher("pactwatch" + (f", {workers} readers" if workers else ""), folder, command, command, ours=True)


def urlwatch(urls: Sequence[str], folder: Path, program: str) -> Watcher:
    """urlwatch, told to look at the text of each page."""
    jobs = "---\n".join(f"url: {url}\nfilter: [html2text]\n" for url in urls)
    (folder / "urls.yaml").write_text(jobs, encoding="utf-8")
    command = (program, "--urls", "urls.yaml", "--config", "config.yaml", "--cache", "cache.db")
    return Watcher("urlwatch", folder, command, command)


def webchanges(urls: Sequence[str], folder: Path, program: str) -> Watcher:
    """webchanges, told the same."""
    (folder / "jobs.yaml").write_text("---\n".join(f"url: {url}\nfilter: [html2text]\n" for url in urls))
    files = {"--jobs": "jobs.yaml", "--config": "config.yaml", "--database": "cache.db"}
    command = (program, *(word for name, file in files.items() for word in (name, str(folder / file))))
    return Watcher("webchanges", folder, command, command)


def changedetection(urls: Sequence[str], folder: Path, program: str) -> Watcher:
    """changedetection.io in batch mode, which looks at the text of its own accord."""
    command = (program, "-C", "-d", str(folder / "data"), "-b", "-l", "ERROR", "-h", "127.0.0.1", "-p", "59871")
    added = (word for url in urls for word in ("-u", url))
    return Watcher("changedetection.io", folder, (*command, *added), (*command, "-r", "all"))


RIVALS = {"urlwatch": urlwatch, "webchanges": webchanges, "changedetection": changedetection}

Found = dict[tuple[str, str], dict[str, float]]


def measure(pages: int, rivals: dict[str, str]) -> Found:
    """Time a pass over edited and one over unchanged pages: (size, watcher) -> figures, interleaved."""
    found: Found = {}
    for label, size in SIZES.items():
        with serving(pages) as base, tempfile.TemporaryDirectory() as name:
            urls = [f"{base}/{size}/a/{number}" for number in range(1, pages + 1)]

            def place(who: str, above: str = name) -> Path:
                (Path(above) / who).mkdir()
                return Path(above) / who

            watchers = [ours(urls, place("alone")), ours(urls, place("two"), 2)]
            if label == next(iter(SIZES)):
                watchers += [RIVALS[who](urls, place(who), program) for who, program in rivals.items()]
            for turn in ROUNDS:
                if turn == "edited":
                    ask(base, "edit")
                for watcher in watchers:
                    before = ask(base, "told")
                    run = watcher.look(turn, pages)
                    after = ask(base, "told")
                    kept = sum(file.stat().st_size for file in watcher.folder.glob("a.db*")) / 1000
                    figures = found.setdefault((label, watcher.name), {})
                    figures[f"{turn} pages/s"] = pages / float(str(run["wall_s"]))
                    figures[f"{turn} KB"] = (kept - figures.get("KB", 0.0)) / pages
                    figures["KB"] = kept
                    figures[f"{turn} ms"] = 1000 * float(str(run["cpu_s"])) / pages
                    figures[f"{turn} server ms"] = 1000 * (after["cpu_s"] - before["cpu_s"]) / pages
                    figures[f"{turn} asked"] = (after["asked"] - before["asked"]) / pages
                    print(f"  {label} {turn} {watcher.name}: {run['wall_s']:.1f} s", file=sys.stderr, flush=True)
    return found


# ---------------------------------------------------------------- what is shown


def table(found: Found) -> None:
    """Print the figures."""
    print(
        "| pages of | watcher | all edited: pages/s | CPU ms a page | none edited: pages/s | pages per CPU second "
        "| requests a page | server's CPU ms a page |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for (label, who), figures in found.items():
        cells = [f"{figures['edited pages/s']:.0f}", f"{figures['edited ms']:.1f}"]
        cells += [f"{figures['same pages/s']:.0f}", f"{1000 / figures['same ms']:.0f}"]
        cells += [f"{figures['edited asked']:.2f}", f"{figures['edited server ms']:.1f}"]
        print(f"| {label} | {who} | {' | '.join(cells)} |")
    print("\n| pages of | the archive grows by, a page: first seen | edited | not edited |\n|---|---|---|---|")
    for (label, who), figures in found.items():
        if who == "pactwatch":
            cells = [f"{figures[f'{turn} KB']:.2f} KB" for turn in ROUNDS]
            print(f"| {label} | {' | '.join(cells)} |")


def chart(found: Found, pages: int) -> str:
    """Draw what an edited page costs, and how many a second has."""

    def panel(title: str, unit: str, name: str, label: str, aim: float | None = None) -> Panel:
        of_size = {who: figures for (size, who), figures in found.items() if size == label}
        return Panel(title, unit, [Bar(who, of_size[who][name], who.startswith("pactwatch")) for who in of_size], aim)

    small, large = SIZES
    return bars(
        "A pass in which every page was edited",
        f"{pages} articles from a server on loopback, everybody in turn, two shared cores: benchmarks/run.py",
        [
            panel(
                f"CPU time of a page of {small}, everything included (shorter is better)", "ms", "edited ms", small, 6.0
            ),
            panel(f"Pages of {small} a second, on the wall (longer is better)", "", "edited pages/s", small),
            panel(f"CPU time of a page of {large}", "ms", "edited ms", large),
        ],
    )


def profile(pages: int, folder: Path) -> None:
    """Write a flame graph of a pass over edited pages for each size, and what its steps cost."""
    folder.mkdir(parents=True, exist_ok=True)
    for label, size in SIZES.items():
        with serving(pages) as base, tempfile.TemporaryDirectory() as name:
            watcher = ours([f"{base}/{size}/a/{number}" for number in range(1, pages + 1)], Path(name))
            watcher.look("first", pages)
            ask(base, "edit")
            file = folder.resolve() / f"pass-{label.replace(' ', '').lower()}.html"
            shutil.copy(Path(name) / "a.db", Path(name) / "b.db")
            said = [
                subprocess.run(
                    [sys.executable, str(HERE / "flame.py"), "topic.toml", *words],
                    cwd=name,
                    stdout=subprocess.PIPE,
                    text=True,
                    check=True,
                    env=_environ(),
                ).stdout
                for words in (["a.db", str(file)], ["b.db"])
            ]
            print(f"{file}: a pass over {pages} edited pages of {label}\n\n{said[1]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500)
    for rival in RIVALS:
        parser.add_argument(f"--{rival}", metavar="COMMAND", help="the command of an environment that has it")
    parser.add_argument("--svg", type=Path, metavar="FILE")
    parser.add_argument("--profile", type=Path, metavar="FOLDER")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.pages))
    elif options.profile:
        profile(options.pages, options.profile)
    else:
        rivals = {who: vars(options)[who] for who in RIVALS if vars(options)[who]}
        found = measure(options.pages, rivals)
        table(found)
        if options.svg:
            options.svg.parent.mkdir(parents=True, exist_ok=True)
            options.svg.write_text(chart(found, options.pages), encoding="utf-8")


if __name__ == "__main__":
    main()
