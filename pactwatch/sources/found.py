"""What a source gives: items as it words them, then leads as we keep them."""

from __future__ import annotations

from dataclasses import dataclass

from pactwatch.model import Lead, Url


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a source, before its address was read. None: the source did not say."""

    href: str
    title: str | None = None
    summary: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    language: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one kind of source read from one answer."""

    items: tuple[Item, ...] = ()
    more: tuple[str, ...] = ()
    """Addresses of further pages of the same source, as printed."""
    problem: str | None = None
    nothing: str | None = None
    """Why nothing was found, where something always should be: no problem if another page of the source gives leads."""
    every_s: int | None = None
    """How often the answer says that it changes."""
    hub: str | None = None
    """The WebSub hub that it names, as printed."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a source gave."""

    leads: tuple[Lead, ...]
    more: tuple[Url, ...] = ()
    """Further pages of this source that are worth asking for."""
    problem: str | None = None
    """One sentence, if the source could not be read, or not in full."""
    nothing: str | None = None
    """One sentence, if the answer was read and gave no lead, though its kind always should: a listing whose layout has
    changed. No problem if another page of the source gives some."""
    next_check_s: int | None = None
    """Asking again sooner than so many seconds after this answer is pointless, or unwelcome: what the feed says of
    itself (`ttl`, `updatePeriod`), how long the answer stays fresh, Retry-After. At most a day. None: nothing is said.
    """
    hub: str | None = None
    """The WebSub hub that tells subscribers of news of this source. None: none is named."""
