-- 0008 billing: capitation runs with their lines, claims with their decisions.
--
-- Lines and decisions are never changed: another run makes other lines. A run and a claim change
-- their state. Keys of large tables begin with the provider: they are distributed by it.
-- Safe with the previous release running: only new objects are made, and views get a last column.
SET lock_timeout = '2s';
CALL core.create_service_schema('billing');

CREATE TABLE billing.capitation_run (
    run_id           text        NOT NULL CONSTRAINT capitation_run_run_id_pk PRIMARY KEY,
    month            text        NOT NULL CONSTRAINT capitation_run_month_ck
                                 CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    known_at         timestamptz NOT NULL,
    state            text        NOT NULL CONSTRAINT capitation_run_state_ck
                                 CHECK (state IN ('RUNNING', 'COMPLETED', 'FAILED')),
    providers_total  integer     NOT NULL DEFAULT 0,
    providers_done   integer     NOT NULL DEFAULT 0,
    lines            bigint      NOT NULL DEFAULT 0,
    payable_minor    bigint      NOT NULL DEFAULT 0,
    denied_minor     bigint      NOT NULL DEFAULT 0,
    currency_code    char(3)     NOT NULL,
    result_hash      text        NOT NULL DEFAULT '',
    failure          text        NOT NULL DEFAULT '',
    create_time      timestamptz NOT NULL,
    end_time         timestamptz,
    CONSTRAINT capitation_run_providers_done_ck CHECK (providers_done <= providers_total),
    CONSTRAINT capitation_run_end_time_ck CHECK ((state = 'RUNNING') = (end_time IS NULL)),
    CONSTRAINT capitation_run_result_hash_ck CHECK ((state = 'COMPLETED') = (result_hash <> '')),
    CONSTRAINT capitation_run_failure_ck CHECK ((state = 'FAILED') = (failure <> ''))
);
-- A month is computed by one run at a time.
CREATE UNIQUE INDEX capitation_run_month_uq ON billing.capitation_run (month)
    WHERE state = 'RUNNING';
CREATE INDEX capitation_run_list_ix ON billing.capitation_run (create_time, run_id);

-- What a run has written of one provider, in the transaction that wrote the lines: a run that is
-- taken up again leaves these providers out.
CREATE TABLE billing.capitation_partition (
    provider_id      text        NOT NULL,
    run_id           text        NOT NULL CONSTRAINT capitation_partition_run_id_fk
                                 REFERENCES billing.capitation_run,
    lines            integer     NOT NULL,
    payable_minor    bigint      NOT NULL,
    denied_minor     bigint      NOT NULL,
    currency_code    char(3)     NOT NULL,
    create_time      timestamptz NOT NULL,
    CONSTRAINT capitation_partition_pk PRIMARY KEY (provider_id, run_id)
);
CREATE INDEX capitation_partition_run_id_ix ON billing.capitation_partition (run_id);

CREATE TABLE billing.capitation_line (
    provider_id          text    NOT NULL,
    run_id               text    NOT NULL,
    placement_id         text    NOT NULL,
    start_date           date    NOT NULL,
    end_date             date    NOT NULL,
    line_id              text    NOT NULL,
    contract_id          text    NOT NULL,
    person_id            text    NOT NULL,
    dates                date[]  NOT NULL
                                 CONSTRAINT capitation_line_dates_ck CHECK (cardinality(dates) > 0),
    tariff_code          text    NOT NULL,
    unit                 text    NOT NULL,
    coefficient_codes    text[]  NOT NULL,
    category             text    NOT NULL,
    ground               text    NOT NULL CONSTRAINT capitation_line_ground_ck
                                 CHECK (ground IN ('ATTENDED', 'ABSENCE')),
    absence              text    NOT NULL,
    paid_share           numeric NOT NULL,
    status               text    NOT NULL CONSTRAINT capitation_line_status_ck
                                 CHECK (status IN ('PAYABLE', 'DENIED')),
    reason               text    NOT NULL,
    overlap_placement_id text    NOT NULL,
    quantity             numeric NOT NULL
                                 CONSTRAINT capitation_line_quantity_ck CHECK (quantity > 0),
    amount_minor         bigint  NOT NULL
                                 CONSTRAINT capitation_line_amount_minor_ck CHECK (amount_minor >= 0),
    denied_minor         bigint  NOT NULL
                                 CONSTRAINT capitation_line_denied_minor_ck CHECK (denied_minor >= 0),
    currency_code        char(3) NOT NULL,
    trace                text    NOT NULL,
    CONSTRAINT capitation_line_pk PRIMARY KEY (provider_id, run_id, placement_id, start_date),
    CONSTRAINT capitation_line_line_id_uq UNIQUE (line_id, provider_id),
    CONSTRAINT capitation_line_run_id_fk FOREIGN KEY (provider_id, run_id)
        REFERENCES billing.capitation_partition (provider_id, run_id),
    CONSTRAINT capitation_line_end_date_ck CHECK (start_date < end_date),
    CONSTRAINT capitation_line_reason_ck CHECK ((status = 'DENIED') = (reason <> '')),
    CONSTRAINT capitation_line_one_amount_ck
        CHECK (CASE status WHEN 'DENIED' THEN amount_minor ELSE denied_minor END = 0)
);

