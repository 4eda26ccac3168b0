"""Whole articles on two invented events, in five languages: which facts, and which conflicts, and no others."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from pactwatch.claims import find_claims
from pactwatch.config import load_topic
from pactwatch.facts import find_conflicts, read_facts, sheet, voices
from pactwatch.model import Entity, Question, Said, Topic


@dataclass(frozen=True)
class Story:
    """One article."""

    outlet: str
    language: str
    published_at: str
    headline: str
    text: str


PACT = Topic(
    "lake-charter",
    "The Lake Charter",
    ("en", "ja", "fr"),
    entities=(
        Entity("charter", "work", "Lake Charter", ("Lake Charter", "Charte du lac", "湖水憲章")),
        Entity("orlen", "organisation", "Orlenia", ("Orlenia", "Orlénie", "オルレニア")),
        Entity("sava", "organisation", "Savaria", ("Savaria", "Savarie", "サバリア")),
        Entity("brenn", "place", "Brenn", ("Brenn", "ブレン")),
        Entity("lume", "place", "Lume", ("Lume", "リューメ")),
        Entity("kade", "person", "Milo Kade", ("Milo Kade", "Kade", "カーデ"), ("environment minister of orlenia",)),
        Entity("ferro", "person", "Ana Ferro", ("Ana Ferro", "Ferro", "フェロ"), ("environment minister of savaria",)),
        Entity("ruiz", "person", "Tess Ruiz", ("Tess Ruiz", "Ruiz"), ("prime minister of orlenia",)),
        Entity("bohm", "person", "Otto Bohm", ("Otto Bohm", "Bohm"), ("president of savaria",)),
    ),
    questions=(
        Question("signatory", "Who signed?", "person", many=True, event="sign", about="charter"),
        Question("date_signed", "When was it signed?", "date", event="sign", about="charter"),
        Question("place", "Where?", "place", event="sign", about="charter"),
        Question("effect", "When does it take effect?", "date", event="take effect", about="charter"),
        Question("office_kade", "What office does Kade hold?", "role", about="kade"),
    ),
)

PACT_STORIES = (
    Story(
        "Herald",
        "en",
        "2032-09-14",
        "Neighbours sign charter to save the lake",
        "Orlenia and Savaria have signed a charter to protect the lake that they share, ending nine years of talks. "
        "The ceremony was held on the shore at sunrise.\n"
        "The Lake Charter was signed in Brenn on Monday by Orlenia's Environment Minister Milo Kade and his Savarian "
        "counterpart, Ana Ferro. It is due to enter into force on 1 March 2033.\n"
        "“We owe this to the fishers,” Kade said.",
    ),
    Story(
        "Courier",
        "en",
        "2032-09-14",
        "A lake, two flags",
        "Savaria and Orlenia closed a long quarrel this week with a new agreement on water and fish. The signing "
        "ceremony "
        "took place in Brenn, attended by ministers and mayors of both shores, including Orlenian Prime Minister "
        "Tess Ruiz "
        "and President Otto Bohm.\n"
        "The agreement will take effect on 1 May 2033. An older Ferry Convention has been in force since 2011.",
    ),
    Story(
        "Agence du Nord",
        "fr",
        "2032-09-14",
        "Un texte pour le lac",
        "La Charte du lac a été signée lundi à Brenn par Milo Kade et Ana Ferro. Elle entrera en vigueur le 1er "
        "mars 2033.\n"
        "Le ministre de l'Environnement Milo Kade a remercié les pêcheurs.",
    ),
    Story(
        "湖畔新聞",
        "ja",
        "2032-09-14",
        "湖水憲章に署名",
        "オルレニアのカーデ環境相とサバリアのフェロ環境相は13日、ブレンで湖水憲章に署名した。憲章は2033年3月1日に発効する。",
    ),
    Story(
        "Lume Post",
        "en",
        "2032-09-15",
        "What the charter means for Lume",
        "Shipping firms in Lume fear higher costs. Energy Minister Milo Kade, who signed the Lake Charter with "
        "Ferro on "
        "Monday, is expected in Lume on Friday. Nothing was signed in Lume itself, and a trade deal signed in Lume on "
        "2 August is not affected.",
    ),
)

DAM_STORIES = (
    Story(
        "Wire",
        "en",
        "2029-05-06",
        "Dam failure kills at least 29",
        "The Ostra Vale dam in northern Korvia collapsed on Friday after days of heavy rain. At least 29 people "
        "were killed "
        "and 14 are missing, officials said on Sunday.\n"
        "More than 3,000 people were evacuated from Selden. Veltraz chief executive Tomas Dunmore visited the valley.",
    ),
    Story(
        "Morning Paper",
        "en",
        "2029-05-06",
        "Grief in the Ostra Vale",
        "The Ostra Vale dam collapsed on 4 May 2029, killing 92 people. Residents were not warned in time, "
        "survivors said. "
        "Another 14 people are missing.",
    ),
    Story(
        "Tagesblatt",
        "de",
        "2029-05-06",
        "Mindestens 29 Tote nach Dammbruch",
        "Nach dem Bruch des Ostratal-Staudamms in Korwien ist die Zahl der Opfer gestiegen. Mindestens 29 "
        "Menschen wurden "
        "getötet, 14 werden vermisst. Rund 3000 Menschen wurden evakuiert.",
    ),
    Story(
        "Gazette",
        "en",
        "2029-05-10",
        "Minister goes over dam",
        "Energy Minister Mirela Harrow resigned on Wednesday. The dam collapsed on Saturday, 5 May 2029. Harrow "
        "had not been "
        "warned, her office said. The chairman of Veltraz Energy, Tomas Dunmore, has not resigned.",
    ),
    Story(
        "Le Relais",
        "fr",
        "2029-05-10",
        "Démission après la rupture du barrage",
        "La ministre de l'Énergie Mirela Harrow a démissionné mercredi. La rupture du barrage d'Ostra Vale a "
        "fait 31 morts.",
    ),
)


def heard(stories: tuple[Story, ...], topic: Topic) -> list[Said]:
    """Read all stories."""
    said: list[Said] = []
    for number, story in enumerate(stories):
        wordings = find_claims(story.text, language=story.language, published_at=story.published_at)
        facts = read_facts(
            wordings, topic, headline=story.headline, published_at=story.published_at, language=story.language
        )
        said += [Said(fact, story.outlet, f"https://example.org/{number}") for fact in facts]
    return said


def values(said: list[Said], question: str) -> set[tuple[str, str]]:
    """Give outlet and value of what is done or planned."""
    sure = ("done", "planned", "expected")
    return {(s.outlet, s.fact.value) for s in said if s.fact.question == question and s.fact.modality in sure}


@pytest.fixture(scope="module")
def pact() -> list[Said]:
    """All that was said of the charter."""
    return heard(PACT_STORIES, PACT)


@pytest.fixture(scope="module")
def dam() -> list[Said]:
    """All that was said of the dam."""
    return heard(DAM_STORIES, load_topic("example-dam-failure"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            "signatory",
            {
                ("Herald", "kade"),
                ("Herald", "ferro"),
                ("Courier", "ruiz"),
                ("Courier", "bohm"),
                ("Agence du Nord", "kade"),
                ("Agence du Nord", "ferro"),
                ("湖畔新聞", "kade"),
                ("湖畔新聞", "ferro"),
                ("Lume Post", "kade"),
                ("Lume Post", "ferro"),
            },
            id="who",
        ),
        pytest.param(
            "date_signed",
            {
                ("Herald", "2032-09-13"),
                ("Agence du Nord", "2032-09-13"),
                ("湖畔新聞", "2032-09-13"),
                ("Lume Post", "2032-09-13"),
            },
            id="when",
        ),
        pytest.param(
            "place",
            {("Herald", "brenn"), ("Courier", "brenn"), ("Agence du Nord", "brenn"), ("湖畔新聞", "brenn")},
            id="where",
        ),
        pytest.param(
            "effect",
            {
                ("Herald", "2033-03-01"),
                ("Courier", "2033-05-01"),
                ("Agence du Nord", "2033-03-01"),
                ("湖畔新聞", "2033-03-01"),
            },
            id="effect",
        ),
        pytest.param(
            "office_kade",
            {
                ("Herald", "environment minister of orlenia"),
                ("Agence du Nord", "environment minister of orlenia"),
                ("湖畔新聞", "environment minister of orlenia"),
                ("Lume Post", "energy minister of orlenia"),
            },
            id="office",
        ),
    ],
)
def test_the_charter_s_facts(pact: list[Said], question: str, expected: set[tuple[str, str]]) -> None:
    """Three languages, one value for one thing, and nothing of the other treaties."""
    assert values(pact, question) == expected


def test_the_charter_s_conflicts(pact: list[Said]) -> None:
    """Signers against those present, two dates of effect, two offices; place and date agree."""
    assert [(c.question, c.kind, c.values) for c in find_conflicts(pact, PACT.questions)] == [
        ("signatory", "accounts diverge", (("bohm", "ruiz"), ("ferro", "kade"))),
        ("effect", "asserted", (("2033-03-01",), ("2033-05-01",))),
        (
            "office_kade",
            "accounts diverge",
            (("energy minister of orlenia",), ("environment minister of orlenia",)),
        ),
    ]
    assert {a.question: a.verdict for a in sheet(pact, PACT)} == {
        "signatory": "diverging",
        "effect": "diverging",
        "office_kade": "diverging",
        "date_signed": "agreed",
        "place": "agreed",
    }


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            "collapse_date",
            {("Wire", "2029-05-04"), ("Morning Paper", "2029-05-04"), ("Gazette", "2029-05-05")},
            id="when",
        ),
        pytest.param(
            "deaths",
            {("Wire", ">=29"), ("Morning Paper", "92"), ("Tagesblatt", ">=29"), ("Le Relais", "31")},
            id="deaths",
        ),
        pytest.param("missing", {("Wire", "14"), ("Morning Paper", "14"), ("Tagesblatt", "14")}, id="missing"),
        pytest.param("evacuated", {("Wire", ">3000"), ("Tagesblatt", "~3000")}, id="evacuated"),
        pytest.param("resigned", {("Gazette", "harrow"), ("Le Relais", "harrow")}, id="resigned"),
        pytest.param("warned", {("Morning Paper", "no")}, id="warned"),
        pytest.param("cause", {("Wire", "heavy rain")}, id="cause"),
        pytest.param(
            "office_dunmore",
            {("Wire", "chief executive of veltraz energy"), ("Gazette", "chair of veltraz energy")},
            id="office",
        ),
    ],
)
def test_the_dam_s_facts(dam: list[Said], question: str, expected: set[tuple[str, str]]) -> None:
    """The same rules read another kind of event."""
    assert values(dam, question) == expected


def test_the_dam_s_conflicts(dam: list[Said]) -> None:
    """92 against 31, 4 against 5 May; at least 29 contradicts neither number."""
    conflicts = {
        c.question: (c.kind, c.values) for c in find_conflicts(dam, load_topic("example-dam-failure").questions)
    }
    assert conflicts == {
        "collapse_date": ("asserted", (("2029-05-04",), ("2029-05-05",))),
        "deaths": ("asserted", (("31",), ("92",))),
    }


def test_a_copied_report_is_no_second_voice(pact: list[Said]) -> None:
    """When one desk copies another, its saying is the other's, but for what it has changed."""
    copied = replace(PACT_STORIES[0], outlet="Echo", text=PACT_STORIES[0].text.replace("1 March", "1 April"))
    stories = (PACT_STORIES[0], copied)
    voice = voices({f"https://example.org/{n}": story.text for n, story in enumerate(stories)})
    said = [replace(s, voice=voice[s.article_url]) for s in heard(stories, PACT)]
    assert {s.voice for s in said} == {"https://example.org/0"}
    assert {answer.verdict for answer in sheet(said, PACT) if answer.question != "effect"} == {"one source"}
    assert [c.values for c in find_conflicts(said, PACT.questions)] == [(("2033-03-01",), ("2033-04-01",))]
