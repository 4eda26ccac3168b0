# ruff: noqa: E501 - lines of HTML as a page has them
"""Pages of our own making: one story in the layouts of real publishing systems, each in changing dress.

A layout is a function from a story and a `Dress` to HTML, shaped after a kind of system as it is met on the web (class
names, order of things, where the data stands); nothing is copied from any page. The dress is what differs between two
captures of an unchanged article: advertisements, related links, counters, boxes, cookie banner, sidebars, A/B layout.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from html import escape

from stories import STORIES, Story

# ---------------------------------------------------------------- what surrounds a story, by language

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "related": "Related stories",
        "most": "Most read",
        "rec": "Recommended for you",
        "news": "Sign up for our morning newsletter and get the day’s top stories in your inbox.",
        "cookie": "We and our 214 partners use cookies to store and access information on your device. You can change "
        "your choices at any time in our privacy centre.",
        "ad": "Advertisement",
        "share": "Share",
        "comments": "Comments",
        "first": "I have read this twice and still do not understand why nobody asked the harbour master about it.",
        "more": "Read more",
        "caption": "The port of Halden on the morning of the day in question.",
        "foot": "All rights reserved. Terms of use. Contact the newsroom.",
        "by": "By",
        "offer": "New boats from 9,900 crowns. Book a test ride today and meet our team at the pier all week long.",
    },
    "de": {
        "related": "Mehr zum Thema",
        "most": "Meistgelesen",
        "rec": "Das könnte Sie auch interessieren",
        "news": "Abonnieren Sie unseren Newsletter und lesen Sie jeden Morgen das Wichtigste aus der Region.",
        "cookie": "Wir und unsere 214 Partner verwenden Cookies, um Informationen auf Ihrem Gerät zu speichern. Sie "
        "können Ihre Auswahl jederzeit ändern.",
        "ad": "Anzeige",
        "share": "Teilen",
        "comments": "Kommentare",
        "first": "Ich habe das zweimal gelesen und verstehe immer noch nicht, warum niemand den Hafenmeister fragt.",
        "more": "Lesen Sie auch",
        "caption": "Der Hafen von Halden am Morgen der Unterzeichnung.",
        "foot": "Alle Rechte vorbehalten. Impressum. Datenschutz.",
        "by": "Von",
        "offer": "Neue Boote ab 9.900 Kronen. Vereinbaren Sie noch heute eine Probefahrt in unserer Halle am Pier.",
    },
    "fr": {
        "related": "Sur le même sujet",
        "most": "Les plus lus",
        "rec": "À lire aussi",
        "news": "Inscrivez-vous à notre lettre et recevez chaque matin l’essentiel de l’actualité.",
        "cookie": "Nos 214 partenaires et nous utilisons des cookies pour stocker des informations sur votre appareil. "
        "Vous pouvez modifier vos choix à tout moment.",
        "ad": "Publicité",
        "share": "Partager",
        "comments": "Commentaires",
        "first": "J’ai lu cet article deux fois et je ne comprends toujours pas pourquoi on n’a rien demandé au port.",
        "more": "Lire aussi",
        "caption": "Le port de Halden, au matin de la signature.",
        "foot": "Tous droits réservés. Mentions légales. Contact.",
        "by": "Par",
        "offer": "Bateaux neufs à partir de 9 900 couronnes. Réservez dès aujourd’hui un essai dans notre hall du port.",
    },
    "es": {
        "related": "Noticias relacionadas",
        "most": "Lo más leído",
        "rec": "Te puede interesar",
        "news": "Suscríbete a nuestro boletín y recibe cada mañana lo más importante del día.",
        "cookie": "Nosotros y nuestros 214 socios usamos cookies para guardar información en su dispositivo. Puede "
        "cambiar sus preferencias en cualquier momento.",
        "ad": "Publicidad",
        "share": "Compartir",
        "comments": "Comentarios",
        "first": "Lo he leído dos veces y sigo sin entender por qué nadie le preguntó al capitán del puerto.",
        "more": "Lea también",
        "caption": "El puerto de Halden en la mañana de la firma.",
        "foot": "Todos los derechos reservados. Aviso legal. Contacto.",
        "by": "Por",
        "offer": "Barcos nuevos desde 9.900 coronas. Reserve hoy mismo una prueba en nuestra nave del muelle.",
    },
    "it": {
        "related": "Articoli correlati",
        "most": "I più letti",
        "rec": "Potrebbe interessarti",
        "news": "Iscriviti alla newsletter e ricevi ogni mattina le notizie più importanti.",
        "cookie": "Noi e i nostri 214 partner usiamo i cookie per archiviare informazioni sul tuo dispositivo. Puoi "
        "cambiare le tue scelte in ogni momento.",
        "ad": "Pubblicità",
        "share": "Condividi",
        "comments": "Commenti",
        "first": "L’ho letto due volte e ancora non capisco perché nessuno abbia chiesto al comandante del porto.",
        "more": "Leggi anche",
        "caption": "Il porto di Halden la mattina della firma.",
        "foot": "Tutti i diritti riservati. Note legali. Contatti.",
        "by": "Di",
        "offer": "Barche nuove da 9.900 corone. Prenota oggi stesso una prova nel nostro capannone sul molo.",
    },
    "ja": {
        "related": "関連記事",
        "most": "アクセスランキング",
        "rec": "あなたへのおすすめ",
        "news": "朝のニュースレターに登録すると、主なニュースをメールでお届けします。",
        "cookie": "当サイトと提携先２１４社は、端末に情報を保存するためにクッキーを使用します。設定はいつでも変更できます。",
        "ad": "広告",
        "share": "シェア",
        "comments": "コメント",
        "first": "二度読みましたが、なぜ誰も港長に尋ねなかったのか、まだ分かりません。",
        "more": "続きを読む",
        "caption": "当日朝の港の様子",
        "foot": "記事・写真の無断転載を禁じます。",
        "by": "",
        "offer": "新艇が９９０万円から。今週末は桟橋のショールームで試乗会を開催します。",
    },
    "zh": {
        "related": "相关新闻",
        "most": "热门排行",
        "rec": "推荐阅读",
        "news": "订阅晨报，每天早上把要闻送到您的邮箱。",
        "cookie": "我们和214家合作伙伴使用Cookie在您的设备上存储信息，您可以随时更改选择。",
        "ad": "广告",
        "share": "分享",
        "comments": "评论",
        "first": "我看了两遍，还是不明白为什么没有人去问港务长。",
        "more": "延伸阅读",
        "caption": "当天早上的港口",
        "foot": "版权所有，未经授权禁止转载。",
        "by": "",
        "offer": "新船九万九起，本周末在码头展厅举行试乘活动，欢迎光临。",
    },
}
_OTHER: dict[str, tuple[str, ...]] = {
    "en": (
        "Harbour wall cracks again after storm",
        "Ferry prices to rise by a fifth in January",
        "Museum buys back stolen compass",
        "Lighthouse keeper retires after 41 years",
        "School in Farrow to close next summer",
    ),
    "de": (
        "Hafenmauer nach Sturm wieder rissig",
        "Fähren werden im Januar ein Fünftel teurer",
        "Museum kauft gestohlenen Kompass zurück",
        "Leuchtturmwärter geht nach 41 Jahren in Rente",
        "Schule in Farrow schließt im Sommer",
    ),
    "fr": (
        "La digue de nouveau fissurée après la tempête",
        "Les ferries augmentent d’un cinquième en janvier",
        "Le musée rachète une boussole volée",
        "Le gardien du phare prend sa retraite après 41 ans",
        "L’école de Farrow fermera cet été",
    ),
    "es": (
        "El muro del puerto vuelve a agrietarse",
        "Los ferris subirán un quinto en enero",
        "El museo recupera una brújula robada",
        "El farero se jubila tras 41 años",
        "La escuela de Farrow cerrará en verano",
    ),
    "it": (
        "La diga si crepa di nuovo dopo la tempesta",
        "I traghetti aumentano di un quinto a gennaio",
        "Il museo ricompra una bussola rubata",
        "Il guardiano del faro va in pensione dopo 41 anni",
        "La scuola di Farrow chiude in estate",
    ),
    "ja": (
        "防波堤の工事、なぜ遅れたのか",
        "フェリー運賃、１月から２割値上げ",
        "盗まれた羅針盤、博物館に戻る",
        "灯台守、４１年の勤めを終える",
        "岬小学校、来夏に閉校へ",
    ),
    "zh": (
        "风暴过后海堤再现裂缝",
        "轮渡票价一月上涨两成",
        "博物馆购回被盗罗盘",
        "守塔人工作四十一年后退休",
        "海岬小学明年夏天停办",
    ),
}


class Dress:
    """What surrounds a story in one capture; the same *turn* gives the same dress."""

    def __init__(self, story: Story, turn: int) -> None:
        self.turn = turn
        self.dice = random.Random(f"{story.key} {turn}")
        self.story = story
        self.say = _WORDS[story.language]
        self.variant = turn % 2
        """Which arm of the publisher's A/B test we were served."""

    def number(self, below: int = 4_000) -> int:
        """Give a counter's value: shares, comments, views."""
        return self.dice.randrange(below)

    def hashed(self) -> str:
        """Give the tail of a class name that changes with every build."""
        return "".join(self.dice.choices("abcdefghijkmnpqrstuvwxyz0123456789", k=6))

    def maybe(self, *choices: str) -> str:
        """Give one of some pieces of HTML, or nothing."""
        return self.dice.choice(("", *choices))

    def other(self, least: int = 2, tag: str = "li", heading: str = "") -> str:
        """Give links to other stories, as list items or as cards with headings."""
        titles = self.dice.sample(_OTHER[self.story.language], self.dice.randint(least, 5))
        inner = [f'<a href="/news/{self.dice.randrange(10**6)}">{escape(title)}</a>' for title in titles]
        if heading:
            inner = [f"<{heading}>{link}</{heading}>" for link in inner]
        return "".join(f"<{tag}>{link}</{tag}>" for link in inner)

    def shuffled(self, *parts: str) -> str:
        """Give the boxes of a sidebar in the order of this capture, one of them perhaps left out."""
        chosen = self.dice.sample(parts, self.dice.randint(max(1, len(parts) - 1), len(parts)))
        return "".join(chosen)

    def comments(self, tag: str = "div", names: str = "comment") -> str:
        """Give some readers' comments."""
        said = self.say["first"]
        return "".join(
            f'<{tag} class="{names}"><span class="comment-author">reader{self.number()}</span><p>{said}</p></{tag}>'
            for _ in range(self.dice.randrange(5))
        )


