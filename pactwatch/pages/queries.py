"""The SQL behind each page. Every page shows its query, so that a reader can take it further.

A filter that is not used is left out, so that the index which serves the rest can be used.
"""

from __future__ import annotations

from collections.abc import Mapping

_CHANGE_FILTERS = {
    "until": "c.detected_at < :until",
    "before": "(c.detected_at, c.id) < (SELECT detected_at, id FROM changes WHERE id = :before)",
    # A JSON list of plain words: looking for the word in its quotes is exact, and much quicker than reading the list.
    "facet": "instr(c.facets, '\"' || :facet || '\"')",
    "outlet": "a.outlet = :outlet",
    "language": "n.language = :language",
    "question": "EXISTS (SELECT 1 FROM facts f WHERE f.version_id IN (c.old_version_id, c.new_version_id)\n"
    "        AND f.claim_id IS c.claim_id AND f.question = :question)",
}
_SEARCH_FILTERS = {
    "outlet": "a.outlet = :outlet",
    "language": "w.language = :language",
    "since": "l.last_seen_at >= :since",
    "until": "f.first_seen_at < :until",
}
_ARTICLE_FILTERS = {
    "outlet": "a.outlet = :outlet",
    "state": "a.state = :state",
    "before": "(a.first_seen_at, a.id) < (SELECT first_seen_at, id FROM articles WHERE id = :before)",
}


def _where(filters: Mapping[str, str], given: Mapping[str, object]) -> str:
    """Join the conditions of the filters that are used."""
    return "".join(f"\n    AND {condition}" for name, condition in filters.items() if given.get(name))


def changes(given: Mapping[str, object], limit: int) -> str:
    """What changed, newest first; `since` is always given, the other filters where they are used."""
    material = "" if given.get("all") else "\n    AND c.material = 1"
    return f"""
SELECT c.id, c.detected_at, c.not_before_at, a.outlet, n.headline, a.url, c.kind, c.subject, c.facets, c.material,
    c.rule, c.words, c.old_text, c.new_text, c.article_id, n.language, o.number AS old_version, n.number AS new_version
FROM changes c
JOIN articles a ON a.id = c.article_id
JOIN versions o ON o.id = c.old_version_id
JOIN versions n ON n.id = c.new_version_id
WHERE c.detected_at >= :since{material}{_where(_CHANGE_FILTERS, given)}
ORDER BY c.detected_at DESC, c.id DESC
LIMIT {limit}
"""


def articles(given: Mapping[str, object], limit: int) -> str:
    """Every article, the latest first."""
    return f"""
SELECT a.id AS article_id, a.outlet, coalesce(v.headline, a.lead_title, a.url) AS headline, a.url, a.state,
    coalesce(v.number, 0) AS versions,
    (SELECT count(*) FROM changes c WHERE c.article_id = a.id AND c.material = 1) AS material_changes,
    v.language, a.first_seen_at, v.last_seen_at, a.checked_at, a.last_outcome, a.bad_streak
FROM (
    -- first the articles alone: an outlet may have a hundred thousand
    SELECT a.* FROM articles a
    WHERE a.moved_to_id IS NULL{_where(_ARTICLE_FILTERS, given)}
    ORDER BY a.first_seen_at DESC, a.id DESC
    LIMIT {limit}
) a
LEFT JOIN versions v ON v.id = a.last_version_id
ORDER BY a.first_seen_at DESC, a.id DESC
"""


def search(given: Mapping[str, object], limit: int) -> str:
    """Statements in which all words stand, the latest first: ranking every hit of a common word takes seconds."""
    return f"""
SELECT w.text, a.outlet, l.headline, f.first_seen_at, l.last_seen_at, c.removed_at, a.url, a.id AS article_id,
    c.id AS claim_id, w.language, l.number AS version
FROM wordings_fts
JOIN wording_texts w ON w.id = wordings_fts.rowid
JOIN claims c ON c.id = w.claim_id
JOIN articles a ON a.id = c.article_id
JOIN versions f ON f.id = (SELECT min(version_id) FROM wording_places p WHERE p.wording_id = w.id)
JOIN versions l ON l.id = (SELECT max(version_id) FROM wording_places p WHERE p.wording_id = w.id)
WHERE wordings_fts MATCH :match{_where(_SEARCH_FILTERS, given)}
ORDER BY wordings_fts.rowid DESC
LIMIT {limit}
"""


