"""What the words in `class` and `id` say about an element: evidence for or against its being part of the article.

Names are split into words (`relatedArticles`, `related-articles`, `related__articles` are the same two) and each
whole word is looked up: `[class*=ad]` would condemn `headline`, `lead` and `Gadget`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from pactwatch.extract.sets import word_set

BODY = "+body"
"""The verdict on what calls itself the article's text."""
KEEP = "+keep"
"""The verdict on what hides the story from those who have not paid: it is the story."""

SITE_RULE = "pactwatchsiterule"
"""The class that `sites` gives to what a publisher's rule drops."""
SITE_REASON = "site rule"
CLAMPED = "clamped"
"""Cut off after a few lines: on a paragraph the mark of a teaser, on a box only of a button "show more"."""

_WORDS_OF = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

_SMALL = re.compile(r"[a-z]+")

# word -> reason. Words are whole; a reason groups words that are believed or withdrawn together.
_DROP: dict[str, str] = {
    word: reason
    for reason, words in {
        "navigation": "nav navbar navigation menu submenu megamenu breadcrumb breadcrumbs pagination pager "
        "paginator toc "
        "tableofcontents skiplink sitemap dropdown toolbar topbar masthead hamburger navlist offcanvas subnav",
        "aside": "sidebar sidebars aside rail rightrail leftrail sidecol rightcol marginalia",
        "share": "share shares sharing sharebar sharebox sharethis sharedaddy addthis addtoany social socials "
        "socialshare "
        "sociallinks socialmedia shareicons tweetbutton whatsapp fblike sharetools bookmark partager teilen",
        "related": "related relatedposts relatedarticles recommended recommendation recommendations recommend recirc "
        "recirculation trending popular mostread mostpopular readmore seealso readnext upnext morestories "
        "outbrain taboola zergnet yarpp jp-relatedposts similar alsoread linklist crosslink crosslinks "
        "suggested suggestions otherarticles morefrom empfehlungen linkbox",
        "newsletter": "newsletter newsletters subscribe subscription subscriptions signup optin mailchimp "
        "mailinglist "
        "nlsignup cta membership donate donation",
        "advertisement": "ad ads adv advert adverts advertisement advertisements advertising adslot adbox adunit "
        "adsense "
        "dfp gpt promo promos promoted promotion promobox sponsor sponsors sponsored banner banners advertorial "
        "adcontainer adwrapper admarker commercial werbung anzeige publicidad",
        "comments": "comment comments commentlist commentbox comments-area disqus respond discussion livefyre coral "
        "kommentare commentaires comentarios talkback",
        "cookie": "cookie cookies gdpr consent onetrust cookiebanner cookiebar cookienotice privacy",
        "overlay": "modal popup popups lightbox overlay flyout tooltip tooltiptext toast "
        "interstitial offscreen popover snackbar",
        "caption": "caption captions figcaption photocaption imagecaption credit credits copyright photocredit "
        "imagecredit wpcaption legend cutline bildunterschrift mediacaption",
        "media": "carousel slideshow slider swiper slick gallery galleries thumbnails videoplayer jwplayer player "
        "playlist lightgallery photogallery podcastplayer audioplayer",
        "author": "bio biography saboxplugin authorprofile authorbox authorbio authorinfo aboutauthor "
        "authorcard profilecard vcard",
        "byline": "byline bylines dateline postmeta entrymeta articlemeta publishdate timestamp datetime posted "
        "dateposted pubdate lastupdated readingtime readtime",
        "tags": "tags taglist tagcloud tagged hashtags keywords categories topics topiclist",
        "notes": "footnote footnotes endnote endnotes citations reflist bibliography",
        "factbox": "factbox factboxes fact facts fakta faktaboks faktaruta infobox infobloc",
        "product": "productcard productcards productbox affiliate affiliates disclosure",
        "embed": "twittertweet instagrammedia tiktokembed blueskyembed redditembed fbpost",
        "summary": "aisummary aiarticlesummary aigenerated",
        "widget": "poll quiz rating ratings vote voting survey weather ticker login signin register search "
        "searchform searchbox calculator",
        "chrome": "footer sitefooter pagefooter siteheader globalheader pageheader copyrightnotice backtotop noprint "
        "printonly disclaimer feedback",
        "hidden": "visuallyhidden sronly screenreader screenreadertext assistive",
    }.items()
    for word in words.split()
}

