"""German."""

from __future__ import annotations

from pactwatch.claims.words.common import UNITS
from pactwatch.claims.words.shape import Words, each, halves, numbered, seasons, units, words


def _numbers() -> dict[str, int]:
    """Build the cardinals up to 9,999, and whole thousands up to 999,000: German writes them as one word."""
    ones = (
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn"
    )
    small = {word: value for value, word in enumerate(ones.split())}
    inside = {**{value: word for word, value in small.items()}, 1: "ein"}
    tens_words = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
    for value, tens in enumerate(tens_words.split(), 2):
        small[tens] = value * 10
        for one in range(1, 10):
            small[f"{inside[one]}und{tens}"] = value * 10 + one
    small.update({word.replace("ß", "ss"): value for word, value in list(small.items()) if "ß" in word})
    found = dict(small)
    counted = {word: value for word, value in (*small.items(), ("ein", 1)) if value}
    for stem, hundred in (("hundert", 1), *((f"{inside[k]}hundert", k) for k in range(1, 20))):
        found[stem] = hundred * 100
        if hundred < 10:
            found.update({f"{stem}{word}": hundred * 100 + n for word, n in counted.items()})
            # "Hundertundeins" is old and still heard.
            found.update({f"{stem}und{word}": hundred * 100 + n for word, n in counted.items() if n <= 12})
    hundreds = {word: value for word, value in (*found.items(), ("ein", 1)) if 0 < value < 1000}
    found.update({f"{word}tausend": value * 1000 for word, value in hundreds.items()})
    for stem, thousand in (("tausend", 1), *((f"{inside[k]}tausend", k) for k in range(1, 10))):
        found.update({f"{stem}{word}": thousand * 1000 + value for word, value in hundreds.items()})
    return {
        **found,
        "tausend": 1000,
        "zwo": 2,
        "dutzend": 12,
        **dict.fromkeys(("ein", "eine", "einen", "einem", "einer"), 1),
    }


_ORDINAL_STEMS = {
    "erst": 1,
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "fünft": 5,
    "sechst": 6,
    "siebt": 7,
    "acht": 8,
    "neunt": 9,
    "zehnt": 10,
    "elft": 11,
    "zwölft": 12,
    "dreizehnt": 13,
    "zwanzigst": 20,
}
_ORDINALS = {stem + ending: value for stem, value in _ORDINAL_STEMS.items() for ending in ("e", "en", "er", "es", "em")}

