"""Fetch small pages from a server on loopback with ours and with others, interleaved: pages/s and CPU time a page.

    python benchmarks/fetch.py                                         # bare httpx, ours, curl if there is one
    python benchmarks/fetch.py --aiohttp /other/venv/bin/python        # aiohttp too, which is no dependency of ours
    python benchmarks/fetch.py --check                                 # leave with 1 if a target is missed

Ours is the whole way of a fetch: robots.txt, address guard, pace (no delay here, 16 at a time), deadlines, bounds.
The last table is a whole pass over fixed addresses that all answer 304: sources, requests, archive, everything.
Each client is a process of its own and so is the server; CPU time is the client's alone, from its making to its end.
On a shared machine only figures of one run may be compared.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUPPORT = Path(__file__).resolve().parent.parent / "tests" / "support"
AT_ONCE = 16
# What the whole way of a fetch may cost, against httpx alone; and 304 answers that a pass takes in, in a CPU second.
MOST_TIMES_HTTPX = 1.5
LEAST_NOT_MODIFIED = 300

# Each defines `session()`, an async context manager that gives a coroutine function: a URL -> the size of its page.
CLIENTS = {
    "httpx": """
import httpx
@contextlib.asynccontextmanager
async def session():
    async with httpx.AsyncClient(trust_env=False) as client:
        async def get(url):
            return len((await client.get(url)).content)
        yield get
""",
    "ours": """
from pactwatch.clock import SystemClock
from pactwatch.fetch import Client
from pactwatch.model import FetchRules, Request
@contextlib.asynccontextmanager
async def session():
    rules = FetchRules(per_host_delay_s=0, per_host_concurrency=AT_ONCE, concurrency=AT_ONCE,
                       allow_private_hosts=("127.0.0.1",))
    async with Client(rules, SystemClock()) as client:
        async def get(url):
            return len((await client.fetch(Request(url))).body)
        yield get
""",
    "aiohttp": """
import aiohttp
@contextlib.asynccontextmanager
async def session():
    async with aiohttp.ClientSession() as client:
        async def get(url):
            async with client.get(url) as response:
                return len(await response.read())
        yield get
""",
}

FETCH = """
import asyncio, contextlib, json, sys, time
AT_ONCE = int(sys.argv[3])
{client}
async def fetch_all():
    urls = iter([f"{{sys.argv[1]}}/a/{{number}}" for number in range(1, int(sys.argv[2]) + 1)])
    sizes = []
    async with session() as get:
        async def work():
            for url in urls:
                sizes.append(await get(url))
        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return sizes
cpu, wall = time.process_time(), time.perf_counter()
sizes = asyncio.run(fetch_all())
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
print(json.dumps(dict(pages=len(sizes), size_bytes=sum(sizes), cpu_s=cpu, wall_s=wall)))
"""

CURL = """
import json, os, subprocess, sys, time
wall = time.perf_counter()
sizes = subprocess.run(sys.argv[1:], check=True, stdin=0, stdout=subprocess.PIPE).stdout.split()
wall, used = time.perf_counter() - wall, os.times()
cpu = used.children_user + used.children_system
print(json.dumps(dict(pages=len(sizes), size_bytes=sum(map(int, sizes)), cpu_s=cpu, wall_s=wall)))
"""

PASSES = """
import asyncio, json, sys, tempfile, time
from pathlib import Path
from newsroom import topic_toml
from pactwatch.config import load_topic
from pactwatch.passes import LocalEngine, run_live
with tempfile.TemporaryDirectory() as folder:
    file, archive = Path(folder, "topic.toml"), Path(folder, "a.db")
    file.write_text(topic_toml(sys.argv[1], list(range(1, int(sys.argv[2]) + 1))), encoding="utf-8")
    topic = load_topic(str(file))
    passes = []
    for _ in range(1 + int(sys.argv[3])):
        cpu, wall = time.process_time(), time.perf_counter()
        summary = asyncio.run(run_live(topic, archive, LocalEngine()))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        passes.append(dict(outcomes=dict(summary.outcomes), cpu_s=cpu, wall_s=wall))
