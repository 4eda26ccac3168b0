"""How an alert rule says when it sends: `at once`, `hourly`, `daily 07:00`, and quiet hours as `22:00-07:00`."""

from __future__ import annotations

import re

AT_ONCE = "at once"
HOURLY = "hourly"
DAILY = re.compile(r"daily ([01]\d|2[0-3]):([0-5]\d)")
QUIET = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def is_send_time(text: str) -> bool:
    """Whether this says when: `at once`, `hourly`, or `daily` with a time.

    >>> [is_send_time(text) for text in ("at once", "hourly", "daily 07:00", "daily 24:00", "weekly")]
    [True, True, True, False, False]
    """
    return text in (AT_ONCE, HOURLY) or DAILY.fullmatch(text) is not None


def is_quiet_span(text: str) -> bool:
    """Whether this names the hours in which nothing is sent.

    >>> [is_quiet_span(text) for text in ("22:00-07:00", "13:00-13:30", "08:00-08:00", "22-7")]
    [True, True, False, False]
    """
    found = QUIET.fullmatch(text)
    return found is not None and found.group(1, 2) != found.group(3, 4)
