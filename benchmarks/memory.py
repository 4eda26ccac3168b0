"""What a pass over many articles holds in memory: a first pass, one over the same, one in which each was edited.

    python benchmarks/memory.py                        # 1,000 and 10,000 articles
    python benchmarks/memory.py --articles 10000 --workers 2

Small pages (2 KB) from a server on loopback, a process of its own. Told is the most that the pass's own process has had
at once (VmHWM); the difference between the rows is what grows with the number of articles.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
WANTED_MB = 400
TOPIC = """
name = "many"
title = "Many articles"
languages = ["en"]
[relevance]
mode = "all"
[fetch]
allow_private_hosts = ["127.0.0.1"]
per_host_delay_s = 0
per_host_concurrency = 16
requests_per_pass = 100000
recheck = "always"
[[alerts]]
name = "all"
on = ["material", "article", "conflict"]
to = ["stdout:"]
[[sources]]
kind = "sitemap"
url = "{base}/sitemap.xml"
"""


# ---------------------------------------------------------------- the server


async def serve(articles: int, size: int = 0) -> None:
    """Serve the articles, of so many bytes at least, and a sitemap of them; `/edit` edits all of them."""
    # Imported here: the module lies with the tests, and only the server's process has it on its path.
    from newsroom import MATERIAL, edited, page, story

    turn, base = 0, ""
    chrome = "".join(_teaser(number) for number in range(size // len(_teaser(1_000))))

    def found(path: str) -> tuple[str, bytes]:
        """Give the type and the body of a page; the type is empty where there is none."""
        if path == "/sitemap.xml":
            rows = "".join(f"<url><loc>{base}/a/{number}</loc></url>" for number in range(1, articles + 1))
            head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            return "application/xml", f"{head}{rows}</urlset>".encode()
        if path == "/edit":
            return "text/plain", b"edited"
        if not path.startswith("/a/"):
            return "", b""
        told = story(int(path[3:]))
        told = edited(told, MATERIAL[told.number % len(MATERIAL)]) if turn else told
        return "text/html; charset=utf-8", page(told, turn + 1).replace("<footer>", chrome + "<footer>").encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal turn
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                path, tag = head.split(" ", 2)[1], f'"{turn}"'
                turn += path == "/edit"
                if path.startswith("/a/") and f"if-none-match: {tag}" in head.lower():
                    writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode())
                    continue
                kind, body = found(path)
                status = "200 OK" if kind else "404 Not Found"
                fields = f"Content-Type: {kind or 'text/plain'}\r\nETag: {tag}\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(f"HTTP/1.1 {status}\r\n{fields}".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    print(port, flush=True)
    await server.serve_forever()


def _teaser(number: int) -> str:
    """Make a piece of what stands around an article on a real page."""
    return (
        f'<div class="teaser card-{number}"><a href="/news/{number}">Council to vote on budget {number}</a></div>\n'
        f'<script>window.slots.push({{"slot": "s{number}"}})</script>\n'
    )


@contextmanager
def serving(articles: int, size: int = 0) -> Iterator[str]:
    """Run the server beside us; give its address."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE / "tests" / "support"), str(HERE)])}
    command = [sys.executable, __file__, "--serve", str(articles), str(size)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.communicate()


def edit(base: str) -> None:
    """Have every article edited."""
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{base}/edit", timeout=10).close()


# ---------------------------------------------------------------- the passes


def most_mb(pid: int) -> float:
    """Give the most memory that a process has had at once; 0: it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def watch(folder: Path, workers: int) -> tuple[float, float, dict[str, int]]:
    """Do a pass; give its memory in MB, its time in seconds, and what came of its articles."""
    words = ["run", "--topic", "topic.toml", "--archive", "a.db", "--engine", "local", "--json"]
    words += ["--workers", str(workers)]
    env = os.environ | {"PYTHONPATH": str(HERE)}
    began, most = time.perf_counter(), 0.0
    with (folder / "said.json").open("w") as said, (folder / "errors.txt").open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "pactwatch.cli", *words], cwd=folder, env=env, stdout=said, stderr=errors
        )
        while process.poll() is None:
            most = max(most, most_mb(process.pid))
            time.sleep(0.05)
    took = time.perf_counter() - began
    assert process.returncode == 0, (folder / "errors.txt").read_text(encoding="utf-8")[-2000:]
    outcomes: dict[str, int] = json.loads((folder / "said.json").read_text(encoding="utf-8"))["outcomes"]
    return most, took, outcomes


def measure(articles: int, workers: int) -> Iterator[str]:
    """Do the three passes; give a line of a table for each."""
    with tempfile.TemporaryDirectory() as name, serving(articles) as base:
        folder = Path(name)
        (folder / "topic.toml").write_text(TOPIC.format(base=base), encoding="utf-8")
        for what in ("first", "nothing changed", "all edited"):
            if what == "all edited":
                edit(base)
            most, took, outcomes = watch(folder, workers)
            told = ", ".join(f"{count:,} {outcome}" for outcome, count in outcomes.items())
            note = " **over**" if most > WANTED_MB else ""
            yield f"| {articles:,} | {what}{note} | {most:.0f} | {took:.0f} | {told} |"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    options.add_argument("--workers", type=int, default=0)
    options.add_argument("--serve", type=int, nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.serve:
        asyncio.run(serve(*chosen.serve))
        return
    print(f"| articles | pass | MB at most (wanted: {WANTED_MB}) | seconds | came of it |")
    print("|---|---|---|---|---|")
    for articles in chosen.articles:
        for line in measure(articles, chosen.workers):
            print(line, flush=True)


if __name__ == "__main__":
    main()
