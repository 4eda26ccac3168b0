"""Read a page: bytes to text, text to article. Pure: no network, clock or database."""

from pactwatch.extract.article import EXTRACTOR, extract
from pactwatch.extract.decode import decode
from pactwatch.extract.gate import judge

__all__ = ["EXTRACTOR", "decode", "extract", "judge"]
