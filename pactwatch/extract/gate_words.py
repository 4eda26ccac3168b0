"""How pages that are no article speak to their reader, by kind of page.

Only words that such a page says *to the reader* stand here ("we value your privacy", "subscribe to continue"), never
mere topics ("cookies", "subscription"): a story about a paywall must not look like one. The patterns meet text in lower
case with straight apostrophes. They are written without nested repetition, so that matching stays linear.

English, German, French, Spanish, Italian and Japanese are meant to be covered well; Dutch, Portuguese, Polish, Korean
and Chinese in the commonest phrases.
"""
# ruff: noqa: E501 - one line of a table is one idea in one language; breaking it would hide that

from __future__ import annotations

import re
from functools import cache

CONSENT = r"""
we (?:value|respect|care about|take) your privacy
your privacy (?:matters|is important|choices|settings)
before you continue
(?:accept|allow|reject|refuse|decline|agree to) (?:all|cookies|and (?:continue|close|proceed)|& (?:continue|close))
(?:accept|agree|consent|continue) (?:and|&|without) (?:continue|close|accepting|proceed)
i (?:accept|agree|consent)\b
(?:manage|change|review|customi[sz]e|set) (?:your |my )?(?:preferences|options|choices|cookies?|privacy settings|consent)
(?:our|trusted|third[- ]party|\d+) (?:\w{1,20} )?(?:advertising |data )?(?:partners|vendors)\b
we (?:and our|use|store|process|set|need) .{0,40}(?:cookies|consent|your (?:data|device|permission))
(?:this|our) (?:web ?)?sites? uses? cookies
uses? cookies (?:to|and|for|on this)
your (?:cookie )?consent\b
(?:give|withdraw|need|require|ask for|without) (?:us )?(?:your )?consent
legitimate interests?\b.{0,40}(?:object|purpose|consent|partner|basis)
you (?:consent|agree) to (?:the|our|us|cookies)
(?:store|access|storing|accessing)(?: and/or access(?:ing)?)? information on (?:a|your|the) device
personali[sz]ed (?:ads|advertising|adverts|content)
(?:ad(?:vertising)?|content) (?:and content )?(?:measurement|performance)
audience (?:insights|research|measurement)
cookie (?:policy|settings|preferences|notice|banner|wall|statement)
by (?:clicking|choosing|continuing|selecting|using)\b.{0,60}(?:agree|accept|consent|cookies|you )
(?:with|without|no) (?:ads|advertising|tracking)\b.{0,30}(?:continue|subscri|consent|accept)
(?:to continue|to proceed|to use this site),? (?:please )?(?:accept|agree|choose|consent)
(?:change|withdraw) your (?:mind|choices?|settings|preferences|consent) at any time
(?:precise )?geolocation data
(?:bevor sie|bevor du) (?:zu .{0,20})?(?:fortfahren|fortfährst|weitergehen|weiterlesen|weiterlest)|avant de (?:continuer|poursuivre)|antes de continuar|prima di (?:continuare|proseguire)|voordat (?:u|je) (?:verdergaat|verder gaat)
(?:zustimmung|einwilligung) (?:ist )?erforderlich|(?:der nutzung|um) .{0,60}(?:mit werbung|cookies) .{0,20}zuzustimmen|cookies in ihrem browser zugelassen
(?:ihre|deine|eure) (?:privatsphäre|einwilligung|zustimmung|datenschutz)
(?:wir|und) .{0,40}(?:verwenden|nutzen|setzen|benötigen|brauchen) .{0,30}(?:cookies|einwilligung|zustimmung)
(?:diese|unsere) (?:website|webseite|seite) (?:verwendet|nutzt|benutzt) cookies
alles? (?:cookies )?(?:akzeptieren|ablehnen|zulassen|annehmen)
(?:akzeptieren|zustimmen|einwilligen) (?:und|&) (?:weiter|fortfahren|schlie)
(?:mit|ohne|keine) (?:werbung|tracking).{0,30}(?:weiter|lesen|nutzen|abo)
(?:unsere|unseren|unserer|\d+) (?:\w{1,20} )?(?:partner|drittanbieter)\b
(?:datenschutz-?|cookie-?)(?:einstellungen|hinweise?|richtlinie|auswahl)
einstellungen (?:verwalten|anpassen|ändern)
personalisierte[nrs]? (?:werbung|anzeigen|inhalte)
berechtigte[nms]? interesses?\b
jederzeit (?:widerrufen|ändern|anpassen)
informationen auf (?:einem|ihrem) gerät
(?:votre|de votre) (?:vie privée|consentement|confidentialité|accord)
(?:nous|et) .{0,40}(?:utilisons|utilisent|déposons|stockons|traitons) .{0,30}(?:cookies|traceurs|données|informations)
ce site utilise des cookies
(?:tout )?(?:accepter|refuser|autoriser) (?:tout|et continuer|et fermer|les cookies|& fermer)
tout (?:accepter|refuser|autoriser)
continuer sans accepter
(?:gérer|paramétrer|personnaliser|modifier) (?:mes|vos|les) (?:choix|préférences|cookies|options)
nos (?:\d+ )?partenaires
publicités? (?:et (?:du )?contenus? )?personnalisée?s?
intérêts? légitimes?
(?:tu|su|vuestra) (?:privacidad|consentimiento)
(?:nosotros|y|nuestros) .{0,40}(?:utilizamos|usamos|almacenamos|tratamos) .{0,30}(?:cookies|datos|información)
(?:utilizamos|usamos) cookies|este sitio (?:web )?(?:utiliza|usa) cookies
cookies propias y de terceros
(?:aceptar|rechazar|permitir) (?:todo|todas|y continuar|y cerrar|las cookies|cookies)
(?:configurar|gestionar|administrar) (?:las )?(?:cookies|opciones|preferencias)
nuestros (?:\d+ )?(?:socios|colaboradores)
(?:publicidad|anuncios) (?:y contenidos? )?personalizad[oa]s?
interés legítimo
(?:tua|vostra|tuo|vostro|tuoi) (?:privacy|consenso|dati|scelte)
(?:noi|e|nostri) .{0,40}(?:utilizziamo|usiamo|archiviamo|trattiamo) .{0,30}(?:cookie|dati|informazioni)
(?:utilizziamo|usiamo) (?:i )?cookie|questo sito (?:web )?(?:utilizza|usa) (?:i )?cookie
(?:accetta|rifiuta|consenti) (?:tutto|tutti|e continua|e chiudi|i cookie)
continua senza accettare
(?:gestisci|personalizza|modifica) (?:le |i )?(?:opzioni|preferenze|cookie|scelte)
nostri (?:\d+ )?(?:partner|fornitori)
pubblicità (?:e contenuti )?personalizzat[aie]
interess[ei] legittim[oi]
(?:cookie|クッキー)(?:等)?(?:を|の)(?:使用|利用|設定|受け入れ|許可|使って)
(?:に|へ)?同意(?:する|して|いただ|のうえ|が必要|しない|します)
(?:すべて|全て)(?:の(?:cookie|クッキー))?(?:を)?(?:受け入れ|許可|同意|拒否|承認)
プライバシー(?:を|設定|に関する(?:選択|設定)|の(?:設定|選択))
続行する(?:に|前|には)
(?:パートナー|提携)(?:企業|各社|会社)?(?:は|が|と|および)
パーソナライズ
wij (?:en onze|gebruiken|waarderen) .{0,30}(?:cookies|partners|privacy)|alles (?:accepteren|weigeren)|uw toestemming
(?:aceitar|rejeitar) (?:todos|tudo|e continuar|cookies)|sua privacidade|usamos cookies|utilizamos cookies
(?:akceptuj|zaakceptuj|odrzuć) (?:wszystkie|wszystko|i )|twoj(?:a|ą) (?:prywatność|zgod)|używamy plików cookie
(?:쿠키|개인정보).{0,12}(?:동의|사용|허용|거부)|모두 (?:동의|허용|거부)
(?:接受|拒绝|拒絕|允许)(?:所有|全部).{0,4}cookie|我们(?:使用|和我们的).{0,8}(?:cookie|合作伙伴)|您的隐私
"""

