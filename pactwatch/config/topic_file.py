"""What a topic file may say, and what is wrong with one that says something else.

Keys are named as in the file; tables of a list count from 1: `sources[2].url` is the `url` of the second `[[sources]]`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import fields
from pathlib import Path
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from pactwatch.config.languages import check_language
from pactwatch.config.offices import Offices
from pactwatch.config.sources import read_sources
from pactwatch.config.tables import Problems, Table, nearest, shown
from pactwatch.config.words import (
    ALERT_EVENTS,
    COMPARABLE,
    COMPARES,
    ENTITY_KINDS,
    EVENTS,
    FACETS,
    QUESTION_VALUES,
    RECHECKS,
)
from pactwatch.errors import TopicError, UsageError
from pactwatch.model import AlertRule, ArchiveRules, Entity, FetchRules, Question, Relevance, Topic
from pactwatch.paths import TOPICS
from pactwatch.sendtimes import is_quiet_span, is_send_time

# A topic file is written by hand: the default one has some 30 KB. The bound keeps a mistaken path (an archive, a log)
# from being read into memory.
MAX_FILE_BYTES = 2_000_000

# Smallest and largest sensible value of each bound under [fetch]; outside of it somebody mistyped or mixed up a unit.
FETCH_BOUNDS: dict[str, tuple[float, float]] = {
    "per_host_delay_s": (0, 86_400),
    "per_host_concurrency": (1, 1_000),
    "concurrency": (1, 10_000),
    "connect_timeout_s": (0.01, 600),
    "total_timeout_s": (0.01, 3_600),
    "max_body_bytes": (1_000, 1_000_000_000),
    "max_wire_bytes": (1_000, 1_000_000_000),
    "max_header_bytes": (1_000, 10_000_000),
    "max_redirects": (0, 50),
    "attempts": (1, 20),
    "requests_per_pass": (1, 10_000_000),
}


def shipped_topics() -> tuple[str, ...]:
    """Give the names of the topics that come with the program, sorted."""
    return tuple(sorted(path.stem for path in TOPICS.glob("*.toml")))


def load_topic(name_or_path: str) -> Topic:
    """Read a shipped topic by its name, or a topic file by its path (anything with a slash or `.toml`, or a file here).

    Raises:
        UsageError: no shipped topic has that name.
        TopicError: the file cannot be read, or it says something that makes no sense; the first mistake is told in
            full, the others by their keys.
    """
    path = Path(name_or_path)
    if not (name_or_path.endswith(".toml") or len(path.parts) > 1 or path.is_file()):
        path = TOPICS / f"{name_or_path}.toml"
        if name_or_path not in shipped_topics():
            known = ", ".join(shipped_topics()) or "none"
            raise UsageError(
                f"there is no topic called {shown(name_or_path)}; shipped are: {known}; or give a TOML file"
            )
    text = _read_text(path)
    problems = Problems(str(path), text)
    topic = _read_topic(Table(_parse(text, str(path)), "", problems), str(path))
    problems.raise_if_any()
    return topic


def _read_text(path: Path) -> str:
    """Read a file that should hold text."""
    file = str(path)
    try:
        with path.open("rb") as opened:
            data = opened.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise TopicError(file, "", f"has over {MAX_FILE_BYTES:,} bytes; is this a topic file?")
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise TopicError(file, "", "there is no such file; check the path") from None
    except IsADirectoryError:
        raise TopicError(file, "", "is a folder; give the path of a TOML file") from None
    except OSError as error:
        raise TopicError(file, "", f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise TopicError(file, "", f"is not UTF-8 text (byte {error.start:,}); save it as UTF-8") from None
    except ValueError:  # a path with a null byte
        raise TopicError(repr(file), "", "is not a path") from None


def _parse(text: str, file: str) -> dict[str, Any]:
    """Read TOML into plain values; Any: `Table` looks at each."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise TopicError(file, "", "is nested too deeply; a topic file has tables of tables at most") from None
    except ValueError as error:  # TOMLDecodeError, and what tomllib lets through for numbers and dates
        raise TopicError(file, "", f"is not valid TOML: {str(error)[:200]}") from None


