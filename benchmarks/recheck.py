"""How soon edits are seen, at the same number of requests: `python benchmarks/recheck.py [--sweep]`.

A simulation. Articles are published over 30 days, found, edited and checked in passes; each schedule is stretched
until it makes as many requests as NewsDiffs' own, and then the delays are compared. Standard library and
`pactwatch.recheck` only; seeded, so that every run prints the same.

The edits are made up, after what studies of real news found:
- 35 % of 291,666 Flemish articles were edited within a day, those 1.94 times on average, over 80 % of them once or
  twice, 5 % more than nine times; 4 % of edits correct errors (Timmerman, Bronselaer and Van Leuven, 2019-2021).
- 82 % of the articles whose text changes within a week have changed within a day (GDELT's recrawl, 2018-2020).
- 3.6 versions an article in NewsEdits (Spangher and May, 2021): 1,278,804 articles, 4,609,430 versions.
So rates fall as a power of age; edits beget edits within minutes; a few reports are live for hours; corrections
come days later; pages of governments change at any age; an event brings old articles up to date; nights are calmer.
No study gives the whole law, so there are several worlds: `routine` (the Flemish figures), `busy` (NewsEdits), and
two that the schedule was not chosen on, `slow` (a third of the first week's edited articles are first edited after
their first day) and `bursts` (live reports).

A delay runs to the first look after an edit, also when that look already shows a later edit; such an edit counts as
missed. The passes come every 20 minutes, so that no median can be under 10. What ours was chosen by: the geometric
mean of median, p90 and missed share against NewsDiffs', over `routine` and `busy`, at all and at a quarter of its
requests, on seeds 1-5 (`--sweep`, three minutes). Below: `--all`, seeds 101-103, 6,000 articles in each world, delays
as median in minutes / p90 in hours / mean in hours / missed; each makes the number of requests wanted within 1 %.

    about 125 requests an article in 30 days (as many as NewsDiffs makes)
              fixed                    NewsDiffs                ladder                   ours
    routine   125 / 3.20 / 1.96 / 29%  16 / 1.88 / 1.46 / 15%   15 / 1.95 / 1.15 / 14%   15 / 1.75 / 0.88 / 14%
    busy      117 / 3.08 / 1.86 / 58%  13 / 0.90 / 0.80 / 33%   12 / 0.70 / 0.71 / 32%   12 / 0.76 / 0.52 / 32%
    slow      101 / 2.90 / 1.66 / 29%  28 / 13.3 / 3.04 / 18%   23 / 4.43 / 3.44 / 18%   22 / 4.53 / 2.69 / 18%
    bursts    115 / 3.07 / 1.84 / 75%  13 / 1.00 / 1.10 / 48%   12 / 0.79 / 0.90 / 47%   12 / 0.74 / 0.64 / 47%
    a quarter of that
    routine   619 / 13.9 / 9.24 / 37%  69 / 8.34 / 7.03 / 25%   42 / 11.7 / 6.40 / 22%   48 / 8.78 / 4.20 / 23%
    busy      602 / 13.3 / 9.06 / 67%  58 / 4.44 / 3.93 / 51%   36 / 4.24 / 4.07 / 47%   41 / 3.73 / 2.65 / 48%
    slow      459 / 12.2 / 7.25 / 34%  116 / 70.3 / 15.4 / 29%  99 / 44.6 / 25.1 / 28%   96 / 23.2 / 15.8 / 27%
    bursts    598 / 13.4 / 9.16 / 80%  52 / 4.99 / 5.19 / 69%   31 / 4.30 / 5.12 / 63%   37 / 4.09 / 3.31 / 65%

Against NewsDiffs, with all its requests: median 6 to 21 % lower, p90 7 to 66 %, mean 12 to 42 %. With a quarter:
median 17 to 30 % lower, p90 from 5 % higher (`routine`) to 67 % lower, mean from 3 % higher (`slow`) to 40 % lower.
Where ours loses besides: a fixed interval has the better p90 and mean where late edits are common (`slow`), because it
looks at old pages as often as at new ones; and the ladder, stretched to the same load, has a better median by 5 or 6
minutes and 1 or 2 % fewer missed in three worlds at a quarter, and pays with a mean half as high again.

Where a pass may check only a quarter of what is due, the choice matters more than the schedule: most urgent first
gives a median of 51 (`routine`) and 39 minutes (`busy`), longest unseen first 421 and 362.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from pactwatch.recheck import PACE, Pace, Planned, expected_delay, most_urgent

# Times are hours from the start of the watch.
DAYS = 30
COUNTED_H = DAYS * 24.0  # edits and requests after this do not count
END_H = COUNTED_H + 15 * 24.0  # but checks go on, so that late edits have a delay
EVERY_H = 20 / 60  # between passes, as `pactwatch schedule` has it
PASS_TAKES_H = 4 / 60  # an article is fetched at any moment of a pass
TRAIN, TEST = (1, 2, 3, 4, 5), (101, 102, 103)
START = datetime(2025, 1, 1, tzinfo=UTC)


# ---------------------------------------------------------------- the worlds


@dataclass(frozen=True)
class World:
    """How articles are edited."""

    still: float  # share never edited at all
    edits: float  # mean edits of the others by the falling rate, before nights and follow-ups
    uneven: float  # shape of the gamma over articles: the smaller, the more uneven
    live: float  # share of live reports
    standing: float  # share of pages that change at any age
    corrected: float  # share corrected days later
    follow: float  # edits that an edit begets within minutes, on average
    events: int  # how often old articles are brought up to date
    power: float = 1.5  # rate ~ 1 / (1 + age / scale) ** power
    scale_h: float = 1.0


WORLDS = {
    "routine": World(0.20, 1.05, 1.5, 0.003, 0.02, 0.08, 0.20, 2),
    "busy": World(0.10, 1.7, 0.9, 0.03, 0.02, 0.08, 0.35, 2),
    "slow": World(0.35, 0.8, 0.6, 0.01, 0.15, 0.10, 0.15, 5, power=1.25, scale_h=2.0),
    "bursts": World(0.30, 0.9, 0.7, 0.05, 0.02, 0.05, 0.50, 4),
}
CHOSEN_ON = ("routine", "busy")


@dataclass(frozen=True)
class Story:
    """One article: when it was published and found, and the edits made after that."""

    published_h: float
    found_h: float
    edits_h: tuple[float, ...]
    place: float  # its place in the spread, 0 to 1


def is_night(hour: float) -> bool:
    return hour % 24 < 6 or hour % 24 >= 23


def poisson(mean: float, chance: random.Random) -> int:
    count, reached = 0, chance.expovariate(1)
    while reached < mean:
        count, reached = count + 1, reached + chance.expovariate(1)
    return count


def regular(rate: float, start: float, end: float, chance: random.Random) -> Iterator[float]:
    moment = start + chance.expovariate(rate)
    while moment < end:
        yield moment
        moment += chance.expovariate(rate)


def first_edits(world: World, published: float, events: Sequence[float], chance: random.Random) -> Iterator[float]:
    """Give the edits of one article that no other edit begot."""
    kind = chance.random()
    if kind < world.still:
        return
    kind -= world.still
    if kind >= world.live and kind < world.live + world.standing:
        yield from regular(1 / (20 * 24 * chance.lognormvariate(0, 0.7)), max(published, -24.0), END_H, chance)
    else:
        for _ in range(poisson(chance.gammavariate(world.uneven, world.edits / world.uneven), chance)):
            yield published + world.scale_h * (math.pow(1 - chance.random(), -1 / (world.power - 1)) - 1)
    if kind < world.live:
        end = published + chance.lognormvariate(math.log(6), 0.7)
        yield from regular(chance.lognormvariate(math.log(2), 0.5), published, end, chance)
    if chance.random() < world.corrected:
        yield published + chance.lognormvariate(math.log(30), 1.2)
    for event in events:
        if 0 < event - published < 30 * 24 and chance.random() < 0.08:
            yield event + chance.expovariate(1 / 4)


def all_edits(world: World, published: float, events: Sequence[float], chance: random.Random) -> list[float]:
    """Give all edits of one article, with those that others begot, in order."""
    made = []
    waiting = list(first_edits(world, published, events, chance))
    while waiting:
        edit = waiting.pop()
        if edit > END_H or (is_night(edit) and chance.random() < 0.6):
            continue
        made.append(edit)
        for _ in range(poisson(world.follow, chance)):
            waiting.append(edit + chance.expovariate(1 / 0.25))
    return sorted(made)


def stories(world: World, seed: int, count: int) -> list[Story]:
    """Make a topic's articles: most are found within the hour, some days later, some are old when the watch begins."""
    chance = random.Random(seed)
    events = [chance.uniform(24, COUNTED_H) for _ in range(world.events)]
    made = []
    for _ in range(count):
        if chance.random() < 0.15:
            published, found = -365 * 24 * chance.random(), chance.random() * 0.3
        else:
            published = chance.uniform(0, COUNTED_H)
            while is_night(published) and chance.random() < 0.7:
                published = chance.uniform(0, COUNTED_H)
            prompt = chance.random() < 0.9
            found = published + (chance.expovariate(3) if prompt else chance.lognormvariate(math.log(48), 1))
        edits = tuple(edit for edit in all_edits(world, published, events, chance) if edit > found)
        made.append(Story(published, found, edits, chance.random()))
    return made


