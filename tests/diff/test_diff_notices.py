"""Lines that are no claims: correction notices, and what they disclose."""

from __future__ import annotations

import pytest

from pactwatch.claims import read_wording
from pactwatch.diff import compare
from pactwatch.diff.notices import is_correction
from pactwatch.model import Change

BODY = ["The ministers met in Tokyo.", "The blast killed 29 people in Lima.", "Talks go on in spring."]


@pytest.mark.parametrize(
    "line",
    [
        "Correction: an earlier version of this article misstated the date.",
        "CORRECTION (2 November 2024): the fund is worth 3 million euros, not 5.",
        "Clarification: the minister spoke on Friday.",
        "Editor's note: this story was updated to correct a name.",
        "This article was amended on 4 November 2024 to correct the death toll.",
        "An earlier version of this story gave the wrong number of victims.",
        "Korrektur: In einer früheren Version hieß es, 29 Menschen seien gestorben.",
        "Anmerkung der Redaktion: Wir haben die Zahl berichtigt.",
        "Dieser Artikel wurde am 4. November korrigiert.",
        "In einer früheren Fassung dieses Textes stand eine falsche Zahl.",
        "Rectificatif : le bilan est de 92 morts.",
        "Cet article a été corrigé le 4 novembre.",
        "Une version précédente de cet article donnait un mauvais chiffre.",
        "Corrección: el balance es de 92 muertos.",
        "Una versión anterior de este artículo daba una cifra errónea.",
        "Este artículo ha sido corregido el 4 de noviembre.",
        "Rettifica: i morti sono 92.",
        "In una versione precedente di questo articolo la cifra era errata.",
        "Questo articolo è stato corretto il 4 novembre.",
        "【訂正】死者は92人でした。",
        "訂正:死者の数は92人でした。",
        "記事中の死者数に誤りがありました。お詫びして訂正します。",
    ],
)
def test_a_notice_is_known(line: str) -> None:
    """A disclosed correction is recognised in six languages, and is never a claim."""
    assert is_correction(line)
    (change,) = compare([], [read_wording(line)]).changes
    assert (change.verdict.material, change.verdict.rule) == (False, "correction-notice")


@pytest.mark.parametrize(
    "line",
    [
        "The correction of the treaty took five years.",
        "The text of the treaty was corrected by the ministers.",
        "Die Korrektur der Prognose überraschte die Märkte.",
        "El gobierno corrigió sus cifras.",
        "政府は統計を訂正する方針だ。",
    ],
)
def test_a_statement_about_corrections_is_a_statement(line: str) -> None:
    """Prose that speaks of corrections is no notice."""
    assert not is_correction(line)


def changes(old: list[str], new: list[str]) -> list[Change]:
    """Compare two versions."""
    return list(compare([read_wording(t) for t in old], [read_wording(t) for t in new]).changes)


@pytest.mark.parametrize(
    ("was", "now", "notice"),
    [
        pytest.param(
            BODY[1],
            "The blast killed 92 people in Lima.",
            "Correction: an earlier version of this article said 29 people died; the figure is 92.",
            id="en, by figures",
        ),
        pytest.param(
            "Der Vertrag gilt ab Januar 2025 in beiden Ländern.",
            "Der Vertrag gilt ab März 2025 in beiden Ländern.",
            "Korrektur: In einer früheren Version hieß es, der Vertrag gelte ab Januar.",
            id="de, by a month",
        ),
        pytest.param(
            "爆発で29人が死亡した。",
            "爆発で92人が死亡した。",
            "【訂正】死者は29人ではなく92人でした。",
            id="ja, by figures",
        ),
    ],
)
def test_a_notice_is_tied_to_the_change_it_discloses(was: str, now: str, notice: str) -> None:
    """The change carries the notice, and the notice says what it corrects; other changes carry nothing."""
    told = changes([BODY[0], was, BODY[2]], ["The envoys met in Osaka.", now, BODY[2], notice])
    tied = {c.new_text: [(d.facet, d.old, d.new) for d in c.verdict.differences] for c in told}
    assert ("correction", None, notice) in tied[now]
    assert ("corrects", was, now) in tied[notice]
    assert sum(facet == "correction" for found in tied.values() for facet, _, _ in found) == 1


def test_a_notice_about_something_else_is_tied_to_nothing() -> None:
    """A notice that shares nothing with any change discloses none of them."""
    told = changes(BODY, [BODY[0], "The blast killed 92 people in Lima.", BODY[2], "Clarification: the photo is old."])
    assert all(d.facet not in ("correction", "corrects") for c in told for d in c.verdict.differences)
