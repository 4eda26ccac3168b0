"""What happened to whom, and how many, as six languages put it: halves of verbs, subjects behind, parts of a whole."""

from __future__ import annotations

import pytest

from pactwatch.claims import find_claims
from pactwatch.facts import read_facts
from pactwatch.model import Entity, Fact, Question, Topic

EVENTS = Topic(
    "events",
    "Events",
    ("en", "fr", "de", "es", "it", "ja"),
    entities=(
        Entity("ulmia", "organisation", "Ulmia", ("Ulmia", "Ulmie", "Ulmien", "ウルミア")),
        Entity("roe", "person", "Ana Roe", ("Ana Roe", "Roe", "アナ・ロー"), ("justice minister of ulmia",)),
        Entity("sten", "person", "Piet Sten", ("Piet Sten", "Sten", "ピート・ステン")),
    ),
    questions=(
        Question("left", "Who left?", "person", many=True, event="resign"),
        Question("came", "Who was appointed?", "person", event="appoint"),
        Question("dead", "How many died?", "count", event="kill"),
        Question("saved", "How many were rescued?", "count", event="rescue"),
        Question("recalled", "How many are recalled?", "count", event="recall"),
        Question(
            "when", "When did it sink?", "date", {"en": ("sinking", "sank"), "fr": ("naufrage",), "de": ("Untergang",)}
        ),
        Question("freed", "How many were acquitted?", "count", {"en": ("acquitted",), "de": ("freigesprochen",)}),
        Question("fires", "How many fires?", "count", {"en": ("fires",), "es": ("incendios",)}),
        Question("votes", "How many votes?", "count", {"en": ("votes",), "de": ("Stimmen",)}),
        Question("seats", "How many seats?", "count", {"en": ("seats",), "ja": ("議席",)}),
        Question("voted", "When?", "date", {"en": ("election",), "fr": ("élections",), "de": ("Wahl",)}),
        Question("binding", "Is it binding?", "yes/no", {"de": ("rechtlich bindend",)}),
        Question("cause", "What caused it?", "text", {"en": ("fire = fire",), "de": ("fire = Feuer",)}, many=True),
        Question("roe_is", "What is Roe?", "role", about="roe"),
    ),
)


