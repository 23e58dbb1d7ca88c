-- 0014 late facts: adjustments of months that were billed, with what they change line by line.
--
-- A claimed line is never changed. An adjustment line says which lines are billed no more, and
-- adjusted_line holds those that are billed instead, so that the next correction begins from there
-- and the sums of all corrections are the sums of the lines that stand.
-- Safe with the previous release running: only new objects are made, and the ledger takes one more
-- kind of document. New indexes: a late fact is found by when it was recorded.
SET lock_timeout = '2s';

CREATE TABLE billing.adjustment (
    provider_id        text        NOT NULL,
    adjustment_id      text        NOT NULL,
    contract_id        text        NOT NULL,
    month              text        NOT NULL CONSTRAINT adjustment_month_ck
                                   CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    sequence           integer     NOT NULL CONSTRAINT adjustment_sequence_ck CHECK (sequence > 0),
    choice             text        NOT NULL CONSTRAINT adjustment_choice_ck
                                   CHECK (choice IN ('NET_IN_MONTH', 'GROSS_REVERSAL', 'INSTALMENTS')),
    instalment_percent numeric,
    look_back_months   integer     NOT NULL,
    known_at           timestamptz NOT NULL,
    request_key        text        NOT NULL,
    difference_minor   bigint      NOT NULL,
    payable_minor      bigint      NOT NULL
                                   CONSTRAINT adjustment_payable_minor_ck CHECK (payable_minor >= 0),
    receivable_minor   bigint      NOT NULL CONSTRAINT adjustment_receivable_minor_ck
                                   CHECK (receivable_minor >= 0),
    unfunded_minor     bigint      NOT NULL,
    currency_code      char(3)     NOT NULL,
    create_time        timestamptz NOT NULL,
    CONSTRAINT adjustment_pk PRIMARY KEY (provider_id, adjustment_id),
    CONSTRAINT adjustment_number_uq UNIQUE (provider_id, month, sequence),
    CONSTRAINT adjustment_instalment_percent_ck
        CHECK ((choice = 'INSTALMENTS') = (instalment_percent IS NOT NULL)),
    CONSTRAINT adjustment_difference_minor_ck
        CHECK (difference_minor = payable_minor - receivable_minor + unfunded_minor)
);
CREATE INDEX adjustment_month_ix ON billing.adjustment (month, sequence);
CREATE INDEX adjustment_adjustment_id_ix ON billing.adjustment (adjustment_id);
CREATE INDEX adjustment_request_key_ix ON billing.adjustment (request_key);

CREATE TABLE billing.adjustment_month (
    provider_id        text        NOT NULL,
    adjustment_id      text        NOT NULL,
    month              text        NOT NULL,
    claim_id           text        NOT NULL,
    lines              integer     NOT NULL CONSTRAINT adjustment_month_lines_ck CHECK (lines > 0),
    difference_minor   bigint      NOT NULL,
    payable_minor      bigint      NOT NULL,
    receivable_minor   bigint      NOT NULL,
    unfunded_minor     bigint      NOT NULL,
    CONSTRAINT adjustment_month_pk PRIMARY KEY (provider_id, adjustment_id, month),
    CONSTRAINT adjustment_month_adjustment_id_fk FOREIGN KEY (provider_id, adjustment_id)
        REFERENCES billing.adjustment (provider_id, adjustment_id),
    CONSTRAINT adjustment_month_claim_id_fk FOREIGN KEY (provider_id, claim_id)
        REFERENCES billing.claim (provider_id, claim_id),
    CONSTRAINT adjustment_month_difference_minor_ck
        CHECK (difference_minor = payable_minor - receivable_minor + unfunded_minor)
);
CREATE INDEX adjustment_month_claim_id_ix ON billing.adjustment_month (provider_id, claim_id);

CREATE TABLE billing.recovery_part (
    provider_id        text        NOT NULL,
    adjustment_id      text        NOT NULL,
    month              text        NOT NULL,
    amount_minor       bigint      NOT NULL
                                   CONSTRAINT recovery_part_amount_minor_ck CHECK (amount_minor > 0),
    left_minor         bigint      NOT NULL
                                   CONSTRAINT recovery_part_left_minor_ck CHECK (left_minor >= 0),
    CONSTRAINT recovery_part_pk PRIMARY KEY (provider_id, adjustment_id, month),
    CONSTRAINT recovery_part_adjustment_id_fk FOREIGN KEY (provider_id, adjustment_id)
        REFERENCES billing.adjustment (provider_id, adjustment_id)
);

