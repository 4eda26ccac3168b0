"""More captures, written after the gate had met the others: unseen words, with every outcome that would be right."""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

from captures import (
    BLOCKED,
    EMPTY,
    GONE,
    PARTIAL,
    STORIES,
    TEASERS,
    UNAVAILABLE,
    WALLED,
    Capture,
    bare,
    site,
    story,
)

from pactwatch.model import Outcome

MORE: dict[str, tuple[Capture, tuple[Outcome, ...]]] = {}


def add(name: str, body: bytes, *right: Outcome, lang: str = "en", status: int = 200) -> None:
    """Enter a capture with the outcomes that would be right, the best one first."""
    MORE[name] = (Capture(body, right[0], status=status, lang=lang), right)


# blocks, unseen wordings
add(
    "bank-like",
    bare(
        "Error",
        "<h1>Oops</h1><p>Your request looks automated. If you are a person, tell us at help@courier.example and quote 9f3c.</p>",
    ),
    BLOCKED,
    PARTIAL,
)
add(
    "shield",
    bare(
        "Bot or not?",
        "<h1>Bot or not?</h1><p>Drag the puzzle piece into place to show that you are a real person.</p><canvas></canvas>",
    ),
    BLOCKED,
    PARTIAL,
)
add(
    "de dsgvo block",
    bare(
        "Zugriff nicht möglich",
        "<h1>Zugriff nicht möglich</h1><p>Ihre IP-Adresse wurde wegen ungewöhnlich vieler Anfragen vorübergehend gesperrt.</p>",
        lang="de",
    ),
    BLOCKED,
    PARTIAL,
    lang="de",
)
add(
    "fr block",
    bare(
        "Accès temporairement restreint",
        "<h1>Accès temporairement restreint</h1><p>Nous avons détecté un comportement inhabituel de votre navigateur. Pourquoi ce blocage ? Quelque chose dans le comportement du navigateur nous a intrigué.</p><iframe src='https://geo.captcha-delivery.com/captcha/?cid=1'></iframe>",
        lang="fr",
    ),
    BLOCKED,
    lang="fr",
)
add(
    "es block",
    bare(
        "Acceso bloqueado",
        "<h1>Lo sentimos, has sido bloqueado</h1><p>No puedes acceder a este sitio. Identificador: 8dc0a1</p>",
        lang="es",
    ),
    BLOCKED,
    PARTIAL,
    lang="es",
)
add(
    "it block",
    bare(
        "Accesso non consentito",
        "<h1>Accesso non consentito</h1><p>La tua richiesta è stata bloccata dal nostro sistema di protezione. ID: 8dc0a1</p>",
        lang="it",
    ),
    BLOCKED,
    PARTIAL,
    lang="it",
)
add(
    "ja block",
    bare(
        "アクセス制限",
        "<h1>アクセスが制限されています</h1><p>短時間に多数のアクセスがあったため、一時的にアクセスを制限しています。</p>",
        lang="ja",
    ),
    BLOCKED,
    PARTIAL,
    lang="ja",
)
add(
    "ja captcha",
    bare(
        "認証が必要です",
        "<h1>画像に表示されている文字を入力してください</h1><form><input><button>送信</button></form>",
        lang="ja",
    ),
    BLOCKED,
    PARTIAL,
    lang="ja",
)
add(
    "queue cf",
    bare(
        "Waiting Room powered by Cloudflare",
        "<h1>You are now in line.</h1><p>Thank you for your patience. Your estimated wait time is 5 minutes.</p><p>This page automatically refreshes.</p>",
    ),
    UNAVAILABLE,
    BLOCKED,
)
add(
    "stackpath",
    bare(
        "StackPath",
        "<h1>Please Wait</h1><p>Verifying your browser before proceeding to harbour-times.example. This process is automatic. Once verified, you will be taken to your destination.</p>",
    ),
    BLOCKED,
)
add("gcp armor", bare("403", "<!doctype html><meta charset=utf-8><title>403</title>403 Forbidden"), BLOCKED, EMPTY)
add(
    "yandex",
    bare(
        "Are you not a robot?",
        "<div class='CheckboxCaptcha'><h1>Please confirm that you and not a robot are sending requests</h1><span>I'm not a robot</span></div>",
    ),
    BLOCKED,
)
add("reblaze", bare("", "<script>window.rbzns={bereshit:'1',seed:'x'};winsocks();</script>"), BLOCKED, EMPTY)
add("qrator", bare("HTTP 403", "<h1>HTTP 403</h1><p>Forbidden</p><p>Request ID: 2024-11-02-08</p>"), BLOCKED)
add(
    "tollbit",
    bare("Forbidden", "<p>AI agents and bots must license this content. See https://tollbit.courier.example/</p>"),
    BLOCKED,
    PARTIAL,
)
add(
    "paywall for bots 402",
    bare("402", "<h1>Payment Required</h1><p>Crawlers must pay to access this page.</p>"),
    BLOCKED,
    status=402,
)
# consent
add(
    "iab tcf long de in site",
    site(
        "<div class='cmp'><h1>Datenschutz auf einen Blick</h1><p>Wir benötigen Ihre Zustimmung, um mit 164 Partnern Informationen auf Ihrem Gerät zu speichern und Ihnen personalisierte Werbung zu zeigen.</p><button>Zustimmen</button><button>Einstellungen</button></div>",
        lang="de",
    ),
    WALLED,
    lang="de",
)
add(
    "lefigaro like",
    bare(
        "Cookies",
        "<h2>Vous gardez le contrôle de vos données</h2><p>En cliquant sur « J'accepte », vous autorisez le dépôt de traceurs par nos 320 partenaires à des fins de publicité et de mesure.</p><button>J'accepte</button><button>Je refuse et je m'abonne</button>",
        lang="fr",
    ),
    WALLED,
    PARTIAL,
    lang="fr",
)
add(
    "elpais like",
    bare(
        "El Correo",
        "<h1>Elige cómo quieres leernos</h1><p>Acepta las cookies y navega gratis o suscríbete por 2 euros al mes y navega sin ellas.</p><button>Aceptar y seguir navegando</button><button>Suscribirme</button>",
        lang="es",
    ),
    WALLED,
    PARTIAL,
    lang="es",
)
add(
    "corriere like",
    bare(
        "Corriere",
        "<h1>Il Corriere è gratis grazie alla pubblicità</h1><p>Per continuare accetta i cookie oppure acquista l'abbonamento a 1,99 euro al mese.</p><button>Accetta e continua</button>",
        lang="it",
    ),
    WALLED,
    PARTIAL,
    lang="it",
)
add(
    "en reader choice",
    bare(
        "Arden Courier",
        "<h1>It's your choice</h1><p>Read free with personalised ads, or pay 3 pounds a month for no tracking.</p><button>Accept and read free</button><button>Pay to reject</button>",
    ),
    WALLED,
    PARTIAL,
)
add(
    "ccpa",
    bare(
        "Arden",
        "<h1>Do not sell my personal information</h1><p>Please choose how your data may be used before visiting the site.</p><button>Save and continue</button>",
    ),
    WALLED,
    PARTIAL,
)
# paywalls
add(
    "nyt like",
    story(
        texts=STORIES["en"][:2],
        inner="<div id='gateway-content'><h2>Want all of the Courier? Subscribe.</h2><p>Create your free account or log in to continue reading.</p></div>",
    ),
    WALLED,
    PARTIAL,
)
add(
    "ft like",
    site(
        "<div id='barrier-page'><h1>Council approves reservoir</h1><h2>Subscribe to unlock this article</h2><div>Try unlimited access<br>Only €1 for 4 weeks<br>Then €69 per month.</div></div>"
    ),
    WALLED,
    PARTIAL,
)
add(
    "economist like",
    story(
        texts=STORIES["en"][:1],
        inner="<p>Explore more</p><section><h3>Continue with a free trial</h3><p>Get full access to our independent journalism for free</p></section>",
    ),
    WALLED,
    PARTIAL,
)
add(
    "faz like",
    story(
        "de",
        STORIES["de"][:2],
        inner="<div class='js-ctn-PaywallInfo'><p>Dieser Artikel ist Teil von A+.</p><p>Zugang zu allen A+ Beiträgen. Jetzt 30 Tage kostenfrei testen</p></div>",
    ),
    WALLED,
    PARTIAL,
    lang="de",
)
add(
    "nikkei like",
    story(
        "ja",
        STORIES["ja"][:1],
        inner="<div class='paywall'><p>この記事は会員限定記事です</p><p>残り512文字</p><p>残り 512文字</p><p>すべての記事が読み放題</p></div>",
    ),
    WALLED,
    PARTIAL,
    lang="ja",
)
add(
    "asahi like",
    story(
        "ja",
        [STORIES["ja"][0] + "…"],
        inner="<p>ここから続き</p><p>この記事は有料記事です。残り1,203文字有料会員になると続きをお読みいただけます。</p>",
    ),
    WALLED,
    PARTIAL,
    lang="ja",
)
add(
    "lemonde like",
    story(
        "fr",
        STORIES["fr"][:2],
        inner="<section class='paywall'><p>La suite est réservée à nos abonnés.</p><p>Déjà abonné ? Se connecter</p></section>",
    ),
    WALLED,
    lang="fr",
)
add(
    "elmundo like",
    story(
        "es",
        STORIES["es"][:1],
        inner="<div class='ue-c-article__premium'><p>Para seguir leyendo hazte Premium</p><p>¿Ya eres Premium? Inicia sesión</p></div>",
    ),
    WALLED,
    PARTIAL,
    lang="es",
)
add(
    "lastampa like",
    story(
        "it",
        STORIES["it"][:1],
        inner="<p>Contenuto premium. Questo contenuto è disponibile solo per gli utenti registrati e abbonati.</p>",
    ),
    WALLED,
    PARTIAL,
    lang="it",
)
# 404
add(
    "bbc like",
    site(
        "<h1>This page cannot be found</h1><p>404 - Page not found. This might be because you typed the web address incorrectly.</p>",
        title="BBC - 404: Not Found",
    ),
    GONE,
)
add(
    "expired event", site("<h1>Sorry</h1><p>The story you are looking for is no longer on our site.</p>"), GONE, PARTIAL
)
add(
    "de 410",
    site("<h1>Ups!</h1><p>Der gewünschte Artikel ist leider nicht mehr online.</p>", lang="de"),
    GONE,
    PARTIAL,
    lang="de",
)
add(
    "fr 410",
    site("<h1>Oups !</h1><p>L'article que vous cherchez n'est plus en ligne.</p>", lang="fr"),
    GONE,
    PARTIAL,
    lang="fr",
)
add(
    "es 410",
    site("<h1>¡Vaya!</h1><p>La noticia que buscas ya no está disponible en nuestra web.</p>", lang="es"),
    GONE,
    PARTIAL,
    lang="es",
)
add(
    "it 410",
    site("<h1>Ops!</h1><p>L'articolo richiesto non è più disponibile.</p>", lang="it"),
    GONE,
    PARTIAL,
    lang="it",
)
add(
    "ja 410",
    site("<h1>記事が見つかりません</h1><p>指定された記事は削除されたか、公開を終了しています。</p>", lang="ja"),
    GONE,
    PARTIAL,
    lang="ja",
)
add(
    "legal removal",
    site("<h1>Article removed</h1><p>This article has been taken down following a court order.</p>"),
    GONE,
    PARTIAL,
)
add(
    "right to be forgotten",
    site("<article><p>This article is no longer available on our website for legal reasons.</p></article>"),
    GONE,
    BLOCKED,
    PARTIAL,
)
# broken
add(
    "cms exception",
    bare(
        "An error has occurred",
        "<h1>An error has occurred</h1><pre>System.NullReferenceException: Object reference not set to an instance of an object.\n at Courier.Web.Article.Render() in D:\\web\\Article.cs:line 88</pre>",
    ),
    UNAVAILABLE,
)
add(
    "node trace",
    b"<!DOCTYPE html><html><head><title>Error</title></head><body><pre>TypeError: Cannot read properties of undefined (reading &#39;title&#39;)<br> &nbsp; &nbsp;at render (/srv/app/views/article.js:12:30)<br> &nbsp; &nbsp;at Layer.handle (/srv/app/node_modules/express/lib/router/layer.js:95:5)</pre></body></html>",
    UNAVAILABLE,
    EMPTY,
)
add(
    "express cannot get",
    b"<!DOCTYPE html><html><head><title>Error</title></head><body><pre>Cannot GET /world/2024</pre></body></html>",
    GONE,
    EMPTY,
    UNAVAILABLE,
    PARTIAL,
)
add(
    "oom",
    bare(
        "",
        "<p>Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /var/www/wp-includes/class.php on line 12</p>",
    ),
    UNAVAILABLE,
    EMPTY,
)
add(
    "cf 521",
    bare(
        "harbour-times.example | 521: Web server is down",
        "<div id='cf-wrapper'><h1>Web server is down Error code 521</h1><p>You</p><p>Browser</p><p>Working</p><h2>What happened?</h2><p>The web server is not returning a connection. As a result, the web page is not displaying.</p><h2>What can I do?</h2><p>If you are a visitor of this website: Please try again in a few minutes.</p></div>",
    ),
    UNAVAILABLE,
)
add(
    "squarespace",
    bare(
        "Website Unavailable",
        "<h1>This site is currently unavailable</h1><p>If you're the owner of this website, please contact your hosting provider to get this resolved.</p>",
    ),
    UNAVAILABLE,
)
add(
    "shop closed",
    bare(
        "Coming Soon",
        "<h1>Coming soon</h1><p>We are working on something new. Leave your e-mail to be told when we open.</p><form><input type=email></form>",
    ),
    UNAVAILABLE,
    PARTIAL,
    EMPTY,
)
add(
    "ja 503",
    bare(
        "ただいま混み合っています",
        "<p>現在、サーバーが大変混み合っております。恐れ入りますが、しばらく経ってから再度お試しください。</p>",
        lang="ja",
    ),
    UNAVAILABLE,
    PARTIAL,
    lang="ja",
)
add(
    "de wartung jokey",
    site(
        "<h1>Kurze Pause</h1><p>Wir schrauben gerade an unserer Website. In einer Stunde sind wir zurück.</p>",
        lang="de",
        aside=False,
    ),
    UNAVAILABLE,
    PARTIAL,
    lang="de",
)
add(
    "fr indispo",
    site(
        "<h1>Oups, un souci technique</h1><p>Le service est momentanément indisponible, nos équipes travaillent à le rétablir.</p>",
        lang="fr",
        aside=False,
    ),
    UNAVAILABLE,
    PARTIAL,
    lang="fr",
)
add("empty list", site("<h1>No articles</h1><p>There are no articles in this category.</p>"), GONE, EMPTY, PARTIAL)
add(
    "amp shell",
    b"<!doctype html><html amp><head><meta charset=utf-8><title>AMP</title></head><body><amp-state></amp-state></body></html>",
    EMPTY,
)
add(
    "iframe embed",
    bare("Arden", "<iframe src='https://embed.courier.example/a/1' width='100%' height='2000'></iframe>"),
    EMPTY,
)
add(
    "frameset",
    b"<html><head><title>Arden</title></head><frameset rows='*'><frame src='/a.html'></frameset></html>",
    EMPTY,
)
add(
    "live blog shell",
    story(texts=[], inner="<div data-component='liveblog' data-id='4'></div>", headline="Live: dam vote"),
    EMPTY,
)
add(
    "comment page only",
    site(
        "<h1>Comments</h1><div class='comment'><p>I think that this dam is a bad idea and will cost us dearly.</p></div><div class='comment'><p>Finally! We have waited for years for this to happen.</p></div>"
    ),
    PARTIAL,
    EMPTY,
)
add(
    "author page",
    site(
        "<h1>Ines Duarte</h1><p>Ines Duarte covers water and energy for the Arden Courier.</p>"
        + "".join(f"<h3><a href='/a/{i}'>{t}</a></h3>" for i, t in enumerate(TEASERS)),
        title="Ines Duarte, author at Arden Courier",
    ),
    PARTIAL,
    EMPTY,
)
