"""Where an article lives, and where it goes on: `rel=canonical`, `og:url`, JSON-LD, `rel=next`."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pactwatch.extract.blocks import Page
from pactwatch.urls import BadUrl, parse_url

_PAGE_NUMBER = re.compile(r"[/_.,-]?(?:page|seite|pagina|p)?[/_.,=-]?\d{1,3}/?$", re.I)


def resolve(href: str | None, base: str | None) -> str | None:
    """Give a web address as an absolute URL; None: it is none."""
    if not href:
        return None
    try:
        return str(parse_url(href, base))
    except BadUrl:
        return None


def canonical(page: Page, url: str | None, base: str | None, *stated: str | None) -> str | None:
    """Give the article's own address: `rel=canonical` first, then what else is *stated*, in order of trust.

    An address that cannot be the article's is passed over: the home page for a page that is not, a bare host name.
    """
    links = (href for rel, href, hreflang in page.links if "canonical" in rel.split() and not hreflang)
    found = (resolve(href, base) for href in (*links, *stated))
    return next((address for address in found if address and _may_be(address, url)), None)


def _may_be(address: str, url: str | None) -> bool:
    parts = urlsplit(address)
    if "." not in (parts.hostname or "") and parts.hostname != (urlsplit(url or "").hostname):
        return False
    return bool(parts.path.strip("/") or parts.query) or not (url and urlsplit(url).path.strip("/"))


def next_page(page: Page, url: str | None, base: str | None) -> str | None:
    """Give the next page of an article over several; `rel=next` to another story is not one.

    The path may only differ by a page's number at its end.
    """
    for rel, href, _ in page.links:
        if "next" in rel.split() and (found := resolve(href, base)):
            return found if url is None or _stem(found) == _stem(url) else None
    return None


def _stem(url: str) -> str:
    """Give host and path without a page's number and the ending of the file."""
    parts = urlsplit(url)
    path = re.sub(r"\.\w{2,5}$", "", parts.path.rstrip("/"))
    return f"{parts.hostname}{_PAGE_NUMBER.sub('', path) if not _is_number(path) else path}"


def _is_number(path: str) -> bool:
    """Tell whether the last part of a path is the article's own number."""
    return bool(re.search(r"\d{4,}$", path))
