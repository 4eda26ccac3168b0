-- title: What could not be seen, and for how long
-- A maintainer asks where we were blind. `since`: a date; empty: all that began in the year before the last pass.
SELECT
    t.name AS topic, b.subject, b.problem, b.pages, b.since_at, b.opened_at, b.closed_at,
    round((julianday(coalesce(b.closed_at, (SELECT max(started_at) FROM runs))) - julianday(b.since_at)) * 24, 1) AS hours
FROM troubles b
JOIN topics t ON t.id = b.topic_id
WHERE b.opened_at >= coalesce(nullif(:since, ''), (SELECT date(max(opened_at), '-1 year') FROM troubles))
ORDER BY b.opened_at DESC
LIMIT 500