print(json.dumps(passes))
"""


# ---------------------------------------------------------------- the server


class _Answers(asyncio.Protocol):
    """Answers GET requests over kept-alive connections, as fast as Python can."""

    connections = 0

    def __init__(self, pages: dict[bytes, tuple[bytes, bytes, bytes]]) -> None:
        self._pages = pages
        self._seen = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        _Answers.connections += 1

    def data_received(self, data: bytes) -> None:
        self._seen += data
        while b"\r\n\r\n" in self._seen and self._transport is not None:
            head, self._seen = self._seen.split(b"\r\n\r\n", 1)
            path = head.split(b" ", 2)[1]
            if path == b"/connections":
                count = str(_Answers.connections)
                self._transport.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(count)}\r\n\r\n{count}".encode())
                continue
            etag, whole, not_modified = self._pages.get(path, (b"", _MISSING, _MISSING))
            same = etag and b"if-none-match: " + etag in head.replace(b"If-None-Match", b"if-none-match")
            self._transport.write(not_modified if same else whole)


_MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def _answer(path: str, kind: str, body: bytes) -> tuple[bytes, bytes, bytes]:
    """Give a page's ETag, its answer, and the answer to whoever has it."""
    etag = f'"{path.rpartition("/")[2]}"'
    fields = f"Content-Type: {kind}; charset=utf-8\r\nETag: {etag}\r\n"
    whole = f"HTTP/1.1 200 OK\r\n{fields}Content-Length: {len(body)}\r\n\r\n".encode() + body
    return etag.encode(), whole, f"HTTP/1.1 304 Not Modified\r\n{fields}\r\n".encode()


