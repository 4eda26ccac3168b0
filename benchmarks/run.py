"""A whole pass over articles that are all edited, and one over articles that are not, from a server on loopback.

    python benchmarks/run.py                          # 500 pages of 15 KB and 500 of 175 KB
    python benchmarks/run.py --pages 100              # quicker
    python benchmarks/run.py --urlwatch COMMAND       # also urlwatch, in an environment of its own, interleaved
    python benchmarks/run.py --profile FOLDER         # a flame graph of a pass over edited pages instead (pyinstrument)
    python benchmarks/run.py --svg docs/img/run.svg   # also a chart

Server and watchers are processes of their own. CPU time is the watcher's with all its processes, from its start to its
end: imports, requests, reading, comparing and storing. Precision is the business of `benchmarks/mixed.py`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUPPORT = Path(__file__).resolve().parent.parent / "tests" / "support"
SIZES = {"15 KB": 15_000, "175 KB": 175_000}

TIMED = """
import json, os, subprocess, sys, time
wall = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
used = os.times()
print(json.dumps(dict(wall_s=time.perf_counter() - wall, cpu_s=used.children_user + used.children_system,
                      code=done.returncode, out=done.stdout, err=done.stderr[-2000:])))
"""

PROFILED = """
import asyncio, sys
from pathlib import Path
from pyinstrument import Profiler
from pactwatch.config import load_topic
from pactwatch.passes import LocalEngine, run_live
from pactwatch.steps import store_fetch
import pactwatch.steps
topic = load_topic(sys.argv[1])
profiler = Profiler(async_mode="disabled", interval=0.001)
async def here(function, *arguments):
    return function(*arguments)  # in this thread, so that one profile shows all
pactwatch.steps.asyncio.to_thread = here
with profiler:
    asyncio.run(run_live(topic, Path(sys.argv[2]), LocalEngine()))
Path(sys.argv[3]).write_text(profiler.output_html(), encoding="utf-8")
print(profiler.output_text(unicode=True, show_all=False))
"""


# ---------------------------------------------------------------- the server


async def serve(pages: int) -> None:
    """Serve the articles at both sizes; `/edit` edits all of them."""
    # Imported here: the module lies with the tests, and only the server's process has it on its path.
    from newsroom import MATERIAL, edited, page, story

    fillers = {size: "".join(_teaser(number) for number in range(size // 100)) for size in SIZES.values()}
    bodies: dict[str, tuple[bytes, bytes]] = {}
    for size, filler in fillers.items():
        for number in range(1, pages + 1):
            texts = (page(story(number), 1), page(edited(story(number), MATERIAL[number % len(MATERIAL)]), 2))
            before, after = (_filled(text, filler, size) for text in texts)
            bodies[f"/{size}/a/{number}"] = (before, after)
    turn = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal turn
        while head := await _head(reader):
            path = head.split(" ", 2)[1]
            turn += path == "/edit"
            if path not in bodies:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                continue
            body, tag = bodies[path][min(turn, 1)], f'"{min(turn, 1)}"'
            if f"if-none-match: {tag}" in head.lower():
                writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode())
                continue
            fields = f"Content-Type: text/html; charset=utf-8\r\nETag: {tag}\r\nContent-Length: {len(body)}\r\n\r\n"
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


def edit(base: str) -> None:
    """Have every page edited."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(f"{base}/edit", timeout=10).close()
    except urllib.error.HTTPError as error:
        error.close()


# ---------------------------------------------------------------- the watchers


def _environ(support: bool = False) -> dict[str, str]:
    """Give the environment, with the newsroom's module for the server."""
    paths = [str(SUPPORT)] if support else []
    return os.environ | {"PYTHONPATH": os.pathsep.join([*paths, os.environ.get("PYTHONPATH", "")])}


def timed(command: list[str], folder: Path) -> dict[str, object]:
    """Run a command; give its times and what it said."""
    whole = [sys.executable, "-c", TIMED, *command]
    done = subprocess.run(whole, cwd=folder, capture_output=True, text=True, check=True, env=_environ())
    found: dict[str, object] = json.loads(done.stdout)
    return found


def topic_of(base: str, size: int, pages: int) -> str:
    """Write the topic file."""
    head = (
        'name = "bench"\ntitle = "Every page"\nlanguages = ["en"]\n[relevance]\nmode = "all"\n[fetch]\n'
        'allow_private_hosts = ["127.0.0.1"]\nper_host_delay_s = 0\nper_host_concurrency = 16\nrecheck = "always"\n'
    )
    urls = (f'[[sources]]\nkind = "url"\nurl = "{base}/{size}/a/{number}"\n' for number in range(1, pages + 1))
    return head + "".join(urls)


class Ours:
    """`pactwatch run`, with or without reading processes."""

    def __init__(self, base: str, size: int, pages: int, folder: Path, workers: int) -> None:
        folder.mkdir()
        self.folder = folder
        (folder / "topic.toml").write_text(topic_of(base, size, pages), encoding="utf-8")
        words = ["run", "--topic", "topic.toml", "--archive", "a.db", "--engine", "local", "--json"]
        self.command = [sys.executable, "-m", "pactwatch.cli", *words, "--workers", str(workers)]

    def look(self, wanted: dict[str, int]) -> dict[str, object]:
        """Do a pass; what it says must be what happened."""
        run = timed(self.command, self.folder)
        assert run["code"] == 0, run["err"]
        said = json.loads(str(run["out"]))["outcomes"]
        assert said == wanted, said
        return run


