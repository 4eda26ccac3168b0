"""Dates, names, headlines, languages and JSON-LD, one fact at a time."""

from __future__ import annotations

import pytest

from pactwatch.extract import extract
from pactwatch.extract.dates import date_in_url, iso_date
from pactwatch.extract.headline import without_site
from pactwatch.extract.jsonld import read as read_jsonld
from pactwatch.extract.language import declared_language, detect_language
from pactwatch.extract.names import people


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("2031-11-04T18:05:00+01:00", "2031-11-04T18:05:00+01:00", id="zone kept"),
        pytest.param("2031-11-04T18:05:00.123Z", "2031-11-04T18:05:00Z", id="UTC"),
        pytest.param("2031-11-04 18:05", "2031-11-04T18:05:00", id="no zone"),
        pytest.param("20311104", "2031-11-04", id="compact"),
        pytest.param("Tue, 04 Nov 2031 18:05:00 GMT", "2031-11-04T18:05:00Z", id="RFC 822"),
        pytest.param("November 4, 2031", "2031-11-04", id="American"),
        pytest.param("Published 4th November 2031", "2031-11-04", id="British"),
        pytest.param("Nov. 4, 2031 at 6:05 p.m. EST", "2031-11-04T18:05:00-05:00", id="twelve hours and a zone"),
        pytest.param("11/5/2031 7:09:22 AM", "2031-11-05T07:09:22", id="AM means month first"),
        pytest.param("11/5/2031", None, id="two readings, so none"),
        pytest.param("25/12/2031", "2031-12-25", id="only one reading"),
        pytest.param("04.11.2031, 18:05 Uhr", "2031-11-04T18:05:00", id="German numbers"),
        pytest.param("4. November 2031", "2031-11-04", id="German"),
        pytest.param("le 1er novembre 2031 à 16h30", "2031-11-01T16:30:00", id="French"),
        pytest.param("4 de noviembre de 2031", "2031-11-04", id="Spanish"),
        pytest.param("4 novembre 2031", "2031-11-04", id="Italian"),
        pytest.param("2031年11月4日 18時05分", "2031-11-04T18:05:00", id="Japanese"),
        pytest.param("2031年11月4日（火）午後6時5分", "2031-11-04T18:05:00", id="Japanese afternoon"),
        pytest.param("2031.11.04", "2031-11-04", id="dots, year first"),
        pytest.param("1951585500", "2031-11-04T19:05:00Z", id="seconds since 1970"),
        pytest.param("0001-01-01T00:00:00Z", None, id="a zero in a database"),
        pytest.param("1970-01-01", None, id="before the web"),
        pytest.param("2031-02-30", None, id="no such day"),
        pytest.param("yesterday", None, id="no date"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_dates_are_read_one_way_or_not_at_all(text: str, iso: str | None) -> None:
    """A date is ISO 8601 with the zone that was stated; what can be read two ways is not read."""
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    ("url", "day"),
    [
        pytest.param("https://a.example/2031/11/04/treaty", "2031-11-04", id="folders"),
        pytest.param("https://a.example/news/20311104-treaty", "2031-11-04", id="compact"),
        pytest.param("https://a.example/news/203111", None, id="month only"),
        pytest.param("https://a.example/item/2031110499", None, id="a number"),
    ],
)
def test_a_url_may_hold_the_day(url: str, day: str | None) -> None:
    """A full date in the path counts; a number that looks like one does not."""
    assert date_in_url(url) == day


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        pytest.param("By Mara Lindqvist", ["Mara Lindqvist"], id="by"),
        pytest.param("By MARA LINDQVIST and JO EKMAN", ["Mara Lindqvist", "Jo Ekman"], id="capitals"),
        pytest.param(
            "Von Ute Brandl und Jörg Hain, Altenried", ["Ute Brandl", "Jörg Hain"], id="a place after the names"
        ),
        pytest.param("Mara Lindqvist | Harbour correspondent", ["Mara Lindqvist"], id="office after a bar"),
        pytest.param("Mara Lindqvist, PhD", ["Mara Lindqvist"], id="degree"),
        pytest.param("Staff Reporter", [], id="nobody"),
        pytest.param("mara@courier.example", [], id="an address"),
        pytest.param("Email the author", [], id="a button"),
        pytest.param("岩田花子記者", ["岩田花子"], id="Japanese"),
        pytest.param("", [], id="empty"),
    ],
)
def test_bylines_are_names_of_people(byline: str, names: list[str]) -> None:
    """Offices, agencies, addresses and buttons are not names."""
    assert people(byline) == names


