"""An archive of a million snapshots, made up and loaded in bulk; what passes, queries and checks cost in it.

    python benchmarks/archive.py --million [--scale 0.1] [--keep FILE]

200,000 articles on 20 topics over ten years, 1,000,000 snapshots with small bodies, 400,000 versions, 5,000,000
wordings, whose lengths are distributed as in real articles (log-normal). With --keep, the archive stays, and is
measured again the next time.
"""

from __future__ import annotations

import json
import math
import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

import zstandard

from pactwatch.archive import Archive, Capture, open_archive
from pactwatch.archive.chain import link
from pactwatch.archive.verify import check
from pactwatch.clock import iso
from pactwatch.model import (
    Article,
    Block,
    Fetch,
    Judgement,
    Lead,
    Outcome,
    Question,
    Relevance,
    Topic,
    Url,
    Wording,
    reading_sha256,
    sha256,
)
from pactwatch.paths import STORE

ARTICLES, SNAPSHOTS_EACH, TOPICS, YEARS = 200_000, 5, 20, 10
START = datetime(2016, 1, 1, tzinfo=UTC)
QUESTIONS = tuple(Question(f"q{n}", f"Question {n}?", "amount") for n in range(6))
SYLLABLES = ("ba", "de", "fi", "go", "lu", "mer", "no", "pa", "ra", "sen", "ti", "vo", "wan", "xi", "yel", "zor")
_DICE = random.Random(7)
WORDS = sorted({"".join(_DICE.choices(SYLLABLES, k=_DICE.choice((1, 2, 2, 3, 3, 4)))) for _ in range(60_000)})
_DICE.shuffle(WORDS)
# Words are as frequent as in any language: Zipf's law.
FREQUENCY = list(accumulate(1 / (rank + 3) for rank in range(len(WORDS))))
BULK = 5_000


def sentence(dice: random.Random) -> str:
    """Write a sentence: 20 words at the median, half of them between 14 and 28."""
    size = max(4, min(80, round(math.exp(dice.gauss(3.0, 0.5)))))
    return " ".join(dice.choices(WORDS, cum_weights=FREQUENCY, k=size)).capitalize() + "."


def when(dice: random.Random, base: datetime, hours: float) -> datetime:
    """Give a time some hours after *base*."""
    return base + timedelta(hours=hours * (0.5 + dice.random()))


