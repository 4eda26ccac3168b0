"""align: which sentence continues which."""

from __future__ import annotations

import random
import time

import pytest
from bounds import cpu_s
from hypothesis import given, settings, strategies as st

from pactwatch.diff import align

ARTICLE = [
    "Japan and the European Union signed a security and defence partnership in Tokyo on Friday.",
    "The pact covers maritime security, space, cyber defence and disinformation.",
    "Foreign Minister Takeshi Iwaya called it a historic step.",
    "The European Union has similar agreements with Norway and Moldova.",
    "It will hold regular dialogues between senior officials.",
    "Analysts said the agreement is not legally binding.",
]
SENTENCES = st.lists(st.text(max_size=60), max_size=12)


def links(old: list[str], new: list[str]) -> set[tuple[int, int]]:
    """Give the pairs without the sentences that stand alone."""
    return {(i, j) for i, j in align(old, new) if i is not None and j is not None}


def test_identical_versions_pair_in_place() -> None:
    """Every sentence of an unchanged article continues itself."""
    assert align(ARTICLE, list(ARTICLE)) == [(k, k) for k in range(6)]


def test_a_changed_sentence_keeps_its_partner() -> None:
    """A sentence with another figure and another verb is still the same claim."""
    new = [*ARTICLE[:2], "Foreign Minister Takeshi Iwaya described it as a historic step for both sides.", *ARTICLE[3:]]
    assert align(ARTICLE, new) == [(k, k) for k in range(6)]


@pytest.mark.parametrize("place", range(7))
def test_an_inserted_sentence_changes_no_other_pair(place: int) -> None:
    """What is put in, anywhere, is new; all others keep their partners."""
    new = [*ARTICLE[:place], "Protesters gathered outside with banners.", *ARTICLE[place:]]
    assert links(ARTICLE, new) == {(k, k if k < place else k + 1) for k in range(6)}


def test_a_removed_sentence_comes_after_the_one_it_followed() -> None:
    """A removed sentence is told where it was missed."""
    assert align(ARTICLE, ARTICLE[:2] + ARTICLE[3:])[1:4] == [(1, 1), (2, None), (3, 2)]


def test_a_moved_sentence_is_found_again() -> None:
    """A sentence that went to the end is not removed and new, but the same."""
    assert (0, 5) in links(ARTICLE, [*ARTICLE[1:], ARTICLE[0]])


def test_a_moved_sentence_may_change_on_the_way() -> None:
    """Moved and edited, it is still the same claim."""
    new = [*ARTICLE[1:], ARTICLE[0].replace("Friday", "Thursday")]
    assert (0, 5) in links(ARTICLE, new)


def test_a_split_sentence_has_two_partners() -> None:
    """Two sentences made of one both continue it."""
    old = [
        "The ministers met in Tokyo on Friday morning, and they later signed the long-awaited defence pact.",
        *ARTICLE[3:],
    ]
    new = [
        "The ministers met in Tokyo on Friday morning.",
        "They later signed the long-awaited defence pact.",
        *ARTICLE[3:],
    ]
    assert {(0, 0), (0, 1)} <= links(old, new)


@pytest.mark.parametrize(
    "behind", [[], ["Nothing else is known of it yet."]], ids=["alone", "with a sentence behind it"]
)
@pytest.mark.parametrize(
    ("whole", "pieces"),
    [
        (
            "The ferry, carrying 212 passengers and 14 crew, sank off Halden on Tuesday after it hit a reef in fog.",
            [
                "The ferry sank off Halden on Tuesday.",
                "It was carrying 212 passengers and 14 crew.",
                "It had hit a reef in fog.",
            ],
        ),
        (
            "The yard, which has 4,000 staff, will close two docks by March and cut 600 jobs, it said on Monday.",
            [
                "The yard will close two docks by March.",
                "It will also cut 600 jobs, it said on Monday.",
                "The yard has 4,000 staff.",
            ],
        ),
    ],
    ids=["ferry", "yard"],
)
def test_pieces_are_known_both_ways_and_whatever_follows(whole: str, pieces: list[str], behind: list[str]) -> None:
    """Each piece stands beside the last one; no place of its own is asked of it."""
    split = align([whole, *behind], [*pieces, *behind])
    merged = align([*pieces, *behind], [whole, *behind])
    assert {(0, k) for k in range(len(pieces))} <= set(split)
    assert {(j, i) for i, j in merged} == set(split)