# Questions that must be answered before anything is shown: an age, a country, a language, a room number.
QUESTION = r"""
(?:verify|confirm|enter|state) (?:that you are|you are|your age|you're|your date of birth).{0,24}|are you (?:over|at least|of legal age|18|21)\b|^age (?:verification|check|gate)$|(?:only )?suitable for adults|must be (?:at least )?(?:18|21) (?:years|or)
^altersprüfung$|altersverifi\w{1,10}|(?:bestätigen sie|ich bin) .{0,16}(?:alter\b|über 18|mindestens 18|volljährig)|erst ab (?:16|18) jahren|sind sie (?:über|mindestens) 18
avez-vous (?:plus de )?18 ans|êtes-vous majeur|vérification de l'âge|interdit aux mineurs|mayor(?:es)? de (?:edad|18)|verifica(?:ción)? de (?:la )?edad|verifica dell'età|maggiorenn|(?:hai|ho) (?:più di |almeno )?18 anni
(?:18|20)歳(?:以上|未満)|年齢(?:確認|認証)
(?:choose|select|pick) (?:your|a|an) .{0,24}(?:country|region|language|location|edition)\b|^(?:choose|select) (?:country|region|language|edition)
(?:wählen sie|bitte wählen) .{0,16}(?:land|sprache|region|ausgabe)\b|choisissez votre (?:pays|langue|région|édition)|(?:elige|elija|selecciona|seleccione) (?:tu|su|un) (?:país|idioma|región|edición)|(?:scegli|seleziona) (?:il tuo |la tua |un |una )?(?:paese|lingua|regione|edizione)
(?:言語|国|地域|お住まいの地域)(?:を|の)(?:選択|お選び)
(?:room|access|voucher) (?:number|code)\b.{0,40}(?:internet|wi-?fi)|(?:access|connect to|use) the (?:internet|wi-?fi)|^(?:hotel|guest|free|public) wi-?fi
"""

# What only machines print: it counts wherever it stands, addressed to somebody or not.
MACHINE = r"""
sqlstate\[|server has gone away|you have an error in your sql syntax|\[\d{3,5}\] too many connections|database error|error establishing a database connection
upstream connect error|no healthy upstream|disconnect/reset before headers|fastly error|unknown domain: |varnish cache server|guru meditation|\bxid: \d+
fatal error: |uncaught (?:\w{0,20}error|exception)|^warning: \w{1,40}\(\)|stack trace:|traceback \(most recent call last|^thrown in|on line \d+$
\b(?:java|javax|org|com|net|jdk|sun|io)\.[\w.$]{3,80}(?:exception|error)\b|\bat [\w$.<>]{3,120}\([\w$.]{2,80}(?::\d+)?\)|file ".{1,200}", line \d+|\bat .{1,200}\.(?:js|ts|cs|php|py|rb):(?:line )?\d+
^\w{2,40}(?:error|exception) at /|request method: (?:get|post)|django version|exception (?:type|value|location):|debug = true in your
^welcome to nginx|nginx web server is successfully installed|\bapache2? .{0,16}(?:default|test) page|(?:default|test) (?:welcome )?page (?:used to test|for)|server installed at this site is working|generated by plesk|^iis windows server|no web ?site at this address|^(?:web server's )?default (?:web )?page$|^it works!?$
error code:? 5[0-3]\d|^5[0-3]\d: |\| 5[0-3]\d: |(?:connection|ssl handshake|request|origin) (?:timed out|failed)$|(?:cloudflare|browser) working|host error|web server (?:is|reported|returned) .{0,20}(?:down|unknown|bad gateway|invalid)|origin (?:web )?server (?:timed out|is unreachable)
endpoint request timed out|application error: a (?:client|server)-side exception|encountered an unexpected error|there has been a critical error|bandwidth limit exceeded
server error in '/|^runtime error$|http error 5\d\d|no server is available to handle|^index of /
"""

