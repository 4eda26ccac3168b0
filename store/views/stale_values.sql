-- Values that one article has corrected and others have not: who still carries them, who corrected first and when, and
-- how long the others have lagged by now. Asked by maintainers before they quote a figure.
CREATE VIEW stale_values AS
SELECT
    c.topic, c.question, c.label, c.old_value AS value, f.label AS printed, a.outlet,
    c.outlet AS corrected_by, c.new_value AS corrected_to, min(c.corrected_at) AS corrected_at,
    round((julianday(v.last_seen_at) - julianday(min(c.corrected_at))) * 24, 1) AS lag_hours,  -- up to the last look
    f.sentence || CASE f.beside WHEN '' THEN '' ELSE ' … ' || f.beside END AS sentence,
    a.url, c.url AS corrected_url, f.article_id, f.id AS fact_id
FROM (
    -- The first two to correct a value are enough: one of them is another article. Without this, each correction would
    -- meet each article that says so.
    SELECT * FROM (
        SELECT
            topic, topic_id, question, label, old_value, new_value, outlet, url, article_id,
            min(corrected_at) AS corrected_at,
            row_number() OVER (
                PARTITION BY topic, question, old_value ORDER BY min(corrected_at), article_id
            ) AS place
        FROM corrections
        GROUP BY topic, question, old_value, article_id
    )
    WHERE place <= 2
) c
CROSS JOIN facts f ON f.topic_id = c.topic_id AND f.question = c.question AND f.value = c.old_value
JOIN articles a ON a.id = f.article_id AND a.last_version_id = f.version_id
JOIN versions v ON v.id = f.version_id
WHERE f.article_id <> c.article_id AND a.state NOT IN ('gone', 'moved', 'off_topic')
-- by what is asked for, too: SQLite then looks at nothing else
GROUP BY c.topic, c.question, f.id;
