"""What an answer says of when to come back, and who would tell us sooner: hints, which nobody has to follow."""

from __future__ import annotations

import re

from pactwatch.model import Fetch
from pactwatch.sources.found import Reading
from pactwatch.urls import BadUrl, parse_url

# Feeds carry periods that nobody has looked at for years ("yearly", a ttl of a month); no watch may sleep on them.
_LONGEST_S = 86_400
_PERIODS_S = {"hourly": 3_600, "daily": 86_400, "weekly": 7 * 86_400, "monthly": 30 * 86_400, "yearly": 365 * 86_400}
_NUMBER = re.compile(r"\d{1,9}")
_MAX_AGE = re.compile(r'(?:^|,)\s*max-age\s*=\s*"?(\d{1,9})', re.IGNORECASE)
_NOT_FRESH = re.compile(r"(?:^|,)\s*no-(?:cache|store)\s*(?:,|$)", re.IGNORECASE)
_LINK = re.compile(r"<([^<>]{1,2000})>([^<>]{0,500})")
_REL_HUB = re.compile(r"""(?:^|;)\s*rel\s*=\s*(?:hub\s*(?:[;,]|$)|"(?:[^"]*\s)?hub(?:\s[^"]*)?")""", re.IGNORECASE)


def period_s(ttl: object, update_period: object, update_frequency: object) -> int | None:
    """Read RSS's `ttl` (minutes) and RSS 1.0's `updatePeriod` (hourly … yearly) with `updateFrequency`, as printed.

    The longer of the two, where both are said. None: neither is, in a way that makes sense.

    >>> period_s("60", None, None), period_s(None, "daily", "4"), period_s("soon", "often", "-1")
    (3600, 21600, None)
    """
    found = [60 * _number(ttl)]
    unit = _PERIODS_S.get(update_period.strip().lower()) if isinstance(update_period, str) else None
    if unit is not None:
        found.append(unit // max(1, _number(update_frequency)))
    return max(found) or None


def next_check_s(fetch: Fetch, every_s: int | None) -> int | None:
    """Say after how many seconds asking again makes sense: the longest of what the answer and its headers say."""
    said = [every_s or 0, _fresh_s(fetch), round(fetch.retry_after_s or 0)]
    return min(max(said), _LONGEST_S) or None


def hub_of(fetch: Fetch, reading: Reading) -> str | None:
    """Give the WebSub hub that a feed or its Link headers name (https://www.w3.org/TR/websub/#discovery)."""
    for href in (*_linked_hubs(fetch), reading.hub):
        if href:
            try:
                return parse_url(href, fetch.final_url)
            except BadUrl:
                continue
    return None


def _fresh_s(fetch: Fetch) -> int:
    """Give how long a cache may keep the answer from now on; 0: not at all, or not said."""
    if fetch.status not in (200, 304):
        return 0
    control = ",".join(value for name, value in fetch.headers if name == "cache-control")[:2_000]
    found = _MAX_AGE.search(control)
    if found is None or _NOT_FRESH.search(control):
        return 0
    # A cache on the way has had it for so long already.
    return max(0, int(found.group(1)) - _number(fetch.header("age")))


def _linked_hubs(fetch: Fetch) -> list[str]:
    """Give the hubs of the Link headers, as printed."""
    values = [value[:10_000] for name, value in fetch.headers if name == "link"]
    return [link.group(1) for value in values for link in _LINK.finditer(value) if _REL_HUB.search(link.group(2))]


def _number(text: object) -> int:
    """Read a whole number; 0: it is none."""
    text = text.strip() if isinstance(text, str) else ""
    return int(text) if _NUMBER.fullmatch(text) else 0
