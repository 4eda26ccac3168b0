"""Figures: value, unit, scale and comparator, by language."""

from __future__ import annotations

import pytest

from pactwatch.claims import read_wording


def keys(text: str, language: str) -> list[str]:
    """Give the keys of a sentence's figures."""
    return [figure.key for figure in read_wording(text, language=language).figures]


ENGLISH = [
    ("29 people were killed.", ["29 people"]),
    ("More than 40 ships took part.", [">40"]),
    ("It costs up to ¥1bn.", ["<=1000000000 JPY"]),
    ("At least 1,000 people fled.", [">=1000 people"]),
    ("Nearly $2.5 million was paid.", ["~2500000 USD"]),
    ("They spent EUR 1.5bn (US$1.6bn).", ["1500000000 EUR", "1600000000 USD"]),
    ("They spent 1 billion yen.", ["1000000000 JPY"]),
    ("They spent £5m.", ["5000000 GBP"]),
    ("They gave A$3 million and C$4 million.", ["3000000 AUD", "4000000 CAD"]),
    ("Prices rose 3.5 per cent.", ["3.5 %"]),
    ("Prices rose 3.5%.", ["3.5 %"]),
    ("The rate rose by 3 percentage points.", ["3 pp"]),
    ("The rate rose by 25 basis points.", ["0.25 pp"]),
    ("The rate rose from 5% to 10%.", ["5 %", "10 %"]),
    ("It lasts 5-10 years.", ["5..10 year"]),
    ("It lasts between 5 and 10 years.", ["5..10 year"]),
    ("It lasts 5 to 10 years.", ["5..10 year"]),
    ("It is worth $5-10bn.", ["5000000000..10000000000 USD"]),
    ("A dozen ships came.", ["12"]),
    ("Half a dozen ships came.", ["6"]),
    ("Dozens of ships came.", [">12"]),
    ("Hundreds of thousands marched.", [">100000"]),
    ("Two hundred and five soldiers came.", ["205"]),
    ("Twenty-nine people died.", ["29 people"]),
    ("Three million people left.", ["3000000 people"]),
    ("Two-thirds of voters agree.", ["0.666667"]),
    ("One in five agree.", ["0.2"]),
    ("One person died.", ["1 people"]),
    ("A 29-year-old man came.", ["29 year"]),
    ("A man aged 29 came.", ["29 year"]),
    ("John Smith, 29, came.", ["29 year"]),
    ("A 10-year deal was made.", ["10 year"]),
    ("Two decades passed.", ["20 year"]),
    ("The 21st member joined.", ["21 th"]),
    ("It was the third member.", ["3 th"]),
    ("It was -5°C.", ["-5 °C"]),
    ("They drove at 60 km/h for 100 sq km.", ["60 km/h", "100 km2"]),
    ("40 or more countries joined.", [">=40"]),
    ("40+ countries joined.", [">=40"]),
    ("No more than 40 joined.", ["<=40"]),
    ("Fewer than 40 joined.", ["<40"]),
    ("They won 3-1.", ["3", "1"]),
    ("Rs 50 crore was paid.", ["500000000 INR"]),
    ("About 3½ hours passed.", ["~3.5 hour"]),
    ("5m people watched.", ["5000000 people"]),
    ("1,234,567.89 euros were paid.", ["1234567.89 EUR"]),
]

NO_FIGURE = [
    ("The G7 met about COVID-19, the F-35 and 5G.", "en"),
    ("It recalled 9/11.", "en"),
    ("See https://example.org/2024/11/5 and www.example.org/7.", "en"),
    ("It began at 10:30.", "en"),
    ("It began at 5 p.m.", "en"),
    ("Article 5 was invoked.", "en"),
    ("Resolution 2231 was passed.", "en"),
    ("A Boeing 737 landed.", "en"),
    ("The Group of Seven met.", "en"),
    ("Nobody knows which one.", "en"),
    ("It was signed on 1 November 2024.", "en"),
    ("Ein Mann kam.", "de"),
    ("Artikel 5 gilt.", "de"),
    ("Un homme est venu.", "fr"),
    ("Un hombre vino.", "es"),
    ("Un uomo è venuto.", "it"),
    ("G7と5Gの一方、一部は十分だ。", "ja"),
    ("協定は2025年1月1日に発効する。", "ja"),
    ("三菱と千葉が統一した。", "ja"),
]

