"""What a message says of the others: who still carries the old value, who follows after how long, silent or disclosed.

On articles of our own in six languages, on the seeds, and on real revisions where PACTWATCH_CLAIMS_DATA names a folder.
"""

from __future__ import annotations

import asyncio
import gzip
import html
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from inbox import Inbox, receiving

from pactwatch.archive import Archive, open_archive
from pactwatch.clock import VirtualClock
from pactwatch.config import load_topic
from pactwatch.deliver import deliver_owed
from pactwatch.diff import classify
from pactwatch.model import AlertRule, FetchRules, Question, Relevance, SourceSpec, Topic, Url
from pactwatch.passes import LocalEngine, run_offline, run_pass
from pactwatch.paths import SEEDS

START = datetime(2031, 5, 3, 9, tzinfo=UTC)
DEATHS = Question("deaths", "How many died?", "count", event="kill")


@dataclass(frozen=True)
class Tongue:
    """One language: the sentence that is corrected, what three outlets say around it, and a correction notice."""

    said: str
    around: tuple[str, str, str]
    notice: str


TONGUES = {
    "en": Tongue(
        "The flood killed {} people, the ministry said.",
        (
            "Rescue boats searched the reed beds until dark. Families waited at the school for news of the missing.",
            "Nobody in the lower town had been warned, residents say. The bridge to the harbour stays closed for now.",
            "Officials spoke of a night without sleep along the old dyke. The river should fall by the weekend.",
        ),
        "Correction: An earlier version of this article said that {} people were killed.",
    ),
    "de": Tongue(
        "Bei dem Hochwasser wurden {} Menschen getötet, teilte das Ministerium mit.",
        (
            "Rettungsboote suchten das Schilf bis zum Einbruch der Dunkelheit ab. Familien warteten in der Schule.",
            "Niemand in der Unterstadt war gewarnt worden, sagen Anwohner. Die Brücke zum Hafen bleibt gesperrt.",
            "Beamte sprachen von einer Nacht ohne Schlaf am alten Deich. Der Fluss soll bis zum Wochenende fallen.",
        ),
        "Korrektur: In einer früheren Version dieses Artikels hieß es, {} Menschen seien getötet worden.",
    ),
    "fr": Tongue(
        "L’inondation a tué {} personnes, a indiqué le ministère.",
        (
            "Des bateaux de secours ont fouillé les roselières jusqu’à la nuit. Des familles attendaient à l’école.",
            "Personne dans la ville basse n’avait été prévenu, disent les habitants. Le pont du port reste fermé.",
            "Les autorités ont parlé d’une nuit blanche le long de la vieille digue. La rivière baissera bientôt.",
        ),
        "Rectificatif : une version précédente de cet article indiquait que {} personnes avaient été tuées.",
    ),
    "es": Tongue(
        "La inundación mató a {} personas, informó el ministerio.",
        (
            "Lanchas de rescate recorrieron los carrizales hasta la noche. Las familias esperaban en la escuela.",
            "Nadie en la ciudad baja había sido avisado, dicen los vecinos. El puente del puerto sigue cerrado.",
            "Las autoridades hablaron de una noche en vela junto al viejo dique. El río bajará el fin de semana.",
        ),
        "Corrección: una versión anterior de este artículo decía que murieron {} personas.",
    ),
    "it": Tongue(
        "L’alluvione ha ucciso {} persone, ha comunicato il ministero.",
        (
            "Le barche di soccorso hanno perlustrato i canneti fino a notte. Le famiglie aspettavano nella scuola.",
            "Nessuno nella città bassa era stato avvertito, dicono gli abitanti. Il ponte del porto resta chiuso.",
            "Le autorità hanno parlato di una notte insonne lungo il vecchio argine. Il fiume calerà presto.",
        ),
        "Correzione: una versione precedente di questo articolo riportava che erano morte {} persone.",
    ),
    "ja": Tongue(
        "省によると、洪水で{}人が死亡した。",
        (
            "救助艇は日没まで葦原を捜索した。家族は学校で行方不明者の知らせを待っていた。",
            "下町では誰も警告を受けていなかったと住民は話す。港へ渡る橋は今も閉鎖されている。",
            "古い堤防のそばでは誰も眠れなかったと担当者は語った。川の水位は週末までに下がる見込みだ。",
        ),
        "【訂正】当初の記事で死者を{}人としたのは誤りでした。",
    ),
}


@dataclass
class Press(httpx.AsyncBaseTransport):
    """Outlets with one article each, by host; a path is a page."""

    pages: dict[str, str] = field(default_factory=dict)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        page = self.pages.get(f"{request.url.host}{request.url.path}")
        body = httpx.ByteStream((page or "no").encode())
        headers = {"content-type": "text/html; charset=utf-8"}
        return httpx.Response(200 if page else 404, headers=headers, stream=body, request=request)


