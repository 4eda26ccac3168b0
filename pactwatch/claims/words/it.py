"""Italian."""

from __future__ import annotations

from pactwatch.claims.words.common import UNITS
from pactwatch.claims.words.shape import Words, each, halves, numbered, seasons, units, words


def _numbers() -> dict[str, int]:
    """Build the cardinals up to 9,999, and whole thousands up to 999,000: Italian writes them as one word."""
    ones = (
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
        "sedici diciassette diciotto diciannove"
    )
    found = {word: value for value, word in enumerate(ones.split())}
    plain = {value: word for word, value in found.items()}
    tens_words = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"
    for value, tens in enumerate(tens_words.split(), 2):
        found[tens] = value * 10
        for one in range(1, 10):
            # The vowels of `venti` and `uno`, `otto` run together: ventuno, ventotto.
            stem = tens[:-1] if one in (1, 8) else tens
            found[f"{stem}{plain[one]}"] = value * 10 + one
        found[f"{tens}tré"] = value * 10 + 3
        found[f"{tens[:-1]}un"] = value * 10 + 1
    small = dict(found)
    for hundred in range(1, 10):
        stem = f"{plain[hundred] if hundred > 1 else ''}cento"
        found[stem] = hundred * 100
        found.update({f"{stem}{word}": hundred * 100 + value for word, value in small.items() if value})
        # Before a vowel of `uno`, `otto` and `ottanta` one may leave out the `o`: centottanta.
        found.update({f"{stem[:-1]}{word}": hundred * 100 + n for word, n in small.items() if word[0] in "uo"})
    hundreds = {word: value for word, value in found.items() if value}
    found.update({f"{word}mila": value * 1000 for word, value in list(found.items()) if value > 1})
    for stem, thousand in (("mille", 1), *((f"{plain[k]}mila", k) for k in range(2, 10))):
        found.update({f"{stem}{word}": thousand * 1000 + value for word, value in hundreds.items()})
    return {**found, "mille": 1000, "un": 1, "una": 1}