# Two words in a row that say together what neither says alone.
_DROP_PAIRS: dict[tuple[str, str], str] = {
    tuple(pair.split("-")): reason  # type: ignore[misc]
    for reason, pairs in {
        "related": "read-more read-next read-also also-read see-also more-stories more-news more-from more-on "
        "more-articles "
        "more-posts latest-news latest-posts latest-stories latest-articles most-read most-popular next-article "
        "prev-article previous-article next-post prev-post post-navigation nav-links up-next you-may keep-reading "
        "further-reading link-list article-links recent-posts recent-articles recent-news top-stories story-list "
        "article-list post-list news-list articles-list card-list other-news other-articles next-story in-brief "
        "editors-picks editor-picks dont-miss",
        CLAMPED: "line-clamp",
        "newsletter": "sign-up email-capture email-form form-wrapper mailing-list call-to",
        "overlay": "paywall-overlay sr-only",
        "hidden": "sr-only screen-reader visually-hidden hidden-text",
        "caption": "img-description img-caption image-text photo-text wp-caption image-description img-desc "
        "photo-info media-info image-info "
        "image-credit photo-credit picture-text image-meta media-caption image-source photo-by",
        "author": "author-bio author-box author-info author-card about-author author-description author-details "
        "author-profile author-block author-section post-author author-wrapper about-the author-area author-list "
        "author-name author-image card-author author-summary author-desc author-teaser article-author "
        "article-authors writer-info journalist-info user-info "
        "profile-info team-member",
        "byline": "entry-meta post-meta article-meta meta-data article-info post-info article-date post-date "
        "publish-date "
        "published-date date-published entry-date story-meta content-meta meta-info article-byline time-stamp "
        "date-time read-time reading-time meta-wrapper article-details article-tools post-details article-metadata",
        "tags": "tag-list tag-cloud article-tags post-tags entry-tags tag-links cat-links topic-list article-topics "
        "tags-list story-tags article-tag article-keywords category-list",
        "share": "follow-us follow-on article-actions article-toolbar post-actions copy-link print-button "
        "print-email "
        "action-bar article-share font-size text-size",
        "aside": "right-column left-column right-rail left-rail side-bar right-col side-column col-side",
        "chrome": "site-header page-header site-footer page-footer global-header global-footer main-header "
        "article-footer entry-footer post-footer footer-wrapper header-wrapper back-top legal-notice top-bar "
        "site-nav",
        "media": "video-player image-gallery photo-gallery audio-player video-wrapper image-slider article-gallery "
        "video-container thumb-list",
        "comments": "leave-reply comment-form comments-area user-comments",
        "factbox": "fact-box info-box fact-sheet",
        "product": "product-card product-cards product-box affiliate-disclosure affiliate-disclaimer product-list",
        "summary": "ai-summary ai-article ai-generated",
        "widget": "search-form in-article log-in",
    }.items()
    for pair in pairs.split()
}

# A name that begins like this is about the state or layout of the element, not about what it is.
_STATE = word_set("has with no not without hasnt")

_BODY_WORDS = word_set(
    "articlebody storybody articletext storytext bodytext entrycontent postcontent articlecontent maintext postbody "
    "storycontent newstext newsbody bodycontent contentbody articlemain textbody articlebodycontent fulltext "
    "articlefulltext artikeltext storyfulltext richtext"
)
_BODY_FIRST = word_set("article story post entry news body content artikel blog text main single detail")
_BODY_SECOND = word_set("body content text copy html prose bodytext maintext")
_NOT_BODY = word_set("header footer meta title image photo media info date author")

# Words of the drop list that mean the opposite beside a word for the text itself: `article-body share-enabled`.
_KEEP = word_set("paywall premium metered piano regwall")


# Every word that a rule begins with: most names have none of them.
_SPEAKING = frozenset(
    {*_DROP, *_KEEP, *_BODY_FIRST, "widget", "widgets", *(first for first, _ in _DROP_PAIRS)}
    | {word[:cut] for word in _BODY_WORDS for cut in range(3, len(word) + 1)}
)


_LEADING = frozenset({*_DROP, *(first for first, _ in _DROP_PAIRS)})
# What all words of a name together say.
_JOINED = {**_DROP, **dict.fromkeys(_BODY_WORDS, BODY)}


# Whole names, since `overflow-hidden` hides nothing; and `hidden md:block` hides on small screens only.
_HIDDEN = word_set("hidden hide is-hidden u-hidden js-hidden d-none display-none visually-hidden invisible dn ng-hide")
_SHOWN_ELSEWHERE = re.compile(
    r"(?:^|\s)(?:sm|md|lg|xl|2xl|d-sm|d-md|d-lg|d-xl)[:-](?:block|flex|grid|inline|inline-block|table)"
)


