-- Each time that an article replaced its answer to a question by another one, with when. Asked by maintainers who want to
-- know who has corrected what, and by `stale_values`.
CREATE VIEW corrections AS
SELECT
    t.name AS topic, o.question, coalesce(q.label, o.question) AS label, o.value AS old_value, n.value AS new_value,
    a.outlet, ov.last_seen_at AS not_before_at, nv.first_seen_at AS corrected_at,
    o.sentence AS old_sentence, n.sentence AS new_sentence, a.url, a.id AS article_id, o.topic_id,
    ov.id AS old_version_id, nv.id AS new_version_id
FROM topics t
CROSS JOIN facts o ON o.topic_id = t.id
JOIN versions ov ON ov.id = o.version_id
JOIN versions nv ON nv.article_id = o.article_id AND nv.number = ov.number + 1
JOIN facts n ON n.version_id = nv.id AND n.topic_id = o.topic_id AND n.question = o.question AND n.value <> o.value
JOIN articles a ON a.id = o.article_id
LEFT JOIN questions q ON q.topic_id = o.topic_id AND q.question = o.question
WHERE coalesce(q.value, '') <> 'text'
    AND NOT EXISTS (SELECT 1 FROM facts s WHERE s.version_id = nv.id AND s.topic_id = o.topic_id
        AND s.question = o.question AND s.value = o.value)
    AND NOT EXISTS (SELECT 1 FROM facts s WHERE s.version_id = ov.id AND s.topic_id = o.topic_id
        AND s.question = o.question AND s.value = n.value)
    -- `2025` for `2025-01-01` is coarser, not other.
    AND substr(o.value, 1, length(n.value)) <> n.value AND substr(n.value, 1, length(o.value)) <> o.value;