# What stands where a story breaks off.
PAYWALL = r"""
(?:subscribe|sign up|register|log ?in|sign in|join|create an? (?:free )?account)(?: now| today| for free| free|,| or \w{1,20} ?\w{0,12})? to (?:continue|keep|finish|read|unlock|view|access|see)
to (?:continue|keep|finish) reading
(?:enter|submit|give|leave|add) (?:us )?your e-?mail(?: address)? (?:to|and) (?:read|continue|keep|unlock|view|see)
(?:continue|keep) reading (?:this|with|for|by|your|the (?:full|rest|whole|entire)|[$€£¥])
(?:read|unlock|access|see|view|get) (?:the )?(?:full|rest|entire|whole|complete) (?:of (?:this|the) )?(?:story|article|text|report|access)
(?:article|story|content|report|page|section) is (?:\w{1,20} )?(?:for|reserved for|available (?:only )?(?:to|for)|exclusive to|exclusively for|only (?:for|available to)|restricted to|limited to) (?:our )?(?:\w{1,20} )?(?:subscribers|members|registered|paying|premium)
(?:for|to) (?:our )?(?:paying |paid |premium )?(?:subscribers|members) only
(?:you have|you've) (?:reached|used|read|hit|exhausted|run out of) (?:all )?(?:of )?(?:your|the) .{0,30}(?:free|limit|articles|stories|views)
(?:\d+|no|your last|your) (?:more )?free (?:articles?|stories|story) (?:left|remaining|this month|per month)?
unlock (?:this|unlimited|full|the|all)\b
(?:buy|purchase) (?:this|single) article
(?:to read (?:this|the full|more of this)|for full access).{0,40}(?:subscri|regist|log ?in|sign|join|member)
want to read (?:more|the rest|on)\b
(?:available|open|accessible|offered|published|exclusive|reserved) (?:only |exclusively |just )?(?:to|for) (?:our |\w{1,20} )?(?:\w{1,20} )?(?:subscribers|members)\b
become a (?:\w{1,20} )?(?:member|subscriber|supporter) to (?:read|continue|unlock|see|access)
(?:continue|keep|finish) reading (?:it )?(?:in|on) (?:the|our) app\b|(?:open|read) (?:this |it )?(?:in|on) (?:the|our) app to (?:read|continue)
(?:show|display|read|see|view|load) (?:you )?the (?:rest|remainder) of (?:this|the) (?:article|story|page|text)|cookies and read on
(?:jetzt |hier |bitte )?(?:abonnieren|anmelden|registrieren|testen|einloggen)(?: sie sich)?,? (?:und|um) .{0,30}(?:lesen|weiter|zugang|zugriff)
um (?:diesen|den (?:ganzen|vollständigen|kompletten)|weiter|alle|unseren) .{0,24}(?:lesen|zugriff)
\d+ (?:tage|wochen|monate) (?:kostenfrei|kostenlos|gratis|lang|für) .{0,16}(?:testen|lesen)|zugang zu allen .{0,20}(?:beiträgen|artikeln|inhalten)
weiterlesen mit\b|jetzt weiterlesen|sie möchten weiterlesen|wie (?:wollen|möchten) sie weiterlesen
(?:nur |exklusiv )?für (?:unsere )?(?:abonnent|\w{0,12}mitglieder|registrierte)
(?:diesen|den (?:ganzen|vollständigen)) (?:artikel|text|beitrag) (?:weiter|zu ende|freischalten|lesen)
(?:dieser|der) (?:artikel|inhalt|beitrag) ist .{0,24}(?:abonnent|kostenpflichtig|registrierte)
réservée?s? (?:aux|à nos) (?:abonné|membre|inscrit)
(?:il )?(?:vous )?reste(?:nt)? .{0,16}(?:à lire|à découvrir|de cet article)
la suite (?:est|de cet article est) réservée
pour (?:lire la suite|continuer (?:la lecture|votre lecture|à lire)|lire (?:cet article|l'intégralité)|accéder à)
sans engagement|débloque(?:r|z) (?:cet|l')|(?:lisez|lire) la suite (?:avec|de cet)
(?:solo|exclusiv[oa]|sólo|únicamente|reservad[oa]) (?:para|a) (?:los )?(?:nuestros )?(?:suscriptores|usuarios registrados|socios)
suscríb(?:ete|ase|anse)(?: ahora| gratis)? (?:para|y|desde|por)
(?:regístrate|regístrese|inicia sesión)(?: gratis)? (?:para|y) .{0,16}(?:leer|leyendo|acceder|continuar|seguir)
para (?:seguir|continuar) leyendo|sigue leyendo (?:con|por)
(?:has|ha) (?:alcanzado|superado|agotado) (?:el límite|tus|sus)
(?:riservat[oa]|sol[oa]|esclusiv[oa]) (?:per |a )?(?:gli |agli |i )?(?:nostri )?(?:utenti (?:registrati )?(?:e )?)?abbonati
abbonati (?:per|e|subito|ora|a partire)|registrati (?:per|e) .{0,16}(?:leggere|continuare|accedere)
per (?:continuare (?:a leggere|la lettura)|leggere (?:l'articolo|il resto|tutto))
(?:continua|prosegui) (?:a leggere|la lettura) (?:con|abbonandoti|questo)
hai raggiunto il (?:limite|numero)|sblocca (?:l'articolo|questo)
(?:有料)?会員(?:の方)?(?:限定|専用|のみ)
(?:続き|全文|残り|この記事の(?:続き|全文))(?:を|は)(?:お)?(?:読|ご覧|閲覧|有料|会員)
残り.{0,3}\d+.{0,2}(?:文字|字|%|%)
(?:ログイン|会員登録|無料登録|購読|登録)(?:を)?(?:する|して|すると|いただくと).{0,12}(?:続き|全文|読|閲覧|ご覧)
(?:word|meld je aan|log in|abonneer) .{0,24}om .{0,24}(?:lezen|verder)|alleen voor abonnees
(?:exclusivo|só) para (?:assinantes|subscritores)|assine (?:para|e|já)|para continuar (?:a ler|lendo)
tylko dla (?:prenumeratorów|subskrybentów)|(?:aby|by) (?:czytać dalej|przeczytać)
(?:구독|로그인|회원).{0,10}(?:하면|하고|전용|후).{0,12}(?:읽|보|이용|기사)?
(?:订阅|訂閱|登录|登入|注册)(?:后|後|以)?(?:继续|繼續|阅读|閱讀)
"""