def describe(world: World, seed: int, count: int = 4000) -> str:
    """Say in one line what the studies counted, for one world."""
    chance = random.Random(seed)
    by_day, by_week, total = [], [], 0
    for _ in range(count):
        published = chance.uniform(0, 15 * 24)
        edits = [edit - published for edit in all_edits(world, published, (), chance)]
        by_day.append(sum(edit < 24 for edit in edits))
        by_week.append(sum(edit < 168 for edit in edits))
        total += sum(edit < COUNTED_H for edit in edits)
    edited = [edits for edits in by_day if edits]
    return (
        f"{len(edited) / count:.0%} edited within a day, those {statistics.mean(edited):.1f} times "
        f"({sum(edits <= 2 for edits in edited) / len(edited):.0%} once or twice, "
        f"{sum(edits > 9 for edits in edited) / len(edited):.0%} over nine times), "
        f"{len(edited) / sum(edits > 0 for edits in by_week):.0%} of those edited within a week; "
        f"{total / count:.1f} edits in 30 days"
    )


# ---------------------------------------------------------------- the schedules


# (hours since seen to change or found, hours since seen to change or published) -> hours to wait
Schedule = Callable[[float, float], float]


def fixed(_since_found: float, _since_published: float) -> float:
    return 1.0


def newsdiffs(since_found: float, _since_published: float) -> float:
    """The bands of `get_update_delay` in NewsDiffs' scraper; its clock starts when an article is found."""
    bands = ((3, 0.25), (24, 0.5), (7 * 24, 2), (30 * 24, 24))
    return next((wait for limit, wait in bands if since_found < limit), 168)


