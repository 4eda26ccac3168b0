"""What the archive's bodies cost: bytes for each snapshot beside git's, inserts and reads for each second of CPU.

    python benchmarks/archive.py [--scale 0.1] [--pages FOLDER]

Made-up sites, each with a template of its own, pages on it, and versions of each page: edits in the text, and what
changes on real pages at every request (tokens, counters, lists of other stories). With --pages, gzipped or plain HTML
files of yours take the place of the first versions. git stores the very same files in the same run.

    python benchmarks/archive.py --million [--scale 0.1] [--keep FILE]

builds an archive of a million snapshots instead, and measures what it is like to live with: see `million.py`.
"""

from __future__ import annotations

import argparse
import gzip
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import million

from pactwatch.archive import Archive, Capture, open_archive
from pactwatch.archive.bodies import read_body
from pactwatch.model import Article, Block, Fetch, Judgement, Lead, Outcome, Relevance, Topic, Url, Wording, sha256

START = datetime(2026, 1, 1, tzinfo=UTC)
SITES, PAGES, VERSIONS = 40, 9, 5
SYLLABLES = ("ba", "de", "fi", "go", "lu", "mer", "no", "pa", "ra", "sen", "ti", "vo", "wan", "xi", "yel", "zor")


def word(dice: random.Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=dice.randrange(1, 4)))


def token(dice: random.Random, size: int = 16) -> str:
    return f"{dice.getrandbits(4 * size):0{size}x}"


def template(site: int) -> tuple[str, str]:
    """Write the styles and scripts of a site: about 110 KB, of words that come again and numbers that do not."""
    dice = random.Random(site)
    names = [word(dice) + word(dice) for _ in range(500)]
    rules = "".join(
        f".{dice.choice(names)}-{dice.choice(names)}{{margin:{dice.randrange(40)}px;color:#{token(dice, 6)};"
        f"width:calc({dice.randrange(100)}% - {dice.randrange(40)}px)}}"
        for _ in range(900)
    )
    code = "".join(
        f"function {dice.choice(names)}(e,t){{var n=e.{dice.choice(names)}||t[{dice.randrange(99)}];"
        f"return n.{dice.choice(names)}('{dice.choice(names)}',{dice.randrange(9999)})}}"
        for _ in range(550)
    )
    return rules, code


def sentence(dice: random.Random) -> str:
    return " ".join(word(dice) for _ in range(dice.randrange(9, 28))).capitalize() + "."


def page(site: int, number: int, version: int, parts: tuple[str, str]) -> tuple[bytes, list[str]]:
    """Write a version of a page, about 175 KB; give it with its sentences."""
    dice = random.Random(site * 1_000 + number)
    said = [sentence(dice) for _ in range(34)]
    edits = random.Random(dice.random())
    for _ in range(version):
        said[edits.randrange(34)] = sentence(edits)
    now = random.Random(f"{site} {number} {version}")
    images = "".join(
        f'<picture><source srcset="https://img.example/{token(dice, 32)}/w{size}.jpg {size}w"></picture>'
        for _ in range(40)
        for size in (320, 640, 1280)
    )
    stories = [f'<li><a href="/{word(dice)}-{token(dice, 8)}">{sentence(dice)}</a></li>' for _ in range(120)]
    for _ in range(6 * version):
        stories[edits.randrange(120)] = f'<li><a href="/{token(edits, 8)}">{sentence(edits)}</a></li>'
    slots = "".join(f'<div id="ad-{place}" data-token="{token(now, 24)}"></div>' for place in range(12))
    rules, code = parts
    text = (
        f"<html><head><style>{rules}</style><script>{code}</script><meta name=csrf content={token(now, 32)}></head>"
        f"<body>{slots}<article>{''.join(f'<p>{one}</p>' for one in said)}</article>{images}<ul>{''.join(stories)}</ul>"
        f"<footer>{now.randrange(9999)} readers</footer></body></html>"
    )
    return text.encode(), said


def made_up(scale: float) -> Iterator[tuple[str, list[tuple[bytes, list[str]]]]]:
    """Give each page's address and its versions."""
    for site in range(max(2, round(SITES * scale))):
        parts = template(site)
        for number in range(PAGES):
            yield (
                f"https://site{site}.example/{number}",
                [page(site, number, version, parts) for version in range(VERSIONS)],
            )