# What else a publisher says of its subscriptions, there and in the header of every page.
OFFER = r"""
already (?:a |have an? )?(?:subscriber|member|subscribed|registered|account|subscription)
(?:subscribers?|members?)[- ](?:only|exclusive)
start your (?:free |digital |\d+[- ]\w{1,20} )?(?:trial|subscription)
subscribe (?:from|for (?:only |just |as little as )?[$€£¥\d])
(?:this is |this )?(?:a )?premium (?:article|content|story)
(?:cancel|unsubscribe) any ?time
unlimited (?:digital |online )?access
choose (?:your|a) (?:plan|subscription|offer)
(?:bereits|schon) (?:abonnent|abonniert|registriert|kunde|mitglied|ein abo|ein konto)
(?:mit|im) (?:einem |dem |unserem |digital-?)?(?:abo|digitalabo|probeabo)\b
(?:plus|premium|abo|bezahl)-?(?:artikel|inhalt|beitrag)
jederzeit kündbar|monatlich kündbar
(?:déjà|vous êtes) (?:abonné|inscrit)
abonnez-vous|s'abonner (?:pour|dès|à partir)|je m'abonne
¿?ya (?:eres|soy|es|estás) (?:suscriptor|suscrit|registrad|socio)
contenido (?:exclusivo|premium|solo)|hazte (?:premium|suscriptor|socio)|contenuto premium|contenu premium
(?:sei )?già (?:abbonat|registrat|iscritt)
有料会員(?:登録|になる|の方|は)
無料(?:会員)?登録(?:で|する|すると)|(?:定期)?購読(?:の(?:お)?申し込み|を申し込む|する)
(?:すでに|既に)会員の(?:方|かた)
"""

