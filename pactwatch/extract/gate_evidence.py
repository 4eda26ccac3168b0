"""What the gate looks at: how much article a capture holds, what else the page says, how like the last version it is.

Everything is linear in the page, and cheap where the page is plainly an article.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pactwatch.extract import safety
from pactwatch.extract.decode import decode
from pactwatch.extract.gate_words import CHALLENGE_ELEMENTS, CHALLENGE_HEADERS, CHALLENGE_MARKUP, phrases
from pactwatch.model import Article, Fetch, Known
from pactwatch.patterns import late

# How much is much. Weights are characters without white space, as `weight` counts them.
# A page with less text than this, and no sign of being an article, says nothing: "Loading…", a cookie line, a title.
NO_TEXT = 25
# Below this a capture is thin: a flash of a few sentences, or what is left of a page behind a wall.
THIN = 250
# Above this, text that does not speak like a wall is an article whatever else the page says of itself.
AMPLE = 900
# What a paywall shows of a story: up to four paragraphs. Above it, a call to subscribe is part of a full article.
LEAD = 900
# Share of the last version's weight below which a capture is a fraction of it. Newsrooms cut; they hardly ever halve.
FRACTION = 0.5
# Shared pairs of words. Among 264 pairs of articles of one outlet (of 587 real pages) half had under 0.03, 95 % under
# 0.12, none over 0.16; with a fifth of the paragraphs taken out or put in an article keeps over 0.7.
UNLIKE = 0.12
# Where the headline is another one as well, more of the text must be the same.
REWRITTEN = 0.3
ALIKE = 0.5

# A Chinese or Japanese character says about as much as this many Latin letters.
CJK_WEIGHT = 2.2
# What is looked at of a page beside its article: walls say what they are at once.
LOOK_CHARS = 400_000
# Of an article's sentences, this many are held against the phrases of walls; the longest consent text seen has 60.
LOOK_SENTENCES = 80
LOOK_SENTENCE_CHARS = 400

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_SENTENCE = late(r"(?:[^.!?。！？\n]|\.(?=\w))+[.!?。！？]*[\"'”’»」』)]*")
# What a story quotes is not said to its reader.
_QUOTED = late(
    r"“[^“”]{1,200}”|„[^„“”]{1,200}[“”]|«[^«»]{1,200}»|「[^「」]{1,200}」|『[^『』]{1,200}』|\"[^\"]{1,200}\""
)
_TAG = late(r"<[^<>]*>")
_TITLE = late(r"<title[^<>]*>([^<]{0,2000})", re.I)
_H1 = re.compile(r"<h1[^<>]*>((?:[^<]|<(?!/h1)){0,2000})", re.I)
# Not shown, or shown on every page of the site.
_SILENT = frozenset({"script", "style", "template", "svg", "textarea", "iframe", "nav", "footer"})
_HIDDEN = late(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NAME_OF_SITE = late(r"\s+(?:[|\-–—·•»›:]|::|<|/)\s+|[|｜]")
_ARTICLE_MARKS = late(
    r"og:type[\"']?\s+content\s*=\s*[\"']?article|content\s*=\s*[\"']article[\"']\s+property\s*=\s*[\"']og:type|"
    r"article:published_time|\"@type\"\s*:\s*\[?\s*\"[A-Za-z]*(?:Article|BlogPosting|Report)\"|"
    r"itemprop\s*=\s*[\"']?(?:articleBody|datePublished)|itemtype\s*=\s*[\"'][^\"'<>]{0,60}(?:Article|BlogPosting)",
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_PARTS = late(r"<(/?)(?:(header|footer|nav|aside)|(form|button|iframe))\b")
_REFRESH = late(
    r"<meta\b[^<>]*http-equiv\s*=\s*[\"']?refresh[^<>]*>", re.I
)  # the attributes come in any order, so the content is sought in the tag
_REFRESH_TO = late(
    r"content\s*=\s*(?:\"\s*(\d{0,4})[\d.]*\s*[;,]\s*url\s*=\s*([^\"]*)\"|'\s*(\d{0,4})[\d.]*\s*[;,]\s*url\s*=\s*([^']*)')",
    re.I,
)
_SCRIPT_MOVE = late(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*(?:=|\.replace\s*\(|\.assign\s*\()\s*[\"']([^\"'<>]{1,2000})[\"']"
)

_ENDS = (".", "!", "?", "。", "！", "？", '"', "”", "」", ")", "»")
# Words that address whoever reads. A news story has them in quotations, which are taken out before.
_ADDRESS = late(
    r"\b(?:we|we're|we've|we'll|our|you|your|you're|you've|you'll|yourself|please|i'm|wir|unsere?[rnms]?|bitte|du|deine?[rnms]?|"
    r"nous|notre|nos|vous|votre|vos|veuillez|nosotros|nuestr[oa]s?|usted|tus?|tienes|noi|nostr[oaie]|tu[oaei]|tuoi|vostr[oaie]|"
    r"this (?:page|article|site|website|story|content|browser|request|link|url|service)|requested|"
    r"diese[rsnm]? (?:seite|artikel|inhalt|website|beitrag)|cette page|cet article|ce (?:site|contenu)|"
    r"esta página|este (?:artículo|sitio|contenido)|questa pagina|questo (?:articolo|sito|contenuto)|"
    r"wij|uw|onze|você|sua|seu|twoj\w{1,4})\b|ください|下さい|いただけ|いただく|お客様|あなた|このページ|この記事|お探し|お使い|当サイト|您|你|我们|세요|십시오"
)
# How walls are phrased in Japanese and Korean, but announcements of ministries as well.
_POLITE = late(r"ます|ません|です|ました|でした|습니다")
# Those of them by which a statement speaks of who makes it: "we reaffirm", "wir haben unterzeichnet".
_SPEAKER = late(
    r"\b(?:we|we're|we've|we'll|our|wir|unsere?[rnms]?|nous|notre|nos|nosotros|nuestr[oa]s?|noi|nostr[oaie]|wij|onze)\b|我们"
)
_GERMAN_ADDRESS = late(r"(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihre?[rnms]?)\b")
# "Access denied", "Accept all", "Log in to continue": labels, buttons and headings need no "you".
LABEL_WORDS = 8
# Where a line that a machine prints begins to say what is wrong.
_AT_ONCE = 24
LABEL_WEIGHT = 45


def _addresses(piece: str, text: str) -> bool:
    """Say whether a sentence, as printed and in plain form, addresses whoever looks at the page."""
    return bool(_ADDRESS.search(text)) or bool(_GERMAN_ADDRESS.search(piece))


def _asks(text: str) -> bool:
    """Say whether a sentence that addresses its reader does so with more than "we"."""
    return not _SPEAKER.search(text) or bool(_ADDRESS.search(_SPEAKER.sub(" ", text)))


def weight(text: str) -> float:
    """Give the length of a text without white space, Chinese, Japanese and Korean characters counted more.

    >>> weight("a b"), weight("日本")
    (2.0, 4.4)
    """
    bare = float(len("".join(text.split())))
    return bare if text.isascii() else bare + (CJK_WEIGHT - 1) * len(_CJK.findall(text))


def plain(text: str) -> str:
    """Give a text as the phrases expect it: compatibility forms, lower case, straight apostrophes, single spaces."""
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("‘", "'")
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Speech:
    """How far an article's sentences are those of a wall of one kind."""

    share: float
    """Of the text's weight, 0 to 1."""
    example: str = ""
    """The first sentence that is."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a capture's text."""

    text: str
    """In plain form."""
    weight: float
    addresses: bool
    """Whether it says "you", "we", "please" or "this page"."""
    is_label: bool
    """Whether it is as short as a button or a heading."""

    @property
    def is_spoken(self) -> bool:
        """Whether it may be said to whoever looks at the page: it addresses them, is polite to them, or is a label."""
        return self.addresses or self.is_label or bool(_POLITE.search(self.text))

    def is_of(self, kind: str) -> bool:
        """Say whether a page of this *kind* would say so to its reader."""
        bare = self.text.strip(" .!?…")
        if not self.is_spoken:
            # What machines print is addressed to nobody; within a sentence it is only told of.
            found = phrases(kind).search(bare) if kind == "machine" else None
            return found is not None and (found.start() < _AT_ONCE or not self.is_whole)
        return bool(phrases(kind).search(bare) or (kind == "paywall" and phrases("offer").search(bare)))

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole sentence of six words, or twelve Chinese or Japanese characters."""
        return self.text.endswith(_ENDS) and (len(self.text.split()) >= 6 or self.weight >= 26)


class Evidence:
    """One capture, looked at from all sides; each look is taken once, and only when somebody asks."""

    def __init__(self, fetch: Fetch, article: Article | None, known: Known | None) -> None:
        self.fetch = fetch
        self.article = article or Article()
        self.known = known if known and known.text else None
        """None as well when nothing but doubtful captures has been seen so far."""
        self.held_text_sha256 = known.held_text_sha256 if known else None
        self.text = self.article.text
        self.weight = weight(self.text)
        self._speeches: dict[str, Speech] = {}

    # ------------------------------------------------------------ the page

    @cached_property
    def page(self) -> str:
        """The whole page as text."""
        return decode(self.fetch.body, self.fetch.header("content-type"))[0]

    @cached_property
    def markup(self) -> str:
        """The page as text, or its beginning and end if it is very long."""
        text = self.page
        return text if len(text) <= LOOK_CHARS else text[: LOOK_CHARS * 3 // 4] + "\n" + text[-LOOK_CHARS // 4 :]

    @cached_property
    def markup_lower(self) -> str:
        """The same in lower case."""
        return self.markup.lower()

    @cached_property
    def tags_lower(self) -> str:
        """The tags alone, in lower case: what boxes and scripts are called, not what a story talks about."""
        return "".join(_TAG.findall(self.markup_lower))

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What the page calls itself, in plain form: the parts of its title, and its headline or first heading."""
        parts: list[str] = []
        heading = None if self.article.headline else _H1.search(self.markup)
        for found in (_TITLE.search(self.markup), heading):
            if found:
                whole = html.unescape(_TAG.sub(" ", found[1]))
                parts += [whole, *_NAME_OF_SITE.split(whole)]
        parts.append(self.article.headline or "")
        bare = (plain(_QUOTED.sub(" ", part)).strip(" .!?…。！") for part in parts)
        return tuple(dict.fromkeys(part for part in bare if part))

    @cached_property
    def _seen(self) -> tuple[str, str, str]:
        """What a reader sees, without quotations, what one without scripts sees besides, and the first as it stands.

        All in plain form.
        """
        page = self.markup.encode("utf-8", "replace")
        if safety.refuse(page):
            return "", "", ""
        body = LexborHTMLParser(page).body
        if body is None:
            return "", "", ""
        seen, silent = _texts(body)
        # In JSON, what stands in quotation marks is quoted from nobody.
        shown = seen if self.is_data else _QUOTED.sub(" ", seen[:40_000])
        return plain(shown[:40_000]), plain(silent[:20_000]), seen

    @cached_property
    def is_data(self) -> bool:
        """Whether the body is JSON, under whatever name it came."""
        return self.fetch.body[:64].lstrip()[:1] in (b"{", b"[") and self.fetch.body[-64:].rstrip()[-1:] in (b"}", b"]")

    @property
    def visible(self) -> str:
        """What a reader sees, without quotations, hidden boxes, navigation and footer."""
        return self._seen[0]

    @cached_property
    def displayed(self) -> str:
        """What a reader sees, quotations and all."""
        return plain(self._seen[2])

    @property
    def without_scripts(self) -> str:
        """What `noscript` elements say."""
        return self._seen[1]

    @cached_property
    def is_declared_article(self) -> bool:
        """Whether the page calls itself an article to machines."""
        return bool(_ARTICLE_MARKS.search(self.markup))

    @cached_property
    def challenger(self) -> str | None:
        """Whose challenge the markup looks like; only evidence, since good pages carry such scripts as well."""
        return next((whose for mark, whose in CHALLENGE_MARKUP if mark in self.markup_lower), None)

    @cached_property
    def challenge_element(self) -> str | None:
        """Whose challenge itself stands in the markup."""
        return next((whose for mark, whose in CHALLENGE_ELEMENTS if mark in self.markup_lower), None)

    @cached_property
    def challenge_header(self) -> str | None:
        """The header, with whose it is, that only a challenge or a block carries."""
        for name, part, whose in CHALLENGE_HEADERS:
            value = self.fetch.header(name)
            if value is not None and part in value.lower():
                return f"{whose} ({name}: {value[:60]})"
        return None

    @cached_property
    def refresh_target(self) -> str | None:
        """Where a `meta` refresh within 15 seconds, or a script on a nearly empty page, leads; as written."""
        tag = _REFRESH.search(self.markup)
        found = _REFRESH_TO.search(tag[0]) if tag else None
        if found:
            seconds, target = (found[1], found[2]) if found[2] is not None else (found[3], found[4])
            return html.unescape(target).strip(" '\"") or None if int(seconds or 0) <= 15 else None
        moved = _SCRIPT_MOVE.search(self.markup) if len(self.markup) < 5000 and self.weight < 200 else None
        return moved[1] if moved else None

    # ------------------------------------------------------------ what the article's text sounds like

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The first sentences of the article, without what they quote."""
        found: list[Sentence] = []
        for block in self.article.blocks:
            for piece in _SENTENCE.findall(_QUOTED.sub(" ", block.text[:20_000])):
                text = plain(piece[:LOOK_SENTENCE_CHARS])
                if text:
                    size = weight(piece)
                    is_label = len(text.split()) <= LABEL_WORDS and size <= LABEL_WEIGHT
                    found.append(Sentence(text, size, _addresses(piece, text), is_label))
                if len(found) >= LOOK_SENTENCES:
                    return tuple(found)
        return tuple(found)

    @cached_property
    def told(self) -> str:
        """What the article tells in whole sentences, addressed to nobody."""
        return "\n".join(s.text for s in self.sentences if s.is_whole and not s.is_spoken)

    def speech(self, kind: str) -> Speech:
        """Say how far the article's sentences are those of a page of this *kind*."""
        if kind not in self._speeches:
            hits = [sentence for sentence in self.sentences if sentence.is_of(kind)]
            total = sum(sentence.weight for sentence in self.sentences)
            share = sum(sentence.weight for sentence in hits) / total if total else 0.0
            self._speeches[kind] = Speech(share, hits[0].text[:80] if hits else "")
        return self._speeches[kind]

    @cached_property
    def address_share(self) -> float:
        """The share of the text's weight, 0 to 1, in sentences that address the reader."""
        total = sum(sentence.weight for sentence in self.sentences)
        return sum(sentence.weight for sentence in self.sentences if sentence.addresses) / total if total else 0.0

    @cached_property
    def asks_share(self) -> float:
        """The same without those that only speak of who makes a statement ("we reaffirm our commitment")."""
        total = sum(sentence.weight for sentence in self.sentences)
        asks = sum(s.weight for s in self.sentences if s.addresses and _asks(s.text))
        return asks / total if total else 0.0

    @cached_property
    def form(self) -> str | None:
        """The first form, button or frame outside of the page's head, foot, navigation and margin."""
        around = 0
        for closing, part, form in _PARTS.findall(self.markup_lower):
            if part:
                around = max(0, around + (-1 if closing else 1))
            elif not around and not closing:
                return str(form)
        return None

    def title_says(self, kind: str) -> str | None:
        """Give the title that is nothing but phrases of this *kind*: three fifths of it, or all but eight letters."""
        pattern = phrases(kind)
        for title in self.titles:
            covered = sum(len(found[0]) for found in pattern.finditer(title[:300]))
            if covered and (covered >= 0.6 * len(title) or len(title) - covered <= 8):
                return title[:80]
        return None

    def page_says(self, kind: str) -> list[str]:
        """Give the distinct phrases of this *kind* in the page's visible text."""
        return list(dict.fromkeys(found[0][:60] for found in phrases(kind).finditer(self.visible)))

    # ------------------------------------------------------------ against the last version

    @cached_property
    def _overlap(self) -> tuple[float, float]:
        """Shares of the known text's word pairs that are still there, and of this text's that were there before."""
        if self.known is None:
            return 0.0, 0.0
        old, new = _pairs(self.known.text), _pairs(self.text)
        common = len(old & new)
        return (common / len(old) if old else 0.0), (common / len(new) if new else 0.0)

    @property
    def kept(self) -> float:
        """The share of the last version's word pairs that this capture still has."""
        return self._overlap[0]

    @property
    def known_before(self) -> float:
        """The share of this capture's word pairs that the last version had."""
        return self._overlap[1]

    @property
    def is_like_known(self) -> bool:
        """Whether the capture is plainly the article that was there before."""
        return self.known is not None and self.kept >= ALIKE

    @cached_property
    def ratio(self) -> float:
        """The weight of the text over that of the last version's; 1 where there is none."""
        before = weight(self.known.text) if self.known else 0.0
        return self.weight / before if before else 1.0

    @cached_property
    def headline_kept(self) -> float:
        """The share of the shorter headline's words that the other has too; 0 where one is missing."""
        old = _content_words((self.known.headline if self.known else None) or "")
        new = _content_words(self.article.headline or "")
        smaller = min(len(old), len(new))
        return len(old & new) / smaller if smaller else 0.0


