"""Spanish."""

from __future__ import annotations

from pactwatch.claims.words.common import UNITS
from pactwatch.claims.words.shape import Words, each, halves, numbered, seasons, units, words

WORDS = Words(
    code="es",
    numbers={
        **numbered(
            "cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
            "dieciséis|dieciseis diecisiete dieciocho "
            "diecinueve veinte veintiuno|veintiún|veintiuna veintidós|veintidos veintitrés|veintitres "
            "veinticuatro veinticinco veintiséis|veintiseis "
            "veintisiete veintiocho veintinueve"
        ),
        "treinta": 30,
        "cuarenta": 40,
        "cincuenta": 50,
        "sesenta": 60,
        "setenta": 70,
        "ochenta": 80,
        "noventa": 90,
        "cien": 100,
        "ciento": 100,
        "doscientos": 200,
        "doscientas": 200,
        "trescientos": 300,
        "trescientas": 300,
        "cuatrocientos": 400,
        "cuatrocientas": 400,
        "quinientos": 500,
        "quinientas": 500,
        "seiscientos": 600,
        "seiscientas": 600,
        "setecientos": 700,
        "setecientas": 700,
        "ochocientos": 800,
        "ochocientas": 800,
        "novecientos": 900,
        "novecientas": 900,
        "mil": 1000,
        "millón": 10**6,
        "millones": 10**6,
    },
    joiners=words("y"),
    join_after="tens",
    scales={
        "mil": 1000,
        "millón": 10**6,
        "millones": 10**6,
        "billón": 10**12,
        "billones": 10**12,
        "millardo": 10**9,
        "millardos": 10**9,
        "mm": 10**6,
        "docena": 12,
        "docenas": 12,
        "cientos": 100,
    },
    ordinals={
        **numbered(
            "primero|primera|primer|primeros|primeras segundo|segunda tercero|tercera|tercer cuarto|cuarta "
            "quinto|quinta sexto|sexta "
            "séptimo|séptima octavo|octava noveno|novena décimo|décima",
            1,
        ),
    },
    ordinal_needs=words("el la los las del al su sus un una este esta nuestro"),
    fractions={
        "la mitad": "0.5",
        "un tercio": "0.333333",
        "dos tercios": "0.666667",
        "un cuarto de": "0.25",
        "tres cuartos": "0.75",
        "una cuarta parte": "0.25",
        "tres cuartas partes": "0.75",
        "una quinta parte": "0.2",
        "dos quintos": "0.4",
        "tres quintos": "0.6",
        "una tercera parte": "0.333333",
        "dos terceras partes": "0.666667",
        "una décima parte": "0.1",
        "medio millón": "500000",
        "media docena": "6",
        "millón y medio": "1500000",
        "un millón y medio": "1500000",
        "un cuarto de millón": "250000",
        **halves("{n} millones y medio", "dos tres cuatro cinco seis siete ocho nueve diez", 10**6),
    },
    vague={
        "decenas": (10, ">"),
        "docenas": (12, ">"),
        "cientos": (100, ">"),
        "centenares": (100, ">"),
        "miles": (1000, ">"),
        "millares": (1000, ">"),
        "decenas de miles": (10**4, ">"),
        "cientos de miles": (10**5, ">"),
        "decenas de millones": (10**7, ">"),
        "cientos de millones": (10**8, ">"),
        "miles de millones": (10**9, ">"),
        "varios cientos": (100, ">"),
        "varios miles": (1000, ">"),
        "varias decenas": (10, ">"),
        "varios millones": (10**6, ">"),
        "una docena": (12, "="),
        "una decena": (10, "~"),
        "una veintena": (20, "~"),
        "una treintena": (30, "~"),
        "un centenar": (100, "~"),
        "un millar": (1000, "~"),
        "una quincena": (15, "~"),
        "un millón": (10**6, "="),
        "un billón": (10**12, "="),
        "una cincuentena": (50, "~"),
    },
    ones=words("un uno una"),
    more_before={
        **each(
            ">",
            "más_de superior_a superiores_a por_encima_de supera superan superó superaron excede mayor_de "
            "mayores_de algo_más_de poco_más_de",
        ),
        **each(">=", "al_menos por_lo_menos no_menos_de como_mínimo un_mínimo_de mínimo"),
        **each("<", "menos_de inferior_a inferiores_a por_debajo_de menor_de menores_de poco_menos_de bajo"),
        **each("<=", "hasta como_máximo a_lo_sumo no_más_de un_máximo_de máximo"),
        **each(
            "~",
            "unos unas cerca_de alrededor_de aproximadamente casi en_torno_a aproximado_de prácticamente "
            "cerca_del alrededor_del",
        ),
    },
    more_after={**each(">=", "o_más y_más"), **each("<=", "o_menos"), **each("~", "aproximadamente")},
    between=words("entre"),
    range_words=words("a al"),
    and_words=words("y e o"),
    units={
        **UNITS,
        **units("percent", {"%": "por_ciento", "pp": "puntos_porcentuales punto_porcentual"}),
        **units("percent", {"pp": "puntos_básicos"}, "0.01"),
        **units(
            "money",
            {
                "EUR": "euro euros",
                "USD": "dólar dólares dólares_estadounidenses",
                "GBP": "libras libras_esterlinas",
                "JPY": "yen yenes",
                "CHF": "francos_suizos",
                "CNY": "yuan yuanes",
                "RUB": "rublo rublos",
                "peso": "pesos peso",
                "BRL": "reales",
                "cent": "céntimos centavos",
                "ESP": "pesetas",
                "MXN": "pesos_mexicanos",
                "ARS": "pesos_argentinos",
                "COP": "pesos_colombianos",
                "CLP": "pesos_chilenos",
            },
        ),
        **units(
            "measure",
            {
                "km": "kilómetro kilómetros",
                "m": "metro metros",
                "cm": "centímetro centímetros",
                "mm": "milímetro milímetros",
                "mile": "milla millas",
                "nmi": "millas_náuticas",
                "ha": "hectárea hectáreas",
                "km2": "kilómetros_cuadrados",
                "m2": "metros_cuadrados",
                "m3": "metros_cúbicos",
                "kg": "kilo kilos kilogramo kilogramos",
                "g": "gramo gramos",
                "t": "tonelada toneladas",
                "l": "litro litros",
                "barrel": "barril barriles",
                "MW": "megavatios megavatio",
                "GW": "gigavatios",
                "kW": "kilovatios",
                "km/h": "kilómetros_por_hora",
                "°": "grado grados",
                "°C": "grados_celsius grados_centígrados",
                "times": "veces",
                "point": "puntos punto",
            },
        ),
        **units("count", {"people": "personas persona individuos"}),
        **units(
            "duration",
            {
                "second": "segundo segundos",
                "minute": "minuto minutos",
                "hour": "hora horas",
                "day": "día días",
                "week": "semana semanas",
                "month": "mes meses",
                "year": "año años",
                "quarter": "trimestres",
            },
        ),
        **units("duration", {"year": "década décadas"}, "10"),
        **units("duration", {"year": "siglos"}, "100"),
        **units("age", {"year": "años_de_edad"}),
    },
    unit_links=words("de"),
    decimal=",",
    spaced_groups=True,
    references=words(
        "artículo artículos resolución capítulo página páginas vuelo ruta número n nº no habitación canal boeing "
        "airbus apolo fase sección párrafo título "
        "anexo versión tipo clase grupo línea puerta temporada episodio volumen ley directiva reglamento decreto"
    ),
    aged=words("edad_de"),
    months={
        **numbered(
            "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre", 1
        ),
        "ene": 1,
        "feb": 2,
        "abr": 4,
        "jun": 6,
        "jul": 7,
        "ago": 8,
        "sept": 9,
        "oct": 10,
        "nov": 11,
        "dic": 12,
    },
    months_in_doubt=words("ene feb abr ago"),
    weekdays=numbered("lunes martes miércoles|miercoles jueves viernes sábado|sabado|sábados domingo|domingos"),
    day_links=words("de del"),
    relative={
        "principios de mes": ("month", 0),
        "mediados de mes": ("month", 0),
        "finales de mes": ("month end", 0),
        **seasons(
            "este_{s} próximo_{s} {s}_pasado pasado_{s} esta_{s}",
            {"primavera": 3, "verano": 6, "otoño": 9, "invierno": 12},
        ),
        "hoy": ("day", 0),
        "ayer": ("day", -1),
        "anteayer": ("day", -2),
        "anoche": ("day", -1),
        "pasado mañana": ("day", 2),
        "esta mañana": ("day", 0),
        "esta tarde": ("day", 0),
        "esta noche": ("day", 0),
        "esta semana": ("week", 0),
        "semana pasada": ("week", -1),
        "pasada semana": ("week", -1),
        "última semana": ("week", -1),
        "próxima semana": ("week", 1),
        "semana próxima": ("week", 1),
        "semana que viene": ("week", 1),
        "fin de semana pasado": ("weekend", -1),
        "pasado fin de semana": ("weekend", -1),
        "próximo fin de semana": ("weekend", 1),
        "este fin de semana": ("weekend", 0),
        "este mes": ("month", 0),
        "mes pasado": ("month", -1),
        "pasado mes": ("month", -1),
        "próximo mes": ("month", 1),
        "mes que viene": ("month", 1),
        "este año": ("year", 0),
        "año pasado": ("year", -1),
        "pasado año": ("year", -1),
        "próximo año": ("year", 1),
        "año que viene": ("year", 1),
        "año próximo": ("year", 1),
        "fin de año": ("year end", 0),
        "finales de año": ("year end", 0),
        "final de año": ("year end", 0),
        "fin de mes": ("month end", 0),
        "día anterior": ("that day", -1),
        "día siguiente": ("that day", 1),
        "mismo día": ("that day", 0),
        "mañana": ("day", 1),
        "por la mañana": ("", 0),
        "de la mañana": ("", 0),
        "la mañana": ("", 0),
    },
    last_words=words("pasado pasada último última"),
    next_words=words("próximo próxima"),
    time_units={
        "día": "day",
        "días": "day",
        "semana": "week",
        "semanas": "week",
        "mes": "month",
        "meses": "month",
        "año": "year",
        "años": "year",
        "décadas": "decade",
    },
    ago_before=words("hace"),
    end_of=words("finales_de fines_de fin_de final_de"),
    year_before=words(
        "en desde hasta de del antes después y o año verano invierno primavera otoño principios finales mediados "
        "para entre temporada"
    ),
    month_before=words("en de desde hasta"),
    quarters=words("trimestre"),
    halves=words("semestre"),
    fiscal=words("ejercicio año_fiscal ejercicio_fiscal"),
    decade_before=words("años"),
    clock_words={"mediodía": "12:00", "medianoche": "00:00"},
    future=words(
        "va_a van_a debe deben previsto prevista previstos prevé prevén planea planean espera será serán "
        "antes_del a_partir_del tiene_previsto próximamente"
    ),
    told=words(
        "dijo supo anunció declaró afirmó señaló informó explicó aseguró firmó firmaron murió murieron fue fueron ha "
        "han era se_reunió llegó"
    ),
    moved=words("aplazado aplazó pospuesto pospuso adelantado prolongado retrasado"),
    starters=words(
        "el la los las lo un una unos unas este esta estos estas ese esa esos esas aquel su sus mi nuestro "
        "nuestra él ella ellos ellas yo nosotros "
        "se que quien quién qué cuando cuándo donde dónde como cómo por porque para en de del al a ante bajo con "
        "contra desde durante entre hacia "
        "hasta mediante según sin sobre tras y e o u pero sino aunque si no ni también además asimismo sin "
        "embargo mientras así entonces luego "
        "después antes ahora hoy ayer mañana aquí allí ya más menos muy mucho muchos muchas varios varias "
        "algunos algunas todo toda todos todas "
        "cada otro otra otros otras ningún ninguna dos tres cuatro cinco seis siete ocho nueve diez cerca unos "
        "es son está están ha han fue era "
        "hay había tiene tras pese debido gracias actualmente recientemente finalmente anteriormente entretanto "
        "asimismo igualmente aun aún "
        "preguntado preguntada solo sólo tanto tal tales cuanto nada nadie primero primera segundo tercero"
    ),
    particles=words("de del la las los von van der y al el bin"),
    titles=words("sr sra sres srta dr dra don doña d señor señora"),
    office_heads=words(
        "ministro ministra presidente presidenta primer primera canciller secretario secretaria jefe jefa "
        "comisario comisaria representante "
        "embajador embajadora gobernador gobernadora alcalde alcaldesa senador senadora diputado diputada "
        "general almirante rey reina príncipe "
        "princesa papa director directora portavoz vocero vocera fiscal juez jueza líder vicepresidente "
        "vicepresidenta coronel capitán profesor "
        "profesora abogado abogada obispo cardenal entrenador seleccionador expresidente exministro consejero "
        "consejera delegado delegada"
    ),
    office_modifiers=words("primer primera vice ex alto alta general exterior exteriores defensa"),
    office_links=words("de del la las los para y"),
    organisation_heads=words(
        "ministerio consejo unión comisión comité partido parlamento congreso senado asamblea corte tribunal "
        "universidad instituto banco agencia "
        "asociación organización compañía empresa grupo fundación federación ejército policía guardia servicio "
        "escuela hospital iglesia museo liga "
        "fiscalía gobierno cámara ayuntamiento centro oficina cortes junta generalitat"
    ),
    determiners=words("el la los las un una unos unas su sus este esta estos estas ese esa"),
    demonyms=words(
        "español española japonés japonesa europeo europea estadounidense francés francesa alemán alemana ruso "
        "rusa chino china ucraniano ucraniana británico británica"
    ),
    says=words(
        "aseguran afirman sostienen dicen denuncian explican advierten señalan indican critican creen temen estiman "
        "dijo dice dicho dijeron declaró declara declaró anunció anuncia anunciaron afirmó afirma afirmaron "
        "señaló señala señalaron indicó indica "
        "explicó explica aseguró asegura aseguraron informó informa informaron añadió añade agregó agrega "
        "subrayó subraya destacó destaca "
        "advirtió advierte sostuvo sostiene manifestó manifiesta expresó expresa confirmó confirma reiteró "
        "reitera insistió insiste recordó "
        "recuerda reconoció reconoce respondió responde comentó comenta precisó precisa escribió escribe negó "
        "niega denunció denuncia "
        "apuntó apunta matizó lamentó lamenta concluyó admitió admite relató relata contó cuenta zanjó espetó "
        "criticó critica alertó alerta defendió defiende pidió exigió declarado afirmado asegurado "
        "explicado señalado indicado anunciado"
    ),
    says_weak=words(
        "expresó expresa destacó destaca recordó recuerda denunció denuncia escribió escribe lamentó lamenta "
        "anunció anuncia anunciaron concluyó indica informa"
    ),
    that=words("que"),
    according=words("según de_acuerdo_con en_palabras_de a_juicio_de conforme_a"),
    between_subject_and_verb=words(
        "ha han había también además hoy ayer este viernes lunes martes miércoles jueves sábado domingo se le "
        "les lo ya después luego asimismo"
    ),
    pronouns={"él": "m", "ella": "f", "ellos": "", "ellas": "", "yo": ""},
    speaker_nouns=words(
        "ecologistas ministro ministra presidente presidenta portavoz policía autoridades ministerio gobierno fiscalía "
        "fiscal expertos experto experta fuentes "
        "fuente responsable responsables diplomático diplomáticos empresa partido ejército comisión consejo "
        "testigos testigo abogado abogada "
        "estudio informe médicos medios director directora sindicato sindicatos grupo comunicado alcalde "
        "alcaldesa líder jefe jefa funcionario "
        "oposición vecinos vecina vecino economistas analistas sindicalista asociación ong agencia periódico "
        "entrenador "
        "investigadores víctima madre padre bomberos funcionarios organización casa juez tribunal vocero vocera "
        "mandatario canciller"
    ),
    feminine=words(
        "sra srta señora doña ministra presidenta reina jefa directora alcaldesa portavoza abogada canciller_f"
    ),
    masculine=words("sr señor don ministro presidente rey jefe director alcalde abogado"),
    clause_starts=words("pero y mientras aunque cuando que donde si porque como"),
    modality={
        **each(
            "denied",
            "negó niega niegan negaron desmintió desmiente desmienten desmentido rechazó_las_acusaciones refutó",
        ),
        **each(
            "alleged",
            "presuntamente presunto presunta presuntos presuntas supuestamente supuesto supuesta supuestos "
            "acusado acusada acusó acusa habría habrían "
            "rumores alegó",
        ),
        **each(
            "possible",
            "podría podrían puede pueden quizás quizá tal_vez posible posiblemente posibilidad_de estudia "
            "estudian baraja acaso eventual",
        ),
        **each(
            "expected",
            "espera esperan se_espera esperado esperada prevé prevén probable probablemente previsiblemente "
            "debería deberían pronostica",
        ),
        **each(
            "planned",
            "va_a van_a planea planean previsto prevista previstos tiene_previsto pretende pretenden prometió "
            "promete se_comprometió propone debe_entrar "
            "quiere quieren ha_de se_dispone se_disponen a_punto_de",
        ),
    },
    future_endings=("ará", "erá", "irá", "arán", "erán", "irán", "drá", "drán", "brá", "brán", "rrá", "rrán"),
    future_not=words("teherán irán podrá podrán alcorán jará"),
    negations=words("no nunca jamás nadie ningún ninguno ninguna nada sin tampoco ni rechazó rechaza fracasó"),
    not_negations=words(
        "no_solo no_sólo no_menos_de no_más_de sin_duda sin_embargo no_obstante no_solamente no_únicamente sin_dudas"
    ),
)
