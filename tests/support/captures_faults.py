"""Captures of what servers break: pages that are gone, moved, down, empty or cut off, and answered with 200 all the same."""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

from captures import (
    EMPTY,
    GONE,
    HEADLINES,
    PARTIAL,
    STORIES,
    TEASERS,
    UNAVAILABLE,
    UNSUPPORTED,
    Capture,
    bare,
    ld,
    site,
    story,
)

from pactwatch.model import Outcome

C = Capture
HOME = "https://www.harbour-times.example/"


def gone(body: bytes, lang: str = "en", **more: object) -> Capture:
    """Give a page that must be `gone`."""
    return C(body, GONE, lang=lang, **more)  # type: ignore[arg-type]


def down(body: bytes, lang: str = "en", **more: object) -> Capture:
    """Give a page that must be `unavailable`."""
    return C(body, UNAVAILABLE, lang=lang, **more)  # type: ignore[arg-type]


def empty(body: bytes, lang: str = "en", **more: object) -> Capture:
    """Give a page that must be `empty`."""
    return C(body, EMPTY, lang=lang, **more)  # type: ignore[arg-type]


def teasers(
    count: int = 5,
    words: str = "The council will meet again next week to decide on the matter, and a vote is expected by the end of the month.",
) -> str:
    """Give a section's front: headlines with a line each."""
    return "".join(
        f"<div class='teaser'><h3><a href='/news/{n}'>{t}</a></h3><p>{words}</p></div>"
        for n, t in enumerate(TEASERS[:count], 1)
    )


