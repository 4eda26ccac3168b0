"""When outlets contradict one another, and when they only seem to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pactwatch.facts import find_conflicts, sheet
from pactwatch.facts.values import agree, compatible
from pactwatch.model import Entity, Fact, Question, Said, SourceSpec, Topic

SIGNER = Question("who", "Who signed?", "person", many=True, event="sign")
ANNOUNCER = Question("announcer", "Who announced it?", "person", many=True, event="announce")
DATE = Question("when", "When was it signed?", "date", event="sign")
EFFECT = Question("effect", "When does it take effect?", "date", event="take effect")
DEATHS = Question("deaths", "How many died?", "count", event="kill")
OFFICE = Question("office", "What office?", "role", about="x")
PARTIES = Question("parties", "Between whom?", "organisation", many=True, event="sign")
PLACE = Question("place", "Where?", "place", event="sign")
SCOPE = Question("scope", "What about?", "text", many=True)
TRUE = Question("true", "Is it?", "yes/no")
QUESTIONS = (SIGNER, ANNOUNCER, DATE, EFFECT, DEATHS, OFFICE, PARTIES, PLACE, SCOPE, TRUE)


def said(
    outlet: str, question: Question, *values: str, role: str = "", modality: str = "done", voice: str = ""
) -> list[Said]:
    """Let an outlet give values to a question in one article."""
    return [
        Said(
            Fact(question.id, value, value, f"{outlet} on {question.id}: {value}.", role=role, modality=modality),
            outlet,
            f"https://{outlet}.example/1",
            voice=voice,
        )
        for value in values
    ]


def conflicting(*sayings: list[Said]) -> list[tuple[str, str, tuple[tuple[str, ...], ...]]]:
    """Give question, kind and values of the conflicts found."""
    return [
        (c.question, c.kind, c.values) for c in find_conflicts([one for group in sayings for one in group], QUESTIONS)
    ]


def test_two_lists_of_signers_diverge() -> None:
    """Names are not asserted to be wrong: the accounts diverge, and each side keeps its sentences."""
    heard = [*said("a", SIGNER, "ann", "bob"), *said("b", SIGNER, "cid", "dee")]
    (conflict,) = find_conflicts(heard, QUESTIONS)
    assert conflict.kind == "accounts diverge"
    assert conflict.values == (("ann", "bob"), ("cid", "dee"))
    assert [one.fact.sentence for side in conflict.sides for one in side] == [
        "a on who: ann.",
        "a on who: bob.",
        "b on who: cid.",
        "b on who: dee.",
    ]


def test_those_at_the_ceremony_against_other_signers_diverge() -> None:
    """An outlet that only names who attended the signing diverges from one that names other signers."""
    assert conflicting(said("a", SIGNER, "ann", "bob", role="attendee"), said("b", SIGNER, "cid", role="signer")) == [
        ("who", "accounts diverge", (("ann", "bob"), ("cid",)))
    ]


@pytest.mark.parametrize(
    "sayings",
    [
        pytest.param([said("a", SIGNER, "ann"), said("b", SIGNER, "ann", "bob")], id="part of a list"),
        pytest.param([said("a", SIGNER, "ann mori"), said("b", SIGNER, "mori")], id="surname of an unknown person"),
        pytest.param(
            [said("a", SIGNER, "ann"), said("b", SIGNER, "bob"), said("c", SIGNER, "ann", "bob")],
            id="two halves of a list that a third gives whole",
        ),
        pytest.param(
            [said("a", SIGNER, "cid", "ann", role="attendee"), said("b", SIGNER, "ann", role="signer")],
            id="a signer among those present",
        ),
        pytest.param(
            [said("a", SIGNER, "ann", role="attendee"), said("b", SIGNER, "bob", role="attendee")],
            id="two lists of people present",
        ),
        pytest.param(
            [said("a", SIGNER, "ann") + said("a", SIGNER, "cid", role="attendee"), said("b", SIGNER, "ann")],
            id="signers before those present",
        ),
        pytest.param([said("a", ANNOUNCER, "ann"), said("b", ANNOUNCER, "bob")], id="anybody may announce"),
        pytest.param([said("a", DATE, "2024-11"), said("b", DATE, "2024-11-01")], id="a coarser date"),
        pytest.param([said("a", DATE, "--11-01"), said("b", DATE, "2024-11-01")], id="a date without its year"),
        pytest.param(
            [said("a", DATE, "2024-11-01", modality="planned"), said("b", DATE, "2024-11-05")], id="planned, then done"
        ),
        pytest.param(
            [said("a", DATE, "2024-11-01"), said("b", DATE, "2024-11-05", modality="possible")], id="only possible"
        ),
        pytest.param([said("a", DEATHS, ">=12"), said("b", DEATHS, "15")], id="at least"),
        pytest.param([said("a", DEATHS, "~100"), said("b", DEATHS, "104")], id="about"),
        pytest.param([said("a", DEATHS, "10..20"), said("b", DEATHS, "15")], id="within a range"),
        pytest.param(
            [said("a", OFFICE, "foreign minister"), said("b", OFFICE, "foreign minister of x")], id="whose office"
        ),
        pytest.param(
            [
                said("a", OFFICE, "high representative of eu", "vice-president of c"),
                said("b", OFFICE, "vice-president of c"),
            ],
            id="two offices of one person",
        ),
        pytest.param([said("a", PLACE, "tokyo"), said("b", PLACE, "japan")], id="a place within a place"),
        pytest.param([said("a", PARTIES, "eu"), said("b", PARTIES, "japan")], id="each party by itself"),
        pytest.param([said("a", SCOPE, "cyber"), said("b", SCOPE, "space")], id="open lists"),
        pytest.param([said("a", DATE, "2024-11-01"), said("a", DATE, "2024-11-05")], id="an outlet with itself"),
        pytest.param([said("a", DATE, "2024-11-01", voice="v"), said("b", DATE, "2024-11", voice="v")], id="one voice"),
        pytest.param([said("a", SIGNER, "ann", modality="denied"), said("b", SIGNER, "bob")], id="a denial"),
        pytest.param(
            [said("a", Question("other", "?", "date"), "1"), said("b", DATE, "2024")], id="an unasked question"
        ),
        pytest.param([], id="nothing"),
    ],
)
def test_what_can_both_be_true_is_no_conflict(sayings: list[list[Said]]) -> None:
    """Coarser, partial, planned, attributed to one voice: no conflict."""
    assert conflicting(*sayings) == []


@pytest.mark.parametrize(
    ("sayings", "expected"),
    [
        pytest.param(
            [said("a", DATE, "2024-11-01"), said("b", DATE, "2024-11-15")],
            ("when", "asserted", (("2024-11-01",), ("2024-11-15",))),
            id="days",
        ),
        pytest.param(
            [said("a", EFFECT, "2025-01-01", modality="planned"), said("b", EFFECT, "2026-01", modality="done")],
            ("effect", "asserted", (("2025-01-01",), ("2026-01",))),
            id="a date of effect, planned or not",
        ),
        pytest.param(
            [said("a", DATE, "2024-11-01", voice="v"), said("b", DATE, "2024-11-05", voice="v")],
            ("when", "asserted", (("2024-11-01",), ("2024-11-05",))),
            id="a copy in which a desk has changed the date",
        ),
        pytest.param(
            [said("a", DEATHS, "29"), said("b", DEATHS, "92")],
            ("deaths", "asserted", (("29",), ("92",))),
            id="small digits",
        ),
        pytest.param(
            [said("a", DEATHS, ">40"), said("b", DEATHS, "31")],
            ("deaths", "asserted", (("31",), (">40",))),
            id="more than",
        ),
        pytest.param(
            [said("a", OFFICE, "foreign minister of x"), said("b", OFFICE, "defence minister of x")],
            ("office", "accounts diverge", (("defence minister of x",), ("foreign minister of x",))),
            id="two ministries",
        ),
        pytest.param(
            [said("a", PLACE, "tokyo"), said("b", PLACE, "brussels")],
            ("place", "accounts diverge", (("brussels",), ("tokyo",))),
            id="two places",
        ),
        pytest.param(
            [said("a", TRUE, "yes"), said("b", TRUE, "no")], ("true", "asserted", (("no",), ("yes",))), id="yes and no"
        ),
        pytest.param(
            [said("a", SIGNER, "ann", "bob"), said("b", SIGNER, "ann", "cid")],
            ("who", "accounts diverge", (("ann", "bob"), ("ann", "cid"))),
            id="one name differs",
        ),
    ],
)
def test_what_cannot_both_be_true_is_a_conflict(
    sayings: list[list[Said]], expected: tuple[str, str, tuple[tuple[str, ...], ...]]
) -> None:
    """Exclusive values of independent outlets conflict, numbers asserted, names as diverging accounts."""
    assert conflicting(*sayings) == [expected]


def test_the_side_with_more_outlets_stands_first() -> None:
    """Three say November, one says October: the lone voice stands second."""
    heard = [
        *said("z", DATE, "2024-10-01"),
        *said("a", DATE, "2024-11-01"),
        *said("b", DATE, "2024-11"),
        *said("c", DATE, "2024-11-01"),
    ]
    (conflict,) = find_conflicts(heard, QUESTIONS)
    assert [{one.outlet for one in side} for side in conflict.sides] == [{"a", "c"}, {"z"}]


def test_a_coarser_saying_does_not_make_a_conflict_look_new() -> None:
    """Somebody who rounds stands on no side, so that the conflict keeps its values."""
    heard = [*said("a", DATE, "2024-11-01"), *said("z", DATE, "2024-10-01")]
    (before,) = find_conflicts(heard, QUESTIONS)
    (after,) = find_conflicts([*heard, *said("b", DATE, "2024-11")], QUESTIONS)
    assert after.values == before.values


def test_a_bound_that_fits_two_numbers_hides_neither() -> None:
    """`At least 29` fits 31 and 92; they do not fit each other."""
    heard = [*said("a", DEATHS, ">=29"), *said("b", DEATHS, "92"), *said("c", DEATHS, "31"), *said("d", DEATHS, ">=29")]
    (conflict,) = find_conflicts(heard, QUESTIONS)
    assert conflict.values == (("31",), ("92",))


def test_three_values_make_three_sides() -> None:
    """Each value that excludes the others is a side of its own."""
    heard = [*said("a", DEATHS, "3"), *said("b", DEATHS, "4"), *said("c", DEATHS, "5")]
    (conflict,) = find_conflicts(heard, QUESTIONS)
    assert conflict.values == (("3",), ("4",), ("5",))


def test_the_order_of_what_was_said_does_not_matter() -> None:
    """The same sayings in another order give the same conflict."""
    heard = [*said("a", DEATHS, "3"), *said("b", DEATHS, ">=4"), *said("c", DEATHS, "5"), *said("d", DEATHS, "3")]
    assert {c.values for c in find_conflicts(heard, QUESTIONS)} == {
        c.values for c in find_conflicts(heard[::-1], QUESTIONS)
    }


@pytest.mark.parametrize(
    ("kind", "a", "b", "expected"),
    [
        pytest.param("date", "2024-11-01", "2024-11-01T18:30", True, id="a day holds its hours"),
        pytest.param("date", "2025", "2025-01-01", True, id="a year holds its days"),
        pytest.param("date", "2025", "2026-01-01", False, id="another year"),
        pytest.param("date", "2024-11-01/2024-11-03", "2024-11-02", True, id="a range holds a day"),
        pytest.param("date", "2024-11-01/2024-11-03", "2024-11-05", False, id="a day outside"),
        pytest.param("amount", "1000000000 JPY", "1000000000 EUR", True, id="units are not compared"),
        pytest.param("amount", "100000000 EUR", "900000000 EUR", False, id="two sums"),
        pytest.param("person", "takeshi iwaya", "iwaya takeshi", True, id="either order"),
        pytest.param("person", "岩屋", "岩屋毅", True, id="a Japanese surname"),
        pytest.param("role", "minister of x", "foreign minister of x", True, id="a minister is one"),
        pytest.param("count", "odd", "12", True, id="what is no number excludes nothing"),
    ],
)
def test_values_compare_as_people_mean_them(kind: str, a: str, b: str, expected: bool) -> None:
    """Comparing is symmetric, and knows coarser and finer."""
    assert compatible(kind, a, b) is expected
    assert compatible(kind, b, a) is expected


def test_the_sheet_gives_a_verdict_for_each_question() -> None:
    """Agreed, one source, diverging (first), compatible, unanswered."""
    topic = Topic("t", "T", ("en",), questions=QUESTIONS, entities=(Entity("ann", "person", "Ann Lee"),))
    heard = [
        *said("a", SIGNER, "ann"),
        *said("a", DATE, "2024-11-01"),
        *said("b", DATE, "2024-11-01"),
        *said("a", EFFECT, "2025"),
        *said("b", EFFECT, "2025-01-01"),
        *said("a", DEATHS, "3"),
        *said("b", DEATHS, "4"),
    ]
    answers = sheet(heard, topic)
    assert [(a.question, a.verdict) for a in answers] == [
        ("deaths", "diverging"),
        ("who", "one source"),
        ("announcer", "unanswered"),
        ("when", "agreed"),
        ("effect", "compatible"),
        ("office", "unanswered"),
        ("parties", "unanswered"),
        ("place", "unanswered"),
        ("scope", "unanswered"),
        ("true", "unanswered"),
    ]
    who = next(answer for answer in answers if answer.question == "who")
    assert [(value.label, value.outlets) for value in who.values] == [("Ann Lee", ("a",))]


def test_the_sheet_merges_a_surname_with_its_bearer() -> None:
    """`mori` and `kenji mori` are one row; with two Moris, the bare surname stays by itself."""
    topic = Topic("t", "T", ("en",), questions=(ANNOUNCER,))
    one = sheet([*said("a", ANNOUNCER, "kenji mori"), *said("b", ANNOUNCER, "mori")], topic)
    assert [value.value for value in one[0].values] == ["kenji mori"]
    two = [*said("a", ANNOUNCER, "kenji mori"), *said("b", ANNOUNCER, "aya mori"), *said("c", ANNOUNCER, "mori")]
    assert [value.value for value in sheet(two, topic)[0].values] == ["aya mori", "kenji mori", "mori"]


def at(day: int, sayings: list[Said]) -> list[Said]:
    """Let an article appear on a day, under its own address."""
    return [
        replace(one, said_at=f"2024-11-{day:02}T00:00:00Z", article_url=f"https://{one.outlet}.example/{day}")
        for one in sayings
    ]


def verdict_of(question: Question, *sayings: list[Said], once: list[Said] | None = None) -> tuple[str, list[str]]:
    """Give the verdict on one question, and what is superseded."""
    topic = Topic("t", "T", ("en",), questions=(question,))
    (answer,) = sheet([one for group in sayings for one in group], topic, once or [])
    return answer.verdict, [value.value for value in answer.superseded]


def test_an_outlet_s_later_article_supersedes_its_earlier_one() -> None:
    """29 dead on Monday, 44 on Friday by the same outlet: no contradiction of those who say 44."""
    monday, friday = at(4, said("a", DEATHS, "29")), at(8, said("a", DEATHS, "44"))
    assert conflicting(monday, friday, said("b", DEATHS, "44")) == []
    assert verdict_of(DEATHS, monday, friday, said("b", DEATHS, "44")) == ("superseded", ["29"])


def test_another_outlet_s_earlier_figure_is_not_superseded() -> None:
    """Only whoever said it can take it back."""
    monday, friday = at(4, said("a", DEATHS, "29")), at(8, said("b", DEATHS, "44"))
    assert verdict_of(DEATHS, monday, friday) == ("diverging", [])


def test_what_an_article_has_replaced_is_superseded() -> None:
    """An earlier version's value is shown as such; one that the new value only makes finer is not."""
    once = [*said("a", DATE, "2024-10-01"), *said("a", DATE, "2024-11")]
    assert verdict_of(DATE, said("a", DATE, "2024-11-01"), once=once) == ("superseded", ["2024-10-01"])


