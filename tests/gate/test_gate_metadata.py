"""Metadata floors: 48 small pages in 24 languages and 12 layouts, made for this test; figures may rise, never fall."""
# ruff: noqa: E501  (an edition is a row of a table)

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pactwatch.extract import extract
from pactwatch.extract.headline import words_of
from pactwatch.model import Article

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text())["metadata"]
URL = "https://tide.example/s/ferry"
OTHER_DAY = "2029-02-11"
DAY = "2031-03-04"


@dataclass(frozen=True)
class Edition:
    """What one paper prints: the same story on the fourth of March 2031."""

    language: str
    outlet: str
    headline: str
    authors: tuple[str, ...]
    by: str
    printed: str
    updated: str
    story: str


@dataclass(frozen=True)
class Case:
    """A page and what it says."""

    name: str
    page: str
    edition: Edition
    day: str | None
    authors: tuple[str, ...]


EDITIONS = [
    Edition("en", "The Tide", "Ferry to the outer islands sails again", ("Mara Lindqvist", "Jo Ekman"), "By Mara Lindqvist and Jo Ekman", "March 4, 2031", "Updated March 9, 2031", "The ferry sails again from Monday, after eleven months in the yard, and the fares will stay as they were, the harbour office said."),
    Edition("de", "Halder Bote", "Die Fähre zu den Inseln fährt wieder", ("Ute Brandl",), "Von Ute Brandl, Halden", "4. März 2031, 18:05 Uhr", "Aktualisiert am 9. März 2031", "Die Fähre fährt nach elf Monaten in der Werft ab Montag wieder, und die Preise bleiben nach dem Brand, wie sie sind, sagte das Hafenamt."),
    Edition("fr", "La Marée", "Le ferry des îles reprend la mer lundi", ("Luce Maréchal",), "Par Luce Maréchal", "Publié le 4 mars 2031 à 18h05", "Mis à jour le 9 mars 2031", "Le ferry reprendra la mer lundi après onze mois passés au chantier, et les tarifs ne changeront pas, a dit la capitainerie dans un communiqué."),
    Edition("es", "La Marea", "El ferry de las islas vuelve a zarpar el lunes", ("Inés Robledo",), "Por Inés Robledo", "4 de marzo de 2031", "Actualizado el 9 de marzo de 2031", "El ferry volverá a zarpar el lunes después de once meses en el astillero, y las tarifas no van a cambiar, según la oficina del puerto."),
    Edition("it", "La Marea Nuova", "Il traghetto per le isole riparte lunedì", ("Carla Brusati",), "di Carla Brusati", "4 marzo 2031", "Aggiornato il 9 marzo 2031", "Il traghetto riparte lunedì dopo undici mesi in cantiere e le tariffe non cambiano, ha detto la capitaneria in una nota che è stata letta nel porto."),
    Edition("pt", "A Maré", "A balsa das ilhas volta a navegar na segunda", ("Rita Queirós",), "Por Rita Queirós", "4 de março de 2031 às 18h05", "Atualizado em 9 de março de 2031", "A balsa volta a navegar na segunda-feira depois de onze meses no estaleiro, e os preços não mudam, disse a capitania do porto em um comunicado."),
    Edition("nl", "Het Getij", "De veerboot naar de eilanden vaart weer", ("Anke Veldman",), "Door Anke Veldman", "4 maart 2031", "Bijgewerkt op 9 maart 2031", "De veerboot vaart vanaf maandag weer na elf maanden op de werf, en de prijzen blijven zoals ze waren, zei het havenkantoor in een bericht."),
    Edition("pl", "Przypływ", "Prom na wyspy znów wypływa w poniedziałek", ("Anna Wilk",), "Autor: Anna Wilk", "4 marca 2031", "Aktualizacja: 9 marca 2031", "Prom znów wypływa w poniedziałek po jedenastu miesiącach w stoczni, a ceny nie zmienią się, jak podało w komunikacie biuro portu na wyspie."),
    Edition("sv", "Tidvattnet", "Färjan till öarna går igen på måndag", ("Karin Ström",), "Av Karin Ström", "Publicerad 4 mars 2031", "Uppdaterad 9 mars 2031", "Färjan går igen på måndag efter elva månader på varvet och priserna är som de var före branden, sade hamnkontoret till tidningen i går."),
    Edition("da", "Tidevandet", "Færgen til øerne sejler igen på mandag", ("Bente Holm",), "Af Bente Holm", "4. marts 2031", "Opdateret 9. marts 2031", "Færgen sejler igen på mandag efter elleve måneder på værftet, og priserne blev ikke ændret efter branden, siger havnekontoret til avisen."),
    Edition("no", "Tidevannet", "Fergen til øyene går igjen på mandag", ("Siri Lunde",), "Av Siri Lunde", "4. mars 2031", "Oppdatert 9. mars 2031", "Fergen går igjen på mandag etter elleve måneder på verftet, og prisene er som de var før brannen, sier havnekontoret, som også har en ny kai."),
    Edition("fi", "Vuorovesi", "Saarten lautta kulkee taas maanantaina", ("Aino Salmi",), "Aino Salmi", "4. maaliskuuta 2031", "Päivitetty 9. maaliskuuta 2031", "Lautta kulkee taas maanantaina ja hinnat ovat samat kuin ennen, sillä telakka sai sen valmiiksi, mutta se oli poissa yli vuoden, kertoo satama."),
    Edition("ja", "潮新聞", "島へのフェリー、月曜から運航再開", ("岩田花子",), "岩田花子記者", "2031年3月4日 18時05分", "更新 2031年3月9日", "島へのフェリーは十一か月の修理を終え、月曜から運航を再開する。運賃は火災の前と変わらないと港務所は発表した。"),
    Edition("zh", "潮报", "海岛渡轮星期一恢复航行", ("林小梅",), "记者 林小梅", "2031年3月4日 18:05", "更新：2031年3月9日", "渡轮在船厂修理十一个月后将于星期一恢复航行，票价与火灾之前相同，港务局在一份声明中表示，乘客可以提前购票。"),
    Edition("ko", "조류신문", "섬 여객선 월요일부터 운항 재개", ("김하늘",), "김하늘 기자", "입력 2031.03.04. 오후 6:05", "수정 2031.03.09.", "섬으로 가는 여객선이 열한 달 동안의 수리를 마치고 월요일부터 운항을 재개한다. 요금은 화재 이전과 같다고 항만 사무소가 밝혔다."),
    Edition("ru", "Прилив", "Паром на острова снова выйдет в море", ("Анна Волкова",), "Автор: Анна Волкова", "4 марта 2031", "Обновлено 9 марта 2031", "Паром снова выйдет в море в понедельник после одиннадцати месяцев на верфи, и цены не изменятся, сообщили в управлении порта, это была новость дня."),
    Edition("uk", "Приплив", "Пором на острови знову вийде в море", ("Оксана Лис",), "Автор: Оксана Лис", "4 березня 2031", "Оновлено 9 березня 2031", "Пором знову вийде в море в понеділок після одинадцяти місяців на верфі, і ціни не зміняться, повідомили в управлінні порту її журналістам."),
    Edition("tr", "Gelgit", "Adalara feribot pazartesi yeniden başlıyor", ("Defne Aksoy",), "Defne Aksoy", "4 Mart 2031", "Güncelleme: 9 Mart 2031", "Feribot on bir ay tersanede kaldıktan sonra pazartesi yeniden başlıyor ve fiyatlar için bir değişiklik olmadı, liman ofisi bu konuda çok net."),
    Edition("el", "Η Παλίρροια", "Το πλοίο για τα νησιά ξεκινά πάλι τη Δευτέρα", ("Ελένη Μάρκου",), "Ελένη Μάρκου", "4 Μαρτίου 2031", "Ενημέρωση: 9 Μαρτίου 2031", "Το πλοίο ξεκινά πάλι τη Δευτέρα μετά από έντεκα μήνες στο ναυπηγείο και οι τιμές μένουν ίδιες, είπε το λιμεναρχείο."),
    Edition("cs", "Příliv", "Trajekt na ostrovy znovu vyplouvá v pondělí", ("Jana Malá",), "Autor: Jana Malá", "4. března 2031", "Aktualizováno 9. března 2031", "Trajekt znovu vyplouvá v pondělí po jedenácti měsících v loděnici a ceny se podle přístavu nemění, jak je to běžné, ale lístky jsou už v prodeji."),
    Edition("hu", "Dagály", "Hétfőn újra indul a komp a szigetekre", ("Nagy Eszter",), "Nagy Eszter", "2031. március 4.", "Frissítve: 2031. március 9.", "A komp hétfőn újra indul és az árak nem változnak, mert a javítás után csak ezt ígérte a kikötő, de már az is sok volt, hogy elkészült egy év után."),
    Edition("vi", "Thủy Triều", "Phà ra đảo chạy lại từ thứ hai", ("Trần Mai",), "Trần Mai", "4 tháng 3 năm 2031", "Cập nhật 9 tháng 3 năm 2031", "Phà ra đảo được chạy lại từ thứ hai và giá vé không đổi cho các hành khách, với người đã mua vé trong năm, theo văn phòng của cảng khi trả lời."),
    Edition("ar", "المد", "العبارة إلى الجزر تبحر من جديد يوم الاثنين", ("ليلى حداد",), "ليلى حداد", "4 مارس 2031", "تحديث 9 مارس 2031", "تبحر العبارة من جديد يوم الاثنين بعد أحد عشر شهرا في حوض السفن، وتبقى الأسعار كما كانت قبل الحريق، كما قال مكتب الميناء."),
    Edition("id", "Pasang", "Feri ke pulau berlayar lagi hari Senin", ("Dewi Lestari",), "Oleh Dewi Lestari", "4 Maret 2031", "Diperbarui 9 Maret 2031", "Feri akan berlayar lagi pada hari Senin setelah sebelas bulan di galangan dan harga tiket tidak berubah, kata kantor pelabuhan dalam rilis untuk ini."),
]  # fmt: skip


