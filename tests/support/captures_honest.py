"""Captures that are the article, whatever they talk about, whatever lies over them, and however it was edited."""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from captures import HEADLINES, STORED, STORIES, Capture, bare, ld, ps, site, story
from gate_pages import URL

C = Capture


def about(headline: str, *texts: str, lang: str = "en") -> Capture:
    """Give an article about walls and errors, that says so to machines."""
    return C(story(lang, texts, headline=headline), STORED, lang=lang)


def plainly(headline: str, *texts: str, lang: str = "en") -> Capture:
    """Give one on a page that declares nothing."""
    return C(bare(headline, f"<h1>{headline}</h1>{ps(*texts)}", lang=lang), STORED, lang=lang)


TOPICS: dict[str, Capture] = {
    "captcha": about(
        "Why you have to prove you are not a robot, and why it no longer works",
        "“Please confirm that you are not a robot”: twenty million times a day, people in this country tick that box before they may read, buy or vote in a poll.",
        "A study by the polytechnic shows that programs now solve the puzzles in 1.2 seconds with 97 percent accuracy. People need 9.4 seconds and fail every seventh time.",
        "Access denied is what one in eleven users with a screen reader sees, according to the association for the blind. It has complained to the regulator about three banks.",
        "The makers of the tests say that the box is only a part of it: what counts is how the mouse moved before. Data protection officers have asked what becomes of that data.",
    ),
    "captcha, short and in the second person": about(
        "Are you human? The test you keep failing",
        "You click on the traffic lights, and you fail. You click again, and the site asks you to verify that you are human once more.",
        "You are not alone. According to figures published by the agency on Monday, 15 percent of all attempts by people fail, twice as many as in 2019.",
        "We asked four engineers why. Their answer: the machines have become better than you, and the tests had to become harder.",
    ),
    "cloudflare outage": about(
        "Cloudflare outage takes thousands of sites offline",
        "Thousands of websites were unreachable for two hours on Tuesday morning after a fault at the network company Cloudflare. Visitors saw the message “502 Bad Gateway” or “Internal Server Error”.",
        "“Just a moment” was all that readers of several newspapers got to see, because the check that tells people from bots had failed as well.",
        "The company said that a change to its firewall rules had used up the memory of its servers in 19 cities. Service was restored at 10:42, it said, and apologised to its customers.",
        "Shares fell by 3 percent. Two members of parliament demanded a report on how much of the country's web depends on three foreign companies.",
    ),
    "cookies ruling": about(
        "Court: cookie banners need a reject button on the first page",
        "Websites must offer a button to reject all cookies wherever there is one to accept all cookies, the administrative court in Hanover decided on Wednesday.",
        "The judges upheld a fine against a publisher whose banner said “We value your privacy” and listed 1,532 partners, but hid the choice to refuse behind four windows.",
        "Consent given that way is void, the court said. The publisher may appeal within a month.",
    ),
    "paywall": about(
        "Regional paper drops its paywall and asks readers to subscribe voluntarily",
        "The Nordvik Tidende has taken down its paywall. “Subscribe to continue reading” was the sentence that drove young readers away, editor Liv Aune told staff on Monday.",
        "Since 2016 the paper had let readers see three free articles a month. The number of subscribers rose to 14,200 at first and has fallen to 9,800 since.",
        "Readers can now pay what they like. After one month 2,100 did, giving 61 crowns on average.",
        "Media researchers doubt that it will last. Already a subscriber? Then you stay one, the paper writes to its customers; nothing will change for them before June.",
    ),
    "404": about(
        "Page not found: a quarter of the web of 2013 is gone",
        "Thirty-eight percent of the pages that existed in 2013 can no longer be reached today, an institute in Washington has found. The page cannot be found, says the browser, and that is that.",
        "Of the links in news articles, 23 percent lead to a page that no longer exists; on the sites of governments it is 21 percent.",
        "“Error 404 is the most frequent reading experience of our time,” the authors write. They drew a million pages from an archive for the study.",
    ),
    "maintenance": about(
        "Tax office website down for maintenance on deadline day",
        "On the last day for tax returns the website of the tax office was not available for six hours. “We are currently performing scheduled maintenance, please try again later,” it said.",
        "The ministry apologised and moved the deadline to 9 November. About 140,000 people had tried to log in at the same time on Thursday evening, four times as many as planned for.",
        "The opposition called for the resignation of the office's head. The union blamed the outsourcing of 2021.",
    ),
    "login": about(
        "Health insurer resets 2.4 million passwords",
        "A health insurer has reset the passwords of 2.4 million customers after criminals sold access data on the internet. Whoever logs in must choose a new one.",
        "The company asks its customers to use the function “Forgot your password?” and not to follow links in e-mails, because fraudsters send those as well.",
        "According to the data protection office it is the third such case this year. No health data was stolen, the company says.",
    ),
    "subscription": about(
        "Streaming service raises prices again",
        "The streaming service raises the price of its subscription from 12.99 to 14.99 euros a month. Existing customers pay more from February.",
        "Subscribers can cancel at any time. Those who accept advertising continue to pay 5.99 euros, but see six minutes of it per hour instead of four.",
        "It is the third increase in two years. Consumer advocates want to take the matter to court because customers were not asked to agree.",
    ),
    "access denied": about(
        "Access denied: how inspectors were kept out of the plant",
        "Four inspectors of the atomic agency were turned away at the gate of the enrichment plant on Sunday. They had the right to enter it without notice.",
        "You do not have permission, an officer told them according to the agency's report. It took eleven hours until the ministry gave in.",
        "By then two rooms had been emptied. The agency's board meets in Vienna on Wednesday.",
    ),
    "domain for sale": about(
        "Village sells its domain name for a million",
        "A village of 340 people has sold its internet address for 1.1 million dollars. The domain was for sale for three years before an artificial intelligence firm made an offer.",
        "The money goes into a new fire engine, the roof of the school and a bus that runs twice a day. The village's own site moves to a longer address.",
    ),
    "internal server error": about(
        "The error that stopped the trains",
        "An internal server error at the railway's control centre stopped all trains in the south for three hours on Friday. Something went wrong when a certificate expired at midnight, the operator said.",
        "About 60,000 passengers were affected. The railway pays back a quarter of the fare to whoever arrived more than an hour late.",
    ),
    "unusual traffic": about(
        "Unusual traffic on the A7 baffles police",
        "Unusual traffic was detected on the A7 motorway on Sunday night: for forty minutes some 300 tractors drove north in the fast lane, at 35 kilometres an hour.",
        "Police closed the section between two exits and checked the papers of the drivers. Nobody could say who had called them together.",
    ),
    "region not available": about(
        "Broadcasters may lock out viewers abroad, court says",
        "“This content is not available in your country”: broadcasters may go on showing that sentence to viewers abroad, the European court decided on Thursday.",
        "A Polish student in Lisbon had sued. The judges said that rights are sold country by country, and that travellers may take their subscription along for 90 days only.",
    ),
    "javascript": about(
        "Please enable JavaScript: the blind spot of public websites",
        "Of 412 public websites in the state, 160 show nothing but a blank page to people who have turned off scripts, the court of auditors has found.",
        "“Please enable JavaScript to continue” is no service, the auditors write. They ask the ministries to mend that by 2026; the cost would be 3.1 million euros.",
    ),
    "moved": about(
        "This page has moved: national archive opens in its new building",
        "The national archive has moved: 62 kilometres of files were carried across the river in 11 months, and the reading room opened on Monday with a speech by the president.",
        "The oldest page of the collection, a deed from 1184, travelled in a police car. The old building becomes a school.",
    ),
    "German captcha": about("Sind Sie ein Mensch? Wie der Captcha-Test sein Ende findet", "„Bitte bestätigen Sie, dass Sie kein Roboter sind“: Den Satz kennt jeder, der im Netz Fahrkarten kauft. Nun zeigt eine Studie, dass Programme den Test zu 97 Prozent bestehen.", "Menschen scheitern bei jedem siebten Versuch. Der Verband der Blinden klagt gegen drei Banken, weil der Zugriff verweigert werde.", lang="de"),
    "German cookie": about("Gericht: Alle ablehnen muss so leicht sein wie alle akzeptieren", "Webseiten müssen einen Knopf zum Ablehnen aller Cookies zeigen, hat das Verwaltungsgericht Hannover am Mittwoch entschieden. Ein Verlag hatte 1.532 Partner aufgeführt.", "Eine so erteilte Einwilligung sei unwirksam, befanden die Richter. Der Verlag kann binnen eines Monats Berufung einlegen.", lang="de"),
    "French paywall": about("Un journal régional renonce à son péage", "Le quotidien a supprimé lundi l'accès payant à son site. « Article réservé aux abonnés » était la phrase qui faisait fuir les jeunes, a expliqué la directrice.", "Le nombre d'abonnés était passé de 14 200 à 9 800 en trois ans. Les lecteurs paient désormais ce qu'ils veulent, en moyenne 6 euros par mois.", lang="fr"),
    "Spanish maintenance": about("La web de Hacienda, fuera de servicio el último día", "La página de la agencia tributaria no estuvo disponible durante seis horas el jueves por trabajos de mantenimiento, el último día del plazo.", "El ministerio pidió disculpas y amplió el plazo hasta el 9 de noviembre. Unas 140.000 personas habían intentado entrar a la vez.", lang="es"),
    "Italian 404": about("Pagina non trovata: un quarto del web del 2013 è scomparso", "Il 38 per cento delle pagine esistenti nel 2013 non è più raggiungibile, secondo uno studio pubblicato a Washington. Nei siti dei governi un link su cinque non porta da nessuna parte.", "Gli autori hanno esaminato un milione di pagine. Chiedono alle biblioteche di copiare ciò che possono.", lang="it"),
    "Japanese paywall": about("地方紙、記事の課金をやめる", "北部の地方紙は月曜日、読者に課金しなければ続きを見せない仕組みをやめると発表した。有料の壁が若い読者を遠ざけたという。", "購読者数は3年間で1万4200人から9800人に減った。今後は読者が金額を決めて支払う仕組みとし、1か月で2100人が応じた。", lang="ja"),
    "Japanese maintenance": about("申告最終日にサイト停止　6時間つながらず", "国税当局のサイトは木曜日、メンテナンスのため6時間にわたり利用できなくなった。申告の最終日で、約14万人が同時に接続を試みていた。", "当局は謝罪し、期限を11月9日まで延長した。野党は長官の辞任を求めている。", lang="ja"),
    "bare page on walls": plainly(
        "Paywalls and cookie banners, ten years on",
        "Ten years ago, the first newspapers in the valley began to ask their readers to pay, and a law began to ask them for consent.",
        "Today 61 percent of the articles are locked, the institute counted, and the average banner names 748 partners.",
        "Its director does not expect either to go away. Readers have learnt to close both within 1.3 seconds, she said at a meeting in Arden.",
    ),
}  # fmt: skip

