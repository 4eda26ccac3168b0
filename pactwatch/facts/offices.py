"""Offices: what a person is called, in six languages, in one spelling: `foreign minister of japan`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pactwatch.facts.phrases import any_of

# The office in plain words, and how it is printed. A phrase that already says whose office it is carries `@whose`.
_PRINTED: dict[str, tuple[str, ...]] = {
    "foreign minister": (
        "foreign minister", "minister for foreign affairs", "minister of foreign affairs", "foreign affairs minister",
        "foreign secretary", "secretary of state for foreign affairs", "minister of external affairs",
        "ministre des affaires étrangères", "ministre des affaires etrangeres", "chef de la diplomatie",
        "Außenminister", "Außenministerin", "Aussenminister", "ministro de asuntos exteriores", "ministro de exteriores",
        "ministra de exteriores", "ministro de relaciones exteriores", "canciller", "titular de exteriores",
        "ministro degli esteri", "ministra degli esteri", "ministro degli affari esteri", "外相", "外務大臣",
    ),
    "defence minister": (
        "defence minister", "defense minister", "minister of defence", "minister of defense", "minister for defence",
        "minister for defense", "defence secretary", "defense secretary", "secretary of defense",
        "ministre de la défense", "ministre des armées", "Verteidigungsminister", "Verteidigungsministerin",
        "ministro de defensa", "ministra de defensa", "ministro della difesa", "防衛相", "防衛大臣", "国防相",
    ),
    "prime minister": (
        "prime minister", "premier", "premier ministre", "première ministre", "Premierminister", "Premierministerin",
        "Regierungschef", "Ministerpräsident", "Ministerpräsidentin", "primer ministro", "primera ministra",
        "primo ministro", "首相", "総理大臣", "内閣総理大臣", "総理",
    ),
    "deputy prime minister": ("deputy prime minister", "vice-premier", "副首相"),
    "finance minister": ("finance minister", "minister of finance", "ministre des finances", "Finanzminister",
                         "ministro de finanzas", "ministro delle finanze", "財務相", "財務大臣"),
    "interior minister": ("interior minister", "home secretary", "minister of the interior", "ministre de l'intérieur",
                          "Innenminister", "ministro del interior", "ministro dell'interno", "内相", "内務大臣"),
    "trade minister": ("trade minister", "minister of trade", "minister for trade", "経済産業相", "経産相"),
    "environment minister": ("environment minister", "minister of the environment", "ministre de l'environnement",
                             "Umweltminister", "Umweltministerin", "環境相", "環境大臣"),
    "energy minister": ("energy minister", "minister of energy", "ministre de l'énergie", "Energieminister"),
    "transport minister": ("transport minister", "transport secretary", "ministre des transports", "国交相", "国土交通相"),
    "health minister": ("health minister", "health secretary", "ministre de la santé", "Gesundheitsminister", "厚労相"),
    "minister": ("minister", "ministre", "Minister", "Ministerin", "ministro", "ministra", "大臣"),
    "chief cabinet secretary": ("chief cabinet secretary", "官房長官"),
    "high representative@european union": (
        "high representative of the union for foreign affairs and security policy",
        "high representative of the european union for foreign affairs and security policy",
        "high representative for foreign affairs and security policy", "eu high representative",
        "eu's high representative", "high representative", "eu foreign policy chief", "eu's foreign policy chief",
        "european union foreign policy chief", "european union's foreign policy chief", "eu foreign affairs chief",
        "eu foreign minister", "eu's top diplomat", "eu top diplomat", "european union's top diplomat", "eu diplomacy chief", "chief eu diplomat",
        "bloc's top diplomat", "top eu diplomat", "foreign policy chief", "eu chief diplomat",
        "haut représentant de l'union européenne pour les affaires étrangères et la politique de sécurité",
        "haut représentant de l'union pour les affaires étrangères et la politique de sécurité", "haut représentant",
        "chef de la diplomatie européenne", "chef de la diplomatie de l'ue", "chef de la politique étrangère de l'ue",
        "chef de la politique étrangère de l'union européenne", "responsable pour les affaires étrangères et la politique de sécurité",
        "EU-Außenbeauftragter", "EU-Außenbeauftragte", "EU-Außenbeauftragten", "EU-Chefdiplomat", "Hohe Vertreter",
        "Hohe Vertreterin", "Hoher Vertreter", "Hohe Vertreter der EU", "europäischen Diplomatiechef", "europäischer Diplomatiechef",
        "Leiter der europäischen Diplomatie", "EU-Außenbeauftragter",
        "alto representante de la UE para Asuntos Exteriores y Política de Seguridad", "alto representante",
        "jefe de la diplomacia europea", "jefe de la diplomacia de la Unión Europea", "jefe de la política exterior de la UE",
        "jefe de política exterior de la Unión Europea",
        "alto rappresentante dell'unione europea per gli affari esteri e la politica di sicurezza",
        "alto rappresentante dell'unione per gli affari esteri e la politica di sicurezza", "alto rappresentante ue", "alto rappresentante",
        "capo della politica estera dell'ue", "capo della diplomazia europea",
        "外務・安全保障政策上級代表", "外交安全保障上級代表", "外交・安全保障上級代表", "外務安全保障政策上級代表", "上級代表", "EU外相",
    ),
    "vice-president@european commission": ("vice-president of the european commission", "vice president of the european commission",
                                           "european commission vice-president", "european commission vice president",
                                           "vice-président de la commission européenne", "欧州委員会副委員長"),
    "president@european commission": (
        "president of the european commission", "european commission president", "eu commission president",
        "european commission chief", "eu commission chief", "eu chief", "présidente de la commission européenne",
        "président de la commission européenne", "EU-Kommissionspräsidentin", "EU-Kommissionspräsident", "Kommissionspräsidentin",
        "presidenta de la comisión europea", "presidente de la comisión europea", "presidente della commissione europea",
        "presidente della commissione ue", "欧州委員会委員長", "欧州委員長",
    ),
    "president@european council": ("president of the european council", "european council president", "eu council president",
                                   "président du conseil européen", "EU-Ratspräsident", "presidente del consejo europeo",
                                   "presidente del consiglio europeo", "欧州理事会議長", "EU大統領"),
    "president": ("president", "président", "présidente", "Präsident", "Präsidentin", "Staatspräsident", "presidente", "presidenta", "大統領"),
    "vice-president": ("vice-president", "vice president", "vice-président", "Vizepräsident", "vicepresidente", "副大統領"),
    "chancellor": ("chancellor", "chancelier", "chancelière", "Bundeskanzler", "Bundeskanzlerin", "Kanzler", "canciller federal", "cancelliere"),
    "secretary of state": ("secretary of state", "secrétaire d'état", "国務長官"),
    "secretary-general": ("secretary-general", "secretary general", "secrétaire général", "Generalsekretär", "secretario general",
                          "segretario generale", "事務総長"),
    "ambassador": ("ambassador", "ambassadeur", "ambassadrice", "Botschafter", "Botschafterin", "embajador", "embajadora", "ambasciatore", "大使"),
    "commissioner": ("commissioner", "commissaire", "Kommissar", "Kommissarin", "comisario", "comisaria", "commissario", "委員"),
    "governor": ("governor", "gouverneur", "Gouverneur", "gobernador", "gobernadora", "governatore", "知事", "総裁"),
    "mayor": ("mayor", "maire", "Bürgermeister", "Bürgermeisterin", "Oberbürgermeister", "alcalde", "alcaldesa", "sindaco", "市長", "町長", "村長"),
    "spokesperson": ("spokesman", "spokeswoman", "spokesperson", "porte-parole", "Sprecher", "Sprecherin", "portavoz", "portavoce", "報道官"),
    "chief executive": ("chief executive", "chief executive officer", "ceo", "directeur général", "Vorstandschef", "Geschäftsführer",
                        "consejero delegado", "amministratore delegato", "社長", "最高経営責任者"),
    "director": ("director", "directeur", "directrice", "Direktor", "Direktorin", "directora", "direttore", "direttrice", "局長", "長官"),
    "chair": ("chairman", "chairwoman", "chair", "président du conseil", "Vorsitzender", "Vorsitzende", "会長", "議長"),
    "king": ("king", "queen", "emperor", "roi", "reine", "König", "Königin", "rey", "reina", "天皇"),
    "judge": ("judge", "justice", "prosecutor", "procureur", "Richter", "Staatsanwalt", "fiscal", "juez", "giudice"),
    "chief": ("police chief", "fire chief", "chief", "Polizeichef"),
    "engineer": ("chief engineer", "engineer", "ingénieur en chef", "Chefingenieur"),
    "senator": ("senator", "sénateur", "Senator", "senador", "senatore"),
    "professor": ("professor", "professeur", "Professor", "profesor", "professore", "教授"),
}

# Whose office: what a country's adjective stands for. The countries of the six languages' own press and of most news.
_ADJECTIVES: dict[str, str] = {
    "japanese": "japan", "japonais": "japan", "japonaise": "japan", "japanische": "japan", "japanischer": "japan",
    "japanischen": "japan", "japonés": "japan", "japonesa": "japan", "giapponese": "japan", "nippon": "japan",
    "german": "germany", "allemand": "germany", "allemande": "germany", "deutsche": "germany", "deutscher": "germany",
    "deutschen": "germany", "alemán": "germany", "alemana": "germany", "tedesco": "germany", "tedesca": "germany",
    "french": "france", "français": "france", "française": "france", "französische": "france", "französischer": "france",
    "französischen": "france", "francés": "france", "francesa": "france", "francese": "france",
    "british": "united kingdom", "uk": "united kingdom", "britannique": "united kingdom", "britische": "united kingdom",
    "american": "united states", "us": "united states", "u.s.": "united states", "américain": "united states",
    "amerikanische": "united states", "italian": "italy", "italien": "italy", "italienne": "italy", "italiano": "italy",
    "italiana": "italy", "italienische": "italy", "spanish": "spain", "espagnol": "spain", "español": "spain",
    "spanische": "spain", "spagnolo": "spain", "chinese": "china", "chinois": "china", "chinesische": "china",
    "russian": "russia", "russe": "russia", "russische": "russia", "south korean": "south korea",
    "sud-coréen": "south korea", "südkoreanische": "south korea", "north korean": "north korea", "indian": "india",
    "canadian": "canada", "australian": "australia", "ukrainian": "ukraine", "polish": "poland", "dutch": "netherlands",
    "swedish": "sweden", "norwegian": "norway", "turkish": "turkey", "brazilian": "brazil", "mexican": "mexico",
    "european": "european union", "eu": "european union", "européen": "european union", "européenne": "european union",
    "日本": "japan", "中国": "china", "米": "united states", "米国": "united states", "英": "united kingdom", "韓国": "south korea",
    "独": "germany", "ドイツ": "germany", "仏": "france", "フランス": "france", "欧州": "european union",
}  # fmt: skip
ADJECTIVES = frozenset(_ADJECTIVES)

# Words that keep an office from being held now.
FORMER = any_of(("former", "ex", "ex-", "then-candidate", "ancien", "ancienne", "früherer", "ehemaliger", "frühere",
                 "ehemalige", "antiguo", "exministro", "ex ministro", "元", "前", "late", "next", "incoming", "deputy"))  # fmt: skip
# Two offices of one group exclude one another, unless one article gives both to the person.
_GOVERNMENT = frozenset(
    ("prime minister", "deputy prime minister", "foreign minister", "defence minister", "finance minister",
     "interior minister", "trade minister", "environment minister", "energy minister", "transport minister",
     "health minister", "chief cabinet secretary", "president", "chancellor", "vice-president", "high representative")
)  # fmt: skip
_BROADER = {"minister": _GOVERNMENT - {"president", "chancellor", "high representative", "vice-president"}}


# What a minister is minister of, where an adjective parts the two: `ministro japonés de Asuntos Exteriores`.
_PORTFOLIOS = {
    "affaires étrangères": "foreign minister", "asuntos exteriores": "foreign minister", "exteriores": "foreign minister",
    "relaciones exteriores": "foreign minister", "esteri": "foreign minister", "affari esteri": "foreign minister",
    "foreign affairs": "foreign minister", "défense": "defence minister", "armées": "defence minister",
    "defensa": "defence minister", "difesa": "defence minister", "defence": "defence minister", "defense": "defence minister",
    "finances": "finance minister", "finanzas": "finance minister", "finanze": "finance minister",
    "intérieur": "interior minister", "interior": "interior minister", "interno": "interior minister",
    "environnement": "environment minister", "medio ambiente": "environment minister", "ambiente": "environment minister",
}  # fmt: skip


_HIGH_REPRESENTATIVE = re.compile(
    r"[^,.;()]{0,80}?(?:security policy|politique de sécurité|sicherheitspolitik|política de seguridad|politica di sicurezza)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as printed in a text."""

    office: str
    whose: str
    """Whose it is, as far as its own words say; empty: they do not."""
    start: int
    end: int


