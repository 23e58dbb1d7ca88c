-- 0038 partial returns: the bank sends back a part of what was paid, such as all but its fee.
--
-- The order stays paid; returned_minor of it came back and may be ordered again. What is left to be
-- paid of a document is what its orders, less what came back of them, do not come to. An order of
-- that rest says so (pays_part); one at most pays a document as a whole, as before. Both are in the
-- one index: a statement's import moves every order, and each index more would cost it.
-- Safe with the previous release running, as long as nothing is matched as a partial return: that
-- release knows neither the relation nor that a part of a paid order is owed again.
SET lock_timeout = '2s';

ALTER TABLE settlement.payment_order
    ADD COLUMN returned_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN pays_part boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT payment_order_returned_minor_ck CHECK (returned_minor >= 0
        AND (returned_minor = 0 OR returned_minor < amount_minor AND advance_id IS NULL
             AND state IN ('PAID', 'RETURNED'))),
    ADD CONSTRAINT payment_order_pays_part_ck CHECK (NOT pays_part OR advance_id IS NULL);
GRANT UPDATE (returned_minor) ON settlement.payment_order TO tirek_settlement;
DROP INDEX settlement.payment_order_claim_id_uq, settlement.payment_order_adjustment_id_uq;
CREATE UNIQUE INDEX payment_order_claim_id_uq ON settlement.payment_order
    (provider_id, claim_id, (CASE WHEN pays_part THEN payment_order_id ELSE '' END))
    WHERE state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED');
CREATE UNIQUE INDEX payment_order_adjustment_id_uq ON settlement.payment_order
    (provider_id, adjustment_id, (CASE WHEN pays_part THEN payment_order_id ELSE '' END))
    WHERE state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED');

ALTER TABLE settlement.match
    DROP CONSTRAINT match_relation_ck,
    ADD CONSTRAINT match_relation_ck CHECK (relation IN
        ('PAYMENT', 'SPLIT', 'MERGED', 'RETURN', 'PARTIAL_RETURN', 'FEE', 'OFFSET'));