def by_age(_since_found: float, since_published: float) -> float:
    """A ladder of the usual kind, here over publication or the last change."""
    bands = ((6, 1 / 3), (24, 1), (72, 3), (14 * 24, 12), (90 * 24, 72))
    return next((wait for limit, wait in bands if since_published < limit), 336)


def ours(_since_found: float, since_published: float, *, pace: Pace = PACE) -> float:
    return pace.wait_h(since_published)


SCHEDULES: dict[str, Schedule] = {"fixed": fixed, "NewsDiffs": newsdiffs, "ladder": by_age, "ours": ours}


# ---------------------------------------------------------------- the watch


@dataclass
class Watched:
    """What is known of one article on the way."""

    story: Story
    edits_seen: int = 0
    changed_h: float | None = None
    checked_h: float = 0.0
    due_h: float = 0.0


@dataclass
class Result:
    """What came of a watch."""

    requests: int = 0
    delays_h: list[float] = field(default_factory=list)
    missed: int = 0  # edited again before anybody looked
    stated: list[tuple[float, float]] = field(default_factory=list)  # (what health would say, what came) by day

    @property
    def median_min(self) -> float:
        return 60 * statistics.median(self.delays_h)

    @property
    def p90_h(self) -> float:
        return statistics.quantiles(self.delays_h, n=10)[-1]

    @property
    def mean_h(self) -> float:
        return statistics.mean(self.delays_h)

    @property
    def missed_share(self) -> float:
        return self.missed / len(self.delays_h)


