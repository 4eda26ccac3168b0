"""Our alignment and verdicts beside those of difflib and diff-match-patch: `python benchmarks/diff.py [DATA]`.

DATA is a folder with `align_*.jsonl.gz` (rows with `old`, `new`: sentences, and `links`) and `classify_*.jsonl.gz`
(rows with `old`, `new`, `label`). Without it, the made-up versions of tests/gate and the pairs of tests/diff stand in:
too few to rank anybody, enough to see the order of magnitude.

All contestants run in one process, article by article in turn, so that a busy machine slows all alike; what counts is
pairs per CPU second. fast-diff-match-patch takes part where it is installed (an environment of its own will do). It is
given a time-out by the clock like its elder, one second, which is what both have by default: what they say then depends
on the load.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import re
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from diff_match_patch import diff_match_patch

from pactwatch.claims import read_wording
from pactwatch.diff import align, classify, compare
from pactwatch.diff.furniture import is_furniture

Link = tuple[int, int]
Aligner = Callable[[Sequence[str], Sequence[str]], Iterable[Link]]
Judge = Callable[[str, str], bool]

TESTS = Path(__file__).parents[1] / "tests"
# What a whole-text diff keeps of a sentence before it counts as the same one.
KEPT = 0.5
# Whole-text diffs take a second an article; so many articles of each set are enough to tell.
ARTICLES = 60


@dataclass
class Count:
    """Hits, what was said and what is true, and the CPU seconds it took."""

    hits: int = 0
    said: int = 0
    true: int = 0
    pairs: int = 0
    cpu_s: float = 0.0
    more: dict[str, Count] = field(default_factory=dict)

    def add(self, found: set[object], true: set[object]) -> None:
        """Count one article."""
        self.hits += len(found & true)
        self.said += len(found)
        self.true += len(true)

    @property
    def f(self) -> float:
        """F1."""
        return 2 * self.hits / (self.said + self.true) if self.said + self.true else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="at most so many of each set")
    given = parser.parse_args()
    aligners: dict[str, Aligner] = {"ours": ours, "difflib": by_difflib, "diff-match-patch": by_whole_text(old_engine)}
    if find_spec("fast_diff_match_patch"):
        aligners["fast-diff-match-patch"] = by_whole_text(fast_engine)
    print(f"{'alignment':24} {'contestant':24} {'F changed':>9} {'F added':>8} {'pairs/CPU s':>12}")
    for name, articles in versions(given.data):
        counts = race(aligners, articles[:: max(1, len(articles) // given.articles)])
        for contestant, count in counts.items():
            added = count.more["added"].f
            print(f"{name:24} {contestant:24} {count.f:9.3f} {added:8.3f} {count.pairs / count.cpu_s:12.0f}")
    print(f"\n{'whole articles':24} {'read/CPU s':>11} {'compared/CPU s':>15} {'page lines told in, µs':>24}")
    for name, articles in versions(given.data):
        print(f"{name:24} {whole(articles[:: max(1, len(articles) // given.articles)])}")
    judges: dict[str, Judge] = {
        "ours": lambda old, new: classify(old, new).material,
        "any change of letters": lambda old, new: letters(old) != letters(new),
        "digits": lambda old, new: re.findall(r"\d", old) != re.findall(r"\d", new),
        "difflib below .9": lambda old, new: difflib.SequenceMatcher(None, old, new, False).ratio() < 0.9,
        "diff-match-patch: words": lambda old, new: any(k and re.search(r"\w", t) for k, t in old_engine(old, new)),
    }
    print(f"\n{'material or cosmetic':24} {'contestant':24} {'P':>6} {'R':>6} {'F':>6} {'pairs/CPU s':>12}")
    for name, edits in judged(given.data):
        for contestant, count in judge(judges, edits).items():
            p, r = count.hits / max(1, count.said), count.hits / max(1, count.true)
            print(f"{name:24} {contestant:24} {p:6.3f} {r:6.3f} {count.f:6.3f} {count.pairs / count.cpu_s:12.0f}")


# ---------------------------------------------------------------- the races


def race(aligners: dict[str, Aligner], articles: Sequence[tuple[list[str], list[str], set[Link]]]) -> dict[str, Count]:
    """Let each aligner do each article, one after the other."""
    counts = {name: Count(more={"added": Count()}) for name in aligners}
    for old, new, links in articles:
        for name, aligner in aligners.items():
            started = time.process_time()
            found = set(aligner(old, new))
            count = counts[name]
            count.cpu_s += time.process_time() - started
            count.pairs += 1
            changed = [{(i, j) for i, j in some if old[i].strip() != new[j].strip()} for some in (found, links)]
            count.add(set(changed[0]), set(changed[1]))
            alone = [set(range(len(new))) - {j for _, j in some} for some in (found, links)]
            count.more["added"].add(set(alone[0]), set(alone[1]))
    return counts


def whole(articles: Sequence[tuple[list[str], list[str], set[Link]]]) -> str:
    """Say how many articles of two versions are read and compared, and how long it takes to know a line of the page."""
    started = time.process_time()
    sides = [[[read_wording(text) for text in side] for side in (old, new)] for old, new, _ in articles]
    reading = time.process_time() - started
    started = time.process_time()
    for before, after in sides:
        compare(before, after)
    comparing = time.process_time() - started
    lines = [text for old, new, _ in articles for text in (*old, *new)]
    started = time.process_time()
    for text in lines:
        is_furniture(text, at_edge=True)
    telling = (time.process_time() - started) / len(lines)
    return f"{len(articles) / reading:11.0f} {len(articles) / comparing:15.0f} {telling * 1e6:24.1f}"


def judge(judges: dict[str, Judge], edits: Sequence[tuple[str, str, bool]]) -> dict[str, Count]:
    """Let each judge say of each edit whether it is material."""
    counts: dict[str, Count] = defaultdict(Count)
    for old, new, material in edits:
        for name, is_material in judges.items():
            started = time.process_time()
            said = is_material(old, new)
            count = counts[name]
            count.cpu_s += time.process_time() - started
            count.pairs += 1
            count.add({0} if said else set(), {0} if material else set())
    return counts


# ---------------------------------------------------------------- the contestants


def ours(old: Sequence[str], new: Sequence[str]) -> list[Link]:
    """Give our links."""
    return [(i, j) for i, j in align(old, new) if i is not None and j is not None]


def by_difflib(old: Sequence[str], new: Sequence[str]) -> list[Link]:
    """Tie each new sentence to the old one most alike in words, from a ratio of one half on."""
    words = [[re.findall(r"\w+", text.lower()) for text in side] for side in (old, new)]
    links = []
    for j, there in enumerate(words[1]):
        matcher = difflib.SequenceMatcher(None, [], there, False)
        best = (0.5, -1)
        for i, here in enumerate(words[0]):
            matcher.set_seq1(here)
            if matcher.real_quick_ratio() > best[0] and matcher.quick_ratio() > best[0]:
                best = max(best, (matcher.ratio(), i))
        if best[1] >= 0:
            links.append((best[1], j))
    return links


def by_whole_text(engine: Callable[[str, str], list[tuple[int, str]]]) -> Aligner:
    """Make an aligner of a text diff: sentences that share half of the shorter one's letters in place are one."""

    def aligner(old: Sequence[str], new: Sequence[str]) -> list[Link]:
        owner_old = [i for i, text in enumerate(old) for _ in range(len(text) + 1)]
        owner_new = [j for j, text in enumerate(new) for _ in range(len(text) + 1)]
        shared: dict[Link, int] = defaultdict(int)
        at_old = at_new = 0
        for kind, text in engine("\n".join(old), "\n".join(new)):
            if kind == 0:
                for k in range(len(text)):
                    shared[owner_old[at_old + k], owner_new[at_new + k]] += 1
            at_old += len(text) if kind <= 0 else 0
            at_new += len(text) if kind >= 0 else 0
        return [(i, j) for (i, j), n in shared.items() if n >= KEPT * min(len(old[i]), len(new[j])) and n > 1]

    return aligner


