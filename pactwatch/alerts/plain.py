"""Text from strangers, made safe to quote in a message: one line, nothing hidden, nothing turned round, not endless.

Headlines, outlets and claims come from pages that anybody may write. A line break in a subject is a forged mail header,
a bidi override shows a sentence backwards, and 100 KB in one line breaks readers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Invisible signs that change how the text around them is shown, or hide text in it: bidi marks, embeddings, overrides
# and isolates, zero-width spaces, annotation marks, tag characters. ZWJ and ZWNJ stay: Persian and emoji need them.
_HIDDEN = re.compile(
    r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Line breaks of every kind and the other control characters, terminal escapes among them.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")

# What stays of a long run of unchanged words on each side of a difference.
CONTEXT_CHARS = 120


def plain(text: str | None, max_chars: int = 1_000) -> str:
    r"""Give *text* as one harmless line of at most *max_chars*, cut with an ellipsis.

    >>> plain("Pact signed\r\nBcc: everyone\u202e!")
    'Pact signed Bcc: everyone!'
    """
    # Cleaning only takes away, so a little more than is wanted is enough to look at.
    line = one_line((text or "")[: max_chars * 4]).strip()
    return line if len(line) <= max_chars else line[: max_chars - 1].rstrip() + "…"


def one_line(text: str) -> str:
    """Neutralise *text*, keeping a blank at either end."""
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", _HIDDEN.sub("", text)))
    return re.sub(r"\s+", " ", text)


def marked(words: Sequence[tuple[str, str]], max_chars: int = 2_000) -> str:
    """Write a word diff so that it reads without colours; long unchanged runs are shortened in the middle.

    >>> marked((("=", "It takes effect on 1 "), ("-", "January"), ("+", "February"), ("=", " 2025.")))
    'It takes effect on 1 [-January-]{+February+} 2025.'
    """
    whole = "".join(_SIGNED.get(mark, "{}").format(text) for mark, text in shortened(words, max_chars)).strip()
    return whole if len(whole) <= max_chars else whole[: max_chars - 1] + "…"


_SIGNED = {"-": "[-{}-]", "+": "{{+{}+}}"}


def shortened(words: Sequence[tuple[str, str]], max_chars: int = 2_000) -> list[tuple[str, str]]:
    """Make a word diff harmless and bounded: each part one line, long unchanged runs cut in the middle."""
    parts: list[tuple[str, str]] = []
    written = 0
    for position, (mark, text) in enumerate(words):
        if written > max_chars:
            break
        line = one_line(
            text[: max_chars * 2] if len(text) <= max_chars * 2 else f"{text[:max_chars]}…{text[-max_chars:]}"
        )
        if mark not in ("-", "+"):
            before = CONTEXT_CHARS if position > 0 else 0
            after = CONTEXT_CHARS if position < len(words) - 1 else 0
            long = len(line) > before + after + CONTEXT_CHARS
            line = f"{line[:before]}…{line[len(line) - after :]}" if long else line
        parts.append((mark, line if len(line) <= max_chars else line[: max_chars - 1] + "…"))
        written += len(parts[-1][1])
    return parts
