-- What came back of payments in part, against the matches that say so and the documents.
SELECT 'settlement: of payment order ' || o.end_to_end_id || ' ' || o.returned_minor
       || ' minor units came back, its matches come to ' || coalesce(m.minor, 0) AS difference
  FROM settlement.payment_order o
  LEFT JOIN (SELECT l.provider_id, l.payment_order_id, -sum(l.amount_minor) AS minor
               FROM settlement.match_line l JOIN settlement.match h USING (match_id)
              WHERE h.relation = 'PARTIAL_RETURN' AND l.provider_id IS NOT NULL
              GROUP BY l.provider_id, l.payment_order_id) m USING (provider_id, payment_order_id)
 WHERE o.returned_minor <> coalesce(m.minor, 0)
UNION ALL
SELECT 'settlement: document ' || d.document_id || ' has ' || d.minor
       || ' minor units to be paid, its payment orders come to ' || o.minor
  FROM (SELECT provider_id, claim_id AS document_id, approved_minor AS minor
          FROM billing.published_claim
        UNION ALL
        SELECT provider_id, adjustment_id, payable_minor FROM billing.published_adjustment) d
  JOIN (SELECT provider_id, coalesce(claim_id, adjustment_id) AS document_id,
               sum(amount_minor + netted_minor - returned_minor) AS minor
          FROM settlement.payment_order
         WHERE state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED')
         GROUP BY 1, 2) o USING (provider_id, document_id)
 WHERE o.minor > d.minor
 ORDER BY 1;
