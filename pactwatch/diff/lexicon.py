"""Word lists that tell a change of wording from a change of meaning.

They are short on purpose: a word that stands in none of them counts as a content word, so what is missing here makes the
program say too much rather than too little. Languages are ISO 639-1 codes; all lists are case-folded.
"""

from __future__ import annotations

from functools import cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words without a claim of their own: they may come and go with the grammar.
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": _words(
        "a an the this that these those and or but so yet as if then than of in on at by to for from with into onto upon"
        " within about over under between through during while when where which who whom whose what how why there here is"
        " am are was were be been being has have had having do does did doing done will would shall it its he him his she"
        " her hers they them their theirs we us our ours i me my mine you your yours one's himself herself itself"
        " themselves also too very just then thus hence however moreover furthermore therefore meanwhile additionally"
        " well both either each such own same other others another any some up out off down back again now s t d ll re ve m"
        " because since although though whereas whether like via per amid among across along around after before until"
        " till upon toward towards in-order et al etc"
    ),
    "de": _words(
        "der die das den dem des ein eine einer eines einem einen und oder aber so doch als wenn dann von in im an am auf bei"
        " zu zum zur für mit aus nach vor über unter zwischen durch während wo welche welcher welches wer wen wem was wie"
        " warum da dort hier ist sind war waren sein gewesen bin bist seid hat haben hatte hatten wird werden wurde wurden"
        " worden würde würden es er ihn ihm sie ihr ihre ihrer ihren ihrem ihres seine seiner seinen seinem seines wir uns"
        " unser ich mich mir mein du dich dir sich auch sehr nun dass daß weil denn ob zwar sowie beide dieser diese"
        " dieses diesem diesen jener jene um je selbst noch schon etwa dabei damit dazu davon ab"
    ),
    "fr": _words(
        "le la les l un une des de du d et ou mais donc or car que qu qui quoi dont où si alors comme en dans sur sous à au"
        " aux par pour avec entre vers chez lors pendant quand ce cet cette ces c est sont était étaient être été suis es"
        " sommes êtes a ai as avons avez ont avait avaient eu il elle ils elles on nous vous je j tu me m te t se s lui leur"
        " leurs son sa ses mon ma mes ton ta tes notre nos votre vos y aussi très ainsi plus puis afin selon celui celle"
        " ceux celles même autre autres ici là"
    ),
    "es": _words(
        "el la los las lo un una unos unas de del y e o u pero que quien quienes cual cuales cuyo cuya donde cuando como si"
        " en sobre bajo a al por para con entre hacia desde hasta es son era eran ser sido fue fueron está están estaba"
        " estaban ha han había habían he hemos se le les su sus mi mis tu tus nuestro nuestra él ella ellos ellas yo nos me"
        " te este esta estos estas ese esa esos esas eso esto aquel también muy así más ya tras según mismo misma otro otra"
    ),
    "it": _words(
        "il lo la i gli le l un uno una di del dello della dei degli delle d e ed o ma che chi cui quale quali dove quando"
        " come se in nel nello nella nei negli nelle su sul sulla sui sulle a al allo alla ai agli alle da dal dallo dalla"
        " dai dalle con per tra fra è sono era erano essere stato stata stati state ha hanno aveva avevano ho abbiamo si ci"
        " vi ne gli suo sua suoi sue loro mio mia nostro lui lei egli essi esse noi io questo questa questi queste quello"
        " quella quelli quelle anche molto così più poi già dopo secondo stesso stessa altro altra"
    ),
}

# Turn a statement into its opposite.
NEGATORS: dict[str, frozenset[str]] = {
    "en": _words(
        "not no never none nobody nothing neither nor without cannot n't can't won't don't doesn't didn't isn't aren't"
        " wasn't weren't hasn't haven't hadn't wouldn't couldn't shouldn't mustn't"
    ),
    "de": _words("nicht kein keine keiner keines keinem keinen nie niemals niemand nichts weder ohne"),
    "fr": _words("ne n pas jamais aucun aucune personne rien sans ni non"),
    "es": _words("no nunca jamás ningún ninguna ninguno nadie nada sin ni tampoco"),
    "it": _words("non mai nessun nessuno nessuna niente nulla senza né"),
}

