"""Find coverage of a topic in web archives: WARC files are read once, streaming, and what may be on topic is kept.

Of each file the hits go to a small WARC beside a JSON of counts, in a folder; a file whose counts are there is done, so
that a scan which was stopped goes on. `pactwatch.ingest` takes the hits up: canonical addresses, dates, versions in
order of time, and the full relevance test. Files are shared among worker processes.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from pactwatch.errors import UsageError, while_writing
from pactwatch.extract.decode import decode
from pactwatch.fetch.decode import ContentDecoder, TooMuch, Undecodable
from pactwatch.model import Topic
from pactwatch.sources.prefilter import Prefilter

try:
    from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

    _HAS_FASTWARC = True
except ImportError:  # the extra `scan`
    _HAS_FASTWARC = False

Tell = Callable[[str, int, int], None]
"""Stage, how much is done, of how much."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What came of one file: `counts` says of every record why it was kept or passed over."""

    file: str
    hits: str
    counts: dict[str, int] = field(default_factory=dict)
    problem: str | None = None


def scan(topic: Topic, files: Sequence[Path], folder: Path, tell: Tell, workers: int = 1) -> list[Scanned]:
    """Scan *files* into *folder*; give what came of each, in their order. Those that are done already are not read.

    Raises:
        UsageError: fastwarc is missing, a file is not there, or two have one name.
    """
    if not _HAS_FASTWARC:
        raise UsageError("scanning needs fastwarc: pip install 'pactwatch[scan]'.")
    for file in files:
        if not file.is_file():
            raise UsageError(f"{file}: there is no such file.")
    names = Counter(file.name for file in files)
    if twice := [name for name, count in names.items() if count > 1]:
        raise UsageError(f"{twice[0]}: two files have this name; scan them into folders of their own.")
    folder.mkdir(parents=True, exist_ok=True)
    done = {file: known for file in files if (known := _known(folder, file, topic))}
    left = [file for file in files if file not in done]
    for number, found in enumerate(_scanned(topic, left, folder, workers), start=len(done) + 1):
        done[Path(found.file)] = found
        tell("files", number, len(files))
    return [done[file] for file in files]


def _scanned(topic: Topic, files: Sequence[Path], folder: Path, workers: int) -> Iterator[Scanned]:
    """Scan files here, or in processes; one that a file kills costs that file alone."""
    if workers <= 1 or len(files) <= 1:
        for file in files:
            yield scan_file(topic, file, folder)
        return
    left = list(files)
    with ProcessPoolExecutor(workers) as pool:
        jobs = {pool.submit(scan_file, topic, file, folder): file for file in files}
        for job in as_completed(jobs):
            try:
                found = job.result()
            except BrokenProcessPool:
                break
            left.remove(jobs[job])
            yield found
    for file in left:  # a process died: each of the others has a process of its own
        with ProcessPoolExecutor(1) as pool:
            try:
                yield pool.submit(scan_file, topic, file, folder).result()
            except BrokenProcessPool:
                yield Scanned(str(file), "", {}, "a process that read it died; the file is left out")


def _counts_of(folder: Path, file: Path) -> Path:
    """Say where the counts of a file stand: they are written last."""
    return folder / f"{file.name}.json"


def _marks(topic: Topic, file: Path) -> dict[str, object]:
    """Say by what a scan is known to be of this file and this topic's terms."""
    rules = topic.relevance
    return {"size": file.stat().st_size, "terms": repr((rules.mode, rules.all_of))}


