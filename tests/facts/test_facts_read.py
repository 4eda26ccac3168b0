"""What sentences answer: active and passive, rows of names, offices, dates with their clause, planned and denied."""

from __future__ import annotations

import pytest

from pactwatch.claims import find_claims
from pactwatch.facts import HEADLINE, read_facts
from pactwatch.model import Entity, Fact, Question, Topic

# An invented pact: the Amber Coast Compact between Norland and Teska, signed in Port Aven.
ACCORD = Topic(
    "accord",
    "The Amber Coast Compact",
    ("en", "ja", "fr", "de", "es", "it"),
    entities=(
        Entity(
            "compact",
            "work",
            "Amber Coast Compact",
            (
                "Amber Coast Compact",
                "pacte d'Ambre",
                "Bernsteinpakt",
                "Pacto de Ámbar",
                "Patto d'Ambra",
                "琥珀海岸協約",
            ),
        ),
        Entity("ports", "work", "Ports Treaty", ("Ports Treaty", "港湾条約")),
        Entity("norland", "organisation", "Norland", ("Norland", "Norlande", "Norlandia", "ノーランド")),
        Entity("teska", "organisation", "Teska", ("Teska", "テスカ")),
        Entity("aven", "place", "Port Aven", ("Port Aven", "ポートアベン")),
        Entity("mirren", "place", "Mirren", ("Mirren", "ミレン")),
        Entity("oda", "person", "Halim Oda", ("Halim Oda", "Oda", "オダ"), ("foreign minister of norland",)),
        Entity("brandt", "person", "Ilse Brandt", ("Ilse Brandt", "Brandt", "ブラント"), ("prime minister of teska",)),
        Entity("solano", "person", "Rui Solano", ("Rui Solano", "Solano", "ソラノ"), ("president of norland",)),
    ),
    questions=(
        Question("who", "Who signed it?", "person", many=True, event="sign", about="compact"),
        Question("when", "When was it signed?", "date", event="sign", about="compact"),
        Question("where", "Where was it signed?", "place", event="sign", about="compact"),
        Question("effect", "When does it take effect?", "date", event="take effect", about="compact"),
        Question("announcer", "Who announced it?", "person", many=True, event="announce", about="compact"),
        Question("parties", "Between whom?", "organisation", many=True, event="sign", about="compact"),
        Question("oda_is", "What is Oda?", "role", about="oda"),
        Question("brandt_is", "What is Brandt?", "role", about="brandt"),
        Question(
            "binding",
            "Is it binding?",
            "yes/no",
            {"en": ("legally binding",), "ja": ("法的拘束力",), "fr": ("juridiquement contraignant",)},
        ),
        Question(
            "scope",
            "What does it cover?",
            "text",
            {"en": ("fishing = fishing | fisheries", "rescue = rescue at sea")},
            many=True,
        ),
    ),
)

WHO, WHEN, WHERE, EFFECT, SAYS, WITH = "who", "when", "where", "effect", "announcer", "parties"


def facts(text: str, topic: Topic = ACCORD, language: str = "en", **more: str) -> list[Fact]:
    """Read a text published on Tuesday, 11 March 2031."""
    wordings = find_claims(text, language=language, published_at="2031-03-11")
    return read_facts(wordings, topic, published_at="2031-03-11", language=language, **more)


def found(text: str, *questions: str, language: str = "en") -> set[tuple[str, str]]:
    """Give question and value of each fact, of some questions only; whatever is not `done` has its modality behind."""
    return {
        (f.question, f.value if f.modality == "done" else f"{f.value} {f.modality}")
        for f in facts(text, language=language)
        if not questions or f.question in questions
    }


