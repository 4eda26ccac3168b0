"""compare: what happened to each claim between two versions."""

from __future__ import annotations

import dataclasses
import random
import time

import pytest
from bounds import cpu_s
from hypothesis import given, settings, strategies as st

from pactwatch.claims import read_wording
from pactwatch.diff import Comparison, compare
from pactwatch.model import Wording

ARTICLE = [
    "Japan and the European Union signed a security and defence partnership in Tokyo on Friday.",
    "The pact covers maritime security, space, cyber defence and disinformation.",
    "Foreign Minister Takeshi Iwaya called it a historic step.",
    "The European Union has similar agreements with Norway and Moldova.",
    "It will hold regular dialogues between senior officials.",
    "Analysts said the agreement is not legally binding.",
    "At least 29 people were injured in protests nearby.",
]


def version(texts: list[str], language: str = "en") -> list[Wording]:
    """Read the sentences of one version."""
    return [
        dataclasses.replace(read_wording(text, language=language), position=place) for place, text in enumerate(texts)
    ]


def compared(old: list[str], new: list[str]) -> Comparison:
    """Compare two English versions without headline and byline."""
    return compare(version(old), version(new), language="en")


def told(comparison: Comparison) -> list[tuple[str, str, bool]]:
    """Give the kind, the rule and the materiality of each change."""
    return [(change.kind, change.verdict.rule, change.verdict.material) for change in comparison.changes]


def test_an_unchanged_article_tells_nothing() -> None:
    """Identity gives no change, and every claim goes on."""
    assert compared(ARTICLE, ARTICLE) == Comparison((), tuple((k, k) for k in range(7)))


def test_a_changed_figure_is_told_with_its_words() -> None:
    """A changed claim carries its verdict, its places and its word diff."""
    (change,) = compared(ARTICLE, [*ARTICLE[:6], ARTICLE[6].replace("29", "92")]).changes
    assert (change.kind, change.subject, change.verdict.rule) == ("changed", "claim", "number-changed")
    assert (change.old_positions, change.new_positions) == ((6,), (6,))
    assert change.words == (
        ("=", "At least "),
        ("-", "29"),
        ("+", "92"),
        ("=", " people were injured in protests nearby."),
    )


def test_a_new_statement_is_material() -> None:
    """A statement that nothing in the old version makes is new."""
    new = [*ARTICLE[:3], "Protesters burned flags outside the ministry.", *ARTICLE[3:]]
    comparison = compared(ARTICLE, new)
    assert told(comparison) == [("new", "claim-new", True)]
    assert comparison.changes[0].new_positions == (3,)


def test_a_removed_statement_is_material() -> None:
    """A statement that the new version no longer makes is removed."""
    comparison = compared(ARTICLE, ARTICLE[:2] + ARTICLE[3:])
    assert told(comparison) == [("removed", "claim-removed", True)]
    assert comparison.changes[0].old_text == ARTICLE[2]


@pytest.mark.parametrize("place", range(8))
def test_inserting_a_statement_changes_no_other_lineage(place: int) -> None:
    """The claims around an insertion keep their identity."""
    new = [*ARTICLE[:place], "Protesters burned flags outside the ministry.", *ARTICLE[place:]]
    assert compared(ARTICLE, new).lineage == tuple((k, k if k < place else k + 1) for k in range(7))


def test_a_moved_statement_is_told_but_not_material() -> None:
    """The same words in another place are moved."""
    comparison = compared(ARTICLE, [*ARTICLE[1:], ARTICLE[0]])
    assert told(comparison) == [("moved", "moved", False)]
    assert (0, 6) in comparison.lineage


