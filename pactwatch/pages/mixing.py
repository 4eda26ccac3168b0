"""Which articles seem to take one treaty for another: said on the fact sheet where the topic's file is at hand."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pactwatch.archive import open_archive
from pactwatch.config import environment, load_topic
from pactwatch.errors import PactwatchError
from pactwatch.facts import sheet
from pactwatch.factsheet import mixed_up
from pactwatch.model import Topic
from pactwatch.pages.reader import Reader, Row

# The topics whose mix-ups are kept, each as of its last pass: only a pass can bring new ones.
_KEPT = 16
_found: dict[tuple[str, str, str], dict[str, list[str]]] = {}


async def mix_ups(reader: Reader, topic: str, passes: Sequence[Row]) -> dict[str, list[str]]:
    """Say, by question, which outlets seem to mean another work of the topic; empty where its file is not at hand."""
    path = str(reader.datasette.get_database(reader.name).path)
    as_of = max((f"{row['started_at']} {row['finished_at']}" for row in passes if row["topic"] == topic), default="")
    key = (path, topic, as_of)
    if key not in _found:
        known = _topic(topic)
        told = await asyncio.to_thread(read_mix_ups, Path(path), known) if known is not None else {}
        if len(_found) >= _KEPT:
            _found.pop(next(iter(_found)))
        _found[key] = told
    return _found[key]


def read_mix_ups(path: Path, topic: Topic) -> dict[str, list[str]]:
    """Find the mix-ups of an archive, by question."""
    with closing(open_archive(path, readonly=True)) as archive:
        answers = sheet(archive.said(archive.topic_id(topic.name)), topic)
    return {answer.question: list(mixed_up(answer)) for answer in answers if answer.mix_ups}


def _topic(name: str) -> Topic | None:
    """Read the topic's file: the one that the environment names, or the shipped one; None: neither is it."""
    for given in (environment().get("PACTWATCH_TOPIC", ""), name):
        try:
            topic = load_topic(given) if given else None
        except PactwatchError:
            continue
        if topic is not None and topic.name == name:
            return topic
    return None
