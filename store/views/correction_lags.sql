-- Who followed a correction, and how long after the first: a row for each article that replaced the same old value by the
-- same new one. Asked by analysts who measure how corrections spread.
CREATE VIEW correction_lags AS
SELECT
    c.topic, c.question, c.label, c.old_value, c.new_value, c.outlet, c.corrected_at,
    first_value(c.outlet) OVER spread AS first_outlet,
    first_value(c.corrected_at) OVER spread AS first_corrected_at,
    round((julianday(c.corrected_at) - julianday(first_value(c.corrected_at) OVER spread)) * 24, 1) AS lag_hours,
    c.url, c.article_id
FROM corrections c
WINDOW spread AS (PARTITION BY c.topic, c.question, c.old_value, c.new_value ORDER BY c.corrected_at, c.article_id);
