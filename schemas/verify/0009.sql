-- The ledger against itself, and against the documents of which each has exactly one entry.
WITH entry AS (
    SELECT l.ledger_id, coalesce(e.entry_id, settlement.entry_id(e.ledger_number, e.sequence))
               AS entry_id, e.source_type::text AS source_type, e.source_id, s.*
      FROM settlement.ledger_entry e JOIN settlement.ledger l USING (ledger_number)
     CROSS JOIN LATERAL (
           SELECT count(account) AS accounts, count(amount_minor) AS amounts, count(*) AS postings,
                  coalesce(sum(amount_minor) FILTER (WHERE NOT memo), 0) AS money,
                  coalesce(sum(amount_minor) FILTER (WHERE memo), 0) AS memo,
                  coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0 AND NOT memo), 0)
                      AS moved,
                  coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0 AND memo), 0) AS noted
             FROM (SELECT account, amount_minor, settlement.is_memo(account) AS memo
                     FROM unnest(e.account, e.amount_minor) AS x (account, amount_minor)) p) s
), document AS (
    SELECT provider_id AS ledger_id, 'CLAIM' AS source_type, claim_id AS source_id,
           approved_minor AS moved, unfunded_minor AS noted
      FROM billing.published_claim
     WHERE state = 'ADJUDICATED' AND approved_minor + unfunded_minor <> 0
    UNION ALL
    SELECT provider_id, 'ADJUSTMENT', adjustment_id, payable_minor + receivable_minor,
           abs(unfunded_minor)
      FROM billing.published_adjustment
     WHERE payable_minor + receivable_minor + abs(unfunded_minor) <> 0
    UNION ALL
    SELECT provider_id, 'PAYMENT_ORDER', payment_order_id, amount_minor + netted_minor, 0
      FROM settlement.payment_order WHERE state NOT IN ('DRAFT', 'CANCELLED', 'HELD')
    UNION ALL
    SELECT provider_id, 'RECOUPMENT', advance_id || '/' || number, amount_minor, 0
      FROM settlement.advance_recoupment
    UNION ALL
    SELECT CASE WHEN match IN ('EXACT', 'SHORT', 'OVER') THEN provider_id ELSE 'PAYER' END,
           'STATEMENT_LINE', statement_id || '/' || line_number, amount_minor, 0
      FROM settlement.statement_line
), matched AS (
    SELECT e.entry_id, e.moved AS posted, e.noted AS posted_memo, d.moved, d.noted,
           coalesce(e.ledger_id, d.ledger_id) AS ledger_id,
           coalesce(e.source_type, d.source_type) AS source_type,
           coalesce(e.source_id, d.source_id) AS source_id, d.source_id IS NULL AS without_document
      FROM (SELECT ledger_id, source_type, source_id, entry_id, moved, noted FROM entry
             WHERE source_type NOT IN ('REVERSAL', 'MANUAL', 'MATCH')) e
      FULL JOIN document d USING (ledger_id, source_type, source_id)
), paid AS (
    SELECT provider_id, payment_order_id, sum(amount_minor) AS minor
      FROM (SELECT provider_id, payment_order_id, amount_minor FROM settlement.statement_line
             WHERE match IN ('EXACT', 'SHORT', 'OVER')
            UNION ALL
            SELECT provider_id, payment_order_id, amount_minor FROM settlement.match_line
             WHERE provider_id IS NOT NULL) found
     GROUP BY provider_id, payment_order_id
), summed AS (
    SELECT s.statement_id, s.opening_minor, s.credits_minor, s.debits_minor, s.closing_minor,
           s.lines, s.matched, s.breaks, count(l.line_number) AS found,
           coalesce(sum(l.amount_minor) FILTER (WHERE l.direction = 'CREDIT'), 0) AS credits,
           coalesce(sum(l.amount_minor) FILTER (WHERE l.direction = 'DEBIT'), 0) AS debits,
           count(*) FILTER (WHERE l.match = 'EXACT') AS exact,
           count(b.break_id) AS named
      FROM settlement.bank_statement s
      LEFT JOIN settlement.statement_line l USING (statement_id)
      LEFT JOIN settlement.break b ON b.statement_id = l.statement_id
            AND b.line_number = l.line_number
            AND NOT (b.kind = 'UNKNOWN_DEBIT' AND l.match IN ('EXACT', 'SHORT', 'OVER'))
     GROUP BY s.statement_id
)
SELECT 'settlement: entry ' || entry_id || ' of ledger ' || ledger_id
       || ' is incomplete or does not balance' AS difference
  FROM entry
 WHERE postings < 2 OR accounts <> postings OR amounts <> postings OR money <> 0 OR memo <> 0