def _ld(edition: Edition, **fields: object) -> str:
    data = {
        "@type": "NewsArticle",
        "headline": edition.headline,
        "author": [{"@type": "Person", "name": name} for name in edition.authors],
        "publisher": {"@type": "Organization", "name": edition.outlet},
        **fields,
    }
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _html(edition: Edition, head: str, top: str, after: str = "", lang: str | None = None) -> str:
    story = f"<p>{edition.story}</p>" * 3
    declared = f' lang="{lang or edition.language}"'
    return (
        f"<!doctype html><html{declared}><head><meta charset=utf-8><title>{edition.headline} | {edition.outlet}</title>"
        f'{head}</head><body><nav><a href="/">{edition.outlet}</a></nav><main><article>{top}<div class=story>{story}'
        f"</div></article>{after}</main><footer>© 2033 {edition.outlet}</footer></body></html>"
    )


def _related(edition: Edition) -> str:
    card = f'<div class=card><h3><a href="/x">{edition.outlet} 1</a></h3><time datetime="{OTHER_DAY}">x</time></div>'
    return f"<section class=related>{card * 3}</section>"


def _h1(edition: Edition) -> str:
    return f"<h1>{edition.headline}</h1>"


def _in_json(edition: Edition) -> str:
    head = _ld(edition, datePublished=f"{DAY}T18:05:00+01:00", dateModified="2031-03-09T10:00:00+01:00")
    return _html(edition, head, f"{_h1(edition)}<p class=meta>{edition.updated}</p>", _related(edition))


