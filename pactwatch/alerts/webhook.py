"""A signed JSON web hook: `webhook+https://host/path#KEY`. An edge; what is signed, and how to check it, is pure.

The signature is HMAC-SHA-256 over the timestamp, a full stop and the body. A receiver that checks it, refuses
timestamps older than `REPLAY_WINDOW_S` and remembers keys for that long accepts each message once, and only from us.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

import httpx

from pactwatch.alerts.answer import Answer
from pactwatch.alerts.details import SCHEMA
from pactwatch.alerts.plain import plain
from pactwatch.errors import WHERE_SECRETS_ARE
from pactwatch.model import Alert

SCHEMES = ("webhook+https", "webhook+http")
TIMESTAMP = "Pactwatch-Timestamp"
SIGNATURE = "Pactwatch-Signature"
IDEMPOTENCY = "Idempotency-Key"
REPLAY_WINDOW_S = 300
# For all of it, from the connection to the end of the answer's head: a receiver that drips does not hold up the others.
DEADLINE_S = 30.0
# Longer waits than a day are not kept: the receiver may have meant something else, and an alert gets old.
_LONGEST_WAIT_S = 86_400.0


def body_of(alert: Alert) -> bytes:
    """Write an alert as JSON: `schema`, `key`, `rule`, `subject`, `text`, `details`."""
    fields = {
        "schema": SCHEMA,
        "key": alert.dedupe_key,
        "rule": alert.rule,
        "subject": alert.subject,
        "text": alert.body,
        "thread": alert.thread,
        "details": dict(alert.details),
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def signature(key: str, timestamp: str, body: bytes) -> str:
    """Sign a body.

    >>> signature("key", "1730800000", b"{}")[:19]
    'v1=f83121f906ed23bb'
    """
    digest = hmac.new(key.encode(), timestamp.encode("ascii", "replace") + b"." + body, hashlib.sha256)
    return f"v1={digest.hexdigest()}"


def verify(body: bytes, headers: Mapping[str, str], key: str, now: float) -> bool:
    """Whether a body came from who holds *key*, within the replay window: what a receiver does. *now* in Unix time."""
    given = {name.lower(): value for name, value in headers.items()}
    timestamp = given.get(TIMESTAMP.lower(), "")
    if not (timestamp.isascii() and timestamp.isdigit() and abs(now - int(timestamp)) <= REPLAY_WINDOW_S):
        return False
    return hmac.compare_digest(signature(key, timestamp, body).encode(), given.get(SIGNATURE.lower(), "").encode())


def send_hook(url: str, alert: Alert, now: datetime, environ: Mapping[str, str]) -> Answer:
    """Post an alert to a web hook. What stands behind `#` is the key, or `$NAME` where it is found."""
    address, _, key = url.removeprefix("webhook+").partition("#")
    if key.startswith("$"):
        name, key = key, environ.get(key[1:], "").strip()
        if not key:
            return Answer(f"the key {plain(name, 60)} is not set, {WHERE_SECRETS_ARE}")
    if not key:
        return Answer("has no signing key; write webhook+https://host/path#$NAME and put the key into that variable")
    body = body_of(alert)
    timestamp = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Pactwatch",
        TIMESTAMP: timestamp,
        SIGNATURE: signature(key, timestamp, body),
        IDEMPOTENCY: alert.dedupe_key if alert.dedupe_key.isascii() and alert.dedupe_key.isprintable() else "invalid",
    }
    try:
        status, retry_after = asyncio.run(_post(address, body, headers))
    except TimeoutError:
        return Answer(f"no answer within {DEADLINE_S:.0f} seconds")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
        return Answer(plain(f"{type(error).__name__}: {error}", 200))
    if 200 <= status < 300:
        return Answer(None, said=f"HTTP {status}")
    return Answer(f"HTTP {status}", retry_after_s=wait_of(retry_after, now))


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """Read the certificates that are trusted once: it takes 15 ms, more than a message on its way."""
    return httpx.create_ssl_context(trust_env=False)


async def _post(address: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str | None]:
    """Post, read no more than the answer's head, and follow no redirect: a signed body goes where it was meant to."""
    async with (
        asyncio.timeout(DEADLINE_S),
        httpx.AsyncClient(timeout=DEADLINE_S, trust_env=False, verify=_trusted()) as client,
        client.stream("POST", address, content=body, headers=headers) as answer,
    ):
        return answer.status_code, answer.headers.get("retry-after")


def wait_of(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After: seconds or a date; None: there is none that makes sense.

    >>> wait_of("120", datetime(2024, 11, 1, tzinfo=UTC))
    120.0
    >>> wait_of("Fri, 01 Nov 2024 00:01:00 GMT", datetime(2024, 11, 1, tzinfo=UTC))
    60.0
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST_WAIT_S)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now).total_seconds()), _LONGEST_WAIT_S)
