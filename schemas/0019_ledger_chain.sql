-- 0019 ledger chain: running balances, limits, reservations, and a hash chain per ledger.
--
-- Why a chain per ledger: a ledger is the unit that is locked, moved and asked for; one chain for
-- all would make every posting wait for every other.
-- Why postings are found by their entry's sequence: it is short, gapless and in the chain; the id
-- stays the entry's name for people.
-- Why day_minor: the account's sum by effective date, carried along as the balance is, so that a
-- balance as of a day reads one row a day and a late posting rewrites none.
-- Why no foreign key from posting to entry: the triggers judge both directions once a statement.
-- Data: entries that are there get their balances, sums and hashes here, in the order of their
-- numbers. The previous release cannot post after this migration; it reads as before.
SET lock_timeout = '2s';
SET LOCAL tirek.provider_scope = '*';

CREATE TABLE settlement.account (
    ledger_id             text     NOT NULL,
    account               text     NOT NULL CONSTRAINT account_account_ck CHECK (account IN
                                   ('EXPENSE_ACCRUED', 'PAYABLE', 'BANK_CLEARING', 'BANK', 'SUSPENSE',
                                    'RECEIVABLE', 'UNFUNDED', 'UNFUNDED_CONTRA')),
    currency_code         char(3)  NOT NULL,
    balance_minor         bigint   NOT NULL,
    sequence              bigint   NOT NULL CONSTRAINT account_sequence_ck CHECK (sequence >= 0),
    reserved_debit_minor  bigint   NOT NULL DEFAULT 0
                                   CONSTRAINT account_reserved_debit_minor_ck
                                   CHECK (reserved_debit_minor >= 0),
    reserved_credit_minor bigint   NOT NULL DEFAULT 0
                                   CONSTRAINT account_reserved_credit_minor_ck
                                   CHECK (reserved_credit_minor >= 0),
    least_minor           bigint,
    most_minor            bigint,
    day                   date,
    day_minor             bigint   NOT NULL DEFAULT 0,
    CONSTRAINT account_pk PRIMARY KEY (ledger_id, account, currency_code),
    CONSTRAINT account_limits_ck CHECK (least_minor <= most_minor)
) WITH (fillfactor = 70);

CREATE TABLE settlement.reservation (
    ledger_id        text        NOT NULL,
    reservation_id   text        NOT NULL,
    debit_account    text        NOT NULL,
    credit_account   text        NOT NULL,
    amount_minor     bigint      NOT NULL
                                 CONSTRAINT reservation_amount_minor_ck CHECK (amount_minor > 0),
    currency_code    char(3)     NOT NULL,
    effective_date   date        NOT NULL,
    description      text        NOT NULL,
    contract_id      text,
    funding_source   text,
    budget_code      text,
    expire_time      timestamptz,
    record_time      timestamptz NOT NULL,
    state            text        NOT NULL CONSTRAINT reservation_state_ck
                                 CHECK (state IN ('OPEN', 'POSTED', 'VOIDED', 'EXPIRED')),
    entry_id         text,
    CONSTRAINT reservation_pk PRIMARY KEY (ledger_id, reservation_id),
    CONSTRAINT reservation_entry_id_ck CHECK ((state = 'POSTED') = (entry_id IS NOT NULL))
);
CREATE INDEX reservation_expire_time_ix ON settlement.reservation (ledger_id, expire_time)
    WHERE state = 'OPEN';

ALTER TABLE settlement.ledger_head
    ADD COLUMN hash bytea NOT NULL DEFAULT '',
    ADD COLUMN record_time timestamptz NOT NULL DEFAULT '-infinity',
    DROP CONSTRAINT ledger_head_sequence_ck,
    ADD CONSTRAINT ledger_head_sequence_ck CHECK (sequence >= 0);
ALTER TABLE settlement.ledger_head SET (fillfactor = 70);
ALTER TABLE settlement.entry ADD COLUMN hash bytea;
ALTER TABLE settlement.posting
    ADD COLUMN sequence bigint, ADD COLUMN effective_date date, ADD COLUMN account_sequence bigint,
    ADD COLUMN balance_minor bigint, ADD COLUMN day_minor bigint;

-- Whatever kinds of documents earlier migrations know, and the ledger's own.
DO $$
DECLARE
    known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                    WHERE conname = 'entry_source_type_ck'
                      AND conrelid = 'settlement.entry'::regclass);
BEGIN
    ALTER TABLE settlement.entry DROP CONSTRAINT entry_source_type_ck;
    EXECUTE format('ALTER TABLE settlement.entry ADD CONSTRAINT entry_source_type_ck
        CHECK (source_type = ANY (ARRAY[%s, ''MANUAL'']))',
        (SELECT string_agg(quote_literal(name[1]), ', ')
           FROM regexp_matches(known, '''([A-Z_]+)''', 'g') AS name));
