from __future__ import annotations
from collections.abc import Sequence
from typing import TYPE_CHECKING
from pactwatch.claims.quotes import Quoted
from pactwatch.model import Name
if TYPE_CHECKING:
    from pactwatch.claims.speakers import Speaker
def find_speaker_ja(text: str, quoted: Sequence[Quoted], names: Sequence[Name]) -> "Speaker | None":
    return None
