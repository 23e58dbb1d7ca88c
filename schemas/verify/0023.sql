-- Months against their own trace, and entries against the months that they stand in.
WITH step AS (
    SELECT month, number, kind, state, principal, requested_by, event_time,
           lag(state, 1, 'OPEN') OVER events AS state_before, lag(kind) OVER events AS kind_before,
           lag(principal) OVER events AS principal_before, lag(number, 1, 0) OVER events AS number_before,
           lag(event_time) OVER events AS time_before, lead(event_time) OVER events AS until_time
      FROM settlement.period_event
    WINDOW events AS (PARTITION BY month ORDER BY number)
), last AS (
    SELECT DISTINCT ON (month) month, state FROM settlement.period_event ORDER BY month, number DESC
)
SELECT 'settlement: entry ' || e.entry_id || ' of ledger ' || e.ledger_id || ' was recorded after '
       || s.month || CASE s.state WHEN 'CLOSED' THEN ' was closed'
                     ELSE ' was closed softly, and is no adjustment' END AS difference
  FROM settlement.entry e
  JOIN step s ON s.month = to_char(e.effective_date, 'YYYY-MM')
 WHERE e.record_time >= s.event_time AND (s.until_time IS NULL OR e.record_time < s.until_time)
   AND (s.state = 'CLOSED' OR (s.state = 'SOFT_CLOSED' AND e.adjustment_reason IS NULL))
UNION ALL
SELECT 'settlement: month ' || month || ' says it is ' || p.state || ', its events left it '
       || coalesce(l.state, 'OPEN')
  FROM settlement.period p LEFT JOIN last l USING (month)
 WHERE p.state <> coalesce(l.state, 'OPEN')
UNION ALL
SELECT 'settlement: event ' || number || ' of month ' || month || ' does not follow from the one before'
  FROM step
 WHERE number <> number_before + 1 OR event_time < time_before
    OR CASE kind
       WHEN 'SOFT_CLOSE' THEN state_before <> 'OPEN'
       WHEN 'CLOSE' THEN state_before = 'CLOSED'
       WHEN 'REOPENING_REQUEST' THEN state <> state_before OR kind_before = 'REOPENING_REQUEST'
       ELSE kind_before IS DISTINCT FROM 'REOPENING_REQUEST' OR requested_by <> principal_before
            OR (kind = 'REOPENING_REFUSAL' AND state <> state_before)
            OR (kind = 'REOPENING' AND state <> CASE state_before WHEN 'CLOSED' THEN 'SOFT_CLOSED'
                                                ELSE 'OPEN' END) END
 ORDER BY 1;
