"""Who says it, in Japanese? Xは「…」と述べた, Xによると, Xは…と発表した."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pactwatch.claims.quotes import Quoted
from pactwatch.claims.speech import Speaker
from pactwatch.claims.words.ja_names import OFFICES, SPEAKERS
from pactwatch.model import Name
from pactwatch.patterns import late

_STEMS = (
    "述べ|語っ|語る|語り|話し|話す|強調(?:し|する)|説明(?:し|する)|発表(?:し|する)|明らかに(?:し|する)|指摘(?:し|する)|表明(?:し|する)|主張(?:し|する)|訴え|コメント(?:し|する)|批判(?:し|する)|答え|応じ|伝え|報じ|非難(?:し|する)|否定(?:し|する)|言っ|言う|"
    "歓迎(?:し|する)|示し|警告(?:し|する)|呼びかけ|呼び掛け|評価(?:し|する)|期待を示|期待(?:し|する)|反論(?:し|する)|投稿(?:し|する)|記し|記す|つづっ|断言(?:し|する)|誓っ|約束(?:し|する)|明言(?:し|する)|報告(?:し|する)|公表(?:し|する)|振り返っ|力を込め|声明で"
)
_SAYS = late(
    "(?:と|旨を|ことを|とも|など(?:と)?|考えを|認識を|見方を|意向を)(?:の(?:考え|認識|見方|意向)を)?"
    rf"(?:{_STEMS}|している|していた|した(?=[。」]|$))"
)
_ACCORDING = late(r"(?:^|[、。「」])([^、。「」]{1,30}?)(?:による(?:と|限り)|によれば)")
_TOPIC = late("(?:は|が|も)")
_NOUNS = "|".join(sorted({*SPEAKERS, *OFFICES}, key=lambda word: (-len(word), word)))
_NOUN_TOPIC = late(rf"(?:」と、?|^|[、。」\s])((?:[^、。「」はがをにで\s]){{0,14}}(?:{_NOUNS}))(?:ら)?(?:は|が|も)")
_PRONOUN_TOPIC = late("(?:^|[、。」])(彼女|彼|同氏|同相|同首相|同大統領|同長官)(?:は|が|も)")
# 「…」と、佐藤氏は指摘する: the speaker stands between と and the verb.
_SAYS_LATE = late(rf"と、?(?=[^、。「」□]{{1,40}}(?:は|が|も))[^「」。□]{{1,50}}?(?:{_STEMS})")
# A noun that no table knows, right before the quotation it speaks: 近くの住民は「…」と話した.
_ANY_TOPIC = late(r"(?:^|[、。」])([^、。「」はがも\s□]{1,16})(?:は|が|も)、?(?:[^、。「」□]{0,12})「")
# 「…」と with any verb: とこぼした, と明かす. Not 「…」という, 「…」とする会, 「…」と「…」.
_QUOTED_TO = late(
    r"」と(?=[ぁ-んァ-ヶ一-龯])(?!いう|いっ|いわ|する|な|の|は|も|呼|題|名|並|同|比|共|協|一|異|違|記され|書かれ)"
)
# The topic that a comma parts from all the rest is the main one: JR東日本は、…としている.
_MAIN_TOPIC = late(r"^([^、。「」はがも\s□]{1,20})は、")
_AFTER_NAME = late(rf"(?:{'|'.join(OFFICES)}|氏|さん|ら|両氏)*(?:[（(][^）)]{{0,20}}[）)])?(?:は|が|も|、)")


def find_speaker_ja(folded: str, quoted: Sequence[Quoted], names: Sequence[Name]) -> Speaker | None:
    """Find who says what a Japanese sentence says."""
    outside = _blanked(folded, quoted)
    says = _SAYS.search(outside)
    if says is not None:
        found = _topic(outside, names, says.start()) or _any_topic(outside)
        if found is not None:
            return found
    if says is None and _QUOTED_TO.search(outside) is not None:
        says = _QUOTED_TO.search(outside)
        assert says is not None
        found = _topic(outside, names, says.start()) or _any_topic(outside)
        if found is not None:
            return found
    late = _SAYS_LATE.search(outside)
    if late is not None:
        found = _topic(outside, names, late.end())
        if found is not None:
            return found
    source = _ACCORDING.search(outside)
    if source is not None:
        return _source(source, names)
    # The subject is left out: whoever spoke before goes on.
    return Speaker("", "pronoun") if says is not None and quoted else None


def _any_topic(outside: str) -> Speaker | None:
    match = _ANY_TOPIC.search(outside) or _MAIN_TOPIC.search(outside)
    return Speaker(match[1], "noun") if match is not None else None


def _blanked(folded: str, quoted: Sequence[Quoted]) -> str:
    """Blank out what stands in quotation marks, at the same length."""
    parts, at = [], 0
    for one in quoted:
        parts.append(folded[at : one.start])
        parts.append("□" * (one.end - one.start))
        at = one.end
    parts.append(folded[at:])
    return "".join(parts)


def _topic(outside: str, names: Sequence[Name], before: int) -> Speaker | None:
    """Give the first topic or subject before the verb: a name, else a noun that can speak, else a pronoun."""
    candidates: list[tuple[int, Speaker]] = []
    for name in names:
        if name.end >= before or outside[name.start] == "□":
            continue
        follow = _AFTER_NAME.match(outside, name.end)
        if follow is None:
            continue
        if follow.group().endswith("、") and name.kind != "person":
            continue
        candidates.append((name.start, Speaker(name.text, "name", name=name)))
    for pattern, how in ((_NOUN_TOPIC, "noun"), (_PRONOUN_TOPIC, "pronoun")):
        match = pattern.search(outside, 0, before)
        if match is not None and not any(
            start < match.end(1) and match.start(1) < start + len(s.text) for start, s in candidates
        ):
            gender = {"彼女": "f", "彼": "m"}.get(match[1], "")
            candidates.append((match.start(1), Speaker(match[1], how, gender)))
    if not candidates:
        return None
    return min(candidates, key=lambda found: found[0])[1]


def _source(match: re.Match[str], names: Sequence[Name]) -> Speaker:
    start, end = match.span(1)
    inside = [name for name in names if start <= name.start and name.end <= end]
    for name in inside:
        rest = match.string[name.end : end]
        if name.kind == "person" or not rest:
            return Speaker(name.text, "name", name=name)
    return Speaker(match[1], "noun")
