-- 0033 ledger rows: an entry is one row with its postings in it, and a ledger's state is one row.
--
-- Why: a transfer wrote two postings, an entry, two accounts, a head and two turnovers, with seven
-- index entries and three triggers to hold them together. What is one row needs no trigger to be
-- whole: it balances by a constraint, for every role, and no posting can join it later.
-- Why a ledger has a number: 4 bytes in every row and index where its id takes 31.
-- Why an entry's id is made of that number and its own: nothing is stored or looked up for it. Ids
-- that were given before are kept.
-- Why `late`: entries come by and large in the order of their months, so that a month's are a range
-- of numbers, and only those that came late need an index by date. The newest month's turnovers
-- stand with the balances; older ones are rows, written when a month is over and when somebody is
-- late.
-- Why no foreign key from an entry to its ledger: it would lock the ledger's row once an entry, which
-- whoever posts holds locked already; `tirek verify` finds an entry of no ledger.
-- Data: every entry keeps its hash and all that the hash covers. What earlier hashes cover besides,
-- the number within the account and the sum of the day, is kept for those entries alone.
-- The previous release cannot post after this migration; it reads as before.
SET lock_timeout = '2s';
SET LOCAL tirek.provider_scope = '*';

CREATE TYPE settlement.account_kind AS ENUM (
    'EXPENSE_ACCRUED', 'PAYABLE', 'BANK_CLEARING', 'BANK', 'SUSPENSE', 'RECEIVABLE', 'UNFUNDED',
    'UNFUNDED_CONTRA', 'BANK_CHARGES');
CREATE TYPE settlement.source_type AS ENUM (
    'CLAIM', 'PAYMENT_ORDER', 'STATEMENT_LINE', 'REVERSAL', 'ADJUSTMENT', 'MANUAL', 'MATCH');

-- Memo accounts count what nobody owes; they balance among themselves and never meet money.
CREATE FUNCTION settlement.is_memo(account settlement.account_kind) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT account IN ('UNFUNDED', 'UNFUNDED_CONTRA')
$$;

-- One element an account in each of the arrays. What seldom changes stands first: of a row that
-- keeps its place the log takes only what lies between the first and the last change.
-- The newest month is the latest of an entry so far. At its beginning an account stood at
-- opened_minor, and debited_minor came to its debit in it.
CREATE TABLE settlement.ledger (
    ledger_id             text        NOT NULL CONSTRAINT ledger_ledger_id_pk PRIMARY KEY,
    ledger_number         integer     NOT NULL GENERATED ALWAYS AS IDENTITY
                                      CONSTRAINT ledger_ledger_number_uq UNIQUE,
    month_start           date,
    account               settlement.account_kind[] NOT NULL DEFAULT '{}',
    currency_code         text[]      NOT NULL DEFAULT '{}',
    least_minor           bigint[]    NOT NULL DEFAULT '{}',
    most_minor            bigint[]    NOT NULL DEFAULT '{}',
    reserved_debit_minor  bigint[]    NOT NULL DEFAULT '{}',
    reserved_credit_minor bigint[]    NOT NULL DEFAULT '{}',
    opened_minor          numeric[]   NOT NULL DEFAULT '{}',
    sequence              bigint      NOT NULL DEFAULT 0,
    record_time           timestamptz NOT NULL DEFAULT '-infinity',
    hash                  bytea       NOT NULL DEFAULT '',
    balance_minor         bigint[]    NOT NULL DEFAULT '{}',
    debited_minor         numeric[]   NOT NULL DEFAULT '{}',
    CONSTRAINT ledger_balance_minor_ck CHECK (cardinality(balance_minor) = cardinality(account)),
    CONSTRAINT ledger_debited_minor_ck CHECK (cardinality(debited_minor) = cardinality(account))
) WITH (fillfactor = 70);

