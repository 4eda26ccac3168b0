"""Lines that are no claims: correction notices, and what they disclose."""

from __future__ import annotations

import pytest

from pactwatch.claims import find_claims, is_correction, read_wording
from pactwatch.diff import compare
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
        "(Corrects month in paragraph 2 to March)",
        "We have amended this article: the pact takes effect in March.",
        "This story was updated on Monday to correct the month, which is March.",
        "Hinweis: In einer früheren Version des Artikels war von 29 Toten die Rede.",
        "Transparenzhinweis: Der Artikel wurde korrigiert.",
        "Anm. d. Red.: In einer ersten Fassung hieß es Januar.",
        "Mise à jour : une première version de cet article indiquait le mois de janvier.",
        "Note de la rédaction : nous avions écrit janvier.",
        "Correction le 4 novembre : l'accord entre en vigueur en mars.",
        "Nota de la redacción: esta noticia ha sido corregida.",
        "Esta información ha sido modificada para corregir la fecha.",
        "Una primera versión de esta información daba otra fecha.",
        "Correzione del 4 novembre: l'accordo entra in vigore a marzo.",
        "Nota della redazione: in una prima versione avevamo scritto gennaio.",
        "【お断り】記事の初版で1月としたのは誤りで、3月でした。",
        "見出しの数字を訂正しました。",
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
        "政府は統計を訂正しました。",
        "Corrections officers were attacked in the prison.",
        "A previous version of the bill set the fine at 3 million.",
        "This version of the bill was amended by 29 votes.",
        "The headline figure was corrected to 3 percent.",
        "The article was amended in 1992 by referendum.",
        "In einer früheren Fassung des Gesetzes waren 3 Millionen vorgesehen.",
        "In einer früheren Fassung war ein Betrag von 3 Millionen vorgesehen.",
        "Une première version du texte prévoyait 3 millions.",
        "Une version antérieure de la loi prévoyait 3 millions.",
        "Una versión anterior del proyecto preveía 3 millones.",
        "Una primera versión del acuerdo preveía 3 millones.",
        "Una versione precedente del disegno di legge prevedeva 3 milioni.",
        "Una prima versione del patto prevedeva 3 milioni.",
    ],
)
def test_a_statement_about_corrections_is_a_statement(line: str) -> None:
    """Prose that speaks of corrections, and of earlier versions of laws and treaties, is no notice."""
    assert not is_correction(line)
    (claim,) = find_claims(line)
    (change,) = compare([], [claim]).changes
    assert (change.verdict.material, change.verdict.rule) == (True, "claim-new")


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
        pytest.param(
            "La explosión mató a 29 personas en Lima.",
            "La explosión mató a 92 personas en Lima.",
            "Corrección: una versión anterior de este artículo decía que murieron 29 personas; son 92.",
            id="es, by figures",
        ),
        pytest.param(
            "El tratado fue firmado por Josep Borrell en marzo.",
            "El tratado fue firmado por Kaja Kallas en marzo.",
            "Fe de errores: en una versión anterior se decía que Borrell firmó el tratado; fue Kallas.",
            id="es, by a name",
        ),
        pytest.param(
            "El acuerdo entra en vigor el 1 de enero.",
            "El acuerdo entra en vigor el 1 de marzo.",
            "Esta noticia ha sido corregida: el acuerdo entra en vigor en marzo y no en enero.",
            id="es, by a month",
        ),
        pytest.param(
            "L'explosion a tué 29 personnes à Lima.",
            "L'explosion a tué 92 personnes à Lima.",
            "Rectificatif : une version antérieure de cet article faisait état de 29 morts ; le bilan est de 92.",
            id="fr, by figures",
        ),
        pytest.param(
            "Le traité a été signé par Josep Borrell en mars.",
            "Le traité a été signé par Kaja Kallas en mars.",
            "Erratum : ce n'est pas Josep Borrell mais Kaja Kallas qui a signé.",
            id="fr, by a name",
        ),
        pytest.param(
            "L'accord entre en vigueur le 1er janvier.",
            "L'accord entre en vigueur le 1er mars.",
            "Mise à jour : une première version de cet article indiquait par erreur le mois de janvier.",
            id="fr, by a month",
        ),
        pytest.param(
            "L'esplosione ha ucciso 29 persone a Lima.",
            "L'esplosione ha ucciso 92 persone a Lima.",
            "Rettifica: una versione precedente di questo articolo parlava di 29 morti; sono 92.",
            id="it, by figures",
        ),
        pytest.param(
            "Il trattato è stato firmato da Josep Borrell.",
            "Il trattato è stato firmato da Kaja Kallas.",
            "Errata corrige: non Borrell ma Kallas ha firmato.",
            id="it, by a name",
        ),
        pytest.param(
            "L'accordo entra in vigore il 1° gennaio.",
            "L'accordo entra in vigore il 1° marzo.",
            "Nota della redazione: in una prima versione avevamo scritto gennaio.",
            id="it, by a month",
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


def test_a_notice_that_quotes_what_was_wrong_does_not_inherit_it() -> None:
    """The statement lives on in its new wording, however alike the notice is to the old one."""
    was, now = "The blast killed 29 people near the old market of Lima.", "In Lima, 92 people lost their lives."
    notice = f"Correction: An earlier version of this article said: {was}"
    told = changes([BODY[0], was, BODY[2]], [BODY[0], now, BODY[2], notice])
    assert [(c.kind, c.verdict.rule) for c in told if c.new_text == notice] == [("new", "correction-notice")]
    assert all(c.old_text != was or c.new_text != notice for c in told)