GERMAN = [
    ("Mehr als 40 Menschen starben.", [">40 people"]),
    ("Es kostet 1,5 Millionen Euro.", ["1500000 EUR"]),
    ("Es kostet rund 3,5 Mrd. Euro.", ["~3500000000 EUR"]),
    ("Es kostet 1.234.567 Dollar.", ["1234567 USD"]),
    ("Bis zu 10 Prozent stimmten zu.", ["<=10 %"]),
    ("Es stieg um 2 Prozentpunkte.", ["2 pp"]),
    ("Es dauert 5 bis 10 Jahre.", ["5..10 year"]),
    ("Es sind zwischen 5 und 10 Kilometer.", ["5..10 km"]),
    ("Einundzwanzig Menschen kamen.", ["21 people"]),
    ("Es kamen dreihundertfünfzig Soldaten.", ["350"]),
    ("Der 29-jährige Mann kam.", ["29 year"]),
    ("Er ist 29 Jahre alt.", ["29 year"]),
    ("Dutzende Schiffe kamen.", [">12"]),
    ("Zwei Drittel stimmten zu.", ["0.666667"]),
    ("Eine halbe Million Euro fehlt.", ["500000 EUR"]),
    ("Eine Million Euro fehlt.", ["1000000 EUR"]),
    ("Es war die 3. Sitzung.", ["3 th"]),
    ("10 000 Menschen kamen.", ["10000 people"]),
    ("Mindestens 12 Menschen kamen.", [">=12 people"]),
]

FRENCH = [
    ("Plus de 40 personnes sont mortes.", [">40 people"]),
    ("Cela coûte 1,5 million d'euros.", ["1500000 EUR"]),
    ("Cela coûte près de 3,5 milliards d’euros.", ["~3500000000 EUR"]),
    ("Cela coûte 1 234 567 dollars.", ["1234567 USD"]),
    ("Jusqu'à 10 % sont d'accord.", ["<=10 %"]),
    ("Cela dure 5 à 10 ans.", ["5..10 year"]),
    ("Il y a entre 5 et 10 kilomètres.", ["5..10 km"]),
    ("Vingt et un soldats sont venus.", ["21"]),
    ("Quatre-vingt-dix-neuf personnes sont venues.", ["99 people"]),
    ("Soixante-douze personnes sont venues.", ["72 people"]),
    ("Deux cents euros manquent.", ["200 EUR"]),
    ("Une dizaine de personnes sont venues.", ["~10 people"]),
    ("Des centaines de navires sont venus.", [">100"]),
    ("Un homme âgé de 29 ans est venu.", ["29 year"]),
    ("Au moins 12 personnes sont venues.", [">=12 people"]),
    ("Les deux tiers sont d'accord.", ["0.666667"]),
    ("Le taux gagne 2 points de pourcentage.", ["2 pp"]),
    ("C'est le 3e accord.", ["3 th"]),
]

SPANISH = [
    ("Más de 40 personas murieron.", [">40 people"]),
    ("Cuesta 1,5 millones de euros.", ["1500000 EUR"]),
    ("Cuesta cerca de 3.500 millones de dólares.", ["~3500000000 USD"]),
    ("Hasta el 10 % está de acuerdo.", ["<=10 %"]),
    ("Dura de 5 a 10 años.", ["5..10 year"]),
    ("Son entre 5 y 10 kilómetros.", ["5..10 km"]),
    ("Vinieron treinta y cinco soldados.", ["35"]),
    ("Vinieron doscientas personas.", ["200 people"]),
    ("Cuesta dos mil millones de euros.", ["2000000000 EUR"]),
    ("Vinieron unos 10.000 soldados.", ["~10000"]),
    ("Decenas de barcos llegaron.", [">10"]),
    ("Dos tercios están de acuerdo.", ["0.666667"]),
    ("Al menos 12 personas vinieron.", [">=12 people"]),
    ("Subió 2 puntos porcentuales.", ["2 pp"]),
    ("Una docena de barcos llegó.", ["12"]),
    ("Tiene 29 años de edad.", ["29 year"]),
]

ITALIAN = [
    ("Più di 40 persone sono morte.", [">40 people"]),
    ("Costa 1,5 milioni di euro.", ["1500000 EUR"]),
    ("Costa circa 3,5 miliardi di euro.", ["~3500000000 EUR"]),
    ("Fino al 10% è d'accordo.", ["<=10 %"]),
    ("Dura da 5 a 10 anni.", ["5..10 year"]),
    ("Sono tra 5 e 10 chilometri.", ["5..10 km"]),
    ("Sono arrivati trentacinque soldati.", ["35"]),
    ("Sono arrivate duecento persone.", ["200 people"]),
    ("Costa tremila euro.", ["3000 EUR"]),
    ("Costa 2 mila euro.", ["2000 EUR"]),
    ("Sono ventotto.", ["28"]),
    ("Una decina di persone è arrivata.", ["~10 people"]),
    ("Almeno 12 persone sono arrivate.", [">=12 people"]),
    ("Due terzi sono d'accordo.", ["0.666667"]),
    ("Mezzo milione di euro manca.", ["500000 EUR"]),
    ("Sale di 2 punti percentuali.", ["2 pp"]),
]

