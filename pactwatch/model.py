"""What travels through the house: one frozen dataclass for each word of docs/design.md, section 2.

`Source -> Lead -> Fetch -> Article -> [Wording] -> [Change] -> Alert`, and beside it
`Article -> [Fact] -> [Conflict]`.

Times are aware datetimes in UTC, or ISO 8601 text where a page may state less than a full time
(`2024-11-01`, `2024-11-01T18:30:00Z`). Positions in a text count characters from 0. Nothing but the standard library.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from pactwatch.model_topic import (
    AlertRule as AlertRule,
    ArchiveRules as ArchiveRules,
    Entity as Entity,
    FetchRules as FetchRules,
    Question as Question,
    Relevance as Relevance,
    SourceSpec as SourceSpec,
    Term as Term,
    Topic as Topic,
    phrases_of as phrases_of,
)

Url = NewType("Url", str)
"""A URL in WHATWG form, made by `pactwatch.urls`."""
Sha256 = NewType("Sha256", str)
"""64 hexadecimal digits, lower case."""


def sha256(data: bytes | str) -> Sha256:
    """Digest bytes, or text as UTF-8.

    >>> sha256("")[:8]
    'e3b0c442'
    """
    return Sha256(hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest())


# ---------------------------------------------------------------- what was found and fetched


@dataclass(frozen=True, slots=True)
class Lead:
    """A URL that a source gave, with what it said of it. None: the source did not say."""

    url: Url
    title: str | None = None
    summary: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    language: str | None = None
    outlet: str | None = None


class Outcome(StrEnum):
    """What came of a fetch. Only `stored` may lead to changes."""

    STORED = "stored"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not_modified"
    MOVED = "moved"
    GONE = "gone"
    BLOCKED = "blocked"
    WALLED = "walled"
    EMPTY = "empty"
    PARTIAL = "partial"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    DISALLOWED = "disallowed"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    OFF_TOPIC = "off_topic"


RETRYABLE = frozenset({Outcome.UNAVAILABLE})
"""What may pass by itself within one pass."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask for; the validators are those of the last stored snapshot."""

    url: Url
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """One HTTP exchange, whatever came of it."""

    url: Url
    """As asked for."""
    final_url: Url
    """Where the redirects ended; equal to `url` when there were none."""
    fetched_at: datetime
    status: int | None
    """The last status; None: no answer came."""
    headers: tuple[tuple[str, str], ...] = ()
    """Of the last answer, names in lower case, in order, without hop-by-hop headers and cookies."""
    body: bytes = field(default=b"", repr=False)
    """Decoded from its content codings, not from its charset. Not shown: asyncio shows what a finished task gives, and
    a body of 10 MB took 64 MB to print."""
    elapsed_ms: int = 0
    outcome: Outcome | None = None
    """What the fetching room already knows (`unavailable`, `refused`, `too_large`, …); None: the gate decides."""
    reason: str = ""
    """The rule that decided, with what it saw, e.g. `status-503` or `timeout: 30 s`."""
    redirects: tuple[tuple[int, Url], ...] = ()
    """Each hop: its status and the URL it was asked at."""
    retry_after_s: float | None = None

    @property
    def moved_permanently(self) -> bool:
        """Whether every redirect on the way was a permanent one."""
        return bool(self.redirects) and all(status in (301, 308) for status, _ in self.redirects)

    def header(self, name: str) -> str | None:
        """Give the first header called *name* (in lower case)."""
        return next((value for key, value in self.headers if key == name), None)


