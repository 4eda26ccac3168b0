-- What is said now: each question, each value, who says so in which sentence, since when. Asked by maintainers before
-- they write, and by `pactwatch facts`. Articles that are gone or have moved say nothing; blocked ones still do.
CREATE VIEW fact_sheet AS
SELECT
    t.name AS topic, f.question, coalesce(q.label, f.question) AS label, f.value, f.label AS printed,
    a.outlet, a.url, f.sentence || CASE f.beside WHEN '' THEN '' ELSE ' … ' || f.beside END AS sentence,
    f.role, f.modality, f.speaker,
    (
        SELECT min(v.first_seen_at) FROM facts e JOIN versions v ON v.id = e.version_id
        WHERE e.article_id = f.article_id AND e.question = f.question AND e.value = f.value
    ) AS since_at,
    EXISTS (
        SELECT 1 FROM conflicts k
        WHERE k.topic_id = f.topic_id AND k.question = f.question AND k.closed_at IS NULL
    ) AS disputed,
    f.article_id, f.claim_id, f.version_id, f.id AS fact_id
FROM topics t
CROSS JOIN facts f ON f.topic_id = t.id  -- CROSS: in this order, or all facts of all topics are read
JOIN articles a ON a.id = f.article_id AND a.last_version_id = f.version_id
LEFT JOIN questions q ON q.topic_id = f.topic_id AND q.question = f.question
WHERE a.state NOT IN ('gone', 'moved', 'off_topic');
