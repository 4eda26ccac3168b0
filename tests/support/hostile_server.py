"""A hostile web server on loopback: each test tells it, byte for byte, what a path answers."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import socketserver
import struct
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pactwatch.clock import Clock, VirtualClock
from pactwatch.fetch import Client
from pactwatch.fetch.guard import Resolver
from pactwatch.model import Fetch, FetchRules, Request, Url

NOW = datetime(2024, 11, 1, 12, 0, tzinfo=UTC)

Script = Callable[["Visit"], None]


class Visit:
    """One request, and the ways to answer it."""

    def __init__(self, connection: socket.socket, path: str, headers: dict[str, str]) -> None:
        self.connection = connection
        self.path = path
        self.headers = headers

    def send(self, data: bytes) -> None:
        """Send raw bytes."""
        self.connection.sendall(data)

    def answer(self, body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> None:
        """Send a whole answer with its length."""
        lines = [f"HTTP/1.1 {status}", *headers]
        if not any(line.lower().startswith("content-type:") for line in headers):
            lines.append("Content-Type: text/html")
        lines.append(f"Content-Length: {len(body) if length is None else length}")
        self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    def close(self) -> None:
        """Close the connection in order."""
        self.connection.close()

    def reset(self) -> None:
        """Break the connection."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def wait(self) -> None:
        """Say nothing until the other side is gone."""
        while self.connection.recv(4_096):
            pass


class Hostile(socketserver.ThreadingTCPServer):
    """Listens on a port of its own; `scripts` says what each path answers, and `visits` what came."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        self.scripts: dict[str, Script] = {}
        self.visits: dict[str, list[dict[str, str]]] = defaultdict(list)
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def base(self) -> str:
        """Its address, such as `http://127.0.0.1:40123`."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: clients hang up here on purpose."""


class _Handler(socketserver.BaseRequestHandler):
    server: Hostile

    def handle(self) -> None:
        """Answer requests until either side closes."""
        left = b""
        with contextlib.suppress(OSError):
            while True:
                while b"\r\n\r\n" not in left:
                    data = self.request.recv(65_536)
                    if not data:
                        return
                    left += data
                head, left = left.split(b"\r\n\r\n", 1)
                first, *lines = head.decode("latin-1").split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
                path = first.split(" ")[1]
                self.server.visits[path].append(headers)
                script = self.server.scripts.get(path.partition("?")[0])
                visit = Visit(self.request, path, headers)
                if script is not None:
                    script(visit)
                else:
                    visit.answer(b"<h1>Not found</h1>", status="404 Not Found")


@contextlib.contextmanager
def serving(scripts: Mapping[str, Script]) -> Iterator[Hostile]:
    """Start a server with these scripts, and stop it in the end."""
    server = Hostile()
    server.scripts.update(scripts)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def fetch_all(
    server: Hostile, *paths: str, resolver: Resolver | None = None, clock: Clock | None = None, **rules: Any
) -> list[Fetch]:
    """Fetch paths (or whole addresses) one after the other with one client, on a virtual clock by default."""
    wanted = replace(FetchRules(allow_private_hosts=("127.0.0.1",), total_timeout_s=5.0), **rules)

    async def run() -> list[Fetch]:
        async with Client(wanted, clock or VirtualClock(NOW), resolver=resolver) as client:
            return [await client.fetch(Request(Url(p if "://" in p else server.base + p))) for p in paths]

    return asyncio.run(run())
