"""One URL parser for the whole program: WHATWG's, by ada (all 891 of WPT's cases).

Two parsers that disagree are how address guards are passed, so nothing else in the program takes a URL apart.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import ada_url

from pactwatch.model import Url


class BadUrl(ValueError):
    """Not an http or https URL with a host."""


def parse_url(text: str, base: str | None = None) -> Url:
    """Give the WHATWG form of an http(s) URL, without fragment and credentials.

    Raises:
        BadUrl: not a URL, no host, or another scheme (`file:`, `javascript:`, `ftp:` …).

    >>> parse_url("HTTP://Example.org:80/a/../b?q=1#top")
    'http://example.org/b?q=1'
    >>> parse_url("../c", "https://example.org/a/b")
    'https://example.org/c'
    """
    try:
        parsed = ada_url.URL(text.strip(), base) if base else ada_url.URL(text.strip())
    except ValueError:
        raise BadUrl(f"not a URL: {without_credentials(text)[:200]!r}") from None
    if parsed.protocol not in ("http:", "https:") or not parsed.hostname:
        raise BadUrl(f"not an http or https URL: {without_credentials(text)[:200]!r}")
    parsed.hash = ""
    parsed.username = ""
    parsed.password = ""
    return Url(parsed.href)


_CREDENTIALS = re.compile(r"^(\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]*)[^/\\?#]*@", re.I)


def without_credentials(text: str) -> str:
    """Take name and password out of what may be no URL at all, for messages and tables.

    >>> without_credentials("http://name:secret@[broken/"), without_credentials("https://example.org/@name")
    ('http://[broken/', 'https://example.org/@name')
    """
    return _CREDENTIALS.sub(r"\1", text)


def host_of(url: str) -> str:
    """Give the host name as the parser wrote it: lower case, punycode, IPv6 in brackets.

    >>> host_of("https://www.Example.org/a")
    'www.example.org'
    """
    return str(ada_url.URL(url).hostname)


def origin_of(url: str) -> str:
    """Give scheme, host and port: what robots.txt and politeness are about.

    >>> origin_of("https://example.org/a?b")
    'https://example.org'
    """
    return str(ada_url.URL(url).origin)


def words_of(url: str) -> str:
    """Give the words that a URL's path spells out: what an untitled lead says of itself; empty if it is all numbers.

    >>> words_of("https://example.org/2024/11/japan-eu-sign-pact.html?id=7")
    'japan eu sign pact'
    >>> words_of("https://example.org/article/a-20241105-118")
    ''
    """
    last = unquote(str(ada_url.URL(url).pathname)).rstrip("/").rsplit("/", 1)[-1]
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\.\w{1,5}$", "", last))
    return " ".join(words) if len(words) > 1 or any(not word.isascii() for word in words) else ""
