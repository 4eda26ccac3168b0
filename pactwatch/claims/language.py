"""Which language is a text in, when the page does not say?"""

from __future__ import annotations

import re
from collections import Counter

from pactwatch.patterns import late

# Small words that are frequent in one of the languages and rare in the others.
_SMALL_WORDS = {
    "en": "the of and to that is was for with said has by from at have are be an his will were this not which would",
    "de": "der die und das den dem von zu mit für auf ist im ein eine sich nicht des auch werden wird einen als nach "
    "bei sagte am wurde",
    "fr": "le les des et une dans du est pour qui au sur pas par que ont été avec son ses cette aux mais leur plus "
    "selon sont sera à",
    "es": "el los las del y una por con para se es al lo su más como ha sus fue este pero según están sobre entre será "
    "dijo",
    "it": "il di che gli della è per nel sono una dei con alla delle ha anche dal più come dell nella non si sul stato "
    "ed al secondo sarà",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_code)
_WORD = late(r"[^\W\d_]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HAN = late("[\u4e00-\u9fff]")
# This much of a text is looked at.
_SAMPLE = 2_000


def guess_language(text: str) -> str | None:
    """Tell one of the six languages by its script or its small words; None: it cannot be told.

    >>> guess_language("Das Abkommen tritt am 1. Januar in Kraft.")
    'de'
    >>> guess_language("岩屋外相は述べた。")
    'ja'
    >>> guess_language("Ok") is None
    True
    """
    sample = text[:_SAMPLE]
    if not sample.isascii():
        kana = len(_KANA.findall(sample))
        # A short Japanese headline may do without kana.
        if (kana and kana * 20 >= len(sample)) or (_HAN.search(sample) and (kana or len(sample) < 40)):
            return "ja"
    votes: Counter[str] = Counter()
    for word in _WORD.findall(sample.lower()):
        for code in _LANGUAGES_OF.get(word, ()):
            votes[code] += 1
    if not votes:
        return None
    (best, count), *rest = votes.most_common(2)
    return best if not rest or count > rest[0][1] else None


def language_of(text: str, stated: str | None) -> str | None:
    """Give the language to read *text* in: the stated one, unless the script belies it.

    >>> language_of("Hello", "en-GB"), language_of("岩屋外相は述べた。", "en")
    ('en', 'ja')
    """
    if not stated or not isinstance(stated, str):
        return guess_language(text)
    code = stated.strip().lower().replace("_", "-").split("-")[0] or None
    if code != "ja" and not text.isascii():
        kana = len(_KANA.findall(text[:_SAMPLE]))
        if kana * 5 > min(len(text), _SAMPLE):
            return "ja"
    return code
