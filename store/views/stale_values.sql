-- Values that one article has corrected and others have not: who still carries them, who corrected first and when, and
-- how long the others have lagged by now. Asked by maintainers before they quote a figure.
CREATE VIEW stale_values AS
SELECT
    c.topic, c.question, c.label, c.old_value AS value, f.label AS printed, a.outlet,
    c.outlet AS corrected_by, c.new_value AS corrected_to, c.corrected_at,
    round((julianday(v.last_seen_at) - julianday(c.corrected_at)) * 24, 1) AS lag_hours,  -- up to the last look
    f.sentence || CASE f.beside WHEN '' THEN '' ELSE ' … ' || f.beside END AS sentence,
    a.url, c.url AS corrected_url, f.article_id, f.id AS fact_id
FROM (
    -- Each article that has corrected a value, with its place among them. No aggregate around this: SQLite hands what is
    -- asked for (a topic, a question) on into a window's partitions, and not through a second GROUP BY.
    SELECT
        topic, topic_id, question, label, old_value, new_value, outlet, url, article_id,
        min(corrected_at) AS corrected_at,
        row_number() OVER correctors AS place,
        first_value(article_id) OVER correctors AS first_id
    FROM corrections
    GROUP BY topic, question, old_value, article_id
    WINDOW correctors AS (PARTITION BY topic, question, old_value ORDER BY min(corrected_at), article_id)
) c
CROSS JOIN facts f ON f.topic_id = c.topic_id AND f.question = c.question AND f.value = c.old_value
JOIN articles a ON a.id = f.article_id AND a.last_version_id = f.version_id
JOIN versions v ON v.id = f.version_id
WHERE a.state NOT IN ('gone', 'moved', 'off_topic')
    -- The first to correct it is told of; to that article itself, which says it again, the second.
    AND (c.place = 1 AND f.article_id <> c.article_id OR c.place = 2 AND f.article_id = c.first_id);