class Urlwatch:
    """urlwatch, told to look at the text of each page."""

    def __init__(self, base: str, size: int, pages: int, folder: Path, command: str) -> None:
        folder.mkdir()
        self.folder = folder
        jobs = "---\n".join(f"url: {base}/{size}/a/{number}\nfilter: [html2text]\n" for number in range(1, pages + 1))
        (folder / "urls.yaml").write_text(jobs, encoding="utf-8")
        self.command = [command, "--urls", "urls.yaml", "--config", "config.yaml", "--cache", "cache.db"]

    def look(self, wanted: dict[str, int]) -> dict[str, object]:
        """Do a pass."""
        return timed(self.command, self.folder)


def measure(pages: int, urlwatch: str | None) -> dict[tuple[str, str], dict[str, float]]:
    """Time a pass over edited and one over unchanged pages: (size, watcher) -> figures, interleaved."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for label, size in SIZES.items():
        with serving(pages) as base, tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            watchers: dict[str, Ours | Urlwatch] = {
                "pactwatch": Ours(base, size, pages, folder / "alone", 0),
                "pactwatch, 2 readers": Ours(base, size, pages, folder / "two", 2),
            }
            if urlwatch:
                watchers["urlwatch"] = Urlwatch(base, size, pages, folder / "urlwatch", urlwatch)
            rounds = ({"stored": pages}, {"stored": pages}, {"not_modified": pages})
            for turn, wanted in enumerate(rounds):
                if turn == 1:
                    edit(base)
                for who, watcher in watchers.items():
                    run = watcher.look(wanted)
                    figures = found.setdefault((label, who), {})
                    kind = ("first", "edited", "same")[turn]
                    figures[f"{kind} pages/s"] = pages / float(str(run["wall_s"]))
                    figures[f"{kind} ms"] = 1000 * float(str(run["cpu_s"])) / pages
    return found


# ---------------------------------------------------------------- what is shown


def table(found: dict[tuple[str, str], dict[str, float]]) -> None:
    """Print the figures."""
    print("| pages of | watcher | all edited: pages/s | CPU ms a page | none edited: pages/s | pages per CPU second |")
    print("|---|---|---|---|---|---|")
    for (label, who), figures in found.items():
        cells = [f"{figures['edited pages/s']:.0f}", f"{figures['edited ms']:.1f}"]
        cells += [f"{figures['same pages/s']:.0f}", f"{1000 / figures['same ms']:.0f}"]
        print(f"| {label} | {who} | {' | '.join(cells)} |")


def chart(found: dict[tuple[str, str], dict[str, float]]) -> str:
    """Draw the CPU time of an edited page as bars."""
    longest = max(figures["edited ms"] for figures in found.values())
    bars = []
    for row, ((label, who), figures) in enumerate(found.items()):
        top, width = 40 + 30 * row, 380 * figures["edited ms"] / longest
        bars.append(
            f'<text x="200" y="{top + 15}" text-anchor="end">{who}, {label}</text>'
            f'<rect x="210" y="{top}" width="{width:.0f}" height="20" fill="#3b6ea5"/>'
            f'<text x="{218 + width:.0f}" y="{top + 15}">{figures["edited ms"]:.1f} ms</text>'
        )
    height = 50 + 30 * len(found)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13" fill="#1b1f24"><title>CPU time of an edited page</title>'
        '<rect width="100%" height="100%" fill="#ffffff"/>'
        '<text x="16" y="24" font-weight="bold">CPU time of an edited page, everything included</text>'
        f"{''.join(bars)}</svg>\n"
    )


def profile(pages: int, folder: Path) -> None:
    """Write a flame graph of a pass over edited pages for each size."""
    folder.mkdir(parents=True, exist_ok=True)
    for label, size in SIZES.items():
        with serving(pages) as base, tempfile.TemporaryDirectory() as name:
            ours = Ours(base, size, pages, Path(name) / "ours", 0)
            ours.look({"stored": pages})
            edit(base)
            file = folder / f"pass-{label.replace(' ', '').lower()}.html"
            words = [str(ours.folder / "topic.toml"), str(ours.folder / "a.db"), str(file)]
            done = subprocess.run([sys.executable, "-c", PROFILED, *words], capture_output=True, text=True, check=True)
            (folder / f"{file.stem}.txt").write_text(done.stdout, encoding="utf-8")
            print(f"{file}: a pass over {pages} edited pages of {label}; the same as text beside it")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--urlwatch", metavar="COMMAND", help="the command of an environment that has it")
    parser.add_argument("--svg", type=Path, metavar="FILE")
    parser.add_argument("--profile", type=Path, metavar="FOLDER")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.pages))
    elif options.profile:
        profile(options.pages, options.profile)
    else:
        found = measure(options.pages, options.urlwatch)
        table(found)
        if options.svg:
            options.svg.parent.mkdir(parents=True, exist_ok=True)
            options.svg.write_text(chart(found), encoding="utf-8")


if __name__ == "__main__":
    main()