_ONETRUST = "<div id='onetrust-consent-sdk'><div class='onetrust-pc-dark-filter'></div><div id='onetrust-banner-sdk' role='alertdialog' aria-label='Privacy'><div id='onetrust-policy'><h2>We value your privacy</h2><div id='onetrust-policy-text'>We and our 812 partners store and/or access information on a device, such as unique IDs in cookies to process personal data. You may accept or manage your choices by clicking below.</div></div><button>Accept All</button><button>Reject All</button></div></div>"
_DIDOMI = "<div id='didomi-host'><div id='didomi-popup'><span>Continuer sans accepter →</span><p>Avec votre accord, nos 871 partenaires et nous utilisons des cookies pour stocker et accéder à des informations personnelles. Vous pouvez retirer votre consentement à tout moment.</p><button>Accepter &amp; Fermer</button></div></div>"
_PUR = "<div class='sp-overlay' role='dialog'><h1>Weiterlesen mit Werbung</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Ihre Zustimmung ist jederzeit widerrufbar.</p><button>Akzeptieren und weiter</button><h2>… oder mit dem Pur-Abo</h2><p>Nutzen Sie unser Angebot ohne Werbetracking für 5,99 Euro im Monat.</p></div>"
_NEWSLETTER = "<div class='newsletter-inline'><h3>Never miss a story</h3><p>Sign up for our newsletter. By signing up you agree to our terms. You can unsubscribe any time.</p><form><input type='email'><button>Sign up</button></form></div>"
_LOGIN = "<div class='modal' id='login-modal'><h2>Log in to continue</h2><form><input type='email'><input type='password'><button>Log in</button></form><a>Forgot your password?</a><p>Don't have an account? Register</p></div>"
_METER = "<div class='meter-bar'><p>You have 2 free articles left this month.</p><a>Subscribe for $1</a></div>"

