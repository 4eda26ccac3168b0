"""What is known of an edit by the time it is told: who made the same one, who has not yet, who follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from pactwatch.alerts import Carrier, Company, later
from pactwatch.archive import Archive
from pactwatch.clock import parse_iso
from pactwatch.model import Alert

_MOST = 200


def company_of(archive: Archive, alerts: Sequence[Alert], label: str = "") -> Company:
    """Gather what surrounds the edits of one story; the first alert is the one that is quoted."""
    first = alerts[0]
    if first.details.get("kind") != "change":
        return Company()
    mine = {str(alert.details.get("url")) for alert in alerts}
    disclosed, silent = _edits_of(archive, str(first.details.get("outlet")))
    return Company(
        also=tuple(_also(alerts)),
        still=tuple(one for one in _still(archive, first) if one.url not in mine),
        follows=_follows(archive, first),
        disclosed=disclosed,
        silent=silent,
    )


def _also(alerts: Sequence[Alert]) -> Iterable[Carrier]:
    """List the others of a story, with how long after the first each was seen."""
    begin = str(alerts[0].details.get("seen_at"))
    for alert in alerts[1:]:
        seen = str(alert.details.get("seen_at"))
        note = later(parse_iso(begin), parse_iso(seen))
        yield Carrier(str(alert.details.get("outlet")), str(alert.details.get("url")), note)


def _still(archive: Archive, alert: Alert) -> list[Carrier]:
    """List the articles that still answer as before this edit, or, as copies, still have its old words."""
    url, seen = str(alert.details.get("url")), str(alert.details.get("seen_at"))
    rows = archive.rows(
        "SELECT DISTINCT s.outlet, s.url, s.label || iif(s.label LIKE '%?', ' ', ': ') || s.printed AS note "
        "FROM corrections c "
        "JOIN stale_values s ON s.topic = c.topic AND s.question = c.question AND s.value = c.old_value "
        "WHERE c.url = ? AND c.corrected_at = ? LIMIT ?",
        [url, seen, _MOST],
    )
    found = {str(row["url"]): Carrier(str(row["outlet"]), str(row["url"]), str(row["note"])) for row in rows}
    for old in _old_words(alert):
        copies = archive.rows(
            "SELECT a.outlet, a.url FROM articles m JOIN voices mine ON mine.article_id = m.id "
            "JOIN voices v ON v.original_id = mine.original_id AND v.article_id <> m.id "
            "JOIN articles a ON a.id = v.article_id JOIN versions last ON last.id = a.last_version_id "
            "WHERE m.url = ? AND a.state NOT IN ('gone', 'moved') AND instr(last.text, ?) > 0 LIMIT ?",
            [url, old, _MOST],
        )
        for row in copies:
            found.setdefault(str(row["url"]), Carrier(str(row["outlet"]), str(row["url"]), "the same report"))
    return list(found.values())


def _old_words(alert: Alert) -> list[str]:
    """Give the old wordings that an edit took away, whole."""
    changes = alert.details.get("changes")
    rows = [one for one in changes if isinstance(one, Mapping)] if isinstance(changes, list) else []
    return [str(row["old"]) for row in rows if row.get("old") and row.get("of") == "claim"][:5]


def _follows(archive: Archive, alert: Alert) -> str:
    """Say whom a correction follows, and after how long."""
    rows = archive.rows(
        "SELECT first_outlet, first_corrected_at, corrected_at FROM correction_lags WHERE url = ? AND corrected_at = ? "
        "AND first_corrected_at < corrected_at ORDER BY first_corrected_at LIMIT 1",
        [str(alert.details.get("url")), str(alert.details.get("seen_at"))],
    )
    if not rows:
        return ""
    after = parse_iso(str(rows[0]["corrected_at"])) - parse_iso(str(rows[0]["first_corrected_at"]))
    length = later(parse_iso("2000-01-01"), parse_iso("2000-01-01") + max(after, timedelta(minutes=1)))
    return f"Follows {rows[0]['first_outlet']}, which made the same correction: {length}"


def _edits_of(archive: Archive, outlet: str) -> tuple[int, int]:
    """Count the values that an outlet has corrected, with a notice and without."""
    rows = archive.rows("SELECT disclosed, silent FROM edits_by_outlet WHERE outlet = ?", [outlet])
    return (int(str(rows[0]["disclosed"])), int(str(rows[0]["silent"]))) if rows else (0, 0)