def old_engine(old: str, new: str) -> list[tuple[int, str]]:
    """diff-match-patch as it comes."""
    engine = diff_match_patch()
    diffs: list[tuple[int, str]] = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(diffs)
    return diffs


def fast_engine(old: str, new: str) -> list[tuple[int, str]]:
    """The same algorithm in C++."""
    kinds = {"-": -1, "=": 0, "+": 1}
    module = import_module("fast_diff_match_patch")
    return [
        (kinds[mark], text) for mark, text in module.diff(old, new, timelimit=1, cleanup="Semantic", counts_only=False)
    ]


def letters(text: str) -> str:
    """Give the letters and figures of a text, without case."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


# ---------------------------------------------------------------- the data


def versions(data: Path | None) -> Iterable[tuple[str, list[tuple[list[str], list[str], set[Link]]]]]:
    """Give each set of article versions with its links."""
    if data is None:
        made = tomllib.loads((TESTS / "gate" / "changes" / "versions.toml").read_text(encoding="utf-8"))["article"]
        yield "made up", [(a["old"], a["new"], {(i, j) for i, j in a["links"]}) for a in made]
        return
    for path in sorted(data.glob("align_*.jsonl.gz")):
        rows = read(path)
        yield path.name[:-9], [(r["old"], r["new"], {(i, j) for i, j in r["links"]}) for r in rows]


def judged(data: Path | None) -> Iterable[tuple[str, list[tuple[str, str, bool]]]]:
    """Give each set of judged edits."""
    if data is None:
        for path in sorted((TESTS / "diff" / "pairs").glob("*.toml")):
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            rows = [(old, new, v != "cosmetic") for t in tables.values() for v, ps in t.items() for _, old, new in ps]
            yield f"made up, {path.stem}", rows
        return
    for path in sorted(data.glob("classify_*.jsonl.gz")):
        yield path.name[:-9], [(r["old"], r["new"], r["label"] == "material") for r in read(path)]


def read(path: Path) -> list[dict[str, Any]]:  # Any: JSON, read only here
    """Read a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


if __name__ == "__main__":
    main()