Chooser = Callable[[list[Watched], float, int], list[Watched]]


def urgent_first(due: list[Watched], now: float, budget: int) -> list[Watched]:
    """Choose as a pass of ours does."""
    return most_urgent(due, plan, START + timedelta(hours=now), budget)


def unseen_longest_first(due: list[Watched], _now: float, budget: int) -> list[Watched]:
    return sorted(due, key=lambda article: article.checked_h)[:budget]


def plan(article: Watched) -> Planned:
    checked = START + timedelta(hours=article.checked_h) if article.checked_h else None
    return Planned(checked, START + timedelta(hours=article.due_h))


def watch(
    found: Sequence[Story],
    schedule: Schedule,
    stretch: float,
    every_h: float = EVERY_H,
    budget: int | None = None,
    choose: Chooser = urgent_first,
) -> Result:
    """Check the articles pass by pass, each wait *stretch* times what the schedule says, at most *budget* in a pass."""
    result = Result()
    chance = random.Random(len(found))
    by_pass: defaultdict[int, list[Watched]] = defaultdict(list)
    for story in found:
        by_pass[math.ceil(story.found_h / every_h)].append(Watched(story))
    left: list[Watched] = []
    for number in range(int(END_H / every_h) + 1):
        now = number * every_h
        due = left + by_pass.pop(number, [])
        left = []
        if budget is not None and len(due) > budget:
            chosen = choose(due, now, budget)
            taken = set(map(id, chosen))
            due, left = chosen, [article for article in due if id(article) not in taken]
        for article in due:
            check(article, now + chance.random() * PASS_TAKES_H, schedule, stretch, result)
            if now > COUNTED_H and not unseen(article):
                continue
            by_pass[max(math.ceil(article.due_h / every_h), number + 1)].append(article)
    for article in [*left, *(article for articles in by_pass.values() for article in articles)]:
        take_in(article, END_H, result)
    return result


def unseen(article: Watched) -> bool:
    edits = article.story.edits_h
    return article.edits_seen < len(edits) and edits[article.edits_seen] <= COUNTED_H


def check(article: Watched, now: float, schedule: Schedule, stretch: float, result: Result) -> None:
    """Look at an article, and plan the next look."""
    result.requests += now <= COUNTED_H
    if not article.checked_h:  # what was edited before the first reading cannot be seen by anybody
        article.edits_seen = sum(edit <= now for edit in article.story.edits_h)
        first = now
    else:
        first = article.story.found_h
        take_in(article, now, result)
    article.checked_h = now
    changed = article.changed_h
    wait = schedule(now - (changed or first), now - (changed or article.story.published_h))
    article.due_h = now + stretch * wait * (0.85 + 0.3 * article.story.place)


def take_in(article: Watched, now: float, result: Result) -> None:
    """Count the edits made since the last look."""
    edits = article.story.edits_h
    start = article.edits_seen
    while article.edits_seen < len(edits) and edits[article.edits_seen] <= now:
        article.edits_seen += 1
    if article.edits_seen > start:
        article.changed_h = now
        counted = [edit for edit in edits[start : article.edits_seen] if edit <= COUNTED_H]
        result.delays_h += [now - edit for edit in counted]
        result.missed += len(counted) - (edits[article.edits_seen - 1] <= COUNTED_H)


