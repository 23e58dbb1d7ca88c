-- 0020 payment cancel: a payment run can be cancelled until its file was exported.
--
-- A cancelled run keeps its orders, and their ids stay taken; its documents may be ordered again,
-- and what it took off is owed back as before.
-- Safe with the previous release running: what it writes is as allowed as before.
SET lock_timeout = '2s';

ALTER TABLE settlement.payment_run
    ADD COLUMN cancelled_by text NOT NULL DEFAULT '',
    ADD COLUMN cancel_reason text NOT NULL DEFAULT '',
    DROP CONSTRAINT payment_run_state_ck,
    ADD CONSTRAINT payment_run_state_ck
        CHECK (state IN ('DRAFT', 'APPROVED', 'SENT', 'CANCELLED')),
    DROP CONSTRAINT payment_run_approved_by_ck,
    ADD CONSTRAINT payment_run_approved_by_ck
        CHECK (state = 'CANCELLED' OR (state = 'DRAFT') = (approved_by = '')),
    ADD CONSTRAINT payment_run_cancelled_by_ck
        CHECK ((state = 'CANCELLED') = (cancelled_by <> '') AND (cancelled_by <> '') = (cancel_reason <> ''));
GRANT UPDATE (cancelled_by, cancel_reason) ON settlement.payment_run TO tirek_settlement;

ALTER TABLE settlement.payment_order
    DROP CONSTRAINT payment_order_state_ck,
    ADD CONSTRAINT payment_order_state_ck
        CHECK (state IN ('DRAFT', 'SENT', 'PAID', 'BROKEN', 'NETTED', 'CANCELLED')),
    DROP CONSTRAINT payment_order_netted_ck,
    ADD CONSTRAINT payment_order_netted_ck
        CHECK (state IN ('DRAFT', 'CANCELLED') OR (state = 'NETTED') = (amount_minor = 0)),
    DROP CONSTRAINT payment_order_claim_id_uq,
    DROP CONSTRAINT payment_order_adjustment_id_uq;
CREATE UNIQUE INDEX payment_order_claim_id_uq
    ON settlement.payment_order (provider_id, claim_id) WHERE state <> 'CANCELLED';
CREATE UNIQUE INDEX payment_order_adjustment_id_uq
    ON settlement.payment_order (provider_id, adjustment_id) WHERE state <> 'CANCELLED';