NOT_FOUND: dict[str, Capture] = {
    "in the site, with most read": gone(site("<h1>Page not found</h1><p>Sorry, we couldn't find the page you were looking for. It may have been moved or deleted.</p><form action='/search'><input name='q'><button>Search</button></form>", title="Page not found | Arden Courier")),
    "in the site, with twelve teasers": gone(site(f"<div class='error404'><h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this location. Maybe try one of the links below or a search?</p>{teasers()}</div>", title="Page not found – Arden Courier")),
    "with a joke": gone(site("<h1>404</h1><p>This page has gone on holiday. Perhaps one of these stories will do?</p>" + teasers(3))),
    "article removed": gone(site("<article><h1>This article is no longer available</h1><p>The article you are trying to read has been removed. This may be because of a legal complaint, a licence that has run out, or an editorial decision.</p></article>")),
    "agency licence expired": gone(site("<article><p>This story has expired. Agency stories are removed from our site after 30 days.</p></article>", title="Story expired | Arden Courier")),
    "the site's article template, empty": empty(story(texts=[], headline="Article", head='<meta property="og:type" content="article">')),
    "next.js": gone(bare("404: This page could not be found.", "<div id='__next'><div><h1 class='next-error-h1'>404</h1><div><h2>This page could not be found.</h2></div></div></div><script id='__NEXT_DATA__' type='application/json'>{\"page\":\"/_error\"}</script>")),
    "apache": gone(bare("404 Not Found", "<h1>Not Found</h1><p>The requested URL /world was not found on this server.</p><hr><address>Apache/2.4.57 (Debian) Server at www.harbour-times.example Port 443</address>")),
    "iis": gone(bare("404 - File or directory not found.", "<h1>Server Error</h1><h2>404 - File or directory not found.</h2><h3>The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.</h3>")),
    "tomcat": gone(bare("HTTP Status 404 – Not Found", "<h1>HTTP Status 404 – Not Found</h1><p><b>Type</b> Status Report</p><p><b>Message</b> /world/2024</p><p><b>Description</b> The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.</p><h3>Apache Tomcat/9.0.62</h3>")),
    "github pages": gone(bare("Site not found &middot; GitHub Pages", "<h1>404</h1><p><strong>There isn't a GitHub Pages site here.</strong></p><p>If you're trying to publish one, read the full documentation to learn how to set up GitHub Pages for your repository.</p>")),
    "search instead": gone(site(f"<h1>Search results for “second reservoir”</h1><p>0 results</p>{teasers(2)}"), final_url=HOME + "search?q=second+reservoir", hops=(302,)),
    "German": gone(site("<h1>Diese Seite gibt es nicht (mehr)</h1><p>Die von Ihnen aufgerufene Seite konnte leider nicht gefunden werden. Möglicherweise wurde sie verschoben oder gelöscht.</p>", title="Seite nicht gefunden", lang="de"), "de"),
    "German, licence": gone(site("<h1>Beitrag nicht mehr verfügbar</h1><p>Dieser Beitrag steht aus rechtlichen Gründen nicht mehr zur Verfügung.</p>", lang="de"), "de"),
    "German depublished": gone(site("<h1>Inhalt depubliziert</h1><p>Liebe Nutzerin, lieber Nutzer, dieser Inhalt ist nicht mehr abrufbar, weil die Verweildauer abgelaufen ist.</p>", lang="de"), "de"),
    "French": gone(site("<h1>Oups, cette page est introuvable</h1><p>La page que vous demandez n'existe pas ou a été déplacée. Retrouvez toute l'actualité sur notre page d'accueil.</p>", title="Page introuvable", lang="fr"), "fr"),
    "Spanish": gone(site("<h1>Error 404</h1><p>Lo sentimos, la página que busca no existe o ha cambiado de dirección. Puede volver a la portada o usar el buscador.</p>", title="Página no encontrada", lang="es"), "es"),
    "Italian": gone(site("<h1>Pagina non trovata</h1><p>Ci dispiace, la pagina che stai cercando non esiste più o è stata spostata. Torna alla home o usa la ricerca.</p>", title="Errore 404", lang="it"), "it"),
    "Japanese": gone(site("<h1>お探しのページは見つかりませんでした</h1><p>お探しのページは、移動または削除された可能性があります。URLをご確認のうえ、トップページからお探しください。</p>", title="ページが見つかりません", lang="ja"), "ja"),
    "Japanese, period over": gone(site("<h1>この記事は掲載を終了しました</h1><p>ご指定の記事は、公開期間が終了したため、ご覧いただくことができません。</p>", lang="ja"), "ja"),
    "domain for sale": gone(bare("harbour-times.example is for sale", "<h1>harbour-times.example</h1><h2>is for sale</h2><p>Buy now for $2,995 or make an offer. Buyer protection program. Fast and easy transfers.</p><p>The simple, safe way to buy domain names. No matter what kind of domain you want to buy or lease, we make the transfer simple and safe.</p>")),
    "domain expired": gone(bare("harbour-times.example", "<p>This domain has expired. If you owned this domain, contact your domain registration service provider for further assistance. If you need help identifying your provider, visit the registry.</p>")),
    "domain parked with links": gone(bare("harbour-times.example", "<h1>harbour-times.example</h1><p>This domain is parked free, courtesy of a registrar.</p><h2>Related Searches:</h2><ul><li><a>Harbour News</a></li><li><a>Boat Insurance</a></li><li><a>Ferry Tickets Online</a></li></ul><p>Is this your domain? Let's turn it into a website!</p>")),
    "German parked": gone(bare("harbour-times.example", "<h1>Diese Domain steht zum Verkauf</h1><p>Die Domain harbour-times.example wird vom Inhaber zum Verkauf angeboten. Jetzt Angebot abgeben.</p>", lang="de"), "de"),
    "website expired": gone(bare("Website Expired", "<h1>Website Expired</h1><p>This account has expired. If you are the site owner, click below to login.</p>")),
    "unpublished blog": gone(bare("harbour-times", "<p>The authors have deleted this site.</p>")),
}  # fmt: skip