def test_copies_are_one_source_and_official_ones_are_marked() -> None:
    """Three outlets with one voice corroborate nothing; a ministry's value is the reference."""
    topic = Topic(
        "t", "T", ("en",), questions=(DATE,), sources=(SourceSpec("url", "https://m.example/", "m", official=True),)
    )
    copies = [*said("a", DATE, "2024-11-01", voice="v"), *said("b", DATE, "2024-11-01", voice="v")]
    (answer,) = sheet(copies, topic)
    assert (answer.verdict, answer.values[0].official, len(answer.values[0].voices)) == ("one source", False, 1)
    (answer,) = sheet([*copies, *said("m", DATE, "2024-11-01")], topic)
    assert (answer.verdict, answer.values[0].official, len(answer.values[0].voices)) == ("agreed", True, 2)


@pytest.mark.parametrize(
    ("question", "a", "b", "expected"),
    [
        pytest.param(replace(DATE, compare="exact"), "2024-11", "2024-11-01", False, id="exact"),
        pytest.param(replace(PLACE, compare="same entity"), "tokyo", "japan", False, id="same entity"),
        pytest.param(replace(PLACE, compare="coarser"), "tokyo", "japan", True, id="coarser"),
        pytest.param(replace(DEATHS, compare="tolerance"), "100", "108", True, id="within the tolerance"),
        pytest.param(replace(DEATHS, compare="tolerance", tolerance=0.02), "100", "108", False, id="beyond it"),
        pytest.param(replace(DEATHS, compare="at least"), "29", "92", True, id="at least"),
        pytest.param(replace(DEATHS, compare="at least"), "<20", "92", False, id="at least, against a bound above"),
    ],
)
def test_a_question_says_how_its_values_compare(question: Question, a: str, b: str, expected: bool) -> None:
    """Each way to compare, either way round."""
    assert agree(question, a, b) is expected
    assert agree(question, b, a) is expected
