-- 0005 eligibility: persons, and what was decided for them.
--
-- The only schema with personal data. A person's row is not append-only, because the law on personal
-- data lets people have theirs corrected; the service itself only adds.
-- Safe with the previous release running: only new objects are made.
SET lock_timeout = '2s';
CALL core.create_service_schema('eligibility');

CREATE TABLE eligibility.person (
    person_id    text        NOT NULL CONSTRAINT person_person_id_pk PRIMARY KEY,
    reference    text        NOT NULL CONSTRAINT person_reference_uq UNIQUE
                             CONSTRAINT person_reference_ck CHECK (reference !~ '^[0-9]{12}$'),
    iin          text        CONSTRAINT person_iin_uq UNIQUE
                             CONSTRAINT person_iin_ck CHECK (iin ~ '^[0-9]{12}$'),
    full_name    text        NOT NULL,
    birth_date   date        NOT NULL,
    sex          text        NOT NULL CONSTRAINT person_sex_ck CHECK (sex IN ('FEMALE', 'MALE')),
    kato         text        CONSTRAINT person_kato_ck CHECK (kato ~ '^[0-9]{9}$'),
    create_time  timestamptz NOT NULL
);

-- Decisions of one person for one service may overlap: a newer one supersedes an older one that
-- nobody ended.
CREATE TABLE eligibility.decision (
    decision_id  text        NOT NULL CONSTRAINT decision_decision_id_pk PRIMARY KEY,
    number       text        NOT NULL CONSTRAINT decision_number_uq UNIQUE,
    person_id    text        NOT NULL CONSTRAINT decision_person_id_fk REFERENCES eligibility.person,
    service      text        NOT NULL,
    ground       integer     NOT NULL CONSTRAINT decision_ground_ck CHECK (ground BETWEEN 1 AND 12),
    category     text        NOT NULL,
    start_date   date        NOT NULL,
    end_date     date        NOT NULL,
    create_time  timestamptz NOT NULL,
    CONSTRAINT decision_end_date_ck CHECK (start_date < end_date)
);
CREATE INDEX decision_person_id_ix ON eligibility.decision (person_id, service);

CALL core.make_append_only('eligibility.decision');
GRANT SELECT, INSERT ON eligibility.person, eligibility.decision TO tirek_eligibility;

-- What other services may read of it: no personal data; '' is no category.
CREATE VIEW eligibility.published_decision AS
    SELECT decision_id, person_id, service, category, start_date, end_date,
           create_time AS record_time
      FROM eligibility.decision;

GRANT USAGE ON SCHEMA eligibility TO tirek_placements, tirek_billing;
GRANT SELECT ON eligibility.published_decision TO tirek_placements, tirek_billing;