CREATE TABLE billing.claim (
    provider_id      text        NOT NULL,
    claim_id         text        NOT NULL,
    contract_id      text        NOT NULL,
    month            text        NOT NULL,
    run_id           text        NOT NULL,
    state            text        NOT NULL
                                 CONSTRAINT claim_state_ck CHECK (state IN ('SUBMITTED', 'ADJUDICATED')),
    claimed_minor    bigint      NOT NULL,
    approved_minor   bigint      NOT NULL DEFAULT 0,
    unfunded_minor   bigint      NOT NULL DEFAULT 0,
    denied_minor     bigint      NOT NULL DEFAULT 0,
    currency_code    char(3)     NOT NULL,
    due_date         date,
    version          integer     NOT NULL DEFAULT 1,
    create_time      timestamptz NOT NULL,
    adjudicate_time  timestamptz,
    CONSTRAINT claim_pk PRIMARY KEY (provider_id, claim_id),
    CONSTRAINT claim_month_uq UNIQUE (provider_id, contract_id, month),
    CONSTRAINT claim_run_id_fk FOREIGN KEY (provider_id, run_id)
        REFERENCES billing.capitation_partition (provider_id, run_id),
    CONSTRAINT claim_claimed_minor_ck CHECK (state = 'SUBMITTED'
        OR claimed_minor = approved_minor + unfunded_minor + denied_minor),
    CONSTRAINT claim_due_date_ck CHECK ((state = 'ADJUDICATED') = (due_date IS NOT NULL)),
    CONSTRAINT claim_adjudicate_time_ck
        CHECK ((state = 'ADJUDICATED') = (adjudicate_time IS NOT NULL))
);
CREATE INDEX claim_claim_id_ix ON billing.claim (claim_id);
CREATE INDEX claim_list_ix ON billing.claim (month, claim_id);

CREATE TABLE billing.claim_line (
    provider_id      text        NOT NULL,
    claim_line_id    text        NOT NULL,
    claim_id         text        NOT NULL,
    line_id          text        NOT NULL,
    claimed_minor    bigint      NOT NULL
                                 CONSTRAINT claim_line_claimed_minor_ck CHECK (claimed_minor >= 0),
    CONSTRAINT claim_line_pk PRIMARY KEY (provider_id, claim_line_id),
    CONSTRAINT claim_line_line_id_uq UNIQUE (provider_id, claim_id, line_id),
    CONSTRAINT claim_line_claim_id_fk FOREIGN KEY (provider_id, claim_id)
        REFERENCES billing.claim (provider_id, claim_id),
    CONSTRAINT claim_line_line_id_fk FOREIGN KEY (line_id, provider_id)
        REFERENCES billing.capitation_line (line_id, provider_id)
);

