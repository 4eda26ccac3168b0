"""Patterns of many alternatives are asked only for lines that begin as one of them does, and lose nothing by it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies as st

from pactwatch.extract.heads import Heads


@pytest.mark.parametrize(
    ("pattern", "lines"),
    [
        pytest.param(r"^(?:share|e-?mail)$", ("Share", "E-Mail", "email"), id="a letter that may be left out"),
        pytest.param(
            r"(?:(?:photo|my )?credits?|tips?)", ("photocredit", "my credit", "tip"), id="a group that may be"
        ),
        pytest.param(r"x{0,2}yes|a*b", ("xyes", "yes", "b", "ab"), id="repeated or not at all"),
        pytest.param(
            r"\d+ shares|\[ ?more|[（(]c[)）]", ("12 shares", "１２ shares", "[more", "(c)", "（c）"), id="no letters"
        ),
        pytest.param(r"^\bby (?-i:[A-Z])|関連(?:記事)?", ("By Jo", "関連", "関連記事"), id="flags and other scripts"),
        pytest.param(r".{0,9}chosen by us|top", ("Well chosen by us", "top"), id="a word anywhere"),
    ],
)
def test_what_matched_still_matches(pattern: str, lines: tuple[str, ...]) -> None:
    """Each alternative is found by its beginning, and nothing else is."""
    heads = Heads(pattern, within="chosen")
    assert [line for line in lines if not heads.match(line)] == []
    assert not heads.match("The port is open")


@pytest.mark.parametrize("pattern", [r"a|.b", r"\w+ x", r"[a-z]+", r"(?:x )?", r"(?:a|[^b])c"])
def test_what_may_begin_with_anything_is_an_error(pattern: str) -> None:
    """Such a pattern would silently miss lines."""
    with pytest.raises(ValueError, match="this may begin with anything"):
        Heads(pattern)


_PIECE = st.sampled_from(
    ["read ", "more", "also", "s?", "(?:on |by )?", "(?:see|get) ", r"\d", "関連", "x*", "[:>]", "é"]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(_PIECE, min_size=1, max_size=4).map("".join), min_size=1, max_size=4), st.data())
def test_it_is_the_pattern(alternatives: list[str], data: st.DataObject) -> None:
    """Whatever the alternatives, the answer is the pattern's."""
    pattern = "|".join(alternatives)
    try:
        heads = Heads(pattern)
    except ValueError:
        return
    line = data.draw(st.from_regex(re.compile(pattern, re.I)) | st.text("readmosxby 1関é:>", max_size=12))
    assert heads.match(line) == (re.compile(pattern, re.I).match(line) is not None)