REDIRECTED: dict[str, Capture] = {
    "home page": gone(site(teasers(), title="Arden Courier: news from the valley"), final_url=HOME, hops=(301,)),
    "home page, temporary": gone(site(teasers(), title="Arden Courier"), final_url=HOME, hops=(302,)),
    "home with a mark": gone(site(teasers(), title="Arden Courier"), final_url=HOME + "?ref=404", hops=(302,)),
    "section": gone(site(f"<h1>World</h1>{teasers()}", title="World | Arden Courier"), final_url=HOME + "world/", hops=(301,)),
    "section of another name": gone(site(f"<h1>News</h1>{teasers()}", title="News"), final_url=HOME + "news", hops=(302,)),
    "topic page": gone(site(f"<h1>Water</h1>{teasers()}", title="Water"), final_url=HOME + "topics/water", hops=(302,)),
    "archive page": gone(site(f"<h1>November 2024</h1>{teasers()}", title="Archive"), final_url=HOME + "world/2024/11/", hops=(301,)),
    "error page": gone(site("<h1>Something's missing</h1>"), final_url=HOME + "404.html", hops=(302,)),
    "Japanese error page": gone(site("<h1>エラー</h1>", lang="ja"), "ja", final_url=HOME + "error/notfound.html", hops=(302,)),
    "home of the new owner": gone(site(teasers(), title="Valley Media Group"), final_url="https://valley-media.example/", hops=(301, 301)),
    "home of a language": gone(site(teasers(), title="Arden Courier"), final_url=HOME + "en-gb/", hops=(302,)),
    "meta refresh to the home page": gone(bare("", "<p>Redirecting…</p>", head="<meta http-equiv='refresh' content='0;url=/'>")),
    "served home page without redirect": C(site(f"<h1 class='visually-hidden'>Arden Courier</h1>{teasers()}", title="Arden Courier: news from the valley"), PARTIAL),
}  # fmt: skip

MOVED_AWAY: dict[str, Capture] = {
    "meta refresh": empty(bare("Page moved", "<h1>This page has moved</h1><p>You will be redirected in 5 seconds. If not, <a href='/2024/second-reservoir'>click here</a>.</p>", head="<meta http-equiv='refresh' content='5; url=https://www.harbour-times.example/2024/second-reservoir'>")),
    "meta refresh without words": empty(bare("", "", head="<meta http-equiv=refresh content=\"0;URL='/2024/second-reservoir'\">")),
    "unquoted": empty(bare("", "", head="<meta http-equiv=refresh content=0;url=/2024/second-reservoir>")),
    "script": empty(bare("", "<script>location.href = \"https://www.harbour-times.example/2024/second-reservoir\";</script>")),
    "script with a fallback": empty(bare("Redirecting…", "<p>Redirecting to <a href='/2024/second-reservoir'>/2024/second-reservoir</a></p><script>window.location.replace('/2024/second-reservoir')</script>", head="<link rel='canonical' href='https://www.harbour-times.example/2024/second-reservoir'>")),
    "note only": empty(site("<h1>We have moved!</h1><p>The Arden Courier has a new address. This page has moved to courier-arden.example.</p>")),
    "object moved": empty(b"<html><head><title>Object moved</title></head><body>\r\n<h2>Object moved to <a href=\"/2024/second-reservoir\">here</a>.</h2>\r\n</body></html>\r\n"),
    "German": empty(bare("Weiterleitung", "<p>Sie werden in wenigen Sekunden weitergeleitet.</p>", head="<meta http-equiv='refresh' content='3; url=/neu/stausee'>", lang="de"), "de"),
    "Japanese": empty(bare("ページ移転のお知らせ", "<p>このページは移転しました。自動的に移動しない場合は下のリンクをクリックしてください。</p>", head="<meta http-equiv='refresh' content='3; url=/new/reservoir'>", lang="ja"), "ja"),
}  # fmt: skip