class Loader:
    """Writes rows in bulk, table by table, with the ids that it chooses."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.rows: dict[str, list[tuple[object, ...]]] = {}
        self.ids: dict[str, int] = {}
        self.columns = {
            name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        }

    def add(self, table: str, **values: object) -> int:
        """Add a row; give its id."""
        number = self.ids[table] = self.ids.get(table, 0) + 1
        if "id" in self.columns[table]:
            values["id"] = number
        key = f"{table} {' '.join(values)}"
        self.rows.setdefault(key, []).append(tuple(values.values()))
        return number

    def flush(self) -> None:
        """Write what there is."""
        for key, rows in self.rows.items():
            table, *columns = key.split()
            names = ", ".join(f'"{name}"' for name in columns)
            self.db.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)
        self.rows.clear()


def build(path: Path, scale: float) -> None:
    """Make the archive."""
    count = round(ARTICLES * scale)
    with closing(open_archive(path)) as archive:
        for number in range(TOPICS):
            topic = Topic(f"topic{number}", f"Topic {number}", ("en",), Relevance(mode="all"), questions=QUESTIONS)
            archive.sync_topic(topic, START)
        db = archive.db.conn
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -1000000"):
            db.execute(f"PRAGMA {pragma}")
        later = db.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('index', 'trigger')"
        ).fetchall()
        for kind, name, _ in later:
            db.execute(f"DROP {kind} {name}")
        db.execute("BEGIN")
        load(Loader(db), count)
        db.execute("COMMIT")
        for index in ("wordings_fts", "versions_fts"):
            db.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
        for _, _, sql in later:
            db.execute(sql)
        db.execute("PRAGMA analysis_limit = 1000")
        db.execute("ANALYZE")
    sqlite3.connect(path).execute("PRAGMA journal_mode = WAL").fetchone()


def load(to: Loader, count: int) -> None:
    """Write all rows."""
    dice = random.Random(1)
    runs = [
        to.add("runs", topic_id=n % TOPICS + 1, started_at=iso(at), finished_at=iso(at), software="b", counts="{}")
        for n in range(max(200, count // 10))
        for at in [START + timedelta(days=365 * YEARS * n / max(200, count // 10))]
    ]
    to.flush()
    head, packer = "", zstandard.ZstdCompressor(level=3)
    headers = json.dumps([["content-type", "text/html; charset=utf-8"], ["etag", '"5f2a-61ab"'], ["server", "nginx"]])
    for number in range(1, count + 1):
        head = article(to, dice, number, count, runs, head, packer, headers)
        if number % BULK == 0:
            to.flush()
            print(f"\r  {number} of {count} articles", end="", flush=True)
    print()
    for number in range(60):
        conflict = to.add(
            "conflicts", topic_id=number % TOPICS + 1, question=f"q{number % 6}", kind="asserted",
            side_values='[["1"],["2"]]', opened_at=iso(START + timedelta(days=number * 50)),
            closed_at=None if number > 40 else iso(START + timedelta(days=number * 50 + 9)),
        )  # fmt: skip
        for side in range(2):
            for of in dice.sample(range(1, count + 1), 4):
                fact = dice.randrange(1, to.ids["facts"])
                to.add(
                    "conflict_sides", conflict_id=conflict, side=side, article_id=of,
                    value=str(side + 1), voice="", first_fact_id=fact, fact_id=fact, since_at=iso(START),
                )  # fmt: skip
    to.flush()


def article(
    to: Loader, dice: random.Random, number: int, count: int, runs: list[int], head: str,
    packer: zstandard.ZstdCompressor, headers: str,
) -> str:  # fmt: skip
    """Write one article with its five snapshots and two versions; give the head of the chain."""
    began = START + timedelta(days=365 * YEARS * number / count)
    host = f"site{int(dice.paretovariate(0.8)) % 500}.example"
    url = f"https://{host}/{number}"
    said = [sentence(dice) for _ in range(max(4, min(90, round(math.exp(dice.gauss(3.02, 0.55))))))]
    headline = sentence(dice)[:90]
    ids = {name: to.ids.get(name, 0) + 1 for name in ("snapshots", "versions", "claims", "wording_texts", "changes")}
    times = [began]
    for _ in range(9):
        times.append(when(dice, times[-1], 9))
    texts = [list(said), list(said)]
    changed = sorted(dice.sample(range(len(said)), 1 + (dice.random() < 0.4)))
    for place in changed:
        texts[1][place] = sentence(dice)
    for nth in range(SNAPSHOTS_EACH):
        body = f"<p>{number} {nth}</p>".encode() + texts[nth > 1][0].encode()
        data = packer.compress(body)
        digest = sha256(body)
        to.add("bodies", sha256=digest, codec="zstd", size_bytes=len(body), stored_bytes=len(data), data=data)
        row = (ids["snapshots"] + nth, iso(times[2 * nth]), "stored", url, 200, "text/html", headers, digest)
        head = link(head, row)
        to.add(
            "snapshots", article_id=number, captured_at=row[1], outcome="stored", url=url, status=200,
            content_type="text/html", headers=headers, body_sha256=digest, chain_sha256=head,
        )  # fmt: skip
    for nth, at in enumerate(times):
        stored = nth % 2 == 0
        to.add(
            "fetches", run_id=runs[min(len(runs) - 1, len(runs) * number // count)], article_id=number, url=url,
            fetched_at=iso(at), status=200, outcome="stored" if stored else "unchanged", reason="same-body: as before",
            elapsed_ms=120, size_bytes=90_000, snapshot_id=ids["snapshots"] + nth // 2,
        )  # fmt: skip
    topic = number % TOPICS + 1
    for nth in range(2):
        text = "\n\n".join(texts[nth])
        version = to.add(
            "versions", article_id=number, number=nth + 1, snapshot_id=ids["snapshots"] + 2 * nth,
            first_seen_at=iso(times[4 * nth]), last_seen_at=iso(times[3 if nth == 0 else 9]), headline=headline,
            language="en", text=text, text_sha256=reading_sha256(headline, None, text), extractor="b",
        )  # fmt: skip
        if dice.random() < 0.5:
            place = changed[0]
            value = str(1 + min(30, int(dice.paretovariate(1.1))))
            to.add(
                "facts", topic_id=topic, question=f"q{dice.randrange(6)}", value=value, label=value,
                article_id=number, version_id=version, claim_id=ids["claims"] + place, sentence=texts[nth][place],
                position=place, start=0, end=5, role="", modality="done",
            )  # fmt: skip
    for place, text in enumerate(said):
        to.add("claims", article_id=number, first_version_id=ids["versions"], last_version_id=ids["versions"] + 1)
        wording(to, ids["claims"] + place, text)
        for nth in range(2):
            kept = place not in changed or nth == 0
            to.add(
                "wording_places", version_id=ids["versions"] + nth, position=place, paragraph=place,
                wording_id=ids["wording_texts"] + (place if kept else len(said) + changed.index(place)),
            )  # fmt: skip
    for place in changed:
        wording(to, ids["claims"] + place, texts[1][place])
        material = dice.random() < 0.4
        change = to.add(
            "changes", article_id=number, claim_id=ids["claims"] + place, old_version_id=ids["versions"],
            new_version_id=ids["versions"] + 1, kind="changed", subject="claim",
            facets='["number"]' if material else '["wording"]', material=int(material), rule="b", score=0.5,
            old_text=said[place], new_text=texts[1][place], words=json.dumps([["-", said[place]], ["+", "x"]]),
            differences="[]", old_positions=f"[{place}]", new_positions=f"[{place}]", detected_at=iso(times[4]),
            not_before_at=iso(times[3]),
        )  # fmt: skip
        if material:
            alert = to.add(
                "alerts", topic_id=topic, dedupe_key=f"change {change}", rule="desk", subject=headline, body=said[0],
                created_at=iso(times[4]), settled_at=iso(times[5]) if dice.random() < 0.999 else None,
            )  # fmt: skip
            to.add("deliveries", alert_id=alert, channel="stdout:", attempted_at=iso(times[5]), outcome="delivered")
    copies = dice.random() < 0.1 and number > 100
    to.add(
        "voices", article_id=number, original_id=number - dice.randrange(1, 90) if copies else number,
        version_id=ids["versions"] + 1, share=0.9 if copies else 1.0, edits="[]",
    )  # fmt: skip
    bad = dice.random() < 0.002
    to.add(
        "articles", url=url, host=host, outlet=host.split(".")[0], first_seen_at=iso(began), state="live",
        checked_at=iso(times[9]), next_check_at=iso(times[9] + timedelta(days=30)),
        last_outcome="unavailable" if bad else "unchanged", bad_streak=3 if bad else 0,
        bad_since_at=iso(times[8]) if bad else None, ok_at=iso(times[9]),
        last_snapshot_id=ids["snapshots"] + 4, last_version_id=ids["versions"] + 1,
    )  # fmt: skip
    to.add("coverage", topic_id=topic, article_id=number, relevance=0.8, why="b", added_at=iso(began))
    return head


def wording(to: Loader, claim: int, text: str) -> None:
    """Write a wording, every third with figures and names."""
    rich = len(text) % 3 == 0
    figures = json.dumps([{"text": text[:4], "start": 0, "end": 4, "value": "15", "unit": "ships"}]) if rich else None
    names = json.dumps([{"text": text[5:12], "start": 5, "end": 12, "kind": "person"}]) if rich else None
    to.add(
        "wording_texts", claim_id=claim, kind="sentence", text=text, figures=figures, names=names, modality="done",
        polarity="positive", language="en",
    )  # fmt: skip


# ---------------------------------------------------------------- what it costs


def measure(path: Path) -> None:
    """Print every figure."""
    print(f"file      {path.stat().st_size / 1e9:.2f} GB")
    for readonly in (True, False):
        times = []
        for _ in range(10):
            began = time.perf_counter()
            open_archive(path, readonly=readonly).close()
            times.append(time.perf_counter() - began)
        print(f"opening   {1000 * statistics.median(times):.1f} ms {'to read' if readonly else 'to write'}")
    with closing(open_archive(path, readonly=True)) as archive:
        for table in ("articles", "snapshots", "versions", "wording_texts", "wording_places", "facts", "changes"):
            print(f"  {archive.rows(f'SELECT count(*) AS n FROM {table}')[0]['n']:>9} {table}")
        queries(archive)
    writing(path)
    checking(path)


def queries(archive: Archive) -> None:
    """Time every canned query, view and search, warm."""
    for name, sql, values in (*canned(archive), *views(archive)):
        times = []
        for _ in range(12):
            began = time.process_time()  # what is warm waits for nothing but other programs
            rows = archive.rows(sql, values)
            times.append(time.process_time() - began)
        worst = 1000 * sorted(times[1:])[-1]
        bound = 200 if name.startswith("search") else 100
        print(f"query     {worst:8.1f} ms  {len(rows):5} rows  {name}{'   OVER' if worst > bound else ''}")


def canned(archive: Archive) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Give each canned query with what is asked, empty values included."""
    some = {"url": archive.rows("SELECT url FROM articles WHERE id = 777")[0]["url"], "claim_id": 777, "outlet": ""}
    texts = " ".join(str(row["text"]) for row in archive.rows("SELECT text FROM wording_texts LIMIT 2000"))
    ranked = [word for word, _ in Counter(texts.lower().replace(".", "").split()).most_common()]
    common, rare = " ".join(ranked[40:42]), ranked[-1]
    filled = {"words": common, "question": "q1", "facet": "number", "since": "2025-12-01", "days": "3"}
    for file in sorted((STORE / "queries").glob("*.sql")):
        sql = "\n".join(line for line in file.read_text().splitlines() if not line.startswith("--"))
        names = set(re.findall(r":([a-z_]+)", sql))
        yield file.stem, sql, {name: some.get(name, filled.get(name)) for name in names}
        if names - {"words"} and names & {"since", "question", "facet", "days"}:
            empty: dict[str, object] = {name: some.get(name, "") for name in names}
            yield f"{file.stem} (nothing given)", sql, empty
        if "words" in names:
            yield f"{file.stem} (a rare word)", sql, {"words": rare}
            yield f"{file.stem} (a word in each tenth text)", sql, {"words": ranked[8]}


