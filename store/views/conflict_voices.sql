-- Every conflict, open or closed, with a row for each article on each side and its latest sentence there. Asked by
-- analysts who follow how a contradiction began and ended.
CREATE VIEW conflict_voices AS
SELECT
    k.id AS conflict_id, t.name AS topic, k.question, coalesce(q.label, k.question) AS label, k.kind,
    k.opened_at, k.found_by, k.closed_at, s.side, s.value, f.label AS printed, a.outlet, a.url,
    f.sentence || CASE f.beside WHEN '' THEN '' ELSE ' … ' || f.beside END AS sentence,
    f.role, f.speaker, s.voice, s.since_at, s.ended_at, e.number AS ended_version, s.article_id, s.fact_id
FROM conflicts k
JOIN topics t ON t.id = k.topic_id
LEFT JOIN questions q ON q.topic_id = k.topic_id AND q.question = k.question
CROSS JOIN conflict_sides s ON s.conflict_id = k.id
JOIN facts f ON f.id = s.fact_id
JOIN articles a ON a.id = s.article_id
LEFT JOIN versions e ON e.id = s.ended_version_id;
