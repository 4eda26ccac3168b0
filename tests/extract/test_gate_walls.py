"""A page that is no article is never stored, in whatever words and languages it says no."""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

import pytest
from gate_pages import (
    BANNER,
    FOOTER,
    HEADLINE,
    METER,
    NAV,
    OTHER_STORY,
    STORIES,
    STORY,
    URL,
    article_page,
    fetched,
    judged,
    known_from,
    ld,
    page,
    paragraphs,
)

from pactwatch.model import Fetch, Outcome

BLOCKED, WALLED, GONE, EMPTY = Outcome.BLOCKED, Outcome.WALLED, Outcome.GONE, Outcome.EMPTY
UNAVAILABLE, PARTIAL = Outcome.UNAVAILABLE, Outcome.PARTIAL


def _ps(*texts: str) -> str:
    return paragraphs(texts)


CHALLENGES = {
    "cloudflare": page(
        "Just a moment...",
        "<div class='main-wrapper'><h1>www.harbour-times.example</h1><p>Verify you are human by completing the action below.</p>"
        "<div class='cf-turnstile'></div><p>www.harbour-times.example needs to review the security of your connection before "
        "proceeding.</p></div><noscript>Enable JavaScript and cookies to continue</noscript>"
        "<script>window._cf_chl_opt={cvId:'3'};</script><div>Ray ID: <code>8db1c2f3a4b5</code></div>",
    ),
    "cloudflare block": page(
        "Attention Required! | Cloudflare",
        "<div id='cf-error-details'><h1>Sorry, you have been blocked</h1><h2>You are unable to access harbour-times.example</h2>"
        + _ps(
            "Why have I been blocked?",
            "This website is using a security service to protect itself from online attacks. The action you just performed "
            "triggered the security solution. There are several actions that could trigger this block including submitting a "
            "certain word or phrase, a SQL command or malformed data.",
            "What can I do to resolve this?",
            "You can email the site owner to let them know you were blocked. Please include what you were doing when this page "
            "came up and the Cloudflare Ray ID found at the bottom of this page.",
        )
        + "</div>",
    ),
    "akamai": page(
        "Access Denied",
        '<h1>Access Denied</h1>You don\'t have permission to access "http://www.harbour-times.example/world" on this server.<p>'
        "Reference #18.2f1c1602.1730480000.1a2b3c<p>https://errors.edgesuite.net/18.2f1c1602.1730480000.1a2b3c",
    ),
    "akamai interstitial": page(
        "", "<div id='sec-if-cpt-container'></div><script src='/aKq2/x.js?v=1' data-bm-verify='AAQ'></script>"
    ),
    "datadome": page(
        "harbour-times.example",
        "<style>#cmsg{animation: A 1.5s;}</style><p id='cmsg'>Please enable JS and disable any ad blocker</p>"
        "<script>var dd={'rt':'c','cid':'AH','host':'geo.captcha-delivery.com'}</script>"
        "<script src='https://ct.captcha-delivery.com/c.js'></script>",
    ),
    "incapsula": page(
        "",
        "<iframe id='main-iframe' src='/_Incapsula_Resource?SWUDNSAI=31&edet=12' frameborder=0>Request unsuccessful. Incapsula "
        "incident ID: 123-456</iframe>",
    ),
    "imperva text": page(
        "Pardon Our Interruption",
        "<h1>Pardon Our Interruption</h1>"
        + _ps(
            "As you were browsing something about your browser made us think you were a bot. There are a few reasons this might "
            "happen:",
            "You're a power user moving through this website with super-human speed.",
            "You've disabled cookies in your web browser.",
            "A third-party browser plugin, such as Ghostery or NoScript, is preventing JavaScript from running.",
            "To regain access, please make sure that cookies and JavaScript are enabled before reloading the page.",
        ),
    ),
    "human": page(
        "Access to this page has been denied",
        "<h1>Before we continue...</h1><p>Press &amp; Hold to confirm you are a human (and not a bot).</p>"
        "<div id='px-captcha'></div><p>Reference ID 1b2c-3d4e</p><script>window._pxAppId='PXabc';</script>",
    ),
    "aws waf": page(
        "",
        "<script>window.awsWafCookieDomainList=[];window.gokuProps={'key':'AQ'};</script><script src='https://x.token.awswaf.com/"
        "challenge.js'></script><noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify that you're not a "
        "robot. This requires JavaScript.</noscript>",
    ),
    "aws waf captcha": page(
        "Human Verification",
        "<div id='captcha-container'></div><script src='https://x.captcha-sdk.awswaf.com/j.js'></script>",
    ),
    "recaptcha": page(
        "Are you a robot?",
        "<form action='/validate'><p>To continue, please confirm that you are not a robot.</p><div class='g-recaptcha'></div>"
        "<button>Continue</button></form>",
    ),
    "unusual traffic": page(
        "Sorry...",
        _ps(
            "Our systems have detected unusual traffic from your computer network. This page checks to see if it's really you "
            "sending the requests, and not a robot.",
            "IP address: 192.0.2.7 Time: 2024-11-02T08:00:00Z",
        ),
    ),
    "f5": page(
        "Request Rejected",
        "The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 4409512345",
    ),
    "geographic": page(
        "Unavailable",
        "<h1>This content is not available in your region</h1><p>We recognise you are attempting to access this website from a "
        "country belonging to the European Economic Area and therefore cannot grant you access at this time.</p>",
    ),
    "proof of work": page(
        "Making sure you're not a bot!",
        "<h1>Making sure you're not a bot!</h1><p>Loading...</p><p>You are seeing this because the administrator of this website "
        "has set up a check against scraping.</p><script id='anubis_challenge' type='application/json'>{}</script>",
    ),
    "only reloads itself": page(
        "harbour-times.example", "<p>One second please</p>", f'<meta http-equiv="refresh" content="2; url={URL}">'
    ),
    "German": page(
        "Sicherheitsüberprüfung",
        "<h1>Sind Sie ein Mensch?</h1><p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>",
        lang="de",
    ),
    "French": page(
        "Vérification de sécurité",
        "<h1>Un instant…</h1><p>Nous vérifions que vous n'êtes pas un robot. Veuillez patienter.</p>",
        lang="fr",
    ),
    "Spanish": page(
        "Acceso denegado",
        "<h1>Acceso denegado</h1><p>Hemos detectado un tráfico inusual desde su red. Verifique que no es un robot.</p>",
        lang="es",
    ),
    "Italian": page(
        "Accesso negato",
        "<h1>Accesso negato</h1><p>Dimostra di essere umano: completa il captcha per continuare.</p>",
        lang="it",
    ),
    "Japanese": page(
        "アクセスが拒否されました",
        "<h1>セキュリティチェック</h1><p>お客様がロボットではないことを確認しています。しばらくお待ちください。</p>",
        lang="ja",
    ),
}
CONSENTS = {
    "dialogue only": page("Harbour Times", BANNER),
    "before you continue": page(
        "Before you continue to Harbour Times",
        "<h1>Before you continue</h1>"
        + _ps(
            "We use cookies and data to deliver and maintain our services, track outages and protect against spam.",
            "If you choose “Accept all”, we will also use cookies and data to develop and improve new services, deliver and measure "
            "the effectiveness of ads, and show personalised content, depending on your settings.",
            "If you choose “Reject all”, we will not use cookies for these additional purposes.",
        )
        + "<form><button>Reject all</button><button>Accept all</button></form>",
    ),
    "long legal text": page(
        "Your privacy choices",
        "<h1>Harbour Times and its partners care about your privacy</h1>"
        + _ps(
            "When you use our sites and apps, we use cookies to provide our services to you, to authenticate users, to apply "
            "security measures, and to measure your use of our sites and apps.",
            "If you click “Accept all”, we and our partners, including 237 who are part of a consent framework, will also store "
            "and/or access information on a device and use precise geolocation data and other personal data such as IP address.",
            "These data are used for personalised advertising and content, advertising and content measurement, audience research "
            "and services development.",
            "If you do not want us and our partners to use cookies and personal data for these additional purposes, click “Reject "
            "all”. If you would like to customise your choices, click “Manage privacy settings”.",
            "You can withdraw your consent or change your choices at any time by clicking on the links on our sites and apps. Find "
            "out more about how we use your personal data in our privacy policy and cookie policy.",
        )
        + "<form><button>Accept all</button><button>Reject all</button><button>Manage privacy settings</button></form>",
    ),
    "pay or consent": page(
        "Harbour Times",
        "<h2>Continue with ads or subscribe</h2>"
        + _ps(
            "Use our site with advertising and tracking: you agree to cookies and the processing of your data.",
            "Or read without ads for 4.99 a month. You can cancel any time.",
        )
        + "<button>Accept and continue</button>",
    ),
    "age": page(
        "Harbour Times",
        "<p>Please confirm that you are over 18 years old to continue.</p><button>Yes, I agree</button>",
    ),
    "keeps the article's title": page(
        f"{HEADLINE} | Harbour Times",
        BANNER,
        f'<meta property="og:type" content="article"><meta property="og:title" content="{HEADLINE}">',
    ),
    "German": page(
        "Datenschutzeinstellungen",
        "<h1>Ihre Privatsphäre ist uns wichtig</h1>"
        + _ps(
            "Wir und unsere 183 Partner verwenden Cookies, um Informationen auf einem Gerät zu speichern.",
            "Ihre Einwilligung können Sie jederzeit widerrufen.",
        )
        + "<button>Alle akzeptieren</button><button>Ablehnen</button>",
        lang="de",
    ),
    "German pay or consent": page(
        "Hafenzeitung",
        "<h2>Mit Werbung weiterlesen</h2><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Ihre Zustimmung ist jederzeit "
        "widerrufbar.</p><h2>… oder Pur-Abo</h2><p>Lesen Sie ohne Werbung und Tracking für 3,99 € im Monat. Bereits Abonnent?</p>",
        lang="de",
    ),
    "French": page(
        "Le Journal du port",
        "<h1>Votre vie privée nous importe</h1><p>Avec votre accord, nous et nos 92 partenaires utilisons des cookies pour des "
        "publicités personnalisées.</p><button>Accepter et continuer</button><a>Continuer sans accepter</a>",
        lang="fr",
    ),
    "Spanish": page(
        "El Diario del Puerto",
        "<h1>Tu privacidad nos importa</h1><p>Nosotros y nuestros socios usamos cookies propias y de terceros para mostrarte publicidad "
        "personalizada.</p><button>Aceptar todo</button><button>Configurar cookies</button>",
        lang="es",
    ),
    "Italian": page(
        "Il Porto",
        "<h1>La tua privacy</h1><p>Noi e i nostri 120 partner utilizziamo cookie per pubblicità personalizzata, con il tuo consenso."
        "</p><button>Accetta e continua</button><button>Rifiuta tutto</button>",
        lang="it",
    ),
    "Japanese": page(
        "港新聞",
        "<h1>プライバシーに関する設定</h1><p>当社とパートナー企業は、Cookieを使用して個人データを処理します。続行するには同意が必要です。</p>"
        "<button>すべて同意する</button>",
        lang="ja",
    ),
}
PAYWALLS = {
    "lead and call": article_page(STORY[:1], head=ld(headline=HEADLINE, isAccessibleForFree=False), after=METER),
    "lead and call, not declared": article_page(STORY[:1], after=METER),
    "two paragraphs and call": article_page(STORY[:2], after=f"<div class='paywall'>{METER}</div>"),
    "lead breaks off": article_page(
        (STORY[0], STORY[1][:70] + "…"), head=ld(isAccessibleForFree=False), after="<button>Continue</button>"
    ),
    "call within the story": article_page(
        (*STORY[:2], "This article is for subscribers only.", "Subscribe for €1 to continue reading. Cancel any time.")
    ),
    "register": article_page(
        STORY[:1], after="<section class='regwall'><p>Create a free account to continue reading</p></section>"
    ),
    "German": article_page(
        STORIES["de"][:1],
        after="<p>Um diesen Artikel weiterzulesen, brauchen Sie ein Abo. Bereits Abonnent? Anmelden</p>",
        lang="de",
    ),
    "French": article_page(
        STORIES["fr"][:1],
        after="<p>La suite est réservée aux abonnés. Il vous reste 78 % de cet article à lire.</p>",
        lang="fr",
    ),
    "Spanish": article_page(
        STORIES["es"][:1],
        after="<p>Contenido exclusivo para suscriptores. Suscríbete para seguir leyendo.</p>",
        lang="es",
    ),
    "Italian": article_page(
        STORIES["it"][:1],
        after="<p>Contenuto riservato agli abbonati. Abbonati per continuare a leggere.</p>",
        lang="it",
    ),
    "Japanese": article_page(
        STORIES["ja"][:1],
        after="<p>この記事は会員限定です。会員登録すると続きをお読みいただけます。残り843文字</p>",
        lang="ja",
    ),
    "words missing": article_page(
        STORY[:2], head=ld(wordCount=1240), after="<div class='piano-paywall'></div><p>Read the full story</p>"
    ),
}
NOT_FOUND = {
    "plain": page("404 Not Found", "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>"),
    "with teasers": page(
        "Page not found | Harbour Times",
        f"{NAV}<h1>Page not found</h1><p>Sorry, we can't find the page you're looking for.</p>{_ps(*OTHER_STORY)}{FOOTER}",
    ),
    "removed": page(
        "Harbour Times", f"{NAV}<main><p>This article has been removed and is no longer available.</p></main>{FOOTER}"
    ),
    "oops": page(
        "Oops! | Harbour Times", "<h1>Oops!</h1><p>The story you requested does not exist. Check the URL.</p>"
    ),
    "German": page(
        "Seite nicht gefunden", "<h1>Fehler 404</h1><p>Die Seite wurde leider nicht gefunden.</p>", lang="de"
    ),
    "French": page(
        "Page introuvable", "<h1>Erreur 404</h1><p>La page que vous recherchez n'existe plus.</p>", lang="fr"
    ),
    "Spanish": page("Página no encontrada", "<p>La página que buscas no existe o ha sido eliminada.</p>", lang="es"),
    "Italian": page("Pagina non trovata", "<p>La pagina richiesta non esiste più.</p>", lang="it"),
    "Japanese": page(
        "ページが見つかりません", "<p>お探しのページは削除されたか、掲載期間が終了しました。</p>", lang="ja"
    ),
    "parked": page(
        "harbour-times.example", "<h1>This domain is for sale</h1><p>Buy this domain</p><a>Related searches</a>"
    ),
}
BROKEN = {
    "maintenance": page("Maintenance", "<h1>We'll be back soon</h1><p>We are performing scheduled maintenance.</p>"),
    "database": page("Database Error", "<h1>Error establishing a database connection</h1>"),
    "500 with 200": page(
        "500 Internal Server Error", "<h1>Internal Server Error</h1><p>Something went wrong. Try again later.</p>"
    ),
    "gateway": page("Bad Gateway", "<h1>502 Bad Gateway</h1><hr>nginx"),
    "varnish": page(
        "503 Backend fetch failed", "<h1>Error 503 Backend fetch failed</h1><h3>Guru Meditation:</h3><p>XID: 98</p>"
    ),
    "traceback": page(
        "Harbour Times",
        "<pre>Fatal error: Uncaught Error: Call to undefined function render() in /srv/www/single.php:41</pre>",
    ),
    "within the site": page(
        "Harbour Times",
        f"{NAV}<main><h1>An error occurred</h1><p>Sorry, something went wrong on our side.</p></main>{FOOTER}",
    ),
    "queue": page(
        "Waiting room", "<h1>You are now in line</h1><p>We are experiencing high traffic. Please do not refresh.</p>"
    ),
    "German": page(
        "Wartungsarbeiten", "<p>Die Seite ist derzeit nicht erreichbar. Wir sind in Kürze wieder da.</p>", lang="de"
    ),
    "French": page("Maintenance", "<p>Le site est en maintenance. Veuillez réessayer plus tard.</p>", lang="fr"),
    "Spanish": page("En mantenimiento", "<p>El sitio no está disponible. Inténtelo de nuevo más tarde.</p>", lang="es"),
    "Italian": page("Sito in manutenzione", "<p>Si è verificato un errore. Riprova più tardi.</p>", lang="it"),
    "Japanese": page(
        "メンテナンス中",
        "<p>ただいまシステムメンテナンスのためサービスを停止しています。時間をおいて再度お試しください。</p>",
        lang="ja",
    ),
}
LOGINS = {
    "form": page(
        "Log in | Harbour Times",
        "<h1>Log in to your account</h1><form><input name=u><input type=password name=p><button>Log in</button>"
        "<a>Forgot your password?</a> <label>Remember me</label></form>",
    ),
    "German": page(
        "Anmelden", "<form><input type='password'><a>Passwort vergessen?</a><button>Anmelden</button></form>", lang="de"
    ),
    "French": page(
        "Connexion",
        "<h1>Identifiez-vous</h1><form><input type='password'><a>Mot de passe oublié ?</a></form>",
        lang="fr",
    ),
    "Japanese": page("ログイン", "<form><input type='password'><a>パスワードをお忘れの方</a></form>", lang="ja"),
    "words unknown": page(
        "Harbour", "<form><label>Nimi</label><input><label>Sana</label><input type='password'></form>"
    ),
}
SHELLS = {
    "root": page("Harbour Times", "<div id='root'></div><script src='/static/js/main.3f2a.js'></script>"),
    "noscript": page(
        "Harbour Times",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id='app'></div><script src='/a.js'></script>",
    ),
    "loading": page("Loading…", "<div id='app'><p>Loading…</p></div><script src='/a.js'></script>"),
    "keeps the metadata": page(
        HEADLINE,
        "<div id='__next'></div><script src='/a.js'></script>",
        ld(headline=HEADLINE) + '<meta property="og:type" content="article">',
    ),
    "spinner in the site": page("Harbour Times", f"{NAV}<main><div class='spinner'>Please wait</div></main>{FOOTER}"),
    "title only": page(f"{HEADLINE} | Harbour Times", f"{NAV}<main><h1>{HEADLINE}</h1></main>"),
    "nothing": b"",
    "white space": b"\n\n  \n",
    "moved elsewhere": page(
        "Page moved",
        "<p>This page has moved. You will be redirected.</p>",
        '<meta http-equiv="refresh" content="0; url=/new/ferry-line-deal">',
    ),
    "moved in Japanese": page(
        "移転しました",
        "<p>5秒後に自動的に転送されます。</p>",
        "<meta http-equiv='Refresh' content='5;URL=https://new.harbour-times.example/f'>",
    ),
    "moved by script": page("", "<script>window.location.replace('/new/ferry-line-deal');</script>"),
}
KINDS = {
    "challenge": (CHALLENGES, BLOCKED),
    "consent": (CONSENTS, WALLED),
    "paywall": (PAYWALLS, WALLED),
    "not found": (NOT_FOUND, GONE),
    "broken": (BROKEN, UNAVAILABLE),
    "login": (LOGINS, WALLED),
    "shell": (SHELLS, EMPTY),
}
CASES = [pytest.param(p, o, id=f"{kind}: {name}") for kind, (pages, o) in KINDS.items() for name, p in pages.items()]


