-- 0034 advances: what a provider is paid before it has earned it, and how it is earned or owed back.
--
-- An advance is a document that a payment order pays, as a claim is. It is posted when its order is
-- sent, to ADVANCE; orders of claims and adjustments take it off (advance_netting, account ADVANCE).
-- What can no longer be earned is recouped: from ADVANCE to RECEIVABLE, and taken off from there.
-- netted_minor stays all that is taken off an order; advances_minor is the part of it on ADVANCE.
-- Why funding_source and budget_code on an order: it is posted with them, sent, met and taken back.
-- Safe with the previous release running, but for orders of advances and orders that take them off.
SET lock_timeout = '2s';

CREATE TABLE settlement.advance (
    provider_id        text        NOT NULL,
    advance_id         text        NOT NULL,
    advance_number     text        NOT NULL CONSTRAINT advance_advance_number_uq UNIQUE,
    contract_id        text        NOT NULL,
    month              text        NOT NULL
                                   CONSTRAINT advance_month_ck CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    amount_minor       bigint      NOT NULL
                                   CONSTRAINT advance_amount_minor_ck CHECK (amount_minor > 0),
    currency_code      char(3)     NOT NULL,
    instalment_percent numeric     CONSTRAINT advance_instalment_percent_ck
                                   CHECK (instalment_percent > 0 AND instalment_percent <= 100),
    funding_source     text        NOT NULL,
    budget_code        text        NOT NULL,
    reason             text        NOT NULL CONSTRAINT advance_reason_ck CHECK (reason <> ''),
    state              text        NOT NULL CONSTRAINT advance_state_ck
                                   CHECK (state IN ('REQUESTED', 'APPROVED', 'CANCELLED')),
    requested_by       text        NOT NULL,
    request_time       timestamptz NOT NULL,
    approved_by        text        NOT NULL DEFAULT '',
    approve_time       timestamptz,
    cancelled_by       text        NOT NULL DEFAULT '',
    cancel_reason      text        NOT NULL DEFAULT '',
    version            integer     NOT NULL DEFAULT 1,
    CONSTRAINT advance_pk PRIMARY KEY (provider_id, advance_id),
    CONSTRAINT advance_four_eyes_ck CHECK (approved_by <> requested_by),
    CONSTRAINT advance_approved_by_ck CHECK ((approved_by <> '') = (approve_time IS NOT NULL)
        AND (state <> 'APPROVED' OR approved_by <> '') AND (state <> 'REQUESTED' OR approved_by = '')),
    CONSTRAINT advance_cancelled_by_ck CHECK ((state = 'CANCELLED') = (cancelled_by <> '')
        AND (cancelled_by <> '') = (cancel_reason <> ''))
);
CREATE INDEX advance_month_ix ON settlement.advance (month);
CREATE INDEX advance_contract_id_ix ON settlement.advance (contract_id);
CALL core.scope_by_provider('settlement.advance');
GRANT SELECT, INSERT, UPDATE (state, approved_by, approve_time, cancelled_by, cancel_reason, version)
    ON settlement.advance TO tirek_settlement;

CREATE TABLE settlement.advance_recoupment (
    provider_id      text        NOT NULL,
    advance_id       text        NOT NULL,
    number           integer     NOT NULL
                                 CONSTRAINT advance_recoupment_number_ck CHECK (number > 0),
    amount_minor     bigint      NOT NULL
                                 CONSTRAINT advance_recoupment_amount_minor_ck CHECK (amount_minor > 0),
    principal        text        NOT NULL,
    reason           text        NOT NULL
                                 CONSTRAINT advance_recoupment_reason_ck CHECK (reason <> ''),
    record_time      timestamptz NOT NULL,
    CONSTRAINT advance_recoupment_pk PRIMARY KEY (provider_id, advance_id, number),
    CONSTRAINT advance_recoupment_advance_id_fk FOREIGN KEY (provider_id, advance_id)
        REFERENCES settlement.advance (provider_id, advance_id)
);
CALL core.scope_by_provider('settlement.advance_recoupment');
CALL core.make_append_only('settlement.advance_recoupment');
GRANT SELECT, INSERT ON settlement.advance_recoupment TO tirek_settlement;

CREATE TABLE settlement.advance_netting (
    provider_id      text        NOT NULL,
    payment_order_id text        NOT NULL,
    advance_id       text        NOT NULL,
    account          text        NOT NULL CONSTRAINT advance_netting_account_ck
                                 CHECK (account IN ('ADVANCE', 'RECEIVABLE')),
    amount_minor     bigint      NOT NULL
                                 CONSTRAINT advance_netting_amount_minor_ck CHECK (amount_minor > 0),
    CONSTRAINT advance_netting_pk PRIMARY KEY (provider_id, payment_order_id, advance_id, account),
    CONSTRAINT advance_netting_payment_order_id_fk FOREIGN KEY (provider_id, payment_order_id)
        REFERENCES settlement.payment_order (provider_id, payment_order_id),
    CONSTRAINT advance_netting_advance_id_fk FOREIGN KEY (provider_id, advance_id)
        REFERENCES settlement.advance (provider_id, advance_id)
);
CREATE INDEX advance_netting_advance_id_ix ON settlement.advance_netting (provider_id, advance_id);
CREATE INDEX advance_netting_payment_order_id_ix ON settlement.advance_netting (payment_order_id);
CALL core.scope_by_provider('settlement.advance_netting');
CALL core.make_append_only('settlement.advance_netting');
GRANT SELECT, INSERT ON settlement.advance_netting TO tirek_settlement;

