"""Bundle what a change rests on, so that somebody else can check it without us: `pactwatch evidence`."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

from pactwatch.archive import Archive
from pactwatch.archive.warc_out import capture_of_snapshot, response_records, warcinfo
from pactwatch.errors import ArchiveError, NotFound, UsageError, discard, while_writing
from pactwatch.model import sha256
from pactwatch.paths import STORE

_CHANGE = """
    SELECT c.id, a.url, a.outlet, c.kind, c.subject, c.material, c.rule, c.facets, c.score, c.old_text, c.new_text,
        c.words, c.differences, c.detected_at, c.not_before_at, c.old_positions, c.new_positions, c.old_version_id,
        c.new_version_id
    FROM changes c JOIN articles a ON a.id = c.article_id WHERE c.id = ?
"""
_VERSION = """
    SELECT v.id, v.number, v.first_seen_at, v.last_seen_at, v.headline, v.byline, v.published_at, v.modified_at,
        v.language, v.extractor, v.text, v.snapshot_id
    FROM versions v WHERE v.id = ?
"""
_JSON = ("facets", "words", "differences", "old_positions", "new_positions")
# A fixed time inside the zip, so that the same archive gives the same bundle.
_EPOCH = (1980, 1, 1, 0, 0, 0)

Row = dict[str, object]


def write_evidence(archive: Archive, change_id: int, target: Path, *, software: str, now: str) -> None:
    """Write the bundle of one change to *target*, a zip: both captures as WARC, their texts, where the sentences stand,
    the difference and its rule, and `verify.py`, which proves all of it offline.

    Raises:
        NotFound: no such change.
        UsageError: *target* is there already.
        ArchiveError: a body is damaged.
        NoSpace: *target* cannot be written, or the disk is full.
    """
    found = archive.rows(_CHANGE, [change_id])
    if not found:
        raise NotFound(f"{archive.path}: no change {change_id}; `pactwatch changes` tells their numbers.")
    change = found[0] | {name: json.loads(str(found[0][name])) for name in _JSON}
    files: dict[str, bytes] = {}
    records = [warcinfo(now, software)]
    manifest: Row = {"made_by": software, "made_at": now}
    for side in ("old", "new"):
        version = archive.rows(_VERSION, [change.pop(f"{side}_version_id")])[0]
        manifest[side] = _side(archive, side, change, version, files, records)
    manifest["change"] = change
    files["captures.warc.gz"] = b"".join(gzip.compress(record, mtime=0) for record in dict.fromkeys(records))
    files["change.txt"] = _told(change).encode()
    files["verify.py"] = (STORE / "evidence" / "verify.py").read_bytes()
    manifest["sha256"] = {name: sha256(data) for name, data in files.items()}
    files["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    _write(target, files)


def _side(
    archive: Archive,
    side: str,
    change: Mapping[str, object],
    version: Row,
    files: dict[str, bytes],
    records: list[bytes],
) -> Row:
    """Collect what one version rests on; give what the manifest says of it."""
    snapshot_id = int(str(version["snapshot_id"]))
    capture = capture_of_snapshot(archive.db.conn, snapshot_id)
    if capture is None:
        raise ArchiveError(f"{archive.path}: no fetch brought snapshot {snapshot_id}; run `pactwatch verify`.")
    body, _ = archive.snapshot_body(snapshot_id)
    records += response_records(capture, body)
    text = str(version.pop("text"))
    files[f"{side}.txt"] = text.encode()
    return version | {
        "captured_at": capture.fetched_at,
        "captured_url": capture.snapshot_url,
        "body_sha256": capture.body_sha256,
        "headers": capture.headers,
        "sentences": _places(archive, side, change, version, text),
    }


def _places(archive: Archive, side: str, change: Mapping[str, object], version: Row, text: str) -> list[Row]:
    """Say where what the change tells stands in a version: in the text, or in its headline or byline."""
    told = change[f"{side}_text"]
    if told is None:
        return []
    if change["subject"] != "claim":
        where = str(change["subject"])
        value = str(version.get(where) or "")
        start = value.find(str(told))
        return [] if start < 0 else [_place(where, str(told), start)]
    whole = text.find(str(told))
    if whole >= 0:
        return [_place("text", str(told), whole)]
    # Several sentences that became one, or one that became several: each by itself.
    positions = change[f"{side}_positions"]
    listed = [int(str(one)) for one in positions] if isinstance(positions, list) else []
    found = []
    for position in listed:
        for row in archive.rows(
            "SELECT text FROM wordings WHERE version_id = ? AND position = ?", [version["id"], position]
        ):
            start = text.find(str(row["text"]))
            found += [_place("text", str(row["text"]), start)] if start >= 0 else []
    return found


def _place(where: str, text: str, start: int) -> Row:
    """Write a place as the manifest does."""
    return {"in": where, "text": text, "start": start, "end": start + len(text)}


def _told(change: Mapping[str, object]) -> str:
    """Say the change as a person reads it."""
    words = change["words"]
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    shown = "".join(marks[sign].format(text) for sign, text in words) if isinstance(words, list) else ""
    lines = [
        f"{change['url']} ({change['outlet']})",
        f"{change['kind']} {change['subject']}, {'material' if change['material'] else 'cosmetic'}, "
        f"by the rule {change['rule']}",
        f"not before {change['not_before_at']}, seen at {change['detected_at']}",
        "",
        shown or f"[-{change['old_text'] or ''}-]{{+{change['new_text'] or ''}+}}",
        "",
        "Unpack this bundle and run `python3 verify.py` in it, or `python3 verify.py BUNDLE.zip`.",
    ]
    return "\n".join(lines) + "\n"


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    """Write the zip; it appears under its name once it is whole."""
    if target.exists():
        raise UsageError(f"{target}: exists; evidence never replaces a file, name another.")
    part = target.with_name(f"{target.name}.part{os.getpid()}")
    try:
        with while_writing(target):
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
                for name, data in files.items():
                    bundle.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
            part.replace(target)
    finally:
        discard(part)
