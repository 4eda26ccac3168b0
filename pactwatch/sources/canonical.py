"""One article, one address: what can be told from the address alone."""

from __future__ import annotations

import re

import ada_url

from pactwatch.model import Url
from pactwatch.sources.wrappers import unwrap
from pactwatch.urls import BadUrl, parse_url

# Parameters that say where a reader came from. No site uses them to say which article is meant.
_TRACKING = frozenset(
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid",
        "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp",
        "hsctatracking", "ref_src", "ref_url", "cmpid", "cmp", "ocid", "xtor", "smid", "smtyp", "guccounter",
        "guce_referrer", "guce_referrer_sig", "taid", "spm", "__twitter_impression", "wt_mc", "wt_zmc", "icid", "s_cid",
        "s_kwcid", "ito", "sr_share", "oly_enc_id",
        "oly_anon_id", "vero_id", "vero_conv", "wickedid", "rb_clickid", "cx_testid", "cx_testvariant", "cx_artpos",
        "scid", "srnd", "sref", "ncid", "cid_source", "traffic_source", "trk", "trkcampaign", "sh_kit", "phpsessid",
        "jsessionid", "sessionid", "sharetype", "share_token", "feedtype", "campaign_id", "emci", "emdi", "ceid_source",
    }
)  # fmt: skip
_TRACKING_PREFIXES = (
    "utm_", "utm-", "pk_", "mtm_", "piwik_", "matomo_", "hsa_", "stm_", "itm_", "trk_", "at_medium", "at_campaign",
    "at_custom", "at_link", "at_ptr", "at_bbc", "at_format", "ns_campaign", "ns_mchannel", "ns_source", "ns_linkname",
    "ns_fee",
)  # fmt: skip
# Parameters that ask for the same article in another dress, by their value.
_DRESS = {
    "amp": {"", "1", "true", "yes"},
    "outputtype": {"amp"},
    "output": {"amp"},
    "mode": {"amp"},
    "view": {"amp", "mobile"},
    "print": {"1", "true"},
    "m": {"1"},
}
_MOBILE_HOST = re.compile(r"(?:m|mobile|amp)\.(?=[^.]+\.[^.])")
_MOBILE_INSIDE = re.compile(r"^([a-z]{2,3})\.m\.(?=[^.]+\.[^.])")  # en.m.wikipedia.org
_AMP_END = re.compile(r"(?<=[^/])(?:/amp/?|\.amp(?=\.html?$)|\.amp$|/amp(?=\.html?$))$|(?<=[^/])\.amp(?=\.html?$)")
_AMP_START = re.compile(r"^/amp/(?=[^/]+/|[^/]*-)")
_SESSION = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_MAX_WRAPPERS = 3


def canonicalise(url: str, base: str | None = None) -> Url:
    """Give the one address of an article, as far as an address tells.

    WHATWG form without fragment and credentials, wrappers and AMP caches resolved, tracking parameters and session ids
    left out, AMP and mobile twins turned into the page for everybody, percent-encoding in one spelling. Other
    parameters keep their order.

    Raises:
        BadUrl: not an http or https URL.

    >>> canonicalise("https://m.example.org/news/pact-signed/amp?utm_source=x&id=5#top")
    'https://www.example.org/news/pact-signed?id=5'
    >>> canonicalise("../b?fbclid=1", "https://example.org/news/a/")
    'https://example.org/news/b'
    """
    found = parse_url(url, base)
    for _ in range(_MAX_WRAPPERS):
        target = unwrap(found)
        if target is None:
            break
        found = parse_url(target)
    parsed = ada_url.URL(found)
    parsed.hostname = _host(parsed.hostname)
    parsed.pathname = _path(parsed.pathname)
    parsed.search = _search(parsed.search)
    return parse_url(parsed.href)


def _host(host: str) -> str:
    """Give the host for everybody, where this one is for telephones; an address is left alone."""
    if host.startswith("[") or host.replace(".", "").isdigit():
        return host
    host = _MOBILE_INSIDE.sub(r"\1.", host.rstrip("."))
    return _MOBILE_HOST.sub("www.", host, count=1) if _MOBILE_HOST.match(host) else host


def _path(path: str) -> str:
    """Give the path without session ids and AMP's marks."""
    path = _AMP_END.sub("", _SESSION.sub("", _one_spelling(path)))
    return _AMP_START.sub("/", path) or "/"