CHANGES_PER_DAY = """
SELECT substr(detected_at, 1, 10) AS day, count(*) AS changes
FROM changes
WHERE material = 1 AND detected_at >= :from_day
GROUP BY day
ORDER BY day
"""

# One step through the index for each outlet, however many articles there are.
OUTLET_NAMES = """
WITH RECURSIVE names(outlet) AS (
    SELECT min(outlet) FROM articles
    UNION ALL
    SELECT (SELECT min(outlet) FROM articles WHERE outlet > names.outlet) FROM names WHERE names.outlet IS NOT NULL
)
SELECT outlet FROM names WHERE outlet IS NOT NULL LIMIT 200
"""

QUESTIONS = """
SELECT t.name AS topic, q.question, q.label, q.many
FROM questions q
JOIN topics t ON t.id = q.topic_id
ORDER BY q.topic_id, q.label
"""

NEW_ARTICLES = """
SELECT a.id AS article_id, a.outlet, coalesce(v.headline, a.lead_title, a.url) AS headline, a.url, v.first_seen_at
FROM versions v
JOIN articles a ON a.id = v.article_id
WHERE v.first_seen_at >= :since AND v.number = 1
ORDER BY v.first_seen_at DESC
LIMIT 12
"""

CONFLICTS = """
SELECT k.id AS conflict_id, t.name AS topic, k.question, coalesce(q.label, k.question) AS label, k.kind, k.opened_at,
    k.closed_at, (SELECT count(*) FROM conflict_sides s WHERE s.conflict_id = k.id AND s.ended_at IS NULL) AS articles
FROM conflicts k
JOIN topics t ON t.id = k.topic_id
LEFT JOIN questions q ON q.topic_id = k.topic_id AND q.question = k.question
WHERE k.closed_at IS NULL OR k.closed_at >= :since
ORDER BY k.closed_at IS NOT NULL, k.opened_at DESC
LIMIT 12
"""

# The earliest voices of one side; sides are numbered from 0.
CONFLICT_SIDE = """
SELECT s.side, s.value, f.label AS printed, a.outlet, f.sentence, s.since_at, s.ended_at, s.article_id
FROM conflict_sides s
JOIN facts f ON f.id = s.fact_id
JOIN articles a ON a.id = s.article_id
WHERE s.conflict_id = :conflict_id AND s.side = :side
ORDER BY s.article_id
LIMIT 4
"""

CONFLICT_SIDES = """
SELECT side, count(DISTINCT article_id) AS articles
FROM conflict_sides
WHERE conflict_id = :conflict_id
GROUP BY side
LIMIT 4
"""

TROUBLES = """
SELECT id, subject, problem, pages, since_at, opened_at, closed_at
FROM troubles
WHERE closed_at IS NULL OR closed_at >= :since
ORDER BY closed_at IS NOT NULL, since_at
LIMIT 50
"""

LAST_PASS = """
SELECT t.name AS topic, t.title, r.started_at, r.finished_at, r.error
FROM topics t
LEFT JOIN runs r ON r.id = (SELECT id FROM runs WHERE topic_id = t.id ORDER BY started_at DESC LIMIT 1)
ORDER BY t.id
LIMIT 20
"""

CHANGE = """
SELECT c.*, a.outlet, a.url, o.number AS old_version, n.number AS new_version, n.headline, n.language,
    n.snapshot_id AS new_snapshot_id, o.snapshot_id AS old_snapshot_id
FROM changes c
JOIN articles a ON a.id = c.article_id
JOIN versions o ON o.id = c.old_version_id
JOIN versions n ON n.id = c.new_version_id
WHERE c.id = :id
"""

CLAIM_HISTORY = """
SELECT v.number, v.first_seen_at, v.last_seen_at, w.text
FROM wording_texts t
JOIN wordings w ON w.id = t.id
JOIN versions v ON v.id = w.version_id
WHERE t.claim_id = :claim_id
ORDER BY v.number
LIMIT 200
"""

