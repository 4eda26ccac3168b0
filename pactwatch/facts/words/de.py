"""German."""

from pactwatch.facts.words.shape import Verb, Words, these

GERMAN = Words(
    events={
        "sign": Verb(
            active=(
                "unterzeichnen",
                "unterzeichnete",
                "unterzeichneten",
                "unterschreiben",
                "unterschrieb",
                "unterschrieben",
                "schließen",
                "schlossen",
                "besiegeln",
                "besiegelten",
                "setzten ihre Unterschrift",
                "setzten ihre Unterschriften",
            ),
            either=("unterzeichnet", "unterschrieben", "geschlossen", "besiegelt", "abgeschlossen"),
            noun=("Unterzeichnungszeremonie", "Unterzeichnung", "Unterschrift"),
        ),
        "announce": Verb(
            active=(
                "verkünden",
                "verkündete",
                "verkündeten",
                "verkündet",
                "gab bekannt",
                "gaben",
                "kündigte",
                "kündigten",
                "stellten",
                "präsentierten",
                "kündigen",
            ),
            either=("angekündigt", "verkündet", "bekanntgegeben", "bekannt gegeben", "vorgestellt"),
            noun=("Ankündigung", "Bekanntgabe"),
        ),
        "take effect": Verb(
            active=(
                "in Kraft treten",
                "tritt in Kraft",
                "trat in Kraft",
                "treten in Kraft",
                "in Kraft getreten",
                "in Kraft tritt",
                "in Kraft trat",
                "in Kraft",
                "wirksam wird",
                "wirksam werden",
                "wird wirksam",
                "gilt ab",
                "gilt seit",
            ),
            noun=("Inkrafttreten",),
        ),
        "agree": Verb(
            active=("einigen", "einigten", "vereinbaren", "vereinbarten", "vereinbarte", "beschließen", "beschlossen"),
            either=("geeinigt", "vereinbart", "beschlossen"),
        ),
        "visit": Verb(
            active=("besucht", "besuchen", "besuchte", "besuchten", "reist nach", "reiste nach"),
            either=("besucht", "gereist"),
            noun=("Besuch in", "Reise nach"),
        ),
        "meet": Verb(
            active=("trifft", "treffen", "traf", "trafen"),
            either=("getroffen", "zusammengekommen"),
            noun=("Treffen in", "Gespräche in"),
        ),
        "attend": Verb(active=("nahmen", "nahm"), either=("teilgenommen",)),
        "appoint": Verb(
            active=("ernennt", "ernannte", "ernannten", "beruft", "berief"),
            either=("ernannt", "gewählt", "berufen", "bestellt"),
            noun=("Ernennung",),
        ),
        "resign": Verb(
            active=("zurücktreten", "zurücktritt", "zurücktrat"),
            either=("zurückgetreten", "entlassen", "Rücktritt erklärt", "Rücktritt eingereicht", "Amt niedergelegt"),
            noun=("Rücktritt",),
            parted=(
                *("trat … zurück", "tritt … zurück", "traten … zurück", "treten … zurück"),
                *("legt … nieder", "legte … nieder", "legten … nieder"),
            ),
        ),
        "kill": Verb(
            active=("tötet", "töteten", "tötete", "sterben", "starben", "starb", "kamen"),
            either=("getötet", "gestorben", "ums Leben gekommen", "tot", "ertrunken"),
            noun=("Tote", "Toten", "Todesopfer", "Opfer"),
        ),
        "injure": Verb(
            active=("verletzt", "verletzten"), either=("verletzt", "verwundet"), noun=("Verletzte", "Verletzten")
        ),
        "missing": Verb(either=("vermisst", "vermisste", "Vermisste", "Vermissten")),
        "evacuate": Verb(active=("evakuieren", "evakuierten"), either=("evakuiert", "in Sicherheit gebracht")),
        "pay": Verb(
            active=("zahlt", "zahlen", "zahlte", "zahlten", "überweist", "kostet", "kostete", "bewilligt"),
            either=("gezahlt", "bewilligt", "bereitgestellt"),
        ),
        "rescue": Verb(
            active=("retten", "rettete", "retteten", "bergen", "bargen"),
            either=("gerettet", "lebend geborgen"),
            noun=("Überlebende", "Überlebenden", "Gerettete"),
        ),
        "ban": Verb(active=("verbietet", "verbieten", "verbot"), either=("verboten",), noun=("Verbot",)),
        "recall": Verb(
            either=("zurückgerufen",),
            noun=("Rückruf",),
            parted=("ruft … zurück", "rufen … zurück", "rief … zurück", "riefen … zurück"),
        ),
        "collapse": Verb(
            active=("brach", "bricht", "bersten", "barst"),
            either=("gebrochen", "geborsten", "eingestürzt"),
            noun=("Dammbruch", "Einsturz", "Bruch des Damms", "Deichbruch"),
        ),
        "win": Verb(
            active=("gewinnt", "gewann", "gewinnen", "siegte"), either=("gewonnen", "wiedergewählt"), noun=("Wahlsieg",)
        ),
        "ratify": Verb(
            active=("ratifiziert", "ratifizierte"), either=("ratifiziert", "ausgetauscht"), noun=("Ratifizierung",)
        ),
        "say": Verb(
            active=("sagt", "sagte", "sagten", "erklärte", "bezeichnete", "teilte", "betonte", "schrieb"),
            either=("gesagt", "erklärt", "mitgeteilt"),
        ),
    },
    be=these("wurde wurden wird werden worden ist sind war waren"),
    light=these(
        "hat haben hatte hatten wird werden würde würden wollen will soll sollen am im um heute gestern "
        "gemeinsam offiziell"
        " nicht auch beide feierlich inzwischen nun jetzt die der das ein eine einen neues neue neuen in"
    ),
    by=("von", "durch", "zwischen"),
    with_=("mit", "gemeinsam mit", "zusammen mit"),
    between=("zwischen",),
    and_=("und", "sowie", "&"),
    including=("darunter", "unter anderem", "unter ihnen", "einschließlich"),
    attended=("im Beisein von", "in Anwesenheit von", "im Beisein der", "an der", "nahmen teil", "teilnahmen"),
    where=("in", "im"),
    not_when=("seit", "bis", "nach", "vor"),
    not_doer=("in", "mit", "von", "für", "gegen", "nach", "aus", "bei", "zu", "zwischen", "über", "an", "auf", "durch"),
    negative=these("nicht nie niemals ohne kein keine keinen weigerte dementierte"),
    planned=("wird", "werden", "will", "wollen", "soll", "sollen", "plant", "planen", "geplant", "voraussichtlich"),
    possible=("könnte", "könnten", "möglicherweise", "angeblich", "mutmaßlich", "womöglich"),
    deals=these(
        "pakt abkommen partnerschaft vertrag vereinbarung dokument es sie dieses text sicherheitsabkommen "
        "verteidigungspakt gesetz"
    ),
    unlike=("ähnlich*", "weitere*", "andere*", "frühere*", "vergleichbare*"),
    other_deals=(
        "handelsabkommen",
        "freihandelsabkommen",
        "wirtschaftspartnerschaftsabkommen",
        "brief",
        "gesetz",
        "dekret",
    ),
    breaks=("während", "aber", "dass", "weil", "obwohl", "wenn", "nachdem", "bevor"),
    verb_last=True,
    honorifics=("Herr", "Frau", "Dr."),
    each=("je", "jeweils", "pro", "jeder", "jede", "jedem"),
    people=(
        "menschen",
        "personen",
        "opfer",
        "tote",
        "toten",
        "bewohner",
        "verletzte",
        "vermisste",
        "todesopfer",
        "einwohner",
        "anwohner",
    ),
)