OVERLAID: dict[str, Capture] = {
    "onetrust before": C(story(before=_ONETRUST), STORED),
    "onetrust after": C(story(after=_ONETRUST), STORED),
    "didomi over French": C(story("fr", before=_DIDOMI), STORED, lang="fr"),
    "pur-abo over German": C(story("de", after=_PUR), STORED, lang="de"),
    "sourcepoint iframe": C(story(after="<div id='sp_message_container_1'><iframe src='https://cdn.privacy-mgmt.com/index.html' title='SP Consent Message'></iframe></div>"), STORED),
    "usercentrics root": C(story("de", after="<div id='usercentrics-root'></div>"), STORED, lang="de"),
    "quantcast": C(story(after="<div class='qc-cmp2-container'><h2>We value your privacy</h2><p>We and our partners store and/or access information on a device, such as cookies.</p><button>AGREE</button></div>"), STORED),
    "login dialogue": C(story(after=_LOGIN), STORED),
    "newsletter within the text": C(story(inner=_NEWSLETTER), STORED),
    "free articles left": C(story(after=_METER), STORED),
    "everything at once": C(story(before=_ONETRUST, inner=_NEWSLETTER, after=_LOGIN + _METER), STORED),
    "paywall class round the whole story": C(story(body_class="article-body paywall", head='<meta property="og:type" content="article">' + ld(isAccessibleForFree=False, hasPart={"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"})), STORED),
    "locked but whole, with a hidden offer": C(story(head='<meta property="og:type" content="article">' + ld(isAccessibleForFree=False), after="<div class='paywall' hidden><h2>Subscribe to continue reading</h2></div>"), STORED),
    "registration bar at the end": C(story(tail="<section class='regwall-promo'><h2>Enjoyed this story?</h2><p>Create a free account to get more like it.</p></section>"), STORED),
    "recaptcha in the comment form": C(story(tail="<section id='comments'><h2>Comments</h2><form><textarea></textarea><div class='g-recaptcha' data-sitekey='x'></div><button>Post</button></form></section>", after="<script src='https://www.google.com/recaptcha/api.js'></script>"), STORED),
    "turnstile in the newsletter form": C(story(tail="<form><input type='email'><div class='cf-turnstile'></div></form>", after="<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>"), STORED),
    "cloudflare's jsd script": C(story(after="<script>(function(){function c(){var b=a.contentDocument;window.__CF$cv$params={r:'8dc0',t:'MTcz'};var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';}})();</script>"), STORED),
    "incapsula's script": C(story(after="<script src='/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3&ns=1'></script>"), STORED),
    "datadome's tag": C(story(head='<meta property="og:type" content="article">' + ld() + "<script>window.ddjskey='A1';window.ddoptions={endpoint:'https://js.datadome.co/js/'}</script><script src='https://js.datadome.co/tags.js' async></script>"), STORED),
    "human's sensor": C(story(after="<script>window._pxAppId='PX8FCGYgk4';</script><script src='/8FCGYgk4/init.js'></script>"), STORED),
    "aws waf's integration": C(story(after="<script src='https://3c1.eu-west-1.sdk.awswaf.com/3c1/challenge.js' defer></script>"), STORED),
    "noscript note and old browser note": C(story(before="<noscript><div>Please enable JavaScript to use all features of this site.</div></noscript><!--[if lt IE 9]><p>Your browser is not supported.</p><![endif]-->"), STORED),
    "maintenance banner": C(story(before="<div class='site-banner'>Planned maintenance on Sunday from 2 to 4 a.m.: comments will be unavailable.</div>"), STORED),
    "region note in the player": C(story(inner="<figure class='video'><p class='vjs-error'>This video is not available in your region.</p></figure>"), STORED),
    "print rendering": C(bare(HEADLINES["en"], f"<h1>{HEADLINES['en']}</h1><p>By Ines Duarte, 1 November 2024</p>{ps(*STORIES['en'])}<p>© 2024 Arden Courier</p>", head=f"<link rel='canonical' href='{URL}'><meta name='robots' content='noindex'>"), STORED),
    "amp rendering": C(
        (
            "<!doctype html><html amp lang='en'><head><meta charset='utf-8'><title>" + HEADLINES["en"] + f"</title><link rel='canonical' href='{URL}'>" + ld() +
            "<style amp-custom>p{margin:0}</style><script async src='https://cdn.ampproject.org/v0.js'></script></head><body><amp-consent id='c'><div id='ui'>We use cookies. <button>Accept</button></div></amp-consent>"
            f"<article><h1>{HEADLINES['en']}</h1>{ps(*STORIES['en'])}</article></body></html>"
        ).encode(),
        STORED,
    ),
    "no closing html": C(story().replace(b"</body></html>", b""), STORED),
    "no closing tags at all": C(b"<!doctype html><title>" + HEADLINES["en"].encode() + b"</title><h1>" + HEADLINES["en"].encode() + b"</h1>" + ps(*STORIES["en"]).replace("</p>", "").encode(), STORED),
    "wordpress with password form in the footer": C(story(after="<div id='adminbar'><form action='/wp-login.php'><input type='password'></form></div>"), STORED),
    "refresh every five minutes": C(story(head='<meta property="og:type" content="article"><meta http-equiv="refresh" content="300">' + ld()), STORED),
    "compressed, with the wire's length": C(story(), STORED, headers={"content-encoding": "gzip", "content-length": "900"}),
}  # fmt: skip

