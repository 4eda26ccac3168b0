"""How long to leave alone what keeps failing: ever longer, and never in step with others."""

from __future__ import annotations

import hashlib

# One question an hour bothers nobody, and an outage on our own side must not leave us blind for long after it.
LONGEST_S = 3_600.0


def pause_s(name: str, number: int, first_s: float = 2.0) -> float:
    """Give the length of the *number*-th pause in a row: doubling from *first_s* up to an hour, cut by up to half.

    How much is cut depends on the name and the number alone: hosts that failed together are not asked together again,
    and a replayed pass takes the same time.

    >>> [round(pause_s("example.org", n), 1) for n in (1, 2, 3, 40)]
    [1.6, 2.2, 4.3, 2358.0]
    """
    whole_s = min(first_s * 2.0 ** min(max(number, 1) - 1, 20), LONGEST_S)
    spread = int.from_bytes(hashlib.sha256(f"{name} {number}".encode()).digest()[:4]) / 2**32
    return whole_s * (0.5 + spread / 2)
