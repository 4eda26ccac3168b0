"""Bytes of a feed or sitemap -> text that a parser may be given: right encoding, no document type, bounded."""

from __future__ import annotations

import codecs
import html
import re
import zlib

# The sitemap protocol's limit for one file, unpacked; feeds are far smaller.
MAX_BYTES = 50 * 1024 * 1024
_GZIP = b"\x1f\x8b"

# What labels mean on the web (https://encoding.spec.whatwg.org/#names-and-labels) where Python's codec of the same name
# is narrower: "shift_jis" pages hold Windows' characters, "iso-8859-1" pages hold typographic quotes.
_WIDER = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "ms_kanji": "cp932",
    "windows-31j": "cp932",
    "x-euc-jp": "euc_jp",
    "csiso2022jp": "iso2022_jp",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "unicode": "utf-16",
    "utf8": "utf-8",
}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,10}=\s{0,10}["']([A-Za-z0-9._:-]{1,40})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)


class Unreadable(ValueError):
    """The bytes are not what a source may send; the message is a sentence."""


def unpack(body: bytes, max_bytes: int = MAX_BYTES) -> bytes:
    """Unpack a `.gz` file of any number of members; anything else is given back as it is.

    Raises:
        Unreadable: it is larger than *max_bytes*, or damaged from the start.
    """
    if not body.startswith(_GZIP):
        return body
    parts: list[bytes] = []
    left, size = body, 0
    while left.startswith(_GZIP) and len(parts) < 1_000:
        member = zlib.decompressobj(31)
        try:
            part = member.decompress(left, max_bytes - size + 1)
        except zlib.error as error:
            if parts:
                break
            raise Unreadable(f"the gzip file is damaged: {error}") from None
        size += len(part)
        if size > max_bytes:
            raise Unreadable(f"the file is larger than {max_bytes} bytes unpacked")
        parts.append(part)
        left = member.unused_data.lstrip(b"\0")
    return b"".join(parts)


def decode_xml(body: bytes, content_type: str | None = None) -> str:
    """Decode XML as RFC 7303 says: byte order mark, HTTP header, declaration, then UTF-8. Wrong bytes become U+FFFD."""
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    if body[:4] in (b"<\0?\0", b"\0<\0?"):
        return body.decode("utf-16-le" if body[0] else "utf-16-be", "replace")
    header = _CHARSET.search((content_type or "")[:500])
    declared = _DECLARED.search(body[:1_024])
    labels = [header.group(1)] if header else []
    labels += [declared.group(1).decode("ascii")] if declared else []
    return _decode_as(body, labels)


def _decode_as(body: bytes, labels: list[str]) -> str:
    """Decode by the first label that fits; servers often send a default charset that contradicts the document."""
    known = [codec for codec in map(_codec, labels) if codec is not None]
    for codec in [*known, "utf-8"]:
        try:
            return body.decode(codec)
        except UnicodeDecodeError:
            continue
    return body.decode(known[-1] if known else "utf-8", "replace")


def _codec(label: str) -> str | None:
    """Give the Python codec for a label. None: it is not the name of a text encoding."""
    label = label.strip().lower()
    try:
        found = codecs.lookup(_WIDER.get(label, label))
    except (LookupError, ValueError):
        return None
    # `rot13`, `zlib` and their like are codecs too, and `idna` is one that takes quadratic time.
    if not getattr(found, "_is_text_encoding", False) or found.name in ("idna", "punycode", "undefined"):
        return None
    return None if "escape" in found.name or found.name == "utf-7" else found.name


def without_doctype(text: str) -> str:
    """Give the document from its root element on, so that no parser sees a declaration or a document type.

    Old feeds name RSS 0.91's document type, which is harmless and left out. One with declarations of its own is
    refused: a few hundred bytes of entities expand to gigabytes, or to files of this machine.

    Raises:
        Unreadable: the document type declares something, or the prolog does not end.
    """
    position = 0
    while True:
        position += len(text[position : position + 4_096]) - len(
            text[position : position + 4_096].lstrip(" \t\r\n\ufeff\0")
        )
        if text.startswith("<?", position):
            end = text.find("?>", position)
        elif text.startswith("<!--", position):
            end = text.find("-->", position)
        elif text[position : position + 9].upper() == "<!DOCTYPE":
            end = text.find(">", position)
            if "[" in text[position : end if end >= 0 else None]:
                raise Unreadable("the document declares entities of its own, which is refused")
        else:
            return text[position:]
        if end < 0:
            raise Unreadable("the document ends before it begins")
        position = text.index(">", end) + 1


_TAG = re.compile(r"<[a-zA-Z/!?][^<>]{0,2000}>")
_SPACES = re.compile(r"\s+")


def plain(text: str | None, max_chars: int = 2_000) -> str | None:
    """Give a title or summary as plain text: no tags, entities resolved, one line. None: nothing is left.

    >>> plain("<p>Japan &amp;amp; the <b>EU</b></p>")
    'Japan & the EU'
    """
    if not text:
        return None
    bare = _TAG.sub(" ", text[: 4 * max_chars])
    # Twice, because feeds escape what their authors already had.
    bare = _TAG.sub(" ", html.unescape(bare))
    bare = _SPACES.sub(" ", html.unescape(bare)).strip()[:max_chars]
    return "".join(c for c in bare if c >= " " and c != "\x7f") or None
