"""Captures as the web serves them: a newsroom's template in six languages, its stories, and what a tester expects.

The stories are invented; the shapes of walls and errors are those of the vendors, in our own words but for the phrases
by which anybody knows them. The tables stand in `captures_blocks`, `captures_walls`, `captures_faults` and
`captures_honest`.
"""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gate_pages import URL, fetched

from pactwatch.model import Fetch, Outcome

BLOCKED, WALLED, GONE, EMPTY = Outcome.BLOCKED, Outcome.WALLED, Outcome.GONE, Outcome.EMPTY
UNAVAILABLE, PARTIAL, UNSUPPORTED = Outcome.UNAVAILABLE, Outcome.PARTIAL, Outcome.UNSUPPORTED
STORED, UNCHANGED, MOVED = Outcome.STORED, Outcome.UNCHANGED, Outcome.MOVED


@dataclass(frozen=True)
class Capture:
    """One answer, and what it must be taken for when nothing is known of its article."""

    body: bytes
    outcome: Outcome
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    final_url: str = URL
    hops: tuple[int, ...] = ()
    lang: str = "en"

    @property
    def fetch(self) -> Fetch:
        """The exchange that brought it."""
        return fetched(
            self.body, status=self.status, headers=dict(self.headers), final_url=self.final_url, hops=self.hops
        )


