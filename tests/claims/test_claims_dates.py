"""Dates and times: ISO 8601 at the stated granularity, by language."""

from __future__ import annotations

import pytest

from pactwatch.claims import read_wording

# A Tuesday.
PUBLISHED = "2024-11-05"


def values(text: str, language: str, published_at: str | None = PUBLISHED) -> list[str]:
    """Give the values of a sentence's dates."""
    return [moment.value for moment in read_wording(text, language=language, published_at=published_at).dates]


ENGLISH = [
    ("It was signed on 1 November 2024.", ["2024-11-01"]),
    ("It was signed on November 1, 2024.", ["2024-11-01"]),
    ("It was signed on the 1st of November 2024.", ["2024-11-01"]),
    ("It was signed on Nov. 1.", ["2024-11-01"]),
    ("It takes effect on 1 January.", ["2025-01-01"]),
    ("It was signed on Friday.", ["2024-11-01"]),
    ("It was signed on Tuesday.", ["2024-11-05"]),
    ("They will meet on Friday.", ["2024-11-08"]),
    ("He said on Friday that they will meet.", ["2024-11-01"]),
    ("They meet next Friday.", ["2024-11-08"]),
    ("The deal was announced by the ministry on Monday.", ["2024-11-04"]),
    ("Shares fell by 3% on Monday.", ["2024-11-04"]),
    ("The firm must pay by Friday.", ["2024-11-08"]),
    ("Workers were told to leave by the end of Friday.", ["2024-11-08"]),
    ("Thousands had fled by Sunday.", ["2024-11-03"]),
    ("Ferries could sail again on Friday.", ["2024-11-08"]),
    ("On Friday, the court may rule on it.", ["2024-11-08"]),
    ("Ferries may have sailed on Friday.", ["2024-11-01"]),
    ("He could not be reached on Friday.", ["2024-11-01"]),
    ("Trains are likely to run on Friday.", ["2024-11-08"]),
    ("The storm is likely to have peaked on Friday.", ["2024-11-01"]),
    ("They met last Tuesday.", ["2024-10-29"]),
    ("It happened yesterday.", ["2024-11-04"]),
    ("It happened last week.", ["2024-W44"]),
    ("It happened two weeks ago.", ["2024-W43"]),
    ("It happened last month.", ["2024-10"]),
    ("It happened three years ago.", ["2021"]),
    ("It happens next year.", ["2025"]),
    ("Signed on Friday, 1 November 2024.", ["2024-11-01"]),
    ("From 1-3 November they met.", ["2024-11-01/2024-11-03"]),
    ("It ran from 2014 to 2020.", ["2014/2020"]),
    ("It ran between May and June 2024.", ["2024-05/2024-06"]),
    ("The 2024-25 season began.", ["2024/2025"]),
    ("In the third quarter of 2024 it grew.", ["2024-Q3"]),
    ("In Q3 2024 it grew.", ["2024-Q3"]),
    ("In the first half of 2025 it grows.", ["2025-01/2025-06"]),
    ("In fiscal 2024 it grew.", ["FY2024"]),
    ("It is due by the end of 2025.", ["2025-12-31"]),
    ("It is due by the end of November.", ["2024-11-30"]),
    ("In the 1990s it grew.", ["199X"]),
    ("It began in 2019.", ["2019"]),
    ("It began in May 2025.", ["2025-05"]),
    ("11/5/2024 7:09:22 AM", ["2024-11-05T07:09"]),
    ("It began on 25/12/2024.", ["2024-12-25"]),
    ("2024-11-01T18:30Z", ["2024-11-01T18:30Z"]),
    ("It began at 10:30 on 1 November.", ["2024-11-01T10:30"]),
    ("It began at 5 p.m. GMT.", ["T17:00Z"]),
    ("It was postponed from 1 November to 15 November.", ["2024-11-01", "2024-11-15"]),
]
GERMAN = [
    ("Es gilt ab 1. Januar 2025.", ["2025-01-01"]),
    ("Am 01.11.2024 um 18.30 Uhr begann es.", ["2024-11-01T18:30"]),
    ("Es begann am Freitag.", ["2024-11-01"]),
    ("Es soll am Freitag beginnen.", ["2024-11-08"]),
    ("Die Züge könnten am Freitag wieder fahren.", ["2024-11-08"]),
    ("Sie könnte am Freitag gelogen haben.", ["2024-11-01"]),
    ("Es begann vergangene Woche.", ["2024-W44"]),
    ("Es begann vor zwei Wochen.", ["2024-W43"]),
    ("Es begann gestern.", ["2024-11-04"]),
    ("Ende 2025 endet es.", ["2025-12-31"]),
    ("Im dritten Quartal 2024 wuchs es.", ["2024-Q3"]),
    ("In den 1990er Jahren wuchs es.", ["199X"]),
    ("Es begann im Mai 2024.", ["2024-05"]),
]
FRENCH = [
    ("Il entre en vigueur le 1er janvier.", ["2025-01-01"]),
    ("Il a été signé le 1er novembre 2024.", ["2024-11-01"]),
    ("Il a été signé vendredi dernier.", ["2024-11-01"]),
    ("Il sera signé vendredi.", ["2024-11-08"]),
    ("Il a été signé hier.", ["2024-11-04"]),
    ("Il a été signé la semaine dernière.", ["2024-W44"]),
    ("Il a été signé il y a deux semaines.", ["2024-W43"]),
    ("Il est attendu fin 2025.", ["2025-12-31"]),
    ("Au troisième trimestre 2024, il a crû.", ["2024-Q3"]),
    ("Dans les années 1990, il a crû.", ["199X"]),
    ("Le 01/11/2024 à 18h30", ["2024-11-01T18:30"]),
]
SPANISH = [
    ("Entra en vigor el 1 de enero de 2025.", ["2025-01-01"]),
    ("Se firmó el viernes.", ["2024-11-01"]),
    ("Será firmado el próximo viernes.", ["2024-11-08"]),
    ("Se firmó ayer.", ["2024-11-04"]),
    ("Se firmó la semana pasada.", ["2024-W44"]),
    ("Se firmó hace dos semanas.", ["2024-W43"]),
    ("Se espera a finales de 2025.", ["2025-12-31"]),
    ("En el tercer trimestre de 2024 creció.", ["2024-Q3"]),
    ("Se reunieron por la mañana.", []),
]
ITALIAN = [
    ("Entra in vigore il 1° gennaio 2025.", ["2025-01-01"]),
    ("Entra in vigore il primo gennaio.", ["2025-01-01"]),
    ("È stato firmato venerdì scorso.", ["2024-11-01"]),
    ("È stato firmato ieri.", ["2024-11-04"]),
    ("È stato firmato la settimana scorsa.", ["2024-W44"]),
    ("È stato firmato due settimane fa.", ["2024-W43"]),
    ("Nel terzo trimestre 2024 è cresciuto.", ["2024-Q3"]),
    ("Negli anni 90 è cresciuto.", ["199X"]),
]
JAPANESE = [
    ("令和6年11月1日に署名した。", ["2024-11-01"]),
    ("令和元年に始まった。", ["2019"]),
    ("2025年1月1日に発効する。", ["2025-01-01"]),
    ("11月1日に署名した。", ["2024-11-01"]),
    ("1日、署名した。", ["2024-11-01"]),
    ("10日に署名する予定だ。", ["2024-11-10"]),
    ("昨日署名した。", ["2024-11-04"]),
    ("先週金曜日に署名した。", ["2024-11-01"]),
    ("来年1月に発効する。", ["2025-01"]),
    ("先月15日に署名した。", ["2024-10-15"]),
    ("2024年度の予算。", ["FY2024"]),
    ("11月1〜3日に会談した。", ["2024-11-01/2024-11-03"]),
    ("3年前に始まった。", ["2021"]),
    ("午後5時30分に始まった。", ["T17:30"]),
    ("3日間続いた。", []),
    ("2014年から2020年まで。", ["2014/2020"]),
]
RELATIVE = [
    ("It was signed on Friday.", "en", ["relative:friday"]),
    ("It was signed yesterday.", "en", ["relative:yesterday"]),
    ("It was signed last week.", "en", ["relative:last week"]),
    ("Es begann gestern.", "de", ["relative:yesterday"]),
    ("昨日署名した。", "ja", ["relative:yesterday"]),
    ("It was signed on 1 November.", "en", ["--11-01"]),
    ("1日、署名した。", "ja", ["relative:day 1"]),
]


