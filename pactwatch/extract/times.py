"""When an article was published and last changed, judged from all that a page says of it.

The order of trust for the publication:

1. what states it for machines: JSON-LD of the article, `meta`, microdata; where they differ, the day that most
   witnesses name (the URL and the lines by the headline are heard, too);
2. a date by the headline that is called the publication, if it is earlier than what machines are told: a page that has
   moved to another system states the day of the move;
3. what machines are told in general words (`date`, `dc.date`, the date of the web page), unless that is the day of the
   last change;
4. the date by the headline, and the day in the URL; if they differ by more than a zone can explain, the URL's;
5. the date of an update, if it is the only one that a reader sees.

A moment in UTC is given in the outlet's own zone if the page shows which that is; if it shows only that the day is
another one, the day alone is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pactwatch.extract import dates, jsonld
from pactwatch.extract.blocks import Page
from pactwatch.extract.datelines import PUBLISHED, UPDATED, Seen, head_end, is_apart, see_dates, see_named
from pactwatch.extract.sets import word_list

_PUBLISHED = word_list(
    "article:published_time article:published og:article:published_time og:published_time og:pubdate "
    "article.published article:publicationdate datepublished parsely-pub-date sailthru.date pubdate publishdate "
    "publish-date publish_date pub_date publication_date publicationdate publication-date dateofpublication "
    "date.published date_published article_date_original cxenseparse:recs:publishtime cxenseparse:publishtime "
    "cxenseparse:recs:recs:publishtime dcterms.created dcterms.issued dc.date.issued dc.date.created dc.issued "
    "dc.created dc.date.published citation_publication_date citation_online_date citation_date article:created "
    "published_time published-date published_at published publish_time publishtime firstpublished first_published "
    "first-published rnews:datepublished originalpublicationdate vr:published_time "
    "shareaholic:article_published_time article:post_date article.created w-published-date article-publication-date "
    "gd:published apub:time weibo:article:create_at bt:pubdate og:release_date og:article:release_date "
    "og:news:published news:publication_date hdl_date date.created"
)
_GENERAL = word_list(
    "date dc.date dc:date dcterms.date dcterms.available displaydate ptime created creation_date date-creation "
    "article:date article.date releasedate prism.publicationdate cre eomportal-lastupdate sent last-published "
    "timestamp"
)
_MODIFIED = word_list(
    "article:modified_time article:modified og:article:modified_time og:updated_time og:modified_time "
    "article:updated_time article:updated article.updated datemodified date_modified lastmod last-modified "
    "last_modified lastmodified last-updated last_updated lastupdated cxenseparse:modifiedtime dcterms.modified "
    "dc.date.modified dc.modified shareaholic:article_modified_time revision_date modified_time updated_time "
    "update_time updated modified"
)
# How far below the headline an unnamed date may stand that overrules what machines are told: the first line or two.
_RIGHT_BELOW = 5
# In blocks above the headline.
_MICRODATA_NEAR = 12
# No zone is further from Greenwich than this, in hours: west and east.
_WEST, _EAST = 12, 14


@dataclass(frozen=True, slots=True)
class Times:
    """When the article was published and changed, ISO 8601; None: not stated."""

    published: str | None = None
    modified: str | None = None


def tell_times(
    page: Page, stated: jsonld.Stated, metas: dict[str, list[str]], at: int, url: str | None, *, day_first: bool | None
) -> Times:
    """Give the times of an article; *at* is the block of its headline, *day_first* how `3/4/2024` is written there."""
    groups = [
        _read([*stated.published_all] if stated.is_article else [], day_first),
        _read((value for name in _PUBLISHED for value in metas.get(name, ())[:1]), day_first),
        _microdata(page, "datepublished", at, day_first),
    ]
    changed = [
        *_read([stated.modified], day_first),
        *_read((value for name in _MODIFIED for value in metas.get(name, ())[:1]), day_first),
        *_microdata(page, "datemodified", at, day_first),
    ]
    from_url = dates.date_in_url(url) if url else None
    known = [moment for group in groups for moment in group] + changed + ([from_url] if from_url else [])
    seen = [_one_reading(item, known) for item in see_dates(page, at, day_first)]
    seen = [item for item in seen if len(item.readings) == 1]
    general = [
        *_read((value for name in _GENERAL for value in metas.get(name, ())[:1]), day_first),
        *_read([stated.published], day_first),
    ]
    published = _judge(groups, general, changed, seen, from_url) or see_named(page, day_first)
    published = published or next((item.readings[0] for item in seen if item.label == UPDATED), None)
    if published:
        published = _as_printed(published, seen, changed, from_url)
    return Times(published, _last_change(changed, seen, published))


def _read(values: Iterable[str | None], day_first: bool | None) -> list[str]:
    return [moment for value in values if value and (moment := dates.iso_date(value, day_first))]


def _microdata(page: Page, prop: str, at: int, day_first: bool | None) -> list[str]:
    """Give the article's own time in microdata: the only day that is named, or the one in its head."""
    stamps = [stamp for stamp in page.stamps if prop in stamp.prop]
    every = _read((stamp.value or stamp.text for stamp in stamps), day_first)
    if len({moment[:10] for moment in every}) <= 1:
        return every[:1]
    if at < 0:
        return []
    end = head_end(page, at)
    own = (stamp for stamp in stamps if at - _MICRODATA_NEAR <= stamp.at <= end and not is_apart(stamp.box))
    return _read((stamp.value or stamp.text for stamp in own), day_first)[:1]