def page(paragraphs: list[str], language: str, headline: str) -> str:
    """Write an article's page."""
    text = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs)
    return (
        f'<html lang="{language}"><head><title>{headline}</title>'
        '<meta property="article:published_time" content="2031-05-03T08:00:00Z"></head>'
        f"<body><article><h1>{headline}</h1>{text}</article></body></html>"
    )


@dataclass
class Desk:
    """A watch over the outlets, and the inbox that is told."""

    archive: Archive
    press: Press
    inbox: Inbox
    topic: Topic

    def after(self, hours: float) -> list[str]:
        """Do a pass so many hours after the first, deliver, and give the text of the mails that this brought."""
        had = len(self.inbox.mails)
        clock = VirtualClock(START + timedelta(hours=hours))
        asyncio.run(run_pass(self.topic, self.archive, clock, LocalEngine(), self.press))
        deliver_owed(self.topic, self.archive, clock, {})
        return [
            f"{str(self.inbox.mails[n]['Subject']).strip()}\n{self.inbox.text(n)}"
            for n in range(had, len(self.inbox.mails))
        ]

    def edits(self) -> dict[str, tuple[int, int]]:
        """Count each outlet's corrected values: silent, disclosed."""
        rows = self.archive.rows("SELECT outlet, silent, disclosed FROM edits_by_outlet")
        return {str(row["outlet"]): (int(str(row["silent"])), int(str(row["disclosed"]))) for row in rows}


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """Run a mail server."""
    with receiving() as found:
        yield found


def watching(path: Path, inbox: Inbox, pages: Mapping[str, str], outlets: Mapping[str, str]) -> Desk:
    """Watch these pages, each of an outlet."""
    topic = Topic(
        "flood",
        "The flood",
        ("en",),
        Relevance(mode="all"),
        FetchRules(per_host_delay_s=0, attempts=1, recheck="always"),
        questions=(DEATHS,),
        sources=tuple(SourceSpec("url", Url(f"https://{at}"), outlet=outlets[at]) for at in pages),
        alerts=(AlertRule("desk", ("material",), (inbox.url,)),),
    )
    return Desk(open_archive(path / "a.db"), Press(dict(pages)), inbox, topic)


@pytest.mark.parametrize("language", TONGUES)
def test_who_carries_who_follows_and_who_says_so(inbox: Inbox, tmp_path: Path, language: str) -> None:
    """One outlet corrects in silence, one follows five hours later with a notice, one never does."""
    tongue = TONGUES[language]
    names = dict(
        zip(("first.example/a", "second.example/a", "third.example/a"), ("First", "Second", "Third"), strict=True)
    )

    def written(n: int, value: int, notice: str = "") -> str:
        paragraphs = [tongue.said.format(value), tongue.around[n], *([notice] if notice else [])]
        return page(paragraphs, language, f"Flood {n}")

    desk = watching(tmp_path, inbox, {at: written(n, 29) for n, at in enumerate(names)}, names)
    with closing(desk.archive):
        assert desk.after(0) == []
        desk.press.pages["first.example/a"] = written(0, 92)
        (told,) = desk.after(2)
        assert told.startswith("First changed ") and told.splitlines()[0].endswith(": 29 people -> 92 people")
        assert "Silent: no correction notice came with it" in told
        assert "Still carried by 2 articles, when this was sent:" in told
        assert "   Second (How many died? 29" in told and "): https://second.example/a" in told
        assert "Follows" not in told

        desk.press.pages["second.example/a"] = written(1, 92, tongue.notice.format(29))
        (told,) = desk.after(7)
        assert told.startswith("Second changed ") and told.splitlines()[0].endswith(": 29 people -> 92 people")
        assert f"Disclosed: {tongue.notice.format(29)}" in told
        assert "Follows First, which made the same correction: 5 hours later" in told
        assert "Still carried by 1 article, when this was sent:" in told and "Third (" in told
        assert desk.edits() == {"First": (1, 0), "Second": (0, 1)}

        assert desk.after(12) == []
        stale = desk.archive.rows("SELECT outlet, value, corrected_by, lag_hours FROM stale_values")
        assert [tuple(row.values()) for row in stale] == [("Third", "29", "First", 10.0)]
        lags = desk.archive.rows("SELECT outlet, first_outlet, lag_hours FROM correction_lags ORDER BY lag_hours")
        assert [tuple(row.values()) for row in lags] == [("First", "First", 0.0), ("Second", "First", 5.0)]


