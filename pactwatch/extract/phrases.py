"""Lines that no article is made of, told by how they begin: share, newsletter, credit, cookie, by and update lines.

Only short blocks are judged, and a phrase must open (or be) the block: a story about cookies is full of cookies.
"""

from __future__ import annotations

import re

from pactwatch.extract.heads import Heads
from pactwatch.extract.phrases_ja import about_access
from pactwatch.patterns import late

_MAX = 260

# Whole lines.
_WHOLE = Heads(
    r"^(?:advertisement|advertisements?|ad|publicité|publicidad|pubblicità|anzeige|werbung|reklama|annonce|広告|"
    r"skip (?:advertisement|ad|to .{1,30})|(?:article|story) continues? (?:below|after).{0,40}|scroll to "
    r"continue.{0,40}|"
    r"continue reading.{0,60}|read more|learn more|more|share|share this.{0,40}|share (?:on|via|full) .{0,60}|"
    r"tweet|email|e-mail|print|save|"
    r"copy(?: the)? link|link copied.{0,20}|follow us.{0,80}|listen|listen to (?:this )?article.{0,30}|play|watch|"
    r"(?:watch|listen|see also|read also|also read|related|more|read next|read more|up next|recommended|trending|"
    r"lire aussi|à lire aussi|a lire aussi|voir aussi|lesen sie auch|mehr zum thema|auch interessant|lees ook|"
    r"lea también|"
    r"lee también|te puede interesar|leggi anche|ti potrebbe interessare|leia também|leia mais|関連記事|"
    r"あわせて読みたい|"
    r"合わせて読みたい|"
    r"(?:関連|注目の?)(?:キーワード|企業・?.{0,6}|ニュース|リンク|トピックス|タグ)|.{1,8}の新着(?:記事|ニュース)?|新着記事|"
    r"おすすめ(?:記事)?|(?:アクセス|記事)ランキング|人気記事|この記事を書いた人|記者プロフィール|シェアする|"
    r"相关报道|推荐阅读|热门(?:新闻|推荐)|延伸閱讀|相關(?:新聞|報導)|更多新聞|"
    r"続きを読む|相关阅读|延伸阅读|相关新闻|czytaj (?:też|także|więcej)|přečtěte si|läs mer|läs också|les også|"
    r"læs også|lue "
    r"myös)\s*[:：]?|"
    r"comments?|\d+ comments?|leave a (?:comment|reply).{0,20}|view comments|show (?:more|all|comments)|load more|"
    r"loading.{0,3}|image|photo|video|gallery|\d+ ?(?:of|/) ?\d+|close|menu|search|subscribe.{0,30}|sign in|log in|"
    r"table of contents|contents|in this article|on this page|tags?:?|topics?:?|filed under:?|categories:?|"
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)[ -]?min(?:ute)?s?\.? read|reading time.{0,30}|"
    r"about the authors?|author|written by|by|source|sources?:?|getty images|reuters|afp|ap|dpa|"
    # Buttons and labels of live blogs.
    r"(?:show|load|see|view) \d+ (?:new |more )*(?:updates?|posts?|entries|comments|messages)|"
    r"\d+ new (?:updates?|posts?)|"
    r"pinned(?: (?:post|update))?|key (?:events|moments|updates)|new updates?|latest updates?|live updates?|"
    r"(?:mehr|weitere)(?: (?:\w+ )?)?(?:anzeigen|laden)|"
    r"(?:\d+ )?neue (?:beiträge|meldungen|einträge)(?: (?:laden|anzeigen))?|"
    r"angeheftet(?:er beitrag)?|"
    r"(?:afficher|voir|charger)(?: (?:les|\d+))?(?: \w+)? (?:plus|suite|nouveaux messages|suivants)|afficher la suite|"
    r"épinglé|les (?:faits|moments) (?:marquants|clés)|"
    r"(?:mostrar|ver|cargar) más(?: (?:entradas|actualizaciones|noticias))?|fijado|momentos clave|"
    r"(?:mostra|carica|vedi|visualizza) (?:altro|altri|di più|tutto)(?: (?:aggiornamenti|post))?|in evidenza|"
    r"(?:もっと|さらに)(?:見る|読む|表示(?:する)?)|(?:新着|更新情報)を?(?:\d+件)?(?:表示|読み込む)?|固定(?:された投稿|表示)?|"
    r"(?:主な|これまでの)(?:出来事|動き)|"
    r"back to top|top|home|more from [\w ]{2,30}|next|previous|prev|advertiser content|sponsored(?: content)?|promoted|"
    r"this (?:content|video) is not available.{0,80}|(?:video )?player is loading.{0,40}|javascript.{0,60})[.…»>→]*$",
    within="の新着",
)