@pytest.mark.parametrize(("body", "outcome"), CASES)
def test_a_page_that_is_no_article_is_named_on_first_sight(body: bytes, outcome: Outcome) -> None:
    """Nothing is known of the article yet; the page alone gives itself away."""
    assert judged(fetched(body)).outcome is outcome


@pytest.mark.parametrize(("body", "outcome"), CASES)
def test_a_page_that_is_no_article_never_replaces_one(body: bytes, outcome: Outcome) -> None:
    """The article was stored before; whatever the page is called, it does not become its next version."""
    assert judged(fetched(body), known_from(article_page())).outcome in {outcome, PARTIAL, WALLED}


@pytest.mark.parametrize(("body", "outcome"), CASES)
def test_seeing_a_wall_twice_makes_it_no_article(body: bytes, outcome: Outcome) -> None:
    """A doubtful capture is believed on second sight; a wall is not."""
    judgement = judged(fetched(body), known_from(article_page(), held=body))
    assert judgement.outcome not in (Outcome.STORED, Outcome.MOVED, Outcome.UNCHANGED)


@pytest.mark.parametrize(("body", "outcome"), CASES)
def test_a_wall_stays_a_wall_under_any_success_status(body: bytes, outcome: Outcome) -> None:
    """202 and 203 are read like 200."""
    assert judged(fetched(body, status=203)).outcome is outcome