def test_copies_of_a_report_that_keep_the_old_words_are_carriers(inbox: Inbox, tmp_path: Path) -> None:
    """Where no question asks for a value, copies of one report are known by the words that one of them has replaced."""
    tongue = TONGUES["en"]
    text = [*tongue.around, "The old mill at Arlen lost 14 of its wheels to the water, its owner Paul Lindqvist said."]
    changed = [*text[:-1], text[-1].replace("14 of", "41 of")]
    names = {f"{name}.example/a": name.title() for name in ("wire", "morning", "evening")}
    desk = watching(tmp_path, inbox, {at: page(text, "en", "Flood") for at in names}, names)
    with closing(desk.archive):
        desk.after(0)
        desk.press.pages["wire.example/a"] = page(changed, "en", "Flood")
        (told,) = desk.after(1)
        assert "Still carried by 2 articles, when this was sent:" in told
        assert "   Evening (the same report): https://evening.example/a" in told
        desk.press.pages["morning.example/a"] = page(changed, "en", "Flood")
        (told,) = desk.after(4)
        assert told.startswith("1 more outlet made the same edit (2 now): ")
        assert "Still carried by 1 article, when this was sent:" in told and "Evening (the same report)" in told
        assert desk.edits() == {"Wire": (1, 0), "Morning": (1, 0)}


DATA = os.environ.get("PACTWATCH_CLAIMS_DATA", "")


@pytest.mark.skipif(not DATA, reason="needs real revisions: PACTWATCH_CLAIMS_DATA names the folder")
def test_real_revisions_are_counted_as_silent_or_disclosed(inbox: Inbox, tmp_path: Path) -> None:
    """Of 120 real corrections of a figure, half of them with a notice, all are told and counted as what they are."""
    with gzip.open(Path(DATA) / "classify_vitaminc.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = [
        (row["old"], row["new"])
        for row in rows
        if len(row["old"]) > 60 and classify(row["old"], row["new"], language="en").facets == ("number",)
    ][:120]
    around = TONGUES["en"].around
    notice = "Correction: An earlier version of this article said something else: {}"
    names: dict[str, str] = {}
    pages: dict[str, str] = {}
    for n, (old, _) in enumerate(found):
        for at, name in ((f"first{n}.example/a", ("Silent", "Open")[n % 2]), (f"copy{n}.example/a", "Copy")):
            names[at], pages[at] = name, page([*around, old], "en", f"Story {n}")
    desk = watching(tmp_path, inbox, pages, names)
    with closing(desk.archive):
        desk.after(0)
        for n, (old, new) in enumerate(found):
            end = [notice.format(old)] if n % 2 else []
            desk.press.pages[f"first{n}.example/a"] = page([*around, new, *end], "en", f"Story {n}")
        assert len(desk.after(2)) <= len(found), "the same edit in copies is one message"
        assert len(desk.archive.rows("SELECT 1 FROM alerts")) == len(found)
        assert desk.edits()["Silent"] == (60, 0)
        assert desk.edits()["Open"][1] >= 58, "one in thirty may be a sentence that falls into two"


def test_the_outlets_of_the_seeds_edit_in_silence(inbox: Inbox, tmp_path: Path) -> None:
    """Each outlet of the replayed seeds has its corrections, none followed by the other, and its count."""
    topic = replace(load_topic("japan-eu-pact"), alerts=(AlertRule("desk", ("material",), (inbox.url,)),))
    asyncio.run(run_offline(topic, tmp_path / "a.db", LocalEngine(), SEEDS))
    with closing(open_archive(tmp_path / "a.db")) as archive:
        deliver_owed(topic, archive, VirtualClock(datetime(2024, 11, 12, 10, tzinfo=UTC)), {})
        desk = Desk(archive, Press(), inbox, topic)
        counts = desk.edits()
        corrected = archive.rows("SELECT outlet, question, old_value, new_value FROM corrections ORDER BY corrected_at")
        assert archive.rows("SELECT 1 FROM stale_values") == []
        assert archive.rows("SELECT 1 FROM correction_lags WHERE lag_hours > 0") == []
    assert [tuple(row.values()) for row in corrected] == [
        ("MENAFN", "office_iwaya", "defence minister of japan", "foreign minister of japan"),
        ("MENAFN", "date_of_effect", "2025-01-01", "2025-04-01"),
        ("The Meridian Brief", "cost", "40000000 EUR", "14000000 EUR"),
    ]
    assert counts == {"MENAFN": (5, 0), "The Meridian Brief": (5, 0)}
    texts = [inbox.text(n) for n in range(len(inbox.mails))]
    silent = sum(text.count("Silent: no correction notice came with it") for text in texts)
    assert silent == sum(n for n, _ in counts.values())
    assert any("MENAFN so far: 5 values changed in silence, 0 with a correction notice" in text for text in texts)