# ---------------------------------------------------------------- pieces that many layouts share


def _html(kind: str, text: str, paragraph: str = "<p>{}</p>") -> str:
    if kind == "heading":
        return f"<h2>{text}</h2>"
    if kind == "quote":
        return f"<blockquote><p>{text}</p></blockquote>"
    return paragraph.format(text)


def _body(story: Story, paragraph: str = "<p>{}</p>", between: dict[int, str] | None = None, join: str = "\n") -> str:
    """Give the story's blocks as HTML; *between*: what stands before the n-th block."""
    parts: list[str] = []
    listed = False
    for position, (kind, text) in enumerate(story.blocks):
        is_item = kind == "item"
        if listed and not is_item:
            parts.append("</ul>")
        if between and position in between:
            parts.append(between[position])
        if is_item and not listed:
            parts.append("<ul>")
        listed = is_item
        safe = escape(text, quote=False)
        parts.append(f"<li>{safe}</li>" if is_item else _html(kind, safe, paragraph))
    return join.join([*parts, "</ul>"] if listed else parts)


def _slots(story: Story, dress: Dress, pieces: list[str]) -> dict[int, str]:
    """Put pieces before blocks of the story, elsewhere in each capture, never inside a list."""
    kinds = [kind for kind, _ in story.blocks]
    free = [n for n in range(1, len(kinds)) if "item" not in (kinds[n - 1], kinds[n]) and kinds[n - 1] != "heading"]
    places = dress.dice.sample(free, min(len(pieces), len(free)))
    return dict(zip(places, pieces, strict=False))