# Openings of short lines.
_OPENING = Heads(
    r"^(?:"
    r"(?:photo|photograph|photos|image|picture|pic|foto\(s\)|photo credit|image credit|credit|video|"
    r"illustration|graphic|"
    r"foto|fotos|bild|"
    r"imagen|immagine|quelle|crédit photo|crédits?|photographie|source)(?: ?(?:by|from|courtesy|credits?))? "
    r"?[:©/].{0,160}$|"
    r"(?:photo|image|picture|photograph|illustration)s? (?:by|courtesy|credit|via|provided) (?!.{40,}\.$).{0,120}$|"
    r"©|\(c\) ?\d{4}|"
    r"copyright\b"
    r"(?! (?:laws?|rules?|acts?|infringement|protection|claims?|cases?|reforms?|disputes?|owners?|holders)\b)|"
    r"all rights reserved|"
    r"(?:sign up|subscribe|register|get|join)\b.{0,120}\b(?:newsletters?|inbox|e-?mail|alerts?|updates|channel|"
    r"mailing list)\b|"
    r"(?:newsletter|inscrivez-vous|abonnez-vous|recevez|suscríbete|iscriviti|melden sie sich|jetzt abonnieren|"
    r"inscreva-se|abonnieren sie|meld je aan)\b|"
    r"follow (?:us|me|him|her|them|@\w+|\w+(?: \w+){0,3}) (?:on|at|@)|like us on|join us on|find us on|follow "
    r".{2,40} on (?:twitter|facebook|instagram|x|"
    r"google news|linkedin|whatsapp|telegram)|suivez-nous|folgen sie uns|síguenos|seguici|"
    r"(?:read|see|watch|listen|lire|lesen|leggi|lea|lee|leia|voir|ver)\b ?(?:more|also|next|now|on|aussi|auch|"
    r"anche|también|"
    r"também|plus|mehr|related)? ?(?:on|about|from)? ?[:：>»|].{0,200}$|"
    r"(?:also read|read also|read more|read next|related|related (?:article|story|stories|reading|news|content|"
    r"posts?)|recommended|see also|"
    r"more on this|more from|don't miss|don’t miss|you may also like|you might also like|suggested reading|lire "
    r"aussi|à lire aussi|"
    r"lesen sie auch|lees ook|lea también|lee también|leggi anche|leia também|leia mais|te puede interesar|mehr "
    r"zum thema|"
    r"関連記事|【関連|【写真|【図|【動画|【画像|写真[:：=＝]|最終更新[:：]|更新日|"
    r"czytaj (?:też|także|więcej)|přečtěte si|läs mer|läs också|les også|læs også|lue myös)\b ?(?:[:：>»|]|-(?!\w))|"
    r"(?:►|▶|➡|👉|📩|🔗|⇒|>>)|\[ ?(?:related|read more|see also|also read|more)\b|"
    r"(?:we use|this (?:site|website) uses|our (?:site|website) uses|wir verwenden|nous utilisons|utilizamos|"
    r"utilizziamo) (?:.{0,30})?cookies|"
    r"by (?:signing up|subscribing|continuing|clicking|submitting|registering)\b(?=.{0,120}\b(?:you|your|our|we)\b)|"
    r"this site is protected by recaptcha|your e-?mail address will not|please enable javascript|"
    r"have (?:a|any) (?:tip|news tip|story idea|question)s?\b|got a (?:tip|story|news)|do you have (?:a|any) "
    r"(?:tip|stor|information)|"
    r"(?:send|email) (?:us|your|tips)\b|contact (?:us|the (?:author|reporter|writer))\b|"
    r"this (?:article|story|post|piece) (?:was|has been|is|may|contains|originally|"
    r"first)\b.{0,60}\b(?:originally|first|affiliate|"
    r"republished|sponsored|auto-?generated|syndicated|translated)|"
    r"(?:originally|first) published|"
    r"(?:published|updated|last updated|last modified|posted|first published|veröffentlicht|aktualisiert|stand|"
    r"publié le|publié|mis à jour|"
    r"publicado|actualizado|pubblicato|aggiornato|atualizado|gepubliceerd|publisert|oppdatert|publicerad|uppdaterad|"
    r"opublikowano|aktualizacja)\b[: ](?!.{40,}\.$).{0,60}\d.{0,60}$|"
    r"(?:reported|reporting|edited|editing|additional reporting) by\b.{0,140}$|"
    r"(?:written|posted|compiled|translated) by\b(?!.{40,}\.$).{0,140}$|"
    r"by (?-i:[A-Z])[\w.'’-]+(?: (?-i:[A-Z])[\w.'’-]+){1,3}(?:,? (?:and|"
    r"&) (?-i:[A-Z])[\w.'’-]+(?: (?-i:[A-Z])[\w.'’-]+){0,3})?(?: ?[|"
    r",•·-].{0,60})?$|"
    r"(?:tags?|topics?|keywords|categories|category|filed under|labels|schlagw[oö]rter|themen|mots-clés|"
    r"etiquetas|temas) ?[:：]|"
    r"(?:share|partager|teilen|compartir|condividi|compartilhar) ?[:：]|share (?:this|on|via)\b|"
    r"(?:enable|allow) (?:notifications|cookies)|you (?:need|have) to (?:be logged in|enable)|"
    r"(?:click|tap) here (?:to|for)\b.{0,60}$|download (?:the|our)\b.{0,60}\bapp\b|"
    r"support (?:our|us|independent)\b|(?:donate|become a (?:member|subscriber|patron))\b|"
    r"\d+ (?:comments?|shares|likes|views|kommentare|commentaires|comentarios)\b.{0,10}$|"
    r"(?:view|see) (?:all|more|original|this post|gallery|comments)\b.{0,60}$|a post shared by\b|"
    r"【関連|【あわせて|"
    r"(?:we|this (?:site|post|article)) (?:may|might|can|could)?.{0,20}\b(?:earn|receive|"
    r"contains?)\b.{0,80}\b(?:commissions?|affiliate|compensation)|"
    r"(?:editorial|affiliate|editor.s) (?:note|disclosure|disclaimer)|disclosure:|disclaimer:|"
    r".{0,60}independently (?:selected|reviewed|chosen)|"
    # What is asked of those who have not paid.
    r"unlock this (?:story|article)\b|keep reading with\b|create a free account to\b|"
    r"already (?:a subscriber|a member|subscribed|registered|have an account)\b.{0,60}$|"
    r"you(?:'|’)?(?: ha)?ve (?:read|reached) your (?:last|limit|monthly|free)\b|"
    r"to (?:read|continue reading|finish) this (?:article|story|piece)\b.{0,80}"
    r"\b(?:subscri|account|sign|log in|register)|"
    r"gift this article$|"
    r"jetzt weiterlesen\b.{0,40}$|bereits (?:abonnent|registriert|kunde|mitglied)\b.{0,60}$|"
    r"diesen artikel können sie (?:nur )?mit\b|"
    r"la suite (?:de cet article )?est réservée\b|cet article est réservé\b|déjà (?:abonn|inscrit|client).{0,60}$|"
    r"este (?:artículo|contenido) es (?:exclusivo )?para (?:suscriptores|socios)\b|"
    r"¿?ya (?:eres|es) (?:suscriptor|socio|usuario).{0,60}$|"
    r"abbonati per (?:continuare|leggere)\b|questo (?:contenuto|articolo) è riservato\b|"
    r"sei già (?:abbonat|iscritt).{0,60}$|"
    r"dit artikel is (?:alleen|exclusief) voor\b|(?:al|reeds) abonnee\b.{0,60}$|"
    r"pic\.twitter\.com|https?://\S+$"
    r")",
    within="independently",
)
_CREDIT_END = late(
    r"(?:(?<!of )(?<!with )(?<!from )(?<!against )getty images|"
    r"/ ?(?:afp|reuters|ap|getty|dpa|epa|efe|ansa|shutterstock|bloomberg)|shutterstock|"
    r"(?:ap|reuters|afp) photo.{0,40}|istock(?:photo)?|unsplash|pixabay|\(photo(?: by)?[^)]{0,80}\)|ap photo/[\w "
    r".]{3,40})\W*$",
    re.I,
)


