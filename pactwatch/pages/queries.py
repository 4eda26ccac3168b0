"""The SQL behind each page. Every page shows its query, so that a reader can take it further."""

from __future__ import annotations

CHANGES = """
SELECT c.id, c.detected_at, c.not_before_at, c.outlet, c.headline, c.url, c.kind, c.subject, c.facets, c.material,
    c.rule, c.words, c.old_text, c.new_text, c.article_id, v.language
FROM changes_readable c
JOIN versions v ON v.article_id = c.article_id AND v.number = c.new_version
WHERE c.detected_at >= :since AND c.detected_at < :until
    AND (:all = '1' OR c.material = 1)
    AND (:facet = '' OR EXISTS (SELECT 1 FROM json_each(c.facets) WHERE value = :facet))
    AND (:outlet = '' OR c.outlet = :outlet)
    AND (:language = '' OR v.language = :language)
ORDER BY c.detected_at DESC, c.id DESC
LIMIT 500
"""

CHANGES_PER_DAY = """
SELECT date(detected_at) AS day, count(*) AS changes
FROM changes
WHERE material = 1 AND detected_at >= :from_day
GROUP BY day
ORDER BY day
"""

NEW_ARTICLES = """
SELECT a.id AS article_id, a.outlet, coalesce(v.headline, a.lead_title, a.url) AS headline, a.url, v.first_seen_at
FROM versions v
JOIN articles a ON a.id = v.article_id
WHERE v.first_seen_at >= :since AND v.first_seen_at < :until AND v.number = 1 AND (:outlet = '' OR a.outlet = :outlet)
ORDER BY v.first_seen_at DESC
LIMIT 100
"""

CONFLICTS = """
SELECT conflict_id, label, kind, opened_at, closed_at, side, printed, outlet, sentence, article_id
FROM conflict_voices
WHERE closed_at IS NULL OR closed_at >= :since
ORDER BY closed_at IS NOT NULL, opened_at DESC, conflict_id, side, outlet
LIMIT 300
"""

TROUBLES = """
SELECT subject, problem, pages, since_at, closed_at
FROM troubles
WHERE closed_at IS NULL OR closed_at >= :since
ORDER BY closed_at IS NOT NULL, since_at
LIMIT 100
"""

LAST_PASS = """
SELECT t.name AS topic, t.title, r.started_at, r.finished_at, r.error
FROM topics t
LEFT JOIN runs r ON r.id = (SELECT max(id) FROM runs WHERE topic_id = t.id)
ORDER BY t.id
"""

CHANGE = """
SELECT c.*, a.outlet, a.url, o.number AS old_version, n.number AS new_version, n.headline,
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
"""

CARRIERS = """
SELECT f.value, f.label, a.outlet, a.url, a.id AS article_id, f.sentence, f.question
FROM facts f
JOIN articles a ON a.id = f.article_id AND a.last_version_id = f.version_id
JOIN facts mine ON mine.version_id = :version_id AND mine.claim_id = :claim_id AND mine.question = f.question
    AND mine.topic_id = f.topic_id
JOIN questions q ON q.topic_id = f.topic_id AND q.question = f.question AND q.many = 0
WHERE f.article_id <> :article_id AND a.state NOT IN ('gone', 'moved', 'off_topic')
GROUP BY f.value, a.id
ORDER BY f.question, f.value, a.outlet
LIMIT 100
"""

ARTICLE = """
SELECT a.id, a.url, a.outlet, a.state, a.lead_title, a.first_seen_at, a.checked_at, a.next_check_at, a.last_outcome,
    v.headline, v.byline, v.published_at, v.modified_at, v.language, a.moved_to_id
FROM articles a
LEFT JOIN versions v ON v.id = a.last_version_id
WHERE a.id = :id
"""

VERSIONS = """
SELECT id, number, headline, byline, first_seen_at, last_seen_at, published_at, modified_at, snapshot_id
FROM versions
WHERE article_id = :id
ORDER BY number
"""

FETCHES = """
SELECT fetched_at, outcome, reason, status, snapshot_id
FROM fetches
WHERE article_id = :id
ORDER BY fetched_at DESC, id DESC
LIMIT 300
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
ORDER BY id
"""

ARTICLES = """
SELECT article_id, outlet, headline, url, state, versions, changes, material_changes, language, last_seen_at,
    checked_at, last_outcome
FROM latest_versions
WHERE :outlet = '' OR outlet = :outlet
ORDER BY first_seen_at DESC
LIMIT 500
"""

FACTS = """
SELECT s.topic, s.question, s.label, s.value, s.printed, s.outlet, s.url, s.sentence, s.role, s.modality, s.speaker,
    s.since_at, s.disputed, s.article_id
FROM fact_sheet s
WHERE s.topic = :topic
ORDER BY s.disputed DESC, s.question, s.value, s.since_at
LIMIT 2000
"""

TOPICS = "SELECT name, title FROM topics ORDER BY id"

OUTLETS = """
SELECT outlet, count(*) AS articles, sum(state IN ('live')) AS live, max(ok_at) AS last_seen_well_at,
    sum(bad_streak > 0) AS not_seen
FROM articles
WHERE state <> 'moved'
GROUP BY outlet
ORDER BY outlet
LIMIT 500
"""

OUTCOMES = """
SELECT a.outlet, date(f.fetched_at) AS day, f.outcome, count(*) AS fetches
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
LIMIT 500
"""

SEARCH = """
SELECT w.text, a.outlet, l.headline, f.first_seen_at, l.last_seen_at, c.removed_at, a.url, a.id AS article_id,
    c.id AS claim_id, l.language
FROM wordings_fts
JOIN wording_texts w ON w.id = wordings_fts.rowid
JOIN claims c ON c.id = w.claim_id
JOIN articles a ON a.id = c.article_id
JOIN versions f ON f.id = (SELECT min(version_id) FROM wording_places p WHERE p.wording_id = w.id)
JOIN versions l ON l.id = (SELECT max(version_id) FROM wording_places p WHERE p.wording_id = w.id)
WHERE wordings_fts MATCH :match
    AND (:outlet = '' OR a.outlet = :outlet)
    AND (:language = '' OR l.language = :language)
ORDER BY wordings_fts.rank
LIMIT 100
"""

SNAPSHOT = """
SELECT s.id, s.article_id, s.captured_at, s.outcome, s.url, s.status, s.content_type, s.body_sha256, s.headers,
    a.outlet, v.headline, v.text, v.number
FROM snapshots s
JOIN articles a ON a.id = s.article_id
LEFT JOIN versions v ON v.snapshot_id = s.id
WHERE s.id = :id
"""
