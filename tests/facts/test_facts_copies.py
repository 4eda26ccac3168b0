"""What a desk changed in a report that it copied."""

from __future__ import annotations

from pactwatch.facts import Edit, bands_of, copied_from, local_edits

REPORT = (
    "The bridge at Lower Fenn was closed on Tuesday after a barge struck its middle pier. Nobody was hurt.\n"
    "Engineers will need three weeks, the county said. Buses go round by the old mill."
)


def test_edits_are_listed() -> None:
    """A figure changed, a sentence cut, one added: each is told apart."""
    copy = REPORT.replace("three weeks", "five weeks").replace(" Nobody was hurt.", "") + " Our readers were stranded."
    assert set(local_edits(REPORT, copy, "en")) == {
        Edit("Nobody was hurt.", None),
        Edit("Engineers will need three weeks, the county said.", "Engineers will need five weeks, the county said."),
        Edit(None, "Our readers were stranded."),
    }


def test_typography_is_no_edit() -> None:
    """Other quotation marks, dashes and capitals change nothing."""
    assert local_edits("He said “never” – twice.", 'He SAID "never" - twice.', "en") == ()


def test_japanese_edits_are_found() -> None:
    """Sentences without spaces are compared by characters."""
    old = "橋は火曜日に閉鎖された。工事には三週間かかる。"
    assert local_edits(old, old.replace("三週間", "五週間"), "ja") == (
        Edit("工事には三週間かかる。", "工事には五週間かかる。"),
    )


def test_bands_are_stable_and_signed() -> None:
    """What is stored must mean the same tomorrow, and fit SQLite's integers."""
    bands = bands_of(REPORT)
    assert bands == bands_of(REPORT.upper())
    assert all(-(2**63) <= band < 2**63 for band in bands)
    assert bands_of("Bridge closed") == ()


def test_the_rival_that_shares_most_is_copied() -> None:
    """Of several the nearest, of equals the first; none if too little is shared."""
    other = "A barge carried gravel to the harbour, where cranes stood idle since the strike of last autumn began."
    assert copied_from(REPORT, {7: other, 8: REPORT + " More.", 9: REPORT + " More."}) == (8, 1.0)
    assert copied_from(REPORT, {7: other}) is None
