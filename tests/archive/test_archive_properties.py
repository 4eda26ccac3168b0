"""Whatever sequence of captures comes in, the archive stays whole and gives back what was recorded."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings, strategies as st

from pactwatch.archive import Archive, Capture, open_archive
from pactwatch.archive.articles import claims_of_version
from pactwatch.archive.verify import verify
from pactwatch.model import Article, Block, Fact, Fetch, Judgement, Lead, Outcome, Sha256, Topic, Url, Wording

START = datetime(2024, 11, 1, tzinfo=UTC)
URLS = [Url(f"https://gazette.example/{name}") for name in "abc"]

_sentences = st.lists(st.sampled_from(["One.", "Two.", "Three.", "岩屋毅。", "15 ships."]), max_size=5)
_steps = st.tuples(
    st.sampled_from(range(3)),
    st.sampled_from([Outcome.STORED] * 4 + list(Outcome)),
    _sentences,
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6),
    st.none() | st.sampled_from(URLS),
    st.sampled_from([None, "a" * 64, "b" * 64]),
)
_Step = tuple[int, Outcome, list[str], list[tuple[int, int]], Url | None, str | None]


def _capture(topic_id: int, article_id: int, number: int, step: _Step) -> Capture:
    """Make a capture of a step, however odd: lineage that points nowhere, positions said twice, moves in circles."""
    _, outcome, texts, lineage, moved_to, held = step
    return Capture(
        topic_id=topic_id,
        article_id=article_id,
        run_id=None,
        fetch=Fetch(URLS[0], URLS[0], START + timedelta(hours=number), 200, (), "".join(texts).encode()),
        judgement=Judgement(outcome, "drawn"),
        article=Article(tuple(Block("paragraph", text) for text in texts)),
        wordings=tuple(Wording(text, place, paragraph=number) for place, text in enumerate(texts)),
        lineage=tuple(lineage),
        facts=tuple(Fact("q", text, text, text, place) for place, text in enumerate(texts[:2])),
        held_text_sha256=None if held is None else Sha256(held),
        moved_to=moved_to,
    )


def _record_all(archive: Archive, steps: list[_Step]) -> dict[int, list[str]]:
    """Record the steps; give what each version that came of it said."""
    topic_id = archive.sync_topic(Topic("t", "T", ("en",)), START)
    articles = [archive.add_article(topic_id, Lead(url), START, outlet=None, relevance=1.0, why="")[0] for url in URLS]
    said: dict[int, list[str]] = {}
    for number, step in enumerate(steps):
        recorded = archive.record_capture(_capture(topic_id, articles[step[0]], number, step))
        if recorded.version_id is not None:
            said[recorded.version_id] = step[2]
    return said


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(_steps, max_size=12))
def test_archive_stays_whole_whatever_comes(steps: list[_Step]) -> None:
    """Any sequence of captures leaves a sound archive, in which each version says what was recorded."""
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(Path(folder) / "archive.db")
        archive.db.conn.execute("PRAGMA synchronous = OFF")  # many small archives; nothing here tests durability
        said = _record_all(archive, steps)
        assert verify(archive) == []
        for version_id, texts in said.items():
            claims = claims_of_version(archive.db.conn, version_id)
            assert [wording.text for _, wording in claims] == texts
        assert archive.rows("SELECT count(*) AS n FROM fetches") == [{"n": len(steps)}]
        archive.close()
