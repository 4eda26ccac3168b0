"""One article, one address; whose `rel=canonical` is believed; what is on topic."""

from __future__ import annotations

import base64
import time

import pytest
from bounds import cpu_s

from pactwatch.model import Relevance, Topic
from pactwatch.sources import canonicalise, same_article, score
from pactwatch.urls import BadUrl

PLAIN = "https://www.example.org/news/pact-signed"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(PLAIN, PLAIN, id="as it is"),
        pytest.param("HTTPS://WWW.Example.ORG:443/news/./x/../pact-signed", PLAIN, id="WHATWG form"),
        pytest.param(f"{PLAIN}#comments", PLAIN, id="fragment"),
        pytest.param("https://me:pw@www.example.org/news/pact-signed", PLAIN, id="credentials"),
        pytest.param(f"{PLAIN}?", PLAIN, id="empty query"),
        pytest.param(f"{PLAIN}?utm_source=a&UTM_Medium=b&utm-x=c", PLAIN, id="utm"),
        pytest.param(f"{PLAIN}?fbclid=1&gclid=2&mc_cid=3&igshid=4&ocid=5&CMP=6&xtor=7", PLAIN, id="click ids"),
        pytest.param(f"{PLAIN}?id=7&fbclid=1&page=2", f"{PLAIN}?id=7&page=2", id="what matters stays, in order"),
        pytest.param(f"{PLAIN}?b=2&a=1", f"{PLAIN}?b=2&a=1", id="order stays"),
        pytest.param(f"{PLAIN}?q=a+b%20c&r=%c3%a9", f"{PLAIN}?q=a+b%20c&r=%C3%A9", id="encoding of values stays"),
        pytest.param(
            "https://www.example.org/%7Enews/%70act-signed",
            "https://www.example.org/~news/pact-signed",
            id="needless encoding",
        ),
        pytest.param("https://www.example.org/日本", "https://www.example.org/%E6%97%A5%E6%9C%AC", id="bare path"),
        pytest.param("https://www.example.org/%e6%97%a5", "https://www.example.org/%E6%97%A5", id="small hexadecimal"),
        pytest.param("https://www.example.org/a%2fb", "https://www.example.org/a%2Fb", id="an encoded slash stays one"),
        pytest.param("https://例え.jp/a", "https://xn--r8jz45g.jp/a", id="international host"),
        pytest.param("https://m.example.org/news/pact-signed", PLAIN, id="m."),
        pytest.param("https://mobile.example.org/news/pact-signed", PLAIN, id="mobile."),
        pytest.param("https://amp.example.org/news/pact-signed", PLAIN, id="amp."),
        pytest.param("https://en.m.example.org/a", "https://en.example.org/a", id=".m. inside"),
        pytest.param("https://m.org/a", "https://m.org/a", id="a host called m"),
        pytest.param(f"{PLAIN}/amp", PLAIN, id="/amp"),
        pytest.param(f"{PLAIN}/amp/", PLAIN, id="/amp/"),
        pytest.param(f"{PLAIN}.amp", PLAIN, id=".amp"),
        pytest.param(f"{PLAIN}.amp.html", f"{PLAIN}.html", id=".amp.html"),
        pytest.param("https://www.example.org/amp/news/pact-signed", PLAIN, id="/amp/ before"),
        pytest.param("https://www.example.org/amp", "https://www.example.org/amp", id="a page called amp"),
        pytest.param(
            "https://www.example.org/guitar-amp", "https://www.example.org/guitar-amp", id="a word that ends so"
        ),
        pytest.param(f"{PLAIN}?amp", PLAIN, id="?amp"),
        pytest.param(f"{PLAIN}?amp=1", PLAIN, id="?amp=1"),
        pytest.param(f"{PLAIN}?outputType=amp", PLAIN, id="outputType=amp"),
        pytest.param(f"{PLAIN}?outputType=xml", f"{PLAIN}?outputType=xml", id="outputType=xml stays"),
        pytest.param(f"{PLAIN};jsessionid=A1B2?x=1", f"{PLAIN}?x=1", id="session id"),
        pytest.param(
            "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/pact-signed/amp", PLAIN, id="AMP cache"
        ),
        pytest.param("https://www.google.com/amp/s/www.example.org/news/pact-signed", PLAIN, id="Google's AMP"),
        pytest.param(
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.example.org%2Fnews%2Fpact-signed",
            PLAIN,
            id="Google's link",
        ),
        pytest.param(
            "https://r.search.yahoo.com/_ylt=A/RU=https%3a%2f%2fwww.example.org%2fnews%2fpact-signed/RK=2/RS=x-",
            PLAIN,
            id="Yahoo's link",
        ),
        pytest.param(
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.example.org%2Fnews%2Fpact-signed%3Ffbclid%3D1&h=x",
            PLAIN,
            id="Facebook's link",
        ),
        pytest.param(
            "https://www.bing.com/ck/a?!&&p=0a1b&u=a1aHR0cHM6Ly93d3cuZXhhbXBsZS5vcmcvbmV3cy9wYWN0LXNpZ25lZA&ntb=1",
            PLAIN,
            id="Bing's link",
        ),
        pytest.param(
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fnews%2Fpact-signed&d=1",
            PLAIN,
            id="Outlook's link",
        ),
        pytest.param(
            "https://vk.com/away.php?to=https%3A%2F%2Fwww.example.org%2Fnews%2Fpact-signed", PLAIN, id="VK's link"
        ),
        pytest.param(
            "https://www.bing.com/ck/a?u=a1notbase64!",
            "https://www.bing.com/ck/a?u=a1notbase64!",
            id="a broken wrapper",
        ),
        pytest.param("http://127.0.0.1:8000/a/1?utm_source=x", "http://127.0.0.1:8000/a/1", id="an address for tests"),
        pytest.param("http://www.example.org/a//b/", "http://www.example.org/a//b/", id="slashes stay"),
    ],
)
def test_one_article_has_one_address(url: str, expected: str) -> None:
    """What does not say which article is meant is left out; all else stays as it is."""
    assert canonicalise(url) == expected
    assert canonicalise(expected) == expected


