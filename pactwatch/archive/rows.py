"""What goes into and comes out of the archive besides the words of `pactwatch.model`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pactwatch.model import Alert, Article, Change, Conflict, Fact, Fetch, Judgement, Sha256, SourceSpec, Url, Wording


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source that is watched, with what came of asking it last."""

    id: int
    spec: SourceSpec
    etag: str | None
    last_modified: str | None
    failures: int
    """In a row, up to now."""
    checked_at: str | None
    """None: never asked."""
    next_check_at: str | None = None
    """Asking before is pointless, by its own word; None: it says nothing of that."""


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What came of asking a source."""

    error: str | None = None
    """Why it could not be read; None: it was."""
    etag: str | None = None
    """With `last_modified`, the validators for the next time; without them it is asked plainly."""
    last_modified: str | None = None
    next_check_at: datetime | None = None
    hub: str | None = None
    """The WebSub hub that it names; None: none, or it did not say this time."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A site or source that could not be seen for several passes."""

    subject: str
    """The host of pages; a source's address, or its kind where it has none."""
    sign: str
    """What tells the troubles of one subject apart; its problem may be worded otherwise each time."""
    problem: str
    """What is seen instead."""
    since_at: str
    """The first fetch that gave nothing good."""
    pages: int = 1


@dataclass(frozen=True, slots=True)
class DueArticle:
    """An article to fetch, with the validators of its last stored snapshot."""

    id: int
    url: Url
    outlet: str | None
    etag: str | None
    last_modified: str | None
    state: str
    checked_at: str | None = None
    """None: never fetched."""
    next_check_at: str | None = None
    """None: not planned."""
    bad_streak: int = 0
    """Passes in a row, up to now, that did not get to see it."""


@dataclass(frozen=True, slots=True)
class LastVersion:
    """The latest version of an article, with its claims."""

    id: int
    number: int
    headline: str | None
    byline: str | None
    published_at: str | None
    language: str | None
    text: str
    text_sha256: Sha256
    extractor: str
    first_seen_at: str
    last_seen_at: str
    claims: tuple[tuple[int, Wording], ...]
    """Each claim's id and its wording, in reading order."""
    snapshot_id: int
    """What it was read from."""


@dataclass(frozen=True, slots=True)
class Past:
    """What older versions of an article held, for changes that go back to it."""

    texts: Mapping[int, tuple[str, ...]]
    """Every text that a standing claim has had, by the claim's id, oldest first."""
    removed: tuple[tuple[int, str], ...]
    """The claims that were removed, each with its last text, the latest removed last."""
    headlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Capture:
    """All that one fetch of one article yields: what lands in the archive together, or not at all."""

    topic_id: int
    article_id: int
    run_id: int | None
    fetch: Fetch
    judgement: Judgement
    article: Article | None = None
    extractor: str = ""
    wordings: tuple[Wording, ...] = ()
    lineage: tuple[tuple[int, int], ...] = ()
    """(old position, new position) of the claims that go on, identical ones included."""
    returned: tuple[tuple[int, int], ...] = ()
    """(claim id, new position) of the claims that were removed before and stand again."""
    changes: tuple[Change, ...] = ()
    facts: tuple[Fact, ...] = ()
    facts_read_by: str | None = None
    """A digest of the rules that gave them; None: not known."""
    held_text_sha256: Sha256 | None = None
    """Of a reading held back as doubtful."""
    state: str = "live"
    next_check_at: datetime | None = None
    moved_to: Url | None = None
    """The article's new address."""
    relevance: float | None = None
    """None: as it was."""
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What `record_capture` wrote; None: nothing new of that kind."""

    fetch_id: int
    snapshot_id: int | None = None
    version_id: int | None = None
    version_number: int | None = None
    change_ids: tuple[int, ...] = ()
    said_changed: bool = False
    """Whether the article says other things than before, or began or ceased to speak: conflicts are to be settled."""


@dataclass(frozen=True, slots=True)
class OwedAlert:
    """An alert that is still owed."""

    id: int
    alert: Alert
    created_at: str
    delivered: tuple[str, ...]
    """The channels that have had it, as they were given to `record_delivery`."""
    failed: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """By channel: how many attempts failed, and when the last one did."""
    wait_until: Mapping[str, str] = field(default_factory=dict)
    """By channel: until when its receiver asked to be left alone."""
    muted_until_at: str | None = None
    """Until when a mute held it back; None: none ever did."""


@dataclass(frozen=True, slots=True)
class Told:
    """An alert of a story that a channel has had."""

    thread: str
    created_at: str
    details: Mapping[str, object]
    delivered_at: str


@dataclass(frozen=True, slots=True)
class Mute:
    """What is held back for a time."""

    kind: str
    """`rule`, `article`, `outlet`."""
    subject: str
    made_at: str
    until_at: str


@dataclass(frozen=True, slots=True)
class Rival:
    """An article that may say the same as another because one copies the other."""

    article_id: int
    original_id: int
    """Whose voice it speaks with: itself, or what it copies."""
    age: float
    """When it appeared, in days; the smaller, the earlier."""
    text: str
    """Of its last version."""
    language: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of settling a topic's conflicts."""

    opened: tuple[Conflict, ...] = ()
    grown: tuple[tuple[Conflict, tuple[str, ...]], ...] = ()
    """Open ones that have values which were never on a side before, with these values."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the archive holds of an article around a moment in its past."""

    before: LastVersion | None
    """What it said then, as far as was known; None: nothing so early."""
    before_body_sha256: Sha256 | None
    seen_again_at: str | None
    """When *before* was seen next, after that moment; None: it was not."""
    after: LastVersion | None
    """The version that came next."""


@dataclass(frozen=True, slots=True)
class Onward:
    """How a version that is put between two others differs from the later one."""

    changes: tuple[Change, ...] = ()
    lineage: tuple[tuple[int, int], ...] = ()
