"""English."""

from __future__ import annotations

from pactwatch.claims.words.common import UNITS
from pactwatch.claims.words.shape import Words, each, halves, numbered, seasons, units, words

_ORDINALS = {
    **numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth",
        1,
    ),
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
}

_MONTHS = {
    **numbered("january february march april may june july august september october november december", 1),
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}

WORDS = Words(
    code="en",
    numbers={
        **numbered(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen "
            "eighteen nineteen"
        ),
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fourty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "hundred": 100,
        "dozen": 12,
        "thousand": 1000,
        "million": 10**6,
        "billion": 10**9,
        "trillion": 10**12,
    },
    joiners=words("and"),
    scales={
        "hundred": 100,
        "dozen": 12,
        "thousand": 1000,
        "million": 10**6,
        "billion": 10**9,
        "trillion": 10**12,
        "quadrillion": 10**15,
        "lakh": 10**5,
        "lakhs": 10**5,
        "crore": 10**7,
        "crores": 10**7,
        "bn": 10**9,
        "mn": 10**6,
        "mln": 10**6,
        "bln": 10**9,
        "tn": 10**12,
        "trn": 10**12,
        "millions": 10**6,
        "billions": 10**9,
    },
    ordinals=_ORDINALS,
    ordinal_needs=words("the a an its his her their our my your s very only"),
    fractions={
        "half of": "0.5",
        "half the": "0.5",
        "half its": "0.5",
        "half their": "0.5",
        "half his": "0.5",
        "half her": "0.5",
        "one half": "0.5",
        "a third of": "0.333333",
        "one third": "0.333333",
        "a third": "0.333333",
        "two thirds": "0.666667",
        "a quarter of": "0.25",
        "one quarter": "0.25",
        "three quarters": "0.75",
        "a fifth of": "0.2",
        "one fifth": "0.2",
        "two fifths": "0.4",
        "three fifths": "0.6",
        "four fifths": "0.8",
        "a tenth of": "0.1",
        "one tenth": "0.1",
        "a sixth of": "0.166667",
        "one sixth": "0.166667",
        "an eighth of": "0.125",
        "one eighth": "0.125",
        "half a million": "500000",
        "half a billion": "500000000",
        "half a trillion": "500000000000",
        "half million": "500000",
        "half billion": "500000000",
        "half a dozen": "6",
        "half dozen": "6",
        "a quarter of a million": "250000",
        "a quarter million": "250000",
        "quarter of a million": "250000",
        "three quarters of a million": "750000",
        "one and a half": "1.5",
        **halves("{n} and a half", "two three four five six seven eight nine ten", 1),
        "a million and a half": "1500000",
        "a billion and a half": "1500000000",
    },
    vague={
        "dozens": (12, ">"),
        "scores of": (20, ">"),
        "hundreds": (100, ">"),
        "thousands": (1000, ">"),
        "millions": (10**6, ">"),
        "billions": (10**9, ">"),
        "trillions": (10**12, ">"),
        "tens of thousands": (10**4, ">"),
        "tens of millions": (10**7, ">"),
        "hundreds of thousands": (10**5, ">"),
        "hundreds of millions": (10**8, ">"),
        "tens of billions": (10**10, ">"),
        "hundreds of billions": (10**11, ">"),
        "thousands of millions": (10**9, ">"),
        "several hundred": (100, ">"),
        "several thousand": (1000, ">"),
        "several million": (10**6, ">"),
        "a few hundred": (100, ">"),
        "many hundreds": (100, ">"),
        "a few thousand": (1000, ">"),
        "several dozen": (12, ">"),
        "a few dozen": (12, ">"),
        "a couple of": (2, "~"),
        "a handful of": (5, "~"),
        "a dozen": (12, "="),
        "a hundred": (100, "="),
        "a thousand": (1000, "="),
        "a million": (10**6, "="),
        "a billion": (10**9, "="),
        "a trillion": (10**12, "="),
        "one dozen": (12, "="),
    },
    ones=words("one"),
    more_before={
        **each(
            ">",
            "more_than over above upwards_of in_excess_of exceeding exceeds exceeded greater_than higher_than "
            "well_over just_over more_then larger_than bigger_than longer_than older_than north_of surpassing "
            "surpassed "
            "topped topping slightly_more_than slightly_over a_little_over comfortably_over far_more_than "
            "well_above "
            "just_above in_excess",
        ),
        **each(
            ">=",
            "at_least no_fewer_than no_less_than not_less_than not_fewer_than a_minimum_of minimum_of a_minimum "
            "minimum",
        ),
        **each(
            "<",
            "less_than fewer_than under below lower_than just_under just_below well_under well_below "
            "smaller_than "
            "shorter_than younger_than slightly_less_than slightly_under a_little_under just_short_of short_of",
        ),
        **each(
            "<=",
            "up_to at_most no_more_than not_more_than as_many_as as_much_as a_maximum_of maximum_of a_maximum "
            "maximum "
            "no_longer_than no_older_than",
        ),
        **each(
            "~",
            "about around approximately roughly some nearly almost close_to circa an_estimated estimated "
            "in_the_region_of "
            "virtually approx ca roughly_around about_some somewhere_around in_the_order_of on_the_order_of "
            "nearly_a almost_a "
            "more_or_less",
        ),
    },
    more_after={
        **each(
            ">=",
            "or_more or_above or_greater or_higher or_over and_over and_above and_older or_older plus and_up and_more",
        ),
        **each("<=", "or_less or_fewer or_below or_under or_lower or_younger and_under and_younger"),
        **each("~", "or_so odd or_thereabouts"),
    },
    between=words("between"),
    range_words=words("to"),
    and_words=words("and or"),
    units={
        **UNITS,
        **units("percent", {"%": "percent per_cent pct percentage percents"}),
        **units("percent", {"pp": "percentage_points percentage_point pp ppt ppts"}),
        **units("percent", {"pp": "basis_points basis_point bps"}, "0.01"),
        **units(
            "money",
            {
                "USD": "dollar dollars us_dollars us_dollar american_dollars u_s_dollars bucks",
                "EUR": "euro euros",
                "GBP": "pound pounds pounds_sterling sterling british_pounds",
                "JPY": "yen japanese_yen",
                "CNY": "yuan renminbi chinese_yuan",
                "CHF": "swiss_francs swiss_franc",
                "INR": "rupees rupee indian_rupees",
                "RUB": "rubles ruble roubles rouble",
                "KRW": "south_korean_won korean_won",
                "CAD": "canadian_dollars",
                "AUD": "australian_dollars",
                "NZD": "new_zealand_dollars",
                "HKD": "hong_kong_dollars",
                "SGD": "singapore_dollars",
                "TWD": "taiwan_dollars",
                "SEK": "swedish_kronor swedish_krona",
                "NOK": "norwegian_kroner norwegian_krone",
                "DKK": "danish_kroner danish_krone",
                "PLN": "zloty zlotys",
                "UAH": "hryvnia hryvnias",
                "TRY": "turkish_lira lira liras",
                "ZAR": "rand",
                "BRL": "reais brazilian_reais",
                "MXN": "mexican_pesos",
                "peso": "pesos peso",
                "ILS": "shekels shekel",
                "SAR": "riyals saudi_riyals",
                "AED": "dirhams",
                "THB": "baht",
                "cent": "cents",
                "pence": "pence",
                "franc": "francs",
            },
        ),
        **units(
            "measure",
            {
                "km": "kilometer kilometers kilometre kilometres",
                "m": "meter meters metre metres",
                "cm": "centimeter centimeters centimetre centimetres",
                "mm": "millimeter millimeters millimetre millimetres",
                "mile": "mile miles",
                "foot": "foot feet",
                "inch": "inch inches",
                "yard": "yard yards",
                "nmi": "nautical_mile nautical_miles",
                "acre": "acre acres",
                "ha": "hectare hectares",
                "km2": "square_kilometers square_kilometres square_km square_kilometer square_kilometre",
                "m2": "square_meters square_metres square_meter square_metre",
                "mile2": "square_miles square_mile sq_miles",
                "ft2": "square_feet square_foot sq_ft",
                "m3": "cubic_meters cubic_metres",
                "ft3": "cubic_feet",
                "kg": "kilogram kilograms kilo kilos kilogramme kilogrammes",
                "g": "gram grams gramme grammes",
                "t": "ton tons tonne tonnes metric_tons metric_tonnes metric_ton",
                "ounce": "ounce ounces",
                "l": "liter liters litre litres",
                "gallon": "gallon gallons",
                "barrel": "barrel barrels",
                "bpd": "barrels_per_day barrels_a_day",
                "pint": "pints pint",
                "W": "watt watts",
                "kW": "kilowatt kilowatts",
                "MW": "megawatt megawatts",
                "GW": "gigawatt gigawatts",
                "kWh": "kilowatt_hours",
                "MWh": "megawatt_hours",
                "GWh": "gigawatt_hours",
                "TWh": "terawatt_hours",
                "knot": "knots knot",
                "mph": "miles_per_hour miles_an_hour",
                "km/h": "kilometers_per_hour kilometres_per_hour km_per_hour kilometers_an_hour kilometres_an_hour",
                "°": "degree degrees",
                "°C": "degrees_celsius degree_celsius celsius degrees_centigrade c",
                "°F": "degrees_fahrenheit degree_fahrenheit fahrenheit",
                "times": "times",
                "fold": "fold",
                "point": "points",
            },
        ),
        **units("count", {"people": "people persons person individuals"}),
        **units(
            "duration",
            {
                "second": "second seconds secs sec",
                "minute": "minute minutes mins min",
                "hour": "hour hours hrs hr",
                "day": "day days",
                "week": "week weeks",
                "month": "month months",
                "year": "year years yr yrs",
                "quarter": "quarters",
            },
        ),
        **units("duration", {"day": "fortnight fortnights"}, "14"),
        **units("duration", {"year": "decade decades"}, "10"),
        **units("duration", {"year": "century centuries"}, "100"),
        **units("age", {"year": "year_old years_old year_olds years_of_age yearold y_o yo"}),
        **units("age", {"month": "month_old months_old"}),
    },
    references=words(
        "article articles resolution section sections chapter paragraph page pages pp room flight route highway "
        "number no nos "
        "boeing airbus channel apollo phase grade windows iphone version act title annex rule class figure table "
        "psalm formula "
        "type group level district area block unit pier gate line stage season episode volume part item clause "
        "schedule bill "
        "amendment proposition measure directive regulation protocol order executive_order interstate exit "
        "terminal platform "
        "world_war covid sars mark mk model series serial file case issue vol ch fig sec art kapitel node stalag camp"
    ),
    aged=words("aged age at_age ages"),
    months=_MONTHS,
    months_in_doubt=words("may march mar august dec sep jun"),
    weekdays={
        **numbered("monday tuesday wednesday thursday friday saturday sunday"),
        **numbered("mondays tuesdays wednesdays thursdays fridays saturdays sundays"),
        "mon": 0,
        "tue": 1,
        "tues": 1,
        "wed": 2,
        "thu": 3,
        "thur": 3,
        "thurs": 3,
        "fri": 4,
        "sat": 5,
        "sun": 6,
    },
    weekdays_in_doubt=words("mon tue tues wed thu thur thurs fri sat sun"),
    day_links=words("of"),
    relative={
        "start of the month": ("month", 0),
        "beginning of the month": ("month", 0),
        "middle of the month": ("month", 0),
        **seasons(
            "this_{s} next_{s} last_{s}",
            {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
        ),
        "today": ("day", 0),
        "tonight": ("day", 0),
        "this morning": ("day", 0),
        "this afternoon": ("day", 0),
        "this evening": ("day", 0),
        "earlier today": ("day", 0),
        "yesterday": ("day", -1),
        "last night": ("day", -1),
        "yesterday morning": ("day", -1),
        "yesterday evening": ("day", -1),
        "yesterday afternoon": ("day", -1),
        "day before yesterday": ("day", -2),
        "tomorrow": ("day", 1),
        "day after tomorrow": ("day", 2),
        "tomorrow morning": ("day", 1),
        "this week": ("week", 0),
        "last week": ("week", -1),
        "past week": ("week", -1),
        "previous week": ("week", -1),
        "next week": ("week", 1),
        "coming week": ("week", 1),
        "week before last": ("week", -2),
        "earlier this week": ("week", 0),
        "later this week": ("week", 0),
        "this weekend": ("weekend", 0),
        "last weekend": ("weekend", -1),
        "next weekend": ("weekend", 1),
        "past weekend": ("weekend", -1),
        "over the weekend": ("weekend", -1),
        "at the weekend": ("weekend", -1),
        "this month": ("month", 0),
        "last month": ("month", -1),
        "past month": ("month", -1),
        "next month": ("month", 1),
        "earlier this month": ("month", 0),
        "later this month": ("month", 0),
        "this quarter": ("quarter", 0),
        "last quarter": ("quarter", -1),
        "next quarter": ("quarter", 1),
        "previous quarter": ("quarter", -1),
        "this year": ("year", 0),
        "last year": ("year", -1),
        "past year": ("year", -1),
        "next year": ("year", 1),
        "coming year": ("year", 1),
        "earlier this year": ("year", 0),
        "later this year": ("year", 0),
        "year before last": ("year", -2),
        "previous year": ("year", -1),
        "year end": ("year end", 0),
        "end of the year": ("year end", 0),
        "end of this year": ("year end", 0),
        "end of next year": ("year end", 1),
        "end of last year": ("year end", -1),
        "end of the month": ("month end", 0),
        "end of this month": ("month end", 0),
        "end of next month": ("month end", 1),
        "end of last month": ("month end", -1),
        "end of the week": ("week", 0),
        "a week ago": ("week", -1),
        "a month ago": ("month", -1),
        "a year ago": ("year", -1),
        "a year earlier": ("", 0),
        "a month earlier": ("", 0),
        "a week earlier": ("", 0),
        "a decade ago": ("year", -10),
        "a century ago": ("year", -100),
        "following day": ("that day", 1),
        "next day": ("that day", 1),
        "previous day": ("that day", -1),
        "day before": ("that day", -1),
        "day after": ("that day", 1),
        # Before or after something: it names no day.
        **{f"day {side} {the}": ("", 0) for side in ("before", "after") for the in ("the", "a", "his", "her", "its")},
        "same day": ("that day", 0),
    },
    last_words=words("last past previous"),
    next_words=words("next coming upcoming following this"),
    time_units={
        "day": "day",
        "days": "day",
        "week": "week",
        "weeks": "week",
        "month": "month",
        "months": "month",
        "year": "year",
        "years": "year",
        "decades": "decade",
        "decade": "decade",
    },
    ago_after=words("ago"),
    end_of=words("end_of the_end_of"),
    year_before=words(
        "in since by until till of from to during before after through year years early late mid circa around "
        "for the and or "
        "summer winter spring autumn fall season election elections born founded established"
    ),
    quarters=words("quarter"),
    halves=words("half"),
    fiscal=words("fiscal fiscal_year financial_year fy fiscal_years"),
    month_first=True,
    clock_words={"noon": "12:00", "midday": "12:00", "midnight": "00:00"},
    future=words(
        "will shall won't is_to are_to be_to to_be is_due are_due due_to set_to is_set are_set expected_to "
        "scheduled scheduled_to "
        "scheduled_for planned_for planned plans_to plan_to going_to upcoming would hopes_to is_expected "
        "are_expected was_due "
        "were_due due_on due_for resumes returns begins starts opens reopens meets leaves arrives expires ends closes "
        "departs hosts close_at close_on end_on end_at start_on open_on kicks_off slated likely_to until no_later_than "
        "starting beginning tomorrow ahead_of"
    ),
    told=words(
        "said says told announced stated added reported tweeted wrote confirmed warned happened died killed held "
        "met signed agreed "
        "arrived visited took was were had did"
    ),
    moved=words("moved postponed delayed pushed changed shifted brought extended rescheduled put deferred"),
    starters=words(
        "the a an this that these those it its he she they we i you his her their our my your who what when "
        "where why how which "
        "whose in on at by for from of to with without within into onto over under after before during since "
        "until till through "
        "throughout between among against about above below behind beyond despite except like near off out per "
        "than toward towards "
        "upon via amid amidst alongside along across around as although though because if unless while whereas "
        "whether but and or "
        "nor so yet however moreover furthermore additionally meanwhile nevertheless nonetheless therefore thus "
        "hence then now "
        "today yesterday tomorrow tonight recently currently previously earlier later soon once also still even "
        "only just not no "
        "yes there here some many most more much few several all any both each every either neither another "
        "other others such same "
        "first second third finally last next one two three four five six seven eight nine ten dozens hundreds "
        "thousands millions "
        "another according following including based given citing speaking asked being having making taking "
        "using under overall "
        "instead rather indeed perhaps maybe probably possibly apparently reportedly allegedly officially "
        "initially originally "
        "eventually ultimately officials police authorities critics experts analysts researchers scientists "
        "residents witnesses "
        "investigators prosecutors lawmakers people protesters supporters opponents government leaders ministers "
        "members "
        "shares stocks oil prices sales profits revenue markets investors business news reports report sources "
        "media mr mrs ms dr "
        "new old big small high low good great local national international foreign domestic military political "
        "economic social "
        "public private former senior top key major main early late long short further can could may might must "
        "shall should will "
        "would do does did is are was were be been has have had get got let make take see say says said please "
        "note read watch "
        "photo image video file data details talks negotiations signed once nobody nothing somebody someone "
        "everyone everybody "
        "anyone something everything thousands children women men students teachers doctors workers voters "
        "families parents "
        "special editor's exclusive breaking update updated correction analysis opinion interview statement "
        "never often sometimes "
        "usually generally mostly nearly almost about roughly approximately around thanks thank hello dear "
        "despite regarding "
        "concerning considering assuming provided providing whatever whoever whenever wherever until asked "
        "whilst upon"
    ),
    particles=words("von van der den de la le du del della di da dos das do bin ibn al el ben ter zu zur af av y e"),
    titles=words(
        "mr mrs ms miss dr sir dame lord lady prof rev madam mme m messrs sheikh sen rep gov lt col sgt capt cmdr hon"
    ),
    office_heads=words(
        "president minister chancellor premier secretary chief commissioner chairman chairwoman chair "
        "chairperson chairperson "
        "ambassador governor senator representative congressman congresswoman mayor judge justice general "
        "admiral colonel captain "
        "major lieutenant sergeant commander king queen prince princess emperor pope bishop archbishop cardinal "
        "director "
        "spokesman spokeswoman spokesperson leader head ceo officer professor prosecutor attorney deputy "
        "lawmaker envoy "
        "coordinator coach manager founder mp mep speaker treasurer undersecretary sheriff economist analyst "
        "inspector "
        "detective superintendent constable prelate patriarch sultan emir ayatollah imam rabbi reverend marshal "
        "brigadier "
        "politician diplomat activist lawyer journalist author actor actress singer striker defender goalkeeper "
        "councillor "
        "counterpart candidate nominee administrator adviser advisor strategist correspondent editor"
    ),
    office_modifiers=words(
        "prime foreign defense defence vice deputy interior home finance justice health trade education energy "
        "environment "
        "agriculture labor labour transport culture economy economic industry secretary-general general high "
        "chief executive "
        "financial operating policy security national assistant associate acting interim former ex then-prime "
        "outgoing incoming "
        "state attorney supreme court major lieutenant brigadier rear fleet police army navy air force party "
        "opposition majority "
        "minority house senate parliamentary press external internal affairs cabinet senior top under permanent "
        "special first "
        "lord chief union regional managing non-executive co human rights crown grand intelligence staff team "
        "development digital technology science research communications commerce treasury housing immigration "
        "water tourism "
        "veterans budget planning information women's social welfare integration european affairs space cyber"
    ),
    office_links=words("of for and"),
    organisation_heads=words(
        "ministry department council union commission committee party parliament congress senate house court "
        "university college "
        "institute institution bank agency association organization organisation company corporation corp inc "
        "ltd llc plc group "
        "foundation federation league army navy force forces police office bureau board authority service "
        "services society "
        "club school hospital church museum network airlines airways motors industries holdings partners fund "
        "trust center centre "
        "administration assembly alliance bloc government cabinet embassy front movement brigade guard guards "
        "command "
        "times post journal herald tribune guardian news press broadcasting radio television tv united fc"
    ),
    determiners=words("the a an this that its his her their our"),
    demonyms=words(
        "japanese european american british french german italian spanish chinese russian ukrainian korean "
        "indian australian "
        "canadian israeli palestinian iranian iraqi syrian turkish polish dutch belgian swiss austrian swedish "
        "norwegian danish "
        "finnish greek portuguese irish scottish welsh english hungarian czech slovak romanian bulgarian serbian "
        "croatian "
        "mexican brazilian argentine chilean cuban venezuelan egyptian saudi afghan pakistani african asian arab "
        "latin western "
        "eastern northern southern south north vietnamese thai filipino indonesian malaysian taiwanese nigerian "
        "kenyan "
        "muslim christian jewish catholic protestant islamic buddhist hindu sunni shia shiite kurdish democratic "
        "republican "
        "democrat democrats republicans republican labour conservative conservatives tory tories liberal"
    ),
    says=words(
        "said says say state told tells stated states announced announces declared declares tweeted wrote writes "
        "explained explains "
        "insisted insists argued argues replied replies warned warns stressed stresses emphasized emphasised "
        "emphasizes "
        "emphasises reiterated reiterates remarked commented comments asserted asserts admitted admits "
        "acknowledged acknowledges "
        "conceded concedes confirmed confirms claimed claims maintained maintains complained testified recalled "
        "joked quipped "
        "responded responds predicted predicts concluded concludes exclaimed whispered shouted suggested "
        "suggests reported "
        "reports alleged alleges vowed vows pledged pledges denied denies estimated estimates urged believes "
        "believed thinks hopes "
        "hoped fears feared asked posted countered lamented cautioned opined contended observed disclosed "
        "revealed reveals "
        "answered retorted proclaimed signaled signalled argue believe predict contend allege testify accused "
        "accuses blamed blames recalls "
        "recounted quips "
        "jokes asserting"
    ),
    says_weak=words(
        "spoke speaks repeated repeats noted notes noting added adds adding saying described describes called calls "
        "calling "
        "praised hailed "
        "criticized criticised "
        "condemned continued continues went pointed highlighted highlights underlined underscored thanked "
        "apologized apologised "
        "echoed promised expressed reaffirmed agreed concurred welcomed telling warning stating arguing claiming "
        "explaining declaring "
        "announcing stressing insisting writing referring dubbed labeled labelled accused accuses demanded demands "
        "dismissed "
        "dismisses denounced denounces rejected blasted slammed branded characterized characterised defended blamed "
        "mocked ridiculed joked pleaded cried yelled sighed laughed found finds shows showed vowed expect expects gave "
        "offered summed put cites cited quoted branding calling demanding dismissing accusing"
    ),
    that=words("that"),
    according=words("according_to in_the_words_of as_per"),
    between_subject_and_verb=words(
        "has have had also later then further furthermore earlier previously recently publicly repeatedly "
        "already once again "
        "simply now still always subsequently reportedly initially immediately only even both all today "
        "yesterday himself herself "
        "themselves officially privately quickly finally explicitly just never first since clearly openly"
    ),
    pronouns={"he": "m", "she": "f", "they": "", "it": "", "i": "", "we": ""},
    speaker_nouns=words(
        "navy club airline centre center retailer carmaker official officials spokesman spokeswoman spokesperson "
        "spokespeople ministry government police "
        "authorities minister "
        "president statement report source sources analysts analyst experts expert witness witnesses company "
        "party court judge "
        "department office agency leaders leader diplomat diplomats lawyer lawyers prosecutors prosecutor chief "
        "researchers "
        "scientists study survey poll group union commission council mayor governor doctor doctors survivors "
        "residents resident "
        "victim mother father family teacher student opposition critics critic parties sides committee army military "
        "bank officer officers director head chairman secretary professor author authors lawmakers senator "
        "campaigners activist "
        "activists protesters organizers organisers observers investigators newspaper agency network "
        "director-general "
        "administration bloc council hospital firm manager coach player players reporter investigation inquiry "
        "review document letter eyewitness eyewitnesses man woman neighbor neighbour economists economist media "
        "republicans "
        "democrats rebels people locals villagers farmers engineers investors traders unions supporters opponents "
        "relatives friend friends colleague colleagues aide aides envoy envoys ambassador crew captain pilot driver "
        "operator regulator regulators watchdog organisation organization charity ministry firefighters paramedics "
        "rescuers owner owners founder boss daughter son wife husband brother sister students teachers parents"
    ),
    feminine=words("mrs ms miss lady dame queen princess spokeswoman chairwoman congresswoman actress madam woman"),
    masculine=words("mr sir lord king prince spokesman chairman congressman actor man"),
    clause_starts=words(
        "but while and as although though because when after before where which who whereas since if that"
    ),
    modality={
        **each(
            "denied",
            "denied denies deny denying refuted refutes dismissed_claims dismissed_reports rejected_claims "
            "rejected_allegations rejects_claims rejected_the_allegations rejected_accusations debunked",
        ),
        **each(
            "alleged",
            "allegedly reportedly alleged alleges purportedly purported supposedly apparently claimed claims "
            "accused accuses accusing rumored rumoured rumors rumours unconfirmed according_to_reports "
            "is_said_to are_said_to "
            "is_believed_to are_believed_to is_thought_to was_believed_to is_alleged suspected suspects "
            "unverified so_called "
            "allegation allegations ostensibly",
        ),
        **each(
            "possible",
            "may might could possibly perhaps maybe potentially considering considers is_considering mulls "
            "mulling "
            "weighs weighing possible likely_could conceivably uncertain unclear whether_to in_talks mooted "
            "explores exploring",
        ),
        **each(
            "expected",
            "expected expects expect likely unlikely forecast forecasts predicted predicts predict anticipated "
            "anticipates projected projects_that should hopes hoped hope is_due_to are_due_to was_due_to "
            "were_due_to probably "
            "presumably seems_set looks_set tipped estimates_that",
        ),
        **each(
            "planned",
            "will shall won_t going_to plans_to plan_to planned_to planning_to intends_to intend_to intended_to "
            "scheduled set_to aims_to aim_to aiming_to is_to are_to was_to were_to agreed_to agrees_to "
            "pledged_to pledges_to "
            "vowed_to vows_to promised_to promises_to proposes_to proposed_to seeks_to seek_to would ll "
            "slated due_to_take about_to_be on_the_verge_of "
            "prepares_to preparing_to poised_to committed_to ready_to wants_to want_to is_planning are_planning "
            "draft proposal proposals",
        ),
    },
    negations=words(
        "not never no none nobody nothing neither nor without cannot cant failed fails fail failing refused "
        "refuses refuse refusing "
        "unable lacks lacked hardly scarcely nowhere rejected rejects dont doesnt didnt isnt wasnt wont arent"
    ),
    not_negations=words(
        "not_only no_less_than no_fewer_than no_more_than not_more_than no_doubt not_just not_least "
        "whether_or_not no_later_than "
        "no_sooner not_to_mention no_matter if_not not_less_than not_fewer_than no_1 no_2 no_3 no_4 no_5 no_6 "
        "no_7 no_8 no_9 no_10 "
        "no_longer_than no_wonder without_doubt never_before not_merely not_simply not_necessarily_only"
    ),
)
