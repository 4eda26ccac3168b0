"""The dates that a reader sees by the headline, each with what the page calls it: published, updated, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.extract import dates
from pactwatch.extract.blocks import Box, Page, Stamp, Text
from pactwatch.extract.sets import word_set
from pactwatch.patterns import late

PUBLISHED, UPDATED, UNNAMED = "published", "updated", ""

_UPDATED = late(
    r"updat|modif|\blast (?:edit|review|chang|correct)|review|revis|edited|amended|aktuali[sz]|geändert|bearbeitet|"
    r"\bstand\b|mise? [àa] jour|\bmaj\b|actuali[sz]|atualiz|modific|aggiorn|bijgewerkt|gewijzigd|laatst|uppdater|"
    r"oppdater|opdater|ändrad|endret|redigerad|zaktualiz|обновл|изменен|оновлен|güncel|päivitet|muokattu|frissít|"
    r"módosít|更新|修正|改訂|수정|업데이트|cập nhật|diperbarui|ενημέρωσ|actualitz|تحديث|עודכן",
    re.I,
)
_PUBLISHED = late(
    r"publi(?:sh|é|e|c|k|s)|pubbli|posted|\bpost(?:ed)? on|veröffentlicht|erschienen|erstellt|geplaatst|inserito|"
    r"postado|creado|creato|créé|created|issued|released|written on|filed|скоро|опублік|опубликов|julkaistu|yayın|"
    r"megjelen|közzé|公開|掲載|配信|発表|投稿|发布|發布|发表|發表|時間：|时间：|등록|입력|게재|발행|đăng|dimuat|tayang|"
    r"δημοσ|نشر|פורסם|objavljen|avaldatud|paskelbta|publicēts|^date\b",
    re.I,
)
# What stands with a date of something else: an event, a right, a birth.
_OTHER = late(
    r"©|copyright|\bsince\b|\buntil\b|\bborn\b|\bexpire|\bdeadline|\bdue\b|\bphoto\b|\bbild\b|\bfoto\b|\bcached\b|"
    r"\beffective\b|\bjoined\b|\bevent|\baccess|@[a-z]",
    re.I,
)
_ELSEWHERE = word_set("related comments navigation footer aside caption figure overlay advertisement")
_NEAR_BEFORE, _NEAR_AFTER = 6, 25
"""How many blocks before and after the headline its dateline may stand."""
_LINE_MAX = 170
# A longer line that ends like a sentence is one.
_SENTENCE_SIZE = 80
_DIGITS = re.compile(r"\d{4}|[令平昭民][和成國国]")
_MOST_LINES = 400
# A block this long after the headline is the story; what comes after is no part of the head.
_PROSE_SIZE = 200
_PROSE = late(r"[a-zà-ÿа-я]{2,}")
# The most lower-case words before a date in a dateline ("Posted by Jo Li on Friday …"); sentences have more.
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """A date by the headline."""

    readings: tuple[str, ...]
    label: str
    distance: int
    """In blocks from the headline; negative: above it."""
    machine: str | None = None
    """The `datetime` of the `<time>` it stands in."""


def reasons(box: Box) -> set[str]:
    """Give what speaks against a box and the nearest of those around it."""
    found: set[str] = set()
    current: Box | None = box
    for _ in range(6):
        if current is None:
            break
        found.update(current.own)
        current = current.parent
    return found


def see_dates(page: Page, at: int, day_first: bool | None = None) -> list[Seen]:
    """Give the dates by the headline, those below it first, by their distance; *at* -1: it is not on the page."""
    if at < 0:
        return _only_date(page, day_first)
    start, end = max(0, at - _NEAR_BEFORE), at + _NEAR_AFTER
    stamps = [stamp for stamp in page.stamps if start <= stamp.at < end]
    texts = [text for text in page.texts[start:end] if len(text.text) <= _LINE_MAX and _DIGITS.search(text.text)]
    # A sentence of the story tells of other days: "The report, dated 14 March, was never shown to the council."
    texts = [text for text in texts if text.size <= _SENTENCE_SIZE or not text.text.endswith((".", "!", "?", "。"))]
    if not stamps and not texts:
        return []
    forgiven = reasons(page.texts[at].box)
    prose = head_end(page, at)
    found: list[Seen] = []
    for text in texts:
        in_head = at - 2 <= text.index < prose
        if not _is_elsewhere(text.box, forgiven, in_head, bare=in_head and dates.is_stamp(text.text)):
            found += _in_text(page, text, at, day_first)
    for stamp in stamps:
        if not _is_elsewhere(stamp.box, forgiven, at - 2 <= stamp.at <= prose):
            found += _in_stamp(page, stamp, at, day_first)
    below = {reading[:10] for seen in found if seen.distance > prose - at for reading in seen.readings}
    if len(below) > 1:  # a list of other stories, each with its day
        found = [seen for seen in found if seen.distance <= prose - at or seen.label == PUBLISHED]
    return sorted(found, key=lambda seen: (seen.distance < 0, abs(seen.distance)))


def head_end(page: Page, at: int) -> int:
    """Give the block with which the story begins after its headline."""
    end = at + _NEAR_AFTER
    return next((text.index for text in page.texts[at + 1 : end] if text.size > _PROSE_SIZE), end)


def _only_date(page: Page, day_first: bool | None) -> list[Seen]:
    """Give the date of a page whose headline is not seen: only if all lines that are dates name the same day."""
    found: list[Seen] = []
    for text in page.texts[:_MOST_LINES]:
        if len(text.text) <= 60 and _DIGITS.search(text.text) and dates.is_stamp(text.text):
            found += [] if _is_elsewhere(text.box, set(), False) else _in_text(page, text, 0, day_first)
    return found if len({reading[:10] for seen in found for reading in seen.readings}) == 1 else []


def see_named(page: Page, day_first: bool | None = None) -> str | None:
    """Give the publication that a line anywhere on the page names, if no other line names another day."""
    found: set[str] = set()
    for text in page.texts[: 8 * _MOST_LINES]:
        if len(text.text) <= 60 and _DIGITS.search(text.text) and _PUBLISHED.search(text.text):
            seen = [] if _is_elsewhere(text.box, set(), False) else _in_text(page, text, -1, day_first)
            found.update(item.readings[0] for item in seen if item.label == PUBLISHED and len(item.readings) == 1)
    return max(found, key=len) if len({moment[:10] for moment in found}) == 1 else None


def _is_elsewhere(box: Box, forgiven: set[str], in_head: bool, *, bare: bool = False) -> bool:
    """Tell whether a box belongs to something else than the article's head.

    What is said of the headline's own surroundings speaks against nothing; a `footer` or `aside` between headline and
    story is a part of the head, and so is whatever holds a *bare* date there.
    """
    against = (reasons(box) & _ELSEWHERE) - forgiven
    if in_head:
        against -= {"aside", "footer", "figure", "advertisement"}
    if bare:
        against -= {"navigation", "overlay"}
    return bool(against) or _is_quoted(box)


def is_apart(box: Box) -> bool:
    """Tell whether a box is for related stories or comments."""
    return not {"related", "comments"}.isdisjoint(reasons(box))


def _is_quoted(box: Box) -> bool:
    current: Box | None = box
    for _ in range(3):
        if current is None:
            return False
        if current.tag == "blockquote":
            return True
        current = current.parent
    return False


def _in_text(page: Page, text: Text, at: int, day_first: bool | None) -> list[Seen]:
    line = text.text
    end = 0
    seen = []
    for found in dates.find_dates(line, day_first):
        before, after = line[end : found.start], line[found.end : found.end + 12]
        end = found.end
        words = [word for word in _PROSE.findall(before) if not _UPDATED.search(word) and not _PUBLISHED.search(word)]
        if len(words) > _MOST_WORDS or _OTHER.search(before):
            continue
        label = _label(before[-48:], after)
        if not label and not before.strip(" :–—-|•·,") and text.index:
            label = _label_before(page.texts[text.index - 1], at)
        seen.append(Seen(found.readings, label or _by_names(text.box.names), text.index - at))
    return seen


def _label(before: str, after: str = "") -> str:
    """Give what the words round a date call it."""
    updated, published = _UPDATED.search(before), _PUBLISHED.search(before)
    if not updated and not published and (east := re.match(r"[\s)）]*([\u3040-\u9fff\uac00-\ud7af]{2})", after)):
        updated, published = _UPDATED.search(east.group(1)), _PUBLISHED.search(east.group(1))
    if updated and published:
        return UPDATED if updated.start() >= published.start() else PUBLISHED
    return UPDATED if updated else PUBLISHED if published else UNNAMED


def _label_before(text: Text, at: int) -> str:
    """Give the label if it is a short line of its own before the date."""
    if text.index == at or len(text.text) > 32 or any(map(str.isdigit, text.text)):
        return UNNAMED
    return _label(text.text)


def _by_names(names: str) -> str:
    """Give what the class of an element calls its date; themes name publication dates `entry-date updated`."""
    names = names.lower()
    if "updat" in names or "modif" in names:
        return UNNAMED if "publish" in names or "entry-date" in names else UPDATED
    return PUBLISHED if "publish" in names or "posted" in names else UNNAMED


def _in_stamp(page: Page, stamp: Stamp, at: int, day_first: bool | None) -> list[Seen]:
    if "date" in stamp.prop and "datepublished" not in stamp.prop:
        return []
    machine = dates.iso_date(stamp.value) if stamp.value else None
    printed = dates.find_dates(stamp.text, day_first)
    # The day that is printed is the reader's; the value may be in UTC.
    readings: tuple[str, ...] = printed[0].readings if printed else ()
    if machine and len(readings) != 1:
        readings = (machine,)
    if not readings:
        return []
    label = _label(stamp.text) or _by_names(stamp.names)
    if not label and 0 < stamp.at < len(page.texts):
        line = page.texts[stamp.at].text
        cut = line.find(stamp.text) if stamp.text else -1
        label = _label(line[:cut][-48:]) if cut > 0 else _label_before(page.texts[stamp.at - 1], at) if cut == 0 else ""
    return [Seen(readings, label, stamp.at - at, machine)]
