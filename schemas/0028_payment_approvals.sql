-- 0028 payment approvals: as many signatures as a rule asks for, payments that are held one by one,
-- and runs of a part of what waits.
--
-- Why an approval is a row: each is somebody's own, none is given twice or by the maker, and the
-- database itself says so. The run keeps how many it needs, by the rule of the day it was made.
-- A held order was left out of its run's file because its payee's account had changed: what it was
-- to pay may be ordered again, and what it took off is owed back as before.
-- Data: runs that are approved get their approval, at the time when they were made.
-- Safe with the previous release running, but for runs that need more than one approval.
SET lock_timeout = '2s';

CREATE TABLE settlement.approval_rule (
    approval_rule_id text        NOT NULL CONSTRAINT approval_rule_approval_rule_id_pk PRIMARY KEY,
    from_minor       bigint      NOT NULL
                                 CONSTRAINT approval_rule_from_minor_ck CHECK (from_minor >= 0),
    currency_code    char(3)     NOT NULL,
    approvals        integer     NOT NULL
                                 CONSTRAINT approval_rule_approvals_ck CHECK (approvals BETWEEN 1 AND 10),
    start_date       date        NOT NULL,
    set_by           text        NOT NULL,
    set_time         timestamptz NOT NULL
);
CALL settlement.scope_by_ledger('settlement.approval_rule', $$'PAYER'$$);
CALL core.make_append_only('settlement.approval_rule');
GRANT SELECT, INSERT ON settlement.approval_rule TO tirek_settlement;

ALTER TABLE settlement.payment_run
    ADD COLUMN approvals_needed integer NOT NULL DEFAULT 1
        CONSTRAINT payment_run_approvals_needed_ck CHECK (approvals_needed BETWEEN 1 AND 10),
    ADD COLUMN held_orders integer NOT NULL DEFAULT 0
        CONSTRAINT payment_run_held_orders_ck CHECK (held_orders BETWEEN 0 AND orders),
    ADD COLUMN held_minor bigint NOT NULL DEFAULT 0
        CONSTRAINT payment_run_held_minor_ck CHECK (held_minor BETWEEN 0 AND total_minor),
    ADD COLUMN due_by date,
    ADD COLUMN selected_order_id text NOT NULL DEFAULT '',
    ADD COLUMN selected_provider_id text NOT NULL DEFAULT '';
GRANT UPDATE (held_orders, held_minor) ON settlement.payment_run TO tirek_settlement;

CREATE TABLE settlement.payment_approval (
    payment_run_id   text        NOT NULL CONSTRAINT payment_approval_payment_run_id_fk
                                 REFERENCES settlement.payment_run,
    number           integer     NOT NULL CONSTRAINT payment_approval_number_ck CHECK (number > 0),
    approved_by      text        NOT NULL,
    created_by       text        NOT NULL,
    approve_time     timestamptz NOT NULL,
    CONSTRAINT payment_approval_pk PRIMARY KEY (payment_run_id, number),
    CONSTRAINT payment_approval_approved_by_uq UNIQUE (payment_run_id, approved_by),
    CONSTRAINT payment_approval_four_eyes_ck CHECK (approved_by <> created_by)
);
SET LOCAL tirek.provider_scope = '*';
INSERT INTO settlement.payment_approval
    (payment_run_id, number, approved_by, created_by, approve_time)
    SELECT payment_run_id, 1, approved_by, created_by, create_time
      FROM settlement.payment_run WHERE approved_by <> '';
CALL settlement.scope_by_ledger('settlement.payment_approval', $$'PAYER'$$);
CALL core.make_append_only('settlement.payment_approval');
GRANT SELECT, INSERT ON settlement.payment_approval TO tirek_settlement;

ALTER TABLE settlement.payment_order
    ADD COLUMN held_reason text NOT NULL DEFAULT '',
    DROP CONSTRAINT payment_order_state_ck,
    ADD CONSTRAINT payment_order_state_ck
        CHECK (state IN ('DRAFT', 'SENT', 'PAID', 'BROKEN', 'NETTED', 'CANCELLED', 'REJECTED',
                         'RETURNED', 'HELD')),
    ADD CONSTRAINT payment_order_held_reason_ck CHECK ((state = 'HELD') = (held_reason <> ''));
GRANT UPDATE (held_reason) ON settlement.payment_order TO tirek_settlement;
DROP INDEX settlement.payment_order_claim_id_uq, settlement.payment_order_adjustment_id_uq;
CREATE UNIQUE INDEX payment_order_claim_id_uq
    ON settlement.payment_order (provider_id, claim_id) WHERE state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED');
CREATE UNIQUE INDEX payment_order_adjustment_id_uq
    ON settlement.payment_order (provider_id, adjustment_id) WHERE state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED');