STATUSES = [
    (401, BLOCKED), (402, BLOCKED), (403, BLOCKED), (405, BLOCKED), (407, BLOCKED), (418, BLOCKED), (429, BLOCKED), (451, BLOCKED),
    (404, GONE), (410, GONE), (408, UNAVAILABLE), (425, UNAVAILABLE), (500, UNAVAILABLE), (502, UNAVAILABLE), (503, UNAVAILABLE),
    (504, UNAVAILABLE), (520, UNAVAILABLE), (599, UNAVAILABLE), (204, EMPTY), (206, PARTIAL), (304, Outcome.NOT_MODIFIED),
    (300, UNAVAILABLE), (302, UNAVAILABLE),
]  # fmt: skip


@pytest.mark.parametrize(("status", "outcome"), STATUSES)
def test_a_status_is_believed_even_over_a_whole_article(status: int, outcome: Outcome) -> None:
    """What the server says of its own answer comes first."""
    judgement = judged(fetched(article_page(), status=status))
    assert (judgement.outcome, judgement.reason.split(":")[0]) == (outcome, f"status-{status}")


@pytest.mark.parametrize("status", [403, 404, 429, 503, 202])
def test_a_challenge_is_a_block_under_any_status(status: int) -> None:
    """A guarded page must not be taken for one that is gone or down."""
    fetch = fetched(CHALLENGES["cloudflare"], status=status, headers={"cf-mitigated": "challenge"})
    assert judged(fetch).outcome is BLOCKED


