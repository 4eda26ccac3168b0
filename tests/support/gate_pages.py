"""Pages for the gate's tests: an invented story in six languages, and the chrome that sites put round it."""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from pactwatch.extract import extract
from pactwatch.extract.gate import judge
from pactwatch.model import Article, Fetch, Judgement, Known, Url

URL = Url("https://www.harbour-times.example/world/2024/11/ferry-line-signs-ten-year-deal")
HEADLINE = "Ferry line signs ten-year deal with island council"

STORY = (
    "The ferry line Norrsund and the council of the outer islands signed a ten-year agreement on Friday that keeps the "
    "winter crossings going and replaces both of the oldest ships by 2027.",
    "“We have waited for this since the storm of 2019,” said Karin Holm, who chairs the council. She put the cost at "
    "48 million euros, of which the region pays a third.",
    "The first of the new ships will carry 220 passengers and 40 cars, run on batteries for the last two miles, and "
    "reach the harbour of Vesterholm in 35 minutes instead of 50.",
    "Fishermen on the smallest island had asked for a night crossing as well. The line refused, saying that fewer than "
    "nine people had used it on an average night, but promised to look at the matter again in spring.",
    "The agreement takes effect on 1 January 2025. Until then the old timetable stands, with four crossings a day and "
    "five on Saturdays, weather permitting.",
)
STORIES = {
    "en": STORY,
    "de": (
        "Die Fährlinie Norrsund und der Rat der äußeren Inseln haben am Freitag einen Vertrag über zehn Jahre unterzeichnet, "
        "der die Überfahrten im Winter sichert und bis 2027 beide alten Schiffe ersetzt.",
        "„Darauf haben wir seit dem Sturm von 2019 gewartet“, sagte die Vorsitzende Karin Holm. Die Kosten bezifferte sie "
        "auf 48 Millionen Euro, ein Drittel davon trägt die Region.",
        "Das erste der neuen Schiffe soll 220 Fahrgäste und 40 Autos befördern und den Hafen von Vesterholm in 35 statt "
        "in 50 Minuten erreichen.",
    ),
    "fr": (
        "La compagnie Norrsund et le conseil des îles extérieures ont signé vendredi un accord de dix ans qui maintient les "
        "traversées d'hiver et remplace les deux plus vieux navires d'ici à 2027.",
        "« Nous attendions cela depuis la tempête de 2019 », a déclaré Karin Holm, présidente du conseil. Le coût est de "
        "48 millions d'euros, dont un tiers à la charge de la région.",
        "Le premier des nouveaux navires transportera 220 passagers et 40 voitures et gagnera le port de Vesterholm en "
        "35 minutes au lieu de 50.",
    ),
    "es": (
        "La naviera Norrsund y el consejo de las islas exteriores firmaron el viernes un acuerdo de diez años que mantiene "
        "las travesías de invierno y sustituye los dos barcos más viejos antes de 2027.",
        "«Lo esperábamos desde la tormenta de 2019», dijo Karin Holm, presidenta del consejo. El coste es de 48 millones de "
        "euros, de los que la región paga un tercio.",
        "El primero de los nuevos barcos llevará 220 pasajeros y 40 coches y llegará al puerto de Vesterholm en 35 minutos.",
    ),
    "it": (
        "La compagnia Norrsund e il consiglio delle isole esterne hanno firmato venerdì un accordo di dieci anni che mantiene "
        "le traversate invernali e sostituisce le due navi più vecchie entro il 2027.",
        "«Lo aspettavamo dalla tempesta del 2019», ha detto Karin Holm, presidente del consiglio. Il costo è di 48 milioni di "
        "euro, di cui un terzo a carico della regione.",
        "La prima delle nuove navi porterà 220 passeggeri e 40 auto e raggiungerà il porto di Vesterholm in 35 minuti.",
    ),
    "ja": (
        "フェリー会社ノルスンドと外島評議会は金曜日、冬の航路を維持し、最も古い2隻を2027年までに置き換える10年間の協定に署名した。",
        "評議会のカリン・ホルム議長は「2019年の嵐以来、この日を待っていた」と述べた。費用は4800万ユーロで、その3分の1を地域が負担する。",
        "新しい船の1隻目は乗客220人と車40台を運び、ヴェステルホルム港まで50分かかっていたところを35分で結ぶ。",
    ),
}
OTHER_HEADLINE = "Bakery chain recalls rye bread after glass is found"
OTHER_STORY = (
    "A bakery chain in the south has taken all of its rye bread off the shelves because a customer bit on a splinter of "
    "glass, the food office announced late on Tuesday evening.",
    "Nobody was hurt. The splinter probably came from a lamp that broke above a kneading machine in early October, wrote "
    "the company, whose eighteen shops refund the price without a receipt.",
    "Inspectors found that covers required since 2011 were missing from six lamps. A fine of up to fifty thousand crowns "
    "is possible, and a report will be published before Christmas.",
)
# What stands round a story on an ordinary site: it must not weigh.
BANNER = """<div id="onetrust-banner-sdk" role="dialog"><h2>We value your privacy</h2><p>We and our 214 partners use cookies
to store and access information on your device.</p><button>Accept all</button><button>Reject all</button></div>"""
METER = """<div class="tp-modal"><p>You have read 3 of your 5 free articles this month.</p><p>Subscribe to continue reading.
Already a subscriber? <a href="/login">Log in</a></p></div>"""
NAV = """<header><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/login">Log in</a> <a href="/subscribe">Subscribe</a>
</nav></header>"""
FOOTER = """<footer><p>Subscribe to our newsletter. <a href="/cookies">Cookie settings</a></p><form><input type="email" name="m">
<button>Sign up</button></form><p>© 2024 Harbour Times</p></footer>"""


