"""The environment, joined to a topic: everything a command needs to know before it starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pactwatch.config.topic_file import load_topic
from pactwatch.errors import UsageError
from pactwatch.model import AlertRule, Topic

# The rule that PACTWATCH_ALERTS_TO adds: shipped topics cannot be edited in an installed package.
ENVIRONMENT_RULE = "environment"


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable that is read."""

    name: str
    default: str
    """What holds when it is not set, as a person would write it."""
    what: str
    """What it does, in one sentence."""


SETTINGS: tuple[Setting, ...] = (
    Setting("PACTWATCH_ARCHIVE", "archive.db", "The SQLite file; `--archive` wins over it."),
    Setting("PACTWATCH_TOPIC", "japan-eu-pact", "A shipped topic or the path of a topic file; `--topic` wins over it."),
    Setting(
        "PACTWATCH_CONTACT",
        "",
        "A URL or address put into the User-Agent, so that an administrator can reach whoever runs this;"
        " it wins over `contact` in the topic file.",
    ),
    Setting("PACTWATCH_ALERTS_TO", "", "One channel that is told every alert, beside the rules of the topic file."),
    Setting("PACTWATCH_PAGES_URL", "", "Where `pactwatch serve` can be reached; HTML mail then links to each change."),
    Setting("PACTWATCH_SERVE_TOKEN", "", "What `pactwatch serve` asks readers for, as a password or bearer token."),
    Setting("PACTWATCH_SERVE_USER_HEADER", "", "The header in which a reverse proxy names who has logged in there."),
    Setting("PACTWATCH_SERVE_HOSTS", "", "Names under which `pactwatch serve` may be asked, besides localhost."),
)
"""Every environment variable that the program reads by itself. Channels written as `$NAME` name further ones, and
`PREFECT_…` belongs to Prefect."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched, and where it is kept."""

    topic: Topic
    archive: Path


def environment() -> Mapping[str, str]:
    """Give a copy of the environment: channels and Prefect's settings are looked up in it."""
    return dict(os.environ)


def load_watch(topic: str | None, archive: str | None, environ: Mapping[str, str] | None = None) -> Watch:
    """Join what the command line says (None: nothing) with the environment and the topic file.

    Raises:
        UsageError: an unknown topic, a bad topic file (`TopicError`), or a setting that makes no sense.
    """
    values = os.environ if environ is None else environ
    given = {setting.name: values.get(setting.name, "").strip() or setting.default for setting in SETTINGS}
    if topic is not None and not topic.strip():
        raise UsageError("--topic names no topic: give a name or a file, or leave it out for the default.")
    watched = load_topic(topic or given["PACTWATCH_TOPIC"])
    if contact := given["PACTWATCH_CONTACT"]:
        if not contact.isprintable() or not contact.isascii() or len(contact) > 200:
            raise UsageError(
                "PACTWATCH_CONTACT: write one line of plain ASCII, such as https://example.org/about-our-bot"
            )
        watched = replace(watched, fetch=replace(watched.fetch, contact=contact))
    if given["PACTWATCH_ALERTS_TO"]:
        # The name, not the value: a channel may hold a token, and a topic travels into logs and archives.
        rule = AlertRule(ENVIRONMENT_RULE, to=("$PACTWATCH_ALERTS_TO",))
        watched = replace(watched, alerts=(*watched.alerts, rule))
    return Watch(watched, Path(archive or given["PACTWATCH_ARCHIVE"]).expanduser())