WORDS = Words(
    code="de",
    numbers=_numbers(),
    scales={
        "hundert": 100,
        "dutzend": 12,
        "tausend": 1000,
        "tsd": 1000,
        "million": 10**6,
        "millionen": 10**6,
        "mio": 10**6,
        "mill": 10**6,
        "milliarde": 10**9,
        "milliarden": 10**9,
        "mrd": 10**9,
        "billion": 10**12,
        "billionen": 10**12,
        "bio": 10**12,
        "billiarden": 10**15,
    },
    ordinals=_ORDINALS,
    ordinal_needs=words(
        "der die das dem den des ein eine einen einem einer sein seine seinen seinem seiner ihr ihre ihren ihrem "
        "ihrer zum zur am im beim ins"
    ),
    fractions={
        "die hälfte": "0.5",
        "der hälfte": "0.5",
        "ein drittel": "0.333333",
        "zwei drittel": "0.666667",
        "ein viertel": "0.25",
        "drei viertel": "0.75",
        "ein fünftel": "0.2",
        "zwei fünftel": "0.4",
        "drei fünftel": "0.6",
        "vier fünftel": "0.8",
        "ein zehntel": "0.1",
        "eine halbe million": "500000",
        "einer halben million": "500000",
        "eine halbe milliarde": "500000000",
        "einer halben milliarde": "500000000",
        "ein halbes dutzend": "6",
        "eine viertelmillion": "250000",
        "einer viertelmillion": "250000",
        "eine dreiviertelmillion": "750000",
        "einer dreiviertelmillion": "750000",
        "eine viertel million": "250000",
        "eine dreiviertel million": "750000",
        "anderthalb": "1.5",
        "eineinhalb": "1.5",
        "einundeinhalb": "1.5",
        **halves("{n}einhalb", "zwei drei vier fünf sechs sieben acht neun zehn", 1),
        "ein dutzend": "12",
    },
    vague={
        "dutzende": (12, ">"),
        "dutzenden": (12, ">"),
        "hunderte": (100, ">"),
        "hunderten": (100, ">"),
        "tausende": (1000, ">"),
        "tausenden": (1000, ">"),
        "zehntausende": (10**4, ">"),
        "zehntausenden": (10**4, ">"),
        "hunderttausende": (10**5, ">"),
        "hunderttausenden": (10**5, ">"),
        "mehrere hundert": (100, ">"),
        "mehrere tausend": (1000, ">"),
        "einige hundert": (100, ">"),
        "einige tausend": (1000, ">"),
        "mehrere millionen": (10**6, ">"),
        "mehrere milliarden": (10**9, ">"),
        "ein paar hundert": (100, ">"),
        "mehrere dutzend": (12, ">"),
        "eine million": (10**6, "="),
        "einer million": (10**6, "="),
        "eine milliarde": (10**9, "="),
        "einer milliarde": (10**9, "="),
        "eine billion": (10**12, "="),
        "hunderte millionen": (10**8, ">"),
        "dutzende millionen": (10**7, ">"),
    },
    ones=words("ein eine einen einem einer"),
    more_before={
        **each(
            ">",
            "mehr_als über größer_als höher_als gut knapp_über deutlich_über weit_über mehr_denn länger_als "
            "älter_als oberhalb_von übersteigt",
        ),
        **each(">=", "mindestens wenigstens zumindest nicht_weniger_als ab minimal"),
        **each(
            "<",
            "weniger_als unter niedriger_als kleiner_als knapp_unter deutlich_unter kürzer_als jünger_als "
            "unterhalb_von",
        ),
        **each("<=", "bis_zu höchstens maximal nicht_mehr_als allenfalls"),
        **each(
            "~",
            "etwa rund ungefähr circa ca knapp fast nahezu beinahe annähernd gegen um_die schätzungsweise an_die "
            "geschätzt",
        ),
    },
    more_after={
        **each(">=", "oder_mehr und_mehr oder_älter oder_darüber"),
        **each("<=", "oder_weniger oder_jünger oder_darunter"),
    },
    between=words("zwischen"),
    range_words=words("bis"),
    and_words=words("und oder"),
    units={
        **UNITS,
        **units("percent", {"%": "prozent v_h", "pp": "prozentpunkte prozentpunkten prozentpunkt"}),
        **units("percent", {"pp": "basispunkte basispunkten"}, "0.01"),
        **units(
            "money",
            {
                "EUR": "euro euros",
                "USD": "dollar us_dollar dollars",
                "GBP": "pfund britische_pfund pfund_sterling",
                "JPY": "yen",
                "CHF": "franken schweizer_franken",
                "CNY": "yuan",
                "RUB": "rubel",
                "cent": "cent",
                "INR": "rupien",
                "TRY": "lira",
                "SEK": "schwedische_kronen",
                "NOK": "norwegische_kronen",
                "DKK": "dänische_kronen",
                "PLN": "zloty",
                "UAH": "hrywnja",
                "DEM": "mark d_mark",
            },
        ),
        **units(
            "measure",
            {
                "km": "kilometer kilometern",
                "m": "meter metern",
                "cm": "zentimeter zentimetern",
                "mm": "millimeter millimetern",
                "mile": "meile meilen",
                "nmi": "seemeile seemeilen",
                "ha": "hektar",
                "km2": "quadratkilometer quadratkilometern qkm",
                "m2": "quadratmeter quadratmetern qm",
                "m3": "kubikmeter kubikmetern",
                "kg": "kilogramm kilo kilos",
                "g": "gramm",
                "t": "tonne tonnen",
                "l": "liter litern",
                "barrel": "barrel",
                "W": "watt",
                "kW": "kilowatt",
                "MW": "megawatt",
                "GW": "gigawatt",
                "kWh": "kilowattstunde kilowattstunden",
                "MWh": "megawattstunden",
                "GWh": "gigawattstunden",
                "TWh": "terawattstunden",
                "km/h": "stundenkilometer stundenkilometern kilometer_pro_stunde",
                "°": "grad",
                "°C": "grad_celsius",
                "°F": "grad_fahrenheit",
                "times": "mal fache",
                "point": "punkte punkten punkt",
            },
        ),
        **units("count", {"people": "menschen personen leute person mensch"}),
        **units(
            "duration",
            {
                "second": "sekunde sekunden",
                "minute": "minute minuten",
                "hour": "stunde stunden",
                "day": "tag tage tagen",
                "week": "woche wochen",
                "month": "monat monate monaten",
                "year": "jahr jahre jahren jährig jährigen",
                "quarter": "quartale",
            },
        ),
        **units(
            "duration",
            {
                "day": "tägig tägige tägigen tägiger tägiges",
                "month": "monatig monatige monatigen",
                "week": "wöchig wöchige wöchigen",
            },
        ),
        **units("duration", {"year": "jahrzehnt jahrzehnte jahrzehnten"}, "10"),
        **units("duration", {"year": "jahrhundert jahrhunderte jahrhunderten"}, "100"),
        **units("age", {"year": "jährige jähriger jähriges jährigen jährigem jahre_alt jahre_alten lebensjahr"}),
    },
    decimal=",",
    spaced_groups=True,
    references=words(
        "artikel absatz paragraf paragraph paragrafen resolution kapitel seite seiten flug route nummer nr "
        "boeing airbus apollo phase "
        "abteil zimmer raum kanal typ version klasse abschnitt titel anhang gruppe gleis halle bezirk linie staffel "
        "folge platz tor agenda punkt "
        "az a b §"
    ),
    aged=words("alter_von im_alter_von"),
    dotted_ordinals=True,
    months={
        **numbered(
            "januar|jänner februar|feber märz april mai juni juli august september oktober november dezember", 1
        ),
        "jan": 1,
        "feb": 2,
        "mär": 3,
        "apr": 4,
        "jun": 6,
        "jul": 7,
        "aug": 8,
        "sep": 9,
        "sept": 9,
        "okt": 10,
        "nov": 11,
        "dez": 12,
    },
    months_in_doubt=words("mai august jan jun mär"),
    weekdays={
        **numbered("montag dienstag mittwoch donnerstag freitag samstag sonntag"),
        "sonnabend": 5,
        **numbered("montagabend dienstagabend mittwochabend donnerstagabend freitagabend samstagabend sonntagabend"),
        **numbered(
            "montagmorgen dienstagmorgen mittwochmorgen donnerstagmorgen freitagmorgen samstagmorgen sonntagmorgen"
        ),
        **numbered("montags dienstags mittwochs donnerstags freitags samstags sonntags"),
        **numbered(
            "montagnachmittag dienstagnachmittag mittwochnachmittag donnerstagnachmittag freitagnachmittag "
            "samstagnachmittag sonntagnachmittag"
        ),
    },
    relative={
        "vorigen jahres": ("year", -1),
        "letzten jahres": ("year", -1),
        "kommenden jahres": ("year", 1),
        "anfang des monats": ("month", 0),
        "mitte des monats": ("month", 0),
        **seasons(
            "diesen_{s} diesem_{s} nächsten_{s} vergangenen_{s} letzten_{s} kommenden_{s}",
            {"frühling": 3, "frühjahr": 3, "sommer": 6, "herbst": 9, "winter": 12},
        ),
        "heute": ("day", 0),
        "gestern": ("day", -1),
        "vorgestern": ("day", -2),
        "morgen": ("day", 1),
        "übermorgen": ("day", 2),
        "heute morgen": ("day", 0),
        "heute abend": ("day", 0),
        "gestern abend": ("day", -1),
        "diese woche": ("week", 0),
        "dieser woche": ("week", 0),
        "vergangene woche": ("week", -1),
        "vergangenen woche": ("week", -1),
        "letzte woche": ("week", -1),
        "letzten woche": ("week", -1),
        "vorige woche": ("week", -1),
        "vorigen woche": ("week", -1),
        "vorwoche": ("week", -1),
        "nächste woche": ("week", 1),
        "nächsten woche": ("week", 1),
        "kommende woche": ("week", 1),
        "kommenden woche": ("week", 1),
        "vergangenes wochenende": ("weekend", -1),
        "vergangenen wochenende": ("weekend", -1),
        "am wochenende": ("weekend", -1),
        "kommenden wochenende": ("weekend", 1),
        "dieses wochenende": ("weekend", 0),
        "diesen monat": ("month", 0),
        "diesem monat": ("month", 0),
        "dieses monats": ("month", 0),
        "vergangenen monat": ("month", -1),
        "letzten monat": ("month", -1),
        "vormonat": ("month", -1),
        "nächsten monat": ("month", 1),
        "kommenden monat": ("month", 1),
        "dieses jahr": ("year", 0),
        "diesem jahr": ("year", 0),
        "dieses jahres": ("year", 0),
        "laufenden jahr": ("year", 0),
        "vergangenes jahr": ("year", -1),
        "vergangenen jahr": ("year", -1),
        "vergangenen jahres": ("year", -1),
        "letztes jahr": ("year", -1),
        "letzten jahr": ("year", -1),
        "vorjahr": ("year", -1),
        "vorigen jahr": ("year", -1),
        "nächstes jahr": ("year", 1),
        "nächsten jahr": ("year", 1),
        "nächsten jahres": ("year", 1),
        "kommenden jahr": ("year", 1),
        "kommendes jahr": ("year", 1),
        "jahresende": ("year end", 0),
        "ende des jahres": ("year end", 0),
        "ende dieses jahres": ("year end", 0),
        "monatsende": ("month end", 0),
        "ende des monats": ("month end", 0),
        "am vortag": ("that day", -1),
        "am folgetag": ("that day", 1),
        "am selben tag": ("that day", 0),
        "heuer": ("year", 0),
    },
    last_words=words("letzten letzter vergangenen vorigen letzte vergangene"),
    next_words=words("nächsten nächster kommenden kommender nächste kommende"),
    time_units={
        "tag": "day",
        "tagen": "day",
        "tage": "day",
        "woche": "week",
        "wochen": "week",
        "monat": "month",
        "monaten": "month",
        "jahr": "year",
        "jahren": "year",
        "jahrzehnten": "decade",
    },
    ago_before=words("vor"),
    end_of=words("ende bis_ende"),
    year_before=words(
        "im_jahr jahr jahre jahres in seit bis ab von anfang ende mitte sommer winter herbst frühjahr und oder "
        "vor nach saison wahl zwischen jahren"
    ),
    month_before=words("im ab bis seit ende anfang mitte von"),
    quarters=words("quartal quartals"),
    halves=words("halbjahr halbjahres jahreshälfte"),
    fiscal=words("geschäftsjahr haushaltsjahr fiskaljahr geschäftsjahres"),
    clock_words={"mitternacht": "00:00"},
    future=words(
        "wird werden soll sollen will wollen plant planen möchte geplant dürfte bis ab voraussichtlich könnte "
        "beginnt beginnen startet starten endet enden tagt tagen findet finden "
        "würde beabsichtigt vorgesehen sollte sollten"
    ),
    told=words(
        "sagte erklärte teilte mitteilte hieß berichtete kündigte bestätigte betonte schrieb unterzeichnete "
        "unterzeichneten traf trafen war "
        "waren hat haben hatte hatten wurde wurden starb starben kam kamen ist sind"
    ),
    moved=words("verschoben verlegt verlängert vorgezogen"),
    starters=words(
        "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesem diesen jener er sie "
        "es wir ihr ich man wer was "
        "wann wo wie warum welche welcher in im am an auf aus bei beim bis durch für gegen mit nach ohne seit "
        "über um unter von vom vor zu "
        "zum zur zwischen während wegen trotz laut gemäß neben hinter und oder aber doch denn sondern als wenn "
        "weil dass ob da damit obwohl "
        "nachdem bevor zudem außerdem allerdings jedoch dennoch deshalb daher darum dabei dafür dagegen danach "
        "dann dort hier heute gestern "
        "morgen nun jetzt so auch nur noch schon erst bereits sein seine seinen seinem seiner ihre ihren ihrem "
        "ihrer mein unser viele mehr "
        "mehrere einige alle beide jeder jede kein keine nicht zwei drei vier fünf sechs sieben acht neun zehn "
        "hunderte tausende rund etwa "
        "ungefähr knapp mindestens insgesamt inzwischen zuvor zuletzt zunächst später damals neue neuer neuen "
        "große großen nach angaben "
        "unterdessen derzeit aktuell künftig ferner ebenso gleichzeitig zugleich trotzdem somit schließlich wird "
        "werden ist sind hat haben "
        "war waren kann soll muss will darf mehr weniger jedes solche dazu daran darin darauf hinzu weiter "
        "weitere ende anfang mitte"
    ),
    particles=words("von vom zu zur van der den de la du del di bin ibn al el zum"),
    titles=words("herr herrn frau dr prof doktor"),
    office_heads=words(
        "minister ministerin präsident präsidentin präsidenten kanzler kanzlerin kanzlers bundeskanzler "
        "bundeskanzlerin bundespräsident "
        "außenminister außenministerin verteidigungsminister verteidigungsministerin innenminister "
        "innenministerin finanzminister "
        "ministerpräsident ministerpräsidentin premierminister premierministerin premier regierungschef "
        "regierungschefin staatschef chef "
        "chefin kommissionspräsident kommissionspräsidentin ratspräsident außenbeauftragter außenbeauftragte "
        "eu_außenbeauftragter "
        "beauftragter beauftragte sprecher sprecherin regierungssprecher regierungssprecherin generalsekretär "
        "generalsekretärin "
        "vorsitzender vorsitzende vorsitzenden parteichef parteichefin botschafter botschafterin bürgermeister "
        "bürgermeisterin "
        "kommissar kommissarin general admiral könig königin prinz prinzessin papst kaiser richter richterin "
        "direktor direktorin "
        "abgeordneter abgeordnete senator senatorin gouverneur trainer staatssekretär staatssekretärin "
        "vizepräsident vizepräsidentin "
        "vizekanzler fraktionschef fraktionschefin polizeichef professor bischof kardinal experte expertin "
        "anwalt amtsinhaber hohe vertreter "
        "vertreterin chefdiplomat chefdiplomatin"
    ),
    office_modifiers=words(
        "eu us un hoher hohe der stellvertretende stellvertretender japans frühere früherer ehemalige ehemaliger "
        "ex britische britischer französische französischer"
    ),
    office_links=words("für des der"),
    organisation_heads=words(
        "gerichtshof strafgerichtshof bundesgerichtshof bundesverfassungsgericht ministerium außenministerium "
        "verteidigungsministerium innenministerium finanzministerium rat bundesrat "
        "bundestag landtag parlament "
        "kommission union partei gericht gerichtshof bank zentralbank universität agentur behörde amt bundesamt "
        "bundeswehr polizei "
        "organisation verband gesellschaft konzern gmbh ag kg institut stiftung zentrum bund fraktion regierung "
        "bundesregierung senat armee "
        "feuerwehr staatsanwaltschaft verein nationen haus"
    ),
    determiners=words(
        "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesem diesen sein seine "
        "ihr ihre kein keine"
    ),
    demonyms=words(
        "japanische japanischen japanischer europäische europäischen europäischer deutsche deutschen deutscher "
        "amerikanische amerikanischen französische französischen russische russischen chinesische chinesischen "
        "ukrainische ukrainischen britische britischen"
    ),
    all_nouns_capital=True,
    says=words(
        "schätzte schätzt schätzen sagte sagt sagten sagen erklärte erklärt erklärten betonte betont betonten teilte "
        "teilten kündigte "
        "kündigten berichtete berichtet "
        "berichteten schrieb schreibt schrieben warnte warnt warnten bestätigte bestätigt bestätigten behauptete "
        "behauptet behaupteten "
        "forderte fordert forderten meinte meint unterstrich fügte ergänzte antwortete erwiderte erläuterte "
        "versicherte versprach räumte "
        "kritisierte mahnte verkündete verkündeten äußerte äußerten gab begründete bezeichnete nannte lobte "
        "würdigte hob verwies sprach "
        "hieß beklagte dementierte bestritt beteuerte vermutete zitierte gesagt erklärten so erzählt erzählte "
        "erzählten erinnert "
        "freute freut klagte klagt urteilte urteilt lautete resümierte konstatierte argumentierte argumentiert "
        "entgegnete "
        "prophezeite rechnet schilderte schildert twitterte gestand bilanzierte meldete melden meldet"
    ),
    says_weak=words(
        "gab so nannte bezeichnete lobte würdigte hob verwies sprach kritisierte forderte fügte ergänzte hieß "
        "schrieb teilte kündigte"
    ),
    that=words("dass ob wonach"),
    according=words(
        "laut nach_angaben_von nach_angaben_des nach_angaben_der nach_angaben zufolge nach_aussage_von "
        "nach_darstellung gemäß nach_worten"
    ),
    between_subject_and_verb=words(
        "hat hatte haben auch zuvor zudem außerdem bereits am freitag montag dienstag mittwoch donnerstag "
        "samstag sonntag heute gestern später dann nun weiter"
    ),
    pronouns={"er": "m", "sie": "f", "ich": ""},
    speaker_nouns=words(
        "versicherer gewerkschaften wetterdienst hersteller sprecher sprecherin polizei behörden behörde ministerium "
        "regierung minister ministerin präsident "
        "präsidentin staatsanwaltschaft "
        "experten experte expertin beamte beamter diplomaten kreise unternehmen partei gericht amt zeugen "
        "augenzeugen anwalt anwältin "
        "bundesregierung bundeswehr feuerwehr veranstalter forscher wissenschaftler armee militär kommission rat "
        "verband konzern medien "
        "opposition nachbarin nachbar klinik gewerkschaft ökonomen ökonom anwohner anwohnerin bewohner trainer "
        "trainerin "
        "bahn bank vorstand vorsitzender vorsitzende wirt leiter leiterin gutachter analysten analyst kritiker lehrer "
        "firma betreiber agentur nachrichtenagentur zeitung "
        "bericht studie umfrage außenministerium verteidigungsministerium innenministerium außenamt "
        "kremlsprecher bürgermeister"
    ),
    feminine=words(
        "frau ministerin präsidentin kanzlerin königin sprecherin chefin vorsitzende bundeskanzlerin "
        "außenministerin kommissionspräsidentin"
    ),
    masculine=words("herr herrn könig kanzler minister präsident sprecher bundeskanzler außenminister"),
    clause_starts=words("aber und doch während als obwohl weil nachdem bevor wo die der das wenn dass ob denn"),
    modality={
        **each(
            "denied",
            "dementierte dementiert dementieren dementierten bestritt bestreitet bestreiten bestritten leugnet "
            "leugnete zurückgewiesen wies_zurück",
        ),
        **each(
            "alleged",
            "angeblich mutmaßlich mutmaßliche mutmaßlichen mutmaßlicher behauptet behauptete behaupten "
            "soll_angeblich beschuldigt "
            "beschuldigte wirft_vor vorgeworfen vermeintlich vermeintliche gerüchte gerüchten unbestätigten "
            "verdächtigt",
        ),
        **each(
            "possible",
            "könnte könnten möglicherweise vielleicht womöglich eventuell erwägt erwägen möglich kann können "
            "unklar denkbar prüft prüfen",
        ),
        **each(
            "expected",
            "voraussichtlich erwartet erwarten dürfte dürften wahrscheinlich vermutlich prognostiziert rechnet "
            "rechnen gerechnet hofft hoffen wohl sollte sollten",
        ),
        **each(
            "planned",
            "soll sollen will wollen plant planen geplant geplante geplanten beabsichtigt vorgesehen möchte "
            "möchten kündigte_an "
            "angekündigt würde würden verpflichtet_sich versprach zugesagt beabsichtigen bereit kurz_davor",
        ),
    },
    negations=words(
        "nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden nichts ohne weder keineswegs "
        "keinerlei nirgends kaum "
        "verweigert verweigerte verweigern scheiterte scheitert gescheitert abgelehnt ablehnt lehnte lehnt"
    ),
    not_negations=words(
        "nicht_nur nicht_zuletzt nicht_weniger_als nicht_mehr_als ohne_zweifel nicht_allein ob_oder_nicht "
        "nichts_als nicht_später_als"
    ),
)