-- Of what seldom changes, once it does; constraints would judge it at every posting.
CREATE FUNCTION settlement.check_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER whole BEFORE INSERT OR UPDATE OF month_start, account, currency_code, least_minor,
    most_minor, reserved_debit_minor, reserved_credit_minor, opened_minor ON settlement.ledger
    FOR EACH ROW EXECUTE FUNCTION settlement.check_ledger();

ALTER INDEX settlement.entry_source_uq RENAME TO entry_source_uq_before;

-- What the arrays of an entry have to be: as long as each other, and balanced among money and among
-- memo accounts. Nothing unknown passes, be it an account, an amount or a balance.
CREATE FUNCTION settlement.is_whole(account settlement.account_kind[], amount_minor bigint[],
                                    balance_minor bigint[], contract_id text[],
                                    funding_source text[], budget_code text[])
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
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

-- One element a posting in each array, in the order of their lines; an array that would be empty
-- throughout is absent. balance_minor is what the account stands at after the posting.
CREATE TABLE settlement.ledger_entry (
    ledger_number     integer     NOT NULL,
    effective_date    date        NOT NULL,
    sequence          bigint      NOT NULL CONSTRAINT ledger_entry_sequence_ck CHECK (sequence > 0),
    record_time       timestamptz NOT NULL,
    late              boolean     NOT NULL,
    source_type       settlement.source_type NOT NULL,
    source_id         text        NOT NULL,
    description       text        NOT NULL,
    currency_code     char(3)     NOT NULL,
    hash              bytea       NOT NULL
                                  CONSTRAINT ledger_entry_hash_ck CHECK (length(hash) = 32),
    account           settlement.account_kind[] NOT NULL,
    amount_minor      bigint[]    NOT NULL,
    balance_minor     bigint[]    NOT NULL,
    contract_id       text[],
    funding_source    text[],
    budget_code       text[],
    reverses_sequence bigint,
    adjustment_reason text,
    entry_id          text,
    account_sequence  bigint[],
    day_minor         bigint[],
    CONSTRAINT ledger_entry_pk PRIMARY KEY (ledger_number, sequence),
    CONSTRAINT entry_source_uq UNIQUE (source_id, ledger_number, source_type),
    CONSTRAINT ledger_entry_reverses_sequence_fk FOREIGN KEY (ledger_number, reverses_sequence)
        REFERENCES settlement.ledger_entry (ledger_number, sequence),
    CONSTRAINT entry_reverses_id_ck
        CHECK ((source_type = 'REVERSAL') = (reverses_sequence IS NOT NULL)),
    CONSTRAINT entry_adjustment_reason_ck CHECK (adjustment_reason IS NULL
        OR (adjustment_reason <> '' AND source_type IN ('MANUAL', 'REVERSAL'))),
    CONSTRAINT entry_balances_ck CHECK (settlement.is_whole(
        account, amount_minor, balance_minor, contract_id, funding_source, budget_code))
);

-- The number of the first entry of a month that was the newest one then. Entries of the month that
-- are not late lie from it up to the first of the next.
CREATE TABLE settlement.ledger_month (
    ledger_number  integer NOT NULL,
    month_start    date    NOT NULL CONSTRAINT ledger_month_month_start_ck
                           CHECK (extract(day FROM month_start) = 1),
    first_sequence bigint  NOT NULL,
    CONSTRAINT ledger_month_pk PRIMARY KEY (ledger_number, month_start)
);

-- What an account was debited and credited in a month before the ledger's newest.
CREATE TABLE settlement.month_turnover (
    ledger_number integer NOT NULL,
    account       settlement.account_kind NOT NULL,
    currency_code text    NOT NULL,
    month_start   date    NOT NULL CONSTRAINT month_turnover_month_start_ck
                          CHECK (extract(day FROM month_start) = 1),
    debit_minor   numeric NOT NULL,
    credit_minor  numeric NOT NULL,
    CONSTRAINT month_turnover_pk PRIMARY KEY (ledger_number, account, currency_code, month_start),
    CONSTRAINT month_turnover_sums_ck CHECK (debit_minor >= 0 AND credit_minor >= 0)
);

