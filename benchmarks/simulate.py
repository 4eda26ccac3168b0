"""A million articles over 50,000 hosts: how soon is a change seen under each host's pace and one budget of requests?

    python benchmarks/simulate.py                                  # two days, 1,000,000 articles: three minutes
    python benchmarks/simulate.py --articles 100000 --hosts 5000   # quicker
    python benchmarks/simulate.py --budget 20000 60000 120000      # requests a pass; one row each
    python benchmarks/simulate.py --svg docs/img/simulate.svg      # also a chart

Nothing is fetched: time goes in passes of 20 minutes. Articles are between an hour and two years old when the watch
begins, as many from an hour to ten as from a hundred days to a thousand, and the hosts' shares are as uneven as the
web's (the largest has 1 in 80). An edit comes at a rate that falls as one over the age: .15 in the first hour, as many
again in the next ten. What is due, and which of more than the budget allows is asked first, is told by
`pactwatch.recheck`; a host is asked every `--pace` seconds at most. The delay is from an edit to the look that sees it.

A pass must not sort what is due, which may be most of a million. Articles whose waits are alike (within 3 %) become
more urgent together: they stand in one queue, the longest unseen first, and the most urgent of all is among the heads.
"""

from __future__ import annotations

import argparse
import heapq
import math
import random
import time
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from pathlib import Path

from charts import Dots, dots

from pactwatch.recheck import PACE

PASS_H = 1 / 3
EDITS_IN_FIRST_HOUR = 0.15
OLDEST_H = 2 * 365 * 24.0
# The plan spreads its waits by so much, so that articles found together drift apart (`recheck`).
SPREAD = 0.15
# How many waits a queue holds: those within a factor of e ** (1 / ALIKE).
ALIKE = 33


def shares(hosts: int) -> list[float]:
    """Give the hosts' cumulated shares of all articles."""
    total, sums = 0.0, []
    for rank in range(hosts):
        total += 1 / (rank + 10)
        sums.append(total)
    return sums


class Due:
    """What is due, the most urgent first."""

    def __init__(self) -> None:
        self._queues: defaultdict[int, deque[tuple[float, float, int]]] = defaultdict(deque)
        self.count = 0

    def add(self, seen: float, wait: float, one: int) -> None:
        """Put an article behind those of its queue."""
        self._queues[round(math.log(wait) * ALIKE)].append((seen, wait, one))
        self.count += 1

    def add_first(self, seen: float, wait: float, one: int) -> None:
        """Put an article back before them."""
        self._queues[round(math.log(wait) * ALIKE)].appendleft((seen, wait, one))
        self.count += 1

    def take(self, now: float, most: int) -> Iterator[tuple[float, float, int]]:
        """Take out the most urgent: who has waited longest for their wait (as `recheck.most_urgent`)."""
        heads = [((queue[0][0] - now) / queue[0][1], name) for name, queue in self._queues.items() if queue]
        heapq.heapify(heads)
        while heads and most:
            name = heads[0][1]
            queue = self._queues[name]
            yield queue.popleft()
            self.count -= 1
            most -= 1
            if queue:
                heapq.heapreplace(heads, ((queue[0][0] - now) / queue[0][1], name))
            else:
                heapq.heappop(heads)


