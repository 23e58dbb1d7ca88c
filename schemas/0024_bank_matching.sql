-- 0024 bank matching: what the import leaves in suspense is matched by persons, and undone by them.
--
-- A match never changes: an undoing is a row of its own whose lines are the negation. So what was
-- paid for an order is a plain sum, whoever matched it and however often it was undone.
-- suspense has one row a line that ever stood there; its state moves on, and its row lock decides
-- between two who accept the same line.
-- Safe with the previous release running: what it writes is as allowed as before; what it leaves in
-- suspense is taken up when verify names it.
SET lock_timeout = '2s';

CREATE TABLE settlement.match (
    match_id       text        NOT NULL CONSTRAINT match_match_id_pk PRIMARY KEY,
    action         text        NOT NULL CONSTRAINT match_action_ck CHECK (action IN ('ACCEPT', 'UNDO')),
    relation       text        NOT NULL CONSTRAINT match_relation_ck CHECK (relation IN
                               ('PAYMENT', 'SPLIT', 'MERGED', 'RETURN', 'FEE', 'OFFSET')),
    amount_minor   bigint      NOT NULL,
    currency_code  char(3)     NOT NULL,
    confidence     integer     NOT NULL
                               CONSTRAINT match_confidence_ck CHECK (confidence BETWEEN 0 AND 100),
    principal      text        NOT NULL,
    reason         text        NOT NULL,
    record_time    timestamptz NOT NULL,
    undoes_id      text        CONSTRAINT match_undoes_id_uq UNIQUE,
    CONSTRAINT match_undoes_id_ck CHECK ((action = 'UNDO') = (undoes_id IS NOT NULL)),
    CONSTRAINT match_reason_ck CHECK (action = 'ACCEPT' OR reason <> '')
);

-- The part of a line that belongs to one order: debits positive, credits negative, an undoing the
-- other way round.
CREATE TABLE settlement.match_line (
    match_id         text     NOT NULL CONSTRAINT match_line_match_id_fk REFERENCES settlement.match,
    line             integer  NOT NULL,
    statement_id     text     NOT NULL,
    line_number      integer  NOT NULL,
    provider_id      text,
    payment_order_id text,
    amount_minor     bigint   NOT NULL CONSTRAINT match_line_amount_minor_ck CHECK (amount_minor <> 0),
    currency_code    char(3)  NOT NULL,
    payer_entry_id   text     NOT NULL,
    entry_id         text,
    CONSTRAINT match_line_pk PRIMARY KEY (match_id, line),
    CONSTRAINT match_line_statement_id_fk FOREIGN KEY (statement_id, line_number)
        REFERENCES settlement.statement_line (statement_id, line_number),
    CONSTRAINT match_line_payment_order_id_fk FOREIGN KEY (provider_id, payment_order_id)
        REFERENCES settlement.payment_order (provider_id, payment_order_id),
    CONSTRAINT match_line_payment_order_id_ck CHECK ((provider_id IS NULL) = (payment_order_id IS NULL)
        AND (provider_id IS NULL) = (entry_id IS NULL))
);
CREATE INDEX match_line_line_number_ix ON settlement.match_line (statement_id, line_number);
CREATE INDEX match_line_payment_order_id_ix
    ON settlement.match_line (provider_id, payment_order_id) WHERE provider_id IS NOT NULL;

CREATE TABLE settlement.suspense (
    statement_id  text    NOT NULL,
    line_number   integer NOT NULL,
    provider_id   text,
    reason        text    NOT NULL,
    why           text    NOT NULL,
    state         text    NOT NULL
                          CONSTRAINT suspense_state_ck CHECK (state IN ('OPEN', 'CLEARED')),
    CONSTRAINT suspense_pk PRIMARY KEY (statement_id, line_number),
    CONSTRAINT suspense_line_number_fk FOREIGN KEY (statement_id, line_number)
        REFERENCES settlement.statement_line (statement_id, line_number)
);
CREATE INDEX suspense_open_ix ON settlement.suspense (statement_id, line_number) WHERE state = 'OPEN';

-- Our ids in a line that names more than one, or in the payments that it sums up.
CREATE TABLE settlement.line_reference (
    statement_id  text    NOT NULL,
    line_number   integer NOT NULL,
    position      integer NOT NULL,
    reference     text    NOT NULL,
    amount_minor  bigint,
    CONSTRAINT line_reference_pk PRIMARY KEY (statement_id, line_number, position),
    CONSTRAINT line_reference_line_number_fk FOREIGN KEY (statement_id, line_number)
        REFERENCES settlement.statement_line (statement_id, line_number)
);

ALTER TABLE settlement.statement_line
    ADD COLUMN fee boolean NOT NULL DEFAULT false,
    ADD COLUMN returned boolean NOT NULL DEFAULT false;
