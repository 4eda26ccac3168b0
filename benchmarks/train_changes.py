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
from pactwatch.diff.weights import Logistic, either_way, log_odds, turned

FOLDS = 5
# Penalty on squared weights; 1-20 gave the same figures, below 1 the rare rules' weights run wild.
RIDGE = 4.0
# News is what we judge; essays are judged by other guidelines; all of VitaminC is material, so that a little of it
# keeps short factual edits from being called wording, and much of it would call everything material.
NEWS, OTHER, ESSAYS, FACTUAL = 2.0, 1.0, 0.3, 0.05
# What share of VitaminC's factual revisions must be called material: it sets the threshold.
RECALL = 0.955


@dataclass(frozen=True)
class Row:
    """One edit that people judged."""

    source: str
    news: bool
    material: bool
    described: Mapping[str, float]
    decided_by: str
    """`facet`, `words`, `rule` or `print`."""
    weight: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="replace pactwatch/diff/weights.json")
    given = parser.parse_args()
    rows = [row for name in ("iterater", "argrewrite", "vitaminc") for row in read_rows(given.data, name)]
    report(rows)
    wording = fit_wording(rows)
    found = {
        "threshold": round(threshold_for(RECALL, rows, wording), 3),
        "wording": as_json(wording),
        "score": as_json(fit_score(rows)),
    }
    print(json.dumps(found, indent=2))
    if given.write:
        target = Path(__file__).parents[1] / "pactwatch" / "diff" / "weights.json"
        target.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def read_rows(folder: Path, name: str) -> list[Row]:
    """Read one set."""
    rows = []
    with gzip.open(folder / f"classify_{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            edit = json.loads(line)
            news = edit["domain"] == "news"
            weight = {"argrewrite": ESSAYS, "vitaminc": FACTUAL}.get(name, NEWS if news else OTHER)
            material = edit["label"] == "material"
            described = describe(read_wording(edit["old"]), read_wording(edit["new"])) or ({}, "print")
            if not edit["old"].strip() or not edit["new"].strip():
                described = ({}, "facet")
            rows.append(Row(name, news, material, described[0], described[1], weight))
    return rows


def fit_score(rows: Sequence[Row]) -> Logistic:
    """Fit how likely people are to call any change one of meaning."""
    return fit([(row.described, row.material, row.weight) for row in rows if row.described], both_ways=True)


def fit_wording(rows: Sequence[Row]) -> Logistic:
    """Fit what decides where words decide."""
    asked = [row for row in rows if row.decided_by == "words"]
    return fit([(either_way(row.described), row.material, row.weight) for row in asked])


def fit(points: Sequence[tuple[Mapping[str, float], bool, float]], *, both_ways: bool = False) -> Logistic:
    """Fit bias and weights by Newton's method; *both_ways* gives weights to features met only the other way round."""
    seen = {name for described, _, _ in points for name in described}
    if both_ways:
        seen |= {name for described, _, _ in points for name in turned(described)}
    names = sorted(seen)
    place = {name: k + 1 for k, name in enumerate(names)}
    size = len(names) + 1
    beta = [0.0] * size
    for _ in range(12):
        slope = [0.0] + [-RIDGE * b for b in beta[1:]]
        curve = [[0.0] * size for _ in range(size)]
        for k in range(1, size):
            curve[k][k] = RIDGE
        for described, truth, weight in points:
            point = [(0, 1.0), *((place[n], v) for n, v in described.items())]
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
    return {"bias": beta[0], "weights": dict(zip(names, beta[1:], strict=True))}


def as_json(learned: Logistic) -> Logistic:
    """Round for reading."""
    weights = {name: round(weight, 3) for name, weight in learned["weights"].items() if round(weight, 3)}
    return {"bias": round(learned["bias"], 3), "weights": weights}


def is_material(row: Row, wording: Logistic, threshold: float) -> bool:
    """Decide as `classify` does."""
    if row.decided_by == "words":
        return log_odds(either_way(row.described), wording) >= threshold
    return row.decided_by == "facet"


def threshold_for(recall: float, rows: Sequence[Row], wording: Logistic) -> float:
    """Give the highest threshold that leaves so much recall on VitaminC."""
    factual = [row for row in rows if row.source == "vitaminc"]
    odds = sorted(
        (log_odds(either_way(r.described), wording) for r in factual if r.decided_by == "words"), reverse=True
    )
    wanted = math.ceil(recall * len(factual)) - sum(row.decided_by == "facet" for row in factual)
    return odds[min(max(wanted, 1), len(odds)) - 1] - 0.001


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


def report(rows: Sequence[Row]) -> None:
    """Print F on news by recall on VitaminC, each document judged by weights that never saw it."""
    iterater = [row for row in rows if row.source == "iterater"]
    essays = [row for row in rows if row.source == "argrewrite"]
    vitaminc = [row for row in rows if row.source == "vitaminc"]
    folds = [(len(iterater) * k // FOLDS, len(iterater) * (k + 1) // FOLDS) for k in range(FOLDS)]
    fitted = [
        (fit_wording(seen), fit_score(seen))
        for low, high in folds
        for seen in [iterater[:low] + iterater[high:] + essays + vitaminc[::2]]
    ]
    scored = [
        (row, log_odds(row.described, score) if row.described else 0.0 if row.decided_by == "facet" else -9.0)
        for (low, high), (_, score) in zip(folds, fitted, strict=True)
        for row in iterater[low:high]
        if row.news
    ]
    print(f"news: AUC of the score {auc(scored):.3f}")
    everywhere = [
        (row, log_odds(row.described, score))
        for (low, high), (_, score) in zip(folds, fitted, strict=True)
        for row in iterater[low:high]
        if row.described
    ]
    for name, some in (("news", [pair for pair in everywhere if pair[0].news]), ("all of IteraTeR", everywhere)):
        print(f"reliability of the score, {name}:")
        for line in reliability(some):
            print(f"  {line}")
    for recall in (0.97, 0.96, 0.955, 0.95, 0.945, 0.94, 0.93, 0.92, 0.90, 0.88, 0.86):
        called = []
        for (low, high), (wording, _) in zip(folds, fitted, strict=True):
            threshold = threshold_for(recall, vitaminc[1::2], wording)
            called += [(row, is_material(row, wording, threshold)) for row in iterater[low:high]]
        news = [(row, said) for row, said in called if row.news]
        print(f"VitaminC recall {recall:.3f}: news {scores(news)} | all of IteraTeR {scores(called)}")
    for limit in (-1.6, -1.4, -1.2, -1.0):
        print(f"by the score alone from {limit}: news {scores([(row, odds >= limit) for row, odds in scored])}")


def scores(called: Sequence[tuple[Row, bool]]) -> str:
    """Give precision, recall and F of what was called material."""
    hits = sum(row.material and said for row, said in called)
    said, true = sum(said for _, said in called), sum(row.material for row, _ in called)
    return f"P {hits / max(1, said):.3f} R {hits / true:.3f} F {2 * hits / (said + true):.3f}"


def reliability(scored: Sequence[tuple[Row, float]]) -> list[str]:
    """Say for tenths of the rows, by rising score, what was predicted and what people called material."""
    rows = sorted(((1 / (1 + math.exp(-odds)), row.material) for row, odds in scored), key=lambda pair: pair[0])
    lines, apart = [], 0.0
    for k in range(10):
        part = rows[len(rows) * k // 10 : len(rows) * (k + 1) // 10]
        said, true = sum(chance for chance, _ in part) / len(part), sum(material for _, material in part) / len(part)
        apart += abs(said - true) * len(part) / len(rows)
        lines.append(f"tenth {k + 1}: predicted {said:.2f}, observed {true:.2f} of {len(part)}")
    return [*lines, f"mean distance {apart:.3f}"]


def auc(scored: Sequence[tuple[Row, float]]) -> float:
    """Give the chance that a material change scores above a cosmetic one."""
    good = [odds for row, odds in scored if row.material]
    bad = [odds for row, odds in scored if not row.material]
    return sum((g > b) + (g == b) / 2 for g in good for b in bad) / (len(good) * len(bad))


if __name__ == "__main__":
    main()
