-- Advances, against the orders that pay them, those that take them off, and the ledger.
WITH live AS (
    SELECT provider_id, payment_order_id, advance_id, end_to_end_id, amount_minor, advances_minor,
           currency_code, state
      FROM settlement.payment_order
     WHERE state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED')
), taken AS (
    SELECT n.provider_id, n.advance_id,
           coalesce(sum(n.amount_minor) FILTER (WHERE n.account = 'ADVANCE'), 0) AS earned,
           coalesce(sum(n.amount_minor) FILTER (WHERE n.account = 'RECEIVABLE'), 0) AS given_back
      FROM settlement.advance_netting n JOIN live USING (provider_id, payment_order_id)
     GROUP BY n.provider_id, n.advance_id
), standing AS (
    SELECT a.provider_id, a.advance_id, a.advance_number, a.amount_minor, a.currency_code, a.state,
           o.end_to_end_id, o.amount_minor AS ordered_minor, o.state AS order_state,
           coalesce(t.earned, 0) AS earned, coalesce(t.given_back, 0) AS given_back,
           coalesce(r.minor, 0) AS recouped
      FROM settlement.advance a
      LEFT JOIN live o USING (provider_id, advance_id)
      LEFT JOIN taken t USING (provider_id, advance_id)
      LEFT JOIN (SELECT provider_id, advance_id, sum(amount_minor) AS minor
                   FROM settlement.advance_recoupment GROUP BY provider_id, advance_id) r
     USING (provider_id, advance_id)
)
SELECT 'settlement: payment order ' || o.end_to_end_id || ' says that ' || o.advances_minor
       || ' minor units of advances are taken off, its nettings come to ' || coalesce(n.total, 0)
       AS difference
  FROM settlement.payment_order o
  LEFT JOIN (SELECT provider_id, payment_order_id, sum(amount_minor) AS total
               FROM settlement.advance_netting WHERE account = 'ADVANCE'
              GROUP BY provider_id, payment_order_id) n USING (provider_id, payment_order_id)
 WHERE o.advances_minor <> coalesce(n.total, 0)
UNION ALL
SELECT 'settlement: advance ' || advance_number || ' of ' || amount_minor || ' minor units has ' || earned
       || ' earned, ' || recouped || ' recouped and ' || given_back || ' of these given back'
  FROM standing WHERE earned + recouped > amount_minor OR given_back > recouped
UNION ALL
SELECT 'settlement: advance ' || advance_number || ' is ' || state || ' and of ' || amount_minor
       || ' minor units, payment order ' || end_to_end_id || ' pays ' || ordered_minor
  FROM standing
 WHERE end_to_end_id IS NOT NULL AND (state <> 'APPROVED' OR amount_minor <> ordered_minor)
UNION ALL
SELECT 'settlement: advance ' || advance_number || ' is earned or recouped, and was not paid'
  FROM standing
 WHERE earned + recouped > 0 AND coalesce(order_state, '') <> 'PAID'
UNION ALL
SELECT 'settlement: advance ' || a.advance_number || ' is taken off payment order ' || o.end_to_end_id
       || ' of another contract'
  FROM settlement.advance_netting n
  JOIN settlement.payment_order o USING (provider_id, payment_order_id)
  JOIN settlement.advance a ON a.provider_id = n.provider_id AND a.advance_id = n.advance_id
 WHERE a.contract_id <> o.contract_id
UNION ALL
SELECT 'settlement: ledger ' || coalesce(d.provider_id, p.ledger_id) || ' has '
       || coalesce(p.minor, 0) || ' minor units on ADVANCE, its documents come to '
       || coalesce(d.minor, 0)
  FROM (SELECT provider_id, currency_code, sum(minor) AS minor
          FROM (SELECT provider_id, currency_code,
                       CASE WHEN advance_id IS NULL THEN -advances_minor ELSE amount_minor END AS minor
                  FROM live WHERE state <> 'DRAFT'
                UNION ALL
                SELECT provider_id, currency_code, -recouped FROM standing) x
         GROUP BY provider_id, currency_code) d
  FULL JOIN (SELECT l.ledger_id, e.currency_code, sum(x.minor) AS minor
               FROM settlement.ledger_entry e JOIN settlement.ledger l USING (ledger_number)
              CROSS JOIN LATERAL unnest(e.account, e.amount_minor) AS x (account, minor)
               LEFT JOIN settlement.ledger_entry b
                    ON b.ledger_number = e.ledger_number AND b.sequence = e.reverses_sequence
              WHERE x.account = 'ADVANCE' AND coalesce(b.source_type, e.source_type) <> 'MANUAL'
              GROUP BY l.ledger_id, e.currency_code) p
    ON p.ledger_id = d.provider_id AND p.currency_code = d.currency_code
 WHERE coalesce(d.minor, 0) <> coalesce(p.minor, 0)
 ORDER BY 1;
