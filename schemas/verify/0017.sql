-- What was taken off payments, against the orders it was taken off and the adjustments it is owed by.
SELECT 'settlement: payment order ' || o.end_to_end_id || ' says that ' || o.netted_minor
       || ' minor units are taken off, its nettings come to ' || coalesce(n.total, 0) AS difference
  FROM settlement.payment_order o
  LEFT JOIN (SELECT provider_id, payment_order_id, sum(amount_minor) AS total
               FROM (SELECT provider_id, payment_order_id, amount_minor FROM settlement.netting
                     UNION ALL SELECT provider_id, payment_order_id, amount_minor
                       FROM settlement.advance_netting) x
              GROUP BY provider_id, payment_order_id) n
 USING (provider_id, payment_order_id)
 WHERE o.netted_minor <> coalesce(n.total, 0)
UNION ALL
SELECT 'settlement: ' || n.total || ' minor units are taken off for adjustment ' || n.adjustment_id
       || ', it has ' || coalesce(a.receivable_minor, 0) || ' owed back'
  FROM (SELECT n.provider_id, n.adjustment_id, sum(n.amount_minor) AS total
          FROM settlement.netting n JOIN settlement.payment_order o USING (provider_id, payment_order_id)
         WHERE o.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED') GROUP BY n.provider_id, n.adjustment_id) n
  LEFT JOIN billing.published_adjustment a USING (provider_id, adjustment_id)
 WHERE n.total > coalesce(a.receivable_minor, 0)
UNION ALL
SELECT 'settlement: adjustment ' || n.adjustment_id || ' is taken off payment order ' || o.end_to_end_id
       || ' of another contract'
  FROM settlement.netting n
  JOIN settlement.payment_order o USING (provider_id, payment_order_id)
  JOIN billing.published_adjustment a ON a.provider_id = n.provider_id AND a.adjustment_id = n.adjustment_id
 WHERE a.contract_id <> o.contract_id
 ORDER BY 1;
