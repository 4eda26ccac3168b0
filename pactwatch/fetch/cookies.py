"""Cookies for one article's redirects, and for nothing else.

Some sites set a cookie, send the browser back to where it was, and answer only if it returns; so a chain keeps what it
is given. Nothing outlives the chain: no session, no tracking, and no page that differs because of yesterday.
"""

from __future__ import annotations

from pactwatch.fetch.headers import Headers
from pactwatch.urls import host_of

# A browser keeps 50 to 180 for a site, of 4 KB each.
_MAX_COOKIES = 50
_MAX_BYTES = 4_096


class ChainCookies:
    """The cookies of one chain, each for the host that set it (or the domain above it that it names)."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], str] = {}

    def take(self, url: str, headers: Headers) -> None:
        """Keep what an answer from *url* sets; paths, ages and flags do not matter within seconds."""
        host = host_of(url)
        for name, value in headers:
            if name != "set-cookie" or len(value) > _MAX_BYTES or len(self._held) >= _MAX_COOKIES:
                continue
            pair, *attributes = value.split(";")
            key, equals, held = pair.strip().partition("=")
            if key and equals:
                self._held[_domain(attributes, host), key.strip()] = held.strip()

    def header(self, url: str) -> bytes:
        """Give the Cookie header for *url*; empty: there is none."""
        if not self._held:
            return b""
        host = host_of(url)
        pairs = [f"{key}={value}" for (domain, key), value in self._held.items() if _covers(domain, host)]
        text = "; ".join(pairs)[: 2 * _MAX_BYTES]
        return "".join(c for c in text if " " <= c <= "ÿ" and c != "\x7f").encode("latin-1")


def _domain(attributes: list[str], host: str) -> str:
    """Give the domain that a cookie is for: `.example.org` with those below it, or the host alone."""
    for attribute in attributes:
        name, _, value = attribute.strip().partition("=")
        domain = "." + value.strip().lower().lstrip(".")
        # At least one dot inside: nobody may set a cookie for all of `.org`. (`.co.uk` passes, within one chain.)
        if name.strip().lower() == "domain" and domain.count(".") > 1 and _covers(domain, host):
            return domain
    return host


def _covers(domain: str, host: str) -> bool:
    """Whether a cookie's domain takes in a host."""
    return domain == host or (domain.startswith(".") and (host == domain[1:] or host.endswith(domain)))
