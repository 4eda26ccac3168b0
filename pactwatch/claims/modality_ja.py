"""Modality and polarity of a Japanese sentence, by the endings and nouns of the written press."""

from __future__ import annotations

import re

from pactwatch.patterns import late

# The first that is found decides.
_MODALITY = (
    ("denied", re.compile("否定し|否定する|否認|事実ではないと|反論し")),
    (
        "alleged",
        re.compile(
            "疑い|容疑(?!者)|とされる|とされ、|とされている|主張し|主張する|とのうわさ|と報じられ|という(?:情報|報道)|とみられる疑い|らしい|だという|たという|るという"
        ),
    ),
    (
        "possible",
        re.compile(
            "可能性|かもしれない|おそれ|恐れがあ|検討し|検討する|模索|かどうか|とみられ|あり得る|ありうる|ではないか|できる"
        ),
    ),
    ("expected", re.compile("見通し|見込み|見込まれ|予想|期待さ|予測|とみられる|だろう|でしょう|はずだ")),
    (
        "planned",
        re.compile(
            "予定|方針|計画(?:だ|する|し|で、|を進|を立)|目指す|目指し|する意向|意向を|つもり|よう求め|することで(?:合意|一致)|ことを決め|することに|していく|する考え|する構え|準備を進め"
        ),
    ),
)
# A verb in its plain form at the very end looks ahead: 1月1日に発効する。 (発効した tells of something done.)
_PLAIN_END = late(
    "(?:する|行う|開く|なる|訪れる|訪問する|始まる|始める|結ぶ|迎える|終える|設ける|立ち上げる|受ける|れる)[。」』）)]*$"
)
_NEGATIVE = late("ない|なかった|ません|ずに|せず|ぬまま|なく(?:なっ|なる)|ず、|得ず|無い|拒否|拒ん|断念|中止|見送")
# These hold ない without denying anything: must, may, not only, nothing but.
_HARMLESS = late(
    "なければなら(?:ない|なかった)|なくてはならない|ねばならない|ざるを得(?:ない|ず)|かもしれない|に違いない|少なくない|だけでなく|だけではなく|のみならず|"
    "にほかならない|に過ぎない|ではないか|間違いない|やむを得(?:ない|ず)|なくてはいけない|とは限らない|ばかりでなく|欠かせない|に他ならない|思わず|必ず|まず、|少なくとも|わず(?:か|)|おのずと"
)


def mood_ja(text: str) -> tuple[str, str]:
    """Give modality and polarity.

    >>> mood_ja("協定は1月に発効する予定だ。"), mood_ja("合意には至らなかった。")
    (('planned', 'positive'), ('done', 'negative'))
    """
    modality = next((kind for kind, pattern in _MODALITY if pattern.search(text)), None)
    if modality is None:
        modality = "planned" if _PLAIN_END.search(text[-12:]) else "done"
    negative = _NEGATIVE.search(_HARMLESS.sub("", text)) is not None
    return modality, "negative" if negative else "positive"
