"""Numbers in words: every one up to 999 in six languages, and the parts and multiples that newsrooms write out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pactwatch.claims import read_wording


def listed(text: str) -> list[str]:
    """Give the words of a table."""
    return text.split()


def english(n: int) -> str:
    """Spell as in Britain: two hundred and fifty-one."""
    small = listed(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    )
    tens = listed("twenty thirty forty fifty sixty seventy eighty ninety")
    if n >= 100:
        return f"{small[n // 100]} hundred" + (f" and {english(n % 100)}" if n % 100 else "")
    return small[n] if n < 20 else tens[n // 10 - 2] + (f"-{small[n % 10]}" if n % 10 else "")


def american(n: int) -> str:
    """Spell as in America: two hundred fifty-one."""
    return english(n).replace(" and ", " ")


def german(n: int) -> str:
    """Spell as in German: zweihunderteinundfünfzig."""
    small = listed(
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn"
    )
    tens = listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
    if n >= 100:
        return small[n // 100].removesuffix("s" if n < 200 else "-") + "hundert" + (german(n % 100) if n % 100 else "")
    if n < 20:
        return small[n]
    one = "ein" if n % 10 == 1 else small[n % 10]
    return (f"{one}und" if n % 10 else "") + tens[n // 10 - 2]


def swiss_german(n: int) -> str:
    """Spell without ß, and one hundred without `ein`: hunderteinunddreissig."""
    return german(n).replace("ß", "ss").removeprefix("ein" if 100 <= n < 200 else "-")


def french(n: int) -> str:
    """Spell as before 1990: deux cent soixante et onze, quatre-vingt-dix-neuf."""
    small = listed("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    tens = listed("vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
    if n >= 100:
        hundred = "cent" if n < 200 else f"{small[n // 100]} cent{'' if n % 100 else 's'}"
        return hundred + (f" {french(n % 100)}" if n % 100 else "")
    if n < 20:
        return small[n] if n < 17 else f"dix-{small[n - 10]}"
    ten, one = tens[n // 10 - 2], n % 10 + (10 if n // 10 in (7, 9) else 0)
    if not one:
        return f"{ten}s" if n == 80 else ten
    return f"{ten}{' et ' if one in (1, 11) and n < 80 else '-'}{french(one)}"


def french_hyphens(n: int) -> str:
    """Spell as since 1990, with hyphens throughout: deux-cent-soixante-et-onze."""
    return french(n).replace(" ", "-")


def belgian(n: int) -> str:
    """Spell with septante and nonante: septante et un, nonante-neuf."""
    tens, one = n % 100 // 10, n % 10
    if tens not in (7, 9):
        return french(n)
    ten = "septante" if tens == 7 else "nonante"
    rest = ten + ("" if not one else " et un" if one == 1 else f"-{french(one)}")
    return f"{french(n - n % 100)} {rest}".replace("cents", "cent") if n >= 100 else rest


def spanish(n: int) -> str:
    """Spell as in Spanish: doscientos treinta y uno, veintiséis."""
    small = listed(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
        "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
        "veintiocho veintinueve"
    )
    tens = listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
    hundreds = listed(
        "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
    )
    if n >= 100:
        return "cien" if n == 100 else hundreds[n // 100 - 1] + (f" {spanish(n % 100)}" if n % 100 else "")
    return small[n] if n < 30 else tens[n // 10 - 3] + (f" y {small[n % 10]}" if n % 10 else "")


def spanish_before_feminine(n: int) -> str:
    """Spell before "personas" and without accents: doscientas veintiuna, veintiseis."""
    text = spanish(n).replace("cientos", "cientas").replace("quinientos", "quinientas").replace("és", "es")
    return text.removesuffix("o") + "a" if text.endswith("uno") else text.replace("dós", "dos")


def italian(n: int) -> str:
    """Spell as in Italian: duecentotrentuno, ventitré."""
    small = listed(
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
        "diciassette diciotto diciannove"
    )
    tens = listed("venti trenta quaranta cinquanta sessanta settanta ottanta novanta")
    if n >= 100:
        return (small[n // 100] if n >= 200 else "") + "cento" + (italian(n % 100) if n % 100 else "")
    if n < 20:
        return small[n]
    ten, one = tens[n // 10 - 2], n % 10
    if not one:
        return ten
    return (ten[:-1] if one in (1, 8) else ten) + ("tré" if one == 3 else small[one])


def italian_elided(n: int) -> str:
    """Spell with the vowels run together: centottanta, trecentotto."""
    return italian(n).replace("centoo", "cento")


def japanese(n: int) -> str:
    """Spell as in Japanese: 三百五十."""
    signs, text = " 一二三四五六七八九", ""
    for value, name in ((100, "百"), (10, "十")):
        if n >= value:
            text += (signs[n // value] if n >= 2 * value else "") + name
            n %= value
    return text + signs[n].strip()


def japanese_places(n: int) -> str:
    """Spell digit by digit: 三五〇."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(n))


