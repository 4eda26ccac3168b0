"""Italian."""

from pactwatch.facts.words.shape import Verb, Words, these

ITALIAN = Words(
    events={
        "sign": Verb(
            active=(
                "firma",
                "firmano",
                "firmò",
                "firmarono",
                "firmerà",
                "firmeranno",
                "firmare",
                "sigla",
                "siglano",
                "siglarono",
                "sottoscrivono",
            ),
            either=("firmato", "firmata", "firmati", "siglato", "siglata", "sottoscritto", "stretto", "concluso"),
            noun=("cerimonia di firma", "la firma", "firma del", "firma di", "firma dell'"),
        ),
        "announce": Verb(
            active=("annuncia", "annunciano", "annunciò", "annunciarono", "annunciare", "presentano", "svelano"),
            either=("annunciato", "annunciata", "annunciati", "presentato", "presentata", "svelato"),
            noun=("annuncio di", "annuncio del", "annuncio dell'"),
        ),
        "take effect": Verb(
            active=(
                "entra in vigore",
                "entrerà in vigore",
                "entrare in vigore",
                "è entrato in vigore",
                "entrato in vigore",
                "entrata in vigore",
                "entrando in vigore",
                "avrà effetto",
                "entreranno in vigore",
                "in vigore da",
                "in vigore dal",
            ),
            noun=("l'entrata in vigore",),
        ),
        "agree": Verb(active=("concordano", "concorda"), either=("concordato", "raggiunto un accordo")),
        "visit": Verb(
            active=("visita", "visitano", "visitò"), either=("visitato",), noun=("visita a", "viaggio a", "visita in")
        ),
        "meet": Verb(
            active=("incontra", "incontrano", "incontrò"),
            either=("incontrato", "riuniti"),
            noun=("incontro a", "riunione a"),
        ),
        "attend": Verb(active=("partecipa", "partecipano"), either=("partecipato",)),
        "appoint": Verb(active=("nomina", "nominano"), either=("nominato", "nominata", "eletto"), noun=("nomina di",)),
        "resign": Verb(
            active=("si dimette",),
            either=("dimesso", "dimessa", "dimessi", "rimosso", "rimossa"),
            noun=("dimissioni di", "dimissioni del"),
        ),
        "kill": Verb(
            active=("uccide", "uccidono", "muoiono", "provoca"),
            either=("ucciso", "uccisi", "uccise", "morti", "morte", "morto", "annegati"),
            noun=("bilancio", "vittime", "decessi"),
        ),
        "injure": Verb(active=("ferisce",), either=("feriti", "ferite", "ferito")),
        "missing": Verb(either=("dispersi", "disperse", "scomparsi")),
        "evacuate": Verb(active=("evacuano",), either=("evacuati", "evacuate", "sfollati")),
        "pay": Verb(
            active=("paga", "pagherà", "verserà", "stanzia", "costa"), either=("pagato", "stanziato", "stanziati")
        ),
        "ban": Verb(active=("vieta", "vietano"), either=("vietato", "vietata"), noun=("divieto di",)),
        "recall": Verb(
            active=("richiama", "ritira"), either=("richiamato", "ritirato"), noun=("richiamo di", "ritiro di")
        ),
        "collapse": Verb(
            active=("crolla", "cede"),
            either=("crollato", "crollata", "crollati", "crollate", "ceduto", "ceduta"),
            noun=("crollo della", "crollo del", "cedimento della"),
        ),
        "win": Verb(
            active=("vince", "vincono", "vinse"), either=("vinto", "rieletto", "rieletta"), noun=("vittoria di",)
        ),
        "ratify": Verb(active=("ratifica", "ratificano"), either=("ratificato",), noun=("ratifica",)),
        "say": Verb(
            active=("dice", "afferma", "dichiara"),
            either=("detto", "dichiarato", "affermato", "scritto", "salutato", "sottolineato"),
        ),
    },
    be=these("è sono era erano stato stata stati state fu furono sarà saranno viene venne verrà"),
    light=these(
        "ha hanno aveva avevano è sono si non a ufficialmente formalmente congiuntamente questo oggi ieri "
        "entrambi insieme"
        " anche che già poi il la i recentemente lunedì martedì mercoledì giovedì venerdì sabato domenica scorso"
    ),
    by=("da", "dal", "dalla", "dall'", "dai", "dagli", "dalle", "tra", "fra"),
    with_=("con", "con il", "insieme a", "insieme al"),
    between=("tra", "fra"),
    and_=("e", "ed", "nonché", "&"),
    including=("tra cui", "fra cui", "compresi", "compreso", "inclusi"),
    attended=("alla presenza di", "alla presenza del", "in presenza di", "cui hanno partecipato"),
    where=("a", "in", "ad"),
    not_when=("da", "dal", "fino al", "dopo", "prima di", "prima del", "entro"),
    not_doer=(
        "a",
        "di",
        "del",
        "della",
        "dell'",
        "per",
        "contro",
        "verso",
        "su",
        "con",
        "tra",
        "fra",
        "al",
        "secondo",
        "in",
        "da",
        "dal",
    ),
    negative=these("non mai senza neppure nega rifiutato"),
    planned=(
        "entrerà",
        "pagherà",
        "verserà",
        "annuncerà",
        "annunceranno",
        "firmerà",
        "firmeranno",
        "sarà",
        "saranno",
        "dovrebbe",
        "dovrebbero",
        "deve",
        "previsto",
        "prevista",
        "sta per",
    ),
    possible=("potrebbe", "potrebbero", "forse", "presumibilmente", "avrebbe", "avrebbero"),
    deals=these("patto accordo partenariato partnership trattato documento intesa testo contratto legge"),
    unlike=("simil*", "altro", "altra", "altri", "altre", "precedente"),
    other_deals=("commerciale", "libero scambio", "fiscale", "contratto", "economico", "lettera", "decreto", "legge"),
    breaks=("mentre", "ma", "che", "cui", "quando", "dopo", "prima", "se", "dove", "perché", "ovvero"),
    honorifics=("Sig.", "Dott.", "Sig.ra"),
    people=("persone", "vittime", "morti", "feriti", "dispersi", "abitanti", "residenti"),
)
