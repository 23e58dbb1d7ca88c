-- 0002 access: principals, and the tokens that they hold.
--
-- Why a hash alone: who reads this table cannot call. Why no provider's row-level security: only
-- administrators and auditors list tokens, and the caller's provider is learnt here first.
-- Safe with the previous release running: only new objects are made.
SET lock_timeout = '2s';
CALL core.create_service_schema('access');

CREATE TABLE access.principal (
    name        text        NOT NULL CONSTRAINT principal_name_pk PRIMARY KEY,
    role        text        NOT NULL CONSTRAINT principal_role_ck CHECK (role IN ('administrator',
                            'ministry', 'finance', 'provider', 'curator', 'auditor')),
    provider_id text,
    create_time timestamptz NOT NULL,
    CONSTRAINT principal_provider_id_ck CHECK ((role = 'provider') = (provider_id IS NOT NULL))
);
CALL core.make_append_only('access.principal');

CREATE TABLE access.token (
    token_id    text        NOT NULL CONSTRAINT token_token_id_pk PRIMARY KEY,
    hash        text        NOT NULL CONSTRAINT token_hash_uq UNIQUE
                            CONSTRAINT token_hash_ck CHECK (hash ~ '^[0-9a-f]{64}$'),
    principal   text        NOT NULL CONSTRAINT token_principal_fk REFERENCES access.principal,
    create_time timestamptz NOT NULL,
    expire_time timestamptz NOT NULL,
    revoke_time timestamptz,
    CONSTRAINT token_expire_time_ck CHECK (expire_time > create_time)
);
CREATE INDEX token_principal ON access.token (principal, token_id);

GRANT SELECT, INSERT ON access.principal, access.token TO tirek_access;
GRANT UPDATE (revoke_time) ON access.token TO tirek_access;
-- A process asks before it serves whether the database fits it.
GRANT SELECT ON core.migration TO tirek_access;