def _data(story: Story, kind: str = "NewsArticle") -> str:
    """Give JSON-LD as most systems write it."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": story.headline,
        "datePublished": story.published,
        "inLanguage": story.language,
        "publisher": {"@type": "Organization", "name": story.outlet},
    }
    if story.author:
        data["author"] = [{"@type": "Person", "name": name} for name in story.author.split(" and ")]
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _head(story: Story, extra: str = "", *, site: bool = True) -> str:
    title = f"{story.headline} | {story.outlet}" if site else story.headline
    return (
        f'<meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta property="og:title" content="{escape(story.headline)}">'
        f'<meta property="og:site_name" content="{escape(story.outlet)}">'
        f'<meta property="og:description" content="{escape(story.standfirst)}">{extra}'
    )


def _time(story: Story) -> str:
    return f'<time datetime="{story.published}">{story.published[:10]}</time>'


def _menu(story: Story) -> str:
    return "".join(f'<li><a href="/{n}">{title[:12]}</a></li>' for n, title in enumerate(_OTHER[story.language]))


# ---------------------------------------------------------------- the layouts


def wordpress(story: Story, dress: Dress) -> str:
    """A WordPress theme of the classic kind, with plug-ins for shares, related posts and a widget sidebar."""
    say = dress.say
    ads = [
        f'<div class="code-block code-block-{dress.number(9)}"><ins class="adsbygoogle"></ins></div>',
        f'<div class="ad-container"><span class="ad-label">{say["ad"]}</span><p>{say["offer"]}</p></div>',
    ]
    share = (
        f'<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{say["share"]}</h3><ul>'
        f'<li><a href="#">Facebook <span>{dress.number()}</span></a></li><li><a href="#">X</a></li></ul></div>'
    )
    related = (
        f'<div id="jp-relatedposts" class="jp-relatedposts"><h3>{say["related"]}</h3><ul>{dress.other()}</ul></div>'
    )
    widgets = dress.shuffled(
        f'<section class="widget widget_recent_entries"><h2>{say["most"]}</h2><ul>{dress.other()}</ul></section>',
        f'<section class="widget widget_mc4wp"><p>{say["news"]}</p><form><input></form></section>',
        f'<section class="widget widget_text"><p>{say["offer"]}</p></section>',
    )
    thumb = '<div class="post-thumbnail"><img src="/a.jpg" alt=""></div>'
    meta = (
        f'<div class="entry-meta"><span class="posted-on"><time class="entry-date published" '
        f'datetime="{story.published}">{story.published[:10]}</time></span> <span class="byline">{say["by"]} '
        f'<a class="url fn n" rel="author" href="/author/x">{story.author}</a></span></div>'
    )
    head = (thumb + meta) if dress.variant else (meta + thumb)
    return f"""<!DOCTYPE html><html lang="{story.language}"><head>{_head(story, _data(story))}
<link rel="canonical" href="https://press.example/{story.key}/"></head>
<body class="post-template-default single single-post postid-{dress.number()} logged-out has-sidebar">
<div id="page" class="hfeed site"><header id="masthead" class="site-header"><p class="site-title">{story.outlet}</p>
<nav id="site-navigation" class="main-navigation"><ul class="menu">{_menu(story)}</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-{dress.number()}" class="post type-post status-publish hentry">
<header class="entry-header"><h1 class="entry-title">{story.headline}</h1>{head}</header>
<div class="entry-content">{_body(story, between=_slots(story, dress, ads[: dress.dice.randint(0, 2)]))}
{share}{dress.maybe(related)}</div>
<footer class="entry-footer"><span class="tags-links"><a href="/t/1">Halden</a>, <a href="/t/2">Veria</a></span></footer>
</article><nav class="navigation post-navigation"><div class="nav-links">{dress.other(tag="div")}</div></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">{dress.number(90)} {say["comments"]}</h2>
{dress.comments("li")}</div></main></div><aside id="secondary" class="widget-area">{widgets}</aside></div>
<footer id="colophon" class="site-footer"><p>{say["foot"]}</p></footer></div>
{dress.maybe(f'<div id="cookie-law-info-bar"><span>{say["cookie"]}</span></div>')}</body></html>"""


def wordpress_blocks(story: Story, dress: Dress) -> str:
    """A WordPress block theme: groups, columns, a query loop of other posts inside `main`."""
    say = dress.say
    loop = (
        f'<div class="wp-block-group alignwide"><h2 class="wp-block-heading">{say["related"]}</h2>'
        f'<div class="wp-block-query"><ul class="wp-block-post-template is-layout-grid columns-{dress.number(4)}">'
        f"{dress.other(heading='h3')}</ul></div></div>"
    )
    newsletter = f'<div class="wp-block-group newsletter-signup has-background"><p>{say["news"]}</p></div>'
    between = _slots(story, dress, [newsletter] if dress.variant else [])
    body = _body(story, '<p class="wp-block-paragraph">{}</p>', between)
    return f"""<!DOCTYPE html><html lang="{story.language}"><head>{_head(story)}