# ---------------------------------------------------------------- what a page says


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an article, with what it is."""

    kind: str
    """`paragraph`, `heading`, `item`, `quote`, `row`, `time` (of a live blog's entry)."""
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One reading of a page. None in a field: the page does not state it."""

    blocks: tuple[Block, ...] = ()
    headline: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published_at: str | None = None
    """ISO 8601: a full time with the zone that the page states (`Z` for UTC), because relative dates in the text mean
    the outlet's own day; a local time where it states none; or a date. The archive stores the first kind in UTC."""
    modified_at: str | None = None
    language: str | None = None
    """ISO 639-1, lower case."""
    canonical_url: str | None = None
    section: str | None = None
    free_to_read: bool | None = None
    """`isAccessibleForFree`."""
    correction: str | None = None
    next_url: str | None = None
    """`rel=next` of an article over several pages."""
    encoding: str = "utf-8"
    """How the bytes were read."""
    problem: str | None = None
    """Why the page was not read in full (`too-deep`, `too-large`, …)."""

    @property
    def text(self) -> str:
        """The paragraphs, joined by empty lines."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of the blocks, in reading order."""
        return tuple(block.text for block in self.blocks)

    @property
    def byline(self) -> str | None:
        """The authors in one line."""
        return ", ".join(self.authors) or None

    @property
    def text_sha256(self) -> Sha256:
        """What makes two readings the same: headline, byline and text, in Unicode NFC."""
        return reading_sha256(self.headline, self.byline, self.text)


def reading_sha256(headline: str | None, byline: str | None, text: str) -> Sha256:
    """Digest what a version says, as `Article.text_sha256` does."""
    return sha256(unicodedata.normalize("NFC", "\x1f".join((headline or "", byline or "", text))))


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive already knows of an article when a new capture of it comes in."""

    headline: str | None
    text: str
    """Of the last version; empty: there is none yet, only a capture that was held back."""
    text_sha256: Sha256
    body_sha256: Sha256 | None
    """Of the last stored snapshot."""
    held_text_sha256: Sha256 | None = None
    """Of the last fetch, if its capture was held back as doubtful: a second one that says the same is believed."""
    held_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate says of one capture."""

    outcome: Outcome
    reason: str
    """`rule: what it saw`; the rule's name comes first."""


# ---------------------------------------------------------------- what an article claims


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, normalised so that equal values compare equal."""

    text: str
    start: int
    end: int
    value: str
    """The number in plain decimal digits with scale applied: `¥1bn` and `10億円` both give `1000000000`."""
    unit: str = ""
    """Normalised: `JPY`, `%`, `pp`, `km`, `year`, `people`, …; empty: a bare number."""
    comparator: str = "="
    """`=`, `>`, `>=`, `<`, `<=`, `~`."""
    high: str | None = None
    """The upper end of a range."""
    kind: str = "number"
    """`number`, `money`, `percent`, `ordinal`, `age`, `duration`, `measure`."""

    @property
    def key(self) -> str:
        """Equal exactly when two figures say the same.

        >>> Figure("more than 40 ships", 0, 18, "40", "ships", ">").key
        '>40 ships'
        """
        mark = "" if self.comparator == "=" else self.comparator
        span = self.value if self.high is None else f"{self.value}..{self.high}"
        return f"{mark}{span} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or time in a text, normalised."""

    text: str
    start: int
    end: int
    value: str
    """ISO 8601 at the stated granularity (`2025-01-01`, `2025-01`, `2025`, `2024-W44`, `--11-01` without a year,
    `2024-11-01/2024-11-03`); for what cannot be resolved `relative:` and the normalised words."""
    granularity: str = "day"
    """`time`, `day`, `week`, `month`, `quarter`, `year`, `decade`, `range`, `relative`."""

    @property
    def key(self) -> str:
        """Equal exactly when two moments say the same."""
        return self.value


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation or place in a text."""

    text: str
    """As printed, without the office."""
    start: int
    end: int
    kind: str = "name"
    """`person`, `organisation`, `place`, or `name` where that is not known."""
    office: str | None = None
    """The office or title that stands with it, as printed."""

    @property
    def key(self) -> str:
        """Case-folded words without accents: what two mentions of one name share."""
        plain = unicodedata.normalize("NFKD", self.text.casefold())
        return " ".join("".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks."""

    text: str
    start: int
    end: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of one claim in one version."""

    text: str
    position: int = 0
    """In reading order, from 0."""
    kind: str = "sentence"
    """`sentence`, `headline`, `standfirst`, `item`, `caption`, `heading`, `correction`."""
    paragraph: int = 0
    speaker: str | None = None
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Moment, ...] = ()
    names: tuple[Name, ...] = ()
    modality: str = "done"
    """`done`, `planned`, `expected`, `possible`, `alleged`, `denied`."""
    polarity: str = "positive"
    """`positive` or `negative`."""
    language: str | None = None


# ---------------------------------------------------------------- what changed


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs inside a changed claim. None: it is not in that version."""

    facet: str
    """`number`, `date`, `name`, `quote`, `speaker`, `modality`, `polarity`, `wording`."""
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a reader could come away believing something else, and which rule says so."""

    material: bool
    facets: tuple[str, ...]
    rule: str
    differences: tuple[Difference, ...] = ()
    score: float | None = None
    """0 to 1: how likely people are to call the change a change of meaning; None: not estimated."""

    @property
    def label(self) -> str:
        """`material` or `cosmetic`."""
        return "material" if self.material else "cosmetic"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The facets, under the name that the scorer of the development data uses."""
        return self.facets


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one claim, headline or byline between two versions."""

    kind: str
    """`new`, `changed`, `removed`, `moved`."""
    subject: str
    """`claim`, `headline`, `byline`."""
    old_text: str | None
    new_text: str | None
    verdict: Verdict
    old_positions: tuple[int, ...] = ()
    """Positions of the old wordings: several where claims were merged."""
    new_positions: tuple[int, ...] = ()
    """Positions of the new wordings: several where a claim was split."""
    words: tuple[tuple[str, str], ...] = ()
    """The word diff: (`=`, text), (`-`, text), (`+`, text) in reading order."""


# ---------------------------------------------------------------- what is known of the event


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that an article gives to one of the topic's questions."""

    question: str
    value: str
    """Normalised: an entity's id, an ISO date, a figure's key."""
    label: str
    """As printed."""
    sentence: str
    position: int = 0
    """Of the wording it stands in."""
    start: int = 0
    end: int = 0
    role: str = ""
    """`signer`, `attendee`, `announcer`, …; of a sum who pays and for what, `by eu for road`; empty: does not apply."""
    modality: str = "done"
    speaker: str | None = None
    """None: the outlet says it itself."""
    beside: str = ""
    """The sentence next to it that it needs, `They signed it.` beside `A and B met.`; offsets are in `sentence`."""

    @property
    def evidence(self) -> str:
        """All that it rests on, for people to read; it begins with `sentence`, so that offsets hold."""
        return f"{self.sentence} … {self.beside}" if self.beside else self.sentence


@dataclass(frozen=True, slots=True)
class Said:
    """A fact with who says it: what conflicts are found among."""

    fact: Fact
    outlet: str
    article_url: str
    fact_id: int = 0
    voice: str = ""
    """Articles that copy one report share a voice; empty: the article speaks for itself."""
    said_at: str = ""
    """When the article was published, else when it was first seen; empty: not known."""
    since_at: str = ""
    """When the article was first seen to say so; empty: not known."""
    ended_at: str | None = None
    """When it was first seen to say so no more; None: it still does."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Outlets that give incompatible values to one question."""

    question: str
    kind: str
    """`asserted` (numbers, dates) or `accounts diverge` (people, roles)."""
    sides: tuple[tuple[Said, ...], ...]
    """Two or more sides; within a side the values agree."""

    @property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """The values of each side, sorted: what makes it the same conflict as yesterday."""
        return tuple(sorted(tuple(sorted({said.fact.value for said in side})) for side in self.sides))


@dataclass(frozen=True, slots=True)
class Alert:
    """A message owed to a maintainer; kept until delivered."""

    dedupe_key: str
    rule: str
    subject: str
    """One line."""
    body: str
    """Plain text."""
    thread: str = ""
    """What messages about the same thing share, an article's URL say: mail keeps them together; empty: it is alone."""
    story: str = ""
    """What the alerts share that tell the same edit of the same report: they become one message; empty: none can."""
    details: Mapping[str, object] = field(default_factory=dict, hash=False)
    """What it says in parts, for HTML, web hooks and templates: plain JSON values, as docs/alerts.md lists them."""