def _ends_in_credit(text: str, lowered: str) -> bool:
    tail = lowered[-_CREDIT_LOOK:]
    for word in _CREDIT_WORDS:
        if word in tail:
            return bool(_CREDIT_END.search(text[-_CREDIT_LOOK:]))
    return False


# No credit is longer; most lines hold none of the words, and looking for those is ten times quicker.
_CREDIT_LOOK = 120
_CREDIT_WORDS = ("/", "getty", "stock", "photo", "splash", "pixabay")
_DISCLAIMER = re.compile(
    r"^(?:legal )?(?:disclaimer|notice|haftungsausschluss|avertissement|aviso legal|免責事項|免责声明)s?\s*[:：]?$|"
    r"^legal disclaimer\b|^.{2,60} provides? (?:the|this) information [“\"']?as is\b",
    re.I,
)


def disclaimer(text: str) -> bool:
    """Tell whether a line opens a legal notice, which runs to the end.

    >>> disclaimer("Legal Disclaimer:"), disclaimer("The notice was served on Friday.")
    (True, False)
    """
    return len(text) < 600 and bool(_DISCLAIMER.match(text))


# What a line says of itself wherever in it: where else to listen, what may be earned, what a script would show here.
_ANYWHERE = late(
    r"\b(?:listen|subscri|follow us|find us|available|episode|podcast|hör|écoute|escuch|ascolt)\w*.{0,80}"
    r"\b(?:on|via|in|bei|sur|en|su) (?:apple podcasts?|spotify|google podcasts?|stitcher|iheart\w*|deezer|overcast)\b|"
    r"\bwherever you (?:get|listen to|find) (?:your )?podcasts?\b|\bavailable (?:on|as) (?:our|a|the) podcast\b|"
    r"(?<!if )\b(?:we|us|publisher|site) (?:may|might|could)? ?(?:also )?(?:earn|receive|get|be paid)s? (?:an? |some )?"
    r"(?:small |affiliate |sales )*(?:commissions?|compensation|a fee)\b|"
    r"(?:^.{0,25}\bjoin|\b(?:abonnier\w*|folg\w*|follow|subscribe|únete|síguenos|suscríbete|rejoignez|suivez|iscriviti|"
    r"seguici))\b.{0,60}\b(?:whatsapp|telegram)\b|"
    r"\bfollow your favorites\b|\bil vous reste \d.{0,20}%? de cet article\b|"
    r"\bdieser artikel ist (?:nur )?für abonnent|"
    r"\bis exclusive to (?:\w+\W? )?(?:subscribers|members)\b|\bwould you like to comment on this\b|"
    r"\bexterne[rn]? inhalte?n? (?:angezeigt|von|aus|nachladen)\b|\bempfohlener (?:redaktioneller|externer) inhalt\b|"
    r"\bexternen inhalt\b|\bwe ask (?:for )?your permission before anything is loaded\b|"
    r"\bto (?:view|see|load|display) this (?:content|embed|video|post).{0,40}(?:cookies|consent|javascript|enable)\b|"
    r"\bjavascript (?:is )?(?:disabled|required|deaktiviert)\b|"
    r"^[(（](?:责编|责任编辑|編集|编辑)[：:]|^分享让更多人看到",
    re.I,
)
# One of these is in every line that the pattern above finds; looking for them first is ten times quicker.
_ANYWHERE_WORDS = (
    "podcast", "spotify", "stitcher", "iheart", "deezer", "overcast", "commission", "compensation", " a fee",
    "whatsapp", "telegram", "follow your favorites", "il vous reste", "abonnent", "exclusive to", "like to comment",
    "inhalt", "your permission", "javascript", " this content", " this embed", " this video", " this post",
    "责", "編集", "编辑", "分享",
)  # fmt: skip
_DASHES = "—–-"
_TWEET_END = late(r"^[—–-] .{1,60}\(@\w{1,20}\).{0,40}$")
_NEWSLETTER = late(
    r"\b(?:sign|subscri|get|join|receive|our|free|daily|weekly|this|more)\w*\b.{0,60}"
    r"\b(?:newsletters?|inbox|mailing list)\b|"
    r"\b(?:newsletters?|inbox|mailing list)\b.{0,40}"
    r"\b(?:sign|subscri|here|you|informi|abonn|sie\b|dich\b|hier\b|vous\b)|"
    r"\b(?:e-?mail alerts?|push notifications?)\b|^\[?(?:subscribe|sign up)\b|\bsign up (?:here|now)\b",
    re.I,
)
_NEWSLETTER_WORDS = ("newsletter", "inbox", "mailing list", "mail alert", "push notif", "subscribe", "sign up")