JAPANESE = [
    ("10億円を支援する。", ["1000000000 JPY"]),
    ("1兆2000億円になる。", ["1200000000000 JPY"]),
    ("1.5億ドルになる。", ["150000000 USD"]),
    ("約40人が参加した。", ["~40 people"]),
    ("少なくとも1000人が避難した。", [">=1000 people"]),
    ("1000人以上が避難した。", [">=1000 people"]),
    ("40人超が参加した。", [">40 people"]),
    ("3万5千人が参加した。", ["35000 people"]),
    ("二十九歳の男性。", ["29 year"]),
    ("男性（29）が死亡した。", ["29 year"]),
    ("3割が賛成した。", ["30 %"]),
    ("１０％が賛成した。", ["10 %"]),
    ("0.5ポイント上昇した。", ["0.5 pp"]),
    ("5〜10年かかる。", ["5..10 year"]),
    ("数十人が参加した。", [">10 people"]),
    ("3分の1が賛成した。", ["0.333333"]),
    ("第3回の会議。", ["3 th"]),
    ("50カ国が参加した。", ["50"]),
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
def test_figure_keys(language: str, text: str, expected: list[str]) -> None:
    """A figure is read with its value, unit, scale and comparator."""
    assert keys(text, language) == expected


@pytest.mark.parametrize(("text", "language"), NO_FIGURE)
def test_no_figure(text: str, language: str) -> None:
    """Digits in names, dates, times and URLs, and articles, are no figures."""
    assert keys(text, language) == []


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param(
            [
                ("¥1bn", "en"),
                ("1 billion yen", "en"),
                ("10億円", "ja"),
                ("1 Milliarde Yen", "de"),
                ("1 milliard de yens", "fr"),
            ],
            id="a billion yen",
        ),
        pytest.param(
            [("mil millones de yenes", "es"), ("1 miliardo di yen", "it"), ("￥1,000,000,000", "ja")],
            id="a thousand million yen",
        ),
        pytest.param(
            [
                ("1.5 million euros", "en"),
                ("1,5 Millionen Euro", "de"),
                ("1,5 million d'euros", "fr"),
                ("1,5 millones de euros", "es"),
                ("€1.5m", "en"),
            ],
            id="one and a half million euros",
        ),
        pytest.param(
            [
                ("29 people", "en"),
                ("29 Menschen", "de"),
                ("29 personnes", "fr"),
                ("29人", "ja"),
                ("twenty-nine people", "en"),
            ],
            id="29 people",
        ),
        pytest.param(
            [
                ("a 29-year-old", "en"),
                ("aged 29", "en"),
                ("29歳", "ja"),
                ("29-jährige", "de"),
                ("âgée de 29 ans", "fr"),
            ],
            id="aged 29",
        ),
        pytest.param(
            [
                ("more than 40 km", "en"),
                ("über 40 Kilometer", "de"),
                ("plus de 40 kilomètres", "fr"),
                ("oltre 40 chilometri", "it"),
            ],
            id=">40 km",
        ),
        pytest.param(
            [
                ("30%", "en"),
                ("30 percent", "en"),
                ("3割", "ja"),
                ("30 Prozent", "de"),
                ("30 pour cent", "fr"),
                ("30 por ciento", "es"),
            ],
            id="30 %",
        ),
    ],
)
def test_equal_values_have_equal_keys(forms: list[tuple[str, str]]) -> None:
    """The same amount has the same key in every spelling and language."""
    assert len({tuple(keys(f"X {text}.", language)) for text, language in forms}) == 1, [
        keys(f"X {t}.", lang) for t, lang in forms
    ]


def test_the_span_holds_the_comparator_and_the_unit() -> None:
    """A figure's text runs from the comparator to the unit."""
    figure = read_wording("We sent more than 40 km of cable.", language="en").figures[0]
    assert (figure.text, figure.kind, figure.comparator, figure.unit) == ("more than 40 km", "measure", ">", "km")


def test_percent_and_percentage_points_differ() -> None:
    """A rise of 2 % is not a rise of 2 percentage points."""
    assert keys("It rose 2 percent.", "en") != keys("It rose 2 percentage points.", "en")


def test_small_digits_matter() -> None:
    """29 and 92 killed have different keys."""
    assert keys("29 killed", "en") != keys("92 killed", "en")
