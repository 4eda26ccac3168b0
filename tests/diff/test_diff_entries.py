"""Live blogs: what falls off the end is not withdrawn, what is edited further down is told, and times are known."""

from __future__ import annotations

import pytest

from pactwatch.claims import claims_of
from pactwatch.diff import Comparison, compare
from pactwatch.diff.entries import entries_of
from pactwatch.model import Article, Block, Wording

LEAD = "Norland votes today on the fisheries treaty; we follow the count as it happens."
ENTRIES = [
    ("08:00", "Good morning from Halden. Polling stations are open until eight tonight."),
    ("10:15", "Long queues are reported from the capital, where three stations ran out of forms."),
    ("12:40", "The minister, Ingrid Sollum, has voted in her home town. She did not speak to the press."),
    ("15:05", "Turnout stood at 41 per cent at three o'clock, the electoral office says."),
    ("17:30", "A burst pipe closed the station at the fish market for an hour. Nobody was hurt."),
    ("20:05", "Polling stations have closed. The first districts will report within the hour."),
    ("22:30", "With two thirds of the districts counted, the no side leads by 9,000 votes."),
    ("23:50", "The count is over: 50.8 per cent voted against the treaty, the electoral office says."),
]


def blog(entries: list[tuple[str, str]], *, newest_on_top: bool = True, end: tuple[str, ...] = ()) -> Article:
    """Make a live blog; the times stand in lines of their own, as the extractor gives them."""
    blocks = [Block("paragraph", LEAD)]
    for time, text in entries[::-1] if newest_on_top else entries:
        blocks += [Block("time", time), Block("paragraph", text)]
    return Article((*blocks, *(Block("paragraph", text) for text in end)), language="en")


def compared(old: Article, new: Article) -> Comparison:
    """Compare two versions of a live blog."""
    return compare(claims_of(old), claims_of(new), language="en", old_text=old.text, new_text=new.text)


def told(old: Article, new: Article) -> list[tuple[str, str, bool]]:
    """Give kind, rule and materiality of each change."""
    return [(c.kind, c.verdict.rule, c.verdict.material) for c in compared(old, new).changes]


@pytest.mark.parametrize("newest_on_top", [True, False])
def test_entries_are_found_in_the_order_of_their_times(newest_on_top: bool) -> None:
    """Newest on top or at the bottom, the oldest entry comes first; the lead is none of them."""
    article = blog(ENTRIES, newest_on_top=newest_on_top)
    found = entries_of(claims_of(article), article.text)
    assert [entry.minute for entry in found] == [480, 615, 760, 905, 1050, 1205, 1350, 1430]
    assert 0 not in {place for entry in found for place in entry.places}


@pytest.mark.parametrize(
    ("line", "minute"),
    [
        ("14:05", 845),
        ("14.05 Uhr", 845),
        ("14h05", 845),
        ("2.05 pm BST", 845),
        ("Tue 5 Nov 2024 14:05 CET", 845),
        ("5 novembre 2024 à 14h05", 845),
        ("ore 14:05", 845),
        ("14時5分", 845),
        ("14時05分", 845),
        ("午後2時05分", 845),
        ("12:30 a.m.", 30),
        ("Uhrzeit 14 Uhr", 840),
    ],
)
def test_a_time_is_read_as_newsrooms_print_it(line: str, minute: int) -> None:
    """Clocks of six languages."""
    entries = [(f"08:0{k}", text) for k, (_, text) in enumerate(ENTRIES[:5])] + [(line, ENTRIES[5][1])]
    article = blog(entries, newest_on_top=False)
    found = entries_of(claims_of(article), article.text)
    assert [entry.minute for entry in found] == [480, 481, 482, 483, 484, minute]


@pytest.mark.parametrize("newest_on_top", [True, False])
@pytest.mark.parametrize("end", [(), ("Write to the desk if you see a mistake on this page.",)])
def test_what_falls_off_a_rolling_window_is_not_removed(newest_on_top: bool, end: tuple[str, ...]) -> None:
    """New entries come, the oldest are shown no more: only the new ones are material."""
    old = blog(ENTRIES[:6], newest_on_top=newest_on_top, end=end)
    new = blog(ENTRIES[2:], newest_on_top=newest_on_top, end=end)
    changes = compared(old, new).changes
    assert {(c.kind, c.verdict.rule) for c in changes if not c.verdict.material} == {("removed", "entry-out-of-sight")}
    assert {(c.kind, c.verdict.rule) for c in changes if c.verdict.material} == {("new", "claim-new")}
    assert {c.old_text for c in changes if c.kind == "removed"} == {
        "Good morning from Halden.",
        "Polling stations are open until eight tonight.",
        ENTRIES[1][1],
    }


