"""How fast a web archive is scanned, beside merely decompressing it, and beside trafilatura on every page.

    python benchmarks/scan.py                                  # 1,000 pages of about 120 KB, at three shares on topic
    python benchmarks/scan.py --trafilatura /path/to/python    # also a rival, in an environment of its own
    python benchmarks/scan.py --files FOLDER                   # HTML files of yours instead
    python benchmarks/scan.py --pages 400 --rounds 2           # quicker

The pages are made here: articles in eleven languages, in the shares of a news crawl, some in the encodings of the past,
with the chrome, scripts and inline data that a news page carries; on every eighth the furniture names Japan or the EU.
CPU time of one core, the runs interleaved, the quickest of each. Recall: every page that the full test (`extract`, then
`score`) finds on topic must be among the hits.
"""

from __future__ import annotations

import argparse
import gzip
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from charts import Bar, Panel, bars
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
# What the others are about, by language and the share that news crawls have of it; with it the page's furniture, which
# names Japan, Brussels or a deal on many a page that has nothing to do with them.
ELSEWHERE = {
    "en": (40, "The town council voted to rebuild the harbour wall after a debate that went on for nine hours. "),
    "es": (
        14,
        "El pleno municipal aprobó el martes la reconstrucción del dique tras un largo debate; habrá más años. ",
    ),
    "de": (
        8,
        "Der Stadtrat beschloss am Dienstag, die Deiche zu erneuern; die Bürger hatten lange darüber gestritten. ",
    ),
    "ru": (8, "Городской совет проголосовал за восстановление портовой стены после девятичасовых дебатов. "),
    "fr": (
        7,
        "Le conseil municipal de Castres a voté mardi la rénovation de la digue, après un long débat à la mairie. ",
    ),
    "it": (5, "Il consiglio comunale ha votato martedì per ricostruire la diga, dopo un lungo dibattito in città. "),
    "ar": (4, "صوت مجلس المدينة على إعادة بناء جدار الميناء بعد نقاش استمر تسع ساعات يوم الثلاثاء. "),
    "pt": (4, "A câmara votou na terça-feira a reconstrução do dique, após um longo debate na prefeitura. "),
    "pl": (4, "Rada miasta zagłosowała we wtorek za odbudową nabrzeża po wielogodzinnej dyskusji mieszkańców. "),
    "tr": (3, "Belediye meclisi salı günü uzun bir tartışmanın ardından rıhtımın yenilenmesi için oy kullandı. "),
    "ja": (3, "市議会は火曜日、長い議論の末に堤防の再建を賛成多数で可決した。工事は来年春に始まる見通し。"),
}
FURNITURE = (
    '<li><a href="/world/asia">Asia</a></li><li><a href="/japan">Japan</a></li><li><a href="/eu">EU</a></li>',
    "<p>Shares of Tokyo-listed makers fell while the EU pondered new rules for battery makers.</p>",
    '<script>window._wpemojiSettings={"zwj":"\\u200d\\u2640"}</script>',
    "<p>Ver\u00adwal\u00adtungs\u00adge\u00adb\u00e4u\u00adde</p>",
)
LEGACY = {"es": "windows-1252", "de": "iso-8859-1", "ru": "windows-1251", "fr": "windows-1252", "ja": "shift_jis"}


def realistic(number: int, dice: random.Random, size: int, on_topic: bool) -> tuple[bytes, str]:
    """Make one page; give its bytes and its charset."""
    text = page(story(number), 1)
    if on_topic:
        charset = dice.choice(list(ON_TOPIC))
        text = text.replace("<article>", f"<article><p>{ON_TOPIC[charset] * 3}</p>")
    else:
        language = dice.choices(list(ELSEWHERE), [share for share, _ in ELSEWHERE.values()])[0]
        charset = LEGACY.get(language, "utf-8") if dice.random() < 0.05 else "utf-8"
        start, rest = text.split("<article>", 1)
        told = "".join(f"<p>{ELSEWHERE[language][1] * 3}</p>" for _ in range(6))
        text = f"{start}<article><h1>{ELSEWHERE[language][1]}</h1>{told}</article><main>{rest.split('</article>')[1]}"
        if dice.random() < 0.12:
            text = text.replace("<footer>", dice.choice(FURNITURE) + "<footer>")
    if charset != "utf-8":
        text = text.replace("“", "'").replace("”", "'").replace("©", "").replace("–", "-")
        text = text.replace('charset="utf-8"', f'charset="{charset}"')
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


