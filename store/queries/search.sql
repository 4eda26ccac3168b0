-- title: Search the wordings
-- Anybody asks where something is said, or was. `words`: all must stand in one sentence; Japanese, Chinese and Korean
-- are found by any part of a word. Of more than 5,000 sentences, the latest are ranked.
WITH RECURSIVE
quoted(words) AS (SELECT '"' || replace(replace(trim(:words), '"', ' '), ' ', '" "') || '"'),
signs(i, sign) AS (
    SELECT 1, substr(words, 1, 1) FROM quoted
    UNION ALL
    SELECT i + 1, substr(words, i + 1, 1) FROM signs, quoted WHERE i < length(words)
),
wanted(words) AS (
    SELECT group_concat(CASE WHEN sign GLOB '[぀-ヿ㐀-䶿一-鿿가-힣豈-﫿]' THEN ' ' || sign || ' ' ELSE sign END, '')
    FROM signs
)
SELECT
    w.text, a.outlet, l.headline, f.first_seen_at, l.last_seen_at,
    c.removed_at, a.url, c.id AS claim_id
FROM wordings_fts
JOIN wording_texts w ON w.id = wordings_fts.rowid
JOIN claims c ON c.id = w.claim_id
JOIN articles a ON a.id = c.article_id
JOIN versions f ON f.id = (SELECT min(version_id) FROM wording_places p WHERE p.wording_id = w.id)
JOIN versions l ON l.id = (SELECT max(version_id) FROM wording_places p WHERE p.wording_id = w.id)
WHERE wordings_fts MATCH (SELECT words FROM wanted)
    AND wordings_fts.rowid >= (
        SELECT min(id) FROM (
            SELECT rowid AS id FROM wordings_fts WHERE wordings_fts MATCH (SELECT words FROM wanted)
            ORDER BY rowid DESC LIMIT 5000
        )
    )
ORDER BY wordings_fts.rank
LIMIT 200
