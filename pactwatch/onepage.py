"""One page for a closer look: from a file, from standard input, from the web, or as the archive holds it."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from pactwatch.clock import Clock
from pactwatch.errors import NetworkError, PactwatchError, UsageError
from pactwatch.extract.safety import MAX_BYTES
from pactwatch.fetch import Client
from pactwatch.fetch.stop import next_step
from pactwatch.model import Fetch, FetchRules, Outcome, Request, Url


@dataclass(frozen=True, slots=True)
class OnePage:
    """The bytes of a page, and what is known of them."""

    body: bytes
    address: str
    """As a person would name it: a path, a URL, `standard input`."""
    url: Url | None = None
    """Where it stands on the web; None: not known."""
    content_type: str | None = None
    fetch: Fetch | None = None
    """The exchange that brought it; None: it was not fetched."""


def from_file(name: str) -> OnePage:
    """Read a file, or standard input for `-`; a little more than may be read, so that too much is told from enough.

    Raises:
        UsageError: there is no such file, or it cannot be read.
    """
    if name == "-":
        return OnePage(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    path = Path(name).expanduser()
    try:
        with path.open("rb") as file:
            return OnePage(file.read(MAX_BYTES + 1), name)
    except FileNotFoundError:
        raise UsageError(
            f"{name}: no such file; write a web address whole, such as https://example.org/story."
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"{name}: cannot be read ({reason}).") from None


def from_web(url: Url, rules: FetchRules, clock: Clock) -> OnePage:
    """Ask for a page with the manners of a pass: robots.txt, address guard, bounds.

    Raises:
        NetworkError: no answer came.
        PactwatchError: it may not be asked for, or what came is not to be read.
    """
    fetch = asyncio.run(_ask(url, rules, clock))
    if fetch.outcome is Outcome.UNAVAILABLE and fetch.status is None:
        raise NetworkError(f"{url} did not answer ({fetch.reason}).")
    if fetch.outcome is not None:
        advice = next_step(fetch.reason, "")
        told = f"{str(fetch.outcome).replace('_', ' ')} ({fetch.reason})"
        raise PactwatchError(f"{url} was not read: {told}{'; ' if advice else ''}{advice}.")
    if not fetch.body:
        raise PactwatchError(f"{url} answered with status {fetch.status} and no page.")
    return OnePage(fetch.body, url, Url(fetch.final_url), fetch.header("content-type"), fetch)


async def _ask(url: Url, rules: FetchRules, clock: Clock) -> Fetch:
    async with Client(rules, clock) as client:
        return await client.fetch(Request(url))
