"""How alerts read, and what becomes of hostile text in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pactwatch.alerts import (
    About,
    article_alert,
    change_alerts,
    conflict_alert,
    gone_alert,
    health_alert,
    health_over_alert,
)
from pactwatch.alerts.plain import marked, plain
from pactwatch.alerts.render import BODY_CHARS, SUBJECT_CHARS
from pactwatch.model import AlertRule, Change, Conflict, Difference, Entity, Fact, Question, Said, Topic, Verdict

TOPIC = Topic(
    "pact",
    "The pact",
    ("en", "ja"),
    entities=(Entity("sdp", "work", "Partnership"), Entity("spa", "work", "Strategic Agreement", ("wider agreement",))),
    questions=(
        Question("date_signed", "When was it signed?", "date", {"en": ("signed",), "ja": ("署名",)}),
        Question("spa_date_of_effect", "And the wider one?", "date", {"en": ("take effect",)}, about="spa"),
        Question(
            "date_of_effect",
            "When does it take effect?",
            "date",
            {"en": ("take effect",), "ja": ("発効",)},
            about="sdp",
        ),
        Question("signatory", "Who signed it?", "person", {"en": ("by = signed by | inked by",)}),
        Question("ships", "How many ships?", "count", {"en": ("ship*",)}),
    ),
    alerts=(AlertRule("desk", to=("stdout:",)),),
)
ABOUT = About(
    url="https://menafn.com/1",
    outlet="menafn.com",
    headline="Japan and the EU agree",
    version_number=3,
    seen_at="2024-11-05T10:00:00Z",
    not_before_at="2024-11-05T09:00:00Z",
)


def alert_of(change: Change, about: About = ABOUT) -> tuple[str, str]:
    """Give subject and body for one change."""
    (alert,) = change_alerts(TOPIC, about, [change])
    return alert.subject, alert.body


def changed(
    facet: str, old: str | None, new: str | None, old_text: str, new_text: str, subject: str = "claim"
) -> Change:
    """Give a change with one difference."""
    verdict = Verdict(True, (facet,), f"{facet}-changed", (Difference(facet, old, new),))
    return Change("changed", subject, old_text, new_text, verdict)


def worded(facet: str, old: str, new: str, head: str, gone: str, come: str, tail: str) -> Change:
    """Make a changed statement with its word diff."""
    parts = (("=", head), ("-", gone), ("+", come), ("=", tail))
    words = tuple(part for part in parts if part[1])
    return replace(changed(facet, old, new, head + gone + tail, head + come + tail), words=words)


def test_only_money_answers_what_it_costs() -> None:
    """A count beside a sum is no cost, and a sum beside a count no count."""
    cost = replace(
        TOPIC, questions=(*TOPIC.questions, Question("cost", "What does it cost?", "amount", {"en": ("at a cost of",)}))
    )
    old, new = "Three exercises at a cost of 40 million euros.", "Five exercises at a cost of 40 million euros."
    (alert,) = change_alerts(cost, ABOUT, [changed("number", "3", "5", old, new)])
    assert "changed a number: 3 -> 5" in alert.subject
    dear = changed("number", "40000000 EUR", "14000000 EUR", new, new.replace("40", "14"))
    words = (("=", new[:30]), ("-", "40"), ("+", "14"), ("=", new[32:]))
    (alert,) = change_alerts(cost, ABOUT, [replace(dear, words=words)])
    assert "changed the cost: 40 million EUR -> 14 million EUR" in alert.subject
    ships = changed("number", "3000000 EUR", "4000000 EUR", "The ship costs €3m.", "The ship costs €4m.")
    assert "changed a number" in alert_of(ships)[0]


def test_whole_message() -> None:
    """A message says what changed, where, when, both wordings, the difference in plain text, and the rule."""
    change = replace(
        changed(
            "date",
            "2025-01-01",
            "2025-02-01",
            "It takes effect on 1 January 2025.",
            "It takes effect on 1 February 2025.",
        ),
        words=(("=", "It takes effect on 1 "), ("-", "January"), ("+", "February"), ("=", " 2025.")),
    )
    subject, body = alert_of(change)
    assert subject == "menafn.com changed the spa date of effect: 1 January 2025 -> 1 February 2025"
    assert body == (
        "Japan and the EU agree\n"
        "menafn.com\n"
        "https://menafn.com/1\n"
        "\n"
        "Changed: not before 2024-11-05 09:00 UTC, not after 2024-11-05 10:00 UTC (version 3)\n"
        "\n"
        "menafn.com changed the spa date of effect: 1 January 2025 -> 1 February 2025\n"
        "   Old: It takes effect on 1 January 2025.\n"
        "   New: It takes effect on 1 February 2025.\n"
        "   Diff: It takes effect on 1 [-January-]{+February+} 2025.\n"
        "   Why: date-changed (date)\n"
        "   Silent: no correction notice came with it\n"
        "\n"
        "Side by side: pactwatch diff https://menafn.com/1 --from 2 --to 3\n"
        "\n"
        "-- \n"
        "Pactwatch, topic pact, alert rule desk\n"
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        pytest.param(
            changed(
                "date",
                "1 May",
                "2 May",
                "The Partnership takes effect on 1 May.",
                "The Partnership takes effect on 2 May.",
            ),
            "changed the date of effect: 1 May -> 2 May",
            id="the question whose work is named",
        ),
        pytest.param(
            changed(
                "date",
                "1 May",
                "2 May",
                "The wider agreement takes effect on 1 May.",
                "The wider agreement takes effect on 2 May.",
            ),
            "changed the spa date of effect: 1 May -> 2 May",
            id="the other work's question",
        ),
        pytest.param(
            changed(
                "date",
                "2 May",
                "3 May",
                "Signed on 2 May, the Partnership takes effect on 1 July.",
                "Signed on 3 May, the Partnership takes effect on 1 July.",
            ),
            "changed the date signed: 2 May -> 3 May",
            id="the nearest question",
        ),
        pytest.param(
            changed("date", "2 May", "3 May", "They met on 2 May.", "They met on 3 May."),
            "changed a date: 2 May -> 3 May",
            id="no question",
        ),
        pytest.param(
            changed("date", "11月1日", "11月15日", "11月1日に署名した。", "11月15日に署名した。"),
            "changed the date signed: 11月1日 -> 11月15日",
            id="Japanese",
        ),
        pytest.param(
            changed("name", "Kishida", "Iwaya", "It was inked by Kishida.", "It was inked by Iwaya."),
            "changed the signatory: Kishida -> Iwaya",
            id="name beside the question's words",
        ),
        pytest.param(
            changed(
                "name",
                "Lee",
                "Kim",
                "Signed by Iwaya, the pact was warmly welcomed by Lee.",
                "Signed by Iwaya, the pact was warmly welcomed by Kim.",
            ),
            "changed a name: Lee -> Kim",
            id="name further off",
        ),
        pytest.param(
            changed("number", "3", "5", "Some 3 ships sank.", "Some 5 ships sank."),
            "changed the ships: 3 -> 5",
            id="count",
        ),
        pytest.param(changed("number", None, "5", "Ill.", "Of 5 ill."), "added a number: 5", id="added"),
        pytest.param(changed("number", "5", None, "Of 5 ill.", "Ill."), "dropped a number: 5", id="dropped"),
        pytest.param(
            changed("number", "1000000000 JPY", "100000.5 JPY", "a", "b"),
            "changed a number: 1 billion JPY -> 100,000.5 JPY",
            id="thousands apart",
        ),
        pytest.param(changed("quote", "never", "later", "a", "b"), 'changed a quote: "never" -> "later"', id="quote"),
        pytest.param(
            changed("modality", "planned", "possible", "a", "b"),
            "changed how certain it is: planned -> possible",
            id="modality",
        ),
        pytest.param(
            changed("polarity", "positive", "negative", "a", "b"),
            "changed whether it is so: positive -> negative",
            id="polarity",
        ),
        pytest.param(
            worded("number", "3", "5", "Officials said that ", "three", "five", " joint naval exercises are planned."),
            'changed a number: 3 -> 5 "joint naval exercises are…"',
            id="what it counts",
        ),
        pytest.param(
            worded("number", "3", "5", "", "Drei", "Fünf", " Schiffe, die auslaufen"),
            'changed a number: 3 -> 5 "Schiffe"',
            id="what it counts, de",
        ),
        pytest.param(
            worded("number", "3", "5", "政府は", "3", "5", "隻の巡視船を南の海域に派遣した。"),
            'changed a number: 3 -> 5 "隻の巡視船を南の海域…"',
            id="what it counts, ja",
        ),
        pytest.param(
            worded("number", "3 percent", "5 percent", "It grew by ", "3", "5", " per cent"),
            "changed a number: 3 percent -> 5 percent",
            id="a unit says it",
        ),
        pytest.param(
            worded("polarity", "positive", "negative", "Both ", "committed", "did not commit", " to it."),
            'reversed a statement: "committed" -> "did not commit"',
            id="polarity in its words",
        ),
        pytest.param(
            worded("polarity", "negative", "positive", "Il ", "ne", "", " signera"),
            'reversed a statement: dropped "ne"',
            id="polarity, fr",
        ),
        pytest.param(
            worded("modality", "planned", "possible", "Es ", "wird", "könnte", " steigen."),
            'changed how certain it is: "wird" -> "könnte"',
            id="modality in its words",
        ),
        pytest.param(
            changed("quote", "historical and very timely,", "long overdue,", "a", "b"),
            'changed a quote: "historical and very timely" -> "long overdue"',
            id="a quote without its comma",
        ),
        pytest.param(changed("tone", "a", "b", "a", "b"), "changed the tone: a -> b", id="a facet of tomorrow"),
        pytest.param(
            changed("number", "3", "5", "3 held", "5 held", "headline"),
            "changed a number in the headline: 3 -> 5",
            id="headline",
        ),
        pytest.param(
            changed("wording", "row", "war", "A row", "A war", "headline"),
            'changed the headline: "A row" -> "A war"',
            id="headline reworded",
        ),
        pytest.param(
            Change("changed", "byline", "A. Lee", "B. Kim", Verdict(True, (), "byline")),
            'changed the byline: "A. Lee" -> "B. Kim"',
            id="byline",
        ),
        pytest.param(
            Change("changed", "claim", "A.", "B.", Verdict(True, ("wording",), "model")),
            'changed a statement: "A." -> "B."',
            id="no differences",
        ),
        pytest.param(
            Change("new", "claim", None, "Talks go on.", Verdict(True, (), "new")),
            'added a statement: "Talks go on."',
            id="new",
        ),
        pytest.param(
            Change("removed", "claim", "Talks end.", None, Verdict(True, (), "gone")),
            'removed a statement: "Talks end."',
            id="removed",
        ),
        pytest.param(
            Change("new", "byline", None, "A. Lee", Verdict(True, (), "new")),
            'added the byline: "A. Lee"',
            id="new byline",
        ),
    ],
)
def test_one_line(change: Change, line: str) -> None:
    """The subject says what changed in the topic's own words where it can, in general ones where it cannot."""
    assert alert_of(change)[0] == f"menafn.com {line}"