<meta property="article:published_time" content="{story.published}"><meta name="author" content="{story.author}"></head>
<body class="wp-singular single-post wp-embed-responsive"><div class="wp-site-blocks">
<header class="wp-block-template-part"><nav class="wp-block-navigation"><ul>{_menu(story)}</ul></nav></header>
<main class="wp-block-group is-layout-flow"><div class="wp-block-group has-global-padding is-layout-constrained">
<h1 class="wp-block-post-title">{story.headline}</h1>
<div class="wp-block-group is-layout-flex"><div class="wp-block-post-author-name">{story.author}</div>
<div class="wp-block-post-date">{_time(story)}</div></div></div>
<div class="entry-content wp-block-post-content has-global-padding is-layout-constrained">{body}</div>
<div class="wp-block-group"><div class="taxonomy-category wp-block-post-terms"><a href="/c">{story.section}</a></div></div>
<div class="wp-block-comments"><h2 class="wp-block-comments-title">{dress.number(60)} {say["comments"]}</h2>
<ol class="wp-block-comment-template">{dress.comments("li", "comment even")}</ol></div>{loop}</main>
<footer class="wp-block-template-part"><p>{say["foot"]}</p></footer></div></body></html>"""


def arc(story: Story, dress: Dress) -> str:
    """Arc XP: hashed component names, an article body full of wrapped slots, a right rail."""
    say = dress.say
    tail = dress.hashed()
    slots = [
        f'<div class="arcad-feature-{tail}" id="ad-{dress.number()}"><div class="ad-label">{say["ad"]}</div></div>',
        f'<div class="c-interstitial-link"><a href="/x">{say["more"]}: {dress.dice.choice(_OTHER[story.language])}</a></div>',
        f'<div class="b-newsletter c-stack"><h2>{say["news"]}</h2><form><input></form></div>',
    ]
    dress.dice.shuffle(slots)
    body = _body(story, '<p class="c-paragraph">{}</p>', _slots(story, dress, slots[: dress.dice.randint(0, 3)]))
    figure = (
        f'<figure class="c-media-item"><img src="/a.jpg"><figcaption class="c-media-item__fig-caption"><span>'
        f"{say['caption']}</span> <span>(Maren Holt/Halden Press)</span></figcaption></figure>"
    )
    rail = dress.shuffled(
        f'<div class="b-top-table-list"><h2>{say["most"]}</h2>{dress.other(tag="div", heading="h3")}</div>',
        f'<div class="b-results-list"><h2>{say["rec"]}</h2>{dress.other(tag="div")}</div>',
        f'<div class="ad"><p>{say["offer"]}</p></div>',
    )
    return f"""<!DOCTYPE html><html lang="{story.language}"><head>{_head(story, _data(story))}</head>
<body><div id="fusion-app" class="fusion-app"><div class="b-right-rail layout-section"><header class="c-stack b-header">
<nav><ul>{_menu(story)}</ul></nav></header><section class="b-right-rail__main-wrapper">
<main class="b-right-rail__main" role="main"><h1 class="b-headline">{story.headline}</h1>
<h2 class="b-subheadline">{story.standfirst}</h2>{figure if dress.variant else ""}
<div class="b-byline"><span class="b-byline__by">{say["by"]}</span> <span class="b-byline__names">{
        story.author
    }</span></div>
<time class="c-date b-date" datetime="{story.published}">{story.published[:10]}</time>
<div class="b-share-bar"><button>{say["share"]}</button><span>{dress.number()}</span></div>
{"" if dress.variant else figure}<article class="b-article-body article-body-wrapper">{body}</article>
<div class="b-taboola" id="taboola-below"><div class="trc_related_container">{dress.other(tag="div")}</div></div></main>
<aside class="b-right-rail__rail right-rail">{rail}</aside></section><footer class="c-footer"><p>{
        say["foot"]
    }</p></footer></div></div></body></html>"""


def drupal(story: Story, dress: Dress) -> str:
    """Drupal: fields in regions, related views as blocks, a wrapper more in one arm of the test."""
    say = dress.say
    body = f'<div class="clearfix text-formatted field field--name-body field--type-text-with-summary">{_body(story)}</div>'
    if dress.variant:
        body = f'<div class="layout layout--onecol"><div class="layout__region">{body}</div></div>'
    blocks = dress.shuffled(
        f'<div class="views-element-container block block-views" id="block-{dress.hashed()}"><h2>{say["related"]}</h2>'
        f'<div class="view-content"><ul>{dress.other()}</ul></div></div>',
        f'<div class="block block-block-content newsletter"><p>{say["news"]}</p></div>',
        f'<div class="block block-views-blockpopular"><h2>{say["most"]}</h2><ol>{dress.other()}</ol></div>',
    )
    byline = f'<div class="node__submitted">{say["by"]} <span>{story.author}</span> {_time(story)}</div>'
    return f"""<!DOCTYPE html><html lang="{story.language}" dir="ltr"><head>{_head(story)}
