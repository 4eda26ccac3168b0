-- How each outlet corrects itself: values of statements that it replaced with a correction notice, and in silence. Asked by
-- alerts, and by analysts who compare how outlets treat their readers.
CREATE VIEW edits_by_outlet AS
SELECT
    a.outlet,
    sum(c.differences LIKE '%"correction"%') AS disclosed,
    sum(c.differences NOT LIKE '%"correction"%') AS silent,
    min(c.detected_at) AS first_at, max(c.detected_at) AS last_at
FROM articles a
CROSS JOIN changes c ON c.article_id = a.id
WHERE c.material = 1 AND c.kind = 'changed'
    AND EXISTS (SELECT 1 FROM json_each(c.facets) f
        WHERE f.value IN ('number', 'date', 'name', 'quote', 'speaker', 'polarity', 'modality'))
GROUP BY a.outlet;
