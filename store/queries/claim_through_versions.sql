-- title: One claim through its versions
-- An analyst asks how one sentence came to read as it does. `claim_id`: from a row of changes or facts.
SELECT v.number, v.first_seen_at, v.last_seen_at, w.text, w.speaker, w.modality, w.polarity, w.figures, w.dates, w.names
FROM wording_texts t
JOIN wordings w ON w.id = t.id
JOIN versions v ON v.id = w.version_id
WHERE t.claim_id = :claim_id
ORDER BY v.number
