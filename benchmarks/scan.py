"""How fast a web archive is scanned, beside merely decompressing it, and beside trafilatura on every page.

    python benchmarks/scan.py                                  # 1,500 pages of about 120 KB, 1 in 100 on topic
    python benchmarks/scan.py --trafilatura /path/to/python    # also a rival, in an environment of its own
    python benchmarks/scan.py --pages 400 --rounds 2           # quicker

The pages are made here: articles in several languages, with the chrome, scripts and inline data that a news
page carries. CPU time of one core, the runs interleaved, the quickest of each. Recall: every page that the full test
(`extract`, then `score`) finds on topic must be among the hits.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from pactwatch.config import load_topic
from pactwatch.extract import extract
from pactwatch.scan import scan_file
from pactwatch.sources import score

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))
from newsroom import page, story

PACT = load_topic("japan-eu-pact")
ON_TOPIC = {
    "utf-8": "Japan and the European Union agreed on a security and defence partnership when ministers met in Tokyo.",
    "windows-1252": "Le Japon et l’Union européenne ont conclu à Tokyo un partenariat de sécurité et de défense.",
    "shift_jis": "日本と欧州連合は安全保障・防衛パートナーシップに合意したと岩屋外相が東京で発表した。",
    "euc-jp": "日本とEUは東京で安全保障と防衛の協定に合意し、岩屋外相が共同で発表した。",
}
ELSEWHERE = (
    "Le conseil municipal de Castres a voté mardi la rénovation de la digue, après un long débat à l’hôtel de ville. ",
    "Der Stadtrat beschloss am Dienstag, die Deiche zu erneuern; die Bürger hatten lange darüber gestritten. ",
    "Officials said that shares of Tokyo-listed makers fell while the EU pondered new rules for battery makers. ",
)


def realistic(number: int, dice: random.Random, size: int) -> tuple[bytes, str]:
    """Make one page; give its bytes and its charset."""
    text = page(story(number), 1)
    charset = "utf-8"
    if number % 100 == 0:
        charset = dice.choice(list(ON_TOPIC))
        text = text.replace("<article>", f"<article><p>{ON_TOPIC[charset] * 3}</p>").replace("“", "'").replace("”", "'")
        text = text.replace("©", "").replace("–", "-").replace('charset="utf-8"', f'charset="{charset}"')
    elif number % 10 < 3:
        text = text.replace("<article>", f"<article><p>{ELSEWHERE[number % 10] * 6}</p>")
    words = [f"w{dice.randrange(9999)}-{dice.choice('abcdefgh')}" for _ in range(400)]
    chunks = []
    while len(text) + sum(map(len, chunks)) < size:
        name = dice.choice(words)
        chunks.append(
            f'<div class="{name} teaser card" data-id="{dice.getrandbits(64):x}"><a href="/news/{dice.getrandbits(32)}-'
            f'{dice.choice(words)}">Council in {dice.choice(words)} to vote on the new budget</a></div>\n'
            f'<script>window.dataLayer.push({{"k":"{dice.getrandbits(96):x}","slot":"{name}","ads":[1,2,3]}})</script>\n'
        )
    return text.replace("<footer>", "".join(chunks) + "<footer>").encode(charset, "replace"), charset


def write(file: Path, pages: int, size: int) -> None:
    """Write the archive."""
    dice = random.Random(7)
    with file.open("wb") as out:
        for number in range(1, pages + 1):
            body, charset = realistic(number, dice, size)
            block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={charset}\r\n\r\n".encode() + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://n{number % 50}.example/a/{number}\r\n"
                "WARC-Date: 2026-03-01T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 6))


def bodies(file: Path) -> list[tuple[str, bytes]]:
    """Read all pages back."""
    found = []
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            found.append((record.headers["WARC-Target-URI"], record.reader.read()))
    return found


def decompressed(file: Path) -> float:
    """Only decompress, with fastwarc; give the CPU seconds."""
    start = time.process_time()
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream, parse_http=False):
            record.reader.read()
    return time.process_time() - start


def scanned(file: Path, folder: Path) -> float:
    """Scan; give the CPU seconds."""
    start = time.process_time()
    scan_file(PACT, file, folder)
    return time.process_time() - start


RIVAL = """
import sys, time, trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType
start = time.process_time()
n = 0
with open(sys.argv[1], "rb") as stream:
    for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
        trafilatura.extract(record.reader.read(), fast=True)
        n += 1
        if n >= int(sys.argv[2]):
            break
print((time.process_time() - start) / n)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_500)
    parser.add_argument("--size", type=int, default=120_000, help="bytes of a page")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--trafilatura", metavar="PYTHON", help="a Python that has trafilatura and fastwarc")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "news.warc.gz"
        write(file, options.pages, options.size)
        times = [(decompressed(file), scanned(file, folder)) for _ in range(options.rounds)]
        plain, ours = (min(column) for column in zip(*times, strict=True))
        counts = json.loads((folder / "news.warc.gz.json").read_text())["counts"]
        hits = {url for url, _ in bodies(folder / "news.hits.warc.gz")}
        on_topic = set()
        start = time.process_time()
        for url, body in bodies(file):
            article = extract(body, url=url)
            if score(PACT, article.headline, article.standfirst, article.text).on_topic:
                on_topic.add(url)
        reading = time.process_time() - start
        megabytes = sum(len(body) for _, body in bodies(file)) / 1e6
        print(f"{options.pages} pages, {megabytes:.0f} MB, counts: {counts}\n")
        print("| what | pages per CPU second | MB per CPU second |\n|---|---|---|")
        rows = [
            ("decompressing with fastwarc", plain),
            ("`pactwatch scan`", ours),
            ("our reader on every page", reading),
        ]
        if options.trafilatura:
            sample = min(options.pages, 150)
            command = [options.trafilatura, "-c", RIVAL, str(file), str(sample)]
            each = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            rows.append((f"trafilatura (fast) on every page ({sample} of them)", each * options.pages))
        for what, seconds in rows:
            print(f"| {what} | {options.pages / seconds:,.0f} | {megabytes / seconds:,.0f} |")
        recall = len(hits & on_topic) / len(on_topic)
        print(f"\nspeed of decompressing alone: {plain / ours:.2f}; ", end="")
        print(f"recall {recall:.1%} of {len(on_topic)} pages on topic; {len(hits - on_topic)} hits are not")
        if options.trafilatura:
            print(f"trafilatura on everything takes {rows[-1][1] / ours:.0f} times as long")
    return 0 if recall == 1.0 else 1


if __name__ == "__main__":
    sys.exit(main())
