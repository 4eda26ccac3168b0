-- What is not being seen, though it is watched: sources that cannot be read, articles that give no article text.
-- Asked after every pass, because "not looking" must never read as "nothing changed". A page known to be gone is seen.
CREATE VIEW coverage_health AS
SELECT
    t.name AS topic, 'source' AS kind, s.url AS subject, s.outlet, s.last_error AS problem,
    s.failing_since_at AS since, s.failures AS streak, NULL AS last_seen_well_at
FROM sources s
JOIN topics t ON t.id = s.topic_id
WHERE s.enabled = 1 AND s.failures > 0
UNION ALL
SELECT
    t.name, 'article', a.url, a.outlet,
    a.last_outcome || coalesce(
        ' (' || (SELECT f.reason FROM fetches f WHERE f.article_id = a.id ORDER BY f.fetched_at DESC, f.id DESC LIMIT 1)
        || ')', ''
    ),
    a.bad_since_at, a.bad_streak, a.ok_at
FROM articles a
CROSS JOIN coverage c ON c.article_id = a.id AND c.watched = 1
JOIN topics t ON t.id = c.topic_id
WHERE a.bad_streak > 0 AND a.moved_to_id IS NULL AND a.state <> 'gone';
