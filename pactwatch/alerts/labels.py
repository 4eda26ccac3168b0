"""How a channel is named without its secrets; apart from the channels, which take 0.1 s to import."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from pactwatch.alerts.plain import plain

STDOUT = "stdout:"
# A label's mark must not let anybody try out passwords fast: so many rounds take 10 ms, once per channel.
_MARK_ROUNDS = 50_000


@lru_cache(maxsize=256)
def channel_label(channel: str) -> str:
    """Name a channel without its secrets: the same channel always the same, two channels never (but for chance) alike.

    >>> channel_label("stdout:"), channel_label("$DESK")
    ('stdout:', '$DESK')
    >>> channel_label("slack://TokenA/TokenB/TokenC")
    'slack://…#067eae'
    """
    scheme, colon, _ = channel.partition("://")
    if not colon:
        return channel if channel == STDOUT or re.fullmatch(r"\$\w{1,100}", channel) else "unreadable channel"
    mark = hashlib.pbkdf2_hmac("sha256", channel.encode("utf-8", "surrogatepass"), b"pactwatch channel", _MARK_ROUNDS)
    return f"{plain(scheme, 20).lower()}://…#{mark.hex()[:6]}"
