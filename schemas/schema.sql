-- All schemas as the migrations make them: pg_dump of a new database, without what differs
-- from one PostgreSQL to the next. Made by UPDATE_GOLDEN=1 of the test test_schemas; compared
-- by it; never run.

CREATE SCHEMA access;

ALTER SCHEMA access OWNER TO tirek_owner;

CREATE SCHEMA billing;

ALTER SCHEMA billing OWNER TO tirek_owner;

CREATE SCHEMA contracts;

ALTER SCHEMA contracts OWNER TO tirek_owner;

CREATE SCHEMA core;

ALTER SCHEMA core OWNER TO tirek_owner;

CREATE SCHEMA delivery;

ALTER SCHEMA delivery OWNER TO tirek_owner;

CREATE SCHEMA eligibility;

ALTER SCHEMA eligibility OWNER TO tirek_owner;

CREATE SCHEMA placements;

ALTER SCHEMA placements OWNER TO tirek_owner;

CREATE SCHEMA registry;

ALTER SCHEMA registry OWNER TO tirek_owner;

CREATE SCHEMA settlement;

ALTER SCHEMA settlement OWNER TO tirek_owner;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE TYPE settlement.account_kind AS ENUM (
    'EXPENSE_ACCRUED',
    'PAYABLE',
    'BANK_CLEARING',
    'BANK',
    'SUSPENSE',
    'RECEIVABLE',
    'UNFUNDED',
    'UNFUNDED_CONTRA',
    'BANK_CHARGES',
    'ADVANCE'
);

ALTER TYPE settlement.account_kind OWNER TO tirek_owner;

CREATE TYPE settlement.source_type AS ENUM (
    'CLAIM',
    'PAYMENT_ORDER',
    'STATEMENT_LINE',
    'REVERSAL',
    'ADJUSTMENT',
    'MANUAL',
    'MATCH',
    'RECOUPMENT'
);

ALTER TYPE settlement.source_type OWNER TO tirek_owner;

CREATE TYPE settlement.posted_entry AS (
	ledger_number integer,
	sequence bigint,
	effective_date date,
	record_micros bigint,
	late boolean,
	source_type settlement.source_type,
	source_id text,
	description text,
	currency_code text,
	hash bytea,
	reverses_sequence bigint,
	reverses_id text,
	adjustment_reason text,
	account settlement.account_kind[],
	amount_minor bigint[],
	balance_minor bigint[],
	contract_id text[],
	funding_source text[],
	budget_code text[]
);

ALTER TYPE settlement.posted_entry OWNER TO tirek_owner;

CREATE TYPE settlement.posted_ledger AS (
	ledger_number integer,
	version xid,
	stored_hash bytea,
	sequence bigint,
	hash bytea,
	record_micros bigint,
	balance_minor bigint[],
	debited_minor numeric[],
	month_start date,
	account settlement.account_kind[],
	currency_code text[],
	least_minor bigint[],
	most_minor bigint[],
	reserved_debit_minor bigint[],
	reserved_credit_minor bigint[],
	opened_minor numeric[]
);

ALTER TYPE settlement.posted_ledger OWNER TO tirek_owner;

CREATE PROCEDURE core.create_service_schema(IN service text)
    LANGUAGE plpgsql
    AS $$
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

ALTER PROCEDURE core.create_service_schema(IN service text) OWNER TO tirek_owner;

CREATE PROCEDURE core.make_append_only(IN target regclass)
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
        FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change()', target);
END $$;

ALTER PROCEDURE core.make_append_only(IN target regclass) OWNER TO tirek_owner;

CREATE FUNCTION core.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

ALTER FUNCTION core.refuse_change() OWNER TO tirek_owner;

CREATE PROCEDURE core.scope_by_provider(IN target regclass)
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY provider_scope ON %s
        USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id))', target);
END $$;

ALTER PROCEDURE core.scope_by_provider(IN target regclass) OWNER TO tirek_owner;