def test_first_version_has_no_lower_bound() -> None:
    """Without an earlier sighting only the upper bound is told."""
    about = replace(ABOUT, version_number=1, not_before_at=None)
    _, body = alert_of(Change("new", "claim", None, "A.", Verdict(True, (), "new")), about)
    assert "Changed: not after 2024-11-05 10:00 UTC (version 1)" in body
    assert "pactwatch diff https://menafn.com/1\n" in body


def test_new_article() -> None:
    """A new article is told with outlet, headline and link."""
    alert = article_alert(TOPIC, ABOUT)
    assert alert is not None
    assert alert.subject == "new article: menafn.com: Japan and the EU agree"
    assert alert.body.startswith(
        "Japan and the EU agree\nmenafn.com\nhttps://menafn.com/1\n\nFirst seen: 2024-11-05 10:00"
    )


def test_article_without_headline() -> None:
    """An article without a headline is named by its address."""
    alert = article_alert(TOPIC, replace(ABOUT, headline=None))
    assert alert is not None
    assert alert.subject == "new article: menafn.com: https://menafn.com/1"


def test_health() -> None:
    """Blindness is told with what, why and since when, and what it means."""
    alert = health_alert(TOPIC, "https://example.org/feed", "status-503", "2024-11-05T10:00:00Z")
    assert alert is not None
    assert alert.subject == "cannot see https://example.org/feed: status-503, since 2024-11-05 10:00 UTC"
    assert "Since: 2024-11-05 10:00 UTC" in alert.body
    assert "does not mean that nothing changed" in alert.body


