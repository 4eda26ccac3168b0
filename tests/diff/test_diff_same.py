"""Two versions give the same answer, to the last digit, on a loaded machine and under any hash seed."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import random
from pactwatch.claims import find_claims
from pactwatch.diff import align, classify, compare
chance = random.Random(11)
words = "the minister signed a treaty on fisheries with 29 ships in Halden before Borrell met him".split()
def text():
    return "\\n\\n".join(" ".join(chance.choices(words, k=chance.randint(4, 16))).capitalize() + "." for _ in range(14))
for _ in range(6):
    old, new = (find_claims(text(), language="en") for _ in range(2))
    lines = [w.text for w in old], [w.text for w in new]
    print(align(*lines), [classify(a, b, language="en") for a, b in zip(*lines)], compare(old, new, language="en"))
"""
BURN = "\nimport itertools\nfor _ in itertools.repeat(None, 200_000_000): pass"


def answer(seed: int) -> bytes:
    """Ask a process of its own, with this hash seed."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | {"PYTHONHASHSEED": str(seed)}, capture_output=True, check=True
    )
    return run.stdout


def test_the_answer_depends_on_nothing_but_the_texts() -> None:
    """Three hash seeds, the last two while twice as many processes as cores burn CPU: byte for byte the same."""
    quiet = answer(0)
    busy = [subprocess.Popen([sys.executable, "-c", BURN]) for _ in range(2 * (os.cpu_count() or 2))]
    try:
        assert [answer(seed) == quiet for seed in (1, 424242)] == [True, True]
    finally:
        for process in busy:
            process.kill()
            process.wait()
    assert quiet.count(b"Verdict(") > 50
