"""Expressions that are compiled when they are first used: all can be, and are the patterns that they stand for."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import pactwatch
from pactwatch.patterns import late


def test_every_expression_of_the_package_compiles() -> None:
    """Nobody would see a mistake in a pattern for Japanese dates before a page has one."""
    for module in pkgutil.walk_packages(pactwatch.__path__, "pactwatch."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    kind = type(late(""))
    found = [one for one in gc.get_objects() if type(one) is kind]
    assert len(found) > 150
    for one in found:
        assert one.groups >= 0, one.pattern


def test_a_late_expression_is_the_pattern() -> None:
    """Flags and named groups hold."""
    pattern = late(r"(?P<day>\d+) nov", re.I)
    match = pattern.search("On 7 NOV")
    assert match is not None and match["day"] == "7"
    assert pattern.pattern == r"(?P<day>\d+) nov"
    assert pattern.groupindex == {"day": 1}
    assert pattern.sub("x", "7 Nov") == "x"


def test_a_mistake_is_told_when_it_is_used() -> None:
    """Not before, and as what it is."""
    broken = late("(")
    with pytest.raises(re.error):
        broken.match("a")