SHORT: dict[str, Capture] = {
    "breaking, two sentences": C(story(texts=["The council of the Arden valley has approved a second reservoir. More soon."]), STORED),
    "breaking, one sentence and a promise": C(story(texts=["A dam has burst above the village of Upper Venn, the fire service says.", "This is a breaking news story. Please check back for updates."]), STORED),
    "breaking, refresh the page": C(story(texts=["The president of the valley council, Marta Oyelaran, has resigned.", "This is a developing story. We will update this page as soon as more information comes in."]), STORED),
    "German flash": C(story("de", ["Der Rat des Ardentals hat einen zweiten Stausee genehmigt. Mehr in Kürze."]), STORED, lang="de"),
    "French flash": C(story("fr", ["Le conseil de la vallée d'Arden a approuvé un second réservoir. Plus d'informations à suivre."]), STORED, lang="fr"),
    "Spanish flash": C(story("es", ["El consejo del valle de Arden ha aprobado un segundo embalse. Habrá ampliación."]), STORED, lang="es"),
    "Italian flash": C(story("it", ["Il consiglio della valle di Arden ha approvato un secondo bacino. Notizia in aggiornamento."]), STORED, lang="it"),
    "Japanese flash": C(story("ja", ["アーデン谷の評議会は第2貯水池の建設を承認した。"]), STORED, lang="ja"),
    "correction only": C(story(texts=["An earlier version of this article gave the cost of the dam as 29 million euros. It is 290 million.", "The council approved the dam on Thursday."]), STORED),
    "retraction": C(story(texts=["The Arden Courier has withdrawn this article because the report on which it was based has turned out to be forged. We apologise to our readers and to the council."], headline="Withdrawn: report on the dam's foundations"), STORED),
}  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """A version and the next one, which must be stored (at once, or after a second look)."""

    before: bytes
    after: bytes
    at_once: bool = True