# May, might, reportedly: how sure the writer is. "will" and "would" stand among the function words, for a tense is
# shifted in reported speech without a change of meaning; will -> may is seen because "may" comes in.
HEDGES: dict[str, frozenset[str]] = {
    "en": _words(
        "may might could can can't cannot should must reportedly allegedly apparently possibly probably perhaps maybe"
        " likely unlikely alleged suspected presumably supposedly purportedly potentially possible probable certain"
        " certainly definitely confirmed unconfirmed expected believed thought rumoured rumored claimed claims expects"
        " plans planned intends hopes considers considering seems seem appears appear appeared seemed"
    ),
    "de": _words(
        "kann könnte könnten können darf dürfte dürften soll sollen sollte sollten muss müssen mag möglicherweise"
        " wahrscheinlich vielleicht angeblich mutmaßlich offenbar wohl vermutlich voraussichtlich"
    ),
    "fr": _words(
        "peut peuvent pourrait pourraient doit doivent devrait devraient probablement peut-être possible apparemment"
        " présumé présumée prétendument serait seraient aurait auraient"
    ),
    "es": _words(
        "puede pueden podría podrían debe deben debería deberían probablemente quizás quizá tal-vez posible aparentemente"
        " presunto presunta presuntamente supuestamente sería serían habría habrían"
    ),
    "it": _words(
        "può possono potrebbe potrebbero deve devono dovrebbe dovrebbero probabilmente forse possibile apparentemente"
        " presunto presunta presumibilmente sarebbe sarebbero avrebbe avrebbero"
    ),
}

PRONOUNS = _words(
    "he she it they him her them his hers its their theirs who i we you er sie es ihn ihm ihr il elle ils elles lui leur"
    " él ella ellos ellas lei egli loro 彼 彼女 彼ら 同氏 同相 氏"
)

# Each line is one meaning; words of one line may take each other's place. Only what a sub-editor swaps without a thought.
_SYNONYM_LINES: dict[str, str] = {
    "en": """
        say says said saying tell tells told state states stated stating add adds added adding note notes noted remark remarked remarks comment commented explain explained explains declare declared
        start starts started starting begin begins began begun beginning commence commenced commences commencing
        end ends ended finish finishes finished conclude concludes concluded
        buy buys bought buying purchase purchases purchased purchasing
        show shows showed shown showing demonstrate demonstrates demonstrated
        help helps helped helping assist assists assisted assisting aid aids aided
        big large huge sizeable sizable
        small little tiny
        get gets got gotten obtain obtains obtained receive receives received
        use uses used using utilise utilize utilizes utilized utilizing employ employs employed
        need needs needed require requires required
        about around approximately roughly circa some
        near nearby
        however nevertheless nonetheless but though although
        many numerous several various multiple
        people persons individuals
        car cars vehicle vehicles automobile automobiles
        film films movie movies
        child children kid kids
        talk talks discussion discussions
        happen happens happened occur occurs occurred
        build builds built construct constructs constructed
        make makes made create creates created
        give gives gave given provide provides provided
        let lets allow allows allowed permit permits permitted
        try tries tried attempt attempts attempted
        choose chooses chose chosen select selects selected
        ask asks asked
        important significant
        last past previous
        whole entire
        quick rapid fast quickly rapidly swiftly
        currently presently now
        today tonight
        photo photos photograph photographs picture pictures
        town city
        firm company
        firms companies
        game match
        games matches
        meeting summit
        job jobs post position
        bill legislation
        agreement accord pact deal
        agreements accords pacts deals
        cooperation co-operation
        follow follows followed following
        while whilst
        among amongst
        toward towards
        because since
        if whether
        until till
        returned return back
        carry carried conduct conducted conducts carries perform performed performs
        shut closed close closes
        also additionally too moreover furthermore
        approx approximately
        us u.s usa
        uk u.k
        mr mr. mister
        dr dr. doctor
        """,
    "de": """
        sagt sagte sagten gesagt erklärt erklärte erklärten betont betonte teilt teilte mitgeteilt
        beginnt begann beginnen startet startete
        endet endete
        etwa ungefähr rund circa ca zirka
        groß große großer großen großes
        bekommt bekam erhält erhielt erhalten
        jedoch aber allerdings
        treffen treffens begegnung
        abkommen vereinbarung
        auto autos wagen fahrzeug fahrzeuge
        """,
    "fr": """
        dit déclare déclaré affirme affirmé indique indiqué précise précisé ajoute ajouté
        commence commencé débute débuté
        environ quelque près autour
        cependant toutefois néanmoins pourtant
        accord pacte
        voiture voitures véhicule véhicules automobile
        """,
    "es": """
        dice dijo dicho declaró declara afirmó afirma señaló señala indicó indica añadió añade
        comienza comenzó empieza empezó inicia inició
        unos aproximadamente cerca alrededor
        sin-embargo pero aunque
        acuerdo pacto
        coche coches automóvil auto vehículo vehículos
        """,
    "it": """
        dice detto disse dichiara dichiarato afferma affermato spiega spiegato aggiunge aggiunto
        comincia cominciato inizia iniziato
        circa intorno quasi
        tuttavia però
        accordo patto
        auto automobile macchina vettura veicolo veicoli
        """,
    "ja": """
        述 語 話 言 明
        """,
}

