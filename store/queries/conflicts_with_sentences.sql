-- title: Conflicts with both sentences
-- A maintainer asks where outlets contradict one another, and wants to read the very words of each side.
SELECT
    one.label AS question, one.kind, one.opened_at,
    one.outlet AS one_outlet, one.value AS one_value, one.sentence AS one_sentence,
    other.outlet AS other_outlet, other.value AS other_value, other.sentence AS other_sentence,
    one.url AS one_url, other.url AS other_url
FROM open_conflicts one
JOIN open_conflicts other ON other.conflict_id = one.conflict_id AND other.side > one.side
ORDER BY one.opened_at DESC, one.conflict_id, one.outlet, other.outlet
LIMIT 500
