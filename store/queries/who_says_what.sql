-- title: Who says what to a question
-- A maintainer asks this before writing a sentence. `question`: its id in the topic file, such as signatory;
-- empty: the latest one that outlets disagree on, or else the first.
SELECT topic, question, label, value, printed, outlet, since_at, role, modality, speaker, sentence, disputed, url
FROM fact_sheet
WHERE question = coalesce(
    nullif(:question, ''),
    (SELECT question FROM conflicts WHERE closed_at IS NULL ORDER BY opened_at DESC LIMIT 1),
    (SELECT min(question) FROM questions)
)
ORDER BY topic, value, since_at
LIMIT 1000
