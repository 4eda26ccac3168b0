"""Lines that are no claims: correction notices and what they disclose, datelines, page furniture."""

from __future__ import annotations

import pytest

from pactwatch.claims import read_wording
from pactwatch.diff import classify, compare
from pactwatch.diff.notices import is_correction, is_furniture
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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "TOKYO, Nov 1 (Reuters) - Japan signed the pact.", "TOKYO (Reuters) - Japan signed the pact.", id="date"
        ),
        pytest.param("BERLIN (dpa) – Der Pakt gilt.", "Berlin (dpa/AFP) – Der Pakt gilt.", id="two agencies"),
        pytest.param("Le pacte est signé.", "TOKYO, 1er nov. (AFP) — Le pacte est signé.", id="one that came"),
        pytest.param("BRUSSELS — The pact holds.", "BRUSSELS, Nov. 2 — The pact holds.", id="no agency"),
        pytest.param("Tokio, 1 nov (EFE).- El pacto rige.", "Tokio, 2 nov (EFE).- El pacto rige.", id="Spanish"),
        pytest.param("【東京=共同】協定に署名した。", "協定に署名した。", id="Japanese"),
    ],
)
def test_a_dateline_is_no_part_of_the_claim(old: str, new: str) -> None:
    """Where and when a story was filed may change without a change of what it says."""
    assert (classify(old, new).material, classify(old, new).rule) == (False, "page-furniture")
    assert not classify(new, old).material


def test_what_stands_behind_a_dateline_is_compared() -> None:
    """A dateline hides no change of figures."""
    old = "TOKYO, Nov 1 (Reuters) - The blast killed 29 people."
    verdict = classify(old, "TOKYO, Nov 2 (Reuters) - The blast killed 92 people.")
    assert (verdict.rule, len(verdict.differences)) == ("number-changed", 1)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("112 comments", True),
        ("5 min read", True),
        ("コメント 112件", True),
        ("Share this article", True),
        ("Publicidad", True),
        ("Veröffentlicht am 3. November 2024, 10:15 Uhr", True),
        ("12 people died.", False),
        ("Shares fell 5 percent.", False),
        ("Updated figures show 92 dead.", False),
        ("Comments by the minister angered Tokyo.", False),
    ],
)
def test_furniture_is_known_by_its_whole_pattern(line: str, expected: bool) -> None:
    """A line is furniture for what it is, never because it holds digits."""
    assert is_furniture(line) == expected


def test_a_list_that_is_reordered_has_moved() -> None:
    """The same items in another order are moves, and none of them is material."""
    items = [
        "Japan signed in Tokyo.",
        "Norway signed in Oslo.",
        "Moldova signed in Chisinau.",
        "Korea signed in Seoul.",
    ]
    told = changes(items, items[::-1])
    assert told
    assert {(c.kind, c.verdict.material) for c in told} == {("moved", False)}


def test_a_figure_in_a_table_row_is_a_change() -> None:
    """A row of a table is compared like a statement."""
    (change,) = changes(["Japan | 29 | 3.5%", "Norway | 12 | 2.0%"], ["Japan | 92 | 3.5%", "Norway | 12 | 2.0%"])
    assert (change.old_text, change.verdict.rule) == ("Japan | 29 | 3.5%", "number-changed")
