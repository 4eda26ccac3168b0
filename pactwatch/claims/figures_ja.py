"""Which figures does a Japanese sentence hold? 10億円, 1兆2000億円, 約40人, 二十九歳, 3割, 5〜10年."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from pactwatch.claims.spans import Taken
from pactwatch.claims.words.common import SIGNS
from pactwatch.model import Figure
from pactwatch.patterns import late

# As in `figures`: a "sentence" with more numbers is a table.
MOST = 300
_DIGIT_OF = {c: k for k, c in enumerate("〇一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}

_NUMBER = late(
    r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,24})(?:\.\d{1,12})?[十百千]?[万億兆]?)(?:(?:\d{1,3}(?:,\d{3})+|\d{1,24})[百千]?[万億兆]?)*"
    r"|[〇一二三四五六七八九十百千]{1,12}[万億兆]?(?:[〇一二三四五六七八九十百千]{1,12}[万億兆]?){0,4}"
)
_VAGUE = late(r"(数?)([十百千万億]{1,3})(数?)(?=[人名円件隻台社年日回点か万億])")
_FRACTION = late(r"([\d一二三四五六七八九]{1,2})分の([\d一二三四五六七八九]{1,2})")

# Counter -> unit, kind, factor; longest first. A counter without a unit only shows that kanji before it are a number.
_UNITS: tuple[tuple[str, str, str, str], ...] = tuple(
    sorted(
        (
            *((word, "%", "percent", "1") for word in ("%", "パーセント")),
            ("%ポイント", "pp", "percent", "1"),
            ("ポイント", "pp", "percent", "1"),
            ("割", "%", "percent", "10"),
            ("円", "JPY", "money", "1"),
            ("米ドル", "USD", "money", "1"),
            ("ドル", "USD", "money", "1"),
            ("ユーロ", "EUR", "money", "1"),
            ("ポンド", "GBP", "money", "1"),
            ("人民元", "CNY", "money", "1"),
            ("元", "CNY", "money", "1"),
            ("ウォン", "KRW", "money", "1"),
            ("ルーブル", "RUB", "money", "1"),
            ("スイスフラン", "CHF", "money", "1"),
            ("ルピー", "INR", "money", "1"),
            ("人", "people", "number", "1"),
            ("名", "people", "number", "1"),
            ("歳", "year", "age", "1"),
            ("才", "year", "age", "1"),
            ("年間", "year", "duration", "1"),
            ("年", "year", "duration", "1"),
            *(
                (word, "month", "duration", "1")
                for word in ("か月間", "カ月間", "ヶ月間", "ヵ月間", "か月", "カ月", "ヶ月", "ヵ月", "箇月")
            ),
            ("月", "month", "duration", "1"),  # what is a date was taken before: 懲役4年6月
            ("週間", "week", "duration", "1"),
            ("日間", "day", "duration", "1"),
            ("日", "day", "duration", "1"),
            ("時間", "hour", "duration", "1"),
            ("分間", "minute", "duration", "1"),
            ("分", "minute", "duration", "1"),
            ("秒間", "second", "duration", "1"),
            ("秒", "second", "duration", "1"),
            ("キロメートル", "km", "measure", "1"),
            ("キロ", "km", "measure", "1"),
            ("km", "km", "measure", "1"),
            ("メートル", "m", "measure", "1"),
            ("センチ", "cm", "measure", "1"),
            ("ミリ", "mm", "measure", "1"),
            ("平方キロメートル", "km2", "measure", "1"),
            ("平方キロ", "km2", "measure", "1"),
            ("平方メートル", "m2", "measure", "1"),
            ("ヘクタール", "ha", "measure", "1"),
            ("トン", "t", "measure", "1"),
            ("キログラム", "kg", "measure", "1"),
            ("kg", "kg", "measure", "1"),
            ("グラム", "g", "measure", "1"),
            ("リットル", "l", "measure", "1"),
            ("バレル", "barrel", "measure", "1"),
            ("キロワット", "kW", "measure", "1"),
            ("メガワット", "MW", "measure", "1"),
            ("マイル", "mile", "measure", "1"),
            ("海里", "nmi", "measure", "1"),
            ("ノット", "kn", "measure", "1"),
            ("度", "°", "measure", "1"),
            ("倍", "times", "measure", "1"),
            *(
                (word, "", "number", "1")
                for word in (
                    "か国",
                    "カ国",
                    "ヶ国",
                    "ヵ国",
                    "か所",
                    "カ所",
                    "ヶ所",
                    "件",
                    "回",
                    "隻",
                    "機",
                    "台",
                    "個",
                    "社",
                    "校",
                    "票",
                    "議席",
                    "点",
                    "本",
                    "枚",
                    "冊",
                    "頭",
                    "匹",
                    "軒",
                    "棟",
                    "戸",
                    "世帯",
                    "両",
                    "発",
                    "基",
                    "項目",
                    "団体",
                    "組",
                    "位",
                    "番",
                    "次",
                    "期",
                    "代",
                    "階",
                    "世紀",
                    "四半期",
                    "つ",
                )
            ),
        ),
        key=lambda row: -len(row[0]),
    )
)
_UNIT_STARTS = frozenset(row[0][0] for row in _UNITS)
# Kanji numerals inside these are no numbers.
_NOT_NUMBERS = late(
    r"十分(?!間|後|前)|一度|一部|一時|一番|一次|一点|一本|一台|一代|一期|二次|三次元|千葉|万一|一人ひとり|一人一人|四半期|百貨店|一日も|一件落着|一組|一層"
)
_BEFORE = (
    ("少なくとも", ">="),
    ("最低でも", ">="),
    ("最低", ">="),
    ("最大で", "<="),
    ("最大", "<="),
    ("最高", "<="),
    ("最長", "<="),
    ("約", "~"),
    ("およそ", "~"),
    ("おおよそ", "~"),
    ("ほぼ", "~"),
    ("概ね", "~"),
    ("推定", "~"),
)
_AFTER = (
    ("以上", ">="),
    ("を超える", ">"),
    ("を超え", ">"),
    ("を上回る", ">"),
    ("を上回り", ">"),
    ("超", ">"),
    ("余り", ">"),
    ("あまり", ">"),
    ("余", ">"),
    ("以下", "<="),
    ("以内", "<="),
    ("まで", "<="),
    ("未満", "<"),
    ("を下回る", "<"),
    ("を下回り", "<"),
    ("弱", "<"),
    ("強", ">"),
    ("前後", "~"),
    ("程度", "~"),
    ("ほど", "~"),
    ("近く", "~"),
    ("くらい", "~"),
    ("ぐらい", "~"),
    ("もの", "="),
)


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    value: Decimal
    unit: str = ""
    kind: str = "number"
    comparator: str = "="
    scale: Decimal = Decimal(1)
    number_end: int = 0
    high: Decimal | None = None


def find_figures_ja(folded: str, text: str, taken: Sequence[tuple[int, int]]) -> list[Figure]:
    """Find the figures of a Japanese sentence, in order; *folded* is *text* with ASCII digits and signs."""
    drafts: list[_Draft] = []
    closed = Taken(len(folded), [*taken, *((m.start(), m.end()) for m in _NOT_NUMBERS.finditer(folded))])
    for draft in sorted(islice(_drafts(folded), MOST), key=lambda d: (d.start, -d.end)):
        if closed.touches(draft.start, draft.end) or (drafts and draft.start < drafts[-1].end):
            continue
        joined = _joined(folded, drafts[-1], draft) if drafts else None
        if joined is not None:
            drafts[-1] = joined
        else:
            drafts.append(draft)
    return [_figure(text, draft) for draft in drafts]


def _figure(text: str, draft: _Draft) -> Figure:
    high = None if draft.high is None else _plain(draft.high)
    return Figure(
        text[draft.start : draft.end],
        draft.start,
        draft.end,
        _plain(draft.value),
        draft.unit,
        draft.comparator,
        high,
        draft.kind,
    )


def _plain(value: Decimal) -> str:
    written = format(value, "f")
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"


def _drafts(folded: str) -> Iterator[_Draft]:
    for match in _FRACTION.finditer(folded):
        bottom, top = _value(match[1]), _value(match[2])
        if bottom and top < bottom:
            yield _Draft(match.start(), match.end(), (top / bottom).quantize(Decimal("0.000001")).normalize())
    for match in _VAGUE.finditer(folded):
        if match[1] or match[3]:
            yield _decorated(
                folded, _Draft(match.start(), match.end(), _value(match[2]), comparator=">", number_end=match.end())
            )
    for word in ("半数", "半分"):
        at = folded.find(word)
        if at >= 0:
            yield _Draft(at, at + 2, Decimal("0.5"))
    for match in _NUMBER.finditer(folded):
        draft = _number(folded, match)
        if draft is not None:
            yield draft


def _number(folded: str, match: re.Match[str]) -> _Draft | None:
    start, end = match.span()
    before = folded[start - 1] if start else " "
    printed = match.group()
    ascii_digits = printed[0].isdigit() and printed[0].isascii()
    if ascii_digits and (
        (before.isascii() and before.isalpha())
        or (before in "-/:.#" and folded[start - 2 : start - 1].isalnum())
        or folded[end : end + 1] in (":", "/")
    ):
        return None
    draft = _decorated(folded, _Draft(start, end, _value(printed), number_end=end))
    if printed[-1] in _LARGE:
        draft.scale = Decimal(_LARGE[printed[-1]])
    if before == "第" and _NAMED.match(folded, end):
        return None  # 第5条, 第2次世界大戦
    if folded[end : end + 1] == "位" and ascii_digits:
        draft.kind, draft.unit, draft.end = "ordinal", "th", end + 1
        return draft
    if before == "第" or folded[draft.end : draft.end + 1] == "目":
        draft.kind, draft.unit = "ordinal", "th"
        draft.start = start - 1 if before == "第" else start
        draft.end += folded[draft.end : draft.end + 1] == "目"
        return draft
    if (
        before == "("
        and folded[draft.end : draft.end + 1] == ")"
        and not draft.unit
        and 0 < draft.value < 120
        and start >= 2
        and not folded[start - 2].isascii()
    ):
        draft.unit, draft.kind = "year", "age"  # 男性（29）
        return draft
    if not ascii_digits and ((draft.end == end and draft.kind == "number") or before in "第数" or _in_word(before)):
        return None  # 一方, 三菱: kanji without a counter
    following = folded[draft.end : draft.end + 1]
    if ascii_digits and draft.end == end and following.isascii() and following.isalpha():
        return None  # 5G
    return draft


_NAMED = late("条|章|項|号|次世界大戦|次大戦")


def _in_word(before: str) -> bool:
    """Whether kanji before the numeral make it part of a word (統一, 唯一)."""
    return before in "統唯同単均専随逐画"


def _value(printed: str) -> Decimal:
    """Read digits, kanji and their scales: 3万5千 is 35000.

    >>> [str(_value(text)) for text in ("3万5千", "二十九", "1兆2000億", "1.5億")]
    ['35000', '29', '1200000000000', '150000000.0']
    """
    total = section = Decimal(0)
    number: Decimal | None = None
    digits = ""
    for c in printed:
        if (c.isascii() and c.isdigit()) or c == ".":
            digits += c
            continue
        if c == ",":
            continue
        if digits:
            number, digits = Decimal(digits), ""
        if c in _DIGIT_OF:
            number = (number or Decimal(0)) * 10 + _DIGIT_OF[c]
        elif c in _SMALL:
            section += (number if number is not None else Decimal(1)) * _SMALL[c]
            number = None
        elif c in _LARGE:
            section += number or Decimal(0)
            total += (section or Decimal(1)) * _LARGE[c]
            section, number = Decimal(0), None
    if digits:
        number = Decimal(digits)
    return total + section + (number or Decimal(0))


def _decorated(folded: str, draft: _Draft) -> _Draft:
    """Read currency, counter and comparator round the number."""
    before = folded[draft.start - 1 : draft.start]
    if before and before in SIGNS:
        draft.unit, draft.kind, draft.start = SIGNS[before], "money", draft.start - 1
    at = draft.end
    if not draft.unit and folded[at : at + 1] in _UNIT_STARTS and folded[at : at + 1]:
        for word, unit, kind, factor in _UNITS:
            if folded.startswith(word, at):
                draft.unit, draft.kind, draft.end = unit, kind if unit else "counted", at + len(word)
                draft.value *= Decimal(factor)
                break
    # 2年半, 3カ月半, 5時間半, 2倍半
    if (
        draft.kind in ("duration", "measure")
        and folded[draft.end : draft.end + 1] == "半"
        and folded[draft.end + 1 : draft.end + 2] not in ("年", "ば", "期")
    ):
        draft.value, draft.end = draft.value + Decimal("0.5"), draft.end + 1
    if draft.kind == "age" and draft.end < len(folded) and folded[draft.end] in "児":
        draft.end += 1
    for word, mark in _BEFORE:
        if folded.endswith(word, 0, draft.start):
            draft.comparator, draft.start = mark, draft.start - len(word)
            break
    for word, mark in _AFTER:
        if folded.startswith(word, draft.end):
            if word in ("超",) and folded.startswith("超える", draft.end):
                continue
            if mark != "=":
                draft.comparator = mark
                draft.end += len(word)
            break
    if draft.kind == "counted":
        draft.kind = "number"
    return draft


# 9億ユーロから12億ユーロに増えた tells of a change.
_CHANGED = late("[にへ](?:まで)?(?:増|減|引|上|下|拡|縮|変|修|改|伸|低|落|急)")
_RANGE = late(r"\s*[~〜～\-–―]\s*$|から$")


def _joined(folded: str, one: _Draft, other: _Draft) -> _Draft | None:
    """Join 5〜10年 and 5人から10人."""
    gap = folded[one.end : other.start]
    if len(gap) > 3 or not _RANGE.match(gap) or "ordinal" in (one.kind, other.kind) or one.high is not None:
        return None
    if one.unit and one.unit != other.unit:
        return None
    low = one.value * (other.scale if one.scale == 1 and other.scale != 1 and not one.unit else 1)
    if other.unit == "%" and not one.unit and folded[other.end - 1 : other.end] == "割":
        low *= 10
    if low >= other.value or ("から" in gap and _CHANGED.match(folded, other.end)):
        return None
    return _Draft(
        one.start, other.end, low, other.unit, other.kind, one.comparator, other.scale, other.number_end, other.value
    )
