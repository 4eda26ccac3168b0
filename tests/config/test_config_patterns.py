"""Which regular expressions of a topic file are let through."""

from __future__ import annotations

import re
import time

import pytest
from bounds import cpu_s

from pactwatch.config.patterns import pattern_problem


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(a*)*",
        "(a|a)*b",
        "(ab|ab)*c",
        "(a|ab|b)*c",
        "(?:a|(?:b|ab))*$",
        "(a?b?)*c",
        r"(\w+-?)+x",
        "([^/]+/?)+$",
        "((a+)b?)+$",
        "(x+x+)+y",
        r"(.|\s)*z",
        "(a+){2,9}b",
        "(?:a(?:|))*b",
        "(?=(a+)+b)c",
        "(?i:(?:a|aA)*)b",
    ],
)
def test_exponential(pattern: str) -> None:
    """An expression that fits one text in exponentially many ways is refused."""
    problem = pattern_problem(pattern)
    assert problem is not None
    assert problem.startswith("can take for ever on one URL")


@pytest.mark.parametrize("pattern", [".*a.*b.*c", "(.*)(.*)(.*)x", r"\w+\w+\w+$", "/.+-.+-.+-.+/"])
def test_polynomial(pattern: str) -> None:
    """Three repetitions in a row that fit the same characters are refused, with what to write instead."""
    problem = pattern_problem(pattern)
    assert problem is not None
    assert "more than 2 repetitions in a row" in problem


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "/news/[0-9]{4}/[^/]+[.]html$",
        r"^https://www\.example\.org/(eu|delegations)/[^?]+_en$",
        ".*/news/.*",
        r"(?:[^/]+/)*[^/]+\.html",
        r"/\d+/\d+/\d+/[a-z-]+/\w+-\d+\.html",
        "(?:news|world|politics)/",
        "(a|b)*c",
        "(?:/[^/]+)*",
        "^(?!.*video).*article",
        "(abc)?(abd)?x",
        "日本/.+",
        r"^https?://(?:[a-z0-9-]+\.)*example\.org/",
        r"(\d|[0-9])+z",
        r"\d{4}-\d{2}-\d{2}",
        "(?i)/Press/[a-z]+",
        r"/(?:(?:19|20)\d\d/){1,3}[\w-]+",
    ],
)
def test_let_through(pattern: str) -> None:
    """Expressions that people write for URLs are let through, and fail fast on long hostile URLs."""
    assert pattern_problem(pattern) is None
    started = time.process_time()
    for text in ("a" * 2_000, "/" * 2_000, "/a-" * 600, "1/" * 900, "https://" + "a." * 900):
        re.search(pattern, text)
    assert time.process_time() - started < cpu_s(5)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        pytest.param("(", "is not a regular expression: missing ), unterminated subpattern at position 0", id="open"),
        pytest.param("a{9999999999999}", "is not a regular expression: the repetition number is too large", id="count"),
        pytest.param("x" * 501, "has 501 characters; 500 is the most for a regular expression", id="long"),
        pytest.param(
            r"(a)\1", "refers back to a group, which can take for ever; write it without", id="back reference"
        ),
        pytest.param("(" * 240 + "a" + ")" * 240, None, id="very deep"),
        pytest.param(
            "(?:(?:(?:(?:(?:(?:a{3}){3}){3}){3}){3}){3})", "is too long to be checked; write it shorter", id="large"
        ),
    ],
)
def test_other_problems(pattern: str, said: str | None) -> None:
    """What cannot be compiled or judged is told in one sentence; the check itself is bounded."""
    started = time.process_time()
    problem = pattern_problem(pattern)
    assert problem == said
    assert time.process_time() - started < cpu_s(2)
