"""Does a sentence support a claim about a number, or refute it?"""

from __future__ import annotations

import pytest

from pactwatch.facts import judge

YES, NO, UNKNOWN = "SUPPORTS", "REFUTES", "NOT ENOUGH INFO"


@pytest.mark.parametrize(
    ("claim", "evidence", "expected"),
    [
        pytest.param("More than 40 boats were lost.", "The storm sank 43 boats.", YES, id="more than"),
        pytest.param("More than 40 boats were lost.", "The storm sank 40 boats.", NO, id="more than is not equal"),
        pytest.param("More than 40 boats were lost.", "The storm sank more than 40 boats.", YES, id="the same bound"),
        pytest.param("At least 40 boats were lost.", "The storm sank 40 boats.", YES, id="at least"),
        pytest.param("Fewer than 40 boats were lost.", "The storm sank 43 boats.", NO, id="fewer than"),
        pytest.param("Fewer than 50 boats were lost.", "The storm sank more than 40 boats.", YES, id="a bound below"),
        pytest.param("The dam cost over $90 million.", "It was built for $99 million.", YES, id="money"),
        pytest.param("The dam cost over $90 million.", "It took 99 million tonnes of rock.", UNKNOWN, id="other units"),
        pytest.param(
            "The film made more than $20 million worldwide.",
            "It made $19 million in other territories for a worldwide total of $24 million on a budget of $40 million.",
            YES,
            id="which part of a sum",
        ),
        pytest.param(
            "More than 60 people recovered and fewer than 12 died.",
            "By then 11 deaths and 64 recoveries had been counted.",
            YES,
            id="each figure by what it counts",
        ),
        pytest.param(
            "There were more than 400 cases by 10 April 2020.",
            "As of 7 April 2020, 363 cases were confirmed.",
            UNKNOWN,
            id="a count that may have grown since",
        ),
        pytest.param("The bridge has 12 arches.", "Its 12 arches are of granite.", YES, id="equal"),
        pytest.param("The bridge has 12 arches.", "Its 14 arches are of granite.", NO, id="not equal"),
        pytest.param("More than 40 boats were lost.", "The storm was a bad one.", UNKNOWN, id="nothing to compare"),
        pytest.param("", "", UNKNOWN, id="nothing"),
    ],
)
def test_a_claim_is_judged_by_its_figures(claim: str, evidence: str, expected: str) -> None:
    """Comparators, units, what is counted, and dates decide."""
    assert judge(claim, evidence) == expected