def _params(language: str, rows: list[tuple[str, list[str]]]) -> list[object]:
    return [pytest.param(language, text, expected, id=f"{language}: {text}") for text, expected in rows]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        *_params("en", ENGLISH),
        *_params("de", GERMAN),
        *_params("fr", FRENCH),
        *_params("es", SPANISH),
        *_params("it", ITALIAN),
        *_params("ja", JAPANESE),
    ],
)
def test_date_values(language: str, text: str, expected: list[str]) -> None:
    """A date is given as ISO 8601, relative ones counted from the day of publication."""
    assert values(text, language) == expected


@pytest.mark.parametrize(("text", "language", "expected"), RELATIVE)
def test_without_publication_date(text: str, language: str, expected: list[str]) -> None:
    """Without a day of publication a relative date stays relative and says so."""
    assert values(text, language, None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "They march on.",
        "The Sun reported it.",
        "2000 soldiers came.",
        "F-2000 landed.",
        "It cost $2024.",
        "Version 2.4.2024.1 came.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Words and numbers that only look like dates are none."""
    assert values(text, "en") == []


def test_the_same_day_has_one_value_in_every_language() -> None:
    """1 January 2025 is one day however it is written."""
    forms = [
        ("1 January 2025", "en"),
        ("January 1, 2025", "en"),
        ("2025-01-01", "en"),
        ("1. Januar 2025", "de"),
        ("01.01.2025", "de"),
        ("1er janvier 2025", "fr"),
        ("1 de enero de 2025", "es"),
        ("1° gennaio 2025", "it"),
        ("2025年1月1日", "ja"),
        ("令和7年1月1日", "ja"),
    ]
    assert {tuple(values(text, language)) for text, language in forms} == {("2025-01-01",)}


@pytest.mark.parametrize("published_at", ["0001-01-01", "9999-12-31", "never", "", "2024-02-30"])
def test_odd_publication_dates(published_at: str) -> None:
    """A first, a last or an impossible day of publication raises nothing."""
    for text in ("Last week, next year, 100 years ago, on Friday, tomorrow, 29 February.",):
        read_wording(text, language="en", published_at=published_at)
        read_wording("昨日、来年、先週金曜日、31日。", language="ja", published_at=published_at)
