-- What the bank's reports say, against the orders and the ledger.
SELECT 'settlement: payment order ' || o.end_to_end_id || ' is ' || o.state
       || ', the reports of the bank say otherwise' AS difference
  FROM settlement.payment_order o
 WHERE (o.state = 'REJECTED') <> EXISTS
       (SELECT FROM settlement.payment_status s WHERE s.provider_id = o.provider_id
           AND s.payment_order_id = o.payment_order_id AND s.outcome = 'REJECTED')
UNION ALL
SELECT 'settlement: payment order ' || o.end_to_end_id || ' is rejected, its entry is not taken back'
  FROM settlement.payment_order o
  JOIN settlement.entry e ON e.ledger_id = o.provider_id AND e.source_type = 'PAYMENT_ORDER'
       AND e.source_id = o.payment_order_id
  LEFT JOIN settlement.entry r ON r.ledger_id = e.ledger_id AND r.reverses_sequence = e.sequence
 WHERE o.state = 'REJECTED' AND r.sequence IS NULL
 ORDER BY 1;