<meta name="dcterms.date" content="{story.published}"></head>
<body class="path-node page-node-type-article"><a href="#main-content" class="visually-hidden focusable">Skip</a>
<div class="dialog-off-canvas-main-canvas"><div id="page-wrapper"><header class="region region-header">
<nav role="navigation" class="block block-menu"><ul class="menu">{_menu(story)}</ul></nav></header>
<div id="main-wrapper"><main id="content" class="main-content col-md-9"><a id="main-content"></a>
<div class="region region-content"><div data-drupal-messages-fallback class="hidden"></div>
<h1 class="page-header"><span class="field field--name-title">{story.headline}</span></h1>
<article class="node node--type-article node--view-mode-full">{byline if story.author else _time(story)}
<div class="node__content"><div class="field field--name-field-intro field__item"><p>{story.standfirst}</p></div>
{body}<div class="field field--name-field-tags"><div class="field__label">Tags</div><div class="field__item">
<a href="/t">Halden</a></div></div>
<div class="addtoany_list" data-a2a-url="/n/{dress.number()}"><a href="#">{say["share"]} ({dress.number()})</a></div></div>
<section class="field field--name-comment comment-wrapper"><h2>{say["comments"]}</h2>{dress.comments("article")}</section>
</article></div></main><aside class="region region-sidebar-second col-md-3">{blocks}</aside></div>
<footer class="site-footer"><div class="region region-footer"><p>{say["foot"]}</p></div></footer></div></div>
{dress.maybe(f'<div id="sliding-popup" class="eu-cookie-compliance-banner"><h2>{say["cookie"]}</h2></div>')}
</body></html>"""


def amp(story: Story, dress: Dress) -> str:
    """An AMP page: custom elements, consent and advertisements as `amp-…`, styles within."""
    say = dress.say
    adverts = [f'<amp-ad width=300 height=250 type="doubleclick" data-slot="/{dress.number()}"></amp-ad>'] * 2
    return f"""<!doctype html><html amp lang="{story.language}"><head>{_head(story, _data(story))}
<link rel="canonical" href="https://press.example/{story.key}"><style amp-custom>.a{{color:red}}</style></head><body>
<amp-consent layout="nodisplay" id="consent"><div id="consent-ui"><p>{say["cookie"]}</p><button>OK</button></div></amp-consent>
<header class="header"><a href="/">{story.outlet}</a></header><amp-sidebar id="menu" layout="nodisplay"><ul>{_menu(story)}</ul>
</amp-sidebar><article class="amp-article"><h1 class="amp-headline">{story.headline}</h1>
<p class="byline">{say["by"]} <span class="author">{story.author}</span> {_time(story)}</p>
<amp-social-share type="email"></amp-social-share><amp-img src="/a.jpg" width=9 height=9></amp-img>
<div class="article-body">{_body(story, between=_slots(story, dress, adverts[: dress.dice.randint(0, 2)]))}</div>
<div class="share-count">{dress.number()} {say["share"]}</div></article>
{dress.maybe(f'<amp-list class="related-list"><div class="related"><h3>{say["rec"]}</h3>{dress.other(tag="div")}</div></amp-list>')}
<section class="related-articles"><h2>{say["related"]}</h2><ul>{dress.other()}</ul></section>
<footer><p>{say["foot"]}</p></footer></body></html>"""


def hashed(story: Story, dress: Dress) -> str:
    """Class names that a build makes anew (`ssrcss-…`), text in one box for each paragraph."""
    say = dress.say

    def name(what: str) -> str:
        return f"ssrcss-{dress.hashed()}-{what} e{dress.number(20)}{dress.hashed()[:3]}"

    def block(kind: str, inner: str) -> str:
        return f'<div data-component="{kind}-block" class="{name("ComponentWrapper")}">{inner}</div>'

    slot = f'<div data-component="advertisement-block" id="dotcom-mid_{dress.number(9)}"><span>{say["ad"]}</span></div>'
    links = f'<section data-component="links-block" class="{name("LinksBlock")}"><p>{say["more"]}:</p><ul>{dress.other()}</ul></section>'
    between = _slots(story, dress, [slot, links][: dress.dice.randint(0, 2)])
    paragraph = block("text", f'<div class="{name("RichText")}"><p class="{name("Paragraph")}">{{}}</p></div>')
    body = _body(story, paragraph, between)
    hero = block(
        "image",
        f'<figure class="{name("Figure")}"><img src="/a.jpg"><figcaption>{say["caption"]}</figcaption></figure>',
    )
    top = f'<section data-component="topStories"><h2>{say["most"]}</h2><ul>{dress.other(heading="h3")}</ul></section>'
    most = f'<section data-component="mostRead" class="{name("MostRead")}"><h2>{say["most"]}</h2><ol>{dress.other()}</ol></section>'
    return f"""<!DOCTYPE html><html lang="{story.language}"><head>{_head(story, _data(story))}</head><body>
