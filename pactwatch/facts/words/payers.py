"""Countries that give money, under one name in six languages, with the capitals that stand for them: a table."""

from __future__ import annotations

_TABLE = """
argentina: Argentina Argentine Argentinien アルゼンチン
australia: Australia Australie Australien Canberra オーストラリア 豪州
austria: Austria Autriche Österreich Wien オーストリア
belgium: Belgium Belgique Belgien Bélgica Belgio ベルギー
brazil: Brazil Brésil Brasilien Brasil Brasile ブラジル
canada: Canada Kanada Canadá Ottawa カナダ
chile: Chile Chili Cile チリ
china: China Chine Cina Beijing Pékin Peking Pekín Pechino 中国 北京
denmark: Denmark Danemark Dänemark Dinamarca Danimarca デンマーク
eu: EU UE European_Union Union_européenne Europäische_Union Unión_Europea Unione_Europea Brussels Bruxelles Brüssel
    Bruselas 欧州連合
finland: Finland Finlande Finnland Finlandia フィンランド
france: France Frankreich Francia Paris París Parigi フランス 仏
germany: Germany Allemagne Deutschland Alemania Germania Berlin Berlín Berlino ドイツ 独
greece: Greece Grèce Griechenland Grecia ギリシャ
india: India Inde Indien インド
indonesia: Indonesia Indonésie Indonesien インドネシア
ireland: Ireland Irlande Irland Irlanda アイルランド
israel: Israel Israël Israele イスラエル
italy: Italy Italie Italien Italia Rome Rom Roma イタリア
japan: Japan Japon Japón Giappone Tokyo Tokio 日本
mexico: Mexico Mexique Mexiko México Messico メキシコ
netherlands: Netherlands Pays-Bas Niederlande Países_Bajos Paesi_Bassi オランダ
norway: Norway Norvège Norwegen Noruega Norvegia Oslo ノルウェー
poland: Poland Pologne Polen Polonia Warsaw Varsovie Warschau Varsovia Varsavia ポーランド
portugal: Portugal Portogallo Lisbon ポルトガル
russia: Russia Russie Russland Rusia Moscow Moscou Moskau Moscú Mosca ロシア
saudi arabia: Saudi_Arabia Arabie_saoudite Saudi-Arabien Arabia_Saudí Arabia_Saudita サウジアラビア
south korea: South_Korea Corée_du_Sud Südkorea Corea_del_Sur Corea_del_Sud Seoul Séoul Seúl Seul 韓国
spain: Spain Espagne Spanien España Spagna Madrid スペイン
sweden: Sweden Suède Schweden Suecia Svezia Stockholm スウェーデン
switzerland: Switzerland Suisse Schweiz Suiza Svizzera スイス
turkey: Turkey Türkiye Turquie Türkei Turquía Turchia Ankara トルコ
ukraine: Ukraine Ucrania Ucraina Kyiv Kiev ウクライナ
united kingdom: United_Kingdom Britain Great_Britain UK Royaume-Uni Grande-Bretagne Großbritannien Reino_Unido
    Regno_Unito Gran_Bretagna London Londres Londra 英国 英 イギリス
united nations: United_Nations UN ONU Nations_unies Vereinte_Nationen Naciones_Unidas Nazioni_Unite 国連
united states: United_States US USA États-Unis Vereinigte_Staaten Estados_Unidos Stati_Uniti Washington 米国 米
"""

PAYERS: dict[str, tuple[str, ...]] = {
    name: tuple(word.replace("_", " ") for word in words.split())
    for name, _, words in (entry.partition(": ") for entry in _TABLE.replace("\n    ", " ").strip().splitlines())
}
"""By name, what it is called."""