@pytest.mark.parametrize(
    ("title", "outlet", "headline"),
    [
        pytest.param("Treaty signed | The Tide", "The Tide", "Treaty signed", id="outlet known"),
        pytest.param("Treaty signed in Halden harbour | The Tide", None, "Treaty signed in Halden harbour", id="bar"),
        pytest.param("The Tide - Treaty signed", "The Tide", "Treaty signed", id="outlet first"),
        pytest.param("War and peace - a history", None, "War and peace - a history", id="a dash of its own"),
        pytest.param("Treaty signed", "The Tide", "Treaty signed", id="no outlet"),
    ],
)
def test_the_site_name_is_not_part_of_the_headline(title: str, outlet: str | None, headline: str) -> None:
    """A title loses the site's name, and only that."""
    assert without_site(title, outlet, ()) == headline


@pytest.mark.parametrize(
    ("script", "headline", "authors"),
    [
        pytest.param('{"@type":"NewsArticle","headline":"A","author":"Jo Li"}', "A", ["Jo Li"], id="plain"),
        pytest.param(
            '[{"@type":"Person"},{"@type":"Article","headline":"A","author":[{"name":"Jo Li"}]}]',
            "A",
            ["Jo Li"],
            id="list",
        ),
        pytest.param(
            '{"@graph":[{"@type":["Article","X"],"headline":"A","author":{"@id":"#j"}},'
            '{"@id":"#j","@type":"Person","name":"Jo Li"}]}',
            "A",
            ["Jo Li"],
            id="graph with references",
        ),
        pytest.param('{"@type":"WebPage","mainEntity":{"@type":"Report","headline":"A"}}', "A", [], id="main entity"),
        pytest.param('<!-- {"@type":"Article","headline":"A",} -->', "A", [], id="comment and comma"),
        pytest.param('{"@type":"Article","headline":"A","x":"line\nend"}', "A", [], id="raw line end"),
        pytest.param(
            '{"@type":"NewsArticle","headline":"A","description":"he said "no"","author":{"name":"Jo Li"}}',
            "A",
            ["Jo Li"],
            id="broken quotes",
        ),
        pytest.param('{"@type":"Article","headline":"A &amp; <b>B</b>"}', "A & B", [], id="markup"),
        pytest.param('{"@type":"Organization","name":"The Tide"}', None, [], id="no article"),
        pytest.param(
            '{"@type":"Article","headline":["A","B"],"author":[null,{},[["Jo Li"]]]}', "A", ["Jo Li"], id="odd shapes"
        ),
        pytest.param("not json at all", None, [], id="nonsense"),
    ],
)
def test_json_ld_is_read_in_every_shape(script: str, headline: str | None, authors: list[str]) -> None:
    """Graphs, lists, references, broken JSON: what can be had is had."""
    stated = read_jsonld([script])
    assert (stated.headline, stated.authors) == (headline, authors)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("The treaty was signed on Tuesday and it will be reviewed by a commission.", "en", id="English"),
        pytest.param(
            "Der Vertrag wurde am Dienstag unterzeichnet und soll bis zum Frühjahr gelten.", "de", id="German"
        ),
        pytest.param(
            "Le traité a été signé mardi et il sera examiné par une commission dans les deux ans.", "fr", id="French"
        ),
        pytest.param(
            "El tratado fue firmado el martes y será revisado por una comisión en los próximos años.",
            "es",
            id="Spanish",
        ),
        pytest.param(
            "Il trattato è stato firmato martedì e sarà esaminato da una commissione nella capitale.",
            "it",
            id="Italian",
        ),
        pytest.param(
            "O tratado foi assinado na terça-feira e será revisto por uma comissão nos próximos anos.",
            "pt",
            id="Portuguese",
        ),
        pytest.param(
            "Het verdrag is dinsdag ondertekend en het wordt door een commissie van de twee landen bekeken.",
            "nl",
            id="Dutch",
        ),
        pytest.param("条約は火曜日に署名された。委員会が２年ごとに見直す。", "ja", id="Japanese"),
        pytest.param("条约于星期二签署，委员会将每两年审查一次。", "zh", id="Chinese"),
        pytest.param("조약은 화요일에 서명되었으며 위원회가 검토한다.", "ko", id="Korean"),
        pytest.param("Договор был подписан во вторник, и комиссия рассмотрит его.", "ru", id="Russian"),
        pytest.param("Договір був підписаний у вівторок, і комісія розгляне його.", "uk", id="Ukrainian"),
        pytest.param("Abantu bathe lokhu kwenzeke ngesikhathi ngoba umthetho wathi kanti futhi.", "zu", id="Zulu"),
        pytest.param(
            "Ang kasunduan ay nilagdaan noong Martes at ito ay susuriin ng isang komisyon.", "tl", id="Tagalog"
        ),
        pytest.param("Traktati është nënshkruar të martën dhe do të shqyrtohet nga një komision.", "sq", id="Albanian"),
        pytest.param(
            "D'Regierung huet en neien Accord mat der Gemeng ënnerschriwwen, an et ass net kloer, wéi vill dat kascht.",
            "lb",
            id="Luxembourgish",
        ),
        pytest.param("1234 5678", None, id="numbers"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_languages_are_told_by_script_and_common_words(text: str, language: str | None) -> None:
    """A sentence or two is enough; nothing is guessed from less."""
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en-GB", "en"),
        ("ja_JP", "ja"),
        ("DE", "de"),
        ("deu", "de"),
        ("English", "en"),
        ("nb", "no"),
        ("", None),
        (None, None),
        ("x-klingon", None),
    ],
)
def test_declared_languages_become_two_letters(value: str | None, code: str | None) -> None:
    """Regions, three letters and names lead to one code."""
    assert declared_language(value) == code