ALTER TABLE settlement.payment_order
    ADD COLUMN advance_id text,
    ADD COLUMN advances_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN funding_source text NOT NULL DEFAULT '',
    ADD COLUMN budget_code text NOT NULL DEFAULT '',
    ADD CONSTRAINT payment_order_advances_minor_ck CHECK (advances_minor BETWEEN 0 AND netted_minor),
    ADD CONSTRAINT payment_order_advance_id_ck CHECK (advance_id IS NULL OR netted_minor = 0),
    DROP CONSTRAINT payment_order_document_ck,
    ADD CONSTRAINT payment_order_document_ck
        CHECK (num_nonnulls(claim_id, adjustment_id, advance_id) = 1),
    ADD CONSTRAINT payment_order_advance_id_fk FOREIGN KEY (provider_id, advance_id)
        REFERENCES settlement.advance (provider_id, advance_id);
CREATE INDEX payment_order_advance_id_ix
    ON settlement.payment_order (provider_id, advance_id) WHERE advance_id IS NOT NULL;
CREATE UNIQUE INDEX payment_order_advance_id_uq
    ON settlement.payment_order (provider_id, advance_id)
    WHERE state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED');

ALTER TYPE settlement.account_kind ADD VALUE 'ADVANCE';
ALTER TYPE settlement.source_type ADD VALUE 'RECOUPMENT';

-- Each advance as it stands: what pays it, and what became of what was paid. Its own orders and
-- those that take it off count while they have not come to nothing. It was paid on the last day of
-- the bank's that shows it, or on which a person matched it: a provider does not see the run.
CREATE VIEW settlement.advance_standing AS
    SELECT a.provider_id, a.advance_id, a.advance_number, a.contract_id, a.month, a.amount_minor,
           a.currency_code, a.instalment_percent, a.funding_source, a.budget_code, a.reason,
           a.state, a.requested_by, a.request_time, a.approved_by, a.approve_time, a.cancelled_by,
           a.cancel_reason, a.version, coalesce(o.end_to_end_id, '') AS end_to_end_id,
           CASE WHEN o.state = 'PAID' THEN p.paid_date END AS paid_date,
           t.earned_minor, r.recouped_minor, t.given_back_minor, r.recoup_time,
           CASE WHEN o.state = 'PAID' THEN a.amount_minor - t.earned_minor - r.recouped_minor
                ELSE 0 END AS unearned_minor,
           CASE WHEN a.state <> 'APPROVED' THEN a.state WHEN o.state IS NULL THEN 'APPROVED'
                WHEN o.state <> 'PAID' THEN 'ORDERED'
                WHEN a.amount_minor = t.earned_minor + r.recouped_minor THEN 'SETTLED'
                ELSE 'PAID' END AS standing
      FROM settlement.advance a
      LEFT JOIN LATERAL (
           SELECT x.payment_order_id, x.end_to_end_id, x.state
             FROM settlement.payment_order x
            WHERE x.provider_id = a.provider_id AND x.advance_id = a.advance_id
              AND x.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED')) o ON true
     CROSS JOIN LATERAL (
           SELECT max(day) AS paid_date FROM (
                  SELECT l.book_date AS day FROM settlement.statement_line l
                   WHERE l.provider_id = a.provider_id AND l.payment_order_id = o.payment_order_id
                     AND l.match IN ('EXACT', 'SHORT', 'OVER')
                  UNION ALL
                  SELECT e.effective_date FROM settlement.match_line m
                    JOIN settlement.ledger g ON g.ledger_id = m.provider_id
                   CROSS JOIN LATERAL (SELECT settlement.entry_sequence(
                          g.ledger_number, m.entry_id) AS sequence OFFSET 0) k
                    JOIN settlement.ledger_entry e ON e.ledger_number = g.ledger_number
                         AND e.sequence = k.sequence
                   WHERE m.provider_id = a.provider_id AND m.payment_order_id = o.payment_order_id
                     AND m.amount_minor > 0) found) p
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(n.amount_minor) FILTER (WHERE n.account = 'ADVANCE'), 0)::bigint
                      AS earned_minor,
                  coalesce(sum(n.amount_minor) FILTER (WHERE n.account = 'RECEIVABLE'), 0)::bigint
                      AS given_back_minor
             FROM settlement.advance_netting n
             JOIN settlement.payment_order x USING (provider_id, payment_order_id)
            WHERE n.provider_id = a.provider_id AND n.advance_id = a.advance_id
              AND x.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED')) t
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(c.amount_minor), 0)::bigint AS recouped_minor,
                  min(c.record_time) AS recoup_time
             FROM settlement.advance_recoupment c
            WHERE c.provider_id = a.provider_id AND c.advance_id = a.advance_id) r;
GRANT SELECT ON settlement.advance_standing TO tirek_settlement;