CHALLENGE = r"""
just a moment
attention required
one more step
pardon our interruption
checking (?:if the site|your browser|the security|that you)
(?:verify|verifying|confirm|prove|proving|check|checking|make sure|ensure)(?: that)? (?:if )?(?:you(?:'re| are)|it'?s you) .{0,8}(?:human|robot|bot|person)
(?:are you|i'?m not|i am not|you(?:'re| are) not) a (?:robot|bot|human)
human verification|(?:bot|robot) (?:check|detection|verification|or not)
(?:complete|solve|pass|enter|finish) (?:the|this|a) .{0,20}(?:captcha|security check|challenge|puzzle|verification|characters)
enable (?:both )?(?:javascript and cookies|cookies and javascript|cookies in your browser)
(?:javascript|js) and cookies
access (?:to (?:this|the) .{0,30})?(?:has been |is |was )?(?:temporarily )?(?:denied|blocked|forbidden|restricted|limited)
you (?:don'?t|do not) have permission to access
(?:403|error 403|http 403) ?-? ?(?:forbidden)?$|^forbidden$
(?:your|this|the) (?:request|ip(?: address)?|connection|access|browser|session|activity) .{0,24}(?:been |was |is )(?:\w{1,20} )?(?:blocked|rejected|denied|flagged|limited|identified|banned)
requested url was rejected|request (?:is|was|has been) (?:blocked|rejected|denied)|request blocked|web ?page (?:is |was |has been )?blocked|(?:url|page|site) (?:is|has been|was) (?:banned|blocked)\b|mod_?security|not acceptable!?$
request could not be satisfied|you(?:'ve| have) made too many requests
(?:checking|verifying) (?:the )?(?:site |your )?(?:connection|browser|request|device)|is verifying your|(?:request|browser|connection) is being verified
(?:been|is) banned .{0,40}(?:from|accessing)|banned the (?:country|region|ip)
(?:unusual|suspicious|automated|malicious|abnormal|excessive) (?:\w{1,20} )?(?:traffic|activity|access|queries|requests?|behaviou?r|tools?)\b.{0,60}(?:your|network|computer|detected|from|you|device)
(?:see|check) if it'?s really you|and not a robot\b|requests? .{0,30}(?:automatically detected|violation of the terms)|the block will expire|why did this happen
(?:detected|noticed|received|seeing) .{0,12}(?:unusual|suspicious|automated|abnormal)
press (?:and|&) hold
(?:cloudflare )?ray id|reference ?(?:#|id|no|number)|incident (?:id|number)|support id|(?:block|event|request|transaction|error|case) ?(?:id|ref)\b ?:
performance (?:and|&) security by|ddos protection|protected by
(?:you have|you've) been (?:blocked|rate[- ]limited|banned|denied)
too many requests|rate limit(?:ed| exceeded)
(?:why have i been|what happened|why am i (?:seeing|being)|what can i do to (?:resolve|prevent))
(?:needs to review the security|security service to protect|security (?:check(?:point)?|verification|solution)\b)
(?:slide|drag|swipe|move) .{0,16}(?:slider|to (?:verify|unlock|the right)|right to)
(?:please )?(?:stand by|wait).{0,30}(?:while|checking|browser|verif|redirected|seconds)
this (?:may|might|could) (?:take|happen).{0,20}(?:seconds|if)
(?:sorry,? )?(?:(?:this|the|our) (?:\w{1,20} ){1,2}(?:is|are) )?(?:currently )?(?:not available|unavailable|blocked|restricted) (?:in|from|to|for) (?:your|users? in|visitors? (?:in|from)|readers? (?:in|from)|most|legal|the european) .{0,20}(?:country|region|location|area|countries|reasons|union)
unavailable (?:due to|for) legal reasons|451:? unavailable
(?:diese[rs]? \w{1,20} (?:ist|sind) )?(?:in|aus) (?:ihrem|deinem) (?:land|gebiet) .{0,40}(?:nicht(?: verfügbar| abrufbar)?|gesperrt)|(?:nicht|gesperrt) .{0,40}in ihrem (?:land|gebiet)
(?:pas|non) (?:disponible|accessible) (?:dans|depuis) votre (?:pays|région)|no (?:está )?disponible en (?:su|tu) (?:país|región)
non (?:è )?disponibile nel (?:tuo|suo) paese|お住まいの(?:国|地域)|(?:国|地域)から(?:は|の)?.{0,16}(?:ご覧|閲覧|アクセス|利用)
(?:表示|閲覧)(?:は|が)?(?:できません|権限がありません)|アクセス権(?:限)?がありません
(?:cannot|can't|unable to|not able to) (?:grant|give|offer|provide) (?:you )?access|attempting to (?:access|visit) this (?:web ?)?site
(?:turn off|disable|pause|switch off|whitelist) .{0,24}(?:ad ?-?block|vpn|proxy)|ad ?-?block(?:er)? (?:detected|is|enabled)
(?:request|traffic|activity|visit) (?:looks|seems|appears) (?:to be )?(?:automated|suspicious|like a bot)|you appear to be (?:using|a)\b|(?:something about|your) .{0,24}browser made us think
(?:super|extremely) ?human speed|third-party browser plugin
(?:sind sie|ich bin|dass sie) (?:ein|kein|wirklich) .{0,10}(?:mensch|roboter|bot)
(?:wir )?(?:überprüfen|prüfen) .{0,24}(?:browser|verbindung|sicherheit|ob sie)
zugriff .{0,24}(?:verweigert|gesperrt|blockiert|eingeschränkt|nicht (?:erlaubt|gestattet|möglich))
(?:ungewöhnliche|verdächtige|automatisierte)[rnms]? (?:\w{1,20} )?(?:aktivität|datenverkehr|zugriff|anfrage|verkehr)
(?:nur|noch) (?:einen|ein) (?:moment|augenblick|schritt)|einen (?:moment|augenblick),? bitte|bitte warten
sicherheits(?:überprüfung|abfrage|prüfung|check)
javascript und cookies|(?:ihre|die) (?:ip-adresse|anfrage) .{0,20}(?:gesperrt|blockiert|abgelehnt)
(?:lösen|füllen) sie das captcha|captcha (?:lösen|ausfüllen|eingeben)
(?:vérifi|confirm)\w{0,12} que vous (?:êtes|n'êtes) .{0,12}(?:humain|robot|personne)
je ne suis pas un robot
accès .{0,24}(?:refusé|interdit|bloqué|restreint|limité|temporairement)
(?:trafic|activité|comportement) (?:inhabituel|suspect|anormal|automatisé)
(?:vérification|contrôle) de (?:la )?sécurité
(?:juste )?un instant|veuillez patienter|merci de patienter
(?:activer|activez) javascript et|(?:vous avez|votre (?:adresse )?ip a) été bloqué
(?:complét|résolv|saisi)\w{0,12} le captcha
(?:verific|comprob|confirm|demuestr)\w{0,12} que (?:no )?(?:eres|es|usted) .{0,12}(?:humano|robot|persona)
no soy un robot
acceso .{0,24}(?:denegado|restringido|bloqueado|prohibido|limitado)
(?:tráfico|actividad|comportamiento) (?:inusual|sospechos|anormal|automatizad)
(?:comprobación|verificación|control) de seguridad
(?:un|espere un|solo un) momento|(?:ha|has) sido bloquead
habilit\w{1,20} javascript y|(?:complet|resuelv)\w{0,12} el captcha
(?:verific|conferm|dimostr)\w{0,12} (?:di essere|che (?:tu )?(?:non )?sei|se sei) .{0,12}(?:uman|robot|persona)
non sono un robot
accesso .{0,24}(?:negato|bloccato|limitato|vietato|non consentito)
(?:traffico|attività|comportamento) (?:anomal|insolit|sospett|automatizzat)
(?:controllo|verifica) (?:di|della) sicurezza
(?:un|solo un|ancora un) (?:attimo|momento|istante)
attiva\w{0,12} javascript e|(?:sei|è) stato bloccato|(?:complet|risolv)\w{0,12} il captcha
(?:私は)?ロボットではありません
(?:人間|ロボット|ボット)(?:である|で(?:は)?ない|かどうか|による)(?:こと|操作)?.{0,8}(?:確認|検証|認証)?
アクセス(?:は|が|を)?.{0,6}(?:拒否|制限|ブロック|遮断|禁止|許可されて)
(?:不審|不正|異常|通常と(?:は)?異なる|自動化され).{0,3}(?:アクセス|トラフィック|アクティビティ|リクエスト|操作)
セキュリティ(?:・)?(?:チェック|確認|検証|保護)
(?:しばらく|少々|今しばらく)お待ち(?:ください|下さい)
(?:javascript|cookie).{0,3}と.{0,3}(?:cookie|javascript).{0,3}を有効
画像認証|(?:表示された|画像の|画像に.{0,12})文字(?:を|の)入力
(?:even geduld|een moment)|toegang geweigerd|acesso negado|não sou um robô|odmowa dostępu|nie jestem robotem
로봇이 아닙니다|접근이 (?:거부|차단)|잠시만 기다려|访问(?:被拒绝|受限|被阻止)|我不是机器人|请稍候|安全验证|拒絕存取
"""

LOGIN = r"""
(?:please )?(?:log|sign) ?[io]n (?:to (?:your|continue|my|access|the|view)|with|below|required|here)
^(?:log|sign) ?-?in$|^login(?: page| required)?$
(?:forgot|forgotten|reset|lost) (?:your |my )?(?:password|username)
(?:create|open|need|don't have) (?:an?|your|my) (?:new |free )?account
remember me|keep me (?:signed|logged) in|(?:enter|type) your (?:password|e-?mail|username|credentials)
you (?:must|need to|have to) be (?:logged|signed) in|(?:members?|staff) (?:area|login)
(?:bitte )?(?:melden sie sich|loggen sie sich|logge dich|melde dich) .{0,20}(?:an|ein)\b|^(?:anmelden|anmeldung|login|einloggen)$
passwort vergessen|angemeldet bleiben|(?:noch )?kein (?:konto|benutzerkonto)
(?:connectez|identifiez)-vous|mot de passe oublié|se souvenir de moi|^(?:connexion|se connecter|identification)$|pas encore (?:de compte|inscrit)
(?:inicia|iniciar|inicie) sesión|(?:olvidaste|olvidó|olvidado) (?:tu|su|la) contraseña|^acceso usuarios$|recordarme
(?:password|credenziali) dimenticat|^(?:accedi|accesso|login)$|accedi (?:al|con|per|a )|ricordami|effettua (?:il )?(?:login|l'accesso)
パスワードを(?:お)?忘れ|ログイン(?:してください|が必要|画面|ページ)|^ログイン$|(?:ユーザー|会員)?idとパスワード|ログイン状態を保持
wachtwoord vergeten|esqueceu (?:a|sua) senha|zapomniał\w{0,12} hasła|비밀번호.{0,4}(?:찾기|잊)|忘记密码
"""

