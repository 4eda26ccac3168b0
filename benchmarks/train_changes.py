"""Train the weights that decide changes of wording: `python benchmarks/train_changes.py DATA [--write]`.

DATA is a folder with `classify_*.jsonl.gz`: rows with `old`, `new`, `label` (`material` or `cosmetic`) and `domain`.
The rows stay where they are; only the weights go into the package. Figures are printed for folds of neighbouring
rows, which belong to the same documents, so that no document is trained and tested on.

Standard library only, a quarter of a minute. A ridge-penalised logistic fitted by Newton's method: 30 features need
no more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pactwatch.claims import read_wording
from pactwatch.diff.classify import describe
from pactwatch.diff.weights import turned

FOLDS = 5
# Penalty on squared weights; 1-10 gave the same figures, below 1 the rare rules' weights run wild.
RIDGE = 4.0
# News is what we judge; essays are judged by other guidelines; all of VitaminC is material, so that a little of it
# keeps short factual edits from being called wording, and much of it would call everything material.
NEWS, OTHER, ESSAYS, FACTUAL = 2.0, 1.0, 0.3, 0.02
# From these log-odds on (the mean of both directions), leftover words are material. Set by hand from the table that
# this script prints: the highest threshold that leaves the recall on VitaminC at .95.
THRESHOLD = -1.45


@dataclass(frozen=True)
class Row:
    """One edit that people judged."""

    source: str
    news: bool
    material: bool
    typed: bool
    described: Mapping[str, float]
    weight: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="replace pactwatch/diff/weights.json")
    given = parser.parse_args()
    rows = [row for name in ("iterater", "argrewrite", "vitaminc") for row in read_rows(given.data, name)]
    names = sorted({name for row in rows for name in (*row.described, *turned(row.described))})
    report(rows, names)
    bias, weights = fit(rows, names)
    found = {
        "bias": round(bias, 3),
        "threshold": THRESHOLD,
        "weights": {n: round(w, 3) for n, w in weights.items() if round(w, 3)},
    }
    print(json.dumps(found, indent=2))
    if given.write:
        target = Path(__file__).parents[1] / "pactwatch" / "diff" / "weights.json"
        target.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def read_rows(folder: Path, name: str) -> list[Row]:
    """Read one set; edits that the surface rules decide are left out, for the weights never see them."""
    rows = []
    with gzip.open(folder / f"classify_{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            edit = json.loads(line)
            news = edit["domain"] == "news"
            weight = {"argrewrite": ESSAYS, "vitaminc": FACTUAL}.get(name, NEWS if news else OTHER)
            seen = describe(read_wording(edit["old"]), read_wording(edit["new"]))
            if seen is not None:
                described, typed = seen
                rows.append(Row(name, news, edit["label"] == "material", typed, described, weight))
    return rows


def fit(rows: Sequence[Row], names: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Fit bias and weights by Newton's method."""
    place = {name: k + 1 for k, name in enumerate(names)}
    points = [
        ([(0, 1.0), *((place[n], v) for n, v in row.described.items())], float(row.material), row.weight)
        for row in rows
    ]
    size = len(names) + 1
    beta = [0.0] * size
    for _ in range(12):
        slope = [0.0] + [-RIDGE * b for b in beta[1:]]
        curve = [[0.0] * size for _ in range(size)]
        for k in range(1, size):
            curve[k][k] = RIDGE
        for point, truth, weight in points:
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(beta[k] * v for k, v in point)))))
            spread = weight * chance * (1 - chance)
            for k, value in point:
                slope[k] += weight * (truth - chance) * value
                for other, second in point:
                    curve[k][other] += spread * value * second
        step = solve(curve, slope)
        beta = [b + s for b, s in zip(beta, step, strict=True)]
        if max(abs(s) for s in step) < 1e-6:
            break
    return beta[0], dict(zip(names, beta[1:], strict=True))


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small system by Gauss with pivots; a singular direction gets 0."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for k in range(size):
        pivot = max(range(k, size), key=lambda r: abs(rows[r][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        if abs(rows[k][k]) < 1e-12:
            continue
        for r in range(size):
            if r != k and rows[r][k]:
                ratio = rows[r][k] / rows[k][k]
                rows[r] = [a - ratio * b for a, b in zip(rows[r], rows[k], strict=True)]
    return [rows[k][size] / rows[k][k] if abs(rows[k][k]) >= 1e-12 else 0.0 for k in range(size)]


def odds_of(described: Mapping[str, float], bias: float, weights: Mapping[str, float]) -> float:
    """Give the log-odds."""
    return bias + sum(weights.get(name, 0.0) * value for name, value in described.items())


def both_ways(described: Mapping[str, float], bias: float, weights: Mapping[str, float]) -> float:
    """Give the mean log-odds of a change and of the same change read backwards."""
    return (odds_of(described, bias, weights) + odds_of(turned(described), bias, weights)) / 2


def report(rows: Sequence[Row], names: Sequence[str]) -> None:
    """Print F on news and recall on VitaminC by threshold, each document judged by weights that never saw it."""
    iterater = [row for row in rows if row.source == "iterater"]
    others = [row for row in rows if row.source != "iterater"]
    vitaminc = [row for row in rows if row.source == "vitaminc"]
    judged: list[tuple[Row, float, float]] = []
    for fold in range(FOLDS):
        low, high = len(iterater) * fold // FOLDS, len(iterater) * (fold + 1) // FOLDS
        bias, weights = fit(iterater[:low] + iterater[high:] + others, names)
        judged += [
            (row, odds_of(row.described, bias, weights), both_ways(row.described, bias, weights))
            for row in iterater[low:high]
        ]
    news = [(row, one_way, both) for row, one_way, both in judged if row.news]
    essays = [row for row in others if row.source == "argrewrite"]
    bias, weights = fit(iterater + essays + vitaminc[::2], names)
    unseen = [(row, both_ways(row.described, bias, weights)) for row in vitaminc[1::2]]
    print(f"news AUC of the score {auc(news):.3f} (edits that no surface rule decides)")
    for step in range(-24, 4, 2):
        limit = step / 10
        called = scores([(row, row.typed or both >= limit) for row, _, both in news])
        one_way = scores([(row, odds >= limit) for row, odds, _ in news])
        recall = sum(row.typed or both >= limit for row, both in unseen) / len(unseen)
        print(f"{limit:5.2f}: news {called} | by the score alone {one_way} | VitaminC recall {recall:.3f}")


def scores(called: Sequence[tuple[Row, bool]]) -> str:
    hits = sum(row.material and said for row, said in called)
    said, true = sum(said for _, said in called), sum(row.material for row, _ in called)
    return f"P {hits / max(1, said):.3f} R {hits / true:.3f} F {2 * hits / (said + true):.3f}"


def auc(news: Sequence[tuple[Row, float, float]]) -> float:
    good = [forth for row, forth, _ in news if row.material]
    bad = [forth for row, forth, _ in news if not row.material]
    return sum((g > b) + (g == b) / 2 for g in good for b in bad) / (len(good) * len(bad))


if __name__ == "__main__":
    main()
