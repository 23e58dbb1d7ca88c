-- 0035 budget codes: a contract has a code of the budget classification, which amendments change by
-- date (Public Procurement Law, art. 18), and a payment run can be made of one code or one source.
--
-- Empty: none was given. What is claimed and adjusted is posted with the code of its day; orders pay
-- with the code and the source that their documents were posted with.
-- Safe with the previous release running: its inserts leave the new columns at their defaults, so
-- that an amendment it makes leaves the contract without a code until the next one.
SET lock_timeout = '2s';

ALTER TABLE contracts.contract ADD COLUMN budget_code text NOT NULL DEFAULT '';
ALTER TABLE contracts.contract_amendment ADD COLUMN budget_code text NOT NULL DEFAULT '';

CREATE OR REPLACE VIEW contracts.published_contract_version AS
    SELECT contract_id, 1 AS version, start_date AS effective_date, provider_id, number, order_id,
           services, start_date, end_date, ceiling_minor, currency_code, route, payment_due_days,
           cut_order, ''::text AS source_act, create_time AS record_time, budget_code
      FROM contracts.contract
    UNION ALL
    SELECT c.contract_id, a.version, a.effective_date, c.provider_id, c.number, c.order_id,
           a.services, c.start_date, a.end_date, a.ceiling_minor, c.currency_code, c.route,
           c.payment_due_days, a.cut_order, a.source_act, a.record_time, a.budget_code
      FROM contracts.contract_amendment a JOIN contracts.contract c USING (contract_id);
CREATE OR REPLACE VIEW contracts.published_contract AS
    SELECT v.contract_id, v.number, v.provider_id, v.order_id, v.services, v.start_date,
           v.end_date, v.ceiling_minor, v.currency_code, v.route, v.payment_due_days,
           v.record_time, v.cut_order, v.version, v.budget_code
      FROM contracts.published_contract_version v
     WHERE NOT EXISTS (SELECT FROM contracts.contract_amendment next
                        WHERE next.contract_id = v.contract_id AND next.version = v.version + 1);

ALTER TABLE settlement.payment_run
    ADD COLUMN selected_budget_code text NOT NULL DEFAULT '',
    ADD COLUMN selected_funding_source text NOT NULL DEFAULT '';
