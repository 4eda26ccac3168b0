-- title: Captures that were held back
-- An operator asks what was not believed, and why: its bytes are kept as evidence, and nothing was read from it.
-- `since`: a date; empty: the thirty days before the last fetch. `outlet`: empty for all.
SELECT
    f.fetched_at, a.outlet, a.url, f.outcome, f.reason, f.size_bytes, f.snapshot_id,
    iif(a.held_text_sha256 = f.text_sha256, 'waits for a second one that says the same', '') AS state
FROM fetches f
JOIN articles a ON a.id = f.article_id
WHERE f.fetched_at >= coalesce(nullif(:since, ''), (SELECT date(max(fetched_at), '-30 days') FROM fetches))
    AND f.outcome IN ('partial', 'empty', 'walled', 'blocked') AND f.snapshot_id IS NOT NULL
    AND coalesce(nullif(:outlet, ''), a.outlet) = a.outlet
ORDER BY f.fetched_at DESC
LIMIT 500