def test_health_over() -> None:
    """That something can be seen again is told once for each time that it could not, with what it was and how long."""
    end = datetime(2024, 11, 6, 12, 30, tzinfo=UTC)
    alert = health_over_alert(TOPIC, "example.org", "walled (consent wall)", "2024-11-05T10:00:00Z", end)
    assert alert is not None
    assert (
        alert.subject
        == "sees example.org again: it was walled (consent wall), from 2024-11-05 10:00 to 2024-11-06 12:30 UTC"
    )
    assert "Seen again: 2024-11-06 12:30 UTC" in alert.body
    began = health_alert(TOPIC, "example.org", "walled (consent wall)", "2024-11-05T10:00:00Z")
    assert began is not None and began.dedupe_key != alert.dedupe_key


# ---------------------------------------------------------------- hostile text

HOSTILE = [
    pytest.param("Pact\r\nBcc: all@example.org\r\n\r\nbody", id="header injection"),
    pytest.param("Pact \u202egnorw\u2066 way\u2069 \u200f\u061c", id="bidi overrides"),
    pytest.param("Pact \x1b[31mred\x1b]0;title\x07 \x9b2J", id="terminal escapes"),
    pytest.param("Pact\u2028second\u2029third\x85fourth\x0bfifth\x00", id="line separators"),
    pytest.param("Pact \U000e0041\U000e0042\u200b\ufeff\u00ad", id="hidden characters"),
    pytest.param("Pact \ud83d broken", id="half a surrogate pair"),
    pytest.param("Pact " + "x" * 100_000, id="100 KB in one line"),
    pytest.param("Pact <script>alert(1)</script> {{ 7*7 }} {% raw %} <!channel> *b* [a](b)", id="markup"),
    pytest.param("", id="empty"),
    pytest.param("\u202e", id="nothing but an override"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text(text: str) -> None:
    """Whatever a page says, subjects are one bounded line and bodies bounded text without control characters."""
    change = replace(
        changed("number", text, text + "1", text, text + "2"), words=(("=", text), ("-", text), ("+", "x"), ("=", text))
    )
    about = replace(ABOUT, outlet=text, headline=text, url="https://example.org/" + text)
    fact = Fact(text, text, text, text)
    conflict = Conflict(text, text, ((Said(fact, text, text),), (Said(replace(fact, value="b"), text, text),), ()))
    alerts = [
        *change_alerts(TOPIC, about, [change] * 30),
        article_alert(TOPIC, about),
        conflict_alert(TOPIC, conflict),
        health_alert(TOPIC, text, text, text),
    ]
    assert len(alerts) == 4
    for alert in alerts:
        assert alert is not None
        assert len(alert.subject) <= SUBJECT_CHARS
        assert len(alert.body) <= BODY_CHARS
        assert alert.subject.isprintable()
        assert all(line.isprintable() for line in alert.body.split("\n"))
        assert alert.body.endswith(" \nPactwatch, topic pact, alert rule desk\n")
        (alert.subject + alert.body).encode()


def test_page_cannot_forge_a_line() -> None:
    """A claim with line breaks stays on its own line of the message."""
    _, body = alert_of(
        Change("new", "claim", None, "True.\n   Why: trust-me\n-- \nPactwatch", Verdict(True, (), "new"))
    )
    assert "   New: True. Why: trust-me -- Pactwatch\n" in body
    assert body.count("\n   Why:") == 1


def test_command_can_be_pasted() -> None:
    """The command in a message is quoted for the shell."""
    about = replace(ABOUT, url="https://example.org/a?b=1&c=$(reboot)'x")
    _, body = alert_of(Change("new", "claim", None, "A.", Verdict(True, (), "new")), about)
    assert """pactwatch diff 'https://example.org/a?b=1&c=$(reboot)'"'"'x' --from 2 --to 3""" in body


def test_many_changes_are_bounded() -> None:
    """A version with hundreds of changes is one message that says how many it leaves out."""
    change = changed("number", "1", "2", "One 1." * 100, "One 2." * 100)
    (alert,) = change_alerts(TOPIC, ABOUT, [change] * 500)
    assert alert.subject.endswith("(and 499 more)")
    assert len(alert.body) <= BODY_CHARS
    assert "[cut here: the message was too long]" in alert.body


def test_long_unchanged_text_is_shortened_in_the_middle() -> None:
    """The difference in a very long sentence stays visible; the unchanged words around it are shortened."""
    words = (("=", "start " + "a " * 500), ("-", "29"), ("+", "92"), ("=", " b" * 500 + " end"))
    line = marked(words)
    assert len(line) < 700
    assert " a [-29-]{+92+} b " in line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("می‌خواهم", "می‌خواهم", id="Persian keeps its non-joiner"),
        pytest.param("👨‍👩‍👧", "👨‍👩‍👧", id="emoji keep their joiner"),
        pytest.param("  a \t b\n", "a b", id="white space"),
        pytest.param(None, "", id="none"),
    ],
)
def test_plain(text: str | None, line: str) -> None:
    """Honest text of any script stays as it is."""
    assert plain(text) == line


def test_plain_cuts() -> None:
    """A long line ends with an ellipsis within its bound."""
    assert plain("abcdef", 4) == "abc…"
    assert len(plain("\u200b" * 1_000_000 + "a", 10)) <= 10


def test_a_page_that_was_never_seen_was_taken_down_by_nobody() -> None:
    """An address with a slip in it is no accusation."""
    taken = gone_alert(TOPIC, ABOUT, "status-404")
    never = gone_alert(TOPIC, replace(ABOUT, headline=None, version_number=1, not_before_at=None), "status-404")
    assert taken is not None and never is not None
    assert taken.subject == "menafn.com took a page down: Japan and the EU agree"
    assert never.subject == "nothing found at https://menafn.com/1"
    assert "is the address right?" in never.body and "version" not in never.body