NOT_FOUND = r"""
(?:^|\b)(?:error|http|status|fehler|erreur|errore)?:? ?404\b(?: ?[-:] ?)?(?: error| not found| page| fehler| erreur)?
(?:page|article|story|content|url|link|file|document|item|post|resource|address)\b.{0,50}(?:not (?:be |been )?found|no longer (?:available|exists?|here|online)|been (?:removed|deleted|moved|taken down|withdrawn|unpublished)|(?:does not|doesn'?t|not) exist|not available|isn'?t (?:available|here)|can'?t be found|couldn'?t be found|is (?:gone|missing|unavailable|no more))
^cannot get /|^not found$|^(?:page|article|file|content) (?:missing|gone|unavailable|removed|deleted)$|^nothing (?:was )?found
(?:we|i) (?:can'?t|cannot|couldn'?t|could not|can not|were unable to|are unable to)(?: seem to)? find (?:the|that|this|what|your|it)
nothing (?:was |to be |here)?(?:found|to see|matches)
(?:page|what|article|story|content) you(?:'re| are|'ve| have| were)? (?:looking|searching|look|tried|trying|requested|followed|request)
(?:you (?:may|might) have )?(?:mistyped|mis-typed|followed a broken|typed the (?:address|url))|(?:check|verify) the (?:url|address|spelling)
(?:broken|dead|expired|outdated) link|link (?:is |may be |has )(?:broken|expired|outdated)
(?:seite|artikel|inhalt|beitrag|meldung|dokument|adresse|url)\b.{0,50}(?:nicht (?:gefunden|vorhanden|verfügbar|mehr|existier|auffindbar)|existiert nicht|gelöscht|entfernt|gibt es nicht)
(?:leider )?nicht gefunden
(?:page|article|contenu|document|adresse)\b.{0,50}(?:introuvable|non trouvé|n'existe (?:pas|plus)|n'a pas été trouvé|supprimé|n'est (?:plus|pas) (?:disponible|en ligne|accessible))
^introuvable$|nous n'avons pas (?:pu )?trouv|page que vous (?:cherchez|recherchez|demandez)
(?:página|artículo|contenido|noticia|dirección)\b.{0,50}(?:no (?:encontrad|existe|(?:está )?disponible|se (?:ha )?(?:podido )?enc)|ya no (?:existe|está)|eliminad|ha sido (?:borrad|retirad))
no (?:hemos podido encontrar|encontramos|se encontró)
(?:pagina|articolo|contenuto|notizia|indirizzo)\b.{0,50}(?:non (?:è (?:stat[ao] )?)?(?:trovat|esiste|(?:è )?(?:più )?disponibile|più)|inesistente|rimoss|eliminat)
(?:ページ|記事|ファイル|コンテンツ|url|お探し).{0,24}(?:(?:見|み)つかりません|見つけることができ|存在しません|存在しない|削除され|ありません|終了(?:し|いた)|ございません|移動(?:した|され|または))
(?:掲載|公開|配信)(?:期間)?(?:が|を|は)?終了
(?:pagina|artikel) (?:is )?niet gevonden|página não encontrada|nie znaleziono|페이지를 찾을 수 없|(?:页面|頁面|找不到).{0,6}(?:不存在|未找到|找不到|页面|頁面)
(?:domain|website|[\w-]{2,60}\.[a-z]{2,12}|^) ?(?:name )?(?:is |may be |has )?(?:for sale|parked|expired|available for purchase)\b|buy this domain|(?:make|submit) an offer\b.{0,40}|(?:buy|lease) (?:domain names?|this name)|is this your domain|domain registration service provider|parked (?:free|domain)
domain .{0,60}(?:zum verkauf|zu verkaufen|abgelaufen|geparkt)|domaine .{0,60}(?:à vendre|expiré)|dominio .{0,60}(?:en venta|in vendita|caducado|scaduto)|ドメイン.{0,24}(?:売|販売|有効期限|失効)
(?:story|article|page|content|account|site|blog) (?:has |is |was )?(?:been )?expired|^(?:site|website|story|page|content|article|link) (?:expired|not found)|there (?:isn'?t|is no) an? .{0,24}(?:site|page|article) here|(?:removed|deleted) from (?:our|this) (?:site|website)|(?:authors?|owner) (?:has|have) deleted this (?:site|blog)|this (?:page|story|article) (?:has|is) (?:gone|left|vanished|disappeared)
(?:inhalt|beitrag|video|sendung|artikel) (?:ist )?(?:depubliziert|nicht mehr (?:abrufbar|verfügbar|online))|verweildauer .{0,12}abgelaufen|steht .{0,40}nicht mehr zur verfügung
specified key does not exist|nosuchkey
"""

