"""The story in a page's scripts: pages that a script fills in hold their text as a string of markup in JSON.

Looked for only where a reader without scripts sees next to nothing.
"""

from __future__ import annotations

import json
import re

# A story has at least this many paragraphs; fewer are a notice or a teaser.
_PARAGRAPHS = 3
# No story is longer; what is, is a page's whole data.
_MOST = 1_000_000
_LEAST = 400
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)
_KEYED = re.compile(r'"\s*:\s*"')
_PARAGRAPH = re.compile(r"<p[\s>]", re.I)
_MARKED = ("\\u003cp", "<p>", "<p ", "\\u003Cp")


def markup_in_scripts(scripts: list[str]) -> str | None:
    """Give the longest string of markup with paragraphs in it, or None.

    >>> markup_in_scripts(['x = {"a": "' + r"\\u003cp\\u003eA sentence of the story. " * 40 + '"}'])[:12]
    '<p>A sentenc'
    """
    best = ""
    for script in scripts:
        if len(script) > _MOST or not any(mark in script for mark in _MARKED):
            continue
        for found in _STRING.finditer(script):
            text = found.group(1)
            if len(text) > max(_LEAST, len(best)) and any(mark in text for mark in _MARKED):
                best = max(best, _inner(text), key=_paragraphs)
    return best if _paragraphs(best) >= _PARAGRAPHS and len(best) >= _LEAST else None


def _paragraphs(markup: str) -> int:
    return len(_PARAGRAPH.findall(markup))


def _inner(text: str) -> str:
    """Undo JSON's escapes; what comes out may be JSON again, with the markup one level down."""
    plain = _unescape(text)
    if not _KEYED.search(plain):
        return plain
    strings = [_unescape(found.group(1)) for found in _STRING.finditer(plain)]
    return max([*strings, ""], key=_paragraphs) if strings else plain


def _unescape(text: str) -> str:
    try:
        value = json.loads(f'"{text}"', strict=False)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""