CREATE FUNCTION core.sees_provider(provider_id text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT current_setting('tirek.provider_scope', true) = '*'
        OR current_setting('tirek.provider_scope', true) = provider_id
$$;

ALTER FUNCTION core.sees_provider(provider_id text) OWNER TO tirek_owner;

CREATE FUNCTION settlement.check_ledger() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    accounts integer := cardinality(NEW.account);
    wrong text;
BEGIN
    IF cardinality(NEW.currency_code) <> accounts OR cardinality(NEW.least_minor) <> accounts
       OR cardinality(NEW.most_minor) <> accounts OR cardinality(NEW.opened_minor) <> accounts
       OR cardinality(NEW.reserved_debit_minor) <> accounts
       OR cardinality(NEW.reserved_credit_minor) <> accounts THEN
        wrong := 'ledger_account_ck';
    ELSIF (0 <= ALL (NEW.reserved_debit_minor) AND 0 <= ALL (NEW.reserved_credit_minor))
          IS NOT TRUE THEN
        wrong := 'ledger_reserved_minor_ck';
    ELSIF EXISTS (SELECT FROM unnest(NEW.least_minor, NEW.most_minor) AS x (least_minor, most_minor)
                   WHERE x.least_minor > x.most_minor) THEN
        wrong := 'ledger_limits_ck';
    ELSIF extract(day FROM NEW.month_start) <> 1 THEN
        wrong := 'ledger_month_start_ck';
    END IF;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the row of ledger % is not whole', NEW.ledger_id
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END $$;

ALTER FUNCTION settlement.check_ledger() OWNER TO tirek_owner;

CREATE FUNCTION settlement.check_line_parents() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    missing text;
BEGIN
    SELECT i.statement_id || '/' || i.line_number INTO missing
      FROM (SELECT DISTINCT statement_id, line_number FROM inserted) i
      LEFT JOIN LATERAL (SELECT true AS found FROM settlement.statement_line l
                          WHERE l.statement_id = i.statement_id
                            AND l.line_number = i.line_number OFFSET 0) parent ON true
     WHERE parent.found IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'there is no line %', missing USING
            ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_ARGV[0];
    END IF;
    RETURN NULL;
END $$;

ALTER FUNCTION settlement.check_line_parents() OWNER TO tirek_owner;

CREATE FUNCTION settlement.check_statement_lines() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    missing text;
BEGIN
    SELECT i.statement_id INTO missing
      FROM (SELECT DISTINCT statement_id FROM inserted) i
      LEFT JOIN LATERAL (SELECT true AS found FROM settlement.bank_statement s
                          WHERE s.statement_id = i.statement_id OFFSET 0) parent ON true
     WHERE parent.found IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'there is no statement %', missing USING
            ERRCODE = 'foreign_key_violation', CONSTRAINT = 'statement_line_statement_id_fk';
    END IF;
    SELECT i.payment_order_id INTO missing
      FROM inserted i
      LEFT JOIN LATERAL (SELECT true AS found FROM settlement.payment_order o
                          WHERE o.provider_id = i.provider_id
                            AND o.payment_order_id = i.payment_order_id OFFSET 0) parent ON true
     WHERE i.payment_order_id IS NOT NULL AND parent.found IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'there is no payment order %', missing USING
            ERRCODE = 'foreign_key_violation', CONSTRAINT = 'statement_line_payment_order_id_fk';
    END IF;
    RETURN NULL;
END $$;

ALTER FUNCTION settlement.check_statement_lines() OWNER TO tirek_owner;

CREATE FUNCTION settlement.entries_between(ledger integer, first_day date, end_day date, after_number bigint, up_to bigint, most bigint) RETURNS TABLE(number bigint)
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
    first_number bigint;
    last_number bigint;
BEGIN
    SELECT m.first_sequence INTO first_number FROM settlement.ledger_month m
     WHERE m.ledger_number = ledger AND m.month_start >= date_trunc('month', first_day)::date
     ORDER BY m.month_start LIMIT 1;
    SELECT m.first_sequence - 1 INTO last_number FROM settlement.ledger_month m
     WHERE m.ledger_number = ledger AND m.month_start >= end_day ORDER BY m.month_start LIMIT 1;
    first_number := CASE WHEN first_number <= after_number THEN after_number + 1
                         ELSE first_number END;
    last_number := least(last_number, up_to);
    RETURN QUERY
        SELECT e.sequence FROM settlement.ledger_entry e
         WHERE e.ledger_number = ledger AND e.sequence >= first_number AND e.sequence <= last_number
           AND NOT e.late AND e.effective_date >= first_day AND e.effective_date < end_day
         ORDER BY e.sequence LIMIT most;
    RETURN QUERY
        SELECT e.sequence FROM settlement.ledger_entry e
         WHERE e.ledger_number = ledger AND e.late AND e.effective_date >= first_day
           AND e.effective_date < end_day AND e.sequence > after_number AND e.sequence <= up_to
         ORDER BY e.sequence LIMIT most;
END $$;

ALTER FUNCTION settlement.entries_between(ledger integer, first_day date, end_day date, after_number bigint, up_to bigint, most bigint) OWNER TO tirek_owner;

CREATE FUNCTION settlement.entry_id(ledger_number integer, sequence bigint) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT 'ent_' || lpad(to_hex(ledger_number), 8, '0') || lpad(to_hex(sequence), 18, '0')
$$;

ALTER FUNCTION settlement.entry_id(ledger_number integer, sequence bigint) OWNER TO tirek_owner;

CREATE FUNCTION settlement.entry_sequence(ledger_number integer, entry_id text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    SELECT coalesce(
        (SELECT e.sequence FROM settlement.ledger_entry e
          WHERE e.entry_id = $2 AND e.ledger_number = $1),
        (SELECT e.sequence FROM settlement.ledger_entry e
          WHERE e.ledger_number = $1 AND e.entry_id IS NULL
            AND e.sequence = CASE WHEN $2 ~ '^ent_[0-9a-f]{26}$'
                                  THEN ('x' || right($2, 16))::bit(64)::bigint END
            AND settlement.entry_id(e.ledger_number, e.sequence) = $2))
$_$;

ALTER FUNCTION settlement.entry_sequence(ledger_number integer, entry_id text) OWNER TO tirek_owner;

CREATE FUNCTION settlement.hold_months(months text[]) RETURNS TABLE(month text, state text, state_micros bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    told bigint;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(settlement.month_gate(x.wanted))
       FROM (SELECT DISTINCT wanted FROM unnest(months) AS y (wanted) ORDER BY wanted) x;
    RETURN QUERY SELECT p.month, p.state,
                        coalesce((extract(epoch FROM p.state_time) * 1000000)::bigint, 0)
                   FROM settlement.period p WHERE p.month = ANY(months);
    GET DIAGNOSTICS told = ROW_COUNT;
    IF told < cardinality(months) THEN
        RETURN QUERY INSERT INTO settlement.period AS p (month, state)
            SELECT DISTINCT wanted, 'OPEN' FROM unnest(months) AS x (wanted)
             WHERE NOT EXISTS (SELECT FROM settlement.period q WHERE q.month = wanted)
             ORDER BY wanted
            ON CONFLICT ON CONSTRAINT period_month_pk DO UPDATE SET state = p.state
            RETURNING p.month, p.state,
                      coalesce((extract(epoch FROM p.state_time) * 1000000)::bigint, 0);
    END IF;
END $$;

ALTER FUNCTION settlement.hold_months(months text[]) OWNER TO tirek_owner;

CREATE FUNCTION settlement.is_memo(account settlement.account_kind) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT account IN ('UNFUNDED', 'UNFUNDED_CONTRA')
$$;

ALTER FUNCTION settlement.is_memo(account settlement.account_kind) OWNER TO tirek_owner;

CREATE FUNCTION settlement.is_whole(account settlement.account_kind[], amount_minor bigint[], balance_minor bigint[], contract_id text[], funding_source text[], budget_code text[]) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    AS $$
DECLARE
    postings integer := cardinality(account);
    money numeric := 0;
    memo numeric := 0;
BEGIN
    IF postings < 2 OR array_lower(account, 1) <> 1 OR array_lower(amount_minor, 1) <> 1
       OR cardinality(amount_minor) <> postings OR cardinality(balance_minor) <> postings
       OR array_position(balance_minor, NULL) IS NOT NULL OR cardinality(contract_id) <> postings
       OR cardinality(funding_source) <> postings OR cardinality(budget_code) <> postings THEN
        RETURN false;
    END IF;
    IF postings = 2 AND amount_minor[1] = -amount_minor[2] AND amount_minor[1] <> 0
       AND (account[1] IN ('UNFUNDED', 'UNFUNDED_CONTRA'))
           = (account[2] IN ('UNFUNDED', 'UNFUNDED_CONTRA')) THEN
        RETURN true;
    END IF;
    FOR i IN 1 .. postings LOOP
        IF account[i] IS NULL OR coalesce(amount_minor[i], 0) = 0 THEN
            RETURN false;
        ELSIF account[i] IN ('UNFUNDED', 'UNFUNDED_CONTRA') THEN
            memo := memo + amount_minor[i];
        ELSE
            money := money + amount_minor[i];
        END IF;
    END LOOP;
    RETURN money = 0 AND memo = 0;
END $$;

ALTER FUNCTION settlement.is_whole(account settlement.account_kind[], amount_minor bigint[], balance_minor bigint[], contract_id text[], funding_source text[], budget_code text[]) OWNER TO tirek_owner;

CREATE FUNCTION settlement.known_sequence(ledger integer, known_at timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
    low bigint := 0;
    high bigint := coalesce((SELECT l.sequence FROM settlement.ledger l
                              WHERE l.ledger_number = ledger), 0);
    middle bigint;
BEGIN
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF (SELECT e.record_time <= known_at FROM settlement.ledger_entry e
             WHERE e.ledger_number = ledger AND e.sequence = middle) THEN
            low := middle;
        ELSE
            high := middle - 1;
        END IF;
    END LOOP;
    RETURN low;
END $$;

ALTER FUNCTION settlement.known_sequence(ledger integer, known_at timestamp with time zone) OWNER TO tirek_owner;

CREATE TABLE settlement.ledger (
    ledger_id text NOT NULL,
    ledger_number integer NOT NULL,
    month_start date,
    account settlement.account_kind[] DEFAULT '{}'::settlement.account_kind[] NOT NULL,
    currency_code text[] DEFAULT '{}'::text[] NOT NULL,
    least_minor bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    most_minor bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    reserved_debit_minor bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    reserved_credit_minor bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    opened_minor numeric[] DEFAULT '{}'::numeric[] NOT NULL,
    sequence bigint DEFAULT 0 NOT NULL,
    record_time timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    hash bytea DEFAULT '\x'::bytea NOT NULL,
    balance_minor bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    debited_minor numeric[] DEFAULT '{}'::numeric[] NOT NULL,
    CONSTRAINT ledger_balance_minor_ck CHECK ((cardinality(balance_minor) = cardinality(account))),
    CONSTRAINT ledger_debited_minor_ck CHECK ((cardinality(debited_minor) = cardinality(account)))
)
WITH (fillfactor='70');

ALTER TABLE ONLY settlement.ledger FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.ledger OWNER TO tirek_owner;

CREATE FUNCTION settlement.lock_ledgers(ledgers text[]) RETURNS SETOF settlement.ledger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF (SELECT count(*) FROM settlement.ledger l WHERE l.ledger_id = ANY(ledgers))
       < cardinality(ledgers) THEN
        INSERT INTO settlement.ledger (ledger_id)
            SELECT DISTINCT wanted FROM unnest(ledgers) AS x (wanted)
             WHERE NOT EXISTS (SELECT FROM settlement.ledger l WHERE l.ledger_id = wanted)
             ORDER BY wanted
            ON CONFLICT ON CONSTRAINT ledger_ledger_id_pk DO NOTHING;
    END IF;
    RETURN QUERY
        SELECT l.ledger_id, l.ledger_number, l.month_start, l.account, l.currency_code,
               l.least_minor, l.most_minor, l.reserved_debit_minor, l.reserved_credit_minor,
               l.opened_minor, l.sequence, l.record_time, l.hash, l.balance_minor, l.debited_minor
          FROM settlement.ledger l WHERE l.ledger_id = ANY(ledgers) ORDER BY l.ledger_id FOR UPDATE;
END $$;

ALTER FUNCTION settlement.lock_ledgers(ledgers text[]) OWNER TO tirek_owner;

CREATE FUNCTION settlement.month_gate(month text) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT hashtextextended('settlement.period ' || month, 0)
$$;

ALTER FUNCTION settlement.month_gate(month text) OWNER TO tirek_owner;

CREATE FUNCTION settlement.open_reservations(ledgers text[], ids text[], due timestamp with time zone) RETURNS TABLE(ledger_id text, reservation_id text, debit_account text, credit_account text, amount_minor bigint, currency_code text, epoch_day integer, description text, contract_id text, funding_source text, budget_code text, expire_micros bigint, state text, entry_id text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT r.ledger_id, r.reservation_id, r.debit_account, r.credit_account, r.amount_minor,
           r.currency_code::text, r.effective_date - date '1970-01-01', r.description,
           r.contract_id, r.funding_source, r.budget_code,
           (extract(epoch FROM r.expire_time) * 1000000)::bigint, r.state, r.entry_id
      FROM settlement.reservation r
     WHERE r.ledger_id = ANY(ledgers)
       AND (r.reservation_id = ANY(ids) OR (r.state = 'OPEN' AND r.expire_time <= due))
$$;

ALTER FUNCTION settlement.open_reservations(ledgers text[], ids text[], due timestamp with time zone) OWNER TO tirek_owner;

CREATE FUNCTION settlement.paid_minor(provider text, payment_order text) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(sum(minor), 0)::bigint FROM (
        SELECT amount_minor AS minor FROM settlement.statement_line
         WHERE provider_id = provider AND payment_order_id = payment_order
           AND match IN ('EXACT', 'SHORT', 'OVER')
        UNION ALL
        SELECT amount_minor FROM settlement.match_line
         WHERE provider_id = provider AND payment_order_id = payment_order) paid
$$;

ALTER FUNCTION settlement.paid_minor(provider text, payment_order text) OWNER TO tirek_owner;

CREATE PROCEDURE settlement.scope_by_ledger(IN target regclass, IN ledger text)
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY ledger_scope ON %s
        USING (core.sees_provider(%s)) WITH CHECK (core.sees_provider(%s))', target, ledger, ledger);
END $$;

ALTER PROCEDURE settlement.scope_by_ledger(IN target regclass, IN ledger text) OWNER TO tirek_owner;

CREATE PROCEDURE settlement.scope_by_ledger_number(IN target regclass)
    LANGUAGE plpgsql
    AS $_$
DECLARE
    seen text := $text$current_setting('tirek.provider_scope', true) = '*' OR ledger_number =
        (SELECT l.ledger_number FROM settlement.ledger l
          WHERE l.ledger_id = current_setting('tirek.provider_scope', true))$text$;
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY ledger_scope ON %s USING (%s) WITH CHECK (%s)', target, seen,
                   seen);
END $_$;

ALTER PROCEDURE settlement.scope_by_ledger_number(IN target regclass) OWNER TO tirek_owner;

CREATE FUNCTION settlement.turnover_before(ledger integer, day date, up_to bigint) RETURNS TABLE(account text, currency_code text, debit_minor numeric, credit_minor numeric)
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
    whole_until date := date_trunc('month', day)::date;
    newest date;
    all_known boolean := up_to >= (SELECT l.sequence FROM settlement.ledger l
                                    WHERE l.ledger_number = ledger);
BEGIN
    SELECT m.month_start INTO newest FROM settlement.ledger_month m
     WHERE m.ledger_number = ledger AND m.first_sequence <= up_to
     ORDER BY m.month_start DESC LIMIT 1;
    IF newest IS NULL THEN
        RETURN;
    END IF;
    IF NOT all_known THEN
        whole_until := least(whole_until, newest);
    END IF;
    RETURN QUERY
        SELECT x.account::text, x.currency_code::text, sum(x.debit), sum(x.credit)
          FROM (SELECT t.account, t.currency_code, t.debit_minor AS debit,
                       t.credit_minor AS credit
                  FROM settlement.month_turnover t
                 WHERE t.ledger_number = ledger AND t.month_start < whole_until
                UNION ALL
                SELECT a.account, a.currency_code, a.debited_minor,
                       a.debited_minor - a.balance_minor + a.opened_minor
                  FROM settlement.ledger l
                 CROSS JOIN LATERAL unnest(l.account, l.currency_code, l.opened_minor,
                       l.balance_minor, l.debited_minor)
                       AS a (account, currency_code, opened_minor, balance_minor, debited_minor)
                 WHERE l.ledger_number = ledger AND l.month_start < whole_until
                UNION ALL
                SELECT p.account, e.currency_code, -greatest(p.minor, 0), least(p.minor, 0)
                  FROM settlement.ledger_entry e
                 CROSS JOIN LATERAL unnest(e.account, e.amount_minor) AS p (account, minor)
                 WHERE NOT all_known AND e.ledger_number = ledger AND e.late
                   AND e.effective_date < whole_until AND e.sequence > up_to
                UNION ALL
                SELECT p.account, e.currency_code, greatest(p.minor, 0), -least(p.minor, 0)
                  FROM settlement.entries_between(ledger, whole_until, day, 0, up_to, NULL) n
                 CROSS JOIN LATERAL (
                       SELECT y.currency_code, y.account, y.amount_minor
                         FROM settlement.ledger_entry y
                        WHERE y.ledger_number = ledger AND y.sequence = n.number OFFSET 0) e
                 CROSS JOIN LATERAL unnest(e.account, e.amount_minor) AS p (account, minor)) x
         GROUP BY x.account, x.currency_code HAVING sum(x.debit) <> 0 OR sum(x.credit) <> 0;
END $$;

ALTER FUNCTION settlement.turnover_before(ledger integer, day date, up_to bigint) OWNER TO tirek_owner;

CREATE TABLE access.audit_event (
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    principal text NOT NULL,
    role text NOT NULL,
    method text NOT NULL,
    request_id text NOT NULL,
    outcome text NOT NULL,
    subject text NOT NULL,
    hash text NOT NULL
);

ALTER TABLE access.audit_event OWNER TO tirek_owner;

CREATE TABLE access.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_only_row_ck CHECK (only_row)
);

ALTER TABLE access.audit_head OWNER TO tirek_owner;

CREATE TABLE access.principal (
    name text NOT NULL,
    role text NOT NULL,
    provider_id text,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT principal_provider_id_ck CHECK (((role = 'provider'::text) = (provider_id IS NOT NULL))),
    CONSTRAINT principal_role_ck CHECK ((role = ANY (ARRAY['administrator'::text, 'ministry'::text, 'finance'::text, 'provider'::text, 'curator'::text, 'auditor'::text])))
);

ALTER TABLE access.principal OWNER TO tirek_owner;

CREATE VIEW access.published_audit_event AS
 SELECT 'access'::text AS service,
    audit_event.sequence,
    audit_event.event_micros,
    audit_event.principal,
    audit_event.role,
    audit_event.method,
    audit_event.request_id,
    audit_event.outcome,
    audit_event.subject,
    audit_event.hash
   FROM access.audit_event;

ALTER TABLE access.published_audit_event OWNER TO tirek_owner;

CREATE TABLE access.request (
    principal text NOT NULL,
    request_id text NOT NULL,
    digest text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE access.request OWNER TO tirek_owner;

CREATE TABLE access.token (
    token_id text NOT NULL,
    hash text NOT NULL,
    principal text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL,
    revoke_time timestamp with time zone,
    CONSTRAINT token_expire_time_ck CHECK ((expire_time > create_time)),
    CONSTRAINT token_hash_ck CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE access.token OWNER TO tirek_owner;

CREATE TABLE billing.adjusted_line (
    provider_id text NOT NULL,
    line_id text NOT NULL,
    adjustment_line_id text NOT NULL,
    contract_id text NOT NULL,
    month text NOT NULL,
    placement_id text NOT NULL,
    person_id text NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    dates date[] NOT NULL,
    quantities numeric[] NOT NULL,
    tariff_code text NOT NULL,
    unit text NOT NULL,
    coefficient_codes text[] NOT NULL,
    category text NOT NULL,
    ground text NOT NULL,
    absence text NOT NULL,
    paid_share numeric NOT NULL,
    reason text NOT NULL,
    quantity numeric NOT NULL,
    amount_minor bigint NOT NULL,
    denied_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    trace text NOT NULL,
    overlap_placement_id text DEFAULT ''::text NOT NULL,
    person_minor bigint DEFAULT 0 NOT NULL,
    pension_minor bigint DEFAULT 0 NOT NULL,
    withheld_minor bigint DEFAULT 0 NOT NULL,
    funding text DEFAULT ''::text NOT NULL,
    CONSTRAINT adjusted_line_amount_minor_ck CHECK ((amount_minor >= 0)),
    CONSTRAINT adjusted_line_denied_minor_ck CHECK ((denied_minor >= 0)),
    CONSTRAINT adjusted_line_pension_minor_ck CHECK ((pension_minor >= 0)),
    CONSTRAINT adjusted_line_person_minor_ck CHECK ((person_minor >= 0)),
    CONSTRAINT adjusted_line_withheld_minor_ck CHECK ((withheld_minor >= 0))
);

ALTER TABLE ONLY billing.adjusted_line FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.adjusted_line OWNER TO tirek_owner;

CREATE TABLE billing.adjustment (
    provider_id text NOT NULL,
    adjustment_id text NOT NULL,
    contract_id text NOT NULL,
    month text NOT NULL,
    sequence integer NOT NULL,
    choice text NOT NULL,
    instalment_percent numeric,
    look_back_months integer NOT NULL,
    known_at timestamp with time zone NOT NULL,
    request_key text NOT NULL,
    difference_minor bigint NOT NULL,
    payable_minor bigint NOT NULL,
    receivable_minor bigint NOT NULL,
    unfunded_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT adjustment_choice_ck CHECK ((choice = ANY (ARRAY['NET_IN_MONTH'::text, 'GROSS_REVERSAL'::text, 'INSTALMENTS'::text]))),
    CONSTRAINT adjustment_difference_minor_ck CHECK ((difference_minor = ((payable_minor - receivable_minor) + unfunded_minor))),
    CONSTRAINT adjustment_instalment_percent_ck CHECK (((choice = 'INSTALMENTS'::text) = (instalment_percent IS NOT NULL))),
    CONSTRAINT adjustment_month_ck CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT adjustment_payable_minor_ck CHECK ((payable_minor >= 0)),
    CONSTRAINT adjustment_receivable_minor_ck CHECK ((receivable_minor >= 0)),
    CONSTRAINT adjustment_sequence_ck CHECK ((sequence > 0))
);

ALTER TABLE ONLY billing.adjustment FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.adjustment OWNER TO tirek_owner;

CREATE TABLE billing.adjustment_line (
    provider_id text NOT NULL,
    adjustment_line_id text NOT NULL,
    adjustment_id text NOT NULL,
    month text NOT NULL,
    placement_id text NOT NULL,
    person_id text NOT NULL,
    dates date[] NOT NULL,
    reason text NOT NULL,
    what text NOT NULL,
    old_minor bigint NOT NULL,
    new_minor bigint NOT NULL,
    difference_minor bigint NOT NULL,
    original_line_ids text[] NOT NULL,
    changed_line_ids text[] NOT NULL,
    CONSTRAINT adjustment_line_dates_ck CHECK ((cardinality(dates) > 0)),
    CONSTRAINT adjustment_line_difference_minor_ck CHECK (((difference_minor = (new_minor - old_minor)) AND (difference_minor <> 0))),
    CONSTRAINT adjustment_line_new_minor_ck CHECK ((new_minor >= 0)),
    CONSTRAINT adjustment_line_old_minor_ck CHECK ((old_minor >= 0)),
    CONSTRAINT adjustment_line_reason_ck CHECK ((reason = ANY (ARRAY['ATTENDANCE_CORRECTED'::text, 'CATEGORY_CHANGED'::text, 'TARIFF_CHANGED'::text, 'COEFFICIENT_CHANGED'::text, 'PLACEMENT_CHANGED'::text, 'CONTRACT_CHANGED'::text, 'LICENCE_CHANGED'::text, 'OTHER_FACT'::text])))
);

ALTER TABLE ONLY billing.adjustment_line FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.adjustment_line OWNER TO tirek_owner;

CREATE TABLE billing.adjustment_month (
    provider_id text NOT NULL,
    adjustment_id text NOT NULL,
    month text NOT NULL,
    claim_id text NOT NULL,
    lines integer NOT NULL,
    difference_minor bigint NOT NULL,
    payable_minor bigint NOT NULL,
    receivable_minor bigint NOT NULL,
    unfunded_minor bigint NOT NULL,
    CONSTRAINT adjustment_month_difference_minor_ck CHECK ((difference_minor = ((payable_minor - receivable_minor) + unfunded_minor))),
    CONSTRAINT adjustment_month_lines_ck CHECK ((lines > 0))
);

ALTER TABLE ONLY billing.adjustment_month FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.adjustment_month OWNER TO tirek_owner;

CREATE TABLE billing.audit_event (
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    principal text NOT NULL,
    role text NOT NULL,
    method text NOT NULL,
    request_id text NOT NULL,
    outcome text NOT NULL,
    subject text NOT NULL,
    hash text NOT NULL
);

ALTER TABLE billing.audit_event OWNER TO tirek_owner;

CREATE TABLE billing.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_only_row_ck CHECK (only_row)
);

ALTER TABLE billing.audit_head OWNER TO tirek_owner;

CREATE TABLE billing.capitation_line (
    provider_id text NOT NULL,
    run_id text NOT NULL,
    placement_id text NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    line_id text NOT NULL,
    contract_id text NOT NULL,
    person_id text NOT NULL,
    dates date[] NOT NULL,
    tariff_code text NOT NULL,
    unit text NOT NULL,
    coefficient_codes text[] NOT NULL,
    category text NOT NULL,
    ground text NOT NULL,
    absence text NOT NULL,
    paid_share numeric NOT NULL,
    status text NOT NULL,
    reason text NOT NULL,
    overlap_placement_id text NOT NULL,
    quantity numeric NOT NULL,
    amount_minor bigint NOT NULL,
    denied_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    trace text NOT NULL,
    part integer DEFAULT 0 NOT NULL,
    quantities numeric[] DEFAULT '{}'::numeric[] NOT NULL,
    admission_date date,
    admission_key text DEFAULT ''::text NOT NULL,
    person_minor bigint DEFAULT 0 NOT NULL,
    pension_minor bigint DEFAULT 0 NOT NULL,
    withheld_minor bigint DEFAULT 0 NOT NULL,
    funding text DEFAULT ''::text NOT NULL,
    price_minor bigint GENERATED ALWAYS AS ((((amount_minor + person_minor) + pension_minor) + withheld_minor)) STORED,
    CONSTRAINT capitation_line_amount_minor_ck CHECK ((amount_minor >= 0)),
    CONSTRAINT capitation_line_dates_ck CHECK ((cardinality(dates) > 0)),
    CONSTRAINT capitation_line_denied_minor_ck CHECK ((denied_minor >= 0)),
    CONSTRAINT capitation_line_denied_pays_nobody_ck CHECK (((status <> 'DENIED'::text) OR ((((amount_minor + person_minor) + pension_minor) + withheld_minor) = 0))),
    CONSTRAINT capitation_line_end_date_ck CHECK ((start_date < end_date)),
    CONSTRAINT capitation_line_ground_ck CHECK ((ground = ANY (ARRAY['ATTENDED'::text, 'ABSENCE'::text, 'RESERVED'::text, 'NOTICE'::text, 'ENROLLED'::text]))),
    CONSTRAINT capitation_line_one_amount_ck CHECK ((
CASE status
    WHEN 'DENIED'::text THEN amount_minor
    ELSE denied_minor
END = 0)),
    CONSTRAINT capitation_line_part_ck CHECK ((part >= 0)),
    CONSTRAINT capitation_line_pension_minor_ck CHECK ((pension_minor >= 0)),
    CONSTRAINT capitation_line_person_minor_ck CHECK ((person_minor >= 0)),
    CONSTRAINT capitation_line_quantity_ck CHECK ((quantity > (0)::numeric)),
    CONSTRAINT capitation_line_reason_ck CHECK (((status = 'DENIED'::text) = (reason <> ''::text))),
    CONSTRAINT capitation_line_status_ck CHECK ((status = ANY (ARRAY['PAYABLE'::text, 'DENIED'::text]))),
    CONSTRAINT capitation_line_withheld_minor_ck CHECK ((withheld_minor >= 0))
);

ALTER TABLE ONLY billing.capitation_line FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.capitation_line OWNER TO tirek_owner;

CREATE TABLE billing.capitation_partition (
    provider_id text NOT NULL,
    run_id text NOT NULL,
    lines integer NOT NULL,
    payable_minor bigint NOT NULL,
    denied_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    create_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY billing.capitation_partition FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.capitation_partition OWNER TO tirek_owner;

CREATE TABLE billing.capitation_run (
    run_id text NOT NULL,
    month text NOT NULL,
    known_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    providers_total integer DEFAULT 0 NOT NULL,
    providers_done integer DEFAULT 0 NOT NULL,
    lines bigint DEFAULT 0 NOT NULL,
    payable_minor bigint DEFAULT 0 NOT NULL,
    denied_minor bigint DEFAULT 0 NOT NULL,
    currency_code character(3) NOT NULL,
    result_hash text DEFAULT ''::text NOT NULL,
    failure text DEFAULT ''::text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    end_time timestamp with time zone,
    CONSTRAINT capitation_run_end_time_ck CHECK (((state = 'RUNNING'::text) = (end_time IS NULL))),
    CONSTRAINT capitation_run_failure_ck CHECK (((state = 'FAILED'::text) = (failure <> ''::text))),
    CONSTRAINT capitation_run_month_ck CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT capitation_run_providers_done_ck CHECK ((providers_done <= providers_total)),
    CONSTRAINT capitation_run_result_hash_ck CHECK (((state = 'COMPLETED'::text) = (result_hash <> ''::text))),
    CONSTRAINT capitation_run_state_ck CHECK ((state = ANY (ARRAY['RUNNING'::text, 'COMPLETED'::text, 'FAILED'::text])))
);

ALTER TABLE billing.capitation_run OWNER TO tirek_owner;

CREATE TABLE billing.claim (
    provider_id text NOT NULL,
    claim_id text NOT NULL,
    contract_id text NOT NULL,
    month text NOT NULL,
    run_id text NOT NULL,
    state text NOT NULL,
    claimed_minor bigint NOT NULL,
    approved_minor bigint DEFAULT 0 NOT NULL,
    unfunded_minor bigint DEFAULT 0 NOT NULL,
    denied_minor bigint DEFAULT 0 NOT NULL,
    currency_code character(3) NOT NULL,
    due_date date,
    version integer DEFAULT 1 NOT NULL,
    create_time timestamp with time zone NOT NULL,
    adjudicate_time timestamp with time zone,
    CONSTRAINT claim_adjudicate_time_ck CHECK (((state = 'ADJUDICATED'::text) = (adjudicate_time IS NOT NULL))),
    CONSTRAINT claim_claimed_minor_ck CHECK (((state = 'SUBMITTED'::text) OR (claimed_minor = ((approved_minor + unfunded_minor) + denied_minor)))),
    CONSTRAINT claim_due_date_ck CHECK (((state = 'ADJUDICATED'::text) = (due_date IS NOT NULL))),
    CONSTRAINT claim_state_ck CHECK ((state = ANY (ARRAY['SUBMITTED'::text, 'ADJUDICATED'::text])))
);

ALTER TABLE ONLY billing.claim FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.claim OWNER TO tirek_owner;

CREATE TABLE billing.claim_line (
    provider_id text NOT NULL,
    claim_line_id text NOT NULL,
    claim_id text NOT NULL,
    line_id text NOT NULL,
    claimed_minor bigint NOT NULL,
    CONSTRAINT claim_line_claimed_minor_ck CHECK ((claimed_minor >= 0))
);

ALTER TABLE ONLY billing.claim_line FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.claim_line OWNER TO tirek_owner;

CREATE TABLE billing.contract_use (
    provider_id text NOT NULL,
    contract_id text NOT NULL,
    accepted_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    CONSTRAINT contract_use_accepted_minor_ck CHECK ((accepted_minor >= 0))
);

ALTER TABLE ONLY billing.contract_use FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.contract_use OWNER TO tirek_owner;

CREATE TABLE billing.cut_day (
    provider_id text NOT NULL,
    claim_id text NOT NULL,
    "position" integer NOT NULL,
    line_id text NOT NULL,
    service_date date NOT NULL,
    quantity numeric NOT NULL,
    claimed_minor bigint NOT NULL,
    unfunded_minor bigint NOT NULL,
    reason text NOT NULL,
    CONSTRAINT cut_day_claimed_minor_ck CHECK ((claimed_minor >= unfunded_minor)),
    CONSTRAINT cut_day_position_ck CHECK (("position" > 0)),
    CONSTRAINT cut_day_quantity_ck CHECK ((quantity > (0)::numeric)),
    CONSTRAINT cut_day_unfunded_minor_ck CHECK ((unfunded_minor > 0))
);

ALTER TABLE ONLY billing.cut_day FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.cut_day OWNER TO tirek_owner;

CREATE TABLE billing.late_fact_check (
    month text NOT NULL,
    known_at timestamp with time zone NOT NULL
);

ALTER TABLE billing.late_fact_check OWNER TO tirek_owner;

CREATE TABLE billing.line_decision (
    provider_id text NOT NULL,
    claim_line_id text NOT NULL,
    verdict text NOT NULL,
    reason text NOT NULL,
    approved_minor bigint NOT NULL,
    unfunded_minor bigint NOT NULL,
    denied_minor bigint NOT NULL,
    CONSTRAINT line_decision_approved_minor_ck CHECK ((approved_minor >= 0)),
    CONSTRAINT line_decision_denied_minor_ck CHECK ((denied_minor >= 0)),
    CONSTRAINT line_decision_reason_ck CHECK (((verdict = 'PAID'::text) = (reason = ''::text))),
    CONSTRAINT line_decision_unfunded_minor_ck CHECK ((unfunded_minor >= 0)),
    CONSTRAINT line_decision_verdict_ck CHECK ((verdict = ANY (ARRAY['PAID'::text, 'REDUCED'::text, 'DENIED'::text, 'UNFUNDED'::text])))
);

ALTER TABLE ONLY billing.line_decision FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.line_decision OWNER TO tirek_owner;

CREATE VIEW billing.published_adjustment AS
 SELECT adjustment.adjustment_id,
    adjustment.provider_id,
    adjustment.contract_id,
    adjustment.month,
    adjustment.choice,
    adjustment.instalment_percent,
    adjustment.payable_minor,
    adjustment.receivable_minor,
    adjustment.unfunded_minor,
    adjustment.currency_code,
    adjustment.create_time,
    ((('ADJ-'::text || adjustment.month) || '-'::text) || adjustment.sequence) AS number
   FROM billing.adjustment;

ALTER TABLE billing.published_adjustment OWNER TO tirek_owner;

CREATE VIEW billing.published_adjustment_evidence AS
SELECT
    NULL::text AS provider_id,
    NULL::text AS adjustment_id,
    NULL::text AS month,
    NULL::character(3) AS currency_code,
    NULL::bigint AS difference_minor;

ALTER TABLE billing.published_adjustment_evidence OWNER TO tirek_owner;

CREATE VIEW billing.published_audit_event AS
 SELECT 'billing'::text AS service,
    audit_event.sequence,
    audit_event.event_micros,
    audit_event.principal,
    audit_event.role,
    audit_event.method,
    audit_event.request_id,
    audit_event.outcome,
    audit_event.subject,
    audit_event.hash
   FROM billing.audit_event;

ALTER TABLE billing.published_audit_event OWNER TO tirek_owner;

CREATE VIEW billing.published_capitation_run AS
 SELECT capitation_run.run_id,
    capitation_run.month,
    capitation_run.state
   FROM billing.capitation_run;

ALTER TABLE billing.published_capitation_run OWNER TO tirek_owner;

CREATE VIEW billing.published_capitation_total AS
 SELECT p.provider_id,
    r.month,
    p.run_id,
    p.payable_minor,
    p.denied_minor,
    p.currency_code
   FROM (billing.capitation_partition p
     JOIN ( SELECT DISTINCT ON (capitation_run.month) capitation_run.month,
            capitation_run.run_id
           FROM billing.capitation_run
          WHERE (capitation_run.state = 'COMPLETED'::text)
          ORDER BY capitation_run.month, capitation_run.known_at DESC, capitation_run.run_id DESC) r USING (run_id));

ALTER TABLE billing.published_capitation_total OWNER TO tirek_owner;

CREATE VIEW billing.published_claim AS
 SELECT claim.claim_id,
    claim.provider_id,
    claim.contract_id,
    claim.month,
    claim.state,
    claim.claimed_minor,
    claim.approved_minor,
    claim.unfunded_minor,
    claim.denied_minor,
    claim.currency_code,
    claim.due_date,
    claim.adjudicate_time
   FROM billing.claim;

ALTER TABLE billing.published_claim OWNER TO tirek_owner;

CREATE VIEW billing.published_unclaimed AS
 SELECT l.provider_id,
    l.contract_id,
    t.month,
    (sum(l.amount_minor))::bigint AS payable_minor,
    l.currency_code
   FROM (billing.published_capitation_total t
     JOIN billing.capitation_line l ON (((l.provider_id = t.provider_id) AND (l.run_id = t.run_id))))
  WHERE ((l.status = 'PAYABLE'::text) AND (NOT (EXISTS ( SELECT
           FROM billing.claim c
          WHERE ((c.provider_id = l.provider_id) AND (c.contract_id = l.contract_id) AND (c.month = t.month))))))
  GROUP BY l.provider_id, l.contract_id, t.month, l.currency_code;

ALTER TABLE billing.published_unclaimed OWNER TO tirek_owner;

CREATE TABLE billing.recovery_part (
    provider_id text NOT NULL,
    adjustment_id text NOT NULL,
    month text NOT NULL,
    amount_minor bigint NOT NULL,
    left_minor bigint NOT NULL,
    CONSTRAINT recovery_part_amount_minor_ck CHECK ((amount_minor > 0)),
    CONSTRAINT recovery_part_left_minor_ck CHECK ((left_minor >= 0))
);

ALTER TABLE ONLY billing.recovery_part FORCE ROW LEVEL SECURITY;

ALTER TABLE billing.recovery_part OWNER TO tirek_owner;

CREATE TABLE billing.request (
    principal text NOT NULL,
    request_id text NOT NULL,
    digest text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE billing.request OWNER TO tirek_owner;

CREATE TABLE contracts.assessment (
    provider_id text NOT NULL,
    assessment_id text NOT NULL,
    contract_id text DEFAULT ''::text NOT NULL,
    month text NOT NULL,
    indicator text NOT NULL,
    value numeric(24,6) NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT assessment_contract_id_ck CHECK (((indicator = 'QUALITY'::text) = (contract_id <> ''::text))),
    CONSTRAINT assessment_month_ck CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT assessment_value_ck CHECK (((value >= (0)::numeric) AND ((indicator <> 'QUALITY'::text) OR (value <= (1)::numeric))))
);

ALTER TABLE ONLY contracts.assessment FORCE ROW LEVEL SECURITY;

ALTER TABLE contracts.assessment OWNER TO tirek_owner;

CREATE TABLE contracts.audit_event (
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    principal text NOT NULL,
    role text NOT NULL,
    method text NOT NULL,
    request_id text NOT NULL,
    outcome text NOT NULL,
    subject text NOT NULL,
    hash text NOT NULL
);

ALTER TABLE contracts.audit_event OWNER TO tirek_owner;

CREATE TABLE contracts.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_only_row_ck CHECK (only_row)
);

ALTER TABLE contracts.audit_head OWNER TO tirek_owner;

CREATE TABLE contracts.calendar_day (
    date date NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT calendar_day_kind_ck CHECK ((kind = ANY (ARRAY['HOLIDAY'::text, 'MOVED_OFF'::text, 'WORKING'::text])))
);

ALTER TABLE contracts.calendar_day OWNER TO tirek_owner;

CREATE TABLE contracts.contract (
    contract_id text NOT NULL,
    number text NOT NULL,
    provider_id text NOT NULL,
    order_id text NOT NULL,
    services text[] NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    ceiling_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    route text NOT NULL,
    payment_due_days integer NOT NULL,
    version integer NOT NULL,
    create_time timestamp with time zone NOT NULL,
    cut_order text DEFAULT ''::text NOT NULL,
    budget_code text DEFAULT ''::text NOT NULL,
    CONSTRAINT contract_ceiling_minor_ck CHECK ((ceiling_minor > 0)),
    CONSTRAINT contract_cut_order_ck CHECK ((cut_order = ANY (ARRAY[''::text, 'LATEST_DAY_FIRST'::text, 'LATEST_ADMISSION_FIRST'::text]))),
    CONSTRAINT contract_end_date_ck CHECK ((start_date < end_date)),
    CONSTRAINT contract_payment_due_days_ck CHECK (((payment_due_days >= 1) AND (payment_due_days <= 30))),
    CONSTRAINT contract_route_ck CHECK ((route = ANY (ARRAY['COMPETITION'::text, 'SINGLE_SOURCE'::text, 'PORTAL'::text]))),
    CONSTRAINT contract_services_ck CHECK ((cardinality(services) > 0)),
    CONSTRAINT contract_version_ck CHECK ((version > 0))
);

ALTER TABLE ONLY contracts.contract FORCE ROW LEVEL SECURITY;

ALTER TABLE contracts.contract OWNER TO tirek_owner;

CREATE TABLE contracts.contract_amendment (
    provider_id text NOT NULL,
    contract_id text NOT NULL,
    version integer NOT NULL,
    effective_date date NOT NULL,
    source_act text NOT NULL,
    services text[] NOT NULL,
    end_date date NOT NULL,
    ceiling_minor bigint NOT NULL,
    cut_order text NOT NULL,
    record_time timestamp with time zone NOT NULL,
    budget_code text DEFAULT ''::text NOT NULL,
    CONSTRAINT contract_amendment_ceiling_minor_ck CHECK ((ceiling_minor > 0)),
    CONSTRAINT contract_amendment_cut_order_ck CHECK ((cut_order = ANY (ARRAY[''::text, 'LATEST_DAY_FIRST'::text, 'LATEST_ADMISSION_FIRST'::text]))),
    CONSTRAINT contract_amendment_end_date_ck CHECK ((effective_date <= end_date)),
    CONSTRAINT contract_amendment_services_ck CHECK ((cardinality(services) > 0)),
    CONSTRAINT contract_amendment_version_ck CHECK ((version > 1))
);

ALTER TABLE ONLY contracts.contract_amendment FORCE ROW LEVEL SECURITY;

ALTER TABLE contracts.contract_amendment OWNER TO tirek_owner;

CREATE TABLE contracts.order_amendment (
    order_id text NOT NULL,
    version integer NOT NULL,
    effective_date date NOT NULL,
    source_act text NOT NULL,
    end_date date NOT NULL,
    services text[] NOT NULL,
    document text NOT NULL,
    document_sha256 text NOT NULL,
    record_time timestamp with time zone NOT NULL,
    CONSTRAINT order_amendment_end_date_ck CHECK ((effective_date <= end_date)),
    CONSTRAINT order_amendment_services_ck CHECK ((cardinality(services) > 0)),
    CONSTRAINT order_amendment_version_ck CHECK ((version > 1))
);

ALTER TABLE contracts.order_amendment OWNER TO tirek_owner;

CREATE VIEW contracts.published_assessment AS
 SELECT assessment.assessment_id,
    assessment.provider_id,
    assessment.contract_id,
    assessment.month,
    assessment.indicator,
    assessment.value,
    assessment.create_time AS record_time
   FROM contracts.assessment;

ALTER TABLE contracts.published_assessment OWNER TO tirek_owner;

CREATE VIEW contracts.published_audit_event AS
 SELECT 'contracts'::text AS service,
    audit_event.sequence,
    audit_event.event_micros,
    audit_event.principal,
    audit_event.role,
    audit_event.method,
    audit_event.request_id,
    audit_event.outcome,
    audit_event.subject,
    audit_event.hash
   FROM contracts.audit_event;

ALTER TABLE contracts.published_audit_event OWNER TO tirek_owner;

CREATE VIEW contracts.published_calendar_day AS
 SELECT calendar_day.date,
    calendar_day.kind,
    calendar_day.name,
    calendar_day.create_time AS record_time
   FROM contracts.calendar_day;

ALTER TABLE contracts.published_calendar_day OWNER TO tirek_owner;

CREATE VIEW contracts.published_contract_version AS
 SELECT contract.contract_id,
    1 AS version,
    contract.start_date AS effective_date,
    contract.provider_id,
    contract.number,
    contract.order_id,
    contract.services,
    contract.start_date,
    contract.end_date,
    contract.ceiling_minor,
    contract.currency_code,
    contract.route,
    contract.payment_due_days,
    contract.cut_order,
    ''::text AS source_act,
    contract.create_time AS record_time,
    contract.budget_code
   FROM contracts.contract
UNION ALL
 SELECT c.contract_id,
    a.version,
    a.effective_date,
    c.provider_id,
    c.number,
    c.order_id,
    a.services,
    c.start_date,
    a.end_date,
    a.ceiling_minor,
    c.currency_code,
    c.route,
    c.payment_due_days,
    a.cut_order,
    a.source_act,
    a.record_time,
    a.budget_code
   FROM (contracts.contract_amendment a
     JOIN contracts.contract c USING (contract_id));

ALTER TABLE contracts.published_contract_version OWNER TO tirek_owner;

CREATE VIEW contracts.published_contract AS
 SELECT v.contract_id,
    v.number,
    v.provider_id,
    v.order_id,
    v.services,
    v.start_date,
    v.end_date,
    v.ceiling_minor,
    v.currency_code,
    v.route,
    v.payment_due_days,
    v.record_time,
    v.cut_order,
    v.version,
    v.budget_code
   FROM contracts.published_contract_version v
  WHERE (NOT (EXISTS ( SELECT
           FROM contracts.contract_amendment next
          WHERE ((next.contract_id = v.contract_id) AND (next.version = (v.version + 1))))));

ALTER TABLE contracts.published_contract OWNER TO tirek_owner;

CREATE TABLE contracts.state_order (
    order_id text NOT NULL,
    code text NOT NULL,
    title text NOT NULL,
    source_act text NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    currency_code character(3) NOT NULL,
    method_version text NOT NULL,
    payer_name text NOT NULL,
    payer_bin text NOT NULL,
    payer_iban text NOT NULL,
    payer_bic text NOT NULL,
    payer_kbe text NOT NULL,
    services text[] NOT NULL,
    document text NOT NULL,
    document_sha256 text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT state_order_end_date_ck CHECK ((start_date < end_date)),
    CONSTRAINT state_order_payer_bin_ck CHECK ((payer_bin ~ '^[0-9]{12}$'::text)),
    CONSTRAINT state_order_services_ck CHECK ((cardinality(services) > 0))
);

ALTER TABLE contracts.state_order OWNER TO tirek_owner;

CREATE VIEW contracts.published_order_version AS
 SELECT state_order.order_id,
    1 AS version,
    state_order.start_date AS effective_date,
    state_order.source_act,
    state_order.end_date,
    state_order.services,
    state_order.document,
    state_order.document_sha256,
    state_order.create_time AS record_time
   FROM contracts.state_order
UNION ALL
 SELECT order_amendment.order_id,
    order_amendment.version,
    order_amendment.effective_date,
    order_amendment.source_act,
    order_amendment.end_date,
    order_amendment.services,
    order_amendment.document,
    order_amendment.document_sha256,
    order_amendment.record_time
   FROM contracts.order_amendment;

ALTER TABLE contracts.published_order_version OWNER TO tirek_owner;

CREATE VIEW contracts.published_order AS
 SELECT o.order_id,
    o.code,
    o.start_date,
    v.end_date,
    o.currency_code,
    o.method_version,
    o.payer_name,
    o.payer_bin,
    o.payer_iban,
    o.payer_bic,
    o.payer_kbe,
    v.document,
    v.document_sha256,
    v.record_time,
    o.title,
    o.source_act,
    v.services,
    v.version
   FROM (contracts.state_order o
     JOIN contracts.published_order_version v USING (order_id))
  WHERE (NOT (EXISTS ( SELECT
           FROM contracts.order_amendment next
          WHERE ((next.order_id = v.order_id) AND (next.version = (v.version + 1))))));

ALTER TABLE contracts.published_order OWNER TO tirek_owner;

CREATE TABLE contracts.request (
    principal text NOT NULL,
    request_id text NOT NULL,
    digest text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE contracts.request OWNER TO tirek_owner;

CREATE TABLE core.migration (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    apply_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE core.migration OWNER TO tirek_owner;

CREATE TABLE delivery.attendance (
    provider_id text NOT NULL,
    attendance_id text NOT NULL,
    placement_id text NOT NULL,
    person_id text NOT NULL,
    place_id text NOT NULL,
    service_date date NOT NULL,
    mark text NOT NULL,
    absence_reason text NOT NULL,
    quantity numeric(4,2) NOT NULL,
    replaces_id text,
    correction_reason text NOT NULL,
    record_time timestamp with time zone NOT NULL,
    CONSTRAINT attendance_absence_reason_ck CHECK ((absence_reason = ANY (ARRAY[''::text, 'HOSPITAL'::text, 'EXCUSED'::text, 'UNEXCUSED'::text, 'VACATION'::text, 'RESERVED_PLACE'::text, 'NOTICE_PERIOD'::text]))),
    CONSTRAINT attendance_mark_ck CHECK ((mark = ANY (ARRAY['PRESENT'::text, 'ABSENT'::text]))),
    CONSTRAINT attendance_quantity_ck CHECK (((quantity > (0)::numeric) AND (quantity <= (24)::numeric))),
    CONSTRAINT attendance_reason_ck CHECK (((mark = 'ABSENT'::text) = (absence_reason <> ''::text)))
);

ALTER TABLE ONLY delivery.attendance FORCE ROW LEVEL SECURITY;

ALTER TABLE delivery.attendance OWNER TO tirek_owner;

CREATE TABLE delivery.audit_event (
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    principal text NOT NULL,
    role text NOT NULL,
    method text NOT NULL,
    request_id text NOT NULL,
    outcome text NOT NULL,
    subject text NOT NULL,
    hash text NOT NULL
);

ALTER TABLE delivery.audit_event OWNER TO tirek_owner;

CREATE TABLE delivery.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_only_row_ck CHECK (only_row)
);

ALTER TABLE delivery.audit_head OWNER TO tirek_owner;

CREATE VIEW delivery.published_attendance AS
 SELECT a.provider_id,
    a.attendance_id,
    a.placement_id,
    a.person_id,
    a.place_id,
    a.service_date,
    a.mark,
    a.absence_reason,
    a.quantity,
    a.record_time,
    next.record_time AS replace_time
   FROM (delivery.attendance a
     LEFT JOIN delivery.attendance next ON (((next.provider_id = a.provider_id) AND (next.replaces_id = a.attendance_id))));

ALTER TABLE delivery.published_attendance OWNER TO tirek_owner;

CREATE VIEW delivery.published_attendance_record AS
 SELECT attendance.provider_id,
    attendance.attendance_id,
    attendance.placement_id,
    attendance.service_date,
    attendance.absence_reason,
    attendance.quantity,
    attendance.record_time,
    attendance.replaces_id
   FROM delivery.attendance;

ALTER TABLE delivery.published_attendance_record OWNER TO tirek_owner;

CREATE VIEW delivery.published_audit_event AS
 SELECT 'delivery'::text AS service,
    audit_event.sequence,
    audit_event.event_micros,
    audit_event.principal,
    audit_event.role,
    audit_event.method,
    audit_event.request_id,
    audit_event.outcome,
    audit_event.subject,
    audit_event.hash
   FROM delivery.audit_event;

ALTER TABLE delivery.published_audit_event OWNER TO tirek_owner;

CREATE TABLE delivery.request (
    principal text NOT NULL,
    request_id text NOT NULL,
    digest text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE delivery.request OWNER TO tirek_owner;

CREATE TABLE eligibility.audit_event (
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    principal text NOT NULL,
    role text NOT NULL,
    method text NOT NULL,
    request_id text NOT NULL,
    outcome text NOT NULL,
    subject text NOT NULL,
    hash text NOT NULL
);

ALTER TABLE eligibility.audit_event OWNER TO tirek_owner;

CREATE TABLE eligibility.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_only_row_ck CHECK (only_row)
);

ALTER TABLE eligibility.audit_head OWNER TO tirek_owner;

CREATE TABLE eligibility.circumstance (
    circumstance_id text NOT NULL,
    person_id text NOT NULL,
    kind text NOT NULL,
    value numeric(20,2) NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT circumstance_end_date_ck CHECK ((start_date < end_date)),
    CONSTRAINT circumstance_kind_ck CHECK ((kind = ANY (ARRAY['INCOME'::text, 'PENSION'::text, 'SEVERITY'::text]))),
    CONSTRAINT circumstance_value_ck CHECK (((value >= (0)::numeric) AND ((kind <> 'SEVERITY'::text) OR ((value <= (99)::numeric) AND (value = trunc(value))))))
);

ALTER TABLE eligibility.circumstance OWNER TO tirek_owner;

CREATE TABLE eligibility.decision (
    decision_id text NOT NULL,
    number text NOT NULL,
    person_id text NOT NULL,
    service text NOT NULL,
    ground integer NOT NULL,
    category text NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT decision_end_date_ck CHECK ((start_date < end_date)),
    CONSTRAINT decision_ground_ck CHECK (((ground >= 1) AND (ground <= 12)))
);

ALTER TABLE eligibility.decision OWNER TO tirek_owner;

CREATE TABLE eligibility.person (
    person_id text NOT NULL,
    reference text NOT NULL,
    iin text,
    full_name text NOT NULL,
    birth_date date NOT NULL,
    sex text NOT NULL,
    kato text,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT person_iin_ck CHECK ((iin ~ '^[0-9]{12}$'::text)),
    CONSTRAINT person_kato_ck CHECK ((kato ~ '^[0-9]{9}$'::text)),
    CONSTRAINT person_reference_ck CHECK ((reference !~ '^[0-9]{12}$'::text)),
    CONSTRAINT person_sex_ck CHECK ((sex = ANY (ARRAY['FEMALE'::text, 'MALE'::text])))
);

ALTER TABLE eligibility.person OWNER TO tirek_owner;

CREATE VIEW eligibility.published_audit_event AS
 SELECT 'eligibility'::text AS service,
    audit_event.sequence,
    audit_event.event_micros,
    audit_event.principal,
    audit_event.role,
    audit_event.method,
    audit_event.request_id,
    audit_event.outcome,
    audit_event.subject,
    audit_event.hash
   FROM eligibility.audit_event;

ALTER TABLE eligibility.published_audit_event OWNER TO tirek_owner;

CREATE VIEW eligibility.published_birth_date AS
 SELECT person.person_id,
    person.birth_date,
    person.create_time AS record_time
   FROM eligibility.person;

ALTER TABLE eligibility.published_birth_date OWNER TO tirek_owner;

CREATE VIEW eligibility.published_circumstance AS
 SELECT circumstance.circumstance_id,
    circumstance.person_id,
    circumstance.kind,
    circumstance.value,
    circumstance.start_date,
    circumstance.end_date,
    circumstance.create_time AS record_time
   FROM eligibility.circumstance;

ALTER TABLE eligibility.published_circumstance OWNER TO tirek_owner;

CREATE VIEW eligibility.published_decision AS
 SELECT decision.decision_id,
    decision.person_id,
    decision.service,
    decision.category,
    decision.start_date,
    decision.end_date,
    decision.create_time AS record_time
   FROM eligibility.decision;

ALTER TABLE eligibility.published_decision OWNER TO tirek_owner;

CREATE TABLE eligibility.request (
    principal text NOT NULL,
    request_id text NOT NULL,
    digest text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE eligibility.request OWNER TO tirek_owner;

CREATE TABLE placements.application (
    application_id text NOT NULL,
    person_id text NOT NULL,
    service text NOT NULL,
    territory text NOT NULL,
    apply_date date NOT NULL,
    state text NOT NULL,
    placement_id text,
    place_time timestamp with time zone,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT application_place_time_ck CHECK ((((state = 'PLACED'::text) = (placement_id IS NOT NULL)) AND ((state = 'PLACED'::text) = (place_time IS NOT NULL)))),
    CONSTRAINT application_state_ck CHECK ((state = ANY (ARRAY['WAITING'::text, 'PLACED'::text]))),
    CONSTRAINT application_territory_ck CHECK ((territory ~ '^[0-9]{9}$'::text))
);

ALTER TABLE placements.application OWNER TO tirek_owner;

CREATE TABLE placements.audit_event (
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    principal text NOT NULL,
    role text NOT NULL,
    method text NOT NULL,
    request_id text NOT NULL,
    outcome text NOT NULL,
    subject text NOT NULL,
    hash text NOT NULL
);

ALTER TABLE placements.audit_event OWNER TO tirek_owner;

CREATE TABLE placements.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_only_row_ck CHECK (only_row)
);

ALTER TABLE placements.audit_head OWNER TO tirek_owner;

CREATE TABLE placements.occupancy (
    provider_id text NOT NULL,
    placement_id text NOT NULL,
    person_id text NOT NULL,
    place_id text NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    CONSTRAINT occupancy_end_date_ck CHECK ((start_date < end_date))
);

ALTER TABLE ONLY placements.occupancy FORCE ROW LEVEL SECURITY;

ALTER TABLE placements.occupancy OWNER TO tirek_owner;

CREATE TABLE placements.place_lock (
    place_id text NOT NULL
);

ALTER TABLE placements.place_lock OWNER TO tirek_owner;

CREATE TABLE placements.placement (
    provider_id text NOT NULL,
    placement_id text NOT NULL,
    person_id text NOT NULL,
    place_id text NOT NULL,
    start_date date NOT NULL,
    create_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY placements.placement FORCE ROW LEVEL SECURITY;

ALTER TABLE placements.placement OWNER TO tirek_owner;

CREATE TABLE placements.placement_version (
    provider_id text NOT NULL,
    placement_id text NOT NULL,
    version integer NOT NULL,
    end_date date NOT NULL,
    state text NOT NULL,
    record_time timestamp with time zone NOT NULL,
    CONSTRAINT placement_version_state_ck CHECK ((state = ANY (ARRAY['ACTIVE'::text, 'ENDED'::text]))),
    CONSTRAINT placement_version_version_ck CHECK ((version > 0))
);

ALTER TABLE ONLY placements.placement_version FORCE ROW LEVEL SECURITY;

ALTER TABLE placements.placement_version OWNER TO tirek_owner;

CREATE TABLE placements.plan (
    provider_id text NOT NULL,
    plan_id text NOT NULL,
    placement_id text NOT NULL,
    month text NOT NULL,
    planned_days integer NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT plan_month_ck CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT plan_planned_days_ck CHECK (((planned_days >= 0) AND (planned_days <= 31)))
);

ALTER TABLE ONLY placements.plan FORCE ROW LEVEL SECURITY;

ALTER TABLE placements.plan OWNER TO tirek_owner;

CREATE VIEW placements.published_audit_event AS
 SELECT 'placements'::text AS service,
    audit_event.sequence,
    audit_event.event_micros,
    audit_event.principal,
    audit_event.role,
    audit_event.method,
    audit_event.request_id,
    audit_event.outcome,
    audit_event.subject,
    audit_event.hash
   FROM placements.audit_event;

ALTER TABLE placements.published_audit_event OWNER TO tirek_owner;

CREATE VIEW placements.published_occupancy AS
 SELECT occupancy.provider_id,
    occupancy.placement_id,
    occupancy.start_date,
    occupancy.end_date
   FROM placements.occupancy;

ALTER TABLE placements.published_occupancy OWNER TO tirek_owner;

CREATE VIEW placements.published_placement_version AS
 SELECT p.placement_id,
    p.person_id,
    p.place_id,
    p.provider_id,
    p.start_date,
    v.end_date,
    v.state,
    v.version,
    p.create_time AS admission_time,
    v.record_time
   FROM (placements.placement p
     JOIN placements.placement_version v USING (provider_id, placement_id));

ALTER TABLE placements.published_placement_version OWNER TO tirek_owner;

CREATE VIEW placements.published_placement AS
 SELECT v.placement_id,
    v.person_id,
    v.place_id,
    v.provider_id,
    v.start_date,
    v.end_date,
    v.state,
    v.version,
    v.admission_time,
    v.record_time
   FROM placements.published_placement_version v
  WHERE (NOT (EXISTS ( SELECT
           FROM placements.placement_version next
          WHERE ((next.provider_id = v.provider_id) AND (next.placement_id = v.placement_id) AND (next.version = (v.version + 1))))));

ALTER TABLE placements.published_placement OWNER TO tirek_owner;

CREATE VIEW placements.published_plan AS
 SELECT plan.plan_id,
    plan.provider_id,
    plan.placement_id,
    plan.month,
    plan.planned_days,
    plan.create_time AS record_time
   FROM placements.plan;

ALTER TABLE placements.published_plan OWNER TO tirek_owner;

CREATE TABLE placements.request (
    principal text NOT NULL,
    request_id text NOT NULL,
    digest text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE placements.request OWNER TO tirek_owner;

CREATE TABLE registry.audit_event (
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    principal text NOT NULL,
    role text NOT NULL,
    method text NOT NULL,
    request_id text NOT NULL,
    outcome text NOT NULL,
    subject text NOT NULL,
    hash text NOT NULL
);

ALTER TABLE registry.audit_event OWNER TO tirek_owner;

CREATE TABLE registry.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_only_row_ck CHECK (only_row)
);

ALTER TABLE registry.audit_head OWNER TO tirek_owner;

CREATE TABLE registry.licence (
    licence_id text NOT NULL,
    provider_id text NOT NULL,
    number text NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT licence_end_date_ck CHECK ((start_date < end_date))
);

ALTER TABLE ONLY registry.licence FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.licence OWNER TO tirek_owner;

CREATE TABLE registry.place (
    place_id text NOT NULL,
    provider_id text NOT NULL,
    site_id text NOT NULL,
    code text NOT NULL,
    service text NOT NULL,
    condition text NOT NULL,
    capacity integer NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT place_capacity_ck CHECK ((capacity > 0)),
    CONSTRAINT place_condition_ck CHECK ((condition = ANY (ARRAY['STATIONARY'::text, 'SEMI_STATIONARY'::text, 'HOME'::text, 'TEMPORARY'::text, 'REMOTE'::text]))),
    CONSTRAINT place_end_date_ck CHECK ((start_date < end_date))
);

ALTER TABLE ONLY registry.place FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.place OWNER TO tirek_owner;

CREATE TABLE registry.provider (
    provider_id text NOT NULL,
    bin text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    iban text NOT NULL,
    bic text NOT NULL,
    kbe text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT provider_bin_ck CHECK ((bin ~ '^[0-9]{12}$'::text)),
    CONSTRAINT provider_kind_ck CHECK ((kind = ANY (ARRAY['STATE'::text, 'NGO'::text, 'PRIVATE'::text])))
);

ALTER TABLE ONLY registry.provider FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.provider OWNER TO tirek_owner;

CREATE TABLE registry.provider_account (
    provider_id text NOT NULL,
    version integer NOT NULL,
    iban text NOT NULL,
    bic text NOT NULL,
    kbe text NOT NULL,
    reason text NOT NULL,
    changed_by text NOT NULL,
    record_time timestamp with time zone NOT NULL,
    CONSTRAINT provider_account_reason_ck CHECK ((reason <> ''::text)),
    CONSTRAINT provider_account_version_ck CHECK ((version > 1))
);

ALTER TABLE ONLY registry.provider_account FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.provider_account OWNER TO tirek_owner;

CREATE VIEW registry.published_audit_event AS
 SELECT 'registry'::text AS service,
    audit_event.sequence,
    audit_event.event_micros,
    audit_event.principal,
    audit_event.role,
    audit_event.method,
    audit_event.request_id,
    audit_event.outcome,
    audit_event.subject,
    audit_event.hash
   FROM registry.audit_event;

ALTER TABLE registry.published_audit_event OWNER TO tirek_owner;

CREATE VIEW registry.published_licence AS
 SELECT licence.licence_id,
    licence.provider_id,
    licence.number,
    licence.start_date,
    licence.end_date,
    licence.create_time AS record_time
   FROM registry.licence;

ALTER TABLE registry.published_licence OWNER TO tirek_owner;

CREATE TABLE registry.site (
    site_id text NOT NULL,
    provider_id text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kato text NOT NULL,
    address text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT site_kato_ck CHECK ((kato ~ '^[0-9]{9}$'::text))
);

ALTER TABLE ONLY registry.site FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.site OWNER TO tirek_owner;

CREATE VIEW registry.published_place AS
 SELECT p.place_id,
    p.provider_id,
    p.site_id,
    p.code,
    p.service,
    p.condition,
    p.capacity,
    p.start_date,
    p.end_date,
    s.kato,
    p.create_time AS record_time
   FROM (registry.place p
     JOIN registry.site s USING (site_id));

ALTER TABLE registry.published_place OWNER TO tirek_owner;

CREATE VIEW registry.published_provider AS
 SELECT p.provider_id,
    p.bin,
    p.name,
    p.kind,
    COALESCE(a.iban, p.iban) AS iban,
    COALESCE(a.bic, p.bic) AS bic,
    COALESCE(a.kbe, p.kbe) AS kbe
   FROM (registry.provider p
     LEFT JOIN LATERAL ( SELECT x.iban,
            x.bic,
            x.kbe
           FROM registry.provider_account x
          WHERE (x.provider_id = p.provider_id)
          ORDER BY x.version DESC
         LIMIT 1) a ON (true));

ALTER TABLE registry.published_provider OWNER TO tirek_owner;

CREATE TABLE registry.request (
    principal text NOT NULL,
    request_id text NOT NULL,
    digest text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE registry.request OWNER TO tirek_owner;

CREATE VIEW settlement.account WITH (security_invoker='true') AS
 SELECT l.ledger_id,
    (a.account)::text AS account,
    a.currency_code,
    a.balance_minor,
    a.reserved_debit_minor,
    a.reserved_credit_minor,
    a.least_minor,
    a.most_minor
   FROM (settlement.ledger l
     CROSS JOIN LATERAL UNNEST(l.account, l.currency_code, l.balance_minor, l.reserved_debit_minor, l.reserved_credit_minor, l.least_minor, l.most_minor) a(account, currency_code, balance_minor, reserved_debit_minor, reserved_credit_minor, least_minor, most_minor));

ALTER TABLE settlement.account OWNER TO tirek_owner;

CREATE TABLE settlement.advance (
    provider_id text NOT NULL,
    advance_id text NOT NULL,
    advance_number text NOT NULL,
    contract_id text NOT NULL,
    month text NOT NULL,
    amount_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    instalment_percent numeric,
    funding_source text NOT NULL,
    budget_code text NOT NULL,
    reason text NOT NULL,
    state text NOT NULL,
    requested_by text NOT NULL,
    request_time timestamp with time zone NOT NULL,
    approved_by text DEFAULT ''::text NOT NULL,
    approve_time timestamp with time zone,
    cancelled_by text DEFAULT ''::text NOT NULL,
    cancel_reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT advance_amount_minor_ck CHECK ((amount_minor > 0)),
    CONSTRAINT advance_approved_by_ck CHECK ((((approved_by <> ''::text) = (approve_time IS NOT NULL)) AND ((state <> 'APPROVED'::text) OR (approved_by <> ''::text)) AND ((state <> 'REQUESTED'::text) OR (approved_by = ''::text)))),
    CONSTRAINT advance_cancelled_by_ck CHECK ((((state = 'CANCELLED'::text) = (cancelled_by <> ''::text)) AND ((cancelled_by <> ''::text) = (cancel_reason <> ''::text)))),
    CONSTRAINT advance_four_eyes_ck CHECK ((approved_by <> requested_by)),
    CONSTRAINT advance_instalment_percent_ck CHECK (((instalment_percent > (0)::numeric) AND (instalment_percent <= (100)::numeric))),
    CONSTRAINT advance_month_ck CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT advance_reason_ck CHECK ((reason <> ''::text)),
    CONSTRAINT advance_state_ck CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY settlement.advance FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.advance OWNER TO tirek_owner;

CREATE TABLE settlement.advance_netting (
    provider_id text NOT NULL,
    payment_order_id text NOT NULL,
    advance_id text NOT NULL,
    account text NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT advance_netting_account_ck CHECK ((account = ANY (ARRAY['ADVANCE'::text, 'RECEIVABLE'::text]))),
    CONSTRAINT advance_netting_amount_minor_ck CHECK ((amount_minor > 0))
);

ALTER TABLE ONLY settlement.advance_netting FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.advance_netting OWNER TO tirek_owner;

CREATE TABLE settlement.advance_recoupment (
    provider_id text NOT NULL,
    advance_id text NOT NULL,
    number integer NOT NULL,
    amount_minor bigint NOT NULL,
    principal text NOT NULL,
    reason text NOT NULL,
    record_time timestamp with time zone NOT NULL,
    CONSTRAINT advance_recoupment_amount_minor_ck CHECK ((amount_minor > 0)),
    CONSTRAINT advance_recoupment_number_ck CHECK ((number > 0)),
    CONSTRAINT advance_recoupment_reason_ck CHECK ((reason <> ''::text))
);

ALTER TABLE ONLY settlement.advance_recoupment FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.advance_recoupment OWNER TO tirek_owner;

CREATE TABLE settlement.ledger_entry (
    ledger_number integer NOT NULL,
    effective_date date NOT NULL,
    sequence bigint NOT NULL,
    record_time timestamp with time zone NOT NULL,
    late boolean NOT NULL,
    source_type settlement.source_type NOT NULL,
    source_id text NOT NULL,
    description text NOT NULL,
    currency_code character(3) NOT NULL,
    hash bytea NOT NULL,
    account settlement.account_kind[] NOT NULL,
    amount_minor bigint[] NOT NULL,
    balance_minor bigint[] NOT NULL,
    contract_id text[],
    funding_source text[],
    budget_code text[],
    reverses_sequence bigint,
    adjustment_reason text,
    entry_id text,
    account_sequence bigint[],
    day_minor bigint[],
    CONSTRAINT entry_adjustment_reason_ck CHECK (((adjustment_reason IS NULL) OR ((adjustment_reason <> ''::text) AND (source_type = ANY (ARRAY['MANUAL'::settlement.source_type, 'REVERSAL'::settlement.source_type]))))),
    CONSTRAINT entry_balances_ck CHECK (settlement.is_whole(account, amount_minor, balance_minor, contract_id, funding_source, budget_code)),
    CONSTRAINT entry_reverses_id_ck CHECK (((source_type = 'REVERSAL'::settlement.source_type) = (reverses_sequence IS NOT NULL))),
    CONSTRAINT ledger_entry_hash_ck CHECK ((length(hash) = 32)),
    CONSTRAINT ledger_entry_sequence_ck CHECK ((sequence > 0))
);

ALTER TABLE ONLY settlement.ledger_entry FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.ledger_entry OWNER TO tirek_owner;

CREATE TABLE settlement.match_line (
    match_id text NOT NULL,
    line integer NOT NULL,
    statement_id text NOT NULL,
    line_number integer NOT NULL,
    provider_id text,
    payment_order_id text,
    amount_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    payer_entry_id text NOT NULL,
    entry_id text,
    CONSTRAINT match_line_amount_minor_ck CHECK ((amount_minor <> 0)),
    CONSTRAINT match_line_payment_order_id_ck CHECK ((((provider_id IS NULL) = (payment_order_id IS NULL)) AND ((provider_id IS NULL) = (entry_id IS NULL))))
);

ALTER TABLE ONLY settlement.match_line FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.match_line OWNER TO tirek_owner;

CREATE TABLE settlement.payment_order (
    provider_id text NOT NULL,
    payment_order_id text NOT NULL,
    payment_run_id text NOT NULL,
    end_to_end_id text NOT NULL,
    claim_id text,
    contract_id text NOT NULL,
    month text NOT NULL,
    amount_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    payee_name text NOT NULL,
    payee_bin text NOT NULL,
    payee_iban text NOT NULL,
    payee_bic text NOT NULL,
    payee_kbe text NOT NULL,
    knp text NOT NULL,
    purpose text NOT NULL,
    state text NOT NULL,
    adjustment_id text,
    netted_minor bigint DEFAULT 0 NOT NULL,
    held_reason text DEFAULT ''::text NOT NULL,
    advance_id text,
    advances_minor bigint DEFAULT 0 NOT NULL,
    funding_source text DEFAULT ''::text NOT NULL,
    budget_code text DEFAULT ''::text NOT NULL,
    returned_minor bigint DEFAULT 0 NOT NULL,
    pays_part boolean DEFAULT false NOT NULL,
    CONSTRAINT payment_order_advance_id_ck CHECK (((advance_id IS NULL) OR (netted_minor = 0))),
    CONSTRAINT payment_order_advances_minor_ck CHECK (((advances_minor >= 0) AND (advances_minor <= netted_minor))),
    CONSTRAINT payment_order_amount_minor_ck CHECK (((amount_minor >= 0) AND ((amount_minor + netted_minor) > 0))),
    CONSTRAINT payment_order_document_ck CHECK ((num_nonnulls(claim_id, adjustment_id, advance_id) = 1)),
    CONSTRAINT payment_order_end_to_end_id_ck CHECK ((end_to_end_id ~ '^TRK-[A-Z0-9-]{0,30}[A-Z0-9]$'::text)),
    CONSTRAINT payment_order_held_reason_ck CHECK (((state = 'HELD'::text) = (held_reason <> ''::text))),
    CONSTRAINT payment_order_netted_ck CHECK (((state = ANY (ARRAY['DRAFT'::text, 'CANCELLED'::text])) OR ((state = 'NETTED'::text) = (amount_minor = 0)))),
    CONSTRAINT payment_order_netted_minor_ck CHECK ((netted_minor >= 0)),
    CONSTRAINT payment_order_pays_part_ck CHECK (((NOT pays_part) OR (advance_id IS NULL))),
    CONSTRAINT payment_order_returned_minor_ck CHECK (((returned_minor >= 0) AND ((returned_minor = 0) OR ((returned_minor < amount_minor) AND (advance_id IS NULL) AND (state = ANY (ARRAY['PAID'::text, 'RETURNED'::text])))))),
    CONSTRAINT payment_order_state_ck CHECK ((state = ANY (ARRAY['DRAFT'::text, 'SENT'::text, 'PAID'::text, 'BROKEN'::text, 'NETTED'::text, 'CANCELLED'::text, 'REJECTED'::text, 'RETURNED'::text, 'HELD'::text])))
);

ALTER TABLE ONLY settlement.payment_order FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_order OWNER TO tirek_owner;

CREATE TABLE settlement.statement_line (
    statement_id text NOT NULL,
    line_number integer NOT NULL,
    document_number text NOT NULL,
    document_date date NOT NULL,
    book_date date NOT NULL,
    value_date date NOT NULL,
    direction text NOT NULL,
    amount_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    counterparty_bin text NOT NULL,
    counterparty_iban text NOT NULL,
    knp text NOT NULL,
    reference text NOT NULL,
    file_line integer NOT NULL,
    match text NOT NULL,
    basis text NOT NULL,
    provider_id text,
    payment_order_id text,
    fee boolean DEFAULT false NOT NULL,
    returned boolean DEFAULT false NOT NULL,
    CONSTRAINT statement_line_amount_minor_ck CHECK ((amount_minor > 0)),
    CONSTRAINT statement_line_basis_ck CHECK ((basis = ANY (ARRAY['NONE'::text, 'REFERENCE'::text, 'AMOUNT_AND_PAYEE'::text]))),
    CONSTRAINT statement_line_direction_ck CHECK ((direction = ANY (ARRAY['CREDIT'::text, 'DEBIT'::text]))),
    CONSTRAINT statement_line_match_ck CHECK ((match = ANY (ARRAY['EXACT'::text, 'SHORT'::text, 'OVER'::text, 'DUPLICATE'::text, 'UNKNOWN_CREDIT'::text, 'UNKNOWN_DEBIT'::text]))),
    CONSTRAINT statement_line_payment_order_id_ck CHECK ((((provider_id IS NULL) = (payment_order_id IS NULL)) AND ((payment_order_id IS NULL) = (match = ANY (ARRAY['UNKNOWN_CREDIT'::text, 'UNKNOWN_DEBIT'::text])))))
);

ALTER TABLE ONLY settlement.statement_line FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.statement_line OWNER TO tirek_owner;

CREATE VIEW settlement.advance_standing AS
 SELECT a.provider_id,
    a.advance_id,
    a.advance_number,
    a.contract_id,
    a.month,
    a.amount_minor,
    a.currency_code,
    a.instalment_percent,
    a.funding_source,
    a.budget_code,
    a.reason,
    a.state,
    a.requested_by,
    a.request_time,
    a.approved_by,
    a.approve_time,
    a.cancelled_by,
    a.cancel_reason,
    a.version,
    COALESCE(o.end_to_end_id, ''::text) AS end_to_end_id,
        CASE
            WHEN (o.state = 'PAID'::text) THEN p.paid_date
            ELSE NULL::date
        END AS paid_date,
    t.earned_minor,
    r.recouped_minor,
    t.given_back_minor,
    r.recoup_time,
        CASE
            WHEN (o.state = 'PAID'::text) THEN ((a.amount_minor - t.earned_minor) - r.recouped_minor)
            ELSE (0)::bigint
        END AS unearned_minor,
        CASE
            WHEN (a.state <> 'APPROVED'::text) THEN a.state
            WHEN (o.state IS NULL) THEN 'APPROVED'::text
            WHEN (o.state <> 'PAID'::text) THEN 'ORDERED'::text
            WHEN (a.amount_minor = (t.earned_minor + r.recouped_minor)) THEN 'SETTLED'::text
            ELSE 'PAID'::text
        END AS standing
   FROM ((((settlement.advance a
     LEFT JOIN LATERAL ( SELECT x.payment_order_id,
            x.end_to_end_id,
            x.state
           FROM settlement.payment_order x
          WHERE ((x.provider_id = a.provider_id) AND (x.advance_id = a.advance_id) AND (x.state <> ALL (ARRAY['CANCELLED'::text, 'HELD'::text, 'REJECTED'::text, 'RETURNED'::text])))) o ON (true))
     CROSS JOIN LATERAL ( SELECT max(found.day) AS paid_date
           FROM ( SELECT l.book_date AS day
                   FROM settlement.statement_line l
                  WHERE ((l.provider_id = a.provider_id) AND (l.payment_order_id = o.payment_order_id) AND (l.match = ANY (ARRAY['EXACT'::text, 'SHORT'::text, 'OVER'::text])))
                UNION ALL
                 SELECT e.effective_date
                   FROM (((settlement.match_line m
                     JOIN settlement.ledger g ON ((g.ledger_id = m.provider_id)))
                     CROSS JOIN LATERAL ( SELECT settlement.entry_sequence(g.ledger_number, m.entry_id) AS sequence
                         OFFSET 0) k)
                     JOIN settlement.ledger_entry e ON (((e.ledger_number = g.ledger_number) AND (e.sequence = k.sequence))))
                  WHERE ((m.provider_id = a.provider_id) AND (m.payment_order_id = o.payment_order_id) AND (m.amount_minor > 0))) found) p)
     CROSS JOIN LATERAL ( SELECT (COALESCE(sum(n.amount_minor) FILTER (WHERE (n.account = 'ADVANCE'::text)), (0)::numeric))::bigint AS earned_minor,
            (COALESCE(sum(n.amount_minor) FILTER (WHERE (n.account = 'RECEIVABLE'::text)), (0)::numeric))::bigint AS given_back_minor
           FROM (settlement.advance_netting n
             JOIN settlement.payment_order x USING (provider_id, payment_order_id))
          WHERE ((n.provider_id = a.provider_id) AND (n.advance_id = a.advance_id) AND (x.state <> ALL (ARRAY['CANCELLED'::text, 'HELD'::text, 'REJECTED'::text, 'RETURNED'::text])))) t)
     CROSS JOIN LATERAL ( SELECT (COALESCE(sum(c.amount_minor), (0)::numeric))::bigint AS recouped_minor,
            min(c.record_time) AS recoup_time
           FROM settlement.advance_recoupment c
          WHERE ((c.provider_id = a.provider_id) AND (c.advance_id = a.advance_id))) r);

ALTER TABLE settlement.advance_standing OWNER TO tirek_owner;

CREATE TABLE settlement.approval_rule (
    approval_rule_id text NOT NULL,
    from_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    approvals integer NOT NULL,
    start_date date NOT NULL,
    set_by text NOT NULL,
    set_time timestamp with time zone NOT NULL,
    CONSTRAINT approval_rule_approvals_ck CHECK (((approvals >= 1) AND (approvals <= 10))),
    CONSTRAINT approval_rule_from_minor_ck CHECK ((from_minor >= 0))
);

ALTER TABLE ONLY settlement.approval_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.approval_rule OWNER TO tirek_owner;

CREATE TABLE settlement.audit_event (
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    principal text NOT NULL,
    role text NOT NULL,
    method text NOT NULL,
    request_id text NOT NULL,
    outcome text NOT NULL,
    subject text NOT NULL,
    hash text NOT NULL
);

ALTER TABLE settlement.audit_event OWNER TO tirek_owner;

CREATE TABLE settlement.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    sequence bigint NOT NULL,
    event_micros bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_only_row_ck CHECK (only_row)
);

ALTER TABLE settlement.audit_head OWNER TO tirek_owner;

CREATE TABLE settlement.bank_statement (
    statement_id text NOT NULL,
    file_sha256 text NOT NULL,
    part integer NOT NULL,
    account_iban text NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    opening_minor bigint NOT NULL,
    credits_minor bigint NOT NULL,
    debits_minor bigint NOT NULL,
    closing_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    lines integer NOT NULL,
    matched integer NOT NULL,
    breaks integer NOT NULL,
    import_time timestamp with time zone NOT NULL,
    CONSTRAINT bank_statement_closing_minor_ck CHECK ((closing_minor = ((opening_minor + credits_minor) - debits_minor)))
);

ALTER TABLE ONLY settlement.bank_statement FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.bank_statement OWNER TO tirek_owner;

CREATE TABLE settlement.break (
    break_id text NOT NULL,
    month text NOT NULL,
    kind text NOT NULL,
    provider_id text,
    payment_order_id text,
    statement_id text NOT NULL,
    line_number integer NOT NULL,
    expected_minor bigint NOT NULL,
    found_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    description text NOT NULL,
    record_time timestamp with time zone NOT NULL,
    CONSTRAINT break_kind_ck CHECK ((kind = ANY (ARRAY['SHORT_PAYMENT'::text, 'OVERPAYMENT'::text, 'DUPLICATE_PAYMENT'::text, 'UNKNOWN_CREDIT'::text, 'UNKNOWN_DEBIT'::text])))
);

ALTER TABLE ONLY settlement.break FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.break OWNER TO tirek_owner;

CREATE VIEW settlement.entry WITH (security_invoker='true') AS
 SELECT l.ledger_id,
    COALESCE(e.entry_id, settlement.entry_id(e.ledger_number, e.sequence)) AS entry_id,
    e.sequence,
    (e.source_type)::text AS source_type,
    e.source_id,
    e.effective_date,
    e.record_time,
    e.description,
        CASE
            WHEN (e.reverses_sequence IS NOT NULL) THEN ( SELECT COALESCE(o.entry_id, settlement.entry_id(o.ledger_number, o.sequence)) AS "coalesce"
               FROM settlement.ledger_entry o
              WHERE ((o.ledger_number = e.ledger_number) AND (o.sequence = e.reverses_sequence)))
            ELSE NULL::text
        END AS reverses_id,
    cardinality(e.account) AS posting_count,
    e.hash,
    e.adjustment_reason,
    e.reverses_sequence,
    e.late,
    e.ledger_number
   FROM (settlement.ledger_entry e
     JOIN settlement.ledger l USING (ledger_number));

ALTER TABLE settlement.entry OWNER TO tirek_owner;

CREATE VIEW settlement.ledger_head WITH (security_invoker='true') AS
 SELECT ledger.ledger_id,
    ledger.sequence,
    ledger.hash,
    ledger.record_time
   FROM settlement.ledger;

ALTER TABLE settlement.ledger_head OWNER TO tirek_owner;

ALTER TABLE settlement.ledger ALTER COLUMN ledger_number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME settlement.ledger_ledger_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE settlement.ledger_month (
    ledger_number integer NOT NULL,
    month_start date NOT NULL,
    first_sequence bigint NOT NULL,
    CONSTRAINT ledger_month_month_start_ck CHECK ((EXTRACT(day FROM month_start) = (1)::numeric))
);

ALTER TABLE ONLY settlement.ledger_month FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.ledger_month OWNER TO tirek_owner;

CREATE TABLE settlement.line_reference (
    statement_id text NOT NULL,
    line_number integer NOT NULL,
    "position" integer NOT NULL,
    reference text NOT NULL,
    amount_minor bigint
);

ALTER TABLE ONLY settlement.line_reference FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.line_reference OWNER TO tirek_owner;

CREATE TABLE settlement.match (
    match_id text NOT NULL,
    action text NOT NULL,
    relation text NOT NULL,
    amount_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    confidence integer NOT NULL,
    principal text NOT NULL,
    reason text NOT NULL,
    record_time timestamp with time zone NOT NULL,
    undoes_id text,
    CONSTRAINT match_action_ck CHECK ((action = ANY (ARRAY['ACCEPT'::text, 'UNDO'::text]))),
    CONSTRAINT match_confidence_ck CHECK (((confidence >= 0) AND (confidence <= 100))),
    CONSTRAINT match_reason_ck CHECK (((action = 'ACCEPT'::text) OR (reason <> ''::text))),
    CONSTRAINT match_relation_ck CHECK ((relation = ANY (ARRAY['PAYMENT'::text, 'SPLIT'::text, 'MERGED'::text, 'RETURN'::text, 'PARTIAL_RETURN'::text, 'FEE'::text, 'OFFSET'::text]))),
    CONSTRAINT match_undoes_id_ck CHECK (((action = 'UNDO'::text) = (undoes_id IS NOT NULL)))
);

ALTER TABLE ONLY settlement.match FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.match OWNER TO tirek_owner;

CREATE TABLE settlement.month_turnover (
    ledger_number integer NOT NULL,
    account settlement.account_kind NOT NULL,
    currency_code text NOT NULL,
    month_start date NOT NULL,
    debit_minor numeric NOT NULL,
    credit_minor numeric NOT NULL,
    CONSTRAINT month_turnover_month_start_ck CHECK ((EXTRACT(day FROM month_start) = (1)::numeric)),
    CONSTRAINT month_turnover_sums_ck CHECK (((debit_minor >= (0)::numeric) AND (credit_minor >= (0)::numeric)))
);

ALTER TABLE ONLY settlement.month_turnover FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.month_turnover OWNER TO tirek_owner;

CREATE TABLE settlement.netting (
    provider_id text NOT NULL,
    payment_order_id text NOT NULL,
    adjustment_id text NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT netting_amount_minor_ck CHECK ((amount_minor > 0))
);

ALTER TABLE ONLY settlement.netting FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.netting OWNER TO tirek_owner;

CREATE TABLE settlement.payment_approval (
    payment_run_id text NOT NULL,
    number integer NOT NULL,
    approved_by text NOT NULL,
    created_by text NOT NULL,
    approve_time timestamp with time zone NOT NULL,
    CONSTRAINT payment_approval_four_eyes_ck CHECK ((approved_by <> created_by)),
    CONSTRAINT payment_approval_number_ck CHECK ((number > 0))
);

ALTER TABLE ONLY settlement.payment_approval FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_approval OWNER TO tirek_owner;

CREATE TABLE settlement.payment_file (
    payment_run_id text NOT NULL,
    file bytea NOT NULL,
    sha256 text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    format text DEFAULT 'PAIN_001_V09'::text NOT NULL,
    CONSTRAINT payment_file_format_ck CHECK ((format = ANY (ARRAY['PAIN_001_V09'::text, 'PAIN_001_V03'::text, 'ONE_C'::text, 'ONE_C_WINDOWS_1251'::text])))
);

ALTER TABLE ONLY settlement.payment_file FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_file OWNER TO tirek_owner;

CREATE TABLE settlement.payment_report (
    payment_report_id text NOT NULL,
    file_sha256 text NOT NULL,
    message_id text NOT NULL,
    principal text NOT NULL,
    import_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY settlement.payment_report FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_report OWNER TO tirek_owner;

CREATE TABLE settlement.payment_run (
    payment_run_id text NOT NULL,
    message_id text NOT NULL,
    month text NOT NULL,
    state text NOT NULL,
    orders integer NOT NULL,
    total_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    execution_date date NOT NULL,
    payer_name text NOT NULL,
    payer_bin text NOT NULL,
    payer_iban text NOT NULL,
    payer_bic text NOT NULL,
    payer_kbe text NOT NULL,
    created_by text NOT NULL,
    approved_by text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    create_time timestamp with time zone NOT NULL,
    cancelled_by text DEFAULT ''::text NOT NULL,
    cancel_reason text DEFAULT ''::text NOT NULL,
    approvals_needed integer DEFAULT 1 NOT NULL,
    held_orders integer DEFAULT 0 NOT NULL,
    held_minor bigint DEFAULT 0 NOT NULL,
    due_by date,
    selected_order_id text DEFAULT ''::text NOT NULL,
    selected_provider_id text DEFAULT ''::text NOT NULL,
    selected_budget_code text DEFAULT ''::text NOT NULL,
    selected_funding_source text DEFAULT ''::text NOT NULL,
    CONSTRAINT payment_run_approvals_needed_ck CHECK (((approvals_needed >= 1) AND (approvals_needed <= 10))),
    CONSTRAINT payment_run_approved_by_ck CHECK (((state = 'CANCELLED'::text) OR ((state = 'DRAFT'::text) = (approved_by = ''::text)))),
    CONSTRAINT payment_run_cancelled_by_ck CHECK ((((state = 'CANCELLED'::text) = (cancelled_by <> ''::text)) AND ((cancelled_by <> ''::text) = (cancel_reason <> ''::text)))),
    CONSTRAINT payment_run_four_eyes_ck CHECK ((approved_by <> created_by)),
    CONSTRAINT payment_run_held_minor_ck CHECK (((held_minor >= 0) AND (held_minor <= total_minor))),
    CONSTRAINT payment_run_held_orders_ck CHECK (((held_orders >= 0) AND (held_orders <= orders))),
    CONSTRAINT payment_run_orders_ck CHECK ((orders > 0)),
    CONSTRAINT payment_run_state_ck CHECK ((state = ANY (ARRAY['DRAFT'::text, 'APPROVED'::text, 'SENT'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY settlement.payment_run FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_run OWNER TO tirek_owner;

CREATE TABLE settlement.payment_status (
    payment_report_id text NOT NULL,
    line integer NOT NULL,
    end_to_end_id text NOT NULL,
    provider_id text,
    payment_order_id text,
    bank_status text NOT NULL,
    reason_code text NOT NULL,
    reason_text text NOT NULL,
    outcome text NOT NULL,
    CONSTRAINT payment_status_outcome_ck CHECK ((outcome = ANY (ARRAY['UNDER_WAY'::text, 'SETTLED'::text, 'REJECTED'::text, 'REJECTED_BEFORE'::text, 'CONTRADICTED'::text, 'UNKNOWN'::text]))),
    CONSTRAINT payment_status_payment_order_id_ck CHECK ((((provider_id IS NULL) = (payment_order_id IS NULL)) AND ((provider_id IS NULL) = (outcome = 'UNKNOWN'::text))))
);

ALTER TABLE ONLY settlement.payment_status FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_status OWNER TO tirek_owner;

CREATE TABLE settlement.period (
    month text NOT NULL,
    state text NOT NULL,
    close_time timestamp with time zone,
    closed_by text DEFAULT ''::text NOT NULL,
    breaks integer DEFAULT 0 NOT NULL,
    soft_close_time timestamp with time zone,
    soft_closed_by text DEFAULT ''::text NOT NULL,
    state_time timestamp with time zone,
    CONSTRAINT period_close_time_ck CHECK (((state = 'CLOSED'::text) = (close_time IS NOT NULL))),
    CONSTRAINT period_closed_by_ck CHECK (((state = 'CLOSED'::text) = (closed_by <> ''::text))),
    CONSTRAINT period_month_ck CHECK ((month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT period_soft_close_time_ck CHECK (((state <> 'OPEN'::text) OR (soft_close_time IS NULL))),
    CONSTRAINT period_soft_closed_by_ck CHECK (((soft_close_time IS NOT NULL) = (soft_closed_by <> ''::text))),
    CONSTRAINT period_state_ck CHECK ((state = ANY (ARRAY['OPEN'::text, 'SOFT_CLOSED'::text, 'CLOSED'::text])))
);

ALTER TABLE settlement.period OWNER TO tirek_owner;

CREATE TABLE settlement.period_event (
    month text NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    principal text NOT NULL,
    requested_by text DEFAULT ''::text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    breaks integer DEFAULT 0 NOT NULL,
    event_time timestamp with time zone NOT NULL,
    CONSTRAINT period_event_kind_ck CHECK ((kind = ANY (ARRAY['SOFT_CLOSE'::text, 'CLOSE'::text, 'REOPENING_REQUEST'::text, 'REOPENING'::text, 'REOPENING_REFUSAL'::text]))),
    CONSTRAINT period_event_number_ck CHECK ((number > 0)),
    CONSTRAINT period_event_principal_ck CHECK ((principal <> ''::text)),
    CONSTRAINT period_event_reason_ck CHECK (((kind = ANY (ARRAY['SOFT_CLOSE'::text, 'CLOSE'::text])) = (reason = ''::text))),
    CONSTRAINT period_event_requested_by_ck CHECK (((kind = ANY (ARRAY['REOPENING'::text, 'REOPENING_REFUSAL'::text])) = (requested_by <> ''::text))),
    CONSTRAINT period_event_state_ck CHECK ((state = ANY (ARRAY['OPEN'::text, 'SOFT_CLOSED'::text, 'CLOSED'::text]))),
    CONSTRAINT period_event_step_ck CHECK (
CASE kind
    WHEN 'SOFT_CLOSE'::text THEN (state = 'SOFT_CLOSED'::text)
    WHEN 'CLOSE'::text THEN (state = 'CLOSED'::text)
    WHEN 'REOPENING'::text THEN (state <> 'CLOSED'::text)
    ELSE (state <> 'OPEN'::text)
END),
    CONSTRAINT period_event_two_persons_ck CHECK (((kind <> 'REOPENING'::text) OR (principal <> requested_by)))
);

ALTER TABLE ONLY settlement.period_event FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.period_event OWNER TO tirek_owner;

CREATE VIEW settlement.posting WITH (security_invoker='true') AS
 SELECT l.ledger_id,
    e.sequence,
    p.line,
    (p.account)::text AS account,
    settlement.is_memo(p.account) AS memo,
    p.amount_minor,
    e.currency_code,
    e.effective_date,
    p.balance_minor,
    p.contract_id,
    p.funding_source,
    p.budget_code,
    p.account_sequence,
    p.day_minor
   FROM ((settlement.ledger_entry e
     JOIN settlement.ledger l USING (ledger_number))
     CROSS JOIN LATERAL UNNEST(e.account, e.amount_minor, e.balance_minor, e.contract_id, e.funding_source, e.budget_code, e.account_sequence, e.day_minor) WITH ORDINALITY p(account, amount_minor, balance_minor, contract_id, funding_source, budget_code, account_sequence, day_minor, line));

ALTER TABLE settlement.posting OWNER TO tirek_owner;

CREATE VIEW settlement.published_audit_event AS
 SELECT 'settlement'::text AS service,
    audit_event.sequence,
    audit_event.event_micros,
    audit_event.principal,
    audit_event.role,
    audit_event.method,
    audit_event.request_id,
    audit_event.outcome,
    audit_event.subject,
    audit_event.hash
   FROM settlement.audit_event;

ALTER TABLE settlement.published_audit_event OWNER TO tirek_owner;

CREATE VIEW settlement.published_entry AS
 SELECT l.ledger_id,
    COALESCE(e.entry_id, settlement.entry_id(e.ledger_number, e.sequence)) AS entry_id,
    (e.source_type)::text AS source_type,
    e.source_id,
    e.effective_date,
    (( SELECT sum(x.minor) AS sum
           FROM unnest(e.amount_minor) x(minor)
          WHERE (x.minor > 0)))::bigint AS amount_minor,
    e.currency_code
   FROM (settlement.ledger_entry e
     JOIN settlement.ledger l USING (ledger_number));

ALTER TABLE settlement.published_entry OWNER TO tirek_owner;

CREATE TABLE settlement.request (
    principal text NOT NULL,
    request_id text NOT NULL,
    digest text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE settlement.request OWNER TO tirek_owner;

CREATE TABLE settlement.reservation (
    ledger_id text NOT NULL,
    reservation_id text NOT NULL,
    debit_account text NOT NULL,
    credit_account text NOT NULL,
    amount_minor bigint NOT NULL,
    currency_code character(3) NOT NULL,
    effective_date date NOT NULL,
    description text NOT NULL,
    contract_id text,
    funding_source text,
    budget_code text,
    expire_time timestamp with time zone,
    record_time timestamp with time zone NOT NULL,
    state text NOT NULL,
    entry_id text,
    CONSTRAINT reservation_amount_minor_ck CHECK ((amount_minor > 0)),
    CONSTRAINT reservation_entry_id_ck CHECK (((state = 'POSTED'::text) = (entry_id IS NOT NULL))),
    CONSTRAINT reservation_state_ck CHECK ((state = ANY (ARRAY['OPEN'::text, 'POSTED'::text, 'VOIDED'::text, 'EXPIRED'::text])))
);

ALTER TABLE ONLY settlement.reservation FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.reservation OWNER TO tirek_owner;

CREATE TABLE settlement.suspense (
    statement_id text NOT NULL,
    line_number integer NOT NULL,
    provider_id text,
    reason text NOT NULL,
    why text NOT NULL,
    state text NOT NULL,
    CONSTRAINT suspense_state_ck CHECK ((state = ANY (ARRAY['OPEN'::text, 'CLEARED'::text])))
);

ALTER TABLE ONLY settlement.suspense FORCE ROW LEVEL SECURITY;

ALTER TABLE settlement.suspense OWNER TO tirek_owner;

CREATE VIEW settlement.turnover WITH (security_invoker='true') AS
 SELECT l.ledger_id,
    (t.account)::text AS account,
    t.currency_code,
    t.month_start,
    t.debit_minor,
    t.credit_minor
   FROM (settlement.month_turnover t
     JOIN settlement.ledger l USING (ledger_number))
UNION ALL
 SELECT l.ledger_id,
    (a.account)::text AS account,
    a.currency_code,
    l.month_start,
    a.debited_minor AS debit_minor,
    ((a.debited_minor - (a.balance_minor)::numeric) + a.opened_minor) AS credit_minor
   FROM (settlement.ledger l
     CROSS JOIN LATERAL UNNEST(l.account, l.currency_code, l.opened_minor, l.balance_minor, l.debited_minor) a(account, currency_code, opened_minor, balance_minor, debited_minor))
  WHERE ((l.month_start IS NOT NULL) AND ((a.debited_minor <> (0)::numeric) OR ((a.balance_minor)::numeric <> a.opened_minor)));

ALTER TABLE settlement.turnover OWNER TO tirek_owner;

ALTER TABLE ONLY access.audit_event
    ADD CONSTRAINT audit_event_sequence_pk PRIMARY KEY (sequence);

ALTER TABLE ONLY access.audit_head
    ADD CONSTRAINT audit_head_pk PRIMARY KEY (only_row);

ALTER TABLE ONLY access.principal
    ADD CONSTRAINT principal_name_pk PRIMARY KEY (name);

ALTER TABLE ONLY access.request
    ADD CONSTRAINT request_pk PRIMARY KEY (principal, request_id);

ALTER TABLE ONLY access.token
    ADD CONSTRAINT token_hash_uq UNIQUE (hash);

ALTER TABLE ONLY access.token
    ADD CONSTRAINT token_token_id_pk PRIMARY KEY (token_id);

ALTER TABLE ONLY billing.adjusted_line
    ADD CONSTRAINT adjusted_line_pk PRIMARY KEY (provider_id, line_id);

ALTER TABLE ONLY billing.adjustment_line
    ADD CONSTRAINT adjustment_line_pk PRIMARY KEY (provider_id, adjustment_line_id);

ALTER TABLE ONLY billing.adjustment_month
    ADD CONSTRAINT adjustment_month_pk PRIMARY KEY (provider_id, adjustment_id, month);

ALTER TABLE ONLY billing.adjustment
    ADD CONSTRAINT adjustment_number_uq UNIQUE (provider_id, month, sequence);

ALTER TABLE ONLY billing.adjustment
    ADD CONSTRAINT adjustment_pk PRIMARY KEY (provider_id, adjustment_id);

ALTER TABLE ONLY billing.audit_event
    ADD CONSTRAINT audit_event_sequence_pk PRIMARY KEY (sequence);

ALTER TABLE ONLY billing.audit_head
    ADD CONSTRAINT audit_head_pk PRIMARY KEY (only_row);

ALTER TABLE ONLY billing.capitation_line
    ADD CONSTRAINT capitation_line_line_id_uq UNIQUE (line_id, provider_id);

ALTER TABLE ONLY billing.capitation_line
    ADD CONSTRAINT capitation_line_pk PRIMARY KEY (provider_id, run_id, placement_id, start_date, part);

ALTER TABLE ONLY billing.capitation_partition
    ADD CONSTRAINT capitation_partition_pk PRIMARY KEY (provider_id, run_id);

ALTER TABLE ONLY billing.capitation_run
    ADD CONSTRAINT capitation_run_run_id_pk PRIMARY KEY (run_id);

ALTER TABLE ONLY billing.claim_line
    ADD CONSTRAINT claim_line_line_id_uq UNIQUE (provider_id, claim_id, line_id);

ALTER TABLE ONLY billing.claim_line
    ADD CONSTRAINT claim_line_pk PRIMARY KEY (provider_id, claim_line_id);

ALTER TABLE ONLY billing.claim
    ADD CONSTRAINT claim_month_uq UNIQUE (provider_id, contract_id, month);

ALTER TABLE ONLY billing.claim
    ADD CONSTRAINT claim_pk PRIMARY KEY (provider_id, claim_id);

ALTER TABLE ONLY billing.contract_use
    ADD CONSTRAINT contract_use_pk PRIMARY KEY (provider_id, contract_id);

ALTER TABLE ONLY billing.cut_day
    ADD CONSTRAINT cut_day_pk PRIMARY KEY (provider_id, claim_id, "position");

ALTER TABLE ONLY billing.late_fact_check
    ADD CONSTRAINT late_fact_check_pk PRIMARY KEY (month, known_at);

ALTER TABLE ONLY billing.line_decision
    ADD CONSTRAINT line_decision_pk PRIMARY KEY (provider_id, claim_line_id);

ALTER TABLE ONLY billing.recovery_part
    ADD CONSTRAINT recovery_part_pk PRIMARY KEY (provider_id, adjustment_id, month);

ALTER TABLE ONLY billing.request
    ADD CONSTRAINT request_pk PRIMARY KEY (principal, request_id);

ALTER TABLE ONLY contracts.assessment
    ADD CONSTRAINT assessment_pk PRIMARY KEY (provider_id, assessment_id);

ALTER TABLE ONLY contracts.audit_event
    ADD CONSTRAINT audit_event_sequence_pk PRIMARY KEY (sequence);

ALTER TABLE ONLY contracts.audit_head
    ADD CONSTRAINT audit_head_pk PRIMARY KEY (only_row);

ALTER TABLE ONLY contracts.calendar_day
    ADD CONSTRAINT calendar_day_date_pk PRIMARY KEY (date);

ALTER TABLE ONLY contracts.contract_amendment
    ADD CONSTRAINT contract_amendment_version_pk PRIMARY KEY (contract_id, version);

ALTER TABLE ONLY contracts.contract
    ADD CONSTRAINT contract_contract_id_pk PRIMARY KEY (contract_id);

ALTER TABLE ONLY contracts.contract
    ADD CONSTRAINT contract_number_uq UNIQUE (number);

ALTER TABLE ONLY contracts.order_amendment
    ADD CONSTRAINT order_amendment_version_pk PRIMARY KEY (order_id, version);

ALTER TABLE ONLY contracts.request
    ADD CONSTRAINT request_pk PRIMARY KEY (principal, request_id);

ALTER TABLE ONLY contracts.state_order
    ADD CONSTRAINT state_order_code_uq UNIQUE (code);

ALTER TABLE ONLY contracts.state_order
    ADD CONSTRAINT state_order_order_id_pk PRIMARY KEY (order_id);

ALTER TABLE ONLY core.migration
    ADD CONSTRAINT migration_version_pk PRIMARY KEY (version);

ALTER TABLE ONLY delivery.attendance
    ADD CONSTRAINT attendance_pk PRIMARY KEY (provider_id, attendance_id);

ALTER TABLE ONLY delivery.attendance
    ADD CONSTRAINT attendance_replaces_id_uq UNIQUE (provider_id, replaces_id);

ALTER TABLE ONLY delivery.audit_event
    ADD CONSTRAINT audit_event_sequence_pk PRIMARY KEY (sequence);

ALTER TABLE ONLY delivery.audit_head
    ADD CONSTRAINT audit_head_pk PRIMARY KEY (only_row);

ALTER TABLE ONLY delivery.request
    ADD CONSTRAINT request_pk PRIMARY KEY (principal, request_id);

ALTER TABLE ONLY eligibility.audit_event
    ADD CONSTRAINT audit_event_sequence_pk PRIMARY KEY (sequence);

ALTER TABLE ONLY eligibility.audit_head
    ADD CONSTRAINT audit_head_pk PRIMARY KEY (only_row);

ALTER TABLE ONLY eligibility.circumstance
    ADD CONSTRAINT circumstance_circumstance_id_pk PRIMARY KEY (circumstance_id);

ALTER TABLE ONLY eligibility.decision
    ADD CONSTRAINT decision_decision_id_pk PRIMARY KEY (decision_id);

ALTER TABLE ONLY eligibility.decision
    ADD CONSTRAINT decision_number_uq UNIQUE (number);

ALTER TABLE ONLY eligibility.person
    ADD CONSTRAINT person_iin_uq UNIQUE (iin);

ALTER TABLE ONLY eligibility.person
    ADD CONSTRAINT person_person_id_pk PRIMARY KEY (person_id);

ALTER TABLE ONLY eligibility.person
    ADD CONSTRAINT person_reference_uq UNIQUE (reference);

ALTER TABLE ONLY eligibility.request
    ADD CONSTRAINT request_pk PRIMARY KEY (principal, request_id);

ALTER TABLE ONLY placements.application
    ADD CONSTRAINT application_application_id_pk PRIMARY KEY (application_id);

ALTER TABLE ONLY placements.audit_event
    ADD CONSTRAINT audit_event_sequence_pk PRIMARY KEY (sequence);

ALTER TABLE ONLY placements.audit_head
    ADD CONSTRAINT audit_head_pk PRIMARY KEY (only_row);

ALTER TABLE ONLY placements.occupancy
    ADD CONSTRAINT occupancy_period_ex EXCLUDE USING gist (provider_id WITH =, person_id WITH =, place_id WITH =, daterange(start_date, end_date) WITH &&);

ALTER TABLE ONLY placements.occupancy
    ADD CONSTRAINT occupancy_pk PRIMARY KEY (provider_id, placement_id);

ALTER TABLE ONLY placements.place_lock
    ADD CONSTRAINT place_lock_place_id_pk PRIMARY KEY (place_id);

ALTER TABLE ONLY placements.placement
    ADD CONSTRAINT placement_pk PRIMARY KEY (provider_id, placement_id);

ALTER TABLE ONLY placements.placement_version
    ADD CONSTRAINT placement_version_pk PRIMARY KEY (provider_id, placement_id, version);

ALTER TABLE ONLY placements.plan
    ADD CONSTRAINT plan_pk PRIMARY KEY (provider_id, plan_id);

ALTER TABLE ONLY placements.request
    ADD CONSTRAINT request_pk PRIMARY KEY (principal, request_id);

ALTER TABLE ONLY registry.audit_event
    ADD CONSTRAINT audit_event_sequence_pk PRIMARY KEY (sequence);

ALTER TABLE ONLY registry.audit_head
    ADD CONSTRAINT audit_head_pk PRIMARY KEY (only_row);

ALTER TABLE ONLY registry.licence
    ADD CONSTRAINT licence_licence_id_pk PRIMARY KEY (licence_id);

ALTER TABLE ONLY registry.licence
    ADD CONSTRAINT licence_number_uq UNIQUE (number);

ALTER TABLE ONLY registry.place
    ADD CONSTRAINT place_code_uq UNIQUE (code);

ALTER TABLE ONLY registry.place
    ADD CONSTRAINT place_place_id_pk PRIMARY KEY (place_id);

ALTER TABLE ONLY registry.provider_account
    ADD CONSTRAINT provider_account_pk PRIMARY KEY (provider_id, version);

ALTER TABLE ONLY registry.provider
    ADD CONSTRAINT provider_bin_uq UNIQUE (bin);

ALTER TABLE ONLY registry.provider
    ADD CONSTRAINT provider_provider_id_pk PRIMARY KEY (provider_id);

ALTER TABLE ONLY registry.request
    ADD CONSTRAINT request_pk PRIMARY KEY (principal, request_id);

ALTER TABLE ONLY registry.site
    ADD CONSTRAINT site_code_uq UNIQUE (code);

ALTER TABLE ONLY registry.site
    ADD CONSTRAINT site_site_id_pk PRIMARY KEY (site_id);

ALTER TABLE ONLY settlement.advance
    ADD CONSTRAINT advance_advance_number_uq UNIQUE (advance_number);

ALTER TABLE ONLY settlement.advance_netting
    ADD CONSTRAINT advance_netting_pk PRIMARY KEY (provider_id, payment_order_id, advance_id, account);

ALTER TABLE ONLY settlement.advance
    ADD CONSTRAINT advance_pk PRIMARY KEY (provider_id, advance_id);

ALTER TABLE ONLY settlement.advance_recoupment
    ADD CONSTRAINT advance_recoupment_pk PRIMARY KEY (provider_id, advance_id, number);

ALTER TABLE ONLY settlement.approval_rule
    ADD CONSTRAINT approval_rule_approval_rule_id_pk PRIMARY KEY (approval_rule_id);

ALTER TABLE ONLY settlement.audit_event
    ADD CONSTRAINT audit_event_sequence_pk PRIMARY KEY (sequence);

ALTER TABLE ONLY settlement.audit_head
    ADD CONSTRAINT audit_head_pk PRIMARY KEY (only_row);

ALTER TABLE ONLY settlement.bank_statement
    ADD CONSTRAINT bank_statement_file_sha256_uq UNIQUE (file_sha256, part);

ALTER TABLE ONLY settlement.bank_statement
    ADD CONSTRAINT bank_statement_period_ex EXCLUDE USING gist (account_iban WITH =, daterange(start_date, end_date) WITH &&);

ALTER TABLE ONLY settlement.bank_statement
    ADD CONSTRAINT bank_statement_statement_id_pk PRIMARY KEY (statement_id);

ALTER TABLE ONLY settlement.break
    ADD CONSTRAINT break_break_id_pk PRIMARY KEY (break_id);

ALTER TABLE ONLY settlement.break
    ADD CONSTRAINT break_statement_id_uq UNIQUE (statement_id, line_number, kind);

ALTER TABLE ONLY settlement.ledger_entry
    ADD CONSTRAINT entry_source_uq UNIQUE (source_id, ledger_number, source_type);

ALTER TABLE ONLY settlement.ledger_entry
    ADD CONSTRAINT ledger_entry_pk PRIMARY KEY (ledger_number, sequence);

ALTER TABLE ONLY settlement.ledger
    ADD CONSTRAINT ledger_ledger_id_pk PRIMARY KEY (ledger_id);

ALTER TABLE ONLY settlement.ledger
    ADD CONSTRAINT ledger_ledger_number_uq UNIQUE (ledger_number);

ALTER TABLE ONLY settlement.ledger_month
    ADD CONSTRAINT ledger_month_pk PRIMARY KEY (ledger_number, month_start);

ALTER TABLE ONLY settlement.line_reference
    ADD CONSTRAINT line_reference_pk PRIMARY KEY (statement_id, line_number, "position");

ALTER TABLE ONLY settlement.match_line
    ADD CONSTRAINT match_line_pk PRIMARY KEY (match_id, line);

ALTER TABLE ONLY settlement.match
    ADD CONSTRAINT match_match_id_pk PRIMARY KEY (match_id);

ALTER TABLE ONLY settlement.match
    ADD CONSTRAINT match_undoes_id_uq UNIQUE (undoes_id);

ALTER TABLE ONLY settlement.month_turnover
    ADD CONSTRAINT month_turnover_pk PRIMARY KEY (ledger_number, account, currency_code, month_start);

ALTER TABLE ONLY settlement.netting
    ADD CONSTRAINT netting_pk PRIMARY KEY (provider_id, payment_order_id, adjustment_id);

ALTER TABLE ONLY settlement.payment_approval
    ADD CONSTRAINT payment_approval_approved_by_uq UNIQUE (payment_run_id, approved_by);

ALTER TABLE ONLY settlement.payment_approval
    ADD CONSTRAINT payment_approval_pk PRIMARY KEY (payment_run_id, number);

ALTER TABLE ONLY settlement.payment_file
    ADD CONSTRAINT payment_file_payment_run_id_pk PRIMARY KEY (payment_run_id);

ALTER TABLE ONLY settlement.payment_order
    ADD CONSTRAINT payment_order_end_to_end_id_uq UNIQUE (end_to_end_id);

ALTER TABLE ONLY settlement.payment_order
    ADD CONSTRAINT payment_order_pk PRIMARY KEY (provider_id, payment_order_id);

ALTER TABLE ONLY settlement.payment_report
    ADD CONSTRAINT payment_report_file_sha256_uq UNIQUE (file_sha256);

ALTER TABLE ONLY settlement.payment_report
    ADD CONSTRAINT payment_report_payment_report_id_pk PRIMARY KEY (payment_report_id);

ALTER TABLE ONLY settlement.payment_run
    ADD CONSTRAINT payment_run_message_id_uq UNIQUE (message_id);

ALTER TABLE ONLY settlement.payment_run
    ADD CONSTRAINT payment_run_payment_run_id_pk PRIMARY KEY (payment_run_id);

ALTER TABLE ONLY settlement.payment_status
    ADD CONSTRAINT payment_status_pk PRIMARY KEY (payment_report_id, line);

ALTER TABLE ONLY settlement.period_event
    ADD CONSTRAINT period_event_pk PRIMARY KEY (month, number);

ALTER TABLE ONLY settlement.period
    ADD CONSTRAINT period_month_pk PRIMARY KEY (month);

ALTER TABLE ONLY settlement.request
    ADD CONSTRAINT request_pk PRIMARY KEY (principal, request_id);

ALTER TABLE ONLY settlement.reservation
    ADD CONSTRAINT reservation_pk PRIMARY KEY (ledger_id, reservation_id);

ALTER TABLE ONLY settlement.statement_line
    ADD CONSTRAINT statement_line_pk PRIMARY KEY (statement_id, line_number);

ALTER TABLE ONLY settlement.suspense
    ADD CONSTRAINT suspense_pk PRIMARY KEY (statement_id, line_number);

CREATE INDEX token_principal ON access.token USING btree (principal, token_id);

CREATE INDEX adjusted_line_adjustment_line_id_ix ON billing.adjusted_line USING btree (provider_id, adjustment_line_id);

CREATE INDEX adjusted_line_placement_id_ix ON billing.adjusted_line USING btree (provider_id, placement_id, month);

CREATE INDEX adjustment_adjustment_id_ix ON billing.adjustment USING btree (adjustment_id);

CREATE INDEX adjustment_line_adjustment_id_ix ON billing.adjustment_line USING btree (provider_id, adjustment_id, month, placement_id);

CREATE INDEX adjustment_line_placement_id_ix ON billing.adjustment_line USING btree (provider_id, placement_id, month);

CREATE INDEX adjustment_month_claim_id_ix ON billing.adjustment_month USING btree (provider_id, claim_id);

CREATE INDEX adjustment_month_ix ON billing.adjustment USING btree (month, sequence);

CREATE INDEX adjustment_request_key_ix ON billing.adjustment USING btree (request_key);

CREATE INDEX capitation_partition_run_id_ix ON billing.capitation_partition USING btree (run_id);

CREATE INDEX capitation_run_list_ix ON billing.capitation_run USING btree (create_time, run_id);

CREATE UNIQUE INDEX capitation_run_month_uq ON billing.capitation_run USING btree (month) WHERE (state = 'RUNNING'::text);

CREATE INDEX claim_claim_id_ix ON billing.claim USING btree (claim_id);

CREATE INDEX claim_list_ix ON billing.claim USING btree (month, claim_id);

CREATE INDEX assessment_month_ix ON contracts.assessment USING btree (month, assessment_id);

CREATE INDEX contract_amendment_provider_id_ix ON contracts.contract_amendment USING btree (provider_id);

CREATE INDEX contract_order_id_ix ON contracts.contract USING btree (order_id);

CREATE INDEX contract_provider_id_ix ON contracts.contract USING btree (provider_id, number);

CREATE INDEX attendance_list_ix ON delivery.attendance USING btree (provider_id, service_date, attendance_id);

CREATE INDEX attendance_record_time_ix ON delivery.attendance USING btree (provider_id, service_date, record_time);

CREATE INDEX attendance_service_date_ix ON delivery.attendance USING btree (service_date);

CREATE UNIQUE INDEX attendance_service_date_uq ON delivery.attendance USING btree (provider_id, placement_id, service_date) WHERE (replaces_id IS NULL);

CREATE INDEX circumstance_person_id_ix ON eligibility.circumstance USING btree (person_id, kind);

CREATE INDEX decision_create_time_ix ON eligibility.decision USING btree (create_time);

CREATE INDEX decision_person_id_ix ON eligibility.decision USING btree (person_id, service);

CREATE INDEX application_apply_date_ix ON placements.application USING btree (apply_date, application_id);

CREATE INDEX application_queue_ix ON placements.application USING btree (service, apply_date, application_id) WHERE (state = 'WAITING'::text);

CREATE UNIQUE INDEX application_waiting_uq ON placements.application USING btree (person_id, service) WHERE (state = 'WAITING'::text);

CREATE INDEX occupancy_end_date_ix ON placements.occupancy USING btree (end_date, start_date);

CREATE INDEX occupancy_place_id_ix ON placements.occupancy USING btree (place_id, end_date);

CREATE INDEX placement_person_id_ix ON placements.placement USING btree (person_id);

CREATE INDEX placement_place_id_ix ON placements.placement USING btree (place_id);

CREATE INDEX placement_placement_id_ix ON placements.placement USING btree (placement_id);

CREATE INDEX placement_start_date_ix ON placements.placement USING btree (start_date, placement_id);

CREATE INDEX placement_version_record_time_ix ON placements.placement_version USING btree (record_time);

CREATE INDEX plan_month_ix ON placements.plan USING btree (month, plan_id);

CREATE INDEX plan_placement_id_ix ON placements.plan USING btree (placement_id, month);

CREATE INDEX licence_provider_id_ix ON registry.licence USING btree (provider_id, number);

CREATE INDEX place_provider_id_ix ON registry.place USING btree (provider_id, code);

CREATE INDEX site_provider_id_ix ON registry.site USING btree (provider_id, code);

CREATE INDEX advance_contract_id_ix ON settlement.advance USING btree (contract_id);

CREATE INDEX advance_month_ix ON settlement.advance USING btree (month);

CREATE INDEX advance_netting_advance_id_ix ON settlement.advance_netting USING btree (provider_id, advance_id);

CREATE INDEX advance_netting_payment_order_id_ix ON settlement.advance_netting USING btree (payment_order_id);

CREATE INDEX break_month_ix ON settlement.break USING btree (month, break_id);

CREATE UNIQUE INDEX entry_reverses_id_uq ON settlement.ledger_entry USING btree (ledger_number, reverses_sequence) WHERE (reverses_sequence IS NOT NULL);

CREATE UNIQUE INDEX ledger_entry_entry_id_uq ON settlement.ledger_entry USING btree (entry_id, ledger_number) WHERE (entry_id IS NOT NULL);

CREATE INDEX ledger_entry_late_ix ON settlement.ledger_entry USING btree (ledger_number, effective_date, sequence) WHERE late;

CREATE INDEX match_line_line_number_ix ON settlement.match_line USING btree (statement_id, line_number);

CREATE INDEX match_line_payment_order_id_ix ON settlement.match_line USING btree (provider_id, payment_order_id) WHERE (provider_id IS NOT NULL);

CREATE INDEX netting_adjustment_id_ix ON settlement.netting USING btree (provider_id, adjustment_id);

CREATE INDEX netting_payment_order_id_ix ON settlement.netting USING btree (payment_order_id);

CREATE UNIQUE INDEX payment_order_adjustment_id_uq ON settlement.payment_order USING btree (provider_id, adjustment_id, (
CASE
    WHEN pays_part THEN payment_order_id
    ELSE ''::text
END)) WHERE (state <> ALL (ARRAY['CANCELLED'::text, 'HELD'::text, 'REJECTED'::text, 'RETURNED'::text]));

CREATE INDEX payment_order_advance_id_ix ON settlement.payment_order USING btree (provider_id, advance_id) WHERE (advance_id IS NOT NULL);

CREATE UNIQUE INDEX payment_order_advance_id_uq ON settlement.payment_order USING btree (provider_id, advance_id) WHERE (state <> ALL (ARRAY['CANCELLED'::text, 'HELD'::text, 'REJECTED'::text, 'RETURNED'::text]));

CREATE INDEX payment_order_broken_ix ON settlement.payment_order USING btree (month) WHERE (state = 'BROKEN'::text);

CREATE UNIQUE INDEX payment_order_claim_id_uq ON settlement.payment_order USING btree (provider_id, claim_id, (
CASE
    WHEN pays_part THEN payment_order_id
    ELSE ''::text
END)) WHERE (state <> ALL (ARRAY['CANCELLED'::text, 'HELD'::text, 'REJECTED'::text, 'RETURNED'::text]));

CREATE INDEX payment_order_month_ix ON settlement.payment_order USING btree (month, provider_id);

CREATE INDEX payment_order_payment_run_id_ix ON settlement.payment_order USING btree (payment_run_id);

CREATE INDEX payment_order_sent_ix ON settlement.payment_order USING btree (month) WHERE (state = 'SENT'::text);

CREATE INDEX payment_run_month_ix ON settlement.payment_run USING btree (month);

CREATE INDEX payment_status_payment_order_id_ix ON settlement.payment_status USING btree (provider_id, payment_order_id) WHERE (provider_id IS NOT NULL);

CREATE INDEX reservation_expire_time_ix ON settlement.reservation USING btree (ledger_id, expire_time) WHERE (state = 'OPEN'::text);

CREATE INDEX statement_line_payment_order_id_ix ON settlement.statement_line USING btree (provider_id, payment_order_id) WHERE (provider_id IS NOT NULL);

CREATE INDEX suspense_open_ix ON settlement.suspense USING btree (statement_id, line_number) WHERE (state = 'OPEN'::text);

CREATE OR REPLACE VIEW billing.published_adjustment_evidence AS
 SELECT a.provider_id,
    a.adjustment_id,
    a.month,
    a.currency_code,
    (sum(l.difference_minor))::bigint AS difference_minor
   FROM (billing.adjustment a
     JOIN billing.adjustment_line l ON (((l.provider_id = a.provider_id) AND (l.adjustment_id = a.adjustment_id))))
  GROUP BY a.provider_id, a.adjustment_id;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON access.audit_event FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON access.principal FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON access.request FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.adjusted_line FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.adjustment FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.adjustment_line FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.adjustment_month FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.audit_event FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.capitation_line FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.capitation_partition FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.claim_line FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.cut_day FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.late_fact_check FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.line_decision FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.recovery_part FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON billing.request FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON contracts.assessment FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON contracts.audit_event FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON contracts.calendar_day FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON contracts.contract FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON contracts.contract_amendment FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON contracts.order_amendment FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON contracts.request FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON contracts.state_order FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON delivery.attendance FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON delivery.audit_event FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON delivery.request FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON eligibility.audit_event FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON eligibility.circumstance FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON eligibility.decision FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON eligibility.request FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON placements.audit_event FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON placements.placement FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON placements.placement_version FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON placements.plan FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON placements.request FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON registry.audit_event FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON registry.licence FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON registry.place FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON registry.provider FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON registry.provider_account FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON registry.request FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON registry.site FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.advance_netting FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.advance_recoupment FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.approval_rule FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.audit_event FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.bank_statement FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.break FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.ledger_month FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.line_reference FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.match FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.match_line FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.netting FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.payment_approval FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.payment_file FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.payment_report FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.payment_status FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.period_event FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.request FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settlement.statement_line FOR EACH STATEMENT EXECUTE FUNCTION core.refuse_change();

CREATE TRIGGER parents AFTER INSERT ON settlement.break REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION settlement.check_line_parents('break_statement_id_fk');

CREATE TRIGGER parents AFTER INSERT ON settlement.line_reference REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION settlement.check_line_parents('line_reference_line_number_fk');

CREATE TRIGGER parents AFTER INSERT ON settlement.statement_line REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION settlement.check_statement_lines();

CREATE TRIGGER parents AFTER INSERT ON settlement.suspense REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION settlement.check_line_parents('suspense_line_number_fk');

CREATE TRIGGER whole BEFORE INSERT OR UPDATE OF month_start, account, currency_code, least_minor, most_minor, reserved_debit_minor, reserved_credit_minor, opened_minor ON settlement.ledger FOR EACH ROW EXECUTE FUNCTION settlement.check_ledger();

ALTER TABLE ONLY access.token
    ADD CONSTRAINT token_principal_fk FOREIGN KEY (principal) REFERENCES access.principal(name);

ALTER TABLE ONLY billing.adjusted_line
    ADD CONSTRAINT adjusted_line_adjustment_line_id_fk FOREIGN KEY (provider_id, adjustment_line_id) REFERENCES billing.adjustment_line(provider_id, adjustment_line_id);

ALTER TABLE ONLY billing.adjustment_line
    ADD CONSTRAINT adjustment_line_month_fk FOREIGN KEY (provider_id, adjustment_id, month) REFERENCES billing.adjustment_month(provider_id, adjustment_id, month);

ALTER TABLE ONLY billing.adjustment_month
    ADD CONSTRAINT adjustment_month_adjustment_id_fk FOREIGN KEY (provider_id, adjustment_id) REFERENCES billing.adjustment(provider_id, adjustment_id);

ALTER TABLE ONLY billing.adjustment_month
    ADD CONSTRAINT adjustment_month_claim_id_fk FOREIGN KEY (provider_id, claim_id) REFERENCES billing.claim(provider_id, claim_id);

ALTER TABLE ONLY billing.capitation_line
    ADD CONSTRAINT capitation_line_run_id_fk FOREIGN KEY (provider_id, run_id) REFERENCES billing.capitation_partition(provider_id, run_id);

ALTER TABLE ONLY billing.capitation_partition
    ADD CONSTRAINT capitation_partition_run_id_fk FOREIGN KEY (run_id) REFERENCES billing.capitation_run(run_id);

ALTER TABLE ONLY billing.claim_line
    ADD CONSTRAINT claim_line_claim_id_fk FOREIGN KEY (provider_id, claim_id) REFERENCES billing.claim(provider_id, claim_id);

ALTER TABLE ONLY billing.claim_line
    ADD CONSTRAINT claim_line_line_id_fk FOREIGN KEY (line_id, provider_id) REFERENCES billing.capitation_line(line_id, provider_id);

ALTER TABLE ONLY billing.claim
    ADD CONSTRAINT claim_run_id_fk FOREIGN KEY (provider_id, run_id) REFERENCES billing.capitation_partition(provider_id, run_id);

ALTER TABLE ONLY billing.cut_day
    ADD CONSTRAINT cut_day_claim_id_fk FOREIGN KEY (provider_id, claim_id) REFERENCES billing.claim(provider_id, claim_id);

ALTER TABLE ONLY billing.cut_day
    ADD CONSTRAINT cut_day_line_id_fk FOREIGN KEY (line_id, provider_id) REFERENCES billing.capitation_line(line_id, provider_id);

ALTER TABLE ONLY billing.line_decision
    ADD CONSTRAINT line_decision_claim_line_id_fk FOREIGN KEY (provider_id, claim_line_id) REFERENCES billing.claim_line(provider_id, claim_line_id);

ALTER TABLE ONLY billing.recovery_part
    ADD CONSTRAINT recovery_part_adjustment_id_fk FOREIGN KEY (provider_id, adjustment_id) REFERENCES billing.adjustment(provider_id, adjustment_id);

ALTER TABLE ONLY contracts.contract_amendment
    ADD CONSTRAINT contract_amendment_contract_id_fk FOREIGN KEY (contract_id) REFERENCES contracts.contract(contract_id);

ALTER TABLE ONLY contracts.contract
    ADD CONSTRAINT contract_order_id_fk FOREIGN KEY (order_id) REFERENCES contracts.state_order(order_id);

ALTER TABLE ONLY contracts.order_amendment
    ADD CONSTRAINT order_amendment_order_id_fk FOREIGN KEY (order_id) REFERENCES contracts.state_order(order_id);

ALTER TABLE ONLY delivery.attendance
    ADD CONSTRAINT attendance_replaces_id_fk FOREIGN KEY (provider_id, replaces_id) REFERENCES delivery.attendance(provider_id, attendance_id);

ALTER TABLE ONLY eligibility.circumstance
    ADD CONSTRAINT circumstance_person_id_fk FOREIGN KEY (person_id) REFERENCES eligibility.person(person_id);

ALTER TABLE ONLY eligibility.decision
    ADD CONSTRAINT decision_person_id_fk FOREIGN KEY (person_id) REFERENCES eligibility.person(person_id);

ALTER TABLE ONLY placements.occupancy
    ADD CONSTRAINT occupancy_placement_id_fk FOREIGN KEY (provider_id, placement_id) REFERENCES placements.placement(provider_id, placement_id);

ALTER TABLE ONLY placements.placement_version
    ADD CONSTRAINT placement_version_placement_id_fk FOREIGN KEY (provider_id, placement_id) REFERENCES placements.placement(provider_id, placement_id);

ALTER TABLE ONLY placements.plan
    ADD CONSTRAINT plan_placement_id_fk FOREIGN KEY (provider_id, placement_id) REFERENCES placements.placement(provider_id, placement_id);

ALTER TABLE ONLY registry.licence
    ADD CONSTRAINT licence_provider_id_fk FOREIGN KEY (provider_id) REFERENCES registry.provider(provider_id);

ALTER TABLE ONLY registry.place
    ADD CONSTRAINT place_provider_id_fk FOREIGN KEY (provider_id) REFERENCES registry.provider(provider_id);

ALTER TABLE ONLY registry.place
    ADD CONSTRAINT place_site_id_fk FOREIGN KEY (site_id) REFERENCES registry.site(site_id);

ALTER TABLE ONLY registry.provider_account
    ADD CONSTRAINT provider_account_provider_id_fk FOREIGN KEY (provider_id) REFERENCES registry.provider(provider_id);

ALTER TABLE ONLY registry.site
    ADD CONSTRAINT site_provider_id_fk FOREIGN KEY (provider_id) REFERENCES registry.provider(provider_id);

ALTER TABLE ONLY settlement.advance_netting
    ADD CONSTRAINT advance_netting_advance_id_fk FOREIGN KEY (provider_id, advance_id) REFERENCES settlement.advance(provider_id, advance_id);

ALTER TABLE ONLY settlement.advance_netting
    ADD CONSTRAINT advance_netting_payment_order_id_fk FOREIGN KEY (provider_id, payment_order_id) REFERENCES settlement.payment_order(provider_id, payment_order_id);

ALTER TABLE ONLY settlement.advance_recoupment
    ADD CONSTRAINT advance_recoupment_advance_id_fk FOREIGN KEY (provider_id, advance_id) REFERENCES settlement.advance(provider_id, advance_id);

ALTER TABLE ONLY settlement.ledger_entry
    ADD CONSTRAINT ledger_entry_reverses_sequence_fk FOREIGN KEY (ledger_number, reverses_sequence) REFERENCES settlement.ledger_entry(ledger_number, sequence);

ALTER TABLE ONLY settlement.match_line
    ADD CONSTRAINT match_line_match_id_fk FOREIGN KEY (match_id) REFERENCES settlement.match(match_id);

ALTER TABLE ONLY settlement.match_line
    ADD CONSTRAINT match_line_payment_order_id_fk FOREIGN KEY (provider_id, payment_order_id) REFERENCES settlement.payment_order(provider_id, payment_order_id);

ALTER TABLE ONLY settlement.match_line
    ADD CONSTRAINT match_line_statement_id_fk FOREIGN KEY (statement_id, line_number) REFERENCES settlement.statement_line(statement_id, line_number);

ALTER TABLE ONLY settlement.netting
    ADD CONSTRAINT netting_payment_order_id_fk FOREIGN KEY (provider_id, payment_order_id) REFERENCES settlement.payment_order(provider_id, payment_order_id);

ALTER TABLE ONLY settlement.payment_approval
    ADD CONSTRAINT payment_approval_payment_run_id_fk FOREIGN KEY (payment_run_id) REFERENCES settlement.payment_run(payment_run_id);

ALTER TABLE ONLY settlement.payment_file
    ADD CONSTRAINT payment_file_payment_run_id_fk FOREIGN KEY (payment_run_id) REFERENCES settlement.payment_run(payment_run_id);

ALTER TABLE ONLY settlement.payment_order
    ADD CONSTRAINT payment_order_advance_id_fk FOREIGN KEY (provider_id, advance_id) REFERENCES settlement.advance(provider_id, advance_id);

ALTER TABLE ONLY settlement.payment_order
    ADD CONSTRAINT payment_order_payment_run_id_fk FOREIGN KEY (payment_run_id) REFERENCES settlement.payment_run(payment_run_id);

ALTER TABLE ONLY settlement.payment_status
    ADD CONSTRAINT payment_status_payment_order_id_fk FOREIGN KEY (provider_id, payment_order_id) REFERENCES settlement.payment_order(provider_id, payment_order_id);

ALTER TABLE ONLY settlement.payment_status
    ADD CONSTRAINT payment_status_payment_report_id_fk FOREIGN KEY (payment_report_id) REFERENCES settlement.payment_report(payment_report_id);

ALTER TABLE ONLY settlement.period_event
    ADD CONSTRAINT period_event_month_fk FOREIGN KEY (month) REFERENCES settlement.period(month);

ALTER TABLE billing.adjusted_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE billing.adjustment ENABLE ROW LEVEL SECURITY;

ALTER TABLE billing.adjustment_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE billing.adjustment_month ENABLE ROW LEVEL SECURITY;

ALTER TABLE billing.capitation_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE billing.capitation_partition ENABLE ROW LEVEL SECURITY;

ALTER TABLE billing.claim ENABLE ROW LEVEL SECURITY;

ALTER TABLE billing.claim_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE billing.contract_use ENABLE ROW LEVEL SECURITY;

ALTER TABLE billing.cut_day ENABLE ROW LEVEL SECURITY;

ALTER TABLE billing.line_decision ENABLE ROW LEVEL SECURITY;

CREATE POLICY provider_scope ON billing.adjusted_line USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.adjustment USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.adjustment_line USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.adjustment_month USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.capitation_line USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.capitation_partition USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.claim USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.claim_line USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.contract_use USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.cut_day USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.line_decision USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON billing.recovery_part USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

ALTER TABLE billing.recovery_part ENABLE ROW LEVEL SECURITY;

ALTER TABLE contracts.assessment ENABLE ROW LEVEL SECURITY;

ALTER TABLE contracts.contract ENABLE ROW LEVEL SECURITY;

ALTER TABLE contracts.contract_amendment ENABLE ROW LEVEL SECURITY;

CREATE POLICY provider_scope ON contracts.assessment USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON contracts.contract USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON contracts.contract_amendment USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

ALTER TABLE delivery.attendance ENABLE ROW LEVEL SECURITY;

CREATE POLICY provider_scope ON delivery.attendance USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

ALTER TABLE placements.occupancy ENABLE ROW LEVEL SECURITY;

ALTER TABLE placements.placement ENABLE ROW LEVEL SECURITY;

ALTER TABLE placements.placement_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE placements.plan ENABLE ROW LEVEL SECURITY;

CREATE POLICY provider_scope ON placements.occupancy USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON placements.placement USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON placements.placement_version USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON placements.plan USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

ALTER TABLE registry.licence ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.place ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.provider ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.provider_account ENABLE ROW LEVEL SECURITY;

CREATE POLICY provider_scope ON registry.licence USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON registry.place USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON registry.provider USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON registry.provider_account USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON registry.site USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

ALTER TABLE registry.site ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.advance ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.advance_netting ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.advance_recoupment ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.approval_rule ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.bank_statement ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.break ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.ledger ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.ledger_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.ledger_month ENABLE ROW LEVEL SECURITY;

CREATE POLICY ledger_scope ON settlement.approval_rule USING (core.sees_provider('PAYER'::text)) WITH CHECK (core.sees_provider('PAYER'::text));

CREATE POLICY ledger_scope ON settlement.bank_statement USING (core.sees_provider('PAYER'::text)) WITH CHECK (core.sees_provider('PAYER'::text));

CREATE POLICY ledger_scope ON settlement.break USING (core.sees_provider(COALESCE(provider_id, 'PAYER'::text))) WITH CHECK (core.sees_provider(COALESCE(provider_id, 'PAYER'::text)));

CREATE POLICY ledger_scope ON settlement.ledger USING (core.sees_provider(ledger_id)) WITH CHECK (core.sees_provider(ledger_id));

CREATE POLICY ledger_scope ON settlement.ledger_entry USING (((current_setting('tirek.provider_scope'::text, true) = '*'::text) OR (ledger_number = ( SELECT l.ledger_number
   FROM settlement.ledger l
  WHERE (l.ledger_id = current_setting('tirek.provider_scope'::text, true)))))) WITH CHECK (((current_setting('tirek.provider_scope'::text, true) = '*'::text) OR (ledger_number = ( SELECT l.ledger_number
   FROM settlement.ledger l
  WHERE (l.ledger_id = current_setting('tirek.provider_scope'::text, true))))));

CREATE POLICY ledger_scope ON settlement.ledger_month USING (((current_setting('tirek.provider_scope'::text, true) = '*'::text) OR (ledger_number = ( SELECT l.ledger_number
   FROM settlement.ledger l
  WHERE (l.ledger_id = current_setting('tirek.provider_scope'::text, true)))))) WITH CHECK (((current_setting('tirek.provider_scope'::text, true) = '*'::text) OR (ledger_number = ( SELECT l.ledger_number
   FROM settlement.ledger l
  WHERE (l.ledger_id = current_setting('tirek.provider_scope'::text, true))))));

CREATE POLICY ledger_scope ON settlement.line_reference USING (core.sees_provider('PAYER'::text)) WITH CHECK (core.sees_provider('PAYER'::text));

CREATE POLICY ledger_scope ON settlement.match USING (core.sees_provider('PAYER'::text)) WITH CHECK (core.sees_provider('PAYER'::text));

CREATE POLICY ledger_scope ON settlement.match_line USING (core.sees_provider(COALESCE(provider_id, 'PAYER'::text))) WITH CHECK (core.sees_provider(COALESCE(provider_id, 'PAYER'::text)));

CREATE POLICY ledger_scope ON settlement.month_turnover USING (((current_setting('tirek.provider_scope'::text, true) = '*'::text) OR (ledger_number = ( SELECT l.ledger_number
   FROM settlement.ledger l
  WHERE (l.ledger_id = current_setting('tirek.provider_scope'::text, true)))))) WITH CHECK (((current_setting('tirek.provider_scope'::text, true) = '*'::text) OR (ledger_number = ( SELECT l.ledger_number
   FROM settlement.ledger l
  WHERE (l.ledger_id = current_setting('tirek.provider_scope'::text, true))))));

CREATE POLICY ledger_scope ON settlement.payment_approval USING (core.sees_provider('PAYER'::text)) WITH CHECK (core.sees_provider('PAYER'::text));

CREATE POLICY ledger_scope ON settlement.payment_file USING (core.sees_provider('PAYER'::text)) WITH CHECK (core.sees_provider('PAYER'::text));

CREATE POLICY ledger_scope ON settlement.payment_report USING (core.sees_provider('PAYER'::text)) WITH CHECK (core.sees_provider('PAYER'::text));

CREATE POLICY ledger_scope ON settlement.payment_run USING (core.sees_provider('PAYER'::text)) WITH CHECK (core.sees_provider('PAYER'::text));

CREATE POLICY ledger_scope ON settlement.payment_status USING (core.sees_provider(COALESCE(provider_id, 'PAYER'::text))) WITH CHECK (core.sees_provider(COALESCE(provider_id, 'PAYER'::text)));

CREATE POLICY ledger_scope ON settlement.period_event USING (core.sees_provider('PAYER'::text)) WITH CHECK (core.sees_provider('PAYER'::text));

CREATE POLICY ledger_scope ON settlement.reservation USING (core.sees_provider(ledger_id)) WITH CHECK (core.sees_provider(ledger_id));

CREATE POLICY ledger_scope ON settlement.statement_line USING (core.sees_provider(COALESCE(provider_id, 'PAYER'::text))) WITH CHECK (core.sees_provider(COALESCE(provider_id, 'PAYER'::text)));

CREATE POLICY ledger_scope ON settlement.suspense USING (core.sees_provider(COALESCE(provider_id, 'PAYER'::text))) WITH CHECK (core.sees_provider(COALESCE(provider_id, 'PAYER'::text)));

ALTER TABLE settlement.line_reference ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.match ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.match_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.month_turnover ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.netting ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_approval ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_file ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_order ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_report ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_run ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.payment_status ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.period_event ENABLE ROW LEVEL SECURITY;

CREATE POLICY provider_scope ON settlement.advance USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON settlement.advance_netting USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON settlement.advance_recoupment USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON settlement.netting USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

CREATE POLICY provider_scope ON settlement.payment_order USING (core.sees_provider(provider_id)) WITH CHECK (core.sees_provider(provider_id));

ALTER TABLE settlement.reservation ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.statement_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE settlement.suspense ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA access TO tirek_access;

GRANT USAGE ON SCHEMA billing TO tirek_billing;
GRANT USAGE ON SCHEMA billing TO tirek_access;
GRANT USAGE ON SCHEMA billing TO tirek_settlement;

GRANT USAGE ON SCHEMA contracts TO tirek_contracts;
GRANT USAGE ON SCHEMA contracts TO tirek_access;
GRANT USAGE ON SCHEMA contracts TO tirek_placements;
GRANT USAGE ON SCHEMA contracts TO tirek_delivery;
GRANT USAGE ON SCHEMA contracts TO tirek_billing;
GRANT USAGE ON SCHEMA contracts TO tirek_settlement;

GRANT USAGE ON SCHEMA core TO tirek_access;
GRANT USAGE ON SCHEMA core TO tirek_registry;
GRANT USAGE ON SCHEMA core TO tirek_contracts;
GRANT USAGE ON SCHEMA core TO tirek_eligibility;
GRANT USAGE ON SCHEMA core TO tirek_placements;
GRANT USAGE ON SCHEMA core TO tirek_delivery;
GRANT USAGE ON SCHEMA core TO tirek_billing;
GRANT USAGE ON SCHEMA core TO tirek_settlement;

GRANT USAGE ON SCHEMA delivery TO tirek_delivery;
GRANT USAGE ON SCHEMA delivery TO tirek_access;
GRANT USAGE ON SCHEMA delivery TO tirek_billing;
GRANT USAGE ON SCHEMA delivery TO tirek_settlement;

GRANT USAGE ON SCHEMA eligibility TO tirek_eligibility;
GRANT USAGE ON SCHEMA eligibility TO tirek_access;
GRANT USAGE ON SCHEMA eligibility TO tirek_placements;
GRANT USAGE ON SCHEMA eligibility TO tirek_billing;

GRANT USAGE ON SCHEMA placements TO tirek_placements;
GRANT USAGE ON SCHEMA placements TO tirek_access;
GRANT USAGE ON SCHEMA placements TO tirek_delivery;
GRANT USAGE ON SCHEMA placements TO tirek_billing;
GRANT USAGE ON SCHEMA placements TO tirek_eligibility;

GRANT USAGE ON SCHEMA registry TO tirek_registry;
GRANT USAGE ON SCHEMA registry TO tirek_access;
GRANT USAGE ON SCHEMA registry TO tirek_contracts;
GRANT USAGE ON SCHEMA registry TO tirek_placements;
GRANT USAGE ON SCHEMA registry TO tirek_delivery;
GRANT USAGE ON SCHEMA registry TO tirek_billing;
GRANT USAGE ON SCHEMA registry TO tirek_settlement;

GRANT USAGE ON SCHEMA settlement TO tirek_settlement;
GRANT USAGE ON SCHEMA settlement TO tirek_access;
GRANT USAGE ON SCHEMA settlement TO tirek_billing;

REVOKE ALL ON FUNCTION settlement.entries_between(ledger integer, first_day date, end_day date, after_number bigint, up_to bigint, most bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION settlement.entries_between(ledger integer, first_day date, end_day date, after_number bigint, up_to bigint, most bigint) TO tirek_settlement;

REVOKE ALL ON FUNCTION settlement.entry_sequence(ledger_number integer, entry_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION settlement.entry_sequence(ledger_number integer, entry_id text) TO tirek_settlement;
GRANT ALL ON FUNCTION settlement.entry_sequence(ledger_number integer, entry_id text) TO tirek_billing;

REVOKE ALL ON FUNCTION settlement.hold_months(months text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION settlement.hold_months(months text[]) TO tirek_settlement;
GRANT ALL ON FUNCTION settlement.hold_months(months text[]) TO tirek_billing;

REVOKE ALL ON FUNCTION settlement.known_sequence(ledger integer, known_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION settlement.known_sequence(ledger integer, known_at timestamp with time zone) TO tirek_settlement;

GRANT SELECT ON TABLE settlement.ledger TO tirek_settlement;
GRANT SELECT ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(month_start) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(month_start) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(account) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(account) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(currency_code) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(currency_code) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(least_minor) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(least_minor) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(most_minor) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(most_minor) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(reserved_debit_minor) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(reserved_debit_minor) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(reserved_credit_minor) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(reserved_credit_minor) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(opened_minor) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(opened_minor) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(sequence) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(sequence) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(record_time) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(record_time) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(hash) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(hash) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(balance_minor) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(balance_minor) ON TABLE settlement.ledger TO tirek_billing;

GRANT UPDATE(debited_minor) ON TABLE settlement.ledger TO tirek_settlement;
GRANT UPDATE(debited_minor) ON TABLE settlement.ledger TO tirek_billing;

REVOKE ALL ON FUNCTION settlement.lock_ledgers(ledgers text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION settlement.lock_ledgers(ledgers text[]) TO tirek_settlement;
GRANT ALL ON FUNCTION settlement.lock_ledgers(ledgers text[]) TO tirek_billing;

REVOKE ALL ON FUNCTION settlement.month_gate(month text) FROM PUBLIC;
GRANT ALL ON FUNCTION settlement.month_gate(month text) TO tirek_settlement;

REVOKE ALL ON FUNCTION settlement.open_reservations(ledgers text[], ids text[], due timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION settlement.open_reservations(ledgers text[], ids text[], due timestamp with time zone) TO tirek_settlement;
GRANT ALL ON FUNCTION settlement.open_reservations(ledgers text[], ids text[], due timestamp with time zone) TO tirek_billing;

REVOKE ALL ON FUNCTION settlement.paid_minor(provider text, payment_order text) FROM PUBLIC;
GRANT ALL ON FUNCTION settlement.paid_minor(provider text, payment_order text) TO tirek_settlement;

REVOKE ALL ON FUNCTION settlement.turnover_before(ledger integer, day date, up_to bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION settlement.turnover_before(ledger integer, day date, up_to bigint) TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE access.audit_event TO tirek_access;

GRANT SELECT,UPDATE ON TABLE access.audit_head TO tirek_access;

GRANT SELECT,INSERT ON TABLE access.principal TO tirek_access;

GRANT SELECT ON TABLE access.published_audit_event TO tirek_access;

GRANT SELECT,INSERT ON TABLE access.request TO tirek_access;

GRANT SELECT,INSERT ON TABLE access.token TO tirek_access;

GRANT UPDATE(revoke_time) ON TABLE access.token TO tirek_access;

GRANT SELECT,INSERT ON TABLE billing.adjusted_line TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.adjustment TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.adjustment_line TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.adjustment_month TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.audit_event TO tirek_billing;

GRANT SELECT,UPDATE ON TABLE billing.audit_head TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.capitation_line TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.capitation_partition TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.capitation_run TO tirek_billing;

GRANT UPDATE(state) ON TABLE billing.capitation_run TO tirek_billing;

GRANT UPDATE(providers_total) ON TABLE billing.capitation_run TO tirek_billing;

GRANT UPDATE(providers_done) ON TABLE billing.capitation_run TO tirek_billing;

GRANT UPDATE(lines) ON TABLE billing.capitation_run TO tirek_billing;

GRANT UPDATE(payable_minor) ON TABLE billing.capitation_run TO tirek_billing;

GRANT UPDATE(denied_minor) ON TABLE billing.capitation_run TO tirek_billing;

GRANT UPDATE(currency_code) ON TABLE billing.capitation_run TO tirek_billing;

GRANT UPDATE(result_hash) ON TABLE billing.capitation_run TO tirek_billing;

GRANT UPDATE(failure) ON TABLE billing.capitation_run TO tirek_billing;

GRANT UPDATE(end_time) ON TABLE billing.capitation_run TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.claim TO tirek_billing;

GRANT UPDATE(state) ON TABLE billing.claim TO tirek_billing;

GRANT UPDATE(approved_minor) ON TABLE billing.claim TO tirek_billing;

GRANT UPDATE(unfunded_minor) ON TABLE billing.claim TO tirek_billing;

GRANT UPDATE(denied_minor) ON TABLE billing.claim TO tirek_billing;

GRANT UPDATE(due_date) ON TABLE billing.claim TO tirek_billing;

GRANT UPDATE(version) ON TABLE billing.claim TO tirek_billing;

GRANT UPDATE(adjudicate_time) ON TABLE billing.claim TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.claim_line TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.contract_use TO tirek_billing;

GRANT UPDATE(accepted_minor) ON TABLE billing.contract_use TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.cut_day TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.late_fact_check TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.line_decision TO tirek_billing;

GRANT SELECT ON TABLE billing.published_adjustment TO tirek_settlement;

GRANT SELECT ON TABLE billing.published_adjustment_evidence TO tirek_settlement;

GRANT SELECT ON TABLE billing.published_audit_event TO tirek_access;

GRANT SELECT ON TABLE billing.published_capitation_run TO tirek_settlement;

GRANT SELECT ON TABLE billing.published_capitation_total TO tirek_settlement;

GRANT SELECT ON TABLE billing.published_claim TO tirek_settlement;

GRANT SELECT ON TABLE billing.published_unclaimed TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE billing.recovery_part TO tirek_billing;

GRANT SELECT,INSERT ON TABLE billing.request TO tirek_billing;

GRANT SELECT,INSERT ON TABLE contracts.assessment TO tirek_contracts;

GRANT SELECT,INSERT ON TABLE contracts.audit_event TO tirek_contracts;

GRANT SELECT,UPDATE ON TABLE contracts.audit_head TO tirek_contracts;

GRANT SELECT,INSERT ON TABLE contracts.calendar_day TO tirek_contracts;

GRANT SELECT,INSERT ON TABLE contracts.contract TO tirek_contracts;

GRANT SELECT,INSERT ON TABLE contracts.contract_amendment TO tirek_contracts;

GRANT SELECT,INSERT ON TABLE contracts.order_amendment TO tirek_contracts;

GRANT SELECT ON TABLE contracts.published_assessment TO tirek_billing;

GRANT SELECT ON TABLE contracts.published_audit_event TO tirek_access;

GRANT SELECT ON TABLE contracts.published_calendar_day TO tirek_delivery;
GRANT SELECT ON TABLE contracts.published_calendar_day TO tirek_billing;

GRANT SELECT ON TABLE contracts.published_contract_version TO tirek_contracts;
GRANT SELECT ON TABLE contracts.published_contract_version TO tirek_billing;

GRANT SELECT ON TABLE contracts.published_contract TO tirek_placements;
GRANT SELECT ON TABLE contracts.published_contract TO tirek_delivery;
GRANT SELECT ON TABLE contracts.published_contract TO tirek_billing;
GRANT SELECT ON TABLE contracts.published_contract TO tirek_settlement;
GRANT SELECT ON TABLE contracts.published_contract TO tirek_contracts;

GRANT SELECT,INSERT ON TABLE contracts.state_order TO tirek_contracts;

GRANT SELECT ON TABLE contracts.published_order_version TO tirek_contracts;
GRANT SELECT ON TABLE contracts.published_order_version TO tirek_billing;

GRANT SELECT ON TABLE contracts.published_order TO tirek_billing;
GRANT SELECT ON TABLE contracts.published_order TO tirek_settlement;
GRANT SELECT ON TABLE contracts.published_order TO tirek_contracts;

GRANT SELECT,INSERT ON TABLE contracts.request TO tirek_contracts;

GRANT SELECT ON TABLE core.migration TO tirek_access;

GRANT SELECT,INSERT ON TABLE delivery.attendance TO tirek_delivery;

GRANT SELECT,INSERT ON TABLE delivery.audit_event TO tirek_delivery;

GRANT SELECT,UPDATE ON TABLE delivery.audit_head TO tirek_delivery;

GRANT SELECT ON TABLE delivery.published_attendance TO tirek_billing;
GRANT SELECT ON TABLE delivery.published_attendance TO tirek_settlement;

GRANT SELECT ON TABLE delivery.published_attendance_record TO tirek_billing;

GRANT SELECT ON TABLE delivery.published_audit_event TO tirek_access;

GRANT SELECT,INSERT ON TABLE delivery.request TO tirek_delivery;

GRANT SELECT,INSERT ON TABLE eligibility.audit_event TO tirek_eligibility;

GRANT SELECT,UPDATE ON TABLE eligibility.audit_head TO tirek_eligibility;

GRANT SELECT,INSERT ON TABLE eligibility.circumstance TO tirek_eligibility;

GRANT SELECT,INSERT ON TABLE eligibility.decision TO tirek_eligibility;

GRANT SELECT,INSERT ON TABLE eligibility.person TO tirek_eligibility;

GRANT SELECT ON TABLE eligibility.published_audit_event TO tirek_access;

GRANT SELECT ON TABLE eligibility.published_birth_date TO tirek_billing;

GRANT SELECT ON TABLE eligibility.published_circumstance TO tirek_billing;

GRANT SELECT ON TABLE eligibility.published_decision TO tirek_placements;
GRANT SELECT ON TABLE eligibility.published_decision TO tirek_billing;

GRANT SELECT,INSERT ON TABLE eligibility.request TO tirek_eligibility;

GRANT SELECT,INSERT ON TABLE placements.application TO tirek_placements;

GRANT UPDATE(state) ON TABLE placements.application TO tirek_placements;

GRANT UPDATE(placement_id) ON TABLE placements.application TO tirek_placements;

GRANT UPDATE(place_time) ON TABLE placements.application TO tirek_placements;

GRANT SELECT,INSERT ON TABLE placements.audit_event TO tirek_placements;

GRANT SELECT,UPDATE ON TABLE placements.audit_head TO tirek_placements;

GRANT SELECT,INSERT ON TABLE placements.occupancy TO tirek_placements;

GRANT UPDATE(end_date) ON TABLE placements.occupancy TO tirek_placements;

GRANT SELECT,INSERT ON TABLE placements.place_lock TO tirek_placements;

GRANT UPDATE(place_id) ON TABLE placements.place_lock TO tirek_placements;

GRANT SELECT,INSERT ON TABLE placements.placement TO tirek_placements;

GRANT SELECT,INSERT ON TABLE placements.placement_version TO tirek_placements;

GRANT SELECT,INSERT ON TABLE placements.plan TO tirek_placements;

GRANT SELECT ON TABLE placements.published_audit_event TO tirek_access;

GRANT SELECT ON TABLE placements.published_occupancy TO tirek_billing;

GRANT SELECT ON TABLE placements.published_placement_version TO tirek_delivery;
GRANT SELECT ON TABLE placements.published_placement_version TO tirek_billing;
GRANT SELECT ON TABLE placements.published_placement_version TO tirek_eligibility;

GRANT SELECT ON TABLE placements.published_placement TO tirek_placements;
GRANT SELECT ON TABLE placements.published_placement TO tirek_delivery;
GRANT SELECT ON TABLE placements.published_placement TO tirek_billing;

GRANT SELECT ON TABLE placements.published_plan TO tirek_billing;

GRANT SELECT,INSERT ON TABLE placements.request TO tirek_placements;

GRANT SELECT,INSERT ON TABLE registry.audit_event TO tirek_registry;

GRANT SELECT,UPDATE ON TABLE registry.audit_head TO tirek_registry;

GRANT SELECT,INSERT ON TABLE registry.licence TO tirek_registry;

GRANT SELECT,INSERT ON TABLE registry.place TO tirek_registry;

GRANT SELECT,INSERT ON TABLE registry.provider TO tirek_registry;

GRANT SELECT,INSERT ON TABLE registry.provider_account TO tirek_registry;

GRANT SELECT ON TABLE registry.published_audit_event TO tirek_access;

GRANT SELECT ON TABLE registry.published_licence TO tirek_contracts;
GRANT SELECT ON TABLE registry.published_licence TO tirek_billing;

GRANT SELECT,INSERT ON TABLE registry.site TO tirek_registry;

GRANT SELECT ON TABLE registry.published_place TO tirek_contracts;
GRANT SELECT ON TABLE registry.published_place TO tirek_placements;
GRANT SELECT ON TABLE registry.published_place TO tirek_delivery;
GRANT SELECT ON TABLE registry.published_place TO tirek_billing;

GRANT SELECT ON TABLE registry.published_provider TO tirek_access;
GRANT SELECT ON TABLE registry.published_provider TO tirek_contracts;
GRANT SELECT ON TABLE registry.published_provider TO tirek_placements;
GRANT SELECT ON TABLE registry.published_provider TO tirek_delivery;
GRANT SELECT ON TABLE registry.published_provider TO tirek_billing;
GRANT SELECT ON TABLE registry.published_provider TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE registry.request TO tirek_registry;

GRANT SELECT ON TABLE settlement.account TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.advance TO tirek_settlement;

GRANT UPDATE(state) ON TABLE settlement.advance TO tirek_settlement;

GRANT UPDATE(approved_by) ON TABLE settlement.advance TO tirek_settlement;

GRANT UPDATE(approve_time) ON TABLE settlement.advance TO tirek_settlement;

GRANT UPDATE(cancelled_by) ON TABLE settlement.advance TO tirek_settlement;

GRANT UPDATE(cancel_reason) ON TABLE settlement.advance TO tirek_settlement;

GRANT UPDATE(version) ON TABLE settlement.advance TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.advance_netting TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.advance_recoupment TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.ledger_entry TO tirek_settlement;
GRANT INSERT ON TABLE settlement.ledger_entry TO tirek_billing;

GRANT SELECT,INSERT ON TABLE settlement.match_line TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.payment_order TO tirek_settlement;

GRANT UPDATE(state) ON TABLE settlement.payment_order TO tirek_settlement;

GRANT UPDATE(held_reason) ON TABLE settlement.payment_order TO tirek_settlement;

GRANT UPDATE(returned_minor) ON TABLE settlement.payment_order TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.statement_line TO tirek_settlement;

GRANT SELECT ON TABLE settlement.advance_standing TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.approval_rule TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.audit_event TO tirek_settlement;

GRANT SELECT,UPDATE ON TABLE settlement.audit_head TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.bank_statement TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.break TO tirek_settlement;

GRANT SELECT ON TABLE settlement.entry TO tirek_settlement;

GRANT SELECT ON TABLE settlement.ledger_head TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.ledger_month TO tirek_settlement;
GRANT INSERT ON TABLE settlement.ledger_month TO tirek_billing;

GRANT SELECT,INSERT ON TABLE settlement.line_reference TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.match TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.month_turnover TO tirek_settlement;
GRANT SELECT,INSERT ON TABLE settlement.month_turnover TO tirek_billing;

GRANT UPDATE(debit_minor) ON TABLE settlement.month_turnover TO tirek_settlement;
GRANT UPDATE(debit_minor) ON TABLE settlement.month_turnover TO tirek_billing;

GRANT UPDATE(credit_minor) ON TABLE settlement.month_turnover TO tirek_settlement;
GRANT UPDATE(credit_minor) ON TABLE settlement.month_turnover TO tirek_billing;

GRANT SELECT,INSERT ON TABLE settlement.netting TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.payment_approval TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.payment_file TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.payment_report TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.payment_run TO tirek_settlement;

GRANT UPDATE(state) ON TABLE settlement.payment_run TO tirek_settlement;

GRANT UPDATE(approved_by) ON TABLE settlement.payment_run TO tirek_settlement;

GRANT UPDATE(version) ON TABLE settlement.payment_run TO tirek_settlement;

GRANT UPDATE(cancelled_by) ON TABLE settlement.payment_run TO tirek_settlement;

GRANT UPDATE(cancel_reason) ON TABLE settlement.payment_run TO tirek_settlement;

GRANT UPDATE(held_orders) ON TABLE settlement.payment_run TO tirek_settlement;

GRANT UPDATE(held_minor) ON TABLE settlement.payment_run TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.payment_status TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.period TO tirek_settlement;

GRANT UPDATE(state) ON TABLE settlement.period TO tirek_settlement;

GRANT UPDATE(close_time) ON TABLE settlement.period TO tirek_settlement;

GRANT UPDATE(closed_by) ON TABLE settlement.period TO tirek_settlement;

GRANT UPDATE(breaks) ON TABLE settlement.period TO tirek_settlement;

GRANT UPDATE(soft_close_time) ON TABLE settlement.period TO tirek_settlement;

GRANT UPDATE(soft_closed_by) ON TABLE settlement.period TO tirek_settlement;

GRANT UPDATE(state_time) ON TABLE settlement.period TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.period_event TO tirek_settlement;

GRANT SELECT ON TABLE settlement.posting TO tirek_settlement;

GRANT SELECT ON TABLE settlement.published_audit_event TO tirek_access;

GRANT SELECT ON TABLE settlement.published_entry TO tirek_billing;

GRANT SELECT,INSERT ON TABLE settlement.request TO tirek_settlement;

GRANT SELECT,INSERT ON TABLE settlement.reservation TO tirek_settlement;

GRANT SELECT(ledger_id) ON TABLE settlement.reservation TO tirek_billing;

GRANT SELECT(reservation_id) ON TABLE settlement.reservation TO tirek_billing;

GRANT UPDATE(state) ON TABLE settlement.reservation TO tirek_settlement;
GRANT UPDATE(state) ON TABLE settlement.reservation TO tirek_billing;

GRANT UPDATE(entry_id) ON TABLE settlement.reservation TO tirek_settlement;
GRANT UPDATE(entry_id) ON TABLE settlement.reservation TO tirek_billing;

GRANT SELECT,INSERT ON TABLE settlement.suspense TO tirek_settlement;

GRANT UPDATE(state) ON TABLE settlement.suspense TO tirek_settlement;

GRANT SELECT ON TABLE settlement.turnover TO tirek_settlement;

