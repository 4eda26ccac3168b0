-- Each value that an article has ever given: first and last seen, by which version it was gone. Asked by analysts who
-- follow a figure through an outlet's versions.
CREATE VIEW fact_history AS
SELECT
    t.name AS topic, f.question, coalesce(q.label, f.question) AS label, f.value, max(f.label) AS printed, a.outlet,
    min(v.first_seen_at) AS first_seen_at, max(v.last_seen_at) AS last_seen_at,
    max(f.version_id = a.last_version_id) AS stands,  -- 1: the last version says so, too
    (SELECT min(w.first_seen_at) FROM versions w WHERE w.article_id = a.id AND w.id > max(f.version_id)) AS ended_at,
    count(DISTINCT f.version_id) AS versions, a.url, f.article_id
FROM topics t
CROSS JOIN facts f ON f.topic_id = t.id
JOIN articles a ON a.id = f.article_id
JOIN versions v ON v.id = f.version_id
LEFT JOIN questions q ON q.topic_id = f.topic_id AND q.question = f.question
-- topic and question: what is asked for is all that is read
GROUP BY t.name, f.question, f.article_id, f.value;