WORDS = Words(
    code="it",
    numbers=_numbers(),
    joiners=words("e"),
    join_after="all",
    scales={
        "mila": 1000,
        "mille": 1000,
        "milione": 10**6,
        "milioni": 10**6,
        "miliardo": 10**9,
        "miliardi": 10**9,
        "bilione": 10**12,
        "bilioni": 10**12,
        "mln": 10**6,
        "mld": 10**9,
        "dozzina": 12,
        "dozzine": 12,
    },
    ordinals={
        **numbered(
            "primo|prima|primi|prime secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta "
            "settimo|settima ottavo|ottava nono|nona "
            "decimo|decima",
            1,
        ),
    },
    ordinal_needs=words("il la i le lo l del della dello al alla un una suo sua nel nella questo questa"),
    fractions={
        "la metà": "0.5",
        "un terzo": "0.333333",
        "due terzi": "0.666667",
        "un quarto": "0.25",
        "tre quarti": "0.75",
        "un quinto": "0.2",
        "due quinti": "0.4",
        "tre quinti": "0.6",
        "quattro quinti": "0.8",
        "un decimo": "0.1",
        "mezzo milione": "500000",
        "mezzo miliardo": "500000000",
        "mezza dozzina": "6",
        "un quarto di milione": "250000",
        "un milione e mezzo": "1500000",
        "un miliardo e mezzo": "1500000000",
        **halves("{n} milioni e mezzo", "due tre quattro cinque sei sette otto nove dieci", 10**6),
        **halves("{n} miliardi e mezzo", "due tre quattro cinque sei sette otto nove dieci", 10**9),
    },
    vague={
        "decine": (10, ">"),
        "centinaia": (100, ">"),
        "migliaia": (1000, ">"),
        "decine di migliaia": (10**4, ">"),
        "centinaia di migliaia": (10**5, ">"),
        "milioni": (10**6, ">"),
        "miliardi": (10**9, ">"),
        "decine di milioni": (10**7, ">"),
        "centinaia di milioni": (10**8, ">"),
        "diverse centinaia": (100, ">"),
        "alcune centinaia": (100, ">"),
        "alcune decine": (10, ">"),
        "una decina": (10, "~"),
        "una dozzina": (12, "="),
        "una quindicina": (15, "~"),
        "una ventina": (20, "~"),
        "una trentina": (30, "~"),
        "una quarantina": (40, "~"),
        "una cinquantina": (50, "~"),
        "un centinaio": (100, "~"),
        "un migliaio": (1000, "~"),
        "un milione": (10**6, "="),
        "un miliardo": (10**9, "="),
        "dozzine": (12, ">"),
    },
    ones=words("un uno una"),
    more_before={
        **each(
            ">",
            "più_di oltre superiore_a superiori_a al_di_sopra_di supera superano superato oltre_i oltre_le poco_più_di",
        ),
        **each(">=", "almeno non_meno_di come_minimo un_minimo_di minimo"),
        **each("<", "meno_di inferiore_a inferiori_a al_di_sotto_di sotto_i sotto_le sotto poco_meno_di"),
        **each("<=", "fino_a fino_al fino fino_ai fino_alle al_massimo non_più_di un_massimo_di massimo al_più"),
        **each("~", "circa quasi all_incirca intorno_a attorno_a approssimativamente pressoché"),
    },
    more_after={**each(">=", "o_più e_oltre"), **each("<=", "o_meno"), **each("~", "circa")},
    between=words("tra fra"),
    range_words=words("a al all ai"),
    and_words=words("e ed o"),
    units={
        **UNITS,
        **units("percent", {"%": "per_cento percento", "pp": "punti_percentuali punto_percentuale"}),
        **units("percent", {"pp": "punti_base"}, "0.01"),
        **units(
            "money",
            {
                "EUR": "euro",
                "USD": "dollaro dollari dollari_americani dollari_statunitensi",
                "GBP": "sterline sterlina",
                "JPY": "yen",
                "CHF": "franchi_svizzeri franchi",
                "CNY": "yuan",
                "RUB": "rubli rublo",
                "ITL": "lire",
                "cent": "centesimi",
            },
        ),
        **units(
            "measure",
            {
                "km": "chilometro chilometri",
                "m": "metro metri",
                "cm": "centimetro centimetri",
                "mm": "millimetro millimetri",
                "mile": "miglio miglia",
                "nmi": "miglia_nautiche",
                "ha": "ettaro ettari",
                "km2": "chilometri_quadrati",
                "m2": "metri_quadrati metri_quadri",
                "m3": "metri_cubi metri_cubici",
                "kg": "chilo chili chilogrammo chilogrammi",
                "g": "grammo grammi",
                "t": "tonnellata tonnellate",
                "l": "litro litri",
                "barrel": "barile barili",
                "MW": "megawatt",
                "GW": "gigawatt",
                "kW": "kilowatt",
                "km/h": "chilometri_orari chilometri_all_ora",
                "°": "grado gradi",
                "°C": "gradi_celsius gradi_centigradi",
                "times": "volte",
                "point": "punti punto",
            },
        ),
        **units("count", {"people": "persone persona individui"}),
        **units(
            "duration",
            {
                "second": "secondi",
                "minute": "minuto minuti",
                "hour": "ora ore",
                "day": "giorno giorni",
                "week": "settimana settimane",
                "month": "mese mesi",
                "year": "anno anni",
                "quarter": "trimestri",
            },
        ),
        **units("duration", {"year": "decennio decenni"}, "10"),
        **units("duration", {"year": "secoli"}, "100"),
        **units("age", {"year": "anni_di_età enne"}),
    },
    unit_links=words("di d"),
    decimal=",",
    references=words(
        "articolo articoli risoluzione capitolo pagina pagine volo numero n no camera canale boeing airbus "
        "apollo fase sezione paragrafo titolo "
        "allegato versione tipo classe gruppo linea porta stagione episodio volume legge direttiva regolamento "
        "decreto comma"
    ),
    aged=words("età_di all_età_di"),
    months={
        **numbered("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", 1),
        "gen": 1,
        "feb": 2,
        "apr": 4,
        "mag": 5,
        "giu": 6,
        "lug": 7,
        "ago": 8,
        "set": 9,
        "sett": 9,
        "ott": 10,
        "nov": 11,
        "dic": 12,
    },
    months_in_doubt=words("gen feb apr mag giu lug ago set sett ott nov dic"),
    weekdays=numbered(
        "lunedì|lunedi martedì|martedi mercoledì|mercoledi giovedì|giovedi venerdì|venerdi sabato domenica"
    ),
    day_links=words("di del d"),
    relative={
        "inizio del mese": ("month", 0),
        "inizio mese": ("month", 0),
        "metà mese": ("month", 0),
        "fine del mese": ("month end", 0),
        **seasons(
            "quest_{s} questo_{s} questa_{s} prossimo_{s} {s}_scorso scorso_{s} scorsa_{s}",
            {"primavera": 3, "estate": 6, "autunno": 9, "inverno": 12},
        ),
        "oggi": ("day", 0),
        "ieri": ("day", -1),
        "ieri sera": ("day", -1),
        "l altro ieri": ("day", -2),
        "domani": ("day", 1),
        "dopodomani": ("day", 2),
        "stamattina": ("day", 0),
        "stamani": ("day", 0),
        "stasera": ("day", 0),
        "questa mattina": ("day", 0),
        "questa sera": ("day", 0),
        "questa settimana": ("week", 0),
        "settimana scorsa": ("week", -1),
        "scorsa settimana": ("week", -1),
        "settimana prossima": ("week", 1),
        "prossima settimana": ("week", 1),
        "fine settimana scorso": ("weekend", -1),
        "scorso fine settimana": ("weekend", -1),
        "prossimo fine settimana": ("weekend", 1),
        "questo fine settimana": ("weekend", 0),
        "questo mese": ("month", 0),
        "mese scorso": ("month", -1),
        "scorso mese": ("month", -1),
        "mese prossimo": ("month", 1),
        "prossimo mese": ("month", 1),
        "quest anno": ("year", 0),
        "anno scorso": ("year", -1),
        "scorso anno": ("year", -1),
        "anno prossimo": ("year", 1),
        "prossimo anno": ("year", 1),
        "fine anno": ("year end", 0),
        "fine dell anno": ("year end", 0),
        "fine mese": ("month end", 0),
        "giorno prima": ("that day", -1),
        "giorno dopo": ("that day", 1),
        "stesso giorno": ("that day", 0),
        "giorno successivo": ("that day", 1),
    },
    last_words=words("scorso scorsa passato passata"),
    next_words=words("prossimo prossima"),
    time_units={
        "giorno": "day",
        "giorni": "day",
        "settimana": "week",
        "settimane": "week",
        "mese": "month",
        "mesi": "month",
        "anno": "year",
        "anni": "year",
        "decenni": "decade",
    },
    ago_after=words("fa"),
    end_of=words("fine fine_di la_fine_di fine_del"),
    year_before=words(
        "nel dal al del il in dall all dell tra fra e o anno estate inverno primavera autunno inizio fine metà "
        "entro stagione fino"
    ),
    month_before=words("a di in da dal fine inizio metà"),
    quarters=words("trimestre"),
    halves=words("semestre"),
    fiscal=words("esercizio anno_fiscale esercizio_fiscale"),
    decade_before=words("anni"),
    clock_words={"mezzogiorno": "12:00", "mezzanotte": "00:00"},
    future=words(
        "dovrà dovranno deve devono previsto prevista previsti prevede sarà saranno intende dovrebbe entro "
        "in_programma prossimamente"
    ),
    told=words(
        "detto ha_detto annunciato dichiarato affermato spiegato riferito firmato ucciso ha hanno era è stato "
        "stata sono"
    ),
    moved=words("rinviato rinviata spostato spostata posticipato anticipato prorogato"),
    starters=words(
        "il lo la i gli le l un uno una dei degli delle del dello della dell dal dalla nel nella nello nell sul "
        "sulla al alla all allo questo questa "
        "questi queste quello quella quelli quelle suo sua suoi sue loro mio nostro egli lui lei essi noi io si "
        "che chi cosa quando dove come perché "
        "in di da a con su per tra fra sotto sopra dopo prima durante contro senza verso secondo presso entro "
        "oltre e ed o ma però anche inoltre "
        "tuttavia invece quindi dunque così allora poi infine intanto mentre se non né già ancora oggi ieri "
        "domani qui ora adesso più meno molto molti "
        "molte alcuni alcune tutti tutte tutto ogni altro altra altri altre nessun nessuna due tre quattro "
        "cinque sei sette otto nove dieci circa "
        "quasi è sono ha hanno era c secondo nonostante grazie attualmente recentemente finalmente infatti "
        "proprio solo soltanto sempre mai "
        "sebbene poiché affinché dopodiché pertanto nel frattempo primo prima"
    ),
    particles=words("di de del della dei degli da dal von van der la lo al el bin d"),
    titles=words("sig sigg signor signora dott dottor dottoressa on avv ing prof don onorevole"),
    office_heads=words(
        "ministro ministra presidente premier cancelliere cancelliera segretario segretaria capo commissario "
        "commissaria rappresentante ambasciatore "
        "ambasciatrice governatore sindaco sindaca senatore senatrice deputato deputata generale ammiraglio re "
        "regina principe principessa papa "
        "direttore direttrice portavoce procuratore giudice leader vicepresidente vicepremier sottosegretario "
        "sottosegretaria colonnello capitano "
        "professore professoressa avvocato avvocata cardinale vescovo allenatore commissario eurodeputato "
        "eurodeputata assessore presidentessa"
    ),
    office_modifiers=words("primo alto alta ex vice generale capo esteri difesa interno"),
    office_links=words("di del della dello degli dell per e gli"),
    organisation_heads=words(
        "ministero consiglio unione commissione comitato partito parlamento camera senato assemblea corte "
        "tribunale università istituto banca agenzia "
        "associazione organizzazione compagnia società gruppo fondazione federazione esercito polizia guardia "
        "carabinieri servizio scuola ospedale "
        "chiesa museo lega procura governo autorità centro ufficio movimento"
    ),
    determiners=words("il lo la i gli le l un uno una del della dei suo sua questo questa"),
    demonyms=words(
        "italiano italiana giapponese europeo europea americano americana francese tedesco tedesca russo russa "
        "cinese ucraino ucraina britannico britannica"
    ),
    says=words(
        "sapere denunciano affermano sostengono spiegano chiedono temono stimano criticano avvertono riferiscono "
        "detto dice disse dichiarato dichiara affermato afferma spiegato spiega annunciato annuncia riferito "
        "riferisce aggiunto aggiunge sottolineato "
        "sottolinea precisato precisa ricordato ricorda ribadito ribadisce avvertito avverte sostenuto sostiene "
        "commentato commenta confermato conferma "
        "scritto scrive risposto risponde concluso ammesso ammette assicurato assicura negato nega smentito "
        "smentisce denunciato denuncia osservato "
        "osserva evidenziato evidenzia dichiarò affermò annunciò spiegò rivelato rivela promesso replicato "
        "replica auspicato dicono raccontato racconta criticato critica attaccato attacca esclamato chiarito "
        "chiarisce difeso chiesto"
    ),
    says_weak=words(
        "scritto scrive ricordato ricorda concluso promesso denunciato denuncia annunciato annuncia replica "
        "conferma commenta osserva"
    ),
    that=words("che"),
    according=words("secondo stando_a a_detta_di per_il a_giudizio_di"),
    between_subject_and_verb=words(
        "fatto ha hanno aveva avevano anche inoltre poi oggi ieri venerdì lunedì martedì mercoledì giovedì sabato "
        "domenica si lo già quindi"
    ),
    pronouns={"lui": "m", "lei": "f", "egli": "m", "ella": "f", "loro": "", "io": ""},
    speaker_nouns=words(
        "ministro ministra presidente portavoce polizia autorità ministero governo procura procuratore esperti "
        "esperto fonti fonte responsabile "
        "diplomatico diplomatici azienda partito esercito commissione consiglio testimoni testimone avvocato "
        "studio rapporto medici media direttore "
        "direttrice sindacato sindacati gruppo comunicato sindaco sindaca leader capo premier carabinieri "
        "giudice tribunale organizzazione opposizione residenti vicini vicina economisti analisti associazione agenzia "
        "giornale allenatore vigili madre padre vittima"
    ),
    feminine=words("signora ministra regina sindaca direttrice segretaria senatrice dottoressa"),
    masculine=words("signor ministro re sindaco direttore segretario"),
    clause_starts=words("ma e mentre quando che dove se perché come sebbene"),
    modality={
        **each(
            "denied",
            "negato nega negano smentito smentisce smentiscono respinto_le_accuse respinge_le_accuse confutato",
        ),
        **each(
            "alleged",
            "presunto presunta presunti presunte presumibilmente sarebbe sarebbero avrebbe avrebbero accusato "
            "accusata accusa voci "
            "asserito a_quanto_pare",
        ),
        **each(
            "possible",
            "potrebbe potrebbero può possono forse possibile possibilmente eventuale eventualmente valuta "
            "valutano magari",
        ),
        **each(
            "expected",
            "atteso attesa attesi previsto_che dovrebbe dovrebbero probabilmente probabile prevede prevedono "
            "spera sperano si_aspetta",
        ),
        **each(
            "planned",
            "intende intendono previsto prevista previsti pianifica programma_di deve_entrare promesso promette "
            "si_impegna impegnato_a propone vuole "
            "vogliono sta_per stanno_per si_appresta si_apprestano si_prepara_a in_procinto_di",
        ),
    },
    future_endings=("rà", "ranno", "rò"),
    future_not=words("potrà potranno però"),
    negations=words(
        "non mai nessun nessuno nessuna niente nulla senza né neanche nemmeno neppure rifiuta rifiutato fallito"
    ),
    not_negations=words("non_solo non_meno_di non_più_di senza_dubbio non_soltanto non_oltre"),
)