def made_up(pages: int, size: int, share: float) -> Iterator[tuple[bytes, str]]:
    """Make pages, a share of them on topic: body, content type."""
    dice = random.Random(7)
    every = round(1 / share)
    for number in range(1, pages + 1):
        body, charset = realistic(number, dice, size, number % every == every // 2)
        yield body, f"text/html; charset={charset}"


def yours(folder: Path) -> Iterator[tuple[bytes, str]]:
    """Read pages from a folder."""
    for file in sorted(folder.rglob("*.html*")):
        body = file.read_bytes()
        yield gzip.decompress(body) if file.suffix == ".gz" else body, "text/html"


def write(file: Path, pages: Iterable[tuple[bytes, str]]) -> int:
    """Write an archive; give how many pages it has."""
    number = 0
    with file.open("wb") as out:
        for number, (body, kind) in enumerate(pages, start=1):
            block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://n{number % 50}.example/a/{number}\r\n"
                "WARC-Date: 2026-03-01T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 6))
    return number


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


def on_topic(file: Path) -> tuple[set[str], float]:
    """Read every page with our reader, and ask the full test; give the addresses on topic, and the CPU seconds."""
    found = set()
    start = time.process_time()
    for url, body in bodies(file):
        article = extract(body, url=url)
        if score(PACT, article.headline, article.standfirst, article.text).on_topic:
            found.add(url)
    return found, time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--size", type=int, default=120_000, help="bytes of a page")
    parser.add_argument("--share", type=float, nargs="+", default=[0.001, 0.01, 0.05], help="pages on topic, of all")
    parser.add_argument("--files", type=Path, metavar="FOLDER", help="HTML files of yours instead, plain or gzipped")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--trafilatura", metavar="PYTHON", help="a Python that has trafilatura and fastwarc")
    parser.add_argument("--svg", type=Path, metavar="FILE")
    options = parser.parse_args()
    complete = True
    rows: dict[str, float] = {}
    print("| what | pages per CPU second | MB per CPU second | of decompressing | pages on topic, found | other hits |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "news.warc.gz"
        for share in [None] if options.files else options.share:
            count = write(file, yours(options.files) if share is None else made_up(options.pages, options.size, share))
            of_topic = "your pages" if share is None else f"{share:.1%} on topic"
            times = []
            for _ in range(options.rounds):
                (folder / "news.warc.gz.json").unlink(missing_ok=True)
                times.append((decompressed(file), scanned(file, folder)))
            plain, ours = (min(column) for column in zip(*times, strict=True))
            hits = {url for url, _ in bodies(folder / "news.hits.warc.gz")}
            wanted, reading = on_topic(file)
            complete = complete and wanted <= hits
            megabytes = sum(len(body) for _, body in bodies(file)) / 1e6
            found = f"{len(wanted)}, {len(wanted & hits)} | {len(hits - wanted)}"
            named = [
                ("decompressing with fastwarc", plain, ""),
                (f"`pactwatch scan`, {of_topic}", ours, found),
                ("our reader on every page", reading, ""),
            ]
            if options.trafilatura and not rows:
                sample = min(count, 150)
                command = [options.trafilatura, "-c", RIVAL, str(file), str(sample)]
                each = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
                named.append(("trafilatura on every page", each * count, ""))
            for what, seconds, more in named:
                if what in rows:
                    continue
                rows[what] = count / seconds
                print(
                    f"| {what} | {count / seconds:,.0f} | {megabytes / seconds:,.0f} | {plain / seconds:.3f} "
                    f"| {more or '|'} |",
                    flush=True,
                )
    if options.svg:
        note = f"{options.size // 1000} KB a page, one core of a shared machine: benchmarks/scan.py"
        quickest = sorted(rows.items(), key=lambda row: -row[1])
        panel = Panel("", "", [Bar(what.replace("`", ""), value, "scan" in what) for what, value in quickest])
        options.svg.write_text(bars("Pages of a web archive per CPU second", note, [panel]), encoding="utf-8")
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
