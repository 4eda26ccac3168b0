"""Sets of words, written as one line of text: a list of fifty quoted words cannot be read."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text, split at white space.

    >>> sorted(word_set("b a"))
    ['a', 'b']
    """
    return frozenset(text.split())


HEADINGS = word_set("h1 h2 h3 h4 h5 h6")


def word_list(text: str) -> tuple[str, ...]:
    """Give the words of a text in their order.

    >>> word_list("b a")
    ('b', 'a')
    """
    return tuple(text.split())
