"""Refuse, before parsing, what would make the parser slow: deep nesting, a tag with very many attributes, size.

Lexbor is quadratic in the depth of open elements and in the attributes of one tag (97 KB of nested `div` took 1.4 s of
CPU, 100,000 over a minute). The checks here are linear, and skipped for what is too small to do harm.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

# The largest body that a fetch may bring by default; a longer one would be cut off, and half an article reads as one
# that lost its other half.
MAX_BYTES = 10_000_000
# The development pages (691) have at most 12,031 "<". The dearest pages of twice as many that we know of (terms and
# bylines) are read in 0.7 s of CPU on a machine that is slow and busy, which leaves a third of the second.
MAX_TAGS = 24_000
# The deepest development page has 54 levels. So many open elements with 9,800 blocks in them cost Lexbor 0.08 s. Pages
# with more elements in all have to be counted closely: of the development pages 1 %; with half of this, 12 %.
MAX_DEPTH = 4_000
# Unclosed <b>, <font> … are opened again in every following block: n of them and n blocks make n * n elements.
# 1,200 took 0.13 s.
MAX_UNCLOSED_FORMATTING = 1_000
# The parser is quadratic in the attributes of one tag (1,900 took 7 ms, so many 70), so their squares are added up.
MAX_ATTRIBUTES = 6_000
# Tags shorter than this are not counted, in pages of more than a megabyte the second: such tags take some 0.2 s of CPU
# if a page is made of nothing else.
_SHORT_TAG, _SHORT_OF_MANY = 1_000, 250
# All that parts attributes and what is in them, looked at only in larger pages: 2,000,000 short ones took 2.4 s.
MAX_PARTED = 600_000
# The parser is quadratic in the options of one <select>: 20,000 took 2 s, so many 0.1 s.
MAX_OPTIONS = 4_000
# A second <body> or <html> gives its attributes to the first; 20,000 took 1.4 s.
MAX_WHOLE = 1_000

# The longest run of text without any tag, outside of scripts. The longest of the development pages has 44,260 bytes;
# cleaning one of 9.6 MB took 150 MB of memory, and 400 MB in Japanese.
MAX_RUN = 1_000_000
# All text outside of scripts, looked at only in larger pages. The development pages have up to 202 KB.
MAX_TEXT = 3_000_000

_TAGS = re.compile(rb"<(/?[a-zA-Z][a-zA-Z0-9-]{0,20})")
_RAW_NAMES = rb"script|style|textarea|noframes|iframe|xmp"
_RAW = re.compile(rb"<(?:(" + _RAW_NAMES + rb")\b|!--)", re.I)
# The first character of each tag; nothing before another "<", so that there are as many as "<".
_INITIAL = re.compile(rb"<([^<]?)")
_FORMATTING_INITIALS = b"abcefinstu"
_STYLED = re.compile(rb"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?![a-zA-Z0-9-])", re.I)
_OPTIONS = re.compile(rb"<[oO][pP][tT][iI][oO][nN]")
_WHOLE_TAGS = re.compile(rb"<(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])[^a-zA-Z0-9]")
_COMMENT_ENDS = re.compile(rb"--!?>")
# As the standard's tokenizer has it: a name may begin with "=", and hold quotation marks.
_ONE = (
    rb"[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rb"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\t\n\f\r >]*+))?"
)
_ATTRIBUTE = re.compile(_ONE)
_OPENING = re.compile(
    rb"<(?:(!--)|(?:(" + _RAW_NAMES + rb")(?=[\t\n\f\r />])|[a-zA-Z][^\t\n\f\r />]*+)"
    rb"((?:" + _ONE + rb")*+))",
    re.I,
)
_PARTING = b"\t\n\f\r /="
_VOID = frozenset(b"area base br col embed hr img input link meta source track wbr param !doctype".split())
_CLOSES_ITSELF = frozenset(b"p li dt dd tr td th option optgroup thead tbody tfoot colgroup".split())
_FORMATTING = frozenset(b"a b big code em font i nobr s small strike strong tt u".split())


def refuse(body: bytes, size: int | None = None) -> str | None:
    """Give the reason why these bytes (in an ASCII-compatible encoding) must not be parsed; None: they may.

    *size* is that of the body as it came, before it was turned into UTF-8.

    >>> refuse(b"<p>fine</p>") is None, refuse(b"<div>" * 5000)
    (True, 'too-deep: more than 4000 open elements')
    """
    size = len(body) if size is None else size
    if size > MAX_BYTES:
        return f"too-large: {size} bytes, more than {MAX_BYTES}"
    # One pass tells how many tags there are, and for most pages at once that nothing in them is too many.
    # A list of the tags takes eight bytes for each: more may be in a long page than that leaves memory for.
    tags = body.count(b"<") if len(body) > MAX_RUN else -1
    begun = _INITIAL.findall(body) if tags <= MAX_TAGS else []
    tags = max(tags, len(begun))
    if tags > MAX_TAGS:
        return f"too-many-tags: {tags}, more than {MAX_TAGS}"
    if (until := _end_of_long_tags(body)) and _too_many_attributes(body, until):
        return f"too-many-attributes: more than {MAX_ATTRIBUTES} in one tag, or as costly in several"
    if len(body) > MAX_RUN:
        without = without_raw_text(body)
        if problem := _too_much_text(without) or _too_much_markup(without):
            return problem
    # Every bound below is for tags that open something, and MAX_WHOLE is the least of them.
    if tags - begun.count(b"/") <= MAX_WHOLE:
        return None
    initials = b"".join(begun).lower().translate(None, b"/")
    return _too_often(body, initials) or _too_deep(body, initials)


def _too_often(body: bytes, initials: bytes) -> str | None:
    """Give the reason why a page has more of one tag than the parser can take."""
    if initials.count(b"o") > MAX_OPTIONS and len(_OPTIONS.findall(body)) > MAX_OPTIONS:
        return f"too-many-options: more than {MAX_OPTIONS} <option>"
    if initials.count(b"b") + initials.count(b"h") > MAX_WHOLE and len(_WHOLE_TAGS.findall(body)) > MAX_WHOLE:
        return f"too-many-bodies: more than {MAX_WHOLE} <body> or <html>"
    return None


def _too_much_text(body: bytes) -> str | None:
    """Give the reason why a page without its scripts holds more text than any article."""
    runs = [len(piece) - piece.find(b">") - 1 for piece in body.split(b"<")]
    if max(runs) > MAX_RUN:
        return f"too-long-text: more than {MAX_RUN} bytes without a tag"
    return f"too-much-text: more than {MAX_TEXT} bytes" if sum(runs) > MAX_TEXT else None


def _too_much_markup(body: bytes) -> str | None:
    """Give the reason why a large page has more attributes in all than can be read in time.

    Whatever parts one attribute from the next is counted, in quotation marks or not: that cannot be deceived.
    """
    inner = b"".join([piece.partition(b">")[0] for piece in body.split(b"<")])
    parted = len(inner) - len(inner.translate(None, _PARTING))
    return f"too-much-markup: more than {MAX_PARTED} attributes or words in tags" if parted > MAX_PARTED else None


def _end_of_long_tags(body: bytes) -> int:
    """Give where the tags end that may have more attributes than any honest ones; 0: there are none.

    Most pages have no two ">" this far apart, which is seen by leaping from one to the last within reach. A ">" may
    stand in a value, and a "<" too: so what lies between two is looked at whole.
    """
    long = list(_long_stretches(body))
    # No attribute is shorter than two bytes, so most need not be counted.
    if sum((end - start) ** 2 for start, end in long) <= 4 * MAX_ATTRIBUTES**2:
        return 0
    # Before each stands white space or a slash, or the value of another in quotation marks, which an equals sign began.
    stretches = [body[start:end] for start, end in long]
    squares = sum((len(one) - len(one.translate(None, _PARTING)) + 1) ** 2 for one in stretches)
    return long[-1][1] if squares > MAX_ATTRIBUTES**2 else 0


def _long_stretches(body: bytes) -> Iterator[tuple[int, int]]:
    """Give the place of each stretch between two ">" that is longer than most tags."""
    position, size = 0, len(body)
    short = _SHORT_TAG if size < MAX_RUN else _SHORT_OF_MANY
    while position + short < size:
        last = body.rfind(b">", position, position + short + 1)
        if last >= 0:
            position = last + 1
            continue
        end = body.find(b">", position)
        end = size if end < 0 else end
        yield position, end
        position = end + 1


def _too_many_attributes(body: bytes, until: int) -> bool:
    """Count the attributes of long tags that begin before a place as the parser does, until they are too many.

    From the beginning, for only so it is known what stands in a value, and what in a script.
    """
    squares = position = 0
    while position < until:
        for tag in _OPENING.finditer(body, position):
            if tag.start() >= until:
                return False
            comment, raw = tag.group(1, 2)
            start, end = tag.span(3)
            if end - start > _SHORT_OF_MANY:
                squares += sum(1 for _ in islice(_ATTRIBUTE.finditer(body, start, end), MAX_ATTRIBUTES + 1)) ** 2
                if squares > MAX_ATTRIBUTES**2:
                    return True
            if comment or raw:
                position = _end_of_raw_text(body, tag.end(), raw)
                break
        else:
            return False
    return False


def _end_of_raw_text(body: bytes, start: int, name: bytes | None) -> int:
    """Give where a script, a style or (*name* None) a comment ends that begins before *start*."""
    if name is None:
        # "-->" may share its dashes with "<!--": `<!-->` is a whole comment.
        found = _COMMENT_ENDS.search(body, start - 2)
        return found.start() if found else len(body)
    name, end = name.lower(), body.find(b"</", start)
    while end >= 0 and body[end + 2 : end + 2 + len(name)].lower() != name:
        end = body.find(b"</", end + 2)
    return len(body) if end < 0 else end


def without_raw_text(body: bytes) -> bytes:
    """Give the bytes without scripts, styles and comments, where "<" opens no tag."""
    pieces = []
    position = 0
    for found in _RAW.finditer(body):
        if found.start() < position:
            continue
        pieces.append(body[position : found.start()])
        position = _end_of_raw_text(body, found.end(), found.group(1))
    pieces.append(body[position:])
    return b"".join(pieces)


def _too_deep(body: bytes, initials: bytes) -> str | None:
    """Give the reason why a page nests too deeply; the slow count is only for those that open enough to."""
    if len(initials) <= MAX_DEPTH:
        styled = len(initials) - len(initials.translate(None, _FORMATTING_INITIALS))
        if styled <= MAX_UNCLOSED_FORMATTING or len(_STYLED.findall(body)) <= MAX_UNCLOSED_FORMATTING:
            return None
    # Scripts and comments can only add to how many there are of a kind: if there are few with them, that will do.
    if not _many(_kinds(Counter(map(bytes.lower, _TAGS.findall(body))))):
        return None
    return _count_open(without_raw_text(body))


def _kinds(counted: Counter[bytes]) -> dict[bytes, int]:
    """Give the names of elements that another opening of their kind does not end, with how often each opens."""
    return {
        name: count
        for name, count in counted.items()
        if name[:1] != b"/" and name not in _VOID and name not in _CLOSES_ITSELF
    }


def _many(kinds: dict[bytes, int]) -> bool:
    """Tell whether there are enough of them for too many to be open at once."""
    styled = sum(kinds.get(name, 0) for name in _FORMATTING)
    return styled > MAX_UNCLOSED_FORMATTING or sum(kinds.values()) > MAX_DEPTH


def _count_open(body: bytes) -> str | None:
    """Count open elements as a parser would, roughly: unclosed paragraphs, items and cells close themselves.

    An ending counts only if an element of its name is open: others end nothing, however many there are.
    """
    names = [name.lower() for name in _TAGS.findall(body)]
    kinds = _kinds(Counter(names))
    if not _many(kinds):
        return None
    steps = {name: (name, 1) for name in kinds} | {b"/" + name: (name, -1) for name in kinds}
    held = dict.fromkeys(kinds, 0)
    depth = formatting = 0
    for name, step in filter(None, map(steps.get, names)):
        if step < 0 and not held[name]:
            continue
        held[name] += step
        depth += step
        if name in _FORMATTING:
            formatting += step
            if formatting > MAX_UNCLOSED_FORMATTING:
                return f"unclosed-formatting: more than {MAX_UNCLOSED_FORMATTING} open <b>, <font>, <a> …"
        if depth > MAX_DEPTH:
            return f"too-deep: more than {MAX_DEPTH} open elements"
    return None
