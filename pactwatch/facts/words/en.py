"""English."""

from pactwatch.facts.words.shape import Verb, Words

ENGLISH = Words(
    events={
        "sign": Verb(
            active=("sign", "signs", "signing", "ink", "inks", "conclude", "concludes"),
            either=("signed", "inked", "concluded", "co-signed", "sealed", "penned"),
            noun=("signing ceremony", "signing of", "the signing", "signature ceremony", "signatories"),
        ),
        "announce": Verb(
            active=("announce", "announces", "unveil", "unveils", "announcing", "unveiling"),
            either=("announced", "unveiled", "made public"),
            noun=("announcement of", "the announcement"),
        ),
        "take effect": Verb(
            active=(
                "take effect", "takes effect", "took effect", "taking effect", "enter into force", "enters into force",
                "entered into force", "entering into force", "come into force", "comes into force", "came into force",
                "coming into force", "come into effect", "comes into effect", "came into effect", "go into effect",
                "goes into effect", "went into effect", "becomes effective", "become effective", "goes into force",
                "go into force", "kick in", "kicks in", "kicked in",
            ),
            noun=("entry into force", "effective date", "effective from", "effective as of", "in force from", "in effect from", "in force since"),
        ),
        "agree": Verb(
            active=("agree", "agrees", "agreeing", "reach an agreement", "reaches agreement", "strike a deal"),
            either=("agreed", "reached an agreement", "struck a deal", "reached a deal"),
        ),
        "visit": Verb(
            active=("visit", "visits", "visiting", "travel to", "travels to", "arrive in", "arrives in"),
            either=("visited", "travelled to", "traveled to", "arrived in", "flew to"),
            noun=("visit to", "trip to"),
        ),
        "meet": Verb(
            active=("meet", "meets", "meeting with", "hold talks", "holds talks"),
            either=("met", "held talks", "held their", "held a meeting", "held the first", "hosted"),
            noun=("talks in", "meeting in", "summit in"),
        ),
        "attend": Verb(active=("attend", "attends", "attending"), either=("attended",)),
        "appoint": Verb(
            active=("appoint", "appoints", "name as", "names as"),
            either=("appointed", "named as", "sworn in", "elected"),
            noun=("appointment of",),
        ),
        "resign": Verb(
            active=("resign", "resigns", "step down", "steps down", "resigning", "stepping down"),
            either=("resigned", "stepped down", "quit", "ousted", "sacked", "dismissed"),
            noun=("resignation of",),
        ),
        "kill": Verb(
            active=("kill", "kills", "killing", "die", "dies"),
            either=("killed", "died", "dead", "left dead", "drowned", "perished"),
            noun=("death toll", "deaths", "fatalities", "lives"),
        ),
        "injure": Verb(
            active=("injure", "injures", "injuring", "hurt", "wound", "wounds", "wounding"),
            either=("injured", "wounded", "hospitalised", "hospitalized"),
            noun=("injuries",),
        ),
        "missing": Verb(either=("missing", "unaccounted for")),
        "evacuate": Verb(
            active=("evacuate", "evacuates", "evacuating", "displace"),
            either=("evacuated", "displaced", "left homeless", "fled"),
            noun=("evacuees",),
        ),
        "pay": Verb(
            active=("pay", "pays", "paying", "allocate", "allocates", "pledge", "pledges", "costs", "cost"),
            either=("paid", "allocated", "pledged", "fined"),
            noun=("damage of", "damages of", "fine of", "compensation of", "aid package of", "damage at"),
        ),
        "ban": Verb(
            active=("ban", "bans", "banning", "prohibit", "prohibits", "outlaw"),
            either=("banned", "prohibited", "outlawed"),
            noun=("ban on",),
        ),
        "recall": Verb(active=("recall", "recalls", "recalling"), either=("recalled",), noun=("recall of",)),
        "collapse": Verb(
            active=("collapse", "collapses", "burst", "bursts", "give way", "gives way", "collapsing", "fail", "fails"),
            either=("collapsed", "gave way", "breached", "failed", "ruptured"),
            noun=("collapse of", "failure of", "breach of", "the collapse", "the breach", "the failure"),
        ),
        "ratify": Verb(
            active=("ratify", "ratifies", "exchange"),
            either=("ratified", "exchanged"),
            noun=("ratification of", "instruments of ratification"),
        ),
        # Not asked about, but a date or a name may belong to it instead of to its neighbour.
        "say": Verb(
            active=("says", "say", "adds", "tells", "reports", "noting", "saying", "test-fired", "tested", "launched",
                    "publish", "publishes", "marks", "issued", "hailed", "began", "begins", "opened"),
            either=("said", "told", "added", "wrote", "stated", "reported", "published", "posted", "confirmed", "noted"),
        ),
    },
    be=frozenset(("is", "are", "was", "were", "be", "been", "being", "gets", "got")),
    light=frozenset(
        "has have had having will would shall should may might can could must is are was were be been being to do does did"
        " not never n't also both all then now today yesterday tomorrow officially formally jointly recently finally"
        " on in at late early later earlier last this next week month year morning afternoon evening night just already"
        " who which that have-also together themselves publicly symbolically ceremonially first set due expected planned"
        " scheduled poised respectively and the of local time eventually subsequently agreed plan plans expects hopes".split()
    ),
    by=("by", "between"),
    with_=("with", "alongside", "together with", "along with"),
    between=("between",),
    and_=("and", "&", "as well as", "along with", "together with", "plus"),
    including=("including", "among them", "such as", "led by", "notably"),
    attended=("attended by", "in the presence of", "witnessed by", "were present", "was present"),
    where=("in", "at"),
    not_when=("since", "until", "till", "after", "before", "by", "than", "dating back to", "back in", "ahead of", "expires"),
    not_doer=("to", "for", "from", "of", "against", "about", "toward", "towards", "in", "at", "on", "over", "via", "with",
              "between", "like", "than", "into", "under", "near"),
    negative=frozenset("not never n't without cannot no denied denies refused declined failed fails deny neither nor".split()),
    planned=("will", "would", "shall", "to be", "set to", "due to", "expected to", "scheduled to", "plan to", "plans to",
             "planned to", "is to", "are to", "poised to", "about to", "going to", "slated to", "intends to", "aims to",
             "was to", "were to", "preparing to", "prepares to"),
    possible=("may", "might", "could", "reportedly", "allegedly", "possibly", "perhaps", "unconfirmed", "feared", "believed"),
    deals=frozenset(
        "pact agreement deal partnership treaty accord document documents framework it this which text arrangement protocol"
        " memorandum declaration statement contract law rules measure act plan".split()
    ),
    other_deals=("trade", "economic", "free-trade", "tax", "extradition", "contract", "contracts", "digital", "data",
                 "green", "hydrogen", "petition", "letter", "bill", "law", "order", "decree", "guestbook", "visitors' book",
                 "fisheries", "aviation", "access agreement", "status of forces", "reciprocal", "memorandum", "loan"),
    breaks=("while", "whereas", "but", "although", "though", "which", "who", "that", "because", "as", "when", "where",
            "after", "before", "if", "so", "including"),
    honorifics=("Mr", "Mrs", "Ms", "Dr", "Mr.", "Mrs.", "Ms.", "Dr.", "Sir", "Dame", "Lord"),
    people=("people", "persons", "victims", "residents", "workers", "villagers", "civilians", "others", "men", "women",
            "children", "soldiers", "passengers", "dead", "bodies", "deaths", "lives", "injured", "families", "households"),
)
