-- Articles that copy another one, with what each changed against the earliest text. Asked by maintainers who count
-- witnesses, and by analysts of wire copy.
CREATE VIEW wire_copies AS
SELECT
    a.outlet, o.share, r.outlet AS original_outlet, json_array_length(o.edits) AS edited, o.edits, a.url,
    r.url AS original_url, o.article_id, o.original_id
FROM voices o
JOIN articles a ON a.id = o.article_id
JOIN articles r ON r.id = o.original_id
WHERE o.original_id <> o.article_id;
