"""Watch a newsroom where eight things happen to 60 articles each, and count what is reported: precision and recall.

    python benchmarks/mixed.py                       # exit 1 if anything is missed or reported wrongly
    python benchmarks/mixed.py --first 5001          # other articles: every one is made from its number

The newsroom of `tests/support` is a real server on loopback. A first pass reads every article as it was; then the
newsroom edits, refuses, moves and removes; two more passes follow, because a page is believed to be gone when a second
look says so. Reported is what a maintainer gets to see: a material change, a move, a page that is gone.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from pactwatch.archive import open_archive
from pactwatch.config import load_topic
from pactwatch.passes import LocalEngine, run_live

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))
from newsroom import COSMETIC, MATERIAL, Newsroom, serving, topic_toml

# What happens -> the newsroom's treatments for it, in turn, and what must be reported of it. None: nothing.
KINDS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "material edit": (MATERIAL, "edit"),
    "cosmetic edit": (COSMETIC, None),
    "unchanged": (("same", "chrome"), None),
    "403": (("403",), None),
    "wall with 200": (("wall",), None),
    "503, Retry-After": (("503",), None),
    "301": (("301",), "move"),
    "410": (("410",), "gone"),
}

RULE = """
[[alerts]]
name = "watch"
on = ["material", "health"]
to = ["stdout:"]
"""
# After the newsroom acted: a page that fails for the third time in a row is told as a gap in coverage, which is right,
# and is not what is counted here.
PASSES_AFTER = 2

# Each row is one report: the article's address as it was first known, and what it is said to have done.
REPORTS = """
    SELECT f.url AS url, 'edit' AS what,
        c.rule || ': ' || coalesce(c.old_text, '-') || ' -> ' || coalesce(c.new_text, '-') AS detail
    FROM changes c JOIN (SELECT article_id, min(id) AS id FROM fetches GROUP BY article_id) AS one USING (article_id)
        JOIN fetches f ON f.id = one.id WHERE c.material = 1
    UNION ALL SELECT url, 'move', final_url FROM fetches WHERE outcome = 'moved'
    UNION ALL SELECT url, 'gone', state FROM articles WHERE state = 'gone'
"""


def plan_of(each: int, first: int) -> dict[int, tuple[str, str]]:
    """Deal articles out in turn: number -> what happens, and the newsroom's treatment."""
    numbers = iter(range(first, first + each * len(KINDS)))
    return {
        next(numbers): (kind, treatments[turn % len(treatments)])
        for turn in range(each)
        for kind, (treatments, _) in KINDS.items()
    }


def watch(plan: Mapping[int, tuple[str, str]], archive: Path) -> int:
    """Do the first pass, let the newsroom act, and do the others; give the number of messages owed to maintainers."""
    owed = 0
    newsroom = Newsroom({number: treatment for number, (_, treatment) in plan.items()})
    with serving(newsroom) as base:
        file = archive.with_name("topic.toml")
        file.write_text(topic_toml(base, list(plan)) + RULE, encoding="utf-8")
        topic = load_topic(str(file))
        for turn in range(1 + PASSES_AFTER):
            newsroom.round = 1 if turn == 0 else 2
            summary = asyncio.run(run_live(topic, archive, LocalEngine()))
            print(f"pass {turn + 1}: {dict(sorted(summary.outcomes.items()))}")
            assert not summary.problems, summary.problems[:3]
            owed += summary.alerts_owed
    return owed


def reports_of(archive: Path) -> dict[int, list[tuple[str, str]]]:
    """Give what was reported of each article: (what, detail)."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    with closing(open_archive(archive, readonly=True)) as opened:
        for row in opened.rows(REPORTS):
            found[int(str(row["url"]).rpartition("/")[2])].append((str(row["what"]), str(row["detail"])))
    return found


def print_tables(plan: Mapping[int, tuple[str, str]], reports: Mapping[int, list[tuple[str, str]]]) -> bool:
    """Print what was reported of each kind, and precision and recall; say whether both are whole."""
    said: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    right: Counter[str] = Counter()
    mistakes = []
    for number, (kind, treatment) in plan.items():
        wanted = KINDS[kind][1]
        whats = [what for what, _ in reports.get(number, [])]
        said[kind].update(whats or ["nothing"])
        right[kind] += whats == ([wanted] if wanted else [])
        if whats != ([wanted] if wanted else []):
            details = "; ".join(f"{what} ({detail[:300]})" for what, detail in reports.get(number, [])) or "nothing"
            mistakes.append(f"article {number}, {treatment}: reported {details}, wanted {wanted or 'nothing'}")
    print("\n| what happened | articles | what was reported | right |\n|---|---|---|---|")
    sizes = Counter(kind for kind, _ in plan.values())
    for kind, counted in said.items():
        words = ", ".join(f"{what} {count}" for what, count in sorted(counted.items()))
        print(f"| {kind} | {sizes[kind]} | {words} | {right[kind] / sizes[kind]:.1%} |")
    print("\n| report | precision | recall |\n|---|---|---|")
    for kind, (_, wanted) in KINDS.items():
        if wanted:
            made = sum(counted[wanted] for counted in said.values())
            print(f"| {wanted} | {right[kind] / made if made else 0:.1%} | {right[kind] / sizes[kind]:.1%} |")
    total = sum(counted.total() - counted["nothing"] for counted in said.values())
    good = sum(right[kind] for kind, (_, wanted) in KINDS.items() if wanted)
    print(f"| all | {good / total if total else 0:.1%} | {good / sum(sizes[k] for k in KINDS if KINDS[k][1]):.1%} |")
    print("", *mistakes, sep="\n")
    return not mistakes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=60, help="articles of each kind (60)")
    parser.add_argument("--first", type=int, default=1, help="the number of the first article (1)")
    options = parser.parse_args()
    plan = plan_of(options.each, options.first)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.db"
        owed = watch(plan, archive)
        reports = reports_of(archive)
    wanted = sum(KINDS[kind][1] in ("edit", "gone") for kind, _ in plan.values())
    whole = print_tables(plan, reports)
    print(f"messages owed: {owed}, of which wanted (one for each edit, one for each page that is gone): {wanted}")
    return 0 if whole and owed == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