HEADERS = [
    ({"cf-mitigated": "challenge"}, "Cloudflare"), ({"x-amzn-waf-action": "captcha"}, "AWS WAF"), ({"x-dd-b": "1"}, "DataDome"),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "whose"), HEADERS)
def test_the_header_of_a_challenge_is_believed(headers: dict[str, str], whose: str) -> None:
    """Even over text, and with whose it is in the reason."""
    judgement = judged(fetched(article_page(), headers=headers))
    assert judgement.outcome is BLOCKED
    assert whose in judgement.reason


REDIRECTS = [
    pytest.param("https://www.harbour-times.example/", GONE, id="home"),
    pytest.param("https://www.harbour-times.example/en/", GONE, id="home of a language"),
    pytest.param("https://www.harbour-times.example/index.html", GONE, id="index"),
    pytest.param("https://www.harbour-times.example/world/", GONE, id="section"),
    pytest.param("https://www.harbour-times.example/world/2024/", GONE, id="year"),
    pytest.param("https://www.harbour-times.example/news", GONE, id="other section"),
    pytest.param("https://www.harbour-times.example/search?q=ferry", GONE, id="search"),
    pytest.param("https://www.harbour-times.example/404", GONE, id="error page"),
    pytest.param("https://www.harbour-times.example/page-not-found.html", GONE, id="error page with words"),
    pytest.param("https://other.example/", GONE, id="another site's home"),
    pytest.param("https://consent.harbour-times.example/collect?to=x", WALLED, id="consent host"),
    pytest.param("https://www.harbour-times.example/login?next=/world", WALLED, id="login"),
    pytest.param("https://www.harbour-times.example/subscribe/offers", WALLED, id="offers"),
    pytest.param("https://www.harbour-times.example/captcha?u=x", BLOCKED, id="captcha"),
]


