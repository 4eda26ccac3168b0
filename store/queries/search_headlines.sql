-- title: Search the headlines
-- Anybody asks which articles bear a word in a headline or byline, or bore it once. `words`: all must stand there;
-- Japanese, Chinese and Korean are found by any part of a word.
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
SELECT v.headline, v.byline, a.outlet, v.number AS version, v.first_seen_at, v.last_seen_at, a.url
FROM versions_fts
JOIN versions v ON v.id = versions_fts.rowid
JOIN articles a ON a.id = v.article_id
WHERE versions_fts MATCH (SELECT words FROM wanted)
ORDER BY versions_fts.rank
LIMIT 200
