"""What `seeds/manifest.toml` says: which articles there are, who serves what, and from when on.

A page file is HTML as it goes over the wire, but for its marks: `{{4}}` stands for line 4 of the seed's text, so that
the bytes of the seed stay the only copy of its words; `{{4|will focus -> may focus}}` for that line as a newsroom
edited it; `{{4|json}}` for the line inside a JSON string.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pactwatch.errors import UsageError
from pactwatch.model import Sha256, SourceSpec, Url
from pactwatch.urls import BadUrl, parse_url

_MARK = re.compile(r"\{\{(\d{1,4})((?:\|[^{}|\n]{1,2000})*)\}\}")


@dataclass(frozen=True, slots=True)
class Seed:
    """One of the articles that the project started from."""

    id: str
    file: Path
    sha256: Sha256
    lines: tuple[str, ...]
    """Of its text; line 1 is the first."""
    url: Url
    outlet: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address answers from a certain time on."""

    url: Url
    since: datetime
    status: int = 200
    page: Path | None = None
    """None: no body."""
    body: bytes = b""
    """The page, with the seed's lines put in."""
    headers: Mapping[str, str] = field(default_factory=dict)
    error: str | None = None
    """`connect` or `timeout`: no answer at all."""


@dataclass(frozen=True, slots=True)
class Round:
    """One pass of the offline run, and what is different from then on."""

    at: datetime
    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of `manifest.toml`, checked."""

    folder: Path
    seeds: Mapping[str, Seed]
    sources: tuple[SourceSpec, ...]
    rounds: tuple[Round, ...]
    """Ascending in time."""

    def answer(self, url: Url, now: datetime) -> Answer | None:
        """Give what *url* answers at *now*; None: nothing was ever there."""
        found = None
        for round_ in self.rounds:
            if round_.at > now:
                break
            found = next((answer for answer in round_.answers if answer.url == url), found)
        return found


def fill(text: str, lines: Sequence[str], file: str, *, markup: bool = True) -> str:
    """Put a seed's lines, edited as the marks say, into *text*; escaped for HTML unless *markup* is False.

    Raises:
        UsageError: a mark names a line that is not there, or edits words that the line does not have.

    >>> fill("<p>{{2|will -> may}}</p>", ["Title", "It will rain & snow."], "page.html")
    '<p>It may rain &amp; snow.</p>'
    """

    def put(mark: re.Match[str]) -> str:
        number = int(mark[1])
        if not 1 <= number <= len(lines):
            raise UsageError(f"{file}: the seed has no line {number}; correct the mark {mark[0][:60]}.")
        line, as_json = lines[number - 1], False
        for order in mark[2].split("|")[1:]:
            old, arrow, new = order.partition(" -> ")
            if order == "json":
                as_json = True
            elif arrow and line.count(old) == 1:
                line = line.replace(old, new)
            else:
                raise UsageError(
                    f"{file}: line {number} of the seed cannot be edited by {order[:60]!r}; correct the mark."
                )
        if as_json:
            return json.dumps(line)[1:-1].replace("</", "<\\/")
        return html.escape(line, quote=False) if markup else line

    return _MARK.sub(put, text)


def read_manifest(folder: Path) -> Manifest:
    """Read and check `manifest.toml` in *folder*, and that every file it names is there, unchanged where it has a sum.

    Raises:
        UsageError: something is missing, damaged or makes no sense; the sentence names the file.
    """
    file = folder / "manifest.toml"
    try:
        tables = tomllib.loads(_read_text(file))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: not TOML ({error}); restore it from the project.") from None
    try:
        seeds = {seed.id: seed for seed in (_seed(folder, table) for table in tables["seeds"])}
        sources = tuple(
            SourceSpec(kind=table["kind"], url=parse_url(table["url"]), outlet=table.get("outlet"))
            for table in tables["sources"]
        )
        rounds = tuple(_round(folder, table, seeds) for table in tables["rounds"])
    except KeyError as error:
        raise UsageError(f"{file}: the key {error} is missing; restore it from the project.") from None
    except (BadUrl, TypeError, AttributeError, ValueError) as error:
        raise UsageError(f"{file}: {error}; restore it from the project.") from None
    times = [round_.at for round_ in rounds]
    if not times or times != sorted(set(times)):
        raise UsageError(f"{file}: the rounds must follow one another in time, each with a time of its own.")
    return Manifest(folder, seeds, sources, rounds)


def _read_text(file: Path) -> str:
    """Read a UTF-8 file, or say in one sentence why not."""
    try:
        return file.read_bytes().decode()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or 'cannot be read'}; restore it from the project.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: damaged, not UTF-8 text; restore it from the project.") from None


def _seed(folder: Path, table: Mapping[str, str]) -> Seed:
    """Read one `[[seeds]]` table, and the text it names."""
    file = folder / table["file"]
    text = _read_text(file)
    if hashlib.sha256(text.encode()).hexdigest() != table["sha256"]:
        raise UsageError(f"{file}: damaged, its SHA-256 is not the manifest's; restore it from the project.")
    return Seed(
        id=table["id"],
        file=file,
        sha256=Sha256(table["sha256"]),
        lines=tuple(text.split("\n")),
        url=parse_url(table["url"]),
        outlet=table["outlet"],
    )


def _round(folder: Path, table: Mapping[str, object], seeds: Mapping[str, Seed]) -> Round:
    """Read one `[[rounds]]` table."""
    at = table["at"]
    if not isinstance(at, datetime):
        raise ValueError(f"a round's time {at!r} is not a TOML date-time")
    at = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    answers = table.get("answers", [])
    if not isinstance(answers, list):
        raise ValueError(f"the answers of round {at} are not a list of tables")
    return Round(at, str(table["title"]), tuple(_answer(folder, answer, at, seeds) for answer in answers))


def _answer(folder: Path, table: Mapping[str, object], at: datetime, seeds: Mapping[str, Seed]) -> Answer:
    """Read one `[[rounds.answers]]` table."""
    url = str(table["url"])
    page = folder / str(table["page"]) if "page" in table else None
    seed = str(table["seed"]) if "seed" in table else None
    if seed is not None and seed not in seeds:
        raise ValueError(f"{url} names the seed {seed!r}, which is not in the manifest")
    lines = seeds[seed].lines if seed else ()
    headers = table.get("headers", {})
    if not isinstance(headers, dict):
        raise ValueError(f"the headers of {url} are not a table")
    return Answer(
        url=parse_url(url),
        since=at,
        status=int(str(table.get("status", 200))),
        page=page,
        body=fill(_read_text(page), lines, str(page)).encode() if page else b"",
        headers={str(name).lower(): str(value) for name, value in headers.items()},
        error=str(table["error"]) if "error" in table else None,
    )
