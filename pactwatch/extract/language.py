"""Which language a text is in, by its script and its commonest words; and what pages declare."""

from __future__ import annotations

import re
from collections import Counter

from pactwatch.patterns import late

_WORDS = {
    "en": "by an or were been who had said would it the of and to in is that for was with are this have from "
    "on he be has its his they but not will which",
    "de": "am bis zum zur vom wurde einen einer über aus hat sein der die das und ist nicht mit von den dem "
    "ein eine zu auf im für sich auch als wird bei nach werden sind",
    "fr": "sera été deux leur ses mais le la les des et est une dans pour que qui sur pas du au par plus avec "
    "sont cette ce il ont aux été",
    "es": "será fue los sin entre el la los las de que en un una por con para del se es su como más al lo fue "
    "está pero sus ha",
    "it": "il di che la in un per una del della sono con è non si da le dei nel alla anche gli più come ha",
    "pt": "o a os as de que em um uma por com para do da não se na no é mais dos das foi pelo ao são",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er ook als maar door bij naar uit worden",
    "sv": "och att det som en är på av för med den till inte har om ett var från men vi kan de så",
    "da": "og at det som en er på af for med den til ikke har om et var fra men vi kan de der blev",
    "no": "og at det som en er på av for med den til ikke har om et var fra men vi kan de seg også etter",
    "pl": "i w na z że się nie do to jest o jak od po przez dla oraz za był ale są tym może już",
    "cs": "a v na že se je to s z do o pro jako ale za by podle který jsou po při však už jeho byl",
    "ro": "și de în a la cu pe nu că din care este un o pentru mai sunt au fost sau prin după al ale",
    "hu": "a az és hogy nem is egy volt meg csak ezt már de mint még kell után azt ki lehet szerint",
    "fi": "ja on ei että oli se hän mutta ovat kuin myös mukaan sen joka tai kun niin vain sekä ole",
    "tr": "ve bir bu için ile da de olarak çok daha olan gibi en sonra ne kadar ise olduğu var değil",
    "id": "yang dan di untuk dengan pada dari ini itu tidak dalam akan ke oleh juga telah karena ada saat bisa",
    "vi": "và của là có được cho không trong các với một những đã người này khi để từ tại ra",
    "hr": "i u je na se da za su od s o kao ne što ali bi koji iz koja te biti nakon prema kako",
    "ca": "el la els les de que i en un una per amb del és no al es ha més són com dels a però",
    "et": "ja on ei et see ka kui oma oli mis aga ning tema või nii siis veel ta olla",
    "lt": "ir į kad yra su iš bei tai ne kaip už buvo apie dėl nuo jo bet tik pagal",
    "lv": "un ir ar par no ka uz kas arī tas bet pie tika gada kā vai pēc lai nav",
    "sl": "in je v na se da za so z ki pa s o po bi ne še kot od tudi bo ali pri",
    "sk": "a v na sa že je to s z do o pre ako aj ale za by podľa ktorý sú po pri však už",
    "af": "die en van in is het dat nie op te vir met sy wat om hy aan was ook as sal deur",
    "sw": "ya na wa kwa ni katika la za hiyo kuwa cha huo hii kama alisema yake watu pia",
    "zu": "ukuthi le ngoba uma futhi kodwa lo yini ngo nge ukuze kanye kanti nokuthi lapho emva ngemuva kusho wathi "
    "uthe lesi lokhu ngesikhathi abantu njengoba kwakhe kuthiwa sekuyisikhathi leli laba yakhe bonke khona nje manje",
    "tl": "ng na sa ang mga ay at ni para kay si hindi niya kung siya ito pero nga rin lang isang ko mo nito naman po",
    "sq": "të e në dhe për me një nga është se ka që do më si por nuk janë edhe prej kjo ky ishte",
    "lb": "de d den dem vun an ass dat mat fir op net sech och wéi et hunn huet sinn gouf nach iwwer wann awer "
    "ginn si hie ech dës säi hir zu um bei",
    "is": "og að í á er sem til um var við með ekki en það hann hún af frá eru fyrir þetta hefur",
}  # fmt: skip
_TABLES = {code: frozenset(words.split()) for code, words in _WORDS.items()}
# The other way round: word -> every language that it is common in.
_SPEAKERS: dict[str, tuple[str, ...]] = {}
for _code, _table in _TABLES.items():
    for _word in _table:
        _SPEAKERS[_word] = (*_SPEAKERS.get(_word, ()), _code)