END $$;

-- Triggers of 0009 would judge, and append_only refuse, what only completes the rows.
ALTER TABLE settlement.entry DISABLE TRIGGER append_only;
ALTER TABLE settlement.posting DISABLE TRIGGER append_only;

UPDATE settlement.posting p
   SET sequence = e.sequence, effective_date = e.effective_date
  FROM settlement.entry e
 WHERE e.ledger_id = p.ledger_id AND e.entry_id = p.entry_id;
UPDATE settlement.posting p
   SET account_sequence = r.account_sequence, balance_minor = r.balance_minor,
       day_minor = r.day_minor
  FROM (SELECT ledger_id, sequence, line,
               row_number() OVER account AS account_sequence,
               sum(amount_minor) OVER account AS balance_minor,
               sum(amount_minor) OVER day AS day_minor
          FROM settlement.posting
        WINDOW account AS (PARTITION BY ledger_id, account, currency_code
                           ORDER BY sequence, line),
               day AS (PARTITION BY ledger_id, account, currency_code, effective_date
                       ORDER BY sequence, line)) r
 WHERE r.ledger_id = p.ledger_id AND r.sequence = p.sequence AND r.line = p.line;
INSERT INTO settlement.account (ledger_id, account, currency_code, balance_minor, sequence, day,
                                day_minor)
    SELECT DISTINCT ON (ledger_id, account, currency_code)
           ledger_id, account, currency_code, balance_minor, account_sequence, effective_date,
           day_minor
      FROM settlement.posting
     ORDER BY ledger_id, account, currency_code, account_sequence DESC;

