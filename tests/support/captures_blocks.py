"""Captures of guards: challenges, firewalls and rate limits of many makers, in the shapes that they serve."""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

from captures import BLOCKED, UNAVAILABLE, WALLED, Capture, bare, ps, site

C = Capture
HOST = "www.harbour-times.example"


def block(title: str, body: str, *, head: str = "", lang: str = "en", status: int = 200, **headers: str) -> Capture:
    """Give a small page that must be `blocked`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return C(bare(title, body, head=head, lang=lang), BLOCKED, status=status, headers=named, lang=lang)


BLOCKS: dict[str, Capture] = {
    # ------------------------------------------------------------ Cloudflare
    "cloudflare, managed challenge": block(
        "Just a moment...",
        f"<div class='main-wrapper' role='main'><div class='main-content'><noscript><div class='h2'><span id='challenge-error-text'>"
        f"Enable JavaScript and cookies to continue</span></div></noscript></div></div><script>(function(){{window._cf_chl_opt = "
        f"{{cvId: '3', cZone: '{HOST}', cType: 'managed', cRay: '8dc0a1b2c3d4e5f6'}};var a=document.createElement('script');a.src="
        f"'/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=8dc0a1b2c3d4e5f6';document.head.appendChild(a);}}());</script>",
        head="<meta name='robots' content='noindex,nofollow'><meta http-equiv='refresh' content='360'>",
    ),
    "cloudflare, interstitial after scripts": block(
        "Just a moment...",
        f"<h1>{HOST}</h1><p>Verifying you are human. This may take a few seconds.</p><p>{HOST} needs to review the security of your "
        "connection before proceeding.</p><p>Verification successful</p><p>Waiting for the site to respond...</p>"
        "<div>Ray ID: 8dc0a1b2c3d4e5f6</div><div>Performance &amp; security by Cloudflare</div>",
    ),
    "cloudflare, German interstitial": block(
        "Nur einen Moment…",
        f"<h1>{HOST}</h1><p>Bestätigen Sie, dass Sie ein Mensch sind. Dies kann einige Sekunden dauern.</p><p>{HOST} muss die Sicherheit "
        "Ihrer Verbindung überprüfen, bevor Sie fortfahren können.</p><div>Ray-ID: 8dc0a1b2c3d4e5f6</div>",
        lang="de",
    ),
    "cloudflare, Japanese interstitial": block(
        "しばらくお待ちください...",
        f"<h1>{HOST}</h1><p>人間であることを確認します。これには数秒かかる場合があります。</p><p>続行する前に、{HOST} は接続のセキュリティを確認する必要があります。</p>",
        lang="ja",
    ),
    "cloudflare, 1020": block(
        f"Access denied | {HOST} used Cloudflare to restrict access",
        "<div id='cf-wrapper'><div id='cf-error-details'><h1><span>Error</span> <span>1020</span></h1><span>Ray ID: 8dc0a1b2c3 &bull; "
        "2024-11-02 08:00:00 UTC</span><h2>Access denied</h2><section><h2>What happened?</h2><p>This website is using a security service "
        "to protect itself from online attacks.</p></section><div>Was this page helpful? <button>Yes</button> <button>No</button></div>"
        "<p>Cloudflare Ray ID: <strong>8dc0a1b2c3</strong> Your IP: 192.0.2.7 Performance &amp; security by Cloudflare</p></div></div>",
    ),
    "cloudflare, 1015": block(
        f"Access denied | {HOST} used Cloudflare to restrict access",
        f"<h1>Error 1015</h1><h2>You are being rate limited</h2><h3>What happened?</h3><p>The owner of this website ({HOST}) has banned you "
        "temporarily from accessing this website.</p>",
    ),
    "cloudflare, 1009 country": block(
        f"Access denied | {HOST} used Cloudflare to restrict access",
        f"<h1>Error 1009</h1><h2>Access denied</h2><p>The owner of this website ({HOST}) has banned the country or region your IP address is "
        "in (DE) from accessing this website.</p>",
    ),
    "cloudflare, turnstile in the site": C(
        site(
            "<h1>One more step</h1><p>Please complete the security check to access the article.</p><form method='post'><div class='cf-turnstile' "
            "data-sitekey='0x4AAA'></div><button>Continue</button></form><script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>",
            title="Arden Courier",
        ),
        BLOCKED,
    ),
    # ------------------------------------------------------------ Akamai, F5, Imperva and other firewalls
    "akamai, access denied": block(
        "Access Denied",
        f"<H1>Access Denied</H1>\n \nYou don't have permission to access \"http&#58;&#47;&#47;{HOST}&#47;world\" on this server.<P>\n"
        "Reference&#32;&#35;18&#46;9d2c1602&#46;1730534400&#46;2b4f6a1c\n<P>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18&#46;9d2c1602&#46;1730534400</P>",
    ),
    "akamai, proof of work": block(
        "&nbsp;",
        "<div id='sec-if-container'></div><div id='sec-if-cpt-container' style='display:none' class='crypto'></div><script src='/_sec/cp_challenge/"
        "sec-cpt-4-3.js' data-duration='5'></script><noscript>Please enable JavaScript to view the page content.</noscript>",
    ),
    "f5 asm": block(
        "Request Rejected",
        "The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 12739473900842153642<br><br>"
        "<a href='javascript:history.back();'>[Go Back]</a>",
    ),
    "f5 bot defence": block(
        "",
        "<noscript>Please enable JavaScript to view the page content.<br/>Your support ID is: 12739473900842153642.<br/></noscript><script>"
        "window['bobcmn']='10111111';window['failureConfig']='abc';</script><script src='/TSPD/0812?type=8'></script>",
    ),
    "imperva, iframe": block(
        "",
        "<iframe id='main-iframe' src='/_Incapsula_Resource?CWUDNSAI=24&xinfo=9-1-0&incident_id=1-2&edet=16&cinfo=ff' frameborder=0 width='100%' "
        "height='100%'>Request unsuccessful. Incapsula incident ID: 877000120176842613-9</iframe>",
        head="<META NAME='robots' CONTENT='noindex,nofollow'><script src='/_Incapsula_Resource?SWJIYLWA=5074a744e2e3'></script>",
    ),
    "imperva, error 15": block(
        f"{HOST}",
        f"<h1>{HOST}</h1><h2>Additional security check is required</h2><p>Why am I seeing this page?</p><p>The website you are visiting is "
        "protected and accelerated by Imperva. Your computer may have been infected by malware and therefore flagged by the Imperva network.</p>"
        "<p>This request was blocked by our security service</p><p>Error code 15</p><p>Your IP: 192.0.2.7 Proxy IP: 198.51.100.4 (ID 1-100) "
        "Incident ID: 877-9</p>",
    ),
    "imperva, distil": block(
        "Pardon Our Interruption",
        "<h1>Pardon Our Interruption...</h1><p>As you were browsing <strong>the site</strong> something about your browser made us think you were a "
        "bot. There are a few reasons this might happen:</p><ul><li>You're a power user moving through this website with super-human speed.</li>"
        "<li>You've disabled JavaScript in your web browser.</li><li>A third-party browser plugin, such as Ghostery or NoScript, is preventing "
        "JavaScript from running.</li></ul><p>After completing the CAPTCHA below, you will immediately regain access to the site again.</p>",
    ),
    "datadome, device check": block(
        f"{HOST}",
        "<p id='cmsg'>Please enable JS and disable any ad blocker</p><script data-cfasync='false'>var dd={'rt':'i','cid':'AHrlq','hsh':'2F','t':'bv',"
        "'host':'geo.captcha-delivery.com','cookie':'x'}</script><script src='https://ct.captcha-delivery.com/i.js'></script>",
        head="<style>#cmsg{animation: A 1.5s;}@keyframes A{0%{opacity:0;}99%{opacity:0;}100%{opacity:1;}}</style>",
    ),
    "datadome, captcha text": block(
        "You have been blocked",
        "<h1>You have been blocked</h1><p>You have been blocked from The Arden Courier because we suspect that you're a robot.</p><p>Why did this "
        "happen? Something about the behaviour of the browser has caught our attention.</p><ul><li>you are using a robot</li><li>you (or somebody on "
        "your network) are going through pages very fast</li></ul><iframe src='https://geo.captcha-delivery.com/captcha/?cid=x'></iframe>",
    ),
    "human, press and hold": block(
        "Access to this page has been denied.",
        "<div class='px-captcha-container'><div class='px-captcha-header'>Before we continue...</div><div class='px-captcha-message'>Press &amp; Hold "
        "to confirm you are<br>a human (and not a bot).</div><div id='px-captcha'></div><div>Reference ID 6f1e2c40-98d1</div></div>"
        "<script>window._pxAppId='PX8FCGYgk4';</script>",
    ),
    "human, older text": block(
        "Access to this page has been denied.",
        "<h1>Please verify you are a human</h1><p>Access to this page has been denied because we believe you are using automation tools to browse the "
        "website.</p><p>This may happen as a result of the following:</p><ul><li>Javascript is disabled or blocked by an extension (ad blockers for "
        "example)</li><li>Your browser does not support cookies</li></ul><p>Please make sure that Javascript and cookies are enabled on your browser "
        "and that you are not blocking them from loading.</p><p>Reference ID: #6f1e2c40</p><p>Powered by PerimeterX, Inc.</p>",
    ),
    "aws waf, challenge": block(
        "",
        "<div id='challenge-container'></div><script>AwsWafIntegration.saveReferrer();AwsWafIntegration.checkForceRefresh();</script><noscript><h1>"
        "JavaScript is disabled</h1>In order to continue, we need to verify that you're not a robot. This requires JavaScript. Enable JavaScript and "
        "then reload the page.</noscript>",
        head="<script>window.awsWafCookieDomainList = [];window.gokuProps = {'key':'AQIDAHj','iv':'A6x','context':'q1'};</script>"
        "<script src='https://3c1.eu-west-1.token.awswaf.com/3c1/challenge.js'></script>",
        status=202,
    ),
    "cloudfront, request blocked": block(
        "ERROR: The request could not be satisfied",
        "<H1>403 ERROR</H1><H2>The request could not be satisfied.</H2><HR noshade size='1px'>Request blocked. We can't connect to the server for "
        "this app or website at this time. There might be too much traffic or a configuration error. Try again later, or contact the app or website "
        "owner.<BR>If you provide content to customers through CloudFront, you can find steps to troubleshoot and help prevent this error by "
        "reviewing the CloudFront documentation.<HR><PRE>Generated by cloudfront (CloudFront)\nRequest ID: kQ3z==</PRE>",
    ),
    "sucuri": block(
        "Sucuri WebSite Firewall - Access Denied",
        "<h1>Access Denied - Sucuri Website Firewall</h1><p>If you are the site owner (or you manage this site), please whitelist your IP or if you "
        "think this block is an error please open a support ticket and make sure to include the block details, so we can assist you in "
        "troubleshooting the issue.</p><h2>Block details:</h2><table><tr><td>Your IP:</td><td>192.0.2.7</td></tr><tr><td>Block ID:</td><td>GEO02</td>"
        "</tr><tr><td>Block reason:</td><td>Access from your Country was disabled by the administrator.</td></tr></table>",
    ),
    "sucuri, cookie script": block(
        "You are being redirected...",
        "<noscript>Javascript is required. Please enable javascript before you are allowed to see this page.</noscript><script>var s={},u,c,U,r,i,l=0,"
        "S='cz0nNjVm';sucuri_cloudproxy_js='';location.reload();</script>",
    ),
    "kasada": block(
        "",
        "<script>window.KPSDK={};KPSDK.now=typeof performance!=='undefined'?performance.now.bind(performance):Date.now;KPSDK.start=KPSDK.now();</script>"
        "<script src='/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39-8ed7-437e-a3be-862e0f06eea3/ips.js?KP_UIDz=0a'></script>",
    ),
    "vercel": block(
        "Vercel Security Checkpoint",
        "<main><p id='header-text'>We're verifying your browser</p><p id='footer-text'><a href='https://vercel.link/security-checkpoint'>Website owner? "
        "Click here to fix</a></p></main><noscript>Enable JavaScript to continue</noscript>",
    ),
    "imunify360": block(
        "One moment, please...",
        "<h1>One moment, please...</h1><h5>Please wait while your request is being verified...</h5><form id='wsidchk-form' style='display:none;' "
        "action='/z0f76a1d14fd21a8fb5fd0d03e0fdc3d3cedae52f' method='GET'><input type='hidden' id='wsidchk' name='wsidchk'/></form>",
    ),
    "siteground": block(
        "Robot Challenge Screen",
        "<h1>Checking the site connection security</h1><p>harbour-times.example is verifying your browser. This should only take a moment.</p>",
        head="<meta http-equiv='refresh' content='0;/.well-known/sgcaptcha/?r=%2Fworld'>",
    ),
    "ddos-guard": block(
        "DDoS-Guard",
        "<h1>Checking your browser before accessing harbour-times.example</h1><p>This process is automatic. Your browser will redirect to your "
        "requested content shortly.</p><p>Please allow up to 5 seconds…</p><footer>DDoS protection by DDoS-Guard</footer>",
    ),
    "wordfence": block(
        "Your access to this site has been limited by the site owner",
        "<h1>Your access to this site has been limited by the site owner</h1><p>Your access to this service has been limited. (HTTP response code 503)"
        "</p><p>If you think you have been blocked in error, contact the owner of this site for assistance.</p><p>If you are a WordPress user with "
        "administrative privileges on this site, please enter your email address in the box below and click \"Send\". You will then receive an email "
        "that helps you regain access.</p><h2>Block Technical Data</h2><table><tr><th>Block Reason:</th><td>Exceeded the maximum number of page "
        "requests per minute for crawlers.</td></tr></table><p>About Wordfence</p>",
    ),
    "azure front door": block(
        "Attention Required!",
        "<h2>The request is blocked.</h2><p>20241102T080000Z-r1abcdefgh</p>",
    ),
    "modsecurity": block(
        "406 Not Acceptable",
        "<h1>Not Acceptable!</h1><p>An appropriate representation of the requested resource could not be found on this server. This error was "
        "generated by Mod_Security.</p>",
    ),
    "nginx 403 with 200": block("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx/1.24.0</center>"),
    "nginx 429 with 200": block("429 Too Many Requests", "<center><h1>429 Too Many Requests</h1></center><hr><center>nginx</center>"),
    "fortigate": block(
        "Web Filter Violation",
        "<h1>Web Page Blocked!</h1><p>The page you have requested has been blocked because the URL is banned.</p><p>URL: harbour-times.example/world "
        "Description: Client IP: 10.0.0.4 Server IP: 192.0.2.1</p>",
    ),
    "radware": block(
        "Radware Bot Manager Captcha",
        "<h1>We apologize for the inconvenience...</h1><p>...but your activity and behavior on this site made us think that you are a bot.</p><p>"
        "Note: A number of things could be going on here. If you are attempting to access this site using an anonymous Private/Proxy network, please "
        "disable that and try accessing site again.</p><p>Please solve this CAPTCHA to request unblock to the website</p>",
    ),
    "perfdrive redirect": C(
        bare("", "<form><p>Please solve this CAPTCHA to request unblock to the website</p><div class='h-captcha'></div></form>"),
        BLOCKED, final_url="https://validate.perfdrive.com/4b31/?ssa=1&ssb=2", hops=(302,),
    ),
    "anubis": block(
        "Making sure you&#39;re not a bot!",
        "<h1>Making sure you&#39;re not a bot!</h1><p id='status'>Loading...</p><details><summary>Why am I seeing this?</summary><p>You are seeing "
        "this because the administrator of this website has set up Anubis to protect the server against the scourge of AI companies aggressively "
        "scraping websites. This can and does cause downtime for the websites, which makes their resources inaccessible for everyone.</p><p>Anubis "
        "is a compromise. Anubis uses a Proof-of-Work scheme in the vein of Hashcash, a proposed proof-of-work scheme for reducing email spam.</p>"
        "</details><script id='anubis_challenge' type='application/json'>{\"rules\":{\"difficulty\":4}}</script>",
    ),
    # ------------------------------------------------------------ CAPTCHAs without a maker's page
    "recaptcha in the site": C(
        site(
            "<h1>Security check</h1><p>We have received an unusual number of requests from your network. To continue to the article, please tick the "
            "box below.</p><form action='/verify' method='post'><div class='g-recaptcha' data-sitekey='6Lc'></div><button>Continue</button></form>"
            "<script src='https://www.google.com/recaptcha/api.js'></script>",
        ),
        BLOCKED,
    ),
    "hcaptcha interstitial": block(
        "Security Check",
        "<h1>Please complete the security check to access www.harbour-times.example</h1><form id='challenge-form'><div class='h-captcha' "
        "data-sitekey='x'></div></form><script src='https://js.hcaptcha.com/1/api.js'></script>",
    ),
    "unusual traffic": block(
        "https://www.harbour-times.example/world",
        "<div><b>About this page</b><br><br>Our systems have detected unusual traffic from your computer network. This page checks to see if it's "
        "really you sending the requests, and not a robot. <a href='#'>Why did this happen?</a><br><br>This page appears when requests are "
        "automatically detected coming from your computer network which appear to be in violation of the Terms of Service. The block will expire "
        "shortly after those requests stop. In the meantime, solving the above CAPTCHA will let you continue to use our services.<br><br>IP address: "
        "192.0.2.7<br>Time: 2024-11-02T08:00:00Z</div>",
    ),
    "bloomberg style": block(
        "Are you a robot?",
        "<h2>We've detected unusual activity from your computer network</h2><p>To continue, please click the box below to let us know you're not a "
        "robot.</p><div id='px-captcha'></div><h3>Why did this happen?</h3><p>Please make sure your browser supports JavaScript and cookies and that "
        "you are not blocking them from loading. For more information you can review our Terms of Service and Cookie Policy.</p><h3>Need Help?</h3>"
        "<p>For inquiries related to this message please contact our support team and provide the reference ID below.</p><p>Block reference ID:</p>",
    ),
    "rate limit in the site": C(
        site("<h1>Slow down</h1><p>You have made too many requests. Please wait a few minutes before you try again.</p>", title="Too many requests | Arden Courier"),
        BLOCKED,
    ),
    "adblock wall": C(
        site(
            "<div class='adblock-wall'><h1>Ad blocker detected</h1><p>It looks like you're using an ad blocker. Please disable your ad blocker or add "
            "us to your whitelist to continue reading.</p><button>I've disabled it</button></div>",
        ),
        WALLED,
    ),
    "vpn wall": block("Proxy detected", "<h1>VPN or proxy detected</h1><p>You appear to be using a VPN or proxy. Please turn off your VPN to access this site.</p>"),
    # ------------------------------------------------------------ regions
    "geo, European visitors": block(
        "Unavailable",
        "<h1>451: Unavailable due to legal reasons</h1><p>We recognize you are attempting to access this website from a country belonging to the "
        "European Economic Area (EEA) including the EU which enforces the General Data Protection Regulation (GDPR) and therefore access cannot be "
        "granted at this time. For any issues, contact feedback@harbour-times.example or call 555-0100.</p>",
    ),
    "geo, in the site": C(
        site("<h1>Sorry, this content is not available in your region.</h1><p>We are working to make our journalism available to readers in the European Union.</p>"),
        BLOCKED,
    ),
    "geo, German": C(
        site("<h1>Dieser Inhalt ist in Ihrem Land nicht verfügbar</h1><p>Aus rechtlichen Gründen können wir Ihnen diesen Inhalt leider nicht anzeigen.</p>", lang="de"),
        BLOCKED, lang="de",
    ),
    "geo, Japanese": C(
        site("<h1>お住まいの地域からはご覧いただけません</h1><p>申し訳ございませんが、このコンテンツは日本国外からの閲覧はできません。</p>", lang="ja"),
        BLOCKED, lang="ja",
    ),
    "geo, Spanish": C(
        site("<h1>Contenido no disponible en su país</h1><p>Lo sentimos, por motivos de derechos este contenido no está disponible en su región.</p>", lang="es"),
        BLOCKED, lang="es",
    ),
    # ------------------------------------------------------------ six languages
    "German firewall": block("Zugriff verweigert", "<h1>Zugriff verweigert</h1><p>Ihre Anfrage wurde aus Sicherheitsgründen blockiert. Falls Sie glauben, dass dies ein Fehler ist, wenden Sie sich bitte an den Betreiber und nennen Sie die Vorgangsnummer 0.4a2f.</p>", lang="de"),
    "French firewall": block("Accès refusé", "<h1>Accès refusé</h1><p>Votre requête a été bloquée par notre système de sécurité. Si vous pensez qu'il s'agit d'une erreur, contactez-nous en indiquant l'identifiant 0.4a2f.</p>", lang="fr"),
    "French robot check": block("Êtes-vous un robot ?", "<h1>Êtes-vous un robot ?</h1><p>Une activité inhabituelle a été détectée depuis votre réseau. Pour continuer, cochez la case ci-dessous.</p><div class='g-recaptcha'></div>", lang="fr"),
    "Spanish robot check": block("Comprobación de seguridad", "<h1>¿Eres un robot?</h1><p>Hemos detectado una actividad inusual en tu red. Marca la casilla para continuar leyendo.</p><div class='h-captcha'></div>", lang="es"),
    "Italian robot check": block("Verifica di sicurezza", "<h1>Non sei un robot?</h1><p>Abbiamo rilevato un traffico anomalo proveniente dalla tua rete. Completa la verifica per continuare.</p>", lang="it"),
    "Japanese robot check": block("アクセス確認", "<h1>アクセスの確認</h1><p>お使いのネットワークから通常と異なるアクセスが検出されました。下のボタンを押して、ロボットではないことを確認してください。</p>", lang="ja"),
    "Japanese forbidden": block("403 Forbidden", "<h1>閲覧できません (Forbidden access)</h1><p>指定したウェブページを表示することができません。入力したURLや値が正しくない可能性がございますのでご確認ください。</p><p>The server refuse to browse the page. The URL or value may not be correct. Please confirm the value.</p>", lang="ja"),
    "Chinese": block("安全验证", "<h1>请完成安全验证</h1><p>您的访问过于频繁，请完成下方验证后继续访问。</p>", lang="zh"),
}  # fmt: skip

HEADERS: dict[str, Capture] = {
    "cloudflare, mitigated, any text": C(
        bare("Attention", ps("A few words that no table knows, and then a few more.")), BLOCKED, headers={"cf-mitigated": "challenge"}
    ),
    "aws waf, empty 202": C(b"", BLOCKED, status=202, headers={"x-amzn-waf-action": "challenge"}),
    "datadome, 403": C(bare(HOST, "<script>var dd={'host':'geo.captcha-delivery.com'}</script>"), BLOCKED, status=403, headers={"x-dd-b": "1"}),
    "vercel, 429": C(bare("Vercel Security Checkpoint", ""), BLOCKED, status=429, headers={"x-vercel-mitigated": "challenge"}),
    "cloudflare, challenge with 503": C(BLOCKS["cloudflare, managed challenge"].body, BLOCKED, status=503),
    "cloudflare, challenge with 404": C(BLOCKS["cloudflare, managed challenge"].body, BLOCKED, status=404),
    "imperva, challenge with 503": C(BLOCKS["imperva, iframe"].body, BLOCKED, status=503),
    "plain 503": C(bare("503", "<h1>503</h1>"), UNAVAILABLE, status=503),
}  # fmt: skip