def at_requests(found: Sequence[Story], schedule: Schedule, requests: float) -> tuple[float, Result]:
    """Stretch a schedule until it makes so many requests, within 1 %; give the stretch and what came."""
    low, high, stretch = 0.0, math.inf, 1.0
    for _ in range(16):
        result = watch(found, schedule, stretch)
        share = result.requests / requests
        if abs(share - 1) < 0.01:
            break
        if share > 1:
            low = stretch
        else:
            high = stretch
        # Waits shorter than the time between passes make no difference, so the answer is not in proportion.
        stretch = math.sqrt(low * high) if low and high < math.inf else stretch * share**1.2
    return stretch, result


# ---------------------------------------------------------------- the report


def pooled(results: Sequence[Result]) -> Result:
    """Put several seeds together."""
    return Result(
        sum(result.requests for result in results),
        [delay for result in results for delay in result.delays_h],
        sum(result.missed for result in results),
    )


def row(name: str, result: Result, articles: int, stretch: float | None = None) -> str:
    note = "" if stretch is None else f"{stretch:9.3f}"
    return (
        f"  {name:26}{result.requests / articles:9.1f}{note:>9}{result.median_min:12.0f}{result.p90_h:9.2f}"
        f"{result.mean_h:9.2f}{result.missed_share:9.1%}"
    )


HEAD = f"  {'':26}{'requests':>9}{'stretch':>9}{'median min':>12}{'p90 h':>9}{'mean h':>9}{'missed':>9}"


def compare(name: str, count: int, seeds: Sequence[int], share: float) -> None:
    """Compare the schedules in one world, at a share of NewsDiffs' own requests."""
    worlds = [stories(WORLDS[name], seed, count) for seed in seeds]
    asked = [share * watch(found, newsdiffs, 1.0).requests for found in worlds]
    edits = sum(edit <= COUNTED_H for found in worlds for story in found for edit in story.edits_h)
    print(f"\n{name}, {share:.0%} of NewsDiffs' requests; {count * len(seeds)} articles, {edits} edits")
    print(HEAD)
    for label, schedule in SCHEDULES.items():
        runs = [at_requests(found, schedule, wanted) for found, wanted in zip(worlds, asked, strict=True)]
        stretch = statistics.mean(stretch for stretch, _ in runs)
        print(row(label, pooled([result for _, result in runs]), count * len(seeds), stretch))
    as_shipped = pooled([watch(found, ours, 1.0) for found in worlds])
    if share == 1:
        print(row("ours, as shipped", as_shipped, count * len(seeds)))


def compare_budgets(name: str, count: int, seed: int) -> None:
    """Compare ways to choose what to check where a pass may not check all that is due."""
    found = stories(WORLDS[name], seed, count)
    plenty = watch(found, ours, 1.0)
    budget = round(plenty.requests / (COUNTED_H / EVERY_H) / 4)
    print(
        f"\n{name}, ours with at most {budget} requests in a pass (a quarter of what it would make); {count} articles"
    )
    print(HEAD)
    for label, choose in (("most urgent first", urgent_first), ("longest unseen first", unseen_longest_first)):
        print(row(label, watch(found, ours, 1.0, budget=budget, choose=choose), count))


def compare_stated(name: str, count: int, seed: int) -> None:
    """Compare the delay that `pactwatch health` would state with the delays that come."""
    found = stories(WORLDS[name], seed, count)
    result = watch(found, ours, 1.0)
    stated = []
    for day in range(1, DAYS):
        plans = [plan for story in found if (plan := planned_at(story, day * 24.0)) is not None]
        delay = expected_delay(plans, START + timedelta(days=day), timedelta(hours=EVERY_H))
        stated += [delay.expected / timedelta(hours=1)] if delay else []
    print(f"  {name:26}stated {statistics.mean(stated):.2f} h, mean delay {result.mean_h:.2f} h")