def _read_topic(root: Table, file: str) -> Topic:
    """Read the whole file; mistakes are noted, not raised."""
    name = root.text("name", None, max_chars=64)
    if name and not re.fullmatch(r"[\w][\w .-]*", name):
        root.note("name", f"{shown(name)} may hold only letters, digits, blanks, '.', '_' and '-'")
    entities = _read_entities(root)
    questions = _read_questions(root, {entity.id for entity in entities})
    topic = Topic(
        name=name,
        title=root.text("title", name),
        languages=_languages(root) or ("en",),
        relevance=_read_relevance(root.table("relevance")),
        fetch=_read_fetch(root.table("fetch")),
        entities=entities,
        questions=questions,
        sources=read_sources(root),
        alerts=_read_alerts(root, {question.id for question in questions}, Path(file).parent),
        archive=_read_archive(root.table("archive")),
        **_read_health(root.table("health")),
        file=file,
    )
    root.done()
    return topic


def _languages(root: Table) -> tuple[str, ...]:
    """Read the languages of the topic."""
    codes = root.texts("languages")
    for number, code in enumerate(codes, 1):
        check_language(root, f"languages[{number}]", code)
    return codes


def _read_relevance(table: Table) -> Relevance:
    """Read when an article is on the topic."""
    mode = table.text("mode", "terms", choices=("terms", "all"))
    relevance = Relevance(mode=mode, all_of=table.groups("all_of"), none_of=table.texts("none_of"))
    table.done()
    return relevance


def _read_fetch(table: Table) -> FetchRules:
    """Read pace and bounds: each field of `FetchRules` is a key, with the type of its default."""
    given: dict[str, Any] = {}  # Any: values of several types, checked by `Table` against the field's default
    for entry in fields(FetchRules):
        key, default = entry.name, entry.default
        if key == "recheck":
            given[key] = table.text(key, str(default), choices=RECHECKS)
        elif isinstance(default, bool):
            given[key] = table.flag(key, default)
        elif isinstance(default, (int, float)):
            low, high = FETCH_BOUNDS[key]
            given[key] = table.number(key, default, low, high, whole=isinstance(default, int))
        elif isinstance(default, tuple):
            given[key] = table.texts(key)
        elif key in table:
            given[key] = table.text(key)
    if not (given.get("contact") or "x").isascii():
        table.note("contact", "goes into an HTTP header; write it in plain ASCII")
    for number, host in enumerate(given["allow_private_hosts"], 1):
        if "/" in host or "@" in host or " " in host:
            table.note(
                f"allow_private_hosts[{number}]", f"{shown(host)} is not a host; write a name or an address only"
            )
    table.done()
    return FetchRules(**given)


def _read_archive(table: Table) -> ArchiveRules:
    """Read what upkeep may let go of."""
    rules = ArchiveRules(thin_after_days=int(table.number("thin_after_days", 0, 0, 36_500, whole=True)))
    table.done()
    return rules


def _read_entities(root: Table) -> tuple[Entity, ...]:
    """Read who and what the topic knows; an id or a name may belong to one of them only."""
    entities: list[Entity] = []
    ids: dict[str, str] = {}
    owners: dict[str, str] = {}
    offices = Offices()
    for table in root.tables("entities"):
        identity = _read_id(table, ids)
        held, terms = offices.read(table, identity)
        entity = Entity(
            id=identity,
            kind=table.text("kind", None, choices=ENTITY_KINDS),
            label=table.text("label", None),
            aliases=table.texts("aliases"),
            offices=held,
            terms=terms,
        )
        table.done()
        for key, name in [("label", entity.label), *((f"aliases[{n}]", a) for n, a in enumerate(entity.aliases, 1))]:
            owner = owners.setdefault(" ".join(name.casefold().split()), entity.id)
            if name and owner != entity.id:
                table.note(
                    key, f"{shown(name)} already belongs to the entity {owner!r}; a name may have one owner only"
                )
        entities.append(entity)
    return tuple(entities)