def watch(articles: int, hosts: int, budget: int, pace_s: float, days: float) -> dict[str, float]:
    """Watch for *days*; give the delays' quantiles in hours, and what was asked."""
    dice = random.Random(11)
    of_host = array("i", dice.choices(range(hosts), cum_weights=shares(hosts), k=articles))
    # The age when the watch begins: even on a logarithmic scale, and that of what is last known of each article.
    born = array("d", (-math.exp(dice.uniform(0, math.log(OLDEST_H))) for _ in range(articles)))
    quiet = array("d", born)
    passes = int(days * 24 / PASS_H)
    per_host = max(1, int(PASS_H * 3600 / pace_s))
    # What is planned for each pass; in the beginning everybody is somewhere within their wait.
    plan: list[list[tuple[float, float, int]]] = [[] for _ in range(passes + 1)]

    def put(one: int, seen: float) -> None:
        """Plan the next look."""
        wait = PACE.wait_h(seen - quiet[one]) * (1 - SPREAD + 2 * SPREAD * dice.random())
        number = max(0, math.ceil((seen + wait) / PASS_H - 1e-9))
        if number <= passes:
            plan[number].append((seen, wait, one))

    for one in range(articles):
        put(one, -dice.random() * min(PACE.wait_h(-born[one]), -born[one]))
    plan[0].sort()
    due, held = Due(), defaultdict[int, deque[tuple[float, float, int]]](deque)
    delays = array("d")
    asked = waiting = 0
    for number in range(passes + 1):
        now = number * PASS_H
        # What a host's pace has put off: as much as it may take now.
        for queue in held.values():
            for entry in reversed([queue.popleft() for _ in range(min(per_host, len(queue)))]):
                due.add_first(*entry)
        for entry in plan[number]:
            due.add(*entry)
        plan[number] = []
        taken: Counter[int] = Counter()
        left = budget
        # Those whose host is busy cost the budget nothing: others are taken for them.
        while left and due.count:
            before = left
            for seen, wait, one in due.take(now, left):
                host = of_host[one]
                if taken[host] >= per_host:
                    held[host].append((seen, wait, one))
                    continue
                taken[host] += 1
                left -= 1
                since, until = 1 + seen - born[one], 1 + now - born[one]
                mean = EDITS_IN_FIRST_HOUR / math.log(2) * math.log(until / since)
                chance = 1 - math.exp(-mean)
                if dice.random() < chance:
                    # The first edit since the last look, of those that come at this rate.
                    first = -math.log(1 - dice.random() * chance) / mean
                    edited = born[one] - 1 + since * (until / since) ** first
                    delays.append(now - edited)
                    quiet[one] = now
                put(one, now)
            if left == before:
                break
        asked += budget - left
        waiting += due.count + sum(map(len, held.values()))
    rank = sorted(delays)
    at = {f"p{share}": rank[min(len(rank) - 1, len(rank) * share // 100)] for share in (50, 90, 99)}
    return at | {"edits": len(delays), "asked an hour": asked / (days * 24), "put off a pass": waiting / passes}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--hosts", type=int, default=50_000)
    parser.add_argument("--budget", type=int, nargs="+", default=[20_000, 60_000, 120_000], help="requests a pass")
    parser.add_argument("--pace", type=float, default=2.0, help="seconds between two requests to a host")
    parser.add_argument("--days", type=float, default=2.0)
    parser.add_argument("--svg", type=Path, metavar="FILE")
    options = parser.parse_args()
    size = f"{options.articles:,} articles, {options.hosts:,} hosts, {options.pace:g} s a host, {options.days:g} days"
    print(f"{size}\n")
    print("| requests a pass at most | asked an hour | waiting after a pass | edits seen | p50 | p90 | p99 | took |")
    print("|---|---|---|---|---|---|---|---|")
    rows = []
    for budget in options.budget:
        began = time.process_time()
        found = watch(options.articles, options.hosts, budget, options.pace, options.days)
        values = [found[name] for name in ("p50", "p90", "p99")]
        rows.append(Dots(f"{budget:,} requests a pass", values))
        print(
            f"| {budget:,} | {found['asked an hour']:,.0f} | {found['put off a pass']:,.0f} | {found['edits']:,.0f} "
            f"| {' | '.join(f'{value:.1f} h' for value in values)} | {time.process_time() - began:.0f} s |",
            flush=True,
        )
    if options.svg:
        head = "From an edit to the look that sees it"
        options.svg.write_text(dots(head, f"{size}: benchmarks/simulate.py", ("p50", "p90", "p99"), "h", rows))


if __name__ == "__main__":
    main()
