-- title: Alerts not delivered
-- An operator asks whether anybody was told. An alert whose rule names no channel stays here, too.
SELECT
    a.created_at, a.rule, a.subject,
    (SELECT count(*) FROM deliveries d WHERE d.alert_id = a.id AND d.outcome = 'failed') AS failed_attempts,
    (SELECT d.error FROM deliveries d WHERE d.alert_id = a.id AND d.outcome = 'failed' ORDER BY d.id DESC LIMIT 1)
        AS last_error
FROM alerts a
WHERE a.settled_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.alert_id = a.id AND d.outcome = 'delivered')
ORDER BY a.created_at DESC
LIMIT 500