def google_token(url: str) -> str:
    """Make a Google News token of the old kind."""
    data = url.encode()
    length = bytes([len(data)]) if len(data) < 128 else bytes([len(data) & 0x7F | 0x80, len(data) >> 7])
    return base64.urlsafe_b64encode(b"\x08\x13\x22" + length + data + b"\xd2\x01\x00").decode().rstrip("=")


@pytest.mark.parametrize("target", [PLAIN, PLAIN + "/" + "x" * 150])
def test_google_news_tokens_of_the_old_kind_are_read(target: str) -> None:
    """The publisher's address stands in the token."""
    assert canonicalise(f"https://news.google.com/rss/articles/{google_token(target)}?oc=5") == target


@pytest.mark.parametrize(
    "url", ["", "nonsense", "file:///a", "javascript:x", "mailto:a@b.c", "http://", "http://[::1", "//x", "\0"]
)
def test_what_is_no_address_is_told(url: str) -> None:
    """BadUrl is the one exception."""
    with pytest.raises(BadUrl):
        canonicalise(url)


OURS = "https://www.example.org/news/2024/pact-signed-in-tokyo"


@pytest.mark.parametrize(
    ("canonical", "url", "believed"),
    [
        pytest.param(OURS, OURS, True, id="the same"),
        pytest.param(OURS, f"{OURS}?utm_source=x#y", True, id="with tracking"),
        pytest.param(OURS, f"{OURS}?session=9", True, id="with other parameters"),
        pytest.param(OURS, OURS.replace("https://www.", "http://"), True, id="other scheme, no www"),
        pytest.param(OURS, OURS.replace("www.", "amp."), True, id="AMP twin"),
        pytest.param(OURS, f"{OURS}/amp", True, id="AMP below"),
        pytest.param(OURS, f"{OURS}/2", True, id="second page"),
        pytest.param(OURS, OURS.replace("www.", "edition."), True, id="sister host"),
        pytest.param(
            "https://www.example.org/news/2024/pact-signed-by-ministers", OURS, True, id="new words, same place"
        ),
        pytest.param("https://www.example.org/a/12345/pact", "https://www.example.org/a/12345", True, id="words added"),
        pytest.param(
            "https://www.example.org/a/12345", "https://www.example.org/a/12345/pact", True, id="words left out"
        ),
        pytest.param("https://www.example.org/", OURS, False, id="home page"),
        pytest.param("https://www.example.org", OURS, False, id="home page without slash"),
        pytest.param("https://www.example.org/news/", OURS, False, id="section"),
        pytest.param("https://www.example.org/news/2024", OURS, False, id="archive of the year"),
        pytest.param(
            "https://www.example.org/article.php", "https://www.example.org/article.php?id=5", False, id="script"
        ),
        pytest.param("https://other.example/news/2024/pact-signed-in-tokyo", OURS, False, id="another site"),
        pytest.param("https://example.org.evil.example/news/2024/pact-signed-in-tokyo", OURS, False, id="lookalike"),
        pytest.param("https://b.co.jp/pact-signed-in-tokyo", "https://a.co.jp/pact-signed-in-tokyo", False, id="co.jp"),
        pytest.param("https://news.a.co.jp/pact-signed-x", "https://www.a.co.jp/pact-signed-x", True, id="under co.jp"),
        pytest.param(
            "https://www.example.org/ja/pact-signed-x", "https://www.example.org/en/pact-signed-x", False, id="language"
        ),
        pytest.param(
            "https://www.example.org/pact-signed-x_ja",
            "https://www.example.org/pact-signed-x_en",
            False,
            id="language at the end",
        ),
        pytest.param(
            "http://127.0.0.1:8001/a/pact-signed-x", "http://127.0.0.1:8000/a/pact-signed-x", False, id="another port"
        ),
        pytest.param("javascript:x", OURS, False, id="script address"),
        pytest.param("", OURS, False, id="empty"),
        pytest.param("https://[", OURS, False, id="broken"),
    ],
)
def test_whose_canonical_address_is_believed(canonical: str, url: str, believed: bool) -> None:
    """A page may name another address of itself on its site; not its home page, another site or another language."""
    assert same_article(canonical, url) is believed


