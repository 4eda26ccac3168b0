"""What `$NAME` stands for in a topic file: the environment, else the Secret block of that name, where Prefect answers.

Prefect is asked, and imported (2-3 s), only for a name that the environment does not have, and only where an API is
configured or answers on the usual port; `NAME_OF_IT` is in the block `name-of-it`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pactwatch.config.prefect_env import prepare_prefect
from pactwatch.engines import choose_engine, configured_api
from pactwatch.errors import EngineError
from pactwatch.model import Topic

# A channel or an address that is `$NAME` as a whole, or a web hook's key.
_NAMED = re.compile(r"(?:^|#)\$(\w{1,100})$")

LookUp = Callable[[str], str]
"""Gives what a Secret block holds, by its name; empty: there is none. Raises EngineError: it cannot be read."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """The environment, with what it lacks and a Secret block has."""

    environ: Mapping[str, str]
    problem: str = ""
    """Why a block could not be read, in a sentence without secrets; empty: it could, or none was needed."""


def channel_secrets(topic: Topic, environ: Mapping[str, str], look_up: LookUp | None = None) -> Secrets:
    """Find what the topic's channels name."""
    channels = (channel for rule in topic.alerts for channel in rule.to)
    return find_secrets([*channels, environ.get("PACTWATCH_ALERTS_TO", "")], environ, look_up)


def find_secrets(texts: Iterable[str], environ: Mapping[str, str], look_up: LookUp | None = None) -> Secrets:
    """Find what *texts* (channels, addresses) name; *look_up*: by default Prefect's blocks, if its API answers."""
    known = dict(environ)
    left = list(texts)
    asked: set[str] = set()
    while left:
        named = _NAMED.search(left.pop().strip())
        if named is None or named[1] in asked:
            continue
        name = named[1]
        asked.add(name)
        if not known.get(name, "").strip():
            try:
                known[name] = (look_up or _by_prefect(environ))(block_of(name))
            except EngineError as error:
                return Secrets(known, str(error))
        # A block may hold a web hook, which names its key in turn.
        left.append(known[name])
    return Secrets(known)


def block_of(name: str) -> str:
    """Name the block of a variable: Prefect allows lower case, digits and dashes.

    >>> block_of("DESK_HOOK")
    'desk-hook'
    """
    return name.lower().replace("_", "-")


def _by_prefect(environ: Mapping[str, str]) -> LookUp:
    """Give the way to Prefect's blocks, if its API answers; without one there are none.

    Raises:
        EngineError: an API is configured, and does not answer.
    """
    _, api = choose_engine("auto", environ)
    if api is None:
        if configured := configured_api(environ):
            raise EngineError(
                f"the Prefect API at {configured} does not answer, so its Secret blocks cannot be read; "
                "start it, or put what is missing into the environment."
            )
        return lambda block: ""
    prepare_prefect(api)
    # 2-3 s and 100 MB: only whoever keeps secrets in Prefect pays for it
    from pactwatch.tasks import read_secret

    return read_secret