def _read_id(table: Table, taken: dict[str, str]) -> str:
    """Read an id that no other table of its list has; *taken* remembers where each was given."""
    identity = table.text("id", None, max_chars=64)
    if identity and not re.fullmatch(r"\w[\w-]*", identity):
        table.note("id", f"{shown(identity)} may hold only letters, digits, '_' and '-'")
    first = taken.setdefault(identity, table.path)
    if identity and first != table.path:
        table.note("id", f"{shown(identity)} is already the id of {first}; give each its own")
    return identity


def _read_questions(root: Table, entities: set[str]) -> tuple[Question, ...]:
    """Read what the topic wants to know."""
    questions: list[Question] = []
    ids: dict[str, str] = {}
    for table in root.tables("questions"):
        triggers_table = table.table("triggers")
        triggers: dict[str, tuple[str, ...]] = {}
        for code in triggers_table:
            triggers[code] = triggers_table.texts(code)
            check_language(triggers_table, code, code)
        question = Question(
            id=_read_id(table, ids),
            label=table.text("label", None),
            value=table.text("value", None, choices=QUESTION_VALUES),
            triggers=triggers,
            many=table.flag("many", False),
            event=table.optional_text("event"),
            about=table.optional_text("about"),
            compare=table.text("compare", choices=COMPARES) if "compare" in table else "",
            tolerance=float(table.number("tolerance", 0.1, 0, 1)),
        )
        _check_question(table, question)
        by_office = question.value == "role" and question.about  # the entity table answers it
        if not any(triggers.values()) and not question.event and not by_office:
            table.note("triggers", 'names no words that mark an answer; write e.g. triggers.en = ["signed by"]')
        if question.about and question.about not in entities:
            table.note(
                "about", f"{shown(question.about)} is not the id of an entity; {nearest(question.about, entities)}"
            )
        table.done()
        questions.append(question)
    return tuple(questions)


def _check_question(table: Table, question: Question) -> None:
    """Note what is wrong with a question beyond the type of its keys."""
    kinds = COMPARABLE.get(question.compare)
    if kinds and question.value and question.value not in kinds:
        table.note(
            "compare",
            f"{question.compare!r} compares {' or '.join(kinds)}, not {question.value}; leave it out or write 'exact'",
        )
    if question.event and question.event not in EVENTS and not any(question.triggers.values()):
        table.note(
            "event",
            f"{shown(question.event)} is no class of event that is known by itself; {nearest(question.event, EVENTS)}; "
            "or add triggers",
        )
    for code, triggers in question.triggers.items():
        for number, trigger in enumerate(triggers, 1):
            problem = _trigger_problem(trigger, question.value)
            if problem:
                table.note(f"triggers.{code}[{number}]", f"{shown(trigger)} {problem}")


def _trigger_problem(trigger: str, value: str) -> str:
    """Say what is wrong with a trigger: a plain phrase, or for text `value = phrase | phrase`; empty: nothing."""
    name, equals, phrases = trigger.partition(" = ")
    if equals and value != "text":
        return "names a value, which only a question for text can have; write the phrase alone"
    parts = [part.strip() for part in phrases.split("|")] if equals else [trigger.strip()]
    if not name.strip() or not all(parts):
        return 'has an empty part; write e.g. "cyber = cyberattack* | cyber threat*"'
    if any("*" in part.rstrip("*") for part in parts):
        return "has a * before its end; it stands for the rest of the last word only"
    if any(not re.search(r"\w", part) for part in parts):
        return "holds no word; a trigger is a plain phrase"
    if any(re.search(r"\\[a-zA-Z]|\(\?|\)[+*?{]|\[\^?[^\]]*\][+*?{]", part) for part in parts):
        return "looks like a regular expression; triggers are plain phrases, * at the end for the rest of a word"
    return ""


