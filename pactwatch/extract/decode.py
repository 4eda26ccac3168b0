"""Bytes to text, as browsers do it, and without losing text to a wrong label.

In order of trust: byte order mark, the header's charset, the page's own `meta`, whether it is UTF-8, detection.
A label is only a claim: what it cannot read cleanly is read by the next one that can.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

import cchardet

from pactwatch.extract.labels import CODECS, encoding_named
from pactwatch.extract.prescan import declared_encoding
from pactwatch.patterns import late

# Detection looks at this much: more brings nothing and chardet-like detectors are the slowest part of reading a page.
DETECT_BYTES = 65_536

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
# How markup begins in UTF-16 without its mark, as https://www.w3.org/TR/xml/#sec-guessing tells it.
_WIDE_STARTS = {
    start.encode(f"utf-16-{end}"): f"utf-16{end}" for start in ("<!", "<h", "<H", "<?") for end in ("le", "be")
}
_HEADER_CHARSET = re.compile(r"charset\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s;,\"']+)", re.I)
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_ESCAPES = re.compile(rb"\x1b(\$@|\$B|\(B|\(J|\(I)")
# A page that holds this many sequences valid in UTF-8, and none that is not, is UTF-8 whatever its label says: in
# windows-1252 each would be a pair like "Ã©", in GBK an even number of rare characters.
_SURELY_UTF8 = 4
# More bad bytes than this are not mended one by one.
_MENDABLE = 20_000
_MULTIBYTE = frozenset({"utf-8", "gbk", "gb18030", "big5", "shift_jis", "euc-kr", "utf-16be", "utf-16le"})


def decode(body: bytes, content_type: str | None = None) -> tuple[str, str]:
    """Give the text of a body and the name of the encoding it was read in (lower case, as browsers name it).

    *content_type* is the HTTP header. Never raises; bytes that mean nothing become U+FFFD.

    >>> decode("日本".encode("cp932"), "text/html; charset=x-sjis")
    ('日本', 'shift_jis')
    >>> decode(b"caf\\xe9")
    ('café', 'windows-1252')
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return read_as(body[len(mark) :], name), name
    if body[:4] in _WIDE_STARTS:
        return read_as(body, _WIDE_STARTS[body[:4]]), _WIDE_STARTS[body[:4]]
    utf8 = _strict_utf8(body)
    # One byte is looked for ten times as quickly as two.
    if b"\x1b" in body and b"\x1b$" in body and body.isascii():
        # ISO-2022-JP is plain ASCII with escapes, so it is valid in nearly every encoding; no other page has these.
        return read_as(body, "iso-2022-jp"), "iso-2022-jp"
    for name in filter(None, (_header_encoding(content_type), declared_encoding(body))):
        if name == "windows-1252" and utf8 is None and _hardly_latin(body):
            continue  # what many a server says of whatever it sends
        text = _if_clean(body, name, utf8)
        if text is not None:
            return text, name
        if utf8 is not None and name != "utf-8":
            return utf8, "utf-8"
    if utf8 is not None:
        return utf8, "utf-8"
    name = _detect(body)
    return read_as(body, name), name


def as_utf8(body: bytes, content_type: str | None = None) -> tuple[bytes, str]:
    """Give the body in UTF-8, for the parser, and the encoding it was in; a body that is UTF-8 is not copied."""
    text, name = decode(body, content_type)
    if name == "utf-8" and "\ufffd" not in text and not body.startswith(_BOMS[0][0]):
        return body, name
    return text.encode("utf-8", "replace"), name


def read_as(body: bytes, name: str) -> str:
    """Read bytes in one encoding of the standard; what it does not know becomes U+FFFD."""
    if name == "iso-2022-jp":
        return _iso_2022_jp(body)
    if name == "utf-8":
        return _strict_utf8(body) or _nearly_utf8(body) or body.decode("utf-8", "replace")
    if name in _MULTIBYTE:
        return body.decode(CODECS[name], "replace")
    if name == "euc-jp":
        return _euc_jp(body)
    return codecs.charmap_decode(body, "strict", _table(name))[0]


def _header_encoding(content_type: str | None) -> str | None:
    found = _HEADER_CHARSET.search(content_type or "")
    return encoding_named(found.group(1).strip("\"'")) if found else None


def _strict_utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _if_clean(body: bytes, name: str, utf8: str | None) -> str | None:
    """Read the body by its label if the bytes bear it out, else give None."""
    if name == "utf-8":
        return utf8 if utf8 is not None else _nearly_utf8(body)
    if utf8 is not None and name != "iso-2022-jp" and len(body) - len(utf8) >= _SURELY_UTF8:
        return None
    text = read_as(body, name)
    # A bad byte here and there is how pages are; a hundredth of them is another encoding.
    return text if text.count("\ufffd") * 100 <= max(len(text), 100) else None


def _nearly_utf8(body: bytes) -> str | None:
    """Read what is UTF-8 but for a few bytes, e.g. a cut off end or one windows-1252 quotation mark; else None."""
    if body.decode("utf-8", "replace").count("\ufffd") > _MENDABLE:
        return None
    text = body.decode("utf-8", "pactwatch-stray")
    strays = text.count("\ufffd") + sum(text.count(chr(code)) for code in range(0xF780, 0xF800))
    sound = sum(1 for run in _NOT_ASCII.findall(body) if _strict_utf8(run) is not None)
    if strays > sound:
        return None
    return _STRAY.sub(lambda found: bytes([ord(found.group()) - 0xF700]).decode("cp1252", "replace"), text)