def _page(head: str, body: str = "") -> bytes:
    story = "<p>The treaty was signed on Tuesday, after eleven months of talks in the port of Halden.</p>" * 2
    return f"<html><head>{head}</head><body><h1>Treaty signed in Halden</h1>{body}{story}</body></html>".encode()


def test_a_related_article_does_not_give_the_date() -> None:
    """A time in a list of other stories is theirs."""
    related = '<div class="related"><a href=/x>Old story</a> <time datetime="2020-01-01">1 January 2020</time></div>'
    assert extract(_page("", related)).published_at is None


def test_an_update_is_not_before_the_publication() -> None:
    """A modified time from before the published one is somebody's default."""
    head = (
        '<meta property="article:published_time" content="2031-11-04T10:00:00Z">'
        '<meta property="article:modified_time" content="2019-01-01T00:00:00Z">'
    )
    article = extract(_page(head))
    assert (article.published_at, article.modified_at) == ("2031-11-04T10:00:00Z", None)


def test_the_page_language_is_what_the_text_is_in() -> None:
    """A template that says `lang=fr` does not make English text French."""
    assert extract(_page("").replace(b"<html>", b"<html lang=fr>")).language == "en"


def test_a_declared_language_settles_what_reads_alike() -> None:
    """Bosnian reads as Croatian does; the page knows which it is."""
    story = (
        "<p>Sporazum je potpisan u utorak i bit će na snazi od ponedjeljka, a komisija kaže da se ne mijenja.</p>" * 3
    )
    assert extract(f"<html lang=bs><body><h1>Sporazum</h1>{story}".encode()).language == "bs"


def test_canonical_and_next_are_absolute() -> None:
    """Addresses are resolved against the page's own."""
    head = '<link rel="canonical" href="/a"><link rel="next" href="?page=2">'
    article = extract(_page(head), url="https://tide.example/a?utm=1")
    assert article.canonical_url == "https://tide.example/a"
    assert article.next_url == "https://tide.example/a?page=2"


def test_a_script_is_nobodys_canonical_url() -> None:
    """Only web addresses count."""
    assert extract(_page('<link rel="canonical" href="javascript:alert(1)">')).canonical_url is None


def test_a_correction_is_reported() -> None:
    """JSON-LD's correction is kept apart from the text."""
    head = '<script type="application/ld+json">{"@type":"NewsArticle","correction":"The date was wrong."}</script>'
    assert extract(_page(head)).correction == "The date was wrong."


def test_hidden_article_body_is_taken_when_little_is_seen() -> None:
    """JSON-LD's articleBody stands in for a story that a script would load."""
    body = "The treaty was signed on Tuesday in the port of Halden. " * 12
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}</script>'
    page = f"<html><head>{head}</head><body><h1>Treaty</h1><p>The treaty was signed.</p></body></html>".encode()
    assert extract(page).text == body.strip()


def test_hidden_article_body_does_not_replace_what_is_seen() -> None:
    """What a reader sees wins."""
    head = '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"%s"}</script>' % ("Not seen. " * 9)
    assert "Not seen" not in extract(_page(head)).text
