-- Contradictions that stand now: a row for each article that still is on a side, with its sentence. Asked by
-- maintainers before they believe any one outlet.
CREATE VIEW open_conflicts AS
SELECT
    k.id AS conflict_id, t.name AS topic, k.question, coalesce(q.label, k.question) AS label, k.kind, k.opened_at,
    k.found_by, s.side, s.value, f.label AS printed, a.outlet,
    f.sentence || CASE f.beside WHEN '' THEN '' ELSE ' … ' || f.beside END AS sentence,
    f.role, f.speaker, a.url,
    s.voice, s.since_at, s.article_id, s.fact_id
FROM conflicts k
JOIN topics t ON t.id = k.topic_id
LEFT JOIN questions q ON q.topic_id = k.topic_id AND q.question = k.question
CROSS JOIN conflict_sides s ON s.conflict_id = k.id AND s.ended_at IS NULL
JOIN facts f ON f.id = s.fact_id
JOIN articles a ON a.id = s.article_id
WHERE k.closed_at IS NULL;