SENTENCES = {
    "en": "The blast killed {} soldiers in the town.",
    "de": "Die Explosion tötete {} Soldaten in der Stadt.",
    "fr": "L'explosion a tué {} soldats dans la ville.",
    "es": "La explosión mató a {} soldados en la ciudad.",
    "it": "L'esplosione ha ucciso {} soldati in città.",
    "ja": "爆発で{}人が死亡した。",
}
# One is an article or a pronoun in most of them, and digit by digit nobody writes a single one.
SPELLERS = [
    (english, "en", 1),
    (american, "en", 1),
    (german, "de", 1),
    (swiss_german, "de", 1),
    (french, "fr", 2),
    (french_hyphens, "fr", 2),
    (belgian, "fr", 2),
    (spanish, "es", 2),
    (spanish_before_feminine, "es", 2),
    (italian, "it", 2),
    (italian_elided, "it", 2),
    (japanese, "ja", 1),
    (japanese_places, "ja", 10),
]


@pytest.mark.parametrize(("spell", "language", "first"), SPELLERS)
def test_every_number_below_a_thousand_is_read_back(spell: Callable[[int], str], language: str, first: int) -> None:
    """What is written out in words is the one figure of its sentence, with its value."""
    wrong = []
    for n in range(first, 1000):
        text = SENTENCES[language].format(spell(n))
        values = [figure.value for figure in read_wording(text, language=language).figures]
        if values != [str(n)]:
            wrong.append((spell(n), values))
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("en", "half a million people", "500000 people"),
        ("en", "one and a half million people", "1500000 people"),
        ("en", "a million and a half people", "1500000 people"),
        ("en", "a quarter of a million people", "250000 people"),
        ("en", "two hundred and fifty thousand people", "250000 people"),
        ("en", "three million two hundred thousand people", "3200000 people"),
        ("de", "anderthalb Millionen Euro", "1500000 EUR"),
        ("de", "zweieinhalb Milliarden Euro", "2500000000 EUR"),
        ("de", "eine halbe Million Menschen", "500000 people"),
        ("de", "eine Viertelmillion Menschen", "250000 people"),
        ("de", "eintausendzweihundert Menschen", "1200 people"),
        ("de", "zweitausendfünfhundert Menschen", "2500 people"),
        ("de", "dreihundertfünfzigtausend Menschen", "350000 people"),
        ("de", "zwölfhundert Menschen", "1200 people"),
        ("de", "hundertundfünf Menschen", "105 people"),
        ("fr", "un demi-million de personnes", "500000 people"),
        ("fr", "un million et demi de personnes", "1500000 people"),
        ("fr", "deux millions et demi d'euros", "2500000 EUR"),
        ("fr", "dix-sept mille personnes", "17000 people"),
        ("fr", "quatre-vingt-dix-neuf mille personnes", "99000 people"),
        ("es", "medio millón de personas", "500000 people"),
        ("es", "tres millones y medio de euros", "3500000 EUR"),
        ("es", "treinta y un mil personas", "31000 people"),
        ("it", "mezzo milione di persone", "500000 people"),
        ("it", "due milioni e mezzo di euro", "2500000 EUR"),
        ("it", "milleduecento persone", "1200 people"),
        ("it", "duemilacinquecento persone", "2500 people"),
        ("it", "ventitremila persone", "23000 people"),
        ("ja", "三百五十億円", "35000000000 JPY"),
        ("ja", "一億二千万円", "120000000 JPY"),
        ("ja", "二十一日間", "21 day"),
    ],
)
def test_parts_and_multiples_are_read(language: str, text: str, key: str) -> None:
    """A half, a quarter, and thousands in one word."""
    assert [figure.key for figure in read_wording(text, language=language).figures] == [key]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministre a inauguré un pont neuf dans la ville."),
        ("fr", "Elle a acheté un véhicule neuf et deux vélos."),
        ("en", "Half of those asked agree with it."),
    ],
)
def test_a_word_that_looks_like_a_number_is_none(language: str, text: str) -> None:
    """New is no nine, and half of something is no whole figure."""
    assert "9" not in [figure.value for figure in read_wording(text, language=language).figures]
    assert all(figure.value in ("0.5", "2") for figure in read_wording(text, language=language).figures)


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("de", "Es leben dort eine Million zweihunderttausend Menschen.", ["1200000 people"]),
        ("de", "Es kostet zwei Millionen fünfhunderttausend Euro.", ["2500000 EUR"]),
        ("de", "Es kostet eine Milliarde dreihundert Millionen Euro.", ["1300000000 EUR"]),
        ("de", "Es waren drei Millionen Euro und zweihunderttausend Dollar.", ["3000000 EUR", "200000 USD"]),
        ("fr", "La ville compte deux millions trois cent mille habitants.", ["2300000"]),
        ("fr", "Cela coûte un milliard deux cents millions d'euros.", ["1200000000 EUR"]),
        ("es", "Hay dos millones trescientos mil hogares.", ["2300000"]),
        ("en", "It costs two million three hundred thousand dollars.", ["2300000 USD"]),
        ("it", "Gli sfollati sono cento e uno.", ["101"]),
        ("it", "Sono mille e duecento, poi duecento e tre.", ["1200", "203"]),
        ("it", "Costa un milione e duecentomila euro.", ["1200000 EUR"]),
        ("it", "Costa due milioni trecentomila euro.", ["2300000 EUR"]),
        ("it", "C'erano tra cento e duecento persone.", ["100..200 people"]),
        ("it", "C'erano tra mille e duemila persone.", ["1000..2000 people"]),
    ],
)
def test_millions_and_what_follows_them_are_one_number(language: str, text: str, keys: list[str]) -> None:
    """A number of several words is read whole, and two numbers stay two."""
    assert [figure.key for figure in read_wording(text, language=language).figures] == keys


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Lo anunció el primer ministro."),
        ("fr", "La première ministre a parlé."),
        ("it", "Il primo ministro ha parlato con la prima dama."),
    ],
)
def test_an_office_is_no_ordinal(language: str, text: str) -> None:
    """A prime minister is not the first of several ministers."""
    assert read_wording(text, language=language).figures == ()


def test_a_term_in_prison_names_no_month() -> None:
    """懲役4年6月 is four years and six months."""
    wording = read_wording("被告に懲役4年6月の判決を言い渡した。", language="ja", published_at="2032-11-12")
    assert wording.dates == ()
    assert [figure.key for figure in wording.figures] == ["4 year", "6 month"]


def test_doubled_initials_are_one_name() -> None:
    """EE. UU. is one country."""
    names = read_wording("El presidente de EE. UU. llegó a Madrid.", language="es").names
    assert [name.text for name in names] == ["EE. UU", "Madrid"]