# What the changed statement answered before and answers now.
ANSWERS_OF_CHANGE = """
SELECT f.topic_id, f.question, coalesce(q.label, f.question) AS label, f.value, max(f.label) AS printed,
    max(f.version_id = :old_version_id) AS before, max(f.version_id = :new_version_id) AS after
FROM facts f
LEFT JOIN questions q ON q.topic_id = f.topic_id AND q.question = f.question
WHERE f.version_id IN (:old_version_id, :new_version_id) AND f.claim_id IS :claim_id
GROUP BY f.topic_id, f.question, f.value
ORDER BY f.question, before DESC, after
LIMIT 12
"""

# Who says a value now, the earliest first; copies of one text share `voice`.
VOICES = """
SELECT f.label AS printed, a.outlet, a.url, a.id AS article_id, f.sentence, f.role, f.modality, f.speaker,
    coalesce(o.original_id, a.id) AS voice
FROM facts f
JOIN articles a ON a.id = f.article_id AND a.last_version_id = f.version_id
LEFT JOIN voices o ON o.article_id = a.id
WHERE f.topic_id = :topic_id AND f.question = :question AND f.value = :value AND f.article_id <> :but
    AND a.state NOT IN ('gone', 'moved', 'off_topic')
ORDER BY f.id
LIMIT :most
"""

ARTICLE = """
SELECT a.id, a.url, a.outlet, a.state, a.lead_title, a.first_seen_at, a.checked_at, a.next_check_at, a.last_outcome,
    v.headline, v.byline, v.published_at, v.modified_at, v.language, a.moved_to_id
FROM articles a
LEFT JOIN versions v ON v.id = a.last_version_id
WHERE a.id = :id
"""

VERSIONS = """
SELECT v.id, v.number, v.headline, v.byline, v.first_seen_at, v.last_seen_at, v.published_at, v.modified_at,
    v.snapshot_id,
    (SELECT count(*) FROM changes c WHERE c.article_id = v.article_id AND c.new_version_id = v.id AND c.material = 1)
    AS material_changes
FROM versions v
WHERE v.article_id = :id
ORDER BY v.number
LIMIT 1000
"""

FETCHES = """
SELECT fetched_at, outcome, reason, status, snapshot_id
FROM fetches
WHERE article_id = :id
ORDER BY fetched_at DESC, id DESC
LIMIT 400
"""

# What the outlet itself says it has corrected: kept apart from the article's sentences.
DISCLOSED = """
SELECT w.text, min(v.number) AS number, min(v.first_seen_at) AS first_seen_at
FROM claims c
JOIN wording_texts w ON w.claim_id = c.id AND w.kind = 'correction'
JOIN wording_places p ON p.wording_id = w.id
JOIN versions v ON v.id = p.version_id
WHERE c.article_id = :id
GROUP BY w.id
ORDER BY number
LIMIT 20
"""

PLACES = """
SELECT position, paragraph, kind, text, claim_id
FROM wordings
WHERE version_id = :version_id
ORDER BY position
"""

CHANGES_BETWEEN = """
SELECT id, kind, subject, facets, material, rule, words, old_text, new_text, old_positions, new_positions, claim_id
FROM changes
WHERE article_id = :id AND new_version_id = :new_version_id
ORDER BY material DESC, id
LIMIT 60
"""

TOPICS = "SELECT id, name, title FROM topics ORDER BY id LIMIT 50"

VALUES = """
SELECT f.topic_id, t.name AS topic, f.question, coalesce(q.label, f.question) AS label, q.many, f.value,
    max(f.label) AS printed, count(DISTINCT f.article_id) AS articles, count(DISTINCT a.outlet) AS outlets,
    count(DISTINCT coalesce(o.original_id, f.article_id)) AS voices, min(f.id) AS first_fact_id,
    min((
        SELECT min(e.first_seen_at) FROM facts g JOIN versions e ON e.id = g.version_id
        WHERE g.article_id = f.article_id AND g.question = f.question AND g.value = f.value
    )) AS since_at,
    EXISTS (SELECT 1 FROM conflicts k WHERE k.topic_id = f.topic_id AND k.question = f.question
        AND k.closed_at IS NULL) AS disputed
FROM topics t
CROSS JOIN facts f ON f.topic_id = t.id
JOIN articles a ON a.id = f.article_id AND a.last_version_id = f.version_id
LEFT JOIN questions q ON q.topic_id = f.topic_id AND q.question = f.question
LEFT JOIN voices o ON o.article_id = f.article_id
WHERE t.name = :topic AND a.state NOT IN ('gone', 'moved', 'off_topic')
GROUP BY f.question, f.value
ORDER BY disputed DESC, f.question, voices DESC, f.value
LIMIT 1000
"""

