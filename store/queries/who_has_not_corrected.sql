-- title: Who still carries what another has corrected
-- A maintainer asks this before quoting a figure. `question`: its id in the topic file; empty: all questions.
SELECT topic, label, value, outlet, corrected_by, corrected_to, corrected_at, lag_hours, sentence, url, corrected_url
FROM stale_values
WHERE :question = '' OR question = :question
ORDER BY corrected_at DESC, outlet
LIMIT 500