def _one_reading(seen: Seen, known: list[str]) -> Seen:
    """Read `3/4/2024` the way that something else on the page bears out."""
    if len(seen.readings) == 1:
        return seen
    borne_out = [way for way in seen.readings if any(moment[:10] == way[:10] for moment in known)]
    return Seen(tuple(borne_out), seen.label, seen.distance, seen.machine) if len(borne_out) == 1 else seen


def _judge(
    groups: list[list[str]], general: list[str], changed: list[str], seen: list[Seen], from_url: str | None
) -> str | None:
    """Give the publication among all that is said of it."""
    printed = [item for item in seen if item.label != UPDATED]
    said = _most_agreed(groups, printed, from_url)
    if said:
        return _original(said, changed, printed, from_url) or said
    latest = max((moment[:10] for moment in changed), default=None)
    for moment in general:
        if moment[:10] not in {change[:10] for change in changed} or not (printed or from_url):
            return _original(moment, changed, printed, from_url) or moment
    for item in printed:
        day = item.readings[0][:10]
        if latest and day > latest and item.label != PUBLISHED:
            continue  # what is yet to come when the page was last changed is an event's date
        if from_url and abs(_days(from_url, day)) > 1:
            return from_url
        return _fullest(item.readings[0], printed)
    if from_url:
        return from_url
    return general[0] if general else None


def _fullest(moment: str, printed: list[Seen]) -> str:
    """Give the time of a day that is printed without one, if its element states it to machines."""
    if len(moment) > len(_A_DAY):
        return moment
    stated = [item.machine for item in printed if item.machine and item.machine.startswith(moment)]
    stated = [one for one in stated if one.endswith("Z") or len(one) > len(_NO_ZONE)]
    return max([moment, *stated], key=len)


_A_DAY, _NO_ZONE = "2031-11-04", "2031-11-04T18:05:00"


def _most_agreed(groups: list[list[str]], printed: list[Seen], from_url: str | None) -> str | None:
    """Give what the first group says, unless more witnesses agree on what another does."""
    said = [moment for group in groups for moment in group]
    if len({moment[:10] for moment in said}) <= 1:
        return max(said, key=len) if said else None
    votes: Counter[str] = Counter()
    for group in groups:
        votes.update({moment[:10] for moment in group})
    votes.update({item.readings[0][:10] for item in printed})
    votes.update([from_url] if from_url else [])
    days = list(dict.fromkeys(moment[:10] for moment in said))
    best = max(days, key=lambda day: (votes[day], -days.index(day)))
    return max((moment for moment in said if moment[:10] == best), key=len)