@cache
def _finder() -> re.Pattern[str]:
    return any_of(phrase for phrases in _PRINTED.values() for phrase in phrases)


@cache
def _portfolio() -> re.Pattern[str]:
    """Give the expression for what may follow a bare `minister`: whose, and of what."""
    names = "|".join(sorted(map(re.escape, _PORTFOLIOS), key=len, reverse=True))
    return re.compile(rf" (?:(?P<whose>\w+) )?(?:de la |de l'|della |dell'|degli |des |de |for |of )(?P<what>{names})\b", re.I)


def find_offices(text: str) -> list[Office]:
    """Find the offices printed in *text*, in order.

    >>> [(o.office, o.whose) for o in find_offices("le ministre japonais des Affaires étrangères")]
    [('foreign minister', 'japan')]
    """
    found = []
    for match in _finder().finditer(text):
        office, whose = plain_office(match.group())
        end = match.end()
        if office == "minister":
            more = _portfolio().match(text, end)
            if more and (not more["whose"] or country_of(more["whose"])):
                office, whose, end = _PORTFOLIOS[more["what"].lower()], country_of(more["whose"] or ""), more.end()
        elif office == "high representative":
            rest = _HIGH_REPRESENTATIVE.match(text, end)
            end = rest.end() if rest else end
        if office and (not found or match.start() >= found[-1].end):
            found.append(Office(office, whose, match.start(), end))
    return found


