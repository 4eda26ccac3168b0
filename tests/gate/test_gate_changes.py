"""The floors of changes: alignment on versions and verdicts on pairs, all of our own making.

The pairs are those of tests/diff/pairs, judged here without being told their language, as a caller may have to.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pactwatch.diff import align, classify

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["changes"]


def f_of(hits: int, said: int, true: int) -> float:
    """Give F from counts."""
    return 2 * hits / (said + true)


def aligned() -> Iterator[tuple[set[tuple[int, int]], set[tuple[int, int]], set[int], set[int]]]:
    """Give links and new sentences, found and true, of each article."""
    articles = tomllib.loads((HERE / "changes" / "versions.toml").read_text(encoding="utf-8"))["article"]
    for article in articles:
        old, new = article["old"], article["new"]
        same = {(i, j) for i, a in enumerate(old) for j, b in enumerate(new) if a == b}
        found = {(i, j) for i, j in align(old, new) if i is not None and j is not None}
        true = {(i, j) for i, j in article["links"]}
        added = [set(range(len(new))) - {j for _, j in links} for links in (found, true)]
        yield found - same, true - same, added[0], added[1]


def test_alignment_stays_above_its_floor() -> None:
    """F over changed links and over added sentences, pooled over the articles."""
    rows = list(aligned())
    changed = f_of(
        sum(len(found & true) for found, true, _, _ in rows),
        sum(len(found) for found, _, _, _ in rows),
        sum(len(true) for _, true, _, _ in rows),
    )
    added = f_of(
        sum(len(found & true) for _, _, found, true in rows),
        sum(len(found) for _, _, found, _ in rows),
        sum(len(true) for _, _, _, true in rows),
    )
    assert changed >= FLOORS["alignment"]["changed f"], changed
    assert added >= FLOORS["alignment"]["added f"], added


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "ja"])
def test_verdicts_stay_above_their_floor(language: str) -> None:
    """F of material and the share of twins called cosmetic, the language left to guess."""
    tables = tomllib.loads((HERE.parent / "diff" / "pairs" / f"{language}.toml").read_text(encoding="utf-8"))
    judged = [
        (verdict == "material", classify(old, new).material)
        for verdicts in tables.values()
        for verdict, pairs in verdicts.items()
        for _, old, new in pairs
    ]
    hits = sum(true and said for true, said in judged)
    f = f_of(hits, sum(said for _, said in judged), sum(true for true, _ in judged))
    assert f >= FLOORS["verdicts"][language], f
