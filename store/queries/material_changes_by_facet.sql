-- title: Material changes by facet
-- An analyst asks which numbers, dates, names, quotes … were changed. `facet`: one of number, date, name, quote, speaker,
-- modality, polarity, wording; empty: any.
SELECT detected_at, outlet, headline, facets, old_text, new_text, rule, url
FROM changes_readable
WHERE material = 1
    AND (:facet = '' OR instr(facets, '"' || :facet || '"'))
ORDER BY detected_at DESC
LIMIT 500
