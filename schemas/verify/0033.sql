-- What a ledger carries along of its months and of what was taken back, against its entries.
WITH entry AS (
    SELECT l.ledger_id, e.ledger_number, e.sequence,
           coalesce(e.entry_id, settlement.entry_id(e.ledger_number, e.sequence)) AS entry_id,
           e.late, date_trunc('month', e.effective_date)::date AS month_start,
           date_trunc('month', e.effective_date)
               < max(date_trunc('month', e.effective_date)) OVER numbers AS came_late
      FROM settlement.ledger_entry e JOIN settlement.ledger l USING (ledger_number)
    WINDOW numbers AS (PARTITION BY e.ledger_number ORDER BY e.sequence)
), month AS (
    SELECT ledger_number, month_start, min(sequence) AS first_sequence
      FROM entry WHERE NOT came_late GROUP BY 1, 2
), newest AS (
    SELECT l.ledger_id, l.ledger_number, l.month_start AS said, m.found
      FROM settlement.ledger l
      LEFT JOIN (SELECT ledger_number, max(month_start) AS found FROM month GROUP BY 1) m
     USING (ledger_number)
), account AS (
    SELECT n.ledger_id, n.ledger_number, n.found, a.account, a.currency_code, a.opened_minor
      FROM newest n JOIN settlement.ledger l USING (ledger_number)
     CROSS JOIN LATERAL unnest(l.account, l.currency_code, l.opened_minor)
           AS a (account, currency_code, opened_minor)
), opened AS (
    SELECT n.ledger_number, p.account, e.currency_code, sum(p.amount_minor) AS minor
      FROM newest n JOIN settlement.ledger_entry e
        ON e.ledger_number = n.ledger_number AND e.effective_date < n.found
     CROSS JOIN LATERAL unnest(e.account, e.amount_minor) AS p (account, amount_minor)
     GROUP BY 1, 2, 3
)
SELECT 'settlement: entry ' || entry_id || ' of ledger ' || ledger_id
       || CASE WHEN late THEN ' says that it came late, no earlier one is of a later month'
               ELSE ' came late, and says that it did not' END AS difference
  FROM entry WHERE late <> came_late
UNION ALL
SELECT 'settlement: month ' || to_char(month_start, 'YYYY-MM') || ' of ledger '
       || coalesce(l.ledger_id, 'number ' || ledger_number) || ' begins with number '
       || coalesce(said.first_sequence::text, 'none') || ', recomputed '
       || coalesce(found.first_sequence::text, 'none')
  FROM settlement.ledger_month said FULL JOIN month found USING (ledger_number, month_start)
  LEFT JOIN (SELECT ledger_number, ledger_id FROM settlement.ledger) l USING (ledger_number)
 WHERE said.first_sequence IS DISTINCT FROM found.first_sequence
UNION ALL
SELECT 'settlement: ledger ' || ledger_id || ' says that its newest month is '
       || coalesce(to_char(said, 'YYYY-MM'), 'none') || ', recomputed '
       || coalesce(to_char(found, 'YYYY-MM'), 'none')
  FROM newest WHERE said IS DISTINCT FROM found
UNION ALL
SELECT 'settlement: account ' || a.account || ' of ledger ' || a.ledger_id
       || ' says that it began its newest month at ' || coalesce(a.opened_minor::text, 'no')
       || ' minor units, recomputed ' || coalesce(o.minor, 0)
  FROM account a
  LEFT JOIN opened o ON o.ledger_number = a.ledger_number AND o.account = a.account
       AND o.currency_code = a.currency_code
 WHERE a.opened_minor IS DISTINCT FROM coalesce(o.minor, 0)
UNION ALL
SELECT 'settlement: account ' || account || ' of ledger ' || ledger_id || ' stands in it '
       || count(*) || ' times'
  FROM account GROUP BY ledger_id, account, currency_code HAVING count(*) > 1
UNION ALL
SELECT 'settlement: account ' || t.account || ' of ledger '
       || coalesce(n.ledger_id, 'number ' || t.ledger_number) || ' has a turnover of '
       || to_char(t.month_start, 'YYYY-MM') || ', which is no month before the newest one'
  FROM settlement.month_turnover t LEFT JOIN newest n USING (ledger_number)
 WHERE (t.month_start < n.found) IS NOT TRUE
UNION ALL
SELECT 'settlement: entry ' || r.entry_id || ' of ledger ' || r.ledger_id || ' takes back number '
       || e.reverses_sequence || ', which is no earlier entry of the same postings'
  FROM settlement.ledger_entry e
  JOIN entry r ON r.ledger_number = e.ledger_number AND r.sequence = e.sequence
  LEFT JOIN settlement.ledger_entry o
       ON o.ledger_number = e.ledger_number AND o.sequence = e.reverses_sequence
 WHERE e.reverses_sequence IS NOT NULL
   AND (o.sequence IS NULL OR o.sequence >= e.sequence OR o.currency_code <> e.currency_code
        OR EXISTS (SELECT FROM unnest(e.account, e.amount_minor, o.account, o.amount_minor)
                         AS p (account, minor, taken_account, taken_minor)
                    WHERE p.account IS DISTINCT FROM p.taken_account
                       OR p.minor::numeric IS DISTINCT FROM -p.taken_minor::numeric))
 ORDER BY 1;