<div class="{name("PageWrapper")}"><header role="banner"><nav aria-label="Main"><ul>{_menu(story)}</ul></nav></header>
{dress.maybe(f'<section class="{name("Banner")}" aria-label="Cookies"><p>{say["cookie"]}</p></section>')}
<main id="main-content"><article class="{name("ArticleWrapper")}">
<header data-component="headline-block"><h1 id="main-heading" class="{name("Heading")}">{story.headline}</h1></header>
<div data-component="byline-block" class="{name("Byline")}"><div>{_time(story)}</div><div class="{name("TextContributorName")}">
{story.author}</div><button>{say["share"]}</button></div>{hero if dress.variant else ""}{body}{"" if dress.variant else hero}
<section data-component="tag-list"><h2>{say["related"]}</h2><ul><li><a href="/t">Halden</a></li></ul></section></article>
<div class="{name("Aside")}">{dress.shuffled(top, most)}</div></main></div>
<footer role="contentinfo"><p>{say["foot"]}</p></footer></body></html>"""


def press_release(story: Story, dress: Dress) -> str:
    """A government's press page: a bare content management system, contact and downloads below the text."""
    say = dress.say
    quick = f'<div class="quick-links"><h2>{say["related"]}</h2><ul>{dress.other()}</ul></div>'
    latest = f'<div class="latest-news"><h2>{say["most"]}</h2><ul>{dress.other()}</ul></div>'
    body = _body(story)
    return f"""<!DOCTYPE html><html lang="{story.language}"><head>{_head(story)}
<meta name="DC.date.issued" content="{story.published[:10]}"></head><body><div id="header"><a href="/">{story.outlet}</a>
<form class="search"><input type="search"></form></div><div id="nav"><ul>{_menu(story)}</ul></div>
<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/p">{story.section}</a></div>
<div id="wrapper" class="{("cols-2", "cols-3")[dress.variant]}">{quick if dress.variant else ""}
<div id="maincontent"><h1>{story.headline}</h1><p class="date">{story.published[:10]}</p>
<div class="content">{body}</div><div class="social-media-share"><a href="#">{say["share"]}</a> <span>{dress.number()}</span></div>
</div>{"" if dress.variant else quick}{latest}</div>
<div class="page-views">{dress.number(99_999)}</div><div id="footer"><p>{say["foot"]}</p></div></body></html>"""


def ecl(story: Story, dress: Dress) -> str:
    """An institution's component library (`ecl-…`): page header, editor blocks, a list of other items below."""
    say = dress.say
    items = "".join(
        f'<article class="ecl-content-item"><div class="ecl-content-block"><div class="ecl-content-block__title">'
        f'<a href="/{n}">{title}</a></div><div class="ecl-content-block__description"><p>{say["offer"]}</p></div></div></article>'
        for n, title in enumerate(dress.dice.sample(_OTHER[story.language], dress.dice.randint(1, 4)))
    )
    body = f'<div class="ecl"><div class="ecl-editor">{_body(story)}</div></div>'
    half = f'<div class="ecl-row"><div class="ecl-col-l-{("9", "12")[dress.variant]}">{body}</div></div>'
    return f"""<!DOCTYPE html><html lang="{story.language}"><head>{_head(story)}
<meta property="article:published_time" content="{story.published}"></head><body class="language-{story.language} ecl-typography">
<header class="ecl-site-header"><nav class="ecl-menu"><ul>{_menu(story)}</ul></nav></header>
<div class="ecl-page-header"><nav class="ecl-breadcrumb"><ol><li><a href="/">Home</a></li></ol></nav>
<ul class="ecl-page-header__meta"><li>{story.section}</li><li>{_time(story)}</li></ul>
<h1 class="ecl-page-header__title">{story.headline}</h1><p class="ecl-page-header__description">{story.standfirst}</p></div>
<main class="ecl-u-pb-xl" id="main-content"><div class="ecl-container">{half}
<div class="ecl-social-media-share"><p class="ecl-social-media-share__description">{say["share"]}</p><ul>
<li><a href="#">X</a></li></ul></div><h2 class="ecl-u-type-heading-2">{say["related"]}</h2>
<div class="ecl-content-item-block">{items}</div></div></main>
<footer class="ecl-site-footer"><p>{say["foot"]}</p></footer>
{dress.maybe(f'<div class="wt-cookie-consent-kit"><p>{say["cookie"]}</p></div>')}</body></html>"""


def broadsheet(story: Story, dress: Dress) -> str:
    """A daily of the continent: teasers in the middle of the text, a box of live topics, a wall's wrapper round it."""
    say = dress.say
    teaser = (
        f'<section class="article__related article-inread"><p class="inread__label">{say["more"]}</p>'
        f'<a href="/x">{dress.dice.choice(_OTHER[story.language])}</a></section>'
    )
    advert = (
        f'<div class="iqd__ad ad-container" data-count="{dress.number()}"><p>{say["ad"]}</p><p>{say["offer"]}</p></div>'
    )
    pieces = [teaser, advert]
    dress.dice.shuffle(pieces)
    body = _body(
        story, '<p class="article__paragraph">{}</p>', _slots(story, dress, pieces[: dress.dice.randint(0, 2)])
    )
    byline = f'<p class="article__author">{say["by"]} <a href="/authors/x">{story.author}</a></p>'
    rail = dress.shuffled(
        f'<section class="services"><h4>{say["rec"]}</h4>{dress.other(tag="div")}</section>',
        f'<section class="most-read"><h4>{say["most"]}</h4><ol>{dress.other()}</ol></section>',
    )
    return f"""<!DOCTYPE html><html lang="{story.language}"><head>{_head(story, _data(story))}</head>
<body class="page page--article"><header class="site-header"><nav class="nav nav--main"><ul>{
        _menu(story)
    }</ul></nav></header>
<div class="live-bar"><a href="/live">{
        dress.dice.choice(_OTHER[story.language])
    }</a></div><main class="main"><article class="article
 {("article--wide", "article--narrow")[dress.variant]}"><header class="article__header"><h1 class="article__title">
{story.headline}</h1><p class="article__desc">{story.standfirst}</p>{byline if dress.variant else ""}
<p class="meta__date">{_time(story)}</p>{"" if dress.variant else byline}</header>
<figure class="article__media"><img src="/a.jpg"><figcaption class="article__legend">{
        say["caption"]
    }</figcaption></figure>
<section class="article__content" id="habillagepub"><div class="paywall">{body}</div></section>
<section class="article__reactions"><h4>{say["comments"]} ({dress.number(300)})</h4>{
        dress.comments("div", "comment")
    }</section>
</article><aside class="aside aside__iso">{rail}</aside></main>
<footer><p>{say["foot"]}</p></footer>{
        dress.maybe(f'<div class="gdpr-lmd-wall"><p>{say["cookie"]}</p></div>')
    }</body></html>"""


