-- Suspense and matches, against the lines and the ledger.
WITH part AS (
    SELECT m.match_id, m.line, m.provider_id, m.payment_order_id, m.amount_minor,
           settlement.entry_sequence(g.ledger_number, m.payer_entry_id) AS payer_sequence,
           settlement.entry_sequence(o.ledger_number, m.entry_id) AS own_sequence, h.action,
           h.relation, CASE WHEN l.direction = 'CREDIT' THEN -1 ELSE 1 END AS sign
      FROM settlement.match_line m JOIN settlement.match h USING (match_id)
      JOIN settlement.statement_line l USING (statement_id, line_number)
      LEFT JOIN settlement.ledger g ON g.ledger_id = 'PAYER'
      LEFT JOIN settlement.ledger o ON o.ledger_id = m.provider_id
), line AS (
    SELECT l.statement_id, l.line_number, l.match,
           CASE WHEN l.direction = 'CREDIT' THEN -l.amount_minor ELSE l.amount_minor END AS minor,
           CASE WHEN l.match IN ('EXACT', 'SHORT', 'OVER') THEN l.amount_minor ELSE 0 END
           + coalesce(m.minor, 0) AS matched
      FROM settlement.statement_line l
      LEFT JOIN (SELECT statement_id, line_number, sum(amount_minor) AS minor
                   FROM settlement.match_line GROUP BY statement_id, line_number) m
     USING (statement_id, line_number)
), moved AS (
    SELECT p.match_id, p.line, p.sign, p.amount_minor, p.relation,
           sum(x.amount_minor) FILTER (WHERE x.account = 'SUSPENSE') AS suspense
      FROM part p
      LEFT JOIN settlement.posting x ON x.ledger_id = 'PAYER' AND x.sequence = p.payer_sequence
     GROUP BY p.match_id, p.line, p.sign, p.amount_minor, p.relation
), standing AS (
    SELECT coalesce(sum(CASE WHEN l.direction = 'CREDIT' THEN -l.amount_minor
                             ELSE l.amount_minor END), 0) AS minor
      FROM settlement.suspense s JOIN settlement.statement_line l USING (statement_id, line_number)
     WHERE s.state = 'OPEN'
), posted AS (
    SELECT coalesce(sum(p.amount_minor), 0) AS minor
      FROM settlement.entry e
      LEFT JOIN settlement.entry r ON r.ledger_id = e.ledger_id AND r.sequence = e.reverses_sequence
      JOIN settlement.posting p ON p.ledger_id = e.ledger_id AND p.sequence = e.sequence
     WHERE e.ledger_id = 'PAYER' AND p.account = 'SUSPENSE'
       AND coalesce(r.source_type, e.source_type) IN ('STATEMENT_LINE', 'MATCH')
)
SELECT 'settlement: line ' || statement_id || '/' || line_number || ' of ' || minor
       || ' minor units is matched with ' || matched AS difference
  FROM line WHERE matched NOT IN (0, minor)
UNION ALL
SELECT 'settlement: line ' || statement_id || '/' || line_number || ' is '
       || CASE WHEN matched = 0 THEN 'matched with nothing' ELSE 'matched' END || ', suspense says '
       || coalesce(s.state, 'nothing')
  FROM line LEFT JOIN settlement.suspense s USING (statement_id, line_number)
 WHERE (matched = 0) <> (coalesce(s.state, '') = 'OPEN')
UNION ALL
SELECT 'settlement: part ' || line || ' of match ' || match_id || ' of ' || amount_minor
       || ' minor units takes ' || coalesce(suspense, 0) || ' from suspense'
  FROM moved WHERE amount_minor <> -coalesce(suspense, 0)
UNION ALL
SELECT 'settlement: part ' || p.line || ' of match ' || p.match_id
       || ' has no entry in the ledger of its payment order'
  FROM part p WHERE p.provider_id IS NOT NULL AND p.own_sequence IS NULL
UNION ALL
SELECT 'settlement: entry ' || e.entry_id || ' of ledger ' || e.ledger_id || ' has no match '
       || e.source_id
  FROM settlement.entry e
 WHERE e.source_type = 'MATCH'
   AND NOT EXISTS (SELECT FROM part p
                    WHERE e.ledger_id = 'PAYER' AND p.payer_sequence = e.sequence)
   AND NOT EXISTS (SELECT FROM part p
                    WHERE p.provider_id = e.ledger_id AND p.own_sequence = e.sequence)
UNION ALL
SELECT 'settlement: match ' || match_id || ' does not undo the whole of ' || undoes_id
  FROM settlement.match u
 WHERE action = 'UNDO' AND u.undoes_id LIKE 'mch\_%'
   AND (SELECT coalesce(sum(amount_minor), 0) FROM settlement.match_line
         WHERE match_id IN (u.match_id, u.undoes_id)) <> 0
UNION ALL
SELECT 'settlement: payment order ' || end_to_end_id || ' is returned by no match that holds'
  FROM settlement.payment_order o
 WHERE state = 'RETURNED' AND NOT EXISTS
       (SELECT FROM part p WHERE p.provider_id = o.provider_id
           AND p.payment_order_id = o.payment_order_id AND p.relation = 'RETURN'
           AND p.action = 'ACCEPT'
           AND NOT EXISTS (SELECT FROM settlement.match u WHERE u.undoes_id = p.match_id))
UNION ALL
SELECT 'settlement: ' || posted.minor || ' minor units are posted in suspense, the lines that stand '
       || 'there come to ' || standing.minor
  FROM posted, standing WHERE posted.minor <> standing.minor
 ORDER BY 1;
