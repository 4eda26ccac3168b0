-- title: Versions of an article
-- A reader who doubts a quotation asks which versions there were. `url`: any address that the article has had.
SELECT
    v.number, v.first_seen_at, v.last_seen_at, v.headline, v.byline, v.published_at, v.modified_at, v.extractor,
    (SELECT count(*) FROM changes c WHERE c.article_id = v.article_id AND c.new_version_id = v.id) AS changes,
    length(v.text) AS characters, s.body_sha256, v.text
FROM articles a
JOIN versions v ON v.article_id = coalesce(a.moved_to_id, a.id)
JOIN snapshots s ON s.id = v.snapshot_id
WHERE a.url = :url
ORDER BY v.number
