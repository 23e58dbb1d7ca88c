-- 0004 contracts: state social orders, contracts with providers, the working calendar.
--
-- Nothing here is updated: an order changes by a new order, a contract by a new version of it.
-- Safe with the previous release running: only new objects are made.
SET lock_timeout = '2s';
CALL core.create_service_schema('contracts');

-- The document is the order itself in canonical JSON, decimals as texts, so that every past
-- computation can be replayed to the byte; the columns repeat what is searched and listed.
CREATE TABLE contracts.state_order (
    order_id         text        NOT NULL CONSTRAINT state_order_order_id_pk PRIMARY KEY,
    code             text        NOT NULL CONSTRAINT state_order_code_uq UNIQUE,
    title            text        NOT NULL,
    source_act       text        NOT NULL,
    start_date       date        NOT NULL,
    end_date         date        NOT NULL,
    currency_code    char(3)     NOT NULL,
    method_version   text        NOT NULL,
    payer_name       text        NOT NULL,
    payer_bin        text        NOT NULL
                                 CONSTRAINT state_order_payer_bin_ck CHECK (payer_bin ~ '^[0-9]{12}$'),
    payer_iban       text        NOT NULL,
    payer_bic        text        NOT NULL,
    payer_kbe        text        NOT NULL,
    services         text[]      NOT NULL
                                 CONSTRAINT state_order_services_ck CHECK (cardinality(services) > 0),
    document         text        NOT NULL,
    document_sha256  text        NOT NULL,
    create_time      timestamptz NOT NULL,
    CONSTRAINT state_order_end_date_ck CHECK (start_date < end_date)
);

CREATE TABLE contracts.contract (
    contract_id       text        NOT NULL CONSTRAINT contract_contract_id_pk PRIMARY KEY,
    number            text        NOT NULL CONSTRAINT contract_number_uq UNIQUE,
    provider_id       text        NOT NULL,
    order_id          text        NOT NULL
                                  CONSTRAINT contract_order_id_fk REFERENCES contracts.state_order,
    services          text[]      NOT NULL
                                  CONSTRAINT contract_services_ck CHECK (cardinality(services) > 0),
    start_date        date        NOT NULL,
    end_date          date        NOT NULL,
    ceiling_minor     bigint      NOT NULL
                                  CONSTRAINT contract_ceiling_minor_ck CHECK (ceiling_minor > 0),
    currency_code     char(3)     NOT NULL,
    route             text        NOT NULL CONSTRAINT contract_route_ck CHECK (route IN
                                  ('COMPETITION', 'SINGLE_SOURCE', 'PORTAL')),
    payment_due_days  integer     NOT NULL CONSTRAINT contract_payment_due_days_ck
                                  CHECK (payment_due_days BETWEEN 1 AND 30),
    version           integer     NOT NULL CONSTRAINT contract_version_ck CHECK (version > 0),
    create_time       timestamptz NOT NULL,
    CONSTRAINT contract_end_date_ck CHECK (start_date < end_date)
);
CREATE INDEX contract_provider_id_ix ON contracts.contract (provider_id, number);
CREATE INDEX contract_order_id_ix ON contracts.contract (order_id);

-- Days that differ from the ordinary week.
CREATE TABLE contracts.calendar_day (
    date         date        NOT NULL CONSTRAINT calendar_day_date_pk PRIMARY KEY,
    kind         text        NOT NULL CONSTRAINT calendar_day_kind_ck CHECK (kind IN
                             ('HOLIDAY', 'MOVED_OFF', 'WORKING')),
    name         text        NOT NULL,
    create_time  timestamptz NOT NULL
);

CALL core.scope_by_provider('contracts.contract');
CALL core.make_append_only('contracts.state_order');
CALL core.make_append_only('contracts.contract');
CALL core.make_append_only('contracts.calendar_day');
GRANT SELECT, INSERT ON contracts.state_order, contracts.contract, contracts.calendar_day
    TO tirek_contracts;

-- What other services may read of it, with the time since when it was known; a change makes a new
-- view beside the old one.
CREATE VIEW contracts.published_order AS
    SELECT order_id, code, start_date, end_date, currency_code, method_version, payer_name,
           payer_bin, payer_iban, payer_bic, payer_kbe, document, document_sha256,
           create_time AS record_time
      FROM contracts.state_order;
CREATE VIEW contracts.published_contract AS
    SELECT contract_id, number, provider_id, order_id, services, start_date, end_date,
           ceiling_minor, currency_code, route, payment_due_days, create_time AS record_time
      FROM contracts.contract;
CREATE VIEW contracts.published_calendar_day AS
    SELECT date, kind, name, create_time AS record_time FROM contracts.calendar_day;

GRANT USAGE ON SCHEMA contracts
    TO tirek_placements, tirek_delivery, tirek_billing, tirek_settlement;
GRANT SELECT ON contracts.published_order TO tirek_billing, tirek_settlement;
GRANT SELECT ON contracts.published_contract
    TO tirek_placements, tirek_delivery, tirek_billing, tirek_settlement;
GRANT SELECT ON contracts.published_calendar_day TO tirek_delivery, tirek_billing;
