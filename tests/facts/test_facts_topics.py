"""The shipped topics ask enough, and name nobody twice."""

from __future__ import annotations

import pytest

from pactwatch.config import load_topic
from pactwatch.config.words import EVENTS
from pactwatch.facts.offices import plain_office
from pactwatch.facts.words import LANGUAGES, words_for

SHIPPED = ["japan-eu-pact", "example-dam-failure"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_topic_asks_ten_questions_or_more(name: str) -> None:
    """A topic file is read without a complaint, and has questions, entities and sources."""
    topic = load_topic(name)
    assert len(topic.questions) >= 10
    assert topic.entities
    assert topic.sources


@pytest.mark.parametrize("name", SHIPPED)
def test_every_event_asked_about_is_known_in_each_language(name: str) -> None:
    """A question on an event that a language's table lacks would never be answered in it."""
    topic = load_topic(name)
    for question in topic.questions:
        for language in LANGUAGES:
            words = words_for(language)
            assert words is not None
            assert question.event is None or question.event in words.events, (question.id, language)


@pytest.mark.parametrize("name", SHIPPED)
def test_offices_are_written_in_plain_words(name: str) -> None:
    """An office in the entity table is spelled as the reader spells it, or it could never match."""
    for entity in load_topic(name).entities:
        for office in entity.offices:
            plain, _, whose = office.partition(" of ")
            assert whose, office
            assert plain_office(plain)[0] == plain, office


def test_the_two_topics_share_no_question_and_no_name() -> None:
    """Nothing is tied to the first topic: the second shares neither names nor questions with it."""
    first, second = (load_topic(name) for name in SHIPPED)
    assert not {q.label for q in first.questions} & {q.label for q in second.questions}
    assert not {n for e in first.entities for n in e.aliases} & {n for e in second.entities for n in e.aliases}


def test_the_pact_is_told_from_the_treaties_it_is_taken_for() -> None:
    """The partnership and the two wider agreements are three works."""
    works = {entity.id for entity in load_topic("japan-eu-pact").entities if entity.kind == "work"}
    assert works == {"sdp", "spa", "epa"}


def test_every_class_of_event_is_known_in_each_language() -> None:
    """A topic file may ask for a class by its name alone, whatever the language of the articles."""
    for language in LANGUAGES:
        words = words_for(language)
        assert words is not None
        assert set(EVENTS) <= set(words.events), language
