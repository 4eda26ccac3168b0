"""Spanish."""

from pactwatch.facts.words.shape import Verb, Words

SPANISH = Words(
    events={
        "sign": Verb(
            active=("firma", "firman", "firmó", "firmaron", "firmará", "firmarán", "firmar", "suscribieron", "suscribió", "sellaron", "rubricaron"),
            either=("firmado", "firmada", "firmados", "suscrito", "sellado", "rubricado"),
            noun=("ceremonia de firma", "la firma", "firma del", "firma de"),
        ),
        "announce": Verb(
            active=("anuncia", "anuncian", "anunció", "anunciaron", "anunciar", "presentaron", "presentó", "desvelaron", "revelaron"),
            either=("anunciado", "anunciada", "presentado", "presentada"),
            noun=("anuncio de", "anuncio del"),
        ),
        "take effect": Verb(
            active=("entra en vigor", "entrará en vigor", "entrar en vigor", "entró en vigor", "entraron en vigor", "ha entrado en vigor",
                    "entre en vigor", "entraría en vigor", "surtirá efecto", "entrará en vigencia"),
            noun=("entrada en vigor",),
        ),
        "agree": Verb(active=("acuerdan", "acordaron", "acordó", "acuerda"), either=("acordado", "pactado")),
        "visit": Verb(active=("visita", "visitó", "visitaron", "viajó a", "viaja a"), either=("visitado",), noun=("visita a", "viaje a")),
        "meet": Verb(active=("se reúne", "se reunió", "se reunieron", "se reúnen", "reunió"), either=("reunido",), noun=("reunión en", "encuentro en")),
        "attend": Verb(active=("asiste", "asistió", "asistieron", "asisten")),
        "appoint": Verb(active=("nombra", "nombró", "nombraron"), either=("nombrado", "nombrada", "designado", "elegido"), noun=("nombramiento de",)),
        "resign": Verb(active=("dimite", "dimitió", "renunció", "renuncia"), either=("dimitido", "cesado", "destituido"), noun=("dimisión de",)),
        "kill": Verb(active=("mata", "mató", "mataron", "murieron", "mueren", "murió", "deja", "dejó", "fallecieron"), either=("muertos", "muertas", "fallecidos", "ahogados", "muerto"), noun=("muertes", "víctimas mortales", "balance de")),
        "injure": Verb(active=("hirió",), either=("heridos", "heridas", "herido", "lesionados")),
        "missing": Verb(either=("desaparecidos", "desaparecidas", "desaparecido")),
        "evacuate": Verb(active=("evacúan", "evacuaron", "evacuó"), either=("evacuados", "evacuadas", "desplazados")),
        "pay": Verb(active=("paga", "pagará", "pagó", "destinará", "destina", "cuesta"), either=("pagado", "destinado")),
        "ban": Verb(active=("prohíbe", "prohibió", "prohíben"), either=("prohibido", "prohibida"), noun=("prohibición de",)),
        "recall": Verb(active=("retira", "retiró"), either=("retirado", "retirados"), noun=("retirada de",)),
        "collapse": Verb(active=("colapsó", "colapsa", "cedió", "se rompió", "reventó", "se derrumbó"), either=("colapsado", "derrumbado"), noun=("rotura de", "colapso de", "rotura del")),
        "ratify": Verb(active=("ratifica", "ratificó", "ratificaron"), either=("ratificado",), noun=("ratificación",)),
        "say": Verb(active=("dijo", "declaró", "afirmó", "añadió", "calificó", "subrayó", "destacó", "escribió", "dice"), either=("dicho", "declarado")),
    },
    be=frozenset("es son fue fueron será serán sido ser está están era eran quedó".split()),
    light=frozenset(
        "ha han había habían se no va van a oficialmente formalmente conjuntamente este esta el la los hoy ayer ambos juntos"
        " también que ya finalmente recientemente lunes martes miércoles jueves viernes sábado domingo pasado".split()
    ),
    by=("por", "entre"),
    with_=("con", "junto a", "junto con"),
    between=("entre",),
    and_=("y", "e", "así como", "&"),
    including=("incluidos", "incluido", "entre ellos", "como", "entre otros"),
    attended=("en presencia de", "en presencia del", "a la que asistieron", "con la asistencia de", "con la presencia de"),
    where=("en",),
    not_when=("desde", "hasta", "después de", "antes de", "tras", "antes del"),
    not_doer=("a", "de", "del", "para", "contra", "hacia", "sobre", "con", "entre", "al", "según", "en", "por"),
    negative=frozenset("no nunca sin jamás tampoco negó rechazó".split()),
    planned=("va a", "van a", "entrará", "firmará", "firmarán", "será", "serán", "prevé", "prevén", "previsto", "prevista", "debe", "deberá"),
    possible=("podría", "podrían", "quizá", "presuntamente", "supuestamente", "habría", "habrían"),
    deals=frozenset("pacto acuerdo asociación tratado documento texto alianza este contrato ley".split()),
    other_deals=("comercial", "libre comercio", "fiscal", "contrato", "económica", "carta", "decreto", "ley"),
    breaks=("mientras", "pero", "que", "quien", "quienes", "cuando", "después", "antes", "si", "donde", "porque", "aunque"),
    honorifics=("Sr.", "Sra.", "Dr."),
    people=("personas", "víctimas", "vecinos", "muertos", "heridos", "desaparecidos", "fallecidos", "habitantes", "residentes"),
)
