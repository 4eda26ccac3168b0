"""Countries, large cities and regions under their names in each language: the places that need no other sign.

Keys are in lower case. Names that are everyday words too (`turkey`, `chad`, `nice`) count only with a capital, which
every name needs anyway.
"""

from __future__ import annotations

_EVERYWHERE = """
afghanistan albania andorra angola argentina armenia australia
austria bahrain bangladesh belgium bhutan bolivia botswana bulgaria cameroon chile colombia cuba estonia ghana
guatemala haiti honduras iran kenya kosovo kuwait laos liberia malta monaco mongolia namibia nepal nicaragua nigeria
oman pakistan panama paraguay portugal qatar rwanda senegal serbia somalia sudan taiwan togo tunisia uganda venezuela
vietnam amsterdam ankara baghdad baku bangkok barcelona beirut berlin bern bogota bonn boston brisbane bucharest
budapest cairo canberra caracas chicago dallas damascus delhi dhaka donetsk dubai dublin edinburgh frankfurt gaza
glasgow hamburg hanoi helsinki hiroshima houston islamabad istanbul jakarta jerusalem johannesburg kabul karachi
kharkiv khartoum kherson kiev kinshasa kyiv kyoto lagos leipzig lima liverpool london luanda lviv madrid manchester
manila mariupol melbourne miami minsk montreal mumbai munich nagasaki nairobi nicosia odessa odesa okinawa osaka oslo
ottawa paris philadelphia prague pristina pyongyang rabat riga riyadh rome san_francisco santiago sarajevo seattle
seoul shanghai singapore skopje sofia stockholm sydney taipei tallinn tbilisi tehran tel_aviv tirana tokyo toronto
tripoli tunis valencia vancouver vienna vilnius warsaw washington wellington yerevan zagreb zurich crimea donbas texas
california florida bavaria catalonia scotland england wales kashmir tibet hokkaido hong_kong new_york los_angeles
alabama alaska arizona arkansas colorado connecticut delaware hawaii idaho illinois iowa kansas kentucky louisiana
maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada new_hampshire new_jersey
new_mexico north_carolina north_dakota ohio oklahoma oregon pennsylvania rhode_island south_carolina south_dakota
tennessee utah vermont west_virginia wisconsin wyoming busan fukushima
indo-pacific indo_pacific asia africa europe oceania eurasia balkans
"""
_BY_LANGUAGE = {
    "en": """
algeria azerbaijan belarus brazil burma cambodia canada chad china croatia cyprus czechia czech_republic denmark
ecuador egypt el_salvador ethiopia finland france georgia germany greece hungary iceland india indonesia iraq ireland
israel italy jamaica japan jordan kazakhstan kyrgyzstan latvia lebanon libya lithuania luxembourg malaysia mali mexico
moldova montenegro morocco mozambique myanmar netherlands new_zealand niger north_korea north_macedonia norway
palestine peru philippines poland romania russia saudi_arabia sierra_leone slovakia slovenia south_africa south_korea
soviet_union spain sri_lanka sweden switzerland syria tajikistan tanzania thailand turkey türkiye turkmenistan ukraine
united_arab_emirates united_kingdom united_states us u_s usa uk u_k uae uruguay uzbekistan yemen zambia zimbabwe
great_britain britain korea america latin_america north_america south_america middle_east west_bank gaza_strip
south_china_sea east_china_sea black_sea red_sea mediterranean baltic athens belgrade bratislava brussels copenhagen
geneva the_hague hague lisbon ljubljana luxembourg moscow naples venice milan turin florence cologne strasbourg
st_petersburg beijing wuhan algiers addis_ababa new_delhi mexico_city asia_pacific north_atlantic far_east
western_europe eastern_europe northern_ireland persian_gulf atlantic pacific arctic antarctica siberia chechnya
washington_dc washington_d_c
""",
    "de": """
ägypten algerien äthiopien aserbaidschan belarus weißrussland belgien bosnien brasilien bulgarien china dänemark
deutschland estland finnland frankreich georgien griechenland großbritannien indien indonesien irak irland island
israel italien japan jordanien kambodscha kanada kasachstan katar kolumbien kroatien lettland libanon libyen litauen
luxemburg malaysia marokko mexiko moldau montenegro myanmar neuseeland niederlande nordkorea nordmazedonien norwegen
österreich peru philippinen polen rumänien russland saudi-arabien saudi_arabien schweden schweiz serbien slowakei
slowenien spanien sri_lanka südafrika südkorea syrien thailand tschechien türkei tunesien ukraine ungarn usa us
eu-staaten vereinigte_staaten vereinigten_staaten vereinigtes_königreich vereinigten_königreich vietnam weißrussland
zypern afrika asien europa amerika südamerika lateinamerika naher_osten nahen_osten athen belgrad brüssel bukarest
genf den_haag kairo kiew köln kopenhagen lissabon mailand moskau münchen neapel nürnberg peking prag rom straßburg
stuttgart düsseldorf tokio venedig warschau wien zürich bern dresden hannover bremen bayern sachsen hessen
baden-württemberg nordrhein-westfalen niedersachsen thüringen brandenburg rheinland-pfalz südchinesisches_meer
südchinesischen_meer indopazifik krim gazastreifen westjordanland algier australien argentinien armenien albanien
afghanistan
aachen augsburg basel bielefeld bochum bonn bottrop braunschweig bregenz bremerhaven chemnitz cottbus
darmstadt dortmund duisburg eisenach erfurt erlangen flensburg freiburg fulda fürth gelsenkirchen gera gießen
göttingen graz greifswald hagen hamm heidelberg heilbronn herne hildesheim ingolstadt innsbruck jena kaiserslautern
karlsruhe kassel kempten kiel klagenfurt koblenz konstanz krefeld lausanne leverkusen linz lübeck ludwigshafen lüneburg
luzern magdeburg mainz mannheim marburg mönchengladbach mülheim münster neubrandenburg oberhausen offenbach oldenburg
osnabrück paderborn passau pforzheim plauen potsdam ravensburg recklinghausen regensburg remscheid reutlingen rostock
saarbrücken salzburg salzgitter sankt_gallen schwerin siegen solingen stralsund trier tübingen ulm villach weimar
wiesbaden winterthur wismar witten wolfsburg worms wuppertal würzburg zwickau
""",
    "fr": """
afrique_du_sud albanie algérie allemagne angleterre arabie_saoudite argentine arménie australie autriche azerbaïdjan
belgique biélorussie birmanie bosnie brésil bulgarie cambodge cameroun canada chili chine chypre colombie
corée_du_nord corée_du_sud côte_d_ivoire croatie danemark égypte émirats_arabes_unis équateur espagne estonie
états_unis éthiopie finlande france gabon géorgie grande_bretagne grèce hongrie inde indonésie irak iran irlande
islande israël italie japon jordanie kazakhstan lettonie liban libye lituanie luxembourg malaisie mali maroc
mauritanie mexique moldavie mongolie niger norvège nouvelle_zélande ouganda palestine pays_bas pérou philippines
pologne portugal roumanie royaume_uni russie sénégal serbie slovaquie slovénie somalie soudan suède suisse syrie tchad
thaïlande tunisie turquie ukraine urss vietnam yémen afrique amérique asie europe moyen_orient proche_orient alger
athènes bruxelles copenhague genève la_haye le_caire lisbonne londres lyon marseille moscou nantes nice pékin prague
rome séoul strasbourg téhéran tokyo toulouse varsovie venise vienne bordeaux lille rennes indo_pacifique mer_de_chine
crimée bande_de_gaza cisjordanie
""",
    "es": """
alemania arabia_saudí arabia_saudita argelia argentina austria bélgica bielorrusia bolivia bosnia brasil bulgaria
camboya canadá chile china chipre colombia corea_del_norte corea_del_sur costa_rica croacia cuba dinamarca ecuador
egipto el_salvador emiratos_árabes_unidos eslovaquia eslovenia españa estados_unidos ee_uu eeuu estonia etiopía
filipinas finlandia francia georgia gran_bretaña grecia guatemala haití hungría india indonesia irak irán irlanda
islandia israel italia japón jordania kazajistán letonia líbano libia lituania luxemburgo malasia malí marruecos
méxico moldavia nicaragua noruega nueva_zelanda países_bajos pakistán palestina panamá perú polonia portugal
reino_unido república_checa república_dominicana rumanía rusia serbia siria somalia sudáfrica sudán suecia suiza
tailandia taiwán túnez turquía ucrania uruguay venezuela vietnam áfrica américa asia europa oriente_medio
oriente_próximo américa_latina atenas berlín bogotá bruselas buenos_aires copenhague ginebra la_haya lisboa londres
moscú múnich nueva_york parís pekín praga roma sevilla bilbao seúl teherán tokio varsovia viena indopacífico crimea
cataluña cisjordania franja_de_gaza mar_de_china
""",
    "it": """
algeria arabia_saudita argentina armenia austria azerbaigian belgio bielorussia bosnia brasile bulgaria cambogia
canada cile cina cipro colombia corea_del_nord corea_del_sud croazia danimarca ecuador egitto emirati_arabi_uniti
estonia etiopia filippine finlandia francia georgia germania giappone giordania gran_bretagna grecia india indonesia
inghilterra iran iraq irlanda islanda israele italia kazakistan kosovo lettonia libano libia lituania lussemburgo
malesia marocco messico moldavia norvegia nuova_zelanda olanda paesi_bassi pakistan palestina perù polonia portogallo
regno_unito repubblica_ceca romania russia serbia siria slovacchia slovenia somalia spagna stati_uniti usa sudafrica
sudan svezia svizzera taiwan thailandia tunisia turchia ucraina ungheria venezuela vietnam africa america asia europa
medio_oriente atene berlino bruxelles copenaghen ginevra l_aia lisbona londra milano torino napoli firenze venezia
genova bologna palermo mosca monaco_di_baviera parigi pechino praga roma seul tokyo varsavia vienna strasburgo
indo_pacifico mar_cinese_meridionale crimea cisgiordania striscia_di_gaza
""",
}
PLACES = {
    code: frozenset(name.replace("_", " ").replace("-", " ") for name in (*_EVERYWHERE.split(), *table.split()))
    for code, table in _BY_LANGUAGE.items()
}
