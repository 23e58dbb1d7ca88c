-- Balances, sums and reservations against the postings that they are carried along from.
WITH summed AS (
    SELECT ledger_id, sequence, line, account, currency_code, effective_date, account_sequence,
           balance_minor, day_minor,
           row_number() OVER account AS number, sum(amount_minor) OVER account AS balance,
           sum(amount_minor) OVER day AS day_sum
      FROM settlement.posting
    WINDOW account AS (PARTITION BY ledger_id, account, currency_code ORDER BY sequence, line),
           day AS (PARTITION BY ledger_id, account, currency_code, effective_date
                   ORDER BY sequence, line)
), last AS (
    SELECT ledger_id, account, currency_code, sum(amount_minor) AS balance, count(*) AS postings
      FROM settlement.posting GROUP BY 1, 2, 3
), reserved AS (
    SELECT ledger_id, account, currency_code, sum(debit) AS debit, sum(credit) AS credit
      FROM (SELECT ledger_id, debit_account AS account, currency_code, amount_minor AS debit,
                   0 AS credit FROM settlement.reservation WHERE state = 'OPEN'
            UNION ALL
            SELECT ledger_id, credit_account, currency_code, 0, amount_minor
              FROM settlement.reservation WHERE state = 'OPEN') r
     GROUP BY 1, 2, 3
)
SELECT 'settlement: posting ' || line || ' of number ' || sequence || ' in ledger ' || ledger_id
       || ' stands at ' || balance_minor || ' minor units as number ' || account_sequence || ' of '
       || account || ', recomputed ' || balance || ' as number ' || number AS difference
  FROM summed
 WHERE (account_sequence, balance_minor, day_minor) IS DISTINCT FROM (number, balance, day_sum)
UNION ALL
SELECT 'settlement: account ' || account || ' of ledger ' || ledger_id || ' says '
       || coalesce(a.balance_minor, 0) || ' minor units in ' || coalesce(a.sequence, 0)
       || ' postings, recomputed ' || coalesce(l.balance, 0) || ' in ' || coalesce(l.postings, 0)
  FROM settlement.account a FULL JOIN last l USING (ledger_id, account, currency_code)
 WHERE coalesce(a.balance_minor, 0) <> coalesce(l.balance, 0)
    OR coalesce(a.sequence, 0) <> coalesce(l.postings, 0)
UNION ALL
SELECT 'settlement: account ' || account || ' of ledger ' || ledger_id || ' says it has '
       || a.reserved_debit_minor || ' and ' || a.reserved_credit_minor
       || ' minor units reserved, its reservations are ' || coalesce(r.debit, 0) || ' and '
       || coalesce(r.credit, 0)
  FROM settlement.account a FULL JOIN reserved r USING (ledger_id, account, currency_code)
 WHERE a.reserved_debit_minor IS DISTINCT FROM coalesce(r.debit, 0)
    OR a.reserved_credit_minor IS DISTINCT FROM coalesce(r.credit, 0)
UNION ALL
SELECT 'settlement: account ' || account || ' of ledger ' || ledger_id || ' says '
       || a.day_minor || ' minor units for ' || coalesce(a.day::text, 'no day')
       || ', its last posting of that day says ' || coalesce(p.day_minor::text, 'nothing')
  FROM settlement.account a
  LEFT JOIN LATERAL (
       SELECT day_minor FROM settlement.posting p
        WHERE p.ledger_id = a.ledger_id AND p.account = a.account
          AND p.currency_code = a.currency_code AND p.effective_date = a.day
        ORDER BY p.sequence DESC, p.account_sequence DESC LIMIT 1) p ON true
 WHERE a.day IS NOT NULL AND a.day_minor IS DISTINCT FROM p.day_minor
UNION ALL
SELECT 'settlement: reservation ' || reservation_id || ' of ledger ' || r.ledger_id
       || ' is posted as ' || r.entry_id || ', which is no entry of this amount or less'
  FROM settlement.reservation r
  LEFT JOIN settlement.entry e ON e.ledger_id = r.ledger_id AND e.entry_id = r.entry_id
  LEFT JOIN settlement.posting p ON p.ledger_id = e.ledger_id AND p.sequence = e.sequence
                                AND p.line = 1
 WHERE r.state = 'POSTED' AND (p.amount_minor IS NULL OR p.amount_minor > r.amount_minor
       OR p.account <> r.debit_account)
 ORDER BY 1;
