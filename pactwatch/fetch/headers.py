"""Small readings of HTTP headers: when to come back, is it text, what is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Longer than this, a Retry-After is a mistake or malice; the archive asks again within a month in any case.
MAX_RETRY_AFTER_S = 30 * 86_400.0

# RFC 9110, section 7.6.1, and cookies: what belongs to the connection or to a session is not stored.
# fmt: off
_NOT_KEPT = frozenset({
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
    "transfer-encoding", "upgrade", "set-cookie", "set-cookie2", "cookie",
})
# fmt: on

Headers = tuple[tuple[str, str], ...]


def read_headers(raw: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Give names in lower case and values as text, byte for character, so that an odd one survives being sent back."""
    return tuple((name.decode("latin-1").lower(), value.decode("latin-1").strip()) for name, value in raw)


def kept(headers: Headers) -> Headers:
    """Leave out what is not stored."""
    return tuple((name, value) for name, value in headers if name not in _NOT_KEPT)


def first(headers: Headers, name: str) -> str | None:
    """Give the first header of that name."""
    return next((value for key, value in headers if key == name), None)


def location_of(headers: Headers) -> str | None:
    """Give the address that a redirect leads to, as printed; many servers print UTF-8. None: there is none."""
    value = first(headers, "location")
    if value is None:
        return None
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return value


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After: seconds, or a date in any of HTTP's three forms. None: absent, or makes no sense.

    >>> retry_after_s("120", datetime(2024, 11, 1, tzinfo=UTC))
    120.0
    >>> retry_after_s("Fri, 01 Nov 2024 00:01:00 GMT", datetime(2024, 11, 1, tzinfo=UTC))
    60.0
    >>> retry_after_s("soon", datetime(2024, 11, 1, tzinfo=UTC)) is None
    True
    """
    text = (value or "").strip()[:100]
    if re.fullmatch(r"[0-9]{1,20}(\.[0-9]*)?", text):
        return min(float(text), MAX_RETRY_AFTER_S)
    try:
        moment = parsedate_to_datetime(text)
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_S)


def media_type(headers: Headers) -> str | None:
    """Give the media type in lower case without parameters. None: not stated in a way that can be read.

    >>> media_type((("content-type", "Text/HTML; charset=utf-8"),))
    'text/html'
    """
    value = (first(headers, "content-type") or "").split(";")[0].split(",")[0].strip().lower()
    return value if re.fullmatch(r"[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}", value) else None


_TEXT = frozenset(
    {
        "application/xhtml+xml",
        "application/xml",
        "application/json",
        "application/link-format",
        "application/rss",
        "application/atom",
        "application/rdf",
        "application/x-rss+xml",
        "application/vnd.wap.xhtml+xml",
    }
)
# Text that never ends, or that no article is written in.
_NOT_READ = frozenset(
    {"text/event-stream", "text/css", "text/javascript", "text/ecmascript", "text/calendar", "text/vcard"}
)
# What servers call files that they know nothing of; those that sources are made of are read.
_DOWNLOADS = frozenset({"application/gzip", "application/x-gzip", "application/octet-stream", "binary/octet-stream"})
_SOURCE_FILES = (".gz", ".xml", ".rss", ".rdf", ".atom", ".json")


def is_text(media: str, path: str) -> bool:
    """Whether a body of that media type is worth reading: text, markup, JSON, and sitemaps and feeds as files.

    >>> [is_text(m, "/") for m in ("text/html", "application/rss+xml", "image/svg+xml", "application/pdf")]
    [True, True, False, False]
    """
    if media.startswith("text/"):
        return media not in _NOT_READ
    if media.startswith("application/"):
        if media in _DOWNLOADS:
            return path.lower().endswith(_SOURCE_FILES)
        return media in _TEXT or media.endswith(("+xml", "+json"))
    return media in _DOWNLOADS and path.lower().endswith(_SOURCE_FILES)


# What the WHATWG's MIME sniffing calls a binary data byte, but for ESC, which ISO-2022-JP needs.
_BINARY = re.compile(rb"[\x00-\x08\x0B\x0E-\x1A\x1C-\x1F]")


def looks_binary(start: bytes) -> bool:
    """Whether the beginning of a body of unstated type is not text (UTF-16 with its mark is).

    >>> looks_binary(b"<html>"), looks_binary(b"PK\\x03\\x04"), looks_binary(b"\\xff\\xfe<\\0")
    (False, True, False)
    """
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return False
    return _BINARY.search(start[:512]) is not None