def _known(folder: Path, file: Path, topic: Topic) -> Scanned | None:
    """Give what came of a file that is done; None: it is not, or has changed, or the terms have."""
    try:
        found = json.loads(_counts_of(folder, file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if any(found.get(name) != value for name, value in _marks(topic, file).items()):
        return None
    return Scanned(str(file), found["hits"], found["counts"], found["problem"])


def scan_file(topic: Topic, file: Path, folder: Path) -> Scanned:
    """Scan one file: hits first, counts last, each appearing whole."""
    hits = folder / f"{file.name.removesuffix('.gz').removesuffix('.warc')}.hits.warc.gz"
    counts: Counter[str] = Counter()
    problem = None
    part = hits.with_name(f"{hits.name}.part")
    with file.open("rb") as stream, while_writing(part), part.open("wb") as out:
        try:
            _read_through(topic, stream, out, counts)
        except (OSError, ValueError) as error:
            problem = f"damaged after {counts.total()} records ({str(error)[:200]}); what follows is not read"
    part.replace(hits)
    found = Scanned(str(file), str(hits), dict(counts), problem)
    facts = {"hits": str(hits), "counts": found.counts, "problem": problem, **_marks(topic, file)}
    part = _counts_of(folder, file).with_suffix(".part")
    part.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    part.replace(_counts_of(folder, file))
    return found


# Its patterns take half a second to compile; a process reads many files.
_prefilter = lru_cache(maxsize=4)(Prefilter)


def _read_through(topic: Topic, stream: BinaryIO, out: BinaryIO, counts: Counter[str]) -> None:
    """Read every record once."""
    wanted = _prefilter(topic.relevance)
    limit = topic.fetch.max_body_bytes
    for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False):
        if record.record_type != WarcRecordType.response:
            counts["revisits" if record.record_type == WarcRecordType.revisit else "no responses"] += 1
            continue
        if record.content_length > limit:
            counts["too large"] += 1
            continue
        block = record.reader.read()
        why = _why_not(block, wanted, limit)
        counts[why or "hits"] += 1
        if why is None:
            with while_writing(out.name):  # a full disk is no damage of what is read
                out.write(gzip.compress(_as_warc(record, block), 1))


def _why_not(block: bytes, wanted: Prefilter, limit: int) -> str | None:
    """Say why a response is passed over; None: it is a hit."""
    end = block.find(b"\r\n\r\n")
    low = (block if end < 0 else block[:end]).lower()
    at = len(block) if end < 0 else end + 4
    status = low[:16].split()
    if len(status) < 2 or status[1] != b"200":
        return "no answer with 200"
    if b"\ncontent-type:" in low and b"html" not in low.partition(b"\ncontent-type:")[2].partition(b"\n")[0]:
        return "no pages"
    if b"content-encoding:" in low or b"transfer-encoding:" in low:
        plain = _decoded(low, block[at:], limit)
        if plain is None:
            return "not to be decoded"
        block, at = plain, 0
    return None if wanted.may_meet(block, lambda body: decode(body, _content_type(low))[0], at) else "off topic"


def _content_type(head: bytes) -> str | None:
    """Read the header, for its charset."""
    if b"\ncontent-type:" not in head:
        return None
    return head.partition(b"\ncontent-type:")[2].partition(b"\n")[0].strip().decode("latin-1")


def _decoded(head: bytes, body: bytes, limit: int) -> bytes | None:
    """Undo the codings of a body, where whoever wrote the file has not; None: that fails."""
    fields = [line.partition(b":") for line in head.split(b"\r\n")]
    codings = [value.strip().decode("latin-1") for name, _, value in fields if name == b"content-encoding"]
    if any(name == b"transfer-encoding" and b"chunked" in value for name, _, value in fields):
        body = _unchunked(body)
    if not codings:
        return body
    try:
        return b"".join(ContentDecoder(codings, limit).feed(body))
    except TooMuch:
        return None
    except Undecodable:
        # Many tools undo the coding and leave the header.
        return body if b"<html" in body[:1_000].lower() else None


def _unchunked(body: bytes) -> bytes:
    """Join the chunks of a body; one that is not chunked, in spite of its header, stays."""
    parts: list[bytes] = []
    place = 0
    while (end := body.find(b"\r\n", place, place + 20)) > 0:
        try:
            size = int(body[place:end].split(b";")[0], 16)
        except ValueError:
            break
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        place = end + 4 + size
    return b"".join(parts) or body


def _as_warc(record: WarcRecord, block: bytes) -> bytes:
    """Write a record as it was."""
    lines = [f"{name}: {value}" for name, value in record.headers.items() if name.lower() != "content-length"]
    lines.append(f"Content-Length: {len(block)}")
    return ("WARC/1.0\r\n" + "\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace") + block + b"\r\n\r\n"


def listed(file: Path) -> list[Path]:
    """Read a list of WARC files, as Common Crawl publishes one for each month (`warc.paths`, also gzipped).

    A line is a path below the list's own folder; a file that lies there under its bare name is taken too.

    Raises:
        UsageError: it cannot be read, or a file that it names is not here.
    """
    try:
        data = file.read_bytes()
        text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()
    except (OSError, EOFError, ValueError) as error:
        raise UsageError(f"{file}: cannot be read as a list of files ({error}).") from None
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        here = [path for path in (file.parent / line, file.parent / Path(line).name) if path.is_file()]
        if not here:
            raise UsageError(f"{file}: names {line}, which is not here; download it beside the list first.")
        found.append(here[0])
    return found
