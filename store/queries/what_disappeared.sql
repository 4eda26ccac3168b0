-- title: What disappeared
-- An editor asks which statements were taken out, and by whom. `since`: a date or time; empty: from the beginning.
SELECT detected_at, not_before_at, outlet, headline, old_text, rule, url
FROM changes_readable
WHERE material = 1 AND kind = 'removed' AND detected_at >= :since
ORDER BY detected_at DESC
LIMIT 500
