"""Japanese: the verb stands last, particles mark who did it."""

from pactwatch.facts.words.shape import Verb, Words

JAPANESE = Words(
    events={
        "sign": Verb(active=("署名", "調印", "締結", "協定を結", "条約を結", "サイン"), noun=("署名式", "調印式")),
        "announce": Verb(active=("公表", "発表", "打ち出", "明らかにし")),
        "take effect": Verb(active=("発効", "施行", "効力を生じ", "効力を発生")),
        "agree": Verb(active=("合意し", "一致し", "合意に達")),
        "visit": Verb(active=("訪問", "訪日", "来日", "訪れ")),
        "meet": Verb(active=("会談", "会合", "協議を行", "戦略対話を行", "会見")),
        "attend": Verb(active=("出席", "参列", "立ち会")),
        "appoint": Verb(active=("任命", "就任", "選出")),
        "resign": Verb(active=("辞任", "辞職", "退任", "解任", "更迭")),
        "kill": Verb(active=("死亡", "亡くな", "殺害", "犠牲", "死者")),
        "injure": Verb(active=("負傷", "けが", "怪我", "重傷", "軽傷")),
        "missing": Verb(active=("行方不明", "不明者")),
        "evacuate": Verb(active=("避難", "退避")),
        "pay": Verb(active=("支払", "拠出", "支給", "被害額")),
        "ban": Verb(active=("禁止", "禁じ")),
        "recall": Verb(active=("リコール", "回収")),
        "collapse": Verb(active=("決壊", "崩壊", "崩落", "倒壊")),
        "ratify": Verb(active=("批准",)),
        "say": Verb(active=("述べ", "語っ", "強調し", "説明し", "と話", "示し", "歓迎し", "確認し")),
    },
    and_=("と", "、", "や", "および", "及び", "並びに", "・", "ら"),
    where=("で", "にて", "において", "の"),
    not_when=("から", "まで", "以降", "以来"),
    negative=frozenset(("ない", "なかった", "せず", "否定", "拒否", "見送")),
    planned=("する予定", "予定", "見通し", "方針", "見込み", "する見", "へ", "することになって", "することになり", "されることに"),
    possible=("可能性", "かもしれ", "とみられ", "恐れ", "おそれ"),
    attended=("出席のもと", "立ち会い", "立ち会いのもと", "出席し", "参列し", "同席し"),
    people=("人", "名"),
    deals=frozenset(("協定", "合意文書", "パートナーシップ", "条約", "文書", "合意", "覚書", "法律")),
    other_deals=("経済連携", "自由貿易", "貿易協定", "租税"),
)