ERRORS: dict[str, Capture] = {
    "php fatal": down(b"<br />\n<b>Fatal error</b>:  Uncaught Error: Call to a member function fetch() on bool in /var/www/html/article.php:42\nStack trace:\n#0 {main}\n  thrown in <b>/var/www/html/article.php</b> on line <b>42</b><br />\n"),
    "php warnings before an empty template": down(b"<br />\n<b>Warning</b>:  mysqli_connect(): (HY000/2002): Connection refused in <b>/srv/db.php</b> on line <b>7</b><br />\n" + site("<h1></h1><div class='article-body'></div>")),
    "mysql": down(bare("Arden Courier", "<p>MySQL server has gone away</p>")),
    "mysql, too many": down(bare("Error", "<p>SQLSTATE[HY000] [1040] Too many connections</p>")),
    "sql syntax": down(bare("Database error", "<p>You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '' at line 1</p>")),
    "wordpress critical": down(bare("WordPress › Error", "<div class='wp-die-message'><p>There has been a critical error on this website.</p><p><a>Learn more about troubleshooting WordPress.</a></p></div>")),
    "wordpress maintenance": down(bare("Maintenance", "<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>")),
    "drupal": down(b"The website encountered an unexpected error. Please try again later.<br><br><em class=\"placeholder\">Drupal\\Core\\Database\\DatabaseAccessDeniedException</em>: SQLSTATE[HY000] in <em class=\"placeholder\">Drupal\\mysql\\Driver</em>"),
    "django debug": down(bare("OperationalError at /world/2024", "<div id='summary'><h1>OperationalError at /world/2024</h1><pre class='exception_value'>could not connect to server: Connection refused</pre><table><tr><th>Request Method:</th><td>GET</td></tr><tr><th>Django Version:</th><td>4.2</td></tr></table></div><p>You're seeing this error because you have DEBUG = True in your Django settings file.</p>")),
    "laravel": down(bare("Server Error", "<div class='code'>500</div><div class='message'>Server Error</div>")),
    "rails": down(bare("We're sorry, but something went wrong (500)", "<h1>We're sorry, but something went wrong.</h1><p>If you are the application owner check the logs for more information.</p>")),
    "asp.net": down(bare("Runtime Error", "<h1>Server Error in '/' Application.</h1><h2><i>Runtime Error</i></h2><b>Description:</b> An application error occurred on the server. The current custom error settings for this application prevent the details of the application error from being viewed.")),
    "java trace": down(bare("Error", "<pre>java.lang.NullPointerException\n\tat com.courier.web.ArticleController.show(ArticleController.java:118)\n\tat sun.reflect.GeneratedMethodAccessor.invoke(Unknown Source)\n\tat java.lang.Thread.run(Thread.java:748)</pre>")),
    "python trace": down(b"Traceback (most recent call last):\n  File \"/srv/app/views.py\", line 88, in article\n    return render(story)\nKeyError: 'headline'\n", headers={"content-type": "text/plain"}),
    "next.js client error": down(bare("Arden Courier", "<div id='__next'><h2>Application error: a client-side exception has occurred (see the browser console for more information).</h2></div>")),
    "heroku": down(bare("Application Error", "<iframe src='https://www.herokucdn.com/error-pages/application-error.html'></iframe>")),
    "varnish": down(bare("503 Backend fetch failed", "<h1>Error 503 Backend fetch failed</h1><p>Backend fetch failed</p><h3>Guru Meditation:</h3><p>XID: 32770</p><hr><p>Varnish cache server</p>")),
    "fastly": down(bare("Fastly error: unknown domain", "<p>Fastly error: unknown domain: www.harbour-times.example. Please check that this domain has been added to a service.</p>")),
    "cloudflare 522 with 200": down(bare("www.harbour-times.example | 522: Connection timed out", "<div id='cf-wrapper'><div id='cf-error-details'><h1><span>Connection timed out</span><span>Error code 522</span></h1><div>Visit cloudflare.com for more information.</div><div><span>You</span> Browser Working</div><div>Frankfurt Cloudflare Working</div><div>www.harbour-times.example Host Error</div><h2>What happened?</h2><p>The initial connection between Cloudflare's network and the origin web server timed out. As a result, the web page can not be displayed.</p><h2>What can I do?</h2><p>If you're a visitor of this website: Please try again in a few minutes.</p><p>Cloudflare Ray ID: 8dc0</p></div></div>")),
    "cloudflare 502 with 200": down(bare("harbour-times.example | 502: Bad gateway", "<div id='cf-error-details'><h1>Bad gateway <span>Error code 502</span></h1><h2>What happened?</h2><p>The web server reported a bad gateway error.</p><h2>What can I do?</h2><p>Please try again in a few minutes.</p></div>")),
    "nginx default": down(bare("Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p><p>For online documentation and support please refer to nginx.org.<br/>Commercial support is available at nginx.com.</p><p><em>Thank you for using nginx.</em></p>")),
    "apache default": down(bare("Apache2 Debian Default Page: It works", "<div class='main_page'><span>Apache2 Debian Default Page</span><div>It works!</div><p>This is the default welcome page used to test the correct operation of the Apache2 server after installation on Debian systems. If you can read this page, it means that the Apache HTTP server installed at this site is working properly. You should replace this file (located at <tt>/var/www/html/index.html</tt>) before continuing to operate your HTTP server.</p><p>If you are a normal user of this web site and don't know what this page is about, this probably means that the site is currently unavailable due to maintenance. If the problem persists, please contact the site's administrator.</p><h2>Configuration Overview</h2><p>Debian's Apache2 default configuration is different from the upstream default configuration, and split into several files optimized for interaction with Debian tools.</p></div>")),
    "iis default": down(bare("IIS Windows Server", "<div id='container'><a href='http://go.microsoft.com/fwlink/?linkid=66138'><img src='iisstart.png' alt='IIS'></a></div>")),
    "plesk default": down(bare("Web Server's Default Page", "<h1>Web Server's Default Page</h1><p>This page is generated by Plesk, the leading hosting automation software. You see this page because there is no Web site at this address.</p>")),
    "cpanel suspended": down(bare("Account Suspended", "<h1>Account Suspended</h1><p>This Account has been suspended.</p><p>Contact your hosting provider for more information.</p>"), final_url="https://www.harbour-times.example/cgi-sys/suspendedpage.cgi", hops=(302,)),
    "bandwidth": down(bare("509 Bandwidth Limit Exceeded", "<h1>Bandwidth Limit Exceeded</h1><p>The server is temporarily unable to service your request due to the site owner reaching his/her bandwidth limit. Please try again later.</p>")),
    "apache listing": down(bare("Index of /world/2024/11", "<h1>Index of /world/2024/11</h1><table><tr><th>Name</th><th>Last modified</th><th>Size</th></tr><tr><td><a href='/world/2024/'>Parent Directory</a></td><td></td><td>-</td></tr><tr><td><a href='a.html'>a.html</a></td><td>2024-11-01 17:00</td><td>12K</td></tr><tr><td><a href='b.html'>b.html</a></td><td>2024-11-01 18:00</td><td>14K</td></tr></table><address>Apache/2.4.57 Server</address>")),
    "service unavailable": down(bare("Service Unavailable", "<h2>Service Unavailable</h2><hr><p>HTTP Error 503. The service is unavailable.</p>")),
    "no server": down(bare("503 Service Temporarily Unavailable", "<center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>openresty</center>")),
    "haproxy": down(b"<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n"),
    "envoy": down(b"upstream connect error or disconnect/reset before headers. reset reason: connection failure", headers={"content-type": "text/plain"}),
    "json error as html": down(b'{"error":{"code":500,"message":"Internal Server Error"}}'),
    "json timeout": down(b'{"message": "Endpoint request timed out"}'),
    "s3": C(b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>world/a</Key><RequestId>1A</RequestId></Error>', GONE, headers={"content-type": "application/xml"}),
    "s3, denied": C(b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>1A</RequestId><HostId>x</HostId></Error>', Outcome.BLOCKED, headers={"content-type": "application/xml"}),
    "maintenance in the site": down(site("<h1>We'll be right back</h1><p>The Arden Courier is undergoing scheduled maintenance until 6 a.m. Thank you for your patience.</p>", title="Maintenance | Arden Courier", aside=False)),
    "maintenance, jokey": down(site("<h1>Our journalists are at work. Our website is not.</h1><p>We are doing some planned maintenance. Please check back in an hour.</p>", aside=False)),
    "something went wrong inside the article template": down(story(texts=["Sorry, something went wrong while loading this article. Please try again later."], headline="Arden Courier")),
    "queue": down(bare("Queue-it", "<h1>You are now in line</h1><p>When it is your turn, you will have 10 minutes to enter the website.</p><p>Number of users in line ahead of you: 1422</p><p>Your estimated wait time is: 6 minutes</p><p>Powered by Queue-it</p>")),
    "German maintenance": down(site("<h1>Wartungsarbeiten</h1><p>Unsere Website wird gerade gewartet. Wir sind in Kürze wieder für Sie da. Wir bitten um Ihr Verständnis.</p>", title="Wartungsarbeiten", lang="de", aside=False), "de"),
    "German error": down(site("<h1>Es ist ein Fehler aufgetreten</h1><p>Leider ist ein technischer Fehler aufgetreten. Bitte versuchen Sie es später noch einmal.</p>", lang="de"), "de"),
    "French maintenance": down(site("<h1>Site en maintenance</h1><p>Notre site est actuellement en maintenance. Nous serons de retour très bientôt. Merci de votre compréhension.</p>", title="Maintenance", lang="fr", aside=False), "fr"),
    "Spanish error": down(site("<h1>Se ha producido un error</h1><p>Estamos teniendo problemas técnicos. Por favor, inténtelo de nuevo más tarde.</p>", lang="es"), "es"),
    "Italian maintenance": down(site("<h1>Sito in manutenzione</h1><p>Stiamo effettuando lavori di manutenzione programmata. Torneremo online al più presto.</p>", title="Manutenzione", lang="it", aside=False), "it"),
    "Japanese maintenance": down(site("<h1>ただいまメンテナンス中です</h1><p>システムメンテナンスのため、現在サービスを停止しております。ご迷惑をおかけし申し訳ございません。終了予定時刻は午前6時です。</p>", title="メンテナンスのお知らせ", lang="ja", aside=False), "ja"),
    "Japanese crowded": down(bare("アクセスが集中しています", "<h1>アクセスが集中しております</h1><p>ただいまアクセスが集中し、ページを表示しにくい状態になっております。しばらく時間をおいてから再度アクセスしてください。</p>", lang="ja"), "ja"),
}  # fmt: skip

SHELLS: dict[str, Capture] = {
    "create-react-app": empty(bare("Arden Courier", "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div><script src='/static/js/main.1c2b.chunk.js'></script>")),
    "nuxt with loader": empty(bare("Arden Courier", "<div id='__nuxt'><div class='loader'><p>Loading…</p></div></div><script>window.__NUXT__={}</script><script src='/_nuxt/1.js'></script>")),
    "angular": empty(bare("Arden Courier", "<app-root></app-root><script src='main.js' type='module'></script>")),
    "shell with the template": empty(site("<div id='article-root' class='skeleton'><div class='skeleton-line'></div><div class='skeleton-line'></div></div>", title=f"{HEADLINES['en']} | Arden Courier")),
    "shell with metadata": empty(site("<div id='app'></div>", title=HEADLINES["en"], head='<meta property="og:type" content="article">' + ld() + '<meta name="description" content="The council approved a second reservoir.">')),
    "headline and date but no text": empty(story(texts=[])),
    "headline and a spinner": empty(story(texts=[], inner="<div class='spinner' role='status'><span>Loading article…</span></div>")),
    "noscript in German": empty(bare("Ardener Zeitung", "<noscript>Bitte aktivieren Sie JavaScript, um diese Seite anzuzeigen.</noscript><div id='app'></div><script src='/a.js'></script>", lang="de"), "de"),
    "browser too old": empty(site("<h1>Your browser is not supported</h1><p>Please upgrade your browser or use one of these: Chrome, Firefox, Safari, Edge.</p>")),
    "Japanese script": empty(bare("アーデン新報", "<noscript>このサイトを表示するにはJavaScriptを有効にしてください。</noscript><div id='app'></div><script src='/a.js'></script>", lang="ja"), "ja"),
    "template placeholders": empty(site("<article><h1>{{ article.title }}</h1><p class='byline'>{{ article.author }}</p><div>{{{ article.body }}}</div></article>", title="{{ title }}")),
    "nothing": empty(b""),
    "white space": empty(b"\r\n\r\n \n"),
    "only a comment": empty(b"<!-- page generated by node 3 -->"),
    "title only": empty(bare(f"{HEADLINES['en']} | Arden Courier", "")),
    "image only": empty(bare("Arden Courier", "<img src='/img/coming.jpg' alt='coming soon'>")),
}  # fmt: skip

_FULL = story()


def _until(mark: bytes, more: int = 0) -> bytes:
    return _FULL[: _FULL.index(mark) + more]


CUT: dict[str, Capture] = {
    "mid-word": C(_until(b"spawning ladder", 11), PARTIAL),
    "mid-tag": C(_until(b"<p>Farmers", 2), PARTIAL),
    "after a paragraph": C(_until(b"<p>Farmers"), PARTIAL),
    "mid-entity": C(story(texts=[*STORIES["en"][:4], "The fund & the region"]).split(b"amp; the region")[0], PARTIAL),
    "mid-script in the head": C(_FULL[: _FULL.index(b"datePublished")], Outcome.EMPTY),
    "in the navigation": C(_FULL[: _FULL.index(b"/politics")], Outcome.EMPTY),
    "longer Content-Length": C(_until(b"<p>Building"), PARTIAL, headers={"content-length": str(len(_FULL))}),
    "Japanese mid-character": C(story("ja")[: story("ja").index("下流の農家".encode()) + 4], PARTIAL, lang="ja"),
    "compressed and cut": C(_until(b"Forty-three families", 9), PARTIAL, headers={"content-encoding": "gzip"}),
}  # fmt: skip

BINARY: dict[str, Capture] = {
    "pdf": C(b"%PDF-1.7\n1 0 obj <<>> endobj\n" + b"The council approved. " * 80, UNSUPPORTED, headers={"content-type": "application/pdf"}),
    "pdf as html": C(b"%PDF-1.7\n1 0 obj <<>> endobj\n" + b"The council approved. " * 80, UNSUPPORTED),
    "zip as html": C(b"PK\x03\x04\x14\x00" + bytes(range(256)) * 20, UNSUPPORTED),
    "jpeg as html": C(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20, UNSUPPORTED),
    "webp as html": C(b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(range(256)) * 20, UNSUPPORTED),
    "gzip inside": C(b"\x1f\x8b\x08\x00" + bytes(range(256)) * 20, UNSUPPORTED),
    "mp4 as html": C(b"\x00\x00\x00\x20ftypisom" + bytes(range(256)) * 20, UNSUPPORTED),
    "json article": C(b'{"headline": "Valley council approves", "body": ["The council approved a second reservoir on Thursday."]}', UNSUPPORTED, headers={"content-type": "application/json"}),
    "random bytes as html": C(bytes((i * 197 + i // 7) % 256 for i in range(6000)), UNSUPPORTED),
}  # fmt: skip
