-- 0003 registry: providers, their sites, licences and places.
--
-- Nothing here is updated: a change of bank details or capacity comes with its own effective date.
-- Safe with the previous release running: only new objects are made.
SET lock_timeout = '2s';
CALL core.create_service_schema('registry');

CREATE TABLE registry.provider (
    provider_id  text        NOT NULL CONSTRAINT provider_provider_id_pk PRIMARY KEY,
    bin          text        NOT NULL CONSTRAINT provider_bin_uq UNIQUE
                             CONSTRAINT provider_bin_ck CHECK (bin ~ '^[0-9]{12}$'),
    name         text        NOT NULL,
    kind         text        NOT NULL
                             CONSTRAINT provider_kind_ck CHECK (kind IN ('STATE', 'NGO', 'PRIVATE')),
    iban         text        NOT NULL,
    bic          text        NOT NULL,
    kbe          text        NOT NULL,
    create_time  timestamptz NOT NULL
);

CREATE TABLE registry.site (
    site_id      text        NOT NULL CONSTRAINT site_site_id_pk PRIMARY KEY,
    provider_id  text        NOT NULL CONSTRAINT site_provider_id_fk REFERENCES registry.provider,
    code         text        NOT NULL CONSTRAINT site_code_uq UNIQUE,
    name         text        NOT NULL,
    kato         text        NOT NULL CONSTRAINT site_kato_ck CHECK (kato ~ '^[0-9]{9}$'),
    address      text        NOT NULL,
    create_time  timestamptz NOT NULL
);
CREATE INDEX site_provider_id_ix ON registry.site (provider_id, code);

-- Licences of one provider may overlap: a renewal often begins before the old one ends.
CREATE TABLE registry.licence (
    licence_id   text        NOT NULL CONSTRAINT licence_licence_id_pk PRIMARY KEY,
    provider_id  text        NOT NULL CONSTRAINT licence_provider_id_fk REFERENCES registry.provider,
    number       text        NOT NULL CONSTRAINT licence_number_uq UNIQUE,
    start_date   date        NOT NULL,
    end_date     date        NOT NULL,
    create_time  timestamptz NOT NULL,
    CONSTRAINT licence_end_date_ck CHECK (start_date < end_date)
);
CREATE INDEX licence_provider_id_ix ON registry.licence (provider_id, number);

CREATE TABLE registry.place (
    place_id     text        NOT NULL CONSTRAINT place_place_id_pk PRIMARY KEY,
    provider_id  text        NOT NULL CONSTRAINT place_provider_id_fk REFERENCES registry.provider,
    site_id      text        NOT NULL CONSTRAINT place_site_id_fk REFERENCES registry.site,
    code         text        NOT NULL CONSTRAINT place_code_uq UNIQUE,
    service      text        NOT NULL,
    condition    text        NOT NULL CONSTRAINT place_condition_ck CHECK (condition IN
                             ('STATIONARY', 'SEMI_STATIONARY', 'HOME', 'TEMPORARY', 'REMOTE')),
    capacity     integer     NOT NULL CONSTRAINT place_capacity_ck CHECK (capacity > 0),
    start_date   date        NOT NULL,
    end_date     date        NOT NULL,
    create_time  timestamptz NOT NULL,
    CONSTRAINT place_end_date_ck CHECK (start_date < end_date)
);
CREATE INDEX place_provider_id_ix ON registry.place (provider_id, code);

CALL core.scope_by_provider('registry.provider');
CALL core.scope_by_provider('registry.site');
CALL core.scope_by_provider('registry.licence');
CALL core.scope_by_provider('registry.place');
CALL core.make_append_only('registry.provider');
CALL core.make_append_only('registry.site');
CALL core.make_append_only('registry.licence');
CALL core.make_append_only('registry.place');
GRANT SELECT, INSERT ON registry.provider, registry.site, registry.licence, registry.place
    TO tirek_registry;

-- What other services may read of it; a change makes a new view beside the old one.
CREATE VIEW registry.published_provider AS
    SELECT provider_id, bin, name, kind, iban, bic, kbe FROM registry.provider;
CREATE VIEW registry.published_place AS
    SELECT p.place_id, p.provider_id, p.site_id, p.code, p.service, p.condition, p.capacity,
           p.start_date, p.end_date, s.kato
      FROM registry.place p JOIN registry.site s USING (site_id);
CREATE VIEW registry.published_licence AS
    SELECT licence_id, provider_id, number, start_date, end_date FROM registry.licence;

GRANT USAGE ON SCHEMA registry
    TO tirek_access, tirek_contracts, tirek_placements, tirek_delivery, tirek_billing, tirek_settlement;
GRANT SELECT ON registry.published_provider
    TO tirek_access, tirek_contracts, tirek_placements, tirek_delivery, tirek_billing, tirek_settlement;
GRANT SELECT ON registry.published_place
    TO tirek_contracts, tirek_placements, tirek_delivery, tirek_billing;
GRANT SELECT ON registry.published_licence TO tirek_contracts, tirek_billing;
