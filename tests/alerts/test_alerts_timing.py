"""When alerts are sent, on the wall clock of whoever reads them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pactwatch.alerts import bundle, retry_at, send_at
from pactwatch.model import Alert, AlertRule, Topic


def utc(text: str) -> datetime:
    """Read a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "owed", "sent"),
    [
        pytest.param(AlertRule("r"), "2024-11-01 12:34", "2024-11-01 12:34", id="at once"),
        pytest.param(AlertRule("r", send="hourly"), "2024-11-01 12:34", "2024-11-01 13:00", id="hourly"),
        pytest.param(AlertRule("r", send="hourly"), "2024-11-01 12:00", "2024-11-01 13:00", id="on the hour"),
        pytest.param(AlertRule("r", send="daily 07:00"), "2024-11-01 06:59", "2024-11-01 07:00", id="daily"),
        pytest.param(AlertRule("r", send="daily 07:00"), "2024-11-01 07:00", "2024-11-02 07:00", id="just missed"),
        pytest.param(
            AlertRule("r", send="daily 07:00", zone="Asia/Tokyo"), "2024-11-01 12:00", "2024-11-01 22:00", id="Tokyo"
        ),
        pytest.param(
            AlertRule("r", send="daily 07:00", zone="Europe/Brussels"),
            "2025-03-29 12:00",
            "2025-03-30 05:00",
            id="the morning summer time begins",
        ),
        pytest.param(
            AlertRule("r", send="daily 07:00", zone="Europe/Brussels"),
            "2024-10-26 12:00",
            "2024-10-27 06:00",
            id="the morning it ends",
        ),
        pytest.param(
            AlertRule("r", send="daily 02:30", zone="Europe/Brussels"),
            "2025-03-29 12:00",
            "2025-03-30 01:30",
            id="a time that the clocks skip",
        ),
        pytest.param(AlertRule("r", quiet="22:00-07:00"), "2024-11-01 23:30", "2024-11-02 07:00", id="quiet"),
        pytest.param(AlertRule("r", quiet="22:00-07:00"), "2024-11-01 06:59", "2024-11-01 07:00", id="still quiet"),
        pytest.param(AlertRule("r", quiet="22:00-07:00"), "2024-11-01 07:00", "2024-11-01 07:00", id="not any more"),
        pytest.param(AlertRule("r", quiet="12:00-13:00"), "2024-11-01 12:30", "2024-11-01 13:00", id="at noon"),
        pytest.param(
            AlertRule("r", send="hourly", quiet="22:00-07:00"), "2024-11-01 21:10", "2024-11-02 07:00", id="both"
        ),
        pytest.param(
            AlertRule("r", send="daily 03:00", quiet="22:00-07:00"),
            "2024-11-01 12:00",
            "2024-11-02 03:00",
            id="a digest that was asked for at night",
        ),
    ],
)
def test_when_an_alert_may_be_sent(rule: AlertRule, owed: str, sent: str) -> None:
    """Digests come at their local time on both sides of DST; quiet hours put off, and lose nothing."""
    assert send_at(rule, utc(owed)) == utc(sent)


def test_attempts_thin_out_and_never_end() -> None:
    """The wait after a failure doubles up to six hours, however many there were."""
    at = utc("2024-11-01 00:00")
    waits = [(retry_at(n, at) - at).total_seconds() / 60 for n in (1, 2, 5, 9, 10, 1_000)]
    assert waits == [1, 2, 16, 256, 360, 360]


def test_a_bundle_names_every_alert_and_is_known_again() -> None:
    """Each subject is in the message, the first ones whole; the same alerts give the same key, others another."""
    topic = Topic("pact", "The pact", ("en",))
    alerts = [Alert(f"k{n}", "desk", f"Subject {n}", f"Body {n}\n" + "x" * 2_000) for n in range(40)]
    one = bundle(topic, alerts)
    assert one.subject == "40 alerts on The pact: Subject 0"
    assert all(f"Subject {n}" in one.body for n in range(40)) and "Body 0" in one.body
    assert "The others in full: pactwatch alerts list --json" in one.body and len(one.body) < 35_000
    assert one.dedupe_key == bundle(topic, alerts).dedupe_key != bundle(topic, alerts[1:]).dedupe_key
    assert bundle(topic, alerts[:1]) is alerts[0]
