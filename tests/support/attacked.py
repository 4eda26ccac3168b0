"""A small archive in which every text that comes from outside is an attack, made the way a pass makes one."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pactwatch.archive import Archive, Capture, Trouble, open_archive
from pactwatch.model import (
    Article,
    Block,
    Change,
    Difference,
    Fact,
    Fetch,
    Judgement,
    Lead,
    Outcome,
    Question,
    Topic,
    Url,
    Verdict,
    Wording,
)

START = datetime(2024, 11, 1, 9, tzinfo=UTC)
ATTACK = "<script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">{{7*7}}\u202e"
URL = Url("https://gazette.example/a?x=%22%3E%3Cscript%3E")
STORED = (
    b"<html><head><title>Harbour</title><script>document.title='pwned'</script></head>"
    b"<body><h1>Treaty</h1><p>The stored page.</p><form action='https://evil.example/'></form></body></html>"
)


def record(archive: Archive, topic_id: int, article_id: int, hours: int, sentences: list[str], **more: object) -> None:
    """Record one reading of an article; without sentences, a wall."""
    at = START + timedelta(hours=hours)
    stored = bool(sentences)
    archive.record_capture(
        Capture(
            topic_id=topic_id,
            article_id=article_id,
            run_id=None,
            fetch=Fetch(URL, URL, at, 200, (("content-type", "text/html"),), STORED + str(hours).encode()),
            judgement=Judgement(Outcome.STORED if stored else Outcome.WALLED, f"by-hand: {ATTACK}"),
            article=Article(tuple(Block("paragraph", text) for text in sentences), headline=f"Treaty {ATTACK}")
            if stored
            else None,
            extractor="hand-1",
            next_check_at=at + timedelta(hours=1),
            wordings=tuple(Wording(text, place, language="en") for place, text in enumerate(sentences)),
            **more,  # type: ignore[arg-type]
        )
    )


def make_attacked(path: Path) -> None:
    """Make the archive: one article, two versions with a wall between them, one change, one trouble."""
    with contextlib.closing(open_archive(path)) as archive:
        question = Question("cost", f"What does it cost? {ATTACK}", "amount")
        topic_id = archive.sync_topic(Topic("harbour", f"The harbour {ATTACK}", ("en",), questions=(question,)), START)
        run_id, _ = archive.start_run(topic_id, START, "test")
        article_id, _ = archive.add_article(
            topic_id, Lead(URL), START, outlet=f"Gazette {ATTACK}", relevance=1.0, why="harbour"
        )
        fact = Fact("cost", "15", ATTACK, f"It covers 15 ships. {ATTACK}", position=0, role=ATTACK, speaker=ATTACK)
        old, new, japanese = f"It covers 15 ships. {ATTACK}", f"It covers 51 ships. {ATTACK}", "岩屋毅外相が署名した。"
        change = Change(
            "changed",
            "claim",
            old,
            new,
            Verdict(True, ("number",), "number-changed", (Difference("number", ATTACK, "51"),), 0.9),
            (0,),
            (0,),
            (("=", "It covers "), ("-", "15"), ("+", "51"), ("=", f" ships. {ATTACK}")),
        )
        record(archive, topic_id, article_id, 0, [old, japanese], facts=(fact,))
        record(archive, topic_id, article_id, 2, [])
        record(
            archive,
            topic_id,
            article_id,
            4,
            [new, japanese],
            facts=(fact,),
            lineage=((0, 0), (1, 1)),
            changes=(change,),
        )
        archive.settle_troubles(topic_id, [Trouble(ATTACK, "s", ATTACK, "2024-11-01T09:00:00Z", 3)], START)
        archive.finish_run(run_id, START)