BROKEN = r"""
(?:under|scheduled|undergoing|down for|planned|routine|performing) (?:\w{1,20} )?maintenance|^(?:site )?maintenance(?: mode)?$
(?:we'?ll|we will|we'?re|we are|we should) (?:be )?(?:right )?back (?:soon|shortly|online|up|in)|^be right back$|^back soon
temporarily (?:unavailable|down|offline|out of service|closed)|currently (?:unavailable|offline|down)\b
(?:internal )?server error|bad gateway|gateway time-?out|service (?:temporarily )?unavailable|(?:error|http) 5\d\d\b|^5\d\d\b
error establishing a database connection|(?:database|connection|runtime|application|script|proxy|backend|fetch) error\b
(?:we'?re )?(?:sorry,? (?:but )?)?something went wrong(?: \(5\d\d\))?|(?:an|some|unexpected|unknown) (?:\w{1,20} )?(?:error|problem) (?:has )?occurred|went wrong on our
technical (?:difficulties|problems?|error|issues?|fault)
fatal error|uncaught (?:exception|error)|stack trace|traceback \(most recent|warning: (?:mysql|include|require|cannot)
(?:please )?try (?:again|reloading|refreshing)(?: later| in a| soon| shortly|$|\.)|(?:reload|refresh) (?:the|this) page
(?:site|server|website|page) is (?:currently |temporarily )?(?:down|offline|busy|overloaded|over capacity|unavailable|experiencing|not responding)
(?:high|heavy|exceptional) (?:traffic|demand|load|volume)|waiting room|you(?:'re| are) (?:now )?in (?:line|the queue|a queue|a virtual queue)|estimated wait
account (?:has been |is )?suspended|default (?:welcome |test |index )?page|(?:site|page|website) (?:is )?(?:coming soon|under construction)
domain (?:name )?has been (?:registered|parked)|your hosting provider|varnish|guru meditation|origin (?:server|is unreachable)|upstream (?:connect|request)|no healthy upstream|default web page|it works!|welcome to nginx|^index of /
wartungs(?:arbeiten|modus|fenster|seite)|^wartung$|wird (?:gerade |derzeit )?gewartet
(?:vorübergehend|derzeit|momentan|zurzeit) nicht (?:verfügbar|erreichbar)
(?:interner )?serverfehler|technische[nrs]? (?:fehler|störung|problem|gründen|schwierigkeiten)|(?:es ist )?ein .{0,20}fehler (?:ist )?aufgetreten
(?:bitte )?versuchen sie es .{0,16}(?:später|erneut|noch einmal|wieder)|(?:gleich|bald|in kürze) (?:wieder|zurück)
(?:en|opération de) maintenance|(?:temporairement|momentanément|actuellement) (?:indisponible|inaccessible|hors service)
erreur (?:interne|serveur|technique|du serveur|5\d\d)|une erreur .{0,20}(?:survenue|produite)|(?:problème|incident)s? techniques?
(?:veuillez )?réessayer .{0,16}(?:plus tard|ultérieurement|dans)|(?:de retour|bientôt) .{0,12}(?:bientôt|disponible)
(?:en|por|tareas de|labores de) mantenimiento|(?:temporalmente|momentáneamente) (?:no disponible|fuera de servicio|inaccesible)
error (?:interno|del servidor|en el servidor|técnico|inesperado)|(?:se )?ha (?:producido|ocurrido) un error|(?:problemas|dificultades) técnic|inténtelo (?:de nuevo|más tarde)|inténtalo
(?:in|per|lavori di) manutenzione|(?:temporaneamente|momentaneamente) (?:non (?:disponibile|raggiungibile)|fuori servizio)
errore (?:interno|del server|tecnico|imprevisto|5\d\d)|si è verificato un (?:errore|problema)|(?:problemi|difficoltà) tecnic|(?:riprova|riprovare|riprovi) (?:più tardi|tra|in)
メンテナンス(?:中|の(?:ため|お知らせ)|を(?:行|実施)|作業)
(?:一時的に|現在|ただいま)(?:、)?.{0,16}(?:利用|ご利用|アクセス|表示|接続|サービス).{0,10}(?:できません|できない|停止|いただけません|しにくい)
(?:サーバー?|システム|内部|予期(?:せぬ|しない))(?:内部)?エラー|エラーが発生|障害が発生|(?:時間|しばらく)(?:を)?(?:おいて|経って|たって|してから).{0,10}(?:アクセス|お試し|再度|もう一度)|アクセスが集中
onderhoud|em manutenção|przerwa techniczna|prace (?:konserwacyjne|techniczne)|(?:서버|서비스) 점검|系统维护|服务器错误|伺服器錯誤
"""

SCRIPT_ONLY = r"""
(?:enable|turn on|activate|allow|need|needs|requires?|without) (?:\w{1,20} )?javascript|javascript (?:is |must be |has been |to be |needs? to be )?(?:not )?(?:required|disabled|enabled|turned|needed|unavailable)
^(?:now )?loading(?: (?:the )?\w{1,20})?(?:…|\.{1,3})?$|^please wait(?:…|\.{1,3})?$
(?:browser|version) (?:is |you are using is )?(?:not supported|out ?-?of ?-?date|outdated|no longer supported|unsupported)|upgrade your browser|(?:supported|modern) browser
javascript (?:zu |bitte )?(?:aktivieren|deaktiviert|erforderlich|einschalten)|aktivieren sie (?:bitte )?javascript|^wird geladen|^lädt
(?:activer|activez|nécessite) javascript|javascript (?:est )?(?:désactivé|requis|nécessaire)|^chargement
(?:habilit|activ|requiere|necesit)\w{0,12} (?:el )?javascript|javascript (?:está )?(?:desactivado|deshabilitado)|^cargando
(?:attiv|abilit|richied)\w{0,12} (?:il )?javascript|javascript (?:è )?disabilitato|^caricamento
javascript(?:を|が|の)(?:有効|オン|無効|必要|設定)|^(?:読み込み|読込|ロード)中|ブラウザ.{0,10}(?:対応して(?:い|お)|サポートされて)
"""

MOVED_NOTE = r"""
(?:page|site|article|document|story|content) (?:has|have|was) (?:been )?(?:permanently )?moved
(?:you|we)(?:'re| are| will be|'ll be| should be) (?:being |now )?(?:automatically )?redirect(?:ed|ing)
^redirecting|^moved permanently|^(?:301|302|308) |^object moved|(?:not|aren't) (?:automatically )?redirected
(?:sie werden|du wirst) .{0,20}weitergeleitet|^weiterleitung|(?:seite|artikel) (?:ist|wurde) (?:umgezogen|verschoben)
(?:vous allez être|vous serez|vous êtes) .{0,12}redirigé|^redirection|(?:page|article) a (?:été déplacé|déménagé)
(?:será|serás|está siendo) redirigid|^redirigiendo|(?:página|artículo) se ha (?:movido|trasladado)
(?:verrai|sarai|sarete|stai per essere) .{0,12}re(?:in)?dirett|reindirizza|(?:pagina|articolo) è stat[ao] spostat
(?:転送|移動|リダイレクト)(?:され|します|しました|いたし)|移転しました
"""

_TABLES = {
    "machine": MACHINE,
    "question": QUESTION,
    "challenge": CHALLENGE,
    "not-found": NOT_FOUND,
    "broken": BROKEN,
    "consent": CONSENT,
    "login": LOGIN,
    "paywall": PAYWALL,
    "offer": OFFER,
    "script-only": SCRIPT_ONLY,
    "moved-note": MOVED_NOTE,
}


