-- title: Silent outlets
-- An operator asks whom we have not heard of. `days`: without any article read or confirmed for so many days before the
-- last check; empty: 3.
SELECT
    outlet, count(*) AS articles, max(ok_at) AS last_seen_well_at,
    max(checked_at) AS last_checked_at
FROM articles
WHERE state <> 'moved'
GROUP BY outlet
HAVING coalesce(max(ok_at), '') < datetime(
    (SELECT max(started_at) FROM runs), '-' || coalesce(nullif(:days, ''), '3') || ' days'
)
ORDER BY last_seen_well_at
