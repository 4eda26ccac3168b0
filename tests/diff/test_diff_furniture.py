"""Lines that belong to the page and not to the story: counters, time stamps, buttons, datelines; and their twins."""

from __future__ import annotations

import pytest

from pactwatch.claims import read_wording
from pactwatch.diff import classify, compare
from pactwatch.diff.furniture import is_furniture

FURNITURE = """
1,234 comments | 2.3k shares | Comments (12) | Show all 12 comments | Join the conversation | 12K views | 112 comments
Kommentare (12) | 12 Kommentare anzeigen | 1.234 Aufrufe | 23 mal geteilt | Lire les 12 commentaires | 23 partages
Comentarios: 12 | 23 veces compartido | Commenti (12) | 23 condivisioni
コメント 112件 | コメント(12) | 閲覧数 1,234 | 1.2万回視聴 | いいね! 12
5 min read | 5-minute read | Reading time: 4 minutes | Lesedauer: 4 Minuten | 4 Min. Lesezeit | Temps de lecture : 3 min
4 min de lectura | Tempo di lettura: 3 minuti | この記事は3分で読めます
Updated 3 minutes ago | 3 hours ago | vor 3 Minuten | il y a 3 minutes | hace 3 horas | 3 minuti fa | 3分前 | 更新 3分前
Updated 3 November 2024, 10:15 | Published 10:15 GMT, 3 November 2024 | Stand: 03.11.2024, 10:15 Uhr
Veröffentlicht am 3. November 2024, 10:15 Uhr | Letzte Aktualisierung: 3. November 2024
Mis à jour le 3 novembre 2024 à 10h15 | Actualizado a las 10:15 | Ultimo aggiornamento: 3 novembre 2024
公開日時 2024年11月3日 10:15 | 最終更新 2024年11月3日
Show 12 new updates | Load more | Pinned | Pinned post | Key events | LIVE | Newest first | Mehr anzeigen | Angepinnt
12 neue Beiträge | Afficher plus | En direct | Épinglé | Mostrar más | Última hora | Mostra altro | In evidenza
もっと見る | 新着12件 | 速報
Share this article | Share on Facebook | Auf WhatsApp teilen | Partager sur X | Compartir en Facebook | Copia link
Facebookでシェア | Share · Tweet · Email · Print | Copy link | Save
Advertisement | Publicidad | Werbung | 広告 | Image 3 of 12 | Lire la suite | Continue reading | Nach oben
TOKYO, Nov 1 (Reuters) - | BERLIN (dpa) – | Tokio, 1 nov. (EFE).
"""
STORY = """
1,234 comments were received by the ministry. | 12 Kommentare gingen beim Ministerium ein.
Le ministère a reçu 12 commentaires. | El ministerio recibió 12 comentarios. | Sono arrivati 12 commenti.
コメントは12件だった。 | 閲覧数は1,234回だった。 | 3分前に地震があった。
Updated rules take effect on 3 November 2024. | Updated figures show 92 dead.
It was updated 3 minutes ago by the ministry.
12 people are watching the talks. | Shares fell 5 percent. | Comments by the minister angered Tokyo. | 12 people died.
12 views were exchanged. | Key events were cancelled. | Live ammunition was used.
Pinned down by fire, they surrendered.
Show of force in the strait | Show 12 new missiles | Save the whales | 29 dead | Dead: 12 | Turnout: 41% | Votes: 12
29 | 3-2 | 41% | €3bn | 2024: 12 | 2 Nov: 13 | 1 novembre 12:30: 29 | 10:15: 29 | Published 12 | Posted 3 million
令和6年: 12 | 29人 | 3:2
"""


def lines(table: str) -> list[str]:
    """Give the lines of a table that is parted by bars."""
    return [line for row in table.strip().splitlines() for line in row.split(" | ")]


@pytest.mark.parametrize("line", lines(FURNITURE))
def test_furniture_is_known_wherever_it_stands(line: str) -> None:
    """Counters, stamps, buttons and datelines of six languages, also between paragraphs."""
    assert is_furniture(line)


@pytest.mark.parametrize("line", lines(STORY))
def test_a_line_that_holds_a_figure_of_the_story_is_never_furniture(line: str) -> None:
    """What resembles a counter or a stamp and says something is a claim, at the edges too."""
    assert not is_furniture(line, at_edge=True)