def planned_at(story: Story, now: float) -> Planned | None:
    """Say when an article was checked last and is to be checked next, as of *now*; None: not found yet."""
    if story.found_h > now:
        return None
    article = Watched(story)
    article.due_h = story.found_h
    result = Result()
    while (moment := math.ceil(article.due_h / EVERY_H) * EVERY_H) <= now:
        check(article, moment + 0.5 * PASS_TAKES_H, ours, 1.0, result)
    return plan(article) if article.checked_h else None


def sweep(count: int) -> None:
    """Choose the power and the head start on the training seeds; less is better, NewsDiffs is 1."""
    worlds = [stories(WORLDS[name], seed, count) for name in CHOSEN_ON for seed in TRAIN]
    cases = [(found, share * watch(found, newsdiffs, 1.0).requests) for found in worlds for share in (1.0, 0.25)]
    base = [at_requests(found, newsdiffs, wanted)[1] for found, wanted in cases]
    tried = []
    for power in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        for head_start_h in (0.25, 0.5, 1.0, 2.0):
            # The bounds are not swept: they would hide what the curve does.
            pace = Pace(1.0, power, head_start_h, 0.0, math.inf)
            runs = [at_requests(found, partial(ours, pace=pace), wanted) for found, wanted in cases]
            factors = [stretch for (stretch, _), number in zip(runs, range(len(runs)), strict=True) if number % 2 == 0]
            tried.append((against([run[1] for run in runs], base), power, head_start_h, statistics.mean(factors)))
            print(f"\r{len(tried)} of 24", end="", file=sys.stderr)
    print(f"\n{'score':>7}{'median':>8}{'p90':>8}{'missed':>8}{'mean':>8}   power  head start  factor")
    for (score, *parts), power, head_start_h, factor in sorted(tried):
        print(f"{score:7.3f}" + "".join(f"{part:8.2f}" for part in parts) + f"{power:8}{head_start_h:12}{factor:8.3f}")


def against(results: Sequence[Result], base: Sequence[Result]) -> tuple[float, ...]:
    """Give the score (the geometric mean of the next three), and the ratios of median, p90, missed share and mean."""
    readers: tuple[Callable[[Result], float], ...] = (
        lambda result: result.median_min,
        lambda result: result.p90_h,
        lambda result: result.missed_share,
        lambda result: result.mean_h,
    )
    ratios = [
        statistics.geometric_mean(read(result) / read(other) for result, other in zip(results, base, strict=True))
        for read in readers
    ]
    return (statistics.geometric_mean(ratios[:3]), *ratios)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sweep", action="store_true", help="choose the numbers anew (three minutes)")
    parser.add_argument("--articles", type=int, default=2000, help="articles for each seed (default 2000)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[TEST[0]], help="default: the first test seed")
    parser.add_argument("--all", action="store_true", help="every world at every budget, all test seeds")
    given = parser.parse_args()
    if given.sweep:
        sweep(min(given.articles, 600))
        return
    seeds = list(TEST) if given.all else given.seeds
    print(f"Passes every {EVERY_H * 60:.0f} minutes for {DAYS} days; seeds {', '.join(map(str, seeds))}; ours: {PACE}")
    for name, world in WORLDS.items():
        chosen = "chosen on its like" if name in CHOSEN_ON else "not used for choosing"
        print(f"{name} ({chosen}): {describe(world, seeds[0])}")
    for name in WORLDS:
        for share in (1.0, 0.25) if given.all or name in CHOSEN_ON else (1.0,):
            compare(name, given.articles, seeds, share)
    for name in CHOSEN_ON:
        compare_budgets(name, given.articles, seeds[0])
    print("\nWhat `pactwatch health` would state, mean over the days, and what came")
    for name in WORLDS:
        compare_stated(name, min(given.articles, 400), seeds[0])


if __name__ == "__main__":
    main()
