"""Whom and what does a Japanese sentence name? By script and by the title that follows (氏, 外相, 大統領)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pactwatch.claims.extras import analyser
from pactwatch.claims.spans import Taken
from pactwatch.claims.words.ja_names import OFFICES, PLACES, TITLES
from pactwatch.model import Name
from pactwatch.patterns import late

_OFFICE = "|".join(OFFICES)
_TITLE = "|".join(TITLES)
_KANJI = "[\u4e00-\u9fff々ヶ]"
# A country in one sign between name and office: バイデン米大統領.
_NATION = "[米英仏独露ロ中韓伊印豪加]"
_KATA = "[\u30a1-\u30faー]"
# 外務大臣の岩屋毅氏 is found by its title; ジョセップ・ボレル by its middle dot.
_DOTTED = late(rf"{_KATA}{{2,}}(?:[・=＝]{_KATA}{{2,}}){{1,4}}")
_ORGANISATION = late(
    rf"(?:{_KANJI}|{_KATA}|[A-Za-z]){{1,16}}?(?:外務省|防衛省|財務省|経済産業省|国防総省|国務省|省|庁|委員会|連合|"
    rf"議会|国会|銀行|大学|新聞|通信社|通信|放送|機構|協会|裁判所|警察|警視庁|株式会社|政府|自衛隊|連盟|理事会|"
    rf"研究所|党|軍)(?!{_KANJI})"
)
_ACRONYM = late(r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]{1,7}(?![A-Za-z0-9])")
_PLACES = late("|".join(PLACES))
_KNOWN_ORGANISATIONS = late(
    "欧州連合|欧州委員会|欧州理事会|欧州議会|国際連合|国連安全保障理事会|国連安保理|国連|北大西洋条約機構|自民党|"
    "立憲民主党|公明党|共和党|民主党|日銀|日本銀行|世界銀行|国際通貨基金"
)
# What stands before a title without being a name: 両首相, 各国首相, 歴代大統領, 米国務長官.
_NO_NAME = late(
    r"^(?:両|各|歴代|同|新|前|元|次期|現|当時|外務|防衛|財務|国防|国務|経済|副|米|英|仏|独|露|中|韓|日|我が|他|全|"
    r"主要|同国|各国|両国|日米|日中|日韓|日欧|関係|担当|内閣|欧州|連邦|政府|自民|外務省|防衛省|連立|国会|筆頭|共同|"
    r"最高|暫定|内閣官房)+(?:国|党|省|庁|府|閣)?$"
)


def find_names_ja(folded: str, text: str) -> list[Name]:
    """Find persons, organisations and places of a Japanese sentence, in order, the longest at each place."""
    found = sorted(_found(folded, text), key=lambda n: (n.start, -n.end))
    out: list[Name] = []
    for name in found:
        if not out or name.start >= out[-1].end:
            out.append(name)
    return out


@cache
def _person() -> re.Pattern[str]:
    """Compile the pattern of a person when it is first needed: every office stands in it twice, which is dear."""
    return re.compile(
        rf"(?P<kana>{_KATA}{{2,}}(?:[・=＝ ]{_KATA}{{1,}}){{0,4}})"
        rf"(?:(?P<office1>{_NATION}?(?:{_OFFICE}))|(?P<title1>{_TITLE}))"
        rf"|(?<!{_KANJI})(?P<kanji>{_KANJI}{{2,5}}?)"
        rf"(?:・?(?P<office2>{_OFFICE})|(?P<title2>{_TITLE}))(?!{_KANJI}{{0,1}}(?:会談|会議|級))"
    )


def _found(folded: str, text: str) -> Iterator[Name]:
    taken = Taken(len(folded))
    for match in _person().finditer(folded):
        name = match["kana"] or match["kanji"]
        start = match.start("kana") if match["kana"] else match.start("kanji")
        start, name = _without_place(start, name)
        if len(name) < 2 or _NO_NAME.match(name) or _PLACES.fullmatch(name) or _KNOWN_ORGANISATIONS.fullmatch(name):
            continue
        if taken.touches(start, start + len(name)):
            continue
        office = match["office1"] or match["office2"]
        taken.add(start, start + len(name))
        yield Name(text[start : start + len(name)], start, start + len(name), "person", office)
    for pattern, kind in (
        (_DOTTED, "person"),
        (_KNOWN_ORGANISATIONS, "organisation"),
        (_PLACES, "place"),
        (_ORGANISATION, "organisation"),
        (_ACRONYM, "organisation"),
    ):
        for match in pattern.finditer(folded):
            start, end = match.span()
            if taken.touches(start, end):
                continue
            if kind == "person" and _PLACES.search(match.group()):
                continue
            if pattern is _ORGANISATION and _NO_ORGANISATION.match(match.group()):
                continue
            taken.add(start, end)
            yield Name(text[start:end], start, end, kind)
    analyse = analyser("ja")
    for start, end, kind in analyse(folded) if analyse is not None else ():
        if not taken.touches(start, end) and not _NO_NAME.match(folded[start:end]):
            taken.add(start, end)
            yield Name(text[start:end], start, end, kind)


_NO_ORGANISATION = late(
    r"^(?:同|両|各|与|野|全|新|反|政|現|前|本|当)?(?:省|庁|党|軍|政府|委員会|議会|大学|銀行|警察|通信|放送|新聞)$|.*(?:将|従|進)軍$"
)


def _without_place(start: int, name: str) -> tuple[int, str]:
    """Drop a country before the name: 米国バイデン大統領, 米バイデン大統領."""
    place = _PLACES.match(name)
    if place is not None and place.end() < len(name):
        return start + place.end(), name[place.end() :]
    return start, name
