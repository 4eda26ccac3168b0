"""An archive in a fresh folder, and captures written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pactwatch.archive import Archive, Capture, open_archive
from pactwatch.model import (
    Article,
    Block,
    Change,
    Fact,
    Fetch,
    Figure,
    Judgement,
    Lead,
    Outcome,
    Question,
    Sha256,
    SourceSpec,
    Topic,
    Url,
    Verdict,
    Wording,
)

START = datetime(2024, 11, 1, 9, 0, tzinfo=UTC)
TOPIC = Topic(
    name="harbour",
    title="The harbour treaty",
    languages=("en",),
    questions=(Question("signatory", "Who signed?", "person"), Question("cost", "What does it cost?", "amount")),
    sources=(
        SourceSpec("feed", "https://gazette.example/feed.xml", outlet="Gazette"),
        SourceSpec("listing", "https://herald.example/news", outlet="Herald", options={"selector": "h2 a"}),
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of an archive that does not exist yet."""
    return tmp_path / "archive.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    """Open a fresh archive."""
    opened = open_archive(path)
    yield opened
    opened.close()


@pytest.fixture
def topic() -> Topic:
    """Give the topic that is watched."""
    return TOPIC


@pytest.fixture
def topic_id(archive: Archive) -> int:
    """Put the topic into the archive."""
    return archive.sync_topic(TOPIC, START)


@pytest.fixture
def at() -> Callable[[float], datetime]:
    """Give the time so many hours after the start."""
    return lambda hours: START + timedelta(hours=hours)


@pytest.fixture
def add(archive: Archive, topic_id: int) -> Callable[..., int]:
    """Put an article on the topic; give its id."""

    def add_article(url: str = "https://gazette.example/a", outlet: str = "Gazette") -> int:
        lead = Lead(url=Url(url), title="Harbour treaty signed")
        return archive.add_article(topic_id, lead, START, outlet=outlet, relevance=0.9, why="harbour, treaty")[0]

    return add_article


@pytest.fixture
def capture(topic_id: int) -> Callable[..., Capture]:
    """Write a capture by hand: what one fetch of an article whose sentences are given would yield."""

    def make(
        article_id: int,
        hours: float,
        sentences: Sequence[str] = (),
        *,
        url: str = "https://gazette.example/a",
        outcome: Outcome = Outcome.STORED,
        lineage: Sequence[tuple[int, int]] = (),
        changes: Sequence[Change] = (),
        facts: Sequence[Fact] = (),
        body: bytes | None = None,
        headline: str | None = "Harbour treaty signed",
        headers: Sequence[tuple[str, str]] = (("content-type", "text/html"), ("etag", '"1"')),
        held: str | None = None,
        state: str = "live",
        moved_to: str | None = None,
        run_id: int | None = None,
        next_hours: float | None = None,
        topic: int | None = None,
    ) -> Capture:
        article = Article(blocks=tuple(Block("paragraph", text) for text in sentences), headline=headline)
        page = "\n".join(sentences).encode() if body is None else body
        now = START + timedelta(hours=hours)
        return Capture(
            topic_id=topic if topic is not None else topic_id,
            article_id=article_id,
            run_id=run_id,
            fetch=Fetch(Url(url), Url(url), now, 200, tuple(headers), page, 12, None, ""),
            judgement=Judgement(outcome, f"{outcome}: by hand"),
            article=article if sentences else None,
            extractor="hand-1",
            wordings=tuple(_wording(text, place) for place, text in enumerate(sentences)),
            lineage=tuple(lineage),
            changes=tuple(changes),
            facts=tuple(facts),
            held_text_sha256=Sha256(held) if held else None,
            state=state,
            next_check_at=None if next_hours is None else START + timedelta(hours=next_hours),
            moved_to=Url(moved_to) if moved_to else None,
        )

    return make


def _wording(text: str, position: int) -> Wording:
    """Read a sentence as far as these tests need: the figure 15, if it is there."""
    start = text.find("15")
    figures = () if start < 0 else (Figure("15", start, start + 2, "15", "ships"),)
    return Wording(text=text, position=position, paragraph=position, figures=figures, language="en")


@pytest.fixture
def number_change() -> Change:
    """Give a change of a number in the second sentence."""
    return Change(
        kind="changed",
        subject="claim",
        old_text="It covers 15 ships.",
        new_text="It covers 51 ships.",
        verdict=Verdict(True, ("number",), "number-differs"),
        old_positions=(1,),
        new_positions=(1,),
        words=(("=", "It covers "), ("-", "15"), ("+", "51"), ("=", " ships.")),
    )