def test_what_show_more_hides_and_shows_is_neither_removed_nor_new() -> None:
    """Several of the oldest entries go as a whole, or come back, and nothing is material."""
    assert {rule for _, rule, _ in told(blog(ENTRIES), blog(ENTRIES[3:]))} == {"entry-out-of-sight"}
    assert {rule for _, rule, _ in told(blog(ENTRIES[3:]), blog(ENTRIES))} == {"entry-out-of-sight"}


def test_an_entry_taken_out_of_the_middle_is_removed() -> None:
    """Only the oldest end falls off by itself."""
    assert told(blog(ENTRIES), blog([*ENTRIES[:3], *ENTRIES[4:]])) == [("removed", "claim-removed", True)]


def test_the_first_entry_alone_is_removed_where_nothing_new_came() -> None:
    """One entry that goes while the blog stands still was taken down."""
    assert {rule for _, rule, _ in told(blog(ENTRIES), blog(ENTRIES[1:]))} == {"claim-removed"}


def test_an_older_entry_that_is_edited_is_told_beside_the_new_ones() -> None:
    """The change that matters is found under any number of new entries."""
    edited = [(time, text.replace("41", "14")) for time, text in ENTRIES]
    changes = compared(blog(ENTRIES[:5]), blog(edited)).changes
    assert [c.verdict.rule for c in changes if c.kind == "changed"] == ["number-changed"]
    assert {c.verdict.rule for c in changes if c.kind != "changed"} == {"claim-new"}


def test_a_new_entry_that_says_an_old_one_with_other_figures_is_a_claim_of_its_own() -> None:
    """The count at nine is no correction of the count at five, even while the latter falls off."""
    count = [(f"{hour}:00", f"The toll stands at {hour * 3} dead, the ministry says.") for hour in range(10, 20)]
    comparison = compared(blog(count[:6]), blog(count[4:]))
    assert {(c.kind, c.verdict.rule) for c in comparison.changes} == {
        ("new", "claim-new"),
        ("removed", "entry-out-of-sight"),
    }
    assert len(comparison.lineage) == 3  # the lead and the two entries that both show


def test_a_pinned_entry_that_moves_has_moved() -> None:
    """An old entry pinned on top of the newer ones keeps its claim, and nothing is material."""
    pinned = [*ENTRIES[:2], *ENTRIES[3:], ENTRIES[2]]
    comparison = compared(blog(ENTRIES), blog(pinned))
    assert {(c.kind, c.verdict.rule) for c in comparison.changes} == {("moved", "moved")}
    assert len(comparison.lineage) == len(claims_of(blog(ENTRIES)))


def test_an_entry_whose_time_was_set_right_goes_on() -> None:
    """A time a few minutes off is no other entry."""
    moved = [*ENTRIES[:3], ("15:09", ENTRIES[3][1].replace("41", "44")), *ENTRIES[4:]]
    assert told(blog(ENTRIES), blog(moved)) == [("changed", "number-changed", True)]