SIGNERS = {(WHO, "oda"), (WHO, "brandt")}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Halim Oda and Ilse Brandt signed the Amber Coast Compact.", "en", id="active"),
        pytest.param("The Amber Coast Compact was signed by Halim Oda and Ilse Brandt.", "en", id="passive"),
        pytest.param(
            "Signed on Friday by Oda and Brandt, the Amber Coast Compact is short.", "en", id="participle first"
        ),
        pytest.param(
            "The compact, signed in Port Aven by Oda and Teska's Prime Minister Ilse Brandt, is short.",
            "en",
            id="participle",
        ),
        pytest.param(
            "Oda signed the Amber Coast Compact with his Teskan counterpart Ilse Brandt on Friday.", "en", id="with"
        ),
        pytest.param(
            "Oda, Norland's foreign minister, and Prime Minister Brandt have officially signed the pact.",
            "en",
            id="appositive",
        ),
        pytest.param("Oda and Brandt sign Amber Coast Compact", "en", id="headline style"),
        pytest.param("Brandt, who signed the pact with Oda on Friday, left for Mirren.", "en", id="relative clause"),
        pytest.param("Halim Oda et Ilse Brandt ont signé vendredi le pacte d'Ambre.", "fr", id="French active"),
        pytest.param(
            "Le pacte d'Ambre a été signé à Port Aven par Halim Oda et Ilse Brandt.", "fr", id="French passive"
        ),
        pytest.param(
            "Halim Oda und Ilse Brandt unterzeichneten am Freitag den Bernsteinpakt.", "de", id="German active"
        ),
        pytest.param(
            "In Port Aven haben Halim Oda und Ilse Brandt den Bernsteinpakt unterzeichnet.", "de", id="German perfect"
        ),
        pytest.param(
            "Der Bernsteinpakt wurde in Port Aven von Oda und Brandt unterzeichnet.", "de", id="German passive"
        ),
        pytest.param("Halim Oda e Ilse Brandt firmaron el viernes el Pacto de Ámbar.", "es", id="Spanish active"),
        pytest.param(
            "El Pacto de Ámbar fue firmado en Port Aven por Halim Oda e Ilse Brandt.", "es", id="Spanish passive"
        ),
        pytest.param("Halim Oda e Ilse Brandt hanno firmato venerdì il Patto d'Ambra.", "it", id="Italian active"),
        pytest.param(
            "Il Patto d'Ambra è stato firmato a Port Aven da Halim Oda e Ilse Brandt.", "it", id="Italian passive"
        ),
        pytest.param("オダ外相とブラント首相は7日、琥珀海岸協約に署名した。", "ja", id="Japanese, two subjects"),
        pytest.param("オダ外相はブラント首相と琥珀海岸協約に署名した。", "ja", id="Japanese, with"),
        pytest.param("琥珀海岸協約は、オダ外相とブラント首相によって署名された。", "ja", id="Japanese passive"),
    ],
)
def test_who_signed_is_read_in_many_shapes(text: str, language: str) -> None:
    """The two signers are found, and nobody else."""
    assert found(text, WHO, language=language) == SIGNERS


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param(
            "On 7 March 2031, Norland and Teska signed the compact in Port Aven.",
            "en",
            {(WHEN, "2031-03-07"), (WHERE, "aven"), (WITH, "norland"), (WITH, "teska")},
            id="date and place",
        ),
        pytest.param(
            "Norland signed the pact with Teska in Port Aven last Friday.",
            "en",
            {(WHEN, "2031-03-07"), (WHERE, "aven"), (WITH, "norland"), (WITH, "teska")},
            id="last Friday",
        ),
        pytest.param(
            "The compact was signed on 7 March and will take effect on 1 June 2031.",
            "en",
            {(WHEN, "2031-03-07"), (EFFECT, "2031-06-01 planned")},
            id="two dates, two verbs",
        ),
        pytest.param(
            "The agreement, set to take effect on June 1, 2031, covers fishing.",
            "en",
            {(EFFECT, "2031-06-01 planned"), ("scope", "fishing")},
            id="set to",
        ),
        pytest.param(
            "The compact came into force on 1 June 2031.", "en", {(EFFECT, "2031-06-01")}, id="came into force"
        ),
        pytest.param(
            "Le pacte entrera en vigueur le 1er juin 2031.", "fr", {(EFFECT, "2031-06-01 planned")}, id="French effect"
        ),
        pytest.param(
            "Der Bernsteinpakt soll am 1. Juni 2031 in Kraft treten.",
            "de",
            {(EFFECT, "2031-06-01 planned")},
            id="German effect",
        ),
        pytest.param(
            "El pacto entrará en vigor el 1 de junio de 2031.",
            "es",
            {(EFFECT, "2031-06-01 planned")},
            id="Spanish effect",
        ),
        pytest.param(
            "Il patto entrerà in vigore il 1° giugno 2031.", "it", {(EFFECT, "2031-06-01 planned")}, id="Italian effect"
        ),
        pytest.param(
            "琥珀海岸協約は2031年6月1日に発効する。", "ja", {(EFFECT, "2031-06-01 planned")}, id="Japanese effect"
        ),
        pytest.param(
            "オダ外相は7日、ポートアベンで琥珀海岸協約に署名した。",
            "ja",
            {(WHO, "oda"), (WHEN, "2031-03-07"), (WHERE, "aven"), ("oda_is", "foreign minister of norland")},
            id="Japanese date and place",
        ),
    ],
)
def test_dates_and_places_belong_to_their_clause(text: str, language: str, expected: set[tuple[str, str]]) -> None:
    """A date goes with the verb of its own clause."""
    assert found(text, language=language) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The compact was signed a day after Teska tested a ferry on 6 March 2031.", id="another clause's date"
        ),
        pytest.param("Oda and Brandt signed the Ports Treaty in Mirren on 2 May 2029.", id="another work"),
        pytest.param("Oda signed a trade deal in Mirren on 3 March 2031.", id="a deal of another kind"),
        pytest.param("Ostania signed a similar compact with Teska in Mirren on 2 May 2030.", id="another party"),
        pytest.param("Brandt did not mention the compact on Friday.", id="no event"),
        pytest.param("The Ports Treaty has been in force since 2029.", id="another work's effect"),
        pytest.param("Signs were put up in Port Aven on 7 March.", id="another sense"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_said_of_something_else_answers_nothing(text: str) -> None:
    """Another treaty, another clause, other parties: no value."""
    assert found(text, WHO, WHEN, WHERE, EFFECT) == set()


def test_the_agreement_is_the_one_named_last() -> None:
    """`The treaty will take effect` after a sentence on another treaty is said of that treaty."""
    text = "Both also renewed the Ports Treaty. The agreement will take effect on 5 May 2031."
    assert found(text, EFFECT) == set()
    text = "Both also renewed the Fisheries Convention. The agreement will take effect on 5 May 2031."
    assert found(text, EFFECT) == set()
    text = "Both signed the Amber Coast Compact. The agreement will take effect on 5 May 2031."
    assert found(text, EFFECT) == {(EFFECT, "2031-05-05 planned")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Oda and Brandt will sign the compact in Port Aven on 14 March 2031.",
            {(WHO, "oda planned"), (WHO, "brandt planned")},
            id="will",
        ),
        pytest.param("Oda is expected to sign the compact on Friday.", {(WHO, "oda planned")}, id="expected"),
        pytest.param("Oda did not sign the compact.", {(WHO, "oda denied")}, id="did not"),
        pytest.param("Oda never signed the compact.", {(WHO, "oda denied")}, id="never"),
        pytest.param("Oda has reportedly signed the compact.", {(WHO, "oda possible")}, id="reportedly"),
    ],
)
def test_planned_and_denied_are_kept_apart_from_done(text: str, expected: set[tuple[str, str]]) -> None:
    """Planned is not done, and not done is not done."""
    assert found(text, WHO) == expected