HEADLINES = {
    "en": "Valley council approves second reservoir after four-year dispute",
    "de": "Talrat genehmigt zweiten Stausee nach vier Jahren Streit",
    "fr": "Le conseil de la vallée approuve un second réservoir après quatre ans de dispute",
    "es": "El consejo del valle aprueba un segundo embalse tras cuatro años de disputa",
    "it": "Il consiglio della valle approva un secondo bacino dopo quattro anni di contese",
    "ja": "谷の評議会、4年の論争を経て第2貯水池を承認",
}
STORIES = {
    "en": (
        "The council of the Arden valley approved a second reservoir on Thursday by 14 votes to 9, ending a dispute that has divided its three towns since the dry summer of 2020.",
        "The dam will be 61 metres high and hold 38 million cubic metres of water, enough for the valley's 112,000 people through two summers without rain, according to the engineers' report.",
        "“Nobody got what they wanted, and that is why it will hold,” said Marta Oyelaran, who chairs the council. She put the cost at 290 million euros, of which the national fund pays 55 percent.",
        "Forty-three families in the hamlet of Lower Venn will lose their houses. They were offered land on the opposite slope and a payment of 180,000 euros each; eleven have refused so far.",
        "Farmers downstream had demanded a guaranteed flow of nine cubic metres a second between May and September. The final text promises seven, and a commission that may raise it in wet years.",
        "The environmental office withdrew its objection in March after the spawning ladder for trout was moved to the eastern bank, where biologists counted three times as many fish.",
        "Building is to begin in October 2025 and to take five years. The road along the lake will be closed for nineteen months, during which buses run over the northern pass.",
        "An opponent of the project, the teacher Henrik Salo, said that his group would take the decision to the administrative court before the end of the month.",
        "The first reservoir, finished in 1957, has lost a fifth of its volume to gravel. Dredging it would have cost almost as much as the new dam, the report says, and lasted half as long.",
    ),
    "de": (
        "Der Rat des Ardentals hat am Donnerstag mit 14 zu 9 Stimmen einen zweiten Stausee genehmigt und damit einen Streit beendet, der die drei Städte seit dem trockenen Sommer 2020 entzweit.",
        "Die Staumauer soll 61 Meter hoch werden und 38 Millionen Kubikmeter Wasser halten, genug für die 112.000 Einwohner des Tals über zwei Sommer ohne Regen, wie es im Gutachten heißt.",
        "„Niemand hat bekommen, was er wollte, und deshalb wird es halten“, sagte die Vorsitzende Marta Oyelaran. Die Kosten bezifferte sie auf 290 Millionen Euro, 55 Prozent trägt der Bund.",
        "Dreiundvierzig Familien im Weiler Unterfenn verlieren ihre Häuser. Angeboten wurden ihnen Grundstücke am Gegenhang und je 180.000 Euro; elf haben bisher abgelehnt.",
        "Die Bauern flussabwärts hatten von Mai bis September neun Kubikmeter in der Sekunde verlangt. Der Beschluss sagt sieben zu und setzt eine Kommission ein, die in nassen Jahren mehr erlauben darf.",
        "Der Bau soll im Oktober 2025 beginnen und fünf Jahre dauern. Die Seestraße wird für neunzehn Monate gesperrt, Busse fahren solange über den Nordpass.",
    ),
    "fr": (
        "Le conseil de la vallée d'Arden a approuvé jeudi un second réservoir par 14 voix contre 9, mettant fin à une dispute qui divisait ses trois villes depuis l'été sec de 2020.",
        "Le barrage aura 61 mètres de haut et retiendra 38 millions de mètres cubes, assez pour les 112 000 habitants de la vallée pendant deux étés sans pluie, selon le rapport des ingénieurs.",
        "« Personne n'a obtenu ce qu'il voulait, et c'est pourquoi cela tiendra », a déclaré Marta Oyelaran, présidente du conseil. Le coût est de 290 millions d'euros, dont 55 % pour l'État.",
        "Quarante-trois familles du hameau de Venn-le-Bas perdront leur maison. On leur a offert un terrain sur le versant opposé et 180 000 euros chacune ; onze ont refusé à ce jour.",
        "Les agriculteurs en aval demandaient un débit de neuf mètres cubes par seconde de mai à septembre. Le texte en promet sept, et une commission qui pourra l'augmenter les années humides.",
        "Les travaux doivent commencer en octobre 2025 et durer cinq ans. La route du lac sera fermée pendant dix-neuf mois, et les cars passeront par le col du nord.",
    ),
    "es": (
        "El consejo del valle de Arden aprobó el jueves un segundo embalse por 14 votos contra 9 y puso fin a una disputa que dividía a sus tres ciudades desde el verano seco de 2020.",
        "La presa tendrá 61 metros de altura y retendrá 38 millones de metros cúbicos de agua, suficientes para los 112.000 habitantes del valle durante dos veranos sin lluvia, según el informe.",
        "«Nadie consiguió lo que quería, y por eso durará», dijo Marta Oyelaran, presidenta del consejo. El coste es de 290 millones de euros, de los que el fondo nacional paga el 55 %.",
        "Cuarenta y tres familias de la aldea de Venn de Abajo perderán sus casas. Se les ofrecieron terrenos en la otra ladera y 180.000 euros a cada una; once se han negado hasta ahora.",
        "Los agricultores río abajo pedían un caudal de nueve metros cúbicos por segundo entre mayo y septiembre. El texto promete siete y una comisión que podrá subirlo en los años húmedos.",
    ),
    "it": (
        "Il consiglio della valle di Arden ha approvato giovedì un secondo bacino con 14 voti contro 9, ponendo fine a una contesa che divideva le tre città dall'estate secca del 2020.",
        "La diga sarà alta 61 metri e conterrà 38 milioni di metri cubi d'acqua, sufficienti ai 112.000 abitanti della valle per due estati senza pioggia, secondo la relazione dei tecnici.",
        "«Nessuno ha avuto ciò che voleva, ed è per questo che durerà», ha detto Marta Oyelaran, presidente del consiglio. Il costo è di 290 milioni di euro, di cui il 55 per cento a carico dello Stato.",
        "Quarantatré famiglie della frazione di Venn di Sotto perderanno la casa. È stato loro offerto un terreno sul versante opposto e 180.000 euro ciascuna; undici hanno rifiutato.",
        "Gli agricoltori a valle chiedevano una portata di nove metri cubi al secondo tra maggio e settembre. Il testo ne promette sette e una commissione che potrà aumentarla negli anni piovosi.",
    ),
    "ja": (
        "アーデン谷の評議会は木曜日、賛成14、反対9で第2貯水池の建設を承認し、2020年の渇水以来3つの町を二分してきた論争に終止符を打った。",
        "ダムの高さは61メートル、貯水量は3800万立方メートルで、技術者の報告書によれば、谷の住民11万2000人が雨のない夏を2度越せる量だという。",
        "マルタ・オイェラン議長は「誰も望みどおりにはならなかった。だからこそ長続きする」と述べた。費用は2億9000万ユーロで、国の基金が55%を負担する。",
        "下ヴェン集落の43世帯は家を失う。対岸の斜面の土地と1世帯当たり18万ユーロの補償が示されたが、これまでに11世帯が拒否している。",
        "下流の農家は5月から9月まで毎秒9立方メートルの放流を求めていた。最終案は7立方メートルを約束し、雨の多い年には委員会が増量を認められるとした。",
        "着工は2025年10月で、工期は5年の予定だ。湖岸道路は19か月間通行止めとなり、その間バスは北の峠を通る。",
    ),
}
_WORDS = {
    "en": ("Home", "World", "Politics", "Economy", "Culture", "Sport", "Log in", "Subscribe", "Most read", "Newsletter", "Get the day's news in your inbox every morning.", "Sign up", "Terms of use", "Privacy policy", "Cookie settings", "By", "Related"),
    "de": ("Start", "Welt", "Politik", "Wirtschaft", "Kultur", "Sport", "Anmelden", "Abo", "Meistgelesen", "Newsletter", "Die Nachrichten des Tages jeden Morgen in Ihrem Postfach.", "Abonnieren", "Nutzungsbedingungen", "Datenschutz", "Cookie-Einstellungen", "Von", "Mehr zum Thema"),
    "fr": ("Accueil", "Monde", "Politique", "Économie", "Culture", "Sport", "Se connecter", "S'abonner", "Les plus lus", "Newsletter", "L'actualité du jour chaque matin dans votre boîte.", "S'inscrire", "Mentions légales", "Confidentialité", "Gestion des cookies", "Par", "À lire aussi"),
    "es": ("Portada", "Mundo", "Política", "Economía", "Cultura", "Deportes", "Iniciar sesión", "Suscríbete", "Lo más leído", "Boletín", "Las noticias del día cada mañana en tu correo.", "Apuntarse", "Aviso legal", "Privacidad", "Configuración de cookies", "Por", "Relacionado"),
    "it": ("Home", "Mondo", "Politica", "Economia", "Cultura", "Sport", "Accedi", "Abbonati", "I più letti", "Newsletter", "Le notizie del giorno ogni mattina nella tua casella.", "Iscriviti", "Note legali", "Privacy", "Preferenze cookie", "Di", "Leggi anche"),
    "ja": ("トップ", "国際", "政治", "経済", "文化", "スポーツ", "ログイン", "購読案内", "アクセスランキング", "メールマガジン", "毎朝、その日のニュースをお届けします。", "登録", "利用規約", "個人情報保護方針", "クッキー設定", "記者", "関連記事"),
}  # fmt: skip
TEASERS = (
    "Ferry line orders two ships from a yard in Turku",
    "Schools in the north close early as snow arrives",
    "Museum finds lost sketchbook behind a radiator",
    "Grain prices fall for the third month in a row",
    "Goalkeeper, 41, signs for one more season",
)