def read(text: str, language: str) -> list[Fact]:
    """Read a text of Friday, 4 May 2040."""
    wordings = find_claims(text, language=language, published_at="2040-05-04")
    return read_facts(wordings, EVENTS, published_at="2040-05-04", language=language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Ana Roe trat am Mittwoch zurück.", "de", {("left", "roe")}, id="a verb in two halves"),
        pytest.param("Ana Roe legte am Mittwoch ihr Amt nieder.", "de", {("left", "roe")}, id="another"),
        pytest.param("Ana Roe trat am Mittwoch vor die Presse.", "de", set(), id="one half alone"),
        pytest.param("Si è dimessa mercoledì la ministra Ana Roe.", "it", {("left", "roe")}, id="subject behind"),
        pytest.param("Dimite la ministra Ana Roe.", "es", {("left", "roe")}, id="Spanish subject behind"),
        pytest.param("Ana Roe ha parlato. Si è dimessa ieri.", "it", {("left", "roe")}, id="no subject"),
        pytest.param("Ana Roe a présenté sa démission.", "fr", {("left", "roe")}, id="a verb of several words"),
        pytest.param("La portavoz de Ulmia, Ana Roe, dimitió.", "es", {("left", "roe")}, id="whose spokeswoman"),
        pytest.param("Il succède à Ana Roe, qui a démissionné.", "fr", {("left", "roe")}, id="relative clause"),
        pytest.param("Nombró en su lugar a Piet Sten.", "es", {("came", "sten")}, id="the Spanish object"),
        pytest.param("Piet Sten è stato nominato ministro.", "it", {("came", "sten")}, id="Italian passive"),
        pytest.param("Piet Sten fue nombrado ministro.", "es", {("came", "sten")}, id="Spanish passive"),
        pytest.param("首相は後任にピート・ステン氏を任命した。", "ja", {("came", "sten")}, id="Japanese object"),
        pytest.param("ピート・ステン氏が大臣に就任した。", "ja", {("came", "sten")}, id="Japanese, took office"),
        pytest.param(
            "I ministri dell'Energia Olli Saari e Marta Prieto si sono dimessi.",
            "it",
            {("left", "olli saari"), ("left", "marta prieto")},
            id="what they are ministers of",
        ),
    ],
)
def test_who_left_and_who_came(text: str, language: str, expected: set[tuple[str, str]]) -> None:
    """Who resigned and who was appointed is read wherever the language puts them."""
    assert {(f.question, f.value) for f in read(text, language) if f.question in ("left", "came")} == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param(
            "Three of his seven co-defendants were acquitted.", "en", {("freed", "3")}, id="a part of a whole"
        ),
        pytest.param("Drei der acht Angeklagten wurden freigesprochen.", "de", {("freed", "3")}, id="German part"),
        pytest.param("The ban was passed by 98 votes to 61.", "en", {("votes", "98")}, id="the other side's votes"),
        pytest.param("Das Verbot wurde mit 98 zu 61 Stimmen beschlossen.", "de", {("votes", "98")}, id="German votes"),
        pytest.param("They took 112 of the 230 seats.", "en", {("seats", "112")}, id="one noun for part and whole"),
        pytest.param("緑の連合は230議席のうち112議席を得た。", "ja", {("seats", "112")}, id="Japanese part"),
        pytest.param("118 of the 150 passengers were rescued.", "en", {("saved", "118")}, id="rescued of all"),
        pytest.param("The families of the 17 miners who died wept.", "en", {("dead", "17")}, id="relative clause"),
        pytest.param("Los incendios dejaron once heridos.", "es", set(), id="counts something else"),
        pytest.param("Die Firma ruft 204.000 Akkus zurück.", "de", {("recalled", "204000")}, id="halves and points"),
        pytest.param("The ship, built in 2032, sank and 9 people died.", "en", set(), id="long ago in one clause"),
        pytest.param(
            "9 people died on the ferry, which was built in 2032.", "en", {("dead", "9")}, id="a later clause"
        ),
    ],
)
def test_counts_belong_to_what_they_count(text: str, language: str, expected: set[tuple[str, str]]) -> None:
    """A part is not its whole, and a figure belongs to the word behind it."""
    counts = ("votes", "seats", "freed", "saved", "dead", "fires", "recalled")
    assert {(f.question, f.value) for f in read(text, language) if f.question in counts} == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Le naufrage du Lys, survenu mercredi soir, a ému.", "fr", {"2040-05-02"}, id="which happened"),
        pytest.param("Zwei Tage nach dem Untergang trat am Freitag Roe zurück.", "de", set(), id="only dates another"),
        pytest.param("Roe resigned on Friday, two days after the sinking.", "en", set(), id="the same in English"),
    ],
)
def test_the_date_of_an_event_is_its_own(text: str, language: str, expected: set[str]) -> None:
    """An event that is told only to date another has not that other's date."""
    assert {f.value for f in read(text, language) if f.question == "when"} == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("They won Sunday's general election.", "en", {"2040-04-29"}, id="at the noun"),
        pytest.param("Ils ont remporté dimanche les élections.", "fr", {"2040-04-29"}, id="French, at the noun"),
        pytest.param("Sie gewannen die Wahl vom Sonntag.", "de", {"2040-04-29"}, id="German, behind the noun"),
        pytest.param("Nach der Wahl ist Ana Roe am Montag zurückgetreten.", "de", set(), id="the verb's own"),
    ],
)
def test_a_noun_has_a_date_of_its_own(text: str, language: str, expected: set[str]) -> None:
    """Beside the verb of another event, only the date that stands at the noun is the noun's."""
    assert {f.value for f in read(text, language) if f.question == "voted"} == expected


def test_whose_mayor_somebody_is_is_nobody() -> None:
    """A town behind `mayor of` is no person."""
    found = read("Ana Roe, alcaldesa de Orsk, fue nombrada ministra.", "es")
    assert {f.value for f in found if f.question == "came"} == {"roe"}


def test_a_german_denial_stands_behind() -> None:
    """`Nicht` may end the clause."""
    assert {f.value for f in read("Rechtlich bindend ist der Pakt nicht.", "de") if f.question == "binding"} == {"no"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Investigators ruled out a fire.", "en", set(), id="ruled out"),
        pytest.param("Ein Feuer an Bord schließen die Ermittler aus.", "de", set(), id="ruled out in two halves"),
        pytest.param("A fire broke out.", "en", {"fire"}, id="happened"),
    ],
)
def test_what_is_ruled_out_is_no_cause(text: str, language: str, expected: set[str]) -> None:
    """A cause that somebody excludes is not given as one."""
    assert {f.value for f in read(text, language) if f.question == "cause"} == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Justice Minister Ana Roe spoke.", "en", id="English"),
        pytest.param("La ministre de la Justice d'Ulmie, Ana Roe, a parlé.", "fr", id="French"),
        pytest.param("Justizministerin Ana Roe sprach.", "de", id="German"),
        pytest.param("La ministra de Justicia de Ulmia, Ana Roe, habló.", "es", id="Spanish"),
        pytest.param("La ministra della Giustizia Ana Roe ha parlato.", "it", id="Italian"),
        pytest.param("アナ・ロー法相は述べた。", "ja", id="Japanese"),
        pytest.param("Ulmian Justice Minister Ana Roe spoke.", "en", id="an adjective of the topic's country"),
        pytest.param("La ministre ulmienne de la Justice, Ana Roe, a parlé.", "fr", id="French adjective"),
        pytest.param("Die ulmische Justizministerin Ana Roe sprach.", "de", id="German adjective"),
    ],
)
def test_ministers_of_all_kinds_have_one_name(text: str, language: str) -> None:
    """An office has one spelling in six languages, whoever holds it."""
    assert {f.value for f in read(text, language) if f.question == "roe_is"} == {"justice minister of ulmia"}