# Opposites: when one takes the place of the other, the statement is turned round.
_ANTONYM_LINES: dict[str, str] = {
    "en": """
        increase increases increased increasing rise rises rose risen grow grows grew grown gain gains gained climb climbed up surge surged | decrease decreases decreased decreasing fall falls fell fallen drop drops dropped decline declines declined lose loses lost shrink shrank down plunge plunged
        accept accepts accepted approve approves approved | reject rejects rejected refuse refuses refused
        agree agrees agreed | disagree disagrees disagreed
        support supports supported back backs backed | oppose opposes opposed
        win wins won | lose loses lost
        allow allows allowed permit permits permitted | ban bans banned forbid forbids forbidden prohibit prohibits prohibited block blocks blocked prevent prevents prevented
        pass passes passed | fail fails failed
        succeed succeeds succeeded | fail fails failed
        confirm confirms confirmed admit admits admitted | deny denies denied
        guilty | innocent
        convicted | acquitted
        alive | dead
        survived survive survives | died die dies killed
        start starts started begin begins began | end ends ended stop stops stopped halt halted
        open opens opened | close closes closed shut
        join joins joined enter enters entered | leave leaves left quit quits
        more most | less least fewer
        above over | below under
        before | after
        first | last
        high higher highest | low lower lowest
        for | against
        with | without
        legal lawful | illegal unlawful
        likely | unlikely
        possible | impossible
        able | unable
        include includes included including | exclude excludes excluded excluding
        all every | none no
        always | never
        early earlier | late later
        north northern | south southern
        east eastern | west western
        left | right
        best better | worst worse
        major | minor
        male man men boy boys | female woman women girl girls
        buy buys bought | sell sells sold
        import imports imported | export exports exported
        positive | negative
        victory | defeat
        success | failure
        arrived arrive arrives | departed depart departs
        arrested detained | released freed
        true | false
        safe | dangerous unsafe
        known | unknown
        official | unofficial
        signed | unsigned
        extend extended extends | shorten shortened cut
        strengthen strengthens strengthened | weaken weakens weakened
        """,
    "de": """
        steigt stieg gestiegen wächst wuchs | sinkt sank gesunken fällt fiel
        mehr | weniger
        annehmen angenommen nimmt | ablehnen abgelehnt lehnt
        bestätigt bestätigte | bestreitet bestritt dementiert dementierte
        gewinnt gewann gewonnen | verliert verlor verloren
        vor | nach
        mit | ohne
        über | unter
        für | gegen
        schuldig | unschuldig
        """,
    "fr": """
        augmente augmenté hausse | baisse baissé diminue diminué
        plus | moins
        accepte accepté approuve approuvé | refuse refusé rejette rejeté
        confirme confirmé | dément démenti nie nié
        gagne gagné | perd perdu
        avant | après
        avec | sans
        pour | contre
        coupable | innocent
        """,
    "es": """
        aumenta aumentó sube subió crece creció | disminuye disminuyó baja bajó cae cayó
        más | menos
        acepta aceptó aprueba aprobó | rechaza rechazó
        confirma confirmó | niega negó desmiente desmintió
        gana ganó | pierde perdió
        antes | después
        con | sin
        culpable | inocente
        """,
    "it": """
        aumenta aumentato sale salito cresce cresciuto | diminuisce diminuito scende sceso cala calato
        più | meno
        accetta accettato approva approvato | rifiuta rifiutato respinge respinto
        conferma confermato | nega negato smentisce smentito
        vince vinto | perde perso
        prima | dopo
        con | senza
        colpevole | innocente
        """,
    "ja": """
        増 | 減
        勝 | 敗 負
        賛成 | 反対
        上 | 下
        前 | 後
        以上 | 以下 未満
        開 始 | 終 閉
        """,
}