def said_in(lines: list[str]) -> tuple[str, ...]:
    """Give the words of `furniture`'s that the lines of a page have: to ask for them once, and not line by line.

    >>> said_in(["The fee is small.", "Listen to our podcast."]), said_in(["The cod is back."])
    (('podcast',), ())
    """
    lowered = "\n".join([line for line in lines if len(line) <= _MAX]).lower()
    return tuple([word for word in _ANYWHERE_WORDS if word in lowered])


def furniture(text: str, linked: int = 0, words: tuple[str, ...] = _ANYWHERE_WORDS) -> str:
    """Give the rule that says a block is not part of an article, or "".

    *words* are those that `said_in` found in all of the text.

    >>> furniture("Advertisement"), furniture("Photo: Jo Li/AFP"), furniture("The photo was taken in Tokyo.")
    ('furniture', 'furniture', '')
    """
    if len(text) > _MAX:
        return ""
    lowered = text.lower()
    if len(text) < 100 and _WHOLE.match(text, lowered):
        return "furniture"
    if words and any(word in lowered for word in words) and _ANYWHERE.search(text):
        return "furniture"
    if _OPENING.match(text, lowered):
        return "furniture"
    if not text.isascii() and about_access(text, linked):
        return "furniture"
    if text[:1] in _DASHES and _TWEET_END.match(text):
        return "signature of a post"
    if linked and any(word in lowered for word in _NEWSLETTER_WORDS) and _NEWSLETTER.search(text):
        return "newsletter"
    if len(text) < 200 and _ends_in_credit(text, lowered):
        return "credit"
    return ""
