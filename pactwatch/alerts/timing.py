"""When an alert may be sent: at once or in a digest, not in quiet hours, not again too soon after a failure. Pure.

All of it happens on the wall clock of the rule's zone, so that a digest at seven is at seven on both sides of a change
to summer time.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pactwatch.model import AlertRule
from pactwatch.sendtimes import DAILY, HOURLY, QUIET

# After a failure: a minute, then twice as long each time, up to six hours, for as long as it takes.
_FIRST_RETRY = timedelta(minutes=1)
_LONGEST_RETRY = timedelta(hours=6)


def send_at(rule: AlertRule, owed_at: datetime) -> datetime:
    """Say from when on an alert that is owed since *owed_at* may be sent, by *rule*, in UTC.

    >>> night = datetime(2024, 11, 1, 22, 30, tzinfo=UTC)
    >>> desk = AlertRule("desk", quiet="22:00-07:00", zone="Europe/Brussels")
    >>> send_at(desk, night).isoformat()
    '2024-11-02T06:00:00+00:00'
    """
    zone = ZoneInfo(rule.zone)
    local = owed_at.astimezone(zone)
    daily = DAILY.fullmatch(rule.send)
    if daily:
        return _next_at(local, time(int(daily[1]), int(daily[2])), zone)
    if rule.send == HOURLY:
        # In UTC, because a wall clock that is set back has one hour twice; whole hours are whole in most zones.
        whole = owed_at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        return _after_quiet(rule, whole + timedelta(hours=1), zone)
    return _after_quiet(rule, owed_at, zone)


def retry_at(failures: int, last_attempt_at: datetime) -> datetime:
    """Say from when on to try again after so many failures in a row.

    >>> at = datetime(2024, 11, 1, tzinfo=UTC)
    >>> [str(retry_at(n, at) - at) for n in (1, 2, 3, 20)]
    ['0:01:00', '0:02:00', '0:04:00', '6:00:00']
    """
    return last_attempt_at + min(_FIRST_RETRY * (1 << min(failures - 1, 16)), _LONGEST_RETRY)


def _after_quiet(rule: AlertRule, moment: datetime, zone: ZoneInfo) -> datetime:
    """Put a moment that lies in the rule's quiet hours off to their end."""
    found = QUIET.fullmatch(rule.quiet)
    if found is None:
        return moment.astimezone(UTC)
    begin, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    local = moment.astimezone(zone)
    now = local.time().replace(tzinfo=None)
    inside = begin <= now < end if begin < end else now >= begin or now < end
    return _next_at(local, end, zone) if inside else moment.astimezone(UTC)


def _next_at(local: datetime, wanted: time, zone: ZoneInfo) -> datetime:
    """Give the next time that the zone's clocks show *wanted*; one that they skip counts as just after the gap."""
    day = local.date() if local.time().replace(tzinfo=None) < wanted else local.date() + timedelta(days=1)
    return datetime.combine(day, wanted, tzinfo=zone).astimezone(UTC)