def _hardly_latin(body: bytes) -> bool:
    """Tell whether most letters beside markup are beyond ASCII: in Latin scripts at most every fifth is."""
    sample = b"".join(_NOT_ASCII_LINE.findall(body, 0, DETECT_BYTES))[:DETECT_BYTES]
    high = sum(map(len, _NOT_ASCII.findall(sample)))
    return high >= 10 and high > len(_ASCII_LETTERS.findall(sample))


def _detect(body: bytes) -> str:
    """Guess the encoding of bytes that declare none and are not UTF-8."""
    # Tags are ASCII and only slow the detector down.
    sample = b"\n".join(_NOT_ASCII_LINE.findall(body)[:4000])[:DETECT_BYTES] or body[:DETECT_BYTES]
    nearly = _nearly_utf8(body)
    if nearly is not None:
        return "utf-8"
    japanese = _japanese(sample)
    if japanese:
        return japanese
    guess = cchardet.detect(sample).get("encoding")
    name = encoding_named(_DETECTED.get(guess, guess)) if guess else None
    if name is None or name.startswith("utf-"):
        return "windows-1252"
    if (
        name not in _MULTIBYTE
        and name not in ("euc-jp", "iso-2022-jp")
        and sum(map(len, _NOT_ASCII.findall(sample))) < 10
    ):
        return "windows-1252"  # a handful of accents fits every Latin table
    return name


# What the detector calls encodings that the standard knows under other names.
_DETECTED = {"UHC": "euc-kr", "CP949": "euc-kr", "MAC-CYRILLIC": "x-mac-cyrillic", "JOHAB": "euc-kr"}
_ASCII_LETTERS = re.compile(rb"[A-Za-z]")
_KANA = late("[\u3041-\u3096\u30a1-\u30fc]")
_FULL_WIDTH = late("[\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff]")


def _japanese(sample: bytes) -> str | None:
    """Give the encoding in which bytes are Japanese: a third of Japanese is kana, and no other reading has any."""
    for name in ("euc-jp", "shift_jis"):
        text = read_as(sample, name)
        kana, letters = len(_KANA.findall(text)), len(_FULL_WIDTH.findall(text))
        if (
            letters >= 4
            and kana * 5 >= letters
            and text.count("\ufffd") * 50 <= letters
            and _half_width(text) < letters
        ):
            return name
    return None


def _half_width(text: str) -> int:
    return sum("\uff61" <= character <= "\uff9f" for character in text)


# ---------------------------------------------------------------- what Python's codecs lack

_NOT_ASCII_LINE = re.compile(rb"[^\n<>]{0,200}[\x80-\xff][^\n<>]*")
_STRAY = late("[\uf780-\uf7ff]")


@cache
def _table(name: str) -> str:
    """Give the 256 characters of a single-byte encoding; in the standard's, a byte in a hole of Python's is "
    "itself."""
    table = []
    for byte in range(256):
        character = bytes([byte]).decode(CODECS[name], "replace")
        table.append(chr(byte) if character == "\ufffd" and 0x80 <= byte <= 0x9F else character)
    return "".join(table)


def _euc_jp(body: bytes) -> str:
    text = body.decode("euc_jp", "replace")
    # Mending goes byte by byte in Python; thousands of bad bytes are not Japanese.
    return body.decode("euc_jp", "pactwatch-nec") if 0 < text.count("\ufffd") <= _MENDABLE else text


def _nec(error: UnicodeError) -> tuple[str, int]:
    """EUC-JP as browsers know it has NEC's row 13 (①, ㈱) and IBM's kanji; Python's has not. They are in cp932."""
    assert isinstance(error, UnicodeDecodeError)
    pair = error.object[error.start : error.start + 2]
    if len(pair) == 2 and 0xA1 <= pair[0] <= 0xFE and 0xA1 <= pair[1] <= 0xFE:
        row, cell = pair[0] - 0xA1, pair[1] - 0xA1
        lead = row // 2 + (0x81 if row < 62 else 0xC1)
        trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell >= 63)
        text = bytes([lead, trail]).decode("cp932", "replace")
        if "\ufffd" not in text:
            return text, error.start + 2
        return "\ufffd", error.start + 2
    return "\ufffd", error.start + 1


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Mark a lone byte inside UTF-8, so that it can be read as windows-1252 if the rest holds together."""
    assert isinstance(error, UnicodeDecodeError)
    if error.end - error.start == 1 and error.end < len(error.object):
        return chr(0xF700 + error.object[error.start]), error.end
    return "\ufffd", error.end


codecs.register_error("pactwatch-nec", _nec)
codecs.register_error("pactwatch-stray", _stray)


_HIGH_BIT = bytes(byte | 0x80 for byte in range(256))


def _iso_2022_jp(body: bytes) -> str:
    """Read ISO-2022-JP run by run: Python's codec lacks NEC's row 13 and stops at half-width katakana."""
    if body.count(b"\x1b") > _MENDABLE:
        return body.decode("iso2022_jp_ext", "replace")
    pieces, mode, start = [], b"(B", 0
    for escape in _ESCAPES.finditer(body):
        pieces.append(_jis_run(body[start : escape.start()], mode))
        mode, start = escape.group(1), escape.end()
    pieces.append(_jis_run(body[start:], mode))
    return "".join(pieces)


def _jis_run(run: bytes, mode: bytes) -> str:
    if mode in (b"$B", b"$@"):
        # A line end inside a two-byte run ends the run, as in the many mails and pages that forgot to switch back.
        lines = run.split(b"\n")
        return "\n".join(_euc_jp(line.translate(_HIGH_BIT)) for line in lines)
    if mode == b"(I":
        return run.translate(_HIGH_BIT).decode("cp932", "replace")
    return run.decode("ascii", "replace")
