-- 0009 settlement: the ledger, payments, bank statements, breaks and the close of a month.
--
-- Why an entry goes in with its postings in one statement: the triggers judge the balance at its
-- end, once a statement and not once a row, so it costs nothing and nobody can pass it by.
-- Why posting_count: it seals the entry; a posting added later breaks the count, balanced or not.
-- Why a ledger acts as a provider: every provider has a ledger of its own, named by its id, and
-- PAYER is nobody's but the payer's.
-- Safe with the previous release running: only new objects are made.
SET lock_timeout = '2s';
CALL core.create_service_schema('settlement');

-- As core.scope_by_provider, for tables whose rows belong to a ledger: `ledger` says to which.
CREATE PROCEDURE settlement.scope_by_ledger(target regclass, ledger text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY ledger_scope ON %s
        USING (core.sees_provider(%s)) WITH CHECK (core.sees_provider(%s))', target, ledger, ledger);
END $$;

-- A month without a row is open; the row is made by whoever locks it first.
CREATE TABLE settlement.period (
    month            text        NOT NULL CONSTRAINT period_month_pk PRIMARY KEY
                                 CONSTRAINT period_month_ck CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    state            text        NOT NULL CONSTRAINT period_state_ck CHECK (state IN ('OPEN', 'CLOSED')),
    close_time       timestamptz,
    closed_by        text        NOT NULL DEFAULT '',
    breaks           integer     NOT NULL DEFAULT 0,
    CONSTRAINT period_close_time_ck CHECK ((state = 'CLOSED') = (close_time IS NOT NULL)),
    CONSTRAINT period_closed_by_ck CHECK ((state = 'CLOSED') = (closed_by <> ''))
);

-- Where postings and a close meet: holds the rows of `months` FOR SHARE until the transaction
-- ends, and says which month is closed, or NULL. A close takes its row FOR UPDATE, so that nothing
-- slips past it. A function of the owner, because such a lock needs the right to update.
CREATE FUNCTION settlement.hold_periods(months text[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO settlement.period (month, state)
        SELECT DISTINCT wanted, 'OPEN' FROM unnest(months) AS x (wanted) ORDER BY wanted
        ON CONFLICT (month) DO NOTHING;
    -- Apart from the question below, which must be asked of the rows as they are once locked.
    PERFORM FROM settlement.period p WHERE p.month = ANY(months) ORDER BY p.month FOR SHARE;
    RETURN (SELECT min(p.month) FROM settlement.period p
             WHERE p.month = ANY(months) AND p.state = 'CLOSED');
END $$;

-- The last sequence of each ledger. Its row is locked from the posting to the commit, so that
-- numbers have no gaps.
CREATE TABLE settlement.ledger_head (
    ledger_id        text        NOT NULL CONSTRAINT ledger_head_ledger_id_pk PRIMARY KEY,
    sequence         bigint      NOT NULL CONSTRAINT ledger_head_sequence_ck CHECK (sequence > 0)
);

CREATE TABLE settlement.entry (
    ledger_id        text        NOT NULL,
    entry_id         text        NOT NULL,
    sequence         bigint      NOT NULL CONSTRAINT entry_sequence_ck CHECK (sequence > 0),
    source_type      text        NOT NULL CONSTRAINT entry_source_type_ck CHECK (source_type IN
                                 ('CLAIM', 'PAYMENT_ORDER', 'STATEMENT_LINE', 'REVERSAL')),
    source_id        text        NOT NULL,
    effective_date   date        NOT NULL,
    record_time      timestamptz NOT NULL,
    description      text        NOT NULL,
    reverses_id      text,
    posting_count    smallint    NOT NULL
                                 CONSTRAINT entry_posting_count_ck CHECK (posting_count >= 2),
    CONSTRAINT entry_pk PRIMARY KEY (ledger_id, entry_id),
    CONSTRAINT entry_sequence_uq UNIQUE (ledger_id, sequence),
    CONSTRAINT entry_source_uq UNIQUE (ledger_id, source_type, source_id),
    CONSTRAINT entry_reverses_id_fk FOREIGN KEY (ledger_id, reverses_id)
        REFERENCES settlement.entry (ledger_id, entry_id),
    CONSTRAINT entry_reverses_id_uq UNIQUE (ledger_id, reverses_id),
    CONSTRAINT entry_reverses_id_ck CHECK ((source_type = 'REVERSAL') = (reverses_id IS NOT NULL))
);

-- Memo accounts count what nobody owes; they balance among themselves and never meet money.
CREATE TABLE settlement.posting (
    ledger_id        text        NOT NULL,
    entry_id         text        NOT NULL,
    line             smallint    NOT NULL CONSTRAINT posting_line_ck CHECK (line > 0),
    account          text        NOT NULL CONSTRAINT posting_account_ck CHECK (account IN
                                 ('EXPENSE_ACCRUED', 'PAYABLE', 'BANK_CLEARING', 'BANK', 'SUSPENSE',
                                  'RECEIVABLE', 'UNFUNDED', 'UNFUNDED_CONTRA')),
    memo             boolean     NOT NULL
                                 GENERATED ALWAYS AS (account IN ('UNFUNDED', 'UNFUNDED_CONTRA')) STORED,
    amount_minor     bigint      NOT NULL
                                 CONSTRAINT posting_amount_minor_ck CHECK (amount_minor <> 0),
    currency_code    char(3)     NOT NULL,
    contract_id      text,
    funding_source   text,
    budget_code      text,
    CONSTRAINT posting_pk PRIMARY KEY (ledger_id, entry_id, line),
    CONSTRAINT posting_entry_id_fk FOREIGN KEY (ledger_id, entry_id)
        REFERENCES settlement.entry (ledger_id, entry_id)
);

-- The entries that a statement touched are whole, in one currency and balanced. It reads as the
-- owner, so that who may only add to the ledger need not be able to read it.
CREATE FUNCTION settlement.check_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wrong text;
BEGIN
    SELECT t.entry_id INTO wrong
      FROM (SELECT DISTINCT i.ledger_id, i.entry_id FROM inserted i) t
      LEFT JOIN settlement.entry e ON e.ledger_id = t.ledger_id AND e.entry_id = t.entry_id
     CROSS JOIN LATERAL (
           SELECT count(*) AS postings, count(DISTINCT p.currency_code) AS currencies,
                  coalesce(sum(p.amount_minor) FILTER (WHERE NOT p.memo), 0) AS money,
                  coalesce(sum(p.amount_minor) FILTER (WHERE p.memo), 0) AS memo
             FROM settlement.posting p
            WHERE p.ledger_id = t.ledger_id AND p.entry_id = t.entry_id) s
     WHERE e.posting_count IS DISTINCT FROM s.postings
        OR s.currencies <> 1 OR s.money <> 0 OR s.memo <> 0
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % is incomplete, sealed or does not balance', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances_ck';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_balances AFTER INSERT ON settlement.entry
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION settlement.check_entries();
CREATE TRIGGER posting_balances AFTER INSERT ON settlement.posting
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION settlement.check_entries();

-- A run pays from one account of one payer, as they were when it was made. Its message id is the
-- file's own at the bank, and what people call it by: stored, because it must never change.
CREATE TABLE settlement.payment_run (
    payment_run_id   text        NOT NULL CONSTRAINT payment_run_payment_run_id_pk PRIMARY KEY,
    message_id       text        NOT NULL,
    month            text        NOT NULL,
    state            text        NOT NULL CONSTRAINT payment_run_state_ck
                                 CHECK (state IN ('DRAFT', 'APPROVED', 'SENT')),
    orders           integer     NOT NULL CONSTRAINT payment_run_orders_ck CHECK (orders > 0),
    total_minor      bigint      NOT NULL,
    currency_code    char(3)     NOT NULL,
    execution_date   date        NOT NULL,
    payer_name       text        NOT NULL,
    payer_bin        text        NOT NULL,
    payer_iban       text        NOT NULL,
    payer_bic        text        NOT NULL,
    payer_kbe        text        NOT NULL,
    created_by       text        NOT NULL,
    approved_by      text        NOT NULL DEFAULT '',
    version          integer     NOT NULL DEFAULT 1,
    create_time      timestamptz NOT NULL,
    CONSTRAINT payment_run_message_id_uq UNIQUE (message_id),
    CONSTRAINT payment_run_approved_by_ck CHECK ((state = 'DRAFT') = (approved_by = '')),
    CONSTRAINT payment_run_four_eyes_ck CHECK (approved_by <> created_by)
);
CREATE INDEX payment_run_month_ix ON settlement.payment_run (month);

CREATE TABLE settlement.payment_order (
    provider_id      text        NOT NULL,
    payment_order_id text        NOT NULL,
    payment_run_id   text        NOT NULL CONSTRAINT payment_order_payment_run_id_fk
                                 REFERENCES settlement.payment_run,
    end_to_end_id    text        NOT NULL CONSTRAINT payment_order_end_to_end_id_uq UNIQUE
                                 CONSTRAINT payment_order_end_to_end_id_ck
                                 CHECK (end_to_end_id ~ '^TRK-[A-Z0-9-]{0,30}[A-Z0-9]$'),
    claim_id         text        NOT NULL,
    contract_id      text        NOT NULL,
    month            text        NOT NULL,
    amount_minor     bigint      NOT NULL
                                 CONSTRAINT payment_order_amount_minor_ck CHECK (amount_minor > 0),
    currency_code    char(3)     NOT NULL,
    payee_name       text        NOT NULL,
    payee_bin        text        NOT NULL,
    payee_iban       text        NOT NULL,
    payee_bic        text        NOT NULL,
    payee_kbe        text        NOT NULL,
    knp              text        NOT NULL,
    purpose          text        NOT NULL,
    state            text        NOT NULL CONSTRAINT payment_order_state_ck
                                 CHECK (state IN ('DRAFT', 'SENT', 'PAID', 'BROKEN')),
    CONSTRAINT payment_order_pk PRIMARY KEY (provider_id, payment_order_id),
    CONSTRAINT payment_order_claim_id_uq UNIQUE (provider_id, claim_id)
);
CREATE INDEX payment_order_payment_run_id_ix ON settlement.payment_order (payment_run_id);
CREATE INDEX payment_order_month_ix ON settlement.payment_order (month, provider_id);
CREATE INDEX payment_order_sent_ix ON settlement.payment_order (month) WHERE state = 'SENT';

-- The file as it went to the bank: asked for again, these bytes are given again.
CREATE TABLE settlement.payment_file (
    payment_run_id   text        NOT NULL CONSTRAINT payment_file_payment_run_id_pk PRIMARY KEY
                                 CONSTRAINT payment_file_payment_run_id_fk
                                 REFERENCES settlement.payment_run,
    file             bytea       NOT NULL,
    sha256           text        NOT NULL,
    create_time      timestamptz NOT NULL
);

-- `part` tells the accounts and periods of one file apart. No day of an account comes twice.
CREATE TABLE settlement.bank_statement (
    statement_id     text        NOT NULL CONSTRAINT bank_statement_statement_id_pk PRIMARY KEY,
    file_sha256      text        NOT NULL,
    part             integer     NOT NULL,
    account_iban     text        NOT NULL,
    start_date       date        NOT NULL,
    end_date         date        NOT NULL,
    opening_minor    bigint      NOT NULL,
    credits_minor    bigint      NOT NULL,
    debits_minor     bigint      NOT NULL,
    closing_minor    bigint      NOT NULL,
    currency_code    char(3)     NOT NULL,
    lines            integer     NOT NULL,
    matched          integer     NOT NULL,
    breaks           integer     NOT NULL,
    import_time      timestamptz NOT NULL,
    CONSTRAINT bank_statement_file_sha256_uq UNIQUE (file_sha256, part),
    CONSTRAINT bank_statement_period_ex EXCLUDE USING gist
        (account_iban WITH =, daterange(start_date, end_date) WITH &&),
    CONSTRAINT bank_statement_closing_minor_ck
        CHECK (closing_minor = opening_minor + credits_minor - debits_minor)
);

-- Names and purposes stay in the file: they may name persons, and nothing is matched by them.
CREATE TABLE settlement.statement_line (
    statement_id      text       NOT NULL CONSTRAINT statement_line_statement_id_fk
                                 REFERENCES settlement.bank_statement,
    line_number       integer    NOT NULL,
    document_number   text       NOT NULL,
    document_date     date       NOT NULL,
    book_date         date       NOT NULL,
    value_date        date       NOT NULL,
    direction         text       NOT NULL CONSTRAINT statement_line_direction_ck
                                 CHECK (direction IN ('CREDIT', 'DEBIT')),
    amount_minor      bigint     NOT NULL
                                 CONSTRAINT statement_line_amount_minor_ck CHECK (amount_minor > 0),
    currency_code     char(3)    NOT NULL,
    counterparty_bin  text       NOT NULL,
    counterparty_iban text       NOT NULL,
    knp               text       NOT NULL,
    reference         text       NOT NULL,
    file_line         integer    NOT NULL,
    match             text       NOT NULL CONSTRAINT statement_line_match_ck CHECK (match IN
                                 ('EXACT', 'SHORT', 'OVER', 'DUPLICATE', 'UNKNOWN_CREDIT',
                                  'UNKNOWN_DEBIT')),
    basis             text       NOT NULL CONSTRAINT statement_line_basis_ck
                                 CHECK (basis IN ('NONE', 'REFERENCE', 'AMOUNT_AND_PAYEE')),
    provider_id       text,
    payment_order_id  text,
    CONSTRAINT statement_line_pk PRIMARY KEY (statement_id, line_number),
    CONSTRAINT statement_line_payment_order_id_fk FOREIGN KEY (provider_id, payment_order_id)
        REFERENCES settlement.payment_order (provider_id, payment_order_id),
    CONSTRAINT statement_line_payment_order_id_ck CHECK
        ((provider_id IS NULL) = (payment_order_id IS NULL)
         AND (payment_order_id IS NULL) = (match IN ('UNKNOWN_CREDIT', 'UNKNOWN_DEBIT')))
);
-- An order is met by one line; what comes again is a duplicate.
CREATE UNIQUE INDEX statement_line_met_uq ON settlement.statement_line (provider_id, payment_order_id)
    WHERE match IN ('EXACT', 'SHORT', 'OVER');

CREATE TABLE settlement.break (
    break_id         text        NOT NULL CONSTRAINT break_break_id_pk PRIMARY KEY,
    month            text        NOT NULL,
    kind             text        NOT NULL CONSTRAINT break_kind_ck CHECK (kind IN
                                 ('SHORT_PAYMENT', 'OVERPAYMENT', 'DUPLICATE_PAYMENT',
                                  'UNKNOWN_CREDIT', 'UNKNOWN_DEBIT')),
    provider_id      text,
    payment_order_id text,
    statement_id     text        NOT NULL,
    line_number      integer     NOT NULL,
    expected_minor   bigint      NOT NULL,
    found_minor      bigint      NOT NULL,
    currency_code    char(3)     NOT NULL,
    description      text        NOT NULL,
    record_time      timestamptz NOT NULL,
    CONSTRAINT break_statement_id_uq UNIQUE (statement_id, line_number),
    CONSTRAINT break_statement_id_fk FOREIGN KEY (statement_id, line_number)
        REFERENCES settlement.statement_line (statement_id, line_number)
);
CREATE INDEX break_month_ix ON settlement.break (month, break_id);

CALL settlement.scope_by_ledger('settlement.ledger_head', 'ledger_id');
CALL settlement.scope_by_ledger('settlement.entry', 'ledger_id');
CALL settlement.scope_by_ledger('settlement.posting', 'ledger_id');
CALL settlement.scope_by_ledger('settlement.payment_run', $$'PAYER'$$);
CALL settlement.scope_by_ledger('settlement.payment_file', $$'PAYER'$$);
CALL settlement.scope_by_ledger('settlement.bank_statement', $$'PAYER'$$);
CALL settlement.scope_by_ledger('settlement.statement_line', $$coalesce(provider_id, 'PAYER')$$);
CALL settlement.scope_by_ledger('settlement.break', $$coalesce(provider_id, 'PAYER')$$);
CALL core.scope_by_provider('settlement.payment_order');
CALL core.make_append_only('settlement.entry');
CALL core.make_append_only('settlement.posting');
CALL core.make_append_only('settlement.payment_file');
CALL core.make_append_only('settlement.bank_statement');
CALL core.make_append_only('settlement.statement_line');
CALL core.make_append_only('settlement.break');

GRANT SELECT, INSERT ON settlement.period, settlement.ledger_head, settlement.entry,
    settlement.posting, settlement.payment_run, settlement.payment_order, settlement.payment_file,
    settlement.bank_statement, settlement.statement_line, settlement.break TO tirek_settlement;
GRANT UPDATE (state, close_time, closed_by, breaks) ON settlement.period TO tirek_settlement;
GRANT UPDATE (sequence) ON settlement.ledger_head TO tirek_settlement;
GRANT UPDATE (state, approved_by, version) ON settlement.payment_run TO tirek_settlement;
GRANT UPDATE (state) ON settlement.payment_order TO tirek_settlement;

-- Billing posts its claims through services/settlement/ledger_gateway.h, in its own transaction.
REVOKE EXECUTE ON FUNCTION settlement.hold_periods(text[]), settlement.check_entries() FROM PUBLIC;
GRANT USAGE ON SCHEMA settlement TO tirek_billing;
GRANT EXECUTE ON FUNCTION settlement.hold_periods(text[]) TO tirek_settlement, tirek_billing;
GRANT SELECT, INSERT, UPDATE (sequence) ON settlement.ledger_head TO tirek_billing;
GRANT INSERT ON settlement.entry, settlement.posting TO tirek_billing;

-- What other services may read of it; a change makes a new view beside the old one.
-- The amount is the sum of the entry's debits, memo accounts included.
CREATE VIEW settlement.published_entry AS
    SELECT e.ledger_id, e.entry_id, e.source_type, e.source_id, e.effective_date,
           p.amount_minor, p.currency_code
      FROM settlement.entry e
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::bigint
                      AS amount_minor,
                  min(currency_code)::char(3) AS currency_code
             FROM settlement.posting
            WHERE ledger_id = e.ledger_id AND entry_id = e.entry_id) p;
GRANT SELECT ON settlement.published_entry TO tirek_billing;

-- A close asks whether a run of the month is still computing, which no view of billing says yet.
CREATE VIEW billing.published_capitation_run AS
    SELECT run_id, month, state FROM billing.capitation_run;
GRANT SELECT ON billing.published_capitation_run TO tirek_settlement;
