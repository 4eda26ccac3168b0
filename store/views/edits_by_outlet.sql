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
    -- One value for another: a detail that was added corrects nothing.
    AND EXISTS (SELECT 1 FROM json_each(c.differences) d
        WHERE d.value ->> 'facet' IN ('number', 'date', 'name', 'quote', 'speaker', 'polarity', 'modality')
            AND d.value ->> 'old' IS NOT NULL AND d.value ->> 'new' IS NOT NULL)
GROUP BY a.outlet;
