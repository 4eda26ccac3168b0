"""When does a Japanese sentence say something happened? 令和6年11月1日, 1日, 昨日, 先週金曜日, 午後5時半."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from pactwatch.claims import periods
from pactwatch.claims.reading import Reading
from pactwatch.claims.spans import Taken
from pactwatch.model import Moment
from pactwatch.patterns import late

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_NUMERALS = "〇一二三四五六七八九"
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY_OF_WEEK = r"(?:\s?\((?:[月火水木金土日])(?:曜日?|・祝)?\))?"

Found = tuple[str, str]
_Today = date | None


def _number(text: str) -> int:
    """Read one or two digits, or kanji up to 99."""
    if text.isascii():
        return int(text)
    if text == "元":
        return 1
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_NUMERALS.index(c)) for c in text))
    return (_NUMERALS.index(tens) if tens else 1) * 10 + (_NUMERALS.index(ones) if ones else 0)


def _year(match: re.Match[str]) -> int:
    if match["era"]:
        return _ERAS[match["era"]] + _number(match["eyear"])
    return int(match["year"])


def _full(match: re.Match[str], today: _Today, _: str) -> Found | None:
    """Read a year with or without month and day."""
    year = _year(match)
    month, day = match["month"], match["day"]
    if match["fiscal"]:
        return f"FY{year:04}", "year"
    if match["decade"]:
        return f"{year // 10:03}X", "decade"
    if month is None:
        return (f"{year:04}-12-31", "day") if match["end"] else (f"{year:04}", "year")
    if not 1 <= _number(month) <= 12:
        return None
    if day is not None:
        made = periods.month_day(_number(month), _number(day), year, None)
        return (made, "day") if made else None
    value = periods.month_only(_number(month), year, None)
    return (periods.last_day(value) or value, "day") if match["end"] else (value, "month")


def _month_day(match: re.Match[str], today: _Today, _: str) -> Found | None:
    made = periods.month_day(_number(match["month"]), _number(match["day"]), None, today)
    if made is None:
        return None
    if match["until"]:
        end = periods.month_day(_number(match["month"]), _number(match["until"]), None, today)
        if end is not None and end > made:
            return f"{made}/{end}", "range"
    return made, "day"


def _month(match: re.Match[str], today: _Today, _: str) -> Found | None:
    month = _number(match["month"])
    if not 1 <= month <= 12:
        return None
    value = periods.month_only(month, None, today)
    end = periods.last_day(value) if match["end"] else None
    return (end, "day") if end else (value, "month")


def _months(match: re.Match[str], today: _Today, _: str) -> Found | None:
    """Read 7〜9月期: of the year that is named, else the last one that has begun."""
    low, high = _number(match["month"]), _number(match["until"])
    if not 1 <= low < high <= 12:
        return None
    if match["era"] or match["year"]:
        year = _year(match)
    elif today is None:
        return f"--{low:02}/--{high:02}", "range"
    else:
        year = today.year - (low > today.month)
    return f"{year:04}-{low:02}/{year:04}-{high:02}", "range"


def _years(match: re.Match[str], today: _Today, _: str) -> Found | None:
    """Read 2014年から20年."""
    high = match["from"][:2] + match["to"]
    return (f"{match['from']}/{high}", "range") if match["from"] < high else None


def _two_days(match: re.Match[str], today: _Today, rest: str) -> Found | None:
    """Read 18、19両日."""
    if match["month"]:
        low = periods.month_day(_number(match["month"]), _number(match["day"]), None, today)
    else:
        low = (_day(match, today, rest) or ("",))[0]
    if not low or low.startswith("relative"):
        return None
    return f"{low}/{low[:-2]}{_number(match['until']):02}", "range"


def _day(match: re.Match[str], today: _Today, rest: str) -> Found | None:
    """Read a bare 1日: the last such day, or the next one if the sentence looks ahead."""
    day = _number(match["day"])
    if not 1 <= day <= 31:
        return None
    if today is None:
        return f"relative:day {day}", "relative"
    ahead = _AHEAD.search(rest) is not None
    for months in range(3):
        year, month = divmod(today.year * 12 + today.month - 1 + (months if ahead else -months), 12)
        if not 1 <= year <= 9999:
            return None
        made = periods.month_day(month + 1, day, year, None)
        if made is not None and (made >= today.isoformat() if ahead else made <= today.isoformat()):
            return made, "day"
    return None


_AHEAD = late(r"予定|方針|見通し|見込み|(?:する|行う|開く|なる|訪れる|始まる)(?:。|」|$)|へ(?:。|$)")


def _weekday(match: re.Match[str], today: _Today, rest: str) -> Found | None:
    day = "月火水木金土日".index(match["weekday"])
    prefix = match["prefix"]
    if prefix in ("先週", "来週", "今週") and today is not None:
        monday = today - timedelta(days=today.weekday())
        try:
            return (monday + timedelta(days=day, weeks={"先週": -1, "今週": 0, "来週": 1}[prefix])).isoformat(), "day"
        except OverflowError:
            return None
    which = {"先週": "last", "来週": "next", "今週": "recent"}.get(
        prefix or "", "next" if _AHEAD.search(rest) else "recent"
    )
    return periods.weekday(day, today, which)


def _ago(match: re.Match[str], today: _Today, _: str) -> Found | None:
    unit = {"年": "year", "日": "day", "週": "week"}.get(match["unit"][0], "month")
    return periods.relative(unit, -_number(match["count"]), today)


def _word(match: re.Match[str], today: _Today, _: str) -> Found | None:
    unit, count = _RELATIVE[match.group()]
    if unit == "fiscal":
        # The fiscal year begins in April.
        if today is None:
            return f"relative:{('last', 'this', 'next')[count + 1]} fiscal year", "relative"
        return f"FY{today.year - (today.month < 4) + count:04}", "year"
    return periods.relative(unit, count, today)


def _near_month(match: re.Match[str], today: _Today, _: str) -> Found | None:
    """Read 来年1月, 昨年11月1日, 先月15日."""
    unit, count = _RELATIVE[match["near"]]
    day = match["day"]
    if today is None:
        tail = f"-{_number(match['month']):02}" if unit == "year" else ""
        tail += f"-{_number(day):02}" if day else ""
        return f"{periods.relative(unit, count, None)[0]} -{tail}", "relative"
    stem, _granularity = periods.relative(unit, count, today)
    if stem.startswith("relative"):
        return None
    year, month = int(stem[:4]), _number(match["month"]) if unit == "year" else int(stem[5:7])
    if not 1 <= month <= 12:
        return None
    if day is None:
        return periods.month_only(month, year, today), "month"
    made = periods.month_day(month, _number(day), year, today)
    return (made, "day") if made else None


def _quarter(match: re.Match[str], today: _Today, _: str) -> Found | None:
    number = _number(match["q"])
    if match["era"] or match["year"]:
        return f"{_year(match):04}-Q{number}", "quarter"
    if today is None:
        return f"relative:q{number}", "relative"
    return f"{today.year - (number * 3 - 2 > today.month):04}-Q{number}", "quarter"


def _clock(match: re.Match[str], today: _Today, _: str) -> Found | None:
    hour = _number(match["hour"])
    minute = 30 if match["half"] else int(match["minute"] or 0)
    if match["noon"] == "午後" and hour < 12:
        hour += 12
    return (f"T{hour % 24:02}:{minute:02}", "time") if hour <= 24 and minute < 60 else None


def _iso(match: re.Match[str], today: _Today, _: str) -> Found | None:
    made = periods.month_day(int(match[2]), int(match[3]), int(match[1]), None)
    return (made, "day") if made else None


_RELATIVE: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("昨日", "きのう", "昨夜", "昨晩"), ("day", -1)),
    **dict.fromkeys(("今日", "本日", "きょう", "今朝", "今夜", "今晩", "けさ"), ("day", 0)),
    **dict.fromkeys(("明日", "あす", "あした"), ("day", 1)),
    **dict.fromkeys(("一昨日", "おととい"), ("day", -2)),
    **dict.fromkeys(("明後日", "あさって"), ("day", 2)),
    "今週": ("week", 0),
    "先週": ("week", -1),
    "来週": ("week", 1),
    "先々週": ("week", -2),
    "再来週": ("week", 2),
    "先週末": ("weekend", -1),
    "今週末": ("weekend", 0),
    "来週末": ("weekend", 1),
    "今月": ("month", 0),
    "先月": ("month", -1),
    "来月": ("month", 1),
    "先々月": ("month", -2),
    "再来月": ("month", 2),
    "今月末": ("month end", 0),
    "来月末": ("month end", 1),
    "今年": ("year", 0),
    "ことし": ("year", 0),
    "本年": ("year", 0),
    "昨年": ("year", -1),
    "去年": ("year", -1),
    "来年": ("year", 1),
    "一昨年": ("year", -2),
    "おととし": ("year", -2),
    "再来年": ("year", 2),
    "年内": ("year", 0),
    "年明け": ("year", 1),
    **dict.fromkeys(("今春", "今夏", "今秋", "今冬"), ("year", 0)),
    **dict.fromkeys(("来春", "来夏", "来秋"), ("year", 1)),
    **dict.fromkeys(("昨春", "昨夏", "昨秋", "昨冬"), ("year", -1)),
    "年末": ("year end", 0),
    "今年末": ("year end", 0),
    "昨年末": ("year end", -1),
    "来年末": ("year end", 1),
    "今年度": ("fiscal", 0),
    "昨年度": ("fiscal", -1),
    "来年度": ("fiscal", 1),
    "同日": ("that day", 0),
    "翌日": ("that day", 1),
    "前日": ("that day", -1),
}

_YEAR = r"(?:(?P<era>令和|平成|昭和|大正|明治)(?P<eyear>元|\d{1,2}|[一二三四五六七八九十]{1,3})|(?<!\d)(?P<year>\d{4}))"
_Reader = Callable[[re.Match[str], date | None, str], "Found | None"]
# The longest and surest first; what one pattern has taken the next ones leave alone.
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (late(r"(?<![\d./-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d./-])"), _iso),
    (late(rf"{_YEAR}年?(?:の)?第(?P<q>[1-4一二三四])四半期"), _quarter),
    (late(r"(?P<era>\b\B)?(?P<year>\b\B)?(?P<eyear>\b\B)?第(?P<q>[1-4一二三四])四半期"), _quarter),
    (late(rf"(?<!\d)(?:{_YEAR}年)?(?P<month>{_N})[~〜～-](?P<until>{_N})月期?(?!間|曜|\d)"), _months),
    (late(r"(?<!\d)(?P<from>\d{4})年(?:から|[~〜～-])(?P<to>\d{2})年(?![間前月])"), _years),
    (
        late(
            rf"{_YEAR}年(?:(?P<fiscal>度)|(?P<decade>代)|(?!間|以上|前|後|目)(?:\((?:令和|平成|昭和)(?:元|\d{{1,2}})年\))?"
            rf"(?:(?P<month>{_N})月(?:(?P<day>{_N})日{_DAY_OF_WEEK})?)?(?P<end>末)?)"
        ),
        _full,
    ),
    (
        late(
            rf"(?P<near>今年|ことし|昨年|去年|来年|一昨年|再来年)の?(?P<month>{_N})月(?!間)(?:(?P<day>{_N})日{_DAY_OF_WEEK})?"
        ),
        _near_month,
    ),
    (
        late(
            rf"(?<![\d.])(?:(?P<month>{_N})月)?(?P<day>\d{{1,2}})(?:日?[、・,]|日?と)(?P<until>\d{{1,2}})日?(?:の?両日|の?2日間)"
        ),
        _two_days,
    ),
    (late(rf"(?P<near>今月|先月|来月)の?(?P<month>\b\B)?(?P<day>{_N})日{_DAY_OF_WEEK}(?!間)"), _near_month),
    (
        late(
            rf"(?<!\d)(?P<month>{_N})月(?P<day>{_N})日?(?:{_DAY_OF_WEEK}[~〜～-](?P<until>{_N}))?日{_DAY_OF_WEEK}(?!間)"
        ),
        _month_day,
    ),
    (late(rf"(?<!\d)(?P<month>{_N})月(?!間|分|曜)(?P<end>末)?"), _month),
    (late(rf"(?<![\d.,])(?P<count>{_N})(?P<unit>年|日|週間|か月|カ月|ヶ月|ヵ月)前"), _ago),
    (late(r"(?P<prefix>先週|来週|今週)?(?:の)?(?P<weekday>[月火水木金土日])曜日?"), _weekday),
    (
        late(
            rf"(?<![\d.,約数第丸])(?<!少なくとも)(?<!最低)(?<!最大)(?<!ほぼ)(?P<day>\d{{1,2}})日{_DAY_OF_WEEK}(?!間|目|ぶり|連続|以内|程度|以上|後|ほど|余|あたり|当たり|分|も早|かけ|足らず|未満|遅れ)"
        ),
        _day,
    ),
    (late("|".join(sorted(_RELATIVE, key=len, reverse=True))), _word),
    (
        re.compile(rf"(?P<noon>午前|午後)?(?P<hour>{_N})時(?!間|点|代|期)(?:(?P<half>半)|(?P<minute>\d{{1,2}})分)?"),
        _clock,
    ),
)


# How long somebody is locked up: 懲役4年6月 names no June.
_TERMS = late(rf"(?:懲役|禁錮|禁固|拘禁刑|拘留|執行猶予){_N}(?:年(?:{_N}[カか]?月)?|[カか]?月)")


def find_dates_ja(reading: Reading, today: date | None) -> list[Moment]:
    """Find the dates and times of a Japanese sentence, in order and without overlaps."""
    folded, text = reading.folded, reading.text
    found: list[Moment] = []
    taken = Taken(len(folded), [match.span() for match in _TERMS.finditer(folded)])
    for pattern, reader in _PATTERNS:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if taken.touches(start, end) or _in_kanji_word(folded, start, match.group()):
                continue
            value = reader(match, today, folded[end : end + 200])
            if value is not None:
                found.append(Moment(text[start:end], start, end, *value))
                taken.add(start, end)
    found.sort(key=lambda m: m.start)
    return _merged(text, found)


def _in_kanji_word(folded: str, start: int, printed: str) -> bool:
    """Whether a relative word is the tail of another one (数日, 毎日曜)."""
    return printed[0] in "今先来昨去年前翌同明" and start > 0 and printed == "年末" and folded[start - 1].isdigit()


_TO = late(r"^(?:[~〜～–―-]|から)$")


def _merged(text: str, found: list[Moment]) -> list[Moment]:
    """Join a day with its time and two ends of a range."""
    out: list[Moment] = []
    for moment in found:
        last = out[-1] if out else None
        if last is not None:
            gap = text[last.end : moment.start]
            if moment.granularity == "time" and last.granularity == "day" and gap in ("", "の", "、", " "):
                out[-1] = Moment(
                    text[last.start : moment.end], last.start, moment.end, last.value + moment.value, "time"
                )
                continue
            same = moment.granularity == last.granularity and moment.granularity in ("day", "month", "year")
            if same and _TO.match(gap) and last.value < moment.value:
                out[-1] = Moment(
                    text[last.start : moment.end], last.start, moment.end, f"{last.value}/{moment.value}", "range"
                )
                continue
        out.append(moment)
    return out
