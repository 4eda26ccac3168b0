-- title: What changed lately
-- A maintainer who comes on watch asks this. `since`: a date or time; empty: the seven days before the last change.
SELECT detected_at, not_before_at, outlet, headline, kind, subject, facets, material, rule, old_text, new_text, url
FROM changes_readable
WHERE detected_at >= coalesce(nullif(:since, ''), (SELECT date(max(detected_at), '-7 days') FROM changes))
ORDER BY detected_at DESC, id DESC
LIMIT 500
