-- Rows of statements against what they belong to.
SELECT 'settlement: line ' || l.statement_id || '/' || l.line_number || ' belongs to no statement'
       AS difference
  FROM settlement.statement_line l LEFT JOIN settlement.bank_statement s USING (statement_id)
 WHERE s.statement_id IS NULL
UNION ALL
SELECT 'settlement: line ' || l.statement_id || '/' || l.line_number || ' pays no payment order that '
       || 'there is'
  FROM settlement.statement_line l
  LEFT JOIN settlement.payment_order o USING (provider_id, payment_order_id)
 WHERE l.payment_order_id IS NOT NULL AND o.payment_order_id IS NULL
UNION ALL
SELECT 'settlement: ' || h.what || ' ' || h.statement_id || '/' || h.line_number || ' has no line'
  FROM (SELECT 'suspense' AS what, statement_id, line_number FROM settlement.suspense
        UNION ALL SELECT 'break', statement_id, line_number FROM settlement.break
        UNION ALL SELECT 'reference', statement_id, line_number FROM settlement.line_reference) h
  LEFT JOIN settlement.statement_line l USING (statement_id, line_number)
 WHERE l.statement_id IS NULL
 ORDER BY 1;
