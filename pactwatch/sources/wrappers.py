"""Addresses that only lead on to the publisher's: what stands in them, without asking anybody."""

from __future__ import annotations

import base64
import binascii
import re

import ada_url

# Host and start of the path -> the parameters that may hold the target.
_BY_PARAMETER = (
    ("www.google.com", "/url", ("url", "q")),
    ("google.com", "/url", ("url", "q")),
    ("www.bing.com", "/news/apiclick.aspx", ("url",)),
    ("bing.com", "/news/apiclick.aspx", ("url",)),
    ("news.url.google.com", "/url", ("url", "q")),
    ("duckduckgo.com", "/l/", ("uddg",)),
    ("l.facebook.com", "/l.php", ("u",)),
    ("lm.facebook.com", "/l.php", ("u",)),
    ("out.reddit.com", "/", ("url",)),
    ("www.youtube.com", "/redirect", ("q",)),
    ("www.linkedin.com", "/safety/go", ("url",)),
    ("feedproxy.google.com", "/", ("url",)),
    ("news.google.com", "/", ("url",)),
    ("vk.com", "/away.php", ("to",)),
    ("t.umblr.com", "/redirect", ("z",)),
    ("slack-redir.net", "/link", ("url",)),
    ("exit.sc", "/", ("url",)),
)
_YAHOO = re.compile(r"/RU=([^/]+)/")
_AMP_CACHE = re.compile(r"/[cvir]/(s/)?(.+)")
_GOOGLE_AMP = re.compile(r"/amp/(s/)?(.+)")
_GOOGLE_NEWS = re.compile(r"/(?:rss/|__i/rss/rd/)?(?:articles|read)/([A-Za-z0-9_-]{20,4000})")
_WEB = re.compile(rb"https?://[\x21-\x7e]+")


def unwrap(url: str) -> str | None:
    """Give the address that a wrapper leads to. None: *url* is no wrapper, or does not say.

    >>> unwrap("http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fexample.org%2fa&c=1")
    'https://example.org/a'
    """
    parsed = ada_url.URL(url)
    host, path = parsed.hostname, parsed.pathname
    for wrapper, start, names in _BY_PARAMETER:
        if host == wrapper and path.startswith(start):
            params = ada_url.URLSearchParams(parsed.search)
            target = _web_address(next((params.get(name) for name in names if params.has(name)), None))
            if target:
                return target
    if host.endswith(".safelinks.protection.outlook.com"):
        return _web_address(ada_url.URLSearchParams(parsed.search).get("url"))
    if host in ("www.bing.com", "bing.com") and path == "/ck/a":
        return _bing(ada_url.URLSearchParams(parsed.search).get("u") or "")
    if host.endswith("search.yahoo.com") and (match := _YAHOO.search(path)):
        return _decoded(match.group(1))
    if host.endswith(".cdn.ampproject.org") and (match := _AMP_CACHE.match(path)):
        return _with_scheme(match, parsed.search)
    if host in ("www.google.com", "google.com") and (match := _GOOGLE_AMP.match(path)):
        return _with_scheme(match, parsed.search)
    if host == "news.google.com" and (match := _GOOGLE_NEWS.match(path)):
        return _google_news(match.group(1))
    return None


def is_opaque(url: str) -> bool:
    """Whether an address is a wrapper that does not say where it leads: asking for it would give no article."""
    parsed = ada_url.URL(url)
    return parsed.hostname == "news.google.com" and _GOOGLE_NEWS.match(parsed.pathname) is not None


def _with_scheme(match: re.Match[str], search: str) -> str:
    """Put an address together from a cache's path: `s/` stands for https."""
    return f"{'https' if match.group(1) else 'http'}://{match.group(2)}{search}"


def _decoded(text: str) -> str | None:
    """Undo the percent-encoding of an address in a path."""
    return _web_address(ada_url.URLSearchParams(f"u={text}").get("u"))


def _web_address(text: str | None) -> str | None:
    """Give *text* if it may be a web address."""
    return str(text) if text and text.startswith(("http://", "https://")) else None


def _bing(token: str) -> str | None:
    """Read the address in the `u` of a Bing result: `a1`, and then base64 without its padding."""
    try:
        return _web_address(base64.urlsafe_b64decode(token[2:] + "=" * (-len(token[2:]) % 4)).decode())
    except (binascii.Error, ValueError):
        return None


def _google_news(token: str) -> str | None:
    """Read the address in a Google News token: until 2024 it stood there plainly, as a field of a small message.

    Later tokens hold a key that only Google can resolve.
    """
    try:
        message = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    match = _WEB.search(message)
    if match is None:
        return None
    start = match.start()
    # The byte before it (two for lengths from 128 on) says how long the address is; a second one may follow at once.
    length = message[start - 1] if start else 0
    if start > 1 and message[start - 2] & 0x80:
        length = (message[start - 2] & 0x7F) | (length << 7)
    found = match.group()
    return (found[:length] if 10 < length <= len(found) else found).decode("ascii")