BODY = {
    "en": [
        "Envoys of both sides met in the old town hall.",
        "They spoke for six hours.",
        "Nobody came out to the press.",
    ],
    "de": [
        "Gesandte beider Seiten trafen sich im alten Rathaus.",
        "Sie sprachen sechs Stunden.",
        "Niemand trat heraus.",
    ],
    "fr": ["Les envoyés se sont vus à la mairie.", "Ils ont parlé six heures.", "Personne n'est sorti."],
    "es": ["Los enviados se vieron en el ayuntamiento.", "Hablaron seis horas.", "Nadie salió a hablar."],
    "it": ["Gli inviati si sono visti in municipio.", "Hanno parlato sei ore.", "Nessuno è uscito a parlare."],
    "ja": ["両国の使節は旧市庁舎で会談した。", "会談は6時間に及んだ。", "誰も記者団の前に現れなかった。"],
}


def told(old: list[str], new: list[str], language: str) -> list[tuple[str, str, bool]]:
    """Give kind, rule and materiality of every change between two versions."""
    was, now = ([read_wording(line, language=language) for line in lines] for lines in (old, new))
    return [(c.kind, c.verdict.rule, c.verdict.material) for c in compare(was, now, language=language).changes]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "12 comments", "1,234 comments"),
        ("en", "Updated 3 minutes ago", "Updated 2 hours ago"),
        ("de", "Stand: 03.11.2024, 10:15 Uhr", "Stand: 04.11.2024, 18:00 Uhr"),
        ("fr", "Temps de lecture : 3 min", "Temps de lecture : 5 min"),
        ("es", "Comentarios (3)", "Comentarios (40)"),
        ("it", "3 minuti fa", "2 ore fa"),
        ("ja", "閲覧数 1,234", "閲覧数 2,345"),
    ],
)
@pytest.mark.parametrize("place", [0, 2, 3])
def test_a_counter_that_moves_on_is_never_material(language: str, old: str, new: str, place: int) -> None:
    """Whether it changes, comes or goes, at the top, inside and at the end."""
    body = BODY[language]
    before, after = [*body[:place], old, *body[place:]], [*body[:place], new, *body[place:]]
    for was, now in ((before, after), (body, after), (before, body)):
        assert {material for _, _, material in told(was, now, language)} == {False}


