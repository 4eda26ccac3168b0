"""Captures of consent walls, paywalls, logins and questions: answered with 200 in place of the story, or of its rest."""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

from captures import HEADLINES, STORIES, WALLED, Capture, bare, ld, ps, site, story

C = Capture


def door(title: str, body: str, *, head: str = "", lang: str = "en", **more: object) -> Capture:
    """Give a small page that must be `walled`."""
    return C(bare(title, body, head=head, lang=lang), WALLED, lang=lang, **more)  # type: ignore[arg-type]


def stub(lang: str = "en", shown: int = 2, *, cut: bool = False, free: bool | None = None, **more: object) -> Capture:
    """Give the article cut to its first paragraphs, the last of them perhaps within a sentence."""
    texts = list(STORIES[lang][:shown])
    if cut:
        texts[-1] = texts[-1][: len(texts[-1]) * 2 // 3].rstrip(" ,") + "…"
    head = None
    if free is not None:
        head = '<meta property="og:type" content="article">' + ld(lang, isAccessibleForFree=free)
    return C(story(lang, texts, head=head, **more), WALLED, lang=lang)  # type: ignore[arg-type]


CONSENT: dict[str, Capture] = {
    "onetrust, page of its own": C(
        site(
            "<div id='onetrust-consent-sdk'><div id='onetrust-banner-sdk' role='alertdialog'><div id='onetrust-policy'><h2 id='onetrust-policy-title'>We "
            "value your privacy</h2><div id='onetrust-policy-text'>We and our 812 partners store and/or access information on a device, such as unique IDs "
            "in cookies to process personal data. You may accept or manage your choices by clicking below, including your right to object where "
            "legitimate interest is used, or at any time in the privacy policy page. These choices will be signaled to our partners and will not affect "
            "browsing data.</div><h3>We and our partners process data to provide:</h3><p>Use precise geolocation data. Actively scan device "
            "characteristics for identification. Store and/or access information on a device. Personalised advertising and content, advertising and "
            "content measurement, audience research and services development.</p></div><button id='onetrust-pc-btn-handler'>Show Purposes</button>"
            "<button id='onetrust-accept-btn-handler'>I Accept</button></div></div>",
            aside=False,
        ),
        WALLED,
    ),
    "sourcepoint, iframe only": door(
        "Arden Courier",
        "<div id='sp_message_container_1021870' style='display:block'><iframe id='sp_message_iframe_1021870' title='SP Consent Message' "
        "src='https://cdn.privacy-mgmt.com/index.html?message_id=1021870'></iframe></div><script>window._sp_queue=[];window._sp_={config:{accountId:42}}</script>",
    ),
    "sourcepoint, German pur-abo": door(
        "Ardener Zeitung - mit Werbung oder im Pur-Abo lesen",
        "<h1>Weiterlesen mit Werbung</h1>"
        + ps(
            "Besuchen Sie ardener-zeitung.example wie gewohnt mit Werbung und Tracking. (Zustimmung ist jederzeit widerrufbar.)",
            "Details zu Werbe- und Analyse-Trackern sowie zum jederzeit möglichen Widerruf finden Sie in unserer Datenschutzerklärung oder im Privacy Center am Ende jeder Seite.",
        )
        + "<button>Akzeptieren und weiter</button><h2>… oder mit dem Pur-Abo</h2>"
        + ps(
            "Nutzen Sie ardener-zeitung.example ohne Werbetracking und praktisch werbefrei für 5,99 Euro im Monat.",
            "Bereits Pur-Abonnent? Hier anmelden",
            "Tracking: Zur Verbesserung und Finanzierung unseres Webangebots arbeiten wir mit Drittanbietern (zusammen mit Tracking-Anbietern insgesamt 178) zusammen. Diese Drittanbieter und wir erheben und verarbeiten personenbezogene Daten auf unseren Plattformen. Mit auf Ihrem Gerät gespeicherten Cookies, persönlichen Identifikatoren wie Geräte-IDs oder IP-Adressen sowie basierend auf Ihrem individuellen Nutzungsverhalten können wir und diese Drittanbieter auf Informationen auf Ihrem Gerät zugreifen und diese speichern.",
            "Verarbeitungszwecke: Informationen auf einem Gerät speichern und/oder abrufen. Personalisierte Anzeigen und Inhalte, Anzeigen- und Inhaltsmessungen, Erkenntnisse über Zielgruppen und Produktentwicklungen.",
        ),
        lang="de",
    ),
    "German agree page in the site": C(
        site(
            "<h1>Zustimmung erforderlich</h1><p>Um der Nutzung von ardener-zeitung.example mit Werbung zuzustimmen, müssen Cookies in Ihrem Browser zugelassen sein.</p>"
            "<button>Zustimmen</button><p>oder ohne Tracking mit dem Contentpass für 3,99 Euro im Monat</p>",
            lang="de",
        ),
        WALLED, lang="de",
    ),
    "didomi, French": door(
        "Le Courrier d'Arden",
        "<div id='didomi-host' class='didomi-host'><div id='didomi-popup' class='didomi-popup-backdrop'><span class='didomi-continue-without-agreeing' role='button'>"
        "Continuer sans accepter →</span><h2>Le respect de votre vie privée est notre priorité</h2><div class='didomi-popup-notice-text'>Avec votre accord, nos 871 "
        "partenaires et nous utilisons des cookies ou technologies similaires pour stocker et accéder à des informations personnelles comme votre visite sur ce site. Vous "
        "pouvez retirer votre consentement ou vous opposer aux traitements basés sur l'intérêt légitime à tout moment en cliquant sur « En savoir plus » ou dans notre "
        "politique de confidentialité sur ce site.</div><button id='didomi-notice-learn-more-button'>En savoir plus →</button><button id='didomi-notice-agree-button'>"
        "Accepter &amp; Fermer</button></div></div>",
        lang="fr",
    ),
    "French, subscribe or accept": door(
        "Le Courrier d'Arden",
        "<h1>Accepter les cookies ou s'abonner</h1>"
        + ps(
            "Pour accéder gratuitement à ce contenu, vous pouvez accepter l'utilisation de cookies publicitaires par nous et nos partenaires.",
            "Vous pouvez aussi vous abonner à partir de 2 € par mois pour consulter le site sans cookies publicitaires.",
        )
        + "<button>Accepter et continuer</button><button>S'abonner</button><a>Déjà abonné ? Se connecter</a>",
        lang="fr",
    ),
    "quantcast": door(
        "harbour-times.example",
        "<div class='qc-cmp2-container' id='qc-cmp2-container'><div class='qc-cmp2-summary-section'><h2>We value your privacy</h2><div class='qc-cmp2-consent-info'>"
        "<p>We and our partners store and/or access information on a device, such as cookies and process personal data, such as unique identifiers and standard information "
        "sent by a device for personalised ads and content, ad and content measurement, and audience insights, as well as to develop and improve products.</p><p>With your "
        "permission we and our partners may use precise geolocation data and identification through device scanning. You may click to consent to our and our partners' "
        "processing as described above.</p></div></div><button mode='secondary'>MORE OPTIONS</button><button mode='primary'>AGREE</button></div>",
    ),
    "usercentrics, shadow root only": door(
        "Ardener Zeitung",
        "<div id='usercentrics-root' data-created-at='1730534400000'></div><script id='usercentrics-cmp' src='https://app.usercentrics.eu/browser-ui/latest/loader.js' "
        "data-settings-id='abc' async></script>",
        lang="de",
    ),
    "google, before you continue": door(
        "Before you continue",
        "<h1>Before you continue to Google News</h1><div>We use cookies and data to<ul><li>Deliver and maintain Google services</li><li>Track outages and protect against "
        "spam, fraud, and abuse</li><li>Measure audience engagement and site statistics to understand how our services are used and enhance the quality of those services</li>"
        "</ul>If you choose to “Accept all,” we will also use cookies and data to<ul><li>Develop and improve new services</li><li>Deliver and measure the effectiveness of "
        "ads</li><li>Show personalized content, depending on your settings</li></ul>If you choose to “Reject all,” we will not use cookies for these additional "
        "purposes.</div><div>Non-personalized content is influenced by things like the content you’re currently viewing, activity in your active Search session, and your "
        "location. Personalized content can also include more relevant results, recommendations, and tailored ads.</div><form><button>Reject all</button></form><form>"
        "<button>Accept all</button></form>",
        final_url="https://consent.google.example/ml?continue=https://www.harbour-times.example/world", hops=(302,),
    ),
    "google, German": door(
        "Bevor Sie fortfahren",
        "<h1>Bevor Sie zu Google weitergehen</h1><div>Wir verwenden Cookies und Daten, um<ul><li>Google-Dienste bereitzustellen und zu betreiben</li><li>Ausfälle zu prüfen und "
        "Maßnahmen gegen Spam, Betrug und Missbrauch zu ergreifen</li></ul>Wenn Sie „Alle akzeptieren“ auswählen, verwenden wir Cookies und Daten auch, um<ul><li>neue Dienste "
        "zu entwickeln und zu verbessern</li><li>Werbung auszuliefern und ihre Wirkung zu messen</li></ul>Wenn Sie „Alle ablehnen“ auswählen, verwenden wir Cookies nicht für "
        "diese zusätzlichen Zwecke.</div><button>Alle ablehnen</button><button>Alle akzeptieren</button>",
        lang="de",
    ),
    "guce": door(
        "Yahoo is part of the Yahoo family of brands",
        "<div class='con-wizard'><form method='post' class='consent-form'><h1>Yahoo is part of the Yahoo family of brands</h1><p>The sites and apps that we own and operate, "
        "including Yahoo and AOL, and our digital advertising service.</p><p>When you use our sites and apps, we use cookies to:</p><ul><li>provide our sites and apps to you</li>"
        "<li>authenticate users, apply security measures, and prevent spam and abuse, and</li><li>measure your use of our sites and apps</li></ul><p>If you click 'Accept all', "
        "we and our partners (including 238 who are part of the IAB Transparency &amp; Consent Framework) will also store and/or access information on a device (in other words, "
        "use cookies) and use precise geolocation data and other personal data such as IP address and browsing and search data, for personalised advertising and content, "
        "advertising and content measurement, and audience research and services development.</p><button name='agree'>Accept all</button><button name='reject'>Reject all</button>"
        "<a>Manage privacy settings</a></form></div>",
        final_url="https://consent.yahoo.example/v2/collectConsent?sessionId=3_cc-session", hops=(302, 302),
    ),
    "guce without the redirect": door(
        "Your privacy choices",
        "<form class='consent-form'><p>When you use our sites and apps, we use cookies to provide our sites and apps to you, authenticate users and measure your use.</p>"
        "<p>If you click 'Accept all', we and our partners will also store and/or access information on a device and use precise geolocation data.</p>"
        "<button>Accept all</button></form>",
    ),
    "dutch dpg": door(
        "Privacy Gate",
        "<h1>Welkom</h1><p>Wij en onze partners gebruiken cookies om u de beste ervaring te bieden en gepersonaliseerde advertenties te tonen.</p>"
        "<button>Akkoord</button><button>Instellen</button>",
        lang="nl", final_url="https://myprivacy.harbour-times.example/consent?siteKey=abc", hops=(302,),
    ),
    "Spanish cookies page": door(
        "El Correo de Arden",
        "<h2>Tu privacidad nos importa</h2>"
        + ps(
            "Nosotros y nuestros 745 socios almacenamos o accedemos a información en un dispositivo, como cookies, y procesamos datos personales para anuncios y contenido personalizados.",
            "Puedes aceptar las cookies y seguir leyendo gratis o suscribirte por 1 euro al mes y navegar sin publicidad personalizada.",
        )
        + "<button>Aceptar y continuar gratis</button><button>Rechazar y suscribirse</button>",
        lang="es",
    ),
    "Italian accept or subscribe": door(
        "Il Corriere di Arden",
        "<h1>Scegli come continuare</h1>"
        + ps(
            "Puoi accettare i cookie di profilazione e leggere gratuitamente, oppure abbonarti senza tracciamento.",
            "Noi e i nostri 812 partner archiviamo e accediamo a informazioni sul tuo dispositivo per pubblicità e contenuti personalizzati, misurazione e sviluppo dei servizi.",
        )
        + "<button>Accetta e continua</button><button>Rifiuta e abbonati</button>",
        lang="it",
    ),
    "Japanese cookie consent": door(
        "アーデン新報",
        "<h1>クッキーの使用について</h1>"
        + ps("当社およびパートナーは、サイトの改善と広告のパーソナライズのためにクッキーを使用します。続行するには、クッキーの使用に同意してください。")
        + "<button>すべて許可する</button><button>拒否する</button>",
        lang="ja",
    ),
    "cookie wall that keeps the metadata": C(
        bare(
            HEADLINES["en"],
            "<div class='cookiewall'><h1>Cookies on Arden Courier</h1><p>We use cookies and similar technologies. To read this page you need to accept cookies.</p><button>Accept cookies</button></div>",
            head=f"<meta property='og:type' content='article'><meta property='og:title' content='{HEADLINES['en']}'>" + ld(),
        ),
        WALLED,
    ),
    "blurred: teaser under the dialogue": C(
        story(
            texts=[STORIES["en"][0]],
            inner="<div class='consent-placeholder'><p>We need your consent to show you the rest of this article.</p><button>Accept all cookies and read on</button></div>",
        ),
        WALLED,
    ),
    "age gate": door(
        "Age verification", "<h1>Are you over 18?</h1><p>This website contains content that is only suitable for adults. Please enter your date of birth.</p>"
        "<form><select></select><button>Enter</button><button>Leave</button></form>",
    ),
    "German age gate": door("Altersprüfung", "<h1>Altersprüfung</h1><p>Diese Inhalte sind erst ab 18 Jahren freigegeben. Bitte bestätigen Sie Ihr Alter.</p><button>Ich bin über 18</button>", lang="de"),
    "country chooser": door(
        "Choose your region",
        "<h1>Choose your country or region</h1><ul><li><a href='/us'>United States</a></li><li><a href='/uk'>United Kingdom</a></li><li><a href='/de'>Deutschland</a></li>"
        "<li><a href='/fr'>France</a></li><li><a href='/jp'>日本</a></li></ul><button>Remember my choice</button>",
    ),
    "language chooser": door(
        "Arden Courier", "<h1>Select your language</h1><p>Wählen Sie Ihre Sprache</p><p>Choisissez votre langue</p><ul><li><a href='/en'>English</a></li>"
        "<li><a href='/de'>Deutsch</a></li><li><a href='/fr'>Français</a></li></ul>",
    ),
}  # fmt: skip

_BOX = "<div class='paywall-box'>"
PAY: dict[str, Capture] = {
    "free false, subscribe to continue": stub(
        free=False, inner=f"{_BOX}<h2>Subscribe to continue reading</h2><p>Get unlimited digital access for $1 a week. Cancel anytime.</p><a>Already a subscriber? Log in</a></div>"
    ),
    "free false, text cut, no call": stub(free=False, cut=True),
    "no markup, call after two paragraphs": stub(inner="<p>To read the rest of this story, subscribe or log in.</p>"),
    "one paragraph and a wall of offers": stub(
        shown=1,
        inner=f"{_BOX}<h2>Keep reading for £1</h2><ul><li>Unlimited access to ardencourier.example</li><li>Our apps on all devices</li><li>The crossword, every day</li></ul>"
        "<button>Subscribe now</button><p>Already a subscriber? <a>Sign in</a></p></div>",
    ),
    "metered, used up": stub(
        inner="<div class='meter-gate'><h2>You've reached your limit of free articles this month</h2><p>Subscribe for full access, or come back on 1 December.</p></div>"
    ),
    "registration": stub(
        inner="<div class='regwall'><h2>Register for free to continue reading</h2><p>Join 2 million readers. It takes less than a minute.</p><form><input type='email'><button>Continue</button></form></div>"
    ),
    "financial": stub(
        shown=0,
        tail="<div class='barrier'><h2>Subscribe to unlock this article</h2><p>Try unlimited access. Only $1 for 4 weeks. Then $75 per month. Complete digital access to quality journalism on any device. "
        "Cancel anytime during your trial.</p><h3>Explore more offers.</h3><p>Standard Digital $45 per month. Get essential digital access. Pay a year upfront and save 20%.</p>"
        "<h3>Why the Courier?</h3><p>See why over a million readers pay to read the Arden Courier.</p></div>",
    ),
    "continue reading in a button": stub(cut=True, free=False, inner="<a class='unlock-btn' href='/subscribe'>Continue reading with a subscription</a>"),
    "gift and members": stub(shown=1, inner="<p>This story is available exclusively to Courier members.</p><p>Become a member to read this story and all of our reporting.</p>"),
    "German, weiterlesen mit Abo": stub(
        "de", inner="<div class='paywall'><h2>Artikel weiterlesen mit dem Abo</h2><p>Testen Sie 4 Wochen für 1 Euro. Jederzeit kündbar.</p><p>Sie haben bereits ein Abo? Hier anmelden</p></div>"
    ),
    "German, plus article": stub(
        "de", 1, free=False, cut=True, inner="<div class='plus-teaser'><span>Plus</span><p>Sie wollen den Artikel lesen?</p><p>Jetzt Plus testen und alle Artikel lesen. Monatlich kündbar.</p></div>"
    ),
    "German, only for subscribers": stub("de", 1, inner="<p>Dieser Artikel ist nur für Abonnentinnen und Abonnenten verfügbar.</p>"),
    "French, réservé aux abonnés": stub(
        "fr", inner="<section class='paywall'><p>Cet article est réservé aux abonnés</p><p>Il vous reste 71% de cet article à lire. La suite est réservée aux abonnés.</p><a>Je m'abonne</a></section>"
    ),
    "French, short call": stub("fr", 1, cut=True, inner="<p>Article réservé à nos abonnés. <a>S'abonner pour lire la suite</a></p>"),
    "French, locked without a call": stub("fr", 1, free=False, cut=True),
    "Spanish, exclusivo": stub("es", inner="<div class='muro'><p>Suscríbete para seguir leyendo</p><p>Lee sin límites por 1 euro el primer mes</p><p>¿Ya eres suscriptor? Inicia sesión</p></div>"),
    "Spanish, contenido para suscriptores": stub("es", 1, inner="<p>Este contenido es exclusivo para suscriptores.</p>"),
    "Italian, riservato": stub("it", inner="<div class='paywall-abbonati'><p>Questo contenuto è riservato agli abbonati</p><p>Abbonati a 1€ al mese e leggi tutti gli articoli. Disdici quando vuoi.</p></div>"),
    "Italian, continua a leggere": stub("it", 1, cut=True, inner="<p>Per continuare a leggere questo articolo abbonati. Sei già abbonato? Accedi</p>"),
    "Japanese, 有料会員限定": stub("ja", inner="<div class='member-only'><p>この記事は有料会員限定です。残り1,024文字</p><p>無料会員に登録すると月10本までご覧いただけます。</p><a>ログイン</a></div>"),
    "Japanese, 続きを読むには": stub("ja", 1, cut=True, free=False, inner="<p>続きを読むには会員登録が必要です</p><p>すでに会員の方はログインしてください</p>"),
    "Japanese, short lead": stub("ja", 1, inner="<p>有料会員になると続きをお読みいただけます。</p><p>残り：843文字／全文：1243文字</p>"),
    "Chinese": C(story("ja", ["阿登谷议会周四以14票对9票批准建设第二座水库，结束了自2020年干旱以来的争论。"], inner="<p>订阅后继续阅读全文。已经订阅？请登录</p>"), WALLED, lang="ja"),
    "Portuguese": C(story("es", ["O conselho do vale de Arden aprovou na quinta-feira um segundo reservatório por 14 votos a 9."], inner="<p>Conteúdo exclusivo para assinantes. Assine e continue lendo.</p>"), WALLED, lang="es"),
    "Korean": C(story("ja", ["아르덴 계곡 의회는 목요일 찬성 14표, 반대 9표로 두 번째 저수지 건설을 승인했다."], inner="<p>이 기사는 유료 회원 전용입니다. 로그인 후 계속 읽기</p>"), WALLED, lang="ja"),
    "app only": stub(shown=1, cut=True, inner="<div class='app-wall'><p>Continue reading in the app</p><a>Open the app</a></div>"),
    "email gate": stub(shown=1, cut=True, inner="<div class='email-wall'><p>Enter your email to read the full story</p><form><input type='email'><button>Read now</button></form></div>"),
}  # fmt: skip

LOGIN: dict[str, Capture] = {
    "in the site": C(
        site(
            "<div class='login'><h1>Sign in</h1><form method='post' action='/login'><label>Email address</label><input type='email' name='email'><label>Password</label>"
            "<input type='password' name='password'><label><input type='checkbox'> Keep me signed in</label><button>Sign in</button></form><a>Forgot your password?</a>"
            "<p>New here? <a>Create an account</a></p></div>",
            title="Sign in | Arden Courier",
        ),
        WALLED,
    ),
    "after a redirect": C(
        site("<h1>Log in</h1><form><input type='email'><input type='password'><button>Log in</button></form>", title="Log in"),
        WALLED, final_url="https://accounts.harbour-times.example/login?returnTo=%2Fworld", hops=(302,),
    ),
    "single sign-on": door("Sign in to your account", "<div id='lightbox'><h1>Sign in</h1><form><input type='email' placeholder='Email, phone, or Skype'><p>No account? Create one!</p><p>Can’t access your account?</p><input type='submit' value='Next'></form></div>"),
    "staging password": door("Protected", "<form action='/wp-login.php?action=postpass' method='post'><p>This content is password protected. To view it please enter your password below:</p><label>Password: <input type='password'></label><input type='submit' value='Enter'></form>"),
    "German": C(site("<h1>Anmelden</h1><form><label>E-Mail</label><input type='email'><label>Passwort</label><input type='password'><button>Anmelden</button></form><a>Passwort vergessen?</a><p>Noch kein Konto? Jetzt registrieren</p>", title="Anmelden", lang="de"), WALLED, lang="de"),
    "French": C(site("<h1>Connectez-vous</h1><form><input type='email'><input type='password'><button>Se connecter</button></form><a>Mot de passe oublié ?</a><p>Pas encore de compte ?</p>", title="Connexion", lang="fr"), WALLED, lang="fr"),
    "Spanish": C(site("<h1>Inicia sesión</h1><form><input type='email'><input type='password'><button>Entrar</button></form><a>¿Has olvidado tu contraseña?</a>", title="Iniciar sesión", lang="es"), WALLED, lang="es"),
    "Italian": C(site("<h1>Accedi</h1><form><input type='email'><input type='password'><button>Accedi</button></form><a>Password dimenticata?</a>", title="Accedi", lang="it"), WALLED, lang="it"),
    "Japanese": C(site("<h1>ログイン</h1><form><label>メールアドレス</label><input type='email'><label>パスワード</label><input type='password'><button>ログイン</button></form><a>パスワードをお忘れの方はこちら</a>", title="ログイン", lang="ja"), WALLED, lang="ja"),
    "captive portal": door("Hotel WiFi", "<h1>Welcome to Hotel Arden WiFi</h1><p>Please enter your room number and last name to access the internet.</p><form><input name='room'><input name='name'><button>Connect</button></form><label><input type='checkbox'> I accept the terms and conditions</label>"),
}  # fmt: skip
