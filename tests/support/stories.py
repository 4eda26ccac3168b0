# ruff: noqa: E501 - a line is a paragraph of a story
"""Invented stories in seven languages, for pages of our own making: what a reader should take away, block by block."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One article as its newsroom wrote it, without any layout."""

    key: str
    language: str
    outlet: str
    headline: str
    standfirst: str
    author: str
    published: str
    """ISO 8601 with zone."""
    section: str
    blocks: tuple[tuple[str, str], ...]
    """(kind as `model.Block` names it, text), in reading order."""

    @property
    def text(self) -> str:
        """What `Article.text` should say."""
        return "\n\n".join(text for _, text in self.blocks)


def _story(key: str, language: str, outlet: str, head: tuple[str, str, str, str, str], body: str) -> Story:
    """Make a story; in *body* a line is a block, and its first sign tells the kind."""
    kinds = {"#": "heading", "-": "item", ">": "quote"}
    blocks = tuple(
        (kinds.get(line[0], "paragraph"), line[2:] if line[0] in kinds else line) for line in body.strip().split("\n")
    )
    headline, standfirst, author, published, section = head
    return Story(key, language, outlet, headline, standfirst, author, published, section, blocks)


STORIES: tuple[Story, ...] = (
    _story(
        "treaty",
        "en",
        "The Halden Courier",
        (
            "Norland and Veria sign fisheries treaty after eleven months of talks",
            "The two coastal states will share a zone of 9,400 square kilometres from March.",
            "Maren Holt",
            "2031-11-04T14:05:00+01:00",
            "World",
        ),
        """
The coastal states of Norland and Veria signed a fisheries treaty on Tuesday, ending eleven months of talks in the port of Halden.
Under the treaty, 412 vessels may fish in the shared zone from 1 March, down from 530 last year, and each must carry a tracking device.
“We have given our fishermen a future,” said the Norland minister, Ingrid Sollum, after the ceremony in the old customs house.
# What the treaty says
Her Verian counterpart, Tomas Arden, said that the quota for cod would be reviewed every two years by a joint commission.
- A joint commission of nine scientists sets the quota for cod and herring.
- Vessels longer than 24 metres stay out of the zone in May and June.
- Fines of up to 40,000 crowns await those who switch off their tracking device.
Environmental groups welcomed the tracking rule but warned that the fines were too low to deter the largest fleets.
> Nobody who lands cod worth a million will be afraid of forty thousand.
The treaty enters into force once both parliaments have ratified it, which officials expect before the end of April.
""",
    ),
    _story(
        "bridge",
        "en",
        "Arlen Evening Post",
        (
            "Inspectors found cracks in Arlen bridge three years before collapse",
            "A report kept from the council named two of the nine cables that failed.",
            "Tom Okafor and Ines Duarte",
            "2031-02-18T06:30:00Z",
            "Local",
        ),
        """
Inspectors found cracks in two of the cables of the Arlen bridge three years before it collapsed, according to a report seen by this newspaper.
The bridge fell into the river on the morning of 6 February. Eleven people died, and 29 were taken to hospital.
The report, dated 14 March 2028, put the cost of replacing both cables at 3.2 million euros. It was never shown to the council.
“I learned of it on the day after the collapse, like everybody else,” the mayor, Maria Keller, said on Monday.
A spokesman for the road authority declined to comment while the public prosecutor is investigating.
The company that built the bridge, Lindqvist & Sons, went bankrupt in 2019. Its archive was bought by a collector, who gave the drawings to the university.
Engineers there have worked on a model of the bridge since the autumn. They expect to publish their findings in June.
""",
    ),
    _story(
        "pact",
        "en",
        "Union Press Service",
        (
            "Joint statement on the Norland–Union security partnership",
            "The partners agree on yearly talks, maritime exercises and work on cyber threats.",
            "",
            "2031-10-31T09:00:00+01:00",
            "Press release",
        ),
        """
The Union and Norland today announced a security and defence partnership, the first that the Union has concluded in the northern region.
The partnership covers maritime security, cyber threats, space, hybrid threats and foreign information manipulation.
# Maritime security
Both sides will hold at least one joint naval exercise a year and will share information on ships that switch off their transponders.
# Cyber and hybrid threats
Experts will meet twice a year, for the first time in Halden in February 2032, and report to the ministers.
A dialogue on industrial co-operation will explore how companies of both sides may take part in each other's programmes, subject to their rules.
# Next steps
The partnership takes effect on 1 January 2032 and is reviewed after three years.
""",
    ),
    _story(
        "vertrag",
        "de",
        "Haldener Tageblatt",
        (
            "Norland und Veria einigen sich auf Fischereivertrag",
            "Nach elf Monaten Verhandlungen dürfen noch 412 Schiffe in die gemeinsame Zone.",
            "Hanna Vogel",
            "2031-11-04T15:20:00+01:00",
            "Politik",
        ),
        """
Die Küstenstaaten Norland und Veria haben am Dienstag in der Hafenstadt Halden einen Fischereivertrag unterzeichnet, über den sie elf Monate lang verhandelt hatten.
Vom 1. März an dürfen noch 412 Schiffe in der gemeinsamen Zone fischen, im vergangenen Jahr waren es 530. Jedes muss ein Ortungsgerät tragen.
»Wir haben unseren Fischern eine Zukunft gegeben«, sagte Norlands Ministerin Ingrid Sollum nach der Feier im alten Zollhaus.
# Strafen von bis zu 40.000 Kronen
Wer sein Ortungsgerät abschaltet, muss mit einer Strafe von bis zu 40.000 Kronen rechnen. Umweltverbände halten das für zu wenig.
Über die Quote für Kabeljau wacht eine gemeinsame Kommission aus neun Wissenschaftlern, die alle zwei Jahre neu entscheidet.
Der Vertrag tritt in Kraft, sobald beide Parlamente zugestimmt haben. Damit rechnen Beobachter noch vor Ende April.
""",
    ),
    _story(
        "traite",
        "fr",
        "Le Courrier de Halden",
        (
            "Le Norland et la Veria signent un traité de pêche après onze mois de négociations",
            "Les deux États côtiers partageront une zone de 9 400 kilomètres carrés dès le mois de mars.",
            "Camille Perrin",
            "2031-11-04T16:10:00+01:00",
            "International",
        ),
        """
Les États côtiers du Norland et de la Veria ont signé mardi, dans le port de Halden, un traité de pêche négocié pendant onze mois.
À partir du 1er mars, 412 navires pourront pêcher dans la zone commune, contre 530 l’an dernier, et chacun devra porter une balise.
« Nous avons donné un avenir à nos pêcheurs », a déclaré la ministre du Norland, Ingrid Sollum, après la cérémonie.
# Une commission de neuf scientifiques
Son homologue de la Veria, Tomas Arden, a précisé que le quota de morue serait revu tous les deux ans par une commission commune.
Les associations de défense de l’environnement saluent les balises, mais jugent trop faibles les amendes, fixées à 40 000 couronnes au plus.
Le traité entrera en vigueur une fois ratifié par les deux parlements, sans doute avant la fin du mois d’avril.
""",
    ),
    _story(
        "tratado",
        "es",
        "El Correo de Halden",
        (
            "Norland y Veria firman un tratado de pesca tras once meses de negociaciones",
            "Los dos Estados compartirán desde marzo una zona de 9.400 kilómetros cuadrados.",
            "Lucía Herrero",
            "2031-11-04T17:45:00+01:00",
            "Internacional",
        ),
        """
Los Estados costeros de Norland y Veria firmaron este martes en el puerto de Halden un tratado de pesca negociado durante once meses.
Desde el 1 de marzo podrán faenar en la zona común 412 barcos, frente a los 530 del año pasado, y cada uno llevará un localizador.
“Hemos dado un futuro a nuestros pescadores”, dijo la ministra de Norland, Ingrid Sollum, al término de la ceremonia.
Su homólogo de Veria, Tomas Arden, explicó que una comisión conjunta de nueve científicos revisará la cuota de bacalao cada dos años.
Las organizaciones ecologistas celebran los localizadores, pero consideran insuficientes las multas, de 40.000 coronas como máximo.
El tratado entrará en vigor cuando lo ratifiquen ambos parlamentos, lo que se espera antes de que acabe abril.
""",
    ),
    _story(
        "trattato",
        "it",
        "Il Corriere di Halden",
        (
            "Norland e Veria firmano un trattato sulla pesca dopo undici mesi di colloqui",
            "Dal marzo prossimo i due Stati divideranno una zona di 9.400 chilometri quadrati.",
            "Giulia Ferri",
            "2031-11-04T18:00:00+01:00",
            "Esteri",
        ),
        """
Gli Stati costieri di Norland e Veria hanno firmato martedì nel porto di Halden un trattato sulla pesca negoziato per undici mesi.
Dal 1° marzo potranno pescare nella zona comune 412 navi, contro le 530 dell’anno scorso, e ognuna dovrà avere un localizzatore.
«Abbiamo dato un futuro ai nostri pescatori», ha detto la ministra di Norland, Ingrid Sollum, dopo la cerimonia nella vecchia dogana.
Il suo collega di Veria, Tomas Arden, ha spiegato che la quota del merluzzo sarà rivista ogni due anni da una commissione comune.
Le associazioni ambientaliste apprezzano i localizzatori, ma giudicano troppo basse le multe, fissate al massimo in 40.000 corone.
Il trattato entrerà in vigore dopo la ratifica dei due parlamenti, attesa entro la fine di aprile.
""",
    ),
    _story(
        "joyaku",
        "ja",
        "潮新聞",
        (
            "ノルランドとベリア、漁業条約に署名　１１カ月の交渉が決着",
            "",
            "浜田 潤",
            "2031-11-04T22:10:00+09:00",
            "国際",
        ),
        """
沿岸国のノルランドとベリアは４日、港町ハルデンで漁業条約に署名した。交渉は１１カ月に及んだ。
条約によると、来年３月１日から共同水域で操業できるのは４１２隻で、昨年の５３０隻から減る。全ての船に位置を知らせる装置の搭載を義務づける。
ノルランドのソルム漁業相は式典の後、「漁師たちに未来を渡すことができた」と述べた。
ベリアのアルデン漁業相は、タラの漁獲枠を９人の科学者でつくる合同委員会が２年ごとに見直すと説明した。
環境団体は装置の義務化を歓迎しながらも、罰金の上限が４万クローネにとどまったことを「大型船には効き目がない」と批判している。
条約は両国の議会の承認を経て発効する。関係者は４月末までの承認を見込む。
""",
    ),
    _story(
        "bouhatei",
        "ja",
        "潮新聞",
        (
            "白浜の防波堤が完成　総延長２・４キロ、着工から１２年",
            "",
            "松原 恵",
            "2031-11-03T19:20:00+09:00",
            "地域",
        ),
        """
白浜の港で３日、新しい防波堤の完成式が開かれた。総延長は２・４キロで、工事には１２年がかかった。
式典には住民や県の関係者ら１５０人が出席した。山岸知事は「命を守る堤だ。次の世代に引き継いでほしい」とあいさつした。
県によると、総事業費は１８６億円で、国がこのうち７割を負担した。高さは海面から９メートルある。
一方、景観が失われたとの声も残る。漁師の男性（６７）は「海が見えなくなった。町の姿が変わってしまった」と話した。
県は来年３月までに、堤の上に遊歩道と展望台を設ける計画だ。観光客の呼び込みにつなげる狙いもある。
""",
    ),
    _story(
        "tiaoyue",
        "zh",
        "海滨日报",
        (
            "诺兰与维里亚签署渔业条约　历时十一个月的谈判落幕",
            "",
            "陈海明",
            "2031-11-04T21:30:00+08:00",
            "国际",
        ),
        """
沿海国家诺兰和维里亚4日在港口城市哈尔登签署渔业条约，结束了历时十一个月的谈判。
根据条约，明年3月1日起可在共同海域捕鱼的船只为412艘，少于去年的530艘，每艘船都必须安装定位装置。
诺兰渔业大臣索鲁姆在仪式后表示：“我们给了渔民一个未来。”
维里亚渔业部长阿尔登说，鳕鱼配额将由九名科学家组成的联合委员会每两年审议一次。
环保组织欢迎安装定位装置的规定，但认为最高四万克朗的罚款过低，不足以震慑大型船队。
条约须经两国议会批准后生效，官员预计将在四月底之前完成。
""",
    ),
)
"""Every story; `key` is unique."""