def yours(folder: Path, scale: float) -> Iterator[tuple[str, list[tuple[bytes, list[str]]]]]:
    """Give pages of a folder, each with later versions: another word here and there, other tokens."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for number, path in enumerate(files[: max(1, round(len(files) * scale))]):
        body = path.read_bytes()
        body = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
        dice = random.Random(number)
        versions = [body]
        for _ in range(VERSIONS - 1):
            for _ in range(25):
                at = dice.randrange(len(versions[-1]) + 1)
                body = body[:at] + token(dice, 24).encode() + body[at + dice.randrange(40) :]
            versions.append(body)
        yield f"https://site{number}.example/", [(one, [f"Version {n}."]) for n, one in enumerate(versions)]


def capture(topic_id: int, article_id: int, url: str, number: int, body: bytes, said: list[str]) -> Capture:
    at = START + timedelta(hours=number)
    return Capture(
        topic_id=topic_id,
        article_id=article_id,
        run_id=None,
        fetch=Fetch(Url(url), Url(url), at, 200, (("content-type", "text/html"),), body),
        judgement=Judgement(Outcome.STORED, "benchmark: made up"),
        article=Article(tuple(Block("paragraph", one) for one in said), headline=said[0]),
        extractor="benchmark",
        wordings=tuple(Wording(one, place, paragraph=place) for place, one in enumerate(said)),
        lineage=tuple((place, place) for place in range(len(said))),
    )


def fill(archive: Archive, folder: Path, pages: Iterator[tuple[str, list[tuple[bytes, list[str]]]]]) -> None:
    """Store every version through the full path, as passes would: each round asks all pages. Write them for git too."""
    topic_id = archive.sync_topic(Topic("bench", "Bench", ("en",), Relevance(mode="all")), START)
    spent, raw, digests = 0.0, 0, []
    git = 0
    for url, versions in pages:
        article_id, _ = archive.add_article(
            topic_id, Lead(Url(url)), START, outlet="Bench", relevance=1.0, why="benchmark"
        )
        for number, (body, said) in enumerate(versions):
            one = capture(topic_id, article_id, url, number, body, said)
            began = time.process_time()
            archive.record_capture(one)
            spent += time.process_time() - began
            raw += len(body)
            digests.append(sha256(body))
            (folder / f"{article_id}.{number}.html").write_bytes(body)
    count = len(digests)
    archive.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = archive.rows("SELECT sum(stored_bytes) AS n FROM bodies")[0]["n"]
    git = git_bytes(folder)
    print(f"snapshots {count}, {raw / count / 1000:.0f} KB each as captured")
    print(f"bodies    {int(str(stored)) / count / 1000:.2f} KB each")
    print(f"git       {git / count / 1000:.2f} KB each after repack -adf; ours is {int(str(stored)) / git:.2f} of it")
    print(f"file      {archive.path.stat().st_size / count / 1000:.2f} KB each, with texts, wordings, search")
    print(f"stored    {count / spent:.0f} per CPU second through the full path")
    dice = random.Random(1)
    asked = [dice.choice(digests) for _ in range(400)]
    times = []
    for digest in asked:
        began = time.process_time()
        read_body(archive.db.conn, digest)
        times.append(time.process_time() - began)
    times.sort()
    print(f"read      {1000 * sum(times) / len(times):.2f} ms on average, {1000 * times[-4]:.2f} ms at worst (p99)")
    depth = archive.rows(
        "SELECT iif(b.base_sha256 IS NULL, 1, iif(p.base_sha256 IS NULL, 2, 3)) AS rows_read, count(*) AS bodies "
        "FROM bodies b LEFT JOIN bodies p ON p.sha256 = b.base_sha256 GROUP BY 1"
    )
    print("chains    " + ", ".join(f"{row['bodies']} read {row['rows_read']}" for row in depth))


def git_bytes(folder: Path) -> int:
    """Let git store the same files: one commit a version, then its best packing."""
    if shutil.which("git") is None:
        return 1
    run = ["git", "-C", str(folder), "-c", "user.name=b", "-c", "user.email=b@b.example"]
    subprocess.run([*run, "init", "-q"], check=True)
    for number in range(VERSIONS):
        for file in folder.glob(f"*.{number}.html"):
            file.replace(folder / f"{file.name.split('.')[0]}.html")
        subprocess.run([*run, "add", "-A"], check=True)
        subprocess.run([*run, "commit", "-q", "-m", str(number)], check=True)
    subprocess.run([*run, "repack", "-adfq"], check=True)
    return sum(file.stat().st_size for file in (folder / ".git" / "objects" / "pack").glob("*.pack"))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scale", type=float, default=0.1)
    options.add_argument("--pages", type=Path)
    options.add_argument("--million", action="store_true")
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    if chosen.million:
        million.run(chosen.scale, chosen.keep)
        return
    pages = yours(chosen.pages, chosen.scale) if chosen.pages else made_up(chosen.scale)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "files").mkdir()
        with closing(open_archive(folder / "bench.db")) as archive:
            fill(archive, folder / "files", pages)


if __name__ == "__main__":
    main()
