"""A million articles over 50,000 hosts: how soon is a change seen under each host's pace and one budget of requests?

    python benchmarks/simulate.py                                  # two days, 1,000,000 articles, a minute or two
    python benchmarks/simulate.py --articles 100000 --hosts 5000   # quicker
    python benchmarks/simulate.py --budget 20000 60000 120000      # requests a pass; one row each

Nothing is fetched: time goes in passes of 20 minutes. Articles are between an hour and two years old, more of them old
than young, and the hosts' shares are as uneven as the web's (the largest has 1 in 100). An edit comes at a rate that
falls as one over the age: .15 in the first hour, as many again in the next ten. What is due is planned by
`pactwatch.recheck`; of more than the budget allows the most urgent are asked, as in a pass; a host is asked every
`--pace` seconds at most. The delay is from an edit to the look that sees it.
"""

from __future__ import annotations

import argparse
import heapq
import math
import random
import time
from array import array
from collections import Counter

from pactwatch.recheck import PACE

PASS_H = 1 / 3
EDITS_IN_FIRST_HOUR = 0.15
OLDEST_H = 2 * 365 * 24.0
# The plan spreads its waits by so much, so that articles found together drift apart (`recheck`).
SPREAD = 0.15


def shares(hosts: int) -> list[float]:
    """Give the hosts' cumulated shares of all articles."""
    total, sums = 0.0, []
    for rank in range(hosts):
        total += 1 / (rank + 10)
        sums.append(total)
    return sums


def watch(articles: int, hosts: int, budget: int, pace_s: float, days: float) -> dict[str, float]:
    """Watch for *days*; give the delays' quantiles in hours, and what was asked."""
    dice = random.Random(11)
    of_host = array("i", dice.choices(range(hosts), cum_weights=shares(hosts), k=articles))
    # The age when the watch begins: even on a logarithmic scale, and that of what is last known of each article.
    born = array("d", (-math.exp(dice.uniform(0, math.log(OLDEST_H))) for _ in range(articles)))
    quiet, seen = array("d", born), array("d", [0.0]) * articles
    spread = array("d", (1 - SPREAD + 2 * SPREAD * dice.random() for _ in range(articles)))
    passes = int(days * 24 / PASS_H)
    per_host = max(1, int(PASS_H * 3600 / pace_s))
    # What is planned for each pass; in the beginning everybody is somewhere within their wait.
    plan: list[list[int]] = [[] for _ in range(passes + 1)]

    def put(one: int, now: float, share: float = 1.0) -> None:
        """Plan the next look."""
        wait = PACE.wait_h(now - quiet[one]) * spread[one] * share
        number = max(0, math.ceil((now + wait) / PASS_H - 1e-9))
        if number <= passes:
            plan[number].append(one)

    for one in range(articles):
        seen[one] = -dice.random() * min(PACE.wait_h(-born[one]), -born[one])
        put(one, seen[one])
    delays: list[float] = []
    asked = put_off = 0
    for number in range(passes + 1):
        now = number * PASS_H
        due, plan[number] = plan[number], []
        if len(due) > budget:
            # As `recheck.most_urgent`: who is furthest over the wait that was planned comes first.
            due.sort(key=lambda one: (seen[one] - now) / PACE.wait_h(seen[one] - quiet[one]))
        taken: Counter[int] = Counter()
        left = budget
        for one in due:
            if left == 0 or taken[of_host[one]] >= per_host:
                put_off += 1
                if number < passes:
                    plan[number + 1].append(one)
                continue
            left -= 1
            taken[of_host[one]] += 1
            asked += 1
            before, after = 1 + seen[one] - born[one], 1 + now - born[one]
            mean = EDITS_IN_FIRST_HOUR / math.log(2) * math.log(after / before)
            if dice.random() < 1 - math.exp(-mean):
                # The first edit since the last look, of those that come at this rate.
                first = -math.log(1 - dice.random() * (1 - math.exp(-mean))) / mean
                edited = born[one] - 1 + before * (after / before) ** first
                delays.append(now - edited)
                quiet[one] = now
            seen[one] = now
            put(one, now)
    rank = heapq.nsmallest(len(delays), delays)
    at = {f"p{share}": rank[min(len(rank) - 1, len(rank) * share // 100)] for share in (50, 90, 99)}
    return at | {"edits": len(delays), "asked an hour": asked / (days * 24), "put off a pass": put_off / passes}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--hosts", type=int, default=50_000)
    parser.add_argument("--budget", type=int, nargs="+", default=[20_000, 60_000, 120_000], help="requests a pass")
    parser.add_argument("--pace", type=float, default=2.0, help="seconds between two requests to a host")
    parser.add_argument("--days", type=float, default=2.0)
    options = parser.parse_args()
    print(f"{options.articles:,} articles, {options.hosts:,} hosts, {options.pace:g} s a host, {options.days:g} days\n")
    print("| requests a pass at most | asked an hour | put off a pass | edits seen | p50 | p90 | p99 | took |")
    print("|---|---|---|---|---|---|---|---|")
    for budget in options.budget:
        began = time.process_time()
        found = watch(options.articles, options.hosts, budget, options.pace, options.days)
        quantiles = " | ".join(f"{found[name]:.1f} h" for name in ("p50", "p90", "p99"))
        print(
            f"| {budget:,} | {found['asked an hour']:,.0f} | {found['put off a pass']:,.0f} | {found['edits']:,.0f} "
            f"| {quantiles} | {time.process_time() - began:.0f} s |",
            flush=True,
        )


if __name__ == "__main__":
    main()
