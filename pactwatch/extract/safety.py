"""Refuse, before parsing, what would make the parser slow: deep nesting, a tag with very many attributes, size.

Lexbor is quadratic in the depth of open elements and in the attributes of one tag (97 KB of nested `div` took 1.4 s of
CPU, 100,000 over a minute). The checks here are linear, and skipped for what is too small to do harm.
"""

from __future__ import annotations

import re

# The largest body that a fetch may bring by default; a longer one would be cut off, and half an article reads as one
# that lost its other half.
MAX_BYTES = 10_000_000
# The development pages (691) have at most 12,031 "<"; a page of this many is read in about a second at worst (80,000
# cells: 1.3 s of CPU on a busy machine; 150,000 took two and more).
MAX_TAGS = 80_000
# The deepest development page has 54 levels. 2,000 open elements cost Lexbor 4 ms; with 100,000 blocks in them 0.4 s.
MAX_DEPTH = 2_000
# Unclosed <b>, <font> … are opened again in every following block: n of them and n blocks make n * n elements.
# 1,200 took 0.13 s.
MAX_UNCLOSED_FORMATTING = 1_000
# The longest tag without a ">" inside quotes that is looked at for its attributes; the parser is quadratic in them.
MAX_ATTRIBUTES = 2_000

# The longest run of text without any tag, outside of scripts. The longest of the development pages has 44,260 bytes;
# cleaning one of 9.6 MB took 150 MB of memory, and 400 MB in Japanese.
MAX_RUN = 1_000_000
# All text outside of scripts, looked at only in larger pages. The development pages have up to 202 KB.
MAX_TEXT = 3_000_000

_TAGS = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})")
_RAW = re.compile(rb"<(?:(script|style|textarea|noframes|iframe|xmp)\b|!--)", re.I)
_FORMATTING_TAGS = re.compile(rb"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\t\n\f\r />]", re.I)
_FORMATTING_INITIAL = re.compile(rb"<[abcefinstu]", re.I)
_PIECES = 64
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_VOID = frozenset(b"area base br col embed hr img input link meta source track wbr param !doctype".split())
_CLOSES_ITSELF = frozenset(b"p li dt dd tr td th option optgroup thead tbody tfoot colgroup".split())
_FORMATTING = frozenset(b"a b big code em font i nobr s small strike strong tt u".split())


def refuse(body: bytes, size: int | None = None) -> str | None:
    """Give the reason why these bytes (in an ASCII-compatible encoding) must not be parsed; None: they may.

    *size* is that of the body as it came, before it was turned into UTF-8.

    >>> refuse(b"<p>fine</p>") is None, refuse(b"<div>" * 5000)
    (True, 'too-deep: more than 2000 open elements')
    """
    size = len(body) if size is None else size
    if size > MAX_BYTES:
        return f"too-large: {size} bytes, more than {MAX_BYTES}"
    tags = body.count(b"<")
    if tags > MAX_TAGS:
        return f"too-many-tags: {tags}, more than {MAX_TAGS}"
    if _has_long_tag(body) and _has_long_tag(without_raw_text(body)):
        return f"too-many-attributes: more than {MAX_ATTRIBUTES} in one tag"
    if len(body) > MAX_RUN:
        problem = _too_much_text(without_raw_text(body))
        if problem:
            return problem
    return _too_deep(body, tags)


def _too_much_text(body: bytes) -> str | None:
    """Give the reason why a page without its scripts holds more text than any article."""
    runs = [len(piece) - piece.find(b">") - 1 for piece in body.split(b"<")]
    if max(runs) > MAX_RUN:
        return f"too-long-text: more than {MAX_RUN} bytes without a tag"
    return f"too-much-text: more than {MAX_TEXT} bytes" if sum(runs) > MAX_TEXT else None


def _has_long_tag(body: bytes) -> bool:
    """Tell whether one tag has more attributes than any honest one.

    Nearly all pages have no two ">" this far apart, which is seen by looking back from every 4,000th byte.
    """
    window = 2 * MAX_ATTRIBUTES
    position, size = 0, len(body)
    while position + window < size:
        last = body.rfind(b">", position, position + window + 1)
        if last >= 0:
            position = last + 1
            continue
        end = body.find(b">", position)
        end = size if end < 0 else end
        start = body.find(b"<", position, end)
        if start >= 0 and end - start > window and _attributes(body[start:end]) > MAX_ATTRIBUTES:
            return True
        position = end + 1
    return False


def _attributes(tag: bytes) -> int:
    """Count what stands outside of quotation marks."""
    return len(_QUOTED.sub(b" ", tag).split(None, MAX_ATTRIBUTES + 1))


def without_raw_text(body: bytes) -> bytes:
    """Give the bytes without scripts, styles and comments, where "<" opens no tag."""
    pieces = []
    position = 0
    for found in _RAW.finditer(body):
        if found.start() < position:
            continue
        pieces.append(body[position : found.start()])
        end_mark = b"-->" if found.group(1) is None else b"</" + found.group(1)
        lowered = body.find(end_mark, found.end())
        if lowered < 0:
            lowered = body.find(end_mark.upper(), found.end())
        position = len(body) if lowered < 0 else lowered
        if lowered < 0:
            break
    pieces.append(body[position:])
    return b"".join(pieces)


def _too_deep(body: bytes, tags: int) -> str | None:
    """Give the reason why a page nests too deeply; the slow count is only for those that might."""
    if tags <= MAX_UNCLOSED_FORMATTING or not _may_be_deep(body, tags):
        return None
    return _count_open(without_raw_text(body))


def _may_be_deep(body: bytes, tags: int) -> bool:
    """Tell whether openings can outnumber endings too far anywhere, by counting them piece by piece."""
    # As many as there are on the whole page cannot be open at once.
    deep = tags > MAX_DEPTH
    styled = len(_FORMATTING_INITIAL.findall(body)) > MAX_UNCLOSED_FORMATTING
    if not deep and not styled:
        return False
    depth = formatting = counted = 0
    size = len(body) // _PIECES + 1
    for start in range(0, len(body), size):
        piece = body[start : start + size]
        if deep:
            marks = piece.count(b"<")
            if depth + marks > MAX_DEPTH:
                # Endings are dear to find: only now take off those of what is behind us.
                depth -= 2 * body.count(b"</", counted, start)
                counted = start
                if depth + marks > MAX_DEPTH:
                    return True
            depth += marks
        if styled:
            styles = _FORMATTING_TAGS.findall(piece)
            if formatting + len(styles) > MAX_UNCLOSED_FORMATTING:
                return True
            formatting += len(styles) - 2 * styles.count(b"/")
    return False


def _count_open(body: bytes) -> str | None:
    """Count open elements as a parser would, roughly: unclosed paragraphs, items and cells close themselves."""
    depth = formatting = 0
    for slash, name in _TAGS.findall(body):
        name = name.lower()
        if name in _VOID or name in _CLOSES_ITSELF:
            continue
        step = -1 if slash else 1
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
            if formatting > MAX_UNCLOSED_FORMATTING:
                return f"unclosed-formatting: more than {MAX_UNCLOSED_FORMATTING} open <b>, <font>, <a> …"
        depth = max(0, depth + step)
        if depth > MAX_DEPTH:
            return f"too-deep: more than {MAX_DEPTH} open elements"
    return None