LOCK TABLE settlement.ledger_head, settlement.entry, settlement.posting, settlement.account,
    settlement.turnover IN ACCESS EXCLUSIVE MODE;
INSERT INTO settlement.ledger (ledger_id, sequence, record_time, hash)
    SELECT ledger_id, sequence, record_time, hash FROM settlement.ledger_head ORDER BY ledger_id;
UPDATE settlement.ledger l
   SET month_start = m.month_start
  FROM (SELECT ledger_id, date_trunc('month', max(effective_date))::date AS month_start
          FROM settlement.entry GROUP BY ledger_id) m
 WHERE m.ledger_id = l.ledger_id;
UPDATE settlement.ledger l
   SET account = s.account, currency_code = s.currency_code, least_minor = s.least_minor,
       most_minor = s.most_minor, reserved_debit_minor = s.reserved_debit_minor,
       reserved_credit_minor = s.reserved_credit_minor, opened_minor = s.opened_minor,
       balance_minor = s.balance_minor, debited_minor = s.debited_minor
  FROM (SELECT l.ledger_id,
               array_agg(a.account::settlement.account_kind ORDER BY a.account, a.currency_code)
                   AS account,
               array_agg(a.currency_code::text ORDER BY a.account, a.currency_code)
                   AS currency_code,
               array_agg(a.least_minor ORDER BY a.account, a.currency_code) AS least_minor,
               array_agg(a.most_minor ORDER BY a.account, a.currency_code) AS most_minor,
               array_agg(a.reserved_debit_minor ORDER BY a.account, a.currency_code)
                   AS reserved_debit_minor,
               array_agg(a.reserved_credit_minor ORDER BY a.account, a.currency_code)
                   AS reserved_credit_minor,
               array_agg(a.balance_minor - coalesce(t.debit_minor - t.credit_minor, 0)
                         ORDER BY a.account, a.currency_code) AS opened_minor,
               array_agg(a.balance_minor ORDER BY a.account, a.currency_code) AS balance_minor,
               array_agg(coalesce(t.debit_minor, 0) ORDER BY a.account, a.currency_code)
                   AS debited_minor
          FROM settlement.account a JOIN settlement.ledger l USING (ledger_id)
          LEFT JOIN settlement.turnover t ON t.ledger_id = a.ledger_id AND t.account = a.account
               AND t.currency_code = a.currency_code AND t.month_start = l.month_start
         GROUP BY l.ledger_id) s
 WHERE s.ledger_id = l.ledger_id;
INSERT INTO settlement.ledger_entry
       (ledger_number, effective_date, sequence, record_time, late, source_type, source_id,
        description, currency_code, hash, account, amount_minor, balance_minor, contract_id,
        funding_source, budget_code, reverses_sequence, adjustment_reason, entry_id,
        account_sequence, day_minor)
    SELECT l.ledger_number, e.effective_date, e.sequence, e.record_time,
           date_trunc('month', e.effective_date)
               < max(date_trunc('month', e.effective_date)) OVER numbers,
           e.source_type::settlement.source_type, e.source_id, e.description, p.currency_code,
           e.hash, p.account,
           p.amount_minor, p.balance_minor, p.contract_id, p.funding_source, p.budget_code,
           r.sequence, e.adjustment_reason, e.entry_id, p.account_sequence, p.day_minor
      FROM settlement.entry e JOIN settlement.ledger l ON l.ledger_id = e.ledger_id
      JOIN (SELECT ledger_id, sequence, min(currency_code) AS currency_code,
                   array_agg(account::settlement.account_kind ORDER BY line) AS account,
                   array_agg(amount_minor ORDER BY line) AS amount_minor,
                   array_agg(balance_minor ORDER BY line) AS balance_minor,
                   CASE WHEN count(contract_id) > 0
                        THEN array_agg(contract_id ORDER BY line) END AS contract_id,
                   CASE WHEN count(funding_source) > 0
                        THEN array_agg(funding_source ORDER BY line) END AS funding_source,
                   CASE WHEN count(budget_code) > 0
                        THEN array_agg(budget_code ORDER BY line) END AS budget_code,
                   array_agg(account_sequence ORDER BY line) AS account_sequence,
                   array_agg(day_minor ORDER BY line) AS day_minor
              FROM settlement.posting GROUP BY ledger_id, sequence) p
           ON p.ledger_id = e.ledger_id AND p.sequence = e.sequence
      LEFT JOIN settlement.entry r ON r.ledger_id = e.ledger_id AND r.entry_id = e.reverses_id
    WINDOW numbers AS (PARTITION BY e.ledger_id ORDER BY e.sequence)
     ORDER BY l.ledger_number, e.sequence;