@pytest.mark.parametrize(("final_url", "outcome"), REDIRECTS)
@pytest.mark.parametrize("hop", [301, 302])
def test_a_redirect_is_judged_by_its_end(final_url: str, outcome: Outcome, hop: int) -> None:
    """Wherever a redirect leads but to an article, it is no move."""
    body = page("Harbour Times", f"{NAV}<h1>Today</h1>{_ps(OTHER_STORY[0][:140])}{FOOTER}")
    fetch = fetched(body, final_url=final_url, hops=[hop])
    assert judged(fetch, known_from(article_page())).outcome is outcome


TYPES = ["application/pdf", "image/jpeg", "application/json", "video/mp4", "application/octet-stream"]


@pytest.mark.parametrize("label", TYPES)
def test_what_is_no_text_is_unsupported(label: str) -> None:
    """Decided by the label."""
    assert judged(fetched(article_page(), headers={"content-type": label})).outcome is Outcome.UNSUPPORTED


def test_what_is_no_text_is_unsupported_under_a_wrong_label() -> None:
    """Decided by the first bytes."""
    assert judged(fetched(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 1 0 obj" + b"text " * 500)).outcome is Outcome.UNSUPPORTED


@pytest.mark.parametrize("outcome", [Outcome.DISALLOWED, Outcome.REFUSED, Outcome.TOO_LARGE, Outcome.UNAVAILABLE])
def test_what_the_fetching_room_decided_stands(outcome: Outcome) -> None:
    """With its reason."""
    plain = fetched(b"")
    fetch = Fetch(plain.url, plain.final_url, plain.fetched_at, None, outcome=outcome, reason="timeout: 30 s")
    assert judged(fetch).reason == "timeout: 30 s"


def test_every_reason_begins_with_a_rules_name() -> None:
    """`rule: what it saw`, so that outcomes can be counted by rule in SQL."""
    reasons = [judged(fetched(case.values[0])).reason for case in CASES]  # type: ignore[arg-type]
    assert not [reason for reason in reasons if not reason.partition(": ")[2] or " " in reason.partition(": ")[0]]


def test_a_section_served_in_place_of_an_article_is_not_believed_on_second_sight() -> None:
    """A row of teasers is no article, however often it comes."""
    teasers = [*OTHER_STORY, "A village saves its school bus by buying it, and now rents it out to tourists in summer."]
    rows = "".join(
        f"<div><h2><a href='/s{i}'>Story number {i}</a></h2><p>{t[:110]}…</p></div>" for i, t in enumerate(teasers)
    )
    body = page("World | Harbour Times", f"{NAV}<main><h1>World</h1>{rows}</main>{FOOTER}")
    known = known_from(article_page(), held=body)
    assert judged(fetched(body), known).outcome is not Outcome.STORED


UNKNOWN_WORDS = {
    "a joke": page(
        "Harbour Times",
        "<h1>Tea break</h1><p>We're giving the site some love tonight and will return before breakfast.</p>",
    ),
    "a queue": page("Harbour Times", "<p>Whoops, too many of you at once! Give us a minute and refresh.</p>"),
    "a kind of check": page(
        "One second", "<p>We are just making sure that everything is fine with your connection.</p>"
    ),
    "only in the app": page("Harbour Times", "<h2>This story is only in the app</h2><a href='/app'>Open in app</a>"),
    "a choice": page(
        "Welkom", "<h1>Welkom</h1><form><p>Kies hoe je verder wilt.</p><button>Verder</button></form>", lang="nl"
    ),
    "a licence": page(
        "Harbour Times", "<p>Agency stories are kept for thirty days under our licence. This one has left the site.</p>"
    ),
}


@pytest.mark.parametrize("name", UNKNOWN_WORDS)
def test_words_that_no_table_has_are_doubted_for_how_they_speak(name: str) -> None:
    """Few words, all to the reader, on a page that does not call itself an article."""
    body = UNKNOWN_WORDS[name]
    assert judged(fetched(body)).outcome in (PARTIAL, EMPTY, BLOCKED, WALLED, UNAVAILABLE, GONE)
    assert judged(fetched(body), known_from(article_page(), held=body)).outcome is not Outcome.STORED