# ---------------------------------------------------------------- relevance

TOPIC = Topic(
    "pact",
    "The pact",
    ("en", "ja"),
    Relevance(
        all_of=(
            ("Japan", "日本", "日EU"),
            ("EU", "European Union", "日EU", "Union européenne"),
            ("security", "安全保障"),
        ),
        none_of=("football", "サッカー"),
    ),
)


@pytest.mark.parametrize(
    ("texts", "on_topic", "value", "why"),
    [
        pytest.param(("Japan and the EU agree on security",), True, 1.0, "met: Japan, EU, security", id="all"),
        pytest.param(("JAPAN", "eu", "Security"), True, 1.0, "met: Japan, EU, security", id="case, several texts"),
        pytest.param(("Japan’s pact: EU-wide security",), True, 1.0, "met: Japan, EU, security", id="punctuation"),
        pytest.param(("Ｊａｐａｎ ＥＵ security",), True, 1.0, "met: Japan, EU, security", id="full width"),
        pytest.param(
            ("Japan, l'Union europeenne, security",), True, 1.0, "met: Japan, Union européenne, security", id="accents"
        ),
        pytest.param(("日本と欧州の安全保障、EU",), True, 1.0, "met: 日本, EU, 安全保障", id="Japanese"),
        pytest.param(("日ＥＵの安全\n保障",), True, 1.0, "met: 日EU, EU, 安全保障", id="mixed term, line break"),
        pytest.param(
            ("Japanese museum security",),
            False,
            0.333,
            "met: security; missing: Japan/日本/日EU, EU/European Union/日EU/…",
            id="parts of words",
        ),
        pytest.param(
            ("neutral insecurity in Japan",),
            False,
            0.333,
            "met: Japan; missing: EU/European Union/日EU/…, security/安全保障",
            id="inside a word",
        ),
        pytest.param(
            ("Le Japon a eu la sécurité (security) en tête, Japan",),
            False,
            0.667,
            "met: Japan, security; missing: EU/European Union/日EU/…",
            id="had, in French",
        ),
        pytest.param(("japan eu security talks",), True, 1.0, "met: Japan, EU, security", id="the words of an address"),
        pytest.param(("JAPAN AND EU AGREE ON SECURITY",), True, 1.0, "met: Japan, EU, security", id="all capitals"),
        pytest.param(("E.U. and Japan: security",), True, 1.0, "met: Japan, EU, security", id="initials with stops"),
        pytest.param(("日本とEUが安全保障で",), True, 1.0, "met: 日本, EU, 安全保障", id="initials among Japanese"),
        pytest.param(("Japan EU security football",), False, 0.0, "excluded by 'football'", id="excluded"),
        pytest.param(("日EU安全保障サッカー",), False, 0.0, "excluded by 'サッカー'", id="excluded, Japanese"),
        pytest.param(
            (None, "", None),
            False,
            0.0,
            "missing: Japan/日本/日EU, EU/European Union/日EU/…, security/安全保障",
            id="nothing",
        ),
    ],
)
def test_relevance_names_its_terms(texts: tuple[str | None, ...], on_topic: bool, value: float, why: str) -> None:
    """Each group must be met; the score says by which term, or which group was not."""
    found = score(TOPIC, *texts)
    assert (found.on_topic, found.value, found.why) == (on_topic, value, why)


@pytest.mark.parametrize(
    ("term", "text", "on_topic"),
    [
        pytest.param("EU's", "Il a eu s'il le fallait", False, id="possessive"),
        pytest.param("EU's", "The EU's plan", True, id="possessive, met"),
        pytest.param("E.U.", "The EU plan", True, id="with stops"),
        pytest.param("US", "Tell us more", False, id="a pronoun"),
        pytest.param("NATO", "Nato says", True, id="four letters are a word"),
        pytest.param("Ue", "UE, intesa con Tokyo", True, id="not all capitals"),
        pytest.param("G7", "g7 leaders, he said. The", True, id="with a digit"),
    ],
)
def test_initials_have_their_case(term: str, text: str, on_topic: bool) -> None:
    """Up to three letters, all capitals, are met only by capitals."""
    assert score(Topic("t", "T", ("en",), Relevance(all_of=((term,),))), text).on_topic is on_topic


def test_voicing_marks_are_no_accents() -> None:
    """か and が are different letters."""
    topic = Topic("t", "T", ("ja",), Relevance(all_of=(("がいむ",),)))
    assert not score(topic, "かいむ").on_topic
    assert score(topic, "がいむしょう").on_topic


def test_everything_is_on_topic_where_the_topic_says_so() -> None:
    """Mode `all` takes every article; no terms at all exclude none."""
    assert score(Topic("t", "T", ("en",), Relevance(mode="all")), "cats").on_topic
    assert score(Topic("t", "T", ("en",)), None).on_topic


def test_relevance_costs_little() -> None:
    """A book of 2 MB is judged in well under a second."""
    started = time.process_time()
    score(TOPIC, "security " * 250_000)
    assert time.process_time() - started < cpu_s(2)
