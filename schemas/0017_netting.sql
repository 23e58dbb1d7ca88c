-- 0017 netting: payment runs pay what adjustments make payable, and take off what they have owed back.
--
-- An order pays a claim or an adjustment; its amount is what the bank is told to pay, netted_minor
-- what was taken off before. One that is taken off whole goes to no bank and ends as NETTED.
-- Safe with the previous release running: what it writes is as allowed as before.
SET lock_timeout = '2s';

ALTER TABLE settlement.payment_order
    ALTER COLUMN claim_id DROP NOT NULL,
    ADD COLUMN adjustment_id text,
    ADD COLUMN netted_minor bigint NOT NULL DEFAULT 0
        CONSTRAINT payment_order_netted_minor_ck CHECK (netted_minor >= 0),
    DROP CONSTRAINT payment_order_amount_minor_ck,
    ADD CONSTRAINT payment_order_amount_minor_ck
        CHECK (amount_minor >= 0 AND amount_minor + netted_minor > 0),
    DROP CONSTRAINT payment_order_state_ck,
    ADD CONSTRAINT payment_order_state_ck
        CHECK (state IN ('DRAFT', 'SENT', 'PAID', 'BROKEN', 'NETTED')),
    ADD CONSTRAINT payment_order_netted_ck CHECK (state = 'DRAFT' OR (state = 'NETTED') = (amount_minor = 0)),
    ADD CONSTRAINT payment_order_document_ck CHECK ((claim_id IS NULL) <> (adjustment_id IS NULL)),
    ADD CONSTRAINT payment_order_adjustment_id_uq UNIQUE (provider_id, adjustment_id);

CREATE TABLE settlement.netting (
    provider_id      text        NOT NULL,
    payment_order_id text        NOT NULL,
    adjustment_id    text        NOT NULL,
    amount_minor     bigint      NOT NULL
                                 CONSTRAINT netting_amount_minor_ck CHECK (amount_minor > 0),
    CONSTRAINT netting_pk PRIMARY KEY (provider_id, payment_order_id, adjustment_id),
    CONSTRAINT netting_payment_order_id_fk FOREIGN KEY (provider_id, payment_order_id)
        REFERENCES settlement.payment_order (provider_id, payment_order_id)
);
CREATE INDEX netting_adjustment_id_ix ON settlement.netting (provider_id, adjustment_id);
CREATE INDEX netting_payment_order_id_ix ON settlement.netting (payment_order_id);
CALL core.scope_by_provider('settlement.netting');
CALL core.make_append_only('settlement.netting');
GRANT SELECT, INSERT ON settlement.netting TO tirek_settlement;

CREATE OR REPLACE VIEW billing.published_adjustment AS
    SELECT adjustment_id, provider_id, contract_id, month, choice, instalment_percent,
           payable_minor, receivable_minor, unfunded_minor, currency_code, create_time,
           'ADJ-' || month || '-' || sequence AS number
      FROM billing.adjustment;

-- What an adjustment's own lines come to: the evidence that its sums are tied to.
CREATE VIEW billing.published_adjustment_evidence AS
    SELECT a.provider_id, a.adjustment_id, a.month, a.currency_code,
           sum(l.difference_minor)::bigint AS difference_minor
      FROM billing.adjustment a
      JOIN billing.adjustment_line l
        ON l.provider_id = a.provider_id AND l.adjustment_id = a.adjustment_id
     GROUP BY a.provider_id, a.adjustment_id;
GRANT SELECT ON billing.published_adjustment_evidence TO tirek_settlement;
