"""French."""

from pactwatch.facts.words.shape import Verb, Words

FRENCH = Words(
    events={
        "sign": Verb(
            active=("signe", "signent", "signer", "signera", "signeront", "signaient", "paraphent", "ont conclu", "a conclu"),
            either=("signé", "signée", "signés", "signées", "paraphé", "conclu", "conclue"),
            noun=("cérémonie de signature", "la signature", "signature de", "signature du"),
        ),
        "announce": Verb(
            active=("annonce", "annoncent", "annoncer", "dévoile", "dévoilent", "annonçaient"),
            either=("annoncé", "annoncée", "annoncés", "annoncées", "dévoilé", "dévoilée", "présenté", "présentée"),
            noun=("annonce de", "annonce du"),
        ),
        "take effect": Verb(
            active=("entre en vigueur", "entrera en vigueur", "entrer en vigueur", "entré en vigueur", "entrée en vigueur",
                    "entreront en vigueur", "prend effet", "prendra effet", "prendre effet", "a pris effet",
                    "entrerait en vigueur", "est en vigueur"),
            noun=("l'entrée en vigueur", "date d'entrée en vigueur"),
        ),
        "agree": Verb(active=("conviennent", "convient"), either=("convenu", "accordés", "entendus")),
        "visit": Verb(active=("visite", "visitent", "se rend", "se rendra"), either=("visité", "s'est rendu"), noun=("visite à", "visite au", "déplacement à")),
        "meet": Verb(active=("rencontre", "rencontrent", "se réunissent"), either=("rencontré", "réunis", "entretenu"), noun=("réunion à", "rencontre à")),
        "attend": Verb(active=("assiste", "assistent"), either=("assisté",)),
        "appoint": Verb(active=("nomme", "nomment"), either=("nommé", "nommée", "désigné", "élu"), noun=("nomination de",)),
        "resign": Verb(active=("démissionne", "démissionnent"), either=("démissionné", "limogé"), noun=("démission de", "démission du")),
        "kill": Verb(active=("tue", "tuent", "meurent", "fait"), either=("tué", "tués", "tuées", "morts", "mort", "mortes", "décédés", "péri", "noyés"), noun=("bilan", "décès", "victimes")),
        "injure": Verb(active=("blesse",), either=("blessé", "blessés", "blessées")),
        "missing": Verb(either=("disparus", "disparu", "portés disparus", "portées disparues", "manquant")),
        "evacuate": Verb(active=("évacue", "évacuent"), either=("évacué", "évacués", "évacuées", "déplacés")),
        "pay": Verb(active=("verse", "verseront", "paie", "paient", "coûte"), either=("versé", "payé", "alloué", "débloqué")),
        "ban": Verb(active=("interdit", "interdisent"), either=("interdits", "interdite"), noun=("interdiction de",)),
        "recall": Verb(active=("rappelle", "rappellent"), either=("rappelé", "rappelés"), noun=("rappel de",)),
        "collapse": Verb(active=("s'effondre", "cède", "s'écroule"), either=("effondré", "cédé", "rompu", "écroulé"), noun=("rupture du", "effondrement du", "rupture de")),
        "ratify": Verb(active=("ratifie", "ratifient"), either=("ratifié", "échangé"), noun=("ratification",)),
        "say": Verb(active=("dit", "affirme", "indique", "écrit"), either=("déclaré", "dit", "ajouté", "écrit", "indiqué", "affirmé", "qualifié", "testé", "publié")),
    },
    be=frozenset("est sont était étaient été être fut furent sera seront".split()),
    light=frozenset(
        "a ont avait avaient est sont été va vont doit doivent ne pas se s' officiellement formellement conjointement"
        " ce cette hier aujourd'hui tous deux ensemble qui le la les l' ensuite finalement également aussi avoir être en"
        " dernier matin soir récemment lundi mardi mercredi jeudi vendredi samedi dimanche".split()
    ),
    by=("par", "entre"),
    with_=("avec", "aux côtés de"),
    between=("entre",),
    and_=("et", "ainsi que", "&"),
    including=("dont", "notamment", "parmi lesquels", "y compris"),
    attended=("en présence de", "en présence du", "à laquelle ont assisté", "à laquelle assistaient", "assisté par"),
    where=("à", "en", "au", "aux", "dans"),
    not_when=("depuis", "jusqu'au", "jusqu'à", "après", "avant", "d'ici"),
    not_doer=("à", "de", "du", "des", "pour", "contre", "vers", "sur", "avec", "entre", "au", "aux", "selon", "d'", "en", "dans", "par"),
    negative=frozenset("pas jamais sans aucun aucune n'a n'ont n'est refusé nie démenti".split()),
    planned=("va", "vont", "doit", "doivent", "devrait", "devraient", "sera", "seront", "prévoit de", "prévoient de",
             "entrera", "signera", "signeront", "prendra", "prévu", "prévue", "doit être", "s'apprête à", "s'apprêtent à"),
    possible=("pourrait", "pourraient", "peut-être", "selon certaines sources", "présumé", "aurait", "auraient", "au conditionnel"),
    deals=frozenset("pacte accord partenariat traité texte document il elle celui-ci lequel contrat loi".split()),
    other_deals=("commercial", "commerciale", "libre-échange", "fiscal", "contrat", "économique", "numérique", "lettre", "loi", "décret"),
    breaks=("tandis", "alors", "mais", "qui", "que", "dont", "lorsque", "quand", "après", "avant", "si", "où", "parce", "car"),
    honorifics=("M.", "Mme", "MM.", "Mme.", "Dr"),
    people=("personnes", "victimes", "habitants", "morts", "blessés", "personne", "civils", "disparus", "corps", "enfants"),
)
