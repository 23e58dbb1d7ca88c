-- 0026 ledger indexes: of the indexes on entries and postings only those by number lead with the
-- ledger; the others lead with what tells most.
--
-- Why: a plan made while the tables were small chose any index that leads with the ledger, and read
-- all of a ledger for each entry from then on: 1.5 ms an entry after 20,000 entries. With one such
-- index there is no wrong choice. And ids are ordered by time: an index that leads with them grows
-- at its end, whatever ledger an entry is in.
-- Safe with the previous release running: the same columns are unique under the same names.
SET lock_timeout = '2s';

ALTER TABLE settlement.entry
    DROP CONSTRAINT entry_reverses_id_fk,
    DROP CONSTRAINT entry_pk,
    DROP CONSTRAINT entry_source_uq,
    ADD CONSTRAINT entry_pk PRIMARY KEY (entry_id, ledger_id),
    ADD CONSTRAINT entry_source_uq UNIQUE (source_id, ledger_id, source_type),
    ADD CONSTRAINT entry_reverses_id_fk FOREIGN KEY (ledger_id, reverses_id)
        REFERENCES settlement.entry (ledger_id, entry_id);
DROP INDEX settlement.entry_reverses_id_uq;
CREATE UNIQUE INDEX entry_reverses_id_uq ON settlement.entry (reverses_id, ledger_id)
    WHERE reverses_id IS NOT NULL;

DROP INDEX settlement.posting_account_ix;
-- An account's postings by effective date, and which of them were known at a number.
CREATE INDEX posting_account_ix ON settlement.posting
    (account, ledger_id, currency_code, effective_date, sequence);

-- As before, but rows that are there cost no attempt to add them.
CREATE OR REPLACE FUNCTION settlement.hold_months(months text[])
RETURNS TABLE (month text, state text, state_micros bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(settlement.month_gate(x.wanted))
       FROM (SELECT DISTINCT wanted FROM unnest(months) AS y (wanted) ORDER BY wanted) x;
    IF EXISTS (SELECT FROM unnest(months) AS x (wanted)
                WHERE NOT EXISTS (SELECT FROM settlement.period p WHERE p.month = wanted)) THEN
        INSERT INTO settlement.period (month, state)
            SELECT DISTINCT wanted, 'OPEN' FROM unnest(months) AS x (wanted) ORDER BY wanted
            ON CONFLICT ON CONSTRAINT period_month_pk DO NOTHING;
    END IF;
    -- Apart from the question below, which must be asked of the rows as they are once locked.
    PERFORM FROM settlement.period p WHERE p.month = ANY(months) ORDER BY p.month FOR SHARE;
    RETURN QUERY SELECT p.month, p.state,
                        coalesce((extract(epoch FROM p.state_time) * 1000000)::bigint, 0)
                   FROM settlement.period p WHERE p.month = ANY(months);
END $$;

CREATE OR REPLACE FUNCTION settlement.open_ledgers(ledgers text[])
RETURNS TABLE (ledger_id text, head_sequence bigint, head_hash text, head_micros bigint,
               account text, currency_code text, balance_minor bigint, sequence bigint,
               reserved_debit_minor bigint, reserved_credit_minor bigint, least_minor bigint,
               most_minor bigint, epoch_day integer, day_minor bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM unnest(ledgers) AS x (wanted)
                WHERE NOT EXISTS (SELECT FROM settlement.ledger_head h
                                   WHERE h.ledger_id = wanted)) THEN
        INSERT INTO settlement.ledger_head (ledger_id, sequence)
            SELECT DISTINCT wanted, 0 FROM unnest(ledgers) AS x (wanted) ORDER BY wanted
            ON CONFLICT ON CONSTRAINT ledger_head_ledger_id_pk DO NOTHING;
    END IF;
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
