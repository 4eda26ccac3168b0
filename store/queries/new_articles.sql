-- title: New articles
-- A maintainer asks what has come up. `since`: a date or time; empty: the seven days before the latest.
SELECT
    a.first_seen_at, a.outlet, coalesce(v.headline, a.lead_title) AS headline,
    v.published_at, c.relevance, c.why, a.state, a.url
FROM articles a
JOIN coverage c ON c.article_id = a.id
LEFT JOIN versions v ON v.id = a.last_version_id
WHERE a.first_seen_at >= coalesce(nullif(:since, ''), (SELECT date(max(first_seen_at), '-7 days') FROM articles))
    AND a.moved_to_id IS NULL
ORDER BY a.first_seen_at DESC
LIMIT 500