def _original(said: str, changed: list[str], printed: list[Seen], from_url: str | None) -> str | None:
    """Give an earlier date right below the headline, if nothing bears out what machines are told."""
    day = said[:10]
    if day == from_url or any(item.readings[0][:10] == day for item in printed):
        return None
    for item in printed:
        named = item.label == PUBLISHED
        if not 0 <= item.distance <= (2 if named else 1) * _RIGHT_BELOW:
            continue
        earlier = _days(item.readings[0], said)
        if earlier >= 0 or (earlier == -1 and _may_be_same_moment(said, item)):
            return None
        # A story that was changed since has a date of its own for that; here both are the day of some move.
        untouched = not any(_days(said, change) > 1 for change in changed)
        if named or (untouched and (earlier < -1 or item.distance <= 3)):
            return item.readings[0]
        return None
    return None


def _days(a: str, b: str) -> int:
    """Give the days from the second to the first."""
    return (date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days


# ---------------------------------------------------------------- the outlet's own day


def _as_printed(moment: str, seen: list[Seen], changed: list[str], from_url: str | None) -> str:
    """Give a moment in UTC in the zone that the page prints it in; the day alone if only that is printed."""
    if not moment.endswith("Z"):
        return moment
    printed = [item for item in seen if item.label != UPDATED and _may_be_same_moment(moment, item)]
    days = [item.readings[0][:10] for item in printed]
    if from_url and abs(_days(from_url, moment)) == 1 and _is_possible(moment, from_url):
        days.append(from_url)
    other = next((day for day in days if day != moment[:10]), None)
    if other is None or any(item.readings[0][:10] == moment[:10] for item in seen if item.label != UPDATED):
        return moment
    if other in {change[:10] for change in changed} and moment[:10] not in {change[:10] for change in changed}:
        return moment  # that is the day of the change
    stamps = [*(reading for item in printed for reading in (*item.readings, item.machine or "")), *changed]
    for stamp in stamps:
        offset = _offset_of(stamp) if len(stamp) > 19 or stamp.endswith("Z") else _offset_between(moment, stamp)
        if offset is not None:
            local = _utc(moment) + offset
            if local.date().isoformat() == other:
                return local.isoformat(timespec="seconds").replace("+00:00", "") + _write_offset(offset)
    return other


def _may_be_same_moment(moment: str, item: Seen) -> bool:
    """Tell whether a printed date can be a moment in UTC, seen from some zone."""
    reading = item.readings[0]
    if not moment.endswith("Z"):
        return False
    if len(reading) > 19:
        return abs(_utc(reading) - _utc(moment)) < timedelta(minutes=10)
    if len(reading) > 10 and _offset_between(moment, reading) is None:
        return False
    return _is_possible(moment, reading)


def _is_possible(moment: str, day: str) -> bool:
    """Tell whether a moment in UTC falls on a day in some zone."""
    now = _utc(moment)
    low, high = (now - timedelta(hours=_WEST)).date(), (now + timedelta(hours=_EAST)).date()
    return low <= date.fromisoformat(day[:10]) <= high


def _utc(moment: str) -> datetime:
    """Read ISO 8601 as a naive datetime in UTC."""
    read = datetime.fromisoformat(moment.replace("Z", "+00:00"))
    return read.replace(tzinfo=None) - (read.utcoffset() or timedelta())


def _offset_of(moment: str) -> timedelta | None:
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).utcoffset() or None


def _offset_between(moment: str, local: str) -> timedelta | None:
    """Give how far a local time is from the same moment in UTC, if that is an offset that some zone has."""
    if len(local) <= 10:
        return None
    minutes = round((datetime.fromisoformat(local) - _utc(moment)).total_seconds() / 60)
    near = round(minutes / 15) * 15
    return timedelta(minutes=near) if abs(minutes - near) <= 1 and -_WEST * 60 <= near <= _EAST * 60 else None


def _write_offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


# ---------------------------------------------------------------- the last change


def _last_change(changed: list[str], seen: list[Seen], published: str | None) -> str | None:
    """Give the first stated time of a change that is not before the publication."""
    for moment in [*changed, *(item.readings[0] for item in seen if item.label == UPDATED)]:
        if published is None or moment[:10] >= published[:10]:
            return moment
    return None