def test_those_present_are_no_signers() -> None:
    """`Attended by ... including A and B` gives two attendees."""
    text = "The signing ceremony was held in Mirren, attended by many, including President Rui Solano and Ilse Brandt."
    assert {(f.value, f.role) for f in facts(text) if f.question == WHO} == {
        ("solano", "attendee"),
        ("brandt", "attendee"),
    }
    text = "Oda signed the compact in the presence of President Solano."
    assert {(f.value, f.role) for f in facts(text) if f.question == WHO} == {("oda", "signer"), ("solano", "attendee")}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param(
            "Norland's Foreign Minister Halim Oda spoke.", "en", "foreign minister of norland", id="before the name"
        ),
        pytest.param(
            "Halim Oda, Norland's foreign minister, spoke.", "en", "foreign minister of norland", id="behind the name"
        ),
        pytest.param("Foreign Minister Oda spoke.", "en", "foreign minister of norland", id="whose is known"),
        pytest.param(
            "Norland's Defense Minister Oda Halim spoke with Defence Minister Oda's staff.",
            "en",
            "defence minister of norland",
            id="another office",
        ),
        pytest.param("オダ外相は述べた。", "ja", "foreign minister of norland", id="Japanese"),
        pytest.param("オダ防衛相は述べた。", "ja", "defence minister of norland", id="Japanese, another office"),
        pytest.param(
            "Le ministre des Affaires étrangères Halim Oda a parlé.", "fr", "foreign minister of norland", id="French"
        ),
        pytest.param("Außenminister Halim Oda sprach.", "de", "foreign minister of norland", id="German"),
        pytest.param(
            "El ministro de Asuntos Exteriores, Halim Oda, habló.", "es", "foreign minister of norland", id="Spanish"
        ),
        pytest.param(
            "Il ministro degli Esteri Halim Oda ha parlato.", "it", "foreign minister of norland", id="Italian"
        ),
    ],
)
def test_an_office_is_read_in_plain_words(text: str, language: str, expected: str) -> None:
    """Whatever the language and the place, one office has one spelling."""
    assert found(text, "oda_is", language=language) == {("oda_is", expected)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Former Foreign Minister Halim Oda spoke.", id="former"),
        pytest.param("The foreign minister's office did not answer. Oda spoke.", id="another sentence"),
        pytest.param("Oda met Foreign Minister Lena Falk.", id="somebody else's"),
        pytest.param("Prime Minister Brandt, Oda and others spoke.", id="the neighbour's"),
    ],
)
def test_an_office_that_is_not_held_is_not_read(text: str) -> None:
    """A former office, or a neighbour's, is not the person's."""
    assert found(text, "oda_is") == set()


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        pytest.param("The compact is legally binding.", "en", "yes", id="yes"),
        pytest.param("The compact is not legally binding.", "en", "no", id="no"),
        pytest.param("協約に法的拘束力はない。", "ja", "no", id="Japanese no"),
        pytest.param("Le pacte n'est pas juridiquement contraignant.", "fr", "no", id="French no"),
    ],
)
def test_yes_or_no(text: str, language: str, value: str) -> None:
    """A trigger phrase says yes, a denied one no."""
    assert found(text, "binding", language=language) == {("binding", value)}