def _edit(
    texts: Sequence[str], *, headline: str | None = None, at_once: bool = True, lang: str = "en", **more: str
) -> Edit:
    return Edit(story(lang), story(lang, texts, headline=headline, **more), at_once)


EN = STORIES["en"]
_NEW = (
    "The administrative court stopped the second reservoir in the Arden valley on Friday, a day after the council had approved it by 14 votes to 9.",
    "The council had failed to hear the 43 families of Lower Venn, the judge wrote in a decision of eleven pages that Henrik Salo, a teacher, had asked for.",
    "Marta Oyelaran, who chairs the council, called it a delay of months, not years. The 290 million euros stay set aside, she said.",
    "Building was to begin in October 2025. Whether that date can be kept is open, the engineers' office said.",
)
EDITS: dict[str, Edit] = {
    "one figure": _edit([EN[0].replace("14 votes to 9", "15 votes to 8"), *EN[1:]]),
    "new headline, same body": _edit(EN, headline="Arden gets its second dam"),
    "new headline, three new paragraphs on top": _edit([*_NEW[:3], *EN], headline="Court stops Arden dam a day after vote"),
    "correction added": _edit([*EN, "Correction: an earlier version of this article said that 34 families would lose their houses."]),
    "a third cut with a correction": _edit([*EN[:6], "Correction, 2 November: three paragraphs about the court case were removed because they concerned another project."]),
    "half cut with a stated reason": _edit([*EN[:4], "Editor's note: parts of this article were removed because they could not be confirmed."], at_once=False),
    "one paragraph of nine left": _edit(EN[:1], at_once=False),
    "developing story rewritten": _edit(_NEW, headline="Court stops second reservoir in Arden valley", at_once=False),
    "a flash that grew": Edit(story(texts=["The council of the Arden valley has approved a second reservoir. More soon."]), story()),
    "a flash that grew, in Japanese": Edit(story("ja", ["アーデン谷の評議会は第2貯水池の建設を承認した。"]), story("ja")),
    "banner came": Edit(story(), story(before=_ONETRUST, texts=[EN[0].replace("14 votes", "15 votes"), *EN[1:]])),
    "paragraphs reordered": _edit([EN[0], *reversed(EN[1:])]),
    "German, a sentence more": _edit([*STORIES["de"], "Ein Gegner des Vorhabens, der Lehrer Henrik Salo, kündigte eine Klage vor dem Verwaltungsgericht an."], lang="de"),
    "Japanese, figure": _edit([STORIES["ja"][0].replace("14", "15"), *STORIES["ja"][1:]], lang="ja"),
    "template relaunched": Edit(story(), site(f"<div class='c-post'><h1 class='c-post__title'>{HEADLINES['en']}</h1><div class='c-post__body'>{ps(EN[0].replace('14 votes', '15 votes'), *EN[1:])}</div></div>", title=HEADLINES["en"])),
    "live blog trimmed": Edit(
        story(texts=[f"{h}:0{m} {t}" for h in range(9, 13) for m, t in enumerate(EN[:5])], headline="Arden dam vote: live"),
        story(texts=[f"{h}:0{m} {t}" for h in range(11, 13) for m, t in enumerate(EN[:5])] + ["Earlier entries have been moved to the first part of this live blog."], headline="Arden dam vote: live"),
        at_once=False,
    ),
}  # fmt: skip
