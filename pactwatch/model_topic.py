"""What a topic file says, read: the part of the model that is watched for; `pactwatch.model` hands it out too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A place where articles are found."""

    kind: str
    """`feed`, `sitemap`, `listing`, `gdelt`, `search`, `url`, `warc`, `memento`."""
    url: str
    """For `gdelt` it may be empty: the query is made from the topic's names."""
    outlet: str | None = None
    """Who publishes there; None: the host's name is used."""
    language: str | None = None
    options: Mapping[str, str | int | bool] = field(default_factory=dict)
    """What only this kind understands, e.g. `pattern` and `selector` of a listing."""
    official: bool = False
    """Whether it belongs to a party to the event: what it says is shown as the reference."""


@dataclass(frozen=True, slots=True)
class Term:
    """When somebody holds an office."""

    office: str
    """As normalised words, e.g. `foreign minister of japan`."""
    from_on: str = ""
    """First day, ISO 8601; empty: since always."""
    to_on: str = ""
    """Last day; empty: still. On a day of handover the office means nobody."""
    shared: bool = False  # whether several may hold it at once: then it means nobody by itself


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the topic knows under several names."""

    id: str
    """Short and stable, e.g. `iwaya`: what `Fact.value` holds for it."""
    kind: str
    """`person`, `organisation`, `place`, `work` (a document, a pact)."""
    label: str
    """How we print it."""
    aliases: tuple[str, ...] = ()
    """Other names, in any script and order."""
    offices: tuple[str, ...] = ()
    """Offices held, as normalised words, e.g. `foreign minister of japan`."""
    terms: tuple[Term, ...] = ()  # when those of them are held of which the topic says so


def phrases_of(trigger: str) -> tuple[str, tuple[str, ...]]:
    """Read `value = phrase | phrase`; a trigger without `=` stands for itself.

    >>> phrases_of("cyber = cyber* | hackers")
    ('cyber', ('cyber*', 'hackers'))
    """
    name, _, phrases = trigger.partition(" = ")
    return name.strip(), tuple(part.strip() for part in phrases.split("|")) if phrases else (trigger,)


@dataclass(frozen=True, slots=True)
class Question:
    """Something the topic wants to know; each article's answers are facts."""

    id: str
    label: str
    """The question as a person would ask it."""
    value: str
    """`person`, `organisation`, `place`, `role`, `date`, `amount`, `count`, `yes/no`, `text`."""
    triggers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language code: words or phrases that mark a sentence as an answer, e.g. `{"en": ("signed by", "signed")}`."""
    many: bool = False
    """Whether several values can be true at once."""
    event: str | None = None
    """The class of event asked about (`sign`, `announce`, `take effect`, `visit`, …); None: triggers alone decide."""
    about: str | None = None
    """For `role`: the id of the entity whose office is asked for; else that of the work the event is done to."""
    compare: str = ""
    """When two values can both be true: `exact`, `same entity`, `coarser`, `tolerance`, `at least`; empty: as is usual
    for the kind of value."""
    tolerance: float = 0.1
    """For figures: the share by which two may differ and still say the same, where they are `about` or compared so."""


@dataclass(frozen=True, slots=True)
class Relevance:
    """When an article is on the topic."""

    mode: str = "terms"
    """`terms`, or `all`: every article is."""
    all_of: tuple[tuple[str, ...], ...] = ()
    """Groups of terms; each group must be met by one of its terms. A Latin term matches whole words, without case."""
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchRules:
    """Pace, bounds and manners of fetching; every one can be set under `[fetch]` in a topic file."""

    per_host_delay_s: float = 2.0
    """Between two requests to one host, in seconds; a longer Crawl-delay of its robots.txt wins."""
    per_host_concurrency: int = 1
    """How many requests one host answers at a time."""
    concurrency: int = 32
    """How many requests are under way in all."""
    connect_timeout_s: float = 10.0
    """Until a connection stands, its encryption included."""
    total_timeout_s: float = 30.0
    """One article, with all its redirects."""
    max_body_bytes: int = 10_000_000
    """Of one answer, decoded; counted while it is decoded."""
    max_wire_bytes: int = 5_000_000
    """Of one answer, as it is sent."""
    max_header_bytes: int = 64_000
    """Of one answer's headers."""
    max_redirects: int = 10
    """Of one article."""
    attempts: int = 3
    """How often what may pass (a time-out, a 5xx) is tried in one pass."""
    requests_per_pass: int = 5_000
    """Of one pass, to all hosts; with more to do, the most urgent articles are asked for."""
    recheck: str = "adaptive"
    """`adaptive`, or `always`: every pass checks every article."""
    allow_private_hosts: tuple[str, ...] = ()
    """Host names or addresses that the address guard lets through, for tests on loopback."""
    robots: bool = True
    """Whether robots.txt is kept; `false` is for servers of your own."""
    contact: str = ""
    """A URL or address put into the User-Agent, so that an administrator can reach whoever runs this."""


@dataclass(frozen=True, slots=True)
class ArchiveRules:
    """What upkeep may let go of, under `[archive]` in a topic file."""

    thin_after_days: int = 0
    """Bodies of captures that read as the one before are let go of when they are so old; 0: never."""


@dataclass(frozen=True, slots=True)
class AlertRule:
    """Which changes are told to whom."""

    name: str
    on: tuple[str, ...] = ("material", "conflict", "article", "health")
    """`material`, `conflict`, `article`, `health`."""
    to: tuple[str, ...] = ()
    """Apprise URLs, `stdout:`, or names of environment variables as `$NAME` that hold one."""
    facets: tuple[str, ...] = ()
    """Only changes with one of these facets; empty: any."""
    outlets: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Only changes whose old or new text holds one of these, without case; empty: any."""
    questions: tuple[str, ...] = ()
    """Only conflicts over one of these questions, by their ids; empty: any."""
    send: str = "at once"
    """`at once`, `hourly`, or `daily 07:00`: one message with what is owed by then."""
    quiet: str = ""
    """Hours in which nothing is sent, such as `22:00-07:00`; what is owed then comes at their end. Empty: none."""
    zone: str = "UTC"
    """The IANA time zone of `send` and `quiet`."""
    per_hour: int = 0
    """More messages than this in an hour become one; 0: no bound."""
    template: str = ""
    """A folder with `subject.txt`, `body.txt` or `body.html`, Jinja templates of the user's own; empty: ours."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One event, and everything that one TOML file says of it."""

    name: str
    title: str
    languages: tuple[str, ...]
    relevance: Relevance = Relevance()
    fetch: FetchRules = FetchRules()
    entities: tuple[Entity, ...] = ()
    questions: tuple[Question, ...] = ()
    sources: tuple[SourceSpec, ...] = ()
    alerts: tuple[AlertRule, ...] = ()
    archive: ArchiveRules = ArchiveRules()
    ping_url: str = ""
    """Asked for after each good pass, so that a monitor notices when passes stop: a URL, or `$NAME`; empty: none."""
    passes_every_s: int = 0
    """How often passes are meant to come; after three times that without a good one, it is told. 0: as they used to."""
    file: str = ""
    """The file it came from, for messages."""
