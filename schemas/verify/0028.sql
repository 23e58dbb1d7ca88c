-- Payment runs against their approvals and what was held of them.
SELECT 'settlement: payment run ' || r.payment_run_id || ' is ' || r.state || ' with '
       || coalesce(a.approvals, 0) || ' of ' || r.approvals_needed || ' approvals' AS difference
  FROM settlement.payment_run r
  LEFT JOIN (SELECT payment_run_id, count(*) AS approvals, max(number) AS last
               FROM settlement.payment_approval GROUP BY payment_run_id) a USING (payment_run_id)
 WHERE coalesce(a.approvals, 0) IS DISTINCT FROM coalesce(a.last, 0)
    OR CASE r.state WHEN 'DRAFT' THEN coalesce(a.approvals, 0) >= r.approvals_needed
       WHEN 'CANCELLED' THEN coalesce(a.approvals, 0) > r.approvals_needed
       ELSE coalesce(a.approvals, 0) <> r.approvals_needed END
UNION ALL
SELECT 'settlement: payment run ' || r.payment_run_id || ' was approved last by ' || a.approved_by
       || ' and says ' || r.approved_by
  FROM settlement.payment_run r
  JOIN settlement.payment_approval a
    ON a.payment_run_id = r.payment_run_id AND a.number = r.approvals_needed
 WHERE a.approved_by <> r.approved_by
UNION ALL
SELECT 'settlement: payment run ' || payment_run_id || ' says ' || r.held_orders || ' held orders of '
       || r.held_minor || ' minor units, it has ' || coalesce(o.n, 0) || ' of ' || coalesce(o.total, 0)
  FROM settlement.payment_run r
  LEFT JOIN (SELECT payment_run_id, count(*) AS n, sum(amount_minor) AS total
               FROM settlement.payment_order WHERE state = 'HELD' GROUP BY payment_run_id) o
 USING (payment_run_id)
 WHERE r.held_orders <> coalesce(o.n, 0) OR r.held_minor <> coalesce(o.total, 0)
 ORDER BY 1;
