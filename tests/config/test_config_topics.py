"""The topics that come with the program."""

from __future__ import annotations

import pytest

from pactwatch.config import load_topic, shipped_topics


@pytest.mark.parametrize("name", shipped_topics())
def test_shipped_topic(name: str) -> None:
    """Each shipped topic loads by its file's name, and watches something."""
    topic = load_topic(name)
    assert topic.name == name
    assert topic.title
    assert topic.sources
    assert topic.questions


def test_default_topic_is_shipped() -> None:
    """The default topic is among those shipped."""
    assert "japan-eu-pact" in shipped_topics()
