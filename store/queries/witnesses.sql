-- title: Outlets and independent voices behind each value
-- A maintainer asks this to see what is corroborated. `question`: its id in the topic file; empty: all questions.
SELECT topic, label, value, voices, outlets, outlet_names, copied_from
FROM independent_voices
WHERE :question = '' OR question = :question
ORDER BY topic, question, voices DESC, value
LIMIT 1000
