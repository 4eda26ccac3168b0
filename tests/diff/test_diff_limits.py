"""The largest articles stay within their bounds of memory and time, in a process of their own that is held to them."""

from __future__ import annotations

import json
import resource
import subprocess
import sys

import pytest

# Measured in November 2026: the bound of memory is 500 MB, that of CPU 10 s on a machine of its own. The limit set on
# the process is wider, for a shared machine is slower by half.
PEAK_MB = 500
CPU_LIMIT_S = 60
ADDRESS_SPACE = 4 * 2**30

SCRIPT = """
import json, random, resource, sys
from pactwatch.claims import find_claims
from pactwatch.diff import compare

count, step = int(sys.argv[1]), int(sys.argv[2])
chance = random.Random(7)
nouns = "harbour board treaty minister vote count ship budget envoy court mayor school river bridge union".split()
verbs = "backed opposed delayed funded signed rejected reviewed debated".split()

def told(place):
    a, b, c = (chance.choice(nouns) for _ in range(3))
    verb, votes = chance.choice(verbs), chance.randrange(100, 999)
    return f"The {a} of district {place} {verb} the {b} with {votes} votes on 3 May 2024, Anna Lind of the {c} said."

old = [told(k) for k in range(count)]
new = [text.replace("3 May", "4 May") if k % step == 0 else text for k, text in enumerate(old)]
before, after = "\\n\\n".join(old), "\\n\\n".join(new)
claims = [find_claims(text, language="en", published_at="2024-11-05") for text in (before, after)]
changes = compare(*claims, language="en", old_text=before, new_text=after).changes
# Not ru_maxrss: that of a child begins with its parent's.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([len(before), len(claims[0]), len(changes), int(peak.split()[1]) // 1024]))
"""


def held() -> None:
    """Hold the child to its limits."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_S, CPU_LIMIT_S))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "step", "letters"),
    [
        # 4 s and 65 MB
        pytest.param(5_000, 10, 500_000, id="5,000 sentences, every tenth edited"),
        # 13 s and 102 MB for reading both and comparing; a pass reads one of them
        pytest.param(19_000, 30, 2_000_000, id="2 MB"),
    ],
)
def test_a_huge_article_stays_within_its_bounds(count: int, step: int, letters: int) -> None:
    """Both versions are read and compared; a child that takes more is killed."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(count), str(step)],
        preexec_fn=held,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    length, found, changes, peak_mb = json.loads(done.stdout)
    assert length >= letters
    assert (found, changes) == (count, -(-count // step))
    assert peak_mb < PEAK_MB
