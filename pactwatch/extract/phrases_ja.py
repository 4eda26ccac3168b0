"""Japanese lines about the reader's own access: members only, log in to go on, so many characters left, no reprints.

A story may well be about paid articles and members. So a word alone says nothing: a line is one of these if it opens
as only an invitation does and speaks to the reader to its end, if it is a bare label, or if all of it is a link.
"""

from __future__ import annotations

import re

from pactwatch.patterns import late

# Any of these is in every line found below; most lines of a story hold none.
_WORDS = late("会員|登録|ログイン|サインイン|読み放題|購読|電子版|メルマガ|メールマガジン|文字|無断|有料|閲覧")

# How a page ends what it says to its reader. News ends its sentences in た, だ, い, る, という; broadcasters in ました.
_POLITE = (
    r"(?:いただけます|頂けます|できます|可能です|必要です|届きます|お届けします|お届けしています|読めます|読み放題(?:です)?|"
    r"ください|下さい|限定です|となります|になります|対象です|こちら(?:から)?|記事です|コンテンツです|専用です|のみです)"
)
_END = r"[。!！.…»›>＞→]*"
_LABEL = late(
    r"^[\W_]*(?:"
    r"(?:有料|無料|登録|プレミアム)?会員(?:限定|専用|向け)(?:有料|無料)?(?:の)?(?:記事|コンテンツ|ページ|公開|配信|動画)?(?:です)?|"
    r"有料(?:会員|記事|プラン|登録|コンテンツ)(?:です|限定|について|はこちら|のご案内)?|"
    r"(?:今すぐ|まずは|新規|無料|簡単)?(?:会員|ユーザー)?(?:新規|無料)?(?:会員)?登録(?:する|はこちら|・ログイン|/ログイン|\W*無料)?|"
    r"(?:会員)?(?:ログイン|サインイン)(?:する|はこちら|/登録)?|"
    r"(?:メルマガ|メールマガジン)(?:の)?(?:登録|購読|会員)?(?:する|はこちら|\W*無料)?|"
    r"(?:ログイン|サインイン|会員登録|無料登録|購読)して(?:続き|全文|記事|本文)を?(?:読む|見る|表示)|"
    r"(?:続き|全文|記事)を(?:読む|見る)(?:には|\W)*(?:会員登録|ログイン|有料会員|購読).{0,12}"
    r")[\W_]*$"
)
_ABOUT_THIS = late(
    r"^\W*(?:この|本|当)(?:記事|ページ|コンテンツ)(?:の(?:続き|全文|閲覧))?(?:は|を|には).{0,24}?"
    r"(?:会員|有料|登録|購読|ログイン).{0,24}?" + _POLITE
)
_REST = late(
    r"^\W*(?:(?:こ|そ)の(?:先|続き)|ここから先|これより先|続き|全文|残り(?:の部分)?|以降|すべての記事|全ての記事)"
    r"(?:は|を|の|も|に|、).{0,30}?(?:会員|有料|登録|購読|ログイン).{0,40}?" + _POLITE + _END + "$"
)
_JOIN = late(
    r"^\W*(?:すでに|既に)?(?:無料|有料|新規|プレミアム|朝刊|電子版)*(?:の)?(?:会員|購読者|登録|ログイン|購読|電子版)"
    r"(?:登録|を|が|に|の|は|して|すると|になると|なら|する|方は?|[（(].{1,6}[)）]|\W){1,6}"
    r".{0,40}?(?:続き|全文|記事|紙面|コメント|機能|電子版|ログイン|サービス).{0,30}?" + _POLITE + _END + "$"
)
_SUBSCRIBE = late(
    r"^.{1,40}(?:に(?:無料)?登録すると|(?:メールマガジン|メルマガ)[でを]|[がも]?(?:月額|初月).{0,16}円?).{0,40}"
    r"(?:届きます|お届けします|お届けしています|配信します|配信しています|配信中|受け取れます|読めます|いただけます|読み放題(?:です)?)"
    + _END
    + "$"
)
_LEFT = late(r"^(?:.{0,40}[\s。:：（(【])?残り ?[:：]?[\d,，０-９]+ ?文?字(?:[\s/／（(].{0,30})?[)）】]?" + _END + "$")
_REPRINT = late(
    r"^\W*(?:(?:©|\(c\)|copyright).{0,60}|(?:本|当)(?:サイト|紙|ページ|記事|誌).{0,50}|"
    r"(?:掲載|記事|写真|画像|文章|図版|イラスト|動画|見出し|内容|すべて|全て|その他|および|及び|など|等|[・や、のにはを])*+)"
    r"無断(?:での?)?(?:転載|複製|使用|引用|掲載|複写).{0,24}?(?:禁じます|禁じる|禁止(?:します|です|いたします)?|お断り(?:します|いたします)?)"
    + _END
    + "$",
    re.I,
)
# What a subscription brings, in a list or on a card: no sentence, so no full stop.
_BENEFIT = late(
    r"^[^。、]{0,30}(?:に登録すると|電子版が(?:ご)?利用(?:できる|可能)|(?:記事|紙面|誌面)[がを]?読み放題|"
    r"(?:メールマガジン|メルマガ)[でを][^。、]{0,12}(?:お届け|配信))(?:[^。、]{0,12}無料)?[!！]?$"
)
_FORMS = (_BENEFIT, _LABEL, _ABOUT_THIS, _REST, _JOIN, _SUBSCRIBE, _LEFT, _REPRINT)

# A link or button of at most this many characters that names membership leads to it.
_BUTTON = 40


def about_access(text: str, linked: int = 0) -> bool:
    """Tell whether a Japanese line says how to get at the rest of the story, or that it must not be copied.

    >>> about_access("この記事は有料会員限定です。残り1234文字"), about_access("新聞各社の有料会員が百万人を超えた。")
    (True, False)
    >>> about_access("有料会員の一覧を見る", linked=10), about_access("有料会員の一覧を見る")
    (True, False)
    """
    if not _WORDS.search(text):
        return False
    if len(text) <= _BUTTON and linked >= 0.9 * len(text) and not text.endswith("。"):
        return True
    return any(form.search(text) for form in _FORMS)
