-- 0001 core: what every service's schema is made with.
--
-- Why tables a service and not one for all: a service's idempotency and audit rows commit with its
-- own rows, and go along when the service moves to another database (ADR 0006).
-- Safe with the previous release running: only new objects are made.
SET lock_timeout = '2s';
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA core;

CREATE TABLE core.migration (
    version     integer     NOT NULL CONSTRAINT migration_version_pk PRIMARY KEY,
    name        text        NOT NULL,
    checksum    text        NOT NULL,
    apply_time  timestamptz NOT NULL DEFAULT now()
);

-- Row-level security asks this: '*' is a caller who may see every provider, an id is one provider,
-- and nothing set is nobody.
CREATE FUNCTION core.sees_provider(provider_id text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT current_setting('tirek.provider_scope', true) = '*'
        OR current_setting('tirek.provider_scope', true) = provider_id
$$;

CREATE FUNCTION core.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

-- Refuses UPDATE, DELETE and TRUNCATE of a table for every role, its owner too.
CREATE PROCEDURE core.make_append_only(target regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
        FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change()', target);
END $$;

-- Lets a service's role see and write only rows of the provider in scope, and binds the owner too,
-- because published views read in the owner's name.
CREATE PROCEDURE core.scope_by_provider(target regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY provider_scope ON %s
        USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id))', target);
END $$;

-- A service's schema with its idempotency and audit tables, and its role's grants on them.
CREATE PROCEDURE core.create_service_schema(service text) LANGUAGE plpgsql AS $$
DECLARE
    role_name text := 'tirek_' || service;
BEGIN
    EXECUTE format('CREATE SCHEMA %I', service);
    EXECUTE format('GRANT USAGE ON SCHEMA %I, core TO %I', service, role_name);
    EXECUTE format('CREATE TABLE %I.request (
        principal   text        NOT NULL,
        request_id  text        NOT NULL,
        digest      text        NOT NULL,
        response    bytea       NOT NULL,
        create_time timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT request_pk PRIMARY KEY (principal, request_id))', service);
    EXECUTE format('CREATE TABLE %I.audit_event (
        sequence     bigint NOT NULL CONSTRAINT audit_event_sequence_pk PRIMARY KEY,
        event_micros bigint NOT NULL,
        principal    text   NOT NULL,
        role         text   NOT NULL,
        method       text   NOT NULL,
        request_id   text   NOT NULL,
        outcome      text   NOT NULL,
        subject      text   NOT NULL,
        hash         text   NOT NULL)', service);
    EXECUTE format('CREATE TABLE %I.audit_head (
        only_row     boolean NOT NULL DEFAULT true CONSTRAINT audit_head_pk PRIMARY KEY
                             CONSTRAINT audit_head_only_row_ck CHECK (only_row),
        sequence     bigint  NOT NULL,
        event_micros bigint  NOT NULL,
        hash         text    NOT NULL)', service);
    EXECUTE format('INSERT INTO %I.audit_head VALUES (true, 0, 0, '''')', service);
    EXECUTE format('CREATE VIEW %I.published_audit_event AS
        SELECT %L::text AS service, * FROM %I.audit_event', service, service, service);
    EXECUTE format('CALL core.make_append_only(%L)', format('%I.audit_event', service));
    EXECUTE format('CALL core.make_append_only(%L)', format('%I.request', service));
    EXECUTE format('GRANT SELECT, INSERT ON %I.request, %I.audit_event TO %I',
                   service, service, role_name);
    EXECUTE format('GRANT SELECT, UPDATE ON %I.audit_head TO %I', service, role_name);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO tirek_access', service);
    EXECUTE format('GRANT SELECT ON %I.published_audit_event TO tirek_access', service);
END $$;
