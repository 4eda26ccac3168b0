"""What an archive of the web says it has of a page: CDX servers and TimeMaps (RFC 7089)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

from pactwatch.model import Url
from pactwatch.urls import BadUrl, parse_url

INTERNET_ARCHIVE_CDX = "https://web.archive.org/cdx/search/cdx"
INTERNET_ARCHIVE_REPLAY = "https://web.archive.org/web/"

# 14 digits with nothing, or with a flag such as `id_` or `mp_`, between slashes.
_STAMP = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")
# Some servers give far more than anybody would fetch.
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Memento:
    """One capture that an archive has."""

    at: datetime
    url: Url
    """Where its bytes can be had, as they were captured."""
    digest: str | None = None
    """Equal where the bytes are; None: not stated."""
    status: int | None = None
    """None: not stated."""
    media_type: str | None = None


def cdx_request(server: str, url: str) -> Url:
    """Write the question for a CDX server of either make (wayback's and pywb's).

    >>> cdx_request("https://cdx.example/coll/cdx", "https://a.example/?b=1&c")
    'https://cdx.example/coll/cdx?url=https%3A%2F%2Fa.example%2F%3Fb%3D1%26c&output=json&limit=100000'
    """
    sign = "&" if "?" in server else "?"
    return parse_url(f"{server}{sign}url={quote(url, safe='')}&output=json&limit={MOST}")


def read_cdx(text: str, replay: str) -> list[Memento]:
    """Read a CDX server's answer: a JSON list of lists with a head (wayback), or a JSON object a line (pywb).

    Raises:
        ValueError: it is neither.
    """
    found = []
    for row in _cdx_rows(text):
        stamp, original = row.get("timestamp", ""), row.get("original") or row.get("url") or ""
        at = _at(stamp)
        if at is None or not original:
            continue
        status = row.get("statuscode") or row.get("status") or ""
        try:
            url = parse_url(f"{replay}{stamp}id_/{original}")
        except BadUrl:
            continue
        kind = row.get("mimetype") or row.get("mime") or ""
        found.append(
            Memento(
                at,
                url,
                row.get("digest") or None,
                int(status) if status.isascii() and status.isdigit() else None,
                kind.lower() if "/" in kind and kind != "warc/revisit" else None,
            )
        )
    return sorted(found, key=lambda memento: memento.at)


def _cdx_rows(text: str) -> Iterator[dict[str, str]]:
    """Give the rows by the names of their columns."""
    text = text.strip()
    if text.startswith("["):
        try:
            head, *rows = json.loads(text) or [[]]
            for row in rows:
                yield {str(name): str(value) for name, value in zip(head, row, strict=False)}
        except (json.JSONDecodeError, TypeError) as error:
            raise ValueError(f"a JSON list that cannot be read ({error})") from None
        return
    for line in text.splitlines()[:MOST]:
        try:
            row = json.loads(line)
            yield {str(name): str(value) for name, value in row.items()}
        except (json.JSONDecodeError, AttributeError):
            raise ValueError(f"neither JSON list nor JSON lines: {line[:60]!r}") from None


def _at(stamp: str) -> datetime | None:
    """Read 14 digits; None: they are no time."""
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


_LINK = re.compile(r"<([^<>]*)>((?:\s*;\s*[a-zA-Z-]+\*?\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)\s*(?:,|$)")
_ATTRIBUTE = re.compile(r";\s*([a-zA-Z-]+)\*?\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))")


def read_timemap(text: str, base: str) -> tuple[list[Memento], list[Url]]:
    """Read a TimeMap in link format; give its captures, and the further TimeMaps that it names.

    Raises:
        ValueError: there is no link in it.
    """
    found: list[Memento] = []
    more: list[Url] = []
    links = 0
    for target, attributes in _LINK.findall(text.strip()):
        links += 1
        values = {name.lower(): quoted or bare for name, quoted, bare in _ATTRIBUTE.findall(attributes)}
        kinds = values.get("rel", "").lower().split()
        try:
            url = parse_url(target, base)
        except BadUrl:
            continue
        at = _date(values.get("datetime", ""))
        if "memento" in kinds and at is not None:
            found.append(Memento(at, _raw(url)))
        elif "timemap" in kinds or ("next" in kinds and "timemap" in values.get("type", "timemap")):
            more.append(url)
    if not links:
        raise ValueError(f"no TimeMap: {text[:60]!r}")
    return sorted(found, key=lambda memento: memento.at)[:MOST], more


def _raw(url: Url) -> Url:
    """Ask for a capture as it was captured, without the archive's banner and links, where its address is of that make.

    >>> _raw(Url("https://a.example/coll/20240101000000mp_/https://b.example/"))
    'https://a.example/coll/20240101000000id_/https://b.example/'
    """
    return Url(_STAMP.sub(r"/\1id_/", url, count=1))


def _date(text: str) -> datetime | None:
    """Read an HTTP date; None: it is none."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def memento_datetime(text: str | None) -> datetime | None:
    """Read the header `Memento-Datetime`; None: absent, or no date."""
    return _date(text) if text else None
