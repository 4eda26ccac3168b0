-- title: Fetch outcomes by host and day
-- An operator asks which sites turn us away. `since`: a date; empty: the seven days before the last fetch.
SELECT
    date(f.fetched_at) AS day, a.host, f.outcome, count(*) AS fetches, round(avg(f.elapsed_ms)) AS average_ms,
    max(f.reason) AS a_reason
FROM fetches f
JOIN articles a ON a.id = f.article_id
WHERE f.fetched_at >= coalesce(nullif(:since, ''), (SELECT date(max(fetched_at), '-7 days') FROM fetches))
GROUP BY day, a.host, f.outcome
ORDER BY day DESC, a.host, fetches DESC
