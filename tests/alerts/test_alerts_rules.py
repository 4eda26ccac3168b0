"""Which alerts are owed, to whom, and when two of them are the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pactwatch.alerts import About, article_alert, change_alerts, channels_for, conflict_alert, health_alert
from pactwatch.model import AlertRule, Change, Conflict, Difference, Fact, Question, Said, Topic, Verdict

EVERYTHING = AlertRule("desk", to=("stdout:",))
TOPIC = Topic("strike", "The strike", ("en",), alerts=(EVERYTHING,))
ABOUT = About(
    "https://www.example.org/a", "Example", "Dockers to strike", 2, "2024-11-05T10:00:00Z", "2024-11-05T09:00:00Z"
)


def changed(facet: str, old: str, new: str, *, material: bool = True) -> Change:
    """Give a changed claim."""
    verdict = Verdict(material, (facet,), f"{facet}-changed", (Difference(facet, old, new),))
    return Change("changed", "claim", f"It was {old}.", f"It was {new}.", verdict)


NUMBER = changed("number", "29", "92")
QUOTE = changed("quote", "no", "yes")
NEW = Change("new", "claim", None, "Talks go on.", Verdict(True, (), "claim-new"))
REMOVED = Change("removed", "claim", "Talks ended.", None, Verdict(True, (), "claim-removed"))
COSMETIC = changed("wording", "big", "large", material=False)
MOVED = Change("moved", "claim", "Same.", "Same.", Verdict(True, (), "moved"))


def with_rules(*rules: AlertRule) -> Topic:
    """Give the topic with these rules."""
    return replace(TOPIC, alerts=rules)


def test_one_alert_for_one_version() -> None:
    """An article version yields one alert that lists its material changes, the most important first."""
    (alert,) = change_alerts(TOPIC, ABOUT, [REMOVED, NEW, QUOTE, NUMBER])
    assert alert.subject == "Example changed a number: 29 -> 92 (and 3 more)"
    order = [alert.body.index(text) for text in ("a number: 29", "a quote:", 'added a statement: "T', "removed a stat")]
    assert order == sorted(order)


@pytest.mark.parametrize("change", [pytest.param(COSMETIC, id="cosmetic"), pytest.param(MOVED, id="moved")])
def test_not_told(change: Change) -> None:
    """Cosmetic changes and moves are never told."""
    assert change_alerts(TOPIC, ABOUT, [change]) == []


def test_no_rules_no_alerts() -> None:
    """A topic without rules owes nothing to anybody."""
    topic = with_rules()
    assert change_alerts(topic, ABOUT, [NUMBER]) == []
    assert article_alert(topic, ABOUT) is None
    assert conflict_alert(topic, CONFLICT) is None
    assert health_alert(topic, "a", "b", "c") is None


@pytest.mark.parametrize(
    ("on", "told"),
    [
        pytest.param(("material",), (True, False, False, False), id="changes"),
        pytest.param(("article",), (False, True, False, False), id="articles"),
        pytest.param(("conflict",), (False, False, True, False), id="conflicts"),
        pytest.param(("health",), (False, False, False, True), id="health"),
    ],
)
def test_rule_says_what_it_is_about(on: tuple[str, ...], told: tuple[bool, ...]) -> None:
    """A rule is told only what stands in its `on`."""
    topic = with_rules(AlertRule("one", on=on, to=("stdout:",)))
    assert told == (
        bool(change_alerts(topic, ABOUT, [NUMBER])),
        article_alert(topic, ABOUT) is not None,
        conflict_alert(topic, CONFLICT) is not None,
        health_alert(topic, "https://example.org/feed", "status-503", "2024-11-05") is not None,
    )


@pytest.mark.parametrize(
    ("facets", "told"),
    [
        pytest.param(("number",), ["Example changed a number"], id="facet"),
        pytest.param(("new",), ["Example added a statement"], id="new statements"),
        pytest.param(("removed",), ["Example removed a statement"], id="removed statements"),
        pytest.param(("date",), [], id="none"),
    ],
)
def test_rule_for_some_facets(facets: tuple[str, ...], told: list[str]) -> None:
    """A rule with facets is told only the changes that have one of them."""
    alerts = change_alerts(with_rules(replace(EVERYTHING, facets=facets)), ABOUT, [NUMBER, QUOTE, NEW, REMOVED])
    assert [alert.subject.partition(":")[0] for alert in alerts] == told


@pytest.mark.parametrize(
    ("outlets", "told"),
    [
        pytest.param(("EXAMPLE",), True, id="name, any case"),
        pytest.param(("example.org",), True, id="host"),
        pytest.param(("www.example.org",), True, id="whole host"),
        pytest.param(("ample.org",), False, id="end of a host"),
        pytest.param(("Other",), False, id="another"),
    ],
)
def test_rule_for_some_outlets(outlets: tuple[str, ...], told: bool) -> None:
    """A rule with outlets is told only of those, by name or host; blindness it hears of from anywhere."""
    topic = with_rules(replace(EVERYTHING, outlets=outlets))
    assert bool(change_alerts(topic, ABOUT, [NUMBER])) is told
    assert bool(article_alert(topic, ABOUT)) is told
    assert health_alert(topic, "a", "b", "c") is not None


def test_rules_that_want_the_same_share_an_alert() -> None:
    """Two rules that want the same yield one alert, sent to all their channels, each once."""
    topic = with_rules(AlertRule("a", to=("stdout:", "$X")), AlertRule("b", to=("$X", "$Y")))
    (alert,) = change_alerts(topic, ABOUT, [NUMBER])
    assert alert.rule == "a, b"
    assert channels_for(topic, alert.rule) == ("stdout:", "$X", "$Y")


def test_rules_that_want_different_changes() -> None:
    """Rules that want different changes yield an alert each, with keys of their own."""
    topic = with_rules(AlertRule("all", to=("$X",)), AlertRule("numbers", to=("$Y",), facets=("number",)))
    everything, numbers = change_alerts(topic, ABOUT, [NUMBER, QUOTE])
    assert (everything.rule, numbers.rule) == ("all", "numbers")
    assert everything.dedupe_key != numbers.dedupe_key


def test_no_channel_hears_a_change_twice() -> None:
    """A rule adds nothing when its channels hear of its changes by a wider rule."""
    topic = with_rules(AlertRule("all", to=("$X",)), AlertRule("numbers", to=("$X",), facets=("number",)))
    assert [alert.rule for alert in change_alerts(topic, ABOUT, [NUMBER, QUOTE])] == ["all"]


def test_channels_of_an_unknown_rule() -> None:
    """A rule that has gone from the topic file has no channels."""
    assert channels_for(TOPIC, "night") == ()


# ---------------------------------------------------------------- the same, or not


def test_same_change_has_the_same_key() -> None:
    """What happened makes the key, not when it was computed or how it is told."""
    (first,) = change_alerts(TOPIC, ABOUT, [NUMBER])
    (again,) = change_alerts(TOPIC, replace(ABOUT, seen_at="2030-01-01T00:00:00Z", outlet="Renamed"), [NUMBER])
    assert first.dedupe_key == again.dedupe_key


@pytest.mark.parametrize(
    ("about", "change"),
    [
        pytest.param(replace(ABOUT, version_number=4), NUMBER, id="the same again in a later version"),
        pytest.param(replace(ABOUT, url="https://example.org/b"), NUMBER, id="another article"),
        pytest.param(ABOUT, changed("number", "29", "93"), id="another value"),
        pytest.param(ABOUT, replace(NUMBER, subject="headline"), id="in the headline"),
        pytest.param(ABOUT, replace(NUMBER, old_text=None), id="no old text"),
    ],
)
def test_another_change_has_another_key(about: About, change: Change) -> None:
    """A value that goes back and forth is told each time, and so is the same edit elsewhere."""
    (first,) = change_alerts(TOPIC, ABOUT, [NUMBER])
    (other,) = change_alerts(TOPIC, about, [change])
    assert first.dedupe_key != other.dedupe_key


def test_texts_cannot_be_shifted_into_one_another() -> None:
    """Keys are told apart even when the texts, joined, would be the same."""
    a = replace(NUMBER, old_text="ab", new_text="c")
    b = replace(NUMBER, old_text="a", new_text="bc")
    assert change_alerts(TOPIC, ABOUT, [a])[0].dedupe_key != change_alerts(TOPIC, ABOUT, [b])[0].dedupe_key


def said(outlet: str, value: str, fact_id: int = 1) -> Said:
    """Give a fact with who says it."""
    sentence = f"It was signed by {value.title()}."
    return Said(Fact("signatory", value, value.title(), sentence), outlet, f"https://{outlet}.example/1", fact_id)


CONFLICT = Conflict("signatory", "accounts diverge", ((said("north", "kishida"),), (said("south", "iwaya"),)))


def test_conflict_names_both_sides() -> None:
    """A conflict is told with the question, both values, both sentences and both links."""
    topic = replace(TOPIC, questions=(Question("signatory", "Who signed it?", "person"),))
    alert = conflict_alert(topic, CONFLICT)
    assert alert is not None
    assert alert.subject == "accounts diverge: Who signed it? Kishida (north) / Iwaya (south)"
    for text in ("It was signed by Kishida.", "It was signed by Iwaya.", "https://north.example/1", "https://south.ex"):
        assert text in alert.body


def test_conflict_is_the_same_in_any_order() -> None:
    """The order of the sides does not make another conflict."""
    turned = replace(CONFLICT, sides=CONFLICT.sides[::-1])
    first, second = conflict_alert(TOPIC, CONFLICT), conflict_alert(TOPIC, turned)
    assert first and second and first.dedupe_key == second.dedupe_key


def test_conflict_that_opens_again_is_told_again() -> None:
    """A conflict that was closed and opens again, on new facts, is told again."""
    later = replace(CONFLICT, sides=((said("north", "kishida", 7),), (said("south", "iwaya"),)))
    first, second = conflict_alert(TOPIC, CONFLICT), conflict_alert(TOPIC, later)
    assert first and second and first.dedupe_key != second.dedupe_key


def test_conflict_reaches_a_rule_for_one_side() -> None:
    """A rule for one outlet hears of conflicts that this outlet has a part in."""
    assert conflict_alert(with_rules(replace(EVERYTHING, outlets=("south",))), CONFLICT) is not None
    assert conflict_alert(with_rules(replace(EVERYTHING, outlets=("west",))), CONFLICT) is None


def test_health_is_told_once_for_each_time() -> None:
    """Blindness is told once for each time it begins, however the problem is worded meanwhile."""
    one = health_alert(TOPIC, "https://example.org/a", "503 three times", "2024-11-05T10:00:00Z")
    same = health_alert(TOPIC, "https://example.org/a", "503 four times", "2024-11-05T10:00:00Z")
    later = health_alert(TOPIC, "https://example.org/a", "503 three times", "2024-12-05T10:00:00Z")
    assert one and same and later
    assert one.dedupe_key == same.dedupe_key != later.dedupe_key