def test_a_split_is_one_change() -> None:
    """One claim told in two sentences is one change with two new places, and one of them is the heir."""
    old = [
        "The ministers met in Tokyo on Friday morning, and they later signed the long-awaited defence pact.",
        *ARTICLE[2:],
    ]
    new = [
        "The ministers met in Tokyo on Friday morning.",
        "They later signed the long-awaited defence pact.",
        *ARTICLE[2:],
    ]
    comparison = compared(old, new)
    assert [(c.kind, c.old_positions, c.new_positions, c.verdict.material) for c in comparison.changes] == [
        ("changed", (0,), (0, 1), False)
    ]
    assert [pair for pair in comparison.lineage if pair[0] == 0] in ([(0, 0)], [(0, 1)])


def test_a_merge_is_one_change() -> None:
    """Two claims told in one sentence are one change with two old places."""
    old = [
        "The ministers met in Tokyo on Friday morning.",
        "They later signed the long-awaited defence pact.",
        *ARTICLE[2:],
    ]
    new = [
        "The ministers met in Tokyo on Friday morning, and they later signed the long-awaited defence pact.",
        *ARTICLE[2:],
    ]
    (change,) = compared(old, new).changes
    assert (change.old_positions, change.new_positions, change.verdict.material) == ((0, 1), (0,), False)


def test_a_figure_changed_inside_a_split_is_seen() -> None:
    """A split does not hide another figure."""
    old = [
        "The 27 ministers met in Tokyo on Friday morning, and they later signed the long-awaited defence pact.",
        *ARTICLE[2:],
    ]
    new = [
        "The 72 ministers met in Tokyo on Friday morning.",
        "They later signed the long-awaited defence pact.",
        *ARTICLE[2:],
    ]
    (change,) = compared(old, new).changes
    assert change.verdict.rule == "number-changed"


@pytest.mark.parametrize(
    ("line", "place", "rule"),
    [
        pytest.param("Updated 3 November 2024, 10:15 GMT", 0, "page-furniture", id="time stamp"),
        pytest.param("340 comments", 4, "page-furniture", id="counter in the middle"),
        pytest.param("Read more: EU and Japan sign trade deal", 7, "page-furniture", id="related link at the end"),
        pytest.param("Sign up for our weekly newsletter.", 7, "page-furniture", id="newsletter at the end"),
        pytest.param("Share this article", 1, "page-furniture", id="share text"),
        pytest.param(
            "Correction: an earlier version of this article misstated the date.",
            7,
            "correction-notice",
            id="correction",
        ),
        pytest.param("This article was amended on 4 November 2024.", 7, "correction-notice", id="amended"),
        pytest.param("【訂正】本文の日付を訂正しました。", 7, "correction-notice", id="Japanese correction"),
    ],
)
def test_page_lines_are_no_claims(line: str, place: int, rule: str) -> None:
    """Stamps, counters, links and notices come and go without an alert, known by pattern and place."""
    assert told(compared(ARTICLE, [*ARTICLE[:place], line, *ARTICLE[place:]])) == [("new", rule, False)]
    assert told(compared([*ARTICLE[:place], line, *ARTICLE[place:]], ARTICLE)) == [("removed", rule, False)]


def test_a_line_with_digits_is_not_furniture_for_that() -> None:
    """A short statement with a figure is a statement."""
    assert told(compared(ARTICLE, [*ARTICLE, "12 people died."])) == [("new", "claim-new", True)]


def test_a_statement_said_elsewhere_is_not_new() -> None:
    """A pull quote that repeats a sentence of the old version adds nothing."""
    comparison = compared(ARTICLE, [*ARTICLE[:5], "The agreement is not legally binding.", *ARTICLE[5:]])
    assert told(comparison) == [("new", "said-elsewhere", False)]