INSERT INTO settlement.ledger_month (ledger_number, month_start, first_sequence)
    SELECT ledger_number, date_trunc('month', effective_date)::date, min(sequence)
      FROM settlement.ledger_entry WHERE NOT late GROUP BY 1, 2;
INSERT INTO settlement.month_turnover
       (ledger_number, account, currency_code, month_start, debit_minor, credit_minor)
    SELECT l.ledger_number, t.account::settlement.account_kind, t.currency_code, t.month_start,
           t.debit_minor, t.credit_minor
      FROM settlement.turnover t JOIN settlement.ledger l USING (ledger_id)
     WHERE t.month_start < l.month_start;

DROP VIEW settlement.published_entry;
DROP TABLE settlement.turnover, settlement.posting, settlement.entry, settlement.account,
    settlement.ledger_head;
DROP FUNCTION settlement.check_postings(), settlement.check_entries(), settlement.add_turnovers(),
    settlement.lock_ledgers(text[]), settlement.open_ledgers(text[]),
    settlement.day_sums(text[], text[], text[], date[]);

CREATE UNIQUE INDEX entry_reverses_id_uq ON settlement.ledger_entry
    (ledger_number, reverses_sequence) WHERE reverses_sequence IS NOT NULL;
CREATE UNIQUE INDEX ledger_entry_entry_id_uq ON settlement.ledger_entry (entry_id, ledger_number)
    WHERE entry_id IS NOT NULL;
CREATE INDEX ledger_entry_late_ix ON settlement.ledger_entry
    (ledger_number, effective_date, sequence) WHERE late;
CALL core.make_append_only('settlement.ledger_entry');
CALL core.make_append_only('settlement.ledger_month');

-- Rows of a ledger's number are seen by who sees the ledger. Written out, because a function that
-- asks for the number would be called for every row.
CREATE PROCEDURE settlement.scope_by_ledger_number(target regclass) LANGUAGE plpgsql AS $$
DECLARE
    seen text := $text$current_setting('tirek.provider_scope', true) = '*' OR ledger_number =
        (SELECT l.ledger_number FROM settlement.ledger l
          WHERE l.ledger_id = current_setting('tirek.provider_scope', true))$text$;
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY ledger_scope ON %s USING (%s) WITH CHECK (%s)', target, seen,
                   seen);
END $$;
CALL settlement.scope_by_ledger('settlement.ledger', 'ledger_id');
CALL settlement.scope_by_ledger_number('settlement.ledger_entry');
CALL settlement.scope_by_ledger_number('settlement.ledger_month');
CALL settlement.scope_by_ledger_number('settlement.month_turnover');

