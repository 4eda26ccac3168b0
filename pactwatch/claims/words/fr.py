"""French."""

from __future__ import annotations

from pactwatch.claims.words.common import UNITS
from pactwatch.claims.words.shape import Words, each, halves, numbered, seasons, units, words

WORDS = Words(
    code="fr",
    numbers={
        **numbered(
            "zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
            "dix_sept|dixsept dix_huit dix_neuf"
        ),
        "vingt": 20,
        "vingts": 20,
        "trente": 30,
        "quarante": 40,
        "cinquante": 50,
        "soixante": 60,
        "septante": 70,
        "huitante": 80,
        "octante": 80,
        "nonante": 90,
        "cent": 100,
        "cents": 100,
        "mille": 1000,
    },
    joiners=words("et"),
    join_after="tens",
    scales={
        "cent": 100,
        "cents": 100,
        "mille": 1000,
        "million": 10**6,
        "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
        "billion": 10**12,
        "billions": 10**12,
        "md": 10**9,
        "mds": 10**9,
        "mrd": 10**9,
        "mio": 10**6,
        "douzaine": 12,
    },
    ordinals={
        **numbered(
            "premier|première|premiers|premières deuxième|second|seconde troisième quatrième cinquième sixième "
            "septième huitième neuvième "
            "dixième onzième douzième",
            1,
        ),
        "vingtième": 20,
        "centième": 100,
    },
    ordinal_needs=words("le la les l du au son sa ses leur leurs un une ce cette notre"),
    fractions={
        "la moitié": "0.5",
        "un tiers": "0.333333",
        "deux tiers": "0.666667",
        "un quart": "0.25",
        "trois quarts": "0.75",
        "un cinquième": "0.2",
        "deux cinquièmes": "0.4",
        "trois cinquièmes": "0.6",
        "quatre cinquièmes": "0.8",
        "un dixième": "0.1",
        "un demi million": "500000",
        "un demi milliard": "500000000",
        "une demi douzaine": "6",
        "demi million": "500000",
        "un quart de million": "250000",
        "un million et demi": "1500000",
        "un milliard et demi": "1500000000",
        **halves("{n} millions et demi", "deux trois quatre cinq six sept huit neuf dix", 10**6),
        **halves("{n} milliards et demi", "deux trois quatre cinq six sept huit neuf dix", 10**9),
    },
    vague={
        "dizaines": (10, ">"),
        "centaines": (100, ">"),
        "milliers": (1000, ">"),
        "des millions": (10**6, ">"),
        "des milliards": (10**9, ">"),
        "plusieurs centaines": (100, ">"),
        "plusieurs milliers": (1000, ">"),
        "plusieurs dizaines": (10, ">"),
        "plusieurs millions": (10**6, ">"),
        "plusieurs milliards": (10**9, ">"),
        "quelques centaines": (100, ">"),
        "quelques dizaines": (10, ">"),
        "quelques milliers": (1000, ">"),
        "dizaines de milliers": (10**4, ">"),
        "centaines de milliers": (10**5, ">"),
        "dizaines de millions": (10**7, ">"),
        "centaines de millions": (10**8, ">"),
        "milliers de milliards": (10**12, ">"),
        "une dizaine": (10, "~"),
        "une douzaine": (12, "="),
        "une quinzaine": (15, "~"),
        "une vingtaine": (20, "~"),
        "une trentaine": (30, "~"),
        "une quarantaine": (40, "~"),
        "une cinquantaine": (50, "~"),
        "une soixantaine": (60, "~"),
        "une centaine": (100, "~"),
        "un millier": (1000, "~"),
        "un million": (10**6, "="),
        "un milliard": (10**9, "="),
        "deux douzaines": (24, "="),
        "d un million": (10**6, "="),
    },
    ones=words("un une neuf"),
    more_before={
        **each(
            ">",
            "plus_de plus_d supérieur_à supérieure_à au_dessus_de au_delà_de dépassant dépasse dépassé excédant "
            "un_peu_plus_de bien_plus_de",
        ),
        **each(">=", "au_moins pas_moins_de au_minimum un_minimum_de minimum"),
        **each("<", "moins_de moins_d inférieur_à inférieure_à en_dessous_de au_dessous_de sous un_peu_moins_de"),
        **each("<=", "jusqu_à jusqu_aux au_plus au_maximum pas_plus_de tout_au_plus un_maximum_de maximum"),
        **each(
            "~",
            "environ près_de près_d près_des près_du quelque quelques autour_de autour_d à_peu_près presque "
            "approximativement quasiment aux_alentours_de de_l_ordre_de",
        ),
    },
    more_after={
        **each(">=", "ou_plus et_plus ou_davantage au_moins"),
        **each("<=", "ou_moins et_moins au_plus au_maximum"),
        **each("~", "environ"),
    },
    between=words("entre"),
    range_words=words("à au aux"),
    and_words=words("et ou"),
    units={
        **UNITS,
        **units(
            "percent", {"%": "pour_cent pourcent", "pp": "points_de_pourcentage point_de_pourcentage points_de_base_pp"}
        ),
        **units("percent", {"pp": "points_de_base"}, "0.01"),
        **units(
            "money",
            {
                "EUR": "euro euros",
                "USD": "dollar dollars dollars_américains dollars_us",
                "GBP": "livres_sterling livre_sterling",
                "JPY": "yen yens",
                "CHF": "francs_suisses franc_suisse",
                "CNY": "yuan yuans",
                "RUB": "rouble roubles",
                "FRF": "francs franc",
                "cent": "centimes centime",
                "XOF": "francs_cfa",
                "CAD": "dollars_canadiens",
                "INR": "roupies",
            },
        ),
        **units(
            "measure",
            {
                "km": "kilomètre kilomètres",
                "m": "mètre mètres",
                "cm": "centimètre centimètres",
                "mm": "millimètre millimètres",
                "mile": "miles",
                "nmi": "mille_marin milles_marins milles_nautiques",
                "ha": "hectare hectares",
                "km2": "kilomètres_carrés kilomètre_carré",
                "m2": "mètres_carrés mètre_carré",
                "m3": "mètres_cubes",
                "kg": "kilogramme kilogrammes kilo kilos",
                "g": "gramme grammes",
                "t": "tonne tonnes",
                "l": "litre litres",
                "barrel": "baril barils",
                "MW": "mégawatt mégawatts",
                "GW": "gigawatt gigawatts",
                "kW": "kilowatts",
                "TWh": "térawattheures",
                "GWh": "gigawattheures",
                "kWh": "kilowattheures",
                "km/h": "kilomètres_heure kilomètres_par_heure kilomètres_à_l_heure",
                "°": "degré degrés",
                "°C": "degrés_celsius",
                "times": "fois",
                "point": "points point",
            },
        ),
        **units("count", {"people": "personnes personne individus"}),
        **units(
            "duration",
            {
                "second": "seconde secondes",
                "minute": "minute minutes",
                "hour": "heure heures",
                "day": "jour jours journées",
                "week": "semaine semaines",
                "month": "mois",
                "year": "an ans année années",
                "quarter": "trimestres",
            },
        ),
        **units("duration", {"year": "décennie décennies"}, "10"),
        **units("duration", {"year": "siècles"}, "100"),
        **units("age", {"year": "ans_d_âge"}),
    },
    unit_links=words("de d"),
    decimal=",",
    spaced_groups=True,
    references=words(
        "article articles résolution chapitre page pages vol route numéro n no chambre canal boeing airbus "
        "apollo phase section paragraphe "
        "titre annexe version type classe groupe ligne porte saison épisode volume tome alinéa loi directive "
        "règlement décret"
    ),
    aged=words("âgé_de âgée_de âgés_de âgées_de à_l_âge_de"),
    months={
        **numbered("janvier février mars avril mai juin juillet août|aout septembre octobre novembre décembre", 1),
        "janv": 1,
        "févr": 2,
        "fév": 2,
        "avr": 4,
        "juil": 7,
        "sept": 9,
        "oct": 10,
        "nov": 11,
        "déc": 12,
    },
    months_in_doubt=words("mars mai avr sept nov oct"),
    weekdays=numbered(
        "lundi|lundis mardi|mardis mercredi|mercredis jeudi|jeudis vendredi|vendredis samedi|samedis dimanche|dimanches"
    ),
    day_links=words("de d du"),
    relative={
        "début du mois": ("month", 0),
        "milieu du mois": ("month", 0),
        **seasons(
            "cet_{s} ce_{s} {s}_prochain {s}_dernier",
            {"printemps": 3, "été": 6, "automne": 9, "hiver": 12},
        ),
        "aujourd hui": ("day", 0),
        "hier": ("day", -1),
        "hier soir": ("day", -1),
        "avant hier": ("day", -2),
        "demain": ("day", 1),
        "après demain": ("day", 2),
        "ce matin": ("day", 0),
        "ce soir": ("day", 0),
        "cet après midi": ("day", 0),
        "cette semaine": ("week", 0),
        "semaine dernière": ("week", -1),
        "semaine passée": ("week", -1),
        "semaine prochaine": ("week", 1),
        "ce week end": ("weekend", 0),
        "week end dernier": ("weekend", -1),
        "week end prochain": ("weekend", 1),
        "ce mois ci": ("month", 0),
        "mois dernier": ("month", -1),
        "mois prochain": ("month", 1),
        "cette année": ("year", 0),
        "année dernière": ("year", -1),
        "an dernier": ("year", -1),
        "année prochaine": ("year", 1),
        "an prochain": ("year", 1),
        "fin de l année": ("year end", 0),
        "fin d année": ("year end", 0),
        "fin du mois": ("month end", 0),
        "la veille": ("that day", -1),
        "le lendemain": ("that day", 1),
        "le même jour": ("that day", 0),
        "trimestre dernier": ("quarter", -1),
    },
    last_words=words("dernier dernière passé passée"),
    next_words=words("prochain prochaine"),
    time_units={
        "jour": "day",
        "jours": "day",
        "semaine": "week",
        "semaines": "week",
        "mois": "month",
        "an": "year",
        "ans": "year",
        "année": "year",
        "années": "year",
    },
    ago_before=words("il_y_a voilà"),
    end_of=words("fin fin_de la_fin_de fin_du"),
    year_before=words(
        "en depuis avant après de dès à et ou été hiver printemps automne année fin début mi entre jusqu l an "
        "vers pour saison"
    ),
    month_before=words("en de fin début mi depuis dès d à"),
    quarters=words("trimestre"),
    halves=words("semestre"),
    fiscal=words("exercice exercice_fiscal année_fiscale exercice_budgétaire"),
    decade_before=words("années"),
    clock_words={"midi": "12:00", "minuit": "00:00"},
    future=words(
        "va vont doit doivent devrait devraient prévu prévue prévus prévoit prévoient sera seront aura auront "
        "ira iront compte comptent avant dès prochainement d_ici entend"
    ),
    told=words(
        "a_déclaré déclaré dit annoncé affirmé indiqué expliqué rapporté souligné ajouté signé tué rencontré a "
        "ont était étaient été est"
    ),
    moved=words("reporté reportée repoussé avancé prolongé décalé"),
    starters=words(
        "le la les l un une des du de d ce cet cette ces il elle ils elles on nous vous je tu son sa ses leur "
        "leurs mon notre nos votre qui que "
        "quoi quand où comment pourquoi dans en sur sous par pour avec sans chez à au aux vers entre depuis "
        "pendant avant après dès lors selon "
        "contre malgré parmi et ou mais donc or ni car si comme alors ainsi puis ensuite enfin aussi toutefois "
        "cependant néanmoins pourtant "
        "par ailleurs outre plus moins très aujourd hier demain ici là tout toute tous toutes plusieurs certains "
        "certaines chaque aucun "
        "aucune quelques beaucoup deux trois quatre cinq six sept huit neuf dix environ près face grâce suite "
        "lorsque lorsqu puisque afin "
        "bien même déjà encore jamais toujours désormais actuellement récemment c s n m j t qu y est sont a ont "
        "été être interrogé interrogée "
        "selon d'après parallèlement notamment seul seule autre autres cela ça ceci celui celle ceux premier "
        "première quant"
    ),
    particles=words("de du des d la le les von van der di al el ben bin"),
    titles=words("m mm mme mmes mlle dr me mgr monsieur madame maître"),
    office_heads=words(
        "ministre président présidente premier première chancelier chancelière secrétaire chef cheffe "
        "commissaire haut haute représentant "
        "représentante ambassadeur ambassadrice gouverneur maire sénateur sénatrice député députée général "
        "amiral roi reine prince princesse "
        "pape directeur directrice porte-parole parole procureur procureure juge patron patronne préfet préfète "
        "entraîneur sélectionneur "
        "vice-président vice-présidente colonel capitaine professeur avocat avocate leader numéro diplomate "
        "eurodéputé eurodéputée"
    ),
    office_modifiers=words(
        "premier première vice ex ancien ancienne porte général générale haut haute chef adjoint adjointe sous"
    ),
    office_links=words("de du des d la l à aux et pour"),
    organisation_heads=words(
        "ministère conseil union commission comité parti parlement assemblée sénat cour tribunal université "
        "institut banque agence association "
        "organisation compagnie société groupe fondation fédération armée police gendarmerie service école "
        "hôpital église musée ligue parquet "
        "haut-commissariat gouvernement chambre autorité centre bureau otan onu"
    ),
    determiners=words("le la les l un une des du ce cet cette ces son sa ses leur leurs"),
    demonyms=words(
        "français française japonais japonaise sud-coréen coréen israélien israélienne turc indien italien italienne "
        "espagnol espagnole polonais suédois européen européenne américain américaine russe chinois chinoise "
        "ukrainien ukrainienne allemand allemande britannique"
    ),
    says=words(
        "dénoncent estiment craignent réclament soulignent assurent expliquent racontent indiquent rapportent jugent "
        "dit déclaré déclare déclarait affirmé affirme affirmait expliqué explique annoncé annonce indiqué "
        "indique précisé précise souligné "
        "souligne ajouté ajoute assuré assure estimé estime rappelé rappelle confié confie averti avertit "
        "prévenu prévient répondu répond "
        "reconnu reconnaît confirmé confirme écrit réagi martelé lancé insisté insiste rapporté rapporte fait "
        "regretté regrette dénoncé "
        "dénonce salué salue démenti dément nié nie jugé juge soutenu soutient plaidé conclu poursuivi promis "
        "tweeté raconté raconte "
        "disait disent déclarent affirment prévenus témoigné témoigne souffle soufflé glissé glisse s_exclame "
        "exclamé tranché "
        "tranche détaillé détaille résume résumé commente commenté plaide alerte alerté fustigé fustige"
    ),
    says_weak=words(
        "fait écrit lancé salué salue dénoncé dénonce jugé juge promis conclu poursuivi soutenu soutient rappelé "
        "insisté réagi regretté regrette annonce annoncé"
    ),
    that=words("que qu"),
    according=words("selon d_après aux_dires_de de_source de_l_avis_de"),
    between_subject_and_verb=words(
        "a ont avait avaient aussi également s est ensuite encore y en l vendredi lundi mardi mercredi jeudi "
        "samedi dimanche par ailleurs notamment hier déjà ainsi pas t"
    ),
    pronouns={"il": "m", "elle": "f", "ils": "", "elles": "", "je": "", "on": ""},
    speaker_nouns=words(
        "ministre président présidente porte-parole parole police autorités ministère gouvernement procureur "
        "parquet experts expert source sources "
        "responsable responsables diplomate diplomates entreprise parti armée commission conseil témoins témoin "
        "avocat avocate étude rapport "
        "préfecture gendarmerie pompiers mairie médias directeur directrice syndicat syndicats groupe communiqué "
        "maire chef cheffe élysée opposition habitants habitant habitante voisin voisine riverain riverains "
        "économistes "
        "économiste analystes chercheuse chercheur association ong syndicaliste agence journal enquêteurs victime "
        "mère père"
    ),
    feminine=words("mme madame présidente ministre_f reine cheffe directrice avocate mlle première"),
    masculine=words("m monsieur président roi directeur avocat premier"),
    clause_starts=words("mais et tandis alors bien lorsque quand qui que où dont si puisque car comme"),
    modality={
        **each(
            "denied", "dément démenti démentent nie nié nient réfute réfuté rejette_les_accusations conteste contesté"
        ),
        **each(
            "alleged",
            "prétendument présumé présumée présumés prétend prétendent accusé accusée accuse aurait auraient "
            "serait seraient soupçonné soupçonnée rumeurs "
            "supposé supposée",
        ),
        **each(
            "possible",
            "pourrait pourraient peut peuvent peut_être possible éventuellement éventuel éventuelle envisage "
            "envisagent possiblement incertain",
        ),
        **each(
            "expected",
            "attendu attendue attendus devrait devraient probablement sans_doute prévoit prévoient espère "
            "espèrent vraisemblablement probable",
        ),
        **each(
            "planned",
            "va vont doit doivent prévu prévue prévus compte comptent entend entendent envisagé promis promet "
            "s_engage s_engagent s_est_engagé "
            "projette annonce_vouloir veut veulent souhaite souhaitent s_apprête s_apprêtent sur_le_point_de",
        ),
    },
    future_endings=(
        "era",
        "eront",
        "ira",
        "iront",
        "dra",
        "dront",
        "vra",
        "vront",
        "ura",
        "uront",
        "rra",
        "rront",
        "ttra",
        "ttront",
        "ndra",
    ),
    future_not=words(
        "opéra caméra aura-t sierra era hydra cobra mantra extra ultra intra infra supra chimera sera_t tiara pourra"
    ),
    negations=words(
        "ne n pas jamais aucun aucune rien ni sans nullement personne_ne refuse refusé refusent échoué échoue"
    ),
    not_negations=words(
        "pas_seulement non_seulement pas_moins_de pas_plus_de sans_doute pas_uniquement pas_que sans_aucun_doute "
        "n_importe n_est_autre"
    ),
)