def test_the_same_words_with_another_figure_are_new() -> None:
    """Saying it again with another figure is a statement of its own."""
    comparison = compared(ARTICLE, [*ARTICLE[:2], "At least 31 people were injured in protests.", *ARTICLE[2:]])
    assert all(material for _, _, material in told(comparison))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("Pact signed", "Pact signed", [], id="same"),
        pytest.param("EU and Japan sign pact", "EU and Japan sign Pact", [("changed", "case", False)], id="case"),
        pytest.param("29 die in blast", "92 die in blast", [("changed", "number-changed", True)], id="figure"),
        pytest.param(None, "Pact signed", [("new", "not-stated", False)], id="not stated before"),
        pytest.param("Pact signed", None, [("removed", "not-stated", False)], id="not stated after"),
        pytest.param(None, None, [], id="never stated"),
    ],
)
def test_the_headline_is_followed(old: str | None, new: str | None, expected: list[tuple[str, str, bool]]) -> None:
    """The headline is tracked like a claim, under its own subject."""
    comparison = compare([], [], old_headline=old, new_headline=new, language="en")
    assert told(comparison) == expected
    assert {change.subject for change in comparison.changes} <= {"headline"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("By Ann Lee", "Ann Lee", [("changed", "typography", False)], id="by"),
        pytest.param("Ann Lee, Bo Ek", "Bo Ek and Ann Lee", [("changed", "typography", False)], id="order"),
        pytest.param("Ann Lee", "Bo Ek", [("changed", "byline-changed", True)], id="another author"),
    ],
)
def test_the_byline_is_followed(old: str, new: str, expected: list[tuple[str, str, bool]]) -> None:
    """Authors are compared as a set."""
    assert told(compare([], [], old_byline=old, new_byline=new)) == expected


def test_changes_come_in_reading_order() -> None:
    """Headline and byline first, then the body from top to bottom."""
    new = ["A statement that nobody made before today.", *ARTICLE[:3], ARTICLE[6].replace("29", "92")]
    comparison = compare(
        version(ARTICLE), version(new), old_headline="Pact", new_headline="Treaty", old_byline="A B", new_byline="C D"
    )
    assert [change.subject for change in comparison.changes[:2]] == ["headline", "byline"]
    places = [change.new_positions[0] for change in comparison.changes if change.new_positions]
    assert places == sorted(places)


SENTENCES = st.lists(
    st.sampled_from(
        [*ARTICLE, "He said no.", "He said no.", "Updated 10:15", "", "Nine of 12 died in Tokyo.", "署名した。"]
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES)
def test_lineage_is_one_to_one_and_every_wording_is_accounted_for(old: list[str], new: list[str]) -> None:
    """Each wording goes on, is part of a change, or both; no two wordings have one heir."""
    comparison = compared(old, new)
    olds, news = [i for i, _ in comparison.lineage], [j for _, j in comparison.lineage]
    assert len(set(olds)) == len(olds)
    assert len(set(news)) == len(news)
    in_changes_old = {i for change in comparison.changes for i in change.old_positions}
    in_changes_new = {j for change in comparison.changes for j in change.new_positions}
    assert set(range(len(old))) <= set(olds) | in_changes_old
    assert set(range(len(new))) <= set(news) | in_changes_new


def test_five_thousand_sentences_are_compared_in_bounded_time() -> None:
    """Two megabytes with every hundredth sentence changed take seconds, and only those are told."""
    old = [
        f"Delegate number {k} spoke about item {k % 7} of the agenda. " + "He went on at length. " * 16
        for k in range(5_000)
    ]
    new = [text.replace("spoke", "lied") if k % 100 == 0 else text for k, text in enumerate(old)]
    started = time.process_time()
    comparison = compare([Wording(text) for text in old], [Wording(text) for text in new])
    assert time.process_time() - started < cpu_s(10)
    assert [change.old_positions for change in comparison.changes] == [(k,) for k in range(0, 5_000, 100)]


def test_five_thousand_rewritten_sentences_are_compared_in_bounded_time() -> None:
    """Two megabytes of which nothing stayed, the dearest case, take seconds too."""
    chance = random.Random(5)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(8_000)]
    old, new = ([Wording(" ".join(chance.choices(words, k=55)), language="en") for _ in range(5_000)] for _ in range(2))
    started = time.process_time()
    assert len(compare(old, new).changes) > 9_000
    assert time.process_time() - started < cpu_s(10)


