from __future__ import annotations
from pactwatch.model import Name
def find_names_ja(folded: str, text: str) -> list[Name]:
    return []