def tailwind(story: Story, dress: Dress) -> str:
    """A Next.js page styled by utility classes: names that say nothing about what a box is."""
    say = dress.say
    prose = f'<div class="prose prose-lg dark:prose-invert max-w-none mt-{dress.number(9)}">{_body(story)}</div>'
    cards = f'<div class="grid grid-cols-1 md:grid-cols-{dress.number(4)} gap-6">{dress.other(tag="div", heading="h3")}</div>'
    column = f'<div class="lg:w-1/3 space-y-8"><h3 class="font-bold uppercase">{say["most"]}</h3><ul>{dress.other()}</ul></div>'
    return f"""<!DOCTYPE html><html lang="{story.language}"><head>{_head(story)}{_data(story)}</head>
<body class="bg-white text-gray-900 antialiased"><div id="__next"><header class="sticky top-0 z-50"><nav class="flex gap-4">
<ul>{_menu(story)}</ul></nav></header><main class="container mx-auto px-4"><div class="flex flex-col lg:flex-row">
<div class="lg:w-2/3"><span class="text-sm uppercase text-red-700">{story.section}</span>
<h1 class="text-4xl font-serif">{story.headline}</h1>
<div class="flex items-center text-sm text-gray-500"><span>{story.author}</span><span>·</span>{_time(story)}
<span>{dress.number(12)} min</span></div>
{prose if dress.variant else f'<div class="relative">{prose}</div>'}
<div class="border-t pt-4"><button>{say["share"]}</button> <span>{dress.number()}</span></div></div>{column}</div>
<section class="mt-12 border-t"><h2 class="text-2xl">{say["rec"]}</h2>{cards}</section></main>
<footer class="bg-gray-100 p-8"><p>{say["foot"]}</p></footer></div>
<script id="__NEXT_DATA__" type="application/json">{json.dumps({"buildId": dress.hashed()})}</script></body></html>"""


def ja_newspaper(story: Story, dress: Dress) -> str:
    """A Japanese daily: ranking, keyword links, indented paragraphs, a box for members."""
    say = dress.say
    first, *rest = (escape(text) for _, text in story.blocks)
    paragraphs = [f"<p>　{first}</p>", *(f"<p>　{text}</p>" for text in rest)]
    slot = f'<div class="ad_box" id="gpt-{dress.number()}"><p>{say["ad"]}</p></div>'
    paragraphs.insert(dress.dice.randint(1, len(paragraphs) - 1), dress.maybe(slot))
    ranking = f'<div class="ranking_box"><h2>{say["most"]}</h2><ol>{dress.other()}</ol></div>'
    special = f'<div class="side_special"><h2>{say["rec"]}</h2><ul>{dress.other()}</ul></div>'
    return f"""<!DOCTYPE html><html lang="ja"><head>{_head(story)}
<meta property="article:published_time" content="{story.published}"></head><body id="news" class="article">
<div id="header"><div class="logo"><a href="/">{story.outlet}</a></div><ul class="gnavi">{_menu(story)}</ul></div>
<ul class="topicpath"><li><a href="/">トップ</a></li><li>{story.section}</li></ul><div id="container"><div id="main_col">
<div class="article_header"><h1>{story.headline}</h1><p class="article_date">{_time(story)}</p>
<p class="article_author">{story.author}</p><ul class="sns_list"><li><a href="#">ポスト {dress.number()}</a></li>
<li><a href="#">{say["share"]}</a></li></ul></div>
<div class="{("article_photo", "article_photo_l")[dress.variant]}"><img src="/a.jpg"><p class="caption">{say["caption"]}</p></div>
<div class="article_body">{"".join(paragraphs)}</div><div class="member_box"><p>{say["news"]}</p></div>
<div class="related_box"><h2>{say["related"]}</h2><ul>{dress.other()}</ul></div></div>
<div id="side_col">{dress.shuffled(ranking, special)}</div></div><div id="footer"><p>{say["foot"]}</p></div></body></html>"""


def ja_portal(story: Story, dress: Dress) -> str:
    """A Japanese portal that carries other papers: one paragraph with line breaks, hashed classes."""
    say = dress.say
    tail = dress.hashed()
    text = "<br/><br/>".join(f"　{escape(text)}" for _, text in story.blocks)
    comments = f'<section class="sc-{tail}"><h2>{say["comments"]} {dress.number()}件</h2>{dress.comments("article", f"sc-{tail}")}</section>'
    rail = dress.shuffled(
        f'<section class="top"><h2>{say["most"]}</h2><ol>{dress.other()}</ol></section>',
        f'<section class="ad"><p>{say["offer"]}</p></section>',
    )
    return f"""<!DOCTYPE html><html lang="ja"><head>{_head(story, _data(story))}</head><body><div id="contents">
<header id="msthd"><nav><ul>{_menu(story)}</ul></nav></header><div id="contentsWrap"><main id="uamods-main">
<article id="uamods" class="sc-{dress.hashed()} {tail}"><header><h1 class="sc-{tail}">{
        story.headline
    }</h1><div class="sc-{tail}">
<p>{_time(story)} <span>配信</span></p><button>{say["comments"]}<span>{dress.number()}件</span></button></div></header>
<div class="article_body highLightSearchTarget sc-{tail}"><div class="sc-{dress.hashed()}"><p class="sc-{
        tail
    } yjSlinkDirectlink">
{text}</p></div></div><footer><a href="/">{story.outlet}</a></footer></article>
<section id="uamods-related"><h2>{say["related"]}</h2><ul>{dress.other()}</ul></section>{dress.maybe(comments)}</main>
<aside>{rail}</aside></div></div><footer id="msthf"><small>{say["foot"]}</small></footer></body></html>"""


