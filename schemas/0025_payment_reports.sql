-- 0025 payment reports: what the bank answers about each payment of a file (pain.002).
--
-- A report is kept once, by its digest; its rows never change. The newest row of an order is what
-- lists show. An order that the bank refused ends as REJECTED, its posting taken back once.
-- Safe with the previous release running: only new objects are made.
SET lock_timeout = '2s';

CREATE TABLE settlement.payment_report (
    payment_report_id text        NOT NULL CONSTRAINT payment_report_payment_report_id_pk PRIMARY KEY,
    file_sha256       text        NOT NULL CONSTRAINT payment_report_file_sha256_uq UNIQUE,
    message_id        text        NOT NULL,
    principal         text        NOT NULL,
    import_time       timestamptz NOT NULL
);

CREATE TABLE settlement.payment_status (
    payment_report_id text    NOT NULL CONSTRAINT payment_status_payment_report_id_fk
                              REFERENCES settlement.payment_report,
    line              integer NOT NULL,
    end_to_end_id     text    NOT NULL,
    provider_id       text,
    payment_order_id  text,
    bank_status       text    NOT NULL,
    reason_code       text    NOT NULL,
    reason_text       text    NOT NULL,
    outcome           text    NOT NULL CONSTRAINT payment_status_outcome_ck CHECK (outcome IN
                              ('UNDER_WAY', 'SETTLED', 'REJECTED', 'REJECTED_BEFORE', 'CONTRADICTED',
                               'UNKNOWN')),
    CONSTRAINT payment_status_pk PRIMARY KEY (payment_report_id, line),
    CONSTRAINT payment_status_payment_order_id_fk FOREIGN KEY (provider_id, payment_order_id)
        REFERENCES settlement.payment_order (provider_id, payment_order_id),
    CONSTRAINT payment_status_payment_order_id_ck CHECK
        ((provider_id IS NULL) = (payment_order_id IS NULL)
         AND (provider_id IS NULL) = (outcome = 'UNKNOWN'))
);
CREATE INDEX payment_status_payment_order_id_ix
    ON settlement.payment_status (provider_id, payment_order_id) WHERE provider_id IS NOT NULL;

CALL settlement.scope_by_ledger('settlement.payment_report', $$'PAYER'$$);
CALL settlement.scope_by_ledger('settlement.payment_status', $$coalesce(provider_id, 'PAYER')$$);
CALL core.make_append_only('settlement.payment_report');
CALL core.make_append_only('settlement.payment_status');
GRANT SELECT, INSERT ON settlement.payment_report, settlement.payment_status TO tirek_settlement;
