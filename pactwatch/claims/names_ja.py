"""Whom and what does a Japanese sentence name? By script and by the title that follows (氏, 外相, 大統領)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pactwatch.model import Name

# Titles that follow a name, the longest first so that 外務大臣 is not read as 大臣.
OFFICES = tuple(
    sorted(
        "首相 元首相 前首相 外相 元外相 前外相 防衛相 財務相 経済産業相 経産相 厚労相 国防相 内相 法相 農相 総理 総理大臣 首相補佐官 外務大臣 防衛大臣 財務大臣 大臣 副大臣 "
        "大統領 元大統領 前大統領 副大統領 次期大統領 国務長官 国防長官 財務長官 官房長官 官房副長官 長官 知事 市長 町長 村長 区長 議員 衆院議員 参院議員 上院議員 下院議員 "
        "委員長 欧州委員長 副委員長 委員 代表 共同代表 上級代表 外交安全保障上級代表 特使 報道官 会長 社長 副社長 頭取 総裁 理事長 理事 教授 准教授 名誉教授 議長 事務総長 "
        "事務局長 幹事長 政調会長 書記長 総書記 国家主席 主席 首席 外交部長 大使 公使 局長 次官 事務次官 審議官 参事官 監督 選手 容疑者 被告 受刑者 検事 判事 裁判長 司令官 "
        "提督 大将 中将 国王 女王 皇太子 王子 王女 陛下 殿下 最高経営責任者 CEO 党首 書記 研究員 弁護士 医師 記者 所長 院長 学長 総長 部長 課長 担当相 首長".split(),
        key=len,
        reverse=True,
    )
)
_TITLES = ("氏", "さん", "様", "君", "ちゃん", "夫人", "先生")
_OFFICE = "|".join(OFFICES)
_KANJI = "[\u4e00-\u9fff々ヶ]"
_KATA = "[\u30a1-\u30faー]"
_PERSON = re.compile(
    rf"(?P<kana>{_KATA}{{2,}}(?:[・=＝ ]{_KATA}{{1,}}){{0,4}})(?:(?P<office1>{_OFFICE})|(?P<title1>{'|'.join(_TITLES)}))"
    rf"|(?<!{_KANJI})(?P<kanji>{_KANJI}{{2,5}}?)(?:(?P<office2>{_OFFICE})|(?P<title2>{'|'.join(_TITLES)}))(?!{_KANJI}{{0,1}}(?:会談|会議|級))"
)
# 外務大臣の岩屋毅氏 is found by its title; ジョセップ・ボレル by its middle dot.
_DOTTED = re.compile(rf"{_KATA}{{2,}}(?:[・=＝]{_KATA}{{2,}}){{1,4}}")
_ORGANISATION = re.compile(
    rf"(?:{_KANJI}|{_KATA}|[A-Za-z]){{1,16}}?(?:外務省|防衛省|財務省|経済産業省|国防総省|国務省|省|庁|委員会|連合|議会|国会|銀行|大学|新聞|通信社|通信|放送|機構|協会|裁判所|警察|警視庁|"
    rf"株式会社|政府|自衛隊|連盟|理事会|研究所|党|軍)(?!{_KANJI})"
)
_ACRONYM = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]{1,7}(?![A-Za-z0-9])")
_PLACES = re.compile(
    "|".join(
        sorted(
            "日本 米国 アメリカ 中国 韓国 北朝鮮 ロシア ウクライナ 英国 イギリス フランス ドイツ イタリア スペイン ポルトガル オランダ ベルギー スイス オーストリア ポーランド "
            "チェコ ハンガリー ルーマニア ブルガリア ギリシャ トルコ スウェーデン ノルウェー フィンランド デンマーク アイルランド アイスランド エストニア ラトビア リトアニア "
            "セルビア クロアチア コソボ ベラルーシ モルドバ ジョージア アルメニア アゼルバイジャン カザフスタン イスラエル パレスチナ ガザ イラン イラク シリア レバノン ヨルダン "
            "サウジアラビア エジプト リビア スーダン エチオピア ケニア ナイジェリア 南アフリカ インド パキスタン バングラデシュ スリランカ ネパール アフガニスタン ミャンマー タイ "
            "ベトナム カンボジア ラオス フィリピン マレーシア シンガポール インドネシア 台湾 香港 モンゴル オーストラリア 豪州 ニュージーランド カナダ メキシコ ブラジル アルゼンチン "
            "チリ ペルー コロンビア ベネズエラ キューバ 欧州 アジア アフリカ 中東 インド太平洋 太平洋 大西洋 南シナ海 東シナ海 黒海 紅海 朝鮮半島 東京 大阪 京都 名古屋 横浜 札幌 福岡 "
            "広島 長崎 沖縄 北海道 神戸 仙台 千葉 埼玉 神奈川 愛知 兵庫 静岡 新潟 石川 能登 熊本 鹿児島 ワシントン ニューヨーク ロンドン パリ ベルリン ローマ ブリュッセル モスクワ "
            "キーウ 北京 上海 ソウル 平壌 台北 ジュネーブ ウィーン マドリード ワルシャワ".split(),
            key=len,
            reverse=True,
        )
    )
)
_KNOWN_ORGANISATIONS = re.compile(
    "欧州連合|欧州委員会|欧州理事会|欧州議会|国際連合|国連安全保障理事会|国連安保理|国連|北大西洋条約機構|自民党|立憲民主党|公明党|共和党|民主党|日銀|日本銀行|世界銀行|国際通貨基金"
)
# What stands before a title without being a name: 両首相, 各国首相, 歴代大統領, 米国務長官.
_NO_NAME = re.compile(
    r"^(?:両|各|歴代|同|新|前|元|次期|現|当時|外務|防衛|財務|国防|国務|経済|副|米|英|仏|独|露|中|韓|日|我が|他|全|主要|同国|各国|両国|日米|日中|日韓|日欧|関係|担当|内閣|欧州|連邦|政府|自民|外務省|防衛省|連立|国会|筆頭|共同|最高|暫定|内閣官房)+"
    r"(?:国|党|省|庁|府|閣)?$"
)


def find_names_ja(folded: str, text: str) -> list[Name]:
    """Find persons, organisations and places of a Japanese sentence, in order, the longest at each place."""
    found = sorted(_found(folded, text), key=lambda n: (n.start, -n.end))
    out: list[Name] = []
    for name in found:
        if not out or name.start >= out[-1].end:
            out.append(name)
    return out


def _found(folded: str, text: str) -> Iterator[Name]:
    taken: list[tuple[int, int]] = []
    for match in _PERSON.finditer(folded):
        name = match["kana"] or match["kanji"]
        start = match.start("kana") if match["kana"] else match.start("kanji")
        start, name = _without_place(start, name)
        if len(name) < 2 or _NO_NAME.match(name) or _PLACES.fullmatch(name) or _KNOWN_ORGANISATIONS.fullmatch(name):
            continue
        if any(low < start + len(name) and start < high for low, high in taken):
            continue
        office = match["office1"] or match["office2"]
        taken.append((start, start + len(name)))
        yield Name(text[start : start + len(name)], start, start + len(name), "person", office)
    for pattern, kind in (
        (_DOTTED, "person"),
        (_KNOWN_ORGANISATIONS, "organisation"),
        (_PLACES, "place"),
        (_ORGANISATION, "organisation"),
        (_ACRONYM, "organisation"),
    ):
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(low < end and start < high for low, high in taken):
                continue
            if kind == "person" and _PLACES.search(match.group()):
                continue
            if pattern is _ORGANISATION and _NO_ORGANISATION.match(match.group()):
                continue
            taken.append((start, end))
            yield Name(text[start:end], start, end, kind)


_NO_ORGANISATION = re.compile(
    r"^(?:同|両|各|与|野|全|新|反|政|現|前|本|当)?(?:省|庁|党|軍|政府|委員会|議会|大学|銀行|警察|通信|放送|新聞)$|.*(?:将|従|進)軍$"
)


def _without_place(start: int, name: str) -> tuple[int, str]:
    """Drop a country before the name: 米国バイデン大統領, 米バイデン大統領."""
    place = _PLACES.match(name)
    if place is not None and place.end() < len(name):
        return start + place.end(), name[place.end() :]
    return start, name
