"""Regular expressions that are compiled when they are first used.

Pactwatch reads seven languages with some five hundred expressions, and most passes meet three in ten of them: a
Japanese date costs an English pass nothing. What every page needs is compiled at once, by `re.compile`.
"""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("match", "search", "fullmatch", "sub", "subn", "findall", "finditer", "split")


class _Late:
    """Looks like the compiled pattern that it becomes; from then on its methods are the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # what copies or inspects an object asks for, before it is filled
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give an expression that is compiled once one of its methods is called; a mistake in it is raised there.

    >>> late("p(a)ct").sub(r"\\1", "pact")
    'a'
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
