-- 0010: what a month's close must not pass over, payable lines that nobody has claimed.
-- Safe with the previous release running: only a new object is made.
SET lock_timeout = '2s';

CREATE VIEW billing.published_unclaimed AS
    SELECT l.provider_id, l.contract_id, t.month, sum(l.amount_minor)::bigint AS payable_minor,
           l.currency_code
      FROM billing.published_capitation_total t
      JOIN billing.capitation_line l ON l.provider_id = t.provider_id AND l.run_id = t.run_id
     WHERE l.status = 'PAYABLE' AND NOT EXISTS (
           SELECT FROM billing.claim c
            WHERE c.provider_id = l.provider_id AND c.contract_id = l.contract_id
              AND c.month = t.month)
     GROUP BY l.provider_id, l.contract_id, t.month, l.currency_code;

GRANT SELECT ON billing.published_unclaimed TO tirek_settlement;