def _in_graph(edition: Edition) -> str:
    story = {"@type": ["NewsArticle"], "headline": edition.headline, "datePublished": DAY, "author": {"@id": "#a"}}
    other = {
        "@type": "NewsArticle",
        "headline": "x",
        "datePublished": OTHER_DAY,
        "author": "Nobody Else",
        "publisher": "x",
    }
    graph = {"@graph": [other, story, {"@id": "#a", "@type": "Person", "name": list(edition.authors)}]}
    return _html(edition, f'<script type="application/ld+json">{json.dumps(graph)}</script>', _h1(edition))


def _in_broken_json(edition: Edition) -> str:
    names = json.dumps(list(edition.authors), ensure_ascii=False)
    text = f'{{"@type":"NewsArticle", // story\n"headline":"{edition.headline}",\n"author":{names},"datePublished":"{DAY}",}}'
    return _html(edition, f'<script type="application/ld+json">/*<![CDATA[*/{text}/*]]>*/</script>', _h1(edition))


def _in_meta(edition: Edition) -> str:
    head = (
        f'<meta property="og:title" content="{edition.headline} | {edition.outlet}">'
        f'<meta property="og:site_name" content="{edition.outlet}"><meta name="author" content="{edition.by}">'
        f'<meta property="article:published_time" content="{DAY}T17:05:00Z">'
        '<meta property="article:modified_time" content="2031-03-09T10:00:00Z">'
    )
    return _html(edition, head, _h1(edition), _related(edition))


def _in_old_meta(edition: Edition) -> str:
    creators = "".join(f'<meta name="DC.creator" content="{name}">' for name in edition.authors)
    head = f'<meta name="DC.date.issued" content="{DAY}"><meta name="sailthru.title" content="{edition.headline}">{creators}'
    return _html(edition, head, _h1(edition), lang="en")


def _in_microdata(edition: Edition) -> str:
    names = "".join(f"<span itemprop=author>{name}</span> " for name in edition.authors)
    top = f'{_h1(edition)}<div><meta itemprop=datePublished content="{DAY}T18:05">{names}</div>'
    return _html(edition, "", top, _related(edition))


