-- 0014: the facts that rules of an order ask for: circumstances of persons, assessments of
-- providers, plans of placements.
--
-- Nothing is updated: what is recorded later counts, so that what was known at any time can be read
-- back. record_time grows with each row of one thing; as known at T, the last one until T counts.
-- Safe with the previous release running: only new objects are made. Who admits waits while the two
-- indexes at the end are built.
SET lock_timeout = '2s';

CREATE TABLE eligibility.circumstance (
    circumstance_id  text           NOT NULL
                                    CONSTRAINT circumstance_circumstance_id_pk PRIMARY KEY,
    person_id        text           NOT NULL
                                    CONSTRAINT circumstance_person_id_fk REFERENCES eligibility.person,
    kind             text           NOT NULL CONSTRAINT circumstance_kind_ck
                                    CHECK (kind IN ('INCOME', 'PENSION', 'SEVERITY')),
    value            numeric(20, 2) NOT NULL CONSTRAINT circumstance_value_ck CHECK (value >= 0
                                    AND (kind <> 'SEVERITY' OR (value <= 99 AND value = trunc(value)))),
    start_date       date           NOT NULL,
    end_date         date           NOT NULL,
    create_time      timestamptz    NOT NULL,
    CONSTRAINT circumstance_end_date_ck CHECK (start_date < end_date)
);
CREATE INDEX circumstance_person_id_ix ON eligibility.circumstance (person_id, kind);

-- contract_id is '' of an indicator, which is of the provider as a whole.
CREATE TABLE contracts.assessment (
    provider_id    text           NOT NULL,
    assessment_id  text           NOT NULL,
    contract_id    text           NOT NULL DEFAULT ''
                                  CONSTRAINT assessment_contract_id_ck
                                  CHECK ((indicator = 'QUALITY') = (contract_id <> '')),
    month          text           NOT NULL CONSTRAINT assessment_month_ck
                                  CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    indicator      text           NOT NULL,
    value          numeric(24, 6) NOT NULL CONSTRAINT assessment_value_ck
                                  CHECK (value >= 0 AND (indicator <> 'QUALITY' OR value <= 1)),
    create_time    timestamptz    NOT NULL,
    CONSTRAINT assessment_pk PRIMARY KEY (provider_id, assessment_id)
);
CREATE INDEX assessment_month_ix ON contracts.assessment (month, assessment_id);

CREATE TABLE placements.plan (
    provider_id   text        NOT NULL,
    plan_id       text        NOT NULL,
    placement_id  text        NOT NULL,
    month         text        NOT NULL CONSTRAINT plan_month_ck
                              CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    planned_days  integer     NOT NULL
                              CONSTRAINT plan_planned_days_ck CHECK (planned_days BETWEEN 0 AND 31),
    create_time   timestamptz NOT NULL,
    CONSTRAINT plan_pk PRIMARY KEY (provider_id, plan_id),
    CONSTRAINT plan_placement_id_fk FOREIGN KEY (provider_id, placement_id)
        REFERENCES placements.placement
);
CREATE INDEX plan_month_ix ON placements.plan (month, plan_id);
CREATE INDEX plan_placement_id_ix ON placements.plan (placement_id, month);

CALL core.scope_by_provider('contracts.assessment');
CALL core.scope_by_provider('placements.plan');
CALL core.make_append_only('eligibility.circumstance');
CALL core.make_append_only('contracts.assessment');
CALL core.make_append_only('placements.plan');
GRANT SELECT, INSERT ON eligibility.circumstance TO tirek_eligibility;
GRANT SELECT, INSERT ON contracts.assessment TO tirek_contracts;
GRANT SELECT, INSERT ON placements.plan TO tirek_placements;

-- What rules ask of a person is personal data: for billing alone, which computes with it.
CREATE VIEW eligibility.published_circumstance AS
    SELECT circumstance_id, person_id, kind, value, start_date, end_date,
           create_time AS record_time
      FROM eligibility.circumstance;
CREATE VIEW eligibility.published_birth_date AS
    SELECT person_id, birth_date, create_time AS record_time FROM eligibility.person;
CREATE VIEW contracts.published_assessment AS
    SELECT assessment_id, provider_id, contract_id, month, indicator, value,
           create_time AS record_time
      FROM contracts.assessment;
CREATE VIEW placements.published_plan AS
    SELECT plan_id, provider_id, placement_id, month, planned_days, create_time AS record_time
      FROM placements.plan;

-- Who had days in a month, as known at T, without reading all who ever came: those whose days as
-- they stand now lie in the month, and those of whom something was recorded after T. The version
-- known at T decides. (An index of versions by end_date would not tell them apart: the first
-- version of nearly everybody ends with the place.)
CREATE VIEW placements.published_occupancy AS
    SELECT provider_id, placement_id, start_date, end_date FROM placements.occupancy;
CREATE INDEX occupancy_end_date_ix ON placements.occupancy (end_date, start_date);
CREATE INDEX placement_version_record_time_ix ON placements.placement_version (record_time);

GRANT SELECT ON eligibility.published_circumstance, eligibility.published_birth_date,
    contracts.published_assessment, placements.published_plan, placements.published_occupancy
    TO tirek_billing;