# ruff: noqa: E501 - a line is an entry
TICKER = {
    "de": [
        "+++ 08:00 Uhr: Die Wahllokale in Halden haben geöffnet, die Schlangen reichen bis zum Hafen und zur Brücke. +++",
        "+++ 11:30 Uhr: Die Ministerin Ingrid Sollum hat in ihrer Heimatstadt gewählt und sich nicht weiter geäußert. +++",
        "+++ 15:00 Uhr: Die Beteiligung liegt nach Angaben des Wahlamts bei 41 Prozent und damit höher als zuletzt. +++",
        "+++ 18:10 Uhr: Ein Rohrbruch legte das Wahllokal am Fischmarkt still; verletzt wurde dabei aber niemand. +++",
        "+++ 20:00 Uhr: Die Wahllokale haben geschlossen, die ersten Bezirke wollen binnen einer Stunde melden. +++",
        "+++ 22:40 Uhr: Das Nein liegt nach Auszählung von zwei Dritteln der Bezirke mit 9.000 Stimmen vorn. +++",
    ],
    "fr": [
        "08h00 - Les bureaux de vote de Halden sont ouverts, et les files s'étirent déjà jusqu'au port et au pont.",
        "11h30 - La ministre Ingrid Sollum a voté dans sa ville natale et n'a fait aucune déclaration à la sortie.",
        "15h00 - La participation atteint 41 % selon l'office électoral, soit davantage que lors du dernier scrutin.",
        "18h10 - Une fuite d'eau a fermé le bureau du marché aux poissons pendant une heure, sans faire de blessé.",
        "20h00 - Les bureaux de vote sont fermés, et les premiers résultats sont attendus dans l'heure qui vient.",
        "22h40 - Le non mène de 9 000 voix après le dépouillement des deux tiers des circonscriptions du pays.",
    ],
    "ja": [
        "【8時00分】ハルデンの投票所が開き、港や橋の近くまで長い列が続いている。有権者は寒さの中で順番を待ち、係員は用紙の追加を手配した。市の職員によると、朝のうちに三つの投票所で用紙が足りなくなったという。",
        "【11時30分】ソルム漁業相が地元で投票を済ませ、記者団の質問には答えず車に乗り込んだ。支持者が沿道で旗を振り、警察官が通りの両側に並んだ。漁業相は午後に首都へ戻り、党の本部で開票を見守る予定だと側近が話した。",
        "【15時00分】選挙管理委員会によると投票率は41%で、前回の同じ時刻を上回っている。首都では特に高い数字となり、若者の列が目立つ。委員会は締め切りまでに六割を超えるとの見方を示し、早めの投票を呼びかけた。",
        "【18時10分】魚市場の投票所が水道管の破裂で一時閉鎖されたが、けが人は出ていない。一時間後に再開し、待っていた人々が順に入った。市の担当者は設備の点検が十分でなかったとして、待たされた有権者に謝罪した。",
        "【20時00分】投票所がすべて閉まり、最初の地区の結果は一時間以内に出る見通しとなった。各陣営は結果を待ち、支持者が広場に集まり始めた。国営放送は特別番組を組み、夜通し開票の様子を伝えることにしている。",
        "【22時40分】三分の二の地区を開票した時点で反対派が9000票の差をつけている。谷の地区が大半を占め、沿岸部の開票はこれからだ。賛成派は沿岸の票で追いつけるとみており、双方とも勝敗についての発言を控えている。",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(TICKER))
def test_a_ticker_whose_times_stand_in_its_sentences_is_a_live_blog(language: str) -> None:
    """`+++ 14:05 Uhr: …`: the oldest entries fall off, an edit further down is told."""
    lines = TICKER[language][::-1]
    edited = [line.replace("41", "14") for line in lines]
    old, new = (
        Article(tuple(Block("paragraph", line) for line in shown), language=language)
        for shown in (lines[1:], edited[:-1])
    )
    changes = compare(claims_of(old), claims_of(new), language=language, old_text=old.text, new_text=new.text).changes
    kinds = {(c.kind, c.verdict.rule) for c in changes if c.kind != "moved"}
    assert kinds == {("new", "claim-new"), ("changed", "number-changed"), ("removed", "entry-out-of-sight")}


def test_an_agenda_is_no_live_blog() -> None:
    """Short items with times of day: what is struck from the end is struck."""
    agenda = ["09:00 Opening", "10:30 Treaty", "12:00 Lunch", "14:00 Fisheries", "16:00 Vote", "17:00 Press"]
    old, new = ([Wording(text, kind="item") for text in shown] for shown in (agenda, agenda[3:]))
    assert {c.verdict.rule for c in compare(old, new, language="en").changes} == {"claim-removed"}


def test_a_story_that_tells_times_is_no_live_blog() -> None:
    """Times within sentences, and times in no order, make no entries."""
    story = Article(tuple(Block("paragraph", f"At {text}") for _, text in ENTRIES), language="en")
    assert entries_of(claims_of(story), story.text) == ()
    mixed = blog([(time, text) for (time, _), (_, text) in zip(ENTRIES[::2] + ENTRIES[1::2], ENTRIES, strict=True)])
    assert len(entries_of(claims_of(mixed), mixed.text)) in (0, len(ENTRIES))