def _seen(edition: Edition) -> str:
    return _html(
        edition, "", f"{_h1(edition)}<p class=byline>{edition.by}</p><p>{edition.printed}</p>", _related(edition)
    )


def _seen_twice(edition: Edition) -> str:
    top = f"{_h1(edition)}<p>{edition.updated}</p><p>{edition.printed}</p><p class=author-name>{edition.by}</p>"
    return _html(edition, "", top, _related(edition), lang="en")


def _seen_above(edition: Edition) -> str:
    return _html(edition, "", f"<p class=date>{edition.printed}</p>{_h1(edition)}<p class=author>{edition.by}</p>")


def _in_utc(edition: Edition) -> str:
    head = _ld(edition, datePublished=f"{DAY}T23:30:00Z", dateModified=f"{DAY}T23:30:00Z")
    return _html(edition, head, f'{_h1(edition)}<time datetime="2031-03-05T08:30:00+09:00">2031-03-05 08:30</time>')


def _by_desk(edition: Edition) -> str:
    head = f'<meta property="og:site_name" content="{edition.outlet}"><meta name="author" content="{edition.outlet}">'
    head += f'<meta name="parsely-pub-date" content="{DAY}">'
    return _html(edition, head, f'{_h1(edition)}<div class="c-author">{edition.by}</div>')


def _undated(edition: Edition) -> str:
    top = f"{_h1(edition)}<figure><figcaption>{edition.outlet}, {OTHER_DAY}</figcaption></figure>"
    return _html(edition, _ld(edition, datePublished="0001-01-01T00:00:00Z"), top, _related(edition))


LAYOUTS: list[tuple[Callable[[Edition], str], str | None]] = [
    (_in_json, DAY), (_in_graph, DAY), (_in_broken_json, DAY), (_in_meta, DAY), (_in_old_meta, DAY), (_in_microdata, DAY),
    (_seen, DAY), (_seen_twice, DAY), (_seen_above, DAY), (_in_utc, "2031-03-05"), (_by_desk, DAY), (_undated, None),
]  # fmt: skip


def _cases() -> list[Case]:
    cases = []
    for number, edition in enumerate(EDITIONS):
        # Two layouts for each language, each layout for four.
        for turn in (number % len(LAYOUTS), (number + 6 + number // len(LAYOUTS)) % len(LAYOUTS)):
            layout, day = LAYOUTS[turn]
            name = f"{edition.language}{layout.__name__}"
            cases.append(Case(name, layout(edition), edition, day, edition.authors))
    return cases


CASES = _cases()


@pytest.fixture(scope="module")
def read() -> list[tuple[Case, Article]]:
    """Every page, read once."""
    return [(case, extract(case.page.encode(), url=URL)) for case in CASES]


def _share(failed: list[str]) -> float:
    return 1 - len(failed) / len(CASES)


def test_there_are_enough_pages() -> None:
    """The floors mean something only over many languages and layouts."""
    assert len(CASES) == len({case.name for case in CASES}) == 48


def test_headlines(read: list[tuple[Case, Article]]) -> None:
    """The headline word for word, without the outlet."""
    failed = [case.name for case, article in read if words_of(article.headline) != words_of(case.edition.headline)]
    assert _share(failed) >= FLOORS["headline_exact"], failed


def test_days(read: list[tuple[Case, Article]]) -> None:
    """The day of publication right, and hardly ever wrong."""
    days = [(case, (article.published_at or "")[:10] or None) for case, article in read]
    failed = [f"{case.name}: {day}" for case, day in days if day != case.day]
    wrong = [f"{case.name}: {day}" for case, day in days if day not in (case.day, None)]
    assert _share(failed) >= FLOORS["date_right"], failed
    assert len(wrong) / len(CASES) <= FLOORS["date_wrong_at_most"], wrong


def test_authors(read: list[tuple[Case, Article]]) -> None:
    """The people who wrote it, F1 over all names."""
    found = sum(len(set(case.authors) & set(article.authors)) for case, article in read)
    named = sum(len(case.authors) + len(article.authors) for case, article in read)
    failed = [f"{case.name}: {article.authors}" for case, article in read if set(case.authors) != set(article.authors)]
    assert 2 * found / named >= FLOORS["authors_f1"], failed


def test_languages(read: list[tuple[Case, Article]]) -> None:
    """As the text reads, whatever the template declares."""
    failed = [f"{case.name}: {a.language}" for case, a in read if a.language != case.edition.language]
    assert _share(failed) >= FLOORS["language"], failed