def views(archive: Archive) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Give each view as it is asked in earnest."""
    url = archive.rows("SELECT url FROM articles WHERE id = 777")[0]["url"]
    for sql in (
        "changes_readable ORDER BY detected_at DESC LIMIT 50",
        "changes_readable WHERE article_id = 777",
        "fact_sheet WHERE topic = 'topic3' AND question = 'q1'",
        "fact_sheet WHERE topic = 'topic3'",
        "open_conflicts",
        "fact_history WHERE topic = 'topic3' AND question = 'q1'",
        "corrections WHERE topic = 'topic3'",
        "correction_lags WHERE topic = 'topic3' AND question = 'q1'",
        "stale_values WHERE topic = 'topic3' AND question = 'q1' LIMIT 500",
        "independent_voices WHERE topic = 'topic3'",
        "wire_copies WHERE original_id = 777",
        "conflict_voices WHERE conflict_id = 1",
        "article_history WHERE article_id = 777 ORDER BY at, step, id",
        f"article_history WHERE url = '{url}'",
        f"latest_versions WHERE url = '{url}'",
        "latest_versions ORDER BY first_seen_at DESC LIMIT 50",
        "coverage_health ORDER BY streak DESC",
        "wordings WHERE version_id = 777 ORDER BY position",
        "wordings WHERE claim_id = 777",
    ):
        yield f"view {sql}", f"SELECT * FROM {sql}", {}


def writing(path: Path) -> None:
    """Write the same captures into the large archive and into an empty one, turn about; compare CPU time."""
    spent = {"full": 0.0, "empty": 0.0}
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_archive(Path(folder) / "empty.db")) as empty,
        closing(open_archive(path)) as full,
    ):
        stamp = f"{time.time():.0f}"
        archives = {"full": full, "empty": empty}
        makers = {name: maker(archive, stamp) for name, archive in archives.items()}
        for round_ in range(12):
            for name, make in makers.items():
                captures = [make(number, round_) for number in range(25)]
                began = time.process_time()
                for one in captures:
                    archives[name].record_capture(one)
                if round_ >= 2:  # what comes before fills the cache
                    spent[name] += time.process_time() - began
    rates = {name: 250 / seconds for name, seconds in spent.items()}
    print(
        f"writing   {rates['full']:.0f} captures per CPU second, {rates['empty']:.0f} in an empty archive: "
        f"{spent['full'] / spent['empty']:.2f} times the CPU"
    )


def maker(archive: Archive, stamp: str) -> Callable[[int, int], Capture]:
    """Give what makes captures of new articles, spread over sites: 25 articles, a version each round."""
    topic = archive.sync_topic(Topic("topic3", "Topic 3", ("en",), Relevance(mode="all"), questions=QUESTIONS), START)
    dice = random.Random(3)
    said = {n: [sentence(dice) for _ in range(24)] for n in range(25)}
    urls = {n: Url(f"https://writes{n}.example/{stamp}") for n in range(25)}
    ids = {
        n: archive.add_article(topic, Lead(url), START, outlet="w", relevance=1.0, why="b")[0]
        for n, url in urls.items()
    }

    def make(number: int, round_: int) -> Capture:
        lines = [*said[number]]
        lines[round_ % 24] = sentence(random.Random(f"{number} {round_}"))
        at = START + timedelta(days=4000, hours=round_)
        url = urls[number]
        return Capture(
            topic_id=topic,
            article_id=ids[number],
            run_id=None,
            fetch=Fetch(url, url, at, 200, (), "\n".join(f"<p>{line}</p>" for line in lines).encode() + url.encode()),
            judgement=Judgement(Outcome.STORED, "benchmark: made up"),
            article=Article(tuple(Block("paragraph", one) for one in lines), headline=lines[1]),
            extractor="benchmark",
            wordings=tuple(Wording(one, place, paragraph=place) for place, one in enumerate(lines)),
            lineage=tuple((place, place) for place in range(24)),
        )

    return make


def checking(path: Path) -> None:
    """Verify all of it, with the time that each part took."""
    parts: dict[str, float] = {}
    since, part = time.perf_counter(), "the file"

    def tell(what: str, done: int, of: int) -> None:
        nonlocal since, part
        now = time.perf_counter()
        parts[part] = parts.get(part, 0.0) + now - since
        since, part = now, what

    began = time.perf_counter()
    with closing(open_archive(path, readonly=True)) as archive:
        problems = list(check(archive, tell))
    print(f"verify    {time.perf_counter() - began:.0f} s, {len(problems)} problems {[str(p) for p in problems[:3]]}")
    print("          " + ", ".join(f"{what} {seconds:.0f} s" for what, seconds in parts.items() if seconds >= 0.5))


def run(scale: float, keep: Path | None) -> None:
    """Build, unless it is there, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "million.db"
        if not path.exists():
            began = time.perf_counter()
            build(path, scale)
            print(f"built in {time.perf_counter() - began:.0f} s")
        measure(path)
