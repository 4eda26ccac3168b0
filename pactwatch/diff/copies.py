"""Which sentences of two versions are copies of one another?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_WORDS = re.compile(r"[^\W_]+")


def tie_copies(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Tie copies: those met once on each side, then repeated ones by their neighbours, then in order."""
    keys_old, keys_new = [plain(text) for text in old], [plain(text) for text in new]
    # A sentence of signs alone ("***") has no words: what is printed stands for it.
    keys_old = [key or text.strip() for key, text in zip(keys_old, old, strict=True)]
    keys_new = [key or text.strip() for key, text in zip(keys_new, new, strict=True)]
    where_old, where_new = _places(keys_old), _places(keys_new)
    tied: dict[int, int] = {}
    taken: set[int] = set()

    def tie(i: int, j: int) -> None:
        tied[i] = j
        taken.add(j)

    for key, places in where_old.items():
        if len(places) == 1 and len(where_new.get(key, ())) == 1:
            tie(places[0], where_new[key][0])
    for step in (1, -1):
        # A repeated sentence belongs to the copy that stands beside the same neighbour (or the edge of the text).
        edge = (-1, -1) if step == 1 else (len(old), len(new))
        for i, j in [edge, *sorted(tied.items(), reverse=step == -1)]:
            i, j = i + step, j + step
            while 0 <= i < len(old) and 0 <= j < len(new) and i not in tied and j not in taken:
                if keys_old[i] != keys_new[j]:
                    break
                tie(i, j)
                i, j = i + step, j + step
    for key, places in where_old.items():
        if len(places) > 1 or len(where_new.get(key, ())) > 1:
            rest_old = [i for i in places if i not in tied]
            rest_new = [j for j in where_new.get(key, ()) if j not in taken]
            for i, j in zip(rest_old, rest_new, strict=False):
                tie(i, j)
    return sorted(tied.items())


def _places(keys: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for position, key in enumerate(keys):
        places.setdefault(key, []).append(position)
    return places


@lru_cache(maxsize=512)  # most sentences of a new version stood in the last one
def plain(text: str) -> str:
    """Reduce *text* to what makes two sentences copies of one another: case, spaces and typography do not count.

    >>> plain("“It’s  DONE,” he said.") == plain('"It\\'s done", he said')
    True
    """
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORDS.findall(folded))
