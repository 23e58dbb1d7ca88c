-- 0031 ledger checks: what the database does of its own at each posting takes as long as the posting
-- is large, whatever the ledger holds already.
--
-- Why: the checks of entries and postings joined what was inserted with whole tables, as the planner
-- saw fit while these were small, and kept to it: 60 ms for 64 entries after 4,000. Each row is
-- looked up by itself now (OFFSET 0 keeps it so). And what was four statements is two.
-- Safe with the previous release running: it goes on calling open_ledgers.
SET lock_timeout = '2s';

-- The postings that a statement added are whole entries, each in one currency and balanced. They
-- are counted among themselves, so what is added to an entry later is refused, balanced or not.
CREATE OR REPLACE FUNCTION settlement.check_postings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off AS $$
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
      LEFT JOIN LATERAL (SELECT posting_count, effective_date FROM settlement.entry
                          WHERE ledger_id = g.ledger_id AND sequence = g.sequence OFFSET 0) e ON true
     WHERE e.posting_count IS DISTINCT FROM g.postings OR g.mixed OR g.money <> 0 OR g.memo <> 0
        OR g.first_date <> e.effective_date OR g.last_date <> e.effective_date
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % is incomplete, sealed or does not balance', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances_ck';
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION settlement.check_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off AS $$
DECLARE
    wrong text;
BEGIN
    SELECT i.entry_id INTO wrong
      FROM inserted i
      LEFT JOIN LATERAL (SELECT line FROM settlement.posting
                          WHERE ledger_id = i.ledger_id AND sequence = i.sequence
                            AND line = i.posting_count OFFSET 0) p ON true
     WHERE p.line IS NULL
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % has not all of its postings', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances_ck';
    END IF;
    RETURN NULL;
END $$;

-- As before, but what is there is changed without an attempt to add it first, which also locks it.
-- The rows are those of ledgers whose heads the transaction holds; who posts without the head and
-- meets another meanwhile is refused, or the sums would miss what one of them posted.
CREATE OR REPLACE FUNCTION settlement.add_turnovers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off AS $$
DECLARE
    wanted bigint;
    found_there bigint;
    added bigint;
BEGIN
    WITH sums AS MATERIALIZED (
        SELECT ledger_id, account, currency_code,
               date_trunc('month', effective_date)::date AS month_start,
               coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0) AS debit_minor,
               coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0) AS credit_minor
          FROM inserted GROUP BY 1, 2, 3, 4),
    moved AS (
        UPDATE settlement.turnover t
           SET debit_minor = t.debit_minor + s.debit_minor,
               credit_minor = t.credit_minor + s.credit_minor
          FROM sums s CROSS JOIN LATERAL (
               SELECT ctid AS place FROM settlement.turnover
                WHERE ledger_id = s.ledger_id AND account = s.account
                  AND currency_code = s.currency_code AND month_start = s.month_start OFFSET 0) f
         WHERE t.ctid = f.place RETURNING 1)
    SELECT (SELECT count(*) FROM sums), (SELECT count(*) FROM moved) INTO wanted, found_there;
    IF found_there < wanted THEN
        INSERT INTO settlement.turnover (ledger_id, account, currency_code, month_start,
                                         debit_minor, credit_minor)
            SELECT ledger_id, account, currency_code, date_trunc('month', effective_date)::date,
                   coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0),
                   coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)
              FROM inserted i
              LEFT JOIN LATERAL (SELECT true AS there FROM settlement.turnover
                                  WHERE ledger_id = i.ledger_id AND account = i.account
                                    AND currency_code = i.currency_code
                                    AND month_start = date_trunc('month', i.effective_date)::date
                                 OFFSET 0) t ON true
             WHERE t.there IS NULL GROUP BY 1, 2, 3, 4;
        GET DIAGNOSTICS added = ROW_COUNT;
        IF found_there + added <> wanted THEN
            RAISE EXCEPTION 'another transaction posted to the same accounts'
                USING ERRCODE = 'serialization_failure';
        END IF;
    END IF;
    RETURN NULL;
END $$;

-- As before, in fewer statements: a row is locked and told at once, as it is once locked.
CREATE OR REPLACE FUNCTION settlement.hold_months(months text[])
RETURNS TABLE (month text, state text, state_micros bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(settlement.month_gate(x.wanted))
       FROM (SELECT DISTINCT wanted FROM unnest(months) AS y (wanted) ORDER BY wanted) x;
    IF (SELECT count(*) FROM settlement.period p WHERE p.month = ANY(months))
       < cardinality(months) THEN
        INSERT INTO settlement.period (month, state)
            SELECT DISTINCT wanted, 'OPEN' FROM unnest(months) AS x (wanted) ORDER BY wanted
            ON CONFLICT ON CONSTRAINT period_month_pk DO NOTHING;
    END IF;
    RETURN QUERY SELECT p.month, p.state,
                        coalesce((extract(epoch FROM p.state_time) * 1000000)::bigint, 0)
                   FROM settlement.period p WHERE p.month = ANY(months) ORDER BY p.month FOR SHARE;
END $$;

-- Locks the heads of `ledgers`, each named once, in the order of their ids, those that are new made
-- first, and gives them as they are once locked. A function of the owner, so that who may only post
-- need not be able to read heads.
CREATE FUNCTION settlement.lock_ledgers(ledgers text[])
RETURNS TABLE (ledger_id text, sequence bigint, hash text, micros bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (SELECT count(*) FROM settlement.ledger_head h WHERE h.ledger_id = ANY(ledgers))
       < cardinality(ledgers) THEN
        INSERT INTO settlement.ledger_head (ledger_id, sequence)
            SELECT DISTINCT wanted, 0 FROM unnest(ledgers) AS x (wanted) ORDER BY wanted
            ON CONFLICT ON CONSTRAINT ledger_head_ledger_id_pk DO NOTHING;
    END IF;
    RETURN QUERY
        SELECT h.ledger_id, h.sequence, encode(h.hash, 'hex'),
               CASE WHEN isfinite(h.record_time)
                    THEN (extract(epoch FROM h.record_time) * 1000000)::bigint ELSE 0 END
          FROM settlement.ledger_head h WHERE h.ledger_id = ANY(ledgers)
         ORDER BY h.ledger_id FOR UPDATE;
END $$;
REVOKE EXECUTE ON FUNCTION settlement.lock_ledgers(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION settlement.lock_ledgers(text[]) TO tirek_settlement, tirek_billing;
