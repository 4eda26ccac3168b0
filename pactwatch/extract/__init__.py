"""Read a page: bytes to text, text to article. Pure: no network, clock or database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwatch.lazy import hand_out

if TYPE_CHECKING:
    from pactwatch.extract.article import extract
    from pactwatch.extract.decode import decode
    from pactwatch.extract.gate import judge
    from pactwatch.extract.version import EXTRACTOR

__all__ = ["EXTRACTOR", "decode", "extract", "judge"]

hand_out(
    __name__,
    version=("EXTRACTOR",),
    article=("extract",),
    decode=("decode",),
    gate=("judge",),
)
