-- Each article as it was last read, or as its source announced it if it never was. Asked by `pactwatch articles`.
CREATE VIEW latest_versions AS
SELECT
    a.outlet, coalesce(v.headline, a.lead_title) AS headline, a.url, a.state,
    coalesce(v.number, 0) AS versions,
    (SELECT count(*) FROM changes c WHERE c.article_id = a.id) AS changes,
    (SELECT count(*) FROM changes c WHERE c.article_id = a.id AND c.material = 1) AS material_changes,
    v.published_at, v.language, v.byline, a.first_seen_at, v.last_seen_at, a.checked_at, a.next_check_at,
    a.last_outcome, a.id AS article_id, v.id AS version_id
FROM articles a
LEFT JOIN versions v ON v.id = a.last_version_id
WHERE a.moved_to_id IS NULL;