@cache
def phrases(kind: str) -> re.Pattern[str]:
    """Give the pattern for one kind of page; compiled when first asked for."""
    return re.compile("|".join(f"(?:{line})" for line in _TABLES[kind].strip().splitlines()))


# ---------------------------------------------------------------- what the makers of challenges leave in a page

# Headers that only stand on an answer that is a challenge or a block: (name, part of the value, whose). Not among them
# is `x-datadome: protected`: it stands on every good page of a site that DataDome guards.
CHALLENGE_HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("cf-mitigated", "block", "Cloudflare"),
    ("x-amzn-waf-action", "", "AWS WAF"),
    ("x-dd-b", "", "DataDome"),
    ("x-px-block", "", "HUMAN"),
    ("x-vercel-mitigated", "challenge", "Vercel"),
    ("x-vercel-mitigated", "deny", "Vercel"),
    ("x-sucuri-block", "", "Sucuri"),
)

# Parts of the markup, in lower case, that only a challenge itself has: its box, its questions, its answer's address. The
# scripts with which the same makers watch good pages are not among them.
CHALLENGE_ELEMENTS = (
    ("_cf_chl_opt", "Cloudflare"),
    ("challenge-error-text", "Cloudflare"),
    ("captcha-delivery.com/captcha", "DataDome"),
    ("ct.captcha-delivery.com", "DataDome"),
    ("px-captcha", "HUMAN"),
    ("gokuprops", "AWS WAF"),
    ("sec-if-cpt-container", "Akamai"),
    ("sec-cpt", "Akamai"),
    ("/ips.js?", "Kasada"),
    ("anubis_challenge", "Anubis"),
    ("sucuri_cloudproxy_js", "Sucuri"),
    ("wsidchk", "Imunify360"),
    (".well-known/sgcaptcha", "SiteGround"),
    ("bobcmn", "F5"),
    ("rbzns", "Reblaze"),
    ("request unsuccessful. incapsula", "Imperva"),
)

# Some of these also stand on good pages (a score script, a captcha in the comment form), so they count only where there
# is hardly any article.
CHALLENGE_MARKUP = (
    ("_cf_chl_opt", "Cloudflare"),
    ("cf-chl-", "Cloudflare"),
    ("cf_chl_", "Cloudflare"),
    ("cf-error-details", "Cloudflare"),
    ("cf-browser-verification", "Cloudflare"),
    ("/cdn-cgi/challenge-platform/", "Cloudflare"),
    ("challenges.cloudflare.com", "Cloudflare"),
    ("cf-turnstile", "Cloudflare"),
    ("captcha-delivery.com", "DataDome"),
    ("datadome", "DataDome"),
    ("_incapsula_resource", "Imperva"),
    ("incapsula incident id", "Imperva"),
    ("imperva", "Imperva"),
    ("px-captcha", "HUMAN"),
    ("_pxappid", "HUMAN"),
    ("px-cdn.net", "HUMAN"),
    ("px-cloud.net", "HUMAN"),
    ("perimeterx", "HUMAN"),
    ("humansecurity.com", "HUMAN"),
    ("awswaf", "AWS WAF"),
    ("gokuprops", "AWS WAF"),
    ("errors.edgesuite.net", "Akamai"),
    ("sec-if-cpt", "Akamai"),
    ("bm-verify", "Akamai"),
    ("sec-cpt", "Akamai"),
    ("akamaighost", "Akamai"),
    ("sucuri_cloudproxy", "Sucuri"),
    ("sucuri website firewall", "Sucuri"),
    ("ddos-guard", "DDoS-Guard"),
    ("kpsdk", "Kasada"),
    ("/tspd/", "F5"),
    ("149e9513-01fa-4fb0-aad4-566afd725d1b", "Kasada"),
    ("vercel security checkpoint", "Vercel"),
    ("anubis_challenge", "Anubis"),
    ("techaro.lol", "Anubis"),
    ("wordfence", "Wordfence"),
    ("g-recaptcha", "a CAPTCHA"),
    ("recaptcha/api", "a CAPTCHA"),
    ("recaptcha/enterprise", "a CAPTCHA"),
    ("hcaptcha.com", "a CAPTCHA"),
    ("h-captcha", "a CAPTCHA"),
    ("arkoselabs", "a CAPTCHA"),
    ("funcaptcha", "a CAPTCHA"),
    ("geetest", "a CAPTCHA"),
    ("friendlycaptcha", "a CAPTCHA"),
    ("frc-captcha", "a CAPTCHA"),
    ("mtcaptcha", "a CAPTCHA"),
    ("turing.captcha", "a CAPTCHA"),
    ("validatecaptcha", "a CAPTCHA"),
)

# What the makers of consent dialogues put the dialogue into, and what loads it.
CONSENT_ELEMENTS = (
    "sp_message_container", "sp_message_iframe", "usercentrics-root", "usercentrics-cmp", "didomi-host", "onetrust-consent-sdk",
    "onetrust-banner-sdk", "qc-cmp2-container", "cmpbox", "consent-manager", "cookiewall", "cookie-wall", "truste-consent",
    "cybotcookiebotdialog", "fc-consent-root", "iubenda-cs-banner", "axeptio_overlay",
)  # fmt: skip
# What the makers of consent walls and paywalls leave in a page; all of it stands on good pages too.
CONSENT_MARKUP = (
    "onetrust", "didomi", "sp_message", "sourcepoint", "privacy-mgmt", "quantcast", "usercentrics", "cookiebot", "trustarc",
    "consentmanager", "cmp_", "fundingchoices", "iubenda", "axeptio", "tcfapi", "cookiewall", "cookie-wall", "consent",
)  # fmt: skip
PAYWALL_MARKUP = (
    "paywall", "regwall", "meteredcontent", "metered", "tp-modal", "tinypass", "piano.io", "poool", "subscriber-only",
    "subscribers-only", "premium-content", "leaky", "blendle", "laterpay", "zephr", "subscribe-wall", "article-locked",
    "pay-wall", "article-gate", "content-gate", "gateway-content", "abo-hinweis", "paid-content", "paidcontent", "restricted-content",
)  # fmt: skip