def test_a_merged_sentence_has_two_partners() -> None:
    """One sentence made of two continues both."""
    old = [
        "The ministers met in Tokyo on Friday morning.",
        "They later signed the long-awaited defence pact.",
        *ARTICLE[3:],
    ]
    new = [
        "The ministers met in Tokyo on Friday morning, and they later signed the long-awaited defence pact.",
        *ARTICLE[3:],
    ]
    assert {(0, 0), (1, 0)} <= links(old, new)


def test_repeated_sentences_pair_with_their_neighbours() -> None:
    """Of two equal lines the one beside the same neighbour is meant."""
    old = ["Alpha came first.", "He paused.", "Beta came second.", "He paused.", "Gamma came third."]
    new = ["Alpha came first.", "Beta came second.", "He paused.", "Gamma came third."]
    assert align(old, new) == [(0, 0), (1, None), (2, 1), (3, 2), (4, 3)]


def test_japanese_sentences_pair_by_pairs_of_characters() -> None:
    """Without spaces the words are pairs of characters."""
    old = ["岩屋外相は東京で協定に署名した。", "協定は来年一月に発効する。", "両者は定期的に対話する。"]
    new = [
        "両者は今後も定期的に対話する方針だ。",
        "岩屋毅外相は一日、東京で協定に署名した。",
        "協定は来年三月に発効する。",
    ]
    assert links(old, new) == {(0, 1), (1, 2), (2, 0)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([], ["A."], id="nothing before"),
        pytest.param(["A."], [], id="nothing after"),
        pytest.param(["", " ", "***"], ["***", "", "\x00\ufffd"], id="no words"),
        pytest.param(["\ud800 lone"], ["lone \udfff"], id="lone surrogates"),
        pytest.param(["x"] * 30, ["x"] * 29, id="all alike"),
    ],
)
def test_any_text_is_paired(old: list[str], new: list[str]) -> None:
    """Every sentence appears, whatever it holds."""
    pairs = align(old, new)
    assert {i for i, _ in pairs if i is not None} == set(range(len(old)))
    assert {j for _, j in pairs if j is not None} == set(range(len(new)))


@settings(max_examples=80, deadline=None)
@given(SENTENCES, SENTENCES)
def test_every_sentence_appears_and_nothing_twice(old: list[str], new: list[str]) -> None:
    """No sentence is lost, none is both paired and alone, and no pair comes twice."""
    pairs = align(old, new)
    assert len(pairs) == len(set(pairs))
    linked_old, linked_new = {i for i, j in pairs if j is not None}, {j for i, j in pairs if i is not None}
    assert {i for i, j in pairs if j is None} == set(range(len(old))) - linked_old
    assert {j for i, j in pairs if i is None} == set(range(len(new))) - linked_new


@settings(max_examples=40, deadline=None)
@given(SENTENCES)
def test_identity_pairs_every_sentence_with_itself(sentences: list[str]) -> None:
    """A version compared with itself pairs in place, repeated sentences too."""
    assert align(sentences, list(sentences)) == [(k, k) for k in range(len(sentences))]


def _essay(seed: int, count: int, words: int) -> list[str]:
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 8))) for _ in range(5_000)]
    return [" ".join(chance.choices(vocabulary, k=words)) + "." for _ in range(count)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(_essay(1, 5_000, 30), _essay(1, 5_000, 30)[::-1], id="reversed"),
        pytest.param(_essay(2, 5_000, 12), _essay(3, 5_000, 12), id="rewritten"),
        pytest.param([" ".join(_essay(4, 2_000, 30))], [" ".join(_essay(5, 2_000, 30))], id="one endless sentence"),
    ],
)
def test_five_thousand_sentences_are_aligned_in_bounded_time(old: list[str], new: list[str]) -> None:
    """The worst texts we could think of stay under ten seconds of processor time."""
    started = time.process_time()
    align(old, new)
    assert time.process_time() - started < cpu_s(10)


def test_pieces_of_a_list_are_found_word_for_word() -> None:
    """A list taken apart into lines is the same list, each line once."""
    whole = "The signatories are the Kingdom of Norway, the Republic of Moldova, the Republic of Korea."
    parts = ["The signatories are", "the Kingdom of Norway,", "the Republic of Moldova,", "the Republic of Korea."]
    assert links([ARTICLE[0], whole], [ARTICLE[0], *parts]) == {(0, 0), (1, 1), (1, 2), (1, 3), (1, 4)}
    assert links([ARTICLE[0], *parts], [ARTICLE[0], whole]) == {(0, 0), (1, 1), (2, 1), (3, 1), (4, 1)}


def test_a_stump_is_no_piece() -> None:
    """A few letters that stand in some long sentence say nothing of where they come from."""
    assert links(["Perlman wrote about the treaty in 2007."], ["Perlman wrote about the treaty.", "2007."]) == {(0, 0)}