def _pairs(text: str) -> set[tuple[str, str]]:
    """Give the pairs of neighbouring words (of neighbouring characters where words are not spaced)."""
    text = plain(text[:200_000])
    words = _WORD.findall(text)
    if _CJK.search(text):
        words = [part for word in words for part in (word if _CJK.search(word) else (word,))]
    return set(pairwise(words)) or {(word, "") for word in words}


def _content_words(text: str) -> set[str]:
    """Give the words of a headline that carry something: from four letters on, or pairs of CJK characters."""
    found: set[str] = set()
    for word in _WORD.findall(plain(text)):
        if _CJK.search(word):
            found.update(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        elif len(word) > 3 or word.isdigit():
            found.add(word)
    return found


def _texts(body: LexborNode) -> tuple[str, str]:
    """Give the text that is displayed, and the text of `noscript`; without recursion, since pages nest deeply."""
    seen: list[str] = []
    silent: list[str] = []
    stack: list[tuple[LexborNode | None, list[str]]] = [(body.first_child, seen)]
    while stack:
        node, into = stack.pop()
        if node is None:
            continue
        stack.append((node.next, into))
        tag = node.tag or ""
        if tag == "-text":
            into.append(node.text_content or "")
        elif tag not in _SILENT and not tag.startswith("-") and not _is_hidden(node):
            into.append(" ")
            stack.append((node.first_child, silent if tag == "noscript" else into))
    return "".join(seen), "".join(silent)


def _is_hidden(node: LexborNode) -> bool:
    """Say whether an element is not displayed, as far as its own attributes tell."""
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
