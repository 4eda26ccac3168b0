"""A dead man's handle: after each good pass a URL is asked for, so that a monitor notices when they stop."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import httpx

from pactwatch.errors import WHERE_SECRETS_ARE

# A pass is done by then; a monitor that does not answer must not hold up the next.
DEADLINE_S = 10.0


async def ping(url: str, environ: Mapping[str, str]) -> str | None:
    """Ask for *url*, or for what the variable `$NAME` holds; say why it failed, without the URL, which is a secret."""
    target = environ.get(url[1:], "").strip() if url.startswith("$") else url
    if not target:
        return f"ping_url under [health]: {url} is not set, {WHERE_SECRETS_ARE}; the pass itself went well"
    if not target.startswith(("https://", "http://")):
        return "ping_url under [health]: no http address; the pass itself went well"
    try:
        async with (
            asyncio.timeout(DEADLINE_S),
            httpx.AsyncClient(timeout=DEADLINE_S, trust_env=False) as client,
            client.stream("GET", target) as answer,
        ):
            status = answer.status_code
    except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
        return f"ping_url under [health]: no answer ({type(error).__name__}); the pass itself went well"
    return None if status < 400 else f"ping_url under [health]: HTTP {status}; the pass itself went well"