@pytest.mark.parametrize(
    ("label", "old", "new", "rule"),
    [
        ("Killed", "29", "92", "number-changed"),
        ("Turnout", "41%", "43%", "number-changed"),
        ("Value", "€3bn", "€5bn", "number-changed"),
        ("Final score", "3-2", "3-3", "number-changed"),
        ("Takes effect", "1 January 2025", "1 March 2025", "date-changed"),
        ("Deadline:", "1 January 2025", "1 March 2025", "date-changed"),
        ("Kick-off", "20:45", "21:15", "date-changed"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_box_of_figures_is_read_as_claims(label: str, old: str, new: str, rule: str, place: int) -> None:
    """A value in a line of its own is no time stamp, wherever its box stands, and is compared with its successor."""
    body = BODY["en"]
    before, after = ([*body[:place], label, value, *body[place:]] for value in (old, new))
    assert told(before, after, "en") == [("changed", rule, True)]


# A table per language: header, two rows, and the first one with a changed cell and in other print.
TABLES = [
    ("en", "Country | Dead | Share", "Japan | 1,234 | 3.5%", "Peru | 12 | 2.0%", "1,324", "Japan | 1234 | 3.5 %"),
    ("de", "Land | Tote | Anteil", "Japan | 1.234 | 3,5 %", "Peru | 12 | 2,0 %", "1.324", "Japan | 1234 | 3,5%"),
    ("fr", "Pays | Morts | Part", "Japon | 1 234 | 3,5 %", "Pérou | 12 | 2,0 %", "1 324", "Japon | 1234 | 3,5%"),
    ("es", "País | Muertos | Cuota", "Japón | 1.234 | 3,5 %", "Perú | 12 | 2,0 %", "1.324", "Japón | 1234 | 3,5%"),
    ("it", "Paese | Morti | Quota", "Cina | 1.234 | 3,5%", "Perù | 12 | 2,0%", "1.324", "Cina | 1234 | 3,5 %"),
    ("ja", "国名 | 死者 | 割合", "日本 | 1,234人 | 3.5%", "ペルー | 12人 | 2.0%", "1,324人", "日本 | 1234人 | 3.5％"),
]


@pytest.mark.parametrize(("language", "head", "row", "other", "cell", "reprinted"), TABLES)
def test_a_table_of_figures(language: str, head: str, row: str, other: str, cell: str, reprinted: str) -> None:
    """A changed cell is told, a new row is new, sorted rows have moved, and print is print; also at the edge."""
    third, cells = "2023 | 40 | 7", row.split(" | ")
    changed = " | ".join((cells[0], cell, cells[2]))
    body = [*BODY[language], head]
    table = [*body, row, other, third]
    assert told(table, [*body, changed, other, third], language) == [("changed", "number-changed", True)]
    assert told([*body, row, other], table, language) == [("new", "claim-new", True)]
    assert told(table, [*body, row, other], language) == [("removed", "claim-removed", True)]
    assert {(kind, material) for kind, _, material in told(table, [*body, third, other, row], language)} == {
        ("moved", False)
    }
    assert told(table, [*body, row, other, "2023 | 41 | 7"], language) == [("changed", "number-changed", True)]
    assert [material for _, _, material in told(table, [*body, reprinted, other, third], language)] == [False]
    sorted_and_changed = told(table, [*body, third, other, changed], language)
    assert [rule for _, rule, material in sorted_and_changed if material] == ["number-changed"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Japan | 29 | 12", "Japan | 12 | 29", "number-swapped"),
        ("1 Nov | 29", "2 Nov | 29", "date-changed"),
        ("2024 | 12", "2024 | 13", "number-changed"),
        ("JAPAN | 29", "NORWAY | 29", "name-changed"),
    ],
)
def test_a_row_says_which_cell_differs(old: str, new: str, rule: str) -> None:
    """Columns that change places, dates, bare numbers and names in capitals."""
    assert (classify(old, new).material, classify(old, new).rule) == (True, rule)
    assert classify(new, old).material


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
        pytest.param("【パリ共同】協定に署名した。", "協定に署名した。", id="Japanese, agency"),
        pytest.param(
            "［ロンドン　１日　ロイター］ - 署名した。", "［東京　２日　ロイター］ - 署名した。", id="Japanese, dated"
        ),
        pytest.param("ロンドン＝鈴木一郎 協定に署名した。", "協定に署名した。", id="Japanese, reporter"),
        pytest.param("【速報】日本が署名した。", "日本が署名した。", id="Japanese, flash"),
        pytest.param("(Reuters) - Japan signed the pact.", "Japan signed the pact.", id="agency alone"),
        pytest.param("(CNN) Japan signed the pact.", "Japan signed the pact.", id="agency without a dash"),
        pytest.param("Nov 1 (Reuters) - Japan signed.", "Nov 2 (Reuters) - Japan signed.", id="no place"),
        pytest.param("BRUSSELS, Belgium (AP) — It holds.", "PARIS (AP) — It holds.", id="with its country"),
        pytest.param("Tokyo, Japan – The pact holds.", "The pact holds.", id="country and no agency"),
        pytest.param("Paris, le 1er novembre (AFP) – Le pacte est signé.", "Le pacte est signé.", id="French"),
        pytest.param("(ANSA) - ROMA, 01 NOV - Il patto rige.", "Il patto rige.", id="Italian"),
        pytest.param("WASHINGTON -- The pact holds.", "The pact holds.", id="two hyphens"),
        pytest.param("UPDATE 1-Japan signs pact", "UPDATE 2-Japan signs pact", id="a headline's number"),
        pytest.param("Eilmeldung: Japan unterschreibt", "Japan unterschreibt", id="a headline's flag"),
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
    ("old", "new"),
    [
        ("NATO — Japan signed it.", "UNESCO — Japan signed it."),
        ("GERMANY — Exports rose.", "FRANCE — Exports rose."),
        ("UKRAINE: 29 died.", "RUSSIA: 29 died."),
        ("IRAN - the state - signed.", "IRAQ - the state - signed."),
    ],
)
def test_what_the_line_is_about_is_no_dateline(old: str, new: str) -> None:
    """A body, or a country under which a line stands, is part of the claim."""
    assert (classify(old, new).material, classify(old, new).rule) == (True, "name-changed")


def test_a_list_that_is_reordered_has_moved() -> None:
    """The same items in another order are moves, and none of them is material."""
    items = [
        "Japan signed in Tokyo.",
        "Norway signed in Oslo.",
        "Moldova signed in Chisinau.",
        "Korea signed in Seoul.",
    ]
    found = told(items, items[::-1], "en")
    assert {(kind, material) for kind, _, material in found} == {("moved", False)}
