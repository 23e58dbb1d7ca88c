-- 0030 provider accounts: the bank account of a provider can change, and what it was stays known.
--
-- Why rows beside the provider: a provider is append-only. Version 1 is the account that it was
-- registered with; the newest one is where payments go.
-- Safe with the previous release running: published_provider keeps its columns and tells the newest
-- account.
SET lock_timeout = '2s';

CREATE TABLE registry.provider_account (
    provider_id      text        NOT NULL,
    version          integer     NOT NULL
                                 CONSTRAINT provider_account_version_ck CHECK (version > 1),
    iban             text        NOT NULL,
    bic              text        NOT NULL,
    kbe              text        NOT NULL,
    reason           text        NOT NULL
                                 CONSTRAINT provider_account_reason_ck CHECK (reason <> ''),
    changed_by       text        NOT NULL,
    record_time      timestamptz NOT NULL,
    CONSTRAINT provider_account_pk PRIMARY KEY (provider_id, version),
    CONSTRAINT provider_account_provider_id_fk FOREIGN KEY (provider_id)
        REFERENCES registry.provider
);
CALL core.scope_by_provider('registry.provider_account');
CALL core.make_append_only('registry.provider_account');
GRANT SELECT, INSERT ON registry.provider_account TO tirek_registry;

CREATE OR REPLACE VIEW registry.published_provider AS
    SELECT p.provider_id, p.bin, p.name, p.kind, coalesce(a.iban, p.iban) AS iban,
           coalesce(a.bic, p.bic) AS bic, coalesce(a.kbe, p.kbe) AS kbe
      FROM registry.provider p
      LEFT JOIN LATERAL (SELECT x.iban, x.bic, x.kbe FROM registry.provider_account x
                          WHERE x.provider_id = p.provider_id
                          ORDER BY x.version DESC LIMIT 1) a ON true;