-- An order is met by several lines now, and again after an undoing; the order's row lock and
-- verify see to the rest.
DROP INDEX settlement.statement_line_met_uq;
CREATE INDEX statement_line_payment_order_id_ix
    ON settlement.statement_line (provider_id, payment_order_id) WHERE provider_id IS NOT NULL;

-- A line whose match was undone becomes a break, whatever break it was before.
ALTER TABLE settlement.break
    DROP CONSTRAINT break_statement_id_uq,
    ADD CONSTRAINT break_statement_id_uq UNIQUE (statement_id, line_number, kind);

-- Whose document may be ordered again: the money came back, or the bank refused.
ALTER TABLE settlement.payment_order
    DROP CONSTRAINT payment_order_state_ck,
    ADD CONSTRAINT payment_order_state_ck CHECK (state IN
        ('DRAFT', 'SENT', 'PAID', 'BROKEN', 'NETTED', 'CANCELLED', 'REJECTED', 'RETURNED'));
DROP INDEX settlement.payment_order_claim_id_uq;
DROP INDEX settlement.payment_order_adjustment_id_uq;
CREATE UNIQUE INDEX payment_order_claim_id_uq ON settlement.payment_order (provider_id, claim_id)
    WHERE state NOT IN ('CANCELLED', 'REJECTED', 'RETURNED');
CREATE UNIQUE INDEX payment_order_adjustment_id_uq
    ON settlement.payment_order (provider_id, adjustment_id)
    WHERE state NOT IN ('CANCELLED', 'REJECTED', 'RETURNED');
CREATE INDEX payment_order_broken_ix ON settlement.payment_order (month) WHERE state = 'BROKEN';

-- Whatever documents and accounts earlier migrations know, and those of matching.
DO $$
DECLARE
    widened record;
BEGIN
    FOR widened IN
        SELECT relation, attribute, name, word FROM (VALUES
            ('settlement.entry', 'source_type', 'entry_source_type_ck', 'MATCH'),
            ('settlement.posting', 'account', 'posting_account_ck', 'BANK_CHARGES'),
            ('settlement.account', 'account', 'account_account_ck', 'BANK_CHARGES'))
            AS w (relation, attribute, name, word)
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I
            CHECK (%I = ANY (ARRAY[%s, %L]))', widened.relation, widened.name, widened.name,
            widened.attribute,
            (SELECT string_agg(quote_literal(known[1]), ', ')
               FROM pg_constraint c,
                    regexp_matches(pg_get_constraintdef(c.oid), '''([A-Z_]+)''', 'g') AS known
              WHERE c.conname = widened.name AND c.conrelid = widened.relation::regclass),
            widened.word);
    END LOOP;
END $$;

INSERT INTO settlement.suspense (statement_id, line_number, provider_id, reason, why, state)
    SELECT l.statement_id, l.line_number, l.provider_id,
           CASE WHEN l.match = 'DUPLICATE' THEN 'SUSPENSE_ALREADY_MET'
                WHEN l.match = 'UNKNOWN_CREDIT' THEN 'SUSPENSE_MONEY_IN'
                ELSE 'SUSPENSE_UNDECIDED' END,
           b.description, 'OPEN'
      FROM settlement.statement_line l
      JOIN settlement.break b USING (statement_id, line_number)
     WHERE l.match IN ('DUPLICATE', 'UNKNOWN_CREDIT', 'UNKNOWN_DEBIT');

-- What the lines of statements have paid for an order: as the import matched them, and as persons did.
CREATE FUNCTION settlement.paid_minor(provider text, payment_order text) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum(minor), 0)::bigint FROM (
        SELECT amount_minor AS minor FROM settlement.statement_line
         WHERE provider_id = provider AND payment_order_id = payment_order
           AND match IN ('EXACT', 'SHORT', 'OVER')
        UNION ALL
        SELECT amount_minor FROM settlement.match_line
         WHERE provider_id = provider AND payment_order_id = payment_order) paid
$$;
REVOKE EXECUTE ON FUNCTION settlement.paid_minor(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION settlement.paid_minor(text, text) TO tirek_settlement;

CALL settlement.scope_by_ledger('settlement.match', $$'PAYER'$$);
CALL settlement.scope_by_ledger('settlement.match_line', $$coalesce(provider_id, 'PAYER')$$);
CALL settlement.scope_by_ledger('settlement.suspense', $$coalesce(provider_id, 'PAYER')$$);
CALL settlement.scope_by_ledger('settlement.line_reference', $$'PAYER'$$);
CALL core.make_append_only('settlement.match');
CALL core.make_append_only('settlement.match_line');
CALL core.make_append_only('settlement.line_reference');
GRANT SELECT, INSERT ON settlement.match, settlement.match_line, settlement.suspense,
    settlement.line_reference TO tirek_settlement;
GRANT UPDATE (state) ON settlement.suspense TO tirek_settlement;