UNION ALL
SELECT CASE WHEN l.ledger_id IS NULL
            THEN 'settlement: ' || n || ' entries up to number ' || last
                 || ' stand under ledger number ' || ledger_number || ', which no ledger has'
            ELSE 'settlement: ledger ' || ledger_id || ' has ' || coalesce(n, 0)
                 || ' entries up to number ' || coalesce(last, 0) || ', its head says '
                 || l.sequence END
  FROM settlement.ledger l
  FULL JOIN (SELECT ledger_number, count(*) AS n, max(sequence) AS last
               FROM settlement.ledger_entry GROUP BY ledger_number) c USING (ledger_number)
 WHERE l.sequence IS DISTINCT FROM coalesce(c.n, 0) OR c.n IS DISTINCT FROM c.last
UNION ALL
SELECT CASE WHEN without_document
            THEN 'settlement: entry ' || entry_id || ' of ledger ' || ledger_id
                 || ' has no document ' || source_type || ' ' || source_id
            WHEN entry_id IS NULL
            THEN 'settlement: ' || source_type || ' ' || source_id || ' has no entry in ledger '
                 || ledger_id
            ELSE 'settlement: ' || source_type || ' ' || source_id || ' has other sums than its entry '
                 || entry_id END
  FROM matched
 WHERE without_document OR entry_id IS NULL OR posted <> moved OR posted_memo <> noted
UNION ALL
SELECT 'settlement: payment run ' || payment_run_id || ' says ' || r.orders || ' orders of '
       || r.total_minor || ' minor units, it has ' || coalesce(o.n, 0) || ' of ' || coalesce(o.total, 0)
  FROM settlement.payment_run r
  LEFT JOIN (SELECT payment_run_id, count(*) AS n, sum(amount_minor) AS total
               FROM settlement.payment_order GROUP BY payment_run_id) o USING (payment_run_id)
 WHERE r.orders IS DISTINCT FROM o.n OR r.total_minor IS DISTINCT FROM o.total
UNION ALL
SELECT 'settlement: payment run ' || payment_run_id || ' has a stored file that does not agree with '
       || 'its state or its digest'
  FROM settlement.payment_run r LEFT JOIN settlement.payment_file f USING (payment_run_id)
 WHERE (r.state = 'SENT' AND r.total_minor > r.held_minor) <> (f.payment_run_id IS NOT NULL)
    OR f.sha256 <> encode(sha256(f.file), 'hex')
UNION ALL
SELECT 'settlement: payment order ' || o.end_to_end_id || ' is ' || o.state
       || ', its run and the statements say otherwise'
  FROM settlement.payment_order o JOIN settlement.payment_run r USING (payment_run_id)
  LEFT JOIN paid USING (provider_id, payment_order_id)
 WHERE o.state <> CASE WHEN r.state = 'CANCELLED' THEN 'CANCELLED' WHEN r.state <> 'SENT' THEN 'DRAFT'
                       WHEN o.held_reason <> '' THEN 'HELD'
                       WHEN o.amount_minor = 0 THEN 'NETTED'
                       WHEN coalesce(paid.minor, 0) = o.amount_minor - o.returned_minor THEN 'PAID'
                       WHEN coalesce(paid.minor, 0) <> 0 THEN 'BROKEN'
                       WHEN o.state IN ('REJECTED', 'RETURNED') THEN o.state ELSE 'SENT' END
UNION ALL
SELECT 'settlement: statement ' || statement_id || ' does not add up to its lines and breaks'
  FROM summed
 WHERE (credits_minor, debits_minor, lines, matched, breaks)
       IS DISTINCT FROM (credits, debits, found, exact, named)
    OR closing_minor <> opening_minor + credits - debits OR lines <> matched + breaks
 ORDER BY 1;