CREATE TABLE billing.adjustment_line (
    provider_id        text        NOT NULL,
    adjustment_line_id text        NOT NULL,
    adjustment_id      text        NOT NULL,
    month              text        NOT NULL,
    placement_id       text        NOT NULL,
    person_id          text        NOT NULL,
    dates              date[]      NOT NULL
                                   CONSTRAINT adjustment_line_dates_ck CHECK (cardinality(dates) > 0),
    reason             text        NOT NULL CONSTRAINT adjustment_line_reason_ck CHECK (reason IN
                                   ('ATTENDANCE_CORRECTED', 'CATEGORY_CHANGED', 'TARIFF_CHANGED',
                                    'COEFFICIENT_CHANGED', 'PLACEMENT_CHANGED', 'CONTRACT_CHANGED',
                                    'LICENCE_CHANGED', 'OTHER_FACT')),
    what               text        NOT NULL,
    old_minor          bigint      NOT NULL
                                   CONSTRAINT adjustment_line_old_minor_ck CHECK (old_minor >= 0),
    new_minor          bigint      NOT NULL
                                   CONSTRAINT adjustment_line_new_minor_ck CHECK (new_minor >= 0),
    difference_minor   bigint      NOT NULL,
    original_line_ids  text[]      NOT NULL,
    changed_line_ids   text[]      NOT NULL,
    CONSTRAINT adjustment_line_pk PRIMARY KEY (provider_id, adjustment_line_id),
    CONSTRAINT adjustment_line_month_fk FOREIGN KEY (provider_id, adjustment_id, month)
        REFERENCES billing.adjustment_month (provider_id, adjustment_id, month),
    CONSTRAINT adjustment_line_difference_minor_ck
        CHECK (difference_minor = new_minor - old_minor AND difference_minor <> 0)
);
CREATE INDEX adjustment_line_placement_id_ix
    ON billing.adjustment_line (provider_id, placement_id, month);
CREATE INDEX adjustment_line_adjustment_id_ix
    ON billing.adjustment_line (provider_id, adjustment_id, month, placement_id);

-- A line that an adjustment bills in place of others: as capitation_line holds one.
CREATE TABLE billing.adjusted_line (
    provider_id        text        NOT NULL,
    line_id            text        NOT NULL,
    adjustment_line_id text        NOT NULL,
    contract_id        text        NOT NULL,
    month              text        NOT NULL,
    placement_id       text        NOT NULL,
    person_id          text        NOT NULL,
    start_date         date        NOT NULL,
    end_date           date        NOT NULL,
    dates              date[]      NOT NULL,
    quantities         numeric[]   NOT NULL,
    tariff_code        text        NOT NULL,
    unit               text        NOT NULL,
    coefficient_codes  text[]      NOT NULL,
    category           text        NOT NULL,
    ground             text        NOT NULL,
    absence            text        NOT NULL,
    paid_share         numeric     NOT NULL,
    reason             text        NOT NULL,
    quantity           numeric     NOT NULL,
    amount_minor       bigint      NOT NULL
                                   CONSTRAINT adjusted_line_amount_minor_ck CHECK (amount_minor >= 0),
    denied_minor       bigint      NOT NULL
                                   CONSTRAINT adjusted_line_denied_minor_ck CHECK (denied_minor >= 0),
    currency_code      char(3)     NOT NULL,
    trace              text        NOT NULL,
    CONSTRAINT adjusted_line_pk PRIMARY KEY (provider_id, line_id),
    CONSTRAINT adjusted_line_adjustment_line_id_fk FOREIGN KEY (provider_id, adjustment_line_id)
        REFERENCES billing.adjustment_line (provider_id, adjustment_line_id)
);
CREATE INDEX adjusted_line_placement_id_ix
    ON billing.adjusted_line (provider_id, placement_id, month);

-- What was recorded until known_at is posted wherever it changes a month that was claimed by then:
-- the next search begins there.
CREATE TABLE billing.late_fact_check (
    month              text        NOT NULL,
    known_at           timestamptz NOT NULL,
    CONSTRAINT late_fact_check_pk PRIMARY KEY (month, known_at)
);

CALL core.scope_by_provider('billing.adjustment');
CALL core.scope_by_provider('billing.adjustment_month');
CALL core.scope_by_provider('billing.recovery_part');
CALL core.scope_by_provider('billing.adjustment_line');
CALL core.scope_by_provider('billing.adjusted_line');
CALL core.make_append_only('billing.adjustment');
CALL core.make_append_only('billing.adjustment_month');
CALL core.make_append_only('billing.recovery_part');
CALL core.make_append_only('billing.adjustment_line');
CALL core.make_append_only('billing.adjusted_line');
CALL core.make_append_only('billing.late_fact_check');
GRANT SELECT, INSERT ON billing.adjustment, billing.adjustment_month, billing.recovery_part,
    billing.adjustment_line, billing.adjusted_line, billing.late_fact_check TO tirek_billing;

-- What payments will read: what is to be paid beside claims, and what is to be taken off them.
CREATE VIEW billing.published_adjustment AS
    SELECT adjustment_id, provider_id, contract_id, month, choice, instalment_percent,
           payable_minor, receivable_minor, unfunded_minor, currency_code, create_time
      FROM billing.adjustment;
GRANT SELECT ON billing.published_adjustment TO tirek_settlement;

ALTER TABLE settlement.entry DROP CONSTRAINT entry_source_type_ck,
    ADD CONSTRAINT entry_source_type_ck CHECK (source_type IN
        ('CLAIM', 'PAYMENT_ORDER', 'STATEMENT_LINE', 'REVERSAL', 'ADJUSTMENT'));

CREATE INDEX attendance_record_time_ix
    ON delivery.attendance (provider_id, service_date, record_time);
CREATE INDEX decision_create_time_ix ON eligibility.decision (create_time);