# Every value that was ever given to a question, with from when to when; one that stands has no end.
SPREAD = """
SELECT f.value, max(f.label) AS printed, a.outlet, f.article_id, min(v.first_seen_at) AS first_seen_at,
    max(v.last_seen_at) AS last_seen_at, max(f.version_id = a.last_version_id) AS stands
FROM facts f
JOIN articles a ON a.id = f.article_id
JOIN versions v ON v.id = f.version_id
WHERE f.topic_id = :topic_id AND f.question = :question
GROUP BY f.value, f.article_id
ORDER BY min(v.first_seen_at), f.article_id
LIMIT 30
"""

OUTLETS = """
SELECT a.outlet, count(*) AS articles, sum(a.state = 'live') AS live, sum(a.bad_streak > 0) AS not_seen,
    max(a.ok_at) AS last_seen_well_at, sum(a.versions - 1) AS edits,
    round(1.0 * sum(a.versions - 1) / count(*), 1) AS edits_per_article
FROM (
    -- by the index over the numbers alone: the rows of versions hold whole texts
    SELECT *, coalesce((SELECT max(number) FROM versions v WHERE v.article_id = articles.id), 1) AS versions
    FROM articles
) a
WHERE a.moved_to_id IS NULL
GROUP BY a.outlet
ORDER BY articles DESC, a.outlet
LIMIT 100
"""

# An edit that changes the meaning is disclosed if its version carries a notice of correction that the last one had not.
EDITS = """
SELECT a.outlet, count(*) AS material_edits, sum(e.disclosed) AS disclosed
FROM (
    SELECT c.article_id, EXISTS (
        SELECT 1 FROM wording_places p
        JOIN wording_texts w ON w.id = p.wording_id AND w.kind = 'correction'
        WHERE p.version_id = c.new_version_id AND NOT EXISTS (
            SELECT 1 FROM wording_places b WHERE b.version_id = c.old_version_id AND b.wording_id = p.wording_id)
    ) AS disclosed
    FROM changes c
    WHERE c.material = 1 AND c.detected_at >= :from_day
    GROUP BY c.new_version_id
) e
JOIN articles a ON a.id = e.article_id
GROUP BY a.outlet
"""

LAGS = """
SELECT outlet, count(*) AS corrections, round(avg(lag_hours), 1) AS lag_hours
FROM correction_lags
WHERE lag_hours > 0
GROUP BY outlet
"""

OUTCOMES = """
SELECT a.outlet, substr(f.fetched_at, 1, 10) AS day, f.outcome, count(*) AS fetches
FROM fetches f
JOIN articles a ON a.id = f.article_id
WHERE f.fetched_at >= :from_day
GROUP BY a.outlet, day, f.outcome
ORDER BY a.outlet, day
LIMIT 5000
"""

HEALTH = """
SELECT kind, subject, outlet, problem, since, streak, last_seen_well_at
FROM coverage_health
ORDER BY streak DESC, since
LIMIT 60
"""

SNAPSHOT = """
SELECT s.id, s.article_id, s.captured_at, s.outcome, s.url, s.status, s.content_type, s.body_sha256, s.headers,
    a.outlet, v.headline, v.text, v.number, v.language, t.thinned_at, t.rule AS thinned_by
FROM snapshots s
JOIN articles a ON a.id = s.article_id
LEFT JOIN thinned_bodies t ON t.sha256 = s.body_sha256
LEFT JOIN versions v ON v.snapshot_id = s.id
WHERE s.id = :id
"""

# How much the bundle of a change would hold: both bodies, plain.
BUNDLE_SIZE = """
SELECT sum(b.size_bytes) AS size_bytes
FROM changes c
JOIN versions v ON v.id IN (c.old_version_id, c.new_version_id)
JOIN snapshots s ON s.id = v.snapshot_id
JOIN bodies b ON b.sha256 = s.body_sha256
WHERE c.id = :id
"""
