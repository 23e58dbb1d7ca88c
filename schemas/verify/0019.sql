-- Balances, sums and reservations against the postings that they are carried along from. Entries
-- made since 0033 carry no number within the account and no sum of the day.
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
    SELECT ledger_id, account, currency_code, sum(amount_minor) AS balance
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
       || ' stands at ' || coalesce(balance_minor::text, 'no') || ' minor units'
       || coalesce(' as number ' || account_sequence, '') || ' of ' || account || ', recomputed '
       || balance || CASE WHEN account_sequence IS NULL THEN '' ELSE ' as number ' || number END
       AS difference
  FROM summed
 WHERE balance_minor IS DISTINCT FROM balance OR account_sequence <> number OR day_minor <> day_sum
UNION ALL
SELECT 'settlement: account ' || account || ' of ledger ' || ledger_id || ' says '
       || coalesce(a.balance_minor, 0) || ' minor units, recomputed ' || coalesce(l.balance, 0)
  FROM settlement.account a FULL JOIN last l USING (ledger_id, account, currency_code)
 WHERE coalesce(a.balance_minor, 0) <> coalesce(l.balance, 0)
UNION ALL
SELECT 'settlement: account ' || account || ' of ledger ' || ledger_id || ' says it has '
       || coalesce(a.reserved_debit_minor, 0) || ' and ' || coalesce(a.reserved_credit_minor, 0)
       || ' minor units reserved, its reservations are ' || coalesce(r.debit, 0) || ' and '
       || coalesce(r.credit, 0)
  FROM settlement.account a FULL JOIN reserved r USING (ledger_id, account, currency_code)
 WHERE a.reserved_debit_minor IS DISTINCT FROM coalesce(r.debit, 0)
    OR a.reserved_credit_minor IS DISTINCT FROM coalesce(r.credit, 0)
UNION ALL
SELECT 'settlement: reservation ' || reservation_id || ' of ledger ' || r.ledger_id
       || ' is posted as ' || r.entry_id || ', which is no entry of this amount or less'
  FROM settlement.reservation r
  LEFT JOIN settlement.ledger l ON l.ledger_id = r.ledger_id
  LEFT JOIN settlement.ledger_entry e ON e.ledger_number = l.ledger_number
        AND e.sequence = settlement.entry_sequence(l.ledger_number, r.entry_id)
 WHERE r.state = 'POSTED' AND (e.sequence IS NULL OR e.amount_minor[1] > r.amount_minor
       OR e.account[1]::text <> r.debit_account)
 ORDER BY 1;
