-- The story of an article: each fetch, version and change in order of time. Asked for one article at a time, by
-- `pactwatch history` and by whoever doubts a change.
CREATE VIEW article_history AS
SELECT
    f.article_id, a.url, f.fetched_at AS at, 1 AS step, 'fetch' AS event, f.outcome AS what, f.reason AS detail, f.id
FROM fetches f JOIN articles a ON a.id = f.article_id
UNION ALL
SELECT v.article_id, a.url, v.first_seen_at, 2, 'version', 'version ' || v.number, v.headline, v.id
FROM versions v JOIN articles a ON a.id = v.article_id
UNION ALL
SELECT
    c.article_id, a.url, c.detected_at, 3, 'change',
    iif(c.material, 'material: ', 'cosmetic: ') || c.kind || ' ' || c.subject, coalesce(c.new_text, c.old_text), c.id
FROM changes c JOIN articles a ON a.id = c.article_id;
