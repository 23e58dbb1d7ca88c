-- Turnovers of months against the postings that they are carried along from.
WITH summed AS (
    SELECT ledger_id, account, currency_code,
           date_trunc('month', effective_date)::date AS month_start,
           coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0) AS debit,
           coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0) AS credit
      FROM settlement.posting GROUP BY 1, 2, 3, 4
)
SELECT 'settlement: account ' || account || ' of ledger ' || ledger_id || ' turned over '
       || coalesce(t.debit_minor, 0) || ' and ' || coalesce(t.credit_minor, 0)
       || ' minor units in the month of ' || month_start || ', recomputed ' || coalesce(s.debit, 0)
       || ' and ' || coalesce(s.credit, 0) AS difference
  FROM settlement.turnover t
  FULL JOIN summed s USING (ledger_id, account, currency_code, month_start)
 WHERE (t.debit_minor, t.credit_minor) IS DISTINCT FROM (s.debit, s.credit)
