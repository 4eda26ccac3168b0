"""What a web archive says of a page's captures, as RFC 7089 writes it: Link headers, TimeMaps, headers as captured."""

from __future__ import annotations

import bisect
import json
import math
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

LINK_FORMAT = "application/link-format"
# Captures in one TimeMap, some 150 KB; a page that was captured more often has several, each of which names all.
PART = 1_000
# What a header's name may be (RFC 9110), and what may not stand in a value: it could end the line.
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
_NOT_IN_A_VALUE = re.compile(r"[^\t\x20-\x7e]+")
# Clients and proxies refuse answers with more than 16 to 64 KB of headers.
_MOST_HEADERS, _LONGEST_VALUE = 12_000, 2_000


@dataclass(frozen=True, slots=True)
class Original:
    """A page with the times of its captures, in order, and the address before which ours stand."""

    article_id: int
    url: str
    times: tuple[datetime, ...]
    prefix: str

    @property
    def parts(self) -> int:
        """Say how many TimeMaps list the captures."""
        return math.ceil(len(self.times) / PART)

    def part(self, number: int) -> range:
        """Give the places of the captures that a TimeMap lists; they are numbered from 1."""
        return range(PART * (number - 1), min(PART * number, len(self.times)))

    def timegate(self) -> str:
        """Give where a capture is chosen by date."""
        return f"{self.prefix}/memento/timegate/{self.url}"

    def timemap(self, form: str = "link", number: int = 1) -> str:
        """Give where captures are listed."""
        return f"{self.prefix}/memento/timemap/{form}/{f'{number}/' if number > 1 else ''}{self.url}"

    def memento(self, place: int) -> str:
        """Give where a capture is."""
        return self.prefix + self.path(place)

    def path(self, place: int) -> str:
        """Give the path of a capture on this server."""
        return f"/memento/{self.times[place]:%Y%m%d%H%M%S}/{self.url}"

    def place_of(self, wanted: datetime) -> int:
        """Find the capture that stood at a time: the last one until then, or the first one of all."""
        return max(0, bisect.bisect_right(self.times, wanted) - 1)

    def rels(self, place: int) -> str:
        """Name what a capture is among all."""
        last = len(self.times) - 1
        return " ".join([*["first"] * (place == 0), *["last"] * (place == last), "memento"])


def links(original: Original, place: int | None) -> str:
    """Write a Link header: the page, its TimeGate and TimeMap, the first and last captures and those beside *place*."""
    last = len(original.times) - 1
    rels: dict[int, list[str]] = {0: ["first"]}
    rels.setdefault(last, []).append("last")
    if place is not None:
        rels.setdefault(place, [])
        if place > 0:
            rels.setdefault(place - 1, []).append("prev")
        if place < last:
            rels.setdefault(place + 1, []).append("next")
    captures = [
        _link(original.memento(at), " ".join([*names, "memento"]), datetime=http_date(original.times[at]))
        for at, names in sorted(rels.items())
    ]
    return ", ".join([*_resources(original), *captures])


def announcement(original: Original) -> str:
    """Write the Link header of a page that tells of the original, and is no capture itself."""
    return ", ".join(_resources(original))


def _resources(original: Original) -> list[str]:
    """Write the links to the page, its TimeGate and its TimeMap."""
    return [
        _link(original.url, "original"),
        _link(original.timegate(), "timegate"),
        _timemap_link(original, 1, "timemap"),
    ]


def as_link_format(original: Original, number: int) -> str:
    """Write a TimeMap as RFC 7089 does, in the form of RFC 6690; one of several names the others with their times."""
    others = [other for other in range(1, original.parts + 1) if other != number]
    lines = [
        _link(original.url, "original"),
        _timemap_link(original, number, "self"),
        _link(original.timegate(), "timegate"),
        *(_timemap_link(original, other, "timemap") for other in others),
        *(
            _link(original.memento(place), original.rels(place), datetime=http_date(original.times[place]))
            for place in original.part(number)
        ),
    ]
    return ",\n".join(lines) + "\n"


def as_json(original: Original, number: int) -> dict[str, object]:
    """Write a TimeMap in the form of JSON that Memento aggregators have."""
    listed = [_told(original, place) for place in original.part(number)]
    told: dict[str, object] = {
        "original_uri": original.url,
        "self": original.timemap("json", number),
        "timegate_uri": original.timegate(),
        "timemap_uri": {"link_format": original.timemap(), "json_format": original.timemap("json")},
    }
    if original.parts > 1:
        told["timemap_index"] = [
            {
                "from": _iso(original.times[original.part(one)[0]]),
                "until": _iso(original.times[original.part(one)[-1]]),
                "uri": original.timemap("json", one),
            }
            for one in range(1, original.parts + 1)
        ]
    first, last = _told(original, 0), _told(original, len(original.times) - 1)
    return told | {"mementos": {"first": first, "last": last, "list": listed}}


def _told(original: Original, place: int) -> dict[str, str]:
    """Tell of one capture."""
    return {"datetime": _iso(original.times[place]), "uri": original.memento(place)}


def as_captured(headers: str) -> dict[str, str]:
    """Give the headers that came with a capture, a JSON list of pairs, under the names that web archives give them.

    What is no header's name is left out, and nothing in a value can end its line; of headers of one name the values are
    joined, as HTTP allows.

    >>> as_captured('[["etag", "x"], ["link", "<a>"], ["link", "<b>\\\\r\\\\nset-cookie: y"], ["a b", "z"]]')
    {'x-archive-orig-etag': 'x', 'x-archive-orig-link': '<a>, <b> set-cookie: y'}
    """
    found: dict[str, str] = {}
    left = _MOST_HEADERS
    for name, value in json.loads(headers):
        key = f"x-archive-orig-{str(name).lower()}"
        harmless = _NOT_IN_A_VALUE.sub(" ", str(value)[:_LONGEST_VALUE]).strip()
        left -= len(key) + len(harmless)
        if _NAME.fullmatch(str(name)) and left >= 0:
            found[key] = f"{found[key]}, {harmless}" if key in found else harmless
    return found


def _timemap_link(original: Original, number: int, rel: str) -> str:
    """Link a TimeMap, with the time that it is of."""
    places = original.part(number)
    span = {"from": http_date(original.times[places[0]]), "until": http_date(original.times[places[-1]])}
    return _link(original.timemap(number=number), rel, type=LINK_FORMAT, **span)


def _link(url: str, rel: str, **parameters: str) -> str:
    """Write one link; an address that the parser wrote holds neither quotes nor angle brackets."""
    return f'<{url}>; rel="{rel}"' + "".join(f'; {name}="{value}"' for name, value in parameters.items())


def http_date(at: datetime) -> str:
    """Write a time as HTTP does."""
    return format_datetime(at, usegmt=True)


def _iso(at: datetime) -> str:
    """Write a time as the JSON form does."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