-- The id of an entry that has none of its own: both numbers in hexadecimal, which are digits of
-- every other id too.
CREATE FUNCTION settlement.entry_id(ledger_number integer, sequence bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 'ent_' || lpad(to_hex(ledger_number), 8, '0') || lpad(to_hex(sequence), 18, '0')
$$;

-- The number of an entry of the ledger by its id, absent where it has none such. A function of the
-- owner, so that who may only post can take an entry back.
CREATE FUNCTION settlement.entry_sequence(ledger_number integer, entry_id text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (SELECT e.sequence FROM settlement.ledger_entry e
          WHERE e.entry_id = $2 AND e.ledger_number = $1),
        (SELECT e.sequence FROM settlement.ledger_entry e
          WHERE e.ledger_number = $1 AND e.entry_id IS NULL
            AND e.sequence = CASE WHEN $2 ~ '^ent_[0-9a-f]{26}$'
                                  THEN ('x' || right($2, 16))::bit(64)::bigint END
            AND settlement.entry_id(e.ledger_number, e.sequence) = $2))
$$;

-- What follows asks as who calls it, and by indexes: a plan made while the tables were small would
-- read them whole when they have grown.

-- The number of the ledger's last entry recorded by an instant; 0 before the first. Times do not
-- step back within a ledger, so that it is found by halves.
CREATE FUNCTION settlement.known_sequence(ledger integer, known_at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
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

-- The numbers of the ledger's entries that are effective from one day to before another and lie
-- after one number and up to another; of those of months in their time, and of those that came
-- late, at most `most` each by number, or all.
CREATE FUNCTION settlement.entries_between(ledger integer, first_day date, end_day date,
                                           after_number bigint, up_to bigint, most bigint)
RETURNS TABLE (number bigint) LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
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

-- What the accounts of the ledger were debited and credited before a day, of entries up to a number:
-- the sums of whole months, less what came to these after the number, and the entries of one month.
CREATE FUNCTION settlement.turnover_before(ledger integer, day date, up_to bigint)
RETURNS TABLE (account text, currency_code text, debit_minor numeric, credit_minor numeric)
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
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
    whole_until := least(whole_until, newest);
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

-- As before, for readers: entries and postings, accounts, heads and turnovers.
CREATE VIEW settlement.entry WITH (security_invoker = true) AS
    SELECT l.ledger_id,
           coalesce(e.entry_id, settlement.entry_id(e.ledger_number, e.sequence)) AS entry_id,
           e.sequence, e.source_type::text AS source_type, e.source_id, e.effective_date,
           e.record_time, e.description,
           CASE WHEN e.reverses_sequence IS NOT NULL
                THEN (SELECT coalesce(o.entry_id,
                                      settlement.entry_id(o.ledger_number, o.sequence))
                        FROM settlement.ledger_entry o
                       WHERE o.ledger_number = e.ledger_number
                         AND o.sequence = e.reverses_sequence) END AS reverses_id,
           cardinality(e.account) AS posting_count, e.hash, e.adjustment_reason,
           e.reverses_sequence, e.late, e.ledger_number
      FROM settlement.ledger_entry e JOIN settlement.ledger l USING (ledger_number);
CREATE VIEW settlement.posting WITH (security_invoker = true) AS
    SELECT l.ledger_id, e.sequence, p.line, p.account::text AS account,
           settlement.is_memo(p.account) AS memo, p.amount_minor, e.currency_code,
           e.effective_date, p.balance_minor, p.contract_id, p.funding_source, p.budget_code,
           p.account_sequence, p.day_minor
      FROM settlement.ledger_entry e JOIN settlement.ledger l USING (ledger_number)
     CROSS JOIN LATERAL unnest(e.account, e.amount_minor, e.balance_minor, e.contract_id,
           e.funding_source, e.budget_code, e.account_sequence, e.day_minor) WITH ORDINALITY
           AS p (account, amount_minor, balance_minor, contract_id, funding_source, budget_code,
                 account_sequence, day_minor, line);
CREATE VIEW settlement.ledger_head WITH (security_invoker = true) AS
    SELECT ledger_id, sequence, hash, record_time FROM settlement.ledger;
CREATE VIEW settlement.account WITH (security_invoker = true) AS
    SELECT l.ledger_id, a.account::text AS account, a.currency_code, a.balance_minor,
           a.reserved_debit_minor, a.reserved_credit_minor, a.least_minor, a.most_minor
      FROM settlement.ledger l
     CROSS JOIN LATERAL unnest(l.account, l.currency_code, l.balance_minor, l.reserved_debit_minor,
           l.reserved_credit_minor, l.least_minor, l.most_minor)
           AS a (account, currency_code, balance_minor, reserved_debit_minor,
                 reserved_credit_minor, least_minor, most_minor);
CREATE VIEW settlement.turnover WITH (security_invoker = true) AS
    SELECT l.ledger_id, t.account::text AS account, t.currency_code, t.month_start, t.debit_minor,
           t.credit_minor
      FROM settlement.month_turnover t JOIN settlement.ledger l USING (ledger_number)
    UNION ALL
    SELECT l.ledger_id, a.account::text, a.currency_code, l.month_start, a.debited_minor,
           a.debited_minor - a.balance_minor + a.opened_minor
      FROM settlement.ledger l
     CROSS JOIN LATERAL unnest(l.account, l.currency_code, l.opened_minor, l.balance_minor,
           l.debited_minor)
           AS a (account, currency_code, opened_minor, balance_minor, debited_minor)
     WHERE l.month_start IS NOT NULL
       AND (a.debited_minor <> 0 OR a.balance_minor <> a.opened_minor);

CREATE VIEW settlement.published_entry AS
    SELECT l.ledger_id,
           coalesce(e.entry_id, settlement.entry_id(e.ledger_number, e.sequence)) AS entry_id,
           e.source_type::text AS source_type, e.source_id, e.effective_date,
           (SELECT sum(x.minor) FROM unnest(e.amount_minor) AS x (minor)
             WHERE x.minor > 0)::bigint AS amount_minor,
           e.currency_code
      FROM settlement.ledger_entry e JOIN settlement.ledger l USING (ledger_number);

-- Locks the rows of `ledgers`, each named once, in the order of their ids, those that are new made
-- first, and gives them as they are once locked. A function of the owner, because such a lock needs
-- the right to update.
CREATE FUNCTION settlement.lock_ledgers(ledgers text[]) RETURNS SETOF settlement.ledger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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

-- As before, but the gate alone keeps a month from closing: whoever closes or opens one holds it to
-- the end. To hold its row besides was to write it for every batch.
CREATE OR REPLACE FUNCTION settlement.hold_months(months text[])
RETURNS TABLE (month text, state text, state_micros bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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

GRANT SELECT ON settlement.entry, settlement.posting, settlement.ledger_head, settlement.account,
    settlement.turnover, settlement.ledger_entry, settlement.ledger_month TO tirek_settlement;
GRANT SELECT ON settlement.ledger, settlement.month_turnover TO tirek_settlement, tirek_billing;
GRANT INSERT ON settlement.ledger_entry, settlement.ledger_month, settlement.month_turnover
    TO tirek_settlement, tirek_billing;
GRANT UPDATE (month_start, account, currency_code, reserved_debit_minor, reserved_credit_minor,
    opened_minor, sequence, record_time, hash, balance_minor, debited_minor, least_minor,
    most_minor) ON settlement.ledger TO tirek_settlement;
GRANT UPDATE (month_start, account, currency_code, reserved_debit_minor, reserved_credit_minor,
    opened_minor, sequence, record_time, hash, balance_minor, debited_minor, least_minor,
    most_minor) ON settlement.ledger TO tirek_billing;
GRANT UPDATE (debit_minor, credit_minor) ON settlement.month_turnover
    TO tirek_settlement, tirek_billing;
GRANT SELECT ON settlement.published_entry TO tirek_billing;
REVOKE EXECUTE ON FUNCTION settlement.lock_ledgers(text[]),
    settlement.entry_sequence(integer, text), settlement.known_sequence(integer, timestamptz),
    settlement.entries_between(integer, date, date, bigint, bigint, bigint),
    settlement.turnover_before(integer, date, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION settlement.known_sequence(integer, timestamptz),
    settlement.entries_between(integer, date, date, bigint, bigint, bigint),
    settlement.turnover_before(integer, date, bigint) TO tirek_settlement;
GRANT EXECUTE ON FUNCTION settlement.lock_ledgers(text[]),
    settlement.entry_sequence(integer, text) TO tirek_settlement, tirek_billing;
