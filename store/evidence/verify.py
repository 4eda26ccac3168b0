"""Prove this bundle: `python3 verify.py`, with nothing but Python's standard library and no network.

It checks that every file is what the manifest says, that the WARC records hold the bytes that the archive stored, that
the sentences stand in the texts where the manifest says, and that the differences lead from the one to the other.
It cannot prove when the bytes were captured: that is what whoever made the bundle says.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html.parser
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Read = Callable[[str], bytes]


def opened(place: Path) -> tuple[Read, set[str]]:
    """Open a bundle, zipped or unpacked; give how to read a file of it, and the names of all."""
    if place.is_file():
        bundle = zipfile.ZipFile(place)
        return bundle.read, set(bundle.namelist())
    return (lambda name: (place / name).read_bytes()), {path.name for path in place.iterdir() if path.is_file()}


def records(data: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Read the records of a WARC file."""
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        lines = head.decode("utf-8").split("\r\n")
        fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        size = int(fields["content-length"])
        yield fields, rest[:size]
        data = rest[size + 4 :]


def labelled(data: bytes) -> str:
    """Write a digest as WARC does."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()


class Words(html.parser.HTMLParser):
    """All text of a page, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.parts.append(data)


def squeezed(text: str) -> str:
    """Leave out white space, which pages break lines with as they like."""
    return "".join(text.split())


def in_page(body: bytes, sentence: str) -> bool:
    """Say whether a sentence stands in the page's own text, letter for letter."""
    for encoding in ("utf-8", "cp1252", "shift_jis", "euc_jp"):
        page = Words()
        page.feed(body.decode(encoding, "replace"))
        if squeezed(sentence) in squeezed("".join(page.parts)):
            return True
    return False


def check(read: Read, names: set[str]) -> Iterator[tuple[bool, str]]:
    """Give each check: whether it holds, and what it says."""
    manifest: dict[str, Any] = json.loads(read("manifest.json"))
    for name, digest in manifest["sha256"].items():
        there = name in names
        yield there and hashlib.sha256(read(name)).hexdigest() == digest, f"{name} is the file that the manifest names"
    strangers = names - set(manifest["sha256"]) - {"manifest.json"}
    yield not strangers, f"no file is here that the manifest does not name {sorted(strangers) or ''}"
    found = {}
    for fields, block in records(gzip.decompress(read("captures.warc.gz"))):
        if "warc-block-digest" in fields:
            yield (
                labelled(block) == fields["warc-block-digest"],
                f"{fields['warc-type']} of {fields['warc-date']}: digest",
            )
        if fields["warc-type"] == "response":
            body = block.partition(b"\r\n\r\n")[2]
            yield labelled(body) == fields["warc-payload-digest"], f"body captured at {fields['warc-date']}: digest"
            found[hashlib.sha256(body).hexdigest()] = (body, fields)
    for side in ("old", "new"):
        yield from check_side(read, side, manifest[side], found)
    words = manifest["change"]["words"]
    for side, sign in (("old", "-"), ("new", "+")):
        told = manifest["change"][f"{side}_text"]
        if words and told is not None:
            joined = "".join(text for mark, text in words if mark in ("=", sign))
            yield squeezed(joined) == squeezed(told), f"the differences give the {side} wording"


def check_side(
    read: Read, side: str, told: dict[str, Any], found: dict[str, tuple[bytes, dict[str, str]]]
) -> Iterator[tuple[bool, str]]:
    """Check one version: its bytes, its text, and where the sentences stand."""
    body, fields = found.get(told["body_sha256"], (b"", {}))
    yield told["body_sha256"] in found, f"the {side} version was read from bytes that are here"
    same = fields.get("warc-date") == told["captured_at"] and fields.get("warc-target-uri") == told["captured_url"]
    yield same, f"they were captured at {told['captured_at']} from {told['captured_url']}"
    text = read(f"{side}.txt").decode("utf-8")
    for place in told["sentences"]:
        where = text if place["in"] == "text" else told[place["in"]]
        stands = (where or "")[place["start"] : place["end"]] == place["text"]
        yield stands, f"the {side} {place['in']} has the sentence at {place['start']}: {place['text'][:60]!r}"
        if not in_page(body, place["text"]):
            print(f"  note: not letter for letter in the page's own text: {place['text'][:60]!r}")


def main() -> int:
    """Run every check; 0 if all hold."""
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    failed = 0
    for holds, what in check(*opened(place)):
        print("ok   " if holds else "FALSE", what)
        failed += not holds
    print("proved" if not failed else f"NOT proved: {failed} checks failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
