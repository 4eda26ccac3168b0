"""What money is spent on, under one name in six languages: `roads`, `Straßen`, `carreteras`. A table, no code.

Plain words in any case; `*` stands for the rest of a word. Written for the budgets, aid and damages of ordinary news.
"""

from __future__ import annotations

_TABLE = """
road: road* motorway* highway* route* autoroute* Straße* Autobahn* carretera* strad* autostrad* 道路 高速道路
rail: rail* train trains ferroviaire* Bahn* Schiene* ferrocarril* tren trenes ferrovi* treno 鉄道
bridge: bridge* pont ponts Brücke* puente* ponte ponti 橋
tunnel: tunnel* túnel* galleri* トンネル
port: port ports harbour* harbor* Hafen* Häfen puerto* porto porti 港湾 港
ship: ship* ferry ferries vessel* frigate* navire* bac bacs Schiff* Fähre* buque* barco* nave navi traghett* 艦艇
    船舶 フェリー
school: school* école* Schul* escuela* scuol* 学校 education éducation Bildung* educación istruzione 教育
research: research* recherche* Forschung* investigación ricerc* 研究*
hospital: hospital* hôpita* Krankenh* Klinik* ospedal* 病院 health* santé Gesundheit* sanidad salud sanità 医療
housing: housing homes houses logement* Wohnung* vivienda* alloggi 住宅
victims: victim* survivor* famil* relative* bereaved victime* sinistrés proches Opfer* Hinterblieben*
    Angehörige* víctima* damnificad* allegados vittim* 被災者 遺族 被害者 犠牲者
rebuilding: rebuilding reconstruction repair* réparation* Wiederaufbau* Sanierung* Reparatur* reconstrucción
    reparación ricostruzione riparazion* 復興 再建 修復
upkeep: maintenance upkeep entretien Instandhaltung Wartung mantenimiento manutenzione 維持
defence: defence* defense* military armament* weapon* défense armement* Verteidigung* Rüstung* Waffen* defensa
    armamento* difesa armi 防衛* 兵器 装備
cyber: cyber* ciber* サイバー*
space: space satellite* spatial* espace Raumfahrt* Weltraum* espacio spazio 宇宙 衛星
energy: energ* énergie* électricité Strom* electricidad elettricità エネルギー 電力
wind: wind windfarm* éolien* eolien* Windkraft* Windpark* eólic* eolic* 風力 洋上風力
battery: batter* batería* accumulator* Akku* 電池
climate: climate climat* Klima* clima 気候
water: water* eau eaux Wasser* agua* acqua 水道 水
dam: dam dams dike* dyke* barrage* digue* Damm* Deich* presa* dique* diga dighe ダム
food: food aliment* nourriture Nahrung* Lebensmittel* cibo 食料 食糧
refugees: refugee* réfugié* Flüchtling* refugiad* profugh* rifugiat* 難民
farming: farm* agricult* agricol* Landwirt* 農業 農家
fishing: fish* pêche* Fischerei* Fischer* pesca* 漁業 漁船
culture: culture museum* musée* Kultur* Museen cultura* museo* musei 文化
sport: sport* stadium* stade* Stadion* estadio* deporte* stadio スポーツ 競技場
police: police polici* Polizei* polizia 警察
courts: court* trial* lawsuit* procès tribuna* justice Gericht* Prozess* juicio* processo processi 裁判
training: training formation Ausbildung* Schulung* formación formazione 訓練 研修
advertising: advert* campaign* publicit* Werb* Kampagne* publicidad campaña* pubblicit* 広告 宣伝
factory: factory factories plant plants usine* Fabrik* Werk fábrica* planta fabbric* stabiliment* 工場
staff: staff wages salar* personnel Personal* Gehälter Löhne sueldos personale stipendi 人件費
recall: recall* rappel* Rückruf* retirada* richiam* リコール 回収
election: election* élection* Wahl* eleccion* elezion* 選挙
search: search* rescue* recherches secours Suche* Rettung* búsqueda rescate soccorsi 捜索 救助
contract: contract* contrat* Vertrag* Auftrag* contratt* appalt* 契約
"""

THINGS: dict[str, tuple[str, ...]] = {
    name: tuple(words.split())
    for name, _, words in (entry.partition(": ") for entry in _TABLE.replace("\n    ", " ").strip().splitlines())
}
"""By thing, what it is called."""