def ps(*texts: str) -> str:
    """Give paragraphs."""
    return "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in texts)


def ld(lang: str = "en", **more: object) -> str:
    """Give an article's JSON-LD."""
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINES[lang],
        "datePublished": "2024-11-01T17:00:00+01:00", "dateModified": "2024-11-01T18:20:00+01:00",
        "author": {"@type": "Person", "name": "Ines Duarte"}, "mainEntityOfPage": URL, **more,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def site(
    main: str,
    *,
    title: str = "Arden Courier",
    lang: str = "en",
    head: str = "",
    before: str = "",
    after: str = "",
    aside: bool = True,
) -> bytes:
    """Give a page in the newspaper's template: navigation, most read, newsletter box, footer, scripts."""
    w = _WORDS[lang]
    rows = "".join(f'<li><a href="/news/{n}-{t.split()[0].lower()}">{t}</a></li>' for n, t in enumerate(TEASERS, 101))
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title><link rel="stylesheet" href="/static/site.4f1c.css"><link rel="icon" href="/favicon.ico">
{head}<script>window.dataLayer=window.dataLayer||[];function gtag(){{dataLayer.push(arguments)}}gtag('js',new Date());</script></head>
<body class="page">{before}<header class="site-header"><a class="logo" href="/">Arden Courier</a>
<nav class="main-nav"><ul><li><a href="/">{w[0]}</a></li><li><a href="/world">{w[1]}</a></li><li><a href="/politics">{w[2]}</a></li>
<li><a href="/economy">{w[3]}</a></li><li><a href="/culture">{w[4]}</a></li><li><a href="/sport">{w[5]}</a></li></ul></nav>
<div class="account"><a href="/login">{w[6]}</a> <a class="cta" href="/subscribe">{w[7]}</a></div></header>
<main id="content">{main}</main>
{f'<aside class="rail"><h2>{w[8]}</h2><ol>{rows}</ol></aside>' if aside else ""}
<section class="newsletter-box"><h3>{w[9]}</h3><p>{w[10]}</p><form action="/newsletter" method="post"><input type="email" name="email">
<button>{w[11]}</button></form></section>
<footer class="site-footer"><ul><li><a href="/terms">{w[12]}</a></li><li><a href="/privacy">{w[13]}</a></li><li><a href="/cookies">{w[14]}</a></li></ul>
<p>© 2024 Arden Courier Media</p></footer>{after}<script src="/static/app.93ab.js" defer></script></body></html>
""".encode()


def story(
    lang: str = "en",
    texts: Sequence[str] | None = None,
    *,
    headline: str | None = None,
    head: str | None = None,
    body_class: str = "article-body",
    before: str = "",
    after: str = "",
    tail: str = "",
    inner: str = "",
) -> bytes:
    """Give an article in the newspaper's template; *inner* follows its last paragraph, *tail* the article itself."""
    lang = lang if lang in STORIES else "en"
    headline, w = headline or HEADLINES[lang], _WORDS[lang]
    marks = (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{html.escape(headline)}">'
        f'<meta property="article:published_time" content="2024-11-01T17:00:00+01:00"><link rel="canonical" href="{URL}">'
    )
    main = f"""<article class="story"><h1>{html.escape(headline)}</h1><div class="meta"><span class="byline">{w[15]} <a rel="author"
href="/by/ines-duarte">Ines Duarte</a></span> <time datetime="2024-11-01T17:00:00+01:00">2024-11-01 17:00</time></div>
<figure><img src="/img/dam.jpg" alt=""><figcaption>Arden, 2024</figcaption></figure>
<div class="{body_class}">{ps(*(STORIES[lang] if texts is None else texts))}{inner}</div></article>{tail}"""
    return site(
        main, title=f"{headline} | Arden Courier", lang=lang, head=(marks + ld(lang, headline=headline)) if head is None else head,
        before=before, after=after,
    )  # fmt: skip


def bare(title: str, body: str, *, head: str = "", lang: str = "en") -> bytes:
    """Give a small page outside of any template."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>\n"
    ).encode()