CREATE TABLE billing.line_decision (
    provider_id      text        NOT NULL,
    claim_line_id    text        NOT NULL,
    verdict          text        NOT NULL CONSTRAINT line_decision_verdict_ck
                                 CHECK (verdict IN ('PAID', 'REDUCED', 'DENIED', 'UNFUNDED')),
    reason           text        NOT NULL,
    approved_minor   bigint      NOT NULL
                                 CONSTRAINT line_decision_approved_minor_ck CHECK (approved_minor >= 0),
    unfunded_minor   bigint      NOT NULL
                                 CONSTRAINT line_decision_unfunded_minor_ck CHECK (unfunded_minor >= 0),
    denied_minor     bigint      NOT NULL
                                 CONSTRAINT line_decision_denied_minor_ck CHECK (denied_minor >= 0),
    CONSTRAINT line_decision_pk PRIMARY KEY (provider_id, claim_line_id),
    CONSTRAINT line_decision_claim_line_id_fk FOREIGN KEY (provider_id, claim_line_id)
        REFERENCES billing.claim_line (provider_id, claim_line_id),
    CONSTRAINT line_decision_reason_ck CHECK ((verdict = 'PAID') = (reason = ''))
);

-- What the ceiling of a contract has been used for. Its row is locked while a claim is
-- adjudicated, so that two claims cannot both use what is left.
CREATE TABLE billing.contract_use (
    provider_id      text        NOT NULL,
    contract_id      text        NOT NULL,
    accepted_minor   bigint      NOT NULL CONSTRAINT contract_use_accepted_minor_ck
                                 CHECK (accepted_minor >= 0),
    currency_code    char(3)     NOT NULL,
    CONSTRAINT contract_use_pk PRIMARY KEY (provider_id, contract_id)
);

CALL core.scope_by_provider('billing.capitation_partition');
CALL core.scope_by_provider('billing.capitation_line');
CALL core.scope_by_provider('billing.claim');
CALL core.scope_by_provider('billing.claim_line');
CALL core.scope_by_provider('billing.line_decision');
CALL core.scope_by_provider('billing.contract_use');
CALL core.make_append_only('billing.capitation_partition');
CALL core.make_append_only('billing.capitation_line');
CALL core.make_append_only('billing.claim_line');
CALL core.make_append_only('billing.line_decision');
GRANT SELECT, INSERT ON billing.capitation_run, billing.capitation_partition,
    billing.capitation_line, billing.claim, billing.claim_line, billing.line_decision,
    billing.contract_use TO tirek_billing;
GRANT UPDATE (state, providers_total, providers_done, lines, payable_minor, denied_minor,
    currency_code, result_hash, failure, end_time) ON billing.capitation_run TO tirek_billing;
GRANT UPDATE (state, approved_minor, unfunded_minor, denied_minor, due_date, version,
    adjudicate_time) ON billing.claim TO tirek_billing;
GRANT UPDATE (accepted_minor) ON billing.contract_use TO tirek_billing;

-- What other services may read of it; a change makes a new view beside the old one.
CREATE VIEW billing.published_claim AS
    SELECT claim_id, provider_id, contract_id, month, state, claimed_minor, approved_minor,
           unfunded_minor, denied_minor, currency_code, due_date, adjudicate_time
      FROM billing.claim;
-- Of the newest completed run of each month.
CREATE VIEW billing.published_capitation_total AS
    SELECT p.provider_id, r.month, p.run_id, p.payable_minor, p.denied_minor, p.currency_code
      FROM billing.capitation_partition p
      JOIN (SELECT DISTINCT ON (month) month, run_id
              FROM billing.capitation_run WHERE state = 'COMPLETED'
             ORDER BY month, known_at DESC, run_id DESC) r USING (run_id);

GRANT USAGE ON SCHEMA billing TO tirek_settlement;
GRANT SELECT ON billing.published_claim, billing.published_capitation_total TO tirek_settlement;

-- A run is computed again as known then, so what it reads must say when it became known: these
-- views get a last column, and their readers of today notice nothing.
CREATE OR REPLACE VIEW registry.published_place AS
    SELECT p.place_id, p.provider_id, p.site_id, p.code, p.service, p.condition, p.capacity,
           p.start_date, p.end_date, s.kato, p.create_time AS record_time
      FROM registry.place p JOIN registry.site s USING (site_id);
CREATE OR REPLACE VIEW registry.published_licence AS
    SELECT licence_id, provider_id, number, start_date, end_date, create_time AS record_time
      FROM registry.licence;
CREATE OR REPLACE VIEW contracts.published_contract AS
    SELECT contract_id, number, provider_id, order_id, services, start_date, end_date,
           ceiling_minor, currency_code, route, payment_due_days, create_time AS record_time
      FROM contracts.contract;