def test_a_change_back_is_told_as_a_revert() -> None:
    """A -> B -> A: the second change says that it goes back to what stood there before."""
    first, second = ARTICLE[6], ARTICLE[6].replace("29", "92")
    (change,) = compare(version([*ARTICLE[:6], second]), version(ARTICLE), language="en", earlier={6: (first,)}).changes
    assert (change.verdict.material, change.verdict.rule) == (True, "number-changed")
    assert ("revert", second, first) in [(d.facet, d.old, d.new) for d in change.verdict.differences]


def test_a_change_to_something_new_is_no_revert() -> None:
    """Only a text that stood there before is gone back to."""
    second, third = ARTICLE[6].replace("29", "92"), ARTICLE[6].replace("29", "31")
    (change,) = compare(version([second]), version([third]), earlier={0: (ARTICLE[6],)}).changes
    assert all(d.facet != "revert" for d in change.verdict.differences)


def test_a_removed_claim_that_returns_is_the_same_claim() -> None:
    """What was removed and stands again is told by its own rule, and which removed claim it is."""
    removed = ["Protesters burned flags outside the ministry.", ARTICLE[2]]
    comparison = compare(version([*ARTICLE[:2], *ARTICLE[3:]]), version(ARTICLE), language="en", removed=removed)
    assert told(comparison) == [("new", "claim-returned", True)]
    assert comparison.returned == ((1, 2),)


def test_a_removed_claim_returns_in_the_place_of_another() -> None:
    """What was removed and stands again is itself, however alike the statement that goes is."""
    other = ARTICLE[6].replace("injured", "held")
    was, now = version([*ARTICLE[:6], other]), version(ARTICLE)
    comparison = compare(was, now, language="en", removed=[ARTICLE[6]])
    assert sorted(told(comparison)) == [("new", "claim-returned", True), ("removed", "claim-removed", True)]
    assert comparison.returned == ((0, 6),)
    assert compare(was, now, language="en", removed=[ARTICLE[6]], earlier={6: (ARTICLE[6],)}).returned == ()


def test_a_removed_claim_returns_once() -> None:
    """Of two equal statements that come, one is the removed one and the other is new."""
    comparison = compare([], version([ARTICLE[2], ARTICLE[2]]), removed=[ARTICLE[2]])
    assert [c.verdict.rule for c in comparison.changes] == ["claim-returned", "claim-new"]
    assert len(comparison.returned) == 1


def test_a_headline_that_goes_back_is_a_revert() -> None:
    """Headlines are tracked like claims."""
    (change,) = compare(
        [], [], old_headline="92 die in blast", new_headline="29 die in blast", earlier_headlines=["29 die in blast"]
    ).changes
    assert change.verdict.differences[-1].facet == "revert"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ARTICLE), unique=True, min_size=1), st.data())
def test_inserting_a_paragraph_changes_no_other_lineage(old: list[str], data: st.DataObject) -> None:
    """Any paragraph of new sentences, put in anywhere, leaves every other claim its identity."""
    place = data.draw(st.integers(0, len(old)))
    paragraph = ["Protesters burned flags outside.", "Two hundred officers stood by.", "Nobody was arrested."]
    new = [*old[:place], *paragraph, *old[place:]]
    expected = tuple((k, k if k < place else k + 3) for k in range(len(old)))
    assert compared(old, new).lineage == expected


@settings(max_examples=40, deadline=None)
@given(st.permutations(ARTICLE))
def test_the_order_of_unrelated_sentences_does_not_matter(new: list[str]) -> None:
    """Any order of the same sentences: every claim is found again, and nothing material is told."""
    comparison = compared(ARTICLE, new)
    assert set(comparison.lineage) == {(k, new.index(text)) for k, text in enumerate(ARTICLE)}
    assert not any(change.verdict.material for change in comparison.changes)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8), st.lists(st.text(max_size=60), max_size=8))
def test_any_texts_are_compared(old: list[str], new: list[str]) -> None:
    """Bad input is compared like any other: no exception, and the same answer twice."""
    assert compared(old, new) == compared(old, new)
