-- 0012 contracts: orders and contracts are amended by date, and every version is kept.
--
-- The first version stays where it is, in state_order and contract; each amendment is a row of its
-- own with the date it takes effect on and the time since when it is known. Nothing is updated.
-- Safe with the previous release running: its views keep their columns and show the last version,
-- and its inserts leave the new column at its default.
SET lock_timeout = '2s';

-- Empty: as the order says.
ALTER TABLE contracts.contract ADD COLUMN cut_order text NOT NULL DEFAULT ''
    CONSTRAINT contract_cut_order_ck
    CHECK (cut_order IN ('', 'LATEST_DAY_FIRST', 'LATEST_ADMISSION_FIRST'));

CREATE TABLE contracts.order_amendment (
    order_id         text        NOT NULL
                                 CONSTRAINT order_amendment_order_id_fk REFERENCES contracts.state_order,
    version          integer     NOT NULL
                                 CONSTRAINT order_amendment_version_ck CHECK (version > 1),
    effective_date   date        NOT NULL,
    source_act       text        NOT NULL,
    end_date         date        NOT NULL,
    services         text[]      NOT NULL CONSTRAINT order_amendment_services_ck
                                 CHECK (cardinality(services) > 0),
    document         text        NOT NULL,
    document_sha256  text        NOT NULL,
    record_time      timestamptz NOT NULL,
    CONSTRAINT order_amendment_version_pk PRIMARY KEY (order_id, version),
    CONSTRAINT order_amendment_end_date_ck CHECK (effective_date <= end_date)
);

-- The terms that hold from effective_date on, until an amendment recorded later says otherwise.
CREATE TABLE contracts.contract_amendment (
    provider_id     text        NOT NULL,
    contract_id     text        NOT NULL CONSTRAINT contract_amendment_contract_id_fk
                                REFERENCES contracts.contract,
    version         integer     NOT NULL
                                CONSTRAINT contract_amendment_version_ck CHECK (version > 1),
    effective_date  date        NOT NULL,
    source_act      text        NOT NULL,
    services        text[]      NOT NULL CONSTRAINT contract_amendment_services_ck
                                CHECK (cardinality(services) > 0),
    end_date        date        NOT NULL,
    ceiling_minor   bigint      NOT NULL
                                CONSTRAINT contract_amendment_ceiling_minor_ck CHECK (ceiling_minor > 0),
    cut_order       text        NOT NULL CONSTRAINT contract_amendment_cut_order_ck
                                CHECK (cut_order IN ('', 'LATEST_DAY_FIRST', 'LATEST_ADMISSION_FIRST')),
    record_time     timestamptz NOT NULL,
    CONSTRAINT contract_amendment_version_pk PRIMARY KEY (contract_id, version),
    CONSTRAINT contract_amendment_end_date_ck CHECK (effective_date <= end_date)
);
CREATE INDEX contract_amendment_provider_id_ix ON contracts.contract_amendment (provider_id);

CALL core.scope_by_provider('contracts.contract_amendment');
CALL core.make_append_only('contracts.order_amendment');
CALL core.make_append_only('contracts.contract_amendment');
GRANT SELECT, INSERT ON contracts.order_amendment, contracts.contract_amendment TO tirek_contracts;

-- Every version; as known at T it is the one with the highest version where record_time <= T.
CREATE VIEW contracts.published_order_version AS
    SELECT order_id, 1 AS version, start_date AS effective_date, source_act, end_date, services,
           document, document_sha256, create_time AS record_time
      FROM contracts.state_order
    UNION ALL
    SELECT order_id, version, effective_date, source_act, end_date, services, document,
           document_sha256, record_time
      FROM contracts.order_amendment;

-- Every version; as known at T a day has the terms of the highest version where record_time <= T
-- and effective_date is not after the day.
CREATE VIEW contracts.published_contract_version AS
    SELECT contract_id, 1 AS version, start_date AS effective_date, provider_id, number, order_id,
           services, start_date, end_date, ceiling_minor, currency_code, route, payment_due_days,
           cut_order, ''::text AS source_act, create_time AS record_time
      FROM contracts.contract
    UNION ALL
    SELECT c.contract_id, a.version, a.effective_date, c.provider_id, c.number, c.order_id,
           a.services, c.start_date, a.end_date, a.ceiling_minor, c.currency_code, c.route,
           c.payment_due_days, a.cut_order, a.source_act, a.record_time
      FROM contracts.contract_amendment a JOIN contracts.contract c USING (contract_id);

-- The last version of each: the columns of before, and new ones behind them.
CREATE OR REPLACE VIEW contracts.published_order AS
    SELECT o.order_id, o.code, o.start_date, v.end_date, o.currency_code, o.method_version,
           o.payer_name, o.payer_bin, o.payer_iban, o.payer_bic, o.payer_kbe, v.document,
           v.document_sha256, v.record_time, o.title, o.source_act, v.services, v.version
      FROM contracts.state_order o JOIN contracts.published_order_version v USING (order_id)
     WHERE NOT EXISTS (SELECT FROM contracts.order_amendment next
                        WHERE next.order_id = v.order_id AND next.version = v.version + 1);
CREATE OR REPLACE VIEW contracts.published_contract AS
    SELECT v.contract_id, v.number, v.provider_id, v.order_id, v.services, v.start_date,
           v.end_date, v.ceiling_minor, v.currency_code, v.route, v.payment_due_days,
           v.record_time, v.cut_order, v.version
      FROM contracts.published_contract_version v
     WHERE NOT EXISTS (SELECT FROM contracts.contract_amendment next
                        WHERE next.contract_id = v.contract_id AND next.version = v.version + 1);

GRANT SELECT ON contracts.published_order_version, contracts.published_contract_version
    TO tirek_contracts, tirek_billing;
GRANT SELECT ON contracts.published_order, contracts.published_contract TO tirek_contracts;
