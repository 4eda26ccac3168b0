"""Find the encoding that a page declares of itself, as https://html.spec.whatwg.org/#prescan-a-byte-stream says.

Browsers look at the first 1024 bytes, and change over later if a `meta` turns up further down; we look at the first
16 KB at once, which comes to the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pactwatch.extract.labels import encoding_named

PRESCAN_BYTES = 16_384

_SPACE = b"\t\n\f\r "
_ATTRIBUTE = re.compile(
    rb"[\t\n\f\r /]*"
    rb"(?:(=?[^\t\n\f\r />=]*)[\t\n\f\r ]*"
    rb"(?:=[\t\n\f\r ]*(\"[^\"]*\"|'[^']*'|[^\t\n\f\r >\"'][^\t\n\f\r >]*|(?=>)|[\"'])?)?)"
)
_TAG = re.compile(rb"/?[a-zA-Z][^\t\n\f\r />]*")
_CHARSET = re.compile(rb"charset[\t\n\f\r ]*=[\t\n\f\r ]*(\"[^\"]*\"|'[^']*'|[^\t\n\f\r ;\"'][^\t\n\f\r ;]*)", re.I)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding[\x01-\x20]*=[\x01-\x20]*[\"']([^\"'>]{1,40})[\"']")


def declared_encoding(body: bytes) -> str | None:
    """Give the name of the encoding that a `meta` (or an XML declaration) states; None: it states none we know.

    >>> declared_encoding(b'<meta http-equiv=Content-Type content="text/html; charset=Shift_JIS">')
    'shift_jis'
    >>> declared_encoding(b'<!-- <meta charset=koi8-r> --><meta charset=utf-16>')
    'utf-8'
    """
    return _declared(body[:PRESCAN_BYTES])


@lru_cache(maxsize=16)  # a page is asked more than once
def _declared(head: bytes) -> str | None:
    if b"charset" in head.lower():
        name = _from_meta(head)
        if name:
            return name
    found = _XML.match(head)
    return _as_written(encoding_named(found.group(1).decode("latin-1"))) if found else None


def _from_meta(head: bytes) -> str | None:
    position = head.find(b"<")
    while position >= 0:
        if head.startswith(b"<!--", position):
            # "-->" may share its dashes with "<!--": `<!-->` is a whole comment.
            end = head.find(b"-->", position + 2)
            if end < 0:
                return None
            position = end + 3
        elif head[position + 1 : position + 2] in (b"!", b"?") or (
            head.startswith(b"</", position) and not head[position + 2 : position + 3].isalpha()
        ):
            end = head.find(b">", position)
            if end < 0:
                return None
            position = end + 1
        elif tag := _TAG.match(head, position + 1):
            attributes, position = _attributes(head, tag.end())
            if tag.group().lower() == b"meta" and (name := _of_meta(attributes)):
                return name
        else:
            position += 1
        position = head.find(b"<", position)
    return None


def _attributes(head: bytes, position: int) -> tuple[dict[bytes, bytes], int]:
    """Read the attributes of a tag; the first of a name counts."""
    attributes: dict[bytes, bytes] = {}
    while position < len(head) and head[position] != 0x3E:
        found = _ATTRIBUTE.match(head, position)
        if found is None or found.end() == position:
            return attributes, position + 1
        name, value = found.group(1).lower(), found.group(2) or b""
        if value[:1] in (b'"', b"'"):
            if len(value) == 1:  # a quote that never ends: nothing after it can be trusted
                return attributes, len(head)
            value = value[1:-1]
        if name:
            attributes.setdefault(name, value)
        position = found.end()
    return attributes, position + 1


def _of_meta(attributes: dict[bytes, bytes]) -> str | None:
    """Give the encoding of one `meta`: `charset`, or `content` if it is a Content-Type pragma."""
    if b"charset" in attributes:
        label = attributes[b"charset"]
    elif attributes.get(b"http-equiv", b"").lower() == b"content-type":
        found = _CHARSET.search(attributes.get(b"content", b""))
        if not found:
            return None
        label = found.group(1).strip(b"\"'")
    else:
        return None
    return _as_written(encoding_named(label.decode("latin-1")))


def _as_written(name: str | None) -> str | None:
    """Correct what cannot be: whoever can read the `meta` as ASCII is not reading UTF-16."""
    if name in ("utf-16be", "utf-16le"):
        return "utf-8"
    return "windows-1252" if name == "x-user-defined" else name