class _Health(TypedDict):
    """What stands under [health]."""

    ping_url: str
    passes_every_s: int


def _read_health(table: Table) -> _Health:
    """Read what is asked for after each good pass, and how often one is meant to come."""
    url = table.text("ping_url")
    if url and not re.fullmatch(r"\$[A-Za-z_]\w*|https?://\S+", url, re.ASCII):
        # not quoted: it may hold a token, and messages end in logs
        table.note("ping_url", "is no address; write https://… or $NAME")
    every = table.text("passes_every")
    found = re.fullmatch(r"([1-9]\d{0,4})([smhdw])", every, re.ASCII)
    if every and not found:
        table.note("passes_every", f'{shown(every)} is no span of time; write e.g. "20m", "2h" or "1d"')
    table.done()
    return {"ping_url": url, "passes_every_s": int(found[1]) * _SECONDS[found[2]] if found else 0}


_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}


def _read_alerts(root: Table, asked: Collection[str], folder: Path) -> tuple[AlertRule, ...]:
    """Read who is told what. A rule that names no channel tells standard output: a rule must not be silent."""
    rules: list[AlertRule] = []
    names: dict[str, str] = {}
    for table in root.tables("alerts"):
        name = table.text("name", None, max_chars=64)
        if "," in name:
            table.note("name", f"{shown(name)} holds a comma; write the name without it")
        if name and names.setdefault(name, table.path) != table.path:
            table.note("name", f"{shown(name)} is already the name of {names[name]}; give each rule its own")
        rule = AlertRule(
            name=name,
            on=table.texts("on", choices=ALERT_EVENTS) or AlertRule("").on,
            to=table.texts("to") or ("stdout:",),
            facets=table.texts("facets", choices=FACETS),
            outlets=table.texts("outlets"),
            words=table.texts("words"),
            questions=table.texts("questions"),
            send=table.text("send", "at once"),
            quiet=table.text("quiet"),
            zone=table.text("zone", "UTC"),
            per_hour=int(table.number("per_hour", 0, 0, 10_000, whole=True)),
            template=str(folder / own) if (own := table.text("template")) else "",
        )
        _check_timing(table, rule)
        for question in rule.questions:
            if question not in asked:
                table.note("questions", f"{shown(question)} is not the id of a question; {nearest(question, asked)}")
        for number, channel in enumerate(rule.to, 1):
            if not is_channel(channel):
                # not quoted: a channel may hold a token, and messages end in logs
                table.note(
                    f"to[{number}]", "is not a channel; write stdout:, an Apprise URL such as mailto://… or $NAME"
                )
        table.done()
        rules.append(rule)
    return tuple(rules)


def _check_timing(table: Table, rule: AlertRule) -> None:
    """Note what is wrong with when a rule sends."""
    if not is_send_time(rule.send):
        table.note("send", f'{shown(rule.send)} is no time to send; write "at once", "hourly" or "daily 07:00"')
    if rule.quiet and not is_quiet_span(rule.quiet):
        table.note("quiet", f'{shown(rule.quiet)} names no hours; write e.g. "22:00-07:00"')
    try:
        ZoneInfo(rule.zone)
    except (LookupError, ValueError, OSError):  # unknown; no name at all; the name of a folder
        table.note("zone", f'{shown(rule.zone)} is not an IANA time zone; write e.g. "Europe/Brussels"')


def is_channel(text: str) -> bool:
    """Whether this looks like a channel: `stdout:`, `$NAME`, or an Apprise URL (whose scheme Apprise checks later).

    >>> [is_channel(text) for text in ("stdout:", "$SLACK_URL", "mailto://example.org", "me@example.org", "$")]
    [True, True, True, False, False]
    """
    return text == "stdout:" or bool(re.fullmatch(r"\$[A-Za-z_]\w*|[A-Za-z][A-Za-z0-9+.-]*://\S+", text, re.ASCII))