-- The text of billing/ledger/chain.h: each value with its length before it, absent ones as '-'.
CREATE FUNCTION settlement.canonical(part bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(convert_to(E'\n' || length(part) || ':', 'UTF8') || part,
                    convert_to(E'\n-', 'UTF8'))
$$;
CREATE FUNCTION settlement.canonical(part text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT settlement.canonical(convert_to(part, 'UTF8'))
$$;
CREATE FUNCTION settlement.canonical(part bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT convert_to(E'\n' || part, 'UTF8')
$$;
CREATE FUNCTION settlement.micros(instant timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT (extract(epoch FROM instant) * 1000000)::bigint
$$;
DO $$
DECLARE
    e record;
    previous bytea;
    ledger text := '';
BEGIN
    FOR e IN SELECT ledger_id, sequence, entry_id, source_type, source_id, effective_date,
                    record_time, description, reverses_id
               FROM settlement.entry ORDER BY ledger_id, sequence LOOP
        IF e.ledger_id <> ledger THEN
            ledger := e.ledger_id;
            previous := '';
        END IF;
        SELECT sha256(convert_to('tirek-ledger-1', 'UTF8') || settlement.canonical(previous)
               || settlement.canonical(e.ledger_id) || settlement.canonical(e.sequence)
               || settlement.canonical(e.entry_id) || settlement.canonical(e.source_type)
               || settlement.canonical(e.source_id)
               || settlement.canonical((e.effective_date - date '1970-01-01')::bigint)
               || settlement.canonical(settlement.micros(e.record_time))
               || settlement.canonical(e.description) || settlement.canonical(e.reverses_id)
               || settlement.canonical(min(p.currency_code)::text) || settlement.canonical(count(*))
               || string_agg(settlement.canonical(p.account)
                      || settlement.canonical(p.amount_minor)
                      || settlement.canonical(p.account_sequence)
                      || settlement.canonical(p.balance_minor) || settlement.canonical(p.day_minor)
                      || settlement.canonical(p.contract_id)
                      || settlement.canonical(p.funding_source)
                      || settlement.canonical(p.budget_code), '' ORDER BY p.line))
          INTO previous
          FROM settlement.posting p
         WHERE p.ledger_id = e.ledger_id AND p.sequence = e.sequence;
        UPDATE settlement.entry SET hash = previous
         WHERE ledger_id = e.ledger_id AND entry_id = e.entry_id;
        UPDATE settlement.ledger_head
           SET hash = previous, record_time = greatest(record_time, e.record_time)
         WHERE ledger_id = e.ledger_id;
    END LOOP;
END $$;
DROP FUNCTION settlement.canonical(bytea), settlement.canonical(text),
    settlement.canonical(bigint), settlement.micros(timestamptz);

CREATE OR REPLACE VIEW settlement.published_entry AS
    SELECT e.ledger_id, e.entry_id, e.source_type, e.source_id, e.effective_date,
           p.amount_minor, p.currency_code
      FROM settlement.entry e
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::bigint
                      AS amount_minor,
                  min(currency_code)::char(3) AS currency_code
             FROM settlement.posting
            WHERE ledger_id = e.ledger_id AND sequence = e.sequence) p;

DROP TRIGGER entry_balances ON settlement.entry;
DROP TRIGGER posting_balances ON settlement.posting;
ALTER TABLE settlement.posting
    DROP CONSTRAINT posting_entry_id_fk,
    DROP CONSTRAINT posting_pk,
    DROP COLUMN entry_id,
    ALTER COLUMN sequence SET NOT NULL,
    ALTER COLUMN effective_date SET NOT NULL,
    ALTER COLUMN account_sequence SET NOT NULL,
    ALTER COLUMN balance_minor SET NOT NULL,
    ALTER COLUMN day_minor SET NOT NULL,
    ADD CONSTRAINT posting_pk PRIMARY KEY (ledger_id, sequence, line);
-- An account's postings by effective date, and which of them were known at a number.
CREATE INDEX posting_account_ix ON settlement.posting
    (ledger_id, account, currency_code, effective_date, sequence);
ALTER TABLE settlement.entry
    ALTER COLUMN hash SET NOT NULL,
    ADD CONSTRAINT entry_hash_ck CHECK (length(hash) = 32),
    DROP CONSTRAINT entry_reverses_id_uq;
CREATE UNIQUE INDEX entry_reverses_id_uq ON settlement.entry (ledger_id, reverses_id)
    WHERE reverses_id IS NOT NULL;
ALTER TABLE settlement.entry ENABLE TRIGGER append_only;
ALTER TABLE settlement.posting ENABLE TRIGGER append_only;

-- The postings that a statement added are whole entries, each in one currency and balanced. They
-- are counted among themselves, so what is added to an entry later is refused, balanced or not.
-- A plan without the indexes would read whole tables once a statement.
DROP FUNCTION settlement.check_entries();
CREATE FUNCTION settlement.check_postings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE
    wrong text;
BEGIN
    SELECT g.ledger_id || ' ' || g.sequence INTO wrong
      FROM (SELECT ledger_id, sequence, count(*) AS postings,
                   min(currency_code) <> max(currency_code) AS mixed,
                   min(effective_date) AS first_date, max(effective_date) AS last_date,
                   coalesce(sum(amount_minor) FILTER (WHERE NOT memo), 0) AS money,
                   coalesce(sum(amount_minor) FILTER (WHERE memo), 0) AS memo
              FROM inserted GROUP BY ledger_id, sequence) g
      LEFT JOIN settlement.entry e ON e.ledger_id = g.ledger_id AND e.sequence = g.sequence
     WHERE e.posting_count IS DISTINCT FROM g.postings OR g.mixed OR g.money <> 0 OR g.memo <> 0
        OR g.first_date <> e.effective_date OR g.last_date <> e.effective_date
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % is incomplete, sealed or does not balance', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances_ck';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION settlement.check_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE
    wrong text;
BEGIN
    SELECT i.entry_id INTO wrong
      FROM inserted i
      LEFT JOIN settlement.posting p ON p.ledger_id = i.ledger_id AND p.sequence = i.sequence
                                    AND p.line = i.posting_count
     WHERE p.line IS NULL
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % has not all of its postings', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances_ck';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_balances AFTER INSERT ON settlement.entry
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION settlement.check_entries();
CREATE TRIGGER posting_balances AFTER INSERT ON settlement.posting
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT
    EXECUTE FUNCTION settlement.check_postings();

-- As hold_periods, and tells the state of each month.
CREATE FUNCTION settlement.hold_months(months text[]) RETURNS TABLE (month text, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO settlement.period (month, state)
        SELECT DISTINCT wanted, 'OPEN' FROM unnest(months) AS x (wanted) ORDER BY wanted
        ON CONFLICT ON CONSTRAINT period_month_pk DO NOTHING;
    PERFORM FROM settlement.period p WHERE p.month = ANY(months) ORDER BY p.month FOR SHARE;
    RETURN QUERY SELECT p.month, p.state FROM settlement.period p WHERE p.month = ANY(months);
END $$;

-- Locks the heads of `ledgers` in the order of their ids, those that are new made first, and gives
-- them with their accounts as they are once locked. Functions of the owner, so that who may only
-- post need not be able to read.
CREATE FUNCTION settlement.open_ledgers(ledgers text[])
RETURNS TABLE (ledger_id text, head_sequence bigint, head_hash text, head_micros bigint,
               account text, currency_code text, balance_minor bigint, sequence bigint,
               reserved_debit_minor bigint, reserved_credit_minor bigint, least_minor bigint,
               most_minor bigint, epoch_day integer, day_minor bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO settlement.ledger_head (ledger_id, sequence)
        SELECT DISTINCT wanted, 0 FROM unnest(ledgers) AS x (wanted) ORDER BY wanted
        ON CONFLICT ON CONSTRAINT ledger_head_ledger_id_pk DO NOTHING;
    PERFORM FROM settlement.ledger_head h WHERE h.ledger_id = ANY(ledgers)
      ORDER BY h.ledger_id FOR UPDATE;
    RETURN QUERY
        SELECT h.ledger_id, h.sequence, encode(h.hash, 'hex'),
               CASE WHEN isfinite(h.record_time)
                    THEN (extract(epoch FROM h.record_time) * 1000000)::bigint ELSE 0 END,
               a.account, a.currency_code::text, a.balance_minor, a.sequence,
               a.reserved_debit_minor, a.reserved_credit_minor, a.least_minor, a.most_minor,
               a.day - date '1970-01-01', a.day_minor
          FROM settlement.ledger_head h LEFT JOIN settlement.account a ON a.ledger_id = h.ledger_id
         WHERE h.ledger_id = ANY(ledgers);
END $$;

-- The sums of accounts by effective date, for dates that are not the account's last one: position
-- in the arrays, and the sum; nothing for a date without postings.
CREATE FUNCTION settlement.day_sums(ledgers text[], accounts text[], currencies text[], days date[])
RETURNS TABLE (place bigint, day_minor bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT x.place, last.day_minor
      FROM unnest(ledgers, accounts, currencies, days) WITH ORDINALITY
           AS x (ledger_id, account, currency_code, day, place)
     CROSS JOIN LATERAL (
           SELECT p.day_minor FROM settlement.posting p
            WHERE p.ledger_id = x.ledger_id AND p.account = x.account
              AND p.currency_code = x.currency_code AND p.effective_date = x.day
            ORDER BY p.sequence DESC, p.account_sequence DESC LIMIT 1) last
$$;

-- What is asked for by its id, and what has run out when it is `due`.
CREATE FUNCTION settlement.open_reservations(ledgers text[], ids text[], due timestamptz)
RETURNS TABLE (ledger_id text, reservation_id text, debit_account text, credit_account text,
               amount_minor bigint, currency_code text, epoch_day integer, description text,
               contract_id text, funding_source text, budget_code text, expire_micros bigint,
               state text, entry_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.ledger_id, r.reservation_id, r.debit_account, r.credit_account, r.amount_minor,
           r.currency_code::text, r.effective_date - date '1970-01-01', r.description,
           r.contract_id, r.funding_source, r.budget_code,
           (extract(epoch FROM r.expire_time) * 1000000)::bigint, r.state, r.entry_id
      FROM settlement.reservation r
     WHERE r.ledger_id = ANY(ledgers)
       AND (r.reservation_id = ANY(ids) OR (r.state = 'OPEN' AND r.expire_time <= due))
$$;

CALL settlement.scope_by_ledger('settlement.account', 'ledger_id');
CALL settlement.scope_by_ledger('settlement.reservation', 'ledger_id');
GRANT SELECT, INSERT ON settlement.account, settlement.reservation TO tirek_settlement;
GRANT UPDATE (balance_minor, sequence, reserved_debit_minor, reserved_credit_minor, least_minor,
    most_minor, day, day_minor) ON settlement.account TO tirek_settlement;
GRANT UPDATE (state, entry_id) ON settlement.reservation TO tirek_settlement, tirek_billing;
GRANT UPDATE (hash, record_time) ON settlement.ledger_head TO tirek_settlement, tirek_billing;
GRANT SELECT, INSERT, UPDATE (balance_minor, sequence, reserved_debit_minor, reserved_credit_minor,
    day, day_minor) ON settlement.account TO tirek_billing;
GRANT SELECT (ledger_id, reservation_id) ON settlement.reservation TO tirek_billing;
REVOKE EXECUTE ON FUNCTION settlement.check_entries(), settlement.check_postings(),
    settlement.hold_months(text[]), settlement.open_ledgers(text[]),
    settlement.day_sums(text[], text[], text[], date[]),
    settlement.open_reservations(text[], text[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION settlement.hold_months(text[]), settlement.open_ledgers(text[]),
    settlement.day_sums(text[], text[], text[], date[]),
    settlement.open_reservations(text[], text[], timestamptz) TO tirek_settlement, tirek_billing;