# Real words one or two letters apart: swapping them is no typing error.
_CONFUSABLE_LINES = """
    trial trail
    casual causal
    martial marital
    united untied
    public pubic
    conversation conservation
    hanged changed
    killed filled billed skilled
    winner winter
    million billion trillion
    prosecute persecute prosecuted persecuted
    affect effect
    adopt adapt adopted adapted
    accept except
    personal personnel
    morning mourning
    costs coasts
    county country counties countries
    council counsel
    principal principle
    military militarily
    minister ministry ministers
    former farmer
    hostage hospital
    injured insured
    sixteen sixty
    fourteen forty
    seventeen seventy
    eighteen eighty
    nineteen ninety
    thirteen thirty
    fifteen fifty
    june july
    iran iraq
    austria australia
    austrian australian
    iranian iraqi
    niger nigeria
    nigerien nigerian
    slovakia slovenia
    slovak slovene
    mali malawi mauritius mauritania
    gambia zambia
    guinea guyana
    dominica dominican
    latvia lithuania
    chad china chile
    korea north south
    sweden switzerland
    oman yemen
    ireland iceland
    paraguay uruguay
    georgia georgian
    import export
    employer employee employers employees
    trainer trainee
    elected ejected
    reported reputed
    defend defended depend
    invested infested
    tax taxi
    prison poison
    police policy
    bomb bond
    sue use
    sign sigh
    strike strikes stroke
    wound would
    sweet sweat
    expansive expensive
    desert dessert
    loses looses
    born borne
    price prize
    advise advice
    """


@cache
def meaning_of(language: str) -> dict[str, int]:
    """Map each word of a language's synonym lines to the number of its line."""
    return {
        word: number for number, line in enumerate(_SYNONYM_LINES.get(language, "").splitlines()) for word in line.split()
    }


@cache
def opposites(language: str) -> dict[str, frozenset[str]]:
    """Map each word to the words that say the opposite."""
    found: dict[str, set[str]] = {}
    for line in _ANTONYM_LINES.get(language, "").splitlines():
        sides = [side.split() for side in line.split("|")]
        if len(sides) == 2:
            for here, there in (sides, sides[::-1]):
                for word in here:
                    found.setdefault(word, set()).update(there)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def confusable() -> frozenset[frozenset[str]]:
    """Give the pairs of real words that look like misspellings of one another."""
    return frozenset(
        frozenset((one, other))
        for line in _CONFUSABLE_LINES.splitlines()
        for one in line.split()
        for other in line.split()
        if one != other
    )


def guess_language(words: list[str]) -> str:
    """Guess whose function words *words* use most; English when nothing speaks for another, `ja` for kana and Han.

    >>> guess_language("der minister hat das abkommen mit japan unterzeichnet".split())
    'de'
    """
    if sum("\u3040" <= word[0] <= "\u9fff" for word in words) * 2 > len(words):
        return "ja"
    counts = {language: sum(word in known for word in words) for language, known in FUNCTION_WORDS.items()}
    return max(counts, key=lambda language: (counts[language], language == "en"))