def test_unknown_people_are_kept_as_found() -> None:
    """Somebody whom the topic does not list is a value too, and the surname alone means the same person."""
    text = "The compact was signed by Prime Minister Ilse Brandt and Ambassador Petra Kowal. Kowal signed the compact."
    values = {f.value for f in facts(text) if f.question == WHO}
    assert values == {"brandt", "petra kowal"}


def test_a_fact_carries_its_place_and_its_speaker() -> None:
    """The offsets cut the words out of the sentence; what stands in a quotation is the speaker's."""
    (fact,) = [f for f in facts("Halim Oda spoke first. The compact was signed by Ilse Brandt.") if f.question == WHO]
    assert (fact.position, fact.sentence[fact.start : fact.end]) == (1, "Ilse Brandt")
    assert fact.speaker is None
    quoted = [f for f in facts("“The compact will take effect on 1 June 2031,” Oda said.") if f.question == EFFECT]
    assert [(f.value, f.speaker) for f in quoted] == [("2031-06-01", "Oda")]


def test_a_headline_is_read_when_the_text_does_not_say_it() -> None:
    """A headline's fact has no claim: its position says so."""
    both = facts("Ferries ran late.", headline="Oda and Brandt sign Amber Coast Compact")
    assert [(f.value, f.position) for f in both if f.question == WHO] == [("oda", HEADLINE), ("brandt", HEADLINE)]
    told = facts("Oda and Brandt signed the compact.", headline="Oda and Brandt sign Amber Coast Compact")
    assert [f.position for f in told if f.question == WHO] == [0, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Lena Falk was appointed minister on Monday.", {("appointed", "lena falk")}, id="passive"),
        pytest.param("The king appointed Lena Falk as minister.", {("appointed", "lena falk")}, id="active"),
        pytest.param("Rui Solano was dismissed after the vote.", {("resigned", "solano")}, id="dismissed"),
        pytest.param("Rui Solano, the mayor of Mirren, has resigned.", {("resigned", "solano")}, id="resigned"),
        pytest.param("The king has dismissed Rui Solano.", {("resigned", "solano")}, id="was made to leave"),
        pytest.param("Solano visited Port Aven on 4 March.", {("visited", "aven")}, id="visited"),
        pytest.param("The reporter Petra Kowal was killed in Port Aven.", {("killed", "petra kowal")}, id="killed"),
        pytest.param("The flood killed 29 people in Port Aven.", {("dead", "29")}, id="count behind the verb"),
        pytest.param("At least 29 people died and 14 are missing.", {("dead", ">=29")}, id="count before the verb"),
        pytest.param("The death toll from the collapse of the dam rose to 31.", {("dead", "31")}, id="toll"),
        pytest.param("Norland will pay 40 million euros for repairs.", {("paid", "40000000 EUR")}, id="amount"),
    ],
)
def test_other_events_have_other_slots(text: str, expected: set[tuple[str, str]]) -> None:
    """Who was appointed is asked, not who appointed; how many died, where a visit went, how much was paid."""
    topic = Topic(
        "events",
        "Events",
        ("en",),
        entities=ACCORD.entities,
        questions=(
            Question("appointed", "Who was appointed?", "person", event="appoint"),
            Question("resigned", "Who left?", "person", many=True, event="resign"),
            Question("visited", "Where to?", "place", many=True, event="visit"),
            Question("killed", "Who was killed?", "person", many=True, event="kill"),
            Question("dead", "How many died?", "count", event="kill"),
            Question("paid", "How much?", "amount", event="pay"),
        ),
    )
    assert {(f.question, f.value) for f in facts(text, topic)} == expected