def _search(search: str) -> str:
    """Give the query without what does not say which article is meant."""
    kept = [pair for pair in search.removeprefix("?").split("&") if pair and not _is_noise(pair)]
    return _one_spelling("&".join(kept))


def _is_noise(pair: str) -> bool:
    """Whether a parameter only says where a reader came from, or how the page should look."""
    name, _, value = pair.partition("=")
    name = name.lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    return value.lower() in _DRESS.get(name, ())


def _one_spelling(text: str) -> str:
    """Write percent-encoding in one way: capitals, and letters, digits and `-._~` as they are (RFC 3986, 6.2.2)."""

    def written(match: re.Match[str]) -> str:
        character = chr(int(match.group(1), 16))
        return character if character in _PLAIN else match.group().upper()

    return _ESCAPE.sub(written, text)


# Second-level names under which countries register sites (co.uk, go.jp): with them, a site has one label more.
_SECOND_LEVEL = frozenset(
    {"ac", "co", "com", "edu", "gob", "gouv", "gov", "go", "gr", "lg", "mil", "ne", "net", "nom", "or", "org", "sch"}
)
_LANGUAGE = re.compile(r"/([a-z]{2}|zh-[a-z]{2,4})(?=/|$)|_([a-z]{2})(?:\.[a-z]+)?$", re.IGNORECASE)
_LANGUAGES = frozenset(
    {
        "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "he", "hr", "hu", "id", "it", "ja",
        "jp", "ko", "kr", "lt", "lv", "mt", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "th", "tr", "uk",
        "vi",
        "zh",
    }
)  # fmt: skip
# What may follow an article's address without making it another one: a page number, a way of showing it.
_SAME_BELOW = re.compile(r"/(?:(?:page/|p)?\d{1,2}|print|full|single|all|amp|comments)/?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}")
_ID = re.compile(r"\d{4,}|[^/]+-[^/]+-[^/]+|_\d{3,}|\.s?html?$")


def same_article(canonical: str, url: str) -> bool:
    """Whether *canonical*, which a page fetched from *url* calls its own address, may be believed.

    It must be on the same site, and lead to an article: not to the home page or the section that the article stands in,
    and not to another language's version. Sites that print such a `rel=canonical` on every page are not rare.

    >>> same_article("https://www.example.org/news/pact-signed-today", "https://example.org/news/pact-signed-today?x=1")
    True
    >>> same_article("https://example.org/", "https://example.org/news/pact-signed-today")
    False
    >>> same_article("https://other.org/news/pact-signed-today", "https://example.org/news/pact-signed-today")
    False
    """
    try:
        theirs, ours = (ada_url.URL(canonicalise(text)) for text in (canonical, url))
    except (BadUrl, ValueError):
        return False
    if theirs.href == ours.href:
        return True
    if _site(theirs.hostname) != _site(ours.hostname) or theirs.port != ours.port:
        return False
    if _language(theirs.pathname) != _language(ours.pathname):
        return False
    return _leads_to_article(theirs.pathname, theirs.search, ours.pathname, ours.search)


def _leads_to_article(theirs: str, their_search: str, ours: str, our_search: str) -> bool:
    """Whether the other address can be the same article, and not a page above it."""
    theirs, ours = theirs.rstrip("/"), ours.rstrip("/")
    if not theirs and not their_search:
        return False
    if theirs == ours:
        # `article.php?id=5` that calls itself `article.php` would be every article of the site.
        return (
            bool(their_search)
            or not our_search
            or _ID.search(ours.rpartition("/")[2].removesuffix(".html")) is not None
        )
    if ours.startswith(f"{theirs}/") and not their_search:
        return _SAME_BELOW.fullmatch(ours[len(theirs) :]) is not None or _is_id(theirs.rpartition("/")[2])
    return True


def _is_id(segment: str) -> bool:
    """Whether the end of a path names an article, and not a section or a year."""
    return _ID.search(segment) is not None and _YEAR.fullmatch(segment) is None


def _site(host: str) -> str:
    """Give what a site's hosts have in common: its registered name, as far as that can be told without a list."""
    if host.startswith("[") or host.replace(".", "").isdigit():
        return host
    labels = host.rstrip(".").split(".")
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-size:])


def _language(path: str) -> str | None:
    """Give the language that a path names. None: it names none."""
    for match in _LANGUAGE.finditer(path):
        code = (match.group(1) or match.group(2)).lower()
        if code[:2] in _LANGUAGES:
            return {"jp": "ja", "kr": "ko"}.get(code[:2], code)
    return None
