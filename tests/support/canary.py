"""Run inside a network namespace in which every address is this machine: fetch, and tell which addresses were reached.

    unshare -n -r python canary.py < job.json

The job has `addresses` to fetch, and `names` with what a resolver says of each, once for each time it is asked.
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from pactwatch.clock import VirtualClock
from pactwatch.fetch import Client
from pactwatch.model import FetchRules, Request, Url

PORT = 80
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"


def listen(family: socket.AddressFamily, reached: list[str]) -> None:
    """Take every connection to port 80 of any address, and note which address it was meant for."""
    listener = socket.create_server(("", PORT), family=family, backlog=128)

    def serve() -> None:
        while True:
            connection, _ = listener.accept()
            reached.append(str(connection.getsockname()[0]))
            with connection:
                connection.settimeout(1)
                connection.recv(65_536)
                connection.sendall(ANSWER)

    threading.Thread(target=serve, daemon=True).start()


async def fetch(job: dict[str, object], reached: list[str]) -> list[dict[str, object]]:
    """Fetch each address with a client of its own."""
    names = job["names"]
    assert isinstance(names, dict)
    asked: dict[str, int] = {}

    async def resolver(host: str) -> Sequence[str]:
        answers: list[list[str]] = names.get(host, [])
        asked[host] = asked.get(host, 0) + 1
        if not answers:
            raise OSError("no such host")
        return answers[min(asked[host], len(answers)) - 1]

    found: list[dict[str, object]] = []
    addresses = job["addresses"]
    assert isinstance(addresses, list)
    for address in addresses:
        rules = FetchRules(robots=False, total_timeout_s=2, per_host_delay_s=0)
        async with Client(rules, VirtualClock(datetime(2024, 11, 1, tzinfo=UTC)), resolver=resolver) as client:
            before = len(reached)
            answer = await client.fetch(Request(Url(address)))
        found.append({"outcome": answer.outcome, "reason": answer.reason, "reached": reached[before:]})
    return found


def main() -> None:
    """Make every address ours, listen, fetch, tell."""
    for command in ("link set lo up", "route add local 0.0.0.0/0 dev lo", "-6 route add local ::/0 dev lo"):
        subprocess.run(["ip", *command.split()], check=command.startswith(("link", "route")), capture_output=True)
    reached: list[str] = []
    listen(socket.AF_INET, reached)
    if socket.has_ipv6:
        try:
            listen(socket.AF_INET6, reached)
        except OSError as error:
            print(f"no IPv6 here: {error}", file=sys.stderr)
    job = json.load(sys.stdin)
    found = asyncio.run(fetch(job, reached))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