def test_a_value_is_given_once() -> None:
    """Said three times, an article's value is one fact: the first that says it as done."""
    text = "Oda will sign the compact. Oda signed the compact. Oda signed the compact with a pen."
    assert [(f.value, f.modality, f.position) for f in facts(text) if f.question == WHO] == [("oda", "done", 1)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("\x00\ufffd\ud800 signed by \u202e", "en", id="odd characters"),
        pytest.param("signed by " * 4000, "en", id="huge"),
        pytest.param("Oda, " * 3000 + "signed the compact.", "en", id="a long row"),
        pytest.param("(" * 5000 + "Oda signed", "en", id="parentheses"),
        pytest.param("署名" * 5000, "ja", id="Japanese, huge"),
        pytest.param("Pakten undertecknades av Oda.", "sv", id="a language without rules"),
        pytest.param("Oda signed the compact.", "", id="no language"),
        pytest.param("12 " * 3000, "de", id="figures"),
    ],
)
def test_no_text_raises_or_takes_long(text: str, language: str) -> None:
    """Whatever stands in a page, reading it ends."""
    wordings = find_claims(text, language=language or None, published_at=None)
    for fact in read_facts(wordings, ACCORD, language=language or None):
        assert fact.sentence


def test_a_topic_without_questions_has_no_facts() -> None:
    """The smallest topic file asks nothing."""
    assert facts("Oda signed the compact.", Topic("bench", "Bench", ("en",))) == []


def test_a_number_that_was_not_read_whole_is_no_answer() -> None:
    """French `dix-sept` is neither 10 nor 7, nor the 8 of the next verb."""
    deaths = Topic("t", "T", ("fr",), questions=(Question("deaths", "?", "count", event="kill"),))
    text = "Dix-sept mineurs ont été tués et huit blessés."
    found = read_facts(find_claims(text, language="fr"), deaths, language="fr")
    assert {fact.value for fact in found} <= {"17"}
