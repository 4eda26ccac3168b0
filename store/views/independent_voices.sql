-- How many outlets give a value, and how many voices that is: copies of one report count once. Asked by maintainers who
-- want to know whether five outlets are five witnesses.
CREATE VIEW independent_voices AS
SELECT
    t.name AS topic, f.question, coalesce(q.label, f.question) AS label, f.value, min(f.label) AS printed,
    count(DISTINCT coalesce(o.original_id, f.article_id)) AS voices,
    count(DISTINCT a.outlet) AS outlets,
    json_group_array(DISTINCT a.outlet) AS outlet_names,
    json_group_array(DISTINCT r.url) FILTER (WHERE o.original_id <> f.article_id) AS copied_from
FROM topics t
CROSS JOIN facts f ON f.topic_id = t.id
JOIN articles a ON a.id = f.article_id AND a.last_version_id = f.version_id
LEFT JOIN questions q ON q.topic_id = f.topic_id AND q.question = f.question
LEFT JOIN voices o ON o.article_id = f.article_id
LEFT JOIN articles r ON r.id = o.original_id
WHERE a.state NOT IN ('gone', 'moved', 'off_topic') AND f.modality NOT IN ('denied', 'possible', 'alleged')
-- by name, so that SQLite reads only the topic that is asked for
GROUP BY t.name, f.question, f.value;
