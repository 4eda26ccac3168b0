"""A flame graph of one pass, or the CPU time of its steps: what `benchmarks/run.py --profile` runs.

    python benchmarks/flame.py TOPIC ARCHIVE OUT.html     # the graph, by pyinstrument, which makes Python half as fast
    python benchmarks/flame.py TOPIC ARCHIVE              # the steps

The pass is live, into the archive, and all in one thread. The steps are counted by a timer of CPU time (SIGPROF, every
2 ms), each sample for the innermost step of its stack, so that they add up.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from pyinstrument import Profiler

from pactwatch.config import load_topic
from pactwatch.passes import LocalEngine, Summary, run_live

EVERY_S = 0.002
# (file, function) -> step; what none of them is on the stack of is the pass itself: loop, waiting, turns.
STEPS = {
    ("fetch/client.py", "fetch"): "asking for the page",
    ("extract/article.py", "extract"): "reading the page",
    ("extract/gate.py", "judge"): "judging whether it is an article",
    ("claims/articles.py", "claims_of"): "finding its claims",
    ("facts/read.py", "read_facts"): "reading its facts",
    ("diff/compare.py", "compare"): "comparing with the last version",
    ("facts/hearing.py", "hear"): "finding whose voice it is",
    ("archive/capture.py", "record_capture"): "storing it",
    ("archive/archive.py", "transaction"): "committing",
}


class Steps:
    """Counts samples by step."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def sample(self, _signal: int, frame: FrameType | None) -> None:
        """Count one sample."""
        while frame is not None:
            code = frame.f_code
            place = "/".join(Path(code.co_filename).parts[-2:])
            if step := STEPS.get((place, code.co_name)):
                self.counts[step] += 1
                return
            frame = frame.f_back
        self.counts["the rest"] += 1


async def here(function, *arguments):  # type: ignore[no-untyped-def]  # stands for asyncio.to_thread
    """Run in this thread, so that one profile shows all."""
    return function(*arguments)


def graph(watch: Callable[[], Summary], out: Path) -> None:
    """Write a flame graph."""
    profiler = Profiler(async_mode="disabled", interval=0.002)
    with profiler:
        watch()
    out.write_text(profiler.output_html(), encoding="utf-8")


def costs(watch: Callable[[], Summary]) -> None:
    """Print what each step costs."""
    steps = Steps()
    signal.signal(signal.SIGPROF, steps.sample)
    signal.setitimer(signal.ITIMER_PROF, EVERY_S, EVERY_S)
    start = time.process_time()
    pages = watch().articles_checked
    used_ms = 1000 * (time.process_time() - start)
    signal.setitimer(signal.ITIMER_PROF, 0)
    print("| step | CPU ms a page | share |\n|---|---|---|")
    for step, count in steps.counts.most_common():
        share = count / steps.counts.total()
        print(f"| {step} | {used_ms * share / pages:.2f} | {share:.0%} |")
    print(f"| all, without the start of the program | {used_ms / pages:.2f} | |")


def main() -> None:
    topic, archive = load_topic(sys.argv[1]), Path(sys.argv[2])
    asyncio.to_thread = here  # type: ignore[assignment]

    def watch() -> Summary:
        return asyncio.run(run_live(topic, archive, LocalEngine()))

    if len(sys.argv) > 3:
        graph(watch, Path(sys.argv[3]))
    else:
        costs(watch)


if __name__ == "__main__":
    main()
