-- Changes with the article they happened in. Asked by whoever reads what changed: `pactwatch changes`, alerts, analysts.
CREATE VIEW changes_readable AS
SELECT
    c.id, c.detected_at, c.not_before_at, a.outlet, n.headline, a.url,
    c.kind, c.subject, c.facets, c.material, c.rule, c.score, c.old_text, c.new_text, c.words, c.differences,
    o.number AS old_version, n.number AS new_version, c.claim_id, c.article_id
FROM changes c
JOIN articles a ON a.id = c.article_id
JOIN versions o ON o.id = c.old_version_id
JOIN versions n ON n.id = c.new_version_id;
