"""What holds for every text."""

from __future__ import annotations

import resource
import time
from itertools import pairwise

import pytest
from bounds import cpu_s, fastest_s
from hypothesis import given, settings, strategies as st

from pactwatch.claims import find_claims, read_wording, sentences
from pactwatch.model import Figure, Moment, Name, Quote, Wording

LANGUAGES = [None, "en", "de", "fr", "es", "it", "ja", "xx"]
PUBLISHED = [None, "2024-11-05", "0001-01-01", "9999-12-31", "rubbish"]

# Pieces that mean something to one of the readers, thrown together in any order.
_PIECES = (
    "29 1,000 1.5 1/2 ½ 10:30 2024 1st 3. 2024-11-01 11/1/2024 $ € ¥ £ % km "
    "million Millionen milliards mil億 一 二十 万 億 円 人 歳 年 月 日 令和 昨日 第 約 以上 more "
    "than at least zwischen entre between and from to - – Nov. May Friday "
    "vendredi gestern ayer fa ago vor il y a week Wochen Josep Borrell the "
    "Minister Prime of 岩屋 外相 は 「 」 と述べた によると “ ” \" ' ’ « » said told sagte a "
    "déclaré dijo ha detto according to selon will may not pas nicht ない . , : ; "
    "( ) 。 • https://a.org/1 @x #1 F-35 G7 I 'm ! ? … É e\u0301 İ ß 🚢 \u200b "
    "\u202e ٣ １０ "
)
PIECES = st.sampled_from([*_PIECES.split(), "\n", "\n\n", " "])
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
)


def spans_hold(wording: Wording) -> None:
    """Assert that every part lies where it says, in order, without overlaps among its kind."""
    parts: list[Figure | Moment | Name | Quote] = [*wording.figures, *wording.dates, *wording.names, *wording.quotes]
    for part in parts:
        assert 0 <= part.start < part.end <= len(wording.text)
        assert wording.text[part.start : part.end] == part.text
    spans = [[(p.start, p.end) for p in wording.figures], [(p.start, p.end) for p in wording.dates]]
    for kind in (*spans, [(p.start, p.end) for p in wording.names]):
        assert all(one[1] <= other[0] for one, other in pairwise(kind))


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES), published_at=st.sampled_from(PUBLISHED))
def test_any_text_is_read(text: str, language: str | None, published_at: str | None) -> None:
    """No text raises, every span is where it says, and reading twice gives the same."""
    wording = read_wording(text, language=language, published_at=published_at)
    spans_hold(wording)
    assert wording.text == text
    assert wording == read_wording(text, language=language, published_at=published_at)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_any_text_is_cut(text: str, language: str | None) -> None:
    """Cutting loses nothing but white space and bullets, and every piece is read."""
    found = find_claims(text, language=language)
    for wording in found:
        spans_hold(wording)
        assert wording.text == wording.text.strip() != ""
    assert [w.position for w in found] == list(range(len(found)))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_cutting_keeps_every_letter(text: str, language: str | None) -> None:
    """The sentences of a paragraph hold all of its letters, in order."""
    flat = "".join(sentences(text, language))
    assert [c for c in flat if c.isalnum()] == [c for c in text if c.isalnum()]


@settings(max_examples=200, deadline=None)
@given(value=st.integers(min_value=1, max_value=10**12))
def test_a_number_has_one_key_however_it_is_grouped(value: int) -> None:
    """Plain digits, English, German, French and Swiss groups and full-width digits agree."""
    english = f"{value:,}"
    forms = [
        (f"x {english} y", "en"),
        (f"x {english.replace(',', '.')} y", "de"),
        (f"x {english.replace(',', ' ')} y", "fr"),
        (f"x {english.replace(',', '’')} y", "de"),
    ]
    for text, language in forms:
        wording = read_wording(text, language=language)
        assert [f.value for f in wording.figures] == [str(value)] or (wording.dates and len(str(value)) == 4), (
            text,
            language,
        )


@settings(max_examples=100, deadline=None)
@given(value=st.integers(min_value=2, max_value=999))
def test_money_has_one_key_however_it_is_written(value: int) -> None:
    """Signs, codes, words and scales of one amount agree."""
    forms = [f"€{value}m", f"EUR {value} million", f"{value} million euros", f"{value},000,000 euros", f"€{value}mn"]
    assert {read_wording(form, language="en").figures[0].key for form in forms} == {f"{value}000000 EUR"}


HOSTILE = {
    "digits": "1" * 120_000,
    "list": "1," * 60_000,
    "quotation marks": "“" * 120_000,
    "brackets": "「" * 120_000,
    "capitals": "Aa " * 12_000,
    "commas": "Aa, " * 30_000,
    "sayings": "he said " * 15_000,
    "number words": "one hundred and " * 7_000,
    "kanji": "一二三四五六七八九十" * 12_000,
    "apostrophes": "a’" * 60_000,
    "spaces": " " * 120_000,
    "one word": "ministerium" * 11_000,
    "quoting signs": "と、は" * 40_000,
    "Japanese speakers": "「あ」と外相は" * 15_000,
    "scores": "3:2 " * 30_000,
    "ranges": "from 5 to 10, entre el 5 y el 10 " * 3_500,
    "months": "May. X " * 17_000,
    "ordinals": "1. " * 40_000,
    "offices": "the chief, Josep Borrell, ministre des Armées " * 2_500,
    "weekdays": "on Monday will in the third quarter of " * 3_000,
    "composed": "e\u0301" * 60_000,
    "quotations": "« a » „b“ " * 12_000,
}


ENGLISH = (
    "“We paid {} euros on Friday,” Foreign Minister Takeshi Iwaya told reporters in Tokyo, adding that more would come."
)
GERMAN = "„Wir haben am Freitag {} Euro bezahlt“, sagte Außenminister Takeshi Iwaya in Tokio vor Journalisten."
JAPANESE = "岩屋毅外相は1日、東京で「{}ユーロを支払った」と述べ、来月にも追加すると明らかにした。"


@pytest.mark.parametrize("language", ["en", "de", "ja"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_linear_time(name: str, language: str) -> None:
    """120 KB of anything take less than two seconds of CPU (measured: 0.6 s at most)."""
    text = HOSTILE[name]
    took = fastest_s(lambda: (find_claims(text, language=language), read_wording(text, language=language)), 2)
    assert took < cpu_s(2)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "sentence"), [("en", ENGLISH), ("de", GERMAN), ("ja", JAPANESE)])
def test_five_thousand_sentences_are_read_in_time(language: str, sentence: str) -> None:
    """An article of 5,000 different sentences takes less than ten seconds and 500 MB (measured: 2 s and 60 MB)."""
    text = "\n\n".join(sentence.format(number) for number in range(5_000))
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = find_claims(text, language=language, published_at="2024-11-05")
    assert time.process_time() - start < cpu_s(10)
    assert len(found) == 5_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000