def table_layout(story: Story, dress: Dress) -> str:
    """A page of 2003 that still lives: tables for layout, `font`, line breaks, a counter."""
    say = dress.say
    text = "<br><br>".join(escape(text, quote=False) for _, text in story.blocks)
    side = f'<td width="180" valign="top"><b>{say["related"]}</b><br>{dress.other(tag="div")}</td>'
    main = (
        f'<td valign="top"><h1><font size="5">{story.headline}</font></h1><font size="2">{story.published[:10]}</font>'
        f'<br><br><font face="Verdana">{text}</font></td>'
    )
    return f"""<html lang="{story.language}"><head><meta charset="utf-8"><title>{story.headline}</title></head>
<body bgcolor="#ffffff"><table width="100%"><tr><td colspan="2"><a href="/">{story.outlet}</a></td></tr>
<tr>{side + main if dress.variant else main + side}</tr>
<tr><td colspan="2"><font size="1">{say["foot"]} {dress.number(99_999)}</font></td></tr></table></body></html>"""


def zh_portal(story: Story, dress: Dress) -> str:
    """A Chinese portal: paragraphs with two wide blanks, an editor's line, hot lists."""
    say = dress.say
    body = "".join(f"<p>　　{escape(text)}</p>" for _, text in story.blocks)
    hot = f'<div class="hot-list rank"><h3>{say["most"]}</h3><ul>{dress.other()}</ul></div>'
    return f"""<!DOCTYPE html><html lang="zh-CN"><head>{_head(story)}<meta name="publishdate" content="{story.published[:10]}">
</head><body><div class="top-nav"><ul>{_menu(story)}</ul></div><div class="main-wrap clearfix"><div class="main-left">
<div class="head-line"><h1><span class="title">{story.headline}</span></h1></div><div class="info"><span>{story.published[:10]}</span>
<span>来源：{story.outlet}</span></div><div id="{("detail", "detailContent")[dress.variant]}" class="detail-article">
<span id="detailTextBox">{body}</span><div class="zan-wap"><span>{dress.number()}</span></div><div class="editor">【责任编辑:李晓】</div>
</div><div class="relation-news"><h3>{say["related"]}</h3><ul>{dress.other()}</ul></div></div>
<div class="main-right">{dress.shuffled(hot, f'<div class="ad"><p>{say["offer"]}</p></div>')}</div></div>
<div class="foot"><p>{say["foot"]}</p></div></body></html>"""


def magazine(story: Story, dress: Dress) -> str:
    """Ghost, Substack and their like: a column of text, subscription boxes in it and below, other posts as cards."""
    say = dress.say
    box = (
        f'<div class="kg-card kg-signup-card subscribe-widget"><h2>{story.outlet}</h2><p>{say["news"]}</p>'
        f"<form><input><button>OK</button></form></div>"
    )
    body = _body(story, between=_slots(story, dress, [box] if dress.variant else []))
    cards = "".join(
        f'<article class="gh-card post"><a class="gh-card-link" href="/{n}"><h3 class="gh-card-title">{title}</h3>'
        f'<p class="gh-card-excerpt">{say["offer"]}</p></a></article>'
        for n, title in enumerate(dress.dice.sample(_OTHER[story.language], dress.dice.randint(1, 4)))
    )
    return f"""<!DOCTYPE html><html lang="{story.language}"><head>{_head(story, _data(story, "Article"))}</head>
<body class="post-template"><div class="gh-site"><header class="gh-head"><nav class="gh-head-menu"><ul>{_menu(story)}</ul></nav></header>
<main class="gh-main"><article class="gh-article post"><header class="gh-article-header gh-canvas">
<h1 class="gh-article-title">{story.headline}</h1><p class="gh-article-excerpt">{story.standfirst}</p>
<div class="gh-article-meta"><h4 class="gh-author-name"><a href="/author/x/">{story.author}</a></h4>{_time(story)}
<button class="like">{dress.number()}</button></div></header>
<div class="gh-content gh-canvas">{body}</div></article>
<section class="gh-subscribe"><h3>{say["news"]}</h3></section>
<aside class="gh-sidebar"><h2>{say["rec"]}</h2><div class="gh-feed">{cards}</div></aside></main>
<footer class="gh-foot"><p>{say["foot"]}</p></footer></div></body></html>"""


Layout = Callable[[Story, Dress], str]
LAYOUTS: dict[Layout, str] = {
    wordpress: "en en es fr",
    wordpress_blocks: "it en",
    arc: "en es en",
    drupal: "fr en",
    amp: "de en fr es",
    hashed: "en fr en",
    press_release: "en de",
    ecl: "en fr",
    broadsheet: "de fr es it",
    tailwind: "en it de",
    ja_newspaper: "ja ja",
    ja_portal: "ja ja",
    table_layout: "es ja en",
    zh_portal: "zh",
    magazine: "en de en",
}
"""Each layout with the languages of the stories it is used for."""


def pairs() -> list[tuple[Layout, Story]]:
    """Give every layout with every story it is used for: 40 pages, of which `page` makes captures."""
    found: list[tuple[Layout, Story]] = []
    for number, (layout, languages) in enumerate(LAYOUTS.items()):
        used: set[str] = set()
        for language in languages.split():
            fitting = [story for story in STORIES if story.language == language and story.key not in used]
            story = fitting[number % len(fitting)]
            used.add(story.key)
            found.append((layout, story))
    return found


def page(layout: Layout, story: Story, turn: int) -> bytes:
    """Make one capture."""
    return layout(story, Dress(story, turn)).encode()