def paragraphs(texts: Sequence[str]) -> str:
    """Give texts as paragraphs."""
    return "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in texts)


def page(title: str, body: str, head: str = "", lang: str = "en") -> bytes:
    """Give a whole page."""
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>\n{head}</head>\n'
        f"<body>{body}</body></html>\n"
    ).encode()


def ld(kind: str = "NewsArticle", **more: object) -> str:
    """Give JSON-LD that says what the page is."""
    data = {"@context": "https://schema.org", "@type": kind, "datePublished": "2024-11-01T17:00:00Z", **more}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def article_page(
    texts: Sequence[str] = STORY,
    headline: str = HEADLINE,
    *,
    before: str = "",
    after: str = "",
    head: str = "",
    lang: str = "en",
) -> bytes:
    """Give an ordinary article page."""
    body = (
        f"{NAV}<main><article><h1>{html.escape(headline)}</h1><p class='byline'>By Ines Duarte</p>"
        f"<time datetime='2024-11-01T17:00:00Z'>1 November 2024</time>\n{paragraphs(texts)}</article></main>{FOOTER}"
    )
    return page(f"{headline} | Harbour Times", before + body + after, head, lang)


def fetched(
    body: bytes,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    url: str = URL,
    final_url: str | None = None,
    hops: Sequence[int] = (),
) -> Fetch:
    """Give the exchange that brought a page."""
    heads = {"content-type": "text/html; charset=utf-8", **(headers or {})}
    return Fetch(
        url=Url(url),
        final_url=Url(final_url or url),
        fetched_at=datetime(2024, 11, 2, tzinfo=UTC),
        status=status,
        headers=tuple(heads.items()),
        body=body,
        redirects=tuple((hop, Url(url)) for hop in hops),
    )


def read(fetch: Fetch) -> Article:
    """Read a page as a pass does."""
    return extract(fetch.body, url=fetch.final_url, content_type=fetch.header("content-type"))


def judged(fetch: Fetch, known: Known | None = None) -> Judgement:
    """Take a page through the extractor and the gate."""
    return judge(fetch, read(fetch), known)


def known_from(body: bytes, *, held: bytes | None = None) -> Known:
    """Give what the archive knows after storing one page and, maybe, holding another back."""
    article = read(fetched(body))
    return Known(
        headline=article.headline,
        text=article.text,
        text_sha256=article.text_sha256,
        body_sha256=None,
        held_text_sha256=read(fetched(held)).text_sha256 if held else None,
    )