async def serve(count: int) -> None:
    """Serve the newsroom's first *count* articles; print the port, and go on until killed."""
    # Imported here: the module lies with the tests, and only the server's process has it on its path.
    from newsroom import page, story

    pages = {"/robots.txt": _answer("/robots.txt", "text/plain", b"User-agent: *\nDisallow: /private/\n")}
    for number in range(1, count + 1):
        pages[f"/a/{number}"] = _answer(f"/a/{number}", "text/html", page(story(number), 1).encode())
    by_path = {path.encode(): answer for path, answer in pages.items()}
    server = await asyncio.get_running_loop().create_server(lambda: _Answers(by_path), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def serving(count: int) -> Iterator[str]:
    """Run the server beside us; give its address."""
    command = [sys.executable, __file__, "--pages", str(count), "--serve"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environ())
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.communicate()


def connections(base: str) -> int:
    """Ask the server how many connections it has taken so far, this one with them."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"{base}/connections", timeout=10) as answer:
        return int(answer.read())


# ---------------------------------------------------------------- the clients

Run = dict[str, float]


def _environ() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SUPPORT)}


def run_client(name: str, python: str, base: str, count: int) -> Run:
    """Fetch every page once with one of `CLIENTS`."""
    program = FETCH.format(client=CLIENTS[name])
    command = [python, "-c", program, base, str(count), str(AT_ONCE)]
    run: Run = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return run


def run_curl(curl: str, base: str, count: int) -> Run:
    """Fetch every page once with curl, which is told the addresses as it is told its options."""
    config = "".join(f'url = "{base}/a/{number}"\noutput = "/dev/null"\n' for number in range(1, count + 1))
    options = ["--silent", "--fail", "--parallel", "--parallel-max", str(AT_ONCE), "--noproxy", "*", "--config", "-"]
    command = [sys.executable, "-c", CURL, curl, "--disable", *options, "--write-out", "%{size_download}\\n"]
    done = subprocess.run(command, input=config, capture_output=True, text=True, check=True)
    run: Run = json.loads(done.stdout)
    return run


def run_passes(base: str, count: int, rounds: int) -> list[Run]:
    """Do a pass that stores everything, then *rounds* that find nothing modified; give the latter."""
    command = [sys.executable, "-c", PASSES, base, str(count), str(rounds)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=_environ())
    first, *later = json.loads(done.stdout)
    assert first["outcomes"] == {"stored": count}, first["outcomes"]
    assert all(one["outcomes"] == {"not_modified": count} for one in later), later
    return [{"cpu_s": one["cpu_s"], "wall_s": one["wall_s"]} for one in later]


# ---------------------------------------------------------------- the tables


def compare_clients(options: argparse.Namespace) -> bool:
    """Print the first table; say whether ours is within its target."""
    pythons = {"httpx": sys.executable, "ours": sys.executable}
    if options.aiohttp:
        pythons["aiohttp"] = options.aiohttp
    curl = shutil.which("curl")
    runs: dict[str, list[Run]] = {name: [] for name in (*pythons, *(["curl"] if curl else []))}
    with serving(options.pages) as base:
        for _ in range(options.rounds):
            for name in runs:
                before = connections(base)
                run = run_curl(curl, base, options.pages) if name == "curl" and curl else None
                runs[name].append(run or run_client(name, pythons[name], base, options.pages))
                runs[name][-1]["connections"] = connections(base) - before - 1
    print(f"| {options.pages} pages, {AT_ONCE} at a time | pages/s | CPU ms a page | times httpx | connections |")
    print("|---|---|---|---|---|")
    times: dict[str, float] = {}
    for name, rounds in runs.items():
        whole = {"pages": options.pages, "size_bytes": runs["httpx"][0]["size_bytes"]}
        assert all(run == run | whole for run in rounds), (name, rounds)
        speed = statistics.median(run["pages"] / run["wall_s"] for run in rounds)
        cost_ms = statistics.median(1000 * run["cpu_s"] / run["pages"] for run in rounds)
        # Of neighbours in time, so that a busy moment of the machine weighs on both.
        pairs = zip(rounds, runs["httpx"], strict=True)
        times[name] = statistics.median(run["cpu_s"] / bare["cpu_s"] for run, bare in pairs)
        opened = max(run["connections"] for run in rounds)
        print(f"| {name} | {speed:.0f} | {cost_ms:.2f} | {times[name]:.2f} | {opened:.0f} |")
    return times["ours"] <= MOST_TIMES_HTTPX


def time_passes(options: argparse.Namespace) -> bool:
    """Print the second table; say whether enough answers are taken in."""
    with serving(options.articles) as base:
        passes = run_passes(base, options.articles, options.rounds)
        # The pass that stored them all had one for each of its places at most.
        opened = max(0, connections(base) - 1 - AT_ONCE) / len(passes)
    cpu_s = statistics.median(one["cpu_s"] for one in passes)
    wall_s = statistics.median(one["wall_s"] for one in passes)
    rate: float = options.articles / cpu_s
    print("\n| a pass over | 304 answers/CPU s | CPU ms an answer | wall s | connections |\n|---|---|---|---|---|")
    print(f"| {options.articles} articles | {rate:.0f} | {1000 / rate:.2f} | {wall_s:.1f} | {opened:.0f} |")
    return rate >= LEAST_NOT_MODIFIED


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--articles", type=int, default=600, help="how many the pass watches (600)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--aiohttp", metavar="PYTHON", help="the interpreter of an environment that has it")
    parser.add_argument("--check", action="store_true", help="leave with 1 if a target is missed")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.pages))
        return 0
    lean, quick = compare_clients(options), time_passes(options)
    verdicts = {True: "met", False: "missed"}
    print(f"\nours at most {MOST_TIMES_HTTPX} times httpx's CPU time: {verdicts[lean]}")
    print(f"at least {LEAST_NOT_MODIFIED} not-modified answers a CPU second: {verdicts[quick]}")
    return int(options.check and not (lean and quick))


if __name__ == "__main__":
    sys.exit(main())
