"""Japanese lines about access are dropped, and stories about the same things are read whole."""

from __future__ import annotations

import pytest

from pactwatch.extract import extract
from pactwatch.extract.phrases import furniture

LINES = (
    "この記事は会員限定です。",
    "この記事は有料会員限定です。残り1234文字",
    "この記事は有料記事です。残り845文字有料会員になると続きをお読みいただけます。",
    "この記事の続きは会員登録でお読みいただけます",
    "本記事は登録会員の方のみ閲覧できます。",
    "残り1,024文字（全文1,893文字）",
    "（残り 512文字）",
    "ここから先は有料会員の方のみご覧いただけます。",
    "続きを読むには会員登録が必要です。",
    "続きをお読みになるにはログインしてください。",
    "全文を読むには電子版の購読が必要です。",
    "無料会員登録すると、続きをお読みいただけます。",
    "有料会員になると記事が読み放題です。",
    "会員の方はログインして続きをお読みください。",
    "すでに会員の方はこちらからログインしてください",
    "ログインして続きを読む",
    "会員限定記事",
    "【有料会員限定】",
    "新規会員登録（無料）",
    "無料会員登録はこちら",
    "会員ログイン",
    "メールマガジン登録",
    "最新のニュースをメールマガジンでお届けします。",
    "公式アカウントに登録すると、朝のまとめが毎日届きます。",
    "記事・写真の無断転載を禁じます。",
    "当サイトに掲載の記事・見出し・写真の無断転載を禁じます。",
    "港プラスに登録すると",
    "港新聞電子版が利用できる",
    "すべての記事が読み放題 学生は半年無料",
    "© 港新聞社 無断転載禁止",
)
STORY = (
    "新聞各社の有料会員が合わせて百万人を超え、この五年で三倍に増えたことが協会の調べで分かった。",
    "調べによると、会員登録した利用者一万二千人の個人情報が外部から閲覧できる状態になっていた。",
    "会員限定のサービスとして始まったが、来月からは誰でも使えるようになる。",
    "男は他人の番号でログインして、預金およそ三百万円を引き出した疑いが持たれている。",
    "無料会員登録を装うサイトに誘導され、カードの番号を盗まれる被害が相次いでいる。",
    "サイトに登録すると現金がもらえるとうたい、手数料をだまし取ったとされる。",
    "社長はメールマガジンで「深くおわびする」と述べ、再発の防止を約束した。",
    "読み放題のサービスは国内で七つあり、利用者は前の年より二割増えました。",
    "図書館の電子版が利用できるのは市内に住む人に限られる。",
    "写真の無断転載が相次いだため、協会は無断転載を禁止する規約を設けた。",
    "同社は会員登録の手続きを見直し、「ご迷惑をおかけした」と謝罪しました。",
    "有料会員は月額五百円を払うと、過去の記事もすべて読めるという。",
    "原稿は残り三枚、残り1200文字を一晩で書き上げたと当時を振り返った。",
    "この記事は有料で配信されたが、批判を受けて翌日に無料で公開された。",
    "月に五百円で過去十年の記事が読み放題。",
    "続きは来週の会合で話し合われ、会員国が登録の期限を決める見通しだ。",
    "会員国の代表は登録の続きを来月に延期することで合意しました。",
)  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_says_how_to_get_at_the_rest(line: str) -> None:
    """A line that only speaks of access is furniture."""
    assert furniture(line)


@pytest.mark.parametrize("line", STORY)
def test_a_story_about_members_is_a_story(line: str) -> None:
    """A sentence of a story that holds the same words stays."""
    assert not furniture(line)


def test_a_button_by_its_link() -> None:
    """What names members and is all link leads to them."""
    assert furniture("有料プランの一覧", linked=8)
    assert not furniture("有料プランの一覧")


def test_the_page() -> None:
    """A whole page keeps every sentence of its story and nothing else."""
    story = "".join(f"<p>{line}</p>" for line in STORY)
    page = (
        "<html lang=ja><meta charset=utf-8><title>有料会員が百万人を超える</title><body><article>"
        f"<h1>有料会員が百万人を超える</h1><div class=text>{story}<p>この記事は有料会員限定です。残り1234文字</p>"
        "<p><a href=/join>無料会員登録はこちら</a></p></div></article>"
    )
    assert tuple(block.text for block in extract(page.encode()).blocks) == STORY