_WORD = late(r"[^\W\d_]+")
_SAMPLE = 2_000
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("pa", re.compile(r"[\u0a00-\u0a7f]")),
    ("gu", re.compile(r"[\u0a80-\u0aff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
)
_NOT_LATIN = re.compile("[\u0370-\u1cff\u3040-\ufdff\uff66-\uffdc]")
_CODE = re.compile(r"^([a-z]{2,3})(?:[-_]|$)")
_THREE = {"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "jpn": "ja",
          "por": "pt", "nld": "nl", "dut": "nl", "zho": "zh", "chi": "zh", "kor": "ko"}  # fmt: skip
_NAMED = {"english": "en", "deutsch": "de", "german": "de", "french": "fr", "français": "fr", "spanish": "es",
          "español": "es", "italian": "it", "italiano": "it", "japanese": "ja", "日本語": "ja"}  # fmt: skip


def declared_language(value: str | None) -> str | None:
    """Give the ISO 639-1 code of a declared language.

    >>> declared_language("en-GB"), declared_language("jpn"), declared_language("xx yy"), declared_language("nb-NO")
    ('en', 'ja', None, 'no')
    """
    text = (value or "").strip().lower()
    if text in _NAMED:
        return _NAMED[text]
    found = _CODE.match(text)
    if not found:
        return None
    code = found.group(1)
    code = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "jp": "ja", "cn": "zh", "kr": "ko", "cz": "cs"}.get(
        code, code
    )
    return _THREE.get(code) if len(code) == 3 else code


# Written so much alike that a page's own word for it settles the matter.
_ALIKE = ({"hr", "bs", "sr", "sh"}, {"id", "ms"}, {"no", "nn", "da"}, {"cs", "sk"}, {"es", "gl", "ca"}, {"pt", "gl"})


# A text of this many words or more that has next to none of a language's commonest is not in that language.
_ENOUGH_WORDS, _LEAST_SHARE = 80, 0.02


def settle_language(detected: str | None, declared: str | None, text: str = "") -> str | None:
    """Give the language of a text: as it reads, unless the page declares one that reads much the same.

    What is declared stands for a text that cannot be told, if nothing in the text speaks against it.

    >>> settle_language("en", "fr"), settle_language("hr", "bs"), settle_language(None, "ja")
    ('en', 'bs', 'ja')
    >>> settle_language(None, "en", "kuthiwa abantu bathi " * 40) is None
    True
    """
    if detected == declared or declared is None:
        return detected
    if detected is not None:
        return declared if any({detected, declared} <= close for close in _ALIKE) else detected
    words = _WORD.findall(text[:_SAMPLE].lower())
    table = _TABLES.get(declared)
    if table and len(words) >= _ENOUGH_WORDS and sum(word in table for word in words) < _LEAST_SHARE * len(words):
        return None
    return declared


def detect_language(text: str) -> str | None:
    """Give the language that a text is written in, or None if it is too short or too unlike those known.

    >>> detect_language("Der Vertrag ist noch nicht in Kraft, und die Regierung will ihn auch nicht ändern.")
    'de'
    >>> detect_language("日本とEUは安全保障協定に署名した。"), detect_language("ok")
    ('ja', None)
    """
    sample = text[:_SAMPLE]
    if not sample.isascii() and len(_NOT_LATIN.findall(sample)) * 10 > len(sample):
        by_script = _by_script(sample)
        if by_script:
            return by_script
    words = _words(sample.lower())
    if len(words) < 8:
        return None
    counts = dict.fromkeys(_TABLES, 0)
    for word, count in Counter(words).items():
        for code in _SPEAKERS.get(word, ()):
            counts[code] += count
    ranked = sorted(counts, key=lambda code: -counts[code])
    best, second = ranked[0], ranked[1]
    # English function words make up 30 % of a text; 8 % is the least of any development page in its own language.
    if counts[best] < 0.08 * len(words) or counts[best] < 3 or counts[best] == counts[second]:
        return None
    return best


def _words(text: str) -> list[str]:
    """Split at all that is no letter; what is ASCII but for its quotation marks and dashes ten times as quickly.

    >>> _words("it’s a 3rd one") == _WORD.findall("it’s a 3rd one")
    True
    """
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            return _WORD.findall(text)
    return text.translate(_NO_LETTERS).split()


_MARKS = "“”‘’–—…\xa0"
_NO_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha()}


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample)) or 1
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    if counts["ja"] and counts["ja"] + counts["zh"] > 0.3 * letters:
        return "ja" if counts["ja"] > 0.05 * (counts["ja"] + counts["zh"]) else "zh"
    code = max(counts, key=lambda key: counts[key])
    if counts[code] < 0.3 * letters:
        return None
    if code == "cyrillic":
        if re.search("[іїєґ]", sample):
            return "uk"
        if re.search("[ђћџљњј]", sample):
            return "mk" if re.search("[ѓќѕ]", sample) else "sr"
        return "ru" if re.search("[ыэё]", sample) else "bg"
    if code == "arabic":
        if re.search("[ٹڈڑے]", sample):
            return "ur"
        return "fa" if re.search("[پچژگ]", sample) else "ar"
    return code