@cache
def office_finder() -> re.Pattern[str]:
    """Give the expression that finds a printed office."""
    return _finder()


@cache
def _canonical() -> dict[str, tuple[str, str]]:
    """Map a printed office to its plain words and whose it is (empty: not said)."""
    found: dict[str, tuple[str, str]] = {}
    for name, phrases in _PRINTED.items():
        office, _, whose = name.partition("@")
        for phrase in phrases:
            found.setdefault(" ".join(phrase.lower().split()), (office, whose))
    return found


def plain_office(printed: str) -> tuple[str, str]:
    """Give an office in plain words, and whose it is as far as the words themselves say; both empty if unknown.

    >>> plain_office("Defense Minister"), plain_office("外相")
    (('defence minister', ''), ('foreign minister', ''))
    """
    return _canonical().get(" ".join(printed.lower().split()), ("", ""))


def country_of(adjective: str) -> str:
    """Give the country that an adjective stands for, empty if it stands for none.

    >>> country_of("Japanese")
    'japan'
    """
    return _ADJECTIVES.get(adjective.lower().removesuffix("'s").strip("-"), "")


def offices_compatible(a: str, b: str) -> bool:
    """Tell whether one person can well be called both.

    >>> offices_compatible("foreign minister of japan", "defence minister of japan")
    False
    >>> offices_compatible("foreign minister", "foreign minister of japan")
    True
    """
    (office_a, _, whose_a), (office_b, _, whose_b) = a.partition(" of "), b.partition(" of ")
    if office_a == office_b:
        return not (whose_a and whose_b and whose_a != whose_b)
    if office_b in _BROADER.get(office_a, ()) or office_a in _BROADER.get(office_b, ()):
        return True
    return not (office_a in _GOVERNMENT and office_b in _GOVERNMENT)