# Class names are a site's own, so a large memory only costs: 16,384 of each took 12 MB over 1,000 pages.
@lru_cache(maxsize=4_096)
def verdict(names: str) -> str | None:
    """Give `BODY` for names of the article's text, a reason to drop, or None when the names say nothing.

    >>> verdict("c-article-body paywall"), verdict("relatedArticles mt-4"), verdict("headline lead")
    ('+body', 'related', None)
    >>> verdict("main has-sidebar")
    """
    reason: str | None = None
    for name in names[:300].split():
        if name == SITE_RULE:
            return SITE_REASON
        if name in _HIDDEN:
            found: str | None = None if _SHOWN_ELSEWHERE.search(names) else "hidden"
        else:
            found = _of_name(name)
        if found in (BODY, KEEP):
            return found
        reason = reason or found
    return reason


# What a publishing system files the whole page under: `tag-privacy`, `category-weather`, `node--promoted`.
_FILED = re.compile(
    r"(?:category|tag|format|type|status|taxonomy|post_tag|node-)-(?!(?:lists?|cloud|links?|items?|wrapper|container)\b)"
)
# How it looks: `text-size-large`, `bg-sidebar`, `caption-bottom`, `line-clamp-none`.
_LAYOUT = re.compile(r"(?:bg|border|z|shadow|ring|text-size|font-size)-|caption-(?:top|bottom)$|.*-none$")
_PIECE = re.compile(r"[^-_:/]+")
_DIGIT = re.compile(r"\d")
# Letters on both sides of a digit, or behind one: `71ad03f`; a size or a number is none: `col-6`, `h2`, `ad300`.
_GENERATED = re.compile(r"[A-Za-z]\d+[A-Za-z]|^\d+[A-Za-z]")
# `newsletter2`, `sidebar2col`: words with a number.
_SPELLED = re.compile(r"[a-z]{5}|^[A-Za-z]+\d{1,3}$")
_NUMBERED = 6
# Pieces of a name as a build step makes them, in mixed case: `hAdKxP` is four words of one or two letters.
_SHORT_WORDS = 2


def _without_marks_of_a_build(name: str) -> str:
    """Take out what a build step has made up: it may spell `ad` or `nav`, another one in each build.

    >>> _without_marks_of_a_build("elementor-element-71ad03f"), _without_marks_of_a_build("Text_p__3kAd2")
    ('elementor-element', 'Text-p')
    """
    return "-".join([piece for piece in _PIECE.findall(name) if not _is_made_up(piece)])


def _is_made_up(piece: str) -> bool:
    if _DIGIT.search(piece):
        return not _SPELLED.search(piece) and (len(piece) >= _NUMBERED or _GENERATED.search(piece) is not None)
    if piece.islower() or piece.isupper() or len(piece) > 8:
        return False
    words = _WORDS_OF.findall(piece)
    return len(words) > 2 and len(piece) <= _SHORT_WORDS * len(words)


@lru_cache(maxsize=8_192)
def _of_name(name: str) -> str | None:
    if "[" in name:
        return None  # `[&>p]:line-clamp-2` is about what is inside, `pb-[28px]` about nothing
    found = _spoken(name)
    if found is None or found in (BODY, KEEP):
        return found
    # Few names say anything against an element, so that what may have said it by chance is looked for in those alone.
    if _FILED.match(name) or _LAYOUT.match(name):
        return None
    if name.islower() and not _DIGIT.search(name):
        return found
    return _spoken(_without_marks_of_a_build(name))


def _spoken(name: str) -> str | None:
    # Most names are in small letters, where the short pattern finds the same.
    words = _SMALL.findall(name) if name.islower() else [word.lower() for word in _WORDS_OF.findall(name)]
    return _of_words(words) if words and words[0] not in _STATE else None


def _of_words(words: list[str]) -> str | None:
    joined = _JOINED.get("".join(words))
    if joined == BODY or _SPEAKING.isdisjoint(words):
        return joined
    if words[0] in ("widget", "widgets"):
        return "widget"
    if not _KEEP.isdisjoint(words):
        return KEEP if len(words) < 3 else None
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word in _LEADING and (reason := _DROP_PAIRS.get((word, after)) or _DROP.get(word)):
            return reason
    if joined:
        return joined
    for at, (word, after) in enumerate(pairwise(words)):
        if word in _BODY_FIRST and after in _BODY_SECOND and not _NOT_BODY.intersection(words[at + 2 :]):
            return BODY
        if word + after in _BODY_WORDS:
            return BODY
    return None
